"""Files on their way in and out."""

from __future__ import annotations

import errno
import hashlib
import os
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline import inbox
from pipeline.inbox import Source
from pipeline.settings import UserError

KINDS = {".txt", ".md"}


def drop(path: Path, content: str = "본문", *, age: float = 60) -> Path:
    """A file at *path* that was last changed *age* seconds ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    os.utime(path, (time.time() - age,) * 2)
    return path


def sha256(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def names(folder: Path) -> list[str]:
    """Every file below *folder*, as relative paths."""
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


class TestFind:
    def test_folder_gives_its_reports_in_the_order_of_their_names(self, tmp_path):
        for name in (
            "b/둘.md",
            "하나.TXT",
            "셋.txt",
            ".hidden.txt",
            ".git/x.txt",
            "README.md",
            "~$셋.txt",
            "넷.txt.part",
            "x.png",
        ):
            drop(tmp_path / name)

        found = inbox.find([tmp_path], KINDS)

        assert [source.name for source in found.sources] == ["둘.md", "셋.txt", "하나.TXT"]
        assert [tmp_path / "x.png"] == found.passed_over

    def test_file_is_taken_whatever_its_name(self, tmp_path):
        found = inbox.find([drop(tmp_path / "README.md"), drop(tmp_path / "x.png")], KINDS)

        assert [source.name for source in found.sources] == ["README.md", "x.png"]

    def test_file_named_twice_is_one_source(self, tmp_path):
        file = drop(tmp_path / "하나.txt")

        found = inbox.find([file, tmp_path, tmp_path / "." / "하나.txt"], KINDS)

        assert [file] == [source.path for source in found.sources]

    def test_missing_path_is_named(self, tmp_path):
        with pytest.raises(UserError, match=r"nowhere\.txt: no such file"):
            inbox.find([tmp_path / "nowhere.txt"], KINDS)

    def test_folder_without_reports_says_what_a_report_is(self, tmp_path):
        drop(tmp_path / "x.png")

        with pytest.raises(UserError, match=r"Reports end in \.md, \.txt; 1 other"):
            inbox.find([tmp_path], KINDS)


class TestClaim:
    def test_takes_every_finished_file_and_keeps_its_name(self, tmp_path):
        drop(tmp_path / "in" / "하나.txt")
        drop(tmp_path / "in" / "폴더" / "둘.pdf")

        found = inbox.claim(tmp_path / "in", tmp_path / "claims", "run")

        assert names(tmp_path / "in") == []
        assert names(tmp_path / "claims") == ["run/폴더/둘.pdf", "run/하나.txt"]
        assert [tmp_path / "in" / "폴더" / "둘.pdf", tmp_path / "in" / "하나.txt"] == [
            source.found_at for source in found.sources
        ]

    def test_unfinished_files_and_links_stay(self, tmp_path):
        for name in ("a.txt.part", "b.crdownload", ".c.txt", "~$d.docx"):
            drop(tmp_path / "in" / name)
        (tmp_path / "in" / "link.txt").symlink_to(drop(tmp_path / "target.txt"))
        (tmp_path / "in" / "folder").symlink_to(drop(tmp_path / "elsewhere" / "report.txt").parent)

        found = inbox.claim(tmp_path / "in", tmp_path / "claims", "run")

        assert found.sources == []
        assert 6 == len(found.passed_over) == len([*(tmp_path / "in").iterdir()])

    def test_growing_file_stays_until_it_is_whole(self, tmp_path, monkeypatch):
        file = drop(tmp_path / "in" / "자라는.txt", age=0)
        monkeypatch.setattr(inbox.time, "sleep", lambda _: file.write_text("더 길어진 본문", encoding="utf-8"))

        growing = inbox.claim(tmp_path / "in", tmp_path / "claims", "one")
        monkeypatch.setattr(inbox.time, "sleep", lambda _: None)
        whole = inbox.claim(tmp_path / "in", tmp_path / "claims", "two")

        assert ([], [file]) == (growing.sources, growing.passed_over)
        assert [source.name for source in whole.sources] == ["자라는.txt"]

    def test_folder_that_may_not_be_read_is_passed_over(self, tmp_path, monkeypatch):
        """Root may read everything, so the system's answer is played."""
        drop(tmp_path / "in" / "하나.txt")
        shut = drop(tmp_path / "in" / "닫힌" / "둘.txt").parent
        scan = os.scandir

        def refusing(folder):
            if Path(folder) == shut:
                raise PermissionError(errno.EACCES, "Permission denied", str(folder))
            return scan(folder)

        monkeypatch.setattr(os, "scandir", refusing)

        assert [tmp_path / "in" / "하나.txt"] == inbox.waiting(tmp_path / "in")
        assert [shut] == inbox.closed(tmp_path / "in")
        found = inbox.claim(tmp_path / "in", tmp_path / "claims", "run")
        assert ([source.name for source in found.sources], found.passed_over) == (["하나.txt"], [shut])

    def test_file_that_was_loaded_and_has_changed_is_not_archived(self, tmp_path):
        source = Source(drop(tmp_path / "claims" / "run" / "x.txt", "whole"), tmp_path / "x.txt", claimed=True)

        inbox.archive(source, sha256("half"), tmp_path / "archive")

        assert names(tmp_path) == ["claims/run/x.txt"]

    def test_claims_of_a_killed_run_are_taken_up(self, tmp_path):
        drop(tmp_path / "in" / "하나.txt", "앞")
        inbox.claim(tmp_path / "in", tmp_path / "claims", "killed")
        drop(tmp_path / "in" / "하나.txt", "뒤")

        found = inbox.claim(tmp_path / "in", tmp_path / "claims", "next")

        assert sorted(source.path.read_text(encoding="utf-8") for source in found.sources) == ["뒤", "앞"]

    def test_they_keep_the_place_where_they_were_found(self, tmp_path):
        """What replaces them is told by it."""
        file = drop(tmp_path / "in" / "폴더" / "하나.txt")
        inbox.claim(tmp_path / "in", tmp_path / "claims", "killed")

        (source,) = inbox.claim(tmp_path / "in", tmp_path / "claims", "next").sources

        assert source.found_at == file

    def test_no_file_is_taken_by_two_runs(self, tmp_path):
        for number in range(200):
            drop(tmp_path / "in" / f"{number}.txt")
        with ThreadPoolExecutor(3) as runs:
            found = runs.map(lambda run: inbox.claim(tmp_path / "in", tmp_path / run, run).sources, "abc")
            taken = [source.name for sources in found for source in sources]

        assert sorted(f"{number}.txt" for number in range(200)) == sorted(taken)

    def test_another_file_system_is_no_obstacle(self, tmp_path, monkeypatch):
        file = drop(tmp_path / "in" / "하나.txt", "본문")
        rename = Path.replace

        def replace(self, target):
            if self == file:
                raise OSError(errno.EXDEV, "Invalid cross-device link")
            return rename(self, target)

        monkeypatch.setattr(Path, "replace", replace)
        inbox.claim(tmp_path / "in", tmp_path / "claims", "run")

        assert names(tmp_path) == ["claims/run/하나.txt"]

    def test_what_is_not_done_goes_back(self, tmp_path):
        drop(tmp_path / "in" / "폴더" / "하나.txt")
        inbox.claim(tmp_path / "in", tmp_path / "claims", "run")

        inbox.give_back(tmp_path / "claims", tmp_path / "in")

        assert names(tmp_path) == ["in/폴더/하나.txt"]


class TestArchive:
    def claimed(self, folder: Path, name: str, content: str) -> Source:
        return Source(drop(folder / "claims" / "run" / name, content), folder / "in" / name, claimed=True)

    def test_file_goes_under_its_year_with_its_id(self, tmp_path):
        inbox.archive(self.claimed(tmp_path, "하나.txt", "본문"), sha256("본문"), tmp_path / "archive")

        (kept,) = names(tmp_path)
        assert f"{time.gmtime().tm_year}/{sha256('본문')[:12]}_하나.txt" == kept.removeprefix("archive/")

    def test_same_bytes_are_kept_once(self, tmp_path):
        for name in ("하나.txt", "둘.txt"):
            inbox.archive(self.claimed(tmp_path, name, "본문"), sha256("본문"), tmp_path / "archive")

        assert len(names(tmp_path)) == 1

    def test_file_named_on_the_command_line_stays(self, tmp_path):
        file = drop(tmp_path / "하나.txt")

        inbox.archive(Source(file, file), sha256("본문"), tmp_path / "archive")

        assert names(tmp_path) == ["하나.txt"]

    @pytest.mark.parametrize("name", ["가" * 83 + ".txt", "가나. " + "다" * 82], ids=["long stem", "no suffix"])
    def test_longest_names_fit(self, tmp_path, name):
        inbox.archive(self.claimed(tmp_path, name, "본문"), sha256("본문"), tmp_path / "archive")
        inbox.quarantine(self.claimed(tmp_path, name, "다른"), sha256("다른"), "reason", tmp_path / "quarantine")

        assert len(names(tmp_path)) == 3


class TestQuarantine:
    def test_reason_stands_beside_the_file(self, tmp_path):
        file = drop(tmp_path / "claims" / "run" / "x.pdf", "%PDF")

        inbox.quarantine(
            Source(file, tmp_path / "in" / "x.pdf", claimed=True), sha256("%PDF"), "no reader\nfor .pdf", tmp_path / "q"
        )

        assert names(tmp_path) == ["q/x.pdf", "q/x.pdf.reason.txt"]
        assert list(inbox.quarantined(tmp_path / "q")) == [("x.pdf", "no reader for .pdf")]

    def test_file_named_on_the_command_line_is_copied_once(self, tmp_path):
        file = drop(tmp_path / "x.pdf", "%PDF")

        for _ in range(2):
            inbox.quarantine(Source(file, file), sha256("%PDF"), "no reader", tmp_path / "q")

        assert names(tmp_path) == ["q/x.pdf", "q/x.pdf.reason.txt", "x.pdf"]

    def test_other_files_of_that_name_are_kept_too(self, tmp_path):
        for content, doc_id in (("a", sha256("a")), ("b", sha256("b")), ("c", None), ("d", None)):
            file = drop(tmp_path / "claims" / "run" / "x.pdf", content)
            inbox.quarantine(Source(file, file, claimed=True), doc_id, "no reader", tmp_path / "q")

        kept = [tmp_path / "q" / name for name, _ in inbox.quarantined(tmp_path / "q")]
        assert sorted(file.read_text(encoding="utf-8") for file in kept) == ["a", "b", "c", "d"]
        assert {".pdf"} == {file.suffix for file in kept}

    def test_what_is_read_after_all_is_released(self, tmp_path):
        for content in ("a", "b"):
            file = drop(tmp_path / f"{content}.txt", content)
            inbox.quarantine(Source(file, file), sha256(content), "not UTF-8", tmp_path / "q")

        inbox.release({(Source(Path("a"), Path("elsewhere")), sha256("a"))}, tmp_path / "q")

        assert names(tmp_path / "q") == ["b.txt", "b.txt.reason.txt"]


NAMES = [
    (unicodedata.normalize("NFD", "삼성전자_실적.txt"), "삼성전자_실적.txt"),
    (os.fsdecode("삼성전자_실적.txt".encode("cp949")), "삼성전자_실적.txt"),
    ("plain.md", "plain.md"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES, ids=["NFD", "CP949", "ASCII"])
def test_names_are_printed_as_people_write_them(name, expected):
    assert expected == Source(Path(name), Path(name)).name


def test_digest_does_not_wait_for_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")

    assert inbox.digest(tmp_path / "pipe.txt") is None
