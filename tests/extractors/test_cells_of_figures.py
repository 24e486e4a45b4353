"""Cells of tables: a row called after a measure nobody listed, the modality that heads tell, fractions that are shares."""

from datetime import date

import pytest

from pipeline import extract

TABLE = """# 가온정밀 {title}

(단위: 억원)

| 구분 | 2023 | 2024 |
| --- | --- | --- |
| {first} | 1,200 | 1,300 |
| {second} | (31) | 33 |
"""


def figures(title="재무", first="매출액", second="영업이익", published_on=date(2025, 3, 3)):
    return extract(TABLE.format(title=title, first=first, second=second), published_on).figures


@pytest.mark.parametrize("label", ["미처분잉여", "미수금", "선수금", "외주가공비", "지분법손실 (연결)", "내 수"])
def test_an_unlisted_measure_takes_no_other_metric(label):
    assert {figure.metric for figure in figures(second=label)[2:]} == {"other"}


@pytest.mark.parametrize(
    ("label", "metric"), [("영업이익", "operating_profit"), ("당기순이익", "net_income"), ("매출액", "revenue")]
)
def test_a_listed_measure_keeps_its_metric(label, metric):
    assert {figure.metric for figure in figures(second=label)[2:]} == {metric}


def test_a_plain_table_states_what_was():
    assert {figure.modality for figure in figures()} == {"actual"}


def test_a_table_of_what_is_to_come_is_not_plain():
    assert "actual" not in {figure.modality for figure in figures(title="실적 전망", published_on=date(2022, 11, 3))}


@pytest.mark.parametrize("text", ["응답자의 3분의 2가 찬성했다.", "직원의 5분의 1이 떠났다."])
def test_a_fraction_of_a_whole_is_a_level(text):
    (figure,) = extract(text, date(2025, 12, 1)).figures

    assert (figure.measure, figure.basis) == ("level", None)


def test_a_multiple_of_an_earlier_size_is_a_change():
    (figure,) = extract("가온정밀 매출은 5년 전의 3배다.", date(2025, 12, 1)).figures

    assert figure.measure == "change"
