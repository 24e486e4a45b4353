"""
A DuckLake that the warehouses of several machines write into: rows are Parquet files on shared storage, PostgreSQL or a file keeps the catalog.

Each machine has a warehouse of its own. What that has loaded and the lake does not know yet goes over in one transaction; the rows of the
ledger, which go with it, tell what it was. A lake has no keys, so each transaction also changes one row that all of them change: of two
at the same time the catalog takes one, and the other is made again on what the first has left. Views and macros are not in the lake:
`gather` makes a snapshot of it that has them.

Nothing is downloaded: DuckDB's extensions come from installed wheels, and each fits one version of DuckDB.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipeline.warehouse.columns import columns_of
from pipeline.warehouse.connect import WarehouseError, log_of, one_line, open_warehouse, quoted, transaction
from pipeline.warehouse.derive import derive_all
from pipeline.warehouse.load import DOCUMENT_TABLES
from pipeline.warehouse.stage import REPORT_TABLES
from pipeline.warehouse.words import Inflect, sync_words
from schemas import TABLES

EXTENSIONS = {"ducklake": "duckdb_extension_ducklake", "postgres_scanner": "duckdb_extension_postgres_scanner"}
"""What DuckDB needs for a lake, and the package that holds it."""
SHARED = tuple(table for table in REPORT_TABLES if table not in DOCUMENT_TABLES)
"""Tables whose rows several reports share: the first to come stays."""
ADDED = tuple(table for table in TABLES if table.name in ("ledger", "corrections"))
"""Tables of history whose rows are only added."""
KNOWN = tuple(table for table in TABLES if table.name in ("entities", "metrics"))
"""What names point to and figures measure; the lake has what the last machine knew."""
STORED = (*REPORT_TABLES, *ADDED, *KNOWN, *(table for table in TABLES if table.name == "runs"))
"""The tables of the lake; the others follow from these."""
TRIES = 40
"""Of a transaction before it gives up; with `PAUSE_SECONDS` more after each, at most a minute of others that are faster."""
PAUSE_SECONDS = 0.05

MADE_MEANWHILE = ("duplicate key value violates unique constraint", "already exists", "has not been initialized")
"""How PostgreSQL and DuckLake tell that another machine is just making the catalog."""


class Lake(NamedTuple):
    """Where a lake is."""

    catalog: str
    """`ducklake:postgres:host=db dbname=sasil`, or `ducklake:` with the name of a file."""
    data: Path | None = None
    """Folder of the Parquet files; the catalog knows it once the lake is made."""


def push(con: duckdb.DuckDBPyConnection, lake: Lake) -> int:
    """
    Bring into *lake* what the warehouse behind *con* has loaded and the lake does not know yet; the number of reports.

    Raises WarehouseError: an extension is missing, the lake is out of reach, or made by a newer version. The lake is as it was then.
    """
    with _attached(con, lake):
        return _in_turn(con, lambda: _push(con))


def withdraw(con: duckdb.DuckDBPyConnection, lake: Lake, doc_ids: Sequence[str]) -> None:
    """Take the reports *doc_ids* out of *lake*; what was done stays in its history. *con*: any connection of DuckDB. Raises as `push` does."""
    with _attached(con, lake):
        _in_turn(con, lambda: _withdraw(con, doc_ids))


def gather(lake: Lake, file: Path, inflect: Inflect) -> int:
    """
    Make *file* a snapshot of all that *lake* holds, with views and macros, as `publish` makes one of a warehouse; the number of reports.

    It appears whole or not at all. Raises as `push` does.
    """
    unfinished = file.with_name(f".{file.name}.gathering")
    leftovers = (unfinished, log_of(unfinished))
    for leftover in leftovers:
        leftover.unlink(missing_ok=True)
    try:
        with closing(open_warehouse(unfinished)) as con, one_line(file):
            con.execute("reset threads")  # the whole lake is no small batch
            with _attached(con, lake, read_only=True), transaction(con):
                _refuse_newer(con)
                for table in STORED:
                    con.execute(f"insert into {table.name} by name from lake.{table.name}")
                derive_all(con)
            sync_words(con, inflect)
            con.execute("checkpoint")
            ((reports,),) = con.execute("select count(*) from documents").fetchall()
        with one_line(file):
            unfinished.replace(file)
    finally:
        for leftover in leftovers:
            leftover.unlink(missing_ok=True)
    return int(reports)


def extension_file(extension: str) -> Path:
    """The file of an *extension* for this DuckDB, in the package that is installed. Raises WarehouseError where it is missing."""
    package = EXTENSIONS[extension]
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise WarehouseError(
            f"a DuckLake wants the package {package}, which is missing. Install it: pip install 'sasil[ducklake]'"
        )
    folder = Path(spec.submodule_search_locations[0]) / "extensions"
    file = folder / f"v{duckdb.__version__}" / f"{extension}.duckdb_extension"
    if not file.is_file():
        others = ", ".join(sorted(version.name.removeprefix("v") for version in folder.glob("v*"))) or "none"
        raise WarehouseError(
            f"{package} is made for DuckDB {others}, and this is {duckdb.__version__}. Install both alike: pip install 'sasil[ducklake]'"
        )
    return file


@contextmanager
def _attached(con: duckdb.DuckDBPyConnection, lake: Lake, *, read_only: bool = False) -> Iterator[None]:
    """*lake* under the name `lake`, until the block ends."""
    files = [extension_file(extension) for extension in EXTENSIONS]
    options = (["read_only"] if read_only else []) + ([f"data_path {quoted(str(lake.data))}"] if lake.data else [])
    with _one_line_without_secrets():
        con.execute("set autoinstall_known_extensions = false; set autoload_known_extensions = false")
        for file in files:
            con.execute(f"load {quoted(str(file))}")
        _attach(con, f"attach {quoted(lake.catalog)} as lake" + (f" ({', '.join(options)})" if options else ""))
        try:
            yield
        finally:
            con.execute("detach lake")


def _attach(con: duckdb.DuckDBPyConnection, statement: str) -> None:
    """Attach a lake; where several machines make it at the same moment, one of them is the first."""
    for left in reversed(range(TRIES)):
        try:
            con.execute(statement)
        except duckdb.Error as error:
            if not left or not any(sign in str(error) for sign in MADE_MEANWHILE):
                raise
            time.sleep(random.uniform(0, PAUSE_SECONDS))  # noqa: S311
        else:
            return


@contextmanager
def _one_line_without_secrets() -> Iterator[None]:
    """The same as `one_line`; PostgreSQL's library quotes the address that it could not reach, with the password in it."""
    try:
        with one_line("the lake"):
            yield
    except WarehouseError as error:
        hidden = re.sub(r"(?i)(password\s*=\s*)('(?:[^'\\]|\\.)*'|[^\s'\"]+)|(?<=://)[^\s@/]+(?=@)", r"\1…", str(error))
        raise type(error)(hidden) from None


def _in_turn(con: duckdb.DuckDBPyConnection, work: Callable[[], int]) -> int:
    """What *work* gives, in one transaction, which is made again while others come in between."""
    for left in reversed(range(TRIES)):
        try:
            with transaction(con):
                _bring_up_to_date(con)
                return work()
        except duckdb.Error as error:
            if not left or "conflict" not in str(error).lower():
                raise
        time.sleep(random.uniform(0, PAUSE_SECONDS * (TRIES - left)))  # noqa: S311 - so that not all come back at once
    raise AssertionError("the last try returns or raises")


def _push(con: duckdb.DuckDBPyConnection) -> int:
    con.execute("create or replace temp table told as from ledger anti join lake.ledger using (run_id, source_path)")
    con.execute("create or replace temp table ended as from runs except from lake.runs")
    con.execute("create or replace temp table going as select distinct doc_id from told where status = 'loaded'")
    ((told, ended, going, said),) = con.execute(
        "select (select count(*) from told), (select count(*) from ended), (select count(*) from going), "
        "(select count(*) from corrections anti join lake.corrections using (correction_id))"
    ).fetchall()
    if not told + ended + said:
        return 0
    _take_turn(con)
    for table in DOCUMENT_TABLES:
        con.execute(f"delete from lake.{table.name} where doc_id in (from going)")  # noqa: S608 - tables of the records, here and below
        con.execute(f"insert into lake.{table.name} by name from {table.name} semi join going using (doc_id)")
    for table in (*SHARED, *ADDED):
        key = ", ".join(table.key)
        con.execute(f"insert into lake.{table.name} by name from {table.name} anti join lake.{table.name} using ({key})")
    con.execute("delete from lake.runs where run_id in (select run_id from ended)")
    con.execute("insert into lake.runs by name from ended")
    for table in KNOWN:
        names = ", ".join(column.name for column in columns_of(table.record))
        here, there = (f"select {names} from {place}{table.name}" for place in ("", "lake."))  # noqa: S608
        if con.execute(f"(({here}) except ({there})) union all (({there}) except ({here})) limit 1").fetchall():
            con.execute(f"delete from lake.{table.name}")  # noqa: S608
            con.execute(f"insert into lake.{table.name} by name {here}")
    return int(going)


def _withdraw(con: duckdb.DuckDBPyConnection, doc_ids: Sequence[str]) -> int:
    _take_turn(con)
    for table in DOCUMENT_TABLES:
        con.execute(f"delete from lake.{table.name} where doc_id in (select unnest($doc_ids))", {"doc_ids": list(doc_ids)})  # noqa: S608
    return len(doc_ids)


def _take_turn(con: duckdb.DuckDBPyConnection) -> None:
    """Change what every transaction changes, so that no two of them are taken that did not see each other."""
    con.execute("update lake.turns set number = number + 1")


def _bring_up_to_date(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables and columns that the lake lacks; part of the caller's transaction."""
    present = _refuse_newer(con)
    if "turns" not in present:
        con.execute("create table lake.turns (number bigint not null); insert into lake.turns values (0)")
    for table in STORED:
        columns = columns_of(table.record)
        if table.name not in present:
            # A column that is added later may be NULL for the rows that are there: so may all of them be, and the records alone decide.
            lines = ", ".join(f"{column.name} {column.sql_type}" for column in columns)
            con.execute(f"create table lake.{table.name} ({lines})")
            con.execute(f"comment on table lake.{table.name} is {quoted(table.comment)}")
            for column in columns:
                con.execute(f"comment on column lake.{table.name}.{column.name} is {quoted(column.comment)}")
            continue
        for column in columns:
            if column.name not in present[table.name]:
                con.execute(f"alter table lake.{table.name} add column {column.name} {column.sql_type}")


def _refuse_newer(con: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The columns of the lake by table. Raises WarehouseError where this version has no place for one of them."""
    present: dict[str, set[str]] = {}
    query = "select table_name, column_name from duckdb_columns() where database_name = 'lake'"
    for table, column in con.execute(query).fetchall():
        present.setdefault(table, set()).add(column)
    for known in STORED:
        strange = present.get(known.name, set()) - {column.name for column in columns_of(known.record)}
        if strange:
            raise WarehouseError(f"the lake: made by a newer version of Sasil ({known.name}.{min(strange)}); upgrade Sasil")
    return present
