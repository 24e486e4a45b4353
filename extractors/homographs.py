"""Words of the language that a numeral and its unit happen to spell: 이유로, 구조대, 일조권, 백두대간, 조사 개요.

Kiwi reads the words where they stand. A number is one where Kiwi begins with a numeral and none of its morphemes reaches over the
end of the number.
"""

from __future__ import annotations

import functools
import re

from extractors.analyser import package_analyser
from extractors.spelling import ONES, TENS, WORDS

_REMEMBERED = 1 << 14
_LONGEST_HOMOGRAPH = 3
"""Syllables of the longest numeral that an unknown word may begin with by chance."""
_NUMERAL_TAGS = ("NR", "MM", "SN")
_NATIVE = frozenset(word[0] for word in (*TENS, *ONES, *WORDS["native_range"], "반"))
"""Syllables that native numerals begin with: apart from its unit (네 업체, 두 배) such a numeral is one."""
_GROUPED, _GOES_ON = re.compile(r"\d{1,3}(?:,\d{3})+"), re.compile(r"[가-힣]")
_TO_WORD_END = re.compile(r"[가-힣]*")
_GLOSS = re.compile(r"\([\u4e00-\u9fff]{2,8}\)")
"""What stands behind a word of Hanja and never behind an amount: 만개(滿開)."""


def is_word(text: str, start: int, number_end: int, unit_start: int, unit_end: int) -> bool:
    """
    Whether `text[start:unit_end]`, a number spelled in Hangul and a unit, is really a word or two.

    A number that ends in multipliers behind digits (19 조기) is asked about from its last space on; behind grouped digits what is nothing
    else than a multiplier and its unit is one (3,660 천주).
    """
    first, start = start, text.rfind(" ", start, number_end) + 1 or start
    if (
        start > first
        and _GROUPED.fullmatch(text, first, start - 1)
        and unit_start == number_end
        and not _GOES_ON.match(text, unit_end)
    ):
        return False
    if not text[start:number_end].isalpha() or (unit_start > number_end and text[start] in _NATIVE):
        return False
    end = _TO_WORD_END.match(text, unit_end).end()  # type: ignore[union-attr]
    if _GLOSS.match(text, end):
        return True
    return _reads_as_word(text[start:end], number_end - start, unit_end - unit_start)


@functools.lru_cache(_REMEMBERED)
def _reads_as_word(words: str, number: int, unit: int) -> bool:
    """Whether Kiwi reads the first *number* characters of *words* as something else than a numeral."""
    for token in package_analyser().tokens(words):
        if token.start >= number:
            return False
        if token.oov and (unit > 1 or number > _LONGEST_HOMOGRAPH):
            continue  # a compound that Kiwi does not know: 삼천개사, 만이천삼백원
        if token.start + token.len > number or (token.start == 0 and token.tag not in _NUMERAL_TAGS):
            return True
    return False
