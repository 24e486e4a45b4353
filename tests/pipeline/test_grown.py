"""Levels over years with their rates between them: arithmetic tells which head stands where, or there is no table."""

from datetime import date

import pytest

from pipeline import extract
from pipeline.readers import raw_report
from pipeline.segment import segment

ROWS = ["이용자 수(명) 1,000 1,100 10.0 1,210 10.0", "총수입(백만 원) 4,000 3,900 -2.5 4,290 10.0"]


def tables(*lines: str) -> list[list[str]]:
    segmented = segment(raw_report("\n\n".join(["가온시 통계", "<종합지표>", *lines]) + "\n"))
    return [segmented.text[block.start_char : block.end_char].split("\n") for block in segmented.blocks if block.kind == "table"]


LAID = {
    "rates above the years": (
        ["증감률 증감률", "구분 2021년 2022년", "2023년"],
        ["| | | | 증감률 | | 증감률 |", "| 구분 | 2021년 | 2022년 | | 2023년 | |"],
    ),
    "rates below the years": (
        ["구분 2021년 2022년 2023년", "증감률 증감률"],
        ["| 구분 | 2021년 | 2022년 | | 2023년 | |", "| | | | 증감률 | | 증감률 |"],
    ),
    "by turns": (["구분 2021년", "2022년 증감률", "2023년", "증감률"], ["| 구분 | 2021년 | 2022년 | 증감률 | 2023년 | 증감률 |"]),
    "with signs of percent": (
        ["(%)", "(%) 증감률 증감률", "구분 2021년", "2022년", "2023년"],
        ["| | | | (%) | | (%) |", "| | | | 증감률 | | 증감률 |", "| 구분 | 2021년 | 2022년 | | 2023년 | |"],
    ),
}


@pytest.mark.parametrize(("heads", "expected"), LAID.values(), ids=LAID)
def test_heads_are_laid_over_their_columns(heads, expected):
    (found,) = tables(*heads, *ROWS)

    assert found[: len(expected)] == expected
    assert found[len(expected) :] == [
        "| 이용자 수(명) | 1,000 | 1,100 | 10.0 | 1,210 | 10.0 |",
        "| 총수입(백만 원) | 4,000 | 3,900 | -2.5 | 4,290 | 10.0 |",
    ]


HEADS = ["증감률 증감률", "구분 2021년 2022년", "2023년"]
NONE = {
    "numbers that do not follow": (HEADS, ["총수입(백만 원) 4,000 3,900 -2.5 4,290 3.0", "직원(명) 10 20 3 30 4"]),
    "one row": (HEADS, ROWS[:1]),
    "a rate too few": (["증감률", *HEADS[1:]], ROWS),
    "signs of percent alone": (["(%)", "(%)", *HEADS[1:]], ROWS),
    "two years": (["증감률", "구분 2021년", "2022년"], ["이용자 수(명) 1,000 1,100 10.0", "총수입(백만 원) 4,000 3,900 -2.5"]),
    "words between the heads": ([*HEADS, "자료는 매년 모은다."], ROWS),
}


@pytest.mark.parametrize(("heads", "rows"), NONE.values(), ids=NONE)
def test_what_the_numbers_do_not_bear_out_is_no_table(heads, rows):
    assert not any("| | | | 증감률 | | 증감률 |" in row or "1,210 |" in row for found in tables(*heads, *rows) for row in found)


@pytest.mark.parametrize("heads", [heads for heads, _ in LAID.values()], ids=LAID)
def test_each_rate_is_that_of_the_year_before_it(heads):
    figures = extract("\n\n".join(["# 가온시 통계", *heads, *ROWS]), date(2024, 5, 2)).figures

    assert [(figure.text, figure.unit, figure.measure, figure.period_start.year) for figure in figures[:5]] == [
        ("1,000", "count", "level", 2021),
        ("1,100", "count", "level", 2022),
        ("10.0", "percent", "change", 2022),
        ("1,210", "count", "level", 2023),
        ("10.0", "percent", "change", 2023),
    ]
