"""Owners that were named before and go on without a word, by a pronoun (이들, 양사) or by their part (주류부문)."""

from __future__ import annotations

import re
from functools import cached_property

from extractors.figures.metrics import Cue, find_cues
from extractors.figures.notes import NoteHead
from extractors.figures.owner_words import owner_length, says_nothing
from extractors.figures.ownership.bystanders import Bystanders
from extractors.figures.ownership.phrases import CARRYING, OWNING, SURE, enumeration, is_measure, is_onlooker, named, untimed
from extractors.figures.places import Place
from extractors.figures.rowed import months_back
from extractors.figures.scenes import NEAREST, Scene
from extractors.figures.subjects import Subject, SubjectReader
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.reading import SpanIndex
from extractors.syntax import POSSESSIVE, SUBJECT, TOPIC, Chunk

_IS_IT = re.compile(rf"(?:\([^()]*\))?{LEXICON.alternation('copula', 'copula_vowel')}[.\s]*")
_DIVISION = re.compile(rf"{LEXICON.alternation('division')}(?:\([^()]*\))?\s?$")
_SECTOR = re.compile(rf"{LEXICON.alternation('sector of the economy')}\s?$")
"""Before such a word where it is a part of a country: 공공부문."""
_PART = 24
"""Characters before a metric's word in which a division stands."""
_OF_OTHERS = re.compile(LEXICON.alternation("class_of_firms"))
"""In a measure that is no single company's: 업계 영업이익, 시장 규모."""
_FILING = re.compile(rf"{LEXICON.alternation('filing')}")
_AT_HOUSE = re.compile(r"(?:\([^()]*\))?에서(?:는)?\s")
"""Behind a broker from which something is told."""
_RATED = re.compile(r"(?:\([^()]*\)|\))*에\s대[해하]")
_NEW_TURN = re.compile(r"[\s\-*•○□▶]*(?:한편|반면|이와 별도로|이와 달리)")
_TOGETHER = re.compile(LEXICON.alternation("several together"))
_EXPECTED = re.compile(rf"{LEXICON.alternation('expectation')}$")
_OF_NUMBER = re.compile(r"\A(?:대|여)?의?\s*")
_SET_OFF = re.compile(r"(?:\s?[A-Z][A-Za-z.]+){0,2}(?:\s?\([^()\n]{1,24}\))?\s[—–-]\s")
_MARK = 4
"""Characters of a bullet before the name that an entry begins with."""
_POINTS_BACK = re.compile(r"이(?:것|\s?(?:수치|금액|규모))?")
"""A topic that means what the sentence before has told: 이는."""
_HELD_AGAINST = re.compile(r"(?:보다|대비|에 비해)")
_EARLIER = re.compile(r"(?:같은|직전|지난|이전|종전|앞선)\s(?:조사|집계|발표|통계)\Z")
_BEHIND = 4
"""Characters behind a number in which its bracket closes and a comparison follows: 전 분기(42조원)보다."""
_SENTENCES = 3
"""Sentences back in which those are listed whom `이들` means."""


_SPOKEN = re.compile(r"[\"“”‘'「『]")
_CREDITED = re.compile(r"(?:\(주\)|㈜)?\s(?:[가-힣A-Za-z]{1,8}\s){0,2}[가-힣A-Za-z]{2,8}(?<![다요])[:：]?\s?")
"""Behind the company of somebody who is quoted below: 김하람 가온산업(주) 대표이사."""
_CREDIT = 40
"""Characters of such a line at most."""


class Antecedents:
    """Each public method tells the owner by one kind of reference; None where there is none. Answers for one document."""

    def __init__(self, rules: SubjectReader, bystanders: Bystanders) -> None:
        self.rules, self.reading, self.text = rules, rules.reading, rules.reading.text
        self.bystanders, self.discourse = bystanders, rules.discourse
        self.head = NoteHead(self.reading, self.discourse)
        self._last: tuple[Place, Subject] | None = None
        self._told: dict[int, tuple[Place, Subject]] = {}
        """Ordinal of a block → the last figure in it that is somebody's."""
        self._went_on: Subject | None = None
        """The last topic of a sentence before that a figure was given to."""
        self._measured: tuple[Place, str, Subject | None] | None = None
        self._resumed: tuple[int, Subject] | None = None
        """Where the last sentence begins that went on with the measure before, and whose it is."""

    def chosen(self, place: Place, metric_name: str, subject: Subject | None) -> None:
        """Remember the answer for the sentence that follows."""
        self._last = (place, subject) if subject is not None else None
        if self._last is not None and place.block is not None:
            self._told[place.block.ordinal] = self._last
        if place.bracket is None:
            self._measured = place, metric_name, subject

    def together(self, place: Place, cue: Cue | None) -> Subject | None:
        """Those whom 이들, 양사 before the metric's word mean: the list before them, else the words."""
        if cue is None or (own := place.scene.chunks.at(cue.start)) is None:
            return None
        at = place.scene.chunks.index_from(own.start)
        chunk = place.scene.chunks[at - 1] if at else None
        if chunk is None or chunk.role != POSSESSIVE or not _TOGETHER.fullmatch(self.text, chunk.start, chunk.end):
            return None
        return self._list_before(chunk.start, place.scene) or Subject(chunk.start, chunk.end, None, SURE)

    def of_division(self, place: Place, cue: Cue | None) -> Subject | None:
        """The company spoken of before, where a sentence names its division alone: 주류부문 매출액은 1982억원이다."""
        scene, at = place.scene, place.quantity.start
        if cue is None or not cue.metrics[0].owned or not scene.start <= cue.start < at:
            return None
        division = _DIVISION.search(self.text, max(scene.start, cue.start - _PART), cue.start)
        if division is None:
            return None
        if (sector := _SECTOR.search(self.text, max(scene.start, division.start() - _PART), division.start())) is not None:
            return self._sector(place, sector.start(), division.end())
        if any(name.label in OWNING for name in self.reading.names.last(scene.start, at, NEAREST)):
            return None
        name = self.discourse.company_before(scene.start)
        return named(name) if name is not None and not self.bystanders.is_teller(name.entity_id) else None

    def _sector(self, place: Place, start: int, end: int) -> Subject | None:
        """A part of the economy that opens its sentence, where no company was spoken of whose it may be: 제조업 부문 매출은 3조원이다."""
        scene = place.scene
        chunk = scene.chunks.at(start)
        words = self.text[start:end].rstrip()
        first = chunk is not None and scene.chunks[0] is chunk and chunk.role == TOPIC
        own = chunk is not None and first and untimed(self.reading, chunk).startswith(words)
        company = self.discourse.company_before(scene.start)
        if not own or place.bracket is not None or (company is not None and not self.bystanders.is_teller(company.entity_id)):
            return None
        return Subject(start, start + len(words), None, SURE)

    def carried(self, place: Place, cue: Cue | None) -> Subject | None:
        """
        The topic of the sentence before, where this one names measures alone: 하람은 매출이 3조원이다. 영업이익은 2천억원이다.

        It may come without figures (`하람은 부진했다. 12% 줄어든 22억원의 영업이익을 거뒀다`).
        """
        if cue is None or not cue.metrics[0].owned or place.label is not None:
            return None
        scene, at = place.scene, place.quantity.start
        own = scene.chunks.at(cue.start)
        subject = self._introduced(place) or self._topic_before(place)
        turned = self._turned(place) if subject is None else None
        subject = subject or turned or self._entry(place) or self._paragraph_before(place)
        if (
            subject is None
            or own is None
            or owner_length(self._behind_number(own))
            or _OF_OTHERS.search(self.text, own.start, own.end)
        ):
            return None
        if own.start > at and (subject is not turned or own.start >= scene.clause_end(at)):
            return None
        others = (c for c in scene.topics.last(scene.start, at, NEAREST) if not is_onlooker(self.text, c.start, c.end))
        if any(owner_length(untimed(self.reading, chunk)) for chunk in others):
            return None
        if any(n.label in CARRYING for n in self.reading.names.last(scene.start, at, NEAREST)):
            return None
        self._went_on = subject
        return subject

    def spoken(self, place: Place, cue: Cue | None) -> Subject | None:
        """The company of who is quoted, where the line above introduces them: `<인터뷰> 김하람 가온산업 대표` above `"매출은 1조원이다."`."""
        block = place.block
        above = self.reading.blocks[block.ordinal - 1] if block is not None and block.ordinal else None
        if (
            block is None
            or above is None
            or cue is None
            or place.label is not None
            or above.end_char - above.start_char > _CREDIT
        ):
            return None
        names = self.reading.names.within(above.start_char, above.end_char)
        company = next((name for name in names if name.label == "ORG"), None)
        person = any(name.label == "PERSON" for name in names)
        if company is None or not person or _SPOKEN.match(self.text, block.start_char) is None:
            return None
        if _CREDITED.fullmatch(self.text, company.end, above.end_char) is None or not cue.metrics[0].owned:
            return None
        others = self.reading.names.within(place.scene.start, place.quantity.start)
        return None if any(name.label in CARRYING for name in others) else named(company)

    def resumed(self, place: Place, metric_name: str) -> Subject | None:
        """
        Whose the measure before is, where a sentence goes on with it and has no topic of its own: 도입률은 5%였다. 2년 전 조사보다 3%p
        높아졌다. It may point back (이는 …) or name but the change (증가 폭은), and the earlier level may stand in brackets: 지난해(60억원)보다.
        """
        if self._measured is None or place.label is not None or (place.bracket is not None and not self._is_dated(place.bracket)):
            return None
        before, measured, subject = self._measured
        scene, at = place.scene, place.quantity.start
        if (
            measured != metric_name
            or subject is None
            or before.block is not place.block
            or _NEW_TURN.match(self.text, scene.start, at)
        ):
            return None
        syntax = self.reading.syntax
        further = syntax.index(scene.sentence) - syntax.index(before.scene.sentence)
        if further != 1 and not (further == 0 and self._resumed == (scene.start, subject)):
            return None
        named_here = any(name.label in CARRYING for name in self.reading.names.last(scene.start, at, NEAREST))
        if named_here or self._has_somebody(place, metric_name) or self.bystanders.is_teller(subject.entity_id):
            return None
        self._resumed = scene.start, subject
        return subject

    def _has_somebody(self, place: Place, metric_name: str) -> bool:
        """Whether a topic, a genitive or a bare noun is somebody of the sentence's own (`이어 다온구 3%`), or another measure."""
        scene, at = place.scene, place.quantity.start
        for chunk in scene.chunks.last(scene.start, place.quantity.end, NEAREST):
            if chunk.start >= at or _POINTS_BACK.fullmatch(self.text, chunk.start, chunk.end):
                continue
            if chunk.role not in (TOPIC, SUBJECT, POSSESSIVE) and chunk.particle:
                continue
            if self._names_somebody(chunk.start, min(chunk.end, at)) or self._is_of_its_own(chunk, metric_name):
                return True
        return False

    def _is_of_its_own(self, chunk: Chunk, metric_name: str) -> bool:
        """Whether *chunk* is a measure that is nobody's, and another one: 설비투자는."""
        last = next((cue for cue in find_cues(self.text, chunk.start, chunk.end) if cue.end == chunk.end), None)
        return last is not None and last.metrics[0].own_subject and last.metrics[0].name != metric_name

    def _names_somebody(self, start: int, end: int) -> bool:
        """Whether words that are no time say whose a figure is."""
        for time in self.reading.times.over(start, end):
            if time.start > start and owner_length(self.text[start : time.start].strip()):
                return True
            start = max(start, time.end)
        span = self.rules.trim(start, end)
        words = self.text[slice(*span)] if span is not None else ""
        return owner_length(words) > 0 and not says_nothing(words)

    def compares_before(self, place: Place, metric_name: str) -> bool:
        """Whether a sentence holds an amount of a known measure against an earlier one: `이는 전 분기(42조원)보다 1조원 는 규모다`."""
        scene, quantity = place.scene, place.quantity
        money = quantity.dimension == "money" and metric_name != "other"
        return money and _HELD_AGAINST.search(self.text, scene.start, min(scene.end, quantity.end + _BEHIND)) is not None

    def _is_dated(self, bracket: int) -> bool:
        """Whether a time, or what was counted at one (같은 조사), stands right before a bracket."""
        if _EARLIER.search(self.text, max(0, bracket - _PART), bracket):
            return True
        times = self.reading.times.last(0, bracket, 1)
        return bool(times) and not self.text[times[0].end : bracket].strip()

    def of_note(self, place: Place, cue: Cue | None) -> Subject | None:
        """The company of a note on one company, where a sentence names only measures of it: 경상 순이익은 5,300억원으로 추정된다."""
        company = self._filer(place) or self.discourse.covered
        scene, at = place.scene, place.quantity.start
        own = scene.chunks.at(cue.start) if cue is not None and cue.metrics[0].owned and scene.start <= cue.start < at else None
        if company is None and own is not None and not owner_length(untimed(self.reading, own)):
            company = self.discourse.filer
        if company is None or own is None or place.label is not None or _OF_OTHERS.search(self.text, own.start, own.end):
            return None
        names = (name for name in self.reading.names.within(scene.start, at) if name.label in CARRYING)
        clause = scene.clause_start(own.start)
        if any(name.start >= clause or scene.topics.at(name.start) is not None for name in names):
            return None  # STX엔진 매각을 감안하면 순이익은 3조원: only in a clause before
        others = (
            chunk for chunk in scene.topics.within(scene.start, at) if chunk is not own and not is_measure(self.text, chunk)
        )
        return named(company) if not any(owner_length(untimed(self.reading, chunk)) for chunk in others) else None

    def in_head_of_note(self, place: Place, metric_name: str) -> Subject | None:
        """The company of a note, where its head tells of the share: 목표주가, 시가총액, 52주 최고가; what is told of an index has its own name."""
        company = self.discourse.covered
        if company is None or place.quantity.unit == "score":
            return None
        return named(company) if self.head.tells(place, metric_name) or self._returns(place) else None

    def returned(self, place: Place) -> Subject | None:
        """The company of a note on one company, in a table of what its share has returned over so many months."""
        company = self.discourse.covered
        return named(company) if company is not None and months_back(self.reading, place) is not None else None

    def _returns(self, place: Place) -> bool:
        inside = place.quantity.start < self.discourse.head_of_note
        return inside and months_back(self.reading, place) is not None

    def _filer(self, place: Place) -> Name | None:
        """The company whose filing the part of a digest is: 하람 below `■ 유상증자결정 (코스닥, 하람 347210)`."""
        heading = next((above for above in self.reading.governors(place.block) if above.kind == "heading"), None)
        if heading is None or _FILING.search(self.text, heading.start_char, heading.end_char) is None:
            return None
        listed = self.discourse.listed(heading.start_char, heading.end_char)
        return listed[0] if len(listed) == 1 else None

    def covered(self, place: Place) -> Subject | None:
        """
        The company that a target price is said to be of: 가온증권은 하람에 대해 … 목표주가를 3만원으로 올렸다.

        Else the one named last before it, which is no broker's: SKC도 목표가가 오른다. 신영증권(19만원→22만원).
        """
        block = place.block
        if block is None:
            return None
        scene, companies = place.scene, self._companies
        rated = [n for n in companies.within(scene.start, place.quantity.start) if _RATED.match(self.text, n.end) is not None]
        if rated:
            return named(rated[-1])
        company = self.discourse.covered
        if company is not None and not companies.count_within(scene.start, scene.end):
            return named(company)  # a note on one company
        latest = companies.last(block.start_char, scene.start, 1)
        sentence = self.reading.sentence_at(latest[0].start) if latest else None
        if sentence is None or companies.count_within(scene.start, scene.end):
            return None
        beside = companies.last(sentence.start, sentence.end, NEAREST)
        return named(latest[0]) if len({self._who(name) for name in beside}) == 1 else None

    def rated(self, place: Place, cue: Cue | None) -> Subject | None:
        """Whom a broker tells something of: 하람 in `가온증권은 하람에 대해 영업이익이 40% 늘었다고 평가했다`, `가온증권에서 하람에 대해`."""
        scene, at = place.scene, place.quantity.start
        if cue is None or not cue.metrics[0].owned or not scene.start <= cue.start < at:
            return None
        names = [name for name in self.reading.names.last(scene.start, at, NEAREST) if name.label == "ORG"]
        if not names or _RATED.match(self.text, names[-1].end) is None or self.bystanders.is_broker(names[-1].entity_id):
            return None
        rated = next(name for name in names if self._who(name) == self._who(names[-1]))  # 네이버 of 네이버(NAVER)
        tellers = (n for n in names[:-1] if scene.topics.at(n.start) is not None or _AT_HOUSE.match(self.text, n.end))
        return named(rated) if any(self.bystanders.is_broker(name.entity_id) for name in tellers) else None

    @cached_property
    def _companies(self) -> SpanIndex[Name]:
        """The organisations that are no tellers."""
        names = (name for name in self.reading.names if name.label == "ORG")
        return SpanIndex(name for name in names if not self.bystanders.is_teller(name.entity_id))

    def _who(self, name: Name) -> str:
        return name.entity_id or self.text[name.start : name.end]

    def _topic_before(self, place: Place) -> Subject | None:
        """Whose the last figure of the sentence before is, where that one has it for its topic or went on with it."""
        if self._last is None:
            return None
        before, subject = self._last
        sentences = self.reading.syntax
        further = sentences.index(place.scene.sentence) - sentences.index(before.scene.sentence)
        if before.block is not place.block or further > 1 or _EXPECTED.search(self.text, subject.start, subject.end):
            return None
        went_on = self._went_on is not None and subject.start == self._went_on.start
        return subject if went_on or (further and self._is_topic(before, subject)) else None

    def _is_topic(self, place: Place, subject: Subject) -> bool:
        """Whether *subject* is the topic of the sentence of the figure at *place*, or the topic is a measure of its: 하람의 매출은."""
        scene = place.scene
        chunk = scene.chunks.at(subject.start) if scene.start <= subject.start else None
        if chunk is None:
            return self._went_on is not None and subject.start == self._went_on.start
        following = scene.chunks.starting_from(chunk.end) if chunk.role == POSSESSIVE else None
        topic = following if following is not None and is_measure(self.text, following) else chunk
        return topic.role == TOPIC

    def _behind_number(self, own: Chunk) -> str:
        """The words of *own* behind a time or number in it: 영업이익 of `22억원의 영업이익`."""
        numbers = self.reading.quantities.over(own.start, own.end)
        return untimed(self.reading, own) if not numbers else _OF_NUMBER.sub("", self.text[numbers[-1].end : own.end])

    def _turned(self, place: Place) -> Subject | None:
        """The company that is the topic of the sentence before, which tells something of it without a figure."""
        number = self.reading.syntax.index(place.scene.sentence)
        sentence = self.reading.syntax.sentences[number - 1] if number else None
        if sentence is None or place.block is None or sentence.start < place.block.start_char:
            return None
        scene = place.scene.document.of(sentence)
        topic = next(
            (c for c in reversed(scene.topics.last(scene.start, scene.end, NEAREST)) if c.role == TOPIC and not c.depth), None
        )
        names = self.reading.names.over(topic.start, topic.end) if topic is not None else ()
        if topic is None or len(names) != 1 or names[0].label not in OWNING or names[0].end != topic.end:
            return None
        covered = self.discourse.covered
        if (
            self.reading.quantities.within(scene.start, scene.end)
            or scene.telling(topic)
            or self.bystanders.is_teller(names[0].entity_id)
            or (covered is not None and self._who(covered) != self._who(names[0]))
        ):
            return None
        return named(names[0])

    def _paragraph_before(self, place: Place) -> Subject | None:
        """
        The company that the paragraph before is about, where this one begins with measures alone: `나래는 선방했다. ¶ 매출은 6조원이다`.

        Where the report is about another one, it is the company of the last figures there.
        """
        block = place.block
        above = self.reading.blocks[block.ordinal - 1] if block is not None and block.ordinal else None
        if block is None or above is None or {block.kind, above.kind} != {"paragraph"} or self.discourse.covered is not None:
            return None
        if any(name.label == "ORG" for name in self.reading.names.within(block.start_char, place.quantity.start)):
            return None
        last = self._told.get(above.ordinal)
        if last is not None and self._is_company(last[1]) and self._is_topic(*last):
            return last[1]
        name = self.discourse.topic_before(above, above.end_char)
        main = self.discourse.main_organisation
        same = name is not None and main is not None and self._who(main) == self._who(name)
        return named(name) if name is not None and same and not self.bystanders.is_teller(name.entity_id) else None

    def _is_company(self, subject: Subject) -> bool:
        name = self.reading.names.at(subject.start)
        return name is not None and name.label == "ORG" and not self.bystanders.is_teller(name.entity_id)

    def _introduced(self, place: Place) -> Subject | None:
        """Whom the sentence before says that something is: 가장 눈에 띄는 곳은 SK바이오팜이다."""
        number = self.reading.syntax.index(place.scene.sentence)
        before = self.reading.syntax.sentences[number - 1] if number else None
        if before is None or place.block is None or before.start < place.block.start_char:
            return None
        name = next(iter(self.reading.names.last(before.start, before.end, 1)), None)
        said = name is not None and name.label in OWNING and _IS_IT.fullmatch(self.text, name.end, before.end) is not None
        return named(name) if said else None  # type: ignore[arg-type]

    def _entry(self, place: Place) -> Subject | None:
        """Whom a paragraph is the entry of that a dash sets off: `하람전자(티커: HRM) — 부품 회사로, 12일 실적을 낸다. EPS는 1.2달러다`."""
        block = place.block
        name = self.reading.names.starting_from(block.start_char) if block is not None else None
        if block is None or name is None or name.label not in OWNING or name.start - block.start_char > _MARK:
            return None
        return named(name) if _SET_OFF.match(self.text, name.end, place.scene.start) else None

    def _list_before(self, at: int, scene: Scene) -> Subject | None:
        """The nearest organisations before *at* that a comma or 와 joins."""
        sentences = self.reading.syntax.sentences
        number = self.reading.syntax.index(scene.sentence)
        floor = sentences[max(0, number - _SENTENCES)].start
        names = (name for name in reversed(self.reading.names.last(floor, at, NEAREST)) if name.label == "ORG")
        return next((listed for name in names if (listed := enumeration(self.reading, name)) is not None), None)
