"""What the page tells of one record: its facts, how sure each is, where it comes from, and what people said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from pipeline.corrections import KINDS, as_text
from pipeline.explore import queries
from pipeline.explore.amounts import compact, days, value_of
from pipeline.explore.snapshot import Asked, Row
from pipeline.explore.words import Language, teller
from pipeline.show import format_number, json_line
from schemas import records as choices

OPTIONS: Mapping[str, tuple[str, Sequence[str]]] = {
    "measure": ("measure", get_args(choices.Measure)),
    "basis": ("basis", ("", *get_args(choices.Basis))),
    "modality": ("modality", get_args(choices.Modality)),
    "bound": ("bound", get_args(choices.Bound)),
    "approximate": ("approximate", ("true", "false")),
    "event_type": ("event", get_args(choices.EventType)),
    "status": ("status", get_args(choices.EventStatus)),
    "grain": ("grain", ("", *get_args(choices.Grain))),
    "label": ("label", get_args(choices.Label)),
}
"""Attributes with a fixed choice: the group of their words, and what may stand there."""
LISTED = {"metric": "metric-list", "subject_entity_id": "entity-list", "entity_id": "entity-list", "unit": "unit-list"}
"""Attributes whose values the page suggests, and the list they are in."""
ROLES = {"actor": "actors", "counterparty": "counterparties", "object": "objects", "place": "places"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the details."""

    key: str
    shown: str
    confidence: float | None = None
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute that can be corrected."""

    name: str
    value: str
    group: str = ""
    options: Sequence[str] = ()
    listed: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """The details of one record."""

    kind: str
    record_id: str
    doc_id: str
    surface: str
    headline: str
    facts: Sequence[Fact]
    json: str
    sentence: tuple[str, str, str] | None = None
    """The sentence before, at and after the record."""
    confidence: float | None = None
    reviewed: str | None = None
    checks: Sequence[Row] = ()
    neighbours: Sequence[Row] = ()
    history: Sequence[Row] = ()
    fields: Sequence[Field] = ()
    also: Sequence[tuple[str, str, str]] = field(default=())
    """Other records over the same characters: kind, id, surface."""


class Details:
    """Makes the details of the records of one report, in one language."""

    def __init__(self, asked: Asked, doc_id: str, text: str, language: Language) -> None:
        self.asked, self.doc_id, self.text, self.language = asked, doc_id, text, language
        self.tell = teller(language)
        self.records = queries.records(asked, doc_id)
        self.checks = queries.checks(asked, doc_id)
        self.history = queries.corrections_of(asked, doc_id)
        self.metrics = queries.metric_names(asked)
        self.sentences = {row["sentence_id"]: row for row in queries.sentences_of(asked, doc_id)}
        self.by_id = {queries.id_of(kind, row): (kind, row) for kind, rows in self.records.items() for row in rows}
        self.links: Mapping[str, str] = {}

    def panel(self, record_id: str) -> Panel | None:
        """The details of a record; None where this report has no such record, or it was marked as wrong."""
        if record_id not in self.by_id:
            return None
        kind, row = self.by_id[record_id]
        facts = {"figures": self._figure, "events": self._event, "mentions": self._mention, "times": self._time}[kind](row)
        return Panel(
            kind=kind,
            record_id=record_id,
            doc_id=self.doc_id,
            surface=row["trigger"] if kind == "events" else row["text"],
            headline=self._headline(kind, row),
            facts=[fact for fact in facts if fact.shown],
            json=json_line({name: value for name, value in row.items() if name not in ("sentence", "name")}),
            sentence=self._sentence(kind, row),
            confidence=row.get("confidence"),
            reviewed=row.get("reviewed"),
            checks=self.checks.get(record_id, ()) if kind == "figures" else (),
            neighbours=queries.neighbours(self.asked, row) if kind == "figures" else (),
            history=self.history.get(record_id, ()),
            fields=list(_fields(record_id, row)),
            also=self._also(kind, row, record_id),
        )

    def metric(self, name: str) -> str:
        """What a metric is called."""
        known = self.metrics.get(name)
        return self.tell("event.other") if name == "other" else str(known[f"name_{self.language}"]) if known else name

    def _headline(self, kind: str, row: Row) -> str:
        match kind:
            case "figures":
                return value_of(row, self.language)
            case "events":
                return self.tell("event", row["event_type"])
            case "mentions":
                return str(row["name"] or row["text"])
            case _:
                return days(row["start_on"], row["end_on"]) or str(row["value"] or row["text"])

    def _figure(self, row: Row) -> Iterator[Fact]:
        tell, entity = self.tell, row["subject_entity_id"]
        yield Fact(
            "subject",
            row["subject"] or "–",
            row["subject_confidence"],
            _other(row["subject_text"], row["subject"]),
            _company(entity),
        )
        yield Fact("metric", self.metric(row["metric"]), row["metric_confidence"], row["metric_text"] or "")
        yield Fact("period", days(row["period_start"], row["period_end"], "–"), row["period_confidence"])
        yield Fact("modality", tell("modality", row["modality"]), row["modality_confidence"])
        basis = tell("basis", row["basis"]) if row["basis"] else ""
        yield Fact("measure", tell("measure", row["measure"]), note=basis)
        yield Fact("value", _exact(row), note="" if row["bound"] == "exact" else tell("bound", row["bound"]))
        if row["amount_krw"] is not None:
            rate = f"1 {row['unit']} = {format_number(round(row['fx_rate'], 2))} KRW · {row['fx_on']} · {row['fx_source']}"
            yield Fact(
                "amount_krw", f"{compact(row['amount_krw'], self.language)} KRW", note=rate if row["unit"] != "KRW" else ""
            )
            dollars = f"{compact(row['amount_usd'], self.language)} USD"
            yield Fact("amount_usd", dollars, note=f"{row['fx_on']} · {row['fx_source']}" if row["unit"] == "KRW" else "")
        if row["value_base"] is not None:
            yield Fact("value_base", f"{compact(row['value_base'], self.language)} {row['unit_base']}")
        yield from (Fact(name, row[name] or "") for name in ("segment", "row_label", "column_label") if name in row)
        original = self.by_id.get(row["equivalent_of"] or "")
        if original:
            away = row["stated_rate_deviation"]
            yield Fact("restates", original[1]["text"], note="" if away is None else f"{away:+.1%}")

    def _event(self, row: Row) -> Iterator[Fact]:
        yield Fact("status", self.tell("status", row["status"]))
        yield Fact("days", days(row["start_on"], row["end_on"]))
        for role, word in ROLES.items():
            taking = row["participants"].get(role, ())
            yield Fact(word, ", ".join(name for name, _ in taking), href=_company(next((who for _, who in taking if who), None)))
        stated = (self.by_id[figure_id][1]["text"] for figure_id in row["figure_ids"] if figure_id in self.by_id)
        yield Fact("figures", ", ".join(stated))
        yield Fact("trigger", row["trigger"])

    def _mention(self, row: Row) -> Iterator[Fact]:
        yield Fact("label", self.tell("label", row["label"]))
        yield Fact("entity_id", row["entity_id"] or "–", href=_company(row["entity_id"]))
        yield Fact("source", row["source"])

    def _time(self, row: Row) -> Iterator[Fact]:
        yield Fact("kind", self.tell("time", row["kind"]))
        yield Fact("value", row["value"] or "–")
        yield Fact("days", days(row["start_on"], row["end_on"]))
        yield from (Fact(name, row[name] or "") for name in ("duration", "anchor", "reason"))

    def _sentence(self, kind: str, row: Row) -> tuple[str, str, str] | None:
        sentence = self.sentences.get(row["sentence_id"])
        if sentence is None:
            return None
        start, end = row["start_char"], row["end_char"]
        if kind == "events":
            start, end = row["trigger_start"], row["trigger_start"] + len(row["trigger"])
        return self.text[sentence["start_char"] : start], self.text[start:end], self.text[end : sentence["end_char"]]

    def _also(self, kind: str, row: Row, record_id: str) -> list[tuple[str, str, str]]:
        return [
            (other_kind, other_id, other["trigger"] if other_kind == "events" else other["text"])
            for other_id, (other_kind, other) in self.by_id.items()
            if other_id != record_id and other["start_char"] < row["end_char"] and row["start_char"] < other["end_char"]
        ]


def _fields(record_id: str, row: Row) -> Iterator[Field]:
    kind = KINDS.get(record_id.partition(":")[2][:1])
    for name in kind.editable if kind else ():
        group, options = OPTIONS.get(name, ("", ()))
        yield Field(name, as_text(row[name]) or "", group, options, LISTED.get(name, ""))


def _exact(row: Row) -> str:
    numbers = " – ".join(format_number(number) for number in (row["value"], row["value_high"]) if number is not None)
    unit = row["counter"] if row["unit"] == "count" and row["counter"] else row["unit"] or ""
    return f"{numbers} {unit}".strip()


def _other(written: Any, shown: Any) -> str:
    return str(written) if written and written != shown else ""


def _company(entity_id: str | None) -> str:
    return f"/companies/{entity_id}" if entity_id else ""
