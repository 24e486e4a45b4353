"""Heads of tables between pipes that lost their shape: spans, line breaks, and a corner over two columns of labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, combinations, takewhile

from extractors.scopes import CHANGES, RELATIVE, declared_in, kind_of
from extractors.tables import CORNER
from pipeline.segment.flat import LONGEST_CELL
from pipeline.segment.spans import NUMBER, TOTAL, unmerged
from pipeline.segment.stacked import one_spans
from pipeline.segment.terms import PERIOD, noted_levels

FEWEST_SPREAD = 3
"""Rows of a table whose head stands in two lines."""
_PAIR = re.compile(r"[△▲▼▽+\-–]?\d[\d,.]* ?\([△▲▼▽+\-–]?\d[\d,.]* ?%?\)")
_MARK = re.compile(r"\((?P<mark>[A-Z가-하])\)$")
_FORMULA = re.compile(r"\((?P<more>[A-Z가-하]) ?[-−–] ?(?P<less>[A-Z가-하])\)$")
_UNITS = re.compile(r"[(\[]?\s?단위\s?[:：]")
_STRUCK = re.compile(r"\(\s?(?:기준일|작성기준일)")
"""What opens the row above a table of a filing that says as of when it is: (기준일 : | 2031년 6월 30일 | ) | (단위 : 주)."""
_MOST, _TWO_LABELS = 12, 2
"""Columns of a head whose spans are sought; columns of labels."""


def laid_out(rows: list[list[str]]) -> list[list[str]]:
    """The same rows, with each head over the columns that it heads, as far as the counts of cells leave no choice."""
    first = _filled(rows[0])
    titled = len(first) <= _TWO_LABELS or _STRUCK.match(first[0]) is not None
    if titled and len(rows) > _TWO_LABELS and _UNITS.match(first[-1]):
        return [[" ".join(first)], *laid_out(rows[1:])]  # 1. 실적내용 | 단위 : 억원, %
    laid = spread_heads(whole_heads(right_aligned(_dated(rows))))
    return laid if laid != rows else unmerged(rows)


def _dated(rows: list[list[str]]) -> list[list[str]]:
    """Rows whose second one holds nothing but the periods in brackets of the first: `당기실적 | 전년동기대비(%)` above `('24.2Q)`."""
    notes = [cell for cell in rows[1] if cell] if len(rows) > FEWEST_SPREAD else []
    noted = noted_levels(_filled(rows[0])[1:], notes)
    return [[rows[0][0], *noted], *rows[2:]] if noted else rows


def right_aligned(rows: list[list[str]]) -> list[list[str]]:
    """
    Rows from which the cells that span rows are missing, with empty ones in their place: below `지역 | 품목 | 출하액` and
    `동부 | 사과 | 120` stands `배 | 80`.

    The numbers at the right are counted, which are the same in every row, and as many of the last heads are theirs; of the labels before
    them the first are missing, or all but the first in the row of a total. Where the rows have one cell more than the heads, the first
    of these spans two columns of labels, if it and none that follows it but those of the numbers may be one of a label.
    """
    head, body = rows[0], [_filled(row) for row in rows[1:]]
    if not all(head) or any(map(NUMBER.fullmatch, head[1:])) or len(body) < 2 or not all(row and all(row) for row in body):
        return rows
    counts = [sum(1 for _ in takewhile(NUMBER.fullmatch, reversed(row))) for row in body]
    labels = [len(row) - count for row, count in zip(body, counts, strict=True)]
    most, count = max(labels), counts[0]
    told = len(head) - count
    if len(set(counts)) > 1 or not count or labels[0] != most or min(labels) in (0, most) or told < 1 or most < 2:
        return rows
    if any(NUMBER.fullmatch(cell) for row in body for cell in row[:-count]) or most - told not in (0, 1):
        return rows
    if most > told and ([kind_of(cell) is not None for cell in head] != [False] * told + [True] * count):
        return rows
    whole = [_widened(row, len(row) - count, most) for row in body]
    return [[head[0], *[""] * (most - told), *head[1:]], *whole]


def _widened(row: Sequence[str], labels: int, most: int) -> list[str]:
    """A row of so many *labels* before its numbers, with empty cells up to *most* of them."""
    missing = [""] * (most - labels)
    return [row[0], *missing, *row[1:]] if labels == 1 and TOTAL.fullmatch(row[0]) else [*missing, *row]


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
    turns = labels == _TWO_LABELS and _turns(found, columns)
    whole = [_labelled(row, labels, columns, turns) for row in found] if labels in (1, 2) and columns > 1 else []
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


def _turns(rows: Sequence[Sequence[str]], columns: int) -> bool:
    """Whether two labels take turns below each thing, of which only the first has the thing in its row: 매출액, 당해실적; 누계실적."""
    first, second = rows[::2], rows[1::2]
    whole = len(first) > 1 and len(first) == len(second) and all(len(row) == columns + _TWO_LABELS for row in first)
    below = {row[0] for row in second if len(row) == columns + 1}
    return whole and all(len(row) == columns + 1 for row in second) and len(below) == len({row[1] for row in first}) == 1


def _labelled(row: Sequence[str], labels: int, columns: int, turns: bool) -> list[str]:
    """The cells of a row, *labels* of them before its numbers, of which one may span the others; empty where the count is another."""
    if len(row) == columns + 1 and labels > 1 and row[0]:
        below = turns or (
            kind_of(row[0]) is not None and not TOTAL.fullmatch(row[0])
        )  # 지원한도 below the thing that spans its row
        row = [*[""] * (labels - 1), *row] if below else [row[0], *[""] * (labels - 1), *row[1:]]
    numbered = [bool(NUMBER.fullmatch(cell)) for cell in row]
    fits = len(row) == labels + columns and not any(numbered[:labels]) and any(numbered[labels:]) and any(row[:labels])
    return list(row) if fits else []


def spread_heads(rows: list[list[str]]) -> list[list[str]]:
    """
    Rows whose head of two lines lost its spans, with each cell over the columns that it heads: below `구분 | 2025년 | 2024년` stand
    `금액 | 비중 | 금액 | 비중` without a corner, and rows of five cells. Heads of unequal spans are spread where the changes beside
    them leave one way to: with `전년 대비 (C-A)` and `국회 증감 (C-B)` B and C stand below one year and A below another.
    """
    if len(rows) > FEWEST_SPREAD and len(_filled(rows[0])) == 1 and declared_in(rows[0][0]):
        return [rows[0], *spread_heads(rows[1:])]  # the unit of the table, set as its first row
    if len(rows) < FEWEST_SPREAD:
        return rows
    upper, lower, body = _filled(rows[0]), _filled(rows[1]), rows[2:]
    if any(map(_is_number, (*upper, *lower))):
        return rows
    if width := _halved(upper, lower, body):
        return [[cell for head in upper for cell in (head, *[""] * (width - 1))], lower, *body]
    widths = {len(_filled(row)) for row in body if any(map(_is_number, row[1:]))}
    if len(widths) != 1 or not body:
        return rows
    columns = widths.pop() - 1
    lower = lower[1:] if lower and not lower[0] else lower
    if (heads := one_spans(upper, lower, columns)) is not None:
        return [*heads, *body]
    spans = _equal_spans(upper[1:], lower, columns, body) or _told_spans(upper[1:], lower, columns)
    if spans is None:
        return rows
    spread = [upper[0], *(cell for head, span in zip(upper[1:], spans, strict=True) for cell in (head, *[""] * (span - 1)))]
    return [spread, ["", *lower, *[""] * (columns - len(lower))], *body]


def _halved(upper: Sequence[str], lower: Sequence[str], body: Sequence[Sequence[str]]) -> int:
    """
    How many columns stand below each head of tables set side by side, as the lower line says the same labels below each: `수출 | 수입` above
    `품목 | 금액 | 증감률 | 품목 | 금액 | 증감률`; 0 where it does not.
    """
    width = len(lower) // len(upper) if len(upper) > 1 and len(lower) % len(upper) == 0 else 0
    whole = width > 1 and all(upper) and all(lower) and list(lower) == [*lower[:width]] * len(upper)
    labels = [row[at] for row in body for at in range(0, len(row), width)] if whole else []
    return width if whole and len(set(lower[:width])) == width and not any(map(_is_number, labels)) else 0


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
    width = len(lower) // split
    if width > 1 and list(lower) == [*lower[:width]] * split and all(map(PERIOD.fullmatch, upper[:split])):
        return [*[width] * split, *[1] * alone]  # 예산액, 구성비 below each year
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
