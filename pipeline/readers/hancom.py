"""Hancom's word processor: .hwpx, and .hwp of version 5, which python-hwpx reads into the same tree."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import olefile
from hwp2md.blocks import Paragraph, Table
from hwp2md.convert import read_blocks
from hwpx import HwpxDocument
from lxml import etree

from pipeline.readers.archives import check_office
from pipeline.readers.base import Content, File
from pipeline.readers.markdown import Cell, TooLargeError, Writer

PASSWORD, DISTRIBUTION = 0x2, 0x4
"""Bits of the properties in FileHeader, at offset 36."""
TITLE_WITHIN = 10
"""Paragraphs at the top among which the title stands."""
LARGER = 1.2
"""How much larger its type is than the text's."""
LONGEST_HEADING = 60
"""Characters; many offices set whole paragraphs in an outline style."""
TEMPLATES = ("2025-09-17T04:3", "synthetic-fixture-author")
"""What python-hwpx writes as day and author, whoever uses it."""
NOT_BODY = frozenset(
    {"header", "footer", "hiddenComment", "memo", "equation", "secPr", "fieldBegin", "linesegarray", "pageNum", "masterPage"}
)
MARKS = {
    "tab": " ", "lineBreak": " ", "nbSpace": " ", "fwSpace": " ", "hyphen": "-", "deleteBegin": "\x0e", "deleteEnd": "\x0f",
}  # fmt: skip
"""What an element inside a run stands for; the last two are characters that no text has."""

_OUTLINE = re.compile(r"(?:개요|Outline)\s?([1-9])|(제목|Title)$")
_ITEM = re.compile(r"[-–·∙*※]")
"""Signs of the lower ranks; □ and ○ stand before headings, too."""
_STRUCK = re.compile("\x0e[^\x0f]*\x0f?")
_ENDS = re.compile(r"[.다요음함됨임]\s*$")


def read_hwpx(file: File) -> Content:
    """An .hwpx file."""
    check_office(file)
    return _read(file)


def read_hwp(file: File) -> Content:
    """An .hwp file of version 5; its flags tell a password and a copy for distribution before any library sees it."""
    flags = _flags(file)
    if flags & PASSWORD:
        raise file.refuse("protected by a password", "Open it with the password and save it without")
    if flags & DISTRIBUTION:
        return _read_distributed(file)
    return _read(file)


def _flags(file: File) -> int:
    try:
        with olefile.OleFileIO(io.BytesIO(file.data)) as container:
            header: bytes = container.openstream("FileHeader").read(40)
    except Exception:  # olefile raises what its parsing ran into, down to IndexError
        raise _damaged(file) from None
    if not header.startswith(b"HWP Document File") or len(header) < 40:
        raise _damaged(file)
    return int.from_bytes(header[36:40], "little")


def _damaged(file: File) -> Exception:
    return file.refuse("a damaged or unfinished HWP document", "Open it in Hancom Office and save it again")


def _read(file: File) -> Content:
    try:
        document = HwpxDocument.open(file.data)
        metadata = _metadata(document)
        writer = Writer(file.limits.max_cells)
        walk = _Walk(writer, _levels(document), _title(document))
        for section in document.sections:
            walk.below(section.element)
    except (MemoryError, TooLargeError):
        raise
    except Exception as error:  # the library promises no common class for what damaged files run it into
        if "encrypt" in str(error).lower() or "password" in str(error).lower() or "암호" in str(error):
            raise file.refuse("protected by a password", "Open it with the password and save it without") from None
        raise _damaged(file) from None
    return Content(writer.text(), metadata=metadata)


def _metadata(document: Any) -> dict[str, str]:
    found = document.parts.metadata
    if found is None:
        return {}
    fields = {"title": "title", "creator": "author", "modified_date": "modified", "created_date": "created"}
    values = {ours: str(getattr(found, theirs, None) or "").split("\0")[0].strip() for theirs, ours in fields.items()}
    return {key: value for key, value in values.items() if value and not value.startswith(TEMPLATES)}


def _levels(document: Any) -> dict[str, int]:
    """Style id → heading level of the styles for titles and outlines."""
    levels: dict[str, int] = {}
    for header in document.parts.headers:
        for style in header.element.iter("{*}style"):
            if found := _OUTLINE.match(style.get("name") or "") or _OUTLINE.match(style.get("engName") or ""):
                levels[style.get("id", "")] = 1 if found[2] else int(found[1]) + 1
    return levels


def _title(document: Any) -> Any:
    """The paragraph at the top of the document that is set in the largest type, where that is larger than the text's."""
    heights = {
        style.get("id"): int(style.get("height") or 0)
        for header in document.parts.headers
        for style in header.element.iter("{*}charPr")
    }
    sizes: Counter[int] = Counter()
    top: list[tuple[int, Any]] = []
    for section in document.sections:
        for paragraph in section.element.iter("{*}p"):
            for run in paragraph.iterchildren("{*}run"):
                letters = sum(len(text.text or "") for text in run.iterchildren("{*}t"))
                if letters:
                    sizes[heights.get(run.get("charPrIDRef"), 0)] += letters
                    if len(top) < TITLE_WITHIN and (not top or top[-1][1] is not paragraph):
                        top.append((heights.get(run.get("charPrIDRef"), 0), paragraph))
    if not top:
        return None
    size, paragraph = max(top, key=lambda found: found[0])
    return paragraph if size >= LARGER * sizes.most_common(1)[0][0] else None


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class _Walk:
    """Goes through the paragraphs of a section; what hangs on a paragraph (tables, boxes, notes) follows its text."""

    def __init__(self, writer: Writer, levels: dict[str, int], title: Any) -> None:
        self.writer, self.levels, self.title = writer, levels, title

    def paragraph(self, paragraph: Any) -> None:
        hanging: list[Any] = []
        text = _text(paragraph, hanging).strip()
        level = 1 if paragraph is self.title else self.levels.get(paragraph.get("styleIDRef", ""), 0)
        if 0 < level <= 4 and 1 < len(text) <= LONGEST_HEADING and not _ENDS.search(text) and not _ITEM.match(text):
            self.writer.heading(level if self.writer.lines else 1, text)
        else:
            self.writer.paragraph(text)
        for element in hanging:
            self.hanging(element)

    def hanging(self, element: Any) -> None:
        if _name(element) == "tbl":
            for caption in element.iterchildren("{*}caption"):
                self.below(caption)
            self.table(element)
        else:
            self.below(element)

    def below(self, element: Any) -> None:
        """The paragraphs and tables of a section, text box, note or caption."""
        for child in element:
            if _name(child) == "p":
                self.paragraph(child)
            elif _name(child) == "tbl":
                self.hanging(child)
            elif _name(child) not in NOT_BODY:
                self.below(child)

    def table(self, table: Any) -> None:
        rows = [list(row.iterchildren("{*}tc")) for row in table.iterchildren("{*}tr")]
        cells = [cell for row in rows for cell in row]
        if len(cells) == 1 or any(True for cell in cells for _ in cell.iter("{*}tbl")):
            for cell in cells:
                self.below(cell)
            return
        self.writer.table([[_cell(cell) for cell in row] for row in rows])


def _cell(cell: Any) -> Cell:
    span = cell.find("{*}cellSpan")
    rows, columns = (1, 1) if span is None else (int(span.get("rowSpan") or 1), int(span.get("colSpan") or 1))
    texts = (_text(paragraph, []) for paragraph in cell.iter("{*}p"))
    return Cell(" ".join(filter(None, (text.strip() for text in texts))), rows, columns)


def _text(paragraph: Any, hanging: list[Any]) -> str:
    """The characters of a paragraph itself, without those that a tracked change has struck; what hangs on it is added to *hanging*."""
    return _STRUCK.sub("", "".join(_pieces(paragraph, hanging)))


def _pieces(element: Any, hanging: list[Any]) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield from _inside(child)
        elif name in ("run", "ctrl", "dutmal", "compose", "switch", "case", "default"):
            yield from _pieces(child, hanging)
        elif name == "mainText":
            yield child.text or ""
        elif name not in NOT_BODY:
            hanging.append(child)


def _inside(run: Any) -> Iterator[str]:
    yield run.text or ""
    for child in run:
        yield MARKS.get(_name(child), "")
        yield child.tail or ""


def _read_distributed(file: File) -> Content:
    """A copy for distribution (배포용): its text is encrypted with a key that stands in the file."""
    try:
        blocks = read_blocks(file.data)
    except (MemoryError, TooLargeError):
        raise
    except Exception:  # as above
        raise _damaged(file) from None
    writer = Writer(file.limits.max_cells)
    for block in blocks:
        if isinstance(block, Table):
            writer.grid(block.rows)
        elif isinstance(block, Paragraph):
            writer.paragraph(block.text)
    return Content(writer.text())
