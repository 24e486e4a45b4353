"""Whether an event happened, is planned or rumoured."""

from __future__ import annotations

import re
from datetime import date

from extractors.events.clause import Clause, is_past, is_quotative
from extractors.events.hits import Hit
from extractors.events.timing import Timing
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import Predicate, Sentence

_PLAN = re.compile(LEXICON.alternation("plan"))
_DECIDED = re.compile(r"(?:의결|결의|결정|확정)(?:하였|했|한|됐|되었)")
_BESIDE = re.compile(r"(?:을|를|이|가|은|는|도)?\s?(?:[가-힣]{1,4}\s)?")
"""Between a trigger and the word of plan that it is the object or subject of: `상장을 목표로`, `출시 예정`, `매각 작업 추진`."""
_FORESEEING = frozenset({"전망하", "내다보", "전망"})
_OF_NUMBERS = frozenset({"quarter", "half", "year"})
"""Grains of what is foreseen."""


def read_status(reading: Reading, sentence: Sentence, hit: Hit, clause: Clause, kind: str, timing: Timing) -> str:
    """`occurred`, `planned` or `rumoured`: by the predicates that share the trigger's modality, and by the date.

    Nothing has occurred that lies behind the day of publication, or is told in the present (`5일 연다고 밝혔다`).
    """
    published_on = reading.published_on
    embedded = hit.construction == "embedded"
    if clause.is_rumour:
        return "rumoured"
    own = sentence.predicate_at(hit.start)
    if own is not None and own.ending in ("EC", "ETN") and is_past(own) and not is_quotative(reading, own):
        return "occurred"
    if published_on is not None and timing.end_on > published_on and _is_open(hit, own):
        return "planned"
    ahead = published_on is not None and (
        timing.start_on > published_on or (timing.end_on >= published_on and _goes_ahead(clause, timing, published_on))
    )
    if ahead or (clause.is_present and clause.told is not None and timing.grain == "day"):
        return "planned"
    if embedded or kind == "statement" or not is_planned(sentence, hit, clause) or _DECIDED.search(clause.tail):
        return "occurred"
    return "planned"


def _is_open(hit: Hit, own: Predicate | None) -> bool:
    """Whether it runs on or depends on something: a period behind a label, 완공되면."""
    return hit.construction == "label" or (own is not None and own.ending == "EC" and own.forms[-1] in ("면", "으면"))


def _goes_ahead(clause: Clause, timing: Timing, published_on: date) -> bool:
    """Whether what is on the day of publication or around it lies ahead: `향후 3년간 투자한다`, `이달 안에 낸다`."""
    from_now = timing.start_on == published_on < timing.end_on
    return from_now or (clause.is_present and clause.told is None)


def is_planned(sentence: Sentence, hit: Hit, clause: Clause) -> bool:
    """Whether the clause says that it plans the trigger's event, not only names a plan: `회의를 열고 시추 계획, 개선 방안을 논의했다`."""
    return any(_governs(sentence, hit, clause, *match.span()) for match in _PLAN.finditer(clause.tail, hit.end - hit.start))


def _governs(sentence: Sentence, hit: Hit, clause: Clause, start: int, end: int) -> bool:
    """Whether a word of plan at [start, end) of the tail is a predicate, has one for its clause, or stands beside the trigger."""
    if _BESIDE.fullmatch(clause.tail, hit.end - hit.start, start) or sentence.predicate_at(hit.start + start) is not None:
        return True
    copula = sentence.predicate_at(hit.start + end)
    clause_before = sentence.predicate_at(hit.start + start - 2)
    return (copula is not None and copula.lemma == "이") or (clause_before is not None and clause_before.ending == "ETM")


def is_forecast(published_on: date | None, hit: Hit, kind: str, timing: Timing) -> bool:
    """Whether a report or a result is foreseen: then its date is that of what is foreseen, and nothing happened on it.

    A quarter is never the time of the foreseeing: `전문가들은 2분기 매출을 34억달러로 전망했다`.
    """
    foresees = hit.trigger.stem in _FORESEEING
    ahead = published_on is not None and timing.end_on > published_on
    return (foresees and timing.grain in _OF_NUMBERS) or (
        ahead and (foresees or (kind == "earnings" and hit.trigger.needs_object))
    )
