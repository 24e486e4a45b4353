"""Text of a PDF that pdfium leaves out, read by pdfminer.

A font that is not in the file is replaced by one of the machine, and where that lacks the letter, pdfium finds a text of no width and drops
it: a line of a single syllable, or every letter of a program that sets each by itself.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pypdfium2.raw as raw

from pipeline.readers.mined import mined
from pipeline.readers.pieces import Piece

NO_WIDTH = 0.001
"""Points; pdfium drops what is narrower."""
SPACE = 0.25
"""Widths of a letter between two letters from which on a space stands there."""
SAME_LINE = 0.2
"""Heights of a letter by which letters of a line may stand higher or lower."""

Origin = tuple[float, float]
"""Where a text begins on its base line, in points from the lower left corner."""


def origins(page: Any) -> list[Origin]:
    """Where the texts of no width begin whose font is not in the file."""
    found = []
    sides = [ctypes.c_float() for _ in range(4)]
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
        if not raw.FPDFPageObj_GetBounds(item.raw, *map(ctypes.byref, sides)):
            continue
        left, bottom, right, _ = (side.value for side in sides)
        if right - left < NO_WIDTH and not raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item.raw)):
            found.append((left, bottom))
    return found


def omitted(data: bytes, places: Mapping[int, Sequence[Origin]]) -> dict[int, list[Piece]]:
    """The letters at *places* (page from 0: origins), each a piece; a page that pdfminer cannot read has none."""

    def letters(page: Any) -> list[Piece]:
        wanted = {_rounded(origin) for origin in places[page.page_number - 1]}
        chars = (char for char in page.chars if char["text"].strip() and _rounded(char["matrix"][4:]) in wanted)
        return [_piece(char, float(page.height)) for char in chars]

    return mined(data, places, letters)


def _rounded(origin: Sequence[float]) -> tuple[int, int]:
    return round(origin[0]), round(origin[1])


def _piece(char: Mapping[str, Any], height: float) -> Piece:
    return Piece(char["text"], char["x0"], char["top"], char["x1"], char["bottom"], char["size"], height - char["matrix"][5])


def completed(pieces: Sequence[Piece], letters: Sequence[Piece], gap: float) -> list[Piece]:
    """
    *pieces* and the *letters* between and beside them, as pieces again.

    *gap* is the least distance, in widths of a letter, that parts two pieces of a line.
    """
    if not letters:
        return list(pieces)
    joined: list[Piece] = []
    for piece in _by_line([*pieces, *letters]):
        last = joined[-1] if joined else None
        apart = gap * piece.size
        if last and abs(last.base - piece.base) < SAME_LINE * piece.size and piece.x0 - last.x1 < apart and piece.x0 > last.x0:
            last.add(piece.text, piece.x0, piece.y0, piece.x1, piece.y1, space=piece.x0 - last.x1 > SPACE * piece.size)
        else:
            joined.append(piece)
    return joined


def _by_line(pieces: Iterable[Piece]) -> list[Piece]:
    """From the uppermost line to the lowest, and from left to right in each."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.base):
        if lines and piece.base - lines[-1][0].base < SAME_LINE * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [piece for line in lines for piece in sorted(line, key=lambda piece: piece.x0)]
