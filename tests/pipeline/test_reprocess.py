"""Stored reports are read again when tables or extractors have changed, and only then."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from extractors.gazetteer import COLUMNS
from pipeline import ingest, warehouse
from pipeline.cli import run
from pipeline.process import OwnTables
from pipeline.reprocess import reprocess
from pipeline.settings import UserError, load_settings

REPORT = "2025년 11월 3일\n\n가람전자의 3분기 매출액은 3조 2,500억원이었다. 삼전은 평택에 5조원을 투자한다.\n"
OTHER = "2025년 11월 4일\n\n현대차의 8월 판매량은 31만 대로 집계됐다.\n"
RATES = "currency,rate_on,krw\nTWD,2025-11-03,46.31\n"
HEADER = ",".join(COLUMNS) + "\n"
GARAM = "org:garam-electronics,ORG,가람전자,Garam Electronics,,,,KR,,"

KILLED = """
import os, sys
from pipeline import ingest
from pipeline.reprocess import reprocess
from pipeline.settings import load_settings

work = getattr(ingest, sys.argv[1])

def work_then_die(*args, **options):
    work(*args, **options)
    os._exit(9)

setattr(ingest, sys.argv[1], work_then_die)
reprocess(load_settings())
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one report in the archive and one that was named where it is."""
    folder = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        settings = load_settings()
        settings.inbox.mkdir(parents=True)
        (settings.inbox / "가람.txt").write_text(REPORT, encoding="utf-8")
        ingest.ingest(settings)
        Path("현대.txt").write_bytes(OTHER.encode("cp949"))
        ingest.ingest(settings, [Path("현대.txt")], encoding="cp949")
    return folder


@pytest.fixture
def stored(settings, home: Path, tmp_path: Path):
    """A copy of its outputs; its ledger says that 현대.txt is in *home*."""
    shutil.copytree(home / "outputs", tmp_path / "outputs")
    return settings


@pytest.fixture
def named_file(home: Path):
    """The file that was named; it is put back afterwards."""
    file = home / "현대.txt"
    content = file.read_bytes()
    yield file
    file.write_bytes(content)


def ask(settings, query: str) -> list[tuple]:
    with closing(warehouse.read_snapshot(settings.snapshot)) as con:
        return con.execute(query).fetchall()


def own_table(settings, *rows: str) -> None:
    settings.gazetteer.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def entity_of(settings, text: str) -> set[str | None]:
    return {entity_id for (entity_id,) in ask(settings, f"select entity_id from mentions where text = '{text}'")}  # noqa: S608


def test_corrected_alias_is_applied_and_ends_like_a_fresh_ingest(stored, named_file):
    own_table(stored, GARAM.replace(",,,,KR", ",,삼전,,KR"))
    wrong = reprocess(stored)
    wrong_id = entity_of(stored, "삼전")
    own_table(stored, GARAM)
    right = reprocess(stored)

    assert len(wrong.summary.having("loaded")) == len(right.summary.having("loaded")) == 2
    assert wrong_id == {"org:garam-electronics"}
    assert entity_of(stored, "삼전") == {"org:samsung-electronics"}
    assert entity_of(stored, "가람전자") == {"org:garam-electronics"}
    assert ask(stored, "select distinct subject_entity_id from figures where text = '3조 2,500억원'") == [
        ("org:garam-electronics",)
    ]
    assert ask(stored, "select name_en from entities where entity_id = 'org:garam-electronics'") == [("Garam Electronics",)]
    assert ask(stored, "select count(*) from documents") == [(2,)]
    afresh = load_settings(outputs="afresh", gazetteer=stored.gazetteer)
    afresh.inbox.mkdir(parents=True)
    (afresh.inbox / "가람.txt").write_text(REPORT, encoding="utf-8")
    ingest.ingest(afresh)
    ingest.ingest(afresh, [named_file], encoding="cp949")
    for table in ("mentions", "figures", "events", "entities", "documents"):
        query = f"select * from {table} order by all"  # noqa: S608
        assert ask(stored, query) == ask(afresh, query)


def test_word_of_the_language_as_a_name_stays_a_word(settings):
    """나노 is a company in the own table, but not wherever the word stands."""
    Path("나노.txt").write_text("2025년 11월 3일\n\n나노 기술 투자가 늘었다. 업체 나노는 매출 20억원을 냈다.\n", encoding="utf-8")
    settings.outputs.mkdir()
    own_table(settings, "org:nano,ORG,나노,,,,187790,KR,,")

    ingest.ingest(settings, [Path("나노.txt")])

    found = ask(settings, "select start_char, entity_id from mentions where text = '나노' order by 1")
    assert found == [(ask(settings, "select instr(text, '업체 나노') + 2 from documents")[0][0], "org:nano")]


def test_one_report_can_be_named(stored):
    own_table(stored, GARAM)

    done = reprocess(stored, ["가람"])

    assert [outcome.source.name for outcome in done.summary.outcomes] == ["가람.txt"]
    versions = dict(ask(stored, "select source_name, extractor_version from documents"))
    assert versions["가람.txt"] == OwnTables.looked_at(None, stored.gazetteer).version != versions["현대.txt"]


def test_report_keeps_its_name_encoding_and_place(stored, named_file):
    columns = "select source_name, encoding, format, size_bytes, published_on, published_on_source from documents order by 1"
    before = ask(stored, columns)
    archived = sorted(stored.archive.rglob("*.txt"))
    own_table(stored, GARAM)

    reprocess(stored)

    assert ask(stored, columns) == before
    assert sorted(stored.archive.rglob("*.txt")) == archived
    assert named_file.exists()
    assert ask(stored, "select count(*) from ledger where status = 'loaded'") == [(4,)]


@pytest.mark.parametrize("change", ["gone", "changed"])
def test_report_whose_file_is_gone_keeps_its_rows_and_is_told(stored, named_file, capsys, change):
    before = ask(stored, "select * from figures where doc_id = (select doc_id from documents where source_name = '현대.txt')")
    if change == "gone":
        named_file.unlink()
    else:
        named_file.write_text("새 글", encoding="utf-8")
    own_table(stored, GARAM)

    code = run(["reprocess"])

    said = capsys.readouterr().out
    assert code == 1
    assert "1 read again" in said
    assert "1 without their file" in said
    assert f"without its file: 현대.txt: {named_file} is gone or has changed" in said
    assert "drop it into outputs/inbox and ingest" in said
    assert (
        ask(stored, "select * from figures where doc_id = (select doc_id from documents where source_name = '현대.txt')")
        == before
    )


def test_file_that_came_back_through_the_inbox_is_read_anew(stored, named_file):
    stored.inbox.mkdir(exist_ok=True)
    shutil.copy(named_file, stored.inbox / "현대.txt")
    own_table(stored, GARAM)

    summary = ingest.ingest(stored)

    assert [outcome.status for outcome in summary.outcomes] == ["loaded"]


def test_version_follows_the_names_of_the_user(settings):
    settings.outputs.mkdir()
    versions = [OwnTables.looked_at(None, settings.gazetteer).version]
    for row in ("org:garam,ORG,가람전자,,,,,KR,,", "org:garam,ORG,가람전자,,,가람,,KR,,"):
        own_table(settings, row)
        versions.append(OwnTables.looked_at(None, settings.gazetteer).version)

    assert len(set(versions)) == 3
    assert versions[0] == OwnTables().version


TAIWAN = "2025년 11월 {day}일\n\n가람전자의 3분기 매출액은 20억 대만달러였다.\n"
IN_WON = "select source_name, amount_krw from figures join documents using (doc_id) where unit = 'TWD' order by all"


def test_a_rate_for_one_more_day_changes_only_amounts_that_had_none(settings, monkeypatch):
    """The 14th has its rate from the start; the 3rd gets one later, and then another one."""
    for day in (3, 14):
        Path(f"{day:02}.txt").write_text(TAIWAN.format(day=day).replace("3분기", f"11월 {day}일"), encoding="utf-8")
    rates = Path("rates.csv")
    monkeypatch.setenv("SASIL_FX_CSV", str(rates))
    settings = load_settings()
    rates.write_text(RATES.replace("11-03", "11-14"), encoding="utf-8")
    ingest.ingest(settings, [Path("03.txt"), Path("14.txt")])
    amounts, read = [ask(settings, IN_WON)], []
    for krw in ("46.31", "46.31", "47"):
        rates.write_text(f"currency,rate_on,krw\nTWD,2025-11-14,46.31\nTWD,2025-11-03,{krw}\n", encoding="utf-8")
        done = reprocess(settings)
        read.append([outcome.source.name for outcome in done.summary.outcomes])
        amounts.append(ask(settings, IN_WON))

    assert read == [["03.txt"], [], ["03.txt"]]
    assert [early for (_, early), _ in amounts] == [None, 92_620_000_000, 92_620_000_000, 94_000_000_000]
    assert {late for _, (_, late) in amounts} == {92_620_000_000}


def test_run_killed_before_its_files_are_put_away_leaves_the_new_rows(stored):
    own_table(stored, GARAM)
    killed = subprocess.run([sys.executable, "-c", KILLED, "load_batch"], check=False)  # noqa: S603
    assert killed.returncode == 9
    snapshot = entity_of(stored, "가람전자")

    done = reprocess(stored)

    assert (snapshot, done.up_to_date) == ({None}, 2)
    assert entity_of(stored, "가람전자") == {"org:garam-electronics"}
    assert not any(stored.staging.rglob("*.parquet"))


def test_run_interrupted_before_it_loads_leaves_the_old_rows(stored, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    before = ask(stored, "select * from mentions order by all")
    own_table(stored, GARAM)
    with monkeypatch.context() as patch:
        patch.setattr(ingest, "load_batch", interrupted)
        with pytest.raises(KeyboardInterrupt):
            reprocess(stored)

    assert ask(stored, "select * from mentions order by all") == before
    assert len(reprocess(stored).summary.having("loaded")) == 2


def test_report_that_cannot_be_read_any_more_keeps_its_rows(stored, monkeypatch, capsys):
    def defective(*_given):
        raise KeyError("metric")

    before = ask(stored, "select * from mentions order by all")
    own_table(stored, GARAM)
    monkeypatch.setattr(ingest, "process", defective)

    assert run(["reprocess"]) == 1
    assert "Its rows stay as they were." in capsys.readouterr().out
    assert ask(stored, "select * from mentions order by all") == before


def test_nothing_is_read_again_while_nothing_has_changed(stored):
    before = [ask(stored, f"select * from {table} order by all") for table in ("runs", "ledger", "mentions")]  # noqa: S608

    done = reprocess(stored)

    assert (done.summary.outcomes, done.up_to_date, done.missing) == ((), 2, ())
    assert [ask(stored, f"select * from {table} order by all") for table in ("runs", "ledger", "mentions")] == before  # noqa: S608


WRONG = [
    (["reprocess", "없는 보고서"], "no report named '없는 보고서' among 2"),
    (["reprocess", "txt"], "'txt' fits 2 reports"),
]


@pytest.mark.parametrize(("args", "message"), WRONG)
def test_mistake_is_told_in_one_line(stored, capsys, args, message):
    assert run(args) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


def test_without_a_warehouse_the_way_to_one_is_told(settings):
    with pytest.raises(UserError, match="there is no warehouse yet; `sasil ingest` makes one"):
        reprocess(settings)


def test_unusable_rates_are_told_before_a_run_begins(stored, monkeypatch, capsys):
    Path("rates.csv").write_text(RATES.replace("46.31", "사십육"), encoding="utf-8")
    monkeypatch.setenv("SASIL_FX_CSV", "rates.csv")

    assert run(["reprocess"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("sasil: rates.csv, row 2: ")
    assert said.count("\n") == 1
