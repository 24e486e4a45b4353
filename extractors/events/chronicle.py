"""A chronology that runs on in one line: `매각 일지 2009년 9월 공고 2009년 11월 13일 두레, 인수 의사 철회`.

A list of them sets each date before a sign, `▲ 4월 11일 = 채권단, 자구계획 거부`.

Behind 일지 or 연혁 each date that writes its year opens an item, which ends before the next one. What the head of the chronology names (매각
일지) is what all of it tells, else each item's own noun; what came to nothing is `other`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.dates import Time
from extractors.dates.context import CHRONOLOGY, EQUATED, TOP
from extractors.events.hits import UNDOING, listed_nouns
from extractors.events.timing import Timing, timing_of
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.reading import Reading
from extractors.syntax import Sentence

_HEAD = re.compile(rf"{LEXICON.alternation('chronology')}\s?[:：>\])]?\s*\Z")
_YEAR = re.compile(r"['’]?\d{2,4}\s?[년.]")
_FEWEST = 3
"""Items of a chronology at least."""
_MARK = 4
"""Characters of the bullet of an item."""
_LONGEST = 120
"""Characters of an item at most; what is longer is prose."""
_HEADING = 40
"""Characters of the head in which the thing stands that the chronology is of."""


@dataclass(frozen=True, slots=True)
class Item:
    """What took place on a date: its type, its words, the word that tells it, and who opens it."""

    type: str
    timing: Timing
    start: int
    end: int
    trigger_start: int
    trigger_end: int
    actor: Name | None


def find_items(reading: Reading, sentence: Sentence) -> list[Item]:
    """The items of the chronology that *sentence* is; empty where it is none."""
    text = reading.text
    dates = [time for time in reading.times.within(sentence.start, sentence.end) if _is_full(reading, time)]
    if len(dates) < _FEWEST or not _HEAD.search(text, max(0, sentence.start - _HEADING), dates[0].start):
        return []
    ends = [*(time.start for time in dates[1:]), sentence.end]
    if any(end - time.start > _LONGEST for time, end in zip(dates, ends, strict=True)):
        return []
    head = max(sentence.start, dates[0].start - _HEADING)
    usual = next(
        (t.type for _, t in listed_nouns(reading, sentence, head, dates[0].start) if t.open or t.type != "statement"), None
    )
    pairs = zip(dates, ends, strict=True)
    return [item for time, end in pairs for item in _item(reading, sentence, time, time.end, end, usual)]


def find_listed(reading: Reading, sentence: Sentence) -> list[Item]:
    """The item of a chronology that sets each in a line of its own; empty where *sentence* is none."""
    listed = _listed(reading, sentence)
    return list(_item(reading, sentence, *listed, None)) if listed is not None else []


def _listed(reading: Reading, sentence: Sentence) -> tuple[Time, int, int] | None:
    """The date of an item of a list, and from where to where it tells what took place: `▲ 4월 11일 = 채권단, 자구계획 거부`."""
    time = reading.times.starting_from(sentence.start)
    if time is None or time.start - sentence.start > _MARK or time.kind != "date" or not CHRONOLOGY.search(reading.text, 0, TOP):
        return None
    equated = EQUATED.match(reading.text, time.end, sentence.end)
    return (time, equated.end(), sentence.end) if equated is not None and time.start_on is not None else None


def _is_full(reading: Reading, time: Time) -> bool:
    """Whether a date writes its year and at least its month."""
    words = reading.text[time.start : time.end]
    return time.kind == "date" and time.grain in ("day", "month") and time.start_on is not None and _YEAR.match(words) is not None


def _item(reading: Reading, sentence: Sentence, time: Time, begin: int, stop: int, usual: str | None) -> Iterator[Item]:
    text = reading.text
    end = begin + len(text[begin:stop].rstrip(" ,;·"))
    words = text[begin:end]
    timing = timing_of(time)
    if timing is None or not words.strip():
        return
    nouns = [(at, trigger) for at, trigger in listed_nouns(reading, sentence, begin, end)]
    undone = next((word for word in UNDOING if words.rstrip().endswith(word)), None)
    at, length = (
        (nouns[-1][0], len(nouns[-1][1].stem)) if nouns else (begin + len(words) - len(words.lstrip()), len(words.strip()))
    )
    if undone:
        at, length = end - len(undone), len(undone)
    named = next((trigger.type for _, trigger in nouns if not trigger.open), None)
    actor = next((name for name in reading.names.within(begin, end) if name.label in ("ORG", "PERSON")), None)
    opens = actor is not None and not text[begin : actor.start].strip()
    yield Item(
        "other" if undone else usual or named or "other", timing, time.start, end, at, at + length, actor if opens else None
    )
