"""How a run shows on stderr: a bar for people, a line a file for logs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.inbox import Found
from pipeline.ingest import Outcome, Watcher


class Lines(Watcher):
    """One line a file."""

    def __init__(self) -> None:
        """Begin to count."""
        self.total = self.count = 0

    def found(self, found: Found) -> None:
        """Remember how many files there are."""
        self.total = len(found.sources)

    def done(self, outcome: Outcome) -> None:
        """Say what became of a file."""
        self.count += 1
        said = (
            f"{sum(outcome.records.values())} records in {outcome.seconds:.1f} s"
            if outcome.status == "loaded"
            else outcome.reason
        )
        self.say(f"[{self.count}/{self.total}] {outcome.source.name}: {outcome.status}, {said}")

    def say(self, line: str) -> None:
        """Write *line* to stderr."""
        click.echo(line, err=True)


class Bar(Watcher):
    """A bar with the name of the last file."""

    def __init__(self, progress: Progress) -> None:
        """Draw on *progress*, which is live already."""
        self.progress = progress
        self.task = progress.add_task("Looking for reports", total=None)

    def found(self, found: Found) -> None:
        """Set the length."""
        self.progress.update(self.task, total=len(found.sources), description="Reading reports")

    def done(self, outcome: Outcome) -> None:
        """Move on by one file."""
        self.progress.update(self.task, advance=1, description=outcome.source.name)


@contextmanager
def watching() -> Iterator[Watcher]:
    """A bar while stderr is a terminal, lines where it is not."""
    if not sys.stderr.isatty():
        yield Lines()
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Bar(progress)
