"""Numbers in a list go to the things of an earlier list, one by one, where 각각 says so or both are equally long and adjoin.

`A와 B가 각각 290억원, 180억원`: the names; `무와 배추는 각각 개당 2,510원, 포기당 4,170원`, `20대와 40대에서 22만명, 7만명씩`: the nouns;
`2024년과 2025년에 각각 …`: the periods;
`매출(…), 영업이익(…)과 비교해도 각각 8%, 5%`: what the earlier numbers measure. 모두 says so where as many changes follow as were
listed: `영업이익과 순이익 모두 9%, 5% 늘었다`. A list that a verb joins to one of 각각 goes on with its owners: `각각 3%, 5% 늘어 200억원, 90억원을`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from extractors.dates import Time
from extractors.figures.metrics import Cue, find_cues
from extractors.figures.owner_words import says_nothing
from extractors.figures.places import Place
from extractors.figures.scenes import COMPARED, NEAREST, REACH
from extractors.figures.subjects import Subject, behind_conjunction
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.reading import Reading, Spanned
from extractors.syntax import POSSESSIVE, SUBJECT, TOPIC, Chunk

S = TypeVar("S", bound=Spanned)
_EACH = re.compile(r"각각|각\s|모두")
_COMPARISON = re.compile(rf"[가-힣\d]{{1,5}}\s?(?:[가-힣]{{1,4}}\s?){{0,2}}{COMPARED}\s*")
_HANGUL = re.compile("[가-힣]")
_BEFORE = 24
"""Characters before a number in which 각각 and a comparison fit."""
_JOIN = re.compile(r"\s*(?:,|와|과|·|및|그리고)\s*")
_NAME_JOIN = re.compile(r"\s*(?:\([^)]*\))?\s*(?:,|와|과|·|및)\s*(?:[가-힣]{2,4}\s)?")
_CHANGE = r"(?:약\s)?[+\-△]?\d[\d.,]*\s?(?:%p?|배|포인트)"
_CHANGED = re.compile(rf"{_CHANGE}(?:(?:,|와|과|·)\s?{_CHANGE})*씩?\s(?:[가-힣]{{1,4}}\s)?[가-힣]{{1,5}}[한은난된]\s")
"""By how much those have changed whose sizes follow: 각각 12%, 30% 늘어난 3200억원, 210억원."""
_AT = re.compile(r"(?:에|에는|은|는)?\s*(?:(?:[가-힣]{1,8}\s){0,2}[가-힣]{1,8}[은는이가]\s*)?각각?\s[약총 ]*")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_PER = re.compile(rf"(?!{LEXICON.alternation('no_denominator')})\S{{1,6}}당\s*$")
"""What a rate is for, before its number: 개당, 3.3㎡당; 식당 is none."""
_A_YEAR = re.compile(r"(?:^|(?<=\s))연\s*$")
"""Before a rate of interest: 연 3.5%, 연 2.9%."""
_ALIKE = re.compile(r"\d+(?P<kind>[가-힣]{1,4})(?:(?:[와과]|,)\s?\d+(?P=kind))+")
"""Things of one kind that their numbers tell apart, in what Kiwi takes for one noun: 5년물과 2년물."""
_ALIKE_JOINT = re.compile(r"(?:[와과]|,)\s?(?=\d)")
_OWNER = re.compile(r"\s*(?:\([^)]*\))?\s*의\s*각각\s*")
_OF_ANOTHER = re.compile(r"\)?(?:\([^)]*\))?의\s")
_OF_LIST = frozenset({"에서", "에", "에서는", "에는"})
"""Particles besides those of topic and subject that close a list of owners."""
_INNER = re.compile(r"[·,]\s?")


@dataclass(frozen=True, slots=True)
class Shared:
    """The place of a number in a list, and what the list before offers for each place."""

    position: int
    owners: Sequence[Subject] | None
    """As many owners as numbers, right before 각각 or the numbers; or the one owner of them all, as often."""
    cues: Sequence[Cue] | None
    """As many metrics as numbers: `매출과 영업이익은 각각`."""
    times: Sequence[Time] | None
    """As many periods as numbers: `2024년과 2025년에 각각`."""
    twins: Sequence[int] | None
    """Indices of as many earlier numbers of the sentence."""
    each: bool
    """Whether 각각 says so; else it is likely only."""


def distribute(reading: Reading, places: Sequence[Place]) -> dict[int, Shared]:
    """Index of each number of such a list, and of what its bracket holds → what it shares in."""
    found: dict[int, Shared] = {}
    walked: set[int] = set()
    last: tuple[Place, int, Shared] | None = None
    by_index = {place.index: place for place in places}
    for number, place in enumerate(places):
        if place.index in walked or place.cell is not None:
            continue
        word = _each(reading, place)
        run = _run(reading, place, by_index)
        each = word is not None or (len(run) > 1 and _is_of_another(reading, place))
        walked.update(itertools.chain.from_iterable(run))
        if len(run) < 2:
            continue
        cues = _cues_before(reading, place, len(run)) if each else None
        owners = _names_before(reading, place, len(run)) if each else None
        owners = owners or _nouns_before(reading, place, len(run), each=each)
        owners = owners or (_names_of_sentence_before(reading, place, len(run)) if word == "각각" else None)
        if word == "모두" and not (cues or owners):
            continue
        if not each and owners is None:
            if last is not None and last[1] == len(run) and _goes_on(last[0], place):
                for position, indices in enumerate(run):
                    found.update(dict.fromkeys(indices, replace(last[2], position=position)))
            continue
        times = _times_before(reading, place, len(run)) if each else None
        twins = _twins(places[:number], place, len(run)) if each and word != "모두" else None
        for position, indices in enumerate(run):
            found.update(dict.fromkeys(indices, Shared(position, owners, cues, times, twins, each)))
        last = (place, len(run), Shared(0, owners, cues, times, twins, each)) if word == "각각" else None
    return found


def _goes_on(before: Place, place: Place) -> bool:
    """Whether nobody else is spoken of between a list of 각각 that begins at *before* and the one at *place*, in the same sentence."""
    scene = place.scene
    same = before.scene is scene and before.bracket is None and place.bracket is None
    return same and not scene.topics.within(before.quantity.end, place.quantity.start)


def _each(reading: Reading, place: Place) -> str | None:
    """각각, 각 or 모두 where it stands before the number, with what the number is for or held against between them at most."""
    start = place.quantity.start
    *_, each = (None, *_EACH.finditer(reading.text, max(place.scene.start, start - _BEFORE), start))
    if each is None:
        return None
    between = _COMPARISON.sub("", _PER.sub("", _CHANGED.sub("", reading.text[each.end() : start], count=1)), count=1)
    return each[0].strip() if not between.strip(" 약총최대+-△") else None


def _twins(before: Sequence[Place], place: Place, count: int) -> list[int] | None:
    """
    The indices of as many numbers of the sentence before its list: the last ones outside of brackets that have the unit of the last, else
    simply the last ones.
    """
    near = [other for other in before[-NEAREST:] if other.scene is place.scene and other.quantity.unit != "rank"]
    outside = [other for other in near if other.bracket is None]
    alike = [other for other in outside if other.quantity.unit == outside[-1].quantity.unit][-count:]
    found = alike if len(alike) == count else near[-count:]
    return [other.index for other in found] if len(found) == count else None


def _run(reading: Reading, place: Place, places: Mapping[int, Place]) -> list[list[int]]:
    """The indices of the numbers of one unit that are joined to the one at *place*, each with those in its bracket."""
    run, end, index = [[place.index]], place.quantity.end, place.index + 1
    while (following := places.get(index)) is not None and following.scene is place.scene:
        if following.host == run[-1][0]:
            run[-1].append(index)
        elif following.quantity.unit == place.quantity.unit and following.bracket == place.bracket:
            between = _IN_BRACKETS.sub("", reading.text[end : following.quantity.start])
            if not _JOIN.fullmatch(_A_YEAR.sub("", _PER.sub("", between))):
                break
            run.append([index])
            end = following.quantity.end
        else:
            break
        index += 1
    return run


def _names_before(reading: Reading, place: Place, count: int) -> list[Subject] | None:
    names = reading.names.last(place.scene.start, place.quantity.start, count + NEAREST)
    owners = [n for n in names if n.label in ("ORG", "LOC", "PRODUCT") and not _is_gloss(reading, n)]
    if owners and any(p.fullmatch(reading.text, owners[-1].end, place.quantity.start) for p in (_OWNER, _OF_ANOTHER)):
        return [_subject(reading, owners[-1].start, owners[-1].end)] * count
    run = _joined(reading.text, owners, _NAME_JOIN)
    return [_subject(reading, name.start, name.end) for name in run] if len(run) == count else None


def _is_gloss(reading: Reading, name: Name) -> bool:
    """Whether *name* writes the name before its bracket in another script: 무라타(Murata, 村田製作所), but not 가온그룹(하람, 다온)."""
    opened = reading.text.rfind("(", max(0, name.start - _BEFORE), name.start)
    inside = opened > 0 and ")" not in reading.text[opened : name.start]
    foreign = _HANGUL.search(reading.text, name.start, name.end) is None
    return inside and foreign and bool(reading.names.over(opened - 1, opened))


def _is_of_another(reading: Reading, place: Place) -> bool:
    """Whether multiples are those of a name right before them: `가온의 19배와 8배를 밑돈다`."""
    name = next(iter(reading.names.last(place.scene.start, place.quantity.start, 1)), None)
    multiple = place.quantity.unit == "multiple" and name is not None and name.label in ("ORG", "TICKER")
    return multiple and name is not None and _OF_ANOTHER.fullmatch(reading.text, name.end, place.quantity.start) is not None


def _names_of_sentence_before(reading: Reading, place: Place, count: int) -> list[Subject] | None:
    """As many places or organisations in a row as numbers, in the sentence before one whose topic is a measure: 사업비는 각각 …."""
    if reading.names.within(place.scene.start, place.quantity.start) or place.block is None:
        return None
    topics = place.scene.topics.within(place.scene.start, place.quantity.start)
    if len(topics) != 1 or not any(find_cues(reading.text, topics[0].start, topics[0].end)):
        return None
    number = reading.syntax.index(place.scene.sentence)
    before = reading.syntax.sentences[number - 1] if number else None
    if before is None or before.start < place.block.start_char:
        return None
    names = reading.names.within(before.start, before.end)
    for label in ("ORG", "LOC"):
        run = _joined(reading.text, _wide_places(reading, [n for n in names if n.label == label]), _NAME_JOIN)
        if len(run) == count:
            return [_subject(reading, name.start, name.end) for name in run]
    return None


def _wide_places(reading: Reading, names: Sequence[Name]) -> list[Name]:
    """*names*, of two places with a blank between only the second one, which lies in the first: 창원 of 경남 창원."""
    inner = {name.start for name in names if name.label == "LOC"}
    return [n for n in names if not (n.label == "LOC" and n.end + 1 in inner and reading.text[n.end] == " ")]


def _nouns_before(reading: Reading, place: Place, count: int, *, each: bool) -> list[Subject] | None:
    """The *count* nouns of the list that is topic, subject or place; without 각각 it stands right before the number."""
    chunks = [c for c in place.scene.chunks.last(place.scene.start, place.quantity.start, count + NEAREST) if c.depth == 0]
    while chunks and chunks[-1].end > place.quantity.start:
        chunks.pop()
    closing = next((i for i in reversed(range(len(chunks))) if _closes(chunks[i])), None)
    if closing is None:
        return None
    last = chunks[closing]
    if closing and chunks[closing - 1].role == POSSESSIVE and any(find_cues(reading.text, last.start, last.end)):
        closing -= 1  # A와 B의 순이익은 각각
    behind = reading.text[last.end : place.quantity.start].removeprefix(last.particle).lstrip("은는도").strip()
    if not each and _PER.sub("", behind).strip(" 약총최대+-△"):
        return None
    listed = [chunks[closing]]
    for chunk in reversed(chunks[:closing]):
        between = _IN_BRACKETS.sub("", reading.text[chunk.end : listed[0].start])
        if not _JOIN.fullmatch(between) or reading.quantities.over(chunk.start, chunk.end):
            break
        listed.insert(0, chunk)
    spans = [(behind_conjunction(reading.text, chunk.start, chunk.end), chunk.end) for chunk in listed]
    if len(spans) == 1:
        spans = list(_parts(reading.text, *spans[0]))
    alike = _ALIKE.fullmatch(reading.text, spans[0][0], spans[-1][1]) is not None
    measures = not alike and all(any(find_cues(reading.text, *span)) for span in spans)
    nobody = any(reading.times.over(*span) or says_nothing(reading.text[slice(*span)]) for span in spans)
    if len(spans) != count or measures or nobody:
        return None
    return [_subject(reading, *span) for span in spans]


def _closes(chunk: Chunk) -> bool:
    return chunk.role in (TOPIC, SUBJECT) or chunk.particle in _OF_LIST


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What dots or commas part within one noun phrase; the last part without the noun they share: 반도체·선박 수출. Or things of one kind."""
    at = start
    if _ALIKE.fullmatch(text, start, end):
        for joint in _ALIKE_JOINT.finditer(text, start, end):
            yield at, joint.start()
            at = joint.end()
        yield at, end
        return
    for joint in _INNER.finditer(text, start, end):
        yield at, joint.start()
        at = joint.end()
    blank = text.find(" ", at, end)
    yield at, blank if at > start and blank > at else end


def _subject(reading: Reading, start: int, end: int) -> Subject:
    exact = next((n for n in reading.names.over(start, end) if (n.start, n.end) == (start, end)), None)
    return Subject(start, end, exact.entity_id if exact is not None else None, 0.85)


def _cues_before(reading: Reading, place: Place, count: int) -> list[Cue] | None:
    cues = find_cues(reading.text, max(place.scene.start, place.quantity.start - REACH), place.quantity.start)
    run = _joined(reading.text, cues, _JOIN)
    return run if len(run) == count else None


def _times_before(reading: Reading, place: Place, count: int) -> list[Time] | None:
    times = reading.times.last(place.scene.start, place.quantity.start, count + NEAREST)
    run = _joined(reading.text, times, _JOIN)
    return run if len(run) == count and _AT.fullmatch(reading.text, run[-1].end, place.quantity.start) else None


def _joined(text: str, spans: Sequence[S], join: re.Pattern[str]) -> list[S]:
    """The last of *spans*, as far back as nothing but a *join* stands between them, in text order."""
    run: list[S] = []
    for span in reversed(spans):
        if run and not join.fullmatch(text, span.end, run[-1].start):
            break
        run.append(span)
    return run[::-1]
