"""Every row of the unit tables keeps the promise of its example; conditions and conversions refuse what they must."""

from __future__ import annotations

import csv
from decimal import Decimal
from importlib import resources

import pytest

from extractors.bounds import bound_of
from extractors.numerals import find_numerals
from extractors.quantities import find_quantities
from extractors.scopes import declared_in, parse_unit, unit_of_label
from extractors.units import Condition, to_base, unit_table


def rows(name):
    with (resources.files("seeds") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(value):
    return f"{value.normalize():f}"


def describe(text):
    """The quantities of a text as the seeds write them: value, unit, counter."""
    return ", ".join(" ".join(filter(None, (number(q.value), q.unit, q.counter))) for q in find_quantities(text))


def examples(*names):
    return [(row["example"], name) for name in names for row in rows(name)]


@pytest.mark.parametrize(("example", "name"), examples("units.csv", "currencies.csv", "counters.csv", "open_currencies.csv"))
def test_every_row_keeps_its_promise(example, name):
    """The example written beside a unit is what the reader makes of it."""
    text, _, expected = example.partition("=>")
    expected = expected.strip()
    value, _, unit = expected.partition(" ")

    assert describe(text.strip()) == (f"{number(Decimal(value))} {unit}" if expected else "")


@pytest.mark.parametrize("row", rows("bounds.csv"), ids=lambda row: row["surface"])
def test_every_bound_keeps_its_promise(row):
    text, _, expected = row["example"].partition(" => ")
    (quantity,) = find_quantities(text)

    assert (quantity.bound + (" ~" if quantity.approximate else "")) == expected


@pytest.mark.parametrize("row", rows("labels.csv"), ids=lambda row: row["example"])
def test_every_label_keeps_its_promise(row):
    """The unit of a bare number under a label, in a table of (단위: 십억원, %)."""
    case, _, expected = row["example"].partition(" =>")
    label, _, value = case.partition(" | ")
    declared = unit_of_label([label], [parse_unit("십억원"), parse_unit("%")])
    sign = -1 if value.startswith("△") else 1
    said = "" if declared is None else f"{number(sign * Decimal(value.lstrip('△')) * declared.scale)} {declared.unit.unit}"

    assert said == expected.strip()


def test_there_are_forty_currencies():
    assert len({row["code"] for row in rows("currencies.csv")}) >= 40


@pytest.mark.parametrize("code", sorted({row["code"] for row in rows("currencies.csv")}))
def test_a_currency_code_names_its_currency(code):
    assert (parse_unit(code) or parse_unit("")).unit.unit == code


@pytest.mark.parametrize(
    ("value", "unit", "expected", "base"),
    [
        ("484", "pyeong", "1600", "m2"),
        ("1", "ac", "4046.8564224", "m2"),
        ("2", "mi", "3218.688", "m"),
        ("1", "lb", "453.59237", "g"),
        ("8", "bit", "1", "B"),
        ("36", "km/h", "10", "m/s"),
        ("212", "degF", "100", "degC"),
        ("3600", "J", "1", "Wh"),
        ("1", "bbl", "158.987294928", "L"),
        ("60", "rpm", "1", "Hz"),
    ],
)
def test_a_value_is_converted_to_the_base_unit(value, unit, expected, base):
    converted, to = to_base(Decimal(value), unit)

    assert to == base
    assert abs(converted - Decimal(expected)) < Decimal("1e-9") * Decimal(expected)


@pytest.mark.parametrize("unit", ["m2", "Wh", "percent", "KRW", "count", "TEU"])
def test_a_base_unit_has_no_base(unit):
    assert to_base(Decimal(1), unit) == (None, None)


def test_every_unit_can_be_converted_or_needs_no_conversion():
    for unit in {unit.unit for unit in unit_table().units}:
        to_base(Decimal(1), unit)


def test_an_unknown_clause_is_refused():
    with pytest.raises(ValueError, match="unknown clause 'nearly'"):
        Condition.parse("strict; nearly")


@pytest.mark.parametrize(
    ("text", "unit", "scale", "per"),
    [
        ("십억원", "KRW", 10**9, None),
        ("억 달러", "USD", 10**8, None),
        ("백만 USD", "USD", 10**6, None),
        ("USD mn", "USD", 10**6, None),
        ("천 대", "count", 1000, None),
        ("천톤", "g", 1000, None),
        ("1,000원", "KRW", 1000, None),
        ("일억원", "KRW", 10**8, None),
        ("원/kg", "KRW", 1, "kg"),
        ("명/일", "count", 1, "일"),
        ("명/인구 10만명", "count", 1, "인구 10만명"),
        ("%p", "percentage_point", 1, None),
        ("GB/s", "B/s", 1, None),
    ],
)
def test_a_declared_unit_is_read(text, unit, scale, per):
    declared = parse_unit(text)

    assert (declared.unit.unit, declared.scale, declared.per) == (unit, scale, per)


@pytest.mark.parametrize(
    "text", ["", "연결", "K-IFRS", "12M", "10/30", "2024A", "억", "잠정", "십억원 기준일", "장/단기 차입금", "대/중소기업"]
)
def test_what_declares_no_unit_is_refused(text):
    assert parse_unit(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "사상 최대 1조원",
        "역대 최고 300건",
        "세계 최대 100MW",
        "계약 3억원",
        "예상을 5% 웃돌았다",
        "컨센서스를 7% 상회",
        "이상 기후 3건",
        "규모 5억원",
    ],
)
def test_what_only_looks_like_a_bound_is_none(text):
    (quantity,) = find_quantities(text)

    assert bound_of(text, quantity.start, quantity.end) == ("exact", False)


@pytest.mark.parametrize("row", rows("numerals.csv"), ids=lambda row: row["word"])
def test_every_word_of_numbers_keeps_its_promise(row):
    text, _, expected = row["example"].partition(" => ")
    said = {number(n.value) for n in find_numerals(text)}
    said |= {number(q.value) + (f"~{number(q.value_high)}" if q.value_high else "") for q in find_quantities(text)}

    assert row["word"] in text
    assert expected in said


@pytest.mark.parametrize(
    "label",
    [
        "취득주식수(주)",
        "발행주식총수 (주)",
        "보통주식(주)",
        "특정증권등의 수(주)",
        "4. 취득(주)",
        "합계(주)",
        "거래량(주)",
        "(주)",
    ],
)
def test_shares_are_counted_in_ju(label):
    (declared,) = declared_in(label)

    assert declared.unit.counter == "주"


@pytest.mark.parametrize("label", ["가온산업(주)", "나루정수 (주)", "(주)다온해운", "한빛기계(주)", "새빛물산[주]"])
def test_the_mark_of_a_company_is_no_unit(label):
    assert declared_in(label) == ()
