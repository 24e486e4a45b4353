"""The judge of figures: options and networks."""

from collections import Counter
from datetime import date

import numpy as np
import pytest

from extractors.figures import find_figures
from extractors.figures.ranking.judge import Judge
from extractors.figures.ranking.network import Network, networks
from extractors.figures.ranking.options import Candidate, Option
from extractors.figures.ranking.vocabulary import Vocabulary, step
from pipeline import extract

PUBLISHED = date(2025, 11, 20)


class Lone:
    """All that a judge asks of a ranker."""

    attribute = "subject"

    def __init__(self, judge):
        self.vocabulary, self.bank = judge.vocabulary(self.attribute), judge.bank(self.attribute)

    def setting(self, around):
        return ()

    def option(self, answer, own, joined):
        number = self.bank.add(self.vocabulary.numbers(own))
        return Option(Candidate(answer, answer, "from:name", 0, 1, number), list(self.vocabulary.numbers(joined)), by_rule=False)


def judge_of(**weights):
    """A judge of subjects that only adds up the weights of features."""
    linear = np.array([[weight] for weight in weights.values()], "f4")
    rows = {feature: row for row, feature in enumerate(weights)}
    return Judge({"subject": Network(rows, linear, np.zeros_like(linear), np.zeros(1, "f4"), np.zeros((1, 1), "f4"))})


def test_places_of_one_answer_count_together():
    """Two weak places of one answer beat a stronger one of another."""
    judge = judge_of(a=np.log(0.4), b=np.log(0.3), c=np.log(0.3))
    ranker = Lone(judge)
    options = [ranker.option("x", ["a"], []), ranker.option("y", ["b"], []), ranker.option("y", [], ["c"])]

    option, chance = judge.choose(ranker, None, options)

    assert option is options[1]
    assert chance == pytest.approx(0.6)


def test_what_a_candidate_brings_and_what_joins_it_to_the_figure_add_up():
    judge = judge_of(own=1.0, joined=2.0)
    ranker = Lone(judge)
    options = [ranker.option("x", ["own", "unheard"], ["joined"]), ranker.option("y", [], [])]

    _, chance = judge.choose(ranker, None, options)

    assert chance == pytest.approx(1 / (1 + np.exp(-3.0)))


def test_candidates_may_come_after_the_first_question():
    judge = judge_of(own=1.0)
    ranker = Lone(judge)
    first = [ranker.option("x", ["own"], []), ranker.option("y", [], [])]
    judge.choose(ranker, None, first)
    later = [*first, *(ranker.option(str(number), ["own"], []) for number in range(9))]

    _, chance = judge.choose(ranker, None, later)

    assert chance == pytest.approx(np.e / (10 * np.e + 1))


def test_a_bank_without_a_network_says_so():
    with pytest.raises(ValueError, match="without a network"):
        Judge({}).bank("subject").sums([])


def test_words_known_beside_no_answer_are_passed_over():
    vocabulary = Vocabulary({"verb:늘|revenue": 0, "unit:money": 1})

    assert vocabulary.crossed("verb:줄") is None
    assert vocabulary.crossed("verb:늘")("revenue") == 1
    assert vocabulary.crossed("verb:늘")("margin") is None
    assert vocabulary.numbers(["unit:money", "", "unit:money", "unheard"]) == (2,)


class Counting(Judge):
    """Counts the options of each figure."""

    def __init__(self):
        super().__init__(networks())
        self.most = Counter()

    def choose(self, ranker, around, options):
        self.most[ranker.attribute] = max(self.most[ranker.attribute], len(options))
        return super().choose(ranker, around, options)


LONG = [
    lambda count: "농심 매출은 " + ", ".join(f"{number % 12 + 1}월 {number + 3}억원" for number in range(count)) + "이다.",
    lambda count: ", ".join(f"오리온이 {number + 3}억원 늘고" for number in range(count)) + " 농심은 10% 줄었다.",
    lambda count: "매출 " + " ".join(f"(매출 {number + 3}억원)" for number in range(count)) + "이다.",
    lambda count: "| 회사 | 매출 |\n|---|---|\n" + "\n".join(f"| 회사{number} | {number + 3}억원 |" for number in range(count)),
]


@pytest.mark.parametrize("text", LONG)
def test_the_options_of_a_figure_do_not_grow_with_the_text(text, reading_of):
    most = []
    for count in (60, 180):
        judge = Counting()
        find_figures(reading_of(text(count)), judge)
        most.append(dict(judge.most))

    assert most[0] == most[1]


@pytest.mark.parametrize(("count", "name"), [(0, "1"), (1, "2"), (4, "5"), (12, "13"), (13, "far"), (400, "far")])
def test_counts_become_steps(count, name):
    assert step(count) == name


def test_every_judged_attribute_has_networks():
    assert set(networks()) == {"metric", "subject", "period", "modality"}


SUBJECTS = [
    ("누리해운은 올해 3분기 매출 2,300억원을 거뒀고, 영업이익은 150억원이었다.", "150억원", "누리해운"),
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
