"""The words by which a name shows itself: seeds/name_cues.csv and seeds/surnames.csv."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import NamedTuple, get_args

from extractors.seeds import read_seed
from schemas.records import Label

ROLES = {
    "suffix": "closes a name: 가온은행",
    "inside": "closes what stands in quotation marks: 「하천 정비 계획」",
    "event": "closes the name of an event: APEC 정상회의",
    "meeting": "closes the name of a numbered meeting: 제27차 물가안정회의",
    "before": "says what the next word names: 업체 소노바",
    "after": "follows what is quoted: ‘소노바’를 출시",
    "title": "stands beside a person: 박도윤 상무",
    "part": "goes on in a company name of several words: 소노바 테크놀로지",
    "latin": "closes a company name in Latin letters: Sonova Ltd",
    "hanja": "closes a name in Hanja: 象山县",
    "facility": "stands behind a place nobody has listed: 베트남 소노바 공장",
    "common": "is no name",
    "derives": "behind a place makes another word of it: 홍콩달러",
}
_STEMS = ("", "proper", "named", "any", "none", "latin", "quoted")


class Cue(NamedTuple):
    """A row of name_cues.csv."""

    cue: str
    role: str
    label: str
    stem: str
    """For a suffix, the rest of the word: a name to Kiwi (named), also one it does not know (proper), any noun, or none; `quoted` says that what
    the cue introduces stands in quotation marks, because a company follows as often (쇼핑몰 소노바)."""
    example: str


@functools.cache
def cues() -> tuple[Cue, ...]:
    found: list[Cue] = []
    for row in read_seed("name_cues.csv", Cue._fields):
        cue = Cue(*(row[column] for column in Cue._fields))
        if cue.role not in ROLES:
            raise row.error("role", f"{cue.role!r} is none of {', '.join(ROLES)}")
        if cue.label not in get_args(Label) and (cue.label or cue.role != "common"):
            raise row.error("label", f"{cue.label!r} is none of {', '.join(get_args(Label))}")
        if cue.stem not in _STEMS:
            raise row.error("stem", f"{cue.stem!r} is none of {', '.join(_STEMS)}")
        found.append(cue)
    return tuple(found)


@functools.cache
def labels(role: str) -> Mapping[str, str]:
    """Word → label, for the words of one role."""
    return {cue.cue: cue.label for cue in reversed(cues()) if cue.role == role}


class Endings:
    """Cues looked up by the end of a string, the longest first."""

    def __init__(self, role: str) -> None:
        self._cues: dict[str, Cue] = {}
        lengths: dict[str, set[int]] = {}
        for cue in cues():
            if cue.role == role:
                self._cues.setdefault(cue.cue, cue)
                lengths.setdefault(cue.cue[-1], set()).add(len(cue.cue))
        self._lengths = {last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()}
        self.letters = frozenset(lengths)
        """Those that cues end with: most words need not be asked."""

    def within(self, text: str, start: int, stop: int, least: int) -> Iterator[tuple[int, Cue]]:
        """The longest cue at each end from *stop* down to *least* that a string from *start* on may have, with that end."""
        letters = self.letters
        for end in range(stop, least - 1, -1):
            if text[end - 1] in letters and (cue := self.of(text, start, end)) is not None:
                yield end, cue

    def of(self, text: str, start: int, end: int) -> Cue | None:
        """The longest cue that `text[start:end]` ends with."""
        for length in self._lengths.get(text[end - 1], ()):
            if end - length >= start and (cue := self._cues.get(text[end - length : end])):
                return cue
        return None


@functools.cache
def endings(role: str) -> Endings:
    return Endings(role)


@functools.cache
def surnames() -> frozenset[str]:
    """
    Korean surnames, of one and two syllables.

    Of one syllable the table has those with 60,000 bearers and more: a rarer one opens more foreign names than Korean ones.
    """
    return frozenset(row["surname"] for row in read_seed("surnames.csv", ("surname", "thousands", "example")))
