"""
What the words right beside a number make of it, whatever else its sentence speaks of: foreseen, aimed at, or done.

The predicate that governs a number stands to its right. A forecast has its verb behind the number (`440만대로 예측하였다`), also over a change
that leads to it (`0.8% 감소한 440만대로`); a mark in brackets (`408만대(예상)`) reaches its own number alone. What a sentence ends by saying was
done is done, though a purpose (`짓기 위해`, `다닐 수 있도록`) or a goal stands beside it.
"""

from __future__ import annotations

import re

from extractors.figures.comparing import directions
from extractors.figures.coordination import governing
from extractors.figures.modality import stative_verbs
from extractors.figures.places import Place
from extractors.figures.scenes import REACH, SAYS, is_past
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import Predicate
from schemas import Block

FORESEE = (
    rf"(?:{LEXICON.alternation('foresee')}(?!치|보다|을 |외|\s(?![되된됐돼하한했])[가-힣])|것으로\s?(?:보인|보이|보고|본다|봤))"
)
"""Words that foresee what they follow."""
_SIZE = r"(?:\s?(?:여|가량|정도|수준|안팎|규모|YoY|QoQ|yoy|qoq))?"
_TO_COME = r"[가-힣]{1,5}(?:할|될|갈|올|를|칠|날|울|설|쳐질|낼)\s(?:것|거)(?:으로|이?라고?)\s?"
_TO = rf"(?:(?:으?로|[을를이가])?\s?(?:{_TO_COME})?|(?:에|을|를)\s[가-힣]{{1,5}}\s것(?:으로|이?라고?)\s?)"
_BEHIND = re.compile(rf"{_SIZE}{_TO}{FORESEE}")
"""From a number to the verb that foresees it: `440만대로 예측`, `8,800만대에 이를 것이라 전망`, `4.0GW 예상`, `12주를 받을 것으로 보인다`."""
_SUPPOSED = re.compile(rf"{_SIZE}으?로\s?가정(?=[하한했할해되된됐])")
_POSSIBLE = re.compile(r"[가-힣]\s가능성이\s?(?:있|높|크|커)")
_DECIDED_BEFORE = re.compile(
    rf"{LEXICON.alternation('decided')}(?:\s?[/·]\s?[가-힣]{{2}})?(?:\s(?:규모|금액))?\s(?:약\s|총\s)?\Z"
)
_MADE_KNOWN = re.compile(r"(?:\s?(?:가량|정도|규모))?[을를]\s(?:공식\s)?(?:발표|공시|공표|예고)(?:[했한함]|하였|\.)")
"""Around the size of what is decided and still to be done, where it is made known: 자사주 매입 300억원을 발표했다."""
_MARK = re.compile(r"\s?\((?:예상|전망|추정|예측|잠정 ?전망|[EF])\)")
_AIM = re.compile(r"(?:목표치?|목표 ?물량)(?:인|는|은)?\s?\(?(?:약\s?|총\s?)?\Z")
_VALUED = re.compile(r"(?:적정가치|적정주가|목표주가|목표가|\bTP)(?:[은는를가]|\s*\((?:원|십억원|조원)\))?\s?(?:\((?:약\s?)?)?\Z")
"""Right before what an analyst sets or holds something to be worth."""
_AIMED_MULTIPLE = re.compile(
    rf"(?:목표|적정|[Tt]arget|타깃|타겟)\s?{LEXICON.alternation('valuation multiple')}(?:\s?배수)?[은는를을]?\s"
    r"(?:\d[\d.]*배(?:에서)?\s(?:→\s)?)?\Z"
)
"""Right before what a price is held to be worth of profit or assets."""
_CONSENSUS = re.compile(rf"{LEXICON.alternation('expectation')}\s(?P<measure>[가-힣A-Z]{{2,10}})[은는]\s(?:약\s)?\Z")
"""Right before a size that is only expected: `컨센서스 EPS는 1.2달러`."""
_QUOTED = re.compile(
    r"(?:액면(?:가|가액|금액)?[은는]?\s?\(?\s?(?:주당\s|1주당\s)?|"
    r"현재\s?(?:주)?가\s?\(?(?:\([^()]{1,12}\))?\s?[:：]?|(?<!목표)(?<!적정)(?<!목표 )주가\s?\(\s?\d[^()]{1,12}[일.]\s?\))\s?\Z"
)
_SO_FAR = re.compile(r"(?:현재|지금|이날|오늘|최근)까지\s(?:총\s|약\s|모두\s|누적\s|연인원\s)*\Z")
_AFTERWARDS = re.compile(
    r"(?:을|를)?\s?(?:투자|출자|투입|매입|매수|인수|매각|조달|기부|납입|취득|출연)\s?(?:한\s)?(?:후|뒤|이후)(?=[\s,에])"
)
"""Behind what somebody has done before what the sentence tells: `2015년 33억원 투자 후`."""
_WISHED = re.compile(r"(?:희망\s?(?:공모|가격|매각|밴드|범위)|공모\s?희망)[^.\d\n]{0,14}\Z")
"""Right before the range within which a price of shares to be offered will be set."""
_COPULA = "이"
_ASIDE = re.compile(
    r"[“”\"]|계획|예정|방침|전망|예상|예측|목표(?!치?[를을]?\s?(?:모두\s|초과\s)?(?:달성|넘|웃돌|초과))|기로\s|겠|가능성|한도|검토|약속|공약|구상|추진"
)
_DONE = frozenset(LEXICON.words("done"))
"""Lemmas of verbs that tell, in the past, what was done or came about."""
_HAS_DONE = re.compile(r"[가-힣]\s바\s있(?:다|으며|고|음|습니다)\Z")
"""How a sentence ends that tells what somebody has done once: 나선 바 있다."""
_EXISTS = re.compile(r"\s등[이도]?\s있(?:다|으며|고|음|습니다)\Z")
"""How a list ends of what there is."""
_AS_OF = re.compile(r"(?:시|분|일)\s(?:현재|기준)[,\s]")
"""When somebody has looked: `오후 1시 16분 기준`."""
_GIVEN = re.compile(r"\s?[가-힣]{0,5}[함됨짐남룸듦]에\s따라")
"""Behind what is the ground of what follows: `2.3% 회복함에 따라`."""
_GOING_ON = re.compile(r"[을를]\s?[가-힣]{1,6}(?:\([^()]*\))?(?:하고|고)\s있(?:으며|다(?!는)|습|는|고|음)")
_MEMBER = re.compile(r"\)\s?")
_NEXT_MEMBER = re.compile(r"\s?(?:→|⇒|->|,|/)?\s?\(['’‘`]?\d")
_MARKED = re.compile(r"\d[^\s()]{0,6}\s?\((?:예상|전망|추정|예측|잠정 ?전망|[EF])\)")
_HEADLINE, _SENTENCE = 80, re.compile(r"[다요음함됨]\.|[다요]$", re.MULTILINE)
"""Characters of a headline at most, and what no headline has."""
_ARROWS = "↑↓▲▼"
_CHANGED = re.compile(rf"\s(?:{LEXICON.alternation('rise_told')}|{LEXICON.alternation('fall_told')})(?=[\s.…,·]|$)")
_REACH = 40


class Foreseen:
    """Modalities that the words beside a number leave no doubt of."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._looks_ahead: dict[int, bool] = {}
        """Where a sentence begins → whether something in it looks ahead or is quoted."""

    def modality(self, place: Place) -> str | None:
        """`forecast`, `plan` or `actual` for a number in running text; None where the words beside it do not tell."""
        if place.cell is not None:
            return None
        return self._before(place) or self._behind(place) or self._of_series(place) or self._done(place) or self._headed(place)

    def _headed(self, place: Place) -> str | None:
        """Whether a headline tells by an arrow, or by a noun of change that ends it, what has changed: `올해 물가 1.9%↑ 5년만에 최고`."""
        block, text, end = place.block, self.reading.text, place.quantity.end
        if block is None or not self.is_headline(block):
            return None
        told = any(mark in _ARROWS for mark in text[end - 1 : end + 1]) or _CHANGED.match(text, end) is not None
        looks_ahead = _ASIDE.search(text, block.start_char, block.end_char) is not None or self._begins_ahead(place)
        return "actual" if told and not looks_ahead else None

    def is_headline(self, block: Block) -> bool:
        """Whether a block is a title, a heading, or a line as short that is no sentence."""
        if block.kind not in ("title", "heading", "paragraph") or block.end_char - block.start_char > _HEADLINE:
            return False
        return block.kind != "paragraph" or _SENTENCE.search(self.reading.text, block.start_char, block.end_char) is None

    def _begins_ahead(self, place: Place) -> bool:
        """Whether the headline names a time that has not begun."""
        published = self.reading.published_on
        times = self.reading.times.within(place.scene.start, place.scene.end)
        return any(time.start_on is not None and (published is None or time.start_on > published) for time in times)

    def is_quoted(self, place: Place) -> bool:
        """Whether the number is what a share is quoted at or has printed on it, as a label right before it says, with its day or without."""
        start = place.quantity.start
        return _QUOTED.search(self.reading.text, max(place.scene.start, start - _REACH), start) is not None

    def is_aimed(self, place: Place) -> bool:
        """Whether the number is the multiple of profit or assets that a target price rests on, which is for no day."""
        start = place.quantity.start
        floor = max(place.scene.start, start - _REACH)
        return place.quantity.unit == "multiple" and _AIMED_MULTIPLE.search(self.reading.text, floor, start) is not None

    def _before(self, place: Place) -> str | None:
        text, start = self.reading.text, place.quantity.start
        floor = max(place.scene.start, start - _REACH)
        wished = _WISHED.search(text, floor, start) if place.quantity.dimension == "money" else None
        if wished is not None and all(verb.lemma == _COPULA for verb in place.scene.predicates.within(wished.start(), start)):
            return "plan"
        if _VALUED.search(text, floor, start) or self.is_aimed(place) or self._is_expected(place, floor):
            return "forecast"
        if _SO_FAR.search(text, floor, start) or self._is_long_done(place):
            return "actual"
        decided = _DECIDED_BEFORE.search(text, floor, start) and _MADE_KNOWN.match(text, place.quantity.end)
        return "plan" if decided or _AIM.search(text, floor, start) else None

    def _is_expected(self, place: Place, floor: int) -> bool:
        """Whether what is measured is said to be expected right before its word: `컨센서스 EPS는 1.2달러`, but not `전망치 조정은 3억원`."""
        topic = _CONSENSUS.search(self.reading.text, floor, place.quantity.start)
        return topic is not None and any(cue.end == topic.end("measure") for cue in place.scene.cues)

    def _is_long_done(self, place: Place) -> bool:
        """Whether the number belongs to what was done in a time that is over, before what the sentence tells."""
        published, start = self.reading.published_on, place.quantity.start
        if published is None or _AFTERWARDS.match(self.reading.text, place.quantity.end, place.scene.end) is None:
            return False
        times = self.reading.times.last(max(place.scene.clause_start(start), start - _REACH), start, 1)
        return any(time.end_on is not None and time.end_on < published for time in times)

    def _behind(self, place: Place) -> str | None:
        text, end = self.reading.text, place.quantity.end
        if _MARK.match(text, end):
            return "forecast"
        if place.bracket is not None and place.host is None:
            return None
        if _GIVEN.match(text, end) and not self._is_ahead(place):
            return "actual"
        if _BEHIND.match(text, end) or _SUPPOSED.match(text, end) or self._leads_to_foreseen(place):
            return "forecast"
        clause = place.scene.clause_end(end) if place.quantity.dimension != "length" else 0
        if clause and _POSSIBLE.search(text, end, min(clause, end + REACH)) and clause >= place.scene.end - _REACH:
            return "forecast"
        return (
            "actual" if _GOING_ON.match(text, end) and not _ASIDE.search(text, end, min(end + _REACH, place.scene.end)) else None
        )

    def _is_ahead(self, place: Place) -> bool:
        """Whether the sentence names a time before the number that is not over."""
        published = self.reading.published_on
        times = self.reading.times.within(place.scene.start, place.quantity.start)
        return any(time.end_on is not None and published is not None and time.end_on > published for time in times)

    def _leads_to_foreseen(self, place: Place) -> bool:
        """Whether the number is the change of another one that is foreseen: 0.8% in `0.8% 감소한 440만대로 예측`."""
        verb = place.scene.predicates.starting_from(place.quantity.end)
        if verb is None or verb.ending != "ETM" or verb.start > place.quantity.end + 1:
            return False
        reached = self.reading.quantities.starting_from(verb.end)
        if reached is None or reached.start > verb.end + 4:
            return False
        return _BEHIND.match(self.reading.text, reached.end) is not None

    def _of_series(self, place: Place) -> str | None:
        """A member of a list of years, each before its number, whose year is over: only the member that is marked is a forecast."""
        spoken = self.reading.times.last(place.scene.start, place.quantity.start, 1)
        text, published = self.reading.text, self.reading.published_on
        if not spoken or published is None or _MEMBER.fullmatch(text, spoken[0].end, place.quantity.start) is None:
            return None
        end = spoken[0].end_on
        marked = _MARKED.search(text, place.quantity.end, min(place.scene.end, place.quantity.end + REACH)) is not None
        listed = _NEXT_MEMBER.match(text, place.quantity.end) is not None
        return "actual" if listed and marked and end is not None and end < published else None

    def _has_done(self, place: Place, closing: Predicate) -> bool:
        """Whether the sentence ends by telling what somebody has done once, which saying it is not: `짓는다고 밝힌 바 있다`."""
        found = _HAS_DONE.search(self.reading.text, place.quantity.end, closing.end)
        verb = next(iter(place.scene.predicates.last(place.quantity.end, found.start() + 1, 1)), None) if found else None
        return verb is not None and verb.lemma not in SAYS

    def _done(self, place: Place) -> str | None:
        """Whether the sentence ends by telling what was done, and nothing in it looks ahead."""
        scene = place.scene
        closing = scene.closed[-1] if scene.closed else None
        if closing is None or closing.ending != "EF" or closing.start < place.quantity.end:
            return None
        own = governing(self.reading, scene, place.quantity)
        first = own is not None and (own.ending == "EC" or (own.ending == "EF" and own.end < closing.start))
        told_first = first and own is not None and is_past(own) and "겠" not in own.forms
        if own is not None and told_first and (own.lemma in _DONE or own.lemma in directions()):
            return "actual"  # 벌었지만, 기록했으며, 늘렸고, "선정했다"고
        moved = own is not None and own.start == closing.start and own.lemma in directions()
        told = is_past(closing) and (moved or closing.lemma in _DONE)
        exists = _EXISTS.search(self.reading.text, place.quantity.end, closing.end) is not None
        stands = (
            closing.lemma in stative_verbs() and _AS_OF.search(self.reading.text, scene.start, place.quantity.start) is not None
        )
        if not (told or exists or stands or self._has_done(place, closing)):
            return None
        if scene.start not in self._looks_ahead:
            self._looks_ahead[scene.start] = _ASIDE.search(self.reading.text, scene.start, closing.end) is not None
        return None if self._looks_ahead[scene.start] else "actual"
