"""
Things that everyone knows the day of (`seeds/known_days.csv`): what a text names tells when it was written.

| kind | first_on, last_on | what a text that names it is |
| --- | --- | --- |
| news | the day it was first known | no older, and likely written soon after |
| lasting | the first and last day of the name | mostly written between them |
| held | the day it takes place | written near it, before or behind |
| annual | NULL; `annual` has its days of the year | written then, where it says 이번 주, 지난주 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors.seeds import read_seed


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the table."""

    names: tuple[str, ...]
    kind: str
    first_on: date | None
    last_on: date | None
    annual: tuple[str, str] | None
    source: str
    example: str


KINDS = ("news", "lasting", "held", "annual")


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _read() -> Iterator[Known]:
    for row in read_seed("known_days.csv", ("name", "kind", "first_on", "last_on", "annual", "source", "example")):
        if row["kind"] not in KINDS:
            raise row.error("kind", f"one of {', '.join(KINDS)}")
        annual = (row["annual"][:5], row["annual"][7:]) if row["annual"] else None
        yield Known(
            row.parts("name"), row["kind"], _day(row["first_on"]), _day(row["last_on"]), annual, row["source"], row["example"]
        )


KNOWN = tuple(_read())
_BY_NAME = {name: known for known in KNOWN if known.first_on for name in known.names}
_NAMES = "|".join(map(re.escape, sorted(_BY_NAME, key=len, reverse=True)))
_FIRST = "".join(sorted({re.escape(name[0]) for name in _BY_NAME}))
_PATTERN = re.compile(rf"(?<![A-Za-z가-힣0-9])(?=[{_FIRST}])(?:{_NAMES})(?![A-Za-z0-9]|\.\d)")


def known_in(text: str) -> dict[str, Known]:
    """The dated things that *text* names, by the name it uses first."""
    named: dict[int, tuple[str, Known]] = {}
    for found in _PATTERN.finditer(text):
        known = _BY_NAME[found[0]]
        named.setdefault(id(known), (found[0], known))
    return dict(named.values())
