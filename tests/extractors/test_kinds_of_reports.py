"""How sure the figures of a report are that is of one kind: a draft budget, one that has passed, tenders, terms, a notice of a sale."""

from datetime import date

import pytest

from pipeline import extract

PUBLISHED = date(2025, 11, 7)


def found(text: str) -> dict[str, tuple[str, str | None]]:
    report = extract(text, published_on=PUBLISHED)
    return {
        report.document.text[f.start_char : f.end_char]: (f.modality, f.period_start and str(f.period_start))
        for f in report.figures
    }


def modalities(text: str) -> list[tuple[str, str]]:
    report = extract(text, published_on=PUBLISHED)
    return [(report.document.text[f.start_char : f.end_char], f.modality) for f in report.figures]


DRAFT = "정부는 7일 국무회의를 열고 610조원 규모의 2026년 예산안을 심의·의결했다.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("복지 분야 예산은 올해보다 4.5% 증가한 52조원으로 나타났다.", ["plan", "plan"]),
        ("돌봄센터는 30곳에서 70곳으로 크게 확대된다.", ["actual", "plan"]),
        ("소방 인력은 2,100명 늘어난다.", ["plan"]),
        ("지난해 화재 피해는 320억원에 달했다.", ["actual"]),
        ("도서관은 1,200곳이었다.", ["actual"]),
    ],
)
def test_what_only_the_cabinet_has_passed_is_a_draft(text: str, expected: list[str]) -> None:
    assert [modality for _, modality in modalities(DRAFT + text)][1:] == expected


def test_what_parliament_has_passed_is_none() -> None:
    found = modalities("국회는 2026년 예산안을 의결했다.\n\n복지 분야 예산은 52조원으로 확정됐다.")
    assert found == [("52조원", "actual")]


@pytest.mark.parametrize(
    "lead",
    [
        "가온도는 2026년 정부 예산안에 도 사업비 4조 320억원이 반영된 것으로 파악됐다고 밝혔다.",
        "가온부는 2026년도 예산(기금)안을 4조 320억원으로 편성했다.",
        "가온부는 7일 총 4조 320억원 규모의 '2026년 가온부 및 지자체 수출지원사업 통합공고'를 했다고 밝혔다.",
        "‘2026∼2030년 국방중기계획’ 예산으로 4조 320억원을 편성했다고 가온부가 밝혔다.",
        "가온부는 위원회를 열고 4조 320억원 규모의 2025년도 바다기술개발시행계획을 승인했다.",
    ],
)
def test_a_bill_a_call_and_a_plan_of_years_are_drafts(lead: str) -> None:
    found = modalities(f"{lead}\n\n인력 양성 부문 예산은 815억원으로 가장 많이 늘었다.")
    assert found == [("4조 320억원", "plan"), ("815억원", "plan")]


def test_where_a_change_of_the_draft_starts_is_no_part_of_it() -> None:
    found = modalities("시는 2026년도 예산안을 3조원으로 편성했다.\n\n복지 예산은 700억원에서 810억원으로 늘었다.")
    assert found == [("3조원", "plan"), ("700억원", "actual"), ("810억원", "plan")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 해안 감시망을 고도화(신규, 13억 원)하고, 등대 정비(240억 원)를 확대한다.", ["actual", "actual"]),
        ("분야별로는 △어르신 급식 6억 원 △골목길 정비 2억 7천만 원 등을 편성해 정책을 펼칠 계획이다.", ["actual", "actual"]),
        ("향후 5년간 항만에 3,200억 원을 투입할 계획이다.", ["plan"]),
    ],
)
def test_parts_of_a_budget_that_has_passed_hold(text: str, expected: list[str]) -> None:
    head = "국회 심의를 거쳐 확정된 2026년도 가온청 예산의 주요 내용은 다음과 같다.\n\n"
    assert [modality for _, modality in modalities(head + text)] == expected


TENDERS = "가온조달청은 다음 주(2025.11.10.~11.14.)에 '나래 정보망 구축' 등 총 140건, 2,310억 원 상당의 용역 입찰을 집행할 예정이다.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("협상에 의한 계약이 전체 금액의 61%인 1,409억 원을 차지했다.", ["plan", "plan"]),
        ("나래 부두 공사(310억 원), 다온 도로 공사(205억 원) 등 추진", ["plan", "plan"]),
        ("지난달 공고된 물량은 4,200억 원이다.", ["actual"]),
        ("큰 사업(용역 20억 원, 시설 300억 원 이상)을 가려 뽑았다.", ["actual", "actual"]),
    ],
)
def test_what_is_still_to_be_put_out_is_planned(text: str, expected: list[str]) -> None:
    assert [modality for _, modality in modalities(TENDERS + text)][2:] == expected


def test_tenders_are_held_in_the_days_that_the_report_opens_with() -> None:
    report = extract(TENDERS + "협상에 의한 계약이 전체 금액의 61%인 1,409억 원이다.", published_on=PUBLISHED)
    days = {(f.period_start, f.period_end) for f in report.figures if f.unit != "count"}
    assert days == {(date(2025, 11, 10), date(2025, 11, 14))}


def test_tenders_of_a_report_without_a_day_are_read() -> None:
    report = extract("가온조달청은 다음 주 용역 140건, 2,310억 원의 입찰을 집행할 예정이다. 공사 물량은 320억 원이다.")
    assert [float(figure.value) for figure in report.figures] == [140, 2310e8, 320e8]


def test_tenders_that_were_held_are_not_planned() -> None:
    found = modalities("가온조달청은 지난주 용역 140건, 2,310억 원의 입찰을 집행했다.")
    assert {modality for _, modality in found} == {"actual"}


CARD = "나래카드 안내\n\n연회비 2만원\n\n전월 실적 30만원 이상 시 5% 할인 가능\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "월 최대 3만원 한도 내 지원",
        "보험 대상 금액에서 70만원 초과 시 90만원까지 지원",
        "가입 축하 이용권 5만원권 제공",
    ],
)
def test_terms_of_a_product_hold(text: str) -> None:
    assert {modality for _, modality in modalities(CARD + text)} == {"actual"}


def test_what_a_page_of_terms_announces_is_left_open() -> None:
    found = modalities(f"{CARD}2026년 3월부터 연회비를 4만원으로 올릴 예정")
    assert found[-1] == ("4만원", "plan")


def test_news_of_a_product_is_no_page_of_terms() -> None:
    found = modalities(f"{CARD}나래카드는 내년 가맹점에 300억원을 지원할 계획이라고 밝혔다.")
    assert found[-1] == ("300억원", "plan")


SALE = "가온테크(주) 주식 공매 공고\n\n01. 공매대상 주식\n\n가온테크㈜ 보통주 52,300주\n\n02. 최저 입찰가\n\n310,000,000원\n\n"


def test_what_is_put_up_for_sale_is_planned() -> None:
    found = modalities(SALE + "05. 입찰방법\n\n입찰 시 보증금 10% 납부")
    assert found == [("52,300주", "plan"), ("310,000,000원", "plan"), ("10%", "plan")]


def test_a_sale_that_is_told_of_is_no_notice() -> None:
    assert modalities("가온테크는 지난달 주식 52,300주를 매각했다.") == [("52,300주", "actual")]


def test_lines_below_results_list_results() -> None:
    text = "□ 2019년 제도 도입 이후 은행들은 융자 3.2조원의 실적을 보였습니다.\n\n(융자) 창업기업 시설자금(410억원), 보증서 대출(1조 250억원) 등\n"
    assert {modality for _, modality in modalities(text)} == {"actual"}


def test_lines_below_a_plan_list_none() -> None:
    text = "□ 참여 은행은 내년 지역기업에 융자 3.2조원을 지원할 계획입니다.\n\n(융자) 창업기업 시설자금(410억원) 등\n"
    assert ("410억원", "actual") not in modalities(text)
    assert ("410억원", "plan") in modalities(text)


def test_an_entry_with_a_time_of_its_own_is_not_planned() -> None:
    text = "□ 참여 은행은 내년 지역기업에 융자 3.2조원을 지원할 계획입니다.\n\n(융자) 2023년 창업기업 시설자금(410억원) 등\n"
    assert ("410억원", "plan") not in modalities(text)


def test_counts_that_add_up_to_one_that_was_made_are_as_sure() -> None:
    text = '6일 가온부는 "2026년도 어촌사업 대상지 12개소를 선정했다"고 밝혔다. 사업지는 나래도 7개소, 다온도 3개소, 라온도 2개소 등이다.'
    assert {modality for _, modality in modalities(text)} == {"actual"}


@pytest.mark.parametrize(
    ("lead", "text", "numbers"),
    [
        (TENDERS, "나래건설의 매출은 4조원이다.", ["4조원"]),
        (TENDERS, "다온은행의 자본금은 620억원이고 부채비율은 130%다.", ["620억원", "130%"]),
        (TENDERS, "나래건설은 아파트 공사로 매출 7조원을 올린다.", ["7조원"]),
        (DRAFT, "나래시 인구는 해마다 4% 줄어든다.", ["4%"]),
        (DRAFT, "다온건설의 주택 부문 매출은 5조원이다.", ["5조원"]),
        (DRAFT, "분양가는 6억원에서 8억원으로 올랐다.", ["8억원"]),
        ("정부는 7일 2026∼2030년 국가재정운용계획을 발표했다.\n\n", "나래은행의 대출 부문은 4조원이다.", ["4조원"]),
        ("가온부는 7일 2025년도 바다기술개발시행계획을 승인했다.\n\n", "나래시 예산은 6조원이다.", ["6조원"]),
        ("나래공사 토지 공매 공고\n\n최저 입찰가 4억원\n\n", "자본금은 120억원이다. 지분율은 52%다.", ["120억원", "52%"]),
        ("나래빌딩 매각 입찰 공고가 나왔다. 최저 입찰가는 310억원이다.\n\n", "다온은행의 총자산은 40조원이다.", ["40조원"]),
    ],
)
def test_what_is_told_of_others_is_of_no_kind(lead: str, text: str, numbers: list[str]) -> None:
    told = found(lead + text)
    assert [told[number] for number in numbers] == [("actual", None)] * len(numbers)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("연회비와 캐시백이 실적을 좌우한다.\n\n(단위: 억원)\n\n| 해 | 2024 | 2026E |\n| --- | --- | --- |\n| 매출 | 11 | 23 |\n", "23", "forecast"),
        ("전환사채권 발행결정\n\n1. 권면총액 2,000,000,000원\n\n2. 이자 지급기준\n표면이자율 2.0%\n\n유의사항\n\n이용안내\n", "2.0%", "plan"),
        ("사업보고서\n\n판매가격\n\n복리후생 현황\n\n지급기준\n\n나래공장 증설\n\n신공장 건설에 4,000억원을 투입한다.", "4,000억원", "plan"),
        ("판매가격과 복리후생\n\n회사는 영업이익이 6% 늘 수 있다고 밝힌다.", "6%", "forecast"),
    ],
)  # fmt: skip
def test_a_report_with_a_few_words_of_terms_is_no_page_of_terms(text: str, number: str, expected: str) -> None:
    assert found(text)[number][0] == expected


@pytest.mark.parametrize(
    ("lead", "line", "expected"),
    [
        ("나래전자는 3일 실적을 발표했다.", "내년 매출 31조원", "plan"),
        ("은행들은 융자 4조원의 실적을 보였다.", "향후 지원 31조원", "plan"),
        ("은행들은 융자 4조원의 실적을 보였다.", "창업 융자 31조원", "actual"),
    ],
)
def test_lines_below_results_that_look_ahead_list_none(lead: str, line: str, expected: str) -> None:
    assert found(f"{lead}\n\n- {line}\n")["31조원"][0] == expected


FORESEEN = [
    ("2050년 인구는 5천만명이 될 전망이다.\n\n나래전자 매출은 6% 늘 것으로 예상된다.", None),
    ("정부는 2030년까지 탄소를 40% 줄인다. 국제유가는 6% 오를 것으로 전망된다.", None),
    ("올해 수요는 3% 줄 전망이다. 임금을 올리면 물가가 6% 오를 것으로 예상된다.", None),
    ("올해 수요는 3% 줄 전망이다. " + "가온은 바쁘다. " * 6 + "석탄은 6% 늘 것으로 예상된다.", None),
    ("올해 수요는 3% 줄 전망이다. 석탄은 6% 늘 것으로 예상된다.", "2025-01-01"),
]


@pytest.mark.parametrize(("text", "expected"), FORESEEN)
def test_a_year_is_foreseen_for_what_is_like_it_and_near(text: str, expected: str | None) -> None:
    assert found(text)["6%"][1] == expected


def test_what_a_company_spends_is_no_part_of_the_budget_that_has_passed() -> None:
    told = found("국회를 통과한 2025년도 예산은 670조원으로 확정됐다. 나래전자는 공장 투자 예산으로 4조원을 쓴다.")
    assert (told["670조원"][0], told["4조원"][0]) == ("actual", "plan")


@pytest.mark.parametrize("text", ["시민 1인당 교통비는 3만원이었다.", "병원비는 3% 줄었다."])
def test_what_people_spend_is_no_part_of_a_draft(text: str) -> None:
    found = modalities(f"시는 내년도 예산안을 1조 8100억원으로 편성해 시의회에 제출했다.\n\n{text}")
    assert found[-1][1] == "actual"


def test_what_is_held_against_a_plan_below_results_has_been_done() -> None:
    found = modalities("하람은 1분기 좋은 실적을 냈다.\n\n- 매출 300억원\n\n- 계획 대비 매출 120%")
    assert {modality for _, modality in found} == {"actual"}


@pytest.mark.parametrize(
    "text", ["내년에 하람은 240만주를 모집했을 것으로 예상된다.", "하람은 신주 240만주를 발행했다면 상장했을 것이다."]
)
def test_shares_that_were_not_sold_are_not_actual(text: str) -> None:
    assert "actual" not in {modality for _, modality in modalities(text)}


def test_what_a_company_gives_up_to_is_no_plan() -> None:
    assert modalities("가온카드, 결제액의 최대 5% 제공") == [("5%", "actual")]
