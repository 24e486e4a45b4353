"""Several processes at once: two runs share the work, and who reads is not disturbed."""

from __future__ import annotations

from contextlib import closing

from warmed import REPORTS, start

from pipeline import ingest, warehouse


def test_two_runs_at_once_share_the_work(dropped, check, tmp_path):
    both = [start(tmp_path / f"said {number}", "ingest", "--wait") for number in range(2)]

    assert sorted(underway.ended().code for underway in both) == [0, 1]
    check(dropped)


def test_reader_is_not_disturbed_by_ten_publishes(run, dropped):
    run()
    with closing(warehouse.read_snapshot(dropped.snapshot)) as reader:
        before = warehouse.table_hashes(reader)
        for _ in range(10):
            with closing(warehouse.open_warehouse(dropped.warehouse)) as con:
                con.execute("update runs set files = files + 1")
                warehouse.publish(dropped.warehouse, dropped.snapshot, con)
        assert warehouse.table_hashes(reader) == before
        assert reader.execute("select count(*) from v_figures").fetchone() == (len(REPORTS),)
    assert ingest.ingest(dropped).outcomes == ()
