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


@pytest.mark.parametrize("heads", [("2025.07", "2025.08", "2025.09"), ("2024.12", "2025.03", "2025.06", "2025.09")])
def test_months_and_quarters_in_a_row_say_nothing_of_the_year_so_far(heads):
    assert periods(*heads)["revenue"] == (date(2025, 9, 1), date(2025, 9, 30))
