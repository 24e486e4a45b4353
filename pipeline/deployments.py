"""
What a Prefect server has to know to run Sasil: the work pool, the deployments of prefect.yaml, and when a run counts as dead.

    python -m pipeline.deployments

tells it to the server of PREFECT_API_URL; a second time changes nothing. `sasil up` does that by itself.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

POOL = "process"
"""The work pool of prefect.yaml."""
ZOMBIES = "sasil: runs that have gone silent"
SILENT_SECONDS = 90
"""A run that has told of itself and is silent for so long is dead: three of the heartbeats that prefect.yaml sets are missing."""
ENDS = ("Completed", "CompletedWithRefusals", "Failed", "Cancelled", "Crashed")
"""The names of states that a run can end in: its last word."""


def prefect_file() -> Path:
    """prefect.yaml: in the package where it is installed, beside it in a clone."""
    package = Path(__file__).parent
    return next(file for file in (package / "prefect.yaml", package.parent / "prefect.yaml") if file.is_file())


def deploy() -> None:
    """Make the work pool, the deployments and the automation that closes dead runs; what is there already is brought up to date."""
    from prefect import get_client
    from prefect.client.schemas.actions import WorkPoolCreate

    with get_client(sync_client=True) as client:
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process"), overwrite=True)
    command = ["deploy", "--all", "--no-prompt", "--prefect-file", str(prefect_file())]
    subprocess.run([sys.executable, "-m", "prefect", *command], check=True)  # noqa: S603 - Prefect's own command line
    close_zombies()


def close_zombies(silent: timedelta = timedelta(seconds=SILENT_SECONDS)) -> None:
    """Have the server crash every run whose worker is gone: its heartbeat stays away for as long as *silent* says."""
    from prefect import get_client
    from prefect.client.schemas.objects import StateType
    from prefect.events.actions import ChangeFlowRunState
    from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

    heartbeat = "prefect.flow-run.heartbeat"
    automation = AutomationCore(
        name=ZOMBIES,
        description="Closes runs that say they are running while their worker is gone.",
        trigger=EventTrigger(
            after={heartbeat},
            expect={heartbeat, *(f"prefect.flow-run.{end}" for end in ENDS)},
            match={"prefect.resource.id": ["prefect.flow-run.*"]},
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=silent,
        ),
        actions=[ChangeFlowRunState(state=StateType.CRASHED, message="Its worker is gone; the files go back to the inbox.")],
    )
    with get_client(sync_client=True) as client:
        known = client.read_automations_by_name(ZOMBIES)
        for old in known:
            client.update_automation(old.id, automation)
        if not known:
            client.create_automation(automation)


if __name__ == "__main__":
    deploy()
