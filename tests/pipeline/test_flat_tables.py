"""Tables of which a PDF has left only spaces: what is one, how its header is grouped, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.tables import parse_table
from pipeline import extract
from pipeline.readers import raw_report
from pipeline.segment import segment
from pipeline.segment.lines import read_lines
from pipeline.segment.tables import find_tables

CAPTION = "<표> 분기 실적 (단위: 억원, %)\n"
TABLES = {
    "words of one header are joined to the count of the numbers": (
        CAPTION + "구분 3Q25 2Q25 3Q24 전년 동기 대비\n한빛은행 5,120 4,980 4,700 8.9\n한빛 카드 610 △ 72 - 흑자 전환\n",
        ["구분 3Q25 2Q25 3Q24 전년_동기_대비", "한빛은행 5,120 4,980 4,700 8.9", "한빛_카드 610 △_72 - 흑자_전환"],
    ),
    "heads with their letters apart, below a row of days": (
        "(단위 : 원, 주)\n개시일 종료일 납입일 비고\n2031년 02월 03일 2031년 02월 04일 2031년 02월 05일 -\n"
        "인수기관 인수수량 인수금액 비 율(%) 비  고\n한빛증권 1,200 12,000,000 60.0 -\n새솔증권 800 8,000,000 40.0 -\n",
        ["인수기관 인수수량 인수금액 비_율(%) 비_고", "한빛증권 1,200 12,000,000 60.0 -", "새솔증권 800 8,000,000 40.0 -"],
    ),
    "wide spaces": (
        "구 분   2024. 8월   2025. 8월   전년동월대비 증감\n철강   120   118   -2\n석유 화학   90   96   6\n",
        ["구_분 2024._8월 2025._8월 전년동월대비_증감", "철강 120 118 -2", "석유_화학 90 96 6"],
    ),
    "a header broken in two": (
        CAPTION + "구분 2023년 2024년 2025년 3분기 전년 동기\n대비\n매출 1,200 1,310 350 4.1\n이익 90 95 30 2.2\n",
        ["구분 2023년 2024년 2025년_3분기 전년_동기_대비", "매출 1,200 1,310 350 4.1", "이익 90 95 30 2.2"],
    ),
    "headers over several columns": (
        "구분 2024년 2025년\n상반기 하반기 상반기 하반기\n내수 10 12 14 16\n수출 20 22 24 26\n",
        ["구분 2024년 . 2025년 .", ". 상반기 하반기 상반기 하반기", "내수 10 12 14 16", "수출 20 22 24 26"],
    ),
    "a corner on a line of its own": (
        "2024. 1~6월 2025. 1~6월\n품 목\n금액 증감률 금액 증감률\n선박 100 3.1 120 20.0\n철강 80 -1.2 76 -5.0\n",
        [
            ". 2024._1~6월 . 2025._1~6월 .",
            "품_목 금액 증감률 금액 증감률",
            "선박 100 3.1 120 20.0",
            "철강 80 -1.2 76 -5.0",
        ],
    ),
    "a unit line, empty lines between, a source behind": (
        "(단위: 천톤)\n\n품목 2023 2024 2025F\n\n후판 930 880 910\n\n형강 400 410 -\n\n자료: 한빛협회\n",
        ["품목 2023 2024 2025F", "후판 930 880 910", "형강 400 410 -"],
    ),
    "a column of units": (
        "항목 단위 2024년 2025년\n매출액 억원 1,200 1,310\n신규 고객 천명 30 34\n",
        ["항목 단위 2024년 2025년", "매출액 억원 1,200 1,310", "신규_고객 천명 30 34"],
    ),
    "no corner": (
        "연도별 실적 (단위: 억원)\n2023년 2024년\n매출액 1,200 1,310\n영업 이익 90 95\n",
        [". 2023년 2024년", "매출액 1,200 1,310", "영업_이익 90 95"],
    ),
    "shares with what they are of in brackets": (
        "구분 항목\n2023년 2024년\n전체 직원수 1,796명 1,862명\n여성 비율 7.7%(138명) 8.1%(151명)\n기부금 37억원 38억원\n",
        ["구분_항목 2023년 2024년", "전체_직원수 1,796명 1,862명", "여성_비율 7.7%(138명) 8.1%(151명)", "기부금 37억원 38억원"],
    ),
    "years as row labels": (
        "실적 추이 (단위: 억원)\n연도 매출액 영업이익\n2023 1,200 90\n2024 1,310 95\n",
        ["연도 매출액 영업이익", "2023 1,200 90", "2024 1,310 95"],
    ),
    "a number in the label": (
        "지수 9월 10월 전월대비\n코스피 200 410.2 422.9 3.1\n코스닥 150 1,310 1,280 -2.3\n",
        ["지수 9월 10월 전월대비", "코스피_200 410.2 422.9 3.1", "코스닥_150 1,310 1,280 -2.3"],
    ),
    "an empty cell is told by its place": (
        "           2023    2024    증감\n매출액     1,200   1,310   110\n신사업             40\n영업이익   90      95      5\n",
        [". 2023 2024 증감", "매출액 1,200 1,310 110", "신사업 . 40 .", "영업이익 90 95 5"],
    ),
    "tabs": (
        "품목\t2024년\t2025년\t증감률\n반도체\t120\t130\t8.3\n선박\t\t28\t4.0\n",
        ["품목 2024년 2025년 증감률", "반도체 120 130 8.3", "선박 . 28 4.0"],
    ),
    "a comparison over its rate and whether a loss became a profit": (
        "단위 : 조원, %\n구분 당기실적 전기실적 전기대비\n매출액 당해실적 12.31 9.84 25.1 -\n누계실적 22.15 - - -\n"
        "영업이익 당해실적 1.23 -0.84 - 흑자전환\n누계실적 0.39 - - -\n",
        [
            "구분 . 당기실적 전기실적 전기대비 .",
            "매출액 당해실적 12.31 9.84 25.1 -",
            ". 누계실적 22.15 - - -",
            "영업이익 당해실적 1.23 -0.84 - 흑자전환",
            ". 누계실적 0.39 - - -",
        ],
    ),
    "heads of several lines, and a label of two above its numbers": (
        "(단위 : 억원, %)\n구 분 제9기3분기말\n(당분기) (A)\n제8기3분기말\n(전년동기) (B)\n증감(A-B)\n 연체비율  3.45  6.34  -2.89\n"
        " 위험가중자산 대비 자기자본비율\n(국제 기준)\n 13.02  12.63  0.39\n 총여신  134  181  -47\n",
        [
            "구_분 제9기3분기말_(당분기)_(A) 제8기3분기말_(전년동기)_(B) 증감(A-B)",
            "연체비율 3.45 6.34 -2.89",
            "위험가중자산_대비_자기자본비율_(국제_기준) 13.02 12.63 0.39",
            "총여신 134 181 -47",
        ],
    ),
    "heads of which each has a line or two": (
        "(단위: 억원)\n구분\n2025년\n1분기\n2024년\n1분기\n증감률\n매출액 1,240 1,120 10.7\n영업이익 141 120 17.5\n",
        ["구분 2025년_1분기 2024년_1분기 증감률", "매출액 1,240 1,120 10.7", "영업이익 141 120 17.5"],
    ),
    "heads with what they are in brackets below": (
        "투자 계획 (단위: 십억원)\n항목 2024년\n(실적)\n2025년\n(계획)\n전년\n대비(%)\n설비 310 340 9.7\n연구 120 130 8.3\n",
        ["항목 2024년_(실적) 2025년_(계획) 전년_대비(%)", "설비 310 340 9.7", "연구 120 130 8.3"],
    ),
    "heads that name their units": (
        "구분 의결권 있는 주식수(주) 찬성 주식수(주) 찬성률(%) 반대 주식수(주)\n"
        "제1호 의안 12,400,120 11,310,200 91.2 1,089,920\n제2호 의안 12,400,120 12,110,000 97.7 290,120\n",
        [
            "구분 의결권_있는_주식수(주) 찬성_주식수(주) 찬성률(%) 반대_주식수(주)",
            "제1호_의안 12,400,120 11,310,200 91.2 1,089,920",
            "제2호_의안 12,400,120 12,110,000 97.7 290,120",
        ],
    ),
    "heads that name their units, each in a line or two": (
        "구분 매출액(억원)\n영업이익률\n(%)\n직원수(명)\n가온 1,240 12.1 310\n나래 410 8.0 120\n",
        ["구분 매출액(억원) 영업이익률_(%) 직원수(명)", "가온 1,240 12.1 310", "나래 410 8.0 120"],
    ),
    "a line of units below the heads": (
        "지역 2024년 2025년 증감률\n(억원) (억원) (%)\n수도권 1,240 1,120 -9.7\n영남권 310 290 -6.5\n",
        ["지역 2024년_(억원) 2025년_(억원) 증감률_(%)", "수도권 1,240 1,120 -9.7", "영남권 310 290 -6.5"],
    ),
    "a line of units below heads whose corner says what they are of": (
        "지역별 현황\n2024년 2025년 증감률\n(억원) (억원) (%)\n수도권 1,240 1,120 -9.7\n영남권 310 290 -6.5\n",
        [". 2024년_(억원) 2025년_(억원) 증감률_(%)", "수도권 1,240 1,120 -9.7", "영남권 310 290 -6.5"],
    ),
    "the end of a page between the rows": (
        "월별 판매 (단위: 대)\n구분 1월 2월 3월\n승용 1,240 1,120 1,310\n\n- 3 -\n\n상용 310 290 305\n합계 1,550 1,410 1,615\n",
        ["구분 1월 2월 3월", "승용 1,240 1,120 1,310", "상용 310 290 305", "합계 1,550 1,410 1,615"],
    ),
    "a note between the rows": (
        "판매 (단위: 대, %)\n구분 2025.3월 2024.3월 전년동월대비\n승용 1,240 1,120 10.7\n※ 수출 포함\n상용 310 290 6.9\n",
        ["구분 2025.3월 2024.3월 전년동월대비", "승용 1,240 1,120 10.7", "상용 310 290 6.9"],
    ),
    "list marks in the rows": (
        "<표 2> 변동률 (단위: %)\n지역 '25.8월 9월 전년말대비\n전국 0.12 0.09 0.29\n - 도시 △0.08 0.02 △0.95\n",
        ["지역 '25.8월 9월 전년말대비", "전국 0.12 0.09 0.29", "도시 △0.08 0.02 △0.95"],
    ),
}


def cells(row):
    """`| a b | | c |` as `a_b . c`."""
    return " ".join(cell.strip().replace(" ", "_") or "." for cell in row.strip("|").split("|"))


def tables(text):
    segmented = segment(raw_report(text))
    return [segmented.text[b.start_char : b.end_char] for b in segmented.blocks if b.kind == "table"]


@pytest.mark.parametrize(("text", "rows"), TABLES.values(), ids=TABLES)
def test_a_table_of_spaces(text, rows):
    (table,) = tables(text)

    assert [cells(row) for row in table.split("\n")] == rows


NO_TABLES = {
    "prose": "올해 1분기와 2분기에는 수출이 전년 동기 대비 늘었고\n반도체 120 자동차 45\n조선 30 철강 20\n",
    "two lines that end in numbers": "매출은 지난해 3분기보다 늘어난\n1,200 1,300\n1,400 1,500\n",
    "dates": "행사 일정\n1차 회의 2025 3 4\n2차 회의 2025 4 5\n",
    "dates with points": "2025년 회의 3월 4월\n1차 2025. 3. 4. 2025. 3. 5.\n2차 2025. 4. 4. 2025. 4. 5.\n",
    "phone numbers": "연락처 1분기 2분기\n본사 02 1234 5678\n지사 051 1234 5678\n대리점 031 123 4567\n",
    "phone numbers with dashes": "2025년 담당 부서\n서울 02-123-4567 02-123-4568\n부산 051-123-4567 051-123-4568\n",
    "addresses": "본사와 지사 2025년\n서울특별시 중구 세종대로 110\n부산광역시 연제구 중앙대로 1001\n",
    "scores without any unit or period": "팀 승 무 패\n한빛 10 2 3\n새빛 9 3 3\n",
    "a header that could be grouped in two ways": CAPTION + "부문 영업 이익 순 수익\n가전 12 13 14\n부품 15 16 17\n",
    "more numbers than heads": "단위 : 조원, %\n구분 당기실적 전기실적 전기대비\n매출액 12.31 9.84 25.1 3.1\n영업이익 1.23 0.84 46.4 2.2\n",
    "more cells than comparisons": "단위 : 조원, %\n구분 당기실적 전기실적 전기대비\n매출액 12.31 9.84 25.1 - -\n영업이익 1.23 0.84 46.4 - -\n",
    "no comparison above the cell too many": "단위 : 조원\n구분 당기실적 전기실적\n매출액 12.31 9.84 -\n영업이익 1.23 0.84 -\n",
    "more lines of heads than numbers": "(단위: 억원)\n구분 2025년\n(당기)\n2024년\n2023년\n증감\n매출 12 13 1\n이익 2 3 1\n",
    "heads of several lines without a period": "(단위: 억원)\n구분 국내\n(본사)\n해외\n(지사)\n합계\n매출 12 13 25\n이익 2 3 5\n",
    "one row without a caption": "구분 1분기 2분기\n매출 12 13\n",
    "a list": "1분기 2분기 실적\n1. 매출 1,200억원\n2. 영업이익 90억원\n",
}


@pytest.mark.parametrize(
    "between",
    [
        "※ (단위: 천대)\n상용 310 290 305\n",
        "※ 수출 포함\n상용 310 290\n",
        "※ 수출 포함\n※ 상용은 대수\n상용 310 290 305\n",
        "- 3 -\n구분 4월 5월 6월\n상용 310 290 305\n",
        "수출 물량은 모두 포함하였다고 회사는 밝혔다.\n상용 310 290 305\n",
    ],
)
def test_what_else_parts_rows_ends_the_table(between):
    table, *_ = tables("월별 판매 (단위: 대)\n구분 1월 2월 3월\n승용 1,240 1,120 1,310\n승합 24 12 31\n" + between)

    assert cells(table.split("\n")[-1]) == "승합 24 12 31"


def test_what_parts_rows_stands_behind_the_table():
    read = segment(raw_report("판매 (단위: 대)\n구분 1월 2월\n승용 1,240 1,120\n※ 수출 포함\n상용 310 290\n\n매출은 늘었다.\n"))

    assert [read.text[b.start_char : b.end_char] for b in read.blocks][-2:] == ["※ 수출 포함", "매출은 늘었다."]


def test_heads_behind_a_corner_begin_the_next_table():
    text = "실적 2023 2024 2025\n매출액(억원) 1,412 1,509 1,702\n이익(억원) 141 152 170\n\n구 분 2024년 상반기 2025년 상반기 증감률\n"
    first, second = tables(text + "총자산(조원) 12.4 13.1 5.6%\n예수금(조원) 8.8 9.0 2.3%\n")

    assert cells(first.split("\n")[-1]) == "이익(억원) 141 152 170"
    assert cells(second.split("\n")[0]) == "구_분 2024년_상반기 2025년_상반기 증감률"


def test_the_units_of_sizes_and_rates_in_a_filing_of_words():
    text = (
        "단위 : 조원, %\n구분 당기실적 전기실적 전기대비 전년동기실적 전년동기대비\n"
        "매출액 당해실적 12.31 9.84 25.1 - 10.14 21.4 -\n누계실적 22.15 - - - 19.14 15.7 -\n"
        "영업이익 당해실적 - - - - - - -\n누계실적 - - - - - - -\n"
    )
    trillion = 10**12

    assert [(figure.metric, float(figure.value), figure.unit, figure.basis) for figure in extract(text).figures] == [
        ("revenue", 12.31 * trillion, "KRW", None),
        ("revenue", 9.84 * trillion, "KRW", None),
        ("revenue", 25.1, "percent", "qoq"),
        ("revenue", 10.14 * trillion, "KRW", None),
        ("revenue", 21.4, "percent", "yoy"),
        ("revenue", 22.15 * trillion, "KRW", None),
        ("revenue", 19.14 * trillion, "KRW", None),
        ("revenue", 15.7, "percent", "yoy"),
    ]


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES)
def test_what_is_no_table(text):
    assert tables(text) == []


def test_a_label_alone_between_the_rows_is_a_row():
    (table,) = tables(CAPTION + "구분 1Q25 1Q24\n가전 120 110\n부품 60 50\n해외\n가전 200 210\n이 표는 잠정치다.\n")

    assert [cells(row) for row in table.split("\n")][2:] == ["부품 60 50", "해외 . .", "가전 200 210"]


def test_a_row_with_a_missing_number_is_kept_whole():
    """Single spaces do not tell which cell is empty; the numbers stay without columns."""
    (table,) = tables(CAPTION + "구분 1Q25 1Q24 증감률\n가전 120 110 9.1\n신사업 60 2.0\n부품 60 50 20.0\n")

    assert [cells(row) for row in table.split("\n")][2] == "신사업_60_2.0 . . ."


def test_two_lines_of_headers_are_headers():
    text = "구분 2024년 2025년\n상반기 하반기 상반기 하반기\n내수 10 12 14 16\n수출 20 22 24 26\n"
    segmented = segment(raw_report(text))
    table = parse_table(segmented.text, segmented.blocks[-1])

    assert table.header_rows == 2
    assert [[header.text for header in table.column_headers(cell)] for cell in table.rows[2][1:]] == [
        ["2024년", "상반기"],
        ["2024년", "하반기"],
        ["2025년", "상반기"],
        ["2025년", "하반기"],
    ]


def test_its_cells_become_figures_of_row_column_and_caption():
    report = extract(
        "한빛금융 3분기 실적\n\n한빛금융은 2025년 10월 24일 실적을 발표했다고 밝혔다.\n\n<표> 계열사 당기순이익 (단위: 억원, %)\n"
        "구분 3Q25 2Q25 3Q24 전년 동기 대비\n한빛은행 5,120 4,980 4,700 8.9\n한빛카드 610 △72 590 3.4\n주) 잠정치\n"
    )
    said = [
        (f.text, int(f.value), f.unit, f.metric, f.measure, f.basis, f.subject_text, str(f.period_start), str(f.period_end))
        for f in report.figures
    ]

    assert said[:2] == [
        ("5,120", 512_000_000_000, "KRW", "net_income", "level", None, "한빛은행", "2025-07-01", "2025-09-30"),
        ("4,980", 498_000_000_000, "KRW", "net_income", "level", None, "한빛은행", "2025-04-01", "2025-06-30"),
    ]
    assert said[5][:3] == ("△72", -7_200_000_000, "KRW")
    assert said[7] == ("3.4", 3, "percent", "net_income", "change", "yoy", "한빛카드", "2025-07-01", "2025-09-30")
    assert len(said) == 8


@pytest.mark.parametrize("row", ["가전 1 2\n", "구분 2024 2025\n", "가 2024년 2025년 (\n", "2024년 2025년\n가 1 2\n"])
def test_the_search_takes_time_in_proportion(row):
    lines = list(read_lines(row * 20_000))

    assert sum(table.end - table.start for table in find_tables(lines)) <= len(lines)


CELLS = st.sampled_from(
    ["", " ", "**", "구분", "구 분", "(단위: 억원)", "합계", "2024", "'25.1월", "1,200", "△3.1", "8.9%", "-", "<br>", "1<br>2"]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6), st.booleans())
def test_cells_of_any_kind_are_read_or_left(rows, framed):
    """Rows of nothing, heads of nothing, marks alone: a table of pages has them all."""
    text = "\n".join(f"| {row} |" if framed else row for row in (" | ".join(cells) for cells in rows))

    assert isinstance(tables(f"{text}\n끝.\n"), list)
