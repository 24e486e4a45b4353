"""What a record looks like as a table: the type of each column in DuckDB and in Arrow, and the rows of records as Arrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, NamedTuple

import duckdb
import pyarrow.lib as pa
from pydantic import TypeAdapter

from schemas import Record, Rows

Values = Mapping[str, Sequence[Any]]
"""Rows of a table as one list a column, all of one length."""
# core type of pydantic -> (DuckDB, Arrow)
PLAIN_TYPES = {
    "str": ("VARCHAR", pa.string()),
    "bool": ("BOOLEAN", pa.bool_()),
    "int": ("BIGINT", pa.int64()),
    "float": ("DOUBLE", pa.float64()),
    "date": ("DATE", pa.date32()),
    "datetime": ("TIMESTAMP", pa.timestamp("us")),
}


class Column(NamedTuple):
    """A column of a table."""

    name: str
    sql_type: str
    """As `duckdb_columns()` spells it."""
    arrow_type: pa.DataType
    nullable: bool
    allowed: tuple[str, ...]
    """The words it may hold; empty where any may stand."""
    comment: str
    """English / Korean."""


@cache
def columns_of(record: type[Record]) -> tuple[Column, ...]:
    """The columns that hold *record*, in the order of its fields; raises TypeError for a field that has no column type."""
    return tuple(_column(record, name) for name in record.model_fields)


def _column(record: type[Record], name: str) -> Column:
    field = record.model_fields[name]
    annotation: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    schema: Mapping[str, Any] = TypeAdapter(annotation).core_schema
    nullable = schema["type"] == "nullable"
    inner = schema["schema"] if nullable else schema
    allowed = tuple(inner["expected"]) if inner["type"] == "literal" else ()
    try:
        sql_type, arrow_type = _types(inner)
    except KeyError:
        raise TypeError(f"{record.__name__}.{name} is {field.annotation}, for which the warehouse has no column type") from None
    return Column(name, sql_type, arrow_type, nullable, allowed, record.comment(name))


def _types(schema: Mapping[str, Any]) -> tuple[str, pa.DataType]:
    """DuckDB and Arrow type of a pydantic core schema; KeyError for one that has none."""
    match schema["type"]:
        case "literal":
            return PLAIN_TYPES["str"]
        case "decimal":
            digits, places = schema["max_digits"], schema["decimal_places"]
            return f"DECIMAL({digits},{places})", pa.decimal128(digits, places)
        case "tuple":
            (item,) = schema["items_schema"]
            sql_type, arrow_type = _types(item)
            return f"{sql_type}[]", pa.list_(arrow_type)
        case "model" if parts := columns_of(schema["cls"]):
            sql_type = str(duckdb.struct_type({part.name: duckdb.type(part.sql_type) for part in parts}))
            return sql_type, pa.struct([pa.field(part.name, part.arrow_type) for part in parts])
        case plain:
            return PLAIN_TYPES[plain]


def values_of(record: type[Record], rows: Sequence[Record]) -> Values:
    """*rows* as one list a column of *record*."""
    if isinstance(rows, Rows):
        return rows.columns
    return {column.name: list(map(attrgetter(column.name), rows)) for column in columns_of(record)}


def arrow_table(record: type[Record], rows: Sequence[Record]) -> pa.Table:
    """*rows* as an Arrow table, see `arrow_values`."""
    return arrow_values(record, values_of(record, rows))


def arrow_values(record: type[Record], values: Values) -> pa.Table:
    """
    *values* as an Arrow table with the columns of *record*; times are stored as UTC without a zone.

    Raises pyarrow.ArrowInvalid where a value does not fit its column; nothing is rounded or cut.
    """
    columns = columns_of(record)
    arrays = [pa.array(_stored(column, values[column.name]), column.arrow_type) for column in columns]
    return pa.table(arrays, schema=arrow_schema(record))


@cache
def arrow_schema(record: type[Record]) -> pa.Schema:
    """The Arrow schema of a staged table of *record*."""
    return pa.schema([pa.field(column.name, column.arrow_type, column.nullable) for column in columns_of(record)])


def _stored(column: Column, values: Sequence[Any]) -> Sequence[Any]:
    if column.sql_type.startswith("STRUCT"):
        return [None if rows is None else [dict(row) for row in rows] for rows in values]
    if column.sql_type != "TIMESTAMP":
        return values
    return [
        time.astimezone(UTC).replace(tzinfo=None) if time is not None and time.tzinfo is not None else time for time in values
    ]
