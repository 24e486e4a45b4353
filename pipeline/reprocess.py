"""Reading stored reports again, with the tables and extractors of today, from the files they came from."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline import inbox, ingest, warehouse
from pipeline.inbox import Found, Source
from pipeline.ingest import Summary, Watcher
from pipeline.process import gazetteer_entities, metric_rows
from pipeline.settings import Settings, UserError
from pipeline.show import find_document

STORED = """
    select doc_id, source_name, encoding, any_value(source_path)
    from documents
    left join (
        select doc_id, arg_max(source_path, finished_at) as source_path from ledger where status = 'loaded' group by doc_id
    ) using (doc_id)
    where parent_id is null -- the members of archives and mails come with the file that holds them
    group by all
    order by source_name, doc_id
"""


@dataclass(frozen=True)
class Stored:
    """A report of the warehouse, and where its file was found."""

    doc_id: str
    source_name: str
    encoding: str
    source_path: Path


@dataclass(frozen=True)
class Reprocessed:
    """What was read again, and what could not be."""

    summary: Summary
    up_to_date: int
    """Reports that today's tables and extractors have read already."""
    missing: tuple[Stored, ...]
    """Reports whose file is neither in the archive nor, unchanged, where it was found; their rows stay as they are."""


def reprocess(settings: Settings, documents: Sequence[str] = (), *, watcher: Watcher | None = None) -> Reprocessed:
    """
    Read again the reports that other tables or extractors have read: all of them, or those that *documents* name.

    Batches are loaded like those of an ingest: the rows of a report are replaced in one transaction, or stay.

    Raises:
        UserError: There is no warehouse, a name in *documents* fits none or several of its reports, or a table is not proper.
        WarehouseError: The warehouse cannot be opened or written.
    """
    if not settings.warehouse.is_file():
        raise UserError(f"{settings.warehouse}: there is no warehouse yet; `sasil ingest` makes one.")
    with ingest.hold_warehouse(settings, watcher=watcher) as run:
        chosen = _chosen(run.con, documents)
        stale = [stored for stored in chosen if run.known[stored.doc_id] != run.version]
        archived = _archived(settings.archive)
        placed = {stored: file for stored in stale if (file := _file_of(stored, archived)) is not None}
        sources = [Source(file, stored.source_path, encoding=stored.encoding) for stored, file in placed.items()]
        ingest.begin(run, Found(sources, []))
        for files in ingest.batches(run):
            batch = ingest.read_batch(run, files)
            ingest.load_batch(run, batch)
            ingest.put_away(run, batch)
            ingest.publish(run)
        if not sources:
            warehouse.sync_entities(run.con, gazetteer_entities(settings.gazetteer))
            warehouse.sync_metrics(run.con, metric_rows())
        missing = tuple(stored for stored in stale if stored not in placed)
        return Reprocessed(ingest.summarise(run), len(chosen) - len(stale), missing)


def _chosen(con: DuckDBPyConnection, documents: Sequence[str]) -> list[Stored]:
    wanted = {find_document(con, document).doc_id for document in documents}
    rows = con.execute(STORED).fetchall()
    return [
        Stored(doc_id, name, encoding, Path(path or name))
        for doc_id, name, encoding, path in rows
        if not documents or doc_id in wanted
    ]


def _archived(folder: Path) -> Mapping[str, list[Path]]:
    """The files of the archive by the beginning of their `doc_id`."""
    files: dict[str, list[Path]] = defaultdict(list)
    for file in inbox.archived(folder):
        files[file.name[: inbox.PREFIX_LENGTH]].append(file)
    return files


def _file_of(stored: Stored, archived: Mapping[str, list[Path]]) -> Path | None:
    """A file that holds the very bytes of *stored*: in the archive, or where it was found; macOS spells names in NFD."""
    found_at = stored.source_path
    places = [
        *archived.get(stored.doc_id[: inbox.PREFIX_LENGTH], ()),
        found_at,
        Path(unicodedata.normalize("NFD", str(found_at))),
    ]
    return next((place for place in places if inbox.digest(place) == stored.doc_id), None)
