"""The days of expressions where the day of publication is not sure enough: those on which its likely days agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from extractors.dates.model import Time

AGREED = 0.9
"""The share of the likely days of publication that have to give an expression the same days."""


def agreed(alone: Sequence[Time], ways: Sequence[tuple[Sequence[Time], float]]) -> list[Time]:
    """
    *alone*, the times as they are without a day of publication, with the days of *ways* where enough of those agree.

    Each way is the same expressions resolved from one likely day of publication, with the share of that day; the likeliest stands first.
    """
    found = list(alone)
    for number in range(len(found)):
        shares: dict[tuple[date, date], float] = defaultdict(float)
        for times, share in ways:
            first, last = times[number].start_on, times[number].end_on
            if first is not None and last is not None:
                shares[first, last] += share
        days = max(shares, key=lambda each: shares[each], default=None)
        if days is not None and shares[days] >= AGREED:
            found[number] = next(times[number] for times, _ in ways if (times[number].start_on, times[number].end_on) == days)
    return found
