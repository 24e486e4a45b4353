"""Classes of words, and where in a report they stand."""

import pytest

from extractors.figures.word_classes import GRAINS, Words, word_classes

TEXT = "가온전자는 라면 판매액 3억원을 밝혔다."


@pytest.fixture(scope="module")
def words(reading_of):
    return Words(reading_of(TEXT))


def told(prefix, word):
    return [f"{prefix}:{grain}:{number}" for grain, number in zip(GRAINS, word_classes()[word], strict=True)]


def test_words_of_a_kind_share_a_class_of_the_coarsest_grain():
    classes = word_classes()

    assert {len(found) for found in classes.values()} == {len(GRAINS)}
    assert classes["라면/NN"][0] == classes["김치/NN"][0]
    assert classes["라면/NN"] != classes["은행/NN"]


def test_a_word_is_found_by_where_it_ends_and_what_it_stands_beside(words):
    noodles = TEXT.index("라면")

    assert words.ending(noodles + 2, "head") == told("head", "라면/NN")
    assert words.behind(noodles, len(TEXT), "beside") == told("beside", "라면/NN")
    assert words.before(0, TEXT.index("판매"), "near") == told("near", "라면/NN")
    assert words.behind(TEXT.index("밝혔"), len(TEXT), "does") == told("does", "밝히다/VV")


def test_a_name_without_a_class_tells_what_it_is_and_nothing_is_told_where_no_word_stands(words):
    assert words.ending(4, "head") == ["head:ORG"]
    assert words.ending(1, "head") == ["head:?"]
    assert words.before(0, 1, "near") == ["near:-"]
    assert words.behind(len(TEXT) - 1, len(TEXT), "then") == ["then:-"]
