"""Organisations that count, study and make public what others do, by what the report says of them: their findings are on others."""

from __future__ import annotations

import re
from functools import cached_property

from extractors.discourse import Discourse
from extractors.figures.owner_words import owner_length
from extractors.figures.ownership.phrases import untimed
from extractors.figures.subjects import Subject
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.reading import Reading
from extractors.syntax import SUBJECT, TOPIC

_SOURCE = re.compile(
    r"(?:\([^()]*\))?(?:에\s(?:따르면|의하면)|의?\s?(?:조사|집계|자료|통계|보고서|설문)(?:에|를|를 보면|\s)|[이가]\s(?:집계|조사|발간|발표)한\s)"
)
"""Behind who has counted or found out what a sentence tells."""
_PUBLISHES = re.compile(
    rf"{LEXICON.alternation('publication of findings')}(?:\([^()]*\))?[을를]\s(?:[가-힣]{{1,6}}\s)?{LEXICON.alternation('publish')}"
)
_CITES = re.compile(
    rf"\s{{0,4}}(?:[가-힣]{{1,6}}\s)?{LEXICON.alternation('publication of findings')}(?:[은는이가를]\s|에\s(?:따르면|의하면)|\s(?:결과|분석)|[,\s])"
)
"""What a sentence opens with that goes on with what has been published: 조사에 따르면, 보고서는."""
_TOP = 8
"""Blocks at the top that may say who has published what the report tells."""
_PUBLISHED = re.compile(
    rf"(?:,|[은는이가])\s[^.\n]{{0,60}}{LEXICON.alternation('kind of study')}(?:[을를])?\s(?:공표|발표|공개)"
    rf"|,\s[^,.\n]{{0,40}}{LEXICON.alternation('kind of study')}(?:\s결과)?(?:\([^()]*\))?$"
    r"|(?:\([^()]*\))?[이가]\s[^.\n]{0,16}(?:발표|공표|공개|집계|조사)한\s[^.\n]{0,60}에\s(?:따르면|의하면)",
    re.MULTILINE,
)
"""Behind who has published a study."""


TELLERS = frozenset(
    {"agency", "association", "central bank", "data", "exchange", "government", "institute", "international", "media", "ministry", "public",
     "rating", "research", "securities"}
)  # fmt: skip
"""Sectors of those who count and tell what others do."""


def is_teller(reading: Reading, entity_id: str | None) -> bool:
    """Whether the entity is one of those who count and tell what others do."""
    record = reading.knowledge.gazetteer.entity(entity_id)
    return record is not None and record.sector in TELLERS


def key_of(text: str, spoken: Subject | Name) -> str:
    """What tells one organisation from another: its entity, else its words."""
    return spoken.entity_id or text[spoken.start : spoken.end]


class Publishers:
    """Answers for one document."""

    def __init__(self, reading: Reading, discourse: Discourse) -> None:
        self.reading, self.text, self.discourse = reading, reading.text, discourse

    @cached_property
    def cited(self) -> frozenset[str]:
        """
        Organisations of no known trade that a sentence names as its source, and whose topic is another: 창업재단에 따르면 벤처 투자는 3조원.

        What follows is not about them.
        """
        found = self._announced
        for name in self.reading.names:
            if name.label != "ORG" or self.reading.knowledge.gazetteer.entity(name.entity_id) is not None:
                continue
            sentence = self.reading.sentence_at(name.start) if _SOURCE.match(self.text, name.end) is not None else None
            topics = (chunk for chunk in sentence.chunks if chunk.role in (TOPIC, SUBJECT)) if sentence is not None else ()
            if any(chunk.start > name.end and owner_length(untimed(self.reading, chunk)) for chunk in topics):
                found.add(key_of(self.text, name))
        main = self.discourse.main_organisation
        return frozenset(found - ({key_of(self.text, main)} if main is not None else set()))

    @cached_property
    def authorities(self) -> frozenset[str]:
        """Those of the authorities whom the top says to have made a study public, which is on others: 공정위, 시장구조 조사 결과 공표."""
        told = (
            name.entity_id
            for block in self.reading.blocks[:_TOP]
            for name in self.reading.names.within(block.start_char, block.end_char)
            if is_teller(self.reading, name.entity_id) and _PUBLISHED.match(self.text, name.end, block.end_char) is not None
        )
        return frozenset(entity for entity in told if entity is not None)

    @property
    def _announced(self) -> set[str]:
        """Organisations that put out findings which the next sentence goes on with: `협회는 보고서를 발표했다. 조사에 따르면 …`."""
        found: set[str] = set()
        for sentence in self.reading.syntax.sentences:
            topic = next((chunk for chunk in sentence.chunks if chunk.role in (TOPIC, SUBJECT)), None)
            names = self.reading.names.over(topic.start, topic.end) if topic is not None else ()
            said = [name for name in names if name.label == "ORG"]
            if said and _PUBLISHES.search(self.text, said[-1].end, sentence.end) and _CITES.match(self.text, sentence.end):
                found.update(key_of(self.text, name) for name in said)
        return found
