"""`sasil export`: the same answer in every form, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime

import duckdb
import openpyxl
import pytest

from pipeline.export import defused, export
from pipeline.settings import UserError

ANSWER = """
    SELECT 'd1' AS doc_id, 'a.txt' AS source_name, '=HYPERLINK("http://x")' AS sentence, DATE '2025-09-08' AS published_on,
           380000000000.5::DECIMAL(38, 9) AS value, ['가', '나'] AS names, NULL AS nothing, true AS sure
    UNION ALL
    SELECT 'd2', 'b.txt', '+34%', DATE '1899-01-01', -7, [], 'x', false
    ORDER BY doc_id
"""


@pytest.fixture
def con():
    with duckdb.connect() as connection:
        connection.execute("""
            CREATE TABLE documents AS SELECT * FROM (VALUES
                ('d1', 'a.txt', '=제목', '기관', DATE '2025-12-01', 'https://example.com/a'), ('d3', 'c.txt', NULL, NULL, NULL, NULL)
            ) AS t(doc_id, source_name, title, publisher, published_on, url)
        """)
        yield connection


def test_csv_opens_in_korean_excel(con, tmp_path):
    assert export(con, ANSWER, tmp_path / "answer.csv") == 2

    assert (tmp_path / "answer.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader((tmp_path / "answer.csv").open(encoding="utf-8-sig")))
    assert rows[0]["sentence"] == '\'=HYPERLINK("http://x")'
    assert rows[1]["sentence"] == "'+34%"
    assert (rows[0]["value"], rows[1]["value"], rows[0]["published_on"]) == ("380000000000.5", "-7", "2025-09-08")
    assert (rows[0]["names"], rows[0]["nothing"]) == ('["가", "나"]', "")


def test_xlsx_has_numbers_days_and_links(con, tmp_path):
    export(con, ANSWER, tmp_path / "answer.xlsx")

    book = openpyxl.load_workbook(tmp_path / "answer.xlsx")
    head, first, second = book["rows"].iter_rows()
    cells = {name.value: (one, other) for name, one, other in zip(head, first, second, strict=True)}
    assert [cell.value for cell in cells["value"]] == [380000000000.5, -7]
    assert cells["published_on"][0].value == datetime(2025, 9, 8)
    assert cells["published_on"][1].value == "1899-01-01"  # Excel knows no such day
    assert (cells["sentence"][0].data_type, cells["sentence"][1].data_type) == ("s", "s")
    assert cells["sure"][0].value is True
    assert cells["doc_id"][0].hyperlink.location == "'reports'!A2"
    assert cells["doc_id"][1].hyperlink is None  # no such report
    reports = list(book["reports"].values)
    assert reports[1][:3] == ("d1", "a.txt", "=제목")
    assert book["reports"]["C2"].data_type == "s"
    assert book["reports"]["F2"].hyperlink.target == "https://example.com/a"


def test_json_lines_keep_types(con, tmp_path):
    export(con, ANSWER, tmp_path / "answer.jsonl")

    first, _ = map(json.loads, (tmp_path / "answer.jsonl").read_text("utf-8").splitlines())
    assert (first["value"], first["names"], first["published_on"], first["sure"]) == (
        380000000000.5,
        ["가", "나"],
        "2025-09-08",
        True,
    )


def test_parquet_keeps_types(con, tmp_path):
    assert export(con, ANSWER, tmp_path / "an'swer.parquet") == 2

    assert con.execute("select published_on, names from read_parquet(?)", [str(tmp_path / "an'swer.parquet")]).fetchone() == (
        date(2025, 9, 8),
        ["가", "나"],
    )


@pytest.mark.parametrize("wanted", ["documents", "documents;", "range(2)", "WITH t AS (SELECT 1 AS a) SELECT * FROM t"])
def test_a_table_a_call_or_a_query_may_be_named(con, tmp_path, wanted):
    assert export(con, wanted, tmp_path / "answer.csv") >= 1


@pytest.mark.parametrize(
    "wanted", ["nothing_here", "", "DROP TABLE documents", "SELECT 1; SELECT 2", "documents; DROP TABLE documents"]
)
def test_what_is_no_answer_is_refused(con, tmp_path, wanted):
    with pytest.raises(UserError):
        export(con, wanted, tmp_path / "answer.csv")

    assert list(tmp_path.iterdir()) == []
    assert con.execute("select count(*) from documents").fetchone() == (2,)


def test_a_file_is_not_replaced_unasked(con, tmp_path):
    (tmp_path / "answer.csv").write_text("mine")

    with pytest.raises(UserError, match="--force"):
        export(con, ANSWER, tmp_path / "answer.csv")

    export(con, ANSWER, tmp_path / "answer.csv", overwrite=True)
    assert "mine" not in (tmp_path / "answer.csv").read_text("utf-8")


def test_an_unknown_form_is_named(con, tmp_path):
    with pytest.raises(UserError, match=r"\.parquet, \.csv, \.xlsx, \.jsonl"):
        export(con, ANSWER, tmp_path / "answer.docx")


@pytest.mark.parametrize("text", ["=1+1", "+34%", "-11.4%", "@SUM(A1)", "\tx", "\rx"])
def test_a_formula_is_defused(text):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("value", ["3,800억", "", None, -7, 2.5, "a=b"])
def test_what_is_no_formula_stays(value):
    assert defused(value) == value
