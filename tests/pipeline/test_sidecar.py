"""What a sidecar says, and what becomes of it."""

from __future__ import annotations

from contextlib import closing

import duckdb
import pytest

from pipeline import ingest
from pipeline.readers import Unreadable, read_report
from pipeline.settings import Settings
from pipeline.show import find_document
from pipeline.upkeep import rebuild

TEXT = "한빛전자의 3분기 매출액은 12% 늘어난 3조 2,500억원이었다.\n"
ABOUT = "publisher: 새벽연구원\ntitle: 전자 산업\npublished_on: 2025-11-03\nurl: https://example.org/1\ntags: [반도체, 수출]\n"
WRONG = [
    ("publisher", "no keys"),
    ("a: [", "no YAML"),
    ("pubisher: 은행", "'pubisher' is unknown"),
    ("a: &x [1]\nb: *x\n", "aliases"),
    ("tags: [[1]]", "values inside values"),
]


@pytest.mark.parametrize("name", ["report.txt.meta.yaml", "report.meta.yaml"])
def test_sidecar_tells_about_its_file(tmp_path, name):
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / name).write_text(ABOUT, encoding="utf-8")
    metadata = read_report(tmp_path / "report.txt").metadata

    assert metadata["publisher"] == "새벽연구원"
    assert metadata["published_on"] == "2025-11-03"
    assert metadata["tags"] == "반도체, 수출"


@pytest.mark.parametrize(("content", "reason"), WRONG)
def test_wrong_sidecar_is_refused(tmp_path, content, reason):
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "report.txt.meta.yaml").write_text(content, encoding="utf-8")

    with pytest.raises(Unreadable, match=reason):
        read_report(tmp_path / "report.txt")


def test_sidecar_goes_with_its_file_and_its_words_are_columns(tmp_path):
    settings = Settings(outputs=tmp_path / "outputs")
    settings.inbox.mkdir(parents=True)
    (settings.inbox / "report.txt").write_text(TEXT, encoding="utf-8")
    (settings.inbox / "report.txt.meta.yaml").write_text(ABOUT, encoding="utf-8")
    summary = ingest.ingest(settings)

    assert [outcome.status for outcome in summary.outcomes] == ["loaded"]
    assert list(settings.inbox.iterdir()) == []
    assert sorted(path.name[13:] for path in settings.archive.glob("*/*")) == ["report.txt", "report.txt.meta.yaml"]
    with closing(duckdb.connect(str(settings.snapshot), read_only=True)) as con:
        row = con.execute("select publisher, url, tags, published_on::varchar, published_on_source from documents").fetchone()
    assert row == ("새벽연구원", "https://example.org/1", ["반도체", "수출"], "2025-11-03", "metadata")


def test_folders_of_the_inbox_are_tags_behind_those_of_the_sidecar(tmp_path, monkeypatch):
    monkeypatch.setenv("SASIL_OUTPUTS", str(tmp_path / "outputs"))
    settings = Settings()
    folder = settings.inbox / "수출" / "주간"
    folder.mkdir(parents=True)
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    (folder / "report.txt.meta.yaml").write_text(ABOUT, encoding="utf-8")
    (settings.inbox / "other.txt").write_text(TEXT + "\n", encoding="utf-8")
    ingest.ingest(settings)

    def tags() -> list[tuple]:
        with closing(duckdb.connect(str(settings.snapshot), read_only=True)) as con:
            return con.execute("select source_name, tags from documents order by all").fetchall()

    assert tags() == [("other.txt", None), ("report.txt", ["반도체", "수출", "주간"])]
    rebuild(settings)
    assert tags() == [("other.txt", None), ("report.txt", ["반도체", "수출", "주간"])]


def test_sidecar_says_what_a_report_corrects_and_a_name_finds_the_newest(tmp_path):
    settings = Settings(outputs=tmp_path / "outputs")
    settings.inbox.mkdir(parents=True)
    for name, text, about in (("3분기.txt", TEXT, ""), ("3분기 정정.txt", f"{TEXT}\n정정했다.", "supersedes: 3분기.txt\n")):
        (settings.inbox / name).write_text(text, encoding="utf-8")
        if about:
            (settings.inbox / f"{name}.meta.yaml").write_text(about, encoding="utf-8")
        summary = ingest.ingest(settings)

    assert summary.superseded == ("3분기.txt",)
    with closing(duckdb.connect(str(settings.snapshot), read_only=True)) as con:
        assert con.execute("select source_name from v_documents").fetchall() == [("3분기 정정.txt",)]
        assert find_document(con, "3분기").source_name == "3분기 정정.txt"
