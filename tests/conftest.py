"""Fixtures that every room shares."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from extractors.reading import Reading
from pipeline.settings import Settings, load_settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a project in *tmp_path*, which is the working directory too; the environment says nothing else."""
    for name in os.environ:
        if name.startswith(("SASIL_", "PREFECT_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    monkeypatch.chdir(tmp_path)
    return load_settings()


@pytest.fixture(scope="session")
def reading_of() -> Callable[[str], Reading]:
    """What is read of a text before its figures are."""
    from extractors.language import Origin, analyse, package_language
    from pipeline.readers import raw_report
    from pipeline.segment import segment

    def read(text: str) -> Reading:
        segmented = segment(raw_report(text))
        without = ("sasil_figures", "sasil_checks", "sasil_events")
        doc = analyse(
            package_language(), segmented.text, segmented.blocks, Origin(published_on=date(2025, 11, 20)), without=without
        )
        reading: Reading = doc._.reading
        return reading

    return read
