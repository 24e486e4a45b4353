"""A run from files to rows, in this process and in others, and what a killed one leaves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from threading import Event, Timer
from types import SimpleNamespace

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from pipeline import inbox, ingest, steplog, warehouse
from pipeline.ingest import Watcher
from pipeline.process import OwnTables
from pipeline.settings import Settings, load_settings

REPORTS = {
    "a.md": "# 한빛전자 3분기 실적\n\n2025년 10월 30일\n\n한빛전자의 3분기 매출액은 12% 늘어난 3조 2,500억원이었다.\n",
    "b.txt": "2025년 11월 3일\n\n삼성전자는 평택에 5조원을 투자해 새 공장을 짓는다고 밝혔다.\n",
    "c.txt": "2025년 9월 1일\n\n현대차의 8월 판매량은 31만 대로 집계됐다.\n",
}
BAD = {"그림.png": "\x89PNG", "빈 파일.txt": ""}

HOLDER = """
import sys
from pathlib import Path
from pipeline.warehouse import open_warehouse

con = open_warehouse(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""

KILLED = """
import os, sys
from pipeline import ingest, inbox
from pipeline.settings import load_settings

room, step = (ingest, sys.argv[1]) if hasattr(ingest, sys.argv[1]) else (inbox, sys.argv[1])
work = getattr(room, step)

def work_then_die(*args, **options):
    work(*args, **options)
    os._exit(9)

setattr(room, step, work_then_die)
ingest.ingest(load_settings())
"""

DIES = """
import builtins, os, sys

def hook(event, args):
    if event == "open" and str(args[0]).endswith("/b.txt") and "multiprocessing" in sys.modules:
        os._exit(9)

sys.addaudithook(hook)
"""


def write(folder: Path, reports: dict[str, str] = REPORTS) -> Path:
    """*reports* as files in *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in reports.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def ask(settings: Settings, query: str) -> list[tuple]:
    """What the snapshot answers."""
    with closing(warehouse.read_snapshot(settings.snapshot)) as con:
        return con.execute(query).fetchall()


def hashes(settings: Settings) -> dict[str, str]:
    """The content of the snapshot's tables."""
    with closing(warehouse.read_snapshot(settings.snapshot)) as con:
        return warehouse.table_hashes(con)


def statuses(summary: ingest.Summary) -> dict[str, str]:
    """What became of each file."""
    return {outcome.source.name: outcome.status for outcome in summary.outcomes}


def files_below(folder: Path) -> list[str]:
    """Names of all files below *folder*."""
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


class TestRun:
    def test_reports_become_records_with_a_ledger_row_each(self, settings):
        folder = write(settings.outputs.parent / "reports")

        summary = ingest.ingest(settings, [folder])

        assert statuses(summary) == dict.fromkeys(REPORTS, "loaded")
        assert [(name,) for name in REPORTS] == ask(settings, "select source_name from documents order by 1")
        assert ask(settings, "select status, count(*) from ledger group by 1") == [("loaded", 3)]
        assert ask(settings, "select files, loaded, duplicates, quarantined, finished_at >= started_at from runs") == [
            (3, 3, 0, 0, True)
        ]
        assert summary.records["figures"] == ask(settings, "select count(*) from figures")[0][0] > 0
        assert files_below(folder) == list(REPORTS)

    def test_second_time_changes_nothing(self, settings):
        write(settings.inbox)
        ingest.ingest(settings)
        before, archived = hashes(settings), files_below(settings.archive)
        write(settings.inbox)

        again = ingest.ingest(settings)

        assert statuses(again) == dict.fromkeys(REPORTS, "duplicate")
        assert hashes(settings) == before
        assert files_below(settings.archive) == archived
        assert files_below(settings.inbox) == []

    def test_order_and_number_of_processes_make_no_difference(self, settings):
        folder = write(settings.outputs.parent / "reports")
        ingest.ingest(settings, [folder])
        elsewhere = load_settings(outputs="elsewhere", workers=2)

        ingest.ingest(elsewhere, [folder / name for name in reversed(REPORTS)])

        assert hashes(elsewhere) == hashes(settings)

    def test_batches_publish_one_after_the_other(self, settings, monkeypatch):
        monkeypatch.setattr(ingest, "BATCH_SIZE", 2)
        seen = []

        class Reader(Watcher):
            def done(self, outcome):
                if settings.snapshot.exists():
                    seen.append((outcome.source.name, ask(settings, "select count(*) from documents")[0][0]))

        ingest.ingest(settings, [write(settings.outputs.parent / "reports")], watcher=Reader())

        assert seen == [("c.txt", 2)]

    def test_snapshots_take_little_of_a_run_and_the_last_shows_all(self, settings, monkeypatch):
        """The second batch comes too soon behind the first snapshot to be worth another."""
        monkeypatch.setattr(ingest, "BATCH_SIZE", 1)
        copies = []
        copy = warehouse.publish
        monkeypatch.setattr(warehouse, "publish", lambda *args: (copies.append(args), time.sleep(0.2), copy(*args)))

        ingest.ingest(settings, [write(settings.outputs.parent / "reports")])

        assert len(copies) == 2
        assert len(ask(settings, "select 1 from documents")) == len(REPORTS)

    def test_a_batch_has_one_staged_file_for_each_kind(self, settings, monkeypatch):
        staged = []
        load = warehouse.load

        def look(con, folders, **options):
            staged.extend(sorted(file.name for file in settings.staging.rglob("*.parquet")))
            return load(con, folders, **options)

        monkeypatch.setattr(warehouse, "load", look)
        many = {f"{number:02}.txt": f"2025년 9월 {number + 1}일\n\n판매량은 {number + 1}만 대다.\n" for number in range(7)}

        ingest.ingest(settings, [write(settings.outputs.parent / "reports", many)])

        assert staged == [
            f"{table}.parquet" for table in ("blocks", "documents", "figures", "sentences", "time_expressions", "tokens")
        ]
        assert files_below(settings.staging) == []

    def test_twins_in_one_run_are_loaded_once(self, settings):
        write(settings.inbox, {"a.md": REPORTS["a.md"], "사본.md": REPORTS["a.md"]})

        summary = ingest.ingest(settings)

        assert statuses(summary) == {"a.md": "loaded", "사본.md": "duplicate"}
        assert len(files_below(settings.archive)) == 1

    def test_newer_extractors_replace_what_older_ones_read(self, settings, monkeypatch):
        folder = write(settings.outputs.parent / "reports", {"a.md": REPORTS["a.md"]})
        ingest.ingest(settings, [folder])
        before = hashes(settings)
        monkeypatch.setattr(OwnTables, "version", property(lambda _: "next"))

        again = ingest.ingest(settings, [folder])

        assert statuses(again) == {"a.md": "loaded"}
        assert hashes(settings).pop("documents") != before.pop("documents")  # it says which version read it
        assert {table: found for table, found in hashes(settings).items() if table != "documents"} == before

    def test_each_step_is_a_span_below_that_of_its_run(self, settings, monkeypatch):
        spans = InMemorySpanExporter()
        provider = TracerProvider()
        provider.add_span_processor(SimpleSpanProcessor(spans))
        for room in (ingest, steplog):
            monkeypatch.setattr(room, "TRACER", provider.get_tracer("sasil"))

        summary = ingest.ingest(settings, [write(settings.outputs.parent / "reports", {"a.md": REPORTS["a.md"]} | BAD)])

        whole, *steps = sorted(spans.get_finished_spans(), key=lambda span: span.name != "sasil run")
        assert sorted(span.name for span in steps) == [*["sasil extract"] * 2, "sasil load", "sasil publish", "sasil stage"]
        assert {(span.parent.span_id, span.attributes["sasil.run"]) for span in steps} == {
            (whole.context.span_id, summary.run_id)
        }
        told = {span.attributes["sasil.file"]: span.attributes["sasil.status"] for span in steps if span.name == "sasil extract"}
        assert told == {"a.md": "loaded", "빈 파일.txt": "quarantined"}
        assert all(whole.start_time <= span.start_time <= span.end_time for span in steps)

    def test_each_step_is_a_line_of_the_log(self, settings):
        logged = load_settings(log="logs/steps.jsonl")
        summary = ingest.ingest(logged, [write(settings.outputs.parent / "reports", REPORTS | BAD)])

        lines = [json.loads(line) for line in logged.log.read_text(encoding="utf-8").splitlines()]
        assert {line["run"] for line in lines} == {summary.run_id}
        assert [line["step"] for line in lines] == ["extract"] * 4 + ["stage", "load", "publish"]
        assert all(line["ms"] >= 0 for line in lines)
        loaded = next(line for line in lines if line.get("file") == "a.md")
        assert (len(loaded["document"]), loaded["status"], loaded["records"] > 0, "reason" in loaded) == (
            64,
            "loaded",
            True,
            False,
        )


class TestRefusal:
    def test_unreadable_files_go_to_quarantine_and_the_rest_goes_on(self, settings):
        write(settings.inbox, REPORTS | BAD)

        summary = ingest.ingest(settings)

        assert statuses(summary) == dict.fromkeys(REPORTS, "loaded") | dict.fromkeys(BAD, "quarantined")
        reasons = dict(ask(settings, "select source_name, reason from ledger where status = 'quarantined'"))
        assert reasons == dict(inbox.quarantined(settings.quarantine))
        assert reasons.keys() == BAD.keys()
        assert all(reasons.values())

    def test_named_file_is_copied_there(self, settings):
        folder = write(settings.outputs.parent / "reports", BAD)

        ingest.ingest(settings, sorted(folder.iterdir()))

        assert files_below(folder) == sorted(BAD)
        assert [name for name, _ in inbox.quarantined(settings.quarantine)] == sorted(BAD)

    def test_twin_of_a_refused_file_is_refused_too(self, settings):
        write(settings.inbox, {"하나.txt": "", "둘.txt": ""})

        assert set(statuses(ingest.ingest(settings)).values()) == {"quarantined"}

    def test_leaves_quarantine_when_it_is_read_after_all(self, settings):
        folder = settings.outputs.parent / "reports"
        folder.mkdir()
        (folder / "a.txt").write_bytes(REPORTS["a.md"].encode("cp949"))
        ingest.ingest(settings, [folder / "a.txt"], encoding="utf-8")
        refused = files_below(settings.quarantine)

        ingest.ingest(settings, [folder / "a.txt"], encoding="cp949")

        assert refused == ["a.txt", "a.txt.reason.txt"]
        assert files_below(settings.quarantine) == []

    def test_defect_costs_one_report_and_says_so(self, settings, monkeypatch):
        healthy = ingest.process

        def defective(raw, own):
            if raw.source_name == "b.txt":
                raise KeyError("metric")
            return healthy(raw, own)

        monkeypatch.setattr(ingest, "process", defective)

        summary = ingest.ingest(settings, [write(settings.outputs.parent / "reports")])

        assert statuses(summary) == {"a.md": "loaded", "b.txt": "quarantined", "c.txt": "loaded"}
        ((_, reason),) = inbox.quarantined(settings.quarantine)
        assert "KeyError: 'metric'" in reason

    def test_file_that_grows_while_it_is_read_goes_back_and_is_read_whole_by_the_next_run(self, settings, monkeypatch):
        write(settings.inbox)
        healthy, half = ingest.process, REPORTS["b.txt"]

        def slow_copy(raw, own):
            if raw.source_name == "b.txt" and raw.text.strip() == half.strip():
                (file,) = settings.claims.rglob("b.txt")
                file.write_text(half + "판매량은 25만 대였다.\n", encoding="utf-8")
            return healthy(raw, own)

        monkeypatch.setattr(ingest, "process", slow_copy)

        first, second = ingest.ingest(settings), ingest.ingest(settings)

        assert statuses(first) == {"a.md": "loaded", "c.txt": "loaded"}
        assert [file.name for file in first.passed_over] == ["b.txt"]
        assert statuses(second) == {"b.txt": "loaded"}
        assert ask(settings, "select count(*), count(finished_at) from runs") == [(2, 2)]
        assert ask(settings, "select text like '%25만 대였다.%' from documents where source_name = 'b.txt'") == [(True,)]

    def test_batches_grow_while_they_take_little_time(self, settings):
        run = SimpleNamespace(found=inbox.Found(list(range(300)), []))

        assert [len(files) for files in ingest.batches(run)] == [8, 16, 32, 64, 128, 52]

    def test_batches_shrink_to_what_a_kill_may_cost(self, settings, monkeypatch):
        moments = iter(range(0, 10_000, 100))
        monkeypatch.setattr(ingest, "perf_counter", lambda: next(moments))
        run = SimpleNamespace(found=inbox.Found(list(range(12)), []))

        assert [len(files) for files in ingest.batches(run)] == [8, 1, 1, 1, 1]

    def test_corrected_file_ends_its_refusal(self, settings):
        write(settings.inbox, {"a.txt": ""})
        ingest.ingest(settings)
        refused = [name for name, _ in inbox.quarantined(settings.quarantine)]
        write(settings.inbox, {"a.txt": REPORTS["b.txt"]})

        ingest.ingest(settings)

        assert refused == ["a.txt"]
        assert list(inbox.quarantined(settings.quarantine)) == []
        assert files_below(settings.quarantine / "corrected") == ["a.txt"]


class TestDisk:
    def test_run_that_would_not_fit_is_told_before_it_works(self, settings, monkeypatch):
        write(settings.inbox, REPORTS)
        monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=60 * 2**20))

        with pytest.raises(warehouse.WarehouseError, match=r"60 MB free, and a run wants \d+ MB\. Make room"):
            ingest.ingest(settings)

        assert files_below(settings.inbox) == sorted(REPORTS)

    def test_archive_is_searched_once_a_run(self, settings, monkeypatch):
        """However many files it holds and a run has."""
        looks = []
        archived = inbox.archived
        monkeypatch.setattr(inbox, "archived", lambda folder: looks.append(folder) or archived(folder))
        write(settings.inbox, REPORTS)

        ingest.ingest(settings)

        assert looks == [settings.archive]


class TestWatch:
    def test_files_are_taken_when_they_are_settled_and_what_was_left_behind_at_once(self, settings):
        """The third look ends the watch."""
        unsettled = []
        write(settings.claims / "killed", {"a.md": REPORTS["a.md"]})

        class ThreeLooks(Event):
            looks = 0

            def wait(self, timeout):
                self.looks += 1
                if self.looks == 1:
                    os.utime(write(settings.inbox, {"b.txt": REPORTS["b.txt"]}) / "b.txt", (time.time() + 60,) * 2)
                if self.looks == 2:
                    unsettled.extend(files_below(settings.inbox))
                    os.utime(settings.inbox / "b.txt", (time.time() - 60,) * 2)
                if self.looks == 3:
                    self.set()

        runs = [statuses(summary) for summary in ingest.watch(settings, ThreeLooks(), every=1, watcher=Watcher())]

        assert runs == [{"a.md": "loaded"}, {"b.txt": "loaded"}]
        assert unsettled == ["b.txt"]

    def test_command_takes_a_file_within_seconds_and_stops_cleanly(self, settings):
        command = [sys.executable, "-c", "from pipeline.cli import main; main()", "watch", "--every", "0.2"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as watching:  # noqa: S603
            assert watching.stderr.readline().startswith("Watching outputs/inbox")
            write(settings.inbox, {"b.txt": REPORTS["b.txt"]})
            assert watching.stdout.readline().startswith("1 file in ")
            watching.send_signal(signal.SIGTERM)
            said = watching.stderr.read()

        assert watching.returncode == 0
        assert said.splitlines()[-1] == "Stopped."
        assert ask(settings, "select source_name from documents") == [("b.txt",)]


class TestEnd:
    def test_second_run_at_the_same_time_is_told_to_wait(self, settings):
        write(settings.inbox)
        command = [sys.executable, "-c", HOLDER, str(settings.warehouse)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:  # noqa: S603
            assert holder.stdout.readline() == b"open\n"
            with pytest.raises(warehouse.WarehouseError, match=f"locked by process {holder.pid}"):
                ingest.ingest(settings)
            holder.stdin.close()

        assert files_below(settings.inbox) == list(REPORTS)

    def test_second_run_that_was_told_to_wait_begins_when_the_first_has_ended(self, settings):
        write(settings.inbox)
        command = [sys.executable, "-c", HOLDER, str(settings.warehouse)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:  # noqa: S603
            assert holder.stdout.readline() == b"open\n"
            Timer(1.0, holder.stdin.close).start()
            summary = ingest.ingest(settings, wait=True)

        assert set(statuses(summary).values()) == {"loaded"}

    def test_interrupted_run_gives_back_what_it_has_not_loaded(self, settings, monkeypatch):
        write(settings.inbox)
        monkeypatch.setattr(ingest, "BATCH_SIZE", 2)

        class Impatient(Watcher):
            def done(self, outcome):
                if outcome.source.name == "c.txt":
                    raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            ingest.ingest(settings, watcher=Impatient())

        assert files_below(settings.inbox) == ["c.txt"]
        assert ask(settings, "select source_name from documents order by 1") == [("a.md",), ("b.txt",)]
        assert ask(settings, "select finished_at from runs") == [(None,)]

    @pytest.mark.parametrize("step", ["claim", "load_batch", "archive", "put_away"])
    def test_run_killed_at_any_step_loses_nothing(self, settings, step):
        write(settings.inbox)
        killed = subprocess.run([sys.executable, "-c", KILLED, step], check=False)  # noqa: S603
        assert killed.returncode == 9
        after = {file.read_text(encoding="utf-8") for file in settings.outputs.rglob("*.[mt]*") if file.suffix in (".md", ".txt")}

        ingest.ingest(settings)
        untouched = load_settings(outputs="untouched")
        ingest.ingest(untouched, [write(settings.outputs.parent / "reports")])

        assert after == set(REPORTS.values())
        assert hashes(settings) == hashes(untouched)
        assert len(files_below(settings.archive)) == len(REPORTS)
        assert files_below(settings.claims) == files_below(settings.inbox) == files_below(settings.staging) == []

    def test_what_a_killed_run_loaded_is_published_by_the_next_even_if_it_finds_nothing(self, settings):
        write(settings.inbox)
        ingest.ingest(settings)
        shown = settings.snapshot.stat().st_mtime_ns
        write(settings.inbox, {"d.txt": "2025년 9월 2일\n\n기아의 8월 판매량은 25만 대로 집계됐다.\n"})
        subprocess.run([sys.executable, "-c", KILLED, "put_away"], check=False)  # noqa: S603
        behind = len(ask(settings, "select 1 from documents"))

        ingest.ingest(settings)

        assert behind == len(REPORTS)
        assert len(ask(settings, "select 1 from documents")) == len(REPORTS) + 1
        shown, before = settings.snapshot.stat().st_mtime_ns, shown
        ingest.ingest(settings)
        assert settings.snapshot.stat().st_mtime_ns == shown > before

    def test_missing_snapshot_is_made_again(self, settings):
        ingest.ingest(settings, [write(settings.outputs.parent / "reports")])
        before = hashes(settings)
        settings.snapshot.unlink()

        ingest.ingest(settings)

        assert hashes(settings) == before

    def test_process_that_dies_over_a_report_costs_that_report(self, settings, monkeypatch):
        write(settings.inbox, {name: REPORTS[name] for name in ("a.md", "b.txt")})
        parallel = load_settings(workers=2)
        monkeypatch.setenv("PYTHONPATH", str(write(settings.outputs.parent / "site", {"sitecustomize.py": DIES})))

        summary = ingest.ingest(parallel)

        assert statuses(summary) == {"a.md": "loaded", "b.txt": "quarantined"}
