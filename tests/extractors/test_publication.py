"""The day of publication: from the file, its header, its name, its address, else from the days the text speaks of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import find_times
from extractors.publication import Publication, find_publication
from extractors.publication.known import KNOWN, known_in
from extractors.publication.stated import read_metadata_days
from pipeline import extract

BODY = "\n반도체 수출이 다섯 달 연속 늘면서 무역수지 흑자 폭이 커졌다고 관련 업계는 전했다. 수요가 이어질 것이라는 기대가 나온다."


def find(text: str, **options: object) -> Publication | None:
    found = weigh(text, **options)
    return found if found.day else None


def weigh(text: str, **options: object) -> Publication:
    return find_publication(text, [], find_times(text), **options)  # type: ignore[arg-type]


HEADERS = [
    ("입력 2025.10.29. 오후 4:12  수정 2025.10.29. 오후 6:05", date(2025, 10, 29)),
    ("수정 2025.10.30. 오전 9:00  입력 2025.10.29. 오후 4:12", date(2025, 10, 29)),
    ("기사입력 2025-10-29 16:12", date(2025, 10, 29)),
    ("등록 2025.10.29 16:12:03", date(2025, 10, 29)),
    ("승인 2025.10.29 16:12", date(2025, 10, 29)),
    ("보도시점 2025. 11. 6.(목) 14:00   배포 2025. 11. 5.(수)", date(2025, 11, 6)),
    ("배포일: 2025년 11월 5일", date(2025, 11, 5)),
    ("한빛증권 리서치센터 | 기업분석 | 2025. 10. 31(금)", date(2025, 10, 31)),
    ("Biweekly Report\n1 Dec 2025", date(2025, 12, 1)),
    ("December 1, 2025", date(2025, 12, 1)),
    ("[공시 모음] 2025.11.04 장 마감 후", date(2025, 11, 4)),
    ("'25.11.4 작성", date(2025, 11, 4)),
    ("[주간 동향] 11월 1주차 (2025.11.3~11.9)", date(2025, 11, 9)),
]


@pytest.mark.parametrize(("header", "day"), HEADERS)
def test_header_gives_the_day(header, day):
    found = find(header + BODY)

    assert found is not None
    assert (day, "header") == (found.day, found.source)


NOT_THE_DAY = [
    "계약일자: 2025-11-03",
    "계약기간 2025.11.03 ~ 2028.09.30",
    "납입일 2026.01.27",
    "행사 개최일 2025년 12월 3일",
    "상장 예정일 2025.12.04",
    "펀드설정일 2025.06.01",
    "설정일\n2025.11.19",
    "만기일\n2025-12-03",
]


@pytest.mark.parametrize("line", NOT_THE_DAY)
def test_days_of_other_things_are_not_the_day_of_publication(line):
    found = find(line + BODY, source_name="20251105_공시.txt")

    assert found is not None
    assert (date(2025, 11, 5), "filename") == (found.day, found.source)


def test_the_day_of_an_item_of_a_chronology_is_not_the_one_of_the_page():
    found = find(
        "[일지] 매각 일정\n\n입력 2019-11-12 13:52\n\n▲ 2019년 3월 22일 = 감사의견 '한정'\n▲ 3월 26일 = 재무제표 수정\n" + BODY
    )

    assert found is not None
    assert found.day == date(2019, 11, 12)


def test_a_date_quoted_in_the_body_is_no_header():
    text = "반도체 수출 늘었다" + BODY + "\n앞서 한 매체는 2024년 3월 5일 이를 보도했다. 입력 2024.03.05"

    found = find(text, source_name="보고서_20251105.md")

    assert found is not None
    assert found.source == "filename"


NAMES = [
    ("20251029_report.txt", date(2025, 10, 29)),
    ("report-2025-10-29.md", date(2025, 10, 29)),
    ("report_2025.10.29.txt", date(2025, 10, 29)),
    ("2025_10_29.txt", date(2025, 10, 29)),
    ("251029 산업분석.pdf", date(2025, 10, 29)),
    ("news202403150812345678.html", date(2024, 3, 15)),
    ("산업분석_25.10.29.pdf", date(2025, 10, 29)),
    ("2025년 10월 29일 브리핑.hwp", date(2025, 10, 29)),
    ("2025-9-3.txt", date(2025, 9, 3)),
]


@pytest.mark.parametrize(("name", "day"), NAMES)
def test_file_name_gives_the_day(name, day):
    found = find(BODY, source_name=name)

    assert found is not None
    assert (day, "filename") == (found.day, found.source)


@pytest.mark.parametrize(
    "name", ["000_7c1d5b830f2e61aa.txt", "ae2250c9d6f1174b.txt", "report_v2.txt", "doc-251399.txt", "20251340.txt"]
)
def test_a_name_without_a_day_gives_none(name):
    assert find(BODY, source_name=name) is None


METADATA = [
    ("2025-10-29T16:12:00+09:00", date(2025, 10, 29)),
    ("2025-10-29", date(2025, 10, 29)),
    ("20251029", date(2025, 10, 29)),
    ("D:20251029161200+09'00'", date(2025, 10, 29)),
    ("Wed, 29 Oct 2025 16:12:00 +0900", date(2025, 10, 29)),
    ("29 October 2025", date(2025, 10, 29)),
    ("October 29, 2025 4:12 PM", date(2025, 10, 29)),
    ("29. Oktober 2025", date(2025, 10, 29)),
]


@pytest.mark.parametrize(("value", "day"), METADATA)
def test_metadata_is_read(value, day):
    assert [(day, 1.0)] == read_metadata_days(value)


@pytest.mark.parametrize("value", ["", "soon", "October", "2025-13-40", "yesterday"])
def test_metadata_without_a_full_day_gives_none(value):
    assert read_metadata_days(value) == []


def test_published_metadata_goes_before_the_header_and_created_behind_the_name():
    header = "입력 2025.10.29. 오후 4:12" + BODY

    assert getattr(find(header, metadata={"article:published_time": "2025-10-28"}), "source", None) == "metadata"
    assert getattr(find(BODY, source_name="20251029.txt", metadata={"created": "2013-12-23"}), "source", None) == "filename"


def test_own_address_gives_the_day():
    found = find("제목\n원문: https://news.example/2025/10/29/chips.html" + BODY)

    assert found is not None
    assert (date(2025, 10, 29), "url") == (found.day, found.source)


def test_pictures_put_a_floor_under_the_day():
    text = "회사는 3월 12일 새 공장을 가동했다고 밝혔다.\n![](https://cdn.example/uploads/2026/03/photo.jpg)"

    found = find(text)

    assert found is not None
    assert (date(2026, 3, 12), "inferred") == (found.day, found.source)


def test_addresses_that_only_the_markup_has_put_a_floor_under_the_day():
    markup = "![](https://cdn.example/uploads/2026/03/photo.jpg)\n회사는 3월 12일 새 공장을 가동했다고 밝혔다."

    assert date(2026, 3, 12) == getattr(find(markup.split("\n")[1], markup=markup), "day", None)


NEWEST = [
    ("- 6월 2일 상반기 사업을 공고함\n- 6월 3일 협약을 맺음\n- 5월 30일 예비 심사를 마침"
     "\n- 6월 5일 대전에서 설명회를 개최함\n- 6월 5일 2025년 예산을 배정함\n"
     "- 6월 4일 운영사를 선정함", date(2025, 6, 5)),
    ("3월 25일 공사가 끝났다. 4월 1일 창업자는 2025년 계획을 밝혔다. 4월 8일 회사는 공장을 열었다. "
     "4월 16일 정부는 이를 승인했다. 4월 9일에는 시위가 있었다.",
     date(2025, 4, 16)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), NEWEST)
def test_a_chronicle_is_not_older_than_the_newest_day_it_tells(text, day):
    found = find(text, received_on=date(2026, 2, 1))

    assert found is not None
    assert 0 <= (found.day - day).days <= 7


INFERRED = [
    (
        "26일 업계에 따르면 투자가 늘고 있다. 갤럭시 S25가 팔렸다. "
        "지난 23일 회사는 계획을 발표했다. 지난 2월 13일에도 비슷한 발표가 있었다.",
        date(2025, 2, 26),
    ),
    ("2025년 4월 30일 계약을 맺은 회사는 5월 7일 착공했다. 지난 9일에는 협력사를 만났다.", date(2025, 5, 10)),
    ("아이폰 17이 나온 뒤 수요가 늘었다. 회사는 9월 25일 공급 계약을 체결했다고 밝혔다.", date(2025, 9, 25)),
]


@pytest.mark.parametrize(("text", "day"), INFERRED)
def test_days_spoken_of_tell_the_day_within_a_week(text, day):
    found = find(text)

    assert found is not None
    assert found.source == "inferred"
    assert abs((found.day - day).days) <= 7


STATISTICS = [
    ("지난달 회사채 발행이 줄었다. 8일 협회가 발표한 '2022년 8월 채권시장 동향'에 따르면 발행액은 5조원이다.", date(2022, 9, 8)),
    ("지난달 취업자가 늘었다고 통계청이 15일 밝혔다. '2024년 12월 고용동향'이다.", date(2025, 1, 15)),
]
NO_STATISTICS = [
    "지난달 11일 통계청이 발표한 '2026년 1월 고용동향'에 따르면 취업자가 늘었다.",
    "8일 협회가 발표한 '2022년 8월 채권시장 동향'에 따르면 발행액은 5조원이다.",
    "지난달 발행이 줄었다. 8일 협회가 발표한 '2022년 8월 채권시장 동향'과 9일 은행이 발표한 자료다.",
]


@pytest.mark.parametrize(("text", "day"), STATISTICS)
def test_a_statistic_of_last_month_dates_the_day_on_which_it_is_told(text, day):
    found = find(text)

    assert found is not None
    assert (found.day, found.source) == (day, "inferred")


@pytest.mark.parametrize("text", NO_STATISTICS)
def test_without_last_month_or_one_day_a_statistic_dates_nothing(text):
    found = find(text)

    assert found is None or not (found.evidence or "").endswith("동향")


def test_inference_never_passes_the_day_of_receipt():
    found = find(INFERRED[0][0], received_on=date(2025, 2, 10))

    assert found is not None
    assert found.day <= date(2025, 2, 10)


def test_without_any_trace_the_day_stays_open():
    """The day a file was received tells when it was received."""
    assert find("수요가 늘었다.", received_on=date(2025, 11, 5)) is None
    assert find("수요가 늘었다.") is None


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.names[0])
def test_every_known_day_stands_in_its_example(known):
    assert any(name in known.example for name in known.names)
    assert (known.first_on is None) == (known.kind == "annual") == (known.annual is not None)
    assert known.source
    if known.first_on:
        assert known in known_in(known.example).values()


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2049, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_any_day_in_a_byline_or_a_file_name_is_found(day):
    assert day == getattr(find(f"입력 {day:%Y.%m.%d}. 오후 4:12" + BODY), "day", None)
    assert day == getattr(find(BODY, source_name=f"{day:%Y%m%d}_보고서.txt"), "day", None)


@given(
    st.text(alphabet="0123456789년월일. -:/입력배포지난오는다가했\n", max_size=120),
    st.text(alphabet="0123456789-_.a", max_size=20),
)
@settings(max_examples=300, deadline=None)
def test_any_text_and_name_are_read_without_error(text, name):
    found = find(text, source_name=name, received_on=date(2025, 11, 5))

    assert found is None or 0.56 <= found.confidence <= 1


RECEIPTS = [None, date(2025, 11, 20), date(2026, 2, 1), date(2027, 7, 7)]
TOLD = [
    "회사는 2025년 11월 4일 새 설비를 들였다고 밝혔다. 지난 6일에는 시운전을 마쳤다. 11월 8일(토)에는 주문을 받았다고 9일 전했다. "
    "준공은 2027년 5월이다.",
    "계약일: 2025-11-05 납품 예정일: 2026-02-28. 회사는 2025년 11월 5일 공급 계약을 체결했다고 6일 밝혔다. 11월 10일(월) 착수한다.",
    "입력 2025.11.07. 오전 9:00\n수요가 늘었다.",
]


@pytest.mark.parametrize("text", TOLD)
@pytest.mark.parametrize("received_on", RECEIPTS)
def test_when_the_file_came_does_not_matter_where_the_text_tells_the_day(text, received_on):
    found = find(text, received_on=received_on)

    assert found is not None
    assert date(2025, 11, 5) <= found.day <= date(2025, 11, 12)


def test_a_coming_day_that_looks_told_does_not_carry_the_rest_away():
    """Four days of one week against one plan that a past verb of its sentence claims."""
    text = (
        "2025년 9월 2일 착공했다. 2025년 9월 3일 협약을 맺었다. 2025년 9월 3일 인력을 뽑았다. 2025년 9월 4일 장비를 들였다. "
        "2026년 8월 30일 준공 행사를 열고자 준비를 시작했다."
    )

    found = find(text)

    assert found is not None
    assert (found.day.year, found.day.month) == (2025, 9)


def test_a_weekday_tells_the_year():
    """The 8th of September was a Monday in 2025, not in 2024 or 2026."""
    text = "2024년 10월 공장을 세웠다. 9월 8일(월) 시제품을 공개했다. 9월 10일(수)에는 주문을 받았다."

    found = find(text, received_on=date(2027, 1, 1))

    assert found is not None
    assert date(2025, 9, 10) <= found.day <= date(2025, 9, 17)


THIN = [
    "2019년 설립한 회사다. 지난 8일 투자를 받았다.",
    "15일 관세청은 수출이 늘었다고 밝혔다. 8월 방문객은 182만명으로 2019년 8월보다 많았다.",
    "2024년 매출은 30억원이다.",
]


@pytest.mark.parametrize("text", THIN)
def test_where_little_tells_the_day_it_stays_open(text):
    assert find(text, received_on=date(2025, 11, 20)) is None


TWO_ORDERS = [
    ("배포일: 06/07/2023 10:55\n6월 5일 확정한 계획을 6월 7일(수) 발표했다. 6월 20일까지 신청을 받는다.", date(2023, 6, 7)),
    (
        "배포일: 06/07/2023 10:55\n7월 4일 확정한 계획을 7월 6일(목) 발표했다. 7월 20일까지 신청을 받는다. 7월 말 시작한다.",
        date(2023, 7, 6),
    ),
    ("배포일: 30/07/2023 10:55" + BODY, date(2023, 7, 30)),
    ("배포일: 07/30/2023 10:55" + BODY, date(2023, 7, 30)),
]


@pytest.mark.parametrize(("text", "day"), TWO_ORDERS)
def test_of_two_orders_of_month_and_day_the_one_near_the_times_of_the_text_is_meant(text, day):
    assert day == getattr(find(text, received_on=date(2024, 1, 1)), "day", None)


def test_a_correction_is_published_when_it_is_made():
    text = "정 정 신 고 (보고)\n2024 년 03 월 13 일\n정정대상 공시서류의 최초제출일 : 2024년 02월 13일\n" + BODY

    assert date(2024, 3, 13) == getattr(find(text), "day", None)


def test_the_number_of_an_article_begins_with_its_day():
    assert date(2024, 3, 15) == getattr(find("원문: https://news.example/view?id=202403150812345678" + BODY), "day", None)


def test_a_masthead_with_bars_is_a_header_even_where_it_ends_in_a_sentence():
    text = "가온통신 3분기 실적\nIR팀 | 2025. 11. 11. | 본 자료의 수치는 검토가 끝나지 않은 잠정치입니다.\n매출은 늘었다."

    found = find_publication(text, (), find_times(text))

    assert (found.day.isoformat(), found.source) == ("2025-11-11", "header")


def test_every_candidate_says_where_it_stands_and_what_became_of_it():
    text = "입력 2025.10.29. 오후 4:12" + BODY

    publication = weigh(text, source_name="보고서_251028.txt", metadata={"created": "2025-10-29"})

    told = [(found.day.day, found.source, found.key, publication.decision(found)) for found in publication.candidates[:3]]
    assert told == [
        (29, "header", None, "chosen"),
        (29, "metadata", "created", "agrees"),
        (28, "filename", None, "outweighed"),
    ]
    header = publication.candidates[0]
    assert text[header.start : header.end] == header.evidence
    assert publication.day == header.day


def test_a_day_that_is_not_sure_enough_is_a_candidate_and_no_day():
    publication = weigh("2019년 설립한 회사다. 지난 8일 투자를 받았다.", received_on=date(2025, 11, 20))

    assert publication.day is None
    assert publication.decision(publication.candidates[0]) == "unsure"
    assert publication.candidates[0].confidence < publication.threshold


def test_a_text_that_tells_nothing_has_no_candidates():
    assert weigh("수요가 늘었다.").candidates == ()


DATED_THINGS_IN_THE_HEAD = [
    "국제사회와 정책 공유\n통일부는 15일 ｢종합계획｣(’23.12.26 발표)과 보고서",
    "WHO의 팬데믹 선언(’20.3.11.) 뒤 특허가 늘었다",
    "업무협약(2024.10.5) 후속 조치",
]


@pytest.mark.parametrize("head", DATED_THINGS_IN_THE_HEAD)
def test_a_bracket_behind_a_thing_in_the_head_does_not_date_the_report(head):
    assert all(found.source == "inferred" for found in weigh(head + BODY, received_on=date(2026, 1, 1)).candidates)


def test_a_year_in_a_name_tells_the_year():
    text = "농업박람회를 9월 5일(목)부터 8일까지 연다고 밝혔다. 「2024 대한민국 농업박람회」에는 9월 4일까지 신청한다."

    found = find(text, received_on=date(2025, 8, 1))

    assert found is not None
    assert (found.day.year, found.day.month) in ((2024, 8), (2024, 9))


def test_the_name_of_an_agency_tells_the_years():
    text = "재외동포청은 12월 30일 통계를 발표했다. 12월 31일부터 자료를 내려받을 수 있다고 30일 밝혔다."

    years = {found.day.year for found in weigh(text, received_on=date(2024, 2, 1)).candidates}

    assert years == {2023}


def test_a_term_of_accounts_dates_no_report_and_closes_before_it():
    text = "손익계산서\n제 24 기 2022.01.01 부터 2022.12.31 까지\n제 23 기 2021.01.01 부터 2021.12.31 까지\n단위 : 원\n"

    publication = weigh(text, received_on=date(2024, 1, 1))

    assert all(found.source == "inferred" for found in publication.candidates)
    assert publication.candidates[0].day >= date(2022, 12, 31)


def test_the_board_dates_the_form_that_tells_of_its_decision():
    form = "1. 배당구분: 결산배당\n9. 주주총회 예정일자: 2022-03-25\n10. 이사회결의일(결정일): 2022-03-07\n"

    assert weigh(form).day == date(2022, 3, 7)
    assert weigh(form + "11. 결정일: 2022-04-07\n").day != date(2022, 3, 7)


def spoken(text: str) -> dict[str, tuple[date | None, date | None]]:
    """Expression → its days, in a text whose day of publication nothing states."""
    report = extract(text)
    assert report.document.published_on is None
    return {report.document.text[t.start_char : t.end_char]: (t.start_on, t.end_on) for t in report.time_expressions}


def test_a_bare_quarter_held_against_the_same_of_a_year_is_of_the_next():
    found = spoken(
        "통신업계는 3분기에도 부진했다.\n\n9일 업계에 따르면 가온통신의 3분기 매출은 14조원이다. 2018년 3분기 대비 매출은 6.8% 늘었다."
    )

    assert found["3분기"] == (date(2019, 7, 1), date(2019, 9, 30))
    assert found["9일"] == (None, None)


def test_nothing_is_held_against_where_a_later_year_is_named():
    found = spoken(
        "9일 업계에 따르면 가온통신의 3분기 매출은 14조원이다. 2018년 3분기 대비 매출은 6.8% 늘었다. 2021년 실적은 더 좋았다."
    )

    assert found["3분기"] != (date(2019, 7, 1), date(2019, 9, 30))


def test_a_bracket_dates_the_quarter_of_a_fiscal_year_and_what_goes_on_with_it():
    found = spoken(
        "26일 한빛전자는 2016 회계연도 3분기(3월 27일~6월 25일) 매출이 15% 감소했다고 밝혔다. 3분기 판매량은 4040만대였다. 지난해보다 줄었다."
    )

    assert found["2016 회계연도 3분기(3월 27일~6월 25일)"] == found["3분기"] == (date(2016, 3, 27), date(2016, 6, 25))
    assert found["지난해"] == (date(2015, 1, 1), date(2015, 12, 31))
    assert found["26일"] == (None, None)
