"""What the columns and rows beside a change of a table tell: what it is held against, when it is for, and whether it is a change at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.cells import CHANGE_RATE
from extractors.figures.places import Place
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.scopes import RELATIVE, kind_of
from extractors.tables import Cell, Table

_FORMULA = re.compile(r"\(([A-Z가-하]) ?[-−–] ?([A-Z가-하])\)")
_MARKED = re.compile(r"\(([A-Z가-하])\)$")
"""Heads that say of which columns theirs is the difference, and which one theirs is."""
_WAS, _IS = (
    re.compile(r"(?:변동|변경|취득|처분|행사|증자|감자)전(?:\(.{1,8}\))?"),
    re.compile(r"(?:변동|변경|취득|처분|행사|증자|감자)후(?:\(.{1,8}\))?"),
)
"""Heads of what was and what is, on either side of what changed."""
BEFORE = re.compile(r"전[년월분기주일]|작년|지난해|직전|연초")
"""In the head of a column of changes these name what it is compared with: 전년동월비."""
_EARLIER = re.compile(r"(?:직전|[전前])\s?(?:일|거래일|영업일|주|월|분기|반기|기|[년연]도?|년\s?동(?:기|월|분기))말?")
_PRESENT = re.compile(r"(?:당|금)(?:일|주|월|분기|반기|기|[년연]도?|해)|금회|이번\s?[달주]|올해")
_BRACKET = re.compile(r"\s?[(\[][^()\[\]]*[)\]]")
_EXPECTED = re.compile(LEXICON.alternation("expectation"))
_SIGNED = re.compile(r"\(?[+\-−–△▲▼▽] ?\d")


def compared_heads(reading: Reading, table: Table, cell: Cell) -> list[Cell]:
    """
    The dated heads next left of a column of comparisons or expectations that says not when: `3Q25E` before `전년동기대비`, `컨센서스`.

    Where several stand in a row, the latest of them is the one whose value is compared.
    """
    heads = table.column_headers(cell)
    compares = any(_compares(head.text) or _EXPECTED.search(head.text) for head in heads)
    found: list[Cell] = []
    own = (t for head in heads for t in reading.times.over(head.start, head.end) if t.relation != "comparison")
    if not compares or any(any(map(str.isdigit, reading.text[time.start : time.end])) for time in own):
        return found
    for column in range(cell.column - 1, 0, -1):
        above = table.column_headers(Cell(cell.start, cell.start, "", cell.row, column))
        if any(BEFORE.match(head.text) for head in above):
            continue  # 전기실적(25.1Q), with which others are compared
        dated = [head for head in above if any(time.start_on for time in reading.times.over(head.start, head.end))]
        if found and not dated:
            break
        found += dated
    return found


def _compares(head: str) -> bool:
    """Whether a head is that of a column of changes: 증감액, 전년비, or a rate of them, which other percentages are not: 증감률."""
    kind = kind_of(head)
    return kind is not None and (kind.unit in RELATIVE or (kind.unit == "percent" and CHANGE_RATE.search(head) is not None))


def is_of_earlier(place: Place) -> bool:
    """
    Whether a column holds the levels of an earlier time, by which nothing is measured: 전일(%) beside 당일(%) or 전일대비(bp). Alone, or below a head
    that tells a change (증감률 above 전월), it may be what a change is against.
    """
    table, cell = place.table, place.cell
    heads = table.column_headers(cell) if table is not None and cell is not None else []
    if table is None or not heads or any(_compares(head.text) for head in heads[:-1]):
        return False
    if _EARLIER.fullmatch(_BRACKET.sub("", heads[-1].text)) is None:
        return False
    others = [head.text for head in _lowest(table) if head.column != heads[-1].column]
    return any(_compares(text) or _PRESENT.fullmatch(_BRACKET.sub("", text)) for text in others)


def is_signed_comparison(place: Place) -> bool:
    """Whether the column is one of comparisons some of which have a sign: -2.6 and 0.4 below 컨센서스 대비, but not 98.5 below 목표 대비."""
    table, cell = place.table, place.cell
    lowest = table.column_headers(cell)[-1:] if table is not None and cell is not None else []
    if table is None or cell is None or not lowest or (kind := kind_of(lowest[0].text)) is None or kind.unit != "comparison":
        return False
    column = (row[cell.column].text for row in table.rows[table.header_rows :] if cell.column < len(row))
    return any(_SIGNED.match(text) for text in column)


def usual_basis(reading: Reading, place: Place) -> str | None:
    """What a change of a table is against where no label says so: a year before, if neither the columns nor the rows beside tell another."""
    if _is_within_one(reading, place) or _is_of_course(place):
        return None
    return "since" if _is_between_days(reading, place) else "yoy"


def reckoned_with(table: Table, cell: Cell) -> list[Cell]:
    """The heads of the columns that a cell's own is reckoned with: those of A and B of a column that is A, B or B-A."""
    own = " ".join(header.text for header in table.column_headers(cell))
    marked = {mark[1]: head for head in _lowest(table) if (mark := _MARKED.search(head.text)) is not None}
    formulas = [found for head in _lowest(table) if (found := _FORMULA.search(head.text)) is not None]
    mark, formula = _MARKED.search(own), _FORMULA.search(own)
    for first, second in (found.groups() for found in formulas):
        if (formula is not None and formula.groups() == (first, second)) or (mark is not None and mark[1] in (first, second)):
            return [marked[letter] for letter in (second, first) if letter in marked]
    return []


def _lowest(table: Table) -> Sequence[Cell]:
    return table.rows[table.header_rows - 1] if table.header_rows else ()


def _is_of_course(place: Place) -> bool:
    """Whether a column of changes stands between those of what was and what is: 변동전, 증감, 변동후."""
    table, cell = place.table, place.cell
    if table is None or cell is None:
        return False
    lowest = [head.text.replace(" ", "") for head in _lowest(table)]
    beside = lowest[cell.column - 1 : cell.column + 2] if 0 < cell.column < len(lowest) - 1 else []
    return len(beside) == 3 and _WAS.fullmatch(beside[0]) is not None and _IS.fullmatch(beside[2]) is not None


def _is_between_days(reading: Reading, place: Place) -> bool:
    """Whether a row of changes stands below two rows of a day each: 직전보고서 2026.05.25, 이번보고서 2026.09.02, 증감."""
    table, cell = place.table, place.cell
    if table is None or cell is None or cell.row < table.header_rows + 2:
        return False
    labels = [row[0] for row in table.rows[cell.row - 2 : cell.row] if row]
    return len(labels) == 2 and all(
        any(time.grain == "day" for time in reading.times.over(label.start, label.end)) for label in labels
    )


def _is_within_one(reading: Reading, place: Place) -> bool:
    """Whether a column of changes reckons with two of one head or year: `국회 증감 (C-B)` beside `정부안 (B)` and `최종 (C)` below 2025년."""
    table, cell = place.table, place.cell
    if table is None or cell is None:
        return False
    marks = _FORMULA.search(" ".join(header.text for header in table.column_headers(cell)))
    if marks is None:
        return False
    above = {}
    for head in (header for row in table.rows[: table.header_rows] for header in row):
        marked = _MARKED.search(head.text)
        if marked is None:
            continue
        if len(heads := table.column_headers(head)) > 1:
            above[marked[1]] = heads[0].text
        elif times := reading.times.over(head.start, head.end):
            above[marked[1]] = str(times[0].start_on)
    first, second = above.get(marks[1]), above.get(marks[2])
    return first is not None and first == second
