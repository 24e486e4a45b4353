"""
A report about one draft budget: the year that the draft is for and its modality hold for what is said of its parts.

`시가 내년도 예산안을 1조 8100억원으로 편성해 의회에 제출했다` opens the topic. It lasts until the report ends: for the sums and shares of general
account, revenues, spending and fields, but not for what a sentence gives a time of its own, nor for the budget that holds today, nor for what
somebody has, sells or pays whom the report has not opened with. The draft of a supplementary budget is for the year that runs.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from extractors.dates import Time
from extractors.figures.metrics import is_a, metric
from extractors.figures.places import Place
from extractors.figures.scenes import REACH
from extractors.figures.strangers import Strangers
from extractors.figures.timing.days import Period
from extractors.figures.timing.periods import PeriodReader
from extractors.reading import Reading
from extractors.syntax import Sentence

_LEAD = 500
"""Characters in which a report says what it is about."""
_DRAFT = re.compile(
    r"(?:도|의)?\s?(?:[가-힣·]{1,8}\s){0,4}?(?:(?:본|총|정부\s?)?예산\s?(?:\((?:기금|안)\)\s?)?\(?안\)?|[가-힣]{0,8}사업\s통합\s?공고)"
)
_SUPPLEMENTARY = re.compile(r"(?:추경|추가경정)\s?(?:예산)?\s?\(?안")
_PLAN = re.compile(r"['’‘\"”」』]?\s?['’‘\"「『]?(?:[가-힣·]{1,8}\s?){0,3}?(?:중기\s?(?:재정\s?)?|재정\s?운용\s?)계획")
"""Behind the years that a plan of spending is for."""
_CARRIED_OUT = re.compile(r"도?\s?(?:[가-힣·]{1,10}\s?){0,3}?시행\s?계획[을이]?\s(?:[가-힣]{1,4}\s)?승인")
"""Behind the year that runs, where somebody approves how a plan is to be carried out in it."""
_MADE = re.compile(r"편성|제출|마련|수립|반영|공개|공고|발표|국무회의")
_PASSED = re.compile(r"(?:의결|확정|통과|가결)(?:됐|되었|했|된(?!다)|돼\b)")
_CABINET = "국무회의"
"""Who decides on a bill that is still to pass."""
_OF_TODAY = re.compile(r"(?:본예산|결산|최종예산|기정\s?예산|추경|올해 예산|현재)(?:(?!대비|보다|비해|비교)[^.\d]){0,8}\Z")
_OF_YEAR = re.compile(r"(?:본예산|당초\s?예산|결산|최종예산|기정\s?예산|올해 예산|현재)(?:(?!대비|보다|비해|비교)[^.\d]){0,8}\Z")
"""Right before an amount of a budget that has passed, and before one where the draft is that of a supplementary budget."""
_OF_ALL = re.compile(r"이\s?(?:중|가운데)\s|전체의?\s|비중")
"""Words of a part of what was just told."""
ALWAYS = re.compile(r"매년|해마다|매달|매월|갈수록")
"""Words of what goes on whatever a draft says."""
_HELD = re.compile(r"\)?\s?(?:보다|대비|에 비해|에서\s[^\d\n.,]{0,8}\d)")
_PART = re.compile(
    r"예산|회계|세입|세출|재정|분야|보조금|교부세|지방세|세외수입|예비비|기금|사업비|증액|감액|편성|책정|배정|투입"
    r"|지방채|양여금|잉여금|재원|부문|사업(?!자|보고|연도|장)"
)
"""Words of a draft's parts; what a report says beside them is of something else."""
_COSTS = re.compile(r"[가-힣](?<![소준대설정장구])비[는은도]\s")
"""What a part of a draft costs: 운영비는, 시설비도."""
_OF_BUDGET = re.compile(rf"예산|회계|세입|세출|보조금|사업비|지원|투자|투입|편성|책정|배정|{_COSTS.pattern}")
"""Words of budgets, which a plan of several years or for a field needs beside each of its amounts."""
_PER_HEAD = re.compile(r"당\s|월평균|1인")
"""Beside what people spend, which is no part of a budget: 시민 1인당 교통비는."""
_ELSEWHERE = (
    "revenue",
    "operating_profit",
    "net_income",
    "assets",
    "capital",
    "loan",
    "deposits",
    "stake",
    "population",
    "fiscal_balance",
    "household_spending",
    "education_spending",
    "efficiency",
)
"""What no part of a budget measures; nor do prices and indices."""
_CONTAINED = re.compile(
    r"(?:등|(?<=원)(?=도\s))[이도을에]?\s(?:[가-힣]{1,4}\s)?(?:포함|반영|배분|담[겼긴았기]|대표적|꼽힌|눈에 띈|있다)"
)
"""Behind the last of the items that a draft contains: 기초연금 300억원, 보육료 40억원 등이 포함됐다."""
_NAMED = re.compile(r"[^\d(,.]{0,12}\(?")
"""Between a time and its amount: `올해 본예산 300억원`, `올해 애초 예산(300억원)`."""
_UNITS = frozenset({"percent", "percentage_point"})


class Drafts:
    """The draft that a report is about, and the figures that are of it."""

    def __init__(self, reading: Reading, periods: PeriodReader) -> None:
        self.reading, self.periods, self.strangers = reading, periods, Strangers(reading)

    @property
    def year(self) -> Period | None:
        """The year that the draft budget is for; None where the report is of no draft, or the budget has passed."""
        return self._told[0]

    @property
    def lead(self) -> int:
        """Where the sentence ends that tells of the draft."""
        return self._told[1]

    @cached_property
    def _told(self) -> tuple[Period | None, int, bool]:
        """The year, where the sentence ends that tells of the draft, and whether it is of a budget rather than of a plan."""
        text, published = self.reading.text, self.reading.published_on
        if published is None or self._has_passed:
            return None, 0, False
        for time in self.reading.times.within(0, min(len(text), _LEAD)):
            days, sentence = self.periods.days(time), self.reading.sentence_at(time.start)
            if days is None or sentence is None or time.grain != "year" or days[1] <= published:
                continue
            made = _MADE.search(text, sentence.start, sentence.end) is not None
            drafted = days[0] > published and _DRAFT.match(text, time.end) is not None
            planned = days[1].year > days[0].year and _PLAN.match(text, time.end) is not None
            if (made and (drafted or planned)) or _CARRIED_OUT.match(text, time.end):
                return days, sentence.end, drafted
        added = self._supplementary
        return ((date(published.year, 1, 1), date(published.year, 12, 31)), added.end, True) if added else (None, 0, False)

    @cached_property
    def _has_passed(self) -> bool:
        """Whether the report tells that a budget has passed, and not only the cabinet."""
        for told in _PASSED.finditer(self.reading.text):
            sentence = self.reading.sentence_at(told.start())
            if sentence is None or _CABINET not in self.reading.text[sentence.start : told.start()]:
                return True
        return False

    @cached_property
    def _supplementary(self) -> Sentence | None:
        """The sentence at the opening of a report that tells of the draft of a supplementary budget, which somebody has made."""
        text = self.reading.text
        for named in _SUPPLEMENTARY.finditer(text, 0, min(len(text), _LEAD)):
            sentence = self.reading.sentence_at(named.start())
            if sentence is not None and _MADE.search(text, sentence.start, sentence.end):
                return sentence
        return None

    def covers(self, place: Place, metric: str) -> bool:
        """Whether a figure is of the draft."""
        quantity, scene, text = place.quantity, place.scene, self.reading.text
        if self.year is None or place.cell is not None or (quantity.dimension != "money" and quantity.unit not in _UNITS):
            return False
        if _HELD.match(text, quantity.end) or self.holds(place) or self._is_elsewhere(place, metric):
            return False
        near = max(scene.start, quantity.start - REACH), min(scene.end, quantity.end + REACH)
        times = self.reading.times.within(*near)
        if any(time.grain != "day" and self.periods.days(time) not in (None, self.year) for time in times if self._is_own(time)):
            return False
        if quantity.dimension == "money" and _CONTAINED.search(text, quantity.end, scene.end):
            return True
        cost = not scene.past and _COSTS.search(text, *near) and _PER_HEAD.search(text, *near) is None
        if cost or _PART.search(text, *near):
            return self._told[2] or _OF_BUDGET.search(text, *near) is not None
        start = place.block.start_char if place.block is not None else scene.start
        past = scene.past and _OF_ALL.search(text, scene.start, near[1]) is None
        return self._told[2] and not past and _PART.search(text, max(start, near[0] - REACH), near[0]) is not None

    def goes_on(self, place: Place) -> bool:
        """Whether a report of a draft tells what happens every year whatever the draft says: `인구는 해마다 3% 줄어든다`."""
        text, scene = self.reading.text, place.scene
        if self.year is None or place.cell is not None or ALWAYS.search(text, scene.start, place.quantity.end) is None:
            return False
        dated = any(time.start_on is not None for time in self.reading.times.over(scene.start, place.quantity.end))
        return not dated and _PART.search(text, scene.start, min(scene.end, scene.start + REACH)) is None

    def _is_elsewhere(self, place: Place, name: str) -> bool:
        """Whether a figure is of something that no budget has, or of somebody else."""
        own = metric(name)
        foreign = is_a(name, *_ELSEWHERE) or (
            own is not None and own.kind in ("price", "index") and not is_a(name, "pension", "subsidy", "wage")
        )
        always = ALWAYS.search(self.reading.text, place.scene.start, place.quantity.end) is not None
        return foreign or always or self.strangers.before(place, self.lead, ministries=False)

    def holds(self, place: Place) -> bool:
        """Whether an amount is of the budget that holds today, which the draft is to follow or to add to."""
        published, start = self.reading.published_on, place.quantity.start
        if self.year is None or published is None or place.cell is not None:
            return False
        today = _OF_YEAR if self.year[0] <= published else _OF_TODAY
        return today.search(self.reading.text, max(place.scene.start, start - 24), start) is not None

    def _is_own(self, time: Time) -> bool:
        """Whether a time is not that of an amount which another is held against: 올해 in `올해 본예산 300억원보다 20억원 늘렸다`."""
        told, text = self.reading.quantities.starting_from(time.end), self.reading.text
        named = _NAMED.fullmatch(text, time.end, told.start) if told is not None else None
        held = told is not None and named is not None and _HELD.match(text, told.end) is not None
        return self.periods.is_own(time) and not held
