"""Growth, difference and multiple against the two levels they are stated for.

Particles tell the roles: `1,980억원에서 2,130억원으로 7.6% 올라`, `5,120억원으로 올해(3,640억원) 대비 1,480억원 늘었으며`,
`전망치(408억원)를 19.1% 웃돈`, `작년 수주액(89억달러)의 80.9%`. Where the level of now stands further away, only a result that
agrees is kept (see `compare`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from extractors.checks.model import CheckReading, Figures, Item, compare
from extractors.checks.precision import Interval, exactly
from extractors.syntax import SUBJECT, TOPIC

Relation = Literal["from", "than", "of", "expected"]

_ABOUT = r"(?:여|가량|정도|안팎|수준|선|대)?"
_RELATIONS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("from", re.compile(rf"{_ABOUT}\s*에서(?=\s)")),
    ("than", re.compile(r"\s*(?:보다는?|대비|에\s?비해서?|에\s?비하면|에\s?견줘|에\s?견주면|[와과]\s?(?:비교|견)\S+)(?=\s)")),
    ("of", re.compile(r"\s*의(?=\s)")),
    ("expected", re.compile(r"\s*[을를은는](?=\s)")),
)
_REACHED = re.compile(rf"{_ABOUT}\s*(?:으로|로)(?=[\s,])")
_SURPRISE = re.compile(r"\s*(?:이상|가량|정도|나)?\s*(?:웃[돌돈]|밑[돌돈]|상회|하회|초과|넘)")
_MORE = r"\s*(?:이상|가량|정도|넘게|가까이|이나|나|크게|더)?\s*"
_RISE = re.compile(
    _MORE + r"(?:늘|증가|증액|많|높|올[라랐린]|오[르른]|상승|웃[돌돈]|상회|커[졌지]|뛰|뛴|급증|급등|확대|불[었어]|성장|비싸)"
)
_FALL = re.compile(
    _MORE + r"(?:줄|감소|적[은게고었어]|작[은게고았아]|낮|내[렸리린려]|떨어|하락|밑[돌돈]|하회|급감|급락|축소|빠[졌지진])"
)
_OTHER_BASE = re.compile(r"보다|대비|전년|작년|지난")
_GOES_ON = re.compile(r"고\s|며\s|지만|으나")
_JOINED = re.compile(r"\s?(?:[,·]|[와과]\s)[^,]{0,20}")
_COMPARING = ("비교", "견주", "비하", "대비")
_NAMED = re.compile(r"(전년\s?동기|전년\s?동월|전년|전기|전분기|직전\s?분기|전월|작년|지난해)\s?(?:대비|보다)\s?$")
_LISTED = re.compile(r"(?:\([^()]*\))?(?:\s?[,·와과]\s*[\d.,]+(?:%p?|억원|조원|명|배))*")
_REACH = 14
"""Characters between the words of comparison and the number, or between the two levels and it."""
_BACK = 3
"""Sentences that are searched backwards for the level of now."""


class Base(NamedTuple):
    """What a number is compared with: the levels in one bracket or a single one, and how."""

    levels: Sequence[Item]
    relation: Relation
    end: int
    """Where the words of comparison end."""


def find_growth(figures: Figures) -> Iterator[CheckReading]:
    """The checks of changes, multiples and shares of another number against the levels in the text."""
    for claim in figures.items:
        if claim.figure.value_high is None and _can_claim(claim):
            check = _of_movement(figures, claim) or _of_named_base(figures, claim) or _against_base(figures, claim)
            if check is not None:
                yield check


def _can_claim(claim: Item) -> bool:
    return claim.unit in ("percent", "percentage_point", "multiple") or claim.figure.measure == "change"


def check_change(
    figures: Figures, claim: Item, now: Item, base: Item, relation: Relation = "than", *, sure: bool
) -> CheckReading | None:
    """The check of *claim* against the levels *now* and *base*; None where their units or signs do not allow it."""
    if now.key != base.key or (now.is_ratio and now.unit != "percent") or len({claim.index, now.index, base.index}) < 3:
        return None
    if (now.value < 0) != (base.value < 0):
        return None
    high, low = now.interval, base.interval
    if now.value < 0:  # two losses: the change is that of their size
        high, low = exactly(0) - high, exactly(0) - low
    n, b, others = abs(now.value), abs(base.value), (now, base)
    points = claim.unit == "percentage_point" and now.unit == "percent"
    if points or (claim.key == now.key and claim.unit != "percent"):
        if relation == "of":
            return None
        stated = _directed(figures, claim, n - b)
        return compare("difference", claim, stated, others, n - b, high - low, f"{now.text} - {base.text}", sure=sure)
    if low.low <= 0 or high.low <= 0:
        return None
    if claim.unit == "multiple":
        return compare("multiple", claim, claim.value, others, n / b, high / low, f"{now.text} / {base.text}", sure=sure)
    if claim.unit != "percent" or now.unit == "percent":
        return None
    if claim.figure.basis == "cagr":
        return _a_year(claim, now, base, high / low, sure=sure)
    percent = exactly(100) * high / low
    if relation == "of":
        return compare("ratio", claim, claim.value, others, 100 * n / b, percent, f"{now.text} / {base.text}", sure=sure)
    growth, formula = 100 * n / b - 100, f"{now.text} / {base.text} - 1"
    stated = _directed(figures, claim, growth)
    return compare("growth", claim, stated, others, growth, percent - exactly(100), formula, sure=sure)


def _a_year(claim: Item, now: Item, base: Item, times: Interval, *, sure: bool) -> CheckReading | None:
    """The check of a growth rate a year, where both levels have their year."""
    if now.figure.period is None or base.figure.period is None:
        return None
    years = now.figure.period[1].year - base.figure.period[1].year
    if years < 2:
        return None
    root = Decimal(1) / years
    computed = 100 * (now.value / base.value) ** root - 100
    within = Interval(100 * times.low**root - 100, 100 * times.high**root - 100)
    formula = f"({now.text} / {base.text}) ^ (1 / {years}) - 1"
    return compare("growth", claim, claim.value, (now, base), computed, within, formula, sure=sure)


def _directed(figures: Figures, claim: Item, computed: Decimal) -> Decimal:
    """The stated change with the sign its wording gives; without any wording or sign it is not held against the number."""
    behind = figures.reading.text[claim.end : claim.end + 60]
    listed = _LISTED.match(behind)
    behind = behind[listed.end() if listed else 0 :]
    if _FALL.match(behind):
        return -abs(claim.value)
    if _RISE.match(behind) or claim.value < 0 or claim.figure.quantity.signed or claim.text[-1] in "↑▲":
        return claim.value if not _RISE.match(behind) else abs(claim.value)
    return abs(claim.value).copy_sign(computed)


def _of_movement(figures: Figures, claim: Item) -> CheckReading | None:
    """`A에서 B로 7.6% 올라`, and `B로 A에서 4.5% 떨어졌다`."""
    before = [item for item in figures.beside(claim) if item.end <= claim.start and item.is_level]
    if len(before) < 2:
        return None
    first, second = before[-2:]
    between, behind = figures.words(first.tail, second.start), figures.words(second.tail, claim.start)
    if _says_more(figures, second.tail, claim):
        return None
    if _RELATIONS[0][1].match(between) and (reached := _REACHED.match(behind)) and _is_near(behind[reached.end() :]):
        return check_change(figures, claim, second, first, "from", sure=True)
    if _REACHED.match(between) and (left := _RELATIONS[0][1].match(behind)) and _is_near(behind[left.end() :]):
        return check_change(figures, claim, first, second, "from", sure=True)
    return None


def _is_near(words: str) -> bool:
    return len(words) <= _REACH and "," not in words and _OTHER_BASE.search(words) is None


def _says_more(figures: Figures, start: int, claim: Item) -> bool:
    """Whether another statement is made between *start* and *claim*: `작년(450명)보다 늘었고 매출은 20%`."""
    sentence = figures.reading.syntax.sentences[claim.sentence]
    return any(start <= p.start and p.end <= claim.start and p.lemma[:2] not in _COMPARING for p in sentence.predicates)


def _of_named_base(figures: Figures, claim: Item) -> CheckReading | None:
    """`892억원 (전기 861억원, 전기 대비 3.6%)`: in one bracket behind the level of now, the base has the name that the claim refers to."""
    text = figures.reading.text
    name = _NAMED.search(text, max(0, claim.start - 16), claim.start)
    if claim.bracket is None or name is None or name.start() < claim.bracket[0]:
        return None
    items = figures.beside(claim)
    called = re.compile(rf"{re.escape(name[1])}\s?[:：]?\s?$")
    bases = [i for i in items if i.bracket == claim.bracket and i.is_level and called.search(text, max(0, i.start - 12), i.start)]
    nows = [i for i in items if i.end <= claim.bracket[0] and not text[i.end : claim.bracket[0]].strip()]
    return check_change(figures, claim, nows[0], bases[0], sure=True) if len(nows) == len(bases) == 1 else None


def _against_base(figures: Figures, claim: Item) -> CheckReading | None:
    base = _base_of(figures, claim)
    if base is None:
        return None
    if len(base.levels) > 1:
        return _of_several(figures, claim, base)
    (level,) = base.levels
    now, sure = _now_beside(figures, claim, level)
    if now is not None and (check := check_change(figures, claim, now, level, base.relation, sure=sure)) is not None:
        return check
    nows = _nows_before(figures, level)
    return next(filter(None, (check_change(figures, claim, now, level, base.relation, sure=False) for now in nows)), None)


def _base_of(figures: Figures, claim: Item) -> Base | None:
    """The number, or the bracket of numbers, before *claim* that words of comparison tie to it."""
    text = figures.reading.text
    for item in reversed(figures.beside(claim)):
        if item.end > claim.start or not item.is_level or (item.bracket is not None and item.bracket == claim.bracket):
            continue
        group = [
            other
            for other in figures.beside(claim)
            if item.bracket is not None and other.bracket == item.bracket and other.is_level
        ] or [item]
        behind = figures.words(item.tail, claim.start)
        for relation, pattern in _RELATIONS:
            match = pattern.match(behind)
            if match is None or (relation == "expected" and not _SURPRISE.match(text, claim.end)):
                continue
            far = not _is_near(behind[match.end() :]) or _says_more(figures, item.tail, claim)
            if len(group) == 1 and (far or item.unit == claim.unit == "percent"):
                return None
            return Base(group, relation, item.tail + match.end())
    return None


def _of_several(figures: Figures, claim: Item, base: Base) -> CheckReading | None:
    """`1년 전(매출 A, 영업손실 B)에 견주면 매출은 73.7% 급증했고 적자는 592억원 줄었다`: by position, else by metric."""
    claims = [item for item in figures.beside(claim) if item.start >= base.end and _can_claim(item)]
    position = claims.index(claim) if claim in claims else len(base.levels)
    levels = [*base.levels[position : position + 1], *(b for b in base.levels if b.figure.metric == claim.figure.metric)]
    for level in levels:
        for now in _nows_before(figures, level):
            check = check_change(figures, claim, now, level, base.relation, sure=False)
            if check is not None:
                return check
    return None


def _now_beside(figures: Figures, claim: Item, base: Item) -> tuple[Item | None, bool]:
    """The level of now in the sentence of *claim*: before the base, or the number that the claim describes (`10% 늘어난 5억원`)."""
    sentence = figures.reading.syntax.sentences[claim.sentence]
    items = figures.beside(claim)
    behind = next((item for item in items if item.start >= claim.end and item.key == base.key and item.is_level), None)
    if (
        behind is not None
        and any(
            p.ending == "ETM" and claim.end <= p.start and p.end <= behind.start and behind.start - p.end < _REACH
            for p in sentence.predicates
        )
        and len(figures.words(claim.end, behind.start)) <= _REACH
    ):
        return behind, True
    before = [
        item for item in items if item.end <= base.start and item.key == base.key and item.is_level and item.bracket is None
    ]
    if not before:
        return None, False
    now = before[-1]
    edge = base.bracket[0] if base.bracket else base.start
    others = any(now.tail <= chunk.start < edge and chunk.role in (TOPIC, SUBJECT) for chunk in sentence.chunks)
    between = figures.words(now.tail, edge)
    if len(before) > 1 and _JOINED.fullmatch(figures.words(before[-2].tail, now.start)):
        return now, False  # the last of a list, all of which may be meant
    return now, not others and _REACHED.match(between) is not None and _GOES_ON.search(between) is None


def _nows_before(figures: Figures, base: Item) -> Iterator[Item]:
    """Levels of the same unit and metric in the sentences before, nearest first."""
    items = [item for item in figures.earlier(base) if base.sentence - _BACK <= item.sentence]
    for item in reversed(items):
        same = item.figure.metric == base.figure.metric or "other" in (item.figure.metric, base.figure.metric)
        if same and item.key == base.key and item.is_level and (item.bracket is None or item.bracket != base.bracket):
            yield item
