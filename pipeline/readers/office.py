"""Microsoft Office: documents by way of mammoth's HTML, sheets by calamine, slides by python-pptx."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import mammoth
from pptx import Presentation
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pipeline.readers.archives import check_office, read_member
from pipeline.readers.base import Content, File, Place
from pipeline.readers.markdown import Cell, TooLargeError, Writer
from pipeline.readers.markup import parse_html, write_markup

STYLES = "\n".join((
    "p[style-name='Title'] => h1:fresh",
    "p[style-name='제목'] => h1:fresh",
    *(f"p[style-name='{name} {level}'] => h{level + 1}:fresh" for name in ("Heading", "heading", "제목") for level in range(1, 6)),
    "comment-reference => !",
))  # fmt: skip
_MONTH = re.compile(r"(?:19|20)\d\d(?:\.(?:[2-9]|1[12]|0[1-9]))?")
TEMPLATES = ("2013-12-23", "2013-01-27", "python-docx", "openpyxl", "PptxGenJS")
"""What libraries write as day or author, whoever uses them."""


def read_docx(file: File) -> Content:
    """A Word document: text boxes, footnotes, insertions and nested tables too."""
    archive = check_office(file)
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(file.data), style_map=STYLES, convert_image=mammoth.images.img_element(_no_image)
        ).value
    except (MemoryError, TooLargeError):
        raise
    except Exception:  # mammoth has no class of its own for a damaged file
        raise _damaged(file, "Word") from None
    writer = Writer(file.limits.max_cells)
    root = parse_html(html)
    if root is not None:
        write_markup(root, writer)
    return Content(writer.text(), metadata=_core(file, archive))


def _no_image(_image: Any) -> dict[str, str]:
    return {"src": ""}


def read_sheets(file: File) -> Content:
    """The visible sheets of a workbook (xlsx, xls, xlsb, ods), each a heading with its tables."""
    archive = check_office(file) if file.data.startswith(b"PK") else None
    writer = Writer(file.limits.max_cells)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(file.data))
        shown = [s for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible and s.typ == SheetTypeEnum.WorkSheet]
        for number, meta in enumerate(shown, 1):
            _write_sheet(book.get_sheet_by_name(meta.name), meta.name, writer, Place(number), named=len(shown) > 1)
    except (MemoryError, TooLargeError):
        raise
    except Exception as error:  # calamine raises several classes, and panics as BaseException, which ends the process
        if "password" in type(error).__name__.lower() or "password" in str(error).lower():
            raise file.refuse("protected by a password", "Save it without the password") from None
        raise _damaged(file, "Excel") from None
    return Content(writer.text(), metadata=_core(file, archive) if archive else {}, places=writer.places, pages=len(shown))


def _write_sheet(sheet: Any, name: str, writer: Writer, place: Place, *, named: bool) -> None:
    """A sheet: runs of rows with two cells and more are tables, rows of one cell are text."""
    height, width = sheet.total_height, sheet.total_width
    if height * width > writer.max_cells:
        raise TooLargeError
    if named:
        writer.heading(2, name, place)
    merged = dict(sheet.merged_cell_ranges or ())
    top, left = sheet.start or (0, 0)
    run: list[Sequence[Any]] = []
    for y, row in enumerate([*sheet.to_python(skip_empty_area=True), []]):
        filled = [shown for value in row if (shown := _shown(value))]
        if len(filled) > 1 or (len(filled) == 1 and run and _shown(row[0])):
            run.append(row)
            continue
        if run:
            writer.table(
                [list(_cells(values, merged, y + top - len(run) + n, left)) for n, values in enumerate(_texts(run))], place
            )
            run = []
        if filled:
            writer.paragraph(filled[0], place)


def _texts(rows: Sequence[Sequence[Any]]) -> Iterator[list[str]]:
    """The cells of a table as a person sees them: numbers in its head, or at the left, that can all be months (2025.8) are such."""
    head, labels = rows[0], [row[0] for row in rows[1:] if isinstance(row[0], float)]
    for number, row in enumerate(rows):
        numbers = [value for value in head if isinstance(value, float)] if number == 0 else labels
        dated = bool(numbers) and all(map(_is_month, numbers))
        yield [
            f"{value:g}" if dated and isinstance(value, float) and (x == 0 or number == 0) else _shown(value)
            for x, value in enumerate(row)
        ]


def _is_month(value: float) -> bool:
    """Whether a number reads as a year, or a year and a month; 2025.1 may be January or October, and is none."""
    return _MONTH.fullmatch(f"{value:g}") is not None


def _cells(values: Sequence[str], merged: dict[tuple[int, int], tuple[int, int]], y: int, left: int) -> Iterator[Cell]:
    """The cells of a row; a merged one beside others takes its columns, and the rows below repeat it by themselves."""
    if sum(map(bool, values)) == 1:
        merged = {}
    x = 0
    while x < len(values):
        end = merged.get((y, x + left))
        columns = 1 if end is None else max(end[1] - (x + left) + 1, 1)
        yield Cell(values[x], 1, min(columns, len(values) - x))
        x += columns


def _shown(value: Any) -> str:
    """A cell as a person sees it: numbers without binary noise, days in ISO."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        rounded = Decimal(repr(round(value, 10))).normalize()
        return f"{rounded:,f}" if abs(rounded) >= 10_000 or rounded != rounded.to_integral_value() else f"{rounded:f}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return str(value).strip()


def read_pptx(file: File) -> Content:
    """The slides of a presentation, each a page: title, text, tables, and the notes below it."""
    archive = check_office(file)
    writer = Writer(file.limits.max_cells)
    try:
        deck = Presentation(io.BytesIO(file.data))
        for number, slide in enumerate(deck.slides, 1):
            _write_slide(slide, writer, Place(number))
        pages = len(deck.slides)
    except (MemoryError, TooLargeError):
        raise
    except Exception:  # python-pptx passes on KeyError, XMLSyntaxError and others for damaged files
        raise _damaged(file, "PowerPoint") from None
    return Content(writer.text(), metadata=_core(file, archive), places=writer.places, pages=pages)


def _write_slide(slide: Any, writer: Writer, place: Place) -> None:
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        writer.heading(1 if place.page == 1 else 2, title.text_frame.text, place)
    shapes = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
    for shape in sorted(shapes, key=lambda shape: ((shape.top or 0) // 360_000, shape.left or 0)):  # lines of a centimetre
        _write_shape(shape, writer, place)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            writer.paragraph(paragraph.text, place)


def _write_shape(shape: Any, writer: Writer, place: Place) -> None:
    if getattr(shape, "has_table", False) and shape.has_table:
        writer.table([[_slide_cell(cell) for cell in row.cells if not cell.is_spanned] for row in shape.table.rows], place)
    elif hasattr(shape, "shapes"):
        for inner in shape.shapes:
            _write_shape(inner, writer, place)
    elif shape.has_text_frame:
        paragraphs = [paragraph for paragraph in shape.text_frame.paragraphs if paragraph.text.strip()]
        for paragraph in paragraphs:
            if len(paragraphs) > 1 or paragraph.level:
                writer.item(paragraph.level, paragraph.text, place)
            else:
                writer.paragraph(paragraph.text, place)


def _slide_cell(cell: Any) -> Cell:
    return Cell(" ".join(cell.text.split()), cell.span_height, cell.span_width)


def _core(file: File, archive: Any) -> dict[str, str]:
    """Title, author and days of an Office file's core properties."""
    if "docProps/core.xml" not in archive.namelist():
        return {}
    root = parse_html(read_member(file, archive, "docProps/core.xml").decode("utf-8", "replace"))
    fields = {"dc:title": "title", "dc:creator": "author", "dcterms:created": "created", "dcterms:modified": "modified"}
    found: dict[str, str] = {}
    for element in () if root is None else root.iter():
        key = fields.get(element.tag) if isinstance(element.tag, str) else None
        value = (element.text or "").strip()
        if key and value and not value.startswith(TEMPLATES):
            found[key] = value
    return found


def _damaged(file: File, program: str) -> Exception:
    return file.refuse(f"a damaged {program} file", f"Open it in {program} and save it again")
