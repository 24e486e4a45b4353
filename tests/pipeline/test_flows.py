"""The run as a tracked flow and as a scheduled deployment, under a Prefect server of their own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from asyncio import CancelledError
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from email.message import Message
from http import HTTPStatus
from pathlib import Path
from uuid import uuid4

import duckdb
import pytest
from prefect import Flow, State
from prefect.states import Failed

from pipeline import deployments, flows
from pipeline.settings import Settings, UserError, load_settings
from pipeline.warehouse import WarehouseError, read_snapshot

STARTS_WITHIN_SECONDS = 600
RUNS_WITHIN_SECONDS = 600
ANSWERS_WITHIN_SECONDS = 60
ROOT = Path(flows.__file__).parents[1]
REPORT = "2025년 11월 3일\n\n삼성전자는 평택에 5조원을 투자해 새 공장을 짓는다고 밝혔다.\n"


def call(url: str, body: object = None) -> object:
    """The JSON that the API answers; with a *body*, to a POST. A server whose database is busy is asked again, as Prefect's own client does."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})  # noqa: S310
    deadline = time.monotonic() + ANSWERS_WITHIN_SECONDS
    while True:
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                content = answer.read()
            return json.loads(content) if content else None
        except urllib.error.HTTPError as error:
            if error.code != HTTPStatus.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                raise
            time.sleep(1)


def wait_for(api: str, server: subprocess.Popen, log: Path) -> None:
    """Return when the server at *api* answers."""
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            call(f"{api}/health")
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"the Prefect server did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen]:
    """`prefect` with *command* until the block ends, with all that it has started; what it says goes to *log*."""
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "prefect", *command],
            env=environment, cwd=ROOT, stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a command that reports to a server of its own."""
    home = tmp_path_factory.mktemp("prefect")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SASIL_"))}
    environment |= {"PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    environment |= {"PREFECT_WORKER_QUERY_SECONDS": "1", "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2"}
    log = home / "server.log"
    with running(["server", "start", "--host", "127.0.0.1", "--port", port], environment, log) as process:
        api = f"http://127.0.0.1:{port}/api"
        wait_for(api, process, log)
        yield environment | {"PREFECT_API_URL": api}


def test_run_is_tracked_where_an_api_is_configured(server, settings, tmp_path):
    """One flow run, completed, with a handful of tasks; the rows are where a plain run puts them, a refusal is no failure."""
    settings.inbox.mkdir(parents=True)
    for name, content in (("투자.txt", REPORT), ("그림.png", "\x89PNG")):
        (settings.inbox / name).write_text(content, encoding="utf-8")

    code = "from pipeline.cli import main; main()"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, "ingest"],
        env=server,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=RUNS_WITHIN_SECONDS,
        check=False,
    )

    assert done.returncode == 1, done.stderr
    assert "1 loaded, 0 known already, 1 quarantined" in done.stdout
    (flow_run,) = call(f"{server['PREFECT_API_URL']}/flow_runs/filter", {})
    assert (flow_run["state_type"], flow_run["state_name"]) == ("COMPLETED", "CompletedWithRefusals")
    assert flow_run["name"].startswith("inbox ")
    (artifact,) = call(f"{server['PREFECT_API_URL']}/artifacts/filter", {})
    assert "| figures | 1 |" in artifact["data"]
    assert "그림.png" not in artifact["data"].partition("## Refused")[0]
    tasks = call(f"{server['PREFECT_API_URL']}/task_runs/filter", {"flow_runs": {"id": {"any_": [flow_run["id"]]}}})
    names = sorted(task["name"].rpartition("-")[0] for task in tasks)
    assert names == ["load batch", "publish snapshot", "put files away", "read batch"]
    assert {task["state_type"] for task in tasks} == {"COMPLETED"}
    assert named(settings) == ["투자.txt"]
    with closing(read_snapshot(settings.snapshot)) as con:
        statuses = con.execute("select status from ledger order by 1").fetchall()
    assert statuses == [("loaded",), ("quarantined",)]


def test_run_that_refuses_everything_fails(server, settings, tmp_path):
    settings.inbox.mkdir(parents=True)
    (settings.inbox / "그림.png").write_text("\x89PNG", encoding="utf-8")
    before = {run["id"] for run in call(f"{server['PREFECT_API_URL']}/flow_runs/filter", {})}
    told = tmp_path / "told.txt"

    code = "from pipeline.cli import main; main()"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, "ingest"],
        env=server | {"SASIL_ON_FAILURE": f"tee {told}"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=RUNS_WITHIN_SECONDS,
        check=False,
    )

    assert done.returncode == 1, done.stderr
    (flow_run,) = [run for run in call(f"{server['PREFECT_API_URL']}/flow_runs/filter", {}) if run["id"] not in before]
    assert flow_run["state_type"] == "FAILED"
    assert flow_run["state"]["message"].startswith("All 1 files were refused")
    assert told.read_text("utf-8").startswith(f"ingest-reports {flow_run['name']}: Failed: All 1 files were refused")


def test_who_brings_files_can_start_a_run(server):
    """The event in prefect.yaml makes a run of the deployment that no schedule has made; another event makes none."""
    api = server["PREFECT_API_URL"]
    for command in (
        ["work-pool", "create", "process", "--type", "process", "--overwrite"],
        ["deploy", "--name", "inbox", "--no-prompt"],
        ["event", "emit", "sasil.inbox.other", "--resource-id", "sasil.inbox"],
    ):
        subprocess.run([sys.executable, "-m", "prefect", *command], env=server, cwd=ROOT, timeout=RUNS_WITHIN_SECONDS, check=True)  # noqa: S603

    def called() -> list[str]:
        states = {"state": {"type": {"any_": ["SCHEDULED", "PENDING"]}}}
        runs = call(f"{api}/flow_runs/filter", {"flow_runs": states})
        return [run["name"] for run in runs if run["deployment_id"] and not run["auto_scheduled"]]

    deadline = time.monotonic() + RUNS_WITHIN_SECONDS
    event = ["event", "emit", "sasil.inbox.arrived", "--resource-id", "sasil.inbox"]
    assert called() == []
    subprocess.run([sys.executable, "-m", "prefect", *event], env=server, cwd=ROOT, timeout=RUNS_WITHIN_SECONDS, check=True)  # noqa: S603
    while not called() and time.monotonic() < deadline:
        time.sleep(1)

    assert len(called()) == 1


def test_run_whose_worker_is_gone_is_closed(server):
    """A run that has told of itself once and then falls silent, as after a SIGKILL of its process."""
    api = server["PREFECT_API_URL"]
    code = "from datetime import timedelta; from pipeline.deployments import close_zombies; close_zombies(timedelta(seconds=10))"
    subprocess.run([sys.executable, "-c", code], env=server, cwd=ROOT, timeout=RUNS_WITHIN_SECONDS, check=True)  # noqa: S603
    flow = call(f"{api}/flows/", {"name": "silent"})
    run = call(f"{api}/flow_runs/", {"flow_id": flow["id"], "state": {"type": "RUNNING"}})
    heartbeat = {
        "id": str(uuid4()), "occurred": datetime.now(UTC).isoformat(), "event": "prefect.flow-run.heartbeat",
        "resource": {"prefect.resource.id": f"prefect.flow-run.{run['id']}"},
    }  # fmt: skip
    call(f"{api}/events", [heartbeat])

    deadline = time.monotonic() + RUNS_WITHIN_SECONDS
    while (now := call(f"{api}/flow_runs/{run['id']}"))["state_type"] == "RUNNING" and time.monotonic() < deadline:
        time.sleep(1)

    assert now["state_type"] == "CRASHED"
    assert "worker is gone" in now["state"]["message"]


OVERLONG = """
import sys, time
from pipeline import flows, ingest
from pipeline.cli import main

flows.ingest_reports = flows.ingest_reports.with_options(timeout_seconds=3)
ingest.take_in = lambda *_, **__: time.sleep(600)
main()
"""


def test_run_that_takes_too_long_ends_and_gives_back_its_files(server, settings, tmp_path):
    settings.inbox.mkdir(parents=True)
    (settings.inbox / "투자.txt").write_text(REPORT, encoding="utf-8")
    told = tmp_path / "told.txt"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", OVERLONG, "ingest"],
        env=server | {"SASIL_ON_FAILURE": f"tee {told}"}, cwd=tmp_path, capture_output=True, text=True, timeout=RUNS_WITHIN_SECONDS,
        check=False,
    )  # fmt: skip

    assert done.returncode == 2, done.stderr
    assert "What was loaded stays" in done.stderr.strip().splitlines()[-1]
    assert "TimedOut: Flow run exceeded timeout" in told.read_text("utf-8")
    assert [file.name for file in settings.inbox.iterdir()] == ["투자.txt"]
    assert not [file for file in settings.claims.rglob("*") if file.is_file()]


@pytest.mark.parametrize(
    ("cause", "raised"), [(CancelledError(), CancelledError), (None, RuntimeError), (ValueError(), RuntimeError)]
)
def test_limit_that_falls_into_a_query_is_raised_as_itself(cause, raised):
    with pytest.raises(raised), flows.limited():
        raise RuntimeError("Query interrupted") from cause


def test_run_that_hears_no_limit_is_cancelled(server):
    """The server tells the worker to end its process: a run that began and of which nothing has been told since."""
    api = server["PREFECT_API_URL"]
    code = "from datetime import timedelta; from pipeline.deployments import end_overlong; end_overlong(timedelta(seconds=10))"
    for _ in range(2):  # a second time changes nothing
        subprocess.run([sys.executable, "-c", code], env=server, cwd=ROOT, timeout=RUNS_WITHIN_SECONDS, check=True)  # noqa: S603
    assert [each["name"] for each in call(f"{api}/automations/filter", {})].count(deployments.OVERLONG) == 1
    flow = call(f"{api}/flows/", {"name": "endless"})
    runs = [call(f"{api}/flow_runs/", {"flow_id": flow["id"], "state": {"type": "RUNNING"}}) for _ in range(2)]
    call(f"{api}/flow_runs/{runs[1]['id']}/set_state", {"state": {"type": "COMPLETED", "name": "CompletedWithRefusals"}})

    deadline = time.monotonic() + RUNS_WITHIN_SECONDS
    while (now := call(f"{api}/flow_runs/{runs[0]['id']}"))["state_type"] == "RUNNING" and time.monotonic() < deadline:
        time.sleep(1)

    assert now["state_type"] in ("CANCELLING", "CANCELLED")
    assert call(f"{api}/flow_runs/{runs[1]['id']}")["state_type"] == "COMPLETED"


def caused(error: Exception, cause: BaseException | None) -> State:
    error.__cause__ = cause
    return Failed(data=error)


@pytest.mark.parametrize(
    ("state", "again"),
    [
        (caused(WarehouseError("full"), OSError("no space")), True),
        (caused(WarehouseError("gone"), duckdb.IOException("stale handle")), True),
        (caused(UserError("no answer"), urllib.error.URLError("timed out")), True),
        (caused(UserError("busy"), urllib.error.HTTPError("u", 503, "busy", Message(), None)), True),
        (caused(UserError("moved"), urllib.error.HTTPError("u", 404, "none", Message(), None)), False),
        (caused(WarehouseError("wrong"), duckdb.ConstraintException("null")), False),
        (caused(UserError("no rates"), None), False),
        (caused(ValueError("a defect"), OSError("below it")), False),
    ],
)
def test_only_what_passes_is_tried_again(state, again):
    assert flows.is_transient(None, None, state) is again


def test_every_flow_has_a_limit_and_tells_of_its_failure():
    found = [each for each in vars(flows).values() if isinstance(each, Flow)]
    assert len(found) == 5
    for each in found:
        assert 0 < each.timeout_seconds <= deployments.LONGEST_SECONDS
        assert each.on_failure_hooks == each.on_crashed_hooks == each.on_cancellation_hooks == [flows.tell_failure]
    assert {each.retry_condition_fn for each in (flows.load_batch, flows.publish, flows.bring_in_rates)} == {flows.is_transient}


def test_deployment_runs_when_its_schedule_says_and_reads_where_the_worker_says(server, settings, tmp_path):
    """The deployment of prefect.yaml, on a shorter schedule: a run that nobody called for takes in what lies in the inbox."""
    inbox = tmp_path / "eingang"
    inbox.mkdir()
    (inbox / "투자.txt").write_text(REPORT, encoding="utf-8")
    outputs = load_settings(outputs=tmp_path / "elsewhere")
    for command in (
        ["work-pool", "create", "process", "--type", "process", "--overwrite"],
        ["deploy", "--name", "inbox", "--no-prompt", "--interval", "5"],
    ):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "prefect", *command],
            env=server, cwd=ROOT, capture_output=True, text=True, timeout=RUNS_WITHIN_SECONDS, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
    log = tmp_path / "worker.log"
    worker = server | {"SASIL_OUTPUTS": str(outputs.outputs), "SASIL_INBOX": str(inbox)}

    with running(["worker", "start", "--pool", "process", "--limit", "1"], worker, log) as process:
        deadline = time.monotonic() + RUNS_WITHIN_SECONDS
        while not (completed := scheduled_runs(server, "COMPLETED")) and time.monotonic() < deadline and process.poll() is None:
            time.sleep(1)

    assert completed, log.read_text(encoding="utf-8")[-3000:]
    assert named(outputs) == ["투자.txt"]
    assert not settings.outputs.exists()


def scheduled_runs(server: Mapping[str, str], state: str) -> list[dict]:
    """The runs in *state* that the server's scheduler has made."""
    runs = call(f"{server['PREFECT_API_URL']}/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": [state]}}}})
    return [run for run in runs if run["auto_scheduled"]]


def named(settings: Settings) -> list[str]:
    """The reports that readers see."""
    with closing(read_snapshot(settings.snapshot)) as con:
        return [name for (name,) in con.execute("select source_name from documents order by 1").fetchall()]
