"""Inflected forms of verbs and adjectives: 늘다 is 늘었다, 늘어 and 는다 in a text, and somebody who searches may type any of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractors.analyser import package_analyser
from extractors.seeds import read_seed

SHORTEST = 2
"""Syllables of a form: one alone (는, 준) is a particle or another word more often than not."""


class Ending(NamedTuple):
    """Morphemes that may follow a stem, with their tags, and a form that shows it."""

    morphemes: tuple[tuple[str, str], ...]
    example: str


@cache
def endings() -> tuple[Ending, ...]:
    """The rows of seeds/endings.csv."""
    rows = read_seed("endings.csv", ("endings", "example"))
    return tuple(
        Ending(tuple((form, tag) for form, _, tag in (part.partition("/") for part in row["endings"].split())), row["example"])
        for row in rows
    )


def inflected(lemma: str, tag: str, ending: Ending) -> str:
    """*lemma* (늘다), a verb or adjective with Kiwi's *tag*, with *ending*."""
    return str(package_analyser().kiwi.join([(lemma.removesuffix("다"), tag), *ending.morphemes]))


def inflections(lemma: str, tag: str) -> frozenset[str]:
    """The forms of *lemma* with every known ending, as far as they are long enough to say what they are of."""
    forms = (inflected(lemma, tag, ending) for ending in endings())
    return frozenset(form for form in forms if len(form) >= SHORTEST)


def inflected_forms(verbs: Sequence[tuple[str, str]]) -> list[frozenset[str]]:
    """The `inflections` of each lemma and tag; a run has a process that reads work them out, which holds Kiwi anyway."""
    return [inflections(lemma, tag) for lemma, tag in verbs]
