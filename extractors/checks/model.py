"""What a check is, and the figures of a report as checks look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.checks.precision import RATIO_UNITS, Interval, allowed, leeway, operand
from extractors.figures import FigureReading
from extractors.quantities import Quantity
from extractors.reading import Reading
from schemas import Block

Key = tuple[str | None, str | None, str | None]
"""Unit, counter and denominator: only what shares all three is added or compared."""
Span = tuple[int, int]

_CLOSE = {"(": ")", "（": "）", "[": "]"}
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
NEAR = 24
"""How many figures on each side are looked at: what is further away belongs to something else, and no text takes forever."""
_LONGEST = 300
"""Characters that a bracket may hold on each side of a number."""
_CLOSENESS = Decimal("0.03")


@dataclass(frozen=True, slots=True)
class CheckReading:
    """A figure computed again; `figures` are indices, the checked one first. Values are in the unit of that one."""

    kind: str
    figures: tuple[int, ...]
    stated: Decimal | None
    computed: Decimal | None
    verdict: str
    formula: str

    @property
    def deviation(self) -> float | None:
        """Stated against computed, as a share."""
        if self.stated is None or not self.computed:
            return None
        return round(float(self.stated / self.computed - 1), 6)


@dataclass(frozen=True, slots=True)
class Item:
    """A figure and where it stands: its sentence, its block, and the innermost bracket around it."""

    index: int
    figure: FigureReading
    text: str
    sentence: int
    block: Block | None
    bracket: Span | None

    @property
    def start(self) -> int:
        return self.figure.quantity.start

    @property
    def end(self) -> int:
        return self.figure.quantity.end

    @property
    def tail(self) -> int:
        """Where the words go on behind it: behind the bracket, where it stands in one."""
        return self.end if self.bracket is None else self.bracket[1]

    @property
    def value(self) -> Decimal:
        return self.figure.value

    @property
    def unit(self) -> str | None:
        return self.figure.quantity.unit

    @property
    def key(self) -> Key:
        quantity = self.figure.quantity
        return quantity.unit, quantity.counter, quantity.per

    @property
    def is_ratio(self) -> bool:
        return self.unit in RATIO_UNITS

    @property
    def is_level(self) -> bool:
        """Whether it is one number that states a size."""
        return (
            self.figure.measure == "level" and self.figure.value_high is None and self.unit not in ("rank", "score", "multiple")
        )

    @property
    def interval(self) -> Interval:
        return operand(self.figure, self.text)


class Figures:
    """The figures of a report by sentence and block, without those that restate another or whose currency is open."""

    def __init__(self, reading: Reading, figures: Sequence[FigureReading]) -> None:
        self.reading, self.all = reading, figures
        self.items = list(self._items())
        self._at = {item.index: position for position, item in enumerate(self.items)}
        self._by_sentence: dict[int, list[Item]] = {}
        self._by_block: dict[int, list[Item]] = {}
        for item in self.items:
            self._by_sentence.setdefault(item.sentence, []).append(item)
            if item.block is not None:
                self._by_block.setdefault(item.block.ordinal, []).append(item)

    def _items(self) -> Iterator[Item]:
        reading = self.reading
        for index, figure in enumerate(self.all):
            start, end = figure.quantity.start, figure.quantity.end
            sentence = reading.sentence_at(start)
            if sentence is None or figure.restates is not None or figure.quantity.unit is None:
                continue
            yield Item(
                index=index,
                figure=figure,
                text=reading.text[start:end],
                sentence=reading.syntax.index(sentence),
                block=reading.block_at(start),
                bracket=_bracket(reading.text, sentence.start, sentence.end, start, end),
            )

    def beside(self, item: Item) -> Sequence[Item]:
        """The figures of its sentence around *item*, which is among them, in text order."""
        at = self._at[item.index]
        return [other for other in self.items[max(0, at - NEAR) : at + NEAR + 1] if other.sentence == item.sentence]

    def earlier(self, item: Item) -> Sequence[Item]:
        """The figures of its block shortly before *item*, in text order."""
        at = self._at[item.index]
        return [other for other in self.items[max(0, at - 2 * NEAR) : at] if other.block is item.block]

    def in_sentence(self, number: int) -> Sequence[Item]:
        """The first figures of a sentence, in text order."""
        return self._by_sentence.get(number, [])[: 2 * NEAR]

    def in_block(self, block: Block) -> Sequence[Item]:
        """The first figures of a block, in text order."""
        return self._by_block.get(block.ordinal, [])[: 2 * NEAR]

    def in_table(self, block: Block) -> Sequence[Item]:
        """All figures of a table, in text order."""
        return self._by_block.get(block.ordinal, ())

    def siblings(self, block: Block) -> list[Block]:
        """The list items on the level of *block* around it: under one parent, without another kind between them."""
        blocks = self.reading.blocks
        run = [block]
        for step in (-1, 1):
            at = block.ordinal + step
            while (
                0 <= at < len(blocks)
                and abs(at - block.ordinal) <= 2 * NEAR
                and blocks[at].kind == "list_item"
                and blocks[at].level >= block.level
            ):
                if blocks[at].parent == block.parent and blocks[at].level == block.level:
                    run.append(blocks[at])
                at += step
        return sorted(run, key=lambda found: found.ordinal)

    def words(self, start: int, end: int) -> str:
        """The characters of [start, end) without what stands in brackets."""
        return flat(self.reading.text[start:end])


def flat(words: str) -> str:
    """*words* without brackets and what they hold."""
    return _BRACKETED.sub("", words)


def _bracket(text: str, low: int, high: int, start: int, end: int) -> Span | None:
    """The innermost bracket around [start, end) within [low, high); its end lies behind the closing mark."""
    depth = 0
    for position in range(start - 1, max(low, start - _LONGEST) - 1, -1):
        character = text[position]
        if character in ")）]":
            depth += 1
        elif character in _CLOSE:
            if depth == 0:
                close = text.find(_CLOSE[character], end, min(high, end + _LONGEST))
                return (position, close + 1) if close >= 0 else None
            depth -= 1
    return None


def compare(
    kind: str,
    claim: Item,
    stated: Decimal,
    others: Sequence[Item],
    computed: Decimal,
    within: Interval,
    formula: str,
    *,
    sure: bool,
) -> CheckReading | None:
    """
    The check of *claim*, which states *stated*, against the value *computed* from *others*, which their rounding leaves *within*.

    Where the pairing is not *sure* only a result that is close counts: then the arithmetic itself tells that they belong together.
    """
    agrees = within.meets(allowed(claim.figure, claim.text, stated))
    if not sure and (not agrees or abs(stated - computed) > abs(stated) * _CLOSENESS + leeway(claim.figure, claim.text)):
        return None
    figures = (claim.index, *(other.index for other in others))
    return CheckReading(
        kind=kind,
        figures=figures,
        stated=stated,
        computed=computed,
        verdict="agrees" if agrees else "deviates",
        formula=f"{formula} = {show_amount(computed, claim.figure.quantity)}",
    )


def show_amount(value: Decimal, quantity: Quantity) -> str:
    """*value* in the unit of *quantity*, as people write it: 40.66 %, 2.50배, 1조 2,500억 KRW."""
    unit = quantity.unit
    if unit in ("percent", "percentage_point"):
        return f"{value:.2f} {'%' if unit == 'percent' else '%p'}"
    return f"{value:.2f}배" if unit == "multiple" else f"{_in_korean(value)} {quantity.counter or unit}"


def _in_korean(value: Decimal) -> str:
    """The number in 조, 억 and 만, at most two of them; what is smaller is rounded away."""
    size, sign = abs(value), "-" if value < 0 else ""
    for power, name, below, smaller in ((12, "조", 8, "억"), (8, "억", 4, "만"), (4, "만", 0, "")):
        if size >= 10**power:
            steps = int((size / 10**below).to_integral_value())
            high, low = divmod(steps, 10 ** (power - below))
            return f"{sign}{high:,}{name}" + (f" {low:,}{smaller}" if low else "")
    return sign + f"{size:,.2f}".rstrip("0").rstrip(".")
