"""
What every table, view, column and macro of the warehouse means, taken from the comments it carries.

    python tests/dictionary.py

writes docs/dictionary.md and, for dbt, docs/dbt/sources.yml.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import yaml
from duckdb import DuckDBPyConnection

from pipeline.warehouse import open_warehouse
from schemas import TABLES

DOCS = Path(__file__).parents[1] / "docs"
KINDS = """
    select 'view' as kind, view_name as name, comment from duckdb_views() where not internal and schema_name = 'main'
    union all
    select 'table', table_name, comment from duckdb_tables() where not internal and schema_name = 'main'
"""
COLUMNS = """
    select table_name, column_name, data_type, comment from duckdb_columns()
    where not internal and schema_name = 'main' order by table_name, column_index
"""
MACROS = """
    select function_name, parameters, comment from duckdb_functions()
    where not internal and schema_name = 'main' order by function_name
"""
KEYS = {table.name: table.key for table in TABLES}
REFERENCES = {
    "doc_id": "documents", "block_id": "blocks", "sentence_id": "sentences", "entity_id": "entities", "subject_entity_id": "entities",
    "event_id": "events", "figure_id": "figures", "equivalent_of": "figures", "metric": "metrics", "parent_id": "documents",
}  # fmt: skip
"""The table whose key a column holds. DuckDB would check declared keys at each load, so they are documented instead."""


class Thing(NamedTuple):
    """A table or view with its columns."""

    name: str
    comment: str
    columns: tuple[tuple[str, str, str], ...]
    """Name, type and comment."""


def things(con: DuckDBPyConnection, kind: str) -> list[Thing]:
    """The tables or the views, by name."""
    columns = {
        name: tuple(row[1:] for row in rows) for name, rows in groupby(con.execute(COLUMNS).fetchall(), lambda row: row[0])
    }
    found = con.execute(f"from ({KINDS}) where kind = ? order by name", [kind]).fetchall()
    return [Thing(name, comment or "", columns[name]) for _, name, comment in found]


def page(con: DuckDBPyConnection) -> Iterator[str]:
    """The lines of dictionary.md."""
    yield "# Data dictionary"
    yield ""
    yield "Written by `python tests/dictionary.py` from the comments in the warehouse; `comment` in `duckdb_columns()` says the same."
    yield "English, then Korean. Views are for asking; tables hold what was read, to the last digit and character."
    yield ""
    yield "## Macros"
    yield ""
    yield "| macro | what it gives |"
    yield "| --- | --- |"
    for name, parameters, comment in con.execute(MACROS).fetchall():
        yield f"| `{name}({', '.join(parameters)})` | {_cell(comment)} |"
    for kind in ("view", "table"):
        yield ""
        yield f"## {kind.capitalize()}s"
        for thing in things(con, kind):
            yield from _section(thing)


def _section(thing: Thing) -> Iterator[str]:
    yield ""
    yield f"### {thing.name}"
    yield ""
    yield thing.comment
    if key := KEYS.get(thing.name):
        yield ""
        yield f"Key: {', '.join(f'`{name}`' for name in key)}."
    yield ""
    yield "| column | type | meaning |"
    yield "| --- | --- | --- |"
    for name, data_type, comment in thing.columns:
        target = REFERENCES.get(name) if thing.name in KEYS else None
        reference = f" → `{target}`" if target and target != thing.name else ""
        yield f"| `{name}`{reference} | {data_type} | {_cell(comment)} |"


def _cell(comment: str | None) -> str:
    return (comment or "").replace("|", "\\|")


def sources(con: DuckDBPyConnection) -> str:
    """sources.yml: what dbt needs to build on the warehouse, with tests of the keys."""
    tables = [*things(con, "table"), *things(con, "view")]
    content = {
        "version": 2,
        "sources": [
            {
                "name": "sasil",
                "description": "Facts read from Korean reports, each with the characters it was read from.",
                "schema": "main",
                "meta": {"plugin": "duckdb", "attach": "outputs/reports.duckdb"},
                "tables": [_source(thing) for thing in tables],
            }
        ],
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)


def _source(thing: Thing) -> dict[str, object]:
    key = KEYS.get(thing.name, ())
    columns = [
        {"name": name, "description": comment, "data_type": data_type}
        | ({"data_tests": ["not_null", "unique"]} if key == (name,) else {})
        for name, data_type, comment in thing.columns
    ]
    return {"name": thing.name, "description": thing.comment, "columns": columns}


def written() -> dict[Path, str]:
    """The content of each file, as the warehouse of this version has it."""
    with tempfile.TemporaryDirectory() as folder, closing(open_warehouse(Path(folder) / "warehouse.duckdb")) as con:
        return {DOCS / "dictionary.md": "".join(f"{line}\n" for line in page(con)), DOCS / "dbt" / "sources.yml": sources(con)}


def main() -> None:
    """Write the files."""
    for file, content in written().items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
        sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main()
