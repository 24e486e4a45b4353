"""The year of changes that a sentence without a time foresees: that of which something alike was foreseen shortly before."""

from __future__ import annotations

import bisect
import re
from functools import cached_property

from extractors.figures.foreseen import FORESEE
from extractors.figures.places import Place
from extractors.figures.scenes import Scene
from extractors.figures.timing.days import Period, months_in
from extractors.figures.timing.frames import Frames
from extractors.figures.timing.periods import PeriodReader
from extractors.names import Name
from extractors.reading import Reading

_FORESEE = re.compile(FORESEE)
_YEAR = 12
_SHORTLY = 4
"""Sentences at most from the one that a year was foreseen in to another that is for it."""
_RATES = frozenset({"percent", "percentage_point", "basis_point"})
_OF_YEARS = (None, "yoy", "1y")
"""Bases that the change of a year can have."""


class Foretold:
    """Answers for one document, whose quantities come in text order."""

    def __init__(self, reading: Reading, periods: PeriodReader, frames: Frames) -> None:
        self.reading, self.periods, self.frames = reading, periods, frames
        self._foretellable: dict[int, tuple[Period | None, int]] = {}
        """Where a sentence begins → the year that its changes would be foretold for, and where the last word of it begins that foresees."""
        self._foretold: dict[int, Period] = {}
        """Where a sentence begins → the year that its change was foretold for."""

    def period(self, place: Place, measure: str, basis: str | None) -> Period | None:
        """
        The year not yet over that was told last, for a change that a sentence without a time foresees: `올해 수요는 2% 줄 전망이다. 석유는 3%
        늘 것으로 예상된다`; also for the level behind the change. The year is this one or the next, and something like it was foreseen for it
        shortly before.
        """
        scene = place.scene
        if place.cell is not None or place.block is None or place.block.kind == "table":
            return None
        if measure == "level":
            return self._foretold.get(scene.start) if place.quantity.unit not in _RATES else None
        if basis not in _OF_YEARS:
            return None
        if scene.start not in self._foretellable:
            self._foretellable[scene.start] = self._foretellable_in(scene)
        year, foreseen = self._foretellable[scene.start]
        if year is None or foreseen < place.quantity.end:
            return None
        self._foretold[scene.start] = year
        return year

    def _foretellable_in(self, scene: Scene) -> tuple[Period | None, int]:
        """The year for the changes of a sentence that stand before the last word which foresees, and where that begins."""
        foreseen = max((found.start() for found in _FORESEE.finditer(self.reading.text, scene.start, scene.end)), default=-1)
        told = bisect.bisect_right(self._ahead, scene.start, key=lambda told: told[0])
        if foreseen < 0 or not told or scene.supposed:
            return None, -1
        end, year = self._ahead[told - 1]
        times = self.reading.times.within(scene.start, scene.end)
        if any(map(self.frames.is_own, times)) or any(self.periods.days(time) == year for time in times):  # 올해보다 2% 늘 전망
            return None, -1
        return (year, foreseen) if self._is_foreseen_alike(scene, end) else (None, -1)

    def _is_foreseen_alike(self, scene: Scene, end: int) -> bool:
        """Whether the sentence whose year ends at *end* foresees a change of something like what *scene* is about, shortly before it."""
        sentence = self.reading.sentence_at(end - 1)
        if sentence is None or self.reading.syntax.index(scene.sentence) - self.reading.syntax.index(sentence) > _SHORTLY:
            return False
        before = scene.document.of(sentence)
        changes = self.reading.quantities.within(end, before.end)
        if before.supposed or not changes or _FORESEE.search(self.reading.text, changes[0].end, before.end) is None:
            return False
        names = {name.entity_id or self.reading.text[name.start : name.end] for name in self._owners(before)}
        if any((name.entity_id or self.reading.text[name.start : name.end]) not in names for name in self._owners(scene)):
            return False
        measured, alike = ({cue.metrics[0].name for cue in of.cues} for of in (scene, before))
        return not measured or bool(measured & alike)

    def _owners(self, scene: Scene) -> list[Name]:
        return [name for name in self.reading.names.within(scene.start, scene.end) if name.label == "ORG"]

    @cached_property
    def _ahead(self) -> list[tuple[int, Period]]:
        """Where this year and the next are stated: with where they end in the text."""
        published = self.reading.published_on
        if published is None:
            return []
        near = (published.year, published.year + 1)
        stated = ((time.end, days) for time, days in self.frames.all_stated if days[1] > published and months_in(days) == _YEAR)
        return [(end, days) for end, days in stated if days[1].year in near]
