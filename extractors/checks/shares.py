"""Shares of one whole: their sum cannot exceed 100 %, makes 100 % where the list names the rest, and several may be compared with one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce
from operator import add

from extractors.checks.model import CheckReading, Figures, Item
from extractors.checks.precision import Interval, exactly
from extractors.figures.metrics import is_a

_REST = re.compile(r"기타|나머지|그\s?외|[Oo]thers?\b")
_JOINED = re.compile(r"[^.]{0,30}[,·][^.]{0,30}|\s*[와과]\s[^.]{0,20}")
_NAMED_AGAIN = re.compile(r"비중|점유율|비율")
"""A share that is named again is one of another whole."""
_MANY_ANSWERS = re.compile(r"복수\s?(?:응답|선택)|중복\s?응답")
_COMBINED = re.compile(
    r"[을를]?\s*(?:업체|기업|사업자|회사)?\S{0,3}\s*(?:합한|합친|합산|더한)\s*[^.]{0,12}?보다\S*\s*(?P<more>높|많|크|앞)"
)


def find_shares(figures: Figures) -> Iterator[CheckReading]:
    """The checks of each group of three or more shares, and of comparisons with several of them together."""
    groups = list(_groups(figures))
    for group in groups:
        yield from _sum_of(figures, group)
    for rank in figures.items:
        if rank.unit == "rank" and rank.figure.value_high is not None:
            check = next(filter(None, (_combined(figures, rank, group) for group in groups)), None)
            if check is not None:
                yield check


def _is_share(item: Item) -> bool:
    return item.unit == "percent" and item.is_level and is_a(item.figure.metric, "market_share") and item.value >= 0


def _groups(figures: Figures) -> Iterator[list[Item]]:
    """Shares that are listed together: in a sentence, or one in each item of a list."""
    seen: set[int] = set()
    for item in filter(_is_share, figures.items):
        if item.index in seen or (item.block is not None and item.block.kind == "table"):
            continue
        group, first_block = _in_sentence(figures, item), item.block
        if len(group) < 3 and item.block is not None and item.block.kind == "list_item":
            group = _in_list(figures, item)
        if first_block is not None and _MANY_ANSWERS.search(figures.reading.text, first_block.start_char, first_block.end_char):
            continue
        if len(group) > 2 and len({member.figure.period for member in group}) == 1:
            seen.update(member.index for member in group)
            yield group


def _in_sentence(figures: Figures, first: Item) -> list[Item]:
    group = [first]
    for item in figures.beside(first):
        if item.start > first.end and _is_share(item):
            words = figures.words(group[-1].end, item.start)
            dated = figures.reading.times.over(group[-1].end, item.start)
            if not _JOINED.fullmatch(words) or _NAMED_AGAIN.search(words) or dated:
                break
            group.append(item)
    return group


def _in_list(figures: Figures, first: Item) -> list[Item]:
    if first.block is None:
        return [first]
    group = []
    for block in figures.siblings(first.block):
        shares = [item for item in figures.in_block(block) if item.unit == "percent"]
        dated = shares and figures.reading.times.over(block.start_char, shares[0].start)
        if len(shares) == 1 and _is_share(shares[0]) and not dated:
            group.append(shares[0])
    return group


def _names_rest(figures: Figures, item: Item) -> bool:
    sentence = figures.reading.syntax.sentences[item.sentence]
    before = [other.end for other in figures.beside(item) if other.end <= item.start]
    return _REST.search(figures.reading.text, max([sentence.start, *before]), item.start) is not None


def _sum_of(figures: Figures, group: Sequence[Item]) -> Iterator[CheckReading]:
    total = sum((item.value for item in group), Decimal(0))
    within = reduce(add, (item.interval for item in group))
    complete = _names_rest(figures, group[-1])
    verdict, stated = "agrees", Decimal(100) if complete else None
    if within.low > 100:
        verdict, stated = "impossible", Decimal(100)
    elif complete and not within.meets(exactly(100)):
        verdict = "deviates"
    formula = f"{' + '.join(item.text for item in group)} = {total.normalize():f} %" + ("" if complete else " <= 100 %")
    formula = formula.replace("<=", ">") if verdict == "impossible" else formula
    yield CheckReading("shares", tuple(item.index for item in group), stated, total, verdict, formula)


def _combined(figures: Figures, rank: Item, group: Sequence[Item]) -> CheckReading | None:
    """`2~4위를 합한 수치보다 높음`: the share of the sentence, or else the leader's, against those of these ranks."""
    sentence = figures.reading.syntax.sentences[rank.sentence]
    words = figures.reading.text[rank.end : sentence.end]
    if not _COMBINED.match(words) or rank.figure.value_high is None:
        return None
    first, last = int(rank.value), int(rank.figure.value_high)
    named = sorted((item for item in group if not _names_rest(figures, item)), key=lambda item: -item.value)
    if first < 2 or last > len(named) or last - first < 1:
        return None
    stated = [item for item in figures.beside(rank) if _is_share(item) and item.end <= rank.start]
    claim = stated[-1] if stated else named[0]
    if claim.value != named[0].value:
        return None
    parts = named[first - 1 : last]
    total = reduce(add, (part.interval for part in parts))
    value = sum((part.value for part in parts), Decimal(0))
    return CheckReading(
        kind="combined_shares",
        figures=(claim.index, rank.index, *(part.index for part in parts if part.index != claim.index)),
        stated=claim.value,
        computed=value,
        verdict=_exceeds(claim.interval, total),
        formula=f"{claim.text} > {' + '.join(part.text for part in parts)} = {value.normalize():f} %",
    )


def _exceeds(one: Interval, others: Interval) -> str:
    return "agrees" if one.high >= others.low else "deviates"
