"""Measures judges of figures on reports that they have not learned from: whole reports are left out, never single figures."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from extractors.figures.model import FigureReading
from extractors.figures.ranking.judge import Judge
from extractors.figures.reader import find_figures
from training.figures.corpus import Annotated
from training.figures.learning import ATTRIBUTES, fit, gather
from training.figures.networks import Sample, calibration

FOLDS = 5
COLUMNS = ("metric", "subject", "measure", "basis", "modality", "period", "complete")

Judges = Callable[[Mapping[str, Sequence[Sample]]], Mapping[str, Judge]]
"""From the samples that may teach to the judges that are measured, by name."""
Told = dict[str, list[tuple[FigureReading, Mapping[str, bool]]]]
"""Report → its annotated figures as a judge reads them, with what is right of them."""


def judged(report: Annotated, judge: Judge) -> Iterator[tuple[FigureReading, Mapping[str, bool]]]:
    """Each annotated figure as *judge* reads it, with what is right of it."""
    indices = {q.start: i for i, q in enumerate(report.reading.quantities)}
    for figure in find_figures(report.reading, judge):
        item = report.gold.get(indices[figure.quantity.start])
        if item is None or item.optional:
            continue
        right = {name: report.answers.right(name, getattr(figure, name), item) for name in (*ATTRIBUTES, "measure", "basis")}
        signs = (figure.value < 0) == (item.value < 0)
        yield figure, {**right, "complete": signs and right["metric"] and right["subject"] and right["measure"]}


def as_shipped(samples: Mapping[str, Sequence[Sample]]) -> dict[str, Judge]:
    """The judge that `python -m training figures` makes of *samples*."""
    return {"as shipped": Judge(fit(samples))}


def cross_validated(reports: Sequence[Annotated], judges: Judges = as_shipped) -> dict[str, Told]:
    """What each of *judges* says of every report, made without the reports of its fold."""
    samples = gather(reports)
    told: dict[str, Told] = {}
    for number in range(FOLDS):
        held = [report for index, report in enumerate(reports) if index % FOLDS == number]
        names = {report.name for report in held}
        print(f"part {number + 1} of {FOLDS}: training without {len(names)} reports", file=sys.stderr, flush=True)
        taught = {attribute: [s for s in found if s.report not in names] for attribute, found in samples.items()}
        for label, judge in judges(taught).items():
            told.setdefault(label, {}).update({report.name: list(judged(report, judge)) for report in held})
    return told


def stated(told: Told) -> dict[str, list[tuple[float, bool]]]:
    """The probability that the judge states and whether it was right: of each attribute, and of whole figures."""
    pairs: dict[str, list[tuple[float, bool]]] = {name: [] for name in ("figure", *ATTRIBUTES)}
    for figure, right in (each for found in told.values() for each in found):
        pairs["figure"].append((figure.raw["metric"] * figure.raw["subject"], right["complete"]))
        for name, chance in figure.raw.items():
            pairs[name].append((chance, right[name]))
    return pairs


def print_table(told: Mapping[str, Told]) -> None:
    """A line for each judge, then one for each report as the last of them reads it."""
    print("| | figures | " + " | ".join(COLUMNS) + " |\n| --- |" + " ---: |" * (len(COLUMNS) + 1))
    lines = {label: [each for found in reports.values() for each in found] for label, reports in told.items()}
    *_, last = told.values()
    for label, figures in {**lines, **{f"  {name}": found for name, found in sorted(last.items())}}.items():
        right = Counter(name for _, held in figures for name, holds in held.items() if holds)
        print(f"| {label} | {len(figures)} | " + " | ".join(f"{right[c] / max(1, len(figures)):.3f}" for c in COLUMNS) + " |")


def write_calibration(pairs: Mapping[str, Sequence[tuple[float, bool]]], path: Path) -> None:
    """Write seeds/confidence.csv: for each attribute, the share that is right by the probability stated."""
    rows = [f"{name},{raw:.3f},{right:.3f}" for name, found in pairs.items() for raw, right in calibration(found)]
    path.write_text("\n".join(["attribute,raw,right", *rows, ""]), encoding="utf-8")
