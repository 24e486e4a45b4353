"""
Calls for applications: what a programme gives is set and not yet given.

A notice that tells who may apply, how and until when states limits, rates, amounts and numbers of projects, in its items and tables and where
its sentences tell what it gives (`최대 2,000만원까지 지원한다`); what has been is told in the past or with its time. What a notice puts up for
sale, and its least price, is planned in the same way.
"""

from __future__ import annotations

import re
from functools import cached_property

from extractors.figures.metrics import is_a
from extractors.figures.places import Place
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from schemas import Block

_APPLY = (
    re.compile(r"(?:신청|접수|모집|공모)\s?(?:기간|기한|마감|방법|서류|절차)|공고\s?기간|신청(?:하면\s된다|하시기|해야)"),
    re.compile(
        r"공고\s?(?:합니다|하오니|함\b)|모집\s?(?:합니다|한다고|공고)|참여(?:기업|업체|기관|자)[를을]?[^.\n]{0,16}모집|시행계획\s?공고"
    ),
    re.compile(r"(?:지원|신청|융자)\s?(?:대상|자격|한도|규모|내용|요건)"),
)
"""How, that, and for whom a notice invites: all three make it one."""
_FOR_SALE = re.compile(r"(?:공매|매각)(?:\s?입찰)?\s?공고(?=\s|$|[\])])")
_BIDS = re.compile(r"최저\s?(?:입찰|매각)\s?(?:가|금액)|입찰\s?(?:방법|일시|보증금)")
"""That something is for sale, and how to bid for it."""
_OFFERED = re.compile(LEXICON.alternation("for sale"))
"""Words for the least price, the deposit and the thing that is for sale."""
_TITLE = 400
"""Characters in which a notice says what it is."""
_GIVES = re.compile(r"[^.\n]{0,400}?(?:지원|지급|보조|제공|융자|선정|모집)(?:한다|합니다|함\b|할\s|하며|하고|\s?예정)")
_SET = re.compile(LEXICON.alternation("set by programme"))
"""In the label, heads or words before a number that a programme sets."""
_DONE = re.compile(r"(?:[었았했됐]|달성|기록|실적|전년|대비|결과|현재까지)")
_MEASURES = ("support_cap", "support_ratio", "subsidy", "budget", "project_count")
_LINE = 80
"""Characters of a title, or of a line that names what the one below tells, at most."""
_BEFORE = 40
"""Characters before a number in which the word for what is set stands."""


class Calls:
    """Answers for one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text

    @cached_property
    def is_call(self) -> bool:
        """Whether the report invites to apply."""
        return all(pattern.search(self.text) for pattern in _APPLY)

    @cached_property
    def is_sale(self) -> bool:
        """Whether the report invites to bid for something."""
        titles = (
            block for block in self.reading.blocks if block.start_char < _TITLE and block.end_char - block.start_char < _LINE
        )
        named = any(
            _FOR_SALE.search(self.text, title.start_char, title.end_char) and not self._is_told(title) for title in titles
        )
        return named and _BIDS.search(self.text) is not None

    def _is_offered(self, place: Place) -> bool:
        """Whether the line of a notice of a sale, or the one above, names the least price, the deposit or the thing for sale."""
        block, number = place.block, place.quantity
        if block is None or self._is_told(block):
            return False
        start = max(block.start_char, number.start - _BEFORE)
        if start == block.start_char and block.ordinal:
            above = self.reading.blocks[block.ordinal - 1]
            start = above.start_char if above.end_char - above.start_char < _LINE and not self._is_told(above) else start
        return _OFFERED.search(self.text, start, number.start) is not None

    def _is_told(self, block: Block) -> bool:
        """Whether a block ends as a sentence does."""
        return self.text[max(block.start_char, block.end_char - 8) : block.end_char].rstrip(" .\n").endswith("다")

    def modality(self, place: Place, metric: str) -> str | None:
        """`plan` for what the programme of a call sets, and for what is for sale and its least price; None elsewhere."""
        if self.is_sale and place.cell is None:
            over = place.scene.past or place.scene.is_over(place.scene.start, place.scene.end)
            if over or self._is_offered(place):
                return None if over else "plan"
            closed = place.scene.closed[-1] if place.scene.closed else None
            stated = closed is not None and closed.ending == "EF" and closed.lemma == "이"  # 자본금은 3억원이다
            return "actual" if stated else None
        if place.block is None or place.quantity.unit == "rank" or not self.is_call:
            return None
        if place.cell is not None and place.table is not None:
            heads = [*place.table.column_headers(place.cell), *place.table.rows[place.cell.row][: place.cell.column]]
            words = " ".join((*(head.text for head in heads), place.table.corner, place.cell.text))
            return "plan" if _SET.search(words) and not _DONE.search(words) else None
        if place.scene.past or place.scene.is_over(place.scene.start, place.scene.end):
            return None
        start, end = place.quantity.start, place.quantity.end
        if _DONE.search(self.text, max(place.scene.start, start - _BEFORE), start):
            return None
        before = self.text[max(place.block.start_char, start - _BEFORE) : start]
        label = self.text[slice(*place.label)] if place.label is not None else ""
        set_here = _SET.search(before + " " + label) is not None or is_a(metric, *_MEASURES)
        if place.block.kind == "list_item":
            return "plan" if set_here or _SET.match(self.text[end : end + 4].strip()) else None
        return "plan" if set_here and _GIVES.match(self.text, end, place.scene.end) else None
