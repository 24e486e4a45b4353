"""
What things are like, told without a time: how they were built, what they hold and can do, what runs now.

The plain present of a verb of action is for what is to come; said of a thing and its parts (`화면은 6.2인치 해상도를 지원한다`) it describes the
thing. What it was built with (`126가구로 지은 아파트`) is done, and what goes on (`10대의 서버가 운영되고 있다`) or holds now (`현재 …`) is so.
"""

from __future__ import annotations

import re

from extractors.figures.comparing import directions
from extractors.figures.coordination import closing, governing
from extractors.figures.places import Place
from extractors.figures.scenes import NEAREST, Scene, is_past
from extractors.lexicon import LEXICON
from extractors.reading import Reading

_AHEAD = re.compile(
    r"계획|예정|방침|전망|예상|예측|목표|기로\s|겠|가능성|검토|약속|공약|구상|추진|[할될갈릴일울칠을]\s(?:것|수\s있)|[다요]\s?[”\"’']"
)
"""What takes away that a sentence only describes."""
_PLANNED = re.compile(r"계획|예정|방침|전망|예상|목표|기로\s|겠|검토|구상|추진|[할될]\s것|완공|준공|조성|들어[서설선]|짓")
"""What tells that a thing is still to be made."""
_BUILT = frozenset(LEXICON.words("built"))
_OF_THING = frozenset(LEXICON.words("verb of description"))
_PHYSICAL = frozenset(
    {
        "length",
        "data",
        "data_rate",
        "mass",
        "frequency",
        "charge",
        "resolution",
        "luminance",
        "speed",
        "energy",
        "power",
        "voltage",
    }
)
_RUNS = re.compile(
    r"(?:\s?(?:이상|이하|가량|정도|여|안팎|남짓))?(?:의\s[가-힣]{1,8})?[이가]\s[가-힣]{1,6}(?:되|하)고\s있(?!을|었)"
)
"""Behind a count of what runs: `10대 이상의 서버가 운영되고 있다`."""
_MADE_UP = re.compile(
    r"(?:\([^()]*\))?(?:의\s[가-힣\s]{1,12}?)?(?:으로|로)\s(?:구성|이루어|이뤄|분류|나뉘|나누어|나눠)[가-힣]{0,2}(?:\s있(?!을|었)|[됩된진](?:니다|다)|되며|되고|지며|져\s있)"
)
"""Behind the parts that something has: `강의실 3개와 실습실 6개로 구성되어 있다`."""
_HOLDS = re.compile(r"(?:까지|이|을|를)?\s?(?:동시에?\s)?수용(?:이|도)?\s?(?:가능|할\s수\s있)")
"""Behind the people that there is room for."""
_INHABITANTS = re.compile(rf"(?<![가-힣]){LEXICON.alternation('inhabitants')}(?:\s?수)?[은는]\s(?:(?:약|총|모두|현재)\s)?\Z")
_ARE = re.compile(r"(?:\s?(?:가량|정도|남짓))?(?:이다|입니다|이며|이고|인데)")
"""Before and behind how many people live somewhere."""
_NOW = re.compile(r"(?:현재|지금)(?:는|은|도)?[\s,]")
_NOUN = re.compile(r"\s[가-힣]{1,8}")
_BACK = 24
"""Characters between a length of time and the number that it is for."""
_NEXT = 3
"""Ends of clauses among which the verb of a description is looked for."""
_IS_ABOUT = re.compile(r"\s(?:수준|정도|안팎|가량)(?:입니다|이다|이며|이고|인데)")


class Described:
    """Modalities of figures that describe. Answers for one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text
        self._ahead: dict[int, bool] = {}
        """Where a sentence begins → whether something in it looks ahead."""

    def modality(self, place: Place) -> str | None:
        """`actual` for a number in running text that says what something is like; None elsewhere."""
        if place.cell is not None:
            return None
        if self._is_built(place):
            return "actual"
        if self._is_made_up(place):
            return "actual"
        described = self._is_of_thing(place) or self._runs(place) or self._looks_back(place)
        described = described or self.counts_inhabitants(place) or self._is_named(place)
        return "actual" if described and not self._looks_ahead(place) else None

    def _is_named(self, place: Place) -> bool:
        """Whether the number stands beside what is named as having moved something: `매출을 늘린 요인은 수출(500억원)이다`."""
        scene, at = place.scene, place.quantity.start
        topic = next(iter(reversed(scene.topics.last(scene.start, at, 1))), None)
        end = scene.closed[-1] if scene.closed else None
        if topic is None or topic.depth or end is None or end.lemma != "이" or end.ending != "EF":
            return False
        verb = next(iter(scene.predicates.last(scene.start, topic.end, 1)), None)
        moved = verb is not None and verb.ending == "ETM" and verb.forms[-1:] in (("ᆫ",), ("은",)) and verb.lemma in directions()
        behind = scene.predicates.within(topic.end, end.start)
        return verb is not None and moved and not behind and _NOUN.fullmatch(self.text, verb.end, topic.end) is not None

    def counts_inhabitants(self, place: Place) -> bool:
        """Whether the number tells how many people live somewhere now, whatever the report plans: `시민은 65만명이다`."""
        scene, number = place.scene, place.quantity
        if number.counter != "명" or place.cell is not None or _ARE.match(self.text, number.end) is None:
            return False
        before = _INHABITANTS.search(self.text, max(scene.start, number.start - _BACK), number.start)
        return before is not None and not self._looks_ahead(place)

    def _looks_ahead(self, place: Place) -> bool:
        scene = place.scene
        if scene.start not in self._ahead:
            self._ahead[scene.start] = self._is_later(scene) or _AHEAD.search(self.text, scene.start, scene.end) is not None
        return self._ahead[scene.start]

    def _is_later(self, scene: Scene) -> bool:
        """Whether the sentence names a time that is not over."""
        published = self.reading.published_on
        times = self.reading.times.within(scene.start, scene.end)
        return published is not None and any(time.end_on is not None and time.end_on > published for time in times)

    def _is_made_up(self, place: Place) -> bool:
        """Whether the number counts the parts that something has or the people that it holds, and nothing in the sentence looks ahead."""
        scene = place.scene
        if place.quantity.dimension != "count" or scene.topics.within(place.quantity.end, scene.end):
            return False
        last = closing(self.reading, scene, place.quantity)
        told = any(pattern.match(self.text, last.end, scene.end) for pattern in (_MADE_UP, _HOLDS))
        return told and _PLANNED.search(self.text, scene.start, scene.end) is None and not self._is_later(scene)

    def _is_built(self, place: Place) -> bool:
        """Whether the number tells how something was built: `115m 길이로 지어진 다리`."""
        verb = governing(self.reading, place.scene, place.quantity)
        return verb is not None and verb.ending == "ETM" and verb.forms[-1:] in (("ᆫ",), ("은",)) and verb.lemma in _BUILT

    def _is_of_thing(self, place: Place) -> bool:
        """Whether the clause tells in the present what a thing, which no company or state is, holds or can do."""
        scene, at = place.scene, place.quantity.start
        if place.quantity.dimension not in _PHYSICAL:
            return False
        ends = scene.clauses[0]
        at_verb = ends.index_from(place.quantity.end)
        verb = next((end for end in ends[at_verb : at_verb + _NEXT] if end.forms[-1:] != ("게",)), None)  # 동일하게 … 사용한다
        if verb is None or is_past(verb) or verb.lemma not in _OF_THING:
            return False
        topic = next(iter(reversed(scene.topics.last(scene.start, at, NEAREST))), None)
        if topic is None or topic.depth:
            return False
        return not any(name.label in ("ORG", "LOC", "PERSON") for name in self.reading.names.over(topic.start, topic.end))

    def _looks_back(self, place: Place) -> bool:
        """Whether the time right before the number is a length up to now: `최근 3년간 300억원을 투입해`."""
        spoken, published = self.reading.times.last(place.scene.start, place.quantity.start, 1), self.reading.published_on
        if not spoken or spoken[0].duration is None or spoken[0].start_on is None or spoken[0].end_on is None:
            return False
        over = published is not None and spoken[0].start_on < spoken[0].end_on <= published
        return over and place.quantity.start - spoken[0].end <= _BACK

    def _runs(self, place: Place) -> bool:
        """Whether the number counts what runs now, or is about what something comes to now."""
        text, scene, end = self.text, place.scene, place.quantity.end
        if place.quantity.dimension == "count" and _RUNS.match(text, end, scene.end):
            return True
        about = _IS_ABOUT.match(text, end, scene.end) is not None
        return about and _NOW.search(text, scene.start, place.quantity.start) is not None
