"""The period that a number in a table is for: that of its column or row, the months that both name together, what stands above the table."""

from __future__ import annotations

import itertools
import re
import weakref
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from extractors.dates import Time
from extractors.dates.calendar import month_length
from extractors.dates.cumulated import CUMULATED
from extractors.figures.closings import as_of_close, closed
from extractors.figures.columns import BEFORE, compared_heads, reckoned_with
from extractors.figures.places import Place
from extractors.figures.timing.days import Period, year_until
from extractors.reading import Reading
from extractors.scopes import CHANGES, RELATIVE, kind_of
from extractors.tables import Cell, Table
from schemas import Block

if TYPE_CHECKING:
    from extractors.figures.timing.periods import PeriodReader
    from schemas import Block

YEAR_WRITTEN = re.compile(r"년|해|\d{4}|['’‘`]\d\d|\d\d[./]")
"""In the words of a time that names its year itself."""
_OVER, _DIVIDED = re.compile(r"\d[년월기]?\)? ?[/÷] ?\(?\Z"), 6
"""Between two times of which the first is held against the second, and how long that is at most."""
_THIS_TERM = re.compile(r"당해\s?(?:사업)?\s?(?:연도|년도)")
_OPENED = re.compile(r"\s?\(")
_STRUCK_ON, _STRUCK = re.compile(r"기준\s?일\s?[:：]?\s*\Z"), re.compile(r"\s*(?:현재|기준)\s*[)\]]")
_SPANS = re.compile(r"최근|지난")
_WHOLE_YEAR = re.compile(r"연간|연말|연중")
_PARTS = ("month", "quarter", "half")
_LIKE_PERIOD = re.compile(r"['’]?(?:19|20)\d\d|['’]\d\d|\d\d?(?:년|월|분기|Q|H)")
"""A head that says when, also where no form of time reads it."""
_OPENING_MARKS = "<〈[【(（«≪■▶◇□*※ "
_TOTAL = re.compile(r"(?:합|총|소|누|평)?\s?(?:계|균)|총액|전체|누적")


class TablePeriods:
    """Reads the periods of cells; *rules* tell what a time states and whether it stands for itself."""

    def __init__(self, reading: Reading, rules: PeriodReader) -> None:
        self.reading = reading
        self._rules: PeriodReader = weakref.proxy(rules)  # see Scene
        self.certain = False
        """Whether the head of the last answer leaves no other."""
        self._latest: dict[int, Period | None] = {}
        """Where a table begins → the latest period among its columns."""
        self._open: dict[int, bool] = {}
        """Where a table begins → whether its terms are of a year that nobody names."""
        self._leads: dict[int, bool] = {}
        """Where a table begins → whether that is the period of its first dated column, as a filing has its own before those compared with."""

    def read(self, place: Place, metric: str) -> Period | None:
        """First and last day for the number of the cell at *place*, whose metric is judged as *metric*; a balance is for the last day."""
        days, table, cell = self._read(place, metric), place.table, place.cell
        whole = days is not None and days[0] != days[1] and table is not None and cell is not None
        return as_of_close(metric, days, table, cell) if days is not None and whole and table and cell else days

    def _read(self, place: Place, metric: str) -> Period | None:
        table, cell, times = place.table, place.cell, self.reading.times
        if table is None or cell is None:
            return None
        row = table.row_label(cell)
        self.certain = True
        if (own := self._in_bracket(place)) is not None:
            return own
        self.certain = False
        divided = False
        heads = table.column_headers(cell)
        changes = any((kind := kind_of(head.text)) is not None and kind.unit in CHANGES for head in heads)
        later = reckoned_with(table, cell)[-1:] if changes else []
        for number, header in enumerate([*heads, *([row] if row else []), *later]):
            compares = (kind := kind_of(header.text)) is not None and kind.unit in RELATIVE
            told = times.over(header.start, header.end)
            stated = [t for t in told if self._rules.is_own(t) and not self._is_base(t)]
            stated = [t for t in stated if self._is_numbered(t)] or (
                stated if not self._is_open(table) else []
            )  # 전년동기실적 ('23.2Q)
            divided = divided or any(map(self._is_base, told))
            if compares:
                stated = [t for t in stated if not BEFORE.match(self.reading.text, t.start)]
            if stated and not self._is_told_below(header, stated, heads[number + 1 :]):
                self.certain = not compares
                narrow = _narrowest(stated)
                days = self._rules.days(narrow)
                if days is not None and number < len(heads) and narrow.grain == "month":
                    days = closed(metric, days, self._heads(table))
                if days is not None and (part := self._part_of_year(place, table, cell, days)) is not None:
                    return part
                return year_until(days) if days is not None and self._is_cumulated(table, cell) else days
        if self.is_unread(place):
            return None
        if (latest := self._latest_column(table, cell)) is not None:
            self.certain = (
                divided or bool(compared_heads(self.reading, table, cell)) or self._leads.get(table.rows[0][0].start, False)
            )
            until = year_until(latest) if self._is_cumulated(table, cell) else latest
            return self._part_of_year(place, table, cell, latest) or until
        for block in self.reading.governors(place.block):
            stated = [t for t in times.within(block.start_char, block.end_char) if self._rules.is_own(t)]
            if stated:
                self.certain = self._is_of_whole(block, stated, table) or self._is_struck(block, stated[-1])
                return self._rules.days(stated[-1])
        return None

    def _is_of_whole(self, block: Block, stated: Sequence[Time], table: Table) -> bool:
        """Whether the caption *block* begins with the one time that anybody states for the numbers of *table*: `2025년 분야별 투자액`."""
        begins = self.reading.text[block.start_char : stated[0].start].strip(_OPENING_MARKS) == ""
        if block.kind != "caption" or len(stated) > 1 or not begins or stated[0].grain == "day":
            return False
        labels = (cell for row in table.rows for cell in (row if row[0].row < table.header_rows else row[:1]))
        return not any(self.reading.times.over(cell.start, cell.end) for cell in labels)

    def _is_struck(self, block: Block, time: Time) -> bool:
        """Whether a caption says of the day that what stands below is as of it: `(기준일 : 2031년 6월 30일)`, `[2031년 6월 30일 현재]`."""
        text, day = self.reading.text, time.grain == "day" and time.start_on == time.end_on
        told = _STRUCK_ON.search(text, block.start_char, time.start) or _STRUCK.match(text, time.end, block.end_char)
        return block.kind == "caption" and day and told is not None

    def _is_told_below(self, header: Cell, stated: Sequence[Time], below: Sequence[Cell]) -> bool:
        """
        Whether the heads *below* one say when and not its own words: months below 최근 3개월, ('23.2Q) below 전년동기실적, the years below
        10월.
        """
        told = [time for head in below for time in self.reading.times.over(head.start, head.end)]
        own = [time for time in told if self._rules.is_own(time)]
        if told and _SPANS.match(header.text):
            return True
        if not any(map(self._is_numbered, stated)):
            return any(map(self._is_numbered, own))
        return self._is_part(stated[0]) and any(time.grain == "year" for time in own)

    def _is_open(self, table: Table) -> bool:
        """
        Whether its terms are those of a year that nobody names: a report of September tells of no 당해년도 that ends in December, nor of the
        전년도 before it.
        """
        if (begin := table.rows[0][0].start) not in self._open:
            published = self.reading.published_on
            labels = (head for row in table.rows for head in (row if row[0].row < table.header_rows else row[:1]))
            years = (label for label in labels if _THIS_TERM.fullmatch(label.text))
            told = [time.end_on for label in years for time in self.reading.times.over(label.start, label.end)]
            self._open[begin] = any(end is not None and (published is None or end > published) for end in told)
        return self._open[begin]

    def _in_bracket(self, place: Place) -> Period | None:
        """The time that fills the bracket right behind the number, whatever heads say: `| 매출액 | 1,950억원 (2019) |`."""
        opened = _OPENED.match(self.reading.text, place.quantity.end)
        told = self.reading.times.starting_from(opened.end()) if opened is not None else None
        if opened is None or told is None or told.start != opened.end() or not self.reading.text.startswith(")", told.end):
            return None
        return self._rules.days(told)

    def _is_part(self, time: Time) -> bool:
        """Whether *time* is a part of a year that it does not name."""
        return time.grain in _PARTS and YEAR_WRITTEN.search(self.reading.text, time.start, time.end) is None

    def _is_numbered(self, time: Time) -> bool:
        return any(c.isdigit() for c in self.reading.text[time.start : time.end])

    def _is_base(self, time: Time) -> bool:
        """Whether a time is what another one is divided by or taken from: '20 in `증감률('21/'20)`."""
        return _OVER.search(self.reading.text, max(0, time.start - _DIVIDED), time.start) is not None

    def _part_of_year(self, place: Place, table: Table, cell: Cell, year: Period) -> Period | None:
        """
        The months of a column's *year* that its row (`8월`, `1~8월 누계`) or another of its heads is for, or the whole table by its
        corner or heading.

        Where one column names months itself (`2025년 1~8월`), the others are whole years.
        """
        if year != (year[0].replace(month=1, day=1), year[0].replace(month=12, day=31)):
            return None
        row = table.row_label(cell)
        if row is not None and (part := self._months(row.start, row.end, year[0].year)) is not None:
            return part
        heads = table.column_headers(cell)
        if (part := next(filter(None, (self._months(head.start, head.end, year[0].year) for head in heads)), None)) is not None:
            return part
        rows = table.rows[: table.header_rows]
        finer = (t for head in rows for other in head[1:] for t in self.reading.times.over(other.start, other.end))
        if any(time.grain != "year" for time in finer) or (row is not None and _WHOLE_YEAR.search(row.text)):
            return None
        corner = [(rows[0][0].start, rows[0][0].end)] if rows and rows[0] else []
        above = [(block.start_char, block.end_char) for block in self.reading.governors(place.block)][:1]
        found = (self._months(start, end, year[0].year, counted=True) for start, end in (*corner, *above))
        return next(filter(None, found), None)

    def _months(self, start: int, end: int, year: int, *, counted: bool = False) -> Period | None:
        """The months, quarters or half that [start, end) names without a year, in *year*; with *counted* only from January on."""
        told = self.reading.times.over(start, end)
        for time in [_narrowest(told), *told] if told else []:
            first, last, words = time.start_on, time.end_on, self.reading.text[time.start : time.end]
            days = time.kind == "period" and time.grain == "day"
            if first is None or last is None or first.year != last.year or not self._rules.is_own(time):
                continue
            if days and not YEAR_WRITTEN.search(words):
                return _in_year(first, year), _in_year(last, year)
            if time.grain not in _PARTS:
                continue
            counts = first.month == 1 and (
                time.kind == "period" or CUMULATED.search(self.reading.text, time.end, end) is not None
            )
            if not YEAR_WRITTEN.search(words) and (counts or not counted):
                return first.replace(year=year, day=1), last.replace(year=year, day=month_length(year, last.month))
        return None

    def is_unread(self, place: Place) -> bool:
        """Whether a cell's head or label says when in a way that is not read, or is the total of rows of which each says when."""
        table, cell, times = place.table, place.cell, self.reading.times
        if table is None or cell is None:
            return False
        row = table.row_label(cell)
        heads = [*table.column_headers(cell), *([row] if row else [])]
        told = [time for head in heads for time in times.over(head.start, head.end)]
        if told:
            return self._is_open(table) and not any(map(self._is_numbered, told))
        if any(_LIKE_PERIOD.match(head.text) for head in heads):
            return True
        if row is None or _TOTAL.fullmatch(row.text) is None:
            return False
        labels = [other[0] for other in table.rows[table.header_rows :] if other and other[0].start != row.start]
        return bool(labels) and all(times.over(label.start, label.end) for label in labels if not _TOTAL.fullmatch(label.text))

    def _is_cumulated(self, table: Table, cell: Cell) -> bool:
        """Whether the head of a cell's column or the words that lead its row say that it counts from the year's beginning: 누계실적."""
        leading = itertools.takewhile(
            lambda other: not self.reading.quantities.over(other.start, other.end), table.rows[cell.row]
        )
        return any(CUMULATED.search(other.text) for other in (*leading, *table.column_headers(cell)))

    def _latest_column(self, table: Table, cell: Cell) -> Period | None:
        """For a column of changes: the latest period among the columns that it follows, or among all, whose value has changed."""
        if beside := self._stated_by(compared_heads(self.reading, table, cell)):
            return beside
        headers = table.column_headers(cell)
        if not any((kind := kind_of(header.text)) is not None and kind.unit in CHANGES for header in headers):
            return None
        if (beside := self._column_before(table, cell)) is not None:
            return beside
        if table.rows[0][0].start not in self._latest:
            heads = [time for time in self._heads(table) if self._rules.is_own(time)]
            single = [time for time in heads if time.kind == "date"] or heads  # 최근 5년 평균 is for none of its years
            found = [days for time in single if (days := self._rules.days(time))]
            latest = max(found, key=lambda days: (days[1], days[0]), default=None)
            self._latest[table.rows[0][0].start] = latest
            self._leads[table.rows[0][0].start] = latest is not None and latest == found[0]
        return self._latest[table.rows[0][0].start]

    def _heads(self, table: Table) -> list[Time]:
        """The times that head its columns."""
        cells = (other for row in table.rows[: table.header_rows] for other in row[1:])
        return [time for other in cells for time in self.reading.times.over(other.start, other.end)]

    def _column_before(self, table: Table, cell: Cell) -> Period | None:
        """The period of the column left of one of changes, where changes and periods stand by turns: 2023년, 2024년, 증감률, 2025년, 증감률."""
        lowest = table.rows[table.header_rows - 1] if table.header_rows else ()
        kinds = [kind.unit if (kind := kind_of(head.text)) is not None else "" for head in lowest]
        changes = [number for number, kind in enumerate(kinds) if kind in CHANGES]
        by_turns = len(changes) > 1 and {b - a for a, b in itertools.pairwise(changes)} == {2} and changes[0] > 1
        if not by_turns or cell.column not in changes or len(lowest) > changes[-1] + 1:
            return None
        left = [
            [t for t in self.reading.times.over(lowest[n - 1].start, lowest[n - 1].end) if self._rules.is_own(t)] for n in changes
        ]
        return self._rules.days(left[changes.index(cell.column)][0]) if all(left) else None

    def _stated_by(self, heads: Sequence[Cell]) -> Period | None:
        """The latest period that these heads state."""
        times = (time for head in heads for time in self.reading.times.over(head.start, head.end) if self._rules.is_own(time))
        return max(filter(None, map(self._rules.days, times)), key=lambda days: (days[1], days[0]), default=None)


def _narrowest(told: Sequence[Time]) -> Time:
    """The first time of a head, or the range of days within it that its bracket states: 당월 (4.1.~10.)."""
    start, end = told[0].start_on, told[0].end_on
    days = (time for time in told[1:] if time.kind == "period" and time.grain == "day")
    inside = (t for t in days if start and end and t.start_on and t.end_on and start <= t.start_on <= t.end_on <= end)
    return next(inside, told[0])


def _in_year(day: date, year: int) -> date:
    """The same day of another *year*; its last where that February has no 29th."""
    return day.replace(year=year, day=min(day.day, month_length(year, day.month)))
