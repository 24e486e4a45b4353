"""Real releases come through: a sample of what `benchmarks/robustness.py` reads whole."""

from pathlib import Path

import pytest

from benchmarks.robustness import sample, timed

RELEASES = Path(__file__).parents[2] / "shared/data/releases/releases.jsonl.xz"
TEXTS, SECONDS = 80, 120


@pytest.mark.skipif(not RELEASES.is_file(), reason="needs ../shared")
def test_no_release_of_the_sample_raises():
    assert {name: repr(raised) for name, _, _, raised in timed(sample(RELEASES, TEXTS), SECONDS) if raised is not None} == {}
