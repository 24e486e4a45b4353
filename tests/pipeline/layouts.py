"""The same table in the ways that converters, forms and people leave it: a generator that knows the right answers."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Answer = tuple[str, str, int]
"""The cell, the first day of its period, and its value in won."""


@dataclass(frozen=True)
class Content:
    """What a table says: amounts by row and period."""

    labels: Sequence[str]
    periods: Sequence[tuple[str, str]]
    """As printed, and the first day."""
    unit: str
    scale: int
    cells: Sequence[Sequence[int]]

    @property
    def answers(self) -> set[Answer]:
        """One for each cell."""
        return {
            (f"{value:,}", first, value * self.scale)
            for row in self.cells
            for value, (_, first) in zip(row, self.periods, strict=True)
        }

    @property
    def heads(self) -> list[str]:
        return [head for head, _ in self.periods]

    @property
    def rows(self) -> list[list[str]]:
        return [[label, *(f"{value:,}" for value in row)] for label, row in zip(self.labels, self.cells, strict=True)]


def contents() -> Iterator[Content]:
    """Tables of two to five rows and two to four periods; every amount differs."""
    labels = ["매출액", "영업이익", "당기순이익", "매출총이익", "영업수익"]
    periods = [
        [("2022년", "2022-01-01"), ("2023년", "2023-01-01"), ("2024년", "2024-01-01"), ("2025년", "2025-01-01")],
        [("2024.1분기", "2024-01-01"), ("2024.2분기", "2024-04-01"), ("2024.3분기", "2024-07-01"), ("2024.4분기", "2024-10-01")],
        [("2022", "2022-01-01"), ("2023", "2023-01-01"), ("2024", "2024-01-01"), ("2025", "2025-01-01")],
    ]
    units = [("억원", 10**8), ("백만원", 10**6), ("천원", 10**3), ("십억원", 10**9)]
    for number, (rows, columns) in enumerate(itertools.product((2, 3, 5), (2, 3, 4))):
        unit, scale = units[number % len(units)]
        amounts = [[1_203 + 977 * (row * columns + column) + 1_111 * number for column in range(columns)] for row in range(rows)]
        yield Content(labels[:rows], periods[number % len(periods)][:columns], unit, scale, amounts)


def _markdown(content: Content, corner: str = "구분") -> list[str]:
    rule = "|" + " --- |" * (len(content.heads) + 1)
    return [_piped([corner, *content.heads]), rule, *map(_piped, content.rows)]


def _piped(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _spelled(head: str) -> str:
    """A year that does not stand alone in its cell is written as one."""
    return f"{head}년" if head.isdigit() else head


def _caption(content: Content) -> list[str]:
    return [f"(단위: {content.unit})"]


def _cells(content: Content) -> list[str]:
    return ["구분", *content.heads, *(cell for row in content.rows for cell in row)]


def _turned(content: Content) -> list[list[str]]:
    return [list(row) for row in zip(*[["연도", *content.heads], *content.rows], strict=True)]


LAYOUTS: dict[str, Callable[[Content], list[str]]] = {
    "Markdown, unit in a caption": lambda c: [*_caption(c), "", *_markdown(c)],
    "Markdown, unit in the corner": lambda c: _markdown(c, f"구분(단위: {c.unit})"),
    "Markdown, unit in the labels": lambda c: [
        line.replace(f"| {label} |", f"| {label}({c.unit}) |", 1)
        for line in _markdown(c)
        for label in [line.split(" | ")[0].removeprefix("| ")]
    ],
    "Markdown, unit in the heads": lambda c: [_piped(["구분", *(f"{_spelled(h)} ({c.unit})" for h in c.heads)]), *_markdown(c)[1:]],
    "Markdown, unit in a column of its own": lambda c: [
        _piped(["구분", "단위", *c.heads]), "|" + " --- |" * (len(c.heads) + 2), *(_piped([r[0], c.unit, *r[1:]]) for r in c.rows)
    ],
    "bare pipes": lambda c: [*_caption(c), " | ".join(["구분", *c.heads]), *(" | ".join(row) for row in c.rows)],
    "spaces": lambda c: [*_caption(c), " ".join(["구분", *c.heads]), *(" ".join(row) for row in c.rows)],
    "wide spaces": lambda c: [*_caption(c), "   ".join(["구분", *c.heads]), *("   ".join(row) for row in c.rows)],
    "tabs": lambda c: [*_caption(c), "\t".join(["구분", *c.heads]), *("\t".join(row) for row in c.rows)],
    "one cell a line": lambda c: [*_caption(c), *_cells(c)],
    "one line": lambda c: [" ".join([*_caption(c), *_cells(c)])],
    "glued labels": lambda c: [*_caption(c), " ".join(["구분", *c.heads]), *(row[0] + " ".join(row[1:]) for row in c.rows)],
    "periods down, Markdown": lambda c: [
        *_caption(c), "", _piped(_turned(c)[0]), "|" + " --- |" * (len(c.labels) + 1), *map(_piped, _turned(c)[1:])
    ],
    "periods down, one cell a line": lambda c: [*_caption(c), *(cell for row in _turned(c) for cell in row)],
    "lists with a declared unit": lambda c: [
        f"- {row[0]}({c.unit}) : " + " → ".join(f"({_spelled(h)}) {v}" for h, v in zip(c.heads, row[1:], strict=True)) for row in c.rows
    ],
}  # fmt: skip
