"""Reports as a warehouse or its snapshot holds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duckdb import DuckDBPyConnection

from schemas import Document, Entity, Event, EventParticipant, Figure, Mention, Report, TimeExpression
from schemas.base import Record

_RECORDS: Mapping[str, type[Record]] = {
    "mentions": Mention, "time_expressions": TimeExpression, "figures": Figure, "events": Event, "event_participants": EventParticipant,
}  # fmt: skip


def stored_report(con: DuckDBPyConnection, doc_id: str) -> Report | None:
    """The records of a report that gold can be held against; None where it is not there. They were validated when they were stored."""
    documents = _rows(con, "documents", doc_id)
    if not documents:
        return None
    records: dict[str, Any] = {
        table: tuple(record.model_construct(**row) for row in _rows(con, table, doc_id)) for table, record in _RECORDS.items()
    }
    return Report.model_construct(None, document=Document.model_construct(**documents[0]), **records)


def stored_entities(con: DuckDBPyConnection) -> list[Entity]:
    """What the records point to."""
    return [Entity.model_construct(**row) for row in _rows(con, "entities")]


def _rows(con: DuckDBPyConnection, table: str, doc_id: str | None = None) -> list[dict[str, Any]]:
    one = con.table(table) if doc_id is None else con.execute(f"select * from {table} where doc_id = ?", [doc_id])  # noqa: S608
    names = [column[0] for column in one.description or ()]
    return [dict(zip(names, row, strict=True)) for row in one.fetchall()]
