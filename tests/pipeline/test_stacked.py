"""Heads of two lines that came out one cell after the other are laid over their columns, or the table is left alone."""

import pytest

from pipeline.readers import raw_report
from pipeline.segment import segment
from pipeline.segment.stacked import stacked

UNIT = "(단위: 억원, %)"


def tables(heads: str, *rows: str, unit: str = UNIT) -> list[list[str]]:
    """The tables of a text with one cell a line; cells are written with ` / ` between them."""
    cells = [cell for line in (heads, *rows) for cell in line.split(" / ")]
    segmented = segment(raw_report("\n".join(["가온유통 실적", "", unit, *cells]) + "\n"))
    return [segmented.text[block.start_char : block.end_char].split("\n") for block in segmented.blocks if block.kind == "table"]


def rows_of(count: int, *labels: str) -> list[str]:
    """Rows of amounts of which none is a part of another."""
    return [" / ".join([label, *(f"{1203 + 97 * n + 311 * m * m:,}" for n in range(count))]) for m, label in enumerate(labels)]


SHARED = ["계 / 400 / 100.0 / 500 / 100.0", "쌀 / 120 / 30.0 / 145 / 29.0", "축산 / 280 / 70.0 / 355 / 71.0"]
GROWN = [
    "계 / 300 / 400 / 100.0 / 500 / 100.0 / 25.0",
    "쌀 / 130 / 120 / 30.0 / 145 / 29.0 / 20.8",
    "축산 / 170 / 280 / 70.0 / 355 / 71.0 / 26.8",
]

LAID = {
    "shares of both years": (
        ("구분 / 2024 / 2025 / 비중 / 비중", *SHARED),
        ["| 구분 | 2024 | | 2025 | |", "| | | 비중 | | 비중 |"],
    ),
    "shares without a corner": (
        ("2024 / 2025 / 구성비 / 구성비", *SHARED),
        ["| | 2024 | | 2025 | |", "| | | 구성비 | | 구성비 |"],
    ),
    "shares of two of three years, and a change with its bracket": (
        ("2023 / 2024 / 2025 / 증감률 / ('25/'24) / 구성비 / 구성비", *GROWN),
        ["| | 2023 | 2024 | | 2025 | | 증감률 ('25/'24) |", "| | | | 구성비 | | 구성비 | |"],
    ),
    "shares of two totals": (
        ("구분 / 2024 / 2025 / 비중 / 비중", *SHARED, "부채 / 80 / 100.0 / 90 / 100.0", "영농 / 32 / 40.0 / 27 / 30.0"),
        ["| 구분 | 2024 | | 2025 | |", "| | | 비중 | | 비중 |"],
    ),
    "brackets below all but the total": (
        ("구분 / 전국 / 수도권 / 충청권 / (서울, 경기) / (대전, 충남)", *rows_of(3, "당일", "누계")),
        ["| 구분 | 전국 | 수도권 | 충청권 |", "| | | (서울, 경기) | (대전, 충남) |"],
    ),
    "a bracket below every head": (
        ("구분 / 본예산 / 추경 / (3월) / (7월)", *rows_of(2, "복지", "국방")),
        ["| 구분 | 본예산 | 추경 |", "| | (3월) | (7월) |"],
    ),
    "brackets right behind their heads": (
        ("구분 / 당월 / (1.1~10) / 누계 / (1.1~3.10) / 목표", *rows_of(3, "수출", "수입")),
        ["| 구분 | 당월 (1.1~10) | 누계 (1.1~3.10) | 목표 |"],
    ),
    "a bracket with a unit of money": (
        ("구분 / 계약 / (억원) / 집행 / (억원) / 잔액", *rows_of(3, "도로", "철도")),
        ["| 구분 | 계약 (억원) | 집행 (억원) | 잔액 |"],
    ),
    "years over months": (
        ("구분 / ’24년 / ’25년 / 11월 / 12월 / 1월 / 2월 / 3월", *rows_of(5, "전체", "온라인")),
        ["| 구분 | ’24년 | | ’25년 | | |", "| | 11월 | 12월 | 1월 | 2월 | 3월 |"],
    ),
    "years over quarters": (
        ("구분 / 2024 / 2025 / 3분기 / 4분기 / 1분기 / 2분기", *rows_of(4, "매출", "이익")),
        ["| 구분 | 2024 | | 2025 | |", "| | 3분기 | 4분기 | 1분기 | 2분기 |"],
    ),
    "three years over quarters": (
        ("구분 / 2023년 / 2024년 / 2025년 / 4분기 / 1분기 / 4분기 / 1분기", *rows_of(4, "매출", "이익")),
        ["| 구분 | 2023년 | 2024년 | | 2025년 |", "| | 4분기 | 1분기 | 4분기 | 1분기 |"],
    ),
    "years over a month and the months up to it": (
        ("구분 / 2023년 / 2024년 / 4월 / 1~4월 / 3월 / 4월p / 1~4월p", *rows_of(5, "수출", "수입")),
        ["| 구분 | 2023년 | | 2024년 | | |", "| | 4월 | 1~4월 | 3월 | 4월p | 1~4월p |"],
    ),
    "the same month of two years": (
        ("구분 / 2024년 / 2025년 / 6월 / 6월", *rows_of(2, "매출", "이익")),
        ["| 구분 | 2024년 | 2025년 |", "| | 6월 | 6월 |"],
    ),
    "one head over the last three months": (
        ("구분 / '24.6월 / 최근 3개월 / '25.6월 / '25.3월 / '25.4월 / '25.5월", *rows_of(5, "전체", "연안")),
        ["| 구분 | '24.6월 | 최근 3개월 | | | '25.6월 |", "| | | '25.3월 | '25.4월 | '25.5월 | |"],
    ),
}  # fmt: skip

LEFT = {
    "shares that are no part of what stands before them": (
        "구분 / 2024 / 2025 / 비중 / 비중", "계 / 400 / 100.0 / 500 / 100.0", "쌀 / 120 / 50.0 / 145 / 29.0", "축산 / 280 / 70.0 / 355 / 71.0",
    ),
    "too few rows to bear shares out": ("구분 / 2024 / 2025 / 비중 / 비중", *SHARED[:2]),
    "a share too many": ("구분 / 2024 / 2025 / 비중 / 비중 / 비중", *SHARED),
    "shares in whole numbers": (
        "구분 / 2024 / 2025 / 비중 / 비중", "계 / 400 / 100 / 500 / 100", "쌀 / 120 / 30 / 145 / 29", "축산 / 280 / 70 / 355 / 71",
    ),
    "two brackets for four heads": ("구분 / 전국 / 수도권 / 충청권 / 호남권 / (서울, 경기) / (대전, 충남)", *rows_of(4, "당일", "누계")),
    "a bracket missing below heads without a total": ("구분 / 수도권 / 충청권 / 호남권 / (서울, 경기) / (대전, 충남)", *rows_of(3, "당일", "누계")),
    "what a price is for": ("구분 / 배추 / (포기) / 양파 / (kg) / 깻잎", *rows_of(3, "상순", "중순")),
    "months that go on over the new year": ("구분 / 2024년 / 2025년 / 3월 / 4월 / 5월", *rows_of(3, "전체", "온라인")),
    "years in no order": ("구분 / 2025년 / 2024년 / 11월 / 12월 / 1월", *rows_of(3, "전체", "온라인")),
    "months and quarters": ("구분 / 2024년 / 2025년 / 12월 / 1월 / 1분기", *rows_of(3, "전체", "온라인")),
    "another count of months than the head says": (
        "구분 / '24.6월 / 최근 2개월 / '25.6월 / '25.3월 / '25.4월 / '25.5월", *rows_of(5, "전체", "연안"),
    ),
    "a head over some columns that nothing tells": ("구분 / 업체 / 금액 / 내역 / 이자 / 수수료 / 대금", *rows_of(5, "위반", "개선")),
}  # fmt: skip


@pytest.mark.parametrize(("table", "heads"), LAID.values(), ids=LAID)
def test_heads_stand_over_their_columns(table, heads):
    (found,) = tables(*table)

    assert found[: len(heads)] == heads
    assert found[len(heads) :] == ["| " + line.replace(" / ", " | ") + " |" for line in table[1:]]


@pytest.mark.parametrize("table", LEFT.values(), ids=LEFT)
def test_what_nothing_tells_is_no_table(table):
    assert tables(*table) == []


def test_nothing_is_laid_where_no_unit_announces_the_table():
    assert tables("구분 / 2024 / 2025 / 비중 / 비중", *SHARED, unit="품목별 소득") == []


def test_a_share_of_nothing_is_no_share():
    rows = [["계", "400", "100.0"], ["쌀", "0", "0.0"], ["축산", "400", "100.0"]]

    assert stacked(["구분", "2025", "비중"], rows) == []


PAIRS = (
    "구분 / 2024 / 2025", "수출 / (전년대비) / 1,200 / (△14.5) / 1,350 / (12.5)", "수입 / (전년대비) / 1,100 / (3.1) / 1,140 / (3.6)",
)  # fmt: skip
PAIRED = [
    "| 구분 | 2024 | 2025 |", "| 수출 (전년대비) | 1,200 (△14.5) | 1,350 (12.5) |", "| 수입 (전년대비) | 1,100 (3.1) | 1,140 (3.6) |",
]  # fmt: skip


def test_a_rate_in_brackets_below_its_amount_is_in_one_cell_with_it():
    assert tables(*PAIRS, unit="(단위: 억원)") == [PAIRED]
    assert tables(*(row.replace("(전년대비) / ", "") for row in PAIRS)) == [[row.replace(" (전년대비)", "") for row in PAIRED]]


def test_losses_in_brackets_in_every_other_column_stay_in_their_columns():
    rows = "구분 / 매출 / 손익 / 자산 / 순자산", "가온 / 1,200 / (300) / 2,100 / (200)", "나래 / 1,300 / (400) / 2,500 / (150)"
    assert tables(*rows, unit="(단위: 억원)") == [["| " + row.replace(" / ", " | ") + " |" for row in rows]]
