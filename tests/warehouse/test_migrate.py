"""The schema is that of the records, and it is reached in steps that hold or leave no trace."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from pipeline.warehouse import WarehouseError, migrate, open_warehouse
from pipeline.warehouse.columns import columns_of
from pipeline.warehouse.connect import connect
from pipeline.warehouse.migrate import MIGRATIONS, SQL, Script, bring_up_to_date, describe, draft, read_scripts, stored_columns
from schemas import TABLES

OWN = read_scripts(SQL / "migrations")
NEXT = OWN[-1].number + 1


def step(sql: str, number: int = NEXT) -> Script:
    return Script(f"{number:04}_step", sql)


def table_names(con: duckdb.DuckDBPyConnection) -> set[str]:
    return {name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()}


@pytest.mark.parametrize("table", [*TABLES, MIGRATIONS], ids=lambda table: table.name)
def test_tables_are_the_records(con, table):
    """Names, types, NULLs and allowed words of each column are those of the field."""
    assert {column.name: describe(column) for column in columns_of(table.record)} == stored_columns(con, table.name)


def test_no_table_but_those_of_the_records(con):
    assert table_names(con) == {table.name for table in TABLES} | {"migrations"}


def test_nothing_is_left_to_draft(con):
    assert draft(con) == ""


def test_migrations_are_numbered_without_gaps():
    assert [script.number for script in OWN] == list(range(1, len(OWN) + 1))


def test_every_table_view_and_column_has_a_comment_in_both_languages(con):
    comments = dict(
        con.execute(
            """
        select table_name, comment from duckdb_tables()
        union all select view_name, comment from duckdb_views() where not internal
        union all select c.table_name || '.' || column_name, c.comment from duckdb_columns() as c where not c.internal
        union all select function_name || '()', comment from duckdb_functions() where not internal
        """
        ).fetchall()
    )

    lacking = [name for name, comment in comments.items() if not re.search(r"[A-Za-z0-9].* / .*[가-힣]", comment or "")]

    assert lacking == []
    assert len(comments) > 300


def test_every_view_and_macro_file_opens_with_a_comment():
    for script in read_scripts(SQL / "views", SQL / "macros", SQL / "migrations"):
        assert script.sql.startswith("-- "), script.name


def test_migrations_are_recorded(con):
    recorded = con.execute("select number, name, sha256 from migrations order by number nulls last").fetchall()

    assert recorded[:-1] == [(script.number, script.name, script.sha256) for script in OWN]
    assert recorded[-1][:2] == (None, migrate.DEFINITIONS)


def test_fresh_and_stepwise_agree(tmp_path):
    """A warehouse that grew with the project is the one that a new user gets."""
    steps = (*OWN, step("alter table runs add column host varchar;"), step("alter table runs add column cores bigint;", NEXT + 1))
    fresh, grown = tmp_path / "fresh.duckdb", tmp_path / "grown.duckdb"
    with connect(fresh) as con:
        bring_up_to_date(con, fresh, steps)
        at_once = {table.name: stored_columns(con, table.name) for table in TABLES}

    with connect(grown) as con:
        migrate._apply(con, grown, OWN[0])  # as the first version left it
    for known in range(len(OWN), len(steps) + 1):
        with connect(grown) as con:
            bring_up_to_date(con, grown, steps[:known])
            in_steps = {table.name: stored_columns(con, table.name) for table in TABLES}

    assert at_once == in_steps
    assert {"host", "cores"} <= at_once["runs"].keys()


def test_a_migration_that_fails_leaves_no_trace(con, path):
    with pytest.raises(WarehouseError, match=f"migration {NEXT:04}_step failed and was undone: .*no_such_table") as error:
        bring_up_to_date(con, path, (*OWN, step("create table half (a int); insert into no_such_table values (1);")))

    assert "\n" not in str(error.value)
    assert "half" not in table_names(con)
    assert con.execute("select max(number) from migrations").fetchone() == (OWN[-1].number,)


def test_an_applied_migration_must_not_change(con, path):
    edited = OWN[0]._replace(sql=f"{OWN[0].sql}-- an afterthought\n")

    with pytest.raises(WarehouseError, match="migration 1 is not the one that was applied"):
        bring_up_to_date(con, path, (edited, *OWN[1:]))


def test_a_newer_warehouse_is_refused(con, path):
    bring_up_to_date(con, path, (*OWN, step("create table later (a int);")))
    con.close()

    with pytest.raises(
        WarehouseError, match=rf"made by a newer version of Sasil \(migration {NEXT}; this one knows {NEXT - 1}\)"
    ):
        open_warehouse(path)


def test_definitions_are_written_only_when_they_change(con, path):
    def defined_at():
        return con.execute("select applied_at from migrations where number is null").fetchone()

    before = defined_at()
    bring_up_to_date(con, path)
    assert defined_at() == before

    con.execute("update migrations set sha256 = 'of an older version' where number is null")
    con.execute("comment on table documents is NULL; drop view v_figures")
    bring_up_to_date(con, path)
    assert defined_at() > before
    assert con.execute("select comment is not null from duckdb_tables() where table_name = 'documents'").fetchone() == (True,)
    assert con.execute("select count(*) from v_figures").fetchone() == (0,)


def test_draft_adds_what_may_be_null():
    with closing(duckdb.connect()) as con:
        con.execute("\n".join(script.sql for script in OWN))
        con.execute("alter table documents drop column title")

        assert draft(con) == "alter table documents add column title VARCHAR;"


def test_draft_rebuilds_a_table_whose_constraints_change():
    """Rows stay; the new table accepts what the record allows."""
    with closing(duckdb.connect()) as con:
        con.execute("\n".join(script.sql for script in OWN).replace("'loaded', 'duplicate', ", "'loaded', "))
        con.execute("insert into ledger values ('r', 'd', 'a.txt', '/in/a.txt', 'loaded', null, 1, 0, 0.1, now()::timestamp)")
        assert draft(con).startswith("alter table ledger rename to ledger_before;")

        con.execute(draft(con))

        assert draft(con) == ""
        con.execute("insert into ledger values ('r', 'd', 'b.txt', '/in/b.txt', 'duplicate', null, 0, 0, 0.1, now()::timestamp)")
        assert con.execute("select status from ledger order by status").fetchall() == [("duplicate",), ("loaded",)]


def test_draft_command_prints_nothing_when_all_is_well(capsys):
    assert migrate.main(["--draft"]) == 0
    assert capsys.readouterr().out == ""


def test_draft_command_tells_how_it_is_used(capsys):
    assert migrate.main([]) == 2
    assert "--draft" in capsys.readouterr().err


def test_another_database_is_left_alone(tmp_path: Path):
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as con:
        con.execute("create table mine (a int)")

    with pytest.raises(WarehouseError, match="no warehouse of Sasil"):
        open_warehouse(other)
