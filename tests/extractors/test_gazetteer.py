"""The tables of the gazetteer are read strictly, and say what they stand for."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from extractors import gazetteer
from extractors.gazetteer import Gazetteer, package_gazetteer
from extractors.seeds import SeedError, read_seed

HEADER = "entity_id,label,name_ko,name_en,name_zh,aliases,tickers,country,fiscal_year_end,sector\n"
BAD = [
    ("org:Sonova,ORG,소노바,,,,,KR,,\n", 2, "entity_id"),
    ("org:sonova,TEAM,소노바,,,,,KR,,\n", 2, "label"),
    ("org:sonova,TICKER,소노바,,,,,KR,,\n", 2, "label"),
    ("org:sonova,ORG,,,,,,KR,,\n", 2, "name_ko"),
    ("org:sonova,ORG,소노바,,,,,한국,,\n", 2, "country"),
    ("org:sonova,ORG,소노바,,,,,KR,13,\n", 2, "fiscal_year_end"),
    ("org:sonova,ORG,소노바,,,,,KR,삼월,\n", 2, "fiscal_year_end"),
    ("org:sonova,ORG,소노바,,,,,KR\n", 2, "sector"),
    ("org:sonova,ORG,소노바,,,,,KR,,,\n", 2, "sector"),
    ("org:a,ORG,가,,,,,KR,,\norg:a,ORG,나,,,,,KR,,\n", 3, "entity_id"),
]


@pytest.fixture
def own_tables(tmp_path: Path, monkeypatch):
    """Empty tables in a folder of their own, to be read in place of those of seeds/; returns the folder."""
    for file, columns in gazetteer.TABLES.items():
        (tmp_path / file).write_text(",".join(columns) + "\n", encoding="utf-8")
    for file in gazetteer.AMBIGUOUS:
        (tmp_path / file).write_text(",".join(gazetteer.AMBIGUOUS_COLUMNS) + "\n", encoding="utf-8")
    (tmp_path / "parts.csv").write_text(",".join(gazetteer.PARTS_COLUMNS) + "\n", encoding="utf-8")
    monkeypatch.setattr(resources, "files", lambda _package: tmp_path)
    return tmp_path


@pytest.mark.parametrize(("rows", "line", "column"), BAD)
def test_a_bad_row_is_named_by_file_line_and_column(own_tables, rows, line, column):
    (own_tables / "companies.csv").write_text(HEADER + rows, encoding="utf-8")

    with pytest.raises(SeedError) as caught:
        Gazetteer()

    assert ("companies.csv", line, column) == (caught.value.file, caught.value.line, caught.value.column)
    assert f"seeds/companies.csv, line {line}, column {column}: " in str(caught.value)


def test_a_missing_column_is_named(own_tables):
    (own_tables / "companies.csv").write_text(HEADER.replace(",sector", ""), encoding="utf-8")

    with pytest.raises(SeedError, match=r"companies\.csv, line 1, column sector: the column is missing"):
        Gazetteer()


def test_a_missing_table_is_no_empty_one(own_tables):
    (own_tables / "places.csv").unlink()

    with pytest.raises(FileNotFoundError, match=r"places\.csv"):
        Gazetteer()


def test_an_ambiguous_surface_of_an_unknown_entity_is_refused(own_tables):
    (own_tables / "ambiguous_aliases.csv").write_text(
        ",".join(gazetteer.AMBIGUOUS_COLUMNS) + "\n소노바,org:sonova,주가,,,\n", encoding="utf-8"
    )

    with pytest.raises(SeedError, match=r"ambiguous_aliases.csv, line 2, column entity_id: org:sonova is in none"):
        Gazetteer()


def test_a_row_becomes_a_record(own_tables):
    row = "org:sonova,ORG,소노바,Sonova Inc.,索诺瓦,소노바그룹|Sonova,SNV:NYQ|003219,KR,3,반도체\n"
    (own_tables / "companies.csv").write_text(HEADER + row, encoding="utf-8")

    known = Gazetteer()
    record = known.entity("org:sonova")

    assert record is not None
    assert record.aliases == ("소노바그룹", "Sonova")
    assert record.fiscal_year_end == 3
    assert known.tickers == {"SNV:NYQ": "org:sonova", "003219": "org:sonova"}
    assert tuple(form for form in known.surfaces if form.startswith("소노바")) == ("소노바", "소노바그룹")


def test_a_surface_of_two_entities_is_the_place_before_the_body(own_tables):
    (own_tables / "companies.csv").write_text(HEADER + "org:x-body,ORG,북방연합,,,,,,,\n", encoding="utf-8")
    (own_tables / "places.csv").write_text(
        "entity_id,label,name_ko,name_en,name_zh,aliases,country,kind\nloc:x,LOC,북방연합,,,,,region\n", encoding="utf-8"
    )

    assert Gazetteer().surfaces["북방연합"] == ("loc:x", "org:x-body")


def test_entities_are_sorted_and_unique():
    ids = [record.entity_id for record in package_gazetteer().entities]

    assert sorted(set(ids)) == ids
    assert len(ids) > 3_000


def test_an_unknown_id_has_no_entity():
    assert package_gazetteer().entity("org:nobody-has-this-name") is None


def test_kiwi_gets_hangul_words_that_mean_one_thing():
    """이천 and 우리 as proper nouns would harm the analysis of 이천 명 and 우리 회사."""
    words = package_gazetteer().user_words()
    ambiguous = {sense.surface for sense in package_gazetteer().senses}

    assert all(re.fullmatch("[가-힣]{3,}", word) for word in words)
    assert ambiguous.isdisjoint(words)
    assert "삼성전자" in words


@pytest.mark.parametrize("file", gazetteer.TABLES)
def test_no_cell_has_blanks_around_it(file):
    columns = gazetteer.TABLES[file]

    spaced = [(row.line, column) for row in read_seed(file, columns) for column in columns if row.cells[column] != row[column]]

    assert spaced == []
