"""The embeddings inside Kiwi's own language model, read where kiwipiepy_model keeps them.

`cong.mdl` (Apache-2.0, (c) Min-chul Lee) holds one output embedding for each of its 70,488 morphemes: 256 dimensions of 4 bits.
The file stays where it is; the tagger's weights carry only the names of its rows and a projection to fewer dimensions, fitted
once in training. A row is decoded when its morpheme is first met, so that loading costs nothing.

Layout: a header (`_HEADER`), then at `embedding_offset` the context embeddings, each six bytes longer than an output embedding,
then the output embeddings: 128 bytes of nibbles (low one first), a float16 scale, and 32 bytes with a 2-bit zero point and a 6-bit
scale for each group of eight. value = (nibble - (zero + 6)) * (group_scale + 9) / 9 * scale / 8.
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import numpy as np
from kiwipiepy import Kiwi
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

_HEADER = struct.Struct("<QQHHBBBBQQQQQ")
_DIMENSIONS = 256
_GROUP = 8
_ROW = np.dtype([("nibbles", "u1", _DIMENSIONS // 2), ("scale", "<f2"), ("groups", "u1", _DIMENSIONS // _GROUP)])
_CONTEXT_EXTRA = 6


class UnknownFormatError(ValueError):
    """The file is no language model of the kind that kiwipiepy_model 0.24 ships."""

    def __init__(self, path: str, dimensions: int, bits: int) -> None:
        super().__init__(path, dimensions, bits)
        self.path, self.dimensions, self.bits = path, dimensions, bits

    def __str__(self) -> str:
        return (
            f"{self.path} holds embeddings of {self.dimensions} dimensions in {self.bits} bits, not of {_DIMENSIONS} in 4. "
            "Install kiwipiepy_model 0.24, or train the name model again for the new one."
        )


@functools.cache
def stored_rows() -> NDArray[np.void]:
    """The output embeddings as they lie in the file, one record a morpheme."""
    with resources.as_file(resources.files("kiwipiepy_model") / "cong.mdl") as path:
        with path.open("rb") as model:
            morphemes, contexts, dimensions, _, _, _, bits, group, *_, offset = _HEADER.unpack(model.read(_HEADER.size))
        if (dimensions, bits, group) != (_DIMENSIONS, 4, _GROUP):
            raise UnknownFormatError(str(path), dimensions, bits)
        start = offset + contexts * (_ROW.itemsize + _CONTEXT_EXTRA)
        return np.memmap(path, dtype=_ROW, mode="r", offset=start, shape=(morphemes,))


def decoded(rows: Rows) -> Floats:
    """The embeddings of *rows*, each of length 1: shape (rows, 256)."""
    stored = stored_rows()[rows]
    nibbles = np.stack([stored["nibbles"] & 15, stored["nibbles"] >> 4], axis=-1).reshape(len(rows), -1, _GROUP).astype("f4")
    zero = (stored["groups"] >> 6).astype("f4") + 6
    scale = ((stored["groups"] & 63).astype("f4") + 9) / 9 * (stored["scale"].astype("f4")[:, None] / 8)
    values = ((nibbles - zero[..., None]) * scale[..., None]).reshape(len(rows), _DIMENSIONS)
    return _of_length_one(values)


def row_names(kiwi: Kiwi) -> list[str]:
    """`form/TAG` of each row in order, irregular and regular verbs alike; the model itself knows its rows only by number."""
    neighbours = kiwi.most_similar_morphemes(0, top_n=len(stored_rows()))
    return [f"{found.form}/{found.tag.partition('-')[0]}" for found in sorted(neighbours, key=lambda found: found.id)]


class KiwiVectors:
    """Embeddings by morpheme, projected; a morpheme without one has zeros."""

    def __init__(self, names: Sequence[str], mean: Floats, projection: Floats) -> None:
        self._names, self._mean, self._projection = names, mean, projection
        self._row_of: dict[str, int] = {}
        for row, name in enumerate(names):
            self._row_of.setdefault(name, row)
        self._missing = len(names)
        self._table: Floats = np.zeros((len(names) + 1, projection.shape[1]), "f4")
        self._filled = np.zeros(len(names) + 1, bool)
        self._filled[self._missing] = True

    @classmethod
    def fit(cls, kiwi: Kiwi, dimensions: int) -> KiwiVectors:
        """The principal components of all embeddings that have a name."""
        names = row_names(kiwi)
        values = decoded(np.arange(len(names)))
        mean = values.mean(axis=0)
        centred = _of_length_one(values - mean)
        _, axes = np.linalg.eigh(centred.T @ centred)
        return cls(names, mean, np.ascontiguousarray(axes[:, ::-1][:, :dimensions]).astype("f4"))

    @property
    def dimensions(self) -> int:
        return int(self._projection.shape[1])

    def row(self, form: str, tag: str) -> int:
        """The row of a morpheme; the last one, of zeros, for one that Kiwi's model has no embedding of."""
        return self._row_of.get(f"{form}/{tag}", self._missing)

    def __getitem__(self, rows: Rows) -> Floats:
        wanted = np.unique(rows)
        wanted = wanted[~self._filled[wanted]]
        if len(wanted):
            values = _of_length_one(decoded(wanted) - self._mean) @ self._projection
            self._table[wanted] = values * np.sqrt(self.dimensions)
            self._filled[wanted] = True
        return self._table[rows]

    def to_disk(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        (path / "rows.txt").write_text("\n".join(self._names), encoding="utf-8")
        np.save(path / "projection.npy", np.vstack([self._mean, self._projection.T]))

    @classmethod
    def from_disk(cls, path: Path) -> KiwiVectors:
        stored = np.load(path / "projection.npy")
        return cls((path / "rows.txt").read_text(encoding="utf-8").split("\n"), stored[0], np.ascontiguousarray(stored[1:].T))


def _of_length_one(values: Floats) -> Floats:
    length: Floats = np.linalg.norm(values, axis=1, keepdims=True)
    return (values / np.maximum(length, 1e-8)).astype("f4")
