"""
The year by which a goal is to be reached is what the goal is for: 2030 in `2030년까지 도입률을 21%로, 생산성은 25% 이상 끌어올리겠다`.

A goal is a size or a change that a verb of bringing about closes, also over the other members of its list. Money that is spent until then is
none: it flows in all the years before.
"""

from __future__ import annotations

import re

from extractors.dates import Time
from extractors.figures.metrics import is_a
from extractors.figures.places import Place
from extractors.figures.scenes import NEAREST
from extractors.figures.timing.days import Period
from extractors.figures.timing.periods import PeriodReader
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import LINKING

_BY = re.compile(r"까지(?:는|의)?[,\s]")
_BROUGHT_ABOUT = frozenset(LEXICON.words("verb of a goal"))
_FROM = re.compile(r"\s?에서\s|(?:에|의)?\s?(?:불과|그친|그쳤)|\s?(?:이던|였던|이었던|인데|이지만)")
"""Behind where something starts out from."""
_SPENT = (
    "investment",
    "budget",
    "government_spending",
    "funding_raised",
    "support_cap",
    "purchase_amount",
    "offering_size",
    "loan",
)
_RANGE = re.compile(r"부터\s|에서\s")
_NOW = re.compile(r"(?:현재|지금|기존)(?:의|은|는)?\s(?:약\s)?\Z")
_SHORT = 8
"""Characters before a number in which such a word stands."""


class Goals:
    """Which figures of a report are goals for a stated year."""

    def __init__(self, reading: Reading, periods: PeriodReader) -> None:
        self.reading, self.periods = reading, periods

    def period(self, place: Place, metric: str) -> Period | None:
        """First and last day of the period by whose end the number is to be reached; None where it is no such goal."""
        text, quantity = self.reading.text, place.quantity
        if place.cell is not None or place.bracket is not None or is_a(metric, *_SPENT):
            return None
        if _FROM.match(text, quantity.end) or _NOW.search(text, max(place.scene.start, quantity.start - _SHORT), quantity.start):
            return None
        time = self._deadline(place)
        return self.periods.days(time) if time is not None and self._is_brought_about(place) else None

    def _deadline(self, place: Place) -> Time | None:
        """The time to come that 까지 follows, where none of its own stands between it and the number."""
        published = self.reading.published_on
        for time in reversed(self.reading.times.last(place.scene.start, place.quantity.start, NEAREST)):
            if self.periods.is_standard(time) or not self.periods.is_own(time):
                continue
            if time.kind != "date" or time.duration is not None or _BY.match(self.reading.text, time.end) is None:
                return None
            before = self.reading.times.last(place.scene.start, time.start, 1)
            ranged = bool(before) and _RANGE.fullmatch(self.reading.text, before[0].end, time.start) is not None
            ahead = time.end_on is not None and (published is None or time.end_on > published)
            return time if ahead and not ranged else None
        return None

    def _is_brought_about(self, place: Place) -> bool:
        """Whether the verb that closes the number's clause, or the list that it is a member of, brings something about."""
        for verb in place.scene.predicates.within(place.quantity.end, place.scene.end):
            if verb.depth or verb.lemma in LINKING or (verb.ending == "ETM" and verb.lemma not in _BROUGHT_ABOUT):
                continue
            return verb.lemma in _BROUGHT_ABOUT
        return False
