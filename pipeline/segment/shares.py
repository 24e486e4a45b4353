"""Columns of shares whose heads lost their place: which they are, the numbers tell, for each share is one part of the size before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.scopes import kind_of
from extractors.tables import CORNER

FEWEST_ROWS = 3
"""Rows that bear out that a column holds the shares of the one before it."""
_SIZE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SHARE = re.compile(r"(?:비중|구성비|점유율)(?:\s?\(%\))?")
_HUNDRED, _HALF = Decimal(100), Decimal("0.5")


def with_shares(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """
    The two rows of heads over *rows*, each a label and its numbers, where the heads end in those of shares: 2023, 2024, 구성비, 구성비.

    Such a head stands below the one whose column holds the sizes; empty where the numbers do not tell which columns those are.
    """
    count = len(rows[0]) - 1
    name = heads[-1] if heads and _SHARE.fullmatch(heads[-1]) else ""
    upper = list(heads)
    while upper and upper[-1] == name:
        upper.pop()
    shares = len(heads) - len(upper)
    corner = [upper.pop(0)] if upper and CORNER.fullmatch(upper[0]) else [""]
    if not name or len(rows) < FEWEST_ROWS or len(upper) + shares != count or any(map(_SHARE.fullmatch, upper)):
        return []
    columns = list(zip(*(row[1:] for row in rows), strict=True))
    found = {number for number in range(1, count) if _are_shares(columns[number], columns[number - 1])}
    if len(found) != shares or any(number - 1 in found for number in found):
        return []
    sizes = iter(upper)
    above = ["" if number in found else next(sizes) for number in range(count)]
    if any((kind := kind_of(above[number - 1])) is not None and kind.unit != "none" for number in found):
        return []  # 증감률 has no share
    return [[*corner, *above], ["", *(name if number in found else "" for number in range(count))]]


def _are_shares(shares: Sequence[str], sizes: Sequence[str]) -> bool:
    """Whether there is one total of which each size is the share beside it, within what rounding takes away, and not all are alike."""
    pairs = [(a, b) for a, b in zip(sizes, shares, strict=True) if _SIZE.fullmatch(a) and _SIZE.fullmatch(b)]
    if len(pairs) < FEWEST_ROWS or len({b for _, b in pairs}) < FEWEST_ROWS or not all("." in b for _, b in pairs):
        return False
    lowest, highest = Decimal(0), Decimal("Infinity")
    for size, share in pairs:
        part, whole = Decimal(share), Decimal(size.replace(",", "")) * _HUNDRED
        off = _HALF.scaleb(-len(share.partition(".")[2]))
        if part > _HUNDRED or part <= off:
            return False
        lowest, highest = max(lowest, whole / (part + off)), min(highest, whole / (part - off))
    return lowest <= highest
