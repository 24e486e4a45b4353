"""How a document itself, or a table of names and metrics, writes what a line break parts: as one word or two, amounts with a space or without."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from extractors.gazetteer import package_gazetteer

LONGEST = 12
"""Syllables before a break that are looked for."""
AHEAD = 2
"""Syllables behind it."""
_LONGEST_NAME = 24
AROUND = 2
"""Syllables on either side that make a piece of a compound."""

SHORTEST = 4
"""Characters of a name or metric that a break parts: shorter ones are also made by chance."""

_WORD_END, _WORD_START = re.compile(r"[^\W_]+$"), re.compile(r"[^\W_]+")
_HANGUL_END, _HANGUL_START = re.compile(r"[가-힣]+$"), re.compile(r"[가-힣]+")
_RUN = re.compile(r"[가-힣]+")
_AMOUNT_END = re.compile(r"[\d천백십만][만억조천]$")
_AMOUNTS = re.compile(r"[\d천백십만][만억조천](?P<space> ?)(?P<next>\d|달러|위안|유로|엔)")
_CURRENCY = re.compile(r"달러|위안|유로|엔")


class Question(NamedTuple):
    """What to look for in the document: the syllables before and behind a break as one word, and as two."""

    joined: str
    apart: str
    whole: bool
    """Whether the word ends with these syllables."""
    around: str
    """Two syllables on either side as one; empty where there are fewer."""


def question(before: str, after: str) -> Question | None:
    """The question that a break raises; None where no Hangul stands on both sides of it."""
    left, right = _HANGUL_END.search(before[-LONGEST - 1 :]), _HANGUL_START.match(after[: LONGEST + 1])
    if left is None or right is None:
        return None
    ahead = right[0][:AHEAD]
    around = left[0][-AROUND:] + ahead if min(len(left[0]), len(right[0])) >= AROUND else ""
    return Question(left[0] + ahead, f"{left[0]} {ahead}", len(right[0]) < AHEAD, around)


class Attested:
    """What a document has of the words that breaks part, counted in one pass."""

    def __init__(self, text: str, questions: Iterable[Question | None]) -> None:
        asked = [each for each in questions if each is not None]
        self._seen: Counter[tuple[str, bool]] = Counter()
        self._around: set[str] = set()
        self._amounts: Counter[tuple[bool, bool]] = Counter()
        if asked:
            self._read(text, {s for each in asked for s in (each.joined, each.apart)}, {e.around for e in asked if e.around})
        for match in _AMOUNTS.finditer(text):
            self._amounts[match["next"].isdigit(), match["space"] == ""] += 1

    def _read(self, text: str, asked: Collection[str], around: Collection[str]) -> None:
        longest = max(map(len, asked))
        before, end = "", -1
        for match in _RUN.finditer(text):
            word = match[0]
            for surface in _beginnings(word, longest):
                if surface in asked:
                    self._seen[surface, len(surface) == len(word)] += 1
            if end + 1 == match.start() and text[end] == " ":
                for ahead in range(1, AHEAD + 1):
                    if (surface := f"{before} {word[:ahead]}") in asked and len(word) >= ahead:
                        self._seen[surface, len(word) == ahead] += 1
            self._around.update(piece for piece in _windows(word, 2 * AROUND) if piece in around)
            before, end = word, match.end()

    def as_one(self, each: Question | None) -> bool | None:
        """Whether the document writes it as one word, or as two; None where it does neither, or both."""
        if each is None:
            return None
        one, two = self._times(each.joined, each.whole), self._times(each.apart, each.whole)
        if not one and not two:
            return True if each.around in self._around else None
        return None if one and two else one > two

    def _times(self, surface: str, whole: bool) -> int:
        return self._seen[surface, True] + (0 if whole else self._seen[surface, False])

    def amount_as_one(self, before: str, after: str) -> bool | None:
        """Whether the document writes the parts of amounts (1조 | 2,000억, 5억 | 달러) together; None where it does not tell."""
        digit = after[:1].isdigit()
        if not _AMOUNT_END.search(before[-3:]) or not (digit or _CURRENCY.match(after)):
            return None
        one, two = self._amounts[digit, True], self._amounts[digit, False]
        return None if one == two else one > two


def known_as_one(before: str, after: str) -> bool | None:
    """Whether the tables have the words around a break as one (LG에너 | 지솔루션), or as two (도시가스 | 요금); None where they have neither."""
    left, right = _WORD_END.search(before[-_LONGEST_NAME:]), _WORD_START.match(after[:_LONGEST_NAME])
    if left is None or right is None:
        return None
    known = _names()
    ends = range(1, len(right[0]) + 1)
    one = any(left[0] + right[0][:end] in known for end in ends)
    two = any(f"{left[0]} {right[0][:end]}" in known for end in ends)
    return None if one == two else one


@functools.cache
def _names() -> frozenset[str]:
    from extractors.figures.metrics import METRICS  # brings the models of figures with it

    words = (word for metric in METRICS for word in METRICS.words(metric.name))
    return frozenset(word for word in (*package_gazetteer().surfaces, *words) if len(word) >= SHORTEST)


def _beginnings(word: str, longest: int) -> Iterator[str]:
    return (word[:length] for length in range(2, min(len(word), longest) + 1))


def _windows(word: str, width: int) -> Iterator[str]:
    return (word[at : at + width] for at in range(len(word) - width + 1))
