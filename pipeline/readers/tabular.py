"""A table in a text file: comma, semicolon or tab between its cells."""

from __future__ import annotations

import csv
import io

from pipeline.readers.base import Content, File, normalise
from pipeline.readers.encodings import decoded
from pipeline.readers.markdown import Cell, Writer

LONGEST_CELL = 100_000
"""Characters."""


def read_csv(file: File) -> Content:
    """The table of a .csv or .tsv file; lines above it with one cell are its title and unit."""
    text, name, note = decoded(file)
    text = normalise(text)
    head = text[:10_000]
    delimiter = max(",\t;", key=head.count)
    writer = Writer(file.limits.max_cells)
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise file.refuse(f"no table can be made out ({error})", "Check its quotation marks, or save it as .txt") from None
    run: list[list[Cell]] = []
    for row in [*rows, []]:
        filled = [cell for cell in row if cell]
        if len(filled) > 1:
            run.append([Cell(cell) for cell in row])
            continue
        if run:
            writer.table(run)
            run = []
        if filled:
            writer.paragraph(filled[0])
    return Content(writer.text(), name, note=note)
