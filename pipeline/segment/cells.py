"""Cells whose text stood on several lines: whether a word, or a number, goes on over the break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.readers.markdown import BROKEN
from pipeline.segment.glue import Break, spaces

_BREAK = re.compile(r"(?<!\\)(?:\\\\){0,20}\\ ")
_OPEN_NUMBER = re.compile(r"\d,\d{1,2}$")
"""A number that cannot end here."""


def whole_cells(rows: Sequence[Sequence[str]], text: str) -> list[list[str]]:
    """The same *rows* with the lines of each cell as one; *text* is the whole document."""
    if not any(f"{BROKEN} " in cell for row in rows for cell in row):
        return [list(row) for row in rows]
    parted = [[_lines(cell) for cell in row] for row in rows]
    breaks = [Break(a, b, spaced=_two_numbers(a, b)) for row in parted for lines in row for a, b in pairwise(lines)]
    answers = iter(spaces(breaks, text))
    return [[_joined(lines, [next(answers) for _ in lines[1:]]) for lines in row] for row in parted]


def _lines(cell: str) -> list[str]:
    """The lines of a cell, each without the mark at its end."""
    lines, at = [], 0
    for match in _BREAK.finditer(cell):
        lines.append(cell[at : match.end() - 2].strip())
        at = match.end()
    return [*lines, cell[at:].strip()]


def _two_numbers(before: str, after: str) -> bool:
    """Whether digits stand on both sides of the break that are no one number for certain."""
    digits = before[-1:].isdigit() and after[:1].isdigit()
    return digits and not _OPEN_NUMBER.search(before)


def _joined(lines: Sequence[str], spaced: Sequence[bool]) -> str:
    return lines[0] + "".join(" " * space + line for line, space in zip(lines[1:], spaced, strict=True))
