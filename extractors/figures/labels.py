"""
What labels tell of a figure, as the heads of a table tell of a cell.

Label lines stand below a unit (`당기실적('25.4Q): 96,480`). Other labels head the brackets and lines below them: over how long something has
moved (`24년 영업이익 변화율(1M)`), and that what moved is an expectation (`컨센서스 변화`). So does a bracket behind the number: `+4.7%(1M)`.
"""

from __future__ import annotations

import re

from extractors.dates import Time
from extractors.figures.places import Place
from extractors.figures.scenes import REACH
from extractors.labelled import LABELLED, PRIOR, brackets_told
from extractors.reading import Reading
from extractors.scopes import declared_in
from extractors.series import SERIES
from schemas import Block

_RELATIVE = re.compile(r"대비|증감|[년월기주]비|比")
_CUMULATED = re.compile(r"누계|누적")
_DIGIT = re.compile(r"\d")
_BRACKETS = re.compile(r"\([^()]*\)")


_WINDOW = re.compile(r"(?<![\dA-Za-z.])1 ?([DWMY])(?![A-Za-z\d])|(?<!\d)1 ?(일|주일?|개월|년) ?(?:변화|변동|등락|상승|하락|수익)")
"""Over how long a share has moved: 1M, 1개월 변화율."""
_BASES = {"D": "dod", "일": "dod", "W": "wow", "주": "wow", "주일": "wow", "M": "mom", "개월": "mom", "Y": "1y", "년": "1y"}
_MOVED = re.compile(r"변화|변동|상향|하향|등락|수익률")
_EXPECTED = re.compile(
    r"컨센서스(?! ?(?:대비|상회|하회|부합|괴리))|(?:이익|실적) ?(?:전망|추정)치|(?<![가-힣])(?:12 ?MF|Fwd)(?![A-Za-z])"
)
_TRAILING = re.compile(r"Trail|실적치|확정")
_LONGEST = 120
"""Characters of a label that are looked at."""
_HEADS = 2
"""Blocks above one at most that head it."""


def beside(reading: Reading, place: Place) -> tuple[int, int] | None:
    """The rest of the bracket that a number stands in, or the bracket right behind it: 1M in `+4.7%(1M)`."""
    text, end = reading.text, place.quantity.end
    start = end if place.bracket is not None else end + 1 if text.startswith("(", end) else None
    close = text.find(")", end, min(place.scene.end, end + REACH))
    return (start, close) if start is not None and close >= 0 else None


def heads(reading: Reading, place: Place) -> list[tuple[int, int]]:
    """The spans of the labels over a number in brackets behind a thing, or in a line that begins with a colon, nearest first; not the title."""
    block, text = place.block, reading.text
    if block is None or place.cell is not None:
        return []
    lined = text.startswith(":", block.start_char)
    alone = place.bracket is not None and place.host is None and not text[place.bracket + 1 : place.quantity.start].strip()
    if not lined and not alone:
        return []
    above = [head for head, _ in zip(reading.governors(block), range(_HEADS), strict=False) if head.kind != "title"]
    before = reading.blocks[block.ordinal - 1] if lined and block.ordinal else None
    if before is not None and before.parent == block.parent:
        above.insert(0, before)
    return [(head.start_char, min(head.end_char, head.start_char + _LONGEST)) for head in above]


def moved_over(reading: Reading, place: Place) -> str | None:
    """The basis that the bracket beside a number or a label over it gives a share: 1M, or what a label of changes is held against."""
    own = beside(reading, place)
    if own is not None and (found := _WINDOW.search(reading.text, *own)) is not None:
        return _BASES[found[1] or found[2]]
    for span in heads(reading, place):
        words = reading.text[slice(*span)]
        if _MOVED.search(words) is not None:
            found = _WINDOW.search(words)
            return _BASES[found[1] or found[2]] if found is not None else None
    return None


def is_of_expectation(reading: Reading, place: Place) -> bool:
    """Whether a label over the number says that it tells an expectation, or how one has moved."""
    for span in heads(reading, place):
        words = _own_part(reading, place, reading.text[slice(*span)])
        if _EXPECTED.search(words) is not None:
            return _TRAILING.search(words) is None
    return False


def _own_part(reading: Reading, place: Place, words: str) -> str:
    """The part of a label for as many measures as its line has numbers that is for this one: PER of `12M Fwd. PER, 12M Trail. PBR`."""
    block = place.block
    if block is None:
        return words
    parts, numbers = words.split(", "), reading.quantities.count_within(block.start_char, block.end_char)
    if len(parts) != numbers or numbers < 2:
        return words
    return parts[reading.quantities.count_within(block.start_char, place.quantity.start)]


def headed_time(reading: Reading, place: Place) -> Time | None:
    """The time in the label that says over how long a share has moved: 24년 in `24년 영업이익 변화율(1M)`; what is expected moves, not the year."""
    if moved_over(reading, place) is None:
        return None
    own = beside(reading, place)
    for span in [*([own] if own is not None else []), *heads(reading, place)]:
        times = [time for time in reading.times.within(*span) if time.kind == "date" and time.start_on]
        if times:
            return times[0]
    return None


def label_words(reading: Reading, place: Place) -> str | None:
    """The label of a figure that fills a label line; None for any other."""
    filled = place.quantity.rule in LABELLED and place.label is not None and place.cell is None
    return reading.text[slice(*place.label)] if filled and place.label is not None else None


def series_head(reading: Reading, place: Place) -> str | None:
    """The label over a list of numbers in the one unit that it names; None for any other number."""
    if place.quantity.rule != SERIES or place.label is None or place.cell is not None:
        return None
    words = reading.text[slice(*place.label)]
    return words if len(declared_in(words)) == 1 else None


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
        if place.block is None:
            return False
        if label_words(self.reading, place) is None:
            return place.cell is None and headed_time(self.reading, place) is not None
        return place.quantity.rule != "quantity.label" or place.block.parent in self._current

    def of(self, place: Place) -> Time | None:
        """The time of a figure that labels govern; None where they do not tell."""
        label, words, block = place.label, label_words(self.reading, place), place.block
        if label is None or words is None or block is None:
            return headed_time(self.reading, place)
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
