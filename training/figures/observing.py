"""
How sure the package may be: what its figures looked like on reports that nothing had been tuned on, and which of them were right.

Reports are not kept, only their figures in numbers: observations.csv, a line for each.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from extractors.figures.confidence import ALWAYS, SETTLED
from extractors.figures.ranking.judge import Judge
from extractors.figures.reader import find_figures
from training.figures.choices import Choices, joined
from training.figures.corpus import Annotated
from training.figures.learning import ATTRIBUTES, fit
from training.figures.measuring import right_of
from training.figures.networks import calibration

OBSERVATIONS = Path(__file__).with_name("observations.csv")
PENALTY = 3.0
"""L2 penalty on the weights of the standardised facts."""
PARTS = 5
"""In so many parts new reports are read by networks that know the other parts."""
_STEPS = 50
Row = Mapping[str, str]


def observed_apart(reports: Sequence[Annotated], known: Choices, new: Choices, first: int) -> list[Row]:
    """The rows of *reports*, called by numbers from *first* on, each read by networks made of *known* and of what is *new* in the others."""
    rows: list[Row] = []
    for part in range(PARTS):
        held = {first + number: report for number, report in enumerate(reports) if number % PARTS == part}
        if not held:
            break  # fewer reports than parts
        print(f"part {part + 1} of {PARTS}: training without {len(held)} of the new reports", file=sys.stderr, flush=True)
        others = {name: [sample for sample in found if int(sample.report) not in held] for name, found in new.items()}
        judge = Judge(fit(joined(known, others)))
        rows += [row for number, report in held.items() for row in observed(report, number, judge)]
    return rows


def observed(report: Annotated, number: int, judge: Judge) -> Iterator[Row]:
    """A row for each figure that is read of *report*: its facts and probabilities, and what is right; optional ones are passed over."""
    indices = {quantity.start: index for index, quantity in enumerate(report.reading.quantities)}
    for figure in find_figures(report.reading, judge):
        item = report.gold.get(indices[figure.quantity.start])
        if item is not None and item.optional:
            continue
        right = right_of(figure, report.answers, item) if item is not None else {}
        yield {
            "report": str(number),
            **{fact: f"{value:.3f}" for fact, value in figure.facts.items() if fact != ALWAYS},
            **{f"{name}: raw": "settled" if figure.raw[name] == SETTLED else f"{figure.raw[name]:.3f}" for name in ATTRIBUTES},
            **{f"{name}: right": str(int(right[name])) if right else "" for name in ATTRIBUTES},
            "whole": str(int(bool(right) and right["whole"])),
        }


def write_observations(rows: Sequence[Row], path: Path = OBSERVATIONS) -> None:
    """Write *rows*, which `observed` gives, to *path*."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read_observations(path: Path = OBSERVATIONS) -> list[Row]:
    """What `write_observations` has written."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_calibration(rows: Sequence[Row], path: Path) -> None:
    """Write seeds/confidence.csv: for each attribute, the share that is right by the probability stated, and of what was settled."""
    lines = ["attribute,raw,right"]
    for name in ATTRIBUTES:
        told = [(row[f"{name}: raw"], row[f"{name}: right"] == "1") for row in rows if row[f"{name}: right"]]
        settled = [right for raw, right in told if raw == "settled"]
        lines += [
            f"{name},{raw:.3f},{right:.3f}" for raw, right in calibration([(float(r), h) for r, h in told if r != "settled"])
        ]
        lines.append(f"{name},settled,{sum(settled) / len(settled):.3f}")
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def facts_of(rows: Sequence[Row]) -> list[str]:
    """The names of the facts in *rows*, the first for every figure."""
    return [ALWAYS, *(name for name in rows[0] if name not in ("report", "whole") and ": " not in name)]


def weigh(rows: Sequence[Row]) -> dict[str, float]:
    """Fact → its weight in a logistic regression of whether a figure is whole, by Newton's method."""
    names = facts_of(rows)
    given = np.array([[1.0, *(float(row[name]) for name in names[1:])] for row in rows])
    whole = np.array([row["whole"] == "1" for row in rows], "f8")
    mean, spread = given.mean(axis=0), given.std(axis=0) + 1e-9
    mean[0], spread[0] = 0.0, 1.0
    held = (given - mean) / spread
    penalty = PENALTY * np.diag([0.0, *np.ones(len(names) - 1)])
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-held @ weights))
        curvature = (held * (chances * (1 - chances))[:, None]).T @ held + penalty
        weights -= np.linalg.solve(curvature, held.T @ (chances - whole) + penalty @ weights)
    weights /= spread
    weights[0] -= float(weights[1:] @ mean[1:])
    return dict(zip(names, weights.tolist(), strict=True))


def write_figure_weights(weights: Mapping[str, float], path: Path) -> None:
    """Write seeds/figure_confidence.csv."""
    path.write_text(
        "\n".join(["fact,weight", *(f"{fact},{weight:.3f}" for fact, weight in weights.items()), ""]), encoding="utf-8"
    )


def left_out(rows: Sequence[Row], parts: int = 8) -> list[tuple[float, bool]]:
    """How sure each figure is by weights made without its report, and whether it is whole."""
    reports = sorted({row["report"] for row in rows})
    part_of = {name: number % parts for number, name in enumerate(reports)}
    found: list[tuple[float, bool]] = []
    for part in range(parts):
        weights = weigh([row for row in rows if part_of[row["report"]] != part])
        held = [row for row in rows if part_of[row["report"]] == part]
        found += zip(_chances(weights, held), (row["whole"] == "1" for row in held), strict=True)
    return found


def _chances(weights: Mapping[str, float], rows: Iterable[Row]) -> Iterator[float]:
    for row in rows:
        odds = sum(weight * (1.0 if fact == ALWAYS else float(row[fact])) for fact, weight in weights.items())
        yield float(1 / (1 + np.exp(-odds)))


def bands(pairs: Sequence[tuple[float, bool]], wide: float = 0.1) -> Iterator[tuple[float, float, int, float]]:
    """Lower and upper end of each band of confidence, the figures in it, and the share of them that is whole."""
    found: dict[int, list[bool]] = defaultdict(list)
    for sure, whole in pairs:
        found[int(sure / wide)].append(whole)
    for band, held in sorted(found.items()):
        yield band * wide, (band + 1) * wide, len(held), sum(held) / len(held)
