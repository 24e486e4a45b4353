"""A fall or a rise told by a noun, with a verb that says nothing of its own; points of an index that rise and fall."""

from datetime import date

import pytest

from pipeline import extract

DAY = date(2025, 12, 1)

CHANGES = [
    ("가온정밀 매출이 9% 역성장했다.", -9),
    ("가온정밀 매출은 7% 뒷걸음쳤다.", -7),
    ("가온정밀은 6%의 감소를 기록했다.", -6),
    ("가온정밀 매출은 4%의 감소세를 보였다.", -4),
    ("가온정밀 매출의 감소폭은 8%다.", -8),
    ("가온정밀 주가 낙폭은 11%였다.", -11),
    ("가온정밀은 3% 마이너스 성장을 기록했다.", -3),
    ("가온정밀 매출은 5%의 증가세를 보였다.", 5),
    ("가온정밀 주가 상승폭은 2%였다.", 2),
    ("전월 대비 0.2%p 상승폭 축소", -0.2),
    ("전월 대비 0.2%p 상승폭 확대", 0.2),
    ("이날 코스피는 31.4포인트 급락했다.", -31.4),
    ("코스닥은 8.2포인트 오른 912.4에 마감했다.", 8.2),
]
LEVELS = ["가온정밀의 시장 점유율은 12%다.", "가온정밀은 12%의 지분을 기록했다.", "코스피는 4,120.3포인트로 마감했다."]


@pytest.mark.parametrize(("text", "value"), CHANGES)
def test_a_change_told_by_a_noun_has_its_sign(text, value):
    figure = extract(text, DAY).figures[0]

    assert (figure.measure, float(figure.value)) == ("change", value)


@pytest.mark.parametrize("text", LEVELS)
def test_what_is_no_change_stays_a_level(text):
    assert [figure.measure for figure in extract(text, DAY).figures] == ["level"]


APPOSED = [
    ("코스피는 전날보다 24.98포인트, 1.02% 하락한 2,419.50으로 마쳤다.", [-24.98, -1.02, 2419.5]),
    ("코스닥 지수는 전거래일 대비 13.35포인트, 1.82% 내린 718.57에 마감했다.", [-13.35, -1.82, 718.57]),
    ("가온전자 주가는 전날보다 500원, 1.2% 떨어진 4만1,200원에 마감했다.", [-500, -1.2, 41200]),
    ("가온전자 주가는 700원, 2.1% 오른 3만4,000원이다.", [700, 2.1, 34000]),
    ("원·달러 환율은 전날보다 5.4원, 0.4% 내렸다.", [-5.4, -0.4]),
]
NOT_APPOSED = [
    ("다올식품은 매출 20억원, 5% 증가했다.", [20e8]),
    ("코스피는 2,500포인트, 1.2% 상승으로 마감했다.", [2500]),
    ("다올식품 매출은 20억원, 이익은 5% 줄었다.", [20e8]),
]
ABOUT = [
    ("양대 지수 모두 1%대 하락했다.", -1),
    ("가온전자 매출은 3%대 감소했다.", -3),
    ("가온전자 매출은 3%대 성장을 이뤘다.", 3),
]
LOSSES = [
    ("나라살림 관리재정수지 적자폭은 3.8조원 축소됐다.", 3.8e12),
    ("가온전자 영업손실은 20억원 줄었다.", 20e8),
    ("가온전자 적자가 30억원 늘었다.", -30e8),
    ("가온전자 순손실이 120억원 확대됐다.", -120e8),
    ("가온전자 영업이익은 20억원 줄었다.", -20e8),
    ("적자에도 가온전자 매출은 20억원 줄었다.", -20e8),
    ("가온전자는 손실을 줄였고, 영업이익은 20억원 늘었다.", 20e8),
]


SHARES = "\n\n| 구분 | 2023년 | 2024년 |\n|---|---|---|\n| 상위 10개 기업 비중 | 41.2% | 42.8% |\n"


@pytest.mark.parametrize(
    ("above", "measure"),
    [
        ("# 대기업 비중 소폭 상승, 중소기업은 하락", "level"),
        ("# 대기업 비중 상승…물가당국 발표", "level"),
        ("# 대기업 비중 상승률", "change"),
        ("# 대기업 비중 증감 현황", "change"),
    ],
)
def test_a_headline_over_a_table_tells_a_change_where_a_caption_names_one(above, measure):
    assert {f.measure for f in extract(above + SHARES, DAY).figures if f.unit == "percent"} == {measure}


GROWN = [
    ("가온상사 목표가 유지, 22,000원 -> 22,000원(0.0%)", ["level", "level", "change"]),
    ("가온상사 목표가 20,000원→22,000원(10.0%) 상향", ["level", "level", "change"]),
    ("가온상사 수출액 10억원→12억원(35.2%)", ["level", "level", "level"]),  # no growth of theirs
    ("가온상사 수출액 10억원, 12억원(20.0%)", ["level", "level", "level"]),
]


@pytest.mark.parametrize(("text", "measures"), GROWN)
def test_a_percentage_that_the_sizes_of_a_course_give_is_their_growth(text, measures):
    figures = extract(text, DAY).figures

    assert [figure.measure for figure in figures] == measures
    assert measures[-1] == "level" or figures[2].metric == figures[1].metric


COURSES = [
    ("가온상사 매출증가율 : 23.1분기 7.4% → 24.1분기 8.7%", [("change", 7.4), ("change", 8.7)]),
    ("총자산감소율(별도) : 23.1분기 1.4% → 24.1분기 1.1%", [("change", -1.4), ("change", -1.1)]),
    ("부채비율 : 23.1분기 89.9% → 24.1분기 86.6%", [("level", 89.9), ("level", 86.6)]),
    ("매출증가율과 비중 : 비중 23년 7.4% → 24년 8.7%", [("level", 7.4), ("level", 8.7)]),
]


@pytest.mark.parametrize(("text", "expected"), COURSES)
def test_what_a_label_calls_a_rate_of_change_is_one_all_along_its_course(text, expected):
    assert [(f.measure, float(f.value)) for f in extract(text, DAY).figures] == expected


@pytest.mark.parametrize(("text", "values"), APPOSED)
def test_amounts_told_twice_share_their_verb(text, values):
    figures = extract(text, DAY).figures

    assert [float(f.value) for f in figures] == values
    assert {f.measure for f in figures[:2]} == {"change"}


@pytest.mark.parametrize(("text", "levels"), NOT_APPOSED)
def test_a_level_beside_its_change_stays_one(text, levels):
    assert [float(f.value) for f in extract(text, DAY).figures if f.measure == "level"] == levels


@pytest.mark.parametrize(("text", "value"), ABOUT)
def test_about_so_much_is_an_amount_too(text, value):
    (figure,) = extract(text, DAY).figures

    assert (float(figure.value), figure.measure, figure.approximate) == (value, "change", True)


@pytest.mark.parametrize(("text", "value"), LOSSES)
def test_a_loss_that_shrinks_raises_the_profit(text, value):
    (figure,) = extract(text, DAY).figures

    assert (float(figure.value), figure.measure) == (value, "change")


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("가온은행의 1분기 대출 성장이 6.9%였다.", ["change"]),
        ("가온은행은 올해 대출 성장 목표를 기존 20%에서 12%로 하향했다.", ["change", "change"]),
        ("가온은행의 성장에 힘입어 점유율이 6.9%가 됐다.", ["level"]),
        ("가온은행의 대출 비중은 6.9%였다.", ["level"]),
    ],
)
def test_a_growth_and_its_goal_are_changes(text, measures):
    assert [figure.measure for figure in extract(text, date(2025, 11, 7)).figures] == measures


LISTED = [
    ("한빛(5.7%), 나루(4.8%) 등은 음식점에서 호조를 보여 증가율이 높았음.", {"5.7%": 5.7, "4.8%": 4.8}),
    ("특히 한빛(27.5%), 나루(16.2%) 주문은 2017년 같은 달보다 큰 폭으로 증가했다.", {"27.5%": 27.5, "16.2%": 16.2}),
    (
        "물류(3.2만개), 외식(1.1만개) 등에서 증가하고, 섬유(-0.5만개) 등에서 감소했다.",
        {"3.2만개": 32000, "1.1만개": 11000, "-0.5만개": -5000},
    ),
    (
        "이용자는 30대(-1만명, -8.2%)에서 감소하였으나 50대(1만6천명, 5.7%)에서 증가했다.",
        {"-1만명": -10000, "-8.2%": -8.2, "1만6천명": 16000, "5.7%": 5.7},
    ),
    ("나루시(5.3%), 한빛시(4.2%) 등 9개 시 모두 증가[전체 : 2]", {"5.3%": 5.3, "4.2%": 4.2}),
    ("나루시(24.3%), 한빛시(15.2%) 등 주요 시로의 출하가 모두 크게 늘었다.", {"24.3%": 24.3, "15.2%": 15.2}),
    ("회원 및 방문자 증감(전년비) : (회원)+21.3만명 (방문자)-4.7만명", {"+21.3만명": 213000, "-4.7만명": -47000}),
]
SIZED = [
    "한빛(3.2만개), 나루(1.1만개) 등에서 일자리가 증가했다.",
    "물류(3.2만개), 외식(1.1만개) 등에서 증가하고, 섬유(+0.5만개)도 늘었다.",
    "한빛의 실업률은 작년(3.2%)에서 낮아졌다.",
    "한빛은 점유율을 기존 전망치(3.2%)에서 낮췄다.",
    "판매량은 2017년 대비 88.4% 수준을 기록했다.",
    "주문은 2017년 5월 대비로는 92.3% 수준에 달했다.",
    "대책으로는 ‘임금 인상 등 처우 개선’(33.7%), ‘설비 증설’(12.3%) 순으로 꼽았다.",
]


@pytest.mark.parametrize(("text", "values"), LISTED)
def test_a_list_of_changes_is_closed_by_one_verb(text, values):
    figures = extract(text, DAY).figures

    assert {f.text: float(f.value) for f in figures if f.measure == "change"} == values


@pytest.mark.parametrize("text", SIZED)
def test_sizes_beside_a_word_of_change_stay_levels(text):
    assert {f.measure for f in extract(text, DAY).figures if not f.text.startswith("+")} == {"level"}


@pytest.mark.parametrize(
    "text", ["가온전자 매출은 2019년 대비 12% 수준의 성장을 이뤘다.", "가온전자 매출은 전년 대비 60% 증가했다."]
)
def test_a_growth_beside_a_size_stays_one(text):
    assert [f.measure for f in extract(text, DAY).figures] == ["change"]


@pytest.mark.parametrize("text", ["가온정밀 매출 감소(9%", "가온정밀 인력 30명 증가(8%", "가온정밀 손익 악화(△79억원"])
def test_a_bracket_that_the_end_of_the_report_leaves_open_is_read(text):
    assert extract(text, DAY).figures


RATES = [
    (
        "외형 지표인 매출액증가율(3.6%→8.2%)과 총자산증가율(5.3%→4.6%)이 모두 높아졌다.",
        {3.6: "yoy", 8.2: "yoy", 5.3: "yoy", 4.6: "yoy"},
    ),
    ("가온연구원은 소매판매 증가율을 기존 2.4%에서 1.7%로 내렸다.", {2.4: "yoy", 1.7: "yoy"}),
    (
        "수출 증가율은 올해 4.2%에서 내년 4.6%, 수입은 3.5%에서 3.9%를 기록할 전망이다.",
        {4.2: "yoy", 4.6: "yoy", 3.5: "yoy", 3.9: "yoy"},
    ),
    ("지난해 지가상승률은 2.86%로 전년의 2.43%보다 높았다.", {2.86: "yoy", 2.43: "yoy"}),
    (
        "전년 동기 대비 상승률은 동부가 12.0%로 가장 높았으며 서부 8.2%, 남부 6.5% 순이었다.",
        {12.0: "yoy", 8.2: "yoy", 6.5: "yoy"},
    ),
    ("매출액 증가율은 가구(28.1%), 조명/기타(17.7%) 침구(9.9%) 순", {28.1: "yoy", 17.7: "yoy", 9.9: "yoy"}),
    ("설비투자 증가율 역시 3%로 변동이 없었다.", {3: "yoy"}),
    ("대출 감소율은 동부(4%), 서부(3%) 순", {-4: "yoy", -3: "yoy"}),
    ("대출 증가율은 3%, 예금은 2% 줄었다.", {3: "yoy", -2: "yoy"}),
]
NO_RATES = [
    ("매출 증가율은 5%, 영업이익률은 10%였다.", 10),
    ("매출 증가율은 높았으나 여성 비중은 40%였다.", 40),
    ("가입자 증가율은 5%였고 고령층이 전체의 30%를 차지했다.", 30),
    ("증가율이 가장 높은 곳은 동부로 점유율 21%를 기록했다.", 21),
    ("주택 보급률(95.2%→96.8%)이 높아졌다.", 96.8),
    ("소득 증가율은 상위 30%가 높았다.", 30),
    ("예금 증가율은 자기자본 9%를 넘는 은행에서 높았다.", 9),
    ("가구 수출 증가율은 높고 6%가 재고로 남았다.", 6),
    ("매출 증가율은 보조금 5%와 수수료 3% 덕분이다.", 3),
]


@pytest.mark.parametrize(("text", "told"), RATES)
def test_what_a_clause_calls_a_rate_of_change_is_one_to_its_end(text, told):
    figures = extract(text, DAY).figures

    assert {float(f.value): f.basis for f in figures if f.measure == "change"} == told


@pytest.mark.parametrize(("text", "value"), NO_RATES)
def test_what_stands_behind_a_rate_of_change_can_be_a_level(text, value):
    assert [f.measure for f in extract(text, DAY).figures if float(f.value) == value] == ["level"]
