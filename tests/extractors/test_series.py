"""Lists of numbers whose unit stands once."""

import pytest

from extractors.series import find_series
from pipeline import extract

READ = [
    ("증가폭(조원) : 대기업(3.4) > 벤처기업(0.5)", ["3.4", "0.5"]),
    ("비중(%) : ('22) 19.5 → ('23) 20.8", ["19.5", "20.8"]),
    ("수출 (억 달러, 전년비 %) : 1월560(+5.7)→2월575(-1.9)", ["560", "+5.7", "575", "-1.9"]),
    ("증감률(%) : '25.1월+56→2월-67", ["+56", "-67"]),
    ("금리(%) : 6월말 1.48 → 9.7일 1.53", ["1.48", "1.53"]),
    ("사업의 매출은 12,345(백만원)이다", ["12,345(백만원)"]),
]
SILENT = [
    "참고(붙임) : 1부, 2부",
    "비중(%) : 19.5",  # one number is no list
    "매출(연결) : 1월560 → 2월575",  # 연결 is no unit
    "제품(개) : 3월 5일, 4월 6일",
    "회의(2차) 12,345(잠정)",
]


@pytest.mark.parametrize(("text", "numbers"), READ)
def test_a_unit_holds_for_the_list_behind_it(text, numbers):
    assert [text[start:end] for start, end, _ in find_series(text, 0, len(text))] == numbers


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_list_is_left_alone(text):
    assert list(find_series(text, 0, len(text))) == []


def test_the_second_unit_is_that_of_the_brackets():
    figures = extract("# 수출\n\n수출액 (억 달러, 전년비 %) :\n\n1월560(+5.7)→2월575(-1.9)\n").figures

    assert [(figure.text, int(figure.value * 10), figure.unit) for figure in figures] == [
        ("560", 560_000_000_000, "USD"),
        ("+5.7", 57, "percent"),
        ("575", 575_000_000_000, "USD"),
        ("-1.9", -19, "percent"),
    ]
