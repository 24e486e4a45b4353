"""Events of short reports in real shapes (events_shapes.txt): one half may be looked at to mend a rule, the other never is.

`python -m tests.extractors.test_event_shapes` prints what each half gives, and the misses of the first.
"""

import calendar
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pipeline import extract

PATH = Path(__file__).with_name("events_shapes.txt")
LOOKED_AT, HELD_OUT = "looked at", "held out"
_MONTHS = {"": (1, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}


class Expected(NamedTuple):
    """An event as it is written in the file."""

    optional: bool
    trigger: str
    types: tuple[str, ...]
    days: tuple[date, date]
    status: str
    actor: str


class Shape(NamedTuple):
    """A report of the file with its events."""

    name: str
    published_on: date
    half: str
    text: str
    events: tuple[Expected, ...]


def read_shapes() -> list[Shape]:
    """The reports of the file, in its order."""
    _, *parts = re.split(r"^== ", PATH.read_text("utf-8"), flags=re.MULTILINE)
    return [_shape(part.splitlines()) for part in parts]


def _shape(lines: list[str]) -> Shape:
    name, published_on, half = (part.strip() for part in lines[0].split(" | "))
    text = "\n".join(line for line in lines[1:] if not line.startswith((">", "?>")))
    events = tuple(_expected(line) for line in lines[1:] if line.startswith((">", "?>")))
    return Shape(name, date.fromisoformat(published_on), half, text.strip(), events)


def _expected(line: str) -> Expected:
    trigger, types, days, status, actor = (part.strip() for part in line.lstrip("?> ").split(" | "))
    first, _, last = days.partition("..")
    return Expected(
        line.startswith("?"), trigger, tuple(types.split("/")), (_days(first)[0], _days(last or first)[1]), status, actor
    )


def _days(written: str) -> tuple[date, date]:
    """First and last day of 2025, 2025-Q3, 2025-H1, 2025-11 or 2025-11-20."""
    year, _, part = written.partition("-")
    if "-" in part:
        return date.fromisoformat(written), date.fromisoformat(written)
    first, last = _MONTHS[part] if part in _MONTHS else (int(part), int(part))
    return date(int(year), first, 1), date(int(year), last, calendar.monthrange(int(year), last)[1])


def score(shape: Shape) -> tuple[Counter[str], list[str]]:
    """How many events of *shape* were found, with their day alone, with their status and actor; and what was missed or made up."""
    report = extract(shape.text, published_on=shape.published_on)
    actors = {
        event.event_id: {p.text for p in report.event_participants if p.event_id == event.event_id and p.role == "actor"}
        for event in report.events
    }
    left, counts, faults = list(report.events), Counter[str](), []
    for wanted in sorted(shape.events, key=lambda event: event.optional):
        dated = [event for event in left if (event.start_on, event.end_on) == wanted.days]
        same = [event for event in dated if event.event_type in wanted.types]
        best = max(same, key=lambda event: (event.status == wanted.status, wanted.actor in actors[event.event_id]), default=None)
        if best is not None:
            left.remove(best)
        if wanted.optional:
            continue
        counts["wanted"] += 1
        if best is None:
            faults.append(f"missed {wanted.trigger} {wanted.types[0]} {wanted.days[0]}" + (" (other type)" if dated else ""))
            continue
        counts["found"] += 1
        counts["status"] += best.status == wanted.status
        if best.status != wanted.status:
            faults.append(f"status {wanted.trigger}: {best.status} for {wanted.status}")
        if wanted.actor != "-":
            counts["acted"] += 1
            counts["actor"] += wanted.actor in actors[best.event_id]
            if wanted.actor not in actors[best.event_id]:
                faults.append(f"actor {wanted.trigger}: {sorted(actors[best.event_id])} for {wanted.actor}")
    counts["made up"] += len(left)
    faults += [f"made up {e.event_type} {e.start_on} {e.end_on} {e.trigger!r}" for e in left]
    return counts, faults


def shares(counts: Counter[str]) -> dict[str, float]:
    """Precision, recall and F1 of events by type and day; of those found, the share with the right status and actor."""
    precision = counts["found"] / (counts["found"] + counts["made up"])
    recall = counts["found"] / counts["wanted"]
    return {
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / (precision + recall),
        "status": counts["status"] / counts["found"],
        "actor": counts["actor"] / counts["acted"],
    }


FLOORS = {LOOKED_AT: {"F1": 0.93, "status": 0.98, "actor": 0.88}, HELD_OUT: {"F1": 0.62, "status": 0.98, "actor": 0.52}}
"""Below which no half may fall."""


def totals() -> dict[str, Counter[str]]:
    """The counts of each half."""
    total = {half: Counter[str]() for half in FLOORS}
    for shape in read_shapes():
        total[shape.half] += score(shape)[0]
    return total


def test_no_half_falls_below_its_floor():
    fallen = [
        (half, name, found[name])
        for half, counts in totals().items()
        for found in (shares(counts),)
        for name, floor in FLOORS[half].items()
        if found[name] < floor
    ]

    assert fallen == []


def main() -> None:
    """Print both halves' shares and the faults of the first."""
    for shape in read_shapes():
        if shape.half == LOOKED_AT and (faults := score(shape)[1]):
            print(shape.name, *faults, sep="\n    ")
    for half, counts in totals().items():
        print(f"{half}: {counts['wanted']} events", *(f"{name} {share:.3f}" for name, share in shares(counts).items()))


if __name__ == "__main__":
    main()
