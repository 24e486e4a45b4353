"""Changes against levels that stand elsewhere in the report: the same owner and metric in the period before.

`4Q25 영업이익은 전분기보다 12.7% 줄어든 2,110억원`, where a table has the third quarter. Only a result that agrees is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from extractors.checks.growth import check_change
from extractors.checks.model import NEAR, CheckReading, Figures, Item
from extractors.figures.timing.days import Period

_MONTHS = {"yoy": 12, "qoq": 3, "mom": 1}


def find_series(figures: Figures) -> Iterator[CheckReading]:
    """The checks of changes by their basis; levels are found by owner, metric and period."""
    levels: dict[tuple[object, ...], list[Item]] = {}
    for item in figures.items:
        if item.is_level and item.figure.period is not None and (owner := _owner(figures, item)) is not None:
            levels.setdefault((owner, item.figure.metric, item.figure.period, item.key), []).append(item)
    for claim in figures.items:
        figure = claim.figure
        months = _MONTHS.get(figure.basis or "")
        now = _described(figures, claim)
        if months is None or figure.value_high is not None or now is None or now.figure.period is None:
            continue
        before = shifted(now.figure.period, months)
        bases = levels.get((_owner(figures, now), now.figure.metric, before, now.key), [])[:NEAR] if before else []
        check = next(filter(None, (check_change(figures, claim, now, base, sure=False) for base in bases)), None)
        if check is not None:
            yield check


def _owner(figures: Figures, item: Item) -> str | None:
    subject = item.figure.subject
    return None if subject is None else subject.entity_id or figures.reading.text[subject.start : subject.end]


def _described(figures: Figures, claim: Item) -> Item | None:
    """The level whose change *claim* is: right before its bracket, right behind it, or the only one of the sentence."""
    like = [
        item
        for item in figures.beside(claim)
        if item.is_level and not item.is_ratio and item.figure.metric == claim.figure.metric and item.index != claim.index
    ]
    if claim.bracket is not None:
        return next(
            (i for i in reversed(like) if i.end <= claim.bracket[0] and not figures.words(i.end, claim.bracket[0]).strip()), None
        )
    behind = [item for item in like if item.start >= claim.end]
    if behind and re.fullmatch(r"\s?[가-힣]{1,10}\s(?:약\s)?", figures.words(claim.end, behind[0].start)):
        return behind[0]
    return like[0] if len(like) == 1 else None


def shifted(period: Period, months: int) -> Period | None:
    """The period *months* earlier, where it is of whole months; None for others."""
    start, end = period
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        return None
    first, behind = _earlier(start, months), _earlier(end + timedelta(days=1), months)
    return (first, behind - timedelta(days=1)) if first is not None and behind is not None else None


def _earlier(day: date, months: int) -> date | None:
    """The same day of the month, *months* earlier; None before the year 1."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, day.day) if count >= 12 else None
