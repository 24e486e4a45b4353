"""Tables that lost their lines: one cell a line, all rows in one line, or a header that is broken and glued.

What is left is a stream of cells: the words of the corner, the column heads, and then a label and the same count of numbers, again and
again. The stream is a table only where a unit or a corner announces it, where every row has as many numbers as the one before, and where
the heads can be counted off against them in one way. Everything else is left as it is: a number under the wrong head is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from extractors.scopes import parse_unit, unspaced
from extractors.tables import CORNER
from pipeline.segment.boilerplate import boilerplate_kind
from pipeline.segment.flat import (
    LONGEST_CELL,
    LONGEST_LABEL,
    NOTE,
    SENTENCE,
    UNIT_LAST,
    UNIT_ONLY,
    VALUE,
    YEAR,
    announces,
    read_row,
    with_sublabels,
)
from pipeline.segment.inline import plain
from pipeline.segment.lines import Line, bare_cell, sign_of, width_of
from pipeline.segment.notes import noted
from pipeline.segment.points import points_of
from pipeline.segment.results import parted
from pipeline.segment.running import running
from pipeline.segment.stacked import REMARK, stacked
from pipeline.segment.terms import COMPARISON, TERM

MOST_LINES = 20_000
"""Lines of a table whose cells stand one below the other."""
MOST_DATED = 120
"""Lines of such a table that nothing but the periods at its head announces."""
LONGEST_LINE = 2000
"""Characters; a longer line is not cut into rows."""
FEWEST_ROWS = FEWEST_GROUPS = FEWEST_ITEMS = FEWEST_RANKED = 2

_HEAD = re.compile(
    r"(?:['’‘]?(?:19|20)?\d{2}(?:년도?|[./])?\s?)?(?:\d{1,2}월말?|[1-4]분기말?|[상하]반기|[1-4]/4(?:분기)?|[1-4]Q|[12]H)(?:\(.*\))?"
    r"|(?:['’‘]\d{2}|(?:19|20)\d{2})(?:년도?|[A-Za-z]|\.)?(?:\(.*\))?|(?:19|20)\d{2}[./]\d{1,2}|\d{2}년(?:\(.*\))?|제\s?\d{1,3}\s?\(?[당전]?\)?기.*|[당전]기말?"
)
"""A period that can head a column; a bare decimal cannot, for it is a number elsewhere."""
_GLUED = re.compile(
    r"(?<=[^\W\d_)])(?=\d{1,3}(?:,\d{3})+(?:\s|$))|(?<=[^\W\d_]|\))(?=제\s?\d{1,3}\s?기)|(?<=[^\W\d_])(?=\(\d{1,3}(?:,\d{3})+\)(?:\s|$))"
)
"""Where a number or a fiscal term begins at the end of a word: 부문12,345."""
_TOKEN = re.compile(r"제\s\d{1,3}\s기|[△▲▼▽+]\s(?=\d)\S+|[^\s(\[<]*[(\[<][^()\[\]<>\n]{0,40}[)\]>]\S*|\S+")
_YEARS_GLUED = re.compile(r"(?<=[^\s\d])(?=(?:(?:19|20)\d{2}년){2,}$)|(?<=\d년)(?=(?:(?:19|20)\d{2}년)+$)")
"""Between the years of a head that a page set without spaces: 요약재무상태표2023년2024년2025년."""
_DECLARED_WITHIN = re.compile(
    r"(?<=\S)\s+(?=[^\s(\[]{0,6}\s?[(\[<]\s?단위\s?[:：])|(?<=\S)\s+(?=[(\[<]\s?단위\s?[:：])|(?<=[)\]>])\s+(?=(?:구\s?분|항\s?목|과\s?목)\s)"
)


_CAPTION = re.compile(r"<[^<>]{1,100}>|〈[^〈〉]{1,100}〉|【[^【】]{1,100}】|≪[^≪≫]{1,100}≫")
"""A line that is one bracket, whatever it declares."""
_DECLARES_ITEM = re.compile(
    r"(?P<item>\d{1,2}\.\s[^()\[\]|]{1,60}[(\[]\s?단위\s?[:：][^()\[\]]{1,20}[)\]])\s+(?P<heads>\D+|\D+\(%\))"
)
_UNIT_AT_END = re.compile(r"\(([^()\d]{1,8})\)\*{0,2}$")
_CHANGED = (
    re.compile(r"(?:변동|변경|취득|처분|행사|발행|증자|감자)전(?:\(.{1,8}\))?"),
    re.compile(r"(?:증감|변동|변경|취득|처분|행사|발행)(?:\(.{1,8}\))?"),
    re.compile(r"(?:변동|변경|취득|처분|행사|발행|증자|감자)후(?:\(.{1,8}\))?"),
)
"""Heads of what was, what changed and what is."""
MOST_CHANGED = 16
"""Lines in which they stand at most behind the first head."""
_NOTED = re.compile(r"[가-힣A-Za-z·ㆍ]{2,20}\([^()]{1,60}\)")
"""A label whose bracket explains it, and may end as a sentence does: 매출액(재화의 판매에 한함)."""
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
_FORMULA = re.compile(r"\([^()=/+÷-]*[=/+÷-][^()]*\)")
_GLUED_TO_ROW = re.compile(r"(?P<before>[^|]{1,60}?)\s?(?P<row>\|.*\|)")
_FRAMED_RULE = re.compile(r"\|(?:\s?:?-+:?\s?\|)+")
_DIGIT = re.compile(r"\d")
_AMOUNT = re.compile(r"\d,\d{3}")
_PLAIN = re.compile(r"-|-?\d[\d,]*(?:\.\d+)?")
_PAIR_IN_CELL = re.compile(r"[△▲▼\-−+]?\d[\d,]*(?:\.\d+)? ?\([△▲▼\-−+]?\d[\d,]*(?:\.\d+)? ?%[p↑↓]?\)")
_RANKS = re.compile(r"순\s?위|랭킹|순번|연번|번호|No\.?|Rank(?:ing)?", re.IGNORECASE)
"""The head of a column that counts its rows."""
_MISPRINTED = re.compile(r"\d{1,3}(?:[,.]\d{1,3})+")
"""A number that nobody can read (13,7), in a column of others."""
_PIPES = re.compile(r"[|\s]+")
"""A line of nothing but the pipes of empty cells."""
_SHARES = re.compile(r"단위\s?[:：][^()]{1,16},\s?%\s?[)\]>]?$")
"""The end of a line that declares a unit, and that shares or rates stand beside the sizes: (단위: 백만 달러, %)."""
_LETTERS = "가나다라마바사아자차카타파하"
_DASHES = frozenset("-–—")
MOST_JOINED = 6
"""Lines that a table which began in one line goes on over."""
_LISTS = re.compile(r"[:：→]")
"""What parts the items of a list, and stands in no row."""


class Stream(NamedTuple):
    """Lines `start` to `end` (exclusive), the cells of each row, and what stands behind the last one in its line."""

    start: int
    end: int
    rows: list[list[str]]
    rest: str


class _Cell(NamedTuple):
    text: str
    kind: str
    """`period`, `value` or `word`."""
    line: int
    end: int
    """Offset in its line."""


def unfolded(lines: Sequence[Line]) -> Iterator[Line]:
    """The same lines, with those cut that hold a caption and a table, or several rows; numbers glued to labels stand apart."""
    joined = 0
    for at, (own, below) in enumerate(zip(lines, [*lines[1:], None], strict=False)):
        if at < joined:
            continue
        line, groups, joined = own, _boxed(own), at + 1
        while groups and joined < min(len(lines), at + MOST_JOINED):
            if (longer := _gone_on(groups, line, lines[joined])) is None:
                break
            line, groups, joined = *longer, joined + 1
        points = [] if groups else points_of(line)
        groups = groups or [points or parted(line.raw) or _before_row(line, below) or _items_of(line) or _pieces(line)]
        if groups == [[line.raw]]:
            yield line
            continue
        for group, pieces in enumerate(groups):
            for number, piece in enumerate(pieces):
                first = group == number == 0
                sign = line.sign if first else sign_of(piece) if points else None
                raw = piece[sign.dropped :].lstrip() if sign is not None and not first else piece
                yield replace(
                    line,
                    raw=raw,
                    text=plain(raw),
                    width=line.indent + width_of(raw),
                    sign=sign,
                    gap=line.gap if first else int(number == 0 and piece[0] == "|"),
                )


def _boxed(line: Line) -> list[list[str]]:
    """The pieces of a line that holds tables with the text around them; none where it holds no table."""
    return [] if "|" in line.raw or line.heading else noted(line.raw) or running(line.raw)


def _gone_on(groups: list[list[str]], line: Line, below: Line) -> tuple[Line, list[list[str]]] | None:
    """*line* with the one *below*, and the pieces of both, where the table at its end has its next rows there."""
    if groups[-1][-1][0] != "|" or below.heading or below.gap:
        return None
    both = replace(line, raw=f"{line.raw} {below.raw}")
    longer = _boxed(both)
    at = len(groups) - 1
    grown = len(longer) > at and longer[:at] == groups[:at] and longer[at][: len(groups[at])] == groups[at]
    return (both, longer) if grown and len(longer[at]) > len(groups[at]) else None


def _items_of(line: Line) -> list[str]:
    """A long line cut at the lettered items in it, in order: `… 가. 취득예정금액 : 844원 나. 보유예상기간 : 6개월 …`."""
    raw = line.raw
    if line.width <= LONGEST_LABEL * 2 or line.heading or "|" in raw or "나." not in raw:
        return []
    at, starts = 0, []
    for letter in _LETTERS:
        found = re.compile(rf"(?:^|(?<=[\s.)원주%다음함임됨])){letter}\.(?=\s?[가-힣A-Z(\d])").search(raw, at)
        if found is None:
            break
        starts.append(found.start())
        at = found.end()
    if len(starts) < FEWEST_ITEMS:
        return []
    return [piece for a, b in pairwise([0, *starts, len(raw)]) if (piece := raw[a:b].strip())]


def _before_row(line: Line, below: Line | None) -> list[str]:
    """The day or name that a page set right before the first row of a framed table, and that row: `2025-02-07| 1. 배당구분 | 결산배당 |`."""
    match = _GLUED_TO_ROW.fullmatch(line.raw)
    if match is None or below is None or below.gap or not _FRAMED_RULE.fullmatch(below.raw):
        return []
    fits = match["row"].count("|") == below.raw.count("|")
    return [match["before"], match["row"]] if fits else []


def _pieces(line: Line) -> list[str]:
    raw = line.raw
    if "|" in raw or line.heading or not _DIGIT.search(raw):
        return [raw]
    if "," in raw or "기" in raw:
        raw = _GLUED.sub(" ", raw)
    if raw.endswith("년") and len(raw) <= LONGEST_LINE:
        raw = _YEARS_GLUED.sub(" ", raw)
    if "단위" in raw and not _CAPTION.fullmatch(raw):
        if heads := _heads_behind_unit(raw):
            return heads
        parts = [part for part in _DECLARED_WITHIN.split(raw) if part]
        return (
            parts if sum(bool(VALUE.fullmatch(word)) for word in parts[-1].split()) >= FEWEST_ROWS or len(parts) == 2 else [raw]
        )
    return _rows_of(raw) or [raw]


def _heads_behind_unit(raw: str) -> list[str]:
    """An item that declares a unit, and the heads of columns in its line: `2. 손익구조(단위: 원) 당해사업연도 직전사업연도 증감비율(%)`."""
    match = _DECLARES_ITEM.fullmatch(raw)
    if match is None or CORNER.fullmatch(_BRACKET.sub("", match["item"]).split()[-1]):
        return []  # 구분(단위: 백만원) is the corner of the heads behind it
    heads = match["heads"].split()
    told = sum(bool(TERM.fullmatch(head) or COMPARISON.fullmatch(head)) for head in heads)
    return [match["item"], match["heads"]] if told >= FEWEST_ROWS else []


def _rows_of(raw: str) -> list[str]:
    """The rows of a line that holds several: each a label and the same count, two or more, of numbers."""
    if raw.count(" ") < 5 or len(raw) > LONGEST_LINE or not VALUE.fullmatch(raw.rsplit(maxsplit=1)[1]) or _LISTS.search(raw):
        return []
    cells = list(_cells_of(raw, 0))
    if cells[0].kind == "value" or cells[-1].kind != "value":
        return []
    starts, runs = [0], [0]
    for before, cell in pairwise(cells):
        if cell.kind == "value":
            runs[-1] += 1
        elif before.kind == "value":
            starts.append(before.end)
            runs.append(0)
    if len(runs) < 2 or runs[0] < 2 or len(set(runs)) > 1:
        return []
    return [raw[a:b].strip() for a, b in zip(starts, [*starts[1:], len(raw)], strict=True)]


def _kind_of_line(text: str) -> str:
    """The kind of a cell that has a line of its own, where a bracket may hold a second number: 578.4(12.9%↑)."""
    return "value" if _PAIR_IN_CELL.fullmatch(text) else _kind(text)


def _kind(text: str) -> str:
    if YEAR.fullmatch(text) or _HEAD.fullmatch(text):
        return "period"
    return "value" if VALUE.fullmatch(text) else "word"


def _cells_of(raw: str, line: int) -> Iterator[_Cell]:
    for match in _TOKEN.finditer(raw):
        yield _Cell(match[0], _kind(match[0]), line, match.end())


def stream_table(lines: Sequence[Line], at: int) -> Stream | int:
    """The table whose corner or heads begin at line *at*, where one does; else the line up to which there is none."""
    announced = (at > 0 and lines[at].gap <= 1 and announces(lines[at - 1].text)) or "단위" in lines[at].text
    counted = _RANKS.fullmatch(lines[at].text) is not None
    cornered = counted or CORNER.match(lines[at].text) is not None
    dated = not (announced or cornered) and all(_kind(line.text) == "period" for line in lines[at : at + FEWEST_GROUPS])
    told = not (announced or cornered or dated) and _heads_tell(lines, at)
    if (
        not (announced or cornered or dated or told)
        or not _belongs(lines[at], alone=announced)
        or (UNIT_LAST.fullmatch(lines[at].text) and not CORNER.fullmatch(lines[at].text))
    ):
        return at + 1
    end, most = at + 1, MOST_DATED if dated or told else MOST_LINES
    while end < len(lines) and end - at < most and lines[end].gap <= 1 and (_belongs(lines[end]) or _begins_label(lines, end)):
        if lines[end].gap and CORNER.fullmatch(lines[end].text) and not (counted and end == at + 1):
            break  # the next table
        if lines[end].text in _DASHES and end + 1 < len(lines) and announces(lines[end + 1].text):
            break  # a rule above the caption of the next table
        end += 1
    by_line = _with_pairs(
        [
            _Cell(text, _kind_of_line(text), at + number, len(line.raw))
            for number, line in enumerate(lines[at:end])
            if (text := bare_cell(line) or "")
        ],
        shares=at > 0 and _SHARES.search(lines[at - 1].text) is not None,
    )
    found = _ranked(by_line) if counted else None
    found = found or (_told(by_line) if told else _read(by_line, announced, lined=True))
    if found is None and (dated or told):
        return at + 1
    if found is None:
        by_word = [cell for number in range(at, end) for cell in _cells_of(lines[number].raw, number)]
        heading = sum(cell.line == at for cell in by_word)
        found = _read(_with_terms(by_word), announced, lined=False) or _single(by_word, heading, announced)
    if found is None:
        heads = lines[at + 1 : min(end, at + MOST_CHANGED)] if CORNER.fullmatch(lines[at].text) is None else []
        return next((number for number, line in enumerate(heads, at + 1) if CORNER.fullmatch(line.text)), end)
    last, rows = found
    return Stream(at, last.line + 1, rows, lines[last.line].raw[last.end :].strip())


def _heads_tell(lines: Sequence[Line], at: int) -> bool:
    """
    Whether the heads that begin at line *at* tell by themselves that they are some, where a converter left a cell in each line: each of two
    and more names its unit, or the last of them are those of what was, what changed and what is.
    """
    if "단위" in lines[at].text or (at > 0 and not lines[at].gap and _names_unit(lines[at - 1])):
        return False
    if all(map(_names_unit, lines[at : at + FEWEST_GROUPS])):
        return len(lines) > at + 1
    framed = "|" in lines[at].raw and (at == 0 or lines[at].gap or "|" not in lines[at - 1].raw)
    texts = [bare_cell(line) or "" for line in lines[at : at + MOST_CHANGED]] if framed else []
    return any(_is_change(texts[number : number + 3]) for number in range(len(texts) - 2))


def _names_unit(line: Line) -> bool:
    text = bare_cell(line)
    return bool(text) and line.width <= LONGEST_LABEL and is_unit_head(text or "")


def _is_change(heads: Sequence[str]) -> bool:
    """Whether three heads are those of what was, what changed and what is."""
    words = ["".join(head.split()) for head in heads]
    return len(words) == 3 and all(pattern.fullmatch(word) for pattern, word in zip(_CHANGED, words, strict=True))


def _belongs(line: Line, *, alone: bool = False) -> bool:
    """Whether a line can be part of a stream; one *alone* may end in a sentence behind it."""
    if _PIPES.fullmatch(line.raw):
        return True
    if line.heading or bare_cell(line) is None or UNIT_ONLY.fullmatch(line.text) or boilerplate_kind(line.text) is not None:
        return False
    if NOTE.match(line.text) and not VALUE.fullmatch(line.raw.split()[-1]):
        return False
    closed = SENTENCE.search(line.text) and not _NOTED.fullmatch(line.text)
    return alone or not (closed and line.width > LONGEST_LABEL)


def _begins_label(lines: Sequence[Line], at: int) -> bool:
    """Whether line *at*, a word that pages print elsewhere (Home), begins the label that goes on in a row like the one above."""
    if (
        at + 1 >= len(lines)
        or lines[at].heading
        or lines[at].gap
        or lines[at + 1].gap
        or boilerplate_kind(lines[at].text) is None
    ):
        return False
    above, below = read_row(lines[at - 1]), read_row(lines[at + 1])
    return above is not None and below is not None and len(above.values) == len(below.values) >= FEWEST_ROWS


def _with_pairs(cells: Sequence[_Cell], *, shares: bool) -> list[_Cell]:
    """
    The cells, with each number in brackets in one with the number that it stands below, in rows whose label has a bracket for it:
    수출, (전년동기대비), 49,000, (△14.5), 51,000, (3.1); or below the declaration of a unit and of *shares* (백만 달러, %). The others stay
    as they are.
    """
    joined: list[_Cell] = []
    at = 0
    while at < len(cells):
        noted = at + 1 < len(cells) and cells[at + 1].kind == "word" and _BRACKET.fullmatch(cells[at + 1].text) is not None
        first = run = at + 1 + noted
        while run + 1 < len(cells) and cells[run].kind == cells[run + 1].kind == "value" and _in_brackets(cells, run):
            run += 2
        several = run - first >= 2 * FEWEST_GROUPS and cells[at].kind == "word" and (noted or shares)
        if not several or (run < len(cells) and cells[run].kind == "value"):
            joined.append(cells[at])
            at += 1
            continue
        start = at if noted else first
        joined += cells[at:start]
        pairs = zip(cells[start:run:2], cells[start + 1 : run : 2], strict=True)
        joined += [_Cell(f"{a.text} {b.text}", a.kind, b.line, b.end) for a, b in pairs]
        at = run
    return joined


def _in_brackets(cells: Sequence[_Cell], at: int) -> bool:
    """Whether a number stands at *at*, and right behind it one in brackets."""
    return not cells[at].text.startswith("(") and cells[at + 1].text.startswith("(") and cells[at + 1].text.endswith(")")


def _with_terms(cells: Sequence[_Cell]) -> list[_Cell]:
    """A bracket behind a period says which days it has: 제12기 ('24.1.1~12.31) is one head."""
    joined: list[_Cell] = []
    for cell in cells:
        if (
            joined
            and joined[-1].kind == "period"
            and cell.text[0] == "("
            and cell.kind != "value"
            and any(c.isdigit() for c in cell.text)
        ):
            joined[-1] = _Cell(f"{joined[-1].text} {cell.text}", "period", cell.line, cell.end)
        else:
            joined.append(cell)
    return joined


def _read(cells: Sequence[_Cell], announced: bool, *, lined: bool) -> tuple[_Cell, list[list[str]]] | None:
    first = next((number for number, cell in enumerate(cells) if cell.kind == "value"), None)
    if first is None or first == 0:
        return None
    count = next((n for n, cell in enumerate(cells[first:]) if cell.kind != "value"), len(cells) - first)
    if lined and announced and (found := _stacked(cells, first, count)) is not None:
        return found
    if lined and (told := _told(cells)) is not None:
        return told
    upper = _upper_heads(cells[:first], count) if lined else []
    heads = ([], first - 1) if upper else _heads(cells[:first], count, lined=lined)
    if heads is None:
        return None
    header, label = heads
    if len(set(header)) < len(header):
        return None  # 비중 under each of two periods: the heads stood in two lines
    found = _rows(cells, label, count)
    if upper:
        return (found[0], [*upper, *found[1]]) if found is not None and len(found[1]) >= FEWEST_ROWS else None
    down = cells[label].kind == "period" and len(cells[label:first]) == 1
    needed = 1 if announced and not down and any(_kind(head) == "period" for head in header) else FEWEST_ROWS
    if found is None or len(found[1]) < needed or (down and not all(_kind(row[0]) == "period" for row in found[1])):
        return None
    return found[0], [header, *found[1]]


def _ranked(cells: Sequence[_Cell]) -> tuple[_Cell, list[list[str]]] | None:
    """
    The last cell and the rows of a table that counts its rows: `순위, 기업, 매출, 1, 가온, 120, 2, 나래, 90`. The first rank tells how many heads
    there are, and each row has the next rank, or the same again, and numbers in the same columns.
    """
    width = next((number for number, cell in enumerate(cells) if cell.text == "1"), 0)
    if width <= FEWEST_RANKED or any(cell.kind == "value" for cell in cells[:width]):
        return None
    rows: list[list[str]] = []
    columns: list[bool] = []
    for start in range(width, len(cells) - width + 1, width):
        row = [cell.text for cell in cells[start : start + width]]
        numbers = [VALUE.fullmatch(text) is not None or _MISPRINTED.fullmatch(text) is not None for text in row]
        columns = columns or numbers
        next_one = row[0] in (str(len(rows) + 1), rows[-1][0] if rows else "")
        if not next_one or numbers != columns or numbers[1] or not any(numbers[2:]):
            break
        rows.append(row)
    end = width * (len(rows) + 1)
    return (cells[end - 1], [[cell.text for cell in cells[:width]], *rows]) if len(rows) > FEWEST_ROWS else None


def _told(cells: Sequence[_Cell]) -> tuple[_Cell, list[list[str]]] | None:
    """
    The last cell and the rows of a table whose heads name their units, as many as there are numbers; or whose lowest heads are those of what
    was, what changed and what is, under the one head below which the numbers add up so in every row.
    """
    first = next((number for number, cell in enumerate(cells) if cell.kind == "value"), 0)
    count = next((n for n, cell in enumerate(cells[first:]) if cell.kind != "value"), len(cells) - first)
    texts = [cell.text for cell in cells[:first]]
    named = next((n for n, text in enumerate(texts) if _unit_in(text) is None), first)
    if named == count > 1 and named < first:
        found = _rows(cells, named, count)
        return (found[0], [["", *texts[:count]], *found[1]]) if found is not None and len(found[1]) >= FEWEST_ROWS else None
    at = next((n for n in range(1, first - 2) if _is_change(texts[n : n + 3])), None)
    if at is None or count < 3:
        return None
    remarked = REMARK.fullmatch(unspaced(texts[at - 1])) is not None
    count += remarked and at - (count - 2) > first - at - 3  # words stand below the last head in the first row
    labels = at - (count - 2)
    found = _rows(cells, at + 3, count, remarked=remarked) if 0 < labels == first - at - 3 else None
    if found is None or len(found[1]) < FEWEST_ROWS:
        return None
    places = [place for place in range(count - 2) if all(map(_add_up, (row[1 + place : 4 + place] for row in found[1])))]
    if len(places) != 1:
        return None
    upper = texts[labels:at]
    place = places[0]
    rows = [
        [" ".join(texts[:labels]), *upper[: place + 1], "", "", *upper[place + 1 :]],
        [*[""] * (place + 1), *texts[at : at + 3], *[""] * (count - place - 3)],
    ]
    return found[0], [*rows, *found[1]]


def is_unit_head(text: str) -> bool:
    """Whether a cell is a head that names its unit at its end: 배당금(원), 비율(%)."""
    return len(text) <= LONGEST_LABEL and _unit_in(text) is not None


def _unit_in(text: str) -> str | None:
    """The unit that a head names at its end."""
    match = _UNIT_AT_END.search(text)
    return match[1] if match is not None and parse_unit(match[1]) is not None else None


def _add_up(numbers: Sequence[str]) -> bool:
    """Whether what was and what changed make what is; a dash is none of it."""
    if not all(_PLAIN.fullmatch(number) for number in numbers):
        return False
    was, changed, now = (Decimal(number.replace(",", "")) if number != "-" else Decimal(0) for number in numbers)
    return was + changed == now and numbers.count("-") < 2


def _stacked(cells: Sequence[_Cell], first: int, count: int) -> tuple[_Cell, list[list[str]]] | None:
    """The last cell and the rows of a table whose heads stood in two lines; two labels before its first number take turns below."""
    for label in (first - 1, first - 2):
        found = _rows(cells, label, count) if count > 1 and label > 0 else None
        if found is None or len(found[1]) < FEWEST_ROWS:
            return None
        header = stacked([cell.text for cell in cells[:label]], found[1])
        rows = with_sublabels(header, found[1]) if header else []
        if rows and (label == first - 1 or len(rows[0]) > len(header[0])):
            return found[0], rows
    return None


def _upper_heads(cells: Sequence[_Cell], count: int) -> list[list[str]]:
    """
    The two rows of heads before the first label, where each of the upper ones heads as many of the lower, and one name comes back
    at the same place below all of them: 구분, 2025년, 2024년, 금액, 비중, 금액, 비중; empty where there is but one row.
    """
    corner, *heads = _with_brackets([cell.text for cell in cells[:-1]] or [""])
    if not CORNER.fullmatch(corner) and not corner.endswith(("종류", "구분")):
        return []
    groups = next((n for n, head in enumerate(heads) if _compares(head)), len(heads))
    alone = next((n for n, head in enumerate(heads[groups:]) if not _compares(head)), 0)  # 증감, behind 2018년, 2019년
    groups = groups if alone else len(heads) - count
    upper, lower = heads[: groups + alone], heads[groups + alone :]
    width = len(lower) // max(groups, 1)
    if groups < FEWEST_GROUPS or width < FEWEST_GROUPS or groups * width != len(lower) or len(lower) + alone != count:
        return []
    if not any(len(set(lower[place::width])) == 1 for place in range(width)):
        return []
    first = [cell for head in upper[:groups] for cell in (head, *[""] * (width - 1))]
    return [[corner, *first, *upper[groups:]], ["", *lower, *[""] * alone]]


def _with_brackets(texts: Sequence[str]) -> list[str]:
    """The heads, with the formula of a difference that stands in a line of its own: 증감 | (C=B-A)."""
    joined: list[str] = []
    for text in texts:
        if joined and _FORMULA.fullmatch(text) and _compares(joined[-1]):
            joined[-1] += f" {text}"
        else:
            joined.append(text)
    return joined


def _compares(head: str) -> bool:
    return COMPARISON.fullmatch(_BRACKET.sub("", head).strip()) is not None


def _heads(cells: Sequence[_Cell], count: int, *, lined: bool) -> tuple[list[str], int] | None:
    """The header row, corner first, and where the first label begins; None where the heads cannot be told in one way."""
    kinds = [cell.kind for cell in cells]
    texts = [cell.text for cell in cells]
    start = kinds.index("period") if "period" in kinds else len(cells)
    if start < len(cells) - 1:
        end = next((n for n in range(start, len(cells)) if kinds[n] != "period"), len(cells))
        more = count - (end - start)
        rest = len(cells) - end - more
        told = rest == 1 if lined else all(COMPARISON.fullmatch(text) for text in texts[end : end + more])
        if more < 0 or rest < 1 or not told or (end - start == 1 and not lined) or len(" ".join(texts[:start])) > LONGEST_LABEL:
            return None
        return [" ".join(texts[:start]), *texts[start : end + more]], end + more
    before = next((n for n in range(len(cells) - 1, 0, -1) if not _BRACKET.fullmatch(texts[n])), 0)  # 은행 | (17개사)
    cornered = bool(CORNER.fullmatch(texts[0]))
    if before == count + 1 and (cornered or lined) and (lined or start == before):
        return texts[:before], before
    terms = sum(bool(TERM.fullmatch(text) or COMPARISON.fullmatch(text)) for text in texts[:before]) if lined else 0
    if before == count and not cornered and (start == before or terms >= FEWEST_GROUPS):
        return ["", *texts[:before]], before
    return None


def _rows(cells: Sequence[_Cell], at: int, count: int, *, remarked: bool = False) -> tuple[_Cell, list[list[str]]] | None:
    """
    The last cell and the rows from cell *at* on; None where a row has another count of numbers. Where the last column is *remarked*, words
    may stand in it.
    """
    rows: list[list[str]] = []
    last = cells[at]
    while at < len(cells):
        value = next((n for n in range(at, min(len(cells), at + 8)) if cells[n].kind == "value"), None)
        if value is None:
            break
        label = " ".join(cell.text for cell in cells[at:value])
        if not label or len(label) > LONGEST_LABEL or _AMOUNT.search(label):
            break
        if _BRACKET.fullmatch(cells[at].text) and parse_unit(cells[at].text[1:-1]) is not None:
            return None  # (억원) (%) 수도권: the units of the heads
        end = next(
            (n for n in range(value, min(len(cells), value + count + 1)) if cells[n].kind != "value"),
            min(len(cells), value + count + 1),
        )
        if end - value == count + 1 == len(cells) - value and rows and cells[-1].text in _DASHES:
            end -= 1  # a rule behind the last row
        if remarked and end - value == count - 1 and end < len(cells) and cells[end].kind == "word":
            end += 1
        if end - value != count:
            own_line = rows and cells[at].line > last.line
            if not own_line:
                return None
            break
        rows.append([label, *(cell.text for cell in cells[value:end])])
        last, at = cells[end - 1], end
    return last, rows


def _single(cells: Sequence[_Cell], heading: int, announced: bool) -> tuple[_Cell, list[list[str]]] | None:
    """A table of one column of numbers: whatever its heads are, every number belongs to the label before it."""
    if not announced or heading >= len(cells) or any(cell.kind == "value" for cell in cells[:heading]):
        return None
    words = [cell.text for cell in cells[:heading]]
    corner = CORNER.match(" ".join(words))
    found = _rows(cells, heading, 1) if corner else None
    if found is None or len(found[1]) < FEWEST_ROWS or len(" ".join(words)) > 2 * LONGEST_CELL:
        return None
    return found[0], [[" ".join(words), ""], *found[1]]
