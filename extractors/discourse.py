"""What a report speaks of from sentence to sentence: topics that carry on, headings that govern, the company it is about."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from functools import cached_property

from extractors.names import Name
from extractors.reading import Reading
from extractors.syntax import LINKING, SUBJECT, TOPIC, Chunk, Predicate, Sentence
from schemas import Block

_HISTORY = re.compile(r"(?:\s?\S{1,6})?\s?(?:연혁|일지|약사)\s*")
"""Behind a name in a title: whose history the report lists."""
OBSERVERS = frozenset({"exchange", "rating", "data", "media"})
"""Sectors of organisations that list, rate or report on others: in a heading or a carried topic they are not who acts."""
_SENTENCES = 20
"""Sentences over which a topic carries on at most."""
_MAIN = 3
"""How often the organisation that a report is about is named at least; and no other as often."""
_TOP = 1500
"""Characters in which a report says whose it is."""
_OWN_NAME = re.compile(
    r"(?<![가-힣])(?:회\s*사\s*명|발\s*행\s*회\s*사(?:\s*명)?|상\s*호|제출인)\s*\)?\s*[:：|]?[\s|]*(?:주식회사|㈜|\(주\))?\s*"
)
"""The label of a filing behind which its company stands."""
_TELLER = re.compile(r"정보\s?제공자\s*[:：|]?[\s|]*(?:주식회사|㈜|\(주\))?\s*")
"""The label of a fair disclosure behind which the company or its department stands that tells."""
_ITEM = re.compile(r"(?:^|[|\s])\d{1,2}(?:-\d{1,2})?\.\s|발행\s?회사")
"""In the line before the name of a company: the item of a form that is about another one."""
_OWN_PAPER = re.compile(
    r"공시|신고서|정정|결정|소집\s?공고|(?<![A-Z])IR(?![A-Z])|실적\s?발표|영업\(?잠정|손익\s?구조|설명회|주주\s?(?:서한|총회)"
)
"""Words of the title of a paper that a company writes of itself."""
_FIRST = 3
"""Blocks at the top in which a paper of its own names its company."""
_OPENING = 120
"""Characters of the head of a note, up to the code of its company."""
_TELLS = re.compile(r"[가-힣](?:다|요)\.|[은는이가을를에]\s")
"""What a sentence has and the head of a note has not."""
_CLOSED = re.compile(r"[다요]\.|\n")
_RECURS = 2
"""How often an organisation in the title must stand in the text to be what the report is about, not who publishes it."""


class Discourse:
    """Answers whom the words before a place were about."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def _mentions(self) -> Counter[str]:
        """How often each entity, or each surface without one, is named."""
        return Counter(self._key(name) for name in self.reading.names)

    def _key(self, name: Name) -> str:
        return name.entity_id or self.reading.text[name.start : name.end]

    def acts(self, name: Name) -> bool:
        """Whether a name is an organisation that has doings and figures of its own, as far as its trade tells."""
        record = self.reading.knowledge.gazetteer.entity(name.entity_id)
        return record is None or record.sector not in OBSERVERS

    def topic_before(self, block: Block, limit: int) -> Name | None:
        """The organisation that the sentences of *block* before *limit* speak of: their last topic, else their first subject."""
        syntax, subject = self.reading.syntax, None
        last = self.reading.sentence_at(limit) or self.reading.sentence_at(limit - 1)
        if last is None:
            return None
        number = syntax.index(last)
        for sentence in reversed(syntax.sentences[max(0, number - _SENTENCES) : number + 1]):
            if sentence.end <= block.start_char:
                break
            for chunk in reversed(sentence.chunks_within(max(sentence.start, block.start_char), limit)):
                if chunk.role in (TOPIC, SUBJECT) and chunk.end <= limit and not embedded(sentence, chunk, sentence.end):
                    name = next(iter(self._organisations(chunk.start, chunk.end)), None)
                    if name is not None and chunk.role == TOPIC:
                        return name
                    subject = name or subject
        return subject

    def company_before(self, limit: int) -> Name | None:
        """The organisation that was the last topic before *limit*, in whichever block."""
        last = self.reading.sentence_at(limit)
        number = self.reading.syntax.index(last) if last is not None else 0
        for sentence in reversed(self.reading.syntax.sentences[max(0, number - _SENTENCES) : number]):
            for chunk in sentence.chunks:
                if chunk.role == TOPIC and (names := self._organisations(chunk.start, chunk.end)):
                    return names[0]
        return None

    def governor_of(self, block: Block | None) -> tuple[Name, int] | None:
        """The organisation that the nearest label, caption or heading above names, and how many levels up it stands."""
        for distance, governor in enumerate(self.reading.governors(block)):
            for name in self._organisations(governor.start_char, governor.end_char):
                if (
                    governor.kind != "title"
                    or self._recurs(name)
                    or _HISTORY.fullmatch(self.reading.text, name.end, governor.end_char)
                ):
                    return name, distance
        return None

    @cached_property
    def main_organisation(self) -> Name | None:
        """
        The organisation that the report is about.

        It is the only listed one whose ticker stands beside it near the top, or the one named most, if the title or first heading
        names it, too.
        """
        if (listed := self._only_listed) is not None:
            return listed
        organisations = Counter(self._key(name) for name in self.reading.names if name.label == "ORG" and self.acts(name))
        ranked = organisations.most_common(2)
        if not ranked or ranked[0][1] < _MAIN or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        for block in self.reading.blocks[:3]:
            if block.kind in ("title", "heading"):
                for name in self._organisations(block.start_char, block.end_char):
                    if self._key(name) == ranked[0][0]:
                        return name
        return None

    @cached_property
    def covered(self) -> Name | None:
        """
        The company that a note on one company is about: the one whose ticker stands in the title or first heading, or in the line that
        the text begins with, before its first sentence ends.
        """
        for block in self.reading.blocks[:_FIRST]:
            titled = block.kind in ("title", "heading")
            end = block.end_char if titled else min(block.end_char, block.start_char + _OPENING)
            listed = self.listed(block.start_char, end) if titled or block.ordinal == 0 else []
            told = not titled and _TELLS.search(self.reading.text, block.start_char, listed[0].start if listed else end)
            if len({self._key(name) for name in listed}) == 1 and self.acts(listed[0]) and not told:
                return listed[0]
        opening = next(iter(self.reading.names.within(0, _OPENING)), None)
        coded = opening is not None and opening.label == "TICKER" and opening.entity_id is not None
        return opening if coded and not _TELLS.search(self.reading.text, 0, opening.start) else None  # type: ignore[union-attr]

    @cached_property
    def head_of_note(self) -> int:
        """Where the head of a note on one company ends, which tells of its share and sets labels beside numbers; 0 without such a head."""
        if self.covered is None or not self.reading.blocks or self.covered.start > _OPENING:
            return 0
        closed = _CLOSED.search(self.reading.text, self.covered.end)
        return closed.start() if closed is not None else len(self.reading.text)

    @cached_property
    def issuer(self) -> Name | None:
        """The organisation that speaks in the report: named behind its label, or alone in the title of a paper of its own."""
        if self._labelled is not None and not self._is_of_item(self._labelled):
            return self._labelled
        for block in self.reading.blocks[:_FIRST]:
            line = self.reading.text.find("\n", block.start_char, block.end_char)
            end = block.end_char if line < 0 else line
            titled = (
                self._organisations(block.start_char, end) if _OWN_PAPER.search(self.reading.text, block.start_char, end) else []
            )
            if len({self._key(name) for name in titled}) == 1:
                return titled[0]
        return None

    @cached_property
    def _labelled(self) -> Name | None:
        return self._behind(_OWN_NAME, min(_TOP, len(self.reading.text)))

    def _behind(self, label: re.Pattern[str], end: int) -> Name | None:
        """The organisation right behind *label*, in the text up to *end*."""
        for found in label.finditer(self.reading.text, 0, end):
            for name in self._organisations(found.end(), min(end, found.end() + 60))[:1]:
                if name.start == found.end():
                    return name
        return None

    @cached_property
    def filer(self) -> Name | None:
        """
        The company whose filing the report is: that of its cover (`회사명: 주식회사 하람`), and not of an item (`1. 발행회사 | 회사명 | 하람`);
        else the one that gives the information of a fair disclosure: `정보제공자 | 하람 IR팀`.
        """
        issuer = self._labelled
        if issuer is None:
            return self._behind(_TELLER, len(self.reading.text))
        return issuer if self.acts(issuer) and not self._is_of_item(issuer) else None

    def _is_of_item(self, name: Name) -> bool:
        """Whether the line before a name begins an item of a form: 1. 발행회사 | 회사명 | 하람."""
        start = self.reading.text.rfind("\n", 0, name.start) + 1
        return _ITEM.search(self.reading.text, start, name.start) is not None

    @cached_property
    def _only_listed(self) -> Name | None:
        """The organisation with a ticker in brackets in the first part of the report, where it is the only one with a ticker."""
        listed = self.listed(0, len(self.reading.text))
        if len({self._key(name) for name in listed}) != 1 or listed[0].start > min(_TOP, len(self.reading.text) // 2):
            return None
        return listed[0] if self.acts(listed[0]) else None

    def listed(self, start: int, end: int) -> list[Name]:
        """The organisations in [start, end) that have a ticker in brackets right behind them."""
        pairs = itertools.pairwise(self.reading.names.within(start, end))
        return [
            name for name, ticker in pairs if (name.label, ticker.label) == ("ORG", "TICKER") and ticker.start - name.end <= 2
        ]

    def _recurs(self, name: Name) -> bool:
        return self._mentions[self._key(name)] >= _RECURS

    def _organisations(self, start: int, end: int) -> list[Name]:
        return [name for name in self.reading.names.within(start, end) if name.label == "ORG" and self.acts(name)]


def embedded(sentence: Sentence, chunk: Chunk, before: int) -> bool:
    """Whether *chunk* is the subject of a relative clause that ends before *before*: 협회가 in `협회가 집계한 수출은`.

    A clause before 데 tells something of the same subject, `정부가 한도를 묶은 데 이어`, and 지난 and 오는 are words of a date.
    """
    if chunk.role != SUBJECT:
        return False
    predicates = (p for p in sentence.predicates_after(chunk.end) if p.lemma not in LINKING and not _of_date(p))
    predicate = next(predicates, None)
    return predicate is not None and predicate.ending == "ETM" and predicate.end <= before and not _goes_on(sentence, predicate)


def _of_date(predicate: Predicate) -> bool:
    return predicate.ending == "ETM" and predicate.lemma in ("지나", "오")


def _goes_on(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether 데 follows it."""
    at = bisect.bisect_left(sentence.morphemes, predicate.end, key=lambda morpheme: morpheme.start)
    return any(morpheme.form == "데" for morpheme in sentence.morphemes[at : at + 1])
