"""Numeric, English and brokers' forms, one rule each: 2025.11.3, '25.11, 11/3(월), 3 Nov 2025, 1Q26E, FY2026, 2024~2026.

A template names its parts in angle brackets; most forms say all of a point in them, so one production serves them. A form that a decimal,
a fraction or a score may also have is read only `where` something shows what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from extractors.dates.calendar import month_length
from extractors.dates.model import Point, Span
from extractors.dates.units import PART, QUOTE, TILDE, YEAR4, full_year, part_of
from extractors.dates.words import END, WEEKDAYS
from extractors.lexicon import LEXICON


class Reading(NamedTuple):
    """A node and where it ends; `units` names what was read, for the rule."""

    node: Point | Span
    end: int
    units: str


Production = Callable[[re.Match[str]], Point | Span | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A written form."""

    name: str
    patterns: tuple[re.Pattern[str], ...]
    production: Production
    """The point it names; `None` where the calendar has none such."""
    where: Callable[[re.Match[str]], object]
    """Whether what stands around it shows that it is time."""
    example: str
    """A text and the days read in it on 5 November 2025."""


_MONTH_NAMES = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTHS = _MONTH_NAMES.split("|")
_PARTS = {
    "<Y>": rf"(?P<y>{YEAR4})",
    "<y>": rf"(?P<y>{YEAR4}|{QUOTE}\d\d)",
    "<yy>": rf"(?P<y>{YEAR4}|{QUOTE}?\d\d)",
    "<y2>": rf"(?P<y2>{YEAR4}|{QUOTE}?\d\d)",
    "<quarteryear>": rf"(?P<y>{YEAR4}|{QUOTE}?[0-4]\d|{QUOTE}[5-9]\d)",  # 1Q84 is a novel
    "<m>": r"(?P<m>\d{1,2})",
    "<m2>": r"(?P<m2>\d{1,2})",
    "<mm>": r"(?P<m>0[1-9]|1[0-2])",
    "<d>": r"(?P<d>\d{1,2})",
    "<dd>": r"(?P<d>0[1-9]|[12]\d|3[01])",
    "<mon>": rf"(?P<mon>(?i:{_MONTH_NAMES}|{'|'.join(name[:3] for name in _MONTHS if name != 'may')}|sept))(?![a-z])",
    "<q>": "(?P<q>[1-4])",
    "<q2>": "(?P<q2>[1-4])",
    "<h>": "(?P<h>[12])",
    "<->": TILDE,
    "<'>": QUOTE,
    "<E>": r"(?: ?\(?[EFPA]\)?)?(?![A-Za-z0-9])",
    "<edge>": r"(?![A-Za-z0-9])",
}
_PART = re.compile("(?<!P)(?:" + "|".join(_PARTS) + ")")


def day_of(year: int | None, month: int, day: int) -> Point | None:
    """The point, where the calendar has it; without a year as in a leap year."""
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year or 2024, month):
        return None
    return Point(year=year, month=month, day=day)


def _point(found: re.Match[str], *, fiscal: bool = False) -> Point | None:
    """The point that the named parts say."""
    part = {name: value for name, value in found.groupdict().items() if value}
    year = full_year(part["y"]) if "y" in part else None
    month = _month_number(part["mon"]) if "mon" in part else int(part["m"]) if "m" in part else None
    if month is not None and "d" in part:
        return day_of(year, month, int(part["d"]))
    quarter, half = (int(part[name]) if name in part else None for name in "qh")
    last = next((int(part[name]) for name in ("m2", "q2") if name in part), full_year(part["y2"]) if "y2" in part else None)
    low = month or quarter or (year if "y2" in part else None)
    if (month is not None and not 1 <= month <= 12) or (last is not None and not (low or 0) < last <= (12 if month else 9998)):
        return None
    return Point(year=year, month=month, quarter=quarter, half=half, upto=last, fiscal=fiscal)


def _fiscal(found: re.Match[str]) -> Point | None:
    return _point(found, fiscal=True)


def _fiscal_pair(found: re.Match[str]) -> Point | None:
    """A fiscal year that is named after both calendar years it lies in, by the second: 2025/26 회계연도."""
    year = full_year(found["y"][:-2] + found["y2"]) if len(found["y"]) > 2 else full_year(found["y2"])
    return Point(year=year, fiscal=True) if year == full_year(found["y"]) + 1 else None


def _fiscal_now(found: re.Match[str]) -> Point | None:
    step = -1 if found["past"] else 1 if found["next"] else 0
    return Point(offset=("year", step), fiscal=True)


def _quarter_ending(found: re.Match[str]) -> Span | None:
    """The three months that end with the one named."""
    year, last = (int(found["y"]) if found["y"] else None), int(found["m"])
    if not 1 <= last <= 12:
        return None
    begun = year - 1 if year and last < 3 else year
    return Span(Point(year=begun, month=last - 2 if last > 2 else last + 10), Point(year=year, month=last))


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def _day_first_or_month_first(found: re.Match[str]) -> Point | None:
    """21/04/2016 can only be April; where both orders are possible (03/04/2016), neither is taken."""
    year, first, second = int(found["y"]), int(found["a"]), int(found["b"])
    if first > 12 or first == second:
        return day_of(year, second, first)
    return day_of(year, first, second) if second > 12 else None


def _estimate(found: re.Match[str]) -> Point | None:
    """25E, '25A, 2025P; 25A and 25P without an apostrophe are names."""
    weak = len(found["y"]) == 2 and found["f"] in "AP" and found[0][0] not in "'’"
    return None if weak else Point(year=full_year(found["y"]))


def _two_months(found: re.Match[str]) -> Span | None:
    first, last = (Point(year=full_year(found[y]), month=int(found[m])) for y, m in (("y", "m"), ("y2", "m2")))
    in_order = (first.year or 0, first.month or 0) < (last.year or 0, last.month or 0)
    return Span(first, last) if in_order and 1 <= (first.month or 0) <= 12 and 1 <= (last.month or 0) <= 12 else None


# where -----------------------------------------------------------------------------------------------------------------------


def _anywhere(_: re.Match[str]) -> bool:
    return True


WEEKDAY_BRACKET = re.compile(rf"\.? ?\([{WEEKDAYS}](?:요일)?\)")
AS_OF = re.compile(r"(?: ?말)? ?(?:기준|현재|종가)")
_DAY_JOSA = re.compile(r"(?:에|부터|까지|일)(?:[^가-힣]|는|도|의|$)")
_TILDE = re.compile(rf"\.?{TILDE}")
_LAST_DAY = re.compile(r"(\d{1,2})(?![\d.,%/배원])(?! ?(?:페이지|쪽|위|점))")
_DOTTED_LAST = re.compile(r"(\d{1,2})\.(?!\d)")
"""The last day of a range whose ends both have the dot of a date: 4.1.~10."""
_UNIT_BEHIND = re.compile(r" ?(?:%|배|원|억|조|만|달러|p|포인트|℃|kg|g|m|cm|mm|배럴|도)")
_PRICE_BEFORE = re.compile(rf"{LEXICON.alternation('price_day')}\s?\($")
_SCHEDULE = re.compile(LEXICON.alternation("schedule"))


def _is_month_day(found: re.Match[str]) -> bool:
    """11/12, 11.18 where something shows that they are days and no fractions, scores or decimals."""
    text, at, end = found.string, found.start(), found.end()
    if WEEKDAY_BRACKET.match(text, end) or _is_priced_day(found):
        return True
    slashed = found["sep"] == "/"
    if found["space"]:
        return False
    if not slashed and _is_dotted_day(text, at, end):
        return True
    if slashed and _DAY_JOSA.match(text, end):
        return True
    if not (tilde := _TILDE.match(text, end)):
        return False
    second = _MONTH_DAY.match(text, tilde.end())
    if (
        second
        and second["sep"] == found["sep"]
        and day_of(None, int(second["m"]), int(second["d"]))
        and _are_days(at, found, second)
    ):
        return True
    dotted = not slashed and text.startswith(".", end)
    last = (_DOTTED_LAST if dotted else _LAST_DAY).match(text, tilde.end()) if dotted or slashed else None
    return last is not None and int(found["d"]) < int(last[1]) <= 31


_DOTTED_DAY = re.compile(rf"(?<![\d.])(\d{{1,2}}\.\d{{1,2}})\.?\([{WEEKDAYS}]\)")
_DOTTED_END = re.compile(
    rf"(?:{TILDE}\d{{1,2}}\.\d{{1,2}}\.?)\)|\.? ?(?:{LEXICON.alternation('happens_on')}|부터|까지)[가-힣 ]{{0,6}}\)"
)


@lru_cache(maxsize=8)
def _dotted_days(text: str) -> frozenset[str]:
    """The days that *text* writes with a dot and a weekday: 6.5.(일)."""
    return frozenset(_DOTTED_DAY.findall(text))


def _is_dotted_day(text: str, at: int, end: int) -> bool:
    """(6.5), (~4.28.), (3.14~3.18), (3.30.예정) in a text that writes days so; (6.5.) in any, a bare (6.5) only where it has 6.5.(일) too."""
    if not text[max(0, at - 3) : at].rstrip(" ~∼〜～").endswith("("):
        return False
    if text.startswith((".)", ".,"), end):  # no decimal ends so
        return True
    if text.startswith(")", end):
        return text[at:end] in _dotted_days(text)
    return bool(_DOTTED_END.match(text, end) and _dotted_days(text))


_DAY_OF_MONTH = re.compile(rf" ?(?:\d{{1,2}}시|기준|현재|이후|\([{WEEKDAYS}]\))|부터|까지|자(?![가-힣])|\([{WEEKDAYS}]\)")
_MEAN_BEFORE = re.compile(r"(?:평균|약|최대|최장) ?$")


def _is_day_of_month(found: re.Match[str]) -> bool:
    """10.21일 0시 기준, 5.2일부터; 3.5일 is a length."""
    text, end = found.string, found.end()
    return bool(_DAY_OF_MONTH.match(text, end)) and not _MEAN_BEFORE.search(text[max(0, found.start() - 4) : found.start()])


def _is_priced_day(found: re.Match[str]) -> bool:
    """현재주가(10/30): the day of a price, in a bracket of its own or before 기준."""
    text, at, end = found.string, found.start(), found.end()
    if found["sep"] != "/" or text[at - 1 : at] != "(":
        return False
    closed = text[end : end + 1] == ")" and _PRICE_BEFORE.search(text[max(0, at - 8) : at])
    return bool(closed or AS_OF.match(text, end))


def _are_days(at: int, first: re.Match[str], second: re.Match[str]) -> bool:
    """10.31~11.1 has two precisions, so it is no range of decimals; equal ones need a word such as 기간 in the line."""
    text = first.string
    if _UNIT_BEHIND.match(text, second.end()):
        return False
    if (
        first["sep"] == "/"
        or text[first.end() : first.end() + 1] == "."
        or len(first["d"]) != len(second["d"])
        or first["d"].startswith("0")
    ):
        return True
    line = text[max(0, text.rfind("\n", max(0, at - 120), at)) : second.end() + 20]
    return bool(_SCHEDULE.search(line[-180:]))


_NOTE = rf"(?: ?\((?:{LEXICON.alternation('period_note')}|[A-Za-z])\)| ?{LEXICON.alternation('period_note')}| ?[EFPA]|[efpar])?(?:[*†]{{1,2}}|\d?\))?"
"""What a cell says of its period: 2025(잠정), 2025 잠정, 2025(E), 2025p."""
_AFTER_MONTH = re.compile(rf"\.?{_NOTE} *(?:$|[|)\]\n:,]|[~∼〜–] ?\d{{4}})| ?기준| ?현재|부터|까지")
MEASURED_IN = r"(?:단위 ?:? ?)?(?:천|만|백만|천만|억|십억|조)?(?:원|달러|불|유로|엔|위안|명|건|대|개|톤|%)"
_UNIT_OF_COLUMN = re.compile(rf" ?\({MEASURED_IN}\)")
_BEFORE_VALUE = re.compile(r"\) ?[△▲+-]?\d[\d,.]*[%가-힣]")
_COLON = re.compile(r" ?:")
_AMOUNT = re.compile(r"\d[\d,.]*\s?[십백천만억조]*(?:원|달러|불|유로|엔|위안|명|건|대|개|곳|톤|세대|가구|%|㎢|㎡)\s?\Z")
_OPENED = 24
"""Characters before a year in brackets in which the amount stands that it dates: 매출액 1,950억원 (2019)."""
_CELL_END = re.compile(rf"{_NOTE} *(?:\||$|\n)| ?:")
_ALONE_END = re.compile(rf"\.?{_NOTE} *(?:\||$|\n|[)\]])")


def _begins_cell(found: re.Match[str]) -> bool:
    """Nothing but a bracket, a bar, a bullet or the start of a line stands before it."""
    before = found.string[max(0, found.start() - 3) : found.start()].rstrip(" ")
    return not before or before[-1] in "|([\n:~-•"


def _stands_alone(found: re.Match[str]) -> object:
    """It fills a cell, a bracket or a line, with a note such as (잠정) behind it."""
    return _begins_cell(found) and _ALONE_END.match(found.string, found.end())


_ROW = 400
"""Characters on each side in which the other heads of a row stand."""
_CLOSED_YEAR = re.compile(r"(?:19|20)\d\d\(12\)")


def _among_closed_years(found: re.Match[str]) -> object:
    """2025(09) alone in a cell, in a row with a year that closes in December: 2024(12)."""
    if not _stands_alone(found):
        return False
    text, start, end = found.string, max(0, found.start() - _ROW), found.end() + _ROW
    start = max(start, text.rfind("\n", start, found.start()) + 1)
    close = text.find("\n", found.end(), end)
    return _CLOSED_YEAR.search(text, start, close if close >= 0 else end)


_CELLS = re.compile(r"[^|\n]+")
_SURE_PERIOD = re.compile(rf" *(?:(?:19|20)\d\d(?:년|[./]\d\d?)?|{QUOTE}\d\d년?)(?:\([^()|]*\)|[EFPA])? *")
_SHORT_MONTH = re.compile(r" *[12]\d\.(?:0?[1-9]|1[0-2]) *")
_MONTH_LABEL = re.compile(r"[| ]*(?:19|20)?[12]\d([./-])(?:0[1-9]|1[0-2])[^|\d]*\|")


def _among_periods(found: re.Match[str]) -> bool:
    """25.09 alone in a cell: a label above or below another such one, or in a row of nothing but periods, one of them a year."""
    if not _stands_alone(found):
        return False
    text, at = found.string, found.start()
    begin = text.rfind("\n", max(0, at - _LINE), at) + 1
    end = text.find("\n", at)
    if not text[begin:at].strip("| "):
        above = text.rfind("\n", max(0, begin - 1 - _LINE), max(0, begin - 1)) + 1
        rows = [
            _MONTH_LABEL.match(text, begin),
            _MONTH_LABEL.match(text, above),
            _MONTH_LABEL.match(text, end + 1) if end >= 0 else None,
        ]
        return rows[0] is not None and any(row is not None and row[1] == rows[0][1] for row in rows[1:])
    cells = _CELLS.findall(text[begin : end if end >= 0 else at + _LINE])[1:]
    sure = [_SURE_PERIOD.fullmatch(cell) is not None for cell in cells]
    return any(sure) and all(is_sure or _SHORT_MONTH.fullmatch(cell) for cell, is_sure in zip(cells, sure, strict=True))


def _is_year_month(found: re.Match[str]) -> bool:
    """
    2025.10 where it cannot be a decimal.

    That is before 월, alone in a cell, a bracket or a line, with a second one behind a tilde, or where it opens a line of a chronology.
    """
    if found["word"] or (_opens_line(found) and _ENTRY.match(found.string, found.end())):
        return True
    return bool(_begins_cell(found) and _AFTER_MONTH.match(found.string, found.end()))


def _opens_line(found: re.Match[str]) -> bool:
    """Whether nothing but a bullet stands before it in its line."""
    text, at = found.string, found.start()
    line = text.rfind("\n", max(0, at - _LINE), at) + 1 or max(0, at - _LINE)
    return not text[line:at].strip(_BULLETS)


@lru_cache(maxsize=8)
def _is_chronology(text: str) -> bool:
    """Whether lines of *text* tell year by year what happened."""
    return len(_ENTRIES.findall(text)) >= _MANY


def _is_bare_year(found: re.Match[str]) -> bool:
    """
    2024 alone in a table cell, before the colon of a list item, with the unit of its column (2022 (천원)), in a chronology, or in brackets
    behind an amount (3억원 (2024)).
    """
    text, at, end = found.string, found.start(), found.end()
    if _UNIT_OF_COLUMN.match(text, end) or (text[at - 1 : at] == "(" and _BEFORE_VALUE.match(text, end)):
        return True
    if text[at - 1 : at] == "(" and text[end : end + 1] == ")" and _AMOUNT.search(text, max(0, at - _OPENED), at - 1):
        return True
    if _opens_line(found) and _ENTRY.match(text, end) and _is_chronology(text):
        return True
    if not _CELL_END.match(text, end):
        return False
    line = text.rfind("\n", max(0, at - _LINE), at) + 1 or max(0, at - _LINE)
    in_cell = text[max(line, at - 40) : at].rstrip().endswith("|") and "|" in text[end : end + 40].split("\n")[0]
    return in_cell or bool(not text[line:at].strip(" \t*-•·") and _COLON.match(text, end))


_BULLETS = " \t*-•·○◦ㅇ▪■□▶▷◆◇●▲△"
_ENTRY = re.compile(
    r"[ \t]*=[ \t]*(?=[가-힣A-Z‘'“\"])"
    r"|[ \t]+(?!(?:%|배|원|억|조|만|천|명|개|대|건|달러|포인트|세대|가구)(?:[은는이가을를의에도]|으?로)?(?![가-힣]))[가-힣A-Z]"
)
"""Behind a year or month that opens a line: what happened then, and no unit."""
_ENTRIES = re.compile(
    rf"^[{re.escape(_BULLETS)}]*(?:19[5-9]|20[0-6])\d(?:\.\d{{1,2}}){{0,2}}\.?(?:[ \t]+=?[ \t]*|=)[가-힣A-Z]", re.MULTILINE
)
_MANY = 3
"""Lines that begin with a year and make a chronology."""
_LINE = 200
"""How far back the start of a line is looked for, in characters."""


def _form(
    name: str,
    *templates: str,
    example: str,
    production: Production = _point,
    where: Callable[[re.Match[str]], object] = _anywhere,
) -> Form:
    patterns = tuple(re.compile(_PART.sub(lambda part: _PARTS[part[0]], template)) for template in templates)
    return Form(name, patterns, production, where, example)


_DOTTED_WITH_UNIT = re.compile(r"(?P<m>1[0-2]|[1-9])\.(?P<d>\d{1,2}) ?일(?![가-힣](?<![부까자]))")
_MONTH_DAY = re.compile(r"(?P<m>\d{1,2})(?P<sep>[./])(?P<space> ?)(?P<d>\d{1,2})(?!\d)")
FORMS = (
    _form("year_month_day", r"<Y> ?(?P<sep>[.\-/]) ?<m> ?(?P=sep) ?<d>(?!\d|[.\-/:]\d| ?호(?![가-힣]))", example="2025. 11. 3. => 2025-11-03"),
    _form("short_year_month_day", r"<'>(?P<y>\d\d)[./] ?<m>[./] ?<d>(?!\d| ?분기)(?<!\.[1-4]/4)", example="'25.11.3 => 2025-11-03"),
    _form("spaced_year_month", r"(?P<y>(?:19|20)\d\d)[ M]<mm>(?!\d)", where=_stands_alone, example="(2025 09) => 2025-09-01..2025-09-30"),
    _form(
        "short_year_month", r"(?P<y>[12]\d)\.<m>(?!\d)", r"(?P<y>[12]\d)[/-]<mm>(?!\d)", where=_among_periods,
        example="| 구분 | 2024 | 25.09 | => 2024-01-01..2024-12-31; 2025-09-01..2025-09-30",
    ),
    _form("month_year", r"<mon>[-.] ?<'>?(?P<y>\d\d)<edge>", where=_stands_alone, example="(Sep-25) => 2025-09-01..2025-09-30"),
    _form(
        "compact_day",
        r"(?P<y>20[0-4]\d)<mm><dd>(?![\d_A-Za-z]|[.,\-/]\d)(?! ?[원주개명건대번호달])",
        example="20251103 => 2025-11-03",
    ),
    _form("year_months", r"<y>년? ?\(<m><-><m2> ?월\)", example="2025(1~9월) => 2025-01-01..2025-09-30"),
    _form("year_months", r"<y>\. ?<m><-><m2> ?월", example="2025.1~9월 => 2025-01-01..2025-09-30"),
    _form("year_months", r"<y>[./] ?<m><-><m2>(?!\d| ?월|[.,]\d)", where=_stands_alone, example="(2025.1~9) => 2025-01-01..2025-09-30"),
    _form("year_months", r"(?P<y>20[0-4]\d) ?\(<m><-><m2>\)", where=_stands_alone, example="| 2025 (1-9) | => 2025-01-01..2025-09-30"),
    _form("glued_year_month", r"(?P<y>20[0-4]\d)<mm>(?!\d)", where=_stands_alone, example="(202509) => 2025-09-01..2025-09-30"),
    _form("spaced_year_month", r"(?P<y>(?:19|20)\d\d) <m> ?월(?!물|급)", example="2025 9월 => 2025-09-01..2025-09-30"),
    _form("dotted_year_month", r"(?P<y>[0-4]\d)\. ?<m> ?월(?!물|급)", example="25.9월 => 2025-09-01..2025-09-30"),
    _form("dotted_year_months", r"(?P<y>[0-4]\d)\. ?<m><-><m2> ?월", example="25.1~9월 => 2025-01-01..2025-09-30"),
    _form("slashed_year_month_day", r"(?P<y>[0-4]\d)/<m>/<dd>(?!\d|/)", example="25/7/08 => 2025-07-08"),
    _form("short_year", r"<'>(?P<y>\d\d)(?!\d|\. ?\d|[,/]|[A-Za-z])", where=_stands_alone, example="('24) => 2024-01-01..2024-12-31"),
    _form("short_year", r"<'>(?P<y>[0-4]\d|9\d)(?=\)|<-><'>\d\d\.)", example="'24) 4종 => 2024-01-01..2024-12-31"),
    _form(
        "short_year_month", r"<'>(?P<y>\d\d)[./] ?<m>(?!\d|(?:/4)? ?분기|/4(?!\d)|[QH](?![A-Za-z]))(?: ?월)?",
        example="'25.9월 => 2025-09-01..2025-09-30",
    ),
    _form("padded_year_month_day", r"(?P<y>\d\d)(?P<sep>[./])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?!\d|[./]\d)", example="25.11.03 => 2025-11-03"),
    _form(
        "stated_year_month_day",
        rf"(?P<y>[23]\d)\.<m>\.<d>(?=\.? ?(?:기준|현재|작성|\([{WEEKDAYS}]\)))",
        example="25.9.3 기준 => 2025-09-03",
    ),
    _form(
        "day_month_year",
        r"(?P<a>\d{1,2})(?P<sep>[./\-])(?P<b>\d{1,2})(?P=sep)<Y>(?!\d|[./\-]\d)",
        production=_day_first_or_month_first,
        example="21/04/2016 => 2016-04-21",
    ),
    _form("month_first", r"<mon>\.? <d>(?:st|nd|rd|th)?(?!\d|[.,]\d)(?:,? <Y>)?<edge>", example="November 3, 2025 => 2025-11-03"),
    _form("month_year", r"<mon>\.?,? ?<y><edge>", example="Nov 2025 => 2025-11-01..2025-11-30"),
    _form("day_first", r"<d>(?:st|nd|rd|th)? <mon>\.?,?(?: <Y>)?<edge>", example="3rd Nov 2025 => 2025-11-03"),
    _form(
        "fiscal_quarter",
        "FY ?<q>Q ?<yy><E>", "<q>Q ?FY ?<yy><E>", "Q<q> ?FY ?<yy><E>", "FY ?<yy> ?(?:Q<q>)<E>", "FY ?<yy> ?<q>Q<E>",
        production=_fiscal, example="FY1Q26 => 2026-01-01..2026-03-31",
    ),
    _form("fiscal_half", "<h>H ?FY ?<yy><E>", "FY ?<h>H ?<yy><E>", production=_fiscal, example="1HFY26 => 2026-01-01..2026-06-30"),
    _form(
        "fiscal_year",
        "FY ?<yy>(?:<->(?:FY ?)?<y2>)?<E>", "<Y> ?(?:년 ?)?회계 ?연도", "회계 ?연도 <Y>년?", "(?P<y>['’‘`]\\d\\d)(?:년)? ?회계 ?연도",
        "(?P<y>(?:19|20)\\d\\d|['’‘`]\\d\\d|[0-4]\\d(?=년))[년/]? ?<m>월기(?=에|로|까지|부터|[은는이가의을를]|[^가-힣]|$)",
        production=_fiscal, example="FY2026 => 2026-01-01..2026-12-31",
    ),
    _form(
        "closed_year", r"(?P<y>(?:19|20)\d\d)\(12\)(?![\d~∼.,/-])", where=_stands_alone,
        example="| 구분 | 2024(12) | 2025(12) | => 2024-01-01..2024-12-31; 2025-01-01..2025-12-31",
    ),
    _form(
        "closed_month", r"(?P<y>(?:19|20)\d\d)\((?P<m>0[1-9]|1[01])\)(?![\d~∼.,/-])", where=_among_closed_years,
        example="| 구분 | 2024(12) | 2025(09) | => 2024-01-01..2024-12-31; 2025-09-01..2025-09-30",
    ),
    _form(
        "fiscal_year", r"(?P<y>20\d\d|\d\d)[/-](?P<y2>\d\d) ?회계 ?연도",
        production=_fiscal_pair, example="2025/26 회계연도 => 2026-01-01..2026-12-31",
    ),
    _form(
        "fiscal_now", "(?:현|이번|올해?|당해|(?P<past>지난해?|직전)|(?P<next>다음|차기|내년)) ?회계 ?연도",
        production=_fiscal_now, example="현 회계연도 => 2025-01-01..2025-12-31",
    ),
    _form(
        "quarter_ending",
        "(?:<Y>년 )?<m>월(?: ?\\d{1,2}일)?(?:으?로|에) (?:끝나는|끝난|종료되는|종료된|종료하는|마감되는|마감된|마감하는|마감한)"
        " (?:회계 ?연도 )?(?:[1-4]분기|분기)",
        production=_quarter_ending, example="9월 30일로 끝나는 분기 => 2025-07-01..2025-09-30",
    ),
    _form(
        "quarter",
        "<q>Q(?:<-><q2>Q)? ?<quarteryear><E>", "Q<q> ?<quarteryear><E>", r"<y>[.\- ]?Q<q><E>", r"<y>[.\- ]?<q>Q<E>",
        r"<y>[.\- ]?<q>Q?<-><q2>Q<E>", r"<y>\. ?<q>/4(?![\d/.])", r"<y>\. ?<q><-><q2> ?분기", "<q>Q(?:<-><q2>Q)?<E>",
        "Q<q>(?= (?:실적|매출|영업|순이익|어닝|가이던스))", "<y>[./] ?<q>(?:/4)? ?분기",
        r"(?P<y>[0-4]\d)[./] ?<q>(?:/4)? ?분기", r"(?P<y>[12]\d)[./]<q>Q<E>", r"<'>(?P<y>\d\d)\.<q>Q(?=\d)",
        example="1Q26E => 2026-01-01..2026-03-31",
    ),
    _form(
        "half",
        "<h>H ?<quarteryear><E>", r"(?P<y>[12]\d)\.<h>H<E>", "H<h> ?<quarteryear><E>", r"<Y>[.\- ]?H<h><E>", r"<Y>[.\- ]?<h>H<E>",
        "<h>H(?= (?:실적|매출|영업|순이익))", example="2H25 => 2025-07-01..2025-12-31",
    ),
    _form("calendar_year", rf"CY ?(?P<y>{YEAR4}|\d\d)<E>", example="CY25 => 2025-01-01..2025-12-31"),
    _form(
        "estimate_year", "<'>?(?P<y>20\\d\\d|[1-3]\\d)(?P<f>[EFPA])(?![A-Za-z0-9])",
        production=_estimate, example="26E => 2026-01-01..2026-12-31",
    ),
    _form(
        "years",
        r"<'>(?P<y>\d\d)<-><'>?(?P<y2>\d\d)(?!\d|[.,]\d)(?!['’‘`]| ?세(?!계|기))(?: ?년)?",
        r"<'>(?P<y>\d\d)\.<-><'>(?P<y2>\d\d)\.(?! ?\d)",
        r"(?P<y>(?:19|20)\d\d) ?[~∼〜～–] ?(?P<y2>(?:19|20)\d\d)(?![\d,.\-/]|[A-Za-z])(?! ?[가-힣]?(?:원|명|개|대|건))(?: ?년(?!대))?",
        r"(?P<y>20[0-4]\d)-(?P<y2>20[0-4]\d)(?![\d,.\-/]|[A-Za-z])",
        example="2024~2026 => 2024-01-01..2026-12-31",
    ),
    Form("dotted_day", (_DOTTED_WITH_UNIT,), _point, _is_day_of_month, "10.21일 기준 => 2025-10-21"),
    Form("month_day", (_MONTH_DAY,), _point, _is_month_day, "11/3(월) => 2025-11-03"),
    _form(
        "year_month_range", r"(?<=\()(?P<y>[12]\d)\.(?P<m>\d\d)<->(?P<y2>[12]\d)\.(?P<m2>\d\d)(?!\d|\.\d)",
        production=_two_months, example="운임(24.10~25.03) => 2024-10-01..2025-03-31",
    ),
    _form(
        "year_month", r"<Y>[.\-/] ?<m>(?!\d|[.\-/]\d)(?P<word> ?월)?",
        where=_is_year_month, example="(2025.10) => 2025-10-01..2025-10-31",
    ),
    _form(
        "bare_year", r"(?P<y>19[5-9]\d|20[0-6]\d)(?![\d,.])", where=_is_bare_year, example="2024: 흑자 => 2024-01-01..2024-12-31"
    ),
)  # fmt: skip
"""In the order they are tried; weak ones last."""
_LATIN = tuple(
    form for form in FORMS if form.name not in ("dotted_day", "month_day", "year_month_range", "year_month", "bare_year")
)
_WEAK = FORMS[len(_LATIN) :]
_HEAD = re.compile(
    r"\d{4} ?[.\-/~∼〜～–]|\d{4}(?:[ M]\d\d|[ -][1-4]?[QH]| [1-4][~-]|년? ?\(\d)|[12]\d[./-]\d\d? *(?:\||$|\n)|\d\d/[1-4]Q"
    r"|\d{4} ?\d?\d ?월|\d{6}(?!\d)|\d\d[./] ?\d{1,2}(?:[./]| ?월| ?분기| ?[~∼〜～\-–—])|\d{1,2}[./\-]\d{1,2}[./\-]\d{4}"
    r"|\d\d\.[1-4][QH]|\d{8}(?!\d)|\d{1,4}(?:(?:st|nd|rd|th)? [A-Z]| ?(?:년 ?)?회계|년? ?\d{1,2}월기| ?[QHFEAP])|['’‘`]\d|[A-Z][A-Za-z1-4]|회계"
    r"|(?:현|이번|올해?|당해|지난해?|직전|다음|차기|내년) ?회계|(?:\d{4}년 )?\d\d?월(?: ?\d\d?일)?(?:으?로|에) [끝종마]"
)


def is_dotted_day(text: str, at: int) -> bool:
    """Whether 10.21일 at *at* is a day, and no length."""
    found = _DOTTED_WITH_UNIT.match(text, at)
    return found is not None and _is_day_of_month(found)


def read_form(text: str, at: int) -> Reading | None:
    """The first form that stands at *at*, with the part or weekday behind it."""
    for form in (*(_LATIN if _HEAD.match(text, at) else ()), *(_WEAK if "0" <= text[at] <= "9" else ())):
        for pattern in form.patterns:
            found = pattern.match(text, at)
            if found and (node := form.production(found)) and form.where(found):
                end = found.end()
                if isinstance(node, Span):
                    return Reading(node, end, form.name)
                if node.day is None and node.month and text.startswith("월", end):
                    end += 1
                return Reading(*_finish(text, node, end), form.name)
    return None


_FISCAL_PART = re.compile(r" ?(?:(?P<q>[1-4])분기|(?P<h>[상하])반기)")
_FINISH = re.compile(rf" ?(?P<p>{PART}){END}|,? (?P<w>[{WEEKDAYS}])요일{END}")


def _finish(text: str, point: Point, end: int) -> tuple[Point, int]:
    """A part or a weekday behind a numeric form: '26.3월 말, 2025.11.3 월요일."""
    if point.fiscal and not (point.quarter or point.half or point.upto) and (part := _FISCAL_PART.match(text, end)):
        halves = {"상": 1, "하": 2}
        return replace(point, quarter=int(part["q"]) if part["q"] else None, half=halves.get(part["h"] or "")), part.end()
    found = _FINISH.match(text, end)
    if not found or point.upto:
        return point, end
    if found["w"] and point.day:
        return replace(point, weekday=WEEKDAYS.index(found["w"])), found.end()
    if found["p"] and not point.day:
        return replace(point, part=part_of(found["p"])), found.end()
    return point, end
