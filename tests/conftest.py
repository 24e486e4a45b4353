"""Fixtures that every room shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
