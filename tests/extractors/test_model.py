"""The name model: its tags, its vectors, and the weights as they are shipped."""

from __future__ import annotations

import itertools
import json
import multiprocessing

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from extractors.analyser import package_analyser
from extractors.language import package_language
from extractors.model import THRESHOLDS, WEIGHTS, MissingWeightsError, is_common_noun, load, looks_like_a_name, trusted_names
from extractors.model.biluo import MISSING, Labelled, TagSet
from extractors.model.features import COLUMNS, features_of, tokens_of
from extractors.model.network import Inputs
from extractors.model.reading import Reader
from extractors.model.tagger import FACTORY
from extractors.model.vectors import KiwiVectors, decoded, row_names
from extractors.names import Name
from extractors.tokenizer import TOKENIZER

HEADS = {"klue": ["PS", "LC"], "sasil": ["ORG", "PERSON", "PRODUCT"]}
TEXTS = [
    "도람전자 윤가을 대표는 12일 대전에서 새 로봇 ‘두루미 3’을 선보였다.",
    "Nordvik Marine은 부산 영도에 사무소를 열고 한빛조선과 손잡았다.\n\n○ 산업통상자원부는 「해양장비 육성계획」을 내놓았다.",
    "우리 회사는 올해 매출이 늘었다.",
    "",
    "\n \n",
]
PAIR = TagSet(["PS", "LC"])


def make_doc(text: str) -> spacy.tokens.Doc:
    return package_language().make_doc(text)


def tagged(text: str) -> spacy.tokens.Doc:
    return package_language().get_pipe(FACTORY)(make_doc(text))


# Tags


def test_names_become_tags_and_come_back():
    names = [Labelled(0, 2, "PS"), Labelled(4, 5, "LC")]

    tags = PAIR.encode(names, [0, 1, 2, 3, 4], [1, 2, 3, 4, 5])

    assert [PAIR.tags[tag] for tag in tags] == ["B-PS", "L-PS", "O", "O", "U-LC"]
    assert names == PAIR.spans(tags)


def test_a_name_that_ends_inside_a_token_teaches_nothing():
    tags = PAIR.encode([Labelled(0, 2, "PS")], [0, 3], [3, 4])

    assert tags.tolist() == [MISSING, 0]


@given(hnp.arrays("f4", st.tuples(st.integers(1, 4), st.just(len(PAIR))), elements=st.floats(-5, 5, width=32)))
def test_viterbi_finds_the_best_possible_tags(scores):
    """The partner tries every sequence of tags."""

    def possible(tags: tuple[int, ...]) -> bool:
        marks = ["O", *(PAIR.tags[tag] for tag in tags), "O"]
        return all(
            (before[0] in "BI") == (after[0] in "IL") and (before[0] not in "BI" or before[2:] == after[2:])
            for before, after in itertools.pairwise(marks)
        )

    every = itertools.product(range(len(PAIR)), repeat=len(scores))
    best = max(scores[range(len(scores)), tags].sum() for tags in every if possible(tags))
    found = PAIR.decode(scores, [len(scores)])

    assert possible(tuple(found))
    assert best == pytest.approx(scores[range(len(scores)), found].sum(), abs=1e-4)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=6), st.integers(0, 2**32 - 1))
def test_sentences_are_decoded_apart(lengths, seed):
    scores = np.random.default_rng(seed).normal(size=(sum(lengths), len(PAIR))).astype("f4")
    alone = [PAIR.decode(part, [len(part)]) for part in np.split(scores, np.cumsum(lengths)[:-1])]

    assert np.concatenate(alone).tolist() == PAIR.decode(scores, lengths).tolist()


# Vectors


def test_vectors_agree_with_kiwi():
    names = row_names(package_analyser().kiwi)
    words = [("고려", "NNP"), ("조선", "NNP"), ("반도체", "NNG"), ("먹", "VV")]
    vectors = decoded(np.array([names.index(f"{form}/{tag}") for form, tag in words]))

    for (i, one), (j, other) in itertools.combinations(enumerate(words), 2):
        assert package_analyser().kiwi.morpheme_similarity(one, other) == pytest.approx(float(vectors[i] @ vectors[j]), abs=0.01)


def test_an_unknown_morpheme_has_zeros(tmp_path):
    vectors = KiwiVectors(["조선/NNP"], np.zeros(256, "f4"), np.eye(256, 8, dtype="f4"))
    vectors.to_disk(tmp_path)
    again = KiwiVectors.from_disk(tmp_path)
    rows = np.array([again.row("조선", "NNP"), again.row("없는말", "NNP")])

    assert not again[rows][1].any()
    assert again[rows][0].any()
    assert (vectors[rows] == again[rows]).all()


# The component


def test_an_untrained_tagger_survives_the_disk(tmp_path):
    sizes = {"rows": [50] * len(COLUMNS), "hash_width": 4, "vector_width": 8, "width": 8, "depth": 1, "pieces": 2}
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    tagger = nlp.add_pipe(FACTORY, config={"heads": HEADS, **sizes})
    tagger.vectors = KiwiVectors(["대전/NNP"], np.zeros(256, "f4"), np.eye(256, 8, dtype="f4"))
    doc = nlp.make_doc(TEXTS[0])
    features = features_of(doc, tagger.vectors)
    tagger.model.initialize(X=Inputs(features.hashes, tagger.vectors[features.rows], features.lengths))
    nlp.to_disk(tmp_path, exclude=["vocab"])

    assert tagger.found(doc) == load(tmp_path).get_pipe(FACTORY).found(doc)


def test_a_tagger_without_vectors_says_so():
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    sizes = {"rows": [50] * len(COLUMNS), "hash_width": 4, "vector_width": 8, "width": 8, "depth": 1, "pieces": 2}
    tagger = nlp.add_pipe(FACTORY, config={"heads": {"sasil": ["ORG"]}, **sizes})

    with pytest.raises(ValueError, match=r"spacy\.load"):
        tagger.found(nlp.make_doc("대전"))


def test_missing_weights_name_the_command(tmp_path):
    with pytest.raises(MissingWeightsError, match=r"python -m training names --data DIR --out"):
        load(tmp_path / "weights")


# Reading with it


EVERY = slice(None)


def tagger_of_the_weights():
    return load(WEIGHTS).get_pipe(FACTORY)


def scores_of(reader: Reader, text: str):
    doc = make_doc(text)
    tokens = tokens_of(doc)
    return reader.scores(tokens.keys, tokens.lengths, doc.vocab.strings, EVERY)


def test_the_reader_scores_as_the_network_does():
    tagger = tagger_of_the_weights()
    doc = make_doc("\n".join(TEXTS[:3] * 40))
    features = features_of(doc, tagger.vectors)
    expected = tagger.model.predict(Inputs(features.hashes, tagger.vectors[features.rows], features.lengths))

    assert scores_of(Reader(tagger.model, tagger.vectors), doc.text) == pytest.approx(expected, abs=1e-3)


def test_a_text_does_not_depend_on_those_read_before(monkeypatch):
    tagger = tagger_of_the_weights()
    alone = scores_of(Reader(tagger.model, tagger.vectors), TEXTS[0])
    reader = Reader(tagger.model, tagger.vectors)
    for text in TEXTS[1:3]:
        scores_of(reader, text)
    later = scores_of(reader, TEXTS[0])
    monkeypatch.setattr("extractors.model.reading._KEPT", 10)
    scores_of(reader, TEXTS[1])

    assert (alone == later).all()
    assert (alone == scores_of(reader, TEXTS[0])).all()


def test_a_sentence_does_not_depend_on_its_neighbours():
    tagger, doc = tagger_of_the_weights(), make_doc("\n".join(TEXTS))
    tokens, reader = tokens_of(doc), Reader(tagger.model, tagger.vectors)
    together = reader.scores(tokens.keys, tokens.lengths, doc.vocab.strings, EVERY)
    ends = list(itertools.accumulate(tokens.lengths, initial=0))

    assert len(tokens.lengths) > 3
    for start, end in itertools.pairwise(ends):
        alone = reader.scores(tokens.keys[start:end], [end - start], doc.vocab.strings, EVERY)
        assert together[start:end] == pytest.approx(alone, abs=1e-4)


def test_one_head_alone_finds_the_same():
    tagger, doc = tagger_of_the_weights(), make_doc(TEXTS[0])

    assert [tagger.found(doc, head)[head] for head in HEADS] == [tagger.found(doc)[head] for head in HEADS]


# The weights as shipped


def test_weights_are_small_and_name_their_sources():
    files = [path for path in WEIGHTS.rglob("*") if path.is_file()]
    meta = json.loads((WEIGHTS / "meta.json").read_text(encoding="utf-8"))

    assert sum(path.stat().st_size for path in files) <= 20_000_000
    assert meta["license"] == "CC BY-SA 4.0"
    assert {"KLUE-NER": "CC BY-SA 4.0", "KoNNE": "CC BY-SA 4.0"}.items() <= {
        s["name"]: s["license"] for s in meta["sources"]
    }.items()
    assert not (WEIGHTS / "vocab").exists()  # its strings would be words of the sentences it learned from


@pytest.mark.parametrize("text", TEXTS)
def test_names_lie_in_the_text_apart_and_without_particles(text):
    doc = tagged(text)
    names = trusted_names(doc)
    ends = {token.idx + len(token) for token in doc if token.tag_.startswith("J")}

    assert all(before.end <= after.start for before, after in itertools.pairwise(names))
    assert all(name.label in THRESHOLDS and name.source == "model" and 0 < name.confidence <= 1 for name in names)
    assert all(text[name.start : name.end].strip() == text[name.start : name.end] != "" for name in names)
    assert not [name for name in names if name.end in ends]
    assert not [name for name in names if "\n" in text[name.start : name.end]]
    assert names == trusted_names(tagged(text))


def test_names_that_nobody_listed_are_found():
    found = {TEXTS[1][name.start : name.end]: name.label for name in trusted_names(tagged(TEXTS[1]))}

    assert {"Nordvik Marine": "ORG", "한빛조선": "ORG"}.items() <= found.items()


def test_a_common_noun_with_a_suffix_is_no_name():
    doc = make_doc("산업별 취업자")

    assert is_common_noun(doc._.morphemes, 0, 2)
    assert is_common_noun(doc._.morphemes, 0, 3)
    assert not is_common_noun(doc._.morphemes, 0, 7)


LOOKS = [("Nordvik Marine", True), ("두루미 3", True), ("DeepSeek", True), ("SaaS", False), ("LLM", False), ("35,000,000", False)]


@pytest.mark.parametrize(("surface", "expected"), LOOKS)
def test_an_abbreviation_and_an_amount_are_not_believed(surface, expected):
    assert looks_like_a_name(surface) == expected


def test_a_batch_gives_what_single_texts_give():
    nlp = load(WEIGHTS)

    for doc, text in zip(nlp.pipe(TEXTS), TEXTS, strict=True):
        spans = [(span.start_char, span.end_char, span.label_) for span in doc.spans["sasil"]]
        assert spans == [name[:3] for name in nlp.get_pipe(FACTORY).found(nlp.make_doc(text))["sasil"]]
        assert len(spans) == len(doc.spans["sasil"].attrs["scores"])


def names_of(text: str) -> list[Name]:
    return trusted_names(tagged(text))


def test_a_spawned_process_finds_the_same():
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert names_of(TEXTS[0]) == pool.apply(names_of, (TEXTS[0],))
