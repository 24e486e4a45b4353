"""Events that figures tell without a trigger: results of a period (`매출 6,107억원, 영업손실 132억원.`), and moves of a price."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.events.hits import Hit
from extractors.events.timing import Timing, starting_within
from extractors.figures import FigureReading
from extractors.figures.metrics import is_a
from extractors.figures.subjects import Subject
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import Sentence

RESULTS = frozenset({"revenue", "operating_profit", "net_income"})
PRICES = frozenset({"share_price", "unit_price"})
_OF_PRICES = frozenset({"percent", "percentage_point", "basis_point", "score", "multiple"})
_EXTREME, _VOLUME = re.compile(r"최[고저]치"), re.compile(LEXICON.alternation("volume noun"))
_PRICED = re.compile(r"가격|값|금리|환율|시세|선물|증시|(?<!수)주가|지수|유가")
_BESIDE = 4
"""Characters behind a trigger within which its size can end."""
_SHORT_BASES = frozenset({"dod", "wow", "mom"})
"""Bases over which a price of goods is quoted as a move; over a year it is a comparison."""
_LONGEST = {1: "day", 7: "week", 31: "month", 92: "quarter", 184: "half", 366: "year"}
"""Days that a period of a grain has at most."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that tells an event of its own."""

    figure: FigureReading
    type: str
    timing: Timing


def latest_results(figures: Sequence[FigureReading]) -> dict[str, date]:
    """The last day of the latest period whose results each company's figures state; earlier ones are only compared with."""
    latest: dict[str, date] = {}
    for figure in figures:
        if figure.subject and figure.subject.entity_id and figure.period and _is_result(figure):
            owner = figure.subject.entity_id
            latest[owner] = max(latest.get(owner, figure.period[1]), figure.period[1])
    return latest


def find_stated(
    reading: Reading, figures: Sequence[FigureReading], latest: Mapping[str, date], sentence: Sentence
) -> Iterator[Stated]:
    """The first result and the first price move of each subject in *sentence*."""
    seen: set[tuple[str, str | None]] = set()
    for figure in (figures[i] for i in starting_within(figures, sentence.start, sentence.end)):
        if figure.period is None or figure.subject is None:
            continue
        owner = figure.subject.entity_id
        if owner is not None and _is_result(figure) and latest.get(owner) == figure.period[1]:
            kind = "earnings"
        elif _is_move(figure) and (_is_named(sentence, figure) or not _is_place(reading, figure.subject)):
            kind = "price_move"
        else:
            continue
        if (kind, owner) not in seen and not _in_brackets(reading, sentence, figure):
            seen.add((kind, owner))
            yield Stated(figure, kind, Timing(*figure.period, _grain(*figure.period), None, inherited=False))


def _is_result(figure: FigureReading) -> bool:
    """Whether it is an amount that an organisation has earned: no share of it, no sum a head, nobody's but a company's."""
    quantity, owner = figure.quantity, figure.subject.entity_id if figure.subject else None
    is_amount = quantity.dimension == "money" and quantity.per is None and owner is not None and owner.startswith("org:")
    is_stated = figure.measure == "level" and figure.modality == "actual" and figure.restates is None
    return figure.metric in RESULTS and is_amount and is_stated


def _is_move(figure: FigureReading) -> bool:
    if (
        figure.quantity.unit == "percentage_point"
        or not is_a(figure.metric, *PRICES)
        or figure.measure != "change"
        or figure.modality != "actual"
    ):
        return False
    return is_a(figure.metric, "share_price") or figure.basis in _SHORT_BASES


def has_price(reading: Reading, figures: Sequence[FigureReading], sentence: Sentence, hit: Hit) -> bool:
    """Whether the figures of the clause of *hit*, if any, can be of a price: `판매 20만대 돌파` is none; nor is a mere 최고치."""
    words = reading.text[sentence.start : hit.end]
    if _EXTREME.search(words) and _VOLUME.search(words) and not _PRICED.search(words):
        return False
    clause = [figures[i] for i in starting_within(figures, hit.floor, hit.end + _BESIDE)]
    own = [figure for figure in clause if figure.quantity.end <= hit.end + _BESIDE]
    priced = [figure for figure in own if _may_be_price(figure)]
    return not own or any(f.quantity.unit in _OF_PRICES or f.quantity.dimension == "money" for f in priced)


def _may_be_price(figure: FigureReading) -> bool:
    return figure.metric == "other" or is_a(figure.metric, *PRICES, "interest_rate", "exchange_rate", "market_cap", "price_index")


def _is_named(sentence: Sentence, figure: FigureReading) -> bool:
    """Whether *sentence* says what moved, and does not only go on with a list of places."""
    return figure.metric_span is not None and sentence.start <= figure.metric_span[0] < sentence.end


def _is_place(reading: Reading, subject: Subject) -> bool:
    return any(name.label == "LOC" for name in reading.names.over(subject.start, subject.end))


def _in_brackets(reading: Reading, sentence: Sentence, figure: FigureReading) -> bool:
    before = reading.text[max(sentence.start, figure.quantity.start - 60) : figure.quantity.start]
    return before.count("(") > before.count(")")


def _grain(first: date, last: date) -> str:
    days = (last - first).days + 1
    return next((grain for longest, grain in _LONGEST.items() if days <= longest), "year")
