"""What of some words says whose a figure is, and which words say nothing of that."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from extractors.figures.metrics import Cue, Metric, find_cues
from extractors.lexicon import LEXICON
from extractors.scopes import RECKONED, parse_unit

QUALIFIER = re.compile(r"(?:등\s)?(?:평균|누적|누계|최대|최소|총|약|전체|합계|각각|기존|현재|종전|당초)")
ADVERBIAL = re.compile(r"누계|누적|연간|월평균|일평균|하루 평균|최근|전체|총|평균|합산|이번|현재|신규|당기|잠정|연결|별도|순")
NO_OWNER = re.compile(
    r"(?:\d{1,2}\. ?)?(?:(?:이|그|상기|하기)\s)?(?:(?:총|전체|사업|공급|지원|최고|최저|직전|평균|기존|종전|당초|장중)\s?)?"
    rf"{LEXICON.alternation('no_subject')}(?: ?\d{{1,3}})?"
    rf"|\d{{1,2}}\. ?[가-힣·\s]{{0,12}}{LEXICON.alternation('form_field')}"
    r"|[가-힣]{1,6}별(?:로는?)?|제?\s?\d{1,3}기|\d{1,2}\s?차\s?[년연]도?(?:\s?\([^()]*\))?|[가-힣 ]{2,12}\s시|\d{1,2}[DWMY]|YTD"
    rf"|(?:[가-힣]+\s){{0,2}}{LEXICON.alternation('expectation')}"
    rf"|(?:[+\-±△▲▼]?\d\S*\s)?(?:(?:이상|이하|안팎|가량|내외)\s)?(?:{LEXICON.alternation('rise_told')}|{LEXICON.alternation('fall_told')})"
    rf"|(?:투자의견\s?)?(?:{LEXICON.alternation('rating')})|{RECKONED}"
    r"|[+\-±△▲▼]?\d[\d.,]*\s?(?:[pP]|포인트)|(?i:yoy|qoq|mom|wow|dod)|1\s?[가-힣]{1,4}당|\S.*(?:\s대비|比)|vs\.?\s.+|전(?:년|월|일|주|분기|반기|기)(?:\s?동(?:기|월|분기))?\s?(?:대비|비)|(?:\d{1,2}개?[년월주일]\s?)?(?:평균|평년)(?:비|比)?"
)
"""Words that say how much, by what or in which order, but name nobody and nothing of their own."""
PER = re.compile(
    rf"(?:^|\s)(?:\d[\d,.]*\s?[십백천만억]*\s?)?(?!{LEXICON.alternation('no_denominator')})[가-힣㎡]{{1,6}}당(?:\s{LEXICON.alternation('measuring')})*$"
)
"""The denominator of a rate at the end of a phrase: 우리나라 1인당, 가구당 월평균."""
_MARK_OF_TERM = re.compile(r"\s*\([A-Z]\)$")
"""Behind the head of a column that others reckon with: 최종 (C)."""
_RATE_OR_STUDY = re.compile(
    rf"[가-힣·]{{0,10}}{LEXICON.alternation('rate ending')}|[가-힣· ]{{2,14}}{LEXICON.alternation('kind of study')}"
)
"""The name of a rate, in one word, or of statistics: 총자산증감률, 기업경영분석."""
_LETTER = re.compile(r"[^\W\d_]")
_MEASURING = re.compile(rf"(?:{LEXICON.alternation('measuring')}|\s)*")
"""What may stand beside a metric's word without naming anybody: 투자 건수, 총 매출."""
_ROUND = re.compile(r"제?\d{1,2}[차회기]")
_MEASURE_BEFORE = re.compile(rf"(?:^|[^가-힣A-Za-z0-9)])(?:{LEXICON.alternation('measuring')})*$")
"""Before a metric's word that is one of its own, alone or glued to such a word: 전기차 내수판매량, but not 사들 in 상장사들."""
_MEASURE_NOUN = re.compile(rf"(?:(?:^|\s)(?P<word>[가-힣·A-Za-z]*{LEXICON.alternation('measure noun')})|\s수)$")
_ACTION_TAIL = re.compile(rf"(?<=\S)\s{LEXICON.alternation('action measured')}$")
"""What is done in the amount that the next noun tells: 배출 of `온실가스 배출 감축량`."""
_NO_MEASURE_NOUN = re.compile(rf"{LEXICON.alternation('no measure noun')}$")
"""Things whose names end like those of measures: 차량, 역량, 혈액."""
_OF_EACH = re.compile(r"(?:(?:1인|가구|인구\s[\d,]+명)당|연간|월평균|일평균|하루|연평균)\s")
_USED = re.compile(rf"(?!{LEXICON.alternation('people group')})[가-힣A-Za-z·]{{1,8}}\s?{LEXICON.alternation('use measured')}")
_OWNER_TAIL = re.compile(rf"(?:\s?의|\s?대상|(?:^|\s)(?:{LEXICON.alternation('measuring')})|[\s(·,])*$")


@functools.lru_cache(1 << 14)
def says_nothing(words: str) -> bool:
    """Whether *words* are such words or a unit (억달러) and nobody."""
    bracketed = words.startswith("(")
    words = _MARK_OF_TERM.sub("", words).strip(" ()[]:：·")
    if not _LETTER.search(words):
        return True  # ’20, 7.
    if _RATE_OR_STUDY.fullmatch(words) or words.endswith("/"):
        return True  # 총자산증감률, 순차입금 /
    unit = None if any(character.isdigit() for character in words) else parse_unit(words)  # 30대 is an age
    if unit is not None and unit.per:
        other = parse_unit(unit.per)  # 원/달러 is a rate of exchange
        return other is not None and other.unit.dimension != "money"
    return NO_OWNER.fullmatch(words) is not None or (unit is not None and (unit.scale > 1 or unit.ratio or bracketed))


@functools.lru_cache(1 << 14)
def owner_length(words: str) -> int:
    """
    Characters of *words* that say whose a figure is, before those that only say what it measures; 0 where nothing is left.

    Metrics that are always somebody's name nobody: 매출액 and 총 투자 건수 leave nothing, 중소기업 대상 투자 건수 leaves 중소기업.
    Words of other measures go where somebody stands before them: 발전설비용량, but 신재생에너지 of 신재생에너지 발전설비용량.
    """
    cues = [cue for cue in find_cues(words, 0, len(words)) if _MEASURE_BEFORE.search(words[: cue.start])]
    for number, cue in enumerate(cues):
        if not _is_said_of_others(cue.metrics[0]) or not _MEASURING.fullmatch(_without(words[cue.start :], cues[number:])):
            continue
        before = PER.sub("", _OWNER_TAIL.sub("", words[: cue.start]))
        if before and says_nothing(before):
            return 0
        if _ROUND.fullmatch(before):
            return len(words)  # 2차 모집
        return owner_length(before) if before else 0 if cue.metrics[0].owned else len(words)
    return len(words)


def without_measure(words: str) -> str:
    """
    *words* without the noun at their end that says by its own form what is measured: 국내 콘텐츠 산업 of `국내 콘텐츠 산업 수출액`.

    Empty where nothing is left (`수출액`), or only words of how much and when.
    """
    while (tail := _MEASURE_NOUN.search(words)) is not None and not _NO_MEASURE_NOUN.search(words):
        if tail["word"] is not None and len(tail["word"]) == 1:
            return ""  # 영업 이익 율, a term spaced out
        words = _ACTION_TAIL.sub("", PER.sub("", _OWNER_TAIL.sub("", words[: tail.start()])))
        if ADVERBIAL.fullmatch(words) or QUALIFIER.fullmatch(words):
            return ""
    return words


def without_use(words: str) -> str:
    """Whom the words of a measure name beside what is used up: nobody in 1인당 연간 주류 소비량, 여성 in 여성 고용률."""
    words = _OF_EACH.sub("", words)
    return "" if _USED.fullmatch(words) else words[: owner_length(words)]


def _is_said_of_others(metric: Metric) -> bool:
    """Whether the metric's words name no thing or people that could be whose the figure is: no 수출, no 사망자."""
    return metric.owned or not (metric.own_subject or "count" in metric.units)


def _without(words: str, cues: Sequence[Cue]) -> str:
    for cue in cues:
        words = words.replace(cue.text, "", 1)
    return words
