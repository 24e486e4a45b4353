"""Checks every record against its contract and against the text: what fails goes to the rejects, the rest of the report stays."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pydantic import ValidationError

from pipeline.assemble import Draft, Row
from schemas import TABLES, Document, Evidence, Figure, Record, Reject, Report

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
    kept = {table: tuple(judge.sift(table, rows)) for table, rows in draft.rows.items() if table not in _POINTERS}
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


class _Judge:
    """Validates rows and collects what fails."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rejects: list[Reject] = []

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
