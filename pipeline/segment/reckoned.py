"""
Heads that a page set at several heights and a converter wrote in another order than that of their columns.

Above rows of `102 (100.0) 2.5 2.6 2.7 2.7` stand `증감(천명) 증감률 1월 2월 3월 (%)`, `26.3월 (천명)` and `구성비 (%)`, each in a line. Which
of them heads which column the numbers tell: a share is a part of the first row's level, and a rate is that of the last change. The heads are laid
in the one order in which every row reckons so; where there are several or none, there is no table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from extractors.cells import CHANGE_RATE
from extractors.scopes import kind_of, parse_unit
from pipeline.segment.flat import HEAD_WORDS, LONGEST_LABEL, Flat, read_row
from pipeline.segment.lines import Line
from pipeline.segment.terms import PERIOD, SHARE

FEWEST_ROWS, FEWEST_PERIODS, MOST_HEADS = 3, 2, 6
"""Rows that bear out an order, periods of one run, and lines of heads."""
_UNIT = re.compile(r"\(([^()\d]{1,8})\)")
_WHEN = re.compile(
    r"['’‘]?(?:19|20)?\d{2}\.\s?\d{1,2}월말?|\d{1,2}월말?|['’‘]?(?:19|20)?\d{2}년도?|['’‘]?(?:19|20)?\d{2}[.년]\s?[1-4](?:분기|/4)"
)
_NUMBER = re.compile(r"\(?(?P<sign>[△▲\-−–+]?)(?P<digits>\d[\d,]*(?P<decimals>\.\d+)?)\)?")
_HUNDRED, _HALF = Decimal(100), Decimal("0.5")


class _Head(NamedTuple):
    """A head over one column, or over each of the periods below it."""

    text: str
    kind: str
    """`level`, `share`, `rate` or `change`."""
    periods: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return max(1, len(self.periods))


class _Number(NamedTuple):
    least: Decimal
    most: Decimal
    """What it can have been before it was rounded."""


def reckoned_table(lines: Sequence[Line], at: int) -> Flat | None:
    """The table whose scattered heads begin at line *at*, where one does."""
    dated = len(lines[at].raw) <= 2 * LONGEST_LABEL and any(len(run) >= FEWEST_PERIODS for run in _runs(lines[at]))
    if not dated or not _may_head(lines[at]):
        return None
    body = next((n for n in range(at + 1, min(len(lines), at + 1 + MOST_HEADS)) if not _may_head(lines[n])), at)
    heads = _heads(lines[at:body])
    columns = sum(head.width for head in heads)
    end, rows = body, []
    while (
        heads
        and end < len(lines)
        and lines[end].gap <= 1
        and (row := read_row(lines[end])) is not None
        and len(row.values) == columns
    ):
        rows.append([row.label, *(value.text for value in row.values)])
        end += 1
    if len(rows) < FEWEST_ROWS:
        return None
    numbers = [[_number(cell) for cell in row[1:]] for row in rows]
    orders = [order for order in permutations(heads) if _reckons(order, numbers)]
    return Flat(at, end, [*_laid(orders[0]), *rows]) if len(orders) == 1 else None


def _may_head(line: Line) -> bool:
    if line.heading or line.sign or line.gap > 1 or "|" in line.raw or len(line.raw) > 2 * LONGEST_LABEL:
        return False
    row = read_row(line)
    return row is None or not row.values


def _runs(line: Line) -> Iterator[list[str]]:
    """The periods that stand side by side in a line."""
    run: list[str] = []
    for word in HEAD_WORDS.findall(line.text):
        if _WHEN.fullmatch(word):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _heads(lines: Sequence[Line]) -> list[_Head]:
    """One head for each kind: a level, its changes over a run of periods, their rate and, where there is one, a share; else none."""
    heads: list[_Head] = []
    for line in lines:
        words: list[str] = []
        run = next((run for run in _runs(line) if len(run) >= FEWEST_PERIODS), [])
        for word in HEAD_WORDS.findall(line.text):
            if word in run:
                continue
            if _UNIT.fullmatch(word):
                open_ = next((n for n, text in enumerate(words) if _UNIT.search(text) is None), None)
                if open_ is None:
                    return []
                words[open_] = f"{words[open_]} {word}"
            else:
                words.append(word)
        found = [_Head(text, _kind(text)) for text in words]
        if run:
            over = [n for n, head in enumerate(found) if head.kind == "change"]
            if len(over) != 1:
                return []
            found[over[0]] = found[over[0]]._replace(periods=tuple(run))
        heads += found
    kinds = sorted(head.kind for head in heads)
    return heads if kinds in (["change", "level", "rate"], ["change", "level", "rate", "share"]) else []


def _kind(text: str) -> str:
    name = _UNIT.sub("", text).strip()
    if SHARE.fullmatch(name):
        return "share"
    if CHANGE_RATE.search(name):
        return "rate"
    kind = kind_of(name)
    if kind is not None and kind.unit == "difference":
        return "change"
    unit = _UNIT.search(text)
    return "level" if PERIOD.match(name) and unit is not None and parse_unit(unit[1], stated=True) is not None else ""


def _number(cell: str) -> _Number | None:
    match = _NUMBER.fullmatch(cell)
    if match is None:
        return None
    value = Decimal(match["digits"].replace(",", ""))
    value = -value if match["sign"] in "△▲-−–" and match["sign"] else value
    half = _HALF.scaleb(-max(0, len(match["decimals"] or ".") - 1))
    return _Number(value - half, value + half)


def _reckons(order: Sequence[_Head], rows: Sequence[Sequence[_Number | None]]) -> bool:
    """Whether in every row the rate is that of the last change, and the share that of the level in the first row, the total."""
    at, place = 0, {}
    for head in order:
        at += head.width
        place[head.kind] = at - 1
    for row in rows:
        level, change, rate = row[place["level"]], row[place["change"]], row[place["rate"]]
        if level is None or change is None or rate is None or level.least <= 0 or not _is_rate(level, change, rate):
            return False
        if "share" in place:
            total, share = rows[0][place["level"]], row[place["share"]]
            if total is None or share is None or total.least <= 0 or not _is_share(level, total, share):
                return False
    return True


def _is_rate(level: _Number, change: _Number, rate: _Number) -> bool:
    """Whether *rate* is that of a *change* after which the *level* is what it is, each as exact as it is written."""
    before = (level.least - change.most, level.most - change.least)
    if before[0] <= 0:
        return False
    ends = [_HUNDRED * part / whole for part in (change.least, change.most) for whole in before]
    return min(ends) <= rate.most and rate.least <= max(ends)


def _is_share(level: _Number, total: _Number, share: _Number) -> bool:
    return _HUNDRED * level.least / total.most <= share.most and share.least <= _HUNDRED * level.most / total.least


def _laid(order: Sequence[_Head]) -> list[list[str]]:
    """Two rows of heads: those of the columns, and the periods below the changes."""
    upper, lower = [""], [""]
    for head in order:
        upper += [head.text, *[""] * (head.width - 1)]
        lower += head.periods or [""]
    return [upper, lower]
