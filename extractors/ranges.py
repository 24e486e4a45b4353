"""Ranges of amounts: what joins two numbers to one (3~5%, 10조에서 12조원, 최소 3명에서 최대 5명, 10 - 20달러), and what only looks like it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from extractors.amounts import WESTERN_SCALE, Amount, AmountReader
from extractors.bounds import is_least
from extractors.lexicon import LEXICON
from extractors.numerals import CANDIDATE, numeral_at
from extractors.particles import ends_word
from extractors.spelling import SINO, WESTERN_SCALES, Reading

_JOIN = re.compile(r"[ \u00a0]?(?:[~∼〜～]|내지 ?)[ \u00a0]?|(?<=[\d%만억조천])[-–—](?=[\d△$€£¥₩-])")
_FROM_TO = re.compile(r"(?:에서|부터) (?P<most>(?:최대|많게는) )?|(?P<and>[와과]) | ?(?P<least>이상),? |(?P<next>, )")
_DASH = re.compile(rf" [-–—] (?=[\d{SINO}])")
"""A dash with spaces is mostly a dash: see `RangeReader.dashed`."""
_BEFORE_BARE = re.compile(r"(?:^|[(\[:,|]|[은는이가을를에]|약|총) ?$", re.MULTILINE)
"""What may stand before a range without a unit at its lower end: `시나리오 1 - 30%` names a scenario."""
_CALCULATED, _CALCULATED_BEFORE = re.compile(r" ?[-–—=+×]| ?[*·] ?\d"), re.compile(r"\S ?[-–—=+×] ?$")
_WIDEST = 20
"""How many times its lower end the higher one of such a range may be."""
_FEW = 9
_NO_MORE = re.compile(r" ?(?:이하|미만|이내)")
_GROWS = re.compile(
    rf"까지 ?(?:더 )?{LEXICON.alternation('rise_beside', 'fall_beside', 'index_reach')}|까지 ?(?:높|낮|확대|축소)"
)
_BEFORE_NOUNS = re.compile(r"(?:한|두|세|네|스무)")
"""Numerals that stand before what they count and take no particle themselves: 보험 한에서 2백만원 is no range from one."""
_TEMPERATURE = re.compile(r"(?:섭씨|화씨|영상|영하) ?(?=[\d영일이삼사오육칠팔구십])")
_BETWEEN = re.compile(r" ?(?:사이|범위|구간|까지 ?(?:다양|범위|분포))")
_FORESEEN = re.compile(rf" ?(?:수준)?[을를] {LEXICON.alternation('foreseen range')}")
"""Behind what is foreseen to lie from one size to another: 매출은 79억 달러에서 81억 달러를 예상했다."""
_BIG_SCALES = tuple(Decimal(10) ** power for power in (4, 8, 12, 16))


class Sign(NamedTuple):
    """A sign before a number: where it begins, whether it makes the number negative, and whether it is written at all."""

    start: int
    negative: bool
    written: bool


class RangeReader(AmountReader):
    """Reads the upper end of a range; keeps no state but the text."""

    def joined(self, numeral: Reading, first: Amount | None) -> tuple[Amount, Sign] | None:
        """The upper end of a range and its sign, where what stands behind this numeral makes one."""
        end = first.end if first else numeral.end
        join = _JOIN.match(self.text, end)
        if join is None and not (join := _FROM_TO.match(self.text, end) or _DASH.match(self.text, end)):
            return None
        at = join.end()
        if warm := _TEMPERATURE.match(self.text, at):
            at = warm.end()
        mark = re.compile(r"[+\-−–△▲▼]").match(self.text, at)
        if first is not None and first.rule == "quantity.prefix" and join.re is _JOIN:
            return self.prefixed_upper(first, at)
        match = CANDIDATE.match(self.text, mark.end() if mark else at)
        upper = numeral_at(self.text, match, torn_off=True) if match else None
        if join.re is _FROM_TO and _BEFORE_NOUNS.fullmatch(self.text, numeral.start, end) is not None:
            return None
        if upper is None or upper.torn is not None or self.skipped.end_of(upper.start, upper.end) is not None:
            return None
        second = self.amount(upper, loose=True)
        if second is None or (
            first is not None and (first.unit.unit, first.unit.counter) != (second.unit.unit, second.unit.counter)
        ):
            return None
        if join.re is _FROM_TO and not (
            self.neighbours(numeral, first, second) if join["next"] else self.spans(first, second, join)
        ):
            return None
        if join.re is _DASH and not self.dashed(numeral, first, second):
            return None
        if second.rule == "quantity.degrees":
            return second, Sign(second.start, False, False)
        return second, Sign(at, bool(mark) and mark[0] in "-−–△▼" if mark else False, bool(mark))

    def prefixed_upper(self, first: Amount, at: int) -> tuple[Amount, Sign] | None:
        """`$3~5`, `$3-$5`, `$3-5B`: the upper end in the currency whose sign stands before the lower one, with its multiplier."""
        sign = self.text[first.start : first.numeral.start]
        at += len(sign) if self.text.startswith(sign, at) else 0
        match = CANDIDATE.match(self.text, at)
        upper = numeral_at(self.text, match, torn_off=True) if match else None
        if upper is None or upper.form != "digits" or upper.torn is not None:
            return None
        if (western := WESTERN_SCALE.match(self.text, upper.end)) is not None:
            scale = WESTERN_SCALES[western["scale"]]
            scaled = upper._replace(value=upper.value * scale, scaled=True, scale=scale)
            return Amount(at, western.end(), scaled.value, first.unit, scaled, rule=first.rule), Sign(at, False, False)
        if not ends_word(self.text, upper.end):
            return None
        second = self.prefixed(upper) or Amount(at, upper.end, upper.value, first.unit, upper)
        same = second.unit == first.unit and not (self.western(upper) or self.units.follows(self.text, upper.end, upper))
        return (second, Sign(at, False, False)) if same else None

    def spans(self, first: Amount | None, second: Amount, join: re.Match[str]) -> bool:
        """Whether `A에서 B`, `A와 B 사이`, `A 이상 B 이하` is a range; `10%에서 15%로` is a change from one to the other."""
        text, end = self.text, second.end
        if join["least"]:
            return _NO_MORE.match(text, end) is not None
        if _BETWEEN.match(text, end) or (join[0] == "에서 " and _FORESEEN.match(text, end)):
            return True
        if join["most"]:
            return (first is not None and is_least(self.text, first.start)) or not text.startswith(
                ("로", "으로"), end
            )  # 5천만원에서 최대 1억원으로 높이고
        if join["and"]:
            return False
        if join[0].startswith("부터"):
            return text.startswith("까지", end) and _GROWS.match(text, end) is None
        return first is None and not text.startswith(("로", "으로", "까지"), end)

    def dashed(self, numeral: Reading, first: Amount | None, second: Amount) -> bool:
        """Whether `10달러 - 20달러`, `가격은 10 - 20달러` is a range and no list, rating or sum: it rises, and nothing is reckoned."""
        text, start = self.text, first.start if first else numeral.start
        low, high = first.value if first else self.lent(numeral, second), second.value
        if not 0 < low < high <= _WIDEST * low or _CALCULATED.match(text, second.end):
            return False
        if _CALCULATED_BEFORE.search(text, max(0, start - 4), start):
            return False
        return first is not None or (
            len(text[start : numeral.end]) > 1 and _BEFORE_BARE.search(text, max(0, start - 2), start) is not None
        )

    def neighbours(self, numeral: Reading, first: Amount | None, second: Amount) -> bool:
        """Whether `3, 4개` says three or four: two small numbers, one above the other, in no longer list."""
        text = self.text
        if first is not None or second.unit.dimension != "count" or not 0 < numeral.value == second.value - 1 < _FEW:
            return False
        return not text[max(0, numeral.start - 2) : numeral.start].strip().endswith((",", "·", "제"))

    def lent(self, numeral: Reading, second: Amount) -> Decimal:
        """The lower end with the multiplier it leaves to the upper one: 3~5조 begins at 3조, 8천~1만 at 8천."""
        factor = second.unit.factor
        low, high = numeral.value * factor, second.value
        if not numeral.scaled:
            big = second.numeral.scale
            for lent in (big, max((scale for scale in _BIG_SCALES if scale <= big), default=Decimal(1))):
                if low < low * lent <= high:
                    return low * lent
        return low
