"""How sure a figure is where the wording leaves one modality only."""

from datetime import date
from pathlib import Path

import pytest

from pipeline import extract

LINES = Path(__file__).with_name("certainty.txt").read_text(encoding="utf-8").splitlines()
ROWS = [line.split(" => ") for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "modalities"), ROWS, ids=[text for text, _ in ROWS])
def test_the_wording_says_how_sure_a_figure_is(text: str, modalities: str) -> None:
    figures = extract(text.replace("\\n", "\n"), published_on=date(2025, 11, 7)).figures
    assert [figure.modality for figure in figures] == modalities.split("; ")
