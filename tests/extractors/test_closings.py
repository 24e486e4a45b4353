"""What the accounts below the months in which they are closed are for."""

from datetime import date

import pytest

from pipeline import extract


def periods(*heads: str) -> dict[str, tuple[date | None, date | None]]:
    """By metric, the period of the number below the last head."""
    rows = [("매출액 (억원)", "1,{}10"), ("영업이익률 (%)", "4.{}"), ("자산총계 (억원)", "2,{}00")]
    lines = [" | ".join(["", label, *(value.format(n) for n in range(len(heads))), ""]).strip() for label, value in rows]
    text = "\n".join(["가온정밀 주요 재무지표", "", f"| 구분 | {' | '.join(heads)} |", f"|{'---|' * (len(heads) + 1)}", *lines])
    report = extract(text, published_on=date(2025, 12, 1))
    return {figure.metric: (figure.period_start, figure.period_end) for figure in report.figures}


def test_a_flow_is_counted_from_the_first_day_of_the_year_and_a_balance_stands_on_the_last():
    found = periods("2022.12", "2023.12", "2024.12", "2025.09")

    assert found["revenue"] == (date(2025, 1, 1), date(2025, 9, 30))
    assert found["operating_margin"] == (date(2025, 1, 1), date(2025, 9, 30))
    assert found["assets"] == (date(2025, 9, 30), date(2025, 9, 30))


def test_the_month_behind_closed_years_is_counted_from_the_first_day_of_its_year():
    found = periods("2023(12)", "2024(12)", "2025(09)")

    assert found["revenue"] == (date(2025, 1, 1), date(2025, 9, 30))
    assert found["assets"] == (date(2025, 9, 30), date(2025, 9, 30))


@pytest.mark.parametrize("heads", [("2025.07", "2025.08", "2025.09"), ("2024.12", "2025.03", "2025.06", "2025.09")])
def test_months_and_quarters_in_a_row_say_nothing_of_the_year_so_far(heads):
    assert periods(*heads)["revenue"] == (date(2025, 9, 1), date(2025, 9, 30))


def balance_sheet(*rows: str, heads: str = "2031년 | 2030년") -> dict[str, tuple[date | None, date | None]]:
    """By number, its period."""
    lines = ["가온은행 현황 (단위: 억원)", "", f"| 구분 | {heads} |", "|---|---|---|", *(f"| {row} |" for row in rows)]
    report = extract("\n".join(lines), published_on=date(2032, 3, 1))
    return {figure.text: (figure.period_start, figure.period_end) for figure in report.figures}


def test_the_other_accounts_of_a_balance_sheet_stand_on_its_day_too():
    found = balance_sheet("대출채권 | 1,310 | 1,200", "자기자본 | 320 | 310", heads="2031년 2분기 | 전년동기")

    assert found["1,310"] == found["320"] == (date(2031, 6, 30), date(2031, 6, 30))
    assert found["1,200"] == (date(2030, 6, 30), date(2030, 6, 30))


def test_beside_a_flow_an_account_that_no_metric_names_is_for_its_column():
    found = balance_sheet(
        "대출채권 | 1,310 | 1,200", "자기자본 | 320 | 310", "매출액 | 45 | 40", heads="2031년 2분기 | 2030년 2분기"
    )

    assert found["1,310"] == found["45"] == (date(2031, 4, 1), date(2031, 6, 30))
    assert found["320"] == (date(2031, 6, 30), date(2031, 6, 30))


def test_what_a_household_owns_in_a_year_is_for_the_year():
    found = balance_sheet("자산 | 1,310 | 1,200", "부채 | 320 | 310")

    assert set(found.values()) == {(date(year, 1, 1), date(year, 12, 31)) for year in (2030, 2031)}


def test_terms_of_a_year_that_nobody_names_say_not_when():
    rows = "| 구분 | 자산총계 | 매출액 |\n|---|---|---|\n| 당해년도 | 1,420 | 910 |\n| 전년도 | 1,390 | 880 |"
    report = extract(f"발행회사의 요약 재무상황 (단위: 백만원)\n\n{rows}\n", published_on=date(2031, 9, 10))

    assert {(figure.text, figure.period_start) for figure in report.figures} == {
        (text, None) for text in ("1,420", "910", "1,390", "880")
    }
