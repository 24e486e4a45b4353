"""The reading order of a page: pieces of text with their places become lines, columns and tables without rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.readers.base import Box
from pipeline.readers.markdown import Cell

COLUMN_LINES = 4
"""Lines on either side from which on a page has two columns."""
SAME_EDGE = 3.0
"""Points by which the columns of a table may shift from one page to the next."""
COLUMN_LETTERS = 12
"""Letters of a line of text; what has less is a cell, or the end of a paragraph."""


@dataclass(slots=True)
class Piece:
    """Characters on one line without a wide gap between them; points from the upper left corner."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

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
    def box(self) -> Box:
        return (round(self.x0, 1), round(self.y0, 1), round(self.x1, 1), round(self.y1, 1))


def lines_of(pieces: Sequence[Piece], tables: Sequence[Table]) -> list[Line]:
    """The pieces outside *tables* as lines of one piece each, from top to bottom."""
    outside = [piece for piece in pieces if not any(_inside(piece, table.box) for table in tables)]
    return [Line([piece]) for piece in sorted(outside, key=lambda piece: (piece.y1, piece.x0))]


def _inside(piece: Piece, box: Box) -> bool:
    x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def in_order(lines: Sequence[Line], tables: Sequence[Table], width: float) -> Iterator[Line | Table]:
    """Lines and tables as they are read: bands across the page from top to bottom, and inside a band the left column first."""
    gutter = _gutter(lines, width)
    band: list[Line | Table] = []
    blocks: list[Line | Table] = [*lines, *tables]
    for block in sorted(blocks, key=_top):
        if gutter is not None and _crosses(block, gutter):
            yield from _columns(band, gutter)
            band = []
            yield from _columns([block], None)
        else:
            band.append(block)
    yield from _columns(band, gutter)


def _top(block: Line | Table) -> float:
    return block.box[3] if isinstance(block, Line) else block.box[1]


def _crosses(block: Line | Table, x: float) -> bool:
    return block.box[0] < x < block.box[2]


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """Where a white band parts two columns of text, if one does."""
    best: tuple[int, float] | None = None
    for step in range(30, 71):
        x = width * step / 100
        left = [line for line in lines if line.x1 <= x]
        right = [line for line in lines if line.x0 >= x]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < COLUMN_LINES or crossing > 0.5 * len(lines):
            continue
        if not (_is_text(left) and _is_text(right)):
            continue
        score = min(len(left), len(right)) - 2 * crossing
        if best is None or score > best[0]:
            best = (score, x)
    return None if best is None else best[1]


def _is_text(lines: Sequence[Line]) -> bool:
    """Whether most letters of a column stand in lines of text; a table has its letters in short cells."""
    longer = [len(line.text) for line in lines if len(line.text) >= COLUMN_LETTERS]
    return len(longer) >= COLUMN_LINES and 2 * sum(longer) >= sum(len(line.text) for line in lines)


def _columns(band: Sequence[Line | Table], gutter: float | None) -> Iterator[Line | Table]:
    if gutter is None:
        yield from _rows(band)
        return
    yield from _rows([block for block in band if block.box[0] < gutter])
    yield from _rows([block for block in band if block.box[0] >= gutter])


def _rows(blocks: Sequence[Line | Table]) -> Iterator[Line | Table]:
    """Lines at the same height together; where several rows in turn have gaps at like places, they are a table."""
    rows: list[Line | Table] = []
    for block in blocks:
        last = rows[-1] if rows else None
        if isinstance(block, Line) and isinstance(last, Line) and _beside(last, block):
            last.pieces = sorted([*last.pieces, *block.pieces], key=lambda piece: piece.x0)
        else:
            rows.append(block)
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and _has_cells(rows, at, end):
            end += 1
        run = [row for row in rows[at:end] if isinstance(row, Line)]
        if len(run) >= 2 and (columns := _aligned(run)):
            yield _table(run, columns)
            at = end
        else:
            yield rows[at]
            at += 1


def _beside(last: Line, line: Line) -> bool:
    """Whether two lines share at least half of their height."""
    overlap = min(last.y1, line.y1) - max(last.y0, line.y0)
    apart = all(piece.x1 <= line.x0 + 1 or piece.x0 >= line.x1 - 1 for piece in last.pieces)
    return apart and overlap > 0.5 * min(last.height, line.height)


def _has_cells(rows: Sequence[Line | Table], start: int, at: int) -> bool:
    row = rows[at]
    if not isinstance(row, Line) or len(row.pieces) < 2:
        return False
    above = rows[at - 1] if at > start else None
    return not isinstance(above, Line) or row.y0 - above.y1 < 3 * row.height


def _table(rows: Sequence[Line], columns: Sequence[tuple[float, float]]) -> Line:
    """The rows as a grid."""
    grid: list[list[str]] = []
    for row in rows:
        cells = [""] * len(columns)
        for piece in row.pieces:
            covered = [x for x, (left, right) in enumerate(columns) if piece.x0 < right and piece.x1 > left]
            for x in covered or [_nearest(columns, piece)]:
                cells[x] = f"{cells[x]} {piece.text}".strip()
        grid.append(cells)
    first = rows[0]
    return Line(first.pieces, grid, end=rows[-1].y1)


def _aligned(rows: Sequence[Line]) -> list[tuple[float, float]]:
    """
    Left and right edge of each column: where the rows with most pieces, at least two of them, have theirs.

    Empty where the pieces of these rows do not stand below each other, as the words of justified text do not.
    """
    most = max(len(row.pieces) for row in rows)
    full = [row for row in rows if len(row.pieces) == most]
    columns = _spread([piece for row in full for piece in row.pieces])
    return columns if len(full) > 1 and len(columns) == most else []


def _spread(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """Stretches of a line that any of *pieces* covers."""
    pieces = sorted(pieces, key=lambda piece: piece.x0)
    columns: list[tuple[float, float]] = []
    for piece in pieces:
        if columns and piece.x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], piece.x1))
        else:
            columns.append((piece.x0, piece.x1))
    return columns


def _nearest(columns: Sequence[tuple[float, float]], piece: Piece) -> int:
    middle = (piece.x0 + piece.x1) / 2
    return min(range(len(columns)), key=lambda x: abs((columns[x][0] + columns[x][1]) / 2 - middle))
