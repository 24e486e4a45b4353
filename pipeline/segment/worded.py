"""Tables left with single spaces in which some columns hold words: `발주처 품목 납기 수주총액 기납품액 수주잔고`.

Every word of the header is a column of its own where rows below it have exactly as many words, and where each column holds either numbers
or none in all of them. The columns of words before the first number are one label; those behind the last number stay cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.segment.flat import NOTE, SENTENCE, UNIT_LAST, UNIT_ONLY, VALUE, WIDEST, YEAR, Flat, announces
from pipeline.segment.lines import Line

MOST_ROWS = 2000
FEWEST_ROWS = 2
"""Rows that have a word for each word of the header."""
FEWEST_COLUMNS = 4

_WORD = re.compile(r"(?<!\S)[가-힣](?:\s+[가-힣])+(?!\S)|[^\s,]+(?:,\s[^\s\d,]+)+|\S+")
"""A cell: letters set apart (구 분, 합 계), a list with commas (접착제, 잉크), or a word."""
_DIGIT = re.compile(r"\d")


def worded_table(lines: Sequence[Line], at: int) -> Flat | None:
    """The table whose header is line *at*, right below the line that declares its unit; None where there is none, or no sure one."""
    if at == 0 or lines[at].gap > 1 or not announces(lines[at - 1].text) or not _may_belong(lines[at]):
        return None
    heads = _WORD.findall(lines[at].raw)
    if len(heads) < FEWEST_COLUMNS or len(set(heads)) < len(heads) or _DIGIT.search(lines[at].raw):
        return None
    end = at + 1
    while end < len(lines) and end - at <= MOST_ROWS and lines[end].gap <= 1 and _may_belong(lines[end]):
        end += 1
    found = [_WORD.findall(line.raw) for line in lines[at + 1 : end]]
    whole = [words for words in found if len(words) == len(heads)]
    numbered = [[_is_number(word) for word in column] for column in zip(*whole, strict=True)]
    if len(whole) < FEWEST_ROWS or not any(all(column) for column in numbered):
        return None
    first = next(number for number, column in enumerate(numbered) if all(column))
    last = max(number for number, column in enumerate(numbered) if all(column))
    apart = all(any(column) == (first <= number <= last) for number, column in enumerate(numbered))
    if first == 0 or not apart or not all(all(column) for column in numbered[first : last + 1]):
        return None
    rows = [[" ".join(heads[:first]), *heads[first:]]]
    for words in found:
        cells = _cells(words, len(heads) - first, last + 1 - first)
        if cells is None:
            break
        rows.append(cells)
    return Flat(at, at + len(rows), rows) if len(rows) > FEWEST_ROWS else None


def _cells(words: Sequence[str], width: int, numbers: int) -> list[str] | None:
    """The label and *width* cells of a row, the first *numbers* of them numbers; None where it has no label or another count."""
    label, cells = words[: len(words) - width], words[len(words) - width :]
    if len(words) <= width or not all(map(_is_number, cells[:numbers])) or any(map(_is_number, [*cells[numbers:], *label])):
        return None
    return [" ".join(label), *cells]


def _is_number(word: str) -> bool:
    """Whether a word is a number; a year, a month (2026.12) and a dash are none."""
    return VALUE.fullmatch(word) is not None and _DIGIT.search(word) is not None and YEAR.fullmatch(word) is None


def _may_belong(line: Line) -> bool:
    if line.heading or line.sign or line.width > WIDEST or "|" in line.raw or "\t" in line.raw or SENTENCE.search(line.text):
        return False
    return not (NOTE.match(line.text) or UNIT_LAST.fullmatch(line.text) or UNIT_ONLY.fullmatch(line.text))
