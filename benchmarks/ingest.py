"""
What the way of a report costs, step by step, as a multiple of the time that Kiwi alone takes to tokenize the same texts.

    python benchmarks/ingest.py [NUMBER | FOLDER]

takes in NUMBER (1,000) releases of ministries from `../shared/data/releases`, each as a file of its own, or the reports of FOLDER; where
there are no releases, those of `seeds/reports`. It is `sasil ingest` into an empty folder, in this one process, with a clock around each
step. What counts is processor time, of the process that copies the snapshot too. Models and tables are loaded before the clock starts, on
both sides, and Kiwi is timed before and after the run. Memory is the peak of this process up to then, of a run that goes on, and the time
is that of the last reports, by the byte, since they are not equally long. What an analyst asks is timed on the snapshot by the clock, and so
are one more publish of the whole warehouse and `sasil status`.

    python benchmarks/ingest.py [NUMBER | FOLDER] --worker

tells the memory of a process that only reads, as a run with several has them, and of a Dask worker.
"""

from __future__ import annotations

import json
import lzma
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch

from spacy.language import Language
from spacy.tokens import Doc

from extractors.analyser import package_analyser
from pipeline import ingest, process, warehouse
from pipeline.inbox import Source, find
from pipeline.ingest import Outcome, Watcher
from pipeline.readers import ENDINGS, read_report
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]
RELEASES = ROOT.parent / "shared/data/releases/releases.jsonl.xz"
WARM_UP = 8
"""Reports that are read before the clock starts."""
LOOK_EVERY = 500
"""Reports between two looks at time and memory."""
LOOKS = 10
"""At the memory of a worker, after the first `WARM_UP` reports."""
QUESTIONS = {
    "v_facts": "select count(*) from v_facts",
    "v_figures": "select count(*) from v_figures",
    "metric()": "from metric('삼성전자', 'revenue')",
    "search()": "select count(*) from search('수출 증가')",
    "timeline --entity": "select * from v_timeline where list_contains(participant_ids, 'org:samsung-electronics')",
    "as_of()": "select count(*) from as_of('2025-11-04')",
}
"""What an analyst asks of the snapshot."""
STEPS = (
    ("read", ingest, "read_report"),
    ("segment", process, "segment"),
    ("extract", process, "analyse"),
    ("assemble", process, "assemble"),
    ("validate", process, "validate"),
    ("stage", warehouse, "stage"),
    ("load", warehouse, "load"),
    ("publish", warehouse, "publish"),
    ("put away", ingest, "put_away"),
)
"""Name of the step, and the function that is it where the pipeline looks for it."""


def spent() -> float:
    """Seconds of processor time of this process and of those that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak() -> float:
    """The most memory that this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


class Clock:
    """Adds up the time of each step; a component of the language takes what has passed since the one before it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.last = 0.0

    def around(self, step: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """*work*, with its time added to *step*."""

        def timed(*args: Any, **options: Any) -> Any:
            began = self.last = spent()
            result = work(*args, **options)
            self.seconds[step] += spent() - began
            return result

        return timed

    def tick(self, component: str, doc: Doc) -> Doc:
        """The end of *component*."""
        now = spent()
        self.seconds[component] += now - self.last
        self.last = now
        return doc


def clocked(language: Language, clock: Clock) -> Iterator[str]:
    """Have *clock* look on behind each component of *language*; their names."""
    for name in ("tokenizer", *language.pipe_names):
        label = f"  {name.removeprefix('sasil_')}"
        Language.component(f"clock_{name}", func=lambda doc, label=label: clock.tick(label, doc))
        language.add_pipe(f"clock_{name}", **({"first": True} if name == "tokenizer" else {"after": name}))
        yield label


class Course(Watcher):
    """Notes time and memory every so many reports."""

    def __init__(self) -> None:
        self.seen = self.bytes = 0
        self.last = spent()
        self.looks: list[tuple[int, float, float]] = []
        """Reports so far, peak of memory in MB, and microseconds a byte since the look before."""

    def done(self, outcome: Outcome) -> None:
        """One more; a report that is refused would not be measured."""
        if outcome.status == "quarantined":
            raise SystemExit(f"{outcome.source.name}: {outcome.reason} Take it out, or correct it.")
        self.seen += 1
        self.bytes += outcome.source.path.stat().st_size
        if self.seen % LOOK_EVERY == 0:
            self.look()

    def look(self) -> None:
        """Note what has passed."""
        now = spent()
        self.looks.append((self.seen, peak(), 1e6 * (now - self.last) / max(self.bytes, 1)))
        self.last, self.bytes = now, 0


def settings_in(folder: Path, run: str) -> Settings:
    """The settings of *run*, one process, whatever the environment says; all runs share one pipeline, which knows no user's table."""
    outputs = folder / run
    return Settings(
        outputs=outputs,
        inbox=outputs / "inbox",
        warehouse=outputs / "warehouse.duckdb",
        snapshot=outputs / "reports.duckdb",
        gazetteer=folder / "gazetteer.csv",
        workers=1,
    )


def take_in(files: Sequence[Path], settings: Settings, watcher: Watcher) -> float:
    """Seconds of a run over *files*."""
    began = spent()
    ingest.ingest(settings, files, watcher=watcher)
    return spent() - began


def kiwi_alone(texts: Sequence[str]) -> float:
    """Seconds that Kiwi takes to tokenize *texts*."""
    began = spent()
    for text in texts:
        package_analyser().kiwi.tokenize(text)
    return spent() - began


def releases(number: int, folder: Path) -> list[Path]:
    """The first *number* releases, each as a file in *folder*: the title, an empty line, the text."""
    files = []
    with lzma.open(RELEASES, "rt", encoding="utf-8") as lines:
        for line, _ in zip(lines, range(number), strict=False):
            release = json.loads(line)
            files.append(folder / f"{release['id']}.txt")
            files[-1].write_text(f"{release['title']}\n\n{release['text']}\n", encoding="utf-8")
    return files


def chosen(argument: str, folder: Path) -> list[Path]:
    """The files that the command line names."""
    if argument.isdigit() and RELEASES.is_file():
        return releases(int(argument), folder)
    reports = ROOT / "seeds" / "reports" if argument.isdigit() else Path(argument)
    return [source.path for source in find([reports], ENDINGS).sources]


def measure(files: Sequence[Path], folder: Path) -> Iterator[str]:
    """The result as lines."""
    texts = [read_report(file).text for file in files]
    settings = settings_in(folder, "run")
    take_in(files[:WARM_UP], settings_in(folder, "warm"), Watcher())
    clock, course = Clock(), Course()
    components = list(clocked(process.language(process.OwnTables.looked_at(None, settings.gazetteer)), clock))
    alone = kiwi_alone(texts)
    with ExitStack() as stack:
        for step, room, name in STEPS:
            stack.enter_context(patch.object(room, name, clock.around(step, getattr(room, name))))
        whole = take_in(files, settings, course)
    if course.bytes:
        course.look()
    alone = (alone + kiwi_alone(texts)) / 2

    yield f"{len(texts)} reports, {sum(map(len, texts)):,} characters"
    yield f"{'step':<20} {'ms a report':>11} {'x Kiwi':>8}"
    steps = {step: clock.seconds[step] for step, _, _ in STEPS}
    rows = {"Kiwi alone": alone} | steps | {"the rest": whole - sum(steps.values()), "whole": whole}
    for step, seconds in (rows | {name: clock.seconds[name] for name in components}).items():
        yield f"{step:<20} {1000 * seconds / len(texts):>11.2f} {seconds / alone:>8.2f}"
    for number, megabytes, microseconds in course.looks:
        yield f"{f'{number} reports':<20} {megabytes:>8.0f} MB {microseconds:>8.2f} µs a byte"
    if len(course.looks) > 1 and course.seen % LOOK_EVERY == 0:
        (_, little, first), (_, most, last) = course.looks[0], course.looks[-1]
        yield f"last {LOOK_EVERY} / first     {last / first:.2f} in time, {most / little:.2f} in memory"
    yield f"a second            {len(texts) / whole:.2f} reports, {sum(map(len, texts)) / whole:,.0f} characters"
    yield from kept(settings)
    yield from asked(settings)


def kept(settings: Settings) -> Iterator[str]:
    """How large the warehouse is, and how long it takes to publish it once more and to look after it."""
    yield f"{'warehouse':<20} {settings.warehouse.stat().st_size / 2**20:>8.0f} MB"
    began = time.perf_counter()
    warehouse.publish(settings.warehouse, settings.snapshot)
    yield f"{'publish':<20} {time.perf_counter() - began:>8.2f} s"
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "status"]
    environment = os.environ | {"SASIL_OUTPUTS": str(settings.outputs)}
    began = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    yield f"{'sasil status':<20} {time.perf_counter() - began:>8.2f} s"


def asked(settings: Settings) -> Iterator[str]:
    """How long a question takes."""
    with closing(warehouse.read_snapshot(settings.snapshot)) as con:
        for name, query in QUESTIONS.items():
            began = time.perf_counter()
            con.execute(query).fetchall()
            yield f"{name:<20} {time.perf_counter() - began:>8.2f} s"


def worker(files: Sequence[Path], folder: Path) -> Iterator[str]:
    """The peak of memory of a process that does nothing but read *files*."""
    settings, own = settings_in(folder, "worker"), process.OwnTables()
    looks = {WARM_UP, *range(len(files) // LOOKS or 1, len(files), len(files) // LOOKS or 1), len(files)}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        for number, file in enumerate(files, start=1):
            pool.submit(ingest.take_in, Source(file, file), None, own, settings, apart=True).result()
            if number in looks:
                yield f"{f'{number} reports':<20} {pool.submit(peak).result():>8.0f} MB"


def main() -> None:
    """Measure what the command line names."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--worker"]
    work = worker if len(arguments) < len(sys.argv) - 1 else measure
    with tempfile.TemporaryDirectory(prefix="sasil-benchmark-") as name:
        folder = Path(name)
        for line in work(chosen(arguments[0] if arguments else "1000", folder), folder):
            print(line, flush=True)


if __name__ == "__main__":
    main()
