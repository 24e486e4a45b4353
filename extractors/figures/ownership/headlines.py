"""
Owners that a headline names: who opens it before a comma, for its own numbers and for the list of a digest that stands below it.

`하람, 다온 등으로부터 3조원 투자 유치` above `- 누적 투자 금액: 5조원` tells of 하람, whoever the rest of the report is about.
"""

from __future__ import annotations

import re
from functools import cached_property

from extractors.figures.metrics import Cue
from extractors.figures.owner_words import owner_length, says_nothing
from extractors.figures.ownership.bystanders import GIVER, Bystanders
from extractors.figures.ownership.phrases import CARRYING, is_measure, named, untimed, worded
from extractors.figures.places import Place
from extractors.figures.scenes import NEAREST
from extractors.figures.subjects import Subject, SubjectReader
from extractors.lexicon import LEXICON
from extractors.names import Name
from schemas import Block

_PLAIN_NOUNS = re.compile(r"(?:[가-힣A-Za-z·]{1,12}\s){1,3}[가-힣A-Za-z·]{1,8}(?<![은는이가을를의와과도로])")
_LISTED = re.compile(r"\s?(?:,|·|와\s|과\s|등(?!\s?(?:에|으로|과|와|의)))")
"""Behind a second name that makes the first one the member of a list."""
_ENDED = re.compile(r"[.:다요음함임됨]\s*\Z")
"""The end of a line that is a sentence, or that only leads to what it lists."""
_TAIL = 16
"""Characters at the end of a line that tell how it ends."""
_AUTHORITY = re.compile(rf"(?:[가-힣](?:부|청)|위원회|{LEXICON.alternation('association_end')})\Z")
"""The end of the name of a body that tells of others below its headline: 통계청, 2월 고용동향."""
_COMMA = re.compile(r"(?:\([^()\n]{1,24}\))?,\s")


class Headlines:
    """Answers for one document."""

    def __init__(self, rules: SubjectReader, bystanders: Bystanders) -> None:
        self.rules, self.reading, self.text = rules, rules.reading, rules.reading.text
        self.bystanders = bystanders

    def headline(self, place: Place) -> Subject | None:
        """Who opens a headline before a comma: 하람 in `하람, 3분기 매출 2조원`, but not in a list: `하람, 다온 등 5개사 3조 투자`."""
        block, at = place.block, place.quantity.start
        if block is None or not self.opens_part(block):
            return None
        name = self.reading.names.starting_from(block.start_char)
        if (class_ := self._class_of_headline(place, block)) is not None:
            return class_
        if name is not None and name.label == "LOC":
            name = self._from_country(name)
        if name is None or name.label not in CARRYING or self.text[name.end : name.end + 2] != ", " or name.end > at:
            return None
        if self.text.find(",", block.start_char, name.end) >= 0 or self.bystanders.is_teller(name.entity_id):
            return None
        following = self.reading.names.starting_from(name.end)
        listed = following is not None and following.start == name.end + 2 and _LISTED.match(self.text, following.end) is not None
        if listed and not self._is_giver(name.end, at):
            return None
        others = place.scene.topics.last(name.end, at, NEAREST)
        return named(name) if all(is_measure(self.text, chunk) for chunk in others) else None

    def _from_country(self, country: Name) -> Name:
        """The company that stands right behind the *country* that it is from: 가온 in `獨 가온, 4,500만유로 확보`; else the country."""
        following = self.reading.names.starting_from(country.end)
        near = following is not None and following.label == "ORG" and self.text[country.end : following.start] == " "
        return following if following is not None and near else country

    def opens_part(self, block: Block) -> bool:
        """Whether *block* is a heading, or a line without an ending that list items stand under."""
        if block.kind in ("title", "heading"):
            return True
        below = next(iter(self.reading.blocks[block.ordinal + 1 : block.ordinal + 2]), None)
        leads = block.kind == "paragraph" and below is not None and below.kind == "list_item"
        return leads and _ENDED.search(self.text, max(block.start_char, block.end_char - _TAIL), block.end_char) is None

    def _is_giver(self, start: int, at: int) -> bool:
        """Whether the names in [start, at) are those from whom something comes: 다온과 나래로부터."""
        last = next(iter(self.reading.names.last(start, at, 1)), None)
        return last is not None and GIVER.match(self.text, last.end) is not None

    def under_headline(self, place: Place, cue: Cue | None) -> Subject | None:
        """
        Who opens the heading of a part, before a comma, for what an item below tells that names a measure alone: 하람 of `하람, 투자 유치`
        above `- 누적 투자 금액: 20억원`.
        """
        at, block = place.quantity.start, place.block
        if block is None or block.kind != "list_item" or cue is None or not cue.metrics[0].owned or place.bracket is not None:
            return None
        if not block.start_char <= cue.start < at or not self._is_bare_measure(place, cue):
            return None
        above = self._leads[block.ordinal]
        if above is None or not self.opens_part(above):
            return None
        name = self.reading.names.starting_from(above.start_char)
        if name is None or name.label != "ORG" or name.start != above.start_char or not _COMMA.match(self.text, name.end):
            return None
        following = self.reading.names.starting_from(name.end)
        listed = following is not None and following.start <= name.end + 2 and _LISTED.match(self.text, following.end) is not None
        if (listed and not self._is_giver(name.end, above.end_char)) or self.bystanders.is_teller(name.entity_id):
            return None
        authority = name.entity_id in self.bystanders.publishers.authorities or _AUTHORITY.search(self.text, name.start, name.end)
        return None if authority else named(name)

    @cached_property
    def _leads(self) -> list[Block | None]:
        """Ordinal of a block → for a list item, the line right above its list, or the heading above a sentence there that names no company."""
        leads: list[Block | None] = []
        for block in self.reading.blocks:
            above = self.reading.blocks[block.ordinal - 1] if block.ordinal else None
            if block.kind != "list_item" or above is None:
                leads.append(None)
            elif above.kind == "list_item":
                leads.append(leads[-1])
            elif self.opens_part(above):
                leads.append(above)
            else:
                told = any(name.label == "ORG" for name in self.reading.names.within(above.start_char, above.end_char))
                heading = (b for b in self.reading.governors(block) if b.kind == "heading")
                leads.append(None if told else next(heading, None))
        return leads

    def _is_bare_measure(self, place: Place, cue: Cue) -> bool:
        """Whether nobody and nothing but a measure is named in the item before the number."""
        scene, at = place.scene, place.quantity.start
        start = place.block.start_char if place.block is not None else scene.start
        if any(name.label in CARRYING or name.label == "LOC" for name in self.reading.names.within(start, at)):
            return False
        own = scene.chunks.at(cue.start)
        label = place.label[1] == cue.end and not owner_length(self.text[place.label[0] : cue.end]) if place.label else False
        if not label and (own is None or owner_length(untimed(self.reading, own))):
            return False
        return all(is_measure(self.text, chunk) for chunk in scene.topics.last(start, at, NEAREST))

    def _class_of_headline(self, place: Place, block: Block) -> Subject | None:
        """The class of things that opens a headline before a time: 국내 로봇 기업 in `국내 로봇 기업 4년 사이 300개에서 900개로 급증`."""
        timed = next(iter(self.reading.times.within(block.start_char, place.quantity.start)), None)
        if timed is None or place.quantity.unit != "count":
            return None
        words = self.text[block.start_char : timed.start].rstrip()
        end = block.start_char + len(words)
        if not _PLAIN_NOUNS.fullmatch(words) or self.reading.quantities.within(block.start_char, end):
            return None
        names = self.reading.names.within(block.start_char, end)
        told = all(name.label == "LOC" for name in names) and not (names and names[-1].end == end)
        return worded(self.reading, block.start_char, end) if told and not says_nothing(words) else None
