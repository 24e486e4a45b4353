"""ZIP archives: looked over before any library opens them, and bundles of reports."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.readers.base import Content, File

_ENTITIES = re.compile(rb"<!DOCTYPE|<!ENTITY")
HEAD = 4_096
"""Bytes at the beginning of an XML file in which a declaration stands."""
SMALL = 1_000_000
"""Bytes; a member below this may be packed as tightly as it likes."""
_SKIPPED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def check_archive(file: File) -> zipfile.ZipFile:
    """The archive that *file* is, once its directory keeps within the limits. Raises `Unreadable`."""
    limits = file.limits
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data), metadata_encoding="cp949")
    except (zipfile.BadZipFile, UnicodeDecodeError, ValueError, OverflowError, NotImplementedError):
        try:
            archive = zipfile.ZipFile(io.BytesIO(file.data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
            raise file.refuse("a damaged ZIP archive", "Check whether it was copied completely") from None
    members = archive.infolist()
    if len(members) > limits.max_members:
        raise file.refuse(
            f"{len(members):,} members; at most {limits.max_members:,} are read", "Split it, or set SASIL_MAX_MEMBERS"
        )
    for member in members:
        if member.file_size > SMALL and member.file_size > limits.max_ratio * max(member.compress_size, 1):
            raise file.refuse(
                f"a member unpacks to more than {limits.max_ratio} times its size, as a ZIP bomb does",
                "If it is honest, set SASIL_MAX_RATIO",
            )
    total = sum(member.file_size for member in members)
    if total > limits.max_unpacked:
        raise file.refuse(
            f"{total:,} bytes unpacked; at most {limits.max_unpacked:,} are read", "Split it, or set SASIL_MAX_UNPACKED"
        )
    return archive


def check_office(file: File) -> zipfile.ZipFile:
    """An office document that keeps within the limits and declares no entities. Raises `Unreadable`."""
    archive = check_archive(file)
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels", ".hpf")) and _ENTITIES.search(read_head(file, archive, member)):
            raise file.refuse(
                "its XML declares entities, as no office program does", "Save it again from the program it was made with"
            )
    return archive


def read_head(file: File, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The first kilobytes of a member. Raises like `read_member`."""
    with _damage_told(file), archive.open(member) as stream:
        return stream.read(HEAD)


def read_member(file: File, archive: zipfile.ZipFile, name: str | zipfile.ZipInfo) -> bytes:
    """One member, unpacked. Raises `Unreadable` where it is encrypted or damaged."""
    with _damage_told(file):
        return archive.read(name)


@contextmanager
def _damage_told(file: File) -> Iterator[None]:
    try:
        yield
    except RuntimeError:
        raise file.refuse("protected by a password", "Unpack it with the password and drop its files") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, ValueError, OSError):
        raise file.refuse("a damaged ZIP archive", "Check whether it was copied completely") from None


def read_bundle(file: File) -> Content:
    """The files in an archive, each to be read by itself; the archive has no text of its own."""
    archive = check_archive(file)
    members = []
    for member in archive.infolist():
        if member.is_dir() or any(mark in member.filename for mark in _SKIPPED):
            continue
        if member.file_size > file.limits.max_bytes:
            raise file.refuse(f"a member of {member.file_size:,} bytes; at most {file.limits.max_bytes:,} are read", "Split it")
        members.append((member.filename, read_member(file, archive, member)))
    if not members:
        raise file.refuse("an empty archive", "Check whether it was made completely")
    return Content("", members=file.unpack(members))
