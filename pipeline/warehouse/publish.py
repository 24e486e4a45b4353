"""Publishing: a copy of the warehouse for readers, replaced in one step while they read."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb

from pipeline.warehouse.connect import WarehouseError, connect, log_of, one_line, quoted

COPY_FILE = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"


def is_current(warehouse: Path, snapshot: Path) -> bool:
    """Whether *snapshot* shows all that was committed to *warehouse*, told by times and sizes of the files: no file is opened."""
    if not snapshot.is_file():
        return not warehouse.is_file()
    if os.name != "nt" and warehouse.is_file() and warehouse.stat().st_size != snapshot.stat().st_size:
        return False  # a copy of the file, which has lost a part since
    log = log_of(warehouse)
    written = [file.stat().st_mtime_ns for file in (warehouse, log) if file.is_file() and file.stat().st_size]
    return max(written, default=0) <= snapshot.stat().st_mtime_ns


def publish(warehouse: Path, snapshot: Path, con: duckdb.DuckDBPyConnection | None = None) -> None:
    """
    Make *snapshot* a copy of *warehouse* as it is now; *con* is the caller's own connection to it, if it has one.

    Whoever has the old snapshot open keeps reading it; who opens it later reads the new one. A crash on the way leaves the
    old one. Raises WarehouseError where the warehouse is locked by another process, a transaction is open or the disk is full.
    """
    if con is None:
        if not warehouse.is_file():
            raise WarehouseError(f"{warehouse}: there is no warehouse yet; `sasil ingest` makes one")
        with closing(connect(warehouse)) as own:
            publish(warehouse, snapshot, own)
        return
    copy = snapshot.with_name(f".{snapshot.name}.copy")  # one name is enough: who holds the warehouse's lock is alone here
    with one_line(snapshot):
        snapshot.parent.mkdir(parents=True, exist_ok=True)
        _remove(copy)
        try:
            if os.name == "nt":  # an open database cannot be read by another process there
                _copy_database(con, copy)
            else:
                _copy_file(con, warehouse, copy)
            _flush(copy)
            copy.replace(snapshot)
        finally:
            _remove(copy)
        if os.name != "nt":  # a folder cannot be opened there
            _flush(snapshot.parent)


def _copy_file(con: duckdb.DuckDBPyConnection, warehouse: Path, copy: Path) -> None:
    """
    Copy the file in a process of its own, 10 to 50 times as fast as through DuckDB.

    This process must not open the file itself: closing any handle gives up the locks (fcntl) that the process has on it,
    and another writer could come in.
    """
    con.execute("checkpoint")
    log = log_of(warehouse)
    if log.exists() and log.stat().st_size:
        raise WarehouseError(f"{warehouse}: a transaction is still open, so there is nothing whole to publish; commit it first")
    command = [sys.executable, "-I", "-S", "-c", COPY_FILE, str(warehouse), str(copy)]
    copying = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - this Python and our own paths
    if copying.returncode:
        raise WarehouseError(f"{copy}: cannot be written: {copying.stderr.strip().splitlines()[-1]}")


def _copy_database(con: duckdb.DuckDBPyConnection, copy: Path) -> None:
    """Copy tables, views, macros and comments through DuckDB."""
    with closing(con.cursor()) as cursor:
        ((source,),) = cursor.execute("select current_database()").fetchall()
        cursor.execute(f"attach {quoted(str(copy))} as publishing")
        try:
            cursor.execute(f'copy from database "{source}" to publishing')
        finally:
            cursor.execute("detach publishing")


def _flush(path: Path) -> None:
    """Wait until *path*, a file or a folder, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(copy: Path) -> None:
    for leftover in (copy, log_of(copy)):
        leftover.unlink(missing_ok=True)
