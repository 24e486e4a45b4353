"""Whose a figure is where the grammar of its sentence settles it."""

from datetime import date
from pathlib import Path

import pytest

from pipeline import extract

LINES = Path(__file__).with_name("ownership.txt").read_text(encoding="utf-8").splitlines()
ROWS = [line.split(" => ") for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "owners"), ROWS, ids=[text for text, _ in ROWS])
def test_the_grammar_says_whose_a_figure_is(text: str, owners: str) -> None:
    figures = extract(text, published_on=date(2025, 11, 7)).figures
    assert [figure.subject_text or "-" for figure in figures] == owners.split("; ")
