"""Readers see the old snapshot or the new one; a warehouse that cannot be opened says why in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest
from handmade import ENTITIES, ReportBuilder, staged

from pipeline.warehouse import WarehouseError, connect, load, open_warehouse, publish, read_snapshot, sync_entities
from pipeline.warehouse import publish as publish_warehouse
from pipeline.warehouse.publish import _copy_database

CATALOG = """
    select 'table', table_name, comment from duckdb_tables()
    union all select 'view', view_name, comment from duckdb_views() where not internal
    union all select 'column', c.table_name || '.' || column_name, c.comment from duckdb_columns() as c where not c.internal
    union all select 'macro', function_name, comment from duckdb_functions() where not internal
    order by all
"""


@pytest.fixture
def snapshot(path):
    return path.with_name("reports.duckdb")


@pytest.fixture
def add(con, tmp_path):
    """Load a report of this name."""

    def load_one(name):
        report = ReportBuilder(name).sentence("매출은 3,800억 원이다.").figure("3,800억 원", 380_000_000_000).build()
        sync_entities(con, ENTITIES)
        load(con, [staged(report, tmp_path / "staging")])

    return load_one


def names(reader):
    return [name for (name,) in reader.execute("select source_name from documents order by all").fetchall()]


def test_a_snapshot_has_everything(con, add, path, snapshot):
    """Rows, views, macros and the comment of each column."""
    add("a")

    publish(path, snapshot, con)

    with read_snapshot(snapshot) as reader:
        assert names(reader) == ["a"]
        assert reader.execute("select source_name, value from v_figures").fetchall() == [("a", 380_000_000_000)]
        assert reader.execute("select fmt_krw(value) from metric('한빛전자', 'revenue')").fetchall() == [("3,800억 원",)]
        comments = reader.execute(
            "select count(*), count(comment) from duckdb_columns() where database_name = 'reports' and not internal"
        ).fetchone()
        assert comments[0] == comments[1] > 200


def test_both_ways_to_copy_agree(con, add, path, snapshot, tmp_path):
    """Through DuckDB, as where an open file cannot be copied, and as a file."""
    add("a")
    other = tmp_path / "other.duckdb"
    publish(path, snapshot, con)
    _copy_database(con, other)

    catalogs = []
    for copy in (snapshot, other):
        with connect.connect(copy) as reader:
            catalogs.append(reader.execute(CATALOG).fetchall())
            assert names(reader) == ["a"]

    assert catalogs[0] == catalogs[1] == con.execute(CATALOG).fetchall()


def test_readers_keep_the_snapshot_they_opened(con, add, path, snapshot):
    """Also in one process; who opens it later sees the new one."""
    add("a")
    publish(path, snapshot, con)
    with read_snapshot(snapshot) as early:
        add("b")
        publish(path, snapshot, con)
        with read_snapshot(snapshot) as late:
            assert names(early) == ["a"]
            assert names(late) == ["a", "b"]


def test_the_writer_stays_the_only_one_after_publishing(python, con, path, snapshot):
    """Copying the file in this process would give up its lock."""
    publish(path, snapshot, con)

    second = python("import duckdb, sys; duckdb.connect(sys.argv[1])", path)

    assert "Conflicting lock" in second.stderr


def test_publishing_without_a_connection(con, add, path, snapshot):
    add("a")
    con.close()

    publish(path, snapshot)

    with read_snapshot(snapshot) as reader:
        assert names(reader) == ["a"]


def test_a_crash_leaves_the_old_snapshot(con, add, path, snapshot, monkeypatch):
    add("a")
    publish(path, snapshot, con)
    add("b")

    def crash(_path):
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules[publish_warehouse.__module__], "_flush", crash)
    with pytest.raises(KeyboardInterrupt):
        publish(path, snapshot, con)

    with read_snapshot(snapshot) as reader:
        assert names(reader) == ["a"]
    assert [file.name for file in snapshot.parent.iterdir() if "copy" in file.name] == []


def test_remains_of_a_kill_are_no_obstacle(con, path, snapshot):
    snapshot.with_name(f".{snapshot.name}.copy").write_bytes(b"half a copy")

    publish(path, snapshot, con)

    assert sorted(file.name for file in snapshot.parent.iterdir() if not file.name.endswith(".wal")) == [snapshot.name, path.name]


def test_an_open_transaction_is_not_published(con, path, snapshot):
    con.begin()
    con.execute("insert into fx_rates values ('CNY', ?, 207, 0.14, 'ECB')", [date(2025, 12, 1)])

    with pytest.raises(WarehouseError, match="transaction"):
        publish(path, snapshot, con)

    assert not snapshot.exists()


def test_a_folder_that_cannot_be_written_is_named(con, path, tmp_path):
    folder = tmp_path / "reports.duckdb"
    folder.mkdir()
    (folder / "a file").touch()

    with pytest.raises(WarehouseError, match=r"reports\.duckdb: .*directory"):
        publish(path, folder, con)


def test_snapshot_is_read_only(con, path, snapshot):
    publish(path, snapshot, con)

    with read_snapshot(snapshot) as reader, pytest.raises(Exception, match="read-only"):
        reader.execute("delete from documents")


def test_a_missing_warehouse_is_not_made_up(tmp_path, snapshot):
    missing = tmp_path / "missing.duckdb"

    with pytest.raises(WarehouseError, match="`sasil ingest`"):
        publish(missing, snapshot)

    assert not missing.exists()


def test_a_missing_snapshot_names_the_next_step(tmp_path):
    with pytest.raises(WarehouseError, match="`sasil ingest`"):
        read_snapshot(tmp_path / "reports.duckdb")


OPEN = """
import sys
from pathlib import Path
from pipeline.warehouse import WarehouseError, open_warehouse

try:
    open_warehouse(Path(sys.argv[1]))
except WarehouseError as error:
    print(error)
"""


def test_a_locked_warehouse_names_the_process(python, con, path):
    second = python(OPEN, path)

    assert second.stdout == f"{path}: locked by process {os.getpid()}; wait until it is done (`--wait` does), or stop it\n"


@pytest.mark.parametrize("open_it", [open_warehouse, read_snapshot])
def test_a_file_that_is_no_database(open_it, tmp_path):
    file = tmp_path / "notes.duckdb"
    file.write_text("메모 " * 2000)

    with pytest.raises(WarehouseError, match="not a DuckDB file") as error:
        open_it(file)

    assert "\n" not in str(error.value)


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "outputs").touch()

    with pytest.raises(WarehouseError, match=r"warehouse\.duckdb: "):
        open_warehouse(tmp_path / "outputs" / "warehouse.duckdb")


def test_folders_are_made(tmp_path):
    with open_warehouse(tmp_path / "a" / "b" / "w.duckdb") as con:
        assert con.execute("select count(*) from documents").fetchone() == (0,)


def test_warehouse_that_cannot_be_made_leaves_nothing_behind(tmp_path, monkeypatch):
    """As on a full disk, where DuckDB leaves a file that is no database."""

    def full(file):
        Path(file).write_bytes(b"torn")
        raise duckdb.IOException("No space left on device")

    for path in (tmp_path / "new.duckdb", tmp_path / "old.duckdb"):
        with monkeypatch.context() as patch:
            if path.stem == "old":
                open_warehouse(path).close()
            patch.setattr(duckdb, "connect", full)
            with pytest.raises(WarehouseError, match="No space left"):
                open_warehouse(path)

    assert [file.name for file in tmp_path.iterdir()] == ["old.duckdb"]


LOADS_AND_DIES = """
import os, sys
from pathlib import Path
from pipeline.warehouse import open_warehouse

con = open_warehouse(Path(sys.argv[1]))
con.execute("update migrations set applied_at = '2001-01-01'")
os._exit(9)
"""


def test_log_of_garbage_is_left_out_with_a_word(path, snapshot, caplog):
    """DuckDB passes over it, and would keep it until something is written: nothing could be published before."""
    open_warehouse(path).close()
    path.with_name(f"{path.name}.wal").write_bytes(os.urandom(5000))

    with closing(open_warehouse(path)) as con:
        publish(path, snapshot, con)

    assert caplog.messages == [
        f"{path}.wal: could not be read, and is left out; `sasil doctor` tells whether a report is missing"
    ]
    with closing(read_snapshot(snapshot)) as con:
        assert con.execute("select count(*) > 0 from migrations").fetchall() == [(True,)]
        assert "first_write" not in {name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()}


def test_log_of_a_killed_process_is_read_and_nothing_is_said(path, caplog):
    open_warehouse(path).close()
    assert subprocess.run([sys.executable, "-c", LOADS_AND_DIES, str(path)], check=False).returncode == 9  # noqa: S603
    assert path.with_name(f"{path.name}.wal").stat().st_size

    with closing(open_warehouse(path)) as con:
        assert con.execute("select distinct year(applied_at) from migrations").fetchall() == [(2001,)]

    assert caplog.messages == []
