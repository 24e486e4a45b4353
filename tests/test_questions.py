"""docs/questions.md: every query is short and runs; on the five real reports, where they are, the answers are those of the texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline import ingest
from pipeline.settings import load_settings
from pipeline.warehouse import read_snapshot

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "reports"
PAGE = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
QUESTIONS = {
    int(number): query for number, query in re.findall(r"^## (\d+)\..*?^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
}
MOST_LINES = 8

RIGHT: dict[int, tuple[tuple[str, ...], Sequence[tuple[Any, ...]]]] = {
    1: (
        ("period", "modality", "billion", "unit"),
        [("2022", "actual", 30, "CNY"), ("2023", "actual", 70, "CNY"), ("2024", "actual", 90, "CNY"), ("2025", "forecast", 125, "CNY"),
         ("2026", "forecast", 140, "CNY"), ("2025-02-26/2028-02-25", "plan", 380, "CNY")],
    ),
    3: (("period", "value", "unit"), [("2025-Q3", 39.8e9, "CNY")]),
    4: (("subject", "value", "unit", "reports"), [("알리바바", 380e9, "CNY", 3)]),
    5: (("subject", "percent"), [("알리바바", 35.8), ("바이트댄스", 14.8), ("화웨이", 13.1), ("텐센트", 7), ("바이두", 6.1)]),
    6: (("subject", "percent"), [("바이두", 16.1), ("알리바바", 1.9)]),
    7: (
        ("metric", "value", "unit"),
        [("share_price", 138.9, "HKD"), ("market_cap", 545e12, "KRW"), ("market_cap", 2619e9, "CNY")],
    ),
    8: (("days", "event_type"), [("2025-09-05", "product_release"), ("2025-09-08", "product_release")]),
    11: (("source_name",), [(f"{name}.txt",) for name in ("001_52659ff6ed088893", "002_5d12a9f6474251b4", "003_bb1140d7c5ae393e")]),
    13: (("status", "actors"), [("planned", ["X Square Robot"]), ("rumoured", ["알리바바"])]),
    14: (("original_text", "text", "percent"), [("200억 위안", "4조 1,480억원", 9.7)]),
    15: (("verdict", "text"), [("agrees", "1조 2,500억 위안"), ("agrees", "35.8%")]),
    16: (("period", "modality", "percent"), [("2025-Q3", "actual", 34)]),
    17: (("other",), [("텐센트",), ("바이두",), ("애플",), ("바이트댄스",)]),
    18: (
        ("subject", "per", "pbr", "psr"),
        [("알리바바", 18.1, 2.4, 2.5), ("텐센트", 23.6, 4.5, 7.2), ("바이두", 13.1, 1.0, 2.2), ("징둥", 14.1, 1.4, 0.3),
         ("샤오미", 31.6, 5.5, 2.7)],
    ),
    21: (
        ("metric", "period", "value", "unit"),
        [("net_income", "2024", 5.946e9, "CNY"), ("net_income", "2025", 8.3e9, "CNY"), ("purchase_amount", "2022/2024", 75e9, "CNY"),
         ("purchase_amount", "2025-H1", 20e9, "CNY")],
    ),
    22: (("subject", "metric", "value", "unit"), [("선전", "support_cap", 10e6, "CNY"), ("선전", "support_ratio", 60, "percent")]),
    23: (("subject", "per"), [("바이두", 13.1), ("징둥", 14.1)]),
    24: (("event_type", "actors"), [("partnership", ["알리바바"]), ("partnership", ["애플"])]),
    25: (("metric", "value", "unit"), [("market_share", 13.1, "percent")]),
}  # fmt: skip
"""Columns, and rows of them that the texts of the five reports give; others may stand beside them."""
WHOLE = {1, 2, 9, 18, 23}
"""Questions whose answer on the five reports has no other row: nobody forecast what another reports, and nothing contradicts."""


def warehouse_of(paths: Sequence[Path], folder: Path) -> duckdb.DuckDBPyConnection:
    settings = load_settings(outputs=folder)
    ingest.ingest(settings, paths)
    return read_snapshot(settings.snapshot)


def answer(con: duckdb.DuckDBPyConnection, number: int, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    result = con.execute(QUESTIONS[number])
    names = [column[0] for column in result.description]
    return [tuple(row[names.index(column)] for column in columns) for row in result.fetchall()]


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(warehouse_of([ROOT / "seeds" / "reports"], tmp_path_factory.mktemp("seeded"))) as con:
        yield con


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    found = sorted(REAL.glob("00*.txt"))
    if not found:
        pytest.skip("the five real reports are not here")
    with closing(warehouse_of(found, tmp_path_factory.mktemp("real"))) as con:
        yield con


def test_there_are_25_questions():
    assert sorted(QUESTIONS) == list(range(1, 26))


@pytest.mark.parametrize("number", sorted(QUESTIONS))
def test_a_query_is_short_and_runs(seeded, number):
    assert len(QUESTIONS[number].strip().splitlines()) <= MOST_LINES
    assert seeded.execute(QUESTIONS[number]).description


@pytest.mark.parametrize("number", sorted({*RIGHT, *WHOLE}))
def test_the_answer_is_that_of_the_texts(real, number):
    columns, right = RIGHT.get(number, ((), []))
    rows = answer(real, number, columns)

    assert [row for row in right if row not in rows] == []
    if number in WHOLE:
        assert len(rows) == len(right)


def test_search_finds_the_plan_by_a_word_it_does_not_use(real):
    rows = answer(real, 12, ("highlighted",))

    assert any("3,800억 위안" in sentence and "CAPEX" in sentence for (sentence,) in rows)


def test_what_is_unsure_is_shown_and_nothing_else(seeded):
    uncertain = {confidence for (confidence,) in answer(seeded, 10, ("confidence",))}

    assert uncertain
    assert seeded.execute("select count(*) from v_figures where confidence < 0.5").fetchone()[0] <= len(answer(seeded, 10, ()))


def test_reports_are_counted_by_publisher(seeded):
    assert ("게임비즈", "news", 1) in answer(seeded, 19, ("publisher", "doc_type", "reports"))
