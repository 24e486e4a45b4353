"""Checks: figures of one report computed again from each other.

`growth` (against two levels), `sums`, `ratios` (margins, shares of a whole, per unit by number), `shares`, `tables` and `conversions`.
A check is made only where wording or table says that the figures belong together; where the wording is loose, only where the
arithmetic confirms it. `precision` tells how much the printed digits leave open.
"""

from extractors.checks.model import CheckReading
from extractors.checks.reader import find_checks

__all__ = ["CheckReading", "find_checks"]
