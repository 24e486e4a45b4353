"""Calendar arithmetic: units, their first and last days, weeks as Korea counts them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
Days = tuple[date, date]


def add_months(day: date, months: int) -> date:
    """*day* moved by whole months; a 31st falls back in shorter months. `OverflowError` outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        raise OverflowError(f"{day} moved by {months} months leaves the calendar")
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """Days of a month."""
    return (date(year + month // 12, month % 12 + 1, 1) - DAY).day


def shift(day: date, amount: int, unit: str) -> date:
    """*day* moved by *amount* units; `OverflowError` outside the calendar."""
    if unit in MONTHS:
        return add_months(day, amount * MONTHS[unit])
    return day + timedelta(days=amount * (7 if unit in ("week", "weekend") else 1))


def unit_start(day: date, unit: str) -> date:
    """First day of the unit that holds *day*; weeks begin on Monday (KS X ISO 8601)."""
    if unit in ("week", "weekend"):
        return day - timedelta(days=day.weekday())
    if unit == "decade":
        return date(day.year // 10 * 10, 1, 1)
    if unit in MONTHS:
        size = MONTHS[unit]
        return date(day.year, (day.month - 1) // size * size + 1, 1)
    return day


def unit_days(day: date, unit: str) -> Days:
    """First and last day of the unit that holds *day*."""
    first = unit_start(day, unit)
    if unit == "weekend":
        return first + 5 * DAY, first + 6 * DAY
    return first, shift(first, 1, unit) - DAY


def week_of(days: Days, number: int) -> Days:
    """Week *number* of a month or year (-1 is the last): a week belongs to where its Thursday lies (KS X ISO 8601)."""
    first, last = days
    if number > 0:
        thursday = first + timedelta(days=(3 - first.weekday()) % 7 + 7 * (number - 1))
    else:
        thursday = last - timedelta(days=(last.weekday() - 3) % 7)
    return thursday - 3 * DAY, thursday + 3 * DAY


def nth_weekday(days: Days, weekday: int, number: int) -> date:
    """The *number*-th such weekday from the first of *days* on; -1 is the last."""
    first, last = days
    if number > 0:
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def add_business_days(day: date, amount: int) -> date:
    """*day* moved by working days: weekends and Korean public holidays do not count."""
    step = DAY if amount > 0 else -DAY
    for _ in range(abs(amount)):
        day += step
        while day.weekday() > 4 or day in korean_holidays(day.year):
            day += step
    return day


@lru_cache(maxsize=256)
def korean_holidays(year: int) -> dict[date, str]:
    """Public holidays of South Korea in *year*, with their Korean names."""
    return dict(holidays.country_holidays("KR", years=year, language="ko"))


def holiday_days(name: str, year: int) -> Days | None:
    """First and last day off of a holiday with its eves and substitute days; `None` where that year has no such day."""
    days = sorted(day for day, title in korean_holidays(year).items() if name in title)
    if not days:
        return None
    last = days[0]
    for day in days[1:]:
        if (day - last).days > 4:
            break
        last = day
    return days[0], last


def lunar_day(name: str, after: int, year: int) -> Days | None:
    """The day *after* days from a holiday of the lunar calendar, which stands in the lists of Korea or, 단오, of Taiwan."""
    names = korean_holidays(year) if name == "설날" else _taiwanese_holidays(year)
    day = next((day for day, title in sorted(names.items()) if name in title.split("; ")), None)
    return (day + after * DAY, day + after * DAY) if day else None


@lru_cache(maxsize=64)
def _taiwanese_holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("TW", years=year, language="en_US"))
