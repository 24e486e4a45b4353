"""Versions of a report: views show the newest, `as_of` what was known then, and the order in which they come in makes no difference."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import duckdb
import pytest
from handmade import ReportBuilder, staged

from pipeline.warehouse import forget, load
from schemas import LedgerEntry, Report

FIRST, SECOND = date(2025, 11, 3), date(2025, 11, 10)


def report(
    trillions: int, published_on: date | None = FIRST, *, name: str = "실적.txt", title: str | None = None, **about: str
) -> Report:
    """A report of that revenue; *about* goes into its document."""
    text = f"{trillions}조원"
    built = ReportBuilder(f"{name} {trillions}", published_on).sentence(text).figure(text, trillions * 10**12).build()
    document = built.document.model_copy(update={"source_name": name, "title": title, **about})
    return built.model_copy(update={"document": document})


@pytest.fixture
def take_in(con: duckdb.DuckDBPyConnection, tmp_path) -> Callable[..., str]:
    """Load a report that came in at a day and was found in a place; its doc_id."""

    def take(arriving: Report, arrived: str, place: str = "/inbox/실적.txt") -> str:
        doc_id = arriving.document.doc_id
        entry = LedgerEntry(
            run_id=arrived, doc_id=doc_id, source_name=arriving.document.source_name, source_path=place, status="loaded",
            reason=None, records=1, rejects=0, seconds=0.1, finished_at=datetime.fromisoformat(arrived),
        )  # fmt: skip
        load(con, [staged(arriving, tmp_path / "staging")], ledger=[entry])
        return doc_id

    return take


def amounts(con: duckdb.DuckDBPyConnection, source: str = "v_figures") -> list[int]:
    return [int(value // 10**12) for (value,) in con.execute(f"select value from {source} order by 1").fetchall()]  # noqa: S608


def test_views_show_the_newest_and_the_tables_keep_all(con, take_in):
    old, new = take_in(report(86), "2025-12-01"), take_in(report(87, SECOND), "2025-12-02")

    assert amounts(con) == [87]
    assert amounts(con, "figures") == [86, 87]
    assert con.execute("select superseded_by, superseded_for from v_versions where doc_id = ?", [old]).fetchone() == (
        new,
        "place",
    )
    for view in ("v_facts", "v_documents"):
        assert len(con.execute(f"from {view}").fetchall()) == 1


@pytest.mark.parametrize("newer_first", [False, True])
def test_the_one_published_later_holds_whichever_came_in_first(con, take_in, newer_first):
    versions = [report(86), report(87, SECOND)]
    for number, version in enumerate(reversed(versions) if newer_first else versions):
        take_in(version, f"2025-12-0{number + 1}")

    assert amounts(con) == [87]


@pytest.mark.parametrize("days", [(FIRST, FIRST), (None, FIRST), (SECOND, None), (None, None)])
def test_where_the_days_do_not_tell_the_one_that_came_in_later_holds(con, take_in, days):
    take_in(report(86, days[0]), "2025-12-01")
    take_in(report(87, days[1]), "2025-12-02")

    assert amounts(con) == [87]


def test_what_was_known_then(con, take_in):
    """By publication where the days differ; a day counts whole, and a time to the second."""
    take_in(report(86), "2025-12-01 09:00")
    take_in(report(87, SECOND), "2025-12-01 09:30")
    take_in(report(88, SECOND), "2025-12-01 10:00")

    known = {
        moment: amounts(con, f"as_of('{moment}')")
        for moment in ("2025-11-02", "2025-11-03", "2025-11-09", "2025-11-10", "2025-12-01 09:45", "2025-12-01")
    }

    assert list(known.values()) == [[], [86], [86], [87], [87], [88]]
    assert amounts(con, "as_of(date '2025-11-09')") == [86]
    assert amounts(con, "(from figures semi join documents_as_of('2025-11-09') using (doc_id))") == [86]


def test_older_version_holds_again_when_the_newer_one_is_removed(con, take_in):
    take_in(report(86), "2025-12-01")
    forget(con, [take_in(report(87), "2025-12-02")])

    assert amounts(con) == [86]


def test_sidecar_names_what_it_corrects(con, take_in):
    old = take_in(report(86, name="a.txt"), "2025-12-01", "/inbox/a.txt")
    take_in(report(87, name="b.txt", supersedes="a.txt"), "2025-12-02", "/inbox/b.txt")
    take_in(report(88, name="c.txt", supersedes=old[:12]), "2025-12-03", "/inbox/c.txt")

    assert amounts(con) == [87, 88]
    assert con.execute("select superseded_for from v_versions where doc_id = ?", [old]).fetchone() == ("sidecar",)


def test_version_that_names_its_own_file_name_holds(con, take_in):
    for number in (1, 2, 3):
        take_in(report(85 + number, supersedes="실적.txt"), f"2025-12-0{number}", f"/{number}/실적.txt")

    assert amounts(con) == [88]


CORRECTIONS = [
    ("3분기 실적", "[정정] 3분기 실적", {}, [87]),
    ("분기보고서", "(기재정정)분기보고서", {}, [87]),
    ("3분기 실적", "정정의 의의와 3분기 실적", {}, [86, 87]),
    ("3분기 실적", "[정정] 2분기 실적", {}, [86, 87]),
    ("3분기 실적", "[정정] 3분기 실적", {"publisher": "누리전자"}, [86, 87]),
    ("3분기 실적", "[정정] 3분기 실적", {"publisher": None}, [86, 87]),
]


@pytest.mark.parametrize(("title", "correction", "about", "shown"), CORRECTIONS)
def test_title_of_a_correction_names_what_it_corrects(con, take_in, title, correction, about, shown):
    take_in(report(86, title=title, publisher="한빛전자"), "2025-12-01", "/inbox/a.txt")
    take_in(report(87, title=correction, **{"publisher": "한빛전자"} | about), "2025-12-02", "/inbox/b.txt")

    assert amounts(con) == shown


def test_correction_of_one_of_several_reports_of_that_title_replaces_none(con, take_in):
    for number in (1, 2):
        take_in(report(number, title="주간 동향", publisher="한빛전자"), f"2025-12-0{number}", f"/inbox/{number}.txt")
    take_in(report(3, title="[정정] 주간 동향", publisher="한빛전자"), "2025-12-03", "/inbox/3.txt")

    assert amounts(con) == [1, 2, 3]


def test_same_name_elsewhere_is_another_report(con, take_in):
    take_in(report(86), "2025-12-01", "/inbox/서울/실적.txt")
    take_in(report(87), "2025-12-02", "/inbox/부산/실적.txt")

    assert amounts(con) == [86, 87]
