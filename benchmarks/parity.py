"""
How many figures of a report come back, with every attribute, when it is written in each format.

    python benchmarks/parity.py [FOLDER] [--show FORMAT]

FOLDER holds reports in Markdown or plain text; by default those of seeds/reports. Each is rewritten by `tests/pipeline/rewritten.py` and held
against its own Markdown; XLSX has its tables alone. --show prints the figures that a file such as report.pdf lacks or has besides.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/pipeline"))
from rewritten import WRITERS, parts_of, read_as

from pipeline.readers import read_report

REPORTS = Path(__file__).parents[1] / "seeds/reports"


def main(folder: Path, show: str | None) -> None:
    """Print a line for each format."""
    expected: Counter[str] = Counter()
    same: Counter[str] = Counter()
    besides: Counter[str] = Counter()
    for path in sorted(path for path in folder.iterdir() if path.suffix in (".md", ".txt") and path.stem != "README"):
        parts = parts_of(read_report(path).text)
        with TemporaryDirectory() as place:
            whole = read_as("report.md", parts, Path(place))
            for name in WRITERS:
                found = read_as(name, parts, Path(place)).figures
                wanted = whole.cells if name.endswith("xlsx") else whole.figures
                expected[name] += wanted.total()
                same[name] += (found & wanted).total()
                besides[name] += (found - wanted).total()
                if name == show:
                    print(path.name, *(f"\n  - {key}" for key in (wanted - found).elements()))
                    print(*(f"\n  + {key}" for key in (found - wanted).elements()))
    print("| file | figures | same | share | besides |\n| --- | ---: | ---: | ---: | ---: |")
    for name in WRITERS:
        print(f"| {name} | {expected[name]} | {same[name]} | {same[name] / max(expected[name], 1):.3f} | {besides[name]} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=REPORTS)
    parser.add_argument("--show")
    options = parser.parse_args()
    main(options.folder, options.show)
