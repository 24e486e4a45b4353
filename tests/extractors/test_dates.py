"""Time expressions: what each is read as, what is no time, and what a day becomes in every written form."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import Time, find_times, resolve_times
from extractors.dates.calendar import add_months, month_length, unit_days, week_of
from extractors.dates.forms import FORMS
from extractors.dates.units import UNITS
from extractors.dates.words import NAMES, WORDS
from schemas import Block

HERE = Path(__file__).parent
POSITIVE = [
    line for line in (HERE / "dates_positive.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]
NEGATIVE = (HERE / "dates_negative.txt").read_text(encoding="utf-8").splitlines()


def read(
    text: str, published_on: date | None = date(2025, 11, 5), blocks: list[Block] | None = None, **options: object
) -> list[Time]:
    return resolve_times(find_times(text), text, blocks or [], published_on, **options)  # type: ignore[arg-type]


def days(found: Time) -> str:
    if found.start_on is None or found.end_on is None:
        return found.value if found.kind == "duration" and found.value else "-"
    return f"{found.start_on}" if found.start_on == found.end_on else f"{found.start_on}..{found.end_on}"


def check(row: str) -> None:
    text, _, rest = row.rpartition(" @ ")
    day, _, expected = rest.partition(" => ")

    assert expected.split("; ") == [days(found) for found in read(text, date.fromisoformat(day))]


@pytest.mark.parametrize("row", POSITIVE)
def test_expression_is_read(row):
    check(row)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.surface)
def test_every_word_keeps_its_promise(word):
    """The example written beside a word is what is read in it."""
    check(word.example)


@pytest.mark.parametrize("rule", [*UNITS, *FORMS], ids=lambda rule: f"{rule.name}: {rule.example}")
def test_every_rule_reads_its_example(rule):
    text, _, expected = rule.example.partition(" => ")

    assert expected.split("; ") == [days(found) for found in read(text)]


def test_there_are_enough_negatives():
    assert len(set(NEGATIVE)) >= 150


@pytest.mark.parametrize("text", NEGATIVE)
def test_what_is_no_time_yields_nothing(text):
    assert [text[match.start : match.end] for match in find_times(text)] == []


@pytest.mark.parametrize(("name", "example"), NAMES)
def test_a_name_that_looks_like_time_yields_nothing(name, example):
    assert name in example
    assert find_times(example) == []


SPANS = [
    ("Alibaba가 2분기(7~9월) 실적을", "2분기(7~9월)"),
    ("9분기 연속 세 자릿수", "9분기 연속"),
    ("한 달 새 올라왔다", "한 달"),
    ("1년 새 62% 늘었다", "1년"),
    ("15영업일 이내 수령", "15영업일"),
    ("앞으로 3년간 투자한다", "앞으로 3년간"),
    ("지난 5년 동안 늘었다", "지난 5년 동안"),
    ("2030년까지 늘린다", "2030년"),
    ("2014년부터 2023년 사이에 출원된", "2014년부터 2023년 사이"),
    ("지난 6월 16일부터 7월 25일까지의 조사", "지난 6월 16일부터 7월 25일까지"),
    ("2025. 10. 31(금) 발간", "2025. 10. 31"),
    ("11월 3일 월요일에", "11월 3일 월요일"),
    ("내년도 정부안은", "내년도"),
    ("올해도 늘었다", "올해"),
    ("지난해도 늘었다", "지난해"),
    ("작년 같은 기간보다", "작년 같은 기간"),
    ("12월 3일부터 사흘간 연다", "12월 3일부터 사흘간"),
    ("오는 10일부터 40일간", "오는 10일부터 40일간"),
    ("'26.3월 말 선정", "'26.3월 말"),
    ("2027 회계연도(2027년 4월~2028년 3월) 상장", "2027 회계연도(2027년 4월~2028년 3월)"),
]


@pytest.mark.parametrize(("text", "surface"), SPANS)
def test_span_leaves_particles_and_brackets_outside(text, surface):
    assert [surface] == [text[match.start : match.end] for match in find_times(text)]


VALUES = [
    ("2025년 9월 8일", "date", "2025-09-08", "day"),
    ("2025년 9월", "date", "2025-09", "month"),
    ("2025년 3분기", "date", "2025-Q3", "quarter"),
    ("2025년 상반기", "date", "2025-H1", "half"),
    ("2025년", "date", "2025", "year"),
    ("지난주", "date", "2025-W44", "week"),
    ("이달 초", "date", "2025-11", "month"),
    ("25-27년", "period", "2025/2027", "year"),
    ("1~9월", "period", "2025-01/2025-09", "month"),
    ("향후 3년간", "period", "P3Y", "year"),
    ("24시간", "duration", "PT24H", "hour"),
    ("1990년대", "date", "199", "decade"),
    ("매년", "period", "P1Y", "year"),
]


@pytest.mark.parametrize(("text", "kind", "value", "grain"), VALUES)
def test_value_is_timex3(text, kind, value, grain):
    assert [(kind, value, grain)] == [(found.kind, found.value, found.grain) for found in read(text)]


# anchors -----------------------------------------------------------------------------------------------------------------------


def block(ordinal: int, text: str, at: int, kind: str = "paragraph", parent: int | None = None) -> Block:
    return Block(
        block_id=f"b{ordinal}", doc_id="d", ordinal=ordinal, kind=kind, level=0, parent=parent, heading_path=(),  # type: ignore[arg-type]
        start_char=at, end_char=at + len(text), source_line=ordinal + 1,
    )  # fmt: skip


def document(*parts: tuple[str, str, int | None]) -> tuple[str, list[Block]]:
    """Text and blocks of (kind, text, parent) parts."""
    blocks, at = [], 0
    for ordinal, (kind, text, parent) in enumerate(parts):
        blocks.append(block(ordinal, text, at, kind, parent))
        at += len(text) + 1
    return "\n".join(text for _, text, _ in parts), blocks


@pytest.mark.parametrize(
    ("heading", "year"), [("향후 일정", 2025), ("< 앞으로의 추진 계획 >", 2025), ("지난 일정", 2024), ("사업 계획", 2024)]
)
def test_what_stands_under_a_schedule_to_come_lies_ahead(heading, year):
    text, blocks = document(("heading", heading, None), ("list_item", "입주: 12월 초", 0))

    assert read(text, blocks=blocks, published_on=date(2025, 4, 20))[0].value == f"{year}-12"


def test_bullet_under_a_month_takes_it_from_its_heading():
    text, blocks = document(("heading", "2024년 9월 일정", None), ("list_item", "8일: 설명회", 0))

    assert [days(found) for found in read(text, blocks=blocks)] == ["2024-09-01..2024-09-30", "2024-09-08"]
    assert read(text, blocks=blocks)[1].anchor == "heading"


def test_month_bullet_takes_its_year_from_the_caption_above():
    text, blocks = document(("caption", "표 1. 24년 하반기 출시 현황", None), ("list_item", "7월: 모델 공개", 0))

    assert days(read(text, blocks=blocks)[1]) == "2024-07-01..2024-07-31"


def test_compared_month_of_a_table_comes_from_the_title():
    text, blocks = document(
        ("title", "2025년 10월 수출 동향", None),
        ("heading", "품목별 수출", 0),
        ("table", "| 품목 | 전년 동월 대비 | 전월 대비 |", 1),
    )

    assert [days(found) for found in read(text, blocks=blocks)[1:]] == ["2024-10-01..2024-10-31", "2025-09-01..2025-09-30"]


def test_what_is_compared_with_is_no_anchor():
    """After `작년 4분기와 견주면`, the same quarter is still this year's."""
    text = "4Q25 이익은 작년 4분기(1,140억원)와 견주면 1.9배다. 같은 분기 컨센서스는 올랐다."

    assert days(read(text)[-1]) == "2025-10-01..2025-12-31"


@pytest.mark.parametrize(("told", "expected"), [("11월 10일", "2025-11-10"), ("10일", "2025-11-13")])
def test_this_day_of_a_later_paragraph_is_that_of_the_story_where_it_names_its_month(told, expected):
    text, blocks = document(
        ("paragraph", f"장관은 {told} 회의에서 계획을 밝혔다.", None), ("paragraph", "이날 대책이 나왔다.", None)
    )
    assert days(read(text, date(2025, 11, 13), blocks)[1]) == expected


def test_without_publication_day_relative_words_stay_open():
    found = read("지난달 문을 열었다", None)[0]

    assert (found.start_on, found.end_on, found.reason) == (None, None, "the day of publication is not known")


def test_an_open_expression_says_why():
    assert all(found.reason for text in ("전년 동기 대비 늘었다", "출시 2년 후 단종됐다", "매년 늘린다") for found in read(text))


def test_an_impossible_day_has_no_days():
    assert [(found.start_on, found.reason) for found in read("2025년 2월 30일")] == [(None, "the calendar has no such day")]
    assert read("13월에 만나자") == []


def test_both_readings_possible_means_none():
    """03/04/2016 is the third of April or the fourth of March."""
    assert read("03/04/2016") == []


RELATIONS = [
    ("전년 동기 대비 늘었다", "comparison"),
    ("작년 3분기보다 늘었다", "comparison"),
    ("작년 10월의 세 배", "comparison"),
    ("10월 30일 기준 종가", "as_of"),
    ("2020년 이후 흑자다", "since"),
    ("2030년까지 늘린다", "until"),
    ("3분기 매출", None),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_relation_tells_what_the_expression_does(text, relation):
    assert relation == read(text)[0].relation


FISCAL = [
    ("FY1Q26", 3, "2025-04-01..2025-06-30"),
    ("1Q FY26", 3, "2025-04-01..2025-06-30"),
    ("FY2026", 3, "2025-04-01..2026-03-31"),
    ("FY26 Q4", 1, "2025-11-01..2026-01-31"),
    ("FY2025", 9, "2024-10-01..2025-09-30"),
    ("2026 회계연도", 8, "2025-09-01..2026-08-31"),
]


@pytest.mark.parametrize(("term", "month", "expected"), FISCAL)
def test_fiscal_terms_follow_the_companys_own_year(term, month, expected):
    text = f"알리바바는 {term} 실적을 발표했다"

    assert expected == days(read(text, fiscal_year_ends=[(0, 4, month)])[0])


def test_fiscal_terms_are_calendar_without_a_known_year_end():
    assert days(read("FY1Q26 실적")[0]) == "2026-01-01..2026-03-31"


# properties --------------------------------------------------------------------------------------------------------------------

DAYS = st.dates(min_value=date(1960, 1, 1), max_value=date(2049, 12, 31))
ANCHORS = st.dates(min_value=date(1990, 1, 1), max_value=date(2049, 12, 31))
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SINO = "영일이삼사오육칠팔구"


def spell(number: int) -> str:
    """Sino-Korean, the slow way: it shares no code with the reader."""
    parts = []
    for power, name in ((1000, "천"), (100, "백"), (10, "십")):
        digit, number = divmod(number, power)
        parts.append(("" if digit == 1 else SINO[digit]) + name if digit else "")
    return "".join(parts) + (SINO[number] if number else "")


def spoken_month(month: int) -> str:
    return {6: "유", 10: "시"}.get(month, spell(month))


FORMS = {
    "korean": lambda day: f"{day.year}년 {day.month}월 {day.day}일",
    "tight": lambda day: f"{day.year}년{day.month}월{day.day}일",
    "dotted": lambda day: f"{day.year}. {day.month}. {day.day}.",
    "padded": lambda day: f"{day:%Y.%m.%d}",
    "iso": lambda day: f"{day:%Y-%m-%d}",
    "slashed": lambda day: f"{day:%Y/%m/%d}",
    "spoken": lambda day: f"{spell(day.year)}년 {spoken_month(day.month)}월 {spell(day.day)}일",
    "weekday": lambda day: f"{day.year}년 {day.month}월 {day.day}일 {'월화수목금토일'[day.weekday()]}요일",
    "bracket": lambda day: f"{day:%Y.%m.%d}({'월화수목금토일'[day.weekday()]})",
    "day first": lambda day: f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}",
    "month first": lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    "hanja": lambda day: f"{day.year}年 {day.month}月 {day.day}日",
}
SHORT_FORMS = {
    "apostrophe": lambda day: f"'{day:%y}.{day.month}.{day.day}",
    "two digits": lambda day: f"{day:%y.%m.%d}",
}


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS, anchor=ANCHORS)
@settings(max_examples=60, deadline=None)
def test_any_day_reads_back_in_every_form(form, day, anchor):
    found = read(f"회의는 {FORMS[form](day)}에 열렸다", anchor)

    assert [(day, day)] == [(item.start_on, item.end_on) for item in found]


@pytest.mark.parametrize("form", SHORT_FORMS)
@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2049, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_any_day_of_this_century_reads_back_with_two_digits(form, day):
    assert [day] == [item.start_on for item in read(f"({SHORT_FORMS[form](day)})")]


@given(anchor=ANCHORS, back=st.integers(min_value=0, max_value=300))
@settings(max_examples=200, deadline=None)
def test_a_past_day_without_its_year_reads_back(anchor, back):
    day = anchor - timedelta(days=back)

    assert [day] == [item.start_on for item in read(f"지난 {day.month}월 {day.day}일 발표했다", anchor)] or back == 0


@given(anchor=ANCHORS, ahead=st.integers(min_value=1, max_value=300))
@settings(max_examples=200, deadline=None)
def test_a_coming_day_without_its_year_reads_back(anchor, ahead):
    day = anchor + timedelta(days=ahead)

    assert [day] == [item.start_on for item in read(f"오는 {day.month}월 {day.day}일 발표할 예정이다", anchor)]


@given(anchor=ANCHORS, back=st.integers(min_value=1, max_value=27))
@settings(max_examples=200, deadline=None)
def test_a_past_day_of_the_month_reads_back(anchor, back):
    day = anchor - timedelta(days=back)

    assert [day] == [item.start_on for item in read(f"지난 {day.day}일 발표했다", anchor)]


RELATIVE = {"그저께": -2, "어제": -1, "오늘": 0, "내일": 1, "모레": 2, "글피": 3, "사흘 전": -3, "열흘 뒤": 10, "100일 전": -100}


@given(anchor=ANCHORS, word=st.sampled_from(sorted(RELATIVE)))
@settings(max_examples=200, deadline=None)
def test_relative_days_count_from_the_anchor(anchor, word):
    assert [anchor + timedelta(days=RELATIVE[word])] == [item.start_on for item in read(f"{word} 발표", anchor)]


@given(anchor=ANCHORS)
@settings(max_examples=200, deadline=None)
def test_relative_units_are_whole_calendar_units(anchor):
    for word, unit, step in (("지난달", "month", -1), ("다음 달", "month", 1), ("작년", "year", -1), ("내년", "year", 1)):
        expected = unit_days(add_months(anchor.replace(day=1), step * (12 if unit == "year" else 1)), unit)

        assert [expected] == [(item.start_on, item.end_on) for item in read(f"{word} 실적", anchor)]


@given(year=st.integers(min_value=1990, max_value=2049), month=st.integers(min_value=1, max_value=12))
@settings(max_examples=100, deadline=None)
def test_thirds_cover_a_month(year, month):
    parts = [read(f"{year}년 {month}월 {part}")[0] for part in ("초", "중순", "하순")]

    assert [part.start_on.day for part in parts if part.start_on] == [1, 11, 21]
    assert [10, 20, month_length(year, month)] == [part.end_on.day for part in parts if part.end_on]


@given(year=st.integers(min_value=1990, max_value=2049), month=st.integers(min_value=1, max_value=12))
@settings(max_examples=100, deadline=None)
def test_first_week_of_a_month_holds_its_first_thursday(year, month):
    first, last = week_of(unit_days(date(year, month, 1), "month"), 1)

    assert (first.weekday(), last.weekday()) == (0, 6)
    assert (month, True) == ((first + timedelta(days=3)).month, (first + timedelta(days=3)).day <= 7)


@given(
    st.text(alphabet="0123456789년월일분기주 ~.'/-()전후지난오는올해작같은동기부터까지사이에서와과QFEHY", max_size=80), ANCHORS
)
@settings(max_examples=500, deadline=None)
def test_any_text_is_read_without_error(text, anchor):
    """Spans lie in the text, in order and apart; days are in order."""
    found = read(text, anchor)

    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(item.start_on <= item.end_on for item in found if item.start_on and item.end_on)
    assert all(item.start_on or item.reason for item in found)


HOSTILE = [
    "1" * 200_000,
    "(" * 100_000,
    "3일 " * 3_000,
    "1.1.1." * 20_000,
    "2025.1.1~" * 5_000,
    "일이삼사" * 20_000,
    "지난 " * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_hostile_text_ends_quickly(text):
    """Work that grows with the square of the length would not end within the patience of any test run."""
    assert len(read(text)) <= len(text)


def test_no_korean_expression_depends_on_dateparser(monkeypatch):
    import dateparser

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("dateparser was asked for a Korean expression")

    monkeypatch.setattr(dateparser, "parse", refuse)
    for row in POSITIVE:
        check(row)


NOTED = [
    ("| 2024 | 2025(잠정) |", ["2024", "2025"]),
    ("| 2024 | 2025(E) |", ["2024", "2025"]),
    ("| 2024 | 2025 9월 |", ["2024", "2025 9월"]),
    ("| 2024 | 2,025(잠정) |", ["2024"]),
    ("직원 2025(잠정)명", []),
]


@pytest.mark.parametrize(("text", "expected"), NOTED)
def test_a_column_head_with_a_note_is_a_time_of_its_own(text, expected):
    """Unread, its cells would take the period of the column before."""
    assert expected == [text[found.start : found.end] for found in find_times(text)]
