"""Annotated reports are laid onto what is found, and the teacher answers with them."""

import json
from collections import Counter

import pytest

from extractors.figures.ranking.options import Candidate, Option
from training.figures.corpus import CORPUS, ROOT, read_annotated
from training.figures.learning import Rules, Teacher
from training.figures.measuring import judged, print_table

TEXT = "한빛제약, 3분기 실적\n\n올해 3분기 한빛제약 매출 1,200억원, 전년 동기 대비 8%\n"
"""A sentence that leaves every choice to the judge."""
FIGURES = [
    {"q": "1,200억원", "n": 1, "value": 120000000000, "unit": "KRW", "metric": ["revenue"], "measure": "level",
     "subject": ["org:hanbit", "한빛제약"], "period": ["2025-07-01", "2025-09-30"], "modality": "actual"},
    {"q": "8%", "n": 1, "value": 8, "unit": "percent", "metric": ["revenue"], "measure": "change", "basis": "yoy",
     "subject": ["한빛제약"], "period": None, "modality": "actual"},
    {"q": "3분기", "n": 1, "value": 3, "unit": "percent", "metric": ["margin"], "measure": "level", "subject": [], "modality": "actual"},
]  # fmt: skip


@pytest.fixture
def annotated(tmp_path):
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    gold = {
        "doc": "note.txt",
        "aliases": {"org:hanbit": ["한빛제약"]},
        "mentions": [],
        "times": [],
        "figures": FIGURES,
        "events": [],
    }
    (tmp_path / "note.json").write_text(json.dumps(gold), encoding="utf-8")
    return read_annotated(tmp_path / "note.json", tmp_path)


def test_gold_is_laid_onto_quantities(annotated):
    found = {annotated.reading.quantities[index].value: item.q for index, item in annotated.gold.items()}

    assert found == {120_000_000_000: "1,200억원", 8: "8%"}
    assert annotated.missed == 1


def test_a_teacher_answers_with_the_gold(annotated):
    figures = [right for _, right in judged(annotated, Teacher(annotated))]

    assert all(right["metric"] and right["subject"] for right in figures)


def test_a_teacher_writes_down_every_choice_once(annotated):
    teacher = Teacher(annotated)
    list(judged(annotated, teacher))

    assert {attribute: len(found) for attribute, found in teacher.samples.items()} == dict.fromkeys(teacher.samples, 2)


def test_rules_answer_also_where_theirs_is_no_option():
    options = [Option(Candidate("plan", "plan", "from:plan", 0, 1, 0), [], by_rule=False)]

    assert Rules().choose(None, None, options) == (options[0], 1.0)


def test_spoilt_answers_are_the_same_every_time(annotated):
    answers = [[figure.raw for figure, _ in judged(annotated, Teacher(annotated, wrong=0.5))] for _ in range(2)]

    assert answers[0] == answers[1]


def test_rules_alone_are_sure_of_themselves(annotated):
    assert all(set(figure.raw.values()) == {1.0} for figure, _ in judged(annotated, Rules()))


@pytest.mark.parametrize("path", sorted((ROOT / CORPUS[0][0]).glob("*.json")), ids=lambda path: path.stem)
def test_every_quote_of_the_corpus_stands_in_its_report(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    raw = (ROOT / CORPUS[0][1] / gold["doc"]).read_text(encoding="utf-8")
    lost = Counter(item["q"] for item in gold["figures"] if raw.count(item["q"]) < item.get("n", 1))

    assert not lost


def test_what_is_right_is_counted(annotated, capsys):
    told = {"teacher": {annotated.name: list(judged(annotated, Teacher(annotated)))}}

    print_table(told)

    assert "| teacher | 2 | 1.000 | 1.000 |" in capsys.readouterr().out
