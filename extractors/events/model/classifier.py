"""Asks the trained weights which event a trigger carries."""

from __future__ import annotations

import functools
from importlib import resources
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from extractors.events.model.features import BUCKETS, features_of, hashed
from extractors.reading import Reading
from extractors.syntax import Sentence
from schemas.records import EventType

NONE = "none"
LABELS = (NONE, *get_args(EventType))
WEIGHTS = "weights.npz"

Floats = NDArray[np.float32]


class Judgement(NamedTuple):
    """The most probable label of a trigger."""

    label: str
    """An event type or `none`."""
    probability: float


def classify(reading: Reading, sentence: Sentence, start: int, end: int) -> Judgement:
    """What the trigger at [start, end) of *sentence* carries."""
    if (start, end) not in reading.judged:
        chances = probabilities(_weights()[hashed(features_of(reading, sentence, start, end))].sum(axis=0))
        best = int(chances.argmax())
        reading.judged[start, end] = LABELS[best], float(chances[best])
    return Judgement(*reading.judged[start, end])


def probabilities(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), "f4")


@functools.cache
def _weights() -> Floats:
    """Features x labels.

    Raises `ValueError` where the file was trained with other labels or another number of buckets.
    """
    with resources.as_file(resources.files(__package__) / WEIGHTS) as path, np.load(path) as stored:
        labels, weights = tuple(stored["labels"].tolist()), stored["weights"].astype("f4")
    if labels != LABELS or weights.shape != (BUCKETS, len(LABELS)):
        raise ValueError(f"{WEIGHTS} was trained for other labels or features: run python -m training events")
    return np.asarray(weights, "f4")
