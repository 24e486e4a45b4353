"""Reports are taken out, refused files tried again, and a warehouse is examined and made again."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from pipeline import ingest, warehouse
from pipeline.cli import run
from pipeline.settings import load_settings
from pipeline.warehouse import open_warehouse

REPORTS = {
    "가람.txt": "2025년 11월 3일\n\n가람전자의 3분기 매출액은 3조 2,500억원이었다.\n",
    "현대.txt": "2025년 11월 4일\n\n현대차의 8월 판매량은 31만 대로 집계됐다.\n",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs with two reports from the inbox."""
    folder = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        settings = load_settings()
        settings.inbox.mkdir(parents=True)
        for name, text in REPORTS.items():
            (settings.inbox / name).write_text(text, encoding="utf-8")
        ingest.ingest(settings)
    return folder


@pytest.fixture
def stored(settings, home: Path, tmp_path: Path):
    """A copy of them."""
    shutil.copytree(home / "outputs", tmp_path / "outputs")
    return settings


def ask(settings, query: str) -> list[tuple]:
    with closing(warehouse.read_snapshot(settings.snapshot)) as con:
        return con.execute(query).fetchall()


def hashes(settings) -> dict[str, str]:
    with closing(warehouse.read_snapshot(settings.snapshot)) as con:
        return warehouse.table_hashes(con)


def change(settings, statement: str) -> None:
    """What no run would do to the warehouse."""
    with closing(open_warehouse(settings.warehouse)) as con:
        con.execute(statement)


class TestRemove:
    def test_rows_go_and_the_file_is_put_aside(self, stored, capsys):
        assert run(["remove", "가람"]) == 0

        assert capsys.readouterr().out.startswith("removed 가람.txt (")
        for table in ("documents", "sentences", "tokens", "figures"):
            assert ask(stored, f"select count(distinct doc_id) from {table}") == [(1,)]  # noqa: S608
        assert [file.name.partition("_")[2] for file in stored.removed.iterdir()] == ["가람.txt"]
        assert len(list(stored.archive.rglob("*.txt"))) == 1

    def test_it_can_be_taken_in_again(self, stored):
        before = hashes(stored)
        run(["remove", "가람"])
        (file,) = stored.removed.iterdir()
        file.rename(stored.inbox / "가람.txt")

        assert run(["ingest"]) == 0
        assert hashes(stored) == before

    def test_unknown_name_removes_nothing(self, stored, capsys):
        before = hashes(stored)

        assert run(["remove", "가람", "없는 보고서"]) == 2
        assert capsys.readouterr().err.count("\n") == 1
        assert hashes(stored) == before


class TestRetry:
    @pytest.fixture
    def refused(self, stored):
        """A file whose refusal is cured, and one that stays unreadable."""
        for name, text in (("빈.txt", ""), ("그림.png", "\x89PNG")):
            (stored.inbox / name).write_text(text, encoding="utf-8")
        ingest.ingest(stored)
        (stored.quarantine / "빈.txt").write_text(REPORTS["현대.txt"].replace("31만", "32만"), encoding="utf-8")
        return stored

    def test_what_can_be_read_now_is_taken_in_and_the_rest_goes_back(self, refused):
        assert run(["retry"]) == 1

        assert ask(refused, "select source_name from documents order by 1") == [("가람.txt",), ("빈.txt",), ("현대.txt",)]
        assert sorted(file.name for file in refused.quarantine.iterdir()) == ["그림.png", "그림.png.reason.txt"]

    def test_files_can_be_chosen_by_name_or_reason(self, refused, capsys):
        assert run(["retry", "--reason", "no reader"]) == 1
        assert "1 file in " in capsys.readouterr().out
        assert run(["retry", "빈.txt"]) == 0
        assert "1 file in " in capsys.readouterr().out

    def test_file_goes_back_to_the_folder_it_came_from(self, stored):
        (stored.inbox / "수출").mkdir()
        (stored.inbox / "수출" / "빈.txt").write_text("", encoding="utf-8")
        ingest.ingest(stored)
        (stored.quarantine / "빈.txt").write_text(REPORTS["현대.txt"].replace("31만", "33만"), encoding="utf-8")

        assert run(["retry"]) == 0

        assert ask(stored, "select tags from documents where source_name = '빈.txt'") == [(["수출"],)]

    def test_nothing_to_try_is_said_in_one_line(self, refused, capsys):
        assert run(["retry", "없는.txt"]) == 2
        assert capsys.readouterr().err.count("\n") == 1


BROKEN = [
    ("delete from documents where source_name = '가람.txt'", "figures: 1 rows belong to no report"),
    ("update figures set start_char = start_char + 1", "가람.txt: 1 rows of figures do not quote its text"),
    ("update figures set value = 1", "outputs/reports.duckdb: differed from the warehouse; it was published again"),
]


class TestDoctor:
    def test_sound_warehouse_is_well(self, stored, capsys):
        assert run(["doctor"]) == 0
        assert capsys.readouterr().out == "All is well.\n"

    @pytest.mark.parametrize(("statement", "problem"), BROKEN)
    def test_defect_is_named(self, stored, capsys, statement, problem):
        change(stored, statement)

        assert run(["doctor"]) == 1
        assert problem in capsys.readouterr().out

    def test_archived_file_that_has_changed_is_named(self, stored, capsys):
        file = next(stored.archive.rglob("*가람.txt"))
        file.write_text("andere", encoding="utf-8")

        assert run(["doctor"]) == 1
        assert capsys.readouterr().out == f"{file}: its bytes are not those that were loaded; put the right file back\n"

    def test_snapshot_that_differs_is_published_again(self, stored, capsys):
        change(stored, "update figures set value = 1")
        run(["doctor"])
        capsys.readouterr()

        assert run(["doctor"]) == 0
        assert ask(stored, "select distinct value from figures") == [(1,)]

    @pytest.mark.parametrize("lost", ["warehouse truncated", "warehouse gone", "snapshot gone too"])
    def test_warehouse_is_made_again_from_the_files(self, stored, lost):
        before, history = hashes(stored), ask(stored, "select * from ledger order by all")
        if lost == "warehouse truncated":
            stored.warehouse.write_bytes(stored.warehouse.read_bytes()[:5000])
        else:
            stored.warehouse.unlink()
        if lost == "snapshot gone too":
            stored.snapshot.unlink()

        assert run(["doctor", "--rebuild"]) == 0

        assert hashes(stored) == before
        after = ask(stored, "select * from ledger order by all")
        assert len(after) == (2 if lost == "snapshot gone too" else 4)
        assert lost == "snapshot gone too" or set(history) < set(after)
