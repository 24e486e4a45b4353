"""Amounts of 억 and 조 that leave 원 out."""

from datetime import date
from decimal import Decimal

import pytest

from pipeline import extract

WON = [
    ("2024년 말 부채는 전년 대비 6조 2,400억(15.4%) 증가한 46조 8,200억원이다.", "6조 2,400억", 6_240_000_000_000),
    ("은행(+15.6조원), 증권(+35.6조), 신탁(+6.8조원) 등 자산이 늘었다.", "+35.6조", 35_600_000_000_000),
    ("2027.10 타법인 출자(50억, 가온파트너스㈜)", "50억", 5_000_000_000),
    ("가온, 2380억규모 지분 블록딜 추진\n거래 규모는 약 2380억원이다.", "2380억", 238_000_000_000),
    ("체육관 건립(44억), 창작소 지원(16억), 복합관 조성(31억 원) 등을 추진한다.", "16억", 1_600_000_000),
    ("국비는 3억원, 도비 2억을 쓴다.", "2억", 200_000_000),
    ("다온시 내년 예산 2조3811억 편성, 복지 분야 6923억으로 최다", "6923억", 692_300_000_000),
    ("연구 예산은 2조 3,811억 규모다.\n\n분야별로는 기초연구(615억 → 705억, 14.6%증) 등이다.", "705억", 70_500_000_000),
    ("의료급여(214억), 암환자 지원(30억)의 예산이 늘었다.", "30억", 3_000_000_000),
    ("품목별 가액은 주류(2,100억 상당)가 가장 컸고 의류(403억), 담배(52억)가 뒤를 이었다.", "403억", 40_300_000_000),
]
OTHERS = [
    "조회수(3억)와 매출(20억원)이 늘었다.",
    "세포 2억 규모를 배양했다. 매출은 2억원이다.",
    "인구(+3.45억)와 자산(+2.2억원)이 늘었다.",
    "가온은 인구 5억(10%) 증가한 나라에 30억원을 쓴다.",
    "별 2380억 개가 있다. 예산은 2380억원이다.",
    "매출은 300억원이다. 백신 3억을 공급했다.",
    "매출은 300억원이다. 이 앱은 설치 5억을 넘겼다.",
    "누적 재생 3억을 넘긴 가온은 2억원을 벌었다.",
    "가온은 3억원을 들여 매개변수 700억인 모형을 만들었다.",
]


def amounts(text):
    return {figure.text: figure for figure in extract(text, published_on=date(2027, 12, 1)).figures}


@pytest.mark.parametrize(("text", "surface", "value"), WON)
def test_what_others_tell_to_be_won_is_won(text, surface, value):
    found = amounts(text)[surface]

    assert (found.value, found.unit) == (Decimal(value), "KRW")


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_money_stays_none(text):
    assert sum(figure.unit == "KRW" for figure in amounts(text).values()) == 1
