"""Charts as geometry, made on the server: templates write them as SVG, which needs no script and prints as it shows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 560, 240
LEFT, RIGHT, TOP, BOTTOM = 74, 18, 16, 30
"""Margins: room for the numbers at the left, the years below."""
Y_TICKS, X_TICKS = 4, 6
STRIP_ROW, STRIP_DOT = 13, 4.5
"""Height of a row of the line of events, and the radius of one."""
STRIP_EDGE = 36
"""What is left free at both ends of the line of events: half of a written day."""
BAR_WIDTH = 420
TWO_YEARS = 730
"""Days from which on an axis counts years."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value that is drawn: where it counts, what it says and where it is told."""

    on: date
    value: float
    ahead: bool
    """Whether it lies ahead: a forecast or plan."""
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point in its place."""

    x: float
    y: float
    point: Point
    series: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One series: a line through what was, a dashed one through what is expected after it."""

    name: str
    solid: str
    dashed: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis: where it is and what it says."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """Values over time, in one unit."""

    lines: Sequence[Line]
    dots: Sequence[Dot]
    x_ticks: Sequence[Tick]
    y_ticks: Sequence[Tick]
    zero: float | None
    """Height of nought where values lie on both sides of it."""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    bottom: int = BOTTOM


def line_chart(series: Mapping[str, Sequence[Point]], number: Callable[[float], str]) -> LineChart:
    """*series* by name in a chart, whose axis writes values with *number*; of several for one day the line takes the first given."""
    points = [point for line in series.values() for point in line]
    days = [point.on.toordinal() for point in points]
    first, last = min(days), max(days)
    steps = nice_steps([point.value for point in points])
    low, high = steps[0], steps[-1]

    def x(day: int) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * ((day - first) / (last - first) if last > first else 0.5), 1)

    def y(value: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low), 1)

    placed = {
        name: [Dot(x(point.on.toordinal()), y(point.value), point, number_of) for point in line]
        for number_of, (name, line) in enumerate(series.items())
    }
    return LineChart(
        lines=[Line(name, *_paths(dots)) for name, dots in placed.items()],
        dots=[dot for dots in placed.values() for dot in dots],
        x_ticks=[Tick(x(day), label) for day, label in _dates(first, last)],
        y_ticks=[Tick(y(step), number(step)) for step in steps],
        zero=y(0) if low < 0 < high else None,
    )


def _paths(dots: Sequence[Dot]) -> tuple[str, str]:
    """The line through what was, and on from its end the line through what lies ahead."""
    told: dict[tuple[bool, float], Dot] = {}
    for dot in dots:
        told.setdefault((dot.point.ahead, dot.x), dot)
    past = sorted((dot for (is_ahead, _), dot in told.items() if not is_ahead), key=lambda dot: dot.x)
    ahead = sorted(
        (dot for (is_ahead, x), dot in told.items() if is_ahead and (not past or x > past[-1].x)), key=lambda dot: dot.x
    )
    return _path(past), _path([*past[-1:], *ahead])


def _path(dots: Sequence[Dot]) -> str:
    return "M" + " L".join(f"{dot.x} {dot.y}" for dot in dots) if len(dots) > 1 else ""


def nice_steps(values: Sequence[float]) -> list[float]:
    """Round numbers, evenly apart, that hold *values* between them; nought is among them where it is not far."""
    low, high = min(values), max(values)
    if (low > 0 and low < high / 2) or low == high > 0:
        low = 0
    if (high < 0 and high > low / 2) or low == high < 0:
        high = 0
    if low == high:
        low, high = low - 1, high + 1
    rough = (high - low) / Y_TICKS
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough * 0.999)
    first = math.floor(low / step)
    return [step * place for place in range(first, math.ceil(high / step - 1e-9) + 1)]


def _dates(first: int, last: int) -> list[tuple[int, str]]:
    """Some days between *first* and *last*, and how they are written: ends of years, or of months where there are less than two years."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    if last - first < TWO_YEARS:
        months = [date(year, month, 1) for year in range(start.year, end.year + 2) for month in range(1, 13)]
        inside = [day.toordinal() - 1 for day in months if first <= day.toordinal() - 1 <= last]
        return _thinned([(day, f"{date.fromordinal(day):%Y-%m}") for day in inside]) or [(first, str(start))]
    return _thinned(
        [
            (day.toordinal(), str(day.year))
            for year in range(start.year, end.year + 1)
            if first <= (day := date(year, 12, 31)).toordinal() <= last
        ]
    )


def _thinned(ticks: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """At most as many as fit, evenly apart, the last among them."""
    every = math.ceil(len(ticks) / X_TICKS) or 1
    return ticks[::-1][::every][::-1]


@dataclass(frozen=True, slots=True)
class Strip:
    """Events on a line of time, stacked where they crowd."""

    dots: Sequence[Dot]
    x_ticks: Sequence[Tick]
    base: float
    height: float
    width: int = 2 * WIDTH


def strip(points: Sequence[Point]) -> Strip:
    """*points* on one line."""
    days = [point.on.toordinal() for point in points]
    first, last = min(days), max(days)
    width = 2 * WIDTH

    def x(day: int) -> float:
        return STRIP_EDGE + (width - 2 * STRIP_EDGE) * ((day - first) / (last - first) if last > first else 0.5)

    stacked: dict[int, int] = defaultdict(int)
    placed = []
    for point in sorted(points, key=lambda point: point.on):
        column = round(x(point.on.toordinal()) / (2 * STRIP_DOT + 1))
        placed.append((column * (2 * STRIP_DOT + 1), stacked[column], point))
        stacked[column] += 1
    rows = max(stacked.values())
    base = rows * STRIP_ROW + 6
    dots = [Dot(round(at, 1), round(base - 8 - row * STRIP_ROW, 1), point) for at, row, point in placed]
    ticks = [Tick(round(x(day), 1), label) for day, label in _dates(first, last)]
    return Strip(dots, ticks, base, base + 24)


@dataclass(frozen=True, slots=True)
class Bar:
    """A value as a length."""

    x: float
    width: float


def bars(values: Sequence[float]) -> list[Bar]:
    """*values* as bars from one nought."""
    low, high = min(0.0, *values), max(0.0, *values)
    size = (high - low) or 1.0
    return [
        Bar(round((min(value, 0.0) - low) / size * BAR_WIDTH, 1), max(1.0, round(abs(value) / size * BAR_WIDTH, 1)))
        for value in values
    ]
