"""Finds the triggers of a sentence, clause by clause, and in which construction each stands.

- `main`: the predicate of its clause (`공개했다`, `… 공개.`)
- `embedded`: a relative clause of its own (`7월 출시된 폰`)
- `topic`: the thing whose date is stated (`착공은 내년 2분기`)
- `label`: the words before a colon (`청약예정일: 1월 19일`)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.events.triggers import Trigger, triggers
from extractors.reading import Reading
from extractors.syntax import Predicate, Sentence

Construction = Literal["main", "embedded", "topic", "label"]
_ENDS_NOUN = re.compile(
    r"\s*(?:하|했|한|할|해|함|합|된|됐|될|되|돼|됨|받|시작|완료|예정|계획|목표|추진|중\b|돌입|[,.;:)·』」…]|$|\n)"
    r"|(?:을|를|에|이|가|은|는|도|로|으로|에는|까지)(?![가-힣])"
)
_TOPIC = re.compile(r"(?:은|는|이|가)(?![가-힣])")
_LABEL = re.compile(r"[^:：\n]{1,40}?[:：]\s")
_VALUE_REACH = 34
"""Characters behind a label's colon within which its date must stand to be the label's value."""
_NEGATING_PREFIX = "미비불무"
_MEANS = ("어", "아", "어서", "아서")
"""Endings of a clause that only says how the next one comes about: 이사회를 열어 의결했다."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger where it stands."""

    trigger: Trigger
    start: int
    end: int
    construction: Construction
    floor: int
    """Where the words that belong to it begin."""


def find_hits(reading: Reading, sentence: Sentence) -> Iterator[Hit]:
    """The triggers of *sentence* that can carry an event, in text order."""
    label = _LABEL.match(reading.text, sentence.start, sentence.end)
    labelled = list(_label_hits(reading, sentence.start, label.end())) if label is not None else []
    if label is not None and labelled and reading.times.within(label.end(), min(sentence.end, label.end() + _VALUE_REACH)):
        yield labelled[-1]
        return
    floor = sentence.start if label is None else label.end()
    for start, end in _clauses(reading.text, sentence, floor):
        hits = list(_in_clause(reading, sentence, start, end, floor))
        mains = [hit for hit in hits if hit.construction == "main"]
        chosen = {_strongest(mains)} if mains else set()
        chosen |= {hit for hit in hits if hit.construction in ("embedded", "topic")}
        yield from sorted(chosen, key=lambda hit: hit.start)
        if mains:
            floor = end


def _label_hits(reading: Reading, start: int, end: int) -> Iterator[Hit]:
    _, nouns, pattern = triggers()
    for match in pattern.finditer(reading.text, start, end):
        yield Hit(nouns[match[0]], match.start(), match.end(), "label", start)


def _clauses(text: str, sentence: Sentence, start: int) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence; in nominal style a comma behind a verbal noun ends one, too."""
    ends = [p.end for p in sentence.predicates if p.ending in ("EC", "EF") and p.depth == 0 and p.forms[-1] not in _MEANS]
    _, _, pattern = triggers()
    found = pattern.finditer(text, start, sentence.end)
    ends += [match.end() for match in found if re.match(r"\s*,\s", text[match.end() : match.end() + 3])]
    at = start
    for end in sorted({*ends, sentence.end}):
        if end > at:
            yield at, end
            at = end


def _in_clause(reading: Reading, sentence: Sentence, start: int, end: int, floor: int) -> Iterator[Hit]:
    verbs, nouns, pattern = triggers()
    text = reading.text
    for match in pattern.finditer(text, start, end):
        if _stands_alone(reading, match.start(), match.end()):
            predicate = next((p for p in sentence.predicates if p.start <= match.start() < p.end), None)
            yield Hit(nouns[match[0]], match.start(), match.end(), _construction(text, predicate, match.end()), floor)
    for predicate in sentence.predicates:
        verb = verbs.get(predicate.compound) or verbs.get(predicate.lemma)
        if verb is not None and start <= predicate.start < end:
            yield Hit(verb, predicate.start, predicate.end, _construction(text, predicate, predicate.end), floor)


def _stands_alone(reading: Reading, start: int, end: int) -> bool:
    """Whether a noun is a word that can carry an event here: no part of a name or of another word."""
    text = reading.text
    if any(name.start < start or end < name.end for name in reading.names.over(start, end)):
        return False
    return _ENDS_NOUN.match(text, end) is not None and not (start > 0 and text[start - 1] in _NEGATING_PREFIX)


def _construction(text: str, predicate: Predicate | None, end: int) -> Construction:
    if predicate is not None:
        if predicate.ending != "ETM":
            return "main"
        return "main" if re.match(r"\s?(?:바|것|예정|계획|방침|전망|상태|중)", text[predicate.end :][:6]) else "embedded"
    return "topic" if _TOPIC.match(text, end) else "main"


def _strongest(hits: list[Hit]) -> Hit:
    """Of several main triggers the one that says what happened: a specific one before an open one, a saying verb last."""
    return min(hits, key=lambda hit: (_only_says(hit), hit.trigger.type == "other", hit.trigger.open, hit.start))


def _only_says(hit: Hit) -> bool:
    return hit.trigger.type == "statement" and not hit.trigger.open
