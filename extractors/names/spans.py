"""What a finder of names hands over, and how several finders' spans become one list without overlaps."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass

SOURCES = ("gazetteer", "rule", "model")
"""Finders, the most trusted first: of two spans of one length the more trusted one stays."""


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity where it stands; offsets are code points of `doc.text`, `end` is exclusive, particles are outside."""

    start: int
    end: int
    label: str
    entity_id: str | None
    source: str
    confidence: float


def trust(name: Name) -> tuple[int, float]:
    """How far a finding is to be believed beside others: first its finder, then how sure it was."""
    return -SOURCES.index(name.source), name.confidence


def settle(found: Iterable[Name]) -> list[Name]:
    """
    The spans that stay, in text order and without overlaps: the model only fills gaps, else the longest wins.

    Of two equally long ones the more trusted finder's stays, then the surer, then the one that knows its entity, then the
    first in the alphabet of labels, so that the outcome never depends on the order of the finders.
    """
    order = sorted(
        set(found),
        key=lambda n: (
            n.source == "model",
            n.start - n.end,
            SOURCES.index(n.source),
            -n.confidence,
            n.entity_id or "~",
            n.label,
            n.start,
        ),
    )
    taken: list[tuple[int, int]] = []
    kept: list[Name] = []
    for name in order:
        place = bisect_left(taken, (name.start, name.end))
        if place and taken[place - 1][1] > name.start:
            continue
        if place < len(taken) and taken[place][0] < name.end:
            continue
        insort(taken, (name.start, name.end))
        kept.append(name)
    return sorted(kept, key=lambda name: name.start)
