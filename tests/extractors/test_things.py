"""Figures of products, programmes and goods, by the label or heading above them."""

from datetime import date

import pytest

from extractors.figures.owner_words import without_measure
from pipeline import extract

DAY = date(2025, 11, 7)
DIGEST = """## 서울시, 로봇 산업 지원 조치 발표

- **연구비 지원**: 적격 비용의 50%, 최대 5억원 지원.

## 카카오, 번역 앱 공개

- **번역 앱 '다온 2.0'**: 카카오가 9월 공개함.
    - 시험 결과, 고객 구매 전환율은 35% 증가함.

**Qwen3-Max 성능 지표 (각 벤치마크별 점수)**

- SuperGPQA: 80.6
- AIME25: 70.3
"""


@pytest.fixture(scope="module")
def figures():
    return {figure.text: figure for figure in extract(DIGEST, published_on=DAY).figures}


def test_support_is_whose_part_it_is(figures):
    assert figures["5억원"].subject_text == "서울시"
    assert (figures["50%"].subject_text, figures["50%"].metric) == ("서울시", "support_ratio")


def test_what_stands_below_a_product_s_label_is_the_product_s(figures):
    assert figures["35%"].subject_text == "다온 2.0"


def test_a_benchmark_s_label_is_the_test_and_not_the_model(figures):
    assert {figures[score].subject_text for score in ("80.6", "70.3")} == {"Qwen3-Max"}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("정부는 2030년까지 배출량을 2018년 대비 40% 감축한다.", (2030, 2030)),
        ("장관은 “2030년까지 도입률을 21%로, 생산성은 25% 이상 끌어올리겠다”고 말했다.", (2030, 2030)),
        ("한빛전자는 2028년까지 생산능력을 50만 대로 늘린다.", (2028, 2028)),
        ("한빛전자는 2028년까지 1조원을 투자한다.", None),
        ("한빛전자는 2023년부터 2025년까지 매출을 3조원으로 늘렸다.", (2023, 2025)),
    ],
)
def test_a_goal_is_for_the_year_by_which_it_is_to_be_reached(text, period):
    figure = extract(text, published_on=DAY).figures[-1]
    years = (figure.period_start.year, figure.period_end.year) if figure.period_start and figure.period_end else None

    assert years == period or (period is None and years != (2028, 2028))


@pytest.mark.parametrize(
    ("text", "metric", "measure"),
    [
        ("시는 설치비의 최대 70%를 지원한다.", "support_ratio", "level"),
        ("기업에는 최대 40%, 300만 원 한도의 이용권을 지급한다.", "support_ratio", "level"),
        ("비용의 30%는 인건비다. 정부가 지원한다.", "support_ratio", None),
        ("하람은 1,700만 주를 발행할 예정이다.", "shares_offered", "level"),
        ("정부는 1조원 규모의 창업투자기금 설립을 발표했다.", "fund_size", "level"),
        ("정부는 펀드에 1000억원을 출자한다.", "fund_size", None),
        ("하람이 100% 출자해 세운 회사다.", "stake", "level"),
        ("하람은 20% 이상의 성능 향상을 이뤘다.", "performance", "change"),
        ("하람은 10% 이상의 매출 증가를 기록했다.", "revenue", "change"),
        ("하람은 30%의 비용 절감을 이뤘다.", "cost", "change"),
        ("응답자의 30%의 기업이 매출 증가를 예상했다.", "revenue", None),
        ("매출액 대비(%): 29.15", "other", "level"),
    ],
)
def test_what_a_number_measures_by_the_act_behind_it(text, metric, measure):
    """*measure* is None where the number is not of that metric."""
    figure = extract(text, published_on=DAY).figures[0]

    assert (figure.metric, figure.measure) == (metric, measure) if measure else figure.metric != metric


@pytest.mark.parametrize(
    ("text", "value"),
    [("하람은 30%의 비용 절감을 이뤘다.", -30), ("하람은 20% 이상의 효율 개선을 이뤘다.", 20)],
)
def test_a_change_that_its_noun_names_has_the_noun_s_direction(text, value):
    assert extract(text, published_on=DAY).figures[0].value == value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("AI 추론 칩 소라(含光) 800은 빠르다.", ("소라(含光) 800", "PRODUCT")),
        ("중현(상하이)원자력유한공사가 설립됐다.", ("중현(상하이)원자력유한공사", "ORG")),
        ("동백(冬柏) 800대를 팔았다.", None),
        ("매출(연결)증권은 3조원이다.", None),
    ],
)
def test_a_bracket_inside_a_name(text, name):
    report = extract(text, published_on=DAY)
    names = [(mention.text, mention.label) for mention in report.mentions]

    assert names == ([name] if name else [])


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("국내 부품 산업 수출액", "국내 부품 산업"),
        ("온실가스 배출 감축량", "온실가스"),
        ("초·중·고교 교원 수", "초·중·고교 교원"),
        ("제조업 경기실사지수", "제조업"),
        ("수출액", ""),
        ("신규 판매량", ""),
        ("영업 이익 액", ""),
        ("전기차량", "전기차량"),
        ("서울 입주 물량", "서울 입주 물량"),
        ("연구 역량", "연구 역량"),
        ("신선식품지수", "신선식품지수"),
    ],
)
def test_the_noun_of_an_amount_is_no_part_of_whose_it_is(words, left):
    assert without_measure(words) == left


def test_points_below_a_head_of_tests_are_those_of_tests():
    found = extract("**새봄 모델 벤치마크 점수**\n\n-   수학 평가: 70.3\n-   문해 평가: 80.6\n").figures

    assert [(figure.metric, figure.unit) for figure in found] == [("benchmark_score", "score")] * 2


def test_what_is_done_in_a_second_is_a_performance():
    found = extract("가온의 칩은 초당 7만장의 이미지를 처리한다. 하루에는 7만장을 인쇄한다.").figures

    assert [figure.metric for figure in found] == ["performance", "other"]


def test_points_below_another_head_are_no_points_of_tests():
    found = extract("**새봄 지수 동향**\n\n-   건설 부문: 70.3\n-   문해 부문: 80.6\n").figures

    assert "benchmark_score" not in {figure.metric for figure in found}
