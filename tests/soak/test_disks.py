"""A disk may be full at any write, and a file torn: the next run, or the command that its message names, ends with the same rows."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from warmed import BAD, REPORTS, hashes, write

from pipeline import warehouse
from pipeline.settings import Settings, load_settings

FREE_KILOBYTES = (0, 64, 256, 512, 1024, 2048, 4096, 8192)
"""What is left on the disk."""


@pytest.fixture
def small_disk(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Outputs on a disk of 64 MB of their own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)], capture_output=True, check=False)  # noqa: S603, S607
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    monkeypatch.setenv("SASIL_OUTPUTS", str(folder / "outputs"))
    yield load_settings()
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607


def fill(folder: Path, left: int) -> Path:
    """A file in *folder* that leaves *left* bytes on its disk."""
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        status = os.statvfs(folder)
        os.posix_fallocate(file.fileno(), 0, max(status.f_bavail * status.f_frsize - left, 1))
    return ballast


@pytest.mark.parametrize("before", [False, True], ids=["new warehouse", "old warehouse"])
@pytest.mark.parametrize("kilobytes", FREE_KILOBYTES)
def test_full_disk(run, small_disk, check, kilobytes, before):
    if before:
        write(small_disk.inbox, dict(list(REPORTS.items())[:2]))
        assert run().code == 0
    write(small_disk.inbox, REPORTS | BAD)
    ballast = fill(small_disk.outputs.parent, 1024 * kilobytes)

    full = run()
    ballast.unlink()
    again = run()

    assert full.code in (1, 2)
    assert full.code == 1 or full.stderr.strip().splitlines()[-1].startswith("sasil: ")
    assert "Traceback" not in full.stderr
    assert again.code in (0, 1), again.stderr
    check(small_disk)


TORN = {
    "log of garbage": lambda settings: settings.warehouse.with_name("warehouse.duckdb.wal").write_bytes(os.urandom(5000)),
    "warehouse cut": lambda settings: os.truncate(settings.warehouse, settings.warehouse.stat().st_size // 2),
    "warehouse empty": lambda settings: os.truncate(settings.warehouse, 0),
    "snapshot cut": lambda settings: os.truncate(settings.snapshot, 5000),
    "snapshot gone": lambda settings: settings.snapshot.unlink(),
}


@pytest.mark.parametrize("damage", TORN)
def test_torn_file(run, dropped, undisturbed, check, damage):
    """The next run mends it, or its message names the command that does."""
    run()
    TORN[damage](dropped)

    again = run()

    if again.code == 2 or hashes_or_none(dropped) != undisturbed:
        assert damage.startswith(("log", "warehouse"))
        assert "sasil doctor --rebuild" in again.stderr, again.stderr
        code = "from pipeline.cli import main; main()"  # a whole process, that reads the files again
        assert subprocess.run([sys.executable, "-c", code, "doctor", "--rebuild"], timeout=300, check=False).returncode == 0  # noqa: S603
    check(dropped)


def hashes_or_none(settings: Settings) -> dict[str, str] | None:
    try:
        return hashes(settings)
    except warehouse.WarehouseError:
        return None
