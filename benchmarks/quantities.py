"""
How fast numbers are read: characters a second of numerals and quantities on one core, beside Kiwi's own in the same run.

    python benchmarks/quantities.py [FOLDER]

The texts are those of the reports in FOLDER (`seeds/reports` where it is left out), as the pipeline segments them. Tables and models are
loaded before the clock starts. Each reader is timed `ROUNDS` times, in turns, and the fastest round counts. `find_quantities` reads the
numerals itself, so its row is the speed of both together; `find_numerals` alone is what notebooks call.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from extractors.analyser import package_analyser
from extractors.numerals import find_numerals
from extractors.quantities import find_quantities
from pipeline.inbox import find
from pipeline.readers import ENDINGS, read_report
from pipeline.segment import segment

ROUNDS = 7
ROOT = Path(__file__).parent.parent


def main(folder: Path) -> None:
    """Print a row a reader: characters a second, and how many times as fast as Kiwi."""
    reports = [segment(read_report(source.path)) for source in find([folder], ENDINGS).sources]
    characters = sum(len(report.text) for report in reports)
    readers: dict[str, Callable[[], object]] = {
        "Kiwi": lambda: [package_analyser().kiwi.tokenize(report.text) for report in reports],
        "numerals": lambda: [find_numerals(report.text) for report in reports],
        "quantities (numerals within)": lambda: [find_quantities(report.text, report.blocks) for report in reports],
    }
    best = dict.fromkeys(readers, float("inf"))
    for number in range(ROUNDS + 1):
        for name, read in readers.items():
            began = perf_counter()
            read()
            if number:  # the first round loads
                best[name] = min(best[name], perf_counter() - began)
    print(f"{len(reports)} reports, {characters:,} characters, best of {ROUNDS}")
    for name, seconds in best.items():
        print(f"{name:30}{characters / seconds:>12,.0f} characters/s{best['Kiwi'] / seconds:>8.1f} x Kiwi")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "seeds/reports")
