"""From units to days: which days a point names inside a calendar unit, and where a length leads."""

from __future__ import annotations

from datetime import date, timedelta

from extractors.dates import calendar
from extractors.dates.calendar import DAY, Days, shift, unit_days, unit_start
from extractors.dates.model import Length, Point
from extractors.dates.solar import gyeong_day
from extractors.dates.words import WEEKDAYS, words_of

_HOLIDAYS = words_of("holiday")
_PARTS_OF_YEAR = (("half", 6, 1), ("quarter", 3, 1), ("season", 3, 3), ("month", 1, 1))
"""Their months and the month of the year that the first begins in; seasons are those of the Korea Meteorological Administration."""


def days_in(point: Point, days: Days, size: str = "year") -> Days | None:
    """The days of *point* inside *days*, a calendar unit of *size*; `None` where it has no such day."""
    first, last = days
    upto = point.upto
    if point.decade:
        return date(first.year, 1, 1), date((upto or first.year) + 9, 12, 31)
    if point.year and upto and not (point.month or point.quarter or point.half or point.day):
        return date(point.year, 1, 1), date(upto, 12, 31)
    for unit, months, first_month in _PARTS_OF_YEAR:
        if number := getattr(point, unit):
            ranged = upto if upto and unit == point.grain else number
            first = date(first.year, months * (number - 1) + first_month, 1)
            last = shift(first, months * (ranged - number + 1), "month") - DAY
    if point.holiday:
        return _holiday(point.holiday, first.year)
    if point.week:
        first, last = calendar.week_of((first, last), point.week)
    if point.day:
        return _day_in(point, first, last)
    if point.nth and point.weekday is not None:
        day = calendar.nth_weekday((first, last), point.weekday, point.nth)
        return day, day
    if point.weekday is not None:
        day = unit_start(first, "week") + timedelta(days=point.weekday)
        return day, day
    return _part(point, (first, last), size)


def _day_in(point: Point, first: date, last: date) -> Days | None:
    """A day of the month, in the month that *first* begins; 이달 5~9일 is a range."""
    if point.day == -1:
        return last, last
    day = point.day or 1
    top = point.upto or day
    if max(day, top) > calendar.month_length(first.year, first.month) or (last - first).days > 31:
        return None
    return first.replace(day=day), first.replace(day=top)


def _part(point: Point, days: Days, size: str) -> Days | None:
    """초·중순·하순 of a month are its thirds (RECORDS), of a week its days; 초 and 말 of a longer unit are its first and last month."""
    first, last = days
    if point.part is None:
        return days
    if point.week or (size == "week" and not point.month):
        begin, end = {"early": (0, 2), "mid": (2, 3), "late": (3, 4)}.get(point.part, (4, 6))
        return first + begin * DAY, first + end * DAY
    if (last - first).days > 31:
        ends = {"early": first, "end": last, "late": last}
        return unit_days(ends[point.part], "month") if point.part in ends else None
    thirds = {"early": (first, first.replace(day=10)), "mid": (first.replace(day=11), first.replace(day=20))}
    return thirds.get(point.part, (first.replace(day=21), last))


def _holiday(surface: str, year: int) -> Days | None:
    row = _HOLIDAYS[surface.replace(" ", "")]
    if row.base == "fixed":
        month, day = map(int, row.amount.split("-"))
        return date(year, month, day), date(year, month, day)
    if row.base == "weekday":
        number, nth, weekday = row.amount.split("-")
        named = calendar.nth_weekday(unit_days(date(year, int(number), 1), "month"), WEEKDAYS.index(weekday), int(nth))
        return named, named
    if row.base == "stem":
        dog_day = gyeong_day(row.unit, int(row.amount), year)
        return (dog_day, dog_day) if dog_day else None
    if row.base == "lunar":
        return calendar.lunar_day(row.unit, int(row.amount), year)
    days = calendar.holiday_days(row.unit, year)
    if days is None or surface.endswith(("연휴", "명절")):
        return days
    exact = [day for day, title in calendar.korean_holidays(year).items() if row.unit in title.split("; ")]
    return (exact[0], exact[0]) if exact else None


def fiscal_days(point: Point, ends_in: int | None) -> Days:
    """The days of a fiscal year, half or quarter; the year is named after the calendar year it ends in."""
    month = ends_in or 12
    year = point.year or 1
    begin = shift(date(year, month, 1), -11, "month")
    if point.quarter:
        first = shift(begin, 3 * (point.quarter - 1), "month")
        return first, shift(begin, 3 * (point.upto or point.quarter), "month") - DAY
    if point.half:
        first = shift(begin, 6 * (point.half - 1), "month")
        return first, shift(first, 6, "month") - DAY
    return begin, shift(begin, 12 * ((point.upto or year) - year + 1), "month") - DAY


def move(day: date, length: Length, direction: int, *, upper: bool = False) -> date:
    """*day* moved by *length*; *upper* takes the upper end of a range."""
    for position, (unit, amount) in enumerate(length.parts):
        last = position == len(length.parts) - 1
        count = length.high if upper and last and length.high is not None else amount
        if length.business and unit == "day":
            day = calendar.add_business_days(day, direction * min(int(count), 5_000))
        elif unit in calendar.MONTHS:
            day = calendar.add_months(day, direction * round(count * calendar.MONTHS[unit]))
        elif unit in ("day", "week"):
            day += timedelta(days=direction * round(count * (7 if unit == "week" else 1)))
    return day
