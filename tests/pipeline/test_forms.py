"""Forms of filings with one cell a line: which labels each value belongs to, and what is no form."""

from datetime import date

import pytest

from pipeline import extract
from pipeline.readers import raw_report
from pipeline.segment import segment

DAY = date(2025, 6, 20)


def tables(text: str) -> list[list[str]]:
    segmented = segment(raw_report(text))
    return [segmented.text[block.start_char : block.end_char].split("\n") for block in segmented.blocks if block.kind == "table"]


FORMS = {
    "numbered items, of which one has several values": (
        "유형자산 취득결정\n1. 취득물건\n토지 및 건물\n2. 취득내역\n취득금액(원)\n7,300,000,000\n자기자본(원)\n51,200,000,000\n"
        "자기자본대비(%)\n14.3\n대규모법인여부\n미해당\n3. 취득예정일자\n2025년 9월 30일\n",
        [
            "| 1. 취득물건 | 토지 및 건물 | |",
            "| 2. 취득내역 | 취득금액(원) | 7,300,000,000 |",
            "| | 자기자본(원) | 51,200,000,000 |",
            "| | 자기자본대비(%) | 14.3 |",
            "| | 대규모법인여부 | 미해당 |",
            "| 3. 취득예정일자 | 2025년 9월 30일 | |",
        ],
    ),
    "labels without numbers": (
        "공급계약 체결\n계약금액(원)\n12,400,000,000\n매출액대비(%)\n8.2\n",
        ["| 계약금액(원) | 12,400,000,000 |", "| 매출액대비(%) | 8.2 |"],
    ),
    "classes of shares, dashes, and pipes that a converter left": (
        "자기주식 취득 결정\n| 1. 취득예정주식(주) |\n보통주식 |\n431,000\n"
        "| 기타주식 |\n-\n| 2. 취득예정금액(원) |\n보통주식 |\n3,017,000,000\n"
        "| - 사외이사참석여부 |\n참석(명) |\n2\n",
        [
            "| 1. 취득예정주식(주) | 보통주식 | 431,000 |",
            "| | 기타주식 | - |",
            "| 2. 취득예정금액(원) | 보통주식 | 3,017,000,000 |",
            "| - 사외이사참석여부 | 참석(명) | 2 |",
        ],
    ),
}
NO_FORMS = {
    "two numbers behind one label are columns": "환율\n원/달러 환율(원)\n1,373.9\n1,378.2\n국고채 3년(%)\n2.41\n2.44\n",
    "two units above one number": "실적\n매출액(억원)\n이익(억원)\n1,200\n90\n",
    "no label names a unit": "점검표\n1. 대상\n서버\n2. 수량\n12\n3. 담당\n가온팀\n",
    "a mark of a formula is no unit": "거래 내역\n매출액(A)\n2,300\n매입액(B)\n1,700\n",
    "text between label and number": "계약\n계약금액(원)\n아래와 같이 정하였다.\n8,200,000,000\n",
}


@pytest.mark.parametrize(("text", "rows"), FORMS.values(), ids=FORMS)
def test_a_form_is_read_row_by_row(text, rows):
    assert tables(text) == [rows]


@pytest.mark.parametrize("text", NO_FORMS.values(), ids=NO_FORMS)
def test_what_is_no_form_is_left_alone(text):
    assert tables(text) == []
    assert extract(text, DAY).figures == ()


def test_a_heading_behind_a_form_stays_outside():
    text = "공시\n1. 계약금액(원)\n5,000,000\n2. 기간(일)\n30\n3. 기타 사항\n위 금액은 부가세를 뺀 금액이다.\n"

    assert tables(text) == [["| 1. 계약금액(원) | 5,000,000 |", "| 2. 기간(일) | 30 |"]]


def test_each_value_has_the_unit_and_the_words_of_its_own_label():
    figures = extract(FORMS["numbered items, of which one has several values"][0], DAY).figures

    assert [(f.text, int(f.value), f.unit, f.row_label) for f in figures] == [
        ("7,300,000,000", 7_300_000_000, "KRW", "취득금액(원)"),
        ("51,200,000,000", 51_200_000_000, "KRW", "자기자본(원)"),
        ("14.3", 14, "percent", "자기자본대비(%)"),
    ]


PIPED = (
    "현금배당 결정\n| 1. 배당구분 | 결산배당 | |\n| 2. 배당종류 | 현금배당 | |\n"
    "| 3. 1주당 배당금(원) | 보통주식 | 350 |\n| 종류주식 | 400 | |\n"
    "| 4. 시가배당율(%) | 보통주식 | 2.1 |\n| 종류주식 | 2.6 | |\n| 5. 배당금총액(원) | 4,200,000,000 | |\n"
)


def test_a_row_of_a_form_goes_on_with_the_item_above():
    assert [(f.text, f.unit, f.metric) for f in extract(PIPED, DAY).figures] == [
        ("350", "KRW", "dividend_per_share"),
        ("400", "KRW", "dividend_per_share"),
        ("2.1", "percent", "dividend_yield"),
        ("2.6", "percent", "dividend_yield"),
        ("4,200,000,000", "KRW", "dividend"),
    ]


def test_a_day_glued_to_the_first_row_is_no_column():
    rows = PIPED.split("\n")[1:]
    text = "현금배당 결정\n\n2025-06-19" + rows[0] + "\n|---|---|---|\n" + "\n".join(rows[1:])

    assert [f.text for f in extract(text, DAY).figures] == ["350", "400", "2.1", "2.6", "4,200,000,000"]


def test_the_first_row_of_a_form_heads_no_column():
    text = (
        "금융위원회 귀중 | 2025년 3월 4일 | |\n회 사 명 : | 가온정밀 주식회사 | |\n"
        "1. 사채의 종류 | 사모 전환사채 | |\n2. 권면총액 (원) | 9,000,000,000 | |\n"
        "3. 사채의 이율 | 표면이자율 (%) | 1.5 |\n"
    )

    assert [(f.text, f.column_label) for f in extract(text, DAY).figures] == [("9,000,000,000", None), ("1.5", None)]


def test_a_class_of_shares_between_unit_and_number():
    figures = extract("배당 결정\n\n3. 1주당 배당금(원) 보통주식 350\n4. 시가배당율(%) 보통주식 2.1\n", DAY).figures

    assert [(f.text, f.unit) for f in figures] == [("350", "KRW"), ("2.1", "percent")]


@pytest.mark.parametrize("line", ["3. 자금조달(원) 회차 22", "매출(억원) 영업이익 30", "3. 배당금(원) 보통주식 2025 2024"])
def test_another_word_between_them_leaves_the_number_alone(line):
    assert extract(f"결정 사항\n\n{line}\n", DAY).figures == ()


def test_the_name_of_a_filing_states_no_figure():
    assert extract("매출액 또는 손익구조 30%(대규모법인은 15%)이상 변동\n\n1. 재무제표의 종류 연결\n", DAY).figures == ()


@pytest.mark.parametrize("label", ["기타취득(주)", "취득예정주식(주)", "주문수량 한도(주)", "특정증권등의수(주)"])
def test_shares_are_no_company(label):
    assert [
        m for m in extract(f"자기주식 취득\n\n| {label} | 4,300 |\n| 비율(%) | 1.2 |\n", DAY).mentions if m.label == "ORG"
    ] == []


LIMIT = (
    "자기주식취득 신탁계약 체결 결정\n9. 참고할 사항\n| 항 목 |\n금 액 |\n| 1. 직전사업연도 말 현재 상법상 배당가능이익 한도 |\n"
    "가. 순자산액{unit} |\n61,204,310,775\n| 나. 자본금의 액{unit} |\n7,150,000,000\n| 소계(가-나) |\n54,054,310,775\n"
    "| 2. 직전 사업연도말 이후 자기주식 취득금액{unit} |\n"
    "411,903,540\n"
)


def test_the_limit_of_dividends_is_in_won():
    figures = extract(LIMIT.format(unit=""), published_on=DAY).figures

    assert [(int(f.value), f.unit) for f in figures] == [
        (61_204_310_775, "KRW"), (7_150_000_000, "KRW"), (54_054_310_775, "KRW"), (411_903_540, "KRW"),
    ]  # fmt: skip
    assert figures[0].metric != "dividend"


def test_amounts_of_other_items_without_a_unit_are_refused():
    text = LIMIT.format(unit="").replace("상법상 배당가능이익 한도", "회사의 사정")

    assert extract(text, published_on=DAY).figures == ()


@pytest.mark.parametrize("label", ["시장을 통한 매도(주)", "시간외대량매매(주)", "기 타(주)"])
def test_the_ways_in_which_shares_are_sold_count_them(label):
    text = f"자기주식 처분 결정\n| 1. 처분예정금액(원) |\n91,000,000\n| 2. 처분방법 |\n{label} |\n1,830\n| 장외처분(주) |\n-\n"

    assert [(f.text, f.unit) for f in extract(text, published_on=DAY).figures] == [("91,000,000", "KRW"), ("1,830", "count")]


def test_a_second_rule_begins_another_table():
    text = (
        "의결권 대리행사 권유\n\n| 성명 | 관계 | 주식의 종류 | 주식 소유 수량 |\n|---|---|---|---|\n| 가온산업 | 최대주주 | 보통주 | 51,000 |\n"
        "| 성명 | 주식의 종류 | 소유주식수 | 비고 |\n|---|---|---|---|\n| 김나래 | 보통주 | 0 | - |\n| 이가람 | 보통주 | 12 | - |\n"
    )

    assert [len(rows) for rows in tables(text)] == [2, 3]
    assert [(f.text, f.counter) for f in extract(text, published_on=DAY).figures] == [("51,000", "주"), ("0", "주"), ("12", "주")]
