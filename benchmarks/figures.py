"""
What rules and networks bring to the attributes of figures on reports left out of training.

    python benchmarks/figures.py [GOLD_DIR REPORTS_DIR]...

The annotated reports of the project are cross-validated, further folders join them: networks are trained without the reports that they
judge. The table has a row for the rules alone, the networks without the rules, and both, as `python -m training figures` makes them, then
one for each report. How far `confidence` can be trusted is printed by `python -m training confidence`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from extractors.figures.ranking.judge import Judge
from training.figures.corpus import read_corpus
from training.figures.learning import Alone, Rules, blind_sample, fit
from training.figures.measuring import cross_validated, print_table
from training.figures.networks import Sample


def judges(samples: Mapping[str, Sequence[Sample]]) -> dict[str, Judge]:
    """What is compared."""
    blind = {attribute: [blind_sample(sample) for sample in found] for attribute, found in samples.items()}
    return {"rules": Rules(), "networks": Alone(fit(blind)), "both": Judge(fit(samples))}


def main(folders: Sequence[Path]) -> None:
    """Print the table."""
    print_table(cross_validated(read_corpus(folders), judges))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
