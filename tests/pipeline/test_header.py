"""What a report says of itself: kind, publisher, author, and the line that tells."""

from __future__ import annotations

import pytest

from pipeline.readers import raw_report
from pipeline.segment import segment
from pipeline.segment.header import RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.field}: {rule.example}")
def test_every_row_reads_its_example_and_not_its_negative(rule):
    line, _, value = rule.example.rpartition(" => ")
    told = rule.read(line)

    assert told is not None
    assert (told.value, told.evidence) == (value, line)
    assert rule.read(rule.negative) is None


def told(text: str) -> dict[str, tuple[str, str]]:
    return {name: tuple(found) for name, found in segment(raw_report(text)).told.items()}


def test_head_and_foot_tell_kind_publisher_and_author_with_their_lines():
    text = "한빛전자, 새 공장 짓는다\n\n공장을 짓는다고 밝혔다.\n\n한서진 기자 sjhan@press.example\n\n저작권자 ⓒ 한서일보, 무단 전재 금지\n"

    assert told(text) == {
        "doc_type": ("news", "한서진 기자 sjhan@press.example"),
        "publisher": ("한서일보", "저작권자 ⓒ 한서일보, 무단 전재 금지"),
        "author": ("한서진", "한서진 기자 sjhan@press.example"),
    }


def test_rows_of_a_table_are_lines():
    assert told("주요사항보고서\n\n| 회 사 명 : | 주식회사 한빛전자 |\n| --- | --- |\n| 대표이사 : | 한서진 |\n")[
        "publisher"
    ] == (
        "주식회사 한빛전자",
        "회 사 명 : 주식회사 한빛전자",
    )


def test_metadata_goes_before_the_text():
    assert told("---\npublisher: 한빛연구원\n---\n\nⓒ 한서일보 무단 전재 금지\n")["publisher"] == (
        "한빛연구원",
        "publisher: 한빛연구원",
    )


def test_prose_tells_nothing():
    assert told("보도자료에 따르면 회사명을 바꾼다. 기업 분석을 마친 기자회견이었다.\n") == {}
