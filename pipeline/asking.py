"""The commands that ask what is stored: `sql`, `search` and `export`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.usage import examples

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FOUND = "select score, source_name, published_on, sentence, highlighted from search(?, most := ?)"


def answer_forms(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say in which form an answer is printed."""
    for name, meaning in (
        ("md", "Print a table of Markdown."), ("json", "Print one JSON object per row."), ("csv", "Print CSV with a header."),
    ):  # fmt: skip
        command = click.option(f"--{name}", "form", flag_value=name, help=meaning)(command)
    return command


@click.command(
    epilog=examples(
        'sasil sql "SELECT metric, count(*) FROM figures GROUP BY metric ORDER BY 2 DESC"',
        'sasil sql "SHOW TABLES"',
        "sasil sql - --csv < question.sql > answer.csv",
    )
)
@click.argument("query")
@answer_forms
def sql(query: str, form: str | None) -> None:
    """Ask the facts in SQL.

    QUERY is DuckDB's SQL; `-` reads it from stdin. The snapshot that is asked can be read while a run writes, and cannot
    be changed. A table that is wider than the terminal is cut; --csv, --json and --md print all of it.
    """
    columns, rows = _ask(sys.stdin.read() if query == "-" else query)
    for line in _rendered(columns, rows, form):
        click.echo(line)


@click.command(
    epilog=examples(
        "sasil search 알리바바 설비투자",
        "sasil search 3,800억 --most 3",
        "sasil search 떨어졌다 --json",
    )
)
@click.argument("words", nargs=-1, required=True)
@click.option("--most", type=click.IntRange(min=1), default=20, show_default=True, help="Show at most so many sentences.")
@answer_forms
def search(words: tuple[str, ...], most: int, form: str | None) -> None:
    """Find sentences that hold WORDS, the best first.

    A WORD finds its other forms (늘었다, 늘어난), a company its other names (Alibaba, 알리바바), the word of a metric its figures
    (설비투자 finds CAPEX), and a number itself (800억 is not in 3,800억).
    """
    columns, rows = _ask(FOUND, [" ".join(words), most])
    lines = _rendered(columns, rows, form) if form else _hits(rows)
    for line in lines:
        click.echo(line)
    if not rows:
        click.echo("sasil: no sentence has any of these words.", err=True)


@click.command(
    epilog=examples(
        "sasil export v_figures figures.xlsx",
        "sasil export \"metric('알리바바', 'capex')\" capex.csv",
        "sasil export \"SELECT * FROM v_series WHERE metric = 'revenue'\" revenue.parquet",
    )
)
@click.argument("what")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def export(what: str, file: Path, *, force: bool) -> None:
    """Write facts to a file: Parquet, CSV, XLSX or JSON Lines, as the ending of FILE says.

    WHAT is a table, a view, a call like metric('알리바바', 'capex'), or a SELECT. CSV opens in Korean Excel; in XLSX numbers and days
    are real, and each row links to its report. Text that a spreadsheet would run as a formula stays text.
    """
    from pipeline.export import export as write

    with closing(_snapshot()) as con:
        rows = write(con, what, file, overwrite=force)
    click.echo(f"{file}: {rows:,} rows")


def _rendered(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: str | None) -> Iterator[str]:
    from pipeline import show as shown

    if form is None:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        return shown.render_table(columns, rows, width)
    render = {"csv": shown.render_csv, "json": shown.render_json, "md": shown.render_markdown}[form]
    return render(columns, rows)


def _hits(rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Hits for people: the report, then the sentence with what was found in bold, or between asterisks where nothing is coloured."""
    import re

    for score, source_name, published_on, _, highlighted in rows:
        yield click.style(f"{source_name} · {published_on or 'day unknown'} · {score:.1f}", dim=True)
        marked = re.sub(r"\*\*(.+?)\*\*", lambda found: click.style(found[1], bold=True, fg="yellow"), highlighted)
        yield f"  {' '.join((marked if sys.stdout.isatty() else highlighted).split())}"


def _ask(query: str, values: Sequence[Any] = ()) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Columns and rows of the answer to *query*; an error of DuckDB becomes one line with its advice."""
    import duckdb

    from pipeline.settings import UserError

    with closing(_snapshot()) as con:
        try:
            statements = con.extract_statements(query)
            if not statements:
                raise UserError('there is no statement to run. `sasil sql "SHOW TABLES"` lists what there is.')
            result = con.execute(query, list(values))
            if statements[-1].expected_result_type == [duckdb.ExpectedResultType.NOTHING]:
                return [], []
            return [column[0] for column in result.description], result.fetchall()
        except duckdb.Error as error:
            message = " ".join(line.strip() for line in str(error).splitlines() if not set(line.strip()) <= {"^"})
            message = message.partition(" LINE ")[0]
            if " is called " in message:  # said by one of our own macros, with the nearest names
                raise UserError(message.partition(": ")[2]) from None
            hint = (
                "Facts are read only; `sasil ingest` changes them."
                if "read-only" in message
                else '`sasil sql "SHOW TABLES"` lists what there is.'
            )
            raise UserError(f"{message} {hint}") from None


def _snapshot() -> DuckDBPyConnection:
    from pipeline.settings import load_settings
    from pipeline.warehouse import read_snapshot

    return read_snapshot(load_settings().snapshot)
