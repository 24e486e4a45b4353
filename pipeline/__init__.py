"""The way of a report: from a file in the inbox to validated facts in DuckDB."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas import Report

__all__ = ["extract"]


def extract(text: str, published_on: date | None = None) -> Report:
    """Read *text* and return everything it says, without inbox or warehouse.

    *published_on* is the day that relative dates (지난달, 이달 20일) count from; without it the text itself has to tell.
    Nothing is written, nothing is fetched, and the same text gives the same report.
    """
    from pipeline.process import process  # spaCy and Kiwi take a second to import
    from pipeline.readers import raw_report

    return process(raw_report(text), published_on=published_on)
