"""The spaCy pipeline: Kiwi's tokens, then one component a concept, in the order they build on each other.

`PIPELINE` is the order; each factory says what it requires and assigns. A component writes one span group (`concepts.py`), and the next
reads it. All of them know what the `Knowledge` of their `Language` knows, and nothing else.
"""

from __future__ import annotations

import functools
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors.checks import find_checks
from extractors.concepts import Mark, read, write
from extractors.dates import agreed, find_times, resolve_times
from extractors.events import find_events
from extractors.figures import FigureReading, find_figures
from extractors.knowledge import Knowledge
from extractors.model import FACTORY as TAGGER
from extractors.model import read_tagger, trusted_names
from extractors.names import NameFinder, find_references
from extractors.publication import find_publication, given
from extractors.quantities import find_quantities
from extractors.reading import Reading, SpanIndex, Spanned
from extractors.syntax import read_syntax
from extractors.threads import one_blas_thread
from extractors.tokenizer import TOKENIZER, KiwiTokenizer
from extractors.valuation import find_valuations
from schemas import Block

T = TypeVar("T")

PIPELINE = (
    TAGGER,
    "sasil_names",
    "sasil_times",
    "sasil_quantities",
    "sasil_reading",
    "sasil_figures",
    "sasil_events",
    "sasil_money",
    "sasil_checks",
)
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a report beside its text; all of it helps to find its publication day."""

    source_name: str = ""
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    received_on: date | None = None
    published_on: date | None = None
    """Given by the caller; nothing is inferred then."""
    markup: str = ""
    """The text as the file has it: only there stand the addresses of links and pictures."""


for _name, _default in (("blocks", None), ("origin", Origin()), ("publication", None), ("reading", None)):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


def build_language(knowledge: Knowledge | None = None) -> Language:
    """The pipeline with what *knowledge* knows; by default, what the package knows. Loading Kiwi takes a second or two."""
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = sys.maxsize  # spaCy's limit is that of its parser; how much is read is a setting of the readers
    if knowledge is not None:
        nlp.tokenizer = KiwiTokenizer(nlp.vocab, knowledge)
        table = knowledge.gazetteer.table
        nlp.config["nlp"]["tokenizer"]["gazetteer"] = table.content if table else None
    for factory in PIPELINE:
        if factory == TAGGER:
            read_tagger(nlp)
        else:
            nlp.add_pipe(factory)
    return nlp


@functools.cache
def package_language() -> Language:
    """The pipeline that knows what the package knows, once a process."""
    return build_language()


def knowledge_of(nlp: Language) -> Knowledge:
    """What the components of *nlp* know. Raises TypeError where its tokenizer is another."""
    if not isinstance(nlp.tokenizer, KiwiTokenizer):
        raise TypeError(f"Sasil's components need its tokenizer: set nlp.tokenizer.@tokenizers to {TOKENIZER} in the config.")
    return nlp.tokenizer.knowledge


@one_blas_thread
def analyse(nlp: Language, text: str, blocks: Sequence[Block], origin: Origin, *, without: Sequence[str] = ()) -> Doc:
    """Read *text*, divided into *blocks*: one Doc with everything that was found by the components not named in *without*."""
    doc = nlp.make_doc(text)
    doc._.blocks, doc._.origin = tuple(blocks), origin
    return nlp(doc, disable=list(without))


class Names:
    """Finds names, and the words that stand for one of them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.find = NameFinder(knowledge)

    def __call__(self, doc: Doc) -> Doc:
        blocks = blocks_of(doc)
        found = self.find(doc, blocks, others=trusted_names(doc))
        references = find_references(doc, blocks, found)
        write(doc, "names", _outside_boilerplate(doc, found), lambda name: name)
        return write(doc, "references", _outside_boilerplate(doc, references), lambda r: Mark(r.start, r.end, "reference"))


class Times:
    """Finds times, tells from them and the header when the report was published, and resolves them from there."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __call__(self, doc: Doc) -> Doc:
        text, blocks, origin = doc._.source_text, blocks_of(doc), doc._.origin
        found = read(doc, "names")
        names = SpanIndex(found)
        matches = [match for match in find_times(text) if not _is_part_of_a_name(names, text, match)]
        if origin.published_on is not None:
            doc._.publication = given(origin.published_on)
        else:
            doc._.publication = find_publication(
                text,
                blocks,
                matches,
                source_name=origin.source_name,
                metadata=origin.metadata,
                received_on=origin.received_on,
                markup=origin.markup,
            )
        published_on = doc._.publication.day
        year_ends = list(self._fiscal_year_ends(found))
        resolved = resolve_times(matches, text, blocks, published_on, fiscal_year_ends=year_ends)
        if doc._.publication.months:
            ways = [
                (resolve_times(matches, text, blocks, day, fiscal_year_ends=year_ends), share)
                for day, share in doc._.publication.months
            ]
            resolved = agreed(resolved, ways)
        return write(doc, "times", _outside_boilerplate(doc, resolved), lambda time: Mark(time.start, time.end, time.kind))

    def _fiscal_year_ends(self, names: Iterable[Any]) -> Iterator[tuple[int, int, int]]:
        """Mentions of companies whose fiscal year does not end in December: start, end, month."""
        for name in names:
            record = self.knowledge.gazetteer.entity(name.entity_id)
            if record is not None and record.fiscal_year_end not in (None, DECEMBER):
                yield name.start, name.end, record.fiscal_year_end


class Quantities:
    """Finds the quantities outside names and times."""

    def __call__(self, doc: Doc) -> Doc:
        taken = sorted((span.start, span.end) for span in (*read(doc, "names"), *read(doc, "times")))
        found = find_quantities(doc._.source_text, blocks_of(doc), taken=taken)
        return write(doc, "quantities", found, lambda quantity: Mark(quantity.start, quantity.end, quantity.unit or "open"))


class CommonGround:
    """Reads the syntax and lays out what was found so far for the components that tie it together."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __call__(self, doc: Doc) -> Doc:
        names = SpanIndex(read(doc, "names"))
        doc._.reading = Reading(
            knowledge=self.knowledge,
            text=doc._.source_text,
            blocks=blocks_of(doc),
            syntax=read_syntax(doc._.source_text, doc._.morphemes, ((name.start, name.end) for name in names)),
            names=names,
            references=SpanIndex(read(doc, "references")),
            times=SpanIndex(read(doc, "times")),
            quantities=SpanIndex(read(doc, "quantities")),
            published_on=doc._.publication.day if doc._.publication else None,
            is_dated=doc._.publication is not None and doc._.publication.is_stated,
        )
        return doc


class Figures:
    """Ties each quantity to what it measures, whose it is, and when."""

    @one_blas_thread
    def __call__(self, doc: Doc) -> Doc:
        found = _outside_boilerplate(doc, find_figures(doc._.reading), lambda figure: figure.quantity.start)
        return write(doc, "figures", found, lambda figure: _mark_of(figure, figure.metric))


class Events:
    """Finds what happened, is planned or reported."""

    @one_blas_thread
    def __call__(self, doc: Doc) -> Doc:
        found = find_events(doc._.reading, read(doc, "figures"))
        return write(doc, "events", found, lambda event: Mark(event.start, event.end, event.type))


class Money:
    """Tells what amounts of money were worth in won and dollars."""

    def __call__(self, doc: Doc) -> Doc:
        figures = read(doc, "figures")
        found = find_valuations(doc._.reading, figures, read(doc, "events"))
        return write(doc, "valuations", found, lambda v: _mark_of(figures[v.figure], v.rate.currency))


class Checks:
    """Computes figures again from others of the report."""

    def __call__(self, doc: Doc) -> Doc:
        figures = read(doc, "figures")
        found = find_checks(doc._.reading, figures, read(doc, "valuations"))
        return write(doc, "checks", found, lambda check: _mark_of(figures[check.figures[0]], check.kind))


@Language.factory("sasil_names", requires=["doc.spans"], assigns=["doc.spans", "span._.name", "span._.reference"])
def make_names(nlp: Language, name: str) -> Names:
    """Names of companies, people, places, products…"""
    return Names(knowledge_of(nlp))


@Language.factory("sasil_times", requires=["span._.name"], assigns=["doc.spans", "doc._.publication", "span._.time"])
def make_times(nlp: Language, name: str) -> Times:
    """Time expressions and the day of publication."""
    return Times(knowledge_of(nlp))


@Language.factory("sasil_quantities", requires=["span._.name", "span._.time"], assigns=["doc.spans", "span._.quantity"])
def make_quantities(nlp: Language, name: str) -> Quantities:
    """Amounts with their units."""
    return Quantities()


@Language.factory(
    "sasil_reading", requires=["span._.name", "span._.reference", "span._.time", "span._.quantity"], assigns=["doc._.reading"]
)
def make_reading(nlp: Language, name: str) -> CommonGround:
    """Syntax, and everything found so far in one value."""
    return CommonGround(knowledge_of(nlp))


@Language.factory("sasil_figures", requires=["doc._.reading"], assigns=["doc.spans", "span._.figure"])
def make_figures(nlp: Language, name: str) -> Figures:
    """Whose, of what and for when each quantity is."""
    return Figures()


@Language.factory("sasil_events", requires=["doc._.reading", "span._.figure"], assigns=["doc.spans", "span._.event"])
def make_events(nlp: Language, name: str) -> Events:
    """Dated events."""
    return Events()


@Language.factory("sasil_money", requires=["span._.figure", "span._.event"], assigns=["doc.spans", "span._.valuation"])
def make_money(nlp: Language, name: str) -> Money:
    """Amounts in won and dollars, by reference rates."""
    return Money()


@Language.factory("sasil_checks", requires=["span._.figure", "span._.valuation"], assigns=["doc.spans", "span._.check"])
def make_checks(nlp: Language, name: str) -> Checks:
    """Sums, shares, growth and conversions that the report itself lets one compute."""
    return Checks()


def blocks_of(doc: Doc) -> Sequence[Block]:
    """The blocks that the caller gave; where none were given (`nlp(text)`), a paragraph for each line."""
    if doc._.blocks is None:
        doc._.blocks = tuple(_paragraphs(doc._.source_text))
    return tuple(doc._.blocks)


def _paragraphs(text: str) -> Iterator[Block]:
    at = ordinal = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield Block(
                block_id=f":b{ordinal}", doc_id="", ordinal=ordinal, kind="paragraph", level=0, parent=None, heading_path=(),
                start_char=at, end_char=at + len(line), source_line=number,
            )  # fmt: skip
            ordinal += 1
        at += len(line) + 1


def _is_part_of_a_name(names: SpanIndex[Any], text: str, span: Spanned) -> bool:
    """`2018년 연구개발활동조사` begins with a year; the digits of other names are no time."""
    around = [name for name in names.over(span.start, span.end) if name.start <= span.start and span.end <= name.end]
    written = any(name.start == span.start < span.end < name.end for name in around) and text[span.start : span.end].endswith(
        "년"
    )
    return bool(around) and not written


def _mark_of(figure: FigureReading, label: str) -> Mark:
    return Mark(figure.quantity.start, figure.quantity.end, label)


def _outside_boilerplate(doc: Doc, found: Iterable[T], start_of: Callable[[T], int] = attrgetter("start")) -> tuple[T, ...]:
    edges = [edge for b in blocks_of(doc) if b.kind == "boilerplate" for edge in (b.start_char, b.end_char)]
    if not edges:
        return tuple(found)
    return tuple(one for one in found if bisect_right(edges, start_of(one)) % 2 == 0)  # behind as many ends as beginnings
