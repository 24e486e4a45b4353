"""An item of a filing that tells of several classes of shares, flattened to text."""

from datetime import date

import pytest

from pipeline import extract

DAY = date(2024, 2, 1)


def told(text):
    return [(f.text, f.unit, f.metric, f.modality) for f in extract(text, published_on=DAY).figures]


@pytest.mark.parametrize("joint", ["\n", " "], ids=["a line each", "one line"])
def test_the_next_class_says_what_the_first_one_says(joint):
    text = (
        f"현금 배당 결정\n3. 1주당 배당금(원) 보통주식 410{joint}종류주식 460\n4. 시가배당율(%) 보통주식 1.9{joint}종류주식 2.6\n"
    )

    assert told(text) == [
        ("410", "KRW", "dividend_per_share", "plan"),
        ("460", "KRW", "dividend_per_share", "plan"),
        ("1.9", "percent", "dividend_yield", "plan"),
        ("2.6", "percent", "dividend_yield", "plan"),
    ]


def test_a_class_without_any_leaves_the_other_its_own_item():
    text = "현금 배당 결정\n3. 1주당 배당금(원) 보통주식 410\n4. 시가배당율(%) 보통주식 - 종류주식 2.6\n"

    assert told(text)[1:] == [("2.6", "percent", "dividend_yield", "plan")]


@pytest.mark.parametrize("line", ["종류주식 460", "종류주식 2024", "보통주식 410과 종류주식 460"])
def test_a_class_below_no_item_has_no_unit(line):
    assert told(f"현금 배당 결정\n배당 기준일은 다음과 같다.\n{line}\n") == []


CAPITAL = (
    "반기보고서 (2026.06)\n가온전자(주)\n\n3. 자본금 변동사항\n\n(단위 : 원, 주)\n\n| 종류 | 구분 | 제31기(2026년 반기말) | 제30기(2025년말) |\n"
    "|---|---|---|---|\n| 보통주 | 발행주식총수 | 46,092,797 | 40,660,463 |\n| 액면금액 | 500 | 500 |\n| 우선주 | 발행주식총수 | 1,200 | 1,200 |\n"
)


def test_a_class_of_shares_in_a_row_is_no_owner():
    report = extract(CAPITAL, published_on=date(2026, 8, 14))

    assert {figure.subject_text for figure in report.figures} <= {"가온전자", None}
    assert len(report.figures) == 6


def test_a_holder_of_shares_owns_the_row_that_its_name_spans():
    text = (
        "자기주식취득결과보고서\n가온전자(주)\n\n| (단위 : 주) |\n|---|\n\n| 성 명 | 보유주식 변동내역 |\n|---|---|\n"
        "| 주식의 종류 | 취득보고일 | 취득종료일 | 변동사유 |\n| 나루생명 | 보통주식 | 503,904 | 497,660 | 매도 |\n| 기타주식 | 4,950 | 4,940 | - |\n"
    )
    report = extract(text, published_on=DAY)

    assert [figure.subject_text for figure in report.figures] == ["나루생명"] * 4
