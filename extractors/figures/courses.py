"""The time of the size that something has come from, which is not that of the size it has reached: `전년 말 120%에서 95%로 낮아졌다`."""

from __future__ import annotations

import re

from extractors.dates import Time
from extractors.figures.places import Place
from extractors.reading import Reading

SAME_BEFORE = re.compile(r"(?:전년도?|작년|지난해)\s?(?:동|같은\s?)(?:월|달|기|기간|분기|시기)")
_CAME_FROM = re.compile(r"(?:\s?\([^()]*\))?에서\s(?:[가-힣]{1,6}\s){0,2}")
"""Between the size that something had and the one that it has reached."""


def start_of_course(reading: Reading, place: Place) -> Time | None:
    """The time of the size that the number at *place* has come from."""
    before = reading.quantities.last(place.scene.start, place.quantity.start, 1)
    if not before or _CAME_FROM.fullmatch(reading.text, before[0].end, place.quantity.start) is None:
        return None
    spoken = reading.times.last(place.scene.start, place.quantity.start, 1)
    beside = spoken and not reading.text[spoken[0].end : before[0].start].strip(" 약의")
    return spoken[0] if beside and spoken[0].end <= before[0].start else None


def is_start_a_year_ago(reading: Reading, time: Time) -> bool:
    """Whether the time is that of the same period a year before, from whose size something has come."""
    before = reading.quantities.starting_from(time.end)
    if before is None or reading.text[time.end : before.start].strip(" 약의"):
        return False
    same = SAME_BEFORE.fullmatch(reading.text, time.start, time.end) is not None
    return same and _CAME_FROM.match(reading.text, before.end) is not None
