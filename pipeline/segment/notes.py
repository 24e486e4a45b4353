"""
Tables of a broker's note that a PDF has set in one line: `( 단위 : 십억원 ) 2015 2016E 매출액 26 31 영업이익 2 5 순이익 1 4`.

A run of periods in order heads rows of a label and one number for each of them; or heads, each with its unit, stand above rows of a period
and one number for each head: `매출액(억원) 영업이익(억원) 2015 26 2 2016E 31 5`. Every row has as many numbers as there are heads, and none more.
Rows at the end that tell no measure, and those of the ticks of a chart (80,000 60,000 40,000), are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import NamedTuple

from extractors.figures.metrics import find_cues
from extractors.scopes import kind_of, parse_unit, parse_units
from extractors.tables import CORNER
from pipeline.segment.flat import LONGEST_LABEL, SENTENCE, VALUE

FEWEST_ROWS, FEWEST_BARE = 2, 3
"""Rows that bear a table out where each names what its unit is, and where none needs to."""
FEWEST_HEADS, MOST_HEADS = 2, 16
MOST_WORDS = 8
"""Words of a row label."""
FEWEST_TICKS = 3
MOST_ABOVE = 3
"""Rows above the periods that say on what basis each column is."""

_PART = r"\d{1,3}(?:,\d{3})*(?:\.\d+)?"
_TOKEN = re.compile(
    r"(?:최근\s?)?(?:[1-9]\d?\s개월|(?:[1-9]|10)\s[년주])(?=\s|$)|제\s?\d{1,3}\s?(?:\([당전]\))?\s?기말?(?=\s|$)"
    r"|(?:19|20)\d{2}\((?:1[0-2]|0?[1-9])\)(?=\s|$)"
    r"|(?:(?:19|20)\d{2}\s년|[1-4](?:/4)?\s분기|(?:1[0-2]|[1-9])\s월)말?(?=\s|$)|[(\[][^()\[\]\n]{0,40}[)\]]|[(\[]\s?단위\s?[:：]\s?[^\s()\[\]]+(?=\s)"
    rf"|[+\-−–]{_PART}(?=[\-−]\d)|{_PART}(?=-{_PART}(?:[\-\s]|$))(?<=\.\d)|{_PART}(?=-{_PART}(?:[\-\s]|$))(?<=\.\d\d)|[^\s()\[\]]+|[()\[\]]"
)
"""
A span of months, a year with the month it closes in (2031(12)), a year, a part of it or a term set apart (3 개월, 2031 년, 1/4 분기, 제 25 기), a
bracket, the unit in one that a page never
closed (`( 단위 : 억원`), each of the numbers that their signs glued together (-6.4-9.5), or a word.
"""
_SPAN = re.compile(r"(?:최근\s?)?(?P<number>[1-9]\d?)\s?(?P<kind>개월|[년주MWY])|(?P<ytd>YTD)")
_LASTS = {"주": 7, "W": 7, "개월": 30, "M": 30, "년": 365, "Y": 365}
_YEAR = re.compile(
    r"['’‘]?(?P<year>(?:19|20)?\d\d)년?(?P<sign>[AEFPaefp])?|FY\s?(?P<fiscal>\d{2,4})[AEFP]?|1?\d/(?P<closing>\d\d)[AEFP]?"
)
_QUARTER = re.compile(
    r"(?P<part>[1-4])[QH]['’]?(?P<year>(?:20)?\d\d)[AEFP]?|['’]?(?P<first>(?:20)?\d\d)\.?(?P<then>[1-4])Q[AEFP]?"
)
_MONTH = re.compile(r"(?P<year>(?:19|20)\d{2})(?:[./](?P<month>1[0-2]|0?[1-9])월?말?|\((?P<closes>1[0-2]|0?[1-9])\))")
MAY_HOLD = re.compile(r"\s[(+\-−△▲]?[\d.,]*\d[%)]?[\s-]+[(+\-−△▲]?\d")
"""Two numbers in a row: lines without them are not cut into tokens."""
_CHART = re.compile(r"추이|차트|그래프|지수대비|[(\[]\s?(?:좌|우|pt|p)\s?[,)\]]")
_CORNERS = re.compile(rf"(?:{CORNER.pattern})|결산기?|재무(?:정보|지표|제표)|투자지표|12월\s?결산|Fiscal|year|ending")
DECLARES = re.compile(r"[(\[]\s?단위\s?(?:[:：;]?[^()\[\]]*[)\]]|[:：]\s?[^\s()\[\]]+)")
_TITLED = re.compile(r"(?<=\S\s)\[[^\[\]]{2,40}\]\Z")
_UNIT_BEHIND = re.compile(r"[*※]?\s?단위\s?[:：]\s?(?P<units>[^\s()\[\],]+(?:\s?,\s?[^\s()\[\],]+){0,3})(?=\s|\Z)")
_GLUED = re.compile(rf"(?P<first>[△▲\-−]?{_PART})(?P<second>[-−]{_PART})")
_NOTE_MARK = re.compile(r"[1-9]")
"""The number of a note behind a label."""
_LETTER = re.compile(r"[가-힣A-Za-z]")


class Word(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def bare(self) -> str:
        """Without blanks."""
        return self.text.replace(" ", "")

    @property
    def value(self) -> bool:
        return VALUE.fullmatch(self.bare) is not None

    @property
    def unit(self) -> bool:
        """Whether it is a bracket with a unit."""
        return self.text[0] in "([" and parse_unit(self.text[1:-1].strip()) is not None


class Box(NamedTuple):
    start: int
    end: int
    rows: list[list[str]]
    declared: str = ""
    """The unit among its heads, which stood above them on the page."""


def noted(raw: str) -> list[list[str]]:
    """The lines of a line that holds such tables: see `apart`."""
    return apart(raw, _boxes(raw)) if MAY_HOLD.search(raw) else []


def apart(raw: str, boxes: Iterable[Box]) -> list[list[str]]:
    """The lines of a line with *boxes*, in order: those of each table, its rows between pipes, and what stands around; none without a box."""
    pieces: list[list[str]] = []
    done = 0
    for box in boxes:
        above = [*around(raw[done : box.start], behind=done > 0), *filter(None, [box.declared])]
        pieces += [above, list(map(row_of, box.rows))]
        done = box.end
    return [piece for piece in (*pieces, around(raw[done:], behind=True)) if piece] if pieces else []


def row_of(cells: Sequence[str]) -> str:
    """A row between pipes."""
    return " ".join(("|", *(f"{cell} |".lstrip() for cell in cells)))


def words_of(raw: str) -> Iterator[Word]:
    """The words, numbers and brackets of a line."""
    return (Word(match[0], *match.span()) for match in _TOKEN.finditer(raw))


def around(text: str, *, behind: bool = False) -> list[str]:
    """
    What stands before a table, without blanks; the bracket that names it, and the one that declares its unit, are pieces of their own, as is
    the unit that stands right *behind* another table: `단위 : 억원`.
    """
    text = text.strip()
    below = _UNIT_BEHIND.match(text) if behind else None
    if below is not None and parse_units(below["units"]):
        return [below[0], *around(text[below.end() :])]
    declared = next((match for match in DECLARES.finditer(text) if match.end() == len(text)), None)
    parts = [text[: declared.start()].strip(), declared[0]] if declared else [text]
    if titled := _TITLED.search(parts[0]):
        parts = [parts[0][: titled.start()].strip(), titled[0], *parts[1:]]
    return [part for part in parts if part]


def _boxes(raw: str) -> Iterator[Box]:
    tokens = list(words_of(raw))
    at, free = 0, 0
    while at < len(tokens):
        found = _headed(raw, tokens, at, free) or _listed(raw, tokens, at, free)
        if found is None:
            at += 1
            continue
        box, at = found
        free = at
        yield box


# -- periods above, labels at the left


def _headed(raw: str, tokens: Sequence[Word], at: int, free: int) -> tuple[Box, int] | None:
    """The table whose first period is token *at*, and the token behind it; tokens before *free* belong to another."""
    count = _run(tokens, at)
    if count < FEWEST_HEADS:
        return None
    rows: list[tuple[list[str], bool]] = []
    ends = [at + count]
    while (row := _row(raw, tokens, ends[-1], count)) is not None:
        ends.append(row[1])
        rows.append((row[0], _tells_unit(row[0][0])))
    while rows and not _measures(rows[-1][0][0]):
        rows.pop()
        ends.pop()
    if len(rows) < (FEWEST_ROWS if all(told for _, told in rows) else FEWEST_BARE):
        return None
    first = _corner(tokens, at, free)
    corner = raw[tokens[first].start : tokens[at].start].strip()
    heads = [[corner, *(token.text for token in tokens[at : at + count])]]
    while (
        CORNER.fullmatch(corner) and len(heads) <= MOST_ABOVE and _is_basis(tokens[max(free, first - count - 1) : first], count)
    ):
        first -= count + 1
        heads.insert(0, [token.text for token in tokens[first : first + count + 1]])
    box = Box(tokens[first].start, tokens[ends[-1] - 1].end, [*heads, *(cells for cells, _ in rows)])
    return box, ends[-1]


def _is_basis(words: Sequence[Word], count: int) -> bool:
    """Whether *words* are a label and one word for each of *count* columns, the same in all: `회계기준 K-IFRS K-IFRS K-IFRS`."""
    same = len(words) == count + 1 and len({word.text for word in words[1:]}) == 1 and words[0].text != words[1].text
    return same and all(_is_head(word) and not word.unit for word in words[:2])


def _run(tokens: Sequence[Word], at: int) -> int:
    """How many periods of one kind stand in order from token *at* on."""
    first = _period(tokens[at].bare)
    if first is None or (at > 0 and (before := _period(tokens[at - 1].bare)) is not None and before[0] == first[0]):
        return 0
    found = list(
        takewhile(
            lambda period: period is not None and period[0] == first[0],
            (_period(t.bare) for t in tokens[at : at + MOST_HEADS + 1]),
        )
    )
    days = [period[1] for period in found if period is not None]
    rising = [a < b for a, b in pairwise(days)]
    turns = min(rising.count(True), rising.count(False))
    ordered = turns == 0 or (turns == 1 and first[0] == "month")  # the ends of years, and then of quarters
    return len(days) if ordered and len(set(days)) == len(days) <= MOST_HEADS else 0


def _period(text: str) -> tuple[str, int] | None:
    """The kind of a period and where it stands among others of its kind; None where the word is none."""
    if match := _SPAN.fullmatch(text):
        return "span", 0 if match["ytd"] else int(match["number"]) * _LASTS[match["kind"]]
    if match := _QUARTER.fullmatch(text):
        year, part = match["year"] or match["first"], match["part"] or match["then"]
        return "quarter", int(year) % 100 * 4 + int(part)
    if match := _MONTH.fullmatch(text):
        return "month", int(match["year"]) * 12 + int(match["month"] or match["closes"])
    if match := _YEAR.fullmatch(text):
        year = match["year"] or match["fiscal"] or match["closing"]
        bare = (
            match["year"] is not None and len(match["year"]) == 2 and not match["sign"] and text[0].isdigit() and text[-1] != "년"
        )
        return None if bare else ("year", int(year) % 100 + (0 if int(year) % 100 > 70 else 100))
    return None


def _row(raw: str, tokens: Sequence[Word], at: int, count: int) -> tuple[list[str], int] | None:
    """The cells of the row that begins at token *at*, and the token behind it; None where none does."""
    words = list(takewhile(lambda token: not values_of([token]), tokens[at : at + MOST_WORDS + 1]))
    behind = tokens[at + len(words) : at + len(words) + 2]
    if words and len(behind) > 1 and _NOTE_MARK.fullmatch(behind[0].text) and behind[1].unit:
        words += behind  # EBITDA 1 (억원)
    end = at + len(words)
    numbers: list[str] = []
    while end < len(tokens) and len(numbers) < count and (found := values_of(tokens[end : end + 1])):
        numbers += found
        end += 1
    if not words or len(words) > MOST_WORDS or len(numbers) != count:
        return None
    if end < len(tokens) and tokens[end].value and (tokens[end].text[0] == "(" or numbers[-1][0] != "("):
        return None  # a number too many
    label = raw[words[0].start : words[-1].end]
    named = [word for word in words if not _NOTE_MARK.fullmatch(word.text)]
    return ([label, *numbers], end) if may_label(label, named) and not _are_ticks(numbers) else None


def values_of(words: Sequence[Word], count: int = 0) -> list[str]:
    """The numbers of *words*, *count* of them where some are two that the minus of the second one glued."""
    found: list[str] = []
    for word in words:
        glued = _GLUED.fullmatch(word.text)
        if not word.value and glued is None:
            return []
        found += [glued["first"], glued["second"]] if glued is not None else [word.text]
    return found if not count or len(found) <= count else []


def may_label(label: str, words: Sequence[Word]) -> bool:
    if len(label) > LONGEST_LABEL or not _LETTER.search(label) or SENTENCE.search(label) or _CHART.search(label) or "|" in label:
        return False
    return not any(_period(word.bare) or word.text.strip("()[].,%-~").isdigit() for word in words)


def _are_ticks(numbers: Sequence[str]) -> bool:
    """Whether numbers are the ticks of an axis: at even steps, each a multiple of the step, and no sign but in front."""
    values = [Decimal(number.replace(",", "")) for number in numbers if re.fullmatch(r"-?[\d,]+(?:\.\d+)?", number)]
    steps = {b - a for a, b in pairwise(values)}
    if len(values) != len(numbers) or len(values) < FEWEST_TICKS or len(steps) != 1:
        return False
    step = abs(steps.pop())
    return step > 1 and all(value % step == 0 for value in values)


def _tells_unit(label: str) -> bool:
    """Whether a label names its unit in a bracket, or is that of a percentage, a multiple or a price."""
    named = re.search(r"[(\[]\s?([^()\[\]\d]{1,10}?)\s?[)\]]$", label)
    kind = kind_of(label)
    return (named is not None and parse_unit(named[1]) is not None) or (
        kind is not None and kind.unit in ("percent", "multiple", "price")
    )


def _measures(label: str) -> bool:
    return kind_of(label) is not None or bool(find_cues(label, 0, len(label))) or _tells_unit(label)


def _corner(tokens: Sequence[Word], at: int, free: int) -> int:
    """The first token of what stands before the periods and belongs to them: 재무정보, 주가상승률 (%), 결산기 (12월)."""
    first = at
    if (
        first - 1 >= free
        and tokens[first - 1].text[0] in "(["
        and not tokens[first - 1].value
        and not DECLARES.fullmatch(tokens[first - 1].text)
    ):
        if first - 2 >= free and _LETTER.match(tokens[first - 2].text):
            first -= 2
        return first
    while first - 1 >= free and _CORNERS.fullmatch(tokens[first - 1].text) and not DECLARES.fullmatch(tokens[first - 1].text):
        first -= 1
    return first


# -- heads above, periods at the left


def _listed(raw: str, tokens: Sequence[Word], at: int, free: int) -> tuple[Box, int] | None:
    """The table whose first row begins with the period at token *at*, below heads with their units, and the token behind it."""
    first = _period(tokens[at].bare)
    if first is None or at == free or not tokens[at - 1].unit:
        return None
    count = len(list(takewhile(lambda token: token.value and _period(token.bare) is None, tokens[at + 1 : at + MOST_HEADS + 2])))
    heads = _heads(raw, tokens, at, count, free) if count >= FEWEST_HEADS else None
    if heads is None:
        return None
    rows: list[list[str]] = []
    days: list[int] = []
    end = at
    while end < len(tokens) and (period := _period(tokens[end].bare)) is not None and period[0] == first[0]:
        values = tokens[end + 1 : end + 1 + count]
        after = tokens[end + 1 + count : end + 2 + count]
        more = bool(after) and after[0].value and _period(after[0].bare) is None
        if len(values) < count or not all(token.value for token in values) or more:
            break
        rows.append([tokens[end].text, *(token.text for token in values)])
        days.append(period[1])
        end += 1 + count
    ordered = all(a < b for a, b in pairwise(days)) or all(a > b for a, b in pairwise(days))
    if len(rows) < FEWEST_ROWS or not ordered:
        return None
    begin, lines = heads
    return Box(tokens[begin].start, tokens[end - 1].end, [*lines, *rows]), end


def _heads(raw: str, tokens: Sequence[Word], at: int, count: int, free: int) -> tuple[int, list[list[str]]] | None:
    """
    Where the *count* heads before token *at* begin, and their rows: each with its unit behind it (매출액(억원) 영업이익(억원)), or behind a corner
    all of them and then all of their units (구분 매출액 영업이익 (억원) (억원)). None where they are not as many.
    """
    units = len(list(takewhile(lambda token: token.unit, reversed(tokens[max(free, at - count - 1) : at]))))
    if units == 1:
        begin = at - 2 * count
        pairs = [(tokens[number], tokens[number + 1]) for number in range(begin, at, 2)] if begin >= free else []
        if not pairs or not all(_is_head(name) and unit.unit for name, unit in pairs):
            return None
        return begin, [["", *(raw[name.start : unit.end] for name, unit in pairs)]]
    names = tokens[max(free, at - 2 * count) : at - count]
    corner = at - 2 * count - 1
    if units != count or len(names) != count or corner < free or not all(map(_is_head, names)):
        return None
    if not _CORNERS.fullmatch(tokens[corner].text):
        return None
    units_row = ["", *(token.text for token in tokens[at - count : at])]
    return corner, [[tokens[corner].text, *(name.text for name in names)], units_row]


def _is_head(token: Word) -> bool:
    return _LETTER.match(token.text) is not None and not token.value and _period(token.bare) is None
