"""Looking after what is stored: reports that are taken out, a warehouse that is examined, and one that is made again from the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline import inbox, ingest, warehouse
from pipeline.inbox import Found, Source
from pipeline.ingest import OpenRun, Summary, Watcher
from pipeline.reprocess import file_of, stored_reports
from pipeline.settings import Settings, UserError
from pipeline.show import Found as Document
from pipeline.show import find_document
from pipeline.warehouse import WarehouseError

WITH_SPANS = ("sentences", "mentions", "time_expressions", "figures", "events", "checks")
"""The tables whose rows quote their report."""


def remove(settings: Settings, documents: Sequence[str], *, wait: bool = False) -> list[Document]:
    """
    Take the reports that *documents* name out of the warehouse, their files out of the archive into `removed`.

    Raises:
        UserError: There is no warehouse, or a name fits none or several of its reports; nothing is removed then.
        WarehouseError: The warehouse cannot be opened or written.
    """
    _refuse_without_warehouse(settings)
    with ingest.hold_warehouse(settings, wait=wait) as run:
        found = [find_document(run.con, document) for document in documents]
        doc_ids = {document.doc_id for document in found}
        if settings.lake is not None:
            warehouse.withdraw(run.con, warehouse.Lake(settings.lake, settings.lake_data), sorted(doc_ids))
        warehouse.forget(run.con, sorted(doc_ids))
        for file in inbox.archived(settings.archive):
            if inbox.digest(file) in doc_ids:
                inbox.move(file, settings.removed / file.name)
        return found


def examine(settings: Settings, *, wait: bool = False) -> list[str]:
    """
    What is wrong with the warehouse, its archive and its snapshot, a line each; a snapshot that differs is replaced.

    Raises:
        UserError: There is no warehouse.
        WarehouseError: The warehouse cannot be opened.
    """
    _refuse_without_warehouse(settings)
    with ingest.hold_warehouse(settings, wait=wait) as run:
        problems = [*_orphans(run.con), *_wrong_spans(run.con), *_archive_problems(run)]
        if _shown(settings.snapshot) != warehouse.table_hashes(run.con):
            warehouse.publish(settings.warehouse, settings.snapshot, run.con)
            problems.append(f"{settings.snapshot}: differed from the warehouse; it was published again")
        return problems


def rebuild(settings: Settings, *, watcher: Watcher | None = None, wait: bool = False) -> tuple[Summary, Path | None]:
    """
    Make the warehouse again from the files of the archive, and those that the snapshot knows; also where the old one was kept.

    Names, encodings and history come from the snapshot where it can be read.
    """
    kept = _set_aside(settings, wait=wait)
    with ingest.hold_warehouse(settings, watcher=watcher, wait=wait) as run:
        sources = {inbox.digest(source.path): source for source in _archived_sources(settings)}
        sources |= _known_sources(run)
        in_order = sorted(sources.values(), key=lambda source: (source.name, source.path.stat().st_mtime_ns, str(source.path)))
        ingest.begin(run, Found(in_order, []))
        ingest.work_off(run)
        return ingest.summarise(run), kept


def _refuse_without_warehouse(settings: Settings) -> None:
    if not settings.warehouse.is_file():
        raise UserError(f"{settings.warehouse}: there is no warehouse yet; `sasil ingest` makes one.")


def _orphans(con: DuckDBPyConnection) -> Iterator[str]:
    for table in warehouse.DOCUMENT_TABLES:
        query = f"select count(*) from {table.name} anti join documents using (doc_id)"  # noqa: S608
        ((rows,),) = con.execute(query).fetchall()
        if rows:
            yield f"{table.name}: {rows:,} rows belong to no report; `sasil doctor --rebuild` makes the warehouse again"


def _wrong_spans(con: DuckDBPyConnection) -> Iterator[str]:
    for table in WITH_SPANS:
        query = f"""
            select source_name, count(*) from {table} as row join documents using (doc_id)
            where row.text <> substring(documents.text, start_char + 1, end_char - start_char)
            group by source_name order by source_name
        """  # noqa: S608
        for name, rows in con.execute(query).fetchall():
            yield f"{name}: {rows:,} rows of {table} do not quote its text; `sasil doctor --rebuild` reads it again"


def _archive_problems(run: OpenRun) -> Iterator[str]:
    """Files of the archive that are not what was loaded."""
    for file in inbox.archived(run.settings.archive):
        doc_id = inbox.digest(file)
        if doc_id is None or not file.name.startswith(doc_id[: inbox.PREFIX_LENGTH]):
            yield f"{file}: its bytes are not those that were loaded; put the right file back"
        elif doc_id not in run.known:
            yield f"{file}: is not in the warehouse; `sasil ingest {file}` takes it in"


def _shown(snapshot: Path) -> dict[str, str] | None:
    """The content of the snapshot; None where it cannot be read."""
    try:
        with closing(warehouse.read_snapshot(snapshot)) as con:
            return warehouse.table_hashes(con)
    except WarehouseError:
        return None


def _set_aside(settings: Settings, *, wait: bool) -> Path | None:
    """Rename the old warehouse and its log, which another process must not have open."""
    if not settings.warehouse.is_file():
        return None
    try:
        warehouse.open_warehouse(settings.warehouse, wait=wait).close()
    except warehouse.WarehouseLockedError:
        raise
    except WarehouseError:
        pass  # it is damaged: that is why it is made again
    kept = settings.warehouse.with_name(f"{settings.warehouse.name}.{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    for suffix in (".wal", ""):
        old = settings.warehouse.with_name(settings.warehouse.name + suffix)
        if old.is_file():
            old.rename(kept.with_name(kept.name + suffix))
    return kept


def _archived_sources(settings: Settings) -> Iterator[Source]:
    for file in inbox.archived(settings.archive):
        yield Source(file, (settings.inbox / file.name[inbox.PREFIX_LENGTH + 1 :]).absolute())


def _known_sources(run: OpenRun) -> dict[str | None, Source]:
    """The reports of the snapshot whose file is there, by doc_id; their history goes into the new warehouse."""
    settings = run.settings
    try:
        with closing(warehouse.read_snapshot(settings.snapshot)) as con:
            stored = stored_reports(con)
        warehouse.copy_history(run.con, settings.snapshot)
    except WarehouseError:
        return {}
    archived = inbox.by_prefix(settings.archive)
    found = {report: file for report in stored if (file := file_of(report, archived)) is not None}
    return {report.doc_id: Source(file, report.source_path, encoding=report.encoding) for report, file in found.items()}
