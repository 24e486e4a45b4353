"""Label lines below a unit (`당기실적('25.4Q): 96,480`): what their labels tell of a figure, as the heads of a table tell of a cell."""

from __future__ import annotations

import re

from extractors.dates import Time
from extractors.figures.places import Place
from extractors.labelled import LABELLED, PRIOR, brackets_told
from extractors.reading import Reading
from schemas import Block

_RELATIVE = re.compile(r"대비|증감|[년월기주]비|比")
_CUMULATED = re.compile(r"누계|누적")
_DIGIT = re.compile(r"\d")
_BRACKETS = re.compile(r"\([^()]*\)")


def label_words(reading: Reading, place: Place) -> str | None:
    """The label of a figure that fills a label line; None for any other."""
    filled = place.quantity.rule in LABELLED and place.label is not None and place.cell is None
    return reading.text[slice(*place.label)] if filled and place.label is not None else None


class LabelTimes:
    """Which times label lines are for, in text order: their label's own, that of the same label before, or that of their heading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._blocks = {block.ordinal: block for block in reading.blocks}
        self._named: dict[str, Time] = {}
        """Label without its bracket → the time it was stated with."""
        self._current: dict[int | None, Time | None] = {}
        """Ordinal of a head → the time of the first line below it, which the changes below it are for."""

    def governs(self, place: Place) -> bool:
        """Whether the time of a figure is told by labels; a line whose label has its unit (`증감율(%): 5.8`) only among others."""
        if place.block is None or label_words(self.reading, place) is None:
            return False
        return place.quantity.rule != "quantity.label" or place.block.parent in self._current

    def of(self, place: Place) -> Time | None:
        """The time of a figure that labels govern; None where they do not tell."""
        label, words, block = place.label, label_words(self.reading, place), place.block
        if label is None or words is None or block is None:
            return None
        if place.quantity.rule == PRIOR:
            return self._in_brackets(block)
        own = self._own(*label)
        name = "".join(_BRACKETS.sub("", words).split())
        if own is not None and not _RELATIVE.search(words):
            self._named.setdefault(name, own)
            found: Time | None = own
        elif _RELATIVE.search(words):
            same = (time for named, time in self._named.items() if _CUMULATED.search(named) and "전" not in named)
            found = next(same, None) if _CUMULATED.search(words) else self._current.get(block.parent)
        else:
            found = self._named.get(name) or self._of_heading(block)
        self._current.setdefault(block.parent, found)
        return found

    def _own(self, start: int, end: int) -> Time | None:
        """The time in the label's bracket, else one with a number: 당기 and 전년동기 are told by what stands beside them."""
        text = self.reading.text
        times = [time for time in self.reading.times.within(start, end) if time.start_on]
        bracket = text.find("(", start, end)
        bracketed = (time for time in times if 0 <= bracket < time.start)
        return next(bracketed, None) or next((time for time in times if _DIGIT.search(text, time.start, time.end)), None)

    def _of_heading(self, block: Block) -> Time | None:
        parent = self._blocks.get(block.parent) if block.parent is not None else None
        if parent is None or parent.kind == "title":
            return None
        told = brackets_told(self.reading.text, block, self._blocks)
        end = told[0] if told is not None and parent.start_char <= told[0] < parent.end_char else parent.end_char
        return next((time for time in self.reading.times.within(parent.start_char, end) if time.start_on), None)

    def _in_brackets(self, block: Block) -> Time | None:
        told = brackets_told(self.reading.text, block, self._blocks)
        times = self.reading.times.within(*told) if told is not None else []
        return next((time for time in times if time.start_on and time.relation != "comparison"), None)
