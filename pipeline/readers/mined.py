"""Pages of a PDF as pdfminer reads them, beside pdfium, which reads all of its text."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection
from typing import Any, TypeVar

import pdfplumber

Found = TypeVar("Found")


def mined(data: bytes, numbers: Collection[int], read: Callable[[Any], Found]) -> dict[int, Found]:
    """
    What *read* makes of each page of *numbers* (from 0), given as a page of pdfplumber.

    What pdfium repairs, pdfminer may refuse in many ways, when it opens the file, lists its pages or reads one: such a page is left out.
    """
    found: dict[int, Found] = {}
    if not numbers:
        return found
    try:
        document = pdfplumber.open(io.BytesIO(data), pages=[number + 1 for number in numbers])
        pages = document.pages
    except Exception:
        return found
    with document:
        for page in pages:
            try:
                found[page.page_number - 1] = read(page)
            except Exception:  # noqa: S112
                continue
            page.close()
    return found
