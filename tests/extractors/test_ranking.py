"""The judge of figures: options and networks."""

from datetime import date

import numpy as np
import pytest

from extractors.figures.ranking.judge import Judge
from extractors.figures.ranking.network import Network, networks
from extractors.figures.ranking.options import Option, step
from pipeline import extract

PUBLISHED = date(2025, 11, 20)


class Around:
    """All that a judge asks of the surroundings."""

    setting = ("unit:money",)


def test_places_of_one_answer_count_together():
    """Two weak places of one answer beat a stronger one of another."""
    linear = np.log(np.array([[0.4], [0.3], [0.3]], "f4"))
    empty = np.zeros((3, 1), "f4")
    judge = Judge({"subject": Network({"a": 0, "b": 1, "c": 2}, linear, empty, np.zeros(1, "f4"), np.zeros((1, 1), "f4"))})
    options = [Option("x", "x", ["a"]), Option("y", "y", ["b"]), Option("y", "y", ["c"])]

    option, chance = judge.choose("subject", Around(), options)

    assert option.key == "y"
    assert chance == pytest.approx(0.6)


@pytest.mark.parametrize(("count", "name"), [(0, "1"), (1, "2"), (4, "5"), (12, "13"), (13, "far"), (400, "far")])
def test_counts_become_steps(count, name):
    assert step(count) == name


def test_every_judged_attribute_has_networks():
    assert set(networks()) == {"metric", "subject", "period", "modality"}


SUBJECTS = [
    ("누리해운는 올해 3분기 매출 2,300억원을 거뒀고, 영업이익은 150억원이었다.", "150억원", "누리해운"),
    ("이사회는 12일 주당 300원의 배당을 의결했다. 하이트진로의 올해 배당총액은 90억원이다.", "90억원", "하이트진로"),
    ("오리온은 매출이 7% 늘어난 반면 농심은 3% 줄었다.", "3%", "농심"),
]


@pytest.mark.parametrize(("text", "figure", "subject"), SUBJECTS)
def test_a_figure_belongs_to_whom_the_sentence_says(text, figure, subject):
    found = {f.text: f for f in extract(text, published_on=PUBLISHED).figures}

    assert found[figure].subject_text == subject


NOT_THE_PERIOD = [
    "농심 매출은 작년 3분기보다 4% 늘었다.",
    "오리온의 수출은 2021년에 비해 30% 증가했다.",
]


@pytest.mark.parametrize("text", NOT_THE_PERIOD)
def test_what_a_change_is_compared_with_is_not_its_period(text):
    (figure,) = extract(text, published_on=PUBLISHED).figures

    assert figure.period_start is None or figure.period_start.year == PUBLISHED.year


def test_each_attribute_says_how_sure_it_is():
    (figure,) = extract("농심의 올해 3분기 매출은 9,000억원이다.", published_on=PUBLISHED).figures

    assert 0 < figure.confidence <= min(figure.metric_confidence, figure.subject_confidence) + 0.1
    assert 0 < figure.period_confidence <= 1
    assert 0 < figure.modality_confidence <= 1
