"""Trains the networks of one attribute from samples: options with features, and which of them are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

from extractors.figures.ranking.network import Floats, Network

Integers = NDArray[np.signedinteger]

HIDDEN = 8
VOTERS = {"metric": 3, "subject": 6, "period": 3, "modality": 3}
"""Networks for each attribute: owners, of whom most is to choose, gain from more."""
EPOCHS, BATCH, RATE = 14, 48, 4e-3
DECAY = 3e-4
"""L2 penalty on all weights, a step."""
DROPPED = 0.35
"""Share of features hidden from each option in training, so that no single one decides."""
SEEN = 4
"""A feature of fewer reports than this teaches nothing that carries over."""


class Sample(NamedTuple):
    """One figure: the features of its setting and of each option, and how right each option is, from 0 to 1."""

    report: str
    setting: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    right: tuple[float, ...]


def train(samples: Sequence[Sample], *, voters: int, epochs: int = EPOCHS, seed: int = 1) -> Network:
    """As many networks as *voters* that make the right options of *samples* likely; the same samples and seed give the same weights."""
    usable = [sample for sample in samples if len(set(sample.right)) > 1]
    features = features_of(usable, SEEN)
    index = {feature: number for number, feature in enumerate(features)}
    encoded = [_encode(sample, index) for sample in usable]
    trained = [_train_one(encoded, len(features), epochs, np.random.default_rng([seed, voter])) for voter in range(voters)]
    return Network(
        index,
        np.stack([linear for linear, _, _, _ in trained], axis=1),
        np.concatenate([hidden for _, hidden, _, _ in trained], axis=1),
        np.concatenate([bias for _, _, bias, _ in trained]),
        np.stack([top for _, _, _, top in trained]),
    )


def features_of(samples: Sequence[Sample], fewest: int) -> list[str]:
    """The features that stand in at least *fewest* reports, sorted."""
    reports: dict[str, set[str]] = {}
    for sample in samples:
        for feature in {*sample.setting, *(feature for option in sample.options for feature in option)}:
            reports.setdefault(feature, set()).add(sample.report)
    return sorted(feature for feature, found in reports.items() if len(found) >= fewest)


class _Encoded(NamedTuple):
    """A sample as index arrays: where ones stand in its matrix of options x features."""

    setting: Integers
    rows: Integers
    columns: Integers
    right: Floats


def _encode(sample: Sample, index: Mapping[str, int]) -> _Encoded:
    setting = sorted({index[word] for word in sample.setting if word in index})
    known = [sorted({index[word] for word in option if word in index}) for option in sample.options]
    rows = [row for row, found in enumerate(known) for _ in found]
    return _Encoded(
        np.array(setting, "i4"),
        np.array(rows, "i4"),
        np.array([column for found in known for column in found], "i4"),
        np.array(sample.right, "f4"),
    )


def _train_one(samples: list[_Encoded], size: int, epochs: int, chance: np.random.Generator) -> tuple[Floats, ...]:
    """Adam on the negative log of the probability that the right options have together, each as far as it is right."""
    hidden = chance.normal(0, 0.08, (size, HIDDEN)).astype("f4")
    weights = [
        np.concatenate([np.zeros((size, 1), "f4"), hidden], axis=1),
        np.zeros(HIDDEN, "f4"),
        chance.normal(0, 0.2, HIDDEN).astype("f4"),
    ]
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    steps = epochs * -(-len(samples) // BATCH)
    done = 0
    for _ in range(epochs):
        order = chance.permutation(len(samples))
        for at in range(0, len(order), BATCH):
            batch = [samples[i] for i in order[at : at + BATCH]]
            gradients = _gradients(weights, batch, chance)
            done += 1
            rate = RATE * min(1.0, 2 * (1 - (done - 1) / steps))
            for number, plain in enumerate(gradients):
                gradient = plain + DECAY * weights[number]
                first[number] += 0.1 * (gradient - first[number])
                second[number] += 0.005 * (gradient * gradient - second[number])
                mean, spread = first[number] / (1 - 0.9**done), second[number] / (1 - 0.995**done)
                weights[number] -= rate * mean / (np.sqrt(spread) + 1e-7)
    rows, bias, top = weights
    return np.ascontiguousarray(rows[:, 0]), np.ascontiguousarray(rows[:, 1:]), bias, top


def _gradients(weights: list[Floats], batch: list[_Encoded], chance: np.random.Generator) -> list[Floats]:
    """Those of the rows (linear and hidden weights of each feature), the bias, and the layer on top."""
    rows, bias, top = weights
    sizes = np.array([len(sample.right) for sample in batch])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    groups = np.repeat(np.arange(len(batch)), sizes)
    options = np.concatenate([sample.columns for sample in batch])
    settings = np.concatenate([sample.setting for sample in batch])
    columns, place = np.unique(np.concatenate([options, settings]), return_inverse=True)
    mask = np.asarray((chance.random((len(batch), len(columns)), "f4") > DROPPED) / (1 - DROPPED), "f4")
    lines = np.concatenate([sample.rows + start for sample, start in zip(batch, starts, strict=True)])
    owners = np.repeat(np.arange(len(batch)), [len(sample.setting) for sample in batch])
    own = _ones(lines, place[: len(options)], mask[groups[lines], place[: len(options)]], (len(groups), len(columns)))
    common = _ones(owners, place[len(options) :], mask[owners, place[len(options) :]], mask.shape)
    below = rows[columns]
    sums = own @ below
    layer = np.tanh(sums[:, 1:] + (common @ below[:, 1:])[groups] + bias)
    scores = sums[:, 0] + layer @ top
    right = np.concatenate([sample.right for sample in batch])
    chances = _normal(scores, starts, groups)
    wanted = chances * right
    wanted /= np.maximum(np.add.reduceat(wanted, starts)[groups], 1e-9)
    error = (chances - wanted) / len(batch)
    back = (error[:, None] * top[None, :]) * (1 - layer * layer)
    to_columns = own.T @ np.concatenate([error[:, None], back], axis=1)
    to_columns[:, 1:] += common.T @ np.add.reduceat(back, starts, axis=0)
    to_rows = np.zeros_like(rows)
    to_rows[columns] = to_columns
    return [to_rows, back.sum(axis=0), layer.T @ error]


def _ones(rows: Integers, columns: Integers, values: Floats, shape: tuple[int, int]) -> Any:
    """A sparse matrix of ones, each as much as dropping features has left of it."""
    return sparse.csr_matrix((values, (rows, columns)), shape=shape)


def _normal(scores: Floats, starts: Integers, groups: Integers) -> Floats:
    powers = np.exp(scores - np.maximum.reduceat(scores, starts)[groups])
    return np.asarray(powers / np.add.reduceat(powers, starts)[groups], "f4")


def calibration(pairs: Sequence[tuple[float, bool]], *, steps: int = 8) -> list[tuple[float, float]]:
    """
    Points (stated, right) of a rising line: the share of right answers by stated probability.

    Pools of equal size, made to rise by pool-adjacent-violators; the ends are those of the first and last pool.
    """
    ordered = sorted(pairs, key=lambda pair: pair[0])
    size = max(1, len(ordered) // steps)
    pools = [ordered[at : at + size] for at in range(0, len(ordered) - size // 2, size)]
    line = [[sum(p for p, _ in pool) / len(pool), sum(r for _, r in pool) / len(pool), float(len(pool))] for pool in pools]
    at = 0
    while at + 1 < len(line):
        if line[at][1] >= line[at + 1][1] or line[at][0] == line[at + 1][0]:
            (p, r, n), (q, s, m) = line[at], line.pop(at + 1)
            line[at] = [(p * n + q * m) / (n + m), (r * n + s * m) / (n + m), n + m]
            at = max(0, at - 1)
        else:
            at += 1
    inner = [(p, r) for p, r, _ in line if 0 < p < 1]
    return [(0.0, line[0][1] * 0.9), *inner, (1.0, min(0.99, line[-1][1] + 0.01))]
