"""Labels and numbers that came out in turns below one period are laid beside each other, or left alone."""

import pytest

from pipeline import extract
from pipeline.readers import raw_report
from pipeline.segment import segment
from pipeline.segment.lines import read_lines
from pipeline.segment.turns import turned_table

SLIDE = "가온전자 경영설명회\n\n매출 및 이익\n(단위 : 조원)\n1Q ’27\n"
PERIOD_AT = 3
"""The line of the period; empty ones are not counted."""
READ = {
    "turns of two and one": (
        "매출액\n매출총이익\n114.4\n3.4\n(이익률)\n(24%)\n판매관리비\n영업이익\n2.3\n1.1\n",
        ["매출액 | 114.4", "매출총이익 | 3.4", "(이익률) | (24%)", "판매관리비 | 2.3", "영업이익 | 1.1"],
    ),
    "the shadows of bold print": (
        "매출액\n매출총이익\n14.39\n14\n39\n3.44\n판매관리비\n영업이익\n업 익\n2.26\n1.18\n",
        ["매출액 | 14.39", "매출총이익 | 3.44", "판매관리비 | 2.26", "영업이익 | 1.18"],
    ),
}
LEFT = {
    "more numbers than labels": "매출액\n매출총이익\n114.4\n3.4\n2.9\n영업이익\n1.1\n",
    "fewer numbers than labels": "매출액\n매출총이익\n114.4\n영업이익\n순이익\n1.1\n",
    "two periods": "4Q ’26\n매출액\n영업이익\n114.4\n3.4\n자산\n부채\n1.1\n1.2\n",
    "one turn": "매출액\n영업이익\n순이익\n자산\n114.4\n3.4\n2.9\n1.1\n",
}


def tables(text):
    segmented = segment(raw_report(text))
    return [segmented.text[block.start_char : block.end_char].split("\n") for block in segmented.blocks if block.kind == "table"]


@pytest.mark.parametrize(("lines", "rows"), READ.values(), ids=READ)
def test_labels_and_numbers_in_turns_are_rows(lines, rows):
    assert tables(SLIDE + lines) == [["| | 1Q ’27 |", *(f"| {row} |" for row in rows)]]


@pytest.mark.parametrize("lines", LEFT.values(), ids=LEFT)
def test_where_they_do_not_match_nothing_is_laid_out(lines):
    assert turned_table(list(read_lines(SLIDE + lines)), PERIOD_AT) is None


def test_the_period_and_the_unit_hold_for_all_rows():
    report = extract(SLIDE + READ["turns of two and one"][0])

    assert {(figure.text, str(figure.period_start)) for figure in report.figures} >= {
        ("114.4", "2027-01-01"),
        ("1.1", "2027-01-01"),
    }
    assert {figure.unit for figure in report.figures} == {"KRW", "percent"}
