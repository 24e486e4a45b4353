"""
Reading reports on the workers of a Dask cluster instead of processes of this machine: `SASIL_RUNNER=dask`, or `--runner dask`.

The scheduler is the one that Dask is configured for (DASK_SCHEDULER_ADDRESS); without one, a cluster of this machine begins and ends with
the run. Inbox, outputs and tables lie on storage that all workers see under the same path; rows come back to the run, which alone writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pipeline.inbox import Source
from pipeline.process import OwnTables
from pipeline.settings import Settings, UserError

try:
    import dask
    from distributed import Client, LocalCluster
    from distributed.scheduler import KilledWorker
except ImportError as missing:
    raise UserError(f"--runner dask wants Dask ({missing.name} is missing). Install it: pip install 'sasil[dask]'") from None

T = TypeVar("T")
CONNECTS_WITHIN_SECONDS = 30


def version_here() -> str:
    """The version of the extractors of the process that runs this."""
    return OwnTables().version


class Cluster:
    """The workers that read the reports of a run."""

    def __init__(self, processes: int) -> None:
        """
        Connect to the scheduler that Dask is configured for, or begin with so many *processes* here.

        Raises UserError where it does not answer, or has workers that would read otherwise than this machine does.
        """
        address = dask.config.get("scheduler-address", None)
        self.local = None if address else LocalCluster(n_workers=processes, threads_per_worker=1, dashboard_address=None)
        try:
            self.client = Client(address or self.local, timeout=CONNECTS_WITHIN_SECONDS)
        except OSError as error:
            raise UserError(
                f"Dask at {address} does not answer ({error}). Start it (`dask scheduler`), or unset its address."
            ) from None
        try:
            self._refuse_other_workers()
        except BaseException:
            self.shutdown(cancel_futures=True)
            raise

    def _refuse_other_workers(self) -> None:
        threads = self.client.nthreads()
        if many := [worker for worker, number in threads.items() if number > 1]:
            raise UserError(f"{many[0]} reads with several threads, and a report wants a process. Start it with `--nthreads 1`.")
        here = version_here()
        for worker, there in self.client.run(version_here).items():
            if there != here:
                raise UserError(f"{worker} has Sasil {there}, this machine {here}. Install the same there.")

    def results(self, work: Callable[..., T], sources: Sequence[Source], *given: object, **options: object) -> Iterator[T]:
        """What *work* gives for each of *sources*, in their order. Raises UserError where the cluster falls away; a later run goes on."""
        futures = [self.client.submit(work, here(source), *given, pure=False, **options) for source in sources]
        for source, future in zip(sources, futures, strict=True):
            try:
                yield future.result()
            except (KilledWorker, CancelledError, OSError) as error:
                reason = " ".join(str(error).split())[:200] or type(error).__name__
                raise UserError(
                    f"{source.name}: lost with its Dask worker ({reason}). Start workers, then run it again."
                ) from error

    def shutdown(self, *, cancel_futures: bool) -> None:
        """End the work, and the cluster where it began with the run."""
        if cancel_futures:
            self.client.cancel(list(self.client.futures))
        self.client.close()
        if self.local is not None:
            self.local.close()


def here(source: Source) -> Source:
    """*source* with a path that holds in other folders too."""
    return replace(source, path=source.path.absolute())


def tables_here(own: OwnTables) -> OwnTables:
    """The same for the user's tables."""
    return replace(own, fx_csv=_absolute(own.fx_csv), gazetteer=_absolute(own.gazetteer), rates=_absolute(own.rates))


def settings_here(settings: Settings) -> Settings:
    """The same for what a reader asks of the settings: limits, and the folders it looks at."""
    return settings.model_copy(update={name: getattr(settings, name).absolute() for name in ("outputs", "inbox")})


def _absolute(path: Path | None) -> Path | None:
    return None if path is None else path.absolute()
