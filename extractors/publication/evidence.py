"""
How well each day fits the times a text speaks of.

Reports speak of days near their own, and how near depends on how they speak: `26일 … 밝혔다` is today or yesterday, `6.3.(화)까지` lies ahead,
`2019년 8월보다` is history. `seeds/publication_days.csv` holds, for each way of speaking, how often the day of publication lies how many units
behind it; `python -m benchmarks.publication --fit` counts it in releases whose day is known. Each expression adds the logarithm of its row, so
all days of a window are weighed in a few array operations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.dates import TimeMatch
from extractors.dates.calendar import month_length
from extractors.dates.context import PRESENT, Context, syllables
from extractors.dates.model import Away, Point, Span
from extractors.dates.words import WEEKDAYS
from extractors.publication.known import KNOWN, Known
from extractors.seeds import read_seed

FILE = "publication_days.csv"
EXPRESSIONS = 80
"""How many different expressions of a text are weighed."""
LEAD = 300
"""How far the lead of a text reaches, in characters: the days there are nearer than others."""
Array = NDArray[np.float64]
Whole = NDArray[np.int64]
EDGES = {
    "day": (-370, -180, -90, -60, -30, -21, -14, -10, -7, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 7, 10, 14, 21, 30, 60, 90, 180, 370, 740, 1500),
    "month": (-24, -12, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 9, 12, 18, 24, 36, 60),
    "quarter": (-8, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 8, 12),
    "year": (-10, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 7, 10, 15),
}  # fmt: skip
"""Where the classes of distance begin, in units; a distance is publication less the day spoken of."""


@dataclass(frozen=True, slots=True)
class Said:
    """A time as the text speaks of it."""

    form: str
    """Which parts are written: full, month_day, day, year_month, month, year_quarter, quarter, year."""
    cue: str
    """How it is spoken of: report, told, noted, past, ahead, now, none, last, next, until, compared, as_of, span; `+` in the lead.

    named (it stands in a name) and equated (지난해(2023년)) are ways to speak of a year."""
    point: Point
    weekday: int | None = None
    """The weekday in a bracket behind a day without a year."""


FORMS = {
    "full": "day", "month_day": "day", "day": "day", "year_month": "month", "month": "month", "year_quarter": "quarter",
    "quarter": "quarter", "year": "year", "newest": "day",
}  # fmt: skip
"""The unit that the distance to each form is counted in."""
RANGES = {"month_day": (-183, 183), "day": (-15, 31), "month": (-5, 7), "quarter": (-1, 3)}
"""Between which distances a form lies that comes round each year or month."""


def _form(point: Point) -> str | None:
    if point.decade or point.fiscal or point.holiday or point.offset or point.base != "publication":
        return None
    if point.day:
        return ("full" if point.year else "month_day") if point.month else None if point.year else "day"
    if point.month:
        return "year_month" if point.year else "month"
    if point.quarter or point.half:
        return "year_quarter" if point.year else "quarter"
    return "year" if point.year else None


_WEEKDAY_BEHIND = re.compile(rf"\.? ?\(([{WEEKDAYS}])(?:요일)?[,)]")
_TOLD = re.compile(rf"[{syllables(20)}]다[.\"”’)]*$")
"""A sentence that ends in the past."""
_NOTED = re.compile(rf"[{syllables(16)}][.)]*$")
"""A sentence in the style of notes (`공개함.`)."""
_CUES = {-1: "past", 0: "none", 1: "ahead", PRESENT: "now"}


def said_in(text: str, context: Context, matches: Sequence[TimeMatch]) -> Iterator[Said]:
    """The different times a text speaks of, in its order; a day with its year and again without is one."""
    years = {
        (point.month, point.day): point.year
        for match in matches
        if (point := match.point) and _form(point) == "full" and _is_possible(point)
    }
    seen = set()
    for said in chain(_named_years(text), _equated_years(text, matches), _spoken_of(text, context, matches)):
        point = said.point
        year = years.get((point.month, point.day)) if said.form == "month_day" else point.year
        key = (FORMS[said.form], year, point.month, point.day, point.quarter, point.half)
        if key not in seen:
            seen.add(key)
            yield Said("full", said.cue, replace(point, year=year)) if year != point.year else said
        if len(seen) >= EXPRESSIONS:
            return


def _spoken_of(text: str, context: Context, matches: Sequence[TimeMatch]) -> Iterator[Said]:
    for match in matches:
        point = match.point
        if (stated := _stated_end(match)) is not None and _is_possible(stated):
            yield Said(_form(stated) or "year", _cue(context, match, stated), stated)
            continue
        form = _form(point) if point else None
        if point is None or form is None or match.rule == "estimate_year" or not _is_possible(point):
            continue
        weekday = _WEEKDAY_BEHIND.match(text, match.end) if form == "month_day" else None
        yield Said(form, _cue(context, match, point), point, WEEKDAYS.index(weekday[1]) if weekday else None)


def _stated_end(match: TimeMatch) -> Point | None:
    """The last month that a bracket states, where a year is written there or before it: 2016년 6월 of `2016년 2분기(3월 27일~6월 25일)`."""
    stated, point = match.stated, match.point
    if not isinstance(stated, (Point, Span)):
        return None
    first, last = (stated.first, stated.last) if isinstance(stated, Span) else (stated, stated)
    if not isinstance(first, Point) or not isinstance(last, Point) or not last.month or last.offset or last.fiscal:
        return None
    year = last.year or first.year or (point.year if point is not None else None)
    return Point(year=year, month=last.month if last.day else last.upto or last.month) if year else None


_NAMED_YEAR = re.compile(
    r"(?:(?<=[「『｢《〈<‘“'\"])|(?<=[「『｢《〈<‘“'\"] )|^[-□○▷◇ ]{0,3})(?P<a>20[0-4]\d)(?:년도?)? ?(?=[가-힣A-Z])"
    r"|(?<![\d.,'’~-])(?P<b>20[0-4]\d)(?:년도?)? ?(?=[「『｢《〈‘“])",
    re.MULTILINE,
)


def _named_years(text: str) -> Iterator[Said]:
    """`「2024 대한민국 농업박람회」`: what bears a year is spoken of near it."""
    for found in _NAMED_YEAR.finditer(text):
        yield Said("year", "named", Point(year=int(found["a"] or found["b"])))


_EQUATED = re.compile(r" ?\(| ?인 ")
"""Between two expressions of the same year: 작년(2023년), 2년 전인 2022년."""


def _equated_years(text: str, matches: Sequence[TimeMatch]) -> Iterator[Said]:
    """`지난해(2023년)`: the year that is now."""
    for first, second in pairwise(matches):
        steps, point = _steps(first), second.point
        if steps is None or point is None or not point.year or not _EQUATED.fullmatch(text[first.end : second.start]):
            continue
        if not (point.fiscal or point.decade) and 1900 < point.year - steps < 2100:
            yield Said("year", "equated", Point(year=point.year - steps))


def _steps(match: TimeMatch) -> int | None:
    """How many years from now an expression lies that names a year by its distance."""
    node = match.node
    if isinstance(node, Point) and node.offset and node.offset[0] == "year" and node.base == "publication":
        return node.offset[1]
    if isinstance(node, Away) and not (node.start or node.event) and node.length.high is None:
        unit, amount = node.length.parts[0]
        return node.direction * int(amount) if unit == "year" and len(node.length.parts) == 1 and amount.is_integer() else None
    return None


def _is_possible(point: Point) -> bool:
    year = point.year or 2024
    return 1900 < year < 2100 and not (point.month and point.day and point.day > month_length(year, point.month))


def _cue(context: Context, match: TimeMatch, point: Point) -> str:
    place = context.place(match)
    if point.direction:
        cue = "last" if point.direction < 0 else "next"
    elif match.relation in ("until", "comparison", "as_of"):
        cue = match.relation
    elif isinstance(match.node, Span):
        cue = "span"
    elif context.is_report_day(match, place):
        cue = "report"
    else:
        cue = _CUES[context.tense(match, place)]
        if cue == "past" and _TOLD.search(context.text, max(match.end, place.sentence_end - 6), place.sentence_end):
            cue = "told"
        elif cue == "none" and _NOTED.search(context.text, max(match.end, place.sentence_end - 6), place.sentence_end):
            cue = "noted"
    return cue + "+" if match.start < LEAD else cue


class Window:
    """Consecutive days, with their parts as arrays."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        span = np.arange(np.datetime64(first), np.datetime64(last) + 1)
        months = span.astype("datetime64[M]")
        self.ordinal: Whole = np.arange(first.toordinal(), last.toordinal() + 1)
        self.month: Whole = months.astype(np.int64) + 1970 * 12
        self.year: Whole = self.month // 12
        self.day: Whole = (span - months).astype(np.int64) + 1

    def __len__(self) -> int:
        return len(self.ordinal)

    def place_of(self, day: date) -> int:
        """Where *day* stands in the arrays."""
        return (day - self.first).days

    def day_at(self, place: int) -> date:
        """The day that stands there."""
        return self.first + timedelta(days=place)

    @cached_property
    def leap_day(self) -> Whole:
        """The place of each day in a leap year."""
        return np.asarray(_LEAP_STARTS[self.month % 12] + self.day - 1)

    @cached_property
    def month_before(self) -> Whole:
        """The length of the month before each day's."""
        before = self.month - 1
        lengths = [month_length(int(month) // 12, int(month) % 12 + 1) for month in np.unique(before)]
        return np.repeat(np.array(lengths, dtype=np.int64), np.unique(before, return_counts=True)[1])


_LEAP_STARTS = np.cumsum([0, *(month_length(2024, month) for month in range(1, 12))])


def distance(window: Window, said: Said) -> tuple[Whole, Whole | None]:
    """How many units each day of *window* lies behind what is said; and for a weekday whether it is right (0 or 1)."""
    point = said.point
    match said.form:
        case "full":
            return window.ordinal - date(point.year or 1, point.month or 1, point.day or 1).toordinal(), None
        case "month_day":
            ahead = window.leap_day - int(_LEAP_STARTS[(point.month or 1) - 1]) - (point.day or 1) + 1
            year = window.year + (ahead > 183) - (ahead < -183)
            return (ahead + 183) % 366 - 183, _right_years(year, said) if said.weekday is not None else None
        case "day":
            back = window.day - (point.day or 1)
            return np.where(back < -15, back + window.month_before, back), None
        case "year_month":
            return window.month - (point.year or 1) * 12 - (point.month or 1) + 1, None
        case "month":
            return (window.month % 12 + 1 - (point.month or 1) + 5) % 12 - 5, None
        case "year":
            return window.year - (point.year or 1), None
    quarter = (point.quarter or 2 * (point.half or 1)) - 1
    if said.form == "quarter":
        return (window.month % 12 // 3 - quarter + 1) % 4 - 1, None
    return window.month // 3 - (point.year or 1) * 4 - quarter, None


def _right_years(year: Whole, said: Said) -> Whole:
    """Whether the day has its weekday in each of those years."""
    first = int(year.min())
    point = said.point
    right = []
    for number in range(first, int(year.max()) + 1):
        possible = (point.day or 1) <= month_length(number, point.month or 1)
        right.append(possible and date(number, point.month or 1, point.day or 1).weekday() == said.weekday)
    return np.array(right, dtype=np.int64)[year - first]


def classes(unit: str, distances: Whole) -> Whole:
    """The class each distance falls into."""
    return np.searchsorted(np.array(EDGES[unit]), distances, side="right")


NEWEST = 0.3
"""What the newest day told counts, beside the days one by one: they are not told independently of one another."""
NOT_YET = -3.0
"""What it costs when what a sentence tells in the past would lie ahead, beside its row: a half is told when it is over."""
WRONG_WEEKDAY = -4.0
"""What it costs when the weekday in the bracket is another one: authors err about once in fifty."""


def _weights() -> dict[tuple[str, str], Array]:
    """The logarithm of each class's share over what chance would give, by form and cue; rare cues lean on their form.

    A cue that no row has is read as its form, which stands under an empty cue.
    """
    counts: dict[tuple[str, str], Array] = {}
    for row in read_seed(FILE, ("form", "cue", "counts")):
        counts[row["form"], row["cue"]] = np.array([int(count) for count in row.parts("counts")], dtype=float)
        if len(row.parts("counts")) != len(EDGES[FORMS[row["form"]]]) + 1:
            raise row.error("counts", f"{len(EDGES[FORMS[row['form']]]) + 1} classes are needed")
    weights = {}
    for form in FORMS:
        sizes = _sizes(form)
        of_form = sum((found for (name, _), found in counts.items() if name == form), start=SMOOTHING * sizes)
        weights[form, ""] = np.log(of_form / of_form.sum() / sizes)
        for (name, cue), found in counts.items():
            if name == form:
                shares = (found + SMOOTHING * of_form / of_form.sum()) / (found.sum() + SMOOTHING)
                weights[form, cue] = np.log(shares / sizes)
    return weights


SMOOTHING = 20.0
"""Observations of its form that each cue has for granted."""


def _sizes(form: str) -> Array:
    """The share of each class by chance: its width between the outermost distances."""
    edges = EDGES[FORMS[form]]
    low, high = RANGES.get(form, (2 * edges[0], 3 * edges[-1]))
    widths = np.diff(np.clip([low, *edges, high], low, high))
    return np.asarray(np.maximum(widths / widths.sum(), 1e-3))


WEIGHTS = _weights()


_OVER = frozenset({"told", "past", "report", "noted", "none", "last"})
"""The ways of speaking of a day that is mostly over."""


def _is_told(said: Said) -> bool:
    return FORMS[said.form] == "day" and said.cue.removesuffix("+") in _OVER


def newest(window: Window, said: Sequence[Said]) -> tuple[str, Whole] | None:
    """How many days each day of *window* lies behind the newest day that is told, with a cue for how many are."""
    told = list(filter(_is_told, said))
    if not told:
        return None
    cue = ("one", "two", "few", "few", "many")[min(len(told), 5) - 1]
    behind = np.array([distance(window, one)[0] for one in told])
    return cue, np.where(behind < -SOON, FAR, behind).min(axis=0)


SOON = 45
"""What lies further ahead, in days, was not told: a plan that looks so."""
FAR = 10_000


def likelihood(window: Window, said: Sequence[Said]) -> Array:
    """How well each day of *window* fits all that is said, as a sum of logarithms."""
    total = np.zeros(len(window))
    if last := newest(window, said):
        total += NEWEST * WEIGHTS["newest", last[0]][classes("day", last[1])]
    for one in said:
        weights = WEIGHTS.get((one.form, one.cue), WEIGHTS[one.form, ""])
        distances, right = distance(window, one)
        total += weights[classes(FORMS[one.form], distances)]
        if one.cue.removesuffix("+") in ("told", "report") and one.point.year:
            total += np.where(distances < 0, NOT_YET, 0.0)
        if right is not None:
            total += np.where(right, 0.0, WRONG_WEEKDAY)
    return total


def annual(window: Window, text: str, matches: Sequence[TimeMatch]) -> Array:
    """`지난주 양회`: that week holds days of an event that comes round each year."""
    total = np.zeros(len(window))
    for match in matches:
        unit, steps = match.point.offset if match.point and match.point.offset and match.point.weekday is None else ("", 0)
        size = {"week": 7, "day": 1}.get(unit)
        for known in KNOWN if size else ():
            if size and known.annual and any(name in text[match.end : match.end + NAMED_WITHIN] for name in known.names):
                first = window.leap_day + steps * size - ((window.ordinal - 1) % 7 if size == 7 else 0)
                begin, end = (int(_LEAP_STARTS[int(day[:2]) - 1]) + int(day[3:]) - 1 for day in known.annual)
                total += np.where((first <= end) & (first + size > begin), 0.0, ELSEWHERE)
    return total


ELSEWHERE = -8.0
"""What it costs when the event is not held then."""
NAMED_WITHIN = 12
"""How far behind a time its event is named, in characters."""


_AFTER_YEARS = re.compile(
    r"(?: ?\d{1,2}월)?[^.\n]{0,24}? ?(?:이후|이래|후)(?:로)? ?(?:무려 |약 |꼭 )?(?P<years>\d{1,2})년 ?(?:(?P<months>\d{1,2})개월 ?)?만(?:에|의|이)"
)
"""Behind a year or month since when so many years have passed: `2014년 3월 이후 4년 만에`."""
_YEAR_OFF, _FURTHER_OFF = -2.5, -6.0
"""What it costs when another year has passed, and when more than one has."""
_TOLD_LATE = 2
"""Months of the next year in which a year is told of."""
_REPORTED_WITHIN, _RESULTS_WITHIN, _UNREPORTED = 2, 3, -8.0
"""Quarters and months within which a quarter is reported, and what it costs when it is not."""


def elapsed(window: Window, context: Context, matches: Sequence[TimeMatch]) -> Array | None:
    """
    What is told by how long ago something was; None where nothing is.

    `2014년 이후 4년 만에`; a bare 3분기 that is held against `2018년 3분기`; the results of a quarter whose months a bracket states.
    """
    total, text, terms = np.zeros(len(window)), context.text, 0
    bare = {match.point.quarter for match in matches if match.point and _form(match.point) == "quarter" and match.point.quarter}
    latest = max(
        (match.point.year for match in matches if match.point and match.point.year and _is_possible(match.point)), default=0
    )
    against = set()
    for match in matches:
        point = match.point
        end = _stated_end(match) if point is not None and point.quarter else None
        if end is not None and _cue(context, match, end).removesuffix("+") in ("told", "past", "report"):
            behind = window.month - (end.year or 0) * 12 - (end.month or 1) + 1
            total += np.where((behind >= 0) & (behind <= _RESULTS_WITHIN), 0.0, _UNREPORTED)
            terms += 1
        if point is None or not point.year or point.offset or point.fiscal:
            continue
        if (after := _AFTER_YEARS.match(text, match.end)) is not None:
            exact = after["months"] is not None and point.month is not None
            then = point.year * 12 + (point.month or 1) - 1 + int(after["years"]) * 12 + int(after["months"] or 0)
            off = np.abs(window.month - then) // 2 if exact else np.abs((window.month - _TOLD_LATE) // 12 - then // 12)
            total += np.where(off == 0, 0.0, np.where(off == 1, _YEAR_OFF, _FURTHER_OFF))
            terms += exact
        if match.relation == "comparison" and point.quarter in bare and latest <= point.year + 1:
            against.add((point.year + 1, point.quarter))
    for year, quarter in against:
        behind = window.month // 3 - year * 4 - quarter + 1
        total += np.where((behind > 0) & (behind <= _REPORTED_WITHIN), 0.0, _UNREPORTED)
    return total if terms + len(against) else None


def era(window: Window, named: Iterable[Known]) -> Array:
    """A name in use for some years, and things that take place on a day: `재외동포청`, `제22대 총선`."""
    total = np.zeros(len(window))
    for known in named:
        first, last = known.first_on, known.last_on or date.max
        if first and known.kind == "lasting":
            total += np.where((window.ordinal >= first.toordinal()) & (window.ordinal <= last.toordinal()), 0.0, OUT_OF_USE)
        elif first and known.kind == "held":
            total -= np.log(np.abs(window.ordinal - first.toordinal()) + HELD)
    return total


OUT_OF_USE = -3.0
"""What a day costs on which a name was not yet or no longer in use: plans name what comes, histories what was."""
HELD = 90
"""For how many days around it a thing that takes place is named most."""
