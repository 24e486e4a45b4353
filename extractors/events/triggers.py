"""The words that carry events (seeds/event_triggers.csv), and what an open one is about (seeds/event_objects.csv)."""

from __future__ import annotations

import functools
import re
from collections import Counter
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
    is_unlisted: bool = False
    """Whether no table has it, and only the model can say what it carries."""


@functools.cache
def triggers() -> tuple[dict[str, Trigger], dict[str, Trigger], re.Pattern[str]]:
    """Verbs by stem, verbal nouns, and a pattern that finds the nouns, longest first."""
    verbs: dict[str, Trigger] = {}
    nouns: dict[str, Trigger] = {}
    for row in read_seed("event_triggers.csv", ("trigger", "pos", "type", "open", "example")):
        trigger = Trigger(row["trigger"], row["pos"] == "verb", row["type"], row["open"] != "no", row["open"] == "only")
        (verbs if trigger.is_verb else nouns)[trigger.stem] = trigger
    return verbs, nouns, re.compile("|".join(re.escape(noun) for noun in sorted(nouns, key=len, reverse=True)))


_HEADS = frozenset({"로드맵", "방안", "전략", "주관사", "주간사"})
"""Nouns that say little of what they are about themselves: 상장 로드맵, 매각 방안."""


@functools.cache
def objects() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words that tell what an open trigger is about → event type."""
    return tuple((re.compile(row["word"]), row["type"]) for row in read_seed("event_objects.csv", ("word", "type", "example")))


def type_by_object(words: str) -> str | None:
    """The event type that the last object word in *words* tells; what only heads another (상장 로드맵) leaves it to that."""
    found = sorted((match.end(), -match.start(), kind) for pattern, kind in objects() for match in pattern.finditer(words))
    if not found:
        return None
    end, start, kind = found[-1][0], -found[-1][1], found[-1][2]
    if len(found) > 1 and words[start:end] in _HEADS and not words[found[-2][0] : start].strip():
        return found[-2][2]
    return kind


def type_of_form(words: str) -> str | None:
    """The event type that most object words in *words* tell."""
    found = Counter(kind for pattern, kind in objects() for _ in pattern.finditer(words))
    return found.most_common(1)[0][0] if found else None
