"""
Everything that runs on one machine, started and stopped by one command: Prefect's server, a worker, the deployments and the watcher.

A supervisor in a process group of its own starts the others, starts again what ends, and stops them all on SIGTERM. It holds a lock, and
so does each of its processes: while one of them lives, the lock is held, and what the state file tells is true of them.

    python -m pipeline.service OUTPUTS PORT

is the supervisor, as `up` starts it.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import IO, Any

from pipeline.deployments import POOL
from pipeline.settings import Settings, UserError, load_settings

HOST = "127.0.0.1"
STARTS_WITHIN_SECONDS = 600
STOPS_WITHIN_SECONDS = 30
"""A process that does not end by then is killed; three are stopped one after the other."""
LOOK_EVERY_SECONDS = 0.5
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 60.0
"""Before a process that has ended is started again; the pause doubles with each end, and is short again after a quiet hour."""
QUIET_SECONDS = 3600


class StartError(Exception):
    """A process that did not start; the message says which, and where its log is."""


@dataclass(frozen=True)
class Place:
    """Where the supervisor keeps what it knows."""

    folder: Path

    @property
    def lock(self) -> Path:
        """Held by the supervisor and all that it has started."""
        return self.folder / "lock"

    @property
    def state(self) -> Path:
        """JSON: see `Running`."""
        return self.folder / "state.json"

    def log(self, name: str) -> Path:
        """What the process *name* has said."""
        return self.folder / f"{name}.log"


@dataclass(frozen=True)
class Running:
    """What the state file tells."""

    pid: int
    """Of the supervisor, and of the process group that all of them are in."""
    url: str
    started_at: str
    ready: bool
    processes: Mapping[str, int]
    """Process id by name."""


def up(settings: Settings, port: int, say: Callable[[str], None]) -> Running:
    """
    Start what is not running yet, and return when it is ready.

    Raises:
        UserError: The port is taken, or a process does not start; nothing is left running then.
    """
    place = place_of(settings)
    if look(place) is not None:
        return _ready(place, lambda: _held(place))
    if place.state.exists():
        say(f"{place.state}: the last start ended without `sasil down`; its processes are gone, a new one begins.")
        place.state.unlink()
    _refuse_taken(port)
    for folder in (place.folder, settings.inbox):
        folder.mkdir(parents=True, exist_ok=True)
    with place.log("supervisor").open("wb") as log:
        command = [sys.executable, "-m", "pipeline.service", str(settings.outputs.absolute()), str(port)]
        supervisor = subprocess.Popen(  # noqa: S603 - this module
            command,
            env=os.environ | _absolute(settings),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        return _ready(place, lambda: supervisor.poll() is None)
    except BaseException:
        supervisor.terminate()  # it stops what it has started
        supervisor.wait()
        raise


def down(settings: Settings) -> Running | None:
    """Stop what runs, in order, and what does not listen by force; what it was, None where nothing ran."""
    place = place_of(settings)
    running = look(place)
    if running is None:
        place.state.unlink(missing_ok=True)
        return None
    with contextlib.suppress(ProcessLookupError):  # the supervisor was killed, and the group has lost its leader
        os.kill(running.pid, signal.SIGTERM)
        if _gone(place, 3 * STOPS_WITHIN_SECONDS + 10):
            return running
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, sign)
        if _gone(place, STOPS_WITHIN_SECONDS):
            break
    place.state.unlink(missing_ok=True)
    return running


def place_of(settings: Settings) -> Place:
    """The folder of the supervisor of these outputs."""
    return Place(settings.outputs.absolute() / "service")


def look(place: Place) -> Running | None:
    """What runs; None where the lock is free. Raises UserError where a lock is held and the state cannot be read."""
    if not _held(place):
        return None
    deadline = time.monotonic() + STOPS_WITHIN_SECONDS
    while time.monotonic() < deadline:  # a supervisor that begins has the lock a moment before its state
        if (running := _told(place)) is not None:
            return running
        time.sleep(LOOK_EVERY_SECONDS)
    raise UserError(f"{place.lock}: held by a process, but {place.state} is gone. End that process (`fuser {place.lock}`).")


def _held(place: Place) -> bool:
    if not place.lock.exists():
        return False
    with place.lock.open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _gone(place: Place, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while _held(place):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def _ready(place: Place, lives: Callable[[], bool]) -> Running:
    """What runs once it is ready, while the supervisor *lives*. Raises UserError with what it said at last, or after a long time."""
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while lives():
        running = _told(place)
        if running is not None and running.ready:
            return running
        if time.monotonic() > deadline:
            raise UserError(f"not ready after {STARTS_WITHIN_SECONDS} s; see {place.folder}/*.log")
        time.sleep(LOOK_EVERY_SECONDS)
    said = place.log("supervisor").read_text(encoding="utf-8", errors="replace").strip().splitlines()
    raise UserError(said[-1] if said else f"the supervisor ended without a word; see {place.folder}/*.log")


def _told(place: Place) -> Running | None:
    """What the state file says; None before there is one."""
    try:
        return Running(**json.loads(place.state.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def _refuse_taken(port: int) -> None:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except OSError:
            raise UserError(f"port {port} is taken by another program. Choose one: sasil up --port {port + 1}") from None


def _absolute(settings: Settings) -> dict[str, str]:
    """The paths of *settings* for processes that work in other folders."""
    paths = {
        name: getattr(settings, name)
        for name in ("outputs", "inbox", "warehouse", "snapshot", "gazetteer", "rates", "fx_csv", "log", "lake_data")
    }
    return {f"SASIL_{name.upper()}": str(path.absolute()) for name, path in paths.items() if path is not None}


def commands(port: int) -> Mapping[str, Sequence[str]]:
    """What runs, in the order in which it starts."""
    prefect = [sys.executable, "-m", "prefect"]
    sasil = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    return {
        "server": [*prefect, "server", "start", "--host", HOST, "--port", str(port)],
        "worker": [*prefect, "worker", "start", "--pool", POOL, "--type", "process"],
        "watcher": [*sasil, "watch"],
    }


class Supervisor:
    """Starts the processes, keeps them running and stops them."""

    def __init__(self, place: Place, port: int, lock: IO[bytes], stopped: Event) -> None:
        """*lock* is held; *stopped* is set by a signal."""
        self.place, self.lock, self.stopped = place, lock, stopped
        self.url = f"http://{HOST}:{port}"
        self.commands = commands(port)
        self.started_at = datetime.now(UTC).isoformat(timespec="seconds")
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.again: dict[str, tuple[float, float]] = {}
        """When a process that has ended is started again, and how long the pause was."""
        self.environment = os.environ | {
            "PREFECT_API_URL": f"{self.url}/api",
            "PREFECT_HOME": str(place.folder / "prefect"),
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
        }

    def run(self) -> None:
        """Work until *stopped*. Raises StartError; nothing runs on then."""
        try:
            self._begin()
            while not self.stopped.wait(LOOK_EVERY_SECONDS):
                self._look_after()
        finally:
            for name in reversed(list(self.processes)):
                self._stop(self.processes.pop(name))
            self.place.state.unlink(missing_ok=True)

    def _begin(self) -> None:
        self._tell(ready=False)
        self._start("server")
        self._wait_for_server()
        self._once("deployments", [sys.executable, "-m", "pipeline.deployments"])
        for name in ("worker", "watcher"):
            self._start(name)
        self._tell(ready=True)

    def _start(self, name: str) -> None:
        with self.place.log(name).open("ab") as log:
            self.processes[name] = subprocess.Popen(  # noqa: S603 - this Python and our own modules
                self.commands[name], env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                pass_fds=[self.lock.fileno()],
            )  # fmt: skip
        self._tell(ready=len(self.processes) == len(self.commands))

    def _wait_for_server(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while not self.stopped.is_set():
            if self.processes["server"].poll() is not None or time.monotonic() > deadline:
                raise StartError(f"the Prefect server did not start; see {self.place.log('server')}")
            try:
                with urllib.request.urlopen(f"{self.url}/api/health", timeout=5):  # noqa: S310 - our own server
                    return
            except (urllib.error.URLError, OSError):
                self.stopped.wait(LOOK_EVERY_SECONDS)

    def _once(self, name: str, command: Sequence[str]) -> None:
        if self.stopped.is_set():
            return
        with self.place.log(name).open("ab") as log:
            done = subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)  # noqa: S603
        if done.returncode:
            raise StartError(f"the deployments could not be made; see {self.place.log(name)}")

    def _look_after(self) -> None:
        """Start again what has ended, after a pause."""
        now = time.monotonic()
        for name, process in list(self.processes.items()):
            if process.poll() is None:
                continue
            due, pause = self.again.get(name, (0.0, 0.0))
            if due < now - QUIET_SECONDS or not pause:
                self._log(f"{name} ended with {process.returncode}; it starts again")
                self.again[name] = (now + FIRST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS)
            elif due <= now:
                self._start(name)
                longer = min(2 * pause, LONGEST_PAUSE_SECONDS)
                self.again[name] = (now + longer, longer)

    def _stop(self, process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(STOPS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _tell(self, *, ready: bool) -> None:
        """Write the state, whole or not at all."""
        pids = {name: process.pid for name, process in self.processes.items()}
        state: dict[str, Any] = {
            "pid": os.getpid(), "url": self.url, "started_at": self.started_at, "ready": ready, "processes": pids,
        }  # fmt: skip
        unfinished = self.place.state.with_suffix(".part")
        unfinished.write_text(json.dumps(state), encoding="utf-8")
        unfinished.replace(self.place.state)

    def _log(self, line: str) -> None:
        sys.stderr.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {line}\n")
        sys.stderr.flush()


@contextmanager
def _locked(place: Place) -> Iterator[IO[bytes]]:
    """The lock, held. Raises StartError where another supervisor holds it."""
    place.folder.mkdir(parents=True, exist_ok=True)
    with place.lock.open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StartError(f"{place.folder}: another start was faster; `sasil status` shows what runs") from None
        yield lock


def main(arguments: Sequence[str]) -> int:
    """Be the supervisor."""
    stopped = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopped.set())
    place = place_of(load_settings(outputs=arguments[0]))
    try:
        with _locked(place) as lock:
            Supervisor(place, int(arguments[1]), lock, stopped).run()
    except StartError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
