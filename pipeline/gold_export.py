"""
Gold of what people corrected and accepted, in the form that `sasil score` reads.

A report is written with each kind of which somebody said something: records that were accepted or corrected as items, rejected ones not
at all, and those that nobody has looked at as optional, so that they count neither as missed nor as spurious.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from pipeline import inbox
from pipeline.readers import read_report
from pipeline.reprocess import Stored, file_of, stored_reports
from pipeline.scoring.alignment import align
from pipeline.settings import Settings
from pipeline.show import find_document, json_line

Row = Mapping[str, Any]

REVIEWED = "select doc_id, list(distinct record_kind) from v_corrections group by doc_id order by doc_id"
RECORDS = {
    "figure": ("figures", "select * from v_figures where doc_id = ? order by start_char, figure_id"),
    "event": ("events", "select * from v_events where doc_id = ? order by start_char, event_id"),
    "mention": ("mentions", "select * from corrected_mentions where doc_id = ? order by start_char, mention_id"),
}
"""Kind of record → what the gold calls it, and its records as they stand now."""


def export(con: DuckDBPyConnection, settings: Settings, folder: Path, documents: Sequence[str] = ()) -> list[str]:
    """
    Write the gold of the reviewed reports, or of those that *documents* name, into *folder*, each with its report; a line for each.

    Raises UserError where a name in *documents* fits none or several reports.
    """
    wanted = {find_document(con, document).doc_id for document in documents}
    stored = {report.doc_id: report for report in stored_reports(con)}
    archived = inbox.by_prefix(settings.archive)
    lines = []
    for doc_id, kinds in con.execute(REVIEWED).fetchall():
        if wanted and doc_id not in wanted:
            continue
        report = stored.get(doc_id)
        file = file_of(report, archived) if report else None
        if report is None or file is None:
            lines.append(
                f"{report.source_name if report else doc_id}: its file is not there any more, so nothing can be quoted from it"
            )
            continue
        folder.mkdir(parents=True, exist_ok=True)
        lines.append(_write(con, folder, report, file, kinds))
    return lines


def _write(con: DuckDBPyConnection, folder: Path, report: Stored, file: Path, kinds: Sequence[str]) -> str:
    raw = read_report(file, encoding=report.encoding if report.encoding != "binary" else None).text
    ((text,),) = con.execute("select text from documents where doc_id = ?", [report.doc_id]).fetchall()
    quotes = Quotes(raw, text)
    gold: dict[str, Any] = {"doc": report.source_name}
    for kind in sorted(kinds):
        name, query = RECORDS[kind]
        rows = _rows(con, query, report.doc_id)
        gold[name] = list(_items(kind, rows, quotes))
    path = folder / f"{Path(report.source_name).stem}.json"
    path.write_text(json.dumps(json.loads(json_line(gold)), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(file, folder / report.source_name)
    sure = sum(not item.get("optional") for kind in kinds for item in gold[RECORDS[kind][0]])
    return f"{path}: {sure} reviewed records"


class Quotes:
    """Quotes the raw text of a report for spans of the text of the pipeline."""

    def __init__(self, raw: str, text: str) -> None:
        self.raw = raw
        self._places = {there: here for here, there in align(raw, text).items()}

    def quote(self, start: int, end: int) -> tuple[str, int] | None:
        """The raw characters of [start, end), and which of their occurrences they are; None where the raw text has none."""
        inside = [self._places[at] for at in range(start, end) if at in self._places]
        if not inside:
            return None
        first, quoted = inside[0], self.raw[inside[0] : inside[-1] + 1]
        occurrence, at = 0, -1
        while at < first:
            at = self.raw.find(quoted, at + 1)
            occurrence += 1
        return quoted, occurrence


def _items(kind: str, rows: Sequence[Row], quotes: Quotes) -> Iterator[dict[str, Any]]:
    texts = {row["figure_id"]: row["text"] for row in rows} if kind == "figure" else {}
    for row in rows:
        quoted = quotes.quote(row["start_char"], row["end_char"])
        if quoted:
            item = {"q": quoted[0], "n": quoted[1], **_ITEMS[kind](row)}
            if texts and row["equivalent_of"]:
                item["eq"] = texts.get(row["equivalent_of"])
            yield item if row["reviewed"] else {**item, "optional": True}


def _figure(row: Row) -> dict[str, Any]:
    subject = [name for name in (row["subject_entity_id"], row["subject_text"]) if name]
    return {
        "value": row["value"], "high": row["value_high"], "unit": row["unit"], "counter": row["counter"], "bound": row["bound"],
        "approx": row["approximate"], "metric": [row["metric"]], "measure": row["measure"], "basis": row["basis"], "subject": subject,
        "period": [row["period_start"], row["period_end"]] if row["period_end"] else None, "modality": row["modality"],
    }  # fmt: skip


def _event(row: Row) -> dict[str, Any]:
    actors = [known or name for known, name in zip(row["actor_ids"], row["actors"], strict=True)]
    return {
        "type": [row["event_type"]], "start": row["start_on"], "end": row["end_on"], "status": row["status"], "trigger": row["trigger"],
        "actors": actors,
    }  # fmt: skip


def _mention(row: Row) -> dict[str, Any]:
    return {"label": row["label"], "id": row["entity_id"]}


_ITEMS = {"figure": _figure, "event": _event, "mention": _mention}


def _rows(con: DuckDBPyConnection, query: str, doc_id: str) -> list[dict[str, Any]]:
    result = con.execute(query, [doc_id])
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
