"""
Teaches the judge of figures from annotated reports, and measures it on reports that it has not seen.

    python -m training figures                         train on all annotated reports and write the weights
    python -m training confidence                      cross-validate: whole reports are left out, never single figures
    python -m training figures GOLD_DIR REPORTS_DIR…   the same with further annotated reports

The form of the gold is told in training/figures/corpus/README.md; without arguments the reports of the project are read.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from difflib import SequenceMatcher
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from extractors.figures.metrics import METRICS
from extractors.figures.ranking.judge import Judge
from extractors.figures.ranking.network import WEIGHTS, Network
from extractors.figures.ranking.options import Option, Surroundings
from extractors.figures.reader import FigureReading, find_figures
from extractors.gazetteer import package_gazetteer
from extractors.language import Origin, analyse, package_language
from extractors.reading import Reading
from pipeline.readers import read_report
from pipeline.segment import segment
from training.figures.networks import Sample, calibration, train

ROOT = Path(__file__).parents[2]
CORPUS = (
    ("training/figures/corpus/records", "training/figures/corpus/reports"),
    ("tests/gold/records", "seeds/reports"),
    ("tests/gold/records_held_out", "tests/gold/reports"),
)
ATTRIBUTES = ("metric", "subject", "period", "modality")
FOLDS = 5
WRONG = (0.0, 0.4)
"""Shares of spoilt answers; each report is read once with each."""
_RULE_SHARE = 0.6
"""Share of the spoilt answers that the rules give; the others are any option."""
_CLOSE = 7
"""Days by which two readings of one period may differ: where 향후 3년간 begins is a convention."""

T = TypeVar("T")
Gold = Mapping[str, Any]


@dataclass
class Annotated:
    """A report that was read, with the annotation of each of its quantities that has one."""

    name: str
    reading: Reading
    gold: dict[int, Gold]
    """Index of a quantity → its annotation."""
    aliases: Mapping[str, set[str]]
    missed: int = 0
    """Figures of the gold that were not found."""


def plain(text: str | None) -> str:
    """*text* as answers are compared."""
    return "".join(c for c in unicodedata.normalize("NFKC", text or "") if c.isalnum()).casefold()


def align(raw: str, text: str) -> dict[int, int]:
    """Where each character of *raw* stands in *text*, white space aside; what the segmenter dropped stands nowhere."""
    ours, theirs = ([(i, c) for i, c in enumerate(words) if not c.isspace()] for words in (raw, text))
    matcher = SequenceMatcher(None, [c for _, c in ours], [c for _, c in theirs], autojunk=False)
    return {ours[a + i][0]: theirs[b + i][0] for a, b, size in matcher.get_matching_blocks() for i in range(size)}


def read_annotated(gold_path: Path, reports: Path) -> Annotated:
    """Read a report and lay its gold onto what was found."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    raw = read_report(reports / gold["doc"])
    segmented = segment(raw)
    origin = Origin(raw.source_name, raw.metadata, raw.received_on)
    doc = analyse(
        package_language(), segmented.text, segmented.blocks, origin, without=("sasil_figures", "sasil_checks", "sasil_events")
    )
    reading: Reading = doc._.reading
    places = align(raw.text, segmented.text)
    by_start = {q.start: i for i, q in enumerate(reading.quantities)}
    found: dict[int, Gold] = {}
    missed = 0
    for item in gold["figures"]:
        at = -1
        for _ in range(item.get("n", 1)):
            at = raw.text.find(item["q"], at + 1)
        spots = [places[i] for i in range(at, at + len(item["q"])) if i in places]
        hits = [q for q in reading.quantities.over(spots[0], spots[-1] + 1) if _same_amount(q, item)] if spots else []
        if hits:
            found[by_start[hits[0].start]] = item
        elif not item.get("optional"):
            missed += 1
    aliases = {key: {plain(alias) for alias in names} for key, names in gold.get("aliases", {}).items()}
    return Annotated(gold_path.stem, reading, found, aliases, missed)


def _same_amount(quantity: Any, item: Gold) -> bool:
    """Whether number and unit are those of the gold; the sign is given by the words around, so it may still differ."""
    unit = (item["unit"] or "").split("/")[0]
    if (quantity.unit or "").split("/")[0] != unit:
        return False
    values = sorted(abs(Decimal(str(v))) for v in (item["value"], item.get("high")) if v is not None)
    ours = sorted(abs(v) for v in (quantity.value, quantity.value_high) if v is not None)
    return len(values) == len(ours) and all(
        abs(a - b) <= Decimal("1e-6") * max(a, b, Decimal(1)) for a, b in zip(values, ours, strict=True)
    )


BASE_METRICS = frozenset((ROOT / "training/figures/corpus/metrics.txt").read_text(encoding="utf-8").split())
"""The metrics that the gold knows; a finer one is right where the gold can only say `other`."""


class Answers:
    """Tells which answers the annotation of a figure accepts."""

    def __init__(self, report: Annotated) -> None:
        self.report = report
        self.text = report.reading.text

    def right(self, attribute: str, value: Any, item: Gold) -> bool:
        """Whether *value* is an accepted answer."""
        if attribute == "metric":
            return self.metric(value if isinstance(value, str) else value.metric, item)
        if attribute == "subject":
            return self.subject(value, item)
        if attribute == "period":
            return self.period(value, item)
        return bool(value == item.get(attribute))

    def metric(self, name: str, item: Gold) -> bool:
        return any(metric in item["metric"] for metric in METRICS.chain(name)) or (
            "other" in item["metric"] and name not in BASE_METRICS
        )

    def subject(self, subject: Any, item: Gold) -> bool:
        answers = item["subject"] or []
        if subject is None or not answers:
            return subject is None and not answers
        accepted = {plain(answer) for answer in answers}.union(*(self.report.aliases.get(a, set()) for a in answers))
        record = package_gazetteer().entity(subject.entity_id)
        known = {plain(n) for n in (record.name_ko, record.name_en, record.name_zh, *record.aliases) if n} if record else set()
        return subject.entity_id in answers or plain(self.text[subject.start : subject.end]) in accepted or bool(known & accepted)

    def period(self, period: tuple[date, date] | None, item: Gold) -> bool:
        wanted = item.get("period") or [None, None]
        if period is None:
            return wanted[0] is None or bool(item.get("period_optional"))
        if wanted[0] is None or wanted[1] is None:
            return False
        start, end = (date.fromisoformat(day) for day in wanted)
        if start == end and (end + timedelta(days=1)).day == 1:
            start = min(start, max(period[0], end.replace(day=21)))  # 9월 말 is the 21st to the 30th, and the 30th
        return abs((period[0] - start).days) <= _CLOSE and abs((period[1] - end).days) <= _CLOSE


class Teacher(Judge):
    """
    Writes down what there was to choose, and answers with the gold, or at times with something else.

    A judge goes on from its own answers, of which some are wrong. One that has only seen right ones trusts them too much, so that
    one mistake runs through a whole report; *wrong* is the share of answers that are spoilt: by the rules' or by any other one.
    """

    def __init__(self, report: Annotated, wrong: float = 0.0) -> None:
        super().__init__({})
        self.report, self.answers, self.wrong = report, Answers(report), wrong
        self.chance = random.Random(report.name)  # noqa: S311 - to spoil answers, the same ones every time
        self.samples: dict[str, list[Sample]] = {attribute: [] for attribute in ATTRIBUTES}
        self.reachable: Counter[str] = Counter()

    def choose(self, attribute: str, around: Surroundings, options: Sequence[Option[T]]) -> tuple[Option[T], float]:
        """The first right option, or a spoilt one; what the rules say where none is right."""
        rule = next(option for option in options if "rule" in option.features)
        item = self.report.gold.get(around.place.index)
        if item is None:
            return rule, 1.0
        right = [self.answers.right(attribute, option.value, item) for option in options]
        if not item.get("optional"):
            self.samples[attribute].append(
                Sample(self.report.name, tuple(around.setting), tuple(tuple(o.features) for o in options), tuple(right))
            )
        if not any(right):
            return rule, 1.0
        self.reachable[attribute] += not item.get("optional")
        if self.chance.random() < self.wrong:
            return (rule if self.chance.random() < _RULE_SHARE else self.chance.choice(list(options))), 1.0
        return (rule if right[options.index(rule)] else options[right.index(True)]), 1.0


class Rules(Judge):
    """Leaves every answer to the rules: what the networks are measured against."""

    def __init__(self) -> None:
        super().__init__({})

    def choose(self, attribute: str, around: Surroundings, options: Sequence[Option[T]]) -> tuple[Option[T], float]:
        """The option of the rules."""
        return next(option for option in options if option.features[0] == "from:rule" or "rule" in option.features), 1.0


class Alone(Judge):
    """The networks without what the rules say."""

    def choose(self, attribute: str, around: Surroundings, options: Sequence[Option[T]]) -> tuple[Option[T], float]:
        """As the judge, blind to the rules."""
        return super().choose(attribute, around, _blind(options))


def _blind(options: Sequence[Option[T]]) -> list[Option[T]]:
    others = [option for option in options if option.features[0] != "from:rule"] or list(options)
    return [Option(o.value, o.key, [f for f in o.features if not f.startswith("rule")]) for o in others]


def _blind_sample(sample: Sample) -> Sample:
    kept = [i for i, option in enumerate(sample.options) if option[0] != "from:rule"] or list(range(len(sample.options)))
    options = tuple(tuple(f for f in sample.options[i] if not f.startswith("rule")) for i in kept)
    return sample._replace(options=options, right=tuple(sample.right[i] for i in kept))


def gather(reports: Sequence[Annotated]) -> dict[str, list[Sample]]:
    """What there is to learn from *reports*, by attribute."""
    samples: dict[str, list[Sample]] = {attribute: [] for attribute in ATTRIBUTES}
    reachable: Counter[str] = Counter()
    for report, wrong in itertools.product(reports, WRONG):
        teacher = Teacher(report, wrong)
        find_figures(report.reading, teacher)
        reachable.update(teacher.reachable)
        for attribute, found in teacher.samples.items():
            samples[attribute] += found
    for attribute, found in samples.items():
        print(f"{attribute}: {len(found)} figures, the right answer among the options of {reachable[attribute] / len(found):.3f}")
    return samples


def judged(report: Annotated, judge: Judge) -> Iterator[tuple[FigureReading, Mapping[str, bool]]]:
    """Each annotated figure as *judge* reads it, with what is right of it."""
    answers = Answers(report)
    indices = {q.start: i for i, q in enumerate(report.reading.quantities)}
    for figure in find_figures(report.reading, judge):
        item = report.gold.get(indices[figure.quantity.start])
        if item is None or item.get("optional"):
            continue
        right = {name: answers.right(name, getattr(figure, name), item) for name in (*ATTRIBUTES, "measure", "basis")}
        signs = (figure.value < 0) == (Decimal(str(item["value"])) < 0)
        yield figure, {**right, "complete": signs and right["metric"] and right["subject"] and right["measure"]}


def folds(reports: Sequence[Annotated], count: int = FOLDS) -> Iterator[tuple[list[Annotated], set[str]]]:
    """Reports to be judged, and the names of those that may not teach: whole reports, spread over *count* folds."""
    for number in range(count):
        held = [report for index, report in enumerate(reports) if index % count == number]
        yield held, {report.name for report in held}


def measure(reports: Sequence[Annotated], *, voters: int = 2) -> dict[str, list[tuple[float, bool]]]:
    """Print what each part brings on reports left out of training; return stated probability and truth for calibration."""
    samples = gather(reports)
    blind = {attribute: [_blind_sample(sample) for sample in found] for attribute, found in samples.items()}
    table: dict[str, Counter[str]] = {}
    by_report: dict[str, Counter[str]] = {}
    pairs: dict[str, list[tuple[float, bool]]] = {name: [] for name in ("figure", *ATTRIBUTES)}
    for number, (held, names) in enumerate(folds(reports), start=1):
        print(f"part {number} of {FOLDS}: training without {len(names)} reports", file=sys.stderr, flush=True)
        judges = {"rules": Rules(), "networks": Alone(_fit(blind, names, voters)), "both": Judge(_fit(samples, names, voters))}
        for label, judge in judges.items():
            counts = table.setdefault(label, Counter())
            for report in held:
                for figure, right in judged(report, judge):
                    counts.update({"count": 1, **{name: int(holds) for name, holds in right.items()}})
                    if label == "both":
                        by_report.setdefault(report.name, Counter()).update({"count": 1, **{n: int(h) for n, h in right.items()}})
                        pairs["figure"].append((figure.raw["metric"] * figure.raw["subject"], right["complete"]))
                        for name, chance in figure.raw.items():
                            pairs[name].append((chance, right[name]))
    print(f"\n{table['both']['count']} figures of {len(reports)} reports, each judged without its report in training")
    _print_table({**table, **{f"  {name}": counts for name, counts in sorted(by_report.items())}})
    return pairs


def _print_table(rows: Mapping[str, Counter[str]]) -> None:
    columns = ("metric", "subject", "measure", "basis", "modality", "period", "complete")
    print("| | figures | " + " | ".join(columns) + " |\n| --- |" + " ---: |" * (len(columns) + 1))
    for label, counts in rows.items():
        shares = (f"{counts[column] / counts['count']:.3f}" for column in columns)
        print(f"| {label} | {counts['count']} | " + " | ".join(shares) + " |")


def _fit(samples: Mapping[str, Sequence[Sample]], without: set[str], voters: int) -> dict[str, Network]:
    return {
        attribute: train([sample for sample in found if sample.report not in without], voters=voters)
        for attribute, found in samples.items()
    }


def write_weights(trained: Mapping[str, Network], path: Path) -> None:
    """Store networks as float16: what the rounding changes is far below what the voters differ by."""
    arrays: dict[str, Any] = {"attributes": json.dumps(list(trained))}
    for attribute, network in trained.items():
        arrays[f"{attribute}.features"] = json.dumps(list(network.features), ensure_ascii=False)
        for part in ("linear", "hidden", "bias", "top"):
            arrays[f"{attribute}.{part}"] = getattr(network, part).astype("f2")
    np.savez_compressed(path, **arrays)


def write_calibration(pairs: Mapping[str, Sequence[tuple[float, bool]]], path: Path) -> None:
    """Write seeds/confidence.csv: for each attribute, the share that is right by the probability stated."""
    rows = [f"{name},{raw:.3f},{right:.3f}" for name, found in pairs.items() for raw, right in calibration(found)]
    path.write_text("\n".join(["attribute,raw,right", *rows, ""]), encoding="utf-8")


def read_corpus(folders: Sequence[tuple[Path, Path]]) -> list[Annotated]:
    """All annotated reports of pairs of folders (gold, reports), in the order of their names."""
    paths = [(path, reports) for gold, reports in folders for path in sorted(gold.glob("*.json"))]
    return [read_annotated(path, reports) for path, reports in sorted(paths, key=lambda pair: pair[0].name)]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What both commands take."""
    parser.add_argument(
        "folders", nargs="*", type=Path, help="further pairs of folders: gold records and the reports they annotate"
    )


def main(options: argparse.Namespace) -> None:
    """Train the judge of figures on all annotated reports and write its weights."""
    trained = {attribute: train(found) for attribute, found in gather(_read(options.folders)).items()}
    path = Path(str(resources.files("extractors.figures.ranking") / WEIGHTS))
    write_weights(trained, path)
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


def confidence(options: argparse.Namespace) -> None:
    """Cross-validate the judge of figures and write how sure it may be."""
    write_calibration(measure(_read(options.folders)), ROOT / "seeds" / "confidence.csv")


def _read(folders: Sequence[Path]) -> list[Annotated]:
    if len(folders) % 2:
        sys.exit(f"{folders[-1]}: name two folders each: GOLD_DIR REPORTS_DIR")
    own = [(ROOT / gold, ROOT / reports) for gold, reports in CORPUS]
    reports = read_corpus([*own, *zip(folders[::2], folders[1::2], strict=True)])
    print(f"{len(reports)} reports, {sum(len(r.gold) for r in reports)} figures, {sum(r.missed for r in reports)} more not found")
    return reports
