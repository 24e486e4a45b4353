"""Tables and lists: cells, labels, and bare numbers that take their unit from a caption, header, row or heading."""

from __future__ import annotations

import pytest

from extractors.cells import changed_row
from extractors.quantities import find_quantities
from extractors.tables import parse_table
from schemas.documents import Block


def document(*parts):
    """Text and blocks of (kind, text) parts; a caption or heading governs what follows it."""
    blocks, text, parent = [], "", None
    for ordinal, (kind, content) in enumerate(parts):
        governs = kind in ("caption", "heading")
        blocks.append(
            Block(
                block_id=f"d:{ordinal}",
                doc_id="d",
                ordinal=ordinal,
                kind=kind,
                level=0,
                parent=None if governs else parent,
                heading_path=(),
                start_char=len(text),
                end_char=len(text) + len(content),
                source_line=1,
            )
        )
        parent = ordinal if governs else parent
        text += content + "\n"
    return text, blocks


def read(*parts):
    text, blocks = document(*parts)
    return [
        (text[q.start : q.end], f"{q.value.normalize():f}", " ".join(filter(None, (q.unit, q.counter, q.per and f"/{q.per}"))))
        for q in find_quantities(text, blocks)
    ]


def test_cells_know_their_labels():
    text, blocks = document(("table", "| 구분 | 매출 | 이익 |\n|---|---:|---:|\n| 가전 | 1,200 | △30 |"))
    table = parse_table(text, blocks[0])
    (sales, profit) = table.body

    assert (sales.text, text[sales.start : sales.end]) == ("1,200", "1,200")
    assert table.row_label(profit).text == "가전"
    assert [header.text for header in table.column_headers(profit)] == ["이익"]
    assert table.corner == "구분"


def test_a_second_header_row_of_units_belongs_to_the_header():
    text, blocks = document(("table", "| 품목 | 수출 | 비중 |\n|---|---|---|\n| | (억원) | (%) |\n| 철강 | 30 | 12.5 |"))
    table = parse_table(text, blocks[0])

    assert table.header_rows == 2
    assert [[header.text for header in table.column_headers(cell)] for cell in table.body] == [
        ["수출", "(억원)"],
        ["비중", "(%)"],
    ]


def test_merged_headers_reach_the_columns_below():
    text, blocks = document(("table", "| | 매출(억원) | |\n| | 상반기 | 하반기 |\n|---|---|---|\n| 본사 | 10 | 12 |"))

    assert [
        [header.text for header in parse_table(text, blocks[0]).column_headers(cell)]
        for cell in parse_table(text, blocks[0]).body
    ] == [
        ["매출(억원)", "상반기"],
        ["매출(억원)", "하반기"],
    ]


def test_a_table_without_separator_has_one_header_row():
    text, blocks = document(("table", "| 연도 | 대수 |\n| 2024 | 30 |"))

    assert parse_table(text, blocks[0]).header_rows == 1


@pytest.mark.parametrize("content", ["|", "||", "|---|", "| 하나 |", "|a|b|\n|c|"])
def test_ragged_tables_are_read(content):
    text, blocks = document(("table", content))
    table = parse_table(text, blocks[0])

    assert [text[cell.start : cell.end] for cell in table.cells] == [cell.text for cell in table.cells]
    assert all(table.row_label(cell) or True for cell in table.cells)
    assert all(isinstance(table.column_headers(cell), list) for cell in table.cells)


def test_the_caption_gives_the_unit():
    caption = ("caption", "표 1. 연간 실적 추정 (단위: 십억원)")
    table = ("table", "| | 2024A | 2025E |\n|---|---:|---:|\n| 매출액 | 10,180 | 11,020 |\n| 영업이익 | △718 | (861) |")

    assert read(caption, table) == [
        ("10,180", "10180000000000", "KRW"),
        ("11,020", "11020000000000", "KRW"),
        ("△718", "-718000000000", "KRW"),
        ("(861)", "-861000000000", "KRW"),
    ]


def test_headers_choose_between_two_units():
    table = ("table", "| 품목 | 수출액 | 전년 대비 |\n|---|---|---|\n| 배터리 | 158.4 | △4.6 |")

    assert read(("caption", "(단위: 억 달러, %)"), table) == [("158.4", "15840000000", "USD"), ("△4.6", "-4.6", "percent")]


def test_a_line_of_units_right_above_counts_without_being_the_parent():
    text, blocks = document(("paragraph", "(단위: 천톤)"), ("table", "| 월 | 물량 |\n|---|---|\n| 1월 | 12 |"))

    assert [int(quantity.value) for quantity in find_quantities(text, blocks)] == [12_000_000_000]


SALES, COSTS = (f"| 구분 | 2030년 | 2031년 |\n|---|---|---|\n| {label} | 1,200 | 1,310 |" for label in ("매출액", "매출원가"))


LONG = "새솔기계는 지난해 설비를 늘렸다. " * 8


def test_the_units_that_end_a_long_text_are_those_of_the_table_behind_it():
    assert read(("paragraph", f"{LONG}주요 재무지표 단위 : 억원, %"), ("table", SALES))[0] == ("1,200", "120000000000", "KRW")


@pytest.mark.parametrize("text", [f"{LONG}단위 : 억원, %로 적었다.", f"단위 : 억원 {LONG}", f"{LONG}조직단위 : 억원"])
def test_units_elsewhere_in_a_long_text_are_none_of_the_table(text):
    assert read(("paragraph", text), ("table", SALES)) == []


def test_the_mark_of_a_company_is_no_unit_of_its_row():
    table = (
        "table",
        "| 인수기관 | 인수수량 | 인수금액 | 비율(%) |\n|---|---|---|---|\n| 새솔증권(주) | 1,200 | 12,000,000 | 45.0 |",
    )

    assert [unit for _, _, unit in read(("caption", "(단위 : 원, 주)"), table)] == ["count 주", "KRW", "percent"]


@pytest.mark.parametrize("label", ["충당금 / 고정이하자산", "PPOP/ 관리자산", "대손비용 / 총여신"])
def test_one_size_over_another_is_no_money(label):
    table = ("table", f"| 구분 | 2030 | 2031 |\n|---|---|---|\n| {label} | 5.3 | 371.5 |")

    assert {unit for _, _, unit in read(("caption", "(단위 : 억원, %)"), table)} == {"percent"}


def test_a_line_of_units_above_the_name_of_a_table_is_the_table_s():
    assert read(("caption", "(단위 : 백만원)"), ("heading", "새솔기계 손익 현황"), ("table", SALES))[0] == (
        "1,200",
        "1200000000",
        "KRW",
    )


@pytest.mark.parametrize(
    "parts",
    [
        [("table", COSTS), ("caption", "(단위 : 백만원)"), ("heading", "손익 현황"), ("table", SALES)],
        [("caption", "(단위 : 백만원)"), ("heading", "손익 현황"), ("paragraph", "다음과 같이 늘었다."), ("table", SALES)],
        [("paragraph", "금액은 백만원 단위로 반올림했다."), ("heading", "손익 현황"), ("table", SALES)],
    ],
    ids=["that of the table above", "not right above its name", "no declaration"],
)
def test_a_line_of_units_further_off_is_not(parts):
    text, blocks = document(*parts)
    first = blocks[-1].start_char

    assert [quantity for quantity in find_quantities(text, blocks) if quantity.start >= first] == []


@pytest.mark.parametrize("note", ["주 3) 단위 : 백만원", "주3) 단위: 백만원", "※ 단위 : 백만원", "* (단위: 백만원)"])
def test_a_note_below_a_table_may_declare_its_unit(note):
    parts = [("paragraph", "주 1) 연말 기준임"), ("paragraph", "※ 감사 전 숫자"), ("paragraph", note)]

    assert read(("table", SALES), *parts)[0] == ("1,200", "1200000000", "KRW")


def test_a_note_below_other_text_declares_none():
    assert read(("table", SALES), ("paragraph", "설비를 늘렸다."), ("paragraph", "※ 단위 : 백만원")) == []


def test_lines_of_units_below_each_of_several_tables():
    below = ("caption", "(단위 : 억원, 별도기준)")
    blocks = [("table", SALES), below, ("table", COSTS), below]

    assert [figure[1] for figure in read(*blocks)] == ["120000000000", "131000000000"] * 2
    assert [figure[1] for figure in read(*blocks[:3])] == ["120000000000", "131000000000"]  # of the table that follows


def test_lines_of_other_units_between_tables_are_left_to_the_tables_below():
    blocks = [("table", SALES), ("caption", "(단위 : 억원)"), ("table", COSTS), ("caption", "(단위 : 백만원)")]

    assert [figure[1] for figure in read(*blocks)] == ["120000000000", "131000000000"]


def test_headers_and_rows_name_units_of_their_own():
    table = ("table", "| 구분 | 금액(백만원) | 판매(천 대) |\n|---|---|---|\n| 내수 | 1,200 | 3.5 |\n| 비중(%) | 40 | 35 |")

    assert read(table) == [
        ("1,200", "1200000000", "KRW"),
        ("3.5", "3500", "count 대"),
        ("40", "40", "percent"),
        ("35", "35", "percent"),
    ]


def test_ratios_multiples_and_prices_keep_out_of_the_scale():
    table = ("table", "| | 2025E |\n|---|---|\n| 영업이익률 | 8.7 |\n| PER | 18.3 |\n| EPS | 5,200 |\n| 순이익 | 70 |")

    assert read(("caption", "표 2 (단위: 십억원)"), table) == [
        ("8.7", "8.7", "percent"),
        ("18.3", "18.3", "multiple"),
        ("5,200", "5200", "KRW"),
        ("70", "70000000000", "KRW"),
    ]


def test_a_cell_with_its_own_unit_is_read_as_text():
    assert read(("caption", "(단위: 억원)"), ("table", "| 의견 | 목표주가 |\n|---|---|\n| 매수 | 260,000원(상향) |")) == [
        ("260,000원", "260000", "KRW")
    ]


@pytest.mark.parametrize(
    "parts",
    [
        [("table", "| 구분 | 2024 | 2025 |\n|---|---|---|\n| 매출 | 10 | 12 |")],
        [("caption", "(단위: 억원)"), ("table", "| 구분 | 전년 대비 |\n|---|---|\n| 매출 | 12 |")],
        [("caption", "(단위: 억원, 천톤)"), ("table", "| 구분 | 실적 |\n|---|---|\n| 철강 | 12 |")],
        [("caption", "(단위: 억원)"), ("table", "| 연번 | 비고 |\n|---|---|\n| 1 | 2 |")],
        [("caption", "그림 3. 추이"), ("list_item", "2024: 12")],
        [("heading", "실적 (십억원)"), ("list_item", "제2공장: 증설 완료"), ("list_item", "담당: 02-555-0100")],
    ],
)
def test_without_a_sure_unit_a_number_is_left_out(parts):
    assert read(*parts) == []


def test_a_heading_gives_the_unit_of_a_list():
    items = [("list_item", "2024: 약 90"), ("list_item", "2025F: 약 125 (예상)"), ("list_item", "평가: 꾸준히 는다")]
    text, blocks = document(("caption", "그림 4. 설비투자 전망 (십억 위안)"), *items)
    found = find_quantities(text, blocks)

    assert [(int(quantity.value), quantity.unit, quantity.approximate) for quantity in found] == [
        (90_000_000_000, "CNY", True),
        (125_000_000_000, "CNY", True),
    ]


def test_scores_are_read_under_a_heading_that_says_so():
    assert read(
        ("heading", "성능 지표 (각 시험별 점수)"), ("list_item", "수학: 80.6"), ("list_item", "코딩 v5 (25.02-25.05): 64.6")
    ) == [
        ("80.6", "80.6", "score"),
        ("64.6", "64.6", "score"),
    ]


def test_boilerplate_is_left_alone():
    assert read(("boilerplate", "구독료 월 3만원"), ("paragraph", "매출 3억원")) == [("3억원", "300000000", "KRW")]


def test_times_in_cells_are_no_quantities():
    text, blocks = document(("caption", "(단위: 억원)"), ("table", "| 구분 | 시점 |\n|---|---|\n| 착공 | 2025 |"))
    start = text.rindex("2025")

    assert find_quantities(text, blocks, taken=[(start, start + 4)]) == []


def units(caption, *rows):
    """The cells of a table as `value unit`, row by row; a bar opens each row below the header."""
    header, *body = (f"| {row} |" for row in rows)
    table = "\n".join([header, "|" + "---|" * (header.count("|") - 1), *body])
    return [f"{value} {unit}" for _, value, unit in read(*([("caption", caption)] if caption else []), ("table", table))]


CELLS = {
    "a column's percentage beats the row's unit": (
        ("", "지표 | 9/5 | 전주 대비(%)", "구리(달러/톤) | 9021 | △1.5"),
        ["9021 USD /톤", "-1.5 percent"],
    ),
    "rates in a table of money": (
        ("(단위: 달러/톤, %)", "품목 | 가격 | WoW | MoM", "구리 | 9021 | -1.5 | 2.2"),
        ["9021 USD /톤", "-1.5 percent", "2.2 percent"],
    ),
    "a difference keeps the size where another column takes the percentage": (
        ("(단위: 천명, %)", "구분 | 2월 | 전년동월대비 증감 | 증감률", "농업 | 1200 | -60 | -4.8"),
        ["1200000 count 명", "-60000 count 명", "-4.8 percent"],
    ),
    "a difference takes the percentage that nothing else takes": (
        ("(단위: 억원, %)", "구분 | 2024년 | 2025년 | 증감", "가전 | 200 | 230 | 15.0"),
        ["20000000000 KRW", "23000000000 KRW", "15 percent"],
    ),
    "the numbers tell a difference": (
        ("(단위: 억원)", "구분 | 2024년 | 2025년 | 전년 대비", "가전 | 200 | 230 | 30", "부품 | 90 | 80 | △10"),
        ["20000000000 KRW", "23000000000 KRW", "3000000000 KRW", "9000000000 KRW", "8000000000 KRW", "-1000000000 KRW"],
    ),
    "the numbers tell a rate": (
        ("(단위: 억원)", "구분 | 2024년 | 2025년 | 전년 대비", "가전 | 200 | 230 | 15.0"),
        ["20000000000 KRW", "23000000000 KRW", "15 percent"],
    ),
    "a change of a ratio is in points": (
        ("(단위: 억원, %)", "구분 | 2024년 | 2025년 | 증감", "매출 | 200 | 230 | 30", "이익률 | 8.1 | 9.0 | 0.9"),
        ["20000000000 KRW", "23000000000 KRW", "3000000000 KRW", "8.1 percent", "9 percent", "0.9 percentage_point"],
    ),
    "points as the caption names them": (
        ("(단위: %, bp)", "만기 | 금리 | 전일 대비", "3년 | 2.45 | +1.2"),
        ["2.45 percent", "1.2 basis_point"],
    ),
    "a unit bound to a row": (
        ("(단위: 전년 대비 %, 무역수지는 억 달러)", "지표 | 2024 | 2025F", "민간소비 | 1.1 | 0.8", "무역수지 | 518 | 490"),
        ["1.1 percent", "0.8 percent", "51800000000 USD", "49000000000 USD"],
    ),
    "a unit bound to the price of a share": (
        ("(단위: 백만원, 주당은 원)", "구분 | 2024", "매출 | 518", "EPS | 490"),
        ["518000000 KRW", "490 KRW"],
    ),
    "ratios and prices in a table of money, multiples and won": (
        (
            "(단위: 십억원, 원, 배, %)",
            "12월 결산 | 2025F",
            "매출액 | 70",
            "영업이익률 | 8.1",
            "부채비율 | 120",
            "ROE | 9.5",
            "PER | 11.2",
            "주당배당금 | 500",
        ),
        ["70000000000 KRW", "8.1 percent", "120 percent", "9.5 percent", "11.2 multiple", "500 KRW"],
    ),
    "multiples beside money": (("(단위: 억원, %, 배)", "구분 | 2025", "차입금 | 70"), ["7000000000 KRW"]),
    "a size reckoned with another one is a multiple": (
        (
            "(단위: 억원, 배, %)",
            "구분 | 2025",
            "EBITDA | 70",
            "EBITDA/ 금융비용 | 3.6",
            "순차입금 /EBITDA | 4.1",
            "EBIT/이자비용 | 2.2",
        ),
        ["7000000000 KRW", "3.6 multiple", "4.1 multiple", "2.2 multiple"],
    ),
    "shares left of what they are shares of": (
        ("(단위: 주, %)", "주주명 | 지분율 | 주식수", "가온홀딩스 | 1% | 1,200", "합계 | 100% | 120,000"),
        ["1 percent", "1200 count 주", "100 percent", "120000 count 주"],
    ),
    "a count left of an amount": (("(단위: 백만원)", "구분 | 인원 | 보수", "감사 | 1명 | 120"), ["1 count 명", "120000000 KRW"]),
    "money and things": (
        ("(단위: 억원, 천톤)", "구분 | 2025", "매출액 | 70", "판매량 | 12"),
        ["7000000000 KRW", "12000000000 g"],
    ),
    "a column of units": (
        ("", "항목 | 단위 | 2024 | YoY", "매출액 | 억원 | 120 | 3.1", "고객 | 천명 | 30 | 2.0"),
        ["12000000000 KRW", "3.1 percent", "30000 count 명", "2 percent"],
    ),
    "a unit behind the row label": (
        ("", "항목 | 2024", "매출액, 억원 | 120", "고객 (천명) | 30", "점유율 % | 12.5"),
        ["12000000000 KRW", "30000 count 명", "12.5 percent"],
    ),
    "counters of one power": (
        ("(단위: 천대, 천개)", "품목 | 2024", "승용차 | 1,200", "바퀴 | 4,800"),
        ["1200000 count", "4800000 count"],
    ),
    "counters of several powers": (("(단위: 대, 천개)", "품목 | 2024", "승용차 | 1,200"), []),
    "one hundred million in words": (("(단위: 일억원)", "구분 | 2024", "수주 | 1,200"), ["120000000000 KRW"]),
    "a unit in the corner": (("", "구분(단위: 억원) | 2024", "매출 | 120"), ["12000000000 KRW"]),
    "a rate of change of what is measured in dollars": (
        ("", "품목 | 가격 | 등락률", "유가(달러/배럴) | 64.2 | 1.3"),
        ["64.2 USD /배럴", "1.3 percent"],
    ),
    "an index and its rates": (
        ("(단위: 2020=100, %)", "구분 | 9월 | 10월 | 전월비", "총지수 | 114.7 | 117.4 | 0.3"),
        ["114.7 score", "117.4 score", "0.3 percent"],
    ),
    "brackets are minus": (("(단위: 억원)", "구분 | 2024", "이익 | (120)"), ["-12000000000 KRW"]),
    "brackets beside signs are none": (
        ("(단위: 억원, %)", "구분 | 2024 | 증감률", "가전 | 120 | (3.2)", "부품 | 80 | (-1.7)"),
        ["12000000000 KRW", "3.2 percent", "8000000000 KRW", "-1.7 percent"],
    ),
    "what lies above the unit is spelled": (
        ("", "구분 | 2024 | 증감", "금액(억원) | 12조 3,400 | 600", "면적(천㎡) | 1,200 | 30"),
        ["12340000000000 KRW", "60000000000 KRW", "1200000 m2", "30000 m2"],
    ),
    "no number below its own multiplier": (("", "구분 | 2024", "금액(억원) | 12조 13,400", "면적(천㎡) | 1,200"), ["1200000 m2"]),
    "a counted row beside rows with units": (
        ("", "구분 | 2024 | 증감", "금액(억원) | 1,200 | 60", "면적(천㎡) | 900 | 30", "필지 수* | 300 | 12"),
        ["120000000000 KRW", "6000000000 KRW", "900000 m2", "30000 m2", "300 count 필지", "12 count 필지"],
    ),
    "a counted row has its own counter": (
        ("", "구분 | 2024", "필지 수 | 300", "이용률 | 3.2"),
        ["300 count 필지", "3.2 percent"],
    ),
    "a part that its bracket names": (
        ("(단위: 명)", "구분 | 2024", "검거 | 1,200 (구속 31)", "교육 | 80(여성 40)"),
        ["1200 count 명", "31 count 명", "80 count 명", "40 count 명"],
    ),
    "no part but what it is held against": (
        ("(단위: 명)", "구분 | 2024", "검거 | 1,200(전년 1,100)", "교육 | 80(목표 100)", "입교 | 30(개인 40)"),
        [],
    ),
    "rows that ran together": (
        ("(단위: 개, %)", "구분 | 2023 | 증감률", "본점 수 지점 수 | 12 1,200 | 0.5 △0.4"),
        ["12 count 개", "1200 count 개", "0.5 percent", "-0.4 percent"],
    ),
    "labels that part in no one way": (
        ("(단위: 개, %)", "구분 | 2023 | 증감률", "전국 본점 지점 | 12 1,200 | 0.5 △0.4"),
        [],
    ),
    "a sign apart from its number": (("(단위: 억원)", "구분 | 2024", "이익 | - 120"), ["-12000000000 KRW"]),
}


@pytest.mark.parametrize(("table", "expected"), CELLS.values(), ids=CELLS)
def test_the_unit_of_a_cell(table, expected):
    assert units(*table) == expected


@pytest.mark.parametrize(
    "caption",
    ["표 1. 전망 (단위: 전년 대비 %, 경상수지는 억 달러)", "<표> 전망 (단위: 만 톤, 천 대)", "단위: 비율은 %, 수출은 백만 달러"],
)
def test_the_unit_of_a_caption_is_no_figure(caption):
    assert read(("caption", caption)) == []


def test_a_bracket_that_speaks_of_units_states_its_amounts():
    assert read(("paragraph", "보조금(100만원 단위로 총 300억원)을 나눈다.")) == [
        ("100만원", "1000000", "KRW"),
        ("300억원", "30000000000", "KRW"),
    ]


@pytest.mark.parametrize("caption", ["(금액 : 백만원)", "[금액: 백만원]"])
def test_a_bracket_may_declare_what_amounts_are_in(caption):
    assert read(("paragraph", caption), ("table", SALES)) == [
        ("1,200", "1200000000", "KRW"),
        ("1,310", "1310000000", "KRW"),
    ]


@pytest.mark.parametrize(("text", "value"), [("(금액: 100만원)", 10**6), ("(금액: 3억원)", 3 * 10**8)])
def test_a_bracket_with_an_amount_declares_nothing(text, value):
    assert [figure[1] for figure in read(("paragraph", text), ("table", SALES))] == [str(value)]


@pytest.mark.parametrize("label", ["매출액, 억원", "수출 (억 달러)", "수출, 억 달러", "생산 천 톤"])
def test_the_unit_of_a_label_is_no_figure(label):
    assert read(("table", f"| 구분 | 의견 |\n|---|---|\n| {label} | 양호 |")) == []


def test_a_row_of_changes_belongs_to_the_row_above():
    text, blocks = document(("table", "| 구분 | 2025 |\n|---|---|\n| 매출액 | 120 |\n| (증감률, %) | 3.1 |\n| YoY | 3.1 |"))
    table = parse_table(text, blocks[0])

    assert [label and label.text for label in (changed_row(table, cell) for cell in table.body)] == [None, "매출액", "매출액"]


ADJUSTED = (
    "| 1. 조정에 관한 사항 | 회차 | 상장여부 | 조정전 행사가액 (원) | 조정후 행사가액 (원) | |",
    "| 7 | 비상장 | 2,410 | 2,180 | | |",
    "| 8 | 비상장 | 2,655 | - | | |",
    "| 2. 행사가능주식수 변동 | 회차 | 사채의 권면총액 (통화단위) | 조정전 주식수 (주) | 조정후 주식수 (주) | |",
    "| 7 | 9,000,000,000 | KRW : South-Korean Won | 3,734,439 | 4,128,440 | |",
    "| 3. 조정사유 | 시가 하락 | | | | |",
)


def test_an_item_of_a_form_may_be_a_table_of_its_own():
    text, blocks = document(("table", "\n".join(ADJUSTED)))
    table = parse_table(text, blocks[0])
    cell = next(cell for cell in table.cells if cell.text == "2,180")

    assert table.row_label(cell).text == "1. 조정에 관한 사항"
    assert [head.text for head in table.column_headers(cell)] == ["조정후 행사가액 (원)"]
    assert read(("table", "\n".join(ADJUSTED))) == [
        ("2,410", "2410", "KRW"),
        ("2,180", "2180", "KRW"),
        ("2,655", "2655", "KRW"),
        ("9,000,000,000", "9000000000", "KRW"),
        ("3,734,439", "3734439", "count 주"),
        ("4,128,440", "4128440", "count 주"),
    ]


@pytest.mark.parametrize(
    "row",
    ["| 7 | 2,410 | 2,180 | | |", "| 7 | 비상장 | 2,410 | 2,180 | 90.5 | |", "| 7 | 2,410 | 비상장 | 2,180 | | |"],
    ids=["a cell too few", "a cell too many", "words below a unit"],
)
def test_a_row_that_does_not_fit_the_heads_of_its_item_has_none(row):
    assert read(("table", "\n".join((ADJUSTED[0], row, ADJUSTED[-1])))) == []


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("| 3. 사채의 권면총액 | 12,000,000 | USD : United States Dollar |", [("12,000,000", "12000000", "USD")]),
        ("| 3. 사채의 종류 | 12,000,000 | XQZ : Nowhere |", []),
        ("| 3. 사채의 종류 | 12,000,000 | KRW |", []),
    ],
)
def test_a_cell_behind_a_number_may_name_its_currency(row, value):
    assert read(("table", f"{row}\n| 4. 이사회결의일 | 2031-03-04 |")) == value
