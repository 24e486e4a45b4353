"""Bounds and approximations beside a number: 약 300억원, 최대 5억원, 20% 이상, 3배를 웃돈다, 1,200여 명.

The words stand in seeds/bounds.csv: those before the number as they are, those behind it as patterns that say
whether a particle may (`any`), must (`required`) or must not (`none`) stand between. `컨센서스를 5% 웃돈다` is 5 % more, so no
bound of the 5 %; with a particle, `5%를 웃돈다`, it is one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from extractors.lexicon import LEXICON
from extractors.seeds import Row, read_seed


class Bound(NamedTuple):
    """What words beside a number say of it."""

    bound: str = "exact"
    approximate: bool = False

    def plus(self, other: Bound) -> Bound:
        """Both together; the first bound that was stated holds."""
        return Bound(other.bound if self.bound == "exact" else self.bound, self.approximate or other.approximate)


_WORD_BEFORE = re.compile(r"([가-힣]+)[ \u00a0]{0,2}[:：]?[ \u00a0]{0,2}$")
_FILLERS = frozenset(LEXICON.words("amount_filler"))
"""What may stand between such a word and the number: 최대 연 5%, 약 한화 3조원."""
_RECORD = re.compile(rf"{LEXICON.alternation('record_scope')}(?: |에서 )$")
"""Before 최대 or 최고 these make a record of it (사상 최대 1조원), not a bound."""
_PARTICLE = LEXICON.alternation("bound_particle")
_REACH = 16
_HELD, _LIMIT = re.compile(r"\((?:[가-힣]{1,6} )?$"), re.compile(r" ?(?:이상|이하|이내|미만)")
_LIMITED = re.compile(
    rf"(?:(?P<least>{LEXICON.alternation('lowest')}) ?)?(?:[가-힣]+ )?[가-힣]*{LEXICON.alternation('limit noun')}(?:은|는)?"
    "[ \u00a0]{0,2}[:：]?[ \u00a0]{0,2}$"
)
"""A limit of something before its number, with the word that makes it the lower one: 1인당 최저 청약한도는, 대출한도."""
_LEAST = re.compile(r"(?:최소|적게는) ?$")


class _Behind(NamedTuple):
    pattern: re.Pattern[str]
    marks: Mapping[str, Bound]


@functools.cache
def _before() -> Mapping[str, Bound]:
    return {row["surface"]: _mark(row) for row in _rows() if row["side"] == "before"}


@functools.cache
def _behind() -> _Behind:
    """One pattern of all words behind, each a group, and what each group says."""
    gaps = {"none": r" ?", "any": rf"{_PARTICLE}? ?", "required": rf"{_PARTICLE} ?"}
    rows = [row for row in _rows() if row["side"] == "after"]
    branches = [f"{gaps[row['particle']]}(?P<w{number}>{row['surface']})" for number, row in enumerate(rows)]
    return _Behind(re.compile("|".join(branches)), {f"w{number}": _mark(row) for number, row in enumerate(rows)})


_OPENS_BEHIND = re.compile(rf"{_PARTICLE}? ?[이초처훌다미넘상웃돌뛰하밑못안되한부가정내수쯤남언전육대까]")


def bound_of(text: str, start: int, end: int) -> Bound:
    """The bound and approximation that the words around `text[start:end]` give it."""
    return bound_before(text, start).plus(bound_behind(text, end))


def bound_before(text: str, start: int) -> Bound:
    """What the words before a number say; several may stand there (약 최대, 최대 연)."""
    found, words = Bound(), _before()
    at = start
    for _ in range(4):
        window = text[max(0, at - _REACH) : at]
        match = _WORD_BEFORE.search(window)
        if match is None:
            break
        word = match[1]
        at -= len(window) - match.start()
        if word not in words:
            if word not in _FILLERS:
                limited = _LIMITED.search(text, max(0, at - _REACH + len(word)), at + len(window) - match.start())
                return found if limited is None else found.plus(Bound("at_least" if limited["least"] else "at_most"))
        elif not (word in ("최대", "최고") and _RECORD.search(text, max(0, at - 6), at)):
            found = found.plus(words[word])
    return found


def bound_behind(text: str, end: int) -> Bound:
    """What the words behind a number say; up to two follow each other (30% 이상 수준)."""
    found = Bound()
    pattern, marks = _behind()
    for _ in range(2):
        if not _OPENS_BEHIND.match(text, end) or not (match := pattern.match(text, end)):
            break
        found = found.plus(marks[match.lastgroup or ""])
        end = match.end()
    return found


def bound_behind_bracket(text: str, start: int, end: int) -> Bound:
    """What 이상, 이하, 이내 or 미만 behind the brackets say of the number that they hold, and of nothing beside it: `배정 수(50주) 이상`."""
    if not text.startswith(")", end) or _HELD.search(text, max(0, start - _REACH), start) is None:
        return Bound()
    return bound_behind(text, end + 1) if _LIMIT.match(text, end + 1) else Bound()


def is_least(text: str, start: int) -> bool:
    """Whether the number that begins at *start* is said to be the lower end of a range: 최소 57만 톤에서 최대 70만 톤."""
    return _LEAST.search(text, max(0, start - _REACH), start) is not None


def _rows() -> list[Row]:
    return list(read_seed("bounds.csv", ("surface", "side", "particle", "bound", "approximate", "example")))


def _mark(row: Row) -> Bound:
    return Bound(row["bound"] or "exact", row["approximate"] == "yes")
