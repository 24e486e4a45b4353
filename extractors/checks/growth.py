"""Growth, difference and multiple against the two levels they are stated for.

Particles tell the roles: `1,980억원에서 2,130억원으로 7.6% 올라`, `5,120억원으로 올해(3,640억원) 대비 1,480억원 늘었으며`,
`전망치(408억원)를 19.1% 웃돈`, `작년 수주액(89억달러)의 80.9%`. Where the level of now stands further away, only a result that
agrees is kept (see `compare`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from extractors.checks.model import CheckReading, Figures, Item, compare
from extractors.checks.precision import exactly

Relation = Literal["from", "than", "of", "expected"]

_ABOUT = r"(?:여|가량|정도|안팎|수준|선|대)?"
_RELATIONS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("from", re.compile(rf"{_ABOUT}\s*에서\s")),
    ("than", re.compile(r"\s*(?:보다는?|대비|에\s?비해서?|에\s?비하면|에\s?견줘|에\s?견주면|[와과]\s?(?:비교|견)\S+)(?=\s)")),
    ("of", re.compile(r"\s*의\s")),
    ("expected", re.compile(r"\s*[을를은는]\s")),
)
_REACHED = re.compile(rf"{_ABOUT}\s*(?:으로|로)(?=[\s,])")
_SURPRISE = re.compile(r"\s*(?:이상|가량|정도|나)?\s*(?:웃|밑돌|밑돈|상회|하회|초과|넘)")
_RISE = re.compile(r"\s*(?:이상|가량|정도|넘게|가까이|이나|나|\S{0,3})?\s*(?:늘|증가|증액|많|높|올|오[르른]|상승|웃|상회|커|뛰|급증|급등|확대|불[었어]|성장|개선|↑)")
_FALL = re.compile(r"\s*(?:이상|가량|정도|넘게|가까이|이나|나|\S{0,3})?\s*(?:줄|감소|적[은게고었]|낮|내[렸리린려]|떨어|하락|밑|하회|급감|급락|축소|빠[졌지]|△|↓)")
_REACH = 14
"""Characters between the words of comparison and the number, or between the two levels and it."""
_BACK = 3
"""Sentences that are searched backwards for the level of now."""


def find_growth(figures: Figures) -> Iterator[CheckReading]:
    """The checks of changes, multiples and shares of another number against the levels in the text."""
    for claim in figures.items:
        if claim.figure.value_high is None and _can_claim(claim):
            check = _of_movement(figures, claim) or _against_base(figures, claim)
            if check is not None:
                yield check


def _can_claim(claim: Item) -> bool:
    return claim.unit in ("percent", "percentage_point", "multiple") or claim.figure.measure == "change"


def compute(
    claim: Item, now: Item, base: Item, relation: Relation, *, sure: bool, others: Sequence[Item] = ()
) -> CheckReading | None:
    """The check of *claim* against the levels *now* and *base*; None where their units or signs do not allow it."""
    if now.key != base.key or (now.is_ratio and now.unit != "percent") or now.index == base.index:
        return None
    involved = (now, base, *others)
    low, high = base.interval, now.interval
    losses = now.value < 0 and base.value < 0
    if losses:
        low, high = exactly(0) - low, exactly(0) - high
    n, b = abs(now.value), abs(base.value)
    stated = stated_change(claim, losses=losses)
    if claim.unit == "percentage_point" and now.unit == "percent" or claim.key == now.key and claim.figure.measure == "change":
        if relation == "of" or (now.value < 0) != (base.value < 0):
            return None
        return _signed("difference", claim, stated, involved, n - b, high - low, f"{now.text} - {base.text}", sure=sure)
    if low.low <= 0 or high.low <= 0:
        return None
    if claim.unit == "multiple":
        return compare("multiple", claim, claim.value, involved, n / b, high / low, f"{now.text} / {base.text}", sure=sure)
    if claim.unit != "percent" or now.unit == "percent":
        return None
    if relation == "of":
        share = exactly(100) * high / low
        return compare("ratio", claim, claim.value, involved, 100 * n / b, share, f"{now.text} / {base.text}", sure=sure)
    growth = exactly(100) * high / low - exactly(100)
    return _signed("growth", claim, stated, involved, 100 * n / b - 100, growth, f"{now.text} / {base.text} - 1", sure=sure)


def stated_change(claim: Item, *, losses: bool = False) -> Decimal:
    """The change that *claim* states; a change of two losses counts how much larger the loss is."""
    return -claim.value if losses and claim.value < 0 and not claim.is_ratio and False else claim.value
