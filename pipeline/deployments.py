"""
What a Prefect server has to know to run Sasil: the work pool, the deployments of prefect.yaml, and when a run counts as dead, or takes too long.

    python -m pipeline.deployments

tells it to the server of PREFECT_API_URL; a second time changes nothing. `sasil up` does that by itself.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prefect.events.actions import ActionTypes

POOL = "process"
"""The work pool of prefect.yaml."""
ZOMBIES = "sasil: runs that have gone silent"
SILENT_SECONDS = 90
"""A run that has told of itself and is silent for so long is dead: three of the heartbeats that prefect.yaml sets are missing."""
LONGEST_SECONDS = 6 * 3600
"""A run that reads ends then, some 280,000 reports later; what it has loaded stays, and the next run goes on with the rest."""
LONGEST_CARE_SECONDS = 2 * 3600
"""A run that only publishes or verifies ends then."""
OVERLONG = "sasil: runs that do not end"
GRACE_SECONDS = 1800
"""How long after the longest limit a run is cancelled whose process does not listen to it: the worker kills that."""
ENDS = ("Completed", "CompletedWithRefusals", "Failed", "TimedOut", "Cancelled", "Crashed")
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
    end_overlong()


def close_zombies(silent: timedelta = timedelta(seconds=SILENT_SECONDS)) -> None:
    """Have the server crash every run whose worker is gone: its heartbeat stays away for as long as *silent* says."""
    from prefect.client.schemas.objects import StateType
    from prefect.events.actions import ChangeFlowRunState

    heartbeat = "prefect.flow-run.heartbeat"
    gone = "Its worker is gone; the files go back to the inbox."
    _automate(
        ZOMBIES,
        "Closes runs that say they are running while their worker is gone.",
        after=heartbeat,
        expect={heartbeat},
        within=silent,
        action=ChangeFlowRunState(state=StateType.CRASHED, message=gone),
    )


def end_overlong(longest: timedelta = timedelta(seconds=LONGEST_SECONDS + GRACE_SECONDS)) -> None:
    """Have the server cancel every run that takes *longest*: a process that hangs in code that is not Python hears no limit of its own."""
    from prefect.events.actions import CancelFlowRun

    _automate(
        OVERLONG,
        "Cancels runs that are long past their limit.",
        after="prefect.flow-run.Running",
        expect=set(),
        within=longest,
        action=CancelFlowRun(
            type="cancel-flow-run"
        ),  # Prefect's client sends no default, and without a type nothing would be done
    )


def _automate(name: str, description: str, *, after: str, expect: set[str], within: timedelta, action: ActionTypes) -> None:
    """*action* for each run of which *within* that time *after* an event nothing is told that was to *expect*, nor its end."""
    from prefect import get_client
    from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

    automation = AutomationCore(
        name=name,
        description=description,
        trigger=EventTrigger(
            after={after},
            expect=expect | {f"prefect.flow-run.{end}" for end in ENDS},
            match={"prefect.resource.id": ["prefect.flow-run.*"]},
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=within,
        ),
        actions=[action],
    )
    with get_client(sync_client=True) as client:
        known = client.read_automations_by_name(name)
        for old in known:
            client.update_automation(old.id, automation)
        if not known:
            client.create_automation(automation)


if __name__ == "__main__":
    deploy()
