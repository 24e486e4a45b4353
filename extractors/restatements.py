"""Amounts that state another again: `3,800억 위안(약 524억 달러, 한화 약 75조원)`, `1,600만㎡(484만 평)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.quantities import Quantity

_WORDS = (
    r"(?:약|한화로?|미화로?|원화로?|우리 ?돈으로?|달러로?|환산(?:하면|시)?|(?:당시|현재) 환율(?:로|로는)?|기준|=|≈|대략|총|각각)"
)
_OPENS = re.compile(rf"[ \u00a0]?[(（\[] ?(?:{_WORDS}[ \u00a0]?)*")
_GOES_ON = re.compile(rf"[ \u00a0]?(?:[,·/=;]|또는)[ \u00a0]?(?:{_WORDS}[ \u00a0]?)*")
_BESIDE = re.compile(r" ?, ?(?:약|한화|우리 ?돈으로?|미화)(?: 약)? ?| ?= ?")
_STATED_RATE = re.compile(r"(?:환율|기준율|고시율)[^\d\n]{0,6}$")
_REACH = 60
"""Characters between an amount and the rate it was converted with."""


def link_restated(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Give each amount that restates an earlier one its index and its bound."""
    linked: list[Quantity] = []
    for number, stated in enumerate(found):
        quantity = stated
        first = _restated(text, found, linked, number)
        if first is not None:
            shared = text[linked[-1].end : quantity.start] == "·" and linked[-1].approximate  # (약 744억원·5,220만달러)
            quantity = replace(quantity, restates=first, bound=found[first].bound, approximate=quantity.approximate or shared)
        linked.append(quantity)
    return _link_by_rate(text, linked)


def _restated(text: str, found: Sequence[Quantity], linked: Sequence[Quantity], number: int) -> int | None:
    if number == 0:
        return None
    before, quantity = linked[-1], found[number]
    gap = text[before.end : quantity.start]
    if len(gap) > 24 or "\n" in gap:
        return None
    if _OPENS.fullmatch(gap):
        return number - 1 if _same_in_other_words(before, quantity) else None
    if before.restates is not None and _GOES_ON.fullmatch(gap):
        first = before.restates
        return first if _same_in_other_words(found[first], quantity) else None
    if before.dimension == "money" and _BESIDE.fullmatch(gap) and _inside_parenthesis(text, before.start, quantity.end):
        return number - 1 if _same_in_other_words(before, quantity) else None
    return None


def _same_in_other_words(first: Quantity, second: Quantity) -> bool:
    """One dimension in two units, or one value written twice (1㎢, 100만㎡)."""
    if first.dimension != second.dimension or first.dimension in ("ratio", "count", "rank", "score", "multiple"):
        return False
    return first.unit != second.unit or first.value == second.value


def _inside_parenthesis(text: str, start: int, end: int) -> bool:
    opened = text.rfind("(", max(0, start - 40), start)
    return opened >= 0 and ")" not in text[opened:start] and text[end : end + 1] == ")"


def _link_by_rate(text: str, found: list[Quantity]) -> list[Quantity]:
    """An amount whose product with the rate stated beside it is an earlier amount restates that one."""
    for number in range(1, len(found)):
        rate, amount = found[number], found[number - 1]
        if rate.dimension != "money" or amount.dimension != "money" or rate.unit == amount.unit or amount.restates is not None:
            continue
        gap = text[amount.end : rate.start]
        if len(gap) > _REACH or "\n" in gap or not _STATED_RATE.search(gap.rstrip("(: ")):
            continue
        product = amount.value * rate.value
        near = (i for i in range(number - 2, max(-1, number - 30), -1) if found[i].unit == rate.unit)
        first = next((i for i in near if abs(found[i].value - product) * 10**4 <= abs(product)), None)
        if first is not None and product != Decimal(0):
            found[number - 1] = replace(amount, restates=first, bound=found[first].bound)
    return found
