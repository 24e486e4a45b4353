"""What lies between two places of a sentence: look-ups agree with going through the sentence."""

import pytest

from extractors.figures.scenes import Scenes, nearby
from extractors.reading import SpanIndex

TEXT = "가온전자는 3분기 매출이 (연결 기준 (잠정) 1조 원으로) 12% 늘었고, 협회가 집계한 수출은 [3억 달러] 줄었다."


@pytest.fixture(scope="module")
def scene(reading_of):
    reading = reading_of(TEXT)
    return Scenes(reading).of(reading.sentence_at(0))


def test_counts_between_agree_with_going_through(scene):
    for spans in (scene.chunks, scene.predicates, scene.closed, scene.reading.quantities):
        for start in range(0, len(TEXT), 3):
            for end in range(start, len(TEXT), 4):
                assert spans.count_within(start, end) == sum(start <= span.start and span.end <= end for span in spans)


def test_clauses_are_those_of_the_sentence(scene):
    for at in range(len(TEXT)):
        assert scene.clause_start(at) == scene.sentence.clause_start(at)
        assert scene.clause_end(at) == scene.sentence.clause_end(at)
        assert scene.clause_end(at, 1) == scene.sentence.clause_end(at, 1)


@pytest.mark.parametrize(
    ("words", "bracket"), [("가온", None), ("연결", "(연결"), ("잠정", "(잠정"), ("1조", "(연결"), ("12%", None), ("3억", "[3억")]
)
def test_the_innermost_bracket_is_open(scene, words, bracket):
    assert scene.open_bracket(TEXT.index(words)) == (TEXT.index(bracket) if bracket else None)


def test_the_subject_of_a_relative_clause_is_embedded_behind_it(scene):
    chunk = scene.chunks.at(TEXT.index("협회"))

    assert scene.embedded_from(chunk) == TEXT.index("집계한") + len("집계한")


def test_a_figure_looks_at_what_is_near_and_at_what_opens_the_sentence():
    class At:
        def __init__(self, start):
            self.start, self.end = start, start + 1

    spans = SpanIndex(At(start) for start in range(500))

    found = [span.start for span in nearby(spans, 300, 10, 490)]

    assert found == [10, 11, 12, 13, *range(284, 308)]
