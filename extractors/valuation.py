"""What amounts of money were worth in won and in dollars, by the reference rate of the day that they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractors.events import EventReading
from extractors.figures import FigureReading
from extractors.reading import Reading
from schemas import FxRate


@dataclass(frozen=True, slots=True)
class Valuation:
    """The worth of one figure."""

    figure: int
    """Its index."""
    rate: FxRate
    krw: Decimal
    usd: Decimal
    deviation: float | None = None
    """How far the figure lies from the amount that it converts, as a share; None where it converts none."""


def value_day(period_end: date | None, event_day: date | None, published_on: date | None) -> date | None:
    """The day whose rate applies: the period's end, else the event's, else publication; for what lies ahead, publication."""
    day = period_end or event_day or published_on
    return min(day, published_on) if day is not None and published_on is not None else day


def find_valuations(reading: Reading, figures: Sequence[FigureReading], events: Sequence[EventReading]) -> Iterator[Valuation]:
    """The amounts of money among *figures* that have a rate, in their order; a figure's event is the first that names it."""
    event_days = {i: event.timing.end_on for event in reversed(events) for i in event.figures}
    rates: dict[int, FxRate] = {}
    for index, figure in enumerate(figures):
        day = value_day(figure.period[1] if figure.period else None, event_days.get(index), reading.published_on)
        if figure.quantity.dimension == "money" and figure.quantity.unit is not None and day is not None:
            rate = reading.knowledge.rates.on(figure.quantity.unit, day)
            if rate is not None:
                rates[index] = rate
    for index, rate in rates.items():
        value = figures[index].value
        yield Valuation(index, rate, value * rate.krw, value * rate.usd, _deviation(figures, rates, index))


def _deviation(figures: Sequence[FigureReading], rates: Mapping[int, FxRate], index: int) -> float | None:
    original = figures[index].restates
    if original is None or original not in rates or not figures[original].value:
        return None
    here, there = rates[index], rates[original]
    expected = figures[original].value * there.krw / here.krw
    return None if here.currency == there.currency else round(float(figures[index].value / expected - 1), 6)
