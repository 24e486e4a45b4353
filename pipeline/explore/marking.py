"""A report as it is shown: its blocks in order, their text cut into pieces that know which records they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from extractors.tables import Cell, parse_table
from pipeline.explore.queries import id_of
from pipeline.explore.snapshot import Row
from schemas import Block

DEEPEST_HEADING = 6
NUMBER_BEGINS = frozenset("+-−△▲▼(0123456789")
SOUGHT = "hit"
"""The kind of mark that shows the sentence which was looked for; it is no record."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked: characters [start, end) of the text, for one record."""

    kind: str
    record_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that belong to the same records; the shortest record comes first."""

    text: str
    marks: tuple[Mark, ...] = ()
    first: bool = False
    """Whether its first record begins here, so that it is reached by keys and links once."""
    anchor: str = ""
    """The id of the sentence that was looked for, where it begins here."""

    @property
    def record(self) -> Mark | None:
        """What a click on it opens."""
        return next((mark for mark in self.marks if mark.kind != SOUGHT), None)

    @property
    def kinds(self) -> str:
        """The kinds of its records as classes of CSS."""
        return " ".join(sorted({mark.kind for mark in self.marks}))


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table; numbers and the heads of columns of them stand right."""

    pieces: Sequence[Piece]
    head: str
    """col, row or nothing: what it heads."""
    number: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of a report: kind is that of its block, or `list` for a run of list items."""

    kind: str
    level: int = 0
    pieces: Sequence[Piece] = ()
    items: Sequence[tuple[int, Sequence[Piece]]] = ()
    """Of a list: the depth of each item, from 0, and its text."""
    rows: Sequence[Sequence[ShownCell]] = field(default=())
    header_rows: int = 0
    page: int | None = None


def marks_of(records: Mapping[str, Sequence[Row]], sought: Row | None = None) -> list[Mark]:
    """What is marked of the *records* of a report, an event at the word that carries it; and the sentence that is *sought*."""
    marks = [] if sought is None else [Mark(SOUGHT, sought["sentence_id"], sought["start_char"], sought["end_char"])]
    for kind, rows in records.items():
        for row in rows:
            start, end = row["start_char"], row["end_char"]
            if kind == "events":
                start, end = row["trigger_start"], row["trigger_start"] + len(row["trigger"])
            marks.append(Mark(kind, id_of(kind, row), start, end))
    return sorted(marks, key=lambda mark: (mark.start, mark.end))


def show(text: str, blocks: Sequence[Row], marks: Sequence[Mark]) -> Iterator[Shown]:
    """The parts of a report in order. *marks* are sorted by their start and lie each in one block."""
    for is_list, run in groupby(blocks, key=lambda block: block["kind"] == "list_item"):
        parts = [(block, _within(marks, block["start_char"], block["end_char"])) for block in run]
        if is_list:
            items = [(block["level"], cut(text, block["start_char"], block["end_char"], inside)) for block, inside in parts]
            yield Shown("list", items=items, page=parts[0][0]["page"])
            continue
        for block, inside in parts:
            if block["kind"] == "table":
                yield _table(text, block, inside)
            else:
                pieces = cut(text, block["start_char"], block["end_char"], inside)
                yield Shown(block["kind"], min(max(block["level"], 1), DEEPEST_HEADING), pieces, page=block["page"])


def cut(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Piece]:
    """[start, end) of *text* in pieces, cut wherever one of *marks* begins or ends."""
    inside = [mark for mark in marks if start <= mark.start < mark.end <= end]
    borders = sorted({start, end, *(mark.start for mark in inside), *(mark.end for mark in inside)})
    pieces = []
    for left, right in pairwise(borders):
        over = tuple(
            sorted((mark for mark in inside if mark.start <= left and right <= mark.end), key=lambda mark: mark.end - mark.start)
        )
        anchor = next((mark.record_id for mark in over if mark.kind == SOUGHT and mark.start == left), "")
        pieces.append(Piece(text[left:right], over, bool(over) and over[0].start == left, anchor))
    return pieces


def _within(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    return [mark for mark in marks if start <= mark.start < end]


def _table(text: str, block: Row, marks: Sequence[Mark]) -> Shown:
    table = parse_table(text, Block.model_construct(**block))
    columns = max((len(row) for row in table.rows), default=0)
    numbers = Counter(cell.column for cell in table.body if _is_number(cell))
    rows = []
    for row_number, row in enumerate(table.rows):
        in_head = row_number < table.header_rows
        cells = []
        for cell in row:
            head = "col" if in_head else "row" if cell.column == 0 else ""
            number = 2 * numbers[cell.column] > len(table.rows) - table.header_rows if in_head else not head and _is_number(cell)
            cells.append(ShownCell(cut(text, cell.start, cell.end, _within(marks, cell.start, cell.end)), head, number))
        rows.append([*cells, *[ShownCell((), "", number=False)] * (columns - len(cells))])
    return Shown("table", rows=rows, header_rows=table.header_rows, page=block["page"])


def _is_number(cell: Cell) -> bool:
    return cell.text[:1] in NUMBER_BEGINS and any(character.isdecimal() for character in cell.text)
