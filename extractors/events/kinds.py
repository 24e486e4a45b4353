"""Which type of event a trigger carries: by the tables of words, and where they end, by the trained model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from extractors.events.hits import UNDOING, Hit
from extractors.events.model.classifier import NONE, Judgement, classify
from extractors.events.triggers import type_by_object, type_of_form
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import OBJECT, POSSESSIVE, Sentence

_ABOUT = 90
"""Characters before an open trigger in which the word stands that says what it is about."""
_BEHIND = 20
"""Characters from an open trigger on in which it may stand, too: `발표한 대책`."""
_OF_ITS_KIND = {"price_move": ("price_move", "policy", "earnings"), "founding": ("founding", "investment", "operation")}
"""What moves with a verb of prices: nothing else rises and falls as an event; and what is set up, but a plan or a record."""
_KEPT_FROM = {"contract": ("product_release",), "acquisition": ("investment", "operation", "product_release")}
"""Objects that leave a trigger its own type: `공장을 매각했다`, `제품을 공급한다`."""
_SET_UP = "founding"
"""The type of objects that only a verb of founding takes it from: `법인을 세웠다`, not `법인을 매각했다`."""
_FORM = 300
"""Characters of a form before a label in which it says what it is about: `유상증자 결정 … 이사회결의일:`."""
_HANDED_OVER = frozenset({"처분", "취득", "매입", "매수", "매도", "매각", "양도", "양수"})
_DISPOSED = frozenset({"처분", "매각", "매도", "양도"})
_OTHER = re.compile(r"보유(?:한|해온|하던|\s?중인|하고\s있는)\s[가-힣A-Za-z]{2,12}(?:의)?\s\Z")
"""Before the shares of another that somebody holds: `보유 중인 두나무 주식`."""
_OF_OTHERS = re.compile(r"타법인\s?주식\s?및\s?출자증권\s?(?:취득|처분|양수|양도)\s?결정")
"""The title of a filing on shares in another company."""
_SHARES = re.compile(r"주식|지분|출자증권")
_OF_ITSELF = re.compile(r"자사주|자기\s?주식|신주|유상증자|전환사채|신주인수권")
"""Shares by which a company raises its own capital or pays it back."""
_OWN_SHARES = re.compile(r"자사주|자기\s?주식")
"""Shares that bring in money when they are handed over, and none when they are bought back."""
_SOLD = re.compile(r"(?:주식|지분)[^.\n]{0,40}처분하?(?:기로|했|한다|할|하는)[^\n]{0,60}\Z")
"""Shares that were told to be disposed of before a further word of it: `처분 예정일은 다음 달 20일이다`."""
_MADE_PUBLIC = frozenset({"statement", "product_release"})
"""Types of the open triggers of telling: 발표, 공개."""
_STATISTICS = rf"{LEXICON.alternation('kind of study')}(?:\s등)?['’”」』>]?"
_STUDY_BEHIND = re.compile(rf"[한된]?\s['‘“「『<][^'’”」』>\n]{{2,60}}?{_STATISTICS}(?=에|을|를|$)")
_STUDY_BEFORE = re.compile(rf"{_STATISTICS}(?:\([^()\n]{{1,20}}\))?[을를]\s(?:[가-힣]{{2}}·)?\Z")
"""Statistics as what a trigger describes, and as its object."""
_TITLE = re.compile(r"\s?[‘'“\"「『<〈《](?P<title>[^‘’'“”\"「」『』<>〈〉《》\n]{2,80})[’'”\"」』>〉》]")
"""The title of a paper behind what was done with it: `20일 발표한 ‘2분기 투자 동향’에 따르면`."""
_SURE_OF_TYPE, _SURE_OF_NONE = 0.7, 0.9
"""From which probability on the model is followed against the rules; chosen on the gold of the example reports."""
_SURER_THAN_OBJECT = 0.85
"""From which on against what a trigger is about, which the rules read from its object."""
_SURER_THAN_DATE = 0.98
"""From which on against a word whose date is stated as its own: `착공은 3월`, `납입일: 9일`."""
_SURE_OF_EVENT = 0.55
"""From which probability of a type on the model is followed where no table has the trigger."""


def type_of(reading: Reading, sentence: Sentence, hit: Hit) -> str | None:
    """The type of the event that *hit* carries; None where it carries none."""
    return settle(hit, type_by_rules(reading, sentence, hit), classify(reading, sentence, hit.start, hit.end))


def type_in_history(reading: Reading, sentence: Sentence, hit: Hit) -> str:
    """The likeliest type of what is told as an event at all events."""
    judged = classify(reading, sentence, hit.start, hit.end)
    return type_by_rules(reading, sentence, hit).type or (judged.label if judged.label != NONE else "other")


def is_certain(reading: Reading, sentence: Sentence, hit: Hit) -> bool:
    """Whether the model alone is as sure of the event of *hit* as where it corrects a type."""
    judged = classify(reading, sentence, hit.start, hit.end)
    return judged.label != NONE and judged.probability >= _SURE_OF_TYPE


class Ruled(NamedTuple):
    """What the tables of words say of a trigger."""

    type: str | None
    source: Literal["trigger", "object", "form", "unlisted"]
    """The trigger's own type, that of its object, or what the form is about; `unlisted` where no table has it."""


def type_by_rules(reading: Reading, sentence: Sentence, hit: Hit) -> Ruled:
    """The type of an open trigger is that of its object; one that tells nothing without an object gives no event."""
    trigger = hit.trigger
    if hit.trigger.stem in _HANDED_OVER and _OF_OTHERS.search(reading.text, 0, hit.start):
        return Ruled("acquisition", "form")
    if trigger.is_unlisted:
        return Ruled(trigger.type or None, "unlisted")
    if not trigger.open:
        return Ruled(trigger.type, "trigger")
    if _is_of_study(reading, hit):
        return Ruled("report", "object")
    spans = (
        *_described(reading, sentence, hit),
        (max(hit.floor, hit.start - _ABOUT), hit.start),
        (hit.start, min(sentence.end, hit.end + _BEHIND, sentence.clause_end(hit.end))),
        *([] if _has_its_own(sentence, hit) else [(max(sentence.start, hit.start - _ABOUT), hit.start)]),
    )
    about = next(filter(None, (type_by_object(reading.text[start:end]) for start, end in spans)), None)
    if about is not None and trigger.needs_object and trigger.type in _OF_ITS_KIND:
        about = about if about in _OF_ITS_KIND[trigger.type] else None
    if about in _KEPT_FROM.get(trigger.type, ()) or (about == _SET_UP and trigger.type != _SET_UP):
        about = None
    if about == "capital_raising" and _is_of_another(reading, sentence, hit):
        return Ruled("acquisition", "object")
    if trigger.stem in _DISPOSED and _OWN_SHARES.search(reading.text, max(sentence.start, hit.start - _ABOUT), hit.start):
        return Ruled("capital_raising", "object")
    if about is not None:
        return Ruled(about, "object")
    if trigger.type == "sanction" and _SOLD.search(reading.text, max(0, hit.start - _FORM), hit.start):
        return Ruled("acquisition", "form")
    of_form = _of_form(reading, hit) if hit.construction == "label" or trigger.type == "statement" else None
    if of_form:
        return Ruled(of_form, "form")
    return Ruled(None if trigger.needs_object else "other" if _is_told_of(sentence, hit) else trigger.type, "trigger")


def _has_its_own(sentence: Sentence, hit: Hit) -> bool:
    """Whether a clause behind another has an object of its own, and is not about that of the other: `공장을 세우고 수출을 시작했다`."""
    return hit.floor > sentence.start and any(
        c.role == OBJECT and not c.depth for c in sentence.chunks_within(hit.floor, hit.start)
    )


def _is_of_study(reading: Reading, hit: Hit) -> bool:
    """Whether statistics are made public, whatever they are on: `'상장법인 주주 현황'을 발표했다`, `20일 발표한 '벤처투자 동향'`."""
    if hit.trigger.type not in _MADE_PUBLIC:
        return False
    before = _STUDY_BEFORE.search(reading.text, max(hit.floor, hit.start - _ABOUT), hit.start)
    return before is not None or _STUDY_BEHIND.match(reading.text, hit.end) is not None


def _described(reading: Reading, sentence: Sentence, hit: Hit) -> Iterator[tuple[int, int]]:
    """What a relative clause without an object of its own describes: `지난 6월 체결한 120억원 규모의 공급계약`, or a title."""
    if hit.construction != "embedded":
        return
    predicate = sentence.predicate_at(hit.start)
    title = _TITLE.match(reading.text, predicate.end if predicate is not None else hit.end, sentence.end)
    if title is not None:
        yield title.span("title")
    before = sentence.chunks_within(hit.floor, hit.start)
    following = next(sentence.predicates_after(hit.end), None)
    stop = following.start if following is not None else sentence.end
    head = next((c for c in sentence.chunks_within(hit.end, stop) if c.role and c.role != POSSESSIVE and not c.depth), None)
    if head is not None and head.end - hit.end <= _ABOUT and not any(chunk.role == OBJECT for chunk in before):
        yield head.start, head.end


def _is_of_another(reading: Reading, sentence: Sentence, hit: Hit) -> bool:
    """Whether what changes hands is a share in another company, which raises nobody's capital: `두나무 주식 2만주를 처분하기로`."""
    if hit.trigger.stem not in _HANDED_OVER:
        return False
    text = reading.text
    found = list(_SHARES.finditer(text, max(sentence.start, hit.start - _ABOUT), hit.start))
    if not found or _OF_ITSELF.search(text, max(0, sentence.start - _FORM), hit.start):
        return False
    if hit.trigger.stem in _DISPOSED and _OTHER.search(text, sentence.start, found[-1].start()):
        return True
    names = reading.names.last(sentence.start, found[-1].start(), 1)
    named = bool(names) and names[0].label == "ORG" and not text[names[0].end : found[-1].start()].strip(" 의")
    return named or "타법인" in text[max(0, found[-1].start() - 6) : found[-1].start()]


def _is_told_of(sentence: Sentence, hit: Hit) -> bool:
    """Whether nobody says it: 발표된다."""
    predicate = sentence.predicate_at(hit.start)
    return hit.trigger.type == "statement" and predicate is not None and predicate.lemma.endswith("되")


def _of_form(reading: Reading, hit: Hit) -> str | None:
    """What the form is about, by its headings, else by the words before a label: `유상증자 결정 … 이사회결의일:`."""
    headings = (reading.text[above.start_char : above.end_char] for above in reading.governors(reading.block_at(hit.start)))
    found = next(filter(None, map(type_of_form, headings)), None)
    return found if found or hit.construction != "label" else type_of_form(reading.text[max(0, hit.start - _FORM) : hit.start])


def settle(hit: Hit, ruled: Ruled, judged: Judgement) -> str | None:
    """The rules' type, unless the model is sure that there is no event, or of another type of an open trigger; a form is surer."""
    if judged.label == NONE:
        sure = _SURE_OF_NONE if hit.construction in ("main", "embedded") else _SURER_THAN_DATE
        return None if judged.probability >= sure else ruled.type
    if ruled.source == "unlisted":
        if hit.trigger.stem in UNDOING:
            return "other"  # what was put off or given up is not the thing itself
        return judged.label if judged.probability >= _SURE_OF_EVENT else ruled.type
    sure = _SURER_THAN_OBJECT if ruled.source == "object" else _SURE_OF_TYPE
    is_sure = judged.probability >= sure and ruled.source != "form" and hit.construction != "label"
    return judged.label if hit.trigger.open and is_sure else ruled.type
