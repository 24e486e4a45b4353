"""Whose figure it is: from the row label, the noun before the metric, the topic of the clause, or what was spoken of before.

An owner is a named organisation, place or product. A subject inside a relative clause (`협회가 집계한 수출`) owns nothing outside it, and
who speaks or measures is not whose figure it is: persons and exchanges never own one.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.amounts import ONE_PRICED
from extractors.cells import changed_row
from extractors.dates import Time
from extractors.discourse import Discourse
from extractors.figures.fields import is_field, party_of
from extractors.figures.filings import Filings
from extractors.figures.metrics import Cue, find_cues, metric
from extractors.figures.owner_words import ADVERBIAL, NO_OWNER, PER, QUALIFIER, owner_length, says_nothing
from extractors.figures.places import Place
from extractors.figures.scenes import NEAREST, Scene, behind_comparison
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.quantities import Quantity
from extractors.reading import Reading
from extractors.scopes import kind_of, unit_of_words, without_unit
from extractors.syntax import POSSESSIVE, TOPIC, Chunk
from extractors.tables import Cell, Table
from schemas import Block

OWNERS = frozenset({"ORG", "LOC", "PRODUCT", "POLICY"})
HELD = frozenset({"stake", "allocation"})
"""Metrics that a person can own, too."""
_OBSERVER = re.compile(LEXICON.alternation("observer"))
_ONLY_LINKS = re.compile(r"(?:\([^)]*\)?|최대|약|총|각각|평균|누적|향|으로|로|은|는|이|가|도|의|[\s,:·])*")
_AFTER_NUMBER = re.compile(r"\s(?:간|동안)(?=\s)|인(?=\s)|(?:급|여|짜리|대|이상|규모의?|상당의?)?")
_TOLD_BEFORE = re.compile(rf"\s?(?:{LEXICON.alternation('rise_told')}|{LEXICON.alternation('fall_told')})\s")
"""A noun of change behind a number or 에서 closes its clause, with or without a full stop: 1.8% 증가 제조업재고는, 서비스업 등에서 증가 제조업은."""
_CONJUNCTION = re.compile(rf"(?:{LEXICON.alternation('no part of a phrase')}\s)+")
_PART_OF = re.compile(r"(?:(?:이|그)\s?)?(?:가운데|중)\s")
_EXPECTATION = re.compile(r"컨센서스|전망치|추정치|예상치|기대치|시장|목표|종전|기존|당초|전체|합계|조사|자료|집계")
_CREDIT = re.compile(r"집계|조사|자료|출처|제공|추정|추산|기준")
"""A label that says who counted: `협회 집계: …`."""
ENTITY_METRICS = frozenset({"company_count", "headcount", "users", "facility_count"})
"""Metrics whose words name things that have figures themselves: 미도입 기업, 가입자."""
_NUMBERING = re.compile(
    r"(?:[Ⅰ-Ⅻ]|[IVX]{1,4}|\d{1,2}|[가-하])\.\s+(?=\D)|\(\d{1,2}\)\s+|\d{1,2}\)\s+|[①-⑳❶-❿➀-➓㉠-㉻ⓐ-ⓩ]\s*(?=\S)"
)
"""Before the words of a row that has a number in its table: Ⅲ. 이익잉여금, ① 서울."""
_TOTAL = re.compile(r"(?:^|\s+)(?:소\s?계|합\s?계|총\s?계|누\s?계|계)$")
_BRACKET = re.compile(r"\([^()]*\)")
_HOW_MANY = re.compile(r"\s*\(\d[\d,]*\s?[가-힣]{1,4}\)$")
"""Behind the label of a row, how many it stands for: 저축은행 (12개사)."""
_PREFIX = 8
"""Syllables before a metric's word that belong to it at most."""
_ROW = 3
"""Headings that name a thing each, from which on each owns what stands below it."""
_LONE = re.compile(
    r"(?P<mark>\d{1,2}[.)]|[①-⑳▷▶■□◆◇○●•*#-]+|[가-하]\.)\s*(?P<thing>[가-힣A-Za-z][가-힣A-Za-z0-9&·]{1,14})"
    r"(?:\s*\([^()]{1,12}\))?(?:\s?(?:…|\.{2,3}|[:,–-])\s?.+)?"
)
"""A marked heading that names a thing first: 3. 하람커머스, ▷하이젠반도체(123456)…수주 본격화."""
_SCOPE = re.compile(r"세계|글로벌|국내|해외|전국|업계|전체 시장|전 세계")
_TRADE = re.compile(r"(?<![가-힣])(?:세계|글로벌|국내|전국|업계)\s(?=[가-힣])")
_INSIDE = re.compile(r"\s(?:내|전역|일대|내부)$")
_OWN_PART = re.compile(LEXICON.alternation("part of a company"))
"""What a company has at home and elsewhere, and no trade: 국내 법인, 국내 점포."""
_ACCOUNT = re.compile(rf"(?:(?:1\s?)?[가-힣]{{1,3}}당\s)?[가-힣]{{0,10}}{LEXICON.alternation('measure_ending')}")
"""An item of accounts that no metric is listed for, in one word, is nobody: 이익잉여금, 기타자본항목, 금융수익."""


def behind_conjunction(text: str, start: int, end: int) -> int:
    """Where the words of [start, end) begin behind a conjunction: 외국인 of 반면 외국인."""
    joint = _CONJUNCTION.match(text, start, end)
    return start if joint is None else joint.end()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure belongs to: words of the text, and the entity where it is known."""

    start: int
    end: int
    entity_id: str | None
    confidence: float


class SubjectReader:
    """Finds subjects in text order and remembers the last topic of each block, which later sentences carry on."""

    def __init__(self, reading: Reading, filings: Filings) -> None:
        self.reading, self.filings = reading, filings
        self.discourse = Discourse(reading)
        self._carried: dict[int, Subject] = {}
        self._plain: dict[int, Subject] = {}
        self._last: tuple[Scene, Subject] | None = None
        self._governors: dict[int, Subject | None] = {}

    def read(self, place: Place, cue: Cue | None, metric_name: str) -> Subject | None:
        """The subject of the quantity at *place*, whose metric was read from *cue*."""
        if place.cell is not None:
            field = is_field(place)
            filed = self.filer(place) if field else None
            above = self._captioned(place) or self._governing(place) or self._main()
            return self._row(place) or filed or above or (None if field else self._before_measure(place))
        for step in (self._labelled, self._beside, self._listed, self._counted, self._possessor, self._topic):
            found = step(place, cue)
            if found is not None:
                if step in (self._labelled, self._topic) and found.entity_id is not None:
                    self._remember(place, found)
                self._last = (place.scene, found)
                return found
        own = metric(metric_name)
        return (
            self._plain_topic(place)
            or self._of_scope(place, cue)
            or self._before_in_sentence(place)
            or self._carried_on(place)
            or self._plain_carried(place)
            or (self._governing(place) if own is None or not own.own_subject else None)
            or self._modifier(place, cue)
            or (self._words(cue) if own is not None and own.own_subject else None)
            or self._governing(place)
            or self._main()
        )

    def _remember(self, place: Place, subject: Subject) -> None:
        if place.block is not None:
            self._carried[place.block.ordinal] = subject

    def _row(self, place: Place) -> Subject | None:
        """The row label, where it names a thing and not a metric; else the column header that does."""
        table, cell = place.table, place.cell
        if table is None or cell is None:
            return None
        row = changed_row(table, cell) or table.first_label(cell)
        if row is not None and table.names_things(cell):
            name = self._owner_in(row.start, row.end)
            whole = name is not None and len(_BRACKET.sub("", row.text).strip()) <= name.end - name.start
            return _named(name, 0.9) if name is not None and whole else Subject(_behind_number(row), row.end, None, 0.75)
        for header in [*([row] if row else []), *table.column_headers(cell)]:
            if name := self._owner_in(header.start, header.end):
                return _named(name, 0.9)
        if is_field(place):
            party = party_of(self.reading, place)
            return Subject(*party, 0.9) if party is not None else None
        named = without_unit(row.text) if row is not None else ""
        if row is None or not re.search(r"[가-힣A-Za-z]", named) or "(" in _HOW_MANY.sub("", named):
            return None
        named = _TOTAL.sub("", _HOW_MANY.sub("", named))
        if not named:
            return None  # 합계: everything that the table is of
        start, end = _behind_number(row), row.end - (len(row.text) - len(named))
        named = named[start - row.start :]
        if (owner := self._things_before_measure(start, end)) is not None:
            return owner
        of_shares = (kind := kind_of(named)) is not None and kind.unit == "주"  # what a company has issued or holds
        nobody = (
            NO_OWNER.fullmatch(named) or NO_OWNER.fullmatch(without_unit(row.text)) or named.endswith("/")
        )  # 7. 원금상환방법, 순차입금 /
        if of_shares or nobody or _ACCOUNT.fullmatch(named) or self._says_when_or_what(start, end, place.quantity):
            return self._column(table, cell)
        return Subject(start, end, None, 0.75)

    def _things_before_measure(self, start: int, end: int) -> Subject | None:
        """Those before the name of a metric, where a word of [start, end) is one for things that have figures: 보험회사 당기순이익."""
        cues = find_cues(self.reading.text, start, end)
        for cue, after in itertools.pairwise(cues):
            if cue.counted and cue.metrics[0].judged_as in ENTITY_METRICS and after.end == end and not after.counted:
                return Subject(start, cue.end, None, 0.75)
        return None

    def _before_measure(self, place: Place) -> Subject | None:
        """Whose measure the row is, where no company is spoken of: 농가 of the row 농가 소득."""
        row = place.table.first_label(place.cell) if place.table is not None and place.cell is not None else None
        if row is None:
            return None
        length = owner_length(row.text)
        told = 0 < length < len(row.text) and not says_nothing(row.text[:length])
        return Subject(row.start, row.start + length, None, 0.5) if told else None

    def _captioned(self, place: Place) -> Subject | None:
        """A whole trade that the caption names before the metric, which closes the way to the company above: 국내 자동차 생산 및 판매."""
        text = self.reading.text
        for block in itertools.takewhile(lambda above: above.kind == "caption", self.reading.governors(place.block)):
            trade = _TRADE.search(text, block.start_char, block.end_char)
            cue = next(iter(find_cues(text, trade.start(), block.end_char)), None) if trade is not None else None
            if trade is None or cue is None or cue.start < trade.end() or self._owner_in(trade.start(), cue.start):
                continue
            span = self.trim(trade.start(), cue.start)
            if span is not None and " " in text[slice(*span)] and not _OWN_PART.search(text, *span):
                return Subject(*span, None, 0.7)
        return None

    def _column(self, table: Table, cell: Cell) -> Subject | None:
        """What the column names, where all columns name things: 1분위, 2분위 above 소득."""
        heads = table.column_headers(cell)
        if not heads or self._says_when_or_what(heads[-1].start, heads[-1].end) or kind_of(heads[-1].text) is not None:
            return None
        if not re.search(r"[가-힣A-Za-z]", heads[-1].text) or says_nothing(heads[-1].text) or unit_of_words(heads[-1].text):
            return None
        return Subject(heads[-1].start, heads[-1].end, None, 0.7)

    def _says_when_or_what(self, start: int, end: int, quantity: Quantity | None = None) -> bool:
        """Whether the words of a header are a time or the name of a metric; a word for what is counted (회사) is none beside money."""
        counts = quantity is None or quantity.unit == "count"
        cues = (cue for cue in find_cues(self.reading.text, start, end) if counts or not cue.counted)
        return bool(self.reading.times.over(start, end)) or any(cues)

    def _labelled(self, place: Place, _cue: Cue | None) -> Subject | None:
        """A label before a colon: `알리바바: 35.8%`."""
        if place.label is None:
            return None
        if _CREDIT.search(self.reading.text, *place.label):
            return None
        name = self._owner_in(*place.label)
        return _named(name, 0.9) if name else None

    def _beside(self, place: Place, cue: Cue | None) -> Subject | None:
        """A name right before the number, or before the bracket around it: `엘앤에프 10.3%`, `미국(15.8%)`."""
        reading, limit = self.reading, place.quantity.start
        if place.bracket is not None and not reading.text[place.bracket + 1 : limit].strip(" 약+-△"):
            if place.host is not None:
                return None
            limit = place.bracket
        floor = place.floor if limit == place.quantity.start else place.scene.start
        owners = OWNERS | {"PERSON"} if cue is not None and cue.metrics[0].judged_as in HELD else OWNERS
        names = [
            name
            for name in reading.names.within(max(floor, limit - 30), limit)
            if name.label in owners and self.discourse.acts(name)
        ]
        if not names:
            return self._itemised(place, limit) if limit != place.quantity.start else None
        between = reading.text[names[-1].end : limit]
        cues = list(find_cues(reading.text, names[-1].end, limit))
        if len(cues) == 1:
            between = between.replace(cues[0].text, "", 1)
        return _named(names[-1], 0.85) if len(cues) < 2 and _ONLY_LINKS.fullmatch(between) else None

    def _listed(self, place: Place, _cue: Cue | None) -> Subject | None:
        """The plain noun of a noun–number pair in a list: `시중은행 8조원, 특수은행 5조원`."""
        if place.listed is None or any(find_cues(self.reading.text, *place.listed)) or self.reading.names.over(*place.listed):
            return None
        if QUALIFIER.fullmatch(self.reading.text, *place.listed):
            return None
        span = self.trim(*place.listed)
        return Subject(*span, None, 0.65) if span else None

    def _itemised(self, place: Place, bracket: int) -> Subject | None:
        """The plain noun right before the bracket around the number: `라면(13억 달러)`."""
        chunk = place.scene.chunks.at(bracket - 1)
        if chunk is None or chunk.end != bracket or _EXPECTATION.search(self.reading.text, chunk.start, chunk.end):
            return None
        span = self.trim(chunk.start, chunk.end)
        return None if span is None or any(find_cues(self.reading.text, *span)) else Subject(*span, None, 0.6)

    def _counted(self, place: Place, cue: Cue | None) -> Subject | None:
        """What is counted, in the number's own noun phrase: `협력사 450곳`, `국내 배터리 3사`; not where that word is the metric (`직원 120명`)."""
        quantity = place.quantity
        if quantity.unit != "count" or (
            cue is not None and cue.metrics[0].judged_as != "company_count" and cue.end > quantity.start - 12
        ):
            return None
        chunk = place.scene.chunks.at(quantity.start)
        span = self.trim(chunk.start, quantity.start) if chunk is not None and chunk.start < quantity.start else None
        if span is None or any(name.label != "LOC" or name.end == span[1] for name in self.reading.names.over(*span)):
            return None
        return Subject(*span, None, 0.6)

    def _possessor(self, place: Place, cue: Cue | None) -> Subject | None:
        """The owner in the metric's own noun phrase: `알리바바의 클라우드 매출액`, `도입 기업의 불량률`."""
        chunks = place.scene.chunks
        at = self._chunk_of(place, cue)
        if at is None or cue is None:
            return None
        name = self._owner_in(chunks[at].start, cue.start, orgs_first=True)
        if name is not None and name.label != "LOC":
            return _named(name, 0.85)
        plain: Subject | None = None
        while at > 0 and chunks[at - 1].role == POSSESSIVE and chunks[at - 1].depth == chunks[at].depth:
            at -= 1
            if found := self._of_chunk(chunks[at], 0.85):
                return found
            span = self.trim(chunks[at].start, chunks[at].end)
            named = span is not None and not NO_OWNER.fullmatch(self.reading.text, *span)
            if plain is None and span is not None and named and not any(find_cues(self.reading.text, *span)):
                plain = Subject(*span, None, 0.6)
        if name is not None and not self._topic(place, cue):
            return _named(name, 0.85)  # a place owns the metric only where no organisation does
        return plain

    def _topic(self, place: Place, cue: Cue | None) -> Subject | None:
        """The nearest topic or subject before the number that is an owner, in its clause and then in earlier ones."""
        for chunk in self._topics(place, place.scene.start):
            if cue is not None and chunk.start <= cue.start < chunk.end and not self._organisation_in(chunk):
                continue  # 제주항공은 일본 노선 탑승률이 93%: the metric's own noun phrase is no topic
            if found := self._of_chunk(chunk, 0.8):
                return found
        return None

    def _topics(self, place: Place, floor: int) -> Iterator[Chunk]:
        """Topic and subject chunks of the main line before the number, nearest first."""
        at = place.quantity.start
        for chunk in reversed(place.scene.topics.last(floor, at, NEAREST)):
            if place.scene.embedded_from(chunk) > at:
                yield chunk

    def _plain_topic(self, place: Place) -> Subject | None:
        """A topic of the number's own clause that names nobody and is no metric: `미도입 기업은 10곳 중 7곳`."""
        clause = place.scene.clause_start(place.quantity.start)
        for chunk in self._topics(place, clause):
            cues = [
                c for c in find_cues(self.reading.text, chunk.start, chunk.end) if c.metrics[0].judged_as not in ENTITY_METRICS
            ]
            if cues or self.reading.quantities.over(chunk.start, chunk.end):
                continue
            if NO_OWNER.fullmatch(self.reading.text, chunk.start, chunk.end):
                continue
            if self.reading.references.over(chunk.start, chunk.end) or any(
                n.label == "PERSON" for n in self.reading.names.over(chunk.start, chunk.end)
            ):
                continue
            if span := self.trim(chunk.start, chunk.end):
                found = Subject(*span, None, 0.5)
                if place.block is not None and chunk.role == TOPIC:
                    self._plain.setdefault(place.block.ordinal, found)
                return found
        return None

    def _modifier(self, place: Place, cue: Cue | None) -> Subject | None:
        """Where nobody is named: the words before the metric in its noun phrase: `국내 스타트업 투자 유치`."""
        at = self._chunk_of(place, cue)
        if at is None or cue is None:
            return None
        span = self.trim(place.scene.chunks[at].start, cue.start)
        if span is not None and span[1] == cue.start and self.reading.text[cue.start - 1] != " ":
            span = span[0], cue.end  # one word: 주택담보대출
        if span is None or ADVERBIAL.fullmatch(self.reading.text, *span):
            return None
        return Subject(*span, None, 0.5)

    def _plain_carried(self, place: Place) -> Subject | None:
        """The topic without a name that an earlier sentence of the block opened with: `국내은행은 …. 이자이익은 …`."""
        found = self._plain.get(place.block.ordinal) if place.block is not None else None
        return Subject(found.start, found.end, None, 0.45) if found else None

    def _of_scope(self, place: Place, cue: Cue | None) -> Subject | None:
        """A metric of the whole trade is nobody's: `세계 양극재 적재량`."""
        found = self._modifier(place, cue)
        return found if found is not None and _SCOPE.match(self.reading.text, found.start, found.end) else None

    def _before_in_sentence(self, place: Place) -> Subject | None:
        """Whose the last figure of the sentence was."""
        if self._last is None or self._last[0] is not place.scene:
            return None
        found = self._last[1]
        return Subject(found.start, found.end, found.entity_id, 0.6)

    def _words(self, cue: Cue | None) -> Subject | None:
        return Subject(*self.word_of(cue), None, 0.5) if cue is not None else None

    def word_of(self, cue: Cue) -> tuple[int, int]:
        """The word that a metric's word ends: 걷기실천율, 비소비지출."""
        start, text = cue.start, self.reading.text
        while start > 0 and cue.start - start < _PREFIX and "가" <= text[start - 1] <= "힣":
            start -= 1
        return start, cue.end

    def _chunk_of(self, place: Place, cue: Cue | None) -> int | None:
        chunk = place.scene.chunks.at(cue.start) if cue is not None else None
        return None if chunk is None else place.scene.chunks.index_from(chunk.start)

    def trim(self, start: int, end: int) -> tuple[int, int] | None:
        """The words of [start, end) behind any time or number, without marks at the ends; None where nothing is left."""
        text, quantities = self.reading.text, self.reading.quantities
        ends = [time.end for time in self.reading.times.over(start, end) if not self._is_part(time, end)]
        ends += [quantity.end for quantity in quantities.over(start, end)]
        if ends and (last := max(ends)) >= start:
            start = _AFTER_NUMBER.match(text, last, end).end()  # type: ignore[union-attr]
        told = _TOLD_BEFORE.match(text, start, end)
        if told is not None and (quantities.over(start - 2, start) or text.endswith(("에서 ", "각각 "), 0, start)):
            start = told.end()
        if (mark := _NUMBERING.match(text, start, end)) is not None:
            start = mark.end()  # 1. 피고
        while start < end and not text[start].isalnum():
            start += 1
        start = behind_comparison(text, start, end, timed=bool(ends))
        start = behind_conjunction(text, start, end)
        if part := _PART_OF.match(text, start, end):
            start = part.end()
        while end > start and text[end - 1] in " ,·(":
            end -= 1
        if text.find("당", start, end) >= 0 and (per := PER.search(text[start:end])) is not None:
            end = start + per.start()
        if (inside := _INSIDE.search(text[start:end])) is not None and self.reading.names.over(start, start + inside.start()):
            end = start + inside.start()  # 중국 내: the country
        priced = ONE_PRICED.fullmatch(text, start, end)  # 1주 10,000원
        return (start, end) if end - start > 1 and priced is None else None

    def _is_part(self, time: Time, end: int) -> bool:
        """Whether a word of time is the first part of a longer word that ends before *end*: 현재흡연율, but not 올해 in `올해는`."""
        behind = self.reading.text[time.end : min(time.end + 1, end)]
        return "가" <= behind <= "힣" and not any(c.isdigit() for c in self.reading.text[time.start : time.end])

    def _carried_on(self, place: Place) -> Subject | None:
        if place.block is None:
            return None
        found = self._carried.get(place.block.ordinal)
        if found is None and (name := self.discourse.topic_before(place.block, place.scene.start)):
            found = _named(name, 0.65)
        return Subject(found.start, found.end, found.entity_id, 0.65) if found else None

    def _governing(self, place: Place) -> Subject | None:
        """The organisation named by the label, caption or heading above; else the place, as in `지역별: 중국`."""
        block = place.block
        if block is None:
            return None
        if block.ordinal not in self._governors:
            self._governors[block.ordinal] = self._above(block)
        return self._governors[block.ordinal]

    def _above(self, block: Block) -> Subject | None:
        governor = self.discourse.governor_of(block)
        item, far = self._item_above(block)
        if item is not None and (governor is None or far < governor[1]):
            return item
        if governor is not None:
            return _named(governor[0], max(0.4, 0.7 - 0.1 * governor[1]))
        items = (above for above in self.reading.governors(block) if above.kind == "list_item")
        names = (name for item in items if (name := self._owner_in(item.start_char, item.end_char)) is not None)
        return next((_named(name, 0.5) for name in names), None)

    def _item_above(self, block: Block) -> tuple[Subject | None, int]:
        """What the nearest heading names that is one of a row of such: `1. 가온전선`, `2. 다올식품`; and how many levels up it stands."""
        for distance, above in enumerate(self.reading.governors(block)):
            if above.kind == "heading" and (span := self.item_of(above)) is not None:
                return Subject(*span, None, 0.6), distance
        return None, 0

    def item_of(self, heading: Block) -> tuple[int, int] | None:
        """The first word of a heading that names a thing, beside other such headings; else None."""
        span = self._lone(heading)
        return span if span is not None and self._lone_headings[self._mark(heading)] >= _ROW else None

    @functools.cached_property
    def _lone_headings(self) -> Counter[str]:
        """How many headings with each mark name a thing first."""
        return Counter(self._mark(b) for b in self.reading.blocks if b.kind == "heading" and self._lone(b) is not None)

    def _mark(self, heading: Block) -> str:
        return re.sub(r"\d+|[①-⑳]|[가-하](?=\.)", "#", self.reading.text[heading.start_char : heading.start_char + 2])

    def _lone(self, heading: Block) -> tuple[int, int] | None:
        text = self.reading.text
        match = _LONE.fullmatch(text, heading.start_char, heading.end_char)
        if match is None or NO_OWNER.fullmatch(match["thing"]) or any(find_cues(text, *match.span("thing"))):
            return None
        return match.span("thing")

    def filer(self, place: Place) -> Subject | None:
        """The company that files the report, or the one of its filings that the number at *place* stands in."""
        filing = self.filings.at(place.quantity.start)
        if filing is not None and (filing.filer is not None or len(self.filings.all) > 1):
            return _named(filing.filer, 0.7) if filing.filer is not None else None
        name = self.discourse.filer or self.discourse.issuer
        return _named(name, 0.6) if name is not None else None

    def _main(self) -> Subject | None:
        name = self.discourse.main_organisation or self.discourse.filer
        return _named(name, 0.45) if name is not None else None

    def _of_chunk(self, chunk: Chunk, confidence: float) -> Subject | None:
        for reference in self.reading.references.over(chunk.start, chunk.end):
            if reference.entity_id is None:
                return Subject(reference.name_start, reference.name_end, None, confidence)
            return Subject(reference.start, reference.end, reference.entity_id, confidence)
        names = self.reading.names.over(chunk.start, chunk.end)
        if any(name.label == "PERSON" for name in names) and _OBSERVER.search(self.reading.text, chunk.start, chunk.end):
            return None
        name = self._owner_in(chunk.start, chunk.end, orgs_first=True)
        if name is None or (name.label == "LOC" and self.reading.text[name.end : name.end + 1] in ("·", "∙", "-")):
            return None
        if name.label == "LOC" and name.end < chunk.end and not list(find_cues(self.reading.text, name.end, chunk.end)):
            span = self.trim(chunk.start, chunk.end)  # the place only says where: 헝가리 데브레첸 공장
            return (
                Subject(*span, None, 0.6)
                if span and re.search(r"[가-힣A-Za-z]", self.reading.text[name.end : chunk.end])
                else _named(name, 0.7)
            )
        return _named(name, confidence)

    def _organisation_in(self, chunk: Chunk) -> bool:
        return any(name.label == "ORG" for name in self.reading.names.over(chunk.start, chunk.end))

    def _owner_in(self, start: int, end: int, *, orgs_first: bool = False) -> Name | None:
        names = [name for name in self.reading.names.within(start, end) if name.label in OWNERS and self.discourse.acts(name)]
        if orgs_first:
            names = [name for name in names if name.label == "ORG"] or names
        return names[0] if names else None


def _behind_number(label: Cell) -> int:
    """Where the words of a row's label begin."""
    mark = _NUMBERING.match(label.text)
    return label.start + (mark.end() if mark is not None else 0)


def _named(name: Name, confidence: float) -> Subject:
    return Subject(name.start, name.end, name.entity_id, confidence)
