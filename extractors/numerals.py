"""Korean numerals: 3,218, 1조 2,345억, 3천 2백, 이백오십삼, 스물세, 일점삼, 삼분의 일.

Reading goes in two steps. The grammar (`readings_at`) gives every number that the characters from one place on can spell,
shortest first. What stands behind them then chooses: in `이십이다` the longest reading 22 is followed by no word ending, 20 is
followed by the copula; in `3조각` 3조 is no word and 3 stands before the counter 조각. A magnitude is read whole or not at all:
`12,34` and `5억3억` yield nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from extractors.particles import JOSA, TAILS, ends_word, is_hangul
from extractors.units import unit_table

LONGEST_LITERAL = 30
"""Digits a literal may have; a longer one is a code, and no column of the warehouse could hold it."""

_DIGITS = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9}
_SMALL = {"십": 10, "백": 100, "천": 1000}
_BIG = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NOUNS = frozenset({"하나", "둘", "셋", "넷"})
"""Natives that stand alone; before a counter they are 한, 두, 세, 네."""

LITERAL = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_NATIVE_TENS, _NATIVE_ONES = "|".join(_TENS), "|".join(_ONES)
_TOKEN = re.compile(
    rf"(?:[ \u00a0]{{0,2}}|(?<=\d)\n(?=[만억조경] ?[\d원여달유위]))(?:(?P<literal>{LITERAL})|(?P<tens>{_NATIVE_TENS})|(?P<ones>{_NATIVE_ONES})"
    r"|(?P<digit>[영일이삼사오육륙칠팔구]|공(?=[점쩜]))|(?P<small>[십백천])|(?P<big>[만억조경]))"
)
_AFTER_LITERAL = frozenset("십백천만억조경영일이삼사오육륙칠팔구 \u00a0")
CANDIDATE = re.compile(
    rf"(?P<literal>{LITERAL}|(?<![\w.])\.\d+)"
    r"|(?:(?<![가-힣A-Za-z\d])|(?<=마이너스)|(?<=영하)|(?<=영상)|(?<=섭씨)|(?<=화씨)|(?<=시속)|(?<=음수))"
    rf"(?:{_NATIVE_TENS}|{_NATIVE_ONES}|[영일이삼사오육륙칠팔구십백천만억조경]|공(?=[점쩜][영공일이삼사오육륙칠팔구]))"
)
_SPOKEN_DECIMALS = re.compile(r" ?[점쩜] ?(?P<digits>[영공일이삼사오육륙칠팔구]+)(?P<scale> ?[만억조])?")
_NUMERATOR = re.compile(r" ?분의 ?(?P<minus>마이너스 ?)?(?=[\d영일이삼사오육칠팔구십백천만억조])")
_MIXED = re.compile(r"(?:과|와) +$")
_DIGIT_FRACTION = re.compile(r"(?:(?P<whole>\d+) {1,2})?(?P<top>\d+)/(?P<bottom>\d+)(?![\d/~.년월일]|분기|\s*[~-]\s*\d)")
_MINUS = re.compile(r"(?:(?<![\w가-힣.)])[-−–] ?|(?:마이너스|음수|영하) ?)$")
_LEFT_OF_SPELLED = re.compile(r"(?:마이너스|음수|영하|영상|섭씨|화씨|시속) ?$")
VAGUE = re.compile(r"(?<![가-힣])(?:수|몇|여러) ?$")
_ORDINAL_PREFIX = re.compile(r"(?<![가-힣])제 ?$")
_STATUTE = re.compile(r"(?:법|법률|령|규칙|조례|헌법|협약|협정|조항|제) ?$")
_STATUTE_PART = re.compile(r"조(?![가-힣])|조(?:의|에|를|와|에서|상|는|가|로)(?![가-힣])|조 ?(?:제 ?)?\d+항|조\(")
_CALENDAR = re.compile(r"(?:\d{1,2}|[일이삼사오육칠팔구십시유]{1,2}) ?월(?: ?(?:\d{1,2}|[일이삼사오육칠팔구십]{1,3}) ?일)?")
_OPENS_CALENDAR = re.compile(r"\d{1,2} ?월|[일이삼사오육칠팔구십]{1,2}월")
_HALF = re.compile(r"(?<![가-힣\d])(?:절반|반(?=[을이으]로? ?(?:떼|나누|넘|잘|줄)|만 |$))")
_FIRST = re.compile(r"(?<![가-힣])첫(?= ?번째)")
_RUN = re.compile(r"[\d.,십백천만억조경]+")
_SCALES = "십백천만억조경"
_LARGER_PART = re.compile(rf"\d ?[{_SCALES}]+$")
_BROKEN = re.compile(r"\n[만억조경] ?[\d원여달유위]")
"""A line break inside a number: digits at the end of a line, their multiplier on the next."""
_BROKEN_PART = re.compile(rf"(?:\d\s*\n\s*|\d,\d{{1,2}}|\d,\d{{4,}})[{_SCALES}]+ $")
"""The upper part of a number that could not be read: over an empty line, or with a comma astray."""
_TORN_OFF = re.compile(r"\d\s+$")
_LONGEST_PART = 8
"""Characters looked at for a digit and its multipliers: `5백만` before the digits at hand."""
_ABOUT_NUMBERS = re.compile(r"숫자|자연수|정수|소수|분수|짝수|홀수|정답|[답값][은이]")
_NOT_ALONE = frozenset(
    {"이천", "사천", "구천", "오만", "이만", "만일", "백일", "천일", "만사", "백사", "조사", "천사", "만이", "사이",
     "이사", "오이", "구이", "사조", "구조", "일조", "이조", "백이", "천이", "사만", "구만", "일만", "백만", "천만",
     "만천", "이백", "십일", "백구", "천오", "억만", "만조", "구사", "사구"}
)  # fmt: skip
"""Numerals that are first of all words or names (이천, 오만, 만일): alone, without unit, they are none."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that is written out, in digits or in words."""

    start: int
    end: int
    value: Decimal


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


def find_numerals(text: str) -> list[Numeral]:
    """
    Every numeral of the text, in text order, without overlaps; the sign is part of it.

    Words that merely look like one (이사회, 만일, 천안), parts of names (A100, 2세대, 제3공장, 법 제232조), calendar dates, codes
    and vague amounts (수십억, 몇 명) are none.
    """
    found = sorted([*_readings(text), *_halves(text), *_firsts(text)], key=lambda reading: reading.start)
    return [Numeral(reading.start, reading.end, reading.value) for reading in found]


def _readings(text: str) -> list[Reading]:
    found: list[Reading] = []
    at = 0
    while match := CANDIDATE.search(text, at):
        numeral = _numeral_from(text, match)
        if numeral is None:
            at = _skip(text, match)
            continue
        if found and numeral.start < found[-1].end:
            found.pop()  # the whole number of 일과 삼분의 이 was read on its own first
        found.append(numeral)
        at = numeral.end
    return found


def _halves(text: str) -> Iterator[Reading]:
    for match in _HALF.finditer(text):
        yield Reading(match.start(), match.end(), Decimal("0.5"), "fraction")


def _firsts(text: str) -> Iterator[Reading]:
    """첫 is 1 in 첫 번째 alone; 첫 제품 counts nothing."""
    for match in _FIRST.finditer(text):
        yield Reading(match.start(), match.end(), Decimal(1), "native")


def _skip(text: str, match: re.Match[str]) -> int:
    """Where to go on behind what is no numeral: behind a whole calendar date or code."""
    if calendar := _CALENDAR.match(text, match.start()):
        return calendar.end()
    torn = match["literal"] and (numeral := numeral_at(text, match)) and numeral.torn is not None
    run = _RUN.match(text, match.start()) if torn else None
    return run.end() if run else match.end()


def _numeral_from(text: str, match: re.Match[str]) -> Reading | None:
    if match["literal"] and (fraction := _DIGIT_FRACTION.match(text, match.start())) and _stands_free(text, match.start()):
        return _signed(text, _digit_fraction(fraction))
    numeral = numeral_at(text, match)
    if numeral is None:
        return None
    if numeral.torn is not None:
        return numeral._replace(torn=None) if other_half(text, numeral) else None
    numeral = fraction_of(text, numeral) or numeral
    if not _is_meant(text, numeral):
        return None
    return _signed(text, numeral)


@functools.cache
def _openers() -> frozenset[str]:
    """Every syllable that can follow the first word of a numeral: more numeral, a unit, a particle."""
    more = "".join([*_DIGITS, *_SMALL, *_BIG, *_TENS, *_ONES])
    units = "".join(unit.surface[0] for unit in unit_table().units)
    return frozenset(more + "점쩜분" + units + "".join(tail[0] for tail in TAILS))


_WIDEST_RANGE = 100
"""How many times its lower end the higher one of a range may be where the tilde must be guessed."""


def other_half(text: str, torn: Reading) -> Reading | None:
    """The number behind a lost tilde; None unless it is the higher end of a range, because then neither can be trusted."""
    match = CANDIDATE.match(text, torn.torn or 0)
    half = numeral_at(text, match, torn_off=True) if match else None
    if half is None or half.torn is not None or half.value <= torn.value:
        return None
    return None if torn.scaled and half.value > _WIDEST_RANGE * torn.value else half


def _digit_fraction(match: re.Match[str]) -> Reading | None:
    bottom = Decimal(match["bottom"][:LONGEST_LITERAL])
    if not bottom or len(match[0]) > LONGEST_LITERAL:
        return None
    return Reading(match.start(), match.end(), Decimal(match["whole"] or 0) + Decimal(match["top"]) / bottom, "fraction")


def _signed(text: str, numeral: Reading | None) -> Reading | None:
    if numeral is None:
        return None
    minus = _MINUS.search(text[max(0, numeral.start - 6) : numeral.start])
    if minus is None:
        return numeral
    start = numeral.start - len(minus[0])
    return Reading(start, numeral.end, -numeral.value, numeral.form, numeral.scaled, numeral.scale)


def fraction_of(text: str, numeral: Reading) -> Reading | None:
    """The fraction whose denominator *numeral* is (삼분의 이), with the whole number before it (일과 삼분의 이)."""
    link = _NUMERATOR.match(text, numeral.end)
    if link is None or not numeral.value:
        return None
    candidate = CANDIDATE.match(text, link.end()) or _BARE.match(text, link.end())
    top = numeral_at(text, candidate, numerator=True) if candidate else None
    if top is None:
        return None
    value = top.value / numeral.value * (-1 if link["minus"] else 1)
    start = numeral.start
    mixed = _MIXED.search(text[max(0, start - 4) : start])
    if mixed and (whole := _whole_before(text, start - len(mixed[0]))):
        start, value = whole.start, value + whole.value
    return Reading(start, top.end, value, "fraction")


_BARE = re.compile(r"[영일이삼사오육륙칠팔구십백천만억조경]")
_WHOLE = re.compile(r"(?<![가-힣])[\d영일이삼사오육칠팔구십백천만억조]+$")


def _whole_before(text: str, end: int) -> Reading | None:
    match = _WHOLE.search(text, max(0, end - 20), end)
    if match is None:
        return None
    readings = list(readings_at(text, match.start()))
    return next((reading for reading in readings if reading.end == end), None)


def numeral_at(text: str, match: re.Match[str], *, numerator: bool = False, torn_off: bool = False) -> Reading | None:
    """
    The numeral that begins where *match* does, or None where the characters are no number.

    No unit is needed yet: what the number counts is asked by the callers. As *numerator* a trailing 만 is the particle; what is
    *torn_off* may stand right behind another number.
    """
    start, end = match.span()
    if text[start].isdigit() or text[start] == ".":
        if _runs_on(text, end) or not (torn_off or _stands_free(text, start)):
            return None
        after = text[end : end + 1]
        if (after not in _AFTER_LITERAL or (after in " \u00a0" and text[end + 1 : end + 2] not in _AFTER_LITERAL)) and not (
            _BROKEN.match(text, end)
        ):
            return _literal(match)
    elif text[start] in _SCALES and _TORN_OFF.search(text, max(0, start - 3), start):
        return None  # the tail of a number whose digits stand on the line before
    elif is_hangul(after := text[end : end + 1]) and after not in _openers():
        return None
    readings = list(readings_at(text, start))
    while readings:
        reading = readings.pop()
        if numerator and readings and text[reading.end - 1] == "만" and reading.form == "sino":
            continue
        if (
            reading.torn is None
            and reading.form != "native"
            and (decimals := _SPOKEN_DECIMALS.match(text, reading.end))
            and (spoken := _spoken_decimal(text, reading, decimals))
        ):
            return spoken
        if reading.torn is not None or closes(text, reading):
            return reading
    return None


def _stands_free(text: str, start: int) -> bool:
    """Whether the digits at *start* begin there: no letter, ordinal 제, or part of a longer number or code before them."""
    before = text[start - 1 : start]
    if before == " " and text[max(0, start - 2)] in _SCALES and _BROKEN_PART.search(text, max(0, start - _LONGEST_PART), start):
        return False
    if not before or before.isspace():
        return not (before == " " and _ORDINAL_PREFIX.search(text, max(0, start - 4), start))
    if before.isascii():
        if before.isalnum() or before in "_#@\\":
            return False
        if before in "-./,:":
            return not text[max(0, start - 2) : start - 1].isalnum()
        return True
    if before in _SCALES and _LARGER_PART.search(text, max(0, start - _LONGEST_PART), start):
        return False  # the lower part of a number that could not be read whole is no number
    return not (before == "제" and _ORDINAL_PREFIX.search(text, max(0, start - 3), start)) and before not in "№第"


def _runs_on(text: str, end: int) -> bool:
    """Whether the digits go on in a way that no number does: 1.2.3, 12,34, 4:42, 010-1234."""
    mark = text[end : end + 1]
    return mark in {".", ",", ":"} and text[end + 1 : end + 2].isdigit()


def _literal(match: re.Match[str]) -> Reading | None:
    literal = match[0]
    if len(literal) > LONGEST_LITERAL or (literal[0] == "0" and len(literal) > 1 and literal[1] != "."):
        return None
    return Reading(match.start(), match.end(), Decimal(literal.replace(",", "")))


_COPULA_BEHIND_I = re.compile("다|며|고|라|었|므|니|지|든|란|면")


def closes(text: str, numeral: Reading) -> bool:
    """Whether a numeral may end where this reading does, by the characters behind it."""
    end = numeral.end
    after = text[end : end + 1]
    if not is_hangul(after):
        return not _is_subject_particle(text, numeral)
    if _COPULA_BEHIND_I.match(text, end) and numeral.form == "sino" and text[end - 1] == "이":
        return False
    if after == "여" and unit_table().follows(text, end + 1, numeral) is not None:
        return True  # 1만8,300여개, 4억여원
    return unit_table().at(text, end, numeral) is not None or ends_word(text, end) or text.startswith("분의", end)


def _is_subject_particle(text: str, numeral: Reading) -> bool:
    """Whether the last 이 is a particle: in `백이 넘는다` it is, in `이십이 퍼센트` a digit."""
    end = numeral.end
    if text[end - 1] != "이" or numeral.form == "digits" or end - numeral.start == 1 or not text[end:].strip():
        return False
    return text[end] in " \u00a0" and unit_table().follows(text, end, numeral) is None and not text.startswith("분의", end + 1)


def _spoken_decimal(text: str, whole: Reading, match: re.Match[str]) -> Reading | None:
    """이백점 영삼: the digits behind 점, without the syllable that belongs to a copula or particle (오점 오이다)."""
    digits, end = match["digits"], match.end("digits")
    scale = Decimal(1)
    if match["scale"]:
        scale, end = Decimal(_BIG[match["scale"].strip()]), match.end()
    while digits:
        value = Decimal(f"{int(whole.value)}.{''.join(str(_DIGITS[digit]) for digit in digits)}") * scale
        numeral = Reading(whole.start, end, value, whole.form, bool(match["scale"]), scale)
        unit = unit_table().follows(text, end, numeral)
        lone_particle = digits == "이" and unit is None and bool(text[end:].strip())
        copula = digits[-1] == "이" and _COPULA_BEHIND_I.match(text, end)
        if not lone_particle and not copula and (unit is not None or ends_word(text, end)):
            return numeral
        if match["scale"]:
            return None
        digits, end = digits[:-1], end - 1
    return None


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
        self.total = self.section = _ZERO
        self.digit: Decimal | None = None
        self.small_limit, self.big_limit = _SECTION, _ENDLESS
        self.trailing = _ONE
        self.form, self.scaled, self.out_of_order = "", False, False

    @property
    def value(self) -> Decimal:
        return self.total + self.section + (self.digit or _ZERO)

    def take(self, kind: str, word: str, text: str, end: int, *, spaced: bool) -> bool:
        """Add a token; False where the numeral ends before it."""
        if kind == "literal":
            return self._literal(word, text, end, spaced)
        if kind == "digit":
            return self._digit(word, spaced)
        if kind == "small":
            return self._small(Decimal(_SMALL[word]))
        if kind == "big":
            return self._big(Decimal(_BIG[word]))
        return self._native(Decimal((_TENS if kind == "tens" else _ONES)[word]), kind, spaced)

    def _literal(self, word: str, text: str, end: int, spaced: bool) -> bool:
        """Digits open a numeral or go on with it: 2만5,610, 29만 천 890, not `5조 10%`."""
        if self.digit is not None or len(word) > LONGEST_LITERAL or self.form == "native":
            return False
        if word[0] == "0" and (self.form or (len(word) > 1 and word[1] != ".")):
            return False
        value = Decimal(word.replace(",", ""))
        if self.form:
            if value >= (self.small_limit if self.section else self.big_limit):
                return False
            if spaced and not _OWN_SCALE.match(text, end) and (len(word) < 2 or _TIME_OR_RATE.match(text, end)):
                return False
        self.digit, self.trailing, self.form = value, _ONE, "digits"
        return True

    def _digit(self, word: str, spaced: bool) -> bool:
        if self.digit is not None or self.form == "native" or (spaced and self.form != "sino") or (word == "영" and self.form):
            return False
        self.digit, self.trailing, self.form = Decimal(_DIGITS[word]), _ONE, self.form or "sino"
        return True

    def _small(self, unit: Decimal) -> bool:
        if self.section and unit >= self.small_limit:
            self.out_of_order = True
            return False
        if self.form == "native" or self.digit == 0:
            return False
        self.section += (_ONE if self.digit is None else self.digit) * unit
        self.digit, self.small_limit, self.trailing, self.form = None, unit, unit, self.form or "sino"
        return True

    def _big(self, unit: Decimal) -> bool:
        if unit >= self.big_limit:
            self.out_of_order = True
            return False
        empty = not self.section and self.digit is None
        if self.form == "native" or (self.total and empty) or self.digit == 0:
            return False
        self.trailing = unit * (self.trailing if self.section and self.digit is None else _ONE)
        self.total += unit if empty else (self.section + (self.digit or _ZERO)) * unit
        self.section, self.digit, self.small_limit, self.big_limit = _ZERO, None, _SECTION, unit
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
        self.digit, self.trailing, self.form = (self.digit or _ZERO) + value, _ONE, "native"
        return True


_ZERO, _ONE, _SECTION, _ENDLESS = Decimal(0), Decimal(1), Decimal(10**4), Decimal(10**20)
_OWN_SCALE = re.compile(r"[십백천만억조경]| [만억조경]")
_TIME_OR_RATE = re.compile(
    r" ?(?:년|월(?!드)|일|분기|시(?!간|트)|개월|주(?!식)|세(?!대|트)|살|Q|H|%|퍼센트|배(?!럴|터)|위(?!안|원)|p)"
)


def _is_meant(text: str, numeral: Reading) -> bool:
    """Whether a numeral that can be read is one: its surroundings rule out names, dates, statutes and mere words."""
    start, end = numeral.start, numeral.end
    if numeral.form == "fraction":
        return True
    if VAGUE.search(text, max(0, start - 3), start) and numeral.form != "digits":
        return False
    following = unit_table().follows(text, end, numeral)
    if following and following[0].dimension == "name":
        return False
    if numeral.form == "digits":
        return _digits_are_meant(text, numeral, following is not None)
    if following is None:
        return _stands_alone(text, numeral)
    unit = following[0]
    if numeral.form == "native" and numeral.value == 1 and unit.surface in _IDIOMS_OF_ONE:
        return False
    if unit.dimension == "time":
        return end - start > 1 and unit.surface not in ("월", "시") and text[start:end] not in _NOT_ALONE
    return spelled_counts(text, numeral, unit.dimension, unit.surface)


def _digits_are_meant(text: str, numeral: Reading, has_unit: bool) -> bool:
    start, end = numeral.start, numeral.end
    after = text[end : end + 1]
    if _OPENS_CALENDAR.match(text, start):
        return False
    if is_hangul(text[start - 1 : start]) and not has_unit and text[start - 1] not in JOSA:
        return text[start - 1] in "약총각단"
    if after.isascii() and after.isalpha() and not has_unit:
        return False
    if _STATUTE_PART.match(text, end) and not numeral.scaled:
        return False
    if text[end - 1 : end] == "조" and numeral.value < Decimal(10**15) and _STATUTE.search(text, max(0, start - 5), start):
        return False
    return has_unit or not is_hangul(after) or ends_word(text, end)


_IDIOMS_OF_ONE = frozenset({"번", "편", "차례", "가지", "층", "통", "대", "쪽", "줄"})
"""한 번에, 한편, 한층: with these, one is no count."""
_SOLO = frozenset({"개", "명", "곳", "배", "달", "가지"})
_CLEAR = frozenset("삼육칠팔십백천만억")


def spelled_counts(text: str, numeral: Reading, dimension: str, surface: str) -> bool:
    """
    Whether a numeral in words counts the unit behind it.

    One syllable before another is mostly a word (이 점, 세대, 사주): such pairs count where they are common (두 개, 세 명), where
    they are apart and the numeral is no frequent word (칠 도, 네 척), or where a sign or 섭씨 stands before them.
    """
    start, end = numeral.start, numeral.end
    spaced = text[end : end + 1] in " \u00a0"
    word = text[start:end]
    if len(word) > 1 or len(surface) > 2 or _LEFT_OF_SPELLED.search(text, max(0, start - 6), start):
        return True
    if dimension == "ordinal":
        return numeral.form == "native" or surface in ("번째", "번 째", "등")
    if numeral.form == "native":
        return surface in _SOLO or spaced or len(surface) > 1
    if dimension in ("count", "rank"):
        return word in "십백천만억" and (spaced or surface in _SOLO)
    if dimension in ("ratio", "money") and len(surface) > 1:
        return True
    if dimension == "money":
        return word in "십백천만억"
    return len(surface) > 1 or (word in _CLEAR and spaced)


def _stands_alone(text: str, numeral: Reading) -> bool:
    """Whether words without a unit are a number: the whole text, a number with 십 백 천 …, 하나 둘 셋, or talk about numbers."""
    start, end, word = numeral.start, numeral.end, text[numeral.start : numeral.end]
    if not ends_word(text, end) or text.startswith("번", end + 1):
        return False
    if not text[:start].strip(" \t\n-+") and not text[end:].strip(" \t\n.!?"):
        return numeral.form != "native" or len(word) > 1
    if _MINUS.search(text[max(0, start - 6) : start]):
        return True
    line = text[text.rfind("\n", 0, start) + 1 : start][-60:] + text[start : end + 60].partition("\n")[0]
    if _ABOUT_NUMBERS.search(line):
        return True
    if numeral.form == "native":
        return word in _NOUNS or len(word) > 1
    return len(word) > 1 and word not in _NOT_ALONE and any(syllable in "십백천만억조" for syllable in word)
