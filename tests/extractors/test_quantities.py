"""Quantities in sentences: value and unit, range, sign, bound, denominator, restatement, and what is no quantity."""

from __future__ import annotations

import itertools
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.quantities import find_quantities

SILENT = Path(__file__).with_name("numerals_negative.txt").read_text(encoding="utf-8").splitlines()
NO_QUANTITY = Path(__file__).with_name("quantities_negative.txt").read_text(encoding="utf-8").splitlines()


def plain(value):
    return None if value is None else f"{value.normalize():f}"


def one(text, **arguments):
    (quantity,) = find_quantities(text, **arguments)
    return quantity


READ = [
    # text, surface, value, higher value, unit
    ("매출은 3조 2,500억 원이다", "3조 2,500억 원", "3250000000000", None, "KRW"),
    ("시총 2,619십억 위안", "2,619십억 위안", "2619000000000", None, "CNY"),
    ("14조3천억원을 모았다", "14조3천억원", "14300000000000", None, "KRW"),
    ("한화 약 75조원", "75조원", "75000000000000", None, "KRW"),
    ("팔만 오천 원", "팔만 오천 원", "85000", None, "KRW"),
    ("만원을 냈다", "만원", "10000", None, "KRW"),
    ("US$ 1.2bn 규모", "US$ 1.2bn", "1200000000", None, "USD"),
    ("USD 1,280,000,000을", "USD 1,280,000,000", "1280000000", None, "USD"),
    ("HK$228에 상장", "HK$228", "228", None, "HKD"),
    ("€30m 조달", "€30m", "30000000", None, "EUR"),
    ("1.5 billion dollars", "1.5 billion dollars", "1500000000", None, "USD"),
    ("일본 법인이 ¥500을 썼다", "¥500", "500", None, "JPY"),
    ("3달러 50센트", "3달러 50센트", "3.5", None, "USD"),
    ("1천 640만 캐나다 달러", "1천 640만 캐나다 달러", "16400000", None, "CAD"),
    ("증가율은 +34%", "+34%", "34", None, "percent"),
    ("수출은 △11.4%를 기록", "△11.4%", "-11.4", None, "percent"),
    ("예산이 40.7%↑", "40.7%↑", "40.7", None, "percent"),
    ("투자가 12.7%↓", "12.7%↓", "-12.7", None, "percent"),
    ("증감률 (-)5.2%", "(-)5.2%", "-5.2", None, "percent"),
    ("마이너스 오 퍼센트", "마이너스 오 퍼센트", "-5", None, "percent"),
    ("보급률은 - 30%", "30%", "30", None, "percent"),
    ("점유율이 0.3%포인트 낮다", "0.3%포인트", "0.3", None, "percentage_point"),
    ("금리를 25bp 내렸다", "25bp", "25", None, "basis_point"),
    ("영업이익 2,345억을 기록", "2,345억", "234500000000", None, "KRW"),
    ("두 배로", "두 배", "2", None, "multiple"),
    ("목표 PER 12.5x", "12.5x", "12.5", None, "multiple"),
    ("경쟁률은 1,200대 1", "1,200대 1", "1200", None, "multiple"),
    ("점유율 2~4위 업체", "2~4위", "2", "4", "rank"),
    ("연 1.2GW급 공장", "1.2GW", "1200000000", None, "W"),
    ("생산능력 120GWh", "120GWh", "120000000000", None, "Wh"),
    ("판매량 1만8,700t", "1만8,700t", "18700000000", None, "g"),
    ("2,900여t을 팔았다", "2,900여t", "2900000000", None, "g"),
    ("섭씨 45도의 더위", "섭씨 45도", "45", None, "degC"),
    ("영하 15도까지 내려갔다", "영하 15도", "-15", None, "degC"),
    ("영하 십오 도", "영하 십오 도", "-15", None, "degC"),
    ("시속 120킬로미터", "시속 120킬로미터", "120", None, "km/h"),
    ("초속 30미터의 바람", "초속 30미터", "30", None, "m/s"),
    ("10~50%를 지원", "10~50%", "10", "50", "percent"),
    ("３～５％ 올랐다", "３～５％", "3", "5", "percent"),
    ("3~5조원", "3~5조원", "3000000000000", "5000000000000", "KRW"),
    ("$5-8B", "$5-8B", "5000000000", "8000000000", "USD"),
    ("$23.6-23.9B로 추정", "$23.6-23.9B", "23600000000", "23900000000", "USD"),
    ("$5-8짜리", "$5-8", "5", "8", "USD"),
    ("3천~4천억원", "3천~4천억원", "300000000000", "400000000000", "KRW"),
    ("900~1,200억원", "900~1,200억원", "90000000000", "120000000000", "KRW"),
    ("8천~1만 대", "8천~1만 대", "8000", "10000", "count"),
    ("10조~12조원", "10조~12조원", "10000000000000", "12000000000000", "KRW"),
    ("100만~150만 대", "100만~150만 대", "1000000", "1500000", "count"),
    ("2만1,000~2만5,500원", "2만1,000~2만5,500원", "21000", "25500", "KRW"),
    ("10-15% 늘었다", "10-15%", "10", "15", "percent"),
    ("-2%에서 -9% 사이", "-2%에서 -9%", "-9", "-2", "percent"),
    ("3에서 4% 성장", "3에서 4%", "3", "4", "percent"),
    ("매출 79억 달러에서 81억 달러를 예상했다", "79억 달러에서 81억 달러", "7900000000", "8100000000", "USD"),
    ("5% 내지 7%", "5% 내지 7%", "5", "7", "percent"),
    ("△3~△5%", "△3~△5%", "-5", "-3", "percent"),
    ("가맹점이 1만4,700여개로", "1만4,700여개", "14700", None, "count"),
    ("수출은 27\n만 4,000대다", "27\n만 4,000대", "274000", None, "count"),
    ("6억여원을 썼다", "6억여원", "600000000", None, "KRW"),
    ("2만7천여명이 왔다", "2만7천여명", "27000", None, "count"),
    ("직원의 4분의 1이 떠났다", "4분의 1", "0.25", None, "multiple"),
    ("작년의 오분의 이 수준", "오분의 이", "0.4", None, "multiple"),
    ("제조업 BSI는 87.5로", "87.5", "87.5", None, "score"),
    ("소비자심리지수(CCSI)가 101.3을 기록", "101.3", "101.3", None, "score"),
    ("지수가 기준선 아래인데 음식업이 79.8로 낮다", "79.8", "79.8", None, "score"),
]


@pytest.mark.parametrize(("text", "surface", "value", "high", "unit"), READ)
def test_quantity_is_read(text, surface, value, high, unit):
    quantity = one(text)

    assert (text[quantity.start : quantity.end], plain(quantity.value), plain(quantity.value_high), quantity.unit) == (
        surface,
        value,
        high,
        unit,
    )


OPEN = [
    ("계약금 ¥800만을 냈다", "¥800만", "8000000"),
    ("입장료는 30元이다", "30元", "30"),
    ("중국과 일본 점포에서 각각 ¥20억을 벌었다", "¥20억", "2000000000"),
]


@pytest.mark.parametrize(("text", "surface", "value"), OPEN)
def test_a_sign_that_several_currencies_share_stays_open(text, surface, value):
    """The amount is kept, its currency is not guessed, and the rule says why."""
    quantity = one(text)

    assert (text[quantity.start : quantity.end], plain(quantity.value)) == (surface, value)
    assert (quantity.unit, quantity.dimension, quantity.rule) == (None, "money", "quantity.open_currency")


@pytest.mark.parametrize("text", ["수출은 27\n\n만 4,000대다", "12,3만 4,000대", "채권 5\n만기 연장"])
def test_the_tail_of_a_number_is_not_read_alone(text):
    """A magnitude is read whole or refused."""
    assert find_quantities(text) == []


def test_the_line_tells_the_currency_before_the_text_does():
    text = "중국에서는 元으로 값을 매긴다.\n대만 공장은 400억元을 벌었다."

    assert one(text).unit == "TWD"


COUNTS = [
    ("가짜 수면제 34만정을 들여왔다", "340000", "정"),
    ("세 곳", "3", "곳"),
    ("열네 건", "14", "건"),
    ("쉰두 명", "52", "명"),
    ("1만 2천개사", "12000", "개사"),
    ("12억개", "1200000000", "개"),
    ("62만 대를 판다", "620000", "대"),
    ("보통주 240만주", "2400000", "주"),
    ("3사 합산", "3", "사"),
    ("5개 대학", "5", "개"),
    ("15개국에 수출", "15", "개국"),
    ("컨테이너선 여섯 척", "6", "척"),
    ("쇼핑몰 40여 곳", "40", "곳"),
]


@pytest.mark.parametrize(("text", "value", "counter"), COUNTS)
def test_a_count_has_its_counter(text, value, counter):
    quantity = one(text)

    assert (plain(quantity.value), quantity.unit, quantity.counter) == (value, "count", counter)


@pytest.mark.parametrize(
    ("text", "bound", "approximate"),
    [
        ("약 최대 3억원", "at_most", True),
        ("최대 연 5%", "at_most", False),
        ("1,000만 위안(약 20억원) 한도의 지원금", "at_most", False),
        ("6천억 위안(약 124조원)을 돌파했다", "above", False),
        ("계약 300억원", "exact", False),
        ("1,200여 명", "exact", True),
        ("20% 이상 줄인다", "at_least", False),
        ("두 배 넘게 컸다", "above", False),
        ("5% 웃돈 실적", "exact", False),
        ("5%를 웃돈 실적", "above", False),
        ("최소 3개", "at_least", False),
        ("40% 안팎까지", "exact", True),
        ("세 배 수준", "exact", True),
        ("규모 3억원", "exact", False),
    ],
)
def test_bounds_are_read_on_both_sides(text, bound, approximate):
    first = find_quantities(text)[0]

    assert (first.bound, first.approximate) == (bound, approximate)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("주당 1,200원", "주"),
        ("초당 7만8000장", "초"),
        ("척당 선가는 약 2억 1,333만달러", "척"),
        ("배럴당 78.5달러", "배럴"),
        ("1인당 평균 3만 달러", "인"),
        ("120원/kWh", "kWh"),
        ("100엔당 950원", "100엔"),
        ("3.3㎡당 4,500만원", "3.3㎡"),
        ("t당 30만원", "t"),
        ("여당 지지율 45%", None),
        ("해당 지분 10%", None),
    ],
)
def test_a_rate_names_its_denominator(text, per):
    assert one(text).per == per


RESTATED = [
    ("3,800억 위안(약 524억 달러, 한화 약 75조원)", [None, 0, 0]),
    ("1,600만㎡(484만 평)", [None, 0]),
    ("4,500만유로(약 744억원·5,220만달러)", [None, 0, 0]),
    ("신공장(투자액 3,200만달러, 약 459억원)", [None, 0]),
    ("매출 5조원(영업이익 3억 달러)", [None, None]),
    ("6.4%(1만4,200원) 내린", [None, None]),
    ("3억 달러, 약 200억원", [None, None]),
    ("공급가 1,433,250원은 USD 1,000에 매매기준율(1,433.25원)을 적용했다", [None, 0, None]),
]


@pytest.mark.parametrize(("text", "restates"), RESTATED)
def test_a_restated_amount_points_to_the_first(text, restates):
    assert [quantity.restates for quantity in find_quantities(text)] == restates


def test_a_restated_amount_takes_the_bound_and_keeps_its_own_approximation():
    first, second = find_quantities("최대 42억위안(약 8,440억원)")

    assert (first.bound, first.approximate) == ("at_most", False)
    assert (second.bound, second.approximate) == ("at_most", True)


def test_a_lost_tilde_is_put_back_and_said_so():
    quantity = one("순이익은 83억100억 위안이다")

    assert (quantity.value, quantity.value_high, quantity.repaired) == (8_300_000_000, 10_000_000_000, True)


@pytest.mark.parametrize("text", ["5억3억원", "12,34억원", "1.2.3%", "1조2조3조원", "7,00원", "7,00 0원", "12,345,6 00 원"])
def test_a_magnitude_is_read_whole_or_refused(text):
    assert find_quantities(text) == []


def test_a_slash_shares_the_unit():
    assert [quantity.value for quantity in find_quantities("최고/최저 214,000/112,300원")] == [214_000, 112_300]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("정격 220V/60Hz", [220, 60]),
        ("메모리 16GB/512GB 모델", [16 * 10**9, 512 * 10**9]),
        ("저장장치 2MW/4MWh", [2 * 10**6, 4 * 10**6]),
        ("연비 5.4L/100km", [Decimal("5.4")]),
        ("포상금(20만원/50만원/1,200만원)", [200_000, 500_000, 12_000_000]),
        ("용량 150개/300개", [150, 300]),
        ("수강료 70만원/4개월", [700_000]),
        ("단가 300원/2개", [300]),
        ("A4/5m", []),
        ("24/7V", []),
    ],
)
def test_amounts_with_their_own_units_may_share_a_slash(text, values):
    assert [quantity.value for quantity in find_quantities(text)] == values


def test_a_change_from_one_to_another_is_no_range():
    assert [(q.value, q.value_high) for q in find_quantities("10%에서 15%로 올랐다")] == [(10, None), (15, None)]


def test_a_label_gives_the_unit_of_the_number_behind_the_colon():
    assert one("계약금액(백만원): 1,834").value == 1_834_000_000


def test_taken_spans_are_no_quantities():
    text = "2025년 매출 30억원"
    start = text.index("30억원")

    assert find_quantities(text, taken=[(start, start + 2)]) == []


def test_a_sign_behind_a_label_in_brackets_belongs_to_the_number_and_one_behind_a_bracket_of_a_word_does_not():
    values = [float(quantity.value) for quantity in find_quantities("(수출)-3.1% (’24)-2.0% 매출(국내)-3억원 (2.5)-3%")]

    assert values == [-3.1, -2.0, 300_000_000, 3]


def test_signs_are_noted():
    assert [quantity.signed for quantity in find_quantities("+3%, 4%, △5%, 6%↑")] == [True, False, True, True]


def test_physical_units_are_given_in_their_base_too():
    quantity = one("484평")

    assert (quantity.value_base, quantity.unit_base) == (1600, "m2")


@pytest.mark.parametrize("text", ["▲5.1% 상승하고 ▼3.2%로 마감", "수출 ▲5.1% 증가"])
def test_a_filled_triangle_upward_is_plus_beside_a_rise(text):
    assert find_quantities(text)[0].value == Decimal("5.1")


@pytest.mark.parametrize("text", [*SILENT, *NO_QUANTITY])
def test_what_looks_like_a_quantity_is_none(text):
    assert find_quantities(text) == []


FIGURES = st.sampled_from(
    [
        "3조 2,500억원",
        "1.2GW",
        "7만8000장",
        "34%",
        "0.3%p",
        "484만 평",
        "3,800억 위안",
        "2.4배",
        "섭씨 45도",
        "열네 건",
        "USD 1.2bn",
    ]
)
BEFORE = st.sampled_from(
    ["", "매출은 ", "(", "지난해보다 약 ", "이 가운데 ", "3분기에 ", "전체의 ", "- ", "A사는 ", "2025년 ", "5% 늘어난 ", "\n"]
)
AFTER = st.sampled_from(
    ["", "이다", "을 기록했다", ")", ", 그리고 2위", " 안팎", " 이상", "로 늘었다", "\n3분기", ". 올해", "으로"]
)


@given(FIGURES, BEFORE, AFTER)
def test_the_value_never_changes_with_the_sentence_around_it(figure, before, after):
    alone = one(figure)
    text = before + figure + after
    inside = [quantity for quantity in find_quantities(text) if quantity.start == len(before)]

    assert [(quantity.value, quantity.value_high, quantity.unit, quantity.counter) for quantity in inside] == [
        (alone.value, alone.value_high, alone.unit, alone.counter)
    ]


@given(st.text(alphabet="0123456789,.억조만천%원달러위안개명~△+-()약 일이삼\n/배", max_size=60))
def test_quantities_come_in_order_and_ranges_too(text):
    found = find_quantities(text)

    assert all(0 <= quantity.start < quantity.end <= len(text) for quantity in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    assert all(quantity.value_high is None or quantity.value <= quantity.value_high for quantity in found)
    assert all(quantity.restates is None or quantity.restates < number for number, quantity in enumerate(found))


@pytest.mark.parametrize(
    "text",
    [
        "1" * 10**6,
        "(" * 10**5 + "3억원" + ")" * 10**5,
        "3~" * 10**5,
        "3억원(" * 10**4,
        "주당 " * 10**5 + "3원",
        "a" * 10**5 + "@",
        "1,000/" * 10**5,
    ],
)
def test_long_runs_end_soon(text):
    """They would not end within the run's time limit if the reader were more than linear."""
    assert len(find_quantities(text)) <= len(text)


@pytest.mark.parametrize("text", ["평균 12대 1, 최고 30대 1이다", "최고 경쟁률은 92.4대 1. 분양은 끝났다"])
def test_odds_may_end_a_clause(text):
    assert {quantity.unit for quantity in find_quantities(text)} == {"multiple"}


def test_houses_are_counted_and_typhoons_numbered():
    assert [q.value for q in find_quantities("빈집 2,874호 가운데 70호를 정비한다")] == [2874, 70]
    assert find_quantities("12호 태풍이 온다") == []


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("신주는 1주 10,000원이다.", "주"),
        ("이용료는 1개월 9,900원이다.", "개월"),
        ("1박 12만원에 묵는다.", "박"),
        ("1인 약 3만원", "인"),
    ],
)
def test_the_price_of_one_stands_behind_it(text, per):
    (quantity,) = find_quantities(text)

    assert (quantity.unit, quantity.per) == ("KRW", per)


@pytest.mark.parametrize(
    "text",
    [
        "3주 10,000원이다.",
        "11주 10,000원이다.",
        "보통주 1주를 10,000원에 샀다.",
        "1건 500만원",
        "11월 1일 3만원",
        "1주 10,000원어치",
    ],
)
def test_what_is_no_price_of_one(text):
    assert [quantity.per for quantity in find_quantities(text) if quantity.unit == "KRW"] == [None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("금 칠천이백억원정을 빌렸다.", 720_000_000_000),
        ("공사비 1,300만원정이다.", 13_000_000),
        ("대금은 \\43,000,000이다.", 43_000_000),
        ("보증금(\\1,250,000)", 1_250_000),
        ("의료비 한에서 4백만원을 준다.", 4_000_000),
        ("보일러 3기를 새로 놓는다.", 3),
    ],
)
def test_amounts_as_forms_write_them(text, value):
    quantity = one(text)

    assert (quantity.value, quantity.value_high) == (value, None)


@pytest.mark.parametrize("text", ["폴더 C:\\120,000에 둔다", "경로 가온\\120,000", "\\120,000\\300,000", "식 \\12 참고"])
def test_a_backslash_elsewhere_is_no_sign_of_the_won(text):
    assert find_quantities(text) == []


def test_a_range_from_one_is_told_by_a_noun():
    assert [(q.value, q.value_high) for q in find_quantities("하나에서 세 개를 고른다")] == [(1, 3)]
