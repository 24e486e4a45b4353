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
