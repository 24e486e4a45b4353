"""What analysts open the snapshot with may be older than what wrote it: DuckDB 1.4 reads all of it, also under another name."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from handmade import ReportBuilder

from pipeline.process import metric_rows
from pipeline.warehouse import sync_metrics

OLDER = os.environ.get("SASIL_OLDER_DUCKDB")
"""A folder with a DuckDB of 1.4, as `pip install --target FOLDER 'duckdb==1.4.*'` makes it; .ci/run does, and sets this."""
OF_1_5 = frozenset({
    "ago", "arg_max_nulls_last", "arg_min_nulls_last", "days_in_month", "duckdb_coordinate_systems", "duckdb_profiling_settings", "get_type",
    "make_type", "parquet_full_metadata", "parse_formatted_bytes", "pg_sleep", "read_duckdb", "sleep_ms", "struct_keys", "struct_values",
    "switch",
})  # fmt: skip
"""The functions that 1.5 has and 1.4 lacks, without those of geometry and variants, as `duckdb_functions()` of 1.5.6 and 1.4.5 list them."""
ASKED = """
import sys
import duckdb

con = duckdb.connect()
con.execute(f"attach '{sys.argv[1]}' as r (read_only)")
answered = []
for (view,) in con.execute("select view_name from duckdb_views() where database_name = 'r' and schema_name = 'main' order by 1").fetchall():
    con.execute(f"from r.{view}").fetchall()
    answered.append(view)
for asked in (
    "r.metric('한빛', '매출', db := 'r')", "r.find_entity('한빛', db := 'r')", "r.find_metric('매출', db := 'r')", "r.search('매출', db := 'r')",
    "r.as_of('2099-01-01', db := 'r')", "r.documents_as_of('2099-01-01', db := 'r')",
    "(select r.entity('한빛', db := 'r'), r.fmt_krw(75e12), r.fmt_usd(1e9), r.fmt_days(date '2025-07-01', date '2025-09-30'))",
):
    assert con.execute(f"from {asked}").fetchall(), asked
print(duckdb.__version__, *answered)
"""


@pytest.fixture
def snapshot(filled, path):
    con = filled(ReportBuilder("a").sentence("매출 1 원").figure("1 원", 1).build())
    sync_metrics(con, metric_rows())
    con.close()
    return path


def test_views_and_macros_ask_for_nothing_that_1_4_lacks(con):
    written = con.execute("""
        select view_name, sql from duckdb_views() where not internal
        union all
        select function_name, macro_definition from duckdb_functions() where not internal and macro_definition is not null
    """).fetchall()

    assert {"v_facts", "metric"} <= {name for name, _ in written}
    assert [(name, word) for name, sql in written for word in re.findall(r"(\w+)\s*\(", sql) if word in OF_1_5] == []


def test_the_file_has_the_form_that_all_of_them_read(con):
    ((tags,),) = con.execute("select tags from duckdb_databases() where database_name = current_database()").fetchall()

    assert tags["storage_version"] == "v1.0.0+"


@pytest.mark.skipif(not OLDER, reason="no older DuckDB here: SASIL_OLDER_DUCKDB names its folder, as .ci/run does")
def test_an_older_duckdb_answers_all(snapshot):
    of_it = {**os.environ, "PYTHONPATH": str(OLDER)}
    done = subprocess.run(  # noqa: S603 - this Python and our own text
        [sys.executable, "-c", ASKED, str(snapshot)], capture_output=True, text=True, check=False, env=of_it
    )

    assert done.stderr == ""
    version, *views = done.stdout.split()
    assert version.startswith("1.4.")
    assert {"v_facts", "v_timeline", "v_conflicts", "v_series"} <= set(views)
