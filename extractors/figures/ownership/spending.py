"""Who pays or gains an amount, where a relative clause says so or a sentence goes on without saying it again."""

from __future__ import annotations

import re

from extractors.figures.metrics import Cue
from extractors.figures.ownership.phrases import CARRYING, is_measure, named
from extractors.figures.places import Place
from extractors.figures.scenes import NEAREST
from extractors.figures.subjects import Subject
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import SUBJECT, TOPIC

_SPENDS = frozenset(LEXICON.words("verb of spending"))
"""Lemmas of verbs whose subject pays or gains what they are said of: 지불하, 벌."""
_AS_OBJECT = re.compile(r"(?:\s?(?:이상|가량|정도))?(?:\([^()]*\))?(?:을|를)\s")


class Spending:
    """Answers for one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text

    def payer(self, place: Place, cue: Cue | None) -> Subject | None:
        """Who pays or gains what a relative clause says of the measure: 하람 in `하람이 다온에 지불한 대금이 3조원을 넘었다`."""
        scene, at = place.scene, place.quantity.start
        own = scene.chunks.at(cue.start) if cue is not None else None
        if cue is None or own is None or own.end > at or own.role not in (TOPIC, SUBJECT) or cue.end != own.end:
            return None
        verb = next(iter(reversed(scene.predicates.within(scene.start, own.start + 1))), None)
        if verb is None or verb.ending != "ETM" or verb.lemma not in _SPENDS or verb.end + 1 < own.start:
            return None
        if scene.topics.within(own.end, at):
            return None
        agent = next(
            (c for c in reversed(scene.topics.last(scene.start, verb.start, NEAREST)) if not is_measure(self.text, c)), None
        )
        if agent is None or agent.role != SUBJECT:
            return None
        names = self.reading.names.over(agent.start, agent.end)
        if len(names) != 1 or names[0].end != agent.end or names[0].label not in CARRYING:
            return None
        return named(names[0])

    def spends(self, place: Place) -> bool:
        """Whether the number is what somebody, whom the sentence leaves out, has paid or gained: `상반기에 200억원을 추가로 지불했다`."""
        if place.bracket is not None or place.quantity.dimension != "money":
            return False
        verb = place.scene.predicates.starting_from(place.quantity.end)
        return verb is not None and verb.lemma in _SPENDS and _AS_OBJECT.match(self.text, place.quantity.end) is not None
