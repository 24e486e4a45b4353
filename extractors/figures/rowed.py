"""Boxes of a note that lost their lines: labels in a row with their numbers in one order behind them, and returns over so many months."""

from __future__ import annotations

import re

from extractors.figures.metrics import Cue, find_cues, fitting
from extractors.figures.places import Place
from extractors.reading import Reading
from extractors.series import TWO_LABELS

MOST = 6
"""Labels of a row."""
_REACH, _RUN = 96, 60
"""Characters before the first number in which its labels stand; around a return in which the next one and their name stand."""
_LABEL = re.compile(r"(?<![가-힣A-Za-z])(?P<label>[가-힣A-Za-z]{2,14})(?: ?\([^()\n]{1,12}\))?\s+$")
_BACK = re.compile(r"(?<![\d가-힣.])(?P<months>1|3|6|9|12) ?(?:개월|M)\s+$")
_RETURNS = re.compile(r"(?:절대|상대|초과)\s?(?:수익률|주가|기준)|주가\s?(?:상승|수익|등락)[률율]")
_OF_MONTHS = re.compile(r"(?<![\d가-힣.])(?:1|3|6|9|12) ?(?:개월|M)\s+[+\-−△▲▼]?\s?\d[\d.]*\s?%")
_HEAD = re.compile(r"(?P<months>\d{1,2}) ?(?:M|개월)|YTD")
_BASES = {"1": "mom", "12": "1y", "YTD": "ytd"}


def label_in_row(reading: Reading, place: Place) -> tuple[Cue | None, str] | None:
    """
    The cue and the metric of the number at *place* (`other` without a cue) where it stands in a row of numbers behind as many labels:
    `시가총액 액면가 발행주식수 3,727 십억원 5,000 원 23 백만주`. None where there is no such row, where labels and numbers are not as many, where
    a label cannot be stated in the unit of its number, or where more than one tells nothing. Two of a pair are told by those of one:
    `자본금/액면가 46억원/500원`.
    """
    if (named := _of_pair(reading, place)) is not None:
        return named
    row = _row(reading, place)
    labels = _labels(reading, row[0], len(row)) if 2 <= len(row) <= MOST else []
    if not labels:
        return None
    told: list[tuple[Cue | None, str]] = []
    for (start, end), index in zip(labels, row, strict=True):
        cues = find_cues(reading.text, start, end)
        found = fitting(cues, reading.quantities[index])
        if cues and not found:
            return None
        told.append((found[-1][0], found[-1][1].name) if found else (None, "other"))
    known = sum(cue is not None for cue, _ in told)
    return told[row.index(place.index)] if known >= max(2, len(row) - 1) else None


def _of_pair(reading: Reading, place: Place) -> tuple[Cue | None, str] | None:
    """The cue and the metric of one of two numbers with a slash between them, behind a pair of labels of which at least one tells a metric."""
    numbers = reading.quantities
    for first in (place.index - 1, place.index):
        if first < 0 or first + 1 >= len(numbers) or reading.text[numbers[first].end : numbers[first + 1].start].strip() != "/":
            continue
        start = numbers[first].start
        pair = TWO_LABELS.search(reading.text, max(0, start - _REACH), start)
        if pair is None:
            continue
        found = [
            fitting(find_cues(reading.text, *pair.span(name)), number)
            for name, number in (("one", numbers[first]), ("two", numbers[first + 1]))
        ]
        own = found[place.index - first]
        return (own[-1][0], own[-1][1].name) if own else (None, "other") if any(found) else None
    return None


def _row(reading: Reading, place: Place) -> list[int]:
    """The numbers of which nothing but blanks stands between one and the next, that at *place* among them."""
    row = [place.index]
    while row[0] > 0 and len(row) <= MOST and _adjoin(reading, row[0] - 1):
        row.insert(0, row[0] - 1)
    while row[-1] + 1 < len(reading.quantities) and len(row) <= MOST and _adjoin(reading, row[-1]):
        row.append(row[-1] + 1)
    return row


def _adjoin(reading: Reading, index: int) -> bool:
    return re.fullmatch(r" +", reading.text[reading.quantities[index].end : reading.quantities[index + 1].start]) is not None


def _labels(reading: Reading, first: int, count: int) -> list[tuple[int, int]]:
    """The *count* words before a number, where a name, a number or the beginning of a sentence stands before them; else none."""
    text, at = reading.text, reading.quantities[first].start
    floor = max(text.rfind("\n", 0, at) + 1, at - _REACH)
    labels: list[tuple[int, int]] = []
    while len(labels) < count and (match := _LABEL.search(text, floor, at)) and not reading.quantities.over(*match.span("label")):
        labels.insert(0, match.span("label"))
        at = match.start()
    before = len(text[:at].rstrip(" "))
    opens = before == 0 or text[before - 1] in "\n.:)" or reading.quantities.over(before - 1, before)
    return labels if len(labels) == count and (opens or reading.names.over(before - 1, before)) else []


def months_back(reading: Reading, place: Place) -> tuple[str | None] | None:
    """
    The basis of a percentage that is a return over so many months, one of several: `절대수익률 3 개월 32.4% 6 개월 5.7%`; against one
    month or twelve, else None in the tuple. None where it is no such return.
    """
    text, start = reading.text, place.quantity.start
    if place.quantity.unit not in ("percent", "percentage_point"):
        return None
    if place.cell is not None and place.table is not None:
        row, heads = place.table.row_label(place.cell), place.table.column_headers(place.cell)
        ways = ((row.text, heads[-1].text), (heads[-1].text, row.text)) if heads and row is not None else ()
        back = next((back for what, when in ways if _RETURNS.search(what) and (back := _HEAD.fullmatch(when))), None)
        return (_BASES.get(back["months"] or back[0]),) if back is not None else None
    months = _BACK.search(text, max(0, start - 8), start)
    around = text[max(0, start - _RUN) : place.quantity.end + _RUN]
    if months is None or len(_OF_MONTHS.findall(around)) < 2 or _RETURNS.search(around) is None:
        return None
    return (_BASES.get(months["months"]),)
