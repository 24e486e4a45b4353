"""When the size was that a change set out from, and what a line without an ending caps."""

from datetime import date

import pytest

from pipeline import extract

PUBLISHED = date(2025, 11, 7)


@pytest.mark.parametrize(
    "text",
    ["한국 AI 기업 수는 지난 4년 동안 1,200여 개에서 3,600개로 급증했다.", "가맹점은 최근 3년간 210곳에서 540곳으로 늘었다."],
)
def test_where_a_change_set_out_from_is_not_for_as_long_as_it_took(text: str) -> None:
    assert extract(text, published_on=PUBLISHED).figures[0].period_start is None


def test_where_a_change_set_out_from_keeps_a_time_of_its_own() -> None:
    first = extract("가맹점은 2022년 210곳에서 2024년 540곳으로 늘었다.", published_on=PUBLISHED).figures[0]

    assert (first.period_start, first.period_end) == (date(2022, 1, 1), date(2022, 12, 31))


def modalities(text: str) -> list[str]:
    return [figure.modality for figure in extract(text, published_on=PUBLISHED).figures]


def test_what_a_line_caps_that_ends_in_giving_is_still_to_be_given() -> None:
    assert modalities("연구비 지원: 매출이 적은 기업에 적격 비용의 10~40%, 최대 300만 위안 지원.") == ["plan", "plan"]
    assert modalities("시설 구축: 승인된 공사비의 최대 50%, 최대 2천만원 지원.") == ["plan", "plan"]


def test_what_was_given_in_a_year_that_is_over_is_no_plan() -> None:
    assert modalities("지난해 청년에게 최대 300만원 지원.") == ["actual"]
