"""
Things whose figures these are, and not their maker's or whoever was named last: products, goods, and programmes with who gives them.

What a thing can do (파라미터, 벤치마크, 성능, 주행거리) is measured of the thing that the sentence, its label or heading, or the sentence
before names; and what stands under the label of an item is of the thing that the label ends with. A good
has its price, and the support that a part of a report tells of is whose heading it stands under.
"""

from __future__ import annotations

import re

from extractors.figures.metrics import Cue, find_cues, is_a, metric
from extractors.figures.owner_words import owner_length, says_nothing
from extractors.figures.ownership.bystanders import ACCIDENTS, GIVEN, Bystanders
from extractors.figures.ownership.phrases import CARRYING, SURE, is_measure, named, untimed, worded
from extractors.figures.places import Place
from extractors.figures.scenes import NEAREST
from extractors.figures.subjects import Subject, SubjectReader
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.scopes import parse_unit
from extractors.syntax import SUBJECT, TOPIC
from schemas import Block

_CARRIED = re.compile(rf"\s?{LEXICON.alternation('built-in')}")
"""Behind a part that a thing holds, which is another thing: Thor 탑재."""
_BUILT_IN = re.compile(rf"\s?(?:칩(?:셋)?\s)?{LEXICON.alternation('built-in')}\s?")
_HOLDS_PART = re.compile(r"(?:탑재|장착|내장)")
_AS_PART = re.compile(r"(?:급|짜리)?(?:의)?\s(?:[^.,을를]{1,24})(?:\([^()]{1,16}\))?(?:을|를)\s")
"""From a size to the verb that says what has a part of it: 96GB의 메모리(HBM)를 ."""
_NO_SIZES = frozenset({"percent", "percentage_point", "rank", "multiple", "count"})
"""Units of what is no size of a part."""
_SIZES = frozenset({"area", "power", "energy", "volume"})
"""Dimensions in which buildings, plants and sites are sized."""
_SIZED = re.compile(r"\s?(?:(?:이상|이하|가량|정도|안팎|내외)의?\s)?(?:(?:규모|크기|면적|용량)의?|짜리|급)\s")
_SIZED_TOO = re.compile(r"(?:에|와|과|,)\s(?:[가-힣]{1,6}\s){0,2}")
_AT_SITE = re.compile(r"(?:[^.,]{0,40}[가-힣A-Za-z)](?<![은는이을를]))?에서(?:는|도)?\s")
"""From a company to the place at which something happened: its own, 울산공장에서는."""
_OFFERED = re.compile(rf"[‘'“\"「『](?P<thing>[^‘'“\"「」『』’”\n]{{1,24}}{LEXICON.alternation('what is offered')})[’'”\"」』]\Z")
_OFFER = 32
"""Characters of such a name with its quotes at most."""
_TERMS = re.compile(r"(?:[가-힣]{1,8}\s){1,3}(?:(?:연|최대|최고|최저|약)\s)?[\d+-]")
"""What a bracket of terms begins with: 보증비율 95."""
_MEMBER = re.compile(r"[▲△▷▶◇◆■□●○]\s?[가-힣A-Za-z]|[가-힣A-Za-z]\((?=[+\-△▲▼]?\Z)")
"""A bullet within a sentence and what it names, or those before the bracket that holds a number alone."""
_EXCHANGED = "exchange_rate"
_PAIR_OF_CURRENCIES = re.compile(r"(?<![가-힣A-Za-z])(?P<one>[가-힣A-Z]{1,4})[/·ㆍ](?P<two>[가-힣A-Z]{1,4})\s?환율\Z")
"""The rate of one currency in another, at the end of its phrase."""
_QUOTES = "'’\"”」』>)"
_SENTENCES = 2
"""Sentences back in which the thing is looked for."""


class Things:
    """Each public method tells the owner by one construction; None where there is none. Answers for one document."""

    def __init__(self, rules: SubjectReader, bystanders: Bystanders) -> None:
        self.rules, self.reading, self.text = rules, rules.reading, rules.reading.text
        self.bystanders = bystanders

    def measured(self, place: Place, metric_name: str) -> Subject | None:
        """The product that a measure of products is of: the nearest before the number, else that of the headings or the sentence before."""
        own = metric(metric_name)
        if own is None or not own.of_product or place.quantity.unit == "rank":
            return None
        test = place.label is not None and metric_name == "benchmark_score"  # whose label is the name of the test
        start = place.label[1] if test and place.label is not None else place.scene.start
        if (name := self._product_before(place, start, place.quantity.start)) is not None:
            return named(name)
        if not test and self._somebody_within(place):
            return None
        name = self._of_governors(place.block, benchmark=test) or self._told_before(place)
        return named(name) if name is not None else None

    def holding_part(self, place: Place) -> Subject | None:
        """
        The part whose size a bracket right behind it gives, and not what it is built into: `가속기 Thor 탑재 (2,000TOPS)`; else what the
        sentence says that has a part of such a size, `64GB 메모리를 탑재한 신형 칩은`.
        """
        scene, quantity = place.scene, place.quantity
        if quantity.unit in _NO_SIZES or quantity.dimension == "money":
            return None
        if place.bracket is not None:
            name = next(iter(self.reading.names.last(scene.start, place.bracket, 1)), None)
            part = name is not None and name.label == "PRODUCT" and _BUILT_IN.fullmatch(self.text, name.end, place.bracket)
            opens = not self.text[place.bracket + 1 : quantity.start].strip()
            return named(name) if part and opens and name is not None else None
        verb = scene.predicates.starting_from(quantity.end)
        if verb is None or verb.ending != "ETM" or not _HOLDS_PART.match(self.text, verb.start, verb.end):
            return None
        chunk = scene.chunks.starting_from(verb.end)
        if chunk is None or chunk.start > verb.end + 1 or chunk.role not in (SUBJECT, TOPIC) or chunk.depth:
            return None
        if _AS_PART.fullmatch(self.text, quantity.end, verb.start) is None:
            return None
        if self.reading.names.over(chunk.start, chunk.end) or is_measure(self.text, chunk):
            return None
        if scene.topics.within(scene.clause_start(quantity.start), quantity.start):
            return None  # 하람이 64GB 메모리를 탑재한 노트북을
        span = self.rules.trim(chunk.start, chunk.end)
        return worded(self.reading, *span) if span is not None and not says_nothing(self.text[slice(*span)]) else None

    def labelled_above(self, place: Place) -> Subject | None:
        """The product that the label of the item above ends with, where this one names nobody: `- 앱 '다온 2.0': …`."""
        block = place.block
        if block is None or block.kind != "list_item" or place.label is not None:
            return None
        above = next(iter(self.reading.governors(block)), None)
        if above is None or above.kind != "list_item" or self._somebody_within(place):
            return None
        colon = self.text.find(":", above.start_char, above.end_char)
        name = next(iter(self.reading.names.last(above.start_char, colon, 1)), None) if colon >= 0 else None
        if name is None or name.label != "PRODUCT" or self.text[name.end : colon].strip(_QUOTES + "* "):
            return None
        return named(name)

    def giver(self, place: Place, metric_name: str) -> Subject | None:
        """Who gives what a part tells of, by the heading that they open: 상해시 above `- **연구비 지원**: 최대 5억원`."""
        if metric_name not in GIVEN or place.block is None or place.block.kind != "list_item":
            return None
        scene, at = place.scene, place.quantity.start
        if any(name.label in CARRYING for name in self.reading.names.last(scene.start, at, NEAREST)):
            return None
        for above in self.reading.governors(place.block):
            name = self.reading.names.starting_from(above.start_char) if above.kind == "heading" else None
            if name is not None and name.label in ("ORG", "LOC") and name.start == above.start_char:
                return named(name)
        return None

    def priced(self, place: Place, cue: Cue | None) -> Subject | None:
        """The good right before the word of its price, which no company has: D램 in `D램 고정가격은 1.35달러에서 7달러로 뛰었다`."""
        scene, at = place.scene, place.quantity.start
        if cue is None or not scene.start <= cue.start < at or not is_a(cue.metrics[0].name, "unit_price"):
            return None
        own = scene.chunks.at(cue.start)
        if (
            own is None
            or own.role not in (TOPIC, SUBJECT)
            or own.end > at
            or own.end != cue.end
            or self._topic_between(place, own.end)
            or _MEMBER.search(self.text, own.end, at)
        ):
            return None
        span = self.rules.trim(own.start, cue.start)
        if (
            span is None
            or self.text[span[1] - 1] in ("당", "등")
            or says_nothing(self.text[slice(*span)])
            or self.reading.names.over(*span)
            or any(find_cues(self.text, *span))
        ):
            return None
        return worded(self.reading, span[0], span[0] + len(self.text[slice(*span)].removesuffix(" 평균")))

    def exchanged(self, place: Place, metric_name: str) -> Subject | None:
        """The rate of two currencies that a topic or subject tells as a pair, which is nobody else's: `원/달러 환율은 1,375.7원에 마감했다`."""
        scene, at = place.scene, place.quantity.start
        if metric_name != _EXCHANGED or place.bracket is not None:
            return None
        chunk = next(iter(scene.topics.last(scene.start, at, 1)), None)
        pair = _PAIR_OF_CURRENCIES.search(self.text, chunk.start, chunk.end) if chunk is not None else None
        units = [parse_unit(pair[side]) for side in ("one", "two")] if pair is not None else []
        if pair is None or any(unit is None or unit.unit.dimension != "money" for unit in units):
            return None
        return Subject(*pair.span(), None, SURE)

    def sized(self, place: Place) -> Subject | None:
        """The thing behind a size that says how large it is: 도서관 in `대지면적 2,100㎡에 연면적 8,500㎡ 규모의 도서관을 짓는다`."""
        quantity = place.quantity
        if quantity.dimension not in _SIZES or place.bracket is not None:
            return None
        at = quantity.end
        for number in self.reading.quantities.within(at, place.scene.end):
            if number.dimension != quantity.dimension or not _SIZED_TOO.fullmatch(self.text, at, number.start):
                break
            at = number.end
        size = _SIZED.match(self.text, at, place.scene.end)
        chunk = place.scene.chunks.starting_from(size.end()) if size is not None else None
        if size is None or chunk is None or chunk.start != size.end() or says_nothing(self.text[chunk.start : chunk.end]):
            return None
        span = self.rules.trim(chunk.start, chunk.end)
        if span is None or any(not cue.counted or cue.end != span[1] for cue in find_cues(self.text, *span)):
            return None  # 100MWh 규모의 공급 계약을, 3만㎡ 규모의 물류센터 공사를: a deal, and whose it is
        return worded(self.reading, *span)

    def on_terms(self, place: Place) -> Subject | None:
        """What is offered on the terms that its bracket lists: 가온 보증 in `‘가온 보증’(보증료 0.9%, 한도 2억원)을 내놓는다`."""
        bracket = place.bracket
        if bracket is None or any(name.label in CARRYING for name in self.reading.names.within(bracket, place.quantity.start)):
            return None
        offered = _OFFERED.search(self.text, max(place.scene.start, bracket - _OFFER), bracket)
        if offered is None or not _TERMS.match(self.text, bracket + 1, place.quantity.start + 1):
            return None
        start, end = offered.span("thing")
        exact = next((name for name in self.reading.names.over(start, end) if (name.start, name.end) == (start, end)), None)
        return named(exact) if exact is not None else Subject(start, end, None, SURE)

    def at_site(self, place: Place, metric_name: str) -> Subject | None:
        """The company at whose place people came to harm: 가람켐 in `가람켐 울산공장에서는 유증기가 폭발해 3명이 숨졌다`."""
        at, scene = place.quantity.start, place.scene
        if metric_name not in ACCIDENTS or place.bracket is not None:
            return None
        for name in reversed(self.reading.names.last(scene.start, at, NEAREST)):
            if name.label == "ORG" and _AT_SITE.match(self.text, name.end, at) and not self.bystanders.is_teller(name.entity_id):
                return named(name)
        return None

    def _product_before(self, place: Place, start: int, at: int) -> Name | None:
        """The nearest product before the number that is neither compared with nor a part, with no other topic in between."""
        for name in reversed(self.reading.names.last(start, at, NEAREST)):
            if name.label not in CARRYING:
                continue
            if name.label != "PRODUCT" or name.end > at:
                return None
            if place.scene.open_bracket(name.start) not in (None, place.bracket) or self._is_aside(place, name):
                continue
            return None if self._topic_between(place, name.end) else name
        return None

    def _is_aside(self, place: Place, name: Name) -> bool:
        return _CARRIED.match(self.text, name.end) is not None or self.bystanders.cannot_own(place, named(name), "performance")

    def _topic_between(self, place: Place, start: int) -> bool:
        topics = place.scene.topics.within(start, place.quantity.start)
        return any(not is_measure(self.text, chunk) and owner_length(untimed(self.reading, chunk)) for chunk in topics)

    def _somebody_within(self, place: Place) -> bool:
        """Whether the sentence names anybody, or anything by a topic, before the number."""
        scene, at = place.scene, place.quantity.start
        if any(name.label in CARRYING or name.label == "PERSON" for name in self.reading.names.last(scene.start, at, NEAREST)):
            return place.label is None
        return self._topic_between(place, scene.start)

    def _of_governors(self, block: Block | None, *, benchmark: bool) -> Name | None:
        """The product of the nearest label or heading above that names one."""
        for above in self.reading.governors(block):
            if above.kind == "list_item":
                end = self.text.find(":", above.start_char, above.end_char)
                end = above.end_char if end < 0 and benchmark else end
            else:
                end = above.end_char
            names = [
                name for name in self.reading.names.within(above.start_char, max(end, above.start_char)) if name.label in CARRYING
            ]
            products = [name for name in names if name.label == "PRODUCT"]
            if len(products) == 1:
                return products[0]
            if products or names:
                return None
        return None

    def _told_before(self, place: Place) -> Name | None:
        """The only product of the sentences right before, in the same paragraph."""
        if place.block is None:
            return None
        syntax = self.reading.syntax
        number = syntax.index(place.scene.sentence)
        for sentence in reversed(syntax.sentences[max(0, number - _SENTENCES) : number]):
            if sentence.start < place.block.start_char:
                return None
            products = [name for name in self.reading.names.within(sentence.start, sentence.end) if name.label == "PRODUCT"]
            if products:
                return (
                    products[-1] if len({name.entity_id or self.text[name.start : name.end] for name in products}) == 1 else None
                )
        return None
