"""What a ranker chooses among: options with the features that speak for and against them, as plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from extractors.discourse import embedded
from extractors.figures.metrics import Cue, find_cues
from extractors.figures.places import Place
from extractors.reading import Reading
from extractors.syntax import TOPIC, Chunk, Sentence
from schemas import Block

T = TypeVar("T")
_STEPS = (1, 2, 3, 5, 8, 13)
_FAR = "far"
_NAMED = [str(next(limit for limit in _STEPS if count < limit)) for count in range(_STEPS[-1])]
_SIBLINGS = 3


@dataclass(slots=True)
class Option(Generic[T]):
    """One value that an attribute of a figure could have. Options of one `key` are the same answer seen in several places."""

    value: T
    key: str
    features: list[str] = field(default_factory=list)


def step(count: int) -> str:
    """A count as one of a few steps, so that what is learned of 9 holds for 11."""
    return _NAMED[count] if count < _STEPS[-1] else _FAR


class Surroundings:
    """What lies around one quantity, as all rankers ask for it."""

    def __init__(self, reading: Reading, place: Place) -> None:
        self.reading, self.place = reading, place
        self.text, self.quantity, self.sentence = reading.text, place.quantity, place.sentence

    @cached_property
    def cues(self) -> list[Cue]:
        """The metric words of the sentence."""
        return list(find_cues(self.text, self.sentence.start, self.sentence.end))

    @cached_property
    def earlier(self) -> list[Sentence]:
        """The sentences of the block before this one, nearest first; at most three."""
        block = self.place.block
        if block is None:
            return []
        sentences = self.reading.syntax.sentences
        at = self.reading.syntax.index(self.sentence)
        return [s for s in reversed(sentences[max(0, at - 3) : at]) if s.start >= block.start_char]

    def chunk_at(self, position: int) -> Chunk | None:
        """The noun chunk that covers *position*."""
        return next((chunk for chunk in self.sentence.chunks if chunk.start <= position < chunk.end), None)

    def way(self, start: int, end: int) -> list[str]:
        """How [start, end) lies to the quantity: side, and what one has to cross between."""
        quantity, text = self.quantity, self.text
        if end <= quantity.start:
            low, high, side = end, quantity.start, "before"
        elif start >= quantity.end:
            low, high, side = quantity.end, start, "behind"
        else:
            return ["side:over"]
        chunks = sum(1 for c in self.sentence.chunks if low <= c.start and c.end <= high)
        crossed = [p for p in self.sentence.predicates if low <= p.start and p.end <= high]
        closed = sum(1 for p in crossed if p.ending in ("EC", "EF"))
        between = text[low:high]
        numbers = self.reading.quantities.within(low, high)
        same = sum(1 for q in numbers if q.unit == quantity.unit)
        names = len(self.reading.names.within(low, high))
        side_of = f"side:{side}"
        return [
            side_of,
            f"{side_of}:chunks<{step(chunks)}",
            f"{side_of}:clauses<{step(closed)}",
            f"{side_of}:relative<{step(len(crossed) - closed)}",
            f"{side_of}:numbers<{step(len(numbers))}",
            f"{side_of}:same_unit<{step(same)}",
            f"{side_of}:names<{step(names)}",
            f"{side_of}:commas<{step(between.count(','))}",
            f"{side_of}:opened" if between.count("(") > between.count(")") else "",
            f"{side_of}:closed" if between.count(")") > between.count("(") else "",
            f"{side_of}:next" if not between.strip(" ('\"‘“") else "",
        ]

    def role(self, start: int, end: int, sentence: Sentence | None = None) -> list[str]:
        """The part that [start, end) plays: the particle of its chunk, whether it ends the chunk, and the clause it belongs to."""
        sentence = sentence or self.sentence
        chunk = next((c for c in sentence.chunks if c.start <= start < c.end), None)
        if chunk is None:
            return ["role:none"]
        tail = self.text[end : chunk.end].strip()
        found = [
            f"role:{chunk.role or 'none'}",
            f"particle:{chunk.particle[:3] or '-'}",
            "chunk:whole" if not tail and chunk.start == start else "chunk:end" if not tail else "chunk:within",
            f"depth:{min(chunk.depth, 2)}",
        ]
        if not tail:
            found.append(f"end+particle:{chunk.particle[:3] or '-'}")
        if embedded(sentence, chunk, self.quantity.start if sentence is self.sentence else sentence.end):
            found.append("embedded")
        if chunk is sentence.chunks[0]:
            found.append("first")
        verb = next((p for p in sentence.predicates if p.start >= chunk.end), None)
        if verb is not None:
            found.append(f"verb:{verb.ending}:{chunk.role or 'none'}")
        return found

    @cached_property
    def setting(self) -> list[str]:
        """Features of the quantity alone; they are the same for all its options."""
        quantity, place = self.quantity, self.place
        unit = quantity.dimension if quantity.dimension in ("money", "count") or quantity.unit is None else quantity.unit
        kind = place.block.kind if place.block is not None else "none"
        behind = re.match(r"\s*([가-힣]{1,3})", self.text[quantity.end : quantity.end + 6])
        verb = next((p for p in self.sentence.predicates if p.start >= quantity.end), None)
        return [
            f"unit:{unit}",
            f"counter:{quantity.counter}" if quantity.counter else "",
            f"block:{kind}",
            "cell" if place.cell is not None else "",
            "labelled" if place.label is not None else "",
            "bracketed" if place.bracket is not None else "",
            "hosted" if place.host is not None else "",
            "signed" if quantity.signed else "",
            f"bound:{quantity.bound}",
            f"behind:{behind[1]}" if behind else "behind:-",
            f"next_verb:{verb.lemma}" if verb is not None else "next_verb:-",
            f"numbers<{step(len(self.reading.quantities.within(self.sentence.start, quantity.start)))}",
            f"names_before<{step(len(self.reading.names.within(self.sentence.start, quantity.start)))}",
            f"topic:{self._topic}",
        ]

    @property
    def _topic(self) -> str:
        """What the sentence speaks of: the label of a name in its first topic, a phrase, or nothing."""
        chunk = next((c for c in self.sentence.chunks if c.role == TOPIC and c.end <= self.quantity.start), None)
        if chunk is None:
            return "none"
        names = self.reading.names.over(chunk.start, chunk.end)
        return names[0].label if names else "metric" if any(find_cues(self.text, chunk.start, chunk.end)) else "phrase"


def siblings(reading: Reading, block: Block | None) -> list[Block]:
    """The blocks right before *block* under the same heading, nearest first; at most three."""
    found: list[Block] = []
    at = block.ordinal - 1 if block is not None else -1
    while block is not None and at >= 0 and len(found) < _SIBLINGS:
        before = reading.blocks[at]
        if before.ordinal == block.parent or before.kind not in ("paragraph", "list_item", "caption", "table"):
            break
        if before.kind in ("paragraph", "list_item"):
            found.append(before)
        at -= 1
    return found


def plain(text: str) -> str:
    """*text* as answers are compared: without white space, quotes, brackets and marks."""
    return "".join(character for character in text if character.isalnum()).casefold()


def kept(features: Iterable[str]) -> list[str]:
    """*features* without those that do not apply."""
    return [feature for feature in features if feature]
