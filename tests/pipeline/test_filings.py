"""Forms of filings that were pasted as text: heads with their periods in brackets below, labels that take turns, items that lost their frame."""

from datetime import date

import pytest

from pipeline import extract
from pipeline.readers import raw_report
from pipeline.segment import segment

HEADS = "구분(단위:백만원, %) 당기실적 전기실적 전기대비증감율(%) 전년동기실적 전년동기대비증감율(%)"
PERIODS = "('25.3Q) ('25.2Q) ('24.3Q)"
ROWS = """매출액 당해실적 52,400 49,100 6.7 47,300 10.8
누계실적 149,200 - - 138,900 7.4
영업이익 당해실적 4,120 -310 흑자전환 3,880 6.2
누계실적 7,950 - - 9,140 -13.0"""
READ = [
    "| 구분(단위:백만원, %) | | 당기실적 ('25.3Q) | 전기실적 ('25.2Q) | 전기대비증감율(%) | 전년동기실적 ('24.3Q) | 전년동기대비증감율(%) |",
    "| 매출액 | 당해실적 | 52,400 | 49,100 | 6.7 | 47,300 | 10.8 |",
    "| | 누계실적 | 149,200 | - | - | 138,900 | 7.4 |",
    "| 영업이익 | 당해실적 | 4,120 | -310 | 흑자전환 | 3,880 | 6.2 |",
    "| | 누계실적 | 7,950 | - | - | 9,140 | -13.0 |",
]
UNIT = HEADS.split(" 당기")[0]
INTERLEAVED = (
    f"{UNIT}\n당기실적\n('25.3Q)\n전기실적\n('25.2Q)\n전기대비증감율(%)\n전년동기실적\n('24.3Q)\n전년동기대비증감율(%)\n"
)
LAYOUTS = {
    "words": f"{HEADS}\n{PERIODS}\n{ROWS}\n",
    "cells on lines of their own": INTERLEAVED + ROWS.replace(" ", "\n") + "\n",
    "pipes without a frame": "\n".join(
        " | ".join([*line.replace("위:백만원, ", "위:백만원,_").split(), ""]).replace("_", " ").rstrip()
        for line in (HEADS, PERIODS, *ROWS.split("\n"))
    ),
}


def tables(text: str) -> list[list[str]]:
    segmented = segment(raw_report(text))
    return [segmented.text[block.start_char : block.end_char].split("\n") for block in segmented.blocks if block.kind == "table"]


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_the_periods_below_the_heads_are_those_of_the_levels(text):
    assert tables(f"가온정밀 영업(잠정)실적(공정공시)\n{text}") == [READ]


@pytest.mark.parametrize(
    "heads",
    [
        f"{HEADS}\n('25.3Q) ('25.2Q)",  # a period missing
        f"{HEADS}\n('25.3Q) (비교) ('24.3Q)",  # a bracket that says no time
    ],
)
def test_brackets_that_are_not_one_for_each_level_head_nothing(heads):
    assert not any("('25.3Q)" in cell for table in tables(f"가온정밀 실적\n{heads}\n{ROWS}\n") for cell in table[0].split("|"))


def test_each_number_of_the_form_has_its_own_period():
    report = extract(f"가온정밀 영업(잠정)실적(공정공시)\n{LAYOUTS['words']}", published_on=date(2025, 11, 3))

    read = {figure.text: (figure.metric, figure.measure, figure.period_start, figure.period_end) for figure in report.figures}
    assert read["52,400"] == ("revenue", "level", date(2025, 7, 1), date(2025, 9, 30))
    assert read["149,200"] == ("revenue", "level", date(2025, 1, 1), date(2025, 9, 30))
    assert read["47,300"] == ("revenue", "level", date(2024, 7, 1), date(2024, 9, 30))
    assert read["138,900"] == ("revenue", "level", date(2024, 1, 1), date(2024, 9, 30))
    assert read["6.7"] == ("revenue", "change", date(2025, 7, 1), date(2025, 9, 30))
    assert read["-13.0"] == ("operating_profit", "change", date(2025, 1, 1), date(2025, 9, 30))


FORM = """1. 취득예정주식(주) | 보통주식 | 31,000 | |
기타주식 | 2,500 | ||
2. 취득예정금액(원) | 보통주식 | 930,000,000 | |
기타주식 | 41,000,000 | ||
3. 취득방법 | 장내매수 | ||
4. 기타 참고사항 | 금액은 이사회 결의일 전일 종가로 산출한 것으로 바뀔 수 있음
"""


def test_a_label_that_lost_the_cell_before_it_goes_on_with_its_item():
    (table,) = tables(f"자기주식 취득 결정\n{FORM}")

    assert table[:2] == ["| 1. 취득예정주식(주) | 보통주식 | 31,000 | |", "| 기타주식 | 2,500 | | |"]
    assert len(table) == 6


def test_a_sentence_with_another_count_of_pipes_is_no_row():
    assert tables("1. 일정 | 5월 |\n문의는 홍보실 | 대표번호 | 이메일 | 로 받는다\n가온 | 두레\n") == []


SPANNING = """2023년 2024년
현금배당 주식배당 현금배당 주식배당
배당률 (%) 40 - 50 -
1주당 배당금 (원) 200 - 250 -
배당금 합계 (원) 9,120,000,000 9,800,000,000
"""


def test_one_number_for_each_of_the_upper_heads_stands_below_the_first_of_its_columns():
    (table,) = tables(f"배당 내역\n{SPANNING}")

    assert table[-1] == "| 배당금 합계 (원) | 9,120,000,000 | | 9,800,000,000 | |"


def test_numbers_whose_label_names_no_unit_are_not_spread():
    found = tables(
        "매출 현황 (단위: 억원, %)\n구분 2023년 2024년\n금액 비중 금액 비중\n내수 60 60.0 70 58.3\n수출 40 40.0 50 41.7\n기타 3 2.9\n"
    )

    assert not any("기타 | 3 | | 2.9" in row for table in found for row in table)


def test_a_label_broken_into_two_lines_takes_its_turn():
    rows = ROWS + "\n법인세비용차감전\n계속사업이익 당해실적 3,900 -420 - 3,700 5.4\n누계실적 7,100 - - 8,800 -19.3"

    assert tables(f"가온정밀 실적\n{HEADS}\n{PERIODS}\n{rows}\n")[0][-2:] == [
        "| 법인세비용차감전 계속사업이익 | 당해실적 | 3,900 | -420 | - | 3,700 | 5.4 |",
        "| | 누계실적 | 7,100 | - | - | 8,800 | -19.3 |",
    ]


def test_the_unit_in_a_row_above_the_heads_leaves_them_their_columns():
    text = LAYOUTS["pipes without a frame"].replace("(단위:백만원, %)", "")
    (table,) = tables(f"가온정밀 실적\n1. 실적내용 | 단위 : 백만원, % |\n{text}")

    assert table[1].startswith("| 구분 | | 당기실적 ('25.3Q) | 전기실적 ('25.2Q) |")
    assert table[3].startswith("| | 누계실적 | 149,200 |")


@pytest.mark.parametrize("mark", ["&cr", "&cr;", "&cr;&cr;"])
def test_the_mark_of_a_carriage_return_parts_no_range(mark):
    (figure,) = extract(f"모집총액(예정): 32,000,000,000원{mark} ~ 38,000,000,000원{mark}\n").figures

    assert (int(figure.value), int(figure.value_high)) == (32_000_000_000, 38_000_000_000)
