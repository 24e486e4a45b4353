"""The warehouse: reports and what they say, in one DuckDB file that one process writes, and a snapshot that all may read."""

from pipeline.warehouse.connect import WarehouseError, WarehouseLockedError, open_warehouse, read_snapshot
from pipeline.warehouse.lake import Lake, gather, push, withdraw
from pipeline.warehouse.load import (
    DOCUMENT_TABLES,
    add_corrections,
    copy_history,
    forget,
    load,
    loaded_documents,
    superseded,
    sync_entities,
    sync_metrics,
    table_hashes,
)
from pipeline.warehouse.publish import is_current, publish
from pipeline.warehouse.stage import Tables, stage, tables_of
from pipeline.warehouse.words import sync_words

__all__ = [
    "DOCUMENT_TABLES",
    "Lake",
    "Tables",
    "WarehouseError",
    "WarehouseLockedError",
    "add_corrections",
    "copy_history",
    "forget",
    "gather",
    "is_current",
    "load",
    "loaded_documents",
    "open_warehouse",
    "publish",
    "push",
    "read_snapshot",
    "stage",
    "superseded",
    "sync_entities",
    "sync_metrics",
    "sync_words",
    "table_hashes",
    "tables_of",
    "withdraw",
]
