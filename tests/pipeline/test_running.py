"""Tables that stand in one line with the text around them come back as rows, or the line is left as it is."""

import pytest

from pipeline import extract
from pipeline.segment.running import running

READ = {
    "a quarter, the same one of the year before and what changed, glued by a minus": (
        "1. 일반계정 ( 단위 : 억원 ) 구분 2031년 2/4분기 전년동기 증감 예치금 3,205 2,110 1,095 토지 705 731-26 자기자본 9,050 5,300 3,750"
        " * 별도 기준",
        [
            "1. 일반계정", "( 단위 : 억원 )", "| 구분 | 2031년 2/4분기 | 전년동기 | 증감 |", "| 예치금 | 3,205 | 2,110 | 1,095 |",
            "| 토지 | 705 | 731 | -26 |", "| 자기자본 | 9,050 | 5,300 | 3,750 |", "* 별도 기준",
        ],
    ),
    "the unit among the heads, in a bracket that was never closed": (
        "1. 일반계정 구분 2031 년 1/4 분기 전년동기 ( 단위 : 억원 증감 예치금 3,205 2,110 1,095 토지 705 731-26 주요변동요인 1 2 3 4",
        [
            "1. 일반계정", "( 단위 : 억원", "| 구분 | 2031 년 1/4 분기 | 전년동기 | 증감 |", "| 예치금 | 3,205 | 2,110 | 1,095 |",
            "| 토지 | 705 | 731 | -26 |", "주요변동요인 1 2 3 4",
        ],
    ),
    "periods whose letters stand apart, terms in brackets": (
        "구 분 당기 ( 2031.3 월 ) 전년동기 ( 2030.3 월 ) 증감률 ( % ) 보험료 1,200 1,100 9.1 보험금 900 880 2.3 - 12 -",
        [
            "| 구 분 | 당기 ( 2031.3 월 ) | 전년동기 ( 2030.3 월 ) | 증감률 ( % ) |", "| 보험료 | 1,200 | 1,100 | 9.1 |",
            "| 보험금 | 900 | 880 | 2.3 |", "- 12 -",
        ],
    ),
    "terms set apart": (
        "(단위: 백만원) 과 목 제 25 기 제 24 기 유동자산 12,345 11,222 비유동자산 33,333 31,111 주석 참조",
        [
            "(단위: 백만원)", "| 과 목 | 제 25 기 | 제 24 기 |", "| 유동자산 | 12,345 | 11,222 |", "| 비유동자산 | 33,333 | 31,111 |",
            "주석 참조",
        ],
    ),
    "quarters with their rates, in the order of a house": (
        "구분 3Q24 2Q24 QoQ 3Q23 YoY 매출액 310 290 6.9% 305 1.6% 영업이익 30 28 7.1% 29 3.4%",
        [
            "| 구분 | 3Q24 | 2Q24 | QoQ | 3Q23 | YoY |", "| 매출액 | 310 | 290 | 6.9% | 305 | 1.6% |",
            "| 영업이익 | 30 | 28 | 7.1% | 29 | 3.4% |",
        ],
    ),
    "heads in two lines": (
        "구분 2031년 12월말 2030년 12월말 금액 비중 금액 비중 예금 100 20.1 90 19.0 대출 200 40.2 190 38.0",
        [
            "| 구분 | 2031년 12월말 | | 2030년 12월말 | |", "| | 금액 | 비중 | 금액 | 비중 |", "| 예금 | 100 | 20.1 | 90 | 19.0 |",
            "| 대출 | 200 | 40.2 | 190 | 38.0 |",
        ],
    ),
    "terms at the left": (
        "[요약 재무상황] (단위 : 백만원) 구분 자산총계 부채총계 매출액 당해년도 14,210 3,020 9,100 전년도 13,900 3,100 8,800 끝",
        [
            "[요약 재무상황]", "(단위 : 백만원)", "| 구분 | 자산총계 | 부채총계 | 매출액 |", "| 당해년도 | 14,210 | 3,020 | 9,100 |",
            "| 전년도 | 13,900 | 3,100 | 8,800 |", "끝",
        ],
    ),
    "no corner, behind the unit": (
        "(단위: 백만원) 2031년 전년대비증감 예수금 3,100 100 대출금 2,800 50 끝",
        ["(단위: 백만원)", "| | 2031년 | 전년대비증감 |", "| 예수금 | 3,100 | 100 |", "| 대출금 | 2,800 | 50 |", "끝"],
    ),
}  # fmt: skip
LEFT = {
    "heads that say not when": "구분 매출액 영업이익 순이익 가온 1,200 120 90 나래 900 80 60",
    "prose": "우리는 구분 없이 2031년 3월 5명 2명 3명을 뽑았다.",
    "one row": "구분 2031년 2030년 예금 100 90 이상이다",
    "rows of other counts": "구분 2031년 2030년 증감 예금 100 90 대출 200 190 10",
    "heads that do not fit": "구분 2031년 2030년 예금 100 90 10 5 대출 200 190 10 3",
}


@pytest.mark.parametrize("name", READ)
def test_rows_come_back(name):
    line, expected = READ[name]
    assert [piece for group in running(line) for piece in group] == expected


@pytest.mark.parametrize("name", LEFT)
def test_anything_else_is_left(name):
    assert running(LEFT[name]) == []


def test_the_page_of_an_insurer_gives_its_figures():
    page = (
        "가온생명보험의 현황 Ⅰ. 영업규모 "
        + READ["a quarter, the same one of the year before and what changed, glued by a minus"][0]
    )
    report = extract(page)
    found = {
        figure.text: (int(figure.value), figure.measure, str(figure.period_start), str(figure.period_end))
        for figure in report.figures
    }

    assert found["731"] == (73_100_000_000, "level", "2030-06-30", "2030-06-30")
    assert found["-26"] == (-2_600_000_000, "change", "2031-06-30", "2031-06-30")
    assert len(found) == 9
