"""What a change is measured against where no words like 전년 대비 say it: a thing, a time that is named, or what is usual in the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from extractors.dates import Time
from extractors.dates.calendar import DAY
from extractors.figures.places import Place
from extractors.figures.scenes import COMPARED, NEAREST, REACH
from extractors.figures.timing.days import Period, shifted
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import TOPIC
from schemas.records import Basis

DAILY = frozenset({"share_price", "index_level", "exchange_rate", "bond_yield", "commodity_price", "crypto_price"})
"""Metrics that markets state each day: `코스피 3,441.27(+0.57%)` is against the day before."""
_OUTDO = frozenset(LEXICON.words("outdo verb"))
_OUTDONE = re.compile(r"\s?(?:이상\s|가량\s)?(?:하회|상회)(?=\s?[.,…]|\s?$|\n)")
"""The same without a verb, as notes and headlines put it: `TP를 28% 하회.`"""
_AGAINST = re.compile(COMPARED)
_HELD = re.compile(rf"\)?\s*(?:{COMPARED})")
_EQUALLED = r"[와과]\s(?:같|동일|비슷|유사)"
_STANDARD = re.compile(rf"\)\s*(?:{COMPARED}|이후|이래|{_EQUALLED})")
_BARE_STANDARD = re.compile(rf"\s?(?:{COMPARED}|{_EQUALLED})")
_FROM = re.compile(r"\)?\s*에서\b")
_MONTH_NAMED = re.compile(rf"(?:지난해|작년)\s?\d{{1,2}}월\s?(?:{COMPARED})(?:로?는)?\s[^,]*\Z")
_OF_TOPIC = re.compile(r"\([^()\d]{0,8}(?:대비|동월|동기|전년|전월|전분기|전주|전일)[^()\d]{0,6}\)")
_CONTRASTED = re.compile(rf"(?:{COMPARED})로는\s[^.,]{{0,12}}\Z")
_WIDTH = re.compile(r"(?:증가|감소|상승|하락|성장|확대|축소|둔화|오름|내림|낙|증|감)\s?폭(?:은|이|도|을)\s[^,.\n]*\Z")
_WIDTH_BEFORE = 40
"""Characters before a number in which the clause is about how wide a change was."""
_COUNTED_FROM = re.compile(r"\s?(?:이후|이래|부터|까지|전\b|현재)")
"""Behind a day that a move is counted from or that only dates a state."""
_TIMES = re.compile(r"\)?의\s*(?:약\s*|거의\s*)?")
"""Between a size and how many times it another one is: 497억원 and 두 배."""
_QUARTER, _MONTH = range(89, 93), range(28, 32)
_BACK: tuple[tuple[int, Basis, range], ...] = ((12, "yoy", range(1, 367)), (3, "qoq", _QUARTER), (1, "mom", _MONTH))
"""Months that another period lies back, the basis, and how many days the periods last that have it."""
_WEEK = 7
_SURVEY = re.compile(
    r"(?<![가-힣\d])(?P<rhythm>주간|월간|분기)(?:별)?\s(?:[가-힣A-Za-z·]{1,12}\s){0,3}?[가-힣·]{0,12}(?:가격\s?(?:동향|조사|변동)|시황|변동률|시세)"
)
_RHYTHMS: dict[str, Basis] = {"주간": "wow", "월간": "mom", "분기": "qoq"}


def is_outdone(place: Place) -> bool:
    """Whether the number tells by how much one thing exceeds another: `전망치를 26.5% 웃돌았다`."""
    if _OUTDONE.match(place.scene.reading.text, place.quantity.end):
        return True
    verb = place.scene.predicates.starting_from(place.quantity.end)
    return verb is not None and verb.lemma in _OUTDO and verb.start - place.quantity.end < REACH


def is_held_against(reading: Reading, place: Place) -> bool:
    """Whether the words between the number before and this one hold it against something: `경쟁사보다 두 배`, `7월보다 22%`."""
    before = reading.quantities.last(place.scene.start, place.quantity.start, 1)
    start = max(before[0].end if before else place.scene.start, place.quantity.start - REACH)
    against = _AGAINST.search(reading.text, start, place.quantity.start) is not None
    return against or is_outdone(place) or held_time(reading, place) is not None


def is_standard(reading: Reading, place: Place) -> bool:
    """
    Whether a number is the one that another is held against, in brackets or right behind its time.

    `감소폭은 전월(-4만9000명)보다`, `작년 7월(-18만명) 이후`, `전월 -4만명 대비`.
    """
    text, start, end = reading.text, place.quantity.start, place.quantity.end
    if place.bracket is not None and place.host is None and not text[place.bracket + 1 : start].strip():
        return _STANDARD.match(text, end) is not None
    spoken = reading.times.last(max(place.scene.start, start - REACH), start, 1)
    return bool(spoken) and not text[spoken[0].end : start].strip(" 의약") and _BARE_STANDARD.match(text, end) is not None


def is_of_topic(reading: Reading, place: Place) -> bool:
    """Whether a bracket says what something is held against, which is said of it alone: `세수 효과(전년 대비)는`, `잔액(전년동월) 대비`."""
    return _OF_TOPIC.search(reading.text, max(place.scene.start, place.quantity.start - REACH), place.quantity.start) is not None


def is_aside(reading: Reading, place: Place) -> bool:
    """Whether the change is only set beside the others by what it is held against: `전년 동월 대비로는 10.0% 올랐다`."""
    return _CONTRASTED.search(reading.text, max(place.floor, place.quantity.start - REACH), place.quantity.start) is not None


def is_of_width(reading: Reading, place: Place) -> bool:
    """Whether the number tells how much wider or narrower a change was, which says nothing of the changes beside it."""
    start = max(place.scene.start, place.quantity.start - _WIDTH_BEFORE)
    return _WIDTH.search(reading.text, start, place.quantity.start) is not None


def is_of_day(reading: Reading, place: Place) -> bool:
    """Whether the last time before the number in its sentence is a day that something happened on: `같은 날 코스피는 1.0% 떨어졌다`."""
    spoken = reading.times.last(max(place.scene.start, place.quantity.start - REACH), place.quantity.start, 1)
    return any(
        time.kind == "date"
        and time.grain == "day"
        and time.relation != "comparison"
        and time.start_on == time.end_on
        and _COUNTED_FROM.match(reading.text, time.end) is None
        for time in spoken
    )


def free_from(place: Place) -> int:
    """From where on a comparison before a list with brackets has been taken by no number outside of any: behind the last one."""
    before = place.scene.numbers_in(None).last(place.scene.start, place.quantity.start, 1)
    return before[0].end if before else place.scene.start


def held_time(reading: Reading, place: Place) -> Time | None:
    """The time that a list with brackets is held against: 2분기 in `2분기 대비 순이익(-15%)과 매출(-3%)이`."""
    if place.bracket is None or place.host is not None:
        return None
    scene, at = place.scene, place.quantity.start
    nearest = reading.times.last(free_from(place), at, NEAREST)
    times = [time for time in nearest if scene.open_bracket(time.start) is None]
    held = next((time for time in reversed(times) if _HELD.match(reading.text, time.end)), None)
    if held is None or scene.outer.count_within(held.end, at):
        return None
    return None if any(chunk.role == TOPIC for chunk in scene.topics.last(held.end, at, NEAREST)) else held


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


def of_flow(reading: Reading, place: Place, period: Period) -> Basis | None:
    """
    What the growth of a stock in its own *period* is against, where its clause holds it to nothing else; RECORDS.md: a month's net flow is `mom`.

    So is that of the flow that another one is held against: both of `6월 증가규모는 3조원으로 전년 동월(2조원) 대비`.
    """
    start = max(place.floor, place.scene.clause_start(place.quantity.start))
    if not is_standard(reading, place) and _AGAINST.search(reading.text, start, place.quantity.start):
        return None
    (first, last), days = period, (period[1] - period[0]).days + 1
    if first.day != 1 or last.month == (last + DAY).month:
        return None
    if days in _MONTH or days in _QUARTER:
        return "mom" if days in _MONTH else "qoq"
    return "ytd" if first.month == 1 and first.year == last.year and last.month < date.max.month else None


def of_another_month(reading: Reading, place: Place, own: Period, other: Period) -> Basis | None:
    """The basis of a change of *own* that names a month of another name in the year before, the *other* period: 지난해 12월보다."""
    if _MONTH_NAMED.search(reading.text, max(place.floor, place.quantity.start - REACH), place.quantity.start) is None:
        return None
    apart = own[1].year == other[1].year + 1 and (own[0].month, own[1].month) != (other[0].month, other[1].month)
    return (between(own, other) or "since") if apart else None


def rhythm(text: str) -> Basis | None:
    """What prices are held against in a report on a survey that its name says comes out each week, month or quarter; None for several."""
    named = {match["rhythm"] for match in _SURVEY.finditer(text)}
    return _RHYTHMS[named.pop()] if len(named) == 1 else None
