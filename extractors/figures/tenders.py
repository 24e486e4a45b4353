"""
Reports of tenders that are still to be held: the amounts and shares of what is put out are planned.

`다음 주 용역 130건, 2,150억원의 입찰을 집행할 예정이다` opens such a report. It lasts until the report ends, but not for what a time that is over
gives (`지난달 공고된 물량 3조원`), for what has come of a tender, nor for the size from which on works are of the kind that is told of.
"""

from __future__ import annotations

import re
from functools import cached_property

from extractors.figures.places import Place
from extractors.figures.timing.days import Period
from extractors.figures.timing.periods import PeriodReader
from extractors.lexicon import LEXICON
from extractors.reading import Reading

_LEAD = 700
"""Characters in which a report says what it is about."""
_TO_COME = re.compile(
    rf"\d(?:[^.\n]|(?<=\d)\.(?=\d)){{0,120}}{LEXICON.alternation('what is put out')}[을를]?\s(?:[가-힣]{{1,4}}\s)?"
    r"(?:(?:집행|진행|추진|실시|공고)(?:할\s(?:예정|계획)|한다)|(?:할\s)?예정|계획)"
)
_HELD = re.compile(r"\)?\s?(?:보다|대비|[에와]\s?비해|에서)")
_SEEN = re.compile(r"낙찰|계약을?\s?(?:체결|맺)|집행률|실적(?!\s?제외)|전망|예상|기대")
_RESTATED = re.compile(r"\s?\(['‘’]?")
"""Between a week and the days of it: `다음 주(11.10.~11.14.)`."""
_SHARES = frozenset({"percent", "percentage_point"})


class Tenders:
    def __init__(self, reading: Reading, periods: PeriodReader) -> None:
        self.reading, self.periods = reading, periods

    def cover(self, place: Place) -> bool:
        """Whether an amount, or a share or change of one, is of what is still to be put out."""
        quantity, scene, text = place.quantity, place.scene, self.reading.text
        if self._told is None or place.cell is not None or not (quantity.dimension == "money" or quantity.unit in _SHARES):
            return False
        if quantity.bound != "exact" or _HELD.match(text, quantity.end) or self.is_threshold(place):
            return False
        start = scene.clause_start(quantity.start)
        if _SEEN.search(text, start, scene.clause_end(quantity.end)):
            return False
        spoken = self.reading.times.last(start, quantity.start, 1)
        published = self.reading.published_on
        over = published is None or any(time.end_on is not None and time.end_on < published for time in spoken)
        return not over or self._is_held_against(spoken[-1].end, quantity.start)

    def is_threshold(self, place: Place) -> bool:
        """Whether the number, or the last of its bracket, is the least size of what is told of: `큰 사업(용역 20억원, 시설 300억원 이상)`."""
        quantity = place.quantity
        if self._told is None or place.bracket is None:
            return False
        close = self.reading.text.find(")", quantity.end, place.scene.end)
        last = next(iter(self.reading.quantities.last(quantity.start, max(close, quantity.end), 1)), quantity)
        return last.unit == quantity.unit and last.bound != "exact"

    def _is_held_against(self, start: int, end: int) -> bool:
        """Whether what a time gave is only held against what comes: `11월에 공고된 물량(4조원)에 비해 32%`."""
        return re.search(r"보다|대비|에\s?비해", self.reading.text[start:end]) is not None

    def period(self, place: Place) -> Period | None:
        """The days on which the tenders of the report are held, for a figure of theirs that has no other time; None elsewhere."""
        if self._days is None or not self.cover(place):
            return None
        start, end = place.scene.clause_start(place.quantity.start), place.quantity.end
        own = [time for time in self.reading.times.within(start, end) if self.periods.is_own(time)]
        return self._days if all(self.periods.days(time) in (None, self._days) for time in own) else None

    @cached_property
    def _days(self) -> Period | None:
        """The first days of the opening that are still to come; the year that runs where it names none."""
        told, published = self._told, self.reading.published_on
        if told is None or published is None:
            return None
        times = [time for time in self.reading.times.within(0, told.end()) if time.duration is None]
        days = [(time, found) for time in times if (found := self.periods.days(time)) is not None]
        ahead = [(time, found) for time, found in days if time.grain != "year" and found[0] > published]
        if len(ahead) > 1 and _RESTATED.fullmatch(self.reading.text, ahead[0][0].end, ahead[1][0].start):
            return ahead[1][1]
        running = [found for _, found in days if found[0] <= published < found[1]]
        return ahead[0][1] if ahead else next(iter(running), None)

    @cached_property
    def _told(self) -> re.Match[str] | None:
        return _TO_COME.search(self.reading.text[:_LEAD])
