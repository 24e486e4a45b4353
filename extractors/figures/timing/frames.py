"""
The one period that a whole report is about, for the figures of sentences that tell no time.

A release or article says its period once (`1월 유통업체 매출이 4% 늘었다고 25일 밝혔다`), and what follows is for it: the changes, shares and
flows of later sentences and bullets. A market's wrap says its day so (`21일 코스닥은 618.63에 마감했다`). A survey that names the day it
counts on (`3분기(9월 1일 기준)`) tells stocks as of that day. Where a report names several periods, nothing is certain.

Of a year that is not over, what has been done is told up to the day that the report counts to: behind `올 들어 18일까지`, 올해 is no more.
"""

from __future__ import annotations

import bisect
import re
import weakref
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property

from extractors.dates import Time
from extractors.dates.context import syllables
from extractors.figures.courses import is_start_a_year_ago, start_of_course
from extractors.figures.metrics import judged_as, metric
from extractors.figures.places import Place
from extractors.figures.scenes import REACH
from extractors.figures.timing.days import Period, months_in, shifted, year_until
from extractors.figures.timing.periods import FLOWS, PRICES, PeriodReader
from extractors.figures.timing.standards import is_beside, stepped
from extractors.lexicon import LEXICON
from extractors.reading import Reading
from extractors.syntax import Sentence

_SHORTEST = 9
"""Days between the first and the last of what is reported at least, a part of a month."""
_NEWS = timedelta(days=7)
"""How long a market's close is news."""
_MOST = 0.6
"""The part of all periods stated that are the report's own."""
_LEAD = 400
"""Characters in which a report says what it is about."""
_SAID = 4
"""Times among which the one stands with which the report says so."""
_STATISTIC = re.compile(rf"[^.,\n]{{0,40}}?{LEXICON.alternation('statistic', 'report of figures')}")
_OF_STATISTIC = re.compile(rf"[^.,\n]{{0,40}}?{LEXICON.alternation('statistic')}")
_SURVEY = re.compile(r"도?\s(?:[가-힣·]{1,12}\s){0,4}?[가-힣]{0,8}조사(?![가-힣]*기간)")
"""Behind the year that a survey is called by."""
_RISES = re.compile(LEXICON.alternation("told of figures"))
"""Verbs of what figures do."""
_RECENT = timedelta(days=731)
"""How far a period lies back at most that is reported."""
_TELLING = re.compile(r"\s?(?:\([월화수목금토일]\))?\s?(?:에\s)?(?:밝혔|발표|전했|말했|공시|공표|공개|[가-힣·]{2,20}에 따르면)")
_TOLD = timedelta(days=2)
_NOT_REPORTED = re.compile(
    r"\s?(?:\([^()]*\)\s?)?(?:말\s?)?(?:이후|이래|부터|들어|만에|전후|당시|출범|설립|까지\s?[^.\n]{0,12}?(?:째|연속)|[^.\n]{0,4}?(?:째|연속))"
)
"""Behind a time from which something is counted or dated."""
_FIELDWORK, _TITLED = re.compile(r"(?:조사|설문|면접)\s?(?:기간|시기)[^가-힣\n]{0,4}\Z"), 12
_ASKED = re.compile(r"[^.\n]{0,60}?(?:대상으로|방문|설문|면접)")
"""Before and behind the days on which a survey was taken."""
_BEGAN = re.compile(
    r"(?:\s[가-힣·]{1,10}){0,3}?\s?(?:시행|도입|작성|집계|출범|개편|개통)\s?(?:이후|이래)|\s?[\d.,]+\S{0,4}\s(?:이후|이래)\s|에\s(?:첫|처음)"
)
"""Behind the time in which something began that has been so ever since: 2015년 제도 시행 이후."""
_FOLLOWED = re.compile(r"[^.,\n()]{0,10}(?:\([^()]*\))?에\s이어\s")
"""Behind the time of what this one follows: 지난해 조사(81%)에 이어."""
_LEFT = re.compile(r"(?:\s?\([^()]*\))?(?:에서\s|에\s?비해|보다|\s?대비|[와과]\s비교)")
"""Behind the size that another is held against, or that it has come from."""
_ARROW = re.compile(r"\]?:?\s?[^→⇒\n.]{0,24}?\s?[→⇒]\s?[\[(]?")
_BEHIND_ARROW = re.compile(r"[→⇒]\s?[\[(]?\Z")
"""From one time of a course to the next: `[24.3]: 4,877 → [24.4]: 5,071`."""
_EXCEPTED = re.compile(r"\s?(?:\([^()]*\))?[을를]\s(?:제외|빼)")
"""Behind a time that is told of only to leave it out."""
_LABELLED = re.compile(r"[^가-힣(]{0,3}\([가-힣· ]{2,10}\) ?\S")
_ARROWED = 4
"""Characters before a time in which an arrow leads to it."""
_BRACKETS = (("(", ")"), ("[", "]"))
_CONDITION = re.compile(r"(?:다면|으면)[,\s]")
_AHEAD = re.compile(r"예정|계획|전망|예상|목표|방침|하겠|할 것|기로 ")
_TO_DO = re.compile(r"\s(?:계획|예정|방침)(?:이다|이라|입니다|이며|임|\.|$)|기로 (?:했|하)|겠다")
_UNTIL_NOW = re.compile(r"이 기간 동안|그동안|그간|지금까지|현재까지|최근|매년|해마다|연평균")
"""Words of a time that no calendar tells."""
_QUOTE = re.compile(r"[“”\"]")
_CLOSED = re.compile(LEXICON.alternation("market closed"))
_MARKET = re.compile(LEXICON.alternation("stock market", "index_name", "market"))
_TRADED = re.compile(LEXICON.alternation("traded"))
_COUNTED_ON = re.compile(rf"(?:[^.,\n()]{{0,40}}?{LEXICON.alternation('statistic')}[^.,\n()]{{0,8}}?)?\s?\(")
_AS_OF = re.compile(r"\s?(?:기준|현재)[^()\n]{0,6}\)")
_PAST = re.compile(rf"(?![있겠])[{syllables(20)}]")
_WHOLE_YEAR = re.compile(rf"연간|예산|한\s?해|[{syllables(8)}]\s것")
"""Words of a year as a whole, or of what is expected of it."""
_COUNTED_AS_OF = re.compile(r"\.?[을를]?\s?(?:기준|현재)(?:\s?시점)?(?:으로|,|\s)")
_AGO = re.compile(r"전인\s\Z")
"""Before a time that tells again when something else was: 2년 전인 2022년 말."""
_NOW = re.compile(r"(?<![가-힣])(?:현재|지금|최근|이후)(?![가-힣]*율)")
"""Words of another day than the one of counting."""
_NAMES_STATISTIC = re.compile(LEXICON.alternation("statistic"))
_COUNTED = frozenset({"stock", "count", "ratio"})
"""Kinds of metrics that are as of a day."""
_PARTS = frozenset({"month", "quarter", "half"})
_PART_NAMED = re.compile(r"월|분기|반기|\dQ|\dH")
_HALF = 6
_OF_HALF = re.compile(r"(?<![상하])반기 (?:실적|매출|순이익|영업이익)")
"""Words that name the half again that is reported: 반기 실적은."""
_OF_SAMPLE, _CLOSE = re.compile(r"신뢰\s?수준|표본\s?오차|오차\s?범위"), 10
"""Words beside a number that says how far a sample can be trusted, and how near they stand."""
_HELD_IN_BRACKET = re.compile(r"\s?(?:대비|보다)\s?\((?:약\s)?")
"""From the time of what something is held against to its size: 전년 동월 대비(0.43)."""
_OF_METHOD = re.compile(r"\W{0,4}조사\s?(?:내용|항목|방법)")
"""What opens a line on how a survey is made."""
_AT_PRESENT = re.compile(r"(?<![가-힣])(?:현재|지금)(?![가-힣]*율)")
_OF_SURVEY = re.compile(r"조사\s?(?:내용|항목|방법|대상)|표본|설문")
"""Words of how a survey is made."""
_TO_NEXT = re.compile(r"\s?[→⇒]\s?[\d△▲+-]|에서\s(?:약\s)?[\d△▲+-]")
"""From a number to the one that has become of it."""
_THRESHOLD = re.compile(r"\s?(?:이상|이하|미만|초과)")
"""Behind a number that is a line drawn and not a size."""
_QUOTED = frozenset({"price", "index"})
"""Kinds of metrics that markets quote."""
_OF_SESSION = frozenset({"trading_value", "trading_volume"})
"""What a wrap states for the session that it is of."""
_RATES = frozenset({"percent", "percentage_point", "basis_point"})
_BASES = {"qoq": range(89, 93), "mom": range(28, 32), "dod": range(1, 2), "wow": range(1, 8)}
"""Basis → how many days the periods last whose changes have it."""


class Frames:
    """What the sentences without a time of their own are for, where the report leaves no doubt."""

    def __init__(self, reading: Reading, periods: PeriodReader) -> None:
        self.reading, self.periods = reading, periods
        own = weakref.proxy(self)  # see Scene
        periods.reported = lambda: own.reported[0] if own.reported is not None else None
        self._silent: dict[int, bool] = {}
        """Where a sentence begins → whether it tells no time."""
        self._governing: dict[int, set[Period]] = {}
        """Ordinal of a block → the periods that its bullets and headings state."""

    def period(self, place: Place, name: str, measure: str, basis: str | None) -> Period | None:
        """First and last day for a figure of metric *name*; None where its sentence tells a time, or the report no single one."""
        if place.cell is not None or place.block is None or place.block.kind == "table" or self._is_of_sample(place):
            return None
        if not self.is_silent(place):
            return self.so_far if self._is_so_far(place, name) else None
        if self.closing is not None:
            return self.closing if basis == "dod" or self._is_of_market(place, name, measure) else None
        return self._of_report(place, name, measure, basis) or self._as_counted(place, name, measure)

    def is_own(self, time: Time) -> bool:
        """Whether a time is that of the figures beside it, and not one that is only recalled or held against."""
        return self.periods.is_own(time) and not self.periods.is_recalled(time)

    def _is_of_sample(self, place: Place) -> bool:
        """Whether the number says how far a sample can be trusted, which is for no time."""
        at = place.quantity
        return (
            _OF_SAMPLE.search(self.reading.text, max(place.scene.start, at.start - _CLOSE), min(place.scene.end, at.end + _CLOSE))
            is not None
        )

    def is_of_method(self, place: Place) -> bool:
        """Whether the number tells how a survey is made or how far it can be trusted, which is for no time: `(조사내용) 11개 항목`."""
        if place.cell is not None or place.block is None:
            return False
        return self._is_of_sample(place) or _OF_METHOD.match(self.reading.text, place.block.start_char) is not None

    def is_of_present(self, place: Place) -> bool:
        """Whether a sentence without a time tells what is so today, in a report that counts on an earlier day: `현재 휴학생은 300명이다`."""
        if place.cell is not None or self.counting_day is None or not self.is_silent(place):
            return False
        return _AT_PRESENT.search(self.reading.text, place.scene.start, place.quantity.start) is not None

    def _is_of_survey(self, place: Place) -> bool:
        """Whether the number tells of what a survey is made: 조사내용 11개 항목."""
        return _OF_SURVEY.search(self.reading.text, place.scene.start, place.scene.end) is not None

    def is_over(self, place: Place, period: Period | None) -> bool:
        """Whether *period* is over, and a sentence without a time tells what will be done: it is only what the figures before were for."""
        published = self.reading.published_on
        if place.cell is not None or period is None or published is None or period[1] > published:
            return False
        if any(time.start_on for time in self._near(place)):
            return False
        return _TO_DO.search(self.reading.text, place.quantity.end, _around(place)[1]) is not None

    def is_of_earlier(self, place: Place, period: Period | None) -> bool:
        """Whether a sentence without a time would be for nothing but what the one reported follows: `지난해 조사(81%)에 이어 …. 하람은 15%였다`."""
        return place.cell is None and period is not None and period in self._followed and self.is_silent(place)

    @cached_property
    def _followed(self) -> frozenset[Period]:
        """The periods that running text names only as what this one follows."""
        told = [(days, self._is_followed(time)) for time in self.reading.times if (days := self.periods.days(time)) is not None]
        return frozenset(days for days, followed in told if followed) - {days for days, followed in told if not followed}

    def _is_followed(self, time: Time) -> bool:
        return _FOLLOWED.match(self.reading.text, time.end) is not None

    # -- a market's wrap

    @cached_property
    def closing(self) -> Period | None:
        """The day that a market's wrap is of."""
        told: set[date] = set()
        around: set[date] = set()
        for day, start, end, sentence in self._news:
            words = self.reading.text[end : min(sentence.end, end + REACH)]
            if _MARKET.search(words) and _CLOSED.search(words):
                told.add(day)
            words = self.reading.text[start : min(sentence.end, end + REACH)]
            if _MARKET.search(words) and (_CLOSED.search(words) or self._states_index(sentence)):
                around.add(day)
        days = told or around
        closed = next(iter(days), None)
        return (closed, closed) if closed is not None and len(days) == 1 else None

    @property
    def _news(self) -> Iterator[tuple[date, int, int, Sentence]]:
        """The days right before publication: each with where its surroundings begin, where it ends, and its sentence, as far as it is near."""
        published = self.reading.published_on
        for time in self.reading.times:
            if time.grain != "day" or time.start_on is None or time.start_on != time.end_on or not self.periods.is_own(time):
                continue
            sentence = self.reading.sentence_at(time.start)
            if sentence is not None and published is not None and published - _NEWS <= time.start_on <= published:
                yield time.start_on, max(sentence.start, time.start - REACH), time.end, sentence

    def _states_index(self, sentence: Sentence) -> bool:
        """Whether a sentence states where an index stood, in a report that opens with how its market closed."""
        points = any(q.unit == "score" for q in self.reading.quantities.within(sentence.start, sentence.end))
        return points and _CLOSED.search(self.reading.text, 0, _LEAD) is not None

    def _is_of_market(self, place: Place, name: str, measure: str) -> bool:
        unit = place.quantity.unit
        own = metric(name)
        priced = judged_as(name) in PRICES or unit == "score" or (own is not None and own.kind in _QUOTED)
        if (priced or name in _OF_SESSION) and measure == "level":
            return True
        if _TRADED.search(self.reading.text, *_around(place)) is None:
            return False
        return unit in _RATES or unit in ("KRW", "score") or place.quantity.dimension == "count"

    # -- a report of one period

    @cached_property
    def all_stated(self) -> list[tuple[Time, Period]]:
        """The times in running text that something is reported for; when a survey was taken is none where another leads."""
        stated = [(time, days) for time in self.reading.times if (days := self._stated(time)) is not None]
        return stated[:1] + [(time, days) for time, days in stated[1:] if not self._is_of_fieldwork(time, days)]

    def _is_of_fieldwork(self, time: Time, days: Period) -> bool:
        """Whether a survey was taken within these days: 조사기간, `3월 2일부터 9일까지 500가구를 대상으로`."""
        text = self.reading.text
        if _FIELDWORK.search(text, max(0, time.start - _TITLED), time.start):
            return True
        return time.grain == "day" and days[0] < days[1] and _ASKED.match(text, time.end) is not None

    @cached_property
    def reported(self) -> tuple[Period, Period] | None:
        """The period of the report, and the days that its stocks are as of."""
        stated = self.all_stated
        if not stated or stated[0][0].start > _LEAD:
            return None
        first = stated[0][1]
        if not any(days == first and self._is_reported(time) for time, days in stated[:_SAID]):
            return None
        if self.reading.published_on is None and any(
            t.kind == "date" and t.start_on is None and t.grain != "day" for t in self.reading.times
        ):
            return None  # 올해 6월, in a report without a day; a bare day is the day of the telling
        counted = (self._counted_on(time) for time, days in stated if days == first)
        as_of = next(filter(None, counted), first)
        flow = first if as_of[1] >= first[0] else _year_of(as_of)
        published = self.reading.published_on or flow[1]
        if self._is_survey_of_running_year(stated, flow):
            published = flow[1]
        if not (flow[1] - flow[0]).days >= _SHORTEST or not published - _RECENT <= flow[1] <= published:
            return None
        own = sum(days in (first, flow) or _is_day_of(days, first) or _is_day_of(days, flow) for _, days in stated)
        if own < _MOST * len(stated):
            return None
        return flow, as_of

    def _is_survey_of_running_year(self, stated: list[tuple[Time, Period]], days: Period) -> bool:
        """Whether a survey is called by the year of publication, in which it was taken: 2024년 실태조사."""
        named = any(told == days and _SURVEY.match(self.reading.text, time.end) for time, told in stated[:_SAID])
        return named and self._is_running(days)

    @cached_property
    def struck(self) -> Period | None:
        """The last day of the reported period, where the report says that its stocks are as of it: `8월 말 기준`."""
        if self.reported is None:
            return None
        end = self.reported[0][1]
        days = (days for time, days in self.all_stated if _COUNTED_AS_OF.match(self.reading.text, time.end))
        return (end, end) if (end, end) in days else None

    @cached_property
    def is_statistic(self) -> bool:
        """Whether the report names a statistic with its period: `2023년 인구 통계`; what it counts is of that, too."""
        first = self.all_stated[0][1] if self.all_stated else None
        text = self.reading.text
        return any(days == first and _OF_STATISTIC.match(text, time.end) for time, days in self.all_stated[:_SAID])

    def _stated(self, time: Time) -> Period | None:
        """The days of a time in running text that something is reported for; a day or two before publication only tell of the telling."""
        text, published = self.reading.text, self.reading.published_on
        days = self.periods.days(time)
        if days is None or time.duration is not None:
            return None
        fresh = published is not None and published - _TOLD <= days[0] <= published
        if days[0] == days[1] and (fresh or _TELLING.match(text, time.end)):
            return None
        if not self.periods.is_own(time) or self.periods.is_standard(time) or _NOT_REPORTED.match(text, time.end):
            return None
        if _EXCEPTED.match(text, time.end) or self.periods.is_recalled(time) or is_start_a_year_ago(self.reading, time):
            return None
        if self._is_followed(time) or _BEGAN.match(text, time.end) or self._is_left(time) or self._is_in_course(time):
            return None
        block, sentence = self.reading.block_at(time.start), self.reading.sentence_at(time.start)
        if block is None or block.kind == "table" or sentence is None:
            return None
        start, end = max(sentence.start, time.start - REACH), min(sentence.end, time.end + REACH)
        opened = any(text.count(first, start, time.start) > text.count(last, start, time.start) for first, last in _BRACKETS)
        if opened or _CONDITION.search(text, time.end, end):
            return None
        so_far = self.so_far if self._is_running(days) and self._tells_past(sentence.start, sentence.end) else None
        return so_far or days

    def _is_left(self, time: Time) -> bool:
        """Whether the number right behind a time is what another one is held against or has come from: `2011년 58.9%에서 2021년 84.3%로`."""
        number = self.reading.quantities.starting_from(time.end)
        return (
            number is not None
            and is_beside(self.reading, time, number)
            and _LEFT.match(self.reading.text, number.end) is not None
        )

    def _is_in_course(self, time: Time) -> bool:
        """Whether an arrow leads from or to the time, from one number of a course to the next."""
        text = self.reading.text
        if _BEHIND_ARROW.search(text, max(0, time.start - _ARROWED), time.start):
            return True
        led = _ARROW.match(text, time.end)
        return led is not None and any(other.start == led.end() for other in self.reading.times.over(led.end(), led.end() + 1))

    # -- a year that is not over, and a day of counting

    @cached_property
    def so_far(self) -> Period | None:
        """The days of the running year that the report counts, where it names one last day: `올 들어 18일까지`, `올 1~11월`."""
        published = self.reading.published_on
        if published is None:
            return None
        found = set()
        for time in self.reading.times:
            days = self.periods.days(time)
            if days is None or days[0] != date(published.year, 1, 1) or not self.periods.is_own(time):
                continue
            counted = time.kind == "period" or self.periods.until(time) is not None
            if counted and days[0] + timedelta(days=_SHORTEST) <= days[1] < published:
                found.add(days)
        return next(iter(found)) if len(found) == 1 else None

    def _is_running(self, days: Period | None) -> bool:
        """Whether *days* are all of the year of publication."""
        published = self.reading.published_on
        return days is not None and published is not None and days == (date(published.year, 1, 1), date(published.year, 12, 31))

    def _tells_past(self, start: int, end: int) -> bool:
        """Whether a sentence tells what has been, and nothing ahead or of the whole year."""
        text = self.reading.text
        return _PAST.search(text, start, end) is not None and not any(p.search(text, start, end) for p in (_AHEAD, _WHOLE_YEAR))

    def _is_so_far(self, place: Place, name: str) -> bool:
        """Whether a figure that adds up is told of the running year as of what has been, in a report that says up to when."""
        own, quantity, text, scene = metric(name), place.quantity, self.reading.text, place.scene
        if self.so_far is None or (own is not None and own.kind != "flow") or _THRESHOLD.match(text, quantity.end):
            return False
        if own is None and quantity.unit != "count":
            return False
        told = self._tells_past(scene.start, scene.end)
        if not told or any(pattern.search(text, scene.start, scene.end) for pattern in (_UNTIL_NOW, _QUOTE)):
            return False
        times = [time for time in self.reading.times.within(scene.start, scene.end) if self.periods.is_own(time)]
        days = [self.periods.days(time) for time in times if time.grain != "day" or self.periods.until(time) is not None]
        return any(map(self._is_running, days)) and all(self._is_running(told) or told == self.so_far for told in days)

    @cached_property
    def counting_day(self) -> tuple[int, Period] | None:
        """Behind which offset the statistics of the report are as of one day, and that day: `4월 1일 기준으로`."""
        text, published = self.reading.text, self.reading.published_on
        found: dict[Period, int] = {}
        for time in self.reading.times:
            days = self.periods.days(time)
            if days is None or days[0] != days[1] or published is None or days[1] > published:
                continue
            if _AGO.search(text, max(0, time.start - _ARROWED), time.start):
                continue
            if self.periods.is_own(time) and _COUNTED_AS_OF.match(text, time.end):
                found.setdefault(days, time.end)
        day = next(iter(found.items())) if len(found) == 1 else None
        told = day is not None and _NAMES_STATISTIC.search(text, 0, min(len(text), day[1] + REACH)) is not None
        return (day[1], day[0]) if told and day is not None and day[1] <= 2 * _LEAD else None

    def _as_counted(self, place: Place, name: str, measure: str) -> Period | None:
        """The day of counting, for what a sentence without a time counts or says by how much it has changed."""
        if self.counting_day is None or place.scene.start < self.counting_day[0]:
            return None
        own, quantity = metric(name), place.quantity
        if (own is not None and own.kind not in _COUNTED) or _THRESHOLD.match(self.reading.text, quantity.end):
            return None
        if _NOW.search(self.reading.text, place.scene.start, place.scene.end):
            return None
        counts = quantity.unit == "count" or (quantity.unit in _RATES and (measure == "change" or own is not None))
        return self.counting_day[1] if counts else None

    def _is_reported(self, time: Time) -> bool:
        """Whether a statistic is named with its time, or a number told of it in the sentence: `1월 매출이 4% 늘었다`, `2023년 등록 현황`."""
        text, sentence = self.reading.text, self.reading.sentence_at(time.start)
        if sentence is None:
            return False
        if _STATISTIC.match(text, time.end) is not None:
            return True
        end = min(sentence.end, time.end + REACH)
        numbers = self.reading.quantities.within(time.end, end)
        return bool(numbers) and _RISES.search(text, numbers[0].end, end) is not None

    def _counted_on(self, time: Time) -> Period | None:
        """The time in the bracket behind a period or its survey that it counts: `3분기(9월 1일 기준)`, `2025년 실태조사(2024년 기준)`."""
        text = self.reading.text
        opened = _COUNTED_ON.match(text, time.end)
        if opened is None:
            return None
        for other in self.reading.times.over(opened.end(), opened.end() + 1):
            days = self.periods.days(other)
            if days is not None and _AS_OF.match(text, other.end):
                return days
        return None

    def _of_report(self, place: Place, name: str, measure: str, basis: str | None) -> Period | None:
        if self.reported is None:
            return None
        flow, stock = self.reported
        own = metric(name)
        days = flow if judged_as(name) in FLOWS or (own is not None and own.kind == "flow") else stock
        held = (
            time
            for time in self._near(place)
            if time.grain in _PARTS and _PART_NAMED.search(self.reading.text, time.start, time.end)
        )
        for other in filter(None, map(self.periods.days, held)):
            if months_in(other) != months_in(flow):
                following = shifted(other, -months_in(other))
                return following if following[1] == flow[1] else None  # 1분기 대비, in a report of a half: its second quarter
        if basis in _BASES and (flow[1] - flow[0]).days + 1 not in _BASES[basis]:
            return None
        if own is not None and own.kind == "stock" and self.struck is not None and place.scene.predicates:
            days = self.struck
        if self._interrupted(place, flow):
            return None
        if (joined := self._of_course(place, measure, days)) is not None:
            return joined[0]
        return days if self._is_told(place, name, measure) else None

    def _is_told(self, place: Place, name: str, measure: str) -> bool:
        """Whether the number is of a kind that is for the report's period: a change, share or flow, and what a statistic counts."""
        own, quantity = metric(name), place.quantity
        if measure == "change":
            return True
        if _THRESHOLD.match(self.reading.text, quantity.end):
            return False
        if self.is_statistic and self.counting_day is None and not self._is_of_survey(place) and quantity.dimension != "money":
            return True
        of_day = self.reported is not None and self.reported[0] != self.reported[1]
        if quantity.unit == "count" and not of_day and (own is None or own.kind != "flow"):
            return False
        summed = own is not None and own.kind == "flow" and quantity.dimension in ("money", "count")
        return judged_as(name) in FLOWS or summed or quantity.unit in _RATES or of_day

    def _of_course(self, place: Place, measure: str, own: Period) -> tuple[Period | None] | None:
        """
        The period, in a tuple because it may be unknown, of a number that another one is held against, or that has become another:
        `전년 21조원에 비해`, 전년 대비 감소(`36건→24건`). What it has become is of the report's own.
        """
        text, number, times = self.reading.text, place.quantity, self.reading.times
        spoken = times.last(place.scene.start, number.start, 1)
        beside = spoken and is_beside(self.reading, spoken[0], number) and not self.periods.is_own(spoken[0])
        if beside or (spoken and measure == "level" and _HELD_IN_BRACKET.fullmatch(text, spoken[0].end, number.start)):
            return (self._named(spoken[0], own),)
        if _TO_NEXT.match(text, number.end) is not None:
            spoken = [*reversed(times.last(place.scene.start, number.start, _SAID)), *times.within(number.end, place.scene.end)]
            return (next((self._named(time, own) for time in spoken if self.periods.is_standard(time)), None),)
        return (own,) if _BEHIND_ARROW.search(text, max(place.scene.start, number.start - _ARROWED), number.start) else None

    def _named(self, time: Time, own: Period) -> Period | None:
        """The days of a time that the report's own period is held against."""
        written = any(map(str.isdigit, self.reading.text[time.start : time.end]))
        return self.periods.days(time) if written and time.grain == "year" else stepped(self.reading, time, own)

    def reached(self, place: Place) -> Period | None:
        """The period of the report, for what a size has reached since the one before: `전년 120개에서 150개로`."""
        start = start_of_course(self.reading, place)
        days = self.periods.days(start) if start is not None else None
        if self.reported is None or start is None or days is None:
            return None
        return next((own for own in self.reported if stepped(self.reading, start, own) == days), None)

    def _interrupted(self, place: Place, period: Period) -> bool:
        """Whether another period was named last, or by a bullet or heading that governs the figure's."""
        if months_in(period) == _HALF and _OF_HALF.search(self.reading.text, place.scene.start, place.quantity.start):
            return False
        before = bisect.bisect_right(self.all_stated, place.scene.start, key=lambda stated: stated[0].end)
        last = self.all_stated[before - 1][1] if before else period
        counted = last[1] == period[1] and last[0] < period[0]  # 11월 누계, behind which the next item is for the month again
        if (
            last not in (period, self.all_stated[0][1])
            and not _is_day_of(last, period)
            and not (counted and self._opens_item(place))
        ):
            return True
        return any(days != period for days in self._above(place))

    def _opens_item(self, place: Place) -> bool:
        """Whether the figure's block begins with its label in brackets: `(지역별) 수도권은 2만호`."""
        block = place.block
        return block is not None and _LABELLED.match(self.reading.text, block.start_char, block.end_char) is not None

    def _above(self, place: Place) -> set[Period]:
        """The periods that bullets and headings above a figure state."""
        if place.block is None:
            return set()
        if place.block.ordinal not in self._governing:
            above = [block for block in self.reading.governors(place.block) if block.kind != "title"]
            self._governing[place.block.ordinal] = {
                days for time, days in self.all_stated if any(block.start_char <= time.start < block.end_char for block in above)
            }
        return self._governing[place.block.ordinal]

    def is_silent(self, place: Place) -> bool:
        """Whether the sentence of a figure tells no time but the reported one, looks at nothing ahead and quotes nobody."""
        scene = place.scene
        if scene.start not in self._silent:
            words = self.reading.text[scene.start : scene.end]
            times = self.reading.times.within(scene.start, scene.end)
            spoken = any(pattern.search(words) for pattern in (_UNTIL_NOW, _QUOTE, _AHEAD))
            own = (time for time in times if self.is_own(time) and not self._names_reported(time))
            self._silent[scene.start] = not spoken and not any(own)
        dated = place.bracket is not None and any(t.end == place.bracket for t in self._near(place))  # 1분기(30억원)보다
        return self._silent[scene.start] and not dated

    def _names_reported(self, time: Time) -> bool:
        """Whether a time of a statistic, of which no stock has a day of its own, only says again which period it reports."""
        if not self.is_statistic or self.reported is None or self.reported[0] != self.reported[1]:
            return False
        return self._stated(time) == self.reported[0]

    def _near(self, place: Place) -> list[Time]:
        """The times of a figure's sentence that stand near it."""
        return self.reading.times.within(*_around(place))


def _around(place: Place) -> tuple[int, int]:
    return max(place.scene.start, place.quantity.start - REACH), min(place.scene.end, place.quantity.end + REACH)


def _year_of(days: Period) -> Period:
    """The year that a day closes; other days as they are."""
    return year_until(days) if (days[1].month, days[1].day) == (12, 31) else days


def _is_day_of(days: Period, period: Period) -> bool:
    return days[0] == days[1] and period[0] <= days[0] <= period[1]
