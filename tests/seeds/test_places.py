"""seeds/places.csv and seeds/ambiguous_places.csv: names of places, and the sentences in which a name is one."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
HEADER = ["entity_id", "label", "name_ko", "name_en", "name_zh", "aliases", "country", "kind"]
KINDS = {
    "country", "territory", "region", "province", "city", "county", "district", "site",
    "sea", "strait", "canal", "river", "lake", "island", "cape", "mountain", "desert",
}  # fmt: skip


def rows_of(name):
    with (SEEDS / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, strict=True))


def surfaces_of(row):
    return [surface for surface in (row["name_ko"], row["name_en"], row["name_zh"], *row["aliases"].split("|")) if surface]


def words(cell):
    return [word for word in cell.split("|") if word]


def stands_for_place(row, sentence):
    """The rule of the columns: one of `needs`, if there are any, and none of `refuses` stands in the sentence."""
    needs, refuses = words(row["needs"]), words(row["refuses"])
    needed = not needs or any(word in sentence for word in needs)
    return row["surface"] in sentence and needed and not any(word in sentence for word in refuses)


PLACES = rows_of("places.csv")
AMBIGUOUS = rows_of("ambiguous_places.csv")
BY_ID = {row["entity_id"]: row for row in PLACES}


def test_header_is_the_contract():
    assert list(PLACES[0]) == HEADER
    assert list(AMBIGUOUS[0]) == ["surface", "entity_id", "needs", "refuses", "example", "negative"]


def test_tables_are_wide_enough():
    assert len(PLACES) >= 1_500
    assert len(AMBIGUOUS) >= 100


def test_ids_are_unique_slugs():
    assert [entity_id for entity_id, count in Counter(row["entity_id"] for row in PLACES).items() if count > 1] == []
    assert [row["entity_id"] for row in PLACES if not re.fullmatch(r"loc:[a-z0-9]+(-[a-z0-9]+)*", row["entity_id"])] == []


def test_columns_hold_what_they_should():
    """Cells are trimmed, every place has a Korean name, a country code is two capitals, an alias repeats no name."""
    for row in PLACES:
        assert row["label"] == "LOC"
        assert row["kind"] in KINDS, row
        assert row["name_ko"], row
        assert re.fullmatch(r"([A-Z]{2})?", row["country"]), row
        assert all(cell == cell.strip() for cell in row.values()), row
        assert len(set(surfaces_of(row))) == len(surfaces_of(row)), row
        assert "" not in row["aliases"].split("|") or not row["aliases"], row


def test_country_row_carries_its_own_code():
    countries = [row for row in PLACES if row["kind"] == "country"]

    assert [row["entity_id"] for row in countries if row["entity_id"] != f"loc:{row['country'].lower()}"] == []


def test_a_shared_surface_is_marked_ambiguous_for_each_of_its_places():
    holders = defaultdict(set)
    for row in PLACES:
        for surface in surfaces_of(row):
            holders[surface].add(row["entity_id"])
    marked = {(row["surface"], row["entity_id"]) for row in AMBIGUOUS}

    open_questions = {(surface, one) for surface, ids in holders.items() if len(ids) > 1 for one in ids} - marked

    assert open_questions == set()


def test_no_hangul_syllable_alone_names_a_place_unasked():
    """한 and 미 are too common to be read as countries by a table; a single syllable needs a row that says when, 괌 aside."""
    marked = {row["surface"] for row in AMBIGUOUS} | {"괌"}
    alone = {surface for row in PLACES for surface in surfaces_of(row) if re.fullmatch(r"[가-힣]", surface)}

    assert alone <= marked


@pytest.mark.parametrize(
    ("kind", "country", "least"),
    [("country", None, 190), ("city", "KR", 84), ("county", "KR", 82), ("province", "CN", 25), ("city", "CN", 120),
     ("province", "JP", 44), ("province", "US", 49), ("city", "US", 80)],
)  # fmt: skip
def test_area_is_covered(kind, country, least):
    found = [row for row in PLACES if row["kind"] == kind and country in (None, row["country"])]

    assert len(found) >= least


@pytest.mark.parametrize(
    ("surface", "entity_id"),
    [
        ("대한민국", "loc:kr"), ("中", "loc:cn"), ("美", "loc:us"), ("日", "loc:jp"), ("獨", "loc:de"), ("英", "loc:gb"),
        ("佛", "loc:fr"), ("印", "loc:in"), ("露", "loc:ru"), ("臺", "loc:tw"), ("北", "loc:kp"), ("EU", "loc:eu"),
        ("아세안", "loc:asean"), ("동남아", "loc:southeast-asia"), ("경남", "loc:gyeongnam"),
        ("경상남도", "loc:gyeongnam"), ("창원시", "loc:changwon"), ("가평군", "loc:gapyeong"), ("여의도", "loc:yeouido"),
        ("온산", "loc:onsan-complex"), ("여수국가산단", "loc:yeosu-complex"), ("광둥", "loc:cn-guangdong"),
        ("深圳", "loc:cn-shenzhen"), ("시마네현", "loc:shimane"), ("텍사스주", "loc:us-texas"), ("뉴욕", "loc:new-york"),
        ("호르무즈해협", "loc:hormuz"), ("수에즈 운하", "loc:suez"), ("홍해", "loc:red-sea"),
        ("남중국해", "loc:south-china-sea"), ("臺灣", "loc:tw"), ("호찌민", "loc:ho-chi-minh-city"),
    ],
)  # fmt: skip
def test_name_leads_to_its_place(surface, entity_id):
    assert surface in surfaces_of(BY_ID[entity_id])


@pytest.mark.parametrize("row", AMBIGUOUS, ids=lambda row: f"{row['surface']}={row['entity_id']}")
def test_ambiguous_row_keeps_its_promise(row):
    """The example is read as the place, and as this one only; the negative names the surface and is not read as the place."""
    assert row["surface"] in surfaces_of(BY_ID[row["entity_id"]])
    assert row["needs"] or row["refuses"]
    assert row["surface"] in row["negative"]
    assert not stands_for_place(row, row["negative"])

    senses = [other for other in AMBIGUOUS if other["surface"] == row["surface"]]
    assert [sense["entity_id"] for sense in senses if stands_for_place(sense, row["example"])] == [row["entity_id"]]


def test_common_words_are_marked():
    """Names of places that are everyday words of business Korean."""
    common = """
        이천 화성 사천 고성 상주 영주 안성 공주 나주 진주 동해 남해 영광 보성 태안 정선 장수 무안 부여 여주 가평 양평 연천 예산
        구리 시흥 인도 전주 양산 강화 달성 경기 음성 영양 고령 진도 강진 수원 분당 선전 시안 창사
    """

    assert set(re.findall(r"\S+", common)) <= {row["surface"] for row in AMBIGUOUS}
