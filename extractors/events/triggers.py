"""The words that carry events (seeds/event_triggers.csv), and what an open one is about (seeds/event_objects.csv)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.seeds import read_seed


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verbal noun or a verb; an open one (발표, 공개, 체결) takes its type from what it is about.

    Where nothing tells, it keeps its own type, unless it *needs an object* to be an event at all (오르다, 낮추다, 기록하다).
    """

    stem: str
    is_verb: bool
    type: str
    open: bool
    needs_object: bool


@functools.cache
def triggers() -> tuple[dict[str, Trigger], dict[str, Trigger], re.Pattern[str]]:
    """Verbs by stem, verbal nouns, and a pattern that finds the nouns, longest first."""
    verbs: dict[str, Trigger] = {}
    nouns: dict[str, Trigger] = {}
    for row in read_seed("event_triggers.csv", ("trigger", "pos", "type", "open", "example")):
        trigger = Trigger(row["trigger"], row["pos"] == "verb", row["type"], row["open"] != "no", row["open"] == "only")
        (verbs if trigger.is_verb else nouns)[trigger.stem] = trigger
    return verbs, nouns, re.compile("|".join(re.escape(noun) for noun in sorted(nouns, key=len, reverse=True)))


_COMPOUND = 2
"""Characters between the nouns of a compound at most."""


@functools.cache
def objects() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words that tell what an open trigger is about → event type."""
    return tuple((re.compile(row["word"]), row["type"]) for row in read_seed("event_objects.csv", ("word", "type", "example")))


def type_by_object(words: str) -> str | None:
    """The event type that the last object word in *words* tells; what only heads another (상장 로드맵, 투자 전략) leaves it to that."""
    found = sorted((match.end(), match.start(), kind) for pattern, kind in objects() for match in pattern.finditer(words))
    if not found:
        return None
    end, start, kind = found[-1]
    modifiers = [other for other in found[:-1] if other[2] != kind and other[0] <= start <= other[0] + _COMPOUND]
    return modifiers[-1][2] if kind == "policy" and modifiers and not words[modifiers[-1][0] : start].strip() else kind
