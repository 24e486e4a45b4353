"""Puts trigger, date, participants, figures and status together into events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.discourse import Discourse
from extractors.events.hits import Hit, find_hits
from extractors.events.kinds import type_of
from extractors.events.participants import Participant, find_participants
from extractors.events.status import is_negated, read_status
from extractors.events.timing import Timing, date_hit
from extractors.figures import FigureReading
from extractors.reading import Reading
from extractors.syntax import Sentence
from schemas import Block

SILENT_BLOCKS = frozenset({"table", "caption", "boilerplate"})


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
    for sentence in reading.syntax.sentences:
        block = reading.block_at(sentence.start)
        if block is not None and block.kind not in SILENT_BLOCKS:
            found += _without_carriers(list(_in_sentence(discourse, figures, sentence, block)))
    return _without_headings(reading, found)


def _in_sentence(
    discourse: Discourse, figures: Sequence[FigureReading], sentence: Sentence, block: Block
) -> Iterator[EventReading]:
    reading = discourse.reading
    for hit in find_hits(reading, sentence):
        timing = date_hit(reading, figures, sentence, block, hit)
        kind = type_of(reading, sentence, hit)
        if timing is not None and kind is not None and not is_negated(reading, hit):
            yield _event(discourse, figures, sentence, block, hit, timing, kind)


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
    participants = tuple(find_participants(discourse, sentence, block, hit, kind))
    predicate_end = next((p.end for p in sentence.predicates if p.start <= hit.start < p.end), hit.end)
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
        figures=tuple(
            i for i, f in enumerate(figures) if hit.floor <= f.quantity.start and f.quantity.end <= max(predicate_end, hit.end)
        ),
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
    return block is not None and block.kind in ("title", "heading")
