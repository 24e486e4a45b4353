"""
Owners that the clause of a number names.

A relative clause gives its figures to the noun behind it (`매출 3조원을 기록한 삼성전자`), a rank to the name that it stands before (`업계
1위인 쿠팡`), a superlative to what is said to be it (`가장 많이 는 품목은 화장품으로, 39%`); a measure belongs to its genitive or topic.
"""

from __future__ import annotations

import re

from extractors.figures.metrics import Cue, find_cues
from extractors.figures.owner_words import owner_length, says_nothing, without_measure
from extractors.figures.ownership import ranks
from extractors.figures.ownership.bystanders import Bystanders
from extractors.figures.ownership.phrases import (
    CARRYING,
    DEICTIC,
    ITEM_AFTER,
    ITSELF,
    LOOSE,
    OWNING,
    STANDARD,
    SURE,
    enumeration,
    is_measure,
    is_onlooker,
    meant,
    named,
    somebody,
    untimed,
    worded,
)
from extractors.figures.places import Place
from extractors.figures.scenes import COMPARED, NEAREST, Scene
from extractors.figures.subjects import HELD, Subject, SubjectReader
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.syntax import OBJECT, POSSESSIVE, SUBJECT, TOPIC, Chunk, Predicate

_APPOSED = re.compile(r"\s?(?:[가-힣A-Za-z]{1,8}\s){0,3}[‘'“\"「<]|\s?")
"""Between a relative clause and the name behind it, where quotes set off what the name is called: 탑재한 생성 모델 'Qwen'."""
_OBJECT = re.compile(r"(?:을|를)\s")
_APPOSITION = 20
"""Characters of the nouns before a name that say what it is."""
_QUOTED = " '’\"”」』>"
_INITIALS = re.compile(r"[A-Z][A-Z&/]{1,6}")
"""What may be a measure by its letters: EBT는 12억 달러."""
_GLUED = re.compile(r"(?:[가-힣~∼]|\)\s?)\Z")
"""Before a phrase whose first part is missing: PF) 잔액, 4∼7호."""
_ITS_SIZE = re.compile(r"(?:그|이)\s(?:규모|금액|액수)")
_RANKED_CLASS = re.compile(rf"\s(?P<thing>{LEXICON.alternation('class_of_firms')})(?:들)?(?:[을를의은는]|보다|와|과)\s")
_REST = re.compile(r"(?:그|이)\s?(?:외|밖)|나머지")
_REACHED = re.compile(r"#(?:으?로(?=\s))?")
_CLAUSE_NOUN = re.compile(rf"{LEXICON.alternation('clause noun')}에?,?\s")
"""A noun that only ends a clause: 늘어난 반면, 늘어난 가운데."""
_CONTRACT = re.compile(r" ?(?:인도분|인도|물)(?P<thing> (?=[가-힣A-Z]))?")
_PRICE = re.compile(r" ?(?:선물)? ?(?:가격|값|가|시세)\Z")
_ALONE = re.compile(r"(?: (?:상황|사례|현황|실적))?만 (?:놓고 |따로 |떼어 )?(?:보면|봐도|볼 때),? ")
_CASE = re.compile(rf"(?:\([^()]{{1,20}}\))?{LEXICON.alternation('case')}(?:에?[는도])?[\s,]")
_LISTS = re.compile(r"[▲△▷▶◇◆■□●○]\s?[가-힣A-Za-z]")
"""A bullet within a sentence, and what it names."""
_CHANGED = re.compile(rf"{LEXICON.alternation('reason noun')}$")
"""The end of what happens, which is nobody: 가장 큰 이유는 수출 감소로."""
_RANKED = re.compile(r"(?:\s[가-힣A-Za-z]{1,8}){0,2}?(?:인|이자)?\s[‘'“\"「]?")
"""Between a rank and who holds it: 1위 업체인 쿠팡, 2위 완성차 기업 혼다."""
_OTHER_PART = re.compile(r"[은는이가을를에로도]\s$")
_GLOSS = re.compile(r"\((?!\d)[^()\n]{1,32}\)(?=\S)")
_SPEAKS = re.compile(r"\s(?:[^“”\"\n]{0,40}\s)?[“\"][^“”\"\n]*(?:[”\"][^“”\"\n]{0,16}[“\"][^“”\"\n]*)*\Z")
"""From who speaks to a number in what they say: 김하람 대표는 “매출은 3조원이다”."""
_SPECIFIED = re.compile(rf"(?:으?로|{LEXICON.alternation('copula', 'copula_vowel')})(?![가-힣])")
_FULL_NAME = re.compile(r"[가-힣]{3}")
"""A person's name in the form that nearly all have."""
_RANK = re.compile(rf"(?:\s?{LEXICON.alternation('speaker')})?")
"""Behind the name of a person: 회장, 대표."""
_SOMEONE = re.compile(rf"{LEXICON.alternation('speaker')}\Z")
_HELD = re.compile(rf"\s?{COMPARED}")
_EQUALLED = re.compile(rf"(?:와|과)\s{LEXICON.alternation('equalling')}")
_AGENT = re.compile(rf"{LEXICON.alternation('agent noun')}\Z")
_MEAN = re.compile(r"(?<=\S)\s?평균$")
_MEAN_LEVEL = re.compile(r"(?<=\S)\s평균(?:\s수준)?\Z")
"""An average of somebody or something before its bracket."""
_TIMES_OF = re.compile(r"의\s(?:(?:약|거의|무려)\s)?")
_IS = re.compile(rf"{LEXICON.alternation('copula', 'copula_vowel')}(?![가-힣])")
_MOST = re.compile(rf"{LEXICON.alternation('superlative')}\s")
_LEADER = re.compile(rf"(?:[가-힣]{{1,6}}\s)?{LEXICON.alternation('who leads')}")
"""Who comes first, as the topic that a sentence says who it is: 선두는 하람으로."""
_SUPERLATIVE = 40
"""Characters before a topic in which such a word makes it a superlative."""
_ADJOINS = re.compile(r"\s?(?:(?:에는?|까지|말|기준)?\s|(?:약|총|모두|각각|무려|현재|또한?)\s)*")
"""Between a topic and its number, without times."""
_RELATIVE = 60
"""Characters between a number and the verb of its relative clause."""
_HOLDS = frozenset(LEXICON.words("verb of its own figure"))
"""Lemmas of verbs whose subject has the figure that they state, whoever else is named before: 기록하, 늘."""
_JOINED = re.compile(r"(?:와|과|,|및|\s및)\s")
"""Between the members of a list."""
_NUMBER_OF = re.compile(r"(?:[가-힣]{1,8}\s)?[가-힣]{1,8}(?:수|량|액|률|율)")
"""What has a number of its own, though no metric is listed for it: 실질주주수, 보유 종목수."""


class Clauses:
    """Each public method tells the owner by one construction; None where the clause has it not."""

    def __init__(self, rules: SubjectReader, bystanders: Bystanders) -> None:
        self.rules, self.reading, self.text = rules, rules.reading, rules.reading.text
        self.bystanders = bystanders

    def holder(self, place: Place) -> Subject | None:
        """Who holds a rank that stands right before the name, or takes the place among names that it has among ranks."""
        if (listed := ranks.holder(self.reading, place.scene.sentence, place)) is not None:
            return named(listed)
        name = self._owning_from(place.quantity.end, place.scene)
        if name is None:
            return None
        between = self.text[place.quantity.end : name.start]
        if not _RANKED.fullmatch(between) or _OTHER_PART.search(between):
            return None
        verbs = place.scene.predicates.within(place.quantity.end, name.start)
        return named(name) if all(verb.ending == "ETM" for verb in verbs) else None

    def behind_relative(self, place: Place) -> Subject | None:
        """The organisation or product that the number's own relative clause stands before."""
        scene, quantity = place.scene, place.quantity
        verb = scene.predicates.starting_from(quantity.end)
        if verb is None or verb.ending != "ETM" or verb.start - quantity.end > _RELATIVE:
            return None
        name = self._owning_from(verb.end, scene)
        if (
            name is None
            or not (_APPOSED.fullmatch(self.text, verb.end, name.start) or self._is_apposed(scene, verb, name))
            or scene.open_bracket(name.start) != place.bracket
        ):
            return None
        return named(name) if self._is_agent(place, verb) and self._is_head(name, scene) else None

    def in_relative(self, place: Place) -> Subject | None:
        """Who does, within a relative clause, what it tells with the number as its object: 정부 in `정부가 3조원을 지원한 쿠팡은`."""
        scene, quantity = place.scene, place.quantity
        verb = scene.predicates.starting_from(quantity.end)
        if verb is None or verb.ending != "ETM" or place.bracket is not None or quantity.dimension != "money":
            return None
        told_of = scene.chunks.starting_from(verb.end)
        if _OBJECT.fullmatch(self.text, quantity.end, verb.start) is None or (told_of is not None and told_of.role == OBJECT):
            return None  # 정부가 3조원을 체납한 하람건설을 압류했다
        doer = next(iter(scene.topics.last(scene.clause_start(quantity.start), quantity.start, 1)), None)
        between = self.text[doer.end + len(doer.particle) : quantity.start] if doer is not None else ""
        if doer is None or doer.role != SUBJECT or is_measure(self.text, doer) or not _ADJOINS.fullmatch(between):
            return None
        return self._owner_of(doer, scene, quantity.start)

    def _is_apposed(self, scene: Scene, verb: Predicate, name: Name) -> bool:
        """Whether plain nouns alone stand between *verb* and *name*, which say what it is: 탑재한 AI 모델 Qwen3-Max."""
        chunk = scene.chunks.at(name.start)
        if chunk is None or chunk.start - verb.end > 1 or name.start - verb.end > _APPOSITION:
            return False
        before = self.text[chunk.start : name.start]
        return before.endswith(" ") and not _CLAUSE_NOUN.match(before) and not self.reading.names.within(chunk.start, name.start)

    def specified(self, place: Place) -> Subject | None:
        """What a superlative topic is said to be: 화장품 in `가장 많이 는 품목은 화장품으로 39% 늘었다`."""
        scene, at = place.scene, place.quantity.start
        topic = next(iter(reversed(scene.topics.last(scene.start, at, 1))), None)
        if (
            topic is None
            or place.bracket is not None  # 이어 가온켐텍(2,801억원): the next in order
            or topic.role != TOPIC
            or not self._comes_first(topic, scene)
        ):
            return None
        chunk = scene.chunks.starting_from(topic.end)
        if chunk is None or chunk.end > at or not _SPECIFIED.match(self.text, self._behind_gloss(chunk.end)):
            return None
        if self.reading.quantities.over(chunk.start, chunk.end) or _CHANGED.search(self.text, chunk.start, chunk.end):
            return None
        names = self.reading.names.over(chunk.start, chunk.end)
        if names and names[-1].end == chunk.end and names[-1].label in OWNING:
            return named(names[-1])
        return somebody(self.rules, chunk)

    def _comes_first(self, topic: Chunk, scene: Scene) -> bool:
        """Whether *topic* is who leads, or what is the most of something."""
        if _LEADER.fullmatch(self.text, topic.start, topic.end):
            return True
        return _MOST.search(self.text, max(scene.start, topic.start - _SUPERLATIVE), topic.start) is not None

    def _behind_gloss(self, end: int) -> int:
        """Where the bracket closes that explains the words ending at *end*, else *end*: (Haram·河覽)."""
        gloss = _GLOSS.match(self.text, end)
        return gloss.end() if gloss is not None else end

    def grown_since(self, place: Place) -> Subject | None:
        """What is so many times what it was at another time: 문의 in `문의가 상반기의 두 배를 넘었다`."""
        scene, quantity = place.scene, place.quantity
        if quantity.unit != "multiple" or place.bracket is not None:
            return None
        time = next(iter(self.reading.times.last(scene.start, quantity.start, 1)), None)
        topic = next(iter(scene.topics.last(scene.start, quantity.start, 1)), None)
        if time is None or topic is None or not topic.end <= time.start or topic.end + 4 < time.start:
            return None
        if not _TIMES_OF.fullmatch(self.text, time.end, quantity.start) or is_measure(self.text, topic):
            return None
        return somebody(self.rules, topic) if not self.reading.names.over(topic.start, topic.end) else None

    def its_size(self, place: Place) -> Subject | None:
        """Whose plan or deal a clause gives the size of: `A와 B는 매각 계획을 발표했는데, 그 규모는 42억 달러에 달한다`."""
        scene, at = place.scene, place.quantity.start
        topics = scene.topics.last(scene.start, at, NEAREST)
        if len(topics) < 2 or _ITS_SIZE.fullmatch(self.text, topics[-1].start, topics[-1].end) is None:
            return None
        first = next((chunk for chunk in topics[:-1] if chunk.role == TOPIC and chunk.depth == 0), None)
        if first is None or is_measure(self.text, first):
            return None
        return self._several_said(first, scene) or self._owner_of(first, scene, at)

    def _several_said(self, last: Chunk, scene: Scene) -> Subject | None:
        """Several companies that end with *last*, each with what it is before its name: `칩 제조사 가온과 로봇 회사 다온은`."""
        start = end = last.start
        index = scene.chunks.index_from(last.start)
        for chunk in (last, *reversed(scene.chunks[max(0, index - NEAREST) : index])):
            names = [name for name in self.reading.names.over(chunk.start, chunk.end) if name.label != "LOC"]
            joined = chunk is last or _JOINED.fullmatch(self.text, chunk.end, start) is not None
            if not joined or len(names) != 1 or names[0].label != "ORG" or names[0].end != chunk.end:
                break
            start = chunk.start
        return Subject(start, last.end, None, SURE) if start < end else None

    def ranked(self, place: Place) -> Subject | None:
        """The class of those who hold a rank, where nobody of it is named: 업체 in `2~4위 업체를 합한 수치`."""
        if place.quantity.unit != "rank":
            return None
        held = _RANKED_CLASS.match(self.text, place.quantity.end, place.scene.end)
        return Subject(*held.span("thing"), None, SURE) if held is not None else None

    def case(self, place: Place) -> Subject | None:
        """Whose case the clause tells: 국내 항공사의 경우 이 기간 여객수는 6362만명; or whose alone the sentence looks at: 가온은행만 보면."""
        scene, at = place.scene, place.quantity.start
        if self._is_member(place):
            return None  # 하람전자(12%), 다온식품(9%) 순으로
        if (alone := _ALONE.search(self.text, scene.start, at)) is not None:
            names = self.reading.names.last(scene.start, alone.start(), 1)
            if names and names[0].label in OWNING | {"LOC"} and names[0].end == alone.start():
                return named(names[0])
        chunks = scene.chunks.last(scene.clause_start(at), at, NEAREST)
        for chunk in reversed(chunks):
            if chunk.role == POSSESSIVE and _CASE.match(self.text, chunk.end):
                told = is_measure(self.text, chunk) or _LISTS.search(self.text, chunk.end, at)
                return None if told else somebody(self.rules, chunk)  # 자기자본비율의 경우 은행들은; 이 분야의 경우 ▶ 도로 3억원
            if chunk.role in (TOPIC, SUBJECT) and not is_measure(self.text, chunk):
                return None
        return None

    def topic_of_measure(self, place: Place, cue: Cue | None) -> Subject | None:
        """The topic before a measure that nobody else owns: 국보디자인은 3분기 매출이 2조원으로 늘었다."""
        scene, at = place.scene, place.quantity.start
        own = scene.chunks.at(cue.start) if cue is not None and cue.metrics[0].owned else None
        if own is None or own.start > at or not scene.start <= own.start:
            return None
        if owner_length(untimed(self.reading, own) if own.end <= at else self.text[own.start : at].strip()):
            return None
        index = scene.chunks.index_from(own.start)
        if index and scene.chunks[index - 1].role == POSSESSIVE:
            return None
        for chunk in reversed(scene.topics.last(scene.start, at, NEAREST)):
            if is_measure(self.text, chunk) or not untimed(self.reading, chunk) or is_onlooker(self.text, chunk.start, chunk.end):
                continue
            if (
                self._in_relative(place)
                or chunk.start > own.start
                or chunk.role != TOPIC
                or chunk.depth != own.depth
                or scene.embedded_from(chunk) <= at
                or _SPEAKS.match(self.text, chunk.end + len(chunk.particle), at)
            ):
                return None
            held = self._said_to_be(chunk, scene) if cue is not None and cue.metrics[0].judged_as in HELD else None
            holder = self._person(chunk) if cue is not None and cue.metrics[0].judged_as in HELD else None
            return held or holder or self._owner_of(chunk, scene, at)
        return None

    def _person(self, topic: Chunk) -> Subject | None:
        """The person whom *topic* names, alone or by rank: 김하람 in `김하람 회장은 지분 23%를 가지고 있다`."""
        names = self.reading.names.over(topic.start, topic.end)
        if not names or names[-1].label != "PERSON" or names[0].start != topic.start:
            return None
        *houses, person = names  # 하람전자 김하람 회장
        if any(name.label != "ORG" for name in houses) or (houses and self.text[houses[-1].end : person.start] != " "):
            return None
        return named(person) if _RANK.fullmatch(self.text, person.end, topic.end) else None

    def _said_to_be(self, topic: Chunk, scene: Scene) -> Subject | None:
        """Who *topic* is said to be, right behind it: 김철수 in `최대주주는 김철수이며 지분율은 23%다`."""
        chunk = scene.chunks.starting_from(topic.end)
        if chunk is None or not _IS.match(self.text, chunk.end):
            return None
        names = self.reading.names.within(chunk.start, chunk.end)
        if names:
            return named(names[-1]) if names[-1].end == chunk.end else None
        return worded(self.reading, chunk.start, chunk.end) if _FULL_NAME.fullmatch(self.text, chunk.start, chunk.end) else None

    def traded(self, place: Place) -> Subject | None:
        """What a contract is on: 금 in `12월물 금 가격은`, 브렌트유 in `런던 거래소의 브렌트유 9월물도`."""
        scene, at = place.scene, place.quantity.start
        spoken = self.reading.times.last(scene.start, at, NEAREST)
        month = next((time for time in reversed(spoken) if time.relation == "delivery"), None)
        if month is None or (tail := _CONTRACT.match(self.text, month.end)) is None:
            return None
        if tail["thing"]:
            chunk = scene.chunks.at(tail.end())
            start, end = tail.end(), chunk.end if chunk is not None else tail.end()
        else:
            chunk = scene.chunks.at(month.start)
            start, end = chunk.start if chunk is not None else month.start, month.start
        others = scene.topics.within(max(tail.end(), end), at)
        if end > at or any(not _PRICE.search(self.text, topic.start, topic.end) for topic in others):
            return None
        span = self.rules.trim(start, end)
        words = self.text[slice(*span)] if span is not None else ""
        length = owner_length(words) or len(_PRICE.sub("", words))
        return None if span is None or not length or says_nothing(words) else worded(self.reading, span[0], span[0] + length)

    def on_average(self, place: Place) -> Subject | None:
        """Whose the average is that a bracket tells, with all that stands in it: OECD in `OECD 평균(흡연율 13%, 소비량 8ℓ)보다`."""
        chunk = place.scene.chunks.at(place.bracket - 1) if place.bracket is not None else None
        if chunk is None or place.bracket is None or chunk.end < place.bracket:
            return None
        start = max(chunk.start, place.scene.start)
        mean = _MEAN_LEVEL.search(self.text, start, place.bracket)
        if mean is None or self.reading.quantities.over(start, place.bracket) or self.reading.times.over(start, place.bracket):
            return None
        words = self.text[start : mean.start()]
        if not owner_length(words) or says_nothing(words) or any(find_cues(self.text, start, mean.start())):
            return None
        return worded(self.reading, start, mean.start())

    def held_against(self, place: Place, cue: Cue | None) -> Subject | None:
        """
        Whose the size is that another one is held against, right before it: 해외 업체 in `PER은 8배로 해외 업체 평균 12배 대비 낮다`.

        Or whose measure another one is as large as: 정부 in `이는 정부 예산 6천억원과 맞먹는다`.
        """
        if (equalled := self._equalled(place, cue)) is not None:
            return equalled
        scene, quantity = place.scene, place.quantity
        chunk = scene.chunks.at(quantity.start - 1) or scene.chunks.at(quantity.start)
        if _HELD.match(self.text, quantity.end, scene.end) is None or chunk is None or chunk.start >= quantity.start:
            return None
        span = self.rules.trim(chunk.start, quantity.start)
        mean = _MEAN.search(self.text[slice(*span)]) if span is not None else None
        if span is None or mean is None:
            return None
        start, end = span[0], span[0] + mean.start()
        if says_nothing(self.text[start:end]) or any(find_cues(self.text, start, end)):
            return None
        return worded(self.reading, start, end)

    def _equalled(self, place: Place, cue: Cue | None) -> Subject | None:
        """Who stands before the measure in the noun phrase of a number that something else is as large as."""
        chunk = place.scene.chunks.at(place.quantity.start)
        if cue is None or chunk is None or not chunk.start < cue.start < place.quantity.start:
            return None
        if _EQUALLED.match(self.text, place.quantity.end, place.scene.end) is None:
            return None
        span = self.rules.trim(chunk.start, cue.start)
        names = self.reading.names.over(*span) if span is not None else ()
        if span is not None and names:
            return named(names[-1]) if names[-1].end == span[1] else None
        return worded(self.reading, *span) if span is not None and _AGENT.search(self.text[slice(*span)]) else None

    def adjoining(self, place: Place) -> Subject | None:
        """The topic right before the number, where no measure stands between: 그 외는 446억 달러로, 가스는 310만t."""
        scene, at = place.scene, place.quantity.start
        topic = next(iter(scene.topics.last(scene.start, at, 1)[-1:]), None)
        if topic is None or topic.role != TOPIC or is_measure(self.text, topic) or not untimed(self.reading, topic):
            return None
        if _INITIALS.fullmatch(self.text, topic.start, topic.end) and not self.reading.names.over(topic.start, topic.end):
            return None
        between = self.text[topic.end + len(topic.particle) : at]
        told = [(time.start, time.end) for time in self.reading.times.within(topic.end, at)]
        told += [(number.start, number.end) for number in self.reading.quantities.within(topic.end, at)]
        for start, end in told:
            between = _REACHED.sub("", between.replace(self.text[start:end], "#", 1), count=1)
        names = self.reading.names.over(topic.start, topic.end)
        if not _ADJOINS.fullmatch(between) or (names and enumeration(self.reading, names[-1])):
            return None  # of several each may have one of the numbers
        if not names and (owner := self._owner_of_number(topic, scene)) is not None:
            return owner
        return self._owner_of(topic, scene, at) if names or self._stands_alone(topic, scene) else None

    def _stands_alone(self, topic: Chunk, scene: Scene) -> bool:
        """Whether *topic* is nobody's right before (`저장고의 용량은`), no number's (`1만원 미만은`) and no measure by its own form."""
        index = scene.chunks.index_from(topic.start)
        before = scene.chunks[index - 1] if index else None
        beside = before is not None and before.depth == topic.depth and before.end + 2 >= topic.start
        had = beside and before is not None and before.role in (POSSESSIVE, TOPIC)
        if had and not _SOMEONE.search(self.text, topic.start, topic.end):
            return False
        words = self.text[topic.start : topic.end]
        return without_measure(words) == words and not self.reading.quantities.over(topic.start - 1, topic.end)

    def _is_member(self, place: Place) -> bool:
        """Whether the number fills the bracket right behind a member of a list."""
        bracket = place.bracket
        if bracket is None or place.host is not None or self.text[place.quantity.end : place.quantity.end + 1] != ")":
            return False
        listed = ITEM_AFTER.match(self.text, place.quantity.end + 1) is not None
        return (
            listed
            and self.text[bracket - 1].isalnum()
            and LOOSE.fullmatch(self.text, bracket + 1, place.quantity.start) is not None
        )

    def _owner_of_number(self, topic: Chunk, scene: Scene) -> Subject | None:
        """Who has, by 의, what *topic* calls a number of things: 하람전자 in `하람전자의 소액주주수는 3만명`."""
        index = scene.chunks.index_from(topic.start)
        before = scene.chunks[index - 1] if index else None
        if before is None or before.role != POSSESSIVE or before.depth != topic.depth or before.end + 2 < topic.start:
            return None
        names = self.reading.names.over(before.start, before.end)
        alone = len(names) == 1 and names[0].label in CARRYING and names[0].end == before.end
        return named(names[0]) if alone and _NUMBER_OF.fullmatch(self.text, topic.start, topic.end) else None

    def _is_head(self, name: Name, scene: Scene) -> bool:
        """Whether *name* is what its noun phrase is about: no other noun follows, unless it is what is measured of it."""
        chunk = scene.chunks.at(name.start)
        if chunk is None:
            return True
        end = chunk.end
        closing = scene.predicates.starting_from(name.end)
        if closing is not None and closing.ending == "noun" and closing.start < end:
            end = closing.start  # a verb without its ending: 'Qwen Image' 공개.
        if name.end < end:
            return not owner_length(self.text[name.end : end].strip(_QUOTED))
        following = scene.chunks.starting_from(chunk.end)
        return chunk.role != POSSESSIVE or following is None or is_measure(self.text, following)

    def _owning_from(self, at: int, scene: Scene) -> Name | None:
        """The next name of the sentence behind *at*, where it is one that owns."""
        name = self.reading.names.starting_from(at)
        return name if name is not None and name.label in OWNING and name.end <= scene.end else None

    def _is_agent(self, place: Place, verb: Predicate) -> bool:
        """Whether the noun behind *verb* does what it says: nobody else does before it, or the verb tells of its subject's own figure."""
        start = place.scene.clause_start(place.quantity.start)
        topics = place.scene.topics.last(start, place.quantity.start, NEAREST)
        before = [chunk for chunk in topics if not is_measure(self.text, chunk)]
        if any(chunk.role == SUBJECT for chunk in before):
            return False
        return verb.lemma in _HOLDS or not any(chunk.role == TOPIC for chunk in before)

    def _in_relative(self, place: Place) -> bool:
        """Whether the number closes a relative clause, whose noun may be the owner: `정부는 매출이 3조원인 기업을 돕는다`."""
        end = place.quantity.end
        verb = place.scene.predicates.starting_from(end)
        if verb is None or verb.ending != "ETM" or verb.start > end + 1:
            return False
        following = self.reading.quantities.starting_from(end)
        return following is None or following.start > verb.end + 1

    def _owner_of(self, chunk: Chunk, scene: Scene, at: int) -> Subject | None:
        """Whom a topic names: its reference, its organisation or product, else its words; nobody that tells of others."""
        for reference in self.reading.references.over(chunk.start, chunk.end):
            return meant(reference)
        names = self.reading.names.over(chunk.start, chunk.end)
        if any(name.label not in OWNING for name in names):
            return None
        if names:
            if self.bystanders.is_told_by(scene, names[-1], at):
                return None
            return enumeration(self.reading, names[-1]) or (named(names[0]) if len(names) == 1 else None)
        if _REST.fullmatch(self.text, chunk.start, chunk.end) or ITSELF.fullmatch(self.text, chunk.start, chunk.end):
            return Subject(chunk.start, chunk.end, None, SURE)
        span = self.rules.trim(chunk.start, chunk.end)
        if span is None or says_nothing(self.text[slice(*span)]) or any(find_cues(self.text, *span)):
            return None
        head = self.text[slice(*span)].rpartition(" ")[2]
        if (
            says_nothing(head)
            or STANDARD.search(self.text, chunk.start, chunk.end)
            or _GLUED.search(self.text, max(0, span[0] - 2), span[0])
        ):
            return None
        return None if DEICTIC.match(self.text, chunk.start, chunk.end) else worded(self.reading, *span)
