"""Parts against the total that is stated for them, in sentences and lists.

A list of parts is a run of numbers of one unit and measure with list marks between them. Where words tie the run to its total
(`A에 B를 더한 C`, `2026년 A, 2027년 B로 모두 C`, `이들 5개 기업의 총 C`) a deviation counts; 등 means that not all parts are named, so only
an excess does. Elsewhere only a sum that agrees is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce
from operator import add

from extractors.checks.model import CheckReading, Figures, Item, compare
from schemas import Block

_LIST_MARK = re.compile(r"[,·]|[와과](?=\s)|및|[고며](?=[\s,])|에(?=\s)")
_BREAK = re.compile(r"보다|대비|에서|중\s|가운데|당\s|[.。]\s|반면|하지만|지만")
_PART = 45
"""Characters between two parts of a list."""
_TOTAL = re.compile(
    r"(?:총|모두|합계|도합|누적|합산|통틀어|더한|합친|합한|합쳐|합하면|더하면|전체)\s?(?:[가-힣]{1,6}\s?){0,2}(?:[은는이가]\s)?(?:약\s?)?$"
)
_ADDED = re.compile(r"[을를]?\s?(?:모두\s)?(?:더한|합친|합한|보탠|합하면|더하면|합쳐)\s?(?:총\s|약\s)*$")
_ALL_TOLD = re.compile(r"(?:으?로|이며|,)?\s*(?:모두|총|도합|합계|합쳐|합해)\s?(?:약\s)?$")
_WHOLE_OF = re.compile(r"\s*(?:의|가운데|중)\s")
_AND_SO_ON = re.compile(r"등")
_THESE = re.compile(r"이들|세\s?곳|네\s?곳|[두세네]\s?회사|\d사|양사")
_SPLIT = re.compile(r"별로|나뉘|나눠|나누|나머지|구성|각각|맡|부담|조달|이\s?가운데|이\s?중|[을를]\s?(?:댔|넣|냈|투자|출자)|순이")
_LEAST, _MOST = Decimal("0.5"), Decimal(2)
"""A total that is further from the sum of a list is the total of something else."""
_BACK, _AHEAD = 2, 2
"""Sentences around the total in which its parts are looked for."""


def find_sums(figures: Figures) -> Iterator[CheckReading]:
    """The checks of totals in running text and lists; each number is checked once."""
    for claim in figures.items:
        if claim.is_ratio or claim.figure.value_high is not None or claim.unit in ("rank", "score") or _in_table(claim):
            continue
        check = next(_sums_of(figures, claim), None)
        if check is not None:
            yield check


def _in_table(item: Item) -> bool:
    return item.block is not None and item.block.kind == "table"


def _sums_of(figures: Figures, claim: Item) -> Iterator[CheckReading]:
    for parts, sure in _candidates(figures, claim):
        check = add_up(claim, parts, sure=sure)
        if check is None:
            continue
        ratio = (check.stated or 0) / check.computed if check.computed else 0
        open_list = _AND_SO_ON.search(figures.reading.text, parts[-1].end, claim.start) is not None
        if check.verdict == "agrees" or (_LEAST < ratio < (1 if open_list else _MOST)):
            yield check


def add_up(claim: Item, parts: Sequence[Item], *, sure: bool) -> CheckReading | None:
    """The check of *claim* against the sum of *parts*, which have its unit."""
    if len(parts) < 2 or any(part.key != claim.key for part in parts) or claim in parts:
        return None
    total = sum((part.value for part in parts), Decimal(0))
    within = reduce(add, (part.interval for part in parts))
    formula = " + ".join(part.text for part in parts)
    return compare("sum", claim, claim.value, parts, total, within, formula, sure=sure)


def _candidates(figures: Figures, claim: Item) -> Iterator[tuple[list[Item], bool]]:
    """Runs of parts for *claim*, each with whether words tie them to it."""
    text = figures.reading.text
    for run in _runs(figures, claim, claim.sentence):
        if run[-1].end <= claim.start:
            gap = figures.words(run[-1].end, claim.start)
            tied = (
                _WHOLE_OF.match(text, claim.tail) is None
                and len(gap) < 2 * _PART
                and (_ADDED.match(gap) is not None or _ALL_TOLD.search(gap) is not None)
            )
            if tied or len(run) > 2 or _TOTAL.search(text, max(0, claim.start - 20), claim.start):
                yield run, tied and (len(run) > 1)
        elif not _goes_on(figures.words(claim.end, run[0].start)) and (
            len(run) > 2 or _SPLIT.search(text, claim.end, run[-1].end + 20)
        ):
            yield run, False
    for number in (
        *range(claim.sentence - 1, claim.sentence - 1 - _BACK, -1),
        *range(claim.sentence + 1, claim.sentence + 1 + _AHEAD),
    ):
        for run in _runs(figures, claim, number):
            if run[0].block is None or claim.block is None or run[0].block.ordinal != claim.block.ordinal:
                continue
            before = number < claim.sentence
            counted = before and number == claim.sentence - 1 and _counts(figures, claim, len(run))
            if (
                counted
                or len(run) > 2
                or _SPLIT.search(text, run[0].start - 30 if not before else run[0].start, run[-1].end + 20)
            ):
                yield run, counted
    yield from ((run, False) for run in _nested(figures, claim))


def _counts(figures: Figures, claim: Item, parts: int) -> bool:
    """Whether the sentence says before the total that it is of just so many: `이들 5개 기업의 총 시가총액`."""
    sentence = figures.reading.syntax.sentences[claim.sentence]
    before = figures.reading.text[sentence.start : claim.start]
    number = next((item for item in figures.beside(claim) if item.unit == "count" and item.end <= claim.start), None)
    return (
        number is not None and number.value == parts and _THESE.search(before) is not None and _TOTAL.search(before) is not None
    )


def _runs(figures: Figures, claim: Item, number: int) -> Iterator[list[Item]]:
    """The lists of numbers like *claim* in a sentence."""
    run: list[Item] = []
    for item in figures.beside(claim) if number == claim.sentence else figures.in_sentence(number):
        if item.index == claim.index:
            if len(run) > 1:
                yield run
            run = []
        elif item.key == claim.key and item.figure.measure == claim.figure.measure and item.figure.value_high is None:
            if run and not _goes_on(figures.words(run[-1].end, item.start)):
                if len(run) > 1:
                    yield run
                run = []
            run.append(item)
    if len(run) > 1:
        yield run


def _goes_on(words: str) -> bool:
    return len(words) <= _PART and _LIST_MARK.search(words) is not None and _BREAK.search(words) is None


def _nested(figures: Figures, claim: Item) -> Iterator[list[Item]]:
    """One number of each list item below the block of *claim*, or of the items of another list where *claim* is called a total."""
    blocks = figures.reading.blocks
    if claim.block is None:
        return
    below = [b for b in blocks[claim.block.ordinal + 1 :][:12] if b.parent == claim.block.ordinal and b.kind == "list_item"]
    if len(below) > 1 and (run := _one_each(figures, claim, below)):
        yield run
    if _TOTAL.search(figures.reading.text, max(claim.block.start_char, claim.start - 20), claim.start):
        for block in reversed(blocks[max(0, claim.block.ordinal - 40) : claim.block.ordinal]):
            siblings = figures.siblings(block) if block.kind == "list_item" else []
            if len(siblings) > 2 and siblings[-1] is block and (run := _one_each(figures, claim, siblings)):
                yield run


def _one_each(figures: Figures, claim: Item, blocks: Sequence[Block]) -> list[Item]:
    run = []
    for block in blocks:
        like = [item for item in figures.in_block(block) if item.key == claim.key and item.figure.value_high is None]
        if not like:
            return []
        run.append(like[0])
    return run
