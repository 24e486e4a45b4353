"""
From a file to its text. `detect` tells what a file is, `formats` has one reader for each format, and `apart` runs it under limits.

Text, Markdown and CSV are read here; every format that a library takes apart is read in a process of its own.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
import unicodedata
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.readers.apart import helper
from pipeline.readers.base import Content, File, RawReport, Reader, normalise, tagged
from pipeline.readers.detect import ENDINGS, detect
from pipeline.readers.errors import Unreadable
from pipeline.readers.language import language_of, repair
from pipeline.readers.limits import Limits
from pipeline.readers.sidecar import read_sidecar, sidecar_of
from pipeline.readers.tabular import read_csv
from pipeline.readers.text import front_matter, read_markdown, read_plain

__all__ = ["ENDINGS", "Content", "Limits", "RawReport", "Reader", "Unreadable", "raw_report", "read_report", "tagged"]

HERE: Mapping[str, Reader] = {"txt": read_plain, "md": read_markdown, "csv": read_csv}
"""Formats without a structure that could be hostile."""
DEFAULTS = Limits()

_LETTER = re.compile(r"[^\W\d_]")


def read_report(path: Path, *, encoding: str | None = None, limits: Limits = DEFAULTS) -> RawReport:
    """Read the report at *path*, and what it holds as an archive or mail. Raises `Unreadable`: the reason and what to do about it."""
    data, received_on = _read_bytes(path, limits)
    about = read_sidecar(sidecar) if (sidecar := sidecar_of(path)) else {}
    return _read(path.name, data, encoding, limits, about, received_on, depth=0)


def _read(
    name: str,
    data: bytes,
    encoding: str | None,
    limits: Limits,
    about: Mapping[str, str],
    received_on: date | None,
    *,
    depth: int,
) -> RawReport:
    """The report that *data* is; *name* is what people call it, and never used as a path."""
    if not data:
        raise Unreadable(name, "the file is empty", "Check whether it was copied completely")
    found = detect(Path(name), data)
    doc_id = hashlib.sha256(data).hexdigest()
    nested = found.format == "zip" or (found.format == "eml" and depth < limits.max_nesting)
    with tempfile.TemporaryDirectory(prefix="sasil-") if nested else nullcontext("") as folder:
        if found.format == "zip" and depth >= limits.max_nesting:
            raise Unreadable(name, f"an archive inside {depth} others", "Unpack it and drop its files")
        file = File(Path(name), data, limits, encoding, Path(folder) if nested else None)
        reader = HERE.get(found.format)
        content = reader(file) if reader else helper().read(found.format, file)
        members = tuple(
            _read_member(member.name, member.path, doc_id, limits, received_on, depth + 1) for member in content.members
        )
    text = content.text
    if (lost := repair(text).lost) is not None:  # fonts of a PDF that do not say which characters they show
        raise Unreadable(name, lost, "Save it again from the program it was made with")
    if not _LETTER.search(text) and not any(isinstance(member, RawReport) for member in members):
        _refuse_without_text(name, members)
    if len(text) > limits.max_characters:
        raise Unreadable(
            name, f"{len(text):,} characters; at most {limits.max_characters:,} are read", "Split it, or set SASIL_MAX_CHARACTERS"
        )
    return RawReport(
        doc_id=doc_id,
        source_name=unicodedata.normalize("NFC", name),
        format=found.format,
        encoding=content.encoding,
        size_bytes=len(data),
        text=text,
        metadata={**(content.metadata or {}), **about},
        received_on=received_on,
        places=content.places,
        pages=content.pages,
        language=language_of(text),
        note="; ".join(filter(None, (found.note, content.note))) or None,
        members=members,
    )


def _refuse_without_text(name: str, members: tuple[RawReport | Unreadable, ...]) -> None:
    refusals = [member for member in members if isinstance(member, Unreadable)]
    if refusals:
        first = refusals[0]
        raise Unreadable(name, f"none of its {len(members)} members can be read, the first because: {first.reason}", first.hint)
    raise Unreadable(name, "no letters in it, Hangul or other", "Nothing can be read from it; check the file")


def _read_member(
    name: str, path: Path, parent_id: str, limits: Limits, received_on: date | None, depth: int
) -> RawReport | Unreadable:
    """A member as a report with its parent, or why it is none."""
    try:
        raw = _read(name, path.read_bytes(), None, limits, {}, received_on, depth=depth)
    except Unreadable as refusal:
        return refusal
    return replace(raw, parent_id=parent_id)


def raw_report(text: str, *, source_name: str = "text.md", received_on: date | None = None) -> RawReport:
    """A report from a string, as if a UTF-8 file called *source_name* had held it."""
    data = text.encode("utf-8", "surrogatepass")
    clean = normalise(text)
    plain = ENDINGS.get(Path(source_name).suffix.lower()) == "txt"
    return RawReport(
        doc_id=hashlib.sha256(data).hexdigest(),
        source_name=unicodedata.normalize("NFC", source_name),
        format="txt" if plain else "md",
        encoding="utf-8",
        size_bytes=len(data),
        text=clean,
        metadata={} if plain else front_matter(clean)[0],
        received_on=received_on,
    )


def _read_bytes(path: Path, limits: Limits) -> tuple[bytes, date]:
    """The bytes of *path* and the day of its last modification; never opens what is no regular file (a pipe would block)."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable(path, "a folder, not a file", "Name the files in it, or have the folder ingested")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(path, "not a regular file", "Copy its content into a file")
        if status.st_size > limits.max_bytes:
            raise Unreadable(
                path,
                f"{status.st_size:,} bytes; at most {limits.max_bytes:,} are read",
                "Split it into smaller files, or set SASIL_MAX_BYTES",
            )
        return path.read_bytes(), date.fromtimestamp(status.st_mtime)
    except FileNotFoundError:
        raise Unreadable(path, "no such file", "Check the path") from None
    except OSError as error:
        raise Unreadable(
            path, f"cannot be opened ({os.strerror(error.errno or 0)})", "Check the file and its permissions"
        ) from None
