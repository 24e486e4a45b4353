"""Whose the figures of a filing are: the filer's, whatever the labels of its forms say, unless an item is about another company."""

from datetime import date

import pytest

from pipeline import extract

DAY = date(2024, 2, 1)
TOP = "금융위원회 귀중 | 2024년 02월 01일 |\n회 사 명 : | 가온정밀 주식회사 |\n대 표 이 사 : | 송 하 람 |\n\n"
FORM = """주요사항보고서

| 1. 사채의 종류 | 무기명식 사모사채 | |
|---|---|---|
| 2. 사채의 권면총액(원) | 8,000,000,000 | |
| 3. 표면이자율(%) | 1.5 | |
"""
CORRECTED = """5. 정정사항

| 항 목 | 정 정 전 | 정 정 후 |
|---|---|---|
| 공통사항 | 모집(매출)가액: 6,100원 모집(매출)총액: 61,000,000,000원 | 모집(매출)가액: 5,900원 모집(매출)총액: 59,000,000,000원 |
"""
OTHER = """타법인 주식 취득결정

| 1. 발행회사 | 회사명 | 두레소재 주식회사 |
|---|---|---|
| 자본금(원) | 500,000,000 | |
| 2. 취득내역 | 취득금액(원) | 8,200,000,000 |
| 자기자본대비(%) | 12.3 | |
"""
LINES = "유상증자 결정\n1. 신주의 종류와 수 보통주식 (주) 250,000\n2. 1주당 액면가액 (원) 500\n"


def owners(text: str) -> dict[str, str | None]:
    return {figure.text: figure.subject_text for figure in extract(text, published_on=DAY).figures}


def test_the_numbers_of_a_form_are_the_filers():
    assert owners(TOP + FORM) == {"8,000,000,000": "가온정밀", "1.5": "가온정밀"}


def test_the_labels_of_a_form_own_nothing_where_nobody_files_it():
    assert set(owners(FORM).values()) == {None}


def test_what_a_filing_corrects_is_the_filers_and_each_number_has_its_own_label():
    figures = extract(TOP + CORRECTED, published_on=DAY).figures

    assert {figure.subject_text for figure in figures} == {"가온정밀"}
    assert [figure.metric for figure in figures] == ["offering_price", "offering_size"] * 2


def test_an_item_about_another_company_is_that_ones():
    found = owners(TOP + OTHER)

    assert found["500,000,000"] == "두레소재"
    assert found["8,200,000,000"] == "가온정밀"


def test_the_lines_of_a_form_are_the_filers():
    assert set(owners(TOP + LINES).values()) == {"가온정밀"}


@pytest.mark.parametrize("line", ["두레소재 매출액 (원) 120,000", "4. 계약상대방 최근매출액(원) 9,000,000"])
def test_a_line_that_names_another_is_not(line):
    assert "가온정밀" not in owners(TOP + line).values()


def test_the_rows_of_a_table_that_is_no_form_own_their_numbers():
    assert owners("출하량\n\n| 품목 | 2023년 |\n|---|---|\n| 사과(톤) | 310 |\n| 배(톤) | 120 |\n") == {
        "310": "사과",
        "120": "배",
    }


PURPOSES = (
    "유상증자 결정\n1. 신주의 종류와 수 보통주식 (주) 250,000\n2. 1주당 액면가액 (원) 500\n3. 증자전\n발행주식총수 (주)\n보통주식 (주) 3,714,000\n"
    "4. 자금조달의 목적 시설자금 (원) -\n채무상환자금 (원) -\n타법인 증권\n취득자금 (원)\n52,490,000\n기타자금 (원) -\n5. 증자방식 제3자배정증자\n"
)


def test_a_number_below_its_label_is_in_the_labels_unit_and_what_is_decided_is_a_plan():
    figures = extract(TOP + PURPOSES, published_on=DAY).figures

    assert [(figure.text, figure.unit, figure.modality) for figure in figures if figure.text != "500"] == [
        ("250,000", "count", "plan"), ("3,714,000", "count", "actual"), ("52,490,000", "KRW", "plan"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["배당금(원)\n비율(%)\n1,000\n2.5\n", "배당금(원)\n1,000\n2,000\n", "배당금(원)\n1,000\n비율(%)\n", "소득 (만원)\n2024\n"],
)
def test_a_number_below_several_labels_or_above_another_has_no_unit(text):
    assert owners(f"배당 현황\n{text}") == {}


def test_what_a_share_is_worth_owns_nothing():
    rows = "| 1주당 액면금액 (원) | 500 | 500 |\n| 공정가액 (원) | 83,300 | 80,600 |\n"

    assert set(owners(f"배당 내역\n\n| 구분 | 2023년 | 2022년 |\n|---|---|---|\n{rows}").values()) == {None}


def test_a_difference_of_translation_is_an_item_of_accounts_and_no_change():
    rows = "| 매출액 | 900 | 800 |\n| 해외사업환산외환차이 | 31 | -27 |\n"
    figures = extract(f"손익 (단위: 원)\n\n| 구분 | 2023년 | 2022년 |\n|---|---|---|\n{rows}", published_on=DAY).figures

    assert [(figure.text, figure.measure) for figure in figures] == [(n, "level") for n in ("900", "800", "31", "-27")]


def test_each_number_of_a_form_in_one_line_has_its_own_label():
    text = "공급계약 체결 1. 수주 내용 검사장비 2. 계약내역 계약금액(원) 1,250,000 최근매출액(원) 9,870,000 3. 계약상대 하람 6. 계약(수주)일자 -"
    figures = extract(text, published_on=DAY).figures

    assert [(figure.text, figure.metric) for figure in figures] == [("1,250,000", "contract_value"), ("9,870,000", "revenue")]


def test_a_form_whose_items_have_fewer_columns_further_down_is_read():
    text = (
        "손익구조 변동\n2. 변동내용(단위 : 천원) | 당해사업연도 | 직전사업연도 | 증감금액 | 증감비율(%) |\n- 매출액 | 900 | 800 | 100 | 12.5 |\n"
        "- 영업이익 | 90 | 60 | 30 | 50.0 |\n3. 재무현황(단위 : 천원) | 당해사업연도 | 직전사업연도 |\n"
        "- 자산총계 | 7,000 | 6,500 |\n4. 결정일 | 2024-01-13 |\n"
    )

    assert {"100", "12.5", "7,000"} <= owners(text).keys()


RESULTS = (
    "연결재무제표 기준 영업(잠정)실적(공정공시)\n1. 연결실적내용\n단위 : 백만원, %\n"
    "구분 당기실적 전기실적 전기대비 증감율(%)\n매출액 당해실적 2,200 2,000 10.0\n누계실적 4,200 2,000 110.0\n"
    "지배기업 소유주지분 순이익 당해실적 220 200 10.0\n누계실적 420 200 110.0\n2. 정보제공내역\n"
)


@pytest.mark.parametrize(
    ("behind", "owner"),
    [
        ("정보제공자 세레스 IR팀", "세레스"),
        ("정보제공자 | 세레스 | IR팀", "세레스"),
        ("정보제공자 IR팀", None),
        ("정보제공대상자 세레스 주주", None),
    ],
)
def test_the_results_of_a_filing_belong_to_who_files_it_and_never_to_its_title(behind, owner):
    assert set(owners(RESULTS + behind).values()) == {owner}


def test_a_time_in_numbers_below_a_word_of_time_is_the_one_of_its_column():
    text = (
        "가온전자 영업(잠정)실적(공정공시)\n2026.04.24\n\n1. 실적내용 단위 : 백만원, %\n"
        "| 구분 | 당기실적 | 전기실적 | 전년동기실적 |\n| | (26.1Q) | (25.4Q) | (25.1Q) |\n"
        "| 매출액 | 2,200 | 2,000 | 1,900 |\n| 영업이익 | 220 | 200 | 190 |\n"
    )
    periods = {figure.text: str(figure.period_start) for figure in extract(text).figures}

    assert periods["1,900"] == periods["190"] == "2025-01-01"
    assert periods["2,000"] == "2025-10-01"


ACQUISITION = (
    "가온테크/타법인주식및출자증권취득결정/(2024.02.01) 타법인 주식 및 출자증권 취득결정 1. 발행회사 회사명(국적) (주)두레소재 대표이사 김하늘 "
    "자본금(원) 500,000,000 회사와 관계 자회사 발행주식총수(주) 20,000 2. 취득내역 취득주식수(주) 12,000 취득금액(원) 6,000,000,000 "
    "자기자본(원) 30,000,000,000 자기자본대비(%) 20.0 3. 취득후 소유주식수 및 지분비율 소유주식수(주) 11,000 지분비율(%) 60.0 4. 취득방법 현금"
)


def test_the_fields_of_a_filing_in_one_line_are_the_filers_or_the_issuers_and_what_is_decided_is_a_plan():
    found = {f.text: (f.subject_text, f.metric, f.modality, f.segment) for f in extract(ACQUISITION, published_on=DAY).figures}

    assert found == {
        "500,000,000": ("두레소재", "capital", "actual", None), "20,000": ("두레소재", "shares_outstanding", "actual", None),
        "12,000": ("가온테크", "other", "plan", None), "6,000,000,000": ("가온테크", "purchase_amount", "plan", None),
        "30,000,000,000": ("가온테크", "capital", "actual", None), "20.0": ("가온테크", "other", "plan", None),
        "11,000": ("가온테크", "other", "plan", None), "60.0": ("가온테크", "stake", "plan", None),
    }  # fmt: skip


DIGEST = (
    "공시 모음\n\n[하람정밀] 단일판매ㆍ공급계약체결\n2. 계약내역 계약금액(원) 1,250,000,000\n최근매출액(원) 9,870,000,000\n"
    "3. 계약상대 (주)두레전자\n-최근 매출액(원) 88,000,000,000\n\nrcpNo 20240201800131\n"
    "단일판매ㆍ공급계약체결 계약내역 계약금액(원) 4,100,000,000\n\n"
    "[소노전자] 유상증자결정\n1. 신주의 종류와 수 보통주식 (주) 250,000\n3. 증자전 발행주식총수 (주) 보통주식 (주) 3,714,000\n"
)


def test_each_filing_of_a_digest_has_its_own_filer_and_one_without_a_name_has_none():
    figures = extract(DIGEST, published_on=DAY).figures

    assert [(f.text, f.subject_text, f.modality) for f in figures] == [
        ("1,250,000,000", "하람정밀", "actual"), ("9,870,000,000", "하람정밀", "actual"), ("88,000,000,000", "두레전자", "actual"),
        ("4,100,000,000", None, "actual"), ("250,000", "소노전자", "plan"), ("3,714,000", "소노전자", "actual"),
    ]  # fmt: skip
    assert figures[4].metric == "shares_offered"


def test_shares_before_and_after_a_change_are_their_holders():
    text = (
        "소노바이오/최대주주변경/(2024.02.01)최대주주변경\n\n최대주주 변경\n1. 변경내용  변경전  최대주주등  홍길동 외 3명\n"
        "소유주식수(주)  1,200,000\n"
        "소유비율(%)  21.5\n변경후  최대주주등  가온홀딩스(주) 외 1인\n소유주식수(주)  2,400,000\n소유비율(%)  30.1\n4. 변경일자 2024-02-01\n"
    )
    found = {f.text: (f.subject_text, f.modality) for f in extract(text, published_on=DAY).figures}

    assert found["1,200,000"] == found["21.5"] == ("홍길동", "actual")
    assert found["2,400,000"] == found["30.1"] == ("가온홀딩스", "actual")


def test_news_of_a_filing_is_none():
    text = "하람정밀 유상증자 결정에 주가가 12% 급락했다.\n두레전자의 영업이익은 30억원이다.\n"

    assert owners(text) == {"12%": "하람정밀", "30억원": "두레전자"}


def test_the_year_of_a_head_is_the_one_that_a_note_tells():
    rows = "| 구분 | 매출액 |\n|---|---|\n| 당해년도 | 14,562 |\n| 전년도 | 18,717 |\n| 전전년도 | 18,336 |\n"
    told = "- 하기 당해연도, 전년도, 전전년도는 2023년, 2022년, 2021년의 재무제표 기준임\n\n"
    years = [
        [figure.period_start and figure.period_start.year for figure in extract(f"{text}{rows}", published_on=DAY).figures]
        for text in (
            f"요약 재무상황 (단위 : 백만원)\n{told}",
            f"요약 재무상황 (단위 : 백만원)\n{told.replace(', 전년도, 전전년도', '')}",
        )
    ]

    assert years == [[2023, 2022, 2021]] * 2
