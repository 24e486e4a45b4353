"""One thing has one id; of names that overlap one stays; what stands for a name points to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from naming import analyse, find_names, written

import schemas
from extractors.names import Name, find_references, settle


class TestLinking:
    """One thing has one id in a report."""

    def ids(self, text: str) -> dict[str, str | None]:
        return {text[name.start : name.end]: name.entity_id for name in find_names(analyse(text))}

    def test_names_in_a_bracket_share_the_id_of_the_name_before_it(self):
        assert self.ids("무라타(Murata, 村田製作所)를 밑돈다.") == {
            "무라타": "org:murata",
            "Murata": "org:murata",
            "村田製作所": "org:murata",
        }

    def test_an_unknown_name_takes_its_id_from_its_latin_form(self):
        text = "로봇 업체 소노바(SonoVa Labs)는 상장한다.\n소노바의 공모가는 2만원이다."

        assert self.ids(text) == {"소노바": "org:sonova-labs", "SonoVa Labs": "org:sonova-labs"}

    def test_an_unknown_name_without_one_stays_open(self):
        assert self.ids("소노바증권은 의견을 낮췄다.") == {"소노바증권": None}

    def test_a_code_belongs_to_the_company_before_it(self):
        assert self.ids("삼성전자(005930)가 올랐다.") == {
            "삼성전자": "org:samsung-electronics",
            "005930": "org:samsung-electronics",
        }

    def test_a_name_is_found_again_without_the_words_that_gave_it_away(self):
        assert written("로봇 업체 소노바가 상장한다. 공모가는 소노바와 주관사가 정한다.") == "소노바/ORG 소노바/ORG"

    def test_the_last_part_of_a_long_name_recurs(self):
        text = "AI 스타트업 베이징 루미엔 로보틱스가 투자를 받았다. 루미엔 로보틱스는 로봇을 만든다."

        assert written(text) == "베이징 루미엔 로보틱스/ORG 루미엔 로보틱스/ORG"

    def test_a_bracket_that_repeats_a_word_introduces_a_short_name(self):
        text = "상하이 루미엔 로보틱스(루미엔)가 상장한다. 루미엔은 로봇을 만든다."

        assert written(text) == "상하이 루미엔 로보틱스/ORG 루미엔/ORG 루미엔/ORG"

    @pytest.mark.parametrize("bracket", ["이하 하천원", "이하 '하천원'", "원장 박도윤, 이하 하천원", "이하 “하천원”이라 한다"])
    def test_a_stated_abbreviation_is_a_name(self, bracket):
        found = written(f"지역하천진흥원({bracket})은 조사했다. 하천원은 결과를 냈다.").split(" ")

        assert [name for name in found if name.startswith("하천원")] == ["하천원/ORG", "하천원/ORG"]


class TestSettling:
    """Of overlapping spans the longest stays; of two alike the more trusted."""

    def test_the_longest_wins(self):
        short, long = Name(0, 2, "LOC", None, "gazetteer", 0.95), Name(0, 6, "ORG", None, "rule", 0.6)

        assert [long] == settle([short, long])

    def test_of_two_alike_the_gazetteers_stays(self):
        model, known = Name(0, 4, "LOC", None, "model", 0.99), Name(0, 4, "ORG", "org:a", "gazetteer", 0.7)

        assert [known] == settle([model, known])

    @given(st.permutations([Name(s, e, "ORG", None, "rule", 0.5) for s, e in ((0, 3), (2, 5), (4, 7), (6, 8), (0, 2), (7, 9))]))
    def test_the_order_of_the_finders_does_not_matter(self, names):
        assert settle(names) == settle(sorted(names, key=lambda name: (name.start, name.end)))

    def test_spans_of_another_finder_are_merged(self):
        """A trained model plugs in here; what it finds is linked like the rest."""
        text = "아르칸은 삼성전자와 손잡았다."
        guess = Name(0, 3, "ORG", None, "model", 0.8)

        assert written(text, find_names(analyse(text), others=[guess])) == "아르칸/ORG 삼성전자/ORG"

    def test_a_guess_beside_the_abbreviation_of_a_common_noun_is_dropped(self):
        text = "아르칸(DAU)은 줄었다."

        assert find_names(analyse(text), others=[Name(0, 3, "ORG", None, "model", 0.99)]) == []

    def test_a_rule_names_what_the_model_guessed(self):
        text = "물류 로봇 '소라벨'을 내놓는다. 올해 소라벨 매출은 늘었다."
        guesses = [Name(7, 10, "ORG", None, "model", 0.99), Name(22, 25, "ORG", None, "model", 0.99)]

        assert written(text, find_names(analyse(text), others=guesses)) == "소라벨/PRODUCT 소라벨/PRODUCT"

    def test_settling_can_be_replaced(self):
        text = "삼성전자가 올랐다."

        assert find_names(analyse(text), settle_overlaps=lambda _names: []) == []


def block(text: str, part: str, kind: str, ordinal: int) -> schemas.Block:
    start = text.index(part)
    return schemas.Block(
        block_id=f"d-{ordinal}", doc_id="d", ordinal=ordinal, kind=kind, level=1, parent=None, heading_path=(),
        start_char=start, end_char=start + len(part), source_line=1,
    )  # fmt: skip


def references(text: str, *headings: tuple[str, str]) -> list[tuple[str, str]]:
    blocks = [block(text, part, kind, ordinal) for ordinal, (part, kind) in enumerate(headings)]
    doc = analyse(text)
    found = find_references(doc, blocks, find_names(doc, blocks))
    return [(text[ref.start : ref.end], text[ref.name_start : ref.name_end]) for ref in found]


class TestReferences:
    """이 회사, 동사, 당사 and 양사 stand for a name without being one."""

    def test_a_demonstrative_points_to_the_last_topic(self):
        text = "네이버는 카카오와 경쟁한다. 이 회사는 검색 광고를 늘렸다."

        assert references(text) == [("이 회사", "네이버")]

    def test_dongsa_is_the_company_of_the_title(self):
        text = "삼성전기(009150)\n무라타도 증설한다. 동사의 매출은 늘었다."

        assert references(text, ("삼성전기(009150)", "title")) == [("동사", "삼성전기")]

    def test_dangsa_is_the_company_of_its_heading(self):
        text = "공시 모음\n■ 유상증자 (소노바전자 317830)\n당사는 증자한다.\n■ 자사주 (노블란화학 217830)\n당사는 자사주를 산다."
        headings = [("■ 유상증자 (소노바전자 317830)", "heading"), ("■ 자사주 (노블란화학 217830)", "heading")]

        assert references(text, *headings) == [("당사", "소노바전자"), ("당사", "노블란화학")]

    def test_yangsa_is_both_of_the_last_two(self):
        text = "네이버와 카카오는 협약을 맺었다. 양사는 합작법인을 세운다."

        assert references(text) == [("양사", "네이버"), ("양사", "카카오")]

    def test_the_house_that_says_dongsa_is_dangsa_itself(self):
        text = "삼성전기(009150)\n동사의 매출은 당사 추정치를 웃돌았다."

        assert references(text, ("삼성전기(009150)", "title")) == [("동사", "삼성전기")]

    @pytest.mark.parametrize(
        "text", ["네이버는 배터리 회사에 투자했다.", "네이버는 본사를 둔 회사 중 하나다.", "그 회사는 망했다.", "행동사와 운동사"]
    )
    def test_what_points_nowhere_is_left_out(self, text):
        assert references(text) == []
