"""compose.yaml is what `sasil up` runs: nobody has to start the containers to see that they fit together."""

from __future__ import annotations

from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from pipeline.deployments import POOL
from pipeline.service import commands

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
KEYS = {
    "build",
    "image",
    "init",
    "restart",
    "volumes",
    "environment",
    "stop_grace_period",
    "command",
    "ports",
    "healthcheck",
    "depends_on",
}
CONDITIONS = {"service_healthy": "healthcheck", "service_completed_successfully": "command"}


def test_it_has_the_processes_of_one_machine():
    assert SERVICES.keys() == {"deployments", *commands(4200)}


@pytest.mark.parametrize("name", SERVICES)
def test_service_has_known_keys_and_a_command_that_exists(name):
    service = SERVICES[name]
    assert service.keys() <= KEYS
    program, *arguments = service["command"]
    assert all(isinstance(word, str) for word in service["command"])
    if program == "python":
        assert find_spec(arguments[1])
    else:
        assert any(script.name == program for script in distribution(program).entry_points)


@pytest.mark.parametrize(
    ("name", "other"), [(name, other) for name in SERVICES for other in SERVICES[name].get("depends_on", ())]
)
def test_what_a_service_waits_for_can_come_true(name, other):
    condition = SERVICES[name]["depends_on"][other]["condition"]
    assert CONDITIONS[condition] in SERVICES[other]
    assert condition != "service_completed_successfully" or SERVICES[other]["restart"] == "no"


def test_pool_is_that_of_the_deployments():
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert {deployment["work_pool"]["name"] for deployment in deployments} == {POOL}
    assert POOL in SERVICES["worker"]["command"]


def test_image_copies_what_is_there():
    copied = [
        line.split()[1:-1] for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines() if line.startswith("COPY")
    ]
    assert all((ROOT / source).exists() for sources in copied for source in sources)
