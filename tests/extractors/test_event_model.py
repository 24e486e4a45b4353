"""The event model: its features, its weights, and where it has a say."""

from importlib import resources

import pytest

from extractors.events.hits import find_hits
from extractors.events.kinds import Ruled, settle
from extractors.events.model import NONE
from extractors.events.model.classifier import Judgement
from extractors.events.model.features import BUCKETS, features_of, hashed
from extractors.language import package_language

LARGEST_WEIGHTS = 2_000_000


@pytest.fixture(scope="module")
def nlp():
    return package_language()


def test_the_weights_are_small():
    assert (resources.files("extractors.events.model") / "weights.npz").stat().st_size <= LARGEST_WEIGHTS


def test_numbers_do_not_change_the_neighbours_seen(nlp):
    def neighbours(text):
        reading = nlp(text)._.reading
        found = features_of(reading, reading.syntax.sentences[0], text.index("투자"), text.index("투자") + 2)
        return {feature for feature in found if feature.startswith(("before", "behind"))}

    assert neighbours("회사는 공장에 300억원을 투자했다.") == neighbours("회사는 공장에 71억원을 투자했다.")


def test_hashes_do_not_depend_on_the_process():
    assert hashed(iter(["bias"])).tolist() == [10843]
    assert hashed(iter(["a", "b", "a"])).max() < BUCKETS


def test_the_model_speaks_only_where_rules_end_and_it_is_sure(nlp):
    def hit(text):
        reading = nlp(text)._.reading
        return next(find_hits(reading, reading.syntax.sentences[0]))

    is_open, is_closed = hit("새 모델을 9일 공개했다."), hit("회사는 9일 리콜했다.")

    assert settle(is_open, Ruled("product_release", "trigger"), Judgement("policy", 0.99)) == "policy"
    assert settle(is_open, Ruled("product_release", "trigger"), Judgement("policy", 0.3)) == "product_release"
    assert settle(is_closed, Ruled("sanction", "trigger"), Judgement("policy", 0.99)) == "sanction"
    assert settle(is_open, Ruled("capital_raising", "form"), Judgement("other", 0.99)) == "capital_raising"
    assert settle(is_closed, Ruled("sanction", "trigger"), Judgement(NONE, 0.99)) is None
