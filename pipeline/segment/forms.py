"""
Forms of filings of which one cell stands on each line: `취득금액(원)`, below it `8,200,000,000`, below that `자기자본대비(%)`, `12.3`.

A numbered line or one that names a unit is a label; a number, a date or a dash ends the row of the labels above it. A form is believed
where at least one label names the unit of the bare number that follows, or is one whose amounts are in won by the form. Two numbers behind
one label are columns of a table: such a run is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.scopes import IN_WON, is_mark, parse_unit
from pipeline.segment.flat import NOTE, SENTENCE, Flat
from pipeline.segment.lines import Line, bare_cell

LONGEST_LABEL = 60
LONGEST_VALUE = 160
"""Display columns."""
MOST_LINES = 2000
MOST_LABELS = 4
"""Labels of one row: 8. 보유현황, 취득(주), 보통주식, 비율(%)."""
FEWEST_ROWS = 2
DASH = 14
"""Rank of the sign `-`."""

_DAY = r"(?:19|20)\d{2}(?:\s?[.\-/년월]\s?\d{1,2}){2}\s?[.일]?"
_VALUE = re.compile(rf"[(△▲\-−+]{{0,2}}\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?%?\)?|\d+(?:\.\d+)?%?|[-–—−]|{_DAY}(?:\s?~\s?{_DAY})?")
_NUMBER = re.compile(r"[(△▲\-−+]{0,2}\d[\d,]*(?:\.\d+)?%?\)?")
_NUMBERED = re.compile(r"\d{1,2}(?:-\d{1,2})?\. ?\D")
_LETTER = re.compile(r"[가-힣A-Za-z]")
_UNIT = re.compile(r"\(([^()]{1,12})\)\*{0,2}$")


class _Cell(NamedTuple):
    text: str
    line: int
    value: bool
    opens: bool
    """Whether it opens an item of the form: a number or a dash stands before it."""


def form_table(lines: Sequence[Line], at: int) -> Flat | None:
    """The form whose first label is line *at*, where one begins there."""
    first = _cell(lines, at, at)
    if first is None or first.value or not (_NUMBERED.match(first.text) or _has_unit(first.text)):
        return None
    cells = list(_cells(lines, at))
    rows: list[list[str]] = []
    heads: list[list[str]] = []
    end, sure = at, False
    for start, stop in _items(cells):
        found = _rows(cells[start:stop])
        if found is None:
            break
        if stop - start == 1:
            heads += found  # of the items that follow, or of a text behind the form
            continue
        rows += [*heads, *found]
        heads, end = [], cells[stop - 1].line + 1
        sure = sure or any(_is_told(row) for row in found)
    if not sure or len(rows) < FEWEST_ROWS:
        return None
    width = max(map(len, rows))
    return Flat(at, end, [[*row, *[""] * (width - len(row))] for row in rows])


def _cells(lines: Sequence[Line], at: int) -> Iterator[_Cell]:
    for number in range(at, min(len(lines), at + MOST_LINES)):
        cell = _cell(lines, number, at)
        if cell is None:
            return
        yield cell


def _cell(lines: Sequence[Line], number: int, at: int) -> _Cell | None:
    """The one cell of a line; pipes that a converter left at its edges are none of it."""
    line = lines[number]
    text = bare_cell(line)
    if line.heading or (number > at and line.gap > 1) or not text or line.width > LONGEST_VALUE:
        return None
    value = _VALUE.fullmatch(text) is not None
    closed = NOTE.match(text) or SENTENCE.search(text) or text[0] in "[<【〈※*"
    opens = _NUMBERED.match(text) is not None or text.startswith("- ") or bool(line.sign and line.sign.rank == DASH)
    return _Cell(text, number, value, opens) if value or (_LETTER.search(text) and not closed) else None


def _items(cells: Sequence[_Cell]) -> Iterator[tuple[int, int]]:
    """The cells of each item: from a numbered label to the next; without numbers, all of them."""
    starts = [n for n, cell in enumerate(cells) if n == 0 or (cell.opens and not cell.value)]
    yield from zip(starts, [*starts[1:], len(cells)], strict=True)


def _rows(cells: Sequence[_Cell]) -> list[list[str]] | None:
    """The rows of an item; None where its cells are no labels that a value follows each."""
    rows: list[list[str]] = []
    labels: list[str] = []
    for cell in cells:
        if not cell.value:
            labels.append(cell.text)
            continue
        if not labels or len(labels) > MOST_LABELS or sum(map(_has_unit, labels)) > 1:
            return None  # two numbers behind one label, or two units above one number: columns
        rows.append([*([""] if rows and cells[0].opens else []), *labels, cell.text])
        labels = []
    if not labels:
        return rows
    if len(labels) <= 2 and len(cells) <= 2:
        return [labels]  # a label and what was filled in, in words; or a head of what follows
    if len(labels) == 2 and rows and not any(map(_has_unit, labels)):
        return [*rows, [*([""] if cells[0].opens else []), *labels]]
    return None


def _is_told(row: Sequence[str]) -> bool:
    return _NUMBER.fullmatch(row[-1]) is not None and any(_has_unit(label) or IN_WON.search(label) for label in row[:-1])


def _has_unit(label: str) -> bool:
    match = _UNIT.search(label)
    return match is not None and parse_unit(match[1]) is not None and not is_mark(label[: match.start()], match[1])
