"""Which of its meanings an ambiguous surface has here: 기아 the maker of cars or hunger, 이천 the city or a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from extractors.gazetteer import Sense
from extractors.knowledge import Knowledge
from extractors.names.cues import endings
from extractors.names.matching import Hit, derived
from extractors.names.passage import NOMINAL, Passage, eojeol_rest
from extractors.names.spans import Name
from extractors.numerals import CANDIDATE, numeral_at
from extractors.particles import is_hangul
from extractors.spelling import SINO
from extractors.units import unit_table

_SURE, _DECIDED, _ECHOED, _PROPER = 0.95, 0.85, 0.75, 0.65
"""Confidence of an unambiguous surface, and of one that its sentence, another mention, or its part of speech decides."""
_SPELLED = frozenset(SINO)
_SHORT = 3
"""Names up to this many syllables may be a piece of another word by chance."""

_SERVICE = ("앱", "계정", "서비스", "이용자", "가입자", "채널")
"""What has an app or an account is the service, not the company that runs it."""
_SPAN = re.compile(r"\d{1,2}[DWMY]")
_SPAN_AFTER = re.compile(rf"\s*\|?\s*(?:{_SPAN.pattern}|YTD)(?![A-Za-z\d])")
_SPAN_BEFORE = re.compile(rf"(?<![A-Za-z\d])(?:{_SPAN.pattern}|YTD)\s*\|?\s*$")
_SPAN_LABEL = re.compile(rf"(?:^|\n)\| (?:{_SPAN.pattern}|YTD) \|")
_SPAN_REACH, _SPAN_ROWS = 8, 120
"""Characters before a span in which the one before it stands, and around a row label in which another one does."""
Reading = Literal["proper", "common", "other", "verbal", "open"]


Senses = Mapping[str, tuple[Sense, ...]]


def ambiguous(knowledge: Knowledge) -> Senses:
    """The senses of each surface that needs a context to be a name."""
    found: dict[str, list[Sense]] = {}
    for sense in knowledge.gazetteer.senses:
        found.setdefault(sense.surface, []).append(sense)
    for form in knowledge.analyser.everyday - found.keys():
        found[form] = [Sense(form, entity_id, (), (), "", "") for entity_id in knowledge.gazetteer.surfaces[form]]
    return {surface: tuple(rows) for surface, rows in found.items()}


def resolve(passage: Passage, hits: Iterable[Hit], senses_of: Senses) -> Iterator[Name]:
    """The names that *hits* stand for; a surface whose meaning stays open is no name."""
    open_hits: list[tuple[Hit, Sequence[Sense], Reading]] = []
    sure: set[str] = set()
    for hit in hits:
        reading = _reading(passage, hit)
        if (
            reading == "verbal"
            or _counts(passage.text, hit)
            or _spans(passage.text, hit)
            or derived(passage, hit.start, hit.end, passage.gazetteer.label(passage.gazetteer.surfaces[hit.form][0]))
        ):
            continue
        rows = senses_of.get(hit.form, ())
        if not rows and reading == "other":
            continue
        if not rows:
            entity_id = _likeliest(passage, hit)
            sure.add(entity_id)
            yield Name(hit.start, hit.end, passage.gazetteer.label(entity_id), entity_id, "gazetteer", _SURE)
        else:
            open_hits.append((hit, rows, reading))
    for hit, senses, reading in open_hits:
        yield from _decide(passage, hit, senses, reading, sure)


def _reading(passage: Passage, hit: Hit) -> Reading:
    """
    What Kiwi takes the word for.

    A proper noun; a common noun; no noun at all (빙그레 웃다); part of a verb (인도하다); open where it cuts elsewhere.
    """
    cover = passage.covering(hit.start, hit.end)
    if cover is None:
        return "open"
    tags = {m.tag for m in passage.morphemes[slice(*cover)]}
    if hit.end - hit.start <= _SHORT and all(is_hangul(character) for character in hit.form):
        following = passage.morphemes[cover[1]] if cover[1] < len(passage.morphemes) else None
        if following is not None and following.start == hit.end and following.tag in ("XSV", "XSA"):
            return "verbal"
        if not tags <= NOMINAL:
            return "other"
    return "proper" if tags <= {"NNP", "SH"} else "common"


_MEASURED = ("money", "ratio", "length", "area", "mass", "volume")


def _counts(text: str, hit: Hit) -> bool:
    """Whether the word begins or is a spelled number before its unit: 이천 in 이천오백 대, and in 이천 달러, but not in 이천 공장."""
    match = CANDIDATE.match(text, hit.start) if set(hit.form) <= _SPELLED else None
    numeral = numeral_at(text, match) if match else None
    follows = unit_table().follows(text, numeral.end, numeral) if numeral and numeral.end >= hit.end else None
    if numeral is None or follows is None:
        return False
    return follows[0].quantity if numeral.end > hit.end else follows[0].dimension in _MEASURED


def _spans(text: str, hit: Hit) -> bool:
    """Whether the word is one of several spans of time in a row or a column of labels: 3M in `1M 3M 6M`."""
    if not _SPAN.fullmatch(hit.form):
        return False
    if _SPAN_AFTER.match(text, hit.end) or _SPAN_BEFORE.search(text, max(0, hit.start - _SPAN_REACH), hit.start):
        return True
    labels = text.startswith("| ", hit.start - 2) and text.startswith(" |", hit.end)
    return labels and len(_SPAN_LABEL.findall(text, max(0, hit.start - _SPAN_ROWS), hit.start + _SPAN_ROWS)) > 1


def _likeliest(passage: Passage, hit: Hit) -> str:
    """The entity of a surface that no table of ambiguous ones has; a company's service of the same name where 앱, 계정 follow."""
    ids = passage.gazetteer.surfaces[hit.form]
    services = [entity_id for entity_id in ids if entity_id.startswith("product:")]
    follows = eojeol_rest(passage.text, hit.end + 1)
    return services[0] if services and passage.text.startswith(" ", hit.end) and follows.startswith(_SERVICE) else ids[0]


def _decide(passage: Passage, hit: Hit, rows: Sequence[Sense], reading: Reading, sure: set[str]) -> Iterator[Name]:
    """
    The noun that introduces the name decides first (업체 소노바), then the words of its sentence, then another unambiguous
    mention of the same entity, then the sense that needs nothing.

    What is left is a name only where Kiwi reads a proper noun; with several senses open it stays without an entity.
    """
    start, end = passage.sentence(hit.start)
    allowed = [row for row in rows if not any(_stands(passage, word, hit, start, end) for word in row.refuses)]
    named = [row for row in allowed if row.entity_id]
    kind = None if reading == "common" and _goes_on(passage, hit, named) else _introduced(passage, hit)
    compound = reading == "common" and kind is None and _follows_noun(passage, hit)
    tests: tuple[tuple[float, Callable[[Sense], bool]], ...] = (
        (_DECIDED, lambda row: kind is not None and passage.gazetteer.label(row.entity_id) == kind),
        (
            _DECIDED,
            lambda row: (
                any(_stands(passage, word, hit, start, end) for word in row.needs)
                and not (compound and passage.gazetteer.label(row.entity_id) == "ORG")
            ),
        ),
        (_ECHOED, lambda row: reading != "other" and row.entity_id in sure),
        (
            _DECIDED,
            lambda row: (
                not row.needs and reading != "other" and (reading != "common" or passage.gazetteer.label(row.entity_id) == "LOC")
            ),
        ),
    )
    for confidence, holds in tests:
        for row in named:
            if holds(row):
                yield Name(hit.start, hit.end, passage.gazetteer.label(row.entity_id), row.entity_id, "gazetteer", confidence)
                return
    alike = len(allowed) == len(named) and len({passage.gazetteer.label(row.entity_id) for row in named}) == 1
    described = passage.text.startswith("의 ", hit.start - 2)  # 두 번의 가봉: what is counted or described is no name
    if alike and reading == "proper" and not described and len(hit.form) > 1:
        entity_id = named[0].entity_id if len(named) == 1 else None
        yield Name(hit.start, hit.end, passage.gazetteer.label(named[0].entity_id), entity_id, "gazetteer", _PROPER)


def _introduced(passage: Passage, hit: Hit) -> str | None:
    """The label that the noun before the name gives it: 업체 소노바, 자회사인 소노바."""
    text = passage.text
    for link in (" ", "인 "):
        end = hit.start - len(link)
        if text.startswith(link, max(end, 0)) and (cue := endings("before").of(text, max(0, end - 8), end) if end > 0 else None):
            return None if cue.stem == "quoted" else cue.label
    return None


def _follows_noun(passage: Passage, hit: Hit) -> bool:
    """Whether the word goes on a noun phrase: 학교 대상 매출."""
    if not passage.text.startswith(" ", hit.start - 1):
        return False
    index = passage.ends.get(hit.start - 1)
    return index is not None and passage.morphemes[index].tag == "NNG"


def _goes_on(passage: Passage, hit: Hit, rows: Sequence[Sense]) -> bool:
    """Whether a noun follows without a particle that none of the senses needs: 중소기업 대상 투자, but not 식품업체 대상 주가."""
    at = hit.end + 1
    index = passage.starts.get(at) if passage.text.startswith(" ", hit.end) else None
    wanted = any(passage.text.startswith(word, at) for row in rows for word in row.needs)
    return index is not None and passage.morphemes[index].tag == "NNG" and not wanted


def _stands(passage: Passage, word: str, hit: Hit, start: int, end: int) -> bool:
    """Whether *word* stands in the sentence; one that holds the surface itself (이천 명) must stand around this very hit."""
    offset = word.find(hit.form)
    if offset >= 0:
        return passage.text.startswith(word, hit.start - offset) if hit.start >= offset else False
    place = passage.text.find(word, start, end)
    while 0 <= place < hit.end and place + len(word) > hit.start:
        place = passage.text.find(word, place + 1, end)
    return place >= 0
