"""TIMEX3 values of calendar units and ISO 8601 durations."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.dates.calendar import Days, unit_days, unit_start
from extractors.dates.model import Length, Point

ISO = {
    "century": "00Y",
    "year": "Y",
    "half": "H",
    "quarter": "Q",
    "month": "M",
    "week": "W",
    "day": "D",
    "hour": "H",
    "minute": "M",
    "second": "S",
}


def iso_length(length: Length) -> str:
    """ISO 8601 duration as TIMEX3 writes it: P3Y, PT24H, P1M2D, P1W/P2W for a range; quarters are P9Q."""

    def write(parts: Sequence[tuple[str, float]]) -> str:
        calendar_part = "".join(f"{amount:g}{ISO[unit]}" for unit, amount in parts if unit not in ("hour", "minute", "second"))
        clock = "".join(f"{amount:g}{ISO[unit]}" for unit, amount in parts if unit in ("hour", "minute", "second"))
        return f"P{calendar_part}" + (f"T{clock}" if clock else "")

    low = write(length.parts)
    if length.high is None:
        return low
    return f"{low}/{write([*length.parts[:-1], (length.parts[-1][0], length.high)])}"


def timex(point: Point, days: Days, grain: str) -> str:
    """TIMEX3 value of a calendar unit."""
    first, last = days
    if point.decade and point.upto:
        return f"{first.year // 10}/{last.year // 10}"
    if point.upto and not (point.year and point.upto > 31):
        low = "day" if point.day else grain
        return f"{timex(Point(), (first, first), low)}/{timex(Point(), (last, last), low)}"
    if point.upto:
        return f"{first.year:04}/{last.year:04}"
    if point.holiday and first != last:
        return f"{first}/{last}"
    if grain == "week":
        week = first.isocalendar()
        return f"{week.year}-W{week.week:02}" + ("-WE" if point.part == "weekend" else "")
    if point.season:
        return f"{first.year:04}-{('SP', 'SU', 'FA', 'WI')[point.season - 1]}"
    return {
        "day": f"{first}",
        "month": f"{first:%Y-%m}" if first.year >= 1000 else f"{first}",
        "quarter": f"{first.year}-Q{(first.month + 2) // 3}",
        "half": f"{first.year}-H{1 if first.month < 7 else 2}",
        "decade": f"{first.year // 10}",
    }.get(grain, f"{first.year:04}" if (first.month, last.month, first.year) == (1, 12, last.year) else f"{last.year:04}")


def range_value(first: Point, second: Point, days: Days, grain: str) -> str:
    low = first.grain if first.grain in ("day", "month", "quarter", "half", "year") else grain
    high = grain if grain in ("day", "month", "quarter", "half", "year") else "day"
    if second is first:
        low = high = "day" if low == "day" or high == "day" else high
    begin = timex(Point(), (days[0], unit_days(days[0], low)[1]), low)
    end = timex(Point(), (unit_start(days[1], high), days[1]), high)
    return f"{begin}/{end}"
