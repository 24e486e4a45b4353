"""Heads of two lines that lost their spans: which cell of the upper one stands over which columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, combinations

from extractors.scopes import RELATIVE, kind_of
from pipeline.segment.flat import PERIOD

FEWEST_SPREAD = 3
"""Rows of a table whose head stands in two lines."""
NUMBER = re.compile(r"[\s(△▲▼▽+\-–]*(?:[\d.,]+\s?(?:%p?|[가-힣]{0,3}|[A-Za-z]{0,3})\)?|N/?A|n/?a|-|–)\s*")
_PAIR = re.compile(r"[△▲▼▽+\-–]?\d[\d,.]* ?\([△▲▼▽+\-–]?\d[\d,.]* ?%?\)")
_MARK = re.compile(r"\((?P<mark>[A-Z가-하])\)$")
_FORMULA = re.compile(r"\((?P<more>[A-Z가-하]) ?[-−–] ?(?P<less>[A-Z가-하])\)$")
_MOST = 12
"""Columns of a head whose spans are sought."""


def spread_heads(rows: list[list[str]]) -> list[list[str]]:
    """
    Rows whose head of two lines lost its spans, with each cell over the columns that it heads: below `구분 | 2025년 | 2024년` stand
    `금액 | 비중 | 금액 | 비중` without a corner, and rows of five cells. Heads of unequal spans are spread where the changes beside
    them leave one way to: with `전년 대비 (C-A)` and `국회 증감 (C-B)` B and C stand below one year and A below another.
    """
    if len(rows) < FEWEST_SPREAD:
        return rows
    upper, lower, body = _filled(rows[0]), _filled(rows[1]), rows[2:]
    if any(map(_is_number, (*upper, *lower))):
        return rows
    widths = {len(_filled(row)) for row in body if any(map(_is_number, row[1:]))}
    if len(widths) != 1 or not body:
        return rows
    columns = widths.pop() - 1
    lower = lower[1:] if lower and not lower[0] else lower
    spans = _equal_spans(upper[1:], lower, columns, body) or _told_spans(upper[1:], lower, columns)
    if spans is None:
        return rows
    spread = [upper[0], *(cell for head, span in zip(upper[1:], spans, strict=True) for cell in (head, *[""] * (span - 1)))]
    return [spread, ["", *lower, *[""] * (columns - len(lower))], *body]


def _equal_spans(upper: Sequence[str], lower: Sequence[str], columns: int, body: Sequence[Sequence[str]]) -> list[int] | None:
    """As many columns for each head, where every row fills them all."""
    groups = len(upper)
    if groups < 1 or len(lower) != columns or columns <= groups or columns % groups:
        return None
    whole = all(len(_filled(row)) == columns + 1 and any(map(_is_number, row[1:])) for row in body)
    return [columns // groups] * groups if whole else None


def _told_spans(upper: Sequence[str], lower: Sequence[str], columns: int) -> list[int] | None:
    """The one way to lay *lower* below the first heads that agrees with the changes behind them, which head a column each."""
    alone = columns - len(lower)
    split = len(upper) - alone
    if alone < 1 or not 1 <= split <= len(lower) or not len(lower) <= _MOST or not all(lower):
        return None
    if [_is_change(head) for head in upper] != [False] * split + [True] * alone:
        return None
    marks = {match["mark"]: at for at, cell in enumerate(lower) if (match := _MARK.search(cell))}
    fitting = [spans for spans in _splits(len(lower), split) if _agrees(spans, upper[split:], marks)]
    return [*fitting[0], *[1] * alone] if len(fitting) == 1 else None


def _splits(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """The ways to part *total* columns into so many runs."""
    for cuts in combinations(range(1, total), parts - 1):
        yield tuple(b - a for a, b in zip((0, *cuts), (*cuts, total), strict=True))


def _agrees(spans: Sequence[int], changes: Sequence[str], marks: Mapping[str, int]) -> bool:
    """Whether each change against the year before reckons with columns of two heads, and beside such a one any other with those of one."""
    group = [sum(at >= end for end in accumulate(spans)) for at in range(sum(spans))]
    yearly = any("전년" in change for change in changes)
    for change in changes:
        match = _FORMULA.search(change)
        if match is None or match["more"] not in marks or match["less"] not in marks:
            continue
        same = group[marks[match["more"]]] == group[marks[match["less"]]]
        if yearly and same == ("전년" in change):
            return False
    return True


def _is_change(head: str) -> bool:
    kind = kind_of(head)
    return kind is not None and kind.unit in RELATIVE


def _is_number(cell: str) -> bool:
    return bool(NUMBER.fullmatch(cell) or _PAIR.fullmatch(cell)) and not PERIOD.fullmatch(cell)


def _filled(row: Sequence[str]) -> list[str]:
    """The cells of a row up to its last one that is not empty."""
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return cells
