"""The sign that the wording gives a number: a fall is negative, a loss is a negative profit, and a loss that grows is a fall of the profit."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.figures.changes import Change
from extractors.figures.comparing import RATIOS
from extractors.figures.coordination import closing
from extractors.figures.measures import Choice
from extractors.figures.metrics import metric
from extractors.figures.places import Place
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.signs import IN_THE_RED

_DISTANCES = frozenset({"length", "speed", "temperature"})
"""Dimensions whose numbers fall words do not turn round: 3 km 떨어진 곳 is a distance, 20도로 내린 a setting."""
_BETTER_LOWER = frozenset(
    {"delinquency_rate", "debt_ratio", "loss_ratio", "unemployment_rate", "defect_rate", "vacancy_rate", "churn_rate"}
)
"""Ratios that improve when they fall."""
_LOSS = LEXICON.alternation("loss")
_NAMED_LOSS = re.compile(rf"{_LOSS}\Z")
_LOSS_BEHIND = re.compile(
    rf"(?:\s?(?:가까운|가까이|넘는|이상의?|가량의?|규모의?|안팎의?|수준의?|대의?|여의?|에 달하는|에 이르는|씩))?\s*(?:의\s*)?"
    rf"(?:영업|당기순|순|경상|세전|매매)?{_LOSS}"
)
_PROFIT_BEHIND = re.compile(r"(?:으로|의)\s(?:[가-힣]{1,6}\s)?(?:호실적|흑자|이익)")
"""Behind an amount that a loss of the sentence before is not told of."""
_PROFIT_BEFORE = re.compile(r"(?<![가-힣])흑자\s?(?:규모\s)?(?:약\s)?\Z")
"""Right before what a loss that the clause is about has turned into: 올해 흑자 24억원으로."""
_EACH = re.compile(r"씩\s")
_OF_LOSS = re.compile(rf"{_LOSS}(?:폭|액|\s?규모)?(?:\([^()]*\))?(?:은|는|이|가|을|를|도)\s[^,.\n]*\Z")
"""A loss as what a clause is about, before an amount."""
_SIZED_LOSS = re.compile(rf"{_LOSS}(?:폭|액|\s?규모)[은는이가]\s(?:[^,.\n흑]|(?<=\d)[,.](?=\d))*\Z")
"""The size of a loss as what a clause is about, before what it has been or become: 적자규모는 지난해 3.1억원에서 2.4억원으로."""
_CLAUSE = 40
"""Characters before a number in which it stands."""
_WIDE = 64
"""Characters before a number in which the size of a loss is told of."""
_NET = "net_purchases"
_TRADED = re.compile(r"[^\d.,()]{0,16}?(?:(?P<sold>순?매도|팔아|팔았|팔며|팔고|내다\s?팔)|순?매수|사들|담았)")
"""Behind an amount of securities: 300억원어치를 순매도했다."""
_NAMED_TRADE = re.compile(r"(?:(?P<sold>순?매도)|순?매수)\s?(?:액|규모|금액|우위|폭)?(?:[은는이가]|:)?\s(?:약\s|총\s|각각\s)*\Z")
_WORTH = LEXICON.words("told by worth")


def signed(reading: Reading, place: Place, choice: Choice, change: Change) -> tuple[Decimal, Decimal | None]:
    """The value, and the end of a range or None, with the sign that the wording gives."""
    quantity, own = place.quantity, metric(choice.metric)
    value, high = quantity.value, quantity.value_high
    if value < 0 or quantity.unit == "multiple":
        return value, high
    balance = own is not None and own.signed and quantity.unit not in RATIOS
    if change.measure == "change":
        negative = _falls(place, choice.metric, change.direction, turned=balance and _is_of_loss(reading, place))
    elif choice.metric == _NET:
        negative = _is_sold(reading, place)
    else:
        negative = balance and _is_loss(reading, place, choice)
    if not negative:
        return value, high
    return (-value, None) if high is None else (-high, -value)


def _falls(place: Place, name: str, direction: str | None, *, turned: bool) -> bool:
    """Whether the change of the metric *name* goes down; *turned* where its direction is told of a loss."""
    if place.quantity.signed or place.quantity.dimension in _DISTANCES:
        return False
    if name in _BETTER_LOWER and _is_judged(place):
        turned = not turned
    return direction == ("up" if turned else "down")


def _is_sold(reading: Reading, place: Place) -> bool:
    """Whether a balance of purchases is one of sales, by the verb of its list or the label before it: `각각 762억원, 19억원 매도 우위`."""
    last = closing(reading, place.scene, place.quantity) if place.bracket is None else place.quantity
    members = reading.quantities.within(place.quantity.start, last.end)
    told = next((found for each in members if (found := _TRADED.match(reading.text, each.end, place.scene.end))), None)
    if told is None:
        told = _NAMED_TRADE.search(reading.text, max(place.scene.start, place.quantity.start - _CLAUSE), place.quantity.start)
    return told is not None and told["sold"] is not None


def _is_judged(place: Place) -> bool:
    """Whether the change of a number is told by what it is worth: `연체율이 0.1%p 개선됐다` is a fall."""
    verb = place.scene.predicates.ending_behind(place.quantity.end)
    return verb is not None and verb.lemma.startswith(_WORTH)


def _is_of_loss(reading: Reading, place: Place) -> bool:
    """Whether an amount tells how a loss or deficit grew or shrank, which lowers or raises the profit: `적자폭은 3조원 축소됐다`."""
    start = max(place.floor, place.quantity.start - _CLAUSE)
    return _OF_LOSS.search(reading.text, start, place.quantity.start) is not None


def _is_loss(reading: Reading, place: Place, choice: Choice) -> bool:
    """Whether the number is a loss by its name or by what stands behind it: `영업손실 300억원`, `300억원의 적자`, `300억원(적자전환)`."""
    cue, quantity = choice.cue, place.quantity
    named = cue is not None and cue.end <= quantity.start and _NAMED_LOSS.search(cue.text) is not None
    start = max(place.floor, quantity.start - _WIDE)
    sized = place.bracket is None and _SIZED_LOSS.search(reading.text, start, quantity.start) is not None
    if IN_THE_RED.match(reading.text, quantity.end) is not None:
        return True
    last = closing(reading, place.scene, quantity) if place.bracket is None else quantity
    each = last is not quantity and last.unit == quantity.unit and _EACH.match(reading.text, last.end) is not None
    if _PROFIT_BEFORE.search(reading.text, start, quantity.start) is not None:
        return False
    if cue is not None and cue.end <= place.scene.start and _PROFIT_BEHIND.match(reading.text, quantity.end) is not None:
        return False
    return named or sized or _LOSS_BEHIND.match(reading.text, last.end if each else quantity.end) is not None
