"""What people say about records wins in every view, is never lost, and comes along into new versions."""

from __future__ import annotations

import json
import re

import pytest
from texts import ALIBABA

from pipeline.cli import run
from pipeline.corrections import correct
from pipeline.ingest import ingest
from pipeline.settings import UserError
from pipeline.warehouse import open_warehouse
from pipeline.warehouse.migrate import SQL, read_scripts

PLAN = "select figure_id from figures where text = '3,800억 위안' and doc_id in (select doc_id from documents where source_name = 'alibaba.md')"
STANDS = "select metric, modality, value from v_figures where figure_id = ?"
READING_VIEWS = re.compile(r"\b(?:from|join) (figures|events|mentions)\b")


@pytest.fixture
def plan(ask) -> str:
    ((figure_id,),) = ask(PLAN)
    return str(figure_id)


def say(settings, record_id, action="set", **changes):
    return correct(settings, record_id, action, changes, author="김분석", reason="본문 확인")


def test_a_correction_wins_in_figures_facts_and_metric(outputs, ask, plan):
    say(outputs, plan, metric="capex", value="390000000000")

    assert ask(STANDS, plan)[0][::2] == ("capex", 390_000_000_000)
    assert ask("select count(*) from v_facts where metric = 'capex' and value = 390000000000") == [(1,)]
    assert ask("select count(*) from metric('알리바바', 'capex') where value = 390000000000") == [(1,)]
    assert ask("select value from figures where figure_id = ?", plan) == [(380_000_000_000,)]


def test_what_follows_from_a_value_follows(outputs, ask, plan):
    before = ask("select amount_krw, amount_usd, fx_rate from v_figures where figure_id = ?", plan)[0]

    say(outputs, plan, value="190000000000")

    after = ask("select amount_krw, amount_usd, fx_rate from v_figures where figure_id = ?", plan)[0]
    assert [a / b for a, b in zip(after, before, strict=True)] == pytest.approx([0.5, 0.5, 1.0])


def test_the_ledger_tells_who_why_and_what_was_there_before(outputs, ask, plan):
    (before,) = ask(STANDS, plan)

    say(outputs, plan, metric="capex")

    assert ask("select author, reason, action, attribute, old, new, text from corrections") == [
        ("김분석", "본문 확인", "set", "metric", before[0], "capex", "3,800억 위안")
    ]


def test_undo_takes_back_the_last_change_and_leaves_both_in_the_ledger(outputs, ask, plan):
    (before,) = ask(STANDS, plan)
    say(outputs, plan, metric="capex")
    say(outputs, plan, modality="forecast")

    say(outputs, plan, "undo")
    assert ask(STANDS, plan)[0][:2] == ("capex", before[1])
    say(outputs, plan, "undo")

    assert ask(STANDS, plan) == [before]
    assert ask("select list(action order by made_at) from corrections") == [(["set", "set", "undo", "undo"],)]
    with pytest.raises(UserError, match="nothing"):
        say(outputs, plan, "undo")


def test_a_rejected_record_is_gone_from_the_views_until_that_is_undone(outputs, ask, plan):
    say(outputs, plan, "reject")
    assert ask(STANDS, plan) == []

    say(outputs, plan, "undo")
    assert len(ask(STANDS, plan)) == 1


def test_who_accepts_is_sure(outputs, ask, plan):
    say(outputs, plan, "accept")

    sure = (
        "select confidence, metric_confidence, subject_confidence, period_confidence, reviewed from v_figures where figure_id = ?"
    )
    assert ask(sure, plan) == [(1, 1, 1, 1, "accepted")]


def test_an_attribute_can_be_left_open(outputs, ask, plan):
    say(outputs, plan, period_start="", period_end="")

    assert ask("select period_start, period_end from v_figures where figure_id = ?", plan) == [(None, None)]


def test_events_and_names_are_corrected_alike(outputs, ask):
    ((event_id,),) = ask("select event_id from events where trigger = '준공'")
    ((mention_id,),) = ask("select mention_id from mentions where text = '한빛제약' limit 1")

    say(outputs, event_id, event_type="founding", start_on="2025-09-09", end_on="2025-09-09")
    say(outputs, mention_id, entity_id="org:alibaba")

    assert ask("select event_type, start_on::varchar from v_events where event_id = ?", event_id) == [("founding", "2025-09-09")]
    assert ask("select entity_id, reviewed from corrected_mentions where mention_id = ?", mention_id) == [
        ("org:alibaba", "corrected")
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"metric": "revenu"}, "revenue"),
        ({"subject_entity_id": "org:alibab"}, "org:alibaba"),
        ({"unit": "CNYY"}, "CNY"),
        ({"modality": "certain"}, "modality"),
        ({"value": "viel"}, "value"),
        ({"period_start": "2029-01-01", "period_end": "2028-01-01"}, "before it starts"),
        ({"figure_id": "other"}, "cannot be set"),
        ({"value": "380000000000"}, "nothing changes"),
    ],
)
def test_what_does_not_fit_the_record_is_refused(outputs, ask, plan, changes, told):
    with pytest.raises(UserError, match=told):
        say(outputs, plan, **changes)

    assert ask("select count(*) from corrections") == [(0,)]


def test_an_id_of_nothing_is_refused(outputs):
    for record_id, told in (("0000000000000000:f1-2.1", "no such figure"), ("nonsense", "not the id")):
        with pytest.raises(UserError, match=told):
            say(outputs, record_id, "accept")


def test_a_correction_survives_reading_the_report_again(outputs, ask, plan):
    say(outputs, plan, metric="capex")
    with open_warehouse(outputs.warehouse) as con:
        con.execute("update documents set extractor_version = 'old'")

    assert run(["reprocess"]) == 0

    assert ask(STANDS, plan)[0][0] == "capex"


def test_a_correction_survives_a_warehouse_that_is_made_again(outputs, ask, plan):
    say(outputs, plan, metric="capex")

    assert run(["doctor", "--rebuild"]) == 0

    assert ask(STANDS, plan)[0][0] == "capex"


def revised(tmp_path, text: str):
    file = tmp_path / "alibaba.md"
    file.write_text(text, encoding="utf-8")
    return file


IN_NEW = "select metric from v_figures where text = '3,800억 위안' and source_name = 'alibaba.md' and figure_id <> ?"


def test_a_new_version_takes_along_what_was_said_of_words_that_still_stand(outputs, ask, plan, tmp_path):
    say(outputs, plan, metric="capex")

    ingest(
        outputs, [revised(tmp_path, ALIBABA.replace("# 알리바바", "# 알리바바").replace("발행일", "\n새 문단이다.\n\n발행일"))]
    )

    assert ask(IN_NEW, plan) == [("capex",)]
    ((origin,),) = ask("select carried_from from corrections where carried_from is not null")
    assert ask("select record_id from corrections where correction_id = ?", origin) == [(plan,)]


def test_a_correction_with_a_title_of_its_own_takes_it_along(outputs, ask, plan, tmp_path):
    say(outputs, plan, metric="capex")
    file = revised(tmp_path, ALIBABA.replace("# 알리바바", "# [정정] 알리바바"))
    (tmp_path / "alibaba.meta.yaml").write_text(f"supersedes: {plan.split(':')[0][:16]}\n", encoding="utf-8")

    ingest(outputs, [file])

    assert ask(IN_NEW, plan) == [("capex",)]


def test_a_new_version_with_other_words_takes_nothing_along(outputs, ask, plan, tmp_path):
    say(outputs, plan, metric="capex")

    ingest(outputs, [revised(tmp_path, ALIBABA.replace("앞으로 3년간", "향후 몇 년간"))])

    assert ask("select count(*) from corrections where carried_from is not null") == [(0,)]


def test_no_view_reads_past_the_corrections():
    """Whatever a person says wins in every view: only the views of the corrections themselves read what was extracted."""
    past = {
        script.name
        for script in read_scripts(SQL / "macros", SQL / "views")
        if READING_VIEWS.search(script.sql) and not script.name.partition("_")[2].startswith("corrected_")
    }

    assert past == set()


def test_the_command_corrects_and_undoes(outputs, ask, plan, capsys):
    assert run(["correct", plan, "--set", "metric=capex", "--author", "이검토"]) == 0
    assert "--undo" in capsys.readouterr().out
    assert ask("select metric from v_figures where figure_id = ?", plan) == [("capex",)]

    assert run(["correct", plan, "--undo"]) == 0
    assert ask("select distinct author from corrections where action = 'set'") == [("이검토",)]


def test_the_command_wants_one_thing_said(outputs, plan, capsys):
    assert run(["correct", plan]) == 2
    assert run(["correct", plan, "--accept", "--set", "metric=capex"]) == 2
    assert run(["correct", plan, "--set", "metric"]) == 2
    assert "ATTRIBUTE=VALUE" in capsys.readouterr().err


def test_gold_of_corrections_is_what_the_scorer_reads(outputs, ask, plan, tmp_path, capsys):
    say(outputs, plan, metric="capex")
    assert run(["gold", "export", str(tmp_path / "gold")]) == 0

    gold = json.loads((tmp_path / "gold" / "alibaba.json").read_text(encoding="utf-8"))
    (reviewed,) = [item for item in gold["figures"] if "optional" not in item]
    assert (reviewed["q"], reviewed["metric"], reviewed["value"], reviewed["subject"][0]) == (
        "3,800억 위안", ["capex"], 380_000_000_000, "org:alibaba",
    )  # fmt: skip
    assert "events" not in gold
    capsys.readouterr()
    assert run(["score", str(tmp_path / "gold"), "--stored", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert (rows["figures: + unit"]["right"], rows["figures: + unit"]["missed"]) == (1, 0)


def test_without_corrections_there_is_no_gold(outputs, tmp_path, capsys):
    assert run(["gold", "export", str(tmp_path / "gold")]) == 0
    assert "sasil explore --edit" in capsys.readouterr().err
