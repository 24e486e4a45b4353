"""Tables of estimates and of counts: what columns of comparisons are for, whose they are, and what is counted where no unit stands."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline import extract

DAY = date(2026, 8, 20)


def figures(*rows: str, title: str = "누리기계(123450)", caption: str = "실적 전망 (억원, %)"):
    table = "\n".join(f"| {row} |" for row in rows)
    return {f.text: f for f in extract(f"# {title}\n\n{caption}\n\n{table}\n", DAY).figures}


ESTIMATES = "구분 | 3Q26E | 전년동기대비 | 전분기대비 | 컨센서스 | 컨센서스대비", "매출액 | 4,100 | 2.5 | -3.1 | 4,250 | -3.5"
THIRD = date(2026, 7, 1), date(2026, 9, 30)


@pytest.mark.parametrize(
    ("number", "measure", "basis"),
    [("2.5", "change", "yoy"), ("-3.1", "change", "qoq"), ("4,250", "level", None), ("-3.5", "change", None)],
)
def test_what_stands_behind_an_estimate_is_for_its_period_and_as_sure(number, measure, basis):
    figure = figures(*ESTIMATES)[number]

    assert (figure.period_start, figure.period_end) == THIRD
    assert (figure.measure, figure.basis, figure.modality) == (measure, basis, "forecast")


def test_a_comparison_belongs_to_the_columns_that_it_follows():
    found = figures("구분 | 2Q25 | 2Q26P | YoY | 3Q26E | YoY", "매출액 | 90 | 99 | 10.0 | 120 | 8.1")

    assert found["10.0"].period_start == date(2026, 4, 1)
    assert found["10.0"].modality == "actual"
    assert found["8.1"].period_start == THIRD[0]
    assert found["8.1"].modality == "forecast"


SPREAD = "분야 | 2026년 | | 2025년 | | 증감액 | 증감률", " | 예산액 | 비중 | 예산액 | 비중 | | "


def test_changes_are_for_the_later_of_the_years_that_span_columns_before_them():
    found = figures(*SPREAD, "도로 | 4,120 | 41.2 | 3,900 | 39.0 | 220 | 5.64", caption="예산 (단위: 백만원, %)")

    assert [found[number].period_start.year for number in ("4,120", "41.2", "3,900", "39.0", "220", "5.64")] == [
        2026, 2026, 2025, 2025, 2026, 2026,
    ]  # fmt: skip


def test_other_percentages_behind_a_year_are_not_its_change():
    found = figures("분야 | 2026년 | 2025년 | 집행률", "도로 | 4,120 | 3,900 | 71.5", caption="예산 (단위: 백만원, %)")

    assert found["71.5"].measure == "level"


def test_the_period_compared_with_is_not_the_one_compared():
    heads = "구분 | 당기실적(26.2Q) | 전년동기실적(25.2Q) | 전년동기대비증감율(%)"
    found = figures(heads, "매출액 | 4,100 | 3,900 | 5.1", title="누리기계 잠정실적", caption="(단위: 백만원, %)")

    assert found["5.1"].period_start == date(2026, 4, 1)


def test_a_ratio_to_a_goal_is_no_change():
    found = figures("구분 | 실적 | 목표 대비", "매출액 | 4,100 | 98.5", "영업이익 | 410 | 101.2", caption="(단위: 억원, %)")

    assert found["98.5"].measure == "level"


def test_the_heading_of_a_table_in_english_names_nobody():
    found = figures(*ESTIMATES, caption="**Earnings Forecasts** (억원, %)")

    assert {figure.subject_text for figure in found.values()}.isdisjoint({"Earnings Forecasts", "Forecasts", "Earnings"})


@pytest.mark.parametrize(
    ("head", "number", "counter"),
    [("찬성 주식수", "1,234,500", "주"), ("발행주식 총수", "1,234,500", "주"), ("판매대수", "1,234", "대")],
)
def test_a_head_that_counts_tells_what_it_counts_where_no_unit_is_declared(head, number, counter):
    found = figures(f"구분 | {head} | 비율", f"누리기계 | {number} | 51.2", caption="현황")

    assert (found[number].unit, found[number].counter) == ("count", counter)


@pytest.mark.parametrize("corner", ["(판매 대수)", "판매대수"])
def test_the_corner_tells_what_is_counted_below_names_and_years(corner):
    found = figures(f"{corner} | 2024 | 2025", "가람모터 | 1,300 | 1,450", "나루자동차 | 0 | 12", caption="지역별 판매")

    assert [(f.unit, f.counter, f.subject_text) for f in found.values()][:2] == [("count", "대", "가람모터")] * 2
    assert "12" in found


@pytest.mark.parametrize(
    ("head", "caption"), [("순위", "현황"), ("물량", "현황"), ("판매대수", "판매 (단위: %)"), ("연도", "현황"), ("코드", "현황")]
)
def test_a_head_that_tells_no_count_or_another_unit_stays_as_it_is(head, caption):
    found = figures(f"구분 | {head}", "가람모터 | 1,300", caption=caption)

    assert all(figure.unit != "count" for figure in found.values())


def test_a_first_column_of_amounts_labels_no_row():
    heads, row = "발행 주식수 | 의결권 있는 주식수 | 출석률", "12,000,000주 | 11,500,000주 | 61.2%"
    found = figures(heads, row, title="누리기계 주주총회 결과", caption="참석 현황")

    assert set(found) == {"12,000,000주", "11,500,000주", "61.2%"}
    assert not any("12,000,000" in (figure.subject_text or "") for figure in found.values())


def test_years_label_rows():
    found = figures("연도 | 매출액", "2024 | 1,200", "2025 | 1,300", caption="(단위: 억원)")

    assert found["1,300"].period_start == date(2025, 1, 1)


SHORT = "| | FY26F | FY27F |\n|---|---|---|\n| 영업이익 (억원) | 410 | 520 |\n{row}\n"


@pytest.mark.parametrize(
    ("row", "modality", "first"),
    [
        ("| 보통주 주식수 (천 주) | 31,200 |", "actual", None),
        ("| 적정 시가총액 (억원) | 9,100 |", "forecast", None),
        ("| 순이익 (억원) | | 390 |", "forecast", date(2027, 1, 1)),
    ],
)
def test_a_row_of_one_number_below_several_periods_is_for_none_of_them(row, modality, first):
    figure = extract(f"# 누리기계(123450)\n\n{SHORT.format(row=row)}", DAY).figures[-1]

    assert (figure.modality, figure.period_start) == (modality, first)


def test_a_change_beside_the_mean_of_years_is_for_the_latest_period():
    text = (
        "< 감자 출하 추이 >\n\n(단위 : 출하 상자 수, %)\n\n| 구 분 | 25년 4분기 | 25년 3분기 | 최근 5년 (’20.∼’24.) 4분기 평균 | 증감률(%) |\n"
        "|---|---|---|---|---|\n| 동부 | 1,200 | 1,100 | 900 | 9.1 |\n| 서부* | 2,400 | 2,500 | 2,000 | △4.0 |\n"
    )
    found = {f.text: f for f in extract(text, DAY).figures}
    assert found["△4.0"].period_start == date(2025, 10, 1)
    assert (found["2,000"].period_start, found["2,000"].counter) == (date(2020, 1, 1), "상자")
    assert found["2,400"].subject_text == "서부"
