"""Whether a sentence is about somebody whom the report has not opened with: what a report of one kind says of its things is not said of theirs."""

from __future__ import annotations

import re

from extractors.figures.places import Place
from extractors.figures.scenes import NEVER, Scene
from extractors.lexicon import LEXICON
from extractors.reading import Reading

_OWNS = re.compile(r"(?:\([^()\n]{1,20}\))?[은는이가의도]\s")
"""Behind a name that is what the sentence is about, or has what is measured."""
_CITY = re.compile(r"(?<![가-힣])[가-힣]{2,4}(?<!도)[시군](?=\s예산|[은는의]\s)")
_MINISTRY = re.compile(rf"{LEXICON.alternation('ministry')}\Z")


class Strangers:
    """Answers for one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._first: dict[tuple[int, int, bool], float] = {}
        """Where a sentence begins, where the opening of the report ends, and whether ministries are meant → where the first name ends."""

    def before(self, place: Place, lead: int, ministries: bool = True) -> bool:
        """
        Whether a company, body or city that is not named before *lead* is what the words before the number are about, or has what is measured;
        without *ministries*, those of a government are none.
        """
        key = place.scene.start, lead, ministries
        if key not in self._first:
            self._first[key] = self._first_of(place.scene, lead, ministries)
        return self._first[key] <= place.quantity.start

    def _first_of(self, scene: Scene, lead: int, ministries: bool) -> float:
        text = self.reading.text
        if scene.start < lead:
            return NEVER
        spans = [(name.start, name.end) for name in self.reading.names.within(scene.start, scene.end) if name.label == "ORG"]
        spans += [city.span() for city in _CITY.finditer(text, scene.start, scene.end)]
        told = text[:lead]
        for start, end in sorted(spans):
            if text[start:end] in told or (not ministries and _MINISTRY.search(text, start, end)):
                continue
            if _OWNS.match(text, end) or scene.topics.at(start) is not None:
                return end
        return NEVER
