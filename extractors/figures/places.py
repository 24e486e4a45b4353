"""Where a quantity stands: its sentence and clause, the bracket around it, the label or table cell it fills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.figures.scenes import Scene, Scenes
from extractors.quantities import Quantity
from extractors.reading import Reading
from extractors.syntax import Sentence
from extractors.tables import Cell, Table
from schemas import Block

_LABEL = re.compile(
    r"\s*(?:[-*•·○□■▶※]\s*|\d{1,2}[.)]\s*|[가-하]\.\s*|[①-⑳]\s*)*(?P<label>[^:：\n]{1,48}?)\s*[:：](?=\s|\d|약|총|최대|△|[+-])"
)
_NOUN_BEFORE = re.compile(r"(?:^|,\s|[은는]\s)(?P<noun>[가-힣A-Za-z][가-힣A-Za-z0-9·()\s]{0,16}?[가-힣A-Za-z)])(?P<gap>\s)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity and its surroundings, as the other modules of this package need them."""

    index: int
    quantity: Quantity
    block: Block | None
    scene: Scene
    bracket: int | None
    """Offset of the innermost bracket that is open at the quantity."""
    host: int | None
    """Index of the quantity right before that bracket: 3,800억 위안 in `3,800억 위안(약 524억 달러)`."""
    label: tuple[int, int] | None
    """Span of the label before a colon: 계약금액 in `계약금액: 300억원`."""
    table: Table | None
    cell: Cell | None
    listed: tuple[int, int] | None
    """Span of the plain noun right before the number in a list of such pairs: 라면 in `라면 13억 달러, 음료 6억 달러`."""

    @property
    def sentence(self) -> Sentence:
        """The sentence that it stands in."""
        return self.scene.sentence

    @property
    def floor(self) -> int:
        """Where words that belong to the quantity may begin: behind its open bracket, else with its sentence."""
        return self.scene.start if self.bracket is None else self.bracket + 1


def find_places(reading: Reading, scenes: Scenes) -> Iterator[Place]:
    """The place of each quantity, in text order; one outside every sentence has none."""
    listed = _listed_nouns(reading)
    for index, quantity in enumerate(reading.quantities):
        sentence = reading.sentence_at(quantity.start)
        if sentence is None:
            continue
        block, scene = reading.block_at(quantity.start), scenes.of(sentence)
        bracket = scene.open_bracket(quantity.start)
        table = reading.table(block) if block is not None and block.kind == "table" else None
        yield Place(
            index=index,
            quantity=quantity,
            block=block,
            scene=scene,
            bracket=bracket,
            host=_host(reading, bracket),
            label=None if table else _label(reading.text, block, sentence, quantity.start),
            table=table,
            cell=table.cell_at(quantity.start, quantity.end) if table else None,
            listed=listed.get(index),
        )


def defines_unit(reading: Reading, place: Place) -> bool:
    """Whether the number is a side of an equation that tells what a unit is: 1bp=0.01%포인트; 1달러=1,400원 is a rate of exchange."""
    quantity, numbers = place.quantity, reading.quantities
    beside = (numbers.starting_from(quantity.end), next(iter(numbers.last(place.scene.start, quantity.start, 1)), None))
    for first, second in ((quantity, beside[0]), (beside[1], quantity)):
        if first is None or second is None or first.dimension != second.dimension or first.dimension == "money":
            continue
        if first.value == 1 and first.unit != second.unit and reading.text[first.end : second.start].strip() == "=":
            return True
    return False


def _listed_nouns(reading: Reading) -> dict[int, tuple[int, int]]:
    """Index of each quantity in a list of noun–number pairs → the span of its noun."""
    pairs: dict[int, tuple[int, int]] = {}
    for index, quantity in enumerate(reading.quantities):
        noun = _NOUN_BEFORE.search(reading.text[max(0, quantity.start - 24) : quantity.start])
        if noun is not None:
            pairs[index] = (quantity.start - len(noun[0]) + noun.start("noun") - noun.start(), quantity.start - len(noun["gap"]))
    found: dict[int, tuple[int, int]] = {}
    for index, span in pairs.items():
        for other in (index - 1, index + 1, index - 2, index + 2):
            if other in pairs and _in_one_list(reading, index, other):
                found[index] = span
    return found


def _in_one_list(reading: Reading, index: int, other: int) -> bool:
    first, second = sorted((index, other))
    one, two = reading.quantities[first], reading.quantities[second]
    between = reading.text[one.end : two.start]
    return one.unit == two.unit and re.match(r"(?:\([^()]*\))?\s*,\s", between) is not None and not re.search(r"[.:;\n]", between)


def _host(reading: Reading, bracket: int | None) -> int | None:
    host = reading.quantities.last(0, bracket, 1) if bracket is not None else []
    if not host:
        return None
    between = reading.text[host[0].end : bracket].strip()
    near = between in ("", "이상", "이하", "초과", "미만", "가량", "정도", "수준", "규모")
    return reading.quantities.index_from(host[0].start) if near else None


def _label(text: str, block: Block | None, sentence: Sentence, at: int) -> tuple[int, int] | None:
    start = block.start_char if block is not None and block.kind in ("list_item", "caption") else sentence.start
    match = _LABEL.match(text, start, at)
    return match.span("label") if match else None
