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
