"""What the model sees of a trigger: its morphemes, its neighbours with their places, and the clause around it.

A feature is a string; the model knows it by its hash. Windows are bounded, so that a long sentence costs no more a trigger.
"""

from __future__ import annotations

import bisect
import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.analyser import Morpheme
from extractors.events.triggers import triggers, type_by_object
from extractors.reading import Reading
from extractors.syntax import OBJECT, SUBJECT, TOPIC, Sentence

BUCKETS = 1 << 14
_BEFORE, _BEHIND, _CHUNKS = 24, 12, 16
"""Morphemes of the window before and behind the trigger, and chunks before it."""
_NEAR = 3
"""Neighbours whose place counts, too."""
_CONTENT = ("N", "V", "XR", "XSN", "SL", "MA", "MM")
_LABEL_END = re.compile(r"[^\n.]{0,6}[:：]")


def hashed(features: Iterator[str]) -> NDArray[np.int64]:
    """The columns of *features*, each once, in order."""
    return np.array(sorted({zlib.crc32(feature.encode()) % BUCKETS for feature in features}), "i8")


def features_of(reading: Reading, sentence: Sentence, start: int, end: int) -> Iterator[str]:
    """The features of the trigger at [start, end)."""
    morphemes = sentence.morphemes
    first = bisect.bisect_right(morphemes, start, key=lambda m: m.end)
    last = max(first + 1, bisect.bisect_left(morphemes, end, key=lambda m: m.start))
    before, trigger, behind = morphemes[max(0, first - _BEFORE) : first], morphemes[first:last], morphemes[last : last + _BEHIND]
    stem = "+".join(m.form for m in trigger if m.tag[0] not in "EJS") or reading.text[start:end]
    yield "bias"
    yield f"trigger={stem}"
    yield from _neighbours("before", before[::-1], stem)
    yield from _neighbours("behind", behind, stem)
    yield from _words(before, behind)
    yield from _clause(reading, sentence, start, end, stem)
    yield from _known(reading, sentence, start, end)


def _neighbours(side: str, morphemes: Sequence[Morpheme], stem: str) -> Iterator[str]:
    for place, morpheme in enumerate(morphemes[:_NEAR]):
        yield f"{side}{place}={_form(morpheme)}"
        yield f"{side}{place}.tag={morpheme.tag}"
    if morphemes:
        yield f"{side}={stem}|{_form(morphemes[0])}"
    yield f"{side}*={'+'.join(_form(m) for m in morphemes[:2])}"


def _words(before: Sequence[Morpheme], behind: Sequence[Morpheme]) -> Iterator[str]:
    """The words of the window, wherever they stand, and the last syllables of its nouns (…서, …률, …제)."""
    for side, morphemes in (("before", before), ("behind", behind)):
        for morpheme in morphemes:
            if morpheme.tag.startswith(_CONTENT):
                yield f"word={morpheme.form}"
                yield f"{side}.word={morpheme.form}"
                if morpheme.tag.startswith("N") and len(morpheme.form) > 2:
                    yield f"word~{morpheme.form[-2:]}"
            elif morpheme.tag in ("EP", "EF", "ETM"):
                yield f"{side}.ending={morpheme.form}"


def _clause(reading: Reading, sentence: Sentence, start: int, end: int, stem: str) -> Iterator[str]:
    """Particles and chunks before the trigger, its construction, and what stands in its clause: names, times, quantities."""
    behind = bisect.bisect_right(sentence.chunks, start, key=lambda chunk: chunk.end)
    chunks = sentence.chunks[max(0, behind - _CHUNKS) : behind]
    for role in (OBJECT, SUBJECT, TOPIC):
        chunk = next((c for c in reversed(chunks) if c.role == role), None)
        head = reading.text[chunk.start : chunk.end][-2:] if chunk else "-"
        yield f"{role}={head}"
        yield f"{role}={head}|{stem}"
    at = bisect.bisect_right(sentence.predicates, start, key=lambda predicate: predicate.end)
    predicate = next((p for p in sentence.predicates[at : at + 1] if p.start <= start < p.end), None)
    yield f"predicate={predicate.ending if predicate else '-'}"
    yield f"last={sentence.predicates[-1].ending if sentence.predicates else '-'}"
    yield f"label={_LABEL_END.match(reading.text, end) is not None}"
    yield f"inside={end < len(reading.text) and reading.text[end].isalnum() and predicate is None}"
    window = (max(sentence.start, start - 120), min(sentence.end, end + 60))
    times = reading.times.within(*window)
    yield f"times={min(2, len(times))}"
    yield from (f"time={time.kind}.{time.grain}.{time.end <= start}" for time in times[:4])
    yield from (f"unit={quantity.unit}" for quantity in reading.quantities.within(*window)[:4])
    yield from (f"name={name.label}" for name in reading.names.within(*window)[:4])


def _known(reading: Reading, sentence: Sentence, start: int, end: int) -> Iterator[str]:
    """What the tables of words say."""
    _, nouns, pattern = triggers()
    match = pattern.match(reading.text, start)
    yield f"table={nouns[match[0]].type if match else '-'}"
    yield f"about={type_by_object(reading.text[max(sentence.start, start - 90) : min(sentence.end, end + 20)])}"


def _form(morpheme: Morpheme) -> str:
    """Numbers are all one."""
    return "0" if morpheme.tag in ("SN", "NR") else morpheme.form
