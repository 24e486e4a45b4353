"""Percentages in the brackets of a list: parts, unless something tells of growth; and what a share is taken of."""

from datetime import date

import pytest

from pipeline import extract

ROWS = [
    ("주요 매출처로는 하람전자(32%), 다온화학(21%) 등이 있다.", [("revenue_share", "level"), ("revenue_share", "level")]),
    ("주주 구성은 하람연금(9.1%), 다온자산(5.2%) 등이다.", [("stake", "level"), ("stake", "level")]),
    ("수출은 5% 늘었다. 반도체(10%), 자동차(4%)가 좋았다.", [("exports", "change")] * 3),
    ("매출은 5% 늘었다. 영업이익률(10.3%)도 좋았다.", [("revenue", "change"), ("operating_margin", "level")]),
    ("연구개발비는 매출액 대비 4.5%다.", [("rnd_spending", "level")]),
    ("하람의 매출은 전년 매출액 대비 12% 늘었다.", [("revenue", "change")]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_a_share_is_no_growth_without_a_word_of_it(text, expected):
    assert [(f.metric, f.measure) for f in extract(text, published_on=date(2025, 11, 3)).figures] == expected


@pytest.mark.parametrize("text", ["연령별로는 20대(35%), 30대(28%) 순이었다.", "업종은 제조업(45%), 도소매업(20%)이다."])
def test_a_list_that_tells_no_growth_has_none(text):
    figures = extract(text, published_on=date(2025, 11, 3)).figures

    assert all(f.metric != "growth" and f.measure == "level" for f in figures)


def test_the_place_told_of_before_is_no_slice_of_another():
    text = "서울 아파트값은 0.2% 올랐고 인천은 0.1% 내렸다. 하람의 국내 매출은 3조원이다."

    assert {f.text: f.segment for f in extract(text, published_on=date(2025, 11, 3)).figures} == {
        "0.2%": None,
        "0.1%": None,
        "3조원": "국내",
    }
