"""
A company's own periods, where a report says which days they are: 제52기, 당기, 전기, 전년동기 beside the days of one of them.

`제52기(2025.01.01~2025.12.31)`, `당기실적 2026-04-01 ~ 2026-06-30` and `사업연도 2025년 1월 1일부터 2025년 12월 31일까지` define them. Terms a year
long give those around them: 제51기 is the year before. So does the title of a periodic report, `사업보고서 (2024.12)`, which is of the highest of
two numbered terms and more. Without a definition 제52기 is no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates.calendar import DAY, Days, add_months, month_length
from extractors.dates.model import Node, Point, Span, TimeMatch
from extractors.dates.units import part_of
from extractors.dates.words import END
from extractors.lexicon import LEXICON

TERM = "term"
"""The rule that reads them."""
AROUND = 5
"""How many terms before and behind a defined one are counted from it."""
REACH = 40
"""How far before its days a term may be named, in characters."""
LENGTHS = (3, 6, 9, 12)
_YEAR = 12
"""Months of a reported period."""
_INTERIM = "반기|[1-3]분기"
_TERM = re.compile(rf"(?<!\d)제 ?(?P<number>\d{{1,3}}) ?기(?: ?(?P<interim>{_INTERIM}))?(?P<part>[말초])?{END}")
_GAP = r"[\s:：()\[\]|]{0,6}"
_TERM_BEFORE = re.compile(
    rf"제 ?(?P<number>\d{{1,3}}) ?기{_GAP}(?:(?P<interim>{_INTERIM}){_GAP})?(?:{LEXICON.alternation('own_period')}{_GAP})?$"
)
_NAMED_BEFORE = re.compile(rf"(?P<name>{LEXICON.alternation('own_period')}|전년 ?동기)(?:실적|누계|누적)?{_GAP}$")
_SAME = "전년동기"
_TITLE = re.compile(r"(?P<kind>사업|반기|분기)\s?보고서\s?\(\s?(?P<year>(?:19|20)\d{2})\.\s?(?P<month>1[0-2]|0[1-9])\s?\)")
"""The title of a periodic report with the month in which its accounts are closed."""
_COVERED = {"사업": dict.fromkeys(range(1, 13), 12), "반기": {6: 6, 12: 6}, "분기": {3: 3, 9: 9}}
"""How many months such a report covers, by the month in which they end; of any other quarter nobody knows where its year begins."""
_YEAR_TOLD = re.compile(r"당해 ?(?:사업 ?)?[연년]도[^.\n|\d]{0,40}?(?:[은는]|[:：=(]) ?(?P<year>(?:19|20)\d{2})(?!\d)")
"""Which year a note calls 당해연도, alone or first of a list: `당해연도, 전년도는 2025년, 2024년 기준임`."""
_HEAD_BEFORE = re.compile(r"(?:^|[|\n])\s*\Z")
_HEAD_BEHIND = re.compile(r"(?:말|\s)*(?:[|\n]|\Z)")
_EDGE = 8
"""Characters around a head of a table."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The periods that a report defines."""

    numbered: dict[int, Days]
    """제52기 by its number."""
    current: Days | None = None
    """당기: the one that is stated as such, else that of the highest number."""
    previous: Days | None = None
    """전기, where it is stated."""
    same: Days | None = None
    """전년동기, where it is stated."""
    year: int | None = None
    """당해연도 of the heads of tables, where a note tells it."""

    def days(self, number: int) -> Days | None:
        """The days of term *number*, counted from the nearest defined one where that is a year."""
        nearest = min(self.numbered, key=lambda known: abs(known - number), default=None)
        if nearest is None or abs(nearest - number) > AROUND:
            return None
        days = self.numbered[nearest]
        if nearest == number:
            return days
        return _moved(days, 12 * (number - nearest)) if _months(days) == 12 else None

    def back(self, steps: int) -> Days | None:
        """당기 (0), 전기 (-1), 전전기 (-2)."""
        if steps == -1 and self.previous:
            return self.previous
        return _moved(self.current, steps * (_months(self.current) or 12)) if self.current else None


def _months(days: Days) -> int | None:
    """How many whole months *days* are, where a report may be for as many."""
    first, last = days
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and last.day == month_length(last.year, last.month)
    return months if whole and months in LENGTHS else None


def _moved(days: Days, months: int) -> Days:
    first, behind = add_months(days[0], months), add_months(days[1] + DAY, months)
    return first, behind - DAY


def _moved_end(days: Days, months: int = 12) -> Days:
    """The period of *months* that begins as *days* do."""
    return days[0], add_months(days[0], months) - DAY


def read_terms(text: str, matches: Sequence[TimeMatch]) -> Terms:
    """What *text* defines, from the ranges of days among *matches*; the first definition of each holds."""
    numbered: dict[int, Days] = {}
    named: dict[str, Days] = {}
    for match in matches:
        days = _stated(match)
        if days is None or _months(days) is None:
            continue
        before = text[max(0, match.start - REACH) : match.start]
        if found := _TERM_BEFORE.search(before):
            numbered.setdefault(int(found["number"]), _moved_end(days) if found["interim"] else days)
            if found["interim"]:
                named.setdefault("당기", days)
        elif found := _NAMED_BEFORE.search(before):
            name = found["name"].replace(" ", "")
            named.setdefault(name if name in ("전기", _SAME) else "당기", days)
    if not numbered and "당기" not in named and (title := _TITLE.search(text)) is not None:
        numbered, named = _titled(text, title)
    newest = numbered[max(numbered)] if numbered else None
    year = _YEAR_TOLD.search(text)
    return Terms(numbered, named.get("당기", newest), named.get("전기"), named.get(_SAME), int(year["year"]) if year else None)


def _titled(text: str, title: re.Match[str]) -> tuple[dict[int, Days], dict[str, Days]]:
    """What the *title* of a periodic report defines: 당기, and in a report of a whole year the highest of its numbered terms."""
    end = date(int(title["year"]), int(title["month"]), 1)
    months = _COVERED[title["kind"]].get(end.month)
    if months is None:
        return {}, {}
    days = add_months(end, 1 - months), end.replace(day=month_length(end.year, end.month))
    numbers = {int(found["number"]) for found in _TERM.finditer(text)}
    newest = max(numbers, default=0)
    told = months == _YEAR and newest - 1 in numbers
    return {newest: days} if told else {}, {"당기": days}


def _stated(match: TimeMatch) -> Days | None:
    """The days of a range that names its first and last day, and its year at least once."""
    node = match.node
    if not isinstance(node, Span) or not isinstance(node.last, Point):
        return None
    first, last = node.first, node.last
    if not (first.year and first.month and first.day and last.month and last.day):
        return None
    try:
        days = date(first.year, first.month, first.day), date(last.year or first.year, last.month, last.day)
    except ValueError:
        return None
    return days if days[0] < days[1] else None


def with_terms(text: str, matches: Sequence[TimeMatch]) -> list[TimeMatch]:
    """*matches* with the terms that *text* defines among them."""
    terms = read_terms(text, matches)
    if terms.current is None and terms.year is None:
        return list(matches)
    found = [_own(match, terms) if terms.current is not None else match for match in matches]
    if terms.year is not None:
        found = [_headed(text, match, terms.year) for match in found]
    taken = {at for match in matches for at in range(match.start, match.end)}
    found += [match for match in _numbered(text, terms) if match.start not in taken]
    return sorted(found, key=lambda match: match.start)


def _own(match: TimeMatch, terms: Terms) -> TimeMatch:
    """당기, 전기 and 전년동기 with their days."""
    point = match.node
    if not isinstance(point, Point) or not point.offset or point.day or point.month:
        return match
    if point.offset[0] == "period":
        days = terms.back(point.offset[1])
    elif point.base == "same" and point.offset == ("year", -1) and not point.like:
        days = terms.same
    else:
        return match
    node = _node(days, point) if days else None
    return replace(match, node=node, rule=TERM) if node else match


def _headed(text: str, match: TimeMatch, year: int) -> TimeMatch:
    """당해연도, 전년도 and 전전년도 in a head of a table, counted from the *year* that a note tells."""
    point = match.node
    if not isinstance(point, Point) or point.base != "context" or point.offset is None or point.offset[0] != "year":
        return match
    before, behind = text[max(0, match.start - _EDGE) : match.start], text[match.end : match.end + _EDGE]
    if point.month or point.day or not (_HEAD_BEFORE.search(before) and _HEAD_BEHIND.match(behind)):
        return match
    return replace(match, node=Point(part=point.part, year=year + point.offset[1]), rule=TERM)


def _numbered(text: str, terms: Terms) -> Iterator[TimeMatch]:
    for found in _TERM.finditer(text):
        if days := terms.days(int(found["number"])):
            if found["interim"]:
                days = _moved_end(days, 6 if found["interim"] == "반기" else 3 * int(found["interim"][0]))
            node = _node(days, Point(part=part_of(found["part"]) if found["part"] else None))
            if node:
                yield TimeMatch(found.start(), found.end(), node, TERM)


def _node(days: Days, like: Point) -> Node | None:
    """*days* as a unit of the calendar, which keeps 말 and 초, or as a range."""
    first, months = days[0], _months(days)
    kept = Point(part=like.part, base="previous" if like.base == "previous" else "publication", year=first.year)
    if months == 12 and first.month == 1:
        return kept
    if months == 6 and first.month in (1, 7):
        return replace(kept, half=first.month // 6 + 1)
    if months == 3 and first.month % 3 == 1:
        return replace(kept, quarter=first.month // 3 + 1)
    if like.part:
        return None
    return Span(Point(year=first.year, month=first.month, day=1), Point(year=days[1].year, month=days[1].month, day=days[1].day))
