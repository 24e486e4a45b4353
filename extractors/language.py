"""The spaCy pipeline: Kiwi's tokens, then one component a concept, in the order they build on each other.

A component reads what it needs from the Doc and leaves its findings in `doc._` with exact character offsets; `doc.spans` shows the
same spans on tokens, for everything that speaks spaCy.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors.checks import find_checks
from extractors.dates import find_times, resolve_times
from extractors.events import find_events
from extractors.figures import find_figures
from extractors.gazetteer import entity
from extractors.model import find_with_model
from extractors.names import find_names, find_references
from extractors.publication import Publication, find_publication
from extractors.quantities import find_quantities
from extractors.reading import Reading, SpanIndex, Spanned
from extractors.syntax import read_syntax
from extractors.tokenizer import TOKENIZER
from schemas import Block

S = TypeVar("S", bound=Spanned)

COMPONENTS = ("sasil_names", "sasil_times", "sasil_quantities", "sasil_reading", "sasil_figures", "sasil_checks", "sasil_events")
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a report beside its text; all of it helps to find its publication day."""

    source_name: str = ""
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    received_on: date | None = None
    published_on: date | None = None
    """Given by the caller; nothing is inferred then."""


for _name, _default in (
    ("blocks", ()), ("origin", Origin()), ("publication", None), ("names", ()), ("references", ()), ("times", ()),
    ("quantities", ()), ("reading", None), ("figures", ()), ("checks", ()), ("events", ()),
):  # fmt: skip
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


@functools.cache
def build_language() -> Language:
    """The pipeline, built once a process; loading Kiwi takes a second or two."""
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


def analyse(text: str, blocks: Sequence[Block], origin: Origin, *, without: Sequence[str] = ()) -> Doc:
    """Read *text*, divided into *blocks*: one Doc with everything that was found by the components not named in *without*."""
    nlp = build_language()
    doc = nlp.make_doc(text)
    doc._.blocks, doc._.origin = tuple(blocks), origin
    return nlp(doc, disable=list(without))


@Language.component("sasil_names", assigns=["doc._.names", "doc._.references", "doc.spans"], requires=["doc._.blocks"])
def _names(doc: Doc) -> Doc:
    found = find_names(doc, doc._.blocks, others=find_with_model(doc))
    doc._.names = _outside_boilerplate(doc, found)
    doc._.references = _outside_boilerplate(doc, find_references(doc, doc._.blocks, found))
    return _show(doc, "names", doc._.names)


@Language.component("sasil_times", assigns=["doc._.times", "doc._.publication", "doc.spans"], requires=["doc._.names"])
def _times(doc: Doc) -> Doc:
    """Find times, tell from them and the header when the report was published, and resolve them from there."""
    text, blocks, origin = doc._.source_text, doc._.blocks, doc._.origin
    names = SpanIndex(doc._.names)
    matches = [match for match in find_times(text) if not _inside_a_name(names, match)]
    if origin.published_on is not None:
        doc._.publication = Publication(origin.published_on, "metadata", 1.0, "given by the caller")
    else:
        doc._.publication = find_publication(
            text, blocks, matches, source_name=origin.source_name, metadata=origin.metadata, received_on=origin.received_on
        )
    published_on = doc._.publication.day if doc._.publication else None
    resolved = resolve_times(matches, text, blocks, published_on, fiscal_year_ends=_fiscal_year_ends(doc))
    doc._.times = _outside_boilerplate(doc, resolved)
    return _show(doc, "times", doc._.times)


@Language.component("sasil_quantities", assigns=["doc._.quantities", "doc.spans"], requires=["doc._.names", "doc._.times"])
def _quantities(doc: Doc) -> Doc:
    taken = sorted((span.start, span.end) for span in (*doc._.names, *doc._.times))
    doc._.quantities = tuple(find_quantities(doc._.source_text, doc._.blocks, taken=taken))
    return _show(doc, "quantities", doc._.quantities)


@Language.component("sasil_reading", assigns=["doc._.reading"], requires=["doc._.quantities"])
def _reading(doc: Doc) -> Doc:
    doc._.reading = Reading(
        text=doc._.source_text,
        blocks=doc._.blocks,
        syntax=read_syntax(doc._.source_text, doc._.morphemes),
        names=SpanIndex(doc._.names),
        references=SpanIndex(doc._.references),
        times=SpanIndex(doc._.times),
        quantities=SpanIndex(doc._.quantities),
        published_on=doc._.publication.day if doc._.publication else None,
    )
    return doc


@Language.component("sasil_figures", assigns=["doc._.figures"], requires=["doc._.reading"])
def _figures(doc: Doc) -> Doc:
    doc._.figures = tuple(f for f in find_figures(doc._.reading) if not _in_boilerplate(doc, f.quantity))
    return doc


@Language.component("sasil_checks", assigns=["doc._.checks"], requires=["doc._.figures"])
def _checks(doc: Doc) -> Doc:
    doc._.checks = tuple(find_checks(doc._.reading, doc._.figures))
    return doc


@Language.component("sasil_events", assigns=["doc._.events"], requires=["doc._.figures"])
def _events(doc: Doc) -> Doc:
    doc._.events = tuple(find_events(doc._.reading, doc._.figures))
    return doc


def _fiscal_year_ends(doc: Doc) -> list[tuple[int, int, int]]:
    """Mentions of companies whose fiscal year does not end in December: start, end, month."""
    found = []
    for name in doc._.names:
        record = entity(name.entity_id) if name.entity_id else None
        if record is not None and record.fiscal_year_end not in (None, DECEMBER):
            found.append((name.start, name.end, record.fiscal_year_end))
    return found


def _inside_a_name(names: SpanIndex[Any], span: Spanned) -> bool:
    return any(name.start <= span.start and span.end <= name.end for name in names.over(span.start, span.end))


def _in_boilerplate(doc: Doc, span: Spanned) -> bool:
    return any(block.kind == "boilerplate" and block.start_char <= span.start < block.end_char for block in doc._.blocks)


def _outside_boilerplate(doc: Doc, found: Iterable[S]) -> tuple[S, ...]:
    boilerplate = [(block.start_char, block.end_char) for block in doc._.blocks if block.kind == "boilerplate"]
    return tuple(span for span in found if not any(start <= span.start < end for start, end in boilerplate))


def _show(doc: Doc, key: str, found: Iterable[Spanned]) -> Doc:
    """Put the tokens under each finding into `doc.spans[key]`."""
    spans = (doc.char_span(span.start, span.end, label=getattr(span, "label", key), alignment_mode="expand") for span in found)
    doc.spans[key] = [span for span in spans if span is not None]
    return doc
