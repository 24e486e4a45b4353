"""Line breaks inside an amount or a date: where a page's line ends in the middle of one."""

from __future__ import annotations

import re

from extractors.particles import ends_word
from extractors.quantities import find_quantities
from extractors.spelling import SCALES

_OPEN_END = re.compile(rf"(?P<amount>[\d{SCALES}][\d.,{SCALES}~∼〜～]*(?: ?[^\s\d,.()]{{1,6}})?) ?$")
_BEGUN_GROUP = re.compile(r"\d,\d{0,2}$")
_BEHIND_PARTICLE = re.compile(rf"[가-힣][은는이가을를도의에] (?:약 |총 |최대 |최소 )?\d[\d,.{SCALES} ]*$")
_OPEN_DATE = re.compile(r"(?:(?<!\d)(?:19|20)\d\d|\d년 ?\d{1,2}|\d월 ?\d{1,2})$")
_DATE_GOES_ON = re.compile(r"(?:년(?: ?\d|도? |에|[은의],)|월(?: ?\d| |에|[은의]|부터|까지|,)|일(?: |에|[은의]|부터|까지|,|\())")
_YEAR_LEFT = re.compile(r"[가-힣][은는이가을를도의에] (?:(?:19|20)\d\d년|지난해|작년|올해|내년)$")
_MONTH_FOLLOWS = re.compile(r"\d{1,2}월[ 에은의,]")
"""Behind a particle a year is no heading of its own: its month may stand on the next line."""
_DATE_END = re.compile(r"\d\. ?\d{1,2}\.$")


def inside_amount(before: str, after: str) -> str | None:
    """
    What takes the place of a line break inside an amount: nothing or a space; None where the lines are no one amount.

    Digits go on behind digits where a group of three is unfinished (12,3 | 45백만원) or a particle says that a number begins
    (매출은 34 | 0억원), and not in what may be two columns.
    """
    before, after = before[-40:].rstrip(), after[:24].lstrip()
    if _OPEN_DATE.search(before) and _DATE_GOES_ON.match(after):
        return ""
    if _YEAR_LEFT.search(before) and _MONTH_FOLLOWS.match(after):
        return " "
    if not _OPEN_END.search(before) or _DATE_END.search(before):
        return None
    if before[-1].isdigit() and after[:1].isdigit() and not (_BEGUN_GROUP.search(before) or _BEHIND_PARTICLE.search(before)):
        return None
    ended = any(q.end == len(before) and q.rule != "quantity.bare_won" for q in find_quantities(before))
    if ended and not (after[:1].isalpha() or after[:1] == "%"):
        return None
    for between in ("", " "):
        joined, cut = before + between + after, len(before)
        for quantity in find_quantities(joined):
            crosses = quantity.start < cut < quantity.end and quantity.start + 1 < quantity.end and not quantity.repaired
            if crosses and ends_word(joined, quantity.end, agreeing=True):
                return between
    return None
