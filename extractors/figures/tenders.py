"""
Reports of tenders that are still to be held: the amounts and shares of what is put out are planned.

`다음 주 용역 130건, 2,150억원의 입찰을 집행할 예정이다` opens such a report. It lasts until the report ends where a clause tells of works, orders or
contracts, but not for what a time that is over gives (`지난달 공고된 물량 3조원`), for what has come of a tender, for what others have or do, nor
for the size from which on works are of the kind that is told of.
"""

from __future__ import annotations

import re
from functools import cached_property

from extractors.figures.metrics import is_a
from extractors.figures.places import Place
from extractors.figures.strangers import Strangers
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
_AGAINST = re.compile(r"보다|대비|에\s?비해")
"""Behind an amount that others are held against, and between what a time gave and a number that is held against it."""
_PART = re.compile(LEXICON.alternation("part of tenders"))
_MEASURES = ("other", "contract_value", "share_of_total", "allocation", "purchase_amount", "construction_orders")
"""What the amounts and shares of tenders measure."""
_SEEN = re.compile(rf"{LEXICON.alternation('what comes of tenders')}(?!\s?제외)")
"""Words of what has come of a tender, or may."""
_RESTATED = re.compile(r"\s?\(['‘’]?")
"""Between a week and the days of it: `다음 주(11.10.~11.14.)`."""
_SHARES = frozenset({"percent", "percentage_point"})


class Tenders:
    """Answers for one document."""

    def __init__(self, reading: Reading, periods: PeriodReader) -> None:
        self.reading, self.periods, self.strangers = reading, periods, Strangers(reading)

    def cover(self, place: Place, metric: str) -> bool:
        """Whether an amount, or a share or change of one, is of what is still to be put out."""
        quantity, scene, text = place.quantity, place.scene, self.reading.text
        if self._told is None or place.cell is not None or not (quantity.dimension == "money" or quantity.unit in _SHARES):
            return False
        if quantity.bound != "exact" or _HELD.match(text, quantity.end) or self.is_threshold(place):
            return False
        start, end = scene.clause_start(quantity.start), scene.clause_end(quantity.end)
        if _SEEN.search(text, start, end):
            return False
        if quantity.end > self._told.end() and not self._is_part(place, metric):
            return False
        spoken = self.reading.times.last(start, quantity.start, 1)
        if not spoken:
            return self.reading.published_on is not None
        over = self.reading.published_on is None or scene.is_over(spoken[0].start, spoken[0].end)
        return not over or self._is_held_against(spoken[0].end, quantity.start)

    def _is_part(self, place: Place, metric: str) -> bool:
        """Whether a number behind the opening stands in a clause about tenders, measures what they do, and is of nobody else."""
        scene, at = place.scene, place.quantity
        worded = _PART.search(self.reading.text, scene.clause_start(at.start), scene.clause_end(at.end)) is not None
        lead = self._told.end() if self._told is not None else 0
        return worded and is_a(metric, *_MEASURES) and not self.strangers.before(place, lead)

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
        return _AGAINST.search(self.reading.text, start, end) is not None

    def period(self, place: Place, metric: str) -> Period | None:
        """The days on which the tenders of the report are held, for a figure of theirs that has no other time; None elsewhere."""
        if self._days is None or not self.cover(place, metric):
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
        """Where the report opens with tenders to come."""
        return _TO_COME.search(self.reading.text[:_LEAD])
