"""A run is held against those before it, and what it did is told as Markdown."""

from __future__ import annotations

import duckdb
import pytest

from pipeline.drift import Pace, compared, usual_pace
from pipeline.ingest import Summary
from pipeline.runreport import run_report


@pytest.fixture
def con():
    with duckdb.connect() as memory:
        memory.execute(
            "create table ledger (run_id text, status text, records int, rejects int, seconds double, finished_at timestamp)"
        )
        yield memory


def add(con: duckdb.DuckDBPyConnection, run: int, *files: tuple[str, int, int, float]) -> None:
    day = f"2025-11-{run:02} 09:00:00"
    con.executemany("insert into ledger values (?, ?, ?, ?, ?, ?)", [(f"run {run}", *file, day) for file in files])


def test_usual_is_the_median_of_the_last_runs(con):
    for run, records in enumerate([900, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100], start=1):
        add(con, run, ("loaded", records, 2, 1.0), ("loaded", records, 0, 3.0), ("quarantined", 0, 0, 9.0))

    assert usual_pace(con, "run 12") == Pace(55.0, 1.0, 2.0, 1 / 3)  # the first is the eleventh before it


def test_runs_that_loaded_nothing_and_the_run_itself_do_not_count(con):
    for run in (1, 2, 3):
        add(con, run, ("loaded", 10, 0, 1.0))
    add(con, 4, ("quarantined", 0, 0, 1.0))

    assert usual_pace(con, "run 5") == Pace(10.0, 0.0, 1.0, 0.0)
    assert usual_pace(con, "run 3") is None


def test_report_of_a_run_says_what_differs():
    usual = Pace(records=100.0, rejects=0.0, seconds=0.2, refused=0.01)

    assert compared(2, 2, 50, 1, 0.6, usual) == (
        ("records a file", "25.0", "100.0"), ("rejects a file", "0.50", "0.00"), ("seconds a file", "0.30", "0.20"),
        ("refused", "50.0%", "1.0%"),
    )  # fmt: skip
    assert "| records a file | 0.0 | 100.0 |" in run_report(Summary("run", (), (), 1.0, usual=usual))
    assert "Against" not in run_report(Summary("run", (), (), 1.0))
