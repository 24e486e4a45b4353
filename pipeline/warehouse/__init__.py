"""The warehouse: reports and what they say, in one DuckDB file that one process writes, and a snapshot that all may read."""

from pipeline.warehouse.connect import WarehouseError, WarehouseLockedError, open_warehouse, read_snapshot
from pipeline.warehouse.load import (
    DOCUMENT_TABLES,
    add_corrections,
    copy_history,
    forget,
    load,
    loaded_documents,
    sync_entities,
    sync_metrics,
    table_hashes,
)
from pipeline.warehouse.publish import is_current, publish
from pipeline.warehouse.stage import Tables, stage, tables_of

__all__ = [
    "DOCUMENT_TABLES",
    "Tables",
    "WarehouseError",
    "WarehouseLockedError",
    "add_corrections",
    "copy_history",
    "forget",
    "is_current",
    "load",
    "loaded_documents",
    "open_warehouse",
    "publish",
    "read_snapshot",
    "stage",
    "sync_entities",
    "sync_metrics",
    "table_hashes",
    "tables_of",
]
