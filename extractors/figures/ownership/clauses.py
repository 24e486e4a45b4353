"""
Owners that the clause of a number names.

A relative clause gives its figures to the noun behind it (`매출 3조원을 기록한 삼성전자`), a rank to the name that it stands before (`업계
1위인 쿠팡`), a superlative to what is said to be it (`가장 많이 는 품목은 화장품으로, 39%`); a measure belongs to its genitive or topic.
"""

from __future__ import annotations

import re

from extractors.figures.metrics import Cue, find_cues
from extractors.figures.owner_words import QUALIFIER, owner_length, says_nothing, without_measure, without_use
from extractors.figures.ownership import ranks
from extractors.figures.ownership.bystanders import Bystanders
from extractors.figures.ownership.phrases import (
    CARRYING,
    ITEM_AFTER,
    ITSELF,
    LOOSE,
    OWNING,
    SURE,
    enumeration,
    is_measure,
    is_onlooker,
    meant,
    named,
    untimed,
    whole,
    worded,
)
from extractors.figures.places import Place
from extractors.figures.scenes import COMPARED, NEAREST, Scene
from extractors.figures.subjects import HELD, Subject, SubjectReader
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.syntax import OBJECT, POSSESSIVE, SUBJECT, TOPIC, Chunk, Predicate

_WIDENED = 24
"""Characters before a measure in which what it goes through ends."""
_APPOSED = re.compile(r"\s?(?:[가-힣A-Za-z]{1,8}\s){0,3}[‘'“\"「<]|\s?")
"""Between a relative clause and the name behind it, where quotes set off what the name is called: 탑재한 생성 모델 'Qwen'."""
_OBJECT = re.compile(r"(?:을|를)\s")
_PLAIN_THING = re.compile(r"\s(?P<thing>(?:[가-힣A-Za-z·]{1,8}\s)?[가-힣A-Za-z·]{1,10})\s")
"""Between a company and the count of its plants: 반도체 공장."""
_ACTS = re.compile(r"[은는이가]\s")
_APPOSITION = 20
"""Characters of the nouns before a name that say what it is."""
_QUOTED = " '’\"”」』>"
_MARKET = "시장"
_AMONG = re.compile(r"에(?:서[는도]|선)\s")
"""Particles of those to whose doings a clause turns."""
_TRADE = re.compile(rf"(?!사업){LEXICON.alternation('class_of_firms')}\s?$")
_WHOLE_TRADE = re.compile(LEXICON.alternation("whole trade"))
_INITIALS = re.compile(r"[A-Z][A-Z&/]{1,6}")
"""What may be a measure by its letters: EBT는 12억 달러."""
_DEICTIC = re.compile(rf"{LEXICON.alternation('deictic')}\s(?!외|밖)")
"""Before a noun that stands for something told before: 이번 취득분은."""
_THROUGH = re.compile(rf"(?:\([^()]{{1,16}}\))?{LEXICON.alternation('by way of')}\s$")
_EXPLAINED = re.compile(r"\((?![A-Z])[^()]{1,20}\)\s?$")
_HOUSEHOLDS = re.compile(rf"\s{LEXICON.alternation('class of households')}$")
_SLICE = re.compile(rf"{LEXICON.alternation('division', 'part of a company')}$")
_STANDARD = re.compile(rf"(?:{COMPARED}|비|기준|{LEXICON.alternation('expectation')})$")
"""The end of a phrase that is no owner: 전년비, 일반회계기준."""
_GLUED = re.compile(r"(?:[가-힣~∼]|\)\s?)\Z")
"""Before a phrase whose first part is missing: PF) 잔액, 4∼7호."""
_TOWARD = re.compile(
    r"(?<![가-힣A-Za-z一-鿿])(?P<country>(?:대(?=[일중미])|對)(?:[일중미美中日獨佛英北]|아세안|유럽|EU))\s(?:[가-힣]{1,6}\s)?\Z"
)
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
_ET_CETERA = re.compile(r"\s등\Z")
"""Behind the last of several: 가전, 자동차 등의 매출."""
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

_FIRM_NOUN = re.compile(r"[가-힣]사\s?\Z")
"""The end of a word for firms: 상장사, 계열사, 증권사."""
_TO_ITS_NUMBER = re.compile(r"(?:[은는이가]\s(?:평균\s|각각\s|약\s)*|\()[△▲+-]?")
_MEAN_WORD = re.compile(r"평균|각각")
_SHARED_TOPICS = (
    re.compile(r"[은는이가]\s(?:평균\s|각각\s|약\s)*[△▲+-]?"),
    re.compile(r",\s|\s[가-힣]{1,6}(?:했|하였|었|았|였|됐)?(?:고|으며|며),?\s"),
)
_SHARED_BRACKETS = re.compile(r"\([△▲+-]?"), re.compile(r"\)(?:[와과]|,|\s및)\s")
"""Between a measure and its number, and from there to the next measure of the same owner."""
_EACH = re.compile(r"[을를]\s각각\s")
_LEFT_OPEN = re.compile(r"[을를],\s")
_WORKS = re.compile(rf"\s{LEXICON.alternation('public works')}\Z")
_IN_ORDER_TO = re.compile(r"[을를]\s(?:[가-힣]{1,6}\s){0,2}[가-힣]{1,6}기\s위한\s")
"""From what is to be done to the money for it."""
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
        if _OBJECT.fullmatch(self.text, quantity.end, verb.start) is None:
            return None
        doer = next(iter(scene.topics.last(scene.clause_start(quantity.start), quantity.start, 1)), None)
        between = self.text[doer.end + len(doer.particle) : quantity.start] if doer is not None else ""
        if doer is None or doer.role != SUBJECT or is_measure(self.text, doer) or not _ADJOINS.fullmatch(between):
            return None
        return self._owner_of(doer, scene, quantity.start)

    def part_of(self, place: Place) -> Subject | None:
        """Those of whom a share is told, which is the topic or subject: 30세 이하 주민 in `30세 이하 주민의 74%는 지하철을 탔다`."""
        scene, quantity = place.scene, place.quantity
        if quantity.unit != "percent" or place.bracket is not None or not _ACTS.match(self.text, quantity.end, scene.end):
            return None
        own = scene.chunks.at(quantity.start)
        index = scene.chunks.index_from(own.start) if own is not None and own.start == quantity.start else 0
        chunk = scene.chunks[index - 1] if index else None
        if chunk is None or chunk.role != POSSESSIVE or chunk.start != scene.clause_start(quantity.start):
            return None
        if QUALIFIER.fullmatch(self.text, chunk.start, chunk.end) or self.reading.names.over(chunk.start, chunk.end):
            return None
        return self._worded(chunk, scene)

    def rated(self, place: Place, cue: Cue | None) -> Subject | None:
        """
        Those of whom the topic tells the proportion, also in the bracket of an earlier time.

        적정의견 in `적정의견 비율은 97.2%로, 2015년(99.4%) 이후 떨어졌다`.
        """
        scene, at = place.scene, place.quantity.start
        if cue is None or cue.metrics[0].name != "proportion" or not scene.start <= cue.start < at:
            return None
        own = scene.chunks.at(cue.start)
        if own is None or own.role != TOPIC or own.depth or own.end != cue.end or own.start == cue.start:
            return None
        topics = (chunk for chunk in scene.topics.within(own.end, at) if scene.embedded_from(chunk) > at)
        dated = place.bracket is None or self._dates(place.bracket)
        if not dated or any(topics) or self.reading.names.over(own.start, at):
            return None
        index = scene.chunks.index_from(own.start)
        if index and scene.chunks[index - 1].role in (POSSESSIVE, TOPIC):
            return None
        span = self.rules.trim(own.start, cue.start)
        if span is None or says_nothing(self.text[slice(*span)]) or self.text[cue.start - 1] != " ":
            return None
        return worded(self.reading, *span)

    def _dates(self, bracket: int) -> bool:
        """Whether a time stands right before *bracket*: 2015년(99.4%)."""
        return any(time.end == bracket for time in self.reading.times.over(bracket - 1, bracket))

    def site(self, place: Place, metric_name: str) -> Subject | None:
        """The company whose plants or shops the number counts right behind it: 하람전자 in `하람전자 공장 3곳`."""
        scene, at = place.scene, place.quantity.start
        chunk = scene.chunks.at(at)
        if metric_name != "facility_count" or chunk is None or place.bracket is not None:
            return None
        names = self.reading.names.within(chunk.start, at)
        if len(names) != 1 or names[0].label != "ORG" or names[0].start != chunk.start:
            return None
        thing = _PLAIN_THING.fullmatch(self.text, names[0].end, at)
        cues = find_cues(self.text, *thing.span("thing")) if thing is not None else ()
        counted = thing is not None and len(cues) == 1 and cues[0].counted and cues[0].end == thing.end("thing")
        told = counted and not self.bystanders.is_teller(names[0].entity_id)
        return enumeration(self.reading, names[0]) or named(names[0]) if told else None

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
        return self._somebody(chunk)

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
        return self._somebody(topic) if not self.reading.names.over(topic.start, topic.end) else None

    def toward(self, place: Place, cue: Cue | None) -> Subject | None:
        """The country that trade is with, by its one syllable: 대일 in `대일 무역적자는 13억 달러`, 對美 in `對美 수출은 21억 달러`."""
        scene, at = place.scene, place.quantity.start
        if cue is None or not scene.clause_start(at) <= cue.start < at or cue.metrics[0].owned:
            return None
        country = _TOWARD.search(self.text, max(scene.start, cue.start - _WIDENED), cue.start)
        others = (chunk for chunk in scene.topics.within(cue.end, at) if not is_measure(self.text, chunk))
        if country is None or any(others) or any(name.label in OWNING for name in self.reading.names.within(cue.start, at)):
            return None
        start, end = country.span("country")
        if any(chunk.role == POSSESSIVE and chunk.end + 2 >= start for chunk in scene.chunks.last(scene.start, start, 1)):
            return None  # 하람국의 대일 수출은: whose trade it is
        name = next((n for n in self.reading.names.over(start, end) if n.label == "LOC"), None)
        return Subject(start, end, name.entity_id if name is not None else None, SURE)

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
                return None if told else self._somebody(chunk)  # 자기자본비율의 경우 은행들은; 이 분야의 경우 ▶ 도로 3억원
            if chunk.role in (TOPIC, SUBJECT) and not is_measure(self.text, chunk):
                return None
        return None

    def through(self, place: Place, cue: Cue | None) -> Subject | None:
        """Whom a measure goes through or to: 외국 항공사를 통한 여객수, 중국에 대한 수출."""
        own = place.scene.chunks.at(cue.start) if cue is not None else None
        if cue is None or own is None or own.end > place.quantity.start or cue.metrics[0].owned or not is_measure(self.text, own):
            return None
        through = _THROUGH.search(self.text, max(place.scene.start, own.start - _WIDENED), own.start)
        if through is None:
            return None
        chunk = place.scene.chunks.at(through.start() - 1)
        return self._somebody(chunk) if chunk is not None and chunk.end == through.start() else None

    def genitive(self, place: Place, cue: Cue | None) -> Subject | None:
        """The name that owns the measure by 의: 중국의 점유율은 68%."""
        scene = place.scene
        own = scene.chunks.at(cue.start) if cue is not None else None
        index = scene.chunks.index_from(own.start) if own is not None else 0
        chunk = scene.chunks[index - 1] if index else None
        if cue is None or own is None or own.start > place.quantity.start or chunk is None or chunk.end + 2 < own.start:
            return None
        if chunk.role == POSSESSIVE and cue.end == own.end and _HOUSEHOLDS.search(self.text, chunk.start, chunk.end):
            return self._somebody(chunk)  # 소득 1분위 가구의 월평균 소득
        if chunk.role != POSSESSIVE or not cue.metrics[0].owned or owner_length(untimed(self.reading, own)):
            return None
        if self._turns_to_another(own, place):
            return None
        names = self.reading.names.over(chunk.start, chunk.end)
        if names and (several := self._counted_firms(chunk, scene, names[-1])) is not None:
            return several
        if len(names) == 1 and names[0].end == chunk.end and names[0].label in CARRYING:
            return enumeration(self.reading, names[0]) or named(names[0])
        if _SLICE.search(self.text, chunk.start, chunk.end):
            return self._company_of_part(chunk, scene)
        if any(n.label != "LOC" or n.start > chunk.start for n in names) or self.reading.references.over(chunk.start, chunk.end):
            return None
        return self._worded(chunk, scene) if chunk.depth == own.depth else None

    def shared(self, place: Place, cue: Cue | None) -> Subject | None:
        """
        Who has, by 의, the measure before and so the next one too: 도입 기업 in `도입 기업의 불량률은 23%, 에너지 사용량은 9% 줄었다`, and in
        `도입 기업의 불량률(23%)과 에너지 사용량(9%)은`; not where the next one has an owner of its own.
        """
        scene, at = place.scene, place.bracket if place.bracket is not None else place.quantity.start
        own = scene.chunks.at(cue.start) if cue is not None else None
        if cue is None or own is None or own.end > at or cue.end != own.end or not self._next_to(own, place):
            return None
        if without_use(untimed(self.reading, own)) or self.reading.names.over(own.start, own.end):
            return None
        index = scene.chunks.index_from(own.start)
        before = next(iter(self.reading.quantities.last(scene.start, own.start, 1)), None)
        measure = next(
            (c for c in reversed(scene.chunks[:index]) if before is not None and c.end <= before.start and not c.depth), None
        )
        while measure is not None and _MEAN_WORD.fullmatch(self.text, measure.start, measure.end):
            previous = scene.chunks.index_from(measure.start)
            measure = scene.chunks[previous - 1] if previous else None
        if before is None or measure is None or not is_measure(self.text, measure):
            return None
        shape = _SHARED_BRACKETS if place.bracket is not None else _SHARED_TOPICS
        words = self.text[measure.end : before.start], self.text[before.end : own.start]
        if not (shape[0].fullmatch(words[0]) and shape[1].fullmatch(words[1])):
            return None
        number = scene.chunks.index_from(measure.start)
        owner = scene.chunks[number - 1] if number else None
        if owner is None or owner.role != POSSESSIVE or owner.depth != own.depth or owner.end + 2 < measure.start:
            return None
        names = self.reading.names.over(owner.start, owner.end)
        if len(names) == 1 and names[0].end == owner.end and names[0].label in CARRYING:
            return named(names[0])
        things = not any(cue.metrics[0].owned for cue in find_cues(self.text, owner.start, owner.end))
        return self._somebody(owner) if things and all(name.label == "LOC" for name in names) else None

    def _next_to(self, own: Chunk, place: Place) -> bool:
        """Whether only the particle of a measure, or its bracket, and the size of an average stand before the number."""
        start = place.bracket if place.bracket is not None else own.end
        between = self.text[own.end : place.quantity.start]
        return start == own.end and _TO_ITS_NUMBER.fullmatch(between) is not None

    def gapped(self, place: Place) -> Subject | None:
        """Who does the last part of what several do each: 나래 in `가온이 12일 본선을, 나래가 하순 다온에 유조선 3척을 각각 인도했다`."""
        scene, quantity = place.scene, place.quantity
        if place.bracket is not None or _EACH.match(self.text, quantity.end, scene.end) is None:
            return None
        doers = [chunk for chunk in scene.topics.last(scene.start, quantity.start, NEAREST) if not chunk.depth]
        if len(doers) < 2 or any(chunk.role != SUBJECT for chunk in doers[-2:]):
            return None
        index = scene.chunks.index_from(doers[-1].start)
        before = scene.chunks[index - 1] if index else None
        if before is None or before.role != OBJECT or _LEFT_OPEN.fullmatch(self.text, before.end, doers[-1].start) is None:
            return None
        names = [self.reading.names.over(chunk.start, chunk.end) for chunk in doers[-2:]]
        alone = all(
            len(own) == 1 and own[0].label == "ORG" and own[0].end == c.end for own, c in zip(names, doers[-2:], strict=True)
        )
        return named(names[-1][0]) if alone else None

    def allotted(self, place: Place, cue: Cue | None) -> Subject | None:
        """
        What a budget is for, by the words right before it, where nobody is named who spends it: 저온창고 설치 in `저온창고 설치 예산 5억원`, and
        공동체 육성 in `공동체 육성을 지원하기 위한 예산 51억원`.
        """
        scene, at = place.scene, place.quantity.start
        chunk = scene.chunks.at(at)
        if cue is None or cue.metrics[0].name != "budget" or place.bracket is not None or self.text[cue.end : at] != " ":
            return None
        if chunk is None or not chunk.start <= cue.start or any(self.reading.names.within(scene.start, at)):
            return None
        if any(c.role == TOPIC and not is_measure(self.text, c) for c in scene.topics.last(scene.start, at, NEAREST)):
            return None
        if chunk.start < cue.start:
            span = self.rules.trim(chunk.start, cue.start)
            done = span is not None and _WORKS.search(self.text, *span) is not None
            return worded(self.reading, *span) if span is not None and done and not self.reading.times.over(*span) else None
        index = scene.chunks.index_from(chunk.start)
        aim = next((c for c in reversed(scene.chunks[max(0, index - 2) : index]) if c.role == OBJECT), None)
        if aim is None or _IN_ORDER_TO.fullmatch(self.text, aim.end, chunk.start) is None:
            return None
        return self._somebody(aim)

    def _turns_to_another(self, own: Chunk, place: Place) -> bool:
        """Whether somebody else is told of between the measure and the number: 중국은 in `국내의 매출은 12% 늘었고, 중국은 3% 줄었다`."""
        if place.bracket is not None and own.end < place.bracket:
            names = self.reading.names.last(own.end, place.bracket, 1)
            if names and names[0].end == place.bracket:
                return True
        scene = place.scene
        others = [chunk for chunk in scene.topics.within(own.end, place.quantity.start) if not is_measure(self.text, chunk)]
        return any(self._acts_apart(own, chunk, scene) for chunk in others)

    def _acts_apart(self, own: Chunk, other: Chunk, scene: Scene) -> bool:
        """Whether *other* is no slice of what *own* measures (`영업이익은 반도체는 2조원, 가전은 3천억원`): an organisation, or behind a verb."""
        organised = any(name.label == "ORG" for name in self.reading.names.over(other.start, other.end))
        return organised or scene.predicates.count_within(own.end, other.start) > 0

    def _company_of_part(self, part: Chunk, scene: Scene) -> Subject | None:
        """The company right before its *part*, which the sentence is about: 현대차 in `현대차는 북미 법인의 매출이`."""
        index = scene.chunks.index_from(part.start)
        topic = scene.chunks[index - 1] if index else None
        if topic is None or topic.role != TOPIC or topic.depth != part.depth:
            return None
        names = self.reading.names.over(topic.start, topic.end)
        alone = len(names) == 1 and (names[0].start, names[0].end) == (topic.start, topic.end) and names[0].label == "ORG"
        others = any(name.label != "LOC" for name in self.reading.names.over(part.start, part.end))
        return named(names[0]) if alone and not others and not self.bystanders.is_teller(names[0].entity_id) else None

    def counted(self, place: Place, metric_name: str) -> Subject | None:
        """Those whom a name only classes, in the number of them too, where they own a measure: 코스피 상장사 of `코스피 상장사 614곳의 매출`."""
        scene = place.scene
        chunk = scene.chunks.at(place.quantity.start)
        if metric_name != "company_count" or chunk is None or chunk.role != POSSESSIVE or place.bracket is not None:
            return None
        following = scene.chunks.starting_from(chunk.end)
        names = self.reading.names.over(chunk.start, chunk.end)
        if not names or following is None or not is_measure(self.text, following):
            return None
        return self._counted_firms(chunk, scene, names[-1])

    def _counted_firms(self, chunk: Chunk, scene: Scene, name: Name) -> Subject | None:
        """Those of *chunk* whom a name only classes, where they are counted: 코스피 상장사 of `코스피 상장사 614곳의 매출`."""
        counts = self.reading.quantities.over(name.end, chunk.end)
        if len(counts) != 1 or counts[0].unit != "count" or counts[0].end != chunk.end:
            return None
        classes = {cue.metrics[0].judged_as for cue in find_cues(self.text, name.end, counts[0].start) if cue.counted}
        if classes - {"company_count"} or not (classes or _FIRM_NOUN.search(self.text, name.end, counts[0].start)):
            return None
        span = self.rules.trim(chunk.start, counts[0].start)
        return whole(self.reading, scene, worded(self.reading, *span)) if span is not None else None

    def bracketed(self, place: Place, cue: Cue | None) -> Subject | None:
        """The noun before a bracket that explains it, which stands before the measure: 청년층 of `청년층(15~29세) 고용률은`."""
        own = place.scene.chunks.at(cue.start) if cue is not None else None
        if own is None or own.end > place.quantity.start or not is_measure(self.text, own):
            return None
        gloss = _EXPLAINED.search(self.text, max(place.scene.start, own.start - _WIDENED), own.start)
        chunk = place.scene.chunks.at(gloss.start() - 1) if gloss is not None else None
        if gloss is None or chunk is None or chunk.end != gloss.start() or chunk.particle or is_measure(self.text, chunk):
            return None
        sized = any(number.dimension != "age" for number in self.reading.quantities.over(*gloss.span()))
        if sized or self.reading.times.over(chunk.start, gloss.end()) or _STANDARD.search(self.text, chunk.start, chunk.end):
            return None
        names = self.reading.names.over(chunk.start, chunk.end)
        return named(names[-1]) if names and names[-1].end == chunk.end else self._worded(chunk, place.scene)

    def _worded(self, chunk: Chunk, scene: Scene) -> Subject | None:
        """The words of *chunk*, where they are somebody or something told for the first time, with the list that 등 sums up left away."""
        span = self.rules.trim(chunk.start, chunk.end)
        if (
            span is None
            or _ET_CETERA.search(self.text, *span)
            or says_nothing(self.text[slice(*span)])
            or any(find_cues(self.text, *span))
        ):
            return None
        return (
            None if _DEICTIC.match(self.text, chunk.start, chunk.end) else whole(self.reading, scene, worded(self.reading, *span))
        )

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

    def within(self, place: Place) -> Subject | None:
        """Whose doings a clause of its own turns to: 배민 in `쿠팡은 25%가 결제했고, 배민에서는 23%가 결제했다`."""
        scene, at = place.scene, place.quantity.start
        chunk = scene.chunks.starting_from(scene.clause_start(at))
        if chunk is None or chunk.end > at or not _AMONG.match(self.text, chunk.end):
            return None
        names = self.reading.names.over(chunk.start, chunk.end)
        alone = len(names) == 1 and names[0].label in OWNING and (names[0].start, names[0].end) == (chunk.start, chunk.end)
        return named(names[0]) if alone and not self.bystanders.is_teller(names[0].entity_id) else None

    def trade(self, place: Place, cue: Cue | None) -> Subject | None:
        """The trade or market that stands before the measure, whoever was spoken of: 온라인 식품시장 거래액은 43조원."""
        scene, at = place.scene, place.quantity.start
        own = scene.chunks.at(cue.start) if cue is not None and scene.start <= cue.start < at else None
        if cue is None or own is None or own.role not in (TOPIC, SUBJECT) or own.end > at or cue.end != own.end or place.bracket:
            return None
        end = cue.start + len(_MARKET) if cue.text.startswith(_MARKET) else cue.start
        span = self.rules.trim(own.start, end)
        if span is None or _TRADE.search(self.text, *span) is None:
            return None
        if _TRADE.fullmatch(self.text, *span) and not _WHOLE_TRADE.fullmatch(self.text, *span):
            return None
        if cue.metrics[0].judged_as == "market_share" or self._turns_to_another(own, place):
            return None  # 건설업종 수주액은 4% 늘었고 제조업종이 3%; 승용차 시장 점유율은, which somebody in it has
        return worded(self.reading, *span)

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

    def _somebody(self, chunk: Chunk) -> Subject | None:
        """Whom the words of *chunk* are; None where they say a time, a measure or nothing of their own."""
        span = self.rules.trim(chunk.start, chunk.end)
        words = self.text[slice(*span)] if span is not None else ""
        return worded(self.reading, *span) if span is not None and owner_length(words) and not says_nothing(words) else None

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
            or _STANDARD.search(self.text, chunk.start, chunk.end)
            or _GLUED.search(self.text, max(0, span[0] - 2), span[0])
        ):
            return None
        return None if _DEICTIC.match(self.text, chunk.start, chunk.end) else worded(self.reading, *span)
