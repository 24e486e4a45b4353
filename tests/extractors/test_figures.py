"""Whose, of what, for when: sentences of many trades, each with what its first figure of a unit says."""

from datetime import date

import pytest

from pipeline import extract

PUBLISHED = date(2025, 11, 14)

CASES = [
    # text, quoted number, metric, measure, basis, subject, value
    ("한빛제약은 3분기 매출 1,204억원을 기록했다.", "1,204억원", "revenue", "level", None, "한빛제약", 120_400_000_000),
    ("한빛제약의 3분기 영업이익은 98억원으로 전년 동기 대비 12.4% 감소했다.", "12.4%", "operating_profit", "change", "yoy", "한빛제약", -12.4),
    ("대한조선은 올해 누적 수주액이 40억달러를 넘었다고 밝혔다.", "40억달러", "contract_value", "level", None, "대한조선", 4_000_000_000),
    ("나루은행의 9월 말 연체율 대신 순이익은 전분기보다 8.1% 늘었다.", "8.1%", "net_income", "change", "qoq", "나루은행", 8.1),
    ("삼성전자 주가는 전날보다 2.3% 내린 7만1,200원에 마감했다.", "2.3%", "share_price", "change", "dod", "삼성전자", -2.3),
    ("삼성전자 주가는 전날보다 2.3% 내린 7만1,200원에 마감했다.", "7만1,200원", "share_price", "level", None, "삼성전자", 71_200),
    ("현대자동차의 10월 판매량은 34만 대로 작년 같은 달보다 3.0% 줄었다.", "34만 대", "units_sold", "level", None, "현대자동차", 340_000),
    ("현대자동차의 10월 판매량은 34만 대로 작년 같은 달보다 3.0% 줄었다.", "3.0%", "units_sold", "change", "yoy", "현대자동차", -3.0),
    ("테슬라의 영업이익률은 5.8%로 1.2%p 낮아졌다.", "5.8%", "operating_margin", "level", None, "테슬라", 5.8),
    ("테슬라의 영업이익률은 5.8%로 1.2%p 낮아졌다.", "1.2%p", "operating_margin", "change", None, "테슬라", -1.2),
    ("아모레퍼시픽은 영업손실 45억원을 냈다.", "45억원", "operating_profit", "level", None, "아모레퍼시픽", -4_500_000_000),
    ("네이버의 시가총액은 40조원이다.", "40조원", "market_cap", "level", None, "네이버", 40_000_000_000_000),
    ("카카오는 직원을 300명 늘렸다.", "300명", "headcount", "change", None, "카카오", 300),
    ("포스코의 부채비율은 67%다.", "67%", "debt_ratio", "level", None, "포스코", 67),
    ("LG화학 매출과 영업이익은 각각 12조원, 5,000억원이다.", "5,000억원", "operating_profit", "level", None, "LG화학", 500_000_000_000),
    ("점유율은 삼성전자 31%, 애플 24%였다.", "24%", "market_share", "level", None, "애플", 24),
    ("SK하이닉스 매출은 22조원(+39% YoY)이다.", "+39%", "revenue", "change", "yoy", "SK하이닉스", 39),
    ("셀트리온은 2027년까지 송도 공장에 1조2,000억원을 투자할 계획이다.", "1조2,000억원", "investment", "level", None, "셀트리온", 1_200_000_000_000),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quote", "metric", "measure", "basis", "subject", "value"), CASES, ids=[f"{c[1]}-{c[0][:16]}" for c in CASES]
)
def test_a_figure_says_whose_and_of_what(text, quote, metric, measure, basis, subject, value):
    report = extract(text, published_on=PUBLISHED)

    figure = next(f for f in report.figures if f.text == quote)

    said = (figure.metric, figure.measure, figure.basis, figure.subject_text, float(figure.value))
    assert said == (metric, measure, basis, subject, pytest.approx(value))


PERIODS = [
    ("셀트리온의 2분기 매출은 9,000억원이다.", "9,000억원", (date(2025, 4, 1), date(2025, 6, 30))),
    ("셀트리온 매출은 작년 2분기보다 10% 늘었다.", "10%", None),
    ("셀트리온은 내년 말까지 직원을 500명으로 늘린다.", "500명", (date(2026, 12, 31), date(2026, 12, 31))),
    ("네이버 주가는 연초 대비 20% 올랐다.", "20%", (date(2025, 1, 1), PUBLISHED)),
]


@pytest.mark.parametrize(("text", "quote", "period"), PERIODS)
def test_a_figure_says_for_when(text, quote, period):
    figure = next(f for f in extract(text, published_on=PUBLISHED).figures if f.text == quote)

    assert (figure.period_start, figure.period_end) == (period or (None, None))


MODALITIES = [
    ("네이버의 내년 매출은 13조원으로 전망된다.", "forecast"),
    ("네이버는 내년에 2조원을 투자하기로 했다.", "plan"),
    ("네이버는 지난해 2조원을 투자했다.", "actual"),
    ("네이버의 4분기 영업이익 컨센서스는 5,000억원이다.", "forecast"),
    ("네이버는 내년 3월 춘천에 500억원을 투입한다.", "plan"),
    ("네이버는 시장의 60%를 차지한다.", "actual"),
]


@pytest.mark.parametrize(("text", "modality"), MODALITIES)
def test_a_figure_is_actual_forecast_or_plan(text, modality):
    (figure,) = extract(text, published_on=PUBLISHED).figures

    assert figure.modality == modality


def test_a_restated_amount_points_to_the_first():
    report = extract("기아는 미국 공장에 2억달러(약 2,860억원)를 투자했다.", published_on=PUBLISHED)
    dollars, won = report.figures

    assert won.equivalent_of == dollars.figure_id
    assert won.metric == dollars.metric == "investment"
    assert abs(won.stated_rate_deviation) < 0.05


def test_money_is_normalised_at_the_day_it_is_for():
    (figure,) = extract("애플의 7월 매출은 10억달러다.", published_on=PUBLISHED).figures

    assert figure.fx_on == date(2025, 7, 31)
    assert figure.amount_krw == pytest.approx(figure.value * figure.fx_rate)
    assert figure.amount_usd == figure.value


def test_a_currency_without_a_rate_has_no_amount():
    (figure,) = extract("TSMC의 10월 매출은 3,000억 대만달러다.", published_on=PUBLISHED).figures

    assert figure.unit == "TWD"
    assert figure.amount_krw is figure.amount_usd is figure.fx_rate is None


def test_table_cells_take_row_and_column():
    text = "한빛제약 실적 (단위: 억원)\n\n| | 2024 | 2025E |\n|---|---|---|\n| 매출액 | 900 | 1,100 |\n| 영업이익 | 80 | -20 |\n"
    figures = {f.text: f for f in extract(text, published_on=PUBLISHED).figures}

    assert (figures["1,100"].metric, figures["1,100"].value, figures["1,100"].modality) == (
        "revenue",
        110_000_000_000,
        "forecast",
    )
    assert figures["1,100"].period_start == date(2025, 1, 1)
    assert (figures["-20"].metric, figures["-20"].value) == ("operating_profit", -2_000_000_000)
    assert figures["900"].period_end == date(2024, 12, 31)
