"""Quantities of a report: money, ratios, multiples, counts, ranks, scores and physical amounts.

`find_quantities` reads the text once from left to right (`_Scan`), adds the bare numbers of tables and lists whose unit stands
elsewhere, and links amounts that restate another: `3,800억 위안(약 524억 달러)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from extractors.amounts import ONE_PRICED, REACHED, Amount, Spans
from extractors.bounds import Bound, bound_before, bound_behind, bound_behind_bracket, is_least
from extractors.cells import CellUnits, unit_cells
from extractors.labelled import LABELLED, brackets_told, is_label_line, labelled_numbers
from extractors.lexicon import LEXICON
from extractors.numerals import CANDIDATE, numeral_at, other_half
from extractors.particles import ends_word, is_hangul
from extractors.ranges import RangeReader, Sign
from extractors.restatements import link_restated
from extractors.scopes import Declared, declaring_spans, is_mark, parse_unit, scopes_of
from extractors.series import SERIES, Stated, find_carried, find_series, find_sides
from extractors.signs import arrow_behind, pointed, sign_before
from extractors.silent import silent_spans
from extractors.spelling import SCALES, Reading, plain, spelled
from extractors.tables import Cell, Table, parse_table
from extractors.units import Unit, line_around, open_currencies, to_base, told_currencies
from schemas.documents import Block

_LINE = 200
"""Characters of a line in which the words for a currency are looked for, on either side."""
LARGEST = Decimal(10) ** 29
"""A value has fewer digits before the point; the warehouse holds no more."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as it is stated; whose and of what it is, is asked later."""

    start: int
    """First character: a sign, currency prefix or 섭씨 belongs to it, words such as 약 and 최대 do not."""
    end: int
    """One past the last: the unit and an arrow belong to it, particles do not."""
    value: Decimal
    """In `unit`; the lower one of a range."""
    value_high: Decimal | None
    """The higher one of a range."""
    unit: str | None
    """ISO 4217, percent, percentage_point, basis_point, multiple, count, rank, score, or the physical unit; None where a ¥ or 元 stays
    open."""
    dimension: str
    """money, ratio, multiple, count, rank, score, area, length…"""
    counter: str | None
    """For counts: the counter as written."""
    per: str | None
    """The denominator of a rate as written: 주 in `주당 1,200원`."""
    bound: str
    """exact, at_least, above, at_most or below."""
    approximate: bool
    """Whether 약, 여, 가량, 안팎 … stand beside it."""
    signed: bool
    """Whether a sign or arrow is written."""
    restates: int | None = None
    """Index, in the list, of the quantity this one states again in another unit."""
    value_base: Decimal | None = None
    """The value in the base unit of its dimension; None where `unit` is the base or has none."""
    unit_base: str | None = None
    """That base unit."""
    repaired: bool = False
    """Whether a lost tilde was put back (83억100억)."""
    rule: str = "quantity.unit"
    """What read it."""


_AND_MORE = re.compile(r" ?하고도? ?(?=[\d일이삼사오육칠팔구십백천])")
_SHARES_UNIT = re.compile(r"/| / |, ?| ?[·ㆍ] ?|[와과] | 및 ")
_DENOMINATOR = re.compile(
    rf"(?<![가-힣\d.])(?!{LEXICON.alternation('no_denominator')})"
    rf"(?P<per>(?P<number>[\d.,]*[{SCALES}]*) ?(?P<unit>[A-Za-zℓ㎀-㏟]{{1,5}}|[가-힣]{{1,4}}))(?:당| 당(?= ))"
    r"(?: [가-힣A-Za-z]*[^\W\d_을를은는이가에며고서로도]){0,2}(?:\)?[은는이가]? )?(?:[가-힣A-Za-z]+[은는이가의도]?[: ]*)?"
    r"(?:(?:약|평균|최대|최소|최고|각각|총|월|연|미화) ?)*$"
)
_OF_ONE = re.compile(rf"{ONE_PRICED.pattern}(?:에)? (?:약 )?$")
_LABEL_UNIT = re.compile(
    r"[(\[（](?:단위 ?[:：]? ?|(?:['’]?\d\d[AEFP]|\d{1,2}[MWY]), ?)?(?P<unit>[^()\[\]（）\n]{1,16})[)\]）]"
    r"(?: ?\([A-Z](?:/[A-Z])?\))? ?(?P<colon>[:：=]?) ?"
    r"(?:약 ?)?(?:[+\-−△▲▼] ?)?$"
)
_SHARE_UNIT = re.compile(
    rf"^\s*(?:\d{{1,2}}(?:-\d{{1,2}})?\. ?\D|- )[^\n]{{1,40}}?[(\[（](?P<unit>[^()\[\]（）\n]{{1,16}})[)\]）] {LEXICON.alternation('share_class')}"
    r" (?P<colon>)(?:[+\-−△▲▼] ?)?$"
)
"""An item of a filing whose label is followed by a class of shares: `3. 1주당 배당금(원) 보통주식 100`."""
_NEXT_CLASS = re.compile(
    _SHARE_UNIT.pattern.removesuffix("$") + rf"(?P<first>[\d,.]+|-)\s+{LEXICON.alternation('share_class')} (?:[+\-−△▲▼] ?)?$"
)
"""The next class of the same item, in its line or the one below: `종류주식 550`."""
_LINE_ABOVE = re.compile(r"(?<![)\]\d])\n(?P<label>[^\n|]{0,40}[가-힣][^\n|]{0,16}[(\[][^()\[\]\n]{1,8}[)\]])\n\Z")
_ALONE = re.compile(r"\s*(?:\Z|\n(?!\s*[(△▲\-+]?\s?\d|\s*-\s*(?:\n|\Z)|[^\n]{0,40}\)\s*(?:\n|\Z)))")
"""Around a label and its number, each on a line of its own: no head of another column, no second number."""
OTHER_CLASS = "quantity.class"
"""The rule of a number that says of another class of shares what the number before it says."""
_CLASS_BEFORE = re.compile(rf"{LEXICON.alternation('share_class')} (?:[+\-−△▲▼] ?)?$")
_OTHER_LABEL = re.compile(r"(?:[(\[（](?P<unit>[^()\[\]（）\n]{1,16}))?[)\]）] ?(?P<word>[가-힣A-Za-z·]+) ?$")
"""A label right behind the unit of another: heads of columns, whose numbers follow in a row of their own."""
_CLASSES = frozenset(LEXICON.words("share_class"))
_WORD = re.compile(r"[가-힣]{2,}")
"""In a bracket that is a part of its label and no unit: 채무(차입)금액(원)."""
_YEAR = re.compile(r"(?:19|20)\d{2}")
_SERIES = re.compile(r" +(?!\d{1,2}(?:-\d{1,2})?\. ?[가-힣]|52 ?주 ?최)[\d△▲(+-]|년|[./~-]|\)")
"""Behind a number that is not its label's only one; the next item of a filing (`4. 취득방법`) or of a note (52주 최고가) is no number."""
_CELL = re.compile(
    r"(?P<about>(?:약|총|최대|최소) ?)?(?P<open>\( ?)?(?P<sign>[+\-−–△▲▼▽] ?|\([+\-△▲▼]\) ?)?"
    r"(?:(?P<most>\d[\d,]*) ?(?P<scale>[조억만]) (?=\d[\d,]*$))?"
    rf"(?P<number>\d{{1,3}}(?: \d{{3}})+(?![\d,])|\d[\d,]*(?:\.\d+)?(?: ?[{SCALES}]+)?)(?P<close> ?\))?(?P<arrow> ?[↑↓▲▼])?"
    rf"(?: ?[~∼〜～] ?(?P<high>\d[\d,]*(?:\.\d+)?))?(?: ?{LEXICON.alternation('cell_bound')})?(?P<letter>[ep])?"
    rf"(?: ?[*†‡¹²³⁴⁵⁶⁷⁸⁹⁾]+| ?[(\[]?(?:주 ?)?\d{{0,2}}[)\]]|(?: |<br ?/?>)*\((?:{LEXICON.alternation('cell_mark')}|[A-Za-z])\))?"
    r"(?: ?\([+\-−△▲▼]? ?[\d,.]+ ?%?p?[↑↓]?\))?"
)
"""
A bare number in a cell, of which what lies above its unit may be spelled: with its sign or the brackets that are one, its upper end, a
bound, a mark, its change in brackets.
"""
_SHARE_HEAD = re.compile(r"^(?:[가-힣]{1,6} ?)?(?:비중|구성비|점유율)(?:[ (\[]|$)")
_SECOND = re.compile(r".*\d ?(?:<br ?/?> ?)?\( ?(?P<about>약 ?)?(?P<sign>[+\-−–△▲▼▽] ?)?(?P<number>\d[\d,]*(?:\.\d+)?) ?\)")
"""The second number of a cell, in brackets: 651.8(+6.5)."""
_NAMED_PART = re.compile(
    rf"(?P<first>\d[\d,]*) ?(?:<br ?/?> ?)*\((?!{LEXICON.alternation('no_part')})[가-힣]{{1,6}} ?(?P<second>\d[\d,]*)\)"
)
"""A cell with a count and a part of it that its bracket names: 1,997 (구속 56)."""
_WORD = re.compile(r"\S+")
_UNIT_LABELS = re.compile(r"[^()\s][^()]*\((?P<unit>[^()]{1,16})\)")


def find_quantities(text: str, blocks: Sequence[Block] = (), *, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """
    Every quantity that *text* states, in text order, without overlaps.

    *blocks* tell tables and captions, whose units hold for the bare numbers below them, and boilerplate, where nothing is read.
    *taken* are spans that are times or names: a number that overlaps one is no quantity. Without a unit a number is none either.
    """
    text = plain(text)
    tables = {block.ordinal: parse_table(text, block) for block in blocks if block.kind == "table"}
    furniture = ((block.start_char, block.end_char) for block in blocks if block.kind == "boilerplate")
    units = ((cell.start, cell.end) for table in tables.values() for cell in unit_cells(table))
    skipped = Spans([*taken, *silent_spans(text), *declaring_spans(text), *units, *furniture])
    scan = _Scan(text, skipped)
    found = list(scan.run())
    spans = [(quantity.start, quantity.end) for quantity in found]
    sides = (side for side in find_sides(text) if skipped.end_of(side.start, side.end) is None)
    if carried := list(_stated(scan, (*find_carried(text, spans), *sides), Spans(spans))):
        found = sorted([*found, *carried], key=lambda quantity: quantity.start)
    if blocks:
        read = Spans([(quantity.start, quantity.end) for quantity in found])
        found.extend(_scoped(text, blocks, tables, skipped, read))
        found.sort(key=lambda quantity: quantity.start)
    return link_restated(text, found)


class _Scan(RangeReader):
    """One pass over a text; its methods read at a position and keep no state but the text."""

    def run(self) -> Iterator[Quantity]:
        """The quantities whose unit stands at the number itself."""
        at = 0
        while match := CANDIDATE.search(self.text, at):
            at = match.end()
            if (over := self.skipped.end_of(*match.span())) is not None:
                at = max(at, over)
                continue
            numeral = numeral_at(self.text, match)
            if numeral is None:
                continue
            at, quantities = self.read(numeral)
            yield from quantities

    def read(self, numeral: Reading) -> tuple[int, list[Quantity]]:
        """The quantities that begin with this numeral (two for `214,000/112,300원`) and where to read on."""
        if numeral.torn is not None:
            return self.repaired(numeral)
        amount = self.fraction(numeral) or self.amount(numeral)
        if ranged := self.range_from(numeral, amount):
            return ranged.end, [ranged] if ranged.unit else []
        if amount is None and (more := self.and_more(numeral)) is not None:
            return more.end, self.quantity(more)
        if amount is None:
            return self.labelled(numeral) or self.pointed(numeral) or self.before_slash(numeral)
        if not amount.unit.quantity or self.is_denominator(amount.end) or self.is_one_priced(amount):
            return amount.end, []
        amount = self.with_subunit(amount)
        return amount.end, self.quantity(amount)

    def and_more(self, numeral: Reading) -> Amount | None:
        """`3만 하고도 5백원`: what is below the last multiplier is added in words."""
        join = _AND_MORE.match(self.text, numeral.end) if numeral.scale > 1 else None
        match = CANDIDATE.match(self.text, join.end()) if join else None
        rest = numeral_at(self.text, match, torn_off=True) if match else None
        amount = self.amount(rest, loose=True) if rest and rest.torn is None and rest.value < numeral.scale else None
        if amount is None or not amount.unit.quantity:
            return None
        return amount._replace(start=numeral.start, value=amount.value + numeral.value * amount.unit.factor, numeral=numeral)

    def labelled(self, numeral: Reading) -> tuple[int, list[Quantity]] | None:
        """`계약금액(원): 1,834,560,000,000`, `시가총액(십억원) 3,210`: the label names the unit."""
        before = line_around(self.text, numeral.start, numeral.start, 60, 0) or self.label_above(numeral)
        match, rule = (
            _LABEL_UNIT.search(before) or _SHARE_UNIT.search(before) if numeral.form == "digits" else None,
            "quantity.label",
        )
        if match is None and numeral.form == "digits" and _CLASS_BEFORE.search(before) is not None:
            above = self.text.rfind("\n", 0, max(numeral.start - len(before) - 1, 0)) + 1
            match = _NEXT_CLASS.search(before) or _NEXT_CLASS.search(self.text[above : numeral.start])
            rule = OTHER_CLASS if match is not None and match["first"] != "-" else rule
        declared = parse_unit(match["unit"]) if match else None
        label = match.string[: match.start("unit") - 1] if match else ""
        label = before[: match.start()] if match and "," in label[match.start() :] else label  # 영업이익 (15F, 십억원) 33
        if (
            match is None
            or declared is None
            or is_mark(label, match["unit"])
            or match["unit"][0].isdigit()
            or self.text[numeral.end : numeral.end + 1] in ("/", "~", "-")
        ):
            return None
        if is_hangul(self.text[numeral.end : numeral.end + 1]) and not ends_word(self.text, numeral.end):
            return None  # 4생활권, 8위선박: another unit or a name
        if rule != OTHER_CLASS and not match["colon"] and not self.is_labelled(label, numeral):
            return None
        value = numeral.value * declared.scale * declared.unit.factor
        amount = Amount(numeral.start, numeral.end, value, declared.unit, numeral, rule=rule, per=declared.per)
        return numeral.end, self.quantity(amount)

    def label_above(self, numeral: Reading) -> str:
        """The line above a number that fills its own, where that names a unit and the lines around them neither a unit nor a number."""
        if _ALONE.match(self.text, numeral.end) is None:
            return ""
        above = _LINE_ABOVE.search(self.text[max(0, numeral.start - _LINE) : numeral.start])
        return above["label"] if above is not None else ""

    def is_labelled(self, label: str, numeral: Reading) -> bool:
        """Whether *label* names one number, right behind it: no head of a column, no series, no year."""
        year = _YEAR.fullmatch(self.text[numeral.start : numeral.end])
        other = _OTHER_LABEL.search(label)
        one = other is not None and (
            other["word"] in _CLASSES or (_WORD.fullmatch(other["unit"] or "") and not parse_unit(other["unit"]))
        )
        heads = (other is not None and not one) or not re.search(r"[가-힣A-Za-z)] ?$", label)
        return not (year or heads or _SERIES.match(self.text, numeral.end))

    def pointed(self, numeral: Reading) -> tuple[int, list[Quantity]] | None:
        """The points of an index, which have no unit."""
        amount = self.index_points(numeral) or self.times(numeral)
        return None if amount is None else (amount.end, self.quantity(amount))

    def before_slash(self, numeral: Reading) -> tuple[int, list[Quantity]]:
        """`214,000/112,300원`, `각각 1299억, 1002억 원`: the unit behind the second number is that of the first, too."""
        end = numeral.end
        join = _SHARES_UNIT.match(self.text, end)
        if join is None or not any(mark in self.text[numeral.start : end] for mark in ",.만억조"):
            return end, []
        match = CANDIDATE.match(self.text, join.end())
        second = numeral_at(self.text, match, torn_off=True) if match else None
        amount = self.amount(second, loose=True) if second and second.torn is None else None
        if second is None or amount is None or not amount.unit.quantity:
            return end, []
        if join[0].strip() != "/" and not (numeral.scaled and numeral.scale == second.scale):
            return end, []
        first = Amount(numeral.start, end, numeral.value * amount.unit.factor, amount.unit, numeral, rule="quantity.slash")
        return amount.end, [*self.quantity(first), *self.quantity(amount._replace(rule="quantity.slash"))]

    # -- ranges

    def range_from(self, numeral: Reading, first: Amount | None) -> Quantity | _NoRange | None:
        """The range that begins with this numeral: 3~5%, 10조~12조원, -1%에서 -11% 사이."""
        joined = self.joined(numeral, first)
        if joined is None:
            return None
        second, sign = joined
        if not second.unit.quantity:
            return _NoRange(second.end)
        low_sign = self.sign(first.start if first else numeral.start, second.end, second.unit)
        lends = first is not None and first.rule == second.rule == "quantity.prefix" and first.end == numeral.end  # $5-8B
        low = first.value if first and not lends else self.lent(numeral, second)
        low, high = (-low if low_sign.negative else low), (-second.value if sign.negative else second.value)
        if not sign.negative and not low_sign.negative and low > high:
            return None
        merged = Amount(low_sign.start, second.end, low, second.unit, numeral, second.approximate, "quantity.range", second.per)
        found = self.finish(merged, Sign(low_sign.start, False, low_sign.written or sign.written), high)
        both = is_least(self.text, low_sign.start) and found.bound == "at_least"
        return replace(found, bound="exact") if both else found  # 최소 57만 톤에서 최대 70만 톤

    def repaired(self, torn: Reading) -> tuple[int, list[Quantity]]:
        """83억100억 위안: a range whose tilde was lost; refused where the second number is no higher end."""
        second = other_half(self.text, torn)
        amount = self.amount(second, loose=True) if second else None
        if second is None or amount is None or not amount.unit.quantity:
            return _past_number(self.text, torn.start), []
        sign = self.sign(torn.start, amount.end)
        low = torn.value * amount.unit.factor if torn.scaled else self.lent(torn, amount)
        merged = Amount(sign.start, amount.end, low, amount.unit, torn, rule="quantity.lost_tilde")
        return amount.end, [replace(self.finish(merged, sign, amount.value), repaired=True)]

    # -- the finished quantity

    def sign(self, start: int, end: int, unit: Unit | None = None) -> Sign:
        """The sign before a number of this *unit*."""
        return sign_before(self.text, start, end, unit, triangles=self.falls_as_triangle)

    def quantity(self, amount: Amount) -> list[Quantity]:
        """The quantity of an amount, with its sign; none where it is too large to be held."""
        own_sign = amount.rule in ("quantity.degrees", "quantity.brackets")
        sign = Sign(amount.start, False, amount.value < 0) if own_sign else self.sign(amount.start, amount.end, amount.unit)
        value = -amount.value if sign.negative else amount.value
        if abs(value) >= LARGEST:
            return []
        high = None if amount.numeral.high is None else amount.numeral.high * amount.unit.factor
        return [self.finish(amount._replace(start=sign.start, value=value), sign, high)]

    def finish(self, amount: Amount, sign: Sign, high: Decimal | None) -> Quantity:
        """Read what stands around an amount: arrow, denominator, bounds."""
        end, low, written = amount.end, amount.value, sign.written
        if (arrow := arrow_behind(self.text, end)) and amount.unit.dimension in ("ratio", "multiple", "money", "count", "score"):
            end, written = arrow.end(), True
            low, high = pointed(low, high, arrow["arrow"])
        reached = amount.rule == "quantity.index" and REACHED.match(self.text, end)  # 최고 2401.95까지 찍었다
        before = Bound() if reached else bound_before(self.text, amount.start)
        stated = Bound(approximate=amount.approximate).plus(before).plus(self.behind(amount.start, end))
        if high is not None and high < low:
            low, high = high, low
        unit, rule = self.settled(amount)
        base, base_unit = (None, None) if unit.unit is None else to_base(low, unit.unit)
        per = amount.per or self.denominator(amount.start) or self.of_one(amount)
        return Quantity(
            amount.start, end, low, high, unit.unit, unit.dimension, unit.counter, per,
            stated.bound, stated.approximate, written, None, base, base_unit, False, rule,
        )  # fmt: skip

    def settled(self, amount: Amount) -> tuple[Unit, str]:
        """The unit and the rule: of ¥ and 元 the currency that the text around tells, else none, and the rule says so."""
        unit = amount.unit
        if unit.unit is None or unit.unit not in open_currencies():
            return unit, amount.rule
        near = told_currencies(line_around(self.text, amount.start, amount.end, _LINE, _LINE), unit.unit)
        told = near or self.told[unit.unit]
        return (
            (replace(unit, unit=told[0]), amount.rule) if len(told) == 1 else (replace(unit, unit=None), "quantity.open_currency")
        )

    def behind(self, start: int, end: int) -> Bound:
        """The bound behind a quantity, also behind the parenthesis that restates it: 1,000만 위안(약 20억원) 한도; or that holds it."""
        stated = bound_behind(self.text, end).plus(bound_behind_bracket(self.text, start, end))
        if stated == Bound() and self.text[end : end + 1] == "(":
            close = self.text.find(")", end, end + 60)
            inside = self.text[end + 1 : close] if close > 0 else ""
            if "(" not in inside and "\n" not in inside and any(character.isdigit() for character in inside):
                return bound_behind(self.text, close + 1)
        return stated

    def denominator(self, start: int) -> str | None:
        """The denominator before a quantity: 초당 7만 장, 척당 선가는 약 2억달러."""
        window = self.text[max(0, start - 40) : start]
        if "당" not in window or not (match := _DENOMINATOR.search(window)):
            return None
        at = max(0, start - 40) + match.start("per")
        if not self.divides(match["unit"]) or self.skipped.end_of(at, at + len(match["per"]) + 1) is not None:
            return None
        return match["unit"] if match["number"] in ("", "1") else match["per"]

    def of_one(self, amount: Amount) -> str | None:
        """What a price is for that stands right behind one of it: 주 in `1주 10,000원`."""
        before = self.text[max(0, amount.start - 12) : amount.start] if amount.unit.dimension == "money" else ""
        match = _OF_ONE.search(before) if "1" in before and not self.text.startswith("어치", amount.end) else None
        return match["unit"] if match is not None else None


class _NoRange(NamedTuple):
    """A range of something that is no quantity (1~2주): read on behind it."""

    end: int
    unit: None = None


_WHOLE_RUN = re.compile(r"[\d.,십백천만억조경]+")


def _past_number(text: str, start: int) -> int:
    match = _WHOLE_RUN.match(text, start)
    return match.end() if match else start + 1


# -- numbers whose unit stands elsewhere


def _scoped(text: str, blocks: Sequence[Block], tables: Mapping[int, Table], skipped: Spans, read: Spans) -> Iterator[Quantity]:
    """The bare numbers of tables and lists."""
    scopes = scopes_of(text, blocks)
    scan = _Scan(text, skipped)
    by_ordinal = {block.ordinal: block for block in blocks}
    done = 0
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.kind == "table":
            yield from _of_table(scan, tables[block.ordinal], scopes[block.ordinal], read)
            continue
        opens = (
            after is not None
            and after.kind in ("paragraph", "list_item")
            and text.endswith((":", "："), block.start_char, block.end_char)
        )
        end = after.end_char if opens and after is not None else block.end_char
        stated = (
            list(_stated(scan, find_series(text, max(done, block.start_char), end), read)) if block.kind != "boilerplate" else []
        )
        done = max([done, *(quantity.end for quantity in stated)])
        yield from stated
        listed = block.kind == "list_item" or (
            block.kind == "paragraph" and is_label_line(text[block.start_char : block.end_char])
        )
        if listed and scopes.get(block.ordinal) and not stated:
            prior = brackets_told(text, block, by_ordinal) is not None
            yield from _of_lines(scan, block, scopes[block.ordinal], read, prior=prior)


def _of_table(scan: _Scan, table: Table, scope: Sequence[Declared], read: Spans) -> Iterator[Quantity]:
    units = CellUnits(table, scope)
    signs = not _brackets_hold_signs(table)
    for cell in table.body:
        for part, declared in _parts_of(table, cell):
            match = _CELL.fullmatch(part.text)
            if match is None or bool(match["open"]) != bool(match["close"]):
                continue
            if read.end_of(part.start + match.start("number"), part.start + match.end("number")) is not None:
                continue
            unit = declared or (units.unit_of(cell) if table.is_headed(cell) else units.of_row(cell))
            if unit is None or (unit.ratio and (match["letter"] or (part is not cell and declared is None))):
                continue  # 0.5p under %: percent or points of it
            falls = signs and bool(match["open"]) and not match["sign"] and not _is_share(table, cell)
            found = _declared_quantity(scan, match, part.start, unit, "quantity.table", falls=falls, upper=match["high"])
            if falls:  # brackets that mean minus belong to the span
                start, end = part.start + match.start("open"), part.start + match.end("close")
                found = (replace(quantity, start=start, end=end) for quantity in found)
            yield from found
        if (second := _SECOND.fullmatch(cell.text)) and (percent := units.of_second(cell)):
            yield from _declared_quantity(scan, second, cell.start, percent, "quantity.second")


def _parts_of(table: Table, cell: Cell) -> Iterator[tuple[Cell, Declared | None]]:
    """
    A cell; or each number of a part whose bracket names it (`1,997 (구속 56)`), or where its row has several labels with units
    (`매출액(억원) 영업이익(억원) | 1,200 120`), each with its unit.
    """
    if (named := _NAMED_PART.fullmatch(cell.text)) is not None and _is_part(named) and cell.end - cell.start == len(cell.text):
        for number in ("first", "second"):
            start, end = named.span(number)
            yield replace(cell, start=cell.start + start, end=cell.start + end, text=named[number]), None
        return
    parts = list(_WORD.finditer(cell.text))
    label = table.row_label(cell) if len(parts) > 1 else None
    units = [parse_unit(match["unit"]) for match in _UNIT_LABELS.finditer(label.text)] if label else []
    if len(units) < 2 or len(units) != len(parts):
        yield cell, None
        return
    for part, unit in zip(parts, units, strict=True):
        yield replace(cell, start=cell.start + part.start(), end=cell.start + part.end(), text=part[0]), unit


def _is_part(named: re.Match[str]) -> bool:
    """Whether the second number of a cell is no more than the first."""
    return Decimal(named["second"].replace(",", "")) <= Decimal(named["first"].replace(",", ""))


def _is_share(table: Table, cell: Cell) -> bool:
    """Whether the head of a cell's column is that of shares, which are never below zero: (22.4) below 구성비."""
    heads = table.column_headers(cell)
    return bool(heads) and _SHARE_HEAD.search(heads[-1].text) is not None


def _brackets_hold_signs(table: Table) -> bool:
    """Whether bracketed numbers have signs of their own, as rates beside a number do, so that the bracket itself is none."""
    return any(match["open"] and match["sign"] for cell in table.body if (match := _CELL.fullmatch(cell.text)))


def _stated(scan: _Scan, numbers: Iterable[Stated], read: Spans) -> Iterator[Quantity]:
    """The numbers of a line whose unit stands once."""
    for start, end, unit in numbers:
        match = _CELL.match(scan.text, start, end)
        if match is not None and read.end_of(start, end) is None:
            found = _declared_quantity(scan, match, 0, unit, SERIES)
            yield from (replace(quantity, end=end) for quantity in found)


def _with_most(rest: Reading, match: re.Match[str], offset: int, declared: Declared) -> Reading | None:
    """A number of which only what lies above the unit of its label is spelled: 30조 7,758 below 억원; None where the two do not fit."""
    scale = spelled(match["scale"])
    most = Decimal(match["most"].replace(",", "")) * scale if scale is not None else None
    if (
        most is None
        or scale is None
        or rest.scale > 1
        or not declared.money
        or not declared.scale < scale
        or rest.value * declared.scale >= scale
    ):
        return None
    return rest._replace(start=offset + match.start("most"), value=most / declared.scale + rest.value)


def _of_lines(scan: _Scan, block: Block, scope: Sequence[Declared], read: Spans, *, prior: bool) -> Iterator[Quantity]:
    item = scan.text[block.start_char : block.end_char]
    for found in labelled_numbers(item, scope, prior=prior):
        start, end = (block.start_char + at for at in found.match.span("number"))
        if read.end_of(start, end) is None:
            quantities = _declared_quantity(scan, found.match, block.start_char, found.unit, found.rule, falls=found.falls)
            if found.falls:
                opened, closed = block.start_char + found.match.start("open"), block.start_char + found.match.end("close")
                quantities = (replace(quantity, start=opened, end=closed) for quantity in quantities)
            yield from quantities


def _declared_quantity(
    scan: _Scan,
    match: re.Match[str],
    offset: int,
    declared: Declared,
    rule: str,
    *,
    falls: bool = False,
    upper: str | None = None,
) -> Iterator[Quantity]:
    """The quantity of a bare number in a declared unit, up to *upper*; *falls* where brackets make it negative, as in accounts."""
    start, end = offset + match.start("number"), offset + match.end("number")
    if scan.skipped.end_of(start, end) is not None:
        return
    if " " in match["number"] and match["number"].replace(" ", "").isdigit():
        numeral: Reading | None = Reading(start, end, Decimal(match["number"].replace(" ", "")))  # 3 450: in groups of three
    else:
        candidate = CANDIDATE.match(scan.text, start)
        numeral = numeral_at(scan.text, candidate, torn_off=True) if candidate else None
    if numeral is None or numeral.torn is not None or numeral.end != end:
        return
    scale = declared.scale
    if match.groupdict().get("most"):
        numeral = _with_most(numeral, match, offset, declared)
        if numeral is None:
            return
        start = numeral.start
    if numeral.scale > 1 and scale > 1:
        if not (numeral.scaled and declared.money):
            return  # 3천 under (단위: 천명): thousands of which of the two
        scale = Decimal(1)  # 78억 under (단위: 억원)
    sign = scan.sign(start, end)
    if match["sign"] and not sign.written and rule not in LABELLED:
        sign = Sign(offset + match.start("sign"), match["sign"][0] in "-−–", True)  # | - 74 |: no dash where nothing else stands
    value = numeral.value * scale * declared.unit.factor * (-1 if sign.negative or falls else 1)
    high = None
    if upper:
        high, years = Decimal(upper.replace(",", "")) * scale * declared.unit.factor, _YEAR.fullmatch(upper)
        if years or not 0 <= value < high or numeral.scale > 1:
            return
        end += match.end("high") - match.end("number")
    if max(abs(value), high or 0) < LARGEST:
        amount = Amount(
            sign.start, end, value, declared.unit, numeral, (match["about"] or "").startswith("약"), rule, declared.per
        )
        yield scan.finish(amount, sign, high)
