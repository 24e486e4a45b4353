"""Tables in plain text and Markdown: rows of cells between pipes, tabs or wide spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipeline.segment.cells import whole_cells
from pipeline.segment.flat import flat_table
from pipeline.segment.forms import form_table
from pipeline.segment.grown import grown_table
from pipeline.segment.heads import laid_out
from pipeline.segment.inline import BREAK, plain
from pipeline.segment.lines import Line
from pipeline.segment.onerow import one_row_table
from pipeline.segment.reckoned import reckoned_table
from pipeline.segment.results import results_tables
from pipeline.segment.rowblocks import row_table
from pipeline.segment.scattered import scattered_table
from pipeline.segment.spans import NUMBER
from pipeline.segment.streams import Stream, is_unit_head, stream_table
from pipeline.segment.turns import turned_table
from pipeline.segment.unheaded import unheaded_table
from pipeline.segment.worded import worded_table

LONGEST_ROW = 160
"""Columns; a longer row of one cell is a paragraph."""
PAIR, FEWEST_HEADS = 2, 3
"""Heads with units, and heads, that begin a table right below another."""
ITEM = 5
"""Rank of the sign `1.`"""


class Table(NamedTuple):
    """Lines `start` to `end` (exclusive) of a text."""

    start: int
    end: int
    text: str
    """One row a line, `| cell | cell |`: a pipe on either side of every cell, so that an empty first or last one is seen."""
    rest: str = ""
    """What stands behind the table in its last line."""


_DELIMITER = re.compile(r"[|:\-\s]*-[|:\-\s]*$")
_RULE_CELL = re.compile(r":?-{2,}:?")
_PIPE = re.compile(r"(?<!\\)\|")
_SENTENCE_END = re.compile(r"[가-힣][.?!][\"”’)]?[\s|]*$")
_DECLARES = re.compile(r"[(\[]\s?단위\s?[:：]")
_WIDE_SPACE = re.compile(r"\t\s*|\s{2,}")


def find_tables(lines: Sequence[Line], text: str = "") -> Iterator[Table]:
    """Yield the tables among *lines*, in order; *text* is the whole document, whose words tell where those of broken cells end."""
    done = 0
    for form in results_tables(lines):
        yield from (
            table._replace(start=table.start + done, end=table.end + done) for table in _tables(lines[done : form.start], text)
        )
        yield Table(form.start, form.end, "\n".join(map(_joined, form.rows)))
        done = form.end
    yield from (table._replace(start=table.start + done, end=table.end + done) for table in _tables(lines[done:], text))


def _tables(lines: Sequence[Line], text: str) -> Iterator[Table]:
    at = sought = 0
    while at < len(lines):
        flat = (
            row_table(lines, at)
            or grown_table(lines, at)
            or flat_table(lines, at)
            or worded_table(lines, at)
            or reckoned_table(lines, at)
            or scattered_table(lines, at)
            or form_table(lines, at)
            or turned_table(lines, at)
            or one_row_table(lines, at)
        )
        if flat is not None:
            yield Table(at, flat.end, "\n".join(map(_joined, flat.rows)), flat.rest)
            at = flat.end
            continue
        end, cut = _extent(lines, at)
        unheaded = unheaded_table(lines, at)
        if unheaded is not None and unheaded.end > end > at:
            end = at  # of a balance sheet, whose heads stand twice, only the first row has all its cells
        cells = [row for line in lines[at:end] if not _is_delimiter(line) for row in _rows(line, cut)]
        rows = [row for cut_cells in whole_cells(cells, text) if any(row := list(map(plain, cut_cells)))]
        if rows:
            yield Table(at, end, "\n".join(map(_joined, laid_out(rows))))
        elif end == at:
            stream = stream_table(lines, at) if at >= sought else sought
            if isinstance(stream, Stream):
                yield Table(at, end := stream.end, "\n".join(map(_joined, stream.rows)), stream.rest)
            elif unheaded is not None:
                yield Table(at, end := unheaded.end, "\n".join(map(_joined, unheaded.rows)))
            else:
                sought = stream
        at = max(end, at + 1)


def _extent(lines: Sequence[Line], at: int) -> tuple[int, Callable[[str], list[str]]]:
    """Where the table that begins at line *at* ends (*at* itself where none begins), and how its rows are cut."""
    if "|" in lines[at].raw:
        framed = lines[at].raw.startswith("|") and not _opens_unframed(lines[at : at + 3]) and not _is_open_head(lines, at)
        end = _run(lines, at, lambda line: "|" in line.raw and (not framed or line.raw.startswith("|")))
        if framed and all(map(_is_word, lines[at:end])):
            return at, _pipe_cells
        if framed and end - at >= 2:
            return _next_heads(lines, at, end), _pipe_cells
        if end - at >= 2 and len(_open_cells(lines[at].raw)) > 1 and (_is_delimiter(lines[at + 1]) or _is_grid(lines[at:end])):
            return end, _open_cells
        if (headed := _headed(lines[at:end])) >= 2:
            return at + headed, _open_cells
    elif lines[at].sign is None and _WIDE_SPACE.search(lines[at].raw):
        width = len(_space_cells(lines[at].raw))
        end = _run(lines, at, lambda line: len(_space_cells(line.raw)) == width)
        if (parted := _parted(lines, at, width)) > end:
            return parted, lambda row: (_space_cells(row) + [""] * width)[:width]
        if _is_aligned(lines[at:end]):
            return end, _space_cells
    return at, _pipe_cells


def _parted(lines: Sequence[Line], at: int, width: int) -> int:
    """
    Where rows below heads at wide spaces end between which lines of a cell or two part them, as spanned cells become: `<제1호 안건>` above
    `재무제표 승인  보통  1,200  30  97.6%`. Every row has a cell for each head, and each column either words or numbers; *at* where there is none.
    """
    heads = _space_cells(lines[at].raw)
    if width < FEWEST_HEADS or any(map(NUMBER.fullmatch, heads)):
        return at
    kinds: list[bool] = []
    end, count = at + 1, 0
    for number in range(at + 1, len(lines)):
        line, cells = lines[number], _space_cells(lines[number].raw)
        if line.gap or line.heading or "|" in line.raw or line.width > LONGEST_ROW or _SENTENCE_END.search(line.raw):
            break
        numbers = [NUMBER.fullmatch(cell) is not None for cell in cells]
        if len(cells) == width:
            kinds = kinds or numbers
            if numbers != kinds or numbers[0] or sum(numbers) < PAIR:
                break
            end, count = number + 1, count + 1
        elif number - end >= FEWEST_HEADS or len(cells) > PAIR or any(numbers):
            break
    return end if count >= PAIR else at


def _is_word(line: Line) -> bool:
    """Whether a line between pipes holds one cell or an empty one, and no number: a cell of a table that lost its rows."""
    cell = line.raw.strip("| ")
    return "|" not in cell and not _is_delimiter(line) and not any(map(str.isdigit, cell))


def _next_heads(lines: Sequence[Line], at: int, end: int) -> int:
    """
    The line of [at, end) at which heads of their own begin another table, else *end*: each cell of it is filled, and a second rule stands
    below, or two and more name the unit of the number right below them.
    """
    ruled = end > at + 1 and _is_delimiter(lines[at + 1])
    for number in range(at + 2, end - 1):
        cells, below = _cells_of(lines[number]), _cells_of(lines[number + 1])
        if len(cells) < FEWEST_HEADS or not all(cells) or any(map(NUMBER.fullmatch, cells)):
            continue
        if ruled and _is_rule(lines[number + 1], len(cells)):
            return number
        units = [place for place, cell in enumerate(cells) if is_unit_head(cell)]
        if len(units) >= PAIR and len(below) == len(cells) and all(NUMBER.fullmatch(below[place]) for place in units):
            return number
    return end


def _cells_of(line: Line) -> list[str]:
    """The cells of a line between pipes; none of a rule."""
    return [] if _is_delimiter(line) else list(map(str.strip, _pipe_cells(line.raw)))


def _is_rule(line: Line, count: int) -> bool:
    """Whether a line is the rule below *count* heads: `|---|---|`."""
    cells = [cell.strip() for cell in _pipe_cells(line.raw)]
    return len(cells) == count and all(map(_RULE_CELL.fullmatch, cells))


def _run(lines: Sequence[Line], at: int, belongs: Callable[[Line], bool]) -> int:
    end = at + 1
    while (
        end < len(lines)
        and lines[end].gap == 0
        and not lines[end].heading
        and belongs(lines[end])
        and (not _is_prose(lines[end]) or _is_delimiter(lines[end - 1]))  # a remark right below the heads is the first row
    ):
        end += 1
    return end


def _is_prose(line: Line) -> bool:
    """Whether a row without a frame is a paragraph that a converter closed with the pipes of empty cells."""
    if not line.raw.endswith("|") or line.raw.startswith("|") or "|" in line.raw.rstrip("| "):
        return False
    return line.width > LONGEST_ROW or line.sign is not None or _SENTENCE_END.search(line.raw) is not None


def _opens_unframed(rows: Sequence[Line]) -> bool:
    """
    Whether the pipe that opens the first row, or the first two, closes an empty cell, for the row below has no such pipe, is closed by one
    and has as many cells; below a head of two lines it has a number in most of its cells and no fewer of them than either line.
    """
    body = next((number for number, row in enumerate(rows) if not row.raw.startswith("|")), 0)
    if not body or not rows[body].raw.endswith("|") or any(row.gap for row in rows[1 : body + 1]):
        return False
    *heads, cells = (_open_cells(row.raw) for row in rows[: body + 1])
    if body == 1:
        return len(heads[0]) == len(cells) > 2
    counted = sum(any(c.isdigit() for c in cell) for cell in cells[1:])
    return all(2 < len(head) <= len(cells) for head in heads) and counted * 2 > len(cells)


def _is_aligned(rows: Sequence[Line]) -> bool:
    """Two rows of tabbed cells, or three rows of three cells and more, most of them numbers where the cells are but spaced."""
    cells = [_space_cells(row.raw) for row in rows]
    if len(rows) < 2 or len(cells[0]) < 2:
        return False
    if all("\t" in row.raw for row in rows):
        return True
    body = [cell for row in cells[1:] for cell in row[1:]]
    return len(cells[0]) >= 3 and sum(bool(NUMBER.fullmatch(cell)) for cell in body) * 2 >= len(body)


def _is_grid(rows: Sequence[Line]) -> bool:
    """Whether lines with pipes and no frame are rows: all closed by one, or with a number behind one in most of them."""
    if all(row.raw.endswith("|") for row in rows):
        return True
    numbered = sum(any(NUMBER.fullmatch(cell) for cell in _open_cells(row.raw)[1:]) for row in rows)
    return _is_form(rows) or (len({len(_open_cells(row.raw)) for row in rows}) == 1 and numbered * 2 >= len(rows))


def _is_form(rows: Sequence[Line]) -> bool:
    """
    Whether lines with pipes are the items of a filing, two and more: a number opens each, or an empty cell that goes on with it, or a label
    below it, which lost that cell and has as many pipes as the row above.
    """
    items = [bool(row.sign and row.sign.rank == ITEM) for row in rows]
    pipes = [row.raw.count("|") for row in rows]
    goes_on = (row.raw.startswith("|") or (n > 0 and pipes[n] == pipes[n - 1]) for n, row in enumerate(rows))
    return items[0] and sum(items) >= 2 and all(item or on for item, on in zip(items, goes_on, strict=True))


def _is_open_head(lines: Sequence[Line], at: int) -> bool:
    """Whether the first pipe of a row closes an empty corner, because no other row has outer bars: ` | 2023 | 2024`."""
    follows = at + 1 < len(lines) and "|" in lines[at + 1].raw and not lines[at + 1].raw.startswith("|")
    return follows and not lines[at].raw.endswith("|") and not _is_delimiter(lines[at + 1])


def _headed(rows: Sequence[Line]) -> int:
    """How many of the rows, the first included, belong to a head that declares their unit: `3. 재무현황(단위:천원) | 당기 | 전기 |`."""
    heads = _open_cells(rows[0].raw)
    if len(heads) < 3 or not _DECLARES.search(heads[0]) or not all(map(str.strip, heads)) or any(map(NUMBER.fullmatch, heads)):
        return 0
    count = 1
    while count < len(rows):
        cells = _open_cells(rows[count].raw)
        if len(cells) != len(heads) or not any(NUMBER.fullmatch(cell) for cell in cells[1:]):
            break
        count += 1
    return count


def _is_delimiter(line: Line) -> bool:
    return "|" in line.raw and bool(_DELIMITER.match(line.raw))


def _pipe_cells(row: str) -> list[str]:
    cells = _PIPE.split(row.strip())
    if len(cells) > 1 and not cells[0].strip():
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _open_cells(row: str) -> list[str]:
    """The cells of a row without a frame: a pipe that opens it closes an empty cell."""
    cells = _PIPE.split(row.strip())
    return cells[:-1] if len(cells) > 1 and not cells[-1].strip() else cells


def _space_cells(row: str) -> list[str]:
    return _WIDE_SPACE.split(row)


def _rows(line: Line, cut: Callable[[str], list[str]]) -> Iterator[list[str]]:
    """The cells of a line; those of each row, where each of its cells was broken into as many lines (`<br>`)."""
    cells = [cell.replace("\\|", " ").replace("|", " ") for cell in cut(line.raw)]
    broken = [BREAK.split(cell) for cell in cells] if "<br" in line.raw.lower() else []
    if len({len(parts) for parts in broken}) == 1 and len(broken) > 1:
        yield from map(list, zip(*broken, strict=True))
    else:
        yield cells


def _joined(cells: Sequence[str]) -> str:
    return " ".join(("|", *(f"{cell} |".lstrip() for cell in map(plain, cells))))
