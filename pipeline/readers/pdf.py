"""PDF: pdfium gives the characters with their places, `layout` puts them in reading order, pdfplumber reads ruled tables."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.readers.base import Box, Content, File, Place
from pipeline.readers.layout import in_order, lines_of
from pipeline.readers.markdown import BROKEN, CELL_BREAK, Cell, Writer, escaped, one_line
from pipeline.readers.mined import mined
from pipeline.readers.omitted import Origin, completed, omitted, origins
from pipeline.readers.pieces import Line, Piece, Table

MARGIN = 0.09
"""Share of a page's height at its top and bottom where running heads, feet and page numbers stand."""
REPEATED = 0.3
"""Share of the pages on which a running head stands at least: left and right pages have their own."""
LARGER = 1.15
"""A line whose type is this much larger than the text's is a heading."""
SAME_TYPE = 0.95
"""Sizes of type that differ by less are one."""
LONGEST_HEADING = 80
"""Characters."""
GAP = 0.95
"""Widths of a letter between two pieces of a line from which on they may be cells; justified text seldom has them, and never aligned."""
MARGIN_STEP = 20
"""Points by which the lines of a column may be indented."""
RULED = 4
"""Drawn paths from which on a page may hold a ruled table."""

UNDATED = "D:20000101000000"
"""What reportlab writes as day where it is asked for the same bytes each time."""

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:p\.?\s?|쪽\s?)?\d{1,4}(?:\s?/\s?\d{1,4})?(?:\s?쪽)?[-–—\s]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")
_ENDED = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")
_SPACED_UNIT = re.compile(r"(?<=\d) (?=[년월일](?:\s|[가-힣]|$|[,.)]))")
_ENCRYPTED = ("password", "security")


def read_pdf(file: File) -> Content:
    """The text of every page, with tables as grids; refused where it is encrypted or holds pictures of text only."""
    document = _open(file)
    try:
        pages = len(document)
        if pages > file.limits.max_pages:
            raise file.refuse(f"{pages:,} pages; at most {file.limits.max_pages:,} are read", "Split it, or set SASIL_MAX_PAGES")
        read = [_page(document, number) for number in range(pages)]
        lost = omitted(file.data, {number: missed for number, (*_, missed) in enumerate(read) if missed})
        read = [(completed(page[0], lost.get(number, ()), GAP), *page[1:]) for number, page in enumerate(read)]
        if not any(_LETTER.search(piece.text) for pieces, *_ in read for piece in pieces):
            raise file.refuse("scanned pages without text", "Recognise its text (OCR) with another program and drop the result")
        metadata = _metadata(document)
        tables = _ruled_tables(file, document, [number for number, (_, _, _, paths, _) in enumerate(read) if paths >= RULED])
    except pdfium.PdfiumError:
        raise _damaged(file) from None
    finally:
        document.close()
    writer = Writer(file.limits.max_cells)
    _write([(pieces, width, height, tables.get(n, [])) for n, (pieces, width, height, *_) in enumerate(read)], writer)
    return Content(writer.text(), metadata=metadata, places=writer.places, pages=pages)


def _open(file: File) -> Any:
    try:
        return pdfium.PdfDocument(file.data)
    except pdfium.PdfiumError as error:
        if any(word in str(error).lower() for word in _ENCRYPTED):
            raise file.refuse("protected by a password", "Save it without the password") from None
        raise _damaged(file) from None


def _damaged(file: File) -> Exception:
    return file.refuse("a damaged PDF", "Open it in a PDF program and save it again")


def _metadata(document: Any) -> dict[str, str]:
    fields = {"Title": "title", "Author": "author", "CreationDate": "created", "ModDate": "modified"}
    found = document.get_metadata_dict()
    values = {ours: one_line(found.get(theirs) or "") for theirs, ours in fields.items()}
    return {key: value for key, value in values.items() if value and not value.startswith(UNDATED)}


def _page(document: Any, number: int) -> tuple[list[Piece], float, float, int, list[Origin]]:
    """Pieces of text, width, height (points), the number of drawn paths of a page, and where pdfium leaves text out."""
    page = document[number]
    width, height = page.get_size()
    text = page.get_textpage()
    pieces = list(_pieces(text, height))
    paths = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3))
    missed = origins(page)
    text.close()
    page.close()
    return pieces, width, height, paths, missed


def _pieces(text: Any, height: float) -> Iterator[Piece]:
    """
    Runs of characters without a gap as wide as a letter, in the order of the file; as high as their font's line.

    Each stands to the right of the one before; a font that is not in the file lends wider letters, which overlap.
    """
    box = raw.FS_RECTF()
    piece: Piece | None = None
    space, start = False, 0.0
    for at in range(raw.FPDFText_CountChars(text)):
        character = chr(raw.FPDFText_GetUnicode(text, at))
        if character.isspace() or character == "\0":
            space = True
            continue
        if character in "\ufffe\x02":  # pdfium's marks for a hyphen at a line's end
            character = "-"
        if not raw.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box)):
            continue
        x0, x1, y0, y1 = box.left, box.right, height - box.top, height - box.bottom
        size = max(y1 - y0, 1.0)
        if piece is not None and abs(piece.y1 - y1) < 0.5 * size and x0 > start and x0 - piece.x1 < GAP * size:
            piece.add(character, x0, y0, x1, y1, space=space)
        else:
            if piece is not None:
                yield piece
            piece = Piece(character, x0, y0, x1, y1, *_type(text, at, size, height, y1))
        space, start = False, x0
    if piece is not None:
        yield piece


def _type(text: Any, at: int, tall: float, height: float, bottom: float) -> tuple[float, float]:
    """
    The size of type of a character in points, and its base line.

    Its box, so *tall* and with this *bottom*, tells both where the file does not, or tells a size that does not go with it.
    """
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    base = height - y.value if raw.FPDFText_GetCharOrigin(text, at, ctypes.byref(x), ctypes.byref(y)) else bottom
    if not raw.FPDFText_GetMatrix(text, at, ctypes.byref(matrix)):
        return tall, base
    told = float(raw.FPDFText_GetFontSize(text, at) * (matrix.c**2 + matrix.d**2) ** 0.5)
    return (told if 0.7 * tall < told < 1.5 * tall else tall), base


def _ruled_tables(file: File, pdf: Any, numbers: Sequence[int]) -> dict[int, list[Table]]:
    """Tables between ruling lines by page; a page that pdfplumber cannot read has none."""

    def read(page: Any) -> list[Table]:
        text = pdf[page.page_number - 1].get_textpage()
        tables = [_table(table, text, float(page.height)) for table in page.find_tables()]
        return [table for table in tables if len(table.rows) > 1 and len(table.lefts) > 1]

    return mined(file.data, numbers, read)


def _table(table: Any, text: Any, height: float) -> Table:
    """Rows of cells, which *text* of the page fills; a place without a cell of its own belongs to the one left of it, or above."""
    texts = table.extract()
    rows: list[list[Cell]] = []
    boxes = [row.cells for row in table.rows]
    lefts = sorted({round(cell[0]) for row in boxes for cell in row if cell})
    tops = sorted({round(cell[1]) for row in boxes for cell in row if cell})
    for cells, row in zip(boxes, texts, strict=True):
        line = []
        for cell, content in zip(cells, row, strict=True):
            if cell is not None:
                down = sum(round(cell[1]) <= top < round(cell[3]) - 1 for top in tops)
                across = sum(round(cell[0]) <= left < round(cell[2]) - 1 for left in lefts)
                line.append(Cell(_filled(text, cell, height, content or ""), max(down, 1), max(across, 1)))
        if line:
            rows.append(line)
    return Table(table.bbox, rows, lefts)


def _filled(text: Any, box: Box, height: float, told: str) -> str:
    """The text in a cell: as pdfminer has *told*, unless its font hides characters that pdfium shows."""
    shown = text.get_text_bounded(box[0], height - box[3], box[2], height - box[1])
    theirs, ours = Counter("".join(told.split())), Counter("".join(shown.split()))
    return CELL_BREAK.join(map(one_line, (shown if theirs < ours else told).split("\n")))


def _write(pages: Sequence[tuple[list[Piece], float, float, list[Table]]], writer: Writer) -> None:
    """Write the pages; what repeats at their edges is left out, larger type is a heading, a wide gap an empty line."""
    prepared = [(lines_of(pieces, tables), width, height, tables) for pieces, width, height, tables in pages]
    running = _running(prepared)
    size, blocks = _text_size(prepared), list(_whole_tables(_blocks(prepared, running)))
    levels, pitch, edges = _sizes(prepared, size), _pitch(blocks), _right_edges(blocks)
    above: Line | None = None
    for number, block in blocks:
        place = Place(number, block.box)
        turned = bool(writer.places) and writer.places[-1].page != number
        if isinstance(block, Table):
            writer.table(block.rows, place)
            above = None
        elif block.cells:
            writer.grid(block.cells, place)
            above = None
        elif block.size >= LARGER * size and not turned and _continues(above, block) and len(writer.lines[-1]) <= LONGEST_HEADING:
            writer.lines[-1] += BROKEN
            writer.raw([escaped(block.text)], place)
            above = block
        elif block.size >= LARGER * size and len(block.text) <= LONGEST_HEADING and _LETTER.search(block.text):
            writer.heading(_level(levels, block, number), block.text, place)
            above = block
        else:
            if above is None or above.size >= LARGER * size:
                writer.raw([""] if above is None else ["", ""], place)
            elif not _follows(above, block, pitch, _fills(above, writer.places[-1].page, edges), turned=turned):
                writer.raw([""], place)
            writer.raw([escaped(_SPACED_UNIT.sub("", block.text))], place)
            above = block


def _blocks(
    pages: Sequence[tuple[list[Line], float, float, list[Table]]], running: set[str]
) -> Iterator[tuple[int, Line | Table]]:
    """Page and block, in reading order, without what stands at the edges of pages."""
    for number, (lines, width, height, tables) in enumerate(pages, 1):
        body = [line for line in lines if not _is_edge(line, height, running)]
        yield from ((number, block) for block in in_order(body, tables, width))


def _whole_tables(blocks: Iterable[tuple[int, Line | Table]]) -> Iterator[tuple[int, Line | Table]]:
    """The blocks, with tables that the end of a page or column has cut put together; a head that is printed again is left out."""
    held: tuple[int, Line | Table] | None = None
    last = 0
    for number, block in blocks:
        whole = _whole(held[1], block, pages=number - last) if held else None
        if held and whole:
            held, last = (held[0], whole), number
            continue
        if held:
            yield held
        held, last = (number, block), number
    if held:
        yield held


def _whole(table: Line | Table, block: Line | Table, *, pages: int) -> Line | Table | None:
    """Both as one table, where *block*, so many *pages* behind it, goes on with *table*."""
    if isinstance(table, Table) and isinstance(block, Table):
        return table.joined(block) if pages == 1 and table.goes_on_with(block) else None
    if isinstance(table, Line) and isinstance(block, Line) and table.cells and block.cells:
        turned = pages == 1 or (pages == 0 and block.y1 < table.y0)
        if turned and len(table.cells[0]) == len(block.cells[0]):
            again = block.cells[0] == table.cells[0]
            return Line(table.pieces, [*table.cells, *block.cells[again:]], end=table.end)
    return None


def _continues(above: Line | None, line: Line) -> bool:
    """Whether a line goes on with the heading above: the same type, no more than a line spaced at 160 % below it."""
    same = above is not None and SAME_TYPE < line.size / above.size < 1 / SAME_TYPE
    return same and above is not None and 0 < line.base - above.base < 1.8 * line.size


def _follows(above: Line, line: Line, pitch: float, full: bool, *, turned: bool) -> bool:
    """
    Whether a line of text may go on with the one above: right below it, or on the next column or page where no sentence ended, or where it is
    *full*, as the last line of a paragraph seldom is.
    """
    if turned or line.base <= above.base:
        return full or _ENDED.search(above.text) is None
    return line.base - above.base <= 1.3 * pitch


def _right_edges(blocks: Sequence[tuple[int, Line | Table]]) -> dict[tuple[int, int], float]:
    """How far the lines of a page reach that begin at about the same distance from its left edge."""
    edges: dict[tuple[int, int], float] = {}
    for number, block in blocks:
        if isinstance(block, Line) and not block.cells:
            key = (number, round(block.x0 / MARGIN_STEP))
            edges[key] = max(edges.get(key, 0.0), block.x1)
    return edges


def _fills(line: Line, page: int, edges: Mapping[tuple[int, int], float]) -> bool:
    """Whether a line reaches as far as the longest of its column, up to the width of a letter."""
    step = round(line.x0 / MARGIN_STEP)
    reach = max(edges.get((page, near), 0.0) for near in (step - 1, step, step + 1))
    return line.x1 > reach - line.size


def _sizes(pages: Sequence[tuple[list[Line], float, float, list[Table]]], size: float) -> list[float]:
    """The sizes of type of the headings, one a level; the largest on the first page is the title's."""
    title = max((line.size for lines, *_ in pages[:1] for line in lines), default=size)
    levels = [title]
    for found in sorted({line.size for lines, *_ in pages for line in lines if line.size >= LARGER * size}, reverse=True):
        if found < SAME_TYPE * title and (len(levels) == 1 or found < SAME_TYPE * levels[-1]):
            levels.append(found)
    return levels


def _level(levels: Sequence[float], line: Line, page: int) -> int:
    """The level of a heading, 1 on the first page alone."""
    level = next((level for level, size in enumerate(levels, 1) if line.size >= SAME_TYPE * size), len(levels))
    return max(min(level, 6), 1 if page == 1 else 2)


def _text_size(pages: Sequence[tuple[list[Line], float, float, list[Table]]]) -> float:
    """The size of type that most characters have."""
    sizes: Counter[float] = Counter()
    for lines, *_ in pages:
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _pitch(blocks: Sequence[tuple[int, Line | Table]]) -> float:
    """The distance that most lines have from the line above."""
    seen: Counter[float] = Counter()
    for (page, above), (number, line) in pairwise(blocks):
        if page == number and isinstance(above, Line) and isinstance(line, Line) and not (above.cells or line.cells):
            seen[round(2 * (line.base - above.base)) / 2] += 0.8 * above.size < line.base - above.base < 3 * above.size
    return max(seen, key=lambda pitch: (seen[pitch], -pitch)) if seen.total() else 15.0


def _running(pages: Sequence[tuple[list[Line], float, float, list[Table]]]) -> set[str]:
    """Lines at the edges, digits left out, that stand on a good part of the pages."""
    seen: Counter[str] = Counter()
    for lines, _, height, _ in pages:
        seen.update({_shape(line) for line in lines if _at_edge(line, height)})
    return {shape for shape, times in seen.items() if times >= max(2, REPEATED * len(pages))}


def _shape(line: Line) -> str:
    return _DIGITS.sub("0", one_line(line.text))


def _at_edge(line: Line, height: float) -> bool:
    return line.y1 < MARGIN * height or line.y0 > (1 - MARGIN) * height


def _is_edge(line: Line, height: float, running: set[str]) -> bool:
    return _at_edge(line, height) and (_shape(line) in running or _PAGE_NUMBER.fullmatch(line.text) is not None)
