"""The articles before and behind one on a board: their titles below 다음글 and 이전글 are none of it."""

from __future__ import annotations

import pytest

from pipeline.readers import raw_report
from pipeline.segment import segment

TEXT = "가온정밀은 3일 공장을 열었다. 투자액은 300억원이다.\n{first}\n나루전지, 500억원 투자 유치\n{second}\n가온정밀 매출 20% 증가\n목록보기\n"


def kinds(text):
    segmented = segment(raw_report(text))
    return {segmented.text[b.start_char : b.end_char]: b.kind for b in segmented.blocks}


@pytest.mark.parametrize(("first", "second"), [("다음글", "이전글"), ("이전 글", "다음 글"), ("▲ 이전글", "▼ 다음글")])
def test_the_titles_of_neighbouring_articles_are_boilerplate(first, second):
    found = kinds(TEXT.format(first=first, second=second))

    assert found["나루전지, 500억원 투자 유치"] == found["가온정밀 매출 20% 증가"] == "boilerplate"
    assert found["가온정밀은 3일 공장을 열었다. 투자액은 300억원이다."] == "paragraph"


@pytest.mark.parametrize(
    ("first", "second"), [("다음글", "참고"), ("다음 글은 이렇다", "이전 글은 이렇다"), ("다음", "이전 기사 3건")]
)
def test_lines_below_other_words_stay(first, second):
    found = kinds(TEXT.format(first=first, second=second))

    assert found["나루전지, 500억원 투자 유치"] != "boilerplate"
    assert found["가온정밀 매출 20% 증가"] != "boilerplate"
