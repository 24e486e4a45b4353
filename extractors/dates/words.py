"""The words of time in `seeds/time_words.csv`, the names in `seeds/time_names.csv`, and how numerals are spoken.

A space in a surface stands for an optional one, an underscore for one that must be there. `before` says what must follow an
ambiguous word: 차주 is also a borrower. What each role's other columns mean:

| role | unit | amount | base |
| --- | --- | --- | --- |
| offset, previous, same, early, late, end, whole | unit counted in | how many from the anchor | anchor |
| holiday | its name in the calendar library | month-day, or days after it | fixed, library, lunar |
| holiday | | month-nth-weekday | weekday |
| holiday | a solar term | which of the 경 days from it on | stem |
| length | unit | how many | |
| length_unit | unit | | business: working days |
| counter, ordinal, season | | its number, `1~2` for a pair | |
| mark (behind a length) | included, before, after, within | | units whose plain number would be a date before it |
| vague | unit | | alone: needs no mark, moment: a point |
| towards (before a length or point) | | direction | length or point, where it takes only one |
| part | early, mid, late, end | | |
| repeat | unit | every how many | |
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from extractors.lexicon import LEXICON
from extractors.seeds import read_seed

END = rf"(?:(?![가-힣])|(?={LEXICON.alternation('time_tail')}|{LEXICON.alternation('time_tail_last')}(?![가-힣])))"
"""A word ends here: no Hangul follows, or a particle does."""
SINO = "영공일이삼사오육륙칠팔구십백천"
WEEKDAYS = "월화수목금토일"


@dataclass(frozen=True, slots=True)
class Word:
    """A row of `seeds/time_words.csv`."""

    surface: str
    role: str
    unit: str
    amount: str
    base: str
    before: str
    example: str

    @property
    def pattern(self) -> str:
        """The surface as it may be written, and what must follow it."""
        return spaced(self.surface) + (f"(?={self.before})" if self.before else "")


def spaced(surface: str) -> str:
    """A pattern for *surface* in which each space is optional and each underscore a space that is not."""
    return re.escape(surface).replace(r"\ ", " ?").replace("_", " ")


_COLUMNS = ("surface", "role", "unit", "amount", "base", "before", "example")
WORDS = tuple(Word(*(row[column] for column in _COLUMNS)) for row in read_seed("time_words.csv", _COLUMNS))
"""The rows of the table, in file order; a bad one raises `SeedError`."""
NAMES = tuple((row["surface"], row["example"]) for row in read_seed("time_names.csv", ("surface", "why", "example")))
"""Names and idioms that look like time, each with a sentence in which nothing may be read."""


def words_of(role: str) -> Mapping[str, Word]:
    """The words of *role* by their surface without spaces, the longest first."""
    words = sorted((word for word in WORDS if word.role == role), key=lambda word: -len(word.surface))
    return MappingProxyType({re.sub("[ _]", "", word.surface): word for word in words})


def one_of(role: str) -> str:
    """A pattern for any word of *role*, without a group of its own."""
    return "|".join(word.pattern for word in words_of(role).values())


_DIGITS = {letter: value for value, letter in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6, "유": 6}
_TENS = {"십": 10, "시": 10, "백": 100, "천": 1000}
COUNTERS = words_of("counter")
"""Native counters before 달, 해, 시간, 주, 분기."""

_COUNTED = {
    word.surface: int(word.amount) for word in words_of("length").values() if word.unit == "day" and word.amount.isdecimal()
}
NATIVE_DAYS = {
    prefix + name: tens + day
    for prefix, tens, last in (("초", 0, 10), ("열", 10, 9), ("스무", 20, 9))
    for name, day in _COUNTED.items()
    if day <= last and " " not in name
} | {"스무날": 20}
"""Native names of the days of a month behind its name: 시월 초사흘, 유월 스무엿새."""


def sino(spelled: str) -> int:
    """Value of a Sino-Korean numeral below ten thousand: 이천이십오 is 2025, 유 (유월) is 6."""
    total, digit = 0, 0
    for letter in spelled:
        if letter in _TENS:
            total += (digit or 1) * _TENS[letter]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[letter]
    return total + digit
