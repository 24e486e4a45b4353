"""Tables of which a PDF has left nothing but spaces: a header line, and rows of a label and one number for each column.

The rows tell how many columns there are, because every number is a cell; the words of the header are then grouped to that count.
A table is believed where a caption or a unit stands above it, or where its header names periods. Where the words can be grouped in
two ways alike, there is no table: a number under the wrong header would be worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.lexicon import LEXICON
from extractors.scopes import declared_in, kind_of, unspaced
from extractors.tables import CORNER
from pipeline.segment.boilerplate import boilerplate_kind
from pipeline.segment.lines import Line, width_of
from pipeline.segment.stacked import one_spans
from pipeline.segment.terms import COMPARISON, CORRECTED, PERIOD, TERM, noted_levels

WIDEST = 200
"""Columns; a longer line is no row."""
MOST_COLUMNS = 24
PAIR = 2
"""Lines: heads, and the name of a section."""
MOST_HEADS, MOST_LINED = 3, 12
"""Lines of heads, and those that hold the parts of one head each."""
LONGEST_CELL = 28
"""Characters of a header cell."""
LONGEST_LABEL = 40
"""Characters of a row label."""


class Flat(NamedTuple):
    """Lines `start` to `end` (exclusive), and the cells of each row; all rows have one count of cells."""

    start: int
    end: int
    rows: list[list[str]]
    rest: str = ""
    """The end of a page, or a note, that parted the rows."""


class Token(NamedTuple):
    text: str
    start: int
    """Display column in its line."""
    end: int
    wide: bool
    """Two spaces or more, or a tab, stand before it."""


class _Row(NamedTuple):
    label: str
    values: list[Token]
    wide: bool
    """Wide spaces stand between all of its cells."""
    tabbed: bool = False
    """Tabs stand between its cells, so that empty ones are seen; the last ones may be missing."""


_UNITS = r"%p?|%P|bps?|배|[xX]|pt?|[조억만천백]{0,2}\s?(?:원|달러|위안|엔|유로)|[만천]?\s?[명건개대톤곳사점위호]"
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|0|[1-9]\d*)(?:\.\d+)?\s?(?:{_UNITS})?[*†‡]{{0,2}}(?:\d\))?[↑↓]?"
VALUE = re.compile(
    rf"(?:[△▲▼▽+\-−–]\s?)?{_NUMBER}(?:\({_NUMBER}\))?|\((?:[△▲▼▽+\-−–]\s?)?{_NUMBER}\)|\([+\-△▲▼−]\){_NUMBER}|[-–—−]|N/?A|n/?a|n\.a\.?|NM|nm|n\.m\.?|…|\.{{2,3}}"
    r"|흑전|적전|적지|흑지|(?:흑자|적자)\s?(?:전환|지속|축소|확대)|보합"
)
WORDS = re.compile(r"[△▲▼▽+]\s(?=\d)\S+|(?:흑자|적자)\s(?:전환|지속|축소|확대)(?!\S)|\S+")
_BLANKS = r"\s{1,3}"
_LETTERS_APART = LEXICON.words("spaced head")
_BEHIND_ANOTHER = "|".join(rf"(?<={head}\s)" for head in _LETTERS_APART)
_SPACED_HEAD = (
    rf"(?<!\S)(?:(?<![가-힣]\s)|(?<=[가-힣]{{2}}\s)|{_BEHIND_ANOTHER})"
    rf"(?:{'|'.join(_LETTERS_APART).replace(' ', _BLANKS)})(?: ?\([^()\n]{{1,16}}\))?(?!\S)"
)
"""A head whose two letters forms write apart, 비 율 or 금  액, and not the end of a longer word: 유 동 비 율."""
HEAD_WORDS = re.compile(
    rf"{_SPACED_HEAD}|"
    r"(?:정\s정|변\s경)\s[전후](?!\S)|제\s\d{1,3}\s?\(?[당전]?\)?\s?기말?(?!\S)|[^\s(\[<]*[(\[<][^()\[\]<>\n]{0,40}[)\]>]\S*|\S+"
)
_EMPTY_LAST = (" -", " –", " —", " −")
"""How a row ends whose last cell is empty; heads end in none: 2024년 3월 4일 2024년 3월 5일 -."""
YEAR = re.compile(r"(?:19[89]|20[0-4])\d(?:\.\d{1,2})?")
_DIALLED = re.compile(r"(?:^|\s)0\d+")
_LETTER = re.compile(r"[가-힣A-Za-z]")

YEAR_OPEN = re.compile(r"['’‘]?(?:19|20)?\d{2}(?:\.|\s?년도?)")
PART_OF_YEAR = re.compile(r"\d{1,2}(?:[~∼-]\d{1,2})?월.*|[1-4]분기.*|[1-4]/4.*|[1-4]Q.*|[상하]반기.*|\d{1,2}\.?|말|[12]H")
COMPARED = re.compile(
    r"전년|전월|전분기|전기|전주|전일|작년|지난해|직전|연초|전년말|전년도|전월말|(?:전년|작년)\s?동(?:기|월|분기)|동기|동월|동분기|.*대비"
)
_COMPARING = re.compile(r"동기.*|동월.*|동분기.*|같은|기간|분기|대비.*|비|比|말|증[감가].*|등락.*|변동.*|차이")
_TELLING = frozenset({"percent", "comparison", "difference", "multiple", "price"})
ANNOUNCES = re.compile(r"단위\s?[:：]|^[<\[(【〈]?\s?(?:표|Table)\s?\d{0,2}(?:[-.]\d{1,2})?\s?[.:)\]>】〉\s]|[(\[]단위")
UNIT_LAST = re.compile(r".+[(\[<]\s?[^()\[\]<>]{0,20}단위[^()\[\]<>]{1,60}[)\]>]")
_ONE_BRACKET = re.compile(r"[(\[<]\s?[^()\[\]<>]{1,40}[)\]>]")
_UNIT_CELL = re.compile(r"(?<!\S)[(\[<][^()\[\]<>\s]{1,12}[)\]>](?!\S)")
_BEHIND = re.compile(r"[)\]>]\s?\S")
"""Something behind the bracket with the unit."""
UNIT_ONLY = re.compile(r"[(\[<]?\s?단위\s?[:：]?[^()\[\]<>]{1,60}[)\]>]?")
NOTE = re.compile(r"(?!\(주\)[가-힣A-Za-z])[*※(\[]?\s?(?:출처|자료|주|비고|참고|Source|Note)\s?\d?\s?[:：)]|[*※]")
SENTENCE = re.compile(r"(?:[다요음임함됨][.)]?|[.?!:：;])$")


def announces(text: str) -> bool:
    """Whether a line announces a table: it declares a unit, in nothing but a bracket (`(전년동기대비, %)`) or in words, or numbers it."""
    return bool(ANNOUNCES.search(text)) or is_bracketed_unit(text)


def is_bracketed_unit(text: str) -> bool:
    """Whether a line is one bracket with units: `(전년동기대비, %)`, `[억원]`."""
    return _ONE_BRACKET.fullmatch(text) is not None and bool(declared_in(text))


def flat_table(lines: Sequence[Line], at: int) -> Flat | None:
    """The table whose header begins at line *at*, where one does."""
    if not _may_head(lines[at]) or ((row := read_row(lines[at])) is not None and row.values):
        return None
    cornered = CORNER.match(lines[at].text) is not None
    if at and not (cornered or lines[at].gap) and PERIOD.fullmatch(lines[at - 1].text):
        return None  # the first heads stand above
    for depth in range(1, (MOST_LINED if cornered else MOST_HEADS) + 1):
        body = at + depth
        if body >= len(lines) or (depth > 1 and not (_may_head(lines[body - 1]) and lines[body - 1].gap <= 1)):
            return None
        first = read_row(lines[body]) if lines[body].gap <= 1 else None
        if first is None or not first.values:
            continue
        found = _with_header(lines, at, body)
        if found is not None:
            return found
    return None


def _may_head(line: Line) -> bool:
    if line.heading or line.sign or line.width > WIDEST or "|" in line.raw or SENTENCE.search(line.text):
        return False
    if line.text.endswith(_EMPTY_LAST):
        return False
    return not (NOTE.match(line.text) or UNIT_LAST.fullmatch(line.text) or UNIT_ONLY.fullmatch(line.text))


def _with_header(lines: Sequence[Line], at: int, body: int) -> Flat | None:
    announced = at > 0 and lines[at].gap <= 1 and announces(lines[at - 1].text)
    announced = announced or "단위" in lines[at].text
    for count in _counts(lines, body):
        header, section = _headed_section(lines, at, body, count)
        header = (
            header or _tabbed_header(lines[at:body], count) or _header(lines[at:body], count) or _lined(lines[at:body], count)
        )
        turns = [] if header else _turns(lines, at, body, count)
        header = header or turns
        if not header:
            continue
        needed = _rows_needed(header, count, announced)
        if needed is None:
            continue
        units = "단위" in header[-1][1:2]
        groups = sum(1 for cell in header[0][1:] if cell) if len(header) > 1 and not units else 0
        end, rows, rest = _body(lines, body, count - 1 if units else count, units, groups if count % max(groups, 1) == 0 else 0)
        if len(rows) >= needed and (not turns or _only_turns(header[0], rows)):
            return Flat(at, end, [*header, *section, *rows] if section else with_sublabels(header, rows), rest)
    return None


def _headed_section(lines: Sequence[Line], at: int, body: int, count: int) -> tuple[list[list[str]] | None, list[list[str]]]:
    """A header of nothing but periods, and the name of the first section that stands in the line below it; None where it is another."""
    below = _tokens(HEAD_WORDS, lines[body - 1])
    if body - at != PAIR or len(below) != 1 or PERIOD.match(below[0].text) or COMPARISON.fullmatch(below[0].text):
        return None, []
    groups = grouped(_tokens(HEAD_WORDS, lines[at]), count)
    if groups is None or not groups[0] or not all(PERIOD.match(group) for group in groups[1:]):
        return None, []
    return [groups], [[below[0].text, *[""] * count]]


def _turns(lines: Sequence[Line], at: int, body: int, count: int) -> list[list[str]]:
    """
    A header whose comparisons stand over two columns each, the rate and whether a loss became a profit: `당기 전기 전기대비` above
    `62 -19 - 흑자전환`. The second of them has no head.
    """
    tokens = _tokens(HEAD_WORDS, lines[at]) if body - at == 1 else []
    for spans in range(1, count // 2 + 1):
        groups = grouped(tokens, count - spans)
        if groups is not None and sum(bool(COMPARISON.fullmatch(group)) for group in groups[1:]) == spans:
            return [[cell for group in groups for cell in ([group, ""] if COMPARISON.fullmatch(group) else [group])]]
    return []


def _only_turns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether no column without a head holds a number."""
    bare = [number for number, cell in enumerate(header) if number and not cell]
    return not any(row[number][:1].isdigit() or _is_number(row[number]) for row in rows for number in bare)


def with_sublabels(header: list[list[str]], rows: list[list[str]]) -> list[list[str]]:
    """Rows of turns (매출액 당해실적, 누계실적, 영업이익 당해실적, 누계실적) get a second column of labels, so that each knows its first."""
    given, rows = rows, [*_with_broken_labels(rows)]
    labels = [row[0].rsplit(" ", 1) for row in rows]
    first, second = {tuple(label[1:]) for label in labels[::2]}, {tuple(label) for label in labels[1::2]}
    turns = len(rows) >= 4 and len(first) == len(second) == 1 and len(*first) == len(*second) == 1
    if not turns:
        return header + given
    cells = [[*(label if len(label) == 2 else ["", *label]), *row[1:]] for label, row in zip(labels, rows, strict=True)]
    return [[row[0], "", *row[1:]] for row in header] + cells


def _with_broken_labels(rows: Sequence[list[str]]) -> Iterator[list[str]]:
    """The rows, each with the first line of its label where that stood above it without numbers: 법인세비용차감전, 계속사업이익 당해실적."""
    above = ""
    for row in rows:
        if not any(row[1:]):
            above = row[0]
            continue
        yield [f"{above} {row[0]}".strip(), *row[1:]]
        above = ""


def _counts(lines: Sequence[Line], body: int) -> list[int]:
    """How many columns of numbers the first rows may have, the likeliest first."""
    seen: list[int] = []
    for line in lines[body : body + 4]:
        row = read_row(line)
        if row is None or line.gap > 1:
            break
        if row.values:
            seen.append(len(row.values))
    if not seen:
        return []
    likely = sorted(set(seen), key=lambda count: (-seen.count(count), -count))
    with_units = [count + 1 for count in likely if count + 1 not in likely]
    with_numbered_labels = [count - 1 for count in likely if count > 1 and count - 1 not in likely]
    return [*likely, *with_units, *with_numbered_labels]


def _rows_needed(header: list[list[str]], count: int, announced: bool) -> int | None:
    """How many rows bear a table with this header out; None where the header is that of no table."""
    lowest = [cell for cell in header[-1] if cell]
    periods = sum(bool(PERIOD.match(cell) or TERM.fullmatch(cell)) for row in header for cell in row)
    compared = sum(bool(COMPARISON.fullmatch(cell)) for cell in lowest)
    cornered = any(CORNER.fullmatch(row[0]) for row in header if row[0])
    if count == PAIR and CORNER.match(header[0][0]) and all(map(CORRECTED.fullmatch, lowest[-PAIR:])):
        return 1
    if count == 1:
        return 2 if announced and (cornered or periods) else None
    if announced:
        return 1 if cornered or periods or compared else 2
    if periods + compared >= 2 or (cornered and periods + compared):
        return 2
    if count > PAIR and all(_names_one(cell) for cell in header[-1][1:]):
        return 2
    kinds = any((kind := kind_of(cell)) is not None and kind.unit in _TELLING for cell in header[-1][1:])
    return 2 if kinds and all(header[-1]) and not any(" " in unspaced(cell) for cell in lowest) else None


# -- rows


def read_row(line: Line) -> _Row | None:
    """A label and the numbers behind it; None where the line can be no row. A label alone has no numbers."""
    if line.heading or line.width > WIDEST or "|" in line.raw:
        return None
    if "\t" in line.raw:
        return _tabbed_row(line)
    if len(line.raw) > LONGEST_LABEL and SENTENCE.search(line.text):
        return None
    tokens = _tokens(WORDS, line)
    first = len(tokens)
    while first > 0 and len(tokens) - first < MOST_COLUMNS and VALUE.fullmatch(tokens[first - 1].text):
        first -= 1
    if first == 0 and len(tokens) >= 2 and (YEAR.fullmatch(tokens[0].text) or PERIOD.fullmatch(tokens[0].text)):
        first = 1
    values = tokens[first:]
    if len(values) < 2 and NOTE.match(line.text):
        return None
    if len(values) >= 2 and all(YEAR.fullmatch(value.text) for value in values):
        return None  # 2023 2024 2025 heads columns
    label = " ".join(token.text for token in tokens[:first])
    if label.endswith((":", "：")) and len(values) <= 2 and values and values[-1].text.startswith("("):
        return None  # 유동자산: 214,700 (178,330): a label line with the value of the period before
    named = _LETTER.search(label) or YEAR.fullmatch(label) or PERIOD.fullmatch(label)
    if not named or len(label) > LONGEST_LABEL or _DIALLED.search(label):
        return None
    return _Row(label, values, all(token.wide for token in values))


def _tabbed_row(line: Line) -> _Row | None:
    label, *cells = (cell.strip() for cell in line.raw.split("\t"))
    if not label or len(label) > LONGEST_LABEL or not all(not cell or VALUE.fullmatch(cell) for cell in cells):
        return None
    if len(cells) >= 2 and all(YEAR.fullmatch(cell) for cell in cells):
        return None
    return _Row(label, [Token(cell, 0, 0, True) for cell in cells], False, tabbed=True)


def _body(lines: Sequence[Line], body: int, count: int, units: bool, groups: int) -> tuple[int, list[list[str]], str]:
    """
    Where the rows that begin at line *body* end, and their cells: the label, its unit where *units*, and *count* numbers; and what parted them.
    A row of one number for each of the *groups* of columns that the upper heads span has it in the first of them.
    """
    rest = ""
    rows: list[list[str]] = []
    pending: list[list[str]] = []
    extents: list[tuple[int, int]] | None = None
    at = end = body
    while at < len(lines) and (at == body or lines[at].gap <= 1):
        row = read_row(lines[at])
        if pending and row is not None and not row.values and row.label[0] == "(":
            pending[-1][0] += f" {row.label}"  # 자기자본비율 | (BIS기준)
            at += 1
            continue
        cells = _below_label(lines[at], count, units, pending) or (_cells(row, count, units) if row is not None else None)
        if cells is not None and row is not None and not row.tabbed and len(row.values) >= count:
            extents = _widened(extents, row.values[-count:])
        elif cells is None and row is not None and (spread := _spread(row, count, groups)):
            cells = spread
        elif (
            cells is None and row is not None and row.values and row.wide and extents and (placed := _placed(row, extents, units))
        ):
            cells = placed
        if cells is None and rows and not (rest or pending) and _parts_rows(lines, at, count, units):
            rest = lines[at].raw
            at += 1
            continue
        if cells is not None:
            rows += [*pending, cells]
            pending, end = [], at + 1
        elif row is None or len(pending) == 1 or not rows or lines[at].sign or SENTENCE.search(row.label) or _ends(lines[at]):
            break
        else:
            whole = " ".join([row.label, *(value.text for value in row.values)])
            pending.append([whole, *[""] * (count + units)])
        at += 1
    return end, rows, rest


def _parts_rows(lines: Sequence[Line], at: int, count: int, units: bool) -> bool:
    """Whether line *at* is the end of a page, or a note that declares no unit, and the next line a row like those above."""
    line, row = lines[at], read_row(lines[at + 1]) if at + 1 < len(lines) and lines[at + 1].gap <= 1 else None
    if row is None or len(row.values) != count or row.tabbed or lines[at + 1].sign or _cells(row, count, units) is None:
        return False
    return boilerplate_kind(line.text) == "page" or (NOTE.match(line.text) is not None and not announces(line.text))


def _below_label(line: Line, count: int, units: bool, pending: list[list[str]]) -> list[str] | None:
    """The cells of a line of nothing but *count* numbers, whose label stood in the line above."""
    words = WORDS.findall(line.raw) if pending and count >= PAIR and not units and not line.gap and not line.sign else []
    whole = len(words) == count and all(map(VALUE.fullmatch, words)) and any(map(_is_number, words))
    return [pending.pop()[0], *words] if whole else None


def _spread(row: _Row, count: int, groups: int) -> list[str]:
    """The cells of a row whose label names the unit of its numbers, one for each of the *groups*; empty for another row."""
    if not 1 < groups == len(row.values) < count or row.wide or row.tabbed or not declared_in(row.label):
        return []
    return [row.label, *(cell for value in row.values for cell in (value.text, *[""] * (count // groups - 1)))]


def _ends(line: Line) -> bool:
    """Whether a line among rows is the caption of the next table, or its heads: nothing but periods behind a corner, if there is one."""
    corner = CORNER.match(line.text)
    words = line.text[corner.end() if corner else 0 :].split()
    heads = len(words) > 1 and all(any(one.fullmatch(word) for one in (PERIOD, COMPARISON, PART_OF_YEAR)) for word in words)
    return heads or announces(line.text) or line.text[:1] in "<[【〈"


def _cells(row: _Row, count: int, units: bool) -> list[str] | None:
    if row.tabbed:
        cells = [value.text for value in row.values]
        filled = cells if len(cells) <= count else [cell for cell in cells if cell]
        fits = any(filled) and len(filled) <= count and not units
        return [row.label, *filled, *[""] * (count - len(filled))] if fits else None
    extra, values = row.values[: len(row.values) - count], row.values[len(row.values) - count :]
    if len(row.values) < count or any("," in value.text or "." in value.text for value in extra):
        return None
    words = [*row.label.split(), *(value.text for value in extra)]
    label = words[:-1] if units else words
    if not label or not (_LETTER.search(" ".join(label)) or len(label) == 1):
        return None
    return [" ".join(label), *words[-1:] * units, *(value.text for value in values)]


def _widened(extents: list[tuple[int, int]] | None, values: Sequence[Token]) -> list[tuple[int, int]]:
    if extents is None:
        return [(value.start, value.end) for value in values]
    return [(min(a, value.start), max(b, value.end)) for (a, b), value in zip(extents, values, strict=True)]


def _placed(row: _Row, extents: Sequence[tuple[int, int]], units: bool) -> list[str] | None:
    """The cells of a row with empty ones, told by what stands above them; None where a number stands under no column or two."""
    if units or len(row.values) >= len(extents):
        return None
    cells = [""] * len(extents)
    for value in row.values:
        under = [number for number, (a, b) in enumerate(extents) if value.start <= b and a <= value.end]
        if len(under) != 1 or cells[under[0]]:
            return None
        cells[under[0]] = value.text
    return [row.label, *cells]


def _tokens(pattern: re.Pattern[str], line: Line) -> list[Token]:
    if "  " not in line.raw and "\t" not in line.raw:
        return [Token(match[0], *match.span(), False) for match in pattern.finditer(line.raw)]
    found, end, column = [], 0, line.indent
    for match in pattern.finditer(line.raw):
        gap = line.raw[end : match.start()]
        column += len(gap) + 3 * gap.count("\t")
        after = column + width_of(match[0])
        found.append(Token(match[0], column, after, len(gap) > 1 or "\t" in gap))
        column, end = after, match.end()
    return found


# -- headers


def _header(lines: Sequence[Line], count: int) -> list[list[str]] | None:
    """The header rows of *count* columns: one line, one below a line of headers that span, or one that was broken in two.

    The corner may have a line of its own, and so may the periods in brackets of some heads.
    """
    if len(lines) > 1 and len(units := _UNIT_CELL.findall(lines[-1].raw)) == count == len(lines[-1].raw.split()):
        above = _header(lines[:-1], count) if all(map(declared_in, units)) else None
        return [*above[:-1], [above[-1][0], *map(" ".join, zip(above[-1][1:], units, strict=True))]] if above else None
    if len(lines) > 1 and lines[-1].raw.startswith("("):
        above = _header(lines[:-1], count)
        noted = noted_levels(above[-1][1:], [token.text for token in _tokens(HEAD_WORDS, lines[-1])]) if above else []
        if above and noted:
            return [*above[:-1], [above[-1][0], *noted]]
    corner = next(
        (
            line
            for line in lines[:-1]
            if CORNER.fullmatch(line.text) and line.text.count(")") < 2 and not _BEHIND.search(line.text)
        ),
        None,
    )
    lowest = _tokens(HEAD_WORDS, lines[-1])
    if corner is not None:
        groups = grouped(lowest, count)
        if groups is None or groups[0]:
            return None
        upper = [line for line in lines[:-1] if line is not corner]
        if not upper:
            return [[corner.raw, *groups[1:]]]
        spanning = _spanning(_tokens(HEAD_WORDS, upper[0]), count)
        if spanning is None:
            return None
        if corner is lines[0]:
            return [[corner.raw, *spanning[1:]], groups] if not spanning[0] else None
        return [spanning, [corner.raw, *groups[1:]]]
    if len(lines) > 2:
        return None
    groups = grouped(lowest, count)
    if len(lines) == 1:
        return [groups] if groups else None
    first = _tokens(HEAD_WORDS, lines[0])
    if groups is not None:
        spanning = _over_kinds(first, groups) or _spanning(first, count)
        return [spanning, groups] if spanning else None
    broken = grouped([*first, *(token._replace(wide=False) for token in lowest)], count)
    return [broken] if broken else None


def _tabbed_header(lines: Sequence[Line], count: int) -> list[list[str]] | None:
    """The two header rows whose cells tabs part, where one head of the upper row spans those of the lower one and it is told which."""
    if len(lines) != PAIR or not all("\t" in line.raw for line in lines):
        return None
    upper, lower = ([cell.strip() for cell in line.raw.split("\t")] for line in lines)
    return one_spans(upper, lower, count) if CORNER.fullmatch(upper[0]) else None


def _lined(lines: Sequence[Line], count: int) -> list[list[str]] | None:
    """
    The header row of heads that stand in a line each, or in several: `구분 제9기말`, `(당기)`, `제8기말`, `(전기)`, `증감`. A bracket belongs to the
    head above it, a part of a year to the year, what compares to what it compares with.
    """
    corner = CORNER.match(lines[0].text)
    if corner is None or len(lines) <= PAIR or not all(_LETTER.search(line.text) or "%" in line.text for line in lines):
        return None
    heads: list[str] = []
    for text in [lines[0].text[corner.end() :].strip(), *(line.text for line in lines[1:])]:
        above = heads[-1] if heads else ""
        goes_on = (YEAR_OPEN.fullmatch(above) and PART_OF_YEAR.fullmatch(text)) or (
            COMPARED.fullmatch(above) and _COMPARING.fullmatch(text)
        )
        if heads and (text[:1] in "([" or goes_on):
            heads[-1] = f"{above} {text}"
        elif text:
            heads.append(text)
    told = any(map(PERIOD.match, heads)) or all(map(_names_one, heads))
    return [[corner[0].strip(), *heads]] if len(heads) == count and told and max(map(len, heads)) <= LONGEST_CELL else None


def _spanning(tokens: list[Token], count: int) -> list[str] | None:
    """A line of headers over several columns each: every one spans as many."""
    for spans in range(count - 1, 0, -1):
        if count % spans == 0 and (groups := grouped(tokens, spans)):
            if not any(PERIOD.match(group) for group in groups[1:]) and (spans == 1 or not all(t.wide for t in tokens[1:])):
                return None
            width = count // spans
            return [groups[0], *(cell for group in groups[1:] for cell in (group, *[""] * (width - 1)))]
    return None


def _over_kinds(tokens: Sequence[Token], lowest: Sequence[str]) -> list[str] | None:
    """A line of headers of which each spans either one period below it or all that stand between two periods."""
    dated = [bool(PERIOD.match(cell.lstrip("("))) for cell in lowest[1:]]
    starts = [n for n, period in enumerate(dated) if period or n == 0 or dated[n - 1]]
    heads = [token.text for token in tokens]
    if lowest[0] or len(heads) != len(starts) + 1 or not any(dated) or not CORNER.fullmatch(heads[0]):
        return None
    return [heads[0], *(heads[1 + starts.index(n)] if n in starts else "" for n in range(len(dated)))]


def grouped(tokens: Sequence[Token], count: int) -> list[str] | None:
    """The words as a corner, which may be empty, and *count* cells; None where they cannot be or could be otherwise."""
    if not count <= len(tokens) <= 6 * (count + 1) or any(_is_number(token.text) for token in tokens):
        return None
    if found := _by_units(tokens, count):
        return found
    corner = [token.text for token in tokens[:-count]]
    dated = all(PERIOD.fullmatch(token.text) for token in tokens[-count:])
    if dated and corner and "단위" not in corner[1:] and not PERIOD.match(corner[-1]) and len(" ".join(corner)) <= LONGEST_CELL:
        return [" ".join(corner), *(token.text for token in tokens[-count:])]
    cornered = _best_groups(tokens, count + 1)
    bare = None if CORNER.fullmatch(tokens[0].text) else _best_groups(tokens, count)
    if bare and not PERIOD.match(bare[1][0]) and any(PERIOD.match(cell) for cell in bare[1]):
        bare = None  # what stands before the periods is the corner
    if cornered and (bare is None or cornered[0] <= bare[0]):
        cells = cornered[1]
    elif bare:
        cells = ["", *bare[1]]
    else:
        return None
    good = all(len(cell) <= LONGEST_CELL and (_LETTER.search(cell) or PERIOD.match(cell) or "%" in cell) for cell in cells[1:])
    return cells if good else None


def _by_units(tokens: Sequence[Token], count: int) -> list[str]:
    """The corner and *count* heads that each end in their unit: `구분 찬성 주식수(주) 찬성률(%) 반대 주식수(주)`; empty where they do not."""
    ends = [number for number, token in enumerate(tokens, 1) if token.text[-1] in ")]" and _names_one(token.text)]
    if len(ends) != count or ends[-1] != len(tokens) or CORNER.fullmatch(tokens[0].text) is None:
        return []
    cells = [" ".join(token.text for token in tokens[a:b]) for a, b in pairwise((1, *ends))]
    return [tokens[0].text, *cells] if all(map(_LETTER.match, cells)) and max(map(len, cells)) <= LONGEST_CELL else []


def _names_one(text: str) -> bool:
    return len(declared_in(text)) == 1


def _is_number(word: str) -> bool:
    return bool(VALUE.fullmatch(word)) and any(c.isdigit() for c in word) and not (YEAR.fullmatch(word) or PERIOD.fullmatch(word))


_FREE, _CLINGS, _WHOLE, _APART, _NEVER = (3.0, 0.0), (0.0, 4.0), (0.0, 8.0), (6.0, 0.0), (1000.0, 0.0)
"""What it costs to join two words of a header, and to part them."""


def _joint(a: Token, b: Token, first: bool) -> tuple[float, float]:
    x, y = a.text, b.text
    if len(x) == len(y) == 1 and _LETTER.match(x) and _LETTER.match(y):
        return _CLINGS  # 구 분, however far apart
    if b.wide or "단위" in (x, y):
        return _NEVER
    if y.startswith(("(", "[", "/", "~", "·", ")")) or x.endswith(("(", ",", "·", "/", "~")):
        return _CLINGS if len(x) > 0 and not x.startswith(("(", "[")) else _FREE
    if YEAR_OPEN.fullmatch(x) and PART_OF_YEAR.fullmatch(y):
        return _WHOLE
    if COMPARED.fullmatch(x) and _COMPARING.fullmatch(y):
        return _CLINGS if not x.endswith("대비") else (1.0, 1.0)
    if first and CORNER.fullmatch(x):
        return _NEVER
    if PERIOD.fullmatch(y):
        return _NEVER if PERIOD.fullmatch(x) or COMPARISON.fullmatch(x) else _APART
    if y == "대비":
        return _CLINGS
    return _APART if COMPARISON.fullmatch(y) and PERIOD.fullmatch(x) else _FREE


def _best_groups(tokens: Sequence[Token], count: int) -> tuple[float, list[str]] | None:
    """The cheapest way to join the words into *count* cells, and its cost; None where there is none or several."""
    if not 0 < count <= len(tokens):
        return None
    costs = [_joint(a, b, number == 0) for number, (a, b) in enumerate(pairwise(tokens))]
    # best[g]: cost, number of ways, and the starts of the groups, with g groups so far
    best: dict[int, tuple[float, int, tuple[int, ...]]] = {1: (0.0, 1, (0,))}
    for number, (join, part) in enumerate(costs, 1):
        following: dict[int, tuple[float, int, tuple[int, ...]]] = {}
        for groups, (cost, ways, starts) in best.items():
            for now, paid, cut in ((groups, cost + join, starts), (groups + 1, cost + part, (*starts, number))):
                known = following.get(now)
                if known is None or paid < known[0]:
                    following[now] = (paid, ways, cut)
                elif paid == known[0]:
                    following[now] = (paid, known[1] + ways, known[2])
        best = {groups: found for groups, found in following.items() if groups <= count}
    cost, ways, starts = best.get(count, (0.0, 0, ()))
    if ways != 1 or cost >= _NEVER[0]:
        return None
    return cost, [" ".join(token.text for token in tokens[a:b]) for a, b in pairwise((*starts, len(tokens)))]
