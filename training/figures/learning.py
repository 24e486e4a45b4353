"""Teaches the judge of figures from annotated reports: what there was to choose, which of it was right, and the weights made of that."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from extractors.figures.ranking.judge import Judge
from extractors.figures.ranking.network import Network
from extractors.figures.ranking.options import Option, Surroundings
from extractors.figures.reader import find_figures
from training.figures.corpus import Annotated
from training.figures.networks import Sample, train

ATTRIBUTES = ("metric", "subject", "period", "modality")
WRONG = (0.0, 0.4)
"""Shares of spoilt answers; each report is read once with each."""
_RULE_SHARE = 0.6
"""Share of the spoilt answers that the rules give; the others are any option."""

T = TypeVar("T")


class Teacher(Judge):
    """
    Writes down what there was to choose, and answers with the gold, or at times with something else.

    A judge goes on from its own answers, of which some are wrong. One that has only seen right ones trusts them too much, so that
    one mistake runs through a whole report; *wrong* is the share of answers that are spoilt: by the rules' or by any other one.
    """

    def __init__(self, report: Annotated, wrong: float = 0.0) -> None:
        super().__init__({})
        self.report, self.answers, self.wrong = report, report.answers, wrong
        self.chance = random.Random(report.name)  # noqa: S311 - to spoil answers, the same ones every time
        self.samples: dict[str, list[Sample]] = {attribute: [] for attribute in ATTRIBUTES}
        self.reachable: Counter[str] = Counter()

    def choose(self, attribute: str, around: Surroundings, options: Sequence[Option[T]]) -> tuple[Option[T], float]:
        """The first right option, or a spoilt one; what the rules say where none is right."""
        rule = next(option for option in options if "rule" in option.features)
        item = self.report.gold.get(around.place.index)
        if item is None:
            return rule, 1.0
        right = [self.answers.right(attribute, option.value, item) for option in options]
        if not item.optional:
            self.samples[attribute].append(
                Sample(self.report.name, tuple(around.setting), tuple(tuple(o.features) for o in options), tuple(right))
            )
        if not any(right):
            return rule, 1.0
        self.reachable[attribute] += not item.optional
        if self.chance.random() < self.wrong:
            return (rule if self.chance.random() < _RULE_SHARE else self.chance.choice(list(options))), 1.0
        return (rule if right[options.index(rule)] else options[right.index(True)]), 1.0


class Rules(Judge):
    """Leaves every answer to the rules: what the networks are measured against."""

    def __init__(self) -> None:
        super().__init__({})

    def choose(self, attribute: str, around: Surroundings, options: Sequence[Option[T]]) -> tuple[Option[T], float]:
        """The option of the rules."""
        return next(option for option in options if option.features[0] == "from:rule" or "rule" in option.features), 1.0


class Alone(Judge):
    """The networks without what the rules say."""

    def choose(self, attribute: str, around: Surroundings, options: Sequence[Option[T]]) -> tuple[Option[T], float]:
        """As the judge, blind to the rules."""
        return super().choose(attribute, around, _blind(options))


def _blind(options: Sequence[Option[T]]) -> list[Option[T]]:
    others = [option for option in options if option.features[0] != "from:rule"] or list(options)
    return [Option(o.value, o.key, [f for f in o.features if not f.startswith("rule")]) for o in others]


def blind_sample(sample: Sample) -> Sample:
    """*sample* as `Alone` sees it."""
    kept = [i for i, option in enumerate(sample.options) if option[0] != "from:rule"] or list(range(len(sample.options)))
    options = tuple(tuple(f for f in sample.options[i] if not f.startswith("rule")) for i in kept)
    return sample._replace(options=options, right=tuple(sample.right[i] for i in kept))


def gather(reports: Sequence[Annotated]) -> dict[str, list[Sample]]:
    """What there is to learn from *reports*, by attribute."""
    samples: dict[str, list[Sample]] = {attribute: [] for attribute in ATTRIBUTES}
    reachable: Counter[str] = Counter()
    for report, wrong in itertools.product(reports, WRONG):
        teacher = Teacher(report, wrong)
        find_figures(report.reading, teacher)
        reachable.update(teacher.reachable)
        for attribute, found in teacher.samples.items():
            samples[attribute] += found
    for attribute, found in samples.items():
        print(f"{attribute}: {len(found)} figures, the right answer among the options of {reachable[attribute] / len(found):.3f}")
    return samples


def fit(samples: Mapping[str, Sequence[Sample]]) -> dict[str, Network]:
    """The networks that ship, made of *samples*: cross-validation and calibration make theirs here as well."""
    return {attribute: train(found) for attribute, found in samples.items()}


def write_weights(trained: Mapping[str, Network], path: Path) -> None:
    """Store networks as float16: what the rounding changes is far below what the voters differ by."""
    arrays: dict[str, Any] = {"attributes": json.dumps(list(trained))}
    for attribute, network in trained.items():
        arrays[f"{attribute}.features"] = json.dumps(list(network.features), ensure_ascii=False)
        for part in ("linear", "hidden", "bias", "top"):
            arrays[f"{attribute}.{part}"] = getattr(network, part).astype("f2")
    np.savez_compressed(path, **arrays)
