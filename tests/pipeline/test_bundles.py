"""Archives, mails and documents on their way from the inbox into the warehouse."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from pipeline import ingest
from pipeline.reprocess import reprocess
from pipeline.settings import Settings

FIXTURES = Path(__file__).parent.parent / "fixtures"
FILES = ["bundle.zip", "letter.eml", "report.pdf", "locked.pdf"]


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    """An inbox with documents, a link and a pipe, taken in."""
    settings = Settings(outputs=tmp_path_factory.mktemp("bundles") / "outputs")
    settings.inbox.mkdir(parents=True)
    for name in FILES:
        shutil.copy(FIXTURES / name, settings.inbox / name)
    (settings.inbox / "link.pdf").symlink_to(FIXTURES / "report.pdf")
    os.mkfifo(settings.inbox / "pipe.pdf")
    ingest.ingest(settings)
    return settings


def rows(settings, query):
    with closing(duckdb.connect(str(settings.snapshot), read_only=True)) as con:
        return con.execute(query).fetchall()


def test_members_are_documents_with_their_parent(settings):
    query = """
        select child.source_name, child.format, parent.source_name
        from documents as child left join documents as parent on parent.doc_id = child.parent_id
        order by all
    """

    assert rows(settings, query) == [
        ("bundle.zip", "zip", None),
        ("letter.eml", "eml", None),
        ("report.pdf", "pdf", None),
        ("밖으로.md", "md", "bundle.zip"),
        ("실적.docx", "docx", "bundle.zip"),
    ]


def test_ledger_tells_what_became_of_each_member(settings):
    found = rows(settings, "select source_path, status, reason from ledger order by source_path")
    told = {path.removeprefix(f"{settings.inbox.absolute()}/"): (status, reason) for path, status, reason in found}

    assert told["bundle.zip"] == ("loaded", None)
    assert told["bundle.zip/그림.png"][0] == "quarantined"
    assert "PNG" in told["bundle.zip/그림.png"][1]
    assert told["letter.eml/실적 자료.pdf"][0] == "duplicate"
    assert told["locked.pdf"][0] == "quarantined"
    assert "password" in told["locked.pdf"][1]


def test_each_file_is_in_archive_or_quarantine_and_links_and_pipes_stay(settings):
    archived = sorted(path.name[13:] for path in settings.archive.glob("*/*"))

    assert archived == ["bundle.zip", "letter.eml", "report.pdf"]
    assert (settings.quarantine / "locked.pdf").is_file()
    assert sorted(path.name for path in settings.inbox.iterdir()) == ["link.pdf", "pipe.pdf"]


def test_figures_know_their_page(settings):
    query = "select distinct page from v_figures where source_name = 'report.pdf' order by all"

    assert rows(settings, query) == [(1,), (2,)]


def test_reading_again_keeps_the_members(settings):
    before = rows(settings, "select doc_id, parent_id from documents order by all")
    with closing(duckdb.connect(str(settings.warehouse))) as con:
        con.execute("update documents set extractor_version = 'older'")
    again = reprocess(settings)

    assert again.missing == ()
    assert rows(settings, "select doc_id, parent_id from documents order by all") == before
