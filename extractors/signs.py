"""Signs and arrows beside a number: which of them say that it fell, and which only mark an item of a list."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.lexicon import LEXICON
from extractors.ranges import Sign
from extractors.spelling import MINUS, WORDS
from extractors.units import Unit

ARROW = re.compile(r" ?(?P<arrow>[↑↓]|[▲▼△▽](?=[\s)\],.;|·]|$))(?![ ]?\d)")
"""An arrow behind a number."""
_ITEM_BEHIND = re.compile(r"(?:\([^()\n]*\))?\s?[▲▼△▽]\s?[가-힣A-Za-z]")
_ITEM = re.compile(r"[▲▼△▽]\s?[가-힣A-Za-z]")
_SIZED = re.compile(r"\d[\d.,]*\s?[가-힣%A-Za-z]{0,4}\s?\Z")
"""Before a triangle that is no bullet: it points where the number went."""
_SIGN = re.compile(
    r"(?:(?P<triangle>[△▲▼▽])[ \u00a0]?|\((?P<bracketed>[+\-△▲▼−])\)[ \u00a0]?|(?<![\w.%])(?P<mark>[+\-−–])[ \u00a0]?"
    rf"|(?P<arrow>[↑↓])|(?<![가-힣])(?P<word>{MINUS}|플러스) ?)$"
)
_LABELLED = re.compile(r"(?:^|[\s>:,])\((?=[^()]*[가-힣'’‘])[^()\n]{1,12}\)\Z")
"""Before the sign of a number that has its label in brackets: (수출)-3.1%. Elsewhere a sign behind brackets reckons: 매출(국내)+3억원."""
_ENDS = frozenset("+-−–△▲▼▽↑↓)스 \u00a0")
_RISES, _FALLS = (re.compile(LEXICON.alternation(name)) for name in ("rise_beside", "fall_beside"))
_NEVER_LESS = frozenset({"power", "length", "data"})
"""Dimensions of sizes that lists of things begin with: △99MW 가온에너지 △50MW 나루발전소."""
_THING = re.compile(rf" ?(?:급 )?(?!{LEXICON.alternation('fall_beside', 'rise_beside')})[가-힣A-Z][가-힣A-Za-z]")
IN_THE_RED = re.compile(r"\s?\(\s?(?:적자(?:\s?(?:전환|지속|유지|확대|축소|기록))?|적전|적지)(?=[\s,)/])")
"""Behind a profit that is a loss: 12억원(적자전환)."""
_IN_BRACKETS = re.compile(r"\([^()\n]*\)")


def sign_before(text: str, start: int, end: int, unit: Unit | None = None, *, triangles: bool = False) -> Sign:
    """
    The sign before text[start:end], a number with its *unit*; without one where that stands elsewhere.

    *triangles* where the text writes △ or ▼ for minus, so that ▲ is plus. A triangle before a rank, or before the size that an item of
    a list begins with, is a bullet.
    """
    before = text[max(0, start - 5) : start]
    if not before or before[-1] not in _ENDS or not (match := _SIGN.search(before)):
        return Sign(start, False, False)
    at = start - len(match[0])
    if match["mark"] and text.endswith(")", 0, at) and _LABELLED.search(text[max(0, at - 15) : at]) is None:
        return Sign(start, False, False)
    if match["triangle"]:
        if unit is not None and _is_bullet(text, at, end, unit):
            return Sign(start, False, False)
        return Sign(at, _falls(text, match["triangle"], at, end, triangles=triangles), True)
    mark = match["bracketed"] or match["mark"] or match["arrow"] or match["word"]
    apart = match["mark"] and match[0].endswith((" ", "\u00a0"))
    closed = before[: -len(match[0])].endswith("(") and text.startswith(")", end)
    if mark in ("-", "–") and apart and not (closed or IN_THE_RED.match(text, end)):
        return Sign(start, False, False)  # a dash or list mark, apart from the number
    return Sign(at, mark in ("-", "−", "–", "△", "▼", "↓") or mark in WORDS["minus"], True)


def arrow_behind(text: str, end: int) -> re.Match[str] | None:
    """The arrow behind a number that ends at *end*; none where it is the bullet of the next item: `▲ 조사원 4명 ▲ 상담사 2명`."""
    arrow = ARROW.match(text, end)
    if arrow is None or arrow["arrow"] in "↑↓" or _ITEM_BEHIND.match(text, end) is None:
        return arrow
    line = text[text.rfind("\n", 0, end) + 1 : end]
    first = line.find(arrow["arrow"])
    return None if first >= 0 and _ITEM.match(line, first) and not _SIZED.search(line[:first]) else arrow


def pointed(low: Decimal, high: Decimal | None, arrow: str) -> tuple[Decimal, Decimal | None]:
    """The ends of a number with an arrow behind it."""
    if arrow in "↓▼▽△":
        return -abs(low), None if high is None else -abs(high)
    return low, high


def _is_bullet(text: str, start: int, end: int, unit: Unit) -> bool:
    """Whether the triangle at *start* opens an item: before a rank, or before a size and its thing in a line with more of them."""
    if unit.dimension == "rank":
        return True
    if unit.dimension not in _NEVER_LESS or _THING.match(text, end) is None:
        return False
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = _IN_BRACKETS.sub("", text[first : last if last >= 0 else len(text)])
    return sum(map(line.count, "△▲")) > 1 and text[max(0, start - 1) : start] != "("


def _falls(text: str, triangle: str, start: int, end: int, *, triangles: bool) -> bool:
    """△ and ▼ are minus. ▲ is plus where the text writes minus otherwise or speaks of a rise, and minus in accounts."""
    if triangle != "▲":
        return True
    if triangles:
        return False
    line = text[end : end + 20].partition("\n")[0]
    if text[max(0, start - 2) : start].strip(" \n").endswith("|"):
        return True
    return bool(_FALLS.search(line)) and not _RISES.search(line)
