"""What a run did, as Markdown for Prefect's pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.drift import compared
from pipeline.ingest import Summary

SLOWEST = 5
"""Files that are named for the time they took."""


def run_report(summary: Summary) -> str:
    """Records by kind, what differs from the runs before, refusals by reason, and the slowest files of *summary*."""
    refused, loaded = summary.having("quarantined"), summary.having("loaded")
    reasons = Counter(outcome.reason or "" for outcome in refused)
    slowest = sorted(loaded, key=lambda outcome: -outcome.seconds)[:SLOWEST]
    counts = [(status, len(summary.having(status))) for status in ("loaded", "duplicate", "quarantined")]
    drift = (
        compared(
            len(loaded),
            len(refused),
            sum(summary.records.values()),
            summary.rejects,
            sum(file.seconds for file in loaded),
            summary.usual,
        )
        if summary.usual
        else ()
    )
    parts = [
        _table(f"{len(summary.outcomes)} files in {summary.seconds:.1f} s", ("outcome", "files"), counts),
        _table("Records", ("kind", "records"), [*summary.records.items(), ("rejects", summary.rejects)]),
        _table("Against the runs before", ("", "this run", "usual"), drift),
        _table("Refused", ("reason", "files"), reasons.most_common()),
        _table("Replaced by a newer version", ("report",), [(name,) for name in summary.superseded]),
        _table("Slowest", ("file", "seconds"), [(outcome.source.name, f"{outcome.seconds:.1f}") for outcome in slowest]),
    ]
    return "\n\n".join(filter(None, parts))


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = list(_rows(rows))
    rule = ["---"] * len(head)
    return "\n".join([f"## {title}", "", *_rows([head, rule]), *lines]) if lines else ""


def _rows(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    for row in rows:
        cells = (str(cell).replace("|", r"\|") for cell in row)
        yield f"| {' | '.join(cells)} |"
