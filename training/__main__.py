"""
Makes what the package has learned, again, from what the repository or `../shared` holds.

    python -m training names --data ../shared/data/ner     extractors/model/weights
    python -m training events                              extractors/events/model/weights.npz
    python -m training classes                             extractors/figures/word_classes.npz
    python -m training figures                             extractors/figures/ranking/weights.npz
    python -m training observe GOLD_DIR REPORTS_DIR...     training/figures/observations.csv, of reports that nothing was tuned on
    python -m training confidence                          seeds/confidence.csv and figure_confidence.csv, from these observations

`python -m training COMMAND --help` tells the options of each.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from training.events import trainer as events
from training.figures import commands as figures
from training.figures import word_classes as classes
from training.names import trainer as names

COMMANDS = {
    "names": (names.add_arguments, names.main),
    "events": (events.add_arguments, events.main),
    "classes": (classes.add_arguments, classes.main),
    "figures": (figures.add_arguments, figures.main),
    "observe": (figures.add_arguments, figures.observe),
    "confidence": (lambda _: None, figures.confidence),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that was typed."""
    parser = argparse.ArgumentParser(
        prog="python -m training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, (add_arguments, run) in COMMANDS.items():
        doc = str(run.__doc__)
        command = commands.add_parser(name, help=doc.splitlines()[0], description=doc)
        add_arguments(command)
        command.set_defaults(run=run)
    options = parser.parse_args(arguments)
    options.run(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
