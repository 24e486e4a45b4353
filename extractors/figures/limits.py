"""
What only says which things are meant: the limit in `연 매출 500억원 이상 기업의 설비투자는 300억원`, the clause in `매출이 줄어든 기업은 34%`.

The metric word of a limit and the 초과 behind it belong to the limit, and no other number measures them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.figures.metrics import Cue, fitting
from extractors.lexicon import LEXICON
from extractors.quantities import Quantity
from extractors.reading import SpanIndex
from extractors.syntax import Predicate

_LIMIT = re.compile(
    rf" ?(?:이상|이하|초과|미만)(?:인|의|짜리)? ?(?:(?!기록|달성|증가|감소|확대|축소)[가-힣A-Za-z]{{1,6}} )?{LEXICON.alternation('limited thing')}"
)
_TOPIC = re.compile(r"(?:액|률|율)?(?:[은는]|[,:])")
"""Behind what the whole sentence is about: `임금은 300인 이상 사업체가 …`."""
_NEAR = 10
"""Characters between a limit and the word of what it limits: 매출이 연 500억원 이상."""
_THINGS = re.compile(rf"{LEXICON.alternation('limited thing')}(?:들)?(?:[은는이가도]|의 비율은)? (?:전체의 |약 |모두 |각각 )?$")
_REACH = 24
"""Characters before a number in which the things that it is a share of stand."""


def is_of_which(text: str, quantity: Quantity, cue: Cue, predicates: SpanIndex[Predicate]) -> bool:
    """Whether *cue* stands in the clause that says of which things *quantity* is the share: 매출 in `매출이 줄어든 기업은 34%`."""
    things = _THINGS.search(text, max(cue.end, quantity.start - _REACH), quantity.start)
    clause = predicates.last(cue.end, things.start(), 2) if things is not None else []
    if things is None or not clause or clause[-1].ending != "ETM" or text[clause[-1].end : things.start()].strip():
        return False
    return len(clause) == 1 or clause[0].ending != "EC"


def limited_cues(text: str, quantities: Sequence[Quantity], cues: Sequence[Cue]) -> dict[int, frozenset[int]]:
    """
    Start of each metric word that a limit has taken → starts of the numbers that may still measure it, which are limits themselves.

    *quantities* and *cues* are those of one sentence, in text order.
    """
    ends = {q.start: found.end() for q in quantities if (found := _LIMIT.match(text, q.end)) is not None}
    if not ends:
        return {}
    limits = frozenset(ends)
    taken: dict[int, frozenset[int]] = {}
    before = 0
    for quantity in quantities:
        if quantity.start in limits:
            near = [cue for cue in cues if before <= cue.start and cue.end <= quantity.start <= cue.end + _NEAR]
            own = [cue for cue in near[-1:] if fitting([cue], quantity) and not _TOPIC.match(text, cue.end)]
            bound = [cue for cue in cues if quantity.end <= cue.start < quantity.end + 2]
            taken.update((cue.start, limits) for cue in (*own, *bound))
        before = quantity.end
    return taken
