"""Words that stand beside the same words get one class."""

import numpy as np

from extractors.analyser import Morpheme
from training.figures.word_classes import SEEN, clustered, learned, vectors_of

FIRMS, PRODUCTS = ("가온", "나래", "다솜"), ("라면", "만두", "김치")


def sentence(number, *words):
    return [Morpheme(at, at + 1, word, word, tag, number, False) for at, (word, tag) in enumerate(words)]


def texts():
    """A text a round: firms speak and grow, products are eaten and sold."""
    for _ in range(SEEN):
        found = []
        for number, (firm, product) in enumerate(zip(FIRMS, PRODUCTS, strict=True)):
            found += sentence(2 * number, ("오늘", "NNG"), (firm, "NNP"), ("은", "JX"), ("밝히다", "VV"))
            found += sentence(2 * number + 1, ("맛있다", "VA"), (product, "NNG"), ("을", "JKO"), ("먹다", "VV"))
        yield found
    yield sentence(0, ("낯설다", "VA"), ("낱말", "NNG"))


def test_words_with_like_neighbours_lie_together():
    words, vectors = learned(texts())
    place = dict(zip(words, vectors, strict=True))
    firms, products = ([place[f"{word}/NN"] for word in kind] for kind in (FIRMS, PRODUCTS))

    assert min(np.dot(firms[0], other) for other in firms[1:]) > 0.99
    assert max(np.dot(firm, product) for firm in firms for product in products) < 0.5
    assert "낱말/NN" not in words  # too rare


def test_what_lies_together_is_of_one_class():
    axes = np.repeat(np.eye(3, dtype="f4"), 20, axis=0)

    classes = clustered(axes, 3)

    assert [len(set(classes[at : at + 20].tolist())) for at in (0, 20, 40)] == [1, 1, 1]


def test_vectors_have_length_one_and_a_word_without_neighbours_none():
    vectors = vectors_of(np.array([[4, 0, 1], [0, 4, 1], [0, 0, 0]], "f4"))

    assert np.allclose(np.linalg.norm(vectors[:2], axis=1), 1, atol=1e-3)
    assert not vectors[2].any()
