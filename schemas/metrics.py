"""What figures measure: a row of seeds/metrics.csv as the warehouse holds it."""

from __future__ import annotations

from typing import Literal

from schemas.base import Record

MetricKind = Literal["flow", "stock", "price", "ratio", "index", "count"]


class Metric(Record):
    """One thing that figures measure, and the more general one that it is a part of."""

    metric: str
    """Its name in `figures.metric`: revenue, employment_rate, target_price.
    ko: `figures.metric`에 쓰이는 이름 (revenue, employment_rate 등)."""
    broader: str | None
    """The more general metric, whose queries find this one; NULL at the top.
    ko: 상위 지표. 상위 지표로 조회하면 이 지표도 나온다. 최상위면 NULL."""
    kind: MetricKind
    """flow (over a period), stock (at a moment), price, ratio, index or count.
    ko: 성격 (flow 기간 동안의 양, stock 한 시점의 양, price 가격, ratio 비율, index 지수, count 개수)."""
    name_ko: str
    """Korean name.
    ko: 한국어 이름."""
    name_en: str
    """English name.
    ko: 영어 이름."""
    units: tuple[str, ...]
    """Kinds of unit it is stated in: money, percent, count, area…
    ko: 쓰이는 단위의 종류 (money 금액, percent 비율, count 개수, area 면적 등)."""
    counters: tuple[str, ...]
    """Counters it is stated with; any where it is empty.
    ko: 세는 말. 비어 있으면 제한 없음."""
    own_subject: bool
    """Whether its words say whose it is where nobody is named: exports, exchange rate.
    ko: 주체가 적혀 있지 않을 때 지표의 말이 곧 주체인지 여부 (수출, 환율 등)."""
    signed: bool
    """Whether a loss or deficit makes it negative.
    ko: 손실이나 적자일 때 음수로 적는지 여부."""
    definition_en: str
    """What it is, in English.
    ko: 영어 설명."""
    definition_ko: str
    """What it is, in Korean.
    ko: 한국어 설명."""
    cues: tuple[str, ...]
    """The words of reports that name it.
    ko: 보고서에서 이 지표를 가리키는 말."""
    example: str
    """A phrase that states it.
    ko: 이 지표가 쓰인 예."""


class MetricWord(Record):
    """A word for a metric; follows from the metrics."""

    metric: str
    """The metric.
    ko: 지표."""
    word_key: str
    """A word for it or a broader one, in lower case without blanks.
    ko: 그 지표(또는 상위 지표)를 가리키는 말 (띄어쓰기 없는 소문자)."""
