"""People, whom a report names beside their title: 박도윤 상무, 서하린 가온증권 연구원, 창업자 저우훙이."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from extractors.lexicon import LEXICON
from extractors.names.cues import endings, labels, surnames
from extractors.names.passage import Chunk, Passage, is_word
from extractors.names.spans import Name
from extractors.particles import is_hangul

_LONGEST = 20
"""Characters of the longest word that is looked through for a person."""
_OFFICES = "부실팀과원소사회국청"
"""Last syllables of offices and bodies: 국방부, 홍보팀."""
_PUBLIC = frozenset(
    ("대통령", "총리", "주석", "총서기", "국왕", "왕세자", "상원의원", "하원의원", "박사", "작가", "감독", "변호사", "교수")
)
"""Titles that never stand behind the name of a company."""
_CHINESE_SURNAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂"
    "丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦方白邹孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺顾毛郝龚邵万钱严戴莫孔汤"
)
"""The hundred or so that most Chinese bear, in both scripts."""
_SHORT_GIVEN = frozenset(
    ("존", "빌", "잭", "짐", "톰", "팀", "밥", "벤", "댄", "샘", "론", "칼", "폴", "켄", "진", "맷", "닉", "릭", "롭", "척", "조")
)
"""English given names that Kiwi may take for something else: 팀 쿡, 잭 도시."""
_CHINESE = re.compile(rf"\(([{_CHINESE_SURNAMES}][一-鿿]{{1,3}})\)")
_GIVEN = frozenset(LEXICON.words("given_name_end"))
_NOUNS = frozenset({"NNG", "NNP", "NR", "MAG", "SH", "XR"})
"""Tags of the pieces that Kiwi may cut a name into: no prefix, suffix, particle or ending among them."""
_SHORT_FAMILY = 3
_COUNTRIES = frozenset("미중일영독불러북")
"""How a headline writes whose head of state somebody is: 트럼프 미 대통령."""
_WORD = re.compile(r"[가-힣A-Za-z0-9&]+")
_SHARED = re.compile(r"(?:, ?|·|ㆍ|∙)$")
_OF_OFFICE = frozenset(LEXICON.words("of_office"))
"""What may stand between a name and its title: 유도윤 전 사장."""
_REACH = 4
"""How many words may stand between a name and its title: 황서윤 가온연구원 배터리 연구실 실장."""


def by_title(passage: Passage, known: Collection[tuple[int, int]]) -> Iterator[Name]:
    """People beside a title; *known* are the spans of names that are no people's."""
    titles = endings("title")
    text = passage.text
    ends = {end for _, end in known}
    starts = {start for start, _ in known}
    for place, chunk in enumerate(passage.chunks):
        cue = titles.of(text, chunk.start, chunk.end) if text[chunk.end - 1] in titles.letters else None
        if cue is None:
            continue
        if cue.cue.isascii() and text[chunk.start : chunk.end] != cue.cue:
            continue
        if chunk.end - chunk.start == len(cue.cue) or text[chunk.start : chunk.end] != cue.cue:
            before = _before(passage, place, starts, ends, direct=text[chunk.start : chunk.end] == cue.cue)
            if before is not None:
                yield before
        after = _after(passage, place, starts)
        if after is not None:
            yield after


def beside(passage: Passage, people: Iterable[Name]) -> Iterator[Name]:
    """Who shares a title with the person behind him: 정동윤, 장서준·홍성민 애널리스트."""
    text = passage.text
    for person in people:
        start = person.start
        while (link := _SHARED.search(text, max(0, start - 3), start)) is not None:
            word = _word_before(text, link.start() + 1, link=text[link.start()])
            if word is None or not _korean(text, *word) or not is_person(passage, *word) or not _given(text[slice(*word)]):
                break
            yield Name(*word, "PERSON", None, "rule", 0.7)
            start = word[0]


def _before(passage: Passage, place: int, starts: Collection[int], ends: Collection[int], *, direct: bool) -> Name | None:
    """The person whose title is the chunk at *place*: the word before it, or one before the affiliation in between."""
    at = passage.chunks[place].start
    affiliated = not direct
    for step in range(_REACH):
        word = _word_before(passage.text, at)
        if word is None:
            return None
        if word[0] in starts or word[1] in ends or passage.text[slice(*word)] in _COUNTRIES:
            affiliated = True
        elif affiliated or (step == 0 and direct):
            beside = place if step == 0 else None
            public = passage.text[passage.chunks[place].start : passage.chunks[place].end] in _PUBLIC
            if (person := _person(passage, word, at, beside, starts, ends, shortest=2 if public else 3)) is not None:
                return person
        if not _bare_word(passage, *word):
            return None
        affiliated = affiliated or passage.text[word[1] - 1] in _OFFICES or step == 0
        at = word[0]
    return None


def _person(
    passage: Passage,
    word: tuple[int, int],
    at: int,
    beside: int | None,
    starts: Collection[int],
    ends: Collection[int],
    *,
    shortest: int,
) -> Name | None:
    """
    The person that *word* names, with the given name before it; None where it names none.

    *at* is where the words between it and the title begin; *beside* the chunk of the title where none stand between.
    """
    text, (start, end) = passage.text, word
    korean, given = _korean(text, start, end), _given_name(passage, start, end, ends)
    if beside is not None:
        shaped = (
            korean or given is not None or _foreign_beside_title(passage, start, beside, ends) or _foreign_bracket(text, *word)
        )
        reads = is_person(passage, start, end) and not _company_between(passage, start)
    else:
        shaped = korean or given is not None or (at in starts and end - start >= shortest)
        employed = korean and _is_body(text, at, starts) and not passage.analyser.is_entry(text[start:end])
        reads = is_person(passage, start, end) or (employed and _plain(text, start, end))
    if shaped and reads:
        return Name(start if given is None else given, end, "PERSON", None, "rule", 0.8 if beside is not None else 0.7)
    two = _word_before(text, start)
    if two is None or two[1] in ends or two[1] + 1 != start:
        return None
    if text[end : end + 1] == "(" and _foreign_two(passage, two[0], end):
        return Name(two[0], end, "PERSON", None, "rule", 0.8)
    family = 1 if beside is not None else _SHORT_FAMILY if at in starts else 0
    known_given = beside is not None and text[slice(*two)] in _SHORT_GIVEN
    if end - start <= family and (known_given or _strange(passage, two)) and _plain(text, start, end):
        return Name(two[0], end, "PERSON", None, "rule", 0.7)  # 젠슨 황 엔비디아 최고경영자
    return None


def _is_body(text: str, at: int, starts: Collection[int]) -> bool:
    """Whether the word at *at*, between a name and its title, is a body: 소노바증권, a known company."""
    word = _WORD.match(text, at)
    cue = endings("suffix").of(text, at, word.end()) if word else None
    return at in starts or (word is not None and cue is not None and cue.label == "ORG" and word.end() - at > len(cue.cue) + 1)


def _plain(text: str, start: int, end: int) -> bool:
    return all(map(is_hangul, text[start:end])) and text[end - 1] not in _OFFICES and text[start:end] not in labels("common")


def _foreign_bracket(text: str, start: int, end: int) -> bool:
    """Whether a bracket behind the word writes a Chinese person's name: 왕리펑(王立峰)."""
    match = _CHINESE.match(text, end)
    return match is not None and len(match.group(1)) <= end - start


def _foreign_beside_title(passage: Passage, start: int, place: int, ends: Collection[int]) -> bool:
    """
    Whether an unknown word beside a title is the person and not the company: 소노바 대표 may be either.

    It is the person where a company or its 의 stands before it, or where companies have no such title (대통령).
    """
    text = passage.text
    chunk = passage.chunks[place]
    if start - 1 in ends or text[max(0, start - 2) : start] in ("의 ", "인 ", "한 "):
        return True
    return text[chunk.start : chunk.end] in _PUBLIC or _korean_short(text, start, chunk.start - 1)


def _korean_short(text: str, start: int, end: int) -> bool:
    return end - start == 2 and text[start] in surnames()


def _given_name(passage: Passage, start: int, end: int, ends: Collection[int]) -> int | None:
    """Where the given name before a foreign family name begins: 카를로스 멘데스; None where none stands there."""
    word = _word_before(passage.text, start)
    korean = _korean(passage.text, start, end) and _given(passage.text[start:end])
    if word is None or word[1] + 1 != start or word[1] in ends or korean:
        return None
    family = passage.covering(start, end)
    if family is None or not passage.proper(*family):
        return None
    if passage.text[slice(*word)] in _SHORT_GIVEN:
        return word[0]
    return word[0] if family[1] - family[0] == 1 and _strange(passage, word) else None


def _strange(passage: Passage, word: tuple[int, int]) -> bool:
    """Whether a word of two to five syllables is a proper noun that is no Korean's name, or is made of no words Kiwi knows: 사티아."""
    start, end = word
    if not 2 <= end - start <= 5 or _korean(passage.text, start, end) or not _plain(passage.text, start, end):
        return False
    cover = passage.covering(start, end)
    if cover is not None and cover[1] - cover[0] == 1:
        return passage.proper(*cover)
    return not passage.analyser.is_known(passage.text[start:end])


def _given(word: str) -> bool:
    """Whether a word ends as given names do."""
    return word[-1] in _GIVEN


def _company_between(passage: Passage, start: int) -> bool:
    """배진우 소노바 CFO: the word beside the title is a company where a Korean name stands before it."""
    if _korean(passage.text, start, passage.text.find(" ", start)):
        return False
    earlier = _word_before(passage.text, start)
    return earlier is not None and _korean(passage.text, *earlier) and is_person(passage, *earlier)


def _korean(text: str, start: int, end: int) -> bool:
    """Surname and given name in Hangul: 박도윤, 남궁민, 선우도윤."""
    return (end - start == 3 and text[start] in surnames()) or (end - start in (3, 4) and text[start : start + 2] in surnames())


def _word_before(text: str, at: int, link: str = " ") -> tuple[int, int] | None:
    """The word before *at* with one blank, or *link*, between them; a bracket behind the word is passed over."""
    if at < 2 or text[at - 1] != link:
        return None
    end = at - 1
    if text[end - 1] == ")":
        opening = text.rfind("(", max(0, end - 60), end)
        if opening <= 0:
            return None
        end = opening
    start = end
    while start and end - start < _LONGEST and is_word(text[start - 1]):
        start -= 1
    return (start, end) if start < end else None


def _bare_word(passage: Passage, start: int, end: int) -> bool:
    """Whether the word is nouns alone, or says when the office was held, so that the phrase goes on to its left."""
    if passage.text[start:end] in _OF_OFFICE:
        return True
    index = passage.ends.get(end)
    return index is not None and passage.morphemes[index].tag in ("NNG", "NNP", "SL", "XSN", "SH", "NNB")


def _foreign_two(passage: Passage, start: int, end: int) -> bool:
    words = passage.text[start:end].split(" ")
    if len(words) != 2 or not all(word.isalpha() and len(word) <= 5 for word in words):
        return False
    last = passage.ends.get(start + len(words[0]))
    particle = last is not None and passage.morphemes[last].tag[0] == "J"
    named = _korean(passage.text, end - len(words[1]), end) and _given(words[1])
    return not particle and not named and _proper(passage, start, end)


def is_person(passage: Passage, start: int, end: int) -> bool:
    """Whether a word beside a title reads as a name: surname and given name, or a foreign name that Kiwi knows no word for."""
    word = passage.text[start:end]
    if not word.isalpha() or not "가" <= word[0] <= "힣" or word in labels("common") or word in labels("before"):
        return False
    if endings("title").of(word, 0, len(word)) and word in labels("title"):
        return False
    korean = (len(word) in (2, 3) and word[0] in surnames()) or (len(word) in (3, 4) and word[:2] in surnames())
    cover = passage.covering(start, end)
    if cover is None or _inflected(passage, *cover):
        return False
    if korean and len(word) == cover[1] - cover[0]:
        return True  # 손/NNG 도/JX 윤/NNG: nothing but a name falls into single syllables
    if korean and len(word) == 3 and _given(word) and {m.tag for m in passage.morphemes[slice(*cover)]} <= _NOUNS:
        return not passage.analyser.is_common(word)  # 오지/NNG 환/NNG
    if not passage.proper(*cover):
        return False
    if cover[1] - cover[0] == 1 or all(m.tag == "NNP" for m in passage.morphemes[slice(*cover)]):
        return korean or 2 <= len(word) <= 6
    first = passage.morphemes[cover[0]]
    foreign = len(word) == 2 and first.tag == "NNP" and len(first.form) == 1  # 리/NNP 창/NNG
    return foreign or (korean and len(word) == 3 and word[-1] not in _OFFICES)


def _inflected(passage: Passage, first: int, last: int) -> bool:
    """Whether the morphemes are a word with its ending: 채용한, 성공한, 이들은, 윤씨는; a lone 은 or 한 may end a name."""
    tags = [m.tag for m in passage.morphemes[first:last]]
    if len(tags) < 2 or tags[-1][0] not in "JE":
        return False
    return tags[-2] in ("XSV", "XSA", "XSN", "NNB") or (tags[-2] in ("VV", "VA") and len(tags) == 2) or tags[0] == "NP"


def _proper(passage: Passage, start: int, end: int) -> bool:
    cover = passage.covering(start, end)
    return cover is not None and passage.proper(*cover)


def _after(passage: Passage, place: int, starts: Collection[int]) -> Name | None:
    """창업자 저우훙이는, 최고경영자인 우융밍은, 장관 서지훈, Analyst 윤세라."""
    text, chunk = passage.text, passage.chunks[place]
    if place + 1 >= len(passage.chunks):
        return None
    following: Chunk = passage.chunks[place + 1]
    if text[chunk.end : following.start] not in (" ", "인 "):
        return None
    if following.start in starts or not passage.closes(following.end):
        return None
    word = text[following.start : following.end]
    korean = len(word) == 3 and word[0] in surnames()
    single = following.last - following.first == 1 and passage.is_proper(passage.morphemes[following.first])
    if not single and not (korean and _given(word)):
        return None
    if not (korean or 3 <= len(word) <= 5) or not is_person(passage, following.start, following.end):
        return None
    if not korean and text[following.end : following.end + 1] == " ":
        return None
    return Name(following.start, following.end, "PERSON", None, "rule", 0.7)
