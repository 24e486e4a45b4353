"""Asks the network which of a figure's options holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from extractors.figures.ranking.network import Network, networks
from extractors.figures.ranking.options import Option, Surroundings

T = TypeVar("T")


class Judge:
    """Chooses by the trained networks."""

    def __init__(self, trained: Mapping[str, Network] | None = None) -> None:
        self.trained = networks() if trained is None else trained

    def choose(self, attribute: str, around: Surroundings, options: Sequence[Option[T]]) -> tuple[Option[T], float]:
        """The option whose answer is likeliest, and how likely; of several places of one answer the likeliest."""
        chances = self.trained[attribute].chances(around.setting, [option.features for option in options])
        answers: dict[str, float] = defaultdict(float)
        for option, chance in zip(options, chances.tolist(), strict=True):
            answers[option.key] += chance
        best = max(answers, key=lambda key: answers[key])
        places = [
            (chance, -number) for number, (option, chance) in enumerate(zip(options, chances, strict=True)) if option.key == best
        ]
        return options[-max(places)[1]], min(answers[best], 1.0)
