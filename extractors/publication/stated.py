"""Days that a report states of itself: in its metadata, its header, its file name, its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

import dateparser

from extractors.dates import TimeMatch
from extractors.dates.calendar import month_length
from extractors.dates.model import Point, Span
from extractors.dates.words import WEEKDAYS
from extractors.lexicon import LEXICON
from schemas import Block


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day the report may have been published on."""

    day: date
    source: str
    """metadata, header, filename, url or inferred."""
    weight: float
    """How likely such a statement names the day of publication, where nothing contradicts it."""
    evidence: str
    """The characters it stands in."""
    start: int | None = None
    """Where they begin in the text; `None` outside it."""
    end: int | None = None
    key: str | None = None
    """The metadata they stand in."""
    confidence: float = 0.0
    """How likely the day is meant, after all of them were weighed together."""


def stated_days(
    text: str, blocks: Sequence[Block], matches: Sequence[TimeMatch], source_name: str, metadata: Mapping[str, str], markup: str
) -> Iterator[Candidate]:
    """All days that are stated, the most trustworthy kind first."""
    metadata = {key.casefold(): value for key, value in metadata.items() if value}
    yield from _in_metadata(metadata, _PUBLISHED_KEYS, 0.99)
    yield from _in_header(text, blocks, matches)
    yield from _in_name(source_name)
    yield from _in_address(markup, metadata)
    yield from _by_statistic(text)
    yield from _by_decision(text, matches)
    yield from _in_metadata(metadata, _CREATED_KEYS, 0.6)


def day_of(year: str | int, month: str | int, day: str | int) -> date | None:
    """The day, where the calendar has it and a report may be that old."""
    number, month, day = int(year), int(month), int(day)
    if not 1990 <= number <= 2100 or not 1 <= month <= 12 or not 1 <= day <= month_length(number, month):
        return None
    return date(number, month, day)


# the statistic that a report tells of ---------------------------------------------------------------------------------------

_LEAD = 600
"""Characters in which a report names the statistic that it tells of."""
_STATISTIC = re.compile(
    r"[‘’'\"“「『<〈]\s?(?P<year>20\d\d)년 ?(?P<month>1[0-2]|0?[1-9])월중?\s[^‘’'\"”」』>〉\n]{0,24}?"
    r"(?:동향|통계|현황|실적|결과|조사|지수|지표)"
)
_LAST_MONTH = re.compile(r"지난 ?달(?! ?\d)")
_TOLD_ON = re.compile(r"(?<![\d.월])(?<!월 )(?<!달 )(?<!지난 )(?<!오는 )(\d{1,2})일[^.\n]{0,60}?(?:밝혔|발표|공개|따르면)")
_NAMED_LAST_MONTH = 0.9


def _by_statistic(text: str) -> Iterator[Candidate]:
    """
    The day on which a statistic of 지난달 was told that its name dates: `8일 발표한 '2022년 8월 채권시장 동향'에 따르면 지난달 …` is of 8 September.

    None where several days are told.
    """
    lead = text[:_LEAD]
    named, told = _STATISTIC.search(lead), list(_TOLD_ON.finditer(lead))
    if named is None or _LAST_MONTH.search(lead) is None or len({day[1] for day in told}) != 1:
        return
    year, month = divmod(int(named["year"]) * 12 + int(named["month"]), 12)
    if (day := day_of(year, month + 1, told[0][1])) is not None:
        yield Candidate(day, "inferred", _NAMED_LAST_MONTH, named[0], named.start(), named.end())


_DECIDED = re.compile(r"(?<![가-힣])(?:이사회\s?결의일|(?:취득|처분)?결정일|발행결의일)\s?(?:\([^()\n]{1,12}\))?[\s|:：]{1,6}$")
_LABEL = 30
"""Characters of such a label at most."""
_FILED = 0.8


def _by_decision(text: str, matches: Sequence[TimeMatch]) -> Iterator[Candidate]:
    """The day of the board that the form of a filing names, on which or right behind which it is filed; none where it names several."""
    found = {
        days[0]: match
        for match in matches
        if len(days := full_days(match)) == 1 and _DECIDED.search(text, max(0, match.start - _LABEL), match.start)
    }
    for day, match in found.items() if len(found) == 1 else ():
        yield Candidate(day, "inferred", _FILED, text[match.start : match.end], match.start, match.end)


# metadata ------------------------------------------------------------------------------------------------------------------

_PUBLISHED_KEYS = (
    "article:published_time", "datepublished", "published", "published_on", "published_time", "pubdate", "og:published_time", "dc.date",
    "approve_date", "date",
)  # fmt: skip
_CREATED_KEYS = (
    "article:modified_time", "datemodified", "modified", "moddate", "last_modified", "created", "creationdate", "creation_date",
)  # fmt: skip
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_ISO_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")


def _in_metadata(metadata: Mapping[str, str], keys: Sequence[str], weight: float) -> Iterator[Candidate]:
    for key in keys:
        for day, share in read_metadata_days(metadata.get(key, "")):
            yield Candidate(day, "metadata", weight * share, f"{key}: {metadata[key]}", key=key)


def read_metadata_days(value: str) -> list[tuple[date, float]]:
    """
    The day in a metadata string: ISO 8601, RFC 2822, PDF (`D:20251029…`), else whatever dateparser reads in full; and how likely it is meant.

    Two days where month and day may stand in either order (06/07/2023).
    """
    value = value.strip()
    if found := _PDF_DATE.match(value) or _ISO_DATE.match(value):
        return [(day, 1.0) for day in [day_of(*found.groups())] if day]
    if found := _SLASHED.match(value):
        return both_orders(found)
    try:
        return [(parsedate_to_datetime(value).date(), 1.0)]
    except (TypeError, ValueError):
        full = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
        parsed = dateparser.parse(value, languages=["en", "de", "fr", "es", "ja", "zh"], settings=full) if value else None
        return [(parsed.date(), 1.0)] if parsed else []


def both_orders(found: re.Match[str]) -> list[tuple[date, float]]:
    """06/07/2023 is the seventh of June, as most software writes it, or the sixth of July; 30/07/2023 is one day only."""
    first, second, year = found.groups()
    month_first, day_first = day_of(year, first, second), day_of(year, second, first)
    if month_first and day_first and month_first != day_first:
        return [(month_first, MONTH_FIRST), (day_first, 1 - MONTH_FIRST)]
    return [(day, 1.0) for day in {month_first, day_first} if day]


MONTH_FIRST = 0.7


# header --------------------------------------------------------------------------------------------------------------------

_TAIL = rf"{LEXICON.alternation('stamp_tail')}?"
_STAMPS = (
    (
        0.98,
        rf"(?:기사\s?)?{LEXICON.alternation('stamp_published')}{_TAIL}|보도\s?(?:시점|일시|일자|일)|\b(?:Published|Posted|Date)(?: on)?",
    ),
    (0.95, rf"(?<!최초)(?<!최초\s){LEXICON.alternation('stamp_released')}{_TAIL}|보도자료|정\s?정\s?신\s?고(?:\s?\(보고\))?"),
    (0.85, rf"(?:최종\s?)?수정{_TAIL}|\b(?:Updated|Modified)"),
)
_STAMP = re.compile("|".join(rf"(?P<s{rank}>{pattern})" for rank, (_, pattern) in enumerate(_STAMPS)), re.IGNORECASE)
_STAMP_ABOVE = re.compile(rf"(?:{_STAMP.pattern})\s*\n\s*$", re.IGNORECASE)
"""A stamp that fills the end of the line above."""
_OTHER_ABOVE = re.compile(rf"(?:^|\n)[^\n]{{0,8}}{LEXICON.alternation('other_day')}(?:일자?)?\s*\n\s*\Z")
"""A label of another day that fills the line above."""
LABELLED = 30
REACH = 20
"""How far before a day its stamp may stand, in characters."""
_OTHER_DAY = re.compile(LEXICON.alternation("other_day"))
_SENTENCE = re.compile(r"[다요음함]\.(?:\s|$)")
HEADER_LINES = 16
"""How many lines may stand above the first full sentence."""
LINE = 200
"""How much of a header line is read, in characters."""


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each line or block, and whether it is boilerplate."""
    if blocks:
        yield from ((block.start_char, block.end_char, block.kind == "boilerplate") for block in blocks)
        return
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end, False
        start = end + 1


def _header_zone(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The lines above the first full sentence, and later bylines."""
    body, seen = False, 0
    for start, end, boilerplate in _lines(text, blocks):
        line = text[start : min(end, start + 4 * LINE)].strip()
        if not line:
            continue
        seen += 1
        told = len(line) > 30 and not boilerplate and " | " not in line[:60] and _SENTENCE.search(line) is not None
        body = body or seen > HEADER_LINES or told
        if not body or (boilerplate and seen <= 4 * HEADER_LINES):
            yield start, min(end, start + LINE)
        elif not blocks or seen > 4 * HEADER_LINES:
            return


def _in_header(text: str, blocks: Sequence[Block], matches: Sequence[TimeMatch]) -> Iterator[Candidate]:
    """Full dates in the header: behind a stamp (입력, 보도시점) and else where they date nothing else."""
    dated: list[tuple[int, int, list[tuple[date, float]], TimeMatch | None]]
    dated = [(match.start, match.end, [(told[-1], 1.0)], match) for match in matches if (told := full_days(match))]
    for start, end in _header_zone(text, blocks):
        zone = [found for found in dated if start <= found[0] < end]
        slashed = ((found.start(), found.end(), both_orders(found), None) for found in _SLASHED.finditer(text, start, end))
        for at, stop, days, match in (*zone, *slashed):
            weight = _header_weight(text[max(start, at - REACH) : at], text[stop : min(end, stop + REACH)], match)
            if at == start and _OTHER_ABOVE.search(text, max(0, at - LABELLED), at):
                continue  # 설정일, and in the line below it the day
            if at == start and (above := _STAMP_ABOVE.search(text, max(0, at - REACH), at)):
                weight = max(weight, _stamp_weight(above))
            for day, share in days if weight else ():
                yield Candidate(day, "header", weight * share, text[at:stop], at, stop)


_ALONE = re.compile(
    rf"[.)]*(?: ?\((?P<weekday>[{WEEKDAYS}])(?:요일)?\))?[.)]* ?(?:(?:오전|오후)? ?\d{{1,2}}[:시].*|{LEXICON.alternation('stamp_tail')}"
    r"|배포|보도|발행|작성|발간)?\s*(?:$|[|·/,<\n]|  )"
)
"""Behind a day that dates the report: nothing, a clock time, 배포, or the next part of the masthead."""


def _header_weight(before: str, after: str, match: TimeMatch | None) -> float:
    """How likely a full date in the header is the day of publication, from what stands before and behind it."""
    stamps = list(_STAMP.finditer(before))
    last = stamps[-1] if stamps else None
    if last and not _OTHER_DAY.search(before[last.end() :]):
        return _stamp_weight(last)
    if _OTHER_DAY.search(before) or _GLUED_BRACKET.search(before) or _TERM.search(before):
        return 0.0
    if _BULLET.search(before) and _EQUATED.match(after):
        return 0.0
    if match is not None and (isinstance(match.node, Span) or match.relation == "as_of"):
        return 0.6
    return 0.9 if _ALONE.match(after) else 0.8


_TERM = re.compile(r"제\s?\d{1,3}\s?\(?[당전]?\)?\s?기\s?[:(]?\s*$")
"""Before the days that a term of accounts has: `제 24 기 2022.01.01 부터 2022.12.31 까지`."""
_BULLET, _EQUATED = re.compile(r"(?:^|\n)\s*[^\w\s(\[]\s?$"), re.compile(r"\s?[=＝]\s?\S")
"""Around the day of an item of a chronology: `▲ 2019년 3월 22일 = 감사의견 '한정'`."""
_GLUED_BRACKET = re.compile(r"[^\s\])]\($")
"""`선언(2020.3.11)`: the day of what stands before the bracket."""


def _stamp_weight(stamp: re.Match[str]) -> float:
    return next(weight for rank, (weight, _) in enumerate(_STAMPS) if stamp[f"s{rank}"])


def full_days(match: TimeMatch) -> list[date]:
    """The day of a match that names year, month and day; first and last of a range."""
    node = match.stated if isinstance(match.stated, Span) else match.node
    points = [node.first, node.last] if isinstance(node, Span) else [node]
    days: list[date] = []
    for point in points:
        if not isinstance(point, Point) or not point.day or not (point.year or days) or point.offset:
            return []
        month = point.month or (days[-1].month if days else 0)
        day = day_of(point.year or days[-1].year, month, point.upto or point.day) if month else None
        if day is None:
            return []
        days.append(day)
    return days


def closed_terms(text: str, matches: Sequence[TimeMatch]) -> Iterator[tuple[date, str]]:
    """The last days of terms that a report closes its accounts for: nothing is told of their numbers before."""
    for match in matches:
        days = full_days(match) if isinstance(match.stated or match.node, Span) else []
        if days and _TERM.search(text, max(0, match.start - REACH), match.start):
            yield days[-1], "the end of a term of accounts"


# names and addresses ---------------------------------------------------------------------------------------------------------

_YMD = r"(20[0-4]\d)[-._년 ]{0,2}(0[1-9]|1[0-2])[-._월 ]{0,2}(0[1-9]|[12]\d|3[01])"
_NAMES = (
    (0.9, re.compile(rf"(?<!\d){_YMD}(?!\d)")),
    (0.85, re.compile(r"(?<!\d)(20[0-4]\d)(?:[-._]|년 ?)(1[0-2]|[1-9])(?:[-._]|월 ?)(3[01]|[12]\d|[1-9])(?!\d)")),
    (0.85, re.compile(r"(?<!\d)([12]\d)[-._](0[1-9]|1[0-2])[-._](0[1-9]|[12]\d|3[01])(?!\d)")),
    (0.85, re.compile(r"(?<!\d)([12]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")),
    (0.7, re.compile(r"(?<!\d)(20[12]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])?[0-5]?\d{4,10}(?!\d)")),
)
"""20251029, 2025-10-29, 2025-9-3, 25.10.29, 251029, and the number of an article that begins with its day."""


def _in_name(name: str) -> Iterator[Candidate]:
    for weight, pattern in _NAMES:
        found = pattern.search(name)
        if found and (day := day_of(found[1] if len(found[1]) == 4 else f"20{found[1]}", found[2], found[3])):
            yield Candidate(day, "filename", weight, found[0])
            return


_OWN_ADDRESS = re.compile(r"(?:URL|원문|출처|링크|주소|Source)\s*:?\s*(?:\[[^\]\n]{0,200}\]\()?(https?://[^\s)]{1,300})")
_ADDRESS_DAY = re.compile(
    r"/(20[0-4]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)|(?<!\d)(20[0-4]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{4,10}(?!\d)"
)
"""In the path, or at the head of an article's number (`…=202403150812345678`)."""
_PICTURE = re.compile(r"https?://[^\s)\]]{1,300}")
_PATH_DAY = re.compile(rf"(?<!\d){_YMD}(?!\d)")
_PATH_MONTH = re.compile(r"/(20[0-4]\d)/(0[1-9]|1[0-2])/")


def _in_address(text: str, metadata: Mapping[str, str]) -> Iterator[Candidate]:
    """The day in the page's own address: in its path, or at the head of an article's number."""
    own = metadata.get("url") or metadata.get("og:url") or metadata.get("canonical") or ""
    if not own and (named := _OWN_ADDRESS.search(text[:2_000])):
        own = named[1]
    found = _ADDRESS_DAY.search(own)
    day = day_of(*(part for part in found.groups() if part)) if found else None
    if day:
        yield Candidate(day, "url", 0.85, own)


def picture_days(text: str) -> Iterator[tuple[date, str]]:
    """Days and months in the addresses of pictures: they were put there before the page was read."""
    for address in _PICTURE.finditer(text):
        found = _PATH_DAY.search(address[0]) or _PATH_MONTH.search(address[0])
        day = day_of(found[1], found[2], found[3] if len(found.groups()) > 2 else 1) if found else None
        if day:
            yield day, "the address of a picture"
