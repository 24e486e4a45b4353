"""From what is written to days: one function a kind of expression, its first and last day, the TIMEX3 value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from extractors.dates import anchors
from extractors.dates.anchors import NO_PUBLICATION, OPEN, Fiscal, Reading, Spot
from extractors.dates.calendar import DAY, Days, shift, unit_days, unit_start
from extractors.dates.context import Context
from extractors.dates.cumulated import from_new_year, is_cumulated
from extractors.dates.days import days_in, move
from extractors.dates.missing import candidates, cycle, inherit, lend, runs_of
from extractors.dates.model import Anchored, Away, Length, Point, Repeated, Span, Time, TimeMatch, Vague
from extractors.dates.values import ISO, iso_length, range_value, timex
from schemas import Block

_GRAINS: dict[str, str | None] = {"century": "year", "weekend": "week", "period": None}
_CLOCK = ("hour", "minute", "second")
_NO_SUCH_DAY = "the calendar has no such day"


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
    context = Context(text, blocks, runs_of(matches, text))
    fiscal = Fiscal(context, fiscal_year_ends)
    times = []
    for match in matches:
        spot = Spot(context, context.place(match), match, published_on, fiscal)
        try:
            time = from_new_year(_resolve(spot)) if is_cumulated(match, text) else _resolve(spot)
        except (OverflowError, ValueError):
            time = _time(spot, "date", None, Reading(None, None, "outside the calendar"))
        context.note(match, time, spot.place)
        times.append(time)
    return times


def _resolve(spot: Spot) -> Time:
    return _BY_KIND[type(spot.match.node)](spot, spot.match.node)


def _time(
    spot: Spot, kind: str, grain: str | None, reading: Reading, value: str | None = None, length: str | None = None
) -> Time:
    match = spot.match
    first, last = reading.days or (None, None)
    reason = None if reading.days else reading.reason or _NO_SUCH_DAY
    grain = _GRAINS.get(grain or "", grain)
    return Time(
        match.start, match.end, kind, value, first, last, grain, length, reading.anchor, match.rule, reason, match.relation
    )


def _open(spot: Spot, kind: str, grain: str, reason: str, value: str | None = None, length: str | None = None) -> Time:
    """An expression without days, and why."""
    return _time(spot, kind, grain, Reading(None, None, reason), value, length)


# lengths -------------------------------------------------------------------------------------------------------------------


def _vague(spot: Spot, node: Vague) -> Time:
    return _open(spot, "duration" if node.length else "date", node.unit, "only the unit is said")


def _length(spot: Spot, node: Length) -> Time:
    return _open(spot, "duration", node.grain, "a length without an anchor", iso_length(node), iso_length(node))


def _repeated(spot: Spot, node: Repeated) -> Time:
    return _open(spot, "period", node.unit, "a repeated time", f"P{node.amount}{ISO[node.unit]}")


def _base(spot: Spot, start: Point | None) -> date | None:
    """The day that a length counts from: the one written before it, else publication."""
    if start is None:
        return spot.published_on
    days = anchors.point_days(spot, start).days
    return days[0] if days else None


def _anchored(spot: Spot, node: Anchored) -> Time:
    grain, length = node.length.grain, iso_length(node.length)
    if spot.match.stated is not None:
        stated = _resolve(replace(spot, match=replace(spot.match, node=spot.match.stated, stated=None)))
        return replace(stated, grain=grain, duration=length)
    if node.tentative and (spot.tense() != 1 or spot.published_on is None):
        return _length(spot, node.length)
    start = _base(spot, node.start)
    if start is None:
        return _time(spot, "period", grain, OPEN, length, length)
    if grain in _CLOCK:
        return _open(spot, "duration", grain, "shorter than a day", length, length)
    moved = move(start, node.length, node.direction, upper=True)
    inclusive = node.tentative or node.start is not None
    days = (start, moved if inclusive else moved - DAY) if node.direction > 0 else (moved + DAY, start)
    return _time(spot, "period", grain, Reading(days, "publication"), length, length)


def _away(spot: Spot, node: Away) -> Time:
    grain, length = node.length.grain, iso_length(node.length)
    if node.event:
        return _open(spot, "date", grain, "counted from an event whose day is not given", None, length)
    base, anchor = _base(spot, node.start), "publication"
    if node.start is None and node.direction > 0 and grain not in _CLOCK and spot.tense() == -1:
        # `이틀 뒤 철회했다`: what was done counts from the story
        story = spot.antecedent(lambda spoken: spoken.time.kind == "date" and spoken.time.grain == "day", far=False)
        if story is None:
            return _open(spot, "date", grain, anchors.NO_ANTECEDENT, None, length)
        base, anchor = story[0].days[1], story[1]
    if base is None:
        return _time(spot, "date", grain, OPEN, None, length)
    if grain in _CLOCK:
        return _open(spot, "date", grain, "shorter than a day", None, length)
    if node.length.high is not None:
        low, high = sorted(move(base, node.length, node.direction, upper=upper) for upper in (False, True))
        return _time(spot, "period", grain, Reading((unit_start(low, grain), unit_days(high, grain)[1]), anchor), None, length)
    if node.start is None and spot.match.relation == "comparison" and (found := anchors.compared(spot, node)):
        reading, unit = found
        return _time(spot, "date", unit, reading, timex(Point(), reading.days, unit) if reading.days else None)
    day = move(base, node.length, node.direction)
    if node.weekday is not None:
        day, grain = unit_start(day, "week") + timedelta(days=node.weekday), "day"
    if node.start is not None or len(node.length.parts) > 1:
        grain = "day"
    days = unit_days(day, grain)
    return _time(spot, "date", grain, Reading(days, anchor), timex(Point(), days, grain))


# points --------------------------------------------------------------------------------------------------------------------


def _point(spot: Spot, point: Point) -> Time:
    if spot.match.stated is not None:
        return _stated(spot, point, spot.match.stated)
    reading, grain = anchors.point_days(spot, point), point.grain
    if reading.days is None:
        return _time(spot, "date", grain, reading)
    if point.base == "same" or grain == "period":
        grain = _grain_of(reading.days)
    return _time(spot, "period" if point.upto else "date", grain, reading, timex(point, reading.days, grain))


def _grain_of(days: Days) -> str:
    for unit in ("day", "week", "month", "quarter", "half", "year"):
        if unit_days(days[0], unit) == days:
            return unit
    return "month" if days[0].day == 1 and days[1] == unit_days(days[1], "month")[1] else "day"


def _stated(spot: Spot, point: Point, stated: Any) -> Time:
    """2분기(7~9월): the bracket gives the days, the year comes from the whole."""
    if isinstance(stated, Point) and not stated.year and (year := point.year or _relative_year(spot, point)):
        stated = replace(stated, year=_year_of_stated(spot, point, stated) or year)
    if isinstance(stated, Span) and not stated.first.year and point.year:
        stated = replace(stated, first=replace(stated.first, year=_year_of_stated(spot, point, stated.first)))
    match = spot.match
    time = _resolve(replace(spot, match=TimeMatch(match.start, match.end, stated, match.rule)))
    grain = "year" if point.fiscal and not (point.quarter or point.half) else point.grain
    value = timex(point, (time.start_on, time.end_on), grain) if time.start_on and time.end_on else None
    kind = "period" if grain in ("week", "year") else "date"
    return replace(time, kind=kind, grain=grain, value=value, relation=match.relation)


def _year_of_stated(spot: Spot, point: Point, first: Point) -> int | None:
    """The calendar year in which the first month of a bracket lies: of a fiscal year it may be the one before."""
    if point.year is None or not point.fiscal or not first.month:
        return point.year
    ends_in = spot.fiscal.month(spot.match, spot.place)
    return point.year - 1 if ends_in is not None and first.month > ends_in else point.year


def _relative_year(spot: Spot, point: Point) -> int | None:
    if point.offset and point.offset[0] == "year" and point.base == "publication" and spot.published_on:
        return spot.published_on.year + point.offset[1]
    return None


# spans -----------------------------------------------------------------------------------------------------------------------


def _span(spot: Spot, node: Span) -> Time:
    if spot.match.rule == "ytd":
        days = (date(spot.published_on.year, 1, 1), spot.published_on) if spot.published_on else None
        value = f"{days[0]}/{days[1]}" if days else None
        return _time(spot, "period", "day", Reading(days, "publication", NO_PUBLICATION), value)
    if isinstance(node.last, Length):
        return _for_length(spot, node.first, node.last)
    first, second = lend(node.first, node.last), inherit(node.first, node.last)
    reading = anchors.point_days(spot, first)
    relative = first.direction or first.offset or second.offset
    if second.day and not (second.month or relative):
        second = replace(second, month=first.month)
    if reading.days and first.month and second.month and reading.anchor == "publication" and not relative:
        reading = _first_days(spot, first, second, reading)
    if reading.days is None:
        return _time(spot, "period", second.grain, reading)
    last = _last_days(spot, second, reading.days)
    if last is None:
        return _open(spot, "period", second.grain, "the range runs backwards")
    days = (reading.days[0], last[1])
    value = range_value(first, second, days, second.grain)
    return _time(spot, "period", second.grain, Reading(days, reading.anchor), value)


def _for_length(spot: Spot, first: Point, length: Length) -> Time:
    """12월 3일부터 사흘간."""
    reading, written = anchors.point_days(spot, first), iso_length(length)
    if reading.days is None:
        return _time(spot, "period", first.grain, reading, written, written)
    days = (reading.days[0], move(reading.days[0], length, 1, upper=True) - DAY)
    value = range_value(first, first, days, length.grain)
    return _time(spot, "period", length.grain, Reading(days, reading.anchor), value, written)


def _first_days(spot: Spot, first: Point, second: Point, reading: Reading) -> Reading:
    """`1월부터 10월까지` in November: unless it is told in the past, the year is that of the end, which is the nearer or lies ahead."""
    if second.year or spot.tense() == -1:
        return reading
    end = anchors.point_days(_ending(spot, second), second).days
    begins = [days for days in candidates(first, end[0], "year") if days and days[0] <= end[1]] if end else []
    return replace(reading, days=max(begins)) if begins else reading


def _ending(spot: Spot, second: Point) -> Spot:
    """Where the end of a range stands: the weekday behind the range is its own, and nothing is told on it."""
    return replace(spot, match=replace(spot.match, node=second, relation=spot.match.relation or "until"))


def _last_days(spot: Spot, second: Point, start: Days) -> Days | None:
    """Days of the end of a range, which lies after its start: 10월 25일부터 1월 25일까지 ends in the next year."""
    if second.year or (second.offset and second.base == "publication"):
        end = anchors.point_days(_ending(spot, second), second).days
        return end if end and end[1] >= start[0] else None
    size = cycle(second)
    for step in range(3):
        around = shift(unit_start(start[0], size), step, size)
        end = days_in(replace(second, offset=None), unit_days(around, size), size)
        if end and end[1] >= start[0]:
            return end
    return None


_BY_KIND: dict[type, Callable[[Spot, Any], Time]] = {
    Vague: _vague,
    Length: _length,
    Repeated: _repeated,
    Anchored: _anchored,
    Away: _away,
    Span: _span,
    Point: _point,
}
