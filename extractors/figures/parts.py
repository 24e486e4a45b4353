"""
The part of the year that a label names once for all years to its right: `상반기 창업(개) : ('22) 70 → ('23) 65` is for the halves.

The label leads the years in their line (`1~11월 판매량 (1위) '25년 21만대 (2위) '24년 15만대`), stands on the line before and ends with a colon,
or heads cells that fill a line each.
"""

from __future__ import annotations

import re
from datetime import date

from extractors.dates import Time
from extractors.dates.calendar import month_length
from extractors.dates.cumulated import CUMULATED
from extractors.figures.places import Place
from extractors.reading import Reading

_PARTS = ("month", "quarter", "half")
_YEAR_WRITTEN = re.compile(r"년|해|[올작내]|지난|\d{4}|['’‘`]\d\d|\d\d[./]")
_CLOSING = re.compile(r"(?<!주)말\Z")
_TO_NUMBER = re.compile(r"도?\)?\s?(?:약\s?|총\s?)?")
"""From a year to its number: `('22) 70`, `'22년 70만대`."""
_TO_YEAR = re.compile(r"\)\s?(?:\d[\d,]*(?:\.\d+)?[^\d()\n]{0,6}\()?")
"""From a rank in brackets to its year: `(1위) '25년`, `(1위) 435.1('25.3월)`."""
_KEY = re.compile(r"\(\s?(1[0-2]|[1-9])\s?\)")
_KEYS = re.compile(rf"\)(?:\s?[+\-−–△▲▼▽]?\s?\d[\d,]*(?:\.\d+)?[^\d()\n]{{0,6}}{_KEY.pattern})+\s?")
"""From a first key with its year to the number: `) 263 (2) 259 (3) `."""
_EACH_YEAR = re.compile(r"(?:매년|해마다)\s(?P<month>\d{1,2})월(?!\s?\S{0,6}(?:누적|누계))")
_MONTHS = 12
_COUNTED = re.compile(r"\s?\S{0,6}?\s?(?=누적|누계)")
_HEAD_ENDS = re.compile(r"[:：]\s*\Z")
_CELL = re.compile(r"\s*\(?(?:['’‘`]\d\d년?|(?:19|20)?\d\d년|(?:19|20)\d\d)\)?\s?\S[^\n]{0,20}")
"""A line that holds a year and its number and nothing else."""
_ANOTHER = re.compile(r"연간|연도별|연말|결산|[가-힣]\.\s")
"""Words of whole years behind the part: they are a label of their own, or when one ends (12월 결산법인).

Nor does a part reach beyond its sentence.
"""
_BULLETS = " '’‘`-*·•○ㅇ"
_LONGEST_HEAD, _CELLS, _ITEMS = 48, 8, 400
"""Characters of a line that heads cells at most; cells below one head; characters of a label and its list."""


class YearParts:
    """Which part of its year a number is for, where a label tells it for several years."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def of(self, place: Place) -> tuple[date, date] | None:
        """First and last day of that part in the year right before the number, or behind a rank; None where no label tells of any."""
        year = self._year(place)
        if year is None or year.start_on is None:
            return None
        told = (self._part(place, start, end, year.start_on.year) for start, end in self._labels(place, year.start))
        return next(filter(None, told), None)

    def _year(self, place: Place) -> Time | None:
        text, times, quantity = self.reading.text, self.reading.times, place.quantity
        if place.cell is not None:
            return None
        found = of_rank(self.reading, place)
        spoken = times.last(place.scene.start, quantity.start, 1)
        if found is None and spoken and _TO_NUMBER.fullmatch(text, spoken[0].end, quantity.start):
            found = spoken[0]
        if found is None or found.grain != "year" or found.start_on is None or found.end_on is None:
            return None
        whole = found.start_on == date(found.start_on.year, 1, 1) and found.end_on == date(found.start_on.year, 12, 31)
        return found if whole else None

    def _labels(self, place: Place, year: int) -> list[tuple[int, int]]:
        """Where a label of the number at *place* may stand, nearest first; *year* is where its own year begins."""
        text = self.reading.text
        line = _line_start(text, year)
        found = [(line, year)] if self.reading.times.within(line, year) else []
        end = _written_until(text, line)
        if text[line:year].lstrip(_BULLETS)[:1] in ("", "("):
            before = _line_start(text, end)
            if _HEAD_ENDS.search(text, before, end):
                return [*found, (before, end)]
        if _CELL.fullmatch(text, line, _line_end(text, year)):
            found += self._head_of_cells(line)
        return found

    def _head_of_cells(self, line: int) -> list[tuple[int, int]]:
        """The line above a run of cells, where no number stands in it."""
        text, end = self.reading.text, line
        for _ in range(_CELLS):
            end = _written_until(text, end)
            start = _line_start(text, end)
            if not _CELL.fullmatch(text, start, end):
                numbered = self.reading.quantities.over(start, end)
                return [(start, end)] if start < end <= start + _LONGEST_HEAD and not numbered else []
            end = start
        return []

    def _part(self, place: Place, start: int, end: int, year: int) -> tuple[date, date] | None:
        """The last part of a year that [start, end) names without a year and outside of brackets, moved to *year*."""
        text = self.reading.text
        each = _EACH_YEAR.search(text, start, end)
        if each is not None and 1 <= int(each["month"]) <= _MONTHS:
            return date(year, int(each["month"]), 1), date(year, int(each["month"]), month_length(year, int(each["month"])))
        for time in reversed(self.reading.times.within(start, end)):
            first, last, words = time.start_on, time.end_on, text[time.start : time.end]
            if first is None or last is None or first.year != last.year or time.grain not in _PARTS:
                continue
            if _YEAR_WRITTEN.search(words) or text.count("(", start, time.start) > text.count(")", start, time.start):
                continue
            if time.relation == "comparison" or self._is_told_otherwise(place, time.end, end):
                return None
            closing = last.replace(year=year, day=month_length(year, last.month))
            if _CLOSING.search(words):
                return closing, closing
            counted = _COUNTED.match(text, time.end, min(end, time.end + 16))
            since = counted is not None and CUMULATED.match(text, counted.end()) is not None
            return first.replace(year=year, month=1 if since else first.month, day=1), closing
        return None

    def _is_told_otherwise(self, place: Place, start: int, end: int) -> bool:
        """Whether a verb or a label of whole years stands between the part and the years, so that it is no label of theirs."""
        if _ANOTHER.search(self.reading.text, start, end):
            return True
        verbs = place.scene.predicates.within(start, end)
        return any(verb.ending in ("EC", "EF", "ETM") and verb.depth == 0 for verb in verbs)


def is_keyed_otherwise(reading: Reading, place: Place) -> bool:
    """Whether a key in brackets right before the number goes on with no month: (5) of `('25.1) 70 (5) 71`, whose time nothing tells."""
    dated = _first_key(reading, place)
    return dated is not None and not _follow(*dated)


def of_month_key(reading: Reading, place: Place) -> tuple[date, date] | None:
    """
    The month that a bare key in brackets right before the number names, in a list whose first key has the year: (2) and (3) of
    `('26.1) 263 (2) 259 (3) 269`. Each key is a month after the one before, so that no list number is taken for one.
    """
    dated = _first_key(reading, place)
    if dated is None or not _follow(*dated):
        return None
    first, months = dated
    year = first.year + (first.month + len(months) > _MONTHS)
    return date(year, months[-1], 1), date(year, months[-1], month_length(year, months[-1]))


def _first_key(reading: Reading, place: Place) -> tuple[date, list[int]] | None:
    """The first day of the month that the first key of a list tells with its year, and the bare keys behind it up to the number."""
    dated = reading.times.last(place.scene.start, place.quantity.start, 1)
    if place.cell is not None or not dated or dated[0].grain != "month" or dated[0].start_on is None:
        return None
    keyed = _KEYS.fullmatch(reading.text, dated[0].end, place.quantity.start)
    if keyed is None or reading.text[dated[0].start - 1] != "(":
        return None
    return dated[0].start_on, [int(month) for month in _KEY.findall(keyed[0])]


def _follow(first: date, months: list[int]) -> bool:
    """Whether each of *months* is the one after the one before."""
    return all(month == (before % _MONTHS) + 1 for before, month in zip([first.month, *months], months, strict=False))


def of_rank(reading: Reading, place: Place) -> Time | None:
    """The time right behind the bracket that a rank fills: `(1위) '25년 20만대 (2위) '24년 15만대`."""
    if place.quantity.unit != "rank" or place.bracket is None or reading.text[place.bracket + 1 : place.quantity.start].strip():
        return None
    closed = _TO_YEAR.match(reading.text, place.quantity.end)
    behind = reading.times.over(closed.end(), closed.end() + 1) if closed is not None else []
    return next((time for time in behind if closed is not None and time.start == closed.end()), None)


def _line_start(text: str, at: int) -> int:
    """Where the line that *at* stands in begins, or `_ITEMS` characters before."""
    floor = max(0, at - _ITEMS)
    return max(text.rfind("\n", floor, at) + 1, floor)


def _written_until(text: str, end: int) -> int:
    """Where the last character before *end* that is no blank ends."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at, at + _LONGEST_HEAD)
    return min(len(text), at + _LONGEST_HEAD) if end < 0 else end
