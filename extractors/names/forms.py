"""People where a form, a table or a bracket has its place for one: 대표이사 : 김 도 하, | 성명 |, 산업부(장관 이영), [박도윤/소노바 사장]."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from extractors.lexicon import LEXICON
from extractors.names.cues import labels, surnames
from extractors.names.passage import Passage
from extractors.names.spans import Name
from extractors.particles import is_hangul

_LABEL = "|".join(" *".join(word) for word in LEXICON.words("person_label"))
_FORM = re.compile(
    rf"(?:{_LABEL}) *[:：)|] {{0,4}}([가-힣] {{1,2}}[가-힣] {{1,2}}[가-힣]|[가-힣]{{2,4}})(?= *(?:$|[\n(,|/]|(?:{_LABEL})))",
    re.MULTILINE,
)
"""A label, itself printed with blanks or not, and the name behind it: 대  표   이  사  : 김 도 하, 성명 : 김도하."""
_HEAD = re.compile(r"성 *명|이름|임원명|성명\(.{1,8}\)")
"""The head of a column of people."""
_TITLE = "|".join(sorted((title for title in labels("title") if is_hangul(title[0])), key=len, reverse=True))
_OFFICE = re.compile(rf"[(（][가-힣]{{0,4}}(?:{_TITLE})\s{{0,4}}[:：]?\s{{0,4}}([가-힣]{{2,4}})(?=[)）,·/]|\s{{0,4}}이하)")
"""Who heads a body, in the bracket behind it: 산업부(장관 이영)."""
_BESIDE = re.compile(rf"\| *[가-힣]{{0,4}}(?:{_TITLE}) *\| *([가-힣]{{2,4}}) *(?=\|)")
"""Who is in charge, in the cell beside his rank: | 서기관 | 박도윤 |."""
_SPEAKER = re.compile(
    rf"(?<![가-힣])([가-힣]{{2,4}}) ?/ ?[가-힣A-Za-z0-9 ]{{0,26}}?(?:{_TITLE})(?= ?(?:[:：\]\n]|$| [가-힣]{{2,4}} ?[:：]))",
    re.MULTILINE,
)
"""Who speaks, with a stroke before what he is: [박도윤/소노바 사장 : …]."""
_CALLED = re.compile(r"(?<![가-힣])([가-힣]{3,4}) ?씨(?=[가는의와도를측,. )]|에게|$)")
"""Who is called by his name: 박도윤씨."""
_HANJA_SURNAMES = (
    "金李朴崔鄭姜趙尹張林韓吳徐申權黃安宋柳洪全高文孫梁裵裴白曺曹許南沈劉盧河丁成車具郭禹朱任羅愼申閔辰池嚴元蔡千方孔玄康咸卞魯廉邊呂"
    "秋都石蘇宣薛吉延魏表明奇潘王琴玉陸印孟諸卓秦牟南宮鮮于皇甫諸葛司空"
)
"""Korean surnames as Hanja write them."""
_HANJA = re.compile(rf"(?<![가-힣])([가-힣]{{2,4}})[(（]([{_HANJA_SURNAMES}][一-鿿]{{1,3}})[)）]")

_UNITS = "팀과실부국청"
"""Last syllables of offices: 홍보팀."""


def by_form(passage: Passage) -> Iterator[Name]:
    """The people whom labels, columns, brackets and strokes name, and those whose name stands in Hanja too: 차도윤(車道允)."""
    text = passage.text
    for match in chain(_FORM.finditer(text), _BESIDE.finditer(text)):
        if (" " in match[1] and match[1][0] in surnames()) or reads_as_name(passage, match[1]):
            yield _person(*match.span(1))
    for match in _OFFICE.finditer(text):
        if _korean(match[1]) and match[1] not in labels("common"):
            yield _person(*match.span(1))
    for match in chain(_SPEAKER.finditer(text), _CALLED.finditer(text)):
        if reads_as_name(passage, match[1]):
            yield _person(*match.span(1))
    for match in _HANJA.finditer(text):
        if len(match[1]) == len(match[2]) and reads_as_name(passage, match[1]):
            yield from (_person(*match.span(group)) for group in (1, 2))
    yield from _columns(passage)


def _columns(passage: Passage) -> Iterator[Name]:
    """The people of a table with a column for them: | 성명 | 성별 | 직위 |."""
    column, line_start = None, 0
    for line in passage.text.splitlines(keepends=True):
        cells = line.split("|") if line.count("|") > 1 else []
        heads = [place for place, cell in enumerate(cells) if _HEAD.fullmatch(cell.strip())]
        column = heads[0] if heads else column if cells else None
        if column is not None and not heads and column < len(cells):
            cell = cells[column]
            start = line_start + sum(len(left) + 1 for left in cells[:column]) + len(cell) - len(cell.lstrip())
            if reads_as_name(passage, cell.strip()):
                yield _person(start, start + len(cell.strip()))
        line_start += len(line)


def _person(start: int, end: int) -> Name:
    return Name(start, end, "PERSON", None, "rule", 0.8)


def _korean(word: str) -> bool:
    return word[:1] in surnames() or word[:2] in surnames()


def reads_as_name(passage: Passage, word: str) -> bool:
    """Whether a word where a name is due has the shape of one and is no word of the language."""
    shaped = 2 <= len(word) <= 4 and all(map(is_hangul, word)) and _korean(word)
    known = word in labels("common") or word in labels("title") or word in passage.gazetteer.surfaces
    common = passage.analyser.is_common
    compound = word[-1:] in _UNITS or (len(word) == 4 and common(word[:2]) and common(word[2:]))
    return shaped and not known and not compound and not common(word)
