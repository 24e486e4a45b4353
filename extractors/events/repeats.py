"""Leaves out what is told twice: what only carries another event, and headings of what the text tells."""

from __future__ import annotations

from datetime import date

from extractors.events.clause import COARSE
from extractors.events.event import EventReading
from extractors.events.leads import HEADINGS
from extractors.reading import Reading


def without_carriers(events: list[EventReading], *, listed: bool) -> list[EventReading]:
    """Leave out what only carries another event of its sentence: `…를 인수했다고 4일 밝혔다`, `이사회를 열어 …`, and what is said
    twice: `인수는 12월 말 끝난다`.
    """
    moved = {event.timing.start_on for event in events if event.type == "price_move" and event.rule == "event.main"}
    events = [e for e in events if e.type != "price_move" or e.rule != "event.embedded" or e.timing.start_on not in moved]
    topics = {(e.type, e.timing.start_on) for e in events if e.rule == "event.topic"}
    events = [e for e in events if e.rule != "event.main" or e.is_undone or (e.type, e.timing.start_on) not in topics]
    things = [event for event in events if event.type != "statement" or event.rule == "event.label"]
    days = {e.timing.start_on for e in things if e.type != "other" and e.rule != "event.embedded"}
    days |= {e.timing.start_on for e in things if e.type != "other" and all(o.rule == "event.embedded" for o in events)}
    kept: dict[tuple[str, date, object], EventReading] = {}
    for event in events:
        is_dated = event.timing.grain not in COARSE
        carries = event.type == "other" and is_dated and event.timing.start_on in days and not event.is_undone
        if not carries and (event in things or not things):
            kept.setdefault((event.type, event.timing.start_on, _whose(event, listed=listed)), event)
    return list(kept.values())


def _whose(event: EventReading, *, listed: bool) -> object:
    """Who acts on what: two events of one type and day differ in it; those of a list item without an object, in their triggers.

    What did not come about is told once by its word: `합작이 무산됐다`.
    """
    if event.is_undone:
        return event.trigger_start
    if event.timing.time is not None and event.timing.time.start >= event.trigger_end and not listed:
        actors = tuple((p.start, p.end) for p in event.participants if p.role == "actor")
        return (*actors, "told", event.timing.time.start)
    if event.type == "statement":
        return tuple((p.start, p.end) for p in event.participants if p.role == "actor")
    parts = tuple((p.start, p.end) for p in event.participants if p.role != "place")
    acted_on = any(p.role == "object" for p in event.participants)
    return (*parts, event.trigger_start) if not parts or (listed and not acted_on) else parts


def without_headings(reading: Reading, events: list[EventReading]) -> list[EventReading]:
    """A heading repeats no event that its text tells."""
    in_heading = [_is_heading(reading, event) for event in events]
    told = {(e.type, e.timing.start_on) for e, heading in zip(events, in_heading, strict=True) if not heading}
    return [e for e, heading in zip(events, in_heading, strict=True) if not heading or (e.type, e.timing.start_on) not in told]


def _is_heading(reading: Reading, event: EventReading) -> bool:
    block = reading.block_at(event.start)
    return block is not None and block.kind in HEADINGS
