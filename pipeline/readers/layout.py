"""The reading order of a page: pieces of text with their places become lines, columns and tables without rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.readers.base import Box
from pipeline.readers.pieces import Line, Piece, Table
from pipeline.readers.unruled import run_of, table_of

COLUMN_LINES = 4
"""Lines on either side from which on a page has two columns."""
COLUMN_LETTERS = 12
"""Letters of a line of text; what has less is a cell, or the end of a paragraph."""


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
    """Lines at the same height together, and tables of those whose gaps are at like places."""
    rows: list[Line | Table] = []
    for block in blocks:
        last = rows[-1] if rows else None
        if isinstance(block, Line) and isinstance(last, Line) and _beside(last, block):
            last.pieces = sorted([*last.pieces, *block.pieces], key=lambda piece: piece.x0)
        else:
            rows.append(block)
    at = 0
    while at < len(rows):
        found = table_of(run_of(rows, at))
        if found is None:
            yield rows[at]
            at += 1
            continue
        first, end, table = found
        yield from rows[at : at + first]
        yield table
        at += end


def _beside(last: Line, line: Line) -> bool:
    """Whether two lines share at least half of their height."""
    overlap = min(last.y1, line.y1) - max(last.y0, line.y0)
    apart = all(piece.x1 <= line.x0 + 1 or piece.x0 >= line.x1 - 1 for piece in last.pieces)
    return apart and overlap > 0.5 * min(last.height, line.height)
