"""What clauses tell, when and by whom (events_told.txt): one event of what is told, none of what only looks like one."""

from datetime import date
from pathlib import Path

import pytest

from pipeline import extract

PUBLISHED = date(2025, 11, 14)
LINES = (Path(__file__).parent / "events_told.txt").read_text(encoding="utf-8").splitlines()
ROWS = [line.rsplit(" | ", 1) for line in LINES if line and line[0] not in "#="]


def _fits(event: tuple[str, date, set[str]], wanted: str) -> bool:
    kind, day, actor = wanted.strip().split(" ", 2)
    is_actor = actor == "*" or (actor == "-" and not event[2]) or actor in event[2]
    return event[0] in kind.split("/") and event[1] == date.fromisoformat(day) and is_actor


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text[:28] for text, _ in ROWS])
def test_a_clause_tells_its_events(text, expected):
    report = extract(text, published_on=PUBLISHED)
    acting = {event.event_id: set() for event in report.events}
    for participant in report.event_participants:
        if participant.role == "actor":
            acting[participant.event_id].add(participant.text)
    found = sorted(((e.event_type, e.start_on, acting[e.event_id]) for e in report.events), key=lambda event: event[1])

    wanted = [] if expected == "-" else expected.split(";")
    assert len(found) == len(wanted), found
    assert all(map(_fits, found, wanted)), found
