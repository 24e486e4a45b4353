"""The period of a figure as its first and last day."""

from __future__ import annotations

from datetime import date

from extractors.dates.calendar import DAY, add_months, month_length

Period = tuple[date, date]
"""Both days are inside."""


def year_until(days: Period) -> Period:
    """From the first day of the year to the end of *days*."""
    return days[1].replace(month=1, day=1), days[1]


def shifted(period: Period, months: int) -> Period:
    """The period that many months before, to the same part of the month: a quarter stays a quarter."""
    start, end = (add_months(day, -months) for day in period)
    if period[1].month != (period[1] + DAY).month:
        end = end.replace(day=month_length(end.year, end.month))
    return (end if period[0] == period[1] else start), end


def months_in(days: Period | None) -> int:
    """Months that a period touches."""
    return 0 if days is None else (days[1].year - days[0].year) * 12 + days[1].month - days[0].month + 1
