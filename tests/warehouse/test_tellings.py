"""When two tellings are one event: the macros that compare them, and the view on reports made by hand."""

from __future__ import annotations

from datetime import date

import pytest
from handmade import ReportBuilder

DAY = date(2025, 9, 24)
SEPTEMBER = (date(2025, 9, 1), date(2025, 9, 30))


def value(con, expression):
    return con.execute(f"select {expression}").fetchone()[0]


def release(name, *days, sentence="빛샘을 공개했다", thing="빛샘", actor="org:hanbit", kind="product_release", **given):
    return ReportBuilder(name).sentence(f"{name}: {sentence}").event(kind, *days, actor=actor, thing=thing, **given).build()


def rows(con, columns):
    return con.execute(f"select {columns} from v_timeline order by all").fetchall()  # noqa: S608


NAMES = [
    ("최신 모델 'Borami-4'를", [" borami 4 "]),
    ("차세대 칩 Dure X2 Pro", [" dure x2 pro "]),
    ("「지역 상생 계획」 초안", [" 지역 상생 계획 "]),
    ("AI 반도체와 GPU", []),  # kinds of things
    ("새 모델", []),
    ("'25.12.9. 접수, '26.1.2. 공고", []),  # years, no quotation
]


@pytest.mark.parametrize(("words", "names"), NAMES, ids=[words for words, _ in NAMES])
def test_names_are_quoted_or_foreign(con, words, names):
    assert con.execute("select helpers.names_in(?)", [words]).fetchone()[0] == names


PAIRS = [
    ("Borami-4", "borami 4 Preview", True),
    ("빛샘 3", "빛샘3", True),
    ("Borami-4", "Borami-40", False),
    ("Borami-4 Coder", "Borami-4 Max", False),
]


@pytest.mark.parametrize(("one", "other", "same"), PAIRS)
def test_a_longer_form_is_the_same_name(con, one, other, same):
    for pair in ([one, other], [other, one]):
        query = "select helpers.share_a_name(helpers.also_closed([helpers.worded(?)]), helpers.also_closed([helpers.worded(?)]))"
        assert con.execute(query, pair).fetchone()[0] is same


WORDS = [
    (["인력", "양성", "사업"], ["인력", "양성"], True),
    (["인력", "양성"], ["인력", "감축"], False),  # one word in common
    (["가", "나", "다", "라", "마"], ["가", "나", "바", "사", "아"], False),  # less than half
]


@pytest.mark.parametrize(("one", "other", "same"), WORDS)
def test_two_words_and_half_of_them_are_the_same(con, one, other, same):
    assert con.execute("select helpers.share_words(?, ?)", [one, other]).fetchone()[0] is same


KINDS = [("ipo", "ipo", True), ("statement", "ipo", True), ("partnership", "contract", True), ("ipo", "earnings", False)]


@pytest.mark.parametrize(("one", "other", "same"), KINDS)
def test_types_that_one_event_may_have(con, one, other, same):
    assert value(con, f"helpers.kindred('{one}', '{other}')") is same
    assert value(con, f"helpers.kindred('{other}', '{one}')") is same


DAYS = [
    ("2025-09-08", "2025-09-08", "2025-09-08"),
    ("2025-02-01", "2025-02-28", "2025-02"),
    ("2025-07-01", "2025-09-30", "2025-Q3"),
    ("2025-07-01", "2025-12-31", "2025-H2"),
    ("2025-01-01", "2025-12-31", "2025"),
    ("2025-01-01", "2027-12-31", "2025/2027"),
    ("2025-05-01", "2025-07-31", "2025-05/2025-07"),
    ("2025-09-03", "2025-09-09", "2025-09-03/2025-09-09"),
]


@pytest.mark.parametrize(("first", "last", "written"), DAYS)
def test_days_are_written_in_their_unit(con, first, last, written):
    assert value(con, f"fmt_days(date '{first}', date '{last}')") == written


def test_differences_are_visible(filled):
    con = filled(
        release("a", *SEPTEMBER, thing="Borami-4"),
        release("b", DAY, thing="Borami-4 Preview"),
        release("c", *SEPTEMBER, thing="Borami-4", kind="statement", status="planned"),
    )

    assert rows(con, "days, dates_told, event_type, types_told, status, statuses_told, reports, sources, sentence") == [(
        "2025-09-24",
        ["2025-09", "2025-09-24"],
        "product_release",
        ["product_release", "statement"],
        "occurred",
        ["occurred", "planned"],
        3,
        ["a", "b", "c"],
        "b: 빛샘을 공개했다",
    )]  # fmt: skip


def test_sources_sentences_and_tellings_stand_side_by_side(filled):
    con = filled(release("a", DAY), release("b", DAY))

    ((sentences, events),) = rows(con, "sentences, event_ids")
    tellings = con.execute("select sentence from v_events where event_id in (select unnest(?)) order by source_name", [events])
    assert sentences == [sentence for (sentence,) in tellings.fetchall()] == ["a: 빛샘을 공개했다", "b: 빛샘을 공개했다"]


def test_a_name_finds_the_actor_that_a_report_leaves_out(filled):
    con = filled(release("a", DAY, thing="Borami-4"), release("b", DAY, thing="Borami-4", actor=None))

    assert rows(con, "reports, actors, participant_ids") == [(2, ["한빛전자"], ["org:hanbit"])]


def test_without_a_name_an_unknown_actor_may_be_another(filled):
    con = filled(release("a", DAY, thing="공장"), release("b", DAY, thing="공장", actor=None))

    assert rows(con, "reports") == [(1,), (1,)]


def test_two_names_are_two_events(filled):
    """Even where one report tells both with the same words."""
    con = filled(release("a", *SEPTEMBER, thing="Borami-4 Coder"), release("b", *SEPTEMBER, thing="Dure X2"))

    assert rows(con, "objects") == [(["Borami-4 Coder"],), (["Dure X2"],)]


def test_a_report_that_repeats_itself_has_one_event(filled):
    builder = ReportBuilder("a").sentence("제목").event("product_release", *SEPTEMBER, actor="org:hanbit", thing="빛샘")
    con = filled(builder.sentence("본문").event("product_release", DAY, actor="org:hanbit", thing="빛샘 3종").build())

    assert rows(con, "days, reports, len(event_ids)") == [("2025-09-24", 1, 2)]


def test_most_tellings_give_the_type(filled):
    con = filled(
        release("a", DAY, thing="Borami-4", kind="policy"),
        release("b", *SEPTEMBER, thing="Borami-4"),
        release("c", *SEPTEMBER, thing="Borami-4"),
    )

    assert rows(con, "event_type, types_told") == [("product_release", ["policy", "product_release"])]


def deal(name, actor, counterparty, kind="partnership"):
    report = ReportBuilder(name).sentence(f"{name}: 손을 잡았다").event(kind, *SEPTEMBER, actor=actor, thing=counterparty).build()
    swapped = [
        row.model_copy(update={"role": "counterparty"}) if row.role == "object" else row for row in report.event_participants
    ]
    return report.model_copy(update={"event_participants": tuple(swapped)})


@pytest.mark.parametrize(("kind", "number"), [("partnership", 1), ("personnel", 2)])
def test_a_deal_is_told_from_either_side(filled, kind, number):
    con = filled(deal("a", "org:hanbit", "org:nuri", kind), deal("b", "org:nuri", "org:hanbit", kind))

    assert len(rows(con, "event_type")) == number


@pytest.mark.parametrize(("thing", "number"), [(None, 1), ("시계", 2)])
def test_a_sub_item_without_an_object_belongs_to_its_item(filled, thing, number):
    builder = ReportBuilder("a").sentence("빛샘 공개").event("product_release", DAY, actor="org:hanbit", thing="빛샘")
    report = builder.sentence("염가로 출시").event("product_release", DAY, actor="org:hanbit", thing=thing).build()
    item, below = report.blocks

    con = filled(report.model_copy(update={"blocks": (item, below.model_copy(update={"parent": item.ordinal, "level": 1}))}))

    assert len(rows(con, "event_type")) == number


def steps(con):
    return con.execute(
        "select days, status, step, steps, story_id = first(story_id) over () from v_timeline order by start_on"
    ).fetchall()


def told_on(day, name, *days, kind="acquisition", parties=("org:hanbit", "org:nuri"), **given):
    """A report of *day* about a deal of two, or of one with its object."""
    actor, other = parties
    report = ReportBuilder(name, day).sentence(f"{name}: 공개").event(kind, *days, actor=actor, thing=other, **given).build()
    swapped = [
        row.model_copy(update={"role": "counterparty"}) if row.role == "object" else row for row in report.event_participants
    ]
    return report.model_copy(update={"event_participants": tuple(swapped)})


def test_agreement_closing_and_payment_are_steps_of_one_story(filled):
    con = filled(
        told_on(date(2025, 3, 4), "합의", date(2025, 3, 3)),
        told_on(date(2025, 7, 2), "완료", date(2025, 7, 1)),
        told_on(date(2025, 9, 2), "대금", date(2025, 9, 1)),
    )

    assert steps(con) == [
        ("2025-03-03", "occurred", 1, 3, True),
        ("2025-07-01", "occurred", 2, 3, True),
        ("2025-09-01", "occurred", 3, 3, True),
    ]


@pytest.mark.parametrize(
    "second",
    [
        told_on(date(2025, 7, 2), "b", date(2025, 7, 1), parties=("org:hanbit", "다른전자")),  # another counterparty
        told_on(date(2027, 9, 2), "b", date(2027, 9, 1)),  # years later
        told_on(date(2025, 7, 2), "b", date(2025, 7, 1), kind="earnings"),  # no step of anything
        told_on(date(2025, 7, 2), "b", date(2025, 7, 1), kind="product_release"),  # something else
    ],
    ids=["party", "years", "kind", "release"],
)
def test_what_is_another_matter_is_another_story(filled, second):
    con = filled(told_on(date(2025, 3, 4), "a", date(2025, 3, 3)), second)

    assert rows(con, "distinct steps") == [(1,)]
    assert rows(con, "count(distinct story_id)") == [(2,)]


def test_announcement_and_launch_of_one_product_are_a_story(filled):
    con = filled(
        release("a", date(2025, 3, 3), thing="Borami-4 Pro"),
        release("b", date(2025, 9, 1), thing="Borami-4 Pro"),
        release("c", date(2025, 9, 1), thing="Dure X2"),
    )

    assert rows(con, "objects, step, steps") == [
        (["Borami-4 Pro"], 1, 2),
        (["Borami-4 Pro"], 2, 2),
        (["Dure X2"], 1, 1),
    ]


@pytest.mark.parametrize(("thing", "number"), [("Borami-4", 2), ("Borami", 1)])
def test_a_longer_name_is_the_same_product_and_a_family_is_not(filled, thing, number):
    con = filled(release("a", date(2025, 3, 3), thing=thing), release("b", date(2025, 9, 1), thing="Borami-4 Pro"))

    assert rows(con, "distinct steps") == [(number,)]


def planned(name, published_on, *days, thing="Borami-4 Pro", status="planned", **given):
    builder = ReportBuilder(name, published_on).sentence(f"{name}: 공개")
    return builder.event("product_release", *days, actor="org:hanbit", thing=thing, status=status, **given).build()


AUGUST = (date(2025, 8, 1), date(2025, 8, 31))


def test_a_plan_that_came_true_is_told_once_with_the_days_it_happened_on(filled):
    con = filled(planned("a", date(2025, 6, 1), *AUGUST), planned("b", date(2025, 9, 25), date(2025, 9, 24), status="occurred"))

    assert rows(con, "days, status, dates_told, reports, steps") == [("2025-09-24", "occurred", ["2025-08", "2025-09-24"], 2, 1)]


@pytest.mark.parametrize(
    ("plan", "number"),
    [
        (planned("a", date(2025, 6, 1), *AUGUST, thing="Dure X2"), 2),  # another thing
        (planned("a", date(2025, 10, 1), *AUGUST), 2),  # told afterwards: no plan for it
        (planned("a", date(2024, 6, 1), date(2024, 8, 1), date(2024, 8, 31)), 2),  # long before
    ],
    ids=["thing", "afterwards", "long before"],
)
def test_a_plan_for_something_else_stays_a_plan(filled, plan, number):
    con = filled(plan, planned("b", date(2025, 9, 25), date(2025, 9, 24), status="occurred"))

    assert len(rows(con, "days")) == number


def test_a_plan_that_could_be_either_of_two_events_stays_a_plan(filled):
    con = filled(
        planned("a", date(2025, 6, 1), *AUGUST),
        planned("b", date(2025, 9, 25), date(2025, 9, 24), status="occurred"),
        planned("c", date(2025, 11, 2), date(2025, 11, 1), status="occurred"),
    )

    assert rows(con, "days, status, steps") == [
        ("2025-08", "planned", 3), ("2025-09-24", "occurred", 3), ("2025-11-01", "occurred", 3)
    ]  # fmt: skip


def commitment(name, first_on, last_on, text, value):
    builder = ReportBuilder(name, first_on).sentence(f"{name}: 공개 {text}").figure(text, value, modality="plan")
    return builder.event("investment", first_on, last_on, actor="org:hanbit", status="planned", figures=(text,)).build()


@pytest.mark.parametrize(("text", "value", "number"), [("3조 원", 3 * 10**12, 1), ("5조 원", 5 * 10**12, 2)])
def test_the_same_plan_for_years_counts_once_whatever_day_it_is_told(filled, text, value, number):
    con = filled(
        commitment("a", date(2025, 2, 26), date(2028, 2, 25), "3조 원", 3 * 10**12),
        commitment("b", date(2025, 9, 9), date(2028, 9, 8), text, value),
    )

    assert len(rows(con, "days")) == number
