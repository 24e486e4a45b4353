"""When an event happens: the date in its clause, else the one it inherits."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates import Time
from extractors.events.clause import (
    COARSE,
    Clause,
    Quotations,
    can_date,
    in_brackets,
    is_dated,
    is_quotative,
    is_remark,
    names_thing,
)
from extractors.events.hits import Hit, is_cause
from extractors.events.telling import is_period_of_results
from extractors.events.triggers import triggers
from extractors.figures import FigureReading
from extractors.figures.metrics import is_a
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import OBJECT, Sentence
from schemas import Block

_GRAINS = {"day": 0, "week": 1, "month": 2, "quarter": 3, "half": 4, "year": 5}
_VALUE_ENDS = re.compile(
    rf"\s*(?:$|[),.;\n]|부터|까지|에|경|[~∼]|으?로|이[다며고었]|입니다|임\b|예정|중\s*$|[초말]\b|(?:{LEXICON.alternation('takes place')}))"
)
"""What follows the date that a topic is said to be on: `착공은 내년 2분기로`, `예약은 12일부터 18일까지 진행되며`."""
_LABEL = 40
"""Characters of a list item at most that governs the items below it by its date."""
_GAP = re.compile(
    r"(?:에는|에|엔)?(?:(?:[^,]|,(?=\d)){0,60}[을를])?,\s(?:[^,]{1,30}[은는이가]\s(?:지난\s|오는\s)?)?(?:지난\s|오는\s)?"
    r"|[^△▲▶◆■.\n]{1,80}[△▲▶◆■]\s?(?:지난\s|오는\s)?"
)
"""What stands between two dates of which the first has its own object or subject, but no predicate: `9일 A를, 20일 B를`, or its
own item: `△4월 A에 3억원 △5월 B에 2억원`."""
_EACH = re.compile(r"에?\s?(?:각각|차례로)\s?")
"""Behind the last of several dates that each have an event of their own: `3월 6일, 4월 2일 및 5월 7일 각각 계약을 체결했다`."""
_AND = re.compile(r"\s?(?:,|및|[와과](?=\s))\s?")
_ITEM_ENDS = re.compile(r"[,△▲▶◆■](?=[^,△▲▶◆■]*$)")
_LONGEST_CHAIN = 12
"""Dates that share one predicate at most; more are no sentence."""
_ITEM = re.compile(r"[^,\n]{0,40},\s?")
"""What stands between the dates of a list: `9일 서울, 11일 부산`."""
_IS_PLANNED = re.compile(r"(?P<verb>[가-힣])\s?(?:예정|계획|방침)(?:이다|입니다|이며|이고|임)?[.\s]*$")
_RIEUL = 8
"""The final consonant of a verb before 예정: 할, 낼."""
_AROUND = 400
"""Characters around a trigger in which its date can stand."""
_REACH = 30
"""Characters behind a trigger within which a date can still be its own: `…했다고 4일 밝혔다`."""


@dataclass(frozen=True, slots=True)
class Timing:
    """First and last day of an event, their grain, and the expression they were read from."""

    start_on: date
    end_on: date
    grain: str
    time: Time | None
    inherited: bool
    until: int | None = None
    """Where the words that belong to this date end, when the trigger is said once for several: `9일 A를, 20일 B를 계약했다`."""
    since: int | None = None
    """Where they begin, behind those of the date before."""


def date_hit(
    reading: Reading,
    figures: Sequence[FigureReading],
    quotations: Quotations,
    sentence: Sentence,
    block: Block,
    hit: Hit,
    clause: Clause,
    taken: Collection[int],
) -> Timing | None:
    """The date of the event that *hit* carries; None where the text gives none."""
    if hit.trigger.type == "price_move" and (moved := _of_price(reading, figures, hit)) is not None:
        return moved
    around = _around(reading, sentence, hit)
    dated = [
        time
        for time in reading.times.within(*around)
        if time.start not in taken
        and can_date(reading, quotations, time, hit)
        and not is_period_of_results(reading, sentence, time, hit)
    ]
    before = [time for time in dated if hit.floor <= time.start and time.end <= hit.start]
    reach = hit.start + len(clause.tail) if clause.has_predicate else hit.stop
    reached = max(hit.end, clause.told.start if clause.told is not None else 0) + _REACH
    behind = [
        time
        for time in dated
        if hit.end <= time.start and time.end <= reached and not _in_next_clause(reading, sentence, time, hit)
    ]
    if is_cause(reading.text, sentence, hit):
        behind = []
    if hit.construction == "label":
        value = next((time for time in dated if hit.end <= time.start), None)
        return timing_of(value) if value and (value.grain not in COARSE or _is_value(reading, hit, value)) else None
    if hit.construction == "topic" and (value := next((time for time in behind if _is_value(reading, hit, time)), None)):
        return timing_of(value)
    behind = [time for time in behind if time.end <= reach and (hit.construction != "topic" or clause.undone)]
    if hit.construction == "embedded":
        near = [
            time
            for time in before
            if hit.start - time.end < _REACH
            and (time.grain not in COARSE or not _since(reading, time))
            and not _goes_on(sentence, time, hit)
        ]
        near = [time for time in near if not _in_object(sentence, time)] or near
        return timing_of(near[-1] if near else None)
    for times, inherited in (
        ([time for time in before if not in_brackets(sentence, time) and _fits(reading, sentence, time, hit, clause)], False),
        (behind[:1], False),
        ([time for time in before if is_remark(reading, time) and hit.start - time.end < _REACH], False),
        ([time for time in dated if _can_inherit(reading, sentence, time, hit, clause) and clause.speech is None], True),
    ):
        if times:
            return timing_of(_finest(times), inherited=inherited)
    return _of_governor(reading, block)


def _fits(reading: Reading, sentence: Sentence, time: Time, hit: Hit, clause: Clause) -> bool:
    """Whether the clause can be about *time*: what is past lies not ahead, and a year that only names a thing dates nothing."""
    if not clause.of_history and names_thing(reading, sentence, time, hit):
        return False
    published, start_on = reading.published_on, time.start_on
    if published is not None and time.end_on is not None and _lies_behind(clause, time.end_on, published):
        return False
    return published is None or start_on is None or not clause.is_past or clause.decides or start_on <= published


def _around(reading: Reading, sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Where the date of *hit* can stand; a word in brackets has none outside: `일자리(창업·취업)`."""
    start, end = max(sentence.start, hit.start - _AROUND), min(hit.stop, hit.end + _AROUND)
    chunk = sentence.chunk_at(hit.start)
    if chunk is None or chunk.depth == 0 or hit.construction == "label":
        return start, end
    opened = max(reading.text.rfind(sign, start, hit.start) for sign in "(（")
    closed = min((at for sign in ")）" if (at := reading.text.find(sign, hit.end, end)) >= 0), default=end)
    is_listed = opened >= 0 and any(sign in reading.text[opened:closed] for sign in "·,/")
    return (opened, closed) if is_listed or (opened >= 0 and reading.times.within(opened, closed)) else (start, end)


def _can_inherit(reading: Reading, sentence: Sentence, time: Time, hit: Hit, clause: Clause) -> bool:
    """Whether *time* stands before the words of *hit* and dates them.

    No year does, unless it is the label of an item (`2012년: 인수`), or what a history tells goes on: `1967년 수출했으며 지사를 냈다`.
    """
    if time.end > hit.floor:
        return False
    is_label = reading.text[time.end : hit.floor].strip() in (":", "：") and not reading.text[sentence.start : time.start].strip(
        " -*•·"
    )
    return time.grain not in COARSE or is_label or clause.of_history


def _goes_on(sentence: Sentence, time: Time, hit: Hit) -> bool:
    """Whether a relative clause says what its noun does at any time: `5일 기술을 보급하는 연구소를 방문했다`."""
    predicate = sentence.predicate_at(hit.start)
    is_present = predicate is not None and predicate.forms[-1:] == ("는",)
    return is_present and any(chunk.role == OBJECT for chunk in sentence.chunks_within(time.end, hit.start))


def _lies_behind(clause: Clause, end_on: date, published: date) -> bool:
    """Whether a plan cannot be about days that are over: `지난 18일 위촉된 작가가 … 지원할 예정이다`."""
    found = _IS_PLANNED.search(clause.tail)
    return end_on < published and found is not None and (ord(found["verb"]) - ord("가")) % 28 == _RIEUL


def _in_next_clause(reading: Reading, sentence: Sentence, time: Time, hit: Hit) -> bool:
    """Whether a clause ends between *hit* and *time* that is not told by what follows: `우선 지원하고, 6월부터 시행하여`."""
    between = sentence.predicates[sentence.first_predicate(hit.end - 1) :]
    return any(
        p.ending == "EC" and not p.depth and not is_quotative(reading, p)
        for p in itertools.takewhile(lambda p: p.end <= time.start, between)
    )


def _in_object(sentence: Sentence, time: Time) -> bool:
    """Whether *time* is the first word of an object: 올해 in `지난달 올해 교섭을 마무리한`."""
    chunk = sentence.chunk_at(time.start)
    return chunk is not None and chunk.role == OBJECT and time.grain in COARSE


def _since(reading: Reading, time: Time) -> bool:
    return reading.text.startswith("부터", time.end)


def _is_value(reading: Reading, hit: Hit, time: Time) -> bool:
    """Whether *time* is what the topic is said to be on, not the first word of what is said of it, nor the date of a further word in
    its brackets: `개정(24.4.19 공포)`.
    """
    if "(" in reading.text[hit.end : time.start]:
        return triggers()[2].match(reading.text[time.end : time.end + 12].lstrip(" .")) is None
    return _VALUE_ENDS.match(reading.text, time.end) is not None


def all_dates(
    reading: Reading,
    figures: Sequence[FigureReading],
    quotations: Quotations,
    sentence: Sentence,
    block: Block,
    hit: Hit,
    clause: Clause,
    taken: Collection[int] = (),
) -> list[Timing]:
    """
    The dates of the events that *hit* carries: more than one where a list or a gap says the trigger once for all.

    *taken* are the places of dates of relative clauses, which are nobody else's.
    """
    timing = date_hit(reading, figures, quotations, sentence, block, hit, clause, taken)
    if timing is None:
        return []
    if timing.time is None or timing.inherited:
        return [timing]
    if hit.construction == "label":
        return [timing, *_listed(reading, timing.time, hit.stop)]
    return _gapped(reading, hit, timing.time) or [timing]


def _listed(reading: Reading, first: Time, stop: int) -> Iterator[Timing]:
    """The days that follow *first* in a list of a label's values."""
    last = first
    for time in _dated(reading, first.end, stop):
        if time.grain != "day" or not _ITEM.fullmatch(reading.text[last.end : time.start]):
            return
        timing = timing_of(time)
        if timing is not None:
            yield timing
        last = time


def _gapped(reading: Reading, hit: Hit, dating: Time) -> list[Timing]:
    """The dates around *dating* whose clauses share the predicate of the last of them, and that one; empty where none does."""
    times = _dated(reading, hit.floor, hit.start)[-_LONGEST_CHAIN:] if hit.construction in ("main", "embedded") else []
    chain: list[Timing] = []
    if (listed := _of_each(reading, times, dating)) is not None:
        return listed
    for time, behind in itertools.pairwise(times):
        between = reading.text[time.end : behind.start]
        first, last = timing_of(time), timing_of(behind)
        bare = not between.strip(" ,") and time.grain != behind.grain
        if first is None or last is None or bare or not _GAP.fullmatch(between):
            if any(timing.time is dating for timing in chain):
                break
            chain = []
        else:
            end = time.end + _item_end(between)
            chain[-1:] = [replace(first, since=chain[-1].since if chain else None, until=end), replace(last, since=end)]
    return chain if any(timing.time is dating for timing in chain) else []


def _of_each(reading: Reading, times: Sequence[Time], dating: Time) -> list[Timing] | None:
    """The dates of a bare list that ends in *dating*, where the text says that each has its own event."""
    if dating not in times or not _EACH.match(reading.text, dating.end):
        return None
    chain = [dating]
    for time in reversed(times[: times.index(dating)]):
        if not _AND.fullmatch(reading.text, time.end, chain[0].start) or time.grain != dating.grain:
            break
        chain.insert(0, time)
    return [timing for timing in map(timing_of, chain) if timing is not None] if len(chain) > 1 else None


def _item_end(between: str) -> int:
    """Where the words of a date end before those of the next."""
    found = _ITEM_ENDS.search(between)
    return found.start() if found is not None else len(between)


def _of_price(reading: Reading, figures: Sequence[FigureReading], hit: Hit) -> Timing | None:
    """A price moves over the period of the figure that states it."""
    for figure in (figures[i] for i in starting_within(figures, hit.floor, hit.end)):
        if is_a(figure.metric, "share_price") and figure.period:
            return Timing(figure.period[0], figure.period[1], "day", None, inherited=False)
    return None


def starting_within(figures: Sequence[FigureReading], start: int, end: int) -> range:
    """The indices of the figures, which stand in text order, that begin in [start, end)."""
    first = bisect.bisect_left(figures, start, key=_start_of)
    return range(first, bisect.bisect_left(figures, end, lo=first, key=_start_of))


def _start_of(figure: FigureReading) -> int:
    return figure.quantity.start


def _of_governor(reading: Reading, block: Block) -> Timing | None:
    """The date of the list label that governs the block: a bullet under `9월:`."""
    governor = next(iter(reading.governors(block)), None)
    if governor is None or governor.kind != "list_item" or governor.end_char - governor.start_char > _LABEL:
        return None
    times = _dated(reading, governor.start_char, governor.end_char)
    return timing_of(times[0], inherited=True) if times else None


def _dated(reading: Reading, start: int, end: int) -> list[Time]:
    """The times of [start, end) with days that are no mere length and nothing that is compared with."""
    return [time for time in reading.times.within(start, end) if is_dated(reading, time)]


def _finest(times: list[Time]) -> Time:
    """The finest of the dates; of equals the one nearest to the trigger."""
    return min(reversed(times), key=lambda time: _GRAINS.get(time.grain or "", 9))


def timing_of(time: Time | None, *, inherited: bool = False) -> Timing | None:
    """The first and last day of *time*; None where it has none."""
    if time is None or time.start_on is None or time.end_on is None:
        return None
    return Timing(time.start_on, time.end_on, time.grain or "day", time, inherited)
