"""The snapshot as the page reads it: opened once for each version of the file, and asked from many threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from duckdb import DuckDBPyConnection

from pipeline.warehouse import read_snapshot

Row = Mapping[str, Any]
Version = tuple[int, int]


class Asked:
    """One request's connection to a version of the snapshot, which answers in rows by name."""

    def __init__(self, con: DuckDBPyConnection) -> None:
        self._con = con

    def rows(self, query: str, **values: Any) -> list[Row]:
        """The answer to *query*, whose parameters are `$name`."""
        result = self._con.execute(query, values or None)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def row(self, query: str, **values: Any) -> Row | None:
        """The first row of the answer, None where there is none."""
        return next(iter(self.rows(query, **values)), None)

    def column(self, query: str, **values: Any) -> Sequence[Any]:
        """The first column of the answer."""
        return [next(iter(row.values())) for row in self.rows(query, **values)]


class Snapshot:
    """The file at *path*, whichever version of it stands there: a run replaces it by another one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._opened: tuple[Version, DuckDBPyConnection] | None = None

    def ask(self) -> Asked:
        """What answers for the version of now. Raises WarehouseError where there is none, or it cannot be read."""
        with self._lock:
            version = self._version()
            if self._opened is None or self._opened[0] != version:
                con = read_snapshot(self.path)  # the old one ends with the last request that reads it
                con.execute("set threads = 2")
                self._opened = (version, con)
            return Asked(self._cursor(self._opened[1]))

    @staticmethod
    def _cursor(con: DuckDBPyConnection) -> DuckDBPyConnection:
        cursor = con.cursor()  # begins in the database in memory, not in the one that its connection uses
        cursor.execute("use reports")
        return cursor

    def _version(self) -> Version:
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return 0, 0
        return status.st_ino, status.st_mtime_ns
