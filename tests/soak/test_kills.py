"""A run may die anywhere: the next run ends with the rows of one that nothing disturbed."""

from __future__ import annotations

import random
import shutil
import time

import pytest
from warmed import Death, start

STEPS = (
    "inbox.claim", "ingest.read_batch", "warehouse.stage", "ingest.load_batch", "warehouse.load", "ingest.put_away",
    "inbox.quarantine", "inbox.archive", "inbox.release", "inbox.move", "warehouse.publish", "inbox.give_back",
)  # fmt: skip
"""The functions that write, where the run looks for them."""
RANDOM_KILLS = 50
LONGEST_SECONDS = 1.5
"""About what a run takes once it has begun to write."""


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_kill_at_a_step(run, begun, check, step, moment, times):
    """The second time is in the middle of a run; a step that comes once ends it undisturbed. What makes a warehouse is tried below."""
    killed = run(dying=Death(step, after=moment == "after", times=times))
    assert killed.code == -9 or times == 2

    run()

    check(begun)


@pytest.mark.parametrize("seed", range(RANDOM_KILLS))
def test_kill_at_any_moment(run, dropped, empty, check, tmp_path, seed):
    """At a moment that chance chooses, counted from when the run has begun to write; every other run makes its warehouse first."""
    if seed % 2:
        shutil.copytree(empty, dropped.outputs, dirs_exist_ok=True)
    begun = start(tmp_path / "said", "ingest")
    while not dropped.warehouse.exists() and begun.underway.is_alive():
        time.sleep(0.001)
    time.sleep(random.Random(seed).uniform(0, LONGEST_SECONDS))  # noqa: S311
    begun.underway.kill()
    begun.ended()

    run()

    check(dropped)
