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
    r"\(?(?:정정신고(?:\(보고\)|서)?|투자설명서|증권신고서|주요사항보고서|사업보고서|(?:반|분)기보고서|주주총회소집(?:공고|통지서)|감사보고서)\)?"
)
_FILED = frozenset({"earnings", "ipo", "capital_raising"})
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
            if following is not None and following.kind in ("paragraph", "heading", "list_item"):
                yield from _above(reading, block, following)


def _of_table(reading: Reading, block: Block) -> Iterator[Entry]:
    for row in reading.table(block).rows:
        filled = [cell for cell in row if cell.text and cell.text != "-"]
        for label, value in itertools.pairwise(filled):
            time = _only_date(reading, value.start, value.end)
            if time is not None:
                yield from _labelled(reading, label.start, label.end, time)


def _above(reading: Reading, block: Block, following: Block) -> Iterator[Entry]:
    """What the line *block* says of the date that is all of the next one."""
    time = _only_date(reading, following.start_char, following.end_char)
    if time is None:
        return
    written = reading.text[block.start_char : block.end_char]
    if _PAPER.fullmatch("".join(written.split())):
        kind = type_by_object("".join(written.split()))
        yield Entry(kind if kind in _FILED else "other", block.start_char, block.end_char, time)
    elif written.rstrip().endswith((":", "：")):
        yield from _labelled(reading, block.start_char, block.end_char, time)


def _labelled(reading: Reading, start: int, end: int, time: Time) -> Iterator[Entry]:
    """The entry of a label of a day, if its last word carries an event."""
    written = reading.text[start:end]
    sentence = reading.sentence_at(start)
    if sentence is None or len(written) > _LONGEST or not _OF_DAY.search(written) or _STAMP.search(written):
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
