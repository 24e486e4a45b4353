"""
The filings that a report is made of: where each begins, who files it, and its numbered items, each of which has its own fields.

`하람정밀/타법인주식및출자증권취득결정/(2031.05.08)` begins one that 하람정밀 files, `rcpNo 20310508800131` and the title of a form alone one that
nobody is named for. The fields of a form belong to the company that files it, but those of an item about another are that one's: 자본금 in
`1. 발행회사 회사명(국적) (주)두레소재 자본금(원) 500,000,000`, or 소유주식수 behind `최대주주등 가온홀딩스(주)`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.figures.fields import is_of_party
from extractors.figures.places import Place
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.names.bodies import FILER
from extractors.reading import Reading, SpanIndex

_NUMBER = re.compile(r"^\W{0,3}(?:rcpNo|접수번호)\W{0,3}\d{14}", re.MULTILINE)
"""The number that a filing is received under."""
_TITLE = re.compile(
    rf"^\W{{0,3}}(?:{LEXICON.alternation('filing title')})\s?(?:등|등의)?"
    r"\s?(?:취득|처분|양수|양도)?\s?(?:결정|체결|변경)?(?:\s?\([^()\n]*\))?\s*(?=\n|\d\.\s)",
    re.MULTILINE,
)
"""The title of a form, alone in its line or before its first item."""
_LISTED = re.compile(
    rf"^\W{{0,3}}[^\n()]{{2,40}}(?:\([^()\n]{{1,8}}\)[^\n()]{{0,10}})?\([^()\n]*{LEXICON.alternation('market of shares')}[^()\n]*,[^()\n]{{2,30}}\)",
    re.MULTILINE,
)
"""A title with the market and the company in brackets: ■ 유상증자결정 (코스닥시장, 하람정밀㈜)."""
_ITEM = re.compile(r"(?:^|(?<=[\s|]))(?P<number>\d{1,2})\.\s?(?=[가-힣\[(])", re.MULTILINE)
_FIELD = re.compile(r"[가-힣]\s?\((?:원|주|%)(?:/주)?\)")
"""The label of a field with its unit, which every form has and no news about it."""
_CLASS = re.compile(rf"{LEXICON.alternation('share_class')}\s*(?:\([^()\d]*\))?[\s|]*\Z")
"""A class of shares at the end of a label, which says nothing of what is measured."""
_SKIPPED = 3
"""How far the number of an item is from the one before at most."""
_LABEL = re.compile(r"\s*(?:[가-힣]{1,2}\s)?[^\s|(]+")
"""The first word of an item, or its first two: 발행회사, 계약 상대."""
_HOLDER = re.compile(rf"{LEXICON.alternation('holder label')}[\s|:]{{1,40}}(?=\S)")
_WHO = re.compile(r"(?:(?:주식회사|㈜|\(주\))\s?)?(?P<who>[^\s()|,]{2,20})")
_OF_HOLDER = re.compile(rf"{LEXICON.alternation('held by holder')}[^|\d]{{0,12}}\Z")
_HELD = 400
"""Characters between a holder's label and what it holds."""
_NEAR = 24
"""Characters before a number in which the label of a holding stands."""


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item of a form, from its label on."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Filing:
    """One filing: its part of the text, the company that it says files it, its items."""

    start: int
    end: int
    filer: Name | None
    items: tuple[Item, ...]

    def item_at(self, position: int) -> Item | None:
        """The item that *position* stands in."""
        return next((item for item in self.items if item.start <= position < item.end), None)


class Filings:
    """Answers for one report."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text
        self._parties: dict[int, Name | None] = {}

    @cached_property
    def all(self) -> SpanIndex[Filing]:
        """The filings, in text order; none where the report is none."""
        heads = sorted(self._heads().items())
        ends = [*(start for start, _ in heads), len(self.text)][1:]
        spans = zip(heads, ends, strict=True)
        return SpanIndex(
            Filing(start, end, filer, tuple(self._items(start, end)))
            for (start, filer), end in spans
            if _FIELD.search(self.text, start, end)
        )

    def at(self, position: int) -> Filing | None:
        """The filing that *position* stands in."""
        return self.all.at(position)

    def _heads(self) -> dict[int, Name | None]:
        """Where filings begin → who files them. A title below a number, or the name of a form below its head, begins no other."""
        named = {match.start("name"): name for match in FILER.finditer(self.text) if (name := self._company(match)) is not None}
        named.update((match.start(), name) for match in _LISTED.finditer(self.text) if (name := self._company(match)) is not None)
        numbered = [match.start() for match in _NUMBER.finditer(self.text)]
        heads: dict[int, Name | None] = dict(named)
        starts = sorted(named)
        heads.update((at, None) for at in numbered if not self._in_line_of(at, starts))
        if not heads and (title := _TITLE.search(self.text)) is not None:
            heads[title.start()] = None
        return heads

    def _company(self, match: re.Match[str]) -> Name | None:
        """The last organisation that a head names: a market stands before its company."""
        names = self.reading.names.over(*match.span("name" if "name" in match.re.groupindex else 0))
        return next((name for name in reversed(names) if name.label == "ORG"), None)

    def _in_line_of(self, at: int, starts: Sequence[int]) -> bool:
        before = bisect.bisect_right(starts, at)
        return before > 0 and self.text.find("\n", starts[before - 1], at) < 0

    def _items(self, start: int, end: int) -> Iterator[Item]:
        marks, last = [], 0
        for match in _ITEM.finditer(self.text, start, end):
            if last < (number := int(match["number"])) <= last + _SKIPPED:
                marks.append(match.end())
                last = number
        yield from (Item(at, behind) for at, behind in zip(marks, [*marks, end][1:], strict=True))

    def field(self, place: Place) -> tuple[tuple[int, int], ...] | None:
        """The label of the field that the number at *place* fills in the lines of a form, and that of its item; None where it fills none."""
        filing = self.at(place.quantity.start) if place.quantity.rule == "quantity.label" and place.cell is None else None
        if filing is None or place.block is None:
            return None
        item = filing.item_at(place.quantity.start)
        before = self.reading.quantities.last(place.block.start_char, place.quantity.start, 1)
        start = max(item.start if item is not None else filing.start, before[0].end if before else place.block.start_char)
        named = _CLASS.search(self.text, start, place.quantity.start)
        own = (start, named.start() if named is not None else place.quantity.start)
        return (own, (item.start, min(item.end, item.start + len(self._line(item))))) if item is not None else (own,)

    def _line(self, item: Item) -> str:
        """The words of an item up to its first field."""
        field = _FIELD.search(self.text, item.start, item.end)
        line = self.text[item.start : item.end if field is None else field.start() + 1].split("\n", 1)[0]
        return _CLASS.sub("", line)

    def item_line(self, place: Place) -> str:
        """The words that the item of the number at *place* begins with; nothing outside an item."""
        filing = self.at(place.quantity.start)
        item = filing.item_at(place.quantity.start) if filing is not None else None
        return self._line(item) if item is not None else ""

    def party(self, place: Place) -> tuple[int, int, str | None] | None:
        """Whom else the item is about that the number at *place* fills a field of, or the heading above; None where nobody."""
        filing = self.at(place.quantity.start)
        if filing is None:
            return None
        item = filing.item_at(place.quantity.start)
        headed = self._headed(filing, place)
        if headed is not None:
            return headed
        if item is None or place.cell is not None:
            return None
        return self._holder(item, place.quantity.start) or self._named(item)

    def _headed(self, filing: Filing, place: Place) -> tuple[int, int, str | None] | None:
        """The company of the item that the heading above names by its label: [발행회사의 요약 재무상황]."""
        for above in self.reading.governors(place.block):
            words = self.text[above.start_char : above.end_char]
            for item in filing.items if above.kind in ("heading", "caption") and above.start_char > filing.start else ():
                label = self._label(item)
                if is_of_party(label) and label in words and (found := self._named(item)) is not None:
                    return found
        return None

    def _label(self, item: Item) -> str:
        match = _LABEL.match(self.text, item.start, item.end)
        return match[0].strip() if match is not None else ""

    def _named(self, item: Item) -> tuple[int, int, str | None] | None:
        """The company that an item names which is about another: 1. 발행회사 회사명 (주)두레소재."""
        label = _LABEL.match(self.text, item.start, item.end)
        if label is None or not is_of_party(label[0]):
            return None
        if item.start not in self._parties:
            names = self.reading.names.within(label.end(), item.end)
            self._parties[item.start] = next((name for name in names if name.label == "ORG"), None)
        name = self._parties[item.start]
        return (name.start, name.end, name.entity_id) if name is not None else None

    def _holder(self, item: Item, at: int) -> tuple[int, int, str | None] | None:
        """Who holds the shares whose number or part stands at *at*: the one behind the last label of a holder in the item."""
        if _OF_HOLDER.search(self.text, max(item.start, at - _NEAR), at) is None:
            return None
        labels = list(_HOLDER.finditer(self.text, max(item.start, at - _HELD), at))
        if not labels:
            return None
        who = _WHO.match(self.text, labels[-1].end(), at)
        name = next((n for n in self.reading.names.within(labels[-1].end(), at) if n.label in ("ORG", "PERSON")), None)
        if name is not None and (who is None or name.start <= who.end()):
            return name.start, name.end, name.entity_id
        return (*who.span("who"), None) if who is not None else None
