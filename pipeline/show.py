"""What the terminal shows: tables, JSON Lines, and a report with its records under each sentence."""

from __future__ import annotations

import csv
import difflib
import io
import json
import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from duckdb import DuckDBPyConnection
from rich.cells import cell_len, set_cell_size

from pipeline.settings import UserError
from pipeline.usage import styled

Row = Mapping[str, Any]
KINDS = {"mentions": "mention", "times": "time", "figures": "figure", "events": "event"}
"""What `--only` and `--kind` take, and the `kind` of such a record in JSON."""
COLOURS = {"mentions": "green", "times": "cyan", "figures": "yellow", "events": "magenta"}
TABLE_OF = {"mentions": "mentions", "times": "time_expressions", "figures": "figures", "events": "events"}
BOUND_SIGNS = {"exact": "", "at_least": "≥ ", "above": "> ", "at_most": "≤ ", "below": "< "}
SHORT_ID = 12
"""Digits of a `doc_id` that people are shown; any unambiguous beginning is understood."""
NEAR_NAMES = 3
NAMES = """
    select doc_id, source_name, coalesce(title, ''), superseded_by is null
    from documents join v_versions using (doc_id, source_name)
    order by source_name, doc_id
"""
LEAST_CELLS = 8
"""Columns of the terminal that a column of a table gets at least."""
EXACT_DOUBLE = 15
"""Significant digits that a double always holds."""


class Found(NamedTuple):
    """A report in the snapshot."""

    doc_id: str
    source_name: str


def find_document(con: DuckDBPyConnection, wanted: str) -> Found:
    """
    The one report that *wanted* means: its file name, the beginning of its doc_id, or a part of its name or title.

    A name means the newest version; an older one is found by its doc_id.

    Raises:
        UserError: None or several fit; the message names them, or those whose names come near.
    """
    rows = con.execute(NAMES).fetchall()
    newest = [row for row in rows if row[3]]
    needle = wanted.casefold()
    readings = (
        [row for row in newest if row[1] == wanted],
        [row for row in rows if row[0].startswith(needle)],
        [row for row in newest if needle in row[1].casefold()],
        [row for row in newest if needle in row[2].casefold()],
    )
    fitting = next(filter(None, readings), [])
    if len(fitting) == 1:
        return Found(*fitting[0][:2])
    if fitting:
        names = ", ".join(f"{name} ({doc_id[:SHORT_ID]})" for doc_id, name, *_ in fitting[:10])
        raise UserError(f"{wanted!r} fits {len(fitting)} reports: {names}. Give more of the name, or the id in parentheses.")
    near = difflib.get_close_matches(needle, [name for _, name, *_ in rows], n=NEAR_NAMES, cutoff=0.4)
    hint = f"Did you mean {', '.join(near)}?" if near else '`sasil sql "SELECT source_name FROM documents"` lists them all.'
    raise UserError(f"no report named {wanted!r} among {len(rows)}. {hint}")


def read_records(con: DuckDBPyConnection, doc_id: str, kinds: Collection[str]) -> dict[str, list[Row]]:
    """The records of a report by kind, in text order; events bring their participants and figures along."""
    records = {}
    for kind in kinds:
        query = f"select * from {TABLE_OF[kind]} where doc_id = ? order by start_char, end_char"  # noqa: S608
        records[kind] = _rows(con, query, doc_id)
    if "events" in records:
        participants = grouped(_rows(con, "select * from event_participants where doc_id = ? order by start_char, role", doc_id))
        figures = grouped(_rows(con, "select * from event_figures where doc_id = ? order by figure_id", doc_id))
        records["events"] = [nested_event(event, participants, figures) for event in records["events"]]
    return records


def nested_event(event: Row, participants: Mapping[str, Sequence[Row]], figures: Mapping[str, Sequence[Row]]) -> Row:
    """*event* with its participants and the ids of its figures inside, from rows grouped by `event_id`."""
    inner = [
        {name: row[name] for name in row if name not in ("event_id", "doc_id")} for row in participants.get(event["event_id"], ())
    ]
    return {**event, "participants": inner, "figures": [row["figure_id"] for row in figures.get(event["event_id"], ())]}


def grouped(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """*rows* by their `event_id`."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["event_id"]].append(row)
    return groups


def render_report(con: DuckDBPyConnection, doc_id: str, kinds: Collection[str]) -> Iterator[str]:
    """A report as lines: its head, then each sentence that has records, with those below it."""
    (document,) = _rows(con, "select * from documents where doc_id = ?", doc_id)
    records = read_records(con, doc_id, kinds)
    yield styled(document["title"] or document["source_name"], bold=True)
    yield styled(_head(document), dim=True)
    yield from (styled(_candidate_line(candidate), dim=True) for candidate in document["published_on_candidates"] or ())
    yield ", ".join(_counted(len(rows), KINDS[kind]) for kind, rows in records.items())
    sentences = _rows(con, "select * from sentences where doc_id = ? order by ordinal", doc_id)
    below: dict[str | None, list[tuple[int, str]]] = defaultdict(list)
    for kind, rows in records.items():
        for row in rows:
            below[row["sentence_id"]].append((row["start_char"], _record_line(kind, row)))
    for sentence in [*sentences, {"sentence_id": None, "text": "(outside of sentences)"}]:
        if lines := below.get(sentence["sentence_id"]):
            yield ""
            yield styled(" ".join(sentence["text"].split()), bold=True)
            yield from (line for _, line in sorted(lines, key=lambda placed: placed[0]))


def tagged(kind: str, row: Row) -> Row:
    """*row* with the `kind` of record that it is; what a time expression calls its kind becomes `time_kind`."""
    return {"kind": KINDS[kind], **{"time_kind" if name == "kind" else name: value for name, value in row.items()}}


def json_line(row: Row) -> str:
    """*row* as one line of JSON; numbers stay numbers where JSON readers keep them exact."""
    return json.dumps({name: plain(value) for name, value in row.items()}, ensure_ascii=False)


def render_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], width: int | None = None) -> Iterator[str]:
    """
    Rows as an aligned table; a Hangul syllable takes two columns. Numbers stand right, a missing value shows as NULL.

    Where the table is wider than *width* columns of the terminal, the cells of its widest columns are cut, marked by `…`.
    """
    if not columns:
        return
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max([cell_len(name), *(cell_len(row[place]) for row in cells)]) for place, name in enumerate(columns)]
    if width is not None:
        widths = _narrowed(widths, width)
    numeric = [any(_is_number(row[place]) for row in rows) for place in range(len(columns))]
    yield _aligned(columns, widths, [False] * len(columns))
    yield "  ".join("─" * width for width in widths)
    for row in cells:
        yield _aligned(row, widths, numeric)


def _narrowed(widths: Sequence[int], width: int) -> list[int]:
    """*widths* with the widest made narrower, all alike, until the table fits; none gets below `LEAST_CELLS`."""
    room = width - 2 * (len(widths) - 1)
    limit = max(widths)
    while limit > LEAST_CELLS and sum(min(each, limit) for each in widths) > room:
        limit -= 1
    return [min(each, limit) for each in widths]


def render_markdown(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Rows as a table of Markdown; numbers stand right."""
    if not columns:
        return
    numeric = [any(_is_number(row[place]) for row in rows) for place in range(len(columns))]
    yield _markdown_row(columns)
    yield _markdown_row(["---:" if right else "---" for right in numeric])
    for row in rows:
        yield _markdown_row(["" if value is None else _cell(value) for value in row])


def _markdown_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells) + " |"


def render_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Rows as CSV lines with a header; a missing value is empty."""
    if not columns:
        return
    for row in (columns, *([None if value is None else _cell(value) for value in row] for row in rows)):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(row)
        yield line.getvalue()


def render_json(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Rows as JSON Lines."""
    yield from (json_line(dict(zip(columns, row, strict=True))) for row in rows)


def exact(number: Decimal | float) -> Decimal:
    """A number of a view, which is floating point: its shortest digits are those that are stored."""
    return number if isinstance(number, Decimal) else Decimal(repr(number))


def format_number(number: Decimal | float) -> str:
    """*number* with thousands separated and no zeros at its end: 380,000,000,000 or -11.4."""
    return f"{exact(number).normalize():,f}"


def _rows(con: DuckDBPyConnection, query: str, doc_id: str) -> list[Row]:
    result = con.execute(query, [doc_id])
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _head(document: Row) -> str:
    day, source, confidence = (document[f"published_on{part}"] for part in ("", "_source", "_confidence"))
    published = f"published {day} ({source}, {confidence:.2f})" if day and source else "publication date unknown"
    return f"{document['source_name']} · {document['doc_id'][:SHORT_ID]} · {published}"


def _candidate_line(candidate: Row) -> str:
    surface = _padded(" ".join(candidate["evidence"].split()))
    details = (str(candidate["day"]), candidate["source"], f"{candidate['confidence']:.2f}", candidate["decision"])
    return f"    {'day':<8} {surface} {' · '.join(details)}"


def _padded(surface: str) -> str:
    return surface + " " * max(0, 24 - cell_len(surface))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _record_line(kind: str, row: Row) -> str:
    details = {"mentions": _mention, "times": _time, "figures": _figure, "events": _event}[kind](row)
    surface = row["trigger"] if kind == "events" else " ".join(row["text"].split())
    told = f"{_padded(surface)} {' · '.join(part for part in details if part)}".rstrip()
    return f"    {styled(f'{KINDS[kind]:<8}', fg=COLOURS[kind])} {told}"


def _mention(row: Row) -> Iterator[str]:
    yield row["label"]
    yield row["entity_id"] or ""


def _time(row: Row) -> Iterator[str]:
    yield row["value"] or ""
    days = _days(row["start_on"], row["end_on"])
    yield days if days != row["value"] else ""
    yield row["reason"] or ""


def _figure(row: Row) -> Iterator[str]:
    amount = "–".join(format_number(number) for number in (row["value"], row["value_high"]) if number is not None)
    yield f"{'≈ ' if row['approximate'] else ''}{BOUND_SIGNS[row['bound']]}{amount} {_unit(row)}"
    yield " ".join(filter(None, (row["metric"], row["measure"] if row["measure"] == "change" else None, row["basis"])))
    yield row["subject_text"] or ""
    yield _days(row["period_start"], row["period_end"])
    yield row["modality"] if row["modality"] != "actual" else ""
    yield "restates another figure" if row["equivalent_of"] else ""


def _unit(row: Row) -> str:
    unit = row["counter"] if row["unit"] == "count" and row["counter"] else row["unit"] or "(currency open)"
    return f"{unit} per {row['per']}" if row["per"] else str(unit)


def _event(row: Row) -> Iterator[str]:
    yield row["event_type"]
    yield _days(row["start_on"], row["end_on"])
    yield row["status"] if row["status"] != "occurred" else ""
    yield ", ".join(f"{taking['role']} {taking['text']}" for taking in row["participants"])


def _days(start: date | None, end: date | None) -> str:
    return " – ".join(dict.fromkeys(str(day) for day in (start, end) if day))


def plain(value: Any) -> Any:
    """*value* as JSON knows it."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**EXACT_DOUBLE:
        return int(value)
    if isinstance(value, Decimal):
        number = int(value) if value == value.to_integral_value() else float(value)
        return number if Decimal(str(number)) == value else str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _cell(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, float) and math.isfinite(value):
        value = Decimal(f"{value:.{EXACT_DOUBLE}g}")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list | tuple | Mapping):
        return json.dumps(plain(value), ensure_ascii=False)
    return " ".join(str(value).split("\n"))


def _aligned(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = [
        cell if cell_len(cell) <= width else f"{set_cell_size(cell, width - 1)}…"
        for cell, width in zip(cells, widths, strict=True)
    ]
    spaces = [" " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)]
    placed = (space + cell if to_right else cell + space for cell, space, to_right in zip(cells, spaces, right, strict=True))
    return "  ".join(placed).rstrip()
