"""What the words of a guess, and those beside it, say against it: 국채선물, 고등어류 and 벤처기업 name nobody."""

from __future__ import annotations

from extractors.lexicon import LEXICON
from extractors.names.apposition import abbreviates_common_noun, explains_common_noun
from extractors.names.context import OUTLINE, titles_a_writing
from extractors.names.cues import endings, labels
from extractors.names.passage import Passage
from extractors.names.spans import Name

_CLASSES = LEXICON.words("class_of_firms", "class_of_kinds")


def denied(passage: Passage, name: Name) -> bool:
    """
    Whether the words of a guess, or those beside it, deny it.

    하루활성이용자(DAU) is a common noun, 웹진 「수출 현장」 no policy, SI(System Integration) a word spelt out, 벤처기업 a class of firms.
    """
    written = passage.text[name.start : name.end]
    if written in labels("common"):
        return True
    if name.label == "ORG" and (written.endswith(_CLASSES) or _compound_of_common_nouns(passage, name)):
        return True
    if name.label == "POLICY" and (titles_a_writing(passage, name.start) or OUTLINE.search(written)):
        return True
    return explains_common_noun(passage, name.start, name.end) or abbreviates_common_noun(passage, name.end)


def _compound_of_common_nouns(passage: Passage, name: Name) -> bool:
    """Whether a guess is everyday nouns in a row, the first perhaps a place, without the suffix of a company: 국채선물, 광주첨단."""
    written = passage.text[name.start : name.end]
    if endings("suffix").of(written, 0, len(written)) is not None:
        return False
    cuts = range(1, len(written) - 1)
    return any(_place(passage, written[:cut]) and _place(passage, written[cut:], common=True) for cut in cuts) or any(
        passage.analyser.is_common(written[:cut]) and _nouns(passage, written[cut:]) for cut in cuts
    )


def _nouns(passage: Passage, word: str) -> bool:
    """Whether a word is one common noun, or several of two syllables and more: 복지, 사회복지."""
    common = passage.analyser.is_common
    return common(word) or any(common(word[:cut]) and _nouns(passage, word[cut:]) for cut in range(2, len(word) - 1))


def _place(passage: Passage, word: str, *, common: bool = False) -> bool:
    ids = passage.gazetteer.surfaces.get(word, ())
    return (common and passage.analyser.is_common(word)) or any(entity_id.startswith("loc:") for entity_id in ids)
