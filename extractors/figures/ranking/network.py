"""
The network that weighs options: a sum of feature weights plus one hidden layer, and a softmax over the options of a figure.

Features are words with a number each; those that training did not keep are passed over. Below the hidden layer everything is a sum of
rows of one matrix, so what a candidate brings to every figure is added up once (`Bank`), and a figure adds only what is between the
two. Several networks that were trained from different starts vote with their mean probability, which also makes the probabilities
less sure of themselves where they differ.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.figures.ranking.vocabulary import UNKNOWN

Floats = NDArray[np.float32]
WEIGHTS = "weights.npz"
_MANY = 64
"""Features that few lists have more of."""


class Network(NamedTuple):
    """Weights of the ensemble for one attribute; F features, N networks, H hidden units."""

    features: Mapping[str, int]
    linear: Floats
    """F x N."""
    hidden: Floats
    """F x (N * H)."""
    bias: Floats
    """N * H."""
    top: Floats
    """N x H."""


class Weigher:
    """A network, laid out for adding up rows: a column for each of N networks, then their N * H hidden units."""

    def __init__(self, network: Network) -> None:
        self.voters, width = network.top.shape
        rows = np.concatenate([network.linear, network.hidden], axis=1)
        self._rows = np.concatenate([np.zeros((1, rows.shape[1]), "f4"), rows])
        self.bias = np.concatenate([np.zeros(self.voters, "f4"), network.bias])
        self._top = np.zeros((network.top.size, self.voters), "f4")
        for voter, weights in enumerate(network.top):
            self._top[voter * width : (voter + 1) * width, voter] = weights
        self._ones = np.ones(_MANY, "f4")

    def sums(self, features: Sequence[Sequence[int]]) -> Floats:
        """The sum of the rows of each list of features."""
        longest = max(1, *map(len, features))
        blank = [UNKNOWN] * longest
        padded: list[int] = []
        for numbers in features:
            padded += numbers
            padded += blank[len(numbers) :]
        taken = np.fromiter(padded, "i8", len(padded))  # in half the time in which an array is made of a list
        rows = self._rows.take(taken, axis=0).reshape(len(features), longest, -1)
        ones = self._ones[:longest] if longest <= _MANY else np.ones(longest, "f4")
        return np.asarray(ones @ rows)  # adds up faster than a sum over the second axis

    def chances(self, below: Floats) -> list[float]:
        """The probability of each option, whose rows are added up in *below*: options x (N + N * H)."""
        scores = below[:, : self.voters] + np.tanh(below[:, self.voters :]) @ self._top
        powers = np.exp(scores - np.maximum.reduce(scores, axis=0))
        shares = powers @ (1 / (self.voters * np.add.reduce(powers, axis=0)))
        return list(shares.tolist())


class Bank:
    """What candidates bring to every figure, added up once for many of them; a document has one for each attribute."""

    def __init__(self, weigher: Weigher | None) -> None:
        self.features: list[tuple[int, ...]] = []
        self._weigher = weigher
        self._sums = np.empty((0, 0), "f4")
        self._filled = 0

    def add(self, features: tuple[int, ...]) -> int:
        """Take in the features of a candidate; its number here."""
        self.features.append(features)
        return len(self.features) - 1

    def sums(self, candidates: Sequence[int]) -> Floats:
        """The sums of the rows of *candidates*, bias included. Raises ValueError without a network."""
        if self._weigher is None:
            raise ValueError("a bank without a network has no sums; give its judge trained networks")
        if self._filled < len(self.features):
            new = self._weigher.sums(self.features[self._filled :]) + self._weigher.bias
            if len(self._sums) < len(self.features):
                room = np.empty((2 * len(self.features), new.shape[1]), "f4")
                room[: self._filled] = self._sums[: self._filled] if self._filled else 0
                self._sums = room
            self._sums[self._filled : len(self.features)] = new
            self._filled = len(self.features)
        return self._sums.take(candidates, axis=0)


@functools.cache
def networks() -> Mapping[str, Network]:
    """Attribute → its network, from the weights beside this module."""
    with resources.as_file(resources.files(__package__) / WEIGHTS) as path, np.load(path) as stored:
        return {
            attribute: Network(
                {feature: index for index, feature in enumerate(json.loads(str(stored[f"{attribute}.features"])))},
                *(np.asarray(stored[f"{attribute}.{part}"], "f4") for part in ("linear", "hidden", "bias", "top")),
            )
            for attribute in json.loads(str(stored["attributes"]))
        }
