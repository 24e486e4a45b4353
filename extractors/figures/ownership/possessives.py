"""
Owners that a measure has by the way it is named: by its genitive (`가온의 매출`), by what stands right before it (`가온 공장 3곳의 매출`), or by the
measure named before (`기업의 이직률은 12%, 전력 사용량은 7%`).
"""

from __future__ import annotations

import re

from extractors.figures.metrics import Cue, find_cues
from extractors.figures.owner_words import QUALIFIER, owner_length, says_nothing, without_use
from extractors.figures.ownership.bystanders import Bystanders
from extractors.figures.ownership.phrases import (
    CARRYING,
    DEICTIC,
    OWNING,
    STANDARD,
    SURE,
    enumeration,
    is_measure,
    named,
    somebody,
    untimed,
    whole,
    worded,
)
from extractors.figures.places import Place
from extractors.figures.scenes import NEAREST, Scene
from extractors.figures.subjects import Subject, SubjectReader
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.syntax import OBJECT, POSSESSIVE, SUBJECT, TOPIC, Chunk

_WIDENED = 24
"""Characters before a measure in which what it goes through ends."""
_PLAIN_THING = re.compile(r"\s(?P<thing>(?:[가-힣A-Za-z·]{1,8}\s)?[가-힣A-Za-z·]{1,10})\s")
"""Between a company and the count of its plants: 반도체 공장."""
_ACTS = re.compile(r"[은는이가]\s")
_MARKET = "시장"
_AMONG = re.compile(r"에(?:서[는도]|선)\s")
"""Particles of those to whose doings a clause turns."""
_TRADE = re.compile(rf"(?!사업){LEXICON.alternation('class_of_firms')}\s?$")
_WHOLE_TRADE = re.compile(LEXICON.alternation("whole trade"))
_THROUGH = re.compile(rf"(?:\([^()]{{1,16}}\))?{LEXICON.alternation('by way of')}\s$")
_EXPLAINED = re.compile(r"\((?![A-Z])[^()]{1,20}\)\s?$")
_HOUSEHOLDS = re.compile(rf"\s{LEXICON.alternation('class of households')}$")
_SLICE = re.compile(rf"{LEXICON.alternation('division', 'part of a company')}$")
_TOWARD = re.compile(
    r"(?<![가-힣A-Za-z一-鿿])(?P<country>(?:대(?=[일중미])|對)(?:[일중미美中日獨佛英北]|아세안|유럽|EU))\s(?:[가-힣]{1,6}\s)?\Z"
)
_ET_CETERA = re.compile(r"\s등\Z")
"""Behind the last of several: 가전, 자동차 등의 매출."""
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


class Possessives:
    """Each public method tells the owner by one construction; None where the clause has it not."""

    def __init__(self, rules: SubjectReader, bystanders: Bystanders) -> None:
        self.rules, self.reading, self.text = rules, rules.reading, rules.reading.text
        self.bystanders = bystanders

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

    def through(self, place: Place, cue: Cue | None) -> Subject | None:
        """Whom a measure goes through or to: 외국 항공사를 통한 여객수, 중국에 대한 수출."""
        own = place.scene.chunks.at(cue.start) if cue is not None else None
        if cue is None or own is None or own.end > place.quantity.start or cue.metrics[0].owned or not is_measure(self.text, own):
            return None
        through = _THROUGH.search(self.text, max(place.scene.start, own.start - _WIDENED), own.start)
        if through is None:
            return None
        chunk = place.scene.chunks.at(through.start() - 1)
        return somebody(self.rules, chunk) if chunk is not None and chunk.end == through.start() else None

    def genitive(self, place: Place, cue: Cue | None) -> Subject | None:
        """The name that owns the measure by 의: 중국의 점유율은 68%."""
        scene = place.scene
        own = scene.chunks.at(cue.start) if cue is not None else None
        index = scene.chunks.index_from(own.start) if own is not None else 0
        chunk = scene.chunks[index - 1] if index else None
        if cue is None or own is None or own.start > place.quantity.start or chunk is None or chunk.end + 2 < own.start:
            return None
        if chunk.role == POSSESSIVE and cue.end == own.end and _HOUSEHOLDS.search(self.text, chunk.start, chunk.end):
            return somebody(self.rules, chunk)  # 소득 1분위 가구의 월평균 소득
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
        return somebody(self.rules, owner) if things and all(name.label == "LOC" for name in names) else None

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
        return somebody(self.rules, aim)

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
        if sized or self.reading.times.over(chunk.start, gloss.end()) or STANDARD.search(self.text, chunk.start, chunk.end):
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
            None if DEICTIC.match(self.text, chunk.start, chunk.end) else whole(self.reading, scene, worded(self.reading, *span))
        )

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
