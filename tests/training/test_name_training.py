"""What the name tagger learns from, and how well it has."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from extractors.model.biluo import Labelled
from training.names.augmentation import Swapper
from training.names.data import SASIL, CorpusError, Sentence, as_sasil, parse_line, read_corpus, read_klue
from training.names.evaluate import score

DEV = Path("../shared/data/ner/dev.jsonl")
AS_SASIL = [
    ([(0, 2, "PS"), (4, 6, "DT")], [], [], [(0, 2, "PERSON")]),
    ([(0, 2, "OG")], [(0, 2, "LCP_COUNTRY")], [], [(0, 2, "LOC")]),  # 미국이 제안했다
    ([], [(0, 3, "AFW_OTHER_PRODUCTS")], [(0, 3)], [(0, 3, "PRODUCT")]),
    ([], [(0, 3, "AF_TRANSPORT")], [], [(0, 3, "")]),  # 승용차
    ([(0, 5, "OG")], [(2, 5, "TMI_SW")], [(2, 5)], [(0, 5, "ORG")]),
    ([], [(0, 3, "CV_OCCUPATION")], [(0, 3)], []),
    ([], [(0, 4, "CV_LAW")], [(0, 4)], [(0, 4, "")]),
]


@pytest.mark.parametrize(("klue", "fine", "proper", "expected"), AS_SASIL)
def test_public_labels_in_our_own(klue, fine, proper, expected):
    found = as_sasil([Labelled(*name) for name in klue], [Labelled(*name) for name in fine], proper)

    assert [Labelled(*name) for name in expected] == found


def test_a_corpus_line_is_read():
    sentence = parse_line("[도람전자|ORG]는 [대전|LOC]에 공장을 둔다.")

    assert sentence == Sentence("도람전자는 대전에 공장을 둔다.", (Labelled(0, 4, "ORG"), Labelled(6, 8, "LOC")))


def test_a_wrong_label_names_its_line():
    with pytest.raises(CorpusError, match=r"corpus/news\.txt, line 7: FIRM is none of ORG"):
        parse_line("[도람전자|FIRM]는", "news.txt", 7)


def test_the_corpus_is_whole():
    sentences = read_corpus()

    assert len(sentences) >= 1500
    assert {name.label for sentence in sentences for name in sentence.names} == set(SASIL)
    assert not [sentence.text for sentence in sentences if set(sentence.text) & set("[]|")]


def test_swapped_names_keep_labels_and_particles():
    sentence = parse_line("[도람전자|ORG]는 [윤가을|PERSON] 대표를 뽑았다. [도람전자|ORG]는 [대전|LOC]에 있다.")
    swapped = Swapper([sentence], Random(1))(sentence, 1.0)  # noqa: S311 - no secret
    surfaces = [swapped.text[name.start : name.end] for name in swapped.names]

    assert [name.label for name in sentence.names] == [name.label for name in swapped.names]
    assert surfaces[0] == surfaces[2] != "도람전자"
    assert (ord(surfaces[0][-1]) - ord("가")) % 28 == 0
    assert surfaces[3] == "대전"
    assert swapped.text.endswith("는 대전에 있다.")


@pytest.mark.skipif(not DEV.exists(), reason="needs ../shared/data/ner")
def test_measured_on_klue():
    assert score(read_klue(DEV))["all"].f1 >= 0.83
