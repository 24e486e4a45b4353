"""
Scores how texts are cut into blocks, on the annotated texts beside this file in segmentation/ (README.md there tells the notation).

    python tests/gold/segmentation.py                                compare with the floors; 1 where something lies below
    python tests/gold/segmentation.py --errors                       list what is wrong, held_out aside
    python tests/gold/segmentation.py --update [--allow-regression]  set the floors to what is reached now

Nothing is tuned on held_out, so that only its totals are printed, never its errors.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import gate

from pipeline.readers import raw_report
from pipeline.scoring.alignment import align
from pipeline.segment import segment
from schemas import Block

FOLDER = Path(__file__).with_name("segmentation")
FLOORS = FOLDER / "floors.json"
PARTS = {"tuned": FOLDER, "held_out": FOLDER / "held_out"}
KINDS = {
    "T": "title",
    "H": "heading",
    "P": "paragraph",
    "L": "list_item",
    "C": "caption",
    "G": "table",
    "B": "boilerplate",
}
CONTINUES, UNSCORED, NOTHING, GRID = "+.-="
"""Further letters before the bar: a line of the block above; of no settled kind; of no block; a row of the grid, no line of the text."""
SHIFTS = (0, 1, -1, 2, -2, 3, -3)
"""Rows by which a grid may be read too low or too high, as where a caption was taken for its first row."""

Grid = dict[tuple[int, int], str]
"""(row, column) → what the cell says, white space aside; empty cells are left out."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text and what it is."""

    start: int
    """First character in the text."""
    text: str
    kind: str | None
    """None where it is not scored."""
    begins: bool
    """Whether it begins a block."""


@dataclass(slots=True)
class Table:
    """A table of the gold: its lines, by ordinal, and its grid."""

    lines: list[int] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    """As the text has them."""
    grid: list[str] = field(default_factory=list)
    """As the annotation sets them right; empty where the pipes of the text tell."""

    def cells(self) -> Grid:
        """The grid."""
        return cells(self.grid or self.rows)


@dataclass(slots=True)
class Annotated:
    """A text with the kinds of its lines."""

    name: str
    lines: list[Line]
    tables: list[Table]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def read_annotated(path: Path) -> Annotated:
    """Read *path*; ValueError where a line has no letter and bar, or continues nothing."""
    document = Annotated(path.name, [], [])
    start, table, kind = 0, None, None
    for number, source in enumerate(path.read_text(encoding="utf-8").split("\n")[:-1], 1):
        letter, bar, text = source[:1], source[1:2], source[2:]
        if bar != "|" or letter not in {*KINDS, CONTINUES, UNSCORED, NOTHING, GRID}:
            raise ValueError(f"{path.name}:{number}: no kind before a bar: {source!r}")
        if letter in (CONTINUES, GRID) and kind is None:
            raise ValueError(f"{path.name}:{number}: there is nothing above that it belongs to")
        if letter == GRID:
            document.tables[-1].grid.append(text)
            continue
        begins = letter in KINDS and not (letter == "G" and table)
        kind = kind if letter in (CONTINUES, NOTHING) else KINDS.get(letter)
        if letter == "G":
            if table is None:
                table = Table()
                document.tables.append(table)
            table.lines.append(len(document.lines))
            table.rows.append(text)
        elif letter != NOTHING or not text:
            table = None
        document.lines.append(Line(start, text, None if letter == NOTHING else kind, begins))
        start += len(text) + 1
    return document


def cells(rows: Sequence[str]) -> Grid:
    """The grid of *rows* of cells between pipes; a table has outer pipes where its first row has."""
    framed = rows[0].startswith("|") and rows[0].endswith("|")
    grid: Grid = {}
    for number, row in enumerate(rows):
        inner = row.strip()[1:-1] if framed else row
        grid |= {(number, column): "".join(cell.split()) for column, cell in enumerate(inner.split("|")) if cell.strip()}
    return grid


@dataclass(slots=True)
class Tally:
    """How often something was annotated, found, and both."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


class Score:
    """Tallies over documents, and what is wrong in them."""

    def __init__(self) -> None:
        self.kinds = {kind: Tally() for kind in KINDS.values()}
        self.begins = Tally()
        """Of lines that begin a block; how page furniture is cut does not matter."""
        self.cells = Tally()
        """Of cells in their row and column."""
        self.errors: list[str] = []

    def add(self, document: Annotated) -> None:
        """Cut the text and compare."""
        segmented = segment(raw_report(document.text))
        blocks, texts = segmented.blocks, [segmented.text[b.start_char : b.end_char] for b in segmented.blocks]
        places = align(document.text, segmented.text)
        owner = [ordinal for ordinal, block in enumerate(blocks) for _ in range(block.start_char, block.end_char + 1)]
        owners = [
            [owner[places[i]] for i in range(line.start, line.start + len(line.text)) if i in places] for line in document.lines
        ]
        self._add_lines(document, blocks, owners)
        self._add_tables(document, blocks, texts, owners)

    def _add_lines(self, document: Annotated, blocks: Sequence[Block], owners: Sequence[Sequence[int]]) -> None:
        last = -1
        for line, owned in zip(document.lines, owners, strict=True):
            if not owned:
                continue
            block = blocks[Counter(owned).most_common(1)[0][0]]
            begins, last = owned[0] != last, owned[-1]
            if line.kind is None:
                continue
            self.kinds[line.kind].gold += 1
            self.kinds[block.kind].found += 1
            self.kinds[line.kind].right += line.kind == block.kind
            if line.kind != block.kind:
                self.errors.append(f"{document.name}: {line.kind} read as {block.kind}: {line.text}")
            if "boilerplate" not in (line.kind, block.kind):
                self.begins.gold += line.begins
                self.begins.found += begins
                self.begins.right += line.begins and begins
                if line.begins != begins:
                    self.errors.append(f"{document.name}: {'not begun' if line.begins else 'begun'} here: {line.text}")

    def _add_tables(
        self, document: Annotated, blocks: Sequence[Block], texts: Sequence[str], owners: Sequence[Sequence[int]]
    ) -> None:
        found = {n: cells(texts[n].split("\n")) for n, block in enumerate(blocks) if block.kind == "table"}
        self.cells.found += sum(map(len, found.values()))
        for table in document.tables:
            gold = table.cells()
            candidates = Counter(n for line in table.lines for n in owners[line] if n in found)
            best = found.pop(candidates.most_common(1)[0][0]) if candidates else {}
            right = max(sum(best.get((row + shift, column)) == cell for (row, column), cell in gold.items()) for shift in SHIFTS)
            self.cells.gold += len(gold)
            self.cells.right += right
            if right < len(gold):
                self.errors.append(f"{document.name}: {right} of {len(gold)} cells, table of {table.rows[0]!r}")

    def rows(self) -> Iterator[tuple[str, Tally]]:
        """What is scored, by name: lines of each kind and of all, beginnings of blocks, cells."""
        yield from self.kinds.items()
        yield from self.totals()

    def totals(self) -> Iterator[tuple[str, Tally]]:
        """What is scored over all kinds."""
        tallies = self.kinds.values()
        yield "all lines", Tally(*(sum(getattr(tally, name) for tally in tallies) for name in ("gold", "found", "right")))
        yield "block begins", self.begins
        yield "table cells", self.cells


def score(part: str) -> Score:
    """Score the documents of a part."""
    scored = Score()
    for path in documents(part):
        scored.add(read_annotated(path))
    return scored


def documents(part: str) -> list[Path]:
    """The annotated texts of a part."""
    return sorted(PARTS[part].glob("*.txt"))


def shown(part: str, scored: Score) -> list[tuple[str, Tally]]:
    """The rows of a part that anyone may look at."""
    return list(scored.totals() if part == "held_out" else scored.rows())


def reached(part: str, scored: Score) -> dict[str, float]:
    """Row → F1."""
    return {name: tally.f1 for name, tally in shown(part, scored)}


def read_floors() -> dict[str, dict[str, float]]:
    """Part → row → the F1 below which it may not fall."""
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {part: {} for part in PARTS}


def main(arguments: list[str] | None = None) -> int:
    """Print the tables, and compare with the floors or set them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="list what is wrong, held_out aside")
    parser.add_argument("--update", action="store_true", help="set the floors to what is reached now")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors, too")
    options = parser.parse_args(arguments)
    floors, failed = read_floors(), False
    for part in PARTS:
        scored = score(part)
        print(f"{part}: {len(documents(part))} documents\n{'':14}{'gold':>6}{'found':>7}{'P':>8}{'R':>8}{'F1':>8}")
        for name, tally in shown(part, scored):
            print(f"{name:14}{tally.gold:6}{tally.found:7}{tally.precision:8.3f}{tally.recall:8.3f}{tally.f1:8.3f}")
        if options.errors and part != "held_out":
            print(*scored.errors, sep="\n")
        values = reached(part, scored)
        lower = gate.below(values, floors[part])
        print("".join(f"  {line}\n" for line in lower))
        if options.update and (options.allow_regression or not lower):
            floors[part] = {
                name: max(math.floor(value * 1000) / 1000, 0 if lower else floors[part].get(name, 0))
                for name, value in values.items()
            }
        else:
            failed |= bool(lower)
    if options.update:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
