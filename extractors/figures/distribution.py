"""`각각`: numbers in a list go to the things of an earlier list, one by one.

`A와 B가 각각 290억원, 180억원`: the names; `2024년과 2025년에 각각 …`: the periods;
`매출(…), 영업이익(…)과 비교해도 각각 8%, 5%`: what the earlier numbers measure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractors.dates import Time
from extractors.figures.metrics import Cue, find_cues
from extractors.figures.places import Place
from extractors.figures.scenes import NEAREST, REACH
from extractors.names import Name
from extractors.reading import Reading, Spanned

S = TypeVar("S", bound=Spanned)
_EACH = re.compile(r"각각|각\s")
_JOIN = re.compile(r"\s*(?:,|와|과|·|및|그리고)\s*")
_NAME_JOIN = re.compile(r"\s*(?:\([^)]*\))?\s*(?:,|와|과|·|및)\s*")

_AT = re.compile(r"(?:에|에는|은|는)?\s*(?:[가-힣]{1,8}[은는이가]\s*)?")
_OWNER = re.compile(r"\s*(?:\([^)]*\))?\s*의\s*각각\s*")


@dataclass(frozen=True, slots=True)
class Shared:
    """The place of a number in a list behind 각각, and what the list before offers for each place."""

    position: int
    names: Sequence[Name] | None
    """As many owners as numbers, right before 각각; or the one owner of them all, as often."""
    cues: Sequence[Cue] | None
    """As many metrics as numbers: `매출과 영업이익은 각각`."""
    times: Sequence[Time] | None
    """As many periods as numbers: `2024년과 2025년에 각각`."""
    twins: Sequence[int] | None
    """Indices of as many earlier numbers of the sentence."""


def distribute(reading: Reading, places: Sequence[Place]) -> dict[int, Shared]:
    """Index of each number behind 각각 → what it shares in."""
    found: dict[int, Shared] = {}
    by_index = {place.index: place for place in places}
    for number, place in enumerate(places):
        start = place.quantity.start
        each = _EACH.search(reading.text, max(place.scene.start, start - 8), start)
        if each is None or reading.text[each.end() : start].strip(" 약총최대+-△"):
            continue
        run = _run(reading, place, by_index)
        if len(run) > 1:
            names, cues, twins = _names_before(reading, place, len(run)), _cues_before(reading, place, len(run)), None
            times = _times_before(reading, place, each.start(), len(run))
            earlier = places[max(0, number - len(run)) : number]
            if len(earlier) == len(run) and earlier[0].scene is place.scene:
                twins = [other.index for other in earlier]
            found.update({index: Shared(position, names, cues, times, twins) for position, index in enumerate(run)})
    return found


def _run(reading: Reading, place: Place, places: Mapping[int, Place]) -> list[int]:
    """The indices of the numbers of one unit that are joined to the one at *place*, itself the first."""
    run = [place.index]
    while (following := places.get(run[-1] + 1)) is not None:
        between = reading.text[places[run[-1]].quantity.end : following.quantity.start]
        if not _JOIN.fullmatch(between) or following.quantity.unit != place.quantity.unit:
            break
        run.append(following.index)
    return run


def _names_before(reading: Reading, place: Place, count: int) -> list[Name] | None:
    names = reading.names.last(place.scene.start, place.quantity.start, count + NEAREST)
    owners = [n for n in names if n.label in ("ORG", "LOC", "PRODUCT")]
    run = _joined(reading.text, owners, _NAME_JOIN)
    if len(run) == count:
        return run
    if owners and _OWNER.fullmatch(reading.text, owners[-1].end, place.quantity.start):
        return [owners[-1]] * count
    return None


def _cues_before(reading: Reading, place: Place, count: int) -> list[Cue] | None:
    cues = find_cues(reading.text, max(place.scene.start, place.quantity.start - REACH), place.quantity.start)
    run = _joined(reading.text, cues, _JOIN)
    return run if len(run) == count else None


def _times_before(reading: Reading, place: Place, each: int, count: int) -> list[Time] | None:
    times = reading.times.last(place.scene.start, each, count + NEAREST)
    run = _joined(reading.text, times, _JOIN)
    return run if len(run) == count and _AT.fullmatch(reading.text, run[-1].end, each) else None


def _joined(text: str, spans: Sequence[S], join: re.Pattern[str]) -> list[S]:
    """The last of *spans*, as far back as nothing but a *join* stands between them, in text order."""
    run: list[S] = []
    for span in reversed(spans):
        if run and not join.fullmatch(text, span.end, run[-1].start):
            break
        run.append(span)
    return run[::-1]
