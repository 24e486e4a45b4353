"""Annotated reports as the judge learns from them: what was read, and the gold of each quantity that has one."""

from __future__ import annotations

import functools
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractors.gazetteer import package_gazetteer
from extractors.language import Origin, analyse, package_language
from extractors.quantities import Quantity
from extractors.reading import Reading
from pipeline.scoring import Answers, Gold, GoldFigure, entity_names, gold_files, lay, near, read_gold, same_unit
from pipeline.segment import segment
from training.untouched import refuse_untouched

ROOT = Path(__file__).parents[2]
CORPUS = (
    ("training/figures/corpus/records", "training/figures/corpus/reports"),
    ("tests/gold/records", "seeds/reports"),
    ("tests/gold/records_held_out", "tests/gold/reports"),
)
"""Pairs of folders, gold and the reports that it annotates, from the root of the project."""


ALSO = 0.15
"""How right an answer is to a learner that an annotation accepts beside its first one: both are fair, and the first tells more."""


class FigureAnswers(Answers):
    """Tells which options of a figure its annotation accepts."""

    def __init__(self, gold: Gold, text: str) -> None:
        super().__init__(gold, _names())
        self.text = text

    def right(self, attribute: str, value: Any, item: GoldFigure) -> bool:
        """Whether *value*, as the options of *attribute* hold it, is an accepted answer."""
        if attribute == "metric":
            return self.metric(value if isinstance(value, str) else value.metric, item)
        if attribute == "subject":
            return self.subject(value and self.text[value.start : value.end], value and value.entity_id, item)
        if attribute == "period":
            start, end = value or (None, None)
            return self.period(start, end, item)
        return bool(value == getattr(item, attribute))

    def grades(self, attribute: str, values: Sequence[Any], item: GoldFigure) -> tuple[float, ...]:
        """
        How right each of *values* is: 1 for the first answer of the annotation, ALSO for the others, 0 for what is wrong.

        A gap where a period may be left out is as right as the period: it is never a guess.
        """
        subject = item.subject[:1] if item.subject is not None else None
        first = item.model_copy(update={"metric": item.metric[:1], "subject": subject})
        right = (self.right(attribute, value, item) for value in values)
        return tuple(
            0.0 if not holds else 1.0 if self.right(attribute, value, first) else ALSO
            for value, holds in zip(values, right, strict=True)
        )


@dataclass
class Annotated:
    """A report that was read, with the annotation of each of its quantities that has one."""

    name: str
    reading: Reading
    gold: dict[int, GoldFigure]
    """Index of a quantity → its annotation."""
    answers: FigureAnswers
    missed: int
    """Figures of the gold that were not found."""


def read_annotated(gold_path: Path, reports: Path) -> Annotated:
    """Read a report and lay its gold onto what was found. Raises UntouchedError for one that nothing may learn from."""
    gold, raw = read_gold(gold_path, reports)
    refuse_untouched(gold_path, reports / gold.doc)
    segmented = segment(raw)
    origin = Origin(raw.source_name, raw.metadata, raw.received_on, markup=raw.text)
    without = ("sasil_figures", "sasil_events", "sasil_money", "sasil_checks")
    reading: Reading = analyse(package_language(), segmented.text, segmented.blocks, origin, without=without)._.reading
    by_start = {q.start: i for i, q in enumerate(reading.quantities)}
    found: dict[int, GoldFigure] = {}
    missed = 0
    for placed in lay(gold, raw.text, segmented.text)["figures"]:
        hits = [q for q in reading.quantities.over(placed.start, placed.end) if _same_amount(q, placed.item)]
        if hits:
            found[by_start[hits[0].start]] = placed.item
        elif not placed.item.optional:
            missed += 1
    return Annotated(gold_path.stem, reading, found, FigureAnswers(gold, reading.text), missed)


@functools.cache
def _names() -> Mapping[str, frozenset[str]]:
    return entity_names(package_gazetteer().entities)


def _same_amount(quantity: Quantity, item: GoldFigure) -> bool:
    """Whether number and unit are those of the gold; the sign is given by the words around, so it may still differ."""
    values, ours = (_magnitudes(*pair) for pair in ((item.value, item.high), (quantity.value, quantity.value_high)))
    return same_unit(quantity.unit, item.unit) and len(values) == len(ours) and all(map(near, values, ours))


def _magnitudes(*values: Decimal | None) -> list[Decimal]:
    return sorted(abs(value) for value in values if value is not None)


def read_corpus(folders: Sequence[Path] = ()) -> list[Annotated]:
    """All annotated reports of the project and of further pairs of *folders* (gold, reports), in the order of their names."""
    return read_folders([*(ROOT / folder for pair in CORPUS for folder in pair), *folders])


def read_folders(folders: Sequence[Path]) -> list[Annotated]:
    """The annotated reports of pairs of *folders* (gold, reports), in the order of their names. None or an odd folder ends the run."""
    if not folders or len(folders) % 2:
        sys.exit(f"{folders[-1] if folders else 'no folder'}: name two folders each: GOLD_DIR REPORTS_DIR")
    pairs = zip(folders[::2], folders[1::2], strict=True)
    paths = sorted(((path, reports) for gold, reports in pairs for path in gold_files(gold)), key=lambda pair: pair[0].name)
    read = [read_annotated(*pair) for pair in paths]
    print(f"{len(read)} reports, {sum(len(r.gold) for r in read)} figures, {sum(r.missed for r in read)} more not found")
    return read
