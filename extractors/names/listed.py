"""Names that what stands beside them gives away: a country right before a company, or the items of a list.

한국IDC is one company, 한국 IDC a country and a company; in `▲소라차 72대 ▲새솔차 30대` of known makers the unknown one is one, too, and
in `성북(0.8%) 관악(0.6%) 양천구(0.5%)` all are districts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractors.names.cues import labels
from extractors.names.passage import Passage
from extractors.names.spans import Name

_MARK = re.compile(r"[▲△▶◆■]")
_ITEM = re.compile(
    rf"(?P<mark>{_MARK.pattern}) ?(?P<name>[가-힣A-Za-z][가-힣A-Za-z0-9&-]{{1,11}})(?= ?(?:\([A-Za-z]{{2,12}}\))? ?\(?\d)"
)
_AMOUNTS = re.compile(
    r"(?:(?<![가-힣A-Za-z])[가-힣A-Za-z][가-힣A-Za-z0-9&-]{1,14} ?\(약? ?\d[\d,.천백만억조 ]{0,14}(?:원|달러|위안|엔|유로)\)(?:, | ?[·ㆍ] ?)?){4,}"
)
"""A list of what each has an amount in brackets: 가온(3억원), 나래(2억원)."""
_HAS_AMOUNT = re.compile(r"(?P<name>[가-힣A-Za-z][가-힣A-Za-z0-9&-]{1,14}) ?\(")
_MEMBERS = re.compile(
    r"(?:(?<![가-힣])[가-힣]{2,5}\([+\-△▲]?\d[\d.,]*%?p?\)(?:, |·| ){0,1}){3,}"
    r"|(?<![가-힣])(?:[가-힣]{2,4}(?:, |·|,)){1,9}[가-힣]{1,4}[구시군](?=[은는이가을를에의와도 ,.(]|$)"
)
"""A list of what each has a number in brackets, or whose last one has the word for all of them: `성북·관악·노원구`."""
_MEMBER = re.compile(r"[가-힣]{2,5}(?![가-힣])")
_DIVISIONS = "구시군"
_FEWEST = 3
"""Known companies among the items that make the others companies, too, where they are a third of all."""
_HERE, _HOME = "한국", "KR"
_NO_COMPANIES = frozenset({"government", "international", "university", "institute", "association"})


def by_country(passage: Passage, known: Iterable[Name]) -> Iterator[Name]:
    """The Korean branch of a foreign company, written as one word with the country: 한국IDC, 한국오라클. It is the company in `entity_id`."""
    text = passage.text
    for name in known:
        start = name.start - len(_HERE)
        if name.label != "ORG" or name.entity_id is None or not text.startswith(_HERE, max(0, start)) or not passage.opens(start):
            continue
        record = passage.gazetteer.entity(name.entity_id)
        if record is not None and record.country not in (None, _HOME) and record.sector not in _NO_COMPANIES:
            yield Name(start, name.end, "ORG", name.entity_id, "rule", 0.8)


def by_items(passage: Passage, known: Iterable[Name]) -> Iterator[Name]:
    """The unknown items of a list most of whose items are companies: ▲현대차 72대 ▲소라벨 30대, 현대차(3억원), 소라벨(2억원)."""
    text = passage.text
    companies = {name.start for name in known if name.label == "ORG"}
    taken = {name.start for name in known}
    for spans in (*_marked_items(text), *_items_with_amounts(text)):
        count = sum(start in companies for start, _ in spans)
        if count < _FEWEST or count * 3 < len(spans):
            continue
        for first, last in spans:
            if first not in taken and text[first:last] not in labels("common") and passage.closes(last):
                yield Name(first, last, "ORG", None, "rule", 0.65)


def _marked_items(text: str) -> Iterator[list[tuple[int, int]]]:
    """The items of each line that one mark opens."""
    for start, end in _lines_with_marks(text):
        items: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for match in _ITEM.finditer(text, start, end):
            items[match["mark"]].append(match.span("name"))
        yield from items.values()


def _items_with_amounts(text: str) -> Iterator[list[tuple[int, int]]]:
    """The items of each list of amounts in brackets."""
    for run in _AMOUNTS.finditer(text):
        yield [match.span("name") for match in _HAS_AMOUNT.finditer(text, run.start(), run.end())]


def by_members(passage: Passage) -> Iterator[Name]:
    """The districts of a list that leaves their last syllable out, where three of its members or the last one are districts: 성북(0.8%)."""
    surfaces = passage.gazetteer.surfaces
    for run in _MEMBERS.finditer(passage.text):
        members = list(_MEMBER.finditer(passage.text, run.start(), run.end()))
        known = [_district(surfaces, member[0]) for member in members]
        whole = members[-1][0][-1] in _DIVISIONS and surfaces.get(members[-1][0], ("",))[0].startswith("loc:")
        if sum(map(bool, known)) + whole < min(_FEWEST, len(members)):
            continue
        for member, entity_id in zip(members, known, strict=True):
            if entity_id is not None:
                yield Name(*member.span(), "LOC", entity_id, "rule", 0.8)


def _district(surfaces: Mapping[str, Sequence[str]], word: str) -> str | None:
    """The one district that *word* with its last syllable is."""
    found = {ids[0] for last in _DIVISIONS if len(ids := surfaces.get(word + last, ())) == 1 and ids[0].startswith("loc:")}
    return found.pop() if len(found) == 1 else None


def _lines_with_marks(text: str) -> Iterator[tuple[int, int]]:
    """The lines of *text* in which a mark of an item stands."""
    end = -1
    for mark in _MARK.finditer(text):
        if mark.start() > end:
            start = text.rfind("\n", 0, mark.start()) + 1
            following = text.find("\n", mark.end())
            end = len(text) if following < 0 else following
            yield start, end
