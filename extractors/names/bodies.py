"""Public bodies that a text prints with blanks, names them by a person, or by their own first letters.

국민 건강보험공단, 한국 제지 공업협회, 오바마 행정부, GNB for GNB금융지주; and the companies that titles of filings stand behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.lexicon import LEXICON
from extractors.names.cues import endings, labels
from extractors.names.passage import Passage
from extractors.names.persons import is_person
from extractors.names.spans import Name

_WORDS = 3
"""Words before the last one among which the name of a body is looked for."""
_OPENING = frozenset(LEXICON.words("body_opening"))
_ASSOCIATION = LEXICON.words("association_end")
_CABINET = re.compile(r"(?<![가-힣A-Za-z])([가-힣]{2,4}) ?(?:정부|행정부|정권)(?![가-힣]{3})")
FILER = re.compile(
    rf"^\W{{0,3}}(?P<name>(?!{LEXICON.alternation('filing title')})[가-힣A-Za-z][가-힣A-Za-z0-9&.]{{1,19}})(?:\([가-힣A-Za-z]{{1,12}}\))?"
    rf"(?:(?P<mark>[\])】]?\s?/\s?|\]\s?|】\s?|\s){LEXICON.alternation('filing title')}|\s?/[^/\n]{{3,60}}/\s?\(\d{{4}}\.\d\d\.\d\d\))",
    re.MULTILINE,
)
"""Who has filed what the line is the title of: 소노바/유상증자결정/(2031.05.08), [소노바] 최대주주 변경; behind two strokes and a day any title."""
_NO_FILER = LEXICON.words("before a title")
_INITIALS = re.compile(r"[A-Z]{3,5}(?=[가-힣])")


def by_blanks(passage: Passage) -> Iterator[Name]:
    """
    Bodies printed with blanks in their names: 국민 건강보험공단, 한국 제지 공업협회.

    The words are one name where the gazetteer has them without their blanks, or where the first is one that bodies of the whole
    country begin with and the last ends like an association.
    """
    text, suffixes = passage.text, endings("suffix")
    for place, chunk in enumerate(passage.chunks):
        cue = suffixes.of(text, chunk.start, chunk.end) if text[chunk.end - 1] in suffixes.letters else None
        if cue is None or cue.label != "ORG" or not passage.closes(chunk.end):
            continue
        found = None
        for back in range(place - 1, max(-1, place - 1 - _WORDS), -1):
            before, behind = passage.chunks[back], passage.chunks[back + 1]
            if not passage.bare(before) or text[before.end] != " " or before.end + 1 != behind.start:
                break
            joined = text[before.start : chunk.end].replace(" ", "")
            ids = [known for known in passage.gazetteer.surfaces.get(joined, ()) if known.startswith("org:")]
            opened = text[before.start : before.end] in _OPENING and text[chunk.start : chunk.end].endswith(_ASSOCIATION)
            if ids or opened:
                found = Name(before.start, chunk.end, "ORG", ids[0] if ids else None, "rule", 0.8)
        if found is not None:
            yield found


def by_cabinet(passage: Passage) -> Iterator[Name]:
    """A government by who heads it: 오바마 행정부 is one body."""
    for match in _CABINET.finditer(passage.text):
        start, end = match.span(1)
        known = passage.gazetteer.surfaces.get(match[1], ("",))[0]
        if not known.startswith(("loc:", "org:")) and is_person(passage, start, end) and _one_word(passage, start, end):
            yield Name(start, match.end(), "ORG", None, "rule", 0.75)


def _one_word(passage: Passage, start: int, end: int) -> bool:
    """Whether a word is one proper noun, and no title or word that is none."""
    cover = passage.covering(start, end)
    single = cover is not None and cover[1] - cover[0] == 1 and passage.morphemes[cover[0]].tag == "NNP"
    return single and passage.text[start:end] not in labels("title")


def by_filing(passage: Passage) -> Iterator[Name]:
    """
    The company before the title of its filing at the beginning of a line: 소노바/유상증자결정; where only a blank stands between, a word that no
    table and no vocabulary has.
    """
    text = passage.text
    for match in FILER.finditer(text):
        start, end = match.span("name")
        word = match["name"]
        listed = word in passage.gazetteer.surfaces or passage.analyser.is_entry(word)
        if word.endswith(_NO_FILER) or word in labels("common") or ((match["mark"] or "/").isspace() and listed):
            continue
        yield Name(start, end, "ORG", None, "rule", 0.7)


def initials(passage: Passage, names: Iterable[Name]) -> dict[str, Name]:
    """The Latin letters that a company's name begins with → the name, where no table has them for another: GNB of GNB금융지주."""
    found: dict[str, Name] = {}
    for name in names:
        match = _INITIALS.match(passage.text, name.start, name.end) if name.label == "ORG" else None
        if match and match[0] not in passage.gazetteer.surfaces and match[0] not in labels("common"):
            found.setdefault(match[0], name)
    return found
