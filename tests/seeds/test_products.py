"""seeds/products.csv: products, policies and events that reports call by name."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
PREFIX = {"PRODUCT": "product", "POLICY": "policy", "EVENT": "event"}


def rows_of(name):
    with (SEEDS / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, strict=True))


def surfaces_of(row):
    return [surface for surface in (row["name_ko"], row["name_en"], row["name_zh"], *row["aliases"].split("|")) if surface]


PRODUCTS = rows_of("products.csv")
BY_ID = {row["entity_id"]: row for row in PRODUCTS}


def test_header_is_the_contract():
    assert list(PRODUCTS[0]) == ["entity_id", "label", "name_ko", "name_en", "name_zh", "aliases", "maker"]


@pytest.mark.parametrize(("label", "least"), [("PRODUCT", 600), ("POLICY", 150), ("EVENT", 140)])
def test_table_is_wide_enough(label, least):
    assert sum(row["label"] == label for row in PRODUCTS) >= least


def test_ids_are_unique_slugs_of_their_label():
    assert [entity_id for entity_id, count in Counter(row["entity_id"] for row in PRODUCTS).items() if count > 1] == []
    for row in PRODUCTS:
        assert re.fullmatch(rf"{PREFIX[row['label']]}:[a-z0-9]+([.-][a-z0-9]+)*", row["entity_id"]), row
        assert re.fullmatch(r"(org:[a-z0-9]+(-[a-z0-9]+)*)?", row["maker"]), row


def test_every_row_has_a_name_and_trimmed_cells():
    for row in PRODUCTS:
        assert row["name_ko"] or row["name_en"], row
        assert all(cell == cell.strip() for cell in row.values()), row
        assert "" not in row["aliases"].split("|") or not row["aliases"], row
        assert len(set(surfaces_of(row))) == len(surfaces_of(row)), row


def test_one_surface_names_one_thing():
    """Neither two products nor a product and a place share a written form."""
    holders = defaultdict(set)
    for row in [*PRODUCTS, *rows_of("places.csv")]:
        for surface in surfaces_of(row):
            holders[surface].add(row["entity_id"])
    places_only = {surface for surface, ids in holders.items() if all(one.startswith("loc:") for one in ids)}

    assert {surface: ids for surface, ids in holders.items() if len(ids) > 1 and surface not in places_only} == {}


def test_no_surface_is_a_single_character():
    assert [surface for row in PRODUCTS for surface in surfaces_of(row) if len(surface) < 2] == []


@pytest.mark.parametrize("company", ["화웨이", "테슬라", "오픈AI", "엔비디아", "BYD", "쿠팡", "텐센트", "스페이스X"])
def test_brand_that_is_the_company_stays_out(company):
    assert [row["entity_id"] for row in PRODUCTS if company in surfaces_of(row)] == []


@pytest.mark.parametrize(
    ("surface", "entity_id"),
    [
        ("챗GPT", "product:chatgpt"), ("큐원", "product:qwen"), ("Qwen3-Max", "product:qwen3-max"),
        ("딥시크 R1", "product:deepseek-r1"), ("H20", "product:nvidia-h20"), ("어센드 910B", "product:ascend-910b"),
        ("HBM3E", "product:hbm3e"), ("쿠다", "product:cuda"), ("갤럭시 Z 폴드7", "product:galaxy-z-fold7"),
        ("아이폰17", "product:iphone-17"), ("아이토 M9", "product:aito-m9"), ("키트루다", "product:keytruda"),
        ("램시마SC", "product:remsima-sc"), ("검은 신화: 오공", "product:black-myth-wukong"),
        ("카톡", "product:kakaotalk"), ("알리페이", "product:alipay"), ("불닭볶음면", "product:buldak"),
        ("K9 자주포", "product:k9"), ("천궁-II", "product:cheongung-2"), ("누리호", "product:nuri"), ("IRA", "policy:ira"),
        ("칩스법", "policy:chips-act"), ("CBAM", "policy:cbam"), ("노란봉투법", "policy:kr-yellow-envelope"),
        ("일대일로", "policy:cn-belt-and-road"), ("RE100", "policy:re100"), ("무역확장법 232조", "policy:section-232"),
        ("CES 2026", "event:ces-2026"), ("양회", "event:two-sessions"), ("광군제", "event:singles-day"),
        ("다보스포럼", "event:davos"), ("지스타", "event:gstar"), ("CIIE", "event:ciie"),
    ],
)  # fmt: skip
def test_name_leads_to_its_entity(surface, entity_id):
    assert surface in surfaces_of(BY_ID[entity_id])
