"""What follows from one report and is asked too often to be found anew: how its figures and events are compared with those of others."""

from __future__ import annotations

from datetime import date

from schemas.base import Record
from schemas.records import EventStatus, EventType, Figure, Grain


class ComparedFigure(Figure):
    """
    A figure as people corrected it, with what it is compared by; follows from the figures, what people said of them, entities and metrics.

    Its `segment` is the one that was read, else the words before the name of its metric.
    """

    reviewed: str | None
    """accepted or corrected where people said something about it.
    ko: 사람이 검토한 결과 (accepted 확인, corrected 수정). 검토하지 않았으면 NULL."""
    subject: str | None
    """Name of the subject, Korean first; as written where it is no known entity.
    ko: 주체의 이름 (한국어 우선). 사전에 없으면 원문."""
    subject_key: str | None
    """Entity of the subject, else its wording.
    ko: 주체의 개체, 없으면 그 표기."""
    name_key: str | None
    """The subject's wording in the form in which names are compared, where it is no known entity.
    ko: 사전에 없는 주체의 이름을 비교하는 형태."""
    kin: str
    """The metric, one for those that mean the same; with its wording where it is other.
    ko: 같은 것을 가리키는 지표를 하나로 묶은 이름."""
    kind: str | None
    """Kind of the metric: flow, stock, price…
    ko: 지표의 성격."""
    period_type: str | None
    """Kind of the period: day, week, days, month, quarter, half, cumulative (from January on), year or years.
    ko: 기간의 종류 (day 일, week 주, days 며칠, month 월, quarter 분기, half 반기, cumulative 1월부터 누적, year 연, years 여러 해)."""
    digit: float
    """Half of the place of the last digit that is not zero.
    ko: 마지막 유효 자리의 절반."""
    fits: bool
    """Whether the unit can be the level of the metric.
    ko: 지표의 수준을 나타낼 수 있는 단위인지 여부."""


class Telling(Record):
    """What an event is told with; follows from the events, what people said of them, entities, and the words of the sentence."""

    event_id: str
    """The event.
    ko: 사건."""
    doc_id: str
    """The document.
    ko: 문서."""
    sentence_id: str | None
    """The sentence it stands in.
    ko: 사건이 들어 있는 문장."""
    event_type: EventType
    """What kind of event it is.
    ko: 사건 종류."""
    status: EventStatus
    """occurred, planned or rumoured.
    ko: 발생, 계획 또는 보도."""
    start_on: date | None
    """First day.
    ko: 시작일."""
    end_on: date | None
    """Last day, inclusive.
    ko: 종료일 (포함)."""
    grain: Grain | None
    """Unit the date is stated in.
    ko: 날짜의 단위."""
    trigger: str
    """The word that carries it.
    ko: 사건을 나타내는 말."""
    trigger_start: int
    """First character of the trigger in `documents.text`.
    ko: 그 말의 시작 위치."""
    actors: tuple[str, ...]
    """Who does it: Korean name where known, else as written.
    ko: 행위자 (한국어 이름 우선, 없으면 원문)."""
    counterparties: tuple[str, ...]
    """With whom or to whom.
    ko: 상대."""
    objects: tuple[str, ...]
    """What it is about: product, policy, stake.
    ko: 대상 (제품, 정책, 지분 등)."""
    places: tuple[str, ...]
    """Where.
    ko: 장소."""
    actor_ids: tuple[str, ...]
    """Entities of `actors`, in the same order; NULL inside for unknown ones.
    ko: `actors`의 개체 식별자 (같은 순서, 모르면 NULL)."""
    counterparty_ids: tuple[str, ...]
    """Entities of `counterparties`, in the same order.
    ko: `counterparties`의 개체 식별자 (같은 순서)."""
    object_ids: tuple[str, ...]
    """Entities of `objects`, in the same order.
    ko: `objects`의 개체 식별자 (같은 순서)."""
    place_ids: tuple[str, ...]
    """Entities of `places`, in the same order.
    ko: `places`의 개체 식별자 (같은 순서)."""
    participant_ids: tuple[str, ...]
    """Entities that take part in it, in any role.
    ko: 참여한 개체의 식별자 (역할 무관)."""
    figures: tuple[str, ...]
    """Figures stated for it, as written.
    ko: 사건에 딸린 수치 (원문)."""
    figure_ids: tuple[str, ...]
    """The same as figure_id, in the same order.
    ko: 같은 수치의 figure_id (같은 순서)."""
    actor_keys: tuple[str, ...]
    """Who does it, as it is compared: by entity, else by wording.
    ko: 비교용 행위자 (개체, 없으면 표기)."""
    party_keys: tuple[str, ...]
    """Actors and counterparties, as they are compared.
    ko: 비교용 행위자와 상대."""
    things: tuple[str, ...]
    """What it is about, as it is compared.
    ko: 비교용 대상."""
    names: tuple[str, ...]
    """The names of what it is about; of an event that tells no object, the last name in its words.
    ko: 대상의 이름. 대상이 없으면 앞말의 마지막 이름."""
    lemmas: tuple[str, ...]
    """Content words of the telling.
    ko: 사건을 말하는 내용어."""
    amounts: tuple[str, ...]
    """Value and unit of each of its figures.
    ko: 딸린 수치의 값과 단위."""
    clause: str | None
    """The words before its trigger, since the event before it in that sentence; behind a relative clause what follows it.
    ko: 그 문장에서 사건을 나타내는 말 앞의 부분 (앞 사건 다음부터, 관형절이면 뒤따르는 부분)."""
    item: int | None
    """Number of its block in the report.
    ko: 보고서에서 몇 번째 구성 요소에 있는지."""
    parent: int | None
    """Number of the item that this block is a sub-item of.
    ko: 이 구성 요소가 딸린 상위 항목의 번호."""
