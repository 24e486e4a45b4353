"""Reports are read on a Dask cluster: the same rows, and one line where it cannot be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("distributed")

import dask
from distributed import Client, LocalCluster

from pipeline import inbox, ingest, warehouse
from pipeline.settings import Settings, UserError, load_settings

REPORTS = {
    "가람.txt": "2025년 11월 3일\n\n가람전자의 3분기 매출액은 3조 2,500억원이었다.\n",
    "현대.txt": "2025년 11월 4일\n\n현대차의 8월 판매량은 31만 대로 집계됐다.\n",
    "표.html": "<p>2025년 11월 5일</p><p>나래전자의 영업이익은 4,100억원이었다.</p>",
    "그림.png": "\x89PNG",
}


def drop(settings: Settings) -> Settings:
    settings.inbox.mkdir(parents=True)
    for name, text in REPORTS.items():
        (settings.inbox / name).write_text(text, encoding="utf-8")
        os.utime(settings.inbox / name, (1_700_000_000,) * 2)
    return settings


def hashes(settings: Settings) -> dict[str, str]:
    with closing(warehouse.read_snapshot(settings.snapshot)) as con:
        return warehouse.table_hashes(con)


def test_cluster_gives_the_rows_of_one_machine(settings, tmp_path):
    """A cluster that begins with the run; its files are moved as they are otherwise, and paths may be relative."""
    here = drop(load_settings(outputs=tmp_path / "here"))
    there = drop(load_settings(outputs=Path("there"), runner="dask", workers=2))

    done = [ingest.ingest(each) for each in (here, there)]

    assert hashes(here) == hashes(there)
    assert [[outcome.status for outcome in summary.outcomes] for summary in done] == [
        ["loaded", "quarantined", "loaded", "loaded"]
    ] * 2
    assert [name for name, _ in inbox.quarantined(there.quarantine)] == ["그림.png"]
    assert len(inbox.archived(there.archive)) == 3


class Killer(ingest.Watcher):
    """Kills a worker once the first report has come back: one that is reading, where one is just then."""

    def __init__(self, client: Client) -> None:
        self.client, self.pids = client, client.run(os.getpid)
        self.killed = ""

    def done(self, outcome: ingest.Outcome) -> None:
        if not self.killed:
            reading = {worker: names for worker, names in self.client.processing().items() if names}
            self.killed = min(reading or self.pids)
            os.kill(self.pids[self.killed], signal.SIGKILL)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing is killed like that here")
def test_worker_that_is_killed_in_the_middle_costs_no_row_and_adds_none(settings, tmp_path):
    here, there = load_settings(outputs=tmp_path / "here"), load_settings(outputs=tmp_path / "there", runner="dask", workers=2)
    for each in (here, there):
        each.inbox.mkdir(parents=True)
        for number in range(1, 11):
            lines = "\n\n".join(
                f"가람전자의 2025년 {month}월 매출액은 {number}조 {month}00억원이었다."
                for month in range(1, 10)
                for _ in range(2)
            )
            (each.inbox / f"{number:02}.txt").write_text(f"2025년 11월 3일\n\n{lines}\n", encoding="utf-8")
            os.utime(each.inbox / f"{number:02}.txt", (1_700_000_000,) * 2)
    undisturbed = ingest.ingest(here)

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        dask.config.set({"scheduler-address": cluster.scheduler_address}),
        Client(cluster, set_as_default=False) as client,
    ):
        killer = Killer(client)
        disturbed = ingest.ingest(there, watcher=killer)
        workers = client.nthreads()

    assert killer.killed in killer.pids
    assert killer.killed not in workers
    assert [outcome.status for outcome in disturbed.outcomes] == ["loaded"] * 10
    assert disturbed.records == undisturbed.records
    assert hashes(there) == hashes(here)
    assert len(inbox.archived(there.archive)) == 10
    assert [*there.under_way.glob("*")] == []


def test_worker_with_several_threads_is_refused_and_the_files_wait(settings):
    drop(settings)
    with (
        LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None) as cluster,
        dask.config.set({"scheduler-address": cluster.scheduler_address}),
        pytest.raises(UserError, match="reads with several threads"),
    ):
        ingest.ingest(load_settings(runner="dask"))

    assert len(inbox.waiting(settings.inbox)) == len(REPORTS)


def test_without_dask_the_way_to_it_is_told_in_one_line(settings):
    drop(settings)
    code = "import sys; sys.modules['distributed'] = None; from pipeline.cli import main; main()"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, "ingest", "--runner", "dask"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "pip install 'sasil[dask]'" in done.stderr
