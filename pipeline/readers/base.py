"""What every reader gives: the text of a report as its file holds it, where its lines stood, and what the file says of itself."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pipeline.readers.errors import Unreadable
from pipeline.readers.limits import Limits

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points (1/72 inch), from the upper left corner of the page."""


class Place(NamedTuple):
    """Where a line of text stood."""

    page: int
    """From 1; a slide of a presentation counts as a page."""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class RawReport:
    """A report as it was read, before it is cut into blocks."""

    doc_id: str
    """SHA-256 of the bytes, hex."""
    source_name: str
    """File name without folders, NFC (macOS hands out NFD)."""
    format: str
    """txt, md, html, pdf…: what the bytes are, whatever the name says."""
    encoding: str
    """Python's name of the character encoding the bytes were read with; `binary` for a format that knows its own."""
    size_bytes: int
    text: str
    """NFC, `\\n` line ends, no BOM, no control characters but `\\n` and `\\t`. A format with headings, lists and tables has them
    as Markdown; otherwise the file's own text."""
    metadata: Mapping[str, str]
    """What the file and its sidecar say about it, keys in lower case. Empty where they say nothing."""
    received_on: date | None
    """Day the file was last modified: the last resort for a publication date."""
    places: Sequence[Place] = ()
    """Where each line of `text` stood; empty for a format without pages."""
    pages: int | None = None
    """Number of pages; None for a format without."""
    language: str = "ko"
    """ISO 639-1; `und` where neither the words nor the script tell it. Only Korean is read for facts."""
    note: str | None = None
    """What the user should know although it was read: a wrong ending, repaired characters, members that were refused."""
    parent_id: str | None = None
    """`doc_id` of the archive or mail that holds it."""
    members: tuple[RawReport | Unreadable, ...] = ()
    """What it holds as an archive or mail."""


def tagged(raw: RawReport, tags: Sequence[str]) -> RawReport:
    """*raw* and what it holds with *tags* behind those that it has, each once."""
    if not tags:
        return raw
    own = raw.metadata["tags"].split(", ") if "tags" in raw.metadata else []
    return replace(
        raw,
        metadata={**raw.metadata, "tags": ", ".join(dict.fromkeys([*own, *tags]))},
        members=tuple(tagged(member, tags) if isinstance(member, RawReport) else member for member in raw.members),
    )


def places_of(raw: RawReport, lines: Sequence[int]) -> list[tuple[int | None, Box | None]]:
    """
    Page and box of blocks that begin on *lines* (from 1, ascending), each ending before the next.

    A box spans the lines on the page that the block begins on.
    """
    if not raw.places:
        return [(None, None)] * len(lines)
    found: list[tuple[int | None, Box | None]] = []
    for start, end in zip(lines, (*lines[1:], len(raw.places) + 1), strict=True):
        stood = [place for place in raw.places[start - 1 : max(end - 1, start)] if place.page == raw.places[start - 1].page]
        boxes = [place.box for place in stood if place.box is not None]
        sides = list(zip(*boxes, strict=True))
        box = (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])) if sides else None
        found.append((raw.places[start - 1].page, box))
    return found


class Member(NamedTuple):
    """A file inside an archive or mail, unpacked under a name of our own; its own name is only shown."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader takes out of a file."""

    text: str
    encoding: str = "binary"
    metadata: Mapping[str, str] | None = None
    places: Sequence[Place] = ()
    pages: int | None = None
    members: tuple[Member, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """What a reader is given."""

    path: Path
    """For messages, and for its ending."""
    data: bytes
    limits: Limits
    encoding: str | None = None
    """The encoding a user asked for."""
    unpack_into: Path | None = None
    """Folder for the members of an archive or mail; None where they are to stay inside."""

    def refuse(self, reason: str, hint: str) -> Unreadable:
        """The error to raise."""
        return Unreadable(self.path, reason, hint)

    def unpack(self, members: Sequence[tuple[str, bytes]]) -> tuple[Member, ...]:
        """Write *members* (name, bytes) down under numbers; no name from a file is ever used as a path."""
        if self.unpack_into is None:
            return ()
        unpacked = []
        for number, (name, data) in enumerate(members):
            path = self.unpack_into / f"{number:05}"
            path.write_bytes(data)
            shown = PurePosixPath(name.replace("\\", "/")).name
            unpacked.append(Member(unicodedata.normalize("NFC", shown) or "member", path))
        return tuple(unpacked)


Reader = Callable[[File], Content]
"""Reads one format. It returns plain text or Markdown: a format that knows its headings, lists and tables writes them as `## `,
`- ` and `|` rows, which is all that segmentation needs to know about any format. Raises `Unreadable`."""

_LINE_ENDS = re.compile("\r\n|[\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_HAN = re.compile("\uf53a(?=글)")
"""Hancom's private character for the first syllable of its own word processor."""


def normalise(text: str) -> str:
    """*text* in NFC with plain line feeds, without BOM, control characters, lone surrogates and noncharacters."""
    text = _CONTROL.sub("", _LINE_ENDS.sub("\n", text))
    if text.isascii():
        return text
    text = _HAN.sub("한", text)
    if _MAY_BE_MARKS.search(text):
        text = _too_many_marks().sub(r"\1", text)
    return unicodedata.normalize("NFC", text)


_MAY_BE_MARKS = re.compile(r"[^\w\s\x00-\x7f]{31}")
"""No mark is a letter or ASCII; their own pattern takes a hundred times as long to find none."""


_LAST_MARK = 0x1E94A
"""The last code point with a combining class (Unicode 15)."""


@functools.cache
def _too_many_marks() -> re.Pattern[str]:
    """More than 30 combining marks in a row, the limit of Unicode's stream-safe format (UAX #15): to sort more is quadratic."""
    marks = "".join(c for c in map(chr, range(0x300, _LAST_MARK + 1)) if unicodedata.combining(c))
    return re.compile(f"([{marks}]{{30}})[{marks}]+")
