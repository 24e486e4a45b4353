"""What the classifier of events learns from, and what it says of clauses it was not trained on."""

import csv
import unicodedata
from collections import Counter
from importlib import resources

import numpy as np
import pytest

from extractors.events.model import LABELS, NONE, classify
from extractors.events.model.classifier import probabilities
from extractors.language import package_language
from training.events.trainer import train

SMALLEST_CORPUS = 4200


@pytest.fixture(scope="module")
def nlp():
    return package_language()


def rows():
    path = resources.files("training.events") / "corpus" / "clauses.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_clause_holds_its_trigger_and_a_known_label():
    clauses = rows()

    assert len(clauses) >= SMALLEST_CORPUS
    assert [row for row in clauses if row["trigger"] not in row["text"] or row["label"] not in LABELS] == []
    assert [row["text"] for row in clauses if unicodedata.normalize("NFC", row["text"]) != row["text"]] == []


def test_no_trigger_of_a_clause_stands_twice():
    assert [found for found, times in Counter((row["text"], row["trigger"]) for row in rows()).items() if times > 1] == []


def test_every_label_is_taught_and_none_often():
    counts = Counter(row["label"] for row in rows())

    assert set(counts) == set(LABELS)
    assert 0.25 < counts[NONE] / counts.total() < 0.45


def test_training_learns_what_it_is_shown_and_repeats_itself():
    columns = [np.array([1, 2]), np.array([1, 3]), np.array([1, 2]), np.array([1, 3])]
    labels = [NONE, "ipo", NONE, "ipo"]

    first, second = train(columns, labels), train(columns, labels)

    said = [LABELS[int(probabilities(first[found].sum(axis=0)).argmax())] for found in columns]
    assert said == labels
    assert np.array_equal(first, second)


def judge(nlp, text, trigger):
    reading = nlp(text)._.reading
    start = text.rfind(trigger)
    return classify(reading, reading.sentence_at(start), start, start + len(trigger))


CONTEXT_DECIDES = [
    ("한빛나노는 지난 4일 2분기 실적을 발표했다.", "발표", "earnings"),
    ("보건복지부는 8일 비만 예방 종합대책을 발표했다.", "발표", "policy"),
    ("산업연구원은 11일 경기 전망 보고서를 발표했다.", "발표", "report"),
    ("두 회사는 5일 수소 사업을 위한 업무협약을 체결했다.", "체결", "partnership"),
    ("조선사는 5일 유조선 두 척의 공급계약을 체결했다.", "체결", "contract"),
    ("해당 회사의 계약 조건은 알려지지 않았다.", "계약", NONE),
    ("투자 심리가 나쁘다.", "투자", NONE),
]


@pytest.mark.parametrize(("text", "trigger", "label"), CONTEXT_DECIDES, ids=[case[0][:20] for case in CONTEXT_DECIDES])
def test_the_words_around_a_trigger_decide(nlp, text, trigger, label):
    assert text not in {row["text"] for row in rows()}
    assert judge(nlp, text, trigger).label == label
