"""
The network that weighs options: a sum of feature weights plus one hidden layer, and a softmax over the options of a figure.

Features are words; those that training did not keep are passed over. Several networks that were trained from different starts
vote with their mean probability, which also makes the probabilities less sure of themselves where they differ.
"""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
WEIGHTS = "weights.npz"


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

    def chances(self, setting: Sequence[str], options: Sequence[Sequence[str]]) -> Floats:
        """The probability of each option, given the features of its setting and its own."""
        voters, width = self.top.shape
        known = self.features
        common = [known[f] for f in dict.fromkeys(setting) if f in known]
        base = self.bias + self.hidden[common].sum(axis=0)
        own = [[known[f] for f in dict.fromkeys(features) if f in known] for features in options]
        rows = [row for row, found in enumerate(own) if found]
        below, scores = np.zeros((len(options), len(self.bias)), "f4"), np.zeros((len(options), voters), "f4")
        if rows:
            flat = list(itertools.chain.from_iterable(own))
            starts = list(itertools.accumulate((len(own[row]) for row in rows[:-1]), initial=0))
            below[rows] = np.add.reduceat(self.hidden[flat], starts, axis=0)
            scores[rows] = np.add.reduceat(self.linear[flat], starts, axis=0)
        layers = np.tanh(base + below).reshape(len(options), voters, width)
        scores += (layers * self.top).sum(axis=2)
        return np.asarray(softmax(scores).mean(axis=1), "f4")


def softmax(scores: Floats) -> Floats:
    """Over the first axis, the options."""
    powers = np.exp(scores - scores.max(axis=0, keepdims=True))
    return np.asarray(powers / powers.sum(axis=0, keepdims=True), "f4")


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
