"""The words of time in `seeds/time_words.csv` and the names in `seeds/time_names.csv`, and how numerals are spoken.

A space in a surface stands for an optional one, an underscore for one that must be there. `before` says what must follow an
ambiguous word: 차주 is also a borrower.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.seeds import read_seed

JOSA = (
    r"(?:은|는|이(?![가-힣])|이[다며고었나라던]|였|임(?![가-힣])|입니다|가(?![가-힣])|을|를|에|엔|의|도(?![가-힣])|로"
    r"|으로|과(?![가-힣])|와(?![가-힣])|까지|부터"
    r"|보다|만(?![가-힣])|쯤|께|경(?![가-힣])|나(?![가-힣])|이후|이전|기준|현재|자(?![가-힣])|중(?![가-힣])|들어|대비"
    r"|인(?![가-힣])|처럼|밤|아침"
    r"|저녁|오전|오후|새벽|치(?![가-힣])|씩|마다|밖에|같은|에서|라(?![가-힣])|라는|마감|종가|장중)"
)
END = rf"(?:(?![가-힣])|(?={JOSA}))"
"""A word ends here: no Hangul follows, or a particle does."""


@dataclass(frozen=True, slots=True)
class Word:
    """A row of `seeds/time_words.csv`."""

    surface: str
    role: str
    unit: str
    amount: str
    base: str
    before: str
    example: str


WORD_COLUMNS = ("surface", "role", "unit", "amount", "base", "before", "example")


@lru_cache(maxsize=1)
def load_words() -> tuple[Word, ...]:
    """The rows of the table, in file order; a bad one raises `SeedError`."""
    return tuple(Word(*(row[column] for column in WORD_COLUMNS)) for row in read_seed("time_words.csv", WORD_COLUMNS))


@lru_cache(maxsize=1)
def load_names() -> tuple[tuple[str, str], ...]:
    """Names and idioms that look like time, each with a sentence in which nothing may be read."""
    return tuple((row["surface"], row["example"]) for row in read_seed("time_names.csv", ("surface", "why", "example")))


def spaced(surface: str) -> str:
    """A pattern for *surface* in which each space is optional and each underscore a space that is not."""
    return re.escape(surface).replace(r"\ ", " ?").replace("_", " ")


DIGITS = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "유": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9}
TENS = {"십": 10, "시": 10, "백": 100, "천": 1000}
NATIVE = {
    "한두": (1, 2), "두세": (2, 3), "서너": (3, 4), "너댓": (4, 5), "대여섯": (5, 6), "예닐곱": (6, 7),
    "한": (1, None), "두": (2, None), "세": (3, None), "석": (3, None), "서": (3, None), "네": (4, None), "넉": (4, None),
    "다섯": (5, None), "여섯": (6, None), "일곱": (7, None), "여덟": (8, None), "아홉": (9, None), "열": (10, None),
    "열한": (11, None), "열두": (12, None), "스무": (20, None), "스물": (20, None),
}  # fmt: skip
"""Native counters before 달, 해, 시간, 주, 분기: value, and the upper end of an approximate pair."""

_NATIVE_UNITS = ("하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "여드레", "아흐레")
NATIVE_DAYS = (
    {f"초{name}": day for day, name in enumerate((*_NATIVE_UNITS, "열흘"), 1)}
    | {f"열{name}": day for day, name in enumerate(_NATIVE_UNITS, 11)}
    | {f"스무{name}": day for day, name in enumerate(_NATIVE_UNITS, 21)}
    | {"스무날": 20}
)
"""Native names of the days of a month behind its name: 시월 초사흘, 유월 스무엿새."""


def sino(spelled: str) -> int:
    """Value of a Sino-Korean numeral below ten thousand: 이천이십오 is 2025, 유 (유월) is 6."""
    total, digit = 0, 0
    for letter in spelled:
        if letter in TENS:
            total += (digit or 1) * TENS[letter]
            digit = 0
        else:
            digit = digit * 10 + DIGITS[letter]
    return total + digit
