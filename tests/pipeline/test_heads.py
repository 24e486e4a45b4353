"""Heads of two lines, heads set without spaces, drawn tables, and titles."""

from datetime import date
from decimal import Decimal

import pytest

from pipeline import extract
from pipeline.readers import raw_report
from pipeline.segment import segment
from pipeline.segment.boxes import unboxed
from pipeline.segment.lines import read_lines

DAY = date(2026, 2, 5)
CAPTION = "부문별 매출 (단위: 억원, %)\n"
SPREAD = [
    "| 부문 | 2025년 | | 2024년 | |",
    "| | 금액 | 비중 | 금액 | 비중 |",
    "| 철강 | 900 | 60.0 | 800 | 50.0 |",
    "| 화학 | 600 | 40.0 | 800 | 50.0 |",
]


def tables(text: str) -> list[list[str]]:
    segmented = segment(raw_report(text))
    return [segmented.text[block.start_char : block.end_char].split("\n") for block in segmented.blocks if block.kind == "table"]


TWO_LINES = {
    "pipes that lost their spans": "| 부문 | 2025년 | 2024년 |\n| 금액 | 비중 | 금액 | 비중 |\n"
    "| 철강 | 900 | 60.0 | 800 | 50.0 |\n| 화학 | 600 | 40.0 | 800 | 50.0 |\n",
    "spaces": "부문 2025년 2024년\n금액 비중 금액 비중\n철강 900 60.0 800 50.0\n화학 600 40.0 800 50.0\n",
}


@pytest.mark.parametrize("text", TWO_LINES.values(), ids=TWO_LINES)
def test_each_head_stands_over_its_columns(text):
    assert tables(CAPTION + text) == [SPREAD]


def test_the_same_heads_below_each_year_leave_the_last_ones_alone():
    text = (
        "(단위 : 백만원)\n구분 | 2025년 | 2024년 | 증감액 | 증감률 | ||\n---|---|---|---|---|---|---|\n예산액 | 구성비 | 예산액 | 구성비 | |||\n"
        "합계 | 1,500 | 100 | 1,200 | 100 | 300 | 25.0 |\n교육 | 900 | 60.0 | 600 | 50.0 | 300 | 50.0 |\n"
        "환경 | 600 | 40.0 | 600 | 50.0 | 0 | 0.0 |\n"
    )

    assert tables(text)[0][:2] == [
        "| 구분 | 2025년 | | 2024년 | | 증감액 | 증감률 |",
        "| | 예산액 | 구성비 | 예산액 | 구성비 | | |",
    ]
    read = {f.text: (f.measure, f.unit, f.period_start and f.period_start.year) for f in extract(text, published_on=DAY).figures}
    assert read["900"] == ("level", "KRW", 2025)
    assert read["60.0"] == ("level", "percent", 2025)
    assert read["25.0"][0] == "change"


def test_one_cell_a_line():
    cells = [
        "구분",
        "2025년",
        "2024년",
        "금액",
        "비중",
        "금액",
        "비중",
        "철강",
        "900",
        "60.0",
        "800",
        "50.0",
        "화학",
        "600",
        "40.0",
        "800",
        "50.0",
    ]

    assert tables(CAPTION + "\n".join(cells) + "\n") == [["| 구분 | 2025년 | | 2024년 | |", *SPREAD[1:]]]


def test_every_cell_has_the_unit_of_its_own_column():
    figures = extract("가온제강 실적\n\n" + CAPTION + TWO_LINES["pipes that lost their spans"], DAY).figures

    assert [(f.text, f.unit, str(f.period_start)) for f in figures][:4] == [
        ("900", "KRW", "2025-01-01"),
        ("60.0", "percent", "2025-01-01"),
        ("800", "KRW", "2024-01-01"),
        ("50.0", "percent", "2024-01-01"),
    ]


def test_a_row_with_more_cells_than_the_head_is_refused():
    text = (
        CAPTION + "| 부문 | 2025년 | 2024년 |\n| 철강 | 900 | 60.0 | 800 | 50.0 | 12 |\n| 화학 | 600 | 40.0 | 800 | 50.0 | 11 |\n"
    )

    assert extract("가온제강 실적\n\n" + text, DAY).figures == ()


def test_unless_its_own_label_names_the_unit():
    text = "| 정정 전후 |\n| 발행한도 (원) | 협의 | 18,500,000 | 78,500,000 |\n| 조정가액 (원) | 협의 | 1,210 | 1,350 |\n"

    assert [f.unit for f in extract("정정\n\n" + text, DAY).figures] == ["KRW"] * 4


HEADS = {
    "years without spaces": (
        "단위 : 백만 원\n\n요약재무상태표2023년2024년2025년\n자산총계 2,360 2,475 2,615\n부채총계 1,339 1,378 1,392\n",
        "| 요약재무상태표 | 2023년 | 2024년 | 2025년 |",
    ),
    "terms of a company": (
        "단위 : 원\n구분 제 24기 제 23기\n매출액 1,901,506 1,536,856\n매출원가 1,727,484 1,355,797\n",
        "| 구분 | 제 24기 | 제 23기 |",
    ),
    "heads behind the unit of an item": (
        "2. 손익구조변동내용(단위: 원) 당해사업연도 직전사업연도 증감금액 증감비율(%)\n"
        "- 매출액 8,956 10,240 -1,284 -12.5\n- 영업이익 518 857 -339 -39.5\n",
        "| | 당해사업연도 | 직전사업연도 | 증감금액 | 증감비율(%) |",
    ),
    "years that nothing announces, with rows of as many values": (
        "2023\n2024\n2025\n유동비율\n53.5%\n77.7%\n81.9%\n증가율\n▲ 21.5%\n50.2%\n6.7%\n",
        "| | 2023 | 2024 | 2025 |",
    ),
}


@pytest.mark.parametrize(("text", "head"), HEADS.values(), ids=HEADS)
def test_heads_that_lost_their_form(text, head):
    (table,) = tables(text)

    assert table[0] == head


@pytest.mark.parametrize(
    "text",
    [
        "2023\n2024\n2025\n유동비율\n53.5%\n77.7%\n",
        "2. 내용(단위: 원) 이사회 결의로 정한 금액\n- 매출액 8,956\n",
        "2024년2025년 계획을 냈다\n가온 3 4\n",
    ],
)
def test_what_only_looks_like_heads(text):
    assert tables(text) == []


def test_a_triangle_in_such_a_table_is_minus():
    figures = extract("가온정밀 비율\n\n" + HEADS["years that nothing announces, with rows of as many values"][0], DAY).figures

    assert [(f.text, float(f.value)) for f in figures][3:] == [("▲ 21.5%", -21.5), ("50.2%", 50.2), ("6.7%", 6.7)]


DRAWN = (
    "(단위: %)\n┌────┬────┬────┐\n│시점│전월대비│전년동월 │\n│    │        │대비     │\n"
    "├────┼────┼────┤\n│2025. 03│0.4 │-1.2 │\n├────┼────┼────┤\n"
    "│2025. 02│-0.3│2.1  │\n└────┴────┴────┘\n자료: 가온통계\n"
)


def test_a_drawn_table_has_a_row_between_two_rules():
    assert tables(DRAWN) == [["| 시점 | 전월대비 | 전년동월 대비 |", "| 2025. 03 | 0.4 | -1.2 |", "| 2025. 02 | -0.3 | 2.1 |"]]


PARTED = (
    "(단위: 명, %)\n┌────┬────────────┐\n│ 구분 │10월 │\n│├────┬────┬────┤\n││2024년 │2023년│성장률│\n"
    "├────┼────┼────┼────┤\n│중국 │475,307 │345,384 │37.6 │\n├────┼────┼────┼────┤\n│일본 │290,455 │179,623 │61.7 │\n"
    "└────┴────┴────┴────┘\n"
)


def test_a_rule_under_a_part_of_the_heads_makes_two_rows_of_them():
    (table,) = tables(PARTED)

    assert table == [
        "| 구분 | 10월 | | |",
        "| | 2024년 | 2023년 | 성장률 |",
        "| 중국 | 475,307 | 345,384 | 37.6 |",
        "| 일본 | 290,455 | 179,623 | 61.7 |",
    ]


def test_a_month_above_years_is_a_month_of_each():
    figures = {figure.text: figure for figure in extract("방한 관광객\n\n" + PARTED, published_on=date(2024, 11, 22)).figures}

    assert (figures["475,307"].period_start, figures["475,307"].period_end) == (date(2024, 10, 1), date(2024, 10, 31))
    assert figures["345,384"].period_start == date(2023, 10, 1)


@pytest.mark.parametrize("text", ["┌── 목차\n│ 1장 서론\n", "│ 막대 하나\n", "├ 가지\n└ 가지\n"])
def test_strokes_without_a_table_stay(text):
    lines = list(read_lines(text))

    assert [line.raw for line in unboxed(lines)] == [line.raw for line in lines]


TITLES = {
    "a headline that is a sentence": (
        "새 도서관 첫 달 8만 명이 찾았다\n\n지난달 문을 연 도서관에 한 달 동안 8만 명이 찾았다.\n",
        "새 도서관 첫 달 8만 명이 찾았다",
    ),
    "below the way to the page": (
        "홈 > 산업 > 배터리\n가온에너지, 리튬 회수 공정 상용화\n\n회사는 공정을 상용화했다고 밝혔다.\n",
        "가온에너지, 리튬 회수 공정 상용화",
    ),
    "below the sections of a paper": (
        "정치 경제 사회 문화 스포츠\n물류센터 공실률 21%로 치솟아\n\n공실률이 올랐다고 연구소가 밝혔다.\n",
        "물류센터 공실률 21%로 치솟아",
    ),
    "below the name of a board": (
        "공지사항\n신주발행공고\n\n회사는 이사회에서 신주발행을 결의하였기에 공고합니다.\n",
        "신주발행공고",
    ),
    "below an analyst, a share and a rating": (
        "[한별증권 제약 여노을]\n가온바이오 (123456)\nBUY/TP 230,000원(유지)\n"
        "3Q25 리뷰: 신약 투자 확대\n\n회사의 3분기 매출은 시장 기대에 맞았다고 본다.\n",
        "3Q25 리뷰: 신약 투자 확대",
    ),
    "below a series and its issue": (
        "산업연구회 브리프 제48호\n로봇 도입과 고용\n2025. 2.\n\n로봇을 들인 업체의 고용은 3년 뒤에 늘었다.\n",
        "로봇 도입과 고용",
    ),
    "below the day of a release": (
        "보도자료\n2025. 3. 19.(수) 12:00\n\n치매 검진, 만 60세에서 만 55세로 넓힌다\n\n검진 대상은 내년부터 늘어난다고 밝혔다.\n",
        "치매 검진, 만 60세에서 만 55세로 넓힌다",
    ),
    "below the head of a broker's report": (
        "음식료 2025. 9. 22 Company Update\n시장 대응에도 골든타임이 있다\n\n회사의 3분기 매출은 시장 기대에 맞을 것으로 본다.\n",
        "시장 대응에도 골든타임이 있다",
    ),
    "the analyst's line where there is no other": (
        "[가온 주간 동향]\n\n이번 주에는 금리가 내렸다고 한국은행이 밝혔다.\n",
        "[가온 주간 동향]",
    ),
}


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES)
def test_the_title_is_the_reports_own(text, title):
    assert segment(raw_report(text)).title == title


SECTIONED = "평가항목 2023년 4분기 2024년 1분기\n성장성\n매출액증가율(%) 8.7 -11.0\n수익성\n영업이익률(%) 4.5 4.2\n부채비율(%) 140.4 98.3\n"


def test_the_first_section_below_the_heads_is_a_row():
    (table,) = tables(SECTIONED)

    assert table[:3] == ["| 평가항목 | 2023년 4분기 | 2024년 1분기 |", "| 성장성 | | |", "| 매출액증가율(%) | 8.7 | -11.0 |"]


@pytest.mark.parametrize("first", ["| (단위 : 백만원) |\n", "| 요약 손익계산서 (단위 : 백만원) |\n"])
def test_the_name_or_unit_of_a_table_in_its_first_row_heads_no_column(first):
    figures = extract(
        f"가온정밀 결산\n\n{first}| 구분 | 2025년 | 2024년 |\n| 매출액 | 900 | 800 |\n| 영업이익 | 60 | 50 |\n", DAY
    ).figures

    assert [(int(f.value), f.unit, str(f.period_start)) for f in figures] == [
        (900_000_000, "KRW", "2025-01-01"),
        (800_000_000, "KRW", "2024-01-01"),
        (60_000_000, "KRW", "2025-01-01"),
        (50_000_000, "KRW", "2024-01-01"),
    ]


def test_a_chain_of_arrows_goes_on_in_the_next_line():
    segmented = segment(raw_report("수출 동향\n\n* 증감률(%):(1)△6.6→(2)+3.6→\n(3)△1.7→(4)△25.6\n"))

    assert segmented.text.split("\n")[-1] == "증감률(%):(1)△6.6→(2)+3.6→ (3)△1.7→(4)△25.6"


BODY = (
    "손해보험 회사 | 보험손익 | 90 | 95 | 5 | 5.6 |\n| 투자손익 | 40 | 44 | 4 | 10.0 |\n보험회사 전체 | 130 | 139 | 9 | 6.9 |\n"
)
JOINED = [
    "| 구 분 | | 2024년(A) | 2025년(B) | 증감(B-A) | 증감률 |",
    "| 손해보험 회사 | 보험손익 | 90 | 95 | 5 | 5.6 |",
    "| | 투자손익 | 40 | 44 | 4 | 10.0 |",
    "| 보험회사 전체 | | 130 | 139 | 9 | 6.9 |",
]
BROKEN = {
    "the last head in a line of its own": "구 분 | 2024년(A) | 2025년(B) | 증감(B-A) |\n증감률 |\n",
    "a pipe alone between them": "구 분 | 2024년(A) | 2025년(B) | 증감(B-A) |\n|\n증감률 |\n",
    "both changes broken off": "구 분 | 2024년(A) | 2025년(B) |\n증감(B-A) |\n증감률 |\n",
    "nothing broken off": "구 분 | 2024년(A) | 2025년(B) | 증감(B-A) | 증감률 |\n",
}
APART = {
    "a head that is no change": ("구 분 | 2024년 | 2025년 | 증감 |\n비고 |\n", BODY),
    "a broken line of several heads": ("구 분 | 2024년 | 2025년 |\n증감 | 증감률 |\n", BODY),
    "no corner": ("회사별 실적 | 2024년 | 2025년 | 증감 |\n증감률 |\n", BODY),
    "a row with a number too many": ("구 분 | 2024년 | 2025년 | 증감 |\n증감률 |\n", BODY + "상호금융 | 1 | 2 | 3 | 4 | 5 |\n"),
    "a row with a number too few": ("구 분 | 2024년 | 2025년 | 증감 |\n증감률 |\n", BODY + "상호금융 | 1 | 2 | 3 |\n"),
    "three columns of labels": (
        "구 분 | 2024년 | 2025년 |\n", "보험 | 손해 | 손익 | 90 | 95 |\n| | 비용 | 40 | 44 |\n보험 | 생명 | 손익 | 70 | 75 |\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("head", BROKEN.values(), ids=BROKEN)
def test_heads_between_pipes_that_broke_off_are_joined(head):
    assert tables(CAPTION + head + BODY) == [JOINED]


@pytest.mark.parametrize(("head", "body"), APART.values(), ids=APART)
def test_heads_that_do_not_count_up_are_not_moved(head, body):
    found = tables(CAPTION + head + body)

    assert not any(row.startswith("| 구 분 | |") for table in found for row in table)


@pytest.mark.parametrize("head", BROKEN.values(), ids=BROKEN)
def test_the_cells_below_joined_heads_have_their_own_unit_and_owner(head):
    figures = extract("보험회사 실적\n\n" + CAPTION + head + BODY, DAY).figures

    assert [(f.text, f.unit, f.measure, f.subject_text) for f in figures][:4] == [
        ("90", "KRW", "level", "손해보험 회사"),
        ("95", "KRW", "level", "손해보험 회사"),
        ("5", "KRW", "change", "손해보험 회사"),
        ("5.6", "percent", "change", "손해보험 회사"),
    ]
    assert {f.metric for f in figures[:4]} == {"insurance_result"}
    assert {f.metric for f in figures[4:8]} == {"investment_result"}


def test_no_figure_is_read_where_the_heads_do_not_count_up():
    head, body = APART["a head that is no change"]

    assert extract("보험회사 실적\n\n" + CAPTION + head + body, DAY).figures == ()


LABELS = "| 지역 | 품목 | 출하액 | 비중 |\n"
SPANNED = {
    "cells that span rows": (
        LABELS + "| 동부 | 사과 | 120 | 60.0 |\n| 배 | 80 | 40.0 |\n| 소 계 | 200 | 100.0 |\n",
        ["| 동부 | 사과 | 120 | 60.0 |", "| | 배 | 80 | 40.0 |", "| 소 계 | | 200 | 100.0 |"],
    ),
    "a dash is a number": (
        LABELS + "| 동부 | 사과 | 120 | - |\n| 배 | - | 40.0 |\n| 서부 | 감 | 20 | 10.0 |\n",
        ["| 동부 | 사과 | 120 | - |", "| | 배 | - | 40.0 |", "| 서부 | 감 | 20 | 10.0 |"],
    ),
}


@pytest.mark.parametrize(("text", "rows"), SPANNED.values(), ids=SPANNED)
def test_rows_without_the_cells_that_span_them_get_their_columns(text, rows):
    ((_, *found),) = tables(text)

    assert found == rows


def test_a_head_may_span_the_labels_of_such_rows():
    text = "| 소속회사명 | 거래상대방 | 매출액 |\n| 금융 | 가온캐피탈 | 나루건설 | 120 |\n| 다온해운 | 80 |\n"

    assert tables(text) == [
        ["| 소속회사명 | | 거래상대방 | 매출액 |", "| 금융 | 가온캐피탈 | 나루건설 | 120 |", "| | | 다온해운 | 80 |"],
    ]


LEFT_ALONE = {
    "numbers that end early": LABELS + "| 동부 | 사과 | 120 | 60.0 |\n| 서부 | 배 | 80 |\n",
    "a first row that lacks a label": LABELS + "| 사과 | 120 | 60.0 |\n| 동부 | 배 | 80 | 40.0 |\n",
    "a label that is a number": LABELS + "| 동부 | 2 | 120 | 60.0 |\n| 배 | 80 | 40.0 |\n",
    "two cells more than heads": "| 지역 | 출하액 |\n| 동부 | 사과 | 부사 | 120 |\n| 배 | 80 |\n",
    "a head that may be that of a number": "| 산지 | 등급 | 자료 |\n| 동부 | 사과 | 120 | 60.0 |\n| 배 | 80 | 40.0 |\n",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_rows_whose_columns_nobody_can_tell_stay(text):
    assert tables(text) == [text.rstrip().split("\n")]


CAPTIONS = ["| (기말 기준, 단위 : 백만원) |\n|---|\n\n", "| (단위 : 백만원) |\n\n", "| 표 | (단위 : 백만원) |\n| --- | --- |\n\n"]


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_in_a_frame_of_its_own_is_one(caption):
    report = extract(caption + "| 부문 | 매출 |\n|---|---|\n| 철강 | 900 |\n| 화학 | 600 |\n", DAY)

    assert [block.kind for block in report.blocks] == ["caption", "table"]
    assert [figure.value for figure in report.figures] == [900_000_000, 600_000_000]


@pytest.mark.parametrize("text", ["| (단위 : 백만원) |\n| 부문 | 매출 |\n| 철강 | 900 |\n", "| 철강 | 900 |\n| 화학 | 600 |\n"])
def test_a_row_of_a_table_is_no_caption(text):
    assert next(block.kind for block in segment(raw_report(text)).blocks) == "table"


HALVES = (
    "주요 품목 수출입\n\n(단위: 백만 달러, 전년동기대비 %)\n\n| 수출(3.1.~10.) | 수입(3.1.~10.) | | | | |\n|---|---|---|---|---|---|\n"
    "| 품목 | 금액 | 증감률 | 품목 | 금액 | 증감률 |\n| 선박 | 1,230 | 12.5 | 곡물 | 410 | 3.1 |\n| 의류 | 320 | △4.0 | 원유 | 2,100 | 8.7 |\n"
)


def figures(text: str) -> dict[str, tuple[str, str, str | None]]:
    """The figures in Markdown tables: surface → metric, measure, subject."""
    report = extract(text, published_on=DAY)
    return {
        report.document.text[figure.start_char : figure.end_char]: (figure.metric, figure.measure, figure.subject_text)
        for figure in report.figures
    }


def test_tables_set_side_by_side_have_labels_and_heads_of_their_own():
    assert tables(HALVES)[0][0] == "| 수출(3.1.~10.) | | | 수입(3.1.~10.) | | |"
    assert figures(HALVES) == {
        "1,230": ("exports", "level", "선박"), "12.5": ("exports", "change", "선박"),
        "410": ("imports", "level", "곡물"), "3.1": ("imports", "change", "곡물"),
        "320": ("exports", "level", "의류"), "△4.0": ("exports", "change", "의류"),
        "2,100": ("imports", "level", "원유"), "8.7": ("imports", "change", "원유"),
    }  # fmt: skip


def test_a_table_that_goes_on_beside_itself_has_two_columns_of_labels():
    found = figures(
        "인구\n\n(단위: 천명)\n\n| 지역 | 2024년 | 지역 | 2024년 |\n|---|---|---|---|\n"
        "| 서울 | 9,331 | 강원 | 1,518 |\n| 부산 | 3,266 | 충북 | 1,591 |\n"
    )
    assert {surface: subject for surface, (_, _, subject) in found.items()} == {
        "9,331": "서울", "1,518": "강원", "3,266": "부산", "1,591": "충북",
    }  # fmt: skip


def test_the_same_heads_below_several_periods_have_one_column_of_labels():
    assert tables(CAPTION + "\n".join(SPREAD)) == [SPREAD]
    assert figures(CAPTION + "\n".join(SPREAD))["900"][2] == "철강"


TAGGED = (
    '<table>\n<tr><th rowspan="2">구분</th><th colspan="2">\'24년말</th><th>\'25년말</th></tr>\n'
    "<tr><td>면적</td><td>비중(%)</td><td>면적</td></tr>\n<tr><td>강원</td><td>1,300</td><td>65.0</td><td>1,450</td></tr>\n"
    "<tr><td>충북</td><td>700</td><td>35.0</td><td>690</td></tr>\n"
)


@pytest.mark.parametrize("end", ["</table>", ""], ids=["closed", "cut off"])
def test_a_table_in_tags_is_a_table(end):
    text = "지역별 산림 현황\n\n(단위: 천㎡, 억원)\n\n" + TAGGED + end
    assert tables(text) == [[
        "| 구분 | '24년말 | | '25년말 |", "| | 면적 | 비중(%) | 면적 |", "| 강원 | 1,300 | 65.0 | 1,450 |", "| 충북 | 700 | 35.0 | 690 |",
    ]]  # fmt: skip
    report = extract(text, published_on=DAY)
    found = {
        report.document.text[f.start_char : f.end_char]: (f.subject_text, f.value, str(f.period_end)) for f in report.figures
    }
    assert found["1,450"] == ("강원", 1_450_000, "2025-12-31")
    assert found["35.0"] == ("충북", 35, "2024-12-31")


def test_a_box_around_text_in_tags_is_text():
    assert tables("<table><tr><td>가온은 공장을 지었다.<br>나루는 상장한다.</td></tr></table>") == []


def test_a_word_in_angled_brackets_opens_no_table():
    assert tables("<table of contents> 본문\n가온은 공장을 지었다.") == []


def test_a_box_with_a_number_and_a_name_heads_a_chapter():
    text = "사업 공고\n\n| 1 | | 지원 대상 |\n|---|---|---|\n\n◦ 가온 시 소재 기업\n\n| Ⅱ | 지원 내용 |\n\n◦ 시제품 제작\n"
    kinds = {
        segmented.text[block.start_char : block.end_char]: block.kind
        for segmented in [segment(raw_report(text))]
        for block in segmented.blocks
    }
    assert kinds["1 지원 대상"] == kinds["Ⅱ 지원 내용"] == "heading"


def test_the_lines_of_a_box_around_a_title_stand_without_it():
    text = (
        "|![그림 1](a.png)<br><br>보도자료|\n|---|\n\n"
        "|3월 감자 출하 4% 증가<br><br>- 2월(2%) 대비 0.5%p 상승폭 축소 - 1분기 출하는 3.1% 감소|\n|---|\n\n"
        "- □ 농정원은 3월 출하량을 발표하였다.\n"
    )
    segmented = segment(raw_report(text))
    found = {segmented.text[block.start_char : block.end_char]: block.kind for block in segmented.blocks}
    assert found["2월(2%) 대비 0.5%p 상승폭 축소"] == found["1분기 출하는 3.1% 감소"] == "list_item"
    assert "3월 감자 출하 4% 증가" in found
    assert {f.text: f.value for f in extract(text, published_on=DAY).figures}["3.1%"] == Decimal("-3.1")


def test_a_row_of_pictures_is_no_row():
    assert tables("| | | |\n|---|---|---|\n| ![그림 1](a.png) | | |\n| |품목<br>지역|1,200|\n| |감자<br>동부|900|\n")


@pytest.mark.parametrize("row", ["| 1 | 가온 | 300 |\n| 2 | 나루 | 200 |", "| 1 | 300 |"])
def test_a_row_of_a_table_heads_no_chapter(row):
    segmented = segment(raw_report("순위\n\n" + row))
    assert all(block.kind != "heading" for block in segmented.blocks)


def test_a_full_width_number_opens_a_chapter():
    text = (
        "수출입 현황\n\n１ 수출 현황\n\nㅇ 전년동기대비 선박(12.5%), 의류(4.0%) 등 증가\n\n"
        "２ 수입 현황\n\nㅇ 전년동기대비 곡물(3.1%), 원유(8.7%) 등 증가\n"
    )
    assert {surface: metric for surface, (metric, _, _) in figures(text).items()} == {
        "12.5%": "exports", "4.0%": "exports", "3.1%": "imports", "8.7%": "imports",
    }  # fmt: skip


def test_the_unit_above_a_head_of_two_lines_stands_alone():
    text = (
        "공고\n\n| (단위: 개, 백만원) | | | |\n|---|---|---|---|\n| 내역 사업 | 지원규모 | | |\n| 과제 수 | 지원한도 | | |\n"
        "| 도약형 | 15 | 3,000 | |\n| 나루형 | 1 | 6,000 | |\n"
    )
    assert tables(text)[0][1:3] == ["| 내역 사업 | 지원규모 | |", "| | 과제 수 | 지원한도 |"]


CARRIED = "| 구분 | 연결대상회사수 | 주요종속회사수 |\n| 기초 | 증가 | 감소 | 기말 |\n"
HELD = "| 성 명 | 보유주식 변동내역 |\n| 주식의 종류 | 취득보고일 | 취득종료일 | 변동사유 |\n"
MERGED = {
    "a head over days": (
        "| 구 분 | 취득예상기간 | 예정수량(A) | 이행수량(B) | 이행률(B/A) |\n| 시작일 | 종료일 |\n"
        "| 직접 취득 | 2031년 3월 2일 | 2031년 5월 2일 | 800 | 600 | 75 |\n",
        [
            "| 구 분 | 취득예상기간 | | 예정수량(A) | 이행수량(B) | 이행률(B/A) |",
            "| | 시작일 | 종료일 | | | |",
            "| 직접 취득 | 2031년 3월 2일 | 2031년 5월 2일 | 800 | 600 | 75 |",
        ],
    ),
    "a stock that is carried forward": (
        f"{CARRIED}| 상장 | 2 | - | - | 2 | 1 |\n| 비상장 | 30 | 4 | 3 | 31 | 9 |\n",
        [
            "| 구분 | 연결대상회사수 | | | | 주요종속회사수 |",
            "| | 기초 | 증가 | 감소 | 기말 | |",
            "| 상장 | 2 | - | - | 2 | 1 |",
            "| 비상장 | 30 | 4 | 3 | 31 | 9 |",
        ],
    ),
    "a holder of two classes of shares": (
        f"{HELD}| 가온생명 | 보통주식 | 5,200 | 5,100 | 매도 |\n| 기타주식 | 40 | 40 | - |\n| 합 계 | 5,240 | 5,140 | - |\n",
        [
            "| 성 명 | 보유주식 변동내역 | | | |",
            "| | 주식의 종류 | 취득보고일 | 취득종료일 | 변동사유 |",
            "| 가온생명 | 보통주식 | 5,200 | 5,100 | 매도 |",
            "| | 기타주식 | 40 | 40 | - |",
            "| 합 계 | | 5,240 | 5,140 | - |",
        ],
    ),
    "a remark beside the classes": (
        "| 구 분 | 주식의 종류 | 비고 |\n| 보통주 | 합계 |\n| Ⅰ. 발행주식의 총수 | 900 | 900 | - |\n"
        "| | 1. 감자 | - | - | - |\n| 2. 이익소각 | 50 | 50 | 소각 |\n",
        [
            "| 구 분 | 주식의 종류 | | 비고 |",
            "| | 보통주 | 합계 | |",
            "| Ⅰ. 발행주식의 총수 | 900 | 900 | - |",
            "| 1. 감자 | - | - | - |",
            "| 2. 이익소각 | 50 | 50 | 소각 |",
        ],
    ),
}
UNTOLD = {
    "two heads that may be the one": "| 구분 | 국내 | 해외 |\n| 공장 | 지점 |\n| 가온 | 3 | 4 | 5 |\n| 나루 | 1 | 2 | 3 |\n",
    "numbers that do not add up": f"{CARRIED}| 상장 | 2 | - | - | 7 | 1 |\n| 비상장 | 30 | 4 | 3 | 39 | 9 |\n",
    "heads that part in two uneven ways": "| 관계 | 주권 | 합계 내역 |\n| 보통 | 우선 | 상환 | 수 | 율 |\n| 본인 | 1 | 2 | 3 | 4 | 5 |\n",
    "fields of a form": "| 배당구분 | 분기배당 |\n| 배당종류 | 현금배당 |\n"
    "| 1주당 배당금(원) | 보통주식 | 540 |\n| 종류주식 | - |\n| 배당금총액(원) | 7,000 |\n",
    "a row that lacks a number": f"{HELD}| 가온생명 | 보통주식 | 5,200 | 5,100 | 매도 |\n| 나루생명 | 기타주식 | 40 |\n",
}


@pytest.mark.parametrize(("text", "rows"), MERGED.values(), ids=MERGED)
def test_cells_that_were_merged_take_their_places_again(text, rows):
    assert tables(text) == [rows]


@pytest.mark.parametrize("text", UNTOLD.values(), ids=UNTOLD)
def test_merged_cells_that_fit_in_two_ways_stay(text):
    assert tables(text) == [text.rstrip().split("\n")]
