"""
Shares of the answers of a survey, which are levels whatever the answer itself tells: `이유로는 매출 감소(48.9%), 임대료 상승(21.8%)을 꼽았다`.

The sentence says that it is about answers (응답, 답변, 꼽았다, 복수 응답), and the percentage stands in the bracket behind one, right behind
the answer as its subject, or right behind the word for answers. A percentage by which answers grew is none of them: `응답이 3.1% 늘었다`.
"""

from __future__ import annotations

import re

from extractors.figures.changes import Change
from extractors.figures.comparing import directions
from extractors.figures.owner_words import says_nothing
from extractors.figures.places import Place
from extractors.figures.subjects import Subject
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import SUBJECT, TOPIC, Chunk

SHARE = Change("level", None, None)
ANSWERED = "survey_answer"
"""The metric of each."""
_ABOUT = re.compile(LEXICON.alternation("tells of answers"))
_LEAD = re.compile(r"[은는이가]?\s?(?:약\s|각각\s|전체의\s|무려\s)?")
_CLOSES_ITEM = re.compile(r"\)(?:[을를이가]?\s[가-힣 ]{1,14}(?:꼽았고|많았고|높았고)|,)\s?(?:이어\s|그 ?다음\s|다음으로\s)?")
_MARKS = " '‘’\"“”"
_PHRASE = 48
"""Characters of an answer at most."""


class Answers:
    """Which numbers of a text are such shares. Answers for one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._told: dict[int, bool] = {}

    def covers(self, place: Place) -> bool:
        """Whether the number at *place* is the share that one answer has."""
        text, quantity = self.reading.text, place.quantity
        if place.cell is not None or place.host is not None or quantity.unit != "percent" or quantity.signed:
            return False
        if not self._is_told(place):
            return False
        verb = place.scene.predicates.starting_from(quantity.end)
        if verb is not None and verb.lemma in directions() and not text[quantity.end : verb.start].strip(" 나이"):
            return False
        return self._in_bracket(place) or self._subject_before(place) is not None

    def answer(self, place: Place) -> Subject | None:
        """The words of the answer whose share it is: 사업 운영 자금의 확보 in `발굴(47%), 사업 운영 자금의 확보(39%)`, 임대료 상승이 39%로."""
        if not self.covers(place):
            return None
        text, bracket = self.reading.text, place.bracket
        if bracket is None or not self._in_bracket(place):
            topic = self._subject_before(place)
            if topic is None or _ABOUT.search(text, topic.start, topic.end + 1) or place.scene.embedded_from(topic) <= topic.end:
                return None
            nobody = says_nothing(text[topic.start : topic.end])
            return Subject(topic.start, topic.end, None, 0.9) if not nobody else None
        floor = max(place.scene.start, bracket - _PHRASE)
        item = max(_CLOSES_ITEM.finditer(text, floor, bracket), key=lambda match: match.end(), default=None)
        chunk = place.scene.chunks.at(bracket - 1)
        start = item.end() if item is not None else chunk.start if chunk is not None and chunk.end == bracket else bracket
        words = text[start:bracket]
        start, end = bracket - len(words.lstrip(_MARKS)), start + len(words.rstrip(_MARKS))
        return Subject(start, end, None, 0.9) if end - start > 1 and not _ABOUT.match(text[start : end + 1]) else None

    def _is_told(self, place: Place) -> bool:
        """Whether its sentence says that it is about answers."""
        scene = place.scene
        if scene.start not in self._told:
            self._told[scene.start] = _ABOUT.search(self.reading.text, scene.start, scene.end) is not None
        return self._told[scene.start]

    def _in_bracket(self, place: Place) -> bool:
        """Whether the number is all that a bracket behind words holds."""
        bracket, text = place.bracket, self.reading.text
        if bracket is None or text[bracket + 1 : place.quantity.start].strip(" 약"):
            return False
        return text[place.quantity.end : place.quantity.end + 1] == ")" and text[bracket - 1] not in "0123456789% "

    def _subject_before(self, place: Place) -> Chunk | None:
        """The subject right before the number."""
        topic = next(iter(place.scene.topics.last(place.scene.start, place.quantity.start, 1)), None)
        if topic is None or topic.role not in (SUBJECT, TOPIC):
            return None
        return topic if _LEAD.fullmatch(self.reading.text, topic.end, place.quantity.start) else None
