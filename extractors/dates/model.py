"""What the grammar writes down, and what resolution makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Point:
    """A calendar unit as far as it is written: `지난해 6월` is `offset=("year", -1), month=6`."""

    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    season: int | None = None
    """봄 is 1, 겨울 4; the winter of a year begins in its December."""
    month: int | None = None
    week: int | None = None
    """Which week of the month or year; -1 is the last."""
    day: int | None = None
    """Day of the month; -1 is the last (말일)."""
    weekday: int | None = None
    """Monday is 0."""
    nth: int | None = None
    """Which of those weekdays in the month (`둘째 금요일`); -1 is the last."""
    part: str | None = None
    """early, mid, late (초·중순·하순), end (말), weekend, or the halves first and second (전반·후반)."""
    holiday: str | None = None
    decade: bool = False
    fiscal: bool = False
    """The year is a fiscal year; `month` is the one it ends in, where that is written (2025년 3월기)."""
    upto: int | None = None
    """The last value of the smallest unit where it is a range: 3~9월 is `month=3, upto=9`."""
    offset: tuple[str, int] | None = None
    """A unit counted from the anchor: 지난달 is `("month", -1)`."""
    base: str = "publication"
    """What `offset` counts from: `publication`, `context` (전월, 이날: what was spoken of before) or `same` (전년 동기)."""
    like: str | None = None
    """With base `same`: the unit that 동월, 동분기 stand for; empty for 동기, which takes any."""
    direction: int = 0
    """지난 is -1, 오는 +1."""

    @property
    def grain(self) -> str:
        """The smallest unit that is written."""
        for name, given in (
            ("day", self.day or self.weekday is not None or self.holiday),
            ("week", self.week or self.part == "weekend"),
            ("month", (self.month and not self.fiscal) or self.part),
            ("quarter", self.quarter or self.season),
            ("half", self.half),
            ("decade", self.decade),
            ("year", self.year),
        ):
            if given:
                return name
        return self.offset[0] if self.offset else "year"


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: units with their amounts, largest first; `high` is the upper end of a range in the last unit."""

    parts: tuple[tuple[str, float], ...]
    high: float | None = None
    business: bool = False
    """Counted in working days (영업일, 거래일)."""

    @property
    def grain(self) -> str:
        """The smallest unit that is written."""
        return self.parts[-1][0]


@dataclass(frozen=True, slots=True)
class Span:
    """From one point to another, or for a length from a point on."""

    first: Point
    last: Point | Length


@dataclass(frozen=True, slots=True)
class Anchored:
    """A length that begins or ends now (향후 3년간, 최근 1개월) or at `start` (오늘부터 2주 안에)."""

    length: Length
    direction: int
    start: Point | None = None
    tentative: bool = False
    """Counts from now only where the sentence looks ahead (`5일 이내에 돌아올 예정`)."""


@dataclass(frozen=True, slots=True)
class Away:
    """A point a length away: 2년 전, 사흘 뒤, 어제부터 4일 후, 2주 후 월요일."""

    length: Length
    direction: int
    start: Point | None = None
    weekday: int | None = None
    event: bool = False
    """Counted from an event (`출시 2년 후`), so its day is not known here."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """매년, 매월 10일, 매주 월요일, 격주."""

    unit: str
    amount: int = 1


@dataclass(frozen=True, slots=True)
class Vague:
    """몇 년 전, 수개월간, 반나절: a time or a length of which only the unit is said."""

    unit: str
    length: bool
    """Whether it is a length rather than a point."""


Node = Point | Span | Length | Anchored | Away | Repeated | Vague


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """A time expression as it stands in the text, before any calendar day is known (the first of HeidelTime's two steps)."""

    start: int
    """First character, in code points."""
    end: int
    """One past the last; particles and brackets stay outside."""
    node: Node
    rule: str
    stated: Node | None = None
    """The months or days that a bracket states: 2분기(7~9월)."""
    relation: str | None = None
    """What it does in its sentence: `comparison` (대비, 보다), `as_of` (기준, 현재), `since`, `until`, `delivery` (of a contract: 9월물)."""

    @property
    def point(self) -> Point | None:
        """The point it is, or begins with."""
        node = self.node.first if isinstance(self.node, Span) else self.node
        return node if isinstance(node, Point) else None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its days: the columns of `schemas.TimeExpression`, and what it does in its sentence."""

    start: int
    end: int
    kind: str
    value: str | None
    start_on: date | None
    end_on: date | None
    grain: str | None
    duration: str | None
    anchor: str | None
    rule: str
    reason: str | None
    relation: str | None = None
