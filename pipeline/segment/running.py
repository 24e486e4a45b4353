"""
Tables that a converter left in one line with the text around them: `1. 일반계정 (단위 : 억원) 구분 2031년 2분기 전년동기 증감 예금 310 205 105`.

Such a table begins at a corner, or behind the bracket that declares its unit; then come heads that say when or compare, and then rows of a
label and the same count of numbers, which tells how the words of the heads are grouped. The unit may have come to stand among the heads. Two
numbers may be glued by the minus of the second one (761-23): they are two where the row wants one more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from extractors.scopes import kind_of
from extractors.tables import CORNER
from pipeline.segment.flat import COMPARED, PART_OF_YEAR, YEAR, YEAR_OPEN, Token, grouped
from pipeline.segment.notes import DECLARES, MAY_HOLD, Box, Word, apart, may_label, values_of, words_of
from pipeline.segment.terms import COMPARISON, PERIOD, SHARE, TERM

FEWEST_COLUMNS, FEWEST_ROWS = 2, 2
MOST_HEAD_WORDS, MOST_LABEL_WORDS, MOST_LOWER_LABEL, MOST_COLUMNS = 24, 8, 4, 12
_PAGE = re.compile(r"\s- \d{1,4} -\Z")
_SPACED = re.compile(r"구\s?분|항\s?목|과\s?목")
"""Corners whose letters may stand apart."""


class _Row(NamedTuple):
    cells: list[str]
    end: int
    """The word behind it."""


def running(raw: str) -> list[list[str]]:
    """The lines of a line that holds such tables: see `apart`."""
    return apart(raw, _boxes(raw)) if MAY_HOLD.search(raw) else []


def _boxes(raw: str) -> Iterator[Box]:
    words = list(words_of(raw))
    if _PAGE.search(raw):
        words = words[:-3]
    words, declared = _without_units(words)
    at = 0
    while at < len(words):
        corner = _corner(words, at)
        found = _table(raw, words, at, corner) if corner or (at and DECLARES.fullmatch(words[at - 1].text)) else None
        if found is None:
            at += 1
            continue
        box, at = found
        yield box._replace(declared=declared.get(box.start, ""))


def _without_units(words: Sequence[Word]) -> tuple[list[Word], dict[int, str]]:
    """The words without the units that stand among the heads behind a corner, and where the corner begins → what they are."""
    kept: list[Word] = []
    declared: dict[int, str] = {}
    corner, first = -1, 0
    for number, word in enumerate(words):
        if size := _corner(words, number):
            corner, first = word.start, number + size
        elif number >= first and corner >= 0 and not _is_head(word):
            among = number > first and DECLARES.fullmatch(word.text) and number + 1 < len(words) and _is_head(words[number + 1])
            if among and corner not in declared:
                declared[corner] = word.text
                continue
            corner = -1
        kept.append(word)
    return kept, declared


def _corner(words: Sequence[Word], at: int) -> int:
    """How many words from word *at* on are a corner."""
    if CORNER.fullmatch(words[at].text) and not DECLARES.fullmatch(words[at].text):
        return 1
    return 2 * bool(at + 1 < len(words) and _SPACED.fullmatch(f"{words[at].text} {words[at + 1].text}"))


def _table(raw: str, words: Sequence[Word], at: int, corner: int) -> tuple[Box, int] | None:
    """The table whose corner, of so many words, or first head is word *at*, and the word behind it."""
    first = at + corner
    body = first + len(list(takewhile(_is_head, words[first : first + MOST_HEAD_WORDS])))
    if body == first:
        return _turned(raw, words, at, corner) if corner else None
    value = first + len(list(takewhile(lambda word: not word.value, words[first : first + MOST_HEAD_WORDS + MOST_LABEL_WORDS])))
    count = len(list(takewhile(lambda word: values_of([word]), words[value : value + MOST_COLUMNS + 1])))
    for columns in (count, count + 1):
        for label, heads in _laid_over(raw, words, at, corner, body, value, columns):
            rows = list(_rows(raw, words, label, columns))
            if len(rows) >= FEWEST_ROWS:
                end = rows[-1].end
                return Box(words[at].start, words[end - 1].end, [*heads, *(row.cells for row in rows)]), end
    return None


def _turned(raw: str, words: Sequence[Word], at: int, corner: int) -> tuple[Box, int] | None:
    """A table of measures above rows of terms, a word for each head: 구분 자산총계 매출액 당해년도 14,200 9,100 전년도 13,900 8,800."""
    first = at + corner
    heads = list(takewhile(lambda word: not word.value and not _is_term(word), words[first : first + MOST_COLUMNS + 1]))
    body = first + len(heads)
    measured = sum(kind_of(word.text) is not None for word in heads)
    if not FEWEST_COLUMNS <= len(heads) <= MOST_COLUMNS or measured * 2 < len(heads):
        return None
    rows: list[_Row] = []
    end = body
    while end < len(words) and _is_term(words[end]):
        run = list(takewhile(lambda word: values_of([word]), words[end + 1 : end + 2 + len(heads)]))
        values = values_of(run, len(heads))
        if len(run) > len(heads) or len(values) != len(heads):
            break
        rows.append(_Row([words[end].text, *values], end := end + 1 + len(run)))
    if len(rows) < FEWEST_ROWS:
        return None
    head = [raw[words[at].start : words[first - 1].end], *(word.text for word in heads)]
    return Box(words[at].start, words[end - 1].end, [head, *(row.cells for row in rows)]), end


def _is_term(word: Word) -> bool:
    return TERM.fullmatch(word.bare) is not None or PERIOD.fullmatch(word.bare) is not None


def _laid_over(
    raw: str, words: Sequence[Word], at: int, corner: int, body: int, value: int, columns: int
) -> Iterator[tuple[int, list[list[str]]]]:
    """
    Where the first label may begin, which ends at word *value*, and the heads over so many *columns*: one line of them, up to word *body*; or two,
    where the names of the lower ones come back below each of the upper ones: 2031년 2030년 금액 비중 금액 비중.
    """
    if columns < FEWEST_COLUMNS:
        return
    for label in range(value - 1, max(value - MOST_LOWER_LABEL, at + corner + columns), -1):
        lower = [word.text for word in words[label - columns : label]]
        width = next((w for w in range(2, columns // 2 + 1) if columns % w == 0 and lower == lower[:w] * (columns // w)), 0)
        upper = _grouped(raw, words, at, corner, label - columns, columns // width) if width and label - columns <= body else None
        if upper and len(set(lower[:width])) == width:
            yield label, [[upper[0], *(cell for head in upper[1:] for cell in (head, *[""] * (width - 1)))], ["", *lower]]
    if heads := _grouped(raw, words, at, corner, body, columns):
        yield body, [heads]


def _grouped(raw: str, words: Sequence[Word], at: int, corner: int, end: int, count: int) -> list[str] | None:
    """The corner and *count* heads that the words from *at* to *end* are; None where that cannot be told."""
    heads = grouped([Token(raw[a.start : b.end], 0, 0, False) for a, b in _heads(words, at, corner, end)], count)
    parted = heads is not None and any(YEAR_OPEN.fullmatch(a) and PART_OF_YEAR.fullmatch(b) for a, b in pairwise(heads))
    return heads if heads is not None and bool(heads[0]) == bool(corner) and not parted else None


def _heads(words: Sequence[Word], at: int, corner: int, body: int) -> Iterator[tuple[Word, Word]]:
    """The first and the last word of each part of the heads: the corner is one."""
    if corner:
        yield words[at], words[at + corner - 1]
    yield from ((word, word) for word in words[at + corner : body])


def _is_head(word: Word) -> bool:
    text = word.bare
    if text[0] in "([":
        return not word.value and not DECLARES.fullmatch(text)
    return any(pattern.fullmatch(text) for pattern in (PERIOD, TERM, COMPARISON, YEAR, PART_OF_YEAR, COMPARED, SHARE))


def _rows(raw: str, words: Sequence[Word], at: int, count: int) -> Iterator[_Row]:
    while (row := _row(raw, words, at, count)) is not None:
        yield row
        at = row.end


def _row(raw: str, words: Sequence[Word], at: int, count: int) -> _Row | None:
    """The row of *count* numbers that begins at word *at*; None where none does, or one with another count."""
    label = list(takewhile(lambda word: not values_of([word]), words[at : at + MOST_LABEL_WORDS + 1]))
    first = at + len(label)
    if not 0 < len(label) <= MOST_LABEL_WORDS or not may_label(raw[label[0].start : label[-1].end], label):
        return None
    run = list(takewhile(lambda word: values_of([word]), words[first : first + count + 1]))
    if len(run) > count or len(values := values_of(run, count)) != count:
        return None
    return _Row([raw[label[0].start : label[-1].end], *values], first + len(run))
