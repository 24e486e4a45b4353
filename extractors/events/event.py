"""An event as it is read, before it becomes a row."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.events.participants import Participant
from extractors.events.timing import Timing


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
    is_undone: bool = False
    """Whether it tells that something did not come about."""
