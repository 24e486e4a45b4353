"""BLAS has one thread while reports are read, in any thread of a program, and its own number afterwards."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from extractors import language
from extractors.language import Origin, analyse, package_language
from extractors.model.reading import Reader
from extractors.threads import one_blas_thread
from pipeline import extract

TEXT = "한빛전자의 3분기 매출액은 12% 늘어난 3조 2,500억원이었다."


def threads() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


@pytest.fixture
def four():
    """A program that lets BLAS have four threads."""
    np.ones(1)
    with threadpool_limits(4, user_api="blas"):
        yield


@pytest.fixture
def seen(monkeypatch):
    """How many threads each step had that multiplies matrices."""
    found: dict[str, set[int]] = {}
    for room, name in ((Reader, "scores"), (language, "find_figures"), (language, "find_events")):

        def watch(*args, name=name, work=getattr(room, name)):  # noqa: B008
            found[name] = threads()
            return work(*args)

        monkeypatch.setattr(room, name, watch)
    return found


@pytest.mark.parametrize("read", [extract, lambda text: analyse(package_language(), text, (), Origin()), package_language()])
def test_reading_has_one_and_gives_the_rest_back(four, seen, read):
    read(TEXT)

    assert seen == {"scores": {1}, "find_figures": {1}, "find_events": {1}}
    assert threads() == {4}


def test_who_comes_second_changes_nothing(four):
    """Neither on coming nor on going; and the first gives back what there was though the second is still inside."""
    entered, leave = threading.Event(), threading.Event()

    def hold():
        with one_blas_thread, one_blas_thread:
            pass
        with one_blas_thread:
            entered.set()
            leave.wait(10)

    other = threading.Thread(target=hold)
    with one_blas_thread:
        other.start()
        entered.wait(10)
        during = threads()
    after = threads()
    leave.set()
    other.join()

    assert during == {1}
    assert after == threads() == {4}


def test_an_error_inside_gives_them_back_too(four):
    with pytest.raises(ZeroDivisionError), one_blas_thread:
        1 / 0  # noqa: B018

    assert threads() == {4}
