"""Finds the triggers of a sentence, clause by clause, and in which construction each stands.

- `main`: the predicate of its clause (`공개했다`, `… 공개.`)
- `embedded`: a relative clause of its own (`7월 출시된 폰`)
- `topic`: the thing whose date is stated (`착공은 내년 2분기`)
- `label`: the words before a colon (`청약예정일: 1월 19일`)
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.events.triggers import Trigger, triggers
from extractors.figures.comparing import directions
from extractors.figures.modality import stative_verbs
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import END, START, Predicate, Sentence

Construction = Literal["main", "embedded", "topic", "label"]
_ENDS_NOUN = re.compile(
    r"\s*(?:하|했|한|할|해|함|합|된|됐|될|되|돼|됨|받|시작|완료|예정|계획|목표|추진|중(?:이|인|으|에|\b)|돌입|[,.;:()』」…]|$|\n)"
    r"|\s?\([^()가-힣]{5,16}\)\s?(?:하|했|한|할|해|된|됐|될|되|돼)"
    r"|\s?[·ㆍ]\s?[가-힣]{2,6}?\s?(?:하|했|한|할|해|함|합|된|됐|될|되|돼|됨|받|키로|예정|계획|[,.)]|$|\n)"
    r"|\s?(?:일|일자|일정|시점|시기)(?:은|는|이|가)(?![가-힣])"
    r"|(?:설|\s?(?:절차|작업|준비|협상|공사))?(?:을|를|에|이|가|은|는|도|로|으로|에는|까지)(?![가-힣])"
)
_TOPIC = re.compile(
    r"(?:\s?(?:일|일자|일정|시점|시기))?(?:은|는|이|가)(?![가-힣])|\s?\((?:(?:지난|오는|올해|내년)\s?)?[^()가-힣]{0,4}\d"
)
_ENDS_ITEM = re.compile(r"\s*(?:\([^()\n]{0,150}\)\s*)?,\s")
"""Behind a verbal noun that ends an item of a list, with a remark in brackets or without: `A 공개 (3월 대비 개선), B 공개`."""
_LABEL = re.compile(r"[^:：\n]{1,40}?[:：]\s")
_STEP = re.compile(r"[→⇒➔▶]|\s/\s(?=[^:：/\n]{1,30}[:：])")
"""Between the steps of a schedule: `공고: 9일 → 접수: 12~30일`, `납입일: 9일 / 상장일: 20일`."""
_ADVERBIAL = re.compile(
    r"데(?![가-힣])|\s(?:데|뒤|후|다음|직후|끝에|결과|가운데|반면|덕|탓|영향|효과)(?![가-힣]{2})|\s?(?:바|것|예정|계획|방침|전망|상태|중)"
)
"""Nouns behind which a clause before a noun tells something of its own: `사들인 데 이어`, `낮춘 뒤`."""
_AFTER = re.compile(r"\s(?:후|뒤|다음)(?:에|로|,|\s)")
"""Behind a clause before a noun that ends where the next one has a date of its own: `1963년 공장을 세운 후 1967년 수출했다`."""
_PAST_ACT = re.compile(r"\s바\s?있")
"""Behind a verb before a noun: `제안을 거부한 바 있다` tells what was done."""
_VALUE_REACH = 34
"""Characters behind a label's colon within which its date must stand to be the label's value."""
_NUMBER = re.compile(r"\d")
_IN_SERIES = re.compile(r"(?:년도?)?[)）] ?[△▲+]?\d|[:：]? ?[\d,.]{2,}[^\d→\n]{0,8}→")
"""Behind the year of a member of a series: `(’20) 809 → (’21) 730`."""
_MEMBER = re.compile(r"(?:년도?)?[)）][^\d\n]{0,10}\d")
"""Behind a year that is the label of a member: `(’20) 소득하위 40%`."""
_CLAUSE = 12
"""Characters between the date of a label and the end of a clause at least."""
_TOTAL = re.compile(r"누적\s?$")
"""누적 수주 is a metric, no order."""
UNDONE = {word: Trigger(word, is_verb=True, type="other", open=False, needs_object=False) for word in LEXICON.words("undone")}
"""What did not come about, whatever it was."""
UNDOING = frozenset(LEXICON.words("undone", "undone verb"))
_SOURCE = re.compile(r"(보고서|백서|설문조사|설문|전수조사|실태조사)(?:에\s?(?:따르면|의하면)|\s?결과(?=[,는에를 ]))")
_PUBLISHED = Trigger("보고서", is_verb=False, type="report", open=False, needs_object=False)
_PURPOSE = re.compile(
    r"(?:,\s?[가-힣]{2,4})?\s?목적|(?:[을를]|에)?\s?(?:위(?:해|한|하여)|통(?:해|한|하여)|대(?:해|한|하여)|관(?:해|한|하여)|따[라른]|비롯|계기|대비(?:해|한|하)|대상으로|중심으로|바탕으로|토대로|맞[아은이])"
)
"""Behind a noun that only says what something is done for, by or among: `출시를 위해`, `협약을 통해`, `공시에 대해`."""
_SIZE = re.compile(r"(?:규모|폭|격차|비중|[률율량])[이가은는도]\s?(?:더\s?|더욱\s?)?$")
"""Before a verb of change: a size grows of itself, and nobody does it (`투자 규모가 확대된다`)."""
_OPENING = re.compile(r"[을를]\s?시작으로")
"""Of what a row of things begins with; nothing starts: `3일 부산을 시작으로`."""
_GLOSS = re.compile(r"\s?\([A-Za-z·&/ ]+\)(?=\s[가-힣])")
_AS_CAUSE = re.compile(r"(?:으로|로)(?:\s인해|\s인한)?\s")
"""Behind a noun that only says why or how: the date of what follows is not its own (`협상 타결로 불안이 해소돼 내년에 늘린다`)."""
_NO_EVENT = re.compile(LEXICON.alternation("no event"))
"""Words that hold a trigger and tell nothing that happened: 전자공시."""
_NEGATING_PREFIX = "미비불무"
_PURPOSES = (("고자",), ("도록",), ("려고",), ("으려고",))
AT_EARLIEST = frozenset({"이르", "빠르", "늦"})
"""이르면, 늦으면: adverbs that look like clauses."""
_MEANS = ("어", "아", "어서", "아서")
"""Endings of a clause that only says how the next one comes about: 이사회를 열어 의결했다."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger where it stands."""

    trigger: Trigger
    start: int
    end: int
    construction: Construction
    floor: int
    """Where the words that belong to it begin."""
    stop: int
    """Where its sentence, or its step of a schedule, ends."""


def find_hits(reading: Reading, sentence: Sentence) -> Iterator[Hit]:
    """The triggers of *sentence* that can carry an event, in text order."""
    steps = [match.end() for match in _STEP.finditer(reading.text, sentence.start, sentence.end)]
    for start, end in itertools.pairwise([sentence.start, *steps, sentence.end]):
        yield from _in_part(reading, sentence, start, end)


def _in_part(reading: Reading, sentence: Sentence, start: int, end: int) -> Iterator[Hit]:
    label = label_of(reading, start, end)
    labelled = list(_label_hits(reading, sentence, start, label, end)) if label is not None else []
    floor = start if label is None else label
    if label is not None and is_series(reading, label, end):
        return
    if label is not None and labelled and (value := dated_value(reading, label, end)) is not None:
        told = _told_behind(sentence, value, end)
        if told is None:
            yield labelled[-1]
            return
    for first, last in _clauses(reading, sentence, floor, end):
        hits = list(_in_clause(reading, sentence, first, last, floor, end))
        mains = [hit for hit in hits if hit.construction == "main"]
        chosen = {_strongest(reading.text, sentence, mains)} if mains else set()
        chosen |= {hit for hit in hits if hit.construction in ("embedded", "topic")}
        yield from sorted(chosen, key=START)
        if mains or _dated(reading, first, last):
            floor = last


def label_of(reading: Reading, start: int, end: int) -> int | None:
    """Where the label ends that the words of [start, end) begin with, behind its colon."""
    label = _LABEL.match(reading.text, start, end)
    return label.end() if label is not None else None


def is_series(reading: Reading, start: int, end: int) -> bool:
    """Whether a label heads a series of numbers by year, or nothing but what follows in the next line."""
    if not reading.text[start:end].strip():
        return True
    first = next(iter(reading.times.within(start, min(end, start + _VALUE_REACH))), None)
    if first is None:
        return False
    of_year = first.grain == "year" and _MEMBER.match(reading.text, first.end) is not None
    return of_year or _IN_SERIES.match(reading.text, first.end) is not None


def dated_value(reading: Reading, start: int, end: int) -> int | None:
    """Where the date ends that a label has as its value; None where the value is something else."""
    first = next(iter(reading.times.within(start, min(end, start + _VALUE_REACH))), None)
    return first.end if first is not None and not _NUMBER.search(reading.text, start, first.start) else None


def _told_behind(sentence: Sentence, start: int, end: int) -> Predicate | None:
    """The predicate of a clause that goes on behind the date of a label: `계약 체결: 3일, 가온은 …와 계약을 체결.`"""
    predicates = [p for p in _predicates(sentence, start + _CLAUSE, end) if p.end <= end and p.depth == 0]
    return predicates[-1] if predicates and predicates[-1].ending in ("EF", "noun", "ETN") else None


def _label_hits(reading: Reading, sentence: Sentence, start: int, end: int, stop: int) -> Iterator[Hit]:
    for noun, trigger in listed_nouns(reading, sentence, start, end):
        yield Hit(trigger, noun, noun + len(trigger.stem), "label", start, stop)


def listed_nouns(reading: Reading, sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, Trigger]]:
    """Verbal nouns of the table, longest first, that begin where a morpheme begins: 배당금 + 지급 holds no 금지."""
    _, nouns, pattern = triggers()
    at = start
    while (match := pattern.search(reading.text, at, end)) is not None:
        if _begins_word(sentence, match.start()):
            yield match.start(), nouns[match[0]]
            at = match.end()
        else:
            at = match.start() + 1


def _begins_word(sentence: Sentence, at: int) -> bool:
    index = bisect.bisect_left(sentence.morphemes, at, key=START) - 1
    return index < 0 or sentence.morphemes[index].end <= at


def _clauses(reading: Reading, sentence: Sentence, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence; in nominal style a comma behind a verbal noun ends one, too.

    A clause that only says how the next one comes about ends only where the next has a date of its own.
    """
    ends: list[int] = []
    means: list[int] = []
    for predicate in _predicates(sentence, start, stop):
        if (
            predicate.ending == "ETM"
            and start < predicate.end
            and not predicate.depth
            and _AFTER.match(reading.text, predicate.end)
        ):
            means.append(predicate.end)
        if start < predicate.end <= stop and predicate.ending in ("EC", "EF") and predicate.depth == 0:
            if len(predicate.forms) == 1:  # a stem without an ending is a piece of a word that the analyser does not know
                continue
            if predicate.lemma in AT_EARLIEST and predicate.forms[-1] in ("면", "으면"):
                continue
            if predicate.forms[-1] in _MEANS:
                means.append(predicate.end)
                continue
            edges = [ends[-1] if ends else start, *means, predicate.end]
            parts = itertools.pairwise(edges)
            ends += [
                end
                for (begin, end), _ in itertools.pairwise(parts)
                if _dated(reading, begin, end) and _dated(reading, end, edges[-1])
            ]
            ends.append(predicate.end)
            means = []
    ends += [
        noun + len(trigger.stem)
        for noun, trigger in listed_nouns(reading, sentence, start, stop)
        if _ENDS_ITEM.match(reading.text, noun + len(trigger.stem), stop)
    ]
    at = start
    for end in sorted({*ends, stop}):
        if end > at:
            yield at, end
            at = end


def _dated(reading: Reading, start: int, end: int) -> bool:
    return any(time.kind == "date" and time.start_on for time in reading.times.within(start, end))


def _in_clause(reading: Reading, sentence: Sentence, start: int, end: int, floor: int, stop: int) -> Iterator[Hit]:
    verbs, _, _ = triggers()
    text = reading.text
    for at, trigger in listed_nouns(reading, sentence, start, end):
        behind = at + len(trigger.stem)
        if _stands_alone(reading, at, behind):
            predicate = next((p for p in _predicates(sentence, at, behind) if p.start <= at < p.end), None)
            if predicate is not None and _is_purpose(text, predicate):
                continue
            if (
                trigger.needs_object
                and predicate is not None
                and _SIZE.search(text, max(start, predicate.start - 8), predicate.start)
            ):
                continue
            construction = _construction(text, predicate, behind)
            if construction != "topic" or not _is_measured(reading, sentence, behind):
                yield Hit(trigger, at, behind, construction, floor, stop)
    for match in _SOURCE.finditer(text, start, end):
        yield Hit(_PUBLISHED, match.start(1), match.end(1), "embedded", floor, stop)
    for predicate in _predicates(sentence, start, end):
        verb = verbs.get(predicate.compound) or verbs.get(predicate.lemma) or undone(predicate)
        if verb is None and _PAST_ACT.match(text, predicate.end):
            verb = UNDONE.get(stem_of(predicate))
        if verb is not None and start <= predicate.start < end and not _is_purpose(text, predicate):
            yield Hit(verb, predicate.start, predicate.end, _construction(text, predicate, predicate.end), floor, stop)


UNDATING = ("comparison", "delivery")
"""Relations of times that date nothing: what is compared with, the month of a contract."""


def _is_measured(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether the predicate behind a topic says how large it is or was: `9월 생산은 3% 감소했다`, `수주는 목표를 웃돈다`."""
    predicate = next(iter(sentence.predicates_after(at)), None)
    if predicate is None or any(time.relation not in UNDATING for time in reading.times.within(at, predicate.start)):
        return False
    return predicate.lemma in directions() or predicate.lemma in stative_verbs()


def _is_purpose(text: str, predicate: Predicate) -> bool:
    """Whether a predicate only says what another is done for: 지원하기 위해, 알리고자, 늘리도록."""
    return predicate.forms[-1:] in _PURPOSES or (predicate.ending == "ETN" and _PURPOSE.match(text, predicate.end) is not None)


def is_means(predicate: Predicate) -> bool:
    """Whether it only says how the next one comes about: `심의를 거쳐 확정된다`."""
    return predicate.ending == "EC" and predicate.forms[-1] in _MEANS


def undone(predicate: Predicate) -> Trigger | None:
    """The trigger of a predicate that says that something did not come about, whatever it was; before a noun it only describes."""
    return UNDONE.get(stem_of(predicate)) if predicate.ending != "ETM" else None


def stem_of(predicate: Predicate) -> str:
    """The verbal noun of a predicate with 하 or 되, else its stem."""
    lemma = predicate.lemma
    return lemma[:-1] if len(lemma) > 2 and lemma[-1] in "하되" else lemma


def _predicates(sentence: Sentence, start: int, end: int) -> list[Predicate]:
    """The predicates that share a character with [start, end)."""
    first = bisect.bisect_right(sentence.predicates, start, key=END)
    return sentence.predicates[first : bisect.bisect_left(sentence.predicates, end, lo=first, key=START)]


def _stands_alone(reading: Reading, start: int, end: int) -> bool:
    """Whether a noun is a word that can carry an event here: no part of a name or of another word."""
    text = reading.text
    if any(name.start < start or end < name.end for name in reading.names.over(start, end)):
        return False
    if any(word.end() >= end for word in _NO_EVENT.finditer(text, max(0, start - 8), end + 8)):
        return False
    if _OPENING.search(text, max(0, start - 2), end + 2) or _is_compound_part(text, end):
        return False
    if _TOTAL.search(text, max(0, start - 4), start) or (start > 0 and text[start - 1] in _NEGATING_PREFIX):
        return False
    return _ENDS_NOUN.match(text, end) is not None and _PURPOSE.match(text, end) is None


def _is_compound_part(text: str, end: int) -> bool:
    """Whether a gloss in brackets and a further noun follow: `생산(ODM) 전문기업`."""
    gloss = _GLOSS.match(text, end)
    return gloss is not None and _ENDS_NOUN.match(text, gloss.end()) is None


def _construction(text: str, predicate: Predicate | None, end: int) -> Construction:
    if predicate is not None:
        if predicate.ending != "ETM":
            return "main"
        return "main" if _ADVERBIAL.match(text, predicate.end) else "embedded"
    return "topic" if _TOPIC.match(text, end) else "main"


def _strongest(text: str, sentence: Sentence, hits: list[Hit]) -> Hit:
    """Of several main triggers the one that says what happened.

    A specific one before an open one, the predicate before its object (`투자를 유치했다`), a saying verb last.
    """
    return min(
        hits,
        key=lambda hit: (
            _only_says(hit),
            is_cause(text, sentence, hit),
            hit.trigger.type == "other",
            hit.trigger.open,
            hit.trigger.needs_object,
            text.startswith(("을", "를"), hit.end),
            hit.start,
        ),
    )


def is_cause(text: str, sentence: Sentence, hit: Hit) -> bool:
    """Whether a noun only says why or how something else comes about."""
    return hit.construction == "main" and _AS_CAUSE.match(text, hit.end) is not None and sentence.predicate_at(hit.start) is None


def _only_says(hit: Hit) -> bool:
    return hit.trigger.type == "statement" and not hit.trigger.open
