"""seeds/parts.csv: each example names the part and its whole, and a row that cannot be used is refused with its line and column."""

from __future__ import annotations

import pytest

from extractors import gazetteer
from extractors.gazetteer import PARTS_COLUMNS, Gazetteer, UserTable, package_gazetteer
from extractors.seeds import Row, SeedError, read_seed
from pipeline import extract

PARTS = [(row["entity_id"], row["part_of"], row["example"]) for row in read_seed("parts.csv", PARTS_COLUMNS)]


def test_the_example_names_both():
    """One text of all examples, a paragraph each."""
    found = extract("\n\n".join(example for _, _, example in PARTS))
    text, mentions = found.document.text, [(mention.start_char, mention.entity_id) for mention in found.mentions]

    lacking, end = [], 0
    for part, whole, example in PARTS:
        start = text.index(example, end)
        end = start + len(example)
        if not {part, whole} <= {entity_id for at, entity_id in mentions if start <= at < end}:
            lacking.append(example)
    assert lacking == []


def test_parts_lead_up_to_a_whole():
    known = package_gazetteer()

    assert known.entity("org:alibaba-cloud").part_of == "org:alibaba"
    assert known.entity("org:samsung-display").part_of == "org:samsung-electronics"
    assert known.entity("org:alibaba").part_of is None
    assert known.entity("product:gemini").part_of == "org:google"


def test_who_only_holds_shares_is_no_whole():
    known = package_gazetteer()

    assert known.entity("org:kakaobank").part_of is None
    assert known.entity("org:hyosung-tnc").part_of == "org:hyosung-group"  # an affiliate of the group


def test_the_users_own_table_goes_before():
    header = "entity_id,label,name_ko,name_en,name_zh,aliases,tickers,country,fiscal_year_end,sector,part_of\n"
    own = UserTable("own.csv", header + "org:alibaba-cloud,ORG,알리바바 클라우드,Alibaba Cloud,,,,,,,org:tencent\n")

    assert Gazetteer(own).entity("org:alibaba-cloud").part_of == "org:tencent"


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ([("org:nobody", "org:alibaba")], "entity_id"),
        ([("org:alibaba", "org:nobody")], "part_of"),
        ([("org:arm", "org:alibaba"), ("org:arm", "org:softbank")], "entity_id"),
        ([("org:arm", "org:softbank"), ("org:softbank", "org:arm")], "part_of"),
    ],
    ids=["unknown part", "unknown whole", "twice", "in a circle"],
)
def test_a_row_that_cannot_be_used_is_refused(monkeypatch, rows, column):
    def read(file, columns, failure=SeedError):
        if file != "parts.csv":
            return read_seed(file, columns)
        cells = [dict(zip(PARTS_COLUMNS, (*row, "예"), strict=True)) for row in rows]
        return iter([Row(file, line, row, failure) for line, row in enumerate(cells, 2)])

    monkeypatch.setattr(gazetteer, "read_seed", read)
    with pytest.raises(SeedError) as raised:
        Gazetteer()

    assert raised.value.column == column
