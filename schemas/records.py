"""What a report says: names, times, figures and events."""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal
from typing import Literal, Self

from pydantic import model_validator

from schemas.base import Confidence, Evidence, Magnitude, Rate, Record

_WIDE = Context(prec=100)

Label = Literal["ORG", "PERSON", "LOC", "PRODUCT", "EVENT", "POLICY", "TICKER"]
TimeKind = Literal["date", "period", "duration"]
Grain = Literal["day", "week", "month", "quarter", "half", "year", "decade", "hour", "minute", "second"]
Bound = Literal["exact", "at_least", "above", "at_most", "below"]
Measure = Literal["level", "change"]
Basis = Literal["yoy", "qoq", "mom", "wow", "dod", "ytd", "1y", "cagr", "since"]
Modality = Literal["actual", "forecast", "plan"]
EventType = Literal[
    "product_release", "partnership", "investment", "funding", "ipo", "capital_raising", "acquisition", "earnings", "contract",
    "policy", "sanction", "operation", "founding", "report", "price_move", "personnel", "statement", "other",
]  # fmt: skip
EventStatus = Literal["occurred", "planned", "rumoured"]
Role = Literal["actor", "counterparty", "object", "place"]


class Entity(Record):
    """A company, agency, person, place or product that names point to."""

    entity_id: str
    """Stable slug: org:alibaba, loc:cn, product:qwen3-max.
    ko: 고정 식별자 (org:alibaba, loc:cn 등)."""
    label: Label
    """ORG, PERSON, LOC, PRODUCT, EVENT, POLICY.
    ko: 종류 (ORG 기관, PERSON 인물, LOC 지명, PRODUCT 제품 등)."""
    name_ko: str | None
    """Korean name.
    ko: 한국어 이름."""
    name_en: str | None
    """English name.
    ko: 영어 이름."""
    name_zh: str | None
    """Chinese name.
    ko: 중국어 이름."""
    aliases: tuple[str, ...]
    """Other written forms.
    ko: 다른 표기들."""
    tickers: tuple[str, ...]
    """Exchange codes: 9988.HK, 005930.
    ko: 종목 코드."""
    country: str | None
    """ISO 3166 code of its home country.
    ko: 국가 코드 (ISO 3166)."""
    sector: str | None
    """Industry.
    ko: 업종."""
    fiscal_year_end: int | None
    """Month in which its fiscal year ends, 1 to 12; NULL is read as December.
    ko: 회계연도가 끝나는 달 (1~12). NULL이면 12월로 봄."""
    part_of: str | None = None
    """The company that a subsidiary, division or brand belongs to, the group of an affiliate, the maker of a product. Who only holds shares is
    no whole. NULL where nobody has said so.
    ko: 자회사·사업부·브랜드가 속한 회사, 계열사가 속한 그룹, 제품을 만든 회사. 지분만 가진 회사는 아니며, 알려져 있지 않으면 NULL."""


class EntityName(Record):
    """A written form that an entity is found by; follows from the entities."""

    entity_id: str
    """The entity.
    ko: 개체 식별자."""
    name: str
    """A name, an alias, a ticker (also without its exchange) or the id itself.
    ko: 이름, 별칭, 종목 코드 (거래소 표시가 없는 형태 포함) 또는 식별자."""
    name_key: str
    """The form in which names are compared: lower case, without blanks, points and legal form.
    ko: 이름을 비교하는 형태 (소문자, 띄어쓰기·법인 형태 제외)."""


class Mention(Evidence):
    """A named entity where it stands in the text."""

    mention_id: str
    """doc_id, span and running number.
    ko: doc_id와 위치로 만든 식별자."""
    label: Label
    """ORG, PERSON, LOC, PRODUCT, EVENT, POLICY or TICKER.
    ko: 종류 (ORG 기관, PERSON 인물, LOC 지명, PRODUCT 제품, EVENT 행사, POLICY 정책, TICKER 종목 코드)."""
    entity_id: str | None
    """The entity it names; NULL for one that nobody has added to the gazetteer yet.
    ko: 가리키는 개체. 사전에 없으면 NULL."""
    source: Literal["gazetteer", "model", "rule"]
    """What found it.
    ko: 찾아낸 방법 (사전, 모델, 규칙)."""
    confidence: Confidence
    """0 to 1.
    ko: 확신도 (0~1)."""


class TimeExpression(Evidence):
    """An expression that points to calendar time or states a length of time."""

    time_id: str
    """doc_id, span and running number.
    ko: doc_id와 위치로 만든 식별자."""
    kind: TimeKind
    """date (a point or a calendar unit), period (from one to another) or duration (a length without an anchor).
    ko: 종류 (date 날짜, period 기간, duration 길이)."""
    value: str | None
    """TIMEX3 value: 2025-09-08, 2025-Q3, P3Y.
    ko: TIMEX3 값 (2025-09-08, 2025-Q3, P3Y 등)."""
    start_on: date | None
    """First day, inclusive; NULL for durations and what stays open.
    ko: 첫날 (포함). 정해지지 않으면 NULL."""
    end_on: date | None
    """Last day, inclusive.
    ko: 마지막 날 (포함)."""
    grain: Grain | None
    """Unit it is stated in: day, week, month, quarter, half, year…
    ko: 표현의 단위 (day 일, month 월, quarter 분기 등)."""
    duration: str | None
    """Stated length, ISO 8601: P3Y for 향후 3년간.
    ko: 명시된 길이 (ISO 8601)."""
    anchor: str | None
    """What the missing parts were taken from: text, block, heading, sentence, publication, fiscal_year; NULL where nothing was missing.
    ko: 빠진 연·월을 가져온 곳 (block, heading, sentence, publication 등)."""
    rule: str
    """The rule that read it.
    ko: 읽어 낸 규칙."""
    reason: str | None
    """Why it stays open, where it does.
    ko: 날짜가 정해지지 않은 이유."""

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.start_on and self.end_on and self.start_on > self.end_on:
            raise ValueError(f"{self.text!r} ends on {self.end_on}, before it starts on {self.start_on}")
        return self


class Figure(Evidence):
    """A quantity that is stated, and whose, of what and for when it is."""

    figure_id: str
    """doc_id, span and running number.
    ko: doc_id와 위치로 만든 식별자."""
    value: Magnitude
    """The number in `unit`; the lower one of a range; negative for a fall or a loss.
    ko: `unit` 단위의 값. 범위면 작은 쪽, 감소나 손실이면 음수."""
    value_high: Magnitude | None
    """The higher number of a range.
    ko: 범위의 큰 쪽 값."""
    unit: str | None
    """ISO 4217 code, percent, percentage_point, basis_point, multiple, count, rank, score or a physical unit (m2, Wh, B); NULL for a
    ¥ or 元 whose currency the text leaves open.
    ko: 단위 (통화 코드, percent, count, 물리 단위 등). 어느 통화인지 알 수 없는 ¥·元은 NULL."""
    dimension: str
    """Kind of quantity: money, ratio, count, rank, score, area, length, energy…
    ko: 양의 종류 (money 금액, ratio 비율, count 개수, area 면적 등)."""
    counter: str | None
    """Korean counter as written: 대, 개, 명.
    ko: 단위 명사 (대, 개, 명 등)."""
    per: str | None
    """Denominator of a rate as written: 주 in 주당 1,200원.
    ko: 비율의 분모 (주당의 '주' 등)."""
    bound: Bound
    """exact, at_least (이상), above (초과), at_most (이하), below (미만).
    ko: 경계 (이상 at_least, 초과 above, 이하 at_most, 미만 below)."""
    approximate: bool
    """True for 약, 여, 가량, 정도, 안팎, 수준.
    ko: 약, 여, 가량, 정도, 안팎, 수준이면 참."""
    metric: str
    """What is measured, from metrics.csv; other where none fits.
    ko: 지표 (metrics.csv의 이름). 없으면 other."""
    metric_text: str | None
    """The words the metric was read from, segment wording included: 클라우드 매출액.
    ko: 지표를 나타내는 원문 (클라우드 매출액 등)."""
    measure: Measure
    """level (the size itself) or change (growth, fall, difference).
    ko: 수준(level) 또는 변화(change)."""
    basis: Basis | None
    """What a change is measured against: yoy, qoq, mom, wow, dod, ytd, 1y, cagr, since.
    ko: 변화의 비교 기준 (yoy 전년 동기, qoq 전분기, mom 전월 등)."""
    subject_text: str | None
    """Whom or what the metric belongs to, as written.
    ko: 누구의, 무엇의 수치인지 (원문)."""
    subject_entity_id: str | None
    """The entity of the subject, where it is known.
    ko: 주체의 개체 식별자."""
    period_start: date | None
    """First day of the period the value is for or as of; NULL where the text does not say.
    ko: 수치가 해당하는 기간의 첫날."""
    period_end: date | None
    """Last day of that period, inclusive.
    ko: 그 기간의 마지막 날 (포함)."""
    modality: Modality
    """actual, forecast (전망, 예상) or plan (계획, 목표).
    ko: 실적 actual, 전망 forecast, 계획 plan."""
    equivalent_of: str | None
    """figure_id of the figure that this one restates in another unit.
    ko: 다른 단위로 다시 적은 원래 수치의 figure_id."""
    value_base: Magnitude | None
    """Value in the base unit of the dimension (평 → m2); NULL where it is the unit itself or has none.
    ko: 기본 단위로 환산한 값 (평 → m2)."""
    unit_base: str | None
    """The base unit.
    ko: 기본 단위."""
    amount_krw: Magnitude | None
    """Money in Korean won at the reference rate of the value's date; NULL without a rate.
    ko: 기준 환율로 환산한 원화 금액."""
    amount_usd: Magnitude | None
    """Money in US dollars at the reference rate of the value's date; NULL without a rate.
    ko: 기준 환율로 환산한 달러 금액."""
    fx_rate: Rate | None
    """KRW for one unit of the currency.
    ko: 통화 1단위당 원화."""
    fx_on: date | None
    """Day of that rate: the value's date, or the last day before it that has one.
    ko: 환율의 기준일."""
    fx_source: str | None
    """Where the rate comes from.
    ko: 환율의 출처."""
    stated_rate_deviation: float | None
    """How far a conversion stated in the text is from the reference rate: 0.02 is 2 % more.
    ko: 본문의 환산액이 기준 환율과 벌어진 정도 (0.02 = 2%)."""
    confidence: Confidence
    """0 to 1: of figures as sure as this one, the share whose attributes are all right, as measured on reports that were new to the system.
    ko: 이만큼 확실한 수치 가운데 모든 속성이 맞은 비율 (처음 보는 보고서로 측정, 0~1)."""
    rule: str
    """The rule that read the number.
    ko: 수를 읽은 규칙."""
    metric_confidence: Confidence | None
    """Of metrics as sure as this one, the share that is right; NULL in rows stored before there was one, until `sasil reprocess`.
    ko: 지표만의 확신도. 이 열이 생기기 전에 저장된 행은 `sasil reprocess` 전까지 NULL."""
    subject_confidence: Confidence | None
    """As `metric_confidence`, for the subject, also where it is NULL.
    ko: 주체만의 확신도 (NULL인 경우도 포함)."""
    period_confidence: Confidence | None
    """As `metric_confidence`, for the period, also where it is NULL.
    ko: 기간만의 확신도 (NULL인 경우도 포함)."""
    modality_confidence: Confidence | None
    """As `metric_confidence`, for actual, forecast or plan.
    ko: 실적·전망·계획 구분의 확신도."""
    row_label: str | None = None
    """Of a figure in a table, what heads its row; NULL elsewhere.
    ko: 표 안의 수치라면 그 행의 이름."""
    column_label: str | None = None
    """Of a figure in a table, the heads of its column, top first, with ` / ` between; NULL elsewhere.
    ko: 표 안의 수치라면 그 열의 이름 (위에서부터 ` / `로 이음)."""
    segment: str | None = None
    """The division, product or market slice of the subject that the value is for, as written: 클라우드, 국내; NULL for the whole.
    ko: 주체 가운데 이 수치가 해당하는 부문·제품·시장 (클라우드, 국내 등). 전체면 NULL."""

    @model_validator(mode="after")
    def _range_in_order(self) -> Self:
        if self.value_high is not None and self.value_high < self.value:
            raise ValueError(f"{self.text!r} is a range whose higher end {self.value_high} is below its lower end {self.value}")
        if self.measure == "level" and self.basis is not None:
            raise ValueError(f"{self.text!r} is a level, so it has no basis; {self.basis!r} was given")
        if self.period_start and self.period_end and self.period_start > self.period_end:
            raise ValueError(f"the period of {self.text!r} ends on {self.period_end}, before it starts on {self.period_start}")
        return self


class Event(Evidence):
    """Something that happened, is planned or is reported, with a date."""

    event_id: str
    """doc_id, span and running number.
    ko: doc_id와 위치로 만든 식별자."""
    event_type: EventType
    """product_release, partnership, investment, funding, ipo, contract, policy…
    ko: 사건 종류 (출시, 제휴, 투자, 상장, 계약, 정책 등)."""
    start_on: date | None
    """First day, inclusive; where only the announcement is dated, its day.
    ko: 시작일 (포함)."""
    end_on: date | None
    """Last day, inclusive.
    ko: 종료일 (포함)."""
    grain: Grain | None
    """Unit the date is stated in.
    ko: 날짜의 단위."""
    status: EventStatus
    """occurred, planned or rumoured (reported by others, under consideration).
    ko: 발생 occurred, 계획 planned, 보도·검토 rumoured."""
    trigger: str
    """The word that carries it: 출시, 체결.
    ko: 사건을 나타내는 말 (출시, 체결 등)."""
    trigger_start: int
    """First character of the trigger in `documents.text`.
    ko: 그 말의 시작 위치."""
    confidence: Confidence
    """0 to 1.
    ko: 확신도 (0~1)."""
    rule: str
    """The rule that read it.
    ko: 읽어 낸 규칙."""

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.start_on and self.end_on and self.start_on > self.end_on:
            raise ValueError(f"event {self.trigger!r} ends on {self.end_on}, before it starts on {self.start_on}")
        return self


class EventParticipant(Record):
    """Who or what takes part in an event."""

    event_id: str
    """The event.
    ko: 사건."""
    doc_id: str
    """The document.
    ko: 문서."""
    role: Role
    """actor (who does it), counterparty (with or to whom), object (what) or place.
    ko: 역할 (actor 행위자, counterparty 상대, object 대상, place 장소)."""
    entity_id: str | None
    """The entity, where it is known.
    ko: 개체 식별자."""
    text: str
    """As written, without particles.
    ko: 원문 (조사 제외)."""
    start_char: int
    """First character in `documents.text`.
    ko: `documents.text`에서의 시작 위치."""
    end_char: int
    """One past the last character.
    ko: 끝 위치 (포함하지 않음)."""


class EventFigure(Record):
    """A figure that is stated for an event."""

    event_id: str
    """The event.
    ko: 사건."""
    doc_id: str
    """The document.
    ko: 문서."""
    figure_id: str
    """The figure.
    ko: 수치."""


class FxRate(Record):
    """A reference exchange rate that was used."""

    currency: str
    """ISO 4217 code.
    ko: 통화 코드."""
    rate_on: date
    """Day of the rate.
    ko: 환율 기준일."""
    krw: Rate
    """KRW for one unit.
    ko: 1단위당 원화."""
    usd: Rate
    """USD for one unit.
    ko: 1단위당 달러."""
    source: str
    """Where the rate comes from.
    ko: 출처."""


def magnitude(value: Decimal) -> Decimal:
    """*value* rounded to what `Magnitude` stores: 9 places behind the point. What is too large to store stays so, and is refused."""
    rounded = _WIDE.quantize(value, Decimal("1e-9"))
    return _WIDE.add(_WIDE.normalize(rounded), Decimal(0))
