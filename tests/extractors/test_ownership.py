"""Whose a figure is where the grammar of its sentence settles it."""

from datetime import date
from pathlib import Path

import pytest

from pipeline import extract

LINES = Path(__file__).with_name("ownership.txt").read_text(encoding="utf-8").splitlines()
ROWS = [line.split(" => ") for line in LINES if line and not line.startswith("#")]
OPEN = {
    "네이버는 매출이 3조원이다. 기획재정부는 영업이익이 2천억원이라고 본다.": "chosen by the networks, which hold that a ministry tells of others",
    "기업 중 가온을 제외한 4개국 수출이 늘었다.": "chosen by the networks, which give the count to those before 중 although it counts others",
    "20~34세 고용률(국제 기준)은 61.2%로 0.4%p 상승했다.": "chosen by the networks, which take the ages without the rate that they have",
    "창업진흥재단에 따르면 지난해 벤처 투자는 2조원이었다. 투자 건수는 1,100건이었다.": (
        "chosen by the networks, which carry the investment before on to the number of deals"
    ),
}
"""Sentence → why it is not read right yet."""
CASES = [
    pytest.param(*row, id=row[0], marks=[pytest.mark.xfail(strict=True, reason=OPEN[row[0]])] if row[0] in OPEN else [])
    for row in ROWS
]


@pytest.mark.parametrize(("text", "owners"), CASES)
def test_the_grammar_says_whose_a_figure_is(text: str, owners: str) -> None:
    figures = extract(text.replace("\\n", "\n"), published_on=date(2025, 11, 7)).figures
    assert [figure.subject_text or "-" for figure in figures] == owners.split("; ")


def owners(text: str) -> dict[str, str | None]:
    """Figure → whose it is."""
    return {figure.text: figure.subject_text for figure in extract(text, published_on=date(2025, 11, 7)).figures}


BUDGET = "(단위: 백만원)\n\n| 분야 | 예산액 |\n|---|---|\n{rows}"


def test_the_name_that_labels_a_row_owns_nothing_in_the_others():
    rows = "| 합계 | 9,120 |\n| 가온관광공사 | 4,100 |\n| 교육 | 5,020 |"
    found = owners(BUDGET.format(rows=rows))

    assert found["4,100"] == "가온관광공사"
    assert "가온관광공사" not in (found["9,120"], found["5,020"])


def test_who_is_only_an_instance_in_a_bracket_of_a_cell_owns_no_figures_of_other_rows():
    form = "| 항목 | 내용 |\n|---|---|\n| 매체 | 방송(가온방송, 나래케이블) 등 |\n| 계획 | 상반기 집행 |\n\n"
    found = owners(form + BUDGET.format(rows="| 계 | 9,120 |\n| 국비 | 4,100 |"))

    assert {"가온방송", "나래케이블"}.isdisjoint(found.values())


FORM = (
    "세부사업명 | 하천 정비 | ||\n---|---|---|---|\n회계연도 | 2024년도 | 회계명 | 일반회계 |\n"
    "총사업비 | 115,000천원 | 사업규모 | - 보 설치(가온건설, 나래산업) : 75,000천원 - 둑 쌓기 : 40,000천원 |\n"
)


def test_a_form_of_pairs_below_its_name_has_no_column_of_names():
    assert {"총사업비", "가온건설", "나래산업"}.isdisjoint(owners(FORM).values())


def test_who_has_a_number_in_the_bracket_of_a_cell_owns_it():
    table = "| 구분 | 내용 |\n|---|---|\n| 순위 | 상위 업체(삼성전자 35%) |\n"

    assert owners(table) == {"35%": "삼성전자"}


def test_a_company_that_the_report_names_elsewhere_owns_the_total():
    text = "# 하람전자 3분기 실적\n\n하람전자는 매출을 늘렸다.\n\n" + BUDGET.format(rows="| 합계 | 9,120 |\n| 반도체 | 4,100 |")

    assert owners(text)["9,120"] == "하람전자"


def test_a_law_owns_nothing():
    assert "상법" not in owners("# 상법 제462조에 따른 배당\n\n- 1주당 배당금: 300원\n- 발행주식: 8,586,820주").values()


STUDY = "# 2024년 하반기 기업경영분석\n\n## 하반기 중견기업의 성장성 개선\n\n(수익성) {label} : 23년 5.2% → 24년 7.4%"


@pytest.mark.parametrize("label", ["매출액영업이익률", "총자산회전율", "부채비율", "순차입금 /"])
def test_a_rate_and_the_statistics_that_tell_it_own_nothing(label):
    assert owners(STUDY.format(label=label)).keys() == {"5.2%", "7.4%"}
    assert set(owners(STUDY.format(label=label)).values()) <= {None, "중견기업", "하반기 중견기업"}


def test_a_unit_in_brackets_as_a_head_names_nobody():
    table = "# 하람전자(123450)\n\n| 구분 | BPS | EPS |\n| | (원) | (원) |\n|---|---|---|\n| 2023 | 20,624 | 1,758 |\n| 2024F | 21,773 | 1,702 |"

    assert {"(원)", "원"}.isdisjoint(owners(table).values())


def test_members_of_a_list_in_brackets_are_not_the_market_whose_case_is_told():
    found = owners("유가증권시장의 경우 가온생명(79.6%), 나래유리(77.6%) 순으로 외국인 지분율이 높았다.")

    assert found == {"79.6%": "가온생명", "77.6%": "나래유리"}


SAVINGS = "올해 1분기 부산은행의 가계대출 잔액은 17조2천억원으로 집계됐다. "


@pytest.mark.parametrize(
    ("told", "surfaces"),
    [
        (
            "이는 지난해 4분기(16조6천억원)보다 6천억원, 1년 전(15조1천억원)보다는 2조1천억원 불어난 수준이다.",
            ["16조6천억원", "6천억원", "2조1천억원"],
        ),
        ("전 분기(16조6천억원)보다 6천억원 늘어난 규모다.", ["16조6천억원", "6천억원"]),
    ],
)
def test_a_sentence_that_holds_the_measure_before_against_an_earlier_one_goes_on_with_its_owner(told, surfaces):
    found = owners(SAVINGS + told)

    assert {found[surface] for surface in surfaces} == {"부산은행"}


@pytest.mark.parametrize("told", ["전국 은행은 전 분기보다 6천억원 늘었다.", "이는 정부 예산 6천억원과 맞먹는다."])
def test_a_sentence_with_a_topic_of_its_own_or_without_a_comparison_does_not(told):
    assert owners(SAVINGS + told)["6천억원"] != "부산은행"


@pytest.mark.parametrize("alone", ["경남은행 상황만 보면", "경남은행만 놓고 보면,"])
def test_a_sentence_that_looks_at_one_alone_tells_of_it(alone):
    assert owners(f"{SAVINGS}{alone} 가계대출은 9조원에서 9조4천억원으로 늘었다.")["9조4천억원"] == "경남은행"


NOTE = "하람은행 (123450) - 가온증권\n\n하람은행은 충당금을 쌓았다.\n\n3분기 다올타이어향 환입이 기대된다. {told}"


@pytest.mark.parametrize(
    "told",
    [
        "투자의견 매수, 목표주가 22,000원 유지.",
        "다올엔진 매각에 따른 환입을 감안하면 3분기 지배주주 순이익은 6,970억원이 예상된다.",
    ],
)
def test_what_a_note_says_of_the_shares_and_the_profit_is_its_own_company_s(told):
    assert set(owners(NOTE.format(told=told)).values()) == {"하람은행"}


def test_a_company_that_has_the_profit_in_a_note_on_another_owns_it():
    assert owners(NOTE.format(told="다올타이어의 순이익은 6,970억원이 예상된다."))["6,970억원"] == "다올타이어"


RELEASE = (
    "# 집중도 상승 - 공정위, 시장구조 조사 결과 공표 -\n\n{told}\n\n"
    "| 구분 | 2023년 | 2024년 |\n|---|---|---|\n| 집중도(상위 100대 기업) | 41.2% | 42.8% |\n"
)


def test_who_has_published_a_study_owns_nothing_in_its_tables():
    assert set(owners(RELEASE.format(told="독과점 정도가 낮아졌다.")).values()) <= {
        None,
        "상위 100대 기업",
        "100대 기업",
        "집중도",
    }


def test_an_authority_owns_its_budget():
    table = "# 공정위 예산안\n\n| 구분 | 2024년 | 2025년 |\n|---|---|---|\n| 예산(일반회계) | 412억원 | 428억원 |\n"

    assert set(owners(table).values()) == {"공정위"}


def test_a_fund_owns_what_it_has():
    assert owners("국민성장펀드는 150조원 규모다.") == {"150조원": "국민성장펀드"}


DIGEST = """## 네이버, 검색 매출 늘었다

네이버의 3분기 매출은 3조원이었다. 네이버는 검색 광고가 늘었다고 밝혔다. 네이버 주가도 올랐다.

## 주간 소식

**카카오, 데이터센터 착공**
- **공사 규모**: 모두 5,000억원.

**셀트리온, 미국 공장 인수**
- **인수 금액**: 7,000억원.
"""


def test_who_is_named_in_another_section_owns_nothing_here():
    found = owners(DIGEST)

    assert found["3조원"] == "네이버"
    assert "네이버" not in (found["5,000억원"], found["7,000억원"])


def test_nobody_owns_a_figure_before_the_report_has_named_them():
    found = owners("국내 발전소는 모두 300곳이다.\n\n이 가운데 절반이 작다.\n\n한편 한국전력은 10곳을 지었다.")

    assert found["300곳"] != "한국전력"


@pytest.mark.parametrize(
    ("headline", "owner"),
    [
        ("셀트리온, 미국 공장 7000억원에 인수", "셀트리온"),
        ("미국, 중국산 철강에 50% 관세", "미국"),
    ],
)
def test_who_opens_a_headline_owns_its_figures(headline, owner):
    found = owners(f"# {headline}\n\n업계가 7일 밝혔다.")

    assert next(iter(found.values())) == owner


def test_a_list_that_opens_a_headline_leaves_its_figures_to_those_that_it_counts():
    assert owners("# 카카오, 네이버 등 5개사 3조원 투자\n\n업계가 7일 밝혔다.") == {"5개사": None, "3조원": "5개사"}


def test_the_label_of_a_list_of_names_is_an_owner_also_where_it_is_no_name():
    found = owners(
        "# 주간 주가 수익률\n\n- 네이버: +3.2%\n- 카카오: +2.8%\n- 셀트리온: -1.9%\n- 다온누리과기: -11.4%\n- 기타: -0.5%"
    )

    assert (found["-11.4%"], found["-0.5%"]) == ("다온누리과기", "기타")


def test_a_note_on_one_company_is_about_its_measures():
    found = owners(
        "# 우리은행 (000030)\n\n금호타이어 충당금이 일부 환입됐다.\n\n경상 순이익은 5,300억원으로 추정된다. 업계 순이익은 9조원이다."
    )

    assert found["5,300억원"] == "우리은행"
    assert found["9조원"] != "우리은행"


NEWS = (
    "하람전자는 3분기 영업이익이 2조1000억원이라고 29일 밝혔다.\n\n매출은 18조원으로 12% 늘었다.\n\n"
    "나래전자도 선방했다. 나래전자의 영업이익은 4200억원이다.\n\n매출은 6조2000억원으로 3% 줄었다. 순이익은 3100억원이다."
)


def test_a_paragraph_of_measures_alone_is_on_the_company_of_the_one_before():
    assert list(owners(NEWS).values()) == ["하람전자"] * 3 + ["나래전자"] * 4


def test_in_a_note_on_one_company_those_whose_things_were_told_of_own_nothing_further():
    text = (
        "우리은행(000030) 3분기 전망\n\n금호타이어 충당금은 일부가 환입된다. 500명의 희망퇴직이 예상되며 관련 비용은 1,800억원이다. "
        "비용 절감효과는 400억원으로 추정된다."
    )

    assert set(owners(text).values()) == {"우리은행"}


PROFILE = (
    "나래 Narae | |\n정식 명칭 | 주식회사 다온 |\n설립일 | 1959년 2월 11일 |\n업종명 | 식품 제조업 |\n상장 시장 | 유가증권시장 (1976년 ~ 현재) |\n"
    "매출액 | 1,950억 6천만원 (2019) |\n영업이익 | 123억 4천만원 (2018) |\n"
)


def test_a_profile_tells_of_one_company_and_dates_each_size_in_its_bracket():
    revenue, profit = extract(PROFILE, published_on=date(2025, 11, 7)).figures

    assert (revenue.metric, revenue.subject_text, revenue.period_end) == ("revenue", "다온", date(2019, 12, 31))
    assert (profit.metric, profit.subject_text, profit.period_end) == ("operating_profit", "다온", date(2018, 12, 31))


def test_a_price_list_of_pairs_is_no_profile():
    prices = "| 품목 | 가격 |\n|---|---|\n| 사과 | 3,200원 |\n| 배 | 4,100원 |\n| 포도 | 미정 |\n| 감 | 2,100원 |\n| 귤 | 미정 |"

    assert list(owners(prices).values()) == ["사과", "배", "감"]


FIRST = (
    "{first}는 16~17일 청약을 받는다. 공모가는 희망 공모가 범위의 최하단인 6000원으로 결정됐다. 이 회사는 상장을 연기했다. "
    "일반투자자에게는 64만주가 배정됐다.\n\n"
)
SECOND = " 희망 공모가 범위는 7400~9400원, 청약일은 17~18일이다. 작년 3분기까지 매출은 734억원이었다."


@pytest.mark.parametrize(
    ("first", "opening", "owner"),
    [
        ("한울바이오로직스", "중고장비 유통업체 누리글로벌은 25일 상장을 앞두고 있다.", "누리글로벌"),
        ("동해바이오로직스", "중고장비 유통업체 서해글로벌은 25일 상장을 앞두고 있다.", "서해글로벌"),
        # a thing of somebody, and somebody who only judges others, begin no part of their own
        ("한울바이오로직스", "카카오 물량은 줄었다.", "한울바이오로직스"),
        ("한울바이오로직스", "한국신용평가는 등급을 내렸다.", "한울바이오로직스"),
    ],
)
def test_the_company_that_opens_a_paragraph_keeps_others_out(first, opening, owner):
    text = FIRST.format(first=first) + opening + SECOND
    report = extract(text, published_on=date(2025, 1, 15))

    assert {f.subject_text for f in report.figures if f.start_char > text.index("7400") - 1} == {owner}
