"""Products that a table has only in part, or that stand in a row with others: 갤럭시 노트9 플러스, 그랜저·투싼·소라벨."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from extractors.lexicon import LEXICON
from extractors.names.context import QUOTED
from extractors.names.cues import endings, labels
from extractors.names.passage import Passage, particle_length
from extractors.names.spans import Name

_WORD = LEXICON.alternation("model_word")
_NUMBER = r"\d{1,4}(?![\d,.])[A-Za-z]{0,3}"
_TAIL = re.compile(
    rf"(?: ?{_WORD})?(?: ?[A-Z]{{1,2}}(?= ?(?:\d|{_WORD}))|[A-Z]{{1,2}}(?![A-Za-z]))?(?: ?{_WORD})?(?: ?{_NUMBER})?(?: ?{_WORD}(?![A-Za-z]))*"
)
"""How the name of a model goes on behind that of its family: 노트9 플러스, Z 폴드7, S24 FE, 9810."""
_SEPARATOR = re.compile(r" ?[·ㆍ∙] ?|, ")
_BRACKET = re.compile(r"\([^()\n]{1,20}\)")
_FEWEST = 2
"""Known products that make an unknown member of their row one too."""


def by_family_name(passage: Passage, known: Iterable[Name]) -> Iterator[Name]:
    """
    Models by the family that the gazetteer has: 갤럭시 노트9 플러스, 스냅드래곤 845, 리니지2 레볼루션.

    A number behind a blank must end there or before a particle, so that it is no count: 쏘나타 3323대.
    """
    text = passage.text
    for name in known:
        if name.label != "PRODUCT" or name.source != "gazetteer":
            continue
        tail = _TAIL.match(text, name.end)
        end = tail.end() if tail else name.end
        if end > name.end and _ends(passage, name.end, end):
            yield Name(name.start, end, "PRODUCT", None, "rule", 0.8)


def _ends(passage: Passage, start: int, end: int) -> bool:
    """Whether a word may end at *end*; behind a number that a blank opens a particle or a word of models must stand."""
    text = passage.text
    rest = text[end : end + 1]
    if rest.isalnum() and particle_length(text, end) == 0:
        return False
    counted = text[start:end].startswith(" ") and text[start:end].strip().isdigit()
    return not counted or particle_length(text, end) > 0 or rest in "’'”\"()"


def by_brand(passage: Passage, known: Iterable[Name]) -> Iterator[Name]:
    """A quotation of names around a brand that the gazetteer has: ‘과천 푸르지오 소라벨’ is one product, ‘갤럭시 효과’ none."""
    brands = {name.start: name for name in known if name.label == "PRODUCT"}
    for match in QUOTED.finditer(passage.text):
        start, end = match.span(match.lastindex or 0)
        brand = next((brands[at] for at in range(start, end) if at in brands), None)
        cover = passage.covering(start, end)
        if brand is None or cover is None or brand.end > end or (brand.start, brand.end) == (start, end):
            continue
        rest = [m for m in passage.morphemes[slice(*cover)] if m.end <= brand.start or m.start >= brand.end]
        if rest and all(m.tag in ("NNP", "SL", "SN", "SW", "SP", "NNB") or m.oov for m in rest):
            yield Name(start, end, "PRODUCT", None, "rule", 0.75)


_FUND = re.compile(
    rf"(?<![A-Za-z가-힣])(?:{LEXICON.alternation('fund_brand')}) [A-Z0-9가-힣][^\s‘’'\"“”,▲△()]{{0,20}}"
    r"(?: [A-Za-z0-9가-힣&][^\s‘’'\"“”,▲△()]{0,20}){0,5}?(?: (?:ETF|ETN|상장지수펀드)|(?=[’'”\"(]))"
)


_FUND_TITLE = re.compile(
    rf"(?<![A-Za-z0-9가-힣])(?:[가-힣A-Za-z]{{0,10}}{LEXICON.alternation('fund_brand')} )?[A-Za-z0-9가-힣][A-Za-z0-9가-힣&]{{3,40}}"
    r"(?:(?:상장지수|증권[자모]?투자신탁|[자모]투자신탁)(?:제?\d{1,2}호)?(?:[(\[](?:주식|채권|혼합|재간접|파생|부동산|단기금융)[^()\[\]\n]{0,12}[)\]])"
    r"|증권[자모]?투자신탁(?:제?\d{1,2}호)?(?!운용|회사|협회|업|사(?![가-힣]))|투자신탁\[[가-힣-]{2,10}\])"
)
"""A fund by how its full name ends: 소라벨배당증권자투자신탁(주식), 소라TIGER배당상장지수[주식-파생]."""


def by_fund(passage: Passage) -> Iterator[Name]:
    """Funds by the brand they begin with or the form they end with: KODEX 배당가치 ETF, ‘TIGER 소라벨’, 소라벨증권자투자신탁(주식)."""
    for match in chain(_FUND.finditer(passage.text), _FUND_TITLE.finditer(passage.text)):
        yield Name(match.start(), match.end(), "PRODUCT", None, "rule", 0.8)


def by_row(passage: Passage, products: Iterable[Name]) -> Iterator[Name]:
    """
    The one that no table has, or that is an everyday word too, between products with a point or a comma between: 그랜저·투싼·소라벨.

    Brackets behind a member are passed over: 쏘나타(3만대), 소라벨(2만대), 카니발(1만대).
    """
    ending = {name.end: name for name in products if name.label == "PRODUCT"}
    starting = {name.start: name for name in ending.values()}
    for row in _rows(passage, starting):
        if sum(start in starting for start, _ in row) < _FEWEST:
            continue
        for start, end in row:
            if start not in starting and _may_be_one(passage, start, end):
                yield Name(start, end, "PRODUCT", None, "rule", 0.65)


def _rows(passage: Passage, starting: Mapping[int, Name]) -> Iterator[list[tuple[int, int]]]:
    """Words in a row, linked by points or commas, from the first product on: spans of its members."""
    text, done = passage.text, -1
    for start in sorted(starting):
        if start < done:
            continue
        row, at = [], start
        while (member := _member(passage, at, starting)) is not None:
            row.append(member)
            done = member[1]
            bracket = _BRACKET.match(text, done)
            link = _SEPARATOR.match(text, bracket.end() if bracket else done)
            if link is None:
                break
            at = link.end()
        yield row


def _member(passage: Passage, at: int, starting: Mapping[int, Name]) -> tuple[int, int] | None:
    if at in starting:
        return at, starting[at].end
    place = passage.chunk_from(at)
    if place >= len(passage.chunks) or passage.chunks[place].start != at:
        return None
    return at, passage.chunks[place].end


def _may_be_one(passage: Passage, start: int, end: int) -> bool:
    """Whether a word is a noun of two syllables and more that is no class of things and no name of another kind."""
    written = passage.text[start:end]
    free = len(written) > 1 and not written.isdigit() and written not in labels("common") and written not in labels("before")
    known = passage.gazetteer.surfaces.get(written, ())
    if not free or endings("before").of(written, 0, len(written)) or any(not ref.startswith("product:") for ref in known):
        return False
    cover = passage.covering(start, end)
    return cover is not None and (passage.proper(*cover) or any(m.oov for m in passage.morphemes[slice(*cover)]))
