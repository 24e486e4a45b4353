"""What a change is held against where its words leave it open: its neighbours, the report, and the period of what it is compared with."""

from __future__ import annotations

import re

from extractors.dates import Time
from extractors.figures.bases import (
    DAILY,
    held_time,
    is_held_against,
    is_of_day,
    is_of_width,
    is_standard,
    of_another_month,
    of_flow,
    referred,
)
from extractors.figures.changes import Change
from extractors.figures.growths import SHARES, USUAL, Growths
from extractors.figures.labels import label_words
from extractors.figures.measures import Choice, MetricReader
from extractors.figures.metrics import metric
from extractors.figures.places import Place
from extractors.figures.scenes import REACH
from extractors.figures.timing.days import Period
from extractors.figures.timing.periods import PeriodReader
from extractors.figures.told import Told
from extractors.reading import Reading

_EXPECTED = re.compile(r"컨센서스|전망치|기대치|추정치|예상|목표")
_DECIDED = frozenset({"interest_rate", "policy_rate", "tariff_rate"})
"""Metrics that move by decisions, each from what held before and not from what the figures beside them are held to."""
_OPEN = (None, "since", "ytd")
"""Bases that the period of what a change is held to may make more exact."""
_LATEST = 2
"""Figures before one that it may be held against or start out from."""


class Holding:
    """Holds the changes of a report against something, in text order."""

    def __init__(self, reading: Reading, told: Told, metrics: MetricReader, periods: PeriodReader) -> None:
        self.reading, self.told, self.metrics, self.periods = reading, told, metrics, periods
        self.growths = Growths(reading)

    def usual(self, place: Place, choice: Choice, change: Change) -> Change:
        """What a paragraph, its neighbours or the report state growth against, where a figure names no basis itself."""
        if place.cell is not None or place.block is None or label_words(self.reading, place) is not None:
            return change
        share, grown = place.quantity.unit in SHARES, self.growths.of_block(place, choice.metric)
        unsaid = choice.cue is None or choice.cue.start < place.scene.start
        bare = share and change.measure == "level" and place.bracket is not None and unsaid
        if bare and (grown := grown or self._growth_before(place, choice)) is not None:
            return grown  # 송파구(0.36%)와 동작구(0.34%)가 앞에서 끌었다
        if change.measure != "change":
            return change
        if change.basis is not None:
            own = self.growths.like(place, choice.metric) if is_standard(self.reading, place) else None
            if own is not None or (change.basis == "since" and is_standard(self.reading, place)):
                return Change(
                    "change", own.basis if own else None, change.direction
                )  # 감소폭은 전월(-4만9000명)보다: a change like the others
            if change.basis in USUAL and not is_of_width(self.reading, place):
                self.growths.state(place, choice.metric, change.basis)
            return change
        if _EXPECTED.search(self.reading.text, max(place.scene.start, place.quantity.start - REACH), place.quantity.start):
            return change  # a miss or a beat is against the expectation
        if choice.metric in _DECIDED or is_held_against(self.reading, place) or self.growths.otherwise is place.scene:
            return change
        if choice.metric in DAILY and is_of_day(self.reading, place):
            return Change("change", "dod", change.direction)
        if place.scene.supposed:
            return change  # 환율이 10원 오르면 손익은 50억원 나빠진다: against what it would be
        stated = self.growths.near(place, choice.metric)
        if stated is not None and not (stated.basis == "yoy" and self.metrics.shares.covers(place)):
            return Change("change", stated.basis, change.direction)
        if not share:
            return change
        self.growths.unsaid.append(len(self.told.figures))
        return Change("change", self.growths.usual(choice.metric), change.direction)

    def _growth_before(self, place: Place, choice: Choice) -> Change | None:
        """The growth that the figure before in this paragraph is, of the same metric, where that one has no size in percent."""
        before, own = self.told.last, metric(choice.metric)
        if (
            before is None
            or own is None
            or before.measure != "change"
            or before.metric != choice.metric
            or "money" not in own.units
        ):
            return None
        same = before.quantity.unit == place.quantity.unit and self.reading.block_at(before.quantity.start) is place.block
        return Change("change", before.basis, None) if same else None

    def exact(self, place: Place, choice: Choice, change: Change, period: Period | None) -> Change:
        """A change without words for its basis, or with a start alone, is held to the period of what it is compared with."""
        if change.measure != "change":
            return change
        own = metric(choice.metric)
        stock = own is not None and own.kind == "stock" and place.quantity.dimension == "money"
        if stock and period is not None and (flow := self._flow_of(place, change, period)) is not None:
            return Change("change", flow, change.direction)
        if change.basis == "yoy" and period is not None:
            other = self.periods.compared(place)
            named = of_another_month(self.reading, place, period, other) if other is not None else None
            if named is not None:
                return Change("change", named, change.direction)
        if change.basis not in _OPEN:
            return change
        held = held_time(self.reading, place)
        basis = self._basis_of(place, held, period)
        if basis is None and change.basis is None and held is not None:
            basis = self._basis_beside(place)
        daily = choice.metric in DAILY and not is_held_against(self.reading, place)
        if basis is None and change.basis is None and daily and period is not None and period[0] == period[1]:
            basis = "dod"
        if basis is None and change.basis is None and is_held_against(self.reading, place):
            self.growths.otherwise = place.scene  # 연간과 비교하면 백화점은 2.6%p 확대, 온라인은 0.3%p 축소
        return Change("change", basis, change.direction) if basis is not None else change

    def _flow_of(self, place: Place, change: Change, period: Period) -> str | None:
        """What the growth of a stock in its *period* is against; in a table, or told by its sign alone, that of a month at most."""
        flow = of_flow(self.reading, place, period)
        if place.cell is not None and not (place.quantity.signed and change.basis is None):
            return None
        unspoken = place.cell is not None or (place.quantity.signed and not place.scene.predicates)
        return None if unspoken and flow != "mom" else flow

    def _basis_of(self, place: Place, held: Time | None, period: Period | None) -> str | None:
        """What *period* and the one that the change is held to make of it; *held* is that one for a list."""
        latest = [(figure.quantity.end, figure.period) for figure in self.told.figures[-_LATEST:]]
        other = (
            self.periods.days(held) if held is not None else referred(self.reading, place, latest) or self.periods.compared(place)
        )
        return self.growths.held(place, period, other) if other is not None else None

    def _basis_beside(self, place: Place) -> str | None:
        """The basis of the number before this one in the same brackets: `증가(↑1.9%p, ↑2.4%p)`."""
        before = self.told.last
        same = before is not None and place.bracket is not None and before.quantity.start > place.bracket
        return before.basis if same and before is not None else None
