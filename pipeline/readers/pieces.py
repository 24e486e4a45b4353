"""What stands on a page: pieces of text with their places, the lines that they make, and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.readers.base import Box
from pipeline.readers.markdown import Cell

SAME_EDGE = 3.0
"""Points by which the columns of a table may shift from one page to the next."""


@dataclass(slots=True)
class Piece:
    """Characters on one line without a wide gap between them; points from the upper left corner."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    base: float
    """Where the letters stand, whatever hangs below."""

    def add(self, character: str, x0: float, y0: float, x1: float, y1: float, *, space: bool) -> None:
        """Go on with *character*."""
        self.text += f" {character}" if space else character
        self.x0, self.y0, self.x1, self.y1 = min(self.x0, x0), min(self.y0, y0), max(self.x1, x1), max(self.y1, y1)


@dataclass(slots=True)
class Table:
    """A table with ruling lines."""

    box: Box
    rows: Sequence[Sequence[Cell]]
    lefts: Sequence[float] = ()
    """Left edges of its columns."""

    def goes_on_with(self, other: Table) -> bool:
        """Whether *other*, at the top of the next page, can be the rest of this table: it has its columns and no head of its own."""
        alike = len(self.lefts) == len(other.lefts) > 1 and all(
            abs(ours - theirs) < SAME_EDGE for ours, theirs in zip(self.lefts, other.lefts, strict=True)
        )
        return alike and (_texts(self.rows[0]) == _texts(other.rows[0]) or _texts(self.rows[0])[0] != _texts(other.rows[0])[0])

    def joined(self, other: Table) -> Table:
        """The rows of both; those of the head that stand there again are left out."""
        again = next(
            (n for n, (ours, theirs) in enumerate(zip(self.rows, other.rows, strict=False)) if _texts(ours) != _texts(theirs)),
            min(len(self.rows), len(other.rows)),
        )
        return Table(self.box, [*self.rows, *other.rows[again:]], self.lefts)


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in row]


@dataclass(slots=True)
class Line:
    """Pieces side by side."""

    pieces: list[Piece]
    cells: list[list[str]] = field(default_factory=list)
    """The rows of a table without rules that begins with this line; empty for a line of text."""
    end: float = 0.0
    """Lower edge of the last of `cells`."""

    @property
    def text(self) -> str:
        """Its characters from left to right."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def x0(self) -> float:
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        return max(piece.x1 for piece in self.pieces)

    @property
    def y0(self) -> float:
        return min(piece.y0 for piece in self.pieces)

    @property
    def y1(self) -> float:
        return max(self.end, *(piece.y1 for piece in self.pieces))

    @property
    def height(self) -> float:
        return max(*(piece.y1 - piece.y0 for piece in self.pieces), 1.0)

    @property
    def size(self) -> float:
        """Of its longest piece."""
        return max(self.pieces, key=lambda piece: len(piece.text)).size

    @property
    def base(self) -> float:
        """Base line of its longest piece."""
        return max(self.pieces, key=lambda piece: len(piece.text)).base

    @property
    def box(self) -> Box:
        return (round(self.x0, 1), round(self.y0, 1), round(self.x1, 1), round(self.y1, 1))
