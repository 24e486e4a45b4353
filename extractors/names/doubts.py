"""What the words of a guess, and those beside it, say against it: 국채선물, 고등어류 and 벤처기업 name nobody."""

from __future__ import annotations

import re

from extractors.lexicon import LEXICON
from extractors.names.apposition import abbreviates_common_noun, explains_common_noun
from extractors.names.context import titles_a_writing
from extractors.names.cues import endings, labels
from extractors.names.passage import Passage
from extractors.names.spans import Name

_CLASSES = LEXICON.words("class_of_firms", "class_of_kinds")
_OUTLINE = re.compile(r"(?<![가-힣])(?:관련|향후)(?![가-힣])")
"""Words of a heading that says what a chapter is about."""


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
    if name.label == "POLICY" and (titles_a_writing(passage, name.start) or _OUTLINE.search(written)):
        return True
    return explains_common_noun(passage, name.start, name.end) or abbreviates_common_noun(passage, name.end)


def _compound_of_common_nouns(passage: Passage, name: Name) -> bool:
    """Whether a guess is everyday nouns in a row, the first perhaps a place, without the suffix of a company: 국채선물, 광주첨단."""
    text = passage.text
    written = text[name.start : name.end]
    cover = passage.covering(name.start, name.end)
    if cover is None or endings("suffix").of(text, name.start, name.end) is not None:
        return False
    if cover[1] - cover[0] > 1:
        tags = {m.tag for m in passage.morphemes[cover[0] + _opens_with_place(passage, name, cover[0]) : cover[1]]}
        return tags <= {"NNG", "XSN"} and passage.analyser.is_known(written)
    common = passage.analyser.is_common
    return any(common(written[:cut]) and common(written[cut:]) for cut in range(1, len(written) - 1))


def _opens_with_place(passage: Passage, name: Name, first: int) -> bool:
    ids = passage.gazetteer.surfaces.get(passage.text[name.start : passage.morphemes[first].end], ())
    return any(entity_id.startswith("loc:") for entity_id in ids)
