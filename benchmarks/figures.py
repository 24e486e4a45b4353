"""
What rules and networks bring to the attributes of figures, and how far their confidence can be trusted, on reports left out of training.

    python benchmarks/figures.py [GOLD_DIR REPORTS_DIR]...

Without arguments the annotated reports of the project are cross-validated: networks are trained without the reports that they judge,
and the first table has a row for the rules alone, the networks without the rules, and both, then one for each report. Further folders
join them. The second table is the reliability of `confidence`: of the figures whose confidence lies in a band, how many have metric,
subject and measure right; each fold is calibrated on the others.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from annotated import folder_pairs

from training.figures.learning import CORPUS, measure, read_corpus
from training.figures.networks import calibration

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
PARTS = 5
"""Parts of the judged figures; each is calibrated on the four others."""


def main(pairs: Sequence[tuple[Path, Path]]) -> None:
    """Print both tables."""
    found = measure(read_corpus(pairs))["figure"]
    bands: dict[float, list[bool]] = {low: [] for low in BANDS[:-1]}
    for part in range(PARTS):
        others = [pair for number, pair in enumerate(found) if number * PARTS // len(found) != part]
        raw, right = zip(*calibration(others), strict=True)
        for number, (chance, holds) in enumerate(found):
            if number * PARTS // len(found) == part:
                stated = float(np.interp(chance, raw, right))
                bands[max(low for low in BANDS[:-1] if low <= stated)].append(holds)
    print("\n| confidence | figures | metric, subject and measure right |\n| --- | ---: | ---: |")
    for low, high in itertools.pairwise(BANDS):
        if bands[low]:
            print(f"| {low:.2f} to {min(high, 1.0):.2f} | {len(bands[low])} | {sum(bands[low]) / len(bands[low]):.2f} |")


if __name__ == "__main__":
    defaults = [folder for pair in CORPUS for folder in pair]
    main([*folder_pairs([], defaults), *(folder_pairs(sys.argv[1:], ()) if sys.argv[1:] else [])])
