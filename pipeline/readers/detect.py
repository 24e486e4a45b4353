"""What a file is, by its bytes: magic numbers, the members of an archive, the first words of a text. Its ending only settles text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import NamedTuple

import olefile

from pipeline.readers.errors import Unreadable


class Found(NamedTuple):
    """What a file is, and what is to be said about its name."""

    format: str
    note: str | None = None


ENDINGS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "html",
    ".pdf": "pdf",
    ".hwp": "hwp",
    ".hwpx": "hwpx",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".pptx": "pptx",
    ".eml": "eml",
    ".zip": "zip",
}
"""Endings of what is read; each format's own is among them."""

REFUSED = (
    (b"\x89PNG\r\n", "a PNG image", "Recognise its text (OCR) with another program and drop the result"),
    (b"\xff\xd8\xff", "a JPEG image", "Recognise its text (OCR) with another program and drop the result"),
    (b"GIF8", "a GIF image", "Recognise its text (OCR) with another program and drop the result"),
    (b"II*\0", "a TIFF image", "Recognise its text (OCR) with another program and drop the result"),
    (b"MM\0*", "a TIFF image", "Recognise its text (OCR) with another program and drop the result"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and drop its files"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it and drop its files"),
    (b"Rar!", "a RAR archive", "Unpack it and drop its files"),
    (b"{\\rtf", "an RTF file", "Save it as .docx or .pdf"),
    (b"HWP Document File V3", "an HWP document of version 3", "Open it in Hancom Office and save it as .hwpx"),
    (b"<## NASCA DRM", "a document under DRM", "Have its protection taken off where it was made"),
    (b"SCDSA", "a document under DRM", "Have its protection taken off where it was made"),
    (b"%!PS", "a PostScript file", "Save it as .pdf"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF_WITHIN = 1_024
"""Bytes at a file's beginning among which `%PDF-` makes it a PDF."""

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|DOCUMENT\b|div|table|article|section)",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(
    r"(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID|Delivered-To|Content-Type|X-[\w-]+|DKIM-Signature):\s",
    re.IGNORECASE,
)
_MAIL = re.compile(r"^(?:From|Subject|Received|MIME-Version|Message-ID):\s", re.IGNORECASE | re.MULTILINE)


def detect(path: Path, data: bytes) -> Found:
    """The format of *data*, called *path*. Raises `Unreadable` for formats that are known but not read."""
    ending = path.suffix.lower()
    format_ = _by_magic(path, data) or _by_words(data, ending)
    if format_ is None:
        known = ", ".join(ENDINGS)
        raise Unreadable(
            path, f"no reader for {ending or 'files without a suffix'}", f"Known are {known}; save its text as one of these"
        )
    if ENDINGS.get(ending) in (format_, None) or {ENDINGS.get(ending), format_} in ({"txt", "md"}, {"xls", "xlsx"}):
        return Found(format_)
    return Found(format_, f"named {ending}, but it is {format_}")


def _by_magic(path: Path, data: bytes) -> str | None:
    for magic, kind, hint in REFUSED:
        if data.startswith(magic):
            raise Unreadable(path, kind, hint)
    if b"%PDF-" in data[:PDF_WITHIN] and data.lstrip()[:1] != b"<":
        return "pdf"
    if data.startswith(OLE):
        return _in_ole(path, data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(path, data)
    return None


def _in_ole(path: Path, data: bytes) -> str:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = {"/".join(entry) for entry in container.listdir()}
    except Exception:  # olefile raises what its parsing ran into
        raise Unreadable(
            path, "a damaged HWP or older Office file", "Open it in the program it was made with and save it again"
        ) from None
    if "FileHeader" in names:
        return "hwp"
    if "EncryptedPackage" in names:
        raise Unreadable(path, "protected by a password", "Save it without the password")
    if names & {"Workbook", "Book"}:
        return "xls"
    kind = "an older Word file (.doc)" if "WordDocument" in names else "an older Office file"
    raise Unreadable(path, kind, "Save it as .docx, .pptx or .pdf")


def _in_zip(path: Path, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = (
                archive.read("mimetype")[:100] if "mimetype" in names and archive.getinfo("mimetype").file_size < 1_000 else b""
            )
    except Exception:  # a damaged archive raises BadZipFile, zlib.error, NotImplementedError and others
        raise Unreadable(path, "a damaged ZIP archive or office file", "Check whether it was copied completely") from None
    if b"hwp+zip" in kind or "Contents/content.hpf" in names:
        return "hwpx"
    for part, format_ in (
        ("word/document.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("xl/workbook.bin", "xlsx"),
        ("ppt/presentation.xml", "pptx"),
    ):
        if part in names:
            return format_
    if b"opendocument.spreadsheet" in kind:
        return "xlsx"
    if b"opendocument" in kind or b"epub" in kind:
        raise Unreadable(path, "an OpenDocument or EPUB file", "Save it as .docx, .pptx or .pdf")
    return "zip"


def _by_words(data: bytes, ending: str) -> str | None:
    """Markup and mails by their first words, whatever their ending; other text by its ending alone."""
    head = _head(data)
    if _MARKUP.match(head) and ending not in (".md", ".markdown"):
        return "html"
    if _HEADER.match(head) and len(set(_MAIL.findall(head[:4_000]))) >= 2 and ending not in (".md", ".markdown", ".txt"):
        return "eml"
    format_ = ENDINGS.get(ending)
    if format_ in ("txt", "md", "csv", None):
        return format_
    return "html" if format_ == "html" and "<" in head else "txt"


def _head(data: bytes) -> str:
    """The beginning of a text, as far as ASCII tells it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data[:8_000].decode("utf-16", "replace")
    return data[:8_000].decode("utf-8-sig", "replace")
