import pytest

from extractors.analyser import package_analyser
from extractors.syntax import read_syntax


def sentence(text):
    (only,) = read_syntax(text, package_analyser().morphemes(text)).sentences
    return only


CHUNKS = [
    ("대륙전자는 부품을 샀다.", [("대륙전자", "topic"), ("부품", "object")]),
    ("대륙전자의 매출이 늘었다.", [("대륙전자", "possessive"), ("매출", "subject")]),
    ("대륙전자(012345)는 웃었다.", [("대륙전자", "topic"), ("012345", None)]),
    ("'새벽별'을 공개했다.", [("새벽별", "object"), ("공개", None)]),
]


@pytest.mark.parametrize(("text", "expected"), CHUNKS)
def test_a_particle_belongs_to_the_noun_before_it(text, expected):
    found = sentence(text)

    assert [(text[c.start : c.end], c.role) for c in found.chunks] == expected


PREDICATES = [
    ("매출이 늘었고 이익은 감소했다.", [("늘", "EC"), ("감소하", "EF")]),
    ("어제 내린 주가", [("내리", "ETM"), ("주가하", "noun")]),
    ("새 모델을 오늘 공개.", [("공개하", "noun")]),
    ("회원은 3만 명이다.", [("이", "EF")]),
    ("두께가 두꺼워졌다.", [("두꺼워지", "EF")]),  # an adjective with 어지다 is one verb
    ("사실이 알려졌다.", [("알리", "EF")]),  # of a verb it is a passive, and keeps its stem
    ("짐을 들어 주었다.", [("들", "EF")]),  # no adjective, and another auxiliary
]


@pytest.mark.parametrize(("text", "expected"), PREDICATES)
def test_predicates_have_stem_and_ending(text, expected):
    assert [(p.lemma, p.ending) for p in sentence(text).predicates] == expected


def test_brackets_have_depth():
    text = "매출(전년 대비 5% 증가)은 3억원이다."

    depths = {text[c.start : c.end]: c.depth for c in sentence(text).chunks}

    assert depths["매출"] == 0
    assert depths["전년 대비 5"] == 1


def test_clauses_end_behind_connective_and_final_predicates():
    text = "매출은 3% 늘었고, 이익은 5% 줄었다."
    found = sentence(text)

    assert text[: found.clause_end(0)] == "매출은 3% 늘었고"
    assert text[found.clause_start(text.index("이익")) :] == ", 이익은 5% 줄었다."


def test_sentences_are_found_by_position():
    text = "첫 문장이다. 둘째 문장이다."
    syntax = read_syntax(text, package_analyser().morphemes(text))

    assert syntax.index(syntax.at(text.index("둘째"))) == 1
    assert syntax.at(len(text) + 5) is None


def test_hostile_nesting_ends():
    text = "(" * 5_000 + "매출" + ")" * 5_000

    assert sentence(text).chunks


WHOLE_WORDS = [
    ("현재흡연율은 19.6%다", ["현재흡연율", "19.6"]),
    ("걷기실천율은 47.4%다", ["걷기실천율", "47.4"]),
    ("음식·숙박은 올랐다", ["음식·숙박"]),
    ("원/달러 환율은 내렸다", ["원/달러 환율"]),
    ("농산물및석유류는 올랐다", ["농산물및석유류"]),
    ("M&A형 상장은 3건이다", ["M&A형 상장", "3건"]),
    ("증가 o 대외자산은 늘었다", ["증가", "대외자산"]),
]
APART = [
    ("보기 좋은 실적이다", ["실적"]),
    ("잘 팔린 제품이다", ["제품"]),
    ("매출 및 이익이 늘었다", ["매출", "이익"]),
    ("삼성전자 · 현대차는 올랐다", ["삼성전자", "현대차"]),
]


@pytest.mark.parametrize(("text", "chunks"), WHOLE_WORDS + APART)
def test_a_noun_phrase_is_whole_and_no_longer(text, chunks):
    assert [text[chunk.start : chunk.end] for chunk in sentence(text).chunks] == chunks


def test_a_name_is_one_noun_also_where_a_verb_was_read_in_it():
    text = "다온자산운용은 주식을 샀다."
    morphemes = package_analyser().morphemes(text)
    (named,) = read_syntax(text, morphemes, [(0, 6)]).sentences
    (unnamed,) = read_syntax(text, morphemes, [(0, 3)]).sentences  # 다온자 ends inside of what the analyser has read

    assert (named.chunks[0].start, named.chunks[0].end) == (0, 6)
    assert [p.lemma for p in named.predicates] == ["사"]
    assert unnamed.chunks[0].start > 0
