"""The sentence in which the issuer of a release tells what it is about."""

from __future__ import annotations

import re

from extractors.reading import Reading
from extractors.syntax import Sentence

SILENT_BLOCKS = frozenset({"table", "caption", "boilerplate"})
HEADINGS = frozenset({"title", "heading"})
_ISSUER = re.compile(
    r"[^가-힣A-Za-z]*[^.\n()]{2,40}"
    r"\((?:[가-힣·]{0,8}(?:장|관|관리관|대표|총재|지사|이사)\s?[:：]?\s?[가-힣]{2,4}|이하)[^()]*\)[은는와과,]"
)
_LEADS = 4
"""Full sentences among which a release names its issuer: its title and its summary can be sentences, too."""


def find_lead(reading: Reading) -> Sentence | None:
    """The first of the first sentences that has an organisation with its head in brackets as its topic: `…부(장관 …)는`."""
    full = 0
    for sentence in reading.syntax.sentences:
        block = reading.block_at(sentence.start)
        if block is None or block.kind in SILENT_BLOCKS or block.kind in HEADINGS:
            continue
        if sentence.predicates and sentence.predicates[-1].ending == "EF":
            if _ISSUER.match(reading.text, sentence.start, sentence.end):
                return sentence
            full += 1
            if full == _LEADS:
                return None
    return None
