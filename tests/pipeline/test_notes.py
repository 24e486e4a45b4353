"""Tables of a broker's note that stand in one line come back as rows, or the line is left as it is."""

import pytest

from pipeline.segment.lines import read_lines
from pipeline.segment.notes import noted
from pipeline.segment.streams import unfolded

READ = {
    "rows that say on what basis each column is, and two numbers that a minus glued": (
        "가온정밀 ( 단위 : 억원, %, 배 ) 회계기준 K-IFRS K-IFRS K-IFRS 재무제표 연결 연결 연결 구분 2031 2032 2033 매출액 310 325 340 "
        "잉여현금흐름 0-42 18 EBIT/ 매출액 4.1 5.0 6.2 평가의견 안정적이다.",
        [
            "가온정밀", "( 단위 : 억원, %, 배 )", "| 회계기준 | K-IFRS | K-IFRS | K-IFRS |", "| 재무제표 | 연결 | 연결 | 연결 |",
            "| 구분 | 2031 | 2032 | 2033 |", "| 매출액 | 310 | 325 | 340 |", "| 잉여현금흐름 | 0 | -42 | 18 |",
            "| EBIT/ 매출액 | 4.1 | 5.0 | 6.2 |", "평가의견 안정적이다.",
        ],
    ),
    "the unit right behind the table": (
        "가온금융 구분 2031 2032 당기순이익 96 155 자산총계 1,140 2,110 ROA(%) 0.9 1.0 단위 : 억원 부채비율은 별도 기준이다.",
        [
            "가온금융", "| 구분 | 2031 | 2032 |", "| 당기순이익 | 96 | 155 |", "| 자산총계 | 1,140 | 2,110 |", "| ROA(%) | 0.9 | 1.0 |",
            "단위 : 억원", "부채비율은 별도 기준이다.",
        ],
    ),
    "words behind a table that name no unit": (
        "가온금융 구분 2031 2032 당기순이익 96 155 자산총계 1,140 2,110 ROA(%) 0.9 1.0 단위 : 회사별 기준이다.",
        [
            "가온금융", "| 구분 | 2031 | 2032 |", "| 당기순이익 | 96 | 155 |", "| 자산총계 | 1,140 | 2,110 |", "| ROA(%) | 0.9 | 1.0 |",
            "단위 : 회사별 기준이다.",
        ],
    ),
    "rows without units below a declared one": (
        "가온위성 매수 ( 단위 : 십억원, 원, 배 ) 재무정보 2014 2015 2016E 매출액 26 31 35 순차입금 -17-7 -13 EPS 482 1,137 916 국내 업체다.",
        [
            "가온위성 매수", "( 단위 : 십억원, 원, 배 )", "| 재무정보 | 2014 | 2015 | 2016E |", "| 매출액 | 26 | 31 | 35 |",
            "| 순차입금 | -17 | -7 | -13 |", "| EPS | 482 | 1,137 | 916 |", "국내 업체다.",
        ],
    ),
    "returns with glued signs": (
        "주가수익률 (%) 1개월 3 개월 12개월 절대수익률 -6.4-9.5-39.7 상대수익률 (KOSPI) 6.8-15.4 2.1 가온위성",
        [
            "| 주가수익률 (%) | 1개월 | 3 개월 | 12개월 |", "| 절대수익률 | -6.4 | -9.5 | -39.7 |",
            "| 상대수익률 (KOSPI) | 6.8 | -15.4 | 2.1 |", "가온위성",
        ],
    ),
    "rows that name their units": (
        "Fiscal year ending 2014 2015E 매출액 (십억원) 553 642 EPS (원) 6 1,572 증감률 (%) (99.7) 24,544.7 PER (X) 52.8 7.3",
        [
            "| Fiscal year ending | 2014 | 2015E |", "| 매출액 (십억원) | 553 | 642 |", "| EPS (원) | 6 | 1,572 |",
            "| 증감률 (%) | (99.7) | 24,544.7 |", "| PER (X) | 52.8 | 7.3 |",
        ],
    ),
    "the ticks of a chart behind the last row": (
        "2014 2015 2016E PER 40.2 18.1 36.6 PBR 1.6 1.6 2.4 ROE 4.0 9.0 6.8 주가추이 ( 원 ) 60,000 40,000 20,000 가온위성",
        [
            "| | 2014 | 2015 | 2016E |", "| PER | 40.2 | 18.1 | 36.6 |", "| PBR | 1.6 | 1.6 | 2.4 |", "| ROE | 4.0 | 9.0 | 6.8 |",
            "주가추이 ( 원 ) 60,000 40,000 20,000 가온위성",
        ],
    ),
    "periods at the left, all units behind all heads": (
        "구분 순영업수익 순이익 EPS (십억원) (십억원) (원) 2015 1,193 294 1,758 2016 1,222 288 1,702 * 연결 기준",
        [
            "| 구분 | 순영업수익 | 순이익 | EPS |", "| | (십억원) | (십억원) | (원) |", "| 2015 | 1,193 | 294 | 1,758 |",
            "| 2016 | 1,222 | 288 | 1,702 |", "* 연결 기준",
        ],
    ),
    "periods at the left, each head with its unit": (
        "주가상승률 절대주가(%) 상대주가(%p) 1M 19.5 17.4 3M 24.3 25.3 6M 5.9 1.8 ※ 연결 기준",
        [
            "주가상승률", "| | 절대주가(%) | 상대주가(%p) |", "| 1M | 19.5 | 17.4 |", "| 3M | 24.3 | 25.3 |", "| 6M | 5.9 | 1.8 |",
            "※ 연결 기준",
        ],
    ),
    "two tables": (
        "2017 2018E PER( 배 ) 41.0 35.8 배당수익률 (%) 0.2 0.9 1M YTD 주가상승률 (%) (15.2) 46.9 상대수익률 (%) 3.1 (30.7) 250,000",
        [
            "| | 2017 | 2018E |", "| PER( 배 ) | 41.0 | 35.8 |", "| 배당수익률 (%) | 0.2 | 0.9 |", "| | 1M | YTD |",
            "| 주가상승률 (%) | (15.2) | 46.9 |", "| 상대수익률 (%) | 3.1 | (30.7) |", "250,000",
        ],
    ),
    "ends of years and of quarters, blanks in the brackets, and the number of a note": (
        "주요 지표 구분 K-IFRS( 연결 ) 2022.12 2023.12 2024.12 2024.06 2025.06 매출액 ( 억원 ) 310 325 340 160 171 "
        "EBITDA 2 ( 억원 ) 31 33 35 16 18 주) 연결",
        [
            "주요 지표 구분", "| K-IFRS( 연결 ) | 2022.12 | 2023.12 | 2024.12 | 2024.06 | 2025.06 |",
            "| 매출액 ( 억원 ) | 310 | 325 | 340 | 160 | 171 |", "| EBITDA 2 ( 억원 ) | 31 | 33 | 35 | 16 | 18 |", "주) 연결",
        ],
    ),
    "years that name the month they close in, and rows in the next line": (
        "주요재무지표 ( 단위 : 억원, %) 2022(12) 2023(12) 2024(12) 총자산 210 220 230 매출액 31 32 33 순이익 4 5-6"
        "\n부채비율 171.5 208.4 178.5 주1: 별도",
        [
            "주요재무지표", "( 단위 : 억원, %)", "| | 2022(12) | 2023(12) | 2024(12) |", "| 총자산 | 210 | 220 | 230 |",
            "| 매출액 | 31 | 32 | 33 |", "| 순이익 | 4 | 5 | -6 |", "| 부채비율 | 171.5 | 208.4 | 178.5 |", "주1: 별도",
        ],
    ),
    "a line below that is no row": (
        "( 단위 : 억원 ) 2022(12) 2023(12) 총자산 210 220 매출액 31 32 순이익 4 5\n부채비율은 171.5 이다",
        [
            "( 단위 : 억원 )", "| | 2022(12) | 2023(12) |", "| 총자산 | 210 | 220 |", "| 매출액 | 31 | 32 |", "| 순이익 | 4 | 5 |",
            "부채비율은 171.5 이다",
        ],
    ),
}  # fmt: skip
LEFT = {
    "months in no order": "2024.12 2022.12 2023.12 2021.12 2022.06 매출액 ( 억원 ) 310 325 340 160 171 이익 ( 억원 ) 31 33 35 16 18",
    "a number too many": "2017 2018E PER(배) 41.0 35.8 2.7 PBR(배) 4.7 3.0",
    "a number too few": "2017 2018E PER(배) 41.0 PBR(배) 4.7",
    "one row": "2017 2018E PER(배) 41.0 35.8 실적이 늘었다",
    "two rows that name no units": "2017 2018E 매출액 41 35 영업이익 4 3 실적이 늘었다",
    "periods out of order": "2017 2015 2016 PER(배) 41.0 35.8 2.7 PBR(배) 4.7 3.0 1.0",
    "labels that measure nothing": "2015 2016 2017 가람 4 5 7 나래 3 8 9 다솜 1 2 8",
    "a head of two words": "구분 순 영업수익 순이익 EPS (십억원) (십억원) (원) 2015 1,193 294 1,758 2016 1,222 288 1,702",
    "a zero that was lost": "2014 2015E PER (X) 52.8 .9 PBR (X) .8 .7 EPS (원) 4 5",
    "years of a sentence": "2023 2024 시즌 매출은 10억원, 이익은 2억원으로 3 4 월에 늘었다.",
}


@pytest.mark.parametrize(("line", "pieces"), READ.values(), ids=READ)
def test_a_table_in_a_line_is_cut_into_rows(line, pieces):
    assert [each.raw for each in unfolded(list(read_lines(line)))] == pieces


@pytest.mark.parametrize("line", LEFT.values(), ids=LEFT)
def test_what_cannot_be_counted_off_stays(line):
    assert noted(line) == []
