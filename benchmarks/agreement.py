"""
Does one release say what another one says: the same statistic month after month, held against itself without any gold.

    python benchmarks/agreement.py RELEASES.jsonl[.xz] [--texts N] [--show N]

RELEASES has a JSON object a line with `ministry`, `title`, `published_on` and `text`. Releases of one ministry whose titles differ in
numbers alone are a series; the longest of those that come every one to six months are read until N
texts (300). Two checks:

stated twice    two releases give a value for one subject, metric, wording, measure, basis, unit and period: they agree where the numbers
                are equal as far as the less exact one is written
growth          a level, its change in percent on the year before, and the level that an earlier release states for that year: they agree
                where the change is that of the two levels within a percentage point

Statistics are revised, so not every difference is a fault; a wrong sign or a factor of ten nearly always is. `--show` lists pairs.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

from extractors.figures.timing.days import shifted
from pipeline import extract
from schemas.records import Figure

CLOSE = Decimal("0.02")
"""Relative difference up to which two values may be one, revised."""
POINT = Decimal(1)
"""Percentage points by which a stated growth may differ from that of rounded levels."""
APART = range(20, 200)
"""Days between two releases of a statistic that comes each month, quarter or half-year, of which the sample may lack some."""
SHORTEST = 4
"""Releases that make a series."""


class Claim(NamedTuple):
    """A value with the release that states it."""

    series: str
    published_on: str
    figure: Figure


def in_series(path: Path, most: int) -> list[Mapping[str, str]]:
    """The releases of the longest series, at most *most*."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    series: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        series[_series(row)].append(row)
    regular = [found for found in series.values() if len(found) >= SHORTEST and _gap(found) in APART]
    return [row for found in sorted(regular, key=len, reverse=True) for row in found][:most]


def _gap(found: Sequence[Mapping[str, str]]) -> int:
    """Days between the releases of a series, as a median."""
    days = sorted(date.fromisoformat(row["published_on"]) for row in found)
    return round(median((later - earlier).days for earlier, later in pairwise(days)))


def _series(row: Mapping[str, str]) -> str:
    title = re.sub(r"[\d\s'’`‘.,()（）\[\]년월분기일호차제~-]+", " ", row["title"])
    return f"{row['ministry']}:{title.strip()}"


def claims(rows: Iterable[Mapping[str, str]]) -> Iterator[Claim]:
    """What the releases say of periods that are over."""
    for row in rows:
        day = date.fromisoformat(row["published_on"])
        for figure in extract(row["text"], published_on=day).figures:
            if (
                figure.modality == "actual"
                and figure.period_start is not None
                and figure.value_high is None
                and figure.metric_text
            ):
                yield Claim(_series(row), row["published_on"], figure)


def _of(claim: Claim) -> tuple[object, ...]:
    """What a claim is about, whatever its period, measure and unit."""
    figure = claim.figure
    subject = figure.subject_entity_id or (figure.subject_text or "").replace(" ", "")
    return claim.series, subject, figure.metric, (figure.metric_text or "").replace(" ", ""), figure.counter, figure.per


def stated_twice(found: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims of two releases about the same thing and time."""
    same: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in found:
        figure = claim.figure
        same[*_of(claim), figure.measure, figure.basis, figure.unit, figure.period_start, figure.period_end].append(claim)
    for group in same.values():
        first = min(group, key=lambda claim: claim.published_on)
        seen = {first.published_on}
        for other in group:
            if other.published_on not in seen:
                seen.add(other.published_on)
                yield first, other


def verdict(one: Decimal, other: Decimal) -> str:
    """How two values for the same thing differ."""
    exact = max(_unit_of_last_place(one), _unit_of_last_place(other))
    if abs(one - other) <= exact / 2 or one == other:
        return "equal"
    if one and other and one == -other:
        return "opposite sign"
    ratio = abs(one / other) if other else Decimal(0)
    if any(abs(ratio / Decimal(10) ** power - 1) < CLOSE for power in (-4, -3, -2, -1, 1, 2, 3, 4)):
        return "factor of ten"
    return "close" if abs(ratio - 1) < CLOSE and one * other > 0 else "different"


def _unit_of_last_place(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def growths(found: Sequence[Claim]) -> Iterator[tuple[Claim, Claim, Claim]]:
    """A level, its growth on the year before in the same release, and the level that an earlier release gives for that year."""
    levels: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(found, key=lambda claim: claim.published_on, reverse=True):
        figure = claim.figure
        if figure.measure == "level" and figure.unit not in ("percent", "percentage_point"):
            levels[*_of(claim)[:-2], figure.unit, figure.period_start, figure.period_end] = claim
    for claim in found:
        figure, (start, end) = claim.figure, (claim.figure.period_start, claim.figure.period_end)
        if (figure.measure, figure.basis, figure.unit) != ("change", "yoy", "percent") or start is None or end is None:
            continue
        of = _of(claim)[:-2]
        for unit in {key[-3] for key in levels if key[: len(of)] == of}:
            now = levels.get((*of, unit, start, end))
            before = levels.get((*of, unit, *shifted((start, end), 12)))
            if now is not None and before is not None and now.published_on == claim.published_on > before.published_on:
                yield now, claim, before


def main(path: Path, texts: int, show: int) -> None:
    """Print how often releases agree."""
    rows = in_series(path, texts)
    found = list(claims(rows))
    print(f"{len(rows)} releases of {len({_series(row) for row in rows})} series, {len(found)} values with a period")
    told: Counter[str] = Counter()
    for first, other in stated_twice(found):
        said = verdict(first.figure.value, other.figure.value)
        told[said] += 1
        if said not in ("equal", "close") and show:
            show -= 1
            print(f"  {said}: {_line(first)} / {_line(other)}")
    total = told.total()
    print(f"stated twice: {total}; " + ", ".join(f"{said} {count}" for said, count in told.most_common()))
    held = [
        (abs((now.figure.value / before.figure.value - 1) * 100 - change.figure.value) <= POINT, now, change, before)
        for now, change, before in growths(found)
        if before.figure.value
    ]
    for agrees, now, change, before in held:
        if not agrees and show:
            show -= 1
            print(f"  growth: {_line(before)} / {_line(now)} / {_line(change)}")
    print(f"growth: {len(held)}; as stated {sum(agrees for agrees, *_ in held)}")


def _line(claim: Claim) -> str:
    figure = claim.figure
    words = (
        figure.subject_text or "-",
        figure.metric_text or "",
        str(figure.value.normalize()),
        figure.unit or "",
        figure.basis or "",
    )
    return f"{claim.published_on} {' '.join(words)} {figure.period_start}..{figure.period_end} “{figure.text}”"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("releases", type=Path)
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--show", type=int, default=0, help="list so many pairs that differ")
    options = parser.parse_args()
    main(options.releases, options.texts, options.show)
