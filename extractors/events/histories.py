"""
Histories: reports without a day of their own that tell, year after year, what was done.

In an encyclopedia's article a dated clause in the past is an event, also one of a whole year, which in the news of a day would only be background.
"""

from __future__ import annotations

import re

from extractors.dates import Time
from extractors.reading import Reading

_YEAR = re.compile(r"(?:19|20)\d{2}년")
_OF_WRITER = re.compile(r"올해|올\s|내년|지난|작년|이달|이번|다음|오늘|어제|최근|향후|당월|당기")
"""Times that count from the day of writing, as news does."""
FEWEST = 3
"""Dates with their year that make a history."""
_APART = 1
"""Years that they lie apart at least."""


def is_history(reading: Reading) -> bool:
    """Whether nothing tells when the report was written, and it tells of several years that are over."""
    if reading.is_dated or any(_OF_WRITER.match(reading.text, time.start) for time in reading.times):
        return False
    years = {time.start_on.year for time in reading.times if _has_year(reading, time) and time.start_on is not None}
    count = sum(1 for time in reading.times if _has_year(reading, time))
    return count >= FEWEST and bool(years) and max(years) - min(years) >= _APART


def _has_year(reading: Reading, time: Time) -> bool:
    return time.kind in ("date", "period") and _YEAR.match(reading.text, time.start) is not None
