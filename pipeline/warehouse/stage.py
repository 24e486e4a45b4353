"""Staging: what the reports of a batch say, as a folder of Parquet files, one a table, that can be loaded in one go."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.warehouse.columns import Values, arrow_values, values_of
from schemas import TABLES, Record, Report
from schemas.tables import Table

REPORT_TABLES: tuple[Table, ...] = tuple(
    table for table in TABLES if table.name == "documents" or table.name in Report.model_fields
)
"""The tables that a report fills."""
Tables = Mapping[str, Values]
"""What one report has for each table; tables without rows are left out."""


def rows_of(report: Report, table: str) -> Sequence[Record]:
    """The rows that *report* has for *table*, in text order."""
    if table == "documents":
        return (report.document,)
    rows: Sequence[Record] = getattr(report, table)
    return rows


def tables_of(report: Report) -> Tables:
    """The rows of *report* as plain values: what a process hands over, and cheaper to pass on than records."""
    rows = ((table, rows_of(report, table.name)) for table in REPORT_TABLES)
    return {table.name: values_of(table.record, found) for table, found in rows if found}


def stage(reports: Sequence[Tables], folder: Path) -> Path:
    """
    Write *reports* to `folder/<table>.parquet`, a file for each table that has rows, and return *folder*.

    The files are written under another name and moved there whole; a stage that is there already is replaced. So a
    folder that bears its name is always complete.
    """
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    for leftover in (unfinished, folder):
        if leftover.exists():
            shutil.rmtree(leftover)
    unfinished.mkdir(parents=True)
    for table in REPORT_TABLES:
        if parts := [report[table.name] for report in reports if table.name in report]:
            values = {name: list(chain.from_iterable(part[name] for part in parts)) for name in parts[0]}
            pq.write_table(arrow_values(table.record, values), unfinished / f"{table.name}.parquet", compression="lz4")  # type: ignore[no-untyped-call]
    return unfinished.rename(folder)
