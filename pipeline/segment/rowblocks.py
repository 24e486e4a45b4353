"""
Tables of which each row is a block of lines, a cell in each, with empty lines between the rows: what is left of the cells of a web page.

The first block holds the heads; one that spans the last columns is a block of its own between theirs and the others. Every row has a cell for
each head, and numbers in the same columns. Cells of some pages end with a pipe; a line without one then goes on in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from pipeline.segment.flat import LONGEST_LABEL, VALUE, YEAR, Flat
from pipeline.segment.lines import Line

FEWEST_HEADS = 3
FEWEST_ROWS = 2
MOST_ROWS, MOST_CELLS = 500, 40
_LETTER = re.compile(r"[가-힣A-Za-z]")


class _Block(NamedTuple):
    cells: list[str]
    end: int
    """The line behind it."""

    @property
    def numbers(self) -> list[bool]:
        return [VALUE.fullmatch(cell) is not None for cell in self.cells]


def row_table(lines: Sequence[Line], at: int) -> Flat | None:
    """The table whose heads begin at line *at*; None where there is none."""
    if not _may_open(lines, at):
        return None
    blocks = list(islice(_blocks(lines, at), MOST_ROWS))
    heads = _heads(blocks)
    if heads is None:
        return None
    header, first = heads
    width = len(header[0])
    rows: list[list[str]] = []
    kinds: list[bool] = []
    end = whole = 0
    for block in blocks[first:]:
        numbers = block.numbers
        if len(block.cells) == width and any(numbers):
            kinds = kinds or numbers
            if numbers != kinds or not _is_labelled(numbers) or _LETTER.search(block.cells[0]) is None:
                break
            rows.append(block.cells)
            end, whole = block.end, len(rows)
        elif any(numbers) or not 0 < len(block.cells) < width:
            break
        else:
            rows.append([*block.cells, *[""] * (width - len(block.cells))])  # an item whose parts follow
    body = rows[:whole]
    return Flat(at, end, [*header, *body]) if sum(row[-1] != "" for row in body) >= FEWEST_ROWS else None


def _may_open(lines: Sequence[Line], at: int) -> bool:
    """Whether a block of at least three short lines begins at line *at*, none of them a sentence's."""
    block = lines[at : at + FEWEST_HEADS]
    return (
        len(block) == FEWEST_HEADS and lines[at].gap > 0 and all(map(_is_cell, block)) and not any(line.gap for line in block[1:])
    )


def _is_cell(line: Line) -> bool:
    return not line.heading and len(line.raw) <= LONGEST_LABEL and "|" not in line.raw[:-1]


def _blocks(lines: Sequence[Line], at: int) -> Iterator[_Block]:
    """The blocks of lines from line *at* on, up to one that holds more than cells."""
    while at < len(lines):
        end = at + 1
        while end < len(lines) and lines[end].gap == 0 and end - at <= MOST_CELLS:
            end += 1
        block = lines[at:end]
        if end - at > MOST_CELLS or not all(map(_is_cell, block)):
            return
        piped = sum(line.raw.endswith("|") for line in block) * 2 > len(block)
        yield _Block(list(_piped(block)) if piped else [line.raw.strip() for line in block], end)
        at = end


def _piped(block: Sequence[Line]) -> Iterator[str]:
    """Cells that a pipe closes."""
    words: list[str] = []
    for line in block:
        words.append(line.raw.removesuffix("|").strip())
        if line.raw.endswith("|"):
            yield " ".join(words).strip()
            words = []


def _heads(blocks: Sequence[_Block]) -> tuple[list[list[str]], int] | None:
    """The rows of heads and the number of the first block below them; None where the first blocks are no heads."""
    if len(blocks) <= FEWEST_ROWS or not _are_heads(blocks[0]) or len(blocks[0].cells) < FEWEST_HEADS:
        return None
    upper = blocks[0].cells
    if any(blocks[1].numbers):
        return [upper], 1
    if len(blocks[1].cells) > 1 or not _are_heads(blocks[2]) or len(blocks) <= FEWEST_HEADS:
        return None
    over, lower = blocks[1].cells, blocks[2].cells
    return [[*upper, *over, *[""] * (len(lower) - 1)], [*[""] * len(upper), *lower]], 3


def _are_heads(block: _Block) -> bool:
    return not any(number and not YEAR.fullmatch(cell) for number, cell in zip(block.numbers, block.cells, strict=True))


def _is_labelled(numbers: Sequence[bool]) -> bool:
    """Whether labels stand first and numbers behind them."""
    first = numbers.index(True)
    return first > 0 and all(numbers[first:])
