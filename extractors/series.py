"""Numbers whose unit stands once, before them all: `비중(%) : ('22) 19.5 → ('23) 20.8`.

A head names what is measured and, in brackets, its unit; a second unit there is that of the numbers in brackets behind the others:
`수출액 (억 달러, 전년비 %) : 1월560(+5.7)→2월575(+13.9)`. In a sentence a particle opens the
list, and brackets hold its numbers, each with its rate or without: `수출액(백만달러, 전년 대비)은 북미(1,664, 0.2%), 유럽(746, △3.3%) 순이다`.
A bracket that opens a line is a head by itself: `(대형사 영업이익 전망, 억원) 가온 580, 나래 170`; an index needs no unit:
`생산지수 : ('22) 105.1 → ('23) 107.4`.
Where the label names two things, each item holds two numbers: `신규/해지(건) : ('22) 120 / 80 → ('23) 150 / 60`.
Filings have it behind the number: `매출 12,345(백만원)`. The items of a
list each hold one number, with its key before it or around the bracket. A list ends where an item has another form.

Where nothing heads the list, one of its numbers has the unit: the first (`라면 800백만불(31.7%↑), 과자류 494(15.4↑)`) or, between arrows,
the last (`18→24건`).
An amount may be named with its parts (`기관 12곳(도 3, 시 9)`): they have its unit where they add up to it.
Of the cells of a row the first may (`19.4조 원 | 22.6조`). The sides of a thing have theirs behind the last, too: `420 × 1,200 × 380 mm`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from extractors.scopes import Declared, declared_in, is_mark, parse_unit, parse_units_of, qualified_units

_HEAD = re.compile(r"(?<=[가-힣A-Za-z)]) ?\((?P<units>[^()\n]{1,24})\)")
_LINE_HEAD = re.compile(
    r"^[ *※ㅇ○◦□\-·]{0,4}\((?P<label>[^()\n,:：]{0,40}[가-힣]), ?(?P<units>[^(),\n\d]{1,8})\) ?(?=[가-힣A-Za-z])", re.MULTILINE
)
_INDEX_HEAD = re.compile(r"[가-힣]지수 ?[:：]\s{0,2}(?=\(|['’‘]?\d)")
_COURSE = re.compile(r", ?['’‘]?\d[\d.'’‘년월분기]* ?(?:→|⇒|->) ?['’‘]?\d[\d.'’‘년월분기말]*$")
"""Behind the unit of a head: the days between which its arrows run (`조원, ’20.7월→8월`)."""
_LIST_OPENS = re.compile(r" ?[:：]\s{0,2}")
_SENTENCE_OPENS = re.compile(r"[은는이가] ")
_NUMBER = r"(?:[+\-−–△▲▼▽] ?)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_PERIOD = r"['’‘]?\d{1,4}(?:[.년/] ?\d{1,2})?(?:월|년|일|Q|분기|반기|H)말?"
_DATED = rf"(?:(?:['’‘]\d{{2}}[.년] ?)?{_PERIOD}|['’‘]\d{{2}}(?:\. ?\d{{1,2}}\.?)?)"
"""What a bracket behind a number holds that says when it was: 300.0(’25.12월), 300.0(’25.12)."""
_ARROW = r"(?: ?[↑↓])?"
_ITEM = re.compile(
    rf"(?:(?P<key>(?:\d{{1,2}}위 ?)?\([^()\n]{{1,16}}\)|{_PERIOD})|(?P<label>[^()\d\n→>,;/:]{{1,25}}?)) ?"
    rf"(?:(?P<number>(?<![\d.,]){_NUMBER}{_ARROW})(?: ?\((?P<second>{_NUMBER}{_ARROW})\)| ?\({_DATED}\)(?! ?[+\-−–△▲▼▽]?\d))?"
    rf"|\((?P<bracketed>{_NUMBER}{_ARROW})(?: ?/ ?(?P<other>{_NUMBER}))?\))"
    r"(?![.,]?\d|[+\-−–△▲▼▽]\d|[%가-힣A-Za-z])"
)
_BRACKETED_ITEM = re.compile(
    rf"(?P<label>[가-힣A-Za-z·ㆍ][^()\n→>,;/:]{{0,24}}?) ?\((?P<number>{_NUMBER})"
    rf"(?:[,;/·] ?(?P<second>[▵△+\-]?\d[\d.,]*) ?(?P<percent>%)?{_ARROW})?\)"
)
_NEXT_ITEM = re.compile(r" ?[,;·] ?| ")
_BETWEEN = re.compile(r"(?: ?,)? ?(?:→|⇒|->) ?| ?(?:>|,|;|/|·) ?| (?=\()")
_NEXT_OF_PAIR = re.compile(rf" ?/ ?(?P<number>{_NUMBER})(?![.,]?\d|[%가-힣A-Za-z/])")
_NEXT_OF_COURSE = re.compile(rf" ?(?:→|⇒|->) ?(?P<number>{_NUMBER})(?![.,]?\d|[%가-힣A-Za-z/])")
_OWN_RATES = re.compile(r" ?\([^()\n]{0,12}?[+\-−△▲]?\d[\d.]*%[^()\n]{0,24}\)")
"""Behind a number of a list: its changes, with units of their own."""
_TWO_THINGS = re.compile(r"[가-힣A-Za-z]/[가-힣A-Za-z]")
_ARROWS = re.compile(r"(?: ?,)? ?(?:→|⇒|->) ?")
_LEFT_OF_ARROW = re.compile(rf"(?<![\w.,~∼\-/)])(?P<number>{_NUMBER}) ?(?:→|⇒|->) ?(?:\([^()\n]{{1,16}}\) ?)?$")
_AMOUNT = re.compile(
    rf"(?P<number>{_NUMBER}) ?(?P<unit>(?P<power>[백천]?[만억조]|[백천](?=[가-힣]))?(?: (?=\S))?[^\s\d(),.;→↑↓~]{{1,8}}?){_ARROW}"
)
_COURSE_ENDS = re.compile(r" ?(?:[)\](,;]|→|⇒|->|\.(?!\d)|\n|\Z)")
"""Behind a number that its arrow leads to, where nothing names another unit."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_ONE_POWER = 10
"""How many times more or less a number can be than the one before its arrow and still leave out that one's 만 or 억: 3만 → 35,000."""
_PART = re.compile(
    rf" ?(?P<label>[가-힣A-Za-z][가-힣A-Za-z·ㆍ&]{{0,11}}(?: [가-힣A-Za-z·ㆍ&]{{1,11}}){{0,2}}) ?(?P<number>{_NUMBER})"
    rf"(?:\((?P<moved>[+\-−△▲]\d[\d,]*(?:\.\d+)?)\))?(?=[,)\n]|\Z)"
)
_PARTS_OPEN = re.compile(r" ?\((?:[:：] ?)?|\) ?[:：] ")
_LABELLED_AMOUNT = re.compile(rf"(?: ?[,;·] ?)?[^()\d\n→>,;/:]{{1,25}}? ?{_NUMBER} ?(?P<unit>[^\s\d(),.;→↑↓~]{{1,8}})")
_OTHER_OF_PAIR = re.compile(rf" ?/ ?(?P<amount>{_NUMBER} ?(?P<unit>[^\s\d(),.;→↑↓~/]{{1,8}}))(?= ?(?:→|⇒|->))")
_OTHER_AMOUNT = re.compile(rf" ?/ ?(?P<amount>{_NUMBER} ?(?P<unit>[^\s\d(),.;→↑↓~/]{{1,8}}))(?![\d/가-힣])")
TWO_LABELS = re.compile(
    r"(?<![/가-힣A-Za-z])(?P<one>[가-힣A-Za-z]{1,8})/(?P<two>[가-힣A-Za-z]{1,8})(?: ?\([^()\n/]{1,12}\))?(?: ?[:：|])? ?\Z"
)
"""Before a pair of amounts: the names of both."""
_PAIR = re.compile(
    rf" ?(?:→|⇒|->) ?(?:\([^()\n→]{{1,16}}\) ?|{_PERIOD} )?(?P<first>(?<![\d.,]){_NUMBER}) ?/ ?(?P<second>{_NUMBER})(?![.,]?\d|[%가-힣A-Za-z/])"
)
_RATE = re.compile(r"/(?P<per>\d{0,3}[A-Za-z㎡]{1,2}|[가-힣]{1,3})(?=(?: ?,)? ?(?:→|⇒|->))")
"""What an amount before an arrow is for each of: 483kg/10a → 530."""
_SECOND = re.compile(rf" ?\({_NUMBER}(?P<unit>%p?){_ARROW}\)")
_LIST_ENDS = re.compile(r"\)|\.(?!\d)| ?(?:등|순)(?![가-힣])|\s*(?:\n|$)")
_THING = re.compile(r"(?<!오전)(?<!오후)(?<!각각)(?:(?<=[가-힣A-Za-z]{2})|(?<=[가-힣][·ㆍ][가-힣])) ?$")
"""The end of a label that names what a number is of."""
_LONGEST_LEFT = 40
_CELL_OF_MONEY = re.compile(rf"{_NUMBER} ?(?P<power>[만억조]) ?(?P<unit>[^\s\d(),.;|]{{1,4}})")
_CELL_BEHIND = re.compile(rf" ?[|\n] ?(?P<number>{_NUMBER} ?(?P<power>[만억조]))(?= ?(?:[|\n]|\Z))")
"""An amount that fills a cell, or a line, behind another one."""
_WORD_BEHIND = re.compile(r" ?[|\n] ?(?P<word>[^\s\d|]{1,6}) ?(?:[|\n]|\Z)")
_UNIT_BEHIND = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3})+|\d+\.\d+) ?(?!\(주\)[가-힣A-Za-z])\((?P<unit>[^()\d\n]{1,8})\)"
)
"""A number and its unit in brackets; (주) right before a name is the mark of a company."""
_SIDE = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SIDES = re.compile(
    rf"(?<![\w.,×*/])(?P<first>{_SIDE}) ?[×xX*] ?(?P<second>{_SIDE})(?: ?[×xX*] ?(?P<third>{_SIDE}))? ?(?P<unit>[a-z㎜㎝]{{1,2}})(?![A-Za-z\d_/²³^])"
)
"""The sides of a thing in one unit of length: 420 × 1,200 × 380 mm."""
_SMALL = frozenset({"mm", "㎜", "cm", "㎝"})
"""The units of length of two sides; 4×100 m are four times as many metres."""
SERIES = "quantity.series"
"""The rule of numbers of such a list."""
FEWEST = 2
"""Items of a list, and of those that follow one with its unit where nothing but commas joins them."""


class Stated(NamedTuple):
    """A number, its sign and a bracket with its unit included, and that unit."""

    start: int
    end: int
    unit: Declared


def find_series(text: str, start: int, end: int) -> Iterator[Stated]:
    """The numbers in [start, end) whose unit their head, or a bracket behind them, declares."""
    for match in _UNIT_BEHIND.finditer(text, start, end):
        if unit := parse_unit(match["unit"]):
            yield Stated(match.start(), match.end(), unit)
    at = start
    while head := _HEAD.search(text, at, end):
        at = head.end()
        units = parse_units_of(head["units"]) or qualified_units(_COURSE.sub("", head["units"]))
        sentence = _SENTENCE_OPENS.match(text, at, end)
        told = units or declared_in(head[0]) if sentence else ()
        mark = is_mark(text[max(start, head.start() - _LONGEST_LEFT) : head.start()], head["units"])
        if sentence and told and not mark and all(unit.ratio for unit in told[1:]):
            found, after = _bracketed(text, sentence.end(), end, told)
        elif units and (opened := _LIST_OPENS.match(text, at, end)):
            two = _TWO_THINGS.search(text, max(start, head.start() - _LONGEST_LEFT), head.start()) is not None
            found, after = _listed(text, opened.end(), end, units, two=two)
        else:
            continue
        if len(found) >= FEWEST:
            yield from found
            at = after
    yield from _headed(text, start, end)


def _headed(text: str, start: int, end: int) -> Iterator[Stated]:
    """The numbers of lists whose head is a bracket that opens a line, or the name of an index."""
    for head in _LINE_HEAD.finditer(text, start, end):
        if unit := parse_unit(head["units"]):
            found, _ = _listed(text, head.end(), end, (unit,))
            yield from found if len(found) >= FEWEST else ()
    for head in _INDEX_HEAD.finditer(text, start, end):
        if points := parse_unit("포인트"):
            found, _ = _listed(text, head.end(), end, (points,))
            yield from found if len(found) >= FEWEST and _ARROWS.search(text, found[0].end, found[1].start) else ()


def _listed(text: str, at: int, end: int, units: tuple[Declared, ...], *, two: bool = False) -> tuple[list[Stated], int]:
    """The numbers of the items of a list, and where it ends; where the label names *two* things, an item can hold both."""
    found: list[Stated] = []
    while item := _ITEM.match(text, at, end):
        group = "number" if item["number"] else "bracketed"
        found.append(Stated(*item.span(group), units[0]))
        if item["other"]:
            if not two:
                return [], at
            found.append(Stated(*item.span("other"), units[0]))
        if item["second"]:
            if len(units) < 2:
                break
            found.append(Stated(*item.span("second"), units[1]))
        at = item.end()
        if item["number"] and not item["second"]:
            further, at = _further(text, at, end, two=two)
            found += [Stated(*span, units[0]) for span in further]
        between = _BETWEEN.match(text, at, end)
        if between is None:
            break
        at = between.end()
    return found, at


def _further(text: str, at: int, end: int, *, two: bool) -> tuple[list[tuple[int, int]], int]:
    """The other numbers of one item and where it ends: the second of a pair, those that its arrows lead to; its rates are passed over."""
    found: list[tuple[int, int]] = []
    while match := _NEXT_OF_COURSE.match(text, at, end) or (two and not found and _NEXT_OF_PAIR.match(text, at, end)):
        found.append(match.span("number"))
        at = match.end()
    rates = _OWN_RATES.match(text, at, end)
    return found, rates.end() if rates else at


def _bracketed(text: str, at: int, end: int, units: tuple[Declared, ...]) -> tuple[list[Stated], int]:
    """The numbers of a list in a sentence, the first of each bracket, and where it ends; a second one is a rate, which says so itself."""
    found: list[Stated] = []
    while item := _BRACKETED_ITEM.match(text, at, end):
        if item["second"] is not None and not item["percent"]:
            return [], at
        found.append(Stated(*item.span("number"), units[0]))
        at = item.end()
        between = _NEXT_ITEM.match(text, at, end)
        if between is None:
            break
        at = between.end()
    return found, at


def find_sides(text: str) -> Iterator[Stated]:
    """The numbers of sides that are set by each other, of which only the last has the unit of length."""
    for match in _SIDES.finditer(text):
        unit = parse_unit(match["unit"])
        if unit is None or unit.unit.dimension != "length" or (match["third"] is None and match["unit"] not in _SMALL):
            continue
        *others, last = (name for name in ("first", "second", "third") if match[name] is not None)
        yield from (Stated(*match.span(name), unit) for name in others)
        yield Stated(match.start(last), match.end(), unit)


def find_carried(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Stated]:
    """The bare numbers that stand in one list with an amount; *spans* are those of the amounts, in order."""
    done = 0
    for start, end in spans:
        yield from _cells_behind(text, start, end)
        amount = _AMOUNT.fullmatch(text, start, end)
        unit = parse_unit(amount["unit"], stated=True) if amount else None
        if amount is None or unit is None:
            continue
        yield from _left_of(text, start, unit)
        yield from _course_of(text, end, amount, unit)
        yield from _parts_of(text, end, amount["number"], unit)
        if start >= done and (pairs := _paired(text, end, unit)):
            yield from pairs
            done = pairs[-1].end
        elif second := _second_of(text, start, end):
            yield second
        elif start >= done:
            found, done = _right_of(text, end, unit)
            yield from found


def _cells_behind(text: str, start: int, end: int) -> Iterator[Stated]:
    """The amounts of the cells behind one that names its currency, which leave it out: 22.6조, 28.5조 behind `19.4조 원`."""
    first = _CELL_OF_MONEY.fullmatch(text, start, end)
    unit = (
        parse_unit(first["unit"])
        if first is not None and text[max(0, start - 2) : start].rstrip(" ")[-1:] in ("", "|", "\n")
        else None
    )
    if first is None or unit is None or not unit.money:
        return
    while (cell := _CELL_BEHIND.match(text, end)) is not None and cell["power"] == first["power"]:
        word = _WORD_BEHIND.match(text, end := cell.end())
        if word is not None and parse_unit(word["word"]) is not None:
            return  # 4억 above 명
        yield Stated(*cell.span("number"), unit)


def _second_of(text: str, start: int, end: int) -> Stated | None:
    """The second of two amounts where a label names as many things: 80원 in `최고가/최저가 120원/80원`."""
    second = _OTHER_AMOUNT.match(text, end)
    other = parse_unit(second["unit"], stated=True) if second else None
    labels = TWO_LABELS.search(text, max(0, start - _LONGEST_LEFT), start) if other is not None else None
    if second is None or other is None or labels is None or parse_unit(labels["one"]) is not None:
        return None  # 원/달러 is a rate
    return Stated(*second.span("amount"), other._replace(scale=Decimal(1)))  # its number is read with the multiplier


def _paired(text: str, end: int, unit: Declared) -> list[Stated]:
    """
    The numbers of a list of pairs behind its first amount: 306천원, 495, 323 in `478천명/306천원 → (’21) 495/323`.

    Both of the first pair have their unit, and those that follow have none: a pair by itself may be a rate (3kg/10a).
    """
    second = _OTHER_OF_PAIR.match(text, end)
    other = parse_unit(second["unit"], stated=True) if second else None
    if second is None or other is None:
        return []
    found = [Stated(*second.span("amount"), other._replace(scale=Decimal(1)))]  # its number is read with the multiplier
    at = second.end()
    while pair := _PAIR.match(text, at):
        found += [Stated(*pair.span("first"), unit), Stated(*pair.span("second"), other)]
        at = pair.end()
    return found if len(found) > 1 else []


def _left_of(text: str, start: int, unit: Declared) -> Iterator[Stated]:
    """`58 → 300개`, `12→18→24건`: the earlier numbers of a chain of arrows have the unit of the last."""
    while match := _LEFT_OF_ARROW.search(text, max(0, start - _LONGEST_LEFT), start):
        yield Stated(*match.span("number"), unit)
        start = match.start("number")


def _course_of(text: str, end: int, amount: re.Match[str], unit: Declared) -> Iterator[Stated]:
    """`2,440억원→4,196`: the later numbers of a chain of arrows have the unit of the first, where they are of its order."""
    before = _decimal(amount["number"])
    while (match := _NEXT_OF_COURSE.match(text, end)) is not None and _COURSE_ENDS.match(text, match.end()) is not None:
        value = _decimal(match["number"])
        if _YEAR.fullmatch(match["number"]) or (amount["power"] and not before <= value * _ONE_POWER <= before * _ONE_POWER**2):
            return
        yield Stated(*match.span("number"), unit)
        before, end = value, match.end()


def _parts_of(text: str, end: int, whole: str, unit: Declared) -> Iterator[Stated]:
    """`기관 12곳(도 3, 시 9)`, `농약(12종): 살충제 7, 살균제 5`: what names numbers that together are the amount has its unit."""
    opened = _PARTS_OPEN.match(text, end)
    if opened is None:
        return
    parts, at = [], opened.end()
    while part := _PART.match(text, at):
        parts.append(part)
        if text[part.end() : part.end() + 1] != ",":
            break
        at = part.end() + 1
    if len(parts) < FEWEST or text[parts[-1].end() : parts[-1].end() + 1] == ("," if ")" not in opened[0] else ")"):
        return
    if not all(part["number"][0].isdigit() for part in parts):
        return  # a part with a sign of its own is a change, and no part
    if sum(_decimal(part["number"]) for part in parts) == _decimal(whole):
        for part in parts:
            yield Stated(*part.span("number"), unit)
            if part["moved"]:
                yield Stated(*part.span("moved"), unit)


def _decimal(number: str) -> Decimal:
    """The size of a number as it is printed."""
    return Decimal(re.sub(r"[^\d.]", "", number))


def _right_of(text: str, end: int, unit: Declared) -> tuple[list[Stated], int]:
    """The items behind an amount, where they are like it; and where the list ends."""
    second = _SECOND.match(text, end)
    units = (unit, percent) if second and (percent := parse_unit(second["unit"])) else (unit,)
    rate = None if second else _RATE.match(text, end)
    if second and (own := _own_rates(text, second.end(), unit)) is not None:
        return own
    behind = second or rate
    if rate is not None and not rate["per"][0].isdigit():
        units = (unit._replace(per=rate["per"]),)
    between = _BETWEEN.match(text, behind.end() if behind else end)
    if between is None:
        return [], end
    found, after = _listed(text, between.end(), len(text), units)
    first = _ITEM.match(text, between.end())
    if not found or first is None or first["number"] is None:
        return [], end
    alike = bool(second) and len(found) == 2 * sum(stated.unit is units[0] for stated in found)
    dated = bool(_ARROWS.fullmatch(between[0])) and first["key"] is not None
    labelled = first["label"] is not None and _THING.search(first["label"]) is not None
    closed = _LIST_ENDS.match(text, after) is not None or _goes_on(text, after, unit)
    if (alike and labelled) or dated or (labelled and closed and second is None and len(found) >= FEWEST):
        return found, after
    return [], end


def _own_rates(text: str, at: int, unit: Declared) -> tuple[list[Stated], int] | None:
    """The items behind an amount with its rate, where each has a rate with a unit of its own: `밀 494(3.1%↓)`; None for others."""
    between = _BETWEEN.match(text, at)
    found, after = _listed(text, between.end(), len(text), (unit,)) if between else ([], at)
    rated = all(_OWN_RATES.match(text, stated.end) for stated in found)
    return (found, after) if found and rated and _LIST_ENDS.match(text, after) is not None else None


def _goes_on(text: str, at: int, unit: Declared) -> bool:
    """Whether the next item of a list says its unit, and it is this one."""
    item = _LABELLED_AMOUNT.match(text, at)
    stated = parse_unit(item["unit"], stated=True) if item else None
    return stated is not None and stated.unit == unit.unit and stated.scale == unit.scale
