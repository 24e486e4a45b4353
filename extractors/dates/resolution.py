"""From what is written to days: the anchor, the missing year or month, the first and last day, the TIMEX3 value."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.dates.calendar import DAY, MONTHS, Days, add_months, shift, unit_days, unit_start
from extractors.dates.context import PRESENT, Context, Place
from extractors.dates.days import days_in, fiscal_days, move
from extractors.dates.missing import agrees, candidates, carries, cycle, inherit, lend, nearest
from extractors.dates.model import Anchored, Away, Length, Point, Repeated, Span, Time, TimeMatch, Vague
from extractors.dates.values import ISO, iso_length, range_value, timex
from schemas import Block

GRAINS: dict[str, str | None] = {"century": "year", "weekend": "week", "period": None}
NO_SUCH_DAY = "the calendar has no such day"
NO_PUBLICATION = "the day of publication is not known"
NO_ANTECEDENT = "the period it refers to is not known"
VAGUE = "only the unit is said"
LUNAR = "a day of the lunar calendar"
_LUNAR = re.compile(r"음력 ?$")
PERIODS = ("month", "quarter", "half", "year")
"""What figures are reported for."""
_ADNOMINAL = re.compile(
    r"(?: ?말| ?초)?에(?:는|도)? (?:[가-힣]{1,6}(?:된|됐던|했던|졌던|던)|(?:반영|출시|체결|발표|공개|인수|매각|설립|준공|착공|취득|발행|도입"
    r"|시행|실시)한)(?= )"
)
_BRACKETS = re.compile(r"[()]")
ASIDE = 200
"""How far back a bracket is looked for, in characters."""
SAME_MONTH = 14
"""Days by which a bare day may follow the month named before it in its sentence: `31일 … 3일` goes on, `10월 30일 … 21일` goes back."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Days, and the anchor they were counted from; without days, the reason."""

    days: Days | None
    anchor: str | None = None
    reason: str | None = None


OPEN = Reading(None, None, NO_PUBLICATION)


def resolve_times(
    matches: Sequence[TimeMatch],
    text: str,
    blocks: Sequence[Block],
    published_on: date | None,
    *,
    fiscal_year_ends: Sequence[tuple[int, int, int]] = (),
) -> list[Time]:
    """
    The days of *matches*, one `Time` each, in the same order.

    *fiscal_year_ends*: mentions of companies whose fiscal year ends outside December: start, end and the month it ends in.
    """
    context = Context(text, blocks)
    fiscal = Fiscal(context, fiscal_year_ends)
    times = []
    for match in matches:
        place = context.place(match)
        try:
            time = Resolver(context, place, match, published_on, fiscal).time()
        except (OverflowError, ValueError):
            time = _time(match, "date", None, Reading(None, None, "outside the calendar"))
        context.note(match, time, place)
        times.append(time)
    return times


class Fiscal:
    """Which fiscal year an expression follows: that of the company named nearest before it in its block or its headings."""

    def __init__(self, context: Context, mentions: Sequence[tuple[int, int, int]]) -> None:
        self._context = context
        self._mentions = sorted(mentions)

    def month(self, match: TimeMatch, place: Place) -> int | None:
        """The month that fiscal year ends in; `None` where no such company is named."""
        if not self._mentions:
            return None
        blocks = self._context.blocks
        regions = [(place.block_start, match.start)]
        regions += [(blocks[index].start_char, blocks[index].end_char) for index in self._context.ancestors(place)]
        for first, last in regions:
            named = [month for start, _, month in self._mentions if first <= start < last]
            if named:
                return named[-1]
        after = [month for start, _, month in self._mentions if match.end <= start < place.sentence_end]
        return after[0] if after else None


def _time(
    match: TimeMatch, kind: str, grain: str | None, reading: Reading, value: str | None = None, length: str | None = None
) -> Time:
    first, last = reading.days or (None, None)
    return Time(
        match.start, match.end, kind, value, first, last, GRAINS.get(grain or "", grain), length, reading.anchor, match.rule,
        (reading.reason or NO_SUCH_DAY) if reading.days is None else None, match.relation,
    )  # fmt: skip


@dataclass(slots=True)
class Resolver:
    """Resolves one expression in its context."""

    context: Context
    place: Place
    match: TimeMatch
    published_on: date | None
    fiscal: Fiscal

    def time(self) -> Time:
        """The expression with its days."""
        match self.match.node:
            case Vague(unit, is_length):
                return _time(self.match, "duration" if is_length else "date", unit, Reading(None, None, VAGUE))
            case Length() as length:
                return _time(
                    self.match,
                    "duration",
                    length.grain,
                    Reading(None, None, "a length without an anchor"),
                    iso_length(length),
                    iso_length(length),
                )
            case Repeated(unit, amount):
                return _time(self.match, "period", unit, Reading(None, None, "a repeated time"), f"P{amount}{ISO[unit]}")
            case Anchored() as node:
                return self._anchored(node)
            case Away() as node:
                return self._away(node)
            case Span() as node:
                return self._span(node)
            case point:
                return self._point(point)

    # lengths ---------------------------------------------------------------------------------------------------------------

    def _anchored(self, node: Anchored) -> Time:
        length = iso_length(node.length)
        if self.match.stated is not None:
            inner = replace(self.match, node=self.match.stated, stated=None)
            stated = Resolver(self.context, self.place, inner, self.published_on, self.fiscal).time()
            return replace(stated, grain=node.length.grain, duration=length)
        if node.tentative and (self.context.tense(self.match, self.place) != 1 or self.published_on is None):
            return _time(
                self.match, "duration", node.length.grain, Reading(None, None, "a length without an anchor"), length, length
            )
        start = (
            self._point_days(node.start).days
            if node.start
            else ((self.published_on, self.published_on) if self.published_on else None)
        )
        if start is None:
            return _time(self.match, "period", node.length.grain, OPEN, length, length)
        if node.length.grain in ("hour", "minute", "second"):
            return _time(self.match, "duration", node.length.grain, Reading(None, None, "shorter than a day"), length, length)
        moved = move(start[0], node.length, node.direction, upper=True)
        inclusive = node.tentative or node.start is not None
        days = (start[0], moved if inclusive else moved - DAY) if node.direction > 0 else (moved + DAY, start[0])
        return _time(self.match, "period", node.length.grain, Reading(days, "publication"), length, length)

    def _away(self, node: Away) -> Time:
        grain = node.length.grain
        if node.event:
            return _time(
                self.match,
                "date",
                grain,
                Reading(None, None, "counted from an event whose day is not given"),
                None,
                iso_length(node.length),
            )
        base = (
            self._point_days(node.start).days
            if node.start
            else ((self.published_on, self.published_on) if self.published_on else None)
        )
        if base is None:
            return _time(self.match, "date", grain, OPEN, None, iso_length(node.length))
        if grain in ("hour", "minute", "second"):
            return _time(self.match, "date", grain, Reading(None, None, "shorter than a day"), None, iso_length(node.length))
        if node.length.high is not None:
            ends = sorted((move(base[0], node.length, node.direction), move(base[0], node.length, node.direction, upper=True)))
            days = (unit_start(ends[0], _unit(grain)), unit_days(ends[1], _unit(grain))[1])
            return _time(self.match, "period", grain, Reading(days, "publication"), None, iso_length(node.length))
        if (
            node.start is None
            and self.match.relation == "comparison"
            and (compared := self._compared(node.length, node.direction))
        ):
            return compared
        day = move(base[0], node.length, node.direction)
        if node.weekday is not None:
            day, grain = unit_start(day, "week") + timedelta(days=node.weekday), "day"
        exact = node.start is not None or len(node.length.parts) > 1 or grain == "day"
        days = (day, day) if exact else unit_days(day, _unit(grain))
        grain = "day" if exact else grain
        return _time(self.match, "date", grain, Reading(days, "publication"), timex(Point(), days, _unit(grain)), None)

    def _compared(self, length: Length, direction: int) -> Time | None:
        """`3분기 이익은 1년 전보다 늘었다`: the quarter a year before, as in 전년 동기; a month before a day is that day's."""
        unit, amount = length.parts[0]
        months = amount * MONTHS.get(unit, 0)
        if len(length.parts) > 1 or not months or months % 1:
            return None

        def accept(match: TimeMatch, time: Time) -> bool:
            if not isinstance(match.node, Point) or time.start_on is None or time.relation == "comparison" or _is_previous(match):
                return False
            if time.grain == "day":
                return unit == "month" and not self.context.is_report_day(match, self.context.place(match))
            return time.kind == "date" and time.grain in PERIODS and months % MONTHS[time.grain] == 0

        found = self.context.antecedent(self.place, lambda *seen: accept(*seen) and not self._is_aside(*seen), far=False)
        if found is None or found[1].start_on is None or found[1].end_on is None:
            return None
        steps = direction * round(months)
        first = add_months(found[1].start_on, steps)
        last = first if found[1].grain == "day" else shift(found[1].end_on + DAY, steps, "month") - DAY
        grain = found[1].grain or "day"
        value = timex(Point(), (first, last), grain)
        return _time(self.match, "date", grain, Reading((first, last), found[2]), value)

    def _is_aside(self, match: TimeMatch, time: Time) -> bool:
        """
        Whether an earlier expression dates something else than figures do.

        It stands inside a bracket that has closed, in a clause of its own before a noun (`작년에 반영된 비용`), or tells the month or
        day of an event in another sentence (`지난 1월 지분을 샀다.`).
        """
        text, node = self.context.text, match.node
        if _ADNOMINAL.match(text, match.end):
            return True
        if (
            isinstance(node, Point)
            and node.direction
            and time.grain in ("month", "day")
            and match.start < self.place.sentence_start
        ):
            return True
        bracket = _BRACKETS.search(text, match.end, min(self.match.start, match.end + ASIDE))
        return bool(bracket and bracket[0] == ")" and "(" in text[max(0, match.start - ASIDE) : match.start])

    def _beside(self, accept: Callable[[TimeMatch, Time], bool]) -> tuple[TimeMatch, Time, str] | None:
        """The antecedent of a figure's period: the nearest that is no aside, else the nearest."""
        main = self.context.antecedent(self.place, lambda match, time: accept(match, time) and not self._is_aside(match, time))
        return main or self.context.antecedent(self.place, accept)

    # points ----------------------------------------------------------------------------------------------------------------

    def _point(self, point: Point) -> Time:
        if self.match.stated is not None:
            return self._stated(point)
        reading = self._point_days(point)
        grain = point.grain
        if reading.days and (point.base == "same" or grain == "period"):
            grain = self._grain_of(reading.days)
        if reading.days is None:
            return _time(self.match, "date", grain, reading)
        kind = "period" if point.upto else "date"
        return _time(self.match, kind, grain, reading, timex(point, reading.days, grain))

    @staticmethod
    def _grain_of(days: Days) -> str:
        for unit in ("day", "week", "month", "quarter", "half", "year"):
            if (days[0], days[0]) == days if unit == "day" else unit_days(days[0], unit) == days:
                return unit
        return "month" if days[0].day == 1 and days[1] == unit_days(days[1], "month")[1] else "day"

    def _stated(self, point: Point) -> Time:
        """2분기(7~9월): the bracket gives the days, the year comes from the whole."""
        stated = self.match.stated
        inner = TimeMatch(self.match.start, self.match.end, stated if stated is not None else point, self.match.rule)
        if isinstance(stated, Point) and not stated.year:
            outer = point.year or (self._relative_year(point))
            inner = replace(inner, node=replace(stated, year=outer) if outer else stated)
        time = Resolver(self.context, self.place, inner, self.published_on, self.fiscal).time()
        grain = "year" if point.fiscal and not (point.quarter or point.half) else point.grain
        days = (time.start_on, time.end_on) if time.start_on and time.end_on else None
        value = timex(point, days, grain) if days else None
        return replace(
            time, kind="period" if grain in ("week", "year") else "date", grain=grain, value=value, relation=self.match.relation
        )

    def _relative_year(self, point: Point) -> int | None:
        if point.offset and point.offset[0] == "year" and point.base == "publication" and self.published_on:
            return self.published_on.year + point.offset[1]
        return None

    def _point_days(self, point: Point) -> Reading:
        if point.day and point.month and _LUNAR.search(self.context.text, max(0, self.match.start - 3), self.match.start):
            return Reading(None, None, LUNAR)
        if point.fiscal and point.year:
            return Reading(fiscal_days(point, self.fiscal.month(self.match, self.place)), self._fiscal_anchor())
        if point.base == "same":
            return self._same(point)
        if point.offset and point.offset[0] == "period":
            return self._period(point)
        if point.offset:
            return self._offset(point)
        if point.year:
            return Reading(days_in(point, (date(point.year, 1, 1), date(point.year, 12, 31))), None)
        return self._yearless(point)

    def _fiscal_anchor(self) -> str | None:
        return "fiscal_year" if self.fiscal.month(self.match, self.place) else None

    def _offset(self, point: Point) -> Reading:
        unit, amount = point.offset or ("day", 0)
        if point.base == "publication":
            if self.published_on is None:
                return OPEN
            base, anchor = self.published_on, "publication"
        else:
            found = self._spoken_unit(point, unit)
            if found is None:
                return Reading(None, None, NO_ANTECEDENT if self.published_on else NO_PUBLICATION)
            base, anchor = found
        moved = shift(unit_start(base, unit), amount, unit)
        days = unit_days(moved, unit)
        if point.part == "weekend":
            return Reading(unit_days(moved, "weekend"), anchor)
        return Reading(days_in(replace(point, offset=None), days, unit), anchor)

    def _period(self, point: Point) -> Reading:
        """당기 is the period that figures are reported for, 전기 the one of the same size before it."""

        def accept(match: TimeMatch, time: Time) -> bool:
            told = time.start_on is not None and time.relation != "comparison" and not _is_previous(match)
            return told and time.kind == "date" and time.grain in PERIODS and not _has_part(match)

        found = self._beside(accept)
        if found is None or found[1].start_on is None or found[1].end_on is None:
            return Reading(None, None, NO_ANTECEDENT)
        months = MONTHS[found[1].grain or "year"] * (point.offset or ("period", 0))[1]
        days = add_months(found[1].start_on, months), shift(found[1].end_on + DAY, months, "month") - DAY
        return Reading(days_in(replace(point, offset=None), days, found[1].grain or "year"), found[2])

    def _spoken_unit(self, point: Point, unit: str) -> tuple[date, str] | None:
        """The unit that 전월, 이날, 이듬해 count from: what was spoken of, else the day of publication where that is usual."""
        grains = {
            "day": ("day",),
            "week": ("week", "day"),
            "month": ("month", "day"),
            "quarter": ("quarter", "half", "month") if point.part else ("quarter",),
            "half": ("half", "quarter"),
            "year": ("year", "half", "quarter", "month", "day"),
        }[unit]

        def accept(match: TimeMatch, time: Time) -> bool:
            if time.start_on is None or time.relation == "comparison" or time.grain not in grains or _is_previous(match):
                return False
            return time.kind == "date" or (
                unit == "year" and time.kind == "period" and time.start_on.year == (time.end_on or time.start_on).year
            )

        if unit == "day":
            found = self._spoken_day(accept, same_sentence=point.base == "context" and (point.offset or ("", 0))[1] == -1)
            if found:
                return found
            return (self.published_on, "publication") if self.published_on else None
        found_before = self._beside(accept)
        if found_before and found_before[1].start_on:
            return (found_before[1].end_on if point.part else None) or found_before[1].start_on, found_before[2]
        if point.part and unit in ("quarter", "half") and self.published_on and self.context.tense(self.match, self.place) == -1:
            return unit_start(self.published_on, unit) - DAY, "publication"  # `분기 말에 상각했다`: the last one that is over
        deictic = self.match.relation != "comparison" or unit == "week"
        return (self.published_on, "publication") if self.published_on and deictic else None

    def _spoken_day(self, accept: Callable[[TimeMatch, Time], bool], *, same_sentence: bool) -> tuple[date, str] | None:
        """이날 and 전날 mean the day of the sentence or the block, else the day of the report."""
        for _, time, where in reversed(self.context.by_block.get(self.place.block, [])[-20:]):
            if where.sentence_start != self.place.sentence_start and same_sentence:
                return None
            if accept(_, time) and time.end_on:
                return time.end_on, "sentence" if where.sentence_start == self.place.sentence_start else "block"
        if not same_sentence and self.context.text[self.match.start : self.match.end].startswith(("같은", "당일", "그날")):
            found = self.context.antecedent(self.place, accept)
            if found and found[1].end_on:
                return found[1].end_on, found[2]
        return None

    def _same(self, point: Point) -> Reading:
        """전년 동기, 작년 같은 달, 같은 기간: the period spoken of, moved by the stated years."""
        like = point.like or ""
        ytd = self.context.antecedent(
            self.place, lambda match, time: _is_since_new_year(match) and time.start_on is not None, far=False
        )

        def accept(match: TimeMatch, time: Time) -> bool:
            if time.start_on is None or time.end_on is None or time.relation == "comparison" or _is_previous(match):
                return False
            if like:
                return time.grain == like and time.kind == "date"
            if time.kind == "period" and time.grain == "day":
                return True
            return time.kind != "duration" and time.grain in ("month", "quarter", "half", "year", "week") and not _has_part(match)

        found = self._beside(accept)
        if (
            ytd
            and ytd[2] == "sentence"
            and point.offset != ("year", -1)
            and self.published_on
            and (not found or found[0].start < ytd[0].start)
        ):
            return Reading((date(self.published_on.year, 1, 1), self.published_on), "sentence")
        if found is None or found[1].start_on is None or found[1].end_on is None:
            return Reading(None, None, NO_ANTECEDENT)
        years = (point.offset or ("year", 0))[1]
        first, last = shift(found[1].start_on, years, "year"), shift(found[1].end_on + DAY, years, "year") - DAY
        return Reading(
            days_in(replace(point, offset=None, base="publication", like=None), (first, last), like or "year")
            if point.day
            else (first, last),
            found[2],
        )

    # the missing year or month ------------------------------------------------------------------------------------------------

    def _yearless(self, point: Point) -> Reading:
        """
        The year (month, week) that is not written: from sentence, block or headings, else the reading nearest to publication.

        지난 and 오는 count from publication at once. Otherwise a year is carried over from an earlier expression of the same kind
        only where it agrees with the tense: after `2027년 3월 가동`, `7월 체결한` is no July of 2027.
        """
        tense = point.direction or self.context.tense(self.match, self.place)
        if tense == PRESENT:
            tense = 1 if point.day else 0
        size = cycle(point)
        if not point.direction and (carried := self._carried(point, size, tense)):
            return carried
        if self.published_on is None:
            return OPEN
        options = [days for days in candidates(point, self.published_on, size) if days]
        return Reading(nearest(options, self.published_on, tense, point), "publication") if options else Reading(None)

    def _carried(self, point: Point, size: str, tense: int) -> Reading | None:
        def accept(match: TimeMatch, time: Time) -> bool:
            return time.start_on is not None and time.relation != "comparison" and carries(point, match, time, size)

        found = self.context.antecedent(self.place, accept, far=self.published_on is None)
        if found is None or found[1].start_on is None:
            return None
        match, time, anchor = found
        node = match.node.first if isinstance(match.node, Span) else match.node
        if anchor == "block" and (size == "month" or (isinstance(node, Point) and node.offset)):
            return None  # `작년 3월` dates its own clause; a written year holds on
        coming = self.published_on and isinstance(node, Point) and (node.year or 0) >= self.published_on.year
        if anchor != "heading" and isinstance(node, Point) and node.grain == "year" and (anchor == "block" or coming):
            return None  # `2026년도 예산안을 9월 3일 제출했다`: a bare year holds within a sentence, and for what is past
        base = time.start_on if time.end_on is None or anchor == "heading" else time.end_on
        if base is None:
            return None
        if size == "month" and anchor == "sentence":
            options = [days for days in candidates(point, base, size) if days]
            later = [days for days in options if days[0] >= base]
            days = (
                min(later, key=lambda option: option[0], default=None)
                if (later and (later[0][0] - base).days < SAME_MONTH)
                else nearest(options, base, 0, point)
            )
        else:
            days = days_in(point, unit_days(base, size), size)
        if days is None or (self.published_on and tense and not agrees(days, self.published_on, tense)):
            return None
        return Reading(days, anchor)

    # spans -----------------------------------------------------------------------------------------------------------------

    def _span(self, node: Span) -> Time:
        if self.match.rule == "ytd":
            days = (date(self.published_on.year, 1, 1), self.published_on) if self.published_on else None
            return _time(
                self.match,
                "period",
                "day",
                Reading(days, "publication", NO_PUBLICATION),
                f"{days[0]}/{days[1]}" if days else None,
            )
        first = node.first
        if isinstance(node.last, Length):
            reading = self._point_days(first)
            if reading.days is None:
                return _time(self.match, "period", first.grain, reading, iso_length(node.last), iso_length(node.last))
            end = move(reading.days[0], node.last, 1, upper=True) - DAY
            days = (reading.days[0], end)
            return _time(
                self.match,
                "period",
                node.last.grain,
                Reading(days, reading.anchor),
                range_value(first, first, days, node.last.grain),
                iso_length(node.last),
            )
        second = inherit(first, node.last)
        first = lend(first, node.last)
        reading = self._point_days(first)
        if reading.days is None:
            return _time(self.match, "period", second.grain, reading)
        if (
            first.month
            and second.month
            and reading.anchor == "publication"
            and not (first.direction or first.offset or second.offset)
        ):
            reading = self._first_days(first, second, reading)
        if reading.days is None:
            return _time(self.match, "period", second.grain, reading)
        last = self._last_days(first, second, reading.days)
        if last is None:
            return _time(self.match, "period", second.grain, Reading(None, None, "the range runs backwards"))
        days = (reading.days[0], last[1])
        return _time(
            self.match, "period", second.grain, Reading(days, reading.anchor), range_value(first, second, days, second.grain)
        )

    def _first_days(self, first: Point, second: Point, reading: Reading) -> Reading:
        """`1월부터 10월까지` in November: without a tense the year is that of the end, which is the nearer."""
        if second.year or self.context.tense(self.match, self.place) not in (0, PRESENT):
            return reading
        end = self._point_days(second).days
        begins = [days for days in candidates(first, end[0], "year") if days and days[0] <= end[1]] if end else []
        return replace(reading, days=max(begins)) if begins else reading

    def _last_days(self, first: Point, second: Point, start: Days) -> Days | None:
        """Days of the end of a range, which lies after its start: 10월 25일부터 1월 25일까지 ends in the next year."""
        if second.year or (second.offset and second.base == "publication"):
            end = self._point_days(second).days
            return end if end and end[1] >= start[0] else None
        size = cycle(second)
        for step in range(3):
            around = shift(unit_start(start[0], size), step, size)
            end = days_in(replace(second, offset=None), unit_days(around, size), size)
            if end and end[1] >= start[0]:
                return end
        return None


# ---------------------------------------------------------------------------------------------------------------------------


def _unit(grain: str) -> str:
    return grain if grain in ("day", "week", "month", "quarter", "half", "year", "decade", "century") else "day"


def _is_previous(match: TimeMatch) -> bool:
    """전월, 전분기, 전년 동기: what is compared with, never what is spoken of."""
    node = match.node
    return isinstance(node, Point) and (node.base == "previous" or (node.base == "same" and (node.offset or ("", 0))[1] != 0))


def _is_since_new_year(match: TimeMatch) -> bool:
    node = match.node
    return isinstance(node, Point) and node.part == "early" and node.offset == ("year", 0) and not node.month


def _has_part(match: TimeMatch) -> bool:
    return isinstance(match.node, Point) and match.node.part is not None
