"""Tables of which each row is a block of lines."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.segment.lines import read_lines
from pipeline.segment.rowblocks import row_table

SPANNED = """< 최근 2년간 수출 현황(단위 : 억원, 건) >

 구분
 2030년
 2031년

 전년대비

 증감
 증감률

 수출금액
 1,000
 1,200
 200
 +20.0%

 수출 건수
 50
 40
 -10
 -20.0%

* 잠정치
"""
PIPED = """주주총회 결과

의안 |
결의 |
찬성주식수 |
찬성비율 |

<제1호 안건>
재무제표 승인의 건 |
보통 |
1,200,300 |
99.9% |

<제2호 안건>
이사 선임의 건 |
보통 |
|

<제2-1호 안건>
사내이사 선임의 건 |
보통 |
1,200,100 |
99.8% |

위와 같이 공고합니다.
"""
LEFT = {
    "lists": "품목\n사과\n배\n\n지역\n전남\n경북\n\n3\n4\n5\n",
    "rows of other lengths": "구분\n2030년\n2031년\n\n수출\n1\n2\n3\n\n수입\n1\n2\n",
    "numbers in other columns": "구분\n담당\n2031년\n\n수출\n무역국\n2\n\n수입\n1\n2\n",
    "one row": "구분\n2030년\n2031년\n\n수출\n1\n2\n",
    "prose": "수출이 늘었다.\n수입은 줄었다.\n흑자가 났다.\n\n3\n4\n5\n\n6\n7\n8\n",
}


def test_heads_that_span_others_and_the_units_of_a_caption():
    read = {(figure.text, figure.unit, figure.measure) for figure in extract(SPANNED).figures}

    assert read == {
        ("1,000", "KRW", "level"), ("1,200", "KRW", "level"), ("200", "KRW", "change"), ("+20.0%", "percent", "change"),
        ("50", "count", "level"), ("40", "count", "level"), ("-10", "count", "change"), ("-20.0%", "percent", "change"),
    }  # fmt: skip


def test_cells_that_a_pipe_closes_and_an_item_with_parts():
    read = {(figure.text, figure.unit) for figure in extract(PIPED).figures}

    assert {("1,200,300", "count"), ("99.9%", "percent"), ("1,200,100", "count"), ("99.8%", "percent")} <= read


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_anything_else_is_no_such_table(text):
    lines = list(read_lines(f"현황\n\n{text}"))

    assert [row_table(lines, at) for at in range(len(lines))] == [None] * len(lines)


@pytest.mark.parametrize(
    ("label", "units", "counter"),
    [
        ("투자 기업 수", "억원, 개", "개"),
        ("투자 기업 수", "개사, 억원", "개사"),
        ("대출 계좌수", "억원, 개", "개"),
        ("매출 건수", "억원", "건"),
        ("투자 기업 수", "억원", None),
        ("대출 계좌수", "억원", None),
    ],
)
def test_how_many_there_are_is_no_money(label, units, counter):
    """And nothing at all where no word tells in what it is counted."""
    text = f"< 투자 현황(단위 : {units}) >\n\n| 구분 | 2030년 | 2031년 |\n|---|---|---|\n| 투자금액 | 900 | 950 |\n| {label} | 38 | 41 |\n"
    counted = [(figure.text, figure.unit, figure.counter) for figure in extract(text).figures][2:]

    assert counted == ([(number, "count", counter) for number in ("38", "41")] if counter else [])


@pytest.mark.parametrize("label", ["가입자 수", "직원", "판매량", "인구", "수주 물량"])
def test_people_and_amounts_of_things_are_no_money(label):
    text = f"< 현황(단위 : 억원) >\n\n| 구분 | 2030년 | 2031년 |\n|---|---|---|\n| 매출 | 900 | 950 |\n| {label} | 38 | 41 |\n"

    assert [figure.text for figure in extract(text).figures if figure.unit == "KRW"] == ["900", "950"]
