"""Rows of one unit below heads that nobody can lay over them, and rows at wide spaces that lines of a cell part."""

from __future__ import annotations

import pytest

from extractors.quantities import find_quantities
from pipeline.readers import raw_report
from pipeline.segment import segment


def read(text):
    """The rows of the tables, and the numbers with value, unit and counter."""
    segmented = segment(raw_report(text))
    tables = [segmented.text[b.start_char : b.end_char].split("\n") for b in segmented.blocks if b.kind == "table"]
    found = find_quantities(segmented.text, segmented.blocks)
    return tables, [(segmented.text[q.start : q.end], f"{q.value:f}", q.counter or q.unit) for q in found]


SHARES = (
    "(기준일 : 2031년 6월 30일 ) (단위 : 주)\n구 분 주식의 종류 비고\n보통주 합계\n"
    "Ⅰ. 발행할 주식의 총수 50,000,000 50,000,000 -\nⅡ. 감소한 주식의 총수 1,200,000 1,200,000 -\n"
    "1. 감자 - - -\n2. 이익소각 1,200,000 1,200,000 자기주식 소각\nⅢ. 유통주식수 38,800,000 38,800,000 -\n"
)


def test_numbers_under_one_unit_have_it_whatever_their_heads_are():
    (table,), numbers = read(SHARES)

    assert table[0] == "| 구 분 주식의 종류 비고 보통주 합계 | | | |"
    assert table[4] == "| 2. 이익소각 | 1,200,000 | 1,200,000 | 자기주식 소각 |"
    assert [counter for _, _, counter in numbers] == ["주"] * 8


BALANCE = (
    "금액(단위:천원)\n계정과목  금액  계정과목  금액\n자산총계  9,100,200  부채와 자본총계  9,100,200\nⅠ. 유동자산\nⅠ. 유동부채\n3,400,100\n"
    "1. 현금  1,250,000  Ⅱ. 비유동부채\n(120,300)\n자본총계  5,820,400\n위와 같이 공고합니다.\n"
)


def test_a_number_alone_belongs_to_the_label_above_it():
    (table,), numbers = read(BALANCE)

    assert table[1:] == [
        "| 자산총계 | 9,100,200 |",
        "| 부채와 자본총계 | 9,100,200 |",
        "| Ⅰ. 유동자산 | |",
        "| Ⅰ. 유동부채 | 3,400,100 |",
        "| 1. 현금 | 1,250,000 |",
        "| Ⅱ. 비유동부채 | (120,300) |",
        "| 자본총계 | 5,820,400 |",
    ]
    assert numbers[4:] == [("(120,300)", "-120300000", "KRW"), ("5,820,400", "5820400000", "KRW")]


@pytest.mark.parametrize(
    "text",
    [
        SHARES.replace("(단위 : 주)", "(단위 : 주, %)"),
        SHARES.replace("(단위 : 주)", ""),
        SHARES.replace("보통주 합계", "보통주 증감률"),
        SHARES.replace("보통주 합계", "2030년 2031년"),
        SHARES.replace("1,200,000 1,200,000 자기주식", "1,200,000 2.5% 자기주식"),
        BALANCE.replace("(120,300)", "(120,300)\n240,500"),
        "(단위: 억원)\n사업별 실적을 본다\n매출 1,200 영업이익 1,100 순이익 1,050\n비용 2,100 세금 1,300\n자산 9,000 부채 4,000\n",
    ],
    ids=["two units", "no unit", "a rate", "periods", "another unit", "two numbers below one label", "pairs at single spaces"],
)
def test_what_the_heads_or_the_numbers_leave_open_is_no_table_of_one_unit(text):
    tables, _ = read(text)

    assert not any(table[0].endswith("| |") or table[0].count("| |") for table in tables)


VOTES = (
    "의안  결의  찬성 주식수  반대 주식수  찬성률\n<제1호 의안>\n재무제표 승인의 건  보통  31,200,400  18,300  99.9%\n"
    "<제2호 의안>\n이사 선임의 건  보통\n<제2-1호 의안>\n사내이사 선임의 건  보통  31,150,000  68,700  99.7%\n"
    "<제3호 의안>\n이익배당 승인의 건  보통  31,218,000  700  99.9%\n의결을 마칩니다.\n"
)


def test_lines_of_a_cell_part_the_rows_of_a_table_and_end_none():
    (table,), numbers = read(VOTES)

    assert table[2] == "| 재무제표 승인의 건 | 보통 | 31,200,400 | 18,300 | 99.9% |"
    assert table[4] == "| 이사 선임의 건 | 보통 | | | |"
    assert numbers[-3:] == [("31,218,000", "31218000", "주"), ("700", "700", "주"), ("99.9%", "99.9", "percent")]


@pytest.mark.parametrize(
    "text",
    [
        "의안  결의  찬성 주식수  반대 주식수\n<제1호>\n재무제표  보통  31,200  18\n<제2호>\n정관  특별  부결  -  -\n",
        "담당  부서  이름\n본사\n기획  3팀  김가온\n지사\n영업  2팀  이나루\n",
        "가  나  다\n한 줄\n또 한 줄\n그 다음 줄\n마지막 줄\n라  12  13\n마  14  15\n",
    ],
    ids=["other cells", "words", "too far apart"],
)
def test_lines_between_words_part_no_table(text):
    assert not any(table[0].startswith(("| 의안", "| 담당", "| 가")) for table in read(text)[0])


def test_the_search_for_parted_rows_takes_time_in_proportion():
    tables, _ = read("가  나  다\n라\n" * 4000)

    assert tables == []
