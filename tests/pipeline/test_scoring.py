"""Gold is laid onto the text of the pipeline, and what a report says is counted against it."""

from __future__ import annotations

import json
import random
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.figures.metrics import METRICS
from pipeline.cli import run
from pipeline.scoring import Gold, Scorer, lay
from pipeline.scoring.alignment import align
from pipeline.scoring.answers import Answers, annotated_metrics, near, plain
from schemas import Document, Event, EventParticipant, Figure, Mention, Report, TimeExpression

TEXT = """# 한빛정밀, 3분기 실적

2025년 11월 4일

한빛정밀의 올해 3분기 매출액은 1,200억원으로 전년 동기
대비 8% 늘었다. 한빛정밀은 4일 평택 공장을 준공했다고 밝혔다.
"""
GOLD = {
    "doc": "note.md",
    "published_on": {"value": "2025-11-04", "lo": "2025-11-04", "hi": "2025-11-04"},
    "aliases": {"org:hanbit": ["한빛정밀", "Hanbit"]},
    "mentions": [
        {"q": "한빛정밀", "n": "all", "label": "ORG", "id": "org:hanbit"},
        {"q": "평택", "label": "LOC", "id": "loc:pyeongtaek"},
    ],
    "times": [{"q": "3분기", "n": 2, "kind": "date", "value": "2025-Q3", "start": "2025-07-01", "end": "2025-09-30"}],
    "figures": [
        {"q": "1,200억원", "value": 120000000000, "unit": "KRW", "metric": ["revenue"], "measure": "level",
         "subject": ["org:hanbit"], "period": ["2025-07-01", "2025-09-30"], "modality": "actual"},
        {"q": "8%", "value": 8, "unit": "percent", "metric": ["revenue"], "measure": "change", "basis": "yoy",
         "subject": ["org:hanbit"], "period": ["2025-07-01", "2025-09-30"], "modality": "actual"},
    ],
    "events": [
        {"q": "4일 평택 공장을 준공했다", "type": ["operation"], "start": "2025-11-04", "end": "2025-11-04", "status": "occurred",
         "actors": ["org:hanbit"]},
    ],
}  # fmt: skip


STORED = "한빛정밀, 3분기 실적\n2025년 11월 4일\n" + " ".join(TEXT.splitlines()[-2:])
"""What the pipeline keeps of it: without markup, the wrapped line made whole."""
QUARTER = (date(2025, 7, 1), date(2025, 9, 30))


def at(words, number=1):
    """Where *words* stand in STORED for the *number*th time, as every record has it."""
    start = -1
    for _ in range(number):
        start = STORED.index(words, start + 1)
    return {"start_char": start, "end_char": start + len(words), "text": words}


def figure_record(words, number, unit, **fields):
    known = {"value_high": None, "metric": "revenue", "measure": "level", "basis": None, "bound": "exact", "approximate": False}
    whose = {"subject_text": "한빛정밀", "subject_entity_id": None, "equivalent_of": None, "modality": "actual"}
    when = {"period_start": QUARTER[0], "period_end": QUARTER[1]}
    return Figure.model_construct(
        figure_id=words, value=Decimal(number), unit=unit, **at(words), **{**known, **whose, **when, **fields}
    )


@pytest.fixture
def said() -> Report:
    """A report that says exactly what GOLD says."""
    names = [("한빛정밀", number, "ORG", "org:hanbit") for number in (1, 2, 3)] + [("평택", 1, "LOC", None)]
    day = date(2025, 11, 4)
    return Report.model_construct(
        document=Document.model_construct(text=STORED, published_on=day),
        mentions=tuple(
            Mention.model_construct(label=label, entity_id=entity, **at(words, n)) for words, n, label, entity in names
        ),
        time_expressions=(
            TimeExpression.model_construct(value="2025-Q3", start_on=QUARTER[0], end_on=QUARTER[1], **at("3분기", 2)),
        ),
        figures=(figure_record("1,200억원", "120e9", "KRW"), figure_record("8%", "8", "percent", measure="change", basis="yoy")),
        events=(
            Event.model_construct(
                event_id="e",
                event_type="operation",
                start_on=day,
                end_on=day,
                status="occurred",
                **at("4일 평택 공장을 준공했다고"),
            ),
        ),
        event_participants=(EventParticipant.model_construct(event_id="e", role="actor", entity_id=None, text="Hanbit"),),
    )


def rows(gold, *reports, names=None):
    scorer = Scorer(names or {})
    for report in reports:
        scorer.add(Gold.model_validate(gold), TEXT, report)
    return scorer.rows(), scorer.differences


def changed(report, table, **fields):
    """*report* with other values in the first record of a table."""
    first, *others = getattr(report, table)
    return report.model_copy(update={table: (first.model_copy(update=fields), *others)})


class TestAlignment:
    def test_line_breaks_and_markup_are_passed_over(self):
        assert align("매출\n10 **20**", "매출 10 20") == {0: 0, 1: 1, 3: 3, 4: 4, 8: 6, 9: 7}

    def test_what_was_added_stands_nowhere_in_the_raw_text(self):
        assert align("매출 10 20", "| 매출 | 10 | 20 |") == {0: 2, 1: 3, 3: 7, 4: 8, 6: 12, 7: 13}

    def test_a_replaced_character_stands_where_the_other_is(self):
        assert align("가⋅나", "가·나") == {0: 0, 1: 1, 2: 2}

    @pytest.mark.parametrize("seed", range(20))
    def test_characters_that_were_kept_lie_on_each_other(self, seed):
        chance = random.Random(seed)  # noqa: S311 - no secret
        raw = "".join(chance.choices("가나다라 \n12", k=200))
        kept = [i for i in range(len(raw)) if chance.random() > 0.1]
        text = "".join(raw[i] for i in kept)
        places = align(raw, text)

        assert sum(raw[i] == text[j] for i, j in places.items()) >= sum(not raw[i].isspace() for i in kept)
        assert list(places.values()) == sorted(places.values())

    def test_two_texts_without_a_common_character(self):
        assert align("", "가") == align("가", "") == {}


class TestCounting:
    def test_everything_right(self, said):
        counted, differences = rows(GOLD, said)

        assert differences == []
        assert counted["published_on"] == {"within bounds": 1.0}
        assert counted["figures: whole"]["right"] == counted["figures: value"]["right"] == 2
        assert (counted["mentions"]["f1"], counted["linking"]["f1"], counted["events"]["actors"]) == (1.0, 1.0, 1.0)

    def test_a_step_counts_what_holds_so_far(self, said):
        wrong_unit = changed(said, "figures", unit="USD")
        other_subject = changed(said, "figures", subject_text="경쟁사", subject_entity_id=None)
        other_period = changed(said, "figures", period_start=date(2024, 1, 1))

        def steps(report):
            return [
                rows(GOLD, report)[0][f"figures: {step}"]["right"]
                for step in ("value", "+ unit", "+ measure", "complete", "whole")
            ]

        assert steps(wrong_unit) == [2, 1, 1, 1, 1]
        assert steps(other_subject) == [2, 2, 2, 1, 1]
        assert steps(other_period) == [2, 2, 2, 2, 1]

    def test_a_missing_report_is_all_missed(self):
        counted, differences = rows(GOLD, None)

        assert (counted["mentions"]["missed"], counted["figures: value"]["missed"], counted["events"]["missed"]) == (4, 2, 1)
        assert ("note.md", "documents", "the report is not there") in differences

    def test_optional_items_are_neither_missed_nor_spurious(self, said):
        optional = {**GOLD, "mentions": [{**item, "optional": True} for item in GOLD["mentions"]]}

        assert rows(optional, said)[0]["mentions"] == rows(optional, None)[0]["mentions"] == {}

    def test_a_kind_without_annotation_is_not_counted(self, said):
        counted, _ = rows({key: value for key, value in GOLD.items() if key != "events"}, said)

        assert not [row for row in counted if row.startswith("events")]

    def test_a_difference_names_what_was_said_and_what_is_right(self, said):
        _, differences = rows(GOLD, changed(said, "figures", metric="net_income"))

        assert ("note.md", "figures", "metric: '1,200억원': said 'net_income', gold ('revenue',)") in differences


def figure(**fields):
    return Gold.model_validate({"doc": "a", "figures": [{**GOLD["figures"][0], **fields}], "aliases": GOLD["aliases"]}).figures[0]


SUBJECTS = [
    (("org:hanbit",), "한빛정밀", None, True),
    (("org:hanbit",), None, "org:hanbit", True),
    (("org:hanbit",), "회사", "org:hanbit-precision", True),  # one of its names is an alias of the gold's
    (("org:hanbit", "자동차 부문"), "자동차부문", None, True),
    (("org:hanbit",), "타사", "org:other", False),
    (("org:hanbit",), None, None, False),
    ((), None, None, True),
    ((), "한빛정밀", None, False),
]


PERIODS = [
    (("2025-07-01", "2025-09-30"), ("2025-07-01", "2025-09-30"), True),
    (("2025-07-01", "2025-09-30"), ("2025-07-05", "2025-09-28"), True),  # where it begins to the day is a convention
    (("2025-07-01", "2025-09-30"), ("2025-07-01", "2025-10-31"), False),
    (None, ("2025-07-01", "2025-09-30"), False),
    (("2025-07-01", "2025-09-30"), (None, None), False),
    (None, (None, None), True),
]


class TestAnswers:
    answers = Answers(Gold.model_validate(GOLD), {"org:hanbit-precision": {plain("Hanbit")}, "org:other": {plain("타사")}})

    @pytest.mark.parametrize(("subject", "text", "entity_id", "right"), SUBJECTS)
    def test_subject(self, subject, text, entity_id, right):
        assert self.answers.subject(text, entity_id, figure(subject=subject)) is right

    @pytest.mark.parametrize(("period", "days", "right"), PERIODS)
    def test_period(self, period, days, right):
        start, end = (day and date.fromisoformat(day) for day in days)

        assert self.answers.period(start, end, figure(period=period)) is right

    def test_a_gap_is_right_where_the_gold_allows_it(self):
        assert self.answers.period(None, None, figure(period_optional=True))

    def test_a_metric_that_annotators_did_not_know_is_right_for_other(self):
        assert "debt_ratio" not in annotated_metrics()
        assert self.answers.metric("debt_ratio", figure(metric=["other"]))
        assert not self.answers.metric("revenue", figure(metric=["other"]))

    def test_a_narrower_metric_is_right_and_a_broader_one_is_not(self):
        assert METRICS.get("target_price").broader == "share_price"
        assert self.answers.metric("target_price", figure(metric=["share_price"]))
        assert not self.answers.metric("share_price", figure(metric=["target_price"]))

    @pytest.mark.parametrize(("a", "b", "right"), [(1, 1.0000001, True), (1, 1.001, False), (None, None, True), (None, 0, False)])
    def test_numbers(self, a, b, right):
        assert near(*(None if x is None else Decimal(str(x)) for x in (a, b))) is right


WRONG = [
    ("{", "gold/note.json: not readable as JSON"),
    (json.dumps({**GOLD, "doc": "other.md"}), "gold/note.json: its report other.md is not in reports."),
    (json.dumps({**GOLD, "figures": [{"q": "8%"}]}), "gold/note.json: figures[0].value is"),
    (
        json.dumps({**GOLD, "mentions": [{"q": "평택", "n": 3, "label": "LOC"}]}),
        "'평택' (n: 3) stands 1 times in the report.",
    ),
    (json.dumps({**GOLD, "mentions": [{"q": "평택", "label": "CITY"}]}), "gold/note.json: mentions[0].label is 'CITY'"),
]


class TestCommand:
    @pytest.fixture
    def folders(self, settings) -> Path:
        for folder in ("gold", "reports"):
            Path(folder).mkdir()
        Path("gold/note.json").write_text(json.dumps(GOLD), encoding="utf-8")
        Path("reports/note.md").write_text(TEXT, encoding="utf-8")
        return Path()

    def test_table_and_differences(self, folders, capsys):
        Path("gold/note.json").write_text(json.dumps({**GOLD, "times": []}), encoding="utf-8")

        assert run(["score", "gold", "reports", "--errors", "1", "--kind", "times"]) == 0

        out = capsys.readouterr().out
        assert "figures: whole" in out
        assert out.splitlines()[-1].startswith("note.md: times: spurious: ")

    def test_stored_reports_score_the_same(self, folders, capsys):
        run(["score", "gold", "reports", "--json"])
        now = json.loads(capsys.readouterr().out)
        run(["ingest", "reports"])
        capsys.readouterr()

        assert run(["score", "gold", "reports", "--stored", "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == now

    def test_gold_beside_its_reports(self, folders, capsys):
        shutil.copy("reports/note.md", "gold/note.md")

        assert run(["score", "gold", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"]["published_on"] == {"within bounds": 1.0}

    @pytest.mark.parametrize(("content", "message"), WRONG, ids=[message for _, message in WRONG])
    def test_wrong_gold_is_told_in_one_line(self, folders, capsys, content, message):
        Path("gold/note.json").write_text(content, encoding="utf-8")

        assert run(["score", "gold", "reports"]) == 2
        said = capsys.readouterr()
        assert message in said.err
        assert said.err.count("\n") == 1

    @pytest.mark.parametrize(("args", "message"), [(["nowhere"], "no such folder"), (["."], "no gold in it")])
    def test_wrong_folder_is_told(self, settings, capsys, args, message):
        assert run(["score", *args]) == 2
        assert message in capsys.readouterr().err


def test_items_whose_characters_the_segmenter_dropped_stand_nowhere():
    gold = Gold.model_validate({"doc": "a", "times": [{"q": "2025", "kind": "date"}]})

    (time,) = lay(gold, "2025 매출", "매출")["times"]

    assert (time.start, time.end) == (0, 0)
