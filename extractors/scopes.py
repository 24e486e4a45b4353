"""Units apart from their numbers: `(단위: 억 달러, %)` over a table, `증감률(%)` in a header, `계약금액(원):` before a value."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from importlib import resources
from typing import NamedTuple

from extractors.lexicon import LEXICON
from extractors.particles import is_hangul
from extractors.spelling import WESTERN_SCALES, spelled
from extractors.units import Unit, unit_table
from schemas.documents import Block

_NO_UNITS = frozenset(LEXICON.words("scale_homograph"))
"""Words that look like a multiplier with a counter: 만기 is no 10,000기, 만두 no 10,000두."""
_DECLARATION = re.compile(
    r"(?:단위 ?[:：;]?|[(\[]금액 ?[:：](?= ?[^\d()\[\]]{1,8}[)\]])|\b[Uu]nits? ?[:：]) ?([^)\]>〉】\n|]{1,60})"
)
_BRACKETS = re.compile(r"[(\[<（]([^()\[\]<>（）\n]{1,24})[)\]>）]")
_PERIOD = re.compile(r"(?:[년월일기말]|(?:19|20)?\d{2}(?:[./-] ?\d{1,2}\.?)?|[1-4]/4|[1-4][QH]|[QH][1-4]) ?$")
_UNITS_OF_PERIODS = frozenset("원명개건톤인배점")
_MARKS_OF_TERMS = frozenset("ABCDabcd")
"""Letters that name a term of a formula behind a label far oftener than ampere, byte or are."""
_OF_AREA = re.compile(r"면적|경지|농지")
_SHARES = re.compile(
    rf"(?:{LEXICON.alternation('counts shares')}|(?<![가-힣]){LEXICON.alternation('counts shares alone')})[가-힣]{{0,2}} ?(?:총?수)?\s*$"
)
"""The end of a label that counts shares, whose (주) is a unit; behind any other it is the mark of a company."""
IN_WON = re.compile(LEXICON.alternation("in won by its form"))
"""A label of a prescribed form whose table states its amounts in won and names no unit."""
_IN_BRACKETS = re.compile(r"(?P<name>[^()\[\]]*\S) ?[(\[](?P<unit>[^()\[\]]{1,24})[)\]]")
_LIST_MARKS = re.compile(r" ?[,，·ㆍ;、] ?| 및 ")
_NUMBER_OF = re.compile(r"(?:[가-힣·]{1,10} ){0,2}(?P<counter>[가-힣]{1,4}) ?수")
_FORMULA = re.compile(r"[A-Z] ?/ ?[A-Z]")
"""One letter over another: terms of a formula (A/C behind 자기자본대비) or what is written short (Usance L/C), and no unit."""
_SCALE_AND_UNIT = re.compile(r"(?P<scale>(?:\d{1,3}(?:,\d{3})*|\d+)? ?(?:일(?=[만억조]))?[십백천만억조]*) ?(?P<unit>.+)")
_POWER_ALONE = re.compile(r"\S ?\((?P<power>[천백십]?[천백만억조])\)\Z")
_POWER_OF_TEN, _TEN = re.compile(r"10*"), Decimal(10)
_WESTERN = re.compile(
    r"(?:(?:[Ii]n )?(?P<first>[A-Za-z]+) (?:of )?)?(?P<unit>US\$|HK\$|NT\$|[$€£₩¥]|[A-Z]{3}|달러|원|위안|유로|엔|won|dollars)"
    r"(?: ?(?:in )?(?P<last>[A-Za-z]+))?"
)
_DECLARING = re.compile(
    r"[(\[<〈【](?:[^()\[\]<>\n]{0,40}(?:단위 ?[:：;]|\b[Uu]nits? ?:)|[*※]? ?단위 )[^()\[\]<>\n]{1,60}"
    r"(?:\([^()\n]{1,30}\)[^()\[\]<>\n]{0,40})?[)\]>〉】]"
    r"|[(\[]금액 ?[:：] ?[십백천만억조]*(?:원|달러|불|엔|유로|위안)[)\]]"
    r"|(?<![^\n|]) ?[*※]? ?단위 ?[:：] ?[^\n|]{1,60}"
)
_INDEX = re.compile(r"(?:19|20)\d{2}(?:년|\.\d{1,2}월?)? ?= ?100(?:\.0)?")
_UNIT_OF = re.compile(r"(?P<unit>[^()]{1,16})\((?P<name>[^()]{1,24})(?:\)|$)")
_PARTICLE = re.compile(r"(?<=[가-힣A-Za-z)])(?:은|는)$|의 ?경우$")
RECKONED = "연율?|전기비|계절조정|말잔|평잔|기말|[가-힣]{0,4}기준|오전|오후|종가|마감|누계|연간|월간|평균|각|명목|실질|원계열|원화|개별|연결|별도"
"""Source of a pattern: words that tell how numbers are reckoned."""
_NO_ROW = re.compile(RECKONED)
_SPACED = re.compile(r"(?<![^\s\-–·○ㆍ◦])[가-힣](?:\s+[가-힣])+(?=\s*(?:\([^()]*\))?\s*$)")
"""A word whose letters stand apart, up to the end of a label or its bracket: 구 분, 증 감(B-A)."""
_DECLARING_LENGTH = 120
"""A longer paragraph above a table is text, not its caption."""
_DECLARED_LAST = re.compile(r"(?<![가-힣])단위 ?[:：] ?(?P<units>[^\n|()\[\]:：]{1,24})[)\]]?\Z")
"""The end of such a paragraph that declares the units of the table behind it: … 주요 재무지표 단위 : 억원, %."""
_NAME_LENGTH = 40
"""A longer paragraph is no name of a table."""
_NUMBERED_NOTE = re.compile(r"주\s?(?:\d{1,2}\s?[):.]|[):：])\s?")
_NOTE = re.compile(rf"{_NUMBERED_NOTE.pattern}|[※*]+\s?|\(?\d{{1,2}}\)\s?")
_NOTES = frozenset({"caption", "paragraph", "list_item"})
_MOST_NOTES = 8
"""Lines below a table that are looked at."""


class Declared(NamedTuple):
    """A unit as a caption or header names it."""

    unit: Unit
    scale: Decimal
    per: str | None = None
    bound_to: str = ""
    """The row or column that it holds for, where the caption says so: `경상수지는 억 달러`."""

    @property
    def money(self) -> bool:
        return self.unit.dimension == "money"

    @property
    def percent(self) -> bool:
        return self.unit.unit == "percent"

    @property
    def ratio(self) -> bool:
        """Whether it is a size of nothing: a percentage, a difference of percentages or a multiple."""
        return self.unit.dimension in ("ratio", "multiple")


@functools.lru_cache(maxsize=1024)
def parse_unit(text: str, *, stated: bool = False) -> Declared | None:
    """
    `십억원` → KRW × 10⁹, `천 대` → counter 대 × 1000, `USD mn`, `원/kg` → KRW per kg; None where the text is no unit.

    Where 단위 *stated* that it is one, 천대 is 1,000 of 대; elsewhere it is a word.
    """
    text = text.strip(" :：")
    if (text in _NO_UNITS and not stated) or _FORMULA.fullmatch(text):
        return None
    if _INDEX.fullmatch(text) and (points := unit_table().named("포인트")):
        return Declared(points, Decimal(1))
    head, slash, tail = text.partition("/")
    if slash and unit_table().named(text) is None:
        numerator = parse_unit(head.rstrip())
        if numerator and ":" in tail:
            return numerator  # 억원 / 기준: IFRS says how the numbers are reckoned, not per what
        if numerator and not stated and numerator.unit.dimension == "count" and not _is_denominator(tail):
            return None  # 장/단기 차입금, 대/중소기업
        return numerator._replace(per=tail.strip()) if numerator and tail.strip() else None
    if unit := unit_table().named(text):
        return Declared(unit, Decimal(1))
    if (match := _SCALE_AND_UNIT.fullmatch(text)) and match["scale"].strip() and (unit := unit_table().named(match["unit"])):
        scale = spelled(match["scale"].strip())
        if scale is None or scale == _TEN or not _POWER_OF_TEN.fullmatch(f"{scale.normalize():f}"):
            return (
                None if scale is None or match["scale"].strip()[0].isdigit() else Declared(unit, scale)
            )  # 제24기 is no multiple
        return Declared(unit, scale)
    if (match := _WESTERN.fullmatch(text)) and (unit := unit_table().named(match["unit"])):
        scale = WESTERN_SCALES.get(match["first"] or match["last"] or "")
        return Declared(unit, scale) if scale and not (match["first"] and match["last"]) else None
    return None


def _is_denominator(text: str) -> bool:
    """Whether the words behind the slash of a counter end in a unit: 일, 10만명, 인구 천명."""
    words = text.split()
    return bool(words) and unit_table().knows(words[-1].lstrip("0123456789,.십백천만억"))


@functools.lru_cache(maxsize=1024)
def parse_units(text: str) -> tuple[Declared, ...]:
    """The units of a list such as `억 달러, %`; empty where one of its parts is no unit."""
    parts = [parse_unit(part) for part in _LIST_MARKS.split(text.strip())]
    return tuple(part for part in parts if part) if all(parts) else ()


def parse_units_of(text: str) -> tuple[Declared, ...]:
    """The same of a list whose units may say what they are for (`억 달러, 전년비 %`)."""
    parts = [parse_unit(part) or _bound_unit(part) for part in _LIST_MARKS.split(text.strip())]
    return tuple(part for part in parts if part) if all(parts) else ()


def _units_among(text: str) -> tuple[Declared, ...]:
    """The units of an explicit declaration, which may name other things as well: `%, 전주 대비`, `억원, 주당은 원`."""
    parts = _LIST_MARKS.split(text.strip())
    return tuple(unit for part in parts if (unit := parse_unit(part, stated=True) or _counted_unit(part) or _bound_unit(part)))


def _counted_unit(part: str) -> Declared | None:
    """The counter of what an explicit declaration counts: `거래 필지 수`, `가구수`."""
    match = _NUMBER_OF.fullmatch(part)
    unit = parse_unit(match["counter"]) if match is not None else None
    return unit if unit is not None and unit.unit.dimension == "count" else None


@functools.lru_cache(maxsize=1024)
def qualified_units(text: str) -> tuple[Declared, ...]:
    """The units of a list that also tells how the numbers are reckoned: `연결, 억원`, `전월대비, %`; empty where a part is neither."""
    units: list[Declared] = []
    for part in _LIST_MARKS.split(text.strip()):
        if unit := parse_unit(part) or _bound_unit(part):
            units.append(unit)
        elif not (_NO_ROW.fullmatch(part) or ((kind := kind_of(part)) is not None and kind.unit in RELATIVE)):
            return ()
    return tuple(units)


def _bound_unit(part: str) -> Declared | None:
    """`경상수지는 억 달러`, `EPS: 원`, `원(주당)`: a unit and the row it holds for; a comparison before it (`전년 대비 %`) is none."""
    if (match := _UNIT_OF.fullmatch(part)) and (unit := parse_unit(match["unit"])):
        return _bind(unit, match["name"])
    words = part.split() if _FORMULA.fullmatch(part) is None else []
    for number in range(1, len(words)):
        if unit := parse_unit(" ".join(words[number:])):
            return _bind(unit, " ".join(words[:number]))
    name, colon, rest = part.partition(":")
    unit = parse_unit(rest) if colon else None
    return _bind(unit, name) if unit else None


def _bind(unit: Declared, name: str) -> Declared:
    name = _PARTICLE.sub("", name.strip().removeprefix("단").strip(" ,:"))
    kind = kind_of(name)
    if not name or _NO_ROW.fullmatch(name) or (kind is not None and kind.unit in ("comparison", "difference")):
        return unit
    return unit._replace(bound_to=name)


def declared_in(text: str) -> tuple[Declared, ...]:
    """The units that a caption or header declares: `(단위: 십억원)`, `[단위 : 천톤]`, `(십억 위안)`, or nothing but `억원`."""
    if (match := _DECLARATION.search(text)) and (units := _units_among(match[1])):
        return units
    for match in reversed(list(_BRACKETS.finditer(text))):
        units = parse_units(match[1]) or qualified_units(match[1])
        numbers = match.start() == 0 and match.end() < len(text)  # [표] 생산지수 추이 counts no votes
        if units and not is_mark(text[: match.start()], match[1]) and not (numbers and units[0].unit.dimension == "count"):
            return units
    return parse_units(text) if len(text) <= 16 else ()


def is_mark(before: str, content: str) -> bool:
    """
    Whether brackets hold a mark and no unit, though the letter is one elsewhere: of a period (9월(p), 2025년(A), 2025(E)), or of a
    quantity that other labels reckon with: 매출액(A), 매입액(B), 비율(B/A); of a company: 가온산업(주).
    """
    if content == "주":
        return bool(before.strip()) and _SHARES.search(before) is None
    if content in _MARKS_OF_TERMS:
        return content != "a" or _OF_AREA.search(before) is None
    if len(content) == 1 and content.isascii() and content.isalpha() and _SHARES.search(before) is not None:
        return True  # 발행주식 총수 (J)
    return len(content) == 1 and content.isalpha() and content not in _UNITS_OF_PERIODS and _PERIOD.search(before) is not None


def is_bare_word(label: str, unit: Declared) -> bool:
    """Whether a label is nothing but a word that names a unit elsewhere, too: 볼트, 만두, 캔; money with its multiplier is no such word."""
    return label == unit.unit.surface and is_hangul(label[0])


@functools.lru_cache(maxsize=4096)
def unspaced(label: str) -> str:
    """A label without the blanks between the letters of its word, where it is but one (당 기 순 이 익); any other as it is."""
    spaced = _SPACED.search(label)
    if spaced is None or any(character.isalnum() for character in label[: spaced.start()]):
        return label
    return label[: spaced.start()] + "".join(spaced[0].split()) + label[spaced.end() :]


RELATIVE = frozenset({"comparison", "difference"})
CHANGES = RELATIVE | {"percent"}
"""The kinds of labels.csv that name a change, and those that may."""
COUNTED = frozenset({"건", "명", "필지", "주", "대"})
SIZES = COUNTED | {"money", "number"}
"""The kinds that name a size, and of them those that are counted, by their counter."""


def unit_of_words(label: str) -> tuple[str, Declared] | None:
    """A label and the unit that it names: `두바이유(달러/배럴)`, `매출액, 억원`, `수출 백만달러`; None where it names none."""
    if (match := _IN_BRACKETS.fullmatch(label)) and len(units := parse_units(match["unit"])) == 1:
        return None if is_mark(match["name"], match["unit"]) else (match["name"], units[0])
    name, comma, rest = label.rpartition(",")
    if comma and name and (unit := parse_unit(rest)):
        return name.rstrip(), unit
    words = label.split()
    for count in (2, 1):
        unit = parse_unit(" ".join(words[-count:])) if len(words) > count else None
        if unit and (unit.scale > 1 or unit.percent or unit.per):
            return " ".join(words[:-count]), unit
    return None


def without_unit(label: str) -> str:
    """A row label without the unit it names."""
    found = unit_of_words(label)
    return found[0] if found else label


def declaring_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The brackets and captions that declare a unit and state no amount: `(단위: 전년 대비 %, 경상수지는 억 달러)`."""
    end = len(text) if end is None else end
    if any(text.find(word, start, end) >= 0 for word in ("단위", "금액", "nit")):
        yield from (match.span() for match in _DECLARING.finditer(text, start, end))


class Label(NamedTuple):
    """A label that tells the kind of unit below it, as seeds/labels.csv has it."""

    pattern: re.Pattern[str]
    unit: str
    needs: str


@functools.cache
def _labels() -> tuple[Label, ...]:
    with (resources.files("seeds") / "labels.csv").open(encoding="utf-8") as file:
        return tuple(Label(re.compile(row["label"]), row["unit"], row["needs"]) for row in csv.DictReader(file))


@functools.lru_cache(maxsize=4096)
def kind_of(text: str) -> Label | None:
    """What a label says of the unit below it; the first row of the table that matches."""
    return next((label for label in _labels() if label.pattern.search(text)), None)


def unit_of_label(labels: Iterable[str], scope: Sequence[Declared]) -> Declared | None:
    """
    The unit of a number under these labels, nearest first, within the units that *scope* declares.

    A label that names a unit decides; then the row a unit is bound to; then a label whose kind is known (`영업이익률`, `PER`); then
    the scope, if it leaves no choice.
    """
    texts = [text for text in labels if text]
    for text in texts:
        if units := declared_in(text):
            return units[0] if len(units) == 1 else None
    if bound := bound_to(texts, scope):
        return bound
    scope = [unit for unit in scope if not unit.bound_to]
    kinds = [kind for text in texts if (kind := kind_of(text))]
    for kind in kinds:
        if kind.unit in ("comparison", "difference"):
            if percent := percent_of(scope):
                return percent
        elif kind.unit in SIZES:
            return sized(kind.unit, scope)
        elif kind.needs != "percent" or percent_of(scope) is not None:
            return known(kind.unit, scope)
    if kinds:
        return None  # 전년 대비 under (단위: 억원): a difference or a rate, the table does not say
    return size_of(scope) or only(scope)


def bound_to(labels: Sequence[str], scope: Sequence[Declared]) -> Declared | None:
    """The unit that the caption binds to one of these labels."""
    for unit in scope:
        name = unit.bound_to.replace(" ", "")
        if not name:
            continue
        kind = kind_of(unit.bound_to)
        for label in labels:
            same = kind is not None and kind.unit == "price" and kind_of(label) == kind
            if same or name in label.replace(" ", ""):
                return unit
    return None


def percent_of(scope: Sequence[Declared]) -> Declared | None:
    """The percentage among the units of a caption."""
    return next((unit for unit in scope if unit.percent and not unit.bound_to), None)


def size_of(scope: Sequence[Declared], kind: str = "") -> Declared | None:
    """
    The one size among the units of a caption, beside percentages and multiples; None where there are several.

    Of one currency in two scales (`억원, 원`) the small one is the price of a share. *kind* is `money`, `amount` for anything else,
    or empty.
    """
    sizes = [unit for unit in scope if not (unit.ratio or unit.bound_to)]
    scaled = {unit.unit.unit for unit in sizes if unit.money and unit.scale > 1}
    sizes = [unit for unit in sizes if not (unit.money and unit.scale == 1 and unit.per is None and unit.unit.unit in scaled)]
    if kind and len(sizes) > 1:
        sizes = [unit for unit in sizes if unit.money == (kind == "money")]
    return sizes[0] if len(sizes) == 1 else _counted_alike(sizes)


def _counted_alike(units: Sequence[Declared]) -> Declared | None:
    """What counters of one power have in common, which is all but the counter: `천대, 천개`."""
    alike = {(unit.unit.dimension, unit.scale * unit.unit.factor, unit.per) for unit in units} if units else set()
    if len(alike) != 1 or units[0].unit.dimension != "count":
        return None
    return units[0]._replace(unit=replace(units[0].unit, counter=None))


def sized(kind: str, scope: Sequence[Declared]) -> Declared | None:
    """
    The unit of a size of this *kind*, of `SIZES` or empty; a count takes its own counter where at most money is declared.

    A `number` of things whose counter no word tells (투자 기업 수, 물량) has the declared unit, and money never is it.
    """
    if kind == "number":
        return size_of([unit for unit in scope if not unit.money]) or only(scope)
    counted = kind in COUNTED
    told = not scope or any(unit.money for unit in scope)
    if counted and told and all(unit.money or unit.ratio or unit.bound_to for unit in scope):
        return known(kind, ())
    return size_of(scope, "amount" if counted else kind) or only(scope)


def scaled_by(labels: Iterable[str], unit: Declared) -> Declared | None:
    """*unit* as often as the nearest label says that names no unit: `총액(억)` below `(단위: 달러)`; None where the unit has another power."""
    power = next((match["power"] for label in labels if (match := _POWER_ALONE.search(label)) is not None), None)
    scale = spelled(power) if power is not None and not unit.ratio else None
    if scale is None or unit.scale == scale:
        return unit
    return unit._replace(scale=scale) if unit.scale == 1 else None


def only(scope: Sequence[Declared]) -> Declared | None:
    """The unit of a caption that declares ratios and no size: the percentage, else the only one."""
    free = [unit for unit in scope if not unit.bound_to]
    if not all(unit.ratio for unit in free):
        return None
    return percent_of(free) or (free[0] if len(free) == 1 else None)


def known(unit: str, scope: Sequence[Declared]) -> Declared | None:
    """The unit of a kind of labels.csv; a price has the currency of the scope, unscaled."""
    if unit == "none":
        return None
    if unit == "price":
        money = next((declared for declared in scope if declared.money), None)
        return money._replace(scale=Decimal(1)) if money else None
    surface = {"percent": "%", "percentage_point": "%p", "multiple": "배", "rank": "위", "score": "점"}.get(unit, unit)
    named = unit_table().named(surface)
    return Declared(named, Decimal(1)) if named else None


def scopes_of(text: str, blocks: Sequence[Block]) -> dict[int, tuple[Declared, ...]]:
    """
    The units declared for each table, list item and paragraph, by ordinal: those of the nearest governing block that declares any, or of the
    line right above a table, be it the end of a longer text; where there are none, those of a line above the table's name, or below the
    table, that is for no other one.
    """
    by_ordinal = {block.ordinal: block for block in blocks}
    own: dict[int, tuple[Declared, ...]] = {}
    closing: dict[int, tuple[Declared, ...]] = {}
    for block in blocks:
        short = block.end_char - block.start_char <= _DECLARING_LENGTH
        own[block.ordinal] = _declared_by(text[block.start_char : block.end_char]) if short and block.kind != "table" else ()
        if (
            not short
            and block.kind == "paragraph"
            and (last := _DECLARED_LAST.search(text, block.end_char - _NAME_LENGTH, block.end_char))
        ):
            closing[block.ordinal] = parse_units(last["units"])
    found: dict[int, tuple[Declared, ...]] = {}
    for block in blocks:
        if block.kind not in ("table", "list_item", "paragraph"):
            continue
        above = block.ordinal - 1
        scope = own.get(above, ()) or closing.get(above, ()) if block.kind == "table" else ()
        parent, steps = block.parent, 0
        while not scope and parent is not None and parent in by_ordinal and steps < 8:
            scope, parent, steps = own[parent], by_ordinal[parent].parent, steps + 1
        if not scope and block.kind == "table":
            scope = (
                _declared_above(text, block, by_ordinal)
                or _declared_below(text, block, by_ordinal)
                or _prescribed(text[block.start_char : block.end_char])
            )
        found[block.ordinal] = scope
    return found


def _prescribed(table: str) -> tuple[Declared, ...]:
    """Won for a table of a prescribed form that declares no unit itself."""
    return parse_units("원") if IN_WON.search(table) and "단위" not in table else ()


def _declared_above(text: str, table: Block, by_ordinal: Mapping[int, Block]) -> tuple[Declared, ...]:
    """The units that a line declares and nothing else, between which and *table* only its name stands; a line below another table is that one's."""
    name, line, before = (by_ordinal.get(table.ordinal - steps) for steps in (1, 2, 3))
    if name is None or line is None or line.kind != "caption" or (before is not None and before.kind == "table"):
        return ()
    named = name.kind in ("title", "heading") or (name.kind == "paragraph" and name.end_char - name.start_char <= _NAME_LENGTH)
    return _declared_alone(text, line) if named else ()


def _declared_below(text: str, table: Block, by_ordinal: Mapping[int, Block]) -> tuple[Declared, ...]:
    """
    The units that a line below *table* declares and nothing else, right there or among its notes: (단위: 만원, %), 주 3) 단위: 만원.

    Where another table follows, a line that is no numbered note may be that one's; it is this one's as well where the lines below the
    tables that follow one by one, the last included, declare the same.
    """
    at = table.ordinal + 1
    while (line := by_ordinal.get(at)) is not None and line.kind in _NOTES and at - table.ordinal <= _MOST_NOTES:
        if units := _declared_alone(text, line):
            numbered = _NUMBERED_NOTE.match(text, line.start_char) is not None
            return units if numbered or _is_last(text, at, units, by_ordinal) else ()
        if _NOTE.match(text, line.start_char) is None:
            break
        at += 1
    return ()


def _is_last(text: str, at: int, units: tuple[Declared, ...], by_ordinal: Mapping[int, Block]) -> bool:
    """Whether no table or caption follows the line, or a table with one more line below that declares the same *units*, and so on."""
    while (after := by_ordinal.get(at + 1)) is not None and after.kind in ("table", "caption"):
        line = by_ordinal.get(at + 2)
        if after.kind == "caption" or line is None or line.kind != "caption" or _declared_alone(text, line) != units:
            return False
        at += 2
    return True


def _declared_alone(text: str, line: Block) -> tuple[Declared, ...]:
    """The units of a line that declares them and says nothing else, behind the mark of a note."""
    content = text[line.start_char : line.end_char].strip()
    mark = _NOTE.match(content)
    alone = _DECLARING.fullmatch(content[mark.end() :] if mark is not None else content)
    return declared_in(alone[0]) if alone is not None else ()


_SCORES = re.compile(r"점수|스코어|\bscores?\b", re.IGNORECASE)


def _declared_by(text: str) -> tuple[Declared, ...]:
    if units := declared_in(text):
        return units
    score = unit_table().named("점") if _SCORES.search(text) else None
    return (Declared(score, Decimal(1)),) if score else ()
