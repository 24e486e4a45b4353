"""
`sasil` in processes of its own that begin warm: forked from one that has loaded the models and read the reports.

What the reports say is reckoned once and given to the runs ready-made, since only what is written is tried here.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from extractors.inflection import inflections
from pipeline import inbox, ingest, warehouse
from pipeline.cli import run as sasil
from pipeline.process import metric_rows, process
from pipeline.readers import read_report
from pipeline.settings import Settings
from schemas import Report

REPORTS = {
    f"{number:02}.txt": f"2025년 11월 {number + 1}일\n\n삼성전자는 평택에 {number + 1}조원을 투자해 새 공장을 짓는다고 밝혔다.\n"
    for number in range(12)
}
BAD = {"그림.png": "\x89PNG", "빈 파일.txt": ""}
FIRST_BATCH = 4
"""Reports in the first batch, so that a run has several."""


ENDS_WITHIN_SECONDS = 120


@dataclass(frozen=True)
class Death:
    """Where a process kills itself."""

    step: str
    """`inbox.claim`: a function, where the run looks for it."""
    after: bool
    """Once it has returned, or before it begins."""
    times: int
    """At which call."""


@dataclass(frozen=True)
class Ended:
    """A process that is no more."""

    code: int
    """What it returned; -9 where it was killed."""
    stderr: str


class Started:
    """A process under way."""

    def __init__(self, underway: BaseProcess, said: Path) -> None:
        self.underway, self.said = underway, said

    def ended(self) -> Ended:
        """Wait for its end; a process that hangs is killed, and fails the trial."""
        self.underway.join(ENDS_WITHIN_SECONDS)
        code = self.underway.exitcode
        if code is None:
            self.underway.kill()
            pytest.fail(f"still under way after {ENDS_WITHIN_SECONDS} s")
        return Ended(code, self.said.read_text(encoding="utf-8") if self.said.exists() else "")


def write(folder: Path, content: dict[str, str] = REPORTS) -> Path:
    """*content* as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in content.items():
        (folder / name).write_text(text, encoding="utf-8")
        os.utime(folder / name, (1_700_000_000,) * 2)
    return folder


def start(said: Path, *arguments: str, dying: Death | None = None) -> Started:
    """
    `sasil` with *arguments*, in this folder and environment; what it says as errors goes to the file *said*.

    It knows what the reports say, and must not read: the thread that Kiwi works with is not there in a process that was forked.
    """
    os.environ["PYTHONPATH"] = os.pathsep.join(
        sys.path
    )  # the process that is forked imports `warm` before it is told any other path
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["warm"])
    underway = context.Process(target=_run, args=(arguments, str(Path.cwd()), dict(os.environ), str(said), dying))
    underway.start()
    return Started(underway, said)


def _run(arguments: Sequence[str], folder: str, environment: dict[str, str], said: str, dying: Death | None) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for stream, file in ((1, os.devnull), (2, said)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), stream)
    ingest.process = lambda raw, _own: ready()[raw.doc_id]  # type: ignore[assignment]
    ingest.FIRST_BATCH = FIRST_BATCH
    ingest.SPARE_BYTES = -(2**40)  # a disk that is full on the way is tried here, not the look before
    if dying is not None:
        _prepare(dying)
    sys.exit(sasil(list(arguments)))


def _prepare(death: Death) -> None:
    room, name = death.step.split(".")
    holder = {"inbox": inbox, "ingest": ingest, "warehouse": warehouse}[room]
    work: Callable[..., Any] = getattr(holder, name)
    left = death.times

    def work_then_die(*args: object, **options: object) -> object:
        nonlocal left
        left -= 1
        if left == 0 and not death.after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = work(*args, **options)
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(holder, name, work_then_die)


def hashes(settings: Settings) -> dict[str, str]:
    """What readers see, table by table."""
    with closing(warehouse.read_snapshot(settings.snapshot)) as con:
        return warehouse.table_hashes(con)


def names(folder: Path) -> list[str]:
    """The files in *folder* and below."""
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


@cache
def ready() -> dict[str, Report]:
    """What the reports say, by doc_id; reading them loads all that a run needs."""
    with TemporaryDirectory() as folder:
        files = write(Path(folder))
        reports = [process(read_report(files / name)) for name in REPORTS]
    inflections("밝히다", "VV")
    metric_rows()
    return {report.document.doc_id: report for report in reports}
