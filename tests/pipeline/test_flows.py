"""The run as a tracked flow, under a Prefect server of its own."""

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
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.warehouse import read_snapshot

STARTS_WITHIN_SECONDS = 180
REPORT = "2025년 11월 3일\n\n삼성전자는 평택에 5조원을 투자해 새 공장을 짓는다고 밝혔다.\n"


def call(url: str, body: dict | None = None) -> object:
    """The JSON that the API answers; with a *body*, to a POST."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        return json.load(answer)


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


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a command that reports to a server of its own."""
    home = tmp_path_factory.mktemp("prefect")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SASIL_"))}
    environment |= {"PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", port]
    log = home / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output, start_new_session=True)  # noqa: S603
    try:
        api = f"http://127.0.0.1:{port}/api"
        wait_for(api, process, log)
        yield environment | {"PREFECT_API_URL": api}
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_run_is_tracked_where_an_api_is_configured(server, settings, tmp_path):
    """One flow run, completed, with a handful of tasks; the rows are where a plain run puts them, a refusal is no failure."""
    settings.inbox.mkdir(parents=True)
    for name, content in (("투자.txt", REPORT), ("그림.png", "\x89PNG")):
        (settings.inbox / name).write_text(content, encoding="utf-8")

    code = "from pipeline.cli import main; main()"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, "ingest"], env=server, cwd=tmp_path, capture_output=True, text=True, timeout=180, check=False
    )

    assert done.returncode == 1, done.stderr
    assert "1 loaded, 0 known already, 1 quarantined" in done.stdout
    (flow_run,) = call(f"{server['PREFECT_API_URL']}/flow_runs/filter", {})
    assert flow_run["state_type"] == "COMPLETED"
    tasks = call(f"{server['PREFECT_API_URL']}/task_runs/filter", {"flow_runs": {"id": {"any_": [flow_run["id"]]}}})
    names = sorted(task["name"].rpartition("-")[0] for task in tasks)
    assert names == ["load batch", "publish snapshot", "put files away", "read batch"]
    assert {task["state_type"] for task in tasks} == {"COMPLETED"}
    with closing(read_snapshot(settings.snapshot)) as con:
        assert con.execute("select source_name from documents").fetchall() == [("투자.txt",)]
        statuses = con.execute("select status from ledger order by 1").fetchall()
    assert statuses == [("loaded",), ("quarantined",)]


def test_deployment_names_a_flow_and_parameters_that_exist():
    """What `prefect deploy` reads in prefect.yaml."""
    import yaml

    from pipeline import flows

    root = Path(flows.__file__).parents[1]
    (deployment,) = yaml.safe_load((root / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    file, _, name = deployment["entrypoint"].partition(":")

    assert (root / file).samefile(flows.__file__)
    assert deployment["parameters"].keys() <= getattr(flows, name).parameters.properties.keys()
