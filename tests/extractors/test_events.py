"""Dated events: what happened, when, who did it."""

from datetime import date

import pytest

from pipeline import extract

PUBLISHED = date(2025, 11, 14)

CASES = [
    # text, type, first day, status, actor
    ("삼성전자는 지난달 22일 새 스마트폰을 공개했다.", "product_release", date(2025, 10, 22), "occurred", "삼성전자"),
    ("현대자동차는 내년 3월 인도 공장을 가동한다.", "operation", date(2026, 3, 1), "planned", "현대자동차"),
    ("LG화학이 이달 3일 애플과 업무협약을 체결했다.", "partnership", date(2025, 11, 3), "occurred", "LG화학"),
    ("카카오는 오는 20일 이사회를 열어 유상증자를 결의할 예정이다.", "capital_raising", date(2025, 11, 20), "planned", "카카오"),
    ("네이버는 지난 8월 국내 스타트업의 지분 10%를 인수했다.", "acquisition", date(2025, 8, 1), "occurred", "네이버"),
    ("한국은행은 10월 23일 기준금리를 동결했다.", "policy", date(2025, 10, 23), "occurred", "한국은행"),
    ("포스코는 2일 3분기 실적을 발표했다.", "earnings", date(2025, 11, 2), "occurred", "포스코"),
    ("야놀자가 내년 상반기 나스닥 상장을 검토 중이다.", "ipo", date(2026, 1, 1), "rumoured", "야놀자"),
    ("대한항공은 12월 1일 부산발 노선에 취항한다.", "operation", date(2025, 12, 1), "planned", "대한항공"),
    ("공정거래위원회는 지난 5일 쿠팡에 과징금을 부과했다.", "sanction", date(2025, 11, 5), "occurred", "공정거래위원회"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "start_on", "status", "actor"), CASES, ids=[c[0][:24] for c in CASES])
def test_an_event_says_what_when_and_who(text, kind, start_on, status, actor):
    report = extract(text, published_on=PUBLISHED)

    found = {(e.event_type, e.start_on, e.status) for e in report.events}
    assert (kind, start_on, status) in found
    assert actor in {p.text for p in report.event_participants if p.role == "actor"}


SILENT = [
    "삼성전자는 세계 최대의 메모리 회사다.",  # a state
    "새 공장의 가동이 중요하다.",  # no date
    "매출은 작년보다 3% 늘었다.",  # a comparison is no date of its own
    "올해 누적 수주는 41척이다.",  # a metric
    "내년 매출은 20조원에 이를 전망.",  # a forecast that nobody signs
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_dated_event_yields_none(text):
    assert extract(text, published_on=PUBLISHED).events == ()


UNDONE = [
    # what did not come about, the word that says so
    ("카카오는 지난달 합병 계획을 철회했다.", "철회했다"),
    ("네이버는 11월 3일 새 검색 앱 출시를 연기했다.", "연기했다"),
    ("네이버는 11월 3일 새 검색 앱 출시를 내년으로 미뤘다.", "미뤘다"),
    ("금융위원회는 11월 3일 카카오의 증권사 인수를 불허했다.", "불허했다"),
    ("기아와 카카오의 합작이 11월 3일 무산됐다.", "무산됐다"),
    ("포스코는 11월 3일 회사채 발행을 유보하기로 했다.", "유보하기"),
    ("기아는 11월 3일 부품사와 맺은 공급계약을 해지했다.", "해지했다"),
    ("카카오는 11월 3일 상장하지 않기로 했다.", "상장하지 않기"),
    ("카카오는 11월 3일 투자 유치에 실패했다.", "실패했다"),
    ("네이버는 11월 3일 인수설을 부인했다.", "부인했다"),
    ("삼성전자, 11월 3일 신형 폰 출시 연기", "연기"),
    ("LG화학은 11월 3일 공장을 착공하려던 계획을 접었다.", "접었다"),
    ("카카오의 게임사 인수 협상이 11월 3일 결렬됐다.", "결렬됐다"),
    ("한국전력은 11월 3일 입찰 결과를 발표하지 못했다.", "발표하지"),
]


@pytest.mark.parametrize(("text", "trigger"), UNDONE, ids=[c[0][-16:] for c in UNDONE])
def test_what_did_not_come_about_is_never_the_thing_itself(text, trigger):
    (event,) = extract(text, published_on=PUBLISHED).events

    assert (event.event_type, event.status, event.trigger) == ("other", "occurred", trigger)


DONE = [
    # a word of failure that governs something else
    ("삼성전자는 11월 3일 배터리 불량을 막는 새 폰을 출시했다.", "product_release"),
    ("기아는 11월 3일 미뤄 온 전기차를 공개했다.", "product_release"),
    ("LG화학은 11월 3일 생산 중단을 줄이는 설비에 300억원을 투자했다.", "investment"),
    ("네이버는 11월 3일 계약 해지 절차를 쉽게 한 앱을 출시했다.", "product_release"),
    ("공정거래위원회는 11월 3일 부당하게 납품을 거부한 기아에 과징금을 부과했다.", "sanction"),
    ("카카오는 11월 3일 철회 없이 유상증자를 결의했다.", "capital_raising"),
]


@pytest.mark.parametrize(("text", "kind"), DONE, ids=[c[0][-16:] for c in DONE])
def test_a_word_of_failure_undoes_only_what_it_governs(text, kind):
    assert kind in {e.event_type for e in extract(text, published_on=PUBLISHED).events}


def test_a_bullet_inherits_the_month_above_it():
    text = "## 네이버 출시 일정\n\n- 7월:\n    - 검색 앱 공개\n    - 지도 앱 출시\n"

    report = extract(text, published_on=PUBLISHED)

    assert [(e.event_type, e.start_on) for e in report.events] == [("product_release", date(2025, 7, 1))] * 2


SEVERAL = [
    # one trigger, several dates
    ("- 체험회: 12.9.(화) 전주, 12.11.(목) 원주, 12.16.(화) 여수", "other", [(12, 9), (12, 11), (12, 16)]),
    ("현대로템은 10월 7일에는 전차 40대를, 11월 3일에는 장갑차 60대를 수주했다.", "contract", [(10, 7), (11, 3)]),
    ("- 납입일: 2025.12.5 / 신주 상장예정일: 2025.12.19", "capital_raising", [(12, 5)]),
    ("- 납입일: 2025.12.5 / 신주 상장예정일: 2025.12.19", "ipo", [(12, 19)]),
    ("- 공고: 2025.12.1 → 접수: 2025.12.8~12.19", "policy", [(12, 1), (12, 8)]),
    ("다음 주 일정: 11월 18~19일 로봇위크 2025(대구 엑스코), 20일 소재 학술대회", "other", [(11, 18), (11, 20)]),
]


@pytest.mark.parametrize(("text", "kind", "days"), SEVERAL, ids=[c[0][:24] + c[1] for c in SEVERAL])
def test_a_list_gives_one_event_a_date(text, kind, days):
    events = extract(text, published_on=PUBLISHED).events

    assert [(e.start_on.month, e.start_on.day) for e in events if e.event_type == kind] == days


def test_a_gap_leaves_each_date_its_own_actor():
    report = extract("삼성전자는 10월 28일, 네이버는 11월 4일 3분기 실적을 발표했다.", published_on=PUBLISHED)

    actors = {p.event_id: p.text for p in report.event_participants if p.role == "actor"}
    assert [(e.start_on.day, actors[e.event_id]) for e in report.events] == [(28, "삼성전자"), (4, "네이버")]


FIGURES_TELL = [
    ("기아의 3분기 매출은 28조 6,000억원, 영업이익은 1조 4,000억원이다.", "earnings", date(2025, 7, 1)),
    ("카카오 주가는 전날 3.1% 오른 6만 2,000원이었다.", "price_move", date(2025, 11, 13)),
]


@pytest.mark.parametrize(("text", "kind", "start_on"), FIGURES_TELL, ids=[c[1] for c in FIGURES_TELL])
def test_results_and_price_moves_need_no_trigger(text, kind, start_on):
    assert [(e.event_type, e.start_on) for e in extract(text, published_on=PUBLISHED).events] == [(kind, start_on)]


TYPED = [
    ("서울보증은 이달 3일부터 소상공인에게 저리 대출을 공급한다.", "policy"),
    ("LG전자는 지난달 21일 하노이에 물류센터를 열었다.", "operation"),
    ("금융위원회는 이달 4일 대출 한도를 6억원으로 낮췄다.", "policy"),
    ("포스코는 지난달 600억원 규모의 투자를 유치했다.", "funding"),
    ("네이버는 지난 6월 스페인 회사를 4,000억원에 사들인 데 이어 8월 신사업을 시작했다.", "acquisition"),
]


@pytest.mark.parametrize(("text", "kind"), TYPED, ids=[c[0][:24] for c in TYPED])
def test_an_open_trigger_takes_the_type_of_its_object(text, kind):
    assert kind in {e.event_type for e in extract(text, published_on=PUBLISHED).events}


def test_every_event_cites_its_words():
    report = extract("기아는 9월 4일 새 전기차를 공개했다.", published_on=PUBLISHED)
    (event,) = report.events

    assert event.text == "기아는 9월 4일 새 전기차를 공개했다"
    assert report.document.text[event.trigger_start :].startswith(event.trigger)


def test_each_line_of_a_chronology_is_an_event_of_the_year_that_runs_on():
    text = (
        "[일지] 하람전자 매각 어떻게 추진됐나\n\n▲ 2014년 12월 = 하람전자 자율협약 졸업\n▲ 2019년 3월 22일 = 하람전자 감사의견 '한정'\n"
        "▲ 4월 11일 = 채권단, 자구계획 거부\n▲ 4월 15일 = 나래그룹, 수정 자구계획 제출\n"
    )
    report = extract(text, published_on=date(2019, 11, 12))

    days = [date(2014, 12, 1), date(2019, 3, 22), date(2019, 4, 11), date(2019, 4, 15)]
    assert [event.start_on for event in report.events] == days
    assert {event.status for event in report.events} == {"occurred"}


def test_a_timetable_of_what_comes_is_no_chronology():
    text = "[일정] 하람전자 공모\n\n▲ 12월 3일 = 수요예측 시작\n▲ 12월 9일 = 청약 시작\n"
    report = extract(text, published_on=date(2019, 11, 12))

    assert all(event.start_on.year == 2019 and event.status == "planned" for event in report.events)
