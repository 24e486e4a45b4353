"""
Pages that state the terms of a product, a card, a ticket or a company's welfare: what they give and ask for holds, and nothing announces it.

`월 3만원 한도 내 할인 가능`, `3백만원이 넘으면 4백만원까지 지급`, `유효기간은 5년이며` are words of such a page. A report that quotes somebody, plans
something or is signed by a reporter is none, though it tells of terms.
"""

from __future__ import annotations

import re
from functools import cached_property

from extractors.figures.places import Place
from extractors.figures.scenes import Scene
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from schemas import Block

_TERM = re.compile(LEXICON.alternation("term of a product"))
_NEAR = re.compile(LEXICON.alternation("term of a product", "given by terms"))
_TERMS = 3
"""Different words of terms that a page has at least."""
_TOLD = re.compile(LEXICON.alternation("told as news"))
INTENDED = re.compile(LEXICON.alternation("plan", "expectation"))


class Terms:
    """Answers for one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._looks_ahead: dict[int, bool] = {}
        self._near: dict[int, bool] = {}

    def modality(self, place: Place) -> str | None:
        """`actual` for what a page of terms states near words of terms; None where its sentence looks ahead, and elsewhere."""
        if not self._are_stated or place.block is None or self._is_of_time(place) or not self._is_near(place.block):
            return None
        scene = place.scene
        if scene.start not in self._looks_ahead:
            self._looks_ahead[scene.start] = self._is_ahead(scene)
        return None if self._looks_ahead[scene.start] else "actual"

    def _is_ahead(self, scene: Scene) -> bool:
        """Whether a sentence plans or expects something, or names a time to come."""
        published, times = self.reading.published_on, self.reading.times.within(scene.start, scene.end)
        to_come = any(time.start_on is not None and published is not None and time.start_on > published for time in times)
        return to_come or INTENDED.search(self.reading.text, scene.start, scene.end) is not None

    def _is_of_time(self, place: Place) -> bool:
        """Whether a head over a cell, or the label of its row, is a time."""
        if place.cell is None or place.table is None:
            return False
        heads = [*place.table.column_headers(place.cell), *place.table.rows[place.cell.row][: place.cell.column]]
        return any(self.reading.times.over(head.start, head.end) for head in heads)

    def _is_near(self, block: Block) -> bool:
        """Whether the block or the one above has words of terms."""
        if block.ordinal not in self._near:
            start = self.reading.blocks[block.ordinal - 1].start_char if block.ordinal else block.start_char
            self._near[block.ordinal] = _NEAR.search(self.reading.text, start, block.end_char) is not None
        return self._near[block.ordinal]

    @cached_property
    def _are_stated(self) -> bool:
        """Whether the page has several words of terms and none of news."""
        text = self.reading.text
        found = {re.sub(r"\s", "", match[0]) for match in _TERM.finditer(text)}
        return len(found) >= _TERMS and _TOLD.search(text) is None
