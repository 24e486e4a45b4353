"""Words that a numeral and a unit happen to spell are no amounts, and amounts that could be words stay amounts."""

from __future__ import annotations

import pytest

from extractors.numerals import find_numerals
from extractors.quantities import find_quantities

WORDS = (
    "개인적인 이유로 계약을 거절했다",
    "정당한 사유로 신청이 반려됐다",
    "각국 구조대가 도착했다",
    "구조대원들이 훈련을 했다",
    "일조권 침해를 다툰다",
    "백두대간을 따라 걸었다",
    "실태 조사 개요를 붙인다",
    "통계 조사원이 방문한다",
    "코로나19 조기 극복을 돕는다",
    "할아버지(1751∼1816)이 조부를 따랐다",
    "야간에 백사장에서 놀았다",
    "문예 백일장에서 상을 받았다",
    "설날 세배를 올렸다",
    "꽃이 만개(滿開)했다",
    "경사도 기준을 강화했다",
    "오미크론 변이가 퍼졌다",
    "○○만원을 지급했다",
    "예산은 억원으로 적는다",
    "미 무역법 301조 주요 내용",
)
AMOUNTS = (
    ("매출은 오만 원이다", "50000 KRW"),
    ("만 오천 원쯤 한다", "15000 KRW"),
    ("이백삼십 킬로를 달렸다", "230000 m"),
    ("천 백여개의 점포", "1100 count"),
    ("네 업체가 응찰했다", "4 count"),
    ("삼천개사가 참여했다", "3000 count"),
    ("이천 명이 모였다", "2000 count"),
    ("십만여 명이 다녀갔다", "100000 count"),
    ("삼조 원 규모다", "3000000000000 KRW"),
    ("두 배로 늘었다", "2 multiple"),
    ("십오 유로를 냈다", "15 EUR"),
    ("두께 25미크론", "0.000025 m"),
)


@pytest.mark.parametrize("text", WORDS)
def test_a_word_is_no_amount(text):
    """이유로 is a reason and no sum of euros."""
    spelled = [text[q.start : q.end] for q in find_quantities(text)]
    assert spelled == []


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_an_amount_in_words_is_read(text, expected):
    """The same syllables before another word are a number."""
    assert [f"{q.value.normalize():f} {q.unit}" for q in find_quantities(text)] == [expected]


def test_numerals_alone_follow_the_same_rule():
    """The reader of bare numerals asks the same question."""
    assert find_numerals("이유로 거절했다") == []
    assert [numeral.value for numeral in find_numerals("이천 명이 모였다")] == [2000]
