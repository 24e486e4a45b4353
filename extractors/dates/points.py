"""Reading one point of the calendar: units joined from large to small, and the foreign and brokers' forms."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from extractors.dates.calendar import month_length
from extractors.dates.grammar import (
    AS_OF,
    FORMS,
    MONTH_DAY,
    NAMES_OF_MONTHS,
    ORDINALS,
    PARTS,
    RANK,
    SHORT_YEAR_MONTHS,
    TILDE,
    UNITS,
    WEEKDAY_BRACKET,
    YEAR_MONTH,
)  # fmt: skip
from extractors.dates.model import Point, Span
from extractors.dates.words import END, NATIVE_DAYS, Word, load_words, sino, spaced

WEEKDAYS = "월화수목금토일"
JOINT = re.compile(r"(?: |의 |, (?=[월화수목금토일]요일))?")
TOWARDS_POINT = re.compile(
    r"(?P<word>지난|오는|다가오는|이번|다음) ?(?=\d|[월화수목금토일]요일|[상하]반기|[일이삼사오유육칠팔구시십]|추석|설"
    r"|크리스마스|성탄|봄|여름|가을|겨울|어린이|현충|제헌|광복|개천|한글|신정|주말)"
)
DIRECTIONS = {"지난": -1, "오는": 1, "다가오는": 1, "다음": 1}
FAR_MARK = re.compile(r" ?(?:까지|부터|에(?![가-힣])|에는|엔|대비|기준|이후|이전|초|말|중반|보다|도 |을|를|들어|[의,)~∼\-–])")
SCHEDULE = re.compile(r"일정|기간|접수|신청|행사|개최|열린|열리|축제|공모|모집|휴가|연휴|전시|박람회|회의")


class Reading(NamedTuple):
    """A node and where it ends; `units` names what was read, for the rule."""

    node: Point | Span
    end: int
    units: str


_UNIT_LETTERS = "0123456789'’‘`제열스봄여가겨상하첫둘셋넷다마두세네월화수목금토일초중후전말이삼사오육륙유칠팔구시십천"


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The units that may begin with each letter."""
    units = [(name, re.compile(pattern), re.compile(_HEADS[name])) for name, pattern in UNITS]
    return {letter: tuple((name, pattern) for name, pattern, head in units if head.match(letter)) for letter in _UNIT_LETTERS}


_HEADS = {
    "decade": r"\d", "year": r"[\d'’‘`이천]", "half": "[상하]", "season": "[봄여가겨]", "quarter": r"[제\d일이삼사]",
    "month": r"[\d십일이삼사오유육칠팔구시]", "week": r"[\d첫둘셋넷다마두세네]", "part": "[초상중하후말]",
    "nth": "[첫둘셋넷다마두세네]", "day": r"[\d십일이삼사오육칠팔구초열스말마]", "weekday": "[월화수목금토일]",
}  # fmt: skip
_FORM_HEAD = re.compile(
    r"\d{4} ?[.\-/~∼〜～–]|\d\d[./]\d{1,2}[./]|\d{1,2}[./\-]\d{1,2}[./\-]\d{4}"
    r"|\d\d\.[1-4][QH]|\d{8}(?!\d)|\d{1,4}(?:(?:st|nd|rd|th)? [A-Z]| ?(?:년 ?)?회계| ?[QHFEAP])|['’‘`]\d|[A-Z][A-Za-z1-4]|회계"
)


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in FORMS)


@lru_cache(maxsize=1)
def words_by_letter() -> dict[str, list[tuple[re.Pattern[str], Word]]]:
    """Words of time under their first letter, the longest first."""
    table: dict[str, list[tuple[re.Pattern[str], Word]]] = {}
    for word in sorted(load_words(), key=lambda word: -len(word.surface)):
        after = f"(?={word.before})" if word.before else END
        if word.role == "same" and word.surface in ("동기", "동월", "동분기", "동일"):
            after = rf"(?:{END}|(?=실적|누계|누적|말))"  # they stand behind a year word only, which disambiguates them
        if word.role == "previous" and not word.before:
            after = rf"(?:{END}|(?=비[ \d]))"
        if word.unit == "year" and not word.before:
            after = rf"(?:{after}|(?=동기|동월|동분기))"
        if word.role in ("offset", "previous") and not word.before and word.unit in ("year", "quarter", "month", "week"):
            after = rf"(?:{after}|(?=[초말]{END}))"  # 올해초, 지난달말
        if word.role == "length" and not word.before:
            after = rf"(?:{END}|(?=간|째|만에|전|후|뒤|동안|내내|가량|남짓|정도|새(?![가-힣])|안에|이내))"
        table.setdefault(word.surface[0], []).append((re.compile(spaced(word.surface) + after), word))
    return table


def read_word(text: str, at: int, roles: frozenset[str]) -> tuple[Word, int] | None:
    """The longest word of one of *roles* at *at*."""
    for pattern, word in words_by_letter().get(text[at : at + 1], ()):
        if word.role in roles and (found := pattern.match(text, at)):
            return word, found.end()
    return None


OFFSETS = frozenset({"offset", "previous", "early", "late", "end", "whole", "holiday"})
SAME = frozenset({"same"})


def full_year(digits: str) -> int:
    """Two digits are 1951 to 2050; an apostrophe before them is dropped."""
    digits = digits.lstrip("'’‘`")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= 50 else 1900)


def read_point(text: str, at: int) -> Reading | None:
    """The largest point that begins at *at*; `None` where none does or a unit has no such value (13월)."""
    if at >= len(text):
        return None
    if form := _read_form(text, at):
        return form
    found = TOWARDS_POINT.match(text, at)
    if found and (word := read_word(text, at, OFFSETS)) and word[1] > found.end():
        found = None  # 지난 주말 is a word of its own
    fields: dict[str, Any] = {}
    units: list[str] = []
    rank, end = 100, at
    if found:
        end = found.end()
    begun = end
    while unit := _read_unit(text, end if not units else _joint(text, end), rank, fields, first=not (units or found)):
        name, values, end = unit
        fields.update(values)
        rank = RANK[name]
        units.append(name)
        if fields.get("upto") or "like" in fields:
            break
    if not units or end == begun or (units == ["nth"] or units[-1] == "nth"):
        return None
    if units == ["part"] and fields["part"] == "end" and "offset" not in fields:
        return None
    if found:
        _turn(fields, found["word"])
    return Reading(Point(**fields), end, "_".join(units))


def _joint(text: str, at: int) -> int:
    found = JOINT.match(text, at)
    return found.end() if found else at


def _turn(fields: dict[str, Any], word: str) -> None:
    """지난, 오는, 이번 before a unit that names no year."""
    if word == "이번" and "offset" not in fields:
        grain = Point(**fields).grain
        weekday = fields.get("weekday") is not None and not fields.get("day")
        by_month = grain == "day" and not fields.get("holiday")
        fields["offset"] = ("week" if weekday else "month" if by_month else "year", 0)
    else:
        fields["direction"] = DIRECTIONS.get(word, 0)


def _read_unit(text: str, at: int, rank: int, fields: dict[str, Any], *, first: bool) -> tuple[str, dict[str, Any], int] | None:
    """The next smaller unit at *at*: its name, its fields and its end."""
    if fields.get("offset") and (same := read_word(text, at, SAME)) and fields["offset"][0] == "year" and len(fields) <= 2:
        return "year", {"base": "same", "like": same[0].unit}, same[1]
    word = read_word(text, at, OFFSETS | SAME if first else OFFSETS)
    if word and (read := _word_fields(word[0], text[at : word[1]], fields)) and RANK[read[0]] < rank:
        return read[0], read[1], word[1]
    for name, pattern in _units().get(text[at : at + 1], ()):
        if RANK[name] >= rank:
            continue
        found = pattern.match(text, at)
        if found and (values := _values(name, found, first=first)) is not None:
            return name, values, found.end()
    return None


def _word_fields(word: Word, surface: str, fields: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    match word.role:
        case "offset" | "previous" if "offset" not in fields:
            base = "previous" if word.role == "previous" else word.base
            unit = "week" if word.unit == "weekend" else word.unit
            part = {"part": "weekend"} if word.unit == "weekend" else {}
            return word.unit, {"offset": (unit, int(word.amount)), "base": base, **part}
        case "early" | "late" | "end" | "whole":
            part = {} if word.role == "whole" else {"part": word.role}
            return ("part" if part else "year"), {**({} if fields else {"offset": (word.unit, 0), "base": word.base}), **part}
        case "holiday":
            return "holiday", {"holiday": word.surface}
        case "same" if not fields and word.surface.startswith(("같은 ", "동기간")):
            return "year", {"offset": ("year", 0), "base": "same", "like": word.unit}
    return None


def _values(name: str, found: re.Match[str], *, first: bool) -> dict[str, Any] | None:
    """Fields of a unit; `None` where its number is impossible or its form too weak to stand alone."""
    groups = found.groupdict()
    text, end = found.string, found.end()
    match name:
        case "decade":
            year = int(groups["a"]) if len(groups["a"]) == 4 else 1900 + int(groups["a"])
            if not groups["b"]:
                return {"year": year, "decade": True}
            last = int(groups["b"]) if len(groups["b"]) == 4 else year // 100 * 100 + int(groups["b"])
            return {"year": year, "decade": True, "upto": last} if last > year else None
        case "year":
            return _year_values(groups, text, end)
        case "day" if groups.get("e") or groups.get("v"):
            return None if first else {"day": -1 if groups.get("e") else NATIVE_DAYS[groups["v"]]}
        case "month" | "day" | "quarter":
            top = {"month": 12, "day": 31, "quarter": 4}[name]
            if groups.get("s"):
                weak = name != "quarter" and first and not _stands_alone(name, text, end)
                return None if weak else _upto(name, sino(groups["s"]), None, top)
            high = groups.get("b") or groups.get("c")
            return _upto(name, int(groups["a"]), int(high) if high else None, top) if _is_consecutive(groups) else None
        case "season":
            return None if first else {"season": "봄여가겨".index(groups["v"][0]) + 1}
        case "half":
            return {"half": 1, "upto": 2} if len(groups["h"]) > 1 else {"half": 1 if groups["h"] == "상" else 2}
        case "week" | "nth":
            number = int(groups["n"]) if groups["n"].isdecimal() else ORDINALS[groups["n"][0]]
            bare = groups["n"].isdecimal() and not found[0].endswith(("차", "째"))
            return None if name == "week" and (first or bare) else {name: number}
        case "weekday":
            return {"weekday": WEEKDAYS.index(groups["w"])}
        case "part":
            return None if first and len(groups["p"]) < 2 else {"part": PARTS[groups["p"]]}
    return None


def _year_values(groups: dict[str, str], text: str, end: int) -> dict[str, Any] | None:
    if groups.get("s"):
        year = sino(groups["s"])
        return {"year": year} if year >= 1000 else None
    high = groups.get("b") or groups.get("c")
    if not _is_consecutive(groups) or (len(groups["a"]) == 2 and not _is_short_year(groups["a"], high, text, end)):
        return None
    return _upto("year", full_year(groups["a"]), full_year(high) if high else None)


def _is_consecutive(groups: dict[str, str]) -> bool:
    """7·8월 is a range; 6·9월 is none."""
    return not groups.get("c") or int(groups["c"]) == int(groups["a"]) + 1


def _upto(name: str, low: int, high: int | None, top: int = 9998) -> dict[str, int] | None:
    if not 1 <= low <= top or (high is not None and not low < high <= top):
        return None
    return {name: low} if high is None else {name: low, "upto": high}


_SPOKEN_MONTH = re.compile(
    r" ?(?:[이삼]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])일(?:(?![가-힣])|에|부터|까지|은|의)|(?:에|부터|까지)(?![가-힣])"
    rf"| ?(?:\d{{1,2}}일|초순|중순|하순|첫째|마지막|{'|'.join(NATIVE_DAYS)})"
)
_SPOKEN_DAY = re.compile(r",? [월화수목금토일]요일|(?:에|부터|까지)(?![가-힣])")


def _stands_alone(name: str, text: str, end: int) -> bool:
    """이월, 오일 and the like are words of their own: a spoken unit needs a neighbour or a particle."""
    return bool((_SPOKEN_MONTH if name == "month" else _SPOKEN_DAY).match(text, end))


_FINER = re.compile(r" ?(?:\d{1,2}(?:[~\-∼]\d{1,2})?월|[1-4](?:[~∼\-][1-4])?분기|[상하]반기)")


def _is_short_year(low: str, high: str | None, text: str, end: int) -> bool:
    """
    Whether two digits before 년 are a year: 25년 상반기 is, 30년 넘게 is not.

    Lengths with their marks (간, 만에, 전) were tried before. What is left is a year near today, unless it is round and alone.
    """
    year = int(low)
    if _FINER.match(text, end):
        return year <= 39 or year >= 60
    if high is not None:
        return 15 <= year < int(high) <= 60 and (year % 10 != 0 or int(high) % 10 != 0)
    if year in (20, 30, 40) or 40 < year <= 50:
        return bool(FAR_MARK.match(text, end)) and year != 20
    return 15 <= year <= 39 or (year >= 60 and (year % 10 != 0 or bool(FAR_MARK.match(text, end))))


# ---------------------------------------------------------------------------------------------------------------------------


def _read_form(text: str, at: int) -> Reading | None:
    """A numeric, English or brokers' form at *at*."""
    for name, pattern in _forms() if _FORM_HEAD.match(text, at) else ():
        found = pattern.match(text, at)
        if found and (node := _form_node(name, found)):
            end = found.end()
            if isinstance(node, Point) and name.endswith("month") and text.startswith("월", end):
                end += 1
            if isinstance(node, Point):
                node, end = _finish(text, node, end)
            return Reading(node, end, name)
    if "0" <= text[at] <= "9":
        return _read_month_day(text, at) or _read_year_month(text, at)
    return None


_FISCAL_PART = re.compile(r" ?(?:(?P<q>[1-4])분기|(?P<h>[상하])반기)")
_FINISH = re.compile(r" ?(?P<p>초순|상순|중순|하순|초|말)" + END + r"|,? (?P<w>[월화수목금토일])요일" + END)


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
        return replace(point, part=PARTS[found["p"]]), found.end()
    return point, end


def _form_node(name: str, found: re.Match[str]) -> Point | Span | None:
    groups = found.groupdict()
    year = full_year(groups["y"]) if groups.get("y") else None
    quarter = int(groups.get("q") or groups.get("r") or 0)
    match name:
        case "year_month_day" | "short_year_month_day" | "padded_year_month_day" | "stated_year_month_day" | "compact_day":
            return _day(year, int(groups["m"]), int(groups["d"]))
        case "short_year_month":
            return Point(year=year, month=int(groups["m"])) if 1 <= int(groups["m"]) <= 12 else None
        case "year_months":
            return _months(year, int(groups["m"]), int(groups["m2"]))
        case "day_month_year":
            return _day_first_or_month_first(year, int(groups["a"]), int(groups["b"]))
        case "month_first" | "day_first":
            return _day(year, _month_number(groups["mon"]), int(groups["d"]))
        case "month_year":
            return Point(year=year, month=_month_number(groups["mon"]))
        case "quarter" | "half" if len(groups.get("y") or "20") == 2 and int(groups.get("y") or 0) >= 50:
            return None  # 1Q84 is a novel
        case "fiscal_quarter" | "quarter":
            upto = int(groups["q2"]) if groups.get("q2") else None
            return (
                Point(year=year, quarter=quarter, upto=upto, fiscal=name == "fiscal_quarter")
                if not upto or upto > quarter
                else None
            )
        case "fiscal_half" | "half":
            return Point(year=year, half=int(groups.get("h") or groups.get("r") or 0), fiscal=name == "fiscal_half")
        case "estimate_year":
            weak = len(groups["y"]) == 2 and groups["f"] in "AP" and not found[0].startswith(("'", "’"))
            return None if weak else Point(year=year)
        case "calendar_year":
            return Point(year=year)
        case "fiscal_year" | "years":
            last = full_year(groups["y2"]) if groups.get("y2") else None
            return Point(year=year, upto=last, fiscal=name == "fiscal_year") if last is None or (year or 0) < last else None
    return None


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(NAMES_OF_MONTHS, 1) if month.startswith(name[:3].lower()))


def _day(year: int | None, month: int, day: int) -> Point | None:
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year or 2024, month):
        return None
    return Point(year=year, month=month, day=day)


def _months(year: int | None, first: int, last: int) -> Point | None:
    return Point(year=year, month=first, upto=last) if 1 <= first < last <= 12 else None


def _day_first_or_month_first(year: int | None, first: int, second: int) -> Point | None:
    """21/04/2016 can only be April; where both orders are possible (03/04/2016), neither is taken."""
    if (first > 12) == (second > 12):
        return _day(year, first, second) if first == second else None
    return _day(year, second, first) if first > 12 else _day(year, first, second)


def _read_year_month(text: str, at: int) -> Reading | None:
    """2025.10 where it cannot be a decimal: alone in a cell, a bracket or a line, or with a second one behind a tilde."""
    if (found := SHORT_YEAR_MONTHS.match(text, at)) and text[at - 1 : at] == "(":
        first, last = (Point(year=full_year(found[y]), month=int(found[m])) for y, m in (("y", "m"), ("y2", "m2")))
        months = [(point.year or 0, point.month or 0) for point in (first, last)]
        if all(1 <= month <= 12 for _, month in months) and months[0] < months[1]:
            return Reading(Span(first, last), found.end(), "year_month_range")
    found = YEAR_MONTH.match(text, at)
    if not found or not 1 <= int(found["m"]) <= 12:
        return _read_bare_year(text, at)
    alone = _begins_cell(text, at) and _AFTER_MONTH.match(text, found.end())
    if not (found["word"] or alone):
        return None
    point, end = _finish(text, Point(year=int(found["y"]), month=int(found["m"])), found.end())
    return Reading(point, end, "year_month")


_AFTER_MONTH = re.compile(r" *(?:$|[|)\]\n:,]|[~∼〜–] ?\d{4})| ?기준|부터|까지")
_COLON = re.compile(r" ?:")
_CELL_END = re.compile(r" *(?:\||$|\n)| ?:")
_BARE_YEAR = re.compile(r"(?:19[5-9]\d|20[0-6]\d)(?![\d,.])")


def _read_bare_year(text: str, at: int) -> Reading | None:
    """2024 alone in a table cell, or before the colon of a list item."""
    found = _BARE_YEAR.match(text, at)
    if not found or not _CELL_END.match(text, found.end()):
        return None
    line = text.rfind("\n", 0, at) + 1
    before = text[line:at].strip(" \t*-•·")
    in_cell = text[max(line, at - 40) : at].rstrip().endswith("|") and text[found.end() :][:40].lstrip()[:1] == "|"
    in_item = not before and _COLON.match(text, found.end())
    return Reading(Point(year=int(found[0])), found.end(), "bare_year") if in_cell or in_item else None


def _begins_cell(text: str, at: int) -> bool:
    """Nothing but a bracket, a bar, a bullet or the start of a line stands before *at*."""
    before = text[max(0, at - 3) : at].rstrip(" ")
    return not before or before[-1] in "|([\n:~-•"


_DAY_JOSA = re.compile(r"(?:에|부터|까지|일)(?:[^가-힣]|는|도|의|$)")
_TILDE = re.compile(rf"\.?{TILDE}")
_LAST_DAY = re.compile(r"(\d{1,2})(?![\d.,%/배원])(?! ?(?:페이지|쪽|위|점))")
_UNIT_BEHIND = re.compile(r" ?(?:%|배|원|억|조|만|달러|p|포인트|℃|kg|g|m|cm|mm|배럴|도)")


def _read_month_day(text: str, at: int) -> Reading | None:
    """11/12, 11.18 where something shows that they are days and no fractions, scores or decimals."""
    first = MONTH_DAY.match(text, at)
    point = _day(None, int(first["m"]), int(first["d"])) if first else None
    if not first or not point:
        return None
    end = first.end()
    if WEEKDAY_BRACKET.match(text, end) or _is_priced_day(text, at, end, first["sep"]):
        return Reading(point, end, "month_day")
    if first["sep"] == "/" and not first["space"] and _DAY_JOSA.match(text, end):
        return Reading(point, end, "month_day")
    if (tilde := _TILDE.match(text, end)) and not first["space"]:
        second = MONTH_DAY.match(text, tilde.end())
        if (
            second
            and second["sep"] == first["sep"]
            and _day(None, int(second["m"]), int(second["d"]))
            and _are_days(text, at, first, second)
        ):
            return Reading(point, end, "month_day")
        last = _LAST_DAY.match(text, tilde.end())
        if first["sep"] == "/" and last and (point.day or 31) < int(last[1]) <= 31:
            return Reading(point, end, "month_day")
    return None


_PRICE_BEFORE = re.compile(r"(?:주가|종가|현재가|시가총액|시총|환율|기준|일자)\s?\($")


def _is_priced_day(text: str, at: int, end: int, sep: str) -> bool:
    """현재주가(10/30): the day of a price, in a bracket of its own or before 기준."""
    if sep != "/" or text[at - 1 : at] != "(":
        return False
    closed = text[end : end + 1] == ")" and _PRICE_BEFORE.search(text[max(0, at - 8) : at])
    return bool(closed or AS_OF.match(text, end))


def _are_days(text: str, at: int, first: re.Match[str], second: re.Match[str]) -> bool:
    """10.31~11.1 has two precisions, so it is no range of decimals; equal ones need a word such as 기간 in the line."""
    if _UNIT_BEHIND.match(text, second.end()):
        return False
    if first["sep"] == "/" or len(first["d"]) != len(second["d"]) or first["d"].startswith("0"):
        return True
    line = text[max(0, text.rfind("\n", max(0, at - 120), at)) : second.end() + 20]
    return bool(SCHEDULE.search(line[-180:]))
