"""Changes that a noun tells: behind the number (`5.8% 감소`), before the brackets that hold it (`손익 악화(△79억원)`), or at the end of a list."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from extractors.figures.comparing import (
    RATIOS,
    directions,
)
from extractors.figures.coordination import Direction, end_of_each, list_closed, named_list_closed
from extractors.figures.metrics import find_cues
from extractors.figures.places import Place
from extractors.figures.scenes import COMPARED, REACH
from extractors.lexicon import LEXICON
from extractors.particles import ends_word
from extractors.reading import Reading
from extractors.syntax import OBJECT, Chunk, Predicate

_IN_BRACKETS = re.compile(r"\([^()]*\)")
AMOUNT = re.compile(
    r"(?:\s*(?:이상|이하|미만|초과(?! ?달성)|안팎|수준|가량|정도|남짓|넘게|가까이|가깝게|대(?=\s)|씩|포인트|나|이나|만큼|어치|\([^()]{0,40}\)"
    r"|추가로?|더|뒤로|각각|크게|소폭|대폭|급격히|\*{1,3}))*\s*"
)
_TURNED = re.compile(
    r"[이가은는도]\s[^()%.]{0,60}?(?:플러스|(?P<down>마이너스))(?:\s?(?:로|를)\s(?:전환|돌아|기록|바뀌)|\s(?:전환|기록))"
)
"""Behind the bracket of a thing that has turned to growth or decline: `석유제품(18.0%)도 수출 플러스로 전환했다`."""
_HELD_AGAINST = re.compile(rf"\s*(?:{COMPARED}|[와과]\s?같|에서\b(?=[^(),.]{{0,40}}\d)|[을를]\s|이후|이래|부터)")
"""Behind a bracket: its number is what another one is compared with, or the object of a verb."""
_ABOVE_RATE = re.compile(
    r"\)(?:[^.%()]{1,16}\([+-]?\d[\d.]*%\)){0,12}[은는이가도]\s(?:모두\s|각각\s)?[^.()]{0,20}"
    rf"(?:(?P<down>{LEXICON.alternation('fall_told')})|{LEXICON.alternation('rise_told')}|등락)[률율](?:\([^()]*\))?[을를]\s(?:모두\s|크게\s)?(?:웃|밑|상회|하회|넘)"
)
"""Behind a member of a list that is held against a rate of change: 가온(12%) 나래(8%)는 모두 지수 상승률(6%)을 웃돌았다."""
_ITEM = re.compile(r"\((?=[+\-△▲▼\d])")
"""Behind a noun of change that is an item of the list itself: `매출 감소(45%), 비용 상승(30%)`."""
_AND_SO_ON = re.compile(r"등(?:을 포함한|의)?\s*(?:약\s*)?$")
_DELTA_CLOSED = re.compile(r"(?:,\s?[+\-△▲]?\d[\d.]*%)?\)")
_BESIDE = 400
"""Characters around a count in which others tell how its report writes falls."""
_RATE_REACH = 20
"""Characters before a number, or its bracket, in which the rate of change that it is stands."""
_VERBS = 6
"""Verbs behind a list that are looked at."""
SIZES = frozenset({"많", "높", "낮", "크", "적", "작"})
"""Adjectives of size: behind a list (`중국(42%), 미국(19%) 순으로 많았다`) they tell the order."""
FEW = 14
"""Characters around a number in which a noun of change stands."""
_LEAD = r"\s*(?:은|는|이|가|을|를|도|:)?\s*(?:(?:각각|평균|약|무려|최대)\s*){0,2}$"
RATE_NOUN = re.compile(
    rf"(?:(?P<down>{LEXICON.alternation('fall_told')})|{LEXICON.alternation('rise_told')}|증감|등락)"
    rf"(?:[율률]{_LEAD}|(?:[율률]?\s?목표치?[은는이가을를]|[은는이가])\s(?:(?:약|기존|종전|당초)\s)?(?:[\d.]+%에서\s)?$)"
)
"""A rate of change before its number: 감소율은 12%; or the growth itself, or a goal of it: 대출 성장이 5%, 성장 목표를 9%에서 7%로."""
_RATE_TOPIC = re.compile(
    rf"(?:(?P<down>{LEXICON.alternation('fall_told')})|{LEXICON.alternation('rise_told')}|증감|등락)[률율](?:\s?\([^()]*\))?"
    r"(?:[은는이가을를도]\s|\s역시\s|\s?[:：]\s?)"
)
"""A rate of change that a clause or a list is about: `증가율을 기존 2%에서 3%로`, `상승률은 동부(5%), 서부(4%) 순`."""
_ONLY_COURSE = re.compile(r"\s*(?:[+\-△▲▼]?\d[\d.,]*\s?%?\s?(?:→|⇒|->)\s?)*")
"""From a bracket to the number that it holds alone or as a step of a course: `(3.4%→7.1%)`."""
_PART_OF = re.compile(r"(?P<whole>[가-힣\d]+)(?:의|\s중|\s가운데)\s(?:약\s)?\Z")
"""Before a percentage that is a part of something."""
_OF_OTHERS = re.compile(r"[가은는]\s|이\s|[을를]\s(?:넘|웃|밑)|[와과]\s(?!\d)|\s?(?:덕분|때문)|\s이[상하]")
"""Behind a percentage that is itself what does something, a bound or a reason: `증가율은 높고 5%가 재고로 남았다`."""
_RANKED = re.compile(r"[상하]위\s?\Z")
_CLAUSE = 120
"""Characters from the rate of change that a clause is about to the last number of it."""
SPAN_NOUN = re.compile(
    rf"(?:(?P<down>{LEXICON.alternation('fall_span')}|{LEXICON.alternation('fall_told')}[세폭분액량])|{LEXICON.alternation('rise_span')}"
    rf"|{LEXICON.alternation('rise_told')}[세폭분액량]|(?:(?P<fall>{LEXICON.alternation('fall_told')})|{LEXICON.alternation('rise_told')})"
    rf"(?=[은는]\s)){_LEAD[:-1]}"
    r"(?:[\d.,조억만천백십\s]{1,16}\S{1,4}에서\s*)?$"
)
"""A size of change before its number: 낙폭은 12%, 감소액은 340억원."""


def rate_named(reading: Reading, place: Place) -> re.Match[str] | None:
    """
    The rate of a change that the number is: right before it, before the brackets that hold it alone or its course (`신장률(21.3%)`,
    `증가율(3.4%→7.1%)`), or what its clause is about (`판매 증가율은 상반기 4.1%에서 하반기 5.7%`).
    """
    text, start, bracket = reading.text, place.quantity.start, place.bracket
    if (rate := RATE_NOUN.search(text, max(place.floor, start - _RATE_REACH), start)) is not None:
        return rate
    if bracket is not None:
        if place.host is not None or _ONLY_COURSE.fullmatch(text, bracket + 1, start) is None:
            return None
        if (rate := RATE_NOUN.search(text, max(place.scene.start, bracket - _RATE_REACH), bracket)) is not None:
            return rate
    return _rate_of_clause(reading, place) if place.quantity.unit == "percent" and place.cell is None else None


def _rate_of_clause(reading: Reading, place: Place) -> re.Match[str] | None:
    """
    The rate of change that the clause of a percentage is about. Nothing but percentages, their order (`가장 높았으며`) and measures that are no
    ratios themselves stand in between.
    """
    text, scene, start = reading.text, place.scene, place.quantity.start
    if _OF_OTHERS.match(text, place.quantity.end) or _RANKED.search(text, max(scene.start, start - FEW), start):
        return None
    named = [
        rate
        for rate in _RATE_TOPIC.finditer(text, max(scene.start, start - _CLAUSE), start)
        if scene.open_bracket(rate.start()) is None
    ]
    part = _PART_OF.search(text, max(scene.start, start - _RATE_REACH), start)
    if not named or (part is not None and not reading.times.over(part.start("whole"), part.end("whole"))):
        return None
    end = named[-1].end()
    if any(number.unit != "percent" for number in reading.quantities.within(end, start)):
        return None
    verbs = (verb for verb in scene.predicates.within(end, start) if verb.depth == 0)
    if any(verb.lemma not in SIZES or verb.ending != "EC" for verb in verbs):
        return None
    return None if any(meant.kind == "ratio" for cue in find_cues(text, end, start) for meant in cue.metrics) else named[-1]


@functools.cache
def _change_nouns() -> re.Pattern[str]:
    nouns = sorted((lemma[:-1] for lemma in directions() if lemma[-1] in "하되" and len(lemma) > 2), key=len, reverse=True)
    told = "|".join(map(re.escape, dict.fromkeys(nouns)))
    return re.compile(rf"({told})(?:(?=[\s),.;·/\[」'\"”’]|$)|세(?=[가를도로에의와는\s),.;]|$))")


_OF = re.compile(r"의?\s*")
_EMPTY_VERB = re.compile(r"\s?(?:하[는며여고였]|[했쳤한됐된함됨]|치[는며고]|되[는며고었어])")
_TO_FALL = re.compile(r"줄(?= (?:것|전망|듯|수 있))")
"""줄다 before what is expected, which Kiwi may read as a line or as giving."""
_RECEIVER = re.compile(r"(?:에게|한테|께) ")
_LOSS = re.compile(r"(?:손실|적자)[가-힣]? ?$")
"""Before a noun of change: the amount in the brackets can be the loss itself."""
_NARROWED = re.compile(r"(?:[이은])?\s(?:축소|둔화|감소|줄|좁)")
"""Behind the size of a change that has become smaller, which goes down whichever way that was: `0.3%p 상승폭 축소`."""


@functools.cache
def _told_nouns() -> re.Pattern[str]:
    """The nouns that tell a change behind its number, with what makes a rate or a course of them: 감소, 감소세, 마이너스 성장."""
    nouns = [lemma[:-1] for lemma in directions() if lemma[-1] in "하되" and len(lemma) > 2]
    told = (re.escape(noun).replace(r"\ ", " ?") for noun in (*nouns, *LEXICON.words("fall_told", "rise_told")))
    return re.compile(rf"(?P<noun>{'|'.join(sorted(dict.fromkeys(told), key=len, reverse=True))})[세율률폭]?")


def noun_of_change(reading: Reading, place: Place) -> Direction | None:
    """The direction of a noun of change behind the number, whatever its verb: `(5.8% 증가)`, `20% 감축 목표`, `12%의 감소를 기록`."""
    text, start, end = reading.text, place.quantity.end, place.scene.end
    start = end_of_each(reading, place.scene, place.quantity) or start
    amount = AMOUNT.match(text, start, end)
    of = _OF.match(text, amount.end() if amount else start, end)
    noun = _told_nouns().match(text, of.end() if of else start, end)
    if amount and _TO_FALL.match(text, amount.end(), end) and not _RECEIVER.search(text, place.floor, place.quantity.start):
        return "down"
    if noun is None or not (ends_word(text, noun.end()) or _EMPTY_VERB.match(text, noun.end(), end)):
        return None
    told = _of_noun(noun["noun"])
    return "down" if noun[0].endswith("폭") and _NARROWED.match(text, noun.end(), end) else told


def _of_noun(noun: str) -> Direction | None:
    direction = directions().get(f"{noun}하") or directions().get(f"{noun}되")
    if direction is None:
        return "down" if noun in LEXICON.words("fall_told") else "up" if noun in LEXICON.words("rise_told") else None
    return "down" if direction == "down" else "up"


def change_before_bracket(reading: Reading, place: Place) -> Direction | None:
    """
    The direction of the noun of change right before the brackets that hold a number alone: `손익 악화(△79억원)`, `30명 증가(8%)`.

    Without a sign it is the change only where the noun goes on as a verb or has an amount before it: `매출 감소(45%)` can be an answer.
    """
    text, quantity, bracket = reading.text, place.quantity, place.bracket
    if (
        bracket is None
        or place.host is not None
        or text[bracket + 1 : quantity.start].strip()
        or not text.startswith(")", quantity.end)
    ):
        return None
    start = max(place.scene.start, bracket - FEW)
    noun = next((n for n in _told_nouns().finditer(text, start, bracket) if not text[n.end() : bracket].strip()), None)
    if noun is None or _LOSS.search(text, start, noun.start()):
        return None
    amount = next(iter(reading.quantities.last(place.scene.start, noun.start(), 1)), None)
    pair = amount is not None and (amount.unit in RATIOS) != (quantity.unit in RATIOS)
    told = pair and amount is not None and AMOUNT.fullmatch(text, amount.end, noun.start()) is not None
    goes_on = quantity.unit in RATIOS and _EMPTY_VERB.match(text, quantity.end + 1) is not None
    return _of_noun(noun["noun"]) if quantity.signed or told or goes_on else None


def is_of_answer(reading: Reading, place: Place) -> bool:
    """Whether a number stands in the bracket behind something quoted, which it is the share of: `‘임금 인상’(33.7%), ‘설비 증설’(12.3%) 순으로`."""
    before = reading.text[max(0, place.bracket - 2) : place.bracket].rstrip() if place.bracket is not None else ""
    return before.endswith(("’", "'", "”", '"', "」", "』"))


def _closed_delta(reading: Reading, place: Place) -> int | None:
    """
    Where the bracket of a count closes that is what was added, where falls beside it have a minus and no rise a plus: `물류(3.2만개) 등에서
    증가, 섬유(-0.5만개) 등에서 감소`. Its rate may stand behind it.
    """
    quantity, text = place.quantity, reading.text
    if (
        quantity.dimension != "count"
        or quantity.signed
        or place.bracket is None
        or text[place.bracket + 1 : quantity.start].strip()
    ):
        return None
    closed = _DELTA_CLOSED.match(text, quantity.end)
    near = reading.quantities.within(max(0, quantity.start - _BESIDE), quantity.end + _BESIDE)
    deltas = [
        n
        for n in near
        if n.signed and n.counter == quantity.counter and n.unit == "count" and text[max(0, n.start - 1) : n.start] == "("
    ]
    falls = bool(deltas) and all(n.value < 0 for n in deltas)
    return closed.end() if closed is not None and falls else None


def change_of_list(reading: Reading, place: Place) -> Direction | None:
    """The change that closes a list of things with their ratios, in brackets or not: `교통(2.9%), 음식·숙박(0.8%)은 상승`, `세종 4.1% 등이 증가`."""
    quantity = place.quantity
    alone = place.bracket is not None and place.host is None and quantity.unit == "percent"
    if alone and (rate := _ABOVE_RATE.match(reading.text, quantity.end, place.scene.end)) is not None:
        return "down" if rate["down"] and not quantity.signed else "up"
    closed = None
    if place.host is None and quantity.unit in RATIOS:
        bracketed = place.bracket is not None
        closed = (
            list_closed(reading, place.scene, quantity, place.bracket)
            if bracketed
            else named_list_closed(reading, place.scene, quantity)
        )
    elif place.host is None:
        closed = _closed_delta(reading, place)
    if closed is None or _HELD_AGAINST.match(reading.text, closed) or _comes_from(reading, place, closed):
        return None
    if quantity.unit == "percent" and (turned := _TURNED.match(reading.text, closed, place.scene.end)) is not None:
        return "down" if turned["down"] else "up"
    end = min(place.scene.end, closed + REACH)
    verb = _verb_behind(reading, place, closed)
    stop = min(end, verb.end if verb is not None else end)
    nouns = _change_nouns().finditer(_blanked(reading.text[closed:stop]))
    noun = next((n for n in nouns if not _ITEM.match(reading.text, closed + n.end())), None)
    sized = verb is not None and verb.lemma in SIZES
    spans = (pattern.search(reading.text, closed, stop if verb is None else verb.start) for pattern in (SPAN_NOUN, RATE_NOUN))
    if sized and (span := next(filter(None, spans), None)) is not None:
        return "down" if span["down"] else "up"  # 순으로 증가 폭이 컸다
    if noun is not None:
        at, direction = closed + noun.start(), _of_noun(noun[1])
    elif verb is not None and verb.start < end and verb.lemma in directions() and verb.lemma not in SIZES:
        at, direction = verb.start, "down" if directions()[verb.lemma] == "down" else "up"
    else:
        return None
    between = [chunk for chunk in place.scene.chunks.within(closed, at) if chunk.depth == 0]
    unchanged = any(chunk.role == OBJECT for chunk in between) or _outside(reading, between)
    share = quantity.unit == "percent" and not quantity.signed
    return None if unchanged or (share and _names_ratio(reading, between)) else direction


def _comes_from(reading: Reading, place: Place, closed: int) -> bool:
    """Whether what ends at *closed* is where another size came from, and no place of a change: `작년(3.2%)에서`, `전망치(3.2%)에서`."""
    if place.bracket is None or not reading.text.startswith("에서", closed):
        return False
    named = reading.text[max(0, place.bracket - 1) : place.bracket]
    return named in ("치", "율", "률", "폭") or bool(reading.times.over(place.bracket - 1, place.bracket))


def _verb_behind(reading: Reading, place: Place, closed: int) -> Predicate | None:
    """
    The verb that a list which ends at *closed* stands before. It is none that only tells how much or since when (`같은 달보다 큰 폭으로 증가`), nor
    one of a cause before the rate of change that was high or low (`호조를 보여 증가율이 높았음`).
    """
    scene = place.scene
    verbs = [p for p in scene.predicates[scene.predicates.index_from(closed) :][:_VERBS] if p.depth == 0]
    verbs = [verb for verb in verbs if verb.lemma != "같" and not reading.text.startswith((" 폭", " 차이"), verb.end)]
    verbs = [verb for verb in verbs if verb.lemma not in SIZES or verb.forms[-1] != "게"]  # 모두 크게 늘었다
    if len(verbs) > 1 and verbs[0].ending == "EC" and verbs[0].lemma not in directions() and verbs[1].lemma in SIZES:
        rate = RATE_NOUN.search(reading.text, verbs[0].end, verbs[1].start)
        return verbs[1] if rate is not None else verbs[0]
    return verbs[0] if verbs else None


def _names_ratio(reading: Reading, chunks: Sequence[Chunk]) -> bool:
    """Whether one of *chunks* names a measure that is a ratio itself, so that its level can stand in the brackets: 점유율."""
    named = (chunk for chunk in chunks if reading.text[chunk.end : chunk.end + 1] != "(")  # the others are of the list
    cues = (cue for chunk in named for cue in find_cues(reading.text, chunk.start, chunk.end))
    return any(meant.kind == "ratio" for cue in cues for meant in cue.metrics)


def _blanked(words: str) -> str:
    """*words* with blanks for what stands in brackets."""
    return _IN_BRACKETS.sub(lambda found: " " * len(found[0]), words)


def _outside(reading: Reading, chunks: Sequence[Chunk]) -> bool:
    """Whether one of *chunks*, none in brackets, holds a number that does not count the things before it: `등 12개 업종의`."""
    numbers = (number for chunk in chunks for number in reading.quantities.over(chunk.start, chunk.end))
    return any(number.dimension != "count" or not _AND_SO_ON.search(reading.text, 0, number.start) for number in numbers)
