"""Events whose words no table of triggers has, what only looks like one, and who does them."""

from datetime import date

import pytest

from extractors.events.hits import Hit
from extractors.events.kinds import Ruled, settle
from extractors.events.model import NONE
from extractors.events.model.classifier import Judgement
from extractors.events.triggers import Trigger, triggers
from pipeline import extract

PUBLISHED = date(2025, 11, 20)
UNLISTED = Trigger("잃어버리", is_verb=True, type="", open=True, needs_object=True, is_unlisted=True)

CASES = [
    # text, word that no table has, type, first day
    ("누리텔레콤은 18일 고객 정보를 잃어버렸다.", "잃어버리", "other", date(2025, 11, 18)),
    ("누리은행은 11월 4일 전산망을 교체했다.", "교체하", "other", date(2025, 11, 4)),
]


@pytest.mark.parametrize(("text", "stem", "kind", "start_on"), CASES)
def test_a_clause_with_a_day_of_its_own_needs_no_listed_trigger(text, stem, kind, start_on):
    verbs, nouns, _ = triggers()
    events = extract(text, published_on=PUBLISHED).events

    assert stem not in {**verbs, **nouns}
    assert [(e.event_type, e.start_on) for e in events] == [(kind, start_on)]


SILENT = [
    "9월 산업생산은 1년 전보다 2.3% 감소했다.",  # a statistic
    "6월 말 기준 연체율은 0.5%로 나타났다.",
    "10월 생산량은 33만 대를 웃돈다.",  # a state
    "내년 시장 규모는 2조원으로 추정된다.",  # what is only expected
    "2025. 11. 18.(화) 조간용",  # a head of a page
]


@pytest.mark.parametrize("text", SILENT)
def test_statistics_states_and_expectations_are_no_events(text):
    assert extract(text, published_on=PUBLISHED).events == ()


def test_an_unlisted_word_carries_only_what_the_model_says():
    hit = Hit(UNLISTED, 0, 1, "main", 0, 1)

    assert settle(hit, Ruled(None, "unlisted"), Judgement("other", 0.8)) == "other"
    assert settle(hit, Ruled(None, "unlisted"), Judgement("other", 0.2)) is None
    assert settle(hit, Ruled(None, "unlisted"), Judgement(NONE, 0.8)) is None


ACTORS = [
    ("한빛전자의 새 태블릿이 다음 달 3일 출시된다.", {"한빛전자"}),  # the owner of what is released
    ("기아의 신형 전기차가 11월 3일 공개됐다.", {"기아"}),
    ("카카오는 2010년 설립된 인터넷 기업이다.", {"카카오"}),  # what a relative clause defines
    ("고용노동부(장관 김가람)와 한국은행은 11월 5일 업무협약을 체결했다.", {"고용노동부", "한국은행"}),  # its head acts not
]


@pytest.mark.parametrize(("text", "actors"), ACTORS)
def test_an_owner_a_defined_topic_and_an_office_act(text, actors):
    report = extract(text, published_on=PUBLISHED)

    assert {p.text for p in report.event_participants if p.role == "actor"} == actors


def test_a_plan_that_is_only_talked_of_makes_no_event_planned():
    text = "환경부는 11월 7일 민관 협의회를 개최하고, 사업 계획, 개선 방안 등을 논의하였다."

    assert [(e.event_type, e.status) for e in extract(text, published_on=PUBLISHED).events] == [("other", "occurred")]
