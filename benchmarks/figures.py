"""
How far a figure's confidence can be trusted, and what each attribute gets right, on annotated reports.

    python benchmarks/figures.py [GOLD_DIR REPORTS_DIR]...

For every figure of the gold that was found, its metric, subject and measure are compared with the annotation. The first table gives the
share that is right for each attribute; the second, the reliability of `confidence`: of the figures whose confidence lies in a band, how
many are right in all three. Without arguments the fourteen annotated reports of `tests/gold` are read: eight that rules were tuned
on (`seeds/reports`) and six that were held out.
"""

from __future__ import annotations

import itertools
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from annotated import folder_pairs

from extractors.gazetteer import entity
from pipeline.process import process
from pipeline.readers import read_report
from schemas import Figure

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 1.01)
DEFAULTS = ("tests/gold/records", "seeds/reports", "tests/gold/records_held_out", "tests/gold/reports")


def plain(text: str | None) -> str:
    """*text* as it is compared: without white space, quotes and brackets."""
    kept = (c for c in unicodedata.normalize("NFKC", text or "") if c.isalnum())
    return "".join(kept).casefold()


def judged(gold_path: Path, reports: Path) -> Iterator[tuple[Figure, dict[str, bool]]]:
    """Each figure found that the gold has, with what is right of it; matched in text order by its characters."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    raw = read_report(reports / gold["doc"])
    report = process(raw)
    wanted = sorted((_place(raw.text, item), item) for item in gold["figures"])
    names = {key: {plain(alias) for alias in aliases} for key, aliases in gold.get("aliases", {}).items()}
    at = 0
    for figure in report.figures:
        for index in range(at, len(wanted)):
            item = wanted[index][1]
            if plain(item["q"]) == plain(figure.text) and not item.get("optional"):
                at = index + 1
                yield figure, _compare(figure, item, names)
                break


def _place(raw: str, item: dict[str, Any]) -> tuple[int, int]:
    at = -1
    for _ in range(item.get("n", 1)):
        at = raw.find(item["q"], at + 1)
    return at, len(item["q"])


def _compare(figure: Figure, item: dict[str, Any], names: dict[str, set[str]]) -> dict[str, bool]:
    answers = item["subject"] or []
    accepted = {plain(answer) for answer in answers}.union(*(names.get(answer, set()) for answer in answers))
    record = entity(figure.subject_entity_id) if figure.subject_entity_id else None
    said = {plain(figure.subject_text)} | ({plain(record.name_ko), plain(record.name_en)} if record else set())
    return {
        "metric": figure.metric in item["metric"] or "other" in item["metric"],
        "subject": figure.subject_entity_id in answers or bool(said & accepted) if answers else figure.subject_text is None,
        "measure": figure.measure == item["measure"],
        "basis": figure.basis == item.get("basis"),
        "modality": figure.modality == item["modality"],
    }


def main(pairs: Sequence[tuple[Path, Path]]) -> None:
    """Print both tables for all pairs of folders together."""
    right: Counter[str] = Counter()
    bands: dict[float, list[bool]] = {low: [] for low in BANDS[:-1]}
    count = 0
    for gold_dir, reports in pairs:
        for path in sorted(gold_dir.glob("*.json")):
            for figure, attributes in judged(path, reports):
                count += 1
                right.update(name for name, holds in attributes.items() if holds)
                whole = attributes["metric"] and attributes["subject"] and attributes["measure"]
                bands[max(low for low in BANDS[:-1] if low <= figure.confidence)].append(whole)
    print(f"{count} figures of the gold were found\n")
    print("| attribute | right |\n| --- | ---: |")
    for name in ("metric", "subject", "measure", "basis", "modality"):
        print(f"| {name} | {right[name] / count:.3f} |")
    print("\n| confidence | figures | metric, subject and measure right |\n| --- | ---: | ---: |")
    for low, high in itertools.pairwise(BANDS):
        if bands[low]:
            print(f"| {low:.2f} to {min(high, 1.0):.2f} | {len(bands[low])} | {sum(bands[low]) / len(bands[low]):.2f} |")


if __name__ == "__main__":
    main(folder_pairs(sys.argv[1:], DEFAULTS))
