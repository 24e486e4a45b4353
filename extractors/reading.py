"""What has been read in a document so far: the common ground of the components that tie readings together."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar, overload

from extractors.dates import Time
from extractors.knowledge import Knowledge
from extractors.names import Name, Reference
from extractors.quantities import Quantity
from extractors.syntax import START, Sentence, Syntax
from extractors.tables import Table, parse_table
from schemas import Block


class Spanned(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)


class SpanIndex(Sequence[S]):
    """Spans in text order that do not overlap, found by position."""

    def __init__(self, spans: Iterable[S]) -> None:
        self._spans = sorted(spans, key=START)
        self._starts = [span.start for span in self._spans]
        self._ends = [span.end for span in self._spans]

    def __len__(self) -> int:
        return len(self._spans)

    def __iter__(self) -> Iterator[S]:  # what Sequence has for this asks for one index after the other
        return iter(self._spans)

    def __reversed__(self) -> Iterator[S]:
        return reversed(self._spans)

    @overload
    def __getitem__(self, index: int) -> S: ...
    @overload
    def __getitem__(self, index: slice) -> list[S]: ...
    def __getitem__(self, index: int | slice) -> S | list[S]:
        return self._spans[index]

    def within(self, start: int, end: int) -> list[S]:
        """The spans that lie wholly in [start, end)."""
        return self._spans[bisect.bisect_left(self._starts, start) : bisect.bisect_right(self._ends, end)]

    def over(self, start: int, end: int) -> list[S]:
        """The spans that share a character with [start, end)."""
        first = bisect.bisect_right(self._ends, start)
        last = bisect.bisect_left(self._starts, end)
        return self._spans[first:last] if first < last else []

    def count_within(self, start: int, end: int) -> int:
        """How many lie wholly in [start, end)."""
        return max(0, bisect.bisect_right(self._ends, end) - bisect.bisect_left(self._starts, start))

    def index_from(self, position: int) -> int:
        """The index of the first span that begins at or behind *position*; the length where none does."""
        return bisect.bisect_left(self._starts, position)

    def ended_by(self, position: int) -> int:
        """How many end at *position* or before it."""
        return bisect.bisect_right(self._ends, position)

    def starting_from(self, position: int) -> S | None:
        """The first span that begins at or behind *position*."""
        index = bisect.bisect_left(self._starts, position)
        return self._spans[index] if index < len(self._spans) else None

    def ending_behind(self, position: int) -> S | None:
        """The first span that ends behind *position*."""
        index = bisect.bisect_right(self._ends, position)
        return self._spans[index] if index < len(self._spans) else None

    def last(self, start: int, end: int, count: int) -> list[S]:
        """The last *count* of the spans that lie wholly in [start, end), in text order."""
        index = bisect.bisect_right(self._ends, end)
        first = bisect.bisect_left(self._starts, start)
        return self._spans[max(first, index - count) : index]

    def at(self, position: int) -> S | None:
        """The span that covers *position*."""
        index = bisect.bisect_right(self._starts, position) - 1
        return self._spans[index] if index >= 0 and position < self._spans[index].end else None


@dataclass
class Reading:
    """A document's text, blocks and syntax, and the names, times and quantities found in it."""

    knowledge: Knowledge
    text: str
    blocks: Sequence[Block]
    syntax: Syntax
    names: SpanIndex[Name]
    references: SpanIndex[Reference]
    times: SpanIndex[Time]
    quantities: SpanIndex[Quantity]
    published_on: date | None
    is_dated: bool = True
    """Whether its header, name or metadata tell the day; else it is inferred, or the day on which the report came in."""
    judged: dict[tuple[int, int], tuple[str, float]] = field(default_factory=dict)
    """Where a word stands → what the model of events says of it: its label and how probable that is."""
    _tables: dict[int, Table] = field(default_factory=dict)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start_char for block in self.blocks]

    def block_at(self, position: int) -> Block | None:
        """The block that covers *position*."""
        index = bisect.bisect_right(self._block_starts, position) - 1
        return self.blocks[index] if index >= 0 and position < self.blocks[index].end_char else None

    def governors(self, block: Block | None) -> Iterator[Block]:
        """The blocks that govern *block*, nearest first: its list item, caption, headings, title."""
        seen = block
        while seen is not None and seen.parent is not None:
            seen = self.blocks[seen.parent]
            yield seen

    def table(self, block: Block) -> Table:
        """The cells of a table block."""
        if block.ordinal not in self._tables:
            self._tables[block.ordinal] = parse_table(self.text, block)
        return self._tables[block.ordinal]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that covers *position*."""
        return self.syntax.at(position)

    def words(self, start: int, end: int) -> str:
        """The characters of [start, end)."""
        return self.text[start:end]
