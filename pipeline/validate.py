"""Checks every record against its contract and against the text: what fails goes to the rejects, the rest of the report stays."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from types import GenericAlias
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from pipeline.assemble import Draft, Row
from schemas import TABLES, Document, Evidence, Figure, Record, Reject, Report, Rows

_RECORDS = {table.name: table.record for table in TABLES}
_KEYS = {"figures": "figure_id", "events": "event_id"}
"""Tables that other tables point to, and the column they are pointed to by."""
_POINTERS = {
    "event_participants": (("event_id", "events"),),
    "event_figures": (("event_id", "events"), ("figure_id", "figures")),
    "checks": (("figure_ids", "figures"),),
}


def validate(draft: Draft) -> Report:
    """The report that *draft* makes, without the records that fail; each of those is a reject with its reason.

    A document row that fails is no matter of one record: its ValidationError passes through, and the file is quarantined.
    """
    document = Document.model_validate(draft.document)
    judge = _Judge(document)
    kept = draft.records | {table: tuple(judge.sift(table, rows)) for table, rows in draft.rows.items() if table not in _POINTERS}
    kept |= {table: judge.sift_columns(table, columns) for table, columns in draft.columns.items()}
    keys = {table: {getattr(record, key) for record in kept.get(table, ())} for table, key in _KEYS.items()}
    for table, pointers in _POINTERS.items():
        whole = [
            row for row in draft.rows.get(table, ()) if all(_pointed(row[column]) <= keys[target] for column, target in pointers)
        ]
        kept[table] = tuple(judge.sift(table, whole))
    kept["figures"] = tuple(_without_lost_original(record, keys["figures"]) for record in kept.get("figures", ()))
    for row, reason in draft.refused:
        judge.refuse("figures", row, reason)
    return Report(document=document, rejects=tuple(judge.rejects), **kept)


def _pointed(value: object) -> set[object]:
    """The ids in a column that points to another table: one, or a list of them."""
    return set(value) if isinstance(value, tuple) else {value}


def _without_lost_original(record: Record, ids: set[str]) -> Record:
    """A figure whose original was rejected restates nothing that can be shown."""
    if isinstance(record, Figure) and record.equivalent_of is not None and record.equivalent_of not in ids:
        return record.model_copy(update={"equivalent_of": None})
    return record


@functools.cache
def _columns_model(record: type[Record]) -> type[BaseModel]:
    """What holds for each field of *record*, for a list of its values."""
    one: dict[str, Any] = {
        name: Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        for name, field in record.model_fields.items()
    }
    fields: dict[str, Any] = {name: (GenericAlias(list, kind), ...) for name, kind in one.items()}
    return create_model(f"{record.__name__}Columns", __config__=ConfigDict(extra="forbid"), **fields)


class _Judge:
    """Validates rows and collects what fails."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rejects: list[Reject] = []

    def sift_columns(self, table: str, columns: Mapping[str, Sequence[Any]]) -> Sequence[Record]:
        """The rows of *table* that hold; looked at one by one only where some column does not hold as a whole."""
        model = _RECORDS[table]
        try:
            return Rows(model, _columns_model(model).model_validate(columns).__dict__)
        except ValidationError:  # some row is to be rejected, and the loop says why
            rows = (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
            return tuple(self.sift(table, rows))

    def sift(self, table: str, rows: Iterable[Row]) -> Iterable[Record]:
        """The rows of *table* that hold, as records."""
        model = _RECORDS[table]
        for row in rows:
            try:
                record = model.model_validate(row)
            except ValidationError as error:
                self.refuse(table, row, "; ".join(_say(problem) for problem in error.errors(include_url=False)))
                continue
            if isinstance(record, Evidence) and self.document.text[record.start_char : record.end_char] != record.text:
                self.refuse(table, row, "its characters are not those of the text at its offsets")
                continue
            yield record

    def refuse(self, table: str, row: Row, reason: str) -> None:
        """Put *row* among the rejects."""
        self.rejects.append(
            Reject(
                doc_id=self.document.doc_id,
                ordinal=len(self.rejects),
                record_kind=table,
                reason=reason,
                start_char=row.get("start_char"),
                end_char=row.get("end_char"),
                payload=json.dumps(row, ensure_ascii=False, default=str),
            )
        )


def _say(problem: object) -> str:
    details = problem if isinstance(problem, dict) else {}
    where = ".".join(str(part) for part in details.get("loc", ()))
    return f"{where}: {details.get('msg', '')}".lstrip(": ")
