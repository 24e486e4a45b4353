"""What the tagger sees of a token: hashes of its form, its tag and its place, and Kiwi's embedding of its morpheme."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.strings import hash_string  # type: ignore[attr-defined]  # missing from its stubs
from spacy.tokens import Doc

from extractors.model.vectors import KiwiVectors

COLUMNS = ("form", "first", "last", "first_two", "last_two", "last_three", "shape", "tag", "place")
"""The hashed features, in the order of the columns of `Features.hashes`."""

_CLASSES = (("H", r"[가-힣]"), ("j", r"[ㄱ-ㅣ\u1100-\u11ff]"), ("A", r"[A-Z]"), ("a", r"[a-z]"), ("0", r"\d"), ("C", r"[一-鿿]"))
_SHAPES = tuple((letter, re.compile(pattern)) for letter, pattern in _CLASSES)
_LONGEST_RUN = 4


class Features(NamedTuple):
    """The tokens of some sentences, one after the other."""

    hashes: NDArray[np.uint64]
    """Tokens x features."""
    rows: NDArray[np.int64]
    """Rows of the table of embeddings, one a token."""
    lengths: tuple[int, ...]
    """Tokens of each sentence."""

    @staticmethod
    def joined(parts: Sequence[Features]) -> Features:
        return Features(
            np.concatenate([part.hashes for part in parts]),
            np.concatenate([part.rows for part in parts]),
            tuple(itertools.chain.from_iterable(part.lengths for part in parts)),
        )


def features_of(doc: Doc, vectors: KiwiVectors) -> Features:
    """The features of every token of *doc*; sentences are those that the tokenizer saw."""
    guessed = {morpheme.start for morpheme in doc._.morphemes if morpheme.oov}
    hashes = np.empty((len(doc), len(COLUMNS)), "u8")
    rows = np.empty(len(doc), "i8")
    starts = []
    after_blank = True
    for index, token in enumerate(doc):
        text, tag = token.text, token.tag_
        hashes[index] = _hashes(text, tag, (after_blank, token.idx in guessed))
        rows[index] = vectors.row(text, tag)
        after_blank = bool(token.whitespace_) or tag == "SP"
        if token.is_sent_start or not index:
            starts.append(index)
    lengths = np.diff([*starts, len(doc)]) if len(doc) else ()
    return Features(hashes, rows, tuple(int(length) for length in lengths))


@functools.lru_cache(maxsize=100_000)
def _hashes(text: str, tag: str, place: tuple[bool, bool]) -> NDArray[np.uint64]:
    lowered = re.sub(r"\d", "0", text.lower())
    values = (lowered, lowered[:1], lowered[-1:], lowered[:2], lowered[-2:], lowered[-3:], _shape(text), tag, str(place))
    return np.array([hash_string(value) for value in values], "u8")


def _shape(text: str) -> str:
    """`Qwen3-Max` is `Aaaa0-Aaa`: a letter for each class of characters, runs cut at four."""
    for letter, pattern in _SHAPES:
        text = pattern.sub(letter, text)
    return "".join("".join(itertools.islice(run, _LONGEST_RUN)) for _, run in itertools.groupby(text))
