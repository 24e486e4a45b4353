"""What is read is nowhere worse than it was: floors for every attribute, on the gold of the project and, where it is, of ../shared."""

from __future__ import annotations

import json

import gate
import pytest

FLOORS = gate.read_floors()


@pytest.mark.parametrize("name", gate.CORPORA)
def test_no_attribute_lies_below_its_floor(name):
    if name not in gate.present():
        assert name.startswith("shared"), f"the gold of {name} is gone"
        pytest.skip("needs ../shared")

    assert gate.corpus_hash(name) == FLOORS[name]["sha256"], "other files: python tests/gold/gate.py --update"
    assert gate.below(gate.reached(name), FLOORS[name]["floors"]) == []


class TestGate:
    """The rules by which floors move, on values made up for it."""

    @pytest.fixture(autouse=True)
    def made_up(self, monkeypatch, tmp_path):
        self.values = {"events: f1": 0.5}
        monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.json")
        monkeypatch.setattr(gate, "present", lambda: ["records"])
        monkeypatch.setattr(gate, "reached", lambda _: self.values)
        assert gate.main(["--update"]) == 0

    def floor(self):
        return json.loads(gate.FLOORS.read_text(encoding="utf-8"))["records"]["floors"]["events: f1"]

    def test_what_is_reached_passes(self):
        assert gate.main([]) == 0

    def test_a_better_value_raises_the_floor(self):
        self.values = {"events: f1": 0.6789}

        assert gate.main(["--update"]) == 0
        assert self.floor() == 0.678

    def test_a_lower_value_fails_and_leaves_the_floor(self):
        self.values = {"events: f1": 0.4}

        assert gate.main([]) == gate.main(["--update"]) == 1
        assert self.floor() == 0.5

    def test_a_floor_is_lowered_only_by_its_flag(self):
        self.values = {"events: f1": 0.4}

        assert gate.main(["--update", "--allow-regression"]) == 0
        assert self.floor() == 0.4

    def test_what_is_not_measured_any_more_is_below_its_floor(self):
        self.values = {}

        assert gate.main([]) == 1

    def test_other_files_fail(self, monkeypatch):
        monkeypatch.setattr(gate, "corpus_hash", lambda _: "another")

        assert gate.main([]) == 1
