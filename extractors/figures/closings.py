"""Columns headed by the months in which accounts are closed, or by quarters: what flows and balances below them are for."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

from extractors.dates import Time
from extractors.dates.calendar import DAY
from extractors.figures.metrics import find_cues, judged_as
from extractors.figures.timing.days import Period
from extractors.tables import Cell, Table

_FLOWS = frozenset({"revenue", "operating_profit", "net_income", "gross_profit", "ebitda", "margin", "interest_income", "cost"})
_BALANCES = frozenset({"assets", "debt", "cash", "capital", "inventory", "debt_ratio"})
_CLOSING = frozenset({3, 6, 9, 12})
_ACCOUNTED = (3, 6)
"""Months of the periods within a year for which accounts are made."""
_FISCAL = re.compile(r"당해|직전|[당전]기|전년도|제\s?\d{1,3}\s?기|(?:19|20)\d\d\(12\)")
"""A year of a company's accounts, and not of a statistic: 당기, 2031(12)."""
_YEAR = 12
_BESIDE_CLOSED = "closed_month"
_YEARS = 2
"""Ends of years that tell the heads from those of quarters, whose flows could be for three months."""


def closed(metric: str, month: Period, heads: Sequence[Time]) -> Period:
    """
    What a number of an account below the head *month* is for, one of *heads*: a flow from the year's first day, where the heads are ends of
    years, or closed years beside 2025(09), and at most one month more of each year; a balance as of the last day. Anything else is for the month.
    """
    ends = {time.end_on for time in heads if time.end_on is not None}
    whole = "year" if any(time.rule == _BESIDE_CLOSED for time in heads) else "month"
    if (
        len(ends) < _YEARS
        or any(time.grain not in ("month", whole) for time in heads)
        or any(end.month not in _CLOSING for end in ends)
    ):
        return month
    metric = judged_as(metric)
    if metric in _BALANCES:
        return month[1], month[1]
    years = sum(end.month == 12 for end in ends)
    between = Counter(end.year for end in ends if end.month != 12)
    if metric not in _FLOWS or years < _YEARS or max(between.values(), default=0) > 1:
        return month
    return month[1].replace(month=1, day=1), month[1]


def as_of_close(metric: str, days: Period, table: Table, cell: Cell) -> Period:
    """
    The last of *days*, a quarter, half or fiscal year, for a balance: 자기자본, and whatever else stands in a balance sheet, a table with a balance
    among its rows and no flow: 대출채권 beside 자기자본.
    """
    first, last = days
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    row = table.row_label(cell)
    heads = [*table.column_headers(cell), *([row] if row is not None else [])]
    accounted = months in _ACCOUNTED or (months == _YEAR and any(_FISCAL.search(head.text) for head in heads))
    if first.day > 1 or not accounted or last.month not in _CLOSING or (last + DAY).day > 1:
        return days
    own = _metrics_of(row.text) if row is not None else []
    balance = judged_as(metric) in _BALANCES or (all(kind == "stock" for _, kind in own) and _is_balance_sheet(table))
    return (last, last) if balance else days


def _is_balance_sheet(table: Table) -> bool:
    named = [_metrics_of(row[0].text) for row in table.rows[table.header_rows :] if row and row[0].text]
    sure = sum(any(judged_as(name) in _BALANCES for name, _ in metrics) for metrics in named)
    return sure > 0 and not any(kind == "flow" for metrics in named for _, kind in metrics)


@functools.lru_cache(maxsize=1024)
def _metrics_of(label: str) -> list[tuple[str, str]]:
    """The metrics that a label names, with their kinds."""
    return [(cue.metrics[0].name, cue.metrics[0].kind) for cue in find_cues(label, 0, len(label))]
