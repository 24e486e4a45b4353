"""
Counts what reports get right of their gold, in steps as CQE does: a value, with its unit, with its measure, complete, whole.

A figure is *complete* where value, unit, metric, subject and measure are right, and *whole* where basis, modality and period are, too.
Spans are compared in the text of the pipeline. A mention is right where both ends and the label are; times, figures and events are paired
one to one where they overlap, those first that share most. An optional item of the gold is neither missed nor, where it is found, spurious.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.readers import RawReport
from pipeline.scoring.answers import Answers, entity_names, near, plain, same_unit
from pipeline.scoring.gold import Gold, GoldEvent, GoldFigure, GoldMention, GoldTime, Item, Placed, gold_files, lay, read_gold
from schemas import Entity, Event, Figure, Mention, Report, TimeExpression

KINDS: Mapping[str, str] = {"mentions": "mentions", "times": "time_expressions", "figures": "figures", "events": "events"}
"""Kind of gold → table of the records that are measured against it."""
COMPLETE = ("metric", "subject", "measure")
WHOLE = (*COMPLETE, "basis", "modality", "period")
_SHOWN = ("metric", "subject", "measure", "modality", "period", "restatement")
"""Attributes whose differences are listed."""

Fits = Callable[[Any, Any], bool]


class Difference(NamedTuple):
    """Something that a report gets wrong, in words."""

    doc: str
    kind: str
    text: str


@dataclass
class Tally:
    """Counts of what is right, spurious and missed, and of the attributes of what is right."""

    right: int = 0
    spurious: int = 0
    missed: int = 0
    attributes: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    """Attribute → whether it is right, for each item that has it."""

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 0 where nothing was said."""
        return self.right / max(1, self.right + self.spurious)

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 where there is none."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.spurious + self.missed)

    def add(self, right: int, said: int, wanted: int) -> None:
        """Count *right* ones of those *said*, and of those *wanted*."""
        self.right, self.spurious, self.missed = self.right + right, self.spurious + said - right, self.missed + wanted - right

    def row(self) -> dict[str, float]:
        """What there is to tell, rounded: counts and shares, then the share of each attribute that is right."""
        counted = self.right + self.spurious + self.missed
        counts = {name: round(float(getattr(self, name)), 4) for name in ("precision", "recall", "f1")} if counted else {}
        numbers = {name: getattr(self, name) for name in ("right", "spurious", "missed")} if counted else {}
        return counts | numbers | {name: round(sum(held) / len(held), 4) for name, held in self.attributes.items()}


class Scorer:
    """Sums over reports; *names* are the names of the entities that their records may point to."""

    def __init__(self, names: Mapping[str, Collection[str]]) -> None:
        self.names = names
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.differences: list[Difference] = []
        self._linking: list[tuple[float, float]] = []

    def add(self, gold: Gold, raw: str, report: Report | None) -> None:
        """Measure *report*, whose raw text is *raw*; None where it is missing, so that nothing of its gold was found."""
        _Measured(self, gold, raw, report).count()

    def rows(self) -> dict[str, dict[str, float]]:
        """Everything counted so far, by what was counted."""
        rows = {name: tally.row() for name, tally in self.tallies.items()}
        if self._linking:
            precision, recall = (sum(part) / len(self._linking) for part in zip(*self._linking, strict=True))
            f1 = 2 * precision * recall / (precision + recall)
            rows["linking"] = {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
        return dict(sorted(rows.items(), key=lambda row: _ORDER.index(row[0]) if row[0] in _ORDER else len(_ORDER)))

    def link(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Count how the found mentions of a report are told apart: pairs of the gold's entity and ours, as B-cubed does."""
        both, theirs, ours = Counter(pairs), Counter(wanted for wanted, _ in pairs), Counter(said for _, said in pairs)
        self._linking += [(both[wanted, said] / ours[said], both[wanted, said] / theirs[wanted]) for wanted, said in pairs]


def score_folder(
    gold_dir: Path, reports_dir: Path, entities: Iterable[Entity], report_of: Callable[[RawReport], Report | None]
) -> Scorer:
    """Measure *report_of* each report that the gold files of a folder annotate; its records point to *entities*."""
    scorer = Scorer(entity_names(entities))
    for path in gold_files(gold_dir):
        gold, raw = read_gold(path, reports_dir)
        scorer.add(gold, raw.text, report_of(raw))
    return scorer


_ORDER = (
    "published_on", "mentions", "linking", "times", "figures: value", "figures: + unit", "figures: + measure", "figures: complete",
    "figures: whole", "events", "events: any type, any date",
)  # fmt: skip


class _Measured:
    """One report beside its gold."""

    def __init__(self, scorer: Scorer, gold: Gold, raw: str, report: Report | None) -> None:
        self.scorer, self.gold, self.report = scorer, gold, report
        self.answers = Answers(gold, scorer.names)
        self.placed = lay(gold, raw, report.document.text if report else "")
        self.said: dict[str, Sequence[Any]] = {kind: getattr(report, table) if report else () for kind, table in KINDS.items()}
        self.texts = {figure.figure_id: figure.text for figure in self.said["figures"]}

    def count(self) -> None:
        if self.report is None:
            self.differ("documents", "the report is not there")
        if self.gold.published_on:
            day = self.report.document.published_on if self.report else None
            within = day is not None and self.gold.published_on.lo <= day <= self.gold.published_on.hi
            self.tally("published_on").attributes["within bounds"].append(within)
            if not within:
                self.differ("published_on", f"said {day}, gold {self.gold.published_on.value}")
        for kind in self.placed:
            getattr(self, f"_{kind}")()

    def tally(self, name: str) -> Tally:
        return self.scorer.tallies[name]

    def differ(self, kind: str, text: str) -> None:
        self.scorer.differences.append(Difference(self.gold.doc, kind, text))

    def _mentions(self) -> None:
        def same(wanted: Placed[GoldMention], said: Mention) -> bool:
            return (wanted.start, wanted.end, wanted.item.label) == (said.start_char, said.end_char, said.label)

        pairs = self._paired("mentions", same)
        found, used = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, wanted in enumerate(self.placed["mentions"]):
            if not wanted.item.optional:
                self.tally(f"mentions {wanted.item.label}").add(i in found, i in found, 1)
        for j, said in enumerate(self.said["mentions"]):
            self.tally(f"mentions {said.label}").spurious += j not in used
        linked = [(self.placed["mentions"][i].item.id, self.said["mentions"][j]) for i, j in pairs]
        self.scorer.link([(entity, said.entity_id or f"~{said.text}") for entity, said in linked if entity])

    def _times(self) -> None:
        def same(wanted: Placed[GoldTime], said: TimeExpression) -> bool:
            item = wanted.item
            length = item.start or item.kind != "duration" or (item.value or "") == (said.value or "")
            return bool(length) and item.accepts_days(said.start_on, said.end_on)

        for i, j in self._paired("times", same):
            self._exact("times", i, j)

    def _figures(self) -> None:
        def value(wanted: Placed[GoldFigure], said: Figure) -> bool:
            return near(wanted.item.value, said.value) and near(wanted.item.high, said.value_high)

        def amount(wanted: Placed[GoldFigure], said: Figure) -> bool:
            return value(wanted, said) and same_unit(wanted.item.unit, said.unit)

        self._step("figures: value", pair(self.placed["figures"], self.said["figures"], value))
        pairs = self._paired("figures", amount, name="figures: + unit")
        held = {}
        for i, j in pairs:
            self._exact("figures: + unit", i, j, kind="figures")
            held[i] = self._attributes(self.placed["figures"][i].item, self.said["figures"][j])
        for name, parts in (("+ measure", ("measure",)), ("complete", COMPLETE), ("whole", WHOLE)):
            self._step(f"figures: {name}", pairs, holding={i for i in held if all(held[i][part] for part in parts)})

    def _attributes(self, wanted: GoldFigure, said: Figure) -> dict[str, bool]:
        """Attribute → whether it is right, for a figure whose value and unit are."""
        restated = self.texts.get(said.equivalent_of or "")
        held = {
            "metric": self.answers.metric(said.metric, wanted),
            "subject": self.answers.subject(said.subject_text, said.subject_entity_id, wanted),
            "measure": said.measure == wanted.measure,
            "basis": said.basis == wanted.basis,
            "bound": said.bound == wanted.bound,
            "approximate": said.approximate == wanted.approx,
            "modality": said.modality == wanted.modality,
            "period": self.answers.period(said.period_start, said.period_end, wanted),
        }
        if wanted.eq or said.equivalent_of:
            held["restatement"] = bool(wanted.eq) and plain(restated) == plain(wanted.eq)
        ours: dict[str, Any] = {"subject": said.subject_text, "restatement": restated}
        ours["period"] = (str(said.period_start), str(said.period_end))
        for name, right in held.items():
            self.tally("figures: + unit").attributes[name].append(right)
            if not right and name in _SHOWN:
                gold = wanted.eq if name == "restatement" else getattr(wanted, name)
                gold = tuple(map(str, gold)) if isinstance(gold, tuple) else gold
                self.differ("figures", f"{name}: {wanted.q!r}: said {ours.get(name, getattr(said, name, None))!r}, gold {gold!r}")
        return held

    def _events(self) -> None:
        def same(wanted: Placed[GoldEvent], said: Event) -> bool:
            return said.event_type in wanted.item.type and wanted.item.accepts_days(said.start_on, said.end_on)

        actors = defaultdict(list)
        for taking in self.report.event_participants if self.report else ():
            if taking.role == "actor":
                actors[taking.event_id].append(taking)
        for i, j in self._paired("events", same):
            wanted, said = self.placed["events"][i].item, self.said["events"][j]
            acting = actors[said.event_id]
            named = any(self.answers.names_any(wanted.actors, actor.text, actor.entity_id) for actor in acting)
            self.tally("events").attributes["actors"].append(named if wanted.actors else not acting)
            self.tally("events").attributes["status"].append(said.status == wanted.status)
        pairs = pair(self.placed["events"], self.said["events"], lambda *_: True)
        self._step("events: any type, any date", pairs, kind="events")

    def _exact(self, name: str, i: int, j: int, *, kind: str | None = None) -> None:
        wanted, said = self.placed[kind or name][i], self.said[kind or name][j]
        self.tally(name).attributes["span exact"].append((wanted.start, wanted.end) == (said.start_char, said.end_char))

    def _paired(self, kind: str, fits: Fits, *, name: str | None = None) -> list[tuple[int, int]]:
        """The pairs of *kind* that fit, counted; what has no partner is noted as a difference."""
        placed, said = self.placed[kind], self.said[kind]
        pairs = pair(placed, said, fits)
        self._step(name or kind, pairs, kind=kind)
        found, used = {i for i, _ in pairs}, {j for _, j in pairs}
        for wanted in (placed[i].item for i in range(len(placed)) if i not in found and not placed[i].item.optional):
            self.differ(kind, f"missed: {wanted.q!r} {_gist(wanted)}")
        for record in (said[j] for j in range(len(said)) if j not in used):
            self.differ(kind, f"spurious: {record.text[:60]!r} {_gist(record)}")
        return pairs

    def _step(
        self, name: str, pairs: Sequence[tuple[int, int]], *, kind: str = "figures", holding: Collection[int] | None = None
    ) -> None:
        """Count *pairs* of *kind* as right, or those of them whose item is among *holding*."""
        placed = self.placed[kind]
        optional = sum(placed[i].item.optional for i, _ in pairs)
        right = sum(not placed[i].item.optional and (holding is None or i in holding) for i, _ in pairs)
        wanted = sum(not each.item.optional for each in placed)
        self.tally(name).add(right, len(self.said[kind]) - optional, wanted)


def pair(placed: Sequence[Placed[Any]], said: Sequence[Any], fits: Fits) -> list[tuple[int, int]]:
    """Pairs of indices of items and records that overlap and fit, each in one pair at most; those first that share most characters."""
    order = sorted(range(len(said)), key=lambda j: said[j].start_char)
    starts = [said[j].start_char for j in order]
    ends = list(itertools.accumulate((said[j].end_char for j in order), max))
    candidates = []
    for i, wanted in enumerate(placed):
        for at in range(bisect_right(ends, wanted.start), len(order)):
            if starts[at] >= wanted.end:
                break
            shared = min(said[order[at]].end_char, wanted.end) - max(starts[at], wanted.start)
            if shared > 0 and fits(wanted, said[order[at]]):
                candidates.append((shared, i, order[at]))
    pairs: list[tuple[int, int]] = []
    left, right = set(range(len(placed))), set(range(len(said)))
    for _, i, j in sorted(candidates, reverse=True):
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((i, j))
    return pairs


def _gist(record: Item | Any) -> str:
    """What an item or a record says, in a few words."""
    names = ("label", "value", "unit", "type", "event_type", "start", "start_on")
    return " ".join(str(value) for name in names if (value := getattr(record, name, None)) is not None)
