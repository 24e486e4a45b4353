"""Reports made by hand, a record at a time: what is not said has a plain default."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.warehouse import stage, tables_of
from schemas import (
    Block,
    Check,
    Document,
    Entity,
    Event,
    EventFigure,
    EventParticipant,
    Figure,
    Mention,
    Metric,
    Record,
    Reject,
    Report,
    Sentence,
    TimeExpression,
    Token,
)

ENTITIES = (
    Entity(
        entity_id="org:hanbit",
        label="ORG",
        name_ko="한빛전자",
        name_en="Hanbit Electronics",
        name_zh="韓光電子",
        aliases=("한빛",),
        tickers=("123456.KS",),
        country="KR",
        sector="전자",
        fiscal_year_end=None,
    ),
    Entity(
        entity_id="org:nuri",
        label="ORG",
        name_ko="누리소프트",
        name_en="Nuri Soft",
        name_zh=None,
        aliases=(),
        tickers=(),
        country="KR",
        sector=None,
        fiscal_year_end=3,
    ),
)

METRICS = tuple(
    Metric(
        metric=name,
        broader=broader,
        kind="price",
        name_ko=korean,
        name_en=english,
        units=("money",),
        counters=(),
        own_subject=False,
        signed=False,
        definition_en="A price.",
        definition_ko="가격.",
        cues=(korean,),
        example=f"{korean} 9만원",
    )
    for name, broader, korean, english in (
        ("share_price", None, "주가", "share price"),
        ("target_price", "share_price", "목표주가", "target price"),
    )
)


def staged(report: Report, folder: Path) -> Path:
    """The stage of a batch that is *report* alone, in *folder*."""
    return stage([tables_of(report)], folder / report.document.doc_id)


class ReportBuilder:
    """One report whose text is its sentences, a line each; records are put where their words stand."""

    def __init__(self, name: str, published_on: date | None = date(2025, 12, 1), version: str = "1") -> None:
        self.doc_id = hashlib.sha256(name.encode()).hexdigest()
        self.name, self.published_on, self.version = name, published_on, version
        self.text = ""
        self.rows: dict[str, list[Record]] = {}

    def sentence(self, text: str) -> ReportBuilder:
        """Begin a sentence; what follows stands in it."""
        ordinal = len(self.rows.get("sentences", ()))
        start = len(self.text)
        self.text += f"{text}\n"
        span = {"start_char": start, "end_char": start + len(text)}
        self._add(
            "blocks",
            Block(
                block_id=f"{self.doc_id}:{ordinal}",
                doc_id=self.doc_id,
                ordinal=ordinal,
                kind="paragraph",
                level=0,
                parent=None,
                heading_path=("개요",),
                source_line=ordinal + 1,
                **span,
            ),
        )
        self._add(
            "sentences",
            Sentence(
                sentence_id=f"{self.doc_id}:{ordinal}",
                doc_id=self.doc_id,
                block_id=f"{self.doc_id}:{ordinal}",
                ordinal=ordinal,
                text=text,
                **span,
            ),
        )
        return self

    def tokens(self, *morphemes: tuple[str, str]) -> ReportBuilder:
        """Morphemes of the sentence as (form, tag)."""
        sentence: Any = self.rows["sentences"][-1]
        at = 0
        for form, tag in morphemes:
            lemma = f"{form}다" if tag.startswith("V") else form
            at = max(at, sentence.text.find(form, at))
            self._add(
                "tokens",
                Token(
                    doc_id=self.doc_id,
                    sentence_id=self._sentence_id(),
                    ordinal=len(self.rows.get("tokens", ())),
                    start_char=sentence.start_char + at,
                    end_char=sentence.start_char + at + len(form),
                    form=form,
                    lemma=lemma,
                    tag=tag,
                ),
            )
        return self

    def figure(self, text: str, value: str | int, unit: str = "KRW", **given: Any) -> ReportBuilder:
        """A figure; the last one added is what `event` and `restated` refer to."""
        plain: dict[str, Any] = {
            "value_high": None,
            "dimension": "money",
            "counter": None,
            "per": None,
            "bound": "exact",
            "approximate": False,
            "metric": "revenue",
            "metric_text": "매출",
            "measure": "level",
            "basis": None,
            "subject_text": "한빛전자",
            "subject_entity_id": "org:hanbit",
            "period_start": date(2025, 7, 1),
            "period_end": date(2025, 9, 30),
            "modality": "actual",
            "equivalent_of": None,
            "value_base": None,
            "unit_base": None,
            "amount_krw": None,
            "amount_usd": None,
            "fx_rate": None,
            "fx_on": None,
            "fx_source": None,
            "stated_rate_deviation": None,
            "confidence": 0.9,
            "metric_confidence": 0.9,
            "subject_confidence": 0.9,
            "period_confidence": 0.9,
            "modality_confidence": 0.9,
            "rule": "money",
        }
        given = {**plain, **given}
        figure_id = f"{self.doc_id}:f{len(self.rows.get('figures', ()))}"
        return self._add("figures", Figure(**self._evidence(text), figure_id=figure_id, value=Decimal(value), unit=unit, **given))

    def event(
        self,
        event_type: str,
        start_on: date,
        end_on: date | None = None,
        *,
        actor: str | None = None,
        thing: str | None = None,
        status: str = "occurred",
        figures: tuple[str, ...] = (),
    ) -> ReportBuilder:
        """An event with its actor and object (an entity_id where it has a colon, else words) and the figures of these words."""
        event_id = f"{self.doc_id}:e{len(self.rows.get('events', ()))}"
        evidence = self._evidence(self.rows["sentences"][-1].text)  # type: ignore[attr-defined]
        grain = "day" if end_on is None else "month"
        self._add(
            "events",
            Event(
                **evidence,
                event_id=event_id,
                event_type=event_type,
                start_on=start_on,
                end_on=end_on or start_on,
                grain=grain,
                status=status,
                trigger="공개",
                trigger_start=evidence["start_char"],
                confidence=0.8,
                rule="trigger",
            ),
        )
        for role, who in (("actor", actor), ("object", thing)):
            if who is not None:
                self._add(
                    "event_participants",
                    EventParticipant(
                        event_id=event_id,
                        doc_id=self.doc_id,
                        role=role,
                        entity_id=who if ":" in who else None,
                        text=who.split(":")[-1],
                        start_char=evidence["start_char"],
                        end_char=evidence["end_char"],
                    ),
                )
        for figure in self.rows.get("figures", ()):
            if figure.text in figures:  # type: ignore[attr-defined]
                self._add("event_figures", EventFigure(event_id=event_id, doc_id=self.doc_id, figure_id=figure.figure_id))  # type: ignore[attr-defined]
        return self

    def mention(self, text: str, entity_id: str | None = None) -> ReportBuilder:
        """A name."""
        mention_id = f"{self.doc_id}:m{len(self.rows.get('mentions', ()))}"
        return self._add(
            "mentions",
            Mention(
                **self._evidence(text),
                mention_id=mention_id,
                label="ORG",
                entity_id=entity_id,
                source="gazetteer",
                confidence=1.0,
            ),
        )

    def time(self, text: str, start_on: date | None) -> ReportBuilder:
        """A day, or a date that stays open."""
        return self._add(
            "time_expressions",
            TimeExpression(
                **self._evidence(text),
                time_id=f"{self.doc_id}:t{len(self.rows.get('time_expressions', ()))}",
                kind="date",
                value=None,
                start_on=start_on,
                end_on=start_on,
                grain="day",
                duration=None,
                anchor=None,
                rule="day",
                reason=None,
            ),
        )

    def reject(self, reason: str) -> ReportBuilder:
        """A record that was refused."""
        return self._add(
            "rejects",
            Reject(
                doc_id=self.doc_id,
                ordinal=len(self.rows.get("rejects", ())),
                record_kind="figures",
                reason=reason,
                start_char=None,
                end_char=None,
                payload="{}",
            ),
        )

    def check(self, *texts: str, **given: Any) -> ReportBuilder:
        """A check of the first figure of these words against the others; it agrees where nothing else is given."""
        ids = {figure.text: figure.figure_id for figure in self.rows["figures"]}  # type: ignore[attr-defined]
        plain: dict[str, Any] = {"kind": "sum", "stated": None, "computed": None, "deviation": None, "verdict": "agrees"}
        claim = next(figure for figure in self.rows["figures"] if figure.text == texts[0])  # type: ignore[attr-defined]
        evidence = {name: getattr(claim, name) for name in ("doc_id", "sentence_id", "start_char", "end_char", "text")}
        check_id = f"{self.doc_id}:c{len(self.rows.get('checks', ()))}"
        figure_ids = tuple(ids[text] for text in texts)
        formula = " + ".join(texts[1:])
        return self._add("checks", Check(**evidence, check_id=check_id, figure_ids=figure_ids, formula=formula, **plain | given))

    def last_figure(self) -> str:
        """figure_id of the figure added last."""
        return self.rows["figures"][-1].figure_id  # type: ignore[attr-defined, no-any-return]

    def build(self, **extra: Any) -> Report:
        """The report."""
        document = Document(
            doc_id=self.doc_id,
            source_name=self.name,
            format="txt",
            encoding="utf-8",
            size_bytes=len(self.text.encode()),
            title=None,
            text=self.text,
            published_on=self.published_on,
            published_on_source="header" if self.published_on else None,
            published_on_confidence=1.0 if self.published_on else None,
            published_on_evidence=None,
            extractor_version=self.version,
        )
        return Report(document=document, **{table: tuple(rows) for table, rows in self.rows.items()}, **extra)

    def _add(self, table: str, record: Record) -> ReportBuilder:
        self.rows.setdefault(table, []).append(record)
        return self

    def _sentence_id(self) -> str:
        return self.rows["sentences"][-1].sentence_id  # type: ignore[attr-defined, no-any-return]

    def _evidence(self, text: str) -> dict[str, Any]:
        start = self.text.index(text, self.rows["sentences"][-1].start_char)  # type: ignore[attr-defined]
        return {
            "doc_id": self.doc_id,
            "sentence_id": self._sentence_id(),
            "start_char": start,
            "end_char": start + len(text),
            "text": text,
        }
