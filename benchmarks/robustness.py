"""
Does every report come through: the exceptions that `extract` raises, and the texts that take too long for their length.

    python benchmarks/robustness.py REPORTS.jsonl[.xz] [--texts N] [--seconds S]

REPORTS has a JSON object a line with `text` and, where known, `id` and `published_on`. N texts (300) that stand at even distances are
read, for at most S seconds (600). A text is slow where it takes more than ten times the median of the texts whose length lies between
the same two powers of two. Exits with 1 where a text raises or is slow.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from pipeline import extract

TOO_SLOW = 10
"""Times the median of its length that a text may take."""


def sample(path: Path, count: int) -> list[Mapping[str, str]]:
    """*count* reports at even distances."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        rows = lines.readlines()
    step = max(1, len(rows) // count)
    return [json.loads(row) for row in rows[::step][:count]]


def timed(reports: list[Mapping[str, str]], seconds: float) -> Iterator[tuple[str, int, float, Exception | None]]:
    """Name, length, seconds and what was raised, a report each, until *seconds* are over."""
    extract("오늘 매출은 3억원이다.")  # loads the tables and models
    began = perf_counter()
    for number, report in enumerate(reports):
        if perf_counter() - began > seconds:
            return
        day = report.get("published_on")
        started, raised = process_time(), None  # what else the machine does must not count
        try:
            extract(report["text"], published_on=date.fromisoformat(day) if day else None)
        except Exception as error:  # whatever it is, it is what this looks for
            raised = error
        yield str(report.get("id", number)), len(report["text"]), process_time() - started, raised


def main(path: Path, count: int, seconds: float) -> int:
    """Print what raised and what was slow; 1 where anything did."""
    groups: dict[int, list[tuple[str, int, float]]] = defaultdict(list)
    bad = read = 0
    for name, length, took, raised in timed(sample(path, count), seconds):
        read += 1
        groups[length.bit_length()].append((name, length, took))
        if raised is not None:
            bad += 1
            print(f"raised  {name}: {raised!r}")
    for bits, group in sorted(groups.items()):
        usual = median(took for *_, took in group)
        for name, length, took in group:
            if took > TOO_SLOW * usual:
                bad += 1
                print(f"slow    {name}: {length:,} characters in {took:.2f} s, usual {usual:.2f} s")
        print(
            f"up to {2**bits:>9,} characters: {len(group):>5} texts, median {usual:.3f} s, longest {max(t for *_, t in group):.3f} s"
        )
    print(f"{read} texts read, {bad} raised or slow")
    return min(bad, 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=600)
    options = parser.parse_args()
    sys.exit(main(options.reports, options.texts, options.seconds))
