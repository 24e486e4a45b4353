"""Loading: staged reports into the warehouse, all of a batch or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow.lib as pa

from pipeline.warehouse.carry import carry
from pipeline.warehouse.columns import arrow_table, columns_of
from pipeline.warehouse.connect import one_line, quoted, transaction
from pipeline.warehouse.derive import SOURCES, derive, derive_reports
from pipeline.warehouse.stage import REPORT_TABLES
from schemas import TABLES, Correction, Entity, LedgerEntry, Metric, Record, Run
from schemas.tables import Table

DOCUMENT_TABLES = tuple(table for table in REPORT_TABLES if "doc_id" in table.record.model_fields)
"""The tables whose rows belong to one report and are replaced with it."""
HISTORY_TABLES = frozenset({"ledger", "runs", "corrections"})
"""The tables that tell what was done; they grow even when nothing changes."""


def load(
    con: duckdb.DuckDBPyConnection,
    staged: Sequence[Path],
    *,
    ledger: Sequence[LedgerEntry] = (),
    run: Run | None = None,
) -> Mapping[str, int]:
    """
    Load *staged* folders in one transaction, with the *ledger* rows and the *run* they belong to; rows written per table.

    What the warehouse has of the same documents is replaced, reference rates it has are kept, and *run* replaces its
    earlier state. The order of *staged* makes no difference. Raises WarehouseError, and then nothing was changed.
    """
    folders = sorted(set(staged), key=lambda folder: folder.name)
    with one_line("load"), transaction(con):
        arriving = _arriving(con, _files(folders, "documents"))
        _forget(con, arriving)
        counts = {table.name: _insert_staged(con, table, folders) for table in REPORT_TABLES}
        counts["ledger"] = _insert(con, "ledger", arrow_table(LedgerEntry, ledger))
        derive(con, SOURCES["ledger"])
        carry(con, arriving)
        derive_reports(con, arriving)
        if run is not None:
            con.execute("delete from runs where run_id = ?", [run.run_id])
            counts["runs"] = _insert(con, "runs", arrow_table(Run, [run]))
    return counts


def _files(folders: Sequence[Path], table: str) -> list[str]:
    """The staged files of *table*."""
    return [str(file) for folder in folders if (file := folder / f"{table}.parquet").is_file()]


def _arriving(con: duckdb.DuckDBPyConnection, files: Sequence[str]) -> list[str]:
    """The documents in the staged *files*."""
    if not files:
        return []
    return [doc_id for (doc_id,) in con.execute("select doc_id from read_parquet($files)", {"files": list(files)}).fetchall()]


def _forget(con: duckdb.DuckDBPyConnection, doc_ids: Sequence[str]) -> None:
    """Delete what there is of the documents *doc_ids*, which arrive; most are new, and then large tables stay untouched."""
    query = "select 1 from documents where doc_id in (select unnest($doc_ids)) limit 1"
    if con.execute(query, {"doc_ids": doc_ids}).fetchall():
        _delete(con, doc_ids)


def _delete(con: duckdb.DuckDBPyConnection, doc_ids: Sequence[str]) -> None:
    for table in DOCUMENT_TABLES:
        con.execute(f"delete from {table.name} where doc_id in (select unnest($doc_ids))", {"doc_ids": doc_ids})  # noqa: S608


def forget(con: duckdb.DuckDBPyConnection, doc_ids: Sequence[str]) -> None:
    """Delete what there is of the documents with *doc_ids*, in one transaction; what was done stays in the history."""
    with one_line("remove"), transaction(con):
        _delete(con, doc_ids)
        derive(con, SOURCES["ledger"])
        derive_reports(con, doc_ids)


def copy_history(con: duckdb.DuckDBPyConnection, snapshot: Path) -> None:
    """Add what the *snapshot* says was done, in one transaction."""
    with one_line(snapshot):
        con.execute(f"attach {quoted(str(snapshot))} as old (read_only)")
        try:
            told = con.execute("select table_name from duckdb_tables() where database_name = 'old'").fetchall()
            with transaction(con):
                for table in sorted(HISTORY_TABLES & {name for (name,) in told}):  # an older version kept fewer of them
                    con.execute(f"insert into {table} by name select * from old.{table}")  # noqa: S608
                derive(con, SOURCES["ledger"])
                derive_reports(con)
        finally:
            con.execute("detach old")


def _insert_staged(con: duckdb.DuckDBPyConnection, table: Table, folders: Sequence[Path]) -> int:
    files = _files(folders, table.name)
    if not files:
        return 0
    rows = "from read_parquet($files, union_by_name = true)"
    if table not in DOCUMENT_TABLES:  # rows that several reports share: the first to come stays
        key = ", ".join(table.key)
        rows = f"select distinct on ({key}) * {rows} as staged anti join {table.name} using ({key}) order by all"
    return _count(con.execute(f"insert into {table.name} by name {rows}", {"files": files}))


def _insert(con: duckdb.DuckDBPyConnection, table: str, arriving: pa.Table) -> int:
    return _count(con.execute(f"insert into {table} by name select * from arriving"))  # noqa: S608 - `arriving` is the argument


def _count(inserted: duckdb.DuckDBPyConnection) -> int:
    ((rows,),) = inserted.fetchall()
    return int(rows)


def add_corrections(con: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]) -> None:
    """Add rows to what people said, in one transaction."""
    with one_line("corrections"), transaction(con):
        _insert(con, "corrections", arrow_table(Correction, corrections))
        derive_reports(con, sorted({correction.doc_id for correction in corrections}))


def sync_entities(con: duckdb.DuckDBPyConnection, entities: Iterable[Entity]) -> bool:
    """Make the entities table hold *entities* and nothing else, in one transaction; True if that changed anything."""
    in_order = sorted(entities, key=lambda entity: entity.entity_id)
    return _sync(con, "entities", Entity, in_order)


def sync_metrics(con: duckdb.DuckDBPyConnection, metrics: Iterable[Metric]) -> bool:
    """The same for the table of metrics."""
    in_order = sorted(metrics, key=lambda metric: metric.metric)
    return _sync(con, "metrics", Metric, in_order)


def _sync(con: duckdb.DuckDBPyConnection, table: str, record: type[Record], rows: Sequence[Record]) -> bool:
    """*rows* stand in the order of their key, which is the first column; what follows from the table is brought along."""
    arriving = arrow_table(record, rows)
    with one_line(table), transaction(con):
        names = ", ".join(column.name for column in columns_of(record))
        stored = con.execute(f"select {names} from {table} order by 1").to_arrow_table()  # noqa: S608 - a table of the schema
        if stored.to_pylist() == arriving.to_pylist():
            return False
        con.execute(f"delete from {table}")  # noqa: S608
        _insert(con, table, arriving)
        derive(con, SOURCES[table])
        derive_reports(con)
    return True


def loaded_documents(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The version of the extractors that read each document, by `doc_id`."""
    return dict(con.execute("select doc_id, extractor_version from documents order by doc_id").fetchall())


def superseded(con: duckdb.DuckDBPyConnection, doc_ids: Sequence[str]) -> list[str]:
    """The names of the reports whose next version is among *doc_ids*."""
    query = "select source_name from v_versions where superseded_by in (select unnest($doc_ids)) order by source_name"
    return [name for (name,) in con.execute(query, {"doc_ids": doc_ids}).fetchall()] if doc_ids else []


def table_hashes(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """
    A hash of the content of each table, whatever the order of its rows and columns; without the tables of history.

    Good for comparing two warehouses of one DuckDB version, which may hash otherwise than the next.
    """
    return {table.name: _hash(con, table) for table in TABLES if table.name not in HISTORY_TABLES}


def _hash(con: duckdb.DuckDBPyConnection, table: Table) -> str:
    names = ", ".join(sorted(column.name for column in columns_of(table.record)))
    query = f"select count(*), coalesce(sum(hash({names})::hugeint), 0) from {table.name}"  # noqa: S608
    ((rows, total),) = con.execute(query).fetchall()
    return f"{rows}:{total:x}"
