"""Reports rewritten in every format, with the programs of tests/fixtures/make.py: what each format makes of the same report."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from pipeline.process import process
from pipeline.readers import raw_report, read_report
from pipeline.segment import segment

sys.path.insert(0, str(Path(__file__).parents[1] / "fixtures"))

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Part:
    """A block of a report."""

    kind: str
    """title, heading, paragraph, list_item, caption or table."""
    level: int
    text: str

    @property
    def rows(self) -> Rows:
        """The cells of a table."""
        return [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in self.text.split("\n")]


def parts_of(text: str) -> list[Part]:
    """The blocks of a report in Markdown or plain text, without what belongs to the page."""
    segmented = segment(raw_report(text))
    shown = [(block, segmented.text[block.start_char : block.end_char]) for block in segmented.blocks]
    return [Part(block.kind, max(block.level, 1), text) for block, text in shown if block.kind != "boilerplate"]


def markdown(parts: Sequence[Part]) -> bytes:
    """What the other formats are held against."""
    return _joined(parts, heading=lambda part: "#" * part.level + f" {part.text}", row="| {} |", between=" | ", rule=True)


def plain(parts: Sequence[Part]) -> bytes:
    """Plain text with tabbed tables."""
    return _joined(parts, heading=lambda part: part.text, row="{}", between="\t", rule=False)


def _joined(parts: Sequence[Part], *, heading: Callable[[Part], str], row: str, between: str, rule: bool) -> bytes:
    lines = []
    for part in parts:
        if part.kind in ("title", "heading"):
            lines += ["", heading(part), ""]
        elif part.kind == "table":
            rows = [row.format(between.join(cells)) for cells in part.rows]
            lines += ["", rows[0], *(["|" + "---|" * len(part.rows[0])] if rule else []), *rows[1:], ""]
        else:
            lines += [f"- {part.text}"] if part.kind == "list_item" else ["", part.text, ""]
    return "\n".join(lines).encode()


def html(parts: Sequence[Part]) -> bytes:
    """A document saved as HTML."""
    return (
        f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"></head><body>{"".join(_tags(parts))}</body></html>'.encode()
    )


def _tags(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        text = escape(part.text)
        if part.kind in ("title", "heading"):
            yield f"<h{part.level}>{text}</h{part.level}>"
        elif part.kind == "table":
            rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in part.rows]
            yield "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
        else:
            yield f"<ul><li>{text}</li></ul>" if part.kind == "list_item" else f"<p>{text}</p>"


def docx(parts: Sequence[Part]) -> bytes:
    """Word, by python-docx."""
    from docx import Document

    document = Document()
    for part in parts:
        if part.kind == "table":
            table = document.add_table(len(part.rows), max(map(len, part.rows)))
            for row, cells in zip(table.rows, part.rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=False):
                    cell.text = text
        elif part.kind in ("title", "heading"):
            document.add_heading(part.text, part.level - 1)
        else:
            document.add_paragraph(part.text, style="List Bullet" if part.kind == "list_item" else None)
    return _saved(document.save)


def pptx(parts: Sequence[Part]) -> bytes:
    """PowerPoint, by python-pptx: a slide for each heading and for each table."""
    from pptx import Presentation
    from pptx.util import Cm

    deck = Presentation()
    slide: Any = None
    for part in parts:
        if slide is None or part.kind in ("title", "heading", "table"):
            slide = deck.slides.add_slide(deck.slide_layouts[5])
            top = 4
        if part.kind in ("title", "heading"):
            slide.shapes.title.text = part.text
        elif part.kind == "table":
            width = max(map(len, part.rows))
            table = slide.shapes.add_table(len(part.rows), width, Cm(1), Cm(top), Cm(23), Cm(8)).table
            for y, row in enumerate(part.rows):
                for x, text in enumerate(row):
                    table.cell(y, x).text = text
        else:
            text = f"- {part.text}" if part.kind == "list_item" else part.text
            slide.shapes.add_textbox(Cm(1), Cm(top), Cm(23), Cm(1)).text_frame.text = text
            top += 1
    return _saved(deck.save)


def xlsx(parts: Sequence[Part]) -> bytes:
    """Excel, by openpyxl: the title, and each table below its heading and caption."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    above: list[str] = []
    for part in parts:
        if part.kind == "title":
            sheet.append([part.text])
        elif part.kind == "heading":
            above = [part.text]
        elif part.kind == "caption":
            above.append(part.text)
        elif part.kind == "table":
            for text in ("", *above):
                sheet.append([text])
            above = []
            for row in part.rows:
                sheet.append([float(cell.replace(",", "")) if _is_number(cell) else cell for cell in row])
    return _saved(book.save)


def _is_number(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "", 1).isdecimal() and len(cell) > 4


def hangul(parts: Sequence[Part], ending: str, folder: Path) -> bytes:
    """HWPX or HWP, by python-hwpx."""
    from hwpx import HwpxDocument

    document = HwpxDocument.new()
    for part in parts:
        if part.kind == "table":
            table = document.add_table(len(part.rows), max(map(len, part.rows)))
            for y, row in enumerate(part.rows):
                for x, text in enumerate(row):
                    table.set_cell_text(y, x, text)
        elif part.kind in ("title", "heading"):
            document.add_heading(part.text, level=part.level)
        else:
            document.add_paragraph(f"- {part.text}" if part.kind == "list_item" else part.text, style="바탕글")
    path = folder / f"written{ending}"
    document.save_to_path(path)
    return path.read_bytes()


def pdf(parts: Sequence[Part], *, columns: int) -> bytes:
    """PDF, by reportlab: running head, page numbers, lines that end anywhere; tables with rules, in two columns without."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import cm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

    font = "HYGothic-Medium"
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    body = ParagraphStyle("body", fontName=font, fontSize=10, leading=15, spaceAfter=8, wordWrap="CJK", alignment=TA_JUSTIFY)
    cell = ParagraphStyle("cell", fontName=font, fontSize=8 if columns == 1 else 6, leading=11, wordWrap="CJK")
    sizes = {1: 18, 2: 15, 3: 12.5, 4: 12.5, 5: 12.5, 6: 12.5}
    heads = {n: ParagraphStyle(f"h{n}", parent=body, fontSize=size, leading=24, alignment=0) for n, size in sizes.items()}

    def edges(canvas: Any, document: Any) -> None:
        canvas.setFont(font, 8)
        canvas.drawString(2 * cm, A4[1] - 1.2 * cm, "새벽 경제 자료")
        canvas.drawCentredString(A4[0] / 2, 1 * cm, f"- {document.page} -")

    width = (A4[0] - 4 * cm) / columns - (0.4 * cm if columns > 1 else 0)
    frames = [Frame(2 * cm + number * (width + 0.8 * cm), 2 * cm, width, A4[1] - 4.5 * cm) for number in range(columns)]
    story: list[Any] = []
    for part in parts:
        if part.kind == "table":
            cells = [[Paragraph(escape(text), cell) for text in row] for row in part.rows]
            style = [("GRID", (0, 0), (-1, -1), 0.5, "#000000")] if columns == 1 else [("LEFTPADDING", (0, 0), (-1, -1), 3)]
            story.append(Table(cells, colWidths=_widths(part.rows, width - 0.5 * cm), style=style))
        elif part.kind in ("title", "heading"):
            story.append(Paragraph(escape(part.text), heads[part.level]))
        else:
            story.append(Paragraph(escape(f"- {part.text}" if part.kind == "list_item" else part.text), body))
    stream = io.BytesIO()
    document = BaseDocTemplate(stream, pagesize=A4, invariant=True)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=edges)])
    document.build(story)
    return stream.getvalue()


def _widths(rows: Rows, width: float) -> list[float]:
    """The columns of a table as wide as their longest cells want."""
    longest = [
        max(len(row[x].encode("cp949", "replace")) for row in rows if x < len(row)) + 3 for x in range(max(map(len, rows)))
    ]
    return [width * length / sum(longest) for length in longest]


def _saved(save: Callable[[Any], None]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


Writer = Callable[[Sequence[Part], Path], bytes]
WRITERS: Mapping[str, Writer] = {
    "report.md": lambda parts, _: markdown(parts),
    "report.txt": lambda parts, _: plain(parts),
    "report.html": lambda parts, _: html(parts),
    "report.docx": lambda parts, _: docx(parts),
    "report.pptx": lambda parts, _: pptx(parts),
    "report.hwpx": lambda parts, folder: hangul(parts, ".hwpx", folder),
    "report.hwp": lambda parts, folder: hangul(parts, ".hwp", folder),
    "report.pdf": lambda parts, _: pdf(parts, columns=1),
    "columns.pdf": lambda parts, _: pdf(parts, columns=2),
    "tables.xlsx": lambda parts, _: xlsx(parts),
}


@dataclass(frozen=True)
class Read:
    """The figures of a file."""

    figures: Counter[tuple[Any, ...]]
    cells: Counter[tuple[Any, ...]]
    """Those in tables."""


def read_as(name: str, parts: Sequence[Part], folder: Path) -> Read:
    """The figures, with all their attributes, of the report that *parts* are, written as *name* into *folder*."""
    path = folder / name
    path.write_bytes(WRITERS[name](parts, folder))
    found = process(read_report(path)).figures
    keys = [
        (f.value, f.unit, f.counter, f.metric, f.measure, f.basis, f.subject_text, f.period_start, f.period_end, f.modality)
        for f in found
    ]
    return Read(Counter(keys), Counter(key for key, f in zip(keys, found, strict=True) if f.row_label or f.column_label))
