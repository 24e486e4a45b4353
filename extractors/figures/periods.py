"""The period a figure is for: the nearest time expression that states it, never one that it is compared with.

A flow (매출, 수출) is for a month or more, a price as of a day. A deadline (`2027년까지`) is the date of the level that will be reached
(`50만 대로`), not the period of an amount spent until then. What a sentence leaves out is carried over from the figure before it.
"""

from __future__ import annotations

import re
from datetime import date

from extractors.dates import Time
from extractors.figures.places import Place
from extractors.reading import Reading

Period = tuple[date, date]
PRICES = frozenset({"share_price", "exchange_rate", "interest_rate"})
FLOWS = frozenset({
    "revenue", "operating_profit", "net_income", "margin", "ebitda", "gross_profit", "units_sold", "shipment", "exports", "imports",
    "trade_balance", "market_share", "rank", "transactions", "growth", "economic_growth", "inflation", "capex", "utilization",
})  # fmt: skip
_COMPARED = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:\S{0,8}\s?){0,2}?"
    r"(?:보다|대비|에 비해|에 비하면|와 견|와 비교|과 비교|과 견|에 견|새\b|사이\b|만에|의\s*(?:약\s*)?(?:[\d.]+|[두세네]|다섯|여섯)\s*배)"
)
_REACHED = re.compile(r"\s*(?:이상|이하|수준|안팎)?\s*(?:으로|로|까지|체제)")


class PeriodReader:
    """Reads periods in text order and remembers what the last figure of each block was for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._carried: dict[tuple[int, bool], Period] = {}

    def read(self, place: Place, metric: str, basis: str | None) -> Period | None:
        """First and last day of the period of the quantity at *place*; None where the text does not say."""
        if place.cell is not None and place.table is not None:
            return self._from_table(place)
        found = self._stated(place, metric)
        if found is not None:
            self._remember(place, metric, found)
            return found
        if basis == "ytd" and self.reading.published_on is not None:
            return date(self.reading.published_on.year, 1, 1), self.reading.published_on
        return self._carried_on(place, metric)

    def _stated(self, place: Place, metric: str) -> Period | None:
        inside = self._nearest(place, place.floor, metric)
        if inside is not None or place.bracket is None:
            return inside
        return self._before_bracket(place) or self._nearest(place, place.sentence.start, metric)

    def _remember(self, place: Place, metric: str, period: Period) -> None:
        if place.block is not None and place.bracket is None and metric in FLOWS | PRICES:
            self._carried[place.block.ordinal, metric in PRICES] = period

    def _carried_on(self, place: Place, metric: str) -> Period | None:
        if place.block is None or metric not in FLOWS | PRICES:
            return None
        carried = self._carried.get((place.block.ordinal, metric in PRICES))
        if carried is not None or metric in PRICES:
            return carried
        for block in self.reading.governors(place.block):
            times = [t for t in self.reading.times.within(block.start_char, block.end_char) if self._usable(t, place, metric)]
            if times and block.kind != "title":
                return _days(times[-1])
        return None

    def _from_table(self, place: Place) -> Period | None:
        table, cell, times = place.table, place.cell, self.reading.times
        if table is None or cell is None:
            return None
        row = table.row_label(cell)
        for header in [*table.column_headers(cell), *([row] if row else [])]:
            stated = [t for t in times.over(header.start, header.end) if self._is_own(t)]
            if stated:
                return _days(stated[0])
        for block in self.reading.governors(place.block):
            stated = [t for t in times.within(block.start_char, block.end_char) if self._is_own(t)]
            if stated:
                return _days(stated[-1])
        return None

    def _is_own(self, time: Time) -> bool:
        """Whether a time stands for itself, not for what something is compared with."""
        if time.start_on is None or time.end_on is None or time.relation == "comparison":
            return False
        return _COMPARED.match(self.reading.text[time.end : time.end + 18]) is None

    def _nearest(self, place: Place, floor: int, metric: str) -> Period | None:
        """The nearest usable time before the number in its clause, then in earlier clauses of the sentence."""
        clause = max(floor, place.sentence.clause_start(place.quantity.start))
        for start in dict.fromkeys((clause, floor)):
            times = [time for time in self.reading.times.within(start, place.quantity.start) if self._usable(time, place, metric)]
            if times:
                return _days(times[-1])
        behind = self.reading.times.within(place.quantity.end, min(place.sentence.end, place.quantity.end + 8))
        joined = (
            t
            for t in behind
            if self._usable(t, place, metric) and self.reading.text[place.quantity.end : t.start].strip() in ("", "(")
        )
        return next(map(_days, joined), None)

    def _usable(self, time: Time, place: Place, metric: str) -> bool:
        if not self._is_own(time) or self._is_embedded(time, place):
            return False
        if (
            self.reading.text[time.end : time.end + 2] == "까지"
            and _REACHED.match(self.reading.text[place.quantity.end :]) is None
        ):
            return False
        return not (time.grain == "day" and time.start_on == time.end_on and metric in FLOWS)

    def _is_embedded(self, time: Time, place: Place) -> bool:
        """Whether the time dates a relative clause before the number (`연초 계획했던 4,600억원`) and not the number's own."""
        sentence = place.sentence
        predicate = next((p for p in sentence.predicates if p.start >= time.end), None)
        if predicate is None or predicate.ending != "ETM" or predicate.end > place.quantity.start:
            return False
        return not any(c.role == "topic" for c in sentence.chunks if time.start <= c.end and c.end <= predicate.start)

    def _before_bracket(self, place: Place) -> Period | None:
        """A number in brackets takes the time right before the bracket, also a compared one: `작년 4분기(1,140억원)`."""
        bracket = place.bracket
        if bracket is None:
            return None
        times = self.reading.times.within(max(place.sentence.start, bracket - 16), bracket)
        joined = [t for t in times if not self.reading.text[t.end : bracket].strip()]
        return _days(joined[-1]) if joined else None


def _days(time: Time) -> Period | None:
    return (time.start_on, time.end_on) if time.start_on and time.end_on else None
