"""Percentages that the two sizes before them give by arithmetic: `20,000원 → 22,000원(10.0%)`."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.figures.places import Place
from extractors.reading import Reading

_ARROW = re.compile(r"\s?(?:→|⇒|->)\s?(?:\([^()\n]{1,12}\)\s?)?")
_ROUNDED = Decimal("0.1")
"""What a rate may be off, in percent: both sizes and the rate itself are rounded."""


def is_growth_of_course(reading: Reading, place: Place) -> bool:
    """Whether a percentage in the bracket behind a size is what that one has grown by from the size that an arrow leads from."""
    quantity, host = place.quantity, place.host
    if quantity.unit != "percent" or host is None or host < 1 or place.cell is not None:
        return False
    first, last = reading.quantities[host - 1], reading.quantities[host]
    if first.unit != last.unit or last.dimension in ("ratio", "multiple", "rank") or first.value <= 0:
        return False
    if _ARROW.fullmatch(reading.text, first.end, last.start) is None:
        return False
    grown = (last.value / first.value - 1) * 100
    return abs(grown - quantity.value) <= _ROUNDED or (not quantity.signed and abs(grown + quantity.value) <= _ROUNDED)
