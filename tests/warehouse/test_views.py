"""What an analyst asks: the views and macros give right answers on reports made by hand, and none on an empty warehouse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from handmade import ReportBuilder

from pipeline.process import metric_rows
from pipeline.warehouse import sync_metrics

Q3 = {"period_start": date(2025, 7, 1), "period_end": date(2025, 9, 30)}
END_OF_Q3 = {"period_start": date(2025, 9, 30), "period_end": date(2025, 9, 30)}
Q2 = {"period_start": date(2025, 4, 1), "period_end": date(2025, 6, 30)}
GROWTH = {"metric": "revenue", "measure": "change", "basis": "yoy", "dimension": "ratio"}
OPEN = {"period_start": None, "period_end": None}
VIEWS = [
    "v_metrics", "v_entities", "v_documents", "v_figures", "v_series", "v_changes", "v_latest", "v_forecast_vs_actual", "v_events",
    "v_comentions", "v_timeline", "v_facts", "v_checks", "v_conflicts", "v_restatements", "v_rate_outliers", "v_quality",
    "v_versions", "v_corrections", "corrected_figures", "corrected_events", "corrected_mentions", "names", "claims", "series",
    "newest_documents", "figure_rows",
]  # fmt: skip


def one_figure(name, text, value, unit="KRW", **given):
    return ReportBuilder(name).sentence(f"{name}의 보고: {text}").figure(text, value, unit, **given).build()


def one_event(name, *args, published_on=date(2025, 12, 1), **given):
    return ReportBuilder(name, published_on).sentence(f"{name}의 보고").event(*args, **given).build()


def dicts(con, query):
    cursor = con.execute(query)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.parametrize(
    "view",
    [
        *VIEWS,
        "metric('한빛전자', 'revenue')",
        "search('매출 성장')",
        "search('')",
        "as_of('2025-11-03')",
        "documents_as_of('2025-11-03')",
    ],
)
def test_an_empty_warehouse_has_no_answers(con, view):
    assert con.execute(f"from {view}").fetchall() == []


def test_all_views_are_tested_here(con):
    assert {name for (name,) in con.execute("select view_name from duckdb_views() where not internal").fetchall()} == set(VIEWS)


# v_figures, metric


def test_a_figure_comes_with_its_subject_report_and_sentence(filled):
    con = filled(
        one_figure("a", "3,800억 원", 380_000_000_000),
        one_figure("b", "10억 원", 10**9, subject_text="무명상사", subject_entity_id=None),
    )

    known, unknown = dicts(con, "select * from v_figures order by source_name")

    assert (known["subject"], known["subject_name_en"], known["value"]) == (
        "한빛전자",
        "Hanbit Electronics",
        Decimal(380_000_000_000),
    )
    assert (known["source_name"], known["sentence"], known["published_on"]) == ("a", "a의 보고: 3,800억 원", date(2025, 12, 1))
    assert (unknown["subject"], unknown["subject_name_ko"]) == ("무명상사", None)


def test_a_figure_outside_sentences_is_kept(filled):
    report = one_figure("a", "3,800억 원", 380_000_000_000)
    figure = report.figures[0].model_copy(update={"sentence_id": None})

    con = filled(report.model_copy(update={"figures": (figure,)}))

    assert con.execute("select sentence, text from v_figures").fetchall() == [(None, "3,800억 원")]


@pytest.mark.parametrize("company", ["org:hanbit", "한빛전자", "hanbit electronics", "韓光電子", "한빛", "123456.ks", "123456"])
def test_a_company_is_found_by_any_of_its_names(filled, company):
    con = filled(one_figure("a", "3,800억 원", 380_000_000_000), one_figure("b", "10억 원", 10**9, subject_entity_id="org:nuri"))

    assert con.execute("select source_name from metric(?, 'revenue')", [company]).fetchall() == [("a",)]


@pytest.mark.parametrize(
    ("wanted", "found"), [("revenue", True), ("Revenue", True), ("클라우드 매출", True), ("매출", True), ("capex", False)]
)
def test_a_metric_is_found_by_its_name_or_wording(filled, wanted, found):
    con = filled(one_figure("a", "3,800억 원", 380_000_000_000, metric_text="클라우드  매출액"))

    assert con.execute("select count(*) from metric('한빛전자', ?)", [wanted]).fetchone() == (int(found),)


@pytest.mark.parametrize(
    ("stated", "wanted", "found"),
    [
        ("target_price", "share_price", True),
        ("target_price", "주가", True),
        ("target_price", "share price", True),
        ("target_price", "종가", True),  # a word of the broader metric
        ("mortgage_loans", "loan", True),  # two steps up
        ("share_price", "target_price", False),
        ("share_price", "목표주가", False),
        ("employment_rate", "unemployment_rate", False),
        ("other", "share_price", False),
    ],
)
def test_a_broader_metric_finds_the_narrower(filled, stated, wanted, found):
    con = filled(one_figure("a", "9만 원", 90_000, metric=stated, metric_text=None))
    sync_metrics(con, metric_rows())

    assert con.execute("select count(*) from metric('한빛전자', ?)", [wanted]).fetchone() == (int(found),)


def test_a_metric_tells_the_way_up(con):
    sync_metrics(con, metric_rows())

    assert con.execute("select path from v_metrics where metric = 'mortgage_loans'").fetchall() == [
        (["mortgage_loans", "household_loans", "loan"],)
    ]
    assert con.execute("select count(*) from v_metrics").fetchall() == con.execute("select count(*) from metrics").fetchall()


def test_a_subject_without_an_entity_is_found_as_written(filled):
    con = filled(one_figure("a", "10억 원", 10**9, subject_text="무명 상사", subject_entity_id=None))

    assert con.execute("select count(*) from metric('무명상사', 'revenue')").fetchone() == (1,)


def test_figures_of_a_metric_come_in_the_order_of_their_periods(filled):
    con = filled(one_figure("a", "20억 원", 2 * 10**9, **Q3), one_figure("b", "10억 원", 10**9, **Q2))

    assert con.execute("select source_name from metric('한빛전자', 'revenue')").fetchall() == [("b",), ("a",)]


# v_events, v_timeline


def test_an_event_comes_with_its_participants_and_figures(filled):
    report = (
        ReportBuilder("a")
        .sentence("한빛전자는 신공장에 500억 원을 투자한다.")
        .figure("500억 원", 50_000_000_000, metric="capex")
        .event("investment", date(2025, 9, 24), actor="org:hanbit", thing="신공장", figures=("500억 원",))
        .sentence("시장이 열렸다.")
        .event("other", date(2025, 9, 25))
    )

    first, second = dicts(filled(report.build()), "select * from v_events order by start_char")

    assert (first["actors"], first["actor_ids"]) == (["한빛전자"], ["org:hanbit"])
    assert (first["objects"], first["object_ids"]) == (["신공장"], [None])
    assert (first["figures"], first["figure_ids"]) == (["500억 원"], [report.last_figure()])
    assert first["sentence"] == "한빛전자는 신공장에 500억 원을 투자한다."
    assert second["actors"] == second["places"] == second["figures"] == []


def test_the_timeline_tells_an_event_once(filled):
    """Two reports, a day apart: one row, both named, with the surer status."""
    con = filled(
        one_event("a", "product_release", date(2025, 9, 24), actor="org:hanbit", thing="빛 3", status="rumoured"),
        one_event("b", "product_release", date(2025, 9, 25), actor="org:hanbit", thing="빛3"),
    )

    (event,) = dicts(con, "select * from v_timeline")

    assert (event["reports"], event["sources"], event["status"]) == (2, ["a", "b"], "occurred")
    assert event["sentences"] == ["a의 보고", "b의 보고"]


def test_the_more_precise_date_wins(filled):
    con = filled(
        one_event("a", "product_release", date(2025, 9, 1), date(2025, 9, 30), actor="org:hanbit", thing="빛3"),
        one_event("b", "product_release", date(2025, 9, 24), actor="org:hanbit", thing="빛3"),
    )

    (event,) = dicts(con, "select * from v_timeline")

    assert (event["start_on"], event["end_on"], event["grain"], event["reports"]) == (
        date(2025, 9, 24),
        date(2025, 9, 24),
        "day",
        2,
    )


APART = {
    "another type": [("investment", date(2025, 9, 24)), {"actor": "org:hanbit", "thing": "빛3"}],
    "another actor": [("product_release", date(2025, 9, 24)), {"actor": "org:nuri", "thing": "빛3"}],
    "another object": [("product_release", date(2025, 9, 24)), {"actor": "org:hanbit", "thing": "빛4"}],
    "no object": [("product_release", date(2025, 9, 24)), {"actor": "org:hanbit"}],
    "another day": [("product_release", date(2025, 9, 28)), {"actor": "org:hanbit", "thing": "빛3"}],
}


@pytest.mark.parametrize("case", APART)
def test_different_events_stay_apart(filled, case):
    args, given = APART[case]
    con = filled(
        one_event("a", "product_release", date(2025, 9, 24), actor="org:hanbit", thing="빛3"), one_event("b", *args, **given)
    )

    assert con.execute("select count(*) from v_timeline").fetchone() == (2,)


def test_a_vague_event_joins_none_of_several(filled):
    """A month that holds two releases is the same as neither, and does not make them one."""
    con = filled(
        one_event("a", "product_release", date(2025, 9, 1), date(2025, 9, 30), actor="org:hanbit", thing="빛3"),
        one_event("b", "product_release", date(2025, 9, 5), actor="org:hanbit", thing="빛3"),
        one_event("c", "product_release", date(2025, 9, 24), actor="org:hanbit", thing="빛3"),
    )

    assert con.execute("select sources from v_timeline order by all").fetchall() == [(["a"],), (["b"],), (["c"],)]


def test_vaguer_and_vaguer_tellings_are_one(filled):
    con = filled(
        one_event("a", "ipo", date(2025, 1, 1), date(2025, 12, 31), actor="org:hanbit", thing="상장"),
        one_event("b", "ipo", date(2025, 9, 1), date(2025, 9, 30), actor="org:hanbit", thing="상장"),
        one_event("c", "ipo", date(2025, 9, 24), actor="org:hanbit", thing="상장"),
    )

    assert con.execute("select sources, start_on from v_timeline").fetchall() == [(["a", "b", "c"], date(2025, 9, 24))]


def test_a_shared_figure_makes_events_the_same(filled):
    def report(name):
        builder = ReportBuilder(name).sentence("투자 500억 원").figure("500억 원", 50_000_000_000)
        return builder.event(
            "investment", date(2025, 9, 24), actor="org:hanbit", thing=f"{name} 공장", figures=("500억 원",)
        ).build()

    con = filled(report("a"), report("b"))

    assert con.execute("select reports, objects from v_timeline").fetchall() == [(2, ["a 공장", "b 공장"])]


@pytest.mark.parametrize(("days", "rows"), [([date(2025, 9, 24)], 1), ([date(2025, 9, 1), date(2025, 9, 30)], 2)])
def test_without_object_or_figure_the_day_must_be_known(filled, days, rows):
    con = filled(*(one_event(name, "product_release", *days, actor="org:hanbit") for name in "ab"))

    assert con.execute("select count(*) from v_timeline").fetchone() == (rows,)


def test_events_of_nobody_about_nothing_stay_apart(filled):
    con = filled(one_event("a", "other", date(2025, 9, 24)), one_event("b", "other", date(2025, 9, 24)))

    assert con.execute("select count(*) from v_timeline").fetchone() == (2,)


# v_facts, v_conflicts

SAME = {
    "same words": (("398억 원", 39_800_000_000, Q3), ("398억 원", 39_800_000_000, Q3)),
    "more digits": (("398억 원", 39_800_000_000, Q3), ("398억 2,400만 원", 39_824_000_000, Q3)),
    "a day of the period": (("398억 원", 39_800_000_000, Q3), ("398억 원", 39_800_000_000, END_OF_Q3)),
    "an outlay by two names": (
        ("398억 원", 39_800_000_000, {**Q3, "metric": "capex"}),
        ("398억 원", 39_800_000_000, {**Q3, "metric": "investment"}),
    ),
    "이상 takes the number in": (("398억 원", 39_800_000_000, Q3), ("398억 원", 39_800_000_000, {**Q3, "bound": "at_least"})),
    "approximation": (("약 400억 원", 40_000_000_000, {**Q3, "approximate": True}), ("400억 5,000만 원", 40_050_000_000, Q3)),
    "no period in either": (("398억 원", 39_800_000_000, OPEN), ("398억 원", 39_800_000_000, OPEN)),
}
OTHER = {
    "another value": (("398억 원", 39_800_000_000, Q3), ("412억 원", 41_200_000_000, Q3)),
    "another period": (("398억 원", 39_800_000_000, Q3), ("398억 원", 39_800_000_000, Q2)),
    "period unknown": (("398억 원", 39_800_000_000, Q3), ("398억 원", 39_800_000_000, OPEN)),
    "another metric": (("398억 원", 39_800_000_000, Q3), ("398억 원", 39_800_000_000, {**Q3, "metric": "assets"})),
    "another subject": (("398억 원", 39_800_000_000, Q3), ("398억 원", 39_800_000_000, {**Q3, "subject_entity_id": "org:nuri"})),
    "a forecast": (("398억 원", 39_800_000_000, Q3), ("398억 원", 39_800_000_000, {**Q3, "modality": "forecast"})),
    "a bound": (("398억 원", 39_800_000_000, Q3), ("398억 원", 39_800_000_000, {**Q3, "bound": "above"})),
    "growth of quarter and day": (
        ("34%", 34, {**GROWTH, **Q3, "unit": "percent"}),
        ("34%", 34, {**GROWTH, **END_OF_Q3, "unit": "percent"}),
    ),
}


def two(filled, pair):
    return filled(*(one_figure(name, text, value, **given) for name, (text, value, given) in zip("ab", pair, strict=True)))


@pytest.mark.parametrize("case", SAME)
def test_a_claim_of_two_reports_is_one_fact(filled, case):
    (fact,) = dicts(two(filled, SAME[case]), "select * from v_facts")

    assert (fact["reports"], fact["sources"], len(fact["sentences"])) == (2, ["a", "b"], 2)
    assert fact["value"] == max(value for _, value, _ in SAME[case])
    assert (fact["period_start"], fact["period_end"]) == tuple(SAME[case][1][2].values())[:2]


@pytest.mark.parametrize("case", OTHER)
def test_other_claims_are_other_facts(filled, case):
    con = two(filled, OTHER[case])

    assert con.execute("select reports from v_facts").fetchall() == [(1,), (1,)]


def test_a_fact_told_twice_in_one_report_has_one_report(filled):
    builder = ReportBuilder("a").sentence("매출 398억 원").figure("398억 원", 39_800_000_000)
    con = filled(builder.sentence("다시 398억 원").figure("398억 원", 39_800_000_000).build())

    assert con.execute("select reports, len(figure_ids) from v_facts").fetchall() == [(1, 2)]


def test_figures_without_a_subject_are_no_fact(filled):
    con = filled(one_figure("a", "398억 원", 39_800_000_000, subject_text=None, subject_entity_id=None))

    assert con.execute("select count(*) from v_facts").fetchone() == (0,)


def test_two_values_for_one_thing_conflict(filled):
    (conflict,) = dicts(two(filled, OTHER["another value"]), "select * from v_conflicts")

    assert (conflict["text_1"], conflict["text_2"]) in {("398억 원", "412억 원"), ("412억 원", "398억 원")}
    assert {conflict["sentence_1"], conflict["sentence_2"]} == {"a의 보고: 398억 원", "b의 보고: 412억 원"}
    assert conflict["difference"] == pytest.approx(14 / 412)


def test_one_outlay_by_two_names_shows_both(filled):
    (fact,) = dicts(two(filled, SAME["an outlay by two names"]), "select * from v_facts")

    assert (fact["metrics"], fact["bound"]) == (["capex", "investment"], "exact")


def test_a_plan_told_for_shifted_years_is_one_fact(filled):
    """Each report counts 향후 3년간 from its own day, and one says 약, one 이상."""
    tellings = (
        {"metric": "investment", "period_start": date(2025, 2, 26), "period_end": date(2028, 2, 25)},
        {"metric": "investment", "period_start": date(2025, 3, 10), "period_end": date(2028, 3, 9), "bound": "at_least"},
        {"metric": "capex", "period_start": date(2025, 9, 9), "period_end": date(2028, 9, 8), "approximate": True},
    )
    reports = [
        one_figure(name, "4,200억 위안", 420_000_000_000, "CNY", modality="plan", **telling)
        for name, telling in zip("abc", tellings, strict=True)
    ]

    (fact,) = dicts(filled(*reports), "select * from v_facts")

    assert (fact["reports"], fact["metrics"], fact["bound"], fact["approximate"]) == (3, ["capex", "investment"], "exact", False)


def test_a_report_does_not_conflict_with_itself(filled):
    """Two values in one report are before and after, or whole and part."""
    builder = ReportBuilder("a").sentence("매출 398억 원").figure("398억 원", 39_800_000_000, **Q3)
    con = filled(builder.sentence("매출 412억 원").figure("412억 원", 41_200_000_000, **Q3).build())

    assert con.execute("select count(*) from v_conflicts").fetchone() == (0,)


NOBODY = {"subject_entity_id": None, "metric_text": "분기 매출"}
PERCENT = {"unit": "percent", "dimension": "ratio"}
PEACE = {
    "rounding": (("398억 원", 39_800_000_000, Q3), ("398억 2,400만 원", 39_824_000_000, Q3)),
    "approximation": (("약 398억 원", 39_800_000_000, {**Q3, "approximate": True}), ("412억 원", 41_200_000_000, Q3)),
    "lower bound": (("390억 원", 39_000_000_000, {**Q3, "bound": "above"}), ("412억 원", 41_200_000_000, Q3)),
    "upper bound": (("450억 원", 45_000_000_000, {**Q3, "bound": "at_most"}), ("412억 원", 41_200_000_000, Q3)),
    "range": (
        ("390억~420억 원", 39_000_000_000, {**Q3, "value_high": Decimal(42_000_000_000)}),
        ("412억 원", 41_200_000_000, Q3),
    ),
    "another segment": (("398억 원", 39_800_000_000, Q3), ("120억 원", 12_000_000_000, {**Q3, "metric_text": "클라우드 매출"})),
    "another period": (("398억 원", 39_800_000_000, Q3), ("412억 원", 41_200_000_000, Q2)),
    "no period": (("398억 원", 39_800_000_000, OPEN), ("412억 원", 41_200_000_000, OPEN)),
    "no wording": (
        ("398억 원", 39_800_000_000, {**Q3, "metric_text": None}),
        ("412억 원", 41_200_000_000, {**Q3, "metric_text": None}),
    ),
    "a forecast": (("398억 원", 39_800_000_000, Q3), ("412억 원", 41_200_000_000, {**Q3, "modality": "forecast"})),
    "a bare word for what is measured": (
        ("398억 원", 39_800_000_000, {**Q3, **NOBODY, "subject_text": "매출"}),
        ("412억 원", 41_200_000_000, {**Q3, **NOBODY, "subject_text": "매출"}),
    ),
    "changes held to what nobody says": (
        ("4%", 4, {**Q3, **PERCENT, "measure": "change"}),
        ("7%", 7, {**Q3, **PERCENT, "measure": "change"}),
    ),
    "changes since different days": (
        ("4%", 4, {**Q3, **PERCENT, "measure": "change", "basis": "since"}),
        ("7%", 7, {**Q3, **PERCENT, "measure": "change", "basis": "since"}),
    ),
    "another unit": (("398억 원", 39_800_000_000, Q3), ("1억 달러", 10**8, {**Q3, "unit": "USD"})),
}


@pytest.mark.parametrize("case", PEACE)
def test_no_conflict(filled, case):
    con = two(filled, PEACE[case])
    sync_metrics(con, metric_rows())

    assert con.execute("select value_1, value_2 from v_conflicts").fetchall() == []


CONFLICTS = {
    "whose it is told by more than the word": (
        ("398억 원", 39_800_000_000, {**Q3, **NOBODY, "subject_text": "나루 매출"}),
        ("412억 원", 41_200_000_000, {**Q3, **NOBODY, "subject_text": "나루 매출"}),
    ),
    "changes from the same year": (
        ("4%", 4, {**Q3, **PERCENT, "measure": "change", "basis": "yoy"}),
        ("7%", 7, {**Q3, **PERCENT, "measure": "change", "basis": "yoy"}),
    ),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_a_conflict_stays(filled, case):
    con = two(filled, CONFLICTS[case])
    sync_metrics(con, metric_rows())

    assert con.execute("select count(*) from v_conflicts").fetchone() == (1,)


def test_a_report_that_gives_several_values_tells_nobody_which(filled):
    """Values of months under one year, say: the two other reports contradict each other and none of them."""
    builder = ReportBuilder("a").sentence("매출 398억 원").figure("398억 원", 39_800_000_000, **Q3)
    several = builder.sentence("매출 250억 원").figure("250억 원", 25_000_000_000, **Q3).build()
    second, third = one_figure("b", "412억 원", 41_200_000_000, **Q3), one_figure("c", "431억 원", 43_100_000_000, **Q3)

    ((one, other),) = filled(several, second, third).execute("select text_1, text_2 from v_conflicts").fetchall()

    assert {one, other} == {"412억 원", "431억 원"}


def test_a_bound_can_be_contradicted(filled):
    con = two(filled, (("450억 원", 45_000_000_000, {**Q3, "bound": "above"}), ("412억 원", 41_200_000_000, Q3)))

    assert con.execute("select count(*) from v_conflicts").fetchone() == (1,)


# v_checks


def test_a_check_comes_with_both_sentences(filled):
    builder = ReportBuilder("a").sentence("국내 매출 300억 원, 해외 매출 98억 원").figure("300억 원", 30_000_000_000)
    builder.figure("98억 원", 9_800_000_000).sentence("합계 400억 원").figure("400억 원", 40_000_000_000)
    builder.check(
        "400억 원", "300억 원", "98억 원", stated=Decimal(40_000_000_000), computed=Decimal(39_800_000_000), deviation=0.005
    )

    (check,) = dicts(filled(builder.build()), "select * from v_checks")

    assert (check["text"], check["sentence"]) == ("400억 원", "합계 400억 원")
    assert (check["other_texts"], check["other_sentences"]) == (
        ["300억 원", "98억 원"],
        ["국내 매출 300억 원, 해외 매출 98억 원"],
    )
    assert (check["unit"], check["subject"], check["deviation"]) == ("KRW", "한빛전자", 0.005)


def test_a_check_of_one_figure_has_no_others(filled):
    report = ReportBuilder("a").sentence("매출 398억 원").figure("398억 원", 39_800_000_000).check("398억 원").build()

    assert dicts(filled(report), "select other_texts, other_sentences from v_checks") == [
        {"other_texts": [], "other_sentences": []}
    ]


# v_restatements, v_rate_outliers


def restated(name, deviation):
    builder = ReportBuilder(name).sentence("투자 3,800억 위안(약 75조 원)").figure("3,800억 위안", 380_000_000_000, "CNY")
    return builder.figure(
        "75조 원", 75 * 10**12, "KRW", equivalent_of=builder.last_figure(), stated_rate_deviation=deviation
    ).build()


def test_a_stated_conversion_is_compared_with_the_reference_rate(filled):
    con = filled(restated("a", -0.04), restated("b", 0.25), restated("c", None))

    first, second, third = dicts(con, "select * from v_restatements order by source_name")

    assert (first["original_text"], first["text"]) == ("3,800억 위안", "75조 원")
    assert first["reference_value"] == pytest.approx(75e12 / 0.96)
    assert second["reference_value"] == pytest.approx(60e12)
    assert third["reference_value"] is None
    assert con.execute("select source_name from v_rate_outliers").fetchall() == [("b",)]


def test_a_restated_amount_is_no_fact_of_its_own(filled):
    con = filled(restated("a", -0.04))

    assert con.execute("select unit from v_facts").fetchall() == [("CNY",)]


# v_quality


def test_quality_counts_what_stays_open(filled):
    builder = (
        ReportBuilder("a")
        .sentence("한빛전자 매출 398억 원, 12월 1일 34% 늘었다.")
        .mention("한빛전자", "org:hanbit")
        .mention("매출")
    )
    builder.figure("398억 원", 39_800_000_000).figure(
        "34%", 34, "percent", **OPEN, metric="other", subject_text=None, subject_entity_id=None
    )
    builder.time("12월 1일", date(2025, 12, 1)).event("earnings", date(2025, 12, 1)).reject("범위가 거꾸로다").sentence(
        "구독하기"
    )
    report = builder.build()
    boilerplate = report.blocks[1].model_copy(update={"kind": "boilerplate"})
    con = filled(
        report.model_copy(update={"blocks": (report.blocks[0], boilerplate)}), ReportBuilder("b", None).sentence("빈 글").build()
    )

    full, empty = dicts(con, "select * from v_quality order by source_name")

    counts = ("blocks", "sentences", "mentions", "time_expressions", "figures", "events", "rejects")
    assert [full[name] for name in counts] == [2, 2, 2, 1, 2, 1, 1]
    shares = ("mentions_linked", "dates_resolved", "figures_with_subject", "figures_with_metric", "figures_with_period")
    assert [full[name] for name in shares] == [0.5, 1.0, 0.5, 0.5, 0.5]
    assert full["boilerplate_share"] == pytest.approx(4 / (4 + len(report.sentences[0].text)))
    assert [empty[name] for name in shares] == [None] * 5
    assert (empty["figures"], empty["published_on_source"], full["published_on_source"]) == (0, None, "header")


# fmt_krw, fmt_usd


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("75e12", "75조 원"),
        ("1.84e12", "1조 8,400억 원"),
        ("-1.2e12", "-1조 2,000억 원"),
        ("380000000000.000000000::decimal(38, 9)", "3,800억 원"),
        ("1234567890123", "1조 2,346억 원"),
        ("999999999999", "1조 원"),  # rounding lifts it into the next unit
        ("3.2e17", "32경 원"),
        ("65400", "6만 5,400 원"),
        ("10000", "1만 원"),
        ("1388.5", "1,388.5 원"),
        ("7", "7 원"),
        ("0", "0 원"),
        ("-0.001", "0 원"),
        ("NULL", None),
    ],
)
def test_won_read_as_people_write_them(con, amount, expected):
    assert con.execute(f"select fmt_krw({amount})").fetchone() == (expected,)


def test_dollars_read_as_people_write_them(con):
    assert con.execute("select fmt_usd(52.4e9), fmt_usd(-1500000), fmt_usd(NULL)").fetchone() == (
        "524억 달러",
        "-150만 달러",
        None,
    )


@pytest.mark.parametrize(
    ("value", "expected"), [("380000000000", 5e9), ("34", 0.5), ("-34", 0.5), ("12.5", 0.05), ("100", 50), ("0", 0.5)]
)
def test_rounding_is_half_of_the_last_stated_place(con, value, expected):
    assert con.execute(f"select helpers.rounding({value}::decimal(38, 9))").fetchone() == (pytest.approx(expected),)
