"""
What somebody is going to give, take on or choose, and says so in the plain present: `보증금 3억원을 지원한다`, `412명을 채용한다고 밝혔다`.

Of an authority, a programme or nobody in particular the plain present announces it; of a company it may be its everyday business, unless the
company is quoted. What is given every year, has been given, or is over is no plan. A headline, which leaves the ending out (`412명 채용`), is as
sure as the text that gives the same number; the parts that a footnote counts are as sure as the number that bears its mark,
and so are those that add up to a number that was planned, or counts that add up to one that is; the same number told again without a
tense of its own is planned, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from extractors.figures.coordination import closing, governing
from extractors.figures.places import Place
from extractors.figures.scenes import SAYS, Scene, is_past
from extractors.lexicon import LEXICON
from extractors.quantities import Quantity
from extractors.reading import Reading
from extractors.syntax import SUBJECT, TOPIC
from schemas import Block

_PROVIDES = frozenset(LEXICON.words("provides"))
_PRESENT = ("ᆫ다", "는다", "ᆸ니다", "습니다")
_QUOTED = ("ᆫ다고", "는다고", "ᆫ다며", "는다며")
_GOES_ON = ("고", "며", "면서", "으며", "으면서")
_SO_FAR = re.compile(r"기존|종전|현행|지금까지")
_USUAL = re.compile(rf"매[년월일주]\s|{LEXICON.alternation('no announcement')}|[하되]면\s")
"""What says that something is done again and again, was done before, or is done on a condition."""
_AUTHORITY = re.compile(rf"(?:[가-힣][시도군구]|{LEXICON.alternation('announcer ending')})(?:\([^()]*\))?\Z")
"""How those end who announce what they do: ministries, towns, programmes."""
_NEAREST = 3
_OWN_SIZE = 12
"""Scenes in which the number of a headline is looked for."""
_MARKS = re.compile(r"\*+")
_ABOVE = 4
"""Blocks between a footnote and the text that it is for."""
_LONGEST_HEADLINE = 80
_BACK, _RUN = 24, 12
"""Numbers before one among which its whole is looked for, and numbers that add up to a whole at most."""
_LEAST = 50
"""A smaller count is told again by chance."""
_IS = re.compile(r"인\s(?:약\s)?")
"""From a share to its amount: `24%인 300억원`."""
_AFTER_SENTENCE = re.compile(r"(?:겠습니다|겠다|[할될]\s(?:계획|예정)(?:이다|입니다)?)\.?\s?\((?:총\s|약\s)?\Z")
"""Before the amount in the bracket that follows what will be done: `… 지원하겠습니다. (8.9조원)`."""
_BEHIND_NOUN = re.compile(rf"{'|'.join(word.removesuffix('하') for word in _PROVIDES)}(?:\s등)?\s?\((?:총\s|약\s)?\Z")
_CLOSES = re.compile(r"\s?(?:규모|내외|이내)?\)\s?\Z")
_ARE_COUNTED = re.compile(r"(?:,\s?[가-힣A-Za-z·\s]{1,16}\d[\d,]*[가-힣]{1,3}){0,40}(?:\s등)?(?:이(?:다|며|고)[\s.,]|입니다)")
"""From a number to the end of a list that only counts: `가온 12곳, 나래 9곳 등이다`."""
_UP_TO = re.compile(r",\s(?:최대\s|최고\s)?")
_GIVEN_AT_END = re.compile(
    r"(?:까지|\s?(?:한도|이내|범위)(?:로|에서|\s?내에?서?)?)?[을를]?\s(?:[가-힣]{1,6}\s)?(?:지원|지급|제공|보조|융자|보전)[.\s]*\Z"
)
"""From a cap to the end of a line that says by a noun alone what will be given."""
_WORDS = 24
_HELD_AGAINST = re.compile(r"\)?\s?(?:보다|대비|에 비해|에서\s)")


_NO_PARTS = frozenset({"ratio", "multiple", "rank", "score"})


def _adds_up(values: Sequence[Decimal], at: int, whole: Decimal) -> bool:
    """Whether two or more of *values* in a row, with the one at *at* among them, add up to *whole*."""
    for start in range(max(0, at - _RUN), at + 1):
        total = Decimal(0)
        for end, value in enumerate(values[start : start + _RUN], start):
            total += value
            if total == whole and end >= at and end > start:
                return True
            if total > whole or value <= 0:
                break
    return False


class Provided:
    """*told* are the modalities of the figures before, by the index of their quantity."""

    def __init__(self, reading: Reading, told: Mapping[int, str]) -> None:
        self.reading, self.text, self.told = reading, reading.text, told

    def modality(self, place: Place) -> str | None:
        """`plan` for a number in running text that tells what will be given; None where the wording leaves that open."""
        if place.cell is not None:
            return None
        if (noted := self._noted(place)) is not None:
            return noted
        if place.bracket is None and (self._is_given(place.scene, place.quantity) or self._is_in_headline(place)):
            return "plan"
        if self._is_behind_plan(place) or self._is_capped(place):
            return "plan"
        if place.scene.past or self._is_over(place.scene, place.quantity.start):
            return None
        if _HELD_AGAINST.match(self.text, place.quantity.end):
            return None  # of what was before, though it adds up: `1조 6300억원보다 1800억원 많은 1조 8100억원`
        of_plan = self._is_part_of(place.index, "plan") or self._is_told_again(place) or self._is_share_of_plan(place)
        if of_plan:
            return "plan"
        counted = place.quantity.dimension == "count" and _ARE_COUNTED.match(self.text, place.quantity.end, place.scene.end)
        return "actual" if counted and self._is_part_of(place.index, "actual") else None

    def _is_given(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the verb that takes the number, or closes its list, says in the plain present that it will be given."""
        last = closing(self.reading, scene, quantity)
        verb = governing(self.reading, scene, last)
        if verb is None or verb.lemma not in _PROVIDES or is_past(verb) or not verb.forms:
            return False
        if _USUAL.search(self.text, scene.clause_start(quantity.start), verb.start) or self._is_over(scene, quantity.start):
            return False
        ends = scene.clauses[0]
        if verb.ending == "EC" and verb.forms[-1].startswith(_QUOTED):
            said = ends.ending_behind(verb.end)
            return said is not None and said.lemma in SAYS
        final = verb
        if verb.ending == "EC" and verb.forms[-1] in _GOES_ON:
            final = scene.closed[-1] if scene.closed else verb
        announced = final.ending == "EF" and not is_past(final) and final.forms[-1].startswith(_PRESENT)
        return announced and (final is verb or final.lemma in _PROVIDES) and self._by_authority(scene, quantity.start)

    def _is_capped(self, place: Place) -> bool:
        """
        Whether a line without an ending says up to how much of something is given, also the share of it before the amount that caps both:
        `교육비의 20~40%, 최대 300만원 지급.`
        """
        scene, quantity = place.scene, place.quantity
        if place.bracket is not None or scene.past or quantity.dimension not in ("money", "ratio"):
            return False
        last = quantity
        following = self.reading.quantities.starting_from(quantity.end)
        joined = _UP_TO.fullmatch(self.text, quantity.end, following.start) if following is not None else None
        if following is not None and joined is not None and following.dimension == "money" and following.bound == "at_most":
            last = following
        if last.bound != "at_most" or _GIVEN_AT_END.match(self.text, last.end, scene.end) is None:
            return False
        opening = scene.clause_start(quantity.start)
        if _USUAL.search(self.text, opening, last.end) or _SO_FAR.search(self.text, opening, quantity.start):
            return False
        company = any(
            name.label in ("ORG", "PRODUCT") and _AUTHORITY.search(self.text, name.start, name.end) is None
            for name in self.reading.names.within(scene.start, quantity.start)
        )
        return not company and not self._is_over(scene, quantity.start)

    def _by_authority(self, scene: Scene, at: int) -> bool:
        """Whether an authority or programme is who the sentence is about, or nobody that has a name."""
        actors = [chunk for chunk in scene.chunks.last(scene.start, at, 12) if chunk.role in (TOPIC, SUBJECT) and not chunk.depth]
        return all(
            _AUTHORITY.search(self.text, chunk.start, chunk.end)
            or not any(name.label in ("ORG", "PRODUCT", "PERSON") for name in self.reading.names.over(chunk.start, chunk.end))
            for chunk in actors
        )

    def _is_over(self, scene: Scene, at: int) -> bool:
        published = self.reading.published_on
        times = self.reading.times.within(scene.start, at)
        return published is not None and any(time.end_on is not None and time.end_on < published for time in times)

    def _is_in_headline(self, place: Place) -> bool:
        """Whether a headline repeats a number that the text below says will be given."""
        block, quantity = place.block, place.quantity
        if block is None or block.kind not in ("title", "heading") or block.end_char - block.start_char > _LONGEST_HEADLINE:
            return False
        later = self.reading.quantities[place.index + 1 : place.index + 1 + _OWN_SIZE]
        same = (
            other
            for other in later
            if (other.value, other.unit, other.counter) == (quantity.value, quantity.unit, quantity.counter)
        )
        for other in same:
            told, sentence = self.reading.block_at(other.start), self.reading.sentence_at(other.start)
            if told is not None and told.kind in ("paragraph", "list_item") and sentence is not None:
                return self._is_given(place.scene.document.of(sentence), other)
        return False

    def _before(self, index: int, modality: str) -> list[int]:
        """The numbers right before number *index*, of its unit and no smaller, that are *modality*."""
        number = self.reading.quantities[index]
        return [
            at
            for at in range(max(0, index - _BACK), index)
            if self.told.get(at) == modality
            and self._is_alike(number, self.reading.quantities[at])
            and self.reading.quantities[at].value >= number.value
        ]

    def _is_alike(self, number: Quantity, other: Quantity) -> bool:
        return (number.unit, number.counter, number.per) == (other.unit, other.counter, other.per)

    def _is_part_of(self, index: int, modality: str) -> bool:
        """Whether the number is one of those in a row that add up to one that is *modality*: `1,256억원 … 303억원, 331억원, 622억원`."""
        number = self.reading.quantities[index]
        if number.unit is None or number.dimension in _NO_PARTS or number.value <= 0:
            return False
        for at in reversed(self._before(index, modality)):
            whole = self.reading.quantities[at].value
            alike = [q.value for q in self.reading.quantities[at + 1 : index + _RUN] if self._is_alike(number, q)]
            mine = sum(self._is_alike(number, q) for q in self.reading.quantities[at + 1 : index])
            if whole > number.value and _adds_up(alike, mine, whole):
                return True
        return False

    def _is_told_again(self, place: Place) -> bool:
        """Whether the same amount or count was planned before, and is told again."""
        number = place.quantity
        if number.dimension in _NO_PARTS or (number.dimension == "count" and number.value < _LEAST):
            return False
        return any(self.reading.quantities[at].value == number.value for at in self._before(place.index, "plan"))

    def _is_share_of_plan(self, place: Place) -> bool:
        """Whether the number is the share that an amount is which is a part of what was planned."""
        amount = self.reading.quantities[place.index + 1 : place.index + 2]
        if (
            place.quantity.unit != "percent"
            or not amount
            or _IS.fullmatch(self.text, place.quantity.end, amount[0].start) is None
        ):
            return False
        return self._is_part_of(place.index + 1, "plan")

    def _is_behind_plan(self, place: Place) -> bool:
        """Whether an amount fills the bracket at the end of a line that tells what will be done, or only names it below an amount that is planned."""
        block, bracket = place.block, place.bracket
        if block is None or bracket is None or place.quantity.dimension != "money":
            return False
        if _CLOSES.match(self.text, place.quantity.end, block.end_char) is None:
            return False
        before = self.text[max(block.start_char, bracket - _WORDS) : place.quantity.start]
        named = _BEHIND_NOUN.search(before) is not None and bool(self._before(place.index, "plan"))
        return named or _AFTER_SENTENCE.search(before) is not None

    def _noted(self, place: Place) -> str | None:
        """How sure the number is that bears the mark of the footnote which counts its parts: 420개사* above `* 식품 120개사, 화장품 300개사`."""
        block, quantity = place.block, place.quantity
        if block is None or block.kind not in ("list_item", "paragraph") or quantity.dimension != "count":
            return None
        marks = _MARKS.match(self.text, block.start_char)
        if marks is None and block.kind != "list_item":
            return None
        width = len(marks[0]) if marks is not None else 1
        for above in self._marked(block):
            for whole in self.reading.quantities.last(above.start_char, above.end_char, 12):
                mark = _MARKS.match(self.text, whole.end)
                if (
                    mark is not None
                    and len(mark[0]) == width
                    and (whole.unit, whole.counter) == (quantity.unit, quantity.counter)
                ):
                    told = self.told.get(self.reading.quantities.index_from(whole.start))
                    return told if told == "plan" and self._is_part(place, whole) else None
        return None

    def _marked(self, block: Block) -> list[Block]:
        """The blocks right above a footnote that may bear its mark, the nearest first."""
        return list(reversed(self.reading.blocks[max(0, block.ordinal - _ABOVE) : block.ordinal]))

    def _is_part(self, place: Place, whole: Quantity) -> bool:
        """Whether the number is no more than the whole, and its sentence has no tense of its own."""
        return place.quantity.value <= whole.value and not place.scene.past
