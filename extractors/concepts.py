"""What the components find, as spaCy keeps it: one `SpanGroup` a concept, whose spans carry their readings.

`doc.spans["figures"]` holds the tokens of each figure; a span's `_.figure` is what was read there, with its exact characters. Spans are
labelled, so that displaCy, DocBin and whatever else speaks spaCy can use them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from spacy.tokens import Doc, Span, SpanGroup

CONCEPTS = {
    "names": "name",
    "references": "reference",
    "times": "time",
    "quantities": "quantity",
    "figures": "figure",
    "events": "event",
    "valuations": "valuation",
    "checks": "check",
}
"""Span group → the extension of its spans that holds the reading."""
_KEY = "sasil"


class Marked(Protocol):
    """A reading's place and what its span shows; offsets are code points, `end` is exclusive."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...


class Mark:
    """The place of a reading that has none of its own."""

    __slots__ = ("end", "label", "start")

    def __init__(self, start: int, end: int, label: str) -> None:
        self.start, self.end, self.label = start, end, label


def _reading_of(group: str) -> Callable[[Span], Any]:
    return lambda span: span.doc.user_data[_KEY, group][span.id]


for _group, _extension in CONCEPTS.items():
    if not Span.has_extension(_extension):
        Span.set_extension(_extension, getter=_reading_of(_group))


def write(doc: Doc, group: str, readings: Iterable[Any], mark: Callable[[Any], Marked]) -> Doc:
    """Put *readings* into `doc.spans[group]`, each over the tokens that its *mark* touches."""
    kept = tuple(readings)
    spans = []
    for number, reading in enumerate(kept):
        place = mark(reading)
        entity = getattr(reading, "entity_id", None) or ""
        spans.append(doc.char_span(place.start, place.end, place.label, kb_id=entity, alignment_mode="expand", span_id=number))
    doc.user_data[_KEY, group] = kept
    doc.spans[group] = SpanGroup(doc, name=group, spans=spans)
    return doc


def read(doc: Doc, group: str) -> tuple[Any, ...]:
    """The readings of `doc.spans[group]`, in its order; none where no component has written it."""
    return tuple(doc.user_data.get((_KEY, group), ()))
