"""The tokenizer loses nothing: the text comes back as it went in, tokens do not overlap, morphemes keep their places."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from extractors.analyser import package_analyser
from extractors.knowledge import Knowledge
from extractors.tokenizer import KiwiTokenizer

TEXTS = [
    "",
    " ",
    "\n\n",
    "매출이 크게 늘었다.",
    "계약이 해지됐다. 그래도 됐다!",
    "  앞뒤에 빈칸이   많다  ",
    "첫 줄\n둘째 줄\n\n\t넷째 줄\r끝",
    "| 구분 | 2025A |\n|---|---:|\n| 매출 | 1,204 |",
    "가격은 ㎏당 3.5만원(약 $24.50)… ‘역대 최고’",
    "😀 웃음 뒤의 한글 🇰🇷 끝",
    "한",
    "다😀",  # Kiwi restores a 하 without a character of its own before 다
]
MORPHEMES = [
    ("소노바의 공장", [("소노바", "NNP"), ("의", "JKG"), ("공장", "NNG")]),
    ("값이 올랐다", [("값", "NNG"), ("이", "JKS"), ("오르", "VV"), ("었", "EP"), ("다", "EF")]),
]
ALPHABET = st.text(alphabet="가나됐했다는을 \n\t.,()'%①㈜漢ァAz09😀힣ㄱᆫ", max_size=60)


@pytest.fixture(scope="module")
def tokenizer() -> KiwiTokenizer:
    return KiwiTokenizer(spacy.blank("xx").vocab, Knowledge())


@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back_as_it_went_in(tokenizer, text):
    assert text == tokenizer(text).text


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_follow_one_another_without_overlap(tokenizer, text):
    """Each token begins where the one before it ends, or one blank behind it."""
    end = 0
    for token in tokenizer(text):
        assert end == token.idx
        end = token.idx + len(token) + len(token.whitespace_)

    assert end == len(text)


@settings(max_examples=150, deadline=None)
@given(ALPHABET)
def test_any_text_comes_back(text):
    tokenizer = KiwiTokenizer(spacy.blank("xx").vocab, Knowledge())

    assert text == tokenizer(text).text


@settings(max_examples=100, deadline=None)
@given(ALPHABET)
def test_morphemes_stay_inside_the_text_and_in_order(text):
    found = package_analyser().morphemes(text)

    assert all(0 <= m.start <= m.end <= len(text) for m in found)
    assert sorted(m.start for m in found) == [m.start for m in found]
    assert sorted(m.sentence for m in found) == [m.sentence for m in found]


@pytest.mark.parametrize(("text", "expected"), MORPHEMES)
def test_morphemes_are_kept_beside_the_tokens(tokenizer, text, expected):
    assert expected == [(m.form, m.tag) for m in tokenizer(text)._.morphemes]


def test_morphemes_that_share_a_syllable_are_one_token(tokenizer):
    """됐 is 되 and 었: spaCy's tokens may not overlap, so they are merged and their tags joined."""
    doc = tokenizer("문제가 됐다")

    assert (doc[2].text, doc[2].tag_) == ("됐", "VV+EP")
    assert [m.form for m in doc._.morphemes[2:4]] == ["되", "었"]


def test_a_line_break_ends_a_sentence(tokenizer):
    doc = tokenizer("표 제목\n매출이 늘었다. 이익은 줄었다.")

    assert [sentence.text for sentence in doc.sents] == ["표 제목\n", "매출이 늘었다.", "이익은 줄었다."]


def test_several_texts_go_through_a_pipe(tokenizer):
    assert [doc.text for doc in tokenizer.pipe(TEXTS)] == TEXTS


def test_it_survives_pickling(tokenizer):
    copy = pickle.loads(pickle.dumps(tokenizer))  # noqa: S301  our own bytes

    assert [t.text for t in tokenizer("값이 올랐다")] == [t.text for t in copy("값이 올랐다")]


def test_it_is_written_and_read_with_a_pipeline(tokenizer, tmp_path: Path):
    """Nothing of it is learned, so a pipeline on disk reads back whatever tokenizer it is given."""
    language: Language = spacy.blank("xx")
    language.tokenizer = KiwiTokenizer(language.vocab, Knowledge())
    language.to_disk(tmp_path)
    again: Language = spacy.blank("xx")
    again.tokenizer = KiwiTokenizer(again.vocab, Knowledge())
    again.from_disk(tmp_path)

    assert [t.text for t in language("값이 올랐다")] == [t.text for t in again("값이 올랐다")]
    assert tokenizer.to_bytes() == b""
    assert tokenizer is tokenizer.from_bytes(b"")


def test_a_noun_that_kiwi_does_not_know_gives_its_particle_back():
    found = [(m.form, m.tag, m.start, m.end) for m in package_analyser().morphemes("회사는 가이던스를 올렸다.")]

    assert found[2:4] == [("가이던스", "NNP", 4, 8), ("를", "JKO", 8, 9)]
