"""Margins, shares of a whole and prices per unit: what follows from two other figures of the same owner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.checks.model import CheckReading, Figures, Item, compare
from extractors.checks.precision import exactly
from extractors.figures.metrics import is_a

_MARGINS = (("영업이익률", "operating_profit"), ("OPM", "operating_profit"), ("순이익률", "net_income"))
_WHOLE = re.compile(
    r"(?:연결|별도|기준|분기|누적|누계|연간|합산|잠정|총|올해|상반기|하반기|\s)*(?:매출|영업이익|순이익|당기순이익|영업손실|순손실)(?:액|률)?|OPM"
)
_TAKES = re.compile(r"\s*(?:이상|가량|정도)?\s*(?:를|을)?\s*(?:차지|점유|달[하한했]|비중|에\s?해당|에\s?이르|를\s?넘)")
_OF_IT = re.compile(r"이\s?(?:가운데|중)|그\s?중|전체의|총액의|가운데")
_REACHED = re.compile(r"\s*(?:으로|로|이며|,)?\s*(?:전체의|총\S*의)?\s*(?:약\s)?$")
_AGAINST = re.compile(r"(?P<base>[가-힣]+?)(?:액)?\s?대비")
_LABEL = re.compile(r"(?:\d+[.)]|[-·○□]|\s)*(?P<label>[^:：(（]+?)\s*(?:[(（][^)）]*[)）])?\s*[:：]")


def find_ratios(figures: Figures) -> Iterator[CheckReading]:
    """The checks of margins, shares of a whole and products."""
    for claim in figures.items:
        if claim.figure.value_high is not None or (claim.block is not None and claim.block.kind == "table"):
            continue
        for find in (_margin, _share_of_whole, _labelled_ratio, _product):
            check = find(figures, claim)
            if check is not None:
                yield check
                break


def margin(claim: Item, profit: Item, revenue: Item, *, sure: bool) -> CheckReading | None:
    """The check of the margin *claim* against the profit and the revenue that it relates."""
    if profit.key != revenue.key or profit.is_ratio or revenue.interval.low <= 0:
        return None
    computed = 100 * profit.value / revenue.value
    within = exactly(100) * profit.interval / revenue.interval
    formula = f"{profit.text} / {revenue.text}"
    return compare("margin", claim, claim.value, (profit, revenue), computed, within, formula, sure=sure)


def _margin(figures: Figures, claim: Item) -> CheckReading | None:
    if claim.unit != "percent" or not is_a(claim.figure.metric, "margin") or claim.figure.measure != "level":
        return None
    sentence = figures.reading.syntax.sentences[claim.sentence]
    start = max([sentence.start, *(i.end for i in figures.beside(claim) if i.end <= claim.start)])
    words = figures.reading.text[start : claim.start]
    wanted = next((metric for name, metric in _MARGINS if name in words), None)
    profit, revenue = (_nearest(figures, claim, metric) for metric in (wanted, "revenue"))
    if profit is None or revenue is None or profit.figure.period != revenue.figure.period:
        return None
    same = claim.figure.period in (None, revenue.figure.period) and claim.figure.modality == revenue.figure.modality
    near = claim.sentence - revenue.sentence < 2 and _same_owner(profit, revenue) and _is_whole(figures, claim)
    return margin(claim, profit, revenue, sure=same and near)


def _nearest(figures: Figures, claim: Item, metric: str | None) -> Item | None:
    """The nearest level of *metric* before *claim*: in its block, else in the list item before it."""
    lists = [figures.earlier(claim)]
    if claim.block is not None and claim.block.kind == "list_item":
        before = [block for block in figures.siblings(claim.block) if block.ordinal < claim.block.ordinal]
        lists += [figures.in_block(block) for block in reversed(before)]
    for items in lists:
        for item in reversed(items):
            if item.figure.metric == metric and item.is_level and item.bracket is None:
                return item if _is_whole(figures, item) else None
    return None


def _is_whole(figures: Figures, item: Item) -> bool:
    """Whether its metric has no segment in its words: 매출액, not 클라우드 매출액."""
    span = item.figure.metric_span
    return span is None or _WHOLE.fullmatch(figures.reading.text, *span) is not None


def _same_owner(one: Item, other: Item) -> bool:
    first, second = one.figure.subject, other.figure.subject
    if first is None or second is None:
        return first is second
    return (first.entity_id or first.start) == (second.entity_id or second.start)


def _share_of_whole(figures: Figures, claim: Item) -> CheckReading | None:
    """`이 중 환적 화물은 1,070만TEU로 56.9%를 차지`: a part, and its share of the number before it."""
    if claim.unit != "percent" or claim.figure.measure != "level" or not _TAKES.match(figures.reading.text, claim.end):
        return None
    items = figures.beside(claim)
    before = [item for item in items if item.end <= claim.start and item.is_level and not item.is_ratio and item.bracket is None]
    if not before or not _REACHED.fullmatch(figures.words(before[-1].end, claim.start)):
        return None
    part = before[-1]
    sentence = figures.reading.syntax.sentences[claim.sentence]
    wholes = [item for item in before[:-1] if item.key == part.key]
    tied = bool(wholes) and _OF_IT.search(figures.words(wholes[-1].end, part.start)) is not None
    if not wholes and _OF_IT.search(figures.words(sentence.start, claim.start)) is None:
        return None
    earlier = [
        item
        for item in _around(figures, claim)
        if item.end <= sentence.start and item.key == part.key and item.is_level and item.figure.metric == part.figure.metric
    ]
    for number, whole in enumerate([*reversed(wholes), *reversed(earlier)]):
        share = _ratio(claim, part, whole, sure=tied and number == 0)
        if share is not None:
            return share
    return None


def _ratio(claim: Item, part: Item, whole: Item, *, sure: bool) -> CheckReading | None:
    if part.key != whole.key or part.is_ratio or whole.interval.low <= 0 or part.interval.low < 0:
        return None
    computed, within = 100 * part.value / whole.value, exactly(100) * part.interval / whole.interval
    return compare("ratio", claim, claim.value, (part, whole), computed, within, f"{part.text} / {whole.text}", sure=sure)


def _around(figures: Figures, claim: Item) -> list[Item]:
    """The figures of its block and, for list items, of the items on its level and the one above."""
    if claim.block is None:
        return []
    blocks = [claim.block]
    if claim.block.kind == "list_item":
        blocks = figures.siblings(claim.block)
        if claim.block.parent is not None:
            parent = figures.reading.blocks[claim.block.parent]
            blocks = [*figures.siblings(parent), *blocks] if parent.kind == "list_item" else blocks
    found = {item.index: item for block in blocks for item in figures.in_block(block)}
    return [found[index] for index in sorted(found)]


def _labelled_ratio(figures: Figures, claim: Item) -> CheckReading | None:
    """`매출액 대비(%): 20.00` below `계약금액(원): …` and `최근 매출액(원): …`."""
    if claim.unit != "percent" or claim.block is None or claim.block.kind != "list_item":
        return None
    label = _label(figures, claim)
    against = _AGAINST.fullmatch(label) if label else None
    if against is None:
        return None
    rows = [figures.in_block(block) for block in figures.siblings(claim.block) if block.ordinal < claim.block.ordinal]
    amounts = [
        (_label(figures, row[0]) or "", row[0]) for row in rows if len(row) == 1 and row[0].is_level and not row[0].is_ratio
    ]
    wholes = [item for name, item in amounts if against["base"] in name]
    parts = [item for name, item in amounts if against["base"] not in name and name.endswith("금액")]
    if len(wholes) != 1 or len(parts) != 1:
        return None
    return _ratio(claim, parts[0], wholes[0], sure=True)


def _label(figures: Figures, item: Item) -> str | None:
    if item.block is None:
        return None
    match = _LABEL.match(figures.reading.text, item.block.start_char, item.start)
    return match["label"].strip() if match else None


def _product(figures: Figures, claim: Item) -> CheckReading | None:
    """`7척을 2조 3,286억원에 … 척당 약 3,327억원`: the price per unit, times the number, is the total."""
    per = claim.figure.quantity.per
    if per is None or claim.figure.quantity.dimension != "money" or not claim.value:
        return None
    counter = per.lstrip("0123456789 ")
    around = _around(figures, claim)
    for count in reversed([item for item in around if _counts(item, counter)]):
        for total in reversed(around):
            if (
                total.unit != claim.unit
                or total.figure.quantity.per is not None
                or not total.is_level
                or total.index == claim.index
            ):
                continue
            computed, within = total.value / count.value, total.interval / count.interval
            formula = f"{total.text} / {count.text}"
            check = compare("product", claim, claim.value, (total, count), computed, within, formula, sure=False)
            if check is not None:
                return check
    return None


def _counts(item: Item, counter: str) -> bool:
    return item.unit == "count" and item.figure.quantity.counter == counter and item.is_level and item.value > Decimal(1)
