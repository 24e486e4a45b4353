"""The period a figure is for: the nearest time expression that states it, never one that it is compared with.

A flow (매출, 수출) is for a month or more, a price as of a day. A deadline (`2027년까지`) is the date of the level that will be reached
(`50만 대로`), not the period of an amount spent until then. What a sentence leaves out is carried over from the figure before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

from extractors.dates import Time
from extractors.dates.calendar import add_months, month_length
from extractors.dates.context import RECORD, is_best_so_far
from extractors.dates.cumulated import CUMULATED, SINCE_BEGAN, SUFFIX, THIS_MONTH
from extractors.figures.comparing import match_basis
from extractors.figures.courses import SAME_BEFORE, start_of_course
from extractors.figures.labels import LabelTimes
from extractors.figures.metrics import Cue, judged_as
from extractors.figures.parts import YearParts, of_month_key, of_rank
from extractors.figures.places import Place
from extractors.figures.scenes import COMPARED, NEAREST, REACH
from extractors.figures.tabled import YEAR_WRITTEN, TablePeriods
from extractors.figures.timing.days import Period, shifted, year_until
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import TOPIC

PRICES = frozenset({"share_price", "exchange_rate", "interest_rate"})
FLOWS = frozenset({
    "revenue", "operating_profit", "net_income", "margin", "ebitda", "gross_profit", "units_sold", "shipment", "exports", "imports",
    "trade_balance", "market_share", "share_of_total", "rank", "transactions", "growth", "economic_growth", "inflation", "capex", "utilization",
    "interest_income", "cost", "roe",
})  # fmt: skip
_COMPARED = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:[가-힣A-Za-z]{1,6}(?<![은는이가])\s)?(?:[\d.,조억만천]+\S{0,3}?)?[가-힣]{0,4}?"
    r"(?:보다|대비|에 비해|에 비하면|와 견|와 비교|과 비교|과 견|에 견"
    r"|[와과] (?:같|비슷|유사|동일)|새\b|사이\b|만에|의\s*(?:약\s*)?(?:[\d.]+|[두세네]|다섯|여섯)\s*배)"
)
_HELD_AGAINST = re.compile(r"\s?(?:대비|보다|에\s?비해|에\s?비하면|[와과]\s?비교|比)(?!\s?\(\d)")
"""Right behind a time that something is compared with and nothing else is told of."""
_COMPARING = re.compile(COMPARED)
_STEPS = (
    (re.compile(r"(?:직)?전\s?월"), 1),
    (re.compile(r"(?:직)?전\s?분기"), 3),
    (SAME_BEFORE, 12),
)
"""Words for what a change is held against, and how many months it lies before the change's own period."""
_AGAINST = re.compile(r"(?:\([^()]*\))?\s?(?:대비|보다|에\s?비해|[와과]\s(?:같|동일|비슷|유사))")
_BRACKET_HELD = re.compile(r"\)\s?(?:대비|보다|에\s?비해|[와과]\s(?:같|동일|비슷|유사))")
_UP_TO_CHANGE = re.compile(rf"{_AGAINST.pattern}[^\d()]{{0,12}}")
_TO_STANDARD = re.compile(r"\)?(?:은|는|이|가|으?로|[을를] 기록해|이며)?,? (?=[전직작지])")
"""From a level to what it is held against."""
_CLOSE = 2
"""Characters before a number that a bracket which ends right before it takes up, with its blank."""
_OPENS, _CLOSES = re.compile(r"\s?(?:수준|가량|정도|안팎|내외|이상|이하)?\s?\("), re.compile(r"\) ?\Z")
_FILLS = re.compile(r"(?:\s?(?:기준|현재|누적|누계|잠정|확정|평균|전망|목표|예상)[가-힣]{0,3})?\)")
"""Behind a time that says in brackets when the number before them is for: `6.3%(2016년 기준)`."""
CLOSING_DAY = re.compile(r"(?<!주)말\Z")
"""A time that ends a month, quarter or year; RECORDS.md: a stock is for its last day."""
_SETTLES = re.compile(r"\s?결산(?!월)")
"""Behind the month in which accounts are closed: 12월 결산법인."""
_OF_ACCOUNTS = re.compile(r"(?:사업|(?:반|분)기)\s?보고서\s?\(\Z")
"""Before the month in which the accounts of a periodic report are closed: `사업보고서 (2024.12)` is of the year up to it."""
_FROM_THEN = re.compile(r"\s?(?:이후|이래|부터|들어)")
_OPEN_ENDED = re.compile(r"\s?(?:이후|이래|부터)")
_TITLE = 8
"""Characters before a time in which the title of a report ends."""
_PART_OF_MONTH = re.compile(r"(?:초순|중순)\Z")
YEAR_OF_TELLING = re.compile(LEXICON.alternation("year_of_telling"))
"""A year by its place in time: 올해."""
_BEFORE_MEAN = 12
"""Characters before a number in which it is called a mean."""
_MEAN_OF_YEARS = re.compile(rf"(?:(?<!\d)\d{{1,2}}개?{LEXICON.alternation('mean of years')}|평년)(?:치|값)?\s?\(?(?:약\s)?\Z")
_OPENING = 12
"""Characters of the words for the beginning of a year before a time."""
_STATISTICS_OUT = re.compile(r"년?도?\s[^\n.,]{0,30}통계(?:집|연보)?\s?(?:결과\s?)?(?:공표|발표|공개|발간)")
_SCOPE = re.compile(
    r"(?:올해|금년|올)\s?(?:들어\s)?(?:최고|최대|최저|최소|최다)(?:치|폭|액|\s(?:실적|기록|수준|[가-힣]{0,4}[율률폭]))"
)
"""What a record is the record of; 올해 최대 행사 is none."""
_YEARS = re.compile(r"P(\d{1,2})Y")
_CAME_TO = re.compile(r"[^.\n]{1,40}에서\s")
"""Between the year of a size and that of what it has become."""
_COUNTED_ON = re.compile(r"\s?(?:기준|현재|누적|누계|잠정|확정)")
_SPOKEN = 2
"""Times before a change of which one is its own and the other the one that it is held against."""
_SHORTEST = 27
"""Days between the first and the last of what figures are reported for at least: a month."""
_CUMULATED_NOUN = re.compile(r"(?<![가-힣])(?:누적|누계)\s?(?:[가-힣]{1,4}\s)?\Z")
"""Before the words of a metric that is counted from the beginning of its year: 누적 매출, 누적 연결 매출."""
_UNTIL_CUMULATED = re.compile(rf"(?: ?말)?까지의? ?{CUMULATED.pattern}")
_SINCE = re.compile(r"이래|이후|출시|개봉|설립|창립|[후뒤]\s|부터|들어")
"""Words of another beginning."""
REACHED = re.compile(r"\s*(?:이상|이하|수준|안팎)?\s*(?:으로|로|까지|체제)")


_BACK = (
    (re.compile(r"1년 ?전|작년|지난해|전년|전년 ?동[기월]|(?:작년|지난해) 같은 기간"), 12),
    (re.compile(r"석 ?달 ?전|3개월 ?전|전분기|직전 ?분기|전기"), 3),
    (re.compile(r"한 ?달 ?전|1개월 ?전|전월"), 1),
)
"""Words for a compared period, and how many months it lies back."""


class PeriodReader:
    """Reads periods in text order and remembers what the last figure of each block was for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tables = TablePeriods(reading, self)
        self._carried: dict[tuple[int, bool], Period] = {}
        self._reporting: Counter[Period] = Counter()
        """How often flows of the report are stated for each period."""
        self.labels, self.parts = LabelTimes(reading), YearParts(reading)
        self._compared = False
        self._in_turns: set[int] = set()
        """Ordinals of the lines of one number that take turns with lines of one time."""
        self.reported: Callable[[], Period | None] = lambda: None
        """The period that the whole report is about, where it leaves no doubt."""
        self.certain = False
        """Whether the wording of the last answer leaves no other: 연초 대비 for a price, 내년까지 50만 대로."""

    def read(self, place: Place, metric: str, basis: str | None) -> Period | None:
        """First and last day of the period of the quantity at *place*; None where the text does not say."""
        metric = judged_as(metric)
        if place.cell is not None and place.table is not None:
            found = self.tables.read(place, metric)
            self.certain = self.tables.certain
            return found
        self._compared = self.certain = False
        if self.labels.governs(place):
            self.certain = True
            time = self.labels.of(place)
            return self.days(time) if time is not None else None
        if (own := self.beside(place)) is not None:
            self.certain = True
            return own
        found = self._stated(place, metric)
        if (start := start_of_course(self.reading, place)) is not None:
            self.certain = True
            return found or self._a_year_on(start)
        if found is not None:
            if not self._compared:
                self._remember(place, metric, found)
            return found
        if basis == "ytd" and self.reading.published_on is not None:
            self.certain = metric in PRICES
            return date(self.reading.published_on.year, 1, 1), self.reading.published_on
        return self._carried_on(place, metric)

    def _stated(self, place: Place, metric: str) -> Period | None:
        inside = self._nearest(place, place.floor, metric)
        if inside is not None or place.bracket is None:
            return inside
        return self._before_bracket(place) or self._nearest(place, place.scene.start, metric)

    def days(self, time: Time) -> Period | None:
        """First and last day of what is stated for *time*: of `9월 말` only the last one, which a balance is struck on."""
        if time.start_on is None or time.end_on is None:
            return None
        if (until := self.until(time)) is not None:
            return until
        if time.grain == "month" and _OF_ACCOUNTS.search(self.reading.text, max(0, time.start - _TITLE), time.start):
            return year_until((time.start_on, time.end_on))
        settles = time.grain == "month" and _SETTLES.match(self.reading.text, time.end) is not None
        closes = settles or CLOSING_DAY.search(self.reading.text, time.start, time.end) is not None
        ends = closes and not time.rule.endswith(SUFFIX)
        return (time.end_on if ends else time.start_on), time.end_on

    def until(self, time: Time) -> Period | None:
        """Up to a time of the past: from the year's first day behind 올해 들어, of a part of a month (중순까지) from that month's first."""
        published = self.reading.published_on
        if not self._is_deadline(time) or time.start_on is None or time.end_on is None or published is None:
            return None
        if time.end_on > published:
            return None
        if time.rule.endswith(SUFFIX):
            return time.start_on, time.end_on
        if time.grain == "day" and self._counts_its_year(time):
            return time.end_on.replace(month=1, day=1), time.end_on
        return (
            (time.end_on.replace(day=1), time.end_on) if _PART_OF_MONTH.search(self.reading.text, time.start, time.end) else None
        )

    def _counts_its_year(self, time: Time) -> bool:
        """Whether the sentence tells before a day what is counted up to it of the year: `올해 계약 현황을 분석한 결과, 지난 9일까지`."""
        sentence = self.reading.sentence_at(time.start)
        before = self.reading.times.within(sentence.start, time.start) if sentence is not None else []
        return any(
            other.grain == "year"
            and other.start_on is not None
            and time.end_on is not None
            and other.start_on.year == time.end_on.year
            and YEAR_OF_TELLING.fullmatch(self.reading.text, other.start, other.end)
            for other in before
        )

    def beside(self, place: Place) -> Period | None:
        """What the time right beside the number tells, with the part of its year that a label names; it leaves no other answer."""
        if (part := self.parts.of(place)) is not None:
            return part
        ranked = of_rank(self.reading, place)
        if ranked is not None:
            return self.days(ranked)
        return (
            self._in_bracket(place) or of_month_key(self.reading, place) or self._of_standard(place) or self._of_line_above(place)
        )

    def _of_line_above(self, place: Place) -> Period | None:
        """The time that fills the line above a number alone in its own, where such lines take turns: `2023년`, `120만톤`, `2024년`, `130만톤`."""
        block = place.block
        if (
            block is None
            or place.cell is not None
            or (block.start_char, block.end_char) != (place.quantity.start, place.quantity.end)
        ):
            return None
        at, time = block.ordinal, self._alone_in(block.ordinal - 1)
        goes_on = at - 2 in self._in_turns
        begins = not self._is_number(at - 2) and self._is_number(at + 2) and self._alone_in(at + 1) is not None
        if time is None or not (goes_on or begins):
            return None
        self._in_turns.add(at)
        return self.days(time)

    def _is_number(self, ordinal: int) -> bool:
        """Whether a block is nothing but one number with its unit."""
        block = self.reading.blocks[ordinal] if 0 <= ordinal < len(self.reading.blocks) else None
        number = self.reading.quantities.starting_from(block.start_char) if block is not None else None
        return block is not None and number is not None and (number.start, number.end) == (block.start_char, block.end_char)

    def _alone_in(self, ordinal: int) -> Time | None:
        """The time that a block is nothing but."""
        block = self.reading.blocks[ordinal] if 0 <= ordinal < len(self.reading.blocks) else None
        times = self.reading.times.within(block.start_char, block.end_char) if block is not None else []
        return next((t for t in times if block is not None and (t.start, t.end) == (block.start_char, block.end_char)), None)

    def _of_standard(self, place: Place) -> Period | None:
        """The period before that a number which another one is held against has right before it: `전월 1만8천가구 대비`."""
        text, quantity = self.reading.text, place.quantity
        spoken = self.reading.times.last(max(place.scene.start, quantity.start - _OPENING), quantity.start, 1)
        if not spoken or text[spoken[0].end : quantity.start].strip(" 의약") or _HELD_AGAINST.match(text, quantity.end) is None:
            return None
        words = text[spoken[0].start : spoken[0].end]
        if SAME_BEFORE.fullmatch(words):
            return self.days(spoken[0])
        months = next((months for pattern, months in _BACK if pattern.fullmatch(words)), None)
        before = [t for t in self.reading.times.last(place.scene.start, spoken[0].start, NEAREST) if self.is_own(t)]
        own = self.days(before[-1]) if months == 1 and before else None
        if own is None:
            return None
        first = (own[1] if own[0] == own[1] else own[0]).replace(day=1)
        month = add_months(first, -1)
        last = month.replace(day=month_length(month.year, month.month))
        return (last, last) if own[0] == own[1] else (month, last)

    def _in_bracket(self, place: Place) -> Period | None:
        """The time that fills a bracket right beside the number: `(12월)+0.1 (1월)+0.9`; `1,037억원(2019년), 1,074억원(2020년)`."""
        text, quantity = self.reading.text, place.quantity
        if (closed := _CLOSES.search(text, max(place.scene.start, quantity.start - _CLOSE), quantity.start)) is not None:
            spoken = self.reading.times.last(place.scene.start, closed.start(), 1)
            if spoken and spoken[0].end == closed.start() and text[spoken[0].start - 1] == "(" and self.is_own(spoken[0]):
                return self.days(spoken[0])
        opened = _OPENS.match(text, quantity.end, place.sentence.end)
        if opened is None:
            return None
        filled = (t for t in self.reading.times.over(opened.end(), opened.end() + 1) if t.start == opened.end())
        return next((self._as_of(t) for t in filled if _FILLS.match(text, t.end) and self.is_own(t)), None)

    def _as_of(self, time: Time) -> Period | None:
        """The days of what is counted on a time, which a goal in the same line makes none of next year: `186만명(9월 기준), 2027년 300만명 목표`."""
        days, published = self.days(time), self.reading.published_on
        ahead = days is not None and published is not None and days[0] > published
        if days is None or not ahead or YEAR_WRITTEN.search(self.reading.text, time.start, time.end):
            return days
        return shifted(days, 12) if _COUNTED_ON.match(self.reading.text, time.end) else days

    def counted(self, place: Place, metric: str, cue: Cue | None, period: Period | None) -> Period | None:
        """*period* from the first day of its year, where what is measured is called cumulated: `3분기 매출은 10억원, 누적 매출은 30억원`."""
        if (
            period is None
            or cue is None
            or place.cell is not None
            or judged_as(metric) not in FLOWS
            or cue.end > place.quantity.start
        ):
            return period
        within_year = period[0].year == period[1].year and (period[1] - period[0]).days >= _SHORTEST
        start = max(place.scene.start, cue.start - REACH)
        named = _CUMULATED_NOUN.search(self.reading.text, start, cue.start)
        if not within_year or named is None or _SINCE.search(self.reading.text, start, named.start()):
            return period
        before = self.reading.times.last(start, named.start(), 1)
        if before and THIS_MONTH.fullmatch(self.reading.text, before[0].start, before[0].end):
            return period  # 이달 누적 판매
        return year_until(period)

    def _remember(self, place: Place, metric: str, period: Period) -> None:
        if place.block is not None and place.bracket is None and metric in FLOWS | PRICES:
            self._carried[place.block.ordinal, metric in PRICES] = period
            if metric in FLOWS:
                self._reporting[period] += 1

    def _carried_on(self, place: Place, metric: str) -> Period | None:
        if place.block is None or metric not in FLOWS | PRICES:
            return None
        carried = self._carried.get((place.block.ordinal, metric in PRICES))
        if carried is not None or metric in PRICES:
            return carried
        for block in self.reading.governors(place.block):
            times = [t for t in self.reading.times.within(block.start_char, block.end_char) if self._usable(t, place, metric)]
            if times and block.kind != "title":
                return self.days(times[-1])
        usual, count = next(iter(self._reporting.most_common(1)), (None, 0))
        return usual if count * 2 > self._reporting.total() else None

    def is_own(self, time: Time) -> bool:
        """Whether a time stands for itself, not for what something is compared with."""
        if time.start_on is None or time.end_on is None or (time.relation == "comparison" and time.grain != "day"):
            return False
        text = self.reading.text
        if text.startswith("/(", time.start - 2) and text.startswith(")", time.end):
            return False  # on which a filing came in: 하람정밀/유상증자결정/(2031.05.08)
        bracketed = text[max(0, time.start - 2) : time.start].strip(" ’'‘")[-1:] == "("
        if time.relation == "delivery" or (bracketed and _BRACKET_HELD.match(text, time.end) is not None):
            return False  # 전월(’24년 5월) 대비
        return not self._is_held(time) and RECORD.match(text, time.end) is None and not is_best_so_far(text, time.start)

    def _is_held(self, time: Time) -> bool:
        """Whether something is compared with the time itself, and not with a period before that stands behind it: not 5일 in `5일 전날보다`."""
        held = _COMPARED.match(self.reading.text[time.end : time.end + 18])
        return held is not None and (not held[0][:1].isspace() or match_basis(held[0].lstrip()) in (None, "since"))

    def is_mean(self, place: Place) -> bool:
        """Whether the number is a mean of several years, which is for no period of a report: `5년평균(13만호) 대비`, 평년(3만t)."""
        start = place.quantity.start
        return _MEAN_OF_YEARS.search(self.reading.text, max(0, start - _BEFORE_MEAN), start) is not None

    def is_standard(self, time: Time) -> bool:
        """
        Whether a time is only what something is held against, or what a record is counted from: `전년 대비 39% 늘어난`; or the month
        in which a contract is delivered.

        `전년(12억원) 대비` is also that of its bracket.
        """
        text = self.reading.text
        held = any(pattern.match(text, time.end) is not None for pattern in (_HELD_AGAINST, RECORD))
        return (
            held
            or time.relation == "delivery"
            or is_best_so_far(text, time.start)
            or _SCOPE.match(text, time.start) is not None
            or self._is_year_of_issue(time)
        )

    def _is_year_of_issue(self, time: Time) -> bool:
        """Whether a running year only says when statistics come out: `2031년 보건통계 공표` in July 2031 tells of earlier years."""
        published = self.reading.published_on
        running = (
            published is not None and time.grain == "year" and time.start_on is not None and time.start_on.year == published.year
        )
        return running and _STATISTICS_OUT.match(self.reading.text, time.end) is not None

    def _nearest(self, place: Place, floor: int, metric: str) -> Period | None:
        """The nearest usable time before the number in its clause, then in earlier clauses of the sentence."""
        clause = max(floor, place.scene.clause_start(place.quantity.start))
        for start in dict.fromkeys((clause, floor)):
            spoken = self.reading.times.last(start, place.quantity.start, NEAREST)
            if spoken and spoken[-1].start_on and not self.reading.text[spoken[-1].end : place.quantity.start].strip(" 약"):
                if self.is_own(spoken[-1]):
                    return self.days(spoken[-1])
                return self._as_compared(spoken[-1], place)  # 작년 3분기 260억원의 11배: the number's own, though compared with
            usable = next((time for time in reversed(spoken) if self._usable(time, place, metric)), None)
            if usable is not None:
                self.certain = self._is_deadline(usable) and usable is spoken[-1]
                return self.days(usable)
        behind = self.reading.times.within(place.quantity.end, min(place.scene.end, place.quantity.end + 8))
        joined = (
            t
            for t in behind
            if self._usable(t, place, metric) and self.reading.text[place.quantity.end : t.start].strip() in ("", "(")
        )
        return next(map(self.days, joined), None)

    def compared(self, place: Place) -> Period | None:
        """The days of the time that a change is held against: 7월 in `7월보다 22% 늘고`; none where something else is nearer, 평균 대비."""
        at = place.quantity.start
        held = next((t for t in reversed(self.reading.times.last(place.floor, at, _SPOKEN)) if not self.is_own(t)), None)
        if held is None or sum(1 for _ in _COMPARING.finditer(self.reading.text, held.end, at)) > 1:
            return None
        return self.days(held)

    def happened(self, place: Place) -> Period | None:
        """The time told last before those whom an accident has hurt: 8월 17일 in `8월 17일 공장이 폭발해 3명이 숨지고 5명이 다쳤다`."""
        if place.cell is not None or place.bracket is not None:
            return None
        times = self.reading.times.last(place.scene.start, place.quantity.start, 1)
        if not times or not self.is_own(times[0]) or _FROM_THEN.match(self.reading.text, times[0].end):
            return None
        return self.days(times[0])

    def spent_ahead(self, place: Place) -> Period | None:
        """The years from publication on that money is set aside for, where no other time stands between: `앞으로 3년간 설비에 3조원을`."""
        published, quantity = self.reading.published_on, place.quantity
        if place.cell is not None or place.host is not None or quantity.dimension != "money" or published is None:
            return None
        last = next(iter(self.reading.times.last(place.scene.start, quantity.start, 1)), None)
        if last is None or last.kind != "period" or last.duration is None or last.start_on is None or last.start_on < published:
            return None
        return self.days(last)

    def is_open_ended(self, place: Place) -> bool:
        """Whether the time told last before the number only tells since when it is counted: `2020년 이후 12명이 숨졌다`."""
        times = self.reading.times.last(place.scene.start, place.quantity.start, 1) if place.cell is None else []
        return bool(times) and _OPEN_ENDED.match(self.reading.text, times[0].end) is not None

    def since_began(self, place: Place) -> Period | None:
        """The last day up to which something is counted since it began: `2024년 9월까지 누적 다운로드는 31만명`."""
        if place.cell is not None or place.bracket is not None:
            return None
        times = self.reading.times.last(place.scene.clause_start(place.quantity.start), place.quantity.start, 1)
        end = times[0].end_on if times and SINCE_BEGAN.match(self.reading.text, times[0].end) else None
        return (end, end) if end is not None else None

    def since_new_year(self, place: Place) -> Period | None:
        """From the first day of its year up to the month until which something is cumulated: `9월까지 누적 방문객은 31만명`."""
        if place.cell is not None or place.bracket is not None:
            return None
        text, clause, start = self.reading.text, place.scene.clause_start(place.quantity.start), place.quantity.start
        time = next(iter(self.reading.times.last(clause, start, 1)), None)
        until = _UNTIL_CUMULATED.match(text, time.end, start) if time is not None else None
        if time is None or until is None or time.grain not in ("month", "quarter", "half") or time.end_on is None:
            return None
        days = self.days(time)
        if days is None or _SINCE.search(text, place.scene.start, start) or THIS_MONTH.fullmatch(text, time.start, time.end):
            return None
        return year_until(days)

    def compounded(self, place: Place) -> Period | None:
        """The years of a mean yearly growth: those its sentence names (`'21~'23년`), or so many up to a year named before (`최근 3년간`)."""
        times = self.reading.times.within(place.scene.start, place.scene.end)
        spans = [t for t in times if t.kind == "period" and t.grain == "year" and t.end <= place.quantity.start]
        for span in reversed(spans):
            if span.duration is None:
                return self.days(span)
            years, ended = (
                _YEARS.fullmatch(span.duration),
                [t for t in times if t.end <= span.start and t.grain == "year" and t.end_on],
            )
            last = ended[-1].end_on if ended and self.is_own(ended[-1]) else None
            if years is not None and last is not None:
                return date(last.year - int(years[1]) + 1, 1, 1), last
        return self._between_years([t for t in times if t.grain == "year" and t.kind == "date" and t.end <= place.quantity.start])

    def _between_years(self, years: list[Time]) -> Period | None:
        """From the year of a size to the one of what it has become, the last two named: `2016년 3억 건에서 2019년 4억 건으로 연평균`."""
        if len(years) < 2 or _CAME_TO.fullmatch(self.reading.text, years[-2].end, years[-1].start) is None:
            return None
        first, last = years[-2].start_on, years[-1].end_on
        return (first, last) if first is not None and last is not None and last.year - first.year > 1 else None

    def told_by_standard(self, place: Place, *, is_change: bool) -> Period | None:
        """
        The own period of a change that is held against the one before it, or the same a year before: `전월(21건) 대비 4% 증가` is a month's.

        So is that of the level before it: `2,630건으로 전월 대비 4% 늘었다`.
        """
        text, times, quantity = self.reading.text, self.reading.times, place.quantity
        spoken = times.last(place.scene.start, quantity.start, 1) if is_change else []
        told = bool(spoken) and _UP_TO_CHANGE.fullmatch(text, spoken[0].end, quantity.start) is not None
        if not told and (joint := _TO_STANDARD.match(text, quantity.end)) is not None:
            spoken = [time for time in times.over(joint.end(), joint.end() + 1) if time.start == joint.end()]
            told = bool(spoken) and _AGAINST.match(text, spoken[0].end) is not None
        days = self.days(spoken[0]) if told else None
        if days is None:
            return None
        words = text[spoken[0].start : spoken[0].end]
        return next((shifted(days, -months) for pattern, months in _STEPS if pattern.fullmatch(words)), None)

    def _a_year_on(self, start: Time) -> Period | None:
        """The same period of the year behind *start*, in which something has reached its size: `전년 동월 115억원에서 104억원으로`."""
        days = self.days(start) if SAME_BEFORE.fullmatch(self.reading.text, start.start, start.end) else None
        return shifted(days, -12) if days is not None else None

    def _is_deadline(self, time: Time) -> bool:
        return self.reading.text.startswith("까지", time.end)

    def _usable(self, time: Time, place: Place, metric: str) -> bool:
        if (
            not self.is_own(time)
            or self.is_embedded(time, place)
            or self.is_recalled(time)
            or time is start_of_course(self.reading, place)
        ):
            return False
        if metric in FLOWS and self._is_scope(time, place):
            return False
        if self._is_deadline(time) and self.until(time) is None and REACHED.match(self.reading.text, place.quantity.end) is None:
            return False
        return not (time.grain == "day" and time.start_on == time.end_on and metric in FLOWS)

    def _is_scope(self, time: Time, place: Place) -> bool:
        """Whether a year that is running is only what a record is the record of: `올해 최저 감소율(-3.2%)`, told of a month of it."""
        carried = self._carried.get((place.block.ordinal, False)) if place.block is not None else None
        if carried is None and self._reporting:
            carried = self._reporting.most_common(1)[0][0]
        if carried is None or time.end_on is None or time.start_on is None or _SCOPE.match(self.reading.text, time.start) is None:
            return False
        return time.start_on <= carried[0] and carried[1] <= time.end_on and carried != (time.start_on, time.end_on)

    def is_embedded(self, time: Time, place: Place) -> bool:
        """Whether the time dates a relative clause before the number (`연초 계획했던 4,600억원`) and not the number's own."""
        predicate = place.scene.predicates.starting_from(time.end)
        if predicate is None or predicate.ending != "ETM" or predicate.end > place.quantity.start:
            return False
        topics = place.scene.topics.last(0, predicate.start, NEAREST)
        return not any(chunk.role == TOPIC and time.start <= chunk.end for chunk in topics)

    def is_recalled(self, time: Time) -> bool:
        """Whether the time only dates what a thing was like before: 5월 in `5월 가격이 급등했던 감자는 41% 하락했다`."""
        sentence = self.reading.sentence_at(time.start)
        behind = (p for p in sentence.predicates_after(time.end) if p.forms[-1:] != ("게",)) if sentence is not None else iter(())
        predicate = next(behind, None)
        if predicate is None or predicate.ending != "ETM" or predicate.forms[-1:] != ("던",):
            return False
        inside = sentence.chunks_within(time.start, predicate.start) if sentence is not None else ()
        return not self.reading.quantities.over(time.end, predicate.start) and all(chunk.role != TOPIC for chunk in inside)

    def _before_bracket(self, place: Place) -> Period | None:
        """A number in brackets takes the time right before the bracket, also a compared one: `작년 4분기(1,140억원)`."""
        bracket = place.bracket
        if bracket is None:
            return None
        times = self.reading.times.within(max(place.scene.start, bracket - 16), bracket)
        joined = [t for t in times if not self.reading.text[t.end : bracket].strip()]
        if not joined:
            return None
        named = any(character.isdigit() for character in self.reading.text[joined[-1].start : joined[-1].end])
        held = _BRACKET_HELD.match(self.reading.text, place.quantity.end) is not None
        self.certain = (
            (named or held) and place.host is None and joined[-1].kind == "date" and joined[-1].start_on is not None
        )  # 전분기, 지난해 말 count from elsewhere
        return self._as_compared(joined[-1], place)

    def _told_before(self, time: Time, place: Place) -> Period | None:
        """The days of the last time of a sentence, longer than a day, that stands for itself before *time*."""
        before = self.reading.times.last(place.scene.start, time.start, NEAREST)
        return next((self.days(other) for other in reversed(before) if other.grain != "day" and self.is_own(other)), None)

    def _as_compared(self, time: Time, place: Place) -> Period | None:
        """The days of a time that something is compared with: `1년 전` beside a quarter is that quarter a year before."""
        self._compared = True
        carried = self._carried.get((place.block.ordinal, False)) if place.block is not None else None
        carried = carried or self._told_before(time, place) or self.reported()
        words = self.reading.text[time.start : time.end]
        for pattern, months in _BACK:
            if carried is not None and pattern.fullmatch(words):
                return shifted(carried, months)
        return self.days(time)
