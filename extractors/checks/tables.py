"""Checks inside tables: total rows and columns, growth columns beside two levels, margins below profit and revenue, shares of the total."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.checks.growth import check_change
from extractors.checks.model import CheckReading, Figures, Item
from extractors.checks.ratios import margin
from extractors.checks.series import shifted
from extractors.checks.sums import add_up
from extractors.tables import Cell, Table

_TOTAL = re.compile(r"합\s?계|총\s?합?\s?계|소\s?계|계|전\s?체|총\s?액|합산|[Tt]otal|TOTAL|[Ss]um")
_PART_OF_ROW = re.compile(r"[-–·ㄴ└(*]|\(?(?:이\s?)?(?:중|가운데)|그\s?중")
_NOTHING = re.compile(r"[-–—]?|0")
_SHARE = re.compile(r"비중|구성비|점유율")
_REVENUE, _PROFITS = re.compile(r"매출(?:액)?"), {
    "영업이익률": re.compile("영업이익"),
    "순이익률": re.compile("(?:당기|지배)?순이익"),
    "OPM": re.compile("영업이익"),
}  # fmt: skip
_MONTHS = {"yoy": 12, "qoq": 3, "mom": 1}
Grid = dict[tuple[int, int], Item]
"""Row and column → the figure that fills the cell."""


def find_in_tables(figures: Figures) -> Iterator[CheckReading]:
    """The checks of every table."""
    for block in figures.reading.blocks:
        if block.kind == "table":
            table = figures.reading.table(block)
            grid = _grid(table, figures.in_table(block))
            yield from _totals(table, grid)
            yield from _total_columns(table, grid)
            yield from _growth(figures, table, grid)
            yield from _margins(table, grid)


def _grid(table: Table, items: Sequence[Item]) -> Grid:
    grid: Grid = {}
    starts = [item.start for item in items]
    for cell in table.body:
        inside = items[bisect_left(starts, cell.start) : bisect_left(starts, cell.end)]
        if len(inside) == 1 and inside[0].end <= cell.end:
            grid[cell.row, cell.column] = inside[0]
    return grid


def _label(row: Sequence[Cell]) -> str:
    return row[0].text.strip(" *") if row else ""


def _totals(table: Table, grid: Grid) -> Iterator[CheckReading]:
    """Each column of a total row against the rows above it, back to the last total."""
    start = table.header_rows
    for number in range(table.header_rows, len(table.rows)):
        if not _TOTAL.fullmatch(_label(table.rows[number])):
            continue
        rows = range(start, number)
        start = number + 1
        if len(rows) < 2 or any(_PART_OF_ROW.match(_label(table.rows[row])) for row in rows):
            continue
        found = []
        for cell in table.rows[number][1:]:
            claim = grid.get((number, cell.column))
            parts = _column(table, grid, rows, cell.column)
            if claim is not None and parts is not None and _may_add(table, cell, claim):
                found.append(add_up(claim, parts, sure=True))
        yield from _confirmed(found)


def _confirmed(found: Sequence[CheckReading | None]) -> Iterator[CheckReading]:
    """The sums that agree, and, where one does, those that deviate; where none does, the row adds up something else."""
    checks = [check for check in found if check is not None]
    if any(check.verdict == "agrees" for check in checks):
        yield from checks


def _may_add(table: Table, cell: Cell, claim: Item) -> bool:
    if claim.figure.measure != "level" or claim.figure.value_high is not None or claim.figure.quantity.per is not None:
        return False
    headers = " ".join(header.text for header in table.column_headers(cell))
    return not claim.is_ratio or (claim.unit == "percent" and _SHARE.search(headers) is not None)


def _column(table: Table, grid: Grid, rows: Sequence[int], column: int) -> list[Item] | None:
    """The figures of a column in *rows*; None where a cell holds something else than a number or a dash."""
    found = []
    for row in rows:
        item = grid.get((row, column))
        cell = next((cell for cell in table.rows[row] if cell.column == column), None)
        if item is not None and item.is_level:
            found.append(item)
        elif cell is None or not _NOTHING.fullmatch(cell.text):
            return None
    return found


def _total_columns(table: Table, grid: Grid) -> Iterator[CheckReading]:
    """A column headed 합계 against the columns left of it, where all of them have its unit."""
    found = []
    for row in table.rows[table.header_rows :]:
        for cell in row[1:]:
            headers = table.column_headers(cell)
            claim = grid.get((cell.row, cell.column))
            if claim is None or claim.is_ratio or not headers or not _TOTAL.fullmatch(headers[-1].text.strip(" *")):
                continue
            parts = [grid.get((cell.row, column)) for column in range(1, cell.column)]
            present = [part for part in parts if part is not None and part.is_level]
            if len(present) == len(parts):
                found.append(add_up(claim, present, sure=True))
    yield from _confirmed(found)


def _growth(figures: Figures, table: Table, grid: Grid) -> Iterator[CheckReading]:
    """A cell that states a change against the two levels of its row that lie as far apart as its header says."""
    for (row, column), claim in sorted(grid.items()):
        if claim.figure.measure != "change" or claim.figure.value_high is not None:
            continue
        before = [grid[row, other] for other in range(1, column) if (row, other) in grid]
        changes = [number for number, item in enumerate(before) if item.figure.measure == "change"]
        own = before[changes[-1] + 1 :] if changes else before
        pair = _pair(claim, own) or _pair(claim, before)
        if pair is not None:
            check = check_change(figures, claim, *pair, sure=True)
            if check is not None:
                yield check


def _pair(claim: Item, items: Sequence[Item]) -> tuple[Item, Item] | None:
    """Now and then: of the same unit, the later one next to the change, the other one basis earlier."""
    dated = [item for item in items if item.is_level and item.figure.period is not None]
    if len(dated) < 2 or len({item.key for item in dated}) > 1:
        return None
    now = max(dated, key=lambda item: item.figure.period or (item.start, item.start))
    months = _MONTHS.get(claim.figure.basis or "")
    if months is None or now.figure.period is None:
        return None
    then = [item for item in dated if item.figure.period == shifted(now.figure.period, months)]
    return (now, then[0]) if len(then) == 1 else None


def _margins(table: Table, grid: Grid) -> Iterator[CheckReading]:
    """The row of a margin against the rows of the profit and the revenue."""
    labels = {re.sub(r"[(（][^)）]*[)）]|\s", "", _label(row)): number for number, row in enumerate(table.rows)}
    revenue = next((number for label, number in labels.items() if _REVENUE.fullmatch(label)), None)
    for label, number in labels.items():
        wanted = _PROFITS.get(label)
        profit = next((n for name, n in labels.items() if wanted and wanted.fullmatch(name)), None)
        if revenue is None or profit is None:
            continue
        for cell in table.rows[number][1:]:
            cells = [grid.get((row, cell.column)) for row in (number, profit, revenue)]
            claim, gain, sales = cells
            if claim is not None and gain is not None and sales is not None and claim.unit == "percent":
                check = margin(claim, gain, sales, sure=True)
                if check is not None:
                    yield check
