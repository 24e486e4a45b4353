"""
Trains the classifier: multinomial logistic regression on hashed features.

    python -m training events

Full-batch gradient descent with momentum from zero: no chance is in it, so the same corpus gives the same weights.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.events.model.classifier import LABELS, WEIGHTS, Floats, probabilities
from extractors.events.model.features import BUCKETS, features_of, hashed
from extractors.events.triggers import triggers
from extractors.language import package_language
from extractors.reading import Reading
from extractors.syntax import Sentence

STEPS, MOMENTUM = 400, 0.9
DECAY = 0.01
"""L2 penalty, as a share of a clause's weight."""
_SEEN = 2
"""A feature of fewer clauses than this teaches nothing that carries over."""

Columns = Sequence[NDArray[np.int64]]


class Clause(NamedTuple):
    """A line of the corpus, read."""

    reading: Reading
    sentence: Sentence
    start: int
    end: int
    label: str


TRAINING, HELD_OUT = "clauses.tsv", "held_out.tsv"
"""The clauses to learn from, and those that nothing learns from or is tuned on."""


def read_corpus(name: str = TRAINING) -> list[Clause]:
    """The clauses of a file of `corpus`.

    Raises `ValueError` at a label that is unknown or a trigger that its text does not hold.
    """
    nlp = package_language()
    path = resources.files(__package__) / "corpus" / name
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    clauses = []
    for number, row in enumerate(rows, start=2):
        start = row["text"].rfind(row["trigger"])
        if start < 0 or row["label"] not in LABELS:
            raise ValueError(f"{name}, line {number}: {row['trigger']!r} must stand in its text, {row['label']!r} be a label.")
        reading: Reading = nlp(row["text"])._.reading
        sentence = reading.sentence_at(start)
        if sentence is None:
            raise ValueError(f"{name}, line {number}: the trigger stands in no sentence.")
        clauses.append(Clause(reading, sentence, start, _end_of(reading, sentence, start, len(row["trigger"])), row["label"]))
    return clauses


def _end_of(reading: Reading, sentence: Sentence, start: int, length: int) -> int:
    """Where a trigger ends as the pipeline finds it: a noun of the table where it stands, else with the endings of its predicate."""
    _, _, pattern = triggers()
    if (match := pattern.match(reading.text, start)) is not None:
        return match.end()
    predicate = sentence.predicate_at(start)
    return predicate.end if predicate is not None and predicate.start == start else start + length


def columns_of(clauses: Sequence[Clause]) -> Columns:
    """The hashed features of each clause."""
    return [hashed(features_of(c.reading, c.sentence, c.start, c.end)) for c in clauses]


def train(columns: Columns, labels: Sequence[str]) -> Floats:
    """Weights, features x labels, that make *labels* likely.

    The weights are a sum of the clauses' features, so what is learned is each clause's share in it: a matrix of clauses x labels.
    """
    inputs = np.zeros((len(columns), BUCKETS), "f4")
    for row, found in enumerate(columns):
        inputs[row, found] = 1
    inputs[:, inputs.sum(axis=0) < _SEEN] = 0
    kernel = inputs @ inputs.T
    size = float(np.mean(np.diag(kernel)))
    kernel /= size
    wanted = np.eye(len(LABELS), dtype="f4")[[LABELS.index(label) for label in labels]]
    rate = 1 / (_largest_eigenvalue(kernel) / 2 + DECAY)
    shares: Floats = np.zeros_like(wanted)
    speed: Floats = np.zeros_like(wanted)
    for _ in range(STEPS):
        ahead = np.asarray(shares + MOMENTUM * speed, "f4")
        gradient = probabilities(np.asarray(kernel @ ahead, "f4")) - wanted + DECAY * ahead
        speed = np.asarray(MOMENTUM * speed - rate * gradient, "f4")
        shares += speed
    return np.asarray(inputs.T @ shares / size, "f4")


def _largest_eigenvalue(kernel: Floats) -> float:
    vector = np.ones(len(kernel), "f4")
    for _ in range(20):
        vector = kernel @ vector
        vector /= np.linalg.norm(vector)
    return float(vector @ kernel @ vector)


def add_arguments(_: argparse.ArgumentParser) -> None:
    """The command takes nothing."""


def main(_: argparse.Namespace) -> None:
    """Train the classifier of events on the whole corpus and write its weights."""
    clauses = read_corpus()
    weights = train(columns_of(clauses), [clause.label for clause in clauses])
    path = Path(str(resources.files("extractors.events.model") / WEIGHTS))
    np.savez_compressed(path, labels=np.array(LABELS), weights=weights.astype("f2"))
    print(f"{len(clauses)} clauses, {path.stat().st_size / 1e6:.2f} MB in {path.name}")
