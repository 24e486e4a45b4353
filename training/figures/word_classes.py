"""
Classes of words by what stands beside them in releases of ministries: extractors/figures/word_classes.npz.

Words are weighed by how much oftener than by chance a neighbour stands beside them (PPMI, of which the contexts are smoothed), brought
down to a few dimensions and cut into classes by k-means over directions, once for each grain (Levy, Goldberg and Dagan 2015 compare such
vectors with those of networks). Nothing of a text is kept but which words go together.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.analyser import Morpheme, package_analyser
from extractors.figures.word_classes import CLASSES, CONTENT, word_of
from training.figures.corpus import ROOT

RELEASES = ROOT.parent / "shared/data/releases/releases.jsonl.xz"
CUT = 4000
"""Characters of a release that are read: what follows is often lists of names."""
SEEN = 15
"""Times that a word must be met."""
CONTEXTS = 4000
"""Neighbours that are looked at, the commonest."""
DIMENSIONS = 60
SIZES = (50, 200)
"""Classes of each grain."""
SMOOTHED = 0.75
"""Exponent of the contexts' counts."""
ROUNDS = 25
"""Of k-means."""
REACH = 8
"""Morphemes in which the verb stands that a word goes with."""
_VERBS = ("VV", "VA", "XSV", "XSA")
_NUMBER, _EDGE = "NUM", "^"

Floats = NDArray[np.float32]
Context = tuple[str, str]
"""Where a neighbour stands, and what it is."""


class _Met(NamedTuple):
    """A word where it was met, with its neighbours."""

    word: str
    contexts: list[Context]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--data", type=Path, default=RELEASES, help="releases, one JSON object a line, packed with xz")


def main(options: argparse.Namespace) -> None:
    """Learn classes of words from the releases of ../shared and write them."""
    words, vectors = learned(_releases(options.data))
    path = Path(str(resources.files("extractors.figures") / CLASSES))
    classes = np.stack([clustered(vectors, size) for size in SIZES], axis=1).astype("u2")
    np.savez_compressed(path, words=np.frombuffer("\n".join(words).encode(), "u1"), classes=classes)
    print(f"{path.name}: {len(words)} words, {path.stat().st_size / 1e6:.2f} MB")


def _releases(path: Path) -> Iterator[Sequence[Morpheme]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            release = json.loads(line)
            yield package_analyser().morphemes(f"{release['title']}\n\n{release['text']}"[:CUT])


def learned(texts: Iterator[Sequence[Morpheme]]) -> tuple[list[str], Floats]:
    """The words of *texts* that are met often enough, and their vectors of length 1, words x `DIMENSIONS`."""
    words: Counter[str] = Counter()
    contexts: Counter[Context] = Counter()
    pairs: Counter[tuple[str, Context]] = Counter()
    for morphemes in texts:
        for met in _met(morphemes):
            words[met.word] += 1
            contexts.update(met.contexts)
            pairs.update((met.word, context) for context in met.contexts)
    kept = [word for word, count in words.items() if count >= SEEN]
    row = {word: number for number, word in enumerate(kept)}
    column = {context: number for number, (context, _) in enumerate(contexts.most_common(CONTEXTS))}
    counts = np.zeros((len(row), len(column)), "f4")
    for (word, context), count in pairs.items():
        if word in row and context in column:
            counts[row[word], column[context]] = count
    return kept, vectors_of(counts)


def vectors_of(counts: Floats) -> Floats:
    """Vectors of length 1 of the rows of *counts*, words x contexts."""
    smoothed = counts.sum(axis=0) ** SMOOTHED
    expected = counts.sum(axis=1, keepdims=True) * (smoothed / smoothed.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        weights = np.where(counts > 0, np.maximum(np.log(counts / expected), 0), 0).astype("f4")
    values, directions = np.linalg.eigh(weights.T @ weights)
    largest = slice(-1, -DIMENSIONS - 1, -1)
    vectors = weights @ directions[:, largest] / np.sqrt(np.sqrt(np.maximum(values[largest], 1e-9)))
    return np.asarray(_of_length_one(vectors), "f4")


def clustered(vectors: Floats, size: int) -> NDArray[np.int64]:
    """The class of each of *vectors*, of *size* ones."""
    random = np.random.default_rng(0)
    centres = vectors[random.choice(len(vectors), size, replace=False)]
    for _ in range(ROUNDS):
        nearest = (vectors @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        empty = np.bincount(nearest, minlength=size) == 0
        sums[empty] = vectors[random.choice(len(vectors), int(empty.sum()))]
        centres = _of_length_one(sums)
    return np.asarray((vectors @ centres.T).argmax(axis=1))


def _of_length_one(rows: Floats) -> Floats:
    return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9), "f4")


def _met(morphemes: Sequence[Morpheme]) -> Iterator[_Met]:
    for at, morpheme in enumerate(morphemes):
        if morpheme.tag in CONTENT:
            yield _Met(word_of(morpheme.lemma, morpheme.tag), list(_contexts(morphemes, at)))


def _contexts(morphemes: Sequence[Morpheme], at: int) -> Iterator[Context]:
    """The two neighbours on each side, and the verb that the word goes with, by its particle."""
    sentence = morphemes[at].sentence
    for offset in (-2, -1, 1, 2):
        near = morphemes[at + offset] if 0 <= at + offset < len(morphemes) else None
        inside = near is not None and near.sentence == sentence
        yield str(offset), _told(near) if near is not None and inside else _EDGE
    behind = morphemes[at + 1 : at + REACH]
    for number, verb in enumerate(behind):
        if verb.sentence != sentence:
            return
        if verb.tag in _VERBS:
            particle = behind[0].lemma if behind[0].tag[0] == "J" else ""
            stem = verb if verb.tag in ("VV", "VA") or not number else behind[number - 1]
            yield f"verb:{particle}", stem.lemma
            return


def _told(morpheme: Morpheme) -> str:
    return _NUMBER if morpheme.tag == "SN" else word_of(morpheme.lemma, morpheme.tag)
