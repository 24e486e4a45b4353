"""
What the whole way of a report costs, as a multiple of the time that Kiwi alone takes to tokenize the same texts.

    python benchmarks/ingest.py [FOLDER]

Kiwi, each step, and a whole `sasil ingest` into an empty folder run in this one process after a first pass that loads models and
tables, so that loading counts on neither side. Each is timed `ROUNDS` times, in turns, and the fastest round counts. `open` finds the
files, makes a new warehouse and fills in its entities. FOLDER is `seeds/reports` where it is left out.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from extractors.analyser import package_analyser
from extractors.language import Origin, build_language
from extractors.money import ReferenceRates
from pipeline import warehouse
from pipeline.assemble import assemble
from pipeline.inbox import Source, find
from pipeline.ingest import Outcome, count_records, ingest, load_batch, open_run, publish, put_away
from pipeline.process import extractor_version
from pipeline.readers import READERS, read_report
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.validate import validate
from schemas import Report

ROOT = Path(__file__).parents[1]
ROUNDS = 5

T = TypeVar("T")


class Clock:
    """Adds up the seconds of each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        began = perf_counter()
        yield
        self.seconds[step] += perf_counter() - began


def settings_in(folder: Path) -> Settings:
    """Settings of a run in *folder*, whatever the environment says."""
    return Settings(
        outputs=folder,
        inbox=folder / "inbox",
        warehouse=folder / "warehouse.duckdb",
        snapshot=folder / "reports.duckdb",
        workers=1,
    )


def by_steps(reports: Path, outputs: Path) -> dict[str, float]:
    """Seconds of each step of an ingest of *reports*; the same calls as `pipeline.ingest` and `pipeline.process` make."""
    clock, settings = Clock(), settings_in(outputs)
    with ExitStack() as stack:
        with clock("open"):
            run = stack.enter_context(open_run(settings, [reports]))
        rates = ReferenceRates()
        outcomes = [take_in(source, settings, rates, clock) for source in run.found.sources]
        with clock("load"):
            load_batch(run, outcomes)
        with clock("publish"):
            publish(run)
        with clock("put away, close"):
            put_away(run, outcomes)
            stack.close()
    return dict(clock.seconds)


def take_in(source: Source, settings: Settings, rates: ReferenceRates, clock: Clock) -> Outcome:
    """Read one report and stage its records, with *clock* on each step."""
    with clock("read"):
        raw = read_report(source.path)
    with clock("segment"):
        segmented = segment(raw)
    language = build_language()
    with clock("tokenize"):
        doc = language.make_doc(segmented.text)
    doc._.blocks, doc._.origin = tuple(segmented.blocks), Origin(raw.source_name, raw.metadata, raw.received_on)
    for name, component in language.pipeline:
        with clock(name.removeprefix("sasil_")):
            doc = component(doc)
    with clock("assemble, validate"):
        report: Report = validate(assemble(raw, segmented, doc, rates, extractor_version()))
    with clock("stage"):
        staged = warehouse.stage(report, settings.staging)
    return Outcome(source, report.document.doc_id, "loaded", staged=staged, records=count_records(report))


def whole(reports: Path, outputs: Path) -> float:
    """Seconds of `sasil ingest` on *reports*, without the start of Python."""
    began = perf_counter()
    summary = ingest(settings_in(outputs), [reports])
    refused = summary.having("quarantined")
    if refused:
        raise SystemExit(f"{refused[0].source.name}: {refused[0].reason} Take it out of {reports}, or correct it.")
    return perf_counter() - began


def kiwi_alone(texts: list[str]) -> float:
    """Seconds that Kiwi takes to tokenize *texts*."""
    began = perf_counter()
    for text in texts:
        package_analyser().kiwi.tokenize(text)
    return perf_counter() - began


def in_new_folder(measure: Callable[[Path, Path], T], reports: Path) -> T:
    """What *measure* says of *reports* with outputs that begin empty."""
    with tempfile.TemporaryDirectory(prefix="sasil-benchmark-") as folder:
        return measure(reports, Path(folder))


def table(kiwi_seconds: float, steps: dict[str, float], total: float) -> Iterator[str]:
    """The result as lines: milliseconds and multiples of Kiwi's time."""
    yield f"{'step':<20} {'ms':>9} {'x Kiwi':>8}"
    for step, seconds in {"Kiwi alone": kiwi_seconds, **steps, "sasil ingest, whole": total}.items():
        yield f"{step:<20} {1000 * seconds:>9.1f} {seconds / kiwi_seconds:>8.2f}"


def main() -> None:
    """Measure the folder that the command line names."""
    reports = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "seeds" / "reports"
    texts = [segment(read_report(source.path)).text for source in find([reports], READERS).sources]
    in_new_folder(whole, reports)  # loads every model and table
    alone, steps, wholes = [], [], []
    for _ in range(ROUNDS):  # side by side, for the machine may have other work at times
        alone += [kiwi_alone(texts), kiwi_alone(texts)]
        steps.append(in_new_folder(by_steps, reports))
        wholes.append(in_new_folder(whole, reports))
    fastest = {step: min(seconds[step] for seconds in steps) for step in steps[0]}
    print(f"{len(texts)} reports, {sum(map(len, texts)):,} characters, best of {ROUNDS}")
    for line in table(min(alone), fastest, min(wholes)):
        print(line)


if __name__ == "__main__":
    main()
