"""Numbers whose unit stands once, before them all: `비중(%) : ('22) 19.5 → ('23) 20.8`.

A head names what is measured and, in brackets, its unit; a second unit there is that of the numbers in brackets behind the others:
`수출액 (억 달러, 전년비 %) : 1월560(+5.7)→2월575(+13.9)`. Filings have it behind the number: `매출 12,345(백만원)`. The items of a
list each hold one number, with its key before it or around the bracket. A list ends where an item has another form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.scopes import Declared, parse_unit, parse_units_of

_HEAD = re.compile(r"(?<=[가-힣A-Za-z)]) ?\((?P<units>[^()\n]{1,24})\)")
_LIST_OPENS = re.compile(r" ?[:：]\s{0,2}")
_NUMBER = r"(?:[+\-−–△▲▼▽] ?)?\d[\d,]*(?:\.\d+)?"
_PERIOD = r"['’‘]?\d{1,4}(?:[.년/] ?\d{1,2})?(?:월|년|일|Q|분기|반기|H)말?"
_ITEM = re.compile(
    rf"(?:\([^()\n]{{1,16}}\)|{_PERIOD}|[^()\d\n→>,;/:]{{1,25}}?) ?"
    rf"(?:(?P<number>(?<![\d.,]){_NUMBER})(?: ?\((?P<second>{_NUMBER})\))?|\((?P<bracketed>{_NUMBER})\))(?![.,]?\d|[%가-힣A-Za-z])"
)
_BETWEEN = re.compile(r" ?(?:→|⇒|->|>|,|;|/|·) ?")
_UNIT_BEHIND = re.compile(r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3})+|\d+\.\d+) ?\((?P<unit>[^()\d\n]{1,8})\)")
FEWEST = 2
"""Items of a list."""


class Stated(NamedTuple):
    """A number, its sign and a bracket with its unit included, and that unit."""

    start: int
    end: int
    unit: Declared


def find_series(text: str, start: int, end: int) -> Iterator[Stated]:
    """The numbers in [start, end) whose unit their head, or a bracket behind them, declares."""
    for match in _UNIT_BEHIND.finditer(text, start, end):
        if unit := parse_unit(match["unit"]):
            yield Stated(match.start(), match.end(), unit)
    at = start
    while head := _HEAD.search(text, at, end):
        at = head.end()
        units = parse_units_of(head["units"])
        if not units:
            continue
        opened = _LIST_OPENS.match(text, at, end)
        found, after = _listed(text, opened.end(), end, units) if opened else ([], at)
        if len(found) >= FEWEST:
            yield from found
            at = after


def _listed(text: str, at: int, end: int, units: tuple[Declared, ...]) -> tuple[list[Stated], int]:
    """The numbers of the items of a list, and where it ends."""
    found: list[Stated] = []
    while item := _ITEM.match(text, at, end):
        group = "number" if item["number"] else "bracketed"
        found.append(Stated(*item.span(group), units[0]))
        if item["second"]:
            if len(units) < 2:
                break
            found.append(Stated(*item.span("second"), units[1]))
        at = item.end()
        between = _BETWEEN.match(text, at, end)
        if between is None:
            break
        at = between.end()
    return found, at
