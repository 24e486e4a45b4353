"""
Whether files of the same name in different formats, such as an HWP and the PDF made of it, give the same figures.

    python benchmarks/pairs.py FOLDER... [--show]

Files that share folder and name but for the ending are a pair; the richer format comes first (HWPX, HWP, DOCX, HTML, PDF). Prints for each
pair the figures of the first, how many of them the second has by value and unit and how many with every attribute, and how many it has
besides; with --show the values that only one of them has.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from pipeline.process import process
from pipeline.readers import ENDINGS, Unreadable, read_report

RICHEST = ("hwpx", "hwp", "docx", "html", "pdf")


def pairs(folders: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Two files each."""
    named = defaultdict(list)
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        if ENDINGS.get(path.suffix.lower()) in RICHEST:
            named[path.with_suffix("")].append(path)
    for found in named.values():
        yield from combinations(sorted(found, key=lambda path: RICHEST.index(ENDINGS[path.suffix.lower()])), 2)


def figures(path: Path) -> tuple[Counter[Any], Counter[Any]]:
    """The figures of a file by value and unit, and with every attribute. Raises `Unreadable`."""
    found = process(read_report(path)).figures
    return Counter((f.value, f.unit, f.counter) for f in found), Counter(
        (f.value, f.unit, f.counter, f.metric, f.measure, f.basis, f.subject_text, f.period_start, f.period_end, f.modality)
        for f in found
    )


def main(folders: Sequence[Path], *, show: bool) -> None:
    """Print a line a pair with figures, and their sum."""
    total: Counter[str] = Counter()
    print(f"{'figures':>8}{'values':>8}{'whole':>8}{'besides':>9}")
    for first, second in pairs(folders):
        try:
            (values, whole), (other_values, other_whole) = figures(first), figures(second)
        except Unreadable:
            continue
        if not values and not other_values:
            continue
        row = {
            "figures": values.total(),
            "values": (values & other_values).total(),
            "whole": (whole & other_whole).total(),
            "besides": (other_values - values).total(),
        }
        total.update(row)
        _print(row, f"{first.name} {second.suffix}")
        if show:
            print(f"    only {first.suffix}: {[f'{v} {u or c}' for v, u, c in (values - other_values).elements()]}")
            print(f"    only {second.suffix}: {[f'{v} {u or c}' for v, u, c in (other_values - values).elements()]}")
    _print(total, "together")


def _print(row: dict[str, int], name: str) -> None:
    print(f"{row['figures']:>8}{row['values']:>8}{row['whole']:>8}{row['besides']:>9}  {name}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    main(options.folders, show=options.show)
