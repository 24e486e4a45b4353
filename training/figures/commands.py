"""
The commands that teach the judge of figures, and those that tell how sure its answers may be.

    python -m training figures [GOLD_DIR REPORTS_DIR]...    train on all annotated reports and write the weights
    python -m training observe GOLD_DIR REPORTS_DIR...      write down what is right of reports that nothing was tuned on
    python -m training confidence                           make of that how sure figures may be

The form of the gold is told by `sasil score --help`; the first reads the annotated reports of the project, too.
"""

from __future__ import annotations

import argparse
from importlib import resources
from pathlib import Path

from extractors.figures.ranking.network import WEIGHTS
from training.figures.corpus import ROOT, read_corpus, read_folders
from training.figures.learning import fit, gather, write_weights
from training.figures.observing import (
    OBSERVATIONS,
    bands,
    left_out,
    observed,
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
    write_weights(fit(gather(read_corpus(options.folders))), path)
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


def observe(options: argparse.Namespace) -> None:
    """Write down the figures of reports that nothing was tuned on: training/figures/observations.csv, in place of those before."""
    reports = read_folders(options.folders)
    rows = [row for number, report in enumerate(reports, start=1) for row in observed(report, number)]
    write_observations(rows)
    print(f"{OBSERVATIONS.name}: {len(rows)} figures of {len(reports)} reports")


def confidence(_: argparse.Namespace) -> None:
    """Make of training/figures/observations.csv how sure figures may be, and print how well that holds on reports left out."""
    rows = read_observations()
    write_calibration(rows, ROOT / "seeds" / "confidence.csv")
    write_figure_weights(weigh(rows), ROOT / "seeds" / "figure_confidence.csv")
    print("| confidence | figures | whole |\n| --- | ---: | ---: |")
    for low, high, count, share in bands(left_out(rows)):
        print(f"| {low:.1f} to {high:.1f} | {count} | {share:.2f} |")
