"""Who holds a rank, where as many names follow as ranks: `2위와 3위는 각각 가온, 나래`, `1위와 2위 가온과 나래`, `1위는 가온`."""

from __future__ import annotations

import re

from extractors.figures.ownership.phrases import OWNING
from extractors.figures.places import Place
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.quantities import Quantity
from extractors.reading import Reading
from extractors.syntax import Sentence

_AND = re.compile(r"(?:와|과|,|·|및|\s및)?\s?")
"""Between two ranks, or two names."""
_TO_NAMES = re.compile(r"(?:(?P<told>[은는]|이며)\s|\s)(?:각각\s)?")
_CALLED = "‘'“\"「『<"
_OF_NAME = re.compile(r"[’'”\"」』>]?(?:\s?\([^()]*\))?")
"""Behind a name, its quotation mark and what a bracket says of it."""
_IS_SAID = re.compile(rf"으?로|{LEXICON.alternation('copula', 'copula_vowel')}|[이가]\s차지|\s?(?:[.,·…]|$)|\s?[(（]")
"""Behind the last name, which is said to hold the rank, and does nothing itself: `1위는 가온으로`, but not `1위는 가온이 지켰다`."""
_MOST = 8
"""Ranks of one enumeration at most."""


def holder(reading: Reading, sentence: Sentence, place: Place) -> Name | None:
    """The name that takes the place among names of the rank at *place* among ranks; None where they are not as many."""
    ranks = _ranks(reading, place.quantity)
    at = ranks[-1].end
    joint = _TO_NAMES.match(reading.text, at, sentence.end)
    if joint is None or (len(ranks) == 1 and not joint["told"]):
        return None
    names, end = _names(reading, joint.end(), sentence.end)
    if len(names) != len(ranks) or (joint["told"] and _IS_SAID.match(reading.text, end, sentence.end) is None):
        return None
    return names[ranks.index(place.quantity)]


def _ranks(reading: Reading, quantity: Quantity) -> list[Quantity]:
    """The ranks that are enumerated with *quantity*, which is one."""
    found = [quantity]
    while len(found) < _MOST and (before := reading.quantities.last(0, found[0].start, 1)):
        joint = reading.text[before[0].end : found[0].start]
        if before[0].unit != "rank" or not joint.strip() or _AND.fullmatch(joint) is None:
            break
        found.insert(0, before[0])
    while len(found) < _MOST and (after := reading.quantities.starting_from(found[-1].end)) is not None:
        joint = reading.text[found[-1].end : after.start]
        if after.unit != "rank" or not joint.strip() or _AND.fullmatch(joint) is None:
            break
        found.append(after)
    return found


def _names(reading: Reading, at: int, limit: int) -> tuple[list[Name], int]:
    """The names enumerated from *at* on, and where what belongs to the last of them ends."""
    found: list[Name] = []
    end = at
    while len(found) < _MOST:
        start = at + (reading.text[at : at + 1] in _CALLED)
        name = reading.names.starting_from(start)
        if name is None or name.start != start or name.label not in OWNING or name.end > limit:
            break
        found.append(name)
        behind = _OF_NAME.match(reading.text, name.end, limit)
        end = behind.end() if behind is not None else name.end
        joint = _AND.match(reading.text, end, limit)
        if joint is None or not joint[0].strip():
            break
        at = joint.end()
    return found, end
