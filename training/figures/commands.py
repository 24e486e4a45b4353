"""
The commands that teach the judge of figures, and those that tell how sure its answers may be.

    python -m training figures [GOLD_DIR REPORTS_DIR]...    train on all annotated reports and write the weights
    python -m training observe GOLD_DIR REPORTS_DIR...      learn what there is to choose in new reports, and what is right there
    python -m training confidence                           make of that how sure figures may be

The form of the gold is told by `sasil score --help`; the first reads the annotated reports of the project and what was observed, too.
"""

from __future__ import annotations

import argparse
import itertools
from importlib import resources
from pathlib import Path

from extractors.figures.ranking.network import WEIGHTS, networks
from training.figures.choices import CHOICES, joined, read_choices, write_choices
from training.figures.corpus import ROOT, read_corpus, read_folders
from training.figures.learning import fit, gather, met, write_weights
from training.figures.observing import (
    OBSERVATIONS,
    bands,
    left_out,
    observed_apart,
    read_observations,
    weigh,
    write_calibration,
    write_figure_weights,
    write_observations,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the commands take that read reports."""
    parser.add_argument("folders", nargs="*", type=Path, help="pairs of folders: gold records and the reports they annotate")


def main(options: argparse.Namespace) -> None:
    """Train the judge of figures on all annotated reports and write its weights."""
    path = Path(str(resources.files("extractors.figures.ranking") / WEIGHTS))
    write_weights(fit(joined(gather(read_corpus(options.folders)), read_choices())), path)
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


def observe(options: argparse.Namespace) -> None:
    """
    Add what there is to choose in new reports to training/figures/choices.npz, and how their figures fare to observations.csv.

    Once for each report, before any rule is changed for it: both tell of texts that nothing was tuned on.
    """
    reports = read_folders(options.folders)
    known, rows = read_choices(), read_observations()
    told = itertools.chain((row["report"] for row in rows), (sample.report for found in known.values() for sample in found))
    first = 1 + max(map(int, told))
    new = met(reports, networks(), first)
    rows += observed_apart(reports, joined(gather(read_corpus()), known), new, first)
    write_choices(joined(known, new))
    write_observations(rows)
    print(f"{CHOICES.name}, {OBSERVATIONS.name}: {len(reports)} reports more, {len(rows)} figures in all")


def confidence(_: argparse.Namespace) -> None:
    """Make of training/figures/observations.csv how sure figures may be, and print how well that holds on reports left out."""
    rows = read_observations()
    write_calibration(rows, ROOT / "seeds" / "confidence.csv")
    write_figure_weights(weigh(rows), ROOT / "seeds" / "figure_confidence.csv")
    print("| confidence | figures | whole |\n| --- | ---: | ---: |")
    for low, high, count, share in bands(left_out(rows)):
        print(f"| {low:.1f} to {high:.1f} | {count} | {share:.2f} |")
