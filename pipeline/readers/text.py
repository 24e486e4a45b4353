"""Plain text and Markdown."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.readers.base import Content, File, normalise
from pipeline.readers.encodings import decoded

MAX_FRONT_MATTER = 50
"""Lines; what goes on longer is a text between two rules."""

_ENTRY = re.compile(r"([A-Za-z가-힣][\w .\-]{0,40}?)\s*:(?:\s+(.*))?$")
_CONTINUATION = re.compile(r"\s+\S|\s*-\s|\s*#|\s*$")


def read_plain(file: File) -> Content:
    """A text file: no metadata."""
    text, name, note = decoded(file)
    return Content(normalise(text), name, {}, note=note)


def read_markdown(file: File) -> Content:
    """A Markdown file; its front matter stays in the text and is read as metadata, too."""
    text, name, note = decoded(file)
    text = normalise(text)
    return Content(text, name, front_matter(text)[0], note=note)


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The `key: value` lines between two `---` at the top of *text*, and the number of lines that they and the rules take.

    Lists and nested values are passed over. Without front matter: an empty dictionary and 0.
    """
    if not text.startswith("---"):
        return {}, 0
    metadata: dict[str, str] = {}
    for number, line in enumerate(islice(_lines(text), MAX_FRONT_MATTER)):
        stripped = line.rstrip()
        if number == 0 and stripped == "---":
            continue
        if number > 0 and stripped in ("---", "..."):
            return (metadata, number + 1) if metadata else ({}, 0)
        entry = _ENTRY.match(stripped)
        if entry:
            value = (entry[2] or "").strip().strip("\"'")
            if value:
                metadata[entry[1].lower()] = value
        elif not _CONTINUATION.match(line):
            break
    return {}, 0


def _lines(text: str) -> list[str]:
    return text[:10_000].split("\n")
