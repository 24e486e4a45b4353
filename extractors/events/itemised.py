"""Events of a list that gives each doer its amount: `이달 투자 유치 상위 기업은 가온로봇(300억원), 나래바이오(200억원) 등이었다`.

The head of the list says when and what, each item who and how much. A list of doers with their days shares a verb instead:
`가온로봇(1월 4일), 나래바이오(3월 2일) 등이 계약을 맺었다`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.dates import Time
from extractors.events.clause import is_dated, is_remark
from extractors.events.hits import listed_nouns
from extractors.events.participants import Participant
from extractors.events.timing import Timing, starting_within, timing_of
from extractors.figures import FigureReading
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import TOPIC, Sentence

_DEALS = frozenset({"funding", "contract", "acquisition", "investment", "ipo", "capital_raising"})
"""What several do each for an amount of its own."""
_FEWEST = 2
_LONGEST = 30
"""Characters of a doer at most."""
_WORD = re.compile(r"(?P<word>[^\s,()]{2,})\(\s?\Z")
"""The word before the bracket that holds its day."""
_DOERS = re.compile(rf"(?:{LEXICON.alternation('company noun')})(?: 명단| 목록)?$")
"""How the head of such a list ends: it names those who did it, not how much they did."""


@dataclass(frozen=True, slots=True)
class Item:
    """Who did it, and the amount behind."""

    start: int
    end: int
    figure: int
    """Index of the amount."""


@dataclass(frozen=True, slots=True)
class Itemised:
    """What a list tells of all its items: type, date, and the word that says it."""

    type: str
    timing: Timing
    trigger_start: int
    trigger_end: int
    items: tuple[Item, ...]


def find_itemised(reading: Reading, figures: Sequence[FigureReading], sentence: Sentence) -> Itemised | None:
    """The list of doers and amounts that *sentence* is; None where it is none."""
    items = tuple(_items(reading, figures, sentence))
    if len(items) < _FEWEST:
        return None
    head = items[0].start
    topic = next((c for c in reversed(sentence.chunks_within(sentence.start, head)) if c.role == TOPIC), None)
    if topic is None or not _DOERS.search(reading.text[topic.start : topic.end]) or sentence.chunks_within(topic.end, head):
        return None
    nouns = [(at, t) for at, t in listed_nouns(reading, sentence, sentence.start, topic.end) if t.type in _DEALS]
    times = [time for time in reading.times.within(sentence.start, topic.end) if is_dated(reading, time)]
    timing = timing_of(times[-1]) if times else None
    if not nouns or timing is None or any(p.end <= topic.start for p in sentence.predicates if p.ending in ("EC", "EF")):
        return None
    at, trigger = nouns[-1]
    return Itemised(trigger.type, timing, at, at + len(trigger.stem), items)


def _items(reading: Reading, figures: Sequence[FigureReading], sentence: Sentence) -> Iterator[Item]:
    """The names of *sentence* that have an amount of money and nothing else in the bracket behind them."""
    text = reading.text
    for index in starting_within(figures, sentence.start, sentence.end):
        quantity = figures[index].quantity
        opened = quantity.start - 1
        if quantity.dimension != "money" or text[opened : opened + 1] != "(" or text[quantity.end : quantity.end + 1] != ")":
            continue
        chunk = sentence.chunk_at(opened - 1)
        if chunk is not None and chunk.depth == 0:
            name = next((n for n in reading.names.within(chunk.start, opened) if n.end == opened), None)
            if name is not None and name.label != "ORG":
                return
            yield Item(name.start if name is not None else chunk.start, opened, index)


def find_dated_doers(reading: Reading, sentence: Sentence) -> list[tuple[Participant, Time]]:
    """The doers of *sentence*, each with its own day and nothing else in the bracket behind it; empty where there are not several.

    A word that is no known name is one, too, between those that are.
    """
    found: list[tuple[Participant, Time]] = []
    is_named = False
    for time in reading.times.within(sentence.start, sentence.end):
        if time.grain != "day" or not is_dated(reading, time) or not is_remark(reading, time):
            continue
        word = _WORD.search(reading.text, max(sentence.start, time.start - _LONGEST), time.start)
        if word is None:
            continue
        names = [name for name in reading.names.within(sentence.start, word.end("word")) if name.end == word.end("word")]
        if names and names[0].label == "ORG":
            is_named = True
            found.append((Participant("actor", names[0].start, names[0].end, names[0].entity_id), time))
        elif not names and is_named:
            found.append((Participant("actor", *word.span("word"), None), time))
    return found if len(found) >= _FEWEST else []
