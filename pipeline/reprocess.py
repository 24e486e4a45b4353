"""Reading stored reports again, with the tables and extractors of today, from the files they came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from extractors.money import ReferenceRates
from extractors.valuation import value_day
from pipeline import inbox, ingest
from pipeline.inbox import Found, Source
from pipeline.ingest import Summary, Watcher
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

AMOUNTS = """
    select distinct doc_id, unit, fx_on, fx_rate, period_end, event_day, published_on
    from figures
    join documents using (doc_id)
    left join (
        select figure_id, arg_min_null(end_on, start_char) as event_day
        from event_figures join events using (event_id)
        group by figure_id
    ) using (figure_id)
    where dimension = 'money' and unit is not null
"""
"""Every rate that was used, and what tells the day of every one that was missing."""


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


def reprocess(
    settings: Settings, documents: Sequence[str] = (), *, watcher: Watcher | None = None, wait: bool = False
) -> Reprocessed:
    """
    Read again the reports that other tables or extractors have read: all of them, or those that *documents* name.

    Batches are loaded like those of an ingest: the rows of a report are replaced in one transaction, or stay.

    Raises:
        UserError: There is no warehouse, a name in *documents* fits none or several of its reports, or a table is not proper.
        WarehouseError: The warehouse cannot be opened or written.
    """
    if not settings.warehouse.is_file():
        raise UserError(f"{settings.warehouse}: there is no warehouse yet; `sasil ingest` makes one.")
    with ingest.hold_warehouse(settings, watcher=watcher, wait=wait) as run:
        chosen = _chosen(run.con, documents)
        for doc_id in _with_other_rates(run.con, run.own.knowledge.rates):
            del run.known[doc_id]
        stale = [stored for stored in chosen if run.known.get(stored.doc_id) != run.version]
        archived = inbox.by_prefix(settings.archive)
        placed = {stored: file for stored in stale if (file := file_of(stored, archived)) is not None}
        sources = [Source(file, stored.source_path, encoding=stored.encoding) for stored, file in placed.items()]
        ingest.begin(run, Found(sources, []))
        ingest.work_off(run)
        if not sources:
            ingest.sync_knowledge(run)
        missing = tuple(stored for stored in stale if stored not in placed)
        return Reprocessed(ingest.summarise(run), len(chosen) - len(stale), missing)


def _with_other_rates(con: DuckDBPyConnection, rates: ReferenceRates) -> set[str]:
    """The reports with an amount of money that *rates* have a rate for by now, or another one for the same day than was used."""
    wanted = set()
    for doc_id, currency, used_on, used, *days in con.execute(AMOUNTS).fetchall():
        day = used_on or value_day(*days)
        rate = rates.on(currency, day) if day else None
        if (rate.krw if rate else None) != used:
            wanted.add(doc_id)
    return wanted


def _chosen(con: DuckDBPyConnection, documents: Sequence[str]) -> list[Stored]:
    wanted = {find_document(con, document).doc_id for document in documents}
    return [stored for stored in stored_reports(con) if not documents or stored.doc_id in wanted]


def stored_reports(con: DuckDBPyConnection) -> list[Stored]:
    """The reports of the warehouse, in the order of their names."""
    rows = con.execute(STORED).fetchall()
    return [Stored(doc_id, name, encoding, Path(path or name)) for doc_id, name, encoding, path in rows]


def file_of(stored: Stored, archived: Mapping[str, list[Path]]) -> Path | None:
    """A file that holds the very bytes of *stored*: in the archive, or where it was found; macOS spells names in NFD."""
    found_at = stored.source_path
    places = [
        *archived.get(stored.doc_id[: inbox.PREFIX_LENGTH], ()),
        found_at,
        Path(unicodedata.normalize("NFD", str(found_at))),
    ]
    return next((place for place in places if inbox.digest(place) == stored.doc_id), None)
