"""How much a printed number leaves open: 3,640억원 is 3,639.5억 to 3,640.5억, 7.6 % is 7.55 to 7.65 %, 약 leaves 5 %.

Zeros at the end may be digits or rounding (5,000억 is 5,000억 or 0.5조), so they leave at most half a percent open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractors.figures import FigureReading

RATIO_UNITS = frozenset({"percent", "percentage_point", "basis_point", "multiple"})
APPROXIMATE = Decimal("0.05")
"""What 약, 여, 가량 leave open, as a share; the warehouse's macro `leeway` allows the same."""
_ZEROS = Decimal("0.005")
_COARSE = Decimal("0.05")
"""The most that the digits of a level leave open: 2조 is no 1.5조."""
_TIMES = Decimal("0.1")
"""The most that a multiple in whole numbers leaves open: 세 배 is 2.7 to 3.3."""
_NUMERAL = re.compile(r"(\d[\d,]*)(?:\.(\d+))?[ \u00a0]?([십백천만억조경]*)")
_POWERS = {"십": 1, "백": 2, "천": 3, "만": 4, "억": 8, "조": 12, "경": 16}


@dataclass(frozen=True, slots=True)
class Interval:
    """The values from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient; *other* lies wholly above 0."""
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        """Whether the two share a value."""
        return self.low <= other.high and other.low <= self.high


def exactly(value: Decimal | int) -> Interval:
    """The interval that holds *value* alone."""
    return Interval(Decimal(value), Decimal(value))


def leeway(figure: FigureReading, text: str) -> Decimal:
    """How far the value meant by *figure*, printed as *text*, may be from the one that is written."""
    half = rounding(figure, text)
    return max(half, abs(figure.value) * APPROXIMATE) if figure.quantity.approximate else half


def rounding(figure: FigureReading, text: str) -> Decimal:
    """Half of the last printed place; what rounding alone leaves open."""
    value = abs(figure.value)
    place, zeros = _last_place(text, value)
    half = place / 2
    if zeros:
        half = max(half, min(half * 10**zeros, value * _ZEROS))
    if figure.quantity.unit == "multiple":
        half = half if "." in text else min(half, value * _TIMES)
    elif figure.quantity.unit not in RATIO_UNITS:
        half = min(half, value * _COARSE)
    return half


def _last_place(text: str, value: Decimal) -> tuple[Decimal, int]:
    """What a 1 in the last printed place is worth, and how many zeros stand before it: (1억, 1) for 3,640억."""
    groups = _NUMERAL.findall(text)
    if not groups:
        return Decimal(1), 0  # 두 배, 열네 건
    whole, decimals, powers = groups[-1]
    mantissa = Decimal(whole.replace(",", "") + "." + decimals)
    if len(groups) == 1 and mantissa:
        scale = value / mantissa
    else:
        scale = Decimal(10) ** sum(_POWERS[power] for power in powers)
    digits = whole.replace(",", "")
    zeros = 0 if decimals else len(digits) - len(digits.rstrip("0"))
    return scale * Decimal(10) ** -len(decimals), zeros


def operand(figure: FigureReading, text: str) -> Interval:
    """The values that *figure* may stand for in a computation; an open end (이상, 이하) is taken to be near the number."""
    margin, room = leeway(figure, text), abs(figure.value) * APPROXIMATE
    above = room if figure.quantity.bound in ("at_least", "above") else 0
    below = room if figure.quantity.bound in ("at_most", "below") else 0
    return Interval(figure.value - margin - below, figure.value + margin + above)


def allowed(figure: FigureReading, text: str, value: Decimal) -> Interval:
    """The values that agree with *figure* where it states *value* (its own, with the sign the wording gives)."""
    margin = leeway(figure, text)
    infinity = Decimal("Infinity")
    bound = figure.quantity.bound
    more, less = bound in ("at_least", "above"), bound in ("at_most", "below")
    if value < 0:
        more, less = less, more
    return Interval(-infinity if less else value - margin, infinity if more else value + margin)
