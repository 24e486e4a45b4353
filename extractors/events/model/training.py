"""
Trains the classifier: multinomial logistic regression on hashed features.

    python -m extractors.events.model.training

Full-batch gradient descent with momentum from zero weights: no chance is in it, so the same corpus gives the same weights.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.events.model.classifier import LABELS, WEIGHTS, Floats, probabilities
from extractors.events.model.features import BUCKETS, features_of, hashed
from extractors.language import build_language
from extractors.reading import Reading
from extractors.syntax import Sentence

STEPS, RATE, MOMENTUM = 300, 1.0, 0.9
DECAY = 3e-4
"""L2 penalty a weight."""

Columns = Sequence[NDArray[np.int64]]


class Clause(NamedTuple):
    """A line of the corpus, read."""

    reading: Reading
    sentence: Sentence
    start: int
    end: int
    label: str


def read_corpus() -> list[Clause]:
    """The clauses of `corpus/clauses.tsv`.

    Raises `ValueError` at a label that is unknown or a trigger that its text does not hold.
    """
    nlp = build_language()
    path = resources.files(__package__) / "corpus" / "clauses.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    clauses = []
    for number, row in enumerate(rows, start=2):
        start = row["text"].rfind(row["trigger"])
        if start < 0 or row["label"] not in LABELS:
            raise ValueError(f"clauses.tsv, line {number}: {row['trigger']!r} must stand in its text, {row['label']!r} be a label.")
        reading: Reading = nlp(row["text"])._.reading
        sentence = reading.sentence_at(start)
        if sentence is None:
            raise ValueError(f"clauses.tsv, line {number}: the trigger stands in no sentence.")
        clauses.append(Clause(reading, sentence, start, start + len(row["trigger"]), row["label"]))
    return clauses


def columns_of(clauses: Sequence[Clause]) -> Columns:
    """The hashed features of each clause."""
    return [hashed(features_of(c.reading, c.sentence, c.start, c.end)) for c in clauses]


def train(columns: Columns, labels: Sequence[str]) -> Floats:
    """Weights, features x labels, that make *labels* likely."""
    used = np.unique(np.concatenate(columns))
    inputs = np.zeros((len(columns), len(used)), "f4")
    for row, found in enumerate(columns):
        inputs[row, np.searchsorted(used, found)] = 1
    wanted = np.eye(len(LABELS), dtype="f4")[[LABELS.index(label) for label in labels]]
    scale = float(len(labels) * np.mean(inputs.sum(axis=1)) / 4)
    weights, speed = np.zeros((len(used), len(LABELS)), "f4"), np.zeros((len(used), len(LABELS)), "f4")
    for _ in range(STEPS):
        gradient = inputs.T @ (probabilities(inputs @ weights) - wanted) / scale + DECAY * weights
        speed = MOMENTUM * speed - RATE * gradient
        weights += speed
    trained = np.zeros((BUCKETS, len(LABELS)), "f4")
    trained[used] = weights
    return trained


def main() -> None:
    """Train on the whole corpus and write the weights beside this module."""
    clauses = read_corpus()
    weights = train(columns_of(clauses), [clause.label for clause in clauses])
    path = Path(str(resources.files(__package__) / WEIGHTS))
    np.savez_compressed(path, labels=np.array(LABELS), weights=weights.astype("f2"))
    print(f"{len(clauses)} clauses, {path.stat().st_size / 1e6:.2f} MB in {path.name}")


if __name__ == "__main__":
    main()
