"""Label lines below a heading that declares their unit: which number has which unit, sign and time, and which has none."""

from datetime import date

import pytest

from extractors.scopes import declared_in, parse_unit
from pipeline import extract

DAY = date(2026, 2, 5)
EARNINGS = (
    "가온플라즈마㈜ 영업(잠정)실적\n\n1. 연결실적내용 (단위: 백만원, %)\n매출액\n"
    " - 당기실적('25.4Q): 52,310\n - 전기실적('25.3Q): 49,870\n"
    " - 전기대비증감율(%): 4.9\n - 전년동기실적('24.4Q): 43,100\n"
    " - 전년동기대비증감율: 21.4\n - 누계실적(2025.01.01~2025.12.31): 190,450\n"
    " - 전년누계대비증감율: 12.0\n영업이익\n - 당기실적: 6,120\n - 전기실적: (310)\n - 전년동기대비증감율: 흑자전환\n\n2. 정보제공내역\n"
    " - 정보제공일시: 2026년 2월 5일\n"
)
QUARTER, BEFORE, YEAR_BEFORE = ("2025-10-01", "2025-12-31"), ("2025-07-01", "2025-09-30"), ("2024-10-01", "2024-12-31")


def test_each_line_has_the_unit_of_the_heading_and_the_time_of_its_label():
    found = [
        (f.text, int(f.value), f.unit, f.metric, f.basis, (str(f.period_start), str(f.period_end)))
        for f in extract(EARNINGS, DAY).figures
    ]

    assert found == [
        ("52,310", 52_310_000_000, "KRW", "revenue", None, QUARTER),
        ("49,870", 49_870_000_000, "KRW", "revenue", None, BEFORE),
        ("4.9", 4, "percent", "revenue", "qoq", QUARTER),
        ("43,100", 43_100_000_000, "KRW", "revenue", None, YEAR_BEFORE),
        ("21.4", 21, "percent", "revenue", "yoy", QUARTER),
        ("190,450", 190_450_000_000, "KRW", "revenue", None, ("2025-01-01", "2025-12-31")),
        ("12.0", 12, "percent", "revenue", "yoy", ("2025-01-01", "2025-12-31")),
        ("6,120", 6_120_000_000, "KRW", "operating_profit", None, QUARTER),
        ("(310)", -310_000_000, "KRW", "operating_profit", None, BEFORE),
    ]


BALANCE = (
    "가온정밀 결산\n\n요약 재무제표 (단위: 백만원)\n[재무상태표] 2025.12.31 현재{told}\n"
    " 유동자산: 84,200 (71,930)\n 부채총계: 40,110 (38,000)\n"
)


def test_brackets_that_a_heading_explains_hold_the_period_before():
    figures = extract(BALANCE.format(told=" (괄호 안은 2024.12.31)"), DAY).figures

    assert [(f.text, int(f.value) // 10**6, str(f.period_end)) for f in figures] == [
        ("84,200", 84_200, "2025-12-31"),
        ("71,930", 71_930, "2024-12-31"),
        ("40,110", 40_110, "2025-12-31"),
        ("38,000", 38_000, "2024-12-31"),
    ]


def test_brackets_that_nothing_explains_are_refused():
    assert [(f.text, f.value > 0) for f in extract(BALANCE.format(told=""), DAY).figures] == [("84,200", True), ("40,110", True)]


SILENT = {
    "people in a unit of money": "현황 (단위: 백만원)\n- 가입자: 310\n- 담당: 02-555-0100\n",
    "years and numbers": "현황 (단위: 백만원)\n- 기준연도: 2024\n- 연번: 3\n",
    "behind the next numbered item": "1. 실적 (단위: 백만원)\n- 비고: 없음\n2. 참석\n- 위원: 5\n",
    "behind prose": "실적 (단위: 백만원)\n\n회사는 올해 새 공장을 지었고 내년에도 투자를 이어 갈 계획이라고 밝혔다.\n\n위원: 5\n",
    "a table has its caption to itself": "실적 (단위: 백만원)\n| 구분 | 비고 |\n| 매출 | 없음 |\n\n위원: 5\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_lines_that_the_unit_does_not_hold_for(text):
    assert extract(f"가온정밀 안내\n\n{text}", DAY).figures == ()


DECLARED = [
    ("요약 재무상태표 (연결, 억원)", ["KRW"]),
    ("품목별 수출 (전월대비, %)", ["percent"]),
    ("생산 동향 (단위: 억원, 전년동기대비 %)", ["KRW", "percent"]),
    ("산업별 취업자 [단위: 천명, %]", ["count", "percent"]),
    ("(전년동분기대비, %)", ["percent"]),
    ("실적 (연결, 별도)", []),
    ("실적 (연결, 서울)", []),
    ("[표] 생산지수 추이", []),
    ("매출액(A)", []),
    ("매입액(B)", []),
    ("투표 결과 (표)", ["count"]),
    ("(단위: 거래 필지 수, 신고일 기준)", ["count"]),
    ("(단위: 가구수, %)", ["count", "percent"]),
    ("(단위: 지수)", []),
]


@pytest.mark.parametrize(("text", "units"), DECLARED)
def test_the_units_of_a_caption_with_several_parts(text, units):
    assert [declared.unit.unit for declared in declared_in(text)] == units


@pytest.mark.parametrize("words", ["24기", "60kg", "25년", "5천원", "2.5톤"])
def test_a_number_that_is_no_power_of_ten_scales_nothing(words):
    assert parse_unit(words) is None


@pytest.mark.parametrize("words", ["100만원", "천 대", "10억원", "1,000명", "만 톤"])
def test_a_power_of_ten_scales(words):
    assert parse_unit(words) is not None


def test_a_term_over_a_column_is_no_unit():
    text = "손익계산서\n\n(단위: 원)\n| 구분 | 제 24기 | 제 23기 |\n| 매출액 | 1,901,506 | 1,536,856 |\n"

    assert [(int(f.value), f.unit) for f in extract(text, DAY).figures] == [(1_901_506, "KRW"), (1_536_856, "KRW")]


def test_a_caption_tells_the_basis_of_its_table():
    text = "가온통계 월보\n\n품목별 수출 (전월대비, %)\n| 품목 | 2026.1월 |\n| 철강 | 1.2 |\n| 자동차 | -0.5 |\n"

    assert [(f.text, f.measure, f.basis) for f in extract(text, DAY).figures] == [
        ("1.2", "change", "mom"),
        ("-0.5", "change", "mom"),
    ]
