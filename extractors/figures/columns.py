"""What a change of a table is held against where no label says so, told by the columns and rows that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.figures.places import Place
from extractors.reading import Reading
from extractors.tables import Cell, Table

_FORMULA = re.compile(r"\(([A-Z가-하]) ?[-−–] ?([A-Z가-하])\)")
_MARKED = re.compile(r"\(([A-Z가-하])\)$")
"""Heads that say of which columns theirs is the difference, and which one theirs is."""
_WAS, _IS = (
    re.compile(r"(?:변동|변경|취득|처분|행사|증자|감자)전(?:\(.{1,8}\))?"),
    re.compile(r"(?:변동|변경|취득|처분|행사|증자|감자)후(?:\(.{1,8}\))?"),
)
"""Heads of what was and what is, on either side of what changed."""


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
