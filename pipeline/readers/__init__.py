"""From a file to its text. One module a format; `READERS` says which reads what."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pipeline.readers.base import Content, RawReport, Reader, normalise
from pipeline.readers.errors import Unreadable
from pipeline.readers.text import front_matter, read_markdown, read_plain

__all__ = ["MAX_BYTES", "READERS", "Content", "RawReport", "Reader", "Unreadable", "raw_report", "read_report"]

MAX_BYTES = 50_000_000

READERS: Mapping[str, Reader] = {
    ".txt": Reader("txt", read_plain),
    ".text": Reader("txt", read_plain),
    ".md": Reader("md", read_markdown),
    ".markdown": Reader("md", read_markdown),
}

_LETTER = re.compile(r"[^\W\d_]")


def read_report(path: Path, *, encoding: str | None = None) -> RawReport:
    """Read the report at *path*. Raises `Unreadable` with the reason and what to do about it."""
    reader = READERS.get(path.suffix.lower())
    data, received_on = _read_bytes(path)
    if reader is None:
        known = ", ".join(READERS)
        raise Unreadable(
            path, f"no reader for {path.suffix or 'files without a suffix'}", f"Known are {known}; save its text as one of these"
        )
    if not data:
        raise Unreadable(path, "the file is empty", "Check whether it was copied completely")
    text, name, metadata = reader.read(path, data, encoding)
    if not _LETTER.search(text):
        raise Unreadable(path, "no letters in it, Hangul or other", "Nothing can be read from it; check the file")
    return RawReport(
        doc_id=hashlib.sha256(data).hexdigest(),
        source_name=unicodedata.normalize("NFC", path.name),
        format=reader.format,
        encoding=name,
        size_bytes=len(data),
        text=text,
        metadata=metadata,
        received_on=received_on,
    )


def raw_report(text: str, *, source_name: str = "text.md", received_on: date | None = None) -> RawReport:
    """A report from a string, as if a UTF-8 file called *source_name* had held it."""
    data = text.encode("utf-8", "surrogatepass")
    reader = READERS.get(Path(source_name).suffix.lower(), READERS[".md"])
    clean = normalise(text)
    return RawReport(
        doc_id=hashlib.sha256(data).hexdigest(),
        source_name=unicodedata.normalize("NFC", source_name),
        format=reader.format,
        encoding="utf-8",
        size_bytes=len(data),
        text=clean,
        metadata=front_matter(clean)[0] if reader.format == "md" else {},
        received_on=received_on,
    )


def _read_bytes(path: Path) -> tuple[bytes, date]:
    """The bytes of *path* and the day of its last modification; never opens what is no regular file (a pipe would block)."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable(path, "a folder, not a file", "Name the files in it, or have the folder ingested")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(path, "not a regular file", "Copy its content into a file")
        if status.st_size > MAX_BYTES:
            raise Unreadable(path, f"{status.st_size:,} bytes; at most {MAX_BYTES:,} are read", "Split it into smaller files")
        return path.read_bytes(), date.fromtimestamp(status.st_mtime)
    except FileNotFoundError:
        raise Unreadable(path, "no such file", "Check the path") from None
    except OSError as error:
        raise Unreadable(
            path, f"cannot be opened ({os.strerror(error.errno or 0)})", "Check the file and its permissions"
        ) from None
