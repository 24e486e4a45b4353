"""Reports of a budget: what is set aside for their parts, which no word of the parts themselves says."""

from __future__ import annotations

import re
from functools import cached_property

from extractors.figures.places import Place
from extractors.lexicon import LEXICON
from extractors.reading import Reading

_LEAD = 400
"""Characters in which a report says what it is about."""
_LEAST = 10**8
"""Won: what one person or firm gets is mostly less."""
_MADE = re.compile(
    rf"예산(?:\s?\(?안\)?)?(?![군시])(?:[^.\n]|(?<=\d)\.(?=\d)){{0,60}}?{LEXICON.alternation('budget_made')}(?!\s?(?:전|시)(?:에|까지|\s)|\s?(?:하지|되지|할|될|지침|과정|방향|권))"
    rf"|{LEXICON.alternation('budget_made')}(?:된|한)\s(?:[^.\n]|(?<=\d)\.(?=\d)){{0,20}}?예산(?!안|군|시)"
)


class Budgeted:
    """Tells the amounts of a report that are parts of the budget which the report is about."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def covers(self, place: Place) -> bool:
        """
        Whether an amount is as large as the parts of that budget are, for nothing each, and no limit; what a sentence tells of the past is something
        else: `산불 피해는 320억원에 달했다`.
        """
        quantity = place.quantity
        alone = quantity.per is None and quantity.bound == "exact" and abs(quantity.value) >= _LEAST and not place.scene.past
        return alone and quantity.unit == "KRW" and self._is_of_budget

    @cached_property
    def _is_of_budget(self) -> bool:
        """Whether the report opens with a budget that somebody has drawn up or passed: `2027년 예산안 3,120억원 편성`."""
        return _MADE.search(self.reading.text[:_LEAD]) is not None
