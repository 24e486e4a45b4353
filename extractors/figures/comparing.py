"""Which comparison the words around a number state: 전년 대비, 지난달보다, QoQ, before it, behind it or where its list ends."""

from __future__ import annotations

import functools
import re

from extractors.figures.bases import free_from, is_outdone
from extractors.figures.labels import beside, moved_over
from extractors.figures.places import Place
from extractors.figures.scenes import COMPARED, NEAREST, REACH
from extractors.reading import Reading
from extractors.seeds import read_seed
from extractors.syntax import TOPIC, Predicate

RATIOS = frozenset({"percent", "percentage_point", "basis_point", "multiple"})
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NEAR = 120
"""Characters behind a number in which its clause is looked at."""
_OTHER = re.compile(rf"[가-힣A-Za-z)]+\s?(?:{COMPARED})[가-힣]?\s(?:약\s)?$")
"""Right before a number, what it is held against; behind another number this is a thing: `94% 증가한 70GWh로 …, 가온전지보다 0.1%p 낮은`."""
_DIGIT = re.compile(r"\d")
_ABBREVIATED, _STOP = re.compile(r"\s*[A-Za-z1]"), re.compile(r"[,)(]")
"""How a comparison right behind a number begins (5.2% YoY, 1Y), and what ends it."""


@functools.cache
def comparisons() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words that name what a change is measured against → basis (seeds/comparisons.csv)."""
    return tuple(
        (re.compile(row["pattern"]), row["basis"]) for row in read_seed("comparisons.csv", ("pattern", "basis", "example"))
    )


@functools.cache
def _any_comparison() -> re.Pattern[str]:
    """One pattern for all of them: most words hold no comparison."""
    return re.compile("|".join(pattern.pattern for pattern, _ in comparisons()))


@functools.cache
def directions() -> dict[str, str]:
    """Lemma of a verb of change → up or down (seeds/change_words.csv)."""
    return {row["lemma"]: row["direction"] for row in read_seed("change_words.csv", ("lemma", "direction", "example"))}


def stated_basis(reading: Reading, place: Place) -> str | None:
    """
    What the change is measured against: the nearest comparison in the same bracket or clause, before or behind the number.

    In a list with brackets it is one before it that no number outside of brackets has taken (`전월대비 0.5% 감소`), else that of the
    number which closes the list: `자동차(5.9%) 등이 늘어 전월대비 0.4% 증가`.
    """
    quantity, text = place.quantity, reading.text
    behind = text[quantity.end : quantity.end + 8]
    if _ABBREVIATED.match(behind) is not None and (basis := match_basis(_STOP.split(behind, 1)[0])) is not None:
        return basis
    own = beside(reading, place)
    if (
        own is not None
        and not _DIGIT.search(reading.text, *own)
        and (basis := match_basis(reading.text[slice(*own)])) is not None
    ):
        return basis
    if quantity.unit in RATIOS and (basis := moved_over(reading, place)) is not None:
        return basis
    floor = max(place.floor, place.scene.clause_start(quantity.start)) if is_outdone(place) else place.floor
    if (basis := nearest_basis(reading, place, floor)) is not None or place.bracket is None or place.host is not None:
        return basis
    return (
        _basis_of_list(reading, place)
        or nearest_basis(reading, place, free_from(place))
        or _closing_basis(reading, place)
        or nearest_basis(reading, place, place.scene.start)
    )


def _basis_of_list(reading: Reading, place: Place) -> str | None:
    """The comparison between a list with brackets and its verb: `숙박(18%↑), 운수(10%↑) 등은 전년대비 창업이 늘었다`."""
    scene, end, opened = place.scene, place.quantity.end, place.bracket or place.quantity.end
    verb = scene.outer.starting_from(end)
    if verb is None or scene.numbers_in(scene.open_bracket(opened)).count_within(end, verb.start):
        return None
    return match_basis(_IN_BRACKETS.sub("", reading.text[max(opened, verb.start - REACH) : verb.start]))


def _closing_basis(reading: Reading, place: Place) -> str | None:
    """The comparison of the number outside of brackets that the clauses of a list lead to, where no other topic comes between."""
    scene, end = place.scene, place.quantity.end
    free = scene.numbers_in(None)
    following = free[(first := free.index_from(end)) : first + NEAREST]
    total, verb = next((number for number in following if number.unit in RATIOS), None), scene.outer.starting_from(end)
    if total is None or verb is None or verb.end > total.start or verb.ending != "EC":
        return None
    basis = match_basis(reading.text[max(verb.end, total.start - REACH) : total.start])
    topics = (c for c in scene.topics.last(verb.end, total.start, NEAREST) if c.role == TOPIC and c.depth == 0)
    return None if any(match_basis(reading.text[c.start : c.end]) is None for c in topics) else basis


def nearest_basis(reading: Reading, place: Place, floor: int) -> str | None:
    start = max(floor, place.scene.start, place.quantity.start - REACH)
    before = _IN_BRACKETS.sub(_compared_only, reading.text[start : place.quantity.start])  # 지난해(7,150억원)보다
    if _any_comparison().search(before) is None:
        return None
    nearest: tuple[int, str] | None = None
    for pattern, basis in comparisons():
        for match in pattern.finditer(before):
            end = match.start() + len(match[0].rstrip())
            if nearest is None or end > nearest[0]:
                nearest = (end, basis)
    if nearest is None:
        return None
    other = _OTHER.search(before, nearest[0])
    return None if other is not None and _DIGIT.search(before, nearest[0], other.start()) else nearest[1]


def _compared_only(bracket: re.Match[str]) -> str:
    """A bracket that holds a comparison alone, for what follows: `세수 효과(전년 대비)는`; nothing of any other."""
    return bracket[0] if _DIGIT.search(bracket[0]) is None and match_basis(bracket[0]) is not None else ""


def basis_before_verb(reading: Reading, place: Place, predicate: Predicate) -> str | None:
    """The comparison between the last amount of a verb and the verb itself: `가온이 8%, 나루가 62% 각각 작년보다 줄었다`."""
    amounts = reading.quantities.last(place.scene.start, predicate.start, 1)
    return match_basis(reading.text[amounts[-1].end : predicate.start]) if amounts else None


def basis_behind(reading: Reading, place: Place) -> str | None:
    """The comparison that the clause goes on with: `증권투자(+83억달러)가 늘면서 전분기말 대비 306억달러 증가`."""
    return match_basis(reading.text[place.quantity.end : min(place.scene.end, place.quantity.end + _NEAR)])


def match_basis(words: str) -> str | None:
    if _any_comparison().search(words) is None:
        return None
    return next((basis for pattern, basis in comparisons() if pattern.search(words)), None)


def bases_in(words: str) -> set[str]:
    """All that *words* compare with."""
    return {basis for pattern, basis in comparisons() if pattern.search(words)}
