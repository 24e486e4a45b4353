"""A file that takes too long, and one that runs die over, end in quarantine; the others go on."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from pipeline import guard, inbox, ingest
from pipeline.process import OwnTables
from pipeline.readers import raw_report
from pipeline.settings import Settings, load_settings

REPORTS = {
    "a.txt": "2025년 11월 3일\n\n삼성전자는 평택에 5조원을 투자해 새 공장을 짓는다고 밝혔다.\n",
    "b.txt": "2025년 11월 4일\n\n현대차의 8월 판매량은 31만 대로 집계됐다.\n",
}

DIES_OVER_A = """
import os
from pipeline import ingest
from pipeline.settings import load_settings

ingest.process = lambda raw, own: os._exit(9)  # a.txt is the first
ingest.ingest(load_settings())
"""

NEVER_LISTENS = """
import time
from pathlib import Path
from pipeline import guard

guard.GRACE_SECONDS = 0.2
with guard.time_limit(0.2, hard=True):
    while True:
        try:
            time.sleep(60)
        except guard.TooSlowError:
            pass
"""

THREAD_NEVER_ENDS = """
import time
from threading import Thread
from pipeline import guard

def work():
    with guard.time_limit(0.2, hard=True):
        time.sleep(100)

guard.GRACE_SECONDS = 0.2
Thread(target=work).start()
"""


@pytest.fixture
def dropped(settings: Settings) -> Settings:
    settings.inbox.mkdir(parents=True)
    for name, text in REPORTS.items():
        (settings.inbox / name).write_text(text, encoding="utf-8")
    return settings


def reasons(settings: Settings) -> dict[str, str]:
    return dict(inbox.quarantined(settings.quarantine))


def test_file_that_takes_too_long_is_refused_and_the_others_go_on(dropped, monkeypatch):
    healthy = ingest.process

    def endless(raw, own):
        while raw.source_name == "b.txt":
            try:
                time.sleep(0.01)
            except Exception:  # noqa: S112 - the limit must go through what extractors catch
                continue
        return healthy(raw, own)

    healthy(
        raw_report("2025년 매출은 5조원이다."), OwnTables.looked_at(None, dropped.gazetteer)
    )  # models are loaded before the clock starts
    monkeypatch.setattr(ingest, "process", endless)

    summary = ingest.ingest(load_settings(max_extraction_seconds=20))

    assert {outcome.source.name: outcome.status for outcome in summary.outcomes} == {"a.txt": "loaded", "b.txt": "quarantined"}
    assert reasons(dropped)["b.txt"].startswith("it took more than 20 seconds.")


def test_run_that_dies_over_a_file_has_it_once_more_then_it_is_refused(dropped):
    for _ in range(guard.MOST_DEATHS):
        assert subprocess.run([sys.executable, "-c", DIES_OVER_A], check=False).returncode == 9  # noqa: S603

    statuses = {outcome.source.name: outcome.status for outcome in ingest.ingest(dropped).outcomes}

    assert statuses == {"a.txt": "quarantined", "b.txt": "loaded"}
    assert reasons(dropped)["a.txt"].startswith("2 runs died while they read it.")
    assert list(dropped.under_way.iterdir()) == []
    assert inbox.take_back(dropped.quarantine, dropped.inbox, (), "") == ["a.txt"]
    assert [outcome.status for outcome in ingest.ingest(dropped).outcomes] == ["loaded"]


class TestTimeLimit:
    def test_process_that_does_not_listen_ends(self):
        done = subprocess.run([sys.executable, "-c", NEVER_LISTENS], capture_output=True, timeout=120, check=False)  # noqa: S603

        assert done.returncode == 1
        assert b"Timeout" in done.stderr

    def test_work_in_time_is_left_alone_afterwards(self):
        with guard.time_limit(0.05, hard=True):
            pass
        time.sleep(0.1)

    def test_hard_limit_holds_in_other_threads(self):
        """Such as the one in which a Dask worker reads."""
        done = subprocess.run([sys.executable, "-c", THREAD_NEVER_ENDS], capture_output=True, timeout=120, check=False)  # noqa: S603

        assert done.returncode == 1
        assert b"Timeout" in done.stderr

    def test_other_threads_have_none(self):
        done = []

        def work() -> None:
            with guard.time_limit(0.01, hard=False):
                time.sleep(0.05)
            done.append(True)

        thread = Thread(target=work)
        thread.start()
        thread.join()
        assert done == [True]


class TestCounted:
    def test_note_goes_with_the_block_however_it_ends(self, tmp_path: Path):
        def fail() -> None:
            with guard.counted(tmp_path, "abc"):
                assert (tmp_path / "abc").read_text() == "1"
                raise KeyError

        with pytest.raises(KeyError):
            fail()

        assert list(tmp_path.iterdir()) == []

    def test_what_cannot_be_opened_is_not_counted(self, tmp_path: Path):
        with guard.counted(tmp_path, None):
            assert list(tmp_path.iterdir()) == []


def test_limit_of_a_run_outlives_those_of_its_files():
    """One timer is all that a process has: that of the run fires behind the file, whether its time has come meanwhile or not."""
    told = []
    before = signal.signal(signal.SIGALRM, lambda *_: told.append("run"))
    try:
        for file_takes, run_may_take in ((0.2, 0.1), (0.05, 0.2)):
            signal.setitimer(signal.ITIMER_REAL, run_may_take)
            with guard.time_limit(30, hard=False):
                time.sleep(file_takes)
                assert told == []
            time.sleep(0.4)
            assert told == ["run"]
            told.clear()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_file_without_a_run_that_is_limited_leaves_no_timer():
    with guard.time_limit(30, hard=False):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
