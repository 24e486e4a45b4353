"""The tables that names are told by: every row's example is what the finders make of it."""

from __future__ import annotations

import pytest
from naming import analyse, find_names, written

from extractors.gazetteer import package_gazetteer
from extractors.names.cues import cues
from extractors.seeds import read_seed
from pipeline import extract


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: f"{cue.role}-{cue.cue}-{cue.label}")
def test_every_cue_keeps_its_promise(cue):
    """The example beside a cue is what the finders make of it."""
    text, _, expected = cue.example.partition(" =>")

    assert text
    assert expected.strip() == written(text)


@pytest.mark.parametrize(
    "row", list(read_seed("surnames.csv", ("surname", "thousands", "example"))), ids=lambda row: row["surname"]
)
def test_every_surname_names_a_person(row):
    text, _, expected = row["example"].partition(" => ")

    assert f"{expected}/PERSON" == written(text)


@pytest.mark.parametrize("sense", package_gazetteer().senses, ids=lambda sense: f"{sense.surface}-{sense.entity_id}")
def test_an_ambiguous_surface_is_decided_by_its_sentence(sense):
    """In its example the surface is that entity (or part of a longer name); in its negative it is not."""
    in_example = {sense.example[n.start : n.end]: n.entity_id for n in find_names(analyse(sense.example))}
    in_negative = [n.entity_id for n in find_names(analyse(sense.negative)) if sense.negative[n.start : n.end] == sense.surface]

    assert sense.entity_id == in_example.get(sense.surface, sense.entity_id)
    assert any(sense.surface in form for form in in_example)
    assert sense.entity_id not in in_negative


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SK하이닉스는 경기 이천 대월면에 공장을 둔다.", "이천"),
        ("경남 사천 대방동에 항공 부품 공장이 있다.", "사천"),
        ("입장료는 이천 바트다.", None),
        ("사천 달러를 냈다.", None),
        ("보증금은 이천삼백만원이다.", None),
        ("사천팔백억원을 들였다.", None),
        ("이천오백 대를 팔았다.", None),
        ("이천 원도심을 정비한다.", "이천"),
        ("이천시와 이천 공장을 둘러봤다.", "이천"),
    ],
)
def test_a_place_that_is_a_number_too_is_none_before_money(text, place):
    """이천 and 사천 are cities, unless they begin a number or a currency stands behind them."""
    found = [m.text for m in extract(text).mentions if m.text in ("이천", "사천")]

    assert found == ([place] if place else [])
