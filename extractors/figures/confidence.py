"""
How sure a figure is: how many of the figures like it are right.

For one attribute, by the probability that the judge gives its answer (seeds/confidence.csv); what grammar or layout settle has a share of
its own, since no network is asked there. For the whole figure, by a logistic regression over a few facts (seeds/figure_confidence.csv).
`python -m training confidence` makes both from what was observed on reports that nothing had been tuned on: on those that rules and
networks were made with, both are right far too often to tell how sure they may be.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence
from math import exp, log

from extractors.seeds import read_seed

SETTLED = 1.0
"""The probability of an answer that no network gave."""
_EDGE = 1e-3
"""Probabilities nearer to 0 and 1 than this are as good as these."""
ALWAYS = "always"
"""The fact that holds for every figure."""


def log_odds(chance: float) -> float:
    """The logarithm of the odds of *chance*, for one of 0 or 1 that of one right beside it."""
    held = min(max(chance, _EDGE), 1 - _EDGE)
    return log(held / (1 - held))


def clarity(raws: Iterable[Mapping[str, float]]) -> float:
    """How clear a report is: the mean over its figures of the probability that all answers hold. *raws* as in FigureReading."""
    found = [functools.reduce(float.__mul__, raw.values(), 1.0) for raw in raws]
    return sum(found) / max(1, len(found))


def facts(raw: Mapping[str, float], *, in_table: bool, owned: bool, unheld: bool, report: float) -> dict[str, float]:
    """
    What tells whether a figure is whole, by the names of seeds/figure_confidence.csv.

    *raw* is attribute → probability, *owned* whether it has a subject, *unheld* whether it is a change that does not tell what it is held
    to, *report* the clarity of its report.
    """
    settled = raw["subject"] == SETTLED
    return {
        ALWAYS: 1.0,
        "subject settled": float(settled),
        "odds of the subject": 0.0 if settled else log_odds(raw["subject"]),
        "in a table": float(in_table),
        "has a subject": float(owned),
        "change from nothing": float(unheld),
        "odds of the report": log_odds(report),
        **{f"odds of the {attribute}": log_odds(raw[attribute]) for attribute in ("metric", "period", "modality")},
    }


def share_whole(found: Mapping[str, float]) -> float:
    """Of figures of which these `facts` hold, the share whose attributes are all right."""
    return round(1 / (1 + exp(-sum(weight * found[fact] for fact, weight in _weights().items()))), 2)


def calibrated(attribute: str, raw: float) -> float:
    """The share of answers given with the probability *raw* that prove right."""
    steps, settled = _calibration()[attribute]
    if raw == SETTLED:
        return settled
    for (low, right_low), (high, right_high) in itertools.pairwise(steps):
        if raw <= high:
            return round(right_low + (right_high - right_low) * (raw - low) / (high - low), 2)
    return steps[-1][1]


@functools.cache
def _weights() -> Mapping[str, float]:
    return {row["fact"]: float(row["weight"]) for row in read_seed("figure_confidence.csv", ("fact", "weight"))}


@functools.cache
def _calibration() -> Mapping[str, tuple[Sequence[tuple[float, float]], float]]:
    """Attribute → points (stated, right), and the share that is right of what was settled."""
    points: dict[str, list[tuple[float, float]]] = {}
    settled: dict[str, float] = {}
    for row in read_seed("confidence.csv", ("attribute", "raw", "right")):
        if row["raw"] == "settled":
            settled[row["attribute"]] = float(row["right"])
        else:
            points.setdefault(row["attribute"], []).append((float(row["raw"]), float(row["right"])))
    return {attribute: (steps, settled[attribute]) for attribute, steps in points.items()}
