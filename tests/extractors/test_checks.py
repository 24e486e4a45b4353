"""Figures computed again from each other: what a report's own arithmetic confirms, contradicts, or leaves alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.checks.model import Item, compare
from extractors.checks.precision import Interval, leeway
from extractors.checks.series import shifted
from extractors.checks.sums import add_up
from extractors.figures import FigureReading
from extractors.quantities import Quantity
from pipeline import extract
from schemas import Report

PUBLISHED = date(2025, 11, 14)
REPORTS = Path(__file__).parents[3] / "shared" / "reports"


def checks(text: str) -> list[tuple[str, str, str]]:
    """Kind, checked figure and verdict of each check in *text*."""
    return [(check.kind, check.text, check.verdict) for check in extract(text, published_on=PUBLISHED).checks]


AGREES = [
    ("정비 예산은 820억원으로 올해(640억원)보다 28.1% 늘었다.", "growth", "28.1%"),
    ("정비 예산은 820억원으로 올해(640억원) 대비 180억원 늘었다.", "difference", "180억원"),
    ("한 달 새 예상치는 410억원에서 390억원으로 4.9% 내려왔다.", "growth", "4.9%"),
    ("도매가격은 4,200원으로 한 달 전 4,500원에서 6.7% 떨어졌다.", "growth", "6.7%"),
    ("재고는 작년(800톤)보다 25% 늘어난 1,000톤이다.", "growth", "25%"),
    ("연체율은 0.48%로 석 달 전(0.61%)보다 0.13%p 내렸다.", "difference", "0.13%p"),
    ("가맹점은 1,300여 곳에서 4,000곳으로 3배 늘었다.", "multiple", "3배"),
    ("올해 수주는 54억달러로 연간 목표(80억달러)의 67.5%를 채웠다.", "ratio", "67.5%"),
    ("환승객은 2,000만 명으로 늘었고, 이 가운데 중국인이 640만 명으로 32%를 차지했다.", "ratio", "32%"),
    ("매출은 2020년 100억원에서 2025년 200억원으로 연평균 14.9% 성장했다.", "growth", "14.9%"),
    ("도비 90억원, 시비 60억원, 자부담 50억원 등 3년간 총 200억원을 들인다.", "sum", "200억원"),
    ("융자 700억원에 출자 500억원을 더한 1,200억원 규모다.", "sum", "1,200억원"),
    ("예산은 2026년 110억원, 2027년 120억원, 2028년 130억원으로 모두 360억원이다.", "sum", "360억원"),
    ("버스 8대를 24억원에 샀다. 대당 3억원이다.", "product", "3억원"),
    ("점유율은 한빛전자 40%, 누리소프트 35%, 기타 25%였다.", "shares", "40%"),
    ("주차장 2만㎡(약 6,050평)를 새로 만든다.", "conversion", "6,050평"),
]


@pytest.mark.parametrize(("text", "kind", "claim"), AGREES, ids=[case[0][:24] for case in AGREES])
def test_arithmetic_that_holds(text, kind, claim):
    assert (kind, claim, "agrees") in checks(text)


DEVIATES = [
    ("정비 예산은 820억원으로 올해(640억원)보다 38.1% 늘었다.", "growth", "38.1%"),
    ("정비 예산은 820억원으로 올해(640억원)보다 28.1% 줄었다.", "growth", "28.1%"),
    ("가격은 1,000원에서 800원으로 25% 내렸다.", "growth", "25%"),
    ("금리는 3.5%에서 2.5%로 0.5%p 내렸다.", "difference", "0.5%p"),
    (
        "매출은 2020년 100억원에서 2025년 200억원으로 연평균 20% 성장했다.",
        "growth",
        "20%",
    ),  # 100 % over five years, 14.9 % a year
    ("가입자는 100만 명에서 300만 명으로 두 배 늘었다.", "multiple", "두 배"),
    ("융자 700억원에 출자 500억원을 더한 1,300억원 규모다.", "sum", "1,300억원"),
    ("도비 90억원, 시비 80억원, 자부담 50억원 등 3년간 총 200억원을 들인다.", "sum", "200억원"),
    ("3월 100대, 4월 120대로 모두 250대를 팔았다.", "sum", "250대"),
    ("한빛전자는 3분기 매출 1,000억원, 영업이익 100억원을 기록했다. 영업이익률은 12%다.", "margin", "12%"),
    ("주차장 2만㎡(약 3,025평)를 새로 만든다.", "conversion", "3,025평"),
]


@pytest.mark.parametrize(("text", "kind", "claim"), DEVIATES, ids=[case[0][:24] for case in DEVIATES])
def test_arithmetic_that_fails(text, kind, claim):
    assert (kind, claim, "deviates") in checks(text)


SILENT = [
    "한빛전자의 직원은 500명으로 작년(450명)보다 늘었고 매출은 20% 증가했다.",  # the growth is of something else
    "누리소프트는 500억원으로 1위, 한빛전자는 작년(300억원)보다 20% 늘었다.",  # two owners
    "도비 90억원, 시비 60억원 등 3년간 총 900억원을 들인다.",  # 등: not all parts are named
    "2분기 100억원, 3분기 120억원으로 총 400억원의 55%를 채웠다.",  # 400억원 is the target
    "1인당 100만원, 4인 가구 250만원으로 총 1조원을 지급한다.",  # no parts of the total
    "중국 비중은 60%, 여성 비중은 55%, 20대 비중은 30%다.",  # shares of three wholes
    "한빛전자의 점유율은 2023년 40%, 2024년 45%, 2025년 50%다.",  # shares of three years
    "응답자 비중은 가격 60%, 품질 55%, 배송 40%였다(복수 응답).",
    "한빛전자는 매출 1,000억원, 영업이익 100억원을 기록했다. 자동차 부문 영업이익률은 12%다.",
    "매장 20개를 40억원에 인수했다. 개당 월매출은 5천만원이다.",
    "서울 30곳, 부산 20곳, 대구 10곳에서 열며 모두 100명이 참가한다.",  # another unit
    "점유율은 12%에서 15%로 3% 늘었다.",  # % or %p: the writer may mean either
    "시가총액은 300억원에서 330억원으로 늘었다. 주간 수익률은 4.2%다.",  # the return of a week is no growth of something else
    "매출은 100억원에서 200억원으로 늘었고 연평균 성장률은 14.9%다.",  # of how many years?
    "영업손익은 20억원 적자에서 30억원 흑자로 50% 나아졌다.",  # no growth rate across zero
]


@pytest.mark.parametrize("text", SILENT, ids=[text[:24] for text in SILENT])
def test_figures_that_do_not_belong_together_are_left_alone(text):
    assert checks(text) == []


def test_shares_cannot_exceed_the_whole():
    assert checks("점유율은 한빛전자 50%, 누리소프트 40%, 다온 20%였다.") == [("shares", "50%", "impossible")]


def test_shares_below_the_whole_state_nothing_to_deviate_from():
    (check,) = extract("점유율은 한빛전자 30%, 누리소프트 20%, 다온 10%였다.", published_on=PUBLISHED).checks

    assert (check.stated, check.computed, check.deviation, check.verdict) == (None, 60, None, "agrees")


def test_combined_shares_are_those_of_the_ranks():
    text = "점유율은 한빛전자 40%, 누리소프트 15%, 다온 14%, 새빛 10%다. 한빛전자는 점유율 40%로 2~4위를 합한 수치보다 높다."

    check = next(c for c in extract(text, published_on=PUBLISHED).checks if c.kind == "combined_shares")

    assert (check.stated, check.computed, check.verdict) == (40, 39, "agrees")


def test_these_companies_are_those_of_the_sentence_before():
    text = "한빛전자는 300억원, 누리소프트는 200억원, 다온은 100억원의 매출을 올렸다. 이들 3개 기업의 총 매출은 약 600억원이다."

    assert ("sum", "600억원", "agrees") in checks(text)


def test_a_bracket_of_two_metrics_is_compared_one_by_one():
    text = (
        "한빛전자는 매출 600억원, 영업이익 44억원을 냈다. 전분기(매출 500억원, 영업이익 40억원)와 비교하면 각각 20%, 10% 늘었다."
    )

    assert {("growth", "20%", "agrees"), ("growth", "10%", "agrees")} <= set(checks(text))


def test_a_disclosure_compares_with_what_it_names():
    text = "- 매출액: 892억원 (전기 861억원, 전기 대비 3.6% / 전년동기 833억원, 전년동기 대비 9.1%)"

    assert checks(text) == [("growth", "3.6%", "agrees"), ("growth", "9.1%", "deviates")]


def test_list_items_against_what_they_are_measured_by():
    text = "2. 계약내역\n   - 계약금액(원): 41,280,000,000\n   - 최근 매출액(원): 206,400,000,000\n   - 매출액 대비(%): 25.0\n"

    assert ("ratio", "25.0", "deviates") in checks(text)


TABLE = """수출 실적 (단위: 억원, %)

| 품목 | 2024 | 2025 | 증감률 |
|---|---:|---:|---:|
| 라면 | 100 | 120 | 20.0 |
| 김 | 50 | 40 | △20.0 |
| 합계 | 150 | {total} | {growth} |
"""


def test_a_table_adds_up():
    found = checks(TABLE.format(total=160, growth="6.7"))

    assert [kind for kind, _, verdict in found if verdict == "agrees"] == ["growth", "growth", "sum", "sum", "growth"]
    assert len(found) == 5


def test_a_table_that_does_not_add_up():
    found = checks(TABLE.format(total=170, growth="6.7"))

    assert ("sum", "150", "agrees") in found
    assert {("sum", "170", "deviates"), ("growth", "6.7", "deviates")} <= set(found)


def test_a_row_of_margins():
    text = "(단위: 억원)\n\n| | 2024 | 2025 |\n|---|---|---|\n| 매출액 | 900 | 1,000 |\n| 영업이익 | 90 | 80 |\n| 영업이익률(%) | 10.0 | 9.0 |\n"

    assert checks(text) == [("margin", "10.0", "agrees"), ("margin", "9.0", "deviates")]


def test_nested_rows_are_no_parts():
    """반도체 and 전장 are in 제조 already; what adds up twice in every column is no total of all rows."""
    text = "(단위: 억원)\n\n| 구분 | 매출액 |\n|---|---|\n| 제조 | 100 |\n| 반도체 | 60 |\n| 전장 | 40 |\n| 서비스 | 50 |\n| 합계 | 150 |\n"

    assert checks(text) == []


def test_a_stated_conversion_is_held_against_the_reference_rate():
    near = checks("한빛전자는 7월 31일 10억달러(약 1조 3,900억원)를 투자했다.")
    far = checks("한빛전자는 7월 31일 10억달러(약 2조 3,900억원)를 투자했다.")

    assert near == [("conversion", "1조 3,900억원", "agrees")]
    assert far == [("conversion", "2조 3,900억원", "deviates")]


def test_a_check_names_its_figures_and_says_how_it_was_computed():
    report = extract("정비 예산은 820억원으로 올해(640억원)보다 28.1% 늘었다.", published_on=PUBLISHED)
    texts = {figure.figure_id: figure.text for figure in report.figures}
    (check,) = report.checks

    assert [texts[figure_id] for figure_id in check.figure_ids] == ["28.1%", "820억원", "640억원"]
    assert check.formula == "820억원 / 640억원 - 1 = 28.12 %"
    assert check.deviation == pytest.approx(28.1 / 28.125 - 1, abs=1e-6)


# precision


def figure(value: str, unit: str = "KRW", approximate: bool = False, counter: str | None = None) -> FigureReading:
    quantity = Quantity(0, 1, Decimal(value), None, unit, "money", counter, None, "exact", approximate, False)
    return FigureReading(quantity, Decimal(value), None, "revenue", None, "level", None, None, None, "actual", None, 1.0)


LEEWAY = [
    ("3,645억원", "364500000000", "50000000"),
    ("3,640억원", "364000000000", "500000000"),  # the zero may be rounding
    ("3,000억원", "300000000000", "1500000000"),  # but no more than half a percent
    ("3조 2,500억 원", "3250000000000", "5000000000"),
    ("2조원", "2000000000000", "100000000000"),  # one digit alone: 5 %
    ("158.4", "15840000000", "5000000"),  # a table in 억
]


@pytest.mark.parametrize(("text", "value", "margin"), LEEWAY)
def test_digits_tell_how_much_they_leave_open(text, value, margin):
    assert leeway(figure(value), text) == Decimal(margin)


RATIOS = [
    ("7.6%", "7.6", "percent", "0.05"),
    ("3.5배", "3.5", "multiple", "0.05"),
    ("세 배", "3", "multiple", "0.3"),
    ("34%", "34", "percent", "0.5"),
]


@pytest.mark.parametrize(("text", "value", "unit", "margin"), RATIOS)
def test_ratios_are_rounded_as_printed(text, value, unit, margin):
    assert leeway(figure(value, unit), text) == Decimal(margin)


def test_approximation_leaves_five_percent_open():
    assert leeway(figure("200000000", approximate=True), "2억원") == 10_000_000


def test_periods_before_are_of_whole_months():
    assert shifted((date(2025, 7, 1), date(2025, 9, 30)), 3) == (date(2025, 4, 1), date(2025, 6, 30))
    assert shifted((date(2024, 2, 1), date(2024, 2, 29)), 12) == (date(2023, 2, 1), date(2023, 2, 28))
    assert shifted((date(2025, 9, 8), date(2025, 9, 8)), 12) is None
    assert shifted((date(1, 1, 1), date(1, 12, 31)), 12) is None


# properties

UNITS = st.sampled_from([("KRW", None), ("USD", None), ("count", "대"), ("count", "명"), ("g", None)])


def item(index: int, value: int, unit: tuple[str, str | None]) -> Item:
    return Item(index, figure(str(value), unit[0], counter=unit[1]), f"{value:,}", 0, None, None)


@given(st.lists(st.tuples(st.integers(1, 10**12), UNITS), min_size=3, max_size=6))
def test_only_one_unit_is_ever_added_up(drawn):
    claim, *parts = [item(index, value, unit) for index, (value, unit) in enumerate(drawn)]

    check = add_up(claim, parts, sure=True)

    assert (check is not None) == (len({unit for _, unit in drawn}) == 1)


@given(st.lists(st.integers(1, 10**12), min_size=2, max_size=8))
def test_a_total_agrees_with_its_parts(values):
    parts = [item(index + 1, value, ("KRW", None)) for index, value in enumerate(values)]

    check = add_up(item(0, sum(values), ("KRW", None)), parts, sure=True)

    assert check is not None
    assert check.verdict == "agrees"


@given(st.integers(10, 10**6), st.integers(0, 10**6))
def test_an_unsure_pairing_is_never_held_against_a_report(stated, computed):
    claim = item(0, stated, ("KRW", None))

    check = compare(
        "sum", claim, Decimal(stated), [], Decimal(computed), Interval(Decimal(computed), Decimal(computed)), "", sure=False
    )

    assert check is None or check.verdict == "agrees"


def comparable(report: Report) -> None:
    """Every check compares figures that can be: parts share the claim's unit, bases share theirs."""
    figures = {f.figure_id: f for f in report.figures}
    for check in report.checks:
        claim, *others = (figures[figure_id] for figure_id in check.figure_ids)
        units = {(other.unit, other.counter, other.per) for other in others}
        if check.kind == "sum":
            assert units == {(claim.unit, claim.counter, claim.per)}
        elif check.kind in ("growth", "difference", "multiple", "ratio", "margin", "shares"):
            assert len(units) == 1
        elif check.kind == "conversion":
            assert claim.dimension == others[0].dimension


@pytest.mark.parametrize("text", [" ".join(pair) for pair in combinations([case[0] for case in AGREES[:9]], 2)][::4])
def test_checks_are_of_comparable_figures_and_repeatable(text):
    first, second = (extract(text, published_on=PUBLISHED) for _ in range(2))

    comparable(first)
    assert first.checks == second.checks


# the real reports


@pytest.fixture(scope="module")
def real():
    if not REPORTS.is_dir():
        pytest.skip("the shared reports are not here")
    found = {}
    for number in ("001", "004"):
        (path,) = REPORTS.glob(f"{number}_*.txt")
        found[number] = extract(path.read_text("utf-8"))
    return found


def test_the_gpu_makers_add_up(real):
    check = next(c for c in real["004"].checks if c.kind == "sum" and c.text == "1조 2,500억 위안")

    assert (check.computed, check.verdict, len(check.figure_ids)) == (Decimal(1_250_000_000_000), "agrees", 6)


def test_a_lost_tilde_is_flagged(real):
    check = next(c for c in real["004"].checks if c.kind == "repaired_range")

    assert (check.text, check.verdict, check.stated) == ("83억100억 위안", "impossible", None)


def test_companies_that_multiplied(real):
    check = next(c for c in real["001"].checks if c.kind == "multiple")

    assert (check.text, check.verdict) == ("3.5배", "agrees")


def test_the_real_reports_hold_together(real):
    for report in real.values():
        comparable(report)
