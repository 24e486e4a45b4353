"""Noun phrases as subjects: what in them is a measure or a time, and how far the one that names an owner reaches."""

from __future__ import annotations

import re

from extractors.figures.metrics import find_cues
from extractors.figures.owner_words import owner_length, says_nothing, without_measure
from extractors.figures.scenes import COMPARED, Scene
from extractors.figures.subjects import Subject, SubjectReader, behind_conjunction
from extractors.lexicon import LEXICON
from extractors.names import Name, Reference
from extractors.reading import Reading
from extractors.syntax import Chunk

SURE = 0.9
"""The confidence of what the grammar settles."""
OWNING = frozenset({"ORG", "PRODUCT"})
"""Labels of names whose a figure is wherever the grammar ties it to them."""
CARRYING = OWNING | {"LOC", "POLICY"}
"""Labels of names in a sentence that may be whose its figures are."""
ET_CETERA = re.compile(r".*등\s(?=\S)")
"""Before the whole that the members of a list are of: A, B 등 국내 완성차."""
ITEM_AFTER = re.compile(r"\s?(?:,|·|와\s|과\s|및\s|등|순)|\s(?=[가-힣A-Za-z·]{1,12}\([+\-△▲]?\d)")
"""Behind the bracket of a member of a list: 가다랑어(30.6%), 꽁치(60.1%) 등."""
LOOSE = re.compile(r"[\s약+\-△▲▼↑↓]*")
"""Between an opening bracket and the number that it holds."""
ITSELF = re.compile(LEXICON.alternation("company itself"))
"""What a report calls the company that it is about: 회사, 당사."""
DEICTIC = re.compile(rf"{LEXICON.alternation('deictic')}\s(?!외|밖)")
"""Before a noun that stands for something told before: 이번 취득분은."""
STANDARD = re.compile(rf"(?:{COMPARED}|비|기준|{LEXICON.alternation('expectation')})$")
"""The end of a phrase that is no owner: 전년비, 일반회계기준."""
_ONLOOKERS = re.compile(
    rf"(?:[가-힣A-Za-z]+\s){{0,3}}(?:{LEXICON.alternation('observer')}|(?!시장){LEXICON.alternation('forecaster')})들?"
    rf"(?:\s\d+[명인])?의?(?:\s(?:평균\s)?{LEXICON.alternation('expectation')})?"
)
"""Those who only say what they expect of others."""
_JOINED = re.compile(r"㈜?\s?(?:\([^()]*\))?(?:,|와|과|·|및|그리고)\s?(?:㈜|\(주\))?\s?")
_MEMBERS = 24
"""Names of one enumeration that are looked at."""
_WIDENED = 24
"""Characters before a noun phrase in which its first part stands."""
_IN_QUOTES = re.compile(r"[‘'“\"「『][^‘'“\"「『’”」』\n]+[’'”\"」』]")
_CUT_NAME = re.compile(r"[^‘’'“”\"「」『』\n]+[’'”\"」』]\s(?=[가-힣]{2,}\s[^‘’'“”\"「」『』\n]*\Z)")
"""The end of a name in quotes that opens a phrase without its first mark."""
_STARRED = re.compile(r"(?<![가-힣A-Za-z0-9])([가-힣A-Za-z0-9]{2,})\*{1,3}\s$")
_PART_BEFORE = re.compile(r"(?<![가-힣A-Za-z0-9·])[가-힣A-Za-z·]{1,12}(?:\([A-Z][A-Za-z&]{1,8}\)\s?|\([가-힣·]{1,6}\)|\s및\s)$")
_OPENS_LIST = re.compile(r"(?<![가-힣])(?:등|및|또는|중|가운데|대비|전체|기준) ")
"""Words in a noun phrase behind which another one begins."""
_BY = re.compile(r"(?:[가-힣]{1,4}별|[일월주연]평균)\s")
_AGAINST = re.compile(r"\S+\s대비\s(?=\S)")
"""Before what is measured against something: 총인구 대비 농가인구."""
_MONTH_OF_LINE = re.compile(r"(?<![^\s|])0[1-9]\s(?=[가-힣])")
"""The month that a line of a chronicle begins with: 04 보유차량."""
_SEASON = re.compile(r"(?:\d{4}/)?\d{2,4}년도\s(?=[^\W\d])")
"""A season that two years share: 2018/19년도 세계 설탕."""
_OF_COUNTRY = re.compile(rf"(?:[가-힣]{{1,8}}\s)?[가-힣]{{1,8}}{LEXICON.alternation('kind of country')}\s")
"""Before the name of a country that it says what it is: 경제대국 독일."""
_AMONG = re.compile(r"(?:[가-힣A-Za-z·]{2,12}\s){1,3}(?:중|가운데)\s(?=\S)")
"""Before those of a greater number who are meant: 임금근로자 중 상용근로자."""
_FROM_AGE, _TO_AGE, _AGE = re.compile(r"(?<!\d)\d{1,2}[~∼-]\Z"), re.compile(r"\d{1,2}세"), 3
"""The parts of a range of ages, and characters of the first: 15~64세."""
_SIZE_TAIL = re.compile(rf"(?<=\S)(?:\s{LEXICON.alternation('size noun')}|\s)+$")
_HAVING = re.compile(r"(?<![가-힣])[가-힣]{2,6}(?<![이가은는을를의도에서로와과만]) (?:있는|없는) \Z")
"""What a class has or has not, in the term for it: 고용원 없는 자영업자."""
_YIELD_TAIL = re.compile(r"(?:(?<=[년월일]물)|(?<=[가-힣][고사국]채))\s(?:금리|수익률)\Z")
"""What a bond brings, behind its name: 10년물 금리, 3년 만기 국고채 금리."""
_SUM_TAIL = re.compile(rf"(?<=\S)(?:\s{LEXICON.alternation('sum of all')})+$")
"""A word of a sum that belongs to the measure which followed: 스타트업 총 of `스타트업 총 투자 건수`."""
_BOUND = re.compile(r"(?:이상|이하|초과|미만|이내)(?:의|인)?(?![가-힣])")
_BOUNDED = re.compile(rf"\s?{_BOUND.pattern}\s$")
_LETTER_BEFORE = re.compile(r"[^A-Za-z]?(?<![A-Za-z])[A-Z]-\Z")
"""The letter that a hyphen joins to the word behind: K-방역."""
_SPACE = re.compile(r"\s")
_IN_WORD = re.compile(r"[가-힣一-鿿]")
_GLOSS = re.compile(r"\([A-Z][A-Za-z&]{1,8}\)(?=[가-힣])")

_CLASS_OF_MANY = re.compile(
    rf"(?:\S+\s){{0,3}}?(?:\S*{LEXICON.alternation('class_of_firms')}들|\d{{1,4}}대\s?(?:\S+\s)?{LEXICON.alternation('class_of_firms')}들?)"
)
"""Many firms whom no name tells: 국내 대기업들, 500대 기업."""
_BEHIND_TIME = re.compile(r"(?:\s?(?:대비|기준))?\s(?=[^\W\d])")
_BEHIND_LENGTH = re.compile(r"(?:\s?(?:대비|기준|새|사이|동안|만에))?\s(?=[^\W\d])")
"""Between a time, or a length of time, and the phrase that it opens; 새 behind a date is new."""
_SPAN = re.compile(r"한\s?(?:주간|달간|해)\s(?=[^\W\d])")
_CLOCK = re.compile(r"(?:(?:오전|오후|장중)\s)?\d{1,2}시(?:\s?\d{1,2}분)?\s(?:기준\s)?(?=[^\W\d])")


def named(name: Name) -> Subject:
    """The owner that *name* is."""
    return Subject(name.start, name.end, name.entity_id, SURE)


def meant(reference: Reference) -> Subject:
    """The owner that *reference* stands for: by its own words (동사) where the entity is known, else by the name before."""
    if reference.entity_id is not None:
        return Subject(reference.start, reference.end, reference.entity_id, SURE)
    return Subject(reference.name_start, reference.name_end, None, SURE)


def worded(reading: Reading, start: int, end: int) -> Subject:
    """The owner that the words of [start, end) are, with the entity of the name that they are."""
    name = next((n for n in reading.names.over(start, end) if (n.start, n.end) == (start, end)), None)
    return Subject(start, end, name.entity_id if name is not None else None, SURE)


def enumeration(reading: Reading, last: Name) -> Subject | None:
    """The names that end with *last* as one owner, where a comma or 와 joins others of its kind to it: 네이버와 카카오."""
    first, index = last, reading.names.index_from(last.start)
    for before in reversed(reading.names[max(0, index - _MEMBERS) : index]):
        if before.label != last.label or not _JOINED.fullmatch(reading.text, before.end, first.start):
            break
        first = before
    return Subject(first.start, last.end, None, SURE) if first is not last else None


def class_of_many(reading: Reading, chunk: Chunk) -> Subject | None:
    """The class of firms that *chunk* tells of without any name."""
    start = max([chunk.start, *(time.end + 1 for time in reading.times.over(chunk.start, chunk.end))])
    if start >= chunk.end or _CLASS_OF_MANY.fullmatch(reading.text, start, chunk.end) is None:
        return None
    own = reading.names.over(start, chunk.end)
    return Subject(start, chunk.end, None, SURE) if all(name.label == "LOC" for name in own) else None


def is_measure(text: str, chunk: Chunk) -> bool:
    """Whether *chunk* says what is measured and not whose: 매출, 총 투자 건수."""
    if ITSELF.fullmatch(text, chunk.start, chunk.end):
        return False
    measured = any(cue.end == chunk.end for cue in find_cues(text, chunk.start, chunk.end))
    return measured or not owner_length(text[chunk.start : chunk.end])


def is_onlooker(text: str, start: int, end: int) -> bool:
    """Whether [start, end) are those who say what they expect of others, whom no name tells: 애널리스트들, 애널리스트 6명의 컨센서스."""
    return _ONLOOKERS.fullmatch(text, start, end) is not None


def somebody(rules: SubjectReader, chunk: Chunk) -> Subject | None:
    """Whom the words of *chunk* are; None where they say a time, a measure or nothing of their own."""
    reading, span = rules.reading, rules.trim(chunk.start, chunk.end)
    words = reading.text[slice(*span)] if span is not None else ""
    return worded(reading, *span) if span is not None and owner_length(words) and not says_nothing(words) else None


def untimed(reading: Reading, chunk: Chunk) -> str:
    """The words of *chunk* behind a time in it."""
    ends = [time.end for time in reading.times.over(chunk.start, chunk.end)]
    return reading.text[max([chunk.start, *ends]) : chunk.end].strip()


def whole(reading: Reading, scene: Scene, subject: Subject) -> Subject | None:
    """
    *subject* with the parts of its noun phrase that a bracket, an asterisk or 및 cut off, without the words of a measure.

    지식재산(IP) 금융 of `지식재산(IP) 금융 잔액은`, 숙박 및 음식점업 where 음식점업 was found, 친환경차 of `친환경차* 수출은`; None where
    nobody is left.
    """
    start, end, text = subject.start, subject.end, reading.text
    if _IN_QUOTES.fullmatch(text, max(0, start - 1), end + 1):
        return subject  # what quotes set off is called so: ‘가온 특례보증’
    if (cut := _CUT_NAME.match(text, start, end)) is not None:
        start = cut.end()  # 보급 농가 of '베리온' 보급 농가
    floor = max(scene.start, start - _WIDENED)
    wide = text[floor:start]  # what a pattern needs is looked for before it: few phrases have any of this
    if "*" in wide and (starred := _STARRED.search(text, floor, start)) is not None:
        if any(cue.start == start for cue in find_cues(text, start, end)):
            return worded(reading, *starred.span(1))
        start = starred.start(1)
    elif (")" in wide or "및" in wide) and (before := _PART_BEFORE.search(text, floor, start)) is not None:
        start = _phrase_start(reading, scene, before.start())
    start = _behind_times(reading, _from_bound(reading, scene, start), end)
    if (behind := _GLOSS.match(text, end)) is not None and (chunk := scene.chunks.at(behind.end())) is not None:
        numbers = reading.quantities.over(behind.end(), chunk.end)
        end = numbers[0].start if numbers else chunk.end
        return Subject(start, start + len(_SIZE_TAIL.sub("", text[start:end])), subject.entity_id, subject.confidence)
    while start > scene.start and _IN_WORD.match(text, start - 1) and not _ends_at(reading, start):
        start -= 1
    if _LETTER_BEFORE.match(text, max(scene.start, start - 3), start):
        start -= 2
    if (from_age := _FROM_AGE.search(text, max(scene.start, start - _AGE), start)) and _TO_AGE.match(text, start, end):
        start = from_age.start()
    if (having := _HAVING.search(text, max(scene.start, start - _WIDENED), start)) is not None:
        start = having.start()
    start = _behind_openings(reading, start, end)
    words = _without_size(text[start : start + owner_length(text[start:end])])
    if not reading.names.over(start + len(words) - 1, start + len(words)):
        words = without_measure(words) or words
    left = bool(words) and len(words) >= min(2, subject.end - subject.start)
    return Subject(start, start + len(words), subject.entity_id, subject.confidence) if left else None


def _behind_openings(reading: Reading, start: int, end: int) -> int:
    """Where a phrase begins behind a conjunction, what its thing is measured against, what a country is and those that it is only some of."""
    text = reading.text
    start = behind_conjunction(text, start, end)
    for opening in (_BY, _AGAINST, _MONTH_OF_LINE, _SEASON, _AMONG, ET_CETERA):
        if (before := opening.match(text, start, end)) is not None and before.end() < end:
            start = before.end()
    country = _OF_COUNTRY.match(text, start, end)
    name = reading.names.at(country.end()) if country is not None else None
    return name.start if country is not None and name is not None and (name.start, name.end) == (country.end(), end) else start


def _without_size(words: str) -> str:
    """*words* without those of a size, a sum and a yield at their end, each of which stands apart."""
    if _SPACE.search(words) is None:
        return words
    return _YIELD_TAIL.sub("", _SUM_TAIL.sub("", _SIZE_TAIL.sub("", words)))


def _behind_times(reading: Reading, start: int, end: int) -> int:
    """Where a phrase begins behind the times that open it: 원유 of 전년 동기대비 원유, 예금 of `한 달 새 예금`."""
    if reading.names.at(start) is not None and reading.names.starting_from(start) is not None:
        return start
    if (span := _SPAN.match(reading.text, start, end)) is not None:
        start = span.end()
    for time in reading.times.over(max(0, start - 2), end):
        told = (_BEHIND_LENGTH if time.duration is not None else _BEHIND_TIME).match(reading.text, time.end, end)
        if time.start <= start and told is not None and start < told.end() < end:
            start = told.end()
    clock = _CLOCK.match(reading.text, start, end)
    return start if clock is None else clock.end()


def _phrase_start(reading: Reading, scene: Scene, at: int) -> int:
    """Where the noun phrase begins whose word at *at* 및 or a bracket parts from the rest: 장애인체육 of `장애인체육 훈련지원 및 시설개선 사업`."""
    chunk = scene.chunks.at(at)
    if chunk is None or chunk.start >= at:
        return at
    numbers = reading.quantities.over(chunk.start, at) or reading.times.over(chunk.start, at)
    if numbers or reading.names.over(chunk.start, at) or _OPENS_LIST.search(reading.text, chunk.start, at):
        return at
    return behind_conjunction(reading.text, chunk.start, at)


def _from_bound(reading: Reading, scene: Scene, start: int) -> int:
    """Where a class begins that a bound defines: 85㎡ 초과 중대형, 7kW 이상의 완속충전기, 15세 이상."""
    behind = _BOUND.match(reading.text, start)
    end = start if behind is not None else None
    if end is None and (before := _BOUNDED.search(reading.text, max(scene.start, start - _WIDENED), start)) is not None:
        end = before.start()
    if end is None:
        return start
    if sizes := reading.quantities.last(scene.start, end, 1):
        return sizes[0].start if end - sizes[0].end <= 1 else start
    return start


def _ends_at(reading: Reading, at: int) -> bool:
    """Whether a name, a time or a quantity ends at *at*."""
    return any(spans.over(at - 1, at) for spans in (reading.names, reading.times, reading.quantities))
