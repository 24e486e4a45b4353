"""Lists of numbers whose unit stands once."""

import pytest

from extractors.quantities import find_quantities
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


CARRIED = [
    (
        "라면 800백만불(31.7%↑), 과자류 494(15.4↑), 음료 449(△2.1)",
        ["800000000", "31.7", "494000000", "15.4", "449000000", "-2.1"],
    ),
    ("수출액: (’23.8월) 5,956.6백만불 → (‘24.8월) 6,476.3(8.7%↑)", ["5956600000", "6476300000", "8.7"]),
    ("(23.9월) 0.2%↑ → (12월) 3.0↑ → (24.3월) 3.6↓", ["0.2", "3", "-3.6"]),
    ("61개소(전남 12개소, 울산 8, 부산 5)", ["61", "12", "8", "5"]),
    ("참여기관(58→ 300개)", ["58", "300"]),
    ("공개 자료를 확대(18→24건)했다", ["18", "24"]),
    ("12→18→24건", ["12", "18", "24"]),
    ("('15) 2,413 → ('16) 2,369 → ('17) 2,410개", ["2413", "2369", "2410"]),
    ("경사도(25→15도) 기준", ["25", "15"]),
    ("각각 1299억, 1002억 원 순매수했다", ["129900000000", "100200000000"]),
]
NOT_CARRIED = [
    ("매출 100억원, 직원 20명, 2023년 설립", ["10000000000", "20"]),
    ("매출 100억원, 품목 2", ["10000000000"]),  # one number behind a comma is no list
    ("서울 3명, 오전 10, 오후 2", ["3"]),
    ("5% → 2023년 6%", ["5", "6"]),
    ("코로나19 → 24건", ["24"]),
    ("영업이익 3억원(5.2%), 2분기 4(3.1)", ["300000000", "5.2"]),
    ("지원센터(126억 원) : 4생활권", ["12600000000"]),
    ("수출액(억불) : 8위선박 218", []),
    ("연락처 (033)249-0000 평일 09시", []),
    ("한국화 7점 ▲'행복' 등", ["7"]),
]


@pytest.mark.parametrize(("text", "values"), [*CARRIED, *NOT_CARRIED])
def test_a_list_shares_the_unit_of_one_of_its_numbers(text, values):
    assert [f"{quantity.value.normalize():f}" for quantity in find_quantities(text)] == values
