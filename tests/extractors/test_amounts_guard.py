"""The value of an amount never depends on what stands around it: particles, row labels, marks of periods and line breaks from the tables."""

from __future__ import annotations

import csv
from decimal import Decimal
from importlib import resources

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from extractors.lexicon import LEXICON
from extractors.particles import JOSA, is_hangul
from extractors.quantities import find_quantities
from extractors.scopes import kind_of
from pipeline.readers import raw_report
from pipeline.segment import segment

settings.register_profile("tables", deadline=None)
settings.load_profile("tables")  # the first example reads the tables


def surfaces(*files):
    for file in files:
        with (resources.files("seeds") / file).open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                yield from next(row[column] for column in ("surfaces", "surface", "counter") if column in row).split("|")


WORDS = sorted({surface for surface in surfaces("units.csv", "counters.csv", "currencies.csv") if is_hangul(surface[0])})
NUMBERS = st.sampled_from(
    [
        "3",
        "12",
        "340",
        "1,234",
        "5.6",
        "12억",
        "5천만",
        "2조 3,400억",
        "3천",
        "7만8000",
        "1억 2,000만",
        "삼백",
        "이천오백억",
        "35만",
    ]
)
UNITS = st.sampled_from(
    ["원", " 원", "달러", " 위안", "유로", "%", "%p", "명", "개사", "톤", "km", "배럴", "㎡", "GWh", "엔", "건", "파운드"]
)
PREFIXES = st.sampled_from(["₩", "$", "€", "US$", "£"])


def figures(text):
    return [(q.value, q.value_high, q.unit, q.counter) for q in find_quantities(text)]


@given(NUMBERS, UNITS, st.sampled_from(JOSA))
def test_no_josa_behind_an_amount_changes_it(number, unit, josa):
    assume(josa != "랑" or not unit[-1:].isalpha())  # Kiwi takes 삼백원랑, which nobody says, for one noun
    alone = figures(number + unit)

    assert figures(f"{number}{unit}{josa} 늘었다") == alone


@given(NUMBERS.filter(lambda number: number[0].isdigit()), PREFIXES, st.sampled_from([*JOSA, *LEXICON.words("copula")]))
@example("12억", "₩", "이다")
@example("3천", "$", "이")
def test_no_josa_or_copula_behind_a_bare_number_becomes_a_digit(number, prefix, tail):
    """Behind a currency sign nothing names the end of the number, and 이 and 일 are digits elsewhere."""
    assume(tail != "만")  # 5천만 is a number
    alone = figures(prefix + number)

    assert figures(f"비용은 {prefix}{number}{tail} 한다") == alone


def test_no_row_label_changes_the_unit_of_the_caption():
    """Every word of the tables, not a sample."""
    for unit, head in (("백만원", "품목"), ("억 달러", "구분"), ("천톤", "종류"), ("%", "항목")):
        for label in WORDS:
            text = (
                f"(단위: {unit})\n\n| {head} | 2024 | 2025 |\n|---|---|---|\n| 사과 | 1,200 | 1,150 |\n| {label} | 840 | 910 |\n"
            )
            read = segment(raw_report(text))
            found = [q for q in find_quantities(read.text, read.blocks) if read.text[q.start : q.end] in ("840", "1,200")]
            factors = {q.value / Decimal(read.text[q.start : q.end].replace(",", "")) for q in found}

            said = kind_of(label) is not None  # `개 연도` says that its numbers are years

            assert (label, unit, len(factors), len({q.unit for q in found})) == (label, unit, 1, 1)
            assert said or len(found) == 2, label


@given(st.sampled_from(WORDS), st.sampled_from(["매출액(백만원)", "수출액(억달러)", "생산량(천톤)", "비중(%)"]))
def test_no_row_label_changes_the_unit_of_its_column(label, head):
    text = f"| 거래처 | {head} |\n|---|---|\n| 사과나라 | 1,200 |\n| {label} | 840 |\n"
    read = segment(raw_report(text))
    found = [q for q in find_quantities(read.text, read.blocks) if read.text[q.start : q.end] in ("840", "1,200")]

    assert len({q.value / Decimal(read.text[q.start : q.end].replace(",", "")) for q in found}) == 1
    assert (len(found), len({q.unit for q in found})) == (2, 1)


@given(NUMBERS, st.sampled_from(WORDS), st.sampled_from(JOSA))
def test_no_josa_behind_any_unit_changes_its_amount(number, unit, josa):
    """A unit that is also the beginning of a word may be left unread before letters, and is never read as another."""
    alone, with_josa = figures(f"{number}{unit}"), figures(f"{number}{unit}{josa} 늘었다")

    assert {value for value, *_ in with_josa} <= {value for value, *_ in alone} or not alone


@given(
    NUMBERS.filter(lambda number: number[0].isdigit()),
    UNITS,
    st.sampled_from(["약 ", "총 ", "최대 ", "(", "규모는 ", "전년 대비 "]),
)
def test_no_word_before_an_amount_changes_it(number, unit, before):
    assert figures(f"{before}{number}{unit} 늘었다") == figures(f"{number}{unit} 늘었다")


@given(st.sampled_from("pPeEaAfFmtkgGLVWNJKsh"), st.sampled_from(["2025년", "2025년 9월", "25년 3분기", "2025"]))
def test_no_mark_behind_a_period_is_a_unit(mark, period):
    text = f"| 시점 | 수출액(억달러) |\n|---|---|\n| 2024년 | 6,836 |\n| {period}({mark}) | 6,402 |\n"
    read = segment(raw_report(text))
    found = [q for q in find_quantities(read.text, read.blocks) if read.text[q.start : q.end] == "6,402"]

    assert [(q.value, q.unit) for q in found] == [(Decimal(640200000000), "USD")]


@given(NUMBERS.filter(lambda number: number[0].isdigit()), UNITS, st.data())
def test_no_line_break_inside_an_amount_changes_it(number, unit, data):
    """It is read whole or not at all."""
    amount = number + unit
    alone = figures(amount)
    at = data.draw(st.integers(1, len(amount) - 1))
    read = segment(raw_report(f"한빛정밀의 지난해 규모는 {amount[:at]}\n{amount[at:]}까지 늘었다."))

    assert figures(read.text) in (alone, [])
