"""Things that everyone knows the day of: no report that names one is older (`seeds/known_days.csv`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.seeds import read_seed


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the table: a thing and the day it was first known, or the days of the year it takes place on."""

    names: tuple[str, ...]
    first_on: date | None
    annual: tuple[str, str] | None
    example: str


KNOWN = tuple(
    Known(
        row.parts("name"),
        date.fromisoformat(row["first_on"]) if row["first_on"] else None,
        (row["annual"][:5], row["annual"][7:]) if row["annual"] else None,
        row["example"],
    )
    for row in read_seed("known_days.csv", ("name", "first_on", "annual", "example"))
)
_DAYS = {name: row.first_on for row in KNOWN if row.first_on for name in row.names}
_NAMES = "|".join(map(re.escape, sorted(_DAYS, key=len, reverse=True)))
_PATTERN = re.compile(rf"(?<![A-Za-z가-힣0-9])(?:{_NAMES})(?![A-Za-z0-9]|\.\d)")


def latest_known(text: str) -> tuple[date, str] | None:
    """The youngest dated thing that *text* names."""
    return max(((_DAYS[found[0]], found[0]) for found in _PATTERN.finditer(text)), default=None)
