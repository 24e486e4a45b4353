"""How many processes read reports where nobody says it."""

from __future__ import annotations

import os

import pytest

from pipeline import settings as rooms
from pipeline.settings import MANY_FILES, load_settings

GB = 2**30


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine with so many cores and so much memory for this process; the memory is what a container is given."""

    def build(cores: int, memory: int | str) -> None:
        limit = tmp_path / "memory.max"
        limit.write_text(f"{memory}\n", encoding="ascii")
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
        monkeypatch.setattr(os, "sysconf", {"SC_PHYS_PAGES": 64 * GB // 4096, "SC_PAGE_SIZE": 4096}.__getitem__)
        monkeypatch.setattr(rooms, "CONTAINER_LIMITS", (tmp_path / "none", limit))

    return build


@pytest.mark.parametrize(
    ("cores", "memory", "files", "expected"),
    [
        (8, 32 * GB, 1000, 8),
        (8, 4 * GB, 1000, 3),  # the run itself needs memory, too
        (8, GB, 1000, 1),
        (8, "max", 1000, 8),  # no limit: the memory of the machine
        (200, "max", 1000, 63),
        (1, 32 * GB, 1000, 1),
        (200, "max", MANY_FILES + 1, 41),
        (8, 32 * GB, MANY_FILES, 1),
    ],
)
def test_processes_fit_cores_memory_and_files(machine, settings, cores, memory, files, expected):
    machine(cores, memory)

    assert settings.processes(files) == expected


def test_who_says_a_number_gets_it(machine, settings):
    machine(2, 2 * GB)

    assert load_settings(workers=5).processes(1000) == 5
    assert load_settings(workers=5).processes(3) == 3
