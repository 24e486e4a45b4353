"""The calendar's units as they are written in Korean, one rule each; `points` joins neighbours from large to small.

A rule is tried where a letter of its `heads` stands. No pattern has nested repetition, so each try ends after a bounded number of
characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from extractors.dates.words import END, NATIVE_DAYS, SINO, WEEKDAYS, one_of, sino, words_of
from extractors.lexicon import LEXICON

TILDE = r" ?[~∼〜～\-–—] ?"
YEAR4 = r"(?:1\d|20|21)\d\d"
QUOTE = r"['’‘`]"
DIGITS = "0123456789"
NOT_YEAR = (
    r"(?! ?(?:물|형(?!사)|생(?![산긴])|산(?![업업])|식(?!품)|차(?![가-힣])|차(?:[에를은의]|로 )|만기|거치|채(?![가-힣])"
    r"|주기|근(?![가-힣])|제(?![가-힣])|납(?![가-힣])|제 |월세|국채|이자|고정))"
)
CONTRACT = r"물(?=(?:[은는이의과을도]?(?![가-힣])|로 )(?! (?:공급|사용|부족|관리|절약)))"
"""Behind the month of a contract: 9월물, but no 월물가 nor 월물량."""
_OF_FOUR = r"[·∙・ㆍ‧.]4(?= ?분기(?! ?(?:연속|모두|에 ?걸쳐|내내|각각)))"
"""Behind the number of one of four quarters, as newspapers write it: 3·4분기 is the third."""
_NOT_MONTH = rf"(?:(?={CONTRACT})|(?!물|급|호(?![가-힣])|세(?![가-힣])))"
SHORTENED = r"(?:에서 \d{1,3}일)?로 (?:대폭 |크게 |절반 ?|더 )?(?:줄[어었였이]|단축|늘[어었렸린]|감소|증가)"
"""`30일에서 9일로 단축`: how long something takes."""
_NOT_DAY = (
    r"(?!장(?:[이을은의에]|(?![가-힣]))|선(?![가-힣])|선[을이은에]|이평|이동평균|제(?:[를은의도로]|(?![가-힣]))"
    r"|차(?![가-힣])|차[에를은의]|천하|본|절|식(?![가-힣])|물(?![가-힣])|형|권(?![가-힣])|분(?![가-힣])|관|대(?![가-힣])"
    rf"|념|(?:일|간)? ?평균(?: ?(?:거래|주가|종가|가격))|일 ?평균|{SHORTENED})"
)
Fields = dict[str, Any]
"""Fields of a `Point`."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A written form of one unit."""

    name: str
    heads: str
    """The letters it begins with."""
    pattern: re.Pattern[str]
    production: Callable[[re.Match[str]], Fields | None]
    """The fields of the point; `None` where the number is impossible."""
    example: str
    """A text and the days read in it on 5 November 2025."""
    opens: re.Pattern[str] | None = re.compile("")
    """What must follow where it begins an expression; `None` where it cannot: 이월 and 오일 are words of their own."""


def full_year(digits: str) -> int:
    """Two digits are 1951 to 2050; an apostrophe before them is dropped."""
    digits = digits.lstrip("'’‘`")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= 50 else 1900)


def upto(name: str, low: int, high: int | None = None, top: int = 9998) -> Fields | None:
    """One value of a unit or a range of them; `None` where there is none such."""
    if not 1 <= low <= top or (high is not None and not low < high <= top):
        return None
    return {name: low} if high is None else {name: low, "upto": high}


def _numbered(name: str, top: int) -> Callable[[re.Match[str]], Fields | None]:
    """In digits: one, a range (`b`), or two neighbours (`c`): 7·8월 is a range, 6·9월 none."""

    def produce(found: re.Match[str]) -> Fields | None:
        low, neighbour = int(found["a"]), found["c"]
        if neighbour and int(neighbour) != low + 1:
            return None
        high = found["b"] or neighbour
        return upto(name, low, int(high) if high else None, top)

    return produce


def _spoken(name: str, top: int) -> Callable[[re.Match[str]], Fields | None]:
    return lambda found: upto(name, sino(found["s"]), None, top)


def _decade(found: re.Match[str]) -> Fields | None:
    year = int(found["a"]) if len(found["a"]) == 4 else 1900 + int(found["a"])
    if not found["b"]:
        return {"year": year, "decade": True}
    last = int(found["b"]) if len(found["b"]) == 4 else year // 100 * 100 + int(found["b"])
    return {"year": year, "decade": True, "upto": last} if last > year else None


def _spoken_decade(found: re.Match[str]) -> Fields | None:
    year = sino(found["s"])
    return None if year % 10 else {"year": year, "decade": True}


def _year(found: re.Match[str]) -> Fields | None:
    return upto("year", full_year(found["a"]), full_year(found["b"]) if found["b"] else None)


def _neighbour_years(found: re.Match[str]) -> Fields | None:
    return upto("year", int(found["a"]), int(found["c"])) if int(found["c"]) == int(found["a"]) + 1 else None


_FINER = re.compile(r" ?(?:\d{1,2}(?:[~\-∼]\d{1,2})?월|[1-4](?:[~∼\-][1-4])?분기|[상하]반기)")
_FAR_MARK = re.compile(r" ?(?:까지|부터|에(?![가-힣])|에는|엔|대비|기준|이후|이전|초|말|중반|보다|도 |을|를|들어|[의,)~∼\-–])")


_LENGTH_BEFORE = re.compile(rf"{LEXICON.alternation('before_length')} $")
"""새로운 30년, 또 다른 20년: no years of the calendar."""
_LENT_BEFORE = re.compile(rf"{LEXICON.alternation('lent for years')} ?\((?:[가-힣A-Z+\-]{{1,6}},? )?$")


def _is_maturity(found: re.Match[str]) -> bool:
    """Whether the years end a bracket behind what is lent for so long: 국고채(30년), 은행채(AAA 15년)."""
    text = found.string
    closed = text[found.end() : found.end() + 1] == ")"
    return closed and _LENT_BEFORE.search(text, max(0, found.start() - 16), found.start()) is not None


def _short_year(found: re.Match[str]) -> Fields | None:
    """
    Two digits before 년: 25년 상반기 is a year, 30년 넘게 is not.

    Lengths with their marks (간, 만에, 전) were tried before. What is left is a year near today, unless it is round and alone.
    """
    year, high, text, end = int(found["a"]), found["b"], found.string, found.end()
    if _LENGTH_BEFORE.search(text, max(0, found.start() - 8), found.start()) or _is_maturity(found):
        return None
    if _FINER.match(text, end):
        meant = year <= 39 or year >= 60
    elif high:
        meant = 15 <= year < int(high) <= 60 and (year % 10 != 0 or int(high) % 10 != 0)
    elif year in (20, 30, 40) or 40 < year <= 50:
        meant = bool(_FAR_MARK.match(text, end)) and year != 20
    else:
        meant = 15 <= year <= 39 or (year >= 60 and (year % 10 != 0 or bool(_FAR_MARK.match(text, end))))
    return _year(found) if meant else None


_ORDINALS = words_of("ordinal")
_ORDINAL = one_of("ordinal")
_ORDINAL_HEADS = "".join({surface[0] for surface in _ORDINALS})


def _ordinal(name: str) -> Callable[[re.Match[str]], Fields]:
    def produce(found: re.Match[str]) -> Fields:
        number = found["n"]
        return {name: int(number) if number.isdecimal() else int(_ORDINALS[number.replace(" ", "")].amount)}

    return produce


_PARTS, _SEASONS = words_of("part"), words_of("season")
PART = one_of("part")


def part_of(surface: str) -> str:
    """early, mid, late or end: 초순, 중반, 하순, 말."""
    return _PARTS[surface].unit


_AFTER_SPOKEN_MONTH = re.compile(
    r" ?(?:[이삼]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])일(?:(?![가-힣])|에|부터|까지|은|의)|(?:에|부터|까지)(?![가-힣])"
    rf"| ?(?:\d{{1,2}}일|초순|중순|하순|첫째|마지막|{'|'.join(NATIVE_DAYS)})"
)
_AFTER_SPOKEN_DAY = re.compile(r",? [월화수목금토일]요일|(?:에|부터|까지)(?![가-힣])")
_YEAR_TAIL = r"(?:도(?= |[^\w]|$|말|초))?"
_MORE = r"(?:{tilde}(?P<b>\d{{1,2}})|{comma} ?(?P<c>\d{{1,2}}))?"


def _unit(
    name: str, heads: str, pattern: str, production: Callable[[re.Match[str]], Fields | None], example: str, **more: Any
) -> Unit:
    return Unit(name, heads, re.compile(pattern), production, example, **more)


UNITS = (
    _unit("decade", DIGITS, rf"(?P<a>{YEAR4}|[2-9]0)(?:{TILDE}(?P<b>{YEAR4}|\d0))?년대", _decade, "1990년대 => 1990-01-01..1999-12-31"),
    _unit(
        "year", DIGITS + "'’‘`", rf"(?P<a>{YEAR4}|{QUOTE}\d\d)(?:{TILDE}(?P<b>{YEAR4}|{QUOTE}?\d\d))? ?[년年]{_YEAR_TAIL}{NOT_YEAR}",
        _year, "2024~25년 => 2024-01-01..2025-12-31",
    ),
    _unit(
        "year", DIGITS, rf"(?P<a>\d\d)(?:{TILDE}(?P<b>\d\d))?[년年](?:도(?= |[^\w]|$))?{NOT_YEAR}(?!간|여|째|짜리)",
        _short_year, "25년에 준공 => 2025-01-01..2025-12-31",
    ),
    _unit(
        "year", DIGITS + "'’‘`", rf"(?P<a>{YEAR4}|{QUOTE}\d\d)(?:{TILDE}(?P<b>{YEAR4}|{QUOTE}?\d\d))? ?학년도",
        _year, "2024학년도 => 2024-01-01..2024-12-31",
    ),
    _unit(
        "year", DIGITS, rf"(?P<a>{YEAR4})[·∙・](?P<c>{YEAR4}) ?년(?:도(?= |[^\w]|$))?",
        _neighbour_years, "2024·2025년 => 2024-01-01..2025-12-31",
    ),
    _unit(
        "year", DIGITS + "'’‘`",
        rf"(?P<a>(?:19|20)\d\d|{QUOTE}\d\d|[0-4]\d(?=\. ?[상하上下]))(?P<b>)(?:\.(?= ?[상하上下]))?"
        rf"(?= ?(?:[상하](?:반기| *(?:[|)\n]|$))|[上下](?![\u4e00-\u9fff])|[1-4](?:/4)? ?분기))",
        _year, "2025 상반기 => 2025-01-01..2025-06-30",
    ),
    _unit(
        "decade", "이천", rf"(?P<s>이천[{SINO}]{{0,7}}|천[칠팔구]백[{SINO}]{{0,5}}) ?년대",
        _spoken_decade, "천구백구십년대 => 1990-01-01..1999-12-31",
    ),
    _unit(
        "year", "이천", rf"(?P<s>이천[{SINO}]{{0,7}}|천[칠팔구]백[{SINO}]{{0,5}}) ?년(?!대)",
        lambda found: upto("year", sino(found["s"])), "이천이십사년 => 2024-01-01..2024-12-31",
    ),
    _unit(
        "month", DIGITS, rf"(?P<a>\d{{1,2}}){_MORE.format(tilde=TILDE, comma='[·∙・,]')} ?[월月]{_NOT_MONTH}",
        _numbered("month", 12), "7·8월 => 2025-07-01..2025-08-31",
    ),
    _unit(
        "month", "십일이삼사오유육칠팔구시", r"(?P<s>십[일이]?|[일이삼사오유육칠팔구시])월(?:달)?",
        _spoken("month", 12), "시월 초하루 => 2025-10-01", opens=_AFTER_SPOKEN_MONTH,
    ),
    _unit(
        "day", DIGITS, rf"(?P<a>\d{{1,2}}){_MORE.format(tilde=TILDE, comma='[·∙・]')} ?[일日]{_NOT_DAY}",
        _numbered("day", 31), "11월 3~4일 => 2025-11-03..2025-11-04",
    ),
    _unit(
        "day", "십일이삼사오육칠팔구", r"(?P<s>[이삼]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])일(?!일|곱)",
        _spoken("day", 31), "11월 삼일 => 2025-11-03", opens=_AFTER_SPOKEN_DAY,
    ),
    _unit("day", "말마", rf"(?:말일|마지막 ?날){END}", lambda _: {"day": -1}, "10월 말일 => 2025-10-31", opens=None),
    _unit(
        "day", "초열스", rf"(?P<v>{'|'.join(sorted(NATIVE_DAYS, key=len, reverse=True))}){END}",
        lambda found: {"day": NATIVE_DAYS[found["v"]]}, "10월 열사흘 => 2025-10-13", opens=None,
    ),
    _unit(
        "quarter", DIGITS + "제", rf"제?(?P<a>[1-4])(?:{_OF_FOUR}|{TILDE}(?P<b>[1-4])|[·∙・](?P<c>[1-4]))? ?(?:/4 ?|사 ?)?(?:분기(?!별|점)|分期)",
        _numbered("quarter", 4), "1~3분기 => 2025-01-01..2025-09-30",
    ),
    _unit(
        "quarter", "1234", r"(?P<a>[1-4])(?P<b>)(?P<c>)/4(?= *(?:[(|)\n,;~]|$))", _numbered("quarter", 4),
        "2025년 3/4 => 2025-07-01..2025-09-30", opens=None,
    ),
    _unit(
        "quarter", "1234", r"(?P<a>[1-4])(?P<b>)(?P<c>)Q(?![A-Za-z0-9])", _numbered("quarter", 4),
        "2025년 3Q => 2025-07-01..2025-09-30", opens=None,
    ),
    _unit(
        "half", "상하", r"(?P<h>[상하])(?= *(?:[|)\n]|$))", lambda found: {"half": 1 + "상하".index(found["h"])},
        "2025.하 => 2025-07-01..2025-12-31", opens=None,
    ),
    _unit(
        "quarter", "ⅠⅡⅢⅣ", "(?P<r>[ⅠⅡⅢⅣ])(?:/4)? ?분기", lambda found: {"quarter": 1 + "ⅠⅡⅢⅣ".index(found["r"])},
        "2025년 Ⅲ분기 => 2025-07-01..2025-09-30", opens=None,
    ),
    _unit(
        "quarter", "일이삼사", r"(?P<s>[일이삼사]) ?(?:사 ?)분기", _spoken("quarter", 4), "삼사분기 => 2025-07-01..2025-09-30"
    ),
    _unit("half", "상하", r"상[·∙・]?하반기", lambda _: {"half": 1, "upto": 2}, "상·하반기 => 2025-01-01..2025-12-31"),
    _unit("half", "上下", "(?P<h>[上下])(?:半期| ?반기)", lambda found: {"half": 1 + "上下".index(found["h"])}, "上半期 => 2025-01-01..2025-06-30"),
    _unit(
        "half", "上下", "(?P<h>[上下])(?![\u4e00-\u9fff])", lambda found: {"half": 1 + "上下".index(found["h"])},
        "'25년 下 => 2025-07-01..2025-12-31", opens=None,
    ),
    _unit("quarter", "일삼", "(?P<s>[일삼])분기", _spoken("quarter", 4), "올해 삼분기 => 2025-07-01..2025-09-30"),
    _unit("half", "상", "상반기", lambda _: {"half": 1}, "상반기 => 2025-01-01..2025-06-30"),
    _unit(
        "half", "반", r"(?<!\d개 )(?<!\d개)반기(?=\s(?:매출|영업|순이익|당기|실적|보고서|기준|누적)|에\s)", lambda _: {"half": 1},
        "유한양행의 반기 매출 => 2025-01-01..2025-06-30",
    ),
    _unit("half", "하", "하반기", lambda _: {"half": 2}, "올 하반기 => 2025-07-01..2025-12-31"),
    _unit(
        "season", "".join(surface[0] for surface in _SEASONS), rf"(?P<v>{one_of('season')})철?{END}",
        lambda found: {"season": int(_SEASONS[found["v"]].amount)}, "올해 여름철 => 2025-06-01..2025-08-31", opens=None,
    ),
    _unit(
        "week", DIGITS + _ORDINAL_HEADS, rf"(?:(?P<n>{_ORDINAL}) ?주(?: ?차|째)?){END}",
        _ordinal("week"), "10월 첫째 주 => 2025-09-29..2025-10-05", opens=None,
    ),
    _unit(
        "week", DIGITS, rf"(?P<n>[1-6]) ?주(?: ?차|째){END}", _ordinal("week"), "10월 1주차 => 2025-09-29..2025-10-05", opens=None
    ),
    _unit(
        "week", DIGITS, rf"(?P<n>[1-5]) ?번째 주{END}", _ordinal("week"), "10월 2번째 주 => 2025-10-06..2025-10-12", opens=None
    ),
    _unit("nth", _ORDINAL_HEADS, rf"(?P<n>{_ORDINAL}) ?(?=[{WEEKDAYS}]요일)", _ordinal("nth"), "10월 첫째 금요일 => 2025-10-03"),
    _unit(
        "nth", DIGITS, rf"(?P<n>[1-5]) ?번째 ?(?=[{WEEKDAYS}]요일)", _ordinal("nth"), "10월의 3번째 일요일 => 2025-10-19", opens=None
    ),
    _unit(
        "weekday", WEEKDAYS, rf"(?P<w>[{WEEKDAYS}])요일{END}",
        lambda found: {"weekday": WEEKDAYS.index(found["w"])}, "지난주 금요일 => 2025-10-31",
    ),
    _unit(
        "part", "".join({surface[0] for surface in _PARTS}), rf"(?P<p>{PART}){END}",
        lambda found: {"part": part_of(found["p"])}, "10월 하순 => 2025-10-21..2025-10-31", opens=re.compile("(?<=순)"),
    ),
)  # fmt: skip
RANK = {
    "decade": 95, "year": 90, "half": 80, "period": 77, "season": 76, "quarter": 75, "month": 70, "week": 60, "part": 58,
    "nth": 55, "weekend": 50, "day": 50, "holiday": 50, "weekday": 40,
}  # fmt: skip
"""Units join only from a higher rank to a lower one."""
_BY_LETTER = {
    letter: tuple(unit for unit in UNITS if letter in unit.heads)
    for letter in sorted({letter for unit in UNITS for letter in unit.heads})
}


def read_unit(text: str, at: int, rank: int, *, first: bool) -> tuple[str, Fields, int] | None:
    """The largest unit below *rank* at *at*: its name, its fields and its end; *first* where it opens an expression."""
    for unit in _BY_LETTER.get(text[at : at + 1], ()):
        if RANK[unit.name] >= rank or (first and unit.opens is None):
            continue
        found = unit.pattern.match(text, at)
        if found is None or (first and unit.opens is not None and not unit.opens.match(text, found.end())):
            continue
        if (fields := unit.production(found)) is not None:
            return unit.name, fields, found.end()
    return None
