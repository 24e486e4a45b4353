"""Statistics that are told by their source and its day without a verb of publishing: `8일 나래연구소에 따르면 1~10월 판매는 5% 늘었다`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.dates import Time
from extractors.events.clause import is_dated
from extractors.events.timing import starting_within
from extractors.figures import FigureReading
from extractors.names import Name
from extractors.reading import Reading
from extractors.syntax import Sentence

_BY = re.compile(r"에 ?(?P<trigger>따르면|의하면)")
_LEAD = re.compile(r"(?:\A|[다요]\.[”\"]? ?)[^가-힣A-Za-z\d]*(?:지난 ?)?\Z")
"""Before the day: nothing, or the end of a sentence that runs into it."""
_AGAINST_PERIODS = frozenset({"yoy", "qoq", "mom"})
_CLOSES = frozenset({"", "’", "'", "”", '"', "」", "』", "》", ")’", ")'"})
"""Between the name and the words that name it as the source."""
_REACH = 60
"""Characters between the day and the words that name the source as such."""
_SHORTEST = 27
"""Days between the first and the last of what statistics are of at least: a month."""


@dataclass(frozen=True, slots=True)
class Source:
    """A statistic told on a day by an organisation."""

    time: Time
    name: Name
    start: int
    """Where the word that names the source as such begins."""
    end: int


def find_sources(reading: Reading, figures: Sequence[FigureReading], sentence: Sentence) -> Iterator[Source]:
    """The source that *sentence* begins with, where it tells a statistic."""
    for time in reading.times.within(sentence.start, sentence.end):
        source = _source(reading, sentence, time)
        if source is not None and _is_statistic(figures, source, sentence.end):
            yield source
            return


def _source(reading: Reading, sentence: Sentence, time: Time) -> Source | None:
    text = reading.text
    if time.grain != "day" or not is_dated(reading, time) or not _LEAD.search(text[sentence.start : time.start]):
        return None
    by = _BY.search(text, time.end, min(sentence.end, time.end + _REACH))
    names = reading.names.within(time.end, by.start()) if by is not None else []
    if by is None or "," in text[time.end : by.start()] or not names or names[-1].label != "ORG":
        return None
    if text[names[-1].end : by.start()] not in _CLOSES:
        return None
    return Source(time, names[-1], by.start("trigger"), by.end())


def _is_statistic(figures: Sequence[FigureReading], source: Source, stop: int) -> bool:
    """Whether the numbers are of a month or more that was over on the day, or have grown against such a one."""
    day = source.time.end_on
    for figure in (figures[i] for i in starting_within(figures, source.end, stop)):
        days = figure.period
        if figure.basis in _AGAINST_PERIODS and (days is None or (day is not None and days[0] == days[1] < day)):
            return True  # a stock is of the last day of its month
        if day is not None and days is not None and days[1] <= day and (days[1] - days[0]).days >= _SHORTEST:
            return True
    return False
