"""What people type, and what they are told."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len

from pipeline import show
from pipeline.cli import run
from pipeline.settings import UserError, load_settings, prefect_api_url
from pipeline.usage import styled
from pipeline.warehouse import open_warehouse

EARNINGS = """# 한빛전자 3분기 실적

2025년 10월 30일

한빛전자의 3분기 매출액은 전년 동기 대비 12% 늘어난 3조 2,500억원이었다.
삼성전자는 2025년 10월 27일 평택에 5조원을 투자한다고 밝혔다.
"""
DEALS = "2025년 11월 3일\n\n현대차는 11월 3일 배터리 업체와 공급 계약을 체결했다고 밝혔다.\n"


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder whose warehouse holds two reports."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "reports").mkdir()
    (folder / "reports" / "3분기_실적.md").write_text(EARNINGS, encoding="utf-8")
    (folder / "reports" / "계약_소식.txt").write_text(DEALS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("PREFECT_HOME", str(folder / "prefect"))
        patch.delenv("PREFECT_API_URL", raising=False)
        assert run(["ingest", "reports"]) == 0
    return folder


@pytest.fixture
def project(settings, taken_in: Path, tmp_path: Path) -> Path:
    """A copy of it as the working directory."""
    shutil.copytree(taken_in, tmp_path, dirs_exist_ok=True)
    return tmp_path


class TestIngest:
    def test_summary_counts_and_names_the_next_command(self, settings, capsys):
        Path("reports").mkdir()
        Path("reports/3분기 실적.md").write_text(EARNINGS, encoding="utf-8")

        code = run(["ingest", "reports"])

        said = capsys.readouterr()
        assert code == 0
        assert said.err.startswith("[1/1] 3분기 실적.md: loaded, ")
        assert "1 files" not in said.out
        assert "1 file in " in said.out
        assert "1 loaded, 0 known already, 0 quarantined" in said.out
        assert "show '3분기 실적.md'" in said.out

    def test_refused_file_is_named_and_changes_the_exit_code(self, settings, capsys):
        Path("그림.png").write_bytes(b"\x89PNG")

        code = run(["ingest", "그림.png"])

        assert code == 1
        assert "quarantined: 그림.png: no reader for .png." in capsys.readouterr().out

    def test_empty_inbox_is_no_error(self, settings, capsys):
        code = run(["ingest"])

        assert code == 0
        assert capsys.readouterr().err == f"{settings.inbox}: no reports here. Drop some, or name them: sasil ingest PATH\n"

    def test_configured_api_that_does_not_answer_is_said_before_anything_is_done(self, settings, monkeypatch):
        """In a process of its own: Prefect keeps the address that it read first."""
        monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
        monkeypatch.setenv("PREFECT_CLIENT_MAX_RETRIES", "0")
        Path("a.md").write_text(EARNINGS, encoding="utf-8")
        command = [sys.executable, "-c", "from pipeline.cli import main; main()", "ingest", "a.md"]

        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603

        assert done.returncode == 2
        assert "Prefect at http://127.0.0.1:9/api does not answer" in done.stderr
        assert not settings.warehouse.exists()


class TestStatus:
    def test_shows_folders_counts_and_the_last_run(self, project, settings, capsys):
        settings.inbox.mkdir(parents=True, exist_ok=True)
        (settings.inbox / "새.txt").write_text("새", encoding="utf-8")
        os.utime(settings.inbox / "새.txt", (1_700_000_000,) * 2)

        code = run(["status"])

        lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
        assert code == 0
        assert re.fullmatch(r"inbox 1 waiting, the oldest since 2023-11-14 22:13 UTC \(\d+ d\) \(outputs/inbox\)", lines[0])
        assert "2 documents" in lines
        assert lines[-1].endswith(" files a minute: 2 loaded, 0 known already, 0 quarantined")
        assert re.search(r"last day 2 files loaded, \d+ records, ", "\n".join(lines))

    def test_tells_how_many_refused_files_were_taken_in_later(self, settings, capsys):
        settings.inbox.mkdir(parents=True)
        for content in ({"a.txt": "", "b.txt": ""}, {"a.txt": EARNINGS}):
            for name, text in content.items():
                (settings.inbox / name).write_text(text, encoding="utf-8")
            run(["ingest"])

        run(["status"])

        assert "refused          2  files so far, 1 of them taken in later" in capsys.readouterr().out

    def test_a_snapshot_behind_the_warehouse_is_noticed(self, project, settings, capsys):
        run(["status"])
        before = capsys.readouterr().out
        with closing(open_warehouse(settings.warehouse)) as con:
            con.execute("update runs set finished_at = null")

        run(["status"])

        assert "behind the warehouse" not in before
        assert "`sasil ingest` makes it current" in capsys.readouterr().out

    def test_before_the_first_run_it_says_what_to_do(self, settings, capsys):
        assert run(["status"]) == 0
        assert "`sasil ingest` makes one" in capsys.readouterr().out


class TestShow:
    def test_records_stand_below_their_sentence(self, project, capsys):
        assert run(["show", "실적"]) == 0

        lines = capsys.readouterr().out.splitlines()
        sentence = next(number for number, line in enumerate(lines) if line.startswith("한빛전자의 3분기 매출액은"))
        below = lines[sentence + 1 : lines.index("", sentence)]
        assert lines[0] == "한빛전자 3분기 실적"
        assert any("3조 2,500억원" in line and "3,250,000,000,000 KRW · revenue" in line for line in below)
        assert all(line.startswith("    ") for line in below)

    def test_json_lines_carry_kind_and_evidence(self, project, capsys):
        assert run(["show", "실적", "--kind", "figures", "--json"]) == 0

        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert {row["kind"] for row in rows} == {"figure"}
        assert 3_250_000_000_000 in [row["value"] for row in rows]

    def test_beginning_of_the_id_is_enough(self, project, capsys):
        run(["sql", "SELECT doc_id FROM documents WHERE source_name = '계약_소식.txt'", "--csv"])
        doc_id = capsys.readouterr().out.splitlines()[1]

        assert run(["show", doc_id[:8]]) == 0
        assert "계약_소식.txt" in capsys.readouterr().out


class TestColour:
    @pytest.fixture
    def terminal(self, monkeypatch):
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    def test_a_terminal_gets_colours(self, terminal):
        assert styled("출시", fg="green") == "\x1b[32m출시\x1b[0m"

    def test_no_color_is_heeded(self, terminal, monkeypatch):
        monkeypatch.setenv("NO_COLOR", "1")
        assert styled("출시", fg="green") == "출시"

    @pytest.mark.parametrize("command", [["show", "실적"], ["timeline"]], ids=" ".join)
    def test_a_pipe_gets_none(self, project, capsys, command):
        assert run(command) == 0
        assert "\x1b" not in capsys.readouterr().out


class TestCompletion:
    """What the shell gets when it asks: the words, with what they mean."""

    def offered(self, monkeypatch, capsys, *words):
        monkeypatch.setenv("_SASIL_COMPLETE", "zsh_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(["sasil", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        with pytest.raises(SystemExit):
            run([])
        lines = capsys.readouterr().out.splitlines()
        return list(zip(lines[1::3], lines[2::3], strict=True))

    def test_reports_are_offered_by_name_and_id(self, project, monkeypatch, capsys):
        assert self.offered(monkeypatch, capsys, "show", "3분기") == [("3분기_실적.md", "한빛전자 3분기 실적")]
        assert len(self.offered(monkeypatch, capsys, "remove", "")) == 2

    def test_entities_are_offered_by_any_name(self, project, monkeypatch, capsys):
        assert ("평택", "평택") in self.offered(monkeypatch, capsys, "timeline", "--entity", "평")
        assert ("Pyeongtaek", "평택") in self.offered(monkeypatch, capsys, "timeline", "--entity", "pyeong")

    def test_types_are_offered_in_both_languages(self, project, monkeypatch, capsys):
        assert self.offered(monkeypatch, capsys, "timeline", "--type", "상") == [("상장", "ipo")]
        assert ("ipo", "상장") in self.offered(monkeypatch, capsys, "timeline", "--type", "ip")

    def test_without_a_snapshot_nothing_is_offered(self, settings, monkeypatch, capsys):
        assert self.offered(monkeypatch, capsys, "show", "3분기") == []


class TestExtract:
    def test_prints_document_and_records_as_json_lines(self, settings, capsys):
        Path("a.md").write_text(EARNINGS, encoding="utf-8")

        assert run(["extract", "a.md"]) == 0

        document, *records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert document["kind"] == "document"
        assert {"mention", "time", "figure"} <= {record["kind"] for record in records}
        assert all(record["text"] == document["text"][record["start_char"] : record["end_char"]] for record in records)
        assert not settings.outputs.exists()

    def test_only_some_kinds_of_a_text_from_stdin(self, settings, monkeypatch, capsys):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("지난달 매출은 3억원이었다.".encode("cp949"))))

        assert run(["extract", "-", "--only", "times", "--published-on", "2025-11-03", "--encoding", "cp949"]) == 0

        (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert (row["kind"], row["time_kind"], row["start_on"], row["end_on"]) == ("time", "date", "2025-10-01", "2025-10-31")


class TestSql:
    QUERY = "SELECT source_name, 3800.50::DECIMAL(38,9) AS 값, NULL AS 없음 FROM documents ORDER BY 1"

    def test_table_is_aligned_with_hangul(self, project, capsys):
        assert run(["sql", self.QUERY]) == 0
        assert capsys.readouterr().out == (
            "source_name    값      없음\n─────────────  ──────  ────\n3분기_실적.md  3800.5  NULL\n계약_소식.txt  3800.5  NULL\n"
        )

    def test_csv(self, project, capsys):
        assert run(["sql", "--csv", self.QUERY]) == 0
        assert capsys.readouterr().out == "source_name,값,없음\n3분기_실적.md,3800.5,\n계약_소식.txt,3800.5,\n"

    def test_json(self, project, capsys):
        assert run(["sql", "--json", self.QUERY + " LIMIT 1"]) == 0
        assert json.loads(capsys.readouterr().out) == {"source_name": "3분기_실적.md", "값": 3800.5, "없음": None}

    def test_query_from_stdin(self, project, monkeypatch, capsys):
        monkeypatch.setattr(sys, "stdin", io.StringIO("SELECT count(*) AS n FROM documents"))

        assert run(["sql", "-", "--csv"]) == 0
        assert capsys.readouterr().out == "n\n2\n"

    def test_markdown(self, project, capsys):
        assert run(["sql", "--md", "SELECT 'a|b' AS 말, 3800.50 AS 값"]) == 0
        assert capsys.readouterr().out == "| 말 | 값 |\n| --- | ---: |\n| a\\|b | 3800.5 |\n"

    def test_amounts_have_no_zeros_behind_the_point(self, project, capsys):
        assert run(["sql", "--csv", "SELECT 3.8e11::DOUBLE AS a, 0.1::DOUBLE AS b, 1e20::DOUBLE AS c"]) == 0
        assert capsys.readouterr().out == "a,b,c\n380000000000,0.1,100000000000000000000\n"

    def test_a_statement_without_an_answer_prints_nothing(self, project, capsys):
        assert run(["sql", "SET threads = 1"]) == 0
        assert capsys.readouterr().out == ""

    def test_a_wide_table_is_cut_to_the_terminal(self):
        rows = [("가" * 40, "b" * 30, 1234567)]

        lines = list(show.render_table(["sentence", "name", "value"], rows, width=50))

        assert all(cell_len(line) <= 50 for line in lines)
        assert lines[2].endswith("1234567")
        assert lines[2].count("…") == 2


class TestSearch:
    def test_a_form_of_a_word_finds_another(self, project, capsys):
        assert run(["search", "투자했다", "밝히는"]) == 0
        assert "5조원을 **투자**한다고 **밝혔다**" in capsys.readouterr().out

    def test_json(self, project, capsys):
        assert run(["search", "--json", "5조원"]) == 0
        (hit,) = map(json.loads, capsys.readouterr().out.splitlines())
        assert (hit["source_name"], "5조원" in hit["sentence"]) == ("3분기_실적.md", True)

    def test_nothing_found_is_said(self, project, capsys):
        assert run(["search", "없는말"]) == 0
        assert capsys.readouterr() == ("", "sasil: no sentence has any of these words.\n")


class TestExport:
    def test_a_view_becomes_a_file(self, project, capsys):
        assert run(["export", "v_documents", "reports.csv"]) == 0
        assert capsys.readouterr().out == "reports.csv: 2 rows\n"
        assert "3분기_실적.md" in Path("reports.csv").read_text("utf-8-sig")


WRONG = [
    (["ingest", "nowhere.txt"], "nowhere.txt: no such file or folder."),
    (["ingest", "--encoding", "hangul"], "--encoding hangul: no such encoding. Korean files are utf-8, cp949"),
    (["ingest", "--workers", "0"], "Invalid value for '--workers'"),
    (["ingets"], "No such command 'ingets'."),
    (["show", "3분기_실젹.md"], "no report named '3분기_실젹.md' among 2. Did you mean 3분기_실적.md"),
    (["show", "_"], "'_' fits 2 reports: 3분기_실적.md ("),
    (["show"], "Missing argument 'DOC'. See `sasil show --help`."),
    (["extract", "nowhere.txt"], "nowhere.txt: no such file. Check the path"),
    (["extract", "reports/3분기_실적.md", "--published-on", "어제"], "--published-on 어제: not a day. Write it as 2025-11-03."),
    (["sql", "SELECT metrik FROM figures"], 'Candidate bindings: "metric"'),
    (["sql", "SELEC 1"], 'syntax error at or near "SELEC"'),
    (["sql", "DELETE FROM figures"], "Facts are read only"),
    (["sql", " ;-- 없음"], "there is no statement to run"),
    (["sql", "FROM metric('없는회사', '매출')"], "No company is called 없는회사. Near it: "),
    (["sql", "FROM metric('현대차', '없는지표')"], "No metric is called 없는지표. Near it: "),
    (["export", "v_documents", "reports.docx"], "reports.docx: not a form that is known"),
    (["export", "nothing", "reports.csv"], "Table with name nothing does not exist"),
]


@pytest.mark.parametrize(("args", "message"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_mistake_is_told_in_one_line(project, capsys, args, message):
    code = run(args)

    said = capsys.readouterr()
    assert code == 2
    assert message in said.err
    assert said.err.startswith("sasil: ")
    assert said.err.count("\n") == 1
    assert said.out == ""


@pytest.mark.parametrize("args", [["show", "x"], ["sql", "SELECT 1"]], ids=" ".join)
def test_without_a_snapshot_the_way_to_one_is_told(settings, capsys, args):
    assert run(args) == 2
    assert "there is no snapshot yet; `sasil ingest` makes one" in capsys.readouterr().err


SETTINGS = [
    ("SASIL_WORKERS", "many", "SASIL_WORKERS is 'many': Input should be a valid integer"),
    ("SASIL_WORKERS", "0", "SASIL_WORKERS is '0': Input should be greater than 0"),
    ("SASIL_INBOX", ".", "SASIL_INBOX is '.': the folder outputs, where runs write, lies inside it"),
]


@pytest.mark.parametrize(("name", "value", "message"), SETTINGS, ids=lambda value: value[:20])
def test_wrong_setting_is_named(settings, monkeypatch, name, value, message):
    monkeypatch.setenv(name, value)

    with pytest.raises(UserError) as error:
        load_settings()

    assert str(error.value).startswith(message)


def test_empty_setting_is_the_default(settings, monkeypatch):
    monkeypatch.setenv("SASIL_OUTPUTS", "")

    assert load_settings() == settings


PROFILES = """
active = "office"
[profiles.office]
PREFECT_API_URL = "http://prefect.example/api"
[profiles.home]
"""


def test_prefect_api_is_found_as_prefect_finds_it(settings, monkeypatch):
    none = prefect_api_url()
    home = Path(os.environ["PREFECT_HOME"])
    home.mkdir()
    (home / "profiles.toml").write_text(PROFILES, encoding="utf-8")
    of_profile = prefect_api_url()
    monkeypatch.setenv("PREFECT_PROFILE", "home")
    of_other_profile = prefect_api_url()
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")

    assert (none, of_profile, of_other_profile) == (None, "http://prefect.example/api", None)
    assert prefect_api_url() == "http://127.0.0.1:4200/api"


NUMBERS = ["380000000000.000000000", "-11.4", "0.1", "12345678901234567890.1"]


@pytest.mark.parametrize("value", [Decimal(number) for number in NUMBERS], ids=NUMBERS)
def test_numbers_in_json_are_exact(value):
    printed = json.loads(show.json_line({"value": value}), parse_float=Decimal)["value"]

    assert Decimal(printed) == value


class TestProcess:
    """What only a process of its own shows."""

    def sasil(self, *args: str, **options) -> subprocess.Popen:
        # a shell that runs the tests in the background has its children ignore SIGINT
        code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from pipeline.cli import main; main()"
        return subprocess.Popen([sys.executable, "-c", code, *args], stderr=subprocess.PIPE, text=True, **options)  # noqa: S603

    def test_closed_pipe_is_silent(self, project):
        query = "SELECT text FROM sentences, range(5000)"
        with self.sasil("sql", query, "--csv", stdout=subprocess.PIPE) as process:
            assert process.stdout.readline() == "text\n"
            process.stdout.close()
            assert process.stderr.read() == ""

    def test_interrupt_is_one_line_and_leaves_the_file_in_the_inbox(self, settings):
        settings.inbox.mkdir(parents=True)
        (settings.inbox / "긴.txt").write_text(DEALS * (900_000 // len(DEALS)), encoding="utf-8")
        with self.sasil("ingest", stdout=subprocess.PIPE) as process:
            while not any(settings.claims.rglob("*.txt")):
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
            said = process.stderr.read()

        assert process.returncode == 130
        assert said.lstrip() == "sasil: interrupted. What was loaded stays, and `sasil ingest` goes on with the rest.\n"
        assert [file.name for file in settings.inbox.iterdir()] == ["긴.txt"]

    def test_help_and_sql_import_nothing_heavy(self, project):
        code = """
import sys
from pipeline.cli import run
run(["--help"]); run(["sql", "SELECT 1"])
print(*sorted({"prefect", "spacy", "kiwipiepy", "dateparser", "pint"} & sys.modules.keys()), file=sys.stderr)
"""
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603

        assert done.stderr.strip() == ""
