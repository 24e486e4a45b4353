"""Label lines below a heading that declares their unit: `당기실적('25.4Q): 96,480` under `1. 실적내용 (단위: 백만원, %)`.

The number behind the colon has the unit that its label names, else one that the heading declares. A second number in brackets is that of
the period compared with, where a heading says that brackets hold it (`괄호 안은 전년말`); where none says so, it could be a loss, a share
or anything else, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.scopes import Declared, kind_of, unit_of_label
from schemas.documents import Block

_SPACE = "[ \u00a0]*"
_VALUE = re.compile(
    rf"(?<=[:：]){_SPACE}(?P<open>\( ?)?(?P<about>약 ?)?(?P<sign>[+\-−–△▲▼▽] ?)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<close> ?\))?"
    rf"(?P<arrow>[↑↓])?(?={_SPACE}(?:\(|$|\n))"
)
_SECOND = re.compile(rf"{_SPACE}\( ?(?P<about>약 ?)?(?P<sign>[+\-−–△▲▼▽] ?)?(?P<number>\d[\d,]*(?:\.\d+)?) ?\){_SPACE}(?:$|\n)")
_BRACKETS_HOLD = re.compile(
    r"(?:괄호|\( ?\)) ?(?:안|내)?(?: ?(?:숫자|수치|금액))?(?:은|는|:|의 (?:숫자|수치|금액)[은는])? ?"
    r"(?P<period>전[년기분월]|직전|작년|지난해|['’‘]?(?:19|20)?\d{2} ?[.년/])"
)
_LINE = re.compile(r"[^:：\n]{1,60}[:：][^:：\n]{1,40}")
PRIOR = "quantity.prior"
"""The rule of a number in brackets that is for the period compared with."""
LABELLED = frozenset({"quantity.list", "quantity.label", PRIOR})
"""The rules of numbers whose unit their label or heading names."""
MOST_STEPS = 8
"""Governing blocks that are asked what brackets hold."""


class Labelled(NamedTuple):
    """A bare number of a label line: its match, with `number`, `sign` and `about`, and how it is read."""

    match: re.Match[str]
    unit: Declared
    rule: str
    falls: bool
    """Whether brackets around it make it negative."""


def labelled_numbers(line: str, scope: Sequence[Declared], *, prior: bool) -> Iterator[Labelled]:
    """The numbers of a label line in the units of *scope*; *prior* where its second one is known to be an earlier period's."""
    match = _VALUE.search(line)
    if match is None or bool(match["open"]) != bool(match["close"]) or (match["open"] and match["sign"]):
        return
    label = line[: match.start()]
    unit = unit_of_label([label], scope)
    if unit is None or (unit.money and (kind := kind_of(label)) is not None and kind.unit == "number"):
        return  # 직원수: 310 under (단위: 백만원)
    yield Labelled(match, unit, "quantity.list", bool(match["open"]))
    second = _SECOND.match(line, match.end()) if prior and not match["open"] else None
    if second is not None:
        yield Labelled(second, unit, PRIOR, False)


def is_label_line(text: str) -> bool:
    """Whether a paragraph is nothing but a label and what stands behind its colon."""
    return _LINE.fullmatch(text) is not None


def brackets_told(text: str, block: Block, by_ordinal: Mapping[int, Block]) -> tuple[int, int] | None:
    """The words of a governing block that say what brackets hold below it, from the period on; None where none does."""
    steps = 0
    while block.parent is not None and block.parent in by_ordinal and steps < MOST_STEPS:
        block, steps = by_ordinal[block.parent], steps + 1
        if match := _BRACKETS_HOLD.search(text, block.start_char, block.end_char):
            return match.start("period"), block.end_char
    return None
