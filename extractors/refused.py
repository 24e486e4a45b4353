"""Amounts whose magnitude cannot be read whole, and why: nothing is lost silently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.amounts import LEFT_OUT, Spans
from extractors.particles import ends_word
from extractors.quantities import LARGEST
from extractors.spelling import SCALES, plain, spelled
from extractors.units import unit_table

_LONGEST_RUN = 60


class Refused(NamedTuple):
    """An amount whose magnitude cannot be read whole, and why."""

    start: int
    end: int
    reason: str


_RUN = r"\d(?:[\d.,]*\d)?"
_MALFORMED = re.compile(rf"(?<![\w.,:/-]){_RUN}(?: ?(?:{_RUN})?[{SCALES}]+)*")


def find_refused(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Refused]:
    """The amounts that are no well-formed number (12,34억원, 5억3억원) or too large to be held, outside the spans *taken*."""
    text, skipped = plain(text), Spans(taken)
    for match in _MALFORMED.finditer(text):
        start, end = match.span()
        value = spelled(match[0]) if match[0].count(",") + len(match[0]) < _LONGEST_RUN else None
        left_out = LEFT_OUT.search(match[0]) is not None
        if value is not None and value < LARGEST and not left_out:
            continue
        follows = unit_table().follows(text, end)
        if follows and follows[0].quantity and ends_word(text, follows[1]) and skipped.end_of(start, follows[1]) is None:
            too_large = value is not None and not left_out
            reason = "the number is too large to be held" if too_large else "the number cannot be read whole"
            yield Refused(start, follows[1], reason)
