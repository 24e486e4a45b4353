"""
Tables that follow from other tables and are asked too often to be views: each is the answer to a query of its own.

Some follow from small tables and are written anew as a whole; those of reports hold what follows from one report, what people said of it
and the small tables, and only the reports that change are written anew. Their queries read the changed ones from the table `renewed`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import duckdb

DERIVED = files("pipeline.warehouse") / "sql" / "derived"
"""A file a table, which is its name."""
SOURCES = {"entities": "entity_names", "metrics": "metric_words", "ledger": "superseded"}
"""Tables, and the table that follows from each."""
OF_REPORTS = ("compared_figures", "tellings")
"""Tables with a `doc_id` whose rows follow from that report."""


def derive(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Write the derived *table* anew; part of the caller's transaction."""
    con.execute(f"delete from {table}")  # noqa: S608 - a name in this file
    con.execute(f"insert into {table} by name {_query(table)}")


def derive_all(con: duckdb.DuckDBPyConnection) -> None:
    """Write every derived table anew; part of the caller's transaction."""
    for table in SOURCES.values():
        derive(con, table)
    derive_reports(con)


def derive_reports(con: duckdb.DuckDBPyConnection, doc_ids: Sequence[str] | None = None) -> None:
    """Write anew what follows from the reports *doc_ids*, or from all of them; part of the caller's transaction."""
    ids = None if doc_ids is None else [list(doc_ids)]
    query = "select doc_id from documents" if ids is None else "select unnest(?::varchar[]) as doc_id"
    ((number,),) = con.execute(f"create or replace temp table renewed as {query}", ids).fetchall()
    for table in OF_REPORTS:
        con.execute(f"delete from {table}" if doc_ids is None else f"delete from {table} where doc_id in (from renewed)")  # noqa: S608
        if number:  # planning the query takes longer than its rows do
            con.execute(f"insert into {table} by name {_query(table)}")
    con.execute("drop table renewed")


def _query(table: str) -> str:
    return (DERIVED / f"{table}.sql").read_text("utf-8")
