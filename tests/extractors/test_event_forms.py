"""Events that a form tells by label and date, who acts in lines that name nobody, and what lies ahead."""

from datetime import date

import pytest

from pipeline import extract

PUBLISHED = date(2025, 11, 24)


def events_of(text):
    return [(e.event_type, e.start_on, e.status) for e in extract(text, published_on=PUBLISHED).events]


def actors_of(text):
    report = extract(text, published_on=PUBLISHED)
    acting = {event.event_id: None for event in report.events}
    acting |= {taking.event_id: taking.text for taking in report.event_participants if taking.role == "actor"}
    return [acting[event.event_id] for event in report.events]


FORMS = [
    (
        "가온테크 유상증자 결정\n\n| 구분 | 내용 |\n|---|---|\n| 납입일 | 2026.01.27 |\n| 주당 액면가 | 500원 |\n",
        [("capital_raising", date(2026, 1, 27), "planned")],
    ),
    ("투자설명서 요약\n\n4. 납입기일 :\n 2025년 9월 26일\n", [("capital_raising", date(2025, 9, 26), "occurred")]),
    (
        "임시 주주총회 소집 안내\n\n1. 일 시 : 2025년 12월 9일(화) 오전 9시\n2. 장 소 : 본사 강당\n",
        [("other", date(2025, 12, 9), "planned")],
    ),
    ("정 정 신 고 (보고)\n\n2025년 11월 20일\n\n정정사항은 다음과 같다.\n", [("other", date(2025, 11, 20), "occurred")]),
    ("(주)가온테크 유상증자결정(주주배정)\n\n2025-11-18 16:02:00\n", [("capital_raising", date(2025, 11, 18), "occurred")]),
    ("주요사항보고서(전환사채권발행결정) 2025-11-17 15:20:11\n", [("capital_raising", date(2025, 11, 17), "occurred")]),
    ("주식등의 대량보유상황보고서(약식)\n2025.11.14\n", [("other", date(2025, 11, 14), "occurred")]),
    ("주식소각결정\n2025.11.14\n", [("other", date(2025, 11, 14), "occurred")]),
    ("일반공모 안내\n\n· 청약일\n2025년 12월 9일(화)\n", [("ipo", date(2025, 12, 9), "planned")]),
    # a correction holds what stands in its last column
    (
        "신주 발행 일정 변경\n\n항목 | 변경 전 | 변경 후 |\n일반공모 청약일 | 2025.12.02 | 2025.12.09 |\n주금납입일 | 2025.12.05 | 2025.12.12 |\n",
        [("capital_raising", date(2025, 12, 9), "planned"), ("capital_raising", date(2025, 12, 12), "planned")],
    ),
    # own shares that are bought raise nothing; the last day of the time for it is no event
    (
        "자기주식 취득 결정\n\n| 2. 취득예정금액(원) | 840,000,000 |\n| 3. 취득예상기간 | 시작일 | 2025.11.26 |\n| | 종료일 | 2026.02.25 |\n"
        "| 9. 취득결정일 | 2025.11.24 |\n",
        [("other", date(2025, 11, 26), "planned"), ("other", date(2025, 11, 24), "occurred")],
    ),
]
NO_FORMS = [
    "누리화학 개요\n\n| 구분 | 내용 |\n|---|---|\n| 작성일 | 2025.11.03 |\n| 기준일자 | 2025.10.31 |\n",
    "| 항목 | 2025.09.30 | 2024.12.31 |\n|---|---|---|\n| 자산 | 120 | 110 |\n",
    "회사 소개\n\n1. 일 시 : 2025년 12월 9일\n",
    "게시일 :\n 2025년 11월 3일\n",
    "금리 결정\n2025-11-18\n",
    "기준 : 누리화학 사업보고서(2024.12)\n",
    "통신 매체는 11월 24일 12:00 이후부터 취급 가능\n",
    "2025년 11월 18일 가온테크 주식회사\n",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_a_form_tells_what_takes_place_on_its_days(text, expected):
    assert events_of(text) == expected


@pytest.mark.parametrize("text", NO_FORMS)
def test_days_of_a_page_and_of_accounts_tell_nothing(text):
    assert events_of(text) == []


ACTORS = [
    # a particle behind the bracket of a thing leaves the topic alone
    ("산업통상부는 「수출 다변화 대책」을 지난 4일 발표했다.", ["산업통상부"]),
    # 지난 is part of the date, no clause of its own
    ("수출이 늘어난 것은 삼성전자가 지난 3월 유럽에 물류센터를 열었기 때문이다.", ["삼성전자"]),
    # a relative clause without a subject is the topic's; one with its own is not
    ("네이버는 6월 5일 출시한 앱을 고쳤다.", ["네이버"]),
    ("네이버는 카카오가 6월 5일 출시한 앱을 살펴보고 있다.", ["카카오"]),
    ("국회에서 지난해 출범한 협의체가 의견을 냈다.", [None]),
    # the company whose paper it is
    ("회사명: 삼성전자\n\n- 11월 20일 회사채 발행 결의\n", ["삼성전자"]),
    # who issued a release acts in its lines
    ("강원특별자치도(도지사 김가람)는 빈집을 고친다고 밝혔다.\n\n- 설명회: 12월 4일\n", ["강원특별자치도"]),
    ("11월 27일 한국은행 금융통화위원회: 기준금리 동결", ["한국은행"]),
]


@pytest.mark.parametrize(("text", "expected"), ACTORS)
def test_who_acts(text, expected):
    assert actors_of(text) == expected


STATUS = [
    ("정부는 개정안을 이달 안에 국회에 낸다.", "planned"),
    ("현대자동차는 향후 3년간 울산 공장에 2조원을 투자한다.", "planned"),
    ("계약기간: 2025.11.03 ~ 2028.09.30", "planned"),
    ("정부가 지난 7일 대출 한도를 40%로 낮췄기 때문에 증가 폭은 줄어들 전망이다.", "occurred"),
    ("삼성전자는 20일 신형 노트북을 공개했다.", "occurred"),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_what_lies_ahead_is_planned(text, status):
    assert {found for *_, found in events_of(text)} == {status}


SILENT = [
    "7월 수출은 역대 두 번째로 높은 실적을 기록했다.",  # a statistic has no results
    "삼성전자의 3분기 실적 발표가 진행될 예정이다.",  # the quarter is what the results are of, not when they are told
    "위원회는 일자리(창업·취업)와 주거를 지난 9월 19일 이후 살피고 있다.",  # nouns of a list in brackets
    "국민 1인당 의약품 판매액은 지난해 968달러였다.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_an_event(text):
    assert events_of(text) == []
