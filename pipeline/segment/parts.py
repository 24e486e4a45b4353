"""From lines to parts: headings, items, paragraphs, each in one line, and what kind of block each is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.labelled import is_label_line
from extractors.scopes import declared_in
from pipeline.segment.boilerplate import boilerplate_kind, pieces
from pipeline.segment.boxes import unboxed, unbroken, unframed
from pipeline.segment.flat import is_bracketed_unit
from pipeline.segment.inline import plain
from pipeline.segment.lines import Line, Sign, read_lines, width_of
from pipeline.segment.opened import gathered
from pipeline.segment.streams import unfolded
from pipeline.segment.tables import find_tables
from pipeline.segment.tagged import untagged
from pipeline.segment.wraps import LABEL, closes, ends_sentence, separators
from schemas.documents import BlockKind

NEIGHBOURS = 2
"""Parts from the label of one neighbouring article to that of the other."""
LONGEST_HEADING = 160
"""Columns; a longer line under a heading sign is a paragraph."""
LONGEST_PLAIN_HEADING = 80
"""Columns of a heading that nothing but its place shows."""
LONGEST_TOPIC = 12
"""Characters of the label that opens a headline."""
FEWEST_WORDS = 3
"""Words of a headline behind its label; what has less is the value of a field."""
TITLE_WITHIN = 8
"""Parts at the top of a text among which its title is looked for."""


@dataclass(slots=True)
class Part:
    """A block to be, without its place in the outline."""

    kind: BlockKind
    text: str
    line: int
    indent: int = 0
    gap: int = 0
    """Empty lines above."""
    heading: int = 0
    """# signs."""
    sign: Sign | None = None
    bold: bool = False
    """All of it is set in bold."""
    columns: bool = False
    """Wide spaces in it, as in a letterhead."""
    width: int = 0
    """Columns of its text."""
    ends: bool = False
    """Its last sentence is closed."""
    wrapped: bool = False
    """It stood on several lines."""
    furniture: str | None = None
    """What kind of boilerplate it is, where it is some."""
    governed: bool = False
    """Whether it is a label line, or the head of such lines, below a caption that declares their unit."""


_BOLD = re.compile(r"(?:\*\*|__)(?:[^*_\n]|\*(?!\*)|_(?!_)){1,300}(?:\*\*|__)\s*:?")
_BOLD_LABEL = re.compile(r"(?:\*\*|__)[^*_\n]{1,300}(?:\*\*|__)\s*\([^()\n]{1,100}\)\s*:?")
_NUMBERED_FIGURE = r"(?:표|그림|도표|차트|도|사진|Table|Figure|Fig\.?|Chart|Exhibit)"
_CAPTION = re.compile(
    rf"[<\[(【〈]\s?{_NUMBERED_FIGURE}\s?(?:\d[\d\-.]{{0,6}})?\s?[.:)\]>】〉].*"
    rf"|[<\[(【〈]\s?{_NUMBERED_FIGURE}\s?\d[\d\-.]{{0,6}}\s.{{1,100}}"
    rf"|{_NUMBERED_FIGURE}\s?\d{{1,3}}(?:-\d{{1,3}})?\s?(?:[.:)\]>|]\s?|\s)(?=\S).*"
)
_UNIT = re.compile(
    r"[(\[<]?\s?단위\s?[:：]\s?[^()\[\]]{1,60}[)\]>]?|[*※]?\s?\(단위\s?[:：]?\s?[^()]{1,60}\)|[(\[].{0,40}단위\s?[:：][^()\[\]]{1,60}[)\]]"
)
_TITLED_UNIT = re.compile(r"\S.{1,90}?[(\[<〈]\s?(?:[^()\[\]<>]{1,30},\s?)?단위\s?[:：]\s?[^()\[\]]{1,60}[)\]>〉]")
_BRACKETED = re.compile(r"<[^<>]{1,60}>|\[[^\[\]]{1,60}\]|【[^【】]{1,60}】|〈[^〈〉]{1,60}〉|≪[^≪≫]{1,60}≫")
_ANGLED = re.compile(r"<[^<>]{1,60}>|〈[^〈〉]{1,60}〉|≪[^≪≫]{1,60}≫")
_LAST_BRACKET = re.compile(r"\S.{0,90}?[(\[<〈](?P<units>[^()\[\]<>〈〉]{1,40})[)\]>〉]")
_CREDIT = re.compile(r"(?!\(주\)[가-힣A-Z])[*※(\[]?\s?(?:출처|자료|주|비고|참고|Source|Note|Notes)\s?\d?\s?[:：)]")
_DATE_LINE = re.compile(
    r"[(\[]?(?:\d{2,4}\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]?\s?(?:\d{1,2}\s?[.일]?)?|\d{1,2}\s[A-Z][a-z]{2,8}\.?\s\d{4}|[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4})"
    r"\s?(?:\([월화수목금토일]\))?[)\]]?(?:\s\d{1,2}:\d{2})?"
)
_DATED = re.compile(r"\d{4}\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}\D{0,3}$")
"""A date at the end, as behind 작성일: no heading."""
_MASTHEAD = re.compile(
    r"(?:보\s?도\s?(?:참\s?고\s?|설\s?명\s?)?자\s?료|(?:해\s?명|설\s?명|참\s?고)\s?자\s?료|뉴스|공시|press release)",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(r"보\s?도\s?(?:참\s?고\s?|설\s?명\s?)?자\s?료\s[가-힣]{2,20}")
"""The kind of a release and who it is from, in one line."""
_STAMP = re.compile(r"(?:보도|배포|엠바고)\s?(?:시점|일시|일자|일)\s?[:：]?\s?(?:19|20)?\d{2}\s?[.년]")
"""When a release may be printed."""
_ISSUE = re.compile(
    r"^.{0,40}제\s?\d{1,4}(?:-\d{1,3})?\s?호$|(?:Company|Industry|Sector|Equity|Economy)\s(?:Update|Note|Report|Brief|Analysis|Research|Comment)\b"
)
"""What names a series and its issue, or the kind of a broker's report."""
_TERM = re.compile(
    r"[(\[]?\s?제\s?\d{1,3}\s?기\s?[)\]]?|.{0,20}(?:19|20)\d{2}\.\s?\d{1,2}\.\s?\d{1,2}\.?\s(?:Company|Industry|Sector)\s(?:Update|Note|Report|Brief)"
)
"""The term that a filing is for; the head of a broker's report."""
_SHARE = re.compile(r"\S.{0,24}?\s?[(\[](?:[A-Z]{1,4}:?\s?)?\d{6}(?:\.K[SQ])?[)\]]")
_RATED = re.compile(
    r"(?:BUY|Buy|HOLD|Hold|SELL|Sell|매수|보유|중립|매도|투자의견|목표주가|현재주?가)\b.{0,40}$|[가-힣A-Z][가-힣A-Za-z]{1,8}(?:\s?\([^()]{1,10}\))?\s\d[\d,.]*\s?\S{1,3}$"
)
"""A rating, or a label with its number, as beside the title of a broker's report."""
_PAGED = re.compile(r"(\S.{2,}?)\s?[|·\-–/]\s?\d{1,3}")
_FIRST_ITEM = re.compile(r"(?:^|[>\])】] ?)\d{1,2}\. ")
_LETTERS = re.compile(r"[가-힣]|[A-Za-z]{2}")
_LABELLED = re.compile(r"[:：]\s")
_VALUE = re.compile(r"[+\-△▲]?\d[\d.,]*\s?(?:%|[조억만천]?\s?(?:원|위안|달러|엔|유로))")
_VALUES = re.compile(
    r"(?:[가-힣A-Za-z ]{2,10}(?:\([^()]*\))?, )?[가-힣A-Za-z ]{2,10} \d[\d.,]*\s?(?:%|배|[조억만천]?\s?(?:원|달러))(?:\([^()]*\))?"
    r"(?:, [가-힣A-Za-z ]{2,10} \d[\d.,]*\s?(?:%|배|[조억만천]?\s?(?:원|달러))(?:\([^()]*\))?)*"
)
"""A line of labels with their amounts and nothing else: `매수(유지), 목표주가 11,500원, 상승여력 37.8%`."""
_SOLID = "▷▶■◆◇▣"
_FINAL_ENDING = re.compile(r"(?:니다|[었았했됐]다|[,:;])$")


def read_parts(text: str, skip: int = 0) -> list[Part]:
    """The parts of *text* in order; its first *skip* lines are front matter."""
    lines = list(unfolded(list(unframed(list(unboxed(list(unbroken(list(gathered(list(untagged(list(read_lines(text))))))))))))))
    front = [Part("boilerplate", line.text, line.number, furniture="metadata") for line in lines if line.number <= skip]
    parts = front + list(_join([line for line in lines if line.number > skip], text))
    _classify(parts)
    return _merge_side_headings(parts)


def _join(lines: list[Line], text: str) -> Iterator[Part]:
    """One part for each table, and for each line or run of lines that were broken only to fit a page."""
    tables = {table.start: table for table in find_tables(lines, text)}
    taken = {i for table in tables.values() for i in range(table.start, table.end)}
    labels = [_is_label(line) for line in lines]
    breakable = [
        i not in taken
        and i + 1 not in taken
        and (
            a.broken
            or closes(a, b)
            or (not (a.heading or b.heading or labels[i] or labels[i + 1]) and (b.sign is None or a.raw.endswith("→")))
        )
        for i, (a, b) in enumerate(pairwise(lines))
    ]
    after = separators(lines, breakable, text)
    at = 0
    while at < len(lines):
        if table := tables.get(at):
            yield Part("table", table.text, lines[at].number, lines[at].indent, lines[at].gap)
            if table.rest:
                last = lines[table.end - 1]
                yield _part(replace(last, raw=table.rest, text=plain(table.rest), sign=None, gap=0), None)
            at = table.end
            continue
        first, words = lines[at], [lines[at].raw]
        while (separator := after[at]) is not None:
            at += 1
            words += (separator, lines[at].raw)
        yield from _pieces(_part(first, "".join(words) if len(words) > 1 else None))
        at += 1


def _pieces(part: Part) -> Iterator[Part]:
    """A paragraph and the page furniture in its line, each by itself."""
    if part.kind != "paragraph" or part.heading or part.sign or part.bold:
        yield part
        return
    for number, text in enumerate(pieces(part.text)):
        gap = 0 if number else part.gap
        yield replace(part, text=text, width=width_of(text), ends=ends_sentence(text), gap=gap)


def _part(first: Line, joined: str | None) -> Part:
    raw = first.raw if joined is None else joined
    shown = first.text if joined is None else plain(raw)
    picture = raw.startswith("![") and raw.endswith(")")
    bold = bool(_BOLD.fullmatch(raw) or _BOLD_LABEL.fullmatch(raw))
    columns = re.search(r"\S\s{3,}\S", raw) is not None
    return Part(
        "boilerplate" if picture else "paragraph",
        shown or raw,
        first.number,
        indent=first.indent,
        gap=first.gap,
        heading=first.heading,
        sign=first.sign,
        bold=bold,
        columns=columns,
        width=width_of(shown),
        ends=ends_sentence(shown),
        wrapped=joined is not None,
        furniture="picture" if picture else None,
    )


def _is_label(line: Line) -> bool:
    """Whether a line stands by itself however long the lines around it are."""
    text = line.text
    return bool(
        line.raw.startswith("![")
        or _BOLD.fullmatch(line.raw)
        or _BOLD_LABEL.fullmatch(line.raw)
        or _is_caption(text)
        or _CREDIT.match(text)
        or _BRACKETED.fullmatch(text)
        or _DATE_LINE.fullmatch(text)
        or boilerplate_kind(text) is not None
    )


def _is_caption(text: str) -> bool:
    if len(text) > 150 or ends_sentence(text):
        return len(text) <= 150 and bool(_UNIT.fullmatch(text))
    return bool(is_unit(text) or _TITLED_UNIT.fullmatch(text) or _CAPTION.fullmatch(text))


def is_unit(text: str) -> bool:
    """Whether a caption says nothing but the unit: (단위: 억원, %)."""
    return bool(_UNIT.fullmatch(text)) or is_bracketed_unit(text)


def is_credit(text: str) -> bool:
    """Whether a block names the source of the table or figure above it, or annotates it."""
    return bool(_CREDIT.match(text))


def _classify(parts: list[Part]) -> None:
    _find_running_heads(parts)
    for i, part in enumerate(parts):
        if part.kind == "paragraph":
            part.furniture = _furniture(part)
            part.kind = (
                "boilerplate"
                if part.furniture
                else _kind(part, parts[i - 1] if i else None, parts[i + 1] if i + 1 < len(parts) else None)
            )
    _find_neighbours(parts)
    _find_table_captions(parts)
    _find_labelled(parts)
    _find_plain_headings(parts)
    _find_unit_captions(parts)
    _find_title(parts)


def _find_neighbours(parts: Sequence[Part]) -> None:
    """The titles of the articles before and behind this one, each in the line below its label (다음글, 이전글), are none of it."""
    labels = [number for number, part in enumerate(parts) if part.furniture == "neighbour"]
    for first, second in pairwise(labels):
        if second != first + NEIGHBOURS:
            continue
        for part in (parts[first + 1], *parts[second + 1 : second + NEIGHBOURS]):
            if part.kind != "table" and not part.ends:
                part.kind, part.furniture = "boilerplate", part.furniture or "related"


def _find_table_captions(parts: Sequence[Part]) -> None:
    """A name in angle brackets right above a table, or above its unit, is the table's caption."""
    for part, *below in zip(parts, parts[1:], [*parts[2:], None], strict=False):
        named = part.kind == "heading" and not part.heading and _ANGLED.fullmatch(part.text) is not None
        over = next((other for other in below if other is not None and not is_unit(other.text)), None)
        if named and over is not None and over.kind == "table":
            part.kind = "caption"


def _find_unit_captions(parts: Sequence[Part]) -> None:
    """A line right above a table that ends in its units is its caption, where nothing makes it a heading."""
    for part, below in pairwise(parts):
        if part.kind == "paragraph" and part.sign is None and below.kind == "table" and _ends_in_units(part.text):
            part.kind = "caption"


def _ends_in_units(text: str) -> bool:
    """Whether the last bracket of a line declares units and says how they are reckoned, or several: 요약 재무상태표 (연결, 억원)."""
    match = _LAST_BRACKET.fullmatch(text)
    return match is not None and "," in match["units"] and bool(declared_in(text))


def _find_labelled(parts: Sequence[Part]) -> None:
    """Below a caption that declares a unit and heads no table, label lines belong to it, each with the line that heads it."""
    open_ = False
    for part, after in zip(parts, [*parts[1:], None], strict=False):
        if part.kind == "caption":
            open_ = bool(declared_in(part.text)) and after is not None and after.kind != "table"
        elif part.kind == "boilerplate" or not open_:
            continue
        elif is_label_line(part.text) and part.kind in ("paragraph", "list_item"):
            part.governed = part.kind == "paragraph"
        elif _heads_labels(part, after):
            part.kind, part.governed = "heading", True
        else:
            open_ = False


def _heads_labels(part: Part, after: Part | None) -> bool:
    """Whether *part* is a short line without a value of its own above label lines: `매출액`, `[재무상태표] 2025.12.31 현재`."""
    short = part.kind in ("paragraph", "heading") and not (part.heading or part.sign) and part.width <= LONGEST_PLAIN_HEADING
    follows = after is not None and after.kind in ("paragraph", "list_item") and is_label_line(after.text)
    return short and follows and not part.ends and not _LABELLED.search(part.text)


def _furniture(part: Part) -> str | None:
    """The kind of boilerplate that *part* is; headings, captions and bold lines are none."""
    if not any(c.isalnum() for c in part.text):
        return "rule"
    none = part.heading or (part.bold and part.sign is None) or _is_caption(part.text)
    return None if none else boilerplate_kind(part.text)


def _kind(part: Part, before: Part | None, after: Part | None) -> BlockKind:
    text = part.text
    short = part.width <= LONGEST_HEADING
    if _is_caption(text):
        return "caption"
    if part.heading:
        return "heading" if short else "paragraph"
    if part.sign is None:
        labelled = part.bold or bool(_BRACKETED.fullmatch(text) and not is_credit(text))
        return "heading" if labelled and short and part.indent < 4 else "paragraph"
    return "heading" if _sign_opens_heading(part, before, after) else "list_item"


def _sign_opens_heading(part: Part, before: Part | None, after: Part | None) -> bool:
    """Whether a part that opens with a sign heads what follows: short, no sentence, and not one of several items in a row."""
    if part.sign is None or after is None or part.ends:
        return False
    if part.width <= LONGEST_PLAIN_HEADING and _opens_item_of_row(part, after):
        return True
    if part.sign.rank > 7:
        return False
    if part.width > LONGEST_PLAIN_HEADING or part.text.endswith((",", ":")):
        return False
    if part.sign.rank <= 4 and not _LABELLED.search(part.text):
        return True
    if part.bold or _stands_above_prose(part, after):
        return True
    if _LABELLED.search(part.text) or part.width > 50 or (part.gap == 0 and before is not None and before.kind != "heading"):
        return False
    return after.sign is None or after.sign.rank > part.sign.rank


def _stands_above_prose(part: Part, after: Part) -> bool:
    """Whether empty lines set *part* apart, and a paragraph follows that is longer than itself."""
    return part.gap > 0 and after.gap > 0 and after.sign is None and after.width > part.width and after.ends


def _opens_item_of_row(part: Part, after: Part) -> bool:
    """Whether a solid mark opens the head of a text of its own, as in round-ups: `▷가온전선…수주 – 한별증권` above plain lines."""
    return part.text[:1] in _SOLID and after.sign is None and after.gap == 0 and after.kind == "paragraph" and not after.heading


def _find_running_heads(parts: Sequence[Part]) -> None:
    """Lines that come back with another page number are the head or foot of the pages."""
    pages: dict[str, list[Part]] = {}
    for part in parts:
        if part.width <= LONGEST_PLAIN_HEADING and (match := _PAGED.fullmatch(part.text)):
            pages.setdefault(match[1], []).append(part)
    for found in pages.values():
        if len({part.text for part in found}) >= 2:
            for part in found:
                part.kind, part.furniture = "boilerplate", "page"


def _merge_side_headings(parts: Sequence[Part]) -> list[Part]:
    """Two short headings above a wrapped paragraph are one heading of two lines, set in a narrow column beside it."""
    merged: list[Part] = []
    for part in parts:
        if part.kind == "paragraph" and part.wrapped and len(merged) >= 2 and all(map(_is_side_heading, merged[-2:])):
            second = merged.pop()
            first = merged[-1]
            first.text, first.width = f"{first.text} {second.text}", first.width + 1 + second.width
        merged.append(part)
    return merged


def _is_side_heading(part: Part) -> bool:
    return part.kind == "heading" and not (part.heading or part.bold or part.sign or part.wrapped) and part.width <= LABEL


def _find_plain_headings(parts: list[Part]) -> None:
    """A short line that ends no sentence is a heading where prose follows it, be it behind more such lines."""
    heads = False
    labelled = [bool(_LABELLED.search(part.text)) for part in parts]
    for at, part in reversed(list(enumerate(parts))):
        before, after = parts[at - 1] if at else None, parts[at + 1] if at + 1 < len(parts) else None
        alone = not any(labelled[max(at - 1, 0) : at] + labelled[at + 1 : at + 2])
        candidate = part.kind == "paragraph" and after is not None and (_may_head(part) or (alone and _is_headline(part, after)))
        if after is None or not candidate:
            if _PAGED.fullmatch(part.text) or not (part.kind == "boilerplate" or is_credit(part.text)):
                heads = part.kind == "paragraph" and _is_prose(part)
        elif after.kind == "paragraph" and is_credit(after.text):
            part.kind = "caption"  # of a figure whose source stands below it
        elif (heads or _names_a_value(part, after) or _heads_list(part, before, after)) and not _states_a_value(part, after):
            part.kind = "heading"
            heads = True
        else:
            heads = False


def _states_a_value(part: Part, after: Part) -> bool:
    """Whether *part* is itself a figure with its label, above other short lines, or nothing but such figures."""
    return (after.kind != "paragraph" and bool(_VALUE.search(part.text))) or _VALUES.fullmatch(part.text) is not None


def _names_a_value(part: Part, after: Part) -> bool:
    """Whether *part* is the name of a company or metric above short lines with its figures."""
    if after.kind != "paragraph" or part.width > 30 or any(c.isdigit() for c in part.text):
        return False
    return after.width <= 40 and bool(_VALUE.search(after.text)) and not after.ends


def _heads_list(part: Part, before: Part | None, after: Part) -> bool:
    """
    Whether *part* is set apart by empty lines from what stands above it and from the list below it.

    Right below a heading it is the headline of what follows, and one with a number is the first item of the list.
    """
    apart = part.gap > 0 and after.gap > 0 and after.kind == "list_item" and not part.wrapped
    return apart and not (before and before.kind == "heading") and not _FIRST_ITEM.search(part.text)


def _is_headline(part: Part, after: Part) -> bool:
    """Whether a line that opens with a label and a colon is the headline of a section: `수출: 반도체가 끌고 자동차가 밀었다`."""
    label, _, told = part.text.partition(": ")
    apart = part.gap > 0 and after.gap > 0 and (after.kind == "list_item" or _is_prose(after))
    words = told.split()
    return apart and len(label) <= LONGEST_TOPIC and len(words) >= FEWEST_WORDS and _may_head(replace(part, text=" ".join(words)))


def _may_head(part: Part) -> bool:
    text = part.text
    return (
        part.width <= LONGEST_PLAIN_HEADING
        and bool(_LETTERS.search(text))
        and not (part.columns or part.indent >= 4 or part.ends or is_credit(text) or _LABELLED.search(text))
        and not (_FINAL_ENDING.search(text) or _DATED.search(text) or _DATE_LINE.fullmatch(text) or "|" in text)
        and not _is_letterhead(text)
    )


def _is_prose(part: Part) -> bool:
    return part.ends and part.width > 40


def _find_title(parts: Sequence[Part]) -> None:
    """The report's own title stands before its first prose: the first heading with Hangul, else the first line that can be."""
    opening: list[Part] = []
    for part in parts:
        if part.kind == "table" or (part.kind in ("paragraph", "list_item") and (part.sign or _is_prose(part))):
            break
        if part.kind in ("heading", "paragraph"):
            opening.append(part)
        if len(opening) == TITLE_WITHIN:
            break
    marked = [part for part in opening if part.heading and not _dates_or_kinds(part.text)]
    title = next((part for part in marked if re.search("[가-힣]", part.text)), marked[0] if marked else None)
    if title is None and opening:
        opening = [part for part, below in zip(opening, [*opening[1:], None], strict=True) if not _names_issue(part, below)]
        first = next((part for part in opening if not _dates_or_kinds(part.text)), None)
        possible = [part for part in opening if _may_be_title(part, opens=part is first)]
        title = min(possible, key=lambda part: _stands_over_title(part.text), default=None)
    if title is not None and title is not parts[-1]:
        title.kind = "title"


def _stands_over_title(text: str) -> bool:
    """Whether a line is more likely to stand above the title: all in brackets, or a share with its code."""
    return bool(_BRACKETED.fullmatch(text) or _SHARE.fullmatch(text))


def _names_issue(part: Part, below: Part | None) -> bool:
    """Whether a line names a series and its issue, and the title stands right below it."""
    return _ISSUE.search(part.text) is not None and below is not None and below.gap == 0 and _may_be_title(below)


def _dates_or_kinds(text: str) -> bool:
    """Whether a line dates the report, or names what kind it is of."""
    return _is_letterhead(text) or any(pattern.fullmatch(text) for pattern in (_DATE_LINE, _MASTHEAD, _TERM))


def _is_letterhead(text: str) -> bool:
    """Whether a line says who issues a release, or when it may be printed."""
    return _LETTERHEAD.fullmatch(text) is not None or _STAMP.match(text) is not None


def _may_be_title(part: Part, *, opens: bool = False) -> bool:
    """Whether a line can be the title; the one that *opens* the report may be a headline that is a sentence: 첫 달 8만 명이 찾았다."""
    text = part.text
    headline = opens and part.width <= LONGEST_PLAIN_HEADING and text.endswith("다")
    return (
        6 <= part.width <= LONGEST_HEADING
        and bool(_LETTERS.search(text))
        and not (part.columns or part.sign or part.ends or is_credit(text) or "|" in text)
        and not (_dates_or_kinds(text) or _RATED.match(text))
        and (headline or not _FINAL_ENDING.search(text))
    )
