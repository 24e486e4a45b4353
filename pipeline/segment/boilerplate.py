"""What belongs to the page and not to the report: bylines, stamps, credits of pictures, navigation, contacts, small print.

The kinds are rows of seeds/boilerplate.csv. Such blocks stay in the text, but nothing is read from them; so when in doubt, a block is
none of these.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.seeds import read_seed

FILE = "boilerplate.csv"
_SHORTHAND = {
    "{phone}": r"\(?0\d{1,2}\)?[-.)\s]\s?\d{3,4}[-.]\d{4}",
    "{mail}": r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{2,20}){1,4}",
}
"""What a pattern of the table may use by name."""


class Rule(NamedTuple):
    """A kind of page furniture; its fields are the columns of the table."""

    kind: str
    longest: int
    """Characters; a longer block says something else, too."""
    cues: tuple[str, ...]
    """One of these stands in every such block; none where the pattern alone tells."""
    pattern: re.Pattern[str]
    """Matches the whole block."""
    example: str
    negative: str
    """Looks like it and is part of a report."""

    def matches(self, block: str) -> bool:
        """Whether the whole of *block* is of this kind."""
        possible = len(block) <= self.longest and (not self.cues or any(cue in block for cue in self.cues))
        return possible and self.pattern.fullmatch(block) is not None


def _rules() -> Iterator[Rule]:
    for row in read_seed(FILE, Rule._fields):
        pattern = row["pattern"]
        for name, meant in _SHORTHAND.items():
            pattern = pattern.replace(name, meant)
        if not row["longest"].isdigit():
            raise row.error("longest", f"{row['longest']!r} is no number of characters")
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            raise row.error("pattern", str(error)) from error
        yield Rule(row["kind"], int(row["longest"]), row.parts("cues"), compiled, row["example"], row["negative"])


RULES = tuple(_rules())
_LONGEST = max(rule.longest for rule in RULES)


@functools.lru_cache(maxsize=1024)
def is_boilerplate(block: str) -> bool:
    """Whether the whole of *block* is page furniture."""
    return len(block) <= _LONGEST and any(rule.matches(block) for rule in RULES)
