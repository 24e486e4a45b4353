"""Which answers the gold of a figure or an event accepts."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from extractors.figures.metrics import METRICS
from extractors.seeds import read_seed
from pipeline.scoring.gold import Gold, GoldFigure
from schemas import Entity

CLOSE = timedelta(days=7)
"""By which both ends of a period may differ: how long 향후 3년간 is to the day is a convention."""
_NEAR = Decimal("1e-6")
_MARKS = frozenset("'\"‘’“”()[]·,")


def plain(text: str | None) -> str:
    """*text* as names are compared: without blanks, quotation marks, brackets and the like, in one case and width."""
    return "".join(c for c in unicodedata.normalize("NFKC", text or "") if not c.isspace() and c not in _MARKS).casefold()


def near(a: Decimal | None, b: Decimal | None) -> bool:
    """Whether two numbers are the same but for rounding; None only equals None."""
    return a is b if a is None or b is None else abs(a - b) <= _NEAR * max(abs(a), abs(b))


def same_unit(a: str | None, b: str | None) -> bool:
    """Whether two units are the same, denominators aside."""
    return (a or "").partition("/")[0] == (b or "").partition("/")[0]


def entity_names(entities: Iterable[Entity]) -> dict[str, frozenset[str]]:
    """The names of each entity, as `plain` writes them."""
    return {e.entity_id: frozenset(filter(None, map(plain, (e.name_ko, e.name_en, e.name_zh, *e.aliases)))) for e in entities}


class Answers:
    """Tells which answers the gold of one report accepts; *names* are those of the entities that its records may point to."""

    def __init__(self, gold: Gold, names: Mapping[str, Collection[str]]) -> None:
        self.names = names
        self.aliases = {entity: {plain(alias) for alias in aliases} for entity, aliases in gold.aliases.items()}

    def metric(self, metric: str, item: GoldFigure) -> bool:
        """Also right: a narrower metric than the gold's, and one that annotators did not know where the gold can only say `other`."""
        if "other" in item.metric and metric not in annotated_metrics():
            return True
        return any(name in item.metric for name in METRICS.chain(metric))

    def subject(self, text: str | None, entity_id: str | None, item: GoldFigure) -> bool:
        """Right by its words, its entity, or a name of its entity; where the gold names nobody, nothing else is right."""
        if not item.subject:
            return not text and not entity_id
        return self.names_any(item.subject, text, entity_id)

    def names_any(self, answers: Iterable[str], text: str | None, entity_id: str | None) -> bool:
        """Whether *text* or *entity_id* stand for one of *answers*: entity ids, and words that would be right too."""
        answers = tuple(answers)
        accepted = {plain(answer) for answer in answers}.union(*(self.aliases.get(answer, ()) for answer in answers))
        known = self.names.get(entity_id, ()) if entity_id else ()
        return entity_id in answers or plain(text) in accepted or not accepted.isdisjoint(known)

    def period(self, start: date | None, end: date | None, item: GoldFigure) -> bool:
        """Right where both ends lie within a week of the gold's; a gap is right where the gold has one or says that it may be one."""
        first, last = item.period or (None, None)
        if start is None and item.period_optional:
            return True
        if start is None or end is None or first is None or last is None:
            return (start, end) == (first, last)
        return abs(start - first) <= CLOSE and abs(end - last) <= CLOSE


@functools.cache
def annotated_metrics() -> frozenset[str]:
    """The metrics that annotators choose from: seeds/gold_metrics.csv."""
    return frozenset(row["metric"] for row in read_seed("gold_metrics.csv", ("metric",)))
