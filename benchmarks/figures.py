"""
What rules and networks bring to the attributes of figures, and how far their confidence can be trusted, on reports left out of training.

    python benchmarks/figures.py [GOLD_DIR REPORTS_DIR]...

The annotated reports of the project are cross-validated, further folders join them: networks are trained without the reports that they
judge. The first table has a row for the rules alone, the networks without the rules, and both, as they ship, then one for each report.
The second is the reliability of `confidence`: of the figures whose confidence lies in a band, how many have metric, subject and measure
right; each fifth is calibrated on the others.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from extractors.figures.ranking.judge import Judge
from training.figures.corpus import read_corpus
from training.figures.learning import Alone, Rules, blind_sample, fit
from training.figures.measuring import cross_validated, print_table, stated
from training.figures.networks import Sample, calibration

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
PARTS = 5
"""Parts of the judged figures; each is calibrated on the four others."""


def judges(samples: Mapping[str, Sequence[Sample]]) -> dict[str, Judge]:
    """What is compared."""
    blind = {attribute: [blind_sample(sample) for sample in found] for attribute, found in samples.items()}
    return {"rules": Rules(), "networks": Alone(fit(blind)), "both": Judge(fit(samples))}


def main(folders: Sequence[Path]) -> None:
    """Print both tables."""
    told = cross_validated(read_corpus(folders), judges)
    print_table(told)
    found = stated(told["both"])["figure"]
    bands: dict[float, list[bool]] = {low: [] for low in BANDS[:-1]}
    for part in range(PARTS):
        others = [pair for number, pair in enumerate(found) if number * PARTS // len(found) != part]
        raw, right = zip(*calibration(others), strict=True)
        for number, (chance, holds) in enumerate(found):
            if number * PARTS // len(found) == part:
                sure = float(np.interp(chance, raw, right))
                bands[max(low for low in BANDS[:-1] if low <= sure)].append(holds)
    print("\n| confidence | figures | metric, subject and measure right |\n| --- | ---: | ---: |")
    for low, high in itertools.pairwise(BANDS):
        if bands[low]:
            print(f"| {low:.2f} to {min(high, 1.0):.2f} | {len(bands[low])} | {sum(bands[low]) / len(bands[low]):.2f} |")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
