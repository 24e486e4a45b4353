"""From the text of a report to its blocks: title, headings, paragraphs, list items, tables, captions and boilerplate.

The steps, one module each: `lines` (signs and indentation), `tables`, `wraps` and `glue` (undoing hard line breaks), `parts`
(what kind each is), `outline` (what governs it). `inline` drops markup, `header` reads what a report
says of itself. Characters that the author wrote stay, in their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.readers import RawReport
from pipeline.readers.base import places_of
from pipeline.readers.text import front_matter
from pipeline.segment.header import Told, read_header
from pipeline.segment.outline import places
from pipeline.segment.parts import read_parts
from schemas import Block

__all__ = ["Segmented", "segment"]


@dataclass(frozen=True, slots=True)
class Segmented:
    """The text that all offsets count in, and its blocks."""

    text: str
    """The blocks in order, one line break between them; only tables have line breaks of their own, one a row."""
    title: str | None
    """The title block's text, else the one in the file's metadata."""
    blocks: tuple[Block, ...]
    told: Mapping[str, Told]
    """doc_type, publisher and author, where the report tells them."""


def segment(raw: RawReport) -> Segmented:
    """Cut *raw* into blocks. Any text will do: nothing is refused here."""
    skip = front_matter(raw.text)[1] if raw.format == "md" else 0
    parts = read_parts(raw.text, skip)
    stood = places_of(raw, [part.line for part in parts])
    paths: list[tuple[str, ...]] = []
    blocks: list[Block] = []
    at = 0
    for ordinal, (part, place, (page, box)) in enumerate(zip(parts, places(parts), stood, strict=True)):
        paths.append(() if place.parent is None else (*paths[place.parent], parts[place.parent].text))
        blocks.append(
            Block(
                block_id=f"{raw.doc_id}:{ordinal}",
                doc_id=raw.doc_id,
                ordinal=ordinal,
                kind=part.kind if raw.language == "ko" else "boilerplate",  # nothing is read from it as if it were Korean
                level=place.level,
                parent=place.parent,
                heading_path=paths[-1],
                start_char=at,
                end_char=at + len(part.text),
                source_line=part.line,
                boilerplate_kind=part.furniture,
                page=page,
                box=box,
            )
        )
        at += len(part.text) + 1
    title = next((part.text for part in parts if part.kind == "title"), raw.metadata.get("title"))
    texts = [part.text for part in parts]
    return Segmented("\n".join(texts), title, tuple(blocks), read_header(texts, raw.metadata))
