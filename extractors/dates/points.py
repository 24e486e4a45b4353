"""Reading one point of the calendar: words and units joined from large to small (올해 + 3분기, 2025년 + 11월 + 3일)."""

from __future__ import annotations

import re
from typing import Any

from extractors.dates.forms import Reading, read_form
from extractors.dates.model import Point
from extractors.dates.units import RANK, Fields, read_unit
from extractors.dates.words import END, WORDS, Word, words_of

_JOINT = re.compile(r"(?: |의 |, (?=[월화수목금토일]요일))?")
_TOWARDS = words_of("towards")
_TOWARDS_POINT = re.compile(rf"(?P<word>{'|'.join(surface for surface, word in _TOWARDS.items() if word.base != 'length')}) ?")
_BEHIND = {"previous": r"비[ \d]", "length": "간|째|만에|전|후|뒤|동안|내내|가량|남짓|정도|새(?![가-힣])|안에|이내"}
"""What may follow a word of a role at once, beside what ends any word."""
_BEHIND_YEAR = "동기|동월|동분기"
_PART_BEHIND = rf"[초말]{END}"
"""올해초, 지난달말."""
_PERIODS = ("year", "quarter", "month", "week")
_BOUND = "bound"
"""A base: the word stands behind a word of a year only, which tells 동기 from the motive."""


def _after(word: Word) -> str:
    """What must follow a word: its own condition, else the end of a word."""
    if word.base == _BOUND:
        return rf"(?:{END}|(?=실적|누계|누적|말|비(?![가-힣])))"
    if word.before:
        return ""
    more = [_BEHIND[word.role]] if word.role in _BEHIND else []
    more += [_BEHIND_YEAR] if word.unit == "year" else []
    more += [_PART_BEHIND] if word.role in ("offset", "previous") and word.unit in _PERIODS else []
    return rf"(?:{END}|(?={'|'.join(more)}))" if more else END


OFFSETS = frozenset({"offset", "previous", "early", "late", "end", "whole", "holiday"})
SAME = frozenset({"same"})


def _by_letter() -> dict[str, list[tuple[re.Pattern[str], Word]]]:
    table: dict[str, list[tuple[re.Pattern[str], Word]]] = {}
    read = [word for word in WORDS if word.role in OFFSETS | SAME | {"length", "repeat"}]
    for word in sorted(read, key=lambda word: -len(word.surface)):
        table.setdefault(word.surface[0], []).append((re.compile(word.pattern + _after(word)), word))
    return table


_WORDS = _by_letter()


def read_word(text: str, at: int, roles: frozenset[str]) -> tuple[Word, int] | None:
    """The longest word of one of *roles* at *at*, and where it ends."""
    for pattern, word in _WORDS.get(text[at : at + 1], ()):
        if word.role in roles and (found := pattern.match(text, at)):
            return word, found.end()
    return None


def read_point(text: str, at: int) -> Reading | None:
    """The largest point that begins at *at*; `None` where none does or a unit has no such value (13월)."""
    if at >= len(text):
        return None
    if form := read_form(text, at):
        return form
    towards = _TOWARDS_POINT.match(text, at)
    if towards and (word := read_word(text, at, OFFSETS)) and word[1] > towards.end():
        towards = None  # 지난 주말 is a word of its own
    fields: Fields = {}
    units: list[str] = []
    rank, end = 100, towards.end() if towards else at
    while unit := _next(text, end if not units else _joint(text, end), rank, fields, first=not (units or towards)):
        name, values, end = unit
        fields.update(values)
        rank = RANK[name]
        units.append(name)
        if fields.get("upto") or "like" in fields:
            break
    lone_end = units == ["part"] and fields["part"] == "end" and "offset" not in fields
    if not units or units[-1] == "nth" or lone_end:
        return None
    if towards:
        _turn(fields, _TOWARDS[towards["word"]])
    return Reading(Point(**fields), end, "_".join(units))


def _joint(text: str, at: int) -> int:
    found = _JOINT.match(text, at)
    return found.end() if found else at


def _turn(fields: dict[str, Any], word: Word) -> None:
    """지난, 오는, 이번 before a unit that names no year."""
    direction = int(word.amount)
    if direction or "offset" in fields:
        fields["direction"] = direction
        return
    weekday = fields.get("weekday") is not None and not fields.get("day")
    by_month = Point(**fields).grain == "day" and not fields.get("holiday")
    fields["offset"] = ("week" if weekday else "month" if by_month else "year", 0)


def _next(text: str, at: int, rank: int, fields: Fields, *, first: bool) -> tuple[str, Fields, int] | None:
    """The next smaller unit at *at*: its name, its fields and its end."""
    if "offset" in fields and fields["offset"][0] == "year" and len(fields) <= 2 and (same := read_word(text, at, SAME)):
        return "year", {"base": "same", "like": same[0].unit}, same[1]
    word = read_word(text, at, OFFSETS | SAME if first else OFFSETS)
    if word and (read := _word_fields(word[0], fields)) and RANK[read[0]] < rank:
        return read[0], read[1], word[1]
    return read_unit(text, at, rank, first=first)


def _word_fields(word: Word, fields: Fields) -> tuple[str, Fields] | None:
    """What a word says behind *fields*: the name of the unit and its fields."""
    match word.role:
        case "offset" | "previous" if "offset" not in fields:
            base = "previous" if word.role == "previous" else word.base
            part = {"part": "weekend"} if word.unit == "weekend" else {}
            return word.unit, {"offset": ("week" if part else word.unit, int(word.amount)), "base": base, **part}
        case "early" | "late" | "end" | "whole":
            part = {} if word.role == "whole" else {"part": word.role}
            return ("part" if part else "year"), {**({} if fields else {"offset": (word.unit, 0), "base": word.base}), **part}
        case "holiday":
            return "holiday", {"holiday": word.surface}
        case "same" if not fields and word.base != _BOUND:
            return "year", {"offset": ("year", 0), "base": "same", "like": word.unit}
    return None
