"""
The trained network, laid out for reading: the same sums as in `network.py`, in the order that costs least.

What a token is mixed to depends on nothing but its form, its tag and its place, so it is computed once and kept. The windows of
three neighbours are never copied: every third window lies in one piece in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import filterfalse
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.strings import StringStore

from extractors.model.features import Key, hashes_of
from extractors.model.vectors import KiwiVectors

Floats = NDArray[np.floating[Any]]

_KEPT = 1 << 15
"""Tokens that are kept, at most: 13 MB."""
_TOGETHER = 512
"""Tokens that are read together: what a layer makes of them stays in the processor's second cache."""
_EPSILON = 1e-8


class _Maxout(NamedTuple):
    """A maxout layer with its normalisation: the pieces of an output stand a whole width apart, not side by side."""

    weights: Floats
    """Inputs x (pieces x width)."""
    bias: Floats
    scale: Floats
    shift: Floats

    @staticmethod
    def of(layer: Any) -> _Maxout:
        maxout, norm = (next(node for node in layer.walk() if node.name == name) for name in ("maxout", "layernorm"))
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        width, pieces, inputs = weights.shape
        return _Maxout(
            np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, pieces * width)),
            np.ascontiguousarray(bias.reshape(width, pieces).T.reshape(-1)),
            norm.get_param("G"),
            norm.get_param("b"),
        )

    def __call__(self, windows: Floats) -> Floats:
        """Outputs of *windows*, whose last axis holds the inputs."""
        width = len(self.scale)
        pieces = np.matmul(windows, self.weights)
        pieces += self.bias
        best = np.maximum(pieces[..., :width], pieces[..., width : 2 * width])
        for at in range(2 * width, pieces.shape[-1], width):
            np.maximum(best, pieces[..., at : at + width], out=best)
        best -= best.mean(axis=-1, keepdims=True)
        best *= (np.einsum("...i,...i->...", best, best)[..., None] / np.float32(width) + np.float32(_EPSILON)) ** np.float32(
            -0.5
        )
        best *= self.scale
        best += self.shift
        return np.asarray(best)


class Reader:
    """
    Scores tokens with the weights of a trained network of `build_network`.

    It copies the weights: one that is trained further needs a new reader.
    """

    def __init__(self, network: Any, vectors: KiwiVectors) -> None:
        self._vectors = vectors
        embed, project, mix, encode, score = network.layers
        self._embed = embed
        linear = next(node for node in project.walk() if node.has_param("W"))
        self._project = _doubles(linear.get_param("W").T), _doubles(linear.get_param("b"))
        self._mix = _Maxout(*map(_doubles, _Maxout.of(mix)))
        self._layers = [_Maxout.of(residual) for residual in encode.layers[0].layers]
        last = score.layers[-1]
        self._score = np.ascontiguousarray(last.get_param("W").T), last.get_param("b")
        self._row_of: dict[Key, int] = {}
        self._rows: Floats = np.zeros((0, self.width), "f4")

    @property
    def width(self) -> int:
        return len(self._mix.scale)

    def scores(self, keys: Sequence[Key], lengths: Sequence[int], strings: StringStore, columns: slice) -> Floats:
        """
        Scores before any softmax, tokens x *columns* of the network's tags.

        *keys*: the tokens, sentence after sentence, numbered by *strings*; *lengths*: tokens of each sentence.
        """
        rows = self._known(keys, strings)
        weights, bias = (np.ascontiguousarray(part[..., columns]) for part in self._score)
        found = np.empty((len(keys), weights.shape[1]), "f4")
        for start, end, sizes in _portions(lengths):
            found[start:end] = self._encoded(self._rows[rows[start:end]], sizes) @ weights
        found += bias
        return found

    def _known(self, keys: Sequence[Key], strings: StringStore) -> NDArray[np.int64]:
        """The row of each token in the table of mixed ones, after those that are new have got theirs."""
        fresh = dict.fromkeys(filterfalse(self._row_of.__contains__, keys))
        if len(self._row_of) + len(fresh) > _KEPT:
            self._row_of.clear()
            self._rows = self._rows[:0]
            fresh = dict.fromkeys(keys)
        if fresh:
            at = len(self._row_of)
            self._make_room(at + len(fresh))
            self._rows[at : at + len(fresh)] = self._mixed(list(fresh), strings)
            self._row_of.update((key, row) for row, key in enumerate(fresh, start=at))
        return np.fromiter(map(self._row_of.__getitem__, keys), "i8", len(keys))

    def _make_room(self, rows: int) -> None:
        """Have space for so many *rows*, and for as many again where there was none, so that a text does not pay for those before it."""
        if rows > len(self._rows):
            grown: Floats = np.empty((max(rows, min(2 * len(self._rows), _KEPT)), self.width), "f4")
            grown[: len(self._rows)] = self._rows
            self._rows = grown

    def _mixed(self, keys: Sequence[Key], strings: StringStore) -> Floats:
        """
        What new tokens are mixed to, one row a token.

        A matrix product may round a row otherwise where it stands elsewhere in the matrix, and which tokens are new depends on the
        texts read before. So it is computed with twice the digits that are kept: a text never depends on those before it.
        """
        mixed = np.empty((len(keys), self.width), "f4")
        weights, bias = self._project
        for start in range(0, len(keys), _TOGETHER):
            some = keys[start : start + _TOGETHER]
            hashes = np.array([hashes_of(key, strings) for key in some], "u8")
            vectors = self._vectors[np.array([self._vectors.row(strings[form], strings[tag]) for form, tag, _ in some])]
            inputs = np.hstack([_doubles(self._embed.predict(hashes)), _doubles(vectors) @ weights + bias])
            mixed[start : start + len(some)] = self._mix(inputs)
        return mixed

    def _encoded(self, mixed: Floats, lengths: Sequence[int]) -> Floats:
        """
        What the layers make of whole sentences, one row a token.

        Between sentences stand as many empty rows as there are layers, as in training: so far each token sees.
        """
        pad = len(self._layers)
        places = np.arange(len(mixed)) + pad * np.repeat(np.arange(1, len(lengths) + 1), lengths)
        size = len(mixed) + pad * (len(lengths) + 1)
        thirds = -(-size // 3)
        around = np.zeros((3 * thirds + 2, self.width), "f4")  # a row more at both ends, for their windows
        around[places + 1] = mixed
        within = around[1:-1].reshape(thirds, 3, self.width).transpose(1, 0, 2)
        windows = [around[first : first + 3 * thirds].reshape(thirds, 3 * self.width) for first in range(3)]
        for layer in self._layers:
            changes = [layer(window) for window in windows]
            for first, change in enumerate(changes):
                within[first] += change
        return np.asarray(around[places + 1])


def _doubles(values: Floats) -> NDArray[np.float64]:
    return np.ascontiguousarray(values, "f8")


def _portions(lengths: Sequence[int]) -> Iterator[tuple[int, int, Sequence[int]]]:
    """Sentences that are read together: first token, end, and the tokens of each."""
    start = first = size = 0
    for place, length in enumerate(lengths):
        size += length
        if size >= _TOGETHER or place + 1 == len(lengths):
            yield start, start + size, lengths[first : place + 1]
            start, first, size = start + size, place + 1, 0
