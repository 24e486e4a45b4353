"""
How far an owner reaches over the sections of a report.

A heading that names somebody begins a part about them: who is named in no heading above it and nowhere since owns nothing there. So does the
topic of a paragraph's first sentence, for the paragraph. Nobody owns a figure before the report has named them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from extractors.figures.ownership.publishers import is_teller
from extractors.figures.places import Place
from extractors.figures.subjects import OWNERS, Subject, SubjectReader
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.reading import SpanIndex
from extractors.syntax import TOPIC
from schemas import Block

_LETTER = re.compile("[가-힣]")
_DEALT_WITH = re.compile(LEXICON.alternation("party dealt with"))
"""The head of a column over those with whom the company deals that its table is of."""


class Sections:
    """Answers for one document."""

    def __init__(self, rules: SubjectReader) -> None:
        self.reading, self.discourse = rules.reading, rules.discourse
        self._headings: dict[int, Block | None] = {}
        """Ordinal of a block → the heading that begins its part."""
        self._openers: dict[int, bool] = {}
        """Ordinal of a block → whether a company opens it."""
        self._rows: dict[str, frozenset[tuple[int, int]] | None] = {}
        """Key of a name → the rows of tables that it stands in; None where it stands elsewhere, too."""

    def out_of_reach(self, place: Place, subject: Subject) -> bool:
        """Whether *subject*, a name outside of the sentence, is spoken of elsewhere only."""
        block, scene = place.block, place.scene
        key = self._key(subject.start, subject.end, subject.entity_id)
        named = self._mentions.get(key)
        if block is None or named is None:
            return False
        if self._only_in_other_rows(key, place):
            return True
        if scene.start <= subject.start < scene.end:
            return False
        if named[0].start > max(block.end_char, scene.end):
            return True
        if named[0].label == "ORG" and not named.count_within(block.start_char, scene.end) and self._opens_with_company(block):
            return True
        if block.ordinal not in self._headings:
            self._headings[block.ordinal] = self._owning(block)
        heading = self._headings[block.ordinal]
        if heading is None or named.count_within(heading.start_char, scene.end):
            return False
        if named[0].label == "LOC" and self._opens_with_place(heading):
            return True  # a nearer place: the city that a part is about, and not the country of the report
        return not any(named.count_within(above.start_char, above.end_char) for above in self.reading.governors(heading))

    def _only_in_other_rows(self, key: str, place: Place) -> bool:
        """Whether a name only labels rows of tables, or is an instance that a bracket in a cell gives, and none is the figure's row."""
        if key not in self._rows:
            rows = [self._row_of(name) for name in self._mentions[key]]
            self._rows[key] = frozenset(row for row in rows if row is not None) if None not in rows else None
        rows_of_name = self._rows[key]
        if rows_of_name is None:
            return False
        return place.cell is None or place.block is None or (place.block.ordinal, place.cell.row) not in rows_of_name

    def _row_of(self, name: Name) -> tuple[int, int] | None:
        """
        The row of the table, by its block and number, that a name labels or tells whom the company deals with (차입처); no row where a bracket
        gives it without a number; else None.
        """
        block, text = self.reading.block_at(name.start), self.reading.text
        table = self.reading.table(block) if block is not None and block.kind == "table" else None
        cell = table.cell_at(name.start, name.end) if table is not None else None
        if table is None or cell is None or block is None or table.is_form or cell.row < table.header_rows:
            return None
        if cell.column == 0 or any(_DEALT_WITH.search(head.text) for head in table.column_headers(cell)):
            return block.ordinal, cell.row
        opened = text.rfind("(", cell.start, name.start)
        closed = text.find(")", name.end, cell.end)
        inside = opened > text.rfind(")", cell.start, name.start) and closed >= 0
        return (block.ordinal, -1) if inside and not self.reading.quantities.within(opened, closed) else None

    def _owning(self, block: Block) -> Block | None:
        """The nearest heading above *block* that names an owner: a place only where it opens the heading."""
        for above in self.reading.governors(block):
            if above.kind not in ("heading", "list_item"):
                continue
            colon = self.reading.text.find(":", above.start_char, above.end_char) if above.kind == "list_item" else -1
            names = self.reading.names.within(above.start_char, above.end_char if colon < 0 else colon)
            if any(self._owns(name, above) for name in names):
                return above
        return None

    def _opens_with_company(self, block: Block) -> bool:
        """Whether the topic of the first sentence of *block* names an organisation, and none that only tells what others do: 엘앤에프도 …"""
        if block.ordinal not in self._openers:
            self._openers[block.ordinal] = block.kind == "paragraph" and any(map(self._acts, self._topic_names(block)))
        return self._openers[block.ordinal]

    def _topic_names(self, block: Block) -> Iterator[Name]:
        sentence = self.reading.syntax.at(block.start_char)
        topic = next((chunk for chunk in sentence.chunks if chunk.role == TOPIC), None) if sentence is not None else None
        if topic is not None:
            names = self.reading.names.within(topic.start, topic.end)
            yield from (name for name in names if not _LETTER.search(self.reading.text, name.end, topic.end))

    def _acts(self, name: Name) -> bool:
        return name.label == "ORG" and self.discourse.acts(name) and not is_teller(self.reading, name.entity_id)

    def _opens_with_place(self, heading: Block) -> bool:
        name = self.reading.names.starting_from(heading.start_char)
        return name is not None and name.label == "LOC" and name.start == heading.start_char

    def _owns(self, name: Name, above: Block) -> bool:
        opens = name.start == above.start_char
        return name.label in OWNERS and self.discourse.acts(name) and (name.label != "LOC" or opens)

    @cached_property
    def _mentions(self) -> dict[str, SpanIndex[Name]]:
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.reading.names:
            found[self._key(name.start, name.end, name.entity_id)].append(name)
        return {key: SpanIndex(names) for key, names in found.items()}

    def _key(self, start: int, end: int, entity_id: str | None) -> str:
        return entity_id or self.reading.text[start:end]
