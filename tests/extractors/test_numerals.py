"""Numerals: what must be read, what must stay silent, and properties whose speller shares no code with the reader."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numerals import find_numerals
from extractors.spelling import LONGEST_LITERAL

READ = [
    ("삼천이백오십 명", "3250"),
    ("이천오백억", "250000000000"),
    ("스물세 개", "23"),
    ("서른다섯", "35"),
    ("쉰두 명", "52"),
    ("열네 건", "14"),
    ("백스물다섯 번째", "125"),
    ("12억3천만 원", "1230000000"),
    ("3조 2,500억 원", "3250000000000"),
    ("1조 2,345억원", "1234500000000"),
    ("3.5만", "35000"),
    ("1만 6천", "16000"),
    ("2만5,610", "25610"),
    ("7만8000", "78000"),
    ("2,619십억", "2619000000000"),
    ("1억8,000만", "180000000"),
    ("4천 820만", "48200000"),
    ("1천 1백 70만", "11700000"),
    ("29만 천 890 톤", "291890"),
    ("50 만 배럴", "500000"),
    ("3백21 위안", "321"),
    ("3백일은", "301"),
    ("만 원", "10000"),
    ("천 명", "1000"),
    ("일점삼", "1.3"),
    ("영점영오", "0.05"),
    ("십이점삼사 퍼센트", "12.34"),
    ("삼점오조 원", "3500000000000"),
    ("3.5조", "3500000000000"),
    ("마이너스 이십", "-20"),
    ("영하 십오 도", "-15"),
    ("-1.25", "-1.25"),
    (".08", "0.08"),
    ("1,234,567", "1234567"),
    ("1,234,567.89 는", "1234567.89"),
    ("이십이다", "20"),
    ("이십육이다", "26"),
    ("백이 넘는 사람", None),
    ("이백이 넘는다", None),
    ("오십 이", "52"),
    ("둘이서", None),
    ("하나만 고른다", "1"),
    ("셋에 출발", "3"),
    ("3조각", "3"),
    ("절반", "0.5"),
    ("숫자 삼은", "3"),
    ("정답은 사이다", "4"),
    ("마이나스 7", "-7"),
    ("마이나스 이십사", "-24"),
    ("만팔천사백이십육원", "18426"),
    ("이점오경 원", "25000000000000000"),
    ("- 12", "-12"),
]
"""Text, and the one number in it; None where the reader leaves it open, which a guess must not fill."""

FRACTIONS = [
    ("3분의 1", (1, 3)),
    ("이분의 일", (1, 2)),
    ("삼분의 이를", (2, 3)),
    ("이십오분의 삼", (3, 25)),
    ("이십일 분의 1", (1, 21)),
    ("삼과 오분의 일", (16, 5)),
    ("오분의 마이너스 이", (-2, 5)),
    ("백분의 일만 달라", (1, 100)),
    ("2 1/4", (9, 4)),
    ("-4/5", (-4, 5)),
    ("구십오분의 십팔", (18, 95)),
    ("사와 칠분의 오", (33, 7)),
    ("육과팔분의삼", (51, 8)),
    ("7과 5분의 4", (39, 5)),
    ("4와 2/9", (38, 9)),
    ("9와3/10", (93, 10)),
    ("-6과 1/8", (-49, 8)),
    ("마이너스 오와 삼분의 이", (-17, 3)),
    ("이것은 3과 4분의 1이다", (13, 4)),
]

SEVERAL = [
    ("1, 234, 567", [1, 234, 567]),
    ("4000 3백21", [4000, 321]),
    ("이백과 이천은 다른 숫자다", [200, 2000]),
    ("3억 5억", [300000000, 500000000]),
    ("5조 10% 증가", [5 * 10**12, 10]),
    ("만 19세", [19]),
    ("20만 2026년", [200000, 2026]),
    ("10곳 중 7곳", [10, 7]),
    ("25명 - 40명", [25, 40]),
    ("삼성과 4분의 3", [Decimal("0.75")]),
    ("1과 2의 차이", [1, 2]),
    ("루트는 √3/4로 쓴다", []),
]

SILENT = Path(__file__).with_name("numerals_negative.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("text", "expected"), READ)
def test_numeral_is_read(text, expected):
    assert [numeral.value for numeral in find_numerals(text)] == ([] if expected is None else [Decimal(expected)])


@pytest.mark.parametrize(("text", "expected"), FRACTIONS)
def test_fraction_is_read(text, expected):
    (numeral,) = find_numerals(text)

    assert abs(Fraction(numeral.value) - Fraction(*expected)) < Fraction(1, 10**20)


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_numbers_beside_each_other_stay_apart(text, expected):
    assert [numeral.value for numeral in find_numerals(text)] == expected


def test_there_are_many_negatives():
    assert len(set(SILENT)) >= 150


@pytest.mark.parametrize("text", SILENT)
def test_what_looks_like_a_number_is_none(text):
    assert find_numerals(text) == []


@pytest.mark.parametrize("text", ["12,34억원", "5억3억원", "1.2.3", "007", "1" * (LONGEST_LITERAL + 1), "9억2조3억"])
def test_a_magnitude_is_read_whole_or_refused(text):
    assert find_numerals(text) == []


# -- the speller: plain recursion over powers of ten, nothing of the reader's

_NAMES = {10**12: "조", 10**8: "억", 10**4: "만"}
_SYLLABLES = "영일이삼사오육칠팔구"
_UNITS = ["", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"]
_BEFORE_COUNTER = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"]
_DECADES = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"]


def below_ten_thousand(number, *, with_one):
    spelled = ""
    for power, name in ((1000, "천"), (100, "백"), (10, "십")):
        digit, number = divmod(number, power)
        if digit:
            spelled += ("" if digit == 1 and not with_one else _SYLLABLES[digit]) + name
    return spelled + (_SYLLABLES[number] if number else "")


def spell_sino(number, *, with_one=False, space=""):
    if number == 0:
        return "영"
    parts = []
    for power, name in _NAMES.items():
        digits, number = divmod(number, power)
        if digits:
            head = below_ten_thousand(digits, with_one=with_one)
            parts.append(("" if head == "일" and name == "만" and not parts and not with_one else head) + name)
    if number:
        parts.append(below_ten_thousand(number, with_one=with_one))
    return space.join(parts)


def spell_mixed(number, *, comma, space):
    if number == 0:
        return "0"
    parts = []
    for power, name in {**_NAMES, 1: ""}.items():
        digits, number = divmod(number, power)
        if digits:
            parts.append((f"{digits:,}" if comma else str(digits)) + name)
    return space.join(parts)


def read_one(text):
    (numeral,) = find_numerals(text)
    assert (numeral.start, numeral.end) == (0, len(text))
    return numeral.value


NUMBERS = (
    st.integers(0, 10**16 - 1) | st.integers(0, 10**5) | st.builds(lambda a, b: a * 10**b, st.integers(1, 99), st.integers(0, 13))
)


@given(NUMBERS, st.booleans(), st.sampled_from(["", " "]))
def test_reading_undoes_spelling_in_words(number, with_one, space):
    assert read_one(spell_sino(number, with_one=with_one, space=space)) == number


@given(NUMBERS, st.booleans())
def test_reading_undoes_spelling_in_digits_and_words(number, comma):
    assert read_one(spell_mixed(number, comma=comma, space="")) == number


@given(st.integers(1, 10**8 - 1).filter(lambda n: n % 10**4 == 0 or n % 10**4 >= 10), st.booleans())
def test_reading_undoes_spelling_with_a_space(number, comma):
    """Below 만 a number of one digit that stands apart is left alone: 3만 5 is more often two numbers than one."""
    assert read_one(spell_mixed(number, comma=comma, space=" ")) == number


@pytest.mark.parametrize("number", range(1, 100))
def test_reading_undoes_spelling_in_native_words(number):
    noun = _DECADES[number // 10] + _UNITS[number % 10]
    counting = "스무" if number == 20 else _DECADES[number // 10] + _BEFORE_COUNTER[number % 10]

    assert [numeral.value for numeral in find_numerals(f"{counting} 개")] == [number]
    assert [numeral.value for numeral in find_numerals(f"모두 {noun}이다")] == (
        [number] if len(noun) > 1 or noun in "둘셋넷" else []
    )


@given(st.decimals(min_value=0, max_value=10**6, places=3, allow_nan=False))
def test_reading_undoes_spelling_of_decimals(number):
    whole, digits = str(number).split(".")
    spelled = f"{spell_sino(int(whole))}점{''.join(_SYLLABLES[int(digit)] for digit in digits)}"

    assert read_one(spelled) == number


@given(
    st.integers(10, 10**12),
    st.sampled_from(["매출은 ", "(", "약 ", "지난해 대비 ", "총", ""]),
    st.sampled_from(["원", "개를 팔았다", "명", " 수준", ")", "."]),
)
def test_the_value_never_changes_with_the_sentence(number, before, after):
    spelled = spell_mixed(number, comma=True, space="")

    assert [numeral.value for numeral in find_numerals(f"{before}{spelled}{after}")] == [number]


@pytest.mark.parametrize("text", ["- \n0~0", "-\n3억", "전월 -\n3억"])
def test_a_dash_that_ends_a_line_is_no_sign_of_the_next(text):
    first = find_numerals(text)[0]

    assert first.start > text.index("\n")
    assert first.value >= 0


@given(st.text(alphabet="일이삼십백천만억조0123456789,.점분의 -/~%원개명 한두세열스물\n가나", max_size=60))
def test_numerals_come_in_order_and_show_their_characters(text):
    found = find_numerals(text)

    assert all(0 <= numeral.start < numeral.end <= len(text) for numeral in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(
    "text", ["1" * 10**6, "이백" * 10**5, "1억" * 10**5, "3분의 " * 10**5, "1," * 10**5, "(" * 10**5 + "3" + ")" * 10**5]
)
def test_long_runs_end_soon(text):
    """They would not end within the run's time limit if the reader were more than linear."""
    assert len(find_numerals(text)) <= len(text)


@pytest.mark.parametrize(
    ("text", "value"), [("하루 13만 7,000배럴", 137_000), ("1만 5,000위안", 15_000), ("2만 4,000세대", 24_000)]
)
def test_a_unit_that_begins_like_a_rate_does_not_tear_the_number(text, value):
    assert [numeral.value for numeral in find_numerals(text)] == [value]
