"""Writing what a format knows of its text as Markdown, the language that segmentation reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.readers.base import Place, normalise

APART = "\n\n"
"""Lines between blocks: behind two empty lines, segmentation joins no line to the one above."""

BROKEN = "\\"
"""
At the end of a heading that goes on in the next line, and with a space between the lines of a cell: segmentation tells whether words end
there. One that the text has is escaped.
"""
CELL_BREAK = "\u2028"
"""Between the lines of a cell, where a reader knows them."""

LONGEST_LABEL = 30
"""Characters; a merged cell with more is no label of the rows or columns it takes."""

_SPACES = re.compile(r"\s+")
_VALUE = re.compile(r"[△▲+\-(]?\s?(?!(?:19|20)\d\d(?:\D|$))\d[\d,.]*.{0,4}")
_SPECIAL = re.compile(r"([\\`*_~<&\[])")
_OPENING = re.compile(r"#{1,6}\s|>|\+\s|\||={3,}|-{3,}")


class Cell(NamedTuple):
    """A cell of a table and how many rows and columns it takes."""

    text: str
    rows: int = 1
    columns: int = 1


class TooLargeError(ValueError):
    """A table has more cells than the limit."""


def filled(rows: Sequence[Sequence[Cell]], *, max_cells: int) -> list[list[str]]:
    """
    The grid of *rows*, every row as long as the longest; merged cells stand in each place they take.

    A merged value below the first row, and a merged text, stand once, so that nothing is counted twice.

    Raises:
        TooLargeError: The grid has more than *max_cells* places.
    """
    grid: list[dict[int, str]] = [{} for _ in rows]
    width = taken = 0
    for top, row in enumerate(rows):
        left = 0
        for cell in row:
            while left in grid[top]:
                left += 1
            bottom = min(top + max(cell.rows, 1), len(rows))
            right = left + max(cell.columns, 1)
            taken += (bottom - top) * (right - left)
            if taken > max_cells:
                raise TooLargeError
            once = len(cell.text) > LONGEST_LABEL or (top > 0 and _VALUE.fullmatch(cell.text) is not None)
            for y in range(top, bottom):
                for x in range(left, right):
                    grid[y].setdefault(x, cell.text if not once or (y, x) == (top, left) else "")
            left = right
            width = max(width, right)
    if width * len(rows) > max_cells:
        raise TooLargeError
    return [[row.get(x, "") for x in range(width)] for row in grid]


def one_line(text: str) -> str:
    """*text* with every white space one space."""
    return _SPACES.sub(" ", text).strip()


def escaped(text: str) -> str:
    """*text* so that segmentation shows every one of its characters; the star that opens a note (* 잠정치) stays a sign."""
    if text.startswith("* "):
        return "* " + escaped(text[2:])
    return ("\\" if _OPENING.match(text) else "") + _SPECIAL.sub(r"\\\1", text)


@dataclass
class Writer:
    """Collects blocks in reading order."""

    max_cells: int
    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def heading(self, level: int, text: str, place: Place | None = None) -> None:
        """A heading; 1 is the title."""
        if shown := escaped(one_line(text)):
            self._block([f"{'#' * min(max(level, 1), 6)} {shown}"], place)

    def paragraph(self, text: str, place: Place | None = None) -> None:
        """A paragraph, in one line."""
        if shown := escaped(one_line(text)):
            self._block([shown], place)

    def item(self, depth: int, text: str, place: Place | None = None) -> None:
        """A list item; *depth* from 0."""
        if shown := escaped(one_line(text)):
            self._block([f"{'  ' * min(depth, 20)}- {shown}"], place, close=True)

    def table(self, rows: Sequence[Sequence[Cell]], place: Place | None = None) -> None:
        """
        A table. One column, or one cell, is a frame around text and no table; a first row that is one cell is its caption.

        Raises:
            TooLargeError: It has more cells than the limit.
        """
        rows = [row for row in rows if row]
        while rows and len(rows) > 1 and len(rows[0]) == 1 and (rows[0][0].columns > 1 or len(rows[1]) > 1):
            if rows[0][0].rows > 1:
                break
            self.paragraph(rows[0][0].text, place)
            rows = rows[1:]
        grid = [row for row in filled(rows, max_cells=self.max_cells) if any(row)]
        self.grid(grid, place)

    def grid(self, grid: Sequence[Sequence[str]], place: Place | None = None) -> None:
        """A table without merged cells."""
        grid = _without_empty_columns(grid)
        if not grid or len(grid[0]) < 2 or sum(bool(cell) for row in grid for cell in row) < 2:
            for text in dict.fromkeys(cell for row in grid for cell in row):
                self.paragraph(text, place)
            return
        lines = [_row(row) for row in grid]
        self._block([lines[0], "|" + "---|" * len(grid[0]), *lines[1:]], place)

    def raw(self, lines: Iterable[str], place: Place | None = None) -> None:
        """Lines as they are."""
        for line in lines:
            self._line(line, place)

    def text(self) -> str:
        """Everything written so far."""
        return "\n".join(self.lines)

    def _block(self, lines: Sequence[str], place: Place | None, *, close: bool = False) -> None:
        if self.lines and not (close and self.lines[-1].lstrip().startswith("- ")):
            self.raw(["", ""], self.places[-1] if self.places else place)
        self.raw(lines, place)

    def _line(self, line: str, place: Place | None) -> None:
        self.lines.append(normalise(line).replace("\n", " "))
        if place is not None:
            self.places.append(place)


def _without_empty_columns(grid: Sequence[Sequence[str]]) -> list[list[str]]:
    if not grid:
        return []
    kept = [x for x in range(len(grid[0])) if any(row[x] for row in grid)]
    return [[row[x] for x in kept] for row in grid]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_shown, cells)) + " |"


def _shown(cell: str) -> str:
    lines = [escaped(one_line(line)).replace("|", "/") for line in cell.split(CELL_BREAK)]
    return f"{BROKEN} ".join(filter(None, lines))
