"""
The steps of a run, from files to rows, and their story without Prefect; `pipeline.flows` tells the same story as a flow.

A refusal is a value that travels on: one bad report never stops the run. A run that dies leaves the warehouse as it was
before the batch under way; the files of that batch still wait in the claims, and the next run takes them up.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import secrets
import shutil
import signal
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from duckdb import DuckDBPyConnection

from extractors.inflection import inflected_forms
from pipeline import guard, inbox, warehouse
from pipeline.drift import Pace, usual_pace
from pipeline.inbox import Found, Source
from pipeline.process import OwnTables, metric_rows, process
from pipeline.readers import ENDINGS, RawReport, Unreadable, read_report, tagged
from pipeline.settings import Settings
from pipeline.steplog import TRACER, StepLog
from pipeline.warehouse import Tables
from schemas import LedgerEntry, Run

if TYPE_CHECKING:
    from pipeline.cluster import Cluster

BATCH_SIZE = 128
"""Reports in one transaction, at most: planning its queries costs as much as loading fifty reports does, their rows take memory until then."""
FIRST_BATCH = 8
"""Reports in the first; the next ones are as large as `BATCH_SECONDS` allow."""
BATCH_SECONDS = 20.0
"""What a run that is killed may lose."""
PUBLISHING_SHARE = 0.03
"""Share of a run that may go into snapshots before its last one: each is made from the whole warehouse, however small a batch is."""
SPARE_BYTES = 64 * 2**20
"""What a run wants free on the disk, besides room for a copy of the warehouse: rows of a batch, staged and loaded."""
RECORD_KINDS = ("mentions", "time_expressions", "figures", "events")
"""The tables whose rows count as records."""
Status = Literal["loaded", "duplicate", "quarantined"]
COLLECT_AFTER = 50_000
"""New objects between two looks for cyclic garbage, instead of Python's 700: a report makes many, and few of them in cycles."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    source: Source
    doc_id: str | None
    status: Status
    reason: str | None = None
    records: Mapping[str, int] = field(default_factory=dict)
    """Records read from it, by table."""
    rejects: int = 0
    seconds: float = 0.0

    def ledger_entry(self, run_id: str) -> LedgerEntry:
        """The row that the ledger keeps of it."""
        return LedgerEntry(
            run_id=run_id,
            doc_id=self.doc_id,
            source_name=self.source.name,
            source_path=inbox.printable(str(self.source.found_at)),
            status=self.status,
            reason=self.reason,
            records=sum(self.records.values()),
            rejects=self.rejects,
            seconds=self.seconds,
            finished_at=datetime.now(UTC),
        )


TakenIn = tuple[Outcome, Tables | None]
"""What became of a file or member, and its rows, None where it was refused."""


@dataclass(frozen=True)
class Batch:
    """Files that one transaction takes in, read and staged."""

    outcomes: Sequence[Outcome]
    """What became of each."""
    staged: Path
    """Folder of Parquet files, one for each table that they have rows for."""


@dataclass(frozen=True)
class Summary:
    """What a run did."""

    run_id: str
    outcomes: tuple[Outcome, ...]
    passed_over: tuple[Path, ...]
    seconds: float
    superseded: tuple[str, ...] = ()
    """Names of the reports that a newer version has replaced in this run; their rows stay."""
    usual: Pace | None = None
    """What the runs before it gave and cost."""

    def having(self, status: Status) -> list[Outcome]:
        """The files that ended with *status*."""
        return [outcome for outcome in self.outcomes if outcome.status == status]

    @property
    def records(self) -> dict[str, int]:
        """Records loaded, by table."""
        return {kind: sum(outcome.records.get(kind, 0) for outcome in self.outcomes) for kind in RECORD_KINDS}

    @property
    def rejects(self) -> int:
        """Records refused."""
        return sum(outcome.rejects for outcome in self.outcomes)


class Watcher:
    """Is told how a run goes on; this one keeps quiet."""

    def found(self, found: Found) -> None:
        """The search is over."""

    def done(self, outcome: Outcome) -> None:
        """One more file is read or refused."""


class OpenRun:
    """A run under way: the warehouse it holds, the files it found, and what became of them so far."""

    def __init__(
        self, settings: Settings, own: OwnTables, con: DuckDBPyConnection, encoding: str | None, watcher: Watcher
    ) -> None:
        """Begin a run that writes through *con*; *encoding* None lets the reader find it out."""
        self.settings, self.own, self.con, self.encoding, self.watcher = settings, own, con, encoding, watcher
        self.started_at = datetime.now(UTC)
        self.run_id = f"{self.started_at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        self.version = own.version
        self.steps = StepLog(settings.log, self.run_id)
        self.found = Found([], [])
        self.outcomes: list[Outcome] = []
        self.known = warehouse.loaded_documents(con)
        self.pool: ProcessPoolExecutor | None = None
        self.cluster: Cluster | None = None
        self.publish_after = 0.0
        self.archived = inbox.by_prefix(settings.archive)

    def pass_over(self, sources: Sequence[Source]) -> None:
        """Leave *sources* to a later run."""
        kept = [source for source in self.found.sources if source not in sources]
        self.found = Found(kept, [*self.found.passed_over, *(source.found_at for source in sources)])

    def row(self, loading: Sequence[Outcome]) -> Run:
        """The run as the warehouse keeps it once the outcomes in *loading* are in it; finished with the last of its files."""
        outcomes = [outcome for outcome in (*self.outcomes, *loading) if not outcome.source.inside]
        statuses = Counter(outcome.status for outcome in outcomes)
        return Run(
            run_id=self.run_id,
            started_at=self.started_at,
            finished_at=datetime.now(UTC) if len(outcomes) == len(self.found.sources) else None,
            sasil_version=version("sasil"),
            extractor_version=self.version,
            files=len(self.found.sources),
            loaded=statuses["loaded"],
            duplicates=statuses["duplicate"],
            quarantined=statuses["quarantined"],
            rejects=sum(outcome.rejects for outcome in outcomes),
        )


def ingest(
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    encoding: str | None = None,
    watcher: Watcher | None = None,
    wait: bool = False,
) -> Summary:
    """
    Take in the reports at *paths*, or those in the inbox, and say what became of each.

    With *wait*, a run that finds another one at work begins when that ends.

    Raises:
        UserError: A path does not exist or holds no report.
        WarehouseError: The warehouse cannot be opened or written; what was not loaded stays where it was.
    """
    with open_run(settings, paths, encoding=encoding, watcher=watcher, wait=wait) as run:
        work_off(run)
        return summarise(run)


def watch(settings: Settings, stopped: Event, *, every: float, watcher: Watcher) -> Iterator[Summary]:
    """
    Take in what is dropped into the inbox, looking for it *every* so many seconds, until it is *stopped*; each run's end.

    A run that finds another one at work waits for it; the first takes up what a killed one left behind.
    """
    left_behind = True
    while not stopped.is_set():
        if left_behind or inbox.settled(settings.inbox):
            summary = ingest(settings, watcher=watcher, wait=True)
            if summary.outcomes:
                yield summary
        left_behind = False
        stopped.wait(every)


def work_off(run: OpenRun) -> None:
    """Take in the files of *run*, batch by batch."""
    for files in batches(run):
        batch = read_batch(run, files)
        load_batch(run, batch)
        put_away(run, batch)
        publish(run)


@contextmanager
def open_run(
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    encoding: str | None = None,
    watcher: Watcher | None = None,
    wait: bool = False,
) -> Iterator[OpenRun]:
    """A run that holds the warehouse and has found its files: those at *paths*, or those in the inbox."""
    from_inbox = not paths or [path.resolve() for path in paths] == [settings.inbox.resolve()]
    named = None if from_inbox else inbox.find(paths, ENDINGS)
    with hold_warehouse(settings, encoding=encoding, watcher=watcher, wait=wait) as run:
        begin(run, named or inbox.claim(settings.inbox, settings.claims, run.run_id))
        yield run


@contextmanager
def hold_warehouse(
    settings: Settings, *, encoding: str | None = None, watcher: Watcher | None = None, wait: bool = False
) -> Iterator[OpenRun]:
    """
    A run that holds the warehouse, with an empty staging folder and no files yet.

    However it ends, its processes end with it, and no claim is left behind that could go back to the inbox. Where it ends
    well, readers see all that the warehouse holds, also what an earlier run loaded and was killed before it could publish.
    """
    own = OwnTables.looked_at(settings.fx_csv, settings.gazetteer, settings.rates)
    with closing(warehouse.open_warehouse(settings.warehouse, wait=wait)) as con:
        run = OpenRun(settings, own, con, encoding, watcher or Watcher())
        shutil.rmtree(settings.staging, ignore_errors=True)
        before = gc.get_threshold()
        gc.set_threshold(COLLECT_AFTER, *before[1:])
        try:
            with TRACER.start_as_current_span("sasil run", attributes={"sasil.run": run.run_id}):
                yield run
                _publish(run)
                _share(run)
        finally:
            gc.set_threshold(*before)
            if run.pool is not None:
                run.pool.shutdown(cancel_futures=True)
            if run.cluster is not None:
                run.cluster.shutdown(cancel_futures=True)
            inbox.give_back(settings.claims, settings.inbox)


def begin(run: OpenRun, found: Found) -> None:
    """
    Set out to read what was *found*; the warehouse gets the entities that its names may point to.

    Raises WarehouseError where the disk has no room for what a run writes: better before the work than behind it.
    """
    run.found = found
    run.watcher.found(found)
    if found.sources:
        _refuse_full_disk(run.settings)
        sync_knowledge(run)


def _refuse_full_disk(settings: Settings) -> None:
    wanted = SPARE_BYTES + settings.warehouse.stat().st_size
    for folder in filter(Path.is_dir, {settings.warehouse.parent, settings.snapshot.parent, settings.outputs}):
        free = shutil.disk_usage(folder).free
        if free < wanted:
            raise warehouse.WarehouseError(
                f"{folder}: {free >> 20:,} MB free, and a run wants {wanted >> 20:,} MB. Make room, or set SASIL_OUTPUTS to another disk; "
                "the files wait in the inbox."
            )


def sync_knowledge(run: OpenRun) -> None:
    """Give the warehouse what names can point to and figures can measure."""
    warehouse.sync_entities(run.con, run.own.knowledge.gazetteer.entities)
    warehouse.sync_metrics(run.con, metric_rows())


def batches(run: OpenRun) -> Iterator[list[Source]]:
    """The files of the run, in order of their names, as many at a time as one transaction takes."""
    waiting, size = list(run.found.sources), FIRST_BATCH
    while waiting:
        files, waiting = waiting[: min(size, BATCH_SIZE)], waiting[min(size, BATCH_SIZE) :]
        began = perf_counter()
        yield files
        size = max(1, min(2 * len(files), int(len(files) * BATCH_SECONDS / (perf_counter() - began))))


def read_batch(run: OpenRun, files: Sequence[Source]) -> Batch:
    """
    Read and stage those of *files* whose bytes the warehouse does not hold yet; one outcome a file.

    A file of the inbox that has changed since it was looked at is still being written: it is passed over, and goes back.
    """
    by_bytes: dict[str, list[Source]] = {}
    for source in files:
        by_bytes.setdefault(inbox.digest(source.path) or f"unopened {source.path}", []).append(source)
    new = {doc_id: sources for doc_id, sources in by_bytes.items() if run.known.get(doc_id) != run.version}
    outcomes: list[Outcome] = []
    members: list[TakenIn] = []
    reports: list[Tables] = []
    finished: list[list[Source]] = []
    read = zip(_take_in_all(run, [sources[0] for sources in new.values()]), new.items(), strict=True)
    for ((outcome, tables), *inside), (doc_id, sources) in read:
        if outcome.source.claimed and outcome.doc_id and not doc_id == outcome.doc_id == inbox.digest(outcome.source.path):
            run.pass_over(sources)
            continue
        outcomes.append(outcome)
        finished.append(sources)
        reports += [tables] if tables else []
        members += inside
        run.watcher.done(outcome)
        run.steps.tell(
            "extract", outcome.seconds, document=outcome.doc_id, file=outcome.source.name, status=outcome.status,
            records=sum(outcome.records.values()), reason=outcome.reason,
        )  # fmt: skip
    twins = list(zip(outcomes, finished, strict=True))
    outcomes += _members(run, members, reports, {outcome.doc_id for outcome in outcomes if outcome.status == "loaded"})
    again = [_twin_of(outcome, source) for outcome, sources in twins for source in sources[1:]]
    again += [_duplicate(source, doc_id) for doc_id, sources in by_bytes.items() if doc_id not in new for source in sources]
    for outcome in again:
        run.watcher.done(outcome)
    with run.steps.timed("stage", files=len(reports)):
        staged = warehouse.stage(reports, run.settings.staging / f"{len(run.outcomes)}")
    return Batch(outcomes + again, staged)


def _members(run: OpenRun, members: Sequence[TakenIn], reports: list[Tables], loaded: set[str | None]) -> Iterator[Outcome]:
    """What became of the members of archives and mails; those whose bytes are among *loaded*, or in the warehouse, are duplicates."""
    for outcome, tables in members:
        known = outcome.doc_id in loaded or (outcome.doc_id is not None and run.known.get(outcome.doc_id) == run.version)
        if tables is not None and known:
            yield _duplicate(outcome.source, outcome.doc_id or "")
            continue
        loaded.add(outcome.doc_id)
        reports += [tables] if tables else []
        yield outcome


def load_batch(run: OpenRun, batch: Batch) -> None:
    """Load what *batch* staged, its ledger rows and the state of the run, in one transaction."""
    ledger = [outcome.ledger_entry(run.run_id) for outcome in batch.outcomes]
    with run.steps.timed("load", files=len(batch.outcomes)):
        warehouse.load(run.con, [batch.staged], ledger=ledger, run=run.row(batch.outcomes))
    run.known |= {outcome.doc_id: run.version for outcome in batch.outcomes if outcome.status == "loaded" and outcome.doc_id}
    run.outcomes += batch.outcomes


def put_away(run: OpenRun, batch: Batch) -> None:
    """Move the files of *batch* that came through the inbox to the archive, those that cannot be read to quarantine."""
    settings, outcomes = run.settings, batch.outcomes
    for outcome in outcomes:
        if outcome.source.inside:
            continue  # it goes with the file that holds it
        if outcome.status == "quarantined":
            inbox.quarantine(outcome.source, outcome.doc_id, outcome.reason or "", settings.quarantine)
        elif outcome.doc_id is not None:
            inbox.archive(outcome.source, outcome.doc_id, settings.archive, run.archived)
    shutil.rmtree(batch.staged)
    taken = [(outcome.source, outcome.doc_id) for outcome in outcomes if outcome.status != "quarantined" and outcome.doc_id]
    inbox.release(taken, settings.quarantine)


def publish(run: OpenRun) -> None:
    """Show readers what is loaded so far, unless they saw what was there a moment ago; the end of the run shows them all of it."""
    if perf_counter() >= run.publish_after:
        began = perf_counter()
        _publish(run)
        ended = perf_counter()
        run.publish_after = ended + (ended - began) / PUBLISHING_SHARE


def _publish(run: OpenRun) -> None:
    if not warehouse.is_current(run.settings.warehouse, run.settings.snapshot):
        with run.steps.timed("publish"):
            warehouse.sync_words(run.con, partial(_inflected, run))
            warehouse.publish(run.settings.warehouse, run.settings.snapshot, run.con)


def _inflected(run: OpenRun, verbs: Sequence[tuple[str, str]]) -> list[frozenset[str]]:
    """The forms of *verbs*, from a process that reads where there is one: this one then needs no Kiwi."""
    if run.pool is not None:
        with suppress(BrokenProcessPool):
            return run.pool.submit(inflected_forms, verbs).result()
    return inflected_forms(verbs)


def _share(run: OpenRun) -> None:
    """Bring into the lake of several machines what it does not know yet; one that is out of reach fails the run, and the next one tries again."""
    if run.settings.lake is not None:
        with run.steps.timed("share"):
            warehouse.push(run.con, warehouse.Lake(run.settings.lake, run.settings.lake_data))


def summarise(run: OpenRun) -> Summary:
    """What the run has done so far."""
    seconds = (datetime.now(UTC) - run.started_at).total_seconds()
    loaded = [outcome.doc_id for outcome in run.outcomes if outcome.status == "loaded" and outcome.doc_id]
    superseded = warehouse.superseded(run.con, loaded)
    usual = usual_pace(run.con, run.run_id)
    return Summary(run.run_id, tuple(run.outcomes), tuple(run.found.passed_over), seconds, tuple(superseded), usual)


def take_in(source: Source, encoding: str | None, own: OwnTables, limits: Settings, *, apart: bool = False) -> list[TakenIn]:
    """
    Read one file and extract the records of it and of what it holds; no row is written, so any process may do it.

    A process *apart* from the run ends where a file cannot be stopped otherwise.
    """
    began = perf_counter()
    try:
        with (
            guard.counted(limits.under_way, inbox.digest(source.path)),
            guard.time_limit(limits.max_extraction_seconds, hard=apart),
        ):
            raw = read_report(source.path, encoding=source.encoding or encoding, limits=limits)
            named = tagged(replace(raw, source_name=source.name), inbox.folders(source, limits.inbox))
            return list(_extract_all(source, named, own, began))
    except Unreadable as refusal:
        reason = f"{refusal.reason}. {refusal.hint}."
    except guard.TooSlowError:
        reason = f"it took more than {limits.max_extraction_seconds} seconds. Split it, or set SASIL_MAX_EXTRACTION_SECONDS."
    except guard.PoisonError:
        reason = f"{guard.MOST_DEATHS} runs died while they read it. Split it, or try it alone: `sasil retry`."
    return [(_refused(source, reason, began), None)]


def _extract_all(source: Source, raw: RawReport, own: OwnTables, began: float) -> Iterator[TakenIn]:
    """The records of *raw*, then those of its members."""
    yield _extract(source, raw, own, began)
    for member in raw.members:
        name = member.source_name if isinstance(member, RawReport) else inbox.printable(member.path.name)
        inside = replace(source, found_at=source.found_at / name, inside=True)
        began = perf_counter()
        if isinstance(member, RawReport):
            yield from _extract_all(inside, member, own, began)
        else:
            yield _refused(inside, f"{member.reason}. {member.hint}.", began), None


def _extract(source: Source, raw: RawReport, own: OwnTables, began: float) -> TakenIn:
    """The records of *raw*, without its members; None where Sasil fails on it."""
    try:
        report = process(raw, own)
        tables = warehouse.tables_of(report)
    except OSError:  # no defect of the report: the disk is full, or the folder may not be written
        raise
    except Exception as defect:
        log.exception("%s", source.found_at)
        reason = f"Sasil failed on it ({type(defect).__name__}: {defect}). Please report this with the file."
        return _refused(source, reason, began), None
    records = {kind: len(getattr(report, kind)) for kind in RECORD_KINDS}
    seconds = perf_counter() - began
    return Outcome(
        source, raw.doc_id, "loaded", reason=raw.note, records=records, rejects=len(report.rejects), seconds=seconds
    ), tables


def _duplicate(source: Source, doc_id: str) -> Outcome:
    return Outcome(source, doc_id, "duplicate", reason="these bytes are in the warehouse already / 이미 적재된 파일입니다")


def _twin_of(outcome: Outcome, source: Source) -> Outcome:
    """The outcome of a second file with the same bytes in one batch."""
    if outcome.status == "loaded":
        return _duplicate(source, outcome.doc_id or "")
    return replace(outcome, source=source, seconds=0.0)


def _refused(source: Source, reason: str, began: float) -> Outcome:
    doc_id = None if source.inside else inbox.digest(source.path)
    return Outcome(source, doc_id, "quarantined", reason=reason, seconds=perf_counter() - began)


def _take_in_all(run: OpenRun, sources: Sequence[Source]) -> Iterator[list[TakenIn]]:
    """What each of *sources* gives, in their order, read in this process, in several, or on a cluster."""
    processes = run.settings.processes(len(run.found.sources))
    if run.settings.runner == "dask":
        yield from _take_in_elsewhere(run, sources, processes)
        return
    if processes == 1:
        yield from (take_in(source, run.encoding, run.own, run.settings) for source in sources)
        return
    run.pool = run.pool or _processes(processes)
    futures = [run.pool.submit(take_in, source, run.encoding, run.own, run.settings, apart=True) for source in sources]
    for source, future in zip(sources, futures, strict=True):
        try:
            yield future.result()
        except BrokenProcessPool:  # a process died over some file: find out over which, one at a time
            run.pool = None
            yield _take_in_alone(source, run.encoding, run.own, run.settings)


def _take_in_elsewhere(run: OpenRun, sources: Sequence[Source], processes: int) -> Iterator[list[TakenIn]]:
    from pipeline.cluster import Cluster, settings_here, tables_here

    run.cluster = run.cluster or Cluster(processes)
    own, settings = tables_here(run.own), settings_here(run.settings)
    for source, taken in zip(
        sources, run.cluster.results(take_in, sources, run.encoding, own, settings, apart=True), strict=True
    ):
        yield [(replace(outcome, source=_as_named(outcome.source, source)), tables) for outcome, tables in taken]


def _as_named(read: Source, source: Source) -> Source:
    """What was *read* elsewhere, with the path that the run knows it by."""
    return replace(read, path=source.path)


def _take_in_alone(source: Source, encoding: str | None, own: OwnTables, limits: Settings) -> list[TakenIn]:
    began = perf_counter()
    with _processes(1) as pool:
        try:
            return pool.submit(take_in, source, encoding, own, limits, apart=True).result()
        except BrokenProcessPool:
            guard.forget(limits.under_way, inbox.digest(source.path))
            reason = "the process that read it died, out of memory or after too long a time. Split it into smaller files."
            return [(_refused(source, reason, began), None)]


def _processes(number: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("spawn"), initializer=_serve_parent)


def _serve_parent() -> None:
    """Leave Ctrl-C to the parent, and end when it ends, even when it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(COLLECT_AFTER, *gc.get_threshold()[1:])
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
