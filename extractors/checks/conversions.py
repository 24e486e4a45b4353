"""Amounts that are stated in two units, and ranges that were repaired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.checks.model import CheckReading, show_amount
from extractors.checks.precision import rounding
from extractors.figures import FigureReading
from extractors.reading import Reading
from extractors.valuation import Valuation

_RATE = Decimal("0.05")
"""How far a conversion may be from the reference rate: writers take the rate of another day, and v_rate_outliers begins there."""


def find_repaired(reading: Reading, figures: Sequence[FigureReading]) -> Iterator[CheckReading]:
    """The ranges whose tilde was put back: what is printed is no number."""
    for index, figure in enumerate(figures):
        quantity = figure.quantity
        if quantity.repaired and figure.value_high is not None:
            printed = reading.text[quantity.start : quantity.end]
            low, high = (show_amount(value, quantity) for value in (figure.value, figure.value_high))
            yield CheckReading("repaired_range", (index,), None, None, "impossible", f"{printed} → {low} ~ {high}")


def find_conversions(reading: Reading, figures: Sequence[FigureReading]) -> Iterator[CheckReading]:
    """Physical amounts that restate another one, against the exact relation of their units: `1,600만㎡(484만 평)`."""
    for index, figure in enumerate(figures):
        if figure.restates is None or figure.quantity.dimension == "money":
            continue
        original = figures[figure.restates]
        here, there = figure.quantity, original.quantity
        same = (here.unit_base or here.unit) == (there.unit_base or there.unit)
        if not same or here.dimension != there.dimension or not here.value or not original.value:
            continue
        factor = abs((there.value_base or there.value) / there.value / ((here.value_base or here.value) / here.value))
        check = _restated(reading, figures, index, factor, Decimal(0))
        if check is not None:
            yield check


def find_converted(reading: Reading, figures: Sequence[FigureReading], valuations: Sequence[Valuation]) -> Iterator[CheckReading]:
    """Amounts of money that restate another one, against the reference rate."""
    for valuation in valuations:
        original = figures[valuation.figure].restates
        if original is None or valuation.deviation is None or valuation.deviation <= -1:
            continue
        rate = figures[valuation.figure].value / (1 + Decimal(str(valuation.deviation))) / figures[original].value
        check = _restated(reading, figures, valuation.figure, rate, _RATE)
        if check is not None:
            yield check


def _restated(
    reading: Reading, figures: Sequence[FigureReading], index: int, factor: Decimal, tolerance: Decimal
) -> CheckReading | None:
    figure = figures[index]
    if figure.restates is None:
        return None
    original = figures[figure.restates]
    text = reading.text[figure.quantity.start : figure.quantity.end]
    source = reading.text[original.quantity.start : original.quantity.end]
    computed = original.value * factor
    room = max(abs(computed) * tolerance, rounding(figure, text) + rounding(original, source) * factor)
    agrees = abs(figure.value - computed) <= room
    formula = f"{source} * {factor:.6g} = {show_amount(computed, figure.quantity)}"
    return CheckReading(
        "conversion", (index, figure.restates), figure.value, computed, "agrees" if agrees else "deviates", formula
    )
