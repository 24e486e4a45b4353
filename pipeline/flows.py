"""
The story of a run as Prefect flows: the steps of `pipeline.ingest` as tasks, a handful a batch, none a sentence; and upkeep on a schedule.

A run that refused every file ends as Failed, one that refused some as CompletedWithRefusals; what it did is an artifact.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from asyncio import CancelledError
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

# An ephemeral server needs 10 to 40 s to start, more on a slow disk; Prefect's own limit is 20. It is read at import.
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")

from duckdb import IOException
from prefect import Flow, flow, get_client, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import FlowRun, State
from prefect.flow_engine import FlowRunTimeoutError
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from pipeline import ingest, rates, upkeep
from pipeline.deployments import LONGEST_CARE_SECONDS, LONGEST_SECONDS
from pipeline.inbox import Found
from pipeline.ingest import Outcome, Summary, Watcher, batches, open_run, summarise
from pipeline.reprocess import reprocess
from pipeline.runreport import run_report
from pipeline.settings import UserError, load_settings, prefect_api_url
from pipeline.warehouse import WarehouseError

# A refusal is a value that later tasks pass on, so one bad report never stops the run. What each task is given lives in
# this process (the warehouse has one writer), so nothing is cached; loading is one transaction, so it may be tried again.


def is_transient(_task: object, _task_run: object, state: State[Any]) -> bool:
    """Whether a second try may help: the disk, a network folder or a server failed, and not the data; one that refuses will do so again."""
    error = state.result(raise_on_failure=False)
    cause = error.__cause__ if isinstance(error, (WarehouseError, UserError)) else None
    if isinstance(cause, HTTPError):
        return cause.code >= HTTPStatus.INTERNAL_SERVER_ERROR
    return isinstance(cause, (OSError, IOException))


AGAIN: dict[str, Any] = {"retries": 2, "retry_delay_seconds": 5, "retry_condition_fn": is_transient}
read_batch = task(name="read batch", cache_policy=NO_CACHE)(ingest.read_batch)
load_batch = task(name="load batch", cache_policy=NO_CACHE, **AGAIN)(ingest.load_batch)
put_away = task(name="put files away", cache_policy=NO_CACHE)(ingest.put_away)
publish = task(name="publish snapshot", cache_policy=NO_CACHE, **AGAIN)(ingest.publish)
bring_in_rates = task(name="bring in rates", cache_policy=NO_CACHE, **AGAIN | {"retry_delay_seconds": [60, 600]})(rates.refresh)


class Logged(Watcher):
    """Tells Prefect's log what became of each file."""

    def found(self, found: Found) -> None:
        """How many files the run has."""
        get_run_logger().info("%d files found, %d passed over", len(found.sources), len(found.passed_over))

    def done(self, outcome: Outcome) -> None:
        """One more is read or refused."""
        level = "warning" if outcome.status == "quarantined" else "info"
        getattr(get_run_logger(), level)(
            "%s: %s%s", outcome.source.name, outcome.status, f", {outcome.reason}" if outcome.reason else ""
        )


def run_name() -> str:
    """What a run is about, and when: `inbox 11-29 16:50`."""
    given = flow_run.parameters
    about = given.get("paths") or given.get("documents") or [given.get("inbox") or "inbox"]
    more = f" and {len(about) - 1} more" if len(about) > 1 else ""
    return f"{Path(about[0]).name}{more} {datetime.now():%m-%d %H:%M}"


def state_of(summary: Summary) -> State[Summary]:
    """The state that a run ends in: what was refused shows in its colour or its name."""
    refused, files = len(summary.having("quarantined")), len(summary.outcomes)
    said = f"{len(summary.having('loaded'))} loaded, {len(summary.having('duplicate'))} known already, {refused} quarantined"
    if not refused:
        return Completed(message=said, data=summary)
    if refused == files:
        return Failed(message=f"All {files} files were refused: {said}", data=summary)
    return Completed(name="CompletedWithRefusals", message=said, data=summary)


def tell(summary: Summary, key: str) -> None:
    """Keep what a run did as an artifact."""
    if summary.outcomes:
        create_markdown_artifact(run_report(summary), key=key, description=f"Run {summary.run_id}")


def tell_failure(about: Flow[..., Any], run: FlowRun, state: State[Any]) -> None:
    """
    Hand what went wrong to the command of SASIL_ON_FAILURE, without a shell.

    A command that fails is an error in Prefect's log, and changes nothing about the run.
    """
    command = load_settings().on_failure
    if command:
        line = f"{about.name} {run.name}: {state.name}: {state.message}\n"
        subprocess.run(shlex.split(command), input=line, text=True, timeout=TOLD_WITHIN_SECONDS, check=True)  # noqa: S603 - the user's own


@contextmanager
def limited() -> Iterator[None]:
    """Raise the end of the run's time as itself where it falls into a query, which DuckDB tells as `Query interrupted`."""
    try:
        yield
    except RuntimeError as error:
        if isinstance(error.__cause__, CancelledError):
            raise error.__cause__ from error
        raise


TOLD_WITHIN_SECONDS = 60
TELLING: dict[str, Any] = {"on_failure": [tell_failure], "on_crashed": [tell_failure], "on_cancellation": [tell_failure]}
READING: dict[str, Any] = TELLING | {"timeout_seconds": LONGEST_SECONDS}
CARING: dict[str, Any] = TELLING | {"timeout_seconds": LONGEST_CARE_SECONDS}


@flow(name="ingest-reports", flow_run_name=run_name, **READING)
def ingest_reports(
    paths: Sequence[str] = (),
    inbox: str | None = None,
    encoding: str | None = None,
    workers: int | None = None,
    runner: str | None = None,
    *,
    wait: bool = True,
) -> State[Summary]:
    """Take in the reports at *paths*, or those in *inbox*, each fact with the characters it was read from."""
    settings = load_settings(inbox=Path(inbox) if inbox else None, workers=workers, runner=runner)
    with limited(), open_run(settings, [Path(path) for path in paths], encoding=encoding, watcher=Logged(), wait=wait) as run:
        for files in batches(run):
            batch = read_batch(run, files)
            load_batch(run, batch)
            put_away(run, batch)
            publish(run)
        summary = summarise(run)
    tell(summary, "ingest")
    return state_of(summary)


@flow(name="reprocess-reports", flow_run_name=run_name, **READING)
def reprocess_reports(documents: Sequence[str] = (), workers: int | None = None) -> State[Summary]:
    """Read again what other tables, rates or extractors have read: all of it, or *documents*."""
    with limited():
        done = reprocess(load_settings(workers=workers), documents, watcher=Logged(), wait=True)
    tell(done.summary, "reprocess")
    for stored in done.missing:
        get_run_logger().warning("%s: its file is gone or has changed; its rows stay", stored.source_name)
    return state_of(done.summary)


@flow(name="refresh-rates", **READING)
def refresh_rates(file: str | None = None) -> State[Any]:
    """Bring in the ECB's rates of the days since the last time, or those of *file*, and value the amounts that had none."""
    settings = load_settings()
    done = bring_in_rates(settings, Path(file) if file else None)
    get_run_logger().info("%d new rates, until %s", done.new, done.until)
    if done.new and settings.warehouse.is_file():
        with limited():
            reprocess(settings, watcher=Logged(), wait=True)
    return Completed(message=f"{done.new} new rates, until {done.until}")


@flow(name="publish-snapshot", **CARING)
def publish_snapshot() -> None:
    """Show readers all that the warehouse holds."""
    with limited(), ingest.hold_warehouse(load_settings(), wait=True):
        pass  # that is how each run ends


@flow(name="verify-warehouse", **CARING)
def verify_warehouse() -> State[Any]:
    """Hold the warehouse against its files and its snapshot; a problem fails the run, and is told in an artifact."""
    with limited():
        problems = upkeep.examine(load_settings(), wait=True)
    if not problems:
        return Completed(message="All is well.")
    create_markdown_artifact(
        "\n".join(f"- {problem}" for problem in problems), key="verify", description="What `sasil doctor` found"
    )
    return Failed(message=f"{len(problems)} problems, the first: {problems[0]}")


def run_tracked(
    paths: Sequence[Path],
    *,
    encoding: str | None = None,
    workers: int | None = None,
    runner: str | None = None,
    wait: bool = False,
) -> Summary:
    """
    Run the flow from here, under the Prefect API that is configured, or a temporary one.

    Raises:
        UserError: The configured API does not answer.
    """
    with get_client(sync_client=True) as client:
        if problem := client.api_healthcheck():
            url = prefect_api_url() or "a temporary server"
            raise UserError(
                f"Prefect at {url} does not answer ({problem}). Start it (`prefect server start`) or unset PREFECT_API_URL."
            )
    given = {"encoding": encoding, "workers": workers, "runner": runner, "wait": wait}
    state: State[Any] = ingest_reports([str(path) for path in paths], **given, return_state=True)
    summary: Summary | BaseException = state.result(raise_on_failure=False)
    if isinstance(summary, FlowRunTimeoutError):
        raise UserError(
            f"ended after {LONGEST_SECONDS // 3600} hours. What was loaded stays, and `sasil ingest` goes on with the rest."
        )
    if isinstance(summary, BaseException):
        raise summary
    return summary
