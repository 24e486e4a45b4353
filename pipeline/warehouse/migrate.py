"""
Bringing a warehouse up to date: numbered migrations for its tables, then its views, macros and comments.

A migration in `sql/migrations/NNNN_name.sql` runs once, in one transaction with the row that records it, and is never
edited afterwards. Views and macros are replaced as a whole whenever their files or the comments of the records change.

    python -m pipeline.warehouse.migrate --draft

prints the statements that lead from the newest migration to the records in `schemas`: the next migration, to be read
and completed by whoever changes a record.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipeline.warehouse.columns import Column, columns_of
from pipeline.warehouse.connect import WarehouseError, quoted, transaction
from pipeline.warehouse.derive import DERIVED, derive_all
from schemas import TABLES, Record
from schemas.tables import Table

SQL = files("pipeline.warehouse") / "sql"
DEFINITIONS = "views, macros and comments"


class Migration(Record):
    """A step that was applied to the warehouse."""

    number: int | None
    """Number of the migration; NULL for the step that is repeated when its content changes: views, macros and comments.
    ko: 마이그레이션 번호. 내용이 바뀔 때마다 다시 적용되는 뷰·매크로·주석 단계는 NULL."""
    name: str
    """Name of its file.
    ko: 파일 이름."""
    sha256: str
    """SHA-256 of its text, hex; a migration that was applied must not change any more.
    ko: 내용의 SHA-256 (16진수). 적용된 뒤에는 바뀌면 안 됨."""
    applied_at: datetime
    """When it was applied (UTC).
    ko: 적용 시각 (UTC)."""


MIGRATIONS = Table(
    "migrations", Migration, ("number",), "Steps applied to this warehouse. / 이 웨어하우스에 적용된 마이그레이션."
)


class Script(NamedTuple):
    """A file of SQL."""

    name: str
    """Without its ending: 0001_tables, 20_v_figures."""
    sql: str

    @property
    def number(self) -> int:
        """The number its name begins with."""
        return int(self.name.partition("_")[0])

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def read_scripts(*folders: Traversable | Path) -> tuple[Script, ...]:
    """The .sql files of *folders* together, in the order of their numbers."""
    found = [file for folder in folders for file in folder.iterdir() if file.name.endswith(".sql")]
    return tuple(
        sorted(
            (Script(file.name.removesuffix(".sql"), file.read_text("utf-8")) for file in found), key=lambda script: script.name
        )
    )


def bring_up_to_date(con: duckdb.DuckDBPyConnection, path: Path, migrations: Sequence[Script] | None = None) -> None:
    """
    Apply what the warehouse at *path* lacks of *migrations* (those of this version), then refresh its definitions.

    Raises WarehouseError: made by a newer version, an applied migration was edited, or a migration failed and was undone.
    """
    migrations = read_scripts(SQL / "migrations") if migrations is None else migrations
    applied = _applied(con, path)
    _refuse_strangers(path, migrations, applied)
    for script in migrations:
        if script.number not in applied:
            _apply(con, path, script)
    definitions = read_scripts(SQL / "macros", SQL / "views")
    fingerprint = _fingerprint(migrations, (*definitions, *read_scripts(DERIVED)))
    if applied.get(None) != fingerprint:
        _define(con, path, definitions, fingerprint)


def _applied(con: duckdb.DuckDBPyConnection, path: Path) -> Mapping[int | None, str]:
    """Number and SHA-256 of the migrations that the warehouse has; empty for a new one."""
    tables = {name for (name,) in con.execute("select table_name from duckdb_tables() where not internal").fetchall()}
    if MIGRATIONS.name in tables:
        return dict(con.execute("select number, sha256 from migrations").fetchall())
    if tables:
        raise WarehouseError(f"{path}: a DuckDB database, but no warehouse of Sasil; choose another path")
    return {}


def _refuse_strangers(path: Path, migrations: Sequence[Script], applied: Mapping[int | None, str]) -> None:
    known = {script.number: script for script in migrations}
    own, newest = max(known, default=0), max((number for number in applied if number is not None), default=0)
    if newest > own:
        raise WarehouseError(
            f"{path}: made by a newer version of Sasil (migration {newest}; this one knows {own}); upgrade Sasil"
        )
    for number, sha256 in applied.items():
        if number is not None and (number not in known or known[number].sha256 != sha256):
            raise WarehouseError(
                f"{path}: migration {number} is not the one that was applied; put its file back and write a new migration"
            )


@contextmanager
def _step(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> Iterator[None]:
    """One transaction; what fails in it is undone and named."""
    try:
        with transaction(con):
            yield
    except duckdb.Error as error:
        raise WarehouseError(f"{path}: {name} failed and was undone: {' '.join(str(error).split())}") from error


def _apply(con: duckdb.DuckDBPyConnection, path: Path, script: Script) -> None:
    with _step(con, path, f"migration {script.name}"):
        con.execute(create_table(MIGRATIONS).replace("create table", "create table if not exists", 1))
        con.execute(script.sql)
        _record(con, script.number, script.name, script.sha256)


def _record(con: duckdb.DuckDBPyConnection, number: int | None, name: str, sha256: str) -> None:
    con.execute("insert into migrations by name select ? as number, ? as name, ? as sha256, ? as applied_at",
                [number, name, sha256, datetime.now(UTC).replace(tzinfo=None)])  # fmt: skip


def _fingerprint(migrations: Sequence[Script], definitions: Sequence[Script]) -> str:
    """A hash of everything that views, macros and comments are made from."""
    parts = [*(script.sha256 for script in (*migrations, *definitions)), *table_comments()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _define(con: duckdb.DuckDBPyConnection, path: Path, definitions: Sequence[Script], fingerprint: str) -> None:
    """Replace views, macros, comments and what derived tables hold, in one transaction."""
    with _step(con, path, f"refreshing {DEFINITIONS}"):
        con.execute("\n".join(table_comments()))
        for statement in dropped_definitions(con):
            con.execute(statement)
        for script in definitions:
            con.execute(script.sql)
            con.execute(inherited_comments(con, script.sql))
        derive_all(con)
        con.execute("delete from migrations where number is null")
        _record(con, None, DEFINITIONS, fingerprint)


def dropped_definitions(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The statements that drop every view and macro there is, so that one of an earlier version does not stay behind."""
    named = con.execute(
        """
        select 'view', schema_name, view_name from duckdb_views() where not internal
        union all
        select distinct case function_type when 'macro' then 'macro' else 'macro table' end, schema_name, function_name
        from duckdb_functions() where not internal
        """
    ).fetchall()
    return [f"drop {kind} {schema}.{name};" for kind, schema, name in named]


def table_comments() -> Iterator[str]:
    """The statements that write the comments of the records onto tables and columns."""
    for table in (*TABLES, MIGRATIONS):
        yield f"comment on table {table.name} is {quoted(table.comment)};"
        for column in columns_of(table.record):
            yield f"comment on column {table.name}.{column.name} is {quoted(column.comment)};"


def inherited_comments(con: duckdb.DuckDBPyConnection, sql: str) -> str:
    """
    Comments for the columns of the view in *sql* that have the name of a column in the tables or views it names in its line
    `-- comments from: figures, documents`. The first that has such a column gives it; a comment in *sql* itself goes before.
    """
    view = re.search(r"create or replace view (\w+)", sql)
    sources = re.search(r"^-- comments from: (.+)$", sql, re.MULTILINE)
    if not view or not sources:
        return ""
    inherited = con.execute(
        """
        select own.column_name, first(source.comment order by list_position($sources, source.table_name))
        from duckdb_columns() as own
        join duckdb_columns() as source on source.column_name = own.column_name and list_contains($sources, source.table_name)
        where own.table_name = $view and own.comment is null and source.comment is not null
        group by all
        """,
        {"view": view[1], "sources": [name.strip() for name in sources[1].split(",")]},
    ).fetchall()
    return "\n".join(f"comment on column {view[1]}.{name} is {quoted(comment)};" for name, comment in inherited)


def create_table(table: Table) -> str:
    """The statement that makes *table* as its record describes it."""
    lines = [f"    {column.name} {_constraints(column)}" for column in columns_of(table.record)]
    return f"create table {table.name} (\n" + ",\n".join(lines) + "\n);"


def _constraints(column: Column) -> str:
    allowed = f" check ({column.name} in ({', '.join(quoted(word) for word in column.allowed)}))" if column.allowed else ""
    return column.sql_type + ("" if column.nullable else " not null") + allowed


def draft(con: duckdb.DuckDBPyConnection) -> str:
    """
    The statements that are missing between the tables of *con* and the records; empty where they agree.

    A column that may be NULL is added; any other change copies the table into a new one, because DuckDB adds no constraint
    to a column that exists. What a new column holds for old rows is for the author to say.
    """
    return "\n".join(statement for table in TABLES for statement in _missing(con, table))


def _missing(con: duckdb.DuckDBPyConnection, table: Table) -> Iterator[str]:
    wanted = {column.name: describe(column) for column in columns_of(table.record)}
    present = stored_columns(con, table.name)
    added = [column for column in columns_of(table.record) if column.name not in present]
    if not present:
        yield create_table(table)
    elif any(wanted.get(name) != description for name, description in present.items()) or not all(map(_may_be_added, added)):
        kept = ", ".join(name for name in wanted if name in present)
        yield f"alter table {table.name} rename to {table.name}_before;"
        yield create_table(table)
        yield f"insert into {table.name} by name select {kept} from {table.name}_before;"  # noqa: S608
        yield f"drop table {table.name}_before;"
    else:
        for column in added:
            yield f"alter table {table.name} add column {column.name} {column.sql_type};"


def _may_be_added(column: Column) -> bool:
    return column.nullable and not column.allowed


def describe(column: Column) -> tuple[str, bool, tuple[str, ...]]:
    """Type, nullability and allowed words of *column*: what a migration has to agree with."""
    return column.sql_type, column.nullable, tuple(sorted(column.allowed))


def stored_columns(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, tuple[str, bool, tuple[str, ...]]]:
    """The columns of *table* as they are in the warehouse, described like those of a record."""
    columns = con.execute(
        "select column_name, data_type, is_nullable from duckdb_columns() where table_name = ?", [table]
    ).fetchall()
    checks = con.execute(
        """
        select constraint_column_names[1], constraint_text
        from duckdb_constraints()
        where table_name = ? and constraint_type = 'CHECK'
        """,
        [table],
    ).fetchall()
    allowed = {name: tuple(sorted(re.findall(r"'([^']*)'", text))) for name, text in checks}
    return {name: (sql_type, nullable, allowed.get(name, ())) for name, sql_type, nullable in columns}


def main(arguments: Sequence[str]) -> int:
    """Print the next migration."""
    if list(arguments) != ["--draft"]:
        sys.stderr.write("usage: python -m pipeline.warehouse.migrate --draft\n")
        return 2
    with closing(duckdb.connect()) as con:
        for script in read_scripts(SQL / "migrations"):
            con.execute(script.sql)
        sys.stdout.write(f"{statements}\n" if (statements := draft(con)) else "")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
