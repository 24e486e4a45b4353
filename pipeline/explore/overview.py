"""What the page shows of many figures at once: a company's metrics over time, its events on a line, a metric over companies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.explore import amounts
from pipeline.explore.charts import Bar, LineChart, Point, Strip, bars, line_chart, strip
from pipeline.explore.snapshot import Row
from pipeline.explore.words import Language, teller

MOST_CHARTS = 12
MOST_LINES = 4
"""Series that are drawn in one chart."""
AROUND = {31: "month", 92: "quarter", 184: "half", 275: "nine_months", 366: "year"}
"""The most days of a period of each length."""
SPAN = "years"
"""What is longer: a plan over three years is no point of a line."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A metric of a company over time: figures of one metric, unit, measure and length of period."""

    metric: str
    unit: str
    measure: str
    length: str
    chart: LineChart | None
    """None where all are of one period, or of spans of years."""
    rows: Sequence[Row]


def length_of(row: Row) -> str:
    """How long the period of a figure is: a quarter is not compared with the year to date."""
    start, end = row["period_start"] or row["period_end"], row["period_end"]
    days = (end - start).days + 1
    if days == 1:
        return "day"
    return next((name for most, name in AROUND.items() if days <= most), SPAN)


def trends(rows: Sequence[Row], language: Language) -> list[Trend]:
    """The figures of a company as trends, those with most periods first; *rows* are in the order of their periods."""
    groups: dict[tuple[str, str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["metric"] != "other":
            unit = row["counter"] if row["unit"] == "count" else row["unit"]
            groups[row["metric"], unit or "", row["measure"] + (row["basis"] or ""), length_of(row)].append(row)
    made = [
        Trend(metric, unit, inside[0]["measure"], length, None if length == SPAN else _chart(inside, language), inside)
        for (metric, unit, _, length), inside in groups.items()
    ]
    return sorted(made, key=lambda trend: (trend.chart is None, trend.measure == "change", -len(trend.rows), trend.metric))


def _chart(rows: Sequence[Row], language: Language) -> LineChart | None:
    """Wordings are lines of their own: cloud revenue is no revenue of the whole."""
    series: dict[str, list[Point]] = defaultdict(list)
    for row in rows:
        series["".join((row["metric_text"] or "").split())].append(point_of(row, language))
    longest = sorted(series.items(), key=lambda named: -len({point.on for point in named[1]}))[:MOST_LINES]
    if len({point.on for _, points in longest for point in points}) < 2:
        return None
    return line_chart(dict(longest), lambda value: amounts.compact(Decimal(repr(value)), language))


def point_of(row: Row, language: Language) -> Point:
    """A figure as a point: a range by its middle."""
    value = row["value"] if row["value_high"] is None else (row["value"] + row["value_high"]) / 2
    tell = teller(language)
    when = amounts.days(row["period_start"], row["period_end"])
    title = f"{row['text']} · {when} · {tell('modality', row['modality'])} · {row['title'] or row['source_name']}"
    return Point(row["period_end"], float(value), row["modality"] != "actual", title, href_of(row["doc_id"], row["figure_id"]))


def href_of(doc_id: str, record_id: str) -> str:
    """Where a record is looked at."""
    return f"/documents/{doc_id[:16]}?at={record_id}#{record_id}"


def event_line(rows: Sequence[Row], language: Language) -> Strip | None:
    """The events of a company on a line of time; None where there are none."""
    tell = teller(language)
    points = [
        Point(
            row["start_on"],
            0.0,
            row["status"] != "occurred",
            f"{amounts.days(row['start_on'], row['end_on'])} · {tell('event', row['event_type'])} · {row['text']}",
            href_of(row["doc_id"], row["event_id"]),
        )
        for row in rows
    ]
    return strip(points) if points else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A metric over companies, in one unit: what was, or what is expected."""

    unit: str
    modality: str
    rows: Sequence[tuple[Row, Bar]]


def comparisons(rows: Sequence[Row]) -> list[Comparison]:
    """The latest levels of companies side by side; amounts of money together, in won."""
    groups: Mapping[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        unit = "KRW" if row["amount_krw"] is not None else row["counter"] if row["unit"] == "count" else row["unit"]
        groups[unit or "", row["modality"]].append(row)
    made = []
    for (unit, modality), inside in groups.items():
        values = [float(row["value"] if row["amount_krw"] is None else row["amount_krw"]) for row in inside]
        order = sorted(range(len(inside)), key=lambda place: -values[place])
        lengths = bars([values[place] for place in order])
        made.append(Comparison(unit, modality, [(inside[place], bar) for place, bar in zip(order, lengths, strict=True)]))
    return sorted(made, key=lambda group: (-len(group.rows), group.unit, group.modality))
