"""What changes have been held against so far, for those that name no basis: in their paragraph, its neighbours, the bullet above, the report."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from extractors.figures.bases import between, is_aside, is_of_topic, rhythm
from extractors.figures.changes import Change
from extractors.figures.comparing import bases_in
from extractors.figures.metrics import is_a, metric
from extractors.figures.places import Place
from extractors.figures.scenes import Scene
from extractors.figures.timing.days import Period
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from schemas import Block

USUAL = frozenset({"yoy", "qoq", "mom", "wow", "dod", "ytd"})
"""Bases that hold for the figures that follow; 3년 전보다 is said of one."""
SHARES = frozenset({"percent", "percentage_point"})
_MOVED = re.compile(LEXICON.alternation("rise_told", "fall_told"))
_ANSWER = re.compile(r"응답|답변|답했")
"""In an item that tells what people said, and no growth."""
_PRICED = frozenset({"price", "index"})


def can_have(name: str, basis: str | None) -> bool:
    """Whether changes of the metric *name* are held to *basis*: nobody's revenue or profit is told from day to day."""
    own = metric(name)
    return basis != "dod" or own is None or not (own.signed or is_a(name, "revenue"))


class Growths:
    """Filled in text order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.unsaid: list[int] = []
        """Indices of the figures that grew and say nothing of their basis."""
        self.otherwise: Scene | None = None
        """The last sentence that held a change to something that tells no basis."""
        self._in: dict[int, Change] = {}
        """Ordinal of a block → the growth with a basis that it stated last."""
        self._metrics: dict[int, str] = {}
        """Ordinal of a block → the metric of that growth."""
        self._below: dict[int | None, Change] = {}
        """Ordinal of a governing block → the growth with a basis that the blocks below it stated last."""
        self._above: dict[tuple[int | None, str | None], Change] = {}
        """Ordinal of a block and a unit → the growth in that unit with the one basis that it stated, which list items below carry on."""
        self._said: dict[int, Change | None] = {}
        """Ordinal of an item → the growth that its words tell of what it lists."""
        self._bases: Counter[str] = Counter()
        """How often a share is stated to have grown against each basis so far."""
        self._against: dict[Period, str] = {}
        """A period that changes were held to → the basis that it made of them."""

    def state(self, place: Place, name: str, basis: str) -> None:
        """Keep the *basis* that a change of the metric *name* states itself."""
        if place.block is None:
            return
        key, unit, said = place.block.ordinal, place.quantity.unit, Change("change", basis, None)
        alone = is_of_topic(self.reading, place) or (key in self._in and is_aside(self.reading, place))
        if not alone or unit not in SHARES:
            self._in[key] = said
        if alone:
            return
        self._below[place.block.parent] = said
        one = self._above.setdefault((key, unit), said).basis == basis
        self._above[key, unit] = said if one else Change("change", None, None)
        self._metrics[key] = name
        self._bases[basis] += unit in SHARES

    def of_block(self, place: Place, name: str) -> Change | None:
        """The growth that the block stated last, where it is of the metric *name*."""
        key = place.block.ordinal if place.block is not None else -1
        return self._in[key] if self._metrics.get(key) == name else None

    def like(self, place: Place, name: str) -> Change | None:
        """The growth that the block stated last, where it is of the metric *name* and in the unit of the number."""
        key = (place.block.ordinal if place.block is not None else -1), place.quantity.unit
        return self.of_block(place, name) if key in self._above else None

    def near(self, place: Place, name: str) -> Change | None:
        """The growth that the block stated, else the blocks below or beside it, else the bullet above it, as far as the metric *name* can have it."""
        block = place.block
        if block is None:
            return None
        above = self._above.get((block.parent, place.quantity.unit)) or self._worded(block) if block.kind == "list_item" else None
        around = (self._in.get(block.ordinal), self._below.get(block.ordinal), self._below.get(block.parent), above)
        return next((said for said in around if said is not None and can_have(name, said.basis)), None)

    def _worded(self, block: Block) -> Change | None:
        """The growth that the item above *block* tells of what it lists: `□ 매출은 전년 대비 세 부문에서 증가`; None where it holds two bases."""
        above = next(iter(self.reading.governors(block)), None)
        if above is None or above.kind not in ("list_item", "heading"):
            return None
        if above.ordinal not in self._said:
            text = self.reading.text[above.start_char : above.end_char]
            bases = bases_in(text) if _MOVED.search(text) and not _ANSWER.search(text) else set()
            basis = bases.pop() if len(bases) == 1 else None
            self._said[above.ordinal] = Change("change", basis, None) if basis in USUAL else None
        return self._said[above.ordinal]

    def usual(self, name: str) -> str | None:
        """What more than half of the shares that grew and say so are held against, where the metric *name* can be."""
        usual, count = next(iter(self._bases.most_common(1)), ("", 0))
        return usual if count * 2 > self._bases.total() and can_have(name, usual) else None

    def last_resort(self, name: str) -> str | None:
        """The basis of a change of the metric *name* that nothing told: what is usual in the report, else the rhythm of its survey of prices."""
        own = metric(name)
        priced = own is not None and own.kind in _PRICED and not self._bases
        return self.usual(name) or (self._rhythm if priced else None)

    @cached_property
    def _rhythm(self) -> str | None:
        return rhythm(self.reading.text)

    def held(self, place: Place, period: Period | None, other: Period) -> str | None:
        """
        What *period* and the *other* one that a change is held to make of it, else what that one made of a change before.

        What follows in the block carries the basis on: `1분기보다 0.05%p 확대됐다. 합산은 0.07%p 상승했다`.
        """
        basis = between(period, other) if period is not None and period != other else self._against.get(other)
        if basis is not None:
            self._against[other] = basis
            if place.block is not None and place.quantity.unit in SHARES:
                self._in[place.block.ordinal] = Change("change", basis, None)
        return basis
