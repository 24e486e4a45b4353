"""
Dates side by side: dateparser, korean-datetime and Sasil on the same gold, in one run.

    python benchmarks/dates.py [GOLD_DIR REPORTS_DIR]...

Each tool reads the same text, line wraps repaired and markup dropped, with the day of publication as its "now"; Sasil is given
its blocks as well, as in the pipeline. For every time expression of the gold that has days, a tool is *right* when something it
found there has these days, *wrong* when what it found there has others (silently: nothing marks it), and *none* when it found
nothing. *spurious* are findings with days where the gold has no time at all. dateparser gives one day for everything, so a month,
quarter or year counts as right when that day lies inside it.

Where peers read otherwise and Sasil does not follow:
- A word glued to the particle before it (`너는모레에`) is not taken apart: 모레 would then be found inside other words.
- A bare `5일 이내` counts from today only where its sentence looks ahead: contracts and laws count from days of their own.
- `3/4` and `03/04/2016` stay unread where nothing tells a date from a fraction, or the day from the month.

Below the table stands the speed on the same texts, one core: finding and resolving every expression, beside Kiwi taking the
text apart into morphemes, which a reader of dates that builds on an analyser would have to wait for.

korean-datetime is no dependency of Sasil: install it into the environment that runs this, or its row is left out.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import dateparser.search
from annotated import annotated, folder_pairs

from extractors.analyser import package_analyser
from extractors.dates import find_times, resolve_times
from pipeline.scoring import Placed
from pipeline.scoring.gold import GoldTime
from schemas import Block

DEFAULTS = ("tests/gold/records", "seeds/reports")


class Found(NamedTuple):
    """A span with its first and last day."""

    start: int
    end: int
    first: date
    last: date


Tool = Callable[[str, Sequence[Block], date], Iterator[Found]]


def sasil(text: str, blocks: Sequence[Block], now: date) -> Iterator[Found]:
    for found in resolve_times(find_times(text), text, blocks, now):
        if found.start_on and found.end_on:
            yield Found(found.start, found.end, found.start_on, found.end_on)


def by_dateparser(text: str, _: Sequence[Block], now: date) -> Iterator[Found]:
    base = datetime(now.year, now.month, now.day)
    at = 0
    for line in text.splitlines(keepends=True):
        seen = 0
        for surface, moment in (
            dateparser.search.search_dates(line, languages=["ko", "en"], settings={"RELATIVE_BASE": base}) or ()
        ):
            start = line.find(surface, seen)
            if start >= 0:
                seen = start + len(surface)
                yield Found(at + start, at + seen, moment.date(), moment.date())
        at += len(line)


def korean_datetime() -> Tool | None:
    try:
        module = importlib.import_module("korean_datetime")
    except ModuleNotFoundError:
        return None
    parser = module.TemporalParser(module.ParseOptions(cycle=module.Cycle.NEAREST))  # its own advice for news

    def read(text: str, _: Sequence[Block], now: date) -> Iterator[Found]:
        for item in parser.parse_all(text, datetime(now.year, now.month, now.day)):
            last = (item.end - timedelta(seconds=1)).date()
            yield Found(*item.span, item.start.date(), max(last, item.start.date()))

    return read


def judge(found: list[Found], gold: Sequence[Placed[GoldTime]], *, inside: bool) -> Counter[str]:
    """Count right, wrong, none and spurious; with *inside* a day inside the gold's days will do."""
    tally: Counter[str] = Counter()
    for wanted in gold:
        here = [item for item in found if item.start < wanted.end and wanted.start < item.end]
        if wanted.item.start is None or wanted.item.optional:
            continue
        right = any(
            (first, last) == (item.first, item.last) or (inside and first <= item.first <= last)
            for item in here
            for first, last in ((wanted.item.start, wanted.item.end), *wanted.item.date_alternatives)
            if first and last
        )
        tally["right" if right else "wrong" if here else "none"] += 1
    tally["spurious"] = sum(not any(item.start < wanted.end and wanted.start < item.end for wanted in gold) for item in found)
    return tally


def speed(texts: list[tuple[str, Sequence[Block], date]], work: Callable[[str, Sequence[Block], date], object]) -> float:
    """Characters a second, the best of three passes over *texts*."""
    work(*texts[0])  # tables and models are loaded once
    passes = []
    for _ in range(3):
        begun = time.perf_counter()
        for text in texts:
            work(*text)
        passes.append(time.perf_counter() - begun)
    return sum(len(text) for text, _, _ in texts) / min(passes)


def main(pairs: Sequence[tuple[Path, Path]]) -> None:
    tools: dict[str, Tool | None] = {"dateparser": by_dateparser, "korean-datetime": korean_datetime(), "sasil": sasil}
    tallies = {name: Counter[str]() for name, tool in tools.items() if tool}
    texts: list[tuple[str, Sequence[Block], date]] = []
    for report in annotated(pairs):
        now = report.gold.published_on.value
        texts.append((report.text, report.segmented.blocks, now))
        for name, tally in tallies.items():
            tool = tools[name]
            if tool:
                tally.update(judge(list(tool(*texts[-1])), report.placed("times"), inside=name == "dateparser"))
    print("| tool | right | silently wrong | none | spurious |\n| --- | ---: | ---: | ---: | ---: |")
    for name, tally in tallies.items():
        print(f"| {name} | {tally['right']} | {tally['wrong']} | {tally['none']} | {tally['spurious']} |")
    ours = speed(texts, lambda text, blocks, now: resolve_times(find_times(text), text, blocks, now))
    theirs = speed(texts, lambda text, _, __: package_analyser().kiwi.tokenize(text))
    finding = speed(texts, lambda text, _, __: find_times(text))
    print(f"\nspeed: find {finding:,.0f}, find and resolve {ours:,.0f}, Kiwi's morphemes {theirs:,.0f} characters a second")


if __name__ == "__main__":
    main(folder_pairs(sys.argv[1:], DEFAULTS))
