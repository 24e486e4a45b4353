"""Reading lengths of time: 24시간, 1~2주, 9분기 연속, 석 달 전, 향후 3년간."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from extractors.dates.model import Anchored, Away, Length, Node, Point, Vague
from extractors.dates.points import read_word
from extractors.dates.units import NOT_YEAR, SHORTENED, TILDE
from extractors.dates.words import COUNTERS, END, SINO, WEEKDAYS, one_of, sino, words_of
from extractors.lexicon import LEXICON

_UNITS, _MARKS, _TOWARDS, _VAGUE = (words_of(role) for role in ("length_unit", "mark", "towards", "vague"))
_RANK = {
    unit: rank
    for rank, unit in enumerate(("second", "minute", "hour", "day", "week", "month", "quarter", "half", "year", "century"))
}
_LENGTH = re.compile(
    rf"(?:(?P<n>\d{{1,4}}(?:\.\d{{1,3}})?)(?:{TILDE}(?P<m>\d{{1,4}}(?:\.\d{{1,3}})?))?|(?P<c>{one_of('counter')})"
    rf"|(?P<s>[{SINO}]{{1,4}}))여? ?(?P<u>{one_of('length_unit')})여?(?P<half> ?반(?![가-힣])|반(?= ))?"
)
_NIGHTS = re.compile(r"\d{1,2}박 ?(?P<days>\d{1,2})일")
_MARK = re.compile(rf" ?(?P<mark>{one_of('mark')}){END}")
_VAGUE_TIME = re.compile(
    rf"(?:(?P<u>{'|'.join(word.pattern for word in _VAGUE.values() if not word.base)})"
    rf" ?(?P<mark>전|후|뒤|간|째|동안|만에|새|사이|연속)|(?P<alone>{'|'.join(word.pattern for word in _VAGUE.values() if word.base)})){END}"
)
_POINT_MARKS = ("전", "후", "뒤")
_GLUE = re.compile(r",? ?(?:하고|그리고)? ?")
_TOWARDS_LENGTH = re.compile(
    rf"(?P<word>{'|'.join(surface for surface, word in _TOWARDS.items() if word.base != 'point')}) ?"
    r"(?=[\d한두세석서넉네다여일열하이사나닷반보십백삼오육칠팔구아예엿스])"
)
_FROM_DAY = re.compile(r"(?:로)?부터 ?")
_BUSINESS = re.compile(r"영업일 기준(?:으로)? ?")
_LENGTH_WORDS = frozenset({"length"})
_DAY_WORDS = frozenset({"offset"})

_AT_END = re.compile(END)
_NOT_LENGTH = re.compile(
    r" ?(?:물(?![가-힣])|물[은을이로의]|만기|정기예금|국채|주기|거치|형(?![가-힣])|[가-힣]{0,2}금리|은행채|할부"
    r"|장(?![가-힣])|천하|권(?![가-힣])|차(?![가-힣이])|차[에를은의]|이동평균|선[을이은])"
)
_MATURITY_BEFORE = re.compile(r"만기 ?$")
_PER_DAY = re.compile(rf" (?:{LEXICON.alternation('per_day')}|1회|\d+회|\d+[개대명만])")
_SHORTENED = re.compile(SHORTENED)
_WEEKDAY = re.compile(rf" (?P<w>[{WEEKDAYS}])요일{END}")
_EVENT_BEFORE = re.compile(rf"{LEXICON.alternation('counted_from')}(?:일|하고|한 지|된 지|한지|된지)? ?$")
_FROM_BEFORE = re.compile(r"부터 ?$")
_NOW = re.compile(r"지금(?:으로)?부터 ?")
_LIST_GOES_ON = re.compile(r"\d{1,2}(?:일|개월) ?(?:전|후|뒤|간)")
_FRACTION = re.compile(r"의 ?\d")
_YEAR_HIGH = re.compile(r" ?(?:최고|최저|신고|신저|고점|저점|변동|평균)")
_TAIL = re.compile(rf" ?(?:간(?![가-힣담])|간(?=의|은|에|에는)|동안|연속|에 ?걸쳐){END}")
_TRADING_DAY = re.compile(r" ?거래일")
"""Behind 전: `5일 전 거래일보다` is a day and the one of trading before it."""
_AWAY_TAIL = re.compile(r" ?(?:전|후|뒤)(?![가-힣])")
_FINER = re.compile(r" ?(?:\d{1,2}월|[1-4]분기|[상하]반기)")
_NOT_YEAR = re.compile(NOT_YEAR)


class LengthReading(NamedTuple):
    """A length, where it ends, whether it is spelled out, and whether it has several units."""

    length: Length
    end: int
    spelled: bool
    mixed: bool

    @property
    def is_plain(self) -> bool:
        """A whole number of one unit in digits, which may also be a date: 5일, 25년, 3분기."""
        return not (self.spelled or self.mixed or self.length.high is not None) and self.length.parts[-1][1].is_integer()


class _Unit(NamedTuple):
    unit: str
    low: float
    high: float | None
    half: list[tuple[str, float]]
    end: int
    business: bool
    spelled: bool


def read_length(text: str, at: int) -> LengthReading | None:
    """The longest run of units from large to small at *at*: 2년 1개월 21일, 한 달 그리고 이틀, 3년 반."""
    parts: list[tuple[str, float]] = []
    high: float | None = None
    business = spelled = False
    end, begin, last = at, at, len(_RANK)
    while (unit := _one(text, begin, continued=bool(parts))) and _RANK[unit.unit] < last:
        last = _RANK[unit.unit]
        parts += [(unit.unit, unit.low), *unit.half]
        end, high, business, spelled = unit.end, unit.high, business or unit.business, spelled or unit.spelled
        glue = _GLUE.match(text, end)
        begin = glue.end() if glue else end
        new_clause = begin > end and text[end] == "," and not _LIST_GOES_ON.match(text, begin)
        if high is not None or unit.half or new_clause:
            break
    return LengthReading(Length(tuple(parts), high, business), end, spelled, len(parts) > 1) if parts else None


def _range(amount: str) -> tuple[float, float | None]:
    """`1~2` of a table."""
    low, _, high = amount.partition("~")
    return float(low), float(high) if high else None


_HALF = {"year": [("month", 6.0)], "month": [("day", 15.0)], "hour": [("minute", 30.0)]}


def _one(text: str, at: int, *, continued: bool = False) -> _Unit | None:
    """One amount with its unit; *continued* where a larger unit stands before it: 두 시간 삼십 분."""
    if word := read_word(text, at, _LENGTH_WORDS):
        return _Unit(word[0].unit, *_range(word[0].amount), [], word[1], business=False, spelled=True)
    if nights := _NIGHTS.match(text, at):
        return _Unit("day", float(nights["days"]), None, [], nights.end(), business=False, spelled=True)
    found = _LENGTH.match(text, at)
    if not found:
        return None
    surface = found["u"].replace(" ", "")
    unit = _UNITS[surface]
    amount = _amount(found, surface, unit.unit, continued=continued)
    if amount is None:
        return None
    half = _HALF.get(unit.unit, []) if found["half"] else []
    end = found.start("half") if found["half"] and not half else found.end()
    return _Unit(unit.unit, *amount, half, end, business=unit.base == "business", spelled=not found["n"])


_NATIVE_UNITS = frozenset({"달", "해", "시간", "주", "주일", "분기", "개분기", "세기"})
_SINO_UNITS = frozenset({"년", "개월", "일", "주일", "거래일", "영업일", "분기", "세기", "반기", "개년"})
"""한 달, 두 시간, but 이 년, 삼 개월."""
_CLOCK_UNITS = frozenset({"분", "초"})
"""Spelled, only behind a larger unit: 두 시간 삼십 분, but 손님 두 분."""
CENTURIES = 10
"""From here on 세기 counts from the birth of Christ: 19세기 is no length."""


def _amount(found: re.Match[str], surface: str, unit: str, *, continued: bool) -> tuple[float, float | None] | None:
    if found["c"]:
        return _range(COUNTERS[found["c"]].amount) if surface in _NATIVE_UNITS else None
    if found["s"]:
        value = sino(found["s"])
        fits = surface in _SINO_UNITS or (continued and surface in _CLOCK_UNITS)
        return (float(value), None) if value and fits and not (unit == "century" and value >= CENTURIES) else None
    digits = found["n"]
    padded = len(digits) > 1 and digits[0] == "0" and "." not in digits
    if padded or (unit == "year" and float(digits) >= 1000) or (unit == "century" and float(digits) >= CENTURIES):
        return None
    top = float(found["m"]) if found["m"] else None
    return None if top is not None and top <= float(digits) else (float(digits), top)


Marked = tuple[Node, int, str]
"""A node, where it ends, and the rule that read it."""


def read_marked(text: str, at: int) -> Marked | None:
    """A length with what shows that it is one, at *at*: 간, 만에, 연속, 전, 후, 이내 or a word before it (향후, 최근)."""
    start, begin = None, at
    if not "0" <= text[at] <= "9":
        if towards := _TOWARDS_LENGTH.match(text, at):
            return _read_towards(text, towards)
        start, begin = _read_base(text, at)
    reading = read_length(text, begin)
    if reading is None or _NOT_LENGTH.match(text, reading.end):
        return None
    if begin > at and start is None:
        reading = reading._replace(length=replace(reading.length, business=True))
    found = _MARK.match(text, reading.end)
    if found is None:
        unmarked = start is None and _needs_no_mark(text, at, reading)
        return (reading.length, reading.end, "length") if unmarked else None
    mark = _MARKS[found["mark"]]
    if not _mark_fits(text, reading, found):
        return None
    match mark.unit:
        case "before" | "after":
            return _away(text, at, start, reading, found)
        case "within":
            before = text[max(0, at - 12) : at]
            if _EVENT_BEFORE.search(before) or _FROM_BEFORE.search(before):
                return reading.length, reading.end, "length"
            return Anchored(reading.length, 1, start, tentative=start is None), reading.end, "within"
    if start is not None:
        return None
    return reading.length, found.end() if mark.unit == "included" else reading.end, "length_marked"


def read_vague(text: str, at: int) -> Marked | None:
    """몇 년 전, 수개월간, 반나절: a time or a length of which only the unit is said."""
    if (found := _VAGUE_TIME.match(text, at)) is None:
        return None
    word = _VAGUE[(found["u"] or found["alone"]).replace(" ", "")]
    return Vague(word.unit, word.base != "moment" and found["mark"] not in _POINT_MARKS), found.end(), "vague"


def _away(text: str, at: int, start: Point | None, reading: LengthReading, mark: re.Match[str]) -> Marked:
    direction = -1 if _MARKS[mark["mark"]].unit == "before" else 1
    event = start is None and bool(_EVENT_BEFORE.search(text[max(0, at - 12) : at]))
    weekday, end = None, mark.end()
    if reading.length.grain == "week" and (found := _WEEKDAY.match(text, end)):
        weekday, end = WEEKDAYS.index(found["w"]), found.end()
    return Away(reading.length, direction, start, weekday, event), end, "away"


def _read_base(text: str, at: int) -> tuple[Point | None, int]:
    """오늘부터, 어제로부터, 지금으로부터, 영업일 기준으로 before a length."""
    if business := _BUSINESS.match(text, at):
        return None, business.end()
    if now := _NOW.match(text, at):
        return Point(offset=("day", 0)), now.end()
    word = read_word(text, at, _DAY_WORDS)
    if word and word[0].unit == "day" and word[0].base == "publication" and (base := _FROM_DAY.match(text, word[1])):
        return Point(offset=("day", int(word[0].amount))), base.end()
    return None, at


def _mark_fits(text: str, reading: LengthReading, mark: re.Match[str]) -> bool:
    """Whether the mark makes a length: `20일 이후` is a date, `2분기 동안` is a quarter, `5일 새 앱을` is a day and a new app."""
    if mark["mark"] == "전" and _TRADING_DAY.match(text, mark.end()):
        return False
    unit, amount = reading.length.parts[-1]
    if not reading.is_plain:
        return mark["mark"] != "더" or reading.spelled
    dates = {
        "quarter": amount <= 4 and "개" not in text[mark.start() - 4 : mark.start()],
        "day": amount <= 31 and not reading.length.business,
        "year": 15 <= amount <= 39 and bool(amount % 10),
    }
    return not dates.get(unit, True) or unit not in _MARKS[mark["mark"]].base.split("|")


def _needs_no_mark(text: str, at: int, reading: LengthReading) -> bool:
    """Whether the length stands without a mark: hours and 개월 never point to a day; 5년 does not, 25년 may."""
    unit, amount = reading.length.parts[-1]
    surface, end = text[at : reading.end], reading.end
    if not _AT_END.match(text, end) or _MATURITY_BEFORE.search(text[max(0, at - 3) : at]):
        return False
    if reading.mixed or unit in ("hour", "century", "half", "month"):
        return True
    digits, ranged = surface[0].isdecimal(), reading.length.high is not None
    match unit:
        case "minute" | "second":
            return digits and not _FRACTION.match(text, end)
        case "day" if (
            reading.length.business or not amount.is_integer() or (digits and amount > 31) or _SHORTENED.match(text, end)
        ):
            return True
        case "day":
            if digits and not _NIGHTS.match(surface):
                return amount == 1 and not ranged and bool(_PER_DAY.match(text, end))
            return digits or surface[-1:] != "일" or surface == "하루 종일"
        case "week":
            return ranged or surface.endswith(("주일", "주간")) or bool(amount == 52 and _YEAR_HIGH.match(text, end))
        case "quarter":
            return "개" in surface or surface.startswith(("한 ", "두 ", "세 ", "네 "))
    short = amount < 15 or 40 <= amount < 60 or amount > 99 or amount % 10 == 0 or not amount.is_integer() or ranged
    return (digits and short) or surface in ("한 해", "일 년", "일년")


def _read_towards(text: str, towards: re.Match[str]) -> Marked | None:
    """향후 3년간, 최근 1개월, 지난 5년 동안."""
    reading = read_length(text, towards.end())
    if reading is None or _NOT_LENGTH.match(text, reading.end) or _AWAY_TAIL.match(text, reading.end):
        return None
    if _YEAR_BEFORE.fullmatch(text, towards.start(), reading.end):
        return None
    tail = _TAIL.match(text, reading.end)
    if not tail and (not _AT_END.match(text, reading.end) or _is_date_like(text, towards, reading)):
        return None
    if towards["word"] == "다음" and not _FREE_NEXT.search(text, max(0, towards.start() - 4), towards.start()):
        return None
    direction = int(_TOWARDS[towards["word"]].amount)
    if not direction:
        return reading.length, reading.end, "length"
    end = tail.end() if tail and "걸쳐" not in tail[0] else reading.end
    return Anchored(reading.length, direction), end, "length_anchored"


_YEAR_BEFORE = re.compile("지난 ?한 ?해")
"""The calendar's year before, which a row of words of time reads."""
_WITHIN = re.compile(r" ?(?:사이|새)(?![가-힣])")
"""Behind some days that are counted: 지난 2~3일 사이."""
_FREE_NEXT = re.compile(r"(?:^|[^가-힣 ]|[은는이가을를에도며고서로]) ?$")
"""What may stand before the 다음 of `다음 3년`: 그 다음 3년 and 준공 다음 3년 count from something else."""


def _is_date_like(text: str, towards: re.Match[str], reading: LengthReading) -> bool:
    """지난 20일 is a day, 지난 14~18일 are days, 지난 24년 3월 a month, 지난 3분기 a quarter: no lengths."""
    unit, amount = reading.length.parts[-1]
    if unit == "day" and reading.length.high is not None and towards["word"] in ("지난", "오는"):
        return not reading.spelled and reading.length.high <= 31 and _WITHIN.match(text, reading.end) is None
    if unit == "quarter":
        return "개" not in text[towards.end() : reading.end] and towards["word"] not in ("최근", "향후", "앞으로", "앞으로의")
    if towards["word"] not in ("지난", "오는", "다음") or not reading.is_plain:
        return False
    if unit == "day":
        return amount <= 31
    return unit == "year" and (
        (amount >= 15 and bool(_FINER.match(text, reading.end))) or _NOT_YEAR.match(text, reading.end) is None
    )
