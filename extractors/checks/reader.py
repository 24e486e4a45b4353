"""All checks of a report, in text order of the figures that are checked."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.checks.conversions import find_conversions, find_converted, find_repaired
from extractors.checks.growth import find_growth
from extractors.checks.model import CheckReading, Figures
from extractors.checks.ratios import find_ratios
from extractors.checks.series import find_series
from extractors.checks.shares import find_shares
from extractors.checks.sums import find_sums
from extractors.checks.tables import find_in_tables
from extractors.figures import FigureReading
from extractors.reading import Reading
from extractors.valuation import Valuation


def find_checks(reading: Reading, figures: Sequence[FigureReading], valuations: Sequence[Valuation] = ()) -> list[CheckReading]:
    """The checks between *figures*, one a figure and kind; *valuations* tell the rates for conversions of money."""
    numbers = Figures(reading, figures)
    found = [
        *find_in_tables(numbers),
        *find_growth(numbers),
        *find_series(numbers),
        *find_sums(numbers),
        *find_ratios(numbers),
        *find_shares(numbers),
        *find_conversions(reading, figures),
        *find_converted(reading, figures, valuations),
        *find_repaired(reading, figures),
    ]
    first: dict[tuple[int, str], CheckReading] = {}
    for check in found:
        first.setdefault((check.figures[0], check.kind), check)
    return sorted(first.values(), key=lambda check: (check.figures[0], check.kind))
