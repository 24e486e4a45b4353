"""Tables that follow from other tables and are asked too often to be views: each is the answer to a query of its own."""

from __future__ import annotations

from importlib.resources import files

import duckdb

DERIVED = files("pipeline.warehouse") / "sql" / "derived"
"""A file a table, which is its name."""
SOURCES = {"entities": "entity_names", "metrics": "metric_words", "ledger": "superseded"}
"""Tables, and the table that follows from each."""


def derive(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Write the derived *table* anew; part of the caller's transaction."""
    query = (DERIVED / f"{table}.sql").read_text("utf-8")
    con.execute(f"delete from {table}")  # noqa: S608 - a name in this file
    con.execute(f"insert into {table} by name {query}")
