"""seeds/companies.csv and seeds/ambiguous_aliases.csv: names of organisations, and the sentences in which a word is one."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
HEADER = [
    "entity_id", "label", "name_ko", "name_en", "name_zh", "aliases", "tickers", "country", "fiscal_year_end", "sector",
]  # fmt: skip
SUPRANATIONAL = {"EU", "UN"}
EUROPE = {
    "AT", "BE", "CH", "CZ", "DE", "DK", "ES", "EU", "FI", "FR", "GB", "GR", "HR", "IE", "IT", "NL", "NO", "PL", "RU", "SE",
}  # fmt: skip
ASIA_AND_GULF = {"AE", "ID", "IL", "IN", "KW", "MY", "PH", "QA", "SA", "SG", "TH", "TR", "VN"}
STATE = {"government", "ministry", "agency", "public corporation", "central bank", "court", "party", "local government"}
LEARNED = {"university", "institute"}
TICKER = re.compile(r"\d{6}|[A-Z]{1,5}|\d{4}\.HK|\d{6}\.S[HZ]|\d{3}[0-9A-Z]\.T|\d{4}\.TWO?|[A-Z0-9.-]{1,6}\.[A-Z]{1,2}|BRK\.[AB]")


def rows_of(name):
    with (SEEDS / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, strict=True))


def surfaces_of(row):
    return [surface for surface in (row["name_ko"], row["name_en"], row["name_zh"], *row["aliases"].split("|")) if surface]


def words(cell):
    return [word for word in cell.split("|") if word]


def stands_for_organisation(row, sentence):
    """The rule of the columns: one of `needs`, if there are any, and none of `refuses` stands in the sentence.

    The surface itself is no evidence; a word that holds it (중국 상무부) is.
    """
    surface, needs, refuses = row["surface"], words(row["needs"]), words(row["refuses"])
    rest = sentence.replace(surface, " ")
    needed = not needs or any(word in (sentence if surface in word else rest) for word in needs)
    return surface in sentence and needed and not any(word in sentence for word in refuses)


COMPANIES = rows_of("companies.csv")
AMBIGUOUS = rows_of("ambiguous_aliases.csv")
BY_ID = {row["entity_id"]: row for row in COMPANIES}
HOLDERS = defaultdict(set)
for company in COMPANIES:
    for written in surfaces_of(company):
        HOLDERS[written].add(company["entity_id"])


def test_header_is_the_contract():
    assert list(COMPANIES[0]) == HEADER
    assert list(AMBIGUOUS[0]) == ["surface", "entity_id", "needs", "refuses", "example", "negative"]


def test_ids_are_unique_slugs():
    assert [entity_id for entity_id, count in Counter(row["entity_id"] for row in COMPANIES).items() if count > 1] == []
    assert [row["entity_id"] for row in COMPANIES if not re.fullmatch(r"org:[a-z0-9]+(-[a-z0-9]+)*", row["entity_id"])] == []


def test_columns_hold_what_they_should():
    """Cells are trimmed, every organisation has a Korean and an English name, and an alias repeats no name of its row."""
    for row in COMPANIES:
        assert row["label"] == "ORG"
        assert row["name_ko"], row
        assert row["name_en"], row
        assert all(cell == cell.strip() for cell in row.values()), row
        assert "" not in row["aliases"].split("|") or not row["aliases"], row
        assert len(set(row["aliases"].split("|")) | {row["name_ko"]}) == len(row["aliases"].split("|")) + 1, row
        assert re.fullmatch(r"[A-Z]{2}", row["country"]), row
        assert re.fullmatch(r"[a-z]+([ -][a-z]+)*", row["sector"]), row


def test_country_is_one_of_the_places_or_stands_above_them():
    known = {row["country"] for row in rows_of("places.csv")} | SUPRANATIONAL

    assert {row["country"] for row in COMPANIES} - known == set()


def test_december_is_left_out_and_other_months_are_written():
    """An empty month is December, so that only the exceptions have to be kept right."""
    assert {row["fiscal_year_end"] for row in COMPANIES} - {""} <= {str(month) for month in range(1, 12)}


@pytest.mark.parametrize(
    ("entity_id", "month"),
    [
        ("org:alibaba", "3"), ("org:apple", "9"), ("org:microsoft", "6"), ("org:nvidia", "1"), ("org:micron", "8"),
        ("org:oracle", "5"), ("org:cisco", "7"), ("org:broadcom", "10"), ("org:adobe", "11"), ("org:toyota", "3"),
        ("org:fast-retailing", "8"), ("org:siemens", "9"), ("org:infosys", "3"), ("org:samsung-electronics", ""),
        ("org:tesla", ""), ("org:tencent", ""), ("org:renesas", ""), ("org:tsmc", ""),
    ],
)  # fmt: skip
def test_fiscal_year_ends_with(entity_id, month):
    assert month == BY_ID[entity_id]["fiscal_year_end"]


def test_tickers_are_written_as_reports_print_them_and_belong_to_one():
    codes = [(code, row["entity_id"]) for row in COMPANIES for code in words(row["tickers"])]

    assert [pair for pair in codes if not TICKER.fullmatch(pair[0])] == []
    assert [code for code, count in Counter(code for code, _ in codes).items() if count > 1] == []


def test_korean_listed_companies_have_six_digits():
    """A code of six digits is Korean, with the few that are listed in New York alone beside them."""
    for row in COMPANIES:
        for code in words(row["tickers"]):
            if re.fullmatch(r"\d{6}", code):
                assert row["country"] == "KR", row
            elif row["country"] == "KR":
                assert re.fullmatch(r"[A-Z]{4}", code), row


def test_no_surface_is_one_syllable_or_one_letter():
    """갭 or 쉘 alone would be found inside half the words of a report."""
    assert [surface for surface in HOLDERS if len(surface) < 2] == []


def test_a_shared_surface_is_decided_for_each_of_its_organisations():
    decided = {(row["surface"], row["entity_id"]) for row in AMBIGUOUS}

    assert [
        (surface, entity_id)
        for surface, holders in HOLDERS.items()
        for entity_id in sorted(holders)
        if len(holders) > 1 and (surface, entity_id) not in decided
    ] == []


@pytest.mark.parametrize(
    ("kind", "least", "chosen"),
    [
        ("all", 3_000, lambda row: True),
        ("Korean companies listed", 450, lambda row: row["country"] == "KR" and row["tickers"]),
        ("Korean state", 150, lambda row: row["country"] == "KR" and row["sector"] in STATE),
        ("United States", 400, lambda row: row["country"] == "US"),
        ("China and Hong Kong", 400, lambda row: row["country"] in {"CN", "HK"}),
        ("Japan", 150, lambda row: row["country"] == "JP"),
        ("Taiwan", 50, lambda row: row["country"] == "TW"),
        ("Europe", 250, lambda row: row["country"] in EUROPE),
        ("South and South-East Asia, Middle East", 100, lambda row: row["country"] in ASIA_AND_GULF),
        (
            "foreign and international bodies",
            150,
            lambda row: row["country"] != "KR" and row["sector"] in STATE | {"international"},
        ),
        ("universities and institutes", 150, lambda row: row["sector"] in LEARNED),
        ("media", 120, lambda row: row["sector"] == "media"),
        ("research and rating", 90, lambda row: row["sector"] == "research"),
        ("exchanges and associations", 60, lambda row: row["sector"] in {"exchange", "association"}),
    ],
)
def test_table_is_wide_enough(kind, least, chosen):
    assert least <= sum(bool(chosen(row)) for row in COMPANIES), kind


@pytest.mark.parametrize(
    ("entity_id", "forms"),
    [
        ("org:hyundai-motor", ["현대차", "현대자동차", "Hyundai Motor"]),
        ("org:lg-energy-solution", ["LG에너지솔루션", "LG엔솔", "LGES"]),
        ("org:posco-future-m", ["포스코퓨처엠", "포스코케미칼"]),
        ("org:jd", ["징둥", "징동", "JD닷컴", "京东", "京東"]),
        ("org:xpeng", ["샤오펑", "엑스펑", "XPeng"]),
        ("org:ronbay", ["룽바이", "롱바이", "容百科技"]),
        ("org:tsmc", ["TSMC", "台積電", "台积电"]),
        ("org:fed", ["연준", "연방준비제도", "Fed"]),
        ("org:motie", ["산업통상부", "산업통상자원부", "산업부"]),
        ("org:cn-state-council", ["국무원"]),
        ("org:kexim", ["한국수출입은행", "수출입은행", "수은"]),
    ],
)
def test_written_forms_of_one_organisation_stand_in_one_row(entity_id, forms):
    assert [{entity_id}] * len(forms) == [HOLDERS[form] for form in forms]


def test_ambiguous_rows_are_many_and_each_stands_once():
    assert len(AMBIGUOUS) >= 120
    assert [key for key, count in Counter((row["surface"], row["entity_id"]) for row in AMBIGUOUS).items() if count > 1] == []


@pytest.mark.parametrize("row", AMBIGUOUS, ids=lambda row: f"{row['surface']}-{row['entity_id']}")
def test_ambiguous_row_keeps_its_promise(row):
    """The surface is a written form of its organisation; the example is about it, and the negative about something else."""
    assert row["entity_id"] in HOLDERS[row["surface"]]
    assert row["surface"] in row["negative"]
    assert stands_for_organisation(row, row["example"])
    assert not stands_for_organisation(row, row["negative"])


def test_conditions_are_words_not_syllables():
    """One syllable (중, 비) stands by chance in any sentence."""
    assert [
        (row["surface"], word) for row in AMBIGUOUS for word in words(row["needs"]) + words(row["refuses"]) if len(word) < 2
    ] == []
