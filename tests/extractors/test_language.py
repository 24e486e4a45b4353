"""The spaCy pipeline: its order is sound, its spans carry readings, it can be stored, and what one user knows stays his."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
import spacy
from spacy import displacy
from spacy.tokens import DocBin

from extractors.concepts import CONCEPTS, read
from extractors.gazetteer import COLUMNS, Gazetteer, UserTable
from extractors.knowledge import Knowledge
from extractors.language import PIPELINE, build_language, package_language
from extractors.tokenizer import TOKENIZER

TEXT = "삼성전자는 2025년 3분기 매출이 86조 600억원(약 600억 달러)이라고 10월 30일 발표했다.\n전년 동기보다 8.8% 늘었다."


@pytest.fixture(scope="module")
def doc():
    return package_language()(TEXT)


def test_each_component_finds_what_it_requires():
    """spaCy's own analysis of what components require and assign."""
    nlp = package_language()

    assert nlp.pipe_names == list(PIPELINE)
    assert {name: found for name, found in nlp.analyze_pipes()["problems"].items() if found} == {}


def test_a_component_in_the_wrong_place_is_noticed():
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.add_pipe("sasil_figures")

    assert "doc._.reading" in nlp.analyze_pipes()["problems"]["sasil_figures"]


@pytest.mark.parametrize("group", CONCEPTS)
def test_the_spans_of_a_concept_carry_its_readings(doc, group):
    assert [getattr(span._, CONCEPTS[group]) for span in doc.spans[group]] == list(read(doc, group))


def test_a_span_covers_the_characters_of_its_reading(doc):
    names = [(span.text, span.label_, span.kb_id_) for span in doc.spans["names"]]
    amount = next(span for span in doc.spans["figures"] if span._.figure.quantity.unit == "KRW")

    assert ("삼성전자", "ORG", "org:samsung-electronics") in names
    assert amount.text == "86조 600억원"
    assert amount.label_ == amount._.figure.metric == "revenue"


def test_spacys_own_tools_read_the_result(doc):
    stored = DocBin(docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(package_language().vocab)

    assert [(span.text, span.label_) for span in again.spans["figures"]] == [(s.text, s.label_) for s in doc.spans["figures"]]
    assert "market_cap" not in (
        shown := displacy.render(doc, style="span", options={"spans_key": "figures"}, page=False, jupyter=False)
    )
    assert "revenue" in shown


def test_a_stored_pipeline_reads_the_same(tmp_path, doc):
    package_language().to_disk(tmp_path)
    stored = spacy.load(tmp_path)

    assert [read(found, "figures") for found in stored.pipe([TEXT])] == [read(doc, "figures")]


def test_a_plain_process_needs_nothing_but_spacy(tmp_path):
    """The package's entry points tell spaCy where its components are."""
    package_language().to_disk(tmp_path)
    code = "import spacy, sys; print(len(spacy.load(sys.argv[1])(sys.argv[2]).spans['figures']))"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path), TEXT], capture_output=True, text=True, check=False)  # noqa: S603

    assert (done.stdout, done.returncode) == ("3\n", 0), done.stderr


def own(row: str) -> Knowledge:
    return Knowledge(Gazetteer(UserTable("own.csv", f"{','.join(COLUMNS)}\n{row}\n")))


def test_a_stored_pipeline_keeps_the_users_names(tmp_path):
    text = "누리샘가온이 공장을 지었다."
    build_language(own("org:nuri-one,ORG,누리샘가온,,,,,KR,,")).to_disk(tmp_path)

    assert [name.entity_id for name in read(spacy.load(tmp_path)(text), "names")] == ["org:nuri-one"]


def test_two_users_in_two_threads_keep_their_own_names():
    text = "\n".join(f"{number}월 {number}일 누리샘가온이 매출 {number}억원을 냈다." for number in range(1, 13))
    ids = ("org:nuri-one", "org:nuri-two")
    languages = [build_language(own(f"{entity_id},ORG,누리샘가온,,,,,KR,,")) for entity_id in ids]
    found: list[set[str | None]] = [set(), set()]

    def work(user: int) -> None:
        for _ in range(6):
            found[user] |= {name.entity_id for name in read(languages[user](text), "names")}

    threads = [threading.Thread(target=work, args=(user,)) for user in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [{ids[0]}, {ids[1]}]


def test_a_long_text_is_no_error_of_spacy():
    assert [time.value for time in read(package_language()("2025년 매출은 3조원이다." + " " * 1_000_000), "times")] == ["2025"]
