"""What keeps one file from holding up all others: a limit of time, and a count of the runs that died over it."""

from __future__ import annotations

import faulthandler
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType

MOST_DEATHS = 2
"""Runs that may die while they read a file: it comes back once, then it is refused."""
GRACE_SECONDS = 30
"""How much longer a process lives than a file may take: what does not listen to the first limit ends with the process."""

AT_ONCE_SECONDS = 0.001
"""For a timer whose time has come meanwhile: 0 would switch it off."""


class TooSlowError(BaseException):
    """A file takes more time than it may; no `except Exception` on the way stops it."""


class PoisonError(Exception):
    """Runs have died over a file."""


@contextmanager
def time_limit(seconds: float, *, hard: bool) -> Iterator[None]:
    """
    Raise TooSlowError inside, where it takes longer than *seconds*; with *hard* the process ends a while later if even that has no effect.

    The signal reaches the main thread alone, so in another thread, as on a Dask worker, there is the hard limit or none. A process has one
    timer: that of a run's own limit goes on behind the block, and is late by the block at most.
    """
    if threading.current_thread() is not threading.main_thread():
        with _hard_limit(seconds) if hard else nullcontext():
            yield
        return

    def expired(_sign: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, expired)
    outer, every = signal.setitimer(signal.ITIMER_REAL, seconds)
    began = time.monotonic()
    try:
        with _hard_limit(seconds) if hard else nullcontext():
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if outer:
            signal.setitimer(signal.ITIMER_REAL, max(outer - (time.monotonic() - began), AT_ONCE_SECONDS), every)


@contextmanager
def _hard_limit(seconds: float) -> Iterator[None]:
    """The process ends a while after *seconds*, unless the block ends before."""
    faulthandler.dump_traceback_later(seconds + GRACE_SECONDS, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@contextmanager
def counted(folder: Path, doc_id: str | None) -> Iterator[None]:
    """
    Note in *folder* that the file with *doc_id* is under way until the block ends: a note that is still there tells of a death.

    Raises PoisonError instead where `MOST_DEATHS` have been noted; they are forgotten then, so that the file can be tried again.
    A file that cannot be opened has no *doc_id*, and kills nobody.
    """
    if doc_id is None:
        yield
        return
    note = folder / doc_id
    deaths = int(note.read_text(encoding="ascii") or 0) if note.exists() else 0
    if deaths >= MOST_DEATHS:
        note.unlink()
        raise PoisonError
    folder.mkdir(parents=True, exist_ok=True)
    note.write_text(str(deaths + 1), encoding="ascii")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def forget(folder: Path, doc_id: str | None) -> None:
    """Drop the note about a file whose process has died: its end is told otherwise."""
    if doc_id is not None:
        (folder / doc_id).unlink(missing_ok=True)
