"""
The commands that teach the judge of figures.

    python -m training figures                         train on all annotated reports and write the weights
    python -m training confidence                      cross-validate what ships and write how sure it may be
    python -m training figures GOLD_DIR REPORTS_DIR…   the same with further annotated reports

The form of the gold is told by `sasil score --help`; without arguments the reports of the project are read.
"""

from __future__ import annotations

import argparse
from importlib import resources
from pathlib import Path

from extractors.figures.ranking.network import WEIGHTS
from training.figures.corpus import ROOT, read_corpus
from training.figures.learning import fit, gather, write_weights
from training.figures.measuring import cross_validated, print_table, stated, write_calibration


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What both commands take."""
    parser.add_argument(
        "folders", nargs="*", type=Path, help="further pairs of folders: gold records and the reports they annotate"
    )


def main(options: argparse.Namespace) -> None:
    """Train the judge of figures on all annotated reports and write its weights."""
    path = Path(str(resources.files("extractors.figures.ranking") / WEIGHTS))
    write_weights(fit(gather(read_corpus(options.folders))), path)
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


def confidence(options: argparse.Namespace) -> None:
    """Cross-validate the judge of figures as it ships and write how sure it may be."""
    told = cross_validated(read_corpus(options.folders))
    print_table(told)
    write_calibration(stated(told["as shipped"]), ROOT / "seeds" / "confidence.csv")
