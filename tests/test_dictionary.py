"""docs/dictionary.md and the source file of dbt are what the comments in the warehouse say today."""

from __future__ import annotations

import pytest
import yaml
from dictionary import DOCS, written


@pytest.fixture(scope="module")
def today():
    return written()


@pytest.mark.parametrize("name", ["dictionary.md", "dbt/sources.yml"])
def test_the_file_is_current(today, name):
    assert (DOCS / name).read_text(encoding="utf-8") == today[DOCS / name], "write it again: python tests/dictionary.py"


def test_dbt_finds_every_view_with_its_columns(today):
    (source,) = yaml.safe_load(today[DOCS / "dbt" / "sources.yml"])["sources"]

    tables = {table["name"]: {column["name"] for column in table["columns"]} for table in source["tables"]}
    assert {"figures", "v_series", "v_latest"} <= set(tables)
    assert {"subject_entity_id", "period_type", "modality", "value"} <= tables["v_series"]
