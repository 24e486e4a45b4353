"""Which slice of its owner a figure is for: 클라우드 in `알리바바의 클라우드 매출액`, 북미 법인 in `북미 법인의 매출`."""

from __future__ import annotations

import re

from extractors.figures.metrics import Cue
from extractors.figures.places import Place
from extractors.figures.scenes import behind_comparison
from extractors.figures.subjects import Subject, behind_conjunction
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import POSSESSIVE

_LONGEST = 24
"""Characters of a slice's name; what is longer is a clause."""
_NO_SLICE = re.compile(rf"(?:{LEXICON.alternation('no_segment')}(?:\s+|$))+")
"""Words before a metric that say how it is reckoned or when, but no part of anything: 연결, 누적, 월평균."""
_LOOSE = frozenset(LEXICON.words("no_segment", "no_subject"))
_EVERYWHERE = re.compile(rf"{LEXICON.alternation('everywhere')}(?:\s.*)?")
_WORDS = 3
"""Words that the name of a slice has at most."""
_MARKS = " ,.·:;'\"‘’“”()[]<>「」『』*-"


def read_segment(reading: Reading, place: Place, cue: Cue | None, subject: Subject | None) -> tuple[int, int] | None:
    """
    The span of the division, product or market that stands between the owner and the word of the metric; None for the whole.

    What is the owner itself, or no part of its noun phrase, is no slice of it.
    """
    if cue is None or subject is None:
        return None
    chunk = place.scene.chunks.at(cue.start)
    if chunk is None:
        return None
    found = _between(reading, chunk.start, cue.start, subject)
    if found is None and chunk.start == cue.start:
        before = place.scene.chunks.last(place.scene.start, cue.start, 1)
        if before and before[0].role == POSSESSIVE and before[0].end + 2 >= cue.start:
            found = _between(reading, before[0].start, before[0].end, subject)
    return found


def metric_span(reading: Reading, place: Place, cue: Cue | None) -> tuple[int, int] | None:
    """The metric's words with the segment before them: 클라우드 매출액, without names and times."""
    if cue is None:
        return None
    chunk = place.scene.chunks.at(cue.start)
    start = chunk.start if chunk is not None else cue.start
    for spans in (reading.times, reading.names, reading.quantities):
        start = max([start, *(min(span.end, cue.start) for span in spans.over(start, cue.start))])
    start = behind_conjunction(reading.text, behind_comparison(reading.text, start, cue.start, timed=True), cue.start)
    while start < cue.start and not reading.text[start].isalnum():
        start += 1
    return start, cue.end


def _between(reading: Reading, start: int, end: int, subject: Subject) -> tuple[int, int] | None:
    """The words of [start, end) behind times, numbers, the owner and what is no slice."""
    text = reading.text
    if subject.start < end and subject.end > start:
        start = subject.end
    for spans in (reading.times, reading.quantities):
        start = max([start, *(span.end for span in spans.over(start, end))])
    while start < end and text[start] in _MARKS:
        start += 1
    start = behind_conjunction(text, start, end)
    if (no_slice := _NO_SLICE.match(text, start, end)) is not None:
        start = no_slice.end()
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    words = text[start:end]
    known = text[subject.start : subject.end]
    if not 1 < len(words) <= _LONGEST or words in known or known in words or re.search(r"[\n|]", words):
        return None
    if len(words.split()) > _WORDS or not _LOOSE.isdisjoint(words.split()):
        return None
    if subject.start >= end and (_EVERYWHERE.fullmatch(words) or any(n.label == "LOC" for n in reading.names.over(start, end))):
        return None  # 서울 아파트값은 0.2% 올랐고 인천은 0.1% 내렸다: the place that was told of before
    owner = next((name for name in reading.names.over(start, end) if name.entity_id is not None), None)
    return None if owner is not None and owner.entity_id == subject.entity_id else (start, end)
