"""The commands that run Sasil on a machine: `sasil up`, `sasil down`, `sasil rates` and `sasil lake`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.usage import ALL_IN, examples, program, waits

if TYPE_CHECKING:
    from pipeline.service import Running
    from pipeline.settings import Settings
    from pipeline.warehouse import Lake

PORT = 4200
"""Prefect's own default."""


@click.command(epilog=examples("sasil up", "sasil up --port 4201", "sasil up --foreground    for systemd or a container"))
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Where Prefect's server listens.")
@click.option("--foreground", is_flag=True, help="Stay until Ctrl-C or SIGTERM, then stop everything.")
def up(port: int, *, foreground: bool) -> int:
    """Start all that runs on one machine: Prefect's server, its deployments, a worker, and the watcher of the inbox.

    What runs already is left alone. A process that ends is started again; outputs/service has the log of each. `sasil down`
    stops them.
    """
    from pipeline import service
    from pipeline.settings import load_settings

    settings = load_settings()
    running = service.up(settings, port, lambda line: click.echo(line, err=True))
    for line in _running_lines(running):
        click.echo(line)
    click.echo(f"Drop reports into {settings.inbox}. " + ("Ctrl-C ends it." if foreground else f"End: {program()} down"))
    if foreground:
        _stay(settings)
        service.down(settings)
        click.echo("Stopped.", err=True)
    return ALL_IN


@click.command(epilog=examples("sasil down"))
def down() -> int:
    """Stop what `sasil up` has started.

    A run under way ends at once; what it has not loaded goes back to the inbox.
    """
    from pipeline import service
    from pipeline.settings import load_settings

    stopped = service.down(load_settings())
    click.echo("Nothing is running." if stopped is None else f"Stopped {', '.join(reversed(list(stopped.processes)))}.")
    return ALL_IN


@click.group(epilog=examples("sasil rates refresh --ecb", "sasil rates refresh eurofxref-hist.zip"))
def rates() -> None:
    """Look after the exchange rates by which amounts of money are compared."""


@rates.command(
    epilog=examples(
        "sasil rates refresh --ecb",
        "sasil rates refresh eurofxref-hist.zip    the ECB's table, as it comes",
        "sasil rates refresh own.csv               with the columns currency,rate_on,krw,source",
    )
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--ecb", is_flag=True, help="Fetch the European Central Bank's table.")
def refresh(file: Path | None, *, ecb: bool) -> None:
    """Bring in the rates of days that have none yet, into outputs/rates.csv.

    A rate that is known stays as it is. `sasil reprocess` then gives amounts to the reports that had none.
    """
    from pipeline.rates import refresh as bring_in
    from pipeline.settings import UserError, load_settings

    if ecb == (file is not None):
        raise UserError("Name a file with rates, or say --ecb: one of the two.")
    done = bring_in(load_settings(), file)
    until = f", until {done.until}" if done.until else ""
    click.echo(f"{done.new:,} new rates, {done.known:,} known already{until}.")
    if done.new:
        click.echo(f"Next: {program()} reprocess")


@click.group(epilog=examples("sasil lake push", "sasil lake snapshot all.duckdb"))
def lake() -> None:
    """Share reports with other machines through the DuckLake that SASIL_LAKE names."""


@lake.command(epilog=examples("sasil lake push"))
@waits
def push(*, wait: bool) -> None:
    """Bring into the lake what this machine's warehouse holds and the lake does not know; every run does so at its end."""
    from pipeline import ingest

    settings, _ = _settings_and_lake()
    with ingest.hold_warehouse(settings, wait=wait):
        pass  # that is how each run ends
    click.echo("The lake has all that this warehouse holds.")


@lake.command(
    epilog=examples("sasil lake snapshot all.duckdb", "SASIL_SNAPSHOT=all.duckdb sasil sql 'SELECT count(*) FROM documents'")
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def snapshot(file: Path) -> None:
    """Make FILE a snapshot of all reports of the lake, with the views and macros of `reports.duckdb`; an older one is replaced."""
    from extractors.inflection import inflected_forms
    from pipeline.warehouse import gather

    _, there = _settings_and_lake()
    click.echo(f"{gather(there, file, inflected_forms):,} reports in {file}")


def _settings_and_lake() -> tuple[Settings, Lake]:
    from pipeline.settings import UserError, load_settings
    from pipeline.warehouse import Lake

    settings = load_settings()
    if settings.lake is None:
        raise UserError("SASIL_LAKE names no lake. Set it, as in ducklake:postgres:dbname=sasil.")
    return settings, Lake(settings.lake, settings.lake_data)


def _running_lines(running: Running) -> list[str]:
    return [
        f"Running since {running.started_at} (process {running.pid}), Prefect at {running.url}",
        *(f"  {name:<10} process {pid}" for name, pid in running.processes.items()),
    ]


def _stay(settings: Settings) -> None:
    """Return on a signal, or when the supervisor has ended by itself."""
    import signal
    from threading import Event

    from pipeline import service

    stopped = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopped.set())
    while service.look(service.place_of(settings)) is not None:
        if stopped.wait(1):
            return
