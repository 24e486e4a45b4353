"""
The day a report was published: what the file, its header or its address say, else what its dates allow.

The order of trust: a published field of the metadata, a header or byline, the file name, the address of the page, the file's
own creation day, inference. Inference is archaeology: a text cannot be older than the youngest thing it names
(`seeds/known_days.csv`, a full date told in the past), and news speaks of days near its own (`26일 … 밝혔다`, `지난 23일`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

import dateparser

from extractors.dates import TimeMatch
from extractors.dates.calendar import DAY, add_months, month_length, unit_start
from extractors.dates.context import Context
from extractors.dates.model import Point, Span
from extractors.seeds import read_seed
from schemas import Block

Day = Callable[[date], float]
"""How badly a day of publication fits one expression: 0 is well."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The day of publication, and why."""

    day: date
    source: str
    """metadata, header, filename, url, inferred or received."""
    confidence: float
    evidence: str
    """The characters or the reasoning the day was taken from."""


def find_publication(
    text: str,
    blocks: Sequence[Block],
    matches: Sequence[TimeMatch],
    *,
    source_name: str = "",
    metadata: Mapping[str, str] | None = None,
    received_on: date | None = None,
) -> Publication | None:
    """The day of publication of a report, or `None` where nothing tells it."""
    metadata = {key.casefold(): value for key, value in (metadata or {}).items() if value}
    for found in (
        _from_metadata(metadata, PUBLISHED_KEYS, 0.98),
        _from_header(text, blocks, matches),
        _from_name(source_name),
        _from_address(text, metadata),
        _from_metadata(metadata, CREATED_KEYS, 0.6),
        _inferred(text, blocks, matches, received_on),
    ):
        if found:
            return found
    return Publication(received_on, "received", 0.1, "the day the file was received") if received_on else None


# metadata ------------------------------------------------------------------------------------------------------------------

PUBLISHED_KEYS = (
    "article:published_time",
    "datepublished",
    "published",
    "published_on",
    "published_time",
    "pubdate",
    "og:published_time",
    "dc.date",
    "date",
)
CREATED_KEYS = (
    "article:modified_time",
    "datemodified",
    "modified",
    "moddate",
    "last_modified",
    "created",
    "creationdate",
    "creation_date",
)
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def _from_metadata(metadata: Mapping[str, str], keys: Sequence[str], confidence: float) -> Publication | None:
    for key in keys:
        day = read_metadata_day(metadata[key]) if key in metadata else None
        if day:
            return Publication(day, "metadata", confidence, f"{key}: {metadata[key]}")
    return None


def read_metadata_day(value: str) -> date | None:
    """The day in a metadata string: ISO 8601, RFC 2822, PDF (`D:20251029…`), else whatever dateparser reads in full."""
    value = value.strip()
    if found := _PDF_DATE.match(value):
        return _day(*found.groups())
    if found := re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)", value):
        return _day(*found.groups())
    try:
        return parsedate_to_datetime(value).date()
    except (TypeError, ValueError):
        full = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
        parsed = dateparser.parse(value, languages=["en", "de", "fr", "es", "ja", "zh"], settings=full)
        return parsed.date() if parsed else None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    number, month, day = int(year), int(month), int(day)
    if not 1990 <= number <= 2100 or not 1 <= month <= 12 or not 1 <= day <= month_length(number, month):
        return None
    return date(number, month, day)


# header --------------------------------------------------------------------------------------------------------------------

_STAMPS = (
    r"(?:기사\s?)?(?:입력|등록|승인|게재|게시|발행|발간|송고)(?:일시|일자|일|시간)?|보도\s?(?:시점|일시|일자|일)"
    r"|\b(?:Published|Posted|Date)(?: on)?",
    r"(?:배포|작성|발표|공시|제출)(?:일시|일자|일)?|보도자료",
    r"(?:최종\s?)?수정(?:일시|일자|일)?|\b(?:Updated|Modified)",
)
_STAMP = re.compile("|".join(rf"(?P<s{rank}>{pattern})" for rank, pattern in enumerate(_STAMPS)), re.IGNORECASE)
_OTHER_DAY = re.compile(
    r"계약|체결|납입|만기|기간|시행|접수|마감일|출생|설립|기준일|행사|개최|상장|청약|배당|결제|종가|현재가|주가|결의"
    r"|결정일|예정|출시|개봉|제정|개정|부터"
)
_SENTENCE = re.compile(r"[다요음함]\.(?:\s|$)")
HEADER_LINES = 16
"""How many lines may stand above the first full sentence."""


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


def _header_zone(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """The lines above the first full sentence, and later bylines; of a line, its first 200 characters."""
    zone: list[tuple[int, int]] = []
    body = False
    seen = 0
    for start, end, boilerplate in _lines(text, blocks):
        line = text[start:end].strip()
        if not line:
            continue
        seen += 1
        body = (
            body
            or seen > HEADER_LINES
            or (len(line) > 30 and not boilerplate and " | " not in line[:60] and _SENTENCE.search(line) is not None)
        )
        if not body or (boilerplate and seen <= 4 * HEADER_LINES):
            zone.append((start, min(end, start + 200)))
        elif body and not blocks:
            break
    return zone


def _from_header(text: str, blocks: Sequence[Block], matches: Sequence[TimeMatch]) -> Publication | None:
    """A full date in the header: behind a stamp (입력, 보도시점) first, else one that dates nothing else."""
    best: tuple[int, Publication] | None = None
    dated = [match for match in matches if _full_days(match)]
    for start, end in _header_zone(text, blocks):
        for match in dated:
            if not start <= match.start < end:
                continue
            rank, confidence = _header_rank(text, start, match)
            if rank is not None and (best is None or rank < best[0]):
                days = _full_days(match)
                best = (rank, Publication(days[-1], "header", confidence, text[match.start : match.end]))
    return best[1] if best else None


def _header_rank(text: str, start: int, match: TimeMatch) -> tuple[int | None, float]:
    before = text[max(start, match.start - 20) : match.start]
    stamps = list(_STAMP.finditer(before))
    if stamps and not _OTHER_DAY.search(before[stamps[-1].end() :]):
        rank = next(rank for rank in range(len(_STAMPS)) if stamps[-1][f"s{rank}"])
        return rank, (0.98, 0.95, 0.85)[rank]
    if _OTHER_DAY.search(before):
        return None, 0.0
    if isinstance(match.node, Span):
        return 4, 0.75
    return (5, 0.6) if match.relation == "as_of" else (3, 0.9)


def _full_days(match: TimeMatch) -> list[date]:
    """The day of a match that names year, month and day; first and last of a range."""
    node = match.stated if isinstance(match.stated, Span) else match.node
    points = [node.first, node.last] if isinstance(node, Span) else [node]
    days: list[date] = []
    for point in points:
        if not isinstance(point, Point) or not point.day or not (point.year or days) or point.offset:
            return []
        month = point.month or (days[-1].month if days else 0)
        day = _day(point.year or days[-1].year, month, point.upto or point.day) if month else None
        if day is None:
            return []
        days.append(day)
    return days


# names and addresses ---------------------------------------------------------------------------------------------------------

_LONG = re.compile(r"(?<!\d)(20[0-4]\d)[-._년 ]{0,2}(0[1-9]|1[0-2])[-._월 ]{0,2}(0[1-9]|[12]\d|3[01])(?!\d)")
_LOOSE = re.compile(r"(?<!\d)(20[0-4]\d)(?:[-._]|년 ?)(1[0-2]|[1-9])(?:[-._]|월 ?)(3[01]|[12]\d|[1-9])(?!\d)")
_SHORT = re.compile(r"(?<!\d)([12]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT_DOTTED = re.compile(r"(?<!\d)([12]\d)[-._](0[1-9]|1[0-2])[-._](0[1-9]|[12]\d|3[01])(?!\d)")


def _from_name(name: str) -> Publication | None:
    """20251029, 2025-10-29, 2025_10_29, 251029 in a file name."""
    for pattern, confidence in ((_LONG, 0.9), (_LOOSE, 0.85), (_SHORT_DOTTED, 0.75), (_SHORT, 0.7)):
        found = pattern.search(name)
        if found and (day := _day(found[1] if len(found[1]) == 4 else f"20{found[1]}", found[2], found[3])):
            return Publication(day, "filename", confidence, found[0])
    return None


_OWN_ADDRESS = re.compile(r"(?:URL|원문|출처|링크|주소|Source)\s*:?\s*(https?://[^\s)]{1,300})")
_PATH_DAY = re.compile(r"/(20[0-4]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_PICTURE = re.compile(r"https?://[^\s)\]]{1,300}")
_PATH_MONTH = re.compile(r"/(20[0-4]\d)/(0[1-9]|1[0-2])/")


def _from_address(text: str, metadata: Mapping[str, str]) -> Publication | None:
    """The day in the page's own address."""
    own = metadata.get("url") or metadata.get("og:url") or metadata.get("canonical") or ""
    if not own and (named := _OWN_ADDRESS.search(text[:2_000])):
        own = named[1]
    found = _PATH_DAY.search(own)
    day = _day(*found.groups()) if found else None
    return Publication(day, "url", 0.85, own) if day else None


def _picture_days(text: str) -> list[date]:
    """Days and months in the addresses of pictures: they were put there before the page was read."""
    days = []
    for address in _PICTURE.finditer(text):
        if found := _LONG.search(address[0]):
            days.append(_day(*found.groups()))
        if found := _PATH_MONTH.search(address[0]):
            days.append(_day(found[1], found[2], 1))
    return [day for day in days if day]


# inference -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """A row of `seeds/known_days.csv`: a thing and the day it was first known, or the days of the year it takes place on."""

    names: tuple[str, ...]
    first_on: date | None
    annual: tuple[str, str] | None
    example: str


@lru_cache(maxsize=1)
def load_known_days() -> tuple[Known, ...]:
    """The rows of the table, in file order."""
    return tuple(
        Known(
            row.parts("name"),
            date.fromisoformat(row["first_on"]) if row["first_on"] else None,
            (row["annual"][:5], row["annual"][7:]) if row["annual"] else None,
            row["example"],
        )
        for row in read_seed("known_days.csv", ("name", "first_on", "annual", "example"))
    )


def latest_known(text: str) -> tuple[date, str] | None:
    """The youngest dated thing that *text* names."""
    pattern, days = _known_pattern()
    return max(((days[found[0]], found[0]) for found in pattern.finditer(text)), default=None)


@lru_cache(maxsize=1)
def _known_pattern() -> tuple[re.Pattern[str], dict[str, date]]:
    days = {name: row.first_on for row in load_known_days() if row.first_on for name in row.names}
    names = sorted(days, key=len, reverse=True)
    return re.compile(r"(?<![A-Za-z가-힣0-9])(?:" + "|".join(map(re.escape, names)) + r")(?![A-Za-z0-9]|\.\d)"), days


SCAN_DAYS = 400
DRIFT = 0.02
"""What each day after the floor costs: of two years that fit alike, the earlier."""
FLOORS = 6
"""From how many of the latest days told a publication is looked for."""
MONTH = 30
MONTHS_NEAR = 3.0
"""Each day told pulls the publication near, by one for each month; what lies further back is history and pulls no more."""
UNTENSED = 3.0
"""What it costs when a full date without a tense lies ahead: tables and notices name days to come as well."""
EXPRESSIONS = 80
SKEPTICAL = 20.0
"""What a contradiction costs; the sizes below are in the same unit, a day of distance for the news of the day."""


def _inferred(text: str, blocks: Sequence[Block], matches: Sequence[TimeMatch], received_on: date | None) -> Publication | None:
    """The earliest day that fits the days spoken of best, from one of the youngest things told on; *received_on* only bounds it."""
    context = Context(text, blocks)
    tests: list[Day] = []
    named: list[tuple[date, str]] = [(day, "the address of a picture") for day in _picture_days(text)]
    told: list[tuple[date, str]] = []
    years: list[tuple[date, str]] = []
    untensed: list[tuple[date, str]] = []
    spoken = False
    for match in list(matches)[:EXPRESSIONS]:
        tense = context.tense(match, context.place(match))
        if floor := _floor(match, tense):
            near = _is_finer_than_year(match) and not _STANDARD_BEHIND.match(text, match.end)
            (told if near else years).append((floor, text[match.start : match.end]))
            tests.append(_told_test(floor, tense, exact=bool(_full_days(match))))
        elif tense == 0 and _names_month(match) and (floor := _floor(match, -1)):
            untensed.append((floor, text[match.start : match.end]))
        if test := _test(match, tense):
            tests.append(test)
            spoken = spoken or _is_near(match)
        if test := _weekday_test(text, match):
            tests.append(test)
    if known := latest_known(text):
        named.append(known)
    tests.extend(_annual_tests(text, matches))
    finer, coarse = (
        [item for item in items if received_on is None or item[0] <= received_on]
        for items in ([*named, *told] or untensed, years)
    )
    if not finer and coarse and received_on:
        return _in_the_last_year(max(coarse), received_on, tests)
    if not (floors := finer or coarse):
        return None
    hard = max((day for day, _ in named), default=date.min)
    starts = sorted({(max(day, hard), why) for day, why in floors}, reverse=True)[:FLOORS]
    options = {
        floor + timedelta(days=step): (step, floor, why)
        for floor, why in reversed(starts)  # of two floors below a day, the later one counts
        for step in range(SCAN_DAYS + 1)
        if step == 0 or received_on is None or floor + timedelta(days=step) <= received_on
    }
    best = min(options, key=lambda day: (sum(test(day) for test in tests) + DRIFT * options[day][0], day))
    _, floor, why = options[best]
    confidence = 0.6 if spoken else 0.3
    return Publication(best, "inferred", confidence, f"not before {floor} ({why}); nearest to the days spoken of")


def _in_the_last_year(floor: tuple[date, str], received_on: date, tests: Sequence[Day]) -> Publication:
    """Where the text names years alone, which tell no more than that it is younger: the last day before receipt that fits."""
    first = max(floor[0], received_on - timedelta(days=SCAN_DAYS))
    days = [first + timedelta(days=step) for step in range((received_on - first).days + 1)]
    best = min(days, key=lambda day: sum(test(day) for test in tests) + DRIFT * (received_on - day).days)
    return Publication(best, "inferred", 0.2, f"not before {floor[1]}, not after {received_on}; nearest to the days spoken of")


_STANDARD_BEHIND = re.compile(r"(?: ?(?:같은 기간|수준|말|초))?(?:보다| ?대비|[에와과] ?비해|[와과] ?비교)")
"""`2019년 8월보다`: what is compared with lies any number of years back, so it says no more than a bare year."""


def _is_finer_than_year(match: TimeMatch) -> bool:
    node = match.node.first if isinstance(match.node, Span) else match.node
    return isinstance(node, Point) and bool(node.half or node.quarter or node.month)


def _told_test(floor: date, tense: int, *, exact: bool) -> Day:
    """What is told lies back, and not far: so a lone day of a plan that looked like the past does not carry the rest away."""
    contradiction = SKEPTICAL / 2 if tense < 0 else UNTENSED

    def test(at: date) -> float:
        if at < floor:
            return contradiction
        return min((at - floor).days / MONTH, MONTHS_NEAR) if exact else 0.0

    return test


_WEEKDAY_BEHIND = re.compile(r"\.? ?\(([월화수목금토일])(?:요일)?\)")


def _weekday_test(text: str, match: TimeMatch) -> Day | None:
    """`9월 8일(월)` tells the year: only every fifth or sixth has that day on a Monday."""
    node = match.node
    found = _WEEKDAY_BEHIND.match(text, match.end)
    if not isinstance(node, Point) or not node.month or not node.day or node.year or node.offset or not found:
        return None
    month, day, weekday = node.month, node.day, "월화수목금토일".index(found[1])

    def test(at: date) -> float:
        near = [then for year in (at.year - 1, at.year, at.year + 1) if (then := _day(year, month, day))]
        then = min(near, key=lambda then: abs((then - at).days), default=None)
        return 0.0 if then and then.weekday() == weekday else SKEPTICAL

    return test


def _names_month(match: TimeMatch) -> bool:
    """A month with its year; halves and quarters without a tense are plans as often as not."""
    return isinstance(match.node, Point) and bool(match.node.year and match.node.month)


def _is_near(match: TimeMatch) -> bool:
    return isinstance(match.node, Point) and bool(match.node.day) and not match.node.year and not match.node.offset


FORECASTABLE = ("estimate_year", "quarter", "half", "fiscal_year")
"""Brokers' forms: they name the coming years as well."""


def _floor(match: TimeMatch, tense: int) -> date | None:
    """The day that a full date, month or year told in the past puts a floor under."""
    node = match.node.first if isinstance(match.node, Span) else match.node
    if not isinstance(node, Point) or not node.year or node.decade or node.fiscal or tense > 0 or not 1990 <= node.year <= 2100:
        return None
    if match.relation == "until" or match.rule in FORECASTABLE or (tense == 0 and not node.day):
        return None
    if node.day and node.month:
        return _day(node.year, node.month, node.day)
    if node.month:
        return date(node.year, node.month, 1)
    if node.half or node.quarter:
        return date(node.year, 6 * node.half if node.half else 3 * (node.quarter or 1), 1)  # told of as past: in its last month
    return date(node.year, 1, 1)


def _test(match: TimeMatch, tense: int) -> Day | None:
    """How a day of publication fits one expression."""
    node = match.node.first if isinstance(match.node, Span) else match.node
    if not isinstance(node, Point) or node.base != "publication":
        return None
    month, day, year = node.month, node.day, node.year
    if year and day and month and tense > 0 and (full := _day(year, month, day)):
        return lambda at: SKEPTICAL if full < at else 0.0
    if year or node.direction > 0 or tense > 0:
        return None
    if day and month and not node.offset:
        return lambda at: _month_day_distance(at, month, day, last=node.direction < 0)
    if day and node.offset and node.offset[0] == "month":
        back = node.offset[1]
        return lambda at: SKEPTICAL / 2 if back == 0 and tense < 0 and day > at.day else 0.0
    if day and not node.offset:
        slow = node.direction < 0
        return lambda at: _day_distance(at, day, last=slow)
    if month and node.direction < 0:
        return lambda at: 8.0 if at.month == month else ((at.month - month) % 12) / 4
    if month and not node.offset and tense < 0:
        return lambda at: ((at.month - month) % 12) / 6
    return None


def _day_distance(at: date, day: int, *, last: bool) -> float:
    """26일 in the news is today or yesterday; 지난 23일 is days ago, never today."""
    back = (at.day - day) if day <= at.day else at.day + month_length(add_months(at, -1).year, add_months(at, -1).month) - day
    if last:
        return 3.0 if back == 0 else back / 5
    return min(float(back), 15.0)


def _month_day_distance(at: date, month: int, day: int, *, last: bool) -> float:
    """9월 8일 lies back, most likely in this or the last month; 지난 9월 8일 is not said in September."""
    try:
        then = date(at.year, month, day)
        then = then if then <= at else date(at.year - 1, month, day)
    except ValueError:
        return SKEPTICAL
    return (at - then).days / 15 + (3.5 if last and at.month == month else 0.0)


def _annual_tests(text: str, matches: Sequence[TimeMatch]) -> Iterator[Day]:
    """지난주 양회: the week before publication holds days of an event that comes round each year."""
    for known in load_known_days():
        if known.annual is None:
            continue
        for match in list(matches)[:EXPRESSIONS]:
            node = match.node
            if not isinstance(node, Point) or not node.offset or node.offset[0] not in ("week", "day") or node.weekday:
                continue
            if any(name in text[match.end : match.end + 12] for name in known.names):
                yield _annual_test(known.annual, node.offset)


def _annual_test(annual: tuple[str, str], offset: tuple[str, int]) -> Day:
    def test(at: date) -> float:
        size = 7 if offset[0] == "week" else 1
        first = unit_start(at, offset[0]) + offset[1] * size * DAY
        begin, end = (date(first.year, int(text[:2]), int(text[3:])) for text in annual)
        return 0.0 if first <= end and first + (size - 1) * DAY >= begin else SKEPTICAL

    return test
