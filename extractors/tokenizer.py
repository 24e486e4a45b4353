"""Kiwi behind spaCy: one shared analyser a process, and a tokenizer that loses no character of the text.

Kiwi's morphemes may share a character (됐 is 되 + 었); spaCy's tokens may not. So both layers are kept: the morphemes as Kiwi
gives them (`doc._.morphemes`), and one token for each group of morphemes that overlap, with their tags joined by `+`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from kiwipiepy import Kiwi
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.gazetteer import follows_tables, own_forms, user_words

TOKENIZER = "sasil.KiwiTokenizer.v1"
"""The name under which spaCy finds the tokenizer, in a config and in a saved pipeline."""

if not Doc.has_extension("morphemes"):
    Doc.set_extension("morphemes", default=())
    Doc.set_extension("source_text", default=None)  # doc.text without joining the tokens anew at each look


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


def kiwi() -> Kiwi:
    """The one Kiwi of this process, loaded and warmed up.

    One worker: more brought no speed on reports, and the rows must not depend on threads. Without the multi-word dictionary
    it needs a third less memory and cuts fewer names apart. Names of the gazetteer are known to it as proper nouns.
    """
    return _kiwi()[0]


def everyday_names() -> frozenset[str]:
    """Names of the user's own table that are also words of the language (나노, 디자인): only their context makes them names."""
    return _kiwi()[1]


@follows_tables
@functools.cache
def _kiwi() -> tuple[Kiwi, frozenset[str]]:
    analyser = Kiwi(num_workers=1, load_multi_dict=False)
    everyday = frozenset(form for form, _ in own_forms() if _is_word(analyser, form))
    for word in user_words():
        if word not in everyday:
            analyser.add_user_word(word, "NNP")
    analyser.tokenize("첫 분석에서 모형을 읽어 들인다.")
    return analyser, everyday


def _is_word(analyser: Kiwi, form: str) -> bool:
    """Whether *form* is one word of Kiwi's vocabulary and no proper noun."""
    tokens = analyser.tokenize(form)
    return len(tokens) == 1 and not tokens[0].oov and tokens[0].tag not in ("NNP", "SL", "SH", "SN")


def morphemes_of(text: str) -> list[Morpheme]:
    """The morphemes of *text* in order. A line break always ends a sentence; within a line Kiwi decides."""
    found: list[Morpheme] = []
    lines = list(_lines(text))
    sentence = 0
    for (offset, _), sentences in zip(lines, kiwi().tokenize((line for _, line in lines), split_sents=True), strict=True):
        for tokens in sentences:
            for token in tokens:
                start = offset + token.start
                tag = token.tag.partition("-")[0]  # VV-R and VV-I are regular and irregular VV
                found.append(Morpheme(start, start + token.len, token.form, token.lemma, tag, sentence, token.oov))
            sentence += bool(tokens)
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            yield at, line
        at += len(line) + 1


class KiwiTokenizer:
    """A spaCy tokenizer: `doc.text` is the text it was given, tokens are Kiwi's morphemes, merged where they overlap."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        morphemes = morphemes_of(text)
        pieces = list(_pieces(text, morphemes))
        doc = Doc(
            self.vocab,
            words=[text[piece.start : piece.end] for piece in pieces],
            spaces=[piece.space for piece in pieces],
            tags=[piece.tag for piece in pieces],
            lemmas=[piece.lemma for piece in pieces],
            sent_starts=[piece.opens_sentence for piece in pieces],
        )
        doc._.morphemes, doc._.source_text = morphemes, text
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        yield from map(self, texts)

    def __reduce__(self) -> tuple[type[KiwiTokenizer], tuple[Vocab]]:
        return KiwiTokenizer, (self.vocab,)

    # Nothing of the tokenizer is learned, so nothing is written; spaCy asks for these four.
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> KiwiTokenizer:
        return self

    def to_disk(self, _path: Path, **_: Any) -> None:
        return None

    def from_disk(self, _path: Path, **_: Any) -> KiwiTokenizer:
        return self


@spacy.registry.tokenizers(TOKENIZER)
def _make_tokenizer() -> Callable[[Language], KiwiTokenizer]:
    return lambda nlp: KiwiTokenizer(nlp.vocab)


class _Piece(NamedTuple):
    start: int
    end: int
    tag: str
    lemma: str
    space: bool
    opens_sentence: bool


def _pieces(text: str, morphemes: list[Morpheme]) -> Iterator[_Piece]:
    """Cut *text* into tokens: groups of overlapping morphemes, and the white space that spaCy cannot write as one space."""
    at = 0
    sentence = -1
    for group in _groups(morphemes):
        start, end = group[0].start, max(m.end for m in group)
        yield from _gap(text, at, start)
        at = end
        space = text[end : end + 1] == " "
        tag, lemma = "+".join(m.tag for m in group), "+".join(m.lemma for m in group)
        yield _Piece(start, end, tag, lemma, space, group[0].sentence != sentence)
        sentence = group[0].sentence
        at += space
    yield from _gap(text, at, len(text))


def _groups(morphemes: list[Morpheme]) -> Iterator[list[Morpheme]]:
    group: list[Morpheme] = []
    end = -1
    for morpheme in morphemes:
        if group and morpheme.start >= end > group[0].start and morpheme.end > morpheme.start:
            yield group
            group = []
        group.append(morpheme)
        end = max(end, morpheme.end)
    if group:
        yield group


def _gap(text: str, start: int, end: int) -> Iterator[_Piece]:
    if start < end:
        yield _Piece(start, end, "SP", text[start:end], space=False, opens_sentence=False)
