"""The figures that were read so far: later ones carry on what these said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extractors.figures.model import FigureReading
from extractors.figures.places import Place


class Told:
    """Filled in text order."""

    def __init__(self) -> None:
        self.figures: list[FigureReading] = []
        self._at: dict[int, int] = {}
        """Index of a quantity → index of its figure."""

    def add(self, place: Place, figure: FigureReading) -> None:
        """Take in the figure of the quantity at *place*."""
        self._at[place.index] = len(self.figures)
        self.figures.append(figure)

    def position(self, index: int | None) -> int | None:
        """The place in `figures` of the quantity *index*; None where that one has not been read."""
        return self._at.get(index) if index is not None else None

    def of(self, index: int | None) -> FigureReading | None:
        """The figure of the quantity *index*; None where that one has not been read."""
        position = self.position(index)
        return self.figures[position] if position is not None else None

    def change(self, index: int, **attributes: Any) -> None:
        """Give the figure of the quantity *index* other *attributes*. Raises KeyError where that one has not been read."""
        position = self._at[index]
        self.figures[position] = replace(self.figures[position], **attributes)

    @property
    def last(self) -> FigureReading | None:
        """The figure read last."""
        return self.figures[-1] if self.figures else None

    def first_of_cell(self, place: Place) -> FigureReading | None:
        """The number before the bracket of one table cell, whose row and column the second one shares: 651.8 in `651.8(+6.5)`."""
        first = self.of(place.host) if place.cell is not None else None
        return first if first is not None and place.cell is not None and place.cell.start <= first.quantity.start else None

    def meant(self, span: tuple[int, int] | None, metric: str) -> FigureReading | None:
        """The last figure of *metric* in *span*, whose size or standard a number behind it goes on to tell."""
        if span is None:
            return None
        return next((f for f in reversed(self.figures) if span[0] <= f.quantity.start < span[1] and f.metric == metric), None)
