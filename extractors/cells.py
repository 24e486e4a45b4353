"""The units of the bare numbers of a table, which its headers, labels, caption and, where these leave it open, its numbers tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import permutations

from extractors.lexicon import LEXICON
from extractors.scopes import (
    COUNTED,
    RELATIVE,
    SIZES,
    Declared,
    bound_to,
    declared_in,
    is_bare_word,
    kind_of,
    known,
    only,
    parse_unit,
    percent_of,
    scaled_by,
    size_of,
    sized,
    unit_of_words,
    without_unit,
)
from extractors.tables import CURRENCY, Cell, Table

_PLAIN = re.compile(r"\(?(?P<sign>[+\-−–△▲▼▽]?) ?(?P<number>\d[\d,]*(?:\.\d+)?)\)?%?(?: ?\([+\-−–△▲▼▽]? ?[\d,.]+%?\))?")
_RATE_STYLE = re.compile(
    r"YoY|QoQ|MoM|WoW|DoD|YTD|[ymqw]-[ymqw]|등락|전(?:년|월|분기|기|주|일) ?(?:동기|동월)?(?:비|比)", re.IGNORECASE
)
_SURELY_SIZE = re.compile(r"증감(?:액|폭|분|량|수)|변동폭|변동액|차이|등락폭")
_DIFFERENCE = re.compile(r"\([A-Z가-하] ?[-−–] ?[A-Z가-하]\)")
"""A head that says which two columns its numbers are the difference of: 증감 (B-A)."""
CHANGE_RATE = re.compile(r"(?:증감|증가|감소|성장|상승|하락|등락|신장|변동|변화)[률율]")
_RATE = Decimal("0.11")
"""What a rate of change may be off, in percent: both levels and the rate itself are rounded."""
_CHANGE_ALONE = re.compile(
    r"(?=.*(?:o[YQMWD]|-[YyQqMm]|대비|[년월기주]비|比|증|성장|등락|변동|신장))[-–·ㄴ└(\s]*"
    r"(?:[YQMWD]o[YQMWD]|[YyQqMm]-[YyQqMm]|(?:전년|전월|전분기|전기|전주)? ?(?:동기|동월|동분기)? ?(?:대비|비|比)?)? ?"
    r"(?:증감|증가|성장|등락|변동|신장)?[률율액폭]?[)\s]*"
)
_SPAN = re.compile(r"YTD|\d{1,2} ?(?:[DWMY]|개월)")
"""A head that says how far back a return reaches."""
_PER_HEAD = re.compile(LEXICON.alternation("rate of so many people"))
"""Rates that are no percentages where the caption declares none: 사망률 is a number for each 100,000 people."""
_CLASS_OF_SHARES = re.compile(LEXICON.alternation("share_class"))
_FISCAL_YEAR = re.compile(
    r"(?:(?:당해?|전{1,2}|직전|금|차) ?(?:사업)? ?[연년]도|['’]?(?:19|20)?\d\d ?(?:회계)? ?[연년]도) ?말?(?: ?\([^()]*\))?"
)
"""A label that says when (전년도(2023), 2024년도), where 연도 alone says that the numbers are years."""
_SECOND_NAMED = re.compile(r"(?:구\s?분|지\s?역|품\s?목|시\s?·?\s?도) ?\([가-힣]{2,5}(?: [가-힣]{2,5}){0,2}(?:량|액|수)\)")
"""A corner that says what the second number of each cell counts: 구 분 (분양권 거래량)."""
_TOTAL = re.compile(r"[합총]?계")
_UNITS_HEAD = re.compile(r"단위|unit|^$", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()]*)\)")
_CHANGE_ROWS, _NAMING_ROWS = 3, 2
_NO_RATE = 1000
"""Percent; a change as large is a size."""
_NO_SCALE = 20
"""How many times the largest amount of the first row one below it has where its unit is in doubt: 매출액(조원) 1.2, 영업이익 3,277."""
_LABEL_COLUMNS, _LEVELS, _ROWS = 4, 8, 200
"""How far is looked: columns of labels, columns of levels before a change, rows that are reckoned."""


def _of_corner(corner: str) -> tuple[Declared, ...]:
    """The units that the corner declares; a bare 업체 or 기관 there is what the rows are, though it counts elsewhere."""
    declared = declared_in(corner)
    bare = not any(mark in corner for mark in "(（[<:：")
    return () if bare and any(unit.unit.dimension == "count" for unit in declared) else declared


class CellUnits:
    """The units of one table; *scope* is what its caption declares."""

    def __init__(self, table: Table, scope: Sequence[Declared]) -> None:
        self.table = table
        self.scope = _of_corner(table.corner) or tuple(scope)
        self._body = table.rows[table.header_rows :]
        self._relations: dict[int, str] = {}
        self._styles: dict[tuple[bool, int], bool | None] = {}

    def unit_of(self, cell: Cell) -> Declared | None:
        """The unit of a bare number; None where the table does not say or says it in two ways."""
        return self._in_currency(cell) or self._told(cell) or self._summed(cell)

    def _in_currency(self, cell: Cell) -> Declared | None:
        """The currency that the cell behind a number names."""
        behind = self.table.rows[cell.row][cell.column + 1 : cell.column + 2]
        named = CURRENCY.fullmatch(behind[0].text) if behind else None
        unit = parse_unit(named["code"]) if named is not None else None
        return unit if unit is not None and unit.money else None

    def _summed(self, cell: Cell) -> Declared | None:
        """
        The unit of the total of its row, where the numbers left of that, of which no head tells a unit, add up to it: 주권, 채권, 합계 above
        주수(주).
        """
        row = self.table.rows[cell.row]
        for total in row[cell.column + 1 :]:
            heads = [header.text for header in self.table.column_headers(total)]
            unit = self._declared(heads[-1:]) if any(map(_TOTAL.fullmatch, heads[:-1])) else None
            if unit is None or unit.ratio or (whole := _number(total)) is None:
                continue
            parts = [number for part in row[1 : total.column] if (number := _number(part)) is not None]
            return unit if sum(parts) == whole else None
        return None

    def _told(self, cell: Cell) -> Declared | None:
        headers = [header.text for header in reversed(self.table.column_headers(cell))]
        labels = list(self._row_labels(cell))
        unit = self._unit_below(cell, headers, labels)
        return scaled_by([*headers, *labels], unit) if unit is not None else None

    def _unit_below(self, cell: Cell, headers: Sequence[str], labels: Sequence[str]) -> Declared | None:
        if any(map(_PER_HEAD.search, [*labels, *headers])) and self.scope and percent_of(self.scope) is None:
            return self._declared([*headers, *labels], bare=())
        column = self._declared(headers)
        row = self._declared(labels, bare=self._unit_words(cell)) or self._own_counter(labels[-1:])
        if column is not None and column.ratio:
            return self._points() if column.percent and self._is_difference(cell, labels) else column
        if row is not None and row.percent and column is None and headers and _SPAN.fullmatch(headers[0]):
            return row  # 주가상승률(%) below YTD
        if (column is None and _tells_percent(headers)) or (row is None and _tells_percent(labels, CHANGE_RATE)):
            return known("percent", ())
        size = row or column
        if column is None and (said := _relative(headers)):
            return self._of_change(cell, said, [*labels, *headers], size, in_column=True)
        if size is None and (said := _relative(labels)):
            return self._of_change(cell, said, [*labels, *headers], size, in_column=False)
        if size is None:
            return self._by_kind(labels, headers)
        return known("percent", ()) if row is None and _tells_percent(labels) else size

    def of_second(self, cell: Cell) -> Declared | None:
        """
        The unit of the second number of a cell, in brackets: the percentage that its label names (`총수입(증가율)`), or that the caption
        lists behind the size of the first (`조원, %`), where nothing else takes it. Where the corner names what stands in the brackets (`구분
        (분양권 거래량)`), it is measured as the first is.
        """
        if self.table.second_label(cell) is not None:
            return known("percent", ())
        if _SECOND_NAMED.fullmatch(self.table.corner) and not declared_in(self.table.corner):
            return self.unit_of(cell)
        pair = len(self.scope) == 2 and not self.scope[0].ratio and self.scope[1].percent
        return percent_of(self.scope) if pair and not self._percents else None

    def of_row(self, cell: Cell) -> Declared | None:
        """The unit that the row's own label names, for a number whose column nobody can tell."""
        return self._declared(list(self._row_labels(cell)), bare=())

    def _declared(self, texts: Sequence[str], *, bare: Sequence[str] | None = None) -> Declared | None:
        """
        The unit that one of these labels names; a list of several tells none.

        A bare word that is a unit elsewhere (캔, 볼트, 만두) names one only where the caption declares it, and then with the
        caption's multiplier, or where it declares no unit at all, and left of a number only in a column of units, whose words are *bare*.
        """
        for text in texts:
            units = _named(text)
            if units and is_bare_word(text, units[0]):
                units = tuple(unit for unit in self.scope if unit.unit == units[0].unit) or (
                    units if (text in bare if bare is not None else not self.scope) else ()
                )
            if units:
                return units[0] if len(units) == 1 else None
        return None

    def _own_counter(self, label: Sequence[str]) -> Declared | None:
        """The counter of what a row counts (필지 수), where no caption declares a unit and other rows each name theirs."""
        kind = next((kind for kind in map(_kind, label) if kind in COUNTED), None)
        return known(kind, ()) if kind is not None and not self.scope and self._rows_declare else None

    @cached_property
    def _rows_declare(self) -> bool:
        """Whether most of the row labels, and two or more, name a unit."""
        labels = [row[0].text for row in self._body if row and row[0].text]
        named = sum(bool(_named(label)) for label in labels)
        return named >= _NAMING_ROWS and named * 2 > len(labels)

    @cached_property
    def _leading(self) -> Declared | None:
        """
        The amount of money that the label of the first row names for those below it: `매출액(십억원)` above `영업이익`. None where another row names
        another one, or one of theirs is so large that it may be counted in a smaller one.
        """
        rows = [row for row in self._body if row and row[0].text]
        units = [units[0] for row in rows if len(units := _named(row[0].text)) == 1 and units[0].money and units[0].scale > 1]
        first = _named(rows[0][0].text) if rows and not self.table.is_form else ()
        if len(first) != 1 or units[:1] != list(first) or len(set(units)) > 1 or _kind(rows[0][0].text) != "money":
            return None
        most = max((abs(number) for cell in rows[0][1:] if (number := _number(cell)) is not None), default=Decimal(0))
        below = [row for row in rows[1:] if _kind(row[0].text) == "money" and not _named(row[0].text)]
        numbers = (number for row in below for cell in row[1:] if (number := _number(cell)) is not None)
        return units[0] if all(abs(number) < _NO_SCALE * most for number in numbers) else None

    def _unit_words(self, cell: Cell) -> list[str]:
        """What stands in a column of units left of a cell."""
        left = self.table.rows[cell.row][max(1, cell.column - _LABEL_COLUMNS) : cell.column]
        return [other.text for other in left if _UNITS_HEAD.search(self._header(other.column))]

    def _by_kind(self, labels: Sequence[str], headers: Sequence[str]) -> Declared | None:
        """The unit of a number that is no change: bound to its label, told by the kind of its label, or the only one there is."""
        texts = [*labels, *headers]
        if bound := bound_to(texts, self.scope):
            return bound
        if not self.scope and _kind(self.table.corner) in COUNTED and not any(map(_kind, texts)):
            return known(_kind(self.table.corner), ())  # (판매 대수) above names and years
        kinds = [_kind(text) for text in texts if _kind(text) and not _FISCAL_YEAR.fullmatch(text)]
        if "none" in kinds:
            return None
        if "percent" in kinds:
            return known("percent", ())
        for name in kinds:
            if name in ("multiple", "price", "rank", "score"):
                unscored = name == "score" and not any(unit.unit.unit == "score" for unit in self.scope)
                return None if unscored else known(name, self.scope or ((self._leading,) if self._leading else ()))
        sizes = sorted((name for name in kinds if name in SIZES), key=lambda name: name not in COUNTED)
        if not self.scope and sizes == ["number"] and any(map(_CLASS_OF_SHARES.fullmatch, labels)):
            return known("주", ())  # 보통주식 behind 1일 매수 주문수량 한도
        if not self.scope and self._leading and kinds == ["money"] == list(map(_kind, labels[-1:])):
            return self._leading  # 영업이익 below 매출액(십억원)
        return sized(next(iter(sizes), ""), self.scope)  # 찬성주식수 above 이익배당 승인

    def _of_change(
        self, cell: Cell, said: str, texts: Sequence[str], size: Declared | None, *, in_column: bool
    ) -> Declared | None:
        """The unit of a change: a rate in percent, or a difference in the unit of what changed."""
        of_ratio = (size is not None and size.percent) or _tells_percent([t for t in texts if t != said])
        relation = "difference" if _DIFFERENCE.search(said) else self._relation(cell, alone=of_ratio) if in_column else ""
        if relation == "rate":
            return known("percent", ())
        if of_ratio:
            return self._points()
        percentages = size is None and size_of(self.scope) is None and (alone := only(self.scope)) is not None and alone.percent
        if percentages:
            return self._points() if self._has_levels else known("percent", ())
        level = size or bound_to(texts, self.scope) or size_of(self.scope) or self._by_kind(list(self._row_labels(cell)), ())
        declared = percent_of(self.scope) is not None
        if relation == "difference":
            return level
        if _kind(said) == "difference":
            spare = declared and not _SURELY_SIZE.search(said) and not self._percent_is_used(said)
            return known("percent", ()) if spare else level
        rates = self._looks_like_rates(cell, in_column=in_column)
        return known("percent", ()) if declared or rates or (rates is not None and _RATE_STYLE.search(said)) else None

    def _is_difference(self, cell: Cell, labels: Sequence[str]) -> bool:
        """Whether a row of differences (증감) has below percentages what the two rows above it differ by."""
        above = [_number(row[cell.column]) for row in self.table.rows[cell.row - 2 : cell.row] if cell.column < len(row)]
        if len(above) < 2 or cell.row < self.table.header_rows + 2 or not any(_kind(label) == "difference" for label in labels):
            return False
        first, second, change = *above, _number(cell)
        return None not in (first, second, change) and second - first in (change, -change)  # type: ignore[operator]

    def _points(self) -> Declared | None:
        """What a difference of percentages is measured in: as the caption says, else percentage points."""
        declared = (unit for unit in self.scope if unit.unit.unit in ("percentage_point", "basis_point"))
        return next(declared, None) or known("percentage_point", ())

    def _row_labels(self, cell: Cell) -> Iterator[str]:
        """The words left of a cell, nearest first, its row label last: what stands in a column of units is one, too."""
        first = 0 if cell.row in self.table.continued else 1
        for other in reversed(self.table.rows[cell.row][max(first, cell.column - _LABEL_COLUMNS) : cell.column]):
            if other.text and (other.column == 0 or not any(c.isdigit() for c in other.text) or self._is_power(other)):
                yield other.text
        row = self.table.first_label(cell)
        if row is not None:
            yield row.text

    def _is_power(self, cell: Cell) -> bool:
        """Whether a cell with digits tells how many of a unit those right of it count: 1,000주, but not 1명 below 인원."""
        unit = parse_unit(cell.text)
        return unit is not None and not unit.ratio and _UNITS_HEAD.search(self._header(cell.column)) is not None

    @cached_property
    def _headers(self) -> dict[int, str]:
        """The lowest header of each column of numbers."""
        columns = dict.fromkeys(cell.column for row in self._body for cell in row[1:] if _number(cell) is not None)
        return {column: self._header(column) for column in columns}

    def _header(self, column: int) -> str:
        rows = self.table.rows[: self.table.header_rows]
        return next((row[column].text for row in reversed(rows) if column < len(row) and row[column].text), "")

    @cached_property
    def _has_levels(self) -> bool:
        return any(_kind(header) not in RELATIVE for header in self._headers.values())

    @cached_property
    def _percents(self) -> frozenset[str]:
        """The headers and labels that take the percentage of the caption for themselves."""
        texts = {*self._headers.values(), *(row[0].text for row in self._body if row)}
        return frozenset(t for t in texts if _kind(t) in ("percent", "comparison") or any(u.percent for u in declared_in(t)))

    def _percent_is_used(self, said: str) -> bool:
        return bool(self._percents - {said})

    # -- what the numbers themselves tell

    def _relation(self, cell: Cell, *, alone: bool) -> str:
        """`rate` or `difference`, where the column, or its row *alone*, follows as such from two levels; else empty."""
        if alone:
            return self._reckoned(cell.column, [self.table.rows[cell.row]])
        if cell.column not in self._relations:
            self._relations[cell.column] = self._reckoned(cell.column, self._body[:_ROWS])
        return self._relations[cell.column]

    def _reckoned(self, column: int, rows: Sequence[Sequence[Cell]]) -> str:
        levels = [number for number in range(max(1, column - _LEVELS), column) if _kind(self._header(number)) not in RELATIVE]
        rates = differences = 0
        for row in (row for row in rows if column < len(row)):
            change = _number(row[column])
            values = [value for number in levels if (value := _number(row[number])) is not None]
            if change:
                pairs = list(permutations(values, 2))
                rates += any(b > 0 and abs((a / b - 1) * 100 - change) <= _RATE for a, b in pairs)
                differences += any(a - b == change for a, b in pairs)
        if rates == differences:
            return ""
        return "rate" if rates > differences else "difference"

    def _looks_like_rates(self, cell: Cell, *, in_column: bool) -> bool | None:
        """Whether the changes have decimals where levels have none; None where a number is too large for a rate."""
        key = in_column, cell.column if in_column else cell.row
        if key not in self._styles:
            self._styles[key] = self._style(*key)
        return self._styles[key]

    def _style(self, in_column: bool, at: int) -> bool | None:
        changes, levels = [], []
        for row in self._body:
            for cell in row[1:]:
                if (value := _number(cell)) is None:
                    continue
                if (cell.column if in_column else cell.row) == at:
                    changes.append((cell.text, value))
                elif _kind(self._headers[cell.column]) not in RELATIVE:
                    levels.append(cell.text)
        if any("," in text or abs(value) >= _NO_RATE for text, value in changes):
            return None
        return any("." in text for text, _ in changes) and not any("." in text for text in levels)


def unit_cells(table: Table) -> Iterator[Cell]:
    """The cells that name a unit and state no amount, though 억원 alone could be one: `매출액, 억원`."""
    for cell in table.cells:
        if cell.text and not any(c.isdigit() for c in cell.text) and len(_named(cell.text)) == 1:
            yield cell


def changed_row(table: Table, cell: Cell) -> Cell | None:
    """The label of the row that a row of nothing but changes belongs to: that of 매출액 above `YoY` or `증가율(%)`."""
    own = table.row_label(cell)
    if own is None or not _is_change_alone(own.text):
        return None
    above = reversed(table.rows[max(table.header_rows, cell.row - _CHANGE_ROWS) : cell.row])
    return next((row[0] for row in above if row and row[0].text and not _is_change_alone(row[0].text)), None)


def _is_change_alone(label: str) -> bool:
    bracketed = _BRACKETED.fullmatch(label)
    return _CHANGE_ALONE.fullmatch(without_unit(bracketed[1] if bracketed else label)) is not None


def is_number(cell: Cell) -> bool:
    """Whether a cell is a number whose unit stands elsewhere."""
    return _number(cell) is not None


def _number(cell: Cell) -> Decimal | None:
    match = _PLAIN.fullmatch(cell.text)
    if match is None:
        return None
    value = Decimal(match["number"].replace(",", ""))
    return -value if match["sign"] and match["sign"] not in "+▲" else value


def _named(text: str) -> tuple[Declared, ...]:
    """The units that a label names in brackets, behind a comma or as its last words."""
    return declared_in(text) or ((found[1],) if (found := unit_of_words(text)) else ())


def _kind(text: str) -> str:
    kind = kind_of(text)
    return kind.unit if kind is not None else ""


def _relative(texts: Sequence[str]) -> str | None:
    """The first label that names a comparison or a difference."""
    return next((text for text in texts if _kind(text) in RELATIVE), None)


def _tells_percent(texts: Sequence[str], pattern: re.Pattern[str] | None = None) -> bool:
    """Whether one of the labels is that of a percentage; with *pattern*, one that it finds."""
    return any(_kind(text) == "percent" and (pattern is None or pattern.search(text)) for text in texts)
