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
