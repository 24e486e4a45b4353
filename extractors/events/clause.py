"""Reads the clause around a trigger before its event gets a type: who tells it, whether it came about, and which dates can be its own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractors.dates import Time
from extractors.dates.context import RECORD
from extractors.dates.terms import TERM
from extractors.events.hits import UNDATING, UNDOING, UNDONE, Hit, stem_of
from extractors.figures.courses import SAME_BEFORE
from extractors.lexicon import LEXICON
from extractors.reading import Reading, SpanIndex
from extractors.syntax import LINKING, OBJECT, SUBJECT, TOPIC, Predicate, Sentence

_QUOTED = re.compile(
    r"[“\"](?P<said>[^“”\"\n]{1,800})(?:[”\"]|$)(?P<tells>이?라?[고며는면]|[이된]?[라다]고)?"
    r"|[「『《〈](?P<name>[^「」『』《》〈〉\n]{1,80})[」』》〉]"
    r"|[‘'](?!\d\d[.년~∼\-])(?P<title>[^‘’'\n]{1,60})[’'](?!\d\d[.년~∼\-])"
)
"""What stands in quotation marks; a year is written with an apostrophe, too."""
_SAID = 25
"""Characters from which on words in double quotation marks are speech and no name."""
_INTENT = LEXICON.alternation("intent")
_RUMOUR = re.compile(LEXICON.alternation("rumour"))
_TALK = re.compile(r"설(?:[이은을과도]|에)(?![가-힣])")
"""인수설이 사실이 아니라고: what is only talked of."""
_OF_INTENT = re.compile(rf"(?:{_INTENT}|설|안)")
_NEGATIVE = frozenset({"않", "못하", "말"})
_NEGATION = re.compile(r"\s?(?:않|못|말)")
_NOT = re.compile(r"(?:못|안)\s?$")
_PAST = frozenset({"었", "았", "였"})
_GOES_ON = frozenset({"어", "아", "여", "어서", "아서", "고", "며", "으며"})
_JOINS = frozenset({"고", "며", "으며", "면서", "으면서", "ᆫ", "은"})
"""Endings of clauses that the end of the sentence gives their tense, those of `세운 후` among them."""
_HELD = frozenset(LEXICON.words("held"))
"""What is done with an occasion, which the year before its name dates: `2026년 대회는 부산에서 개최된다`."""
_DECIDES = re.compile(r"기로\s?(?:했|하였|한|결정|결의|합의|확정|의결|약속|정했)")
_QUOTATIVE = re.compile(r"(?:다|라|냐|자|ᆫ다|는다)고$")
_TOLD_BY = re.compile(r"고(?![가-힣])")
_PRESENT = re.compile(r"(?:ᆫ|는)다|ᆸ니다|습니다")
_PREDICATES = 6
"""Predicates of a sentence that share one modality at most."""
COARSE = frozenset({"year", "half"})
_NUMBERED = re.compile(r"[’'‘`]?\d")
_OF_YEAR = re.compile(r"(?:내년|금년|올해|올|작년|지난해)도\s")
_OPENS, _CLOSES = re.compile(r"[(（]\s?$"), re.compile(r"\.?\s?(?:\([월화수목금토일]\))?\s?[~∼]?\s?[)）](?!의)")
_NO_DAY = re.compile(
    r"[)）]?\s?(?:에\s이어(?![가-힣])"
    r"|(?:누적\s?(?:실적\s?)?)?(?:이후|이래|당시|기준|현재)(?:은|는|도|로|으로|부터|까지|의)?(?![가-힣])"
    r"|\S{0,6}\s?(?:보다|대비|에 비해)|(?:기간|동안|한\s?달간)의\s)"
)
_REMARK = re.compile(r"\s?\([^()]*\)")
_ADJACENT = 2
"""Characters between a date and the verb of the relative clause that it dates and nothing else."""
_BETWEEN = re.compile(r"^(?:부터|까지|에는|에|자로)|(?:새롭게|새로|처음|공식|정식|본격|최종|다시|전면|전격)\s")
"""Particles of a date and adverbs that may stand between it and the verb that it dates."""
_HABIT = re.compile(r"매년|매월|매주|매달|꾸준히|지속|줄곧|계속")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: what somebody says, or else a name or title."""

    start: int
    end: int
    is_speech: bool


class Quotations:
    """The quotations of a report."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def _all(self) -> SpanIndex[Quotation]:
        return SpanIndex(list(self._read()))

    def _read(self) -> Iterator[Quotation]:
        for match in _QUOTED.finditer(self._reading.text):
            said = match["said"]
            yield Quotation(match.start(), match.end(), said is not None and (len(said) >= _SAID or match["tells"] is not None))

    def at(self, position: int) -> Quotation | None:
        """The quotation around *position*."""
        return next(iter(self._all.over(position, position + 1)), None)

    def speech_at(self, position: int) -> Quotation | None:
        """The speech around *position*."""
        found = self.at(position)
        return found if found is not None and found.is_speech else None


@dataclass(frozen=True, slots=True)
class Clause:
    """What the predicates around a trigger say of it."""

    speech: Quotation | None
    """The speech that it stands in."""
    tail: str
    """The words from the trigger to the end of the last predicate that shares its modality, or tells it."""
    has_predicate: bool
    is_past: bool
    is_present: bool
    """Whether its last predicate is a plain present: 개최한다, 개최한다고."""
    decides: bool
    """Whether it tells a decision on what is to come: 출시하기로 했다."""
    is_habit: bool
    """Whether it is told as something that goes on or recurs: 2017년부터 매년 선정하고 있다."""
    recurs: bool
    """Whether the sentence says that it does so again and again: 매년, 꾸준히."""
    told: Predicate | None
    """The predicate that reports it: 밝혔다 in `체결했다고 밝혔다`."""
    undone: tuple[int, int] | None
    """The words that say that it did not come about: 연기했다, 무산, 하지 않기로; nothing is undone that is only talked of."""
    is_rumour: bool
    of_history: bool = False
    """Whether it tells in a history what was done: `1960년 공장을 세우고 1987년 본사를 옮겼다`."""


def read_clause(reading: Reading, quotations: Quotations, sentence: Sentence, hit: Hit) -> Clause:
    """The clause of *hit*."""
    speech = quotations.speech_at(hit.start)
    first = sentence.first_predicate(hit.start)
    chain = list(_chain(reading, quotations, sentence, hit, first))
    told = None
    if chain and is_quotative(reading, chain[-1]):
        told = next((p for p in sentence.predicates_after(chain[-1].end) if not is_of_date(p)), None)
    own_past = bool(chain) and is_past(chain[-1])
    recurs = _HABIT.search(reading.text, sentence.start, hit.end) is not None
    own = [form for predicate in chain for form in predicate.forms]
    end = told.end if told else chain[-1].end if chain else hit.end
    tail = reading.text[hit.start : max(end, hit.end)]
    is_rumour = hit.construction != "embedded" and _RUMOUR.search(tail) is not None
    undone = None if is_rumour else _undone(reading, sentence, hit, sentence.predicates[first : first + 3])
    return Clause(
        speech=speech,
        tail=tail,
        has_predicate=bool(chain),
        is_past=own_past,
        is_present=bool(chain) and not own_past and _PRESENT.match(chain[-1].forms[-1] if chain[-1].forms else "") is not None,
        decides=_DECIDES.search(tail) is not None,
        is_habit=_goes_on(own) and (told is None or recurs),
        recurs=recurs,
        told=told,
        undone=undone,
        is_rumour=is_rumour or (undone is None and _TALK.match(reading.text, hit.end) is not None),
    )


def _chain(reading: Reading, quotations: Quotations, sentence: Sentence, hit: Hit, first: int) -> Iterator[Predicate]:
    """The predicates from the trigger's own to the one that carries its modality, in the same speech and brackets."""
    depth, speech = None, quotations.speech_at(hit.start)
    for predicate in sentence.predicates[first : first + _PREDICATES]:
        if predicate.start >= hit.stop or quotations.speech_at(predicate.start) != speech:
            return
        depth = predicate.depth if depth is None else depth
        if predicate.depth > depth:
            continue
        yield predicate
        if predicate.ending == "EF" or (predicate.ending == "EC" and predicate.forms[-1] not in _GOES_ON):
            return
        following = reading.times.within(predicate.end, min(hit.stop, predicate.end + 60, sentence.clause_end(predicate.end)))
        if predicate.ending == "EC" and following:
            return
        leads_on = predicate.ending != "ETM" or _OF_INTENT.match(reading.text[predicate.end :][:8].lstrip())
        if not leads_on and (hit.construction == "embedded" or predicate.start <= hit.start):
            return


def _goes_on(forms: list[str]) -> bool:
    """Whether the predicates say -고 있다, -어 있다 or -어 오다."""
    return any((b == "있" and a in ("고", "어", "아")) or (b == "오" and a in ("어", "아")) for a, b in itertools.pairwise(forms))


def _undone(reading: Reading, sentence: Sentence, hit: Hit, predicates: list[Predicate]) -> tuple[int, int] | None:
    """What says that the trigger's event did not come about: its own negation, the rest of its compound, or what governs it."""
    if hit.trigger.stem in UNDONE:
        return None
    rest = _rest_of_compound(sentence, hit)
    for word in UNDONE if rest > hit.end else ():
        at = reading.text.find(word, hit.end, rest)
        if at >= 0:
            return at, at + len(word)
    for predicate in predicates:
        own = predicate.start <= hit.start
        if _is_negative(reading, predicate) or (not own and _NOT.search(reading.text, hit.end, predicate.start)):
            return predicate.start, predicate.end
        if not own and stem_of(predicate) in UNDOING:
            return predicate.start, predicate.end
        leads_on = predicate.lemma in LINKING or (
            predicate.ending in ("ETM", "ETN") and own and _OF_INTENT.match(reading.text[predicate.end :][:12].lstrip())
        )
        if not leads_on:
            return None
    return None


def is_of_date(predicate: Predicate) -> bool:
    """Whether it is the 지난 or 같은 of a date: `늘었다고 지난 12일 밝혔다`, `늘었다고 같은 날 밝혔다`."""
    return predicate.lemma in ("지나", "같") and predicate.ending == "ETM"


def is_past(predicate: Predicate) -> bool:
    """Whether it says -었-."""
    return not _PAST.isdisjoint(predicate.forms)


def shares_past(sentence: Sentence, at: int) -> bool:
    """Whether the clause at *at* has its past from the end of its sentence: `1960년 공장을 세우고 1987년 본사를 옮겼다`."""
    own = next((p for p in sentence.predicates[sentence.first_predicate(at) :] if not p.depth), None)
    last = next((p for p in reversed(sentence.predicates) if not p.depth), None)
    if own is None or last is None or own is last:
        return False
    return own.forms[-1] in _JOINS and last.ending == "EF" and is_past(last)


def is_quotative(reading: Reading, predicate: Predicate) -> bool:
    """Whether it is told by the next one: 했다고, 하자고; 고 may stand apart behind the ending (늘었다|고)."""
    if predicate.ending == "EF":
        return predicate.forms[-1].endswith("다") and _TOLD_BY.match(reading.text, predicate.end) is not None
    return predicate.ending == "EC" and _QUOTATIVE.search(predicate.forms[-1]) is not None


def _is_negative(reading: Reading, predicate: Predicate) -> bool:
    """Whether it says -지 않다, -지 못하다."""
    if predicate.forms[-1:] == ("지",):
        return _NEGATION.match(reading.text, predicate.end) is not None
    return any(before == "지" and form in _NEGATIVE for before, form in itertools.pairwise(predicate.forms))


def _rest_of_compound(sentence: Sentence, hit: Hit) -> int:
    """Where the run of nouns ends that the trigger stands in: 연기 in `출시 연기로`."""
    chunk = sentence.chunk_at(hit.start)
    return chunk.end if chunk is not None else hit.end


def names_thing(reading: Reading, sentence: Sentence, time: Time, hit: Hit) -> bool:
    """Whether a year or half only names what follows it: `2026년 예산이 확정되었다`, `2020년 사업 대상지를 선정했다`."""
    if time.grain not in COARSE or not (_NUMBERED.match(reading.text, time.start) or _OF_YEAR.match(reading.text, time.start)):
        return False
    chunk = sentence.chunk_at(time.start)
    if chunk is None or chunk.end <= time.end or hit.start < chunk.end:
        return False
    labels = {name.label for name in reading.names.within(time.end, chunk.end) if name.end == chunk.end}
    if "PERSON" in labels or (chunk.role == OBJECT and labels & {"ORG", "PRODUCT"}):
        return False
    if chunk.role in (SUBJECT, TOPIC) and hit.trigger.stem in _HELD:
        return False
    following = reading.text[time.end : chunk.end].lstrip("도 ")
    return bool(following) and not following[0].isdigit() and not reading.names.within(time.end, min(chunk.end, time.end + 12))


_HELD_AGAINST = re.compile(r"\s\d[\d,.]*[가-힣\d%]{0,10}\s?(?:대비|보다|에\s?비해)")
"""Behind the time of a number that another one is held against: 전월 in `전월 1만8천가구 대비 2% 증가한`."""


def is_dated(reading: Reading, time: Time) -> bool:
    """Whether *time* has days that can be an event's: no mere length, nothing that is compared with or looked back from."""
    if time.start_on is None or time.end_on is None or time.kind == "duration" or time.relation in UNDATING:
        return False
    if SAME_BEFORE.fullmatch(reading.text, time.start, time.end):  # 전년 동기 56억원에서 46% 늘었다
        return False
    if reading.text[time.start - 1 : time.start] in ("·", "ㆍ") and not reading.text[time.start].isdigit():
        return False  # 설·추석 상여금: occasions of any year
    if time.rule == TERM:  # 제25기의 사업보고서: which accounts are meant, not when something happens
        return False
    if any(pattern.match(reading.text, time.end) is not None for pattern in (_HELD_AGAINST, RECORD)):
        return False
    if time.grain != "day" and _OF_PAPER.search(reading.text, max(0, time.start - 8), time.start):
        return False
    return _NO_DAY.match(reading.text, time.end, time.end + 12) is None


_OF_PAPER = re.compile(r"(?:사업|반기|분기|감사)보고서\s?\(\Z")
"""Before the month of the accounts that a periodic report is of: `사업보고서(2024.12)`."""
_AFTERWARDS = re.compile(
    r"\s[^.,]{0,24}(?:투자|출자|설립|창업|인수|취득|매입|입사|졸업|상장|개봉|출시)\s?(?:한\s)?(?:후|뒤|이후)\s"
)
"""Behind a date: what took place on it, before what the clause tells (`2015년 33억원 투자 후 지분을 처분한다`)."""


_RESULTED = re.compile(r"[^.,\n]{1,50}[가-힣][한된인간은본]\s결과(?:,|\s(?=[가-힣]))")
"""From the days of what was done to what came of it, which has a day of its own: `7~11일 수요예측을 진행한 결과 공모가를 확정했다`."""


def can_date(reading: Reading, quotations: Quotations, time: Time, hit: Hit) -> bool:
    """Whether *time* can date what *hit* carries: it stands in the same speech, and in no title."""
    if not is_dated(reading, time):
        return False
    if time.grain in COARSE and time.end < hit.start and _AFTERWARDS.match(reading.text, time.end, hit.start) is not None:
        return False
    if time.end < hit.start and _RESULTED.match(reading.text, time.end, hit.start) is not None:
        return False
    quotation = quotations.at(time.start)
    if quotation is None:
        return quotations.speech_at(hit.start) is None
    return quotation.start <= hit.start < quotation.end


def is_remark(reading: Reading, time: Time) -> bool:
    """Whether *time* is all that its brackets hold, but for the day of the week: `간담회(5.3.) 개최`."""
    return _OPENS.search(reading.text, max(0, time.start - 2), time.start) is not None and (
        _CLOSES.match(reading.text, time.end) is not None
    )


def in_brackets(sentence: Sentence, time: Time) -> bool:
    """Whether *time* stands in brackets."""
    chunk = sentence.chunk_at(time.start)
    return chunk is not None and chunk.depth > 0


def is_background(clause: Clause, kind: str, grain: str, *, begins: bool) -> bool:
    """Whether what is told is no event of its own: what goes on since a year, or a year in somebody's speech.

    What goes on has begun on a day that the text says so of (*begins*): `3일부터 운영하고 있다`.
    """
    if clause.undone is not None:
        return False
    if clause.is_habit and (grain != "day" or clause.recurs or not begins):
        return True
    return clause.speech is not None and (grain != "day" or kind == "statement")


def owns(reading: Reading, sentence: Sentence, hit: Hit, time: Time) -> bool:
    """Whether a relative clause has *time* for itself: right before its verb (`5월 결의한`), or beside a subject of its own."""
    if hit.construction != "embedded":
        return False
    if len(_BETWEEN.sub("", _REMARK.sub("", reading.text[time.end : hit.start]))) <= _ADJACENT:
        return True
    if _is_doer_described(reading, sentence, hit) or _has_later(reading, sentence, hit, time):
        return True
    if any(
        chunk.role == TOPIC and 0 <= time.start - chunk.end <= _ADJACENT
        for chunk in sentence.chunks_within(sentence.start, time.start)
    ):
        return False
    since = time.end
    for chunk in reversed(sentence.chunks_within(sentence.start, hit.start)):
        if chunk.role == SUBJECT and chunk.start >= time.end:
            return True
        if chunk.role == TOPIC and chunk.end <= time.start:
            since = chunk.end
            break
    return any(chunk.role == SUBJECT for chunk in sentence.chunks_within(since, hit.start))


def _is_doer_described(reading: Reading, sentence: Sentence, hit: Hit) -> bool:
    """Whether what a dated clause describes is the doer right behind it: `지난해 10월 계약을 체결한 가온은 인수를 마무리했다`."""
    head = next(iter(sentence.chunks_within(hit.end, sentence.end)), None)
    if head is None or head.role not in (TOPIC, SUBJECT) or not reading.names.within(head.start, head.end):
        return False
    doers = [chunk for chunk in sentence.chunks_within(hit.floor, hit.start) if chunk.role in (TOPIC, SUBJECT)]
    predicate = sentence.predicate_at(hit.start)
    return not doers and predicate is not None and predicate.forms[-1:] == ("ᆫ",)


def _has_later(reading: Reading, sentence: Sentence, hit: Hit, time: Time) -> bool:
    """Whether the clause that a relative clause stands in has a date behind it: `3월 나래와 체결한 계약이 5일자로 끝났다`."""
    predicate = sentence.predicate_at(hit.start)
    later = reading.times.within(hit.end, sentence.clause_end(predicate.end if predicate is not None else hit.end))
    return any(other.grain not in COARSE and is_dated(reading, other) for other in later if other.start != time.start)
