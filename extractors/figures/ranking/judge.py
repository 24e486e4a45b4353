"""Asks the network which of a figure's options holds."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from extractors.figures.ranking.network import Bank, Network, Weigher, networks
from extractors.figures.ranking.vocabulary import Vocabulary

if TYPE_CHECKING:
    from extractors.figures.ranking.options import Option, Ranker, Surroundings

T = TypeVar("T")


class Judge:
    """Chooses by the trained networks."""

    def __init__(self, trained: Mapping[str, Network]) -> None:
        self._weighers = {attribute: Weigher(network) for attribute, network in trained.items()}
        self._vocabularies = {attribute: Vocabulary(network.features) for attribute, network in trained.items()}

    def vocabulary(self, attribute: str) -> Vocabulary:
        """The features that the network of *attribute* knows; none where it has no network."""
        return self._vocabularies.get(attribute) or Vocabulary({})

    def bank(self, attribute: str) -> Bank:
        """An empty bank for the candidates of a document."""
        return Bank(self._weighers.get(attribute))

    def choose(self, ranker: Ranker[Any], around: Surroundings, options: Sequence[Option[T]]) -> tuple[Option[T], float]:
        """The option whose answer is likeliest, and how likely; of several places of one answer the likeliest."""
        weigher = self._weighers[ranker.attribute]
        added = weigher.sums([ranker.setting(around), *[option.features for option in options]])
        below = ranker.bank.sums([option.candidate.number for option in options])
        below += added[1:]
        below += added[0]
        return likeliest(options, weigher.chances(below))


def likeliest(options: Sequence[Option[T]], chances: Sequence[float]) -> tuple[Option[T], float]:
    """The option of the likeliest answer and its probability, that of all places where the answer stands together."""
    answers: dict[str, float] = defaultdict(float)
    for option, chance in zip(options, chances, strict=True):
        answers[option.candidate.key] += chance
    best = max(answers, key=answers.__getitem__)
    places = ((chance, option) for option, chance in zip(options, chances, strict=True) if option.candidate.key == best)
    return max(places, key=itemgetter(0))[1], min(answers[best], 1.0)


@functools.cache
def package_judge() -> Judge:
    """The judge with the weights of the package."""
    return Judge(networks())
