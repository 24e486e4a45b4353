"""Reads the tables of seeds/ strictly: a bad row ends the program with its file, line and column.

A row that is silently left out would be a gap nobody sees.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources


class TableError(ValueError):
    """A row of a table that cannot be used: which file, which line, which column, and why."""

    def __init__(self, file: str, line: int, column: str, reason: str) -> None:
        super().__init__(file, line, column, reason)
        self.file, self.line, self.column, self.reason = file, line, column, reason

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, column {self.column}: {self.reason}"


class SeedError(TableError):
    """The same of a table in seeds/."""

    def __str__(self) -> str:
        return f"seeds/{super().__str__()}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with its place in the file."""

    file: str
    line: int
    cells: Mapping[str, str]
    failure: type[TableError] = SeedError

    def __getitem__(self, column: str) -> str:
        """The cell of *column*, stripped."""
        return self.cells[column].strip()

    def parts(self, column: str) -> tuple[str, ...]:
        """The parts of a cell whose values are separated by `|`."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def error(self, column: str, reason: str) -> TableError:
        """The error that this row's *column* gives rise to."""
        return self.failure(self.file, self.line, column, reason)


def read_seed(file: str, columns: Iterable[str]) -> Iterator[Row]:
    """The rows of seeds/*file*.

    Raises `SeedError` where a column is missing or a row has too few or too many cells.
    """
    with (resources.files("seeds") / file).open(encoding="utf-8") as table:
        yield from read_rows(table, file, columns, SeedError)


def read_rows(table: Iterable[str], file: str, columns: Iterable[str], failure: type[TableError] = TableError) -> Iterator[Row]:
    """The rows of a table whose lines are *table*; *file* is what errors call it. Raises *failure* like `read_seed`."""
    reader = csv.DictReader(table, strict=True)
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise failure(file, 1, missing[0], "the column is missing from the header")
    for cells in reader:
        row = Row(file, reader.line_num, cells, failure)
        if None in cells or None in cells.values():
            raise row.error((reader.fieldnames or ("",))[-1], "the row does not have as many cells as the header")
        yield row
