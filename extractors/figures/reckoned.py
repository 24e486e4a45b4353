"""Percentages that the two sizes before them give by arithmetic: `20,000원 → 22,000원(10.0%)`, `감소(50건→40건, 약 20%)`."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.figures.coordination import Direction
from extractors.figures.places import Place
from extractors.reading import Reading

_ARROW = re.compile(r"\s?(?:→|⇒|->)\s?(?:\([^()\n]{1,12}\)\s?)?")
_BESIDE = re.compile(r",\s?(?:약\s?)?")
_ROUNDED, _WHOLE = Decimal("0.1"), Decimal(1)
"""What a rate may be off, in percent: both sizes and the rate itself are rounded, or cut off to whole percents."""


def is_growth_of_course(reading: Reading, place: Place) -> bool:
    """Whether a percentage is what a size has grown by from the size that an arrow leads from."""
    return growth_of_course(reading, place) is not None


def growth_of_course(reading: Reading, place: Place) -> Direction | None:
    """The direction of a percentage in the bracket behind a size, or beside it in its bracket, which it has grown by since an arrow led from it."""
    quantity, host = place.quantity, place.host
    if quantity.unit != "percent" or place.cell is not None:
        return None
    if host is None and place.bracket is not None and place.index > 1:
        before = reading.quantities[place.index - 1]
        beside = before.start > place.bracket and _BESIDE.fullmatch(reading.text, before.end, quantity.start) is not None
        host = place.index - 1 if beside else None
    if host is None or host < 1:
        return None
    first, last = reading.quantities[host - 1], reading.quantities[host]
    if first.unit != last.unit or last.dimension in ("ratio", "multiple", "rank") or first.value <= 0:
        return None
    if _ARROW.fullmatch(reading.text, first.end, last.start) is None:
        return None
    grown, off = (
        (last.value / first.value - 1) * 100,
        _WHOLE if quantity.value == quantity.value.to_integral_value() else _ROUNDED,
    )
    if abs(grown - quantity.value) <= off:
        return "down" if quantity.value < 0 else "up"
    return "down" if not quantity.signed and abs(grown + quantity.value) <= off else None
