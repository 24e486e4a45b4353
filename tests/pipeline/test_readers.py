"""Reading files: encodings, refusals, metadata."""

from __future__ import annotations

import hashlib
import os
import pickle
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from pipeline.readers import ENDINGS, Limits, Unreadable, raw_report, read_report
from pipeline.readers.text import front_matter

TEXT = "분기 실적 요약\n한빛전자는 3분기에 매출 1조 2,500억 원을 올렸다고 밝혔다. 영업이익은 지난해 같은 기간보다 8% 늘었다.\n"

ENCODINGS = [
    # (bytes, name)
    (TEXT.encode("utf-8"), "utf-8"),
    (TEXT.encode("utf-8-sig"), "utf-8-sig"),
    (TEXT.encode("cp949"), "cp949"),
    (TEXT.encode("utf-16"), "utf-16"),
    (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
    (TEXT.encode("utf-16-le"), "utf-16-le"),
    (TEXT.encode("utf-16-be"), "utf-16-be"),
    (TEXT.encode("utf-32"), "utf-32"),
    ("Revenue rose by 8 %.".encode("ascii"), "utf-8"),
    ("뷁과 똠방각하는 완성형에 없는 글자다. 이 회사는 이러한 글자를 이름에 쓰고 있다.".encode("cp949"), "cp949"),
]

REFUSED = [
    # (file name, bytes, what the message says)
    ("report.xyz", b"text", "no reader for .xyz"),
    ("report", b"text", "no reader for files without a suffix"),
    ("empty.txt", b"", "empty"),
    ("digits.txt", b"1234 5678\n--\n", "no letters"),
    ("scan.txt", b"%PDF-1.7 \xe2\xe3\xcf\xd3", "a damaged PDF"),
    ("old.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "HWP"),
    ("archive.md", b"PK\x03\x04" + bytes(30), "ZIP"),
    ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4, "binary"),
    ("cut.txt", (TEXT + "끝").encode()[:-1], "byte 0xeb at offset 160"),
    (
        "broken.txt",
        "정상적인 문장이다. ".encode() * 3 + b"\xff\xfe\xff " + "이어지는 문장이다.".encode(),
        "byte 0xff at offset 81",
    ),
    ("latin.txt", "Größe, façade, naïve: déjà vu à la carte".encode("latin-1"), "byte 0xf6 at offset 2"),
]


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("data", "name"), ENCODINGS, ids=[name for _, name in ENCODINGS])
def test_encoding_is_recognised(tmp_path, data, name):
    raw = read_report(write(tmp_path, "report.txt", data))

    assert name == raw.encoding
    assert data.decode(name) == raw.text


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_unreadable_file_is_refused_with_its_reason(tmp_path, name, data, reason):
    with pytest.raises(Unreadable) as refusal:
        read_report(write(tmp_path, name, data))

    assert reason in str(refusal.value)
    assert str(refusal.value).startswith(f"{name}: ")
    assert "\n" not in str(refusal.value)
    assert refusal.value.hint in str(refusal.value)


def test_missing_file_and_folder_are_refused(tmp_path):
    with pytest.raises(Unreadable, match="no such file"):
        read_report(tmp_path / "nothing.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(Unreadable, match="a folder"):
        read_report(tmp_path / "folder.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe_is_refused_without_being_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")

    with pytest.raises(Unreadable, match="not a regular file"):
        read_report(tmp_path / "pipe.txt")


def test_large_file_is_refused_by_its_size(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(Limits().max_bytes + 1)

    with pytest.raises(Unreadable, match="50,000,001 bytes"):
        read_report(path)


def test_named_encoding_overrules_the_ladder(tmp_path):
    path = write(tmp_path, "report.txt", TEXT.encode("cp949"))

    assert read_report(path, encoding="ks_c_5601-1987").text == TEXT
    assert read_report(path, encoding="euc-kr").encoding == "cp949"
    with pytest.raises(Unreadable, match="byte 0xba at offset 0"):
        read_report(path, encoding="utf-8")
    with pytest.raises(Unreadable, match="no such encoding"):
        read_report(path, encoding="korean-9")
    with pytest.raises(Unreadable, match="does not decode"):
        read_report(path, encoding="rot13")


def test_refusal_survives_pickling():
    refusal = Unreadable(Path("inbox/a.txt"), "the file is empty", "Check it")
    copy = pickle.loads(pickle.dumps(refusal))  # noqa: S301  our own bytes

    assert (refusal.path, refusal.reason, refusal.hint, str(refusal)) == (copy.path, copy.reason, copy.hint, str(copy))


def test_text_is_nfc_with_plain_line_ends(tmp_path):
    decomposed = unicodedata.normalize("NFD", "한빛전자\r\n실적\r매출\x0c쪽\x00\x07 끝\u2028줄")

    assert raw_report(decomposed).text == "한빛전자\n실적\n매출\n쪽 끝\n줄"


def test_name_of_a_mac_file_is_composed(tmp_path):
    raw = read_report(write(tmp_path, unicodedata.normalize("NFD", "실적보고.TXT"), TEXT.encode()))

    assert raw.source_name == "실적보고.TXT"
    assert raw.format == "txt"


def test_identity_is_the_hash_of_the_bytes(tmp_path):
    path = write(tmp_path, "report.txt", TEXT.encode("utf-8-sig"))
    os.utime(path, (0, 1_700_000_000))
    raw = read_report(path)

    assert hashlib.sha256(path.read_bytes()).hexdigest() == raw.doc_id
    assert path.stat().st_size == raw.size_bytes
    assert date.fromtimestamp(1_700_000_000) == raw.received_on
    assert hashlib.sha256(TEXT.encode()).hexdigest() == raw_report(TEXT).doc_id


FRONT_MATTER = [
    ("---\ntitle: 시장 동향\ndate: 2024-05-02\n---\n본문", {"title": "시장 동향", "date": "2024-05-02"}, 4),
    (
        '---\nTitle: "10월: 수출"\ntags:\n  - 반도체\n# 주석\nauthor: 한서진\n...\n본문',
        {"title": "10월: 수출", "author": "한서진"},
        7,
    ),
    ("---\n본문이 바로 이어진다.\n---\n", {}, 0),
    ("---\ntitle: 끝나지 않는 머리\n본문", {}, 0),
    ("제목\n---\ntitle: 아님\n---\n", {}, 0),
    ("---\n---\n본문", {}, 0),
]


@pytest.mark.parametrize(("text", "metadata", "lines"), FRONT_MATTER)
def test_front_matter(text, metadata, lines):
    assert (metadata, lines) == front_matter(text)


def test_front_matter_is_metadata_of_markdown_only():
    text = FRONT_MATTER[0][0]

    assert raw_report(text).metadata == {"title": "시장 동향", "date": "2024-05-02"}
    assert raw_report(text, source_name="a.txt").metadata == {}


def test_every_reader_has_a_suffix_in_lower_case():
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in ENDINGS)


@given(st.text(max_size=200))
def test_any_string_becomes_a_report(text):
    raw = raw_report(text)

    assert unicodedata.is_normalized("NFC", raw.text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in raw.text)
    assert raw_report(raw.text).text == raw.text


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data):
    path = write(tmp_path_factory.getbasetemp(), "any.txt", data)
    try:
        text = read_report(path).text
    except Unreadable as refusal:
        text = refusal.reason
    assert text


def test_many_combining_marks_are_cut_off():
    text = raw_report("가" + "\u0300\u0316" * 50_000 + "나").text

    assert len(text) < 40
    assert text.startswith("가")
    assert text.endswith("나")


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        (["구분", 2024.8, 2025.11], ["구분", "2024.8", "2025.11"]),
        (["구분", 2024, 2025.08], ["구분", "2024", "2025.08"]),
        (["구분", 2024.1, 2025.1], ["구분", "2,024.1", "2,025.1"]),
        (["매출", 2024.8, 3100.5], ["매출", "2,024.8", "3,100.5"]),
    ],
)
def test_numbers_in_the_head_of_a_sheet_are_months_where_all_of_them_can_be(tmp_path, head, shown):
    book = Workbook()
    for row in (head, ["가온전자", 2031.5, 10.5], ["나라전자", 2032.5, 11.5]):
        book.active.append(row)
    book.save(tmp_path / "table.xlsx")
    lines = read_report(tmp_path / "table.xlsx").text.split("\n")

    assert lines[0] == "| " + " | ".join(shown) + " |"
    assert lines[-2] == "| 가온전자 | 2,031.5 | 10.5 |"
