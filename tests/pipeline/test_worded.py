"""Tables whose columns hold words as well as numbers, pipe rows without outer bars, and the units of both."""

from __future__ import annotations

import pytest

from extractors.quantities import find_quantities
from pipeline.readers import raw_report
from pipeline.segment import segment


def read(text):
    """The tables as rows of cells, and the numbers with value and unit."""
    segmented = segment(raw_report(text))
    tables = [segmented.text[b.start_char : b.end_char].split("\n") for b in segmented.blocks if b.kind == "table"]
    found = find_quantities(segmented.text, segmented.blocks)
    return tables, [(segmented.text[q.start : q.end], f"{q.value:f}", q.unit) for q in found]


def test_columns_of_words_before_the_numbers_are_the_label():
    text = (
        "나. 계약현황 (단위 : 백만원, %)\n"
        "거래처 품목 시작일 계약총액 매출총액 진행률\n"
        "한빛전력 변압기 2024.03 12,300 4,100 33.3\n"
        "새빛건설 차단기, 계전기 2023.11 8,400 6,300 75.0\n"
        "합 계 20,700 10,400 50.2\n"
    )
    tables, numbers = read(text)

    assert tables == [
        [
            "| 거래처 품목 시작일 | 계약총액 | 매출총액 | 진행률 |",
            "| 한빛전력 변압기 2024.03 | 12,300 | 4,100 | 33.3 |",
            "| 새빛건설 차단기, 계전기 2023.11 | 8,400 | 6,300 | 75.0 |",
            "| 합 계 | 20,700 | 10,400 | 50.2 |",
        ]
    ]
    assert numbers[:3] == [("12,300", "12300000000", "KRW"), ("4,100", "4100000000", "KRW"), ("33.3", "33.3", "percent")]
    assert len(numbers) == 9


def test_columns_of_words_behind_the_numbers_stay_cells():
    text = (
        "【요약 재무상황】(단위 : 백만원)\n"
        "구 분 자산총계 매출액 순이익 의견 감사인\n"
        "당해년도(2024) 48,100 21,600 △920 적정 한빛회계법인\n"
        "전년도(2023) 45,200 18,300 905 적정 한빛회계법인\n"
    )
    tables, numbers = read(text)

    assert tables[0][1] == "| 당해년도(2024) | 48,100 | 21,600 | △920 | 적정 | 한빛회계법인 |"
    assert [value for _, value, _ in numbers] == [
        "48100000000", "21600000000", "-920000000", "45200000000", "18300000000", "905000000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "계약현황\n거래처 품목 계약총액 매출총액\n한빛전력 변압기 12,300 4,100\n새빛건설 차단기 8,400 6,300\n",
        "(단위 : 백만원)\n거래처 품목 계약 총액 매출 총액\n한빛전력 변압기 12,300 4,100\n새빛건설 차단기 8,400 6,300\n",
        "(단위 : 백만원)\n거래처 품목 계약총액 매출총액\n한빛전력 변압기 12,300 4,100\n새빛건설 8,400 차단기 6,300\n",
        "(단위 : 백만원)\n거래처 품목 금액 금액\n한빛전력 변압기 12,300 4,100\n새빛건설 차단기 8,400 6,300\n",
        "(단위 : 명)\n담당 부서 연락처 내선\n한빛과 김한빛 2024.03 2025.04\n새빛과 이새빛 2024.05 2025.06\n",
    ],
    ids=["no unit above", "heads of two words", "numbers in other columns", "two heads alike", "months"],
)
def test_what_cannot_be_told_is_no_table(text):
    assert read(text) == ([], [])


def test_a_numbered_head_that_declares_the_unit_heads_the_pipe_rows_below_it():
    text = (
        "회사명 | 한빛정공 |\n"
        "1. 종류 | 연결 | |||\n"
        "2. 변동내용(단위:천원) | 당해사업연도(2025) | 직전사업연도(2024) | 증감비율(%) |\n"
        "- 매출액 | 148,200 | 211,700 | -30.0 |\n"
        "- 순이익 | -15,300 | 8,700 | 적자전환 |\n"
        "- 해당여부 | 미해당 | |||\n"
        "3. 결정일 | 2026-02-12 |\n"
        " - 참석 | 2\n"
    )
    tables, numbers = read(text)

    assert len(tables[0]) == 3
    assert numbers == [
        ("148,200", "148200000", "KRW"),
        ("211,700", "211700000", "KRW"),
        ("-30.0", "-30.0", "percent"),
        ("-15,300", "-15300000", "KRW"),
        ("8,700", "8700000", "KRW"),
    ]


def test_rows_of_another_width_are_not_under_the_head():
    tables, numbers = read(
        "2. 변동내용(단위:천원) | 당기(2025) | 전기(2024) | 증감비율(%) |\n- 매출액 | 148,200 | 211,700 |\n - 참석 | 2\n"
    )

    assert (tables, numbers) == ([], [])


def test_the_first_pipe_of_a_head_without_outer_bars_closes_its_empty_corner():
    tables, numbers = read(
        "(단위: 호, %)\n | 24.4월 | 25.4월 | 전년동월비\n착공 | 1,100 | 4,300 | 290.9\n분양 | 5,000 | 4,000 | △20.0\n"
    )

    assert tables == [
        ["| | 24.4월 | 25.4월 | 전년동월비 |", "| 착공 | 1,100 | 4,300 | 290.9 |", "| 분양 | 5,000 | 4,000 | △20.0 |"]
    ]
    assert [unit for _, _, unit in numbers] == ["count", "count", "percent"] * 2


def test_letters_set_apart_are_one_head_however_far():
    tables, numbers = read(
        " < 생산량 > (단위 : 천톤, %)\n  구   분     2023   2024   전년비\n  합   계     3,700  3,800  2.7\n  연근해    920   940   2.2\n"
    )

    assert tables[0][0] == "| 구 분 | 2023 | 2024 | 전년비 |"
    assert [value for value, _, _ in numbers] == ["3,700", "3,800", "2.7", "920", "940", "2.2"]


def test_years_stay_years():
    assert read("(단위: 억원)\n\n| 구분 | 한빛 | 새빛 |\n|---|---|---|\n| 설립연도 | 1998 | 2004 |\n")[1] == []
