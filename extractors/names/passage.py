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
from extractors.lexicon import LEXICON
from extractors.particles import is_hangul, josa_length

NOMINAL = frozenset({"NNG", "NNP", "SL", "SH", "SN", "XPN", "NR", "XR", "W_HASHTAG"})
"""Tags a name may consist of, in Kiwi's Sejong tag set."""
_CLOSING = frozenset({"NNG", "NNP", "NNB", "XSN", "XSV", "XSA", "VCP", "VCN", "MM", "SH", "NR", "XPN"})
"""Tags that may open the rest of an eojeol behind a name; particles (J…) are always allowed."""

_SUFFIX = re.compile(rf"{LEXICON.alternation('name_suffix')}(?![가-힣]{{3}})")
"""Suffixes and dependent nouns that follow a name without a blank: 현대차향, 미국산, 소노바측."""
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
        self.morphemes: Sequence[Morpheme] = [
            part for m in doc._.morphemes if m.end > m.start for part in (self._freed(m) if m.tag == "NNP" else (m,))
        ]
        self.starts = {m.start: index for index, m in reversed(list(enumerate(self.morphemes)))}
        self.ends = {m.end: index for index, m in enumerate(self.morphemes)}

    def _freed(self, m: Morpheme) -> tuple[Morpheme, ...]:
        """
        A proper noun, without the particle that Kiwi takes for the last syllable of a name it does not know (비손철강이/NNP).

        Only where the rest is made of known words: 저우훙이 stays whole.
        """
        if m.form[-1] not in _SWALLOWED or len(m.form) < 4 or is_hangul(self.text[m.end : m.end + 1]):
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
    """Length of the particle or suffix at *at* that agrees with the syllable before it; 0 where there is none."""
    suffix = _SUFFIX.match(text, at)
    return max(josa_length(text, at), suffix.end() - at if suffix else 0)
