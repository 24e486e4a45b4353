"""Lines of a schedule that name an occasion without any trigger: `- 3월 4~7일 모바일 위크(바르셀로나)`, `일정: 9일 …, 11일 …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.dates import Time
from extractors.reading import Reading
from extractors.syntax import Sentence
from schemas import Block

_LABEL = re.compile(r"[^:：\n]{0,20}일정\s?[:：]\s*")
_LEAD = re.compile(r"[\s\-*•·○ㅇ□▪\d.)]{0,8}")
_TAIL = re.compile(r"\s*[(（].*|[\s*,.;]+$")
_WEEKDAY = re.compile(r"(?:\s?\([월화수목금토일]\))?\s?:?(?=\s)|")
"""Behind a day: `28일(금) …`, `28일: …`."""
_LONGEST = 60
"""Characters of an item at most; what is longer is a sentence."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """An item of a schedule: its date and the words that name what takes place."""

    time: Time
    start: int
    end: int


def find_occasions(reading: Reading, sentence: Sentence, block: Block) -> Iterator[Occasion]:
    """The items of a schedule in *sentence*: each begins with a day and holds no predicate."""
    label = _LABEL.match(reading.text, sentence.start, sentence.end)
    if label is None and block.kind != "list_item":
        return
    at = label.end() if label else sentence.start
    days = [time for time in reading.times.within(at, sentence.end) if time.grain == "day" and time.start_on]
    firsts = [time for time in days if _begins_item(reading.text, at, time)]
    for time, end in zip(firsts, [*(later.start for later in firsts[1:]), sentence.end], strict=False):
        weekday = _WEEKDAY.match(reading.text, time.end)
        named = _named(reading.text, weekday.end() if weekday else time.end, end)
        predicate = next((p for p in sentence.predicates_after(time.end) if p.ending != "noun"), None)
        busy = predicate is not None and predicate.start < end
        if named is not None and not busy:
            yield Occasion(time, *named)


def _begins_item(text: str, at: int, time: Time) -> bool:
    if _LEAD.fullmatch(text, at, time.start):
        return True
    return text[max(at, time.start - 2) : time.start].strip() == ","


def _named(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words of the item behind its date, without brackets; None where it goes on as a sentence does."""
    words = _TAIL.sub("", text[start : min(end, start + 2 * _LONGEST)])
    name = words.strip()
    if not 2 <= len(name) <= _LONGEST or not words[:1].isspace():
        return None
    first = start + words.index(name)
    return first, first + len(name)
