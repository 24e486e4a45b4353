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

from extractors.homographs import is_word
from extractors.lexicon import LEXICON
from extractors.particles import JOSA, TAILS, ends_word, is_hangul
from extractors.spelling import (
    BIG,
    BIG_SYLLABLES,
    DIGIT_SYLLABLES,
    DIGITS,
    LITERAL,
    LONGEST_LITERAL,
    MINUS,
    NATIVE_ONES,
    NATIVE_TENS,
    NOUNS,
    ONE,
    ONES,
    SCALES,
    SECTION,
    SINO,
    SMALL,
    TENS,
    WORDS,
    ZERO,
    Reading,
    plain,
    readings_at,
    spelled,
)  # fmt: skip
from extractors.units import currency_prefixes, unit_table

_AFTER_LITERAL = frozenset(SINO + " \u00a0")
_GLUED_BEFORE = (*WORDS["minus"], "영하", "영상", "섭씨", "화씨", "시속", "음수")
"""Words that may stand right before a spelled numeral."""
CANDIDATE = re.compile(
    rf"(?P<literal>{LITERAL}|(?<![\w.])\.\d+)"
    rf"|(?:(?<![가-힣A-Za-z\d○◯●×])|{'|'.join(f'(?<={word})' for word in _GLUED_BEFORE)})"
    rf"(?:{'|'.join(WORDS['native_range'])}|{NATIVE_TENS}|{NATIVE_ONES}|[{SINO}]|반(?= )|공(?=[점쩜][공{DIGIT_SYLLABLES}]))"
)
_TWO_NUMBERS = re.compile(
    rf"(?P<tens>{NATIVE_TENS})?(?P<native>{'|'.join(WORDS['native_range'])})"
    rf"|(?P<sino>{'|'.join(WORDS['sino_range'])})(?P<scale>[{SCALES}]*)"
)
_SPOKEN_DECIMALS = re.compile(rf" ?[점쩜] ?(?P<digits>[공{DIGIT_SYLLABLES}]+)(?P<scale> ?[만억조경])?")
_NUMERATOR = re.compile(rf" ?분의 ?(?P<minus>(?:{MINUS}) ?)?(?=[\d{SINO}])")
_AND_FRACTION = re.compile(rf"[과와] ?(?=\d+/\d|[\d{SINO}]+ ?분의)")
_DIGIT_FRACTION = re.compile(r"(?:(?P<whole>\d+) {1,2})?(?P<top>\d+)/(?P<bottom>\d+)(?![\d/~.년월일]|분기|\s*[~-]\s*\d)")
_MINUS = re.compile(rf"(?:(?<![\w가-힣.)])[-−–]|^[-−–] |(?:{MINUS}|음수|영하) ?)\Z", re.MULTILINE)
"""A dash apart from its number is a sign only where it opens the line: `3일 - 5일` names no negative number."""
_LEFT_OF_SPELLED = re.compile(rf"(?:{'|'.join(_GLUED_BEFORE)}) ?\Z")
VAGUE = re.compile(rf"(?<![가-힣])(?:수|몇|여러)(?: ?[{SCALES}]+)? ?$")
"""What makes an amount of no size out of the multiplier behind it: 수 억원, 몇 백만 원, 수십 억원."""
_VAGUE_DIGITS = re.compile(r"(?<![가-힣])(?:수|몇 ?)$")
_GLUED_CODE, _MONEY_DIGITS = re.compile(r"(?<![A-Za-z\d])[A-Z]{3}$"), re.compile(r"\d+(?:[.,]\d|[만억조])")
_ORDINAL_PREFIX = re.compile(r"(?<![가-힣])제 ?$")
_STATUTE = re.compile(r"(?:법|법률|령|규칙|조례|헌법|협약|협정|조항|제) ?$")
_STATUTE_PART = re.compile(r"조(?![가-힣])|조(?:의|에|를|와|에서|상|는|가|로)(?![가-힣])|조 ?(?:제 ?)?\d+항|조\(")
_CALENDAR = re.compile(r"(?:\d{1,2}|[일이삼사오육칠팔구십시유]{1,2}) ?월(?: ?(?:\d{1,2}|[일이삼사오육칠팔구십]{1,3}) ?일)?")
_OPENS_CALENDAR = re.compile(r"\d{1,2} ?월|[일이삼사오육칠팔구십]{1,2}월")
_HALF = re.compile(r"(?<![가-힣\d])(?:절반|반(?=[을이으]로? ?(?:떼|나누|넘|잘|줄)|만 |$))")
_FIRST = re.compile(r"(?<![가-힣])첫(?= ?번째|째)")
_RUN = re.compile(rf"[\d.,{SCALES}]+")
_LARGER_PART = re.compile(rf"\d ?[{SCALES}]+$")
_BROKEN = re.compile(rf"\n[{BIG_SYLLABLES}] ?[\d원여달유위]")
"""A line break inside a number: digits at the end of a line, their multiplier on the next."""
_BROKEN_PART = re.compile(rf"(?:\d\s*\n\s*|\d,\d{{1,2}}|\d,\d{{4,}})[{SCALES}]+ $")
"""The upper part of a number that could not be read: over an empty line, or with a comma astray."""
_BROKEN_GROUP = re.compile(r"(?<=\d,\d\d )\d(?!\d)|(?<=\d,\d )\d\d(?!\d)")
"""The end of a group of three that a blank parts: 6,00 0."""
_TORN_OFF = re.compile(rf"\d\s+$|\d ?\) ?$|[\d{SCALES}]여 ?$")
_SOME_MORE = re.compile(rf"여 ?(?P<scale>[{SCALES}]+)")
_LOWER_PART = re.compile(r"(?P<above>[경조억]) ?(?P<part>\d,\d{3}|\d{1,4})(?P<small>[천백]?)$")
_MONEY_SIGNS = frozenset("₩￦$€£¥")
_NEVER_FIRST = "억조경"
"""Multipliers that open no number: 만 원 is 10,000 won, but nobody says 억 원 for 100 million."""
_LONGEST_PART = 8
"""Characters looked at for a digit and its multipliers: `5백만` before the digits at hand."""
_ABOUT_NUMBERS = re.compile(r"숫자|자연수|정수|소수|분수|짝수|홀수|정답|[답값][은이]")
_NOT_ALONE = frozenset(LEXICON.words("numeral_homograph"))
"""Numerals that are first of all words or names (이천, 오만, 만일): alone, without unit, they are none."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that is written out, in digits or in words."""

    start: int
    end: int
    value: Decimal


def find_numerals(text: str) -> list[Numeral]:
    """
    Every numeral of the text, in text order, without overlaps; the sign is part of it.

    Words that merely look like one (이사회, 만일, 천안), parts of names (A100, 2세대, 제3공장, 법 제232조), calendar dates, codes
    and vague amounts (수십억, 몇 명) are none.
    """
    text = plain(text)
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
        found.append(numeral)
        at = numeral.end
    return found


def _halves(text: str) -> Iterator[Reading]:
    for match in _HALF.finditer(text):
        yield Reading(match.start(), match.end(), Decimal("0.5"), "fraction")


def _firsts(text: str) -> Iterator[Reading]:
    """첫 is 1 in 첫 번째 and 첫째 alone; 첫 제품 counts nothing."""
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
    if match["literal"] and (part := digit_fraction(text, match.start())):
        return _signed(text, part)
    numeral = numeral_at(text, match)
    if numeral is None or numeral.high is not None:
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
    more = "".join([*DIGITS, *SMALL, *BIG, *TENS, *ONES])
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


def digit_fraction(text: str, start: int) -> Reading | None:
    """The fraction in digits that begins at *start*: 3/4, 1 1/2."""
    match = _DIGIT_FRACTION.match(text, start)
    bottom = Decimal(match["bottom"][:LONGEST_LITERAL]) if match else None
    if match is None or not bottom or len(match[0]) > LONGEST_LITERAL or not _stands_free(text, start):
        return None
    return Reading(match.start(), match.end(), Decimal(match["whole"] or 0) + Decimal(match["top"]) / bottom, "fraction")


def _signed(text: str, numeral: Reading | None) -> Reading | None:
    if numeral is None:
        return None
    minus = _MINUS.search(text, max(0, numeral.start - 6), numeral.start)
    if minus is None:
        return numeral
    start = numeral.start - len(minus[0])
    return Reading(start, numeral.end, -numeral.value, numeral.form, numeral.scaled, numeral.scale)


def fraction_of(text: str, numeral: Reading) -> Reading | None:
    """The fraction that *numeral* opens, as its denominator (삼분의 이) or as the whole number before it (일과 삼분의 이, 3과 1/2)."""
    if (mixed := _AND_FRACTION.match(text, numeral.end)) is None:
        return _fraction(text, numeral)
    candidate = CANDIDATE.match(text, mixed.end()) or BARE.match(text, mixed.end())
    denominator = numeral_at(text, candidate, torn_off=True) if candidate else None
    part = digit_fraction(text, mixed.end()) or (_fraction(text, denominator) if denominator else None)
    return None if part is None else part._replace(start=numeral.start, value=numeral.value + part.value)


def _fraction(text: str, denominator: Reading) -> Reading | None:
    link = _NUMERATOR.match(text, denominator.end)
    if link is None or not denominator.value:
        return None
    candidate = CANDIDATE.match(text, link.end()) or BARE.match(text, link.end())
    top = numeral_at(text, candidate, numerator=True) if candidate else None
    if top is None:
        return None
    return Reading(denominator.start, top.end, top.value / denominator.value * (-1 if link["minus"] else 1), "fraction")


BARE = re.compile(rf"[{SINO}]")
"""Where a spelled number may begin inside a word: behind 분의, or behind a unit (이달러이십센트)."""


def numeral_at(text: str, match: re.Match[str], *, numerator: bool = False, torn_off: bool = False) -> Reading | None:
    """
    The numeral that begins where *match* does, or None where the characters are no number.

    No unit is needed yet: what the number counts is asked by the callers. As *numerator* a trailing 만 is the particle; what is
    *torn_off* may stand right behind another number.
    """
    start, end = match.span()
    if text[start].isdigit() or text[start] == ".":
        if _runs_on(text, end) or not (torn_off or _stands_free(text, start)) or _is_vague_power(text, match):
            return None
        if not _goes_on_in_words(text, end):
            return _some_more(text, _literal(match))
    elif text[start] in _NEVER_FIRST or (text[start] in SCALES and _TORN_OFF.search(text, max(0, start - 3), start)):
        return None  # a unit (억원), a word (조사) or the tail of a number whose digits stand on the line before
    elif found := _two_numbers(text, start) or _half(text, start):
        return found
    elif text[start] == "반" or (is_hangul(after := text[end : end + 1]) and after not in _openers()):
        return None
    return _some_more(text, _chosen(text, start, numerator=numerator))


def _chosen(text: str, start: int, *, numerator: bool) -> Reading | None:
    """Of the numbers that can be spelled from *start* on, the longest behind which a numeral may end."""
    readings = list(readings_at(text, start))
    while readings:
        reading = readings.pop()
        if reading.torn is not None:
            return reading
        if numerator and readings and text[reading.end - 1] == "만" and reading.form == "sino":
            continue
        if _HALF_IN_WORDS.search(text, start, reading.end) and not _names_money(text, reading):
            continue
        decimals = _SPOKEN_DECIMALS.match(text, reading.end) if reading.form != "native" else None
        if decimals and (spoken := _spoken_decimal(text, reading, decimals)):
            return spoken
        if closes(text, reading):
            return reading
    return None


_HALF_IN_WORDS = re.compile(rf"\d[{BIG_SYLLABLES}] [{DIGIT_SYLLABLES}][{SCALES}{DIGIT_SYLLABLES}]*$")
"""Digits, and behind a space the rest in words: 2만 오천원."""


def _names_money(text: str, reading: Reading) -> bool:
    """Whether a currency stands at the numeral; elsewhere words behind digits may be words (5만 이천 시민)."""
    follows = unit_table().follows(text, reading.end, reading)
    return (follows is not None and follows[0].dimension == "money") or text[: reading.start].rstrip()[-1:] in _MONEY_SIGNS


def _goes_on_in_words(text: str, end: int) -> bool:
    """Whether multipliers or digits in words may follow the digits that end at *end*."""
    after = text[end : end + 1]
    if after in {" ", "\u00a0"}:
        after = text[end + 1 : end + 2]
    return (after != "" and after in _AFTER_LITERAL) or _BROKEN.match(text, end) is not None


def _is_vague_power(text: str, match: re.Match[str]) -> bool:
    """수10억, 몇 100명: of no size, like 수십억."""
    start = match.start()
    return match[0].rstrip("0") == "1" and len(match[0]) > 1 and _VAGUE_DIGITS.search(text, max(0, start - 3), start) is not None


def _some_more(text: str, numeral: Reading | None) -> Reading | None:
    """The numeral with the multiplier behind its 여: 700여 억 is about 700억."""
    match = _SOME_MORE.match(text, numeral.end) if numeral and numeral.torn is None else None
    if numeral is not None and match is not None and numeral.scaled:
        return _some_more_below(text, numeral, match)
    if numeral is None or match is None or match["scale"][-1] not in BIG or numeral.value >= SECTION:
        return numeral
    scale = spelled(match["scale"]) or ONE
    more = numeral._replace(end=match.end(), value=numeral.value * scale, scaled=True, scale=scale, approximate=True)
    return more if closes(text, more) else numeral


def _some_more_below(text: str, numeral: Reading, match: re.Match[str]) -> Reading:
    """The numeral whose lowest part has its multiplier behind 여: 264억5000여만 is about 264억 5천만."""
    lower = _LOWER_PART.search(text, numeral.start, numeral.end)
    scale = spelled(match["scale"]) or ONE
    if lower is None or match["scale"][-1] not in BIG or numeral.value < SECTION:
        return numeral
    part = Decimal(lower["part"].replace(",", "")) * (spelled(lower["small"]) or ONE)
    value = numeral.value - part + part * scale
    above = spelled(lower["above"]) or ONE
    if part * scale >= above:
        return numeral
    more = numeral._replace(end=match.end(), value=value, scale=scale, approximate=True)
    return more if closes(text, more) else numeral


def _two_numbers(text: str, start: int) -> Reading | None:
    """Two neighbours in one word before a unit: 서너 곳, 이삼백억원; the lower as value, 두어 as about two."""
    match = _TWO_NUMBERS.match(text, start)
    scale = spelled(match["scale"]) if match and match["scale"] else ONE
    if match is None or scale is None or (match["sino"] == "일이" and not match["scale"]):
        return None
    low, high = WORDS["native_range"][match["native"]] if match["native"] else WORDS["sino_range"][match["sino"]]
    ten = TENS[match["tens"]] if match["tens"] else ZERO
    form, scaled = "native" if match["native"] else "sino", scale >= SECTION
    top = None if high is None else (ten + high) * scale
    numeral = Reading(start, match.end(), (ten + low) * scale, form, scaled, scale, None, top, high is None)
    return numeral if unit_table().follows(text, match.end(), numeral) else None


def _half(text: str, start: int) -> Reading | None:
    """반 before a measure that needs no other words to be one: 반 리터, 반 퍼센트; 반 프로 and 반 고흐 are none."""
    half = Reading(start, start + 1, Decimal("0.5"), "native")
    follows = unit_table().follows(text, start + 1, half) if text[start] == "반" else None
    measures = follows and follows[0].quantity and follows[0].dimension not in ("count", "rank", "score", "multiple", "money")
    return half if follows and measures and len(follows[0].surface) > 1 and not follows[0].condition.near else None


_AMOUNT_BEFORE = re.compile(r"(?<![A-Za-z\d.,/])\d[\d,]*(?:\.\d+)?(?P<unit>[A-Za-z℃㎾㎿㎏㎸]{1,4})/\Z")
"""An amount in a unit of letters right before a slash, and how long it is at most."""
_LONGEST_AMOUNT = 16
_WORDED = re.compile(rf"(?<![A-Za-z\d.,])\d[\d,]*(?:\.\d+)?[{SCALES}]*(?P<unit>[가-힣]{{1,3}})(?![가-힣])")
_WORDED_BEFORE = re.compile(rf"{_WORDED.pattern}/\Z")
"""An amount before a slash behind which stands another in the same unit: 100만원/300만원, and not 500원/3개."""
_POWER_OF_TEN = re.compile(r"10*(?![\d.,])")


def _stands_free(text: str, start: int) -> bool:
    """Whether the digits at *start* begin there: no letter, ordinal 제, or part of a longer number or code before them."""
    before = text[start - 1 : start]
    if before == " " and _BROKEN_GROUP.match(text, start):
        return False
    if before == " " and text[max(0, start - 2)] in SCALES and _BROKEN_PART.search(text, max(0, start - _LONGEST_PART), start):
        return False
    if not before or before.isspace():
        return not (before == " " and _ORDINAL_PREFIX.search(text, max(0, start - 4), start))
    if before.isascii():
        if before.isalnum() or before in "_#@\\":
            code = _GLUED_CODE.search(text, max(0, start - 4), start)
            money = code is not None and code[0] in currency_prefixes() and _MONEY_DIGITS.match(text, start)
            return bool(money)  # EUR29.99, and not COP30
        if before == "/" and (amount := _AMOUNT_BEFORE.search(text, max(0, start - _LONGEST_AMOUNT), start)) is not None:
            return unit_table().knows(amount["unit"]) and _POWER_OF_TEN.match(text, start) is None  # 220V/60Hz, and not 5L/100km
        if before == "/" and (amount := _WORDED_BEFORE.search(text, max(0, start - _LONGEST_AMOUNT), start)) is not None:
            beside = _WORDED.match(text, start)
            return beside is not None and beside["unit"] == amount["unit"] and unit_table().knows(amount["unit"])
        if before in "-./,:":
            return not (other := text[max(0, start - 2) : start - 1]).isalnum() or (
                before == ":" and is_hangul(other)
            )  # 배당총액:68억원
        return True
    if before in SCALES and _LARGER_PART.search(text, max(0, start - _LONGEST_PART), start):
        return False  # the lower part of a number that could not be read whole is no number
    return not (before == "제" and _ORDINAL_PREFIX.search(text, max(0, start - 3), start)) and before not in "№第√"


_TO_ONE = re.compile(r"(?<!\b1):1(?![\d:.,])")


def _runs_on(text: str, end: int) -> bool:
    """Whether the digits go on in a way that no number does: 1.2.3, 12,34, 4:42, 010-1234."""
    mark = text[end : end + 1]
    return mark in {".", ",", ":"} and text[end + 1 : end + 2].isdigit() and not _TO_ONE.match(text, end)


def _literal(match: re.Match[str]) -> Reading | None:
    literal = match[0]
    if len(literal) > LONGEST_LITERAL or (literal[0] == "0" and len(literal) > 1 and literal[1] != "."):
        return None
    return Reading(match.start(), match.end(), Decimal(literal.replace(",", "")))


_COPULA_BEHIND_I = re.compile("다|며|고|라|었|므|니|지|든|란|면")
_BEHIND_COPULA = re.compile(r"[까지뿐]| (?:것|수 |때|경우|가능|듯|뿐|만큼)")
"""What stands behind the 일 of `12억일 것이다`, and behind no digit."""


_AND_MORE = re.compile(rf"하고도? [\d{SINO}]")


def closes(text: str, numeral: Reading) -> bool:
    """Whether a numeral may end where this reading does, by the characters behind it."""
    end = numeral.end
    after = text[end : end + 1]
    if numeral.form == "digits" and _is_particle(text, end):
        return False
    if not is_hangul(after):
        return not _is_subject_particle(text, numeral)
    if _COPULA_BEHIND_I.match(text, end) and numeral.form == "sino" and text[end - 1] == "이":
        return False
    if _AND_MORE.match(text, end) and numeral.scale > 1:
        return True  # 1억하고도 3천만원
    if after == "여" and (unit_table().follows(text, end + 1, numeral) is not None or _SOME_MORE.match(text, end)):
        return True  # 1만8,300여개, 4억여원
    if unit_table().at(text, end, numeral) is not None or ends_word(text, end):
        return True
    return text.startswith("분의", end) or _AND_FRACTION.match(text, end) is not None


def _is_particle(text: str, end: int) -> bool:
    """Whether the 이 or 일 behind digits is no digit: ₩12억이다, $3천이 넘는다, 12억일 것이다."""
    last = text[end - 1]
    if last == "일" and _BEHIND_COPULA.match(text, end):
        return True
    if last == "이" and text.startswith("면", end):
        return True  # 12억이면, whatever 면 counts
    if last not in "이일" or unit_table().follows(text, end) is not None:
        return False
    return last == "이" or not is_hangul(text[end : end + 1]) or _BEHIND_COPULA.match(text, end) is not None


def _is_subject_particle(text: str, numeral: Reading) -> bool:
    """Whether the last 이 is a particle: in `백이 넘는다` it is, in `이십이 퍼센트` a digit."""
    end = numeral.end
    if text[end - 1] != "이" or numeral.form == "digits" or end - numeral.start == 1 or not text[end : end + 40].strip():
        return False
    return text[end] in " \u00a0" and unit_table().follows(text, end, numeral) is None and not text.startswith("분의", end + 1)


def _spoken_decimal(text: str, whole: Reading, match: re.Match[str]) -> Reading | None:
    """이백점 영삼: the digits behind 점, without the syllable that belongs to a copula or particle (오점 오이다)."""
    digits, end = match["digits"], match.end("digits")
    scale = Decimal(1)
    if match["scale"]:
        scale, end = BIG[match["scale"].strip()], match.end()
    while digits:
        value = Decimal(f"{int(whole.value)}.{''.join(str(DIGITS[digit]) for digit in digits)}") * scale
        numeral = Reading(whole.start, end, value, whole.form, bool(match["scale"]), scale)
        unit = unit_table().follows(text, end, numeral)
        lone_particle = digits == "이" and unit is None and bool(text[end : end + 40].strip())
        copula = digits[-1] == "이" and _COPULA_BEHIND_I.match(text, end)
        if not lone_particle and not copula and (unit is not None or ends_word(text, end)):
            return numeral
        if match["scale"]:
            return None
        digits, end = digits[:-1], end - 1
    return None


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
    unit, unit_end = following
    if is_word(text, start, end, unit_end - len(unit.surface), unit_end):
        return False
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
        return text[start - 1] in "약총각단" or _MINUS.search(text, max(0, start - 6), start) is not None
    if after.isascii() and after.isalpha() and not has_unit:
        return False
    if _STATUTE_PART.match(text, end) and not numeral.scaled:
        return False
    if text[end - 1 : end] == "조" and numeral.value < Decimal(10**15) and _STATUTE.search(text, max(0, start - 5), start):
        return False
    return has_unit or not is_hangul(after) or ends_word(text, end)


_IDIOMS_OF_ONE = frozenset({"번", "편", "차례", "가지", "층", "통", "대", "쪽", "줄"})
"""한 번에, 한편, 한층: with these, one is no count."""
_SOLO = frozenset({"개", "명", "곳", "배", "달", "가지", "컵"})
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
    if _MINUS.search(text, max(0, start - 6), start):
        return True
    line = text[text.rfind("\n", 0, start) + 1 : start][-60:] + text[start : end + 60].partition("\n")[0]
    if _ABOUT_NUMBERS.search(line):
        return True
    if numeral.form == "native":
        return word in NOUNS or len(word) > 1
    return len(word) > 1 and word not in _NOT_ALONE and any(syllable in SCALES for syllable in word)
