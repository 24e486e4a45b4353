"""Answers as files for other programs: Parquet, CSV that Korean Excel opens, XLSX with real numbers and dates, JSON Lines."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from duckdb import DuckDBPyConnection

from pipeline.settings import UserError
from pipeline.show import json_line, plain
from pipeline.warehouse.connect import one_line, quoted

BATCH = 10_000
"""Rows that are in memory at a time."""
MOST_ROWS, MOST_CHARACTERS = 1_048_575, 32_767
"""Of a sheet of Excel, without the header, and of one of its cells."""
FIRST_DAY = date(1900, 3, 1)
"""Excel counts days before it wrongly (it knows a 29 February 1900)."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes text that begins with one for a formula (OWASP, CSV Injection)."""
WIDEST, ROWS_MEASURED = 60, 200
"""Characters of a column's width, and the rows that it is taken from."""
SOURCES = """
    select doc_id, source_name, title, publisher, published_on, url from documents
    where doc_id in (select unnest($doc_ids)) order by published_on, source_name, doc_id
"""


class Asked(NamedTuple):
    """What is to be exported."""

    query: str
    columns: tuple[str, ...]


def asked(con: DuckDBPyConnection, wanted: str) -> Asked:
    """
    The query behind *wanted*: a table or view, a call like `metric('…', 'capex')`, or a SELECT.

    Raises:
        UserError: There is no such thing, or the query is wrong.
    """
    query = wanted.strip().rstrip("; ")
    if not re.match(r"(?:select|with|from|values)\b|\(", query, re.IGNORECASE):
        query = f"from {query}"
    try:
        if len(con.extract_statements(query)) != 1:
            raise UserError(f"{wanted}: more than one statement. Give one SELECT.")
        described = con.execute(f"describe {query}").fetchall()
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise UserError(f'{wanted}: {reason} Name a table or view (`sasil sql "SHOW TABLES"`), or give a SELECT.') from None
    return Asked(query, tuple(row[0] for row in described))


def export(con: DuckDBPyConnection, wanted: str, file: Path, *, overwrite: bool = False) -> int:
    """
    Write what *wanted* names to *file*, in the form that its ending tells; the number of rows.

    The file appears whole or not at all. Raises UserError for an ending that is none of `WRITERS`, a file that is there
    already, and what a form cannot hold.
    """
    write = WRITERS.get(file.suffix.lower())
    if write is None:
        raise UserError(f"{file}: not a form that is known. Let the name end in {', '.join(WRITERS)}.")
    if file.exists() and not overwrite:
        raise UserError(f"{file}: there is such a file already. Choose another name, or replace it with --force.")
    what = asked(con, wanted)
    unfinished = file.with_name(f".{file.name}.unfinished{file.suffix}")
    try:
        rows = write(con, what, unfinished)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return rows


def _rows(con: DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    result = con.execute(query)
    while batch := result.fetchmany(BATCH):
        yield from batch


def _parquet(con: DuckDBPyConnection, what: Asked, file: Path) -> int:
    with one_line(file):
        ((rows,),) = con.execute(f"copy ({what.query}) to {quoted(str(file))} (format parquet, compression zstd)").fetchall()
    return int(rows)


def _csv(con: DuckDBPyConnection, what: Asked, file: Path) -> int:
    """With the byte order mark by which Excel knows UTF-8, and text that looks like a formula behind an apostrophe."""
    written = 0
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(what.columns)
        for row in _rows(con, what.query):
            writer.writerow([defused(flat(value)) for value in row])
            written += 1
    return written


def _json_lines(con: DuckDBPyConnection, what: Asked, file: Path) -> int:
    written = 0
    with file.open("w", encoding="utf-8") as out:
        for row in _rows(con, what.query):
            out.write(json_line(dict(zip(what.columns, row, strict=True))) + "\n")
            written += 1
    return written


def flat(value: Any) -> Any:
    """*value* for a cell: lists and records become JSON."""
    return json.dumps(plain(value), ensure_ascii=False) if isinstance(value, list | tuple | Mapping) else plain(value)


def defused(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula, with an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def _xlsx(con: DuckDBPyConnection, what: Asked, file: Path) -> int:
    """
    A sheet of the rows, and one of the reports they name, to which each row's `doc_id` and `source_name` link.

    Text is written as text, so no formula can come of it; numbers and days are those of Excel.
    """
    import xlsxwriter

    rows = con.execute(what.query).fetchmany(MOST_ROWS + 1)
    if len(rows) > MOST_ROWS:
        raise UserError(f"{file}: more than {MOST_ROWS:,} rows, which no sheet holds. Export Parquet or CSV.")
    with xlsxwriter.Workbook(
        str(file), {"constant_memory": False, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = _Sheet(book, "rows", what.columns, rows)
        sources = _sources(con, what.columns, rows)
        places = {row[0]: place for place, row in enumerate(sources, start=2)}
        sheet.write({"doc_id": places, "source_name": {row[1]: places[row[0]] for row in sources}})
        if sources:
            columns = ("doc_id", "source_name", "title", "publisher", "published_on", "url")
            _Sheet(book, "reports", columns, sources).write({})
    return len(rows)


def _sources(con: DuckDBPyConnection, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """The reports that *rows* name in a column `doc_id`, else in `source_name`."""
    for column in ("doc_id", "source_name"):
        if column in columns:
            named = sorted({row[columns.index(column)] for row in rows} - {None})
            found = con.execute(f"select doc_id from documents where {column} in (select unnest(?))", [named]).fetchall()  # noqa: S608
            return con.execute(SOURCES, {"doc_ids": [doc_id for (doc_id,) in found]}).fetchall()
    return []


class _Sheet:
    """A sheet with a header that stays in view, a filter, and columns as wide as what stands in them."""

    def __init__(self, book: Any, name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        self.sheet, self.columns, self.rows = book.add_worksheet(name), columns, rows
        self.head, self.day, self.time, self.link = (
            book.add_format(form)
            for form in (
                {"bold": True}, {"num_format": "yyyy-mm-dd"}, {"num_format": "yyyy-mm-dd hh:mm"}, {"font_color": "#0563C1", "underline": 1}
            )
        )  # fmt: skip

    def write(self, links: Mapping[str, Mapping[Any, int]]) -> None:
        """Write everything; *links* gives, by column, the line of the sheet `reports` that a value links to."""
        for column, name in enumerate(self.columns):
            self.sheet.write_string(0, column, name, self.head)
            longest = max([len(name), *(len(str(row[column])) for row in self.rows[:ROWS_MEASURED])])
            self.sheet.set_column(column, column, min(longest + 2, WIDEST))
        for line, row in enumerate(self.rows, start=1):
            for column, value in enumerate(row):
                self._cell(
                    line, column, value, links.get(self.columns[column], {}).get(value) if isinstance(value, str) else None
                )
        self.sheet.freeze_panes(1, 0)
        self.sheet.autofilter(0, 0, len(self.rows), len(self.columns) - 1)

    def _cell(self, line: int, column: int, value: Any, target: int | None) -> None:
        if value is None:
            return
        if target is not None:
            self.sheet.write_url(line, column, f"internal:'reports'!A{target}", self.link, _cut(value))
        elif isinstance(value, bool):
            self.sheet.write_boolean(line, column, value)
        elif isinstance(value, int | float | Decimal):
            self.sheet.write_number(line, column, float(value))
        elif isinstance(value, datetime):
            self.sheet.write_datetime(line, column, value, self.time)
        elif isinstance(value, date) and value >= FIRST_DAY:
            self.sheet.write_datetime(line, column, value, self.day)
        elif isinstance(value, str) and self.columns[column] == "url" and value.startswith(("http://", "https://")):
            self.sheet.write_url(line, column, value, self.link, _cut(value))
        else:
            self.sheet.write_string(line, column, _cut(str(flat(value))))


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"


WRITERS: Mapping[str, Callable[[DuckDBPyConnection, Asked, Path], int]] = {
    ".parquet": _parquet, ".csv": _csv, ".xlsx": _xlsx, ".jsonl": _json_lines,
}  # fmt: skip
"""What writes a file, by its ending."""
