"""A sentence as figures look at it: what lies before, behind and between two places is a look-up in lists made once.

A figure looks at what stands nearest, and at what opens the sentence; so the work grows with the text and no faster.
"""

from __future__ import annotations

import bisect
import math
import re
import weakref
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from operator import sub
from typing import Any, TypeVar

from extractors.figures.limits import is_of_which, limited_cues
from extractors.figures.metrics import Cue, find_cues, unit_class
from extractors.figures.word_classes import Words
from extractors.lexicon import LEXICON
from extractors.quantities import Quantity
from extractors.reading import Reading, SpanIndex, Spanned
from extractors.syntax import LINKING, SUBJECT, TOPIC, Chunk, Predicate, Sentence

S = TypeVar("S", bound=Spanned)
K = TypeVar("K")
NEVER = math.inf
REACH = 400
"""Characters around a number in which words bear on it."""
NEAREST = 16
"""How many spans of a kind before a number a figure considers."""
_OPENING, _BEHIND = 4, 8
"""How many of those that open the sentence it considers besides, and of those behind it."""
SAYS = frozenset(LEXICON.words("verb of telling"))
"""Lemmas of verbs whose subject tells something."""
_CITES = frozenset(LEXICON.words("source verb"))
"""Lemmas that name where it is told: 자료에 따르면."""
_FINAL = ("EF", "ETN", "noun")
"""Endings of what closes a sentence: 밝혔다, 밝힘, 발표."""
CONDITIONS = ("면", "으면", "ᆫ다면", "는다면", "라면")
_IN_CASE = re.compile(rf"[{''.join(map(chr, range(ord('갈'), ord('힣'), 28)))}] 경우")
_LOOKED_AT = _CITES | frozenset(LEXICON.words("looked at"))
COMPARED = LEXICON.alternation("compared")
"""Source of a pattern: what stands behind something that another thing is held against."""
_AGAINST = re.compile(rf"\s*(?:동(?:월|기|분기)\s?)?(?:{COMPARED}|비)(?:로?는)?\s+")
_AGAINST_TIME = re.compile(rf"(?:전|작|지난)[가-힣]{{1,5}}?\s?{COMPARED}(?:로?는)?\s+")
_OPENED, _OWN_NUMBER = re.compile(r"\s?\(\s?"), re.compile(r"\s?[:：]?\s?(?:약\s?)?\d")
"""Between a number and the word that opens the bracket behind it, and behind that word."""
_BRACKET = re.compile(r"[(（\[)）\]]")


class Scene:
    """One sentence and what stands in it."""

    def __init__(self, document: Scenes, sentence: Sentence) -> None:
        self.document: Scenes = weakref.proxy(document)  # without a cycle, what was read of a report goes with its last reader
        self.reading, self.sentence = document.reading, sentence
        self.start, self.end = sentence.start, sentence.end
        self.chunks, self.predicates = SpanIndex(sentence.chunks), SpanIndex(sentence.predicates)
        self._begun: dict[int, tuple[int, ...]] = {}
        self._ended: dict[int, tuple[int, ...]] = {}
        self._clause_starts: dict[int, int] = {}
        self.closings: dict[int, Quantity] = {}
        """Where a number begins → the one that closes its list, which `coordination.closing` looks for."""
        self.governing: dict[int, Predicate | None] = {}
        """Where a number begins → the verb that it stands before, which `coordination.governing` looks for."""

    @cached_property
    def closed(self) -> SpanIndex[Predicate]:
        """The predicates that end a clause."""
        return SpanIndex(p for p in self.predicates if p.ending in ("EC", "EF"))

    @cached_property
    def past(self) -> bool:
        """Whether a predicate of the sentence is in the past."""
        return any(map(is_past, self.predicates))

    @cached_property
    def conditional(self) -> bool:
        """Whether a predicate of the sentence has the form of a condition."""
        return any(p.forms[-1:] and p.forms[-1] in CONDITIONS for p in self.predicates)

    @cached_property
    def supposed(self) -> bool:
        """Whether the sentence tells what would be under a condition: `환율이 오르면`, `관세를 낮출 경우`, but not `나라별로 보면`."""
        conditions = (p for p in self.predicates if p.forms[-1:] and p.forms[-1] in CONDITIONS)
        in_case = _IN_CASE.search(self.reading.text, self.start, self.end)
        return in_case is not None or any(p.lemma not in _LOOKED_AT for p in conditions)

    def is_over(self, start: int, end: int) -> bool:
        """Whether a time of [start, end) was over on the day of the report."""
        published = self.reading.published_on
        times = self.reading.times.within(start, end)
        return published is not None and any(time.end_on is not None and time.end_on < published for time in times)

    @cached_property
    def outer(self) -> SpanIndex[Predicate]:
        """The predicates outside of brackets."""
        return SpanIndex(p for p in self.predicates if p.depth == 0)

    @cached_property
    def clauses(self) -> tuple[SpanIndex[Predicate], SpanIndex[Predicate]]:
        """The ends of clauses outside of brackets, and those in one bracket at most."""
        ends = [p for p in self.predicates if p.ending in ("EC", "EF", "noun")]
        return SpanIndex(p for p in ends if p.depth == 0), SpanIndex(p for p in ends if p.depth <= 1)

    def crossed(self, low: int, high: int) -> tuple[int, ...]:
        """How many chunks, predicates, ends of clauses, numbers and names lie in [low, high)."""
        if low not in self._begun:
            self._begun[low] = tuple([spans.index_from(low) for spans in self._crossed])
        if high not in self._ended:
            self._ended[high] = tuple([spans.ended_by(high) for spans in self._crossed])
        return tuple(map(sub, self._ended[high], self._begun[low]))

    @cached_property
    def _crossed(self) -> tuple[SpanIndex[Any], ...]:
        return self.chunks, self.predicates, self.closed, self.reading.quantities, self.reading.names

    def clause_start(self, at: int) -> int:
        """Where the clause around *at* begins."""
        if (start := self._clause_starts.get(at)) is None:  # most rules ask for that of one number
            ends = self.clauses[0].last(0, at, 1)
            self._clause_starts[at] = start = ends[0].end if ends else self.start
        return start

    def clause_end(self, at: int, depth: int = 0) -> int:
        """Where the clause around *at* ends; *depth* is 1 in a bracket."""
        closing = self.clauses[depth].ending_behind(at)
        return closing.end if closing is not None else self.end

    @cached_property
    def chunks_by_depth(self) -> tuple[SpanIndex[Chunk], SpanIndex[Chunk]]:
        """The chunks outside of brackets, and those in one bracket at most."""
        return SpanIndex(c for c in self.chunks if c.depth == 0), SpanIndex(c for c in self.chunks if c.depth <= 1)

    @cached_property
    def topics(self) -> SpanIndex[Chunk]:
        """The chunks that are topic or subject."""
        return SpanIndex(c for c in self.chunks if c.role in (TOPIC, SUBJECT))

    @cached_property
    def first_topic(self) -> Chunk | None:
        """The first chunk that is a topic."""
        return next((c for c in self.topics if c.role == TOPIC), None)

    @cached_property
    def _verbs(self) -> SpanIndex[Predicate]:
        return SpanIndex(p for p in self.predicates if p.lemma not in LINKING)

    def embedded_from(self, chunk: Chunk) -> float:
        """From where on *chunk* is the subject of a relative clause that has ended: 협회가 in `협회가 집계한 수출은`."""
        predicate = self._verbs.starting_from(chunk.end) if chunk.role == SUBJECT else None
        return predicate.end if predicate is not None and predicate.ending == "ETM" else NEVER

    def telling(self, chunk: Chunk) -> str:
        """`cited` or `speaks` for who tells what the sentence says, and is not what it is about; else nothing."""
        following = self._verbs.starting_from(chunk.end)
        if following is not None and (following.lemma in _CITES or (following.ending == "ETM" and following.lemma in SAYS)):
            return "cited"
        opens = next(iter(self.topics), None) is chunk
        closing = self._last if opens else None
        return "speaks" if closing is not None and closing.ending in _FINAL and closing.lemma in SAYS else ""

    @cached_property
    def _last(self) -> Predicate | None:
        """The predicate that ends the sentence, also as a noun: 밝힘."""
        return next((p for p in reversed(self.predicates) if p.ending in ("EC", *_FINAL)), None)

    @cached_property
    def cues(self) -> SpanIndex[Cue]:
        """The metric words outside of numbers."""
        found = find_cues(self.reading.text, self.start, self.end)
        return SpanIndex(cue for cue in found if not self.reading.quantities.over(cue.start, cue.end))

    @cached_property
    def free_cues(self) -> SpanIndex[Cue]:
        """Those of them that are no part of a name."""
        return SpanIndex(cue for cue in self.cues if not in_name(self.reading, cue))

    @cached_property
    def limited(self) -> Mapping[int, frozenset[int]]:
        """Starts of the metric words that only limits measure → the starts of those limits."""
        return limited_cues(self.reading.text, self.reading.quantities.within(self.start, self.end), self.cues)

    def measures(self, quantity: Quantity, cue: Cue) -> bool:
        """
        Whether *quantity* may measure what *cue* names, and this does not only say which things are meant (매출 500억원 이상 기업), nor opens the
        bracket behind it before a number of its own (4,785원(액면가액 500원)).
        """
        text, end = self.reading.text, quantity.end
        if cue.start > end and _OPENED.fullmatch(text, end, cue.start) and _OWN_NUMBER.match(text, cue.end):
            return False
        limits = self.limited.get(cue.start)
        if limits is not None and quantity.start not in limits:
            return False
        return quantity.unit != "percent" or not is_of_which(text, quantity, cue, self.predicates)

    @cached_property
    def _brackets(self) -> tuple[list[int], list[int | None]]:
        """Where brackets stand, and which one is open behind each of them."""
        marks: list[int] = []
        inner: list[int | None] = []
        opened: list[int] = []
        for mark in _BRACKET.finditer(self.reading.text, self.start, self.end):
            if mark[0] in "(（[":
                opened.append(mark.start())
            elif opened:
                opened.pop()
            marks.append(mark.start())
            inner.append(opened[-1] if opened else None)
        return marks, inner

    @cached_property
    def _numbers(self) -> Mapping[int | None, SpanIndex[Quantity]]:
        numbers = self.reading.quantities.within(self.start, self.end)
        return _grouped((n for n in numbers if n.dimension != "count"), lambda number: self.open_bracket(number.start))

    def numbers_in(self, bracket: int | None) -> SpanIndex[Quantity]:
        """The numbers right in a bracket, or outside of any, but those that count what was listed (`등 12개`)."""
        return self._numbers.get(bracket) or SpanIndex(())

    def open_bracket(self, at: int) -> int | None:
        """Offset of the innermost bracket that is open at *at*."""
        marks, inner = self._brackets
        index = bisect.bisect_left(marks, at) - 1
        return inner[index] if index >= 0 else None


class Scenes:
    """The scenes of a document, each set once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._scenes: dict[int, Scene] = {}

    def of(self, sentence: Sentence) -> Scene:
        """The scene of *sentence*."""
        if sentence.start not in self._scenes:
            self._scenes[sentence.start] = Scene(self, sentence)
        return self._scenes[sentence.start]

    @cached_property
    def by_unit(self) -> Mapping[str | None, SpanIndex[Quantity]]:
        """The quantities of each unit."""
        return _grouped(self.reading.quantities, lambda quantity: quantity.unit)

    @cached_property
    def by_class(self) -> Mapping[str, SpanIndex[Quantity]]:
        """The quantities of each class of units."""
        return _grouped(self.reading.quantities, unit_class)

    @cached_property
    def words(self) -> Words:
        """The classes of the words."""
        return Words(self.reading)


def _grouped(quantities: Iterable[Quantity], key: Callable[[Quantity], K]) -> dict[K, SpanIndex[Quantity]]:
    found: dict[K, list[Quantity]] = defaultdict(list)
    for quantity in quantities:
        found[key(quantity)].append(quantity)
    return {of: SpanIndex(members) for of, members in found.items()}


def behind_comparison(text: str, start: int, end: int, *, timed: bool) -> int:
    """
    Where [start, end) goes on behind what it is compared with: 교통 in `전월 대비 교통`.

    *timed*: whether a time ends at *start*. Else the compared time may stand in the words themselves (전월대비).
    """
    found = (_AGAINST if timed else _AGAINST_TIME).match(text, start, end)
    return found.end() if found is not None else start


def is_past(predicate: Predicate) -> bool:
    """Whether a predicate tells what was, or what its speaker is sure of."""
    return any(stem in form for form in predicate.forms for stem in ("었", "았", "겠"))


def nearby(spans: SpanIndex[S], position: int, floor: int = 0, end: int | None = None) -> list[S]:
    """The spans that a figure at *position* considers, of those that begin in [floor, end)."""
    first, last = spans.index_from(floor), len(spans) if end is None else spans.index_from(end)
    at = spans.index_from(position)
    nearest = max(first, at - NEAREST)
    return spans[first : min(first + _OPENING, nearest)] + spans[nearest : min(last, at + _BEHIND)]


def in_name(reading: Reading, cue: Cue) -> bool:
    """Whether *cue* is only a part of a name."""
    return any(
        name.start <= cue.start and cue.end <= name.end and (name.start, name.end) != (cue.start, cue.end)
        for name in reading.names.over(cue.start, cue.end)
    )
