"""What is staged is what was said, and it is there whole or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from handmade import ENTITIES, ReportBuilder, staged
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from pipeline.warehouse import stage, tables_of
from pipeline.warehouse.columns import arrow_schema, arrow_table, columns_of
from schemas import TABLES, Entity, Figure, FxRate, Record, Run

FIGURE = ReportBuilder("a").sentence("매출은 3,800억 원이다.").figure("3,800억 원", 380_000_000_000).build().figures[0]

magnitudes = st.decimals(
    min_value=Decimal(-(10**29) + 1), max_value=Decimal(10**29 - 1), places=9, allow_nan=False, allow_infinity=False
)


@given(
    magnitudes, st.none() | magnitudes, st.dates(), st.booleans(), st.none() | st.text(st.characters(exclude_categories=["Cs"]))
)
def test_values_survive_exactly(value, high, day, approximate, words):
    figure = FIGURE.model_copy(
        update={"value": value, "value_high": high, "period_end": day, "approximate": approximate, "per": words}
    )

    (row,) = arrow_table(Figure, [figure]).to_pylist()

    assert row == figure.model_dump()


def test_lists_survive():
    rows = arrow_table(Entity, ENTITIES).to_pylist()

    assert rows == [
        {**entity.model_dump(), "aliases": list(entity.aliases), "tickers": list(entity.tickers)} for entity in ENTITIES
    ]


def test_times_are_stored_as_utc():
    seoul = datetime(2025, 12, 1, 9, 0, tzinfo=timezone(timedelta(hours=9)))
    run = Run(
        run_id="r",
        started_at=seoul,
        finished_at=None,
        sasil_version="1",
        extractor_version="1",
        files=0,
        loaded=0,
        duplicates=0,
        quarantined=0,
        rejects=0,
    )

    (row,) = arrow_table(Run, [run]).to_pylist()

    assert row["started_at"] == seoul.astimezone(UTC).replace(tzinfo=None) == datetime(2025, 12, 1)
    assert row["finished_at"] is None


def test_a_value_too_precise_is_refused_not_rounded():
    figure = FIGURE.model_copy(update={"value": Decimal("0.0000000001")})

    with pytest.raises(pa.ArrowInvalid):
        arrow_table(Figure, [figure])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_record_has_a_column_for_each_field(table):
    assert arrow_schema(table.record).names == list(table.record.model_fields)


def test_a_field_without_a_column_type_is_named():
    class Odd(Record):
        nested: BaseModel

    with pytest.raises(TypeError, match=r"Odd\.nested"):
        columns_of(Odd)


def test_stage_has_a_file_for_each_table_with_rows(tmp_path):
    rate = FxRate(currency="CNY", rate_on=date(2025, 12, 1), krw=Decimal("207.12"), usd=Decimal("0.1414"), source="ECB")
    report = ReportBuilder("a").sentence("매출은 3,800억 원이다.").figure("3,800억 원", 380_000_000_000).build(fx_rates=(rate,))

    folder = staged(report, tmp_path)

    assert folder == tmp_path / report.document.doc_id
    assert {file.name for file in folder.iterdir()} == {
        "documents.parquet",
        "blocks.parquet",
        "sentences.parquet",
        "figures.parquet",
        "fx_rates.parquet",
    }
    assert pq.read_table(folder / "figures.parquet").schema == arrow_schema(Figure)
    assert pq.read_table(folder / "fx_rates.parquet").to_pylist() == [rate.model_dump()]


def test_reports_of_a_batch_share_their_files(tmp_path):
    reports = [ReportBuilder(name).sentence("숫자가 없다.").tokens(("숫자", "NNG")).build() for name in "abc"]

    folder = stage([tables_of(report) for report in reports], tmp_path / "0")

    assert sorted(file.name for file in folder.iterdir()) == [
        "blocks.parquet",
        "documents.parquet",
        "sentences.parquet",
        "tokens.parquet",
    ]
    assert pq.read_table(folder / "tokens.parquet").to_pylist() == [token.model_dump() for r in reports for token in r.tokens]


def test_a_stage_is_replaced_whole(tmp_path):
    staged(ReportBuilder("a").sentence("매출은 3,800억 원이다.").figure("3,800억 원", 380_000_000_000).build(), tmp_path)

    folder = staged(ReportBuilder("a").sentence("숫자가 없다.").build(), tmp_path)

    assert not (folder / "figures.parquet").exists()
    assert list(tmp_path.iterdir()) == [folder]


def test_a_stage_that_breaks_off_is_no_stage(tmp_path, monkeypatch):
    """The folder named after the document appears when all of its files are there."""

    def disk_full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", disk_full)
    report = ReportBuilder("a").sentence("숫자가 없다.").build()

    with pytest.raises(OSError, match="No space left"):
        staged(report, tmp_path)

    assert not (tmp_path / report.document.doc_id).exists()
