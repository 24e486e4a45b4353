"""What a change is held to where no 전년 대비 says it, and what must not lend its basis."""

from datetime import date

import pytest

from extractors.figures.bases import between
from pipeline import extract

DAY = date(2025, 9, 30)


def days(*numbers):
    return tuple(date(*(int(part) for part in number.split("-"))) for number in numbers)


PAIRS = [
    (days("2025-08-01", "2025-08-31"), days("2025-07-01", "2025-07-31"), "mom"),
    (days("2025-02-01", "2025-02-28"), days("2024-02-01", "2024-02-29"), "yoy"),
    (days("2025-04-01", "2025-06-30"), days("2025-01-01", "2025-03-31"), "qoq"),
    (days("2025-01-01", "2025-06-30"), days("2024-01-01", "2024-06-30"), "yoy"),
    (days("2025-01-01", "2025-08-31"), days("2024-01-01", "2024-08-31"), "yoy"),
    (days("2025-01-01", "2025-12-31"), days("2024-01-01", "2024-12-31"), "yoy"),
    (days("2025-03-31", "2025-03-31"), days("2024-12-31", "2024-12-31"), "ytd"),
    (days("2024-12-31", "2024-12-31"), days("2023-12-31", "2023-12-31"), "yoy"),
    (days("2025-09-30", "2025-09-30"), days("2025-06-30", "2025-06-30"), "qoq"),
    (days("2025-09-22", "2025-09-28"), days("2025-09-15", "2025-09-21"), "wow"),
    (days("2025-09-23", "2025-09-23"), days("2025-09-22", "2025-09-22"), "dod"),
    (days("2025-01-01", "2025-12-31"), days("2020-01-01", "2020-12-31"), None),
    (days("2025-04-01", "2025-06-30"), days("2024-12-31", "2024-12-31"), "ytd"),
    (days("2025-08-01", "2025-08-31"), days("2025-01-01", "2025-03-31"), None),
    (days("0001-01-01", "0001-12-31"), days("0001-01-01", "0001-12-31"), None),
]
TOLD = [
    ("올해 2분기 매출은 3,824억원으로 1분기보다 17% 줄었다.", "17%", "qoq"),
    ("2분기 영업이익은 1,011억원으로 1분기(497억원)의 두 배를 웃돌았다.", "두 배", "qoq"),
    ("거래는 작년 12월 4,870건으로 11월(3,335건)보다 46.0% 늘었다.", "46.0%", "mom"),
    ("3월 말 자본비율은 작년 말 13.04%에서 17bp 개선됐다.", "17bp", "ytd"),
    ("세입은 지난해 2,140억원에서 올해 1,310억원으로 38.8% 줄었다.", "38.8%", "yoy"),
    ("코스피는 2025년 9월 22일 3,441.27(+0.57%)로 마감했다.", "+0.57%", "dod"),
    ("연초 이후 상승률은 10.4%다.", "10.4%", "ytd"),
    ("이용객은 작년 설보다 7.4% 많아졌다.", "7.4%", "yoy"),
    ("배추는 1주일 전보다 18.9% 올랐다.", "18.9%", "wow"),
    ("미분양은 3,173가구로 전달보다 6.4% 늘었다.", "6.4%", "mom"),
    ("미분양은 전달(5만9,162가구) 대비 0.8% 늘어난 5만9,614가구다.", "0.8%", "mom"),
    ("가온제강 주가는 2만1,450원으로 하루 동안 4.9% 올랐다.", "4.9%", "dod"),
    ("가온제강 주가는 전주 대비 3% 올랐다. 같은 날 코스피는 1.0% 내렸다.", "1.0%", "dod"),
    ("가온제강 주가는 전주 대비 3% 올랐다. 이어 코스피는 1.0% 내렸다.", "1.0%", "wow"),
    (
        "제조업 취업자는 1년 전보다 3만3천명 줄었지만 감소폭은 전월(-4만9천명)보다 작아졌다. 건설업은 2만명 줄었다.",
        "-4만9천명",
        "yoy",
    ),
    (
        "제조업 취업자는 1년 전보다 3만3천명 줄었지만 감소폭은 전월(-4만9천명)보다 작아졌다. 건설업은 2만명 줄었다.",
        "2만명",
        "yoy",
    ),
    ("배추값은 1년 전보다 5% 올랐고 상승폭은 전월보다 2%p 커졌다. 무값은 3% 올랐다.", "2%p", "mom"),
    ("배추값은 1년 전보다 5% 올랐고 상승폭은 전월보다 2%p 커졌다. 무값은 3% 올랐다.", "3%", "yoy"),
    ("8월 실업률은 3.1%로 지난해 12월보다 0.2%p 올랐다.", "0.2%p", "since"),
    ("8월 실업률은 3.1%로 지난해 8월보다 0.2%p 올랐다.", "0.2%p", "yoy"),
    ("정책의 세수 효과(전년 대비)는 2027년 2,461억원 증가한다.", "2,461억원", "yoy"),
    ("정책의 세수 효과(전년 대비)는 2027년 2,461억원 증가한다. 2028년에는 519억원 감소한다.", "519억원", "yoy"),
    ("매출은 5%(전 분기 대비) 늘었다.", "5%", "qoq"),
    ("쌀값은 열흘 전보다 8.2% 내렸다.", "8.2%", "since"),
]
UNTOLD = [
    ("매출은 전년 동기 대비 5% 늘었다. 순이익은 컨센서스를 28.3% 웃돌았다.", "28.3%"),
    ("매출은 1년 전과 비교하면 8% 줄었지만 전망치(799억원)는 26.5% 웃돌았다.", "26.5%"),
    ("매출은 전년 동기 대비 5% 늘었다. 이익은 경쟁사보다 7% 많다.", "7%"),
    ("회사는 성금을 전달 받은 2분기에 매출이 7% 늘었다.", "7%"),
    ("가온제강의 주가 상승률은 12%다.", "12%"),
    ("취업자는 2021년 7월(-18만명) 이후 최대폭으로 줄었다.", "-18만명"),
    ("소비는 전년 동기 대비 5% 늘었다. 한국은행은 기준금리를 0.25%p 내렸다.", "0.25%p"),
    ("코스피는 전일 대비 5% 올랐다. 네이버 매출은 7% 늘었다.", "7%"),
    ("코스피는 전일 대비 5% 올랐다. 네이버 영업이익은 7% 줄었다.", "7%"),
    ("매출은 전년 동기 대비 5% 늘었다. 처음 계획보다 7% 적은 값이다.", "7%"),
    ("매출은 전년 동기 대비 5% 늘었다. 점유율은 30%다.", "30%"),
    ("작년보다 일찍 열린 행사에 5% 더 왔다.", "5%"),
]


@pytest.mark.parametrize(("own", "other", "basis"), PAIRS)
def test_two_periods_tell_the_basis(own, other, basis):
    assert between(own, other) == basis


@pytest.mark.parametrize(("text", "surface", "basis"), TOLD)
def test_what_a_change_is_held_to(text, surface, basis):
    figure = next(f for f in extract(text, DAY).figures if f.text == surface)

    assert (figure.measure, figure.basis) == ("change", basis)


@pytest.mark.parametrize(("text", "surface"), UNTOLD)
def test_a_thing_lends_no_basis_and_takes_none_from_the_figures_before(text, surface):
    figure = next(f for f in extract(text, DAY).figures if f.text == surface)

    assert figure.basis is None


def test_the_first_shares_take_the_basis_that_the_report_states_later():
    text = "# 7월 수출 6.4% 증가, 수입 1.3% 증가\n\n수출은 전년 동월 대비 6.4% 늘었다. 수입은 전년 동월 대비 1.3% 늘었다.\n"

    assert {f.basis for f in extract(text, DAY).figures if f.measure == "change"} == {"yoy"}


WORDED = "2024년 축산물 생산비\n\n□ 생산비는 {} 송아지 등 5개 축종에서 증가\n\n○ 송아지(4.3%), 젖소(2.3%)는 사료비가 올라 증가"


@pytest.mark.parametrize(
    ("compared", "basis"),
    [("전년대비", "yoy"), ("전분기대비", "qoq"), ("전년대비로도 전분기대비로도", None), ("모든 지역의", None)],
)
def test_items_are_held_to_what_the_item_above_compares_with(compared, basis):
    figures = extract(WORDED.format(compared), DAY).figures

    assert [f.basis for f in figures if f.text in ("4.3%", "2.3%")] == [basis, basis]
