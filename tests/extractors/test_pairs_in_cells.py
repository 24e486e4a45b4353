"""Cells that hold a second number in brackets, heads of columns that others reckon with, and heads that name a state and nobody."""

from datetime import date

import pytest

from pipeline import extract

DAY = date(2025, 3, 3)
TABLE = "# 가온시 살림\n\n({units})\n\n| 구분 | 2023 | 2024 |\n|---|---|---|\n| {label} | {first} | {second} |\n"
PAIRS = [
    ("조원, %", "총수입(증가율)", "651.8(+6.5)", [(651.8e12, "KRW", "level"), (6.5, "percent", "change")]),
    ("조원, %", "국가채무(GDP대비)", "1,277.0(48.3)", [(1277.0e12, "KRW", "level"), (48.3, "percent", "level")]),
    ("억원, %", "인건비(비중)", "13.5(2.2)", [(13.5e8, "KRW", "level"), (2.2, "percent", "level")]),
    ("억원", "매출액(전년비)", "120 (△3.1)", [(120e8, "KRW", "level"), (-3.1, "percent", "change")]),
    ("단위: 명", "방문객(%)", "1,320(15.3)", [(1320, "count", "level"), (15.3, "percent", "level")]),
    ("억달러, %", "수출액(증감률)", "31.0(-5.6)", [(31.0e8, "USD", "level"), (-5.6, "percent", "change")]),
    ("조원, %", "관리수지(GDP 대비)", "△77.7(△2.9)", [(-77.7e12, "KRW", "level"), (-2.9, "percent", "level")]),
    ("억원, %", "예산", "45.0(3.1)", [(45.0e8, "KRW", "level"), (3.1, "percent", "level")]),
    ("억원, %", "예산", "45.0<br>(+3.1)", [(45.0e8, "KRW", "level"), (3.1, "percent", "change")]),
]
ALONE = [
    ("억원", "예산", "45.0(3.1)", [(45.0e8, "KRW")]),  # a second number of no known kind
    ("억원", "매출액(연결)", "45.0(3.1)", [(45.0e8, "KRW")]),
    ("억원", "영업이익", "(45)", [(-45e8, "KRW")]),  # brackets that are a minus
    ("억원, %", "증가율", "4.5", [(4.5, "percent")]),
    ("억원, %", "총수입(증가율)", "4.5", [(4.5, "percent")]),  # no cell holds two: the label is that of the rate
]
STATES = ["정 정 전", "정정 후", "당기", "전기말", "현재", "직전", "최고", "최저", "확정 (C)", "변경전"]
FIELDS = ["7. 원금상환방법", "4. 발행 조건", "2. 취득내역", "11. 지급 일정"]


@pytest.mark.parametrize(("units", "label", "cell", "expected"), PAIRS)
def test_a_second_number_has_the_measure_that_brackets_name(units, label, cell, expected):
    figures = extract(TABLE.format(units=units, label=label, first="-", second=cell), DAY).figures

    assert [(float(f.value), f.unit, f.measure) for f in figures] == expected
    assert {(f.period_start, f.subject_text, f.modality) for f in figures} == {
        (date(2024, 1, 1), figures[0].subject_text, figures[0].modality)
    }


@pytest.mark.parametrize(("units", "label", "cell", "expected"), ALONE)
def test_brackets_that_name_no_percentage_hold_no_second_number(units, label, cell, expected):
    figures = extract(TABLE.format(units=units, label=label, first="-", second=cell), DAY).figures

    assert [(float(f.value), f.unit) for f in figures] == expected


SPREAD = """# 가온시 살림

(조원, %)

| 2024 | 2025 | 의회 증감 (C-B) | 전년 대비 (C-A) |
| 본예산(A) | 시장안 (B) | {last} |
총수입(증가율) | 612.2 | 651.8(+6.5) | 651.6(+6.4) | △0.2 | +39.4 |
국가채무(GDP대비) | 1,195.8(47.4) | 1,277.0(48.3) | 1,273.3(48.1) | △3.7 | +77.5 |
"""


def test_heads_of_unequal_spans_are_laid_as_the_changes_beside_them_tell():
    figures = extract(SPREAD.format(last="최종 (C)"), DAY).figures

    assert [(float(f.value), f.period_start.year, f.measure, f.basis) for f in figures[:7]] == [
        (612.2e12, 2024, "level", None),
        (651.8e12, 2025, "level", None),
        (6.5, 2025, "change", "yoy"),
        (651.6e12, 2025, "level", None),
        (6.4, 2025, "change", "yoy"),
        (-0.2e12, 2025, "change", None),
        (39.4e12, 2025, "change", "yoy"),
    ]


def test_heads_that_could_be_laid_in_two_ways_are_left_alone():
    assert [f for f in extract(SPREAD.format(last="최종"), DAY).figures if f.rule == "quantity.table"] == []


@pytest.mark.parametrize("state", STATES)
def test_a_head_that_names_a_state_is_nobody(state):
    figures = extract(
        f"# 채권 발행\n\n| 항목 | 사유 | {state} |\n|---|---|---|\n| 발행총액(원) | 변경 | 3,800,000,000 |\n", DAY
    ).figures

    assert [float(f.value) for f in figures] == [3.8e9]
    assert figures[0].subject_text in (None, "발행총액")


@pytest.mark.parametrize("field", FIELDS)
def test_a_numbered_field_of_a_form_is_nobody(field):
    figures = extract(f"# 채권 발행\n\n| 항목 | 사유 | 내용 |\n|---|---|---|\n| {field} | 정정 | 금액의 120% |\n", DAY).figures

    assert [f.subject_text for f in figures] == [None]


def test_a_numbered_company_owns_its_row():
    (figure,) = extract("# 점유율\n\n| 회사 | 점유율 |\n|---|---|\n| 3. 가온커머스 | 12% |\n", DAY).figures

    assert figure.subject_text == "가온커머스"
