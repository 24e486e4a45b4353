"""What is read of a figure, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.figures.confidence import calibrated, share_whole
from extractors.figures.subjects import Subject
from extractors.figures.timing.days import Period
from extractors.quantities import Quantity


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
    facts: Mapping[str, float] = field(default_factory=dict)
    """What tells how sure it is as a whole; told once all figures of the report are read."""

    @property
    def confidence(self) -> float:
        """How many of the figures as sure as this one have all attributes right."""
        return share_whole(self.facts)

    @property
    def chances(self) -> Mapping[str, float]:
        """Attribute → how often an answer given as surely as this one is right; no part is less sure than the whole, which knows more."""
        return {name: max(calibrated(name, chance), self.confidence) for name, chance in self.raw.items()}
