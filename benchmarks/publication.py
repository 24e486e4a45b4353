"""
How well the day of publication is told: coverage, share within 0, 3, 7 and 31 days, and whether the confidence holds.

    python -m benchmarks.publication RELEASES.jsonl.xz [--texts 1000]     measure on texts that no weight was counted in
    python -m benchmarks.publication RELEASES.jsonl.xz --fit              count seeds/publication_days.csv anew

Each line of RELEASES is a JSON object with `id`, `published_on` and `text`. Odd ids are counted, even ones measured.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from extractors.dates import find_times
from extractors.dates.context import Context
from extractors.publication import NEAR, Publication, find_publication
from extractors.publication.evidence import EDGES, FILE, FORMS, Window, classes, distance, newest, said_in
from pipeline.readers import raw_report
from pipeline.segment import Segmented, segment

MEASURED = ("nothing", "file name", "header")


def read(path: Path, *, odd: bool, texts: int) -> list[tuple[date, Segmented]]:
    """The true day and the segmented text of a fixed random sample."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if int(row["id"]) % 2 == odd]
    rows = random.Random(14).sample(rows, min(texts, len(rows)))  # noqa: S311
    return [(date.fromisoformat(row["published_on"]), segment(raw_report(row["text"]))) for row in rows]


def fit(sample: Sequence[tuple[date, Segmented]]) -> Iterator[tuple[str, str, str]]:
    """For each form and cue, how many texts lie how far behind what they speak of."""
    counts: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for day, report in sample:
        window = Window(day, day)
        times = list(said_in(report.text, Context(report.text, report.blocks), find_times(report.text)))
        for said in times:
            counts[said.form, said.cue][int(classes(FORMS[said.form], distance(window, said)[0])[0])] += 1
        if last := newest(window, times):
            counts["newest", last[0]][int(classes("day", last[1])[0])] += 1
    for (form, cue), found in sorted(counts.items()):
        if found.total() >= 10:
            yield form, cue, "|".join(str(found[place]) for place in range(len(EDGES[FORMS[form]]) + 1))


def measure(sample: Sequence[tuple[date, Segmented]]) -> None:
    """Print what is told with the file name, with a header, and with nothing but the text received within a year."""
    lots = random.Random(15)  # noqa: S311
    for given in MEASURED:
        answers: list[tuple[int, float] | None] = []
        for day, report in sample:
            received_on = day + timedelta(days=lots.randrange(365))
            header = f"보도시점 {day:%Y. %m. %d.} 배포\n" if given == "header" else ""
            blocks = () if header else report.blocks
            text = header + report.text
            name = f"보도자료_{day:%y%m%d}.hwp" if given == "file name" else "보도자료.hwp"
            found = find_publication(text, blocks, find_times(text), source_name=name, received_on=received_on)
            answers.append(_answer(found, day))
        _print(given, answers)


def _answer(found: Publication, day: date) -> tuple[int, float] | None:
    chosen = found.chosen
    return (abs((chosen.day - day).days), chosen.confidence) if chosen else None


def _print(given: str, answers: Sequence[tuple[int, float] | None]) -> None:
    told = [answer for answer in answers if answer]
    within = {days: np.mean([off <= days for off, _ in told]) if told else 0 for days in (0, 3, 7, 31)}
    print(
        f"{given}: told {len(told) / len(answers):.3f}, of these within "
        + ", ".join(f"{days} days {share:.3f}" for days, share in within.items())
    )
    for low in np.arange(0.5, 1.0, 0.1):
        band = [(off, confidence) for off, confidence in told if low <= confidence < low + 0.1 + 1e-9]
        if band:
            print(
                f"  said {np.mean([c for _, c in band]):.2f}  within {NEAR} days {np.mean([off <= NEAR for off, _ in band]):.2f}  of {len(band)}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("releases", type=Path)
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    sample = read(options.releases, odd=options.fit, texts=options.texts)
    if not options.fit:
        measure(sample)
        return
    rows = list(fit(sample))
    with Path("seeds", FILE).open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("form", "cue", "counts"))
        writer.writerows(rows)


if __name__ == "__main__":
    main()
