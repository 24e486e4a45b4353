"""The lines of a text with what stands at their beginning: heading signs, bullets, numbers, indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.segment.inline import plain


class Sign(NamedTuple):
    """What opens a heading or a list item."""

    rank: int
    """Order among signs: where indentation does not tell, a higher rank is nested in a lower one."""
    dropped: int
    """Characters of markup that do not belong to the text; what the author printed (□, ①, 가.) stays."""


SIGNS = (
    # rank, pattern, example
    (0, re.compile(r"제\s?\d{1,3}\s?[편부]\s"), "제1편 총론"),
    (1, re.compile(r"제\s?\d{1,3}\s?장(?:\s|$)"), "제2장 시장 동향"),
    (2, re.compile(r"제\s?\d{1,3}\s?[절조](?:\s|\(|$)"), "제3절 수출"),
    (3, re.compile(r"(?:[Ⅰ-Ⅻ]|[IVX]{1,4})\s?[.)]\s"), "Ⅱ. 추진 배경"),
    (4, re.compile(r"[■◆▣◈❏❖●▶►]\s?(?=\S)"), "■ 신규 시설 투자"),
    (4, re.compile(r"[１-９]\s(?=\S)"), "２ 수출 현황"),
    (5, re.compile(r"\d{1,2}(?:[-.]\d{1,2}){0,3}\.\s{1,4}(?=\D|\d{1,3}[가-힣])"), "1. 계약 내용"),
    (6, re.compile(r"[가나다라마바사아자차카타파하]\.\s"), "가. 개요"),
    (7, re.compile(r"[□▢☐◇]\s?(?=\S)"), "□ 정부는 계획을 발표했다"),
    (8, re.compile(r"\d{1,2}\)\s?(?=\S)"), "1) 매출"),
    (9, re.compile(r"[가나다라마바사아자차카타파하]\)\s?(?=\S)"), "가) 국내"),
    (10, re.compile(r"\(\d{1,2}\)\s?(?=\S)"), "(1) 제품"),
    (11, re.compile(r"\([가나다라마바사아자차카타파하]\)\s?(?=\S)"), "(가) 상품"),
    (12, re.compile(r"[○◯❍◎〇]\s?(?=\S)|ㅇ\s"), "○ 예산은 늘었다"),
    (13, re.compile(r"[①-⑳㉠-㉭ⓐ-ⓩ❶-❿]\s?(?=\S)"), "① 환율"),
    (14, re.compile(r"[-+](?=\s)(?!\s\d{1,4}\s-$|\s\|)"), "- 반도체"),
    (14, re.compile(r"[–—―−]\s(?=\S)"), "– 반도체"),
    (15, re.compile(r"[•·‧∙▪▫◦▸▹➢➤☞✓✔◾]\s?(?=\S)"), "• 자동차"),
    (15, re.compile(r"[▲▷▽▼△★☆]\s?(?=[^\d\s+\-.~])"), "▲ 선박"),
    (16, re.compile(r"\*(?=\s)"), "* 기업당 한도"),
    (16, re.compile(r"※\s?(?=\S)"), "※ 잠정치"),
)
"""Signs by rank, as Korean government releases, disclosures and reports nest them; △▲ before a figure is a minus, no bullet, and - 3 - a page."""

LETTERED = frozenset({6, 9, 11})

_OPENERS = re.compile(
    r"[^\w\s\"'“‘<\[{|#>~`,.:;?!%&/\\]|\d{1,2}[.)\-]|[가-하][.)]|[IVX]{1,4}\s?[.)]|[Ⅰ-Ⅻ]|제\s?\d|ㅇ\s|[１-９]\s|[①-⑳㉠-㉭ⓐ-ⓩ❶-❿]"
)
_INTERPUNCT = "·‧∙"
_DOTTED = re.compile(r"(?<!\\\n)^[^\S\n]{0,40}[·‧∙](?=\S)", re.MULTILINE)
_BETWEEN = re.compile(r"\S [·‧∙] \S")
_RATIO = re.compile(r"\d ?대$")
_FILLED = 20
"""Columns of a line that can have been broken to fit a page."""
_MARKUP_SIGN = re.compile(r"[-+*](?=\s)")
_CHECKBOX = re.compile(r"\[[ xX]\]\s+(?=\S)")

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_CLOSING_HASHES = re.compile(r"[ \t]#+[ \t]*$")
_BROKEN = re.compile(r"(?<!\\)(?:\\\\){0,20}\\$")
"""A backslash that is not itself escaped: what a reader puts where a heading goes on in the next line."""
_QUOTE = re.compile(r"(?:>[ \t]*)+")
_RULE = re.compile(r"(?:[-*_=~─━—][ \t]*){3,}$")
_FENCE = re.compile(r"(?:```|~~~)[\w+-]{0,20}$")
_WIDE = re.compile("[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]+")
_INDENT = re.compile(r"[^\S\n]*")
_RETURN = re.compile(r"&cr(?:;|(?![A-Za-z]))")
"""A carriage return of filings, which breaks no line; some converters lose its semicolon."""
_MEASURED = 400
"""Characters; longer lines are wider than any page, so that their exact width does not matter."""


@dataclass(slots=True)
class Line:
    """A line that is not empty."""

    number: int
    """In the file, from 1."""
    raw: str
    """Without indentation, quote signs, heading signs and bullets of Markdown, and without space at its end."""
    indent: int
    """Columns."""
    width: int
    """Columns from the left margin to its end; a Hangul syllable takes two."""
    gap: int
    """Empty lines and rules before it."""
    heading: int
    """Number of # signs; 0 for no heading of Markdown."""
    sign: Sign | None
    spaced: bool
    """Spaces stood at its end."""
    quoted: bool
    text: str
    """What a reader sees of it."""
    broken: bool = False
    """Whether it is a heading that goes on in the next line."""


def read_lines(text: str) -> Iterator[Line]:
    """The lines of *text* that are not empty; rules and code fences count as empty ones."""
    gap = 0
    previous: Line | None = None
    letters = _Letters()
    lone = len(_DOTTED.findall(text)) == 1
    for number, source in enumerate(_RETURN.sub(" ", text).split("\n"), 1):
        stripped = source.strip()
        if not stripped:
            gap += 1
        elif _is_rule(stripped):
            if previous is not None and gap == 0 and _underlines(stripped, previous):
                previous.heading = 1 if stripped[0] == "=" else 2
            gap += 1
        else:
            in_heading = previous is not None and previous.broken and gap == 0
            unsigned = in_heading or (previous is not None and gap == 0 and _goes_on(previous, stripped, lone))
            previous = _line(number, source, stripped, gap, letters, unsigned=unsigned, in_heading=in_heading)
            if previous.text or previous.raw.startswith("!["):
                yield previous
                gap = 0


def _goes_on(above: Line, stripped: str, lone: bool) -> bool:
    """
    Whether what looks like a sign at the beginning of a line belongs to the line right above: the second number of a ratio (92.4대 | 1.), or
    a dot between words, where the line above has more of them (투자 · 조선 | · 11월), or it is the *lone* one of the text.
    """
    if stripped[0] == "1":
        return stripped[1:2] == "." and _RATIO.search(above.raw[-8:]) is not None
    if stripped[0] not in _INTERPUNCT or (above.sign and above.raw[0] in _INTERPUNCT):
        return False
    if stripped[1:2].isspace():
        return _BETWEEN.search(above.raw) is not None
    return lone and above.width >= _FILLED and above.raw[-1].isalnum()


def _is_rule(stripped: str) -> bool:
    return (len(stripped) <= _MEASURED and bool(_RULE.match(stripped) or _FENCE.match(stripped))) or (
        len(stripped) > 1 and not stripped.strip("-=*_─━")
    )


def _underlines(rule: str, line: Line) -> bool:
    """Whether *rule* makes a heading of the line above it (Markdown's second notation)."""
    return rule[0] in "=-" and " " not in rule and not line.sign and line.width <= 80 and not line.text.endswith((".", "|"))


class _Letters:
    """The lettered items seen so far: 다. opens an item only behind 나., for a wrapped line may begin with a sentence's end."""

    ORDER = "가나다라마바사아자차카타파하"

    def __init__(self) -> None:
        self.last: dict[int, int] = {}

    def follows(self, rank: int, text: str) -> bool:
        letter = self.ORDER.find(text.lstrip("(")[0])
        expected = self.last.get(rank, -1) + 1
        if letter not in (0, expected):
            return False
        self.last[rank] = letter
        return True


def _line(number: int, source: str, stripped: str, gap: int, letters: _Letters, *, unsigned: bool, in_heading: bool) -> Line:
    quoted = stripped[0] == ">"
    if quoted:
        stripped = _QUOTE.sub("", stripped, count=1).strip()
    start = _INDENT.match(source)
    indent = sum(4 if c == "\t" else 1 for c in start[0][:_MEASURED]) if start else 0
    heading, sign, broken = 0, None, False
    raw = stripped
    if match := _HEADING.match(stripped):
        heading = len(match[1])
        raw = _CLOSING_HASHES.sub("", stripped[match.end() :]) if stripped.endswith("#") else stripped[match.end() :]
    elif unsigned:
        pass
    elif (sign := sign_of(stripped)) and sign.rank in LETTERED and not letters.follows(sign.rank, stripped):
        sign = None
    elif sign:
        raw = stripped[sign.dropped :].lstrip()
        if sign.dropped:
            raw = _CHECKBOX.sub("", raw)
    if heading or in_heading:
        broken = _BROKEN.search(raw) is not None
        raw = raw[: len(raw) - broken]
    width = indent + width_of(stripped)
    return Line(number, raw, indent, width, gap, heading, sign, source[-1].isspace(), quoted, plain(raw), broken)


def bare_cell(line: Line) -> str | None:
    """The text of a line without the pipes that a converter left at the edges of its one cell; None where it holds several."""
    if "|" not in line.raw:
        return line.text
    text = line.text.strip("| ")
    return text if text and "|" not in text else None


def sign_of(line: str) -> Sign | None:
    """The sign that opens *line*, if any."""
    if not _OPENERS.match(line):
        return None
    for rank, pattern, _ in SIGNS:
        if match := pattern.match(line):
            return Sign(rank, match.end() if _MARKUP_SIGN.match(line) else 0)
    return None


def width_of(text: str) -> int:
    """Display columns: Hangul, Chinese characters and full-width forms take two."""
    head = text[:_MEASURED]
    return len(text) + sum(map(len, _WIDE.findall(head))) if not head.isascii() else len(text)
