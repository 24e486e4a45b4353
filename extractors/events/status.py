"""Whether an event happened, is planned or rumoured."""

from __future__ import annotations

import re
from datetime import date

from extractors.events.clause import Clause
from extractors.events.hits import Hit
from extractors.events.timing import Timing
from extractors.lexicon import LEXICON

_PLAN = re.compile(LEXICON.alternation("plan"))
_DECIDED = re.compile(r"(?:의결|결의|결정|확정)(?:하였|했|한|됐|되었)")
_FORESEEING = frozenset({"전망하", "내다보"})


def read_status(published_on: date | None, hit: Hit, clause: Clause, kind: str, timing: Timing) -> str:
    """`occurred`, `planned` or `rumoured`: by the predicates that share the trigger's modality, and by the date.

    Nothing has occurred that lies behind the day of publication, or is told in the present (`5일 연다고 밝혔다`).
    """
    embedded = hit.construction == "embedded"
    if clause.is_rumour:
        return "rumoured"
    ahead = published_on is not None and timing.start_on > published_on
    if ahead or (clause.is_present and clause.told is not None and timing.grain == "day"):
        return "planned"
    if embedded or kind == "statement" or not _PLAN.search(clause.tail) or _DECIDED.search(clause.tail):
        return "occurred"
    return "planned"


def is_forecast(published_on: date | None, hit: Hit, kind: str, end_on: date) -> bool:
    """Whether a report or a result lies ahead: then its date is that of what is foreseen, and nothing happened on it."""
    ahead = published_on is not None and end_on > published_on
    return ahead and (hit.trigger.stem in _FORESEEING or (kind == "earnings" and hit.trigger.needs_object))
