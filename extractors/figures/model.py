"""What is read of a figure, and how sure that is."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.figures.days import Period
from extractors.figures.subjects import Subject
from extractors.quantities import Quantity
from extractors.seeds import read_seed


@dataclass(frozen=True, slots=True)
class FigureReading:
    """A quantity with what it measures; `restates` is the index of the figure that it gives in another unit."""

    quantity: Quantity
    value: Decimal
    value_high: Decimal | None
    metric: str
    metric_span: tuple[int, int] | None
    measure: str
    basis: str | None
    subject: Subject | None
    period: Period | None
    modality: str
    restates: int | None
    raw: Mapping[str, float]
    """Attribute → the probability that the judge gives its answer; `chances` are calibrated."""
    segment: tuple[int, int] | None = None
    """The slice of its owner that it is for; None for the whole."""

    @property
    def confidence(self) -> float:
        """How often metric, subject and measure of a figure as sure as this one are all right."""
        return calibrated("figure", self.raw["metric"] * self.raw["subject"])

    @property
    def chances(self) -> Mapping[str, float]:
        """Attribute → how often an answer given as surely as this one is right."""
        return {name: calibrated(name, chance) for name, chance in self.raw.items()}


@functools.cache
def _calibration() -> Mapping[str, Sequence[tuple[float, float]]]:
    steps: dict[str, list[tuple[float, float]]] = {}
    for row in read_seed("confidence.csv", ("attribute", "raw", "right")):
        steps.setdefault(row["attribute"], []).append((float(row["raw"]), float(row["right"])))
    return steps


def calibrated(attribute: str, raw: float) -> float:
    """
    The share of answers given with this raw probability that prove right; `figure` is metric, subject and measure together.

    Interpolated in seeds/confidence.csv, which cross-validation on the annotated reports wrote (`python -m training confidence`).
    """
    steps = _calibration()[attribute]
    for (low, right_low), (high, right_high) in itertools.pairwise(steps):
        if raw <= high:
            return round(right_low + (right_high - right_low) * (raw - low) / (high - low), 2)
    return steps[-1][1]
