"""`각각`: numbers in a list go to the things of an earlier list, one by one.

`A와 B가 각각 290억원, 180억원`: the names; `매출(…), 영업이익(…)과 비교해도 각각 8%, 5%`: what the earlier numbers measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.figures.metrics import Cue, find_cues
from extractors.figures.places import Place
from extractors.names import Name
from extractors.reading import Reading

_EACH = re.compile(r"각각|각\s")
_JOIN = re.compile(r"\s*(?:,|와|과|·|및|그리고)\s*")
_NAME_JOIN = re.compile(r"\s*(?:\([^)]*\))?\s*(?:,|와|과|·|및)\s*")

_OWNER = re.compile(r"\s*(?:\([^)]*\))?\s*의\s*각각\s*")


def distribute(reading: Reading, places: Sequence[Place]) -> dict[int, tuple[int, int]]:
    """Index of each number behind 각각 → (position in its list, length of the list)."""
    found: dict[int, tuple[int, int]] = {}
    by_index = {place.index: place for place in places}
    for place in places:
        start = place.quantity.start
        each = _EACH.search(reading.text, max(place.sentence.start, start - 8), start)
        if each is None or reading.text[each.end() : start].strip(" 약총최대+-△"):
            continue
        run = [place.index]
        while (following := by_index.get(run[-1] + 1)) is not None:
            between = reading.text[by_index[run[-1]].quantity.end : following.quantity.start]
            if not _JOIN.fullmatch(between) or following.quantity.unit != place.quantity.unit:
                break
            run.append(following.index)
        if len(run) > 1:
            found.update({index: (position, len(run)) for position, index in enumerate(run)})
    return found


def names_before(reading: Reading, place: Place, count: int) -> list[Name] | None:
    """The list of exactly *count* owners right before 각각."""
    names = [n for n in reading.names.within(place.sentence.start, place.quantity.start) if n.label in ("ORG", "LOC", "PRODUCT")]
    run: list[Name] = []
    for name in reversed(names):
        if run and not _NAME_JOIN.fullmatch(reading.text[name.end : run[0].start]):
            break
        run.insert(0, name)
    return run if len(run) == count else None


def owner_before(reading: Reading, place: Place) -> Name | None:
    """The one owner of all the numbers: `무라타의 각각 22배와 10배`."""
    names = [n for n in reading.names.within(place.sentence.start, place.quantity.start) if n.label in ("ORG", "LOC", "PRODUCT")]
    if not names:
        return None
    return names[-1] if _OWNER.fullmatch(reading.text[names[-1].end : place.quantity.start]) else None


def cues_before(reading: Reading, place: Place, count: int) -> list[Cue] | None:
    """The list of exactly *count* metrics before 각각: `매출과 영업이익은 각각`."""
    run: list[Cue] = []
    for cue in reversed(list(find_cues(reading.text, place.sentence.start, place.quantity.start))):
        if run and not _JOIN.fullmatch(reading.text[cue.end : run[0].start]):
            break
        run.insert(0, cue)
    return run if len(run) == count else None


def figures_before(places: Sequence[Place], place: Place, count: int) -> Iterator[int]:
    """Indices of the *count* numbers of the sentence that stand before the list; nothing where there are fewer."""
    earlier = [p.index for p in places if p.sentence is place.sentence and p.index < place.index]
    if len(earlier) >= count:
        yield from earlier[-count:]
