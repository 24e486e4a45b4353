"""Every row of the word tables of figures and events keeps the promise of its example."""

import csv
from importlib import resources

import pytest

from extractors.analyser import package_analyser
from extractors.figures.comparing import comparisons
from extractors.syntax import read_syntax


def rows(file):
    with (resources.files("seeds") / file).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def lemmas(text):
    return {
        word
        for s in read_syntax(text, package_analyser().morphemes(text)).sentences
        for p in s.predicates
        for word in (p.lemma, p.compound)
    }


@pytest.mark.parametrize("row", [*rows("change_words.csv"), *rows("stative_verbs.csv")], ids=lambda row: row["lemma"])
def test_a_lemma_is_read_in_its_example(row):
    assert row["lemma"] in lemmas(row["example"])


@pytest.mark.parametrize("row", rows("comparisons.csv"), ids=lambda row: row["example"])
def test_a_comparison_is_read_in_its_example(row):
    assert row["basis"] in {basis for pattern, basis in comparisons() if pattern.search(row["example"])}


@pytest.mark.parametrize("row", rows("event_triggers.csv"), ids=lambda row: row["trigger"])
def test_a_trigger_stands_in_its_example(row):
    stem = row["trigger"]

    assert stem in row["example"] if row["pos"] == "noun" else stem in lemmas(row["example"])
