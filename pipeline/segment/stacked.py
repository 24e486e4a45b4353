"""Heads of columns that stood in two lines and came out one after the other, laid over their columns where words or numbers tell how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from extractors.scopes import declared_in, kind_of, unspaced
from extractors.tables import CORNER
from pipeline.segment.terms import SHARE, noted_levels

FEWEST_ROWS = 3
"""Rows that bear out that a column holds the shares of the one before it."""
_SIZE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_HUNDRED, _HALF = Decimal(100), Decimal("0.5")
_YEAR = re.compile(r"['’‘]?(?:19|20)?\d{2}\s?년도?|['’‘]\d{2}|(?:19|20)\d{2}")
_PART = re.compile(r"(?P<from>\d{1,2}[~∼-])?(?P<number>\d{1,2})(?P<kind>월|분기|/4|Q)(?:\(?[pP]\)?)?")
"""A part of a year without its year, also one that is preliminary (4월p), and a part up to it: 1~4월."""
_MONTH = re.compile(
    r"['’‘]?(?:19|20)?\d{2}(?:년|[./])\s?\d{1,2}월?말?|['’‘]?(?:19|20)?\d{2}년?\s?[1-4](?:분기|Q)|['’‘]?(?:19|20)\d{2}년?"
)
_DIGITS = re.compile(r"\d+")
_LAST = re.compile(r"최근\s?(?P<number>\d)개(?:월|분기|년)")
_TOTAL = re.compile(r"전국|전체|(?:합|총|소)?\s?계")

END_OF_RANGE = re.compile(r"FROM|TO|From|To|from|to|부터|까지|시작일?|종료일?|개시일")
_LENGTH = re.compile(r"기간$")
REMARK = re.compile(r"비고|적요|참고(?:사항)?")
"""A head over words about the row."""
_PAIR = 2
"""Heads below one."""

Heads = list[list[str]]
"""Rows of heads, each with a corner and a cell for each column."""


def stacked(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Heads:
    """The rows of heads over *rows*, each a label and its numbers; empty where it cannot be told in one way which head stands where."""
    count = len(rows[0]) - 1
    cornered = bool(heads) and CORNER.fullmatch(heads[0]) is not None
    corner, rest = (heads[0], list(heads[1:])) if cornered else ("", list(heads))
    found = _with_shares(_bracketed(rest), rows)
    if not found and cornered and len(rest) > count > 1:
        found = _with_notes(rest, count) or _over_parts(rest, count) or _over_last(rest, count)
    return [[corner if number == 0 else "", *row] for number, row in enumerate(found)]


def _bracketed(heads: Sequence[str]) -> list[str]:
    """The heads, each with the bracket that stands below it: 증감률 ('24/'23)."""
    joined: list[str] = []
    for head in heads:
        if joined and head.startswith("(") and not joined[-1].endswith(")"):
            joined[-1] = f"{joined[-1]} {head}"
        else:
            joined.append(head)
    return joined


def _with_notes(heads: Sequence[str], count: int) -> Heads:
    """
    Heads with brackets below them: each right behind its head (당월, (1.1~10), 누계), or all of them behind the last one, where there is
    one for each head or for each but the total that comes first.
    """
    notes = [head for head in heads if head.startswith("(")]
    named = [head for head in heads if not head.startswith("(")]
    if not notes or len(named) != count or any(_measures(note) for note in notes):
        return []
    if below := noted_levels(named, notes) if heads[count:] == notes else []:
        return [below]
    if heads[count:] != notes or len(notes) == 1:
        joined = _bracketed(heads)
        return [joined] if len(joined) == len({*joined}) == count and not any(map(SHARE.fullmatch, joined)) else []
    missing = count - len(notes)
    fits = missing == 0 or (missing == 1 and _TOTAL.fullmatch(named[0]) is not None)
    return [named, [*[""] * missing, *notes]] if fits else []


def _measures(note: str) -> bool:
    """Whether a bracket may be what a price is for (배추 (포기)) as well as the unit of its column."""
    return any(not (unit.money or unit.ratio) for unit in declared_in(note))


def _over_parts(heads: Sequence[str], count: int) -> Heads:
    """
    Years over months or quarters: 2024년, 2025년, 11월, 12월, 1월, where the parts begin anew as often as there are years; behind a month may
    stand the months up to it (4월, 1~4월).
    """
    years, parts = heads[: len(heads) - count], heads[len(heads) - count :]
    read = [_PART.fullmatch(part) for part in parts]
    if not all(map(_YEAR.fullmatch, years)) or not all(read) or len({part["kind"] for part in read if part}) > 1:
        return []
    numbers = [(int(part["number"]), part["from"] is not None) for part in read if part]
    starts = [0, *(at for at, (a, b) in enumerate(pairwise(numbers), 1) if b <= a)]
    if len(starts) != len(years) or sorted(years) != list(years):
        return []
    return [[years[starts.index(at)] if at in starts else "" for at in range(count)], list(parts)]


def _over_last(heads: Sequence[str], count: int) -> Heads:
    """Periods of which one head spans as many as it says: '24.6월, 최근 3개월, '25.6월, and then '25.3월, '25.4월, '25.5월."""
    at = next((number for number, head in enumerate(heads) if _LAST.fullmatch(head)), None)
    spans = int(match["number"]) if at is not None and (match := _LAST.fullmatch(heads[at])) else 0
    upper, lower = heads[: len(heads) - spans], heads[len(heads) - spans :]
    others = [head for head in heads if not _LAST.fullmatch(head)]
    if at is None or spans < 2 or at >= len(upper) or len(others) != count or not all(map(_MONTH.fullmatch, others)):
        return []
    behind = len(upper) - at - 1
    order = [tuple(map(int, _DIGITS.findall(head))) for head in (*upper[:at], *lower, *upper[at + 1 :])]
    if any(a >= b for a, b in pairwise(order)):
        return []
    return [
        [*upper[: at + 1], *[""] * (spans - 1), *upper[at + 1 :]],
        [*[""] * at, *lower, *[""] * behind],
    ]


def _with_shares(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Heads:
    """
    Heads that end in those of shares: 2023, 2024, 구성비, 구성비. Such a head stands below the one whose column holds the sizes, and the
    numbers tell which columns those are.
    """
    count = len(rows[0]) - 1
    name = heads[-1] if heads and SHARE.fullmatch(heads[-1]) else ""
    upper = list(heads)
    while upper and upper[-1] == name:
        upper.pop()
    shares = len(heads) - len(upper)
    if not name or len(rows) < FEWEST_ROWS or len(heads) != count or any(map(SHARE.fullmatch, upper)):
        return []
    columns = list(zip(*(row[1:] for row in rows), strict=True))
    found = {number for number in range(1, count) if _are_shares(columns[number], columns[number - 1])}
    if len(found) != shares or any(number - 1 in found for number in found):
        return []
    sizes = iter(upper)
    above = ["" if number in found else next(sizes) for number in range(count)]
    if any((kind := kind_of(above[number - 1])) is not None and kind.unit != "none" for number in found):
        return []  # 증감률 has no share
    return [above, [name if number in found else "" for number in range(count)]]


def _are_shares(shares: Sequence[str], sizes: Sequence[str]) -> bool:
    """
    Whether each size is the share beside it of one total, within what rounding takes away; a share of 100 opens the next total.

    Sizes that are all alike, or too few, bear nothing out.
    """
    pairs = [(a, b) for a, b in zip(sizes, shares, strict=True) if _SIZE.fullmatch(a) and _SIZE.fullmatch(b)]
    if len({b for _, b in pairs}) < FEWEST_ROWS or not all("." in b for _, b in pairs):
        return False
    lowest, highest = Decimal(0), Decimal("Infinity")
    for size, share in pairs:
        part, whole = Decimal(share), Decimal(size.replace(",", "")) * _HUNDRED
        off = _HALF.scaleb(-len(share.partition(".")[2]))
        if part > _HUNDRED or part <= off:
            return False
        if part == _HUNDRED:
            lowest, highest = Decimal(0), Decimal("Infinity")
        lowest, highest = max(lowest, whole / (part + off)), min(highest, whole / (part - off))
        if lowest > highest:
            return False
    return True


def one_spans(upper: Sequence[str], lower: Sequence[str], columns: int) -> Heads | None:
    """
    The two rows of heads of which only one of the upper ones spans others, and it is told: a 기간 above its two ends (FROM, TO), else the
    one that is no remark, as of `구분 | 주식의 종류 | 비고`; None where there is none or several.
    """
    if len(lower) < _PAIR or len(upper) - 2 + len(lower) != columns or not all(lower):
        return None
    ends = len(lower) == _PAIR and all(map(END_OF_RANGE.fullmatch, lower))
    spanning = [
        at for at, head in enumerate(upper) if at and (_LENGTH.search(head) if ends else not REMARK.fullmatch(unspaced(head)))
    ]
    if len(spanning) != 1:
        return None
    at, more = spanning[0], [""] * (len(lower) - 1)
    return [[*upper[: at + 1], *more, *upper[at + 1 :]], [*[""] * at, *lower, *[""] * (len(upper) - at - 1)]]
