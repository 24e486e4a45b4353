"""What the one period of a report, a wrap's day and the way of a size say of when its figures are for."""

from datetime import date

import pytest

from pipeline import extract

JUNE = ("2018-06-01", "2018-06-30")


def periods(text, day):
    return {f.text: f.period_start and (str(f.period_start), str(f.period_end)) for f in extract(text, published_on=day).figures}


def test_a_time_that_is_only_recalled_dates_nothing():
    found = periods(
        "통계청은 6월 생활물가지수가 1년 전보다 1.4% 올랐다고 3일 밝혔다.\n\n5월에 크게 뛰었던 배추는 전월 대비 31.0% 내렸다.\n\n무는 8.5% 올랐다.\n",
        date(2018, 7, 3),
    )

    assert found == {"1.4%": JUNE, "31.0%": JUNE, "8.5%": JUNE}


def test_a_time_that_is_left_out_is_no_other_period():
    found = periods(
        "한국은행이 5일 발표한 통계에 따르면 10월 경상수지는 71억달러 흑자를 기록했다.\n\n지난 4월(5억달러 적자)을 제외하고는 줄곧 흑자다.\n\n"
        "수출은 13.2% 줄었다.\n",
        date(2019, 12, 5),
    )

    assert found["13.2%"] == ("2019-10-01", "2019-10-31")


@pytest.mark.parametrize(
    "lead",
    [
        "뉴욕증시는 모두 하락 마감했다.\n\n18일(현지시간) 다우존스30 지수는 3만4402.11을 기록했다.",
        "코스피는 18일 외국인의 매물에 하락 마감했다.",
    ],
)
def test_a_wrap_is_of_the_day_that_its_index_closed(lead):
    found = periods(f"{lead}\n\n나스닥 지수는 17.3p(0.13%) 내린 1만3324.51에 장을 마쳤다.\n", date(2022, 4, 18))

    assert {found[text] for text in ("17.3p", "0.13%", "1만3324.51")} == {("2022-04-18", "2022-04-18")}


def test_what_was_traded_is_of_the_session():
    text = "코스피는 18일 1.2% 내린 2712.4에 장을 마쳤다.\n\n거래량은 5억주, 거래대금은 9조원으로 집계됐다.\n"

    found = periods(text, date(2022, 4, 18))

    assert {found[text] for text in ("5억주", "9조원")} == {("2022-04-18", "2022-04-18")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("부채비율은 전년 말 130%에서 97%로 낮아졌다.", None),
        ("부채비율은 2023년 말 130%에서 지난해 말 97%로 낮아졌다.", ("2024-12-31", "2024-12-31")),
        ("한빛의 올해 매출은 지난해 1조원에서 97%로 늘었다.", ("2025-01-01", "2025-12-31")),
        ("2월 무역수지는 5억 달러 흑자였다. 흑자율은 전년 동월 90%에서 97%로 높아졌다.", ("2025-02-01", "2025-02-28")),
    ],
)
def test_where_a_size_came_from_dates_not_where_it_went(text, expected):
    assert periods(text, date(2025, 3, 3))["97%"] == expected


def test_the_month_in_which_accounts_close_is_its_last_day():
    found = periods("지난해 12월 결산 상장법인의 주주는 494만명이다.\n\n지난해 12월 신규 주주는 19만명이다.\n", date(2019, 3, 5))

    assert found == {"494만명": ("2018-12-31", "2018-12-31"), "19만명": ("2018-12-01", "2018-12-31")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("올해 8월까지 누적 방문객은 31만명이다.", ("2025-01-01", "2025-08-31")),
        ("9월까지 누적 방문객은 31만명이다.", ("2025-01-01", "2025-09-30")),
        ("지난달까지 누적 관람객은 31만명이다.", ("2025-01-01", "2025-10-31")),
        ("9월까지 누적 가입자는 31만명이다.", ("2025-09-30", "2025-09-30")),  # since it began
        ("2024년 9월까지 누적 다운로드는 31만명이 했다.", ("2024-09-30", "2024-09-30")),
    ],
)
def test_what_is_counted_since_it_began_begins_with_no_year(text, expected):
    (period,) = periods(text, date(2025, 11, 3)).values()

    assert period == expected


def test_behind_the_day_that_a_report_counts_to_its_running_year_ends_there():
    found = periods(
        "거래소에 따르면 올 들어 지난 18일까지 상장사들의 공급계약 총액은 3조5000억원으로 작년 같은 기간보다 7.9% 증가했다. "
        "계약건수는 185건으로 같은 기간 36.0% 급증했다.\n\n올해 공급계약금액이 가장 많았던 곳은 하람건설로 3200억원이었다. "
        "올해 연간 공급계약금액은 9조원을 넘을 것으로 예상된다.\n",
        date(2013, 6, 20),
    )

    assert {found[text] for text in ("3조5000억원", "185건", "36.0%", "3200억원")} == {("2013-01-01", "2013-06-18")}
    assert found["9조원"] == ("2013-01-01", "2013-12-31")


def test_a_day_up_to_which_the_year_is_counted_begins_with_the_year():
    found = periods("거래소가 올해 공급계약 현황을 분석한 결과, 지난 9일까지 계약금액은 2조5000억원이었다.\n", date(2021, 11, 15))

    assert found == {"2조5000억원": ("2021-01-01", "2021-11-09")}


def test_a_survey_that_names_its_day_counts_on_it():
    found = periods(
        "교육청은 30일 2023년 교육기본통계 조사 결과를 발표했다.\n\n올해 4월 1일 기준으로 초·중·고교 학생 수는 57만8000명이다. "
        "학생 수는 1986년 103만명으로 가장 많았다.\n\n초등학생은 26만명으로 전년 대비 2.3% 줄었다. 현재 휴학생은 300명이다.\n",
        date(2023, 8, 30),
    )

    assert found["26만명"] == found["2.3%"] == ("2023-04-01", "2023-04-01")
    assert found["103만명"] == ("1986-01-01", "1986-12-31")
    assert found["300명"] != ("2023-04-01", "2023-04-01")


def test_same_period_is_not_what_the_one_before_was_compared_with():
    found = periods(
        "부품 수출, 지난해 최대\n\n지난해 상반기 부품 수출액은 전년 동기 대비 6.4% 증가한 48억 달러다. 모두 전년 대비 수출액이 늘었다.\n\n"
        "같은 기간 부품 매출은 58조원이다.\n",
        date(2020, 1, 6),
    )

    assert found["58조원"] == ("2019-01-01", "2019-06-30")


def test_what_a_draft_budget_is_held_against_in_brackets_is_of_the_year_before():
    found = periods(
        "하람군은 올해 애초 예산(2천700억원)보다 80억원(2.9%) 증가한 2천780억원의 내년도 예산안을 편성했다고 19일 밝혔다.\n\n"
        "하수관 정비 43억원, 체육공원 조성 40억원도 반영됐다.\n",
        date(2024, 11, 19),
    )

    assert found["2천700억원"] == ("2024-01-01", "2024-12-31")
    assert {found[text] for text in ("80억원", "2.9%", "2천780억원", "40억원")} == {("2025-01-01", "2025-12-31")}


def test_what_a_statistic_counts_is_of_its_period():
    found = periods(
        "2016년 반려식물 통계(잠정)\n\n가구당 화분은 4.2개로 전년(3.9개)보다 0.3개 늘었다.\n\n"
        "시도별 화분은 하람(5.1개)이 많고 다온(3.4개)이 적다. 화분 30개 이상인 가구는 1.2만 가구다.\n",
        date(2017, 2, 23),
    )

    year = ("2016-01-01", "2016-12-31")
    assert {found[text] for text in ("4.2개", "0.3개", "5.1개", "3.4개")} == {year}
    assert found["3.9개"] == ("2015-01-01", "2015-12-31")


def test_what_a_survey_is_made_of_and_how_far_it_can_be_trusted_is_of_no_period():
    found = periods(
        "2016년 반려식물 실태조사 결과\n\n화분을 가진 가구는 41%로 나타났다.\n\n(조사내용) 화분 구입 11개 항목\n\n"
        "이 조사의 신뢰수준은 95%다.\n",
        date(2017, 2, 23),
    )

    assert found["41%"] == ("2016-01-01", "2016-12-31")
    assert found["11개"] is None
    assert found["95%"] is None


def test_counts_of_a_report_that_names_no_statistic_stay_open():
    found = periods("하람전자의 1분기 매출이 4% 늘었다고 25일 밝혔다.\n\n매장은 31개로 가장 많다.\n", date(2024, 4, 25))

    assert found["31개"] is None


@pytest.mark.parametrize("as_of", ["('24년 기준)", "(2024년 말 기준)"])
def test_a_survey_named_by_its_year_may_count_an_earlier_one(as_of):
    found = periods(
        f"2025년 목공방 실태조사 결과 발표{as_of}\n\n목공방의 절반은 혼자 일하며 회원이 있는 곳은 41%로 나타났다.\n",
        date(2025, 12, 2),
    )

    assert found["41%"] is not None
    assert found["41%"][1] == "2024-12-31"


@pytest.mark.parametrize(
    "course",
    [
        "하람은 [24.3]: 30건 → [24.4]: 28건, 다온은 [24.2]: 19건 → [24.4]: 17건이다.",
        "상담은 2011년 21건에서 2021년 60건으로 늘었고, 접수는 2012년 9건에 비해 많다.",
        "상담은 2015년 상담소 개편 이후 줄곧 늘었다.",
    ],
)
def test_times_of_a_course_are_no_other_period(course):
    found = periods(
        f"2024년 4월 상담 동향\n\n상담은 4월 4.0% 늘었다. {course}\n\n전화 상담은 전월 대비 5.5% 늘었다.\n", date(2024, 5, 16)
    )

    assert found["4.0%"] == ("2024-04-01", "2024-04-30")


def test_stocks_are_as_of_the_day_that_the_report_strikes_them_on():
    found = periods(
        "8월 주택 통계 발표\n\n21.8월말 기준 전국의 미분양 주택이 총 3,864호로 집계됐다.\n\n"
        "하람의 미분양 주택은 612호로 전월(680호) 대비 10.0%(68호) 감소하였다.\n",
        date(2021, 10, 1),
    )

    assert {found[text] for text in ("3,864호", "612호", "10.0%", "68호")} == {("2021-08-31", "2021-08-31")}
    assert found["680호"] == ("2021-07-31", "2021-07-31")


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("하람의 2월 거래량은 612건으로 전월(680건) 대비 10.0% 감소했다.", "680건", ("2025-01-01", "2025-01-31")),
        ("하람의 2024년 매출은 22.7억원으로 전년(19.8억원) 대비 15.0% 늘었다.", "19.8억원", ("2023-01-01", "2023-12-31")),
        ("하람의 2024년 말 직원은 220명으로 전년(190명)보다 30명 많다.", "190명", ("2023-12-31", "2023-12-31")),
    ],
)
def test_what_a_level_is_held_against_lies_one_step_before_it(text, number, expected):
    assert periods(text, date(2025, 3, 3))[number] == expected


def test_what_has_become_of_a_size_is_of_the_report_and_the_size_of_what_it_is_held_against():
    found = periods(
        "2023년 공연장 통계\n\n2023년 공연은 4.7% 늘었다.\n\n'22년 대비 좌석 점유율은 소극장(18.6%→18.4%)이 줄고 대극장(24.1%→26.4%)은 늘었다.\n\n"
        "공연장 수는 전년 120개에서 150개로 늘었다. 객석은 전년 3.1만석에 비해 늘었다.\n\n점유율은 25.8%에서 22.8%로 줄었다.\n",
        date(2024, 6, 18),
    )

    before, year = ("2022-01-01", "2022-12-31"), ("2023-01-01", "2023-12-31")
    assert {found[text] for text in ("18.6%", "24.1%", "120개")} == {before}
    assert {found[text] for text in ("18.4%", "26.4%", "150개")} == {year}
    assert found["25.8%"] != year or found["22.8%"] == year


def test_what_a_level_is_held_against_in_brackets_behind_the_comparison_is_of_the_period_before():
    found = periods("2025년 4월 고용 동향\n\n구인배수는 0.45로 전년동월 대비(0.43) 상승했다.\n", date(2025, 5, 12))

    assert found["0.43"] == ("2024-04-01", "2024-04-30")


def test_a_mean_yearly_growth_is_from_the_year_of_the_first_size_to_that_of_the_last():
    found = periods("검사는 2016년 3억 건에서 2019년 4억 건으로 연평균 7.6%씩 늘었다.", date(2021, 3, 8))

    assert found["7.6%"] == ("2016-01-01", "2019-12-31")


def test_two_years_of_which_none_leads_to_the_other_are_no_span():
    found = periods("검사는 2016년 3억 건, 2019년 4억 건이었고 연평균 7.6%씩 늘었다.", date(2021, 3, 8))

    assert found["7.6%"] != ("2016-01-01", "2019-12-31")


def test_the_days_on_which_a_survey_was_taken_are_no_other_period():
    found = periods(
        "2023년 목공방 실태조사 결과 발표\n\n(조사기간) '24년 3월 ~ 5월\n\n목공방의 매출은 평균 2.1억원으로 전년(1.9억원) 대비 10.5% 증가했다.\n",
        date(2024, 8, 2),
    )

    assert {found[text] for text in ("2.1억원", "10.5%")} == {("2023-01-01", "2023-12-31")}
    assert found["1.9억원"] == ("2022-01-01", "2022-12-31")


def test_a_survey_called_by_the_running_year_is_of_it():
    found = periods(
        "하람연구원은 ‘2024년 텃밭 이용 실태조사’ 결과를 12월 6일에 공개한다고 밝혔다.\n\n2021년에 첫 조사를 실시했다.\n\n"
        "‘자주 간다’는 34.3%로 나타났다.\n",
        date(2024, 12, 5),
    )

    assert found["34.3%"] == ("2024-01-01", "2024-12-31")


def test_an_earlier_survey_that_this_one_follows_is_not_what_is_reported():
    found = periods(
        "대표 정원 1위에 다온정원이 꼽혔다. 다온정원은 지난해 동일조사(71.5%)에 이어 1위를 기록했다.\n\n하람정원은 15.4%로 나타났다.\n",
        date(2019, 6, 17),
    )

    assert found["15.4%"] != ("2018-01-01", "2018-12-31")


def test_the_day_of_an_earlier_count_is_not_the_one_of_counting():
    found = periods(
        "재외 동호인 현황 통계 결과, 2년 전인 2022년 말 기준 규모(70만 명)보다 줄었다. 공관은 2024.12.31.을 기준 시점으로 통계를 냈다.\n\n"
        "하람 지역 회원은 26만명이다.\n",
        date(2025, 12, 31),
    )

    assert found["26만명"] == ("2024-12-31", "2024-12-31")


def test_a_long_sentence_of_a_statistic_that_says_its_year_again_is_of_it():
    lines = (
        "◇ 2022년 일자리는 645만개로 전년대비 3.4% 증가 ◇ (성별) 남자 399만개(61.9%), 여자 246만개(38.1%) "
        "◇ (연령) 50대(135만개), 40대(131만개) 순"
    )
    found = periods(f"2022년 하람 일자리통계 결과\n\n{lines}\n", date(2023, 12, 6))

    year = ("2022-01-01", "2022-12-31")
    assert {found[text] for text in ("3.4%", "399만개", "61.9%", "38.1%", "135만개", "131만개")} == {year}


def test_a_sentence_that_names_another_year_too_stays_with_its_own_times():
    found = periods(
        "2022년 하람 일자리통계 결과\n\n2022년 일자리는 645만개로 3.4% 증가했다.\n\n2022년과 달리 2019년에는 일자리가 512만개였다.\n",
        date(2023, 12, 6),
    )

    assert found["512만개"] == ("2019-01-01", "2019-12-31")


def test_money_set_aside_for_the_years_ahead_is_for_them():
    found = periods("가온전자는 앞으로 3년간 공장에 2조원을 쓰고, 2027년에는 5천억원을 더 쓸 계획이다.", date(2025, 3, 3))

    assert found == {"2조원": ("2025-03-03", "2028-03-02"), "5천억원": ("2027-01-01", "2027-12-31")}


def test_the_year_in_which_statistics_come_out_is_not_theirs():
    text = "# 2031년 세계교통기구 보행통계 공표\n\n보행자 사망률은 회원국 평균(3.1%)보다 낮은 2.4%였다.\n"

    assert set(periods(text, date(2031, 7, 3)).values()) == {None}


def test_lines_of_times_and_numbers_take_turns():
    found = periods(
        "한빛항 물동량\n\n해마다 늘어난 물동량\n\n2021년\n\n3,120만톤\n\n2022년\n\n3,240만톤\n\n2023년\n\n3,355만톤\n",
        date(2024, 6, 10),
    )

    assert found == {
        "3,120만톤": ("2021-01-01", "2021-12-31"),
        "3,240만톤": ("2022-01-01", "2022-12-31"),
        "3,355만톤": ("2023-01-01", "2023-12-31"),
    }


@pytest.mark.parametrize(
    "lines",
    [
        "3,120만톤\n\n2021년\n\n3,240만톤\n\n2022년\n\n3,355만톤\n\n2023년\n",
        "2021년\n\n새 부두를 열었다.\n\n3,240만톤\n",
    ],
)
def test_a_line_above_that_is_not_its_own_dates_no_number(lines):
    found = periods(f"한빛항 물동량\n\n해마다 늘어난 물동량\n\n{lines}", date(2024, 6, 10))

    assert found["3,240만톤"] != ("2021-01-01", "2021-12-31")


def test_the_day_on_which_results_are_told_is_not_theirs():
    found = periods(
        "가온소프트가 네 분기 만에 웃었다.\n\n가온소프트는 25일 매출 1조1240억원, 영업이익 980억원을 기록했다고 밝혔다.\n",
        date(2018, 10, 25),
    )

    assert set(found) == {"1조1240억원", "980억원"}
    assert ("2018-10-25", "2018-10-25") not in found.values()


def test_what_a_day_has_sold_is_of_that_day():
    found = periods("가온몰은 지난 24일 하루 매출 30억원을 올렸다고 25일 밝혔다.\n", date(2018, 10, 25))

    assert found == {"30억원": ("2018-10-24", "2018-10-24")}


def test_the_time_of_a_heading_dates_the_list_of_what_it_names():
    found = periods(
        "## 그림 1. 24년 상반기 전자책 시장 점유율\n\n- 가온: 31%\n- 다온: 12%\n- 25년 나래: 7%\n- 매장: 30개\n",
        date(2025, 12, 5),
    )

    assert found["31%"] == found["12%"] == ("2024-01-01", "2024-06-30")
    assert found["30개"] != ("2024-01-01", "2024-06-30")


def test_a_part_is_counted_in_the_time_of_the_whole():
    text = "가온은 바쁘다. 2011년부터 2019년 사이에 출원된 6,400건의 가전 특허 중 1,200건이 {}일본에서 나왔다."
    whole = ("2011-01-01", "2019-12-31")

    assert periods(text.format(""), date(2025, 12, 5)) == {"6,400건": whole, "1,200건": whole}
    assert periods(text.format("2019년에 "), date(2025, 12, 5))["1,200건"] != whole


OUTLOOK = (
    "가온경제연구원은 올해 국내 철강 수요가 지난해보다 1.2% 감소할 것이라고 내다봤다.\n\n지난해 철강 수요는 4.5% 늘었다. {}\n\n"
    "형강 수요는 2.3% 줄어든 310만톤으로 예상되며, 봉강은 0.7% 늘어날 전망이다.\n"
)


def test_what_is_foreseen_without_a_time_is_for_the_year_foreseen_last():
    found = periods(OUTLOOK.format(""), date(2019, 8, 19))

    assert found["2.3%"] == found["310만톤"] == found["0.7%"] == ("2019-01-01", "2019-12-31")
    assert found["4.5%"] == ("2018-01-01", "2018-12-31")


def test_the_next_year_takes_over_where_it_is_told_last():
    found = periods(OUTLOOK.format("내년 수요는 3.1% 늘 전망이다."), date(2019, 8, 19))

    assert found["3.1%"] == found["2.3%"] == found["0.7%"] == ("2020-01-01", "2020-12-31")


def test_what_has_been_is_not_for_the_year_foreseen():
    found = periods(
        OUTLOOK.format("지난달 형강 수출은 8.8% 줄었다.") + "\n2분기에는 봉강이 6.6% 늘 것으로 예상된다.\n", date(2019, 3, 19)
    )

    assert found["8.8%"] == ("2019-02-01", "2019-02-28")
    assert found["6.6%"] == ("2019-04-01", "2019-06-30")


def test_what_is_held_against_the_year_foreseen_last_is_not_for_it():
    found = periods(OUTLOOK.format("관 수요는 올해보다 5.5% 늘 것으로 예상된다."), date(2019, 8, 19))

    assert found["5.5%"] != ("2019-01-01", "2019-12-31")


def test_the_time_of_the_standard_behind_a_course_dates_its_start():
    found = periods(
        "31일 다온은행의 '2027년 연간 경영분석'에 따르면 기업들의 지표가 모두 개선됐다.\n\n부채비율(121.2%→114.1%)은 전년보다 하락했다.\n",
        date(2028, 10, 31),
    )

    assert found == {"121.2%": ("2026-01-01", "2026-12-31"), "114.1%": ("2027-01-01", "2027-12-31")}
