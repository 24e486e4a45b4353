"""The same content in every layout gives the same figures."""

import pytest
from layouts import LAYOUTS, contents

from pipeline import extract


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_changes_no_figure(name):
    for content in contents():
        report = extract("\n".join(["# 한빛정밀 실적", "", *LAYOUTS[name](content)]) + "\n")

        found = {(figure.text, str(figure.period_start), int(figure.value)) for figure in report.figures}
        assert found == content.answers
