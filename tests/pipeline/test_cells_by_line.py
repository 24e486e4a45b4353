"""Tables of filings whose cells stand in a line each, or whose heads lost their spans."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline import extract

DAY = date(2031, 7, 1)


def tables(text):
    report = extract(text, DAY)
    return [report.document.text[block.start_char : block.end_char] for block in report.blocks if block.kind == "table"]


def figures(text):
    report = extract(text, DAY)
    return [(report.document.text[f.start_char : f.end_char], f.unit) for f in report.figures]


OPENED = """| 구분 | 청구기간 | 지급일 | 조기상환율 | |
| FROM | TO | | |
|
1차 |
2032-03-06 |
2032-03-16 |
2032-03-21 |
101.5 |
|
2차 |
2032-06-06 |
2032-06-16 |
2032-06-21 |
102.25 |
|
"""


def test_a_pipe_alone_opens_a_row_whose_cells_pipes_close():
    assert tables(OPENED) == [
        "| 구분 | 청구기간 | | 지급일 | 조기상환율 |\n| | FROM | TO | | |\n"
        "| 1차 | 2032-03-06 | 2032-03-16 | 2032-03-21 | 101.5 |\n| 2차 | 2032-06-06 | 2032-06-16 | 2032-06-21 | 102.25 |"
    ]
    assert figures(OPENED) == [("101.5", "percent"), ("102.25", "percent")]


@pytest.mark.parametrize(
    "text",
    [
        OPENED.replace("2032-06-16 |\n", ""),  # a cell is missing in the second row
        "|\n1차 |\n2032-03-21 |\n101.5 |\n|\n",  # one row
        "|\n1차\n101.5\n|\n2차\n102.25\n",  # no pipe closes the cells
    ],
)
def test_rows_that_differ_are_none(text):
    assert not any("1차 |" in table for table in tables(text))


TABBED = """(기준일 : 2031년 06월 30일 ) (단위 : 주, %)
구 분\t주식의 종류\t비고
의결권 있는 주식\t의결권 없는 주식\t합계
Ⅰ. 발행한 주식의 총수\t12,000\t-\t12,000\t-
Ⅱ. 자기주식수\t1,500\t-\t1,500\t-
"""


def test_one_head_spans_the_lower_ones_and_a_remark_spans_none():
    assert tables(TABBED)[0].startswith(
        "| 구 분 | 주식의 종류 | | | 비고 |\n| | 의결권 있는 주식 | 의결권 없는 주식 | 합계 | |\n"
    )
    report = extract(TABBED, DAY)
    assert [int(f.value) for f in report.figures] == [12000, 12000, 1500, 1500]
    assert {(f.unit, f.counter, f.period_start) for f in report.figures} == {("count", "주", date(2031, 6, 30))}


def test_two_heads_that_may_span_are_left_alone():
    assert figures(TABBED.replace("비고", "수량")) == []


CORRECTED = """4. 정정사항
정정항목 정정전 정정후
투자금액(원) 17,000,000,000 18,500,000,000
자기자본대비(%) 24.1 26.2
"""


def test_what_is_corrected_heads_columns():
    assert figures(CORRECTED) == [
        ("17,000,000,000", "KRW"), ("18,500,000,000", "KRW"), ("24.1", "percent"), ("26.2", "percent"),
    ]  # fmt: skip


def test_letters_of_such_a_head_may_stand_apart():
    text = "항  목 정정사유 정 정 전 정 정 후\n2. 사채의 권면총액 (원) 납입일 정정 9,000,000,000 4,500,000,000\n"
    assert figures(text) == [("9,000,000,000", "KRW"), ("4,500,000,000", "KRW")]


HELD = """| 증권의 내역 |
| 주 권 |
전환
사채권 |
기타 |
합 계 |
| 주수(주) |
비율(%) |
1,200
300
-
1,500
7.5
"""


def test_parts_have_the_unit_of_the_total_that_they_add_up_to():
    assert figures(HELD) == [("1,200", "count"), ("300", "count"), ("1,500", "count"), ("7.5", "percent")]


@pytest.mark.parametrize("text", [HELD.replace("1,500", "1,600"), HELD.replace("합 계", "잔 고"), HELD.replace("300\n", "")])
def test_without_that_sum_nobody_knows_which_head_spans(text):
    assert not tables(text)


RATES = """| 발행주식 총수(J) |
주식외 증권의 수(B+C=I) |
소유비율(%) |
| 증권의 소유비율 [A+I / J+I] × 100 |
주권의 소유비율 (A / J) × 100 |
20,000
-
7.50
6.00
"""


def test_heads_that_repeat_the_name_of_one_stand_below_it():
    assert figures(RATES) == [("20,000", "count"), ("7.50", "percent"), ("6.00", "percent")]


REMARKED = """| 보고사유 |
변동일 |
종류 |
보유주식수(주) |
단가(원) |
비 고 |
변동전 |
증감 |
변동후 |
장내매수(+) |
2031년 06월 12일 |
보통주 |
1,000 |
200 |
1,200 |
8,700 |
- |
대여(-) |
2031년 06월 13일 |
보통주 |
1,200 |
-50 |
1,150 |
- |
하람증권 |
장내매수(+) |
2031년 06월 14일 |
보통주 |
1,150 |
10 |
1,160 |
8,800 |
- |
"""


def test_words_may_stand_below_the_head_of_remarks():
    assert [line.count("|") for line in tables(REMARKED)[0].split("\n")] == [7] * 5
    assert figures(REMARKED)[4:8] == [("1,200", "count"), ("-50", "count"), ("1,150", "count"), ("1,150", "count")]


def test_a_bracket_in_cells_of_its_own_is_the_caption_of_the_table():
    text = """자기주식 보유현황
| [ |
2031년 04월 05일
현재] |
(단위 : 원, 주)

| 구분 | 수량 | 금액 |
|---|---|---|
| 보통주식 | 1,200 | 8,400,000 |
"""
    report = extract(text, DAY)
    assert "[ 2031년 04월 05일 현재] (단위 : 원, 주)" in report.document.text
    assert [(f.unit, f.period_start, f.period_end) for f in report.figures] == [
        ("count", date(2031, 4, 5), date(2031, 4, 5)),
        ("KRW", date(2031, 4, 5), date(2031, 4, 5)),
    ]


HOLDING = """| | 보고서작성 기준일 | 보고자 | 주식등 | 주권 | 발행주식총수(주) |
|---|---|---|---|---|---|
| 본인 성명 | 관계자수 | 주식등의 수(주) | 비율(%) | 주식수(주) | 비율(%) |
| 직전보고서 | 2031년 03월 04일 | 가온홀딩스 | 2 | 1,204,500 | 6.02 | 1,104,500 | 5.52 | 20,010,000 |
| 이번보고서 | 2031년 06월 11일 | 가온홀딩스 | 2 | 1,304,500 | 6.52 | 1,204,500 | 6.02 | 20,010,000 |
| 증 감 | 100,000 | 0.50 | 100,000 | 0.50 | 0 |
"""


def test_days_and_names_below_heads_that_lost_their_spans_are_no_numbers():
    table = tables(HOLDING)[0].split("\n")
    assert table[0] == "| | 보고서작성 기준일 | 보고자 | | 주식등 | | 주권 | | 발행주식총수(주) |"
    assert table[1] == "| | | 본인 성명 | 관계자수 | 주식등의 수(주) | 비율(%) | 주식수(주) | 비율(%) | |"
    assert table[-1] == "| 증 감 | | | | 100,000 | 0.50 | 100,000 | 0.50 | 0 |"
    assert figures(HOLDING)[:4] == [("1,204,500", "count"), ("6.02", "percent"), ("1,104,500", "count"), ("5.52", "percent")]
    assert figures(HOLDING)[-5:] == [
        ("100,000", "count"), ("0.50", "percentage_point"), ("100,000", "count"), ("0.50", "percentage_point"), ("0", "count"),
    ]  # fmt: skip


def test_heads_below_which_no_way_agrees_with_the_numbers_stay_as_they_are():
    assert tables(HOLDING.replace("| 2 | 1,204,500 | 6.02 |", "| 2 | 6.02 | 1,204,500 |"))[0].startswith(
        "| | 보고서작성 기준일 | 보고자 | 주식등 |"
    )


TRADES = """| 보고사유 | 변동일 | 증권의 종류 | 소유주식수(주) | 단가(원) | 비 고 |
|---|---|---|---|---|---|
| 변동전 | 증감 | 변동후 |
| 장내매도(-) | 2031.06.09 | 보통주 | 4,200 | -300 | 3,900 | 51,000 | - |
| 장내매도(-) | 2031.06.10 | 보통주 | 3,900 | -1,000 | 2,900 | 52,500 | - |
| 합 계 | 4,200 | -1,300 | 2,900 | - | |
"""


def test_a_stock_before_and_after_its_change_stands_below_one_head():
    table = tables(TRADES)[0].split("\n")
    assert table[:2] == [
        "| 보고사유 | 변동일 | 증권의 종류 | 소유주식수(주) | | | 단가(원) | 비 고 |",
        "| | | | 변동전 | 증감 | 변동후 | | |",
    ]
    assert table[-1] == "| 합 계 | | | 4,200 | -1,300 | 2,900 | - | |"
    assert [value for value, unit in figures(TRADES) if unit == "KRW"] == ["51,000", "52,500"]


def test_where_they_do_not_add_up_nobody_knows_what_the_head_spans():
    assert tables(TRADES.replace("-300", "-400"))[0].startswith(
        "| 보고사유 | 변동일 | 증권의 종류 | 소유주식수(주) | 단가(원) | 비 고 |"
    )
