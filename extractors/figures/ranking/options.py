"""What a ranker chooses among: options with the features that speak for and against them, as numbers of a vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from extractors.figures.metrics import find_cues
from extractors.figures.places import Place
from extractors.figures.ranking.judge import Judge
from extractors.figures.ranking.vocabulary import step
from extractors.figures.scenes import COMPARED, NEVER, Scene, Scenes
from extractors.quantities import Quantity
from extractors.reading import Reading
from extractors.syntax import Sentence
from schemas import Block

T = TypeVar("T")
_SIBLINGS = 3
_COMPARED = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:(?:전체|국가|평균|수준)\s*)*(?:\([^()]*\)\s*)?"
    rf"(?:{COMPARED}|의\s(?:약\s)?[\d.]+\s?배)"
)
"""Behind something that another thing is held against: OECD 평균보다, 경쟁사 대비."""
_FROM = re.compile(r"\s*(?:이상|이하|수준|안팎|대)?\s*에서\s[^,.]{0,16}?")
"""Between a number and the one that it has become."""
_AHEAD = 40
"""Characters in which it says so."""
_BEHIND = re.compile(r"\s*([가-힣]{1,3})")
_NO_LETTERS = re.compile(r"[\W_]+")
_MARKS = " ('\"‘“"


@dataclass(slots=True)
class Candidate(Generic[T]):
    """Something that stands in the text and could be the answer for several figures."""

    value: T
    key: str
    source: str
    """Where it stands: the first of its features, as `from:name`."""
    start: int
    end: int
    number: int
    """What it is called in the bank that adds up its features."""
    embedded_from: float = NEVER
    """From which offset on it is the subject of a relative clause that has ended."""


@dataclass(slots=True)
class Option(Generic[T]):
    """A candidate as the answer for one figure. Options of one `key` are the same answer seen in several places."""

    candidate: Candidate[T]
    features: list[int]
    """The numbers of what holds between it and the figure."""
    by_rule: bool
    """Whether the rules give this answer."""

    @property
    def value(self) -> T:
        """The answer."""
        return self.candidate.value

    @property
    def key(self) -> str:
        """What makes it the same answer as another one."""
        return self.candidate.key


class Ranker(Generic[T]):
    """Gathers the options of one attribute; the candidates of a document are made once."""

    attribute: str

    def __init__(self, reading: Reading, scenes: Scenes, judge: Judge) -> None:
        self.reading, self.scenes, self.text = reading, scenes, reading.text
        self.vocabulary, self.bank = judge.vocabulary(self.attribute), judge.bank(self.attribute)
        self._over = self.vocabulary.number("side:over")
        self._embedded = self.vocabulary.number("embedded")

    def setting(self, around: Surroundings) -> tuple[int, ...]:
        """The numbers of what is known of the figure whatever the option."""
        return (*self.vocabulary.numbers(around.setting), self.vocabulary.number(""))

    def way(self, around: Surroundings, start: int, end: int) -> list[int]:
        """How [start, end) lies to the quantity: side, and what one has to cross between."""
        quantity, text = around.quantity, self.text
        if end <= quantity.start:
            low, high, side = end, quantity.start, self.vocabulary.before
        elif start >= quantity.end:
            low, high, side = quantity.end, start, self.vocabulary.behind
        else:
            return [self._over]
        chunks, predicates, closed, numbers, names = around.scene.crossed(low, high)
        found = [
            side.itself,
            side.chunks[chunks],
            side.clauses[closed],
            side.relative[predicates - max(closed, 0)],
            side.numbers[numbers],
            side.same_unit[self.scenes.by_unit[quantity.unit].count_within(low, high)],
            side.names[names],
            side.commas[text.count(",", low, high)],
        ]
        opened, shut = text.count("(", low, high), text.count(")", low, high)
        if opened != shut:
            found.append(side.opened if opened > shut else side.closed)
        if not text[low : min(high, low + len(_MARKS))].strip(_MARKS) and not text[low:high].strip(_MARKS):
            found.append(side.next)
        return found

    def embedded(self, around: Surroundings, candidate: Candidate[T]) -> list[int]:
        """Whether the candidate is the subject of a relative clause that ends before the quantity."""
        return [self._embedded] if candidate.embedded_from <= around.quantity.start else []

    def role(self, scene: Scene, start: int, end: int) -> tuple[list[str], float]:
        """The part that [start, end) plays in its sentence, and from where on its chunk is embedded."""
        chunk = scene.chunks.at(start)
        if chunk is None:
            return ["role:none"], NEVER
        tail = self.text[end : chunk.end].strip()
        found = [
            f"role:{chunk.role or 'none'}",
            f"particle:{chunk.particle[:3] or '-'}",
            "chunk:whole" if not tail and chunk.start == start else "chunk:end" if not tail else "chunk:within",
            f"depth:{min(chunk.depth, 2)}",
            "" if tail else f"end+particle:{chunk.particle[:3] or '-'}",
            "first" if chunk is scene.chunks[0] else "",
            "compared" if _COMPARED.match(self.text, end, end + _AHEAD) else "",
            scene.telling(chunk),
        ]
        verb = scene.predicates.starting_from(chunk.end)
        if verb is not None:
            found.append(f"verb:{verb.ending}:{chunk.role or 'none'}")
        return found, scene.embedded_from(chunk)


class Surroundings:
    """What lies around one quantity, as all rankers ask for it."""

    def __init__(self, reading: Reading, place: Place) -> None:
        self.reading, self.place, self.scene = reading, place, place.scene
        self.text, self.quantity = reading.text, place.quantity

    @cached_property
    def earlier(self) -> list[Sentence]:
        """The sentences of the block before this one, nearest first; at most three."""
        block = self.place.block
        if block is None:
            return []
        sentences = self.reading.syntax.sentences
        at = self.reading.syntax.index(self.scene.sentence)
        return [s for s in reversed(sentences[max(0, at - 3) : at]) if s.start >= block.start_char]

    @cached_property
    def origin(self) -> int:
        """Where the number begins from which this one starts out, 1,420원 in `작년 말 1,420원에서 1,355원으로`; -1 where none does."""
        before = self.reading.quantities.last(self.scene.start, self.quantity.start, 1)
        if not before or _FROM.fullmatch(self.text, before[0].end, self.quantity.start) is None:
            return -1
        return before[0].start

    @cached_property
    def setting(self) -> list[str]:
        """Features of the quantity alone; they are the same for all its options."""
        quantity, place, reading, start = self.quantity, self.place, self.reading, self.scene.start
        behind = _BEHIND.match(self.text, quantity.end, quantity.end + 6)
        verb = self.scene.predicates.starting_from(quantity.end)
        return [
            f"unit:{unit_of(quantity)}",
            f"counter:{quantity.counter}" if quantity.counter else "",
            f"block:{place.block.kind if place.block is not None else 'none'}",
            "cell" if place.cell is not None else "",
            "labelled" if place.label is not None else "",
            "bracketed" if place.bracket is not None else "",
            "hosted" if place.host is not None else "",
            "signed" if quantity.signed else "",
            "reached_from" if self.origin >= 0 else "",
            f"bound:{quantity.bound}",
            f"behind:{behind[1]}" if behind else "behind:-",
            f"next_verb:{verb.lemma}" if verb is not None else "next_verb:-",
            f"numbers<{step(reading.quantities.count_within(start, quantity.start))}",
            f"names_before<{step(reading.names.count_within(start, quantity.start))}",
            f"topic:{self._topic}",
        ]

    @property
    def _topic(self) -> str:
        """What the sentence speaks of: the label of a name in its first topic, a phrase, or nothing."""
        chunk = self.scene.first_topic
        if chunk is None or chunk.end > self.quantity.start:
            return "none"
        names = self.reading.names.over(chunk.start, chunk.end)
        return names[0].label if names else "metric" if any(find_cues(self.text, chunk.start, chunk.end)) else "phrase"


def unit_of(quantity: Quantity) -> str:
    """The unit that features speak of: all money, and all that is counted, is one."""
    return quantity.dimension if quantity.dimension in ("money", "count") or quantity.unit is None else quantity.unit


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
    return _NO_LETTERS.sub("", text).casefold()
