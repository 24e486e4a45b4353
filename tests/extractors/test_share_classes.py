"""An item of a filing that tells of several classes of shares, flattened to text."""

from datetime import date

import pytest

from pipeline import extract

DAY = date(2024, 2, 1)


def told(text):
    return [(f.text, f.unit, f.metric, f.modality) for f in extract(text, published_on=DAY).figures]


@pytest.mark.parametrize("joint", ["\n", " "], ids=["a line each", "one line"])
def test_the_next_class_says_what_the_first_one_says(joint):
    text = (
        f"현금 배당 결정\n3. 1주당 배당금(원) 보통주식 410{joint}종류주식 460\n4. 시가배당율(%) 보통주식 1.9{joint}종류주식 2.6\n"
    )

    assert told(text) == [
        ("410", "KRW", "dividend_per_share", "plan"),
        ("460", "KRW", "dividend_per_share", "plan"),
        ("1.9", "percent", "dividend_yield", "plan"),
        ("2.6", "percent", "dividend_yield", "plan"),
    ]


def test_a_class_without_any_leaves_the_other_its_own_item():
    text = "현금 배당 결정\n3. 1주당 배당금(원) 보통주식 410\n4. 시가배당율(%) 보통주식 - 종류주식 2.6\n"

    assert told(text)[1:] == [("2.6", "percent", "dividend_yield", "plan")]


@pytest.mark.parametrize("line", ["종류주식 460", "종류주식 2024", "보통주식 410과 종류주식 460"])
def test_a_class_below_no_item_has_no_unit(line):
    assert told(f"현금 배당 결정\n배당 기준일은 다음과 같다.\n{line}\n") == []
