"""Reading lengths of time: 24시간, 1~2주, 9분기 연속, 석 달 전, 향후 3년간."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from extractors.dates.grammar import BUSINESS, DURATION_RANK, FROM_DAY, GLUE, LENGTH, LENGTH_UNITS, MARK, NOT_YEAR, TOWARDS
from extractors.dates.model import Anchored, Away, Length, Point
from extractors.dates.points import WEEKDAYS, read_word
from extractors.dates.words import END, NATIVE, sino

INCLUDED = frozenset({"간", "동안", "연속", "째"})
"""Marks that belong to the span: 3년간, 9분기 연속."""
BEFORE = frozenset({"전"})
AFTER = frozenset({"후", "뒤", "이후", "지나서"})
WITHIN = frozenset({"이내", "내", "내에", "안", "안에"})
LENGTH_WORDS = frozenset({"length"})
DAY_WORDS = frozenset({"offset"})

_AT_END = re.compile(END)
_NOT_LENGTH = re.compile(
    r" ?(?:물(?![가-힣])|물[은을이로의]|만기|정기예금|국채|주기|거치|형(?![가-힣])|[가-힣]{0,2}금리|은행채|할부"
    r"|장(?![가-힣])|천하|권(?![가-힣])|차(?![가-힣이])|차[에를은의]|이동평균|선[을이은])"
)
_MATURITY_BEFORE = re.compile(r"만기 ?$")
_PER_DAY = re.compile(r" (?:평균|최대|매수|매도|생산|처리|이용|한도|주문|거래|판매|소비|수출|사용|방문|1회|\d+회|\d+[개대명만])")
_WEEKDAY = re.compile(r" (?P<w>[월화수목금토일])요일" + END)
_EVENT_BEFORE = re.compile(
    r"(?:출시|상장|설립|창립|창업|체결|인수|발표|완공|착공|준공|출범|취임|개장|개점|개최|개막|개통|발효|시행|계약|취득"
    r"|결제|발행|매각|합병|공시|퇴임|퇴직|입사|졸업|결혼|사망|출산|종전|개전|전쟁"
    r"|선거|도입|발사|가입|신청|접수|납부|납입|종료|완료|만료|만기|구매|배송|투자|승인|허가|공개|수령|해제|사고|발생|출생"
    r"|전역|입주|분양|일로부터|날로부터|후|뒤|이후)(?:일|하고|한 지|된 지|한지|된지)? ?$"
)
"""What stands before a length that counts from an event: 출시 2년 후, 계약 발효 후 15일 이내."""
_FROM_BEFORE = re.compile(r"부터 ?$")
_NOW = re.compile(r"지금(?:으로)?부터 ?")
_LIST_GOES_ON = re.compile(r"\d{1,2}(?:일|개월) ?(?:전|후|뒤|간)")
_FRACTION = re.compile(r"의 ?\d")
_YEAR_HIGH = re.compile(r" ?(?:최고|최저|신고|신저|고점|저점|변동|평균)")
_TAIL = re.compile(rf" ?(?:간(?![가-힣담])|간(?=의|은|에|에는)|동안|연속|에 ?걸쳐){END}")
_AWAY_TAIL = re.compile(r" ?(?:전|후|뒤)(?![가-힣])")
_FINER = re.compile(r" ?(?:\d{1,2}월|[1-4]분기|[상하]반기)")
_NOT_YEAR = re.compile(NOT_YEAR)


class LengthReading(NamedTuple):
    """A length, where it ends, whether it is spelled out, and whether it has several units."""

    length: Length
    end: int
    spelled: bool
    mixed: bool


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
    end, begin, last = at, at, 10
    while (unit := _one(text, begin)) and DURATION_RANK[unit.unit] < last:
        last = DURATION_RANK[unit.unit]
        parts += [(unit.unit, unit.low), *unit.half]
        end, high, business, spelled = unit.end, unit.high, business or unit.business, spelled or unit.spelled
        glue = GLUE.match(text, end)
        begin = glue.end() if glue else end
        new_clause = begin > end and text[end] == "," and not _LIST_GOES_ON.match(text, begin)
        if high is not None or unit.half or new_clause:
            break
    return LengthReading(Length(tuple(parts), high, business), end, spelled, len(parts) > 1) if parts else None


def _one(text: str, at: int) -> _Unit | None:
    """One amount with its unit."""
    if word := read_word(text, at, LENGTH_WORDS):
        low, _, high = word[0].amount.partition("~")
        return _Unit(word[0].unit, float(low), float(high) if high else None, [], word[1], business=False, spelled=True)
    found = LENGTH.match(text, at)
    if not found:
        return None
    surface = found["u"].replace(" ", "")
    unit = LENGTH_UNITS[surface]
    amount = _amount(found, surface, unit)
    if amount is None:
        return None
    half = {"year": [("month", 6.0)], "hour": [("minute", 30.0)]}.get(unit, []) if found["half"] else []
    end = found.start("half") if found["half"] and not half else found.end()
    return _Unit(unit, *amount, half, end, business=surface in ("거래일", "영업일"), spelled=not found["n"])


NATIVE_STARTS = ("한 ", "두 ", "세 ", "네 ")
NATIVE_UNITS = frozenset({"달", "해", "시간", "주", "주일", "분기", "개분기", "세기"})
SINO_UNITS = frozenset({"년", "개월", "일", "주일", "거래일", "영업일", "분기", "세기", "반기", "개년"})
"""한 달, 두 시간, but 이 년, 삼 개월."""


def _amount(found: re.Match[str], surface: str, unit: str) -> tuple[float, float | None] | None:
    if found["c"]:
        low, high = NATIVE[found["c"]]
        return (float(low), float(high) if high else None) if surface in NATIVE_UNITS else None
    if found["s"]:
        value = sino(found["s"])
        return (float(value), None) if value and surface in SINO_UNITS else None
    digits = found["n"]
    if (
        (unit == "year" and float(digits) >= 1000)
        or (unit == "century" and len(digits) > 1)
        or (len(digits) > 1 and digits[0] == "0" and "." not in digits)
    ):
        return None
    top = float(found["m"]) if found["m"] else None
    return None if top is not None and top <= float(digits) else (float(digits), top)


Marked = tuple[Length | Away | Anchored, int, str]
"""A node, where it ends, and the rule that read it."""


def read_marked(text: str, at: int) -> Marked | None:
    """A length with what shows that it is one, at *at*: 간, 만에, 연속, 전, 후, 이내 or a word before it (향후, 최근)."""
    start, begin = None, at
    if not "0" <= text[at] <= "9":
        if text[at] in "향앞다오지최과직" and (towards := TOWARDS.match(text, at)):
            return _read_towards(text, towards)
        if text[at] in "영지오금어그엊내명모글":
            start, begin = _read_base(text, at)
    reading = read_length(text, begin)
    if reading is None or _NOT_LENGTH.match(text, reading.end):
        return None
    if begin > at and start is None:
        reading = reading._replace(length=replace(reading.length, business=True))
    mark = MARK.match(text, reading.end)
    word = mark["mark"] if mark else ""
    if mark and not _mark_fits(text, reading, mark):
        return None
    if mark and word in BEFORE | AFTER:
        return _away(text, at, start, reading, mark)
    if mark and word in WITHIN:
        before = text[max(0, at - 12) : at]
        if _EVENT_BEFORE.search(before) or _FROM_BEFORE.search(before):
            return reading.length, reading.end, "length"
        return Anchored(reading.length, 1, start, tentative=start is None), reading.end, "within"
    if start is not None:
        return None
    if mark:
        return reading.length, mark.end() if word in INCLUDED else reading.end, "length_marked"
    return (reading.length, reading.end, "length") if _needs_no_mark(text, at, reading) else None


def _away(text: str, at: int, start: Point | None, reading: LengthReading, mark: re.Match[str]) -> Marked:
    direction = -1 if mark["mark"] in BEFORE else 1
    event = start is None and bool(_EVENT_BEFORE.search(text[max(0, at - 12) : at]))
    weekday, end = None, mark.end()
    if reading.length.grain == "week" and (found := _WEEKDAY.match(text, end)):
        weekday, end = WEEKDAYS.index(found["w"]), found.end()
    return Away(reading.length, direction, start, weekday, event), end, "away"


def _read_base(text: str, at: int) -> tuple[Point | None, int]:
    """오늘부터, 어제로부터, 지금으로부터, 영업일 기준으로 before a length."""
    if business := BUSINESS.match(text, at):
        return None, business.end()
    if now := _NOW.match(text, at):
        return Point(offset=("day", 0)), now.end()
    word = read_word(text, at, DAY_WORDS)
    if word and word[0].unit == "day" and word[0].base == "publication" and (base := FROM_DAY.match(text, word[1])):
        return Point(offset=("day", int(word[0].amount))), base.end()
    return None, at


def _mark_fits(text: str, reading: LengthReading, mark: re.Match[str]) -> bool:
    """Whether the mark makes a length: `20일 이후` is a date, `2분기 동안` is a quarter, `5일 새 앱을` is a day and a new app."""
    unit, amount = reading.length.parts[-1]
    word = mark["mark"]
    if reading.spelled or reading.mixed or reading.length.high is not None or not amount.is_integer():
        return word != "더" or reading.spelled
    if unit == "quarter" and "개" not in text[mark.start() - 4 : mark.start()]:
        return word in ("연속", "째", "만에") or amount > 4
    if unit == "day" and amount <= 31 and not reading.length.business:
        return word not in ("새", "사이", "이하", "내", "안", "이후", "더")
    if unit == "year" and 15 <= amount <= 39 and amount % 10:
        return word not in ("이후", "내", "새", "사이", "이하", "안", "더", "전")
    return unit != "week" or word not in ("이상", "이하", "더", "치", "걸", "소요")


def _needs_no_mark(text: str, at: int, reading: LengthReading) -> bool:
    """Whether the length stands without a mark: hours and 개월 never point to a day; 5년 does not, 25년 may."""
    unit, amount = reading.length.parts[-1]
    surface, end = text[at : reading.end], reading.end
    digits = surface[0].isdecimal()
    ranged = reading.length.high is not None
    if not _AT_END.match(text, end) or _MATURITY_BEFORE.search(text[max(0, at - 3) : at]):
        return False
    if reading.mixed or unit in ("hour", "century", "half", "month"):
        return True
    match unit:
        case "minute" | "second":
            return digits and not _FRACTION.match(text, end)
        case "day":
            if reading.length.business or not amount.is_integer() or amount > 31:
                return True
            return (
                bool(amount == 1 and not ranged and _PER_DAY.match(text, end))
                if digits
                else surface[-1:] != "일" or surface == "하루 종일"
            )
        case "week":
            return ranged or surface.endswith(("주일", "주간")) or bool(amount == 52 and _YEAR_HIGH.match(text, end))
        case "quarter":
            return "개" in surface or surface.startswith(NATIVE_STARTS)
    short = amount < 15 or 40 <= amount < 60 or amount > 99 or amount % 10 == 0 or not amount.is_integer() or ranged
    return (digits and short) or surface in ("한 해", "일 년", "일년")


def _read_towards(text: str, towards: re.Match[str]) -> Marked | None:
    """향후 3년간, 최근 1개월, 지난 5년 동안."""
    reading = read_length(text, towards.end())
    if reading is None or _NOT_LENGTH.match(text, reading.end) or _AWAY_TAIL.match(text, reading.end):
        return None
    tail = _TAIL.match(text, reading.end)
    word = towards["word"].removesuffix("의")
    if not tail and (not _AT_END.match(text, reading.end) or _is_date_like(text, towards, reading, word)):
        return None
    if word == "최장":
        return reading.length, reading.end, "length"
    direction = 1 if word in ("향후", "앞으로", "다가오는", "오는") else -1
    end = tail.end() if tail and "걸쳐" not in tail[0] else reading.end
    return Anchored(reading.length, direction), end, "length_anchored"


def _is_date_like(text: str, towards: re.Match[str], reading: LengthReading, word: str) -> bool:
    """지난 20일 is a day, 지난 24년 3월 a month, 지난 3분기 a quarter: no lengths."""
    unit, amount = reading.length.parts[-1]
    if unit == "quarter":
        return "개" not in text[towards.end() : reading.end] and word not in ("최근", "향후", "앞으로")
    if (
        word not in ("지난", "오는")
        or reading.spelled
        or reading.mixed
        or reading.length.high is not None
        or not amount.is_integer()
    ):
        return False
    if unit == "day":
        return amount <= 31
    return unit == "year" and (
        (amount >= 15 and bool(_FINER.match(text, reading.end))) or _NOT_YEAR.match(text, reading.end) is None
    )
