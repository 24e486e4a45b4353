"""What a quantity measures: the cues of seeds/metrics.csv, and which of them a quantity belongs to."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.quantities import Quantity
from extractors.seeds import read_seed

COLUMNS = ("metric", "name_ko", "cues", "units", "counters", "default_for", "own_subject", "example")
OTHER = "other"
_NOT_BEFORE = {"시장": r"(?!\s?(?:기대|전망|예상|관계자|점유))"}
"""Cues that mean something else before certain words: 시장 기대치 is an expectation, no market size."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A row of seeds/metrics.csv."""

    name: str
    cues: tuple[str, ...]
    units: frozenset[str]
    counters: frozenset[str]
    default_for: frozenset[str]
    own_subject: bool
    """Whether the metric's own words say whose it is where nobody is named: 수출, 환율, 물가."""

    def fits(self, quantity: Quantity) -> bool:
        """Whether a quantity of this kind can be a size or a change of the metric."""
        kind = unit_class(quantity)
        if kind == "count":
            return "count" in self.units and (not quantity.counter or not self.counters or quantity.counter in self.counters)
        if kind in ("percentage_point", "basis_point"):
            return bool(self.units & {"percent", "percentage_point", "basis_point"})
        return kind in self.units


@dataclass(frozen=True, slots=True)
class Cue:
    """A metric's word where it stands."""

    start: int
    end: int
    text: str
    metrics: tuple[Metric, ...]


@functools.cache
def metrics() -> tuple[Metric, ...]:
    """All metrics, in the order of the table: of two that fit, the earlier one is meant."""
    return tuple(
        Metric(
            row["metric"],
            row.parts("cues"),
            frozenset(row.parts("units")),
            frozenset(row.parts("counters")),
            frozenset(row.parts("default_for")),
            row["own_subject"] == "yes",
        )
        for row in read_seed("metrics.csv", COLUMNS)
    )


@functools.cache
def _by_cue() -> dict[str, tuple[Metric, ...]]:
    table: dict[str, list[Metric]] = {}
    for metric in metrics():
        for cue in metric.cues:
            table.setdefault(cue, []).append(metric)
    return {cue: tuple(found) for cue, found in table.items()}


@functools.cache
def _pattern() -> re.Pattern[str]:
    cues = sorted(_by_cue(), key=len, reverse=True)
    latin = [re.escape(cue) for cue in cues if cue[0].isascii()]
    hangul = [re.escape(cue).replace(r"\ ", r"\s?") + _NOT_BEFORE.get(cue, "") for cue in cues if not cue[0].isascii()]
    # What follows a cue and makes another word of it: 투자자, 시장조사업체, 시장 기대치, 수출입은행, 매출채권, 판매처.
    return re.compile(
        rf"(?:(?<![A-Za-z0-9])(?:{'|'.join(latin)})(?![A-Za-z0-9])|(?:{'|'.join(hangul)})(?!자[^금본산]|자$|가들|조사|입은|채권|처|사업|은행|증권|장관|청장|님))"
    )


@functools.lru_cache(maxsize=8192)  # rules and options ask for the same phrases again and again
def find_cues(text: str, start: int, end: int) -> tuple[Cue, ...]:
    """The metric words in text[start:end], in order; the longest one wins where several begin."""
    return tuple(Cue(match.start(), match.end(), match[0], _lookup(match[0])) for match in _pattern().finditer(text, start, end))


def _lookup(surface: str) -> tuple[Metric, ...]:
    table = _by_cue()
    if surface in table:
        return table[surface]
    squeezed = "".join(surface.split())
    return next(found for cue, found in table.items() if "".join(cue.split()) == squeezed)


def metric(name: str) -> Metric | None:
    """The metric called *name*; None for `other`."""
    return next((found for found in metrics() if found.name == name), None)


def unit_class(quantity: Quantity) -> str:
    """What metrics.csv calls the unit: money, percent, count, rank… or the physical dimension."""
    if quantity.dimension == "money":
        return "money"
    if quantity.unit in ("percent", "percentage_point", "basis_point", "multiple", "count", "rank", "score", "TOPS", "FLOPS"):
        return quantity.unit
    return quantity.dimension


def fitting(cues: Sequence[Cue], quantity: Quantity) -> list[tuple[Cue, Metric]]:
    """The cues whose metric can be stated in the unit of *quantity*, each with that metric."""
    found = []
    for cue in cues:
        metric = next((metric for metric in cue.metrics if metric.fits(quantity)), None)
        if metric is not None:
            found.append((cue, metric))
    return found


def default_metric(quantity: Quantity) -> Metric | None:
    """The metric that the unit or counter alone tells: a rank is a rank, an area an area, 3사 a number of companies."""
    kind = (quantity.counter or "") if quantity.unit == "count" else unit_class(quantity)
    return next((metric for metric in metrics() if kind in metric.default_for), None)
