"""Which block governs which: headings, captions and the nesting of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.segment.parts import Part, is_credit, is_unit

DEEPEST = 16
"""Levels of headings or lists that are told apart; what is nested deeper hangs on the last."""

_TITLE, _BOLD, _SIGN, _PLAIN, _BRACKETED = 6.5, 7, 8, 12, 20
"""Depths behind Markdown's 1 to 6. A plain line does not hang on a title as plain as itself: it may open the next article."""


class Place(NamedTuple):
    """Where a part stands in the outline."""

    level: int
    parent: int | None


class _Open(NamedTuple):
    ordinal: int
    depth: float
    indent: int
    is_title: bool


def places(parts: Sequence[Part]) -> Iterator[Place]:
    """One place for each part, in order."""
    headings: list[_Open] = []
    items: list[_Open] = []
    captions: list[int] = []

    for ordinal, part in enumerate(parts):
        above = headings[-1].ordinal if headings else None
        if part.kind == "boilerplate":
            yield Place(0, None)
        elif part.governed and captions:
            yield Place(_level(part, headings) if part.kind == "heading" else 0, captions[0 if part.kind == "heading" else -1])
            captions = [captions[0], ordinal] if part.kind == "heading" else captions
            items = []
        elif part.kind in ("title", "heading"):
            depth = _depth(part)
            while headings and (headings[-1].depth >= depth or (depth == _PLAIN and headings[-1].depth == _TITLE)):
                headings.pop()
            yield Place(_level(part, headings), headings[-1].ordinal if headings else None)
            if len(headings) < DEEPEST:
                headings.append(_Open(ordinal, depth, 0, part.kind == "title"))
            items, captions = [], []
        elif part.kind == "caption":
            captions = captions[:1] if captions and is_unit(part.text) and parts[ordinal - 1].kind == "caption" else []
            yield Place(0, captions[-1] if captions else above)
            captions.append(ordinal)
            items = []
        elif part.kind == "list_item":
            _close_items(items, part)
            captions = [] if captions and _follows(parts[captions[0]], part) else captions
            yield Place(len(items), items[-1].ordinal if items else (captions[-1] if captions else above))
            if len(items) < DEEPEST:
                items.append(_Open(ordinal, part.sign.rank if part.sign else 0, part.indent, False))
        elif part.kind == "table" or is_credit(part.text):
            yield Place(0, captions[-1] if captions else above)
            if part.kind == "table":
                items, captions = [], []
        else:
            while items and part.indent < items[-1].indent + 2:
                items.pop()
            yield Place(0, items[-1].ordinal if items else above)
            captions = [] if not items else captions


def _depth(part: Part) -> float:
    """How deep a heading stands: Markdown's levels, then bold lines, then numbered parts, plain lines, and lesser signs."""
    if part.heading:
        return part.heading
    if part.bold:
        return _BOLD
    if part.sign:
        return _SIGN + part.sign.rank if part.sign.rank < 4 else _PLAIN + part.sign.rank
    if part.kind == "title":
        return _TITLE
    return _BRACKETED if part.text[0] in "<[【〈≪" else _PLAIN


def _level(part: Part, above: Sequence[_Open]) -> int:
    if part.kind == "title":
        return 1
    return 2 + sum(not heading.is_title for heading in above)


def _follows(first: Part, second: Part) -> bool:
    """Whether two parts are items of one list: `2. 정보제공내역` behind `1. 실적내용 (단위: 백만원)`."""
    return first.sign is not None and second.sign is not None and second.sign.rank <= first.sign.rank


def _close_items(items: list[_Open], part: Part) -> None:
    """Pop the items that *part* is not nested in: by indentation where it tells, else by the order of the signs."""
    rank = part.sign.rank if part.sign else 0
    while items:
        top = items[-1]
        by_indent = part.indent - top.indent
        if by_indent >= 2 or (by_indent >= 0 and rank > top.depth):
            return
        items.pop()
