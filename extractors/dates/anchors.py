"""What a point counts from: publication, what was spoken of before, a company's fiscal year; and its days from there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates.calendar import DAY, MONTHS, Days, add_months, shift, unit_days, unit_start
from extractors.dates.context import BACK, PRESENT, Context, Place, Spoken, is_since_new_year
from extractors.dates.cumulated import SUFFIX
from extractors.dates.days import days_in, fiscal_days
from extractors.dates.missing import agrees, candidates, carries, cycle, nearest
from extractors.dates.model import Away, Point, Span, TimeMatch
from extractors.dates.words import WEEKDAYS
from extractors.lexicon import LEXICON

NO_PUBLICATION = "the day of publication is not known"
NO_ANTECEDENT = "the period it refers to is not known"
PERIODS = ("month", "quarter", "half", "year")
"""What figures are reported for."""
ASIDE = 200
"""How far back a bracket is looked for, in characters."""
WINTER = 4
SPRING_OVER = 6
SEASON = 90
"""Days within which a weekday weighs more than the tense; a year away it may be a slip of the pen."""
NEWS = 7
"""Days within which what is published is told."""
OLD = 60
"""Days after which a story is no news."""
SAME_MONTH = 14
"""Days by which a bare day may follow the month named before it in its sentence: `31일 … 3일` goes on, `10월 30일 … 21일` goes back."""
_LUNAR = re.compile(r"음력 ?$")
_ADNOMINAL = re.compile(
    r"(?: ?말| ?초)?에(?:는|도)? (?:[가-힣]{1,6}(?:된|됐던|했던|졌던|던)|(?:반영|출시|체결|발표|공개|인수|매각|설립|준공|착공|취득|발행|도입"
    r"|시행|실시)한)(?= )"
)
_BOUNDARY = re.compile(r" ?(?:이전|이후|이래)")
_BRACKETS = re.compile(r"[()]")
_STATISTIC = re.compile(
    rf"(?P<year>(?:19|20)\d\d)년(?:도|말)?\s(?:[가-힣·]{{1,12}}\s?){{0,4}}?{LEXICON.alternation('statistic')}[’'”\"」』》)]?"
    r"\s?(?:결과|에\s?(?:따르면|의하면)|를\s(?:발표|공표|집계|분석))"
)
"""A survey or statistic with the year that it is of: `「2023년 임금통계」 결과에 따르면`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Days, and the anchor they were counted from; without days, the reason."""

    days: Days | None
    anchor: str | None = None
    reason: str | None = None


OPEN = Reading(None, None, NO_PUBLICATION)


class Fiscal:
    """Which fiscal year an expression follows: that of the company named nearest before it in its block or its headings."""

    def __init__(self, context: Context, mentions: Sequence[tuple[int, int, int]]) -> None:
        self._context = context
        self._mentions = sorted(mentions)

    def month(self, match: TimeMatch, place: Place) -> int | None:
        """The month that fiscal year ends in; `None` where no such company is named."""
        if not self._mentions:
            return None
        blocks = self._context.blocks
        regions = [(place.block_start, match.start)]
        regions += [(blocks[index].start_char, blocks[index].end_char) for index in self._context.ancestors(place)]
        for first, last in regions:
            named = [month for start, _, month in self._mentions if first <= start < last]
            if named:
                return named[-1]
        after = [month for start, _, month in self._mentions if match.end <= start < place.sentence_end]
        return after[0] if after else None


@dataclass(frozen=True, slots=True)
class Spot:
    """An expression where it stands."""

    context: Context
    place: Place
    match: TimeMatch
    published_on: date | None
    fiscal: Fiscal

    def tense(self) -> int:
        """As `Context.tense` has it."""
        return self.context.tense(self.match, self.place)

    def antecedent(self, accept: Callable[[Spoken], bool], *, far: bool = True) -> tuple[Spoken, str] | None:
        """The nearest expression before it that *accept* takes, and where."""
        return self.context.antecedent(self.place, accept, far=far)

    def beside(self, accept: Callable[[Spoken], bool], *, far: bool = True) -> tuple[Spoken, str] | None:
        """The antecedent of a figure's period: the nearest that is no aside."""
        return self.antecedent(lambda spoken: accept(spoken) and not self._is_aside(spoken), far=far)

    def _is_aside(self, spoken: Spoken) -> bool:
        """
        Whether an earlier expression dates something else than figures do.

        It stands before 이전 or 이후, inside a bracket that has closed, in a clause of its own before a noun (`작년에 반영된 비용`), or
        tells the month or day of an event in another sentence (`지난 1월 지분을 샀다.`).
        """
        text, match = self.context.text, spoken.match
        if _ADNOMINAL.match(text, match.end) or _BOUNDARY.match(text, match.end):
            return True
        told = isinstance(match.node, Point) and match.node.direction and spoken.time.grain in ("month", "day")
        if told and not _is_cumulated(spoken) and match.start < self.place.sentence_start:
            return True
        bracket = _BRACKETS.search(text, match.end, min(self.match.start, match.end + ASIDE))
        return bool(bracket and bracket[0] == ")" and "(" in text[max(0, match.start - ASIDE) : match.start])


def point_days(spot: Spot, point: Point) -> Reading:
    """The days of *point* where it stands, and what they were counted from."""
    if point.day and point.month and _LUNAR.search(spot.context.text, max(0, spot.match.start - 3), spot.match.start):
        return Reading(None, None, "a day of the lunar calendar")
    if point.fiscal and point.offset:
        return _fiscal_now(spot, point, point.offset[1])
    if point.fiscal and point.year:
        ends_in = point.month or spot.fiscal.month(spot.match, spot.place)
        return Reading(fiscal_days(point, ends_in), "fiscal_year" if ends_in else None)
    if point.base == "same":
        return _same(spot, point)
    if point.offset and point.offset[0] == "period":
        return _period(spot, point)
    if point.offset:
        return _offset(spot, point, *point.offset)
    if point.year:
        return Reading(days_in(point, (date(point.year, 1, 1), date(point.year, 12, 31))))
    return _yearless(spot, point)


def _offset(spot: Spot, point: Point, unit: str, amount: int) -> Reading:
    """지난달 counts from publication; 전월, 이날, 이듬해 from what was spoken of."""
    found = (spot.published_on, "publication") if point.base == "publication" else _spoken_unit(spot, point, unit)
    if found is None or found[0] is None:
        return Reading(None, None, NO_ANTECEDENT if spot.published_on else NO_PUBLICATION)
    moved = shift(unit_start(found[0], unit), amount, unit)
    if (unit, amount, point.base) == ("year", -1, "publication") and (year := _reported_year(spot)) is not None:
        moved = date(year, 1, 1) if year == moved.year - 1 else moved
    if point.season == WINTER and not amount and point.base == "publication" and found[0].month < SPRING_OVER:
        moved = shift(moved, -1, unit)  # 이번 겨울 in February began last December
    if _is_end_of_last_year(spot, point):
        moved = shift(moved, -1, unit)
    if amount < 0 and _is_reported(spot, point, unit, moved):
        moved = shift(moved, amount, unit)
    if point.part == "weekend":
        return Reading(unit_days(moved, "weekend"), found[1])
    return Reading(days_in(replace(point, offset=None), unit_days(moved, unit), unit), found[1])


def _is_end_of_last_year(spot: Spot, point: Point) -> bool:
    """Whether 연말 is told as over in the first months of a year: `연말 휴장을 앞두고 공시했다`, in January."""
    of_year = (
        point.offset == ("year", 0) and point.base == "publication" and spot.context.text.startswith("연말", spot.match.start)
    )
    return of_year and spot.published_on is not None and spot.published_on.month < SPRING_OVER and spot.tense() == -1


def _reported_year(spot: Spot) -> int | None:
    """The year of the statistic that the sentence is about: told late, its 지난해 is not the one before publication."""
    found = _STATISTIC.search(spot.context.text, spot.place.sentence_start, spot.match.start)
    return int(found["year"]) if found is not None else None


def _is_reported(spot: Spot, point: Point, unit: str, first: date) -> bool:
    """`6월 물가는 지난달 5.4%보다 …`: what is compared with is never what is reported, so 지난달 counts from June."""
    if point.base != "publication" or spot.match.relation != "comparison" or unit == "day":
        return False
    found = spot.beside(lambda spoken: spoken.time.kind == "date" and spoken.time.grain == unit, far=False)
    return found is not None and found[0].days[0] == first


_COUNTED_FROM = {
    "day": ("day",), "week": ("week", "day"), "month": ("month", "day"), "quarter": ("quarter",), "half": ("half", "quarter"),
    "year": ("year", "half", "quarter", "month", "day"),
}  # fmt: skip
"""The grains that a unit counts from: 전월 from a month or a day."""
_PART_COUNTED_FROM = {**_COUNTED_FROM, "quarter": ("quarter", "half", "month")}
"""The same for its part: 분기 말."""


def _spoken_unit(spot: Spot, point: Point, unit: str) -> tuple[date, str] | None:
    """The day whose unit 전월, 이날, 이듬해 count from: what was spoken of, else publication where that is usual."""
    grains = (_PART_COUNTED_FROM if point.part else _COUNTED_FROM)[unit]

    def accept(spoken: Spoken) -> bool:
        within_year = unit == "year" and spoken.time.kind == "period" and spoken.days[0].year == spoken.days[1].year
        return spoken.time.grain in grains and (spoken.time.kind == "date" or within_year or _is_cumulated(spoken))

    published = (spot.published_on, "publication") if spot.published_on else None
    if unit == "day":
        return _spoken_day(spot, accept, point) or published
    if found := spot.beside(accept) or spot.antecedent(accept):
        return found[0].days[1 if point.part or _is_cumulated(found[0]) else 0], found[1]
    if point.part and unit in ("quarter", "half") and spot.published_on and spot.tense() == -1:
        return unit_start(spot.published_on, unit) - DAY, "publication"  # `분기 말에 상각했다`: the last one that is over
    return published if spot.match.relation != "comparison" or unit == "week" else None


def _spoken_day(spot: Spot, accept: Callable[[Spoken], bool], point: Point) -> tuple[date, str] | None:
    """이날 and 전날 mean the day of the sentence or the block, else the day of the report."""
    same_sentence = point.base == "context" and (point.offset or ("", 0))[1] == -1
    for spoken in reversed(spot.context.by_block.get(spot.place.block, [])[-20:]):
        inside = spoken.place.sentence_start == spot.place.sentence_start
        if same_sentence and not inside and not _is_story(spot, spoken):
            return None
        if accept(spoken):
            return spoken.days[1], "sentence" if inside else "block"
    if same_sentence:
        return None
    is_far = spot.context.text.startswith(("같은", "당일", "그날"), spot.match.start)
    found = spot.antecedent(accept if is_far else lambda spoken: accept(spoken) and _is_news(spot, spoken))
    return (found[0].days[1], found[1]) if found else None


def _is_news(spot: Spot, spoken: Spoken) -> bool:
    """Whether it is the day that the report tells of: `3월 5일 밝혔다.`, and 이날 in a later paragraph; a bare day is publication's."""
    days = (spot.published_on - spoken.days[1]).days if spot.published_on is not None else -1
    is_stated = spoken.point is not None and bool(spoken.point.day and spoken.point.month)
    return is_stated and 0 <= days <= NEWS and spot.context.is_report_day(spoken.match, spoken.place)


def _is_story(spot: Spot, spoken: Spoken) -> bool:
    """Whether a day of the sentence before, told some days later, is what 전날 counts from: `지난 17일 공시했다. 전날 이사회를 열었다.`"""
    near = spoken.place.sentence_end >= spot.place.sentence_start - 1 or (
        spoken.point is not None and spoken.point.base == "context"
    )
    long_ago = spot.published_on is not None and (spot.published_on - spoken.days[1]).days > TOLD_WITHIN
    return spoken.time.grain == "day" and near and long_ago


TOLD_WITHIN = 3
"""Within how many days a thing is news, whose 전날 is that of the report."""


def _is_period(spoken: Spoken) -> bool:
    return spoken.time.kind == "date" and spoken.time.grain in PERIODS and not _has_part(spoken)


def _is_term(spoken: Spoken) -> bool:
    """Whether a company's term can be that long: a month is one only where it governs what speaks of it."""
    return _is_period(spoken) and spoken.time.grain != "month"


def _has_part(spoken: Spoken) -> bool:
    return isinstance(spoken.match.node, Point) and spoken.match.node.part is not None


def _is_cumulated(spoken: Spoken) -> bool:
    return spoken.time.rule.endswith(SUFFIX)


def _moved(days: Days, months: int) -> Days:
    """Whole months, moved."""
    return add_months(days[0], months), shift(days[1] + DAY, months, "month") - DAY


def _period(spot: Spot, point: Point) -> Reading:
    """당기 is the period that figures are reported for, 전기 the one of the same size before it."""
    found = spot.beside(_is_period, far=False) or spot.beside(_is_term) or spot.antecedent(_is_term)
    if found is None:
        return Reading(None, None, NO_ANTECEDENT)
    grain = found[0].time.grain or "year"
    days = _moved(found[0].days, MONTHS[grain] * (point.offset or ("period", 0))[1])
    return Reading(days_in(replace(point, offset=None), days, grain), found[1])


def _same(spot: Spot, point: Point) -> Reading:
    """
    전년 동기, 작년 같은 달, 같은 기간: the period spoken of, moved by the stated years.

    A bare 같은 기간 is not what that one was compared with: `상반기 수출은 전년 대비 6% 늘었고 같은 기간 매출도` is the half again.
    """

    def accept(spoken: Spoken) -> bool:
        kind, grain = spoken.time.kind, spoken.time.grain
        if point.like:
            return grain == point.like and (kind == "date" or _is_cumulated(spoken))
        return (kind == "period" and grain == "day") or (
            kind != "duration" and grain in (*PERIODS, "week") and not _has_part(spoken)
        )

    def accept_own(spoken: Spoken) -> bool:
        return accept(spoken) and (years != 0 or spoken.match.relation != "comparison")

    years = (point.offset or ("year", 0))[1]
    found = spot.beside(accept_own) or spot.beside(accept) or spot.antecedent(accept)
    if years == 0 and found is not None and found[1] == "heading":
        found = _in_block_before(spot, accept_own) or found
    ytd = spot.antecedent(lambda spoken: is_since_new_year(spoken.match), far=False)
    nearer = ytd and ytd[1] == "sentence" and (not found or found[0].match.start < ytd[0].match.start)
    if nearer and years != -1 and spot.published_on:
        return Reading((date(spot.published_on.year, 1, 1), spot.published_on), "sentence")
    if found is None:
        return Reading(None, None, NO_ANTECEDENT)
    days: Days | None = _moved(found[0].days, 12 * years)
    if point.day and days:
        days = days_in(replace(point, offset=None, base="publication", like=None), days, point.like or "year")
    return Reading(days, found[1])


def _in_block_before(spot: Spot, accept: Callable[[Spoken], bool]) -> tuple[Spoken, str] | None:
    """The last expression of the paragraph right before, which is nearer than the heading above both."""
    at = spot.place.block
    blocks = spot.context.blocks[at - 1 : at + 1] if at > 0 else []
    if len(blocks) < 2 or blocks[0].kind != blocks[1].kind or blocks[0].parent != blocks[1].parent:
        return None
    told = reversed(spot.context.by_block.get(at - 1, [])[-BACK:])
    return next(((spoken, "block") for spoken in told if accept(spoken)), None)


def compared(spot: Spot, node: Away) -> tuple[Reading, str] | None:
    """`3분기 이익은 1년 전보다 늘었다`: the quarter a year before, as in 전년 동기, and its grain; a month before a day is that day's."""
    unit, amount = node.length.parts[0]
    months = amount * MONTHS.get(unit, 0)
    if len(node.length.parts) > 1 or not months or months % 1:
        return None

    def accept(spoken: Spoken) -> bool:
        if not isinstance(spoken.match.node, Point):
            return False
        if spoken.time.grain == "day":
            return unit == "month" and not spot.context.is_report_day(spoken.match, spoken.place)
        return spoken.time.kind == "date" and spoken.time.grain in PERIODS and months % MONTHS[spoken.time.grain] == 0

    found = spot.beside(accept, far=False)
    if found is None:
        return None
    steps, grain = node.direction * round(months), found[0].time.grain or "day"
    first = add_months(found[0].days[0], steps)
    days = (first, first) if grain == "day" else _moved(found[0].days, steps)
    return Reading(days, found[1]), grain


# the missing year or month -----------------------------------------------------------------------------------------------------


def _yearless(spot: Spot, point: Point) -> Reading:
    """
    The year (month, week) that is not written: from sentence, block or headings, else the reading nearest to publication.

    지난 and 오는 count from publication at once. Otherwise a year is carried over from an earlier expression of the same kind
    only where it agrees with the tense: after `2027년 3월 가동`, `7월 체결한` is no July of 2027.
    """
    if (fiscal := _fiscal_before(spot, point)) is not None:
        return fiscal
    tense = 1 if spot.match.relation == "delivery" else point.direction or spot.tense()
    if tense == PRESENT:
        tense = 1 if point.day or point.holiday or point.weekday is not None else 0
    size = cycle(point)
    around = spot.published_on or date(2000, 1, 1)
    options = [days for days in candidates(point, around, size) if days]
    fitting = [
        days
        for days in _on_its_weekday(spot, point, options)
        if not tense or agrees(days, around, tense) or abs((days[0] - around).days) <= SEASON
    ]
    carried = _in_apposition(spot, point) or (None if point.direction else _carried(spot, point, size, tense))
    if not carried and (last := spot.context.runs.get(spot.match.start)) and spot.published_on and not point.direction:
        run = _yearless(replace(spot, match=replace(spot.match, start=-1)), last)
        return Reading(days_in(point, unit_days(run.days[1], "year")), run.anchor) if run.days else run
    if carried and (not fitting or carried.days in fitting or spot.published_on is None):
        return carried
    if spot.published_on is None:
        return OPEN
    options = fitting or options
    return Reading(nearest(options, spot.published_on, tense, point), "publication") if options else Reading(None)


def _fiscal_now(spot: Spot, point: Point, step: int) -> Reading:
    """The fiscal year that publication lies in, or one *step* from it: 현 회계연도, 지난 회계연도."""
    if spot.published_on is None:
        return OPEN
    ends_in = spot.fiscal.month(spot.match, spot.place) or 12
    year = spot.published_on.year + (spot.published_on.month > ends_in) + step
    return Reading(fiscal_days(replace(point, year=year), ends_in), "publication")


def _fiscal_before(spot: Spot, point: Point) -> Reading | None:
    """
    The days of a bare quarter of which the text has told that it is one of a fiscal year, or which months it is.

    `2016 회계연도 3분기 … 3분기 판매량은`, `1분기(4~6월) … 1분기 매출은`.
    """
    if point.quarter is None or point.upto or point.direction:
        return None

    def accept(spoken: Spoken) -> bool:
        node = spoken.point
        told = node is not None and (bool(node.fiscal and node.year) or (spoken.match.stated is not None and not node.offset))
        return told and node is not None and node.quarter == point.quarter

    found = spot.antecedent(accept)
    if found is None or found[0].point is None:
        return None
    if found[0].match.stated is not None:
        return Reading(found[0].days, found[1])
    ends_in = spot.fiscal.month(spot.match, spot.place) or spot.fiscal.month(found[0].match, found[0].place)
    return Reading(fiscal_days(found[0].point, ends_in) if ends_in else found[0].days, found[1])


_WEEKDAY_BEHIND = re.compile(rf"\.? ?\(([{WEEKDAYS}])(?:요일)?[),]")


def _on_its_weekday(spot: Spot, point: Point, options: Sequence[Days]) -> list[Days]:
    """`8월 12일 토요일`, `8월 12일(토)~14일`, `8월 12~14일(월)`: the options in which the day before the weekday is such a day."""
    text, match = spot.context.text, spot.match
    if not point.day:
        return []
    if point.weekday is not None:
        return [days for days in options if days[1].weekday() == point.weekday]
    last = match.node.last if isinstance(match.node, Span) else None
    found = _WEEKDAY_BEHIND.search(text, match.start, match.end) if last else None
    ahead = 0
    if found is None and (found := _WEEKDAY_BEHIND.match(text, match.end)) and last:
        if not (isinstance(last, Point) and last.day) or last.month:
            return []
        ahead = last.day - point.day
    return [days for days in options if found and (days[1] + ahead * DAY).weekday() == WEEKDAYS.index(found[1])]


_APPOSED = re.compile(r"인? |\(")


def _in_apposition(spot: Spot, point: Point) -> Reading | None:
    """`다음 날인 14일`, `어제(9일)`: the day that stands right before it, where that is such a day of its month."""
    last = next(reversed(spot.context.by_block.get(spot.place.block, [])), None)
    if last is None or not point.day or point.month or last.time.grain != "day" or last.days[0].day != point.day:
        return None
    return Reading(last.days, "sentence") if _APPOSED.fullmatch(spot.context.text, last.match.end, spot.match.start) else None


def _carried(spot: Spot, point: Point, size: str, tense: int) -> Reading | None:
    """Days with the year or month of an earlier expression."""
    if size == "year" and (listed := _is_next_of_list(spot, point)):
        return Reading(days_in(point, unit_days(listed.days[1], "year")), "sentence")
    found = spot.antecedent(lambda spoken: carries(point, spoken, size), far=spot.published_on is None)
    holds = found is not None and (
        _holds_on(*found, size, spot.published_on)
        or _goes_on(spot, point, found[0], tense)
        or _is_story_of_old(spot, point, found[0], tense)
    )
    if found is None or not holds:
        return None
    spoken, anchor = found
    base = spoken.days[0 if anchor == "heading" else 1]
    if size == "month" and anchor == "sentence" and _is_telling(spot, point, spoken):
        return None
    if size == "month" and anchor != "heading":
        days = _after_or_near(point, base)
    else:
        days = days_in(point, unit_days(base, size), size)
    if days is None or (spot.published_on and tense and not agrees(days, spot.published_on, tense)):
        return None
    return Reading(days, anchor)


def _holds_on(spoken: Spoken, anchor: str, size: str, published_on: date | None) -> bool:
    """Whether an expression's year or month still holds where the later one stands."""
    node = spoken.point
    if node is None or anchor == "heading":
        return True
    if anchor == "block" and (size == "month" or node.offset):
        return False  # `작년 3월` dates its own clause; a written year holds on
    coming = published_on is not None and (node.year or 0) >= published_on.year
    # `2026년도 예산안을 9월 3일 제출했다`: a bare year holds within a sentence, and for what is past
    return node.grain != "year" or not (anchor == "block" or coming)


_LISTED = re.compile(r", ?|·| ?및 |[와과] ")


def _is_next_of_list(spot: Spot, point: Point) -> Spoken | None:
    """`1~8월, 12월`: the month before it in the list."""
    last = next(reversed(spot.context.by_block.get(spot.place.block, [])), None)
    node = last.point if last else None
    if last is None or node is None or not (node.month and point.month) or node.day or point.day or node.offset:
        return None
    between = spot.context.text[last.match.end : spot.match.start]
    return last if _LISTED.fullmatch(between) and (node.upto or node.month) < point.month else None


def _goes_on(spot: Spot, point: Point, spoken: Spoken, tense: int) -> bool:
    """`지난해 7월 착공했다. 8월에는 … 9월에는 …`: a story goes on through its year while it is told in the past and month follows month."""
    node = spoken.point
    last = spot.context.by_block.get(spot.place.block, [spoken])[-1]
    if tense != -1 or node is None or not (node.month and node.offset and point.month):
        return False
    return last.days[0].year == spoken.days[0].year and last.days[0].month <= point.month and last.time.grain in ("month", "day")


def _is_telling(spot: Spot, point: Point, spoken: Spoken) -> bool:
    """`12월 배당을 결의했다고 3일 공시했다`: the day of the telling lies just before publication, whatever month stands before it."""
    node = spoken.point
    dated = node is not None and (node.year or node.offset)
    if dated or spot.published_on is None or not spot.context.is_report_day(spot.match, spot.place):
        return False
    behind = [(spot.published_on - days[0]).days for days in candidates(point, spot.published_on, "month") if days]
    return any(0 <= days <= NEWS for days in behind)


def _is_story_of_old(spot: Spot, point: Point, spoken: Spoken, tense: int) -> bool:
    """`2024년 10월 3일 공시했다. 5일에는 주가가 올랐다.`: a bare day of a story long past is one of the story."""
    last = spot.context.by_block.get(spot.place.block, [spoken])[-1]
    long_ago = spot.published_on is not None and (spot.published_on - spoken.days[1]).days > OLD
    told = tense == -1 and bool(point.day) and not point.month and last.time.grain == "day" and spoken.time.grain == "day"
    return told and long_ago and not spot.context.is_report_day(spot.match, spot.place)


def _after_or_near(point: Point, base: date) -> Days | None:
    """The day soon after *base*, else the one nearest to it."""
    options = [days for days in candidates(point, base, "month") if days]
    later = min((days for days in options if days[0] >= base), default=None)
    return later if later and (later[0] - base).days < SAME_MONTH else nearest(options, base, 0, point)
