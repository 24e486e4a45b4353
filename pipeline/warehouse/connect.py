"""Opening the warehouse and its snapshot, and saying in one line why it cannot be opened."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

DAMAGE = ("Could not read enough bytes", "Corrupt database file", "Failure while replaying WAL")
"""How DuckDB tells of a file that lost a part, or holds what it has not written."""
LOG = logging.getLogger(__name__)
RETRY_SECONDS = 0.5
"""Between two tries to open a warehouse that another process writes."""


class WarehouseError(Exception):
    """The warehouse cannot do what was asked; the message is one line for the user and names the next step where there is one."""


class WarehouseLockedError(WarehouseError):
    """Another process has the warehouse open; it may be tried again."""


def open_warehouse(path: Path, *, wait: bool = False) -> duckdb.DuckDBPyConnection:
    """
    A connection that may write to the warehouse at *path*, with all migrations applied.

    The file and its folders are made where they are missing. DuckDB lets one process write, so the file stays locked until
    the connection is closed; with *wait*, a file that another process has locked is tried until it is free. Raises
    WarehouseError: locked by another process, not a DuckDB file, newer than this version.
    """
    from pipeline.warehouse.migrate import bring_up_to_date

    with one_line(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        try:
            con = _connect_or_make(path)
            break
        except WarehouseLockedError:
            if not wait:
                raise
            time.sleep(RETRY_SECONDS)
    try:
        _leave_out_unreadable_log(con, path)
        bring_up_to_date(con, path)
        con.execute("set threads = 1")  # a batch is small: more threads cost twice the time, and readers need the cores
    except BaseException:
        con.close()
        raise
    return con


def _connect_or_make(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to *path*; where it cannot be made for want of room, nothing stays behind that the next run would take for a warehouse."""
    is_new = not path.exists()
    try:
        return connect(path)
    except WarehouseLockedError:
        raise  # another process has made it meanwhile
    except WarehouseError:
        if is_new:
            path.unlink(missing_ok=True)
        raise


def _leave_out_unreadable_log(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """
    Get rid of a log that DuckDB could not replay when it opened *path*, and say so.

    A checkpoint empties a log that was replayed. DuckDB passes over one that holds something else, keeps it, and begins a new one with the
    first write; until then nothing could be published.
    """
    log = log_of(path)
    if not log.exists() or not log.stat().st_size:
        return
    with one_line(path):
        con.execute("checkpoint")
        if log.exists() and log.stat().st_size:
            con.execute("create table first_write (nothing boolean); drop table first_write; checkpoint")
            LOG.warning("%s: could not be read, and is left out; `sasil doctor` tells whether a report is missing", log)


def log_of(database: Path) -> Path:
    """Where DuckDB keeps what it has committed and not written into *database* yet."""
    return database.with_name(f"{database.name}.wal")


def read_snapshot(path: Path) -> duckdb.DuckDBPyConnection:
    """
    A read-only connection to the snapshot at *path* as it is now; a later `publish` neither disturbs nor changes it.

    Raises WarehouseError where there is no snapshot yet or the file cannot be read.
    """
    if not path.is_file():
        raise WarehouseError(f"{path}: there is no snapshot yet; `sasil ingest` makes one")
    # One process sees one version of a path that it opens twice with `connect`, even after a rename. Attached to a
    # database in memory of its own, each connection sees the file that stands there now.
    con = duckdb.connect()
    try:
        with one_line(path):
            con.execute(f"attach {quoted(str(path))} as reports (read_only); use reports")
    except WarehouseError:
        con.close()
        raise
    return con


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """A plain connection to the DuckDB file at *path*; WarehouseError where it cannot be opened."""
    with one_line(path):
        con = duckdb.connect(str(path))
    con.execute("set enable_external_file_cache = false")  # a staged file is read once, and its pages would stay in memory
    con.execute(
        "set disabled_compression_methods = 'fsst'"
    )  # a tenth less of the file would cost twice the time of each checkpoint
    return con


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that happens inside is kept, or none of it."""
    con.begin()
    try:
        yield
        con.commit()
    except BaseException:
        with suppress(duckdb.Error):  # DuckDB has ended the transaction itself; the error that is under way says why
            con.rollback()
        raise


@contextmanager
def one_line(path: Path | str) -> Iterator[None]:
    """Turn what DuckDB or the system says about *path* into a WarehouseError of one line."""
    try:
        yield
    except OSError as error:
        raise WarehouseError(f"{path}: {error.strerror or error}") from error
    except duckdb.Error as error:
        kind = WarehouseLockedError if "Could not set lock" in str(error) else WarehouseError
        raise kind(f"{path}: {_explain(str(error))}") from error


def _explain(message: str) -> str:
    if "Could not set lock" in message:
        holder = re.search(r"PID (\d+)", message)
        who = f"process {holder[1]}" if holder else "another process"
        return f"locked by {who}; wait until it is done (`--wait` does), or stop it"
    if "not a valid DuckDB database file" in message:
        return (
            "this is not a DuckDB file; choose another path or move it away. Where it was the warehouse: `sasil doctor --rebuild`"
        )
    if any(sign in message for sign in DAMAGE):
        return "damaged; `sasil doctor` publishes the snapshot anew, `sasil doctor --rebuild` makes the warehouse again from the files"
    if "version number" in message:
        return f"written by another version of DuckDB than this one ({duckdb.__version__}); upgrade duckdb"
    lines = message.splitlines()
    return lines[0] if lines else "DuckDB gave no reason"


def quoted(text: str) -> str:
    """*text* as an SQL string."""
    return "'" + text.replace("'", "''") + "'"
