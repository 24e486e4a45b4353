"""Puts trigger, date, participants, figures and status together into events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.discourse import Discourse
from extractors.events.hits import Hit, find_hits
from extractors.events.kinds import type_of
from extractors.events.participants import Participant, find_participants
from extractors.events.schedule import find_occasions
from extractors.events.stated import Stated, find_stated, latest_results
from extractors.events.status import is_forecast, is_negated, read_status
from extractors.events.timing import Timing, all_dates, starting_within, timing_of
from extractors.figures import FigureReading
from extractors.reading import Reading
from extractors.syntax import Sentence
from schemas import Block

SILENT_BLOCKS = frozenset({"table", "caption", "boilerplate"})
HEADINGS = frozenset({"title", "heading"})


@dataclass(frozen=True, slots=True)
class EventReading:
    """An event with its evidence: the words from its first part to its trigger."""

    start: int
    end: int
    type: str
    trigger_start: int
    trigger_end: int
    timing: Timing
    status: str
    participants: tuple[Participant, ...]
    figures: tuple[int, ...]
    """Indices of the figures stated in the event's clause."""
    confidence: float
    rule: str


def find_events(reading: Reading, figures: Sequence[FigureReading]) -> list[EventReading]:
    """The events of the report, in text order."""
    found: list[EventReading] = []
    discourse = Discourse(reading)
    latest = latest_results(figures)
    told: dict[str | None, date] = {}
    for sentence in reading.syntax.sentences:
        block = reading.block_at(sentence.start)
        if block is None or (block.kind in SILENT_BLOCKS and not (block.kind == "table" and reading.table(block).is_form)):
            continue
        events = list(_in_sentence(discourse, figures, sentence, block))
        if block.kind not in HEADINGS:
            events += _of_schedule(reading, sentence, block, events)
            _note_results(told, events)
            events += _of_figures(discourse, figures, sentence, latest, told, events)
        _note_results(told, events)
        found += _without_carriers(events)
    return _without_headings(reading, sorted(found, key=lambda event: event.start))


def _note_results(told: dict[str | None, date], events: Sequence[EventReading]) -> None:
    for event in events:
        if event.type == "earnings":
            for participant in event.participants:
                told[participant.entity_id] = max(event.timing.start_on, told.get(participant.entity_id, event.timing.start_on))


def _in_sentence(
    discourse: Discourse, figures: Sequence[FigureReading], sentence: Sentence, block: Block
) -> Iterator[EventReading]:
    reading = discourse.reading
    for hit in find_hits(reading, sentence):
        if hit.construction == "label" and block.kind in HEADINGS:
            continue
        timings = all_dates(reading, figures, sentence, block, hit)
        kind = type_of(reading, sentence, hit) if timings and not is_negated(reading, hit) else None
        if kind is not None:
            for timing in timings:
                if not is_forecast(reading, hit, kind, timing.end_on):
                    yield _event(discourse, figures, sentence, block, hit, timing, kind)


def _of_schedule(reading: Reading, sentence: Sentence, block: Block, before: Sequence[EventReading]) -> Iterator[EventReading]:
    """Occasions of a schedule on days for which *before* has no event."""
    told = {event.timing.start_on for event in before}
    for occasion in find_occasions(reading, sentence, block):
        timing = timing_of(occasion.time)
        if timing is not None and timing.start_on not in told:
            ahead = reading.published_on is not None and timing.start_on > reading.published_on
            yield EventReading(
                start=occasion.time.start,
                end=occasion.end,
                type="other",
                trigger_start=occasion.start,
                trigger_end=occasion.end,
                timing=timing,
                status="planned" if ahead else "occurred",
                participants=(),
                figures=(),
                confidence=0.5,
                rule="event.schedule",
            )


def _of_figures(
    discourse: Discourse,
    figures: Sequence[FigureReading],
    sentence: Sentence,
    latest: Mapping[str, date],
    told: Mapping[str | None, date],
    before: Sequence[EventReading],
) -> Iterator[EventReading]:
    """What the figures of *sentence* tell, unless it was told: results once a report, a price move once a sentence.

    *told*: the last day on which results of each company begin so far, the announcement's where only that is dated.
    """
    for stated in find_stated(discourse.reading, figures, latest, sentence):
        owner = stated.figure.subject.entity_id if stated.figure.subject else None
        if stated.type == "earnings":
            known = owner in told and stated.timing.start_on <= told[owner]
        else:
            known = any(event.type == stated.type for event in before)
        if not known:
            yield _stated(discourse, figures, sentence, stated)


def _stated(discourse: Discourse, figures: Sequence[FigureReading], sentence: Sentence, stated: Stated) -> EventReading:
    """The event of a figure: its subject acts, its metric's name is the trigger."""
    figure = stated.figure
    quantity, metric, subject = figure.quantity, figure.metric_span, figure.subject
    trigger = metric if metric and sentence.start <= metric[0] < sentence.end else (quantity.start, quantity.end)
    actors = (Participant("actor", subject.start, subject.end, subject.entity_id),) if subject and subject.entity_id else ()
    own = [at for at in (trigger[0], subject.start if subject else quantity.start) if sentence.start <= at]
    return EventReading(
        start=min(quantity.start, *own),
        end=max(quantity.end, trigger[1]),
        type=stated.type,
        trigger_start=trigger[0],
        trigger_end=trigger[1],
        timing=stated.timing,
        status="occurred",
        participants=actors,
        figures=tuple(i for i in starting_within(figures, quantity.start, quantity.end) if figures[i] is figure),
        confidence=0.6,
        rule="event.stated",
    )


def _event(
    discourse: Discourse,
    figures: Sequence[FigureReading],
    sentence: Sentence,
    block: Block,
    hit: Hit,
    timing: Timing,
    kind: str,
) -> EventReading:
    reading = discourse.reading
    participants = tuple(find_participants(discourse, sentence, block, hit, kind, timing.until))
    predicate_end = next((p.end for p in sentence.predicates if p.start <= hit.start < p.end), hit.end)
    end = max(predicate_end, hit.end)
    time = timing.time
    own_time = time is not None and sentence.start <= time.start < sentence.end and not timing.inherited
    starts = [p.start for p in participants if hit.floor <= p.start < hit.start]
    if time is not None and own_time:
        starts.append(time.start)
    return EventReading(
        start=min([hit.start, *starts]),
        end=max(predicate_end, time.end) if time is not None and own_time else predicate_end,
        type=kind,
        trigger_start=hit.start,
        trigger_end=hit.end,
        timing=timing,
        status=read_status(reading, sentence, hit, timing.start_on),
        participants=participants,
        figures=tuple(i for i in starting_within(figures, hit.floor, end) if figures[i].quantity.end <= end),
        confidence=0.5 if timing.inherited else 0.7,
        rule=f"event.{hit.construction}",
    )


def _without_carriers(events: list[EventReading]) -> list[EventReading]:
    """Leave out what only carries another event of its sentence and date: `…를 인수했다고 4일 밝혔다`, `이사회를 열어 …`."""
    told = {event.timing.start_on for event in events if event.type not in ("statement", "other")}
    return [event for event in events if event.type not in ("statement", "other") or event.timing.start_on not in told]


def _without_headings(reading: Reading, events: list[EventReading]) -> list[EventReading]:
    """A heading repeats no event that its text tells."""
    in_heading = [_is_heading(reading, event) for event in events]
    told = {(e.type, e.timing.start_on) for e, heading in zip(events, in_heading, strict=True) if not heading}
    return [e for e, heading in zip(events, in_heading, strict=True) if not heading or (e.type, e.timing.start_on) not in told]


def _is_heading(reading: Reading, event: EventReading) -> bool:
    block = reading.block_at(event.start)
    return block is not None and block.kind in HEADINGS
