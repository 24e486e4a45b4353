"""Tables of levels with their rates of growth between them, whose heads lost their places: the numbers tell which column is which.

A page sets 증감률 below or above the years, each in a line of its own. Which head stands where is then told by arithmetic: in every row
each rate follows from the level right before it and the level before that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from extractors.tables import CORNER
from pipeline.segment.flat import Flat, read_row
from pipeline.segment.lines import Line
from pipeline.segment.terms import COMPARISON, PERIOD

FEWEST_LEVELS, FEWEST_ROWS = 3, 2
"""Levels and rows that bear out a table."""
MOST_HEADS = 24
"""Lines of heads."""
_PERCENT = re.compile(r"[(\[]?%[)\]]?")
_PLAIN = re.compile(r"[△▲▼\-−–]?\d[\d,]*(?:\.\d+)?")
_OFF = Decimal("0.11")
"""What a rate may be off, in percent: both levels and the rate itself are rounded."""
_Heads = list[tuple[str, str]]
"""The kind and the text of each head, in text order."""


def grown_table(lines: Sequence[Line], at: int) -> Flat | None:
    """The table whose heads begin at line *at*, where the rows below them are such levels and rates."""
    heads: _Heads = []
    body = at
    while body < len(lines) and body - at < MOST_HEADS and (body == at or lines[body].gap <= 1) and (told := _heads(lines[body])):
        heads += told
        body += 1
    periods = sum(kind == "period" for kind, _ in heads)
    if periods < FEWEST_LEVELS or heads[0][0] == "period":
        return None
    rows: list[list[str]] = []
    for line in lines[body:]:
        row = read_row(line) if line.gap <= 1 else None
        values = [value.text for value in row.values] if row is not None else []
        if row is None or (rows and len(values) != len(rows[0]) - 1) or not _is_grown(values, periods):
            break
        rows.append([row.label, *values])
    header = _laid_out(heads, periods, len(rows[0]) - 1) if len(rows) >= FEWEST_ROWS else []
    return Flat(at, body + len(rows), [*header, *rows]) if header else None


def _heads(line: Line) -> _Heads:
    """The heads of a line that holds nothing else; empty for any other line."""
    if line.heading or line.sign or "|" in line.raw:
        return []
    corner = CORNER.match(line.raw)
    found = [("corner", corner[0])] if corner else []
    for word in line.raw[corner.end() if corner else 0 :].split():
        kind = "period" if PERIOD.fullmatch(word) else "percent" if _PERCENT.fullmatch(word) else ""
        kind = kind or ("rate" if COMPARISON.fullmatch(word) else "")
        if not kind:
            return []
        found.append((kind, word))
    return found


def _is_grown(values: Sequence[str], levels: int) -> bool:
    """Whether *values* are so many levels and behind each, or each but the first, the rate by which it has grown over the one before."""
    rates = len(values) - levels
    if rates not in (levels - 1, levels) or not all(map(_PLAIN.fullmatch, values)):
        return False
    numbers = [Decimal(re.sub(r"[△▲▼−–]", "-", value).replace(",", "")) for value in values]
    first = numbers[:1] if rates < levels else numbers[:2]
    pairs = list(zip(numbers[len(first) :: 2], numbers[len(first) + 1 :: 2], strict=True))
    before = [first[0], *(level for level, _ in pairs)]
    return all(was > 0 and abs((now / was - 1) * 100 - rate) <= _OFF for was, (now, rate) in zip(before, pairs, strict=False))


def _laid_out(heads: _Heads, levels: int, count: int) -> list[list[str]]:
    """The rows of heads over *count* columns: a run of one kind is a row, a run of periods and rates by turns is one, too; else empty."""
    rated = [number for number in range(count) if (number % 2 == 0 and number > 0 if count < 2 * levels else number % 2)]
    columns = ["rate" if number in rated else "period" for number in range(count)]
    corner = next((text for kind, text in heads if kind == "corner"), "")
    bare = [(kind, text) for kind, text in heads if kind != "corner"]
    if [kind for kind, _ in bare] == columns:
        return [[corner, *(text for _, text in bare)]]
    found = []
    for kind, run in groupby(bare, key=lambda head: head[0]):
        texts = iter([text for _, text in run])
        places = [number for number in range(count) if (columns[number] == "period") == (kind == "period")]
        row = ["", *("" if number not in places else next(texts, "") for number in range(count))]
        if next(texts, None) is not None or not all(row[number + 1] for number in places):
            return []
        found.append((kind, row))
    kinds = [kind for kind, _ in found]
    if kinds.count("period") != 1 or kinds.count("rate") != 1 or len(kinds) != len({*kinds}):
        return []
    for kind, row in found:
        row[0] = corner if kind == "period" else ""
    return [row for _, row in found]
