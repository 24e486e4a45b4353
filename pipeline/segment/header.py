"""What a report says of itself in its head and foot: its kind, its publisher, its author, each with the line that tells.

The lines are rows of seeds/header_lines.csv: the first row of a field that fits a line decides. Nothing is concluded from prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.seeds import read_seed

FILE = "header_lines.csv"
FIELDS = ("doc_type", "publisher", "author")
HEAD, FOOT = 24, 10
"""Blocks at the top and at the bottom that are looked at."""
LONGEST = 120
"""Characters; a longer line is text of the report."""
_METADATA = {
    "publisher": ("publisher", "ministry", "og:site_name", "site_name", "dc.publisher"),
    "author": ("author", "dc.creator", "byline"),
}


class Told(NamedTuple):
    """What a report says of itself, and the line it is read from."""

    value: str
    evidence: str


class Rule(NamedTuple):
    """A line that tells a field: its value, or that of the pattern's group."""

    field: str
    value: str
    pattern: re.Pattern[str]
    example: str
    negative: str

    def read(self, line: str) -> Told | None:
        """What *line* tells."""
        match = self.pattern.fullmatch(line)
        return Told(self.value or match[1].strip(" ,.|"), line) if match else None


def _rules() -> Iterator[Rule]:
    for row in read_seed(FILE, Rule._fields):
        if row["field"] not in FIELDS:
            raise row.error("field", f"{row['field']!r} is none of {', '.join(FIELDS)}")
        yield Rule(row["field"], row["value"], re.compile(row["pattern"]), row["example"], row["negative"])


RULES = tuple(_rules())
_ANY = {field: re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in RULES if rule.field == field)) for field in FIELDS}
"""Field → one pattern for all of its lines: few lines tell anything."""


def read_header(blocks: Sequence[str], metadata: Mapping[str, str]) -> dict[str, Told]:
    """Field → what the metadata, else the lines of the first and last *blocks* tell of it; rows of tables are lines, too."""
    told = {
        field: Told(metadata[key], f"{key}: {metadata[key]}")
        for field, keys in _METADATA.items()
        for key in reversed(keys)
        if metadata.get(key)
    }
    edge = blocks if len(blocks) <= HEAD + FOOT else [*blocks[:HEAD], *blocks[-FOOT:]]
    written = [" ".join(line.replace("|", " ").split()) for block in edge for line in block.split("\n", HEAD)[:HEAD]]
    short = [line for line in written if len(line) <= LONGEST]
    lines = {field: list(filter(any_rule.fullmatch, short)) for field, any_rule in _ANY.items() if field not in told}
    for rule in RULES:
        if rule.field not in told and (found := next(filter(None, map(rule.read, lines[rule.field])), None)):
            told[rule.field] = found
    return told
