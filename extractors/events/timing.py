"""When an event happens: the date in its clause, else the one it inherits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors.dates import Time
from extractors.events.hits import Hit
from extractors.figures import FigureReading
from extractors.reading import Reading
from extractors.syntax import Sentence
from schemas import Block

_GRAINS = {"day": 0, "week": 1, "month": 2, "quarter": 3, "half": 4, "year": 5}
_COMPARED = re.compile(r"\s*\S{0,6}\s?(?:보다|대비|에 비해)")
_REACH = 30
"""Characters behind a trigger within which a date can still be its own: `…했다고 4일 밝혔다`."""


@dataclass(frozen=True, slots=True)
class Timing:
    """First and last day of an event, their grain, and the expression they were read from."""

    start_on: date
    end_on: date
    grain: str
    time: Time | None
    inherited: bool


def date_hit(reading: Reading, figures: Sequence[FigureReading], sentence: Sentence, block: Block, hit: Hit) -> Timing | None:
    """The date of the event that *hit* carries; None where the text gives none."""
    if hit.trigger.type == "price_move" and (moved := _of_price(reading, figures, hit)) is not None:
        return moved
    if hit.construction in ("topic", "label"):
        behind = _dated(reading, hit.end, _end_of_reach(sentence, hit))
        return _timing(behind[0]) if behind else None
    before = _dated(reading, hit.floor, hit.start)
    if hit.construction == "embedded":
        near = [time for time in before if hit.start - time.end < _REACH]
        return _timing(near[-1]) if near else None
    if before:
        return _timing(_finest(before))
    behind = _dated(reading, hit.end, min(sentence.end, hit.end + _REACH))
    if behind:
        return _timing(behind[0])
    earlier = _dated(reading, sentence.start, hit.floor)
    if earlier:
        return _timing(_finest(earlier), inherited=True)
    return _of_governor(reading, block)


def _end_of_reach(sentence: Sentence, hit: Hit) -> int:
    return sentence.end if hit.construction == "label" else min(sentence.end, hit.end + _REACH)


def _of_price(reading: Reading, figures: Sequence[FigureReading], hit: Hit) -> Timing | None:
    """A price moves over the period of the figure that states it."""
    for figure in figures:
        if hit.floor <= figure.quantity.start < hit.end and figure.metric == "share_price" and figure.period:
            return Timing(figure.period[0], figure.period[1], "day", None, inherited=False)
    return None


def _of_governor(reading: Reading, block: Block) -> Timing | None:
    """The date of the list label or heading that governs the block: a bullet under `9월:`."""
    for governor in reading.governors(block):
        if governor.kind != "list_item":
            return None
        times = _dated(reading, governor.start_char, governor.end_char)
        if times:
            return _timing(times[0], inherited=True)
    return None


def _dated(reading: Reading, start: int, end: int) -> list[Time]:
    """The times of [start, end) that can date an event: resolved, no mere length, nothing that is compared with."""
    return [time for time in reading.times.within(start, end) if _dates(reading, time)]


def _dates(reading: Reading, time: Time) -> bool:
    if time.start_on is None or time.end_on is None or time.kind == "duration" or time.relation == "comparison":
        return False
    return _COMPARED.match(reading.text[time.end : time.end + 12]) is None


def _finest(times: list[Time]) -> Time:
    """The finest of the dates; of equals the one nearest to the trigger."""
    return min(reversed(times), key=lambda time: _GRAINS.get(time.grain or "", 9))


def _timing(time: Time, *, inherited: bool = False) -> Timing | None:
    if time.start_on is None or time.end_on is None:
        return None
    return Timing(time.start_on, time.end_on, time.grain or "day", time, inherited)
