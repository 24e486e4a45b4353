"""
The number that closes the list which another one is a member of: what its predicate says holds for all of them.

Korean puts the predicate behind the last member, and tense and mood at the end of the last clause: `매출 3조원, 영업이익 2천억원이 전망된다`,
`5천억원 감소하며, 이듬해에는 4천억원 증가할 것으로 예상됐다`. A list goes on over a comma, a joint or 등, over the verb of a change that leads to
its size (`10% 늘어난 3조원`), and over clauses that a verb of change without a tense of its own joins (`줄고`). It ends where another predicate
comes between, or where a member has a time that the one before it has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from extractors.figures.comparing import directions
from extractors.figures.scenes import Scene, is_past
from extractors.lexicon import LEXICON
from extractors.quantities import Quantity
from extractors.reading import Reading
from extractors.scopes import RECKONED
from extractors.syntax import OBJECT, SUBJECT, TOPIC, Predicate

Direction = Literal["up", "down"]
_MOST = 12
"""Members of a list that are followed."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_JOINED = re.compile(
    r"(?:\s?(?:가량|정도|수준|안팎|규모|여))?(?:으?로|에서)?\s?(?:,\s?(?:그리고\s)?|[와과]\s|\s?[·∙ㆍ]\s?|\s?[▲△▶]\s?(?=[가-힣A-Z])|\s(?:및|그리고)\s"
    r"|\s?등(?:으로)?\s)"
)
_SUBJECT = re.compile(r"[이가은는도] ")
_NEAR = 4
"""Characters from the verb of a change to the size that it led to: `늘어난 약 3조원`."""
_APART = 16
"""Characters from a number to its verb at most: `가량 각각 `, `의 순이익을 `."""
_BRACKETED = 40
"""Characters of brackets in between besides, which restate the number."""
_FURTHER = 48
"""Characters from one member to the next at most."""
_GOES_ON = frozenset({"고", "며", "으며", "면서", "으면서"})
_STILL = re.compile(r"\s(?:있|없)")
_NOT_YET = ("ᆯ", "을")
_FORESEEN = re.compile(
    rf"\s?(?:것으로|것이라고?|거라고?)\s?(?:{LEXICON.alternation('foresee', 'found to be')}|보[이인여]|보고|본다|봤)"
)
_OUTLOOK = re.compile(r"\s(?:전망|예상|가능성|듯|것\s?같)")
_INTENDED = re.compile(r"\s(?:계획|예정|방침|구상|목표|것으로\s?계획)")
_COMES = re.compile(r"\s(?:된다|될|됩니다|되며|되고)")
_VERB_OF_OUTLOOK = re.compile(rf"(?!관측){LEXICON.alternation('foresee')}[되하]?")
_ESTIMATED = re.compile(r"(?:\s?(?:가량|정도|수준))?으?로\s추정(?!치)")
_RECKONS = frozenset({"추산하", "추산되", "추정하", "추정되"})
_RESOLVED = re.compile(
    r"(?:\s?(?:가량|정도|규모))?(?:\([^()]{0,30}\))?(?:[을를]|의)?\s(?:[가-힣]{1,6}\s)?[가-힣]{2,6}(?:(?:하기|키)로\s(?:합의|약속|약정|협의|확정|발표)(?:했|하였)"
    r"|키로\s(?:(?:결정|의결)?(?:했|하였|한다))"
    r"|할\s(?:뜻|의사|의향)을\s(?:밝|내비|표명|전했)|[을를]\s(?:결정|결의|의결|약속|확약)(?:했|하였)다)"
)
"""Behind what somebody has agreed to, promised or resolved on: `3천억원을 투자하기로 합의했다`, `투자를 결정했다`."""
_SUPPOSED = re.compile(r"(?:\s?(?:으로|을|를|이))?\s?(?:\([^()]{0,24}\)\s?)?가정(?:했|하고|한다|하면|됐|된)")
"""Kiwi reads other words in it: 가|정했다."""
_RUN_ON = re.compile(r"\s?(?:\([^()]{0,24}\)\s?)?(?:이|가|으로|로)\s?(?:전망|예상|추정)(?:된다|됐다|됨|되며|되고|됩니다)")
"""Nor does it find the verb where a PDF has lost the blank: 이|전망된다."""

_MEMBER = re.compile(r",\s(?:(?:[가-힣A-Za-z·]{1,12}\s){0,2}[가-힣A-Za-z·]{1,12}[은는이가]\s)?(?:약\s)?")
"""Between the amounts of a list, with whose the second one is."""
_EACH_BEHIND = re.compile(r"\s?(?:가량|정도|씩)?\s?각각\s")
_MEMBERS = 160
"""Characters of such a list behind a number that are looked at."""

_NAMED = re.compile(r"(?:[가-힣A-Za-z·]{1,12}\s){0,2}[가-힣A-Za-z·]{1,12}(?<![은는이가을를의로])\s?(?:\([^()\d]{1,16}\))?\s?\Z")
"""Before the number of a thing that it stands right behind: 세종 41.7%, 답(지목) 7.6%."""
_NAMED_NEXT = re.compile(rf"[,，]\s{_NAMED.pattern}")
_AND_OTHERS = re.compile(r"\s등(?:[이은도]\s|에서\s|\s(?!등))")
"""Behind the last thing of a list; 등으로 tells of a size."""

_LIST_MARK = re.compile(r"[,，·]\s")
_HELD = re.compile(rf"\s*(?:(?:{RECKONED})\s+)?[+\-−△▲▼약]?\s*\d[\d,.~∼～]*\s?(?:%p?|%포인트|bp|배)\s*")


def closing(reading: Reading, scene: Scene, number: Quantity) -> Quantity:
    """The last member of the list that *number*, which stands in no bracket, opens or goes on; itself where it closes one or stands alone."""
    if (last := scene.closings.get(number.start)) is None:
        scene.closings[number.start] = last = _closing(reading, scene, number)
    return last


def _closing(reading: Reading, scene: Scene, number: Quantity) -> Quantity:
    last = number
    for following in _outside(reading, scene, number.end):
        if following.start - last.end > _FURTHER or not _goes_on(reading, scene, last, following):
            break
        if _is_timed(reading, last.end, following.start) and not _is_timed(
            reading, scene.clause_start(number.start), number.start
        ):
            break
        last = following
    return last


def end_of_each(reading: Reading, scene: Scene, number: Quantity) -> int | None:
    """Where the last number of a list ends whose members have a change by 각각: `사과는 3톤, 배는 2톤 각각 감소`; None in no such list."""
    text, last = reading.text, number
    for following in reading.quantities.within(last.end, min(scene.end, last.end + _MEMBERS)):
        if following.unit != last.unit or _MEMBER.fullmatch(text, last.end, following.start) is None:
            break
        last = following
    return last.end if last is not number and _EACH_BEHIND.match(text, last.end, scene.end) else None


def list_closed(reading: Reading, scene: Scene, number: Quantity, bracket: int | None) -> int | None:
    """
    Where the bracket closes that holds nothing but the number, or several each with how it is reckoned: `(개별 0.6%, 연결 0.4%)`; or an
    amount before it, `(12만명, 5.5%)`.
    """
    if bracket is None:
        return None
    close = reading.text.find(")", number.end, scene.end)
    if close < 0:
        return None
    held = _LIST_MARK.split(reading.text[bracket + 1 : close])
    first, *others = held
    if len(others) == 1 and not _HELD.fullmatch(first):
        sized = reading.quantities.over(bracket + 1, bracket + 1 + len(first))
        held = others if [q.end - q.start for q in sized] == [len(first.strip())] else held
    return close + 1 if all(_HELD.fullmatch(part) for part in held) else None


def named_list_closed(reading: Reading, scene: Scene, number: Quantity) -> int | None:
    """Where the last number of a list ends whose members are a name and a number each: `세종 41.7%, 전북 9.7% 등 5개 시·도에서`."""
    text = reading.text
    if _NAMED.search(text, max(scene.start, number.start - _MEMBERS), number.start) is None:
        return None
    last = number
    for following in reading.quantities.within(number.end, min(scene.end, number.end + _MEMBERS)):
        if following.unit != last.unit or _NAMED_NEXT.fullmatch(text, last.end, following.start) is None:
            break
        last = following
    return last.end if _AND_OTHERS.match(text, last.end, scene.end) else None


def governing(reading: Reading, scene: Scene, number: Quantity) -> Predicate | None:
    """The verb that *number* stands before, with its noun and adverbs between at most; none where another number, topic or comma comes first."""
    if number.start not in scene.governing:
        scene.governing[number.start] = _governing(reading, scene, number)
    return scene.governing[number.start]


def _governing(reading: Reading, scene: Scene, number: Quantity) -> Predicate | None:
    verb = scene.predicates.starting_from(number.end)
    if verb is None or verb.start - number.end > _APART + _BRACKETED or verb.end > scene.end or verb.depth:
        return None
    if any(scene.open_bracket(other.start) is None for other in reading.quantities.within(number.end, verb.start)):
        return None
    between = _IN_BRACKETS.sub("", reading.text[number.end : verb.start])
    if len(between) > _APART:
        return None
    roles = {c.role for c in scene.chunks.over(number.end, verb.start) if c.depth == 0 and c.end > number.end}
    actor = OBJECT in roles and _SUBJECT.match(between) is not None  # 4사가 적자를 낼 것으로
    return None if actor or "," in between or "(" in between or roles & {TOPIC, SUBJECT} else verb


def direction(reading: Reading, scene: Scene, number: Quantity) -> Direction | None:
    """Where the verb of change takes *number* that closes its list, also one that a particle parts from it: `10~15%로 각각 떨어질`."""
    verb = governing(reading, scene, closing(reading, scene, number))
    told = directions().get(verb.lemma) if verb is not None else None
    return None if told is None else "down" if told == "down" else "up"


def outlook(reading: Reading, scene: Scene, number: Quantity, *, listed: bool = False) -> str | None:
    """
    `forecast` or `plan` where the predicate that *number* stands before says so: 떨어질 전망이다, 달성하겠다는, 감소할 것으로 나타났다.

    What is estimated (`으로 추정`) can be over, too; of a list that it closes (*listed*), all are told alike.
    """
    verb, text = governing(reading, scene, number), reading.text
    if _RESOLVED.match(text, number.end, scene.end):
        return "plan"
    if any(p.match(text, number.end, scene.end) for p in (_SUPPOSED, _RUN_ON)) or (
        listed and _ESTIMATED.match(text, number.end) is not None
    ):
        return "forecast"
    if verb is None:
        return None
    if verb.lemma in _RECKONS and verb.ending == "EF" and not is_past(verb):
        return "forecast"  # 최대 14조원 규모로 추산한다
    if verb.lemma in directions() and verb.forms[-1:] == ("게",) and _COMES.match(text, verb.end):
        return "forecast"  # 3천억원 줄게 된다
    if verb.ending == "ETM" and verb.forms[-1] in _NOT_YET:
        if _FORESEEN.match(text, verb.end, scene.end) or _OUTLOOK.match(text, verb.end, scene.end):
            return "forecast"
        return "plan" if _INTENDED.match(text, verb.end, scene.end) else None
    if _VERB_OF_OUTLOOK.fullmatch(verb.lemma):
        return "forecast"
    return "plan" if "겠" in verb.forms and verb.forms[-1].startswith(("다고", "다는", "다며", "다")) else None


def _outside(reading: Reading, scene: Scene, start: int) -> Iterator[Quantity]:
    """The numbers of *scene* behind *start* that stand in no bracket."""
    numbers = (
        n
        for n in reading.quantities.within(start, min(scene.end, start + _MOST * _FURTHER))
        if n.restates is None and scene.open_bracket(n.start) is None
    )
    for _, number in zip(range(_MOST), numbers, strict=False):
        yield number


def _goes_on(reading: Reading, scene: Scene, last: Quantity, following: Quantity) -> bool:
    """Whether *following* is the next member behind *last*."""
    text = reading.text
    verbs = [p for p in scene.predicates.within(last.end, following.start) if p.depth == 0]
    if not verbs:
        return _JOINED.match(_IN_BRACKETS.sub("", text[last.end : following.start])) is not None
    verb = governing(reading, scene, last)
    if verb is None or verbs != [verb] or verb.lemma not in directions():
        return False
    if verb.ending == "ETM":
        return following.start - verb.end <= _NEAR
    return verb.ending == "EC" and verb.forms[-1] in _GOES_ON and not is_past(verb) and _STILL.match(text, verb.end) is None


def _is_timed(reading: Reading, start: int, end: int) -> bool:
    return any(time.duration is None for time in reading.times.within(start, end))
