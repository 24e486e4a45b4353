"""How the networks of the judge learn, and how their probabilities are calibrated."""

import numpy as np
import pytest

from extractors.figures.ranking.network import Weigher, networks
from extractors.figures.ranking.vocabulary import Vocabulary
from training.figures.learning import fit
from training.figures.networks import Sample, calibration, train


def lesson(report, right, wrong):
    return Sample(report, ("unit:money",), ((right, "near"), (wrong, "far"), ("from:nobody",)), (True, False, False))


LESSONS = [lesson(f"r{number % 7}", "topic", "object") for number in range(60)]


def chances(network, setting, options):
    words, weigher = Vocabulary(network.features), Weigher(network)
    common, *own = weigher.sums([words.numbers(features) for features in (setting, *options)])
    return np.array(weigher.chances(np.stack(own) + common + weigher.bias))


def test_training_finds_the_feature_that_tells():
    found = chances(train(LESSONS, voters=2), ("unit:money",), [("object",), ("topic",), ("from:nobody",)])

    assert found.argmax() == 1
    assert found.sum() == pytest.approx(1)


def test_the_same_samples_give_the_same_weights():
    first, second = train(LESSONS, voters=1), train(LESSONS, voters=1)

    assert np.array_equal(first.hidden, second.hidden)


def test_what_few_reports_show_is_not_learned():
    rare = [*LESSONS, lesson("r1", "once", "object")]

    assert "once" not in train(rare, voters=1).features


def test_what_is_cross_validated_has_the_voters_of_what_ships():
    """An ensemble of another size is sure in another way."""
    made = fit({"metric": LESSONS})

    assert len(made["metric"].top) == len(networks()["metric"].top)


def test_unknown_features_are_passed_over():
    network = train(LESSONS, voters=1)

    known = chances(network, (), [("topic",), ("object",)])
    assert np.allclose(known, chances(network, ("new",), [("topic", "new"), ("object",)]))


def test_calibration_rises_and_tells_the_share_that_is_right():
    pairs = [(0.95, number % 10 > 3) for number in range(200)] + [(0.3, number % 10 > 7) for number in range(200)]
    raw, right = zip(*calibration(pairs), strict=True)

    assert list(right) == sorted(right)
    assert np.interp(0.95, raw, right) == pytest.approx(0.6, abs=0.02)
    assert np.interp(0.3, raw, right) == pytest.approx(0.2, abs=0.02)
