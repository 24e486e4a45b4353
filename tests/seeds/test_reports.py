"""The reports in seeds/reports: they read in the encodings they are meant to show, and their figures fit together."""

import re
import unicodedata
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

REPORTS = Path(__file__).parents[2] / "seeds" / "reports"
FILES = sorted(path for path in REPORTS.iterdir() if path.name != "README.md")
CP949 = {"shipping_energy_note.txt"}
NUMBER = re.compile(r"△?[\d,]+(?:\.\d+)?")


def text_of(name):
    return (REPORTS / name).read_bytes().decode("cp949" if name in CP949 else "utf-8")


def number(cell):
    return Decimal(cell.replace(",", "").replace("△", "-"))


def tables_of(text):
    """The pipe tables of a Markdown text as lists of rows, without the ruling line."""
    blocks = re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)
    return [
        [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines() if not set(line) <= set("|:- ")]
        for block in blocks
    ]


def cut_words(lines):
    """Pairs of lines where a Hangul syllable ends the first and another begins the second."""
    return [(a, b) for a, b in pairwise(lines) if re.search(r"[가-힣]$", a) and re.match(r"[가-힣]", b)]


def column(table, index):
    return {row[0]: number(row[index]) for row in table[1:]}


def test_there_are_eight_reports_in_two_formats():
    assert len(FILES) == 8
    assert {path.suffix for path in FILES} == {".md", ".txt"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_report_reads_as_intended(path):
    """Strict decoding, Korean text of a report's length, NFC like its file name, no byte order mark."""
    text = text_of(path.name)

    assert 1_500 <= len(text) <= 4_000
    assert sum("가" <= char <= "힣" for char in text) > len(text) / 3
    assert unicodedata.is_normalized("NFC", text)
    assert not text.startswith("\ufeff")
    assert "\r" not in text


def test_older_encoding_is_not_utf8():
    for name in CP949:
        with pytest.raises(UnicodeDecodeError):
            (REPORTS / name).read_bytes().decode("utf-8")


def test_one_name_is_hangul():
    assert "거래소공시_20251103.txt" in {unicodedata.normalize("NFC", path.name) for path in FILES}


def test_index_names_every_report():
    index = (REPORTS / "README.md").read_text(encoding="utf-8")

    named = set(re.findall(r"^\| `([^`]+)`", index, flags=re.MULTILINE))

    assert {unicodedata.normalize("NFC", path.name) for path in FILES} == named


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        ("shipbuilding_2025-11-04.md", "2025. 11. 4(화)"), ("mafra_release_2025-12.txt", "보도시점  2025. 12. 3.(수)"),
        ("2025-09-17_실적기사.txt", "입력 2025.09.17."), ("weekly_deals_2025-10-20.md", "발행 2025-10-20"),
        ("거래소공시_20251103.txt", "2025년 11월 3일(월)"), ("cosmetics_exports_2025-08.md", "배포일 2025-09-05"),
        ("bank_brief_pdf.txt", "2025년 9월 22일"),
    ],
)  # fmt: skip
def test_publication_date_stands_at_the_head(name, stated):
    assert stated in text_of(name)[:200]


def test_one_report_leaves_its_publication_date_to_be_inferred():
    head = text_of("shipping_energy_note.txt")[:60]

    assert not re.search(r"20\d\d", head)
    assert not re.search(r"\d{4}", "shipping_energy_note.txt")


def test_release_is_wrapped_inside_words():
    lines = text_of("mafra_release_2025-12.txt").splitlines()

    assert len(cut_words(lines)) >= 15
    assert max(len(line) for line in lines[7:-3]) <= 60


def test_pdf_text_has_blank_lines_between_wrapped_ones():
    lines = text_of("bank_brief_pdf.txt").splitlines()

    assert set(lines[1::2]) == {""}
    assert len(cut_words(lines[::2])) >= 15


def test_tables_have_captions_with_units():
    assert text_of("shipbuilding_2025-11-04.md").count("단위: 십억원)") == 2
    assert text_of("cosmetics_exports_2025-08.md").count("(단위: 백만 달러, %)") == 2


@pytest.mark.parametrize(
    ("name", "index"),
    [("shipbuilding_2025-11-04.md", 0), ("cosmetics_exports_2025-08.md", 0), ("cosmetics_exports_2025-08.md", 1)],
)
def test_parts_add_up_to_the_total(name, index):
    table = tables_of(text_of(name))[index]
    levels = [i for i, head in enumerate(table[0]) if i and head != "증감률"]

    for i in levels:
        *parts, (label, total) = column(table, i).items()
        assert label == "합계"
        assert sum(value for _, value in parts) == total


@pytest.mark.parametrize("index", [0, 1])
def test_growth_fits_the_levels(index):
    for _, before, after, growth in tables_of(text_of("cosmetics_exports_2025-08.md"))[index][1:]:
        assert round((number(after) / number(before) - 1) * 100, 1) == number(growth)


def test_margin_row_fits_the_rows_above():
    table = tables_of(text_of("shipbuilding_2025-11-04.md"))[1]
    revenue, profit, _, margin = table[1:]

    for i in range(1, 5):
        assert round(number(profit[i]) / number(revenue[i]) * 100, 1) == number(margin[i])


@pytest.mark.parametrize(
    ("name", "parts", "total"),
    [
        ("mafra_release_2025-12.txt", ["4,180억원", "4,520억원", "4,900억원"], "1조 3,600억원"),
        ("mafra_release_2025-12.txt", ["9,100억원", "2,800억원", "1,700억원"], "1조 3,600억원"),
        ("mafra_release_2025-12.txt", ["280억원", "190억원", "130억원"], "600억원"),
        ("2025-09-17_실적기사.txt", ["6,620억원", "7,176억원", "3,824억원"], "1조7,620억원"),
        ("2025-09-17_실적기사.txt", ["2,460억원", "1,011억원", "151억원"], "3,622억원"),
        ("weekly_deals_2025-10-20.md", ["812억원", "540억원", "366억원", "200억원"], "1,918억원"),
        ("weekly_deals_2025-10-20.md", ["250억원", "180억원", "250억원"], "680억원"),
        ("bank_brief_pdf.txt", ["8조 4,000억원", "5조 4,000억원", "7,000억원", "4,000억원"], "14조 9,000억원"),
        ("거래소공시_20251103.txt", ["35,000,000", "385,000,000"], "420,000,000"),
    ],
)  # fmt: skip
def test_stated_parts_make_the_stated_sum(name, parts, total):
    text = re.sub(r"\s+", "", text_of(name))

    def amount(words):
        jo, _, rest = words.replace("억원", "").replace(",", "").replace(" ", "").rpartition("조")
        return int(jo or 0) * 10_000 + int(rest)

    assert all(words.replace(" ", "") in text for words in [*parts, total])
    assert sum(map(amount, parts)) == amount(total)


def test_stated_conversions_follow_the_stated_rates():
    """Each rounded amount in won lies within one per cent of the foreign amount at the digest's own rate."""
    text = text_of("weekly_deals_2025-10-20.md")
    conversions = [
        ("3,000만달러(약 426억원)", 3_000, "1420", 426),
        ("300억위안(약 5조9,800억원)", 3_000_000, "199.4", 59_800),
        ("2,400만유로(약 397억원", 2_400, "1655", 397),
        ("12억엔(약 113억원)", 120_000, "9.42", 113),
    ]

    for words, foreign_in_10k, rate, won_in_100m in conversions:
        assert words in text
        assert abs(foreign_in_10k * Decimal(rate) / won_in_100m / 10_000 - 1) < Decimal("0.01")
