"""Boxes of notes that lost their lines: labels in a row, and returns over months."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline import extract

DAY = date(2026, 2, 5)


def metrics(text):
    return [figure.metric for figure in extract(text, DAY).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("시가총액 액면가 발행주식수 3,727 십억원 5,000 원 23.7 백만주", ["market_cap", "par_value", "shares_outstanding"]),
        ("자본총계 37 억원 시가총액 발행주식수 3,727 십억원 23.7 백만주", ["capital", "market_cap", "shares_outstanding"]),
        ("거래량 (60 일) 거래대금 (60 일) 277,220 주 37,927 백만원", ["trading_volume", "trading_value"]),
        ("실적을 냈다. 매출액 영업이익 순이익 120억원 12억원 9억원", ["revenue", "operating_profit", "net_income"]),
    ],
)
def test_labels_in_a_row_are_those_of_the_numbers_in_their_order(text, expected):
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("연결 매출액 120억원 110억원", ["revenue", "revenue"]),  # one label, and how it is reckoned
        ("매출액 120억원 영업이익 12억원", ["revenue", "operating_profit"]),
        ("매출액 영업이익 순이익 120억원 12억원", ["net_income", "net_income"]),  # a number is missing: left to the nearest word
        ("매출액 영업이익률 120억원 12억원", ["revenue", "revenue"]),  # no ratio is an amount
    ],
)
def test_what_is_no_row_is_left_to_the_words_beside_it(text, expected):
    assert metrics(text) == expected


def test_returns_over_months_are_changes_of_the_price():
    figures = extract("절대수익률 1 개월 3.4% 6 개월 5.7% 12 개월 -0.3%", DAY).figures

    assert [(figure.metric, figure.measure, figure.basis) for figure in figures] == [
        ("share_price", "change", "mom"),
        ("share_price", "change", None),
        ("share_price", "change", "1y"),
    ]


def test_other_percentages_over_months_are_no_returns():
    figures = extract("금리는 3 개월 3.2% 12 개월 3.4%다.", DAY).figures

    assert [(figure.metric, figure.measure, figure.basis) for figure in figures] == [("interest_rate", "level", None)] * 2


BOX = (
    "가온게임 매수 2017 2018E PER( 배 ) 41.0 35.8 배당수익률 (%) 0.2 0.9 "
    "1M YTD 주가상승률 (%) (15.2) (43.8) 상대수익률 (%) 3.3 (27.6) 실적이 늘었다."
)


def test_a_box_of_periods_in_a_line_is_read_as_the_table_that_it_was():
    found = [(figure.metric, float(figure.value), figure.unit, figure.basis) for figure in extract(BOX, DAY).figures]

    assert found == [
        ("per", 41.0, "multiple", None),
        ("per", 35.8, "multiple", None),
        ("dividend_yield", 0.2, "percent", None),
        ("dividend_yield", 0.9, "percent", None),
        ("share_price", -15.2, "percent", "mom"),
        ("share_price", -43.8, "percent", "ytd"),
        ("share_price", 3.3, "percent", "mom"),
        ("share_price", -27.6, "percent", "ytd"),
    ]


def test_a_period_of_months_owns_nothing():
    assert {figure.subject_text for figure in extract(BOX, DAY).figures} <= {None, "가온게임"}


NOTE = (
    "가온위성(112233) 2017년 2월 16일 Performance (%) 1M 3M 12M 절대수익률 4.2 3.5 (3.2) 상대수익률 4.4 1.1 (0.9) "
    "( 단위 : 십억원, 원, 배 ) 재무정보 2015 2016E 2017E 매출액 31 35 47 순차입금 -7-13-14 EPS 1,137 916 1,792 PER 18.1 36.6 18.7 국내 업체다."
)


def test_a_box_without_units_is_read_below_the_unit_that_is_declared_for_it():
    found = {
        (figure.metric, figure.period_end.year, float(figure.value), figure.modality) for figure in extract(NOTE).figures[6:]
    }

    assert found >= {
        ("revenue", 2015, 31e9, "actual"),
        ("revenue", 2017, 47e9, "forecast"),
        ("net_debt", 2016, -13e9, "forecast"),
        ("eps", 2016, 916, "forecast"),
        ("per", 2017, 18.7, "forecast"),
    }


def test_returns_are_those_of_the_company_and_not_of_3m():
    returns = extract(NOTE).figures[:6]

    assert {figure.subject_text for figure in returns} == {"가온위성"}
    assert [figure.basis for figure in returns] == ["mom", None, "1y"] * 2


def test_months_at_the_left_of_returns():
    text = (
        "가온위성(112233) 2017년 2월 16일\n주가상승률 절대주가(%) 상대주가(%p) 1M 19.5 17.4 3M 24.3 25.3 12M 5.9 1.8 ※ 연결 기준"
    )
    found = [(figure.metric, figure.measure, figure.basis, figure.subject_text) for figure in extract(text).figures]

    assert found == [("share_price", "change", basis, "가온위성") for basis in ("mom", "mom", None, None, "1y", "1y")]


def test_3m_is_a_company_where_it_stands_alone():
    assert extract("3M의 매출은 5억달러다.", DAY).figures[0].subject_text == "3M"


OWNED = (
    "가. 소유 특정증권등의 수 및 소유비율\n| | 주식수(주) | 비율(%) |\n|---|---|---|\n| 직전보고서 2026.05.25 | 1,200 | 6.40 |\n"
    "| 이번보고서 2026.09.02 | 1,500 | 8.00 |\n| 증 감 | 300 | 1.60 |\n"
)


def test_what_part_of_the_shares_somebody_holds_is_a_stake_and_differs_between_two_days():
    found = [(f.metric, f.unit, f.measure, f.basis, f.subject_text) for f in extract(OWNED, DAY).figures]

    assert found[1] == ("stake", "percent", "level", None, None)
    assert [kind[:4] for kind in found[4:]] == [
        ("other", "count", "change", "since"),
        ("stake", "percentage_point", "change", "since"),
    ]


def test_a_change_between_what_was_and_what_is_has_no_year_before():
    text = "| 보고사유 | 변동전(주) | 증감(주) | 변동후(주) |\n|---|---|---|---|\n| 장내매수(+) | 1,200 | 100 | 1,300 |\n"

    assert [(f.measure, f.basis) for f in extract(text, DAY).figures] == [("level", None), ("change", None), ("level", None)]


def test_a_ratio_beside_no_shares_is_no_stake():
    text = "| 구분 | 금액(원) | 비율(%) |\n|---|---|---|\n| 여성 | 1,200 | 6.40 |\n| 남성 | 1,500 | 8.00 |\n"

    assert {f.metric for f in extract(text, DAY).figures if f.unit == "percent"} == {"proportion"}


HEAD = (
    "2018 년 7 월 11 일 (011070) 카메라수혜기업 매수 ( 유지 ) 목표주가 200,000 원 ( 상향 ) KOSPI 2,294.16p "
    "시가총액 발행주식수 3,727 십억원 23,700 천주 주요주주 국민연금 12.82% 절대수익률 3 개월 32.4% 6 개월 5.7% "
    "산업은부진하나가온텍은성장한다. 매출은 늘었다."
)


def test_the_head_of_a_note_tells_of_the_share_whose_code_opens_it():
    whose = {(f.metric, f.subject_entity_id) for f in extract(HEAD).figures}

    assert whose >= {
        ("target_price", "org:lg-innotek"),
        ("market_cap", "org:lg-innotek"),
        ("shares_outstanding", "org:lg-innotek"),
        ("share_price", "org:lg-innotek"),
    }


def test_a_code_that_does_not_open_the_text_is_nobody():
    text = "2018년 7월 11일 목표주가 200,000원이 나왔다. (011070) 문의"

    assert {f.subject_entity_id for f in extract(text).figures} == {None}


def test_a_sentence_without_spaces_is_no_name():
    text = "스마트폰산업은부진하나가온텍은성장한다. 그러나이노텍은국내에서유일하게위성시스템을만든다."

    assert not [m for m in extract(text, DAY).mentions if len(m.text) > 5 or m.text.startswith("그러나")]


@pytest.mark.parametrize(("text", "value"), [("발행주식수 3,660 천주", 3_660_000), ("생산량 1,200 천톤", 1.2e9)])
def test_grouped_digits_and_a_multiplier_set_apart(text, value):
    (figure,) = extract(text, DAY).figures

    assert float(figure.value) in (value, value * 1000)


def test_a_word_behind_digits_is_no_multiplier():
    assert not [f for f in extract("가온시에는 1,200 천주교 신자가 산다.", DAY).figures if f.value > 2000]


LONG_HEAD = (
    "2018 년 7 월 11 일 (011070) 카메라수혜기업 주가 (7 월 10 일 ) 157,500 원 목표주가 200,000 원 상승여력 27.0% 2019 년을보자 KOSPI 2,294.16p "
    "시가총액 발행주식수 3,727 십억원 23,700 천주 52 주최고가 184,500 원 일평균거래액 37,927 백만원 외국인지분율 24.65% "
    "주요주주 가온홀딩스 40.79% 국민연금 12.82% 절대수익률 3 개월 32.4% 6 개월 5.7% 산업은성장한다. 매출은 늘었다."
)


def test_the_head_of_a_note_is_as_of_the_day_of_its_price_and_no_plan():
    found = {(f.metric, f.unit): f for f in extract(LONG_HEAD).figures}
    priced = [found[kind].period_start for kind in (("share_price", "KRW"), ("market_cap", "KRW"), ("index_level", "score"))]

    assert [day.isoformat() if day else None for day in priced][1:] == ["2018-07-10", "2018-07-10"]
    assert {f.modality for kind, f in found.items() if kind[0] not in ("target_price", "price_upside")} == {"actual"}
    assert found[("trading_value", "KRW")].period_start is None
    assert found[("price_upside", "percent")].modality == "forecast"
    assert float(found[("stake", "percent")].value) == 12.82
    assert found[("share_price", "percent")].period_start is None


TOLD = {
    "가온전자의 목표가 210,000원을 내놓았다.": ("target_price", "level", "forecast"),
    "최고 목표가인 230,000원을 제시했다.": ("target_price", "level", "forecast"),
    "주가에는 36.6%의 추가 상승여력이 있다.": ("price_upside", "level", "forecast"),
    "모금 목표가 12만원이다.": ("other", "level", "forecast"),
    "올해 목표가 3조원이다.": ("other", "level", "plan"),
}


@pytest.mark.parametrize(("text", "told"), TOLD.items())
def test_goals_of_brokers_and_others(text, told):
    (figure,) = extract(text, DAY).figures

    assert (figure.metric, figure.measure, figure.modality)[: 1 if told[0] == "other" else 3] == told[
        : 1 if told[0] == "other" else 3
    ]


def test_items_of_accounts_are_nobody():
    text = "(단위: 억원)\n구분 2024년 2025년\n이익잉여금 12 13\n기타자본항목 2 3\n주식발행초과금 5 6\n판매비와 관리비 1 2\n"
    figures = extract(text, DAY).figures

    assert {figure.subject_text for figure in figures} == {None}
    assert [figure.metric for figure in figures] == ["other"] * 6 + ["overhead"] * 2


FORM = (
    "| 3. 1주당 배당금(원) | 보통주식 | 50 |\n| 종류주식 | 60 | |\n| 10. 이사회결의일(결정일) | 2026-03-07 | |\n"
    "| 11. 기타 투자판단과 관련한 중요사항 | | |\n"
    "| 1. 2025년 연간 배당내역은 아래와 같으며 외부감사인의 감사결과 및 정기주주총회 승인과정에서 변경될 수 있음 가.주당 연간 배당금 : "
    "보통주 80원 나.연간 시가배당율:보통주 2.1% 다.연간배당총액:68억원 |\n| 종류주식명 | 1주당 배당금(원) | 시가배당율(%) |\n| 가온우B | 60 | 2.2 |\n"
)


def test_a_form_with_a_remark_and_a_table_behind_it():
    found = [(f.metric, float(f.value), f.modality) for f in extract(FORM).figures]

    assert found[:5] == [
        ("dividend_per_share", 50, "plan"),
        ("dividend_per_share", 60, "plan"),
        ("dividend_per_share", 80, "plan"),
        ("dividend_yield", 2.1, found[3][2]),
        ("dividend", 68e8, found[4][2]),
    ]
    assert [kind[:2] for kind in found[5:]] == [("dividend_per_share", 60), ("dividend_yield", 2.2)]


def test_who_stands_in_a_footnote_owns_nothing_of_the_table_below():
    text = (
        OWNED + "주) (주)동성화학과의 합병으로 발행주식 총수가 바뀌었음.\n다. 세부변동내역\n"
        "| 보고사유 | 변동전(주) | 증감(주) | 변동후(주) |\n|---|---|---|---|\n| 장내매수(+) | 1,200 | 100 | 1,300 |\n"
    )

    assert {f.subject_text for f in extract(text, DAY).figures} == {None}


@pytest.mark.parametrize("text", ["경기는 오후 3:42에 끝났다.", "점수는 3:2였다.", "문의:02-123-4567"])
def test_clocks_scores_and_telephones_behind_a_colon_are_no_amounts(text):
    assert not [f for f in extract(text, DAY).figures if f.value > 10]


BOX_OF_LABELS = (
    "가온전자 영업이익 (15F, 십억원 ) 33 EPS 성장률 (15F,%) 21.0 P/E(15F,x) 22.1 시가총액 ( 십억원 ) 1,417 "
    "52주 최고가 / 최저가 60,300 / 30,400 원"
)


def test_labels_that_say_when_and_in_what():
    found = [(f.metric, f.measure, float(f.value)) for f in extract(BOX_OF_LABELS, DAY).figures]

    assert found == [
        ("operating_profit", "level", 33e9),
        ("eps", "change", 21.0),
        ("per", "level", 22.1),
        ("market_cap", "level", 1417e9),
        ("share_price", "level", 60300),
        ("share_price", "level", 30400),
    ]
