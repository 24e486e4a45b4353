"""Units, currencies and counters: the surfaces in seeds/ and the conditions under which each of them is one.

A condition is a list of clauses separated by `;`:

==================  ==================================================================================================
`strict`            the word must end behind the surface (`9평`, `9평에`, not `9평가`), even behind digits
`digits`            the numeral is written with digits
`native`, `sino`    the numeral is native Korean (`세`); is not
`words`             the numeral is in Sino-Korean words, and more than a multiplier: 이십, not 십 or 5
`not A|B`           the text behind the surface does not begin with one of these; a space counts
`unless A|B`        none of these words stands near
`cue A|B`           one of these words stands near         ┐
`then A|B`          the text behind begins with one        │ of these four kinds one must hold, where any is given;
`min N`             the value is N or more                 │ `X & Y` holds where both do
`scaled`            the numeral has 만, 억 or 조           ┘
`unscaled`          the numeral has none of them
`decimals`          the numeral has a decimal point: mean ages have one, and somebody's age has none
`decades`           bare 10, 20 … 90 need the cue itself: 30대 is mostly an age
==================  ==================================================================================================

Near is the same line, 80 characters back and 40 ahead.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, Protocol, TypeAlias

from extractors.particles import JOSA, ends_word, is_hangul
from extractors.seeds import Row, read_seed

_REACH_BACK, _REACH_AHEAD = 80, 40
_DECADES = frozenset(Decimal(n) for n in range(10, 100, 10))
_WHOLE_JOSA = re.compile(rf"(?:{'|'.join(JOSA)})(?![가-힣])")
_NO_PATTERN = re.compile(r"(?!)")
_SMALL_CHANGE = re.compile(r"[일이삼사오육칠팔구십]{1,4} ?(?:센트|펜스)")
"""What goes on behind the unit of `삼달러오십센트`."""
_ENDS_SPEECH = (*".?!,\"'”’)", "")
"""What stands behind the polite 요 of `세 개요.`"""


_Evidence: TypeAlias = "str | re.Pattern[str] | Decimal | _Then"


@dataclass(frozen=True, slots=True)
class Condition:
    """When a surface is its unit; the default holds everywhere."""

    strict: bool = False
    digits: bool = False
    native: bool = False
    sino: bool = False
    unscaled: bool = False
    decimals: bool = False
    words: bool = False
    decades: bool = False
    refused_after: re.Pattern[str] = _NO_PATTERN
    refused_near: re.Pattern[str] = _NO_PATTERN
    evidence: tuple[tuple[_Evidence, ...], ...] = ()

    @property
    def near(self) -> bool:
        """Whether the words around it matter."""
        return bool(self.evidence) or self.refused_near is not _NO_PATTERN or self.decades

    @classmethod
    def parse(cls, notation: str) -> Condition:
        """Read the notation above; an unknown clause is an error, because it would silently hold."""
        settings: dict[str, object] = {}
        evidence: list[tuple[_Evidence, ...]] = []
        for clause in filter(None, (part.strip(" ") for part in notation.split(";"))):
            word, _, rest = clause.partition(" ")
            if word in ("strict", "digits", "native", "sino", "unscaled", "decimals", "words", "decades"):
                settings[word] = True
            elif word == "not":
                settings["refused_after"] = re.compile(rest)
            elif word == "unless":
                settings["refused_near"] = re.compile(rest)
            elif word in ("cue", "min", "scaled", "then"):
                evidence.append(tuple(map(_evidence, clause.split(" & "))))
            else:
                raise ValueError(f"unknown clause {clause!r} in the condition {notation!r}")
        return cls(**settings, evidence=tuple(evidence))  # type: ignore[arg-type]


class _Then(NamedTuple):
    """A pattern for the text behind a surface."""

    pattern: re.Pattern[str]


def _evidence(clause: str) -> _Evidence:
    word, _, rest = clause.partition(" ")
    if word == "min":
        return Decimal(rest)
    if word == "then":
        return _Then(re.compile(rest))
    return re.compile(rest) if word == "cue" else word


class Counted(Protocol):
    """What a unit must know of the numeral before it."""

    @property
    def start(self) -> int: ...
    @property
    def value(self) -> Decimal: ...
    @property
    def form(self) -> str: ...
    @property
    def scaled(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Unit:
    """One surface of a unit."""

    surface: str
    unit: str | None
    """None once a currency sign proved to be open."""
    dimension: str
    factor: Decimal
    counter: str | None = None
    condition: Condition = field(default_factory=Condition)

    @property
    def quantity(self) -> bool:
        """Whether a number with it is a figure; times, ordinals (3번째) and parts of names (3세대) are not."""
        return self.dimension not in ("time", "ordinal", "name")

    def fits(self, text: str, end: int, count: Counted | None) -> bool:
        """Whether the surface that ends at *end* is this unit of *count*; without one, only its end is checked.

        Right behind digits a unit may open a compound (340원대출), apart from them it is a word of its own (340 원산지).
        """
        after, condition = text[end : end + 1], self.condition
        if is_hangul(after) and is_hangul(self.surface[-1]):
            glued = not text[end - len(self.surface) - 1 : end - len(self.surface)].isspace()
            lenient = count is not None and count.form == "digits" and not condition.strict and glued
            closed = self.dimension == "money" and (
                _SMALL_CHANGE.match(text, end) or (after == "정" and ends_word(text, end + 1))
            )
            if not lenient and not ends_word(text, end) and not closed:
                return False  # 일천이백만원정: 정 closes an amount in words
            if after == "요" and len(self.surface) == 1 and text[end + 1 : end + 2] not in _ENDS_SPEECH:
                return False  # 개요, 주요, 수요
        elif after.isascii() and after.isalnum() and self.surface[-1].isalpha() and self.surface[-1].isascii():
            return False
        refused = condition.refused_after.match(text, end)
        if refused and not ((josa := _WHOLE_JOSA.match(text, end)) and josa.end() > refused.end()):
            return False  # 건조 is a word, but 3건조차 ends in 조차
        return count is None or self._suits(text, end, count)

    def _suits(self, text: str, end: int, count: Counted) -> bool:
        condition = self.condition
        if (
            (condition.digits and count.form != "digits")
            or (condition.native and count.form != "native")
            or (condition.sino and count.form == "native")
            or (condition.unscaled and count.scaled)
            or (condition.decimals and "." not in text[count.start : end])
            or (condition.words and (count.form != "sino" or count.value.normalize().as_tuple().digits == (1,)))
        ):
            return False
        if not condition.near:
            return True
        near = line_around(text, count.start, end)
        if condition.refused_near.search(near):
            return False
        if condition.decades and not count.scaled and count.value in _DECADES:
            return any(isinstance(cue, re.Pattern) and cue.search(near) for parts in condition.evidence for cue in parts)
        return not condition.evidence or any(
            all(_holds(part, near, count, text, end) for part in parts) for parts in condition.evidence
        )


def _holds(part: _Evidence, near: str, count: Counted, text: str, end: int) -> bool:
    if isinstance(part, _Then):
        return part.pattern.match(text, end) is not None
    if isinstance(part, Decimal):
        return count.value >= part
    return count.scaled if isinstance(part, str) else part.search(near) is not None


def line_around(text: str, start: int, end: int, back: int = _REACH_BACK, ahead: int = _REACH_AHEAD) -> str:
    """The line of `text[start:end]`, at most so many characters before and behind it."""
    head, tail = text[max(0, start - back) : start], text[start : end + ahead]
    return head[head.rfind("\n") + 1 :] + tail.partition("\n")[0]


class UnitTable:
    """All surfaces, longest first under their first character; immutable."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = tuple(units)
        buckets: dict[str, list[Unit]] = {}
        for unit in sorted(self.units, key=lambda unit: -len(unit.surface)):
            buckets.setdefault(unit.surface[0], []).append(unit)
        self._buckets: Mapping[str, tuple[Unit, ...]] = MappingProxyType(
            {first: tuple(units) for first, units in buckets.items()}
        )

    def at(self, text: str, position: int, count: Counted | None = None) -> tuple[Unit, int] | None:
        """The unit that begins at *position* and where it ends; the longest surface whose condition holds."""
        for unit in self._buckets.get(text[position : position + 1], ()):
            if text.startswith(unit.surface, position):
                end = position + len(unit.surface)
                if unit.fits(text, end, count):
                    return unit, end
        return None

    def follows(self, text: str, position: int, count: Counted | None = None) -> tuple[Unit, int] | None:
        """The unit at *position* or behind up to two spaces there."""
        for _ in range(3):
            character = text[position : position + 1]
            if character not in {" ", "\u00a0"}:
                return self.at(text, position, count)
            position += 1
        return None

    def knows(self, surface: str) -> bool:
        """Whether it is a surface of any unit, times and counters included."""
        return any(unit.surface == surface for unit in self._buckets.get(surface[:1], ()))

    def named(self, surface: str) -> Unit | None:
        """The unit a caption or header names, as in (단위: 십억원); conditions on the text around do not apply."""
        found = [unit for unit in self._buckets.get(surface[:1], ()) if unit.surface == surface and unit.quantity]
        return min(found, key=lambda unit: unit.condition.near, default=None)


def _rows(name: str) -> Iterator[Row]:
    return read_seed(name, ("example",))


def decimal_of(notation: str) -> Decimal:
    """A factor as seeds write it: 1000 or 1/10."""
    exact = Fraction(notation)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _spellings(surfaces: Iterable[str]) -> Iterator[str]:
    """Each surface with its spaces and without: 캐나다 달러, 캐나다달러."""
    return iter(dict.fromkeys(form for surface in surfaces for form in (surface, surface.replace(" ", ""))))


_TABLES = {
    "counters.csv": ("counter", "role", "role"),
    "units.csv": ("surface", "unit", "dimension"),
    "currencies.csv": ("surfaces", "code", ""),
}
"""Columns of surface, unit and dimension; where a surface stands in several tables, the earlier one is asked first."""
_METRES = {"m": "1", "mi": "1609.344", "ft": "0.3048", "in": "0.0254", "yd": "0.9144"}
_POWERS = {
    "제곱": (2, "m2", "area", 1),
    "평방": (2, "m2", "area", 1),
    "세제곱": (3, "L", "volume", 1000),
    "입방": (3, "L", "volume", 1000),
}
"""Prefixes of a unit of length: the power, its unit, and how many of that are in a metre of that power."""


@functools.cache
def unit_table() -> UnitTable:
    """The surfaces of seeds/units.csv, currencies.csv and counters.csv, read once, and the squares and cubes of the lengths."""
    units = [unit for name in _TABLES for row in _rows(name) for unit in _units_of(name, row)]
    known = {unit.surface for unit in units}
    lengths = [unit for unit in units if unit.dimension == "length" and unit.unit in _METRES and is_hangul(unit.surface[0])]
    return UnitTable([*units, *(power for length in lengths for power in _powers(length) if power.surface not in known)])


def _units_of(name: str, row: Row) -> Iterator[Unit]:
    surfaces, unit, dimension = _TABLES[name]
    condition, factor = Condition.parse(row["condition"]), decimal_of(row.cells.get("factor", "1"))
    for surface in _spellings(row.parts(surfaces)):
        counter = surface if name == "counters.csv" else None
        yield Unit(surface, row[unit], row[dimension] if dimension else "money", factor, counter, condition)


def _powers(length: Unit) -> Iterator[Unit]:
    """제곱킬로미터, 입방 센티미터: the square and cube of a length."""
    metres = length.factor * Decimal(_METRES[length.unit or ""])
    for prefix, (power, unit, dimension, each) in _POWERS.items():
        for surface in _spellings([f"{prefix} {length.surface}"]):
            yield Unit(surface, unit, dimension, metres**power * each)


@functools.cache
def currency_prefixes() -> Mapping[str, str]:
    """Symbols and codes that stand before an amount: US$, RMB, €."""
    return {symbol: row["code"] for row in _rows("currencies.csv") for symbol in row.parts("symbols")}


@functools.cache
def foreign_money() -> re.Pattern[str]:
    """The signs and names of all currencies but won, where they stand as such."""
    rows = [row for row in _rows("currencies.csv") if row["code"] != "KRW"]
    names = {name for row in rows for name in row.parts("surfaces") if len(name) > 1 or not is_hangul(name)}
    return re.compile(rf"{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))}|(?<=[\d억만천조])(?:엔|불|동)")


@functools.cache
def open_currencies() -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """Signs that several currencies share → each currency with the words that tell it (seeds/open_currencies.csv)."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for row in _rows("open_currencies.csv"):
        found.setdefault(row["sign"], []).append((row["code"], re.compile(row["words"])))
    return {sign: tuple(codes) for sign, codes in found.items()}


def told_currencies(text: str, sign: str) -> tuple[str, ...]:
    """The currencies of a shared *sign* that *text* speaks of."""
    return tuple(code for code, words in open_currencies()[sign] if words.search(text))


_BASE = {
    "pyeong": "m2", "ac": "m2", "ft2": "m2", "mi": "m", "ft": "m", "in": "m", "yd": "m", "nmi": "m", "ft3": "L",
    "gal": "L", "bbl": "L", "lb": "g", "oz": "g", "don": "g", "carat": "g", "J": "Wh", "cal": "Wh", "Btu": "Wh",
    "toe": "Wh", "hp": "W", "bit": "B", "bit/s": "B/s", "km/h": "m/s", "mi/h": "m/s", "kn": "m/s", "degF": "degC",
    "K": "degC", "bar": "Pa", "psi": "Pa", "atm": "Pa", "kgf*m": "N*m", "rpm": "Hz",
}  # fmt: skip
"""The base unit of each unit that is not one itself; the contract's own units (m2, Wh, B, g, m, m/s, degC) are the bases."""
_PINT_NAMES = {
    "m2": "meter**2", "ac": "international_acre", "ft2": "foot**2", "ft3": "foot**3", "mi": "mile", "ft": "foot",
    "in": "inch", "yd": "yard", "nmi": "nautical_mile", "gal": "gallon", "bbl": "oil_barrel", "lb": "pound",
    "oz": "ounce", "cal": "calorie", "toe": "tonne_of_oil_equivalent", "hp": "metric_horsepower",
    "km/h": "kilometer/hour", "mi/h": "mile/hour", "kn": "knot", "degF": "degree_Fahrenheit",
    "degC": "degree_Celsius", "K": "kelvin", "atm": "standard_atmosphere", "kgf*m": "kilogram_force*meter",
    "N*m": "newton*meter", "rpm": "revolution/minute/turn", "B": "byte", "B/s": "byte/second", "bit/s": "bit/second",
    "Wh": "watt_hour", "g": "gram", "L": "liter", "m/s": "meter/second", "m": "meter", "Pa": "pascal", "W": "watt",
    "Hz": "1/second", "J": "joule", "Btu": "Btu",
}  # fmt: skip
"""What pint calls them."""


@functools.cache
def _conversion(unit: str) -> tuple[Decimal, Decimal, str] | None:
    """Factor and offset to the base unit: base = value * factor + offset."""
    base = _BASE.get(unit)
    if base is None:
        return None
    registry = _registry()
    zero, one = (
        registry.Quantity(Decimal(n), _PINT_NAMES.get(unit, unit)).to(_PINT_NAMES.get(base, base)).magnitude for n in (0, 1)
    )
    return one - zero, zero, base


@functools.cache
def _registry():  # type: ignore[no-untyped-def]
    import pint  # its import costs more than reading a report; many reports need no conversion

    registry = pint.UnitRegistry(non_int_type=Decimal, cache_folder=None)
    registry.define("pyeong = 400 / 121 * meter ** 2")
    registry.define("don = 3.75 * gram")
    registry.define("international_acre = 4046.8564224 * meter ** 2")  # pint's own acre is the US survey acre
    return registry


def to_base(value: Decimal, unit: str) -> tuple[Decimal, str] | tuple[None, None]:
    """The value in the base unit of its dimension; None where *unit* is the base or has none."""
    conversion = _conversion(unit)
    if conversion is None:
        return None, None
    factor, offset, base = conversion
    return value * factor + offset, base
