"""Which record fills which table, and what a row of it is; the warehouse is built from this."""

from __future__ import annotations

from typing import NamedTuple

from schemas.base import Record
from schemas.checks import Check
from schemas.corrections import Correction
from schemas.derived import ComparedFigure, Telling
from schemas.documents import Block, Document, LedgerEntry, Reject, Run, Sentence, Superseded, Token, WordForm
from schemas.metrics import Metric, MetricWord
from schemas.records import Entity, EntityName, Event, EventFigure, EventParticipant, Figure, FxRate, Mention, TimeExpression


class Table(NamedTuple):
    """A table of the warehouse."""

    name: str
    record: type[Record]
    key: tuple[str, ...]
    comment: str


TABLES = (
    Table("documents", Document, ("doc_id",), "One row a report. / 보고서 한 건이 한 행."),
    Table("superseded", Superseded, ("doc_id",), "Reports that a newer version has replaced. / 새 버전으로 대체된 보고서."),
    Table("blocks", Block, ("block_id",), "Parts of a report in order. / 보고서의 구성 요소."),
    Table("sentences", Sentence, ("sentence_id",), "Sentences, headings, list items, table rows. / 문장, 소제목, 목록 항목, 표의 행."),
    Table("tokens", Token, ("doc_id", "ordinal"), "Morphemes as Kiwi reads them. / Kiwi 형태소 분석 결과."),
    Table("word_forms", WordForm, ("form", "lemma"), "Forms that search() looks words up by. / 검색에 쓰는 단어 형태."),
    Table("mentions", Mention, ("mention_id",), "Named entities where they stand. / 개체명이 나타난 자리."),
    Table("entities", Entity, ("entity_id",), "What names point to: the gazetteer. / 이름이 가리키는 개체 (사전)."),
    Table("entity_names", EntityName, ("entity_id", "name"), "Names that entities are found by. / 개체를 찾는 데 쓰는 표기."),
    Table("time_expressions", TimeExpression, ("time_id",), "Dates, periods and durations. / 날짜, 기간, 길이."),
    Table("metrics", Metric, ("metric",), "What figures measure, and what is broader than what. / 수치가 재는 지표와 상위 지표."),
    Table("metric_words", MetricWord, ("metric", "word_key"), "Words that metrics are called by. / 지표를 가리키는 말."),
    Table("figures", Figure, ("figure_id",), "Quantities with subject, metric and period. / 주체·지표·기간이 딸린 수치."),
    Table("events", Event, ("event_id",), "Dated events. / 날짜가 있는 사건."),
    Table("event_participants", EventParticipant, ("event_id", "role", "start_char", "end_char"), "Who takes part in an event. / 사건의 참여자."),
    Table("event_figures", EventFigure, ("event_id", "figure_id"), "Figures stated for an event. / 사건에 딸린 수치."),
    Table("compared_figures", ComparedFigure, ("figure_id",), "Figures as corrected and compared. / 수정을 반영한 비교용 수치."),
    Table("tellings", Telling, ("event_id",), "Events as told and compared. / 참여자를 모은 비교용 사건."),
    Table("checks", Check, ("check_id",), "Figures computed again from each other. / 수치끼리 다시 계산한 검산 결과."),
    Table("corrections", Correction, ("correction_id",), "What people corrected; rows are only added. / 사람이 수정한 내역 (추가만 됨)."),
    Table("fx_rates", FxRate, ("currency", "rate_on", "source"), "Reference rates that were used. / 환산에 쓴 기준 환율."),
    Table("ledger", LedgerEntry, ("run_id", "source_path"), "What became of each file. / 파일별 처리 결과."),
    Table("rejects", Reject, ("doc_id", "ordinal"), "Records that failed validation. / 검증에 실패한 기록."),
    Table("runs", Run, ("run_id",), "One row a run. / 실행 한 번이 한 행."),
)  # fmt: skip
