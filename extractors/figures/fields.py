"""
Fields of a filing: the labels of a form (`2. 취득금액(원)`), and of what a filing corrects (`정정 전 | 정정 후`), say what is measured and
never whose it is. The figures belong to the company that files it, unless the item is about another: `1. 발행회사 | 회사명 | 두레소재`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.figures.places import Place
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.tables import Cell, Table

_NUMBERED = re.compile(r"\d{1,2}(?:-\d{1,2})?\.\s?\D")
_CORRECTED = re.compile(r"정\s?정\s?(?:전|후)(?:\s?내용)?")
"""The head of a column in the table of what a filing corrects."""
_RESULT = re.compile(LEXICON.alternation("result current"))
"""The head over what the company that files has reached: 당기실적, 당해사업연도."""
_PARTY = re.compile(r"회사|법인|채무자|상대|출자대상|인수인|대상자|기업")
"""In the label of an item that is about somebody else; 당해회사 and 대규모법인 are the filer."""
_OWN_PARTY = re.compile(r"(?:당해|당|신고|공시|지주|상장|대규모|해당)\s?(?:회사|법인)")
_CALLED = re.compile(r"(?:회\s?사|법\s?인|기\s?업)\s?명|성\s?명|상\s?호|명\s?칭")
_WHO = re.compile(
    r"(?:(?:주식회사|㈜|\(주\)|유한회사)\s?)?(?P<who>[^()\n]{2,30}?)(?:\s?(?:주식회사|㈜|\(주\)|유한회사))?(?:\s?\([^()]*\))?"
)
"""A company as a form writes it: 두레소재 주식회사, Doore Inc. (미국)."""
_LABEL = re.compile(r"(?:^|[-;·※)\s])\s*(?P<label>[가-힣A-Za-z1][^:：;]{1,30}?)\s*[:：]\s*(?:약\s?)?\Z")
_FIRST_ROWS = 3
"""Rows of a form among which its first number stands: before it can be the name of the form."""
_ITEM_NUMBER = re.compile(r"\s*(?:\d{1,2}(?:-\d{1,2})?[.)]|[가-하][.)])\s*")


def is_field(place: Place) -> bool:
    """Whether a number fills a field of a form, or stands in the table of the results of a filing or of what it corrects."""
    table = place.table
    if table is None or place.cell is None:
        return False
    heads = (cell.text for row in table.rows[: table.header_rows] for cell in row)
    return is_numbered(table) or any(_CORRECTED.fullmatch(head) or _RESULT.match(head) for head in heads)


def is_numbered(table: Table) -> bool:
    """Whether a table is a form whose items are numbered."""
    return table.is_form and any(row and _NUMBERED.match(row[0].text) for row in table.rows[:_FIRST_ROWS])


def party_of(reading: Reading, place: Place) -> tuple[int, int, str | None] | None:
    """The other company that the item of a form is about, as its own rows name it: 두레소재 behind 회사명 in 1. 발행회사; else the item's label."""
    table, cell = place.table, place.cell
    first = _item(table, cell) if table is not None and cell is not None else None
    if table is None or cell is None or first is None or not is_of_party(first.text):
        return None
    rows = table.rows[first.row : cell.row + 1]
    name = next((n for n in reading.names.within(first.start, rows[-1][-1].end) if n.label == "ORG"), None)
    if name is not None:
        return name.start, name.end, name.entity_id
    pairs = (pair for row in rows for pair in pairwise(row))
    called = next((value for label, value in pairs if _CALLED.match(label.text) and value.text), None)
    who = _WHO.fullmatch(reading.text, called.start, called.end) if called is not None else None
    return (*who.span("who"), None) if who is not None else (first.start, first.end, None)


def is_of_party(label: str) -> bool:
    """Whether the label of an item says that it is about somebody else."""
    return _PARTY.search(_OWN_PARTY.sub("", label)) is not None


def _item(table: Table, cell: Cell) -> Cell | None:
    """The label of the numbered item that a cell of a form stands in."""
    rows = reversed(table.rows[: cell.row + 1]) if table.is_form else ()
    return next((row[0] for row in rows if row and _NUMBERED.match(row[0].text)), None)


def label_beside(reading: Reading, place: Place) -> tuple[int, int] | None:
    """
    The label right before a number where several stand in a cell (`모집가액 : 9,000원 모집총액 : 90억원`) or line (`계약금액(원) 9,000 최근매출액(원)
    80,000`), of which each has its own.
    """
    block, lined = place.block, place.quantity.rule == "quantity.label" and place.cell is None
    if block is None or not (lined or place.cell is not None):
        return None
    first = place.cell.start if place.cell is not None else block.start_char
    before = reading.quantities.last(first, place.quantity.start, 1)
    start = before[0].end if before else first
    if lined:
        return (start, place.quantity.start) if before else None
    match = _LABEL.search(reading.text[start : place.quantity.start])
    return (start + match.start("label"), start + match.end("label")) if match is not None else None


def is_field_line(reading: Reading, place: Place) -> bool:
    """
    Whether a number fills a line of a form: behind a label with its unit (`500 behind 1주당 액면가액 (원)`), or behind the colon of a numbered item;
    nobody else is named in the line.
    """
    block = place.block
    if block is None or place.cell is not None or block.kind not in ("paragraph", "list_item", "heading"):
        return False
    text, start = reading.text, block.start_char
    itemised = any(_ITEM_NUMBER.match(text, above.start_char) for above in (block, *reading.governors(block)))
    if place.quantity.rule == "quantity.label" and itemised:
        label = text[start : place.quantity.start]
    elif place.label is not None and _ITEM_NUMBER.match(text, start, place.label[0]) is not None:
        label = text[slice(*place.label)]
    else:
        return False
    return not is_of_party(label) and not reading.names.over(start, place.quantity.start)
