"""The story of a run as a Prefect flow: the steps of `pipeline.ingest` as tasks, a handful a batch, none a sentence."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

# An ephemeral server needs 10 to 40 s to start, more on a slow disk; Prefect's own limit is 20. It is read at import.
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")

from prefect import flow, get_client, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from pipeline import ingest
from pipeline.inbox import Found
from pipeline.ingest import Outcome, Summary, Watcher, batches, open_run, summarise
from pipeline.settings import UserError, load_settings, prefect_api_url

# A refusal is a value that later tasks pass on, so one bad report never stops the run. What each task is given lives in
# this process (the warehouse has one writer), so nothing is cached; loading is one transaction, so it may be tried again.
read_batch = task(name="read batch", cache_policy=NO_CACHE)(ingest.read_batch)
load_batch = task(name="load batch", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=5)(ingest.load_batch)
put_away = task(name="put files away", cache_policy=NO_CACHE)(ingest.put_away)
publish = task(name="publish snapshot", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=5)(ingest.publish)


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


@flow(name="ingest-reports")
def ingest_reports(
    paths: Sequence[str] = (),
    inbox: str | None = None,
    encoding: str | None = None,
    workers: int | None = None,
    *,
    wait: bool = True,
) -> Summary:
    """Take in the reports at *paths*, or those in *inbox*, each fact with the characters it was read from."""
    settings = load_settings(inbox=Path(inbox) if inbox else None, workers=workers)
    with open_run(settings, [Path(path) for path in paths], encoding=encoding, watcher=Logged(), wait=wait) as run:
        for files in batches(run):
            batch = read_batch(run, files)
            load_batch(run, batch)
            put_away(run, batch)
            publish(run)
        return summarise(run)


def run_tracked(paths: Sequence[Path], *, encoding: str | None = None, workers: int | None = None, wait: bool = False) -> Summary:
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
    return ingest_reports([str(path) for path in paths], encoding=encoding, workers=workers, wait=wait)
