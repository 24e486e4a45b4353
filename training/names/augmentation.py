"""More names than the corpus has: copies of its sentences with other names in them.

A swapped name has the label of the one it replaces and ends alike, with or without a final consonant, so that the particle after
it stays right. Half of the Hangul ones are crossed from two names, since a name that nobody knows is what the tagger is for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from random import Random

from extractors.gazetteer import package_gazetteer
from extractors.model.biluo import Labelled
from training.names.data import Sentence

_SWAPPED = ("ORG", "PERSON", "PRODUCT")
_CROSSED = ("ORG", "PRODUCT")
_LONG_ENOUGH = 4
_LONGEST = 20


class Swapper:
    """Swaps names of sentences for others of the corpus and the gazetteer."""

    def __init__(self, corpus: Iterable[Sentence], random: Random) -> None:
        self._random = random
        pool: dict[tuple[str, str], set[str]] = defaultdict(set)
        for sentence in corpus:
            for name in sentence.names:
                surface = sentence.text[name.start : name.end]
                pool[name.label, _ending(surface)].add(surface)
        for record in package_gazetteer().entities:
            for known in (record.name_ko, record.name_en, *record.aliases):
                if known and len(known) <= _LONGEST:
                    pool[record.label, _ending(known)].add(known)
        self._pool = {key: sorted(surfaces) for key, surfaces in pool.items()}

    def __call__(self, sentence: Sentence, share: float) -> Sentence:
        """*sentence* with about *share* of its names swapped; one name is swapped for the same other one throughout."""
        chosen: dict[str, str] = {}
        text = ""
        names = []
        at = 0
        for name in sentence.names:
            surface = sentence.text[name.start : name.end]
            if surface not in chosen:
                swap = name.label in _SWAPPED and self._random.random() < share
                chosen[surface] = self._other(surface, name.label) if swap else surface
            text += sentence.text[at : name.start]
            names.append(Labelled(len(text), len(text) + len(chosen[surface]), name.label))
            text += chosen[surface]
            at = name.end
        return Sentence(text + sentence.text[at:], tuple(names))

    def _other(self, surface: str, label: str) -> str:
        candidates = self._pool.get((label, _ending(surface)), [surface])
        last = self._random.choice(candidates)
        first = self._random.choice(candidates)
        if label in _CROSSED and self._random.random() < 0.5 and _crossable(first) and _crossable(last):
            return first[: len(first) // 2] + last[len(last) // 2 :]
        return last


def _crossable(surface: str) -> bool:
    return len(surface) >= _LONG_ENOUGH and all("가" <= character <= "힣" for character in surface)


def _ending(surface: str) -> str:
    """How a surface ends: Hangul with or without a final consonant, else its kind of script."""
    last = surface[-1]
    if "가" <= last <= "힣":
        return "closed" if (ord(last) - ord("가")) % 28 else "open"
    return "ascii" if last.isascii() else "other"
