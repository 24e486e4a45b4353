"""Events that a form tells by label and date, without a sentence: cells of a table, a label above its value, a filing above its day.

- `납입일 | 2026년 1월 27일`: a row of a table, or `4. 납입기일 :` with the date in the next line
- `일시: 3월 27일(수), 09:00` where the title or heading names an occasion: 주주총회 소집공고
- `정정신고(보고)` above its date: that the paper was filed
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.dates import Time
from extractors.events.hits import Hit, listed_nouns
from extractors.events.kinds import type_of
from extractors.events.triggers import type_by_object
from extractors.events.unlisted import label_noun
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from schemas import Block

_OF_DAY = re.compile(r"(?:[가-힣](?:일|일자|일시|기간|날짜)|시기|일정)\s*(?:\([^()]*\))?\s*[:：]?\s*$")
"""How a label of a day ends: 납입일, 이사회결의일(결정일), 청약기간."""
_STAMP = re.compile(r"입력|등록|게재|게시|송고|배포|작성|수정|조회|보도|출력|생년|확인|현재|기준일자|정정일")
"""Labels of days of the page or its paper, on which nothing happens."""
_BEHIND = re.compile(
    r"\s*(?:\([월화수목금토일]\))?[\s,.]*(?:(?:오전|오후)?\s?\d{1,2}(?::\d\d|시)(?:\s?\d{1,2}분)?)?(?:\s?[~∼부터까지\d:시분])*[\s,.|]*"
)
"""What may follow the date of a value: the day of the week and the time of day."""
_LONGEST = 40
"""Characters of a label at most."""
_WHEN = re.compile(
    r"[\s\-*•·○ㅇ□▪]*(?:(?:\d{1,2}|[가-하])[.)]\s*)?[(（\[]?\s*(?P<when>일\s*시|(?:개\s*최|행\s*사)\s*일\s*(?:시|자)?)(?:\s*/\s*장소|\s*및\s*장소)?\s*[)）\]]?\s*[:：]?\s*"
)
_OCCASION = re.compile(LEXICON.alternation("occasion"))
_PAPER = re.compile(
    r"\(?(?:정정신고(?:\(보고\)|서)?|투자설명서|증권신고서|주요사항보고서|사업보고서|(?:반|분)기보고서|주주총회소집(?:공고|통지서)|감사보고서|주식등의대량보유상황보고서"
    rf"|[가-힣]{{0,14}}(?:{LEXICON.alternation('filed decision')})결정)(?:\([^()]*\))?\)?"
)
_BARE_LABEL = re.compile(r"[\s\-*•·○ㅇ□▪]*(?:(?:\d{1,2}|[가-하])[.)])?\s*[가-힣]{1,10}(?:일|일자|일시|기간)\s*")
"""A line that is nothing but the label of a day."""
_CORRECTED = re.compile(r"(?:정정|변경)후(?:내용)?")
"""The head of the column in which a correction says what holds now."""
_BEGINS, _EDGE = re.compile(r"시작일|개시일"), re.compile(r"종료일|만료일")
"""Heads of the first and the last day of what the row is of, which say nothing of their own."""
_PAIR = 2
_LONGEST_NAME = 60
_FILED = frozenset({"earnings", "ipo", "capital_raising", "acquisition", "contract", "investment"})
"""Types that the name of a paper tells; another paper is `other`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated entry of a form: the word of its label that tells what takes place, the type of that, and its date."""

    type: str
    start: int
    end: int
    time: Time


def find_entries(reading: Reading) -> Iterator[Entry]:
    """The dated entries of the report, in the order of their blocks."""
    for block, following in itertools.zip_longest(reading.blocks, reading.blocks[1:]):
        if block.kind == "table":
            yield from _of_table(reading, block)
        elif block.kind != "boilerplate":
            yield from _of_occasion(reading, block)
            yield from _beside(reading, block)
            if following is not None and following.kind in ("paragraph", "heading", "list_item"):
                yield from _above(reading, block, following)


def _of_table(reading: Reading, block: Block) -> Iterator[Entry]:
    corrected = False
    for row in reading.table(block).rows:
        filled = [cell for cell in row if cell.text and cell.text != "-"]
        corrected = corrected or (len(filled) > 1 and _CORRECTED.fullmatch("".join(filled[-1].text.split())) is not None)
        if corrected and len(filled) > _PAIR and _only_date(reading, filled[1].start, filled[1].end) is not None:
            filled = [filled[0], filled[-1]]  # between them stands what was corrected
        if len(filled) > _PAIR and _BEGINS.fullmatch(filled[1].text):
            filled = [filled[0], *filled[2:]]  # a length of time is told by its first day
        for label, value in itertools.pairwise(filled):
            time = _only_date(reading, value.start, value.end)
            if time is not None:
                yield from _labelled(reading, label.start, label.end, time)


def _beside(reading: Reading, block: Block) -> Iterator[Entry]:
    """The name of a filing and the time at which it was filed in one line: `주요사항보고서(유상증자결정) 2024-03-05 17:41:00`."""
    for time in reading.times.within(block.start_char, block.end_char)[:1]:
        if _is_day(time) and _BEHIND.fullmatch(reading.text, time.end, block.end_char):
            yield from _filed(reading, block.start_char, time.start, time)


def _filed(reading: Reading, start: int, end: int, time: Time) -> Iterator[Entry]:
    """The entry of the name of a filing, with the company before it or without."""
    written = reading.text[start:end]
    if len(written) > _LONGEST_NAME:
        return
    names = ["".join(part.split()) for part in (written, written.strip().partition(" ")[2])]
    paper = next((name for name in names if _PAPER.fullmatch(name)), None)
    if paper is not None:
        kind = type_by_object(paper)
        yield Entry(kind if kind in _FILED else "other", start, end, time)


def _above(reading: Reading, block: Block, following: Block) -> Iterator[Entry]:
    """What the line *block* says of the date that is all of the next one."""
    time = _only_date(reading, following.start_char, following.end_char)
    if time is None:
        return
    written = reading.text[block.start_char : block.end_char]
    if filed := list(_filed(reading, block.start_char, block.end_char, time)):
        yield from filed
    elif written.rstrip().endswith((":", "：")) or _BARE_LABEL.fullmatch(written):
        yield from _labelled(reading, block.start_char, block.end_char, time)


def _labelled(reading: Reading, start: int, end: int, time: Time) -> Iterator[Entry]:
    """The entry of a label of a day, if its last word carries an event."""
    written = reading.text[start:end]
    sentence = reading.sentence_at(start)
    if (
        sentence is None
        or len(written) > _LONGEST
        or _EDGE.fullmatch(written.strip())
        or not _OF_DAY.search(written)
        or _STAMP.search(written)
    ):
        return
    nouns = list(listed_nouns(reading, sentence, start, end))
    hit = Hit(nouns[-1][1], nouns[-1][0], nouns[-1][0] + len(nouns[-1][1].stem), "label", start, end) if nouns else None
    hit = hit or next(label_noun(sentence, end), None)
    kind = type_of(reading, sentence, hit) if hit is not None else None
    if hit is not None and kind is not None:
        yield Entry(kind, hit.start, hit.end, time)


def _of_occasion(reading: Reading, block: Block) -> Iterator[Entry]:
    """The day of what the headings or the title name, behind 일시."""
    label = _WHEN.match(reading.text, block.start_char, block.end_char)
    time = next(iter(reading.times.within(label.end(), block.end_char)), None) if label is not None else None
    if label is None or time is None or time.start != label.end() or not _is_day(time):
        return
    above = [reading.text[b.start_char : b.end_char] for b in (*reading.governors(block), *reading.blocks[:1])]
    if any(_OCCASION.search(words) for words in above):
        yield Entry("other", *label.span("when"), time)


def _only_date(reading: Reading, start: int, end: int) -> Time | None:
    """The date that is all that stands in [start, end), but for the day of the week and the time of day."""
    time = next(iter(reading.times.within(start, end)), None)
    if time is None or reading.text[start : time.start].strip() or not _is_day(time):
        return None
    return time if _BEHIND.fullmatch(reading.text, time.end, end) else None


def _is_day(time: Time) -> bool:
    return time.start_on is not None and time.grain == "day"
