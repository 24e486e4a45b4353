"""A text with its morphemes, laid out for the questions that names ask: where does a word begin, where may a name end."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from extractors.analyser import Morpheme
from extractors.knowledge import Knowledge

NOMINAL = frozenset({"NNG", "NNP", "SL", "SH", "SN", "XPN", "NR", "XR", "W_HASHTAG"})
"""Tags a name may consist of, in Kiwi's Sejong tag set."""
_CLOSING = frozenset({"NNG", "NNP", "NNB", "XSN", "XSV", "XSA", "VCP", "VCN", "MM", "SH", "NR", "XPN"})
"""Tags that may open the rest of an eojeol behind a name; particles (J…) are always allowed."""

# A particle's first syllable depends on whether the name ends in a consonant: 은/는, 이/가, 을/를, 과/와, 으로/로.
_AFTER_CONSONANT = (
    "은 이 을 과 으로 이나 이라 이란 이랑 이며 이자 이고 이던 이든 이다 이었 인 아 으로서 으로써 으로부터 으로의 으로도 "
    "으로는 과의 과도 과는 이라고 이라는 이라며 이라도 이지만 이기도 이었다 이었던 이라면"
)
_AFTER_VOWEL = (
    "는 가 를 와 로 나 라 란 랑 며 자 고 든 다 였 인 로서 로써 로부터 로의 로도 로는 와의 와도 와는 라고 라는 라며 "
    "이다 이며 이고 이자 인데 라도 지만 이기도 였다 였던 라면"
)
_ANYWHERE = (
    "의 에 도 만 에서 에게 에는 에도 에의 에만 에서는 에서도 에서의 에선 엔 까지 까지의 까지는 부터 부터의 보다 보다는 "
    "보다도 처럼 만큼 만의 만이 만은 마다 조차 마저 밖에 뿐 뿐만 뿐이 께서 한테 에게서 에게는 에게도 에서만 같은 같이 "
    "다운 답게 입니다 임"
)
_SUFFIXES = "그룹 측 사 산 향 발 행 내 외 계 형 식 판 용 전 대비 등 들 및 간 씨 님"
"""Suffixes and dependent nouns that follow a name without a blank: 현대차향, 미국산, 소노바측."""


def _longest_first(words: str, then: str = "") -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))}){then}")


_ENDINGS = (
    (_longest_first(_AFTER_CONSONANT), True, False),
    (_longest_first(_AFTER_VOWEL), False, True),
    (_longest_first(_ANYWHERE), True, True),
    (_longest_first(_SUFFIXES, "(?![가-힣]{3})"), True, True),
)
"""Pattern, whether it follows a final consonant, whether it follows a vowel."""
_FAR = 500
_SWALLOWED = frozenset("이가은는을를의에")
_EOJEOL_REST = re.compile(r"[가-힣]{0,20}")


class Chunk(NamedTuple):
    """A longest run of nominal morphemes without white space or punctuation between them: morphemes[first:last]."""

    start: int
    end: int
    first: int
    last: int


class Passage:
    """The text of a Doc, its morphemes, and where they begin and end. Offsets are code points of `doc.text`."""

    def __init__(self, doc: Doc, knowledge: Knowledge) -> None:
        self.gazetteer, self.analyser = knowledge.gazetteer, knowledge.analyser
        self.text: str = doc._.source_text
        self.morphemes: Sequence[Morpheme] = [part for m in doc._.morphemes if m.end > m.start for part in self._freed(m)]
        self.starts = {m.start: index for index, m in reversed(list(enumerate(self.morphemes)))}
        self.ends = {m.end: index for index, m in enumerate(self.morphemes)}

    def _freed(self, m: Morpheme) -> tuple[Morpheme, ...]:
        """
        *m*, without the particle that Kiwi takes for the last syllable of a name it does not know (비손철강이/NNP).

        Only where the rest is made of known words: 저우훙이 stays whole.
        """
        if m.tag != "NNP" or m.form[-1] not in _SWALLOWED or len(m.form) < 4 or is_hangul(self.text[m.end : m.end + 1]):
            return (m,)
        cut = m.end - 1
        if (
            particle_length(self.text, cut) != 1
            or not self.analyser.is_known(self.text[m.start : cut])
            or self.analyser.is_entry(m.form)
        ):
            return (m,)
        stem = self.text[m.start : cut]
        return m._replace(end=cut, form=stem, lemma=stem), m._replace(start=cut, form=m.form[-1], lemma=m.form[-1], tag="JX")

    @functools.cached_property
    def chunks(self) -> list[Chunk]:
        """The nominal chunks in text order."""
        found: list[Chunk] = []
        first = -1
        end = -1
        for index, m in enumerate(self.morphemes):
            nominal = m.tag in NOMINAL or (m.tag == "SW" and "ァ" <= m.form[0] <= "ー")
            if first >= 0 and (not nominal or m.start != end):
                found.append(Chunk(self.morphemes[first].start, end, first, index))
                first = -1
            if nominal:
                first = index if first < 0 else first
                end = m.end
        if first >= 0:
            found.append(Chunk(self.morphemes[first].start, end, first, len(self.morphemes)))
        return found

    @functools.cached_property
    def _chunk_starts(self) -> list[int]:
        return [chunk.start for chunk in self.chunks]

    @functools.cached_property
    def chunk_ends(self) -> dict[int, int]:
        """End offset of a chunk → its place in `chunks`."""
        return {chunk.end: index for index, chunk in enumerate(self.chunks)}

    def chunk_from(self, at: int) -> int:
        """Place in `chunks` of the first chunk that begins at *at* or behind it."""
        place = bisect_right(self._chunk_starts, at)
        return place - 1 if place and self._chunk_starts[place - 1] == at else place

    def bare(self, chunk: Chunk) -> bool:
        """Whether white space follows the chunk: no particle, no punctuation."""
        return self.text[chunk.end : chunk.end + 1] in (" ", "\n")

    def proper(self, first: int, last: int) -> bool:
        """Whether one of morphemes[first:last] is a proper noun, or a noun that Kiwi's vocabulary does not have."""
        return any(self.is_proper(m) for m in self.morphemes[first:last])

    def is_proper(self, morpheme: Morpheme) -> bool:
        """A proper noun, or a noun of two syllables and more that Kiwi's vocabulary does not have."""
        unknown = morpheme.tag == "NNG" and len(morpheme.form) > 1 and not self.analyser.is_known(morpheme.form)
        return morpheme.tag == "NNP" or unknown

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """The morphemes that make up exactly the characters [start, end), as a half-open range; None where they do not."""
        first, last = self.starts.get(start), self.ends.get(end)
        return None if first is None or last is None or first > last else (first, last + 1)

    @functools.cached_property
    def _sentence_starts(self) -> list[int]:
        starts: list[int] = []
        sentence = -1
        for m in self.morphemes:
            if m.sentence != sentence:
                starts.append(m.start)
                sentence = m.sentence
        return starts

    def sentence(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence that holds the character *at*, at most `_FAR` characters to either side."""
        starts = self._sentence_starts
        place = bisect_right(starts, at)
        start, end = starts[place - 1] if place else 0, starts[place] if place < len(starts) else len(self.text)
        return max(start, at - _FAR), min(end, at + _FAR)

    def opens(self, start: int) -> bool:
        """Whether a name may begin at *start*: at the head of a word, or at the head of a proper noun inside a compound."""
        text = self.text
        if start == 0:
            return True
        before, here = text[start - 1], text[start]
        if not is_word(before):
            return True
        if is_hangul(here):
            if not is_hangul(before):
                return not before.isdigit()
            index = self.starts.get(start)
            if index is None or index == 0:
                return False
            here_morpheme, left = self.morphemes[index], self.morphemes[index - 1]
            return here_morpheme.tag == "NNP" and left.tag in NOMINAL and left.end - left.start > 1
        if is_hangul(before):
            return not here.isdigit()
        return script(before) != script(here) and not before.isdigit()

    def closes(self, end: int) -> bool:
        """Whether a name may end at *end*: before a particle, a suffix, another noun of the compound, or no letter at all."""
        text = self.text
        if end >= len(text) or not is_word(text[end]):
            return True
        if not is_hangul(text[end]):
            return script(text[end]) != script(text[end - 1]) and not text[end].isdigit()
        return self._boundary(end) or particle_length(text, end) == len(eojeol_rest(text, end))

    def _boundary(self, end: int) -> bool:
        index = self.starts.get(end)
        if index is None:
            return False
        tag = self.morphemes[index].tag
        return (tag[0] == "J" or tag in _CLOSING) and end in self.ends


def is_hangul(character: str) -> bool:
    return "가" <= character <= "힣"


def is_word(character: str) -> bool:
    """Whether the character is part of a word; ㆍ, which Unicode counts among the letters, is the point between two."""
    return character.isalnum() and character != "ㆍ"


def script(character: str) -> str:
    """Hangul, Hanja, kana, digit or Latin (everything else that is alphanumeric)."""
    if "가" <= character <= "힣":
        return "hangul"
    if "一" <= character <= "鿿" or "\uf900" <= character <= "\ufaff" or "㐀" <= character <= "䶿":
        return "hanja"
    if "぀" <= character <= "ヿ":
        return "kana"
    return "digit" if character.isdigit() else "latin"


def eojeol_rest(text: str, at: int) -> str:
    """The Hangul syllables from *at* to the end of their run, at most twenty: no particle is longer."""
    match = _EOJEOL_REST.match(text, at)
    return match.group() if match else ""


def particle_length(text: str, at: int) -> int:
    """Length of the particle at *at* that agrees with the syllable before it; 0 where there is none."""
    before = text[at - 1 : at]
    consonant = not is_hangul(before) or (ord(before) - ord("가")) % 28 > 0
    vowel = not is_hangul(before) or (ord(before) - ord("가")) % 28 in (0, 8)  # ㄹ takes 로
    rest = eojeol_rest(text, at)
    lengths = [0]
    for pattern, after_consonant, after_vowel in _ENDINGS:
        if ((consonant and after_consonant) or (vowel and after_vowel)) and (match := pattern.match(rest)):
            lengths.append(match.end())
    return max(lengths)
