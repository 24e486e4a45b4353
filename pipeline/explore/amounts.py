"""Numbers, units and days as people write them, in Korean and English."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.explore.snapshot import Row
from pipeline.explore.words import Language
from pipeline.show import BOUND_SIGNS, exact, format_number

STEPS = {
    "ko": ((Decimal("1e16"), "경"), (Decimal("1e12"), "조"), (Decimal("1e8"), "억"), (Decimal("1e4"), "만")),
    "en": ((Decimal("1e12"), " tn"), (Decimal("1e9"), " bn"), (Decimal("1e6"), " m")),
}
SIGNS = {"percent": "%", "percentage_point": "%p", "basis_point": "bp"}
WORDED = {
    "ko": {
        "multiple": "배",
        "rank": "위",
        "score": "점",
        "KRW": " 원",
        "USD": " 달러",
        "CNY": " 위안",
        "JPY": " 엔",
        "EUR": " 유로",
    },
    "en": {"multiple": "×", "rank": " (rank)", "score": " points"},
}
DIGITS = 4


def compact(number: Decimal | float, language: Language) -> str:
    """*number* in the largest of the words that it fills, with four significant digits: 3조 8,000억 is 3.8조, and 3.8 tn."""
    number = exact(number)
    if abs(number) < min(step for step, _ in STEPS[language]):
        return format_number(_rounded(number))
    size, word = next((step, word) for step, word in STEPS[language] if abs(number) >= step)
    return f"{format_number(_rounded(number / size))}{word}"


def _rounded(number: Decimal) -> Decimal:
    """Four significant digits; what stands before the point is kept whole."""
    places = max(0, DIGITS - max(1, number.adjusted() + 1))
    return Decimal(0) if not number else round(number, places)


def with_unit(number: Decimal | float, row: Row, language: Language) -> str:
    """*number* of the figure *row* with its unit."""
    number, unit = exact(number), row["unit"]
    if unit == "count":
        shown = f"{compact(number, language)}{row['counter'] or ''}"
    elif unit in SIGNS:
        shown = f"{format_number(_rounded(number))}{SIGNS[unit]}"
    else:
        shown = f"{compact(number, language)}{WORDED[language].get(unit or '', f' {unit}' if unit else '')}"
    return f"{shown} / {row['per']}" if row.get("per") else shown


def value_of(row: Row, language: Language) -> str:
    """The value of a figure as one reads it: ≥, ≈ and ranges included."""
    high = row["value_high"]
    shown = with_unit(row["value"], row, language)
    if high is not None:
        shown = f"{compact(row['value'], language)} – {with_unit(high, row, language)}"
    if row["measure"] == "change" and row["value"] > 0:
        shown = f"+{shown}"
    return f"{'≈ ' if row['approximate'] else ''}{BOUND_SIGNS[row['bound']]}{shown}"


def days(start: date | None, end: date | None, open_end: str = "") -> str:
    """Two days as the longest unit they fill: 2025-09-08, 2025-09, 2025-Q3, 2025-H1, 2025; *open_end* where there are none."""
    if start is None or end is None:
        return str(start or end or open_end)
    if start == end:
        return str(start)
    last_of_month = date.fromordinal(end.toordinal() + 1).day == 1
    if start.day == 1 and last_of_month:
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        return _months(start, end, months)
    return f"{start} – {end}"


def _months(start: date, end: date, months: int) -> str:
    first = start.month - 1
    if months == 12 and first == 0:
        return str(start.year)
    if months % 12 == 0 and first == 0:
        return f"{start.year} – {end.year}"
    for length, letter in ((6, "H"), (3, "Q")):
        if months == length and first % length == 0:
            return f"{start.year}-{letter}{first // length + 1}"
    return f"{start:%Y-%m}" if months == 1 else f"{start:%Y-%m} – {end:%Y-%m}"
