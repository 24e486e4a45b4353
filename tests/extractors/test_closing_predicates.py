"""Numbers whose verb and comparison stand apart from them: behind a list in brackets, behind the subject, or with another thing."""

from datetime import date

import pytest

from pipeline import extract

DAY = date(2025, 12, 1)

CLOSED = [
    ("업종별로는 전자(15.8%), 운수(12.6%) 등 12개 업종의 매출이 증가했다.", [15.8, 12.6]),
    ("반도체(8.1%)와 선박(3.2%) 등 5개 품목이 줄었다.", [-8.1, -3.2]),
    ("△운수(38.2%) △의약(24.3%) 등에서 영업이익의 개선세가 드러났다.", [38.2, 24.3]),
    ("의류(4.1%)와 가구(2.0%)가 감소세를 보였다.", [-4.1, -2.0]),
    ("가온전자 매출(개별 0.6%, 연결 0.4%)은 소폭 늘었다.", [0.6, 0.4]),
    ("취득세(50~100%)·재산세(25~100%) 감면", [-100, -100]),
    ("가온전자 순이익(연결 7.5%)이 감소했다.", [-7.5]),
    ("가온전자 예산은 40억원 감액됐다.", [-40e8]),
    ("가온시 총지출은 △4.1조원 순감", [-4.1e12]),
    ("가온시 예산은 12억원 순증했다.", [12e8]),
    ("작년보다 12.6%, 원화 기준으로 24.4%가량 매출이 증가했다.", [12.6, 24.4]),
    ("가온전자는 전년보다 7% 판매가 줄었다.", [-7]),
    ("가온전자와의 격차가 0.2GWh다.", [0.2e9]),
    ("두 회사의 매출 차이는 약 30억원이다.", [30e8]),
]
LEVELS = [
    ("가온전자(30%), 다올식품(20%)의 점유율이 상승했다.", [30, 20]),
    ("가온전자 매출(목표 5%)은 늘었다.", [5]),
    ("매출(국내 60%, 해외 40%)이 늘었다.", [60, 40]),
    ("비율은 20대(10.6%)·30대(7.0%)가 높고, 40대(3.1%)·50대(2.0%)의 비율이 상승했다.", [10.6, 7.0, 3.1, 2.0]),
    ("상위 5% 매출이 늘었다.", [5]),
    ("등록 업체의 30% 매출이 줄었다.", [30]),
    ("점유율은 가온전자(15%)와 다올식품(12%) 등 12개 업체 순으로 높다.", [15, 12]),
    ("예산은 40억원 편성됐다.", [40e8]),
    ("두 회사는 차이 나는 30억원을 냈다.", [30e8]),
]
BASES = [
    # the number that the clauses lead to says what the list is held against
    (
        "수출은 전년동월대비 4.7% 증가, 자동차(-3.9%) 등이 줄었으나 반도체(1.6%)가 늘어 전월대비 0.4% 증가",
        ["yoy", "mom", "mom", "mom"],
    ),
    ("생산은 전월대비 0.5% 감소, 광공업(3.9%), 건설(1.2%)이 줄어 전년동월대비 0.8% 감소", ["mom", "yoy", "yoy", "yoy"]),
    ("전년동월대비로는 장비(-11.6%)가 줄었으나 반도체(34.4%)가 늘어 7.9% 증가", ["yoy", "yoy", "yoy"]),
    ("전월대비 생산은 0.5% 늘고 도소매(1.7%), 정보통신(2.7%)이 늘어 0.2% 증가", ["mom", "mom", "mom", "mom"]),
    ("생산은 전년동월대비 4.7% 증가, 자동차(3.9%)가 늘었고 재고는 전월대비 1.8% 증가", ["yoy", "yoy", "mom"]),
    ("전기 대비 자동차(3.9%), 기계(1.2%) 등 8개 업종이 늘었다.", ["qoq", "qoq"]),
    # a quarter that is named beside the own one
    (
        "가온전자의 3분기 실적은 지난 2분기 대비 순이익(개별 -15%, 연결 -3%)과 영업이익(개별 -18%)이 감소했다.",
        ["qoq", "qoq", "qoq"],
    ),
    ("실천율은 ’24년 남자 50.2%로, ’23년 대비 소폭 증가(↑1.9%p, ↑2.4%p)했다.", ["yoy", "yoy"]),
    # another thing is no basis
    ("가온전자는 전년 대비 94.3% 증가한 70.3GWh로, 점유율은 다올전지보다 0.1%포인트 낮다.", ["yoy", None]),
    ("매출은 작년보다 12% 늘어 경쟁사보다 3% 높다.", ["yoy", None]),
    ("매출은 작년보다 12% 늘었고 이익은 작년보다 3% 늘었다.", ["yoy", "yoy"]),
    ("가온전자와의 격차가 전년 대비 0.2GWh 줄었다.", ["yoy"]),
]


@pytest.mark.parametrize(("text", "values"), CLOSED)
def test_a_predicate_that_stands_apart_makes_changes(text, values):
    figures = [f for f in extract(text, DAY).figures if f.counter is None]

    assert [(float(f.value), f.measure) for f in figures] == [(value, "change") for value in values]


@pytest.mark.parametrize(("text", "values"), LEVELS)
def test_a_predicate_of_something_else_makes_none(text, values):
    figures = [f for f in extract(text, DAY).figures if f.counter is None]

    assert [(float(f.value), f.measure) for f in figures] == [(value, "level") for value in values]


@pytest.mark.parametrize(("text", "bases"), BASES)
def test_a_comparison_holds_for_what_it_governs(text, bases):
    figures = [f for f in extract(text, DAY).figures if f.measure == "change"]

    assert [f.basis for f in figures] == bases
