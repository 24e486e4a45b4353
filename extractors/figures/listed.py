"""What the numbers of a list are given by its words and by the list before: owners, metrics, and the number at their place there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractors.figures.comparing import RATIOS
from extractors.figures.distribution import Shared, distribute
from extractors.figures.measures import Choice
from extractors.figures.metrics import find_cues, fitting
from extractors.figures.model import FigureReading
from extractors.figures.places import Place
from extractors.figures.subjects import Subject
from extractors.figures.told import Told
from extractors.reading import Reading

_ARROW = re.compile(r"\s?(?:→|⇒|->)\s?")
_MEMBER = re.compile(r"\),\s(?P<name>[가-힣A-Za-z·&]{3,16})\(")
"""From the number of a member of a list to that of the next one, whose name is one word."""


class Lists:
    """The lists of a report, held to the figures that were read so far."""

    def __init__(self, reading: Reading, places: Sequence[Place], told: Told, key: Callable[[Subject | None], str]) -> None:
        self.reading, self.told, self._key = reading, told, key
        self._shared = distribute(reading, places)

    def of(self, index: int) -> Shared | None:
        """The place of the quantity *index* in its list; None where it stands in none."""
        return self._shared.get(index)

    def subject(self, place: Place) -> Subject | None:
        """The owner that its place in the list gives a number, or the number at this place in the list before."""
        shared = self.of(place.index)
        if shared is None:
            return None
        if shared.owners is not None:
            return shared.owners[shared.position]
        twin = self.twin(shared)
        return twin.subject if twin is not None else None

    def metric(self, place: Place) -> Choice | None:
        """The metric that these give it."""
        if (before := self._same(place)) is not None:
            return Choice(before.metric, None, 0.9)
        shared = self.of(place.index)
        if shared is None or place.quantity.unit == "rank":
            return None
        if shared.cues is not None and (fits := fitting([shared.cues[shared.position]], place.quantity)):
            return Choice(fits[0][1].name, fits[0][0], 0.85)
        twin = self.twin(shared)
        same = twin is not None and (twin.quantity.unit == place.quantity.unit or place.quantity.unit in RATIOS)
        return Choice(twin.metric, None, 0.75) if twin is not None and same else None

    def gives(self, place: Place, rule: Choice) -> bool:
        """Whether 각각 gives a number the metric *rule*: that of its noun, or a change that of the level at its place in the list before."""
        if self._same(place) is not None:
            return True
        shared = self.of(place.index)
        if shared is None or not shared.each or place.host is not None:
            return False
        if place.quantity.unit not in RATIOS:
            return shared.cues is not None and rule.cue is shared.cues[shared.position]
        if place.quantity.unit == "multiple" and (twin := self.twin(shared)) is not None and twin.quantity.unit == "multiple":
            return rule.metric == twin.metric  # 각각 22배와 10배, held against PER 18배 and EV/EBITDA 7배
        if shared.cues is not None and rule.cue is shared.cues[shared.position]:
            return True
        twins = [self.told.of(index) for index in shared.twins or ()]
        sizes = all(twin is not None and twin.measure == "level" and twin.quantity.unit not in RATIOS for twin in twins)
        twin = self.twin(shared)
        return sizes and twin is not None and rule.metric == twin.metric

    def led_from(self, place: Place) -> FigureReading | None:
        """The share that an arrow leads from to the number: 3.1% of `증가율은 3.1% → 5.2%로`."""
        before = self._share_before(place)
        led = before is not None and _ARROW.fullmatch(self.reading.text, before.quantity.end, place.quantity.start)
        return before if led else None

    def _share_before(self, place: Place) -> FigureReading | None:
        """The figure before a share of running text, which is one, too."""
        before, number = self.told.of(place.index - 1), place.quantity
        like = before is not None and before.quantity.unit == number.unit and before.quantity.start >= place.scene.start
        return before if like and place.cell is None and number.unit in RATIOS else None

    def _same(self, place: Place) -> FigureReading | None:
        """
        The figure before, where an arrow leads from it, or where the number stands in the bracket of the next name of a list, which only holds a
        metric word: `하람연금(9.1%), 다온자산(5.2%)`.
        """
        before = self._share_before(place)
        if before is None or self.led_from(place) is not None:
            return before
        member = _MEMBER.fullmatch(self.reading.text, before.quantity.end, place.quantity.start)
        if member is None:
            return None
        opened = self.reading.text.rfind("(", place.scene.start, before.quantity.start)
        if before.metric_span is not None and before.metric_span[1] == opened:
            return None  # 매출(3.1%), 연결영업이익(5.2%)
        cues = find_cues(self.reading.text, *member.span("name"))
        held = any(cue.start > member.start("name") and cue.end == member.end("name") for cue in cues)
        return before if held else None

    def is_of_one(self, shared: Shared) -> bool:
        """Whether a list leaves open whose its numbers are, or tells several measures that somebody has: `영업이익과 순이익은 각각`."""
        if shared.owners is not None or self.have_owners(shared):
            return False
        return not shared.each or (shared.cues is not None and all(cue.metrics[0].owned for cue in shared.cues))

    def have_owners(self, shared: Shared) -> bool:
        """Whether the numbers of the list before belong to somebody else each: `A는 14%, B는 43% 늘며 각각 4위와 5위`."""
        twins = [self.told.of(index) for index in shared.twins or ()] if shared.each else []
        owners = [twin.subject for twin in twins if twin is not None and twin.subject is not None]
        measures = any(self._is_measure(owner) for owner in owners)
        return not measures and len({self._key(owner) for owner in owners}) == len(twins) > 1

    def _is_measure(self, owner: Subject) -> bool:
        """Whether a word in *owner* is one for a measure, and no part of a word: 시장 in 전통시장."""
        cues, text = find_cues(self.reading.text, owner.start, owner.end), self.reading.text
        return any(cue.start == owner.start or not text[cue.start - 1].isalnum() for cue in cues)

    def twin(self, shared: Shared) -> FigureReading | None:
        """The number at the same position of the list before."""
        return self.told.of(shared.twins[shared.position]) if shared.twins is not None else None
