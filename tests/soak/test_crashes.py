"""
A run may die anywhere and a disk be full at any write: the next run ends with the rows of one that nothing disturbed.

`make soak` runs these; they take minutes. What the reports say is reckoned once and given to the runs ready-made, since only what is
written is tried here.
"""

from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline import ingest, warehouse
from pipeline.process import process
from pipeline.readers import read_report
from pipeline.settings import Settings, load_settings

REPORTS = {
    f"{number:02}.txt": f"2025년 11월 {number + 1}일\n\n삼성전자는 평택에 {number + 1}조원을 투자해 새 공장을 짓는다고 밝혔다.\n"
    for number in range(12)
}
BAD = {"그림.png": "\x89PNG", "빈 파일.txt": ""}
STEPS = (
    "inbox.claim", "ingest.read_batch", "warehouse.stage", "ingest.load_batch", "warehouse.load", "ingest.put_away",
    "inbox.quarantine", "inbox.archive", "inbox.release", "inbox.move", "warehouse.publish", "inbox.give_back",
)  # fmt: skip
"""The functions that write, where the run looks for them."""
RANDOM_KILLS = 30
FREE_KILOBYTES = (0, 64, 256, 512, 1024, 2048, 4096, 8192)
"""What is left on the disk."""

RUN = """
import os, pickle, signal, sys
from pathlib import Path
from pipeline import inbox, ingest, warehouse
from pipeline.cli import run

canned = pickle.loads(Path(sys.argv[1]).read_bytes())
ingest.process = lambda raw, own: canned[raw.doc_id]
ingest.FIRST_BATCH = 4
ingest.SPARE_BYTES = -(2**40)  # a disk that is full on the way is tried here, not the look before

def dying(work, after, times):
    left = [times]

    def work_then_die(*args, **options):
        left[0] -= 1
        if left[0] == 0 and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = work(*args, **options)
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return work_then_die

if len(sys.argv) > 2:
    room, name = sys.argv[2].split(".")
    room = {"inbox": inbox, "ingest": ingest, "warehouse": warehouse}[room]
    setattr(room, name, dying(getattr(room, name), sys.argv[3] == "after", int(sys.argv[4])))
sys.exit(run(["ingest"]))
"""


@pytest.fixture(scope="session")
def canned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the reports say, by doc_id."""
    folder = write(tmp_path_factory.mktemp("canned"))
    reports = [process(read_report(folder / name)) for name in REPORTS]
    file = folder.parent / f"{folder.name}.pickle"
    file.write_bytes(pickle.dumps({report.document.doc_id: report for report in reports}))
    return file


def write(folder: Path, content: dict[str, str] = REPORTS) -> Path:
    """*content* as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in content.items():
        (folder / name).write_text(text, encoding="utf-8")
        os.utime(folder / name, (1_700_000_000,) * 2)
    return folder


def run(canned: Path, *arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """`sasil ingest` in a process of its own."""
    command = [sys.executable, "-c", RUN, str(canned), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # noqa: S603


def hashes(settings: Settings) -> dict[str, str]:
    with closing(warehouse.read_snapshot(settings.snapshot)) as con:
        return warehouse.table_hashes(con)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


@pytest.fixture(scope="session")
def undisturbed(canned: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The rows of a run that nothing disturbs."""
    settings = load_settings(outputs=tmp_path_factory.mktemp("undisturbed"))
    write(settings.inbox, REPORTS | BAD)
    done = run(canned, env=os.environ | {"SASIL_OUTPUTS": str(settings.outputs)})
    assert done.returncode == 1, done.stderr
    return hashes(settings)


@pytest.fixture
def dropped(settings: Settings) -> Settings:
    """An inbox with reports and files that are none."""
    write(settings.inbox, REPORTS | BAD)
    return settings


def check(settings: Settings, undisturbed: dict[str, str]) -> None:
    """Nothing is lost and nothing is twice."""
    assert hashes(settings) == undisturbed
    assert len(names(settings.archive)) == len(REPORTS)
    assert [name for name in names(settings.quarantine) if not name.endswith(".reason.txt")] == sorted(BAD)
    assert names(settings.claims) == names(settings.inbox) == []
    with closing(warehouse.read_snapshot(settings.snapshot)) as con:
        assert con.execute("select count(*), count(distinct doc_id) from documents").fetchone() == (len(REPORTS),) * 2


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_kill_at_a_step(canned, dropped, undisturbed, step, moment, times):
    """The second time is in the middle of a run; a step that comes once ends it undisturbed."""
    killed = run(canned, step, moment, times)
    assert killed.returncode == -9 or times == 2

    run(canned)

    check(dropped, undisturbed)


@pytest.mark.parametrize("seed", range(RANDOM_KILLS))
def test_kill_at_any_moment(canned, dropped, undisturbed, seed):
    """At a moment that chance chooses, counted from when the run has begun to write."""
    process = subprocess.Popen([sys.executable, "-c", RUN, str(canned)], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603
    while not dropped.warehouse.exists() and process.poll() is None:
        time.sleep(0.001)
    time.sleep(random.Random(seed).uniform(0, 1.5))  # noqa: S311
    process.kill()
    process.wait()

    run(canned)

    check(dropped, undisturbed)


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
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
def test_full_disk(canned, small_disk, undisturbed, kilobytes, before):
    if before:
        write(small_disk.inbox, dict(list(REPORTS.items())[:2]))
        assert run(canned).returncode == 0
    write(small_disk.inbox, REPORTS | BAD)
    ballast = fill(small_disk.outputs.parent, 1024 * kilobytes)

    full = run(canned)
    ballast.unlink()
    again = run(canned)

    assert full.returncode in (1, 2)
    assert full.returncode == 1 or full.stderr.strip().splitlines()[-1].startswith("sasil: ")
    assert "Traceback" not in full.stderr
    assert again.returncode in (0, 1), again.stderr
    check(small_disk, undisturbed)


TORN = {
    "log of garbage": lambda settings: settings.warehouse.with_name("warehouse.duckdb.wal").write_bytes(os.urandom(5000)),
    "warehouse cut": lambda settings: os.truncate(settings.warehouse, settings.warehouse.stat().st_size // 2),
    "warehouse empty": lambda settings: os.truncate(settings.warehouse, 0),
    "snapshot cut": lambda settings: os.truncate(settings.snapshot, 5000),
    "snapshot gone": lambda settings: settings.snapshot.unlink(),
}


@pytest.mark.parametrize("damage", TORN)
def test_torn_file(canned, dropped, undisturbed, damage):
    """The next run mends it, or its message names the command that does."""
    run(canned)
    TORN[damage](dropped)

    again = run(canned)

    if again.returncode == 2 or hashes_or_none(dropped) != undisturbed:
        assert damage.startswith(("log", "warehouse"))
        assert "sasil doctor --rebuild" in again.stderr, again.stderr
        code = "from pipeline.cli import main; main()"
        assert subprocess.run([sys.executable, "-c", code, "doctor", "--rebuild"], check=False).returncode == 0  # noqa: S603
    check(dropped, undisturbed)


def hashes_or_none(settings: Settings) -> dict[str, str] | None:
    try:
        return hashes(settings)
    except warehouse.WarehouseError:
        return None


def test_two_runs_at_once_share_the_work(canned, dropped, undisturbed):
    command = [sys.executable, "-c", RUN.replace('["ingest"]', '["ingest", "--wait"]'), str(canned)]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)]  # noqa: S603
    codes = [process.wait() for process in both]

    assert sorted(codes) == [0, 1]
    check(dropped, undisturbed)


def test_reader_is_not_disturbed_by_ten_publishes(canned, dropped):
    write(dropped.inbox)
    run(canned)
    with closing(warehouse.read_snapshot(dropped.snapshot)) as reader:
        before = warehouse.table_hashes(reader)
        for _ in range(10):
            with closing(warehouse.open_warehouse(dropped.warehouse)) as con:
                con.execute("update runs set files = files + 1")
                warehouse.publish(dropped.warehouse, dropped.snapshot, con)
        assert warehouse.table_hashes(reader) == before
        assert reader.execute("select count(*) from v_figures").fetchone() == (len(REPORTS),)
    assert ingest.ingest(dropped).outcomes == ()
