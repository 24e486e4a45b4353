"""Level or change: whether a number is a size or a growth, its direction, and what it is measured against.

A number without a particle before a verb of change is the amount of that change (`5% 늘었다`); with 로, 까지 or 에 it is the level
that was reached (`5%로 늘었다`), with 에서 the one it came from. A particle, not a distance, tells the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.figures.bases import DAILY
from extractors.figures.change_nouns import (
    AMOUNT,
    FEW,
    RATE_NOUN,
    SIZES,
    SPAN_NOUN,
    change_before_bracket,
    change_of_list,
    is_of_answer,
    noun_of_change,
    rate_named,
)
from extractors.figures.columns import is_signed_comparison, usual_basis
from extractors.figures.comparing import (
    RATIOS,
    basis_before_verb,
    basis_behind,
    directions,
    match_basis,
    nearest_basis,
    stated_basis,
)
from extractors.figures.coordination import Direction, direction, end_of_each
from extractors.figures.headed import CHANGE_WORD, header_words
from extractors.figures.metrics import find_cues, judged_as, metric
from extractors.figures.places import Place
from extractors.figures.reckoned import growth_of_course
from extractors.figures.results import is_change_of_result
from extractors.figures.rowed import months_back
from extractors.figures.scenes import COMPARED, REACH, Scene
from extractors.lexicon import LEXICON
from extractors.quantities import Quantity
from extractors.reading import Reading
from extractors.scopes import RELATIVE, kind_of
from extractors.series import SERIES
from extractors.syntax import SUBJECT, TOPIC, Predicate

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_FUND = re.compile(LEXICON.alternation("kind of fund"))
"""What has a price, which a return is the change of, and is no plan that pays interest (퇴직연금 수익률)."""
_VALUATIONS = frozenset({"per", "pbr", "psr", "ev_ebitda"})
_GROWTHS = frozenset({"growth", "economic_growth", "inflation"})
_RETURN = "investment_return"
CHARGED_BY_RATE = frozenset({"fee"})
"""Prices that are charged as a part of something, too: 수수료 3%."""
_PRICED = frozenset({"price", "index"})
_PARTS = frozenset({"percent", "percentage_point"})

_REACHED = re.compile(
    r"(?:\s*(?:이상|이하|안팎|수준|가량|정도|대|선))*\s*(?:(?:아래|위|밑)(?:으)?로|으로|로|까지|에서|에\s|에$|을\s*기록|를\s*기록|에\s*달|에\s*이르|의\s|인\s|이다|였)"
)

_AGAINST = re.compile(rf"{COMPARED}|의\s*(?:약\s*|거의\s*)?$|(?:에서|에)\s[^,]{{0,20}}로\s*$")
_OF_CHANGE = re.compile(
    r"(?:\s?(?:이상|이하|가량|정도|안팎|미만|남짓|내외|초과))*의\s(?:(?:높은|낮은|큰|꾸준한|빠른|가파른|추가|순)\s)?"
    r"(?:[가-힣A-Za-z·]{1,10}(?<![이가은는을를의와과도로])\s){0,2}?[가-힣A-Za-z]{0,6}?"
    rf"(?:(?P<down>{LEXICON.alternation('fall_told', 'cut')})|{LEXICON.alternation('rise_told', 'gain')})(?:[률율세폭])?"
    r"(?:[을를이가은는과와도],?\s|\s?효과|에\s|[,.]|$)"
)
"""Behind the size of a change that its noun names: 20% 이상의 성능 향상을, 3%의 성장률을."""
_GROWN = re.compile(
    r"\s*(?:이상|가까이|넘게|가량|정도|수준|을|로|나|이나)*\s*(?:늘[었어려리린]|커[졌지진]|뛰|급[증등]|불[었어]|확대|증가|성장|키[우웠]|상승)"
)
_GAP = re.compile(r"(?<![가-힣])(?:격차|차이)(?:[가는은를도]|\s*:)?\s*(?:약\s*|불과\s*|단\s*)?$")
"""A difference between two things before its number: 격차가 0.2GWh."""
_TOLD_TWICE = frozenset({"score", "money", "ratio"})
_APPOSED, _BARE = re.compile(r",\s?|\s(?:또는|혹은|즉)\s"), re.compile(r"\s*(?:(?:약|총|연|평균|[^\s,()]{1,6}당)\s*)?")
"""Between an amount and the same in percent, and between a verb and the level that was reached."""
_AGAINST_PHRASE = re.compile(
    rf"(?:(?![가-힣]{{1,7}}(?:면서|지만|는데|으며)\s)[가-힣\d]{{1,8}}\s?){{1,3}}(?:{COMPARED})(?:로?는)?\s+"
)
"""Between an amount and its verb: `62% 각각 작년 8월보다 줄었다`."""
_ADVERBIAL = re.compile(rf"\s*(?:(?:가량|정도|넘게|가까이|남짓|씩|각각)\s+)+(?:{_AGAINST_PHRASE.pattern})?")
_LED = re.compile(r"[가-힣A-Za-z)](?:[은는도]|\s역시|에서|으?로|에\s따라)\s+(?:약\s*)?$")
"""A topic, a place or a cause right before a percentage: what stands behind it is no part of anything."""
_MORE_OR_LESS = re.compile(
    rf"\s?(?:가량\s|정도\s|이상\s)?(?:{LEXICON.alternation('more of it')}|(?P<down>{LEXICON.alternation('less of it')}))(?=\s)"
)
"""Behind a percentage that is a difference: 21% 더 많이 찾았다."""
_OPENED = re.compile(rf"(?:{COMPARED}|기준으로)\s*(?:약\s*)?$")
"""What makes a percentage the amount of a verb that stands apart from it."""
_MONTHS_BACK = re.compile(r"(?P<months>\d{1,2}) ?(?:M|개월)")
"""Over a column of returns: 1M, 3M, 12M."""
_BACK_TO = {"1": "mom", "12": "1y"}
_COURSE = re.compile(r"\s*(?:→|⇒|->|=)")
_COURSE_OF_BRACKETS = (
    re.compile(r"\)\s?(?:→|⇒|->)\s?[^()\n→]{1,16}\(\s?[+-]?\d[\d.,]*\s?(?:%|배|원)"),
    re.compile(r"\(\s?[+-]?\d[\d.,]*\s?(?:%|배|원)\)\s?(?:→|⇒|->)\s?[^()\n→]{1,16}\(\s?$"),
)
"""Behind and before the values of a course that names what each is for: 2025~34 (2.3%) → 2026~35 (3.8%)."""
_ARROW = re.compile(r"→|⇒|->")
_KEYED = re.compile(r"\(\s?['’‘]?\d{2,4}[^()\n]{0,8}\)\s?[+\-△▲▼]?$")
"""Before the values of a list that names what each is for: ('22) 6.3% ('23) 4.5%."""
_AMOUNT_OF_CHANGE = re.compile(
    rf"(?:(?P<down>{LEXICON.alternation('fall_told')})|{LEXICON.alternation('rise_told')}|증감)[액폭분량](?![가-힣])"
)
"""In a head or label: 증가액, 감소폭, 증감량."""
_COURSE_BEFORE = re.compile(r"(?:→|⇒|->|=)\s*(?:\([^()\n]{1,16}\)\s*)?$")
_AGAINST_BEHIND = re.compile(r" ?(?:[YQMWD]o[YQMWD]|[yqmwd]o[yqmwd])(?![A-Za-z])")
"""Behind a percentage that has no sign: 10%QoQ."""
_RATE_BEHIND = re.compile(
    r"\s?\((?:[YQM]o[YQM]\s?[:：]?\s?[+\-△▲▼]?\d[\d.,]*\s?%|[+\-△▲▼]?\d[\d.,]*\s?%\s?[YQM]o[YQM])", re.IGNORECASE
)
_SIGNED_RATE = re.compile(r"\s?\(\s?[+\-△▲▼]\s?\d[\d.,]*\s?%p?\s?\)")
"""Behind the size of a change: its rate, `△0.9조원(△12%)`."""
_GAIN = re.compile(r"[+＋]\s?\d")
_AGAINST_CLOSED = re.compile(r"\s?(?:YoY|QoQ|MoM)\s?[),/]", re.IGNORECASE)
"""Behind a signed size that has changed by so much: (+43억원 QoQ)."""
_COMPARING = re.compile(COMPARED)
_DIRECTLY = re.compile(rf"{COMPARED}(?:로?는)?\s*$")
_SPREAD = re.compile(r"(?:스프레드|금리\s?차|OAS|가산\s?금리|오차(?:\s?범위)?)(?:[은는이가도:]|\s?[:：])?\s?(?:약\s|±\s?)?$")
_AT_LEVEL = re.compile(r"\s?수준(?:[을이]|에(?:\s|$)|까지|으?로|[,.]|$)")
_BESIDE = 50
"""Percent from which a 수준 is that of a size beside another one; below, it can be that of a growth."""
_SPANNED = 32
"""Characters before a number in which `증가 폭을 13만명에서` fits."""
_WIDE = 40
"""Characters before and behind a multiple in which it is compared."""

_JOINED = re.compile(r"(?:\s*\([^()]*\))?(?:\s*[,·]|\s*(?:와|과|및)\s)")
_NEXT_AMOUNT = re.compile(r",\s(?:[가-힣A-Za-z·]{1,12}[은는이가]\s)?(?:약\s)?")
"""Between the amounts of a list that one verb closes, with whose the next one is."""
_LISTED = 80
"""Characters behind a number in which such a list goes on."""
_LAST_BRACKET = re.compile(r"\s?\([^()]*\)\Z")
_WIDTH = re.compile(rf"(?:(?P<down>{LEXICON.alternation('fall_told')})|{LEXICON.alternation('rise_told')})\s?폭\Z")
"""The size of a change that a sentence is about: 취업자 수 증가 폭은."""


_TO_MEAN = re.compile(r"(?:평균|평년)(?:치|값)? ?(?:대비|보다)")
"""In the head of changes against a mean of years, which is none of the usual bases: 최근 5년 평균 대비."""
_SHARE_HEAD = re.compile(r"(?:비중|구성비|점유율)(?:[ (\[]|$)")
"""The end of a head over shares, which a caption about changes (`가입자수 및 전년대비 증감`) makes none of."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure is to be read: measure, basis, and the direction its wording gives."""

    measure: str
    basis: str | None
    direction: Direction | None


def read_change(reading: Reading, place: Place) -> Change:
    """What the words around the quantity at *place* tell; a level with a basis where what it measures has to decide (`of_metric`)."""
    quantity = place.quantity
    if (named := _named_change(reading, place)) is not None:
        return named
    header = header_words(reading, place)
    if header is not None:
        told = _from_header(header, quantity.unit, usual=usual_basis(reading, place), signed=is_signed_comparison(place))
        beside = place.cell is not None and place.host is not None and quantity.unit in RATIOS
        return (
            Change("change", None, None) if beside and told.measure == "level" and reading.text[quantity.start] in "+＋" else told
        )
    ratio = quantity.unit in RATIOS
    rate = rate_named(reading, place) if ratio else None
    if rate is None and (is_in_course(reading, place) or is_reached(reading, place) or _has_own_rate(reading, place)):
        return Change("level", None, None)
    basis = stated_basis(reading, place)
    predicate = _predicate_of_change(reading, place)
    noun = noun_of_change(reading, place) if predicate is None else None
    if noun is not None and not (quantity.unit == "score" and reading.text[quantity.end - 1].isdigit()):
        return Change("change", basis, noun)
    if quantity.unit == "score" and predicate is None:
        return Change("level", None, None)
    if (size := _size_of_change(reading, place)) is not None:
        return Change("change", basis, size if size != "open" else None)
    if quantity.dimension not in ("multiple", "rank") and _GAP.search(
        reading.text, max(place.floor, quantity.start - 12), quantity.start
    ):
        return Change("change", None, None)
    if (
        rate is None
        and predicate is None
        and (shared := change_before_bracket(reading, place) or change_of_list(reading, place)) is not None
    ):
        return Change("change", basis, shared)
    if predicate is not None and (rate is None or rate.re is not RATE_NOUN):
        basis = basis or basis_before_verb(reading, place, predicate)
        return Change("change", basis, "down" if directions()[predicate.lemma] == "down" else "up")
    if rate is not None:
        return Change("change", basis or "yoy", "down" if rate["down"] else None)
    if (other := _beside_another(reading, place, basis)) is not None:
        return other
    arrow = reading.text[quantity.end - 1] in "↑↓▲▼"
    against = ratio and _AGAINST_BEHIND.match(reading.text, quantity.end) is not None
    points = quantity.unit in ("percentage_point", "basis_point") and (quantity.signed or not _is_spread(reading, place))
    closed = quantity.signed and place.bracket is not None and _AGAINST_CLOSED.match(reading.text, quantity.end) is not None
    if (quantity.signed and ratio) or arrow or against or closed or points or is_change_of_result(reading, place):
        return Change("change", basis, None)
    return Change("level", basis, None)


def _beside_another(reading: Reading, place: Place, basis: str | None) -> Change | None:
    """
    A percentage as how large something is beside what it was (`2017년 대비 88.4% 수준을 기록했다`), or, right behind its *basis*, as what it
    has changed by (`전기 대비 9.1%`).
    """
    quantity, text = place.quantity, reading.text
    if quantity.unit != "percent":
        return None
    if (
        basis is not None
        and not quantity.signed
        and quantity.value >= _BESIDE
        and _AT_LEVEL.match(text, quantity.end) is not None
    ):
        return Change("level", None, None)
    held = _DIRECTLY.search(text, max(place.floor, quantity.start - 12), quantity.start)
    if held is None or match_basis(text[max(place.floor, held.start() - 12) : held.end()]) is None:
        return None
    return Change("change", basis, None)


def _is_spread(reading: Reading, place: Place) -> bool:
    """Whether points are how far two things lie apart, which is a size: `스프레드가 300bp를 웃돌면`, `표본오차 ±1.2%p`."""
    return _SPREAD.search(reading.text, max(place.floor, place.quantity.start - _SPANNED), place.quantity.start) is not None


def _has_own_rate(reading: Reading, place: Place) -> bool:
    """Whether a size has its rate in the bracket behind it, so that no verb makes it one itself: `131조원(QoQ -0.4%) 소폭 감소`."""
    quantity, scene = place.quantity, place.scene
    if quantity.unit in RATIOS or _RATE_BEHIND.match(reading.text, quantity.end, scene.end) is None:
        return False
    before = max(place.floor, scene.clause_start(quantity.start), quantity.start - _WIDE)
    return match_basis(_IN_BRACKETS.sub("", reading.text[before : quantity.start])) is None


def _named_change(reading: Reading, place: Place) -> Change | None:
    """What the number's own kind tells: a rank is a level, a share may be the size of the change behind it (20% 이상의 성능 향상)."""
    quantity = place.quantity
    if quantity.unit == "rank":
        return Change("level", None, None)
    if quantity.unit not in ("percent", "percentage_point") or place.cell is not None:
        return None
    if (grown := growth_of_course(reading, place)) is not None:
        return Change("change", stated_basis(reading, place), grown)
    if (rate := _rate_of_label(reading, place)) is not None:
        return Change("change", stated_basis(reading, place), "down" if rate["down"] else None)
    named = _OF_CHANGE.match(reading.text, quantity.end, place.scene.end)
    named = named or _MORE_OR_LESS.match(reading.text, quantity.end, place.scene.end)
    return Change("change", stated_basis(reading, place), "down" if named["down"] else "up") if named is not None else None


def of_months(reading: Reading, place: Place) -> Change | None:
    """A return over so many months, which is a change against the price before them; None where the number is no such return."""
    back = months_back(reading, place)
    return Change("change", back[0], None) if back is not None else None


def _rate_of_label(reading: Reading, place: Place) -> re.Match[str] | None:
    """The rate of a change that the label of a course names, for each percentage of it: `자산증감률 : 1분기 7.4% → 2분기 8.7%`."""
    if place.label is None or place.cell is not None or place.quantity.unit != "percent" or place.quantity.rule == SERIES:
        return None
    start, end = place.label
    at = place.quantity.start
    led = (
        _ARROW.search(reading.text, end, at)
        or _COURSE.match(reading.text, place.quantity.end)
        or _KEYED.search(reading.text, end, at)
    )
    if led is None or any(find_cues(reading.text, end, place.quantity.start)):
        return None
    bracket = _LAST_BRACKET.search(reading.text, start, end)
    return RATE_NOUN.search(reading.text, start, bracket.start() if bracket is not None else end)


def _size_of_change(reading: Reading, place: Place) -> Direction | Literal["open"] | None:
    """
    The direction of a change whose size the number is said to be, right before it (낙폭은 12%) or by what the sentence is about:
    `증가 폭은 6월(9만명)으로 10만명대를 밑돌았다`. `open` where its noun tells none that the number lacks.
    """
    quantity, scene = place.quantity, place.scene
    if (span := SPAN_NOUN.search(reading.text, max(place.floor, quantity.start - _SPANNED), quantity.start)) is not None:
        return "down" if span["down"] or span["fall"] else "open"
    topic = next(iter(scene.topics.last(scene.start, quantity.start, 1)), None)
    if topic is None or topic.depth or topic.role != TOPIC or quantity.unit in RATIOS:
        return None
    named = _WIDTH.search(reading.text, topic.start, topic.end)
    return None if named is None else "down" if named["down"] else "open"


def of_metric(reading: Reading, place: Place, told: Change, name: str) -> Change:
    """What *told* is for a number that measures the metric *name*: a growth is a change by its nature, a multiple often."""
    if name == "price_upside" and place.quantity.unit == "percent" and place.cell is None:
        return Change("level", None, None)  # how far it is to the target, and no move
    if told.measure == "change":
        unsaid = told.basis == "yoy" and stated_basis(reading, place) is None
        if (unsaid or told.basis is None) and _is_of_week(reading, place, name):
            return Change("change", "wow", told.direction)  # 지난주 매매가 상승률
        return Change("change", None, told.direction) if unsaid and name in DAILY else told  # a price's rate is against no year
    if _is_delta(reading, place, name):
        return Change("change", told.basis or basis_behind(reading, place), None)
    if told.basis is not None or place.cell is None:
        unit = place.quantity.unit
        share = "분의" in reading.text[place.quantity.start : place.quantity.end]  # 응답자의 3분의 2
        if unit == "multiple" and not share and name not in _VALUATIONS and _compares(reading, place):
            return Change("change", told.basis or "since", None)
        if unit in RATIOS and judged_as(name) in _GROWTHS:
            return Change("change", told.basis or "yoy", None)
        if name == _RETURN and (told.basis is not None or _is_of_fund(reading, place)):
            return Change("change", told.basis, None)  # 주간 수익률
    own, start = metric(name), place.quantity.start
    priced = own is not None and own.kind in _PRICED and "money" in own.units and place.quantity.unit in _PARTS
    priced = priced and name not in CHARGED_BY_RATE
    if (
        priced
        and place.cell is None
        and place.host is None
        and not is_of_answer(reading, place)
        and not reading.text[max(0, start - 4) : start].rstrip(" 약").endswith("의")
    ):
        return Change("change", told.basis, direction(reading, place.scene, place.quantity))  # a price in percent is its change
    return Change("level", None, None)


def _is_of_week(reading: Reading, place: Place, name: str) -> bool:
    """Whether the number is what a price has changed by in a week that its sentence names before it."""
    own, spoken = metric(name), reading.times.last(place.scene.start, place.quantity.start, 1)
    return own is not None and own.kind in _PRICED and bool(spoken) and spoken[0].grain == "week" and spoken[0].kind == "date"


def _is_of_fund(reading: Reading, place: Place) -> bool:
    """Whether a percentage of a sentence is the return of a fund: `채권형 펀드는 평균 0.3% 수익률을 냈다`."""
    prose = place.cell is None and place.quantity.unit == "percent"
    return prose and _FUND.search(reading.text, place.scene.start, place.scene.end) is not None


def _is_delta(reading: Reading, place: Place, name: str) -> bool:
    """
    Whether the sign of an amount tells what was added or taken away: `서비스업(+284천명)`, `△0.9조원(△12%)`, `+1.2 | △1.4`.

    A loss has a sign, too, but is a level.
    """
    quantity, own = place.quantity, metric(name)
    if not quantity.signed or quantity.unit in RATIOS:
        return False
    added = reading.text[quantity.start] in "+＋"
    rated = _SIGNED_RATE.match(reading.text, quantity.end, place.scene.end) is not None
    if own is not None and own.signed:
        return added and rated
    return added or rated or place.bracket is not None or quantity.dimension == "count" or _is_beside_gains(place)


def _is_beside_gains(place: Place) -> bool:
    """Whether another number of the row of a cell has a plus before it, so that a minus takes away."""
    row = place.table.rows[place.cell.row] if place.table is not None and place.cell is not None else ()
    return any(_GAIN.match(cell.text) for cell in row)


def _from_header(words: Sequence[str], unit: str | None, *, usual: str | None, signed: bool) -> Change:
    """The change that the first of the column headers, row label and caption tells, with the *usual* basis where none says its own; else a level."""
    if unit in RATIOS and (back := _MONTHS_BACK.fullmatch(words[0])) is not None:
        return Change("change", _BACK_TO.get(back["months"]), None)
    for said in words[:2] if _SHARE_HEAD.search(words[0]) else words:
        basis = match_basis(said)
        if unit in RATIOS and basis is None and _TO_MEAN.search(said):
            return Change("change", None, None)
        if unit in RATIOS and (basis is not None or CHANGE_WORD.search(said)):
            return Change("change", basis or _default_basis(words, usual), None)
    if unit not in RATIOS and any((kind := kind_of(said)) is not None and kind.unit in RELATIVE for said in words[:2]):
        return Change("change", _default_basis(words, usual), None)  # 증감 in 천명
    if unit not in RATIOS and (amount := _AMOUNT_OF_CHANGE.search(words[0])) is not None:
        return Change("change", _default_basis(words, usual), "down" if amount["down"] else None)
    if signed and unit in RATIOS:
        return Change("change", None, None)  # -2.6 below 컨센서스 대비
    return Change("level", None, None)


def _default_basis(words: Sequence[str], usual: str | None) -> str | None:
    """What a change is against where its own header does not say: what the others say, else what is usual."""
    return next((basis for said in words if (basis := match_basis(said))), usual)


def _predicate_of_change(reading: Reading, place: Place) -> Predicate | None:
    """The verb of change that the quantity modifies as its amount."""
    quantity, text, end = place.quantity, reading.text, place.scene.end
    if _REACHED.match(text, quantity.end, end):
        return None
    if end_of_each(reading, place.scene, quantity) is not None and noun_of_change(reading, place) is not None:
        return None  # 사과는 3톤, 배는 2톤 각각 감소 포도는 1톤 증가
    if (own := _verb_of_itself(place, text) or _verb_of_apposed(reading, place)) is not None:
        return own
    nearest = _behind_adverbs(text, quantity.end, end)
    predicate = place.scene.predicates.ending_behind(nearest)
    if (listed := _verb_of_list(reading, place)) is not None:
        return listed
    if predicate is None or predicate.lemma not in directions() or predicate.start - nearest > REACH:
        return None
    if text[quantity.end : predicate.end] == "는":
        return None  # 60%는 청년에게: the particle, read as 늘다
    if nearest >= predicate.start or _is_scrambled(reading, place, quantity.end, predicate):
        return predicate
    shares = [q for q in reading.quantities.within(nearest, predicate.start) if q.unit == quantity.unit]
    last = shares[-1] if shares else None
    if last is not None and _JOINED.match(text, quantity.end) and not _is_held_size(reading, place, last):
        near = _behind_adverbs(text, last.end, end) >= predicate.start
        return predicate if near or _is_scrambled(reading, place, last.end, predicate) else None
    return None


def _verb_of_list(reading: Reading, place: Place) -> Predicate | None:
    """
    The verb of change behind the last amount of a list in one unit, which has words of its own between or is its subject: `각각 6%, 21% 넘게
    줄었다`, `거래량은 41%, 면적은 54%가 줄었다`.
    """
    text, quantity, scene = reading.text, place.quantity, place.scene
    last = quantity
    for following in reading.quantities.within(quantity.end, min(scene.end, quantity.end + _LISTED)):
        if following.unit != quantity.unit or _NEXT_AMOUNT.fullmatch(text, last.end, following.start) is None:
            break
        last = following
    if last is quantity or _is_held_size(reading, place, last):
        return None
    if (itself := _verb_of(last, scene, text)) is not None:
        return itself
    behind = _behind_adverbs(text, last.end, scene.end)
    verb = scene.predicates.starting_from(behind) if _REACHED.match(text, last.end, scene.end) is None else None
    return verb if verb is not None and verb.start == behind and verb.lemma in directions() else None


def _is_held_size(reading: Reading, place: Place, last: Quantity) -> bool:
    """Whether a number is the size that what follows it is told of, and no amount of the verb: `매출 30억원, 전년 대비 2억원 감소`."""
    quantity, text = place.quantity, reading.text
    if quantity.unit in RATIOS or _DIRECTLY.search(text, max(place.floor, quantity.start - FEW), quantity.start):
        return False
    return _COMPARING.search(text, quantity.end, last.start) is not None


def _behind_adverbs(text: str, at: int, end: int) -> int:
    """Where the text goes on behind the adverbs of an amount and what it is held against: `각각 작년 8월보다` behind 62%."""
    amount = AMOUNT.match(text, at, end)
    at = amount.end() if amount else at
    against = _AGAINST_PHRASE.match(text, at, end)
    return against.end() if against is not None else at


def is_reached(reading: Reading, place: Place) -> bool:
    """Whether the number is the level that an amount of change led to: 93.1 in `0.2% 오른 93.1`, 4억 배럴 in `9만 배럴 감소한 4억 배럴`."""
    scene, start = place.scene, place.quantity.start
    verb = next(iter(scene.predicates.last(scene.start, start, 1)), None)
    if (
        verb is None
        or verb.ending != "ETM"
        or verb.lemma not in directions()
        or not _BARE.fullmatch(reading.text, verb.end, start)
    ):
        return False
    amount = next(iter(reading.quantities.last(place.floor, verb.start, 1)), None)
    closes = amount is not None and reading.text[amount.end] == ")"  # 5%(300개) 줄어든 4만 개
    if amount is None:
        return False
    itself = _ITSELF.fullmatch(reading.text, amount.end, verb.start) if verb.lemma in _OF_THEMSELVES else None
    return itself is not None or AMOUNT.fullmatch(reading.text, amount.end + closes, verb.start) is not None


def is_in_course(reading: Reading, place: Place) -> bool:
    """Whether an arrow leads from the number or to it, or it is equalled, so that it is a level: both of `6.2%p(25.0%→31.2%)`."""
    start, end = place.quantity.start, place.quantity.end
    if place.cell is not None or place.quantity.signed:
        return False
    if place.bracket is not None and place.host is None:
        behind, before = _COURSE_OF_BRACKETS
        floor = max(place.scene.start, start - _SPANNED)
        if behind.match(reading.text, end) or before.search(reading.text, floor, start):
            return True
    led = _COURSE_BEFORE.search(reading.text, max(place.scene.start, start - _SPANNED), start)
    return led is not None or _COURSE.match(reading.text, end, place.scene.end) is not None


def _verb_of_apposed(reading: Reading, place: Place) -> Predicate | None:
    """
    The verb of the amount that says the same in percent, or the points behind a percentage: `전날보다 24.9포인트, 1.0% 하락한 2,419`.

    Both are amounts where a comparison stands before the first or the level that was reached behind the verb; else the first is a level.
    """
    text, quantity, scene = reading.text, place.quantity, place.scene
    following = next(iter(reading.quantities.within(quantity.end, scene.end)), None)
    if (
        following is None
        or (quantity.unit in _PARTS) == (following.unit in _PARTS)
        or not {quantity.dimension, following.dimension} <= _TOLD_TWICE
    ):
        return None
    amount = AMOUNT.match(text, following.end, scene.end)
    if amount is None or _APPOSED.fullmatch(text, quantity.end, following.start) is None:
        return None
    verb = scene.predicates.ending_behind(amount.end())
    if verb is None or verb.start != amount.end() or verb.lemma not in directions():
        return None
    if reading.text[quantity.end] == " ":
        return verb  # 8% 또는 20달러 하락해
    reached = verb.ending == "ETM" and any(
        _BARE.fullmatch(text, verb.end, q.start) for q in reading.quantities.within(verb.end, verb.end + FEW)
    )
    compared = _DIRECTLY.search(text, max(place.floor, quantity.start - FEW), quantity.start) is not None
    return verb if reached or compared else None


def _is_scrambled(reading: Reading, place: Place, amount_end: int, predicate: Predicate) -> bool:
    """
    Whether nothing but the subject stands between an amount and its verb: `전년보다 24%가량 매출이 늘었다`.

    The amount of the verb it is where 가량 or 각각 closes it, or where a comparison, the topic or the sentence opens it;
    `신제품 5% 매출이` alone could be a part of the sales.
    """
    text, quantity = reading.text, place.quantity
    nearest = _behind_adverbs(text, amount_end, place.scene.end)
    chunk = place.scene.chunks.at(nearest)
    alone = chunk is not None and chunk.role == SUBJECT and not place.scene.chunks.within(chunk.end, predicate.start)
    if not alone or predicate.lemma in SIZES or reading.quantities.within(nearest, predicate.start):
        return False
    closed = _ADVERBIAL.fullmatch(text, amount_end, nearest) is not None
    before = reading.text[place.floor : quantity.start]
    led = quantity.unit in _PARTS and (not before.strip() or _LED.search(before) is not None)
    return closed or led or _OPENED.search(text, place.floor, quantity.start) is not None


_ITSELF = re.compile(
    r"(?: ?\([^()\n]{0,40}\))?(?: ?(?:이상|가량|정도|남짓|안팎))?(?:(?P<subject>[이가])|(?P<object>[을를]))\s+(?:(?:더|추가로|새로|각각) )?"
)
"""Behind an amount that is itself the subject or the object of a verb of change."""
_OF_THEMSELVES = frozenset(
    {"줄", "줄어들", "늘", "늘어나", "불어나", "감소하", "증가하", "급감하", "급증하", "깎이", "빠지", "빠져나가"}
)
_BY_SOMEBODY = frozenset({"늘리", "증액하", "확대하", "증원하"})
"""
Verbs whose object is what they add: 일자리 300개를 늘렸다. What is raised to (100억원을 올렸다) is not among them, nor what is saved or cut
(원가 80억원을 절감했다), which is told as a size of its own.
"""
_OF_MONEY = frozenset({"빠져나가"})
_ITSELF_KINDS = frozenset({"ratio", "count", "money", "mass", "area", "volume", "energy", "power", "data"})
_NUMBER = re.compile(r"\s(?:약|총)?\s?\d")
_SAME_THING = re.compile(r"\s(?:수치|숫자|규모|수준|것|결과|셈)(?:[은는이가로으였다입]|\s|$)")
"""Behind a verb: the amount itself, in another word: `300건이 감소한 수치다`."""
_SHARE_BEFORE = re.compile(r"(?:의|중|가운데|명|곳|개) ?(?:약 )?$")
_ANSWERED = re.compile(r"(?:(?<=고)|고) (?:답|응답|대답|생각|느[끼꼈낀]|인식|체감|호소|토로|말)")
"""Behind a verb whose subject are those who say so: `상인 300명이 줄었다고 답했다`."""


def _verb_of_itself(place: Place, text: str) -> Predicate | None:
    """
    The verb of change whose subject or object the amount is: `매출은 8%가 줄었다`, `건설업에서 3만명이 늘었다`, `일자리 300개를 늘렸다`.

    A part of something (`기업의 8%가 줄었다`) is not what went, nor are those who say that something did, nor those whose goods have grown
    (`100곳이 늘어난 재고를`).
    """
    return _verb_of(place.quantity, place.scene, text)


def _verb_of(quantity: Quantity, scene: Scene, text: str) -> Predicate | None:
    itself = _ITSELF.match(text, quantity.end) if quantity.dimension in _ITSELF_KINDS and quantity.unit != "multiple" else None
    predicate = scene.predicates.ending_behind(itself.end()) if itself else None
    verbs = _OF_THEMSELVES if itself is not None and itself["subject"] else _BY_SOMEBODY
    if itself is None or predicate is None or predicate.start != itself.end() or predicate.lemma not in verbs:
        return None
    if predicate.lemma in _OF_MONEY and quantity.dimension != "money":
        return None
    if (
        itself["subject"]
        and quantity.dimension != "ratio"
        and predicate.ending == "ETM"
        and not _NUMBER.match(text, predicate.end)
        and not _SAME_THING.match(text, predicate.end)
    ):
        return None
    part = _SHARE_BEFORE.search(text, max(0, quantity.start - 8), quantity.start)
    return None if part or _ANSWERED.match(text, predicate.end) else predicate


def _compares(reading: Reading, place: Place) -> bool:
    """Whether a multiple holds a size against that of another time. Against another thing (`OECD 평균의 3배`) it is a level."""
    quantity, text = place.quantity, reading.text
    if _GROWN.match(text, quantity.end, quantity.end + FEW) is not None:
        return True
    start = max(place.floor, quantity.start - _WIDE)
    if _AGAINST.search(text, start, quantity.start) is None:
        return False
    return nearest_basis(reading, place, start) is not None or bool(reading.times.within(start, quantity.start))
