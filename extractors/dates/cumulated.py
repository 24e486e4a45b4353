"""Periods that are counted from the beginning of their year: `3분기 누적 매출`, `9월 말 기준 누계 수출` and `올 들어 9월까지` are for January to
September.

What is cumulated since it began (`9월 누적 가입자`) has no beginning in the calendar: a quarter is widened unless such a word follows, a
month only before what is counted anew each year.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.dates.model import Point, Time, TimeMatch
from extractors.dates.terms import TERM
from extractors.dates.values import timex
from extractors.lexicon import LEXICON

SUFFIX = "_cumulated"
"""What the rule of a widened expression ends with."""
_WORD = rf"(?:누적|누계)(?! ?(?:[가-힣]{{1,4}} )?{LEXICON.alternation('since_it_began')})"
CUMULATED = re.compile(_WORD)
"""The word for it, where it does not stand before what is counted since it began."""
SINCE_BEGAN = re.compile(rf"(?: ?말)?까지의? ?(?:누적|누계) ?(?:[가-힣]{{1,4}} )?{LEXICON.alternation('since_it_began')}")
"""Behind the end of what is counted since it began, and from the beginning of no year: 9월까지 누적 가입자."""
_BEHIND = re.compile(rf"(?: ?말)?(?:까지)?의?(?: ?\(?(?:{LEXICON.alternation('before_cumulated')})){{0,2}},? ?\(?{_WORD}")
_EACH_YEAR = re.compile(
    rf" ?(?:기준|으로|대비)| *(?:[)|\n]|$)|(?: ?[가-힣]{{1,4}})?(?: ?[가-힣·]{{1,6}})? ?{LEXICON.alternation('counted_each_year')}"
)
_OF_YEAR = re.compile(rf"{LEXICON.alternation('year_of_telling')}\s")
"""A year by its place in time, from whose beginning on things are counted: 올해 8월까지 누적 방문객."""
_SO_FAR = re.compile(rf"{LEXICON.alternation('year_so_far')}서?,?\s?\Z")
_OPENING = 12
"""Characters before the end of a period in which its year is said to have begun."""
THIS_MONTH = re.compile(r"이번 ?달|이달|당월|금월")
"""A month that something is counted within: 이달 누적 판매."""
_WIDENED = ("day", "month", "quarter", "half")


def is_cumulated(match: TimeMatch, text: str) -> bool:
    """Whether *match* names the end of what is counted from the first day of its year."""
    node = match.node
    if not isinstance(node, Point) or node.upto or node.fiscal or match.stated is not None or match.rule == TERM:
        return False
    if text.startswith("까지", match.end) and _SO_FAR.search(text, max(0, match.start - _OPENING), match.start):
        return True
    if node.grain == "day" or THIS_MONTH.fullmatch(text, match.start, match.end) is not None:
        return False
    found = _BEHIND.match(text, match.end)
    if found is not None and found[0].lstrip().startswith("까지") and _OF_YEAR.match(text, match.start, match.end):
        return True
    return found is not None and (node.grain != "month" or _EACH_YEAR.match(text, found.end()) is not None)


def from_new_year(time: Time) -> Time:
    """*time* with all days of its year up to its last one; as it is where it is no part of a year."""
    if time.start_on is None or time.end_on is None or time.grain not in _WIDENED:
        return time
    first = time.start_on.replace(month=1, day=1)
    low, high = (timex(Point(), (day, day), time.grain) for day in (first, time.end_on))
    value = low if low == high else f"{low}/{high}"
    return replace(time, kind="period", value=value, start_on=first, rule=time.rule + SUFFIX)
