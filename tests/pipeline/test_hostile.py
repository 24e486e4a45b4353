"""A part of the hostile inbox; all of it is `python tests/pipeline/hostile.py`."""

import sys

import hostile
import pytest

FILES, SECONDS, EACH = 40, 300, 30


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of processes is told by /proc")
def test_every_file_ends_where_it_must(capsys):
    assert hostile.main(FILES, SECONDS, EACH) == 0, capsys.readouterr().out
