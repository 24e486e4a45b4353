"""What there was to choose in real texts is kept without the texts."""

import re

import pytest

from extractors.figures.ranking.network import networks
from training.figures.choices import joined, read_choices, write_choices
from training.figures.learning import ATTRIBUTES
from training.figures.networks import SEEN, Sample

RIGHT = ((True, False, False), (False, True, False), (False, False, True), (True, False, True))
SAMPLES = [
    Sample(str(number), ("unit:money",), (("from:name", "side:before"), ("from:nobody",), ("side:before", last)), right)
    for number, (right, last) in enumerate(zip(RIGHT, ("from:name", "from:name", "once", "from:name"), strict=True), start=1)
]


def test_what_is_written_is_read_again(tmp_path):
    write_choices({"subject": SAMPLES}, tmp_path / "choices.npz")

    (found,) = read_choices(tmp_path / "choices.npz").values()

    assert [(each.report, each.right) for each in found] == [(each.report, each.right) for each in SAMPLES]
    assert [tuple(map(set, each.options)) for each in found[:2]] == [tuple(map(set, each.options)) for each in SAMPLES[:2]]
    assert found[2].options[2] == ("side:before",)


@pytest.fixture(scope="module")
def kept():
    return read_choices()


def test_there_is_something_to_learn_for_every_attribute(kept):
    assert set(kept) == set(ATTRIBUTES) == set(networks())
    assert all(len(found) > 1_000 and any(any(sample.right) for sample in found) for found in kept.values())


def test_no_sentence_can_be_read_from_it(kept):
    """Of the texts only words stand in features, and none that few texts have."""
    for found in kept.values():
        reports: dict[str, set[str]] = {}
        for sample in found:
            for feature in {*sample.setting, *(feature for option in sample.options for feature in option)}:
                reports.setdefault(feature, set()).add(sample.report)
        assert max(len(re.findall(r"[가-힣]+", feature)) for feature in reports) <= 4
        assert min(map(len, reports.values())) >= SEEN


def test_parts_are_joined_by_attribute():
    assert joined({"subject": SAMPLES[:1]}, {"subject": SAMPLES[1:]}) == {"subject": SAMPLES}
