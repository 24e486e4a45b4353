"""A DuckLake that several warehouses write into: nothing is lost, nothing is twice, and a snapshot of it is that of one warehouse."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from handmade import ENTITIES, METRICS, ReportBuilder, staged
from test_load import ENTRY, RUN

from pipeline import warehouse
from pipeline.cli import run
from pipeline.settings import UserError, load_settings
from pipeline.warehouse import Lake, WarehouseError, gather, push, withdraw
from pipeline.warehouse import lake as module
from schemas import Report

for package in module.EXTENSIONS.values():
    pytest.importorskip(package, reason="the extra `ducklake` is not installed")

POSTGRES = next(
    (path for path in (shutil.which("initdb"), *map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb"))) if path), None
)
LOADERS, ROUNDS = 3, 2


def no_forms(_lemma: str, _tag: str) -> list[str]:
    return []


def report(number: int, **given: object) -> Report:
    """One report with a figure that has what is *given*."""
    said = ReportBuilder(f"{number:03}.txt").sentence(f"한빛전자 매출액은 {number}조원이다.").tokens(("매출액", "NNG"))
    return said.figure(f"{number}조원", number * 10**12, **given).build()


@pytest.fixture
def machine(tmp_path: Path, empty_warehouse: Path) -> Iterator[Callable[[str], duckdb.DuckDBPyConnection]]:
    """A warehouse of its own for each name."""
    opened = []

    def open_one(name: str) -> duckdb.DuckDBPyConnection:
        path = tmp_path / name / "warehouse.duckdb"
        path.parent.mkdir()
        shutil.copyfile(empty_warehouse, path)
        opened.append(con := warehouse.open_warehouse(path))
        warehouse.sync_entities(con, ENTITIES)
        warehouse.sync_metrics(con, METRICS)
        return con

    yield open_one
    for con in opened:
        con.close()


def take_in(con: duckdb.DuckDBPyConnection, folder: Path, *reports: Report, run_id: str) -> None:
    """As a run does: rows, ledger and run."""
    told = [
        ENTRY.model_copy(
            update={"run_id": run_id, "doc_id": each.document.doc_id, "source_path": f"/in/{each.document.source_name}"}
        )
        for each in reports
    ]
    finished = RUN.model_copy(update={"run_id": run_id, "finished_at": datetime(2025, 12, 1, 10)})
    warehouse.load(con, [staged(each, folder / run_id) for each in reports], ledger=told, run=finished)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """A lake whose catalog is a file."""
    return Lake(f"ducklake:{tmp_path / 'catalog.ducklake'}", tmp_path / "files")


def gathered(lake: Lake, file: Path) -> dict[str, str]:
    gather(lake, file, no_forms)
    with closing(warehouse.read_snapshot(file)) as con:
        return warehouse.table_hashes(con)


def hashes_of(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    warehouse.sync_words(con, no_forms)
    return warehouse.table_hashes(con)


def test_what_is_pushed_comes_back_with_views_and_history(machine, lake, tmp_path):
    con = machine("one")
    take_in(con, tmp_path, report(1), report(2), run_id="r1")

    assert push(con, lake) == 2
    assert push(con, lake) == 0

    assert gathered(lake, tmp_path / "all.duckdb") == hashes_of(con)
    with closing(warehouse.read_snapshot(tmp_path / "all.duckdb")) as snapshot:
        assert snapshot.execute("select count(*) from v_figures").fetchone() == (2,)
        for table in ("ledger", "runs"):
            assert (
                snapshot.execute(f"from {table} order by all").fetchall() == con.execute(f"from {table} order by all").fetchall()
            )


def test_report_that_is_read_again_replaces_its_rows(machine, lake, tmp_path):
    """Also where another machine has read it first, and where its version is the same: a rate may have come in."""
    one, other = machine("one"), machine("other")
    take_in(one, tmp_path, report(1), report(2), run_id="r1")
    push(one, lake)
    again = report(1, amount_krw=7)
    take_in(other, tmp_path, again, run_id="r2")

    assert push(other, lake) == 1

    take_in(one, tmp_path, again, run_id="r3")
    assert gathered(lake, tmp_path / "all.duckdb") == hashes_of(one)


def test_report_that_is_withdrawn_stays_away(machine, lake, tmp_path):
    con = machine("one")
    take_in(con, tmp_path, report(1), report(2), run_id="r1")
    push(con, lake)

    withdraw(con, lake, [report(1).document.doc_id])
    warehouse.forget(con, [report(1).document.doc_id])
    assert push(con, lake) == 0

    assert gathered(lake, tmp_path / "all.duckdb") == hashes_of(con)


def test_lake_that_lacks_a_column_gets_it_and_one_that_has_more_is_refused(machine, lake, tmp_path):
    con = machine("one")
    take_in(con, tmp_path, report(1), run_id="r1")
    push(con, lake)
    with module._attached(con, lake):
        con.execute("alter table lake.documents drop column title")
    take_in(con, tmp_path, report(2), run_id="r2")

    assert push(con, lake) == 1

    with module._attached(con, lake):
        assert con.execute("select count(*) from lake.documents where title is null").fetchone() == (2,)
        con.execute("alter table lake.documents add column mood varchar")
    for refused in (lambda: push(con, lake), lambda: gather(lake, tmp_path / "all.duckdb", no_forms)):
        with pytest.raises(WarehouseError, match=r"newer version of Sasil \(documents\.mood\)"):
            refused()
    assert not list(tmp_path.glob("*all.duckdb*"))


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of its own, which root may not run as root."""
    if POSTGRES is None:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="sasil-pg-"))
    who = {"user": "postgres"} if os.geteuid() == 0 else {}
    if who:
        shutil.chown(folder, "postgres")
    programs = Path(POSTGRES).resolve().parent

    def call(program: str, *arguments: str) -> None:
        subprocess.run([programs / program, *arguments], check=True, cwd=folder, stdout=subprocess.DEVNULL, **who)  # noqa: S603

    call("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "--no-sync")
    call("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start")
    try:
        call("createdb", "-h", str(folder), "-U", "postgres", "sasil")
        yield f"host={folder} user=postgres dbname=sasil"
    finally:
        call("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def test_several_machines_load_at_once(machine, postgres, tmp_path):
    """Each has reports of its own, and one that all of them have: no row is lost or twice, and the rows are those of one warehouse."""
    lake = Lake(f"ducklake:postgres:{postgres}", tmp_path / "files")
    alone = machine("alone")
    machines = [machine(f"loader {number}") for number in range(LOADERS)]
    everything = [report(0)]

    def work(number: int) -> int:
        pushed = 0
        for part in range(ROUNDS):
            own = report(1 + number * ROUNDS + part)
            take_in(machines[number], tmp_path / f"{number}", own, *([] if part else [report(0)]), run_id=f"r{number}.{part}")
            pushed += push(machines[number], lake)
        return pushed

    with ThreadPoolExecutor(LOADERS) as pool:
        assert list(pool.map(work, range(LOADERS))) == [ROUNDS + 1] * LOADERS

    everything += [report(1 + number) for number in range(LOADERS * ROUNDS)]
    take_in(alone, tmp_path, *everything, run_id="alone")
    assert gathered(lake, tmp_path / "all.duckdb") == hashes_of(alone)
    with closing(warehouse.read_snapshot(tmp_path / "all.duckdb")) as snapshot:
        assert snapshot.execute("select count(*), count(distinct run_id) from ledger").fetchone() == (
            LOADERS * (ROUNDS + 1), LOADERS * ROUNDS,
        )  # fmt: skip


class TestOneLine:
    def test_package_that_is_missing(self, machine, lake, monkeypatch):
        monkeypatch.setattr(module, "find_spec", lambda _name: None)

        with pytest.raises(WarehouseError, match=r"^a DuckLake wants the package .+ pip install 'sasil\[ducklake\]'$"):
            push(machine("one"), lake)

    def test_package_for_another_duckdb(self, machine, lake, monkeypatch, tmp_path):
        (tmp_path / "package" / "extensions" / "v0.0.1").mkdir(parents=True)
        found = SimpleNamespace(submodule_search_locations=[str(tmp_path / "package")])
        monkeypatch.setattr(module, "find_spec", lambda _name: found)

        with pytest.raises(WarehouseError, match=r"is made for DuckDB 0\.0\.1, and this is "):
            push(machine("one"), lake)

    def test_catalog_out_of_reach_without_its_password(self, machine, tmp_path):
        for address in (
            f"host={tmp_path} dbname=sasil user=me password=geheim",
            f"host={tmp_path} password = 'ge heim' dbname=sasil",
            "postgresql://me:geheim@127.0.0.1:1/sasil",
        ):
            with pytest.raises(WarehouseError) as refused:
                push(machine(str(hash(address))), Lake(f"ducklake:postgres:{address}", tmp_path))
            assert "heim" not in str(refused.value)
            assert "\n" not in str(refused.value)

    def test_setting_that_names_no_lake(self, settings):
        for wrong in ({"lake": "postgres:dbname=sasil"}, {"warehouse": Path("ducklake:postgres:dbname=sasil")}):
            with pytest.raises(UserError, match="lake"):
                load_settings(**wrong)


def test_run_shares_what_it_has_loaded(settings, tmp_path, monkeypatch, capsys):
    """A run whose lake is out of reach says so and keeps what it has loaded; the next one, of an empty inbox, brings it there."""
    settings.inbox.mkdir(parents=True)
    (settings.inbox / "투자.txt").write_text(
        "2025년 11월 3일\n\n가람전자는 평택에 5조원을 투자한다고 밝혔다.\n", encoding="utf-8"
    )
    os.utime(settings.inbox / "투자.txt", (1_700_000_000,) * 2)
    monkeypatch.setenv("SASIL_LAKE", f"ducklake:{tmp_path / 'nowhere' / 'catalog.ducklake'}")
    monkeypatch.setenv("SASIL_LAKE_DATA", str(tmp_path / "files"))
    assert run(["ingest"]) == 2
    assert capsys.readouterr().err.strip().splitlines()[-1].startswith("sasil: the lake: ")

    (tmp_path / "nowhere").mkdir()
    assert run(["ingest"]) == 0
    assert run(["lake", "push"]) == 0
    assert run(["lake", "snapshot", "all.duckdb"]) == 0

    assert "1 reports in all.duckdb" in capsys.readouterr().out
    with (
        closing(warehouse.read_snapshot(Path("all.duckdb"))) as there,
        closing(warehouse.read_snapshot(settings.snapshot)) as here,
    ):
        assert warehouse.table_hashes(there) == warehouse.table_hashes(here)
    assert run(["remove", "투자.txt"]) == 0
    assert run(["lake", "snapshot", "all.duckdb"]) == 0
    assert "0 reports in all.duckdb" in capsys.readouterr().out


def test_command_wants_a_lake(settings, capsys):
    assert run(["lake", "push"]) == 2
    assert "SASIL_LAKE names no lake" in capsys.readouterr().err
