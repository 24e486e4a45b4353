"""
How fast files of each format are read, from the bytes to the text: the readers alone, in seconds of one core.

    python benchmarks/formats.py [FOLDER] [--seconds S]

FOLDER holds files of any format; by default those of tests/fixtures. Each format is read again and again until it has taken S seconds
(1). A page is a page where the file has some, else 1,500 characters. An archive is unpacked, a mail's attachments are taken out of it;
neither is read further. What a run adds for a file is a process of its own, the same for every format.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from pipeline.readers import ENDINGS, HERE, Content, Limits, Unreadable, formats
from pipeline.readers.base import File
from pipeline.readers.detect import detect

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"
PAGE = 1_500
"""Characters."""


def read(path: Path, data: bytes) -> tuple[str, Content]:
    """Format and content of a file. Raises `Unreadable`."""
    format_ = detect(path, data).format
    with TemporaryDirectory(prefix="sasil-") as folder:
        file = File(path, data, Limits(), None, Path(folder))
        return format_, HERE[format_](file) if format_ in HERE else formats.read(format_, file)


def readable(folder: Path) -> dict[str, list[tuple[Path, bytes]]]:
    """The files of *folder* that can be read, by format; each is read once, which loads what is loaded once."""
    found = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in ENDINGS and path.is_file():
            data = path.read_bytes()
            try:
                found[read(path, data)[0]].append((path, data))
            except Unreadable as refusal:
                print(f"left out: {path.name}, {refusal.reason}")
    return found


def measured(files: list[tuple[Path, bytes]], seconds: float) -> tuple[int, float, float, float]:
    """Files read, bytes, pages and the seconds that it took."""
    began, number, size, pages = process_time(), 0, 0, 0.0
    while process_time() - began < seconds:
        path, data = files[number % len(files)]
        _, content = read(path, data)
        number, size, pages = number + 1, size + len(data), pages + (content.pages or len(content.text) / PAGE)
    return number, size, pages, process_time() - began


def main(folder: Path, seconds: float) -> None:
    """Print a line a format."""
    found = readable(folder)
    print(f"{'format':<8}{'read':>7}{'ms a file':>11}{'MB/s':>9}{'pages/s':>10}")
    for format_, files in sorted(found.items()):
        number, size, pages, took = measured(files, seconds)
        print(f"{format_:<8}{number:>7}{1_000 * took / number:>11.2f}{size / took / 1e6:>9.2f}{pages / took:>10.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=FIXTURES)
    parser.add_argument("--seconds", type=float, default=1)
    options = parser.parse_args()
    main(options.folder, options.seconds)
