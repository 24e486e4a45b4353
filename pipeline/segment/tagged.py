"""
Tables that a converter left in a text as HTML, because cells of them are merged: `<table><tr><td colspan="2">…`.

Each row becomes a line of pipes; the places that a merged cell takes besides its first are empty, so that every character stands once.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.readers.markdown import escaped
from pipeline.readers.markup import parse_html, table_rows
from pipeline.segment.inline import plain
from pipeline.segment.lines import Line, width_of

_OPENS = re.compile(r"<table(?:\s[^<>]{0,400})?>", re.IGNORECASE)
_CLOSES = re.compile(r"</table>", re.IGNORECASE)
_ROW = re.compile(r"</?t(?:r|d|h|body|head|foot)(?:\s[^<>]{0,400})?>", re.IGNORECASE)
MOST_COLUMNS = 60
"""Columns that the spans of a row are laid over; more are no table that people read."""


def untagged(lines: Sequence[Line]) -> Iterator[Line]:
    """The same lines; the rows of a table in HTML come as rows of pipes, and those of one column as lines of text."""
    closing = [number for number, line in enumerate(lines) if "</" in line.raw and _CLOSES.search(line.raw)]
    at = 0
    while at < len(lines):
        end = _end(lines, at, closing) if "<" in lines[at].raw and _OPENS.match(lines[at].raw) else at
        rows = _grid("\n".join(line.raw for line in lines[at:end])) if end > at else []
        if rows:
            yield from _written(lines[at], rows)
            at = end
        else:
            yield lines[at]
            at += 1


def _end(lines: Sequence[Line], at: int, closing: Sequence[int]) -> int:
    """Behind the last line of the table that opens at *at*: the one that closes it, or, where it was cut off, its last row."""
    end = at + 1
    while end < len(lines) and _ROW.match(lines[end].raw):
        end += 1
    behind = bisect.bisect_left(closing, at)
    return closing[behind] + 1 if behind < len(closing) else end


def _written(first: Line, rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    """The rows as lines at the place of the *first* one; the one behind them is apart."""
    if max(map(len, rows)) == 1:
        texts = [cell for row in rows for cell in row]
    else:
        texts = [" ".join(("|", *(f"{cell} |".lstrip() for cell in row))) for row in rows]
    for number, raw in enumerate(texts):
        gap = first.gap if number == 0 else 0
        yield replace(first, raw=raw, text=plain(raw), width=first.indent + width_of(raw), sign=None, gap=gap)


def _grid(markup: str) -> list[list[str]]:
    """The rows that hold a word, each as long as its cells and those that reach into it from above; none where a table holds tables."""
    root = parse_html(markup) if len(_OPENS.findall(markup)) == 1 else None
    found: list[list[str]] = []
    reaching: dict[int, int] = {}
    for cells in table_rows(root) if root is not None else ():
        row: list[str] = []
        for cell in cells:
            while reaching.get(len(row), 0):
                reaching[len(row)] -= 1
                row.append("")
            for number in range(min(max(cell.columns, 1), MOST_COLUMNS)):
                reaching[len(row)] = max(cell.rows, 1) - 1
                row.append("" if number else escaped(cell.text).replace("|", "/"))
        while reaching.get(len(row), 0):
            reaching[len(row)] -= 1
            row.append("")
        found.append(row)
    return [row for row in found if any(row)]
