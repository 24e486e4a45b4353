"""What the tagger sees of a token: hashes of its form, its tag and its place, and Kiwi's embedding of its morpheme."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDX, LENGTH, ORTH, SENT_START, SPACY, TAG
from spacy.strings import StringStore, hash_string  # type: ignore[attr-defined]  # missing from its stubs
from spacy.tokens import Doc

from extractors.model.vectors import KiwiVectors

COLUMNS = ("form", "first", "last", "first_two", "last_two", "last_three", "shape", "tag", "place")
"""The hashed features, in the order of the columns of `Features.hashes`."""

_CLASSES = (("H", r"[가-힣]"), ("j", r"[ㄱ-ㅣ\u1100-\u11ff]"), ("A", r"[A-Z]"), ("a", r"[a-z]"), ("0", r"\d"), ("C", r"[一-鿿]"))
_SHAPES = tuple((letter, re.compile(pattern)) for letter, pattern in _CLASSES)
_DIGIT = re.compile(r"\d")
_LONGEST_RUN = 4
_AFTER_BLANK = 2
_BLANK = hash_string("SP")

Key = tuple[int, int, int]
"""spaCy's numbers of a token's form and tag; 1 where Kiwi guessed it, and 2 more behind white space or at the beginning."""


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


class Tokens(NamedTuple):
    """The tokens of a document as spaCy keeps them."""

    keys: list[Key]
    lengths: tuple[int, ...]
    """Tokens of each sentence that the tokenizer saw."""
    starts: NDArray[np.int64]
    """Where each token begins, in characters."""
    ends: NDArray[np.int64]


def tokens_of(doc: Doc) -> Tokens:
    """What decides the features of every token of *doc*, and where the tokens stand."""
    forms, tags, blanks, opens, starts, sizes = (
        column.astype("i8" if number > 1 else "u8")
        for number, column in enumerate(doc.to_array([ORTH, TAG, SPACY, SENT_START, IDX, LENGTH]).T)
    )
    place = np.isin(starts, [morpheme.start for morpheme in doc._.morphemes if morpheme.oov]).astype("i8")
    place[:1] += _AFTER_BLANK
    place[1:] += _AFTER_BLANK * ((blanks[:-1] > 0) | (tags[:-1] == _BLANK))
    opens[:1] = 1
    heads = np.flatnonzero(opens == 1)
    keys = list(zip(forms.tolist(), tags.tolist(), place.tolist(), strict=True))
    return Tokens(keys, tuple(np.diff([*heads, len(doc)]).tolist()) if len(doc) else (), starts, starts + sizes)


def features_of(doc: Doc, vectors: KiwiVectors) -> Features:
    """The features of every token of *doc*; sentences are those that the tokenizer saw."""
    tokens, strings = tokens_of(doc), doc.vocab.strings
    hashes = np.array([hashes_of(key, strings) for key in tokens.keys], "u8").reshape(-1, len(COLUMNS))
    rows = np.array([vectors.row(strings[form], strings[tag]) for form, tag, _ in tokens.keys], "i8")
    return Features(hashes, rows, tokens.lengths)


def hashes_of(key: Key, strings: StringStore) -> NDArray[np.uint64]:
    """The hashed features of a token, one a column of `COLUMNS`."""
    form, tag, place = key
    return _hashes(strings[form], strings[tag], (place >= _AFTER_BLANK, place % _AFTER_BLANK == 1))


@functools.lru_cache(maxsize=100_000)
def _hashes(text: str, tag: str, place: tuple[bool, bool]) -> NDArray[np.uint64]:
    lowered = _DIGIT.sub("0", text.lower())
    values = (lowered, lowered[:1], lowered[-1:], lowered[:2], lowered[-2:], lowered[-3:], _shape(text), tag, str(place))
    return np.array([hash_string(value) for value in values], "u8")


def _shape(text: str) -> str:
    """`Qwen3-Max` is `Aaaa0-Aaa`: a letter for each class of characters, runs cut at four."""
    for letter, pattern in _SHAPES:
        text = pattern.sub(letter, text)
    return "".join("".join(itertools.islice(run, _LONGEST_RUN)) for _, run in itertools.groupby(text))
