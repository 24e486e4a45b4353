"""Turns what was found in a Doc into the rows of the tables: ids, sentences, offsets. Nothing is judged here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from extractors.analyser import Morpheme
from extractors.cells import is_number
from extractors.checks import CheckReading
from extractors.concepts import read
from extractors.events import EventReading
from extractors.figures import FigureReading
from extractors.publication import Publication
from extractors.reading import Reading
from extractors.refused import find_refused
from extractors.valuation import Valuation
from pipeline.readers import RawReport
from pipeline.segment import Segmented
from schemas import Record, magnitude

Row = dict[str, Any]
_NUMBERS = 2
"""Numbers of a table that is worth a reject; one alone may be a rank or a remark."""


@dataclass(slots=True)
class Draft:
    """What one report has for each table before validation."""

    document: Row
    rows: dict[str, list[Row]] = field(default_factory=dict)
    records: dict[str, Sequence[Record]] = field(default_factory=dict)
    """What the steps before have made as records, and so validated."""
    columns: dict[str, Mapping[str, Sequence[Any]]] = field(default_factory=dict)
    """What has too many rows to be one object each."""
    refused: list[tuple[Row, str]] = field(default_factory=list)
    """Rows of figures whose value cannot be read, and why."""


class Numbering:
    """Stable ids: document, kind and span, and a running number where several records share a span."""

    def __init__(self, doc_id: str) -> None:
        self._doc_id = doc_id[:16]
        self._used: Counter[str] = Counter()

    def id(self, kind: str, start: int, end: int) -> str:
        """The id of the next record of *kind* over [start, end)."""
        name = f"{self._doc_id}:{kind}{start}-{end}"
        self._used[name] += 1
        return f"{name}.{self._used[name]}"


def assemble(raw: RawReport, segmented: Segmented, doc: Doc, version: str) -> Draft:
    """The rows that *doc* gives, in text order."""
    reading: Reading = doc._.reading
    publication: Publication | None = doc._.publication
    numbering = Numbering(raw.doc_id)
    draft = Draft(
        document={
            "doc_id": raw.doc_id,
            "source_name": raw.source_name,
            "format": raw.format,
            "encoding": raw.encoding,
            "size_bytes": raw.size_bytes,
            "title": segmented.title,
            "text": segmented.text,
            "published_on": publication.day if publication else None,
            "published_on_source": publication.source if publication else None,
            "published_on_confidence": publication.confidence if publication else None,
            "published_on_evidence": publication.evidence if publication else None,
            "published_on_candidates": tuple(_candidates(publication)) if publication else None,
            "extractor_version": version,
            "parent_id": raw.parent_id,
            "language": raw.language,
            "pages": raw.pages,
            "url": raw.metadata.get("url"),
            "supersedes": raw.metadata.get("supersedes"),
            "tags": tuple(raw.metadata["tags"].split(", ")) if "tags" in raw.metadata else None,
        }
        | {name: told.value for name, told in segmented.told.items()}
        | {f"{name}_evidence": told.evidence for name, told in segmented.told.items()}
    )
    sentences = _sentences(raw.doc_id, reading)
    evidence = _Evidence(raw.doc_id, reading)
    times = [_time(numbering, evidence, time) for time in reading.times]
    stated, told = read(doc, "figures"), read(doc, "events")
    figure_ids = [numbering.id("f", f.quantity.start, f.quantity.end) for f in stated]
    worth = {valuation.figure: valuation for valuation in read(doc, "valuations")}
    events = [_event(numbering, evidence, event) for event in told]
    draft.rows = {
        "sentences": sentences,
        "mentions": [_mention(numbering, evidence, name) for name in reading.names],
        "time_expressions": times,
        "figures": [_figure(evidence, figure, worth.get(i), figure_ids, i) for i, figure in enumerate(stated)],
        "events": events,
        "event_participants": [
            row for event, record in zip(told, events, strict=True) for row in _participants(evidence, event, record["event_id"])
        ],
        "event_figures": [
            {"event_id": record["event_id"], "doc_id": raw.doc_id, "figure_id": figure_ids[i]}
            for event, record in zip(told, events, strict=True)
            for i in event.figures
        ],
        "checks": [_check(numbering, evidence, check, stated, figure_ids) for check in read(doc, "checks")],
    }
    draft.records = {
        "blocks": segmented.blocks,
        "fx_rates": tuple({(v.rate.currency, v.rate.rate_on): v.rate for v in worth.values()}.values()),
    }
    draft.columns = {"tokens": _tokens(raw.doc_id, doc._.morphemes)}
    spans = [(span.start, span.end) for found in (reading.quantities, reading.times, reading.names) for span in found]
    boilerplate = [(block.start_char, block.end_char) for block in segmented.blocks if block.kind == "boilerplate"]
    draft.refused = [
        (evidence.row(start, end), reason) for start, end, reason in find_refused(segmented.text, spans + boilerplate)
    ] + list(_refused_tables(raw.doc_id, reading))
    return draft


def _refused_tables(doc_id: str, reading: Reading) -> Iterator[tuple[Row, str]]:
    """The tables none of whose numbers could be read: neither heads nor labels nor caption tell their unit."""
    for block in reading.blocks:
        numbers = [cell for cell in reading.table(block).body if is_number(cell)] if block.kind == "table" else []
        found = (index.over(cell.start, cell.end) for cell in numbers for index in (reading.quantities, reading.times))
        if len(numbers) >= _NUMBERS and not any(found):
            row = {"doc_id": doc_id, "start_char": block.start_char, "end_char": block.end_char, "numbers": len(numbers)}
            yield row, f"none of the {len(numbers)} numbers of this table has a unit that its heads, labels or caption tell"


class _Evidence:
    """Fills in what every record with a span has: document, sentence, offsets and the characters."""

    def __init__(self, doc_id: str, reading: Reading) -> None:
        self.doc_id, self.reading = doc_id, reading

    def row(self, start: int, end: int) -> Row:
        sentence = self.reading.sentence_at(start)
        number = self.reading.syntax.index(sentence) if sentence else None
        return {
            "doc_id": self.doc_id,
            "sentence_id": None if number is None else _sentence_id(self.doc_id, number),
            "start_char": start,
            "end_char": end,
            "text": self.reading.text[start:end],
        }


def _sentence_id(doc_id: str, number: int) -> str:
    return f"{doc_id[:16]}:s{number}"


def _candidates(publication: Publication) -> Iterator[Row]:
    for found in publication.candidates:
        yield {
            "day": found.day,
            "source": found.source,
            "key": found.key,
            "start_char": found.start,
            "end_char": found.end,
            "evidence": found.evidence,
            "weight": found.weight,
            "confidence": found.confidence,
            "decision": publication.decision(found),
        }


def _sentences(doc_id: str, reading: Reading) -> list[Row]:
    rows = []
    for number, sentence in enumerate(reading.syntax.sentences):
        block = reading.block_at(sentence.start)
        if block is not None:
            rows.append({
                "sentence_id": _sentence_id(doc_id, number),
                "doc_id": doc_id,
                "block_id": block.block_id,
                "ordinal": number,
                "start_char": sentence.start,
                "end_char": sentence.end,
                "text": reading.text[sentence.start : sentence.end],
            })  # fmt: skip
    return rows


def _tokens(doc_id: str, morphemes: Sequence[Morpheme]) -> Mapping[str, Sequence[Any]]:
    columns = zip(*morphemes, strict=True) if morphemes else ((),) * len(Morpheme._fields)
    starts, ends, forms, lemmas, tags, numbers, _ = map(list, columns)
    ids = [_sentence_id(doc_id, number) for number in range(numbers[-1] + 1)] if morphemes else []
    return {
        "doc_id": [doc_id] * len(morphemes),
        "sentence_id": [ids[number] for number in numbers],
        "ordinal": range(len(morphemes)),
        "start_char": starts,
        "end_char": ends,
        "form": forms,
        "lemma": lemmas,
        "tag": tags,
    }


def _mention(numbering: Numbering, evidence: _Evidence, name: Any) -> Row:
    return evidence.row(name.start, name.end) | {
        "mention_id": numbering.id("m", name.start, name.end),
        "label": name.label,
        "entity_id": name.entity_id,
        "source": name.source,
        "confidence": name.confidence,
    }


def _time(numbering: Numbering, evidence: _Evidence, time: Any) -> Row:
    fields = ("kind", "value", "start_on", "end_on", "grain", "duration", "anchor", "rule", "reason")
    return (
        evidence.row(time.start, time.end)
        | {"time_id": numbering.id("t", time.start, time.end)}
        | {name: getattr(time, name) for name in fields}
    )


def _figure(evidence: _Evidence, figure: FigureReading, worth: Valuation | None, ids: Sequence[str], index: int) -> Row:
    quantity, subject, period = figure.quantity, figure.subject, figure.period
    text = evidence.reading.text
    return evidence.row(quantity.start, quantity.end) | {
        "figure_id": ids[index],
        "value": magnitude(figure.value),
        "value_high": None if figure.value_high is None else magnitude(figure.value_high),
        "unit": quantity.unit,
        "dimension": quantity.dimension,
        "counter": quantity.counter,
        "per": quantity.per,
        "bound": quantity.bound,
        "approximate": quantity.approximate,
        "metric": figure.metric,
        "metric_text": text[slice(*figure.metric_span)] if figure.metric_span else None,
        "segment": text[slice(*figure.segment)] if figure.segment else None,
        "measure": figure.measure,
        "basis": figure.basis,
        "subject_text": text[subject.start : subject.end] if subject else None,
        "subject_entity_id": subject.entity_id if subject else None,
        "period_start": period[0] if period else None,
        "period_end": period[1] if period else None,
        "modality": figure.modality,
        "equivalent_of": None if figure.restates is None else ids[figure.restates],
        "value_base": None if quantity.value_base is None else magnitude(quantity.value_base),
        "unit_base": quantity.unit_base,
        "amount_krw": magnitude(worth.krw) if worth else None,
        "amount_usd": magnitude(worth.usd) if worth else None,
        "fx_rate": worth.rate.krw if worth else None,
        "fx_on": worth.rate.rate_on if worth else None,
        "fx_source": worth.rate.source if worth else None,
        "stated_rate_deviation": worth.deviation if worth else None,
        "confidence": figure.confidence,
        **{f"{name}_confidence": chance for name, chance in figure.chances.items()},
        "rule": quantity.rule,
        **_cell_labels(evidence.reading, quantity.start, quantity.end),
    }


def _cell_labels(reading: Reading, start: int, end: int) -> dict[str, str | None]:
    """What heads the row and the column of the table cell that holds [start, end); nothing outside a table."""
    block = reading.block_at(start)
    table = reading.table(block) if block is not None and block.kind == "table" else None
    cell = table.cell_at(start, end) if table else None
    if table is None or cell is None:
        return {}
    row, heads = table.row_label(cell), [head.text for head in table.column_headers(cell)]
    return {"row_label": row.text if row else None, "column_label": " / ".join(heads) or None}


def _check(
    numbering: Numbering, evidence: _Evidence, check: CheckReading, figures: Sequence[FigureReading], ids: Sequence[str]
) -> Row:
    quantity = figures[check.figures[0]].quantity
    return evidence.row(quantity.start, quantity.end) | {
        "check_id": numbering.id("c", quantity.start, quantity.end),
        "kind": check.kind,
        "figure_ids": tuple(ids[i] for i in check.figures),
        "stated": None if check.stated is None else magnitude(check.stated),
        "computed": None if check.computed is None else magnitude(check.computed),
        "deviation": check.deviation,
        "verdict": check.verdict,
        "formula": check.formula,
    }


def _event(numbering: Numbering, evidence: _Evidence, event: EventReading) -> Row:
    return evidence.row(event.start, event.end) | {
        "event_id": numbering.id("e", event.start, event.end),
        "event_type": event.type,
        "start_on": event.timing.start_on,
        "end_on": event.timing.end_on,
        "grain": event.timing.grain,
        "status": event.status,
        "trigger": evidence.reading.text[event.trigger_start : event.trigger_end],
        "trigger_start": event.trigger_start,
        "confidence": event.confidence,
        "rule": event.rule,
    }


def _participants(evidence: _Evidence, event: EventReading, event_id: str) -> list[Row]:
    rows: dict[tuple[str, int, int], Row] = {}
    for participant in event.participants:
        rows[participant.role, participant.start, participant.end] = {
            "event_id": event_id,
            "doc_id": evidence.doc_id,
            "role": participant.role,
            "entity_id": participant.entity_id,
            "text": evidence.reading.text[participant.start : participant.end],
            "start_char": participant.start,
            "end_char": participant.end,
        }
    return list(rows.values())
