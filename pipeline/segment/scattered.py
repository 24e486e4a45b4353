"""
Tables of which a converter left each cell in a line of its own, the heads among them, and the brackets below numbers beside or below these.

What stands in which column the numbers tell: those of the last columns are the rates at which the first level differs from one other each,
and every such column has the one head that compares with that level's: the quarter before, the same a year before, or a mean of years. Where
the rows have not as many numbers, or the heads can be laid in several ways or none, there is no table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.cells import CHANGE_RATE
from extractors.tables import CORNER
from pipeline.segment.flat import NOTE, SENTENCE, WORDS, Flat, announces
from pipeline.segment.lines import Line

FEWEST_ROWS, FEWEST_RATES, MOST_LINES, LONGEST = 2, 2, 4000, 60
"""Rows, rates, lines of a table, and characters of a line."""
_AMOUNT = re.compile(r"[△▲\-−–]?\d[\d,]*(?:\.\d+)?")
_BRACKET = re.compile(r"\([△▲\-−–]?\d[\d,]*(?:\.\d+)?\)")
_COMPARES = re.compile(r"(?P<head>.*?대비)(?:\s(?P<label>.+))?")
_OVER_PERIODS = re.compile(r"(?P<over>(?:분기|월|연도|년도|연)별)\s(?P<rest>.+)")
"""A line with what stands over the periods, and behind it what stands over the mean of years, which is the last of the levels then."""
_PERIOD = re.compile(r"['’‘]?(?:19|20)?(?P<year>\d{2})년(?:\s?(?:(?P<quarter>[1-4])분기|(?P<month>\d{1,2})월))?")
_BEFORE, _YEAR_BEFORE, _MEAN = re.compile(r"전(?:분기|월|기)(?!\s?동)"), re.compile(r"전년|작년|전기\s?동"), re.compile(r"평균")
_HUNDRED, _OFF = Decimal(100), Decimal("0.06")
"""Percent that a rate may be off, by being rounded."""


class _Cells(NamedTuple):
    """What the lines of a table hold."""

    heads: list[str]
    rows: list[list[str]]
    brackets: list[list[str]]
    end: int


def scattered_table(lines: Sequence[Line], at: int) -> Flat | None:
    """The table whose heads begin at line *at*, right below the unit, where one does."""
    if at == 0 or not announces(lines[at - 1].text) or any(map(_AMOUNT.fullmatch, lines[at].text.split())):
        return None
    cells = _cells(lines, at)
    if cells is None:
        return None
    heads = _laid(cells.heads, [[_value(cell) for cell in row[1:]] for row in cells.rows])
    if heads is None:
        return None
    whole = [all(column) for column in zip(*cells.brackets, strict=True)]
    left = [bracket for row in cells.brackets for bracket, kept in zip(row, whole, strict=True) if bracket and not kept]
    rows = [
        [row[0], *(f"{cell} {bracket}" if kept else cell for cell, bracket, kept in zip(row[1:], brackets, whole, strict=True))]
        for row, brackets in zip(cells.rows, cells.brackets, strict=True)
    ]
    return Flat(at, cells.end, [*heads, *rows], " ".join(left))


def _cells(lines: Sequence[Line], at: int) -> _Cells | None:
    """The heads, and of each row its label and numbers, with the bracket behind each number; None where rows have not as many numbers."""
    heads: list[str] = []
    rows: list[list[str]] = []
    brackets: list[list[str]] = []
    end = at
    for number in range(at, min(len(lines), at + MOST_LINES)):
        line = lines[number]
        if line.gap > 1 or line.sign or "|" in line.raw or len(line.raw) > LONGEST or NOTE.match(line.text):
            break
        if SENTENCE.search(line.text) or announces(line.text):
            break
        words: list[str] = []
        for match in WORDS.finditer(line.text):
            word = match[0]
            if _AMOUNT.fullmatch(word) and not (rows and not words):
                told = _COMPARES.fullmatch(" ".join(words))
                if told is not None and told["label"] and not rows:
                    heads.append(told["head"])
                    words = told["label"].split()
                if not words:
                    return None
                rows.append([" ".join(words), word])
                brackets.append([""])
                words = []
            elif _AMOUNT.fullmatch(word):
                rows[-1].append(word)
                brackets[-1].append("")
            elif _BRACKET.fullmatch(word) and rows and not words:
                if brackets[-1][-1]:
                    return None
                brackets[-1][-1] = word
            else:
                words.append(word)
        if words:
            heads.append(" ".join(words))
        end = number + 1
    whole = len(rows) >= FEWEST_ROWS and len({len(row) for row in rows}) == 1
    return _Cells(heads, rows, brackets, end) if whole else None


def _laid(heads: Sequence[str], rows: Sequence[Sequence[Decimal]]) -> list[list[str]] | None:
    """Two rows of heads over the numbers of *rows*: the levels, and the comparisons below what groups them; None where they cannot be told."""
    corner = [head for head in heads if CORNER.match(head)]
    groups = [head for head in heads if CHANGE_RATE.match(head)]
    compared = [head for head in heads if head.endswith("대비")]
    periods = [head for head in heads if _PERIOD.fullmatch(head)]
    rest = [head for head in heads if head not in (*corner, *groups, *compared, *periods)]
    over = next(filter(None, map(_OVER_PERIODS.fullmatch, rest)), None)
    mean = " ".join(over["rest"] if over is not None and head == over[0] else head for head in rest)
    levels = len(rows[0]) - len(compared)
    if len(corner) > 1 or len(groups) != 1 or len(compared) < FEWEST_RATES or levels != len(periods) + bool(mean):
        return None
    bases = [_base(rows, levels, rate) for rate in range(levels, len(rows[0]))]
    ways = []
    for place in range(levels - 1 if over is not None else 1, levels) if mean else [0]:
        upper = [*periods[:place], mean, *periods[place:]] if mean else periods
        lower = [_comparison(upper, base, compared, place if mean else None) for base in bases]
        if sorted(filter(None, lower)) == sorted(compared):
            ways.append((upper, lower))
    if len(ways) != 1:
        return None
    upper, lower = ways[0]
    first = [over["over"] if over is not None else "", *[""] * (len(periods) - 1)]
    told = [*first, mean] if over is not None else [""] * levels
    return [
        [*(corner or [""]), *told, groups[0], *[""] * (len(lower) - 1)],
        ["", *(head if head not in told else "" for head in upper), *(head or "" for head in lower)],
    ]


def _base(rows: Sequence[Sequence[Decimal]], levels: int, rate: int) -> int | None:
    """The one level from which the first differs in every row by what the column *rate* says."""
    fitting = [
        base
        for base in range(1, levels)
        if all(row[base] > 0 and abs((row[0] / row[base] - 1) * _HUNDRED - row[rate]) <= _OFF for row in rows)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _comparison(upper: Sequence[str], base: int | None, compared: Sequence[str], mean: int | None) -> str | None:
    """The head that compares the first level with that of column *base*."""
    if base is None:
        return None
    pattern: re.Pattern[str] | None = _MEAN
    if base != mean:
        first, other = _PERIOD.fullmatch(upper[0]), _PERIOD.fullmatch(upper[base])
        if first is None or other is None:
            return None
        back = _index(first) - _index(other)
        parts = 4 if first["quarter"] else 12 if first["month"] else 1
        pattern = _YEAR_BEFORE if back == parts else _BEFORE if back == 1 else None
    fitting = [
        head for head in compared if pattern is not None and pattern.search(head) and (pattern is _MEAN or not _MEAN.search(head))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _index(period: re.Match[str]) -> int:
    """The number of a quarter, month or year among those of its kind."""
    year = int(period["year"])
    if period["quarter"]:
        return year * 4 + int(period["quarter"])
    return year * 12 + int(period["month"]) if period["month"] else year


def _value(cell: str) -> Decimal:
    digits = cell.lstrip("△▲-−–")
    value = Decimal(digits.replace(",", ""))
    return value if digits == cell else -value
