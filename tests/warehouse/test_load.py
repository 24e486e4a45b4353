"""A batch is in the warehouse whole or not at all, and a second time it changes nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from handmade import ENTITIES, METRICS, ReportBuilder, staged

from pipeline.corrections import Said, find, ledger_rows
from pipeline.warehouse import (
    WarehouseError,
    add_corrections,
    forget,
    load,
    loaded_documents,
    open_warehouse,
    sync_entities,
    sync_metrics,
    table_hashes,
)
from pipeline.warehouse.derive import derive_all
from pipeline.warehouse.stage import REPORT_TABLES, rows_of
from pipeline.warehouse.words import sync_words
from schemas import TABLES, FxRate, LedgerEntry, Run

DAY = date(2025, 12, 1)
RUN = Run(
    run_id="r1",
    started_at=datetime(2025, 12, 1, 9),
    finished_at=None,
    sasil_version="0.1.0",
    extractor_version="1",
    files=1,
    loaded=0,
    duplicates=0,
    quarantined=0,
    rejects=0,
)
ENTRY = LedgerEntry(
    run_id="r1",
    doc_id=None,
    source_name="a.txt",
    source_path="/in/a.txt",
    status="loaded",
    reason=None,
    records=3,
    rejects=0,
    seconds=0.1,
    finished_at=datetime(2025, 12, 1, 9, 0, 1),
)


def full_report(name: str, version: str = "1", extra: bool = False):
    """A report with rows in every table."""
    builder = (
        ReportBuilder(name, version=version)
        .sentence("한빛전자는 12월 1일 신제품을 공개했다.")
        .tokens(("한빛전자", "NNP"), ("공개", "NNG"))
        .mention("한빛전자", "org:hanbit")
        .time("12월 1일", DAY)
        .sentence("매출은 3,800억 원이다.")
        .figure("3,800억 원", 380_000_000_000)
        .event("earnings", DAY, actor="org:hanbit", figures=("3,800억 원",))
        .reject("범위가 거꾸로다")
        .check("3,800억 원")
    )
    if extra:
        builder.sentence("영업이익은 10억 원이다.").figure("10억 원", 1_000_000_000, metric="operating_profit")
    rate = FxRate(currency="CNY", rate_on=DAY, krw=Decimal("207.12"), usd=Decimal("0.1414"), source="ECB")
    return builder.build(fx_rates=(rate,))


def content(con, table):
    return con.execute(f"from {table}").fetchall()


def test_all_rows_arrive_in_text_order(con, tmp_path):
    report = full_report("a")

    counts = load(con, [staged(report, tmp_path)])

    for table in REPORT_TABLES:
        expected = [
            tuple(list(v) if isinstance(v, tuple) else v for v in row.model_dump().values())
            for row in rows_of(report, table.name)
        ]
        assert content(con, table.name) == expected
        assert counts[table.name] == len(expected) > 0


def test_the_same_report_again_changes_nothing(con, tmp_path):
    folders = [staged(full_report(name), tmp_path) for name in "ab"]
    load(con, folders)
    before = table_hashes(con)

    load(con, folders)

    assert table_hashes(con) == before


def test_the_order_of_the_batch_makes_no_difference(empty_warehouse, tmp_path):
    folders = [staged(full_report(name), tmp_path) for name in "abc"]
    contents = []
    for order in (folders, random.sample(folders, k=3), [*reversed(folders), folders[0]]):
        with open_warehouse(Path(shutil.copyfile(empty_warehouse, tmp_path / f"{len(contents)}.duckdb"))) as con:
            load(con, order)
            contents.append([content(con, table.name) for table in REPORT_TABLES])

    assert contents[0] == contents[1] == contents[2]


def test_a_document_read_anew_replaces_its_rows_and_no_others(con, tmp_path):
    load(con, [staged(full_report(name, extra=True), tmp_path) for name in "ab"])

    load(con, [staged(full_report("a", version="2"), tmp_path)])

    assert sorted(loaded_documents(con).values()) == ["1", "2"]
    assert con.execute("select count(*) from figures group by doc_id order by 1").fetchall() == [(1,), (2,)]


def test_keys_are_unique_after_reloading(con, tmp_path):
    for version in "12":
        load(
            con,
            [staged(full_report(name, version), tmp_path) for name in "ab"],
            run=RUN,
            ledger=[ENTRY] if version == "1" else [],
        )
    sync_entities(con, ENTITIES)
    sync_metrics(con, METRICS)
    found = con.execute("select doc_id from documents").fetchall()
    load(con, [], ledger=[ENTRY.model_copy(update={"doc_id": doc_id, "run_id": doc_id}) for (doc_id,) in found])
    (figure_id,) = con.execute("select min(figure_id) from figures").fetchone()
    add_corrections(con, ledger_rows(find(con, figure_id), Said("accept", "kim"), []))
    sync_words(con, lambda lemma, tag: ())

    for table in TABLES:
        key = ", ".join(table.key)
        assert con.execute(f"select {key} from {table.name} group by all having count(*) > 1").fetchall() == [], table.name  # noqa: S608
        assert con.execute(f"select count(*) > 0 from {table.name}").fetchone() == (True,), table.name  # noqa: S608


def test_reference_rates_are_kept_once(con, tmp_path):
    """The rate that came first stays, also when a later report brings another one for the same day."""
    load(con, [staged(full_report(name), tmp_path) for name in "ab"])
    later = FxRate(currency="CNY", rate_on=DAY, krw=Decimal(1), usd=Decimal(1), source="ECB")

    counts = load(con, [staged(ReportBuilder("c").sentence("본문").build(fx_rates=(later,)), tmp_path)])

    assert counts["fx_rates"] == 0
    assert con.execute("select krw from fx_rates").fetchall() == [(Decimal("207.12"),)]


def test_ledger_grows_and_the_run_is_kept_once(con):
    load(con, [], run=RUN, ledger=[ENTRY])
    load(con, [], run=RUN.model_copy(update={"finished_at": datetime(2025, 12, 1, 10), "loaded": 1}), ledger=[ENTRY])

    assert con.execute("select count(*) from ledger").fetchone() == (2,)
    assert con.execute("select loaded, finished_at from runs").fetchall() == [(1, datetime(2025, 12, 1, 10))]


def test_history_is_no_part_of_the_hashes(con):
    before = table_hashes(con)

    load(con, [], run=RUN, ledger=[ENTRY])

    assert table_hashes(con) == before
    assert before.keys() == {table.name for table in TABLES} - {"ledger", "runs", "corrections"}


def test_hashes_see_every_change(con, tmp_path):
    load(con, [staged(full_report("a"), tmp_path)])
    before = table_hashes(con)

    con.execute("update figures set value = value + 1")

    assert {name for name, after in table_hashes(con).items() if after != before[name]} == {"figures"}


def test_a_batch_that_fails_leaves_nothing(con, tmp_path):
    good, bad = (staged(full_report(name), tmp_path) for name in "ab")
    (bad / "events.parquet").write_bytes(b"not Parquet")
    before = table_hashes(con)

    with pytest.raises(WarehouseError, match=r"^load: ") as error:
        load(con, [good, bad], run=RUN, ledger=[ENTRY])

    assert "\n" not in str(error.value)
    assert table_hashes(con) == before
    assert content(con, "ledger") == content(con, "runs") == []
    load(con, [good])
    assert len(loaded_documents(con)) == 1


def test_a_stage_of_an_older_version_lacks_columns(con, tmp_path):
    """Columns are matched by name; one that is missing is NULL."""
    folder = staged(full_report("a"), tmp_path)
    file = folder / "figures.parquet"
    with duckdb.connect() as scratch:
        scratch.execute(f"create table old as select * exclude (stated_rate_deviation) from read_parquet('{file}')")  # noqa: S608
        scratch.execute(f"copy old to '{file}'")

    load(con, [folder, staged(full_report("b"), tmp_path)])

    assert con.execute("select count(*) from figures where stated_rate_deviation is null").fetchone() == (2,)


def test_folders_with_pattern_characters_are_loaded(con, tmp_path):
    load(con, [staged(full_report("a"), tmp_path / "보고서 [2025] *")])

    assert len(loaded_documents(con)) == 1


def test_entities_are_replaced_when_they_differ(con):
    assert sync_entities(con, ENTITIES) is True
    assert sync_entities(con, reversed(ENTITIES)) is False
    assert sync_entities(con, ENTITIES[:1]) is True
    assert con.execute("select entity_id, aliases from entities").fetchall() == [("org:hanbit", ["한빛"])]


def test_metrics_are_replaced_when_they_differ(con):
    assert sync_metrics(con, METRICS) is True
    assert sync_metrics(con, reversed(METRICS)) is False
    assert sync_metrics(con, METRICS[:1]) is True
    assert con.execute("select metric, broader, kind, units from metrics").fetchall() == [
        ("share_price", None, "price", ["money"])
    ]


KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline.warehouse import load, open_warehouse

loading = sys.modules[load.__module__]
insert, calls = loading._insert_staged, []

def insert_and_die(con, table, folders):
    calls.append(table)
    if len(calls) == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    return insert(con, table, folders)

loading._insert_staged = insert_and_die
load(open_warehouse(Path(sys.argv[1])), [Path(sys.argv[2])])
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize("step", [2, len(REPORT_TABLES)])
def test_a_kill_in_the_middle_leaves_the_old_state(python, path, tmp_path, step):
    """The rows of a document that was being replaced are still the old ones, in every table."""
    old, new = staged(full_report("a"), tmp_path / "old"), staged(full_report("a", version="2", extra=True), tmp_path / "new")
    with open_warehouse(path) as con:
        load(con, [old])
        before = table_hashes(con)

    killed = python(KILLED, path, new, step)

    assert killed.returncode == -signal.SIGKILL
    with open_warehouse(path) as con:
        assert table_hashes(con) == before
        load(con, [new])
        assert set(loaded_documents(con).values()) == {"2"}


def test_what_follows_from_reports_is_brought_along_as_if_written_anew(con, tmp_path):
    """After a load, a second version, a correction, a new gazetteer and a removal."""
    day = ReportBuilder("a").sentence("한빛전자 매출 3억 원 공개").figure("3억 원", 300_000_000)
    first = day.event("earnings", DAY, actor="org:hanbit", figures=("3억 원",)).build()
    other = ReportBuilder("b").sentence("누리소프트 매출 5억 원").figure("5억 원", 500_000_000, subject_entity_id=None).build()
    sync_entities(con, ENTITIES[:1])
    load(con, [staged(report, tmp_path) for report in (first, other)])
    target = find(con, first.figures[0].figure_id)
    add_corrections(con, ledger_rows(target, Said("set", "김분석"), [("value", "300000000", "310000000")]))
    sync_entities(con, ENTITIES)
    brought = table_hashes(con)

    con.begin()
    derive_all(con)
    con.commit()

    assert table_hashes(con) == brought
    assert con.execute("select value, subject from compared_figures order by value").fetchall() == [
        (310_000_000, "한빛전자"),
        (500_000_000, "한빛전자"),
    ]
    forget(con, [first.document.doc_id])
    assert con.execute("select count(*) from compared_figures union all select count(*) from tellings").fetchall() == [(1,), (0,)]
