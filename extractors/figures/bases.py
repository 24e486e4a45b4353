"""What a change is measured against where no words like 전년 대비 say it: a thing, a time that is named, or what is usual in the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from extractors.dates.calendar import DAY
from extractors.figures.periods import Period, shifted
from extractors.figures.places import Place
from extractors.figures.scenes import COMPARED, REACH
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from schemas.records import Basis

DAILY = frozenset({"share_price", "index_level", "exchange_rate", "bond_yield", "commodity_price", "crypto_price"})
"""Metrics that markets state each day: `코스피 3,441.27(+0.57%)` is against the day before."""
_OUTDO = frozenset(LEXICON.words("outdo verb"))
_AGAINST = re.compile(COMPARED)
_HELD = re.compile(rf"\)?\s*(?:{COMPARED})")
_FROM = re.compile(r"\)?\s*에서\b")
_TIMES = re.compile(r"\)?의\s*(?:약\s*|거의\s*)?")
"""Between a size and how many times it another one is: 497억원 and 두 배."""
_BACK: tuple[tuple[int, Basis, range], ...] = (
    (12, "yoy", range(1, 367)),
    (3, "qoq", range(89, 93)),
    (1, "mom", range(28, 32)),
)
"""Months that another period lies back, the basis, and how many days the periods last that have it."""
_WEEK = 7


def is_outdone(place: Place) -> bool:
    """Whether the number tells by how much one thing exceeds another: `전망치를 26.5% 웃돌았다`."""
    verb = place.scene.predicates.starting_from(place.quantity.end)
    return verb is not None and verb.lemma in _OUTDO and verb.start - place.quantity.end < REACH


def is_held_against(reading: Reading, place: Place) -> bool:
    """Whether the words between the number before and this one hold it against something: `경쟁사보다 두 배`, `7월보다 22%`."""
    before = reading.quantities.last(place.scene.start, place.quantity.start, 1)
    start = max(before[0].end if before else place.scene.start, place.quantity.start - REACH)
    return is_outdone(place) or _AGAINST.search(reading.text, start, place.quantity.start) is not None


def referred(reading: Reading, place: Place, latest: Sequence[tuple[int, Period | None]]) -> Period | None:
    """
    The period of the number that this one is held against or started out from.

    *latest* are the ends and periods of the numbers before: 497억원 in `1분기(497억원)의 두 배`, 88억원 in `88억원에서 151억원으로 71.6% 증가`.
    """
    text = reading.text
    for back, (end, period) in enumerate(reversed(latest)):
        if end < place.scene.start:
            break
        multiple = place.quantity.unit == "multiple" and _TIMES.fullmatch(text, end, place.quantity.start)
        held = back == 0 and (multiple or _HELD.match(text, end, place.quantity.start))
        if held or _FROM.match(text, end, place.quantity.start):
            return period
    return None


def between(own: Period, other: Period) -> Basis | None:
    """The basis of a change from *other* to *own*; None where neither calendar nor length makes them a pair."""
    days = (own[1] - own[0]).days + 1
    if own[0].year <= date.min.year:
        return None
    if other[0] == other[1] == date(own[1].year - 1, 12, 31) and own[1] < date(own[1].year, 12, 31):
        return "ytd"
    for months, basis, lengths in _BACK:
        if (days in lengths or days == 1) and shifted(own, months) == other:
            return basis
    back = own[0] - other[0]
    if back == own[1] - other[1] == timedelta(days=_WEEK) and days <= _WEEK:
        return "wow"
    return "dod" if days == 1 and back == DAY and other[0] == other[1] else None
