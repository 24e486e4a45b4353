"""What may follow a Korean word inside its eojeol: josa, the copula and noun suffixes.

A syllable such as 사, 조 or 대 opens hundreds of words; that it ends one is told by what stands behind it. `3사의` ends in a
josa, `3사단` does not, so the second is no count of 사.
"""

from __future__ import annotations

import re

_JOSA = (
    "은|는|이|가|을|를|의|에|에서|에게|께|로|으로|와|과|도|만|까지|부터|보다|처럼|만큼|마다|뿐|밖에|조차|마저|이나|나|이란|란|이라|라|이라도|라도"
    "|이든|든|로서|으로서|로써|으로써|씩|하고|이랑|랑"
)
_COPULA = (
    "이다|다|입니다|인|임|이며|며|이고|고|이었|였|이었다|였다|였으며|이었으며|였고|이었고|인데|이지만|지만|이라는|라는|이라고|라고|이라며|라며|이던|이자|이어|여서|이어서"
    "|인지|일|일까|이면|면|이므로|이니|이요|요|이죠|죠|이네|네요|예요|이에요|이었던|였던|이었지만|였지만|이라면|라면|이라서|라서|입니까|이냐|됐다|된다|된|되는|됨"
)
_SUFFIX = (
    "여|당|대|급|짜리|어치|꼴|가량|정도|안팎|내외|수준|쯤|남짓|전후|이상|이하|이내|미만|초과|규모|상당|돌파|한도|선|씩의|간|째|권|분의|미달|내|외|중|등|및|측"
    "|언저리|체제|증가|감소|상승|하락|증|감|늘|줄"
)
TAILS = tuple(sorted(f"{_SUFFIX}|{_COPULA}|{_JOSA}".split("|"), key=len, reverse=True))
"""Particles, forms of the copula and suffixes, longest first."""
_TAIL = re.compile(rf"(?:{'|'.join(TAILS)}){{1,3}}(?![가-힣])")
PARTICLE = re.compile(rf"(?:{'|'.join(sorted(_JOSA.split('|'), key=len, reverse=True))})")


def is_hangul(character: str) -> bool:
    """Whether it is a Hangul syllable; the empty string, as behind the last character, is none."""
    return "가" <= character <= "힣"


def ends_word(text: str, at: int) -> bool:
    """Whether a Korean word can end at *at*: no syllable follows, or up to three particles and suffixes that end the eojeol."""
    return not is_hangul(text[at : at + 1]) or _TAIL.match(text, at) is not None
