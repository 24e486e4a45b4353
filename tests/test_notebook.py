"""examples/notebook.py answers for a snapshot, cell by cell."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from pipeline.ingest import ingest
from pipeline.settings import load_settings

ROOT = Path(__file__).parents[1]


def test_every_cell_of_the_notebook_answers(tmp_path, monkeypatch):
    pytest.importorskip("marimo", reason="marimo, of the dev group, is not installed")
    monkeypatch.setenv("SASIL_OUTPUTS", str(tmp_path))
    ingest(load_settings(), [ROOT / "seeds" / "reports"])
    spec = importlib.util.spec_from_file_location("notebook", ROOT / "examples" / "notebook.py")
    notebook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(notebook)

    _, defined = notebook.app.run()

    assert defined["company"].value.startswith("org:")
    assert defined["levels"].num_rows > 0
    assert {"days", "step", "sentence"} <= set(defined["events"].column_names)
    assert "why" in defined["conflicts"].column_names
    defined["con"].close()
