"""Nothing learns from the reports of tests/gold/untouched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from training.__main__ import main
from training.figures.corpus import CORPUS, ROOT, read_annotated
from training.names.data import read_corpus
from training.untouched import UNTOUCHED, UntouchedError, refuse_untouched

REPORTS = sorted((UNTOUCHED / "reports").iterdir())
RECORDS = sorted((UNTOUCHED / "records").iterdir())
TAUGHT = [ROOT / folder for pair in CORPUS for folder in pair]
ENOUGH = 25
"""Characters: a line as long as this that stands in two reports was copied."""


def test_they_are_there():
    assert len(REPORTS) == len(RECORDS) >= 8


def test_what_teaches_is_disjoint_from_them_by_name_and_content():
    refuse_untouched(*TAUGHT, ROOT / "training")

    assert not {path.stem for folder in TAUGHT for path in folder.iterdir()} & {path.stem for path in REPORTS}


def test_no_line_of_them_is_taught():
    lines = {line.strip() for path in REPORTS for line in path.read_text(encoding="utf-8").splitlines() if len(line) >= ENOUGH}
    corpora = [path for path in (ROOT / "training").rglob("*") if path.suffix in (".txt", ".md", ".tsv", ".csv")]
    taught = "\n".join(path.read_text(encoding="utf-8") for path in [*corpora, *(ROOT / "seeds").rglob("*.csv")])

    assert [line for line in lines if line in taught] == []
    assert not lines & {sentence.text for sentence in read_corpus()}


@pytest.mark.parametrize("path", [REPORTS[0], RECORDS[0], UNTOUCHED, UNTOUCHED / "records" / ".." / "reports"])
def test_training_refuses_them(path):
    with pytest.raises(UntouchedError):
        refuse_untouched(path)


def test_training_refuses_a_copy(tmp_path):
    copy = shutil.copy(RECORDS[0], tmp_path / "other.json")

    with pytest.raises(UntouchedError):
        read_annotated(Path(copy), UNTOUCHED / "reports")


@pytest.mark.parametrize("command", [["figures"], ["observe"], ["names", "--data"]])
def test_every_command_that_takes_folders_refuses_them(command, monkeypatch):
    monkeypatch.setattr("training.figures.corpus.CORPUS", ())
    folders = [str(UNTOUCHED / "records"), str(UNTOUCHED / "reports")]

    with pytest.raises(UntouchedError):
        main([*command, *(folders if command[0] != "names" else folders[:1])])
