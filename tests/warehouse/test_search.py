"""What search() finds: words in any of their forms, entities by any of their names, numbers as they are."""

from __future__ import annotations

from datetime import date

import pytest
from handmade import METRICS, ReportBuilder

from extractors.inflection import endings, inflected, inflected_forms, inflections
from pipeline.warehouse import sync_metrics, sync_words

RISE = (("매출", "NNG"), ("이", "JKS"), ("크", "VA-I"), ("게", "EC"), ("늘", "VV"), ("었", "EP"), ("다", "EF"), (".", "SF"))
CLOUD = (
    ("Cloud", "SL"), ("매출", "NNG"), ("과", "JC"), ("영업", "NNG"), ("이익", "NNG"), ("의", "JKG"), ("매출", "NNG"), ("비중", "NNG"),
    ("을", "JKO"), ("설명", "NNG"), ("하", "XSV"), ("었", "EP"), ("다", "EF"), (".", "SF"),
)  # fmt: skip
NOTHING = (
    ("아무", "MM"), ("말", "NNG"), ("도", "JX"), ("하", "VV"), ("지", "EC"), ("않", "VX"), ("었", "EP"), ("다", "EF"), (".", "SF")
)  # fmt: skip


@pytest.fixture
def searchable(filled):
    """Sentences 0 to 6 of one report."""
    con = filled(
        ReportBuilder("a")
        .sentence("매출이 크게 늘었다.")
        .tokens(*RISE)
        .sentence("Cloud 매출과 영업 이익의 매출 비중을 설명했다.")
        .tokens(*CLOUD)
        .sentence("아무 말도 하지 않았다.")
        .tokens(*NOTHING)
        .sentence("Hanbit Electronics가 3,800억 원을 쓴다.")
        .mention("Hanbit Electronics", "org:hanbit")
        .sentence("누리소프트는 800억 원을 쓴다.")
        .mention("누리소프트", "org:nuri")
        .sentence("종가는 9만 원이었다.")
        .figure("9만 원", 90_000, metric="share_price", metric_text="종가")
        .sentence("지수는 1.5로 떨어지며 마감했다.")
        .tokens(("지수", "NNG"), ("떨어지", "VV"), ("며", "EC"), ("마감", "NNG"))
        .build()
    )
    sync_metrics(con, METRICS)
    sync_words(con, inflected_forms)
    return con


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("매출", [0, 1]),  # the short sentence before the long one
        ("cloud", [1]),  # case does not matter
        ("늘다", [0]),
        ("늘", [0]),
        ("늘었다", [0]),
        ("늘었으며", [0]),
        ("떨어졌다", [6]),
        ("떨어진", [6]),
        ("영업이익", [1]),  # a compound that Kiwi reads as two nouns
        ("매출은", [0, 1]),  # a particle the reader typed
        ("매출 비중", [1, 0]),  # both words before one
        ("은 는 이", []),  # particles are no content
        ("없는말", []),
        ("한빛전자", [3]),
        ("韓光電子", [3]),
        ("123456", [3]),
        ("hanbit electronics", [3]),
        ("3,800억", [3]),
        ("3800억", [3]),
        ("800억", [4]),  # not inside 3,800억
        ("1.5", [6]),
        ("5", []),
        ("주가", [5]),  # the metric's word, the report has another
    ],
)
def test_search_finds_sentences_best_first(searchable, words, found):
    rows = searchable.execute("select sentence_id, score from search(?)", [words]).fetchall()

    assert [int(sentence_id.rpartition(":")[2]) for sentence_id, _ in rows] == found
    assert all(score > 0 for _, score in rows)


@pytest.mark.parametrize(
    ("words", "highlighted"),
    [
        ("늘어 매출", "**매출**이 크게 **늘었다**."),
        ("한빛", "**Hanbit Electronics**가 3,800억 원을 쓴다."),
        ("3800억", "Hanbit Electronics가 **3,800억** 원을 쓴다."),
        ("떨어졌다", "지수는 1.5로 **떨어지며** 마감했다."),
    ],
)
def test_what_was_found_is_marked(searchable, words, highlighted):
    assert searchable.execute("select highlighted from search(?) limit 1", [words]).fetchall() == [(highlighted,)]


def test_search_shows_the_sentence_and_its_report(searchable):
    found = searchable.execute("select sentence, source_name, published_on from search('cloud')").fetchall()

    assert found == [("Cloud 매출과 영업 이익의 매출 비중을 설명했다.", "a", date(2025, 12, 1))]


def test_a_byline_comes_last(filled):
    report = (
        ReportBuilder("a")
        .sentence("홍길동 기자")
        .tokens(("홍길동", "NNP"), ("기자", "NNG"))
        .sentence("증권사의 홍길동 연구원은 어려운 한 해라고 길게 말했다.")
        .tokens(("홍길동", "NNP"), ("연구원", "NNG"))
        .build()
    )
    document = report.document.model_copy(update={"author": "홍길동", "author_evidence": "홍길동 기자"})
    con = filled(report.model_copy(update={"document": document}))
    sync_words(con, inflected_forms)

    sentences = [sentence for (sentence,) in con.execute("select sentence from search('홍길동')").fetchall()]

    assert sentences == ["증권사의 홍길동 연구원은 어려운 한 해라고 길게 말했다.", "홍길동 기자"]


def test_as_many_rows_come_as_are_wanted(searchable):
    assert len(searchable.execute("from search('매출', most := 1)").fetchall()) == 1


def test_words_that_no_report_uses_any_more_are_forgotten(searchable):
    searchable.execute("delete from tokens where lemma = '늘다'")

    sync_words(searchable, inflected_forms)

    assert searchable.execute("select count(*) from word_forms where lemma = '늘다'").fetchone() == (0,)
    assert searchable.execute("select count(*) from word_forms where lemma = '매출'").fetchone() == (1,)


@pytest.mark.parametrize("ending", endings(), ids=lambda ending: ending.example)
def test_an_ending_makes_the_form_of_its_example(ending):
    lemma, _, form = ending.example.partition(" => ")

    assert inflected(lemma, "VV" if lemma not in ("짓다", "돕다") else "VV-I", ending) == form


def test_forms_of_one_syllable_are_left_out():
    assert "는" not in inflections("늘다", "VV")
    assert "늘었다" in inflections("늘다", "VV")
