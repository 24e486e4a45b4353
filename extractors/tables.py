"""Tables of a report: Markdown pipe rows, read into cells that know their row and column labels."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, takewhile

from extractors.scopes import CHANGES, RELATIVE, declared_in, kind_of, unspaced
from schemas.documents import Block

_SEPARATOR = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_NUMBER = re.compile(r"[(+\-−△▲▼약\s]*\d[\d,.]*")

_NUMBERED = re.compile(r"(?:\d{1,2}(?:-\d{1,2})?|[가-하])\. ?\D")
_ITEM = re.compile(r"(\d{1,2})(?:-\d{1,2})?\. ?\D")
_FEWEST_ITEMS = 3
_FEWEST_PAIRS = 5
_DAY = re.compile(r"(?:19|20)\d\d(?:년\s?\d|[.-]\s?\d{1,2}[.-]\s?\d)")
_WITH_UNIT = re.compile(r"\S ?\([^()]{1,12}\)$")
_AMOUNT = re.compile(r"[(△▲\-−+]{0,2}\d{1,3}(?:,\d{3})+(?:\.\d+)?\)?|[(△▲\-−+]{0,2}\d{1,3}(?:\.\d+)?\)?")

_SIZED = re.compile(r"[(△▲\-−+]{0,2}(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?[가-힣%]{0,4}|\d+(?:\.\d+)?%)\)?")
"""An amount that labels no row: one in groups of three, or a percentage."""

_TWO = re.compile(
    r"[^()]*\d ?[가-힣A-Za-z]{0,4} ?(?:<br ?/?> ?)?\( ?[+\-−–△▲▼▽↑↓]? ?\d[\d,]*(?:\.\d+)? ?(?:%p?)? ?(?:[△▲▼▽↑↓]|증가|감소|상승|하락)?\)"
)
"""A cell that holds a second number in brackets: 651.8(+6.5), 12억원(3.4%↑)."""
_TWO_NAMED = re.compile(r"(?P<first>[^()]*[^()\s]) ?\((?P<second>[^()]{1,16})\)")
"""A label that names both: 총수입(증가율), 인원(%)."""

_OPENS_ITEM = re.compile(r"\d{1,2}(?:-\d{1,2})?\. ?\D|[-※]|.*[:：]$")
_WORD = re.compile(r"\S+")
_STACKED = re.compile(r"[(△▲▼\-−–+]?\d[\d,]*(?:\.\d+)?\)?|[-–]")
"""A number of a cell that holds those of several rows."""
_STARRED = re.compile(r"(?<=[가-힣A-Za-z)\d%])\s?\*{1,3}$")
"""The mark of a footnote at the end of a cell: 필지 수*."""
_ORDINAL = re.compile(r"[1-9]\d?")
_NAMES = re.compile(r"[가-힣·ㆍ ]+(?<![설투문증])명칭?")
_OPEN_UNIT = re.compile(r"\(통화단위\)$")
"""The end of a head whose currency stands in a cell behind the number."""
CURRENCY = re.compile(r"(?P<code>[A-Z]{3}) ?: ?[A-Z][A-Za-z .-]+")
"""A cell that names the currency of the number left of it: KRW : South-Korean Won."""
_BLANK = ("-", "–", "N/A", "n/a", "적자", "흑자", "흑전", "적전")
"""What a cell says that has no number."""
_MOST_BASES = 4
_PAIR = 2
"""Cells of a row that is a label and a value."""

CORNER = re.compile(
    r"구\s?분|(?:정정\s?)?항\s*목|품\s?목|지\s?표|종\s?목|업\s?종|지\s?역|국\s?가|회\s?사명?|기업명?|종류|(?:사업)?부문|분류|계열사|제품|단지|연령"
    r"|(?:구분)?\s?[(\[<]\s?단위.*"
)
"""What stands above the row labels, and nowhere else."""
_PERIOD = re.compile(
    r"['’]?(?:19|20)?\d{2}년(?:\s?\d{1,2}월|\s?[1-4]분기|\s?[상하]반기)?|[1-4]분기|(?:\d{1,2}[~∼-])?\d{1,2}월[pP]?|[상하]반기|[1-4]Q(?:\d{2}){0,2}[AEFP]?|[12]H(?:\d{2}){0,2}"
    r"|['’]?(?:20)?\d{2}\.? ?[1-4]Q[AEFP]?"
    r"|FY ?(?:\d{2}){1,2}[AEFP]?|(?:19|20)\d{2}[AEFP]|(?:19[89]|20[0-4])\d(?:\.\d{1,2})?|\d{2}\.(?:1[0-2]|0?[1-9])월?"
)
_BACK = re.compile(r"(?:최근 ?)?\d{1,2} ?(?:[DWMY]|개월|년|주)|YTD")
"""How far back the numbers of a row reach, which are returns."""


_HOLDER = re.compile(
    r"(?!.*(?:상대|거래|고객|발주|공급|투자|채권|채무|대상|위탁|주관|담당|인수|보험))"
    r"(?:.*[가-힣 ])?(?:회사|법인|기업|기관|업체)\s?명?(?:\s?\([^()]*\))?"
)
"""A head over the companies that the numbers of a row belong to; a counterparty's is none."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; offsets count in the document's text and leave out the white space around its content."""

    start: int
    end: int
    text: str
    """Its content; a word whose letters stand apart is written as one: 증 감 is 증감."""
    row: int
    column: int


@dataclass(frozen=True)
class Table:
    """A table: rows of cells, of which the first `header_rows` are the column headers; column 0 holds the row labels."""

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int
    heads_of: Mapping[int, int] = field(default_factory=dict, hash=False)
    """In a form: row → the row above it that heads its columns, where an item is a table of its own."""

    @property
    def is_form(self) -> bool:
        """Whether it is a form: every row a label and what was filled in, without headers."""
        return self.header_rows == 0

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell in text order, headers included."""
        return tuple(sorted((cell for row in self.rows for cell in row), key=lambda cell: cell.start))

    @property
    def body(self) -> Iterator[Cell]:
        """The cells below the header rows and right of the row labels, where there are any."""
        return (cell for row in self.rows[self.header_rows :] for cell in row[not self.is_unlabelled :])

    @cached_property
    def is_unlabelled(self) -> bool:
        """Whether the first column holds amounts below a head of its own, as the others do: `| 주식수 | 비율 |` above `| 1,200주 | 58.9% |`."""
        first = [row[0].text for row in self.rows[self.header_rows :] if row]
        headed = bool(self._lowest and self._lowest[0]) and CORNER.fullmatch(self._lowest[0]) is None
        return headed and bool(first) and all(map(_SIZED.fullmatch, first))

    @property
    def corner(self) -> str:
        """The text above the row labels, where some tables name their unit."""
        return " ".join(row[0].text for row in self.rows[: self.header_rows] if row and row[0].text)

    def is_headed(self, cell: Cell) -> bool:
        """Whether its row has no more cells than the head: with more, nobody can tell which column each stands in."""
        if self.is_form:
            return True
        width = max((len(row) for row in self.rows[: self.header_rows]), default=0)
        return sum(1 for other in self.rows[cell.row] if other.text) <= width

    def cell_at(self, start: int, end: int) -> Cell | None:
        """The cell that holds [start, end) of the text."""
        index = bisect.bisect_right(self._starts, start) - 1
        return self.cells[index] if index >= 0 and end <= self.cells[index].end else None

    @cached_property
    def _starts(self) -> list[int]:
        return [cell.start for cell in self.cells]

    def row_label(self, cell: Cell) -> Cell | None:
        """
        The leftmost cell of its row; an empty one takes the label above it, as merged rows are written.

        In a form the nearest label with a unit, which says what is measured: `2. 취득내역 | 취득금액(원) | 8,200,000,000`. Where a second
        column holds labels, its own, if that is the one that says what is measured: `생명보험 | 당기순이익 | 52,638`.
        """
        if cell.column in self.halves or cell.row < self.header_rows:
            return None
        if self.is_form:
            left = reversed(self.rows[cell.row][int(cell.row not in self.continued) : cell.column])
            named = next((other for other in left if _WITH_UNIT.search(other.text)), None)
            return named or self._labels[cell.row]
        if half := self._half(cell.column):
            return self.rows[cell.row][half]
        return self._measured.get(cell.row, self._labels[cell.row]) if cell.column > 1 else self._labels[cell.row]

    def first_label(self, cell: Cell) -> Cell | None:
        """
        The leftmost label of its row, in a form also where another one says what is measured; or the company, where a column right of it
        names those that the numbers belong to: `하자보증 | 가온건설 | 33` below `구분 | 보증한 회사 | 건수`.
        """
        if cell.column in self.halves or cell.row < self.header_rows:
            return None
        if half := self._half(cell.column):
            return self.rows[cell.row][half]
        holder = self._holders.get(cell.row)
        return holder if holder is not None and cell.column > holder.column else self._labels[cell.row]

    @cached_property
    def halves(self) -> tuple[int, ...]:
        """
        The columns of row labels: the first, and those that begin another table set beside it, whose heads are the same in the same order:
        `품목 | 금액 | 증감률 | 품목 | 금액 | 증감률`.
        """
        lowest = self.rows[self.header_rows - 1] if self.header_rows else ()
        width = _width_of_half(lowest)
        if self.is_unlabelled:
            return ()
        starts = tuple(range(0, len(lowest), width)) if width else (0,)
        labels = [row[at].text for row in self.rows[self.header_rows :] for at in starts if at < len(row)]
        return starts if not any(map(_NUMBER.match, labels)) else (0,)

    def _half(self, column: int) -> int:
        """The column of row labels that holds for *column*."""
        return self.halves[bisect.bisect_right(self.halves, column) - 1] if self.halves else 0

    @cached_property
    def _holders(self) -> dict[int, Cell]:
        """Row → the company in a column of them, which spans rows where it is not written again; a row with a label of its own has none."""
        column = next((number for number, head in enumerate(self._lowest) if number and _HOLDER.fullmatch(head)), None)
        found: dict[int, Cell] = {}
        for row, cells in enumerate(self.rows[self.header_rows :], self.header_rows):
            if column is None or len(cells) <= column or _NUMBER.match(cells[column].text):
                return {}
            if cells[column].text:
                found[row] = cells[column]
            elif not cells[0].text and row - 1 in found:
                found[row] = found[row - 1]
        return found

    @cached_property
    def _lowest(self) -> list[str]:
        """The lowest head of each column; an empty one between others is that of its left neighbour, which spans it."""
        heads = [cell.text for cell in self.rows[self.header_rows - 1]] if self.header_rows else []
        return [text or (heads[number - 1] if number else "") for number, text in enumerate(heads)]

    @cached_property
    def continued(self) -> frozenset[int]:
        """
        The rows of a form that go on with the item above them, whose label spans them and is not written again:
        `종류주식 | 60` below `3. 1주당 배당금(원) | 보통주식 | 50`.
        """
        found: list[int] = []
        if self.is_form:
            width = 0
            for number, row in enumerate(self.rows):
                filled = sum(bool(cell.text) for cell in row)
                if row and row[0].text and (width != filled + 1 or width <= _PAIR or _OPENS_ITEM.match(row[0].text)):
                    width = filled
                elif row and row[0].text:
                    found.append(number)
        return frozenset(found)

    @cached_property
    def _measured(self) -> dict[int, Cell]:
        """Row → the label of its second column, where that column has no head, holds labels and no number, and they name measures."""
        body = self.rows[self.header_rows :]
        headed = any(len(row) > 1 and row[1].text for row in self.rows[: self.header_rows])
        labels = {row[1].row: row[1] for row in body if len(row) > 1 and row[1].text}
        if headed or self.is_form or any(_NUMBER.match(label.text) for label in labels.values()):
            return {}
        kinds = [kind_of(label.text) for label in labels.values()]
        units = [kind.unit if kind is not None else None for kind in kinds]
        named = all(unit is not None and unit not in RELATIVE for unit in units) and any(unit != "none" for unit in units)
        return labels if named else {}  # 기간 above 지원한도 is none of a number

    @cached_property
    def _labels(self) -> list[Cell | None]:
        labels: list[Cell | None] = [None] * self.header_rows
        for row in self.rows[self.header_rows :]:
            own = row and row[0].text and row[0].row not in self.continued and not self.is_unlabelled
            label = row[self._numbered.get(row[0].row, 0)] if row else None
            paired = label is not None and label.row in self._paired_rows
            labels.append(_named_parts(label, paired=paired)[0] if own and label else labels[-1] if labels else None)
        return labels

    @cached_property
    def _numbered(self) -> dict[int, int]:
        """Row → 1, the column of its label, where its first cell only numbers it, beside others that are numbered in order: `1 | 가온 | 120`."""
        found: dict[int, int] = {}
        last = 0
        for row in self.rows[self.header_rows :]:
            count = int(row[0].text) if row and _ORDINAL.fullmatch(row[0].text) else 0
            if count and (len(row) < _PAIR or not row[1].text or _NUMBER.match(row[1].text) or count not in (1, last + 1)):
                return {}
            if count:
                found[row[0].row] = 1
                last = count
        return found if len(found) >= _PAIR and not self.is_form else {}

    def names_things(self, cell: Cell) -> bool:
        """Whether the head over the label of its row says that the labels are names: 사업명, whatever words a name is made of."""
        filled = [sum(bool(other.text) for other in row) for row in self.rows]
        if self.header_rows == 1 and filled[0] == _PAIR and max(filled) >= 2 * _PAIR:
            return False  # 사업명 | 하천 정비 above rows of two labels each with its value: a form
        column = self._numbered.get(cell.row, 0)
        heads = (row[column].text for row in reversed(self.rows[: self.header_rows]) if column < len(row))
        return _NAMES.fullmatch(next((head for head in heads if head), "")) is not None

    def second_label(self, cell: Cell) -> Cell | None:
        """What the second number of a cell is by the brackets of its row's label, or of its column's: 증가율 in `총수입(증가율)`."""
        row = self.rows[cell.row][0] if cell.row in self._paired_rows else None
        heads = reversed(list(self._above(cell.column))) if cell.column in self._paired_columns else ()
        named = (_named_parts(label, paired=True)[1] for label in (row, *heads) if label is not None)
        return next((second for second in named if second is not None), None)

    @cached_property
    def _pairs(self) -> tuple[Cell, ...]:
        """The cells that hold a second number in brackets."""
        return tuple(cell for cell in self.body if _TWO.fullmatch(cell.text)) if not self.is_form else ()

    @cached_property
    def _paired_rows(self) -> frozenset[int]:
        return frozenset(cell.row for cell in self._pairs)

    @cached_property
    def _paired_columns(self) -> frozenset[int]:
        return frozenset(cell.column for cell in self._pairs)

    def column_headers(self, cell: Cell) -> list[Cell]:
        """The header cells above a cell, top first; an empty one above the last row takes its left neighbour, as if merged."""
        if cell.row in self.heads_of:
            head = self.rows[self.heads_of[cell.row]][cell.column]
            return [head] if head.text else []
        if self._is_cut_short(cell):
            return []
        if cell.column not in self._headers:
            paired = cell.column in self._paired_columns
            heads = (_named_parts(header, paired=paired)[0] for header in self._above(cell.column))
            self._headers[cell.column] = [header for header in heads if header.text]
        return list(self._headers[cell.column])

    def _is_cut_short(self, cell: Cell) -> bool:
        """Whether a row has but a label and a number, and no cells below all heads but the first of several periods: one for all of them."""
        row = self.rows[cell.row]
        if not cell.row >= self.header_rows > 0 or not len(row) == _PAIR < len(self._lowest):
            return False
        return all(_PERIOD.search(head) is not None for head in self._lowest[1:])

    @cached_property
    def _headers(self) -> dict[int, list[Cell]]:
        return {}

    def _above(self, wanted: int) -> Iterator[Cell]:
        for number, row in enumerate(self.rows[: self.header_rows]):
            column = min(wanted, len(row) - 1)
            merged = (number < self.header_rows - 1) != self._interlock
            while merged and column > 0 and not row[column].text:
                column -= 1
            if column == wanted or (merged and (column > 0 or len(self.halves) > 1)):
                yield row[column]

    @cached_property
    def _interlock(self) -> bool:
        """Whether each column but the first has a head in one of two kinds of rows only: 증감률 above the columns right of those of the years."""
        lowest = self._filled(self.header_rows - 1) if self.header_rows > 1 else frozenset()
        above = frozenset().union(*map(self._filled, range(self.header_rows - 1)))
        width = max((len(row) for row in self.rows[: self.header_rows]), default=0)
        alike = all(self._filled(number) == above for number in range(self.header_rows - 1))
        return len(above) > 1 and 1 in lowest and alike and lowest.isdisjoint(above) and len(lowest | above) == width - 1

    def _filled(self, row: int) -> frozenset[int]:
        """The columns right of the labels that a row has a cell for."""
        return frozenset(cell.column for cell in self.rows[row][1:] if cell.text)


def _named_parts(label: Cell, *, paired: bool) -> tuple[Cell, Cell | None]:
    """A label over *paired* numbers as those of the first and of the second, where its brackets name a percentage; else it is whole."""
    match = _TWO_NAMED.fullmatch(label.text) if paired else None
    if match is None or not _tells_percent(match["second"]):
        return label, None
    behind = label.end - len(label.text)  # the letters of its word may stand apart
    first = replace(label, end=behind + match.end("first"), text=match["first"])
    second = replace(label, start=behind + match.start("second"), end=behind + match.end("second"), text=match["second"])
    return first, second


def _tells_percent(words: str) -> bool:
    kind, units = kind_of(words), declared_in(words)
    return (kind is not None and kind.unit in CHANGES) or (len(units) == 1 and units[0].percent)


def parse_table(text: str, block: Block) -> Table:
    """
    The table of a block whose lines are Markdown pipe rows.

    Rows above a separator row (`|---|---:|`) are headers; a table without one has its first row as header. Rows below it whose cells
    hold no number (`| | (억원) | (%) |`) or only periods (`| | 1분기 | 2분기 |`) continue the header. The separator row itself is not
    among the rows.
    """
    rows: list[tuple[Cell, ...]] = []
    separator: int | None = None
    for start, line in _lines(text, block.start_char, block.end_char):
        if _SEPARATOR.fullmatch(line) and "-" in line:
            separator = len(rows) if separator is None else separator
        elif line.strip():
            rows.extend(_unstacked(tuple(_cells(line, start, len(rows)))))
    count = _header_rows(rows, separator)
    if not count:
        return _with_grids(rows)
    return Table(tuple(_with_corner(rows) if count == 1 else rows), count)


def _with_grids(rows: list[tuple[Cell, ...]]) -> Table:
    """
    A form, in which the rows below the heads of an item get an empty cell below its label, which spans them: `7 | 비상장 | 1,200 | 1,100` below
    `1. 조정 | 회차 | 상장여부 | 조정전 가액 (원) | 조정후 가액 (원)`.
    """
    laid, heads_of = list(rows), {}
    for number, row in enumerate(rows):
        heads = _heads_of_item(row)
        below = list(takewhile(lambda other: other and not _NUMBERED.match(other[0].text), rows[number + 1 :])) if heads else []
        cells = [[cell for cell in other if cell.text] for other in below]
        money = next((at for at, head in enumerate(heads) if _OPEN_UNIT.search(head.text)), None)
        if money is not None and cells and all(len(own) > money and CURRENCY.fullmatch(own[money].text) for own in cells):
            blank = replace(heads[money], start=heads[money].end, text="")
            heads.insert(money + 1, blank)
        if not cells or not all(_fits_heads(own, heads[1:]) for own in cells):
            continue
        laid[number] = tuple(replace(cell, column=column) for column, cell in enumerate(heads))
        for under, filled in enumerate(cells, number + 1):
            corner = Cell(filled[0].start, filled[0].start, "", filled[0].row, 0)
            laid[under] = (corner, *(replace(cell, column=column) for column, cell in enumerate(filled, 1)))
            heads_of[under] = number
    return Table(tuple(laid), 0, heads_of)


def _heads_of_item(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row that is the label of a numbered item and heads of columns, two of which name a unit; empty for any other."""
    filled = [cell for cell in row if cell.text]
    heads = filled[1:] if filled and _NUMBERED.match(filled[0].text) else []
    units = sum(len(declared_in(head.text)) == 1 for head in heads)
    return filled if units >= _PAIR and not any(_NUMBER.match(head.text) for head in heads) else []


def _fits_heads(row: Sequence[Cell], heads: Sequence[Cell]) -> bool:
    """Whether a row has a cell for each of *heads*, and below those that name a unit a number or none."""
    pairs = list(zip(row, heads, strict=False))
    numbers = (_AMOUNT.fullmatch(cell.text) or cell.text in _BLANK for cell, head in pairs if declared_in(head.text))
    return len(row) == len(heads) and all(numbers)


def _with_corner(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """
    *rows* with the empty corner that a page lost, where every row below has a label and a number more than there are heads, and the first
    head says when or what is measured: `매출 | 영업이익 |` above `가온 | 3조원 | 2천억원`.
    """
    head, body = rows[0], rows[1:]
    filled = [cell for cell in head if cell.text]
    width = {sum(1 for cell in row if cell.text) for row in body}
    if not filled or filled != list(head[: len(filled)]) or width != {len(filled) + 1} or CORNER.fullmatch(head[0].text):
        return rows
    labelled = all(row[0].text and not _NUMBER.match(row[0].text) for row in body)
    if not labelled or not all(_NUMBER.match(cell.text) or cell.text in _BLANK for row in body for cell in row[1:] if cell.text):
        return rows
    kind = kind_of(head[0].text)
    if not _PERIOD.fullmatch(head[0].text) and (kind is None or kind.unit == "none"):
        return rows
    first = head[0]
    corner = Cell(first.start, first.start, "", first.row, 0)
    return [(corner, *(replace(cell, column=cell.column + 1) for cell in filled)), *body]


def _unstacked(row: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    """
    The rows of one whose cells each hold as many numbers, where its label parts into as many in one way: `본점 수 지점 수 | 12 1,200 | 13 1,300`;
    the row itself where it is none of that.
    """
    columns = [list(_WORD.finditer(cell.text)) for cell in row[1:]]
    filled = [column for column in columns if column]
    count = len(filled[0]) if len(filled) >= _PAIR else 0
    words = [word[0] for column in filled for word in column]
    whole = all(cell.end - cell.start == len(cell.text) for cell in row)
    if count < _PAIR or {len(column) for column in filled} != {count} or not whole or not any("," in word for word in words):
        return [row]
    if not all(map(_STACKED.fullmatch, words)) or not (labels := _parted(list(_WORD.finditer(row[0].text)), count)):
        return [row]
    return [
        (
            _part_of(row[0], *labels[at], at),
            *(
                _part_of(cell, *(column[at].span() if column else (0, 0)), at)
                for cell, column in zip(row[1:], columns, strict=True)
            ),
        )
        for at in range(count)
    ]


def _part_of(cell: Cell, start: int, end: int, down: int) -> Cell:
    return Cell(cell.start + start, cell.start + end, cell.text[start:end], cell.row + down, cell.column)


def _parted(words: list[re.Match[str]], count: int) -> list[tuple[int, int]]:
    """The spans of so many labels: one word each, or each up to the word, or the bracket, in which all of them end; else none."""
    if len(words) == count and not any(_NUMBER.match(word[0]) for word in words):
        return [word.span() for word in words]
    last = words[-1][0] if words else ""
    ends = [number for number, word in enumerate(words, 1) if word[0] == last or word[0][-1] == last[-1] == ")"]
    spans = [(words[a].start(), words[b - 1].end()) for a, b in pairwise([0, *ends])]
    return spans if len(ends) == count else []


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for line in text[start:end].split("\n"):
        yield start, line
        start += len(line) + 1


def _cells(line: str, start: int, row: int) -> Iterator[Cell]:
    parts = line.split("|")
    at = start
    for number, part in enumerate(parts):
        outer = (number == 0 and line.lstrip().startswith("|")) or (number == len(parts) - 1 and line.rstrip().endswith("|"))
        if not outer:
            left = at + len(part) - len(part.lstrip())
            content = _STARRED.sub("", part.strip())
            column = number - line.lstrip().startswith("|")
            yield Cell(left, left + len(content), unspaced(content), row, column)
        at += len(part) + 1


def _header_rows(rows: list[tuple[Cell, ...]], separator: int | None) -> int:
    if separator is None and rows and rows[0] and _is_form_row(rows[0]):
        return 0
    if (separator is None or (separator == 1 and _NUMBERED.match(rows[0][0].text))) and _is_form(rows):
        return 0
    if separator in (None, 1) and _is_profile(rows):
        return 0
    count = separator or min(1, len(rows))
    while 0 < count < len(rows) - 1 and _is_title(rows[count - 1]) and _is_head(rows[count]):
        count += 1
    while count < len(rows) - 1 and (_continues_header(rows, count) or (count == 1 and _width_of_half(rows[count]))):
        count += 1
    return max(count, _below_bases(rows))


def _below_bases(rows: Sequence[Sequence[Cell]]) -> int:
    """
    How many rows there are up to the one of periods, below rows that say on what basis each column is: `회계기준 | K-IFRS`, `구분 | 2024`;
    0 for none.
    """
    for number, row in enumerate(rows[:_MOST_BASES]):
        filled = [cell.text for cell in row if cell.text]
        if len(filled) > _PAIR and CORNER.fullmatch(filled[0]) and all(map(_PERIOD.fullmatch, filled[1:])):
            return number + 1
        if any(any(map(str.isdigit, text)) for text in filled):
            break
    return 0


def _width_of_half(row: Sequence[Cell]) -> int:
    """How many columns each of the tables has that are set side by side below the same heads in the same order; 0 for one table."""
    heads = [cell.text for cell in row]
    width = heads.index(heads[0], 1) if heads and heads[0] in heads[1:] else 0
    same = width >= _PAIR and len(heads) % width == 0 and heads == heads[:width] * (len(heads) // width)
    return width if same and all(heads) and not any(_NUMBER.match(head) and not _PERIOD.fullmatch(head) for head in heads) else 0


def _is_form_row(row: Sequence[Cell]) -> bool:
    """Whether a first row is one of a form, numbered or with its unit at the label, and no header: `3. 1주당 배당금(원) | 540`."""
    values = [cell.text for cell in row[1:] if cell.text]
    numbered = _NUMBERED.match(row[0].text) is not None and not _heads(row)
    return bool(values) and (
        numbered or (_WITH_UNIT.search(row[0].text) is not None and _AMOUNT.fullmatch(values[-1]) is not None)
    )


def _is_title(row: Sequence[Cell]) -> bool:
    """Whether a row has nothing but one cell at its beginning: the name or the unit of the table, set as its first row."""
    return bool(row) and bool(row[0].text) and not any(cell.text for cell in row[1:])


def _is_head(row: Sequence[Cell]) -> bool:
    """Whether a row below a table's name holds its heads: several, and no number but periods."""
    filled = [cell.text for cell in row if cell.text]
    return len(filled) > 1 and all(_PERIOD.fullmatch(text) or not _NUMBER.match(text) for text in filled)


def _is_form(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows are the numbered items of a form, in order and of unequal length: no columns are told by a first row above them."""
    numbered = [
        (int(match[1]), sum(bool(cell.text) for cell in row)) for row in rows if row and (match := _ITEM.match(row[0].text))
    ]
    ascending = all(a <= b for (a, _), (b, _) in pairwise(numbered))
    if len(numbered) < _FEWEST_ITEMS or not ascending or _heads(rows[0]):
        return False
    return len({filled for _, filled in numbered}) > 1 and not any(_PERIOD.fullmatch(cell.text) for cell in rows[0][1:])


def _is_profile(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows are what a profile tells of one thing, a label and its value each: `설립일 | 1959년 2월 11일`, `매출액 | 1,950억원 (2019)`."""
    filled = [[cell.text for cell in row if cell.text] for row in rows]
    pairs = [texts for texts in filled if len(texts) == _PAIR]
    if len(pairs) < _FEWEST_PAIRS or any(len(texts) > _PAIR for texts in filled) or CORNER.fullmatch(pairs[0][0]):
        return False
    first = rows[0][1].text if len(rows[0]) > 1 else ""
    if _PERIOD.fullmatch(first) or any(any(map(str.isdigit, label)) for label, _ in pairs):
        return False
    worded = sum(1 for _, value in pairs[1:] if _DAY.match(value) or not any(map(str.isdigit, value)))
    sized = [value for _, value in pairs if _NUMBER.match(value) and not _DAY.match(value)]
    return worded > 1 and bool(sized) and not any(_AMOUNT.fullmatch(value) for value in sized)


def _heads(row: Sequence[Cell]) -> bool:
    """Whether a numbered label declares the unit of what stands below it: `3. 재무현황(단위:천원) | 당기 | 전기`."""
    return "단위" in row[0].text and len(row) > 2 and not any(_AMOUNT.fullmatch(cell.text) for cell in row[1:])


def _continues_header(rows: list[tuple[Cell, ...]], number: int) -> bool:
    if not rows[number]:
        return False
    label, *cells = rows[number]
    if not label.text:
        return all(_PERIOD.fullmatch(cell.text.strip("()")) or not _NUMBER.match(cell.text) for cell in cells)
    if _BACK.fullmatch(label.text):
        return False  # 1M | 19.5 | 17.4
    above = rows[0][0].text if rows[0] else ""
    repeats = above in ("", label.text)
    cornered, filled = CORNER.fullmatch(label.text) is not None, [cell.text for cell in cells if cell.text]
    worded = cornered and not any(map(_NUMBER.match, filled))
    dated = bool(filled) and all(map(_PERIOD.fullmatch, filled)) and (cornered or len(filled) == len(cells))
    return repeats and bool(cells) and (worded or dated)
