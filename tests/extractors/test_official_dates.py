"""Days as ministries write them, with what only looks like them: dots, weekdays, lists, lengths that shrink."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.dates import find_times, resolve_times

PUBLISHED = date(2025, 11, 5)


def read(text: str, published_on: date = PUBLISHED) -> list[tuple[str, str]]:
    found = resolve_times(find_times(text), text, (), published_on)
    return [(text[time.start : time.end], str(time.start_on) if time.start_on else "-") for time in found]


DOTTED = [
    ("대책을 국무회의에서 의결(11.4.)했다", "11.4", "2025-11-04"),
    ("예방접종 현황 (10.29., 0시 기준)", "10.29", "2025-10-29"),
    ("확진자 현황(10.21일 0시 기준)", "10.21일", "2025-10-21"),
    ("1.3일 이후 누계", "1.3일", "2026-01-03"),
    ("접수는 11.20일까지 한다", "11.20일", "2025-11-20"),
    ("11.03일자 공고", "11.03일", "2025-11-03"),
    ("협의(11.2.(일))를 열고 금일(11.2) 발사를 다뤘다", "11.2", "2025-11-02"),
    ("협의를 11.2.(일) 열었다. 개편(11.30.예정)을 앞뒀다", "11.30", "2025-11-30"),
    ("간담회를 10.31.(금) 열었다. 공모(10.14~10.18)를 마쳤다", "10.14~10.18", "2025-10-14"),
    ("봄(4.1.~6.20.)과 가을(8.21.~10.30.)에 잡는다", "8.21.~10.30", "2025-08-21"),
    ("수에즈운하 중단(3.23.∼3.29.) 사태", "3.23.∼3.29", "2025-03-23"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "surface", "day"), DOTTED)
def test_a_day_with_a_dot(text, surface, day):
    assert (surface, day) in read(text)


DECIMALS = [
    "증가율(3.5)이 높아졌다",
    "협의를 11.2.(일) 열었다. 지수(3.5)가 올랐다",
    "협의를 11.2.(일) 열었다. 점수(6.8점)가 높다",
    "물가가 오른 나라(3.1%)",
    "비율은 6.5배다",
    "배율(1.25)과 배점(2.75)",
]


@pytest.mark.parametrize("text", DECIMALS)
def test_a_decimal_is_no_day(text):
    assert [surface for surface, _ in read(text) if surface != "11.2"] == []


LENGTHS = [
    ("심사가 30일에서 9일로 대폭 줄어들었다", ["30일", "9일"]),
    ("심사 기간이 15일에서 7일로 단축된다", ["15일", "7일"]),
    ("휴가가 10일에서 20일로 늘었다", ["10일", "20일"]),
    ("대기 일수가 12일로 감소했다", ["12일"]),
    ("한파일수는 평균 3.5일 늘었다", ["3.5일"]),
    ("한파는 4.3일에서 5.2일로 늘었다", ["4.3일", "5.2일"]),
    ("새로운 30년을 시작한다", ["30년"]),
    ("지나온 20년을 돌아본다", ["20년"]),
    ("또 다른 30년을 연다", ["30년"]),
    ("미래 40년을 그린다", ["40년"]),
]


@pytest.mark.parametrize(("text", "surfaces"), LENGTHS)
def test_a_length_has_no_day(text, surfaces):
    assert read(text) == [(surface, "-") for surface in surfaces]


WEEKDAYS = [
    ("대회가 끝나는 8월 12일(토)까지 상황실을 운영했다고 밝혔다", date(2023, 7, 28), "2023-08-12"),
    ("1월 8일(목) 문을 연다", PUBLISHED, "2026-01-08"),
    ("3월 4일(수)에 접수를 시작한다", PUBLISHED, "2026-03-04"),
    ("10월 31일(금) 마쳤다", PUBLISHED, "2025-10-31"),
    ("23일(화) 밝혔다", PUBLISHED, "2025-09-23"),
    ("12월 24일(수) 연다", PUBLISHED, "2025-12-24"),
    ("5월 30일(금) 마쳤다", PUBLISHED, "2025-05-30"),
    ("8월 12일(수) 열린 회의였다", PUBLISHED, "2025-08-12"),  # a slip of the pen: told in the past
    ("7일(금)부터 받는다", PUBLISHED, "2025-11-07"),
    ("2024년 계획을 세웠다. 9월 8일(월) 시제품을 공개했다", PUBLISHED, "2025-09-08"),
]


@pytest.mark.parametrize(("text", "published_on", "day"), WEEKDAYS)
def test_a_weekday_tells_the_year_or_month(text, published_on, day):
    assert read(text, published_on)[-1][1] == day


LISTS = [
    ("임시국회(1∼8월, 12월) 기간에 제출된다", "12월", "2025-12-01"),
    ("2월, 7월 및 12월에 나눠 낸다", "12월", "2025-12-01"),
]


@pytest.mark.parametrize(("text", "surface", "day"), LISTS)
def test_months_of_a_list_lie_in_one_year(text, surface, day):
    assert (surface, day) in read(text, date(2025, 1, 25))


TENSES = [
    ("결과는 6월에 공지하며, 선정된 제품은 7월 초 전시될 예정이다", "2022-06-01"),
    ("명단은 9월에 발표하고, 개선된 장비는 나눠 줄 계획이다", "2022-09-01"),
    ("심사는 8월에 마치며, 확정된 기업은 지원을 받을 전망이다", "2022-08-01"),
]


@pytest.mark.parametrize(("text", "day"), TENSES)
def test_a_past_that_describes_a_noun_is_not_the_tense_of_the_sentence(text, day):
    assert read(text, date(2022, 4, 18))[0][1] == day


WINTERS = [
    ("이번 겨울철에 한랭질환자가 늘었다", date(2026, 3, 10), "2025-12-01"),
    ("이번 겨울 전력 수요를 점검한다", date(2025, 11, 5), "2025-12-01"),
    ("이번 겨울철('25.12.1.~'26.2.28.)에 신고됐다", date(2026, 3, 10), "2025-12-01"),
]


@pytest.mark.parametrize(("text", "published_on", "day"), WINTERS)
def test_this_winter_has_begun_in_december(text, published_on, day):
    assert read(text, published_on)[0][1] == day


LABELS = [
    ("(신규) '22) 3종 → '23) 10종", ["'22", "'23"]),
    ("재배: '12) 70% → '17) 58 → '24) 29", ["'12", "'17", "'24"]),
]


@pytest.mark.parametrize(("text", "surfaces"), LABELS)
def test_a_short_year_before_a_bracket_is_a_label(text, surfaces):
    assert [surface for surface, _ in read(text)] == surfaces
