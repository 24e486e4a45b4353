"""Lists of numbers whose unit stands once."""

from datetime import date

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
    ("지역별 수출(백만달러, 전년 동월대비)은 북미(1,664, 0.2%), 유럽(746, △3.3%) 등이다", ["1,664", "746"]),
    ("생산량(천톤)은 전남(164), 경남(46.5) 순이다", ["164", "46.5"]),
    ("매출액(억원, 전년비 %)은 가전(320, 4.1%↑), 조선(210, 3.0%↓) 순으로 많았다", ["320", "210"]),
    ("품목별 수입액(만 달러)은 돼지고기(512), 커피(301), 밀(98)이었다", ["512", "301", "98"]),
    ("산업별 취업자(천명)는 제조업(4,461), 도소매업(3,205) 등이다", ["4,461", "3,205"]),
    ("시도별 분양 물량(가구)이 경기(4,120), 인천(1,310) 순으로", ["4,120", "1,310"]),
    ("광업 취업자 증감(천명): (‘25.1)-7 (2)-3 (3)8", ["-7", "-3", "8"]),
    ("판매액 순위(억 원) : (1위) 87.5(’25.3월) → (2위) 81.0(’24.12월)", ["87.5", "81.0"]),
    ("역대 6월 판매액(억 원) : (1위) 87.5(’25.6) (2위)81.0(’24.6), (3위)79.2(’19)", ["87.5", "81.0", "79.2"]),
    ("예금 증가액(전월대비, 조원) : ('22.5월)3.1 ('23.5월)2.7 ('24.5월)4.0", ["3.1", "2.7", "4.0"]),
    ("대출 증가액(조원) : ('22.5월)3.1 ('23.5월) 2.7 ('24.5월)4.0", ["3.1", "2.7", "4.0"]),  # a blank behind a key
    ("은행별 증가액(조원, '24.5월→6월) : (가온) 4.1→6.3 (나래) 3.2→5.7", ["4.1", "6.3", "3.2", "5.7"]),
    ("설비투자(억원): ('22)6,120 → ('23)5,480(10.5%↓) → ('24)5,990(9.3%↑)", ["6,120", "5,480", "5,990"]),
    ("상점/창고 매출(조원) : ('22.8월) 7.1 / 6.2 ⇒ ('23.8월) 7.4 / 6.9", ["7.1", "6.2", "7.4", "6.9"]),
    ("인증 목장/전체 목장(개소) : 강원(34/163), 전북(29/1,208)", ["34", "163", "29", "1,208"]),
    ("역대 월 수주액(억달러) : 1위('22.3)63, 2위('21.12)60, 3위('21.11)57", ["63", "60", "57"]),
    ("(중견사 '23년 영업이익 전망, 억원) 가온조선 2,580, 나래조선 703, 두레조선 △92", ["2,580", "703", "△92"]),
    ("신조선가지수 : ('20) 121.40 → ('21) 143.2 → ('22.4) 157.32", ["121.40", "143.2", "157.32"]),
]
SILENT = [
    "참고(붙임) : 1부, 2부",
    "비중(%) : 19.5",  # one number is no list
    "매출(연결) : 1월560 → 2월575",  # 연결 is no unit
    "제품(개) : 3월 5일, 4월 6일",
    "생산량(천톤)은 전남(164)에서 늘었다",  # one number is no list
    "생산량(천톤)은 전남(1위), 경남(2위) 순이다",
    "수출(백만달러)은 북미(1,664, 12), 유럽(746, 9) 등이다",  # a second number that says nothing
    "수출(천톤, 백만달러)은 북미(1,664), 유럽(746) 등이다",
    "가온전자(주)는 서울(3), 부산(4)에 공장이 있다",
    "위원회(제2차)는 서울(3), 부산(4)에서 열렸다",
    "회의(2차) 12,345(잠정)",
    "증권신고서 1.4 (주)가온정밀",  # the mark of a company
    "지수(%) : 0.3-0.5 0.4-0.7",  # ranges
    "판매액(억 원) : 87.5(25.6) 81.0(24.6)",  # a second number, and no day
    "매출(조원) : 서울(7.1/6.2), 부산(3.4/2.8)",  # two numbers, and a label for one thing
    "설비(개소) : 서울(7/2)",
    "물가지수 : 2.1, 2.4",  # what each is for is not said
    "심리지수 : (서울) 101 (부산) 98",  # no course
    "(가온조선 회장, 대표) 김가람 58, 이나래 61",  # 대표 is no unit
    "가온조선은 (전망, 억원) 나래 580, 두레 170",  # the bracket opens no line
]


@pytest.mark.parametrize(("text", "numbers"), READ)
def test_a_unit_holds_for_the_list_behind_it(text, numbers):
    assert [text[start:end] for start, end, _ in find_series(text, 0, len(text))] == numbers


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_list_is_left_alone(text):
    assert list(find_series(text, 0, len(text))) == []


CARRIED = [
    ("토마토 가격 : (5월 중순) 3,120원/상자 → (5월 하순) 2,980(전년비 4.1%↓)", [3120, 2980]),
    ("산지 가격 : (평년) 21,300원/kg , → ('22) 20,110 → ('23) 18,450(평년비 13.4%↓)", [21300, 20110, 18450]),
    ("신고 현황 : 강원 9건, 충남·북 17, 전남·북 12, 제주 3건", [9, 17, 12, 3]),
]


@pytest.mark.parametrize(("text", "values"), CARRIED)
def test_a_list_goes_on_with_the_unit_of_its_first_number(text, values):
    figures = [figure for figure in extract(text, date(2025, 6, 2)).figures if figure.unit != "percent"]

    assert [int(figure.value) for figure in figures] == values
    assert len({(figure.unit, figure.counter, figure.per) for figure in figures}) == 1


def test_a_list_ends_where_another_unit_stands():
    figures = extract("신고 현황 : 강원 9건, 충남·북 17, 전남·북 12, 제주 3명", date(2025, 6, 2)).figures

    assert [(figure.text, figure.counter) for figure in figures] == [("9건", "건"), ("3명", "명")]


def test_the_second_unit_is_that_of_the_brackets():
    figures = extract("# 수출\n\n수출액 (억 달러, 전년비 %) :\n\n1월560(+5.7)→2월575(-1.9)\n").figures

    assert [(figure.text, int(figure.value * 10), figure.unit) for figure in figures] == [
        ("560", 560_000_000_000, "USD"),
        ("+5.7", 57, "percent"),
        ("575", 575_000_000_000, "USD"),
        ("-1.9", -19, "percent"),
    ]


KEYED = [
    ("- 광업 취업자 증감(천명): (‘25.1)-7 (2)-3 (3)8", [("change", 1), ("change", 2), ("change", 3)]),
    ("- 광업 취업자수(천명): (‘25.11)70 (12)71 (1)72", [("level", 11), ("level", 12), ("level", 1)]),
    ("- 광업 취업자수(천명): (‘25.1)70 (5)71", [("level", 1), ("level", None)]),  # no month after the first
]


@pytest.mark.parametrize(("text", "expected"), KEYED)
def test_bare_keys_go_on_with_the_months_and_the_head_says_what_the_numbers_are(text, expected):
    figures = extract(text, date(2026, 4, 3)).figures

    assert [(figure.measure, figure.period_start and figure.period_start.month) for figure in figures] == expected


def test_a_rank_is_for_the_time_behind_its_number():
    text = "판매액 순위(억 원) : (1위) 87.5(’25.3월) → (2위) 81.0(’24.12월)"
    figures = extract(text, date(2025, 4, 3)).figures

    assert [(figure.text, figure.period_start.year) for figure in figures] == [
        ("1위", 2025),
        ("87.5", 2025),
        ("2위", 2024),
        ("81.0", 2024),
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
    ("인원·월급여 : (’20) 478천명/306천원 → (‘21) 495/323", ["478000", "306000", "495000", "323000"]),
    ("점포·매출: 12개/30억원 → 14/36 → 15/41", ["12", "3000000000", "14", "3600000000", "15", "4100000000"]),
    ("건수/금액 (23년) 1,200건/3,400백만원 → (24년) 1,310/3,550", ["1200", "3400000000", "1310", "3550000000"]),
    ("교육: ’22년 35회/1,200명 → ’23년 40/1,310", ["35", "1200", "40", "1310"]),
    ("단수 ‘20년 483kg/10a → ’21년 530", ["483000", "530000"]),
    ("자본금/액면가 46십억원/500원", ["46000000000", "500"]),
    ("52주 최고가/최저가(원): 2,550원/1,220원", ["2550", "1220"]),
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
    ("급여는 478천명/306천원이다", ["478000"]),  # a pair alone may be a rate
    ("시급/일급 기준 30원/2kg당", ["30"]),
    ("원/달러 1,300원/1달러", ["1300"]),  # a rate
    ("12개/30억원 → 전년 수준", ["12"]),
    ("속도 3m/s → 5", ["3"]),
    ("12개/일 → 14/36", ["12"]),  # 일 has no number of its own
    ("12개/30억원 → 14/36회", ["12"]),
    ("농가·지급액: (24) 40만호/1,203억원 → (25) 42만/1,250", ["400000"]),
]


@pytest.mark.parametrize(("text", "values"), [*CARRIED, *NOT_CARRIED])
def test_a_list_shares_the_unit_of_one_of_its_numbers(text, values):
    assert [f"{quantity.value.normalize():f}" for quantity in find_quantities(text)] == values


SIDES = [
    ("크기는 420 × 1,200 × 380 mm이다", [("420", "0.42"), ("1,200", "1.2"), ("380 mm", "0.38")]),
    ("제품 크기(본체) 215x1040x160 mm", [("215", "0.215"), ("1040", "1.04"), ("160 mm", "0.16")]),
    ("수조 12.5*6*2 m", [("12.5", "12.5"), ("6", "6"), ("2 m", "2")]),
    ("화면 14.2 × 9.1 cm", [("14.2", "0.142"), ("9.1 cm", "0.091")]),
]


@pytest.mark.parametrize(("text", "sides"), SIDES)
def test_sides_have_the_unit_of_length_behind_the_last(text, sides):
    found = [(text[q.start : q.end], f"{q.value.normalize():f}", q.unit) for q in find_quantities(text)]

    assert found == [(surface, value, "m") for surface, value in sides]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("여자 4×100 m 계주", ["100 m"]),
        ("12×30×40은 14400이다", []),
        ("모델 AB12x30x40 mm", []),
        ("5×5×5 kg", ["5 kg"]),
        ("단면 12×30×40 mm2", []),
        ("20 cm × 30 cm", ["20 cm", "30 cm"]),
    ],
)
def test_numbers_set_by_each_other_that_are_no_sides(text, surfaces):
    assert [text[q.start : q.end] for q in find_quantities(text)] == surfaces


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("매출액\n17.2조 원\n18.5조\n21조\n자산규모\n30조 원\n33.1조", [172, 185, 210, 300, 331]),
        ("| 구분 | 2029 | 2030 |\n| 매출 | 17.2조 원 | 18.5조 |\n| 가입자 | 2억 | 3억 |", [172, 185]),
        ("수주\n17.2조 원\n2억", [172]),
        ("매출 17.2조 원\n18.5조", [172]),
        ("매출\n17.2조 원\n18.5조를 넘는다", [172]),
        ("매출\n17.2조 원\n18.5조\n건", [172]),
        ("세포\n17.2조 개\n18.5조", []),
    ],
)
def test_cells_behind_one_that_names_its_money_may_leave_it_out(text, values):
    found = [q.value / 10**11 for q in find_quantities(text) if q.unit == "KRW"]

    assert found == values
