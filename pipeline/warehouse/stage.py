"""Staging: what one report says, as a folder of Parquet files that can be loaded in one go."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.warehouse.columns import arrow_table
from schemas import TABLES, Record, Report
from schemas.tables import Table

REPORT_TABLES: tuple[Table, ...] = tuple(
    table for table in TABLES if table.name == "documents" or table.name in Report.model_fields
)
"""The tables that a report fills."""


def rows_of(report: Report, table: str) -> tuple[Record, ...]:
    """The rows that *report* has for *table*, in text order."""
    if table == "documents":
        return (report.document,)
    rows: tuple[Record, ...] = getattr(report, table)
    return rows


def stage(report: Report, folder: Path) -> Path:
    """
    Write *report* to `folder/<doc_id>/<table>.parquet`, a file for each table that has rows, and return that folder.

    The files are written under another name and moved there whole; a stage that is there already is replaced. So a
    folder named after a document is always complete.
    """
    finished = folder / report.document.doc_id
    unfinished = folder / f".{report.document.doc_id}.unfinished"
    for leftover in (unfinished, finished):
        if leftover.exists():
            shutil.rmtree(leftover)
    unfinished.mkdir(parents=True)
    for table in REPORT_TABLES:
        if rows := rows_of(report, table.name):
            pq.write_table(arrow_table(table.record, rows), unfinished / f"{table.name}.parquet", compression="zstd")  # type: ignore[no-untyped-call]
    return unfinished.rename(finished)
