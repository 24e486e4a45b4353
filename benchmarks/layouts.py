"""
How many figures of the same tables come back in each layout that converters, forms and people leave them in.

    python benchmarks/layouts.py

The tables and their layouts are those of `tests/pipeline/layouts.py`. A figure is right with its cell, value, unit and period; one that
no cell holds is counted against the layout.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline import extract

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/pipeline"))
from layouts import LAYOUTS, contents


def main() -> None:
    """Print a line for each layout."""
    print("| layout | cells | right | wrong |\n| --- | ---: | ---: | ---: |")
    for name, laid_out in LAYOUTS.items():
        cells = right = wrong = 0
        for content in contents():
            report = extract("\n".join(["# 한빛정밀 실적", "", *laid_out(content)]) + "\n")
            found = {(figure.text, str(figure.period_start), int(figure.value)) for figure in report.figures}
            cells += len(content.answers)
            right += len(found & content.answers)
            wrong += len(found - content.answers)
        print(f"| {name} | {cells} | {right} | {wrong} |")


if __name__ == "__main__":
    main()
