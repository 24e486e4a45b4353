"""
Rows of which each cell has a line that a pipe closes, behind a line with nothing but the pipe that opens the row: what some converters
make of the rows of a web page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.segment.inline import plain
from pipeline.segment.lines import Line, width_of

FEWEST_ROWS = FEWEST_CELLS = 2
MOST_CELLS = 40
_PIPE = "|"


def gathered(lines: Sequence[Line]) -> Iterator[Line]:
    """The same lines; rows of as many cells each, two and more, come as rows of pipes, a line each, and the pipe behind the last one not at all."""
    at = 0
    while at < len(lines):
        rows: list[list[Line]] = []
        end = at
        while (row := _row(lines, end)) and (not rows or (len(row) == len(rows[0]) and not lines[end].gap)):
            rows.append(row)
            end += 1 + len(row)
        if len(rows) < FEWEST_ROWS:
            yield from lines[at : max(end, at + 1)]
            at = max(end, at + 1)
            continue
        for row in rows:
            raw = " ".join((_PIPE, *(cell.raw for cell in row)))
            yield replace(row[0], raw=raw, text=plain(raw), width=row[0].indent + width_of(raw), sign=None)
        closed = end < len(lines) and lines[end].raw == _PIPE and not lines[end].gap and not _row(lines, end)
        at = end + closed


def _row(lines: Sequence[Line], at: int) -> list[Line]:
    """The lines of the cells behind the pipe of line *at*; empty where no row begins there."""
    if at >= len(lines) or lines[at].raw != _PIPE:
        return []
    end = at + 1
    while end < len(lines) and end - at <= MOST_CELLS and _is_cell(lines[end]):
        end += 1
    cells = list(lines[at + 1 : end])
    return cells if FEWEST_CELLS <= len(cells) < MOST_CELLS else []


def _is_cell(line: Line) -> bool:
    """Whether a pipe, and no other, closes the line."""
    return not line.gap and not line.heading and line.raw.find(_PIPE) == len(line.raw) - 1 > 0
