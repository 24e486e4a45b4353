"""The same report in every format; what each format hides from a reader stays hidden."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.process import process
from pipeline.readers import Unreadable, read_report
from pipeline.readers.base import RawReport

FIXTURES = Path(__file__).parent.parent / "fixtures"
WHOLE = ["report.html", "news.html", "report.docx", "report.pptx", "report.hwpx", "report.hwp", "report.pdf", "columns.pdf"]
"""Files that hold all of report.md."""
PARTS = {"table.xlsx": 9, "table.csv": 9, "dart.xml": 18, "report.txt": 18}
"""Files that hold a part of it, or show its headings by their place alone: figures that are the same."""


def figures(name):
    """The figures of a fixture with their attributes."""
    report = process(read_report(FIXTURES / name))
    return Counter(
        (f.value, f.unit, f.counter, f.metric, f.measure, f.basis, f.subject_text, f.period_start, f.period_end, f.modality)
        for f in report.figures
    )


@pytest.fixture(scope="module")
def expected():
    return figures("report.md")


@pytest.mark.parametrize("name", WHOLE)
def test_every_format_gives_the_same_figures(name, expected):
    found = figures(name)
    same = (found & expected).total()
    print(f"\n{name:<12} {same:>3} of {expected.total()} figures with all attributes, {found.total() - same} others")

    assert found.total() - same == 0
    assert same == expected.total() == 22


@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_the_report_gives_its_figures(name, expected):
    assert (figures(name) & expected).total() >= PARTS[name]


REFUSED = {"locked.pdf": "protected by a password", "scan.pdf": "scanned pages without text"}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(name):
    with pytest.raises(Unreadable, match=REFUSED[name]):
        read_report(FIXTURES / name)


HIDDEN = {
    "news.html": ["98,765", "1,234", "3% 급락", "1,500원", "777주", "2019년", "02-000"],
    "table.xlsx": ["99999", "99,999"],
    "report.pdf": ["IR 자료", "- 1 -", "- 2 -"],
    "columns.pdf": ["IR 자료", "- 1 -"],
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_not_the_report_is_left_out(name):
    text = read_report(FIXTURES / name).text

    assert [words for words in HIDDEN[name] if words in text] == []


def test_metadata_of_a_page_and_of_documents():
    news, word = read_report(FIXTURES / "news.html"), read_report(FIXTURES / "report.docx")

    assert news.metadata["publisher"] == "새벽경제"
    assert news.metadata["article:published_time"].startswith("2025-10-30")
    assert word.metadata == {"title": "한빛전자 2025년 3분기 실적", "author": "한빛전자 IR팀"}
    assert read_report(FIXTURES / "report.hwpx").metadata["author"] == "한빛전자 IR팀"


def test_pages_and_boxes_stand_beside_the_lines():
    raw = read_report(FIXTURES / "report.pdf")
    table = next(number for number, line in enumerate(raw.text.split("\n")) if line.startswith("| 매출액"))

    assert raw.pages == 2
    assert len(raw.places) == raw.text.count("\n") + 1
    assert raw.places[table].page == 2
    left, top, right, bottom = raw.places[table].box
    assert 0 < left < right < 596
    assert 0 < top < bottom < 842


def test_blocks_know_their_page():
    report = process(read_report(FIXTURES / "report.pdf"))
    pages = {block.kind: block.page for block in report.blocks}

    assert pages["title"] == 1
    assert pages["table"] == 2
    assert all(len(block.box) == 4 for block in report.blocks)


def test_mail_has_its_attachment_as_member():
    mail = read_report(FIXTURES / "letter.eml")
    (attachment,) = mail.members

    assert "1조 5천억원" in mail.text
    assert mail.metadata["date"] == "2025-10-30"
    assert (attachment.source_name, attachment.format, attachment.parent_id) == ("실적 자료.pdf", "pdf", mail.doc_id)


def test_bundle_gives_its_members_and_no_path_of_theirs_is_used():
    bundle = read_report(FIXTURES / "bundle.zip")
    word, climbing, picture = bundle.members

    assert bundle.text == ""
    assert (word.source_name, word.format) == ("실적.docx", "docx")
    assert (climbing.source_name, climbing.parent_id) == ("밖으로.md", bundle.doc_id)
    assert isinstance(picture, Unreadable)
    assert "a PNG image" in str(picture)
    assert not (FIXTURES.parent.parent / "밖으로.md").exists()


def test_wrong_ending_is_noted(tmp_path):
    path = tmp_path / "실적.docx"
    path.write_bytes((FIXTURES / "report.pdf").read_bytes())
    raw = read_report(path)

    assert isinstance(raw, RawReport)
    assert (raw.format, raw.note) == ("pdf", "named .docx, but it is pdf")


KOREAN = "한빛전자는 3분기에 매출 1조 2,500억원을 올렸다고 밝혔다. 영업이익은 지난해 같은 기간보다 8% 늘어난 것으로 나타났다. "


@pytest.mark.parametrize(("right", "wrong"), [("utf-8", "latin-1"), ("cp949", "latin-1")])
def test_mojibake_is_repaired_where_it_is_certain(tmp_path, right, wrong):
    path = tmp_path / "깨짐.txt"
    path.write_text(KOREAN.encode(right).decode(wrong), encoding="utf-8")
    raw = read_report(path)

    assert raw.text.strip() == KOREAN.strip()
    assert "repaired" in raw.note


def test_mojibake_that_lost_characters_is_refused(tmp_path):
    path = tmp_path / "깨짐.txt"
    path.write_text(KOREAN.encode().decode("cp949", "replace"), encoding="utf-8")

    with pytest.raises(Unreadable, match="lost"):
        read_report(path)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The company said that revenue of the third quarter rose by 12.4 % to 3.25 trillion won in the period. " * 5),
        ("ja", "ハンビット電子は第3四半期の売上高が3兆2,500億ウォンになったと発表した。利益も増えたという。" * 8),
    ],
)
def test_other_languages_are_loaded_and_no_figure_is_read(tmp_path, language, text):
    path = tmp_path / "foreign.txt"
    path.write_text(text, encoding="utf-8")
    report = process(read_report(path))

    assert report.document.language == language
    assert report.figures == ()


def test_a_pdf_whose_pages_pdfminer_refuses_keeps_its_text(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes((FIXTURES / "report.pdf").read_bytes().replace(b"/MediaBox", b" MediaBox"))

    raw = read_report(path)

    assert "영업이익" in raw.text
    assert raw.pages == read_report(FIXTURES / "report.pdf").pages
