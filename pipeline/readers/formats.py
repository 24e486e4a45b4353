"""The readers, one a format. Importing this loads the libraries; only the process that reads does so."""

from __future__ import annotations

from collections.abc import Mapping

import hwpx.hwp5.package
import hwpx.hwp5.section_xml
import hwpx.oxml.document_metadata  # noqa: F401  what the library imports late, and each child would import again

from pipeline.readers.archives import read_bundle
from pipeline.readers.base import Content, File, Reader
from pipeline.readers.hancom import read_hwp, read_hwpx
from pipeline.readers.html import read_html
from pipeline.readers.mail import read_mail
from pipeline.readers.markdown import TooLargeError
from pipeline.readers.office import read_docx, read_pptx, read_sheets
from pipeline.readers.pdf import read_pdf

READERS: Mapping[str, Reader] = {
    "pdf": read_pdf,
    "hwp": read_hwp,
    "hwpx": read_hwpx,
    "docx": read_docx,
    "xlsx": read_sheets,
    "xls": read_sheets,
    "pptx": read_pptx,
    "html": read_html,
    "eml": read_mail,
    "zip": read_bundle,
}


def read(format_: str, file: File) -> Content:
    """What *file* holds. Raises `Unreadable`."""
    try:
        return READERS[format_](file)
    except TooLargeError:
        raise file.refuse(f"a table of more than {file.limits.max_cells:,} cells", "Split it, or set SASIL_MAX_CELLS") from None
