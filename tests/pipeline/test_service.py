"""`sasil up` and `sasil down`: for real, and with processes that only sleep where a start would take long."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline import service
from pipeline.cli import run
from pipeline.service import Place
from pipeline.settings import Settings, UserError
from pipeline.warehouse import WarehouseError, read_snapshot

STARTS_WITHIN_SECONDS = 600
REPORT = "2025년 11월 3일\n\n삼성전자는 평택에 5조원을 투자해 새 공장을 짓는다고 밝혔다.\n"

SLEEPERS = """
import sys
from pipeline import service

sleep = [sys.executable, "-c", "import time; time.sleep(300)"]
service.commands = lambda port: {"server": sleep, "worker": sleep, "watcher": sleep}
service.Supervisor._wait_for_server = service.Supervisor._once = lambda *_: None
sys.exit(service.main(sys.argv[1:]))
"""


def free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind((service.HOST, 0))
        return int(free.getsockname()[1])


def until(fact: Callable[[], object], seconds: float) -> bool:
    """Whether *fact* comes true within *seconds*."""
    deadline = time.monotonic() + seconds
    while not (true := fact()) and time.monotonic() < deadline:
        time.sleep(0.2)
    return bool(true)


def lives(pid: int) -> bool:
    """Whether there is such a process; a zombie has ended."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def names(settings: Settings) -> list[str]:
    """The reports that readers see."""
    try:
        with closing(read_snapshot(settings.snapshot)) as con:
            return [name for (name,) in con.execute("select source_name from documents").fetchall()]
    except WarehouseError:
        return []


@pytest.fixture
def foreground(settings: Settings) -> Iterator[subprocess.Popen]:
    """`sasil up --foreground` under way."""
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "up", "--foreground", "--port", str(free_port())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        yield process
        process.terminate()  # it stops what it has started


def test_one_command_starts_everything_and_another_leaves_no_process(settings, foreground, capsys):
    said = [foreground.stdout.readline() for _ in range(5)]
    assert said[-1].startswith("Drop reports into outputs/inbox"), said
    running = service.look(service.place_of(settings))
    assert list(running.processes) == ["server", "worker", "watcher"]

    (settings.inbox / "투자.txt").write_text(REPORT, encoding="utf-8")
    assert until(lambda: names(settings) == ["투자.txt"], STARTS_WITHIN_SECONDS)
    assert run(["up"]) == 0
    assert f"(process {running.pid})" in capsys.readouterr().out

    assert run(["down"]) == 0
    assert foreground.wait(STARTS_WITHIN_SECONDS) == 0
    assert not [pid for pid in (running.pid, *running.processes.values()) if lives(pid)]
    assert run(["down"]) == 0
    assert capsys.readouterr().out.splitlines() == ["Stopped watcher, worker, server.", "Nothing is running."]


@pytest.fixture
def sleepers(settings: Settings) -> Iterator[service.Running]:
    """A supervisor whose processes only sleep."""
    place = service.place_of(settings)
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", SLEEPERS, str(settings.outputs), "1"], start_new_session=True
    ) as supervisor:
        assert until(lambda: place.state.exists() and json.loads(place.state.read_text("utf-8"))["ready"], STARTS_WITHIN_SECONDS)
        running = service.look(place)
        yield running
        service.down(settings)
        supervisor.wait(60)


class TestSupervisor:
    def test_process_that_ends_is_started_again(self, settings, sleepers):
        os.kill(sleepers.processes["worker"], signal.SIGKILL)

        def again() -> bool:
            now = service.look(service.place_of(settings)).processes
            return now["worker"] != sleepers.processes["worker"] and lives(now["worker"])

        assert until(again, 30)

    def test_down_ends_what_a_killed_supervisor_left(self, settings, sleepers):
        os.kill(sleepers.pid, signal.SIGKILL)
        assert until(lambda: not lives(sleepers.pid), 10)
        assert all(map(lives, sleepers.processes.values()))

        assert service.down(settings) == sleepers

        assert until(lambda: not any(map(lives, sleepers.processes.values())), 10)
        assert service.look(service.place_of(settings)) is None

    def test_second_supervisor_gives_way(self, settings, sleepers):
        command = [sys.executable, "-m", "pipeline.service", str(settings.outputs), "1"]
        second = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603

        assert second.returncode == 1
        assert second.stderr.count("\n") == 1
        assert service.look(service.place_of(settings)) == sleepers


def test_state_of_a_dead_supervisor_is_noticed(settings, capsys):
    place = Place(settings.outputs.absolute() / "service")
    place.folder.mkdir(parents=True)
    place.lock.touch()
    place.state.write_text('{"pid": 1}', encoding="utf-8")
    said = []
    with closing(socket.socket()) as taken:
        taken.bind((service.HOST, 0))
        taken.listen()
        with pytest.raises(UserError, match="is taken by another program"):
            service.up(settings, taken.getsockname()[1], said.append)

    assert len(said) == 1
    assert not place.state.exists()
