"""Units apart from their numbers: `(단위: 억 달러, %)` over a table, `증감률(%)` in a header, `계약금액(원):` before a value."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from importlib import resources
from typing import NamedTuple

from extractors.numerals import readings_at
from extractors.tables import Cell, Table
from extractors.units import Unit, unit_table
from schemas.documents import Block

_THOUSANDS = {3: "k K thousand", 6: "m M mn mln mil million", 9: "b B bn bln billion", 12: "tn T trn trillion"}
WESTERN_SCALES: Mapping[str, Decimal] = {
    word: Decimal(10) ** power for power, words in _THOUSANDS.items() for word in words.split()
}
"""Multipliers of English reports: USD 1.2bn."""

_DECLARATION = re.compile(r"단위 ?[:：;]? ?([^)\]>〉】\n|]{1,40})")
_BRACKETS = re.compile(r"[(\[<（]([^()\[\]<>（）\n]{1,24})[)\]>）]")
_LIST_MARKS = re.compile(r" ?[,，·;、] ?| 및 ")
_SCALE_AND_UNIT = re.compile(r"(?P<scale>(?:\d{1,3}(?:,\d{3})*|\d+)? ?[십백천만억조]*) ?(?P<unit>.+)")
_WESTERN = re.compile(
    r"(?:(?P<first>[A-Za-z]+) )?(?P<unit>US\$|HK\$|NT\$|[$€£₩¥]|[A-Z]{3}|달러|원|위안|유로|엔) ?(?P<last>[A-Za-z]+)?"
)
_DECLARING_LENGTH = 120
"""A longer paragraph above a table is text, not its caption."""


class Declared(NamedTuple):
    """A unit as a caption or header names it."""

    unit: Unit
    scale: Decimal
    per: str | None = None

    @property
    def money(self) -> bool:
        return self.unit.dimension == "money"

    @property
    def percent(self) -> bool:
        return self.unit.unit == "percent"


@functools.lru_cache(maxsize=1024)
def parse_unit(text: str) -> Declared | None:
    """`십억원` → KRW × 10⁹, `천 대` → counter 대 × 1000, `USD mn`, `원/kg` → KRW per kg; None where the text is no unit."""
    text = text.strip(" :：")
    head, slash, tail = text.partition("/")
    if slash and unit_table().named(text) is None:
        numerator = parse_unit(head)
        return numerator._replace(per=tail.strip()) if numerator and tail.strip() else None
    if unit := unit_table().named(text):
        return Declared(unit, Decimal(1))
    if (match := _SCALE_AND_UNIT.fullmatch(text)) and match["scale"].strip() and (unit := unit_table().named(match["unit"])):
        scale = _scale(match["scale"])
        return Declared(unit, scale) if scale else None
    if (match := _WESTERN.fullmatch(text)) and (unit := unit_table().named(match["unit"])):
        scale = WESTERN_SCALES.get(match["first"] or match["last"] or "")
        return Declared(unit, scale) if scale and not (match["first"] and match["last"]) else None
    return None


def _scale(words: str) -> Decimal | None:
    readings = list(readings_at(words.strip(), 0))
    return readings[-1].value if readings and readings[-1].end == len(words.strip()) else None


@functools.lru_cache(maxsize=1024)
def parse_units(text: str) -> tuple[Declared, ...]:
    """The units of a list such as `억 달러, %`; empty where one of its parts is no unit."""
    parts = [parse_unit(part) for part in _LIST_MARKS.split(text.strip())]
    return tuple(part for part in parts if part) if all(parts) else ()


def _units_among(text: str) -> tuple[Declared, ...]:
    """The units of an explicit declaration, which may name other things as well: `단위: %, 전주 대비`."""
    return tuple(unit for part in _LIST_MARKS.split(text.strip()) if (unit := parse_unit(part)))


def declared_in(text: str) -> tuple[Declared, ...]:
    """The units that a caption or header declares: `(단위: 십억원)`, `[단위 : 천톤]`, `(십억 위안)`, or nothing but `억원`."""
    if (match := _DECLARATION.search(text)) and (units := _units_among(match[1])):
        return units
    for content in reversed(_BRACKETS.findall(text)):
        if units := parse_units(content):
            return units
    return parse_units(text) if len(text) <= 16 else ()


class Label(NamedTuple):
    """A label that tells the kind of unit below it, as seeds/labels.csv has it."""

    pattern: re.Pattern[str]
    unit: str
    needs: str


@functools.cache
def _labels() -> tuple[Label, ...]:
    with (resources.files("seeds") / "labels.csv").open(encoding="utf-8") as file:
        return tuple(Label(re.compile(row["label"]), row["unit"], row["needs"]) for row in csv.DictReader(file))


@functools.lru_cache(maxsize=4096)
def _label_of(text: str) -> Label | None:
    return next((label for label in _labels() if label.pattern.search(text)), None)


def unit_of_label(labels: Iterable[str], scope: Sequence[Declared]) -> Declared | None:
    """
    The unit of a number under these labels, nearest first, within the units that *scope* declares.

    A label that names a unit decides; then one whose kind is known (`영업이익률`, `PER`); then the scope, if it leaves no choice.
    """
    texts = [text for text in labels if text]
    for text in texts:
        if units := declared_in(text):
            return units[0] if len(units) == 1 else None
    percent = next((unit for unit in scope if unit.percent), None)
    kinds = [kind for text in texts if (kind := _label_of(text))]
    for kind in kinds:
        if kind.needs != "percent" or percent is not None:
            return _known(kind.unit, scope)
    if kinds:
        return None  # 전년 대비 under (단위: 억원): a difference or a rate, the table does not say
    sizes = [unit for unit in scope if not unit.percent]
    if len(sizes) == 1:
        return sizes[0]
    return percent if percent and not sizes else None


def _known(unit: str, scope: Sequence[Declared]) -> Declared | None:
    if unit == "none":
        return None
    if unit == "price":
        money = next((declared for declared in scope if declared.money), None)
        return money._replace(scale=Decimal(1)) if money else None
    surface = {"percent": "%", "multiple": "배", "rank": "위", "score": "점"}[unit]
    named = unit_table().named(surface)
    return Declared(named, Decimal(1)) if named else None


def unit_of_cell(table: Table, cell: Cell, scope: Sequence[Declared]) -> Declared | None:
    """The unit of a bare number in a table: its row's, its column's or the caption's, in this order."""
    row = table.row_label(cell)
    headers = [header.text for header in reversed(table.column_headers(cell))]
    return unit_of_label([row.text if row else "", *headers], declared_in(table.corner) or scope)


def scopes_of(text: str, blocks: Sequence[Block]) -> dict[int, tuple[Declared, ...]]:
    """
    The units declared for each table and list item, by ordinal: those of the nearest governing block that declares any, or of the
    line right above a table.
    """
    by_ordinal = {block.ordinal: block for block in blocks}
    own: dict[int, tuple[Declared, ...]] = {}
    for block in blocks:
        short = block.end_char - block.start_char <= _DECLARING_LENGTH
        own[block.ordinal] = _declared_by(text[block.start_char : block.end_char]) if short and block.kind != "table" else ()
    found: dict[int, tuple[Declared, ...]] = {}
    for block in blocks:
        if block.kind not in ("table", "list_item"):
            continue
        scope = own.get(block.ordinal - 1, ()) if block.kind == "table" else ()
        parent, steps = block.parent, 0
        while not scope and parent is not None and parent in by_ordinal and steps < 8:
            scope, parent, steps = own[parent], by_ordinal[parent].parent, steps + 1
        found[block.ordinal] = scope
    return found


_SCORES = re.compile(r"점수|스코어|\bscores?\b", re.IGNORECASE)


def _declared_by(text: str) -> tuple[Declared, ...]:
    if units := declared_in(text):
        return units
    score = unit_table().named("점") if _SCORES.search(text) else None
    return (Declared(score, Decimal(1)),) if score else ()
