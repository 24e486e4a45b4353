"""Lines that were broken at a fixed width, as text out of a PDF is, and what stands in place of each break.

A text is wrapped where its lines crowd under a maximum width and end without having ended a sentence. Several such widths
may stand in one document (columns); each must be borne out by the text before any line is joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from extractors.analyser import package_analyser
from extractors.breaks import inside_amount
from pipeline.segment.glue import Break, spaces
from pipeline.segment.lines import Line

NARROWEST, WIDEST = 20, 160
"""Columns of a wrapped line: less is a label, more fits on no page."""
NARROW = 50
"""Below this a column needs more evidence: short lines are often of like length by chance."""
SLACK = 0.87
"""A wrapped line fills at least this share of its column: proportional fonts and words that do not break leave the rest empty."""
LABEL = 26
"""Columns up to which a line that cannot stand by itself (생존을 위한) runs on to the next."""

_CLOSING = {"(": ")", "[": "]", "{": "}", "‘": "’", "“": "”", "「": "」", "『": "』", "《": "》", "〈": "〉", "【": "】"}
_BRACKET = re.compile(r"[()\[\]{}’“”「」『』《》〈〉【】]|‘(?!\d\d)")
"""Brackets and quotations; ‘ before the two digits of a year opens none."""
_LOOKED_AT = 100
"""Characters at the end of a line and at the beginning of the next."""
BRACKETED = frozenset({8, 9, 10, 11})
"""Ranks of signs that are or have a bracket: 1) 가) (1) (가)"""

_SENTENCE_END = re.compile(r"[.?!。…][\"'”’)\]」』*_]{0,4}$")
_ABBREVIATION = re.compile(r"(?:\d|\b(?:Co|Ltd|Inc|Corp|vs|No|St|Dr|Mr|Ms))\.$")
_PREDICATE = re.compile(r"[가-힣](?<=[다요함임됨음까죠오])[\"'”’)]{0,3}[.?!]")
_COLUMNS = re.compile(r"\S\s{3,}\S|\S\t\S")
_HANGING = re.compile(r"(?:,|[을를은는에의와과며]|에서|으로|하고|[ㄱ-ㅎ가-힣](?:할|한|된|될|인))$")
_DEPENDENT = re.compile(r"(?:[가-힣](?:의|이|가|을|를|은|는|과|와|에|로|할|한|된|될|인|운|는|던)|에서|에게|,)$")


def separators(lines: Sequence[Line], breakable: Sequence[bool], text: str) -> list[str | None]:
    """What stands between each line and the next: a space, nothing (inside a word), or None where the break stays.

    `breakable[i]` is whether line i + 1 may continue line i at all: it opens no heading, item, table or caption.
    """
    pairs = [i for i, (a, b) in enumerate(pairwise(lines)) if breakable[i] and not a.broken and _may_join(a, b)]
    widths = _wrap_widths(lines, pairs)
    joined = [
        i
        for i in pairs
        if lines[i].raw.endswith("→") or closes(lines[i], lines[i + 1]) or _is_wrapped(lines[i], lines[i + 1], widths)
    ]
    joined += [i for i, line in enumerate(lines[:-1]) if breakable[i] and line.broken]
    joined = sorted({*joined, *_labels(lines, breakable, set(joined)), *_item_continuations(lines, breakable)})
    breaks = [_break(lines[i], lines[i + 1]) for i in joined]
    found: list[str | None] = [None] * len(lines)
    for i, space in zip(joined, spaces(breaks, text), strict=True):
        found[i] = " " if space else ""
    for i in pairs:
        if lines[i + 1].gap == 0 and (between := inside_amount(lines[i].raw, lines[i + 1].raw)) is not None:
            found[i] = between
    return found


def _break(a: Line, b: Line) -> Break:
    return Break(a.raw, b.raw, spaced=a.spaced or (a.indent, b.indent) == (0, 1))


def closes(a: Line, b: Line) -> bool:
    """Whether the line right below another closes a bracket or quotation that it leaves open: `(K-IFRS 연결, 단위: 십 | 억원)`."""
    if b.gap or a.heading or b.heading or (b.sign and b.sign.rank in BRACKETED):
        return False
    open_: list[str] = []
    for match in _BRACKET.finditer(a.raw[-_LOOKED_AT:]):
        if match[0] in _CLOSING:
            open_.append(_CLOSING[match[0]])
        elif open_ and open_[-1] == match[0]:
            open_.pop()
    first = _BRACKET.search(b.raw[:_LOOKED_AT]) if open_ else None
    return first is not None and first[0] == open_[-1]


def ends_sentence(line: str) -> bool:
    """Whether *line* ends with the punctuation that closes a sentence."""
    return bool(_SENTENCE_END.search(line[-8:])) and not _ABBREVIATION.search(line[-8:])


def _may_join(a: Line, b: Line) -> bool:
    return (
        b.gap <= 1
        and a.width <= WIDEST
        and b.width <= WIDEST
        and a.quoted == b.quoted
        and not _COLUMNS.search(a.raw)
        and not _COLUMNS.search(b.raw)
    )


def _reach(a: Line, b: Line) -> int:
    """How wide *a* would be with the first word of *b*."""
    return a.width + 1 + len(b.raw.split(maxsplit=1)[0]) * 2


def _fills(a: Line, b: Line, width: int) -> bool:
    return a.width >= SLACK * width or _reach(a, b) > width >= a.width


class _Widths(list[tuple[int, int, bool]]):
    """Columns that were found: least and greatest width of their full lines, and whether empty lines stand between them."""


def _wrap_widths(lines: Sequence[Line], pairs: Sequence[int]) -> _Widths:
    evidence: dict[bool, list[tuple[int, bool]]] = {False: [], True: []}
    for run in _runs(lines, pairs):
        prose = any(_PREDICATE.search(lines[i].raw) for i in (*run, run[-1] + 1))
        for i in run:
            a = lines[i]
            if prose and a.width >= NARROWEST and not ends_sentence(a.raw):
                evidence[lines[i + 1].gap > 0].append((a.width, bool(_HANGING.search(a.raw))))
    found = _Widths()
    for spread, seen in evidence.items():
        if spread and len(seen) < 3:
            continue  # one or two lines with empty lines around them are headings
        found += [(low, high, spread) for low, high in _clusters(seen)]
    return found


def _runs(lines: Sequence[Line], pairs: Sequence[int]) -> list[list[int]]:
    """Neighbouring pairs whose lines are about as wide as each other: candidates for one paragraph."""
    runs: list[list[int]] = []
    for i in pairs:
        a, b = lines[i], lines[i + 1]
        if not _fills(a, b, max(a.width, b.width)):
            continue
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _clusters(seen: list[tuple[int, bool]]) -> list[tuple[int, int]]:
    """Groups of like widths among the lines *seen* that are large enough to be a column: (least, greatest)."""
    groups: list[list[tuple[int, bool]]] = []
    for width, hanging in sorted(seen):
        if groups and width <= groups[-1][-1][0] * 1.08 + 1:
            groups[-1].append((width, hanging))
        else:
            groups.append([(width, hanging)])
    return [(group[0][0], group[-1][0]) for group in groups if _is_column(group)]


def _is_column(group: list[tuple[int, bool]]) -> bool:
    if group[-1][0] < NARROW:
        return len(group) >= 3
    return len(group) >= 2 or group[0][1]


def _is_wrapped(a: Line, b: Line, widths: _Widths) -> bool:
    for low, high, spread in widths:
        if b.gap and not spread:
            continue
        if not SLACK * low <= a.width <= high * 1.1 + 1 or b.width > high * 1.12 + 1:
            continue
        if ends_sentence(a.raw) and (b.indent > a.indent or not (ends_sentence(b.raw) or b.width >= SLACK * low)):
            continue  # what goes on behind a sentence fills its line or ends another; else it is a heading or another column
        if _fills(a, b, high):
            return True
    return False


def _labels(lines: Sequence[Line], breakable: Sequence[bool], taken: set[int]) -> list[int]:
    """Short lines whose last word needs the next one (생존을 위한 | 최적화), such as headings set in a narrow column."""
    candidates = [
        i
        for i, (a, b) in enumerate(pairwise(lines))
        if breakable[i]
        and i not in taken
        and b.gap <= 1
        and a.width <= LABEL
        and b.width <= LABEL + 4
        and _DEPENDENT.search(a.text)
    ]
    if not candidates:
        return []
    readings: Any = package_analyser().kiwi.tokenize([lines[i].text for i in candidates])
    return [i for i, tokens in zip(candidates, readings, strict=True) if tokens and _depends(tokens[-1].tag)]


def _depends(tag: str) -> bool:
    return tag in ("ETM", "EC", "JKG", "JKO", "JKB", "JX", "JC", "JKS", "SP")


def _item_continuations(lines: Sequence[Line], breakable: Sequence[bool]) -> list[int]:
    """Lines indented under the text of a list item, directly behind a line that has not ended: Markdown's continuation."""
    found: list[int] = []
    item: Line | None = None
    for i, (a, b) in enumerate(pairwise(lines)):
        item = a if a.sign else item
        if item is None or not breakable[i] or b.gap:
            item = None
        elif b.indent >= item.indent + 2 and a.width >= NARROW and not ends_sentence(a.raw) and not _COLUMNS.search(a.raw):
            found.append(i)
    return found
