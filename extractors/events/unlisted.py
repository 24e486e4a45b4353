"""Candidates that no table of triggers lists: the predicate of a clause with a date of its own, the noun of a label before its date.

Only the model can say whether such a word carries an event, and which; `kinds` asks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.events.clause import is_dated, is_of_date, is_quotative, is_remark
from extractors.events.hits import Hit, dated_value, is_means, is_series, label_of, stem_of
from extractors.events.triggers import Trigger, triggers
from extractors.figures.comparing import directions
from extractors.figures.modality import stative_verbs
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import LINKING, Predicate, Sentence

TELLING = frozenset({"밝히", "전하", "알리", "발표하", "공표하", "설명하"})
_EMPTY = frozenset({"있", "없", "아니", "이", "같", "하", "되", "않", "못하", "의하", "따르", "가능", "가능하"})
"""Stems of verbs that say nothing of their own."""
_EXPECTED = re.compile(r"전망|예상|예측|추정|추산|기대|예정|목표|계획|분석|평가|관측")
"""Behind what else would be a predicate: what is only expected or intended is told by the verb before."""
_INTENDED = re.compile(r"\s?(?:예정|계획|방침)(?:이|임|입|$|[.\n])")
_CLAUSE_ENDS = ("EC", "EF", "noun", "ETN")
_REACH = 30
"""Characters behind a predicate within which a date can still be its own: `…에 투입(3월)`."""
_OPENS_CHAIN = re.compile(r"(?P<noun>[가-힣]{2,5})(?:\s?등)?[을를]\s?시작으로")
_OF_CHAIN = frozenset({"day", "month"})
_ACT = re.compile(rf"(?:{LEXICON.alternation('occasion')}|기)$")
"""How an act or an occasion ends that opens a row of them."""
_SPLIT = re.compile(r"(?<![가-힣])(?P<noun>[가-힣]{2,4})(?P<day>\s?\([^()가-힣]{5,16}\))\s?(?:하[였여며고는]|했|한|된|됐|되|돼)")
_ONLY_WHEN = frozenset({"시점", "시각"})
_LEGAL_FORM = "주식회사"
_NOUNS = ("NNG", "XSN")


def unlisted_hits(reading: Reading, sentence: Sentence, listed: Sequence[Hit]) -> list[Hit]:
    """The candidates of *sentence* in clauses and labels without a trigger of the tables."""
    label = label_of(reading, sentence.start, sentence.end)
    value = dated_value(reading, label, sentence.end) if label is not None else None
    if label is not None and is_series(reading, label, sentence.end):
        return []
    if label is None or value is None:
        split = list(_split(reading, sentence, listed))
        whole = [h for h in _predicates(reading, sentence, listed) if not any(s.start <= h.start < s.stop for s in split)]
        return [*split, *_opening(reading, sentence), *whole]
    return [] if any(hit.start < sentence.end for hit in listed) else list(label_noun(sentence, label))


def _split(reading: Reading, sentence: Sentence, listed: Sequence[Hit]) -> Iterator[Hit]:
    """Verbal nouns whose day in brackets stands between them and their 하다 or 되다: `설치(’21.9.28.)됐으며`."""
    for match in _SPLIT.finditer(reading.text, sentence.start, sentence.end):
        times = reading.times.within(*match.span("day"))
        if len(times) == 1 and is_remark(reading, times[0]) and not any(hit.start == match.start() for hit in listed):
            trigger = Trigger(match["noun"], is_verb=False, type="other", open=True, needs_object=True, is_unlisted=True)
            yield Hit(trigger, *match.span("noun"), "topic", sentence.start, match.end())


def _opening(reading: Reading, sentence: Sentence) -> Iterator[Hit]:
    """What is done on the first of several days: 설명 in `26일 예산안 설명을 시작으로 다음달 14일까지`; nothing where a name opens a row."""
    for match in _OPENS_CHAIN.finditer(reading.text, sentence.start, sentence.end):
        chunk = sentence.chunk_at(match.start("noun"))
        days = [t for t in reading.times.within(sentence.start, sentence.end) if t.grain in _OF_CHAIN and is_dated(reading, t)]
        is_act = _ACT.search(match["noun"]) is not None or sentence.predicate_at(match.start("noun")) is not None
        begun = {t.grain for t in days if t.end <= match.start("noun")}
        goes_on = "day" in begun and any(t.start >= match.end() and t.grain == "day" for t in days)
        is_chain = bool(begun) and (is_act or goes_on)
        if chunk is not None and is_chain and not reading.names.over(*match.span("noun")):
            trigger = Trigger(match["noun"], is_verb=False, type="other", open=True, needs_object=True, is_unlisted=True)
            yield Hit(trigger, *match.span("noun"), "main", sentence.start, match.end())


def label_noun(sentence: Sentence, end: int) -> Iterator[Hit]:
    """The last noun of a label, which says what takes place on its date: 기일 in `합병기일: 1월 5일`."""
    nouns = [m for m in sentence.morphemes if sentence.start <= m.start and m.end <= end and m.tag in _NOUNS]
    if nouns and len(nouns[-1].form) > 1 and nouns[-1].form not in _ONLY_WHEN:
        trigger = Trigger(nouns[-1].form, is_verb=False, type="", open=True, needs_object=True, is_unlisted=True)
        yield Hit(trigger, nouns[-1].start, nouns[-1].end, "label", sentence.start, sentence.end)


def _predicates(reading: Reading, sentence: Sentence, listed: Sequence[Hit]) -> Iterator[Hit]:
    """The predicates that end a clause with a date and no trigger."""
    starts = [hit.start for hit in listed if hit.construction != "embedded"]
    floor = begin = sentence.start
    for index, predicate in enumerate(sentence.predicates):
        if predicate.depth or not (predicate.ending in _CLAUSE_ENDS or _is_intended(reading, predicate)):
            continue
        is_free = not any(begin <= start < predicate.end for start in starts)
        is_dated_clause = _has_date(reading, sentence, floor, predicate)
        following = [p for p in sentence.predicates[index + 1 : index + 3] if not is_of_date(p)]
        told = _is_told(reading, predicate, following[:1])
        if is_means(predicate) and not _has_own_date(reading, sentence, predicate):
            continue
        if is_free and (told or (_can_carry(sentence, predicate) and is_dated_clause)):
            kind = "other" if told or predicate.lemma == "거치" else ""
            known = None if told else triggers()[0].get(predicate.lemma)
            trigger = known or Trigger(
                stem_of(predicate), is_verb=True, type=kind, open=True, needs_object=True, is_unlisted=True
            )
            yield Hit(trigger, predicate.start, predicate.end, "main", floor, sentence.end)
        if predicate.ending == "EC":
            begin = predicate.end
            floor = begin if is_dated_clause or not is_free else floor


def _is_intended(reading: Reading, predicate: Predicate) -> bool:
    """Whether it ends its clause before a noun of intent: `키울 방침이다`, `보낼 예정이며`."""
    return predicate.ending == "ETM" and _INTENDED.match(reading.text, predicate.end) is not None


def _has_own_date(reading: Reading, sentence: Sentence, predicate: Predicate) -> bool:
    """Whether the clause behind *predicate* has a date of its own: `심의를 거쳐 5일 확정됐다`, not `5일 심의를 거쳐 확정됐다`."""
    end = sentence.clause_end(predicate.end)
    return any(is_dated(reading, time) for time in reading.times.within(predicate.end, end))


def _is_told(reading: Reading, predicate: Predicate, following: Sequence[Predicate]) -> bool:
    """Whether a verb of telling reports it: 전달받았다고 in `물품을 전달받았다고 밝혔다`."""
    return is_quotative(reading, predicate) and any(outer.lemma in TELLING for outer in following)


def _can_carry(sentence: Sentence, predicate: Predicate) -> bool:
    """Whether it can do something: nothing that only is so, rises or falls, or is expected; no noun in brackets."""
    lemma, chunk = predicate.lemma, sentence.chunk_at(predicate.start)
    if predicate.ending == "noun" and ((chunk is not None and chunk.depth) or lemma.startswith(_LEGAL_FORM)):
        return False
    is_of_figures = lemma in directions() or lemma in stative_verbs()
    return not (is_of_figures or lemma in _EMPTY or lemma in LINKING or _EXPECTED.match(lemma))


def _has_date(reading: Reading, sentence: Sentence, floor: int, predicate: Predicate) -> bool:
    times = reading.times.within(floor, min(sentence.end, predicate.end + _REACH))
    return any(is_dated(reading, time) for time in times)
