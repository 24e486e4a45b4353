"""Which metric a quantity states, chosen among the cues around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.cells import CHANGE_RATE, changed_row
from extractors.figures.columns import reckoned_with
from extractors.figures.coordination import closing
from extractors.figures.fields import label_beside
from extractors.figures.filings import Filings
from extractors.figures.limits import is_of_which
from extractors.figures.metrics import OTHER, Cue, Metric, default_metric, find_cues, fitting, is_a, unit_class
from extractors.figures.places import Place
from extractors.figures.reckoned import is_growth_of_course
from extractors.figures.rowed import label_in_row, months_back
from extractors.figures.scenes import REACH, nearby
from extractors.figures.shares import Shares
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.scopes import declaring_spans

_ADNOMINAL = re.compile(
    r"\s*(?:이상|이하|초과|미만|안팎|가량|정도|여)?\s*(?:의|규모의?|상당의?|어치의?|짜리|한도의?|급|수준의?|에\s*달하는|이?\s*넘는)?\s*['‘\"「『]?\s*$"
)
_OUTER = re.compile(r"\([^()]*\)")
_SURE = 0.8
_NEAR = 24
"""Characters of a label right before its number."""
_MEASURE = re.compile(rf"{LEXICON.alternation('measure_ending')}(?: ?\([^()]*\))?\s*$")
"""How the name of a measure ends, with its unit or a remark in a bracket."""
_RAISED = re.compile(r"(?:을|를|의)?\s(?:[가-힣]{1,4}\s)?(?:투자를?\s?받|투자금을\s받)")
"""Behind what somebody got from investors."""
_FATE = re.compile(
    rf"(?:\s?(?:가량|정도|안팎))?[이가]\s(?:모두\s|끝내\s)?(?:(?P<died>{LEXICON.alternation('died')})|{LEXICON.alternation('hurt')})(?!\s?(?:위험|우려|가능성|보험))"
)
"""Behind people: what became of them."""
_ACT_BEFORE = 4
"""Characters before a number in which the act stands that it counts: 구속 6명."""
_OFFENDERS = re.compile(rf"{LEXICON.alternation('offender act')}\s?\Z")
_TAKEN = re.compile(rf"(?:\s?\(|[을를이]\s(?:[가-힣]{{1,6}}\s)?){LEXICON.alternation('offender act')}")
_BEFORE_BRACKET = re.compile(r"[^()]*[^()\s]")
_UPSIDE = re.compile(r"(?:의|가량의?|정도의?)?\s(?:추가\s|주가\s)?(?:상승|하락)\s?여력")
"""Behind the part by which a share may still rise: 36.6%의 추가 상승여력."""
_INDEX = re.compile(r"(?:KOSPI|KOSDAQ|코스피|코스닥)\s?(?:지수)?\s$")
"""Right before the level of an index, as the head of a note has it: KOSPI 2,294.16p."""
_HOLDERS = re.compile(
    r"(?:주요\s?주주|주주\s?구성|최대\s?주주)(?:\s?지분율)?\s?(?:\(%\))?\s(?!.*(?:수익률|비중|외국인|주가|거래|매출|이익|[가-힣][은는이가을를]\s))"
    r"[^.\n\d]{2,40}(?:\d\d?\s인\s[^.\n\d]{0,20})?(?:\d[\d.]*%[^.\n\d]{2,40}(?:\d\d?\s인\s[^.\n\d]{0,20})?){0,3}$"
)
"""The holders of a company with the part that each has: 주요주주 가온홀딩스 외 2인 40.79% 국민연금 12.82%."""
_OF_PERIOD = re.compile(r"[(\[]\s?(?:['’]?\d\d[AEFP]|\d{1,2}[MWY]),[^()\[\]]{1,16}[)\]]\s?$")
"""The bracket right before a number that says for when it is and in what."""
_GROWTH = re.compile(r"\s?(?:성장률|증가율|증감률)?\s?")
_PLAIN_SHARE = re.compile(r"(?:소유|보유|지분)?\s?비율\s?(?:\(%\))?")
_SHARE_COUNT = re.compile(r"(?:주식|증권)등?의?수(?:\(주\))?$|(?:주수|수량|주식수?)\(주\)$")
"""Heads of a column of shares, and of what part of all they are."""
_UNLISTED = re.compile(
    rf"(?<![가-힣]){LEXICON.alternation('unlisted measure')}(?: 규모)?[’'”\"]? ?(?:[은는이가도])? "
    r"(?:(?:[가-힣\d]{1,8} ){1,2}(?:대비|보다) )?(?:(?:약|총|연간|연|각각|모두|평균|전년보다|전년 대비) )*$"
)
"""A measure that no metric is listed for, as the noun of its own number."""
_STATED = re.compile(r"(?:로|으로|였|이?[다며고]|에 |인 |을 |를 |가 |$)")
"""Behind a share that is stated, and no amount of a verb."""
_PEOPLE = re.compile(
    r"(?<![가-힣])(?:전체|전|국내|이)?\s?(?:고객|회원|이용자|사용자|소비자|가입자|직원|임직원|근로자|종사자|노동자|학생|주민|환자|인구|투자자|구직자)(?:들)?"
    r"(?:\s?\([^()]*\))?(?:의|\s?(?:중|가운데))\s(?:약\s|무려\s)?\Z"
)
_QUOTED = re.compile(
    r"현재\s?(?:주)?가\s?(?:\([^()]{1,16}\))?(?:[은는])?\s?[:：]?\s?\Z|(?<![가-힣])주가\s?\(\s?\d[^()]{1,14}\)\s?[:：]?\s?\Z|종가\s?[:：(]\s?\Z"
)
"""Right before what a share is quoted at."""
_OF_PROFIT = re.compile(
    r"(?:영업\s?이익|영업익|순이익|(?<![가-힣])이익)\s?비중(?:[은이도을]|:)?\s(?:약\s|전체의\s)?(?:\d[\d.]*%\s?(?:→|에서)\s?)?\Z"
)
_COST_BEFORE = re.compile(rf"{LEXICON.alternation('cost borne')}의\s(?:(?:최대|최고|약|각각)\s)?\Z")
_CAPPED = re.compile(
    r",?\s(?:최대\s|최고\s)?\d[\d,.]*\s?[십백천만억조]*\s?[가-힣]{1,3}(?:\s?\([^()\n]{1,16}\))?\s?(?:한도|까지|이내)"
    r"[^.\n]{0,40}?(?:지급|지원|보조|제공)"
)
_BORNE = re.compile(rf"(?:%|[^.\n%]){{0,30}}?{LEXICON.alternation('support noun')}")
"""From the part of a cost to who bears it: `임차료의 50%를 지원한다`."""
_ISSUED = re.compile(rf"(?:[을를]|의 [가-힣]{{2,6}}[을를])?\s(?:신규 |추가 |추가로 )?{LEXICON.alternation('share issue')}")
"""Behind a number of shares that are sold anew."""
_INVESTORS = re.compile(rf"(?<![가-힣]){LEXICON.alternation('class of investors')}[은는이가도]\s[^.]*\Z")
_TRADES = re.compile(r"(?:\s?어치)?(?:[을를]\s|\s)?(?:각각\s)?(?:사들[이였인]|팔아\s?치|내다\s?팔|매도|매수|순매[수도])")
"""Behind an amount of securities that somebody bought or sold."""
_FUNDED = re.compile(
    rf"(?:\s?규모(?:의|로)?)?\s(?:[가-힣A-Za-z·]{{1,10}}\s)?[가-힣A-Za-z·]{{0,10}}(?:펀드|기금)(?:[을를이가])?\s?{LEXICON.alternation('fund act')}"
)
"""Behind the size of a fund that is set up."""
_SPENT = ("purchase_amount", "investment", "rnd_spending")
_SPENT_ON = re.compile(r"에(?:만|는|도)?\s(?:[가-힣]{1,4}\s)?(?:총|약|모두)?\s?")
_SPENDS = re.compile(rf"(?:\s?(?:가량|정도|이상))?[을를]\s(?:[가-힣]{{1,4}}\s)?{LEXICON.alternation('verb of spending')}")
"""Around an amount that is spent on what stands before it: `자사주 매입에 500억원을 쓴다`."""
_PAID_IN = re.compile(r"(?:를|을)?\s?출자")
RATIO_TO = re.compile(
    r"(?:(?:매출액?|자기자본|자산총액|총자산|매출총액|주식총수)\s?대비\s?(?:비율)?|[가-힣]{2,10}\s?/\s?(?:매출액?|자기자본|자산총액|총자산))\s?\(%\)(?:\s?\([A-Z]/[A-Z]\))?[\s:：|]*\Z"
)
"""The label of a filing before what is held to another size of the company."""
_COMPANIES = re.compile(
    r" ?(?:[가-힣]{2,6} ?)?(?:은행|업체|증권사|보험사|카드사|건설사|조선사|제약사|저축은행|금융사|통신사|항공사)(?![가-힣]{2})"
)
"""Behind how many companies of a trade there are: `8개 은행`, `네 곳의 조선사`."""
_RATE_HEAD = re.compile(r"[가-힣]{3,}[율률](?: ?\([^()]*\))?")
"""The head of a column of rates that says of what: 조기상환율; of 비율 or 증감률 alone something else does."""
_COMPANY_NOUNS = ("사", "업체", "기업", "회사", "은행", "스타트업", "증권사", "대기업")
_SHARE, _LIMIT = "share_of_total", "threshold"
_TOLD_OF = re.compile(r"[은는이가]\s(?:약\s|총\s|각각\s)?")
"""Between the noun of a size and the size."""
_OF_MARKET = re.compile(
    "".join(f"(?<!{word})" for word in LEXICON.words("market of another kind")) + r"시장(?:의\s(?:약\s)?\Z|에서\s(?:차지|점유))"
)
"""Before a share whose whole is a market, and not a place or a mayor: 시장의 25%, 시장에서 차지하는 비중."""
_PART_OF = re.compile(r"(?:이|그|전체|이들)\s?(?:가운데|중)\b|(?:이|그)중|전체의\s*$|가운데\s")
_RATES = frozenset({"percent", "percentage_point", "multiple"})
_RATE_OF = re.compile(r"\s?(?:이상|이하|가량|정도|안팎|수준|가까운|넘는)?의?\s")
"""Between a rate and the measure that it is told of."""
_CHANGE_OF = re.compile(rf"\s(?:{LEXICON.alternation('gain', 'rise_told', 'fall_told')})(?=[을를이은으과와도,.\s]|$)")
"""Behind a measure: the change that a rate before it is the size of."""
_GROWTHS = frozenset({"growth"})
_SHARES = frozenset({"percentage_point"})
_STEP = 4.0
"""What one chunk of distance costs a cue, in points; a clause boundary costs as much as `_CLAUSE`."""
_CLAUSE = 12.0
_BEHIND = 9.0
_INSIDE_NOUN = 3.0
_NATIVE_RATIO = 3.0
_KIND = rf"{LEXICON.alternation('kind_counted')}(?![가-힣]*[량액률])"
_OF_KINDS = {"개": re.compile(f" ?{_KIND}"), "대": re.compile(rf" (?:[가-힣]{{2,6}} ){{0,2}}[가-힣]{{0,2}}{_KIND}")}
"""Behind a count by its counter: what is counted, kinds of things."""


_SECOND, _TESTED = "초", "benchmark_score"
"""What is done in a second is what a thing performs; points of a test."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A metric, the words it was read from, and how sure the choice is."""

    metric: str
    cue: Cue | None
    confidence: float


class MetricReader:
    """Chooses metrics in text order and remembers the last one of each block and unit, which later sentences carry on."""

    def __init__(self, reading: Reading, places: Sequence[Place], filings: Filings) -> None:
        self.reading, self.filings = reading, filings
        self.places = {place.index: place for place in places}
        self.shares = Shares(reading)
        self._carried: dict[tuple[int, str], Choice] = {}
        self._opened: dict[tuple[int | None, str, str], Choice] = {}

    def read(self, place: Place) -> Choice:
        """The metric of the quantity at *place*: from table headers, its label, its sentence, what came before, or its unit."""
        choice = self._stated(place)
        if choice is None:
            choice = (
                self._of_modified(place)
                or _share_of(self.reading, place)
                or self._carried_on(place)
                or _from_governors(self.reading, place)
                or _by_unit(self.reading, place)
            )
        elif place.block is not None and choice.cue is not None:
            kind = unit_class(place.quantity)
            self._carried[place.block.ordinal, kind] = choice
            self._opened.setdefault((place.block.parent, place.block.kind, kind), choice)
        return choice

    def _stated(self, place: Place) -> Choice | None:
        reading = self.reading
        if unit_class(place.quantity) == "rank":
            return Choice("rank", None, 0.95)
        if place.cell is not None and place.table is not None:
            return _from_spans(reading, place, _header_spans(place), 0.9)
        if place.label is not None and place.label[0] >= place.sentence.start:
            near = _from_sentence(reading, place, max(place.floor, place.label[1]))
            labelled = _from_spans(reading, place, [place.label], 0.9)
            return near if near is not None and (labelled is None or near.confidence > _SURE) else labelled
        near = _from_sentence(reading, place, place.floor)
        if near is None and place.bracket is not None:
            near = _from_sentence(reading, place, place.sentence.start)
        return near or (_by_unit(reading, place) if default_metric(place.quantity) else None)

    def is_unlisted_row(self, place: Place) -> bool:
        """Whether the row of a cell is called after a measure that no metric is listed for: 경상이익, 미수금."""
        row = place.table.row_label(place.cell) if place.table is not None and place.cell is not None else None
        if row is None or _MEASURE.search(row.text) is None or self.reading.names.within(row.start, row.end):
            return False
        return _from_spans(self.reading, place, _header_spans(place), 1.0) is None

    def is_unlisted_column(self, place: Place) -> bool:
        """Whether the column of a cell is called after a rate that no metric is listed for: 조기상환율."""
        table, cell = place.table, place.cell
        if table is None or cell is None or table.is_form or place.quantity.unit != "percent":
            return False
        heads = table.column_headers(cell)
        if not heads or _RATE_HEAD.fullmatch(heads[-1].text) is None or CHANGE_RATE.search(heads[-1].text):
            return False
        return _from_spans(self.reading, place, _header_spans(place), 1.0) is None

    def certain(self, place: Place) -> Choice | None:
        """What the number's own noun tells where no metric is listed for it, or where it is a share of things; None leaves it open."""
        if (kind := self._by_kind(place)) is not None:
            return Choice(kind, None, 1.0)
        if is_growth_of_course(self.reading, place) and place.host in self.places:
            grown = self.places[place.host]
            return self.certain(grown) or self._stated(grown)
        if (filled := self._of_field(place)) is not None:
            return filled
        if (noted := self._of_note(place)) is not None:
            return Choice(noted, None, 1.0)
        if (named := _of_row(self.reading, place)) is not None:
            return named
        if (paired := label_in_row(self.reading, place)) is not None:
            return Choice(paired[1], paired[0], 1.0)
        text, start = self.reading.text, place.quantity.start
        if place.quantity.unit == "percent" and RATIO_TO.search(text, max(0, start - _NEAR), start):
            return Choice(OTHER, None, 1.0)
        if (label := label_beside(self.reading, place)) is not None and (own := _from_spans(self.reading, place, [label], 1.0)):
            return own
        if (called := _before_bracket(place)) is not None:
            return called
        if place.cell is not None or place.bracket is not None:
            return None
        if (changed := self._of_changed(place)) is not None:
            return changed
        if (spent := _of_spending(self.reading, place)) is not None:
            return spent
        if (headed := _of_head(self.reading, place)) is not None:
            return headed
        told = self._in_prose(place)
        return Choice(told, None, 1.0) if told is not None else None

    def _of_changed(self, place: Place) -> Choice | None:
        """The measure right behind a rate whose change the next noun names: `20% 이상의 성능 향상`."""
        text, quantity = self.reading.text, place.quantity
        opened = _RATE_OF.match(text, quantity.end, place.scene.end) if quantity.unit in _RATES else None
        cue = place.scene.free_cues.starting_from(opened.end()) if opened is not None else None
        if opened is None or cue is None or cue.start != opened.end() or _CHANGE_OF.match(text, cue.end) is None:
            return None
        found = [(cue, own) for cue, own in fitting([cue], quantity) if own.name not in _GROWTHS]
        return Choice(found[0][1].name, cue, 1.0) if found else None

    def _of_field(self, place: Place) -> Choice | None:
        """
        What a field of a form says where its label is made of two measures, of which the last is its head (채무보증금액), or where only another
        field or a class of shares does (`1. 신주의 종류와 수 보통주식(주)`): then its item, else OTHER.
        """
        labels, filing = self.filings.field(place), self.filings.at(place.quantity.start)
        if labels is None or filing is None or RATIO_TO.search(self.reading.text, labels[0][0], place.quantity.start):
            return None
        if any(first.end == second.start for first, second in pairwise(find_cues(self.reading.text, *labels[0])[-2:])):
            return _from_spans(self.reading, place, [labels[0]], 1.0)
        stated = self._stated(place)
        first = filing.items[0].start if filing.items else filing.start
        if stated is None or stated.cue is None or stated.cue.start < first:
            return None
        if any(start <= stated.cue.start < end for start, end in labels):
            return None
        return _from_spans(self.reading, place, list(labels), 1.0) or Choice(OTHER, None, 1.0)

    def _by_kind(self, place: Place) -> str | None:
        """The metric that the kind of number settles wherever it stands."""
        text, quantity = self.reading.text, place.quantity
        if (
            self.is_unlisted_row(place) or self.is_unlisted_column(place) or _counts_kinds(self.reading, place)
        ):  # 미수금 below 부채총계 is no debt
            return OTHER
        if _counts_offenders(self.reading, place):
            return OTHER
        quoted = quantity.dimension == "money" and _QUOTED.search(text, max(0, quantity.start - _NEAR), quantity.start)
        if quoted or self.shares.covers(place) or months_back(self.reading, place) is not None:
            return "share_price"
        if _is_share_of_shares(place):
            return "stake"
        if quantity.unit == "percent" and _UPSIDE.match(text, quantity.end):
            return "price_upside"
        if quantity.per == _SECOND and quantity.dimension == "count":
            return "performance"
        if quantity.unit == "score" and self._is_of_tests(place):
            return "benchmark_score"
        firms = quantity.counter in ("개", "곳", "개사") and place.cell is None and _COMPANIES.match(text, quantity.end)
        return "company_count" if firms else None

    def _is_of_tests(self, place: Place) -> bool:
        """Whether the number fills an item of a list whose head says that its labels are tests: `- 문해 평가: 80.6` below 벤치마크별 점수."""
        if place.block is None or place.block.kind != "list_item" or place.label is None:
            return False
        above = next(iter(self.reading.governors(place.block)), None)
        if above is None or any(find_cues(self.reading.text, *place.label)):
            return False
        return any(cue.metrics[0].name == _TESTED for cue in find_cues(self.reading.text, above.start_char, above.end_char))

    def _in_prose(self, place: Place) -> str | None:
        """The metric that the words around a number of running text settle."""
        text, quantity, start = self.reading.text, place.quantity, place.quantity.start
        if (told := _of_act(self.reading, place)) is not None:
            return told
        if _is_share_of_people(self.reading, place):
            return "proportion"
        if _is_share_of_cost(self.reading, place):
            return "support_ratio"
        if _is_share_of_market(self.reading, place):
            return "market_share"
        own = _UNLISTED.search(text, max(place.scene.start, start - REACH), start)
        if own is not None and unit_class(quantity) in ("money", "percent") and not _cue_over(place, own.start(), start):
            return OTHER
        which = (cue for cue in place.scene.cues if cue.end <= start and is_restricting(place, cue, text))
        return "proportion" if next(which, None) is not None else None

    def _of_note(self, place: Place) -> str | None:
        """What notes on shares say in one way: the level of an index, the part that a holder has, what its label says."""
        text, quantity = self.reading.text, place.quantity
        if quantity.rule == "quantity.label" and (own := self._of_own_label(place)) is not None:
            return own
        if quantity.unit == "score":
            return "index_level" if _INDEX.search(text, max(0, quantity.start - _NEAR), quantity.start) else None
        if quantity.unit != "percent":
            return None
        return "stake" if _HOLDERS.search(text, max(place.scene.start, quantity.start - REACH), quantity.start) else None

    def _of_own_label(self, place: Place) -> str | None:
        """What the label says right before the bracket with the unit and when: P/E(15F, x) 22.1, EPS 성장률 (15F, %) 21.0."""
        text, start = self.reading.text, place.quantity.start
        bracket = _OF_PERIOD.search(text, max(place.scene.start, start - REACH), start)
        cues = find_cues(text, max(place.scene.start, bracket.start() - _NEAR), bracket.start()) if bracket is not None else ()
        if len(cues) > 1 and cues[-1].metrics[0].name == "growth":
            cues = cues[:-1]
        if bracket is None or not cues or _GROWTH.fullmatch(text, cues[-1].end, bracket.start()) is None:
            return None
        found = fitting(cues[-1:], place.quantity)
        return found[0][1].name if found else None

    def _of_modified(self, place: Place) -> Choice | None:
        """A rate that modifies the level behind it is of the same thing: `3.9% 오른 16만1,800원`."""
        if place.quantity.unit not in ("percent", "percentage_point", "multiple") or place.cell is not None:
            return None
        predicate = place.scene.predicates.starting_from(place.quantity.end)
        if predicate is None or predicate.ending != "ETM":
            return None
        level = self.places.get(self.reading.quantities.index_from(predicate.end))
        if (
            level is None
            or level.scene is not place.scene
            or self.reading.text[predicate.end : level.quantity.start].strip(" 약총")
        ):
            return None
        choice = self._stated(level)
        return Choice(choice.metric, choice.cue, 0.6) if choice is not None else None

    def _carried_on(self, place: Place) -> Choice | None:
        """What the block's last figure of this unit measures, where the words point back to it; or the list item before this one."""
        if place.block is None or place.cell is not None:
            return None
        kind = unit_class(place.quantity)
        carried = self._carried.get((place.block.ordinal, "percent" if kind == "percentage_point" else kind))
        if carried is None and _points_back(self.reading, place):
            carried = self._carried.get((place.block.ordinal, "money"))
        if carried is not None and (kind in _SHARES or place.listed is not None or _points_back(self.reading, place)):
            return Choice(carried.metric, None, 0.5)
        opened = self._opened.get((place.block.parent, place.block.kind, kind)) if place.block.kind == "list_item" else None
        return Choice(opened.metric, None, 0.45) if opened is not None and place.label is not None else None


def _of_head(reading: Reading, place: Place) -> Choice | None:
    """
    What the last of two metric words before a number says, where the first only tells of what: a narrower metric (`펀드 설정액은 20조원`), or
    the limit of the first (`소득 상한은 300만원`).
    """
    text, start = reading.text, place.quantity.start
    cues = place.scene.free_cues.last(max(place.scene.start, start - REACH), start, 2)
    if len(cues) < 2 or text[cues[0].end : cues[1].start].strip() or _TOLD_OF.fullmatch(text, cues[1].end, start) is None:
        return None
    found, of = fitting(cues[1:], place.quantity), cues[0].metrics[0].name
    if not found:
        return None
    own = found[0][1].name
    headed = own != of and is_a(own, of, _LIMIT) and not is_a(of, _LIMIT)
    return Choice(own, found[0][0], 1.0) if headed else None


def _before_bracket(place: Place) -> Choice | None:
    """The metric that the noun right before the bracket of a signed rate is: 수입 in `반면 수입(-4.5%), 소비(-0.1%) 등은 하락했다`."""
    quantity, bracket = place.quantity, place.bracket
    if bracket is None or place.cell is not None or place.host is not None or not quantity.signed:
        return None
    if quantity.unit != "percent" or quantity.start - bracket > 1:
        return None
    cues = [cue for cue in place.scene.cues.within(max(place.scene.start, bracket - _NEAR), bracket) if cue.end == bracket]
    found = fitting(cues, quantity)
    return Choice(found[-1][1].name, found[-1][0], 1.0) if found else None


def _is_share_of_shares(place: Place) -> bool:
    """Whether a percentage stands in a column `비율(%)` right of one that counts shares: 주식수(주), 비율(%)."""
    table, cell = place.table, place.cell
    if table is None or cell is None or cell.column < 2 or place.quantity.unit not in ("percent", "percentage_point"):
        return False
    left = next(iter(other for other in reversed(table.rows[cell.row][1 : cell.column])), None)
    heads = [table.column_headers(other) for other in (left, cell) if other is not None]
    if len(heads) < 2 or not all(heads) or not _PLAIN_SHARE.fullmatch(heads[1][-1].text):
        return False
    return _SHARE_COUNT.search(heads[0][-1].text.replace(" ", "")) is not None


def _is_share_of_people(reading: Reading, place: Place) -> bool:
    """Whether a percentage is a part of people or of what one measure comes to, which is no part of a market: `전체 고객의 25%`."""
    text, start, quantity = reading.text, place.quantity.start, place.quantity
    if quantity.unit != "percent":
        return False
    before = max(place.scene.start, start - REACH)
    if _OF_PROFIT.search(text, before, start):
        return True
    return _STATED.match(text, quantity.end) is not None and _PEOPLE.search(text, before, start) is not None


def _of_act(reading: Reading, place: Place) -> str | None:
    """The metric that the act behind the number settles: `240만 주 발행`, `1조원 규모 펀드 설립`, `100% 출자`."""
    text, quantity = reading.text, place.quantity
    if quantity.counter == "주":
        return "shares_offered" if _ISSUED.match(text, quantity.end, place.scene.end) else None
    if quantity.counter == "명" and (fate := _FATE.match(text, quantity.end, place.scene.end)) is not None:
        return "deaths" if fate["died"] else "casualties"
    if quantity.dimension == "money":
        if _FUNDED.match(text, quantity.end, place.scene.end):
            return "fund_size"
        if _RAISED.match(text, quantity.end, place.scene.end):
            return "funding_raised"
        return "net_purchases" if _is_traded(reading, place) else None
    paid = quantity.unit == "percent" and _PAID_IN.match(text, quantity.end, place.scene.end) is not None
    return "stake" if paid else None


def _of_spending(reading: Reading, place: Place) -> Choice | None:
    """What an amount is spent on, right before it, where that is a purchase, an investment or research: `자사주 매입에 500억원을 쓴다`."""
    text, scene, quantity = reading.text, place.scene, place.quantity
    if quantity.dimension != "money" or _SPENDS.match(text, quantity.end, scene.end) is None:
        return None
    before = scene.free_cues.last(max(scene.start, quantity.start - _NEAR), quantity.start, 1)
    if not before or _SPENT_ON.fullmatch(text, before[0].end, quantity.start) is None:
        return None
    found = [own for _, own in fitting(before, quantity) if is_a(own.name, *_SPENT)]
    return Choice(found[0].name, before[0], 1.0) if found else None


def _is_traded(reading: Reading, place: Place) -> bool:
    """Whether an amount is what a class of investors bought or sold: `외국인과 기관은 각각 300억원, 200억원을 팔아치웠다`."""
    text, scene, quantity = reading.text, place.scene, place.quantity
    if _INVESTORS.search(text, max(scene.start, quantity.start - _NEAR), quantity.start) is None:
        return False
    return _TRADES.match(text, closing(reading, scene, quantity).end, scene.end) is not None


def _is_share_of_market(reading: Reading, place: Place) -> bool:
    """Whether the whole of a share is a market: `시장의 25%를 차지한다`, `시장에서 차지하는 비중은 25%`."""
    quantity, scene = place.quantity, place.scene
    if quantity.unit != "percent" or not any(cue.metrics[0].name == _SHARE for cue in scene.cues):
        return False
    return _OF_MARKET.search(reading.text, max(scene.start, quantity.start - REACH), quantity.start) is not None


def _is_share_of_cost(reading: Reading, place: Place) -> bool:
    """
    Whether a percentage is the part of a cost that somebody bears for others: `설치비의 최대 70%를 지원한다`, also with the most that is paid behind
    it: `최대 40%, 300만원 한도의 이용권을 지급한다`.
    """
    text, quantity = reading.text, place.quantity
    if quantity.unit == "percent" and quantity.bound == "at_most" and _CAPPED.match(text, quantity.end, place.scene.end):
        return True
    if quantity.unit != "percent" or _BORNE.match(text, quantity.end, place.scene.clause_end(quantity.end)) is None:
        return False
    return _COST_BEFORE.search(text, max(place.scene.start, quantity.start - _NEAR), quantity.start) is not None


def is_restricting(place: Place, cue: Cue, text: str) -> bool:
    """Whether *cue* only tells of which things the percentage at *place* is the share: `매출이 줄어든 기업은 34%다`."""
    quantity = place.quantity
    told = quantity.unit == "percent" and not quantity.signed and _STATED.match(text, quantity.end) is not None
    return told and is_of_which(text, quantity, cue, place.scene.predicates)


def _counts_kinds(reading: Reading, place: Place) -> bool:
    """Whether a count is of kinds of things, and no volume or capacity of them: `4개 품목 수출`, `15대 주력 수출 품목`."""
    pattern = _OF_KINDS.get(place.quantity.counter or "")
    return pattern is not None and place.cell is None and pattern.match(reading.text, place.quantity.end) is not None


def _counts_offenders(reading: Reading, place: Place) -> bool:
    """Whether people are counted whom the police took or charged, of whatever trade they are: `공무원 87명(구속 6명)`."""
    if place.quantity.counter != "명" or place.cell is not None:
        return False
    text, start, end = reading.text, place.quantity.start, place.quantity.end
    if _OFFENDERS.search(text, max(place.scene.start, start - _ACT_BEFORE), start) is not None:
        return True
    return _TAKEN.match(text, end, place.scene.end) is not None


def _cue_over(place: Place, start: int, end: int) -> bool:
    return bool(place.scene.cues.over(start, end))


def _share_of(reading: Reading, place: Place) -> Choice | None:
    """A percentage of what was said before is a share of it: `이 가운데 중국이 31.2%로 가장 컸고`."""
    if place.quantity.unit != "percent":
        return None
    before = reading.text[max(place.scene.start, place.quantity.start - REACH) : place.quantity.start]
    return Choice(_SHARE, None, 0.55) if _PART_OF.search(before) else None


def _points_back(reading: Reading, place: Place) -> bool:
    """Whether the sentence speaks of expectations or a comparison with what was said."""
    at = place.quantity.start
    words = reading.text[max(place.scene.start, at - REACH) : min(place.scene.end, at + REACH)]
    return (
        re.search(r"컨센서스|기대치|전망치|예상치|추정치|견주|비교|같은 기간|격차|선두|웃돈|밑돈|웃돌|밑돌|상회|하회", words)
        is not None
    )


def _by_unit(reading: Reading, place: Place) -> Choice:
    metric = default_metric(place.quantity)
    if metric is not None:
        return Choice(metric.name, None, 0.7)
    if place.quantity.dimension == "money" and place.quantity.per is not None:
        return Choice("unit_price", None, 0.6)
    return Choice("company_count", None, 0.6) if _counts_companies(reading, place) else Choice(OTHER, None, 0.4)


def _counts_companies(reading: Reading, place: Place) -> bool:
    """Whether the noun before a count is a kind of company: `게임사 9곳`, `스타트업 세 곳`."""
    if place.quantity.unit != "count" or place.quantity.counter not in ("곳", "개", "군데"):
        return False
    before = reading.text[max(place.floor, place.quantity.start - 10) : place.quantity.start].rstrip()
    return before.endswith(_COMPANY_NOUNS)


def _header_spans(place: Place) -> list[tuple[int, int]]:
    table, cell = place.table, place.cell
    if table is None or cell is None:
        return []
    row = None if table.names_things(cell) else changed_row(table, cell) or table.row_label(cell)
    first = table.first_label(cell) if table.is_form else None
    cells = [label for label in (row, first) if label is not None]
    cells += [*table.column_headers(cell), *reckoned_with(table, cell)]
    corners = [header[0] for header in table.rows[: table.header_rows] if header and header[0].text]
    return [(c.start, c.end) for c in [*cells, *corners]]


def _of_row(reading: Reading, place: Place) -> Choice | None:
    """The metric that a row's label is the name of and nothing else, where no head of its column names another: 수 입 below 수출입 실적."""
    table, cell = place.table, place.cell
    row = (changed_row(table, cell) or table.row_label(cell)) if table is not None and cell is not None else None
    if table is None or cell is None or row is None or table.is_form:
        return None
    named = _BEFORE_BRACKET.match(reading.text, row.start, row.end)
    cues = find_cues(reading.text, row.start, named.end()) if named is not None else ()
    whole = named is not None and len(cues) == 1 and (cues[0].start, cues[0].end) == named.span()
    if not whole or any(find_cues(reading.text, head.start, head.end) for head in table.column_headers(cell)):
        return None
    found = fitting(cues, place.quantity)
    return Choice(found[0][1].name, found[0][0], 1.0) if found and not cues[0].counted else None


def _from_spans(reading: Reading, place: Place, spans: list[tuple[int, int]], confidence: float) -> Choice | None:
    """The last fitting cue in one of *spans*, the earlier span first."""
    for start, end in spans:
        found = _by_fit(place, list(find_cues(reading.text, start, end)))
        if found:
            cue, metric = found[-1]
            return Choice(metric.name, cue, confidence)
    return None


def _from_governors(reading: Reading, place: Place) -> Choice | None:
    """The metric that a caption, label or heading above a table or list names; running text says its own."""
    if place.block is None or place.block.kind not in ("table", "list_item"):
        return None
    for distance, block in enumerate(reading.governors(place.block)):
        if block.kind == "title":
            break
        end = next((start for start, _ in declaring_spans(reading.text, block.start_char, block.end_char)), block.end_char)
        choice = _from_spans(reading, place, [(block.start_char, end)], max(0.4, 0.75 - 0.1 * distance))
        if choice is not None:
            return choice
    return None


def _from_sentence(reading: Reading, place: Place, floor: int) -> Choice | None:
    """The cue of the sentence that costs least to reach from the quantity."""
    near = nearby(place.scene.free_cues, place.quantity.start, floor)
    cues = [cue for cue in near if place.scene.measures(place.quantity, cue)]
    best: tuple[float, Cue, Metric] | None = None
    for cue, metric in _by_fit(place, cues):
        cost = _cost(reading, place, cue, metric)
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, cue, metric)
    if best is None:
        return None
    cost, cue, metric = best
    if metric.name in _GROWTHS and (owner := _grown(reading, place, cue, floor)) is not None:
        cue, metric = owner
    return Choice(metric.name, cue, max(0.35, 0.95 - cost / 50))


def _grown(reading: Reading, place: Place, cue: Cue, floor: int) -> tuple[Cue, Metric] | None:
    """What a growth rate is the growth of: the metric right before it in its noun phrase (`수출 증가율`, `매출의 증가율`)."""
    before = [c for c in find_cues(reading.text, max(floor, cue.start - 12), cue.start) if c.end <= cue.start]
    if not before or re.fullmatch(r"\s*(?:의|액|\))?\s*(?:투자\s*)?", reading.text[before[-1].end : cue.start]) is None:
        return None
    return next(iter(fitting(before[-1:], place.quantity)), None)


def _by_fit(place: Place, cues: list[Cue]) -> list[tuple[Cue, Metric]]:
    return fitting(cues, place.quantity)


def _cost(reading: Reading, place: Place, cue: Cue, metric: Metric) -> float | None:
    """How far *cue* is from the quantity in steps of syntax; None where it cannot be meant."""
    quantity, scene, text = place.quantity, place.scene, reading.text
    if cue.start >= quantity.end:
        cost = _cost_behind(reading, place, cue)
        if cost is None:
            return None
    else:
        chunks = scene.chunks_by_depth[_depth(place)].count_within(cue.end, quantity.start)
        crossed = scene.closed.count_within(cue.end, quantity.start)
        others = scene.document.by_class[unit_class(quantity)].count_within(cue.end, quantity.start)
        cost = _STEP * chunks * 0.5 + _CLAUSE * crossed + _STEP * others
        cost += (quantity.start - cue.end) * 0.05
    if not _is_head(text, cue):
        cost += _INSIDE_NOUN
    if (
        quantity.unit == "percent"
        and not cue.text.endswith(("율", "률", "비중", "점유", "지분", "수익률"))
        and "percent" in metric.units
    ):
        cost += _NATIVE_RATIO * 0.5
    return cost


def _cost_behind(reading: Reading, place: Place, cue: Cue) -> float | None:
    """A cue behind the number counts where the number modifies it: `3천억원 규모의 펀드`, `900억원 투자`."""
    quantity = place.quantity
    if cue.start - quantity.end > REACH:
        return None
    between = _OUTER.sub("", reading.text[quantity.end : cue.start])
    if (
        "," in between
        or (quantity.unit == "percent" and "·" in between)
        or place.scene.clause_end(quantity.end, _depth(place)) < cue.start
    ):
        return None
    if _bare_numbers(reading, quantity.end, cue.start):
        return None
    if _ADNOMINAL.match(between):
        return _BEHIND * 0.3
    if re.match(r"\s*(?:으로|로|에|을|를|가|이|은|는)\s", between):
        return _BEHIND + 0.3 * len(between)
    return _BEHIND * 0.6 + 0.3 * len(between) if len(between) < 25 else None


def _bare_numbers(reading: Reading, start: int, end: int) -> bool:
    """Whether a number that is not in brackets stands between."""
    brackets = [(start + m.start(), start + m.end()) for m in _OUTER.finditer(reading.text[start:end])]
    return any(not any(low <= q.start < high for low, high in brackets) for q in reading.quantities.within(start, end))


def _is_head(text: str, cue: Cue) -> bool:
    """Whether the cue ends its noun: a particle, a number or punctuation follows, or a word that only measures (액, 규모, 목표)."""
    rest = text[cue.end : cue.end + 4]
    return (
        re.match(
            r"\s*(?:액|규모|금액|목표|전망|기준|실적|총액|누계|합계|은|는|이|가|을|를|도|의|에|으로|로|과|와|만|까지|[\d(,.:~△+\-'’\"]|약|총|최대|$|\n|\|)",
            rest,
        )
        is not None
    )


def _depth(place: Place) -> int:
    return 0 if place.bracket is None else 1
