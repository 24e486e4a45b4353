"""How sure figures may be is made of what was observed on reports that nothing had been tuned on."""

import csv
import json

import pytest

from extractors.figures.confidence import ALWAYS, calibrated, clarity, facts, share_whole
from extractors.figures.ranking.network import networks
from extractors.seeds import read_seed
from training.__main__ import main
from training.figures.learning import ATTRIBUTES
from training.figures.observing import (
    bands,
    facts_of,
    left_out,
    read_observations,
    weigh,
    write_calibration,
    write_figure_weights,
    write_observations,
)
from training.untouched import UNTOUCHED, UntouchedError

SEEDS = ("confidence.csv", "figure_confidence.csv")
RAW = {"metric": 0.9, "subject": 0.8, "period": 1.0, "modality": 1.0}


def told(**changed):
    return facts(RAW, **{"in_table": False, "owned": True, "unheld": False, "report": 0.7, **changed})


def row(number, sure, whole):
    return {
        "report": str(number % 9), "subject settled": "0", "odds of the subject": str(sure), "subject: raw": "settled" if number % 2 else "0.5",
        "whole": str(int(whole)), "subject: right": str(int(whole)),
    }  # fmt: skip


ROWS = [row(number, 2.0, number % 10 > 0) for number in range(200)] + [
    row(number, -2.0, number % 10 > 7) for number in range(200)
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The tables that the committed observations give."""
    folder, rows = tmp_path_factory.mktemp("seeds"), read_observations()
    write_calibration(rows, folder / SEEDS[0])
    write_figure_weights(weigh(rows), folder / SEEDS[1])
    return folder


@pytest.mark.parametrize("name", SEEDS)
def test_the_tables_are_those_of_the_observations(made, name):
    with (made / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert rows == [dict(each.cells) for each in read_seed(name, list(rows[0]))]


def test_every_fact_has_a_weight():
    assert list(told()) == [each["fact"] for each in read_seed(SEEDS[1], ("fact", "weight"))] == facts_of(read_observations())


def test_of_the_surest_figures_nine_in_ten_are_whole():
    """Each report is judged by weights that are made without it."""
    *_, (low, _, count, share), (lowest, _, _, surest) = bands(left_out(read_observations()))

    assert (lowest, surest >= 0.9) == (pytest.approx(0.9), True)
    assert (low, count >= 400, share >= 0.85) == (pytest.approx(0.8), True, True)


def test_a_settled_answer_and_a_clear_report_are_surer():
    settled = facts({**RAW, "subject": 1.0}, in_table=False, owned=True, unheld=False, report=0.7)

    assert share_whole(settled) > share_whole(told()) > share_whole(told(report=0.2))
    assert share_whole(told()) > share_whole(told(unheld=True))


def test_an_attribute_is_as_sure_as_answers_like_it_are_right():
    assert calibrated("subject", 0.2) < calibrated("subject", 0.7) < calibrated("subject", 0.99)
    assert 0.5 < calibrated("subject", 1.0) < 1


def test_clarity_is_the_mean_of_what_all_answers_hold_with():
    assert clarity([RAW, dict.fromkeys(RAW, 1.0)]) == pytest.approx((0.72 + 1) / 2)
    assert clarity([]) == 0


def test_weights_follow_what_was_observed():
    weights = weigh(ROWS)

    assert weights["odds of the subject"] == pytest.approx(0.87, abs=0.05)
    assert weights["subject settled"] == 0
    assert next(iter(weights)) == ALWAYS
    assert [(count, round(share, 1)) for _, _, count, share in bands(left_out(ROWS), 0.5)] == [(200, 0.2), (200, 0.9)]


def test_observing_writes_down_what_is_right_in_numbers_alone(tmp_path, monkeypatch):
    (tmp_path / "note.txt").write_text(
        "한빛제약, 3분기 실적\n\n올해 3분기 한빛제약 매출 1,200억원, 전년 동기 대비 8% 증가\n", encoding="utf-8"
    )
    figure = {
        "q": "1,200억원", "value": 120000000000, "unit": "KRW", "metric": ["revenue"], "measure": "level", "subject": ["한빛제약"],
        "period": ["2025-07-01", "2025-09-30"], "modality": "actual",
    }  # fmt: skip
    gold = {
        "doc": "note.txt",
        "published_on": {"value": "2025-11-03", "lo": "2025-11-03", "hi": "2025-11-03"},
        "figures": [figure],
    }
    (tmp_path / "note.json").write_text(json.dumps(gold), encoding="utf-8")
    nothing = {attribute: [] for attribute in ATTRIBUTES}
    found, kept = [], []
    for name, done in (
        ("read_corpus", list),
        ("read_choices", lambda: nothing),
        ("gather", lambda _: nothing),
        ("write_choices", kept.append),
    ):
        monkeypatch.setattr(f"training.figures.commands.{name}", done)
    monkeypatch.setattr("training.figures.commands.read_observations", lambda: [{"report": "0"}])
    monkeypatch.setattr("training.figures.commands.write_observations", lambda rows: found.extend(rows[1:]))
    monkeypatch.setattr("training.figures.observing.fit", lambda _: networks())

    main(["observe", str(tmp_path), str(tmp_path)])

    assert [(each["report"], each["metric: right"], each["subject: right"], each["whole"]) for each in found] == [
        ("1", "1", "1", found[0]["whole"]),
        ("1", "", "", "0"),
    ]
    assert {sample.report for samples in kept[0].values() for sample in samples} <= {"1"}
    write_observations(found, tmp_path / "rows.csv")
    assert read_observations(tmp_path / "rows.csv") == found
    assert "한빛" not in (tmp_path / "rows.csv").read_text(encoding="utf-8")


def test_untouched_reports_are_not_observed():
    with pytest.raises(UntouchedError):
        main(["observe", str(UNTOUCHED / "records"), str(UNTOUCHED / "reports")])
