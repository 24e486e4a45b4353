"""The year, month or week that an expression leaves out: which there are, which lies nearest, and which an earlier one tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from extractors.dates.calendar import Days, shift, unit_days, unit_start
from extractors.dates.context import Spoken
from extractors.dates.days import days_in
from extractors.dates.model import Point, TimeMatch

SLACK = 14
"""Days by which a date with month and day may lie on the other side of publication than its tense says: a misread tense is
likelier than a date eleven months away that names no year."""
FILING = 45
"""The same for quarters and halves: their results are still `전망` until the filing is due, 45 days after the end
(자본시장법 제160조)."""


def cycle(point: Point) -> str:
    """The unit whose value is missing: the year of 3분기 and 5월 3일, the month of 26일 and 하순, the week of 금요일."""
    if point.month or point.quarter or point.half or point.season or point.holiday:
        return "year"
    if point.day or point.part or point.week or point.nth:
        return "month"
    return "week" if point.weekday is not None else "year"


def candidates(point: Point, around: date, size: str) -> list[Days | None]:
    steps = (-1, 0, 1) if size != "month" else (-2, -1, 0, 1, 2)
    return [days_in(point, unit_days(shift(unit_start(around, size), step, size), size), size) for step in steps]


def agrees(days: Days, published_on: date, tense: int) -> bool:
    return days[0] <= published_on if tense < 0 else days[1] >= published_on


def _slack(point: Point, tense: int) -> timedelta:
    """How far *point* may lie on the other side of publication than *tense* says: no results are told of a quarter to come."""
    if point.direction:
        return timedelta()
    if point.quarter or point.half:
        return timedelta(days=FILING if tense > 0 else 0)
    return timedelta(days=SLACK if point.month and point.day else 0)


def nearest(options: Sequence[Days], day: date, tense: int, point: Point) -> Days | None:
    """
    The option nearest to *day* in the direction of *tense*.

    Where nothing shows the direction, reports tell of what was: a coming day counts double, and a coming month, quarter or half
    must be much nearer than the past one (`상반기 누적` in November is this year's).
    """
    slack = _slack(point, tense)
    fitting = [
        days for days in options if not tense or agrees((days[-1 if point.day else 0] - slack, days[1] + slack), day, tense)
    ] or list(options)
    if point.direction:
        runs = bool(point.quarter or point.half) and not point.day  # 오는 3분기, in July
        beyond = [
            days for days in fitting if (days[1] < day if point.direction < 0 else (days[1] >= day if runs else days[0] > day))
        ]
        fitting = beyond or fitting

    def gap(days: Days) -> int:
        if days[0] <= day <= days[1]:
            return 0
        if days[1] < day:
            return (day - days[1]).days
        ahead = (days[0] - day).days
        if tense > 0:
            return ahead
        if point.holiday:
            return ahead  # a holiday is spoken of before it as often as behind it
        return 2 * ahead if point.day else 4 * ahead + 30

    return min(fitting, key=gap, default=None)


def carries(point: Point, spoken: Spoken, size: str) -> bool:
    """Whether the earlier expression tells the missing part: a written year with the same kind of unit, a month for a day."""
    node = spoken.point
    return node is not None and _CARRIES[size](point, node, spoken)


def _is_in(node: Point, unit: str) -> bool:
    return node.offset is not None and node.offset[0] == unit


def _tells_week(_: Point, node: Point, __: Spoken) -> bool:
    return bool(node.week or _is_in(node, "week")) and node.weekday is None


def _tells_month(point: Point, node: Point, spoken: Spoken) -> bool:
    named = bool(node.month or _is_in(node, "month"))
    if point.part and not point.day:
        return named and spoken.time.grain in ("month", "day")
    return named or bool(node.day and spoken.time.grain == "day")


def _tells_year(point: Point, node: Point, spoken: Spoken) -> bool:
    if (
        not (node.year or (_is_in(node, "year") and node.base in ("publication", "context")))
        or node.decade
        or spoken.match.rule == ASIDE
    ):
        return False
    whole = spoken.time.grain in ("year", "half") and spoken.match.node is node and not node.upto
    if node.year and not node.offset and whole:
        return spoken.match.relation not in (
            "since",
            "until",
        )  # a heading's `26년부터` dates what it announces, not what lies below
    return bool((point.month and node.month) or (point.quarter and node.quarter) or (point.half and node.half))


ASIDE = "short_year"
"""`3,210억원('24)`: a year in a bracket dates what it stands behind, and nothing after it."""
_CARRIES = {"week": _tells_week, "month": _tells_month, "year": _tells_year}
"""By the unit whose value is missing."""


_RUN_ON = 80
"""Characters between two of a run: a row of a table, or a thing and its number in a list."""
_SENTENCE_END = re.compile(r"[다요]\.\s|\n\s*\n")


def runs_of(matches: Sequence[TimeMatch], text: str) -> dict[int, Point]:
    """
    The start of each month or quarter of a run without a year → the last of its run.

    Months and quarters that follow one another without a gap (`1분기 21만대, 2분기 34만대, 3분기 41만대`) are of one year.
    """
    found: dict[int, Point] = {}
    for before, match in reversed(list(pairwise(matches))):
        node, following = before.node, match.node
        if not (_is_bare(node) and _is_bare(following) and isinstance(node, Point) and isinstance(following, Point)):
            continue
        number, after = (node.month, following.month) if node.month and following.month else (node.quarter, following.quarter)
        between = text[before.end : match.start]
        if number and after == number + 1 and len(between) <= _RUN_ON and not _SENTENCE_END.search(between):
            found[before.start] = found.get(match.start, following)
    return found


def _is_bare(node: object) -> bool:
    """Whether it is a whole month or quarter of no stated year."""
    return isinstance(node, Point) and node in (Point(month=node.month), Point(quarter=node.quarter)) and node != Point()


def inherit(first: Point, last: Point) -> Point:
    """What the end of a range leaves out and its start gives: 다음 주 수요일과 금요일 사이."""
    if last.year or last.offset:
        return last
    if first.week and last.weekday is not None and not last.week:
        return replace(last, month=first.month, week=first.week)
    return last


def lend(first: Point, last: Point) -> Point:
    """What the start of a range leaves out and its end gives: 1월과 2025년 3월 사이."""
    if first.year or first.offset or not last.year or last.upto:
        return first
    if first.grain == last.grain and first.month and last.month:
        year = last.year if (first.month, first.day or 0) <= (last.month, last.day or 0) else last.year - 1
        return replace(first, year=year)
    if first.quarter and last.quarter:
        return replace(first, year=last.year if first.quarter < last.quarter else last.year - 1)
    return first
