"""Columns headed by the months in which accounts are closed (2023.12, 2024.12, 2025.09): what flows and balances below them are for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.dates import Time
from extractors.figures.days import Period
from extractors.figures.metrics import judged_as

_FLOWS = frozenset({"revenue", "operating_profit", "net_income", "gross_profit", "ebitda", "margin", "interest_income", "cost"})
_BALANCES = frozenset({"assets", "debt", "cash", "capital", "inventory", "debt_ratio"})
_CLOSING = frozenset({3, 6, 9, 12})
_YEARS = 2
"""Ends of years that tell the heads from those of quarters, whose flows could be for three months."""


def closed(metric: str, month: Period, heads: Sequence[Time]) -> Period:
    """
    What a number of an account below the head *month* is for, one of *heads*: a flow from the year's first day, where the heads are ends
    of years and at most one month more of each year; a balance as of the last day. Anything else is for the month.
    """
    ends = {time.end_on for time in heads if time.grain == "month" and time.end_on is not None}
    if len(ends) < _YEARS or not all(time.grain == "month" for time in heads) or any(end.month not in _CLOSING for end in ends):
        return month
    metric = judged_as(metric)
    if metric in _BALANCES:
        return month[1], month[1]
    years = sum(end.month == 12 for end in ends)
    between = Counter(end.year for end in ends if end.month != 12)
    if metric not in _FLOWS or years < _YEARS or max(between.values(), default=0) > 1:
        return month
    return month[1].replace(month=1, day=1), month[1]
