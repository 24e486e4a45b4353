"""
How much of real files comes back: every one read or refused with a reason, and its text held against an independent reading.

    python benchmarks/recall.py FOLDER... [--below 0.98]

HWP is read here from its records, HWPX from its XML, PDF by pdfminer, HTML by lxml; files for distribution and sheets have no second
reading. Recall is the share of the body's runs of three letters or digits that the reader gives too; what is no body (running heads
and feet, comments, equations, scripts) is left out. A table of two rows, two columns and three cells that are not empty, without a table inside,
came back as a grid where one grid holds four fifths of these cells. Prints a line a format, the refusals, and the files whose recall
lies *below*.
"""

from __future__ import annotations

import argparse
import io
import re
import struct
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import olefile
import pdfplumber
from lxml import html

from pipeline.readers import ENDINGS, Unreadable, read_report
from pipeline.readers.base import RawReport, normalise
from pipeline.readers.encodings import decode

GRAM = 3
"""Letters or digits in a run."""
CELLS = 3
"""Different cells that are not empty; a frame with a label and a text has two."""
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
SAME_CELLS = 0.8
"""Share of a table's cells that a grid must hold; one that is a caption stands above it."""
NOT_BODY = (
    "header",
    "footer",
    "hiddenComment",
    "memo",
    "equation",
    "secPr",
    "fieldBegin",
    "masterPage",
    "head",
    "foot",
    "tcmt",
    "eqed",
    "secd",
)
"""Elements of HWPX and controls of HWP."""
PARAGRAPH_TEXT, CONTROL, TABLE, CELL, MEMO = 67, 71, 77, 72, 93
"""Tags of HWP records."""
COMPRESSED, PASSWORD, DISTRIBUTION = 0x1, 0x2, 0x4

_WORD = re.compile(r"[^\W_]+")
_CELL_END = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|(?:---\|)+")


@dataclass
class Reference:
    """What an independent reading finds."""

    lines: list[str] = field(default_factory=list)
    tables: list[list[str]] = field(default_factory=list)
    """The cells of each table of data."""


@dataclass
class Node:
    """A record of HWP with those below it."""

    tag: int
    data: bytes
    below: list[Node] = field(default_factory=list)


@dataclass
class Total:
    """Of one format."""

    files: int = 0
    refused: int = 0
    grams: int = 0
    found: int = 0
    tables: int = 0
    grids: int = 0


def hwpx(data: bytes) -> Reference:
    """The sections' XML, in their order."""
    reference = Reference()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"Contents/section\d+\.xml", name)]
        for name in sorted(names, key=lambda name: int(re.sub(r"\D", "", name))):
            _xml(ET.fromstring(archive.read(name)), reference)  # noqa: S314  files of one's own choice
    return reference


def _xml(element: Any, reference: Reference) -> None:
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name in NOT_BODY:
            continue
        if name == "p":
            reference.lines.append("".join(_texts(child)))
        if name == "tbl" and child.find(".//{*}tbl") is None:
            cells = ["".join(_texts(cell, deep=True)) for cell in child.iter() if cell.tag.endswith("}tc")]
            if int(child.get("rowCnt") or 0) > 1 and int(child.get("colCnt") or 0) > 1:
                reference.tables.append(cells)
        _xml(child, reference)


def _texts(element: Any, *, deep: bool = False) -> Iterator[str]:
    """The characters of a paragraph itself; with *deep*, of all below it."""
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "t":
            yield "".join(child.itertext())
        elif name == "run" or (deep and name not in NOT_BODY):
            yield from _texts(child, deep=deep)


def hwp(data: bytes) -> Reference | None:
    """The records of the body; None for a file whose body is encrypted."""
    reference = Reference()
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        flags = int.from_bytes(container.openstream("FileHeader").read(40)[36:40], "little")
        if flags & (PASSWORD | DISTRIBUTION):
            return None
        sections = [entry for entry in container.listdir() if entry[0] == "BodyText"]
        for entry in sorted(sections, key=lambda entry: int(re.sub(r"\D", "", entry[1]))):
            stream = container.openstream(entry).read()
            for node in _records(zlib.decompressobj(-15).decompress(stream) if flags & COMPRESSED else stream):
                _record(node, reference)
    return reference


def _records(stream: bytes) -> list[Node]:
    """The records of a section as trees, by their levels."""
    top = Node(0, b"")
    path = [top]
    at = 0
    while at + 4 <= len(stream):
        (head,) = struct.unpack_from("<I", stream, at)
        at += 4
        tag, level, size = head & 0x3FF, head >> 10 & 0x3FF, head >> 20
        if size == 0xFFF:
            (size,) = struct.unpack_from("<I", stream, at)
            at += 4
        node = Node(tag, stream[at : at + size])
        at += size
        del path[level + 1 :]
        path[-1].below.append(node)
        path.append(node)
    return top.below


def _record(node: Node, reference: Reference) -> None:
    if node.tag == MEMO or (node.tag == CONTROL and node.data[:4][::-1].decode("latin-1") in NOT_BODY):
        return
    if node.tag == PARAGRAPH_TEXT:
        reference.lines.append(_characters(node.data))
    if any(child.tag == TABLE and _is_data(child, node) for child in node.below):
        reference.tables.append([*_cells(node)])
    for child in node.below:
        _record(child, reference)


def _is_data(table: Node, control: Node) -> bool:
    rows, columns = struct.unpack_from("<HH", table.data, 4)
    return rows > 1 and columns > 1 and sum(node.tag == TABLE for node in _all(control)) == 1


def _all(node: Node) -> Iterator[Node]:
    for child in node.below:
        yield child
        yield from _all(child)


def _cells(control: Node) -> Iterator[str]:
    """A list begins a cell; its paragraphs stand behind it."""
    cell: list[str] | None = None
    for child in control.below:
        if child.tag == CELL:
            if cell is not None:
                yield "".join(cell)
            cell = []
        if cell is not None:
            cell += [_characters(below.data) for below in (child, *_all(child)) if below.tag == PARAGRAPH_TEXT]
    if cell is not None:
        yield "".join(cell)


def _characters(data: bytes) -> str:
    """UTF-16 in which a control takes one unit or eight."""
    units = struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])
    shown, at = [], 0
    while at < len(units):
        unit = units[at]
        if unit >= 32:
            shown.append(unit)
            at += 1
        else:
            shown.append(32) if unit in (9, 10, 24, 30, 31) else None
            at += 1 if unit in (0, 10, 13) or unit >= 24 else 8
    return struct.pack(f"<{len(shown)}H", *shown).decode("utf-16-le", "replace")


def pdf(data: bytes) -> Reference:
    """The text as pdfminer has it; its tables are told by the reader itself, so none are counted."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return Reference([line for page in document.pages for line in (page.extract_text() or "").split("\n")])


def page(data: bytes) -> Reference:
    """All that a body shows."""
    text = decode(Path("page.html"), data)[0]
    root = html.document_fromstring(_DECLARATION.sub("", text))  # lxml takes no text that names its encoding
    for hidden in root.xpath("//script|//style|//head|//nav|//noscript|//template|//comment()"):
        hidden.drop_tree()
    tables = [table for table in root.iter("table") if next(table.iterdescendants("table"), None) is None]
    cells = [[cell.text_content() for cell in table.iter("td", "th")] for table in tables if len(list(table.iter("tr"))) > 1]
    return Reference([text for text in root.itertext() if text.strip()], [found for found in cells if len(found) > 3])


READINGS: Mapping[str, Callable[[bytes], Reference | None]] = {"hwp": hwp, "hwpx": hwpx, "pdf": pdf, "html": page}


def grams(lines: Sequence[str]) -> Counter[str]:
    """Runs of letters and digits inside each line."""
    found: Counter[str] = Counter()
    for line in lines:
        letters = _letters(line)
        found.update(letters[at : at + GRAM] for at in range(len(letters) - GRAM + 1))
    return found


def _letters(text: str) -> str:
    return "".join(_WORD.findall(normalise(text)))


def grids(text: str) -> list[set[str]]:
    """The cells of each Markdown table."""
    found: list[set[str]] = []
    lines = text.split("\n")
    for above, line, number in zip(lines, lines[1:], range(1, len(lines)), strict=False):
        if _RULE.fullmatch(line):
            end = next((at for at in range(number, len(lines)) if not lines[at].startswith("|")), len(lines))
            rows = [above, *lines[number + 1 : end]]
            found.append({_letters(cell) for row in rows for cell in _CELL_END.split(row)} - {""})
    return found


def as_grids(reference: Reference, raw: RawReport) -> tuple[int, int]:
    """Tables of data, and how many of them came back as a grid."""
    ours = grids(raw.text)
    tables = [cells for table in reference.tables if len(cells := {_letters(cell) for cell in table} - {""}) >= CELLS]
    return len(tables), sum(any(len(cells & grid) >= SAME_CELLS * len(cells) for grid in ours) for cells in tables)


def files(folders: Sequence[Path]) -> Iterator[Path]:
    """Reports below *folders*, each content once."""
    seen = set()
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.suffix.lower() in ENDINGS.keys() - {".txt", ".md", ".csv", ".xml"} and path.is_file():
            data = path.read_bytes()
            if data not in seen:
                seen.add(data)
                yield path


def main(folders: Sequence[Path], below: float) -> None:
    """Print it."""
    totals: defaultdict[str, Total] = defaultdict(Total)
    refusals: Counter[str] = Counter()
    poor = []
    for path in files(folders):
        try:
            raw = read_report(path)
        except Unreadable as refusal:
            total = totals[ENDINGS[path.suffix.lower()]]
            total.files, total.refused = total.files + 1, total.refused + 1
            refusals[f"{path.suffix.lower()}: {refusal.reason}"] += 1
            continue
        total = totals[raw.format]
        total.files += 1
        reference = READINGS[raw.format](path.read_bytes()) if raw.format in READINGS else None
        if reference is None:
            continue
        expected, found = grams(reference.lines), grams(["".join(raw.text.split("\n"))])
        number, same = expected.total(), (expected & found).total()
        tables, gridded = as_grids(reference, raw)
        total.grams, total.found = total.grams + number, total.found + same
        total.tables, total.grids = total.tables + tables, total.grids + gridded
        if same < below * number or gridded < tables:
            poor.append(f"{same / max(number, 1):.3f} of {number:>7}, {gridded:>3} of {tables:>3} tables  {path}")
    print("| format | files | read | refused | recall | tables | as grids |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for format_, total in sorted(totals.items()):
        recall = f"{total.found / total.grams:.4f}" if total.grams else ""
        read = total.files - total.refused
        print(f"| {format_} | {total.files} | {read} | {total.refused} | {recall} | {total.tables} | {total.grids} |")
    print("\n".join(f"{number:>4}  {reason}" for reason, number in refusals.most_common()))
    print("\n".join(sorted(poor)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--below", type=float, default=0.98)
    options = parser.parse_args()
    main(options.folders, options.below)
