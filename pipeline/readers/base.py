"""What every reader gives: the text of a report as its file holds it, and what the file says about itself."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class RawReport:
    """A report as it was read, before it is cut into blocks."""

    doc_id: str
    """SHA-256 of the bytes, hex."""
    source_name: str
    """File name without folders, NFC (macOS hands out NFD)."""
    format: str
    """txt or md."""
    encoding: str
    """Python's name of the character encoding the bytes were read with."""
    size_bytes: int
    text: str
    """NFC, `\\n` line ends, no BOM, no control characters but `\\n` and `\\t`; otherwise the file's own text."""
    metadata: Mapping[str, str]
    """What the file says about itself, keys in lower case: Markdown front matter. Empty where it says nothing."""
    received_on: date | None
    """Day the file was last modified: the last resort for a publication date."""


class Content(NamedTuple):
    """What a reader takes out of the bytes of a file."""

    text: str
    encoding: str
    metadata: Mapping[str, str]


class Reader(NamedTuple):
    """A file format: its name in `documents.format`, and the function that reads it.

    The function takes the path (for messages), the bytes and an encoding the user asked for, and raises `Unreadable`. It returns
    plain text or Markdown: a format that knows its headings, lists and tables writes them as `## `, `- ` and `|` rows, which
    is all that segmentation needs to know about any format.
    """

    format: str
    read: Callable[[Path, bytes, str | None], Content]


_LINE_ENDS = re.compile("\r\n|[\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def normalise(text: str) -> str:
    """*text* in NFC with plain line feeds, without BOM, control characters, lone surrogates and noncharacters."""
    text = _CONTROL.sub("", _LINE_ENDS.sub("\n", text))
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _too_many_marks().sub(r"\1", text))


_LAST_MARK = 0x1E94A
"""The last code point with a combining class (Unicode 15)."""


@functools.cache
def _too_many_marks() -> re.Pattern[str]:
    """More than 30 combining marks in a row, the limit of Unicode's stream-safe format (UAX #15): to sort more is quadratic."""
    marks = "".join(c for c in map(chr, range(0x300, _LAST_MARK + 1)) if unicodedata.combining(c))
    return re.compile(f"([{marks}]{{30}})[{marks}]+")
