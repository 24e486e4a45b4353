"""Measures judges of figures on reports that they have not learned from: whole reports are left out, never single figures."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from extractors.figures.model import FigureReading
from extractors.figures.ranking.judge import Judge
from extractors.figures.reader import find_figures
from pipeline.scoring import GoldFigure
from training.figures.choices import joined, read_choices
from training.figures.corpus import Annotated, FigureAnswers
from training.figures.learning import ATTRIBUTES, gather
from training.figures.networks import Sample

FOLDS = 5
COLUMNS = ("metric", "subject", "measure", "basis", "modality", "period", "complete", "whole")

Judges = Callable[[Mapping[str, Sequence[Sample]]], Mapping[str, Judge]]
"""From the samples that may teach to the judges that are measured, by name."""
Told = dict[str, list[tuple[FigureReading, Mapping[str, bool]]]]
"""Report → its annotated figures as a judge reads them, with what is right of them."""


def right_of(figure: FigureReading, answers: FigureAnswers, item: GoldFigure) -> dict[str, bool]:
    """What is right of *figure*, whose annotation is *item*."""
    right = {name: answers.right(name, getattr(figure, name), item) for name in (*ATTRIBUTES, "measure", "basis")}
    signs = (figure.value < 0) == (item.value < 0)
    complete = signs and right["metric"] and right["subject"] and right["measure"]
    return {**right, "complete": complete, "whole": complete and all(right.values())}


def judged(report: Annotated, judge: Judge) -> Iterator[tuple[FigureReading, Mapping[str, bool]]]:
    """Each annotated figure as *judge* reads it, with what is right of it."""
    indices = {q.start: i for i, q in enumerate(report.reading.quantities)}
    for figure in find_figures(report.reading, judge):
        item = report.gold.get(indices[figure.quantity.start])
        if item is not None and not item.optional:
            yield figure, right_of(figure, report.answers, item)


def cross_validated(reports: Sequence[Annotated], judges: Judges) -> dict[str, Told]:
    """What each of *judges* says of every report, made without the reports of its fold."""
    samples, choices = gather(reports), read_choices()
    told: dict[str, Told] = {}
    for number in range(FOLDS):
        held = [report for index, report in enumerate(reports) if index % FOLDS == number]
        names = {report.name for report in held}
        print(f"part {number + 1} of {FOLDS}: training without {len(names)} reports", file=sys.stderr, flush=True)
        taught = {attribute: [s for s in found if s.report not in names] for attribute, found in samples.items()}
        for label, judge in judges(joined(taught, choices)).items():
            told.setdefault(label, {}).update({report.name: list(judged(report, judge)) for report in held})
    return told


def print_table(told: Mapping[str, Told]) -> None:
    """A line for each judge, then one for each report as the last of them reads it."""
    print("| | figures | " + " | ".join(COLUMNS) + " |\n| --- |" + " ---: |" * (len(COLUMNS) + 1))
    lines = {label: [each for found in reports.values() for each in found] for label, reports in told.items()}
    *_, last = told.values()
    for label, figures in {**lines, **{f"  {name}": found for name, found in sorted(last.items())}}.items():
        right = Counter(name for _, held in figures for name, holds in held.items() if holds)
        print(f"| {label} | {len(figures)} | " + " | ".join(f"{right[c] / max(1, len(figures)):.3f}" for c in COLUMNS) + " |")
