"""Tables without ruling lines on a page: lines of pieces that stand below each other, of which a cell may take several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.readers.markdown import CELL_BREAK
from pipeline.readers.pieces import Line, Piece

MOST_LINES = 2_000
"""Lines of a table on one page."""
MOST_ALONE = 2
"""Lines in turn that hold but one cell: the rest of a broken one."""
SAME_STEP = 1.15
"""Lines whose distance is at most so many times the least one of the table may be lines of one cell."""
OTHER_STEP = 1.3
"""From so many times the least distance on a row begins, if there is such a distance."""
FEWEST = 2
"""Pieces of a row, and rows of a table."""

_NUMBER = re.compile(r"[(△▲▼▽+\-−–]{0,2}\s?\d{1,3}(?:,?\d{3})*(?:\.\d+)?(?:%p?|[가-힣]{1,3})?\)?|\d+")


def run_of(rows: Sequence[object], at: int) -> list[Line]:
    """The lines from *at* on that can be those of one table, as many as hold cells side by side, or one cell between such lines."""
    run: list[Line] = []
    whole = 0
    for row in rows[at : at + MOST_LINES]:
        if not isinstance(row, Line) or (run and row.y0 - run[-1].y1 >= 3 * row.height):
            break
        run.append(row)
        if len(row.pieces) >= FEWEST:
            whole = len(run)
        elif len(run) - whole > MOST_ALONE:
            break
    return run[:whole]


def table_of(run: Sequence[Line]) -> tuple[int, int, Line] | None:
    """
    The table in *run*, as its first line with the grid, and which lines are its own (first, end); None where they are none.

    It ends before a line that holds one cell and goes on with no row.
    """
    if len(run) < FEWEST or len(run[0].pieces) + len(run[1].pieces) <= FEWEST:
        return None
    columns = _aligned([line for line in run if len(line.pieces) >= FEWEST])
    if not columns:
        return None
    before, end = _narrow(run, columns)
    rows = _rows(run[before:end], columns)
    first = next(number for number, row in enumerate(rows) if _is_row(row))
    last = next((number for number in range(first, len(rows)) if not _is_row(rows[number])), len(rows))
    own = rows[first:last]
    if sum(map(len, own)) < FEWEST:
        return None
    before += sum(map(len, rows[:first]))
    grid = [_cells(row, columns) for row in own]
    return before, before + sum(map(len, own)), Line(own[0][0].pieces, grid, end=own[-1][-1].y1)


def _narrow(run: Sequence[Line], columns: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """The part of *run* (first, end) around its first row in which no line is a single piece over several columns."""
    wide = [len(line.pieces) < FEWEST and sum(_covers(line.pieces[0], column) for column in columns) > 1 for line in run]
    row = next(number for number, line in enumerate(run) if len(line.pieces) >= FEWEST)
    first = max((number + 1 for number in range(row) if wide[number]), default=0)
    return first, next((number for number in range(row, len(run)) if wide[number]), len(run))


def _covers(piece: Piece, column: tuple[float, float]) -> bool:
    return piece.x0 < column[1] and piece.x1 > column[0]


def _is_row(lines: Sequence[Line]) -> bool:
    return any(len(line.pieces) >= FEWEST for line in lines)


def _rows(run: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[list[Line]]:
    """
    The lines of each row: one, unless the table has two distances of lines, and those that stand closer are lines of one row.

    That is so only where some of them leave cells empty that the others fill, and no two have a number in the same column.
    """
    steps = [below.base - above.base for above, below in pairwise(run)]
    least = min(steps, default=0.0)
    alone = [[line] for line in run]
    if least <= 0 or max(steps) < OTHER_STEP * least:
        return alone
    rows = [[run[0]]]
    for line, step in zip(run[1:], steps, strict=True):
        if step <= SAME_STEP * least:
            rows[-1].append(line)
        else:
            rows.append([line])
    taken = [[_taken(line, columns) for line in row] for row in rows]
    uneven = any(filled[0].keys() != line.keys() for filled in taken for line in filled[1:])
    clash = any(_clash(filled) for filled in taken)
    return rows if uneven and not clash else alone


def _taken(line: Line, columns: Sequence[tuple[float, float]]) -> dict[int, str]:
    """The columns that a line fills, and with what."""
    return {x: text for x, text in enumerate(_cells([line], columns)) if text}


def _clash(lines: Sequence[dict[int, str]]) -> bool:
    """Whether two lines have a number in the same column."""
    numbers = [x for line in lines for x, text in line.items() if _NUMBER.fullmatch(text)]
    return len(numbers) > len(set(numbers))


def _cells(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[str]:
    """The cells of a row, those of several lines with the mark of a break between them."""
    cells = [""] * len(columns)
    for line in lines:
        written: set[int] = set()
        for piece in line.pieces:
            covered = [x for x, column in enumerate(columns) if _covers(piece, column)]
            for x in covered or [_nearest(columns, piece)]:
                between = " " if x in written else CELL_BREAK
                cells[x] = f"{cells[x]}{between}{piece.text}" if cells[x] else piece.text
                written.add(x)
    return cells


def _aligned(rows: Sequence[Line]) -> list[tuple[float, float]]:
    """
    Left and right edge of each column: where the rows with most pieces, at least two of them, have theirs.

    Empty where the pieces of these rows do not stand below each other, as the words of justified text do not.
    """
    most = max((len(row.pieces) for row in rows), default=0)
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
