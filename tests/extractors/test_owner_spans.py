"""Spans that could own a figure though no chunk ends with them, and words that hold none."""

import pytest

from extractors.figures.ranking.spans import parts, tag_before


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("연금 적립금 규모", {"front": "연금 적립금", "opening": "연금", "ending": "규모"}),
        ("쌀 생산량", {"front": "쌀", "ending": "생산량"}),
        ("매출", {}),
        ("가 나 다 라 마 바", {}),
    ],
)
def test_a_short_phrase_of_several_words_has_parts(phrase, found):
    assert {part.kind: phrase[part.start : part.end] for part in parts(phrase, 0, len(phrase))} == found


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("<배> 42천톤", "배"),
        ("【제조업】 3만 명", "제조업"),
        ("[서울] 5곳", "서울"),
        ("(서울) 5곳", None),
        ("<배>는 42천톤", None),
        ("a < b, 42천톤", None),
    ],
)
def test_a_tag_stands_in_brackets_right_before_a_number(text, tag):
    at = next(index for index, letter in enumerate(text) if letter.isdigit())
    span = tag_before(text, 0, at)

    assert (text[slice(*span)] if span else None) == tag
