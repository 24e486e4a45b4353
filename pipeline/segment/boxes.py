"""Tables drawn with lines of characters: `│시점│지수│` between `├──┼──┤`. What stands between two rules is one row, on however many lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.segment.boilerplate import boilerplate_kind
from pipeline.segment.inline import BREAK, plain
from pipeline.segment.lines import Line, Sign, bare_cell, read_lines, width_of

_BAR = re.compile("[│┃║|]")
_EDGE = re.compile("^[│┃║]|[│┃║]$")
_CORNERS = "┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝"
_RULE = re.compile(rf"[{_CORNERS}][─━═{_CORNERS}\s]*[{_CORNERS}]")
_RULE_WITH_WORDS = re.compile(rf"[├┣╠][─━═]+[{_CORNERS}].*[┤┫╣]")
"""A rule into which a wrapped cell ran: ├───┼(개)──┤."""
_PART_RULE = re.compile(r"(?P<beside>[│┃║](?:\s*[│┃║])*)?\s*[├┣╠](?P<groups>[─━═┬┳╦┼╋╬\s]+)[┤┫╣]")
"""A rule under a head of several columns, beside what has none of its own: │├───┬───┤."""
_UNITS = re.compile(r"[(\[<]?[^()\[\]<>|]{0,60}단위\s?[:：][^()\[\]<>|]{1,60}[)\]>]?")
"""A cell that says nothing but a unit, and how the numbers are reckoned."""
_PAIR = 2
"""Cells of a caption: what it is named (표), and its unit."""
_FRAMED_RULE = re.compile(r"\|(?:\s?:?-+:?\s?\|)+")
LONGEST_CELL = 160
"""Columns; a longer row of one cell is a paragraph."""
_CHAPTER = re.compile(r"[1-9]\d?|[Ⅰ-Ⅻ]|[IVX]{1,4}")
_NAMED = re.compile(r"[가-힣][^\d.,|]*$")
LONGEST_NAME = 30
"""Characters of what a chapter in a box is called."""
_WHOLE_BRACKET = re.compile(r"\[[^()\[\]]{1,60}\]|\([^()\[\]]{1,60}\)")
MOST_CELLS = 4
"""Lines that a bracket is broken over."""
MOST_LINES = 8
"""Lines of one row."""
_DASHED = re.compile(r" (?=- \S)")
_HANGUL = re.compile("[가-힣]")


def unboxed(lines: Sequence[Line]) -> Iterator[Line]:
    """The same lines; rows drawn between rules come as rows of pipes, one line each, and the rules not at all."""
    row: list[Line] = []
    inside = False
    for line in lines:
        drawn = line.raw[:1] in _CORNERS and (_RULE.fullmatch(line.raw) or _RULE_WITH_WORDS.fullmatch(line.raw))
        if drawn:
            yield from _rows(row, inside)
            row, inside = [], True
        elif inside and (part := _PART_RULE.fullmatch(line.raw)) is not None and part["beside"] and row:
            yield from _rows(row, inside, _columns(part))
            row = []
        elif line.raw[:1] in "│┃║" and inside:
            row.append(line)
        else:
            yield from _rows(row, False)
            row, inside = [], False
            yield line
    yield from _rows(row, False)


def _columns(rule: re.Match[str]) -> list[int]:
    """How many columns stand below each cell above a *rule* under a part of them: 1 and 3 for │├──┬──┬──┤."""
    groups = re.split("[┼╋╬]", rule["groups"])
    return [1] * len(_BAR.findall(rule["beside"])) + [1 + len(re.findall("[┬┳╦]", group)) for group in groups]


def _rows(row: Sequence[Line], ruled: bool, columns: Sequence[int] = ()) -> Iterator[Line]:
    """
    One line of pipes for a row between two rules; its lines each for itself where the lower rule is missing or they do not fit.

    A cell with several *columns* below it stands above the first of them.
    """
    cells = [[cell.strip() for cell in _BAR.split(_EDGE.sub("", line.raw))] for line in row]
    if columns and all(len(line) == len(columns) for line in cells):
        cells = [
            [part for cell, wide in zip(line, columns, strict=True) for part in (cell, *[""] * (wide - 1))] for line in cells
        ]
    fits = len(row) <= MOST_LINES and len({len(line) for line in cells}) == 1
    if ruled and fits and row:
        joined = [["".join(part) if _glued(part) else " ".join(filter(None, part)) for part in zip(*cells, strict=True)]]
    else:
        joined = cells
    for line, words in zip(row, joined, strict=False):
        raw = " ".join(("|", *(f"{word} |".lstrip() for word in words)))
        yield replace(line, raw=raw, text=plain(raw), width=line.indent + width_of(raw), sign=None)


def _glued(parts: Sequence[str]) -> bool:
    """Whether a cell was broken inside a word: an open bracket at the end of a line."""
    return any(part.endswith("(") for part in parts)


def _is_chapter(cells: Sequence[str]) -> bool:
    """Whether the one row of a box is the number of a chapter and what it is called: `| 2 | | 지원 대상 |`."""
    number, *names = filter(None, cells) if cells and cells[0] else ("",)
    return (
        _CHAPTER.fullmatch(number) is not None
        and len(names) == 1
        and len(names[0]) <= LONGEST_NAME
        and _NAMED.match(names[0]) is not None
    )


def _lines_of_box(line: Line) -> list[Line]:
    """
    The lines in the one cell of a box, what kind each is left to what surrounds them: `| 3월 출하 4% 증가<br><br>- 전월 대비 2%p 확대 - |`. Items
    behind dashes are lines of their own; empty where the cell holds a single line.
    """
    pieces = [piece.strip() for piece in BREAK.split(line.raw.strip("| ")) if plain(piece)]
    if len(pieces) < _PAIR or not all(map(_HANGUL.search, pieces)) or any(boilerplate_kind(plain(piece)) for piece in pieces):
        return []
    items = [item for piece in pieces for item in (_DASHED.split(piece) if piece.startswith("- ") else [piece])]
    return [
        replace(item, number=line.number, gap=item.gap if at else line.gap)
        for at, item in enumerate(read_lines("\n".join(items)))
    ]


def _is_ruled(lines: Sequence[Line], at: int) -> bool:
    """Whether a rule stands right below the row at line *at*."""
    return at + 1 < len(lines) and not lines[at + 1].gap and _FRAMED_RULE.fullmatch(lines[at + 1].raw) is not None


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether the row at line *at* is the only one of its table."""
    after = at + 1 + _is_ruled(lines, at)
    opens = at == 0 or lines[at].gap > 0 or "|" not in lines[at - 1].raw
    return opens and (after == len(lines) or lines[after].gap > 0 or "|" not in lines[after].raw)


def unbroken(lines: Sequence[Line]) -> Iterator[Line]:
    """
    The same lines; a bracket that opens in a cell of its own, with the cells up to its end and the unit behind it, is one line: `[`, `2031년 6월
    30일 현재]`, `(단위 : 원, 주)`.
    """
    at = 0
    while at < len(lines):
        texts = [bare_cell(line) or "" for line in lines[at : at + MOST_CELLS]] if lines[at].raw.strip("| ") in "[(" else []
        closed = next((n for n, text in enumerate(texts) if n and text.endswith((")", "]"))), 0)
        whole = closed and not any(line.gap for line in lines[at + 1 : at + closed + 1])
        if not whole or not _WHOLE_BRACKET.fullmatch(words := " ".join(texts[: closed + 1])):
            yield lines[at]
            at += 1
            continue
        after = at + closed + 1
        if after < len(lines) and not lines[after].gap and _UNITS.fullmatch(unit := bare_cell(lines[after]) or ""):
            words, after = f"{words} {unit}", after + 1
        yield replace(lines[at], raw=words, text=plain(words), width=lines[at].indent + width_of(words), sign=None)
        at = after


def unframed(lines: Sequence[Line]) -> Iterator[Line]:
    """
    The same lines; a caption that a converter made a table of one row, `| (기말 기준, 단위 : 백만원) |` above a rule or none, comes without
    its frame, and so does the head of a chapter (`| 2 | | 지원 대상 |`). One that stands right above the rows of a table is its first row, and stays.
    A remark in a row of its own, longer than any cell, comes without its frame, too, and so do the lines of a box around nothing else.
    """
    at = 0
    while at < len(lines):
        line, after = lines[at], at + 1
        boxed = line.raw.startswith("|") and "|" not in line.raw.strip("| ") and "<" in line.raw and _stands_alone(lines, at)
        if boxed and (inside := _lines_of_box(line)):
            yield from inside
            at += 1 + _is_ruled(lines, at)
            continue
        if line.width > LONGEST_CELL and line.raw.startswith("|") and "|" not in (remark := line.raw.strip("| ")):
            yield replace(line, raw=remark, text=plain(remark), width=line.indent + width_of(remark))
            at += 1
            continue
        if line.raw.startswith("|") and (at == 0 or line.gap or "|" not in lines[at - 1].raw):
            alone, after = _stands_alone(lines, at), after + _is_ruled(lines, at)
            cells = [cell.strip() for cell in line.raw.strip("|").split("|")]
            if alone and _is_chapter(cells):
                raw = " ".join(filter(None, cells))
                yield replace(line, raw=raw, text=plain(raw), width=line.indent + width_of(raw), sign=Sign(4, 0))
                at = after
                continue
            if alone and len(cells) <= _PAIR and _UNITS.fullmatch(cells[-1]):
                raw = " ".join(cells)
                yield replace(line, raw=raw, text=plain(raw), width=line.indent + width_of(raw))
                at = after
                continue
        yield line
        at += 1
