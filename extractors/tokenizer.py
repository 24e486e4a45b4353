"""Kiwi's tokens for spaCy: a tokenizer that loses no character of the text.

Kiwi's morphemes may share a character (됐 is 되 + 었); spaCy's tokens may not. So both layers are kept: the morphemes as Kiwi
gives them (`doc._.morphemes`), and one token for each group of morphemes that overlap, with their tags joined by `+`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.attrs import LEMMA, SENT_START, TAG
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
        doc = _doc(self.vocab, _tokens(text, morphemes))
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


Row = tuple[str, bool, str, str, int]
"""A token: its characters, whether a space follows, tag, lemma, and 1 where it opens a sentence, else -1."""


def _tokens(text: str, morphemes: Sequence[Morpheme]) -> list[Row]:
    """The tokens of *text*: groups of overlapping morphemes, and the white space that is no single space."""
    rows: list[Row] = []
    at = 0
    before = -1
    for first, group in _groups(morphemes):
        start, end, _, lemma, tag, sentence, _ = first
        if group:
            end = max(m.end for m in group)
            tag, lemma = "+".join(m.tag for m in group), "+".join(m.lemma for m in group)
        if at < start:
            rows.append((text[at:start], False, "SP", text[at:start], -1))
        space = text.startswith(" ", end)
        rows.append((text[start:end], space, tag, lemma, 1 if sentence != before else -1))
        before = sentence
        at = end + space
    if at < len(text):
        rows.append((text[at:], False, "SP", text[at:], -1))
    return rows


def _doc(vocab: Vocab, rows: Sequence[Row]) -> Doc:
    """A Doc of *rows*; what `Doc` takes by name it adds to the strings again for each token, at twice the time."""
    if not rows:
        return Doc(vocab)
    words, spaces, tags, lemmas, opens = zip(*rows, strict=True)
    ids = {name: vocab.strings.add(name) for name in {*tags, *lemmas}}
    values = np.empty((len(rows), 3), "u8")
    values[:, 0], values[:, 1] = [ids[tag] for tag in tags], [ids[lemma] for lemma in lemmas]
    values[:, 2] = np.array(opens, "i8").view("u8")
    return Doc(vocab, words=words, spaces=spaces).from_array([TAG, LEMMA, SENT_START], values)


def _groups(morphemes: Sequence[Morpheme]) -> Iterator[tuple[Morpheme, Sequence[Morpheme]]]:
    """The first morpheme of each token, and all of them where it has several."""
    first = 0
    end = -1
    for index, morpheme in enumerate(morphemes):
        start, stop = morpheme[0], morpheme[1]
        if index > first and start >= end > morphemes[first][0] and stop > start:
            yield morphemes[first], morphemes[first:index] if index > first + 1 else ()
            first = index
        if stop > end:
            end = stop
    if morphemes:
        yield morphemes[first], morphemes[first:] if len(morphemes) > first + 1 else ()
