"""seeds/lexicon.csv: each word is used in its example as its class says."""

import re

import pytest

from extractors.lexicon import LEXICON, Entry, Lexicon
from extractors.tokenizer import morphemes_of


@pytest.mark.parametrize("entry", LEXICON.entries, ids=lambda entry: f"{entry.group}: {entry.word}")
def test_every_word_stands_in_its_example(entry):
    """Written as it is, or as the stem of a verb of the sentence."""
    written = re.search(re.escape(entry.word).replace("\\ ", r"\s?"), entry.example)

    assert written or any(entry.word in (m.form, m.lemma.removesuffix("다")) for m in morphemes_of(entry.example))


def test_longer_words_come_first():
    lexicon = Lexicon(
        [Entry("이", "josa", "값이"), Entry("이나", "josa", "값이나"), Entry("것으로 보", "hedge", "늘 것으로 보인다")]
    )

    assert lexicon.words("josa") == ("이나", "이")
    assert re.fullmatch(lexicon.alternation("hedge"), "것으로보")


def test_an_unknown_class_is_an_error():
    with pytest.raises(KeyError):
        Lexicon([]).words("no such class")
