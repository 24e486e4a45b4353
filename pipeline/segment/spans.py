"""Tables between pipes whose merged cells a converter wrote once: heads over several columns, labels beside several rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from extractors.scopes import declared_in, kind_of
from extractors.tables import CORNER
from pipeline.segment.stacked import END_OF_RANGE, REMARK
from pipeline.segment.terms import PERIOD

TOTAL = re.compile(r"(?:단순|누)?(?:[총합소]\s?)?계|총\s?합계?|합\s?산")
"""The label of a row that adds up the others."""
_CHANGE = re.compile(r"증\s?감")
"""The label of a row that says by how much the two above it differ."""
NUMBER = re.compile(r"[\s(△▲▼▽+\-–]*(?:[\d.,]+\s?(?:%p?|[가-힣]{0,3}|[A-Za-z]{0,3})\)?|N/?A|n/?a|-|–)\s*")
"""A cell of nothing but a number, or without one."""
_BLANK = frozenset(("", "-", "–"))
_DAY = re.compile(r"(?:19|20)\d\d\s?[년.\-/]\s?\d{1,2}\s?[월.\-/]\s?\d{1,2}(?:일|\.)?")
_ITEM = re.compile(r"\d{1,2}\. ?\D")
_FIELD = re.compile(r"\S ?\((?:원|주|%|명|배)(?:/주)?\)$")
"""The label of a field of a form with its unit, whose rows have no columns in common: 5. 배당금총액(원)."""
_OPENS, _CLOSES = re.compile(r"기초|전[기년월]말|변동\s?전"), re.compile(r"기말|당[기년월]말|변동\s?후")
_BALANCE = 4
"""Columns of a stock that is carried forward: 기초, 증가, 감소, 기말; one fewer where one of them is the change."""
_MINUS = frozenset("(△▲▼▽-–−")
_FRACTION, _GROUPED = re.compile(r"[\d,]*\.\d+"), re.compile(r"\d{1,3}(?:,\d{3})+")
_NARROWEST = 3
"""Columns of a table that spans are sought in."""

Rows = list[list[str]]


def unmerged(rows: Rows) -> Rows:
    """
    *rows* with empty cells for the places that a merged cell takes besides its first; as they are where these are not told in one way.

    The longest rows tell how many columns there are and which of them hold numbers. A shorter one has lost the labels that span rows, if
    only so its numbers stand in those columns: `우선주 | 40 | 50` below `가온 | 보통주 | 700 | 800`. Of two rows of heads the lower
    stands below as many of the upper as leaves a column for each of the others.
    """
    body = next((at for at, row in enumerate(rows) if any(map(_is_number, row[1:]))), 0)
    heads = [_trimmed(row) for row in rows[:body]]
    if any(_ITEM.match(head[0]) for head in heads if head) or any(_FIELD.search(cell) for row in rows[body:] for cell in row):
        return rows
    width = max((len(_unopened(_trimmed(row))) for row in rows[body:] if _numbers(row)), default=0)
    found = [_unopened(row if len(row) < width else _trimmed(row)) if _numbers(row) else row for row in rows[body:]]
    if (
        not 1 <= len(heads) <= 2
        or width < _NARROWEST
        or not all(all(head[number == 0 :]) for number, head in enumerate(heads))
        or width == max(map(len, heads)) == len(heads[0])
    ):
        return rows
    whole = [row for row in found if len(row) == width and _numbers(row)]
    laid = [_placed(row, whole, width) if _numbers(row) else row for row in found]
    if not all(laid):
        return rows
    labels = next((at for at in range(width) if _is_numeric(whole, at)), width)
    spread = _spread(heads, [row for row in laid if len(row) == width], labels) if labels else None
    return [*spread, *laid] if spread is not None else rows


def _placed(row: list[str], whole: Sequence[Sequence[str]], width: int) -> list[str]:
    """A row with empty cells for the labels that it lost, or for the remarks behind its numbers; empty where it is not sure which."""
    lost = width - len(row)
    if not lost:
        return row
    below = TOTAL.fullmatch(row[0]) or _CHANGE.fullmatch(row[0])
    shifted = [row[0], *[""] * lost, *row[1:]] if below else [*[""] * lost, *row]
    remarks = not any(_is_numeric(whole, at) for at in range(len(row), width))
    ways = [shifted, *([[*row, *[""] * lost]] if remarks else [])]
    fits = [cells for cells in ways if _fits(cells, whole)]
    return fits[0] if len(fits) == 1 else []


def _fits(row: Sequence[str], whole: Sequence[Sequence[str]]) -> bool:
    """Whether each number stands in a column of numbers, and each word in one of words."""
    return all(
        cell in _BLANK or _is_blank(whole, at) or _is_figure(cell) == _is_numeric(whole, at) for at, cell in enumerate(row)
    )


def _is_blank(whole: Sequence[Sequence[str]], column: int) -> bool:
    return all(row[column] in _BLANK for row in whole)


def _is_numeric(whole: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column holds numbers, in the rows where it holds anything."""
    return all(_is_figure(row[column]) or row[column] in _BLANK for row in whole) and not _is_blank(whole, column)


def _is_figure(cell: str) -> bool:
    """Whether a cell holds a number that is no day."""
    return NUMBER.fullmatch(cell) is not None and not _DAY.fullmatch(cell)


def _spread(heads: Sequence[Sequence[str]], body: Sequence[Sequence[str]], labels: int) -> Rows | None:
    """The rows of heads over the columns of *body*, of which the first so many hold *labels*; None where there is no way, or another one."""
    width = len(body[0])
    if len(heads) == 1:
        return _over_labels(heads[0], width, labels)
    upper, lower = heads
    for corner in range(1, labels + 1):
        alone = width - corner - len(lower)
        groups = len(upper) - 1 - alone
        if alone < 0 or groups < 1 or len(lower) % groups or len(lower) == groups:
            continue
        span = len(lower) // groups
        ways = list(_ways(upper, lower, corner, groups, alone))
        fitting = [way for way in ways if _agree(_names(way), body, corner)]
        told = fitting if len(fitting) == 1 else [way for way in fitting if _carries(way, body)]
        if len(told) == 1 and span > 1:
            return told[0]
    return None


def _over_labels(head: Sequence[str], width: int, labels: int) -> Rows | None:
    """One row of heads, or one whose first stands over two columns of labels: 사업부문 above `제조 | 펌프`."""
    missing, first = width - len(head), head[0]
    if missing == 0:
        return [list(head)]
    kind = kind_of(first)
    over = CORNER.fullmatch(first) is not None or (not PERIOD.fullmatch(first) and kind is None)
    sized = all(PERIOD.fullmatch(name) or kind_of(name) is not None for name in head[labels - missing :])
    if missing != 1 or labels < 1 + missing or not over or not sized:
        return None
    return [[first, *[""] * missing, *head[1:]]]


def _ways(upper: Sequence[str], lower: Sequence[str], corner: int, groups: int, alone: int) -> Iterator[Rows]:
    """The ways to lay *lower* below so many neighbours of *upper*, each with as many columns; a total or a remark spans nothing."""
    span = len(lower) // groups
    for before in range(alone + 1):
        above, below = [upper[0], *[""] * (corner - 1)], [""] * corner
        parts = iter(lower)
        for at, head in enumerate(upper[1:]):
            spans = before <= at < before + groups
            above += [head, *[""] * (span - 1)] if spans else [head]
            below += [next(parts) for _ in range(span)] if spans else [""]
        if not any(TOTAL.fullmatch(head) or REMARK.fullmatch(head) for head in upper[1 + before : 1 + before + groups]):
            yield [above, below]


def _names(way: Rows) -> list[str]:
    """What heads each column by itself: the lower head, or else the upper one."""
    return [below or above for above, below in zip(*way, strict=True)]


def _agree(names: Sequence[str], body: Sequence[Sequence[str]], first: int) -> bool:
    """Whether no head of a size or a share stands over days or words, and none of a day, a term or a remark over amounts."""
    for at, name in enumerate(names[first:], first):
        kind = kind_of(name)
        cells = [row[at] for row in body if row[at] not in _BLANK]
        words = bool(cells) and not any(map(_is_figure, cells))
        if any(_differs(name, cell) for cell in cells):
            return False
        if kind is None or not cells:
            continue
        if kind.unit == "none" and any(map(_is_amount, cells)):
            return False
        if kind.unit != "none" and words:
            return False
    ends = [at for at, name in enumerate(names) if END_OF_RANGE.fullmatch(name)]
    return all(_DAY.fullmatch(row[at]) or row[at] in _BLANK for at in ends for row in body)


def _differs(name: str, cell: str) -> bool:
    """Whether a number cannot be what the unit of its head counts: a fraction of a share, or a stake of 6,052,211 percent."""
    units = declared_in(name)
    if len(units) != 1:
        return False
    counted = units[0].unit.dimension == "count" and units[0].scale == 1
    return (counted and _FRACTION.fullmatch(cell) is not None) or (units[0].percent and _GROUPED.fullmatch(cell) is not None)


def _carries(way: Rows, body: Sequence[Sequence[str]]) -> bool:
    """
    Whether the lower heads tell of a stock from its opening to its close, and the numbers below them add up: 기초 + 증가 - 감소 = 기말, or
    변동전 + 증감 = 변동후.
    """
    at = next((at for at, name in enumerate(way[1]) if name), 0)
    names = list(takewhile(bool, way[1][at : at + _BALANCE]))
    if len(names) < _BALANCE - 1 or not _OPENS.match(names[0]) or not _CLOSES.match(names[-1]):
        return False
    if len(names) == _BALANCE - 1 and not _CHANGE.match(names[1]):
        return False
    sums = [[_value(cell) for cell in row[at : at + len(names)]] for row in body]
    if len(names) == _BALANCE:
        return all(opening + abs(more) - abs(less) == close for opening, more, less, close in sums)
    return all(opening + change == close for opening, change, close in sums)


def _value(cell: str) -> Decimal:
    """The number of a cell with its sign; nothing counts as 0."""
    digits = re.sub(r"[^\d.]", "", cell).strip(".")
    value = Decimal(digits) if digits.count(".") < 2 and digits else Decimal(0)
    return -value if cell.lstrip()[:1] in _MINUS else value


def _is_amount(cell: str) -> bool:
    return cell not in _BLANK and _is_figure(cell)


def _is_number(cell: str) -> bool:
    return _is_figure(cell) and not PERIOD.fullmatch(cell)


def _numbers(row: Sequence[str]) -> bool:
    return len(row) > 1 and any(map(_is_number, row[1:]))


def _trimmed(row: Sequence[str]) -> list[str]:
    """The cells of a row up to its last one that is not empty."""
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _unopened(row: list[str]) -> list[str]:
    """A row without the empty cells that open it."""
    return row[next(at for at, cell in enumerate(row) if cell) :]
