"""Markup inside a line: what a reader of the page would not see is dropped, every other character stays, in its order."""

from __future__ import annotations

import html
import re
import unicodedata

_ESCAPABLE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_SHIELD = {ord(c): chr(0xFDD0 + i) for i, c in enumerate(_ESCAPABLE)}
"""Each escaped character becomes one of the 32 noncharacters from U+FDD0 on, which no text that was read has, until the end."""
_UNSHIELD = {ord(shield): chr(c) for c, shield in _SHIELD.items()}
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

# Bounded repeats: none of these patterns looks further than a few hundred characters from where it starts.
_LABEL = r"((?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,400})"
_AMOUNT = r"(?!\([+\-−△▲▼]?[\d.,]{1,12}(?:%p?|bp|[가-힣]{1,4})\))"
"""What stands in the bracket behind another and is no address: 소라배당[주식](17.8%)."""
_TARGET = _AMOUNT + r"\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s+[\"'][^\"'\n]{0,300}[\"'])?\)"
_LINK = re.compile(rf"!?\[{_LABEL}\]{_TARGET}")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,255})>")
BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|center|cite|code|del|div|em|font|h[1-6]|hr|i|ins|kbd|li|mark|ol|p|s|small|span|strike|strong|sub|sup|u|ul)"
    r"(?:\s[^<>\n]{0,500})?/?>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->)[\s\S]){0,2000}-->")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_EMPHASIS = (
    re.compile(r"`([^`\n]{1,1000})`"),
    re.compile(r"\*\*\*(?=\S)([^*\n]{1,2000}?)\*\*\*"),
    re.compile(r"\*\*(?=\S)([^*\n]{1,5000})\*\*"),
    re.compile(r"(?<![\w_])__(?=\S)([^_\n]{1,2000})__(?![\w_])"),
    re.compile(r"~~(?=\S)([^~\n]{1,2000})~~"),
    re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,2000})(?<=[^\s*])\*(?!\*)"),
    re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,2000})(?<=[^\s_])_(?![\w_])"),
)
_RANGES = ((0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F))
_INVISIBLE = frozenset(chr(code) for low, high in (*_RANGES, (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)) for code in range(low, high + 1))
_DELETED = {ord(character): None for character in _INVISIBLE}
_MARKUP = re.compile(r"[\\`*_~<&\[]")


def plain(line: str) -> str:
    """*line* without emphasis, links, tags, escapes, entities and zero-width characters; any white space is one plain space."""
    if _MARKUP.search(line):
        line = _without_markup(line)
    if not _INVISIBLE.isdisjoint(line):
        line = line.translate(_DELETED)
    return " ".join(line.split())


def _without_markup(line: str) -> str:
    if "\\" in line:
        line = _ESCAPE.sub(lambda match: match[1].translate(_SHIELD), line)
    if "](" in line:
        line = _LINK.sub(r"\1", line)
    if "<" in line:
        line = _AUTOLINK.sub(r"\1", _TAG.sub("", BREAK.sub(" ", _COMMENT.sub("", line))))
    for pattern in _EMPHASIS:
        line = pattern.sub(r"\1", line)
    line = line.translate(_UNSHIELD)
    if "&" in line:
        line = unicodedata.normalize("NFC", _ENTITY.sub(lambda match: html.unescape(match[0]), line))
    return line
