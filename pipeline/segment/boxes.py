"""Tables drawn with lines of characters: `│시점│지수│` between `├──┼──┤`. What stands between two rules is one row, on however many lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.segment.inline import plain
from pipeline.segment.lines import Line, width_of

_BAR = re.compile("[│┃║|]")
_EDGE = re.compile("^[│┃║]|[│┃║]$")
_CORNERS = "┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝"
_RULE = re.compile(rf"[{_CORNERS}][─━═{_CORNERS}\s]*[{_CORNERS}]")
_RULE_WITH_WORDS = re.compile(rf"[├┣╠][─━═]+[{_CORNERS}].*[┤┫╣]")
"""A rule into which a wrapped cell ran: ├───┼(개)──┤."""
MOST_LINES = 8
"""Lines of one row."""


def unboxed(lines: Sequence[Line]) -> Iterator[Line]:
    """The same lines; rows drawn between rules come as rows of pipes, one line each, and the rules not at all."""
    row: list[Line] = []
    inside = False
    for line in lines:
        drawn = line.raw[:1] in _CORNERS and (_RULE.fullmatch(line.raw) or _RULE_WITH_WORDS.fullmatch(line.raw))
        if drawn:
            yield from _rows(row, inside)
            row, inside = [], True
        elif line.raw[:1] in "│┃║" and inside:
            row.append(line)
        else:
            yield from _rows(row, False)
            row, inside = [], False
            yield line
    yield from _rows(row, False)


def _rows(row: Sequence[Line], ruled: bool) -> Iterator[Line]:
    """One line of pipes for a row between two rules; its lines each for itself where the lower rule is missing or they do not fit."""
    cells = [[cell.strip() for cell in _BAR.split(_EDGE.sub("", line.raw))] for line in row]
    fits = len(row) <= MOST_LINES and len({len(line) for line in cells}) == 1
    if ruled and fits and row:
        joined = [["".join(part) if _glued(part) else " ".join(filter(None, part)) for part in zip(*cells, strict=True)]]
    else:
        joined = cells
    for line, words in zip(row, joined, strict=False):
        raw = " ".join(("|", *(f"{word} |".lstrip() for word in words)))
        yield replace(line, raw=raw, text=plain(raw), width=line.indent + width_of(raw), sign=None)


def _glued(parts: Sequence[str]) -> bool:
    """Whether a cell was broken inside a word: an open bracket at the end of a line."""
    return any(part.endswith("(") for part in parts)
