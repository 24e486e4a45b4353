"""
Tables of one column whose labels and numbers came out in turns, a line each: `매출액`, `매출총이익`, and then `14.4`, `3.4`.

What the slides of a company's presentation become: below the unit and the one period that heads the column, so many labels are followed by so many
numbers, again and again. Bold print is drawn twice, and its shadow comes out as a line of its own that repeats a part of the one before
(`14`, `39` below 14.39; `업 익` below 영업이익): it parts no turn. Where a turn has more or fewer numbers than labels, nobody can tell which
is whose, and the table ends before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.segment.flat import LONGEST_LABEL, SENTENCE, UNIT_ONLY, VALUE, Flat, announces
from pipeline.segment.lines import Line
from pipeline.segment.terms import PERIOD

FEWEST_TURNS, FEWEST_ROWS = 2, 4
MOST_ROWS = 200
_LETTER = re.compile(r"[가-힣A-Za-z]")
_BLANK = re.compile(r"\s+")


def turned_table(lines: Sequence[Line], at: int) -> Flat | None:
    """The table whose period stands in line *at*, below its unit, where labels and numbers take turns there."""
    period = _BLANK.sub("", lines[at].text)
    declared = at > 0 and lines[at].gap <= 1 and UNIT_ONLY.fullmatch(lines[at - 1].text) and announces(lines[at - 1].text)
    if not declared or not PERIOD.fullmatch(period.replace("’", "'")):
        return None
    rows: list[list[str]] = []
    shadows: list[str] = []
    turns, end, longest = 0, at + 1, 0
    while end < len(lines) and len(rows) < MOST_ROWS:
        labels, first, beside = _run(lines, end, number=False)
        values, last, behind = _run(lines, first, number=True)
        if not labels or len(labels) != len(values):
            break
        rows += [[label, value] for label, value in zip(labels, values, strict=True)]
        shadows += [*beside, *behind]
        turns, end, longest = turns + 1, last, max(longest, len(labels))
    if turns < FEWEST_TURNS or len(rows) < FEWEST_ROWS or longest == 1:
        return None  # a label and its number by turns are rows of their own
    return Flat(at, end, [["", lines[at].text], *rows], " ".join(shadows))


def _run(lines: Sequence[Line], at: int, *, number: bool) -> tuple[list[str], int, list[str]]:
    """The labels, or with *number* the numbers, of the lines from *at* on, the line behind them, and the shadows among them."""
    found: list[str] = []
    shadows: list[str] = []
    while at < len(lines) and not lines[at].gap:
        text = lines[at].text
        if found and _is_shadow(text, found[-1], shadows):
            shadows.append(text)
        elif _is_value(text) != number or not (number or _may_label(lines[at])):
            break
        else:
            found.append(text)
        at += 1
    return found, at, shadows


def _is_value(text: str) -> bool:
    return VALUE.fullmatch(text) is not None and any(map(str.isdigit, text))


def _may_label(line: Line) -> bool:
    whole = not (line.heading or line.sign or "|" in line.raw or SENTENCE.search(line.text) or announces(line.text))
    return whole and len(line.text) <= LONGEST_LABEL and _LETTER.search(line.text) is not None


def _is_shadow(text: str, above: str, shadows: Sequence[str]) -> bool:
    """Whether a line repeats what is printed above it: one side of its decimal point, or syllables of its word with blanks for the others."""
    if _is_value(text):
        whole, point, rest = above.partition(".")
        return bool(point) and (text == whole or (text == rest and shadows[-1:] == [whole]))
    letters = iter(above)
    return " " in text and text != above and all(letter in letters for letter in text if letter != " ")
