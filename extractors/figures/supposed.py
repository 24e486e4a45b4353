"""
What is supposed of what is not known: how it went, how it would go in a scenario, and the outlook that a headline names.

An estimate of what is over (`발생했을 것으로 추정된다`) reaches back over the clauses that lead to it without a tense of their own, and over
all of the quotation that it closes. What a clause says of a scenario (`Bear는`, `낙관 시나리오에서는`) or assumes (`점유율 6%를 가정.`) would be
so. A headline leaves the verb out: `매출 18% 증가 전망… 전체의 40% 차지`.
"""

from __future__ import annotations

import re
from functools import cached_property

from extractors.figures.places import Place
from extractors.figures.scenes import COMPARED, NEAREST, is_past
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import Predicate
from schemas import Block

_CLOSES = re.compile(
    rf"\s?(?:것['’\"”]?\s?(?:으로|이?라[고며는]?)\s?(?:{LEXICON.alternation('foresee', 'found to be')}|보[이인여고]|본다|봤)|전망|가능성)"
)
_NOT_YET = ("ᆯ", "을")
_PAST = ("었", "았")
_GOES_ON = frozenset({"고", "며", "으며", "면서", "으면서", "거나"})
_QUOTES = re.compile(r"['‘’\"“”](?!\d\d년)")
_ENDS = re.compile(r"\s?것['’\"”]")
_QUOTED = 400
"""Characters of a quotation at most that lead to a number."""
_STANDARD = re.compile(rf"[와과]\s(?:비슷|같|견|비교)|\s?(?:{COMPARED})|에\s?비")
"""Behind a time that something is only held against."""
_SCENARIO = re.compile(
    r"(?:(?<![A-Za-z])(?:Base|Bull|Bear|BASE|BULL|BEAR)(?:\s?[Cc]ase)?|(?:시나리오|케이스)(?:\([^()]*\))?)(?:에서)?(?:\s경우)?(?:은|는|이|가)\s"
)
_ASSUMED = re.compile(r"(?:을|를|으?로)\s?가정(?=[.\s]*(?:$|\n)|함|하였|[.;]\s)")
_IF = re.compile(r"가정(?:하면|한다면|할\s경우|했을\s(?:때|경우)|\s?(?:시|하에)(?=[,\s]))")
"""An assumption from which all that follows in the sentence is reckoned: 배당성향 30%를 가정하면 배당금은 1,500원, 수익률은 4.2%다."""
_HEADLINE = re.compile(
    rf"(?:\s?(?:여|가량|정도|이상))?(?:\s(?:성장|급증|급감|확대|축소|달성|{LEXICON.alternation('moving')}))?\s(?:전망|예상)(?=\s?(?:…|\.\.|[,”\"'’·]|$|\n))"
)
_NOTE_END = re.compile(r"\s(?:전망|예상)(?:됨|임|함)?[\s.]*\Z")
_NOT_FORESEEN = re.compile(
    rf"(?:\([^()]*\))?\s?(?:에서(?:는|도)?\s|(?:{COMPARED})|[을를]\s(?:[가-힣]+\s)?[가-힣]{{1,6}}[한된던진난]\s)"
)
"""Behind a number that the outlook at the end says nothing of: 900억원 대비, 700원을 제외한."""
_NOTE = 12
"""Characters in which a sentence ends."""
_AFTER_OUTLOOK = re.compile(r"\s(?:전망|예상)\s?(?:…|\.\.\.?)[^…\d.]{0,20}\Z")
_SHARE = re.compile(r"\s?(?:을\s)?차지(?=\s?(?:…|[,”\"'’]|$|\n))")
_EFFECT = re.compile(
    r"(?:세수|재정|세\s?부담)[가-힣·\s]{0,8}효과[은는이가]|(?<![가-힣])(?:증가|감소|증대|축소)(?:시키는|하는)?\s요인[은는이가]"
)
"""What a clause is about that tells what a bill will bring in or cost."""
_BILL = re.compile(r"개정안|세법\s?개정|법안|입법예고")
_HOPED = re.compile(r"(?:\s?이상)?(?:\s[가-힣]{2,6}){0,3}?\s(?:기대감|기대\s?심리)")
_BEFORE = 48
_EXPECTS = re.compile(rf"(?:[월연]\s?)?{LEXICON.alternation('foresee')}\s?(?!치|보다)[가-힣]{{2,6}}(?![^\n]*[다요]\.?\s*$)")
"""A line that names what is expected, and is no sentence: 예상 매출 및 수익, 예상수익 500만원."""
_ROW = 2
"""Amounts of a row, at least."""


class Supposed:
    """Figures of a report that are supposed."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._led_by: dict[int, Block | None] = {}
        """Ordinal of a row of amounts → the line above its rows."""

    def modality(self, place: Place) -> str | None:
        """`forecast` for a number in running text that is supposed; None elsewhere."""
        if place.cell is not None:
            return None
        if self._is_effect(place):
            return "forecast"
        if place.bracket is not None and place.host is None:
            return None
        supposed = (
            self._is_of_rows(place)
            or self._is_of_headline(place)
            or self._is_of_note(place)
            or self._is_of_scenario(place)
            or self._is_hoped(place)
            or self._is_estimate_of_past(place)
        )
        return "forecast" if supposed else None

    def _is_of_rows(self, place: Place) -> bool:
        """Whether the number stands in rows of amounts, without a time of the past, below a line that names what is expected: `예상 매출`."""
        block = place.block
        if block is None:
            return False
        if block.ordinal not in self._led_by:
            counted = self.reading.quantities.count_within
            before = self.reading.blocks[block.ordinal - 1] if block.ordinal else None
            goes_on = before is not None and counted(before.start_char, before.end_char) >= _ROW
            row = counted(block.start_char, block.end_char) >= _ROW
            lead = self._led_by.get(before.ordinal) if before is not None and goes_on else before
            self._led_by[block.ordinal] = lead if row else None
        lead = self._led_by[block.ordinal]
        if not any(
            line is not None and _EXPECTS.match(self.reading.text, line.start_char, line.end_char) is not None
            for line in (lead, block)
        ):
            return False
        told = any(predicate.ending == "EF" for predicate in place.scene.predicates)
        return not (told or self._is_over(block.start_char, block.end_char))

    def _is_effect(self, place: Place) -> bool:
        """Whether the sentence is about what a bill, that the report tells of, will bring in or cost."""
        text, scene, start = self.reading.text, place.scene, place.quantity.start
        if place.quantity.dimension != "money" or _EFFECT.search(text, scene.start, start) is None:
            return False
        return self._has_bill and not self._is_over(scene.start, start)

    @cached_property
    def _has_bill(self) -> bool:
        return _BILL.search(self.reading.text) is not None

    def _is_over(self, start: int, end: int) -> bool:
        """Whether a time of [start, end) ended before publication."""
        published = self.reading.published_on
        times = self.reading.times.within(start, end)
        return published is not None and any(time.end_on is not None and time.end_on < published for time in times)

    def _is_hoped(self, place: Place) -> bool:
        """Whether the number only says what somebody hopes for: `2회 이상 금리 인하 기대감`."""
        return _HOPED.match(self.reading.text, place.quantity.end, place.scene.end) is not None

    def _is_of_headline(self, place: Place) -> bool:
        text, scene, quantity = self.reading.text, place.scene, place.quantity
        if _HEADLINE.match(text, quantity.end, scene.end):
            return True
        after = _AFTER_OUTLOOK.search(text, max(scene.start, quantity.start - _BEFORE), quantity.start)
        return (
            after is not None
            and _SHARE.match(text, quantity.end, scene.end) is not None
            and not self.reading.times.within(after.start(), quantity.start)
        )

    def _is_of_note(self, place: Place) -> bool:
        """
        Whether the sentence of a note ends with its outlook as a noun, which reaches back over clauses without a tense of their own:
        `이자이익은 1.7조원으로 늘어 견조한 성장이 이어질 전망.`
        """
        text, scene, end = self.reading.text, place.scene, place.quantity.end
        closing = _NOTE_END.search(text, max(end, scene.end - _NOTE), scene.end)
        if place.bracket is not None or closing is None or _NOT_FORESEEN.match(text, end, scene.end):
            return False
        return not any(is_past(verb) for verb in scene.closed.within(end, closing.start()))

    def _is_of_scenario(self, place: Place) -> bool:
        """Whether the clause is about a scenario, or the list that the number is a member of is assumed."""
        text, scene, quantity = self.reading.text, place.scene, place.quantity
        if _ASSUMED.match(text, quantity.end, scene.end) or _IF.search(text, scene.start, quantity.start):
            return True
        if _SCENARIO.search(text, scene.clause_start(quantity.start), quantity.start) is None:
            return False
        closing = scene.clauses[0].ending_behind(quantity.end)
        return closing is None or not is_past(closing)

    # -- what is over

    def _is_estimate_of_past(self, place: Place) -> bool:
        """Whether an estimate of what is over takes the number in."""
        scene, end = place.scene, place.quantity.end
        for verb in scene.predicates.within(end, scene.end):
            if self._estimates(verb):
                return not self._is_timed(end, verb.start) and (
                    self._leads(place, verb) or self._is_in_quotation(place.quantity.start, verb)
                )
        return False

    def _estimates(self, verb: Predicate) -> bool:
        past = verb.ending == "ETM" and verb.forms[-1] in _NOT_YET and any(form in _PAST for form in verb.forms[:-1])
        return past and _CLOSES.match(self.reading.text, verb.end) is not None

    def _leads(self, place: Place, verb: Predicate) -> bool:
        """Whether only clauses without a tense of their own stand between the number and *verb*."""
        ends = list(place.scene.closed.within(place.quantity.end, verb.start))[:NEAREST]
        return all(not is_past(end) and end.forms[-1] in _GOES_ON for end in ends)

    def _is_in_quotation(self, start: int, verb: Predicate) -> bool:
        """Whether one quotation, which a number at *start* stands in, ends with *verb*."""
        text, floor = self.reading.text, max(0, start - _QUOTED)
        sentence = self.reading.sentence_at(start)
        before = [match[0] for match in _QUOTES.finditer(text, max(floor, sentence.start if sentence else floor), start)]
        opened = bool(before) and (before[-1] in "‘“" or (before[-1] in "'\"" and before.count(before[-1]) % 2 == 1))
        return opened and _QUOTES.search(text, start, verb.end) is None and _ENDS.match(text, verb.end) is not None

    def _is_timed(self, start: int, end: int) -> bool:
        """Whether a time that stands for itself comes between."""
        times = self.reading.times.within(start, end)
        return any(time.duration is None and _STANDARD.match(self.reading.text, time.end) is None for time in times)
