"""From an HTML tree to Markdown: headings, paragraphs, lists, and tables as grids. HTML, DOCX, mail and DART's filings end here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipeline.readers.markdown import Cell, Writer, one_line

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "title": 2, "cover-title": 1, "document-name": 1}
"""The last three are DART's; a page's own title stands in its head."""
PASSED_OVER = frozenset({
    "script", "style", "noscript", "template", "head", "nav", "form", "button", "select", "option", "svg", "canvas",
    "iframe", "object", "embed", "figure", "figcaption", "audio", "video", "colgroup", "col", "image",
})  # fmt: skip
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
"""Elements that do not break a line; every other one does."""
LONGEST_SPAN = 1_000

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse_html(text: str) -> HtmlElement | None:
    """The tree of *text*, without comments; entities are those of HTML, nothing is fetched. None where there is no element."""
    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        return document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def write_markup(root: HtmlElement, writer: Writer) -> None:
    """Write the blocks below *root*."""
    _Walk(writer).block(root)


def table_rows(root: HtmlElement) -> Iterator[list[Cell]]:
    """The rows of the first table below *root*."""
    table = root if root.tag == "table" else root.find(".//table")
    return ([_cell(cell) for cell in row] for row in _rows(table)) if table is not None else iter(())


def is_hidden(element: HtmlElement) -> bool:
    """Whether a reader of the page does not see it."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


class _Walk:
    """Goes through a tree; text gathers until an element ends its line."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.words: list[str] = []
        self.depth = 0
        """Lists around the current element."""
        self.item = False

    def flush(self) -> None:
        text, self.words = "".join(self.words), []
        if self.item and self.depth:
            self.writer.item(self.depth - 1, text)
            self.item = not text.strip()
        else:
            self.writer.paragraph(text)

    def block(self, element: HtmlElement) -> None:
        self.words.append(element.text or "")
        for child in element:
            self.child(child)
            self.words.append(child.tail or "")
        self.flush()

    def child(self, element: HtmlElement) -> None:
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if not tag or tag in PASSED_OVER or is_hidden(element):
            return
        if tag == "br":
            self.flush()
        elif tag in INLINE and not any(
            isinstance(below.tag, str) and below.tag not in INLINE for below in element.iterdescendants()
        ):
            self.words.append(text_of(element))
        else:
            self.flush()
            self._line(element, tag)

    def _line(self, element: HtmlElement, tag: str) -> None:
        if tag in HEADINGS:
            self.writer.heading(HEADINGS[tag], text_of(element))
        elif tag == "table":
            self._table(element)
        elif tag in ("ul", "ol", "menu"):
            self.depth += 1
            self.block(element)
            self.depth -= 1
        elif tag == "li":
            self.item = True
            self.block(element)
            self.item = False
        elif tag == "pre":
            for line in text_of(element, keep_lines=True).split("\n"):
                self.writer.paragraph(line)
        elif tag != "hr":
            self.block(element)

    def _table(self, table: HtmlElement) -> None:
        """A table, or, where it holds tables itself, a page's layout whose cells follow each other."""
        if next(table.iterdescendants("table"), None) is not None:
            for row in _rows(table):
                for cell in row:
                    self.block(cell)
            return
        for caption in table.iterchildren("caption"):
            self.writer.paragraph(text_of(caption))
        self.writer.table([[_cell(cell) for cell in row] for row in _rows(table)])


def _rows(table: HtmlElement) -> Iterator[list[HtmlElement]]:
    """The rows of *table*, not those of tables inside it."""
    for child in table:
        if child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)
        elif child.tag == "tr" and not is_hidden(child):
            yield [cell for cell in child if cell.tag in ("td", "th", "te", "tu")]  # the last two are DART's


def _cell(cell: HtmlElement) -> Cell:
    return Cell(one_line(text_of(cell)), _span(cell, "rowspan"), _span(cell, "colspan"))


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), LONGEST_SPAN) if value.isdecimal() else 1


def text_of(element: HtmlElement, *, keep_lines: bool = False) -> str:
    """The text below *element*; a space, or a line break, where a block or a `br` ends a line."""
    pieces: list[str] = []
    _collect(element, pieces, "\n" if keep_lines else " ")
    return "".join(pieces)


def _collect(element: HtmlElement, pieces: list[str], line: str) -> None:
    pieces.append(element.text or "")
    for child in element:
        tag = child.tag.lower() if isinstance(child.tag, str) else ""
        if tag == "br":
            pieces.append(line)
        elif tag and tag not in PASSED_OVER and not is_hidden(child):
            breaks = "" if tag in INLINE else line
            pieces.append(breaks)
            _collect(child, pieces, line)
            pieces.append(breaks)
        pieces.append(child.tail or "")
