"""What may follow a Korean word inside its eojeol: josa, the copula and noun suffixes, by classes of seeds/lexicon.csv.

A syllable such as 사, 조 or 대 opens hundreds of words; that it ends one is told by what stands behind it. `3사의` ends in a
josa, `3사단` does not, so the second is no count of 사. Josa agree with the sound before them: `340원이` ends in one, `340원가` not.
"""

from __future__ import annotations

import re

from extractors.lexicon import LEXICON

_FINALS = 28
"""Syllables that differ in nothing but the consonant they end in stand together, the one that ends in a vowel first."""
_LIQUID = 8
"""Where among them the one stands that ends in ㄹ, behind which 로 keeps its form."""
_OPEN_SYLLABLES = range(ord("가"), ord("힣") + 1, _FINALS)
_VOWEL = "".join(map(chr, _OPEN_SYLLABLES))
_LIQUIDS = "".join(chr(code + _LIQUID) for code in _OPEN_SYLLABLES)
_CONSONANT = "".join(f"{chr(code + 1)}-{chr(code + _FINALS - 1)}" for code in _OPEN_SYLLABLES)
_BEHIND = {
    "vowel": rf"(?<![{_CONSONANT}])",
    "consonant": rf"(?<![{_VOWEL}])",
    "liquid": rf"(?:(?<![{_CONSONANT}])|(?<=[{_LIQUIDS}]))",
}
"""What a form asks of the syllable before it, by the end of its class's name; digits and letters are read aloud either way."""
_CLASSES = ("josa", "josa_consonant", "josa_vowel", "josa_liquid", "copula", "copula_vowel", "became", "suffix")


def _tail(*, agreeing: bool) -> re.Pattern[str]:
    forms = (f"{_BEHIND.get(name.rpartition('_')[2], '') if agreeing else ''}{LEXICON.alternation(name)}" for name in _CLASSES)
    return re.compile(rf"(?:이?[었였][가-힣]{{0,3}}|{'|'.join(forms)}){{1,3}}(?![가-힣])")


_TAIL, _AGREEING_TAIL = _tail(agreeing=False), _tail(agreeing=True)
_PARTICLES = re.compile(
    "(?:" + "|".join(f"{_BEHIND.get(name.rpartition('_')[2], '')}{LEXICON.alternation(name)}" for name in _CLASSES[:6]) + "){1,3}"
)
JOSA = LEXICON.words(*_CLASSES[:4])
TAILS = LEXICON.words(*_CLASSES)
"""Particles, forms of the copula and suffixes."""


def is_hangul(character: str) -> bool:
    """Whether it is a Hangul syllable; the empty string, as behind the last character, is none."""
    return "가" <= character <= "힣"


def ends_word(text: str, at: int, *, agreeing: bool = False) -> bool:
    """
    Whether a Korean word can end at *at*: no syllable follows, or up to three particles and suffixes that end the eojeol.

    *agreeing* ones fit the sound before them: `340원이` ends a word, `340원가` does not; otherwise slips of the pen are forgiven.
    """
    return not is_hangul(text[at : at + 1]) or (_AGREEING_TAIL if agreeing else _TAIL).match(text, at) is not None


def josa_length(text: str, at: int) -> int:
    """How many characters of josa and copula, which agree with the sound before them, begin at *at*."""
    match = _PARTICLES.match(text, at)
    return match.end() - at if match else 0
