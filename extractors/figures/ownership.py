"""
Whose a figure is, as far as the grammar of its sentence settles it, and who in it can be no owner.

A relative clause gives its figures to the noun behind it (`매출 3조원을 기록한 삼성전자`), a rank to the name that it stands before (`업계
1위인 쿠팡`), a superlative to what is said to be it (`가장 많이 는 품목은 화장품으로, 39%`). Who is only compared with, left out or
overtaken owns nothing that follows, and the house that sets a target price is not the company that it is set for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from extractors.figures.metrics import Cue, find_cues
from extractors.figures.places import Place
from extractors.figures.scenes import COMPARED, NEAREST, Scene
from extractors.figures.subjects import Subject, SubjectReader, owner_length, says_nothing
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.reading import Reading
from extractors.syntax import POSSESSIVE, SUBJECT, TOPIC, Chunk, Predicate

_WIDENED = 24
"""Characters before a noun phrase in which its first part stands."""
_STARRED = re.compile(r"(?<![가-힣A-Za-z0-9])([가-힣A-Za-z0-9]{2,})\*{1,3}\s$")
_PART_BEFORE = re.compile(r"(?<![가-힣A-Za-z0-9·])[가-힣A-Za-z·]{1,12}(?:\([A-Z][A-Za-z&]{1,8}\)\s?|\s및\s)$")
_REST = frozenset({"외", "그 외"})
"""What is left of a whole names nobody."""
_BY = re.compile(r"[가-힣]{1,4}별\s")
_SIZE_TAIL = re.compile(rf"(?<=\S)(?:\s{LEXICON.alternation('size noun')}|\s)+$")
_GLOSS = re.compile(r"\([A-Z][A-Za-z&]{1,8}\)(?=[가-힣])")
OWNING = frozenset({"ORG", "PRODUCT"})
_CARRIERS = OWNING | {"LOC", "POLICY"}
"""Labels of names in a sentence that may be whose its figures are."""
_AHEAD = 24
"""Characters behind a name in which it is said to be compared with."""
_STANDARD = re.compile(
    rf"\s?(?:\([^()]{{1,16}}\))?\s?(?:{COMPARED}|(?:을|를)?\s?{LEXICON.alternation('left out')}|(?:와|과)(?:의)?\s(?:격차|차이)"
    rf"|(?:을|를)\s{LEXICON.alternation('one of them')}|에\s(?:따른|따라|의한|의해|의거|근거))"
)
_MULTIPLE_OF = re.compile(r"(?:\([^()]*\))?의\s(?:약\s)?$")
"""Between a standard and how many times it is reached: 신재생의 3배."""
_VALUED = frozenset({"per", "pbr", "psr", "ev_ebitda"})
"""Metrics that are multiples of their own: the 19배 of `TDK의 19배` is TDK's."""
_ANALYST = re.compile(r"\s?(?:[가-힣]{2,4}\s)?(?:수석|선임|책임)?(?:연구원|애널리스트|연구위원|이코노미스트|리서치센터장)")
"""Behind the house that somebody speaks for."""
_IS_IT = re.compile(r"(?:\([^()]*\))?(?:이다|다|였다|이었다|입니다)[.\s]*")
_LISTED_BEFORE = re.compile(r"(?:\s?,\s?[^,.\d]{1,14}){0,6}\s?등\s(?:[가-힣]+\s){0,2}")
"""From a member of a list to the count of all: 퍼시스, 레노버 등 700여 개 기업."""
_WITH = re.compile(r"(?:\([^()]*\))?[와과]\s")
_DIVISION = re.compile(rf"{LEXICON.alternation('division')}(?:\([^()]*\))?\s?$")
_DEICTIC = re.compile(r"(?:이번|이|그|해당|동)\s")
"""Before a noun that stands for something told before: 이번 취득분은."""
_COUNTS = re.compile(r"[이가]\s(?:집계|조사|추산|추정)(?:해\s|하여\s)?(?:발표)?한\s")
"""Behind who counts what others have."""
_TELLERS = frozenset(
    {"agency", "association", "central bank", "data", "exchange", "government", "institute", "international", "media", "ministry", "public",
     "rating", "research", "securities"}
)  # fmt: skip
"""Sectors of those who count and tell what others do."""
_ITEM_AFTER = re.compile(r"\s?(?:,|·|와\s|과\s|및\s|등|순)")
"""Behind the bracket of a member of a list: 가다랑어(30.6%), 꽁치(60.1%) 등."""
_LOOSE = re.compile(r"[\s약+\-△▲▼↑↓]*")
_PEOPLE = re.compile(
    rf"(?:\d0대(?:\s?(?:이상|이하))?|\d{{1,2}}(?:[~∼-]\d{{1,2}})?세(?:\s?(?:이상|이하|미만))?|{LEXICON.alternation('people group')})"
)
"""Sexes and ages: whoever else was spoken of, what is said of them is theirs."""
_AGE_FROM = re.compile(r"(?:\d{1,2}[~∼-])?$")
_THROUGH = re.compile(r"(?:(?:을|를)\s통한|에\s대한)\s$")
_CASE = re.compile(r"(?:\([^()]{1,20}\))?의\s경우")
_OF_SEVERAL = frozenset({"사", "개사", "개 사", "개국", "개 회사", "개 기업", "개 업체"})
"""Counters of those who are several."""
_ET_CETERA = re.compile(r".*등\s(?=\S)")
_BULLET_MARKS = 6
_HEAD = re.compile(r"[\s\-*•·○◦□■▶※#]*\(([가-힣A-Za-z][^()\n]{1,11})\)(?=\s)")
"""A bracket that opens a block."""
_RANKED = re.compile(r"(?:\s[가-힣A-Za-z]{1,8}){0,2}?(?:인|이자)?\s")
"""Between a rank and who holds it: 1위 업체인 쿠팡, 2위 완성차 기업 혼다."""
_OTHER_PART = re.compile(r"[은는이가을를에로도]\s$")
_SPECIFIED = re.compile(r"(?:으?로|이?며|이고|이었|였|이다|다)(?![가-힣])")
_MOST = re.compile(r"가장\s")
_SUPERLATIVE = 40
"""Characters before a topic in which `가장` makes it a superlative."""
_RELATIVE = 60
"""Characters between a number and the verb of its relative clause."""
_BROKERS = "securities"
_HOLDS = frozenset(LEXICON.words("verb of its own figure"))
"""Lemmas of verbs whose subject has the figure that they state, whoever else is named before: 기록하, 늘."""
_TOGETHER = re.compile(rf"{LEXICON.alternation('several together')}")
_JOINED = re.compile(r"\s?(?:\([^()]*\))?(?:,|와|과|·|및|그리고)\s?")
_SENTENCES = 3
"""Sentences back in which those are listed whom `이들` means."""


class Ownership:
    """Answers for one document."""

    def __init__(self, reading: Reading, subjects: SubjectReader) -> None:
        self.reading, self.text = reading, reading.text
        self.subjects, self.discourse = subjects, subjects.discourse
        self._last: tuple[Place, Subject] | None = None

    def settled(self, place: Place, cue: Cue | None, metric_name: str) -> Subject | None:
        """The owner that the grammar gives; None where it leaves the choice open."""
        if place.cell is not None or place.host is not None:
            return None
        return (
            (self._holder(place) if place.quantity.unit == "rank" else None)
            or self._behind_relative(place)
            or (self._covered(place) if metric_name == "target_price" else None)
            or self._specified(place)
            or self._together(place, cue)
            or self._people(place)
            or self._in_own_bracket(place)
            or self._case(place)
            or self._through(place, cue)
            or self._collective(place)
            or self._at_head(place)
            or self._genitive(place, cue)
            or self._of_division(place, cue)
            or self._topic_of_measure(place, cue)
            or self._carried(place, cue)
        )

    def chosen(self, place: Place, subject: Subject | None) -> None:
        """Remember the answer for the sentence that follows."""
        self._last = (place, subject) if subject is not None else None

    def is_other(self, place: Place, start: int, end: int, entity_id: str | None, metric_name: str) -> bool:
        """
        Whether text[start:end], which stands before the number, cannot be its owner.

        It is held against the owner, tells what others do, or has a number of its own in the bracket right behind it.
        """
        at = place.quantity.start
        if end > at:
            return False
        return (
            _STANDARD.match(self.text, end, min(end + _AHEAD, at)) is not None
            or _ANALYST.match(self.text, end, end + _AHEAD) is not None
            or (
                place.quantity.unit == "multiple"
                and metric_name not in _VALUED
                and _MULTIPLE_OF.fullmatch(self.text, end, at) is not None
            )
            or _COUNTS.match(self.text, end) is not None
            or _LISTED_BEFORE.fullmatch(self.text, end, at) is not None
            or self._is_counterparty(place.scene, start, end)
            or self._is_bracketed_member(end, at)
            or self._is_cited(place.scene, start, entity_id, at)
        )

    def _is_counterparty(self, scene: Scene, start: int, end: int) -> bool:
        """Whether somebody before does something with who stands there: 테스가 SK하이닉스와 98억원 규모의 계약을 체결했다."""
        if (with_ := _WITH.match(self.text, end)) is None or not scene.start <= start < scene.end:
            return False
        following = self.reading.names.starting_from(with_.end())
        if following is not None and following.label == "ORG" and following.start == with_.end():
            return False
        doers = (chunk for chunk in scene.topics.within(scene.start, start))
        return any(name.label == "ORG" for chunk in doers for name in self.reading.names.over(chunk.start, chunk.end))

    def _is_bracketed_member(self, end: int, at: int) -> bool:
        """Whether a bracket with a number follows, that has closed before *at*, and the list goes on behind it."""
        if self.text[end : end + 1] != "(":
            return False
        close = self.text.find(")", end, at)
        number = self.reading.quantities.starting_from(end)
        if close < 0 or number is None or number.end > close or not _LOOSE.fullmatch(self.text, end + 1, number.start):
            return False
        return _ITEM_AFTER.match(self.text, close + 1) is not None

    def _is_cited(self, scene: Scene, start: int, entity_id: str | None, at: int) -> bool:
        """Whether the words are the source of what the sentence says, and no company that speaks of itself."""
        person = any(name.label == "PERSON" and name.start == start for name in self.reading.names.over(start, start + 1))
        if not person and not self.is_teller(entity_id):
            return False
        if not scene.start <= start < scene.end:
            return False
        chunk = scene.chunks.at(start)
        if chunk is None or not (telling := scene.telling(chunk)):
            return False
        others = (c for c in scene.topics.within(chunk.end, at) if owner_length(self.text[c.start : c.end]))
        return telling == "cited" or any(others)

    def whole(self, scene: Scene, subject: Subject) -> Subject | None:
        """
        *subject* with the parts of its noun phrase that a bracket, an asterisk or 및 cut off, without the words of a measure.

        지식재산 and 금융 잔액 of `지식재산(IP) 금융 잔액은`, 음식점업 of `숙박 및 음식점업`, 수출 of `친환경차* 수출은`; None where
        nobody is left.
        """
        start, end, text = subject.start, subject.end, self.text
        if (starred := _STARRED.search(text, max(scene.start, start - _WIDENED), start)) is not None:
            if any(cue.start == start for cue in find_cues(text, start, end)):
                return self._subject(*starred.span(1))
            start = starred.start(1)
        elif (before := _PART_BEFORE.search(text, max(scene.start, start - _WIDENED), start)) is not None:
            start = before.start()
        if (behind := _GLOSS.match(text, end)) is not None and (chunk := scene.chunks.at(behind.end())) is not None:
            numbers = self.reading.quantities.over(behind.end(), chunk.end)
            end = numbers[0].start if numbers else chunk.end
            return replace(subject, start=start, end=start + len(_SIZE_TAIL.sub("", text[start:end])))
        while start > scene.start and "가" <= text[start - 1] <= "힣" and not self._ends_at(start):
            start -= 1
        if (ways := _BY.match(text, start, end)) is not None:
            start = ways.end()
        if (listed := _ET_CETERA.match(text, start, end)) is not None and listed.end() < end:
            start = listed.end()
        words = _SIZE_TAIL.sub("", text[start : start + owner_length(text[start:end])])
        return (
            replace(subject, start=start, end=start + len(words))
            if words and len(words) >= min(2, subject.end - subject.start)
            else None
        )

    def _ends_at(self, at: int) -> bool:
        """Whether a name, a time or a quantity ends at *at*."""
        return any(spans.over(at - 1, at) for spans in (self.reading.names, self.reading.times, self.reading.quantities))

    def _covered(self, place: Place) -> Subject | None:
        """The company named last before a target price, which is no broker's: SKC도 목표가가 오른다. 신영증권(19만원→22만원)."""
        block = place.block
        if block is None:
            return None
        names = self.reading.names.within(block.start_char, place.quantity.start)
        own = [n for n in names if n.label == "ORG" and n.start >= place.scene.start and not self.is_broker(n.entity_id)]
        if own or any(
            n.label == "ORG" and not self.is_broker(n.entity_id)
            for n in self.reading.names.within(place.quantity.end, place.scene.end)
        ):
            return None
        name = next((n for n in reversed(names) if n.label == "ORG" and not self.is_teller(n.entity_id)), None)
        return _named(name) if name is not None else None

    def is_broker(self, entity_id: str | None) -> bool:
        """Whether the entity is a securities house."""
        record = self.reading.knowledge.gazetteer.entity(entity_id)
        return record is not None and record.sector == _BROKERS

    def is_medium(self, entity_id: str | None) -> bool:
        """Whether the entity is a medium that the report is not about: a source, a credit."""
        record = self.reading.knowledge.gazetteer.entity(entity_id)
        main = self.discourse.main_organisation
        return record is not None and record.sector == "media" and (main is None or main.entity_id != entity_id)

    def is_valuer(self, metric_name: str, entity_id: str | None) -> bool:
        """Whether the entity is a broker and the metric what brokers set for others."""
        if metric_name not in ("target_price", "price_upside") or entity_id is None:
            return False
        main = self.discourse.main_organisation
        return self.is_broker(entity_id) and (main is None or main.entity_id != entity_id)

    def _holder(self, place: Place) -> Subject | None:
        """Who holds a rank that stands right before the name."""
        name = self._name_from(place.quantity.end, place.scene, OWNING)
        if name is None:
            return None
        between = self.text[place.quantity.end : name.start]
        return _named(name) if _RANKED.fullmatch(between) and not _OTHER_PART.search(between) else None

    def _name_from(self, at: int, scene: Scene, labels: frozenset[str]) -> Name | None:
        names = self.reading.names
        index = names.index_from(at)
        name = names[index] if index < len(names) else None
        return name if name is not None and name.label in labels and name.end <= scene.end else None

    def _behind_relative(self, place: Place) -> Subject | None:
        """The organisation or product that the number's own relative clause stands before."""
        scene, quantity = place.scene, place.quantity
        verb = scene.predicates.starting_from(quantity.end)
        if verb is None or verb.ending != "ETM" or verb.start - quantity.end > _RELATIVE:
            return None
        name = self._name_from(verb.end, scene, OWNING)
        if name is None or name.start > verb.end + 1 or scene.open_bracket(name.start) != place.bracket:
            return None
        return _named(name) if self._is_agent(place, verb) else None

    def _is_agent(self, place: Place, verb: Predicate) -> bool:
        """Whether the noun behind *verb* does what it says: nobody else does before it, or the verb tells of its subject's own figure."""
        start = place.scene.clause_start(place.quantity.start)
        before = [chunk for chunk in place.scene.topics.within(start, place.quantity.start) if not self._is_measure(chunk)]
        if any(chunk.role == SUBJECT for chunk in before):
            return False
        return verb.lemma in _HOLDS or not any(chunk.role == TOPIC for chunk in before)

    def _is_measure(self, chunk: Chunk) -> bool:
        return any(cue.end == chunk.end for cue in find_cues(self.text, chunk.start, chunk.end)) or not owner_length(
            self.text[chunk.start : chunk.end]
        )

    def _specified(self, place: Place) -> Subject | None:
        """What a superlative topic is said to be: 화장품 in `가장 많이 는 품목은 화장품으로 39% 늘었다`."""
        scene, at = place.scene, place.quantity.start
        topic = next(iter(reversed(scene.topics.last(scene.start, at, 1))), None)
        if (
            topic is None
            or topic.role != TOPIC
            or not _MOST.search(self.text, max(scene.start, topic.start - _SUPERLATIVE), topic.start)
        ):
            return None
        chunk = scene.chunks.starting_from(topic.end)
        if (
            chunk is None
            or chunk.end > at
            or not _SPECIFIED.match(self.text, chunk.end)
            or self.reading.quantities.over(chunk.start, chunk.end)
        ):
            return None
        span = self.subjects.trim(chunk.start, chunk.end)
        return self._subject(*span) if span is not None and not says_nothing(self.text[slice(*span)]) else None

    def _people(self, place: Place) -> Subject | None:
        """The sex or age that the clause of the number is about: 40대 비율이 29.1%, 남성이 93.9%, 50대 25.4%."""
        scene, at = place.scene, place.quantity.start
        chunk = scene.chunks.at(at)
        if chunk is None or chunk.start == at:
            chunk = next(iter(scene.chunks.last(scene.clause_start(at), at, 1)), None)
        if chunk is None:
            return None
        start = chunk.start - len(_AGE_FROM.search(self.text[max(scene.start, chunk.start - 4) : chunk.start])[0])  # type: ignore[index]
        found = _PEOPLE.match(self.text, start, min(chunk.end, at))
        if found is None or (found.end() < chunk.end and self.text[found.end()].isalnum()):
            return None
        return Subject(*found.span(), None, 0.9)

    def _in_own_bracket(self, place: Place) -> Subject | None:
        """The member of a list right before the bracket that holds its number alone: 꽁치 in `가다랑어(30.6%), 꽁치(60.1%) 등이 늘었다`."""
        bracket = place.bracket
        if bracket is None or not _LOOSE.fullmatch(self.text, bracket + 1, place.quantity.start) or self._organisations:
            return None
        chunk = place.scene.chunks.at(bracket - 1)
        if chunk is None or chunk.end != bracket or self._is_measure(chunk) or not self._in_list(bracket, place.scene):
            return None
        span = self.subjects.trim(chunk.start, chunk.end)
        if span is None or says_nothing(self.text[slice(*span)]) or any(find_cues(self.text, *span)):
            return None
        return self._subject(*span)

    @cached_property
    def _organisations(self) -> bool:
        """Whether the text names a company, whose slices the members of a list may be."""
        return any(name.label == "ORG" and not self.is_teller(name.entity_id) for name in self.reading.names)

    def _in_list(self, bracket: int, scene: Scene) -> bool:
        """Whether a list goes on behind the bracket, or has come to it from another such bracket."""
        close = self.text.find(")", bracket, scene.end)
        if close < 0:
            return False
        before = self.text.rfind(")", scene.start, bracket)
        return _ITEM_AFTER.match(self.text, close + 1) is not None or (
            before > 0 and _ITEM_AFTER.match(self.text, before + 1) is not None
        )

    def _case(self, place: Place) -> Subject | None:
        """Whose case the clause tells: 국내 항공사의 경우 이 기간 여객수는 6362만명."""
        scene, at = place.scene, place.quantity.start
        chunks = scene.chunks.last(scene.clause_start(at), at, NEAREST)
        for chunk in reversed(chunks):
            if chunk.role == POSSESSIVE and _CASE.match(self.text, chunk.end):
                span = self.subjects.trim(chunk.start, chunk.end)
                return self._subject(*span) if span is not None else None
            if chunk.role in (TOPIC, SUBJECT) and not self._is_measure(chunk):
                return None
        return None

    def _through(self, place: Place, cue: Cue | None) -> Subject | None:
        """Whom a measure goes through or to: 외국 항공사를 통한 여객수, 중국에 대한 수출."""
        own = place.scene.chunks.at(cue.start) if cue is not None else None
        if own is None or own.end > place.quantity.start or not self._is_measure(own):
            return None
        through = _THROUGH.search(self.text, max(place.scene.start, own.start - _WIDENED), own.start)
        chunk = place.scene.chunks.at(through.start() - 1) if through is not None else None
        return self._subject(chunk.start, chunk.end) if chunk is not None and chunk.end == through.start() else None  # type: ignore[union-attr]

    def _collective(self, place: Place) -> Subject | None:
        """Several that are counted: 국내 완성차 5개사 in `A, B 등 국내 완성차 5개사가 65만대를 팔았다`, and in the number of them."""
        scene, at = place.scene, place.quantity.start
        for chunk in reversed(scene.topics.last(scene.start, place.quantity.end + 2, 2)):
            last = next(iter(self.reading.quantities.last(chunk.start, chunk.end, 1)), None)
            if last is not None and last.start == chunk.start and last.counter in _OF_SEVERAL and last.start <= at:
                return Subject(last.start, last.end, None, 0.9)  # 5개사 해외 판매는
            if last is None or last.end != chunk.end or last.counter not in _OF_SEVERAL or chunk.depth:
                if self._is_measure(chunk):
                    continue
                return None
            start = chunk.start
            if (etc := _ET_CETERA.match(self.text, start, chunk.end)) is not None:
                start = etc.end()
            if at == last.start and start < at:
                return self._subject(start, start + len(self.text[start:at].rstrip()))  # LCC of LCC 4사
            return Subject(start, chunk.end, None, 0.9) if at >= last.start else None
        return None

    def _genitive(self, place: Place, cue: Cue | None) -> Subject | None:
        """The name that owns the measure by 의: 중국의 점유율은 68%."""
        scene = place.scene
        own = scene.chunks.at(cue.start) if cue is not None and cue.metrics[0].owned else None
        if own is None or own.start > place.quantity.start or owner_length(self._words(own)):
            return None
        index = scene.chunks.index_from(own.start)
        chunk = scene.chunks[index - 1] if index else None
        if chunk is None or chunk.role != POSSESSIVE or chunk.end + 2 < own.start:
            return None
        names = self.reading.names.over(chunk.start, chunk.end)
        return _named(names[0]) if len(names) == 1 and names[0].end == chunk.end and names[0].label in _CARRIERS else None

    def _of_division(self, place: Place, cue: Cue | None) -> Subject | None:
        """The company spoken of before, where a sentence names its division alone: 주류부문 매출액은 1982억원이다."""
        scene, at = place.scene, place.quantity.start
        if cue is None or not cue.metrics[0].owned or not scene.start <= cue.start < at:
            return None
        if _DIVISION.search(self.text, scene.start, cue.start) is None:
            return None
        if any(name.label in OWNING for name in self.reading.names.within(scene.start, at)):
            return None
        name = self.discourse.company_before(scene.start)
        return _named(name) if name is not None and not self.is_teller(name.entity_id) else None

    def _topic_of_measure(self, place: Place, cue: Cue | None) -> Subject | None:
        """The topic before a measure that nobody else owns: 국보디자인은 3분기 매출이 2조원으로 늘었다."""
        scene, at = place.scene, place.quantity.start
        own = scene.chunks.at(cue.start) if cue is not None and cue.metrics[0].owned else None
        if own is None or own.start > at or owner_length(self._words(own)) or not scene.start <= own.start:
            return None
        index = scene.chunks.index_from(own.start)
        if index and scene.chunks[index - 1].role == POSSESSIVE:
            return None
        for chunk in reversed(scene.topics.last(scene.start, at, NEAREST)):
            if self._is_measure(chunk) or not self._words(chunk):
                continue
            if chunk.start > own.start or chunk.role != TOPIC or chunk.depth != own.depth or scene.embedded_from(chunk) <= at:
                return None
            return self._owner_of(chunk, scene, at)
        return None

    def _owner_of(self, chunk: Chunk, scene: Scene, at: int) -> Subject | None:
        """Whom a topic names: its reference, its organisation or product, else its words; nobody that tells of others."""
        for reference in self.reading.references.over(chunk.start, chunk.end):
            known = reference.entity_id is not None
            return Subject(reference.start, reference.end, reference.entity_id, 0.9) if known else None
        names = self.reading.names.over(chunk.start, chunk.end)
        if any(name.label not in OWNING for name in names):
            return None
        if names:
            told = self._is_cited(scene, names[0].start, names[0].entity_id, at) or self.is_teller(names[0].entity_id)
            return None if told or len(names) > 1 else _named(names[0])
        span = self.subjects.trim(chunk.start, chunk.end)
        if span is None or says_nothing(self.text[slice(*span)]) or any(find_cues(self.text, *span)):
            return None
        return None if _DEICTIC.match(self.text, chunk.start, chunk.end) else self._subject(*span)

    def is_teller(self, entity_id: str | None) -> bool:
        """Whether the entity is one of those who count and tell what others do."""
        record = self.reading.knowledge.gazetteer.entity(entity_id)
        return record is not None and record.sector in _TELLERS

    def _carried(self, place: Place, cue: Cue | None) -> Subject | None:
        """The topic of the sentence before, where this one names measures alone: 하람은 매출이 3조원이다. 영업이익은 2천억원이다."""
        if cue is None or not cue.metrics[0].owned or place.label is not None:
            return None
        scene, at = place.scene, place.quantity.start
        own = scene.chunks.at(cue.start)
        subject = self._introduced(place) or self._topic_before(place)
        if subject is None or own is None or own.start > at or owner_length(self._words(own)):
            return None
        if any(owner_length(self._words(chunk)) for chunk in scene.topics.within(scene.start, at)):
            return None
        return None if any(n.label in _CARRIERS for n in self.reading.names.within(scene.start, at)) else subject

    def _topic_before(self, place: Place) -> Subject | None:
        """Whose the last figure of the sentence before is, where that one has it for its topic."""
        if self._last is None:
            return None
        before, subject = self._last
        sentences = self.reading.syntax
        if before.block is not place.block or sentences.index(place.scene.sentence) != sentences.index(before.scene.sentence) + 1:
            return None
        topic = before.scene.topics.at(subject.start)
        return subject if topic is not None and topic.role == TOPIC else None

    def _introduced(self, place: Place) -> Subject | None:
        """Whom the sentence before says that something is: 가장 눈에 띄는 곳은 SK바이오팜이다."""
        number = self.reading.syntax.index(place.scene.sentence)
        before = self.reading.syntax.sentences[number - 1] if number else None
        if before is None or place.block is None or before.start < place.block.start_char:
            return None
        name = next(iter(self.reading.names.last(before.start, before.end, 1)), None)
        said = name is not None and name.label in OWNING and _IS_IT.fullmatch(self.text, name.end, before.end) is not None
        return _named(name) if said else None  # type: ignore[arg-type]

    def _words(self, chunk: Chunk) -> str:
        """The words of *chunk* behind a time in it."""
        ends = [time.end for time in self.reading.times.over(chunk.start, chunk.end)]
        return self.text[max([chunk.start, *ends]) : chunk.end].strip()

    def _at_head(self, place: Place) -> Subject | None:
        """Whom the bracket that opens a block names: (남성) 자살사망자 9,019명; not where the clause has somebody of its own."""
        block, scene = place.block, place.scene
        if block is None or (block.start_char != scene.start and scene.start - block.start_char > _BULLET_MARKS):
            return None
        head = _HEAD.match(self.text, block.start_char, min(block.end_char, place.quantity.start))
        if head is None or not _PEOPLE.search(head[1]):
            return None
        inside = [c for c in scene.topics.within(head.end(), place.quantity.start) if not self._is_measure(c)]
        if inside or any(n.label in OWNING for n in self.reading.names.within(head.end(), place.quantity.start)):
            return None
        return self._subject(*head.span(1))

    def _together(self, place: Place, cue: Cue | None) -> Subject | None:
        """Those whom 이들, 양사 before the metric's word mean: the list before them, else the words."""
        if cue is None or (own := place.scene.chunks.at(cue.start)) is None:
            return None
        at = place.scene.chunks.index_from(own.start)
        chunk = place.scene.chunks[at - 1] if at else None
        if chunk is None or chunk.role != POSSESSIVE or not _TOGETHER.fullmatch(self.text, chunk.start, chunk.end):
            return None
        listed = self._list_before(chunk.start, place.scene)
        return Subject(*(listed or (chunk.start, chunk.end)), None, 0.9)

    def _list_before(self, at: int, scene: Scene) -> tuple[int, int] | None:
        """The nearest names before *at* that a comma or 와 joins, as one span."""
        sentences = self.reading.syntax.sentences
        number = self.reading.syntax.index(scene.sentence)
        floor = sentences[max(0, number - _SENTENCES)].start
        names = [name for name in self.reading.names.within(floor, at) if name.label == "ORG"]
        for last in range(len(names) - 1, 0, -1):
            first = last
            while first and _JOINED.fullmatch(self.text, names[first - 1].end, names[first].start):
                first -= 1
            if first < last:
                return names[first].start, names[last].end
        return None

    def _subject(self, start: int, end: int) -> Subject:
        name = next((n for n in self.reading.names.over(start, end) if (n.start, n.end) == (start, end)), None)
        return Subject(start, end, name.entity_id if name is not None else None, 0.9)


def _named(name: Name) -> Subject:
    return Subject(name.start, name.end, name.entity_id, 0.9)
