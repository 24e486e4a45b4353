"""Heads of tables between pipes that lost their shape: spans, line breaks, and a corner over two columns of labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.scopes import CHANGES, kind_of
from extractors.tables import CORNER
from pipeline.segment.flat import LONGEST_CELL, PERIOD

FEWEST_SPREAD = 3
"""Rows of a table whose head stands in two lines."""
NUMBER = re.compile(r"[\s(△▲▼▽+\-–]*(?:[\d.,]+\s?(?:%p?|[가-힣]{0,3}|[A-Za-z]{0,3})\)?|N/?A|n/?a|-|–)\s*")
"""A cell that holds a number, or what stands for one that is missing."""


def laid_out(rows: list[list[str]]) -> list[list[str]]:
    """The same rows, with each head over the columns that it heads, as far as the counts of cells leave no choice."""
    return spread_heads(whole_heads(rows))


def whole_heads(rows: list[list[str]]) -> list[list[str]]:
    """
    Rows whose head was broken over lines, or whose corner stands over two columns of labels, with one cell of the head a column.

    Below `구분 | 2024(A) | 2025(B) | 증감(B-A)` stands `증감률` by itself, and rows are `손해보험 | 보험손익 | 90 | 95 | 5 | 5.6`. The
    cells right of the labels are counted: where they are not as many as the heads in all rows, nothing is moved.
    """
    body = next((number for number, row in enumerate(rows) if any(map(_is_number, row[1:]))), 0)
    head = [cell for row in rows[:body] for cell in _filled(row)]
    if not head or not _may_join(rows[:body]):
        return rows
    columns = len(head) - 1
    found = [_filled(row) for row in rows[body:]]
    labels = max(map(len, found)) - columns
    whole = [_labelled(row, labels, columns) for row in found] if labels in (1, 2) and columns > 1 else []
    if not whole or not all(whole) or (body == labels == 1):
        return rows
    return [[head[0], *[""] * (labels - 1), *head[1:]], *whole]


def _may_join(head: Sequence[Sequence[str]]) -> bool:
    """Whether rows are one head: heads below a corner, and then single ones that were broken off, none of a share of what stands before it."""
    first, *broken = map(_filled, head)
    if len(first) < 3 or not CORNER.fullmatch(first[0]) or not all(first):
        return False
    kinds = [(row, kind_of(row[0])) for row in broken if row]
    return all(len(row) == 1 and len(row[0]) <= LONGEST_CELL and kind is not None and kind.unit in CHANGES for row, kind in kinds)


def _labelled(row: Sequence[str], labels: int, columns: int) -> list[str]:
    """The cells of a row, *labels* of them before its numbers, of which one may span the others; empty where the count is another."""
    if len(row) == columns + 1 and labels > 1 and row[0]:
        row = [row[0], *[""] * (labels - 1), *row[1:]]
    numbered = [bool(NUMBER.fullmatch(cell)) for cell in row]
    fits = len(row) == labels + columns and not any(numbered[:labels]) and any(numbered[labels:]) and any(row[:labels])
    return list(row) if fits else []


def spread_heads(rows: list[list[str]]) -> list[list[str]]:
    """
    Rows whose head of two lines lost its spans, with each cell over the columns that it heads: below `구분 | 2025년 | 2024년` stand
    `금액 | 비중 | 금액 | 비중` without a corner, and rows of five cells.
    """
    if len(rows) < FEWEST_SPREAD:
        return rows
    upper, lower, body = _filled(rows[0]), _filled(rows[1]), rows[2:]
    groups, columns = len(upper) - 1, len(lower)
    whole = all(len(_filled(row)) == columns + 1 for row in body)
    if groups < 1 or columns <= groups or columns % groups or not whole or any(map(_is_number, (*upper, *lower))):
        return rows
    if not all(any(map(_is_number, row[1:])) for row in body):
        return rows
    width = columns // groups
    spread = [upper[0], *(cell for group in upper[1:] for cell in (group, *[""] * (width - 1)))]
    return [spread, ["", *lower], *body]


def _is_number(cell: str) -> bool:
    return bool(NUMBER.fullmatch(cell)) and not PERIOD.fullmatch(cell)


def _filled(row: Sequence[str]) -> list[str]:
    """The cells of a row up to its last one that is not empty."""
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return cells
