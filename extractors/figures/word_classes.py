"""Classes of words by what stands beside them in reports: 발행 is of one with 결성 and 취득, 업체 of one with 회사."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Mapping, Sequence
from importlib import resources

import numpy as np

from extractors.analyser import Morpheme
from extractors.reading import Reading

CLASSES = "word_classes.npz"
CONTENT = frozenset(("NNG", "NNP", "NNB", "XR", "SL", "VV", "VA", "XSN"))
"""Tags of the morphemes that have a class."""
GRAINS = ("coarse", "fine")
"""Of the two partitions of all words."""
_UNKNOWN = "?"


def word_of(lemma: str, tag: str) -> str:
    """What a class is known for: the lemma with the kind of word that it is."""
    return f"{lemma}/{tag[:2]}"


@functools.cache
def word_classes() -> Mapping[str, tuple[int, ...]]:
    """The classes of a word, of each grain, as `python -m training classes` wrote them."""
    with (resources.files("extractors.figures") / CLASSES).open("rb") as file:
        table = np.load(file)
        words = table["words"].tobytes().decode().split("\n")
        return dict(zip(words, map(tuple, table["classes"].tolist()), strict=True))


class Words:
    """The classes of the words of one document, found by position."""

    def __init__(self, reading: Reading) -> None:
        self._names = reading.names
        words = [m for sentence in reading.syntax.sentences for m in sentence.morphemes if m.tag in CONTENT]
        self._starts, self._ends = [m.start for m in words], [m.end for m in words]
        self._words: Sequence[Morpheme] = words

    def ending(self, end: int, prefix: str) -> list[str]:
        """Features of the word that ends at *end*."""
        at = bisect.bisect_left(self._ends, end)
        return self._told(at, prefix) if at < len(self._ends) and self._ends[at] == end else [f"{prefix}:{_UNKNOWN}"]

    def behind(self, start: int, end: int, prefix: str) -> list[str]:
        """Features of the first word in [start, end)."""
        at = bisect.bisect_left(self._starts, start)
        return self._told(at, prefix) if at < len(self._starts) and self._starts[at] < end else [f"{prefix}:-"]

    def before(self, start: int, end: int, prefix: str) -> list[str]:
        """Features of the last word in [start, end)."""
        at = bisect.bisect_right(self._ends, end) - 1
        return self._told(at, prefix) if at >= 0 and self._starts[at] >= start else [f"{prefix}:-"]

    def _told(self, at: int, prefix: str) -> list[str]:
        word = self._words[at]
        classes = word_classes().get(word_of(word.lemma, word.tag))
        if classes is not None:
            return [f"{prefix}:{grain}:{number}" for grain, number in zip(GRAINS, classes, strict=True)]
        name = self._names.at(word.start)
        return [f"{prefix}:{name.label if name is not None else _UNKNOWN}"]
