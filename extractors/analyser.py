"""Kiwi, the morphological analyser, as the names of one gazetteer make it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from kiwipiepy import Kiwi, Token

from extractors.gazetteer import Gazetteer, package_gazetteer

_LINE_END = re.compile(r"\n|(?<=[가-힣]다\.)(?=[가-힣])")
"""Where a line ends, or a sentence without a space behind it: 내놨다.카카오는."""
_TITLE = 24
"""Morphemes in one pair of brackets at most that open a sentence."""
_REMEMBERED = 1 << 16
"""Words whose analysis is kept, at most."""


class Morpheme(NamedTuple):
    """A morpheme with its place: offsets in code points, the running number of its sentence."""

    start: int
    end: int
    form: str
    lemma: str
    tag: str
    sentence: int
    oov: bool
    """Whether Kiwi had to guess it."""


_morpheme = functools.partial(tuple.__new__, Morpheme)
"""A morpheme of its fields in order, in half the time that calling the class takes: a report has a thousand of them."""


class _PlainTags(dict[str, str]):
    """Kiwi's tag → the tag without what tells regular and irregular verbs apart: VV-R and VV-I are VV."""

    def __missing__(self, tag: str) -> str:
        self[tag] = plain = tag.partition("-")[0]
        return plain


_PLAIN = _PlainTags()
_FIELDS = attrgetter("start", "end", "form", "lemma", "tag", "sent_position", "oov")


class Analyser:
    """
    One Kiwi, loaded and warmed up, that knows the names of a gazetteer as proper nouns.

    One worker: more brought no speed on reports, and the rows must not depend on threads. Without the multi-word dictionary
    it needs a third less memory and cuts fewer names apart.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.kiwi = Kiwi(num_workers=1, load_multi_dict=False)
        self.everyday = frozenset(form for form, _ in gazetteer.own_forms if self._is_word(form))
        """Names of the user's own table that are also words of the language (나노, 디자인): only their context makes them names."""
        for word in gazetteer.user_words():
            if word not in self.everyday:
                self.kiwi.add_user_word(word, "NNP")
        self.kiwi.tokenize("첫 분석에서 모형을 읽어 들인다.")
        self._words: dict[str, tuple[bool, bool, bool]] = {}

    def _is_word(self, form: str) -> bool:
        """Whether *form* is one word of Kiwi's vocabulary and no proper noun."""
        tokens = self.tokens(form)
        return len(tokens) == 1 and not tokens[0].oov and tokens[0].tag not in ("NNP", "SL", "SH", "SN")

    def tokens(self, text: str) -> list[Token]:
        """Kiwi's tokens of a short text."""
        return list(self.kiwi.tokenize(text))

    def is_known(self, word: str) -> bool:
        """Whether Kiwi can make *word* of the words it knows."""
        return self._looked_up(word)[0]

    def is_entry(self, word: str) -> bool:
        """Whether *word* is one entry of Kiwi's vocabulary."""
        return self._looked_up(word)[1]

    def is_common(self, word: str) -> bool:
        """Whether *word* is one common noun of Kiwi's vocabulary."""
        return self._looked_up(word)[2]

    def _looked_up(self, word: str) -> tuple[bool, bool, bool]:
        found = self._words.get(word)
        if found is None:
            tokens = self.tokens(word)
            known = not any(token.oov for token in tokens)
            entry = known and len(tokens) == 1
            found = known, entry, entry and tokens[0].tag == "NNG"
            if len(self._words) >= _REMEMBERED:
                self._words.clear()
            self._words[word] = found
        return found

    def morphemes(self, text: str) -> list[Morpheme]:
        """The morphemes of *text* in order. A line break always ends a sentence; within a line Kiwi decides."""
        found: list[Morpheme] = []
        lines = list(_lines(text))
        sentence = -1
        for (offset, _), tokens in zip(lines, map(self.kiwi.tokenize, [line for _, line in lines]), strict=True):
            within = None
            for start, end, form, lemma, tag, position, oov in map(_FIELDS, tokens):
                if position != within:
                    sentence += 1
                    if within is not None:
                        first = _opening_next(found, tag, glued=found[-1].end == offset + start)
                        found[first:] = [morpheme._replace(sentence=sentence) for morpheme in found[first:]]
                    within = position
                found.append(_morpheme((offset + start, offset + end, form, lemma, _PLAIN[tag], sentence, oov)))
                if oov and form[-1] == "를" and len(form) > 1 and tag[0] == "N":
                    found[-1:] = _parted(found[-1])
        return found


@functools.cache
def package_analyser() -> Analyser:
    """The analyser with the names of the package alone: how a text is cut into blocks never depends on a user's table."""
    return Analyser(package_gazetteer())


def _parted(noun: Morpheme) -> list[Morpheme]:
    """A noun that Kiwi does not know and the particle that it took for its end, 가이던스를: no noun ends so."""
    word = noun._replace(end=noun.end - 1, form=noun.form[:-1], lemma=noun.form[:-1])
    return [word, noun._replace(start=word.end, form="를", lemma="를", tag="JKO", oov=False)]


def _opening_next(found: Sequence[Morpheme], tag: str, *, glued: bool) -> int:
    """
    Where what opens the next sentence begins that Kiwi leaves behind the full stop; the number of morphemes where there is none.

    Hanja, `늘었다. 對美 수출은`, and what stands in brackets before a particle, whose *tag* begins the next one: `늘었다. 「판매지수」는`.
    """
    first = len(found) - 1
    if found[first].tag == "SSC" and glued and tag[0] == "J":
        floor = max(0, first - _TITLE)
        first = next((at for at in range(first - 1, floor, -1) if found[at].tag in ("SSO", "SF")), floor)
        if found[first].tag != "SSO":
            return len(found)
    elif found[first].tag != "SH":
        return len(found)
    stop = found[max(0, first - 1)]
    return first if stop.tag == "SF" and stop.sentence == found[first].sentence else len(found)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in _LINE_END.split(text):
        if line and not line.isspace():
            yield at, line
        at += len(line) + (text[at + len(line) : at + len(line) + 1] == "\n")
