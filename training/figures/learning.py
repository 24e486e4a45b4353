"""Teaches the judge of figures from annotated reports: what there was to choose, which of it was right, and the weights made of that."""

from __future__ import annotations

import itertools
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from extractors.figures.ranking.judge import Judge, likeliest
from extractors.figures.ranking.network import Network, Weigher
from extractors.figures.ranking.options import Option, Ranker, Surroundings
from extractors.figures.ranking.vocabulary import Vocabulary
from extractors.figures.reader import find_figures
from training.figures.corpus import Annotated
from training.figures.networks import VOTERS, Sample, train

ATTRIBUTES = ("metric", "subject", "period", "modality")
WRONG = (0.0, 0.4)
"""Shares of spoilt answers; each report is read once with each."""
PARTS = 5
"""In so many parts reports are read by networks that learned from the other parts."""
_RULE_SHARE = 0.6
"""Share of the spoilt answers that the rules give; the others are any option."""

T = TypeVar("T")


class Words(Vocabulary):
    """A vocabulary that learns each feature as it is asked for."""

    def __init__(self) -> None:
        super().__init__({})
        self.features: list[str] = [""]
        """Feature by number; none has the number 0."""

    def number(self, feature: str) -> int:
        """The number of *feature*, a new one where it has none."""
        if feature not in self._known:
            self._known[feature] = len(self.features)
            self.features.append(feature)
        return self._known[feature]

    def numbers(self, features: Iterable[str]) -> tuple[int, ...]:
        """The numbers of *features*, each once."""
        return tuple(self.number(feature) for feature in dict.fromkeys(features) if feature)

    def crossed(self, word: str) -> Callable[[str], int]:
        """Answer → number of `word|answer`."""
        return lambda answer: self.number(f"{word}|{answer}")

    def of(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The features with these numbers."""
        return tuple(self.features[number] for number in numbers)


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
        self.words = {attribute: Words() for attribute in ATTRIBUTES}
        self.samples: dict[str, list[Sample]] = {attribute: [] for attribute in ATTRIBUTES}
        self.reachable: Counter[str] = Counter()

    def vocabulary(self, attribute: str) -> Vocabulary:
        """All features that were seen."""
        return self.words[attribute]

    def choose(self, ranker: Ranker[Any], around: Surroundings, options: Sequence[Option[T]]) -> tuple[Option[T], float]:
        """The rules' option or the first one that is as right as can be, or a spoilt one; what the rules say where none is right."""
        rule, sample = _by_rule(options), self.sample(ranker, around, options)
        right = sample.right
        if not any(right):
            return rule, 1.0
        if self.chance.random() < self.wrong:
            return (rule if self.chance.random() < _RULE_SHARE else self.chance.choice(list(options))), 1.0
        return (rule if right[options.index(rule)] == max(right) else options[right.index(max(right))]), 1.0

    def sample(self, ranker: Ranker[Any], around: Surroundings, options: Sequence[Option[T]]) -> Sample:
        """What there is to choose; written down where the figure is annotated, else with nothing right."""
        attribute, item = ranker.attribute, self.report.gold.get(around.place.index)
        words, known = self.words[attribute], ranker.bank.features
        said = tuple(words.of((*known[o.candidate.number], *o.features)) for o in options)
        values = [option.value for option in options]
        right = self.answers.grades(attribute, values, item) if item is not None else (0.0,) * len(values)
        sample = Sample(self.report.name, words.of(ranker.setting(around)), said, right)
        if item is not None and not item.optional:
            self.samples[attribute].append(sample)
            self.reachable[attribute] += any(right)
        return sample


class Apprentice(Teacher):
    """Writes down what there is to choose where earlier answers are those of *trained* networks, which never saw the report."""

    def __init__(self, report: Annotated, trained: Mapping[str, Network]) -> None:
        super().__init__(report)
        self.trained = {name: (Vocabulary(network.features), Weigher(network)) for name, network in trained.items()}

    def choose(self, ranker: Ranker[Any], around: Surroundings, options: Sequence[Option[T]]) -> tuple[Option[T], float]:
        """The option that the networks choose."""
        sample = self.sample(ranker, around, options)
        vocabulary, weigher = self.trained[ranker.attribute]
        sums = weigher.sums([vocabulary.numbers(said) for said in (sample.setting, *sample.options)])
        return likeliest(options, weigher.chances(sums[1:] + sums[0] + weigher.bias))


def _by_rule(options: Sequence[Option[T]]) -> Option[T]:
    """What the rules say; the first option where that is none of them."""
    return next((option for option in options if option.by_rule), options[0])


class Rules(Judge):
    """Leaves every answer to the rules: what the networks are measured against."""

    def __init__(self) -> None:
        super().__init__({})

    def choose(self, ranker: Ranker[Any], around: Surroundings, options: Sequence[Option[T]]) -> tuple[Option[T], float]:
        """The option of the rules."""
        return _by_rule(options), 1.0


class Alone(Judge):
    """The networks without what the rules say, of which they have learned no feature."""

    def choose(self, ranker: Ranker[Any], around: Surroundings, options: Sequence[Option[T]]) -> tuple[Option[T], float]:
        """As the judge, blind to the option that only the rules know."""
        return super().choose(ranker, around, [o for o in options if o.candidate.source != "from:rule"] or options)


def blind_sample(sample: Sample) -> Sample:
    """*sample* as `Alone` sees it."""
    kept = [i for i, option in enumerate(sample.options) if option[0] != "from:rule"] or list(range(len(sample.options)))
    options = tuple(tuple(f for f in sample.options[i] if not f.startswith("rule")) for i in kept)
    return sample._replace(options=options, right=tuple(sample.right[i] for i in kept))


def gather(reports: Sequence[Annotated]) -> dict[str, list[Sample]]:
    """What there is to learn from *reports*, by attribute: with right and spoilt earlier answers, then with those of networks."""
    teachers = [Teacher(report, wrong) for report, wrong in itertools.product(reports, WRONG)]
    samples = written_down(teachers)
    apprentices: list[Teacher] = []
    for number in range(PARTS):
        held = [report for index, report in enumerate(reports) if index % PARTS == number]
        names = {report.name for report in held}
        print(f"histories, part {number + 1} of {PARTS}: training without {len(names)} reports", file=sys.stderr, flush=True)
        taught = {attribute: [s for s in found if s.report not in names] for attribute, found in samples.items()}
        trained = {attribute: train(found, voters=1) for attribute, found in taught.items()}
        apprentices += [Apprentice(report, trained) for report in held]
    for attribute, found in written_down(apprentices).items():
        samples[attribute] += found
        reachable = sum(teacher.reachable[attribute] for teacher in (*teachers, *apprentices))
        print(
            f"{attribute}: {len(found)} figures, the right answer among the options of {reachable / len(samples[attribute]):.3f}"
        )
    return samples


def written_down(teachers: Iterable[Teacher]) -> dict[str, list[Sample]]:
    """What *teachers* write down as their reports are read, by attribute."""
    samples: dict[str, list[Sample]] = {attribute: [] for attribute in ATTRIBUTES}
    for teacher in teachers:
        find_figures(teacher.report.reading, teacher)
        for attribute, found in teacher.samples.items():
            samples[attribute] += found
    return samples


def met(reports: Sequence[Annotated], trained: Mapping[str, Network], first: int = 1) -> dict[str, list[Sample]]:
    """
    What there is to learn from new *reports*, of which *trained* networks know nothing; they are called by numbers from *first* on.

    Each is read once, with the earlier answers of the networks: with right and spoilt ones too, new texts would outweigh the reports of
    the project.
    """
    numbered = [replace(report, name=str(number)) for number, report in enumerate(reports, start=first)]
    return written_down(Apprentice(report, trained) for report in numbered)


def fit(samples: Mapping[str, Sequence[Sample]]) -> dict[str, Network]:
    """The networks that ship, made of *samples*: cross-validation and calibration make theirs here as well."""
    return {attribute: train(found, voters=VOTERS[attribute]) for attribute, found in samples.items()}


def write_weights(trained: Mapping[str, Network], path: Path) -> None:
    """Store networks as float16: what the rounding changes is far below what the voters differ by."""
    arrays: dict[str, Any] = {"attributes": json.dumps(list(trained))}
    for attribute, network in trained.items():
        arrays[f"{attribute}.features"] = json.dumps(list(network.features), ensure_ascii=False)
        for part in ("linear", "hidden", "bias", "top"):
            arrays[f"{attribute}.{part}"] = getattr(network, part).astype("f2")
    np.savez_compressed(path, **arrays)
