"""
Reading in a process of its own, which a limit can end: a hostile file takes only that process with it.

A helper process has loaded the readers and nothing else. For each file it forks a child that reads under limits of memory and
time, and passes on what the child answers. The helper ends with the process that started it.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import cache
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import NoReturn

from pipeline.readers.base import Content, File
from pipeline.readers.errors import Unreadable

Answer = Content | Unreadable
Read = Callable[[str, File], Content]
GRACE_SECONDS = 5
"""How much longer a run waits for the helper than the helper for its child."""
DIED = "Open it in the program it was made with and save it again, or split it"


class Helper:
    """The process that reads, as a run sees it. It starts with the first file, and again after a file has ended it."""

    def __init__(self) -> None:
        """No process yet."""
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None

    def read(self, format_: str, file: File) -> Content:
        """What *file* holds. Raises `Unreadable`, also where reading takes too long or too much memory, or ends the process."""
        with self._lock:
            answer = self._ask(format_, file)
        if isinstance(answer, Unreadable):
            raise answer
        return answer

    def _ask(self, format_: str, file: File) -> Answer:
        connection = self._connected()
        try:
            connection.send((format_, file))
            if wait([connection], file.limits.max_seconds + GRACE_SECONDS):
                answer: Answer = connection.recv()
                return answer
        except (EOFError, OSError):
            self.close()
            return file.refuse("the process that read it died", DIED)
        self.close()
        return _too_slow(file)

    def _connected(self) -> Connection:
        if self._connection is not None and self._process is not None and self._process.poll() is None:
            return self._connection
        self.close()
        ours, theirs = Pipe()
        self._process = subprocess.Popen(  # noqa: S603  this module
            [sys.executable, "-m", "pipeline.readers.apart", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # libraries write there what they think of a file; an answer carries every error
            start_new_session=True,  # Ctrl-C is for the run
        )
        theirs.close()
        self._connection = ours
        return ours

    def close(self) -> None:
        """End the process and what it was reading."""
        if self._process is not None:
            if self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None


@cache
def helper() -> Helper:
    """The helper of this process."""
    return Helper()


def _too_slow(file: File) -> Unreadable:
    return file.refuse(f"reading it took more than {file.limits.max_seconds} seconds", "Split it, or set SASIL_MAX_SECONDS")


def _too_large(file: File) -> Unreadable:
    return file.refuse(
        f"reading it took more than {file.limits.max_memory_mb:,} MB of memory", "Split it, or set SASIL_MAX_MEMORY_MB"
    )


def serve(connection: Connection) -> None:
    """Answer requests until the other side closes: a child for each."""
    from pipeline.readers import formats  # every library is loaded before the first fork

    while True:
        try:
            format_, file = connection.recv()
        except EOFError:
            return
        receiver, sender = Pipe(duplex=False)
        child = os.fork()
        if child == 0:
            connection.close()
            _read_and_end(formats.read, format_, file, sender)
        sender.close()
        answer: Answer | bytes
        try:
            answer = receiver.recv_bytes() if wait([receiver], file.limits.max_seconds) else _too_slow(file)
        except EOFError:
            answer = file.refuse("the process that read it died", DIED)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if isinstance(answer, Unreadable) and os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
            answer = _too_slow(file)
        receiver.close()
        if isinstance(answer, bytes):
            connection.send_bytes(answer)
        else:
            connection.send(answer)


def _read_and_end(read: Read, format_: str, file: File, sender: Connection) -> NoReturn:
    """Read in a child of the helper, answer, and end without the clean-up of an interpreter."""
    try:
        limits = file.limits
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.max_seconds, limits.max_seconds + 1))
        if sys.platform == "linux":  # elsewhere the limit is not kept, or cannot be set
            resource.setrlimit(resource.RLIMIT_AS, (limits.max_memory_mb * 1024**2,) * 2)
        sender.send(_answer(read, format_, file))
    finally:
        os._exit(0)


def _answer(read: Read, format_: str, file: File) -> Answer:
    try:
        return read(format_, file)
    except Unreadable as refusal:
        return refusal
    except MemoryError:
        return _too_large(file)
    except BaseException as defect:  # a panic in Rust is a BaseException
        return file.refuse(
            f"its reader failed ({type(defect).__name__}: {str(defect)[:200]})", "Please report this with the file"
        )


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
