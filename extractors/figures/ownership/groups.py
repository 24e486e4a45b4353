"""Owners that are no single name: sexes and ages, members of a list, several that are counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from extractors.figures.metrics import OTHER, Cue, find_cues
from extractors.figures.owner_words import QUALIFIER, owner_length, says_nothing
from extractors.figures.ownership.bystanders import Bystanders
from extractors.figures.ownership.phrases import (
    CARRYING,
    ET_CETERA,
    ITEM_AFTER,
    LOOSE,
    OWNING,
    SURE,
    class_of_many,
    is_measure,
    named,
    worded,
)
from extractors.figures.places import Place
from extractors.figures.scenes import NEAREST, REACH, Scene
from extractors.figures.subjects import Subject, SubjectReader, behind_conjunction
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.syntax import POSSESSIVE, SUBJECT, TOPIC, Chunk
from schemas import Block

_GROUP, _PART = LEXICON.alternation("people group"), LEXICON.alternation("part of age")
_PEOPLE = re.compile(rf"(?:(?:\d0대|\d{{1,2}}(?:[~∼-]\d{{1,2}})?세)(?:\s?{_PART})?|{_GROUP})(?:\s{_GROUP})*")
"""Sexes and ages: whoever else was spoken of, what is said of them is theirs."""
_PERSONS = frozenset({"명", "인"})
"""Counters of people."""
_RANKED_CLASS = re.compile(
    rf"\d0대\s(?:[가-힣A-Za-z·]{{1,12}}\s)?[가-힣A-Za-z·]*{LEXICON.alternation('numbered class')}(?![가-힣])"
)
"""Those of a rank or a parliament, which only begin like an age: 10대 수출품목, 20대 국회의원."""
_ALL_OF_LIST = re.compile(r"[가-힣A-Za-z0-9)]\s등\s(?P<all>(?:[가-힣A-Za-z]+\s){0,2})\Z")
"""Between the members of a list and the count of all: 카카오, 네이버 등 국내 in `카카오, 네이버 등 국내 5개사`."""
_AGE_FROM = re.compile(r"(?:\d{1,2}[~∼-])?$")
_OF_SEVERAL = frozenset(LEXICON.words("counter of several"))
"""Counters of those who are several."""
_THING_BEHIND = re.compile(
    r"\s?(?P<thing>(?:(?:비?수도권|국내|전국|주요|지방|해외)\s)?(?:[가-힣]{1,8}(?:[·ㆍ][가-힣]{1,8}){1,3}?|[가-힣]{2,8}?))"
    r"(?:(?P<of>\s(?:중|가운데)(?![가-힣]))|[은는이가](?![가-힣]))"
)
"""Behind a count: what is counted, and 중, or the particle of a subject."""
_WHOLE = re.compile(
    r"(?:\s?여)?(?P<of>의)?\s(?P<thing>[가-힣A-Za-z·]{1,10}(?:\s[가-힣A-Za-z·]{1,10}){0,3}?)\s(?:중|가운데)\s(?:약\s|절반인\s)?"
)
"""From a count to the count of a part: 건의 가전 특허 중 ."""
_AMONG = re.compile(r"(?:중|가운데)\s(?:약\s)?\Z")
_PART_AT = re.compile(r"(?:\s?(?:이상|가량|정도|여))?(?:이|가)\s(?=[가-힣A-Z])")
_IN_PLACE = re.compile(r"에서\s(?:나[왔오온]|발생|출원|등록|접수|생산)")
"""Behind the place that so many of several come from."""
_PART_IS = re.compile(
    rf"(?:이|가)\s(?P<who>[가-힣]{{2,6}}\s{LEXICON.alternation('class_of_firms')})(?:입니다|이다|이며|이고|이었다|였다)(?![가-힣])"
)
_SOME_OF = re.compile(r"\s?(?:중|가운데)\Z")
"""Behind those of whom a count tells a part: 지원기업 중 4개사."""
_COUNTING = re.compile(rf"(?:의|[가이를을]? ?{LEXICON.alternation('surpassing')})\s")
"""Between a count and what it counts: 4곳의 공장, 4만 개가 넘는 공장."""
_SET_UP = re.compile(r"[이가]\s(?:새로\s|이미\s|모두\s)?(?:설립|조성|구축|지정|건설|건립|설치|개설|신설)(?:되|됐|된|돼|됨)")
_MEMBER_JOINT = re.compile(r"(?:,|와|과|\s및)\s(?:약\s)?")
_TELLER = re.compile(rf"{LEXICON.alternation('speaker')}\Z")
_FIRMS = re.compile(rf"\s?{LEXICON.alternation('class_of_firms')}(?:들)?")
_TAKEN_TOGETHER = re.compile(
    r"(?:을|를)\s(?:모두\s)?(?:합쳐|합친|합하면|합해|합한|합산하면|합산한|더하면)\s(?:모두\s|총\s|약\s)?\Z"
)
_ADDED = re.compile(r"(?:을|를)\s(?:더한|더해|보탠|보태|합친|합쳐|합한|얹은)\s")
_ADDED_TO = re.compile(rf"에\s[^\d,.]{{1,16}}\d[^,.을를]{{0,16}}{_ADDED.pattern}")
"""Behind the parts of a sum."""
_FIRMS_END = re.compile(rf"{LEXICON.alternation('class_of_firms', 'partner firms')}$")
_THESE = re.compile(r"(?:이들|이|이러한|위)\s\Z")
_ASKED = re.compile(r"(?:을|를)\s(?:대상으로\s)?(?:설문\s?|전수\s?|실태\s?)?조사(?:한\s결과|했더니|해\s보니),?\s")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 ]*")
_ROW = 3
"""Items of a list at least whose labels are names."""
_BULLETS = re.compile(r"[▲△▷▶◇◆■□●○](?=\s?[가-힣A-Za-z])")
_NUMBERED = re.compile(r"(?P<number>\d{1,2})\.\s(?P<word>[가-힣A-Za-z]{2,12})")
"""A heading that is a number and one word."""
_LABEL = 24
"""Characters of the name in such an item at most."""
_CLOSED = re.compile(r"[은는이가을를에도]$|[.,]")
"""What tells that a sentence and no name stands behind the bullet."""
_BULLET_MARKS = 6
_CODE = re.compile(r"\s?(?:[\[(][A-Z0-9.]{2,10}[\])])?")
"""Between a name and its bracket, where its code may stand."""
_OBJECT = re.compile(r"[^()\d,][^(),]{0,23},\s?(?:약\s)?")
"""What stands before the number in a bracket that names its object first."""
_PER_HEAD = re.compile(r"(?:인구\s)?[\d,.]+\s?[십백천만]{0,2}\s?[명인]당\s(?:약\s)?")
"""From a bracket to how many there are for so many people."""
_LETTERS = re.compile(r"\([A-Z][A-Za-z&/-]{0,8}\)\s?\Z")
_NEXT = re.compile(rf",\s?{LOOSE.pattern}")
_HEAD = re.compile(r"[\s\-*•·○◦□■▶※#]*\(([가-힣A-Za-z][^()\n]{1,11})\)(?=\s)")
"""A bracket that opens a block."""


class Groups:
    """Each public method tells the owner by one construction; None where the sentence has it not."""

    def __init__(self, rules: SubjectReader, bystanders: Bystanders) -> None:
        self.rules, self.reading, self.text = rules, rules.reading, rules.reading.text
        self.bystanders = bystanders
        self._labels: dict[int, bool] = {}
        """Ordinal of a block → whether the labels of the list under it are names."""

    def people(self, place: Place) -> Subject | None:
        """The sex or age that the clause of the number is about: 40대 비율이 29.1%, 남성이 93.9%, 50대 25.4%."""
        scene, at = place.scene, place.quantity.start
        chunk = scene.chunks.at(at)
        if chunk is None or chunk.start == at:
            chunk = next(iter(scene.chunks.last(scene.clause_start(at), at, 1)), None)
        if chunk is None:
            return None
        start = chunk.start - len(_AGE_FROM.search(self.text[max(scene.start, chunk.start - 4) : chunk.start])[0])  # type: ignore[index]
        end = min(chunk.end, at)
        found = _PEOPLE.match(self.text, start, end)
        if found is None or not self._has_figure(chunk, place) or not self._measures_people(found.end(), end):
            return None
        return Subject(*found.span(), None, SURE)

    def numbered(self, place: Place) -> Subject | None:
        """Those of a rank or a parliament that the clause of the number is about: 10대 수출품목 in `10대 수출품목은 5% 늘었다`."""
        scene, at = place.scene, place.quantity.start
        topics = scene.topics.last(scene.clause_start(at), at, 1)
        chunk = topics[0] if topics else None
        if chunk is None or chunk.depth or place.bracket is not None or scene.embedded_from(chunk) <= at:
            return None
        found = _RANKED_CLASS.match(self.text, chunk.start, chunk.end)
        if found is None or not self._is_measure_of(found.end(), chunk.end):
            return None
        return Subject(*found.span(), None, SURE)

    def _is_measure_of(self, start: int, end: int) -> bool:
        """Whether nothing or only what is measured of those before follows."""
        words = self.text[start:end].strip()
        cues = find_cues(words, 0, len(words))
        measured = bool(cues) and (cues[0].start, cues[-1].end) == (0, len(words)) and not any(cue.counted for cue in cues)
        return not owner_length(words) or measured

    def all_of_list(self, place: Place) -> Subject | None:
        """Those whose count sums up the list of a headline: 5개사 in `카카오, 네이버 등 5개사 3조원 투자`."""
        block, scene, at = place.block, place.scene, place.quantity.start
        if block is None or block.kind not in ("title", "heading") or place.bracket is not None:
            return None
        count = next(iter(self.reading.quantities.last(scene.start, at, 1)), None)
        if count is None or count.counter not in _OF_SEVERAL:
            return None
        listed = _ALL_OF_LIST.search(self.text, scene.start, count.start)
        names, topics = self.reading.names.within(count.end, at), scene.topics.within(count.end, at)
        if listed is None or names or not all(is_measure(self.text, chunk) for chunk in topics):
            return None
        return (
            None
            if self.text[count.end : count.end + 1] not in (" ", ",")
            else Subject(listed.start("all"), count.end, None, SURE)
        )

    @staticmethod
    def _has_figure(chunk: Chunk, place: Place) -> bool:
        """Whether the particle of *chunk* leaves it the number: not 남성 in `남성을 5% 웃돌았다`, `남성의 두 배`."""
        if chunk.role == POSSESSIVE:
            return place.quantity.unit != "multiple"
        return chunk.role in (TOPIC, SUBJECT) or chunk.particle in ("", "에서")

    def _measures_people(self, start: int, end: int) -> bool:
        """Whether nothing or only a measure of people follows: 40대 비율, 여성 취업자, but no 30대 그룹, 여성 기업."""
        if start < end and self.text[start].isalnum():
            return False
        words = self.text[start:end].strip()
        if not owner_length(words):
            return True
        cues = find_cues(words, 0, len(words))
        if not cues or (cues[0].start, cues[-1].end) != (0, len(words)):
            return False
        return all(not cue.counted or not _PERSONS.isdisjoint(cue.metrics[0].counters) for cue in cues)

    def at_head(self, place: Place) -> Subject | None:
        """Whom the bracket that opens a block names: (남성) 자살사망자 9,019명; not where the clause has somebody of its own."""
        block, scene = place.block, place.scene
        if block is None or (block.start_char != scene.start and scene.start - block.start_char > _BULLET_MARKS):
            return None
        head = _HEAD.match(self.text, block.start_char, min(block.end_char, place.quantity.start))
        if head is None or not _PEOPLE.search(head[1]):
            return None
        names, topics = self.reading.names, scene.topics
        if any(n.label in OWNING for n in names.last(head.end(), place.quantity.start, NEAREST)):
            return None
        if not all(is_measure(self.text, c) for c in topics.last(head.end(), place.quantity.start, NEAREST)):
            return None
        return worded(self.reading, *head.span(1))

    def collective(self, place: Place) -> Subject | None:
        """Several that are counted: 국내 완성차 5개사 in `A, B 등 국내 완성차 5개사가 65만대를 팔았다`, and in the number of them."""
        scene, at = place.scene, place.quantity.start
        for chunk in reversed(scene.topics.last(scene.start, place.quantity.end + 2, 2)):
            if scene.embedded_from(chunk) <= at:
                continue
            last = next(iter(self.reading.quantities.last(chunk.start, chunk.end, 1)), None)
            if last is not None and last.start == chunk.start and last.counter in _OF_SEVERAL and last.start < at:
                return Subject(last.start, last.end, None, SURE)  # 5개사 해외 판매는
            if last is None or last.end != chunk.end or last.counter not in _OF_SEVERAL or chunk.depth:
                if is_measure(self.text, chunk):
                    continue
                return None
            start = behind_conjunction(self.text, chunk.start, chunk.end)
            if (etc := ET_CETERA.match(self.text, start, chunk.end)) is not None:
                start = etc.end()
            words = _SOME_OF.sub("", self.text[start : last.start].rstrip())
            some = words != self.text[start : last.start].rstrip() or bool(self.reading.quantities.over(start, last.start))
            if some or QUALIFIER.fullmatch(words) or (words and says_nothing(words)):
                return None  # 약 60개사가 있다, 전년 대비 60개사가 늘었다, 기업 중 60개사가
            if at == last.start and start < at:
                return worded(self.reading, start, start + len(words))  # LCC of LCC 4사
            goes_on = at < scene.clause_end(chunk.end) or self._goes_on(chunk, place)
            return Subject(start, chunk.end, None, SURE) if at >= last.start and goes_on else None
        return None

    def _goes_on(self, chunk: Chunk, place: Place) -> bool:
        """Whether what *chunk* does leads on to the number, and nobody else is named between: 5개사가 65만대를 팔아 5.5% 늘었다."""
        scene, at = place.scene, place.quantity.start
        if place.bracket is not None or any(name.label in CARRYING for name in self.reading.names.within(chunk.end, at)):
            return False
        verbs = scene.predicates.within(chunk.end, at)
        return bool(verbs) and all(verb.ending == "EC" for verb in verbs) and not any(scene.topics.within(chunk.end, at))

    def asked(self, place: Place, cue: Cue | None) -> Subject | None:
        """Those who were asked, where only a measure follows: 제조기업 in `제조기업 3천 개사를 조사한 결과 도입률은 5%였다`."""
        scene, at = place.scene, place.quantity.start
        if cue is None or place.bracket is not None or not scene.start <= cue.start < at:
            return None
        found = next(iter(_ASKED.finditer(self.text, scene.start, at)), None)
        chunk = scene.chunks.at(found.start() - 1) if found is not None else None
        if found is None or chunk is None or chunk.end != found.start() or cue.start < found.end():
            return None
        own = scene.chunks.at(cue.start)
        if own is None or own.role != TOPIC or own.end != cue.end or any(scene.topics.within(own.end, at)):
            return None
        modifier = self.text[found.end() : cue.start].strip()
        if (modifier and not _LATIN.fullmatch(modifier)) or self.reading.names.within(found.end(), at):
            return None  # 서비스업 도입률은: those among them who have a name of their own
        count = next(iter(self.reading.quantities.last(chunk.start, chunk.end, 1)), None)
        span = self.rules.trim(chunk.start, count.start if count is not None and count.end == chunk.end else chunk.end)
        if span is None or says_nothing(self.text[slice(*span)]) or any(self.reading.names.over(*span)):
            return None
        return worded(self.reading, *span)

    def of_many(self, place: Place) -> Subject | None:
        """The class of firms that the clause of the number is about: `500대 기업은 모두 53조원을 투자했다`."""
        scene, at = place.scene, place.quantity.start
        chunk = next(iter(scene.topics.last(scene.start, at, 1)), None)
        if chunk is None or chunk.depth or place.bracket is not None or scene.embedded_from(chunk) <= at:
            return None
        if (many := class_of_many(self.reading, chunk)) is None:
            return None
        if any(name.label in CARRYING for name in self.reading.names.within(chunk.end, at)):
            return None
        return many

    def counted(self, place: Place, metric_name: str) -> Subject | None:
        """The firms that the number counts: 협력사 in `협력사 450곳에 900억원을 출연한다`."""
        chunk = place.scene.chunks.at(place.quantity.start)
        if metric_name != "company_count" or chunk is None or place.bracket is not None:
            return None
        these = _THESE.match(self.text, chunk.start, place.quantity.start)
        if these is not None and _FIRMS.fullmatch(self.text, place.quantity.end, chunk.end):
            return Subject(chunk.start, chunk.end, None, SURE)
        if chunk.start >= place.quantity.start:
            return None
        span = self.rules.trim(chunk.start, place.quantity.start)
        firms = place.quantity.counter == "사" or (span is not None and _FIRMS_END.search(self.text, *span) is not None)
        if span is None or not firms or any(name.label != "LOC" for name in self.reading.names.over(*span)):
            return None
        return worded(self.reading, *span)

    def behind(self, place: Place) -> Subject | None:
        """The things that the number counts, where they are its clause's subject or those of which some are told: `255개 시군구 중 41개 시군구가`."""
        quantity = place.quantity
        thing = _THING_BEHIND.match(self.text, quantity.end, place.scene.end) if quantity.counter == "개" else None
        if thing is None or place.bracket is not None or any(find_cues(self.text, *thing.span("thing"))):
            return None
        if any(chunk.role == TOPIC for chunk in place.scene.topics.last(place.scene.start, quantity.start, NEAREST)):
            return None  # 가온은 3개 사업이 흑자다
        chunk = place.scene.chunks.at(thing.start("thing"))
        acts = chunk is not None and chunk.role in (SUBJECT, TOPIC) and chunk.end <= thing.end("thing") + 1
        if not (thing["of"] or acts) or self.reading.names.over(*thing.span("thing")):
            return None
        return Subject(*thing.span("thing"), None, SURE)

    def set_up(self, place: Place, metric_name: str) -> Subject | None:
        """
        The things that the number counts, of which a sentence says only that there are so many or that they were set up, whoever tells it:
        `관계자는 4만 개가 넘는 공장, 11개의 시범구역이 설립되었다고 밝혔다`.
        """
        scene, quantity = place.scene, place.quantity
        if place.bracket is not None or quantity.unit != "count" or metric_name not in ("facility_count", OTHER):
            return None
        number, things = quantity, list[tuple[int, int]]()
        while (counting := _COUNTING.match(self.text, number.end, scene.end)) is not None:
            chunk = scene.chunks.at(counting.end())
            if chunk is None or chunk.start != counting.end() or self.reading.names.at(chunk.start):
                return None
            things.append((chunk.start, chunk.end))
            if chunk.role == SUBJECT and _SET_UP.match(self.text, chunk.end, scene.end):
                acts = (c for c in scene.topics.last(scene.start, quantity.start, NEAREST) if c.end < quantity.start)
                others = (c for c in acts if not self.reading.quantities.over(c.start, c.end))
                told = all(_TELLER.search(self.text, c.start, c.end) and c.role == TOPIC for c in others)
                return worded(self.reading, *things[0]) if told else None
            joint = _MEMBER_JOINT.match(self.text, chunk.end, scene.end)
            following = self.reading.quantities.starting_from(chunk.end)
            if joint is None or following is None or following.start != joint.end() or following.unit != "count":
                return None
            number = following
        return None

    def parted(self, place: Place) -> Subject | None:
        """
        The things of which a part is told next, `신청된 500건의 가전 특허 중 120건이`, or what that part is said to be or where it comes from:
        `6곳이 중국 기업이다`, `120건이 중국에서 나왔다`.
        """
        quantity, scene = place.quantity, place.scene
        if quantity.unit != "count" or place.bracket is not None or quantity.counter == "가지":
            return None  # 3가지 조건 중 2가지를 갖춘 기업
        told = _PART_IS.match(self.text, quantity.end, scene.end)
        if told is not None and _AMONG.search(self.text, max(scene.start, quantity.start - _LABEL), quantity.start):
            name = self.reading.names.starting_from(told.start("who"))
            of_country = name is not None and (name.start, name.label) == (told.start("who"), "LOC")
            return worded(self.reading, *told.span("who")) if of_country else None
        if (at := _PART_AT.match(self.text, quantity.end, scene.end)) is not None:
            name = self.reading.names.starting_from(at.end())
            among = _AMONG.search(self.text, max(scene.start, quantity.start - _LABEL), quantity.start)
            inside = name is not None and (name.start, name.label) == (at.end(), "LOC") and _IN_PLACE.match(self.text, name.end)
            return named(name) if name is not None and among and inside else None
        thing = _WHOLE.match(self.text, quantity.end, scene.end)
        part = self.reading.quantities.starting_from(quantity.end) if thing is not None else None
        if thing is None or part is None or part.start != thing.end() or (part.unit, part.counter) != ("count", quantity.counter):
            return None
        if not thing["of"] and _FIRMS.fullmatch(self.text, *thing.span("thing")) is None:
            return None  # 17개 시도 중 12개: all that there are
        if any(name.label in CARRYING for name in self.reading.names.over(scene.start, thing.end("thing"))):
            return None
        if any(chunk.role == TOPIC for chunk in scene.topics.last(scene.start, quantity.start, NEAREST)):
            return None  # 가온은 점포 300개 매장 중 20개를 닫는다
        return Subject(*thing.span("thing"), None, SURE)

    def several(self, place: Place, cue: Cue | None) -> Subject | None:
        """Several that are counted and own the measure: 이들 5개 기업 of `이들 5개 기업의 총 시가총액은`."""
        scene = place.scene
        own = scene.chunks.at(cue.start) if cue is not None and cue.metrics[0].owned else None
        index = scene.chunks.index_from(own.start) if own is not None and own.start < place.quantity.start else 0
        chunk = scene.chunks[index - 1] if index else None
        if chunk is None or chunk.role != POSSESSIVE:
            return None
        last = next(iter(self.reading.quantities.last(chunk.start, chunk.end, 1)), None)
        if last is None or (last.end == chunk.end and last.counter not in _OF_SEVERAL):
            return None
        told = last.end == chunk.end or _FIRMS.fullmatch(self.text, last.end, chunk.end)
        return Subject(chunk.start, chunk.end, None, SURE) if told else None

    def summed(self, place: Place) -> Subject | None:
        """
        Those who are taken together, and the parts that are added up.

        세 곳 in `세 곳을 합쳐 2만㎡`; 민간자금 in `모태펀드 1,200억원에 민간자금 1,800억원을 더한`.
        """
        scene, quantity = place.scene, place.quantity
        together = _TAKEN_TOGETHER.search(self.text, max(scene.start, quantity.start - _LABEL), quantity.start)
        if together is not None:
            chunk = scene.chunks.at(together.start() - 1)
            if chunk is None or (is_measure(self.text, chunk) and not self._are_things(chunk)):
                return None
            return Subject(chunk.start, chunk.end, None, SURE)
        if quantity.dimension != "money" or place.bracket is not None:
            return None
        if not any(added.match(self.text, quantity.end, scene.end) for added in (_ADDED, _ADDED_TO)):
            return None
        chunk = scene.chunks.at(quantity.start)
        span = self.rules.trim(chunk.start, quantity.start) if chunk is not None and chunk.start < quantity.start else None
        return worded(self.reading, *span) if span is not None and not says_nothing(self.text[slice(*span)]) else None

    def _are_things(self, chunk: Chunk) -> bool:
        """Whether the words of *chunk* are things that a metric counts, and so may have figures: 두 공장."""
        cues = [cue for cue in find_cues(self.text, chunk.start, chunk.end) if cue.end == chunk.end]
        return bool(cues) and all(cue.counted for cue in cues) and owner_length(self.text[chunk.start : chunk.end]) > 0

    def bulleted(self, place: Place) -> Subject | None:
        """What a bullet within a sentence names before the number or its bracket: 미니(MINI) in `▲벤츠 939대 ▲미니(MINI) 660대`."""
        scene, end = place.scene, place.quantity.start
        if place.bracket is not None:
            if not LOOSE.fullmatch(self.text, place.bracket + 1, end):
                return None
            end = place.bracket
        marks = [mark.start() for mark in _BULLETS.finditer(self.text, scene.start, end)]
        if not marks or (len(marks) < 2 and _BULLETS.search(self.text, place.quantity.end, scene.end) is None):
            return None
        start = marks[-1] + 1
        words = self.text[start:end].strip()
        if not words or len(words) > _LABEL or self.reading.quantities.within(start, end) or _CLOSED.search(words):
            return None
        span = start + self.text[start:end].index(words), start + self.text[start:end].index(words) + len(words)
        return None if says_nothing(words) or any(find_cues(self.text, *span)) else worded(self.reading, *span)

    def sectioned(self, place: Place, cue: Cue | None) -> Subject | None:
        """
        Whom the numbered heading above names, where each of several such headings is one word and has the same measure below it: 누리바이오
        of `## 1. 누리바이오`, above `- 매출 61억원`. Not where the text names a company, of which these may be parts.
        """
        scene, at = place.scene, place.quantity.start
        above = next(iter(self.reading.governors(place.block)), None)
        own = self._round_up.get(above.ordinal) if above is not None and place.label is None else None
        if own is None or cue is None or not cue.metrics[0].owned or self._organisations:
            return None
        if any(name.label in CARRYING for name in self.reading.names.last(scene.start, at, NEAREST)):
            return None
        if not all(is_measure(self.text, chunk) for chunk in scene.topics.within(scene.start, at)):
            return None
        starts = [start for start, _ in self._round_up.values()]
        sections = zip(starts, [*starts[1:], len(self.text)], strict=True)
        return worded(self.reading, *own) if all(cue.text in self.text[start:end] for start, end in sections) else None

    @cached_property
    def _round_up(self) -> Mapping[int, tuple[int, int]]:
        """Ordinal of each numbered heading → its one word, where they count from one and none tells a measure or a time; else nothing."""
        found: dict[int, tuple[int, int]] = {}
        for block in self.reading.blocks:
            if block.kind not in ("title", "heading"):
                continue
            head = _NUMBERED.fullmatch(self.text, block.start_char, block.end_char)
            span = head.span("word") if head is not None else (0, 0)
            if head is None or int(head["number"]) != len(found) + 1 or self._is_nobody(*span):
                return {}
            found[block.ordinal] = span
        return found if len(found) >= _ROW else {}

    def _is_nobody(self, start: int, end: int) -> bool:
        measures = any(find_cues(self.text, start, end)) or not owner_length(self.text[start:end])
        return measures or says_nothing(self.text[start:end]) or bool(self.reading.times.over(start, end))

    def labelled(self, place: Place) -> Subject | None:
        """The label of a list whose labels are names, also one that is none by itself: `- 하람: 3.2%`, `- 기타: 23.2%`."""
        block, label = place.block, place.label
        if block is None or label is None or block.kind != "list_item" or block.parent is None:
            return None
        if not LOOSE.fullmatch(self.text[label[1] : place.quantity.start].replace(":", "", 1)):
            return None
        if block.parent not in self._labels:
            self._labels[block.parent] = self._are_names(block.parent)
        if not self._labels[block.parent]:
            return None
        known = self.reading.names.within(*label)  # 볼케이노 엔진 (바이트댄스), but not 베이징 of 베이징 광환과기
        whole = len(known) == 1 and (known[0].label != "LOC" or not self.text[known[0].end : label[1]].strip())
        return named(known[0]) if whole else worded(self.reading, *label)

    def _are_names(self, parent: int) -> bool:
        """Whether at least half of the items under a block, and three, have a name for their label."""
        items = self._items[parent]
        names = ((item, self.reading.names.starting_from(item.start_char)) for item in items)
        known = sum(name is not None and name.start == item.start_char and self._is_label(name, item) for item, name in names)
        return known >= max(_ROW, len(items) / 2)

    def _is_label(self, name: Name, item: Block) -> bool:
        """Whether *name*, which opens *item*, is its label or opens it."""
        return self.text[name.end : name.end + 1] in (":", " ") and self.text.find(":", name.end, item.end_char) >= 0

    @cached_property
    def _items(self) -> Mapping[int | None, list[Block]]:
        """Ordinal of a block → the list items under it."""
        found: dict[int | None, list[Block]] = defaultdict(list)
        for block in self.reading.blocks:
            if block.kind == "list_item":
                found[block.parent].append(block)
        return found

    def in_own_bracket(self, place: Place) -> Subject | None:
        """The member of a list right before the bracket that holds its number alone: 꽁치 in `가다랑어(30.6%), 꽁치(60.1%) 등이 늘었다`."""
        bracket = place.bracket
        if bracket is None:
            return None
        if (member := self._member_per_head(bracket, place)) is not None:
            return member
        if not self._opens(bracket, place):
            return self._with_its_object(bracket, place)
        named_before = self.reading.names.last(place.scene.start, bracket, 1)
        region = bool(named_before) and named_before[0].end == bracket and named_before[0].label == "LOC"
        if self._organisations and not region:
            return None
        chunk = place.scene.chunks.at(bracket - 1)
        if chunk is None or chunk.end != bracket or is_measure(self.text, chunk) or not self._in_list(bracket, place.scene):
            return None
        span = self.rules.trim(chunk.start, chunk.end)
        if span is None or says_nothing(self.text[slice(*span)]) or any(find_cues(self.text, *span)):
            return None
        return worded(self.reading, *span)

    def _member_per_head(self, bracket: int, place: Place) -> Subject | None:
        """The thing of a list, with its letters or without, of which there are so many a head: `엑스선기(XR)(10만 명당 7대) 등 기기 수는`."""
        if _PER_HEAD.fullmatch(self.text, bracket + 1, place.quantity.start) is None or not self._in_list(bracket, place.scene):
            return None
        gloss = _LETTERS.search(self.text, max(place.scene.start, bracket - _LABEL), bracket)
        end = gloss.start() if gloss is not None else bracket
        chunk = place.scene.chunks.at(end - 1)
        span = self.rules.trim(chunk.start, end) if chunk is not None and chunk.end == end else None
        if span is None or says_nothing(self.text[slice(*span)]) or any(find_cues(self.text, *span)):
            return None
        return worded(self.reading, *span)

    def _with_its_object(self, bracket: int, place: Place) -> Subject | None:
        """The organisation before a bracket in a list that tells of what the number is: `가온(두레, 3조원), 나루(새론, 2조원) 순`."""
        if _OBJECT.fullmatch(self.text, bracket + 1, place.quantity.start) is None or not self._in_list(bracket, place.scene):
            return None
        *_, last = (None, *(n for n in self.reading.names.last(place.scene.start, bracket, 2) if n.label == "ORG"))
        return named(last) if last is not None and _CODE.fullmatch(self.text, last.end, bracket) else None

    def _opens(self, bracket: int, place: Place) -> bool:
        """Whether nothing stands before the number in its bracket but, before a rate, the amount that it is of: `(2천명, 5.5%)`."""
        before = self.reading.quantities.within(bracket + 1, place.quantity.start)
        if len(before) == 1 and place.quantity.unit == "percent" and before[0].unit != "percent":
            loose = LOOSE.fullmatch(self.text, bracket + 1, before[0].start) is not None
            return loose and _NEXT.fullmatch(self.text, before[0].end, place.quantity.start) is not None
        return LOOSE.fullmatch(self.text, bracket + 1, place.quantity.start) is not None

    def _in_list(self, bracket: int, scene: Scene) -> bool:
        """Whether a list goes on behind the bracket, or has come to it from another such bracket."""
        close = self.text.find(")", bracket, min(bracket + REACH, scene.end))
        if close < 0:
            return False
        before = self.text.rfind(")", max(bracket - REACH, scene.start), bracket)
        return ITEM_AFTER.match(self.text, close + 1) is not None or (
            before > 0 and ITEM_AFTER.match(self.text, before + 1) is not None
        )

    @cached_property
    def _organisations(self) -> bool:
        """Whether the text names a company, whose slices the members of a list may be."""
        return any(name.label == "ORG" and not self.bystanders.is_teller(name.entity_id) for name in self.reading.names)
