"""Days that the sun sets: 하지 and 입추 from its longitude, and the dog days (초복, 중복, 말복) that are counted from them.

The longitude is Meeus' (Astronomical Algorithms, chapter 25), good to 0.01 degrees or a quarter of an hour. Where the sun reaches it
nearer to midnight in Korea than that, the day is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from math import radians, sin
from types import MappingProxyType

TERMS: Mapping[str, tuple[float, int, int]] = MappingProxyType({"하지": (90.0, 6, 21), "입추": (135.0, 8, 7)})
"""The sun's longitude in degrees at each solar term, and the month and day near which it is reached."""
_J2000 = date(2000, 1, 1).toordinal() + 0.5
_KOREA = 9 / 24
_DEGREES_A_DAY = 360 / 365.2422
_UNSURE = 0.01 / _DEGREES_A_DAY
_STEMS, _GYEONG, _STEM_OF_ORDINAL = 10, 6, 4
"""Ten heavenly stems name the days in turn; 경(庚) is the seventh, and ordinal day 1 has the sixth."""


def _longitude(days: float) -> float:
    """Apparent longitude of the sun in degrees, so many days after noon of 1 January 2000 (terrestrial time)."""
    century = days / 36525
    anomaly = radians(357.52911 + 35999.05029 * century)
    centre = (1.914602 - 0.004817 * century) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    nutation = -0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * century))
    return (280.46646 + 36000.76983 * century + centre + nutation) % 360


def term_days(name: str, year: int) -> tuple[date, date]:
    """The earliest and the latest day in Korea on which the sun may reach a solar term; mostly one and the same."""
    degrees, month, day = TERMS[name]
    moment = date(year, month, day).toordinal() + 0.5
    for _ in range(4):
        moment += (degrees - _longitude(moment - _J2000)) / _DEGREES_A_DAY
    moment += _KOREA
    return date.fromordinal(int(moment - _UNSURE)), date.fromordinal(int(moment + _UNSURE))


@lru_cache(maxsize=256)
def gyeong_day(term: str, number: int, year: int) -> date | None:
    """
    The *number*-th day of the stem 경 from a solar term on, that of the term itself included: 초복 is the third from 하지.

    `None` where the sun reaches the term too near to midnight to tell.
    """
    waits = ((start, (_GYEONG - _STEM_OF_ORDINAL - start.toordinal()) % _STEMS) for start in term_days(term, year))
    first, second = (start + timedelta(days=wait + _STEMS * (number - 1)) for start, wait in waits)
    return first if first == second else None
