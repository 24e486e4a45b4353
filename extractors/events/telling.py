"""What is told of a size in a clause of telling, and on which day: `매출이 4% 늘었다고 25일 밝혔다` is one event of the 25th."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from extractors.dates import Time
from extractors.events.clause import Clause, is_dated, is_of_date
from extractors.events.hits import Hit, stem_of
from extractors.events.triggers import type_by_object
from extractors.events.unlisted import TELLING
from extractors.figures.comparing import directions
from extractors.figures.modality import stative_verbs
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.reading import Reading
from extractors.syntax import OBJECT, SUBJECT, TOPIC, Predicate, Sentence

_TELLS = TELLING | {"공시하", "공개하", "집계하", "보고하"}
_SIZED = frozenset(LEXICON.words("size told"))
"""Stems of verbs that say how large something has become: 기록, 달성, 집계."""
SECTORS = frozenset({"agency", "association", "central bank", "data", "exchange", "government", "institute", "international", "ministry", "public",
                      "research"})  # fmt: skip
"""Trades of those who publish statistics of others."""
_BODY = re.compile(rf"(?:[부처청]|{LEXICON.alternation('statistical body')})$")
"""How the name of such a one ends that no table has."""
_BARE = re.compile(r"\d{1,2}일")
_LAG = 150
"""Days between the month of a statistic and its publication at most."""
_PUBLISHING = frozenset({"발표", "공개", "공시", "공표", "내놓", "보고서", "제출"})
_ADVERB = re.compile(r"\s?(?:에|중|부터|까지|말|초)(?![가-힣]{2})")
"""Behind a date that says when, not of which period: `5월에 자료를 발표했다`."""
_BEHIND_TOPIC = re.compile(r"[은는],?\s(?:지난\s)?\Z")
_RESULTS = frozenset({"earnings", "report"})
_PERIODS = frozenset({"month", "quarter", "half", "year"})


def day_told(reading: Reading, sentence: Sentence, hit: Hit, clause: Clause) -> Time | None:
    """The day between a clause that says how large something is and the verb that tells it; None where it is no such clause."""
    told, last = clause.told, size_told(sentence, hit, clause)
    if told is None or last is None:
        return None
    days = [time for time in reading.times.within(last.end, told.start) if time.grain == "day" and is_dated(reading, time)]
    return days[-1] if days else _behind_teller(reading, sentence, last)


def size_told(sentence: Sentence, hit: Hit, clause: Clause) -> Predicate | None:
    """What says how large something is in a clause that a verb of telling reports; None where it is no such clause."""
    told = clause.told
    if told is None or told.lemma not in _TELLS or clause.speech is not None or hit.construction == "embedded":
        return None
    last = [p for p in sentence.predicates[: sentence.predicates.index(told)] if not is_of_date(p)][-1]
    return last if says_size(last) and not clause.is_present else None


def _behind_teller(reading: Reading, sentence: Sentence, before: Predicate) -> Time | None:
    """The day right behind the topic that a sentence begins with: `한국은행은 12일 9월 대출이 3조원 줄었다고 밝혔다`."""
    days = [
        time for time in reading.times.within(sentence.start, before.start) if time.grain == "day" and is_dated(reading, time)
    ]
    if not days or _BEHIND_TOPIC.search(reading.text[sentence.start : days[0].start]) is None:
        return None
    has_clause = any(p.ending == "EC" and not p.depth and p.start < days[0].start for p in sentence.predicates)
    has_topic = any(c.role == TOPIC for c in sentence.chunks_within(sentence.start, days[0].start))
    return days[0] if has_topic and not has_clause else None


def day_of_telling(reading: Reading, sentence: Sentence, time: Time, floor: int) -> date | None:
    """The day that a bare day of telling is: the last such one before publication, where a month of what is told stands beside it.

    *floor* is where the words of what is told begin. The month of a statistic lies close before its publication; a month
    longer ago is that of an old story, and the day is its own.
    """
    published, day = reading.published_on, time.start_on
    if published is None or day is None or not _BARE.fullmatch(reading.text, time.start, time.end):
        return None
    told_of = [x for x in reading.times.within(floor, sentence.end) if x.grain == "month"]
    if not any(x.start_on <= day and (published - x.start_on).days < _LAG for x in told_of if x.start_on is not None):
        return None
    month = published.replace(day=1)
    if day.day > published.day:
        month = (month - timedelta(days=1)).replace(day=1)
    last = monthrange(month.year, month.month)[1]
    return month.replace(day=day.day) if day.day <= last else None


def says_size(predicate: Predicate) -> bool:
    """Whether it says how large something is or has become: 늘었다, 기록했다, 달했다."""
    return predicate.lemma in directions() or predicate.lemma in stative_verbs() or stem_of(predicate) in _SIZED


def is_counted(predicate: Predicate) -> bool:
    """Whether it says of a period what was counted in it, and not when: `3월 가입자는 3만명으로 집계됐다`."""
    return predicate.lemma.endswith("되") and stem_of(predicate) in _SIZED


def is_by_public_body(reading: Reading, sentence: Sentence, before: int) -> bool:
    """Whether the first topic or subject of *sentence* before *before* is one that publishes statistics of others: 관세청, 통계청."""
    for chunk in sentence.chunks_within(sentence.start, before):
        if chunk.role in (TOPIC, SUBJECT) and chunk.depth == 0:
            names = reading.names.within(chunk.start, chunk.end)
            return any(is_public_body(reading, name) for name in names)
    return False


def is_public_body(reading: Reading, name: Name) -> bool:
    """Whether *name* is of a body that publishes statistics of others, by its trade or the end of its name."""
    record = reading.knowledge.gazetteer.entity(name.entity_id)
    if record is not None and record.sector not in (None, "public corporation"):
        return record.sector in SECTORS
    return name.label == "ORG" and _BODY.search(reading.text, name.start, name.end) is not None


def is_of_results(reading: Reading, hit: Hit) -> bool:
    """Whether the words of *hit* are of a company's results: `영업이익이 흑자로 전환했다`."""
    return type_by_object(reading.text[hit.floor : hit.end]) == "earnings"


def is_period_of_results(reading: Reading, sentence: Sentence, time: Time, hit: Hit) -> bool:
    """Whether *time* only says of which period the results or the statistic are that are published: `3분기 실적을 발표했다`."""
    if (
        time.grain not in _PERIODS
        or _ADVERB.match(reading.text, time.end)
        or hit.trigger.stem not in _PUBLISHING
        or time.end > hit.start
    ):
        return False
    objects = [c for c in sentence.chunks_within(time.start, hit.start) if c.role == OBJECT and c.depth == 0]
    if not objects or any(p.ending in ("EC", "EF") for p in sentence.predicates if time.end <= p.start < objects[-1].start):
        return False
    if any(c.role in (TOPIC, SUBJECT) and c.end > time.end for c in sentence.chunks_within(time.start, objects[-1].start)):
        return False
    return type_by_object(reading.text[time.end : objects[-1].end]) in _RESULTS
