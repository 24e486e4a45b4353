"""Figures in lists, with the change, the basis, the day and the owner that they share."""

from datetime import date

import pytest

from extractors.figures.owner_words import says_nothing
from pipeline import extract

DAY = date(2025, 12, 1)

LISTED = [
    ("전월대비 교통(2.9%), 음식·숙박(0.8%), 보건(0.1%)은 상승", ["교통", "음식·숙박", "보건"], [2.9, 0.8, 0.1], "mom"),
    ("전년동월대비로는 의류·신발(3.1%), 통신(1.0%)이 모두 상승하였다.", ["의류·신발", "통신"], [3.1, 1.0], "yoy"),
    ("전년 동월 대비 철강(4.2%), 섬유(7.0%)는 줄었다.", ["철강", "섬유"], [-4.2, -7.0], "yoy"),
]
LEVELS = [
    "응답 지역은 중국(42%), 유럽연합(27%), 미국(19%) 순으로 많았다.",
    "점유율은 가온전자(30%), 다올식품(20%) 순이다.",
    "점유율은 가온전자 30%, 다올식품 20% 등으로 늘었다.",
    "가온전자 30%, 다올식품 20% 등이 지분을 가지고 있다.",
    "가온전자(30%)가 점유율을 늘렸다.",
    "우리나라 비율은 8.5%로 OECD 평균(9.1%)보다 낮았다.",
    "전체 물량의 60%는 청년에게 돌아간다.",
]
NAMED = [
    ("출하량은 전분기 대비 제주 21.7%, 강원 9.4% 등 5개 시·도에서 증가하고, 12개 시·도에서 감소하였다.", [21.7, 9.4]),
    ("출하량은 전분기 대비 상추(잎) 7.5%, 무(뿌리) 2.6% 등이 감소하였다.", [-7.5, -2.6]),
]
DELTAS = [
    ("가입자는 서비스업(+284천명)에서 늘었다.", 284000, "change"),
    ("가입자는 제조업(-9천명)에서 줄었다.", -9000, "change"),
    ("거주자의 증권투자(+83억달러)가 늘었다.", 8.3e9, "change"),
    ("영업이익은 -480억원이다.", -4.8e10, "level"),
    ("매출은 480억원이다.", 4.8e10, "level"),
]
ONE_BY_ONE = [
    ("무와 양배추도 각각 개당 2,510원, 포기당 4,170원이다.", ["무", "양배추"]),
    ("20대와 40대, 50대에서는 22만 8천명, 7만 8천명, 8천명씩 감소했다.", ["20대", "40대", "50대"]),
    (
        "석유제품과 석유화학은 유가 하락으로 각각 42.1억 달러(△6.3%), 37.4억 달러(△10.1%)에 머물렀다.",
        ["석유제품"] * 2 + ["석유화학"] * 2,
    ),
    ("냉면과 비빔밥은 각각 1만 2,269원, 1만 1,538원이다.", ["냉면", "비빔밥"]),
]
TOGETHER = [
    "삼성전자와 LG전자는 10%, 20%, 30% 할인하는 행사를 연다.",
    "금액과 건수는 각각 10%, 20% 늘었다.",
    "2024년과 2025년은 10%, 20% 늘었다.",
    "매출과 영업이익은 각각 3억원, 2억원이다.",
]
MULTIPLES = [
    ("병상 수는 OECD 평균의 3.0배다.", "level"),
    ("매출은 1년 전의 1.6배로 불어났다.", "change"),
    ("수출은 5년 전보다 4배 많다.", "change"),
    ("예금은 대출의 두 배다.", "level"),
]


@pytest.mark.parametrize(("text", "values"), NAMED)
def test_a_list_without_brackets_shares_what_closes_it(text, values):
    figures = [f for f in extract(text, DAY).figures if f.unit == "percent"]

    assert [(float(f.value), f.measure, f.basis) for f in figures] == [(value, "change", "qoq") for value in values]


@pytest.mark.parametrize(("text", "owners", "values", "basis"), LISTED)
def test_a_list_in_brackets_shares_what_closes_it(text, owners, values, basis):
    figures = extract(text, DAY).figures

    assert [f.subject_text for f in figures] == owners
    assert [float(f.value) for f in figures] == values
    assert {(f.measure, f.basis) for f in figures} == {("change", basis)}


@pytest.mark.parametrize("text", LEVELS)
def test_an_order_or_a_comparison_changes_nothing(text):
    assert {f.measure for f in extract(text, DAY).figures} == {"level"}


@pytest.mark.parametrize(("text", "value", "measure"), DELTAS)
def test_a_sign_tells_what_was_added_where_no_loss_can_be_meant(text, value, measure):
    figure = extract(text, DAY).figures[0]

    assert (float(figure.value), figure.measure) == (value, measure)


@pytest.mark.parametrize(("text", "owners"), ONE_BY_ONE)
def test_numbers_of_a_list_go_to_its_nouns_one_by_one(text, owners):
    assert [f.subject_text for f in extract(text, DAY).figures] == owners


@pytest.mark.parametrize("text", TOGETHER)
def test_unequal_lists_times_and_measures_own_no_number_each(text):
    owners = [f.subject_text for f in extract(text, DAY).figures]

    assert len(set(owners)) == 1


@pytest.mark.parametrize(("text", "measure"), MULTIPLES)
def test_a_multiple_of_another_thing_is_a_level(text, measure):
    assert extract(text, DAY).figures[0].measure == measure


def test_a_delta_takes_the_comparison_that_its_clause_goes_on_with():
    figure = extract("자산은 직접투자(+84억달러)가 늘면서 전분기말 대비 306억달러 증가", DAY).figures[0]

    assert (figure.measure, figure.basis) == ("change", "qoq")


def test_neighbours_hold_the_basis_for_growth_that_names_none():
    text = "□ 고용\n○ 취업자는 전년동월대비 2.3% 증가\n○ 실업자는 1.4% 감소\n"

    assert [f.basis for f in extract(text, DAY).figures] == ["yoy", "yoy"]


def test_a_basis_of_one_figure_holds_for_it_alone():
    text = "□ 고용\n○ 취업자는 3년 전보다 2.3% 증가\n○ 실업자는 1.4% 감소\n"

    assert [f.basis for f in extract(text, DAY).figures] == ["since", None]


@pytest.mark.parametrize("when", ["9월 말", "지난 9월말", "3분기 말"])
def test_a_balance_is_for_the_last_day(when):
    figure = extract(f"{when} 외환보유액은 4,639억 달러다.", DAY).figures[0]

    assert (figure.period_start, figure.period_end) == (date(2025, 9, 30), date(2025, 9, 30))


def test_each_item_of_a_round_up_owns_its_figures():
    items = ["누리바이오", "서광기계", "하람커머스"]
    text = "이번 주 종목 노트\n\n관심 기업의 움직임을 모았습니다.\n\n" + "\n".join(
        f"## {n}. {name}\n- 1분기 매출 6{n}억원, 작년보다 1{n}% 증가\n- 부채비율 24{n}%\n" for n, name in enumerate(items, 1)
    )

    assert [f.subject_text for f in extract(text, DAY).figures] == [name for name in items for _ in range(3)]


def test_sums_of_a_table_belong_to_nobody_of_their_own():
    text = "(단위: 백만원)\n| 품목 | 2025년 |\n| --- | --- |\n| 밸브 | 7,793 |\n| 합 계 | 19,998 |\n| 건설부문 소계 | 9,998 |\n"

    assert [f.subject_text for f in extract(text, DAY).figures] == ["밸브", None, "건설부문"]


def test_columns_that_name_things_own_the_cells_of_a_metric():
    text = "| 구분 | 1분위 | 2분위 |\n| --- | --- | --- |\n| 소득(천원) | 969 | 2,368 |\n"

    assert [f.subject_text for f in extract(text, DAY).figures] == ["1분위", "2분위"]


OWNERS = [
    ("현재흡연율은 19.6%다.", {"현재흡연율", None}),
    ("서울 외환시장에서 원/달러 환율은 1,375.7원에 마감했다.", {"원/달러 환율"}),
    ("가사 및 육아가 188천명으로 10천명 감소했다.", {"가사 및 육아"}),
    ("전월대비 교통은 2.9% 올랐다.", {"교통"}),
]


@pytest.mark.parametrize(("text", "owners"), OWNERS)
def test_a_phrase_is_cut_where_it_ends(text, owners):
    assert {f.subject_text for f in extract(text, DAY).figures} <= owners


@pytest.mark.parametrize("words", ["규모", "총 규모", "합 계", "업종별로는", "이 중", "(억달러)", "각각"])
def test_words_that_name_nobody(words):
    assert says_nothing(words)


@pytest.mark.parametrize(
    "words", ["개별 기업", "규모의경제연구소", "중국", "목표물산", "결과보고 대행업", "30대", "특별시", "백만장학재단"]
)
def test_words_that_only_look_like_them_name_somebody(words):
    assert not says_nothing(words)


LISTED_ONE = (
    "유통 2024. 11. 8\n\n온누리마트 (139920)\n\n목표주가 21,000원을 제시한다. ㈜온누리홀딩스 외 5인이 52.31%를 보유한다.\n"
)


def test_a_note_with_one_ticker_is_about_its_company():
    target = next(f for f in extract(LISTED_ONE, DAY).figures if f.text == "21,000원")

    assert target.subject_text == "온누리마트"


def test_with_two_tickers_the_sentence_decides():
    text = LISTED_ONE + "\n경쟁사 가온식품(123456)의 매출은 3조원이다.\n"

    assert [f.subject_text for f in extract(text, DAY).figures if f.text == "3조원"] == ["가온식품"]


PRICES = [
    ("주가는 4% 내렸다.", "change"),
    ("올해 들어 주가 상승률은 넷마블이 22%로 가장 높다.", "change"),
    ("발행가는 주가의 92% 수준이다.", "level"),
    ("전기 대비 9.1%", "change"),
    ("자기자본 대비 9.1%", "level"),
]


@pytest.mark.parametrize(("text", "measure"), PRICES)
def test_a_price_in_percent_is_a_change_unless_it_is_a_part(text, measure):
    assert extract(text, DAY).figures[0].measure == measure


def test_a_bracket_behind_a_price_takes_its_direction():
    assert [float(f.value) for f in extract("가온정밀 주가는 1,200원(3.4%) 내렸다.", DAY).figures] == [-1200, -3.4]


@pytest.mark.parametrize("heading", ["## 1. 총평", "## 1. 매출", "1. 회사는 3월에 공장을 짓는다."])
def test_a_heading_that_stands_alone_owns_nothing(heading):
    figures = extract(f"가온전자 실적\n\n{heading}\n\n매출은 30억원이다.\n", DAY).figures

    assert {f.subject_text for f in figures}.isdisjoint({"총평"})


EACH_HAS = [
    (
        "가온전자의 영업이익은 155억원, 순이익은 119억원으로 같은 기간 각각 64.5%, 71.2% 늘었다.",
        ["operating_profit", "net_income"],
    ),
    ("가온전자의 영업이익과 순이익 모두 전년 대비 92.7%, 57.6% 증가했다.", ["operating_profit", "net_income"]),
    ("가온전자의 매출과 영업이익은 각각 전년 대비 8%, 5% 늘었다.", ["revenue", "operating_profit"]),
    ("매출은 3조원, 영업이익은 2000억원으로 각각 8%와 5%씩 감소했다.", ["revenue", "operating_profit"]),
    ("가온전자는 영업이익 155억원, 매출 1200억원을 올려 각각 8%, 5% 늘었다.", ["operating_profit", "revenue"]),
    ("가온전자의 수출과 매출이 모두 3%, 4% 줄었다.", ["exports", "revenue"]),
]
NOT_EACH = [
    ("가온전자의 영업이익과 순이익 모두 12% 증가했다.", 1),
    ("업계 3~4위 업체인 가온과 다올은 각각 3%와 1% 성장했다.", 2),
    ("출원은 253,027건으로 4.5% 늘었고, 특허권과 상표권이 각각 2.1%, 9.4% 늘었다.", 2),
]
EACH_OWNS = [
    ("SK온은 14.2%, 삼성SDI는 43.6%의 성장률을 보이며 각각 4위와 5위를 기록했다.", ["SK온", "삼성SDI"]),
    ("미국과 독일에서 온 손님도 각각 전년 대비 58%, 71% 감소했다.", ["미국", "독일"]),
    ("삼성전자와 LG전자 주가는 모두 1.2%, 2.3% 내렸다.", ["삼성전자", "LG전자"]),
]
EACH_TIME = [
    ("5월과 6월 투자 건수가 각각 79건과 72건이다.", [5, 6]),
    ("5월과 6월 신규 투자 건수는 각각 79건과 72건이다.", [5, 6]),
    ("5월과 6월에 각각 79건과 72건을 팔았다.", [5, 6]),
]


@pytest.mark.parametrize(("text", "metrics"), EACH_HAS)
def test_each_change_is_of_its_own_measure(text, metrics):
    assert [f.metric for f in extract(text, DAY).figures][-2:] == metrics


@pytest.mark.parametrize(("text", "count"), NOT_EACH)
def test_a_list_that_pairs_nothing_gives_no_measure(text, count):
    assert not {"rank", "net_income", "company_count"} & {f.metric for f in extract(text, DAY).figures[-count:]}


@pytest.mark.parametrize(("text", "owners"), EACH_OWNS)
def test_each_number_goes_to_its_owner_across_a_comparison(text, owners):
    assert [f.subject_text for f in extract(text, DAY).figures][-2:] == owners


@pytest.mark.parametrize(("text", "months"), EACH_TIME)
def test_each_number_has_its_month(text, months):
    assert [f.period_start.month for f in extract(text, DAY).figures] == months


def test_the_nearest_word_says_whether_a_list_is_shared():
    text = "감소폭이 소상공인은 29.7%, 전통시장은 22.9%로 모두 지난주(각각 33.4%, 28.5%)보다 나아졌다."

    assert [f.subject_text for f in extract(text, DAY).figures][-2:] == ["소상공인", "전통시장"]
