"""When the size is for that another one is held against: one step before the other's own period, `612호로 전월(680호) 대비`, also by its name:
`12월 612호로 11월(680호) 대비`.
"""

from __future__ import annotations

import re

from extractors.dates import Time
from extractors.dates.calendar import DAY
from extractors.figures.bases import between
from extractors.figures.courses import SAME_BEFORE
from extractors.figures.timing.days import Period, shifted
from extractors.quantities import Quantity
from extractors.reading import Reading

_STEPS = (
    (re.compile(r"(?:직)?전\s?월|전달"), 1, range(27, 31)),
    (re.compile(r"(?:직)?전\s?분기"), 3, range(89, 92)),
    (re.compile(r"전년도?"), 12, range(364, 366)),
    (SAME_BEFORE, 12, range(366)),
)
"""Words for what something is held against, how many months it lies back, and how many days from first to last its period has."""
_JOINT = re.compile(r"(?:\s?\([^()]*\))?(?:은|는|이|가|으?로|이며|[을를] 기록(?:해|하며))?,?\s")
"""From a level to the time of what it is held against."""
_BESIDE = " (약의"
"""Between that time and its number."""
_HELD = re.compile(r"\s?(?:이었다가)?\)?\s?(?:대비|보다|에\s?비해|에\s?비하면|[와과]\s비교)")


def stepped(reading: Reading, time: Time, own: Period) -> Period | None:
    """The period that *time* names by its step before *own*: 전월; None where its words are others or no step of such a period."""
    words = reading.text[time.start : time.end]
    for pattern, months, lengths in _STEPS:
        if pattern.fullmatch(words):
            return shifted(own, months) if _closes(own) or (own[1] - own[0]).days in lengths else None
    return None


def held_against(reading: Reading, number: Quantity, level: Quantity, own: Period) -> Period | None:
    """The period of *number*, which the *level* before it is held against, whose own is *own*; None where the words are others."""
    if (number.unit, number.counter) != (level.unit, level.counter) or _HELD.match(reading.text, number.end) is None:
        return None
    joint = _JOINT.match(reading.text, level.end, number.start)
    spoken = reading.times.last(level.end, number.start, 1)
    if joint is None or not spoken or joint.end() != spoken[0].start or not is_beside(reading, spoken[0], number):
        return None
    return stepped(reading, spoken[0], own) or _named(spoken[0], own)


def is_led_to(reading: Reading, change: Quantity, held: Quantity) -> bool:
    """Whether *change* says by how much something differs from *held* right before it."""
    against = _HELD.match(reading.text, held.end)
    return against is not None and not reading.text[against.end() : change.start].strip(" 약")


def is_beside(reading: Reading, time: Time, number: Quantity) -> bool:
    """Whether *time* stands right before *number*, also before the bracket that it opens."""
    return not reading.text[time.end : number.start].strip(_BESIDE)


def _named(time: Time, own: Period) -> Period | None:
    """The days of *time*, where *own* is held to them by the calendar: 11월 before 12월, and no 8월."""
    if time.start_on is None or time.end_on is None:
        return None
    named = (time.start_on, time.end_on)
    return named if between(own, named) is not None else None


def _closes(period: Period) -> bool:
    """Whether it is the last day of a month."""
    return period[0] == period[1] and (period[1] + DAY).day == 1
