"""The marts: one row for each thing they promise, and nothing mixed that is not the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb
import pytest
from handmade import ENTITIES, ReportBuilder

from pipeline.process import metric_rows
from pipeline.warehouse import sync_entities, sync_metrics

Q3 = {"period_start": date(2025, 7, 1), "period_end": date(2025, 9, 30)}
NINE_MONTHS = {"period_start": date(2025, 1, 1), "period_end": date(2025, 9, 30)}
YEAR = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
OPEN = {"period_start": None, "period_end": None}


@pytest.fixture
def told(filled):
    """Fill the warehouse with reports of one figure each: its value, and what differs from an actual revenue of 2025-Q3."""

    def fill(*figures):
        reports = []
        for number, (value, given) in enumerate(figures):
            name = f"report {number}"
            day = given.pop("published_on", date(2025, 12, 1 + number))
            builder = ReportBuilder(name, day).sentence(f"{name}: {value}").figure(str(value), value, **given)
            reports.append(builder.build())
        con = filled(*reports)
        sync_metrics(con, metric_rows())
        return con

    return fill


def rows(con, query):
    return con.execute(query).fetchall()


def test_a_value_that_two_reports_state_is_one_row(told):
    con = told((39_800_000_000, {**Q3}), (39_824_000_000, {**Q3}))

    assert rows(con, "select value, reports, other_values, period, period_type from v_series") == [
        (39_824_000_000, 2, None, "2025-Q3", "quarter")  # the one with more digits
    ]


def test_another_value_is_shown_beside_the_best(told):
    con = told((39_800_000_000, {**Q3}), (52_000_000_000, {**Q3, "approximate": True}))

    assert rows(con, "select value, reports, other_values from v_series") == [(39_800_000_000, 1, [52_000_000_000])]


@pytest.mark.parametrize(
    "other",
    [
        {**NINE_MONTHS},
        {**YEAR},
        {**Q3, "modality": "forecast"},
        {**Q3, "metric_text": "클라우드 매출"},
        {**Q3, "unit": "USD"},
        {**Q3, "subject_entity_id": "org:nuri"},
        {**Q3, "metric": "operating_profit", "metric_text": "영업이익"},
    ],
)
def test_what_is_not_the_same_is_another_row(told, other):
    con = told((39_800_000_000, {**Q3}), (39_800_000_000, other))

    assert rows(con, "select count(*) from v_series") == [(2,)]


@pytest.mark.parametrize(
    ("words", "segment"), [("클라우드 매출", "클라우드"), ("주간 매출", None), ("누적 매출", None), ("주간지 매출", "주간지")]
)
def test_a_word_of_time_narrows_nothing(told, words, segment):
    con = told((39_800_000_000, {**Q3, "metric_text": words}))

    assert rows(con, "select segment from v_series") == [(segment,)]


def test_what_a_report_says_again_without_a_period_is_one_row(filled):
    builder = ReportBuilder("a").sentence("매출 398억 원").figure("398억 원", 39_800_000_000, **Q3)
    first = builder.sentence("다시 398억 원").figure("398억 원", 39_800_000_000, **OPEN).build()
    other = ReportBuilder("b").sentence("매출 398억 원").figure("398억 원", 39_800_000_000, **OPEN).build()
    con = filled(first, other)

    assert rows(con, "select period, len(figure_ids), source_name from v_series order by period nulls last") == [
        ("2025-Q3", 2, "a"),
        (None, 1, "b"),  # another report may mean another period
    ]


def test_kinds_of_period_are_told_apart(told):
    con = told((1, {**Q3}), (2, {**NINE_MONTHS}), (3, {**YEAR}))

    assert rows(con, "select period_type, value from v_series order by value") == [("quarter", 1), ("cumulative", 2), ("year", 3)]


def test_a_plan_for_years_counts_once_whatever_day_it_is_told(told):
    tellings = (
        ("investment", "투자", date(2025, 2, 26), date(2028, 2, 25)),
        ("investment", "투자", date(2025, 3, 10), date(2028, 3, 9)),
        ("capex", "CAPEX", date(2025, 9, 9), date(2028, 9, 8)),
    )
    con = told(
        *(
            (
                380_000_000_000,
                {"modality": "plan", "metric": metric, "metric_text": words, "period_start": first, "period_end": last},
            )
            for metric, words, first, last in tellings
        )
    )

    assert rows(con, "select metric, metrics, period_type, value, reports from v_series") == [
        ("capex", ["capex", "investment"], "years", 380_000_000_000, 3)
    ]


def test_growth_is_no_level(told):
    con = told(
        (39_800_000_000, {**Q3}), (34, {**Q3, "unit": "percent", "dimension": "ratio", "measure": "change", "basis": "yoy"})
    )

    assert rows(con, "select value, unit from v_series") == [(39_800_000_000, "KRW")]
    assert rows(con, "select value, unit, basis from v_changes") == [(34, "percent", "yoy")]


def test_a_share_of_something_in_money_is_no_level_of_it(told):
    con = told((4, {**Q3, "metric": "market_cap", "metric_text": "시가총액", "unit": "percent", "dimension": "ratio"}))

    assert rows(con, "select * from v_series") == []


def test_values_without_a_period_are_of_the_day_of_their_report(told):
    price = {**OPEN, "metric": "market_cap", "metric_text": "시가총액"}
    con = told((496, {**price, "published_on": date(2025, 3, 10)}), (545, {**price, "published_on": date(2025, 12, 1)}))

    assert rows(con, "select valid_on, value from v_series order by valid_on") == [
        (date(2025, 3, 10), 496),
        (date(2025, 12, 1), 545),
    ]
    assert rows(con, "select value from v_latest") == [(545,)]


def test_the_latest_value_is_actual_and_has_a_place_in_time(told):
    con = told(
        (1, {**Q3}), (2, {**YEAR, "modality": "forecast"}), (3, {**OPEN}), (4, {"period_start": date(2025, 4, 1), "period_end": date(2025, 6, 30)})
    )  # fmt: skip

    assert rows(con, "select value, period from v_latest") == [(1, "2025-Q3")]


def test_a_forecast_meets_what_came_of_it(told):
    con = told((100, {**YEAR, "modality": "forecast"}), (120, {**YEAR}), (90, {**Q3, "modality": "forecast"}))

    assert rows(con, "select forecast_value, actual_value, round(deviation, 3), forecast_source from v_forecast_vs_actual") == [
        (100, 120, 0.2, "report 0")
    ]


def test_entities_in_one_sentence_are_a_pair(filled):
    con = filled(
        ReportBuilder("a")
        .sentence("한빛전자와 누리소프트, 그리고 한빛")
        .mention("한빛전자", "org:hanbit")
        .mention("누리소프트", "org:nuri")
        .mention("한빛", "org:hanbit")
        .sentence("한빛전자")
        .mention("한빛전자", "org:hanbit")
        .build()
    )

    assert rows(con, "select name_1, name_2, sentences, reports from v_comentions") == [("한빛전자", "누리소프트", 1, 1)]
    assert rows(con, "select name, mentions, reports from v_entities where mentions > 0 order by 1") == [
        ("누리소프트", 1, 1),
        ("한빛전자", 3, 1),
    ]


def test_an_entity_says_what_it_is_a_part_of(con):
    first, second = ENTITIES
    third = first.model_copy(update={"entity_id": "org:hanbit-cloud", "part_of": second.entity_id})
    sync_entities(con, [first, second.model_copy(update={"part_of": first.entity_id}), third])

    assert rows(con, "select entity_id, part_of, wholes from v_entities order by 1") == [
        ("org:hanbit", None, []),
        ("org:hanbit-cloud", "org:nuri", ["org:nuri", "org:hanbit"]),
        ("org:nuri", "org:hanbit", ["org:hanbit"]),
    ]


@pytest.mark.parametrize(
    "name", ["한빛전자", "Hanbit Electronics", "hanbit  electronics", "㈜한빛전자", "韓光電子", "123456", "org:hanbit"]
)
def test_an_entity_is_found_by_any_name(filled, name):
    con = filled(ReportBuilder("a").sentence("매출 1원").figure("1원", 1).build())

    assert con.execute("select subject from v_series where subject_entity_id = entity(?)", [name]).fetchall() == [("한빛전자",)]


def test_an_unknown_name_is_an_error_that_offers_the_nearest(filled):
    con = filled(ReportBuilder("a").sentence("매출 1원").figure("1원", 1).build())
    sync_metrics(con, metric_rows())

    with pytest.raises(duckdb.Error, match=r"No company, place or product is called 한빛전지\. Near it: 한빛전자"):
        con.execute("select entity('한빛전지')").fetchall()
    with pytest.raises(duckdb.Error, match=r"No company is called 한빛전지\. Near it: 한빛전자"):
        con.execute("from metric('한빛전지', 'revenue')").fetchall()
    with pytest.raises(duckdb.Error, match=r"No metric is called 영업이윽\. Near it: "):
        con.execute("from metric('한빛전자', '영업이윽')").fetchall()
    assert rows(con, "select name from find_entity('한빛전지') limit 1") == [("한빛전자",)]
    assert rows(con, "select metric from find_metric('설비투지') limit 1") == [("capex",)]


@pytest.mark.parametrize(
    "query",
    [
        "select subject from r.v_series",
        "select subject from r.v_facts",
        "select subject from r.metric('한빛', '매출', db := 'r')",
        "select subject from r.v_latest where subject_entity_id = r.entity('한빛', db := 'r')",
        "select '한빛전자' from r.search('1', db := 'r')",
        "select subject from r.as_of('2099-01-01', db := 'r')",
        "select '한빛전자' from r.documents_as_of('2099-01-01', db := 'r')",
    ],
)
def test_all_works_where_the_file_is_attached_under_another_name(filled, path, query):
    con = filled(ReportBuilder("a").sentence("매출 1 원").figure("1 원", 1).build())
    sync_metrics(con, metric_rows())
    con.close()

    with duckdb.connect() as other:
        other.execute(f"attach '{path}' as r (read_only)")
        assert rows(other, query) == [("한빛전자",)]
        assert rows(other, "select r.fmt_krw(75e12), r.fmt_days(date '2025-07-01', date '2025-09-30')") == [
            ("75조 원", "2025-Q3")
        ]


def test_a_conflict_says_why(told):
    con = told((39_800_000_000, {**Q3}), (41_200_000_000, {**Q3}))

    assert rows(con, "select kind, why from v_conflicts") == [
        ("revision", "한빛전자 매출 2025-Q3: 39800000000 (report 0, 2025-12-01) ≠ 41200000000 (report 1, 2025-12-02)")
    ]


@pytest.mark.parametrize(
    ("second", "kind"),
    [(398_000_000_000, "magnitude"), (-39_800_000_000, "sign"), (60_000_000_000, "value"), (41_200_000_000, "revision")],
)
def test_kinds_of_conflict(told, second, kind):
    con = told((39_800_000_000, {**Q3}), (second, {**Q3}))

    assert rows(con, "select kind from v_conflicts") == [(kind,)]


def test_a_report_that_gives_both_values_contradicts_nobody(filled):
    builder = ReportBuilder("a").sentence("매출 398억 원").figure("398억 원", 39_800_000_000, **Q3)
    first = builder.sentence("또는 412억 원").figure("412억 원", 41_200_000_000, **Q3).build()
    second = ReportBuilder("b").sentence("매출 412억 원").figure("412억 원", 41_200_000_000, **Q3).build()

    assert rows(filled(first, second), "from v_conflicts") == []


def test_the_year_before_under_the_wrong_period_is_no_conflict(filled):
    """The first report gives 350 for the year before; the second says 350 for this year, so one of the two periods was misread."""
    before = {"period_start": date(2024, 7, 1), "period_end": date(2024, 9, 30)}
    builder = ReportBuilder("a").sentence("매출 398억 원").figure("398억 원", 39_800_000_000, **Q3)
    first = builder.sentence("전년에는 350억 원").figure("350억 원", 35_000_000_000, **before).build()
    second = ReportBuilder("b").sentence("매출 350억 원").figure("350억 원", 35_000_000_000, **Q3).build()

    assert rows(filled(first, second), "from v_conflicts") == []


@pytest.mark.parametrize("words", ["3사 합산 매출 412억 원", "두 회사를 합친 매출 412억 원"])
def test_a_joint_total_is_no_conflict(filled, words):
    first = ReportBuilder("a").sentence("매출 398억 원").figure("398억 원", 39_800_000_000, **Q3).build()
    second = ReportBuilder("b").sentence(words).figure("412억 원", 41_200_000_000, **Q3).build()

    assert rows(filled(first, second), "from v_conflicts") == []


def test_the_next_issue_of_a_statistic_is_no_conflict(filled):
    words = "지방 미분양은 지난 8월 이후 연속 감소하였으며 전년 동월 대비 {} 감소한 것으로 나타났다"
    reports = [
        ReportBuilder(name)
        .sentence(words.format(text))
        .figure(text, value, "percent", measure="change", basis="yoy", **Q3)
        .build()
        for name, text, value in (("a", "20.8%", "20.8"), ("b", "24.8%", "24.8"))
    ]

    assert rows(filled(*reports), "from v_conflicts") == []


def test_shares_of_markets_that_are_not_named_are_no_conflict(told):
    share = {**Q3, "metric": "market_share", "unit": "percent", "dimension": "ratio"}
    con = told((35, {**share, "metric_text": "점유율"}), (17, {**share, "metric_text": "점유율"}))

    assert rows(con, "from v_conflicts") == []


def test_rates_of_growth_a_year_over_years_conflict_only_with_such(told):
    growth = {**YEAR, "unit": "percent", "dimension": "ratio", "measure": "change"}
    con = told((27, {**growth, "basis": "cagr"}), (12, {**growth, "basis": "yoy"}))

    assert rows(con, "from v_conflicts") == []
    assert rows(con, "select basis, value from v_changes order by basis") == [("cagr", Decimal(27)), ("yoy", Decimal(12))]
