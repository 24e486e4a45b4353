"""Heads that a converter wrote in another order than that of their columns."""

from datetime import date

import pytest

from pipeline import extract

HEADS = "증감(천명) 증감률 ’25.8월 9월 10월 (%)\n\n’25.10월 (천명)\n\n구성비 (%)\n\n"
ROWS = (
    "항만 하역 200 (100.0) 4.0 3.5 5.0 2.6 일반 하역 120 (60.0) 2.0 1.5 3.0 2.6\n",
    "냉동 하역 80 (40.0) 2.0 2.0 2.0 2.6\n",
)
CAPTION = "<하역업 종사자수 및 전년동월대비 증감, 증감률>\n\n"


def figures(text: str) -> list:
    return extract(f"# 하역업 동향\n\n{CAPTION}{text}", published_on=date(2025, 11, 20)).figures


def test_the_heads_are_laid_in_the_one_order_that_reckons():
    read = {(f.text, f.subject_text): f for f in figures(HEADS + "".join(ROWS))}

    level, share = read["120", "일반 하역"], read["60.0", "일반 하역"]
    assert (level.value, level.measure, level.period_start) == (120_000, "level", date(2025, 10, 1))
    assert (share.value, share.unit, share.measure) == (60, "percent", "level")
    assert (read["1.5", "일반 하역"].value, read["1.5", "일반 하역"].measure) == (1500, "change")
    assert read["1.5", "일반 하역"].period_start == date(2025, 9, 1)
    assert (read["2.6", "냉동 하역"].unit, read["2.6", "냉동 하역"].measure) == ("percent", "change")


@pytest.mark.parametrize(
    "body",
    [
        "".join(ROWS).replace("2.6", "7.1"),
        "".join(ROWS).replace("(60.0)", "(30.0)"),
        ROWS[0],
    ],
    ids=["another rate", "another share", "two rows"],
)
def test_where_the_numbers_do_not_bear_an_order_out_nothing_is_read(body):
    assert not [f for f in figures(HEADS + body) if f.text in {"120", "80", "60.0", "(60.0)"}]


def test_numbers_in_brackets_below_another_head_are_minus():
    text = "(단위: 억원)\n\n| 구분 | 이익 | 비중(%) |\n|---|---|---|\n| 가온 | (120) | (60.0) |\n| 나루 | (80) | (40.0) |\n"
    values = [float(f.value) for f in extract(text, published_on=date(2025, 11, 20)).figures]
    assert values == [-120e8, 60, -80e8, 40]
