"""The numbers by which a network knows the features of options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

UNKNOWN = 0
"""The number of every feature that a network does not know."""
_STEPS = (1, 2, 3, 5, 8, 13)
_NAMED = [str(next(limit for limit in _STEPS if count < limit)) for count in range(_STEPS[-1])]


class Vocabulary:
    """Feature → number; 1 more than its row among the weights."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        self._known = {feature: row + 1 for feature, row in rows.items()}
        self._words = {feature: number for feature, number in self._known.items() if feature}
        self._crossed: dict[str, dict[str, int]] = {}
        for feature, number in self._known.items():
            word, bar, answer = feature.rpartition("|")
            if bar:
                self._crossed.setdefault(word, {})[answer] = number

    def number(self, feature: str) -> int:
        """The number of *feature*; UNKNOWN where it has none."""
        return self._known.get(feature, UNKNOWN)

    def numbers(self, features: Iterable[str]) -> tuple[int, ...]:
        """The numbers of those of *features* that have one, each once; an empty word is no feature."""
        return tuple(dict.fromkeys(filter(None, map(self._words.get, features))))

    def crossed(self, word: str) -> Callable[[str], int | None] | None:
        """Answer → number of `word|answer`; None where *word* is known beside no answer."""
        found = self._crossed.get(word)
        return found.get if found is not None else None

    def hints(self, words: Iterable[str]) -> list[Callable[[str], int | None]]:
        """What is crossed with those of *words* that are known beside an answer."""
        known = self._crossed
        return [found.get for word in words if (found := known.get(word)) is not None]

    def steps(self, prefix: str) -> Steps:
        """The numbers of `prefix<step`, by count."""
        return Steps(self.number(f"{prefix}<{step(count)}") for count in range(_STEPS[-1] + 1))

    @cached_property
    def before(self) -> Side:
        """What is crossed from what stands before a figure."""
        return Side(self, "before")

    @cached_property
    def behind(self) -> Side:
        """What is crossed to what stands behind it."""
        return Side(self, "behind")


class Steps(dict[int, int]):
    """A number for each count; large counts share the last one."""

    def __init__(self, numbers: Iterable[int]) -> None:
        super().__init__(enumerate(numbers))

    def __missing__(self, count: int) -> int:
        return self[0 if count < 0 else _STEPS[-1]]


class Side:
    """The numbers of what one crosses between a figure and something on one side of it."""

    def __init__(self, vocabulary: Vocabulary, side: str) -> None:
        prefix = f"side:{side}"
        self.itself = vocabulary.number(prefix)
        self.chunks, self.clauses, self.relative, self.numbers, self.same_unit, self.names, self.commas = (
            vocabulary.steps(f"{prefix}:{name}")
            for name in ("chunks", "clauses", "relative", "numbers", "same_unit", "names", "commas")
        )
        self.opened, self.closed, self.next = (vocabulary.number(f"{prefix}:{name}") for name in ("opened", "closed", "next"))


def step(count: int) -> str:
    """A count as one of a few steps, so that what is learned of 9 holds for 11."""
    return _NAMED[count] if count < _STEPS[-1] else "far"
