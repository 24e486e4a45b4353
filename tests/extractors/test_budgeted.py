"""Reports that open with a budget: what their amounts are of."""

from datetime import date

import pytest

from pipeline import extract

HEAD = "가온부는 2026년도 예산안을 올해보다 6.1% 늘어난 12조원 규모로 편성하였다.\n\n"
PARTS = [
    ("쌀 비축을 확대(1,240억원→2,196)한다.", ["budget", "budget"]),
    ("씨앗은행 고도화(386억원)를 마친다.", ["budget"]),
]
OTHERS = [
    "한 곳에 최대 3억원을 준다.",
    "적립금이 1천억원 미만인 곳이 대상이다.",
    "지난해 가온의 매출은 320억원이었다.",
    "묘목 3,120개를 심는다.",
]


def metrics(text):
    return [figure.metric for figure in extract(text, date(2025, 9, 1)).figures]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_amounts_of_a_report_of_a_budget_are_parts_of_it(text, expected):
    assert metrics(HEAD + text)[2:] == expected


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_for_each_a_limit_or_measured_otherwise_is_no_part(text):
    assert "budget" not in metrics(HEAD + text)[2:]


@pytest.mark.parametrize(
    "head",
    [
        "가온부는 예산을 아꼈다.",
        "가온군은 예산시장에서 행사 일정을 확정했다.",
        "예산 편성 전에 의견을 듣는다.",
        "의회는 예산안을 의결하지 못했다.",
    ],
)
def test_a_report_that_tells_of_no_budget_drawn_up_has_none(head):
    assert metrics(f"{head}\n\n씨앗은행 고도화(386억원)를 마친다.") != ["budget"]


@pytest.mark.parametrize(
    "text", ["경쟁사 다온의 공장 화재로 320억원의 피해가 났다.", "나래전자는 지난달 320억원을 벌금으로 냈다."]
)
def test_what_has_been_is_no_part_of_it(text):
    assert metrics(f"하람전자 이사회는 내년 예산을 의결했다.\n\n{text}") != ["budget"]
