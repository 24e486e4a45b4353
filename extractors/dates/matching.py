"""Finding time expressions in a text: what is written, before any day is known."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from extractors.dates.grammar import (
    AS_OF,
    COMPARISON,
    CONNECT,
    COUNTER,
    LENGTH_TAIL,
    SINCE,
    TRAILING,
    TRAILING_NEAR,
    UNTIL,
    VAGUE,
    VAGUE_UNITS,
    WEEKDAY_BRACKET,
)  # fmt: skip
from extractors.dates.lengths import read_length, read_marked
from extractors.dates.model import Anchored, Away, Length, Node, Point, Repeated, Span, TimeMatch, Vague
from extractors.dates.points import WEEKDAYS, Reading, read_point, read_word
from extractors.dates.words import Word, load_names, load_words

_BETWEEN = re.compile(r" ?사이")
_OPENING = re.compile(r" ?\(")
_NUMBER_HEAD = re.compile(
    r"\d{8}(?!\d)|(?!\d{1,4}\.\d{1,3} ?[%배억조만원p])\d{1,4}(?:\.\d{1,3})?(?:st|nd|rd|th)?"
    r"(?: ?[년年월月일日주분시초개달거영세반여사회상하]| ?[~∼〜～\-–—./·∙・] ?['’‘`]?\d|, ?\d{1,2} ?월| ?[QHFEAPYMW]"
    r"| [1-4](?:/4)? ?분기| [A-Z]| ?[|:\n]| ?$)"
)
"""What follows a number that may be time; most numbers of a report are amounts and end here."""
REPEAT = frozenset({"repeat"})
STARTS = (
    "지난", "오는", "다가오는", "이번", "다음", "향후", "앞으로", "최근", "과거", "최장", "직전", "지금", "영업일", "회계연도",
    "몇 년", "몇 해", "몇 개월", "몇 달", "몇 주", "몇 분기", "몇 시간", "며칠", "수 년", "수개월", "수십", "수일", "달포", "한나절",
    "반나절", "상반기", "하반기", "상하", "상·하", "초순", "상순", "중순", "하순", *(f"{day}요일" for day in WEEKDAYS),
)  # fmt: skip
SINO_LETTERS = "일이삼사오유육칠팔구십시천백"


@lru_cache(maxsize=1)
def _starts() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Where a reading is worth a try: the first letters, and for Hangul the second letters that may follow them."""
    seconds: dict[str, set[str]] = {}
    surfaces = [*(word.surface for word in load_words()), *STARTS, *(name for name, _ in load_names())]
    for surface in (surface.replace("_", " ") for surface in surfaces):
        if surface[0].isdecimal():
            continue
        following = seconds.setdefault(surface[0], set())
        if len(surface) == 1:
            following.update(" 0123456789상하봄여가겨연추설")
        else:
            following.update({surface[1], surface[1:].lstrip()[0]})
    for counter in COUNTER.split("|"):
        seconds.setdefault(counter[0], set()).update({counter[1]} if len(counter) > 1 else set(" 달해시주개분반"))
    for letter in SINO_LETTERS:
        seconds.setdefault(letter, set()).update(SINO_LETTERS + "년월일주개분사 ")
    seconds.setdefault("제", set()).update("1234")
    letters = "".join(seconds)
    return re.compile(rf"\d+|[{letters}]|FY|CY|Q[1-4]|H[12]|YTD|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|['’‘`]\d"), {
        first: frozenset(rest) for first, rest in seconds.items()
    }


def find_times(text: str) -> list[TimeMatch]:
    """Time expressions of *text* in text order, without overlaps. Linear: each start is tried once, each try is bounded."""
    pattern, seconds = _starts()
    names = _names()
    found: list[TimeMatch] = []
    last = 0
    for start in pattern.finditer(text):
        at = start.start()
        letter = text[at]
        if at < last:
            continue
        following = seconds.get(letter)
        if following is not None and text[at + 1 : at + 2] not in following:
            continue
        if following is None and "0" <= letter <= "9" and not _NUMBER_HEAD.match(text, at):
            continue
        if not _may_begin(text, at, letter):
            continue
        if (name := names.match(text, at)) is not None:
            last = name.end()
            continue
        match = _read(text, at)
        if match is not None:
            found.append(match)
            last = match.end
    return found


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name, _ in sorted(load_names(), key=lambda row: -len(row[0]))))


_HANGUL = re.compile(r"[가-힣]")
_CLOCK_BEFORE = re.compile(r"\d시 ?$")


def _may_begin(text: str, at: int, letter: str) -> bool:
    """Whether an expression may begin at *at*: not inside a word, a number, a code or a decimal."""
    if at == 0:
        return True
    before = text[at - 1]
    if letter.isdecimal():
        if before.isascii() and (before.isalnum() or before in "_$#%@&+="):
            return False
        if before in "시 " and _CLOCK_BEFORE.search(text, max(0, at - 4), at):
            return False
        if before in "제₩€¥£△▲▼":
            return False
        return not (
            before in ".,/:-·∙・~∼〜～–"
            and at > 1
            and (text[at - 2].isdecimal() or (text[at - 2].isascii() and text[at - 2].isalpha() and before in "-._/:"))
        )
    if letter in "'’‘`":
        return not (before.isalnum() and before.isascii())
    if letter.isascii():
        return not before.isascii() or not (before.isalnum() or before in "_-")
    return not (_HANGUL.match(before) or before.isalnum())


def _read(text: str, at: int) -> TimeMatch | None:
    """The expression that begins at *at*."""
    if (vague := VAGUE.match(text, at)) and (unit := VAGUE_UNITS.get((vague["u"] or vague[0])[-1])):
        return TimeMatch(at, vague.end(), Vague(unit, (vague["mark"] or vague[0][-1]) not in ("전", "후", "뒤", "때")), "vague")
    if marked := read_marked(text, at):
        node, end, rule = marked
        if bracket := _stated_years(text, node, end):
            return TimeMatch(at, bracket[1], node, rule, bracket[0], _relation(text, bracket[1]))
        if isinstance(node, Away) and (finer := _finer_than_away(text, node, end)):
            return TimeMatch(at, finer.end, finer.node, "away_" + finer.units, relation=_relation(text, finer.end))
        point = _read_span(text, at) if isinstance(node, Length) and rule == "length" else None
        if point is None or point.end < end or (point.end == end and isinstance(node, Length) and node.grain == "day"):
            return TimeMatch(at, end, node, rule, relation=_relation(text, end))
    if repeated := read_word(text, at, REPEAT):
        return _repeated(text, at, *repeated)
    reading = _read_span(text, at)
    if reading is None:
        return _read_trailing(text, at)
    stated, end = _read_bracket(text, reading)
    return TimeMatch(at, end, reading.node, reading.units, stated, _relation(text, end))


_REPEATED_ON = {
    "week": re.compile(r" [월화수목금토일]요일"),
    "month": re.compile(r" \d{1,2}일|(?: 말| 초)(?![가-힣])"),
    "year": re.compile(r" \d{1,2}월(?: \d{1,2}일| 초| 말)?| [상하]반기| [1-4]분기"),
}


def _finer_than_away(text: str, node: Away, end: int) -> Reading | None:
    """3년 전 12월: the month of that year."""
    if node.event or node.start or len(node.length.parts) > 1 or node.length.high is not None or node.length.grain != "year":
        return None
    if same := read_word(text, end + 1, frozenset({"same"})) if text[end : end + 1] == " " else None:
        back = round(node.direction * node.length.parts[0][1])
        return Reading(Point(offset=("year", back), base="same", like=same[0].unit), same[1], "same")
    reading = read_point(text, end + 1) if text[end : end + 1] == " " else None
    point = reading.node if reading else None
    if (
        reading is None
        or not isinstance(point, Point)
        or point.year
        or point.offset
        or point.direction
        or not (point.month or point.quarter or point.half)
    ):
        return None
    years = node.direction * int(node.length.parts[0][1])
    return Reading(replace(point, offset=("year", years)), reading.end, reading.units)


def _repeated(text: str, at: int, word: Word, end: int) -> TimeMatch:
    """매월 10일 and 매주 월요일 are one expression."""
    on = _REPEATED_ON[word.unit].match(text, end) if word.unit in _REPEATED_ON else None
    return TimeMatch(at, on.end() if on else end, Repeated(word.unit, int(word.amount)), "repeated")


def _read_span(text: str, at: int) -> Reading | None:
    """A point, or from one point to another."""
    first = read_point(text, at)
    if first is None or isinstance(first.node, Span):
        return first
    end = first.end
    if bracket := WEEKDAY_BRACKET.match(text, end):
        end = bracket.end()
    connect = CONNECT.match(text, end)
    if not connect or first.node.base == "same":
        return first
    if connect["from"] and (reading := read_length(text, connect.end())) and (tail := LENGTH_TAIL.match(text, reading.end)):
        return Reading(
            Span(first.node, reading.length), reading.end if "걸쳐" in tail[0] else tail.end(), f"{first.units}_for_length"
        )
    second = _read_second(text, connect.end(), first.node, tilde=bool(connect["tilde"]))
    if second is None or isinstance(second.node, Span):
        return first
    bracket = WEEKDAY_BRACKET.match(text, second.end)
    close = UNTIL if not connect["and"] else _BETWEEN
    closed = close.match(text, bracket.end() if bracket else second.end)
    if not connect["tilde"] and not closed:
        return first
    if connect["tilde"] and not _may_range(first, second, connect[0]):
        return first
    span_end = closed.end() if closed and not connect["tilde"] else second.end
    if closed and closed[0].strip() == "까지" and (also := _BETWEEN.match(text, span_end)):
        span_end = also.end()
    return Reading(Span(first.node, second.node), span_end, f"{first.units}_to_{second.units}")


def _may_range(first: Reading, second: Reading, tilde: str) -> bool:
    """A hyphen with spaces around it is a dash, not a range, unless both ends are of one kind."""
    return not tilde.startswith(" ") or not set(tilde.strip()) <= set("-–—") or first.units == second.units


_LAST_DAY = re.compile(r"(?P<m>\d{1,2})[./] ?(?P<d>\d{1,2})(?!\d|[.,]\d|%)|(?P<o>\d{1,2})(?!\d|[.,/]\d|%|[가-힣])")


def _read_second(text: str, at: int, first: Point, *, tilde: bool) -> Reading | None:
    """The end of a range; behind a numeric day it may be a month and a day, or a day alone."""
    if tilde and first.day and not first.offset and (short := _LAST_DAY.match(text, at)):
        month = int(short["m"]) if short["m"] else first.month
        day = int(short["d"] or short["o"])
        if month and 1 <= month <= 12 and 1 <= day <= 31:
            return Reading(Point(month=month if short["m"] else None, day=day), short.end(), "day")
    return read_point(text, at)


def _read_bracket(text: str, reading: Reading) -> tuple[Node | None, int]:
    """The months or days that a bracket states for a quarter, half, week or fiscal year: 2분기(7~9월)."""
    node, end = reading.node, reading.end
    if (
        not isinstance(node, Point)
        or node.day
        or node.upto
        or not (node.quarter or node.half or node.week or node.fiscal or node.month)
    ):
        return None, end
    opening = _OPENING.match(text, end)
    if not opening:
        return None, end
    inner = _read_span(text, opening.end())
    if inner is None or text[inner.end : inner.end + 1] != ")" or not (isinstance(inner.node, Span) or inner.node.upto):
        return None, end
    return inner.node, inner.end + 1


def _stated_years(text: str, node: Length | Away | Anchored, end: int) -> tuple[Node, int] | None:
    """최근 5년(2020~2024년): the years that a bracket states for an anchored length."""
    opening = _OPENING.match(text, end) if isinstance(node, Anchored) else None
    inner = _read_span(text, opening.end()) if opening else None
    if inner is None or text[inner.end : inner.end + 1] != ")":
        return None
    first = inner.node.first if isinstance(inner.node, Span) else inner.node
    ranged = isinstance(inner.node, Span) or inner.node.upto
    return (inner.node, inner.end + 1) if ranged and first.year else None


def _read_trailing(text: str, at: int) -> TimeMatch | None:
    """YTD, and 1Y, 3M, 1W beside a return."""
    if text.startswith("YTD", at) and not text[at + 3 : at + 4].isalnum():
        return TimeMatch(at, at + 3, Span(Point(month=1, day=1, offset=("year", 0)), Point(offset=("day", 0))), "ytd")
    found = TRAILING.match(text, at)
    near = text[max(0, at - 25) : at + 25]
    if not found or not TRAILING_NEAR.search(near.replace(found[0], "", 1)) or "\n" in near[20:25]:
        return None
    unit = {"Y": "year", "M": "month", "W": "week"}[found["u"]]
    if unit == "month" and int(found["n"]) not in (1, 3, 6, 9, 12, 18, 24):
        return None
    length = Length(((unit, float(found["n"])),))
    ahead = re.search(r"목표주가|[Ff]wd|선행", near)
    return TimeMatch(at, found.end(), length if ahead else Anchored(length, -1), "trailing")


def _relation(text: str, end: int) -> str | None:
    """What the words behind an expression make of it."""
    if COMPARISON.match(text, end):
        return "comparison"
    if AS_OF.match(text, end):
        return "as_of"
    if SINCE.match(text, end):
        return "since"
    return "until" if text.startswith(("까지", " 까지"), end) else None
