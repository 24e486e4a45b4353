"""
Who stands in a sentence and owns none of its figures.

Who is only compared with, left out or overtaken owns nothing that follows, who counts and tells owns nothing of what others do, and the
house that sets a target price is not the company that it is set for.
"""

from __future__ import annotations

import re

from extractors.figures.metrics import find_cues, is_a, metric
from extractors.figures.owner_words import owner_length
from extractors.figures.ownership.phrases import ITEM_AFTER, ITSELF, LOOSE, class_of_many, enumeration, is_onlooker
from extractors.figures.ownership.publishers import TELLERS, Publishers, is_teller, key_of
from extractors.figures.places import Place
from extractors.figures.scenes import COMPARED, NEAREST, REACH, SAYS, Scene, Scenes
from extractors.figures.subjects import Subject, SubjectReader
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.syntax import SUBJECT, TOPIC
from schemas import Block

_AHEAD = 24
"""Characters behind a name in which it is said to be compared with."""
_STANDARD = re.compile(
    rf"\s?(?:\([^()]{{1,16}}\)|\))?\s?(?:{COMPARED}(?=[는도의로해하되]|[^가-힣]|$)|(?:을|를)?\s?{LEXICON.alternation('left out')}"
    rf"|(?:의\s경우)?[와과]는?\s(?:달리|다르게)(?![가-힣])"
    rf"|[와과]의?\s{LEXICON.alternation('gap')}(?=[가는를도로의와다]|[^가-힣]|$)"
    rf"|(?:을|를)\s{LEXICON.alternation('one of them')}|{LEXICON.alternation('according to')})"
)
_MULTIPLE_OF = re.compile(r"(?:\s평균)?(?:\s수준)?(?:\([^()]*\))?의\s(?:약\s)?$")
"""Between a standard and how many times it is reached: 신재생의 3배."""
_VALUED = frozenset({"per", "pbr", "psr", "ev_ebitda"})
"""Metrics that are multiples of their own: the 19배 of `TDK의 19배` is TDK's."""
_SET_BY_BROKERS = frozenset({"target_price", "price_upside"})
"""Metrics that brokers set for others."""
_OBSERVER = re.compile(
    rf"\s?(?:[가-힣]{{2,4}}\s)?{LEXICON.alternation('rank of observer')}?{LEXICON.alternation('observer')}(?=[은는이가의도]|[^가-힣]|$)"
)
"""Behind the house that somebody speaks for."""
_LISTED_BEFORE = re.compile(r"(?:\s?,\s?[^,.\d]{1,14}){0,6}\s?등\s(?P<all>(?:[가-힣A-Za-z]+\s){0,2})")
"""From a member of a list to the count or the name of all: 퍼시스, 레노버 등 700여 개 기업, K2 등 방산 수출."""
_WITH = re.compile(r"(?:\([^()]*\))?[와과]\s")
_COUNTS = re.compile(rf"[이가]\s{LEXICON.alternation('counting')}(?:해\s|하여\s)?(?:발표)?한\s")
"""Behind who counts what others have."""
_BROKERS = "securities"
_SAID_BY = re.compile(rf"\s(?:{LEXICON.alternation('counting')}|자료|통계|보고서|컨센서스)(?=[:：\s(,]|에\s)")
"""Behind who counted what is told: 협회 집계: …."""
_ONLOOKERS = frozenset({"research", "rating", "data"})
"""Sectors of those who look on: a report that names them is on others."""
_OWN_RESULT = re.compile(r"(?:기록|달성|거뒀|거두었|올렸|벌었|벌어들였)[^.\n]{0,8}고\s[^.\n]{0,12}(?:밝혔|공시했|발표했)")
"""How a company tells what it has made: 3조원을 기록했다고 7일 밝혔다."""
_OUTDOES = frozenset(LEXICON.words("outdo verb"))
_OUTDOING = re.compile(rf"\s?(?:{'|'.join(sorted(lemma.removesuffix('하') for lemma in _OUTDOES))})")
_OBJECT = re.compile(r"(?:\([^()]*\))?(?:을|를)\s(?:약\s|무려\s)?")
_COUNTING = re.compile(rf"(?:의|[가이를을]? ?{LEXICON.alternation('surpassing')})?\s")
"""Between a count and what it counts: 4곳의 공장, 4만 개가 넘는 공장."""
_ITEM_BEHIND = re.compile(r"(?:\([^()]{1,20}\))?(?:,|과|와| 및)\s")
GIVEN = frozenset({"support_cap", "support_ratio", "subsidy", "prize", "compensation", "donation"})
"""Metrics that are whose who gives, and not whose who receives."""
ACCIDENTS = frozenset({"deaths", "casualties"})
"""Metrics of those who came to harm, whom no authority has that tells of them."""
_OF_COUNTRIES = ("economic_growth", "gdp", "gni", "inflation", "unemployment_rate", "employment_rate", "industrial_production")
"""Metrics that an economy has, and no organisation."""
_STUDENTS = frozenset(
    ("institute", "research", "rating", "data", "central bank", "bank", "securities", "asset management", "ministry", "agency")
)
"""Sectors of those who tell of an economy that is not their own."""
_BODY = re.compile(rf"{LEXICON.alternation('association_end')}\Z")
"""The end of the name of such a body: 재단, 협회."""
_ACCORDING = re.compile(r"(?:\([^()]*\))?에\s(?:따르면|의하면)")
_OF_TOLD = re.compile(r"(?:(?:이|그)에\s(?:대한|따른)|(?:이|그)를\s통한)\s\Z")
"""Before a measure of something that was told before: 이에 대한 과징금."""
_BEFORE = 8
"""Characters before a measure in which these words stand."""
_RECIPIENT = re.compile(r"들?(?:에게|에\s?대[해하]|에[는도]?\s)")
GIVER = re.compile(r"(?:\([^()]{1,20}\))?(?:\s?측|\s등)?(?:으?로부터|에게서|한테서)\s")
"""Behind who gives what somebody else gets: 가온벤처스로부터 80억원을 투자받았다."""
_PART_OF_COST = re.compile(r"[가-힣 ]{0,8}의\s(?:(?:최대|최고|약|각각)\s)?")
_STEM = re.compile(r"(?:된|되는|될|받은|받는)\s")
"""Behind a noun that is the stem of a verb: 승인된 투자."""
_FORM_LABEL = re.compile(r"\s?\((?:원|주|원/주)\)\s")
"""Behind a label of a form, which says what the filer has: 처분예정금액(원) 562,932,000."""
_ATTRIBUTED = re.compile(
    rf"[」』'’\"”)]*의\s(?:[가-힣]{{1,6}}\s)?{LEXICON.alternation('attribute of another')}(?:으?로|인|이[며자고]|에\s)"
    rf"|의\s(?:[가-힣]{{1,6}}\s)?{LEXICON.alternation('cause noun')}[이가]\s(?:되는|된)\s"
    r"|(?:(?:[·,]|[와과]\s)\s?[가-힣A-Za-z]{1,12}){0,3}\s?[향向](?=\s)"
)
"""Behind whose attribute something is, or who buys it: `전략의 일환으로`, `비야디향 매출`."""
_PER_SO_MANY = re.compile(r"\s?(?!1\s?[^십백천만억\d,.])\d[\d,.]*\s?(?:[십백천만억]{1,2}\s?)?[가-힣㎡]{1,3}(?<![상배])당(?=\s)")
"""Behind those of whom a rate counts so many: 인구 10만 명당 151명; of each single one (의원 1인당) it may be theirs."""
_REASON = re.compile(
    rf"(?:의|향)?\s(?:[가-힣A-Za-z]{{1,8}}\s){{0,2}}[가-힣A-Za-z]{{0,6}}(?:{LEXICON.alternation('reason noun', 'reason of change')})"
    r"(?:으로|로|에)\s"
)
"""Behind whose doings only move the number of a topic: 다온전자 수요로."""
_WHILE = re.compile(
    r"의\s[^.\n]{1,30}[이가]\s(?:[가-힣]{1,6}\s)?[가-힣]{1,5}면서\s|[이가]\s(?:[가-힣]{1,6}\s){0,3}?[가-힣]{0,5}[됨함짐남]에\s따라\s"
)
"""Behind who or whose measure only goes along with what a topic does: 중앙은행의 준비자산이 늘면서, 투자가 유치됨에 따라."""
_CENTRED = re.compile(r"의\s(?:[가-힣A-Za-z]{1,8}\s){0,2}[가-힣A-Za-z]{1,10}(?:\s?\([^()\n]{1,24}\))?[을를]\s중심으로\s")
"""Behind whose measure is the main part of what a topic does: 비거주자의 증권투자를 중심으로."""
_VENUE = re.compile(r"[」』’'”\"]?에서\s")
_WILLED = re.compile(r"겠다고\s[^.\n]{0,16}(?:밝혔|밝힌|발표|약속|공언|공시|말했|했다)")
"""How somebody tells what they will do, behind the plan in which they tell it."""
_CAUSE = re.compile(r"으?로(?:\s인[해한]|\s말미암아)?\s")
"""Behind what does harm: 화재로, 사고로 인해."""
_OPEN_LIST = re.compile(r"\s등\Z")
_BIDDER = re.compile(rf"{LEXICON.alternation('bidder for shares')}$")
"""Those who ask for what is offered, and offer nothing: 기관 1804곳이 참여해 경쟁률 913대 1을 기록했다."""
_SPEAKER = re.compile(rf"{LEXICON.alternation('speaker')}\Z")
_QUOTED = re.compile(r"[다라]고\s")
"""Between what is told and the verb of telling: 3조원이라고 밝혔다."""
_SUM = re.compile(r"(?:더한|더해|보탠|보태|합친|합쳐|합한|등)\s(?:총\s?|모두\s|도합\s|합계\s?|약\s)?\Z")
_IN_ROLE = re.compile(rf"{LEXICON.alternation('part in a deal')}\s?[:：]?\s?(?:㈜|주식회사\s)?\Z")
_ROLE = 12
"""Characters before a name in which the part that it plays is named."""
_NOTE = re.compile(r"[\s*]*(?:주\s?\d{0,2}\s?[):]|※|자료\s?[:：]|출처\s?[:：])")
_LAW = re.compile(rf"{LEXICON.alternation('kind of law')}\Z")
_TURN = 3
"""Sentences back in which a class of firms goes on as what is told of."""
_NEXT = 4
"""Characters between a number and its verb."""


_SURPASSED = re.compile(r"(?:\([^()]*\))?의\s(?:각각\s|평균\s|약\s)?\Z")
"""Between a standard and its own number, which others lie above or below: 다온의 각각 12배와 7배를 밑돈다."""


_HELD_BEHIND = re.compile(r"(?:\s평균)?(?:\s수준)?(?:\([^()\n]{1,24}\))?(?:보다|에 비해|\s대비)(?![가-힣])")
"""Behind somebody whom a number before is held against."""


class _Behind:
    """What the words behind a possible owner say of it."""

    __slots__ = (
        "along", "attributed", "bracket", "centred", "counts", "dates", "form", "gives", "item", "joined", "listed", "nothing", "per",
        "reason", "said_by", "standard", "stem", "venue",
    )  # fmt: skip

    def __init__(self, text: str, end: int) -> None:
        self.standard = _STANDARD.match(text, end, end + _AHEAD) is not None
        self.counts = _OBSERVER.match(text, end, end + _AHEAD) is not None or _COUNTS.match(text, end) is not None
        self.per = _PER_SO_MANY.match(text, end) is not None
        self.reason = _REASON.match(text, end) is not None
        self.along = _WHILE.match(text, end) is not None
        self.centred = _CENTRED.match(text, end) is not None
        self.venue = _VENUE.match(text, end) is not None
        self.said_by = _SAID_BY.match(text, end) is not None
        self.bracket = text.startswith("(", end)
        with_ = _WITH.match(text, end)
        self.joined = with_.end() if with_ is not None else -1
        """Where the words behind 와 or 과 begin; -1 without these."""
        self.listed, self.attributed, self.gives, self.item, self.stem, self.form = (
            pattern.match(text, end) is not None
            for pattern in (_LISTED_BEFORE, _ATTRIBUTED, GIVER, _ITEM_BEHIND, _STEM, _FORM_LABEL)
        )
        self.dates = text.startswith(("이 ", "가 "), end)
        told = (self.listed, self.attributed, self.gives, self.item, self.stem, self.form, self.dates, self.bracket)
        self.nothing = with_ is None and not any(told)
        """Whether nothing of this stands there, up to whichever number."""


class _Standing:
    """What a possible owner is in the report, whichever figure asks."""

    __slots__ = (
        "cited", "has_thing", "is_body_cited", "is_law", "is_main", "is_measure_of_told", "is_medium", "is_onlooker", "is_other", "note",
        "plays_part", "tells",
    )  # fmt: skip

    def __init__(self, asker: Bystanders, subject: Subject, scenes: Scenes) -> None:
        reading, start, entity_id = asker.reading, subject.start, subject.entity_id
        record = reading.knowledge.gazetteer.entity(entity_id)
        sector = record.sector if record is not None else None
        name = reading.names.at(start)
        self.is_main = asker.is_main(entity_id)
        self.is_medium = sector == "media" and not self.is_main
        self.tells = sector in TELLERS or (name is not None and name.label == "PERSON" and name.start == start)
        law = name is not None and name.label == "POLICY" and (name.start, name.end) == (start, subject.end)
        self.is_law = law and _LAW.search(reading.text, start, subject.end) is not None
        """Whether the words are the name of a law, by which something is done, and no plan or fund that has figures."""
        self.plays_part = not self.is_main and _IN_ROLE.search(reading.text, max(0, start - _ROLE), start) is not None
        block = reading.block_at(start)
        self.note = block if block is not None and _NOTE.match(reading.text, block.start_char, block.end_char) else None
        """The note below a table that names it."""
        self.cited = key_of(reading.text, subject) in asker.publishers.cited or GIVER.match(reading.text, subject.end) is not None
        self.has_thing = not self.is_main and asker.only_has_thing(subject, scenes)
        """Whether the report names it but once, as whose thing does something: 카카오 of 카카오 물량은 줄었다."""
        nameless = entity_id is None
        self.is_onlooker = nameless and is_onlooker(reading.text, start, subject.end)
        self.is_measure_of_told = nameless and asker.is_measure_of_told(subject)
        self.is_body_cited = nameless and asker.is_body_cited(subject)
        self.is_other = (
            sector in _ONLOOKERS or entity_id in asker.publishers.authorities or asker.is_beside_covered(subject, block, scenes)
        )


class Bystanders:
    """Answers for one document."""

    def __init__(self, rules: SubjectReader) -> None:
        self.reading, self.text, self.discourse = rules.reading, rules.reading.text, rules.discourse
        self._behind: dict[int, _Behind] = {}
        """What stands behind words that end there, whichever figure asks."""
        self._standings: dict[tuple[int, int, str | None], _Standing] = {}
        self.publishers = Publishers(self.reading, self.discourse)
        self._turns: dict[int, int] = {}
        """Where a sentence begins → where the class of firms stands that the words before it turned to; -1 where there is none."""
        self._passing: dict[int, tuple[bool, bool, bool]] = {}
        """Where a number begins → whether something lies above or below it, whether others are added up to it, and whether somebody tells it."""

    def cannot_own(self, place: Place, subject: Subject, metric_name: str) -> bool:
        """Whether *subject*, wherever it stands, is somebody else than the owner of the quantity."""
        key = subject.start, subject.end, subject.entity_id
        if (standing := self._standings.get(key)) is None:
            self._standings[key] = standing = _Standing(self, subject, place.scene.document)
        return (
            standing.is_medium
            or standing.is_law
            or self._is_other(place, subject, standing, metric_name)
            or self._is_passed_by(place, subject, standing)
            or (metric_name in _SET_BY_BROKERS and self._is_valuer(subject.entity_id))
            or self._only_studies(metric_name, subject.entity_id)
            or (standing.is_onlooker and _is_owned(metric_name))
            or (standing.is_measure_of_told and _is_of_others(metric_name))
            or (metric_name == "target_price" and self._is_one_of_several(place, subject))
            or (metric_name in ACCIDENTS and (self.is_teller(subject.entity_id) or self._is_cause(place, subject)))
            or self._is_open_list(place, subject)
            or (metric_name == "subscription_rate" and _BIDDER.search(self.text, subject.start, subject.end) is not None)
        )

    def _is_other(self, place: Place, subject: Subject, standing: _Standing, metric_name: str) -> bool:
        """
        Whether somebody who stands before the number cannot be its owner.

        They are held against the owner, tell what others do, or have a number of their own in the bracket right behind them.
        """
        start, end, at = subject.start, subject.end, place.quantity.start
        if end > at:
            return self._is_surpassed(place, end) or self._is_held_against(place, subject)
        if (behind := self._behind.get(end)) is None:
            self._behind[end] = behind = _Behind(self.text, end)
        if behind.counts or (behind.said_by and not standing.is_main):
            return True
        if at not in self._passing:
            summed = _SUM.search(self.text, max(0, at - _AHEAD), at) is not None
            self._passing[at] = self._is_outdone(place), summed, self._is_quoted(place)
        outdone, summed, quoted = self._passing[at]
        standard = behind.standard if end + _AHEAD <= at else _STANDARD.match(self.text, end, at) is not None
        times = place.quantity.unit == "multiple" and metric_name not in _VALUED
        return (
            standard
            or behind.per
            or (behind.reason and self._only_moves(place, subject, _REASON))
            or (behind.along and self._only_moves(place, subject, _WHILE))
            or (behind.centred and self._only_moves(place, subject, _CENTRED))
            or (behind.venue and self._is_announced_in(place, subject))
            or (times and _MULTIPLE_OF.fullmatch(self.text, end, at) is not None)
            or (outdone and _OBJECT.fullmatch(self.text, end, at) is not None)
            or (summed and self._is_addend(end, at))
            or (metric_name in GIVEN and self._is_given_for(end, at))
            or (quoted and subject.entity_id is None and self._is_speaker(place, subject))
            or (standing.is_body_cited and place.scene.start <= start < place.scene.end and _has_own_subject(metric_name))
            or (standing.tells and self._is_cited(place.scene, start, subject.entity_id, at))
            or (not behind.nothing and self._is_told_apart(place, subject, behind))
        )

    def _only_moves(self, place: Place, subject: Subject, behind: re.Pattern[str]) -> bool:
        """
        Whether *subject* is told as the reason for what a topic before it does: 다온전자 in `하람향은 다온전자 수요로 35억 달러`.

        *behind*: what tells so; behind 늘면서 another topic may follow.
        """
        scene, at = place.scene, place.quantity.start
        reason = behind.match(self.text, subject.end, at)
        if reason is None or not scene.start <= subject.start:
            return False
        further = scene.topics.within(reason.end(), at)
        if any(chunk.role == SUBJECT or behind is not _WHILE for chunk in further):
            return False
        topics = scene.topics.last(scene.start, subject.start, NEAREST)
        return any(chunk.role == TOPIC and chunk.depth == 0 and chunk.end <= subject.start for chunk in topics)

    def _is_cause(self, place: Place, subject: Subject) -> bool:
        """Whether *subject* is what those whom the number counts came to harm by: 화재 in `화재로 284명이 숨졌다`."""
        if subject.entity_id is not None or not place.scene.start <= subject.start < place.quantity.start:
            return False
        return _CAUSE.match(self.text, subject.end, place.quantity.start) is not None

    def _is_open_list(self, place: Place, subject: Subject) -> bool:
        """Whether *subject* is the end of a list that is still to be summed up by the count behind it: 네이버 등 of `카카오, 네이버 등 5개사`."""
        counts = place.quantity.unit == "count" and 0 <= place.quantity.start - subject.end <= 1
        return counts and _OPEN_LIST.search(self.text, subject.start, subject.end) is not None

    def _is_announced_in(self, place: Place, subject: Subject) -> bool:
        """Whether *subject* is the plan in which the topic before it says what it will do: `당사는 '가온 계획'에서 3조원을 투자하겠다고 밝혔다`."""
        scene, at = place.scene, place.quantity.start
        name = self.reading.names.at(subject.start)
        if name is None or name.label != "POLICY" or subject.start < scene.start or scene.topics.within(subject.end, at):
            return False
        topic = next(iter(reversed(scene.topics.last(scene.start, subject.start, 1))), None)
        if topic is None or topic.role != TOPIC or topic.depth:
            return False
        names = self.reading.names.over(topic.start, topic.end)
        teller = ITSELF.fullmatch(self.text, topic.start, topic.end) is not None or any(n.label == "ORG" for n in names)
        return teller and _WILLED.search(self.text, place.quantity.end, scene.end) is not None

    def _is_speaker(self, place: Place, subject: Subject) -> bool:
        """
        Whether somebody only tells what the number, which is quoted, is of: 관계자 and 과장 in `관계자는 매출이 3조원이라고 말했다`; a person or a
        body that no table knows where the measure has an owner or subject of its own, `경찰은 식당 매출이 3억원이라고 밝혔다`.
        """
        scene, at = place.scene, place.quantity.start
        chunk = scene.chunks.at(subject.start)
        if chunk is None or chunk.role not in (TOPIC, SUBJECT):
            return False
        inner = [other for other in scene.chunks.within(chunk.end, at) if other.role in (TOPIC, SUBJECT)]
        name = self.reading.names.at(subject.start)
        if name is not None:
            return name.label == "PERSON" and bool(inner)
        speaks = _SPEAKER.search(self.text, subject.start, chunk.end) is not None
        return speaks or (bool(inner) and owner_length(self.text[inner[-1].start : inner[-1].end]) > 0)

    def _is_quoted(self, place: Place) -> bool:
        """Whether the number stands in what the sentence says that somebody tells."""
        at, end = place.quantity.end, place.scene.end
        verb = next((p for p in place.scene.predicates.within(at, end) if p.lemma in SAYS and p.ending == "EF"), None)
        return verb is not None and _QUOTED.search(self.text, at, verb.start) is not None

    def _is_told_apart(self, place: Place, subject: Subject, behind: _Behind) -> bool:
        """Whether what stands right behind somebody before the number gives it to others."""
        start, end, at = subject.start, subject.end, place.quantity.start
        return (
            (behind.listed and self._is_listed(place, end))
            or (behind.attributed and _ATTRIBUTED.match(self.text, end, at) is not None)
            or (behind.gives and GIVER.match(self.text, end, at) is not None)
            or (behind.dates and subject.entity_id is None and self._dates_a_time(place.scene, end, at))
            or (behind.item and self._is_counted_apart(start, end, at))
            or (behind.stem and _STEM.match(self.text, end, at) is not None)
            or (behind.form and subject.entity_id is None and _FORM_LABEL.match(self.text, end, at) is not None)
            or (behind.joined >= 0 and self._is_counterparty(place.scene, start, behind.joined))
            or (behind.bracket and self._is_bracketed_member(end, at))
        )

    def _is_listed(self, place: Place, end: int) -> bool:
        """Whether those who end at *end* are only some of what the number is for: not in `네이버 등 3조원을 투자했다`."""
        listed = _LISTED_BEFORE.fullmatch(self.text, end, place.quantity.start)
        return listed is not None and (place.quantity.unit == "count" or bool(listed["all"]))

    def _is_passed_by(self, place: Place, subject: Subject, standing: _Standing) -> bool:
        """
        Whether *subject*, named in another sentence, is nobody who is carried on from there.

        Who looks on (research, ratings, data), plays a part in another's deal (2대주주, 대표주관회사) or stands in a footnote never is; in a
        note on one company others are where a sentence or heading spoke of them, and of no thing of theirs.
        """
        if place.scene.start <= subject.start < place.scene.end:
            return False
        return (
            standing.plays_part
            or standing.cited
            or standing.is_other
            or (standing.note is not None and standing.note is not place.block)
            or self._is_of_other_turn(place, subject)
            or standing.has_thing
        )

    def is_beside_covered(self, subject: Subject, block: Block | None, scenes: Scenes) -> bool:
        """Whether *subject* is another company than the one that a note is about, and no sentence or heading speaks of it itself."""
        covered, entity_id = self.discourse.covered, subject.entity_id
        if covered is None or entity_id is None or entity_id == covered.entity_id or not entity_id.startswith("org:"):
            return False
        if block is not None and block.kind in ("title", "heading", "caption"):
            return False
        sentence = self.reading.sentence_at(subject.start)
        chunk = scenes.of(sentence).topics.at(subject.start) if sentence is not None else None
        if sentence is None or chunk is None:
            return True
        thing = self.text[subject.end : chunk.end].strip()
        told = self.reading.quantities.count_within(sentence.start, sentence.end)
        return bool(thing) and (owner_length(thing) > 0 or not told)  # 금호타이어 충당금은 일부 환입된다

    def only_has_thing(self, subject: Subject, scenes: Scenes) -> bool:
        """Whether a report names *subject* once, behind a paragraph on another company, in a topic that is a thing of theirs without figures."""
        if (entity_id := subject.entity_id) is None:
            return False
        block = self.reading.block_at(subject.start)
        name, sentence = self.reading.names.at(subject.start), self.reading.sentence_at(subject.start)
        if block is None or not block.ordinal or name is None or name.label != "ORG" or sentence is None:
            return False
        above = self.reading.blocks[block.ordinal - 1]
        if above.kind != "paragraph" or self.discourse.topic_before(above, above.end_char) is None:
            return False
        if sum(other.entity_id == entity_id for other in self.reading.names) > 1:
            return False
        chunk = scenes.of(sentence).topics.at(subject.start)
        thing = self.text[subject.end : chunk.end].strip() if chunk is not None else ""
        return owner_length(thing) > 0 and not self.reading.quantities.count_within(sentence.start, sentence.end)

    def _is_of_other_turn(self, place: Place, subject: Subject) -> bool:
        """Whether the words before the sentence of a number turned from a name to firms that none names: `500대 기업은 53조원을 썼다`."""
        if place.block is None or subject.entity_id is None or self.is_main(subject.entity_id):
            return False
        if place.scene.start not in self._turns:
            self._turns[place.scene.start] = self._turn_before(place.block, place.scene)
        turn = self._turns[place.scene.start]
        return turn >= 0 and subject.start < turn

    def _turn_before(self, block: Block, scene: Scene) -> int:
        """Where the last topic of the block before *scene* begins, if that is a class of firms; else -1."""
        sentences, number = self.reading.syntax.sentences, self.reading.syntax.index(scene.sentence)
        for sentence in reversed(sentences[max(0, number - _TURN) : number]):
            if sentence.start < block.start_char:
                break
            for chunk in reversed(scene.document.of(sentence).topics):
                if (many := class_of_many(self.reading, chunk)) is not None:
                    return many.start
                if any(name.label in ("ORG", "PRODUCT") for name in self.reading.names.over(chunk.start, chunk.end)):
                    return -1
        return -1

    def is_main(self, entity_id: str | None) -> bool:
        """Whether the entity is the organisation that the report is about."""
        main = self.discourse.main_organisation
        return main is not None and main.entity_id == entity_id

    def _is_outdone(self, place: Place) -> bool:
        """Whether something lies above or below the number: KOSPI in `KOSPI(+42.3%)를 25.8%p 아웃퍼폼했다`."""
        at = place.quantity.end
        verb = place.scene.predicates.starting_from(at)
        outdoes = verb is not None and verb.start <= at + _NEXT and verb.lemma in _OUTDOES
        return outdoes or _OUTDOING.match(self.text, at) is not None

    def _is_surpassed(self, place: Place, end: int) -> bool:
        """Whether somebody behind the number has, by 의, what it lies above or below: 무라타 in `PER은 18배로 무라타의 22배를 밑돈다`."""
        scene = place.scene
        own = self.reading.quantities.starting_from(end)
        if own is None or own.end > scene.end or _SURPASSED.fullmatch(self.text, end, own.start) is None:
            return False
        while (following := self.reading.quantities.starting_from(own.end)) is not None and _WITH.fullmatch(
            self.text, own.end, following.start
        ):
            own = following
        verb = scene.predicates.starting_from(own.end)
        lies = verb is not None and verb.start <= own.end + _NEXT and verb.lemma in _OUTDOES
        return lies and own.unit == place.quantity.unit and self.text.startswith(("를 ", "을 ", "보다 "), own.end)

    def _is_held_against(self, place: Place, subject: Subject) -> bool:
        """Whether somebody behind the number is only what it is held against: 다온국 in `150명으로 다온국(230명)보다 낮다`."""
        scene, at = place.scene, place.quantity.end
        if not at <= subject.start < scene.end or _HELD_BEHIND.match(self.text, subject.end, scene.end) is None:
            return False
        return all(verb.ending != "ETM" for verb in scene.predicates.within(at, subject.start))

    def _is_one_of_several(self, place: Place, subject: Subject) -> bool:
        """Whether a sentence before names *subject* with others, which leaves open whose a target price is: 네이버와 카카오가 올랐다."""
        name = self.reading.names.at(subject.start)
        if name is None or name.label != "ORG" or self.is_main(subject.entity_id):
            return False
        if place.scene.start <= subject.start or self.reading.sentence_at(subject.start) is None:
            return False
        index = self.reading.names.index_from(name.start)
        beside = self.reading.names[max(0, index - 1) : index + 2]
        return any(listed is not None and listed.start <= name.start < listed.end for listed in map(self._enumerated, beside))

    def _enumerated(self, last: Name) -> Subject | None:
        return enumeration(self.reading, last) if last.label == "ORG" else None

    def _is_given_for(self, end: int, at: int) -> bool:
        """Whether the words are who receives something, or the cost that it is a part of: `기업에 설치비의 50%를 지원한다`."""
        return _RECIPIENT.match(self.text, end, at) is not None or _PART_OF_COST.fullmatch(self.text, end, at) is not None

    def _is_addend(self, end: int, at: int) -> bool:
        """Whether the words have a number of their own that is added up to this one: 모태펀드 1,200억원에 민간자금을 더한 3,000억원."""
        if _SUM.search(self.text, max(end, at - _AHEAD), at) is None:
            return False
        own = self.reading.quantities.starting_from(end)
        return own is not None and own.start <= end + 1 and own.start < at

    def _dates_a_time(self, scene: Scene, end: int, at: int) -> bool:
        """Whether the words are what a relative clause says of a time before the number: 논의가 of `논의가 시작된 2015년(99.4%) 이후`."""
        verb = scene.predicates.starting_from(end)
        if verb is None or verb.ending != "ETM" or verb.end >= at or verb.start > end + _NEXT:
            return False
        return any(
            verb.end <= time.start <= verb.end + 1 and time.end <= at for time in self.reading.times.over(verb.end, verb.end + 2)
        )

    def _is_counted_apart(self, start: int, end: int, at: int) -> bool:
        """Whether the words are what another number of a list counts: 공장 in `4곳의 공장, 3곳의 연구소`."""
        counts = self.reading.quantities.last(0, start, 1)
        if not counts or counts[0].unit != "count" or not _COUNTING.fullmatch(self.text, counts[0].end, start):
            return False
        return _ITEM_BEHIND.match(self.text, end, at) is not None

    def _is_counterparty(self, scene: Scene, start: int, joined: int) -> bool:
        """
        Whether somebody before does something with who stands there: 테스가 SK하이닉스와 98억원 규모의 계약을 체결했다.

        *joined*: where the words behind 와 or 과 begin.
        """
        if not scene.start <= start < scene.end:
            return False
        following = self.reading.names.starting_from(joined)
        if following is not None and following.label == "ORG" and following.start == joined:
            return False
        clause = scene.clause_start(start)  # a topic goes on through clauses, a subject does not
        doers = (c for c in scene.topics.last(scene.start, start, NEAREST) if c.role == TOPIC or c.start >= clause)
        return any(name.label == "ORG" for chunk in doers for name in self.reading.names.over(chunk.start, chunk.end))

    def _is_bracketed_member(self, end: int, at: int) -> bool:
        """Whether a bracket with a number follows, that has closed before *at*, and the list goes on behind it."""
        close = self.text.find(")", end, min(end + REACH, at))
        number = self.reading.quantities.starting_from(end)
        if close < 0 or number is None or number.end > close or not LOOSE.fullmatch(self.text, end + 1, number.start):
            return False
        return ITEM_AFTER.match(self.text, close + 1) is not None

    def _is_cited(self, scene: Scene, start: int, entity_id: str | None, at: int) -> bool:
        """Whether the words are the source of what the sentence says, and no company that speaks of itself."""
        if not scene.start <= start < scene.end or self._tells_own_result(entity_id, scene, at):
            return False
        chunk = scene.chunks.at(start)
        if chunk is None or not (telling := scene.telling(chunk)):
            return False
        others = (c for c in scene.topics.last(chunk.end, at, NEAREST) if owner_length(self.text[c.start : c.end]))
        return telling == "cited" or any(others)

    def is_body_cited(self, subject: Subject) -> bool:
        """Whether a body that no table knows is the source of its sentence: `가온재단에 따르면 벤처 투자는 2조원이다`."""
        body = _BODY.search(self.text, subject.start, subject.end) is not None
        return body and _ACCORDING.match(self.text, subject.end) is not None

    def is_told_by(self, scene: Scene, name: Name, at: int) -> bool:
        """Whether *name*, the topic of a clause before *at*, only tells what the clause says."""
        if self._tells_own_result(name.entity_id, scene, at):
            return False
        return self.is_teller(name.entity_id) or (
            name.label == "PERSON" and self._is_cited(scene, name.start, name.entity_id, at)
        )

    def _tells_own_result(self, entity_id: str | None, scene: Scene, at: int) -> bool:
        """Whether a securities house tells of itself: 한빛증권은 매출이 3조원을 기록했다고 밝혔다."""
        return self.is_broker(entity_id) and _OWN_RESULT.search(self.text, at, min(scene.end, at + REACH)) is not None

    def is_teller(self, entity_id: str | None) -> bool:
        """Whether the entity is one of those who count and tell what others do."""
        return is_teller(self.reading, entity_id)

    def is_broker(self, entity_id: str | None) -> bool:
        """Whether the entity is a securities house."""
        record = self.reading.knowledge.gazetteer.entity(entity_id)
        return record is not None and record.sector == _BROKERS

    def is_measure_of_told(self, subject: Subject) -> bool:
        """Whether the words only say what is measured of something told before: 과징금 in `이에 대한 과징금은 3조원이다`."""
        start = subject.start
        if _OF_TOLD.search(self.text, max(0, start - _BEFORE), start) is None:
            return False
        return any(cue.start == start and cue.end == subject.end for cue in find_cues(self.text, start, subject.end))

    def _only_studies(self, metric_name: str, entity_id: str | None) -> bool:
        """Whether the entity only tells of what a country or city has: 성장률 of `가온연구원은 성장률을 2%로 봤다`."""
        record = self.reading.knowledge.gazetteer.entity(entity_id)
        if record is None or record.sector not in _STUDENTS:
            return False
        return is_a(metric_name, *_OF_COUNTRIES) or (metric_name == "growth" and record.sector == "institute")

    def _is_valuer(self, entity_id: str | None) -> bool:
        """Whether the entity is a broker that sets something for others."""
        return entity_id is not None and self.is_broker(entity_id) and not self.is_main(entity_id)


def _is_owned(metric_name: str) -> bool:
    """Whether the metric is always somebody's, of whom onlookers may expect it: `애널리스트들은 매출을 3조원으로 전망했다`."""
    own = metric(metric_name)
    return own is not None and own.owned


def _has_own_subject(metric_name: str) -> bool:
    own = metric(metric_name)
    return own is not None and own.own_subject


def _is_of_others(metric_name: str) -> bool:
    own = metric(metric_name)
    return own is not None and not own.own_subject
