"""Looking names up: every written form of a table, found in one pass over the text wherever a word allows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, compress, count
from operator import add
from typing import NamedTuple

from extractors.names.cues import labels
from extractors.names.passage import Passage, eojeol_rest, particle_length
from extractors.particles import is_hangul

_LATIN = re.compile(r"[A-Za-z][\w .&'+-]*", re.ASCII)
_CASELESS_FROM = 6
"""Latin forms this long are found in any case: DEEPSEEK is DeepSeek, but SK is never Sk."""
_KEY = 2
_HANJA = re.compile(r"(?<![一-鿿\d])([對駐訪反親在]?)([一-鿿]{1,4})(?![一-鿿])")
_MODEL_TAIL = re.compile(r"-(?:[A-Za-z]{0,3}\d|[A-Z])|\d|\.\d", re.ASCII)

_ROAD = re.compile(r"(?:대로|로|길)(?:\d+번?길)? ?\d|대로(?= )")
"""Behind a place in the name of a road: 테헤란로 152."""
_RATIO = re.compile(r"\)? ?비율")


class Hit(NamedTuple):
    """A form of the table at a place in the text."""

    start: int
    end: int
    form: str
    """The form as the table writes it."""


class FormIndex:
    """
    A set of written forms, compiled for lookup.

    At each character two dictionary lookups decide whether a form can begin there; longer ones are tried first. Forms with a
    blank are also found without it (LG 에너지솔루션 and LG에너지솔루션).
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms: dict[str, list[tuple[str, bool]]] = {}
        for form in sorted(forms):
            caseless = len(form) >= _CASELESS_FROM and _LATIN.fullmatch(form) is not None
            for written in _spellings(form):
                self._forms.setdefault(written.lower(), []).append((form, not caseless))
        lengths: dict[str, set[int]] = {}
        for written in self._forms:
            lengths.setdefault(written[:_KEY], set()).add(len(written))
        self._characters = frozenset(form for form in self._forms if len(form) == 1)
        self._lengths = {key: tuple(sorted(found, reverse=True)) for key, found in lengths.items()}

    def hits(self, passage: Passage) -> Iterator[Hit]:
        """The longest form at each place where a name may begin and end, in text order; hits may overlap."""
        text = passage.text
        lowered = text.lower() if len(text.lower()) == len(text) else text  # İ becomes two characters
        lengths = self._lengths
        keys = map(add, lowered, chain(lowered[1:], ("",)))  # of `_KEY` characters each
        for start in compress(count(), map(lengths.__contains__, keys)):
            if hit := self._at(passage, lowered, start, lengths[lowered[start : start + _KEY]]):
                yield hit
        if self._characters:
            for match in _HANJA.finditer(text):
                if all(character in self._characters for character in match.group(2)):
                    yield from (Hit(at, at + 1, text[at]) for at in range(*match.span(2)))

    def _at(self, passage: Passage, lowered: str, start: int, lengths: tuple[int, ...]) -> Hit | None:
        text = passage.text
        for length in lengths:
            end = start + length
            known = self._forms.get(lowered[start:end]) if end <= len(text) else None
            if known is None or (form := _written(known, text[start:end])) is None:
                continue
            if not passage.opens(start):
                return None
            if passage.closes(end) and not (text[end - 1].isascii() and _MODEL_TAIL.match(text, end)):
                return Hit(start, end, form)
        return None


def _written(known: Iterable[tuple[str, bool]], surface: str) -> str | None:
    """The form that *surface* writes of those *known* in any case; a form that is exact asks for its own case."""
    for form, exact in known:
        if not exact or surface.replace(" ", "") == form.replace(" ", ""):
            return form
    return None


def _spellings(form: str) -> set[str]:
    """*form*, and the same without its blanks or with one where Latin and Hangul meet."""
    found = {form, re.sub(r"(?<=[A-Za-z])(?=[가-힣])", " ", form)}
    if any(is_hangul(character) for character in form):
        found.add(form.replace(" ", ""))
    return found


def derived(passage: Passage, start: int, end: int, label: str) -> bool:
    """Whether a name of that label is part of another word: 홍콩달러, 중국인, 한국어, 한국은행장."""
    rest = eojeol_rest(passage.text, end)
    if label in ("PRODUCT", "POLICY") and _RATIO.match(passage.text, end):
        return True  # 지급여력(K-ICS)비율
    if label == "LOC" and _ROAD.match(passage.text, end):
        return True
    if label == "LOC" and rest.startswith("산") and start and is_hangul(passage.text[start - 1]):
        return True  # 서부텍사스산 원유, 서부텍사스산원유
    for cue, derives_from in labels("derives").items():
        if label == derives_from and rest.startswith(cue):
            index = passage.starts.get(start)
            whole = index is not None and passage.morphemes[index].end >= end + len(cue)
            alone = len(rest) == len(cue) or particle_length(passage.text, end + len(cue)) == len(rest) - len(cue)
            if whole or (alone and (label == "ORG" or len(cue) > 1)):
                return True
    return False
