"""
Rows below the caption of one unit whose heads nobody can lay over their columns: every number has that unit, and the label before it.

What filings of the market are flattened to: `(단위 : 주)`, broken heads, and then `1. 이익소각 2,400 2,400 자기주식 소각`; or a balance
sheet whose two sides came out in turn, `Ⅰ. 유동부채` above its number. Where the heads name periods, rates or comparisons, a column would
change what its numbers are, and nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.scopes import declared_in, kind_of
from pipeline.segment.flat import LONGEST_LABEL, NOTE, SENTENCE, VALUE, Flat, announces
from pipeline.segment.lines import Line
from pipeline.segment.terms import COMPARISON, PERIOD

MOST_HEADS, MOST_LABELS = 4, 6
"""Lines of heads, and of labels between two rows with numbers."""
MOST_ROWS = 2000
FEWEST_ROWS = 3
"""Rows with an amount in groups of three."""
LONGEST_LINE = 400

_WIDE = re.compile(r"\s{2,}|\t\s*")
_AMOUNT = re.compile(r"\(?[△▲\-−]?\d{1,3}(?:,\d{3})+\)?")
_PLAIN = re.compile(r"\(?[△▲\-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,3})\)?|[-–—−]")
_LETTER = re.compile(r"[가-힣A-Za-z]")
_SIZES = frozenset({"", "money", "number", "none", "difference", "comparison", "주", "대", "건", "명"})
"""The kinds of heads (labels.csv) below which a number keeps the unit of the caption."""

_Row = list[str]


def unheaded_table(lines: Sequence[Line], at: int) -> Flat | None:
    """The table whose heads begin at line *at*, right below the caption of its one unit; None where there is none."""
    units = declared_in(lines[at - 1].text) if at and lines[at].gap <= 1 and announces(lines[at - 1].text) else ()
    if len(units) != 1 or units[0].ratio or units[0].bound_to:
        return None
    heads = _heads(lines, at)
    if heads is None:
        return None
    periods, body = heads
    rows: list[_Row] = []
    end, whole = body, 0
    for number in range(body, min(len(lines), body + MOST_ROWS)):
        found = list(_rows(lines[number].raw)) if _belongs(lines[number]) else []
        if not found or number - end >= MOST_LABELS:
            break
        if not found[0][0]:  # a number alone belongs to the label above it
            if not rows or len(rows[-1]) > 1 or len(found[0]) > 2:
                return None
            rows[-1].append(found.pop(0)[1])
            end, whole = number + 1, len(rows)
        rows += found
        if any(len(row) > 1 for row in found):
            end, whole = number + 1, len(rows)
        if len(rows[-1]) == 1 and end == number + 1:
            whole = len(rows)
    rows = rows[:whole]
    counts = [sum(map(bool, map(_PLAIN.fullmatch, row[1:]))) for row in rows]
    amounts = sum(any(map(_AMOUNT.fullmatch, row[1:])) for row in rows)
    if amounts < FEWEST_ROWS or (periods and max(counts) > 1):
        return None
    width = max(map(len, rows))
    head = " ".join(line.text for line in lines[at:body])
    return Flat(at, end, [[head, *[""] * (width - 1)], *([*row, *[""] * (width - len(row))] for row in rows)])


def _heads(lines: Sequence[Line], at: int) -> tuple[int, int] | None:
    """How many periods the lines of heads name, and where the rows begin; None where they are no heads of sizes in one unit."""
    body = at
    while body < len(lines) and body - at <= MOST_HEADS and _belongs(lines[body]) and not _has_value(lines[body].raw):
        body += 1
    words = [word for line in lines[at:body] for word in line.raw.split()]
    told = (kind_of(word) for word in words)
    ratios = any(kind is not None and kind.unit not in _SIZES for kind in told)
    if not 0 < body - at <= MOST_HEADS or ratios or any("%" in word or COMPARISON.fullmatch(word) for word in words):
        return None
    periods = sum(bool(PERIOD.fullmatch(word)) for word in words)
    return (periods, body) if periods <= 1 else None


def _belongs(line: Line) -> bool:
    if (
        line.heading
        or line.gap > 1
        or len(line.raw) > LONGEST_LINE
        or "|" in line.raw
        or NOTE.match(line.text)
        or announces(line.text)
    ):
        return False
    return not (SENTENCE.search(line.text) and len(line.raw) > LONGEST_LABEL)


def _has_value(raw: str) -> bool:
    return any(map(_AMOUNT.fullmatch, raw.split()))


def _rows(raw: str) -> Iterator[_Row]:
    """
    The rows of a line, each a label with its numbers and the remark behind them; a label alone has no number, a number alone no label. Nothing
    where a number has another unit, or the line is no row.
    """
    wide = _WIDE.search(raw) is not None
    cells = [cell.strip() for cell in _WIDE.split(raw)] if wide else raw.split()
    kinds = [_PLAIN.fullmatch(cell) is not None for cell in cells]
    if any(VALUE.fullmatch(cell) and any(map(str.isdigit, cell)) and not plain for cell, plain in zip(cells, kinds, strict=True)):
        return
    row: _Row = [""]
    rows: list[_Row] = []
    for cell, value in zip(cells, kinds, strict=True):
        if value and (row[0] or not rows):
            row.append(cell)
        elif len(row) == 1:
            row[0] = f"{row[0]} {cell}".strip()
        elif wide:
            rows.append(row)
            row = [cell]
        else:
            break
    rows.append(row)
    if not wide and len(row) > 1 and (rest := cells[len(row[0].split()) + len(row) - 1 :]):
        if any(kinds[len(cells) - len(rest) :]) and any(map(_AMOUNT.fullmatch, rest)):
            return  # 매출 1,200 영업이익 90
        row.append(" ".join(rest))
    if all(len(row[0]) <= LONGEST_LABEL and (_LETTER.search(row[0]) or not row[0]) for row in rows):
        yield from rows
