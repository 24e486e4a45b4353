"""
What there was to choose in real texts, and what was right: choices.npz, which the judge learns from beside the annotated reports.

The texts are not kept. What a network sees of them is: the features of each option, words among them of which a syllable or a whole verb is
left; a feature of fewer texts than SEEN is left out. They come in rounds, each read with the rules of its day, which knew none of its texts, and
with networks that had not learned from them; on the annotated reports of the project the rules are right far more often than on new ones, and
networks would trust them too much.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.figures.networks import SEEN, Sample, features_of

CHOICES = Path(__file__).with_name("choices.npz")
_PARTS = 100
"""Parts of 1 in which it is stored how right an option is."""
Choices = Mapping[str, Sequence[Sample]]
"""Attribute → samples."""


def write_choices(choices: Choices, path: Path = CHOICES) -> None:
    """Write *choices*, whose reports are called by numbers."""
    arrays: dict[str, Any] = {}
    for attribute, samples in choices.items():
        features = features_of(samples, SEEN)
        index = {feature: number for number, feature in enumerate(features)}
        lists = [
            sorted({index[word] for word in said if word in index})
            for sample in samples
            for said in (sample.setting, *sample.options)
        ]
        steps = [np.diff(numbers, prepend=0) for numbers in lists]  # small numbers, which pack well
        arrays[f"{attribute}.features"] = json.dumps(features, ensure_ascii=False)
        arrays[f"{attribute}.steps"] = np.concatenate(steps).astype("u2")
        arrays[f"{attribute}.lengths"] = np.array([len(numbers) for numbers in lists], "u2")
        arrays[f"{attribute}.right"] = np.rint(np.array(list(chain.from_iterable(s.right for s in samples))) * _PARTS).astype(
            "u1"
        )
        arrays[f"{attribute}.options"] = np.array([len(sample.options) for sample in samples], "u2")
        arrays[f"{attribute}.reports"] = np.array([int(sample.report) for sample in samples], "u2")
    np.savez_compressed(path, **arrays)


def read_choices(path: Path = CHOICES) -> dict[str, list[Sample]]:
    """What `write_choices` has written, without the features that it left out."""
    with np.load(path) as stored:
        attributes = [name.removesuffix(".features") for name in stored.files if name.endswith(".features")]
        return {attribute: list(_samples(attribute, stored)) for attribute in attributes}


def _samples(attribute: str, stored: Mapping[str, NDArray[Any]]) -> Iterator[Sample]:
    features = json.loads(str(stored[f"{attribute}.features"]))
    steps, lengths, right = (stored[f"{attribute}.{part}"] for part in ("steps", "lengths", "right"))
    words = iter(
        tuple(features[number] for number in np.cumsum(part))
        for part in np.split(steps.astype("i8"), np.cumsum(lengths[:-1], dtype="i8"))
    )
    at = 0
    for report, count in zip(stored[f"{attribute}.reports"].tolist(), stored[f"{attribute}.options"].tolist(), strict=True):
        setting, options = next(words), tuple(next(words) for _ in range(count))
        yield Sample(str(report), setting, options, tuple((right[at : at + count] / _PARTS).tolist()))
        at += count


def joined(*parts: Choices) -> dict[str, list[Sample]]:
    """The samples of all *parts*, by attribute."""
    return {attribute: [sample for part in parts for sample in part[attribute]] for attribute in parts[0]}
