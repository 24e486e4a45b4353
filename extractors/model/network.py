"""The network: hashed features and Kiwi's embeddings, mixed, seen in the window of their neighbours, scored for every tag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from thinc.api import Dropout, HashEmbed, Linear, Maxout, Model, chain, concatenate, use_ops

Floats = NDArray[np.float32]


class Inputs(NamedTuple):
    """The tokens of some sentences, one after the other."""

    hashes: NDArray[np.uint64]
    """Tokens x hashed features."""
    vectors: Floats
    """Tokens x dimensions."""
    lengths: Sequence[int]
    """Tokens of each sentence."""


def build_network(
    *, rows: Sequence[int], hash_width: int, vector_width: int, width: int, depth: int, pieces: int, tags: int
) -> Any:
    """
    A thinc model from `Inputs` to scores, tokens x *tags*, before any softmax.

    *rows*: size of the table of each hashed feature; *depth*: layers that see the neighbours, the best of *pieces* sums each. OpenBLAS,
    not BLIS, multiplies: on these narrow matrices it is four times as fast.
    """
    with use_ops("numpy", use_blis=False):
        embed: Model[Any, Any] = concatenate(
            *(HashEmbed(hash_width, size, seed=i, column=i, dropout=0.0) for i, size in enumerate(rows))
        )
        project: Model[Any, Any] = Linear(width, vector_width)
        mix = Maxout(width, hash_width * len(rows) + width, nP=3, normalize=True, dropout=0.0)
        encode = MaxoutWindowEncoder(width=width, window_size=1, maxout_pieces=pieces, depth=depth)
        drop: Model[Any, Any] = Dropout(0.0)
        score: Model[Any, Any] = chain(drop, Linear(tags, width))
        return Model("sasil_name_tagger", _forward, init=_initialise, layers=[embed, project, mix, encode, score])


def _initialise(model: Any, X: Inputs, Y: Any = None) -> None:  # noqa: N803 - thinc calls with these names
    embed, project, mix, encode, score = model.layers
    embed.initialize(X.hashes)
    for layer in (project, mix, encode, score):
        layer.initialize()


def _forward(model: Any, inputs: Inputs, is_train: bool) -> tuple[Floats, Callable[[Floats], Inputs]]:
    embed, project, mix, encode, score = model.layers
    hashes, vectors, lengths = inputs
    embedded, back_embed = embed(hashes, is_train)
    projected, back_project = project(vectors, is_train)
    mixed, back_mix = mix(np.hstack([embedded, projected]), is_train)
    encoded, back_encode = encode(model.ops.unflatten(mixed, np.array(lengths, "i")), is_train)
    scores, back_score = score(model.ops.flatten(encoded), is_train)

    def backprop(gradient: Floats) -> Inputs:
        d_encoded = back_score(gradient)
        d_mixed = model.ops.flatten(back_encode(model.ops.unflatten(d_encoded, np.array(lengths, "i"))))
        d_joined = back_mix(d_mixed)
        middle = embedded.shape[1]
        back_embed(np.ascontiguousarray(d_joined[:, :middle]))
        back_project(np.ascontiguousarray(d_joined[:, middle:]))
        return inputs

    return scores, backprop
