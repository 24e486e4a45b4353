"""
Percentages in brackets behind the results of a company: `매출 8285억원(14.9%), 영업이익 1042억원(68.5%)을 기록했다`.

A bare one could be a share or a margin. It is the change of the result before it where revenue and profit of one sentence both have one, because
revenue has no margin, or where another result of the sentence has turned to profit or loss in its bracket.
"""

from __future__ import annotations

import re

from extractors.figures.places import Place
from extractors.lexicon import LEXICON
from extractors.reading import Reading

_RESULT = re.compile(
    rf"(?:(?P<revenue>매출액?|수익)|(?P<profit>영업\s?(?:이익|익|손실)|(?:당기\s?)?순\s?(?:이익|익|손실)))(?:[은는이]|\s규모는)?\s"
    rf"(?:약\s)?[-△]?\d[\d,.조억만천백\s]{{0,16}}(?:원|달러|위안|엔|유로)?\s?"
    rf"\((?:(?P<bare>\d[\d,.]*%)|(?P<turned>{LEXICON.alternation('turned result')}))\)"
)
_REACH = 200
"""Characters around a number in which the results of its sentence are looked for."""


def is_change_of_result(reading: Reading, place: Place) -> bool:
    """Whether the percentage at *place* fills the bracket behind a result and is what that one has changed by."""
    quantity, scene, bracket = place.quantity, place.scene, place.bracket
    if quantity.unit != "percent" or quantity.signed or bracket is None or place.host is None or place.cell is not None:
        return False
    start, end = max(scene.start, quantity.start - _REACH), min(scene.end, quantity.end + _REACH)
    results = list(_RESULT.finditer(reading.text, start, end))
    if not any(found.start("bare") == quantity.start for found in results):
        return False
    both = all(any(found[kind] and found["bare"] for found in results) for kind in ("revenue", "profit"))
    return both or any(found["turned"] for found in results)
