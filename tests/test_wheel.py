"""The wheel carries code, tables, weights and SQL, and works where nothing of the clone is at hand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CARRIED = re.compile(
    r"(pipeline|extractors|schemas)/[\w/]+\.py"
    r"|seeds/(__init__\.py|\w+\.csv)"
    r"|pipeline/warehouse/sql/(migrations|views|macros|derived)/\w+\.sql"
    r"|pipeline/explore/(words\.csv|templates/\w+\.html|static/\w+\.(css|js|svg))|pipeline/prefect\.yaml"
    r"|extractors/(events/model|figures/ranking)/weights\.npz|extractors/figures/word_classes\.npz|extractors/model/weights/\S+"
    r"|sasil-[\d.]+\.dist-info/(METADATA|WHEEL|RECORD|entry_points\.txt|licenses/(LICENSE|NOTICE))"
)


def call(*command, **options) -> str:
    """What *command* prints; it has to end well."""
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout  # noqa: S603


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Built as `pip wheel` builds it, without the network."""
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.iterdir()
    return built


def test_it_carries_what_belongs_there_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    assert [name for name in names if not CARRIED.fullmatch(name)] == []
    assert {
        "seeds/metrics.csv", "extractors/model/weights/meta.json", "pipeline/warehouse/sql/migrations/0001_tables.sql",
        "pipeline/explore/templates/report.html", "pipeline/explore/static/page.css", "pipeline/prefect.yaml",
    } < set(names)  # fmt: skip


def test_its_licence_names_the_weights_too(wheel):
    archive = zipfile.ZipFile(wheel)
    (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    said = message_from_string(archive.read(metadata).decode("utf-8"))

    assert said["License-Expression"] == "Apache-2.0 AND CC-BY-SA-4.0"
    assert said.get_all("License-File") == ["LICENSE", "NOTICE"]


def test_installed_outside_the_clone_it_reads_a_report(wheel, tmp_path):
    site, folder = tmp_path / "site", tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "note.txt").write_text("한빛정밀의 3분기 매출액은 1,200억원이다.", encoding="utf-8")
    call(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site, wheel)
    there = {"cwd": folder, "env": {**os.environ, "PYTHONPATH": str(site)}}

    where = call(sys.executable, "-c", "import pipeline, seeds; print(pipeline.__file__, seeds.__file__)", **there)
    said = call(site / "bin" / "sasil", "extract", "note.txt", "--only", "figures", "--published-on", "2025-11-03", **there)

    assert all(path.startswith(str(site)) for path in where.split())
    assert json.loads(said)["value"] == 120_000_000_000
