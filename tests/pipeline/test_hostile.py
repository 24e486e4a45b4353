"""Files that are broken, or made to break what reads them: each is loaded or refused with one line, in bounded time."""

from __future__ import annotations

import io
import random
import time
import zipfile
from pathlib import Path

import pytest

from pipeline.readers import Limits, Unreadable, read_report
from pipeline.readers.apart import Helper
from pipeline.readers.base import File

FIXTURES = Path(__file__).parent.parent / "fixtures"
SAMPLES = sorted(path for path in FIXTURES.iterdir() if path.suffix not in (".py", ".txt", ".md"))
MUTATIONS = 6
"""A file: some hundred in all, seconds in sum."""
SECONDS_EACH = 10


def outcome(path, limits=None):
    """The text that is read, or the reason in one line."""
    try:
        return read_report(path, limits=limits or Limits(max_seconds=SECONDS_EACH)).text
    except Unreadable as refusal:
        return str(refusal).replace("\n", " HAS TWO LINES ")


def mutated(data, number, rng):
    """*data* cut off, with flipped bytes, with a part doubled or blanked."""
    at = rng.randrange(1, len(data))
    match number % 4:
        case 0:
            return data[:at]
        case 1:
            flipped = bytearray(data)
            for _ in range(1 + len(data) // 2_000):
                flipped[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            return bytes(flipped)
        case 2:
            return data[:at] + data[at // 2 :]
        case _:
            return data[:at] + bytes(min(64, len(data) - at)) + data[at + 64 :]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_damaged_files_end_with_a_text_or_a_reason(tmp_path, sample):
    rng = random.Random(sample.name)  # noqa: S311  no secret
    began = time.monotonic()
    for number in range(MUTATIONS):
        path = tmp_path / f"{number}{sample.suffix}"
        path.write_bytes(mutated(sample.read_bytes(), number, rng))
        assert "HAS TWO LINES" not in (outcome(path) or "HAS TWO LINES")
    assert time.monotonic() - began < MUTATIONS * SECONDS_EACH


@pytest.mark.parametrize("suffix", [".pdf", ".hwp", ".hwpx", ".docx", ".xlsx", ".pptx", ".html", ".eml", ".zip", ".csv", ".txt"])
@pytest.mark.parametrize(
    "data", [b"", b"\0" * 4_096, b"%PDF-1.7\n", b"PK\x03\x04" + bytes(40), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)]
)
def test_empty_and_headless_files_are_refused(tmp_path, suffix, data):
    path = tmp_path / f"file{suffix}"
    path.write_bytes(data)

    with pytest.raises(Unreadable):
        read_report(path)


def archive(members):
    """The bytes of a ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in members.items():
            written.writestr(name, data)
    return stream.getvalue()


def nested(depth):
    """Archives inside each other, with a report in the innermost."""
    data = archive({"report.txt": "한빛전자의 매출은 3조원이다."})
    for level in range(depth):
        data = archive({f"{level}.zip": data})
    return data


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="w">&b;</w:document>'
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c>'
    '</row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>'
)


def far_cell():
    """The table as a workbook whose last cell stands at the far end of the sheet."""
    with zipfile.ZipFile(FIXTURES / "table.xlsx") as book:
        return archive({name: SHEET if name.endswith("sheet1.xml") else book.read(name) for name in book.namelist()})


BOMBS = {
    "bomb.zip": (archive({"zeros.txt": bytes(30_000_000)}), "ZIP bomb"),
    "bomb.docx": (archive({"word/document.xml": b"<a>" + bytes(30_000_000)}), "ZIP bomb"),
    "many.zip": (archive({f"{number}.txt": "" for number in range(4_200)}), "4,200 members"),
    "nested.zip": (nested(4), "an archive inside 2 others"),
    "laughs.docx": (archive({"word/document.xml": LAUGHS}), "entities"),
    "span.html": (
        ("<table>" + "<tr><td rowspan=60000 colspan=60000>합계 3조원</td></tr>" * 2_000 + "</table>").encode(),
        "cells",
    ),
    "far.xlsx": (far_cell(), ""),
    "deep.html": (("<div>" * 50_000 + "한빛전자의 매출은 3조원이다.").encode(), ""),
    "long.txt": (("가나다라마바사 " * 200_000).encode(), "1,600,000 characters"),
    "name.eml": (b"From: a@b.example\nSubject: =?utf-8?b?" + b"7ZWc" * 2_000 + b"?=\nMIME-Version: 1.0\n\nx", ""),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_or_read_in_bounded_time(tmp_path, name):
    data, reason = BOMBS[name]
    path = tmp_path / name
    path.write_bytes(data)
    began = time.monotonic()

    assert reason in outcome(path)
    assert time.monotonic() - began < 2 * SECONDS_EACH


def test_too_many_pages_are_refused(tmp_path):
    assert "2 pages; at most 1 are read" in outcome(FIXTURES / "report.pdf", Limits(max_pages=1))


def test_reading_too_long_is_ended_and_the_next_file_is_read():
    helper = Helper()
    path = FIXTURES / "report.html"
    slow = File(
        path,
        ("<p>한빛전자의 매출은 3조원이다. " * 1_500_000).encode(),
        Limits(max_seconds=1, max_characters=10**9, max_bytes=10**9),
    )
    try:
        with pytest.raises(Unreadable, match="more than 1 seconds"):
            helper.read("html", slow)
        assert "한빛전자" in helper.read("html", File(path, path.read_bytes(), Limits())).text
    finally:
        helper.close()


def test_memory_is_limited():
    helper = Helper()
    path = FIXTURES / "report.html"
    large = File(path, ("<p>한빛전자의 매출은 3조원이다. " * 100_000).encode(), Limits(max_memory_mb=64))
    try:
        with pytest.raises(Unreadable, match=r"more than 64 MB of memory|died"):
            helper.read("html", large)
        assert helper.read("html", File(path, path.read_bytes(), Limits())).text
    finally:
        helper.close()
