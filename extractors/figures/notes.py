"""The head of a note on one company: what it tells of the share is so on the day of its price, if on any, and is no plan of anybody."""

from __future__ import annotations

import re
from functools import cached_property

from extractors.dates import Time
from extractors.discourse import Discourse
from extractors.figures.places import Place
from extractors.figures.rowed import label_in_row
from extractors.reading import Reading

OF_SHARE = frozenset({
    "market_cap", "shares_outstanding", "target_price", "price_upside", "share_price", "trading_value", "trading_volume", "transactions",
    "foreign_ownership", "index_level",
})  # fmt: skip
"""Metrics of a share, or of the index beside it, that the head of a note tells."""
_OF_DAY = frozenset({"market_cap", "shares_outstanding", "share_price", "index_level"})
"""Those that are as of the day of the price; the others are for no day that is told."""
_PRICE = re.compile(r"(?:현재\s?)?(?:주가|종가|현재가)\s?\(\s?")
_EXTREME = re.compile(r"최고|최저")
_LABEL = 24
"""Characters before a number in which its label stands."""


class NoteHead:
    """Answers for one document."""

    def __init__(self, reading: Reading, discourse: Discourse) -> None:
        self.reading, self.discourse = reading, discourse

    def tells(self, place: Place, metric_name: str) -> bool:
        """Whether the number at *place* is one of those that the head tells of the share."""
        if not self._covers(place):
            return False
        return metric_name in OF_SHARE or place.quantity.unit == "score" or label_in_row(self.reading, place) is not None

    def tells_holder(self, place: Place, metric_name: str) -> bool:
        """Whether the number at *place* is the part of the company that the head says somebody has."""
        return metric_name == "stake" and self._covers(place)

    def _covers(self, place: Place) -> bool:
        company = self.discourse.covered
        return company is not None and company.end <= place.quantity.start < self.discourse.head_of_note

    def day(self, place: Place, metric_name: str) -> Time | None:
        """The day of the price, for what is as of it; the highest and lowest of a year are for no day."""
        start = place.quantity.start
        if metric_name not in _OF_DAY and place.quantity.unit != "score":
            return None
        return None if _EXTREME.search(self.reading.text, max(0, start - _LABEL), start) else self._priced

    @cached_property
    def _priced(self) -> Time | None:
        """The time in the bracket behind the label of the price: 주가 (7월 10일), 현재가 (2/4, 원)."""
        for label in _PRICE.finditer(self.reading.text, 0, self.discourse.head_of_note):
            time = next(iter(self.reading.times.over(label.end(), label.end() + 1)), None)
            if time is not None and time.grain == "day":
                return time
        return None
