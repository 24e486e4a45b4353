"""
Pages that state the terms of a product, a card, a ticket or a company's welfare: what they give and ask for holds, and nothing announces it.

`월 3만원 한도 내 할인 가능`, `3백만원이 넘으면 4백만원까지 지급`, `유효기간은 5년이며` are words of such a page. A report that quotes somebody, plans
something or is signed by a reporter is none, though it tells of terms.
"""

from __future__ import annotations

import re
from functools import cached_property

from extractors.figures.places import Place
from extractors.lexicon import LEXICON
from extractors.reading import Reading

_TERM = re.compile(LEXICON.alternation("term of a product"))
_TERMS = 2
"""Different words of terms that a page has at least."""
_TOLD = re.compile(LEXICON.alternation("told as news"))
_AHEAD = re.compile(LEXICON.alternation("plan", "expectation"))


class Terms:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def modality(self, place: Place) -> str | None:
        """`actual` for what a page of terms states; None where its sentence looks ahead, and elsewhere."""
        scene, published = place.scene, self.reading.published_on
        if not self._are_stated or _AHEAD.search(self.reading.text, scene.start, scene.end):
            return None
        times = self.reading.times.within(scene.start, scene.end)
        to_come = any(time.start_on is not None and published is not None and time.start_on > published for time in times)
        return None if to_come else "actual"

    @cached_property
    def _are_stated(self) -> bool:
        text = self.reading.text
        found = {re.sub(r"\s", "", match[0]) for match in _TERM.finditer(text)}
        return len(found) >= _TERMS and _TOLD.search(text) is None
