"""Spans of a text that could own a figure though no chunk of its sentence ends with them: parts of phrases, classes of size, tags, themes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from extractors.figures.owner_words import says_nothing
from extractors.reading import Reading
from extractors.syntax import Sentence
from schemas import Block

_WORD = re.compile(r"[^\s]+")
_MOST_WORDS = 5
"""Words of a noun phrase whose parts are looked at."""
_CLASSED = frozenset({"count", "age", "duration", "area", "money", "length", "ratio"})
"""Dimensions of sizes by which people and things are classed: 300인 이상, 85㎡ 이하, 하위 10%."""
_BOUND = re.compile(r"\s?(?:이상|이하|초과|미만|이내)(?![가-힣]{2})")
_TAG = re.compile(r"[<\[【〈《](?P<tag>[^<>\[\]【】〈〉《》\n]{1,16})[>\]】〉》]\s*$")
_TAG_AHEAD = 24
"""Characters before a number, or a noun phrase, in which a tag is looked for."""
_TOLD_OFTEN = 3
"""A theme stands in the text at least so often."""
_THEMES = 3
_OPENING = 6
"""Blocks at the beginning of a text that tell its theme."""
_LONGEST = 20

Span = tuple[int, int]


class Part(NamedTuple):
    """A part of a noun phrase."""

    kind: str
    """front: all but the last word, opening: the first one, ending: the last one."""
    start: int
    end: int
    parted: str
    """The last letter of the words before which, or behind which, it was parted."""


def parts(text: str, start: int, end: int) -> Iterator[Part]:
    """Of `퇴직연금 적립금 규모` 퇴직연금 적립금, 퇴직연금 and 규모; nothing of one word or a long phrase."""
    words = [(start + word.start(), start + word.end()) for word in _WORD.finditer(text[start:end])]
    if not 1 < len(words) <= _MOST_WORDS:
        return
    yield Part("front", words[0][0], words[-2][1], text[words[-1][1] - 1])
    if len(words) > 2:
        yield Part("opening", *words[0], text[words[-1][1] - 1])
    yield Part("ending", *words[-1], text[words[-2][1] - 1])


def before_time(reading: Reading, start: int, end: int) -> Span | None:
    """The words of a noun phrase before a time in it that a figure is held against: 곡물류 생산액 of `곡물류 생산액 전년 대비`."""
    first = next(iter(reading.times.within(start + 1, end)), None)
    return (start, first.start) if first is not None and reading.text[first.start - 1].isspace() else None


def class_of_size(reading: Reading, start: int, end: int) -> Span | None:
    """The size in [start, end) that names a class by its bound: 300인 이상, 85㎡ 이하, 0.1~1ha 미만."""
    sizes = [size for size in reading.quantities.within(start, end) if size.dimension in _CLASSED]
    if not sizes:
        return None
    bound = _BOUND.match(reading.text, sizes[0].end)
    if bound is not None:
        return sizes[0].start, bound.end()
    return (sizes[0].start, sizes[0].end) if sizes[0].value_high is not None else None


def tag_before(text: str, floor: int, at: int) -> Span | None:
    """What stands in angle or square brackets right before *at*: 배 of `<배> 42천톤`, 제조업 of `[제조업] 3만 명`."""
    found = _TAG.search(text, max(floor, at - _TAG_AHEAD), at)
    return found.span("tag") if found is not None else None


def themes(reading: Reading) -> list[Span]:
    """What a text is about where no organisation is: the noun phrases of its opening that come back most, most first; at most three."""
    found: dict[str, Span] = {}
    often: dict[str, int] = {}
    for block in islice((b for b in reading.blocks if b.kind != "boilerplate"), _OPENING):
        for sentence in _sentences_of(reading, block):
            for chunk in sentence.chunks:
                _gather(reading, chunk.start, chunk.end, found, often)
    best = sorted(found, key=lambda words: (-often[words] * len(words), found[words]))
    return [found[words] for words in best[:_THEMES]]


def _sentences_of(reading: Reading, block: Block) -> Iterator[Sentence]:
    at = block.start_char
    while at < block.end_char and (sentence := reading.sentence_at(at)) is not None:
        yield sentence
        at = sentence.end + 1


def _gather(reading: Reading, start: int, end: int, found: dict[str, Span], often: dict[str, int]) -> None:
    """*often*: how many times the text has the words that were looked at."""
    text = reading.text
    spans = [(start, end), *((part.start, part.end) for part in parts(text, start, end))]
    for first, last in spans:
        words = text[first:last]
        if words in found or not 2 < last - first <= _LONGEST:
            continue
        if words not in often:
            often[words] = text.count(words)
        if often[words] < _TOLD_OFTEN or says_nothing(words):
            continue
        if reading.times.over(first, last) or reading.quantities.over(first, last):
            continue
        found[words] = first, last
