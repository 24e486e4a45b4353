"""What belongs to the page and not to the report: bylines, stamps, credits of pictures, navigation, contacts, small print.

The kinds are rows of seeds/boilerplate.csv. Such blocks stay in the text, but nothing is read from them; so when in doubt, a block is
none of these.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.seeds import read_seed

FILE = "boilerplate.csv"
_SHORTHAND = {
    "{phone}": r"\(?0\d{1,2}\)?[-.)\s]\s?\d{3,4}[-.]\d{4}",
    "{mail}": r"[\w.+-]{1,40}+@[\w-]{1,40}+(?:\.[\w-]{2,20}+){1,4}",
}
"""What a pattern of the table may use by name."""


class Rule(NamedTuple):
    """A kind of page furniture; its fields are the columns of the table."""

    kind: str
    longest: int
    """Characters; a longer block says something else, too."""
    cues: tuple[str, ...]
    """One of these stands in every such block; none where the pattern alone tells."""
    pattern: re.Pattern[str]
    """Matches the whole block."""
    example: str
    negative: str
    """Looks like it and is part of a report."""

    def matches(self, block: str) -> bool:
        """Whether the whole of *block* is of this kind."""
        possible = len(block) <= self.longest and (not self.cues or any(map(block.__contains__, self.cues)))
        return possible and self.pattern.fullmatch(block) is not None


def _rules() -> Iterator[Rule]:
    for row in read_seed(FILE, Rule._fields):
        pattern = row["pattern"]
        for name, meant in _SHORTHAND.items():
            pattern = pattern.replace(name, meant)
        if not row["longest"].isdigit():
            raise row.error("longest", f"{row['longest']!r} is no number of characters")
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            raise row.error("pattern", str(error)) from error
        yield Rule(row["kind"], int(row["longest"]), row.parts("cues"), compiled, row["example"], row["negative"])


_CLOSED = re.compile(r"[가-힣][.?!][\"”’)]?\s*(?=\S)")
_BRACKETED = re.compile(r"[\[(<【][^\[\]()<>【】\n]{2,40}[\])>】](?=\s|$)")
_OPENINGS = (re.compile(r"[\[(【<][^\])】>\n]{2,40}[\])】>]"), re.compile(r"[^\n]{4,60}?\s=(?=\s)"))
_BULLET = re.compile(r"^[•·∙‧◦▪▶▷◀*※]\s?(?=\S)")
"""What a page prints before the items of a list."""
_TAIL = 250
"""Characters at the end of a paragraph among which furniture is looked for."""
RULES = tuple(_rules())
_UNCUED = frozenset(number for number, rule in enumerate(RULES) if not rule.cues)
_CUED = {cue: frozenset(number for number, rule in enumerate(RULES) if cue in rule.cues) for rule in RULES for cue in rule.cues}
"""Cue → the rules that have it, by their numbers: only those whose cue a block has are asked, in the order of the table."""
_CUES = re.compile("|".join(map(re.escape, sorted(_CUED))))
"""Most blocks have none of these."""
_LONGEST = max(rule.longest for rule in RULES)


@functools.lru_cache(maxsize=4096)
def boilerplate_kind(block: str) -> str | None:
    """The kind of page furniture that the whole of *block* is; None where it is none."""
    if len(block) > _LONGEST:
        return None
    block = _BULLET.sub("", block)
    asked = _UNCUED
    if _CUES.search(block) is not None:
        asked = asked.union(*[rules for cue, rules in _CUED.items() if cue in block])
    return next((RULES[number].kind for number in sorted(asked) if RULES[number].matches(block)), None)


def pieces(text: str) -> list[str]:
    """
    A paragraph, cut where furniture stands in the same line: a byline before its first sentence, the credit of a picture between
    two, and bylines, contacts and rights behind its last.
    """
    found: list[str] = []
    start = _opening(text)
    end = len(text)
    behind: list[str] = []
    while (cut := _closing(text, start, end)) is not None:
        behind.insert(0, text[cut:end])
        end = cut
        while text[end - 1].isspace():
            end -= 1
    found += [text[:start].rstrip()] if start else []
    for left, right in _pictures(text, start, end):
        found += [text[start:left].rstrip()] if left > start else []
        found.append(text[left:right])
        start = _behind_spaces(text, right)
    found += [text[start:end]] if start < end else []
    return found + behind


def _opening(text: str) -> int:
    """Where the text behind an opening byline begins: `[서울=한서통신] 한서진 기자 = ` before a sentence."""
    ends = sorted({match.end() for match in (pattern.match(text) for pattern in _OPENINGS) if match}, reverse=True)
    end = next((end for end in ends if end < len(text) and boilerplate_kind(text[:end].strip()) == "byline"), 0)
    return _behind_spaces(text, end) if end else 0


def _behind_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _closing(text: str, start: int, end: int) -> int | None:
    """Where the last piece of furniture behind a sentence begins."""
    closed = [match.end() for match in _CLOSED.finditer(text, max(start, end - _TAIL), end)]
    return next((at for at in reversed(closed) if at < end and boilerplate_kind(text[at:end])), None)


def _pictures(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The credits of pictures in [start, end), each with the caption before it where that is no sentence."""
    for match in _BRACKETED.finditer(text, start, end):
        if boilerplate_kind(match[0]) != "picture":
            continue
        sentence = max((closed.end() for closed in _CLOSED.finditer(text, start, match.start())), default=start)
        if boilerplate_kind(text[sentence : match.end()]) == "picture":
            yield sentence, match.end()
        elif match.end() == end:
            yield match.span()
        start = match.end()
