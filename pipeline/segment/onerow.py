"""
Tables of one row of numbers without a label, of which each cell has a line: the heads in two lines, of which one upper one spans the lowest.

Filings set so what a holder has of each kind of security: `주권 | 전환사채권 | 합계`, below 합계 `주수(주) | 비율(%)`, and a row of numbers. Which
head spans the lowest is told by a sum, as each part and the total say how many there are, or by the lowest heads, which repeat its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.scopes import unspaced, without_unit
from pipeline.segment.flat import NOTE, SENTENCE, VALUE, Flat
from pipeline.segment.lines import Line, bare_cell
from pipeline.segment.streams import is_unit_head

MOST_HEADS, FEWEST_VALUES, LONGEST_HEAD = 24, 3, 60
_TOTAL = re.compile(r"[합총]?계")
_SIZE = re.compile(r"\d{1,3}(?:,\d{3})*|-")


def one_row_table(lines: Sequence[Line], at: int) -> Flat | None:
    """The table whose first head stands in line *at*; None where there is none."""
    if not lines[at].raw.endswith("|") or bare_cell(lines[at]) is None or (at and "|" in lines[at - 1].raw[1:-1]):
        return None
    heads: list[str] = []
    body, goes_on = at, False
    while body < len(lines) and body - at <= MOST_HEADS and (body == at or not lines[body].gap):
        line = lines[body]
        text = bare_cell(line)
        if text is None or line.heading or NOTE.match(text) or len(text) > LONGEST_HEAD:
            return None
        if not goes_on and VALUE.fullmatch(text):
            break
        if not goes_on and SENTENCE.search(text) and not text.endswith(")"):
            return None
        heads = [*heads[:-1], f"{heads[-1]} {text}"] if goes_on else [*heads, text]
        goes_on = not line.raw.endswith("|")  # a head of two lines
        body += 1
    end = body
    while end < len(lines) and not lines[end].gap and VALUE.fullmatch(bare_cell(lines[end]) or ""):
        end += 1
    values = [bare_cell(line) or "" for line in lines[body:end]]
    if len(values) < FEWEST_VALUES or goes_on:
        return None
    header = _below_total(heads, values) or _below_namesake(heads, values)
    return Flat(at, end, [*header, ["", *values]]) if header else None


def _below_total(heads: Sequence[str], values: Sequence[str]) -> list[list[str]]:
    """Heads behind the one that spans all, whose last one is a total above heads with units, as the parts before it add up to it."""
    count = 0
    while count < len(heads) and is_unit_head(heads[-1 - count]):
        count += 1
    upper, lower = list(heads[1 : len(heads) - count]), list(heads[len(heads) - count :])
    if count < 2 or len(upper) < 2 or len(values) != len(upper) - 1 + count or not _TOTAL.fullmatch(unspaced(upper[-1])):
        return []
    sizes = values[: len(upper)]
    if not all(map(_SIZE.fullmatch, sizes)):
        return []
    *parts, total = (Decimal(0) if size == "-" else Decimal(size.replace(",", "")) for size in sizes)
    if sum(parts) != total or not total:
        return []
    return [[heads[0], *upper, *[""] * (count - 1)], [*[""] * len(upper), *lower]]


def _below_namesake(heads: Sequence[str], values: Sequence[str]) -> list[list[str]]:
    """Heads of which the last upper one, with its unit, is repeated in those below it: 소유비율(%) above 증권의 소유비율, 주권의 소유비율."""
    for at, head in enumerate(heads[:-1]):
        name, lower = without_unit(head), heads[at + 1 :]
        if is_unit_head(head) and len(lower) > 1 and all(name in other for other in lower):
            told = at and len(values) == at + len(lower)
            return [["", *heads[: at + 1], *[""] * (len(lower) - 1)], [*[""] * (at + 1), *lower]] if told else []
    return []
