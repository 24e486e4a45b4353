"""The words of seeds/lexicon.csv by class: josa, endings, verbs of rise and fall, words of plan, forecast, speech.

A word that several rooms ask for stands there once, with the sentence that shows it in use. What only one rule can use, a pattern with
its look-around, stays beside that rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from extractors.seeds import read_seed

FILE = "lexicon.csv"


class Entry(NamedTuple):
    """A row of the table; its fields are the columns."""

    word: str
    """As written, or the lemma of a verb without 다 (늘어나); a blank in it may be missing in the text."""
    group: str
    """What it is used as: `josa`, `rise`, `fall`, `plan`…"""
    example: str
    """A sentence in which it is used so."""


class Lexicon:
    """Words by class; immutable."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        groups: dict[str, dict[str, None]] = {}
        for entry in self.entries:
            groups.setdefault(entry.group, {})[entry.word] = None
        self._groups = {group: tuple(words) for group, words in groups.items()}

    def words(self, *groups: str) -> tuple[str, ...]:
        """The words of *groups*, longest first. Raises KeyError for a class that no row has."""
        found = {word: None for group in groups for word in self._groups[group]}
        return tuple(sorted(found, key=lambda word: (-len(word), word)))

    def alternation(self, *groups: str) -> str:
        """The words of *groups* as the source of a regular expression, longest first, in a group of its own."""
        return f"(?:{'|'.join(re.escape(word).replace(chr(92) + ' ', chr(92) + 's?') for word in self.words(*groups))})"


def _entries() -> Iterable[Entry]:
    seen = set()
    for row in read_seed(FILE, ("word", "class", "example")):
        entry = Entry(row["word"], row["class"], row["example"])
        for column in ("word", "class", "example"):
            if not row[column]:
                raise row.error(column, "it is empty")
        if (entry.word, entry.group) in seen:
            raise row.error("word", f"{entry.word} stands twice in the class {entry.group}")
        seen.add((entry.word, entry.group))
        yield entry


LEXICON = Lexicon(_entries())
"""The table of the package: a constant, like the code that is written around it."""
