"""Tables of which each cell stands in a line of its own, the heads among them."""

from datetime import date

import pytest

from pipeline import extract

LINES = [
    "분기별 최근 5년", "증감률(%)", "구 분 (온실 출하량)", "(’20~’24년)", "최근 5년 평균 대비 전 국 900", "’25년 3분기", "’25년 2분기", "’24년 3분기",
    "전분기 대비", "전년동기 대비", "3분기 평균 출하량", "1,000 (200)", "800 (160)", "1,200 (250)", "△10.0 (△5.0)", "12.5 (△2.5)", "△25.0", "(△4.0)",
    "동부권 440", "(190)", "400 (90)", "500 (100)", "550 (140)", "10.0 (△1.0)", "△12.0 (1.0)", "△20.0 (2.0)",
]  # fmt: skip


def figures(lines: list[str]) -> dict[str, object]:
    text = (
        "# 감자 출하 동향\n\n감자 출하량\n\n(단위 : 출하 상자 수, 신고일 기준)\n\n"
        + "\n\n".join(lines)
        + "\n\n* 출하량 : 신고 기준\n"
    )
    return {f.text: f for f in extract(text, published_on=date(2025, 11, 20)).figures}


def test_each_number_stands_below_the_head_that_the_rates_tell():
    read = figures(LINES)

    assert (read["440"].subject_text, read["440"].counter, read["440"].period_start) == ("동부권", "상자", date(2025, 7, 1))
    assert read["400"].period_start == date(2025, 4, 1)
    assert read["500"].period_start == date(2024, 7, 1)
    assert (read["550"].period_start, read["550"].period_end) == (date(2020, 1, 1), date(2024, 12, 31))
    bases = {text: (read[text].basis, read[text].measure) for text in ("10.0", "△12.0", "△20.0")}
    assert bases == {"10.0": ("qoq", "change"), "△12.0": ("yoy", "change"), "△20.0": (None, "change")}


def test_the_second_number_that_the_corner_names_is_measured_as_the_first():
    read = figures(LINES)
    assert (read["90"].value, read["90"].counter, read["90"].period_start) == (90, "상자", date(2025, 4, 1))


def test_a_bracket_that_not_every_row_has_is_left_out():
    assert "190" not in figures(LINES)


@pytest.mark.parametrize(
    ("line", "other"),
    [("400 (90)", "410 (90)"), ("△20.0 (2.0)", "△21.0 (2.0)"), ("분기별 최근 5년", "최근 5년"), ("’24년 3분기", "’24년 1분기")],
    ids=["another level", "another rate", "a mean of no known place", "another period"],
)
def test_where_the_numbers_do_not_tell_the_heads_nothing_is_read(line, other):
    assert not {"440", "500", "550"} & set(figures([other if told == line else told for told in LINES]))
