"""
Where the wording leaves one modality only, whatever the words around it are like.

A target price is always a forecast, and has no period. What stands in the bracket behind an expectation (`컨센서스(120억원)`) or under a
head that marks its year as an estimate (`밸류에이션 (25F)`) is one, too. A decision that a board files (`전환사채권발행결정`) is still to be
carried out, but for what it says of the company as it is. Of a budget that has passed, the bill is the plan and the rest is what holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from extractors.figures.bases import is_outdone
from extractors.figures.budgeted import Budgeted
from extractors.figures.calls import Calls
from extractors.figures.comparing import RATIOS, directions
from extractors.figures.coordination import closing
from extractors.figures.described import Described
from extractors.figures.filings import Filings
from extractors.figures.foreseen import Foreseen
from extractors.figures.inherited import Inherited
from extractors.figures.labels import headed_time, is_of_expectation
from extractors.figures.measures import RATIO_TO
from extractors.figures.metrics import is_a
from extractors.figures.modality import announces, read_modality
from extractors.figures.places import Place
from extractors.figures.prospects import Prospects
from extractors.figures.provided import Provided
from extractors.figures.strangers import Strangers
from extractors.figures.supposed import Supposed
from extractors.figures.tenders import Tenders
from extractors.figures.terms import INTENDED, Terms
from extractors.figures.timing.drafts import ALWAYS, Drafts
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import TOPIC
from schemas import Block

TARGETS = frozenset({"target_price", "price_upside"})
_STATES = ("market_cap", "share_price", "stake")
"""What is as it is on the day, also under a head of estimates."""
_OF_ESTIMATE = re.compile(r"\((?:20)?\d\d년? ?[EF]\)")
_MARKED = re.compile(r"\((?:20?)?\d{2}[EF]\)\s?\Z")
"""A year right before its number, also one that lost its zero in a PDF: `배당수익률 (217F) 3.4%`."""
_ESTIMATED = re.compile(r"\d\s?[EF]\Z")
_EXPECTATION = re.compile(
    rf"(?:{LEXICON.alternation('expectation')}|{LEXICON.alternation('forecaster')}의?\s(?:예상|전망|기대|추정))\s?\Z"
)
_LAST_HEADLINE, _BELOW = 5, 16
"""The last block in which a headline of the report can stand, and the numbers below it among which its own is looked for."""
_HEAD = 600
"""Characters in which a filing names itself."""
_DECISION = re.compile(
    rf"(?:^|[(:：|)■/\s])(?:[가-힣ㆍ·,\s]{{0,20}}{LEXICON.alternation('decided')})(?:권|주식)?\s?(?:의\s)?결정\s?(?=[)|\n(/]|\s\d{{4}}|\s\d{{1,2}}\.\s|$)",
    re.MULTILINE,
)
_DECIDING = re.compile(
    rf"^\W{{0,3}}(?:[^\s/|]{{2,20}}\s?[/\]]\s?)?{LEXICON.alternation('decision title')}\s?(?:등)?\s?(?=[(\n/\d])", re.MULTILINE
)
"""The title of a filing of a decision that does not say so: 신규 시설투자 등."""
_DECISION_HEAD = re.compile(rf"[■◆▶○\s\d.]{{0,6}}[가-힣ㆍ·]{{0,12}}{LEXICON.alternation('decided')}(?:권|주식)?\s?결정\s?\(")
_CLASSED = re.compile(r"급\s[^.\n\d]{0,24}\d[\d,]*\s?(?:척|대|기|량)(?![가-힣])")
"""Behind a size that only says of which class those are that are counted: 15,900TEU급 컨테이너선 6척."""
_ANNOUNCED = re.compile(
    r"(?:신주\s?발행|유상증자|무상증자|주식\s?분할|자본\s?감소|합병|배당)[^.]{0,60}(?:결의|결정)하였(?:기에|으므로|음을)[^.]{0,40}공고"
)
"""How a company gives notice in its own words of what it has decided."""
_RESOLVED = re.compile(r"(?:^|\n)[|\s]*\d{1,2}\.\s?(?:이사회\s?결의일|(?:취득|처분)\s?결정일)\s?(?:\(|[|\n])")
"""The item of a form that dates what a board has decided."""
_DECIDED = re.compile(LEXICON.alternation("decided_item"))
_OFFERING = re.compile(
    r"모집\s?(?:\(매출\)|또는\s?매출)|(?<!\d\. )증권신고서|(?:주식|주)\s?(?:공모|모집)?\s?청약\s?(?:안내|공고)"
)
_PLACED = re.compile(r"발행\s?실적\s?보고서")
"""What tells of an offering after it."""
_OFFERED = re.compile(LEXICON.alternation("offered_item"))
_SIDE = re.compile(rf"\s?[가-힣]{{0,6}}{LEXICON.alternation('decided')}\s?(?P<side>[전후])(?![가-힣])")
"""At the beginning of an item: 취득후 소유주식수 및 지분비율."""
_WHOLE = re.compile(r"(?:\([^()]{1,20}\))?의\s(?:약\s)?\Z")
"""Behind what a share is taken of."""
_AHEAD = re.compile(LEXICON.alternation("ahead_heading", "plan", "expectation"))
_AS_IT_IS = re.compile(LEXICON.alternation("state_of_company"))
_LABEL = 60
"""Characters of a line of a form at most that lead to its number."""
_LABELS_ABOVE = 3
_OPEN_LABEL = re.compile(r"(?:\d{1,2}\.\s?)?[가-힣][가-힣·ㆍ\s]*(?:\([가-힣%]{1,4}\))?")
"""A label without anything behind it."""
_PASSED = r"(?:의결|확정|통과)(?!할|될|하면|되면|되는|된다|\s?예정|\s?전|을\s?거쳐)"
_WORDS = r"(?:[^.\n]|(?<=\d)\.(?=\d))"
"""A character of a sentence: the point of 52.8 ends none."""
_BUDGET = re.compile(
    rf"국회{_WORDS}{{0,60}}?{_PASSED}|국회를\s?통과한\s?[^.\n]{{0,12}}예산|예산{_WORDS}{{0,40}}최종\s?{_PASSED}"
    rf"|예산[은이]\s(?!{_WORDS}{{0,40}}(?:국무회의|위원회|예결위|상임위)){_WORDS}{{0,60}}?으?로\s(?:확정|의결)(?:됐|되었|되어)"
)
"""A cabinet or a committee decides on a bill; what parliament has passed is a budget."""
_ORIGIN = re.compile(r"\s?(?:수준)?(?:에서|보다|인\s|이던|이었던)")
"""Behind where a change starts, or what something is held against."""
_LEAD = 400
"""Characters in which a report says what it is about."""
_PRESENT = ("ᆫ다", "는다", "ᆸ니다", "습니다")
_CABINET = re.compile(r"국무회의(?:에서)?\s")
_SUPPLEMENT = re.compile(r"추경|추가경정")
_MOVED = re.compile(rf"{LEXICON.alternation('budget_moved')}(?:되|된|됐|돼|됨|하|했|한|함|\s*(?:[-–(.]|$))", re.MULTILINE)
_FINED = re.compile(rf"{LEXICON.alternation('verb of fining')}기로\s(?:[가-힣]{{1,4}}\s)?(?:결정|의결|[했하])")
"""Behind a fine that is decided, though it is still to be paid."""
_BILL = re.compile(r"정부안|예산안")
_OF_BILL = re.compile(r"(?:정부안|예산안)(?:\s?(?:규모|총액|총지출))?\Z")
_HOLDS = re.compile(r"본예산|최종|확정|증감|대비")
_OF_PARLIAMENT = re.compile(r"국회|정부안|정부 ?예산안|최종|확정|의결|→|\d[^\s\d]{1,3}에서 \d")
"""What tells that parliament has changed the bill, or from what to what."""
_TO = re.compile(r"\s?(?:에서\s|→\s?)\s?(?:[△+-]?\d)")
_HAS_PASSED = re.compile(
    r"(?:\s?규모)?(?:으?로|이)?\s(?:최종\s)?(?:확정|의결|통과)(?=$|\s|됐|되었|했|하였|[.,…])(?!\s?(?:예정|전\b|시\b))",
    re.MULTILINE,
)
_GROWN_TO = re.compile(r"\s?(?:\([^()\n]{1,20}\)\s?|\)\s?)?(?:증가|감소|증액|감액|늘어|줄어|늘|줄)[가-힣]{1,2}\s(?:총\s)?")
"""From a growth, or the bracket that tells it in money, to the size that it led to."""
_PROVIDED = re.compile(
    r"(?:[을를도이가]|으로)?\s(?:(?:신규|추가|새로|신규로)\s)?(?:반영|편성|확보|책정|배정)(?:하여|하였|했|해|하고|되어|되었|됐|돼|되고|$)",
    re.MULTILINE,
)
_WIDENED = re.compile(r"(?:증액|감액|확대|축소|신설|반영|편성)\s?\Z")
_ARROW = re.compile(r"(?:→|⇒|->)\s?[^→()]{0,8}\Z")
_ITEMS = re.compile(r"\)[^.]*?(?:신규|추가)?\s?(?:반영|편성|증액|확보)\s*")
_BILL_BEFORE = re.compile(r"(?:정부안|예산안|제출안)\)?\s?[(:]?\s?(?:은|는)?\s?\Z")

_BEYOND_BILL = re.compile(r"(?:정부안|예산안|제출안)(?:보다|\s?대비|에\s?비해)\s(?:약\s|총\s)?\Z")
_DIFFERENT = re.compile(r"\s?(?:가량|정도)?\s?(?:이상\s)?(?:많|적|크|큰|작|늘|줄|증가|감소|증액|감액)")
"""Around how far a budget that has passed is beyond its bill: `정부안보다 3조원 많은 예산이 국회를 통과했다`."""
_BILL_TO = re.compile(r"(?:정부안|예산안|제출안)\)?\s?[\d,.]+[조억만\s]*원\s?(?:→|⇒|->)\s?(?:\([^()\n]{1,12}\)\s?)?\Z")
"""Before what a bill has become: `정부안) 25억원 → ('26) 50억원`."""


class Certainty:
    """The figures of a report whose modality is certain."""

    def __init__(
        self, reading: Reading, drafts: Drafts, filings: Filings, told: Mapping[int, str], places: Sequence[Place]
    ) -> None:
        self.places = {place.index: place for place in places}
        self.reading, self.drafts, self.inherited, self.filings = reading, drafts, Inherited(reading, told), filings
        self._of_filings: dict[int, re.Pattern[str] | None] = {}
        self.foreseen, self.prospects, self.supposed = Foreseen(reading), Prospects(reading), Supposed(reading)
        self.calls, self.described, self.provided = Calls(reading), Described(reading), Provided(reading, told)
        self.strangers = Strangers(reading)
        self.budgeted, self.tenders, self.terms = Budgeted(reading), Tenders(reading, drafts.periods), Terms(reading)

    def modality(self, place: Place, metric: str) -> str | None:
        """`forecast`, `plan` or `actual` where nothing else is possible; None elsewhere."""
        if self.foreseen.is_quoted(place):
            return "actual"
        if metric in TARGETS and place.quantity.unit in RATIOS and is_outdone(place):  # 목표주가를 28% 밑돈다
            return "actual"
        if metric in TARGETS or self._is_expected(place, metric):
            return "forecast"
        if _CLASSED.match(self.reading.text, place.quantity.end):
            return "actual"
        if self.tenders.is_threshold(place):
            return "actual"
        if self.tenders.cover(place, metric) or self.drafts.covers(place, metric):
            return "plan"
        if self.drafts.holds(place):
            return "actual"
        if is_a(metric, "fine") and _FINED.search(self.reading.text, place.quantity.end, place.scene.end):
            return "actual"
        return (
            self._of_decision(place)
            or self._of_budget(place, metric)
            or self.calls.modality(place, metric)
            or self.prospects.modality(place, metric)
            or self.supposed.modality(place)
            or self.inherited.modality(place)
            or self.foreseen.modality(place)
            or self._of_terms(place)
            or self.provided.modality(place)
            or self._of_draft(place)
            or self.inherited.of_results(place)
            or self.described.modality(place)
            or self._of_headline(place, metric)
        )

    def _of_headline(self, place: Place, metric: str) -> str | None:
        """How sure a number of a headline, which leaves the ending out, is where the text below tells it first: `반도체 투자 5천억 추가`."""
        if place.block is None or place.block.ordinal > _LAST_HEADLINE or not self.foreseen.is_headline(place.block):
            return None
        number = place.quantity
        if number.dimension == "length":  # 300mm 웨이퍼
            return None
        for index in range(place.index + 1, place.index + 1 + _BELOW):
            below = self.places.get(index)
            other = below.quantity if below is not None else None
            if below is None or other is None or below.block is None or below.block.kind not in ("paragraph", "list_item"):
                continue
            if below.cell is not None or self.foreseen.is_headline(below.block):
                continue
            if (other.value, other.unit, other.counter) == (number.value, number.unit, number.counter):
                certain = self.modality(below, metric)
                worded = certain or read_modality(self.reading, below, None, None)
                return certain if certain is not None or worded == "actual" else worded
        return None

    def _of_terms(self, place: Place) -> str | None:
        """What a page of terms states, which no filing is."""
        return None if self.filings.at(place.quantity.start) or self.is_decision(place) else self.terms.modality(place)

    def _is_of_estimate(self, place: Place) -> bool:
        """Whether the nearest time of the clause before the number, or before the one whose bracket holds it, is marked as an estimate: 2Q18F."""
        text, scene, start = self.reading.text, place.scene, place.quantity.start
        if place.cell is not None or (place.bracket is not None and place.host is None):
            return False
        told = self.reading.times.last(scene.clause_start(start), start, 1)
        return bool(told) and _ESTIMATED.search(text, told[0].start, told[0].end) is not None

    def _is_expected(self, place: Place, metric: str) -> bool:
        text, start = self.reading.text, place.quantity.start
        outdone = is_outdone(place)  # 컨센서스 6% 상회: how far a result lies above it
        if (
            place.quantity.unit in RATIOS
            and not outdone
            and (is_of_expectation(self.reading, place) or self._is_of_open_year(place))
        ):
            return True
        if is_a(metric, *_STATES):
            return False
        if (
            place.bracket is not None
            and start - place.bracket <= 1
            and _EXPECTATION.search(text, max(0, place.bracket - 14), place.bracket)
        ):
            return True
        if _MARKED.search(text, max(place.scene.start, start - 10), start) or self._is_of_estimate(place):
            return True
        return (
            place.block is not None
            and place.block.kind == "list_item"
            and any(_OF_ESTIMATE.search(text, above.start_char, above.end_char) for above in self.reading.governors(place.block))
        )

    def _is_of_open_year(self, place: Place) -> bool:
        """Whether a label tells how what a year that is not over will bring has moved: `24년 영업이익 변화율(1M)`, in May."""
        time, published = headed_time(self.reading, place), self.reading.published_on
        return time is not None and time.end_on is not None and published is not None and time.end_on > published

    # -- filings

    def _items(self, place: Place) -> re.Pattern[str] | None:
        """The words for what is decided or offered, where the report, or the part of it that is one filing, is a filing of that kind."""
        filing = self.filings.at(place.quantity.start)
        start, end = (filing.start, filing.end) if filing is not None else (0, len(self.reading.text))
        if start not in self._of_filings:
            self._of_filings[start] = self._decided_in(start, end)
        return self._of_filings[start]

    def is_decision(self, place: Place) -> bool:
        """Whether the filing that the number at *place* stands in is one of a decision."""
        return self._items(place) is not None

    def _decided_in(self, start: int, end: int) -> re.Pattern[str] | None:
        text = self.reading.text
        head = text[start : min(end, start + _HEAD)]
        if _OFFERING.search(head) and not self._is_placed:
            return _OFFERED
        decision = (
            _DECISION.search(head) or _DECIDING.search(head) or _ANNOUNCED.search(head) or _RESOLVED.search(text, start, end)
        )
        return _DECIDED if decision is not None else None

    def _is_of_decision(self, place: Place) -> bool:
        """Whether the heading above names the filing of a decision, in a digest of filings."""
        heading = next((above for above in self.reading.governors(place.block) if above.kind == "heading"), None)
        return heading is not None and _DECISION_HEAD.match(self.reading.text, heading.start_char, heading.end_char) is not None

    @cached_property
    def _is_placed(self) -> bool:
        """Whether the report is a filing of how an offering went."""
        return _PLACED.search(self.reading.text[:_HEAD]) is not None

    def _of_decision(self, place: Place) -> str | None:
        text, start = self.reading.text, place.quantity.start
        label = text[max(text.rfind("\n", max(0, start - _LABEL), start) + 1, start - _LABEL, 0) : start]
        if place.cell is not None and place.table is not None and (row := place.table.first_label(place.cell)) is not None:
            heads = place.table.column_headers(place.cell)
            label = " ".join([row.text, *(head.text for head in heads), label])  # of the item that a row goes on with
        elif place.block is not None and place.cell is None:
            above = self._item_above(place)
            item = text[above.start_char : min(above.end_char, above.start_char + _LABEL)] if above is not None else ""
            label = f"{self._labels_above(place.block) or item} {label}"
        if self._is_placed and _OFFERED.search(label):
            return "actual"
        pattern = self._items(place) or (_DECIDED if self._is_of_decision(place) else None)
        if pattern is None:
            return self._of_report(place)
        if (held := self._held(place)) is not None:
            return held
        states, items = list(_AS_IT_IS.finditer(label)), list(pattern.finditer(label))
        whole = _WHOLE.search(label) if place.quantity.unit == "percent" else None
        if whole is not None and items and states and states[-1].start() <= whole.start() <= states[-1].end():
            states.pop()  # 취득분은 발행주식총수(2천만주)의 4.1%
        if states and (not items or items[-1].end() < states[-1].end()):
            return "actual"
        return "plan" if items else None

    def _of_report(self, place: Place) -> str | None:
        """What fills a field of a filing that reports something, and no decision or outlook."""
        filing = self.filings.at(place.quantity.start) if self.filings.field(place) is not None else None
        if filing is None:
            return None
        head = self.reading.text[filing.start : filing.items[0].start if filing.items else filing.start + _LABEL]
        label = self.reading.text[max(filing.start, place.quantity.start - _LABEL) : place.quantity.start].rsplit("\n", 1)[-1]
        return None if _AHEAD.search(head) or _AHEAD.search(label) else "actual"

    def _held(self, place: Place) -> str | None:
        """What is held before (취득 전) and after what is decided (취득후), and how large that is beside the company (자기자본대비)."""
        side = _SIDE.match(self.filings.item_line(place))
        if side is not None:
            return "plan" if side["side"] == "후" else "actual"
        start = place.quantity.start
        beside = place.quantity.unit == "percent" and RATIO_TO.search(self.reading.text, max(0, start - _LABEL), start)
        return "plan" if beside else None

    def _item_above(self, place: Place) -> Block | None:
        """The item that governs a number, or whose value it is, alone in the line below: `· 공모금액` above `146억원`."""
        block = place.block
        if block is None:
            return None
        above = next(self.reading.governors(block), None)
        if block.start_char == place.quantity.start and block.ordinal:
            above = self.reading.blocks[block.ordinal - 1]
        return above if above is not None and above.kind == "list_item" else None

    def _labels_above(self, block: Block) -> str:
        """The labels on the lines above that nothing was filled in behind, up to their item: 3. 증자전, 발행주식총수 (주)."""
        labels: list[str] = []
        for above in reversed(self.reading.blocks[max(0, block.ordinal - _LABELS_ABOVE) : block.ordinal]):
            words = self.reading.text[above.start_char : above.end_char]
            if above.kind == "table" or len(words) > _LABEL or not _OPEN_LABEL.fullmatch(words):
                return " ".join(labels)
            labels.insert(0, words)
            if words[0].isdigit():
                return " ".join(labels)
        return " ".join(labels)

    # -- budgets

    def _of_draft(self, place: Place) -> str | None:
        """`plan` for what a report of a draft budget tells in the plain present: `센터를 10곳에서 40곳으로 늘린다`, `자리는 3만개 늘어난다`."""
        scene, end = place.scene, place.quantity.end
        if self.drafts.year is None or place.cell is not None or (place.bracket is not None and place.host is None):
            return None
        last = scene.closed[-1] if scene.closed else None
        if scene.past or _ORIGIN.match(self.reading.text, end) or last is None or last.start < end:
            return None
        grows = last.ending == "EF" and last.lemma in directions() and last.forms[-1].startswith(_PRESENT)
        if not (grows or announces(scene, end)):
            return None
        if self.drafts.goes_on(place) and not scene.supposed:
            return "actual" if grows else None
        if ALWAYS.search(self.reading.text, scene.start, end) or self.strangers.before(place, self.drafts.lead, ministries=False):
            return None
        return None if scene.is_over(scene.clause_start(place.quantity.start), end) else "plan"

    @cached_property
    def budget_has_passed(self) -> bool:
        """Whether the report tells that parliament has passed a budget: it holds, though its year is still to come."""
        return _BUDGET.search(self.reading.text) is not None

    @cached_property
    def _supplement_has_passed(self) -> bool:
        """Whether that budget is one of the running year, so that nothing of it is still to come but its spending."""
        passed = _BUDGET.search(self.reading.text)
        near = (max(0, passed.start() - _LABEL), passed.end() + _LABEL) if passed is not None else (0, 0)
        return _SUPPLEMENT.search(self.reading.text, *near) is not None

    def _of_budget(self, place: Place, metric: str) -> str | None:
        """The bill and what was made of it in a sentence that tells how parliament changed it; what a supplementary one holds that has passed."""
        text, quantity = self.reading.text, place.quantity
        if place.cell is not None:
            return self._of_budget_column(place)
        if not self.budget_has_passed and (self._is_of_bill(place) or (is_a(metric, "budget") and self._is_of_cabinet(place))):
            return "plan"
        if self.budget_has_passed and self._is_growth_to_passed(place):
            return "actual"
        if not self.budget_has_passed or quantity.dimension != "money":
            return None
        if _HAS_PASSED.match(text, quantity.end, place.scene.end):
            return "actual"
        if _BILL_BEFORE.search(text, max(place.scene.start, quantity.start - 8), quantity.start):
            return "plan"
        if _BILL_TO.search(text, place.scene.start, quantity.start) or self._is_beyond_bill(place) or self._is_provided(place):
            return "actual"
        if _MOVED.search(text, quantity.end, place.scene.end) is None:
            named = any(is_a(cue.metrics[0].name, "budget") for cue in place.scene.cues)
            added = named and self._supplement_has_passed and is_a(metric, "budget")
            holds = added and not _BILL.search(text, place.scene.start, place.scene.end)
            if not holds and self._is_of_another(place):
                return "plan" if announces(place.scene, quantity.end) else None
            return "actual" if holds or self._is_part_of_passed(place) else None
        if _TO.match(text, quantity.end):
            return "plan"
        told = _OF_PARLIAMENT.search(text, place.scene.start, place.scene.end) or self._is_part_of_passed(place)
        return "actual" if told else None

    def _is_of_another(self, place: Place) -> bool:
        """Whether an amount is of somebody whom a report of a budget that has passed names only behind that."""
        return self.strangers.before(place, self._passed_by, ministries=False)

    @cached_property
    def _passed_by(self) -> int:
        """Where the sentence ends that tells of a budget which has passed."""
        passed = _BUDGET.search(self.reading.text)
        sentence = self.reading.sentence_at(passed.start()) if passed is not None else None
        return sentence.end if sentence is not None else 0

    @cached_property
    def _opens_with_passed(self) -> bool:
        """Whether the report is about a budget that has passed."""
        passed = _BUDGET.search(self.reading.text)
        return passed is not None and passed.start() < _LEAD

    def _is_part_of_passed(self, place: Place) -> bool:
        """Whether an amount is as large as the parts of the budget are that the report is about, and for no longer than its year."""
        scene, quantity = place.scene, place.quantity
        if not self._opens_with_passed or not self.budgeted.covers(place) or self._is_of_another(place):
            return False
        start, published = scene.clause_start(quantity.start), self.reading.published_on
        for time in self.reading.times.within(start, quantity.end):
            later = time.end_on is not None and published is not None and time.end_on.year > published.year + 1
            if later or time.duration is not None:
                return False
        return INTENDED.search(self.reading.text, start, scene.clause_end(quantity.end)) is None

    def _is_growth_to_passed(self, place: Place) -> bool:
        """Whether a number tells by how much a budget has grown to what has passed: `5.4%(2.7조원) 증가한 52.8조원으로 확정`."""
        ahead = self.reading.quantities[place.index + 1 : place.index + 3]
        text, start = self.reading.text, place.quantity.end
        reached = next((q for q in ahead if _GROWN_TO.fullmatch(text, start, q.start)), None)
        return reached is not None and _HAS_PASSED.match(text, reached.end, place.scene.end) is not None

    def _is_beyond_bill(self, place: Place) -> bool:
        """Whether a number tells how much larger or smaller than its bill the budget is that has passed."""
        text, scene, quantity = self.reading.text, place.scene, place.quantity
        if place.bracket is not None or _DIFFERENT.match(text, quantity.end, scene.end) is None:
            return False
        return _BEYOND_BILL.search(text, max(scene.start, quantity.start - 16), quantity.start) is not None

    def _is_provided(self, place: Place) -> bool:
        """Whether what a passed budget provides is told: `12억원을 신규 확보하여`, `지원 확대('24 366 → '25 994억원)`, `회의(20억원) 신규 반영`."""
        text, scene, quantity = self.reading.text, place.scene, place.quantity
        if place.bracket is None:
            return _PROVIDED.match(text, closing(self.reading, scene, quantity).end, scene.end) is not None
        close = text.find(")", quantity.end, scene.end)
        if close < 0:
            return False
        if _WIDENED.search(text, scene.start, place.bracket) and _ARROW.search(text, place.bracket, quantity.start):
            return True
        return place.host is None and _ITEMS.fullmatch(text, close, scene.end) is not None

    def _is_of_bill(self, place: Place) -> bool:
        """Whether the clause is about a bill, and the number no other year's in a bracket: `정부안은 5,120억원으로 1,480억원 늘었다`."""
        scene, at = place.scene, place.quantity.start
        topic = next(iter(reversed(scene.topics.last(scene.start, at, 1))), None)
        if place.bracket is not None or topic is None or topic.role != TOPIC:
            return False
        return _OF_BILL.search(self.reading.text, topic.start, topic.end) is not None

    def _is_of_cabinet(self, place: Place) -> bool:
        """Whether the cabinet has decided on the size, which parliament has still to pass: `예산은 국무회의에서 5조원으로 확정됐다`."""
        text, scene, quantity = self.reading.text, place.scene, place.quantity
        cabinet = _CABINET.search(text, scene.clause_start(quantity.start), quantity.start)
        return cabinet is not None and _HAS_PASSED.match(text, quantity.end, scene.end) is not None

    def _of_budget_column(self, place: Place) -> str | None:
        """정부안 over a column is the plan; beside such a column, what is called 최종 or 증감 holds once parliament has passed it."""
        if place.cell is None or place.table is None:
            return None
        heads = [cell.text for row in place.table.rows[: place.table.header_rows] for cell in row]
        if not any(_BILL.search(head) for head in heads):
            return None
        own = " ".join(cell.text for cell in place.table.column_headers(place.cell))
        if _BILL.search(own):
            return "plan"
        return "actual" if self.budget_has_passed and _HOLDS.search(own) else None
