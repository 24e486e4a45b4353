"""
What the clause around a number makes of it: what it speaks of, what it depends on, what is meant to be.

An expectation that a clause is about is a forecast, whatever has become of it (`컨센서스는 1,980억원에서 2,130억원으로 올라왔다`), while how far a
result lies above or below one is known. What follows from a condition is foreseen (`10원 상승 시 100억원 늘어난다`). What a thing that is still
to be built costs (`2라인(총투자비 1.3조원)은 내년 가동 예정`), what one intention closes (`유지하고, … 확대하겠다`) and what a plan is about
(`1.5배 확대하는 투자`) are plans; the stake that somebody holds (`최대주주(지분율 31.8%)`) is as it is.
"""

from __future__ import annotations

import re
from functools import cached_property

from extractors.figures.comparing import RATIOS
from extractors.figures.coordination import closing, governing, outlook
from extractors.figures.metrics import is_a
from extractors.figures.modality import announces, stative_verbs
from extractors.figures.places import Place
from extractors.figures.scenes import COMPARED, REACH, is_past
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import OBJECT, Chunk, Predicate

_EXPECTATION = re.compile(
    rf"(?:{LEXICON.alternation('expectation')}|(?:희망|예상)\s?{LEXICON.alternation('worth')})(?:\([^()]*\))?\Z"
)
_OUTLOOK = re.compile(r"(?:[가-힣]\s|수출|매출|이익|성장률?|판매|수요|물가)전망\Z")
_EXPECTED = re.compile(LEXICON.alternation("expectation"))
_REAL = re.compile(r"실제|실적|잠정")
_SET_AGAINST = re.compile(
    rf"(?:{LEXICON.alternation('expectation')}(?:인?\s)?|{LEXICON.alternation('forecaster')}의?\s(?:예상|전망|기대|추정)(?:인?\s))(?:약\s)?\Z"
)
"""Right before what was expected, where a result is held against it: `컨센서스인 401억 달러를 하회했다`, `컨센서스 3조원을`."""
_OUTDOES = frozenset(LEXICON.words("outdo verb"))
_SIZE = 4
"""Characters between a number and its verb: 가량, 정도."""
_ON_CONDITION = re.compile(
    rf"\s?(?:이상\s|씩\s)?{LEXICON.alternation('moving')}(?:하|되)?(?:[할될]\s경우|[할될]\s때(?:마다)?|\s?시(?=[\s,])|[하되]?면(?=[\s,]))"
)
_BUILT = ("investment", "production_capacity", "generating_capacity", "energy_capacity")
"""What a thing that is to be built costs and will make."""
_PARTICLE = re.compile(r"\)(?:은|는|이|가|을|를)\s")
_SCHEDULED = re.compile(r"예정|계획")
_WILLED = re.compile(r"겠다(?:고|는|며)|기로\s?(?:했|결정|합의)|[할될갈릴일울칠을]\s(?:계획|방침|예정|구상)")
_GOES_ON = ("고", "며", "면서", "으며", "으면서")
_STILL = re.compile(r"\s(?:있|없)")
_ABOUT = re.compile(rf"\s?{LEXICON.alternation('plan noun')}")
_ORIGIN = re.compile(r"\s?에서\s")
_BETWEEN = 12
"""Characters from a number to the verb of the clause that it closes: 18억개로 1.5배 확대하는."""
_NOW = re.compile(r"(?:현재|지금|기존)(?:의|은|는)? (?:약 )?\Z")
_SHORT = 8
"""Characters before a number in which the word for what it is stands: 현재 5GWh."""
_TO_NUMBER = r"[은는이가를을](?:\s[^.,\d]{0,16}(?:\d[\d.,]*\s?[가-힣%]{1,4}에서\s)?)?\Z"
"""From what a programme sets to the number, over where it has started out from."""
_PROGRAMME = re.compile(
    r"(?:(?:보조금?|지원금?|장려금|바우처)의?\s(?:(?:최대\s?)?(?:한도|상한)액?|최대\s?금액|단가)|(?:보급|지원)\s?(?:대수|물량|목표))"
    + _TO_NUMBER
)
_CLAUSE = 48
"""Characters before a number in which what a programme sets is named."""
_FROM = re.compile(r"\s?에서\s|\s?[이인]었던|\s?이던")
_AGAINST = re.compile(rf"\s?(?:{COMPARED})")
_SPENT = re.compile(r"누적|집행|지급[했됐돼된]|지급하였|기록|집계|나타났|달[했한]|이었다|였다")
"""What tells of a programme that it has been carried out."""
_GOAL = re.compile(r"목표(?:치|액)?\Z")
_MOVES = re.compile(
    r"\s?에서\s|(?:대\s?(?:[초중후]반)?)?(?:로|으로)?\s?(?:씩\s)?(?:상향|하향|조정|올[려렸리린]|낮[춰췄추춘]|내[려렸리린]|높[여였이인])"
)
"""Behind how far, or where to, somebody moves an expectation."""
_NEAREST = 4
_OF_THEMSELVES = frozenset({"증가하", "감소하", "늘", "늘어나", "줄", "줄어들", "확대되", "축소되", "급증하", "급감하"})
"""Verbs of what grows or shrinks by itself, and nobody decides on."""
_OFFERS = ("shares_offered", "offering_size")
_PRICED = ("offering_size", "offering_price")
_OFFERED = ("shares_offered", "allocation")
"""What is as planned until shares are sold, wherever it stands, and where its paragraph speaks of them."""
_PUBLIC = re.compile(r"공모|청약")
_PRICES_OF_DEAL = ("contract_value", "purchase_amount")
_UNREAL = r"(?!을\s|다면|다가|더라면|다고\s해도)"
_ISSUED = re.compile(rf"[를을]?\s(?:[가-힣]{{1,4}}\s)?(?:공모|모집|발행|매각)(?:했|하였){_UNREAL}")
_SETTLED = re.compile(
    r"으?로\s(?:[가-힣]{1,4}\s)?(?:공모|발행)가(?:격|액)?[를을이가]\s(?:[가-힣]{1,4}\s)?(?:확정|결정|정)(?:했|하였|됐|되었|해졌)"
    rf"{_UNREAL}"
)
"""Behind shares that were sold, and behind the price that they were given."""
_OF_RESULT = re.compile(r"(?:매출|이익|실적|수익|비용|손실)액?에(?:는|도)?\s(?:[가-힣]{1,8}\s){0,3}\Z")
_IN_RESULT = re.compile(r"[이가은는도]?\s(?:[가-힣]{1,4}\s)?포함(?:됐|되었|돼\s있|되어\s있)")
"""Around what a result contains: `매출에는 수출 35억원이 포함됐다`."""
_PREFERRED = re.compile(r"우선협상대상자|인수의향서|구매(?:하겠다는|할) 의사")
_SIGNED = re.compile(r"(?:본계약|주식매매계약|공급계약|SPA)[을를]?\s?(?:맺었|체결(?:했|하였|됐|되었|$|한\s))|수주(?:했|하였)")
_PRICE_RANGE = re.compile(r"희망\s?(?:공모\s?)?(?:가|가격|밴드|범위)|공모\s?희망")
_TO_SUBSCRIBE = re.compile(
    r"(?:일반|공모주|투자자\s(?:대상\s)?)\s?(?:공모주\s?)?청약[을은이]?\s?[^.\n]{0,24}?(?:예정|계획|진행(?:,|한다|할|한\s(?:뒤|후)|해)|실시(?:,|한다|할|해)"
    r"|받는다|앞두|나선다|돌입한다|거쳐)|수요예측(?:을|은)?\s[^.\n]{0,16}?(?:진행한다|실시한다|진행할|실시할|앞두)"
    r"|(?:공모|발행)가(?:격|액)?[를을가이]\s[^.\n]{0,60}?(?:확정|결정)(?:했|하였|됐|되었)"
)
"""What is said of shares before they are sold: `공모가를 2만원으로 확정했다`, `13~14일 일반 투자자 대상 공모주 청약을 진행, 23일 상장한다`."""
_LISTED = re.compile(
    r"상장\s?첫날|상장\s?(?:이후|직후)|(?:코스닥|코스피|증시|시장)에\s(?:입성|상장)(?:했|하였|한\s(?!예정|계획))|청약[을은이에]?\s[^.\n]{0,20}(?:마감했|마쳤|마무리했|몰렸)"
)
_GOAL_IN_BRACKET = re.compile(r"\s?[가-힣]{0,6}\s?목표\)")
_AIMED = re.compile(rf"(?:에\s[^.,]{{0,12}})?[^.,]{{0,16}}[을를]\s(?:{LEXICON.alternation('aim verb')})")
_HOLDING = re.compile(r"지분율|지분|보유")
_FILLED = re.compile(r"\s?(?:이상|가량|정도)?[을를]\s(?:이미\s)?(?:채웠|달성했|달성하였|소진했|채운)")
_ITS_SIZE = re.compile(r"(?:그|이|총|전체)\s?(?:규모|금액|액수)|규모|금액")
_TOLD_PLAN = re.compile(
    r"(?:계획|방침|구상)(?:을|를|이라고|임을)?\s?(?:[가-힣]{1,4}\s)?(?:발표|공개|밝|내놓|제시|공시)[가-힣]{0,4}[,\s]+\Z"
)
_PLANNED_ONCE = re.compile(r"(?:계획|목표)(?:했던|하던|한|이었던|이던|인|로\s잡았던)\s(?:약\s)?\Z")
_GOAL_BEFORE = re.compile(r"(?:[가-힣]\s|수주|판매|매출|생산|투자)(?:계획|목표(?:치|액)?)\Z")
"""Right before the bracket that holds what was planned: 지난해 계획(18조원)."""
_PLANNED_THINGS = re.compile(
    r"(?:계획|예정)(?:인|된|되어 있는|돼 있는)\s(?:[가-힣]{1,10}\s)?[가-힣]{1,10}(?:(?:으로|로|에)?는|은)\s"
)
_LISTED_THINGS = re.compile(r"\s등[이도]?\s있(?:다|으며|고|음|습니다)[\s.]*\Z")
_MORE_THAN = re.compile(r"보다\s(?:[가-힣]{1,3}\s)?(?:많은|적은|높은|낮은|큰|작은|빠른|느린)\s(?:약\s)?\Z")
"""Between what was expected and the result that is held against it: 예상치 3천만대보다 많은."""

_OPENS = re.compile(r",?\s")
_TIME_AS_TOPIC = re.compile(r"(?:에)?[은는]\s")
"""Around a time that is set against the one before: `3조원, 올해는`."""
_ENTRY = re.compile(r"[▲△▷▶●■◇◆○•·*\-\s]*")
_ENTERED = re.compile(r"(?:\([^()]{1,8}\))?\s?[=:：]\s")
"""Behind the date of an entry of a chronology: ▲2015년 4월 = …."""
_RESOLVED = re.compile(LEXICON.alternation("resolved_on"))
_UNDECIDED = re.compile(LEXICON.alternation("plan", "expectation"))
_TAKEN = re.compile(r"\s?(?:가량|정도|규모|어치|전량)?(?:[을를,]|으?로|에|씩)(?=[\s,])")
"""Behind a number that a verb further on takes: 지분 35%를 주당 15만원씩."""
_RESOLVING = re.compile(
    rf"[가-힣]{{1,6}}[기키]로\s(?:[가-힣]{{1,6}}\s)?(?:했|하였|{LEXICON.alternation('resolved_on')}(?:했|하였|한다))"
)
_OF_SIZE = re.compile(
    r"(?:에\s(?:달하는|이르는)|\s?(?:규모|상당|어치)(?:의|를|을)?|의)?\s(?:[가-힣A-Za-z·]{1,10}\s){0,3}?[가-힣A-Za-z·]{1,10}[을를]\s(?:[가-힣]{1,6}\s){0,2}?"
    rf"(?:(?:계획|구상|검토)(?:하고|\s중이?)|[가-힣]{{1,6}}[기키]로\s(?:[가-힣]{{1,6}}\s)?(?:{LEXICON.alternation('resolved_on')})?(?:했|하였|한다))"
)
"""From a size to the verb that says what is meant to be: `18조원에 달하는 시설 투자를 단행하기로 했다`, `20억원의 환경 투자를 계획하고 있다`."""
_ACCORDING = re.compile(r"계획(?:안)?에\s따르면")
_MEANT = frozenset(LEXICON.words("verb of a goal"))


_ANNOUNCES = re.compile(
    r"(?:\s?규모)?(?:의)?\s(?:[가-힣A-Za-z·]{1,12}\s){0,3}?(?:설립|조성|구축|신설|출범|투자|투입|건설|증설)(?:\s등)?(?:\s(?!(?:후|뒤|이후|유치|손실)(?![가-힣]))[가-힣A-Za-z·]{1,12}){0,4}?"
    r"\s(?:[가-힣]{1,6})?(?:정책|계획|방안|대책|지원책|청사진|로드맵|구상)(?:을|를)\s(?!철회|취소|중단|보류|백지화)(?:[가-힣]{1,6}\s)?(?:발표|공개|내놓|제시)"
)
"""From an amount to the announcement of a plan that sets up what it is for."""


class Prospects:
    """Modalities that the clauses of a report leave no doubt of."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def modality(self, place: Place, metric: str) -> str | None:
        """`forecast`, `plan` or `actual` for a number in running text; None where its clause does not tell."""
        if place.cell is not None:
            return None
        if self._is_before_listing and self._is_offered(place, metric):
            return "plan"
        if place.bracket is not None and place.host is None:
            if _GOAL_IN_BRACKET.match(self.reading.text, place.quantity.end):
                return "plan"
            return "plan" if self._is_goal_in_bracket(place) else self._in_bracket(place, metric)
        if _FILLED.match(self.reading.text, place.quantity.end):
            return "actual"  # 목표의 89%를 채웠다
        if _PLANNED_ONCE.search(self.reading.text, max(place.scene.start, place.quantity.start - _BETWEEN), place.quantity.start):
            return "plan"
        if is_a(metric, *_OFFERS) and self._has_price_range(place):
            return "plan"
        if is_a(metric, *_OFFERS, *_PRICED) and self._is_settled(place):
            return "actual"
        before = max(place.scene.start, place.quantity.start - _BETWEEN)
        if place.quantity.unit not in RATIOS and _SET_AGAINST.search(self.reading.text, before, place.quantity.start):
            return "forecast"
        if is_a(metric, *_PRICES_OF_DEAL) and self._is_preferred(place):
            return "plan"
        if self.is_of_announced_plan(place):
            return "plan"
        return (
            self._aimed_at(place)
            or self._resolved(place)
            or self._of_size(place)
            or self._according_to_plan(place)
            or self._entered(place)
            or self._of_programme(place)
            or self._result(place)
            or self._beyond(place)
            or self._of_expectation(place)
            or self._on_condition(place)
            or self._meant(place)
            or self._before_another_time(place)
            or self._of_plan_before(place)
            or self._of_planned_things(place)
            or self.in_result(place)
            or self._of_list(place)
        )

    def is_of_announced_plan(self, place: Place) -> bool:
        """Whether the number is the size of what a plan that is announced is to set up: `3조원 규모 펀드 조성 등 지원책을 발표했다`."""
        if place.cell is not None or place.bracket is not None or place.quantity.dimension != "money":
            return False
        return _ANNOUNCES.match(self.reading.text, place.quantity.end, place.scene.end) is not None

    @cached_property
    def _is_before_listing(self) -> bool:
        """Whether the report tells of shares that the public will subscribe for, and of nobody's listing that is over."""
        text = self.reading.text
        return _TO_SUBSCRIBE.search(text) is not None and _LISTED.search(text) is None

    def _aimed_at(self, place: Place) -> str | None:
        """`plan` for what somebody is or was out for: `주당 12만원에 25% 지분 확보를 노렸다`."""
        aimed = _AIMED.match(self.reading.text, place.quantity.end, place.scene.clause_end(place.quantity.end))
        return "plan" if aimed is not None else None

    def _resolved(self, place: Place) -> str | None:
        """
        `plan` for what the next verb says that somebody will do: `지분 35%를 주당 15만원씩, 총 1조원에 매입하기로 했다`; `actual` for what was done
        before: `3조원을 올렸고 나래를 인수하기로 했다`.
        """
        end, scene = place.quantity.end, place.scene
        taken = _TAKEN.match(self.reading.text, end, scene.end) if place.bracket is None else None
        verb = next((p for p in scene.predicates.within(end, scene.end) if not p.depth), None) if taken is not None else None
        if verb is None:
            return None
        if _RESOLVING.match(self.reading.text, verb.start, scene.end):
            return "plan"
        return "actual" if is_past(verb) and _RESOLVING.search(self.reading.text, verb.end, scene.end) else None

    def _of_size(self, place: Place) -> str | None:
        """`plan` for the size of what somebody means to do, and for the change that comes to it: `12% 증가한 20억원의 투자를 계획하고 있다`."""
        last = closing(self.reading, place.scene, place.quantity)
        meant = _OF_SIZE.match(self.reading.text, last.end, place.scene.end)
        return (
            "plan" if meant is not None and not self._is_over(place.scene.clause_start(place.quantity.start), last.end) else None
        )

    def _according_to_plan(self, place: Place) -> str | None:
        """`plan` for what a plan that the sentence quotes brings about: `이 계획에 따르면 저수량을 3억t으로 늘리는 것으로 알려졌다`."""
        scene, end = place.scene, place.quantity.end
        if _FROM.match(self.reading.text, end) or _ACCORDING.search(self.reading.text, scene.start, place.quantity.start) is None:
            return None
        verb = governing(self.reading, scene, closing(self.reading, scene, place.quantity))
        return "plan" if verb is not None and verb.lemma in _MEANT and not is_past(verb) else None

    def _entered(self, place: Place) -> str | None:
        """What an entry of a chronology tells of a day that is over: `plan` where something was resolved, else what was done."""
        block, published, text = place.block, self.reading.published_on, self.reading.text
        opening = _ENTRY.match(text, block.start_char, block.end_char) if block is not None else None
        time = self.reading.times.starting_from(opening.end()) if opening is not None else None
        if block is None or opening is None or time is None or time.start != opening.end() or time.end_on is None:
            return None
        told = _ENTERED.match(text, time.end) is None or text[block.start_char : block.end_char].endswith("다.")
        if told or place.bracket is not None or (published is not None and time.end_on > published):
            return None
        end = place.scene.end
        if _RESOLVED.search(text, place.quantity.end, end):
            return "plan"
        return None if _UNDECIDED.search(text, time.end, end) else "actual"

    def _is_offered(self, place: Place, metric: str) -> bool:
        """Whether a number is the price or size of an offering, or in a paragraph about it the shares and whom they go to."""
        if is_a(metric, *_PRICED):
            return True
        block = place.block
        offered = block is not None and is_a(metric, *_OFFERED)
        return offered and block is not None and _PUBLIC.search(self.reading.text, block.start_char, block.end_char) is not None

    def _is_goal_in_bracket(self, place: Place) -> bool:
        """Whether the number is the size of a plan or goal that its bracket follows; a share is rather how much of it is reached."""
        bracket = place.bracket
        if bracket is None or place.quantity.unit in RATIOS or self.reading.text[bracket + 1 : place.quantity.start].strip():
            return False
        return _GOAL_BEFORE.search(self.reading.text, place.scene.start, bracket) is not None

    def _in_bracket(self, place: Place, metric: str) -> str | None:
        """What stands in the bracket behind a thing: the cost of what is to be built, the stake that somebody has."""
        text, scene = self.reading.text, place.scene
        close = text.find(")", place.quantity.end, scene.end)
        if close < 0 or place.bracket is None:
            return None
        if metric == "stake":
            held = self.reading.names.over(place.bracket - 1, place.bracket) or _HOLDING.search(
                text, place.bracket, place.quantity.start
            )
            return "actual" if held and not _SCHEDULED.search(text, place.bracket, close) else None
        if not is_a(metric, *_BUILT) or not _PARTICLE.match(text, close):
            return None
        end = scene.clause_end(close)
        planned = _SCHEDULED.search(text, close, min(end + _SIZE, scene.end)) or announces(scene, close)
        return "plan" if planned else None

    def _has_price_range(self, place: Place) -> bool:
        block = place.block
        if block is None or place.scene.past:
            return False
        return _PRICE_RANGE.search(self.reading.text, block.start_char, block.end_char) is not None

    def _is_settled(self, place: Place) -> bool:
        """Whether shares were sold or their price was fixed: `희망 공모가 상단에서 240만주를 공모했다`, `1만3000원으로 공모가를 정했다`."""
        end = place.scene.clause_end(place.quantity.end)
        return not place.scene.supposed and any(
            pattern.match(self.reading.text, place.quantity.end, end) for pattern in (_ISSUED, _SETTLED)
        )

    def in_result(self, place: Place) -> str | None:
        """`actual` for what is told to be in a result, where neither a time to come nor a plan or an expectation is spoken of."""
        text, scene, quantity = self.reading.text, place.scene, place.quantity
        if _IN_RESULT.match(text, quantity.end, scene.end) is None or self._is_ahead(scene.start, scene.end):
            return None
        start = max(scene.clause_start(quantity.start), quantity.start - _CLAUSE)
        return "actual" if _OF_RESULT.search(text, start, quantity.start) else None

    def _is_preferred(self, place: Place) -> bool:
        """Whether the paragraph tells of a deal that somebody is only preferred for, or means to make."""
        block = place.block
        if block is None or _PREFERRED.search(self.reading.text, block.start_char, place.quantity.start) is None:
            return False
        return _SIGNED.search(self.reading.text, block.start_char, block.end_char) is None

    def _result(self, place: Place) -> str | None:
        """What a result is that is held against what was expected of it: `예상치 30만대보다 많은 40만대다`, of no time to come."""
        text, scene, start = self.reading.text, place.scene, place.quantity.start
        against = _MORE_THAN.search(text, max(scene.start, start - _SHORT * 2), start)
        verb = scene.predicates.starting_from(place.quantity.end) if against is not None else None
        if (
            against is None
            or verb is None
            or verb.lemma != "이"
            or verb.start > place.quantity.end + _SIZE
            or verb.ending != "EF"
        ):
            return None
        other = next(iter(self.reading.quantities.last(scene.start, start, 1)), None)
        before = max(scene.start, (other.start if other is not None else against.start()) - _BETWEEN)
        if _EXPECTED.search(text, before, against.start()) is None:
            return None
        return (
            None
            if any(not self._is_over(time.start, time.end) for time in self.reading.times.within(scene.start, start))
            else "actual"
        )

    def _beyond(self, place: Place) -> str | None:
        """How far a result lies above or below what was expected: 전망치를 19.1% 웃돈."""
        verb = place.scene.predicates.starting_from(place.quantity.end)
        if verb is None or verb.start > place.quantity.end + _SIZE or verb.lemma not in _OUTDOES:
            return None
        done = verb.forms[-1] in ("ᆫ", "은") if verb.ending == "ETM" else is_past(verb)
        before = _EXPECTED.search(self.reading.text, max(place.scene.start, place.quantity.start - REACH), place.quantity.start)
        return "actual" if done and before is not None else None

    def _of_expectation(self, place: Place) -> str | None:
        """What the expectation that the clause is about amounts to."""
        text, scene, at = self.reading.text, place.scene, place.quantity.start
        topic = next(iter(reversed(scene.topics.last(scene.start, at, 1))), None)
        expected = topic is not None and self._is_expectation(topic)
        if topic is None or topic.depth or not (expected or self._is_goal(topic)):
            return self._moves(place)
        closed = any(p.start < at for p in scene.clauses[0].within(topic.end, at))
        if closed or _REAL.search(text, topic.end, at):
            return None
        return "plan" if self._is_goal(topic) else "forecast"

    def _is_expectation(self, topic: Chunk) -> bool:
        """Whether a clause is about what is expected: 매출 컨센서스는, 올해 실적 전망은."""
        return any(pattern.search(self.reading.text, topic.start, topic.end) for pattern in (_EXPECTATION, _OUTLOOK))

    def _is_goal(self, topic: Chunk) -> bool:
        """Whether a clause is about a goal: 올해 수출 목표는."""
        return _GOAL.search(self.reading.text, topic.start, topic.end) is not None

    def _moves(self, place: Place) -> str | None:
        """
        `forecast` where the number tells how far somebody moves an expectation: `이익 추정치를 5% 하향 조정했다`; above or below it lies what is
        known. `plan` where a goal is moved: `성장 목표를 9%에서 7%로 낮췄다`.
        """
        reading, scene, at = self.reading, place.scene, place.quantity.start
        verb = scene.predicates.starting_from(place.quantity.end)
        start = max(scene.clause_start(at), at - _CLAUSE)
        moved = next((c for c in reversed(scene.chunks.last(start, at, _NEAREST)) if c.role == OBJECT), None)
        if moved is None or scene.predicates.within(moved.end, at):
            return None
        told = (
            "forecast" if _EXPECTATION.search(reading.text, moved.start, moved.end) else "plan" if self._is_goal(moved) else None
        )
        shifts = verb is not None and verb.lemma not in _OUTDOES and _MOVES.match(reading.text, place.quantity.end) is not None
        return told if shifts else None

    def _on_condition(self, place: Place) -> str | None:
        """The condition itself and what follows from it, unless the sentence tells what was."""
        text, scene, end = self.reading.text, place.scene, place.quantity.end
        closing = scene.closed[-1] if scene.closed else None
        if closing is None or is_past(closing):
            return None
        if _ON_CONDITION.match(text, end):
            return "forecast"
        before = self.reading.quantities.last(scene.start, place.quantity.start, 2)
        return "forecast" if any(_ON_CONDITION.match(text, quantity.end) for quantity in before) else None

    def _meant(self, place: Place) -> str | None:
        """What an intention further on in the sentence takes in, and what a plan is about."""
        text, scene, end = self.reading.text, place.scene, place.quantity.end
        verb = self._governing(place)
        if verb is None:
            return None
        if verb.ending == "ETM":
            return "plan" if verb.forms[-1] == "는" and _ABOUT.match(text, verb.end) else None
        if verb.ending != "EC" or is_past(verb) or verb.forms[-1] not in _GOES_ON or _STILL.match(text, verb.end):
            return None
        state = verb.lemma == "이" or (verb.lemma in stative_verbs() and "로" not in text[end : verb.start])
        if not state and self._is_over(scene.clause_start(place.quantity.start), end):
            return None
        following = scene.clauses[0].ending_behind(verb.end)
        willed = following is not None and _WILLED.search(text, verb.end, min(following.end + _SIZE, scene.end))
        if state:  # 매출이 3조원이고 상장하겠다, but 10% 이상으로 유지하고
            is_so = willed is not None and verb.lemma == "이" and not self._is_ahead(scene.start, end)
            return "actual" if is_so else None
        behind = scene.topics.within(verb.end, willed.start()) if willed else ()  # 매출은 3조원을 기록하고 회사는 공장을 짓겠다고
        return "plan" if willed and all(other.particle == "도" for other in behind) else None

    def _before_another_time(self, place: Place) -> str | None:
        """
        `actual` for what stands before what is foreseen of a time of its own: `지난해 매출은 3조원, 올해는 4조원이 전망된다`, or is told as a state:
        `점유율은 30%를 차지하고 내년 40%로 늘어날 전망이다`.
        """
        text, scene, quantity = self.reading.text, place.scene, place.quantity
        if scene.conditional or place.bracket is not None:
            return None
        verb = self._governing(place)
        at_verb = verb is not None and verb.ending == "EC" and not is_past(verb) and verb.forms[-1] in _GOES_ON
        state = verb is not None and at_verb and (verb.lemma == "이" or verb.lemma in stative_verbs())
        boundary = verb.end if verb is not None and state else quantity.end
        opened = _OPENS.match(text, boundary, scene.end)
        time = self.reading.times.starting_from(opened.end()) if opened is not None else None
        if opened is None or time is None or time.start != opened.end() or time.end > scene.end or time.duration is not None:
            return None
        if state:
            led = "로" in text[quantity.end : boundary]
            return None if led or self._is_ahead(scene.start, quantity.end) else "actual"
        topic = _TIME_AS_TOPIC.match(text, time.end) is not None and "," in opened[0]
        over = self._is_over(scene.clause_start(quantity.start), quantity.start) and not self._is_over(time.start, time.end)
        return "actual" if topic and over else None

    def _of_plan_before(self, place: Place) -> str | None:
        """The size of the plan that the clause before tells of: `매각 계획을 발표했는데, 그 규모는 42억 달러에 달한다`."""
        text, scene, at = self.reading.text, place.scene, place.quantity.start
        topic = next(iter(reversed(scene.topics.last(scene.start, at, 1))), None)
        if topic is None or topic.depth or _ITS_SIZE.fullmatch(text, topic.start, topic.end) is None:
            return None
        floor = max(scene.start, topic.start - _CLAUSE)
        return "plan" if _TOLD_PLAN.search(text, floor, topic.start) else None

    def _of_planned_things(self, place: Place) -> str | None:
        """What a list counts or sizes of things that are planned: `지을 계획인 발전소로는 99MW 가온솔라, 98MW 다온솔라 등이 있다`."""
        text, scene, quantity = self.reading.text, place.scene, place.quantity
        if _LISTED_THINGS.search(text, quantity.end, scene.end) is None:
            return None
        return "plan" if _PLANNED_THINGS.search(text, scene.clause_start(quantity.start), quantity.start) else None

    def _of_programme(self, place: Place) -> str | None:
        """`plan` for what a support programme that is not over is set to: its limit, its rate, what it will supply."""
        text, scene, at = self.reading.text, place.scene, place.quantity.start
        clause = scene.clause_start(at)
        if _PROGRAMME.search(text, max(clause, at - _CLAUSE), at) is None:
            return None
        if _FROM.match(text, place.quantity.end):
            return "actual"
        times = [time for time in self.reading.times.within(scene.start, at) if _AGAINST.match(text, time.end) is None]
        published = self.reading.published_on
        over = published is None or any(time.end_on is not None and time.end_on < published for time in times)
        return None if over or _SPENT.search(text, at, scene.end) else "plan"

    def _of_list(self, place: Place) -> str | None:
        """What the predicate says that closes the list or the clauses which the number is a member of, unless its own time is over."""
        scene, quantity, reading = place.scene, place.quantity, self.reading
        if _NOW.search(reading.text, max(scene.start, quantity.start - _SHORT), quantity.start):
            later = reading.quantities.within(quantity.end, scene.end)
            return "actual" if any(other.unit == quantity.unit for other in later) else None  # 현재 5GWh인 생산능력은 75GWh로
        last = closing(reading, scene, quantity)
        if last is not quantity and self._is_over(scene.clause_start(quantity.start), quantity.start):
            return None
        told = outlook(reading, scene, last, listed=last is not quantity) or self._of_year(place)
        return told or ("plan" if self._comes_from_now(place) else None)

    def _comes_from_now(self, place: Place) -> bool:
        """Whether the plain present tells what a size of now will become: `현재 5GWh 규모의 생산능력은 75GWh로 늘어난다`."""
        scene, quantity = place.scene, place.quantity
        before = next(iter(self.reading.quantities.last(scene.start, quantity.start, 1)), None)
        if before is None or before.unit != quantity.unit:
            return False
        if _NOW.search(self.reading.text, max(scene.start, before.start - _SHORT), before.start) is None:
            return False
        verb = governing(self.reading, scene, quantity)
        return verb is not None and verb.lemma in _OF_THEMSELVES and _is_plain(verb)

    def _of_year(self, place: Place) -> str | None:
        """`forecast` for what will grow or shrink in a year that is named and not over, told in the plain present: `2027년 3천억원 감소한다`."""
        scene, start = place.scene, place.scene.clause_start(place.quantity.start)
        verb = governing(self.reading, scene, place.quantity)
        if verb is None or not _is_plain(verb) or verb.lemma not in _OF_THEMSELVES:
            return None
        years = [time for time in self.reading.times.within(start, place.quantity.start) if time.grain == "year" and time.end_on]
        return "forecast" if years and not self._is_over(start, place.quantity.start) else None

    def _is_over(self, start: int, end: int) -> bool:
        """Whether a time of [start, end) ended before publication."""
        published = self.reading.published_on
        times = self.reading.times.within(start, end)
        return published is not None and any(time.end_on is not None and time.end_on < published for time in times)

    def _is_ahead(self, start: int, end: int) -> bool:
        """Whether a time of [start, end) is not over, or a plan or an expectation is spoken of there."""
        published = self.reading.published_on
        times = self.reading.times.within(start, end)
        later = any(time.end_on is not None and (published is None or time.end_on > published) for time in times)
        return later or _UNDECIDED.search(self.reading.text, start, end) is not None

    def _governing(self, place: Place) -> Predicate | None:
        """The verb that the number stands before, with another size of it between at most; none for where a change starts."""
        text, scene, end = self.reading.text, place.scene, place.quantity.end
        verb = scene.predicates.starting_from(end)
        if verb is None or verb.end > scene.end or _ORIGIN.match(text, end):
            return None
        between = verb.start - end
        if between > _BETWEEN or "," in text[end : verb.start]:
            return None
        return verb


def _is_plain(verb: Predicate) -> bool:
    """Whether a sentence ends with *verb* in the plain present."""
    return verb.ending == "EF" and verb.forms[-1].startswith(("ᆫ다", "는다")) and not is_past(verb)
