"""Amounts: a numeral with the unit before or behind it (3,800억 위안, US$ 1.2bn, 섭씨 45도, 시속 120km, 1,200대 1)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from extractors.homographs import is_word
from extractors.lexicon import LEXICON
from extractors.numerals import BARE, CANDIDATE, VAGUE, digit_fraction, fraction_of, numeral_at, spelled_counts
from extractors.particles import ends_word, is_hangul
from extractors.spelling import MINUS, SCALES, WESTERN_SCALES, WORDS, Reading, spelled
from extractors.units import Unit, currency_prefixes, foreign_money, line_around, open_currencies, told_currencies, unit_table

_PREFIX = re.compile(r"(?:(?<![A-Za-z/])[A-Z][A-Za-z]{0,3}[$.¥￥]?|[$€£₩¥￦￥￡₫₹₱฿₽₺₴₦₡₪₸₮₭₾元৳])[ \u00a0]?$")
WESTERN_SCALE = re.compile(rf" ?(?P<scale>{'|'.join(sorted(WESTERN_SCALES, key=len, reverse=True))})(?![A-Za-z])")
_DEGREES = re.compile(rf"(?P<scale>섭씨|화씨|영하|영상)(?: ?(?P<more>영하|{MINUS}|영상))? ?$")
_DEGREE_MARK = re.compile(r" ?(?:도(?![가-힣])|도(?=[가-힣])|℃|℉|°[CF]?)")
_SPEED_PREFIX = re.compile(r"(?P<per>시속|초속) ?(?:약 ?)?$")
_SPEEDS = {
    ("시속", "m", 1000): ("km/h", 1),
    ("시속", "mi", 1): ("mi/h", 1),
    ("초속", "m", 1): ("m/s", 1),
    ("초속", "m", 1000): ("m/s", 1000),
}
_ODDS = re.compile(r" ?(?:대|:) ?1(?![\d:]|[.,]\d)")
_GAME = re.compile(LEXICON.alternation("game_result"))
"""What a pair of numbers with 대 is the result of: 3대 1로 이겼다 compares nothing."""
_FEWEST_FOR_ONE = 20
_COMPARED = re.compile(r"경쟁|비율|배율|압축비")
_RATE = re.compile(r" ?/ ?")
_DIVIDES = re.compile(r"당(?![기시초])| 당 (?=\D{0,8}\d)")
"""Behind the denominator of what follows; apart from it only where the number follows: 1kWh 당 150원."""
_SPELLED_OUT = len("million")
_OPENS_BRACKET = re.compile(r"\( ?$")
_CLOSES_BRACKET = re.compile(rf" ?\) ?(?P<scale>[{SCALES}]*)")
_CLOSES_SQUARE = re.compile(rf"\] ?(?P<scale>[{SCALES}]*)")
_AND_HALF = re.compile(rf" ?반(?={LEXICON.alternation('josa', 'josa_consonant', 'copula')}?(?:가량|쯤|정도|남짓)?(?![가-힣]))")
_HAVE_SUBUNITS = frozenset({"money", "length", "mass", "volume"})
_DIVISIBLE = frozenset({"length", "area", "mass", "volume", "speed"})
"""What 1/2 right before its unit may be half of; of other things it is mostly a date, a page or a model."""
_IN_CENTS = frozenset({"EUR", "AUD", "CAD", "HKD", "SGD", "NZD"})
_SUBUNIT_GLUE = re.compile(r" ?(?:하고|그리고)? ?(?=\d|[가-힣])")
_CENTIMETRES = re.compile(r"\d\d(?![\d.,%])(?! ?[A-Za-z㎀-㏟])")
_SHARED_AMONG = frozenset(LEXICON.words("denominator"))
"""Denominators that are neither unit nor counter: 직원당 매출, 토큰당 비용."""
ONE_PRICED = re.compile(rf"(?<![\d.,~∼-])1 ?(?P<unit>{LEXICON.alternation('priced_by_one')})")
_ITS_PRICE = re.compile(r"(?:에)? (?:약 )?\d[\d,]*(?:\.\d+)?[십백천만억조]* ?(?:원|달러|엔|위안|유로)(?![가-힣]*어치)")
_INDEX_NAME = LEXICON.alternation("index_name")
_INDEX = re.compile(rf"{_INDEX_NAME}(?![A-Za-z가-힣]*[가-힣]*펀드)")
_INDEX_BEFORE = re.compile(
    rf"{_INDEX.pattern}[」』’”'\"]?(?:\([^()\n]{{1,12}}\))?(?:은|는|이|가|도|의|선인| 기준선인)? ?(?:전월 |전분기 )?"
    r"(?:(?:(?:(?:19|20)\d\d|올해|지난해|지난|이달|이번) ?년? ?)?(?:\d{1,2}월|\d(?:/4)?분기|[상하]반기|달)? ?(?:기준|중|현재)?(?:에|에는)? )?"
    r"(?:약 ?)?$"
)
_INDEX_LINE = re.compile(rf"(?:\A|\n){_INDEX_NAME}(?: (?:지수|종합|선물|Composite|Jones))?\n{{1,2}}\Z", re.IGNORECASE)
"""The line over a level that fills its own: KOSPI."""
_NAMED = 40
"""Characters before the level of an index in which its name and its time stand."""
_TIMES_NAME = LEXICON.alternation("multiple_name")
_TIMES_BEFORE = re.compile(rf"{_TIMES_NAME}(?:\([^()\n]{{1,24}}\))?[^\n\d]{{0,24}}(?:\d\.\d+[^\n\d]{{1,16}})?$")
_ENDS_MULTIPLE = re.compile(rf"(?:으?로|[이인]?다|[을를이])(?![가-힣])|\s?{LEXICON.alternation('compared')}")
_VALUED_BEFORE = re.compile(
    rf"(?<![A-Za-z가-힣]){LEXICON.alternation('valuation multiple')}(?:\([^()\n]{{1,24}}\))?[은는이가을를도]\s(?:약\s)?"
    r"(?:\d+\.\d+[^\n\d]{1,12}평균(?:인|의|은)?\s)?$"
)
_AFTER_ITEM = re.compile(r"(?:[가-힣A-Za-z)](?:[은는이가도]|[와과]? ?각각) |[가-힣A-Za-z]\(|\d, ?)$")
_ENDS_POINTS = re.compile(
    r"(?: ?선)?(?: ?(?:을|를|에|에서|까지|으로|로|이며|이고|이었|였|이?다|입니다)|[).,]"
    r"|\((?:19|20)\d\d(?:년|\.\d{1,2}월?)? ?= ?100|$)(?!\d)"
)
_CLOSED_AT = re.compile(
    r"(?:으로|로|에|을|를) ?(?:장을|거래를|장|거래|정규장을)? ?(?:마감|마쳤|마친|끝냈|출발|개장|기록|나타|집계)"
    rf"|까지 ?{LEXICON.alternation('index_reach')}|선(?:을|이|에|에서|까지|으로|마저|도)? ?{LEXICON.alternation('index_reach')}"
)
REACHED = re.compile(rf"까지 ?{LEXICON.alternation('index_reach')}")
"""Behind the level of an index that it came to."""
_MOVED = re.compile(
    r"(?:내린|오른|떨어진|하락한|상승한|뛴|빠진|급락한|급등한|밀린|낮은|높은|낮아진|높아진|같은"
    r"|후퇴한|반등한|반락한|폭락한|폭등한|추락한|하회한|상회한) $"
)
_MOVES = re.compile(
    r" (?:더 )?(?:오르|오른|올라|올랐|내리|내린|내려|내렸|떨어|하락|상승|뛰|뛴|빠지|빠진|빠져|빠졌|밀리|밀린|밀려|밀렸|급락|급등|급반등|치솟)"
)
_MOVED_TO = re.compile(r" (?:더 )?(?:오른|내린|떨어진|하락한|상승한|뛴|빠진|밀린|급락한|급등한) \d[\d,]*\.\d")
_SINCE_CLOSE = re.compile(
    r"(?<![가-힣])(?:(?:전|직전|지난) ?(?:거래일|영업일)|전장|전날|전일)(?: ?종가)?(?: ?\([^()\n]{1,14}\))? ?(?:보다|대비|에 비해) ?(?:약 )?$"
)
_SENTENCE_START = re.compile(r"(?<=[다요])\. |\n")
_SENTENCE = 160
"""Characters in which the topic of a number is sought."""
_OWN_PARTICLE = re.compile(r"^(?:지수)?(?:\([^()\n]{1,12}\))?(?:은|는|이|가|도) ")
_OTHER_TOPIC = re.compile(r"[가-힣A-Za-z)](?:은|는|이|가) ")
_OTHER_LEVEL = re.compile(r"환율|원/달러|원·달러|유가|금값|가격|금리")
_DECLARES = re.compile(r"단위 ?[:：]? ?$|[(\[]$")
_DECLARES_APART, _CLOSES_UNIT = re.compile(r"[(\[] $|[(\[][\dA-Z/]{1,5}, ?$"), re.compile(r" ?[^\s()\[\]\d]{1,4} ?[)\]]")
"""The bracket around nothing but a unit that a page has set with blanks, or behind a period: ( 십억원 ), (15F, 십억원)."""
_HEADLINE_BEFORE = re.compile(
    rf"{LEXICON.alternation('money_noun')}(?:은|는|이|가|을|를|도|에|만)?(?: ?(?:약|총|최대|최소|무려))? ?\(?$"
)
_SINCE_NOUN = re.compile(
    rf"{LEXICON.alternation('money_noun')}(?:은|는|이|가|을|를|도)? ?"
    r"(?:(?:(?:19|20)\d\d ?년 ?(?:말|초|\d{1,2}월 ?말?|[상하]반기)?|지난해|작년|올해|내년|전년|전분기)(?: 말)?(?:은|는|에|에는)? ?)?"
    r"(?:약 ?)?(?:[\d,.]+ ?[만억조]+(?:원)?에서 (?:(?:19|20)\d\d ?년 ?말?|올해|지난해)? ?)?$"
)
"""A word for money, perhaps the time of its amount and what it was before: 순차입금은 2011년 3,909억에서 2014년 말."""
_HEADLINE_BEHIND = re.compile(rf"(?:에|의|을|를| 규모)? ?{LEXICON.alternation('money_verb')}")
_OWN_SHARE = re.compile(r" ?\([+\-△▲]?\d[\d.]*%\) ?(?:증가|감소|확대|축소|상승|하락|늘|줄)")
"""Behind an amount that has moved, what it is of the earlier one: 6조 2,000억(15.4%) 증가한."""
_IN_BRACKET, _CLOSES = re.compile(r"[가-힣A-Za-z\d]\((?P<sign>[+\-△▲])?$"), re.compile(r"\)|(?P<more>,)")
_LARGE_WON = re.compile(r"(?<![\d.,])(\d[\d,.]{0,12}(?:[조억] ?\d[\d,]{0,4})?[조억])(?= ?원)")
_TELLING = 3
"""Digits of an amount that another one has by no chance."""
_FULL_WON = re.compile(r"\d ?[조억] ?(?:원|상당)")
_LIST = 120
"""Characters of a line in which others of a list tell that it is of won."""
_MONEY_NOUN = re.compile(LEXICON.alternation("money_noun"))
_PEOPLE = re.compile(LEXICON.alternation("people_noun"))
_SMALLEST_BARE_WON = Decimal(10**8)
_COUNTED = re.compile(LEXICON.alternation("counted by millions"))
_ARTICLE = re.compile(r"\d{1,3}조")
"""A trillion or an article of a law: 무역확장법 232조."""
_OPENED = re.compile(r"[가-힣A-Za-z\d]\([+\-△▲]?\Z|[→⇒]\s?\Z")
"""Before an amount that stands alone behind a thing, or that another one became."""
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_SPOKEN, _AHEAD, _FEW = 300, 60, 4
"""Characters before an amount and behind it in which others tell that money is spoken of."""
_RESTATES_MONEY = re.compile(r"(?:달러|불|엔|위안|유로|파운드|크로나|프랑)\((?:약|한화|우리 ?돈)(?: 약)? ?$")
"""Before an amount in brackets behind foreign money: it is in won."""
_PRICE_BEFORE = re.compile(
    r"(?:목표|현재|적정)(?:주가|가)(?: ?\([^()\n]{1,16}\))?(?:[는은를을가이]| ?[:：])?(?: |\n)?(?:기존 |종전 )?(?:약 )?$"
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_PRICE_BEHIND = re.compile(
    r" ?(?:유지|상향|하향|제시|으로|로|에서)(?![가-힣])|으?로 (?:상향|하향|유지)| ?[/|)\n,;]|\.?$| ?[(]|\.\s"
)
"""Around a price of shares without its unit: 목표주가 22,000 유지."""


LEFT_OUT = re.compile(r"[억조경] ?(?:\d+|[일이삼사오육칠팔구]?)[천백]$")
"""A number that may leave its last multiplier to the reader: 1억 3천 is mostly said of 1억 3천만, and written of 1억 3,000."""


class Amount(NamedTuple):
    """A numeral with its unit, before ranges are joined."""

    start: int
    end: int
    value: Decimal
    unit: Unit
    numeral: Reading
    approximate: bool = False
    rule: str = "quantity.unit"
    per: str | None = None


class Spans:
    """Spans to ask for overlaps, merged and in order."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def end_of(self, start: int, end: int) -> int | None:
        """Where the last span ends that overlaps [start, end); None where none does."""
        number = bisect_right(self.starts, end - 1) - 1
        return self.ends[number] if number >= 0 and self.ends[number] > start else None


class AmountReader:
    """Reads amounts of one text; its methods read at a position and keep no state but the text."""

    def __init__(self, text: str, skipped: Spans) -> None:
        self.text = text
        self.skipped = skipped
        self.units = unit_table()
        self.prefixes = currency_prefixes()
        self.has_index = _INDEX.search(text) is not None
        self.falls_as_triangle = "▼" in text or "△" in text

    @cached_property
    def told(self) -> Mapping[str, tuple[str, ...]]:
        """The currencies of each shared sign that the text speaks of."""
        return {sign: told_currencies(self.text, sign) for sign in open_currencies()}

    def amount(self, numeral: Reading, *, loose: bool = False) -> Amount | None:
        """The numeral with the unit before or behind it; *loose* for the second part of a range or list."""
        text, end = self.text, numeral.end
        if LEFT_OUT.search(text, numeral.start, end) or (
            numeral.form != "digits" and (VAGUE.search(text, max(0, numeral.start - 3), numeral.start) or self.declares(numeral))
        ):
            return None
        if numeral.form == "digits":
            if degrees := self.degrees(numeral):
                return degrees
            if not loose and (stated := self.prefixed(numeral) or self.bracketed(numeral)):
                return stated
            if odds := _ODDS.match(text, end):
                return self.odds(numeral, odds)
        elif degrees := self.degrees(numeral):
            return degrees
        some_more = text[end : end + 1] == "여"
        behind = end + 1 if some_more else end
        follows = self.units.follows(text, behind, numeral)
        if follows is None:
            return (
                None
                if some_more or numeral.form != "digits"
                else self.western(numeral) or self.bare_won(numeral) or self.bare_price(numeral)
            )
        unit, unit_end = follows
        if unit.surface == "대" and not is_hangul(text[unit_end : unit_end + 1]) and (won := self.bare_won(numeral, unit_end)):
            return won  # 300억대 소송
        if numeral.form != "digits" and not self.counts(numeral, unit, unit_end):
            return None
        if is_word(text, numeral.start, end, unit_end - len(unit.surface), unit_end):
            return None
        value = (numeral.value + self.and_half(numeral, unit, unit_end)) * unit.factor
        if half := _AND_HALF.match(text, unit_end) if value != numeral.value * unit.factor else None:
            unit_end = half.end()
        approximate = some_more or numeral.approximate
        return self.speed(Amount(numeral.start, unit_end, value, unit, numeral, approximate, per=self.rate(unit_end)))

    def declares(self, numeral: Reading) -> bool:
        """Whether it is the multiplier of a unit that is declared: (단위: 십억원), (억 달러)."""
        before = self.text[max(0, numeral.start - 8) : numeral.start]
        opens = _DECLARES.search(before) or (_DECLARES_APART.search(before) and _CLOSES_UNIT.match(self.text, numeral.end))
        return bool(opens) and not self.text[numeral.start : numeral.end].strip("십백천만억조")

    def counts(self, numeral: Reading, unit: Unit, unit_end: int) -> bool:
        """Whether words count this unit; 한 개 and 하나 are indefinite."""
        if numeral.form == "native" and numeral.value == 1 and numeral.high is None and unit.quantity:
            return unit.dimension == "multiple" and self.and_half(numeral, unit, unit_end) > 0
        return spelled_counts(self.text, numeral, unit.dimension, unit.surface)

    def and_half(self, numeral: Reading, unit: Unit, unit_end: int) -> Decimal:
        """The half that `두 배 반` adds: to whole numbers of what can be halved."""
        whole = numeral.value % 1 == 0 and unit.dimension not in (
            "count",
            "money",
            "ratio",
            "rank",
            "score",
            "time",
            "name",
            "ordinal",
        )
        return Decimal("0.5") if whole and _AND_HALF.match(self.text, unit_end) else Decimal(0)

    def bracketed(self, numeral: Reading) -> Amount | None:
        """`영업이익 (1,234)백만원`: brackets round the number before its unit are minus, as in accounts."""
        if (open_ := self.left_open(numeral)) is not None:
            return open_
        opened = _OPENS_BRACKET.search(self.text, max(0, numeral.start - 2), numeral.start)
        match = _CLOSES_BRACKET.match(self.text, numeral.end) if opened else None
        scale = spelled(match["scale"]) if match and match["scale"] else Decimal(1)
        if opened is None or match is None or scale is None:
            return None
        follows = self.units.follows(self.text, match.end(), numeral)
        if follows is None or follows[0].dimension not in ("money", "ratio") or not ends_word(self.text, follows[1]):
            return None
        value = -numeral.value * scale * follows[0].factor
        return Amount(opened.start(), follows[1], value, follows[0], numeral, rule="quantity.brackets")

    def left_open(self, numeral: Reading) -> Amount | None:
        """`[5,200]원`: square brackets round the number before its unit mark what a prospectus may still change, and no minus."""
        match = _CLOSES_SQUARE.match(self.text, numeral.end) if self.text.endswith("[", 0, numeral.start) else None
        scale = spelled(match["scale"]) if match and match["scale"] else Decimal(1)
        follows = self.units.follows(self.text, match.end(), numeral) if match is not None and scale is not None else None
        grouped = "," in self.text[numeral.start : numeral.end]  # [1]명 is a footnote
        if follows is None or scale is None or not (grouped and follows[0].quantity and ends_word(self.text, follows[1])):
            return None
        value = numeral.value * scale * follows[0].factor
        return Amount(numeral.start - 1, follows[1], value, follows[0], numeral, rule="quantity.left_open")

    def prefixed(self, numeral: Reading) -> Amount | None:
        """US$ 1.2bn, RMB 500억, €30m."""
        before = self.text[max(0, numeral.start - 6) : numeral.start]
        if not before or (before[-1] in " \u00a0" and not before[-2:-1].strip()) or not (match := _PREFIX.search(before)):
            return None
        code = self.prefixes.get(match[0].strip())
        unit = self.units.named(code) if code else None
        if unit is None:
            return None
        start, end, value = numeral.start - len(match[0]), numeral.end, numeral.value
        if western := WESTERN_SCALE.match(self.text, end):
            value, end = value * WESTERN_SCALES[western["scale"]], western.end()
        if named := self.units.follows(self.text, end, numeral):
            if named[0].dimension == "ratio":
                return None  # IRR 25%: no rial
            end = named[1] if named[0].unit == unit.unit else end
        return Amount(start, end, value, unit, numeral, rule="quantity.prefix", per=self.rate(end))

    def western(self, numeral: Reading) -> Amount | None:
        """1.2 billion dollars, 350mn USD, 3 million 대: a western multiplier counts before a unit, a short one only before a currency."""
        match = WESTERN_SCALE.match(self.text, numeral.end)
        if match is None:
            return None
        scale = WESTERN_SCALES[match["scale"]]
        scaled = numeral._replace(value=numeral.value * scale, scaled=True, scale=scale)
        follows = self.units.follows(self.text, match.end(), scaled)
        if follows is None or (follows[0].dimension != "money" and len(match["scale"]) < _SPELLED_OUT):
            return None
        return Amount(numeral.start, follows[1], scaled.value * follows[0].factor, follows[0], scaled, rule="quantity.western")

    def bare_won(self, numeral: Reading, about: int | None = None) -> Amount | None:
        """
        `영업이익 2,345억`, `500억에 인수`: beside a word for money 억 and more are won, where the line speaks of nothing else.

        *about* is where the 대 ends that makes it approximate.
        """
        text, start, end = self.text, numeral.start, about or numeral.end
        if numeral.scale < _SMALLEST_BARE_WON or not ends_word(text, end) or text[end : end + 2].strip().isdigit():
            return None
        line = line_around(text, start, end)
        unit = self.units.named("원")
        if unit is not None and _RESTATES_MONEY.search(text, max(0, start - 12), start) and text[end : end + 1] == ")":
            return Amount(start, numeral.end, numeral.value, unit, numeral, about is not None, "quantity.bare_won")
        pointed = text[end : end + 1] in ("↑", "↓") and _MONEY_NOUN.search(line) is not None
        told = pointed or self._is_won_elsewhere(start, numeral.end, line) or self._is_spoken_of_won(start, end)
        said = _HEADLINE_BEFORE.search(text, max(0, start - 16), start) or _SINCE_NOUN.search(text, max(0, start - 48), start)
        if not (told or said or _HEADLINE_BEHIND.match(text, end)):
            return None
        if unit is None or foreign_money().search(line) or _PEOPLE.search(line) or text[end : end + 1] in ("~", "-"):
            return None
        return Amount(start, numeral.end, numeral.value, unit, numeral, about is not None, "quantity.bare_won")

    def _is_won_elsewhere(self, start: int, end: int, line: str) -> bool:
        """
        Whether what leaves 원 out is won for others of its kind: the same amount stands elsewhere with it (`2,380억 규모` above `약 2,380억원`),
        or in its line as large ones do, where it is alone in a bracket or has its own rate behind it.
        """
        text = self.text
        if text[start:end] in self._told_in_won:
            return True
        opened, closed = _IN_BRACKET.search(text, max(0, start - 3), start), _CLOSES.match(text, end)
        alone = opened is not None and closed is not None and (opened["sign"] or not closed["more"])
        around = line_around(text, start, end, _LIST, _LIST)
        return bool(alone or _OWN_SHARE.match(text, end)) and _FULL_WON.search(around) is not None

    def _is_spoken_of_won(self, start: int, end: int) -> bool:
        """
        Whether its sentence speaks of won and of nothing that is counted by millions: `국비는 3억원, 도비 2억`. An amount that opens a bracket, or
        that another one became, is won where what stands before tells of won: `기초연구(615억 → 705억)` below `예산은 2조원`.
        """
        text = self.text
        line = line_around(text, start, end)
        article = _ARTICLE.fullmatch(text, start, end) is not None and not text.endswith("(", 0, start)
        cell = line.strip() == text[start:end]
        if article or cell or _COUNTED.search(line) is not None:
            return False
        low, high = max(0, start - _SPOKEN), end + _AHEAD
        if foreign_money().search(text, low, high) is not None:
            return False
        if _OPENED.search(text, max(0, start - _FEW), start) is None:
            low = max([low, *(stop.end() for stop in _SENTENCE_END.finditer(text, low, start))])
            stop = _SENTENCE_END.search(text, end, high)
            high = stop.start() if stop is not None else high
        return _FULL_WON.search(text, low, high) is not None or _MONEY_NOUN.search(text, low, high) is not None

    @cached_property
    def _told_in_won(self) -> frozenset[str]:
        """The amounts of three digits and more that the text states with 원."""
        return frozenset(amount for amount in _LARGE_WON.findall(self.text) if sum(map(str.isdigit, amount)) >= _TELLING)

    def bare_price(self, numeral: Reading) -> Amount | None:
        """`목표주가 22,000 유지`: a grouped number behind a price of shares is in won, where the line speaks of nothing else."""
        text, start, end = self.text, numeral.start, numeral.end
        if not _GROUPED.fullmatch(text, start, end) or not _PRICE_BEFORE.search(text, max(0, start - 32), start):
            return None
        unit = self.units.named("원")
        if unit is None or not _PRICE_BEHIND.match(text, end) or foreign_money().search(line_around(text, start, end)):
            return None
        return Amount(start, end, numeral.value, unit, numeral, rule="quantity.bare_won")

    def fraction(self, numeral: Reading) -> Amount | None:
        """3분의 1: a multiple of what it is a part of, unless a unit stands behind it (이분의 일 리터, 1/2kg)."""
        part = digit_fraction(self.text, numeral.start) or fraction_of(self.text, numeral)
        if part is None:
            return None
        if "/" in self.text[part.start : part.end]:
            follows = self.units.at(self.text, part.end, part)
            return self.amount(part) if follows and follows[0].dimension in _DIVISIBLE else None
        unit = self.units.named("배")
        if unit is None:
            return None
        return self.amount(part) or Amount(part.start, part.end, part.value, unit, part, rule="quantity.fraction")

    def index_points(self, numeral: Reading) -> Amount | None:
        """`BSI는 94.2로`, `제조업(106.3)`, `32포인트 내린 4,120.30에 마쳤다`: a bare number that a line about an index gives as its level."""
        text, start, end = self.text, numeral.start, numeral.end
        if not self.has_index or numeral.form != "digits":
            return None
        line_start = text.rfind("\n", max(0, start - _NAMED), start) + 1
        alone = start == line_start and text[end : end + 1] in ("", "\n") and "." in text[start:end]
        headed = alone and _INDEX_LINE.search(text, max(0, start - _NAMED), start) is not None
        if not headed and not _ENDS_POINTS.match(text, end):
            return self.moved_by(numeral)
        if not headed and not _INDEX_BEFORE.search(text, max(line_start, start - _NAMED), start):
            listed = "." in text[start:end] and _AFTER_ITEM.search(text, max(line_start, start - 6), start)
            moved = _MOVED.search(text, max(line_start, start - 6), start) or _CLOSED_AT.match(text, end)
            other = _OTHER_LEVEL.search(text, max(line_start, start - 24), start)
            if other or not (listed or moved) or not _INDEX.search(line_around(text, start, end, 400)):
                return None
        unit = self.units.named("점")
        return Amount(start, end, numeral.value, unit, numeral, rule="quantity.index") if unit is not None else None

    def moved_by(self, numeral: Reading) -> Amount | None:
        """`코스피는 전 거래일보다 31.28 떨어진 2,667.13`: the points that the index of the sentence moved by, told by the verb."""
        text, start, end = self.text, numeral.start, numeral.end
        if "." not in text[start:end] or not _MOVES.match(text, end):
            return None
        floor = max(0, start - _SENTENCE)
        if not (_MOVED_TO.match(text, end) or _SINCE_CLOSE.search(text, floor, start)):
            return None
        floor = max((match.end() for match in _SENTENCE_START.finditer(text, floor, start)), default=floor)
        index = max(_INDEX.finditer(text, floor, start), key=lambda match: match.start(), default=None)
        between = text[index.end() : start] if index is not None else ""
        if index is None or _OTHER_LEVEL.search(between) or _OTHER_TOPIC.search(_OWN_PARTICLE.sub("", between, count=1)):
            return None
        unit = self.units.named("점")
        return Amount(start, end, numeral.value, unit, numeral, rule="quantity.index") if unit is not None else None

    def times(self, numeral: Reading) -> Amount | None:
        """`구인배수는 0.45로 전년 동월(0.43)보다`, `PER은 12.1로, 업종 평균 15.3보다`: how many times one thing is of another."""
        text, start, end = self.text, numeral.start, numeral.end
        if numeral.form != "digits" or "." not in text[start:end]:
            return None
        pairs = ((_TIMES_BEFORE, _ENDS_POINTS), (_VALUED_BEFORE, _ENDS_MULTIPLE))
        if not any(behind.match(text, end) and named.search(text, max(0, start - 64), start) for named, behind in pairs):
            return None
        unit = self.units.named("배")
        return Amount(start, end, numeral.value, unit, numeral, rule="quantity.times") if unit is not None else None

    def degrees(self, numeral: Reading) -> Amount | None:
        """섭씨 45도, 영하 15도, 화씨 98.6."""
        before = self.text[max(0, numeral.start - 10) : numeral.start]
        if not before or before.rstrip()[-1:] not in set("씨하상스") or not (match := _DEGREES.search(before)):
            return None
        mark = _DEGREE_MARK.match(self.text, numeral.end)
        words = {match["scale"], match["more"]}
        if mark is None and not words & {"섭씨", "화씨"}:
            return None
        unit = self.units.named("℉" if "화씨" in words or (mark and "℉" in mark[0]) else "℃")
        if unit is None:
            return None
        value = -numeral.value if words & {"영하", *WORDS["minus"]} else numeral.value
        end = mark.end() if mark else numeral.end
        return Amount(numeral.start - len(match[0]), end, value, unit, numeral, rule="quantity.degrees")

    def odds(self, numeral: Reading, match: re.Match[str]) -> Amount | None:
        """1,200대 1: how many stand against one."""
        unit, behind = self.units.named("배"), self.text[match.end() : match.end() + 1]
        if (
            unit is None
            or numeral.value == 1
            or not ends_word(self.text, match.end())
            or (":" in match[0] and behind.isascii() and behind.isalnum())
        ):
            return None
        line = line_around(self.text, numeral.start, match.end())
        if (":1" in match[0] and not _COMPARED.search(line)) or (numeral.value < _FEWEST_FOR_ONE and _GAME.search(line)):
            return None
        return Amount(numeral.start, match.end(), numeral.value, unit, numeral, rule="quantity.odds")

    def speed(self, amount: Amount) -> Amount:
        """시속 120km: the word before makes a speed of the length."""
        if amount.unit.dimension != "length":
            return amount
        match = _SPEED_PREFIX.search(self.text, max(0, amount.start - 6), amount.start)
        target = _SPEEDS.get((match["per"], amount.unit.unit or "", int(amount.unit.factor))) if match else None
        unit = self.units.named(target[0]) if target else None
        if match is None or target is None or unit is None:
            return amount
        return amount._replace(start=match.start(), value=amount.numeral.value * target[1], unit=unit, rule="quantity.speed")

    def rate(self, end: int) -> str | None:
        """The denominator behind a slash: 120원/kWh."""
        match = _RATE.match(self.text, end)
        if match is None:
            return None
        word = re.compile(r"[A-Za-z㎡]+|[가-힣]+").match(self.text, match.end())
        return word[0] if word and self.divides(word[0]) else None

    def divides(self, word: str) -> bool:
        """Whether a word can be the denominator of a rate."""
        return word in _SHARED_AMONG or self.units.knows(word)

    def is_denominator(self, end: int) -> bool:
        """Whether 당 makes it the denominator of what follows: 1주당, 100g당."""
        return _DIVIDES.match(self.text, end) is not None

    def is_one_priced(self, amount: Amount) -> bool:
        """Whether an amount is the one thing whose price stands right behind it: `1주 10,000원`."""
        return (
            amount.numeral.value == 1
            and ONE_PRICED.fullmatch(self.text, amount.start, amount.end) is not None
            and (_ITS_PRICE.match(self.text, amount.end) is not None)
        )

    def with_subunit(self, amount: Amount) -> Amount:
        """3달러 50센트, 1m 80cm, 1미터 80 are one amount."""
        unit, text = amount.unit, self.text
        if unit.dimension not in _HAVE_SUBUNITS or (unit.dimension == "money" and unit.factor != 1) or amount.per is not None:
            return amount
        glue = _SUBUNIT_GLUE.match(text, amount.end)
        match = (CANDIDATE.match(text, glue.end()) or BARE.match(text, glue.end())) if glue else None
        numeral = numeral_at(text, match, torn_off=True) if match else None
        if numeral is None or numeral.torn is not None:
            return amount
        if follows := self.units.follows(text, numeral.end, numeral):
            factor = self.of_subunit(unit, follows[0], numeral)
            return amount if factor is None else amount._replace(end=follows[1], value=amount.value + numeral.value * factor)
        if unit.surface in ("미터", "m") and _CENTIMETRES.match(text, numeral.start) and ends_word(text, numeral.end):
            return amount._replace(end=numeral.end, value=amount.value + numeral.value / 100)
        return amount

    def of_subunit(self, unit: Unit, smaller: Unit, numeral: Reading) -> Decimal | None:
        """The factor of a *smaller* unit whose number adds to one of *unit*; None where the two are no one amount."""
        cents = smaller.surface == "센트" and unit.unit in _IN_CENTS
        if (smaller.unit != unit.unit and not cents) or numeral.value * smaller.factor >= unit.factor:
            return None
        return smaller.factor if smaller.factor < unit.factor and numeral.value % 1 == 0 else None
