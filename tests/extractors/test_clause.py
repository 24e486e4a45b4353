"""What the clause around a trigger tells: who speaks, whether it recurs, whose date it is; and what is no event for it."""

from datetime import date

import pytest

from pipeline import extract

PUBLISHED = date(2025, 11, 14)

EVENTS = [
    # text, (type, first day, status) of all its events
    # the lead of a release has the day of publication
    ("환경부(장관 김가람)는 하천 정비 종합대책을 수립해 확정했다고 밝혔다.", {("policy", PUBLISHED, "occurred")}),
    ("환경부(장관 김가람)는 하천을 정비하는 부처다.", set()),
    ("환경부 산하 연구원은 종합대책을 확정했다고 밝혔다.", set()),
    # a quotation: what is said has the dates that are said, a title has none
    ('카카오 대표는 12일 "새 앱을 출시해 고객을 늘리고 해외로 나가겠다"고 말했다.', {("statement", date(2025, 11, 12), "occurred")}),
    ("네이버는 11월 3일 '2030년 도약' 앱을 출시했다.", {("product_release", date(2025, 11, 3), "occurred")}),
    # habits go on, they do not happen
    ("포스코는 2017년부터 매년 장학생을 선정하고 있다.", set()),
    ("포스코는 11월 3일 장학생을 선정했다.", {("policy", date(2025, 11, 3), "occurred")}),
    # a label has its value, and the clause behind it is told beside it
    ("- 청약예정일: 2025-12-05", {("ipo", date(2025, 12, 5), "planned")}),
    ("- 납입일: 2025-12-12", {("capital_raising", date(2025, 12, 12), "planned")}),
    ("- 수량: 2025-12", set()),
    # what is told once is one event, also where another verb tells it
    ("기아는 3일 부품사와 공급계약을 체결했다고 공시했다.", {("contract", date(2025, 11, 3), "occurred")}),
    # a date between a topic and a relative clause is the main verb's
    ("서울중앙지법은 12일 카카오가 낸 신청을 기각했다.", {("other", date(2025, 11, 12), "occurred")}),
    # what is put off lies ahead
    ("네이버의 새 앱 출시가 12월로 미뤄졌다.", {("other", date(2025, 12, 1), "occurred")}),
    # a topic takes place
    ("사전예약은 17일부터 20일까지 진행된다.", {("product_release", date(2025, 11, 17), "planned")}),
    # an item of a schedule behind the day of the week
    ("주요 일정\n- 11월 28일(금) 국제 배터리 포럼\n- 11월 29일(토) 시민 걷기 대회", {
        ("other", date(2025, 11, 28), "planned"), ("other", date(2025, 11, 29), "planned"),
    }),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events"), EVENTS, ids=[text[:24] for text, _ in EVENTS])
def test_a_clause_tells_what_came_about_and_when(text, events):
    found = extract(text, published_on=PUBLISHED).events

    assert {(event.event_type, event.start_on, event.status) for event in found} == events


ACTORS = [
    # text, who acts in its last event
    ("나루제약은 3일 신약을 출시했다.\n회사 측은 내년 3월 공장을 가동할 예정이다.", "나루제약"),
    ("검찰은 10일 이 업체 대표를 기소했다.", "검찰"),
    ("주요 일정\n- 25일 통계청, 9월 인구동향 발표", "통계청"),
    ("새론바이오 연혁\n- 2012년 4월 회사 설립", "새론바이오"),
]


@pytest.mark.parametrize(("text", "actor"), ACTORS, ids=[actor for _, actor in ACTORS])
def test_who_acts_may_stand_before_the_clause_or_have_no_name(text, actor):
    report = extract(text, published_on=PUBLISHED)

    last = report.events[-1].event_id
    assert [p.text for p in report.event_participants if p.event_id == last and p.role == "actor"] == [actor]
