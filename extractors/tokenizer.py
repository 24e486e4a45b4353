"""Kiwi's tokens for spaCy: a tokenizer that loses no character of the text.

Kiwi's morphemes may share a character (됐 is 되 + 었); spaCy's tokens may not. So both layers are kept: the morphemes as Kiwi
gives them (`doc._.morphemes`), and one token for each group of morphemes that overlap, with their tags joined by `+`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.analyser import Morpheme
from extractors.gazetteer import Gazetteer, UserTable
from extractors.knowledge import Knowledge

TOKENIZER = "sasil.KiwiTokenizer.v1"
"""The name under which spaCy finds the tokenizer, in a config and in a saved pipeline."""

if not Doc.has_extension("morphemes"):
    Doc.set_extension("morphemes", default=())
    Doc.set_extension("source_text", default=None)  # doc.text without joining the tokens anew at each look


class KiwiTokenizer:
    """A spaCy tokenizer: `doc.text` is the text it was given, tokens are Kiwi's morphemes, merged where they overlap."""

    def __init__(self, vocab: Vocab, knowledge: Knowledge) -> None:
        self.vocab, self.knowledge = vocab, knowledge

    def __call__(self, text: str) -> Doc:
        morphemes = self.knowledge.analyser.morphemes(text)
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

    def __reduce__(self) -> tuple[type[KiwiTokenizer], tuple[Vocab, Knowledge]]:
        return KiwiTokenizer, (self.vocab, self.knowledge)

    # Nothing of the tokenizer is learned and the user's names stand in the config, so nothing is written; spaCy asks for these four.
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> KiwiTokenizer:
        return self

    def to_disk(self, _path: Path, **_: Any) -> None:
        return None

    def from_disk(self, _path: Path, **_: Any) -> KiwiTokenizer:
        return self


@spacy.registry.tokenizers(TOKENIZER)
def make_tokenizer(gazetteer: str | None = None) -> Callable[[Language], KiwiTokenizer]:
    """What spaCy builds from a config; *gazetteer* is the text of a table of the user's own, with the columns of companies.csv."""
    knowledge = Knowledge(Gazetteer(UserTable("gazetteer", gazetteer))) if gazetteer else Knowledge()
    return lambda nlp: KiwiTokenizer(nlp.vocab, knowledge)


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
        first = group[0]
        start, end, tag, lemma = first.start, first.end, first.tag, first.lemma
        if len(group) > 1:
            end = max(m.end for m in group)
            tag, lemma = "+".join(m.tag for m in group), "+".join(m.lemma for m in group)
        if at < start:
            yield _gap(text, at, start)
        space = text.startswith(" ", end)
        yield _Piece(start, end, tag, lemma, space, first.sentence != sentence)
        sentence = first.sentence
        at = end + space
    if at < len(text):
        yield _gap(text, at, len(text))


def _groups(morphemes: list[Morpheme]) -> Iterator[list[Morpheme]]:
    group: list[Morpheme] = []
    end = -1
    for morpheme in morphemes:
        if group and morpheme.start >= end > group[0].start and morpheme.end > morpheme.start:
            yield group
            group = []
        group.append(morpheme)
        if morpheme.end > end:
            end = morpheme.end
    if group:
        yield group


def _gap(text: str, start: int, end: int) -> _Piece:
    return _Piece(start, end, "SP", text[start:end], space=False, opens_sentence=False)
