"""The spelling of numbers: the words of seeds/numerals.csv, and every number that the characters from one place on can spell.

The grammar alone: whether a number is meant there, and which of the readings, `numerals` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from extractors.seeds import read_seed

LONGEST_LITERAL = 30
"""Digits a literal may have; a longer one is a code, and no column of the warehouse could hold it."""


def _words() -> Mapping[str, Mapping[str, tuple[Decimal, Decimal | None]]]:
    """The words of seeds/numerals.csv by kind, the longest first, each with its value and, where it names two numbers, the higher."""
    rows = sorted(read_seed("numerals.csv", ("word", "kind", "value", "high", "example")), key=lambda row: -len(row["word"]))
    found: dict[str, dict[str, tuple[Decimal, Decimal | None]]] = {}
    for row in rows:
        found.setdefault(row["kind"], {})[row["word"]] = (Decimal(row["value"]), Decimal(row["high"]) if row["high"] else None)
    return found


WORDS = _words()
DIGITS, SMALL, BIG, TENS, NOUNS, _WESTERN = (
    {word: value for word, (value, _) in WORDS[kind].items()} for kind in ("digit", "small", "big", "tens", "noun", "western")
)
ONES = {**NOUNS, **{word: value for word, (value, _) in WORDS["ones"].items()}}
MINUS = "|".join(WORDS["minus"])
"""The words for a minus, as a pattern."""
WESTERN_SCALES: Mapping[str, Decimal] = _WESTERN
"""Multipliers of English reports: USD 1.2bn."""
SCALES = "".join((*SMALL, *BIG))
BIG_SYLLABLES, DIGIT_SYLLABLES = "".join(BIG), "".join(digit for digit in DIGITS if digit != "공")
SINO = DIGIT_SYLLABLES + SCALES
_HANGUL = {value: word for word, value in reversed({**DIGITS, **SMALL, **BIG}.items())}
_HANJA_DIGITS = {word: _HANGUL[value] for word, (value, _) in WORDS["hanja"].items() if value < 10}
_HANJA = {word: _HANGUL[value] for word, (value, _) in WORDS["hanja"].items() if value >= 10}

LITERAL = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
NATIVE_TENS, NATIVE_ONES = "|".join(TENS), "|".join(ONES)
_TOKEN = re.compile(
    rf"(?:[ \u00a0]{{0,2}}|(?<=\d)\n(?=[{BIG_SYLLABLES}] ?[\d원여달유위]))(?:(?P<literal>{LITERAL})|(?P<tens>{NATIVE_TENS})"
    rf"|(?P<ones>{NATIVE_ONES})|(?P<digit>[{DIGIT_SYLLABLES}]|공(?=[점쩜]))|(?P<small>[{''.join(SMALL)}])|(?P<big>(?!만큼|조차도?(?![가-힣]))[{BIG_SYLLABLES}]))"
)
ZERO, ONE, SECTION, _ENDLESS = Decimal(0), Decimal(1), Decimal(10**4), Decimal(10**20)
_HUNDRED_MILLION = Decimal(10**8)
_OWN_SCALE = re.compile(r"[십백천만억조경]| [만억조경]")
_TIME_OR_RATE = re.compile(r" ?(?:년|월(?!드)|일|분기|시(?!간|트)|개월|세(?!대|트)|살|Q|H|%|퍼센트|배(?!럴|터)|위(?!안|원)|p)")
_WEEKS = re.compile(r" ?주(?!식)")
_RATE = re.compile(r" ?(?:%|퍼센트)")
_MOST_WEEKS = 2
"""Digits of a number of weeks; what has more counts shares: 1만 2,730주."""


class Reading(NamedTuple):
    """A number that the characters can spell."""

    start: int
    end: int
    value: Decimal
    form: str = "digits"
    """digits (3, 3천, 3조 2,500억), sino (이백오십), native (스물세) or fraction (삼분의 일)."""
    scaled: bool = False
    """Whether it names 만, 억, 조 or 경."""
    scale: Decimal = Decimal(1)
    """The multiplier it ends in: 1 for 3, 10^12 for 3조, 10^7 for 3천만; a range lends it to its lower end (3~5조)."""
    torn: int | None = None
    """Where a second number begins without a space (83억100억): the tilde between the two was lost."""
    high: Decimal | None = None
    """The higher of two numbers that one word names: 서너, 이삼백."""
    approximate: bool = False
    """Whether 여 stands inside it (700여 억) or the word says so (두어)."""


_FULLWIDTH = re.compile("[！-～＄￦﹪▴▵▾▿]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFE6A: 0x25} | str.maketrans("▴▵▾▿", "▲△▼▽")
_FOUR_PLACES = re.compile(r"0\d{3}|0,\d{3}")
_HANJA_SCALE = re.compile(
    rf"(?:(?<=[\d{SCALES}{''.join(_HANJA)}여])( ?)|(?<=[:(\s])(?=.(?:원|달러|위안|엔)))([{''.join(_HANJA)}])"
)


_WON_AS_BACKSLASH = re.compile(r"(?<![\w\\:/.])\\(?= ?\d{1,3}(?:,\d{3})+(?![\d\\]))")
_ANY_HANJA = re.compile(f"[{''.join((*_HANJA_DIGITS, *_HANJA))}]")
_HANJA_NUMBER = re.compile(rf"[{''.join(_HANJA_DIGITS)}][{''.join((*_HANJA_DIGITS, *_HANJA))}]+(?= ?[가-힣圓%])")
"""A number in Hanja alone, which a unit in Hangul follows: 三百萬원."""


def plain(text: str) -> str:
    """
    The text with fullwidth forms narrowed, small triangles made large and the Hanja multipliers of a number or unit (340億, 億원) in Hangul.

    A backslash before a number in groups of three is the sign of the won, whose place it has in fonts. Every offset stays.
    """
    text = _WON_AS_BACKSLASH.sub("₩", text) if "\\" in text else text
    text = text.translate(_NARROW) if _FULLWIDTH.search(text) else text
    if _ANY_HANJA.search(text) is None:
        return text
    both = {**_HANJA_DIGITS, **_HANJA}
    text = _HANJA_NUMBER.sub(lambda match: "".join(both[letter] for letter in match[0]), text)
    return _HANJA_SCALE.sub(lambda match: (match[1] or "") + _HANJA[match[2]], text)


def spelled(words: str) -> Decimal | None:
    """The number that *words* are as a whole: 십억, 천; None where they are none."""
    readings = list(readings_at(words, 0))
    return readings[-1].value if readings and readings[-1].end == len(words) else None


def readings_at(text: str, start: int) -> Iterator[Reading]:
    """
    Every number spelled from *start* on, shorter ones first; the grammar alone, whatever stands behind.

    Multipliers fall from left to right (조 억 만, within each 천 백 십), a digit follows no digit. Where they rise again
    without a space in between, a second number has begun and the reading is torn there.
    """
    parts = _Parts()
    position = start
    last: Reading | None = None
    while token := _TOKEN.match(text, position):
        spaced = text[position] in " \u00a0"
        kind = token.lastgroup or ""
        if (position == start and spaced) or not parts.take(kind, token[kind], text, token.end(), spaced=spaced):
            if parts.out_of_order and last is not None and last.form == "digits" and text[last.end].isdigit():
                yield last._replace(torn=last.end)
            return
        position = token.end()
        reading = Reading(start, position, parts.value, parts.form, parts.scaled, parts.trailing)
        if kind in ("small", "big"):
            last = reading
        yield reading


class _Parts:
    """The sum of a numeral that is being read: what is complete, the section below the next 만, and a digit that waits."""

    __slots__ = ("big_limit", "digit", "form", "out_of_order", "scaled", "section", "small_limit", "total", "trailing")

    def __init__(self) -> None:
        self.total = self.section = ZERO
        self.digit: Decimal | None = None
        self.small_limit, self.big_limit = SECTION, _ENDLESS
        self.trailing = ONE
        self.form, self.scaled, self.out_of_order = "", False, False

    @property
    def value(self) -> Decimal:
        return self.total + self.section + (self.digit or ZERO)

    def take(self, kind: str, word: str, text: str, end: int, *, spaced: bool) -> bool:
        """Add a token; False where the numeral ends before it."""
        if kind == "literal":
            return self._literal(word, text, end, spaced)
        if kind == "digit":
            return self._digit(word, spaced)
        if kind == "small":
            return self._small(SMALL[word])
        if kind == "big":
            return self._big(BIG[word])
        return self._native((TENS if kind == "tens" else ONES)[word], kind, spaced)

    def _literal(self, word: str, text: str, end: int, spaced: bool) -> bool:
        """Digits open a numeral or go on with it: 2만5,610, 29만 천 890, 4만0248 with all four places, not `5조 10%`."""
        if self.digit is not None or len(word) > LONGEST_LITERAL or self.form == "native":
            return False
        padded = self.scaled and not (self.section or spaced) and _FOUR_PLACES.fullmatch(word) is not None
        if word[0] == "0" and not padded and (self.form or (len(word) > 1 and word[1] != ".")):
            return False
        value = Decimal(word.replace(",", ""))
        if self.form:
            if value >= (self.small_limit if self.section else self.big_limit):
                return False
            if spaced and not _OWN_SCALE.match(text, end) and (len(word) < 2 or _is_time_or_rate(text, end, word)):
                return False
            if self.total and self.big_limit >= _HUNDRED_MILLION and _RATE.match(text, end):
                return False  # 36억45%: an amount and its share
        self.digit, self.trailing, self.form = value, ONE, "digits"
        return True

    def _digit(self, word: str, spaced: bool) -> bool:
        apart = spaced and self.form != "sino" and not self.scaled
        if self.digit is not None or self.form == "native" or apart or (word == "영" and self.form):
            return False
        self.digit, self.trailing, self.form = DIGITS[word], ONE, self.form or "sino"
        return True

    def _small(self, unit: Decimal) -> bool:
        if self.section and unit >= self.small_limit:
            self.out_of_order = True
            return False
        if self.form == "native" or self.digit == 0:
            return False
        self.section += (ONE if self.digit is None else self.digit) * unit
        self.digit, self.small_limit, self.trailing, self.form = None, unit, unit, self.form or "sino"
        return True

    def _big(self, unit: Decimal) -> bool:
        if unit >= self.big_limit:
            self.out_of_order = True
            return False
        empty = not self.section and self.digit is None
        if self.form == "native" or (self.total and empty) or self.digit == 0:
            return False
        self.trailing = unit * (self.trailing if self.section and self.digit is None else ONE)
        self.total += unit if empty else (self.section + (self.digit or ZERO)) * unit
        self.section, self.digit, self.small_limit, self.big_limit = ZERO, None, SECTION, unit
        self.scaled, self.form = True, self.form or "sino"
        return True

    def _native(self, value: Decimal, kind: str, spaced: bool) -> bool:
        """Natives stand alone or behind Sino-Korean multipliers: 백스물다섯; a ten takes one more: 스물 다섯."""
        after_ten = (
            kind == "ones" and self.form == "native" and self.digit is not None and self.digit >= 10 and self.digit % 10 == 0
        )
        if (self.digit is not None and not after_ten) or self.form == "digits" or (spaced and self.form == "sino"):
            return False
        if kind == "ones" and self.form == "sino" and self.trailing not in (100, 1000):
            return False
        self.digit, self.trailing, self.form = (self.digit or ZERO) + value, ONE, "native"
        return True


def _is_time_or_rate(text: str, end: int, word: str) -> bool:
    """Whether the digits that end at *end* count time or a rate, and so go on with no number before them."""
    return _TIME_OR_RATE.match(text, end) is not None or (len(word) <= _MOST_WEEKS and _WEEKS.match(text, end) is not None)
