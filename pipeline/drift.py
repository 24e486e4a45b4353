"""How a run compares with those before it: a source that has changed its form, or a reader that fails on it, shows here first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from duckdb import DuckDBPyConnection

RUNS = 10
"""Runs that a run is held against, the last ones."""
FEWEST_RUNS = 3
"""Fewer tell nothing of what is usual."""
QUERY = """
    with runs as (
        select
            sum(records) filter (status = 'loaded') / count(*) filter (status = 'loaded') as records,
            sum(rejects) filter (status = 'loaded') / count(*) filter (status = 'loaded') as rejects,
            sum(seconds) filter (status = 'loaded') / count(*) filter (status = 'loaded') as seconds,
            count(*) filter (status = 'quarantined') / count(*) as refused
        from ledger
        where run_id <> $run_id
        group by run_id
        having bool_or(status = 'loaded')
        order by max(finished_at) desc
        limit $runs
    )
    select median(records), median(rejects), median(seconds), median(refused) from runs having count(*) >= $fewest
"""


class Pace(NamedTuple):
    """What files give and cost on the average."""

    records: float
    """Of a loaded file, and so are the next two."""
    rejects: float
    seconds: float
    refused: float
    """Share of all files."""


def usual_pace(con: DuckDBPyConnection, run_id: str) -> Pace | None:
    """The median of the runs before *run_id* that loaded files; None while there are too few."""
    row = con.execute(QUERY, {"run_id": run_id, "runs": RUNS, "fewest": FEWEST_RUNS}).fetchone()
    return Pace(*row) if row else None


def compared(
    loaded: int, refused: int, records: int, rejects: int, seconds: float, usual: Pace
) -> Sequence[tuple[str, str, str]]:
    """What a run that *loaded* so many files gave, beside what is *usual*."""
    files = max(loaded, 1)
    return (
        ("records a file", f"{records / files:.1f}", f"{usual.records:.1f}"),
        ("rejects a file", f"{rejects / files:.2f}", f"{usual.rejects:.2f}"),
        ("seconds a file", f"{seconds / files:.2f}", f"{usual.seconds:.2f}"),
        ("refused", f"{refused / max(loaded + refused, 1):.1%}", f"{usual.refused:.1%}"),
    )
