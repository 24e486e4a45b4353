"""The periods that the wording of a report settles, so that nothing is left to choose, and those that it rules out."""

from __future__ import annotations

import re

from extractors.figures.answers import ANSWERED
from extractors.figures.certainty import TARGETS, Certainty
from extractors.figures.changes import Change
from extractors.figures.filings import Filings
from extractors.figures.listed import Lists
from extractors.figures.measures import Choice
from extractors.figures.metrics import find_cues, metric
from extractors.figures.notes import NoteHead
from extractors.figures.ownership.bystanders import ACCIDENTS
from extractors.figures.parts import is_keyed_otherwise
from extractors.figures.places import Place, defines_unit
from extractors.figures.rowed import months_back
from extractors.figures.subjects import Subject
from extractors.figures.timing.days import Period
from extractors.figures.timing.drafts import Drafts
from extractors.figures.timing.foretold import Foretold
from extractors.figures.timing.frames import Frames
from extractors.figures.timing.goals import Goals
from extractors.figures.timing.periods import PeriodReader
from extractors.figures.timing.standards import held_against, is_led_to
from extractors.figures.told import Told
from extractors.labelled import PRIOR
from extractors.reading import Reading

_TRADE = frozenset({"exports", "imports", "trade_balance"})
"""The sides of a trade, which are told for one time."""

_RESULTS = frozenset({"revenue", "operating_profit", "net_income", "ebitda", "gross_profit", "margin"})
"""What a company reports for a term."""
_TOLD = 3
"""Days before publication in which results are told at most."""
_TELLS = re.compile(r"(?:다고|라고|이라고)\s[^.\n]{0,24}?(?:밝혔|발표|공시|전했|말했|설명)")
_OF_DAY = re.compile(r"하루|당일|첫날|(?<!\d)일\s?매출|일평균")
"""Words of a size that is for one day."""

_OF_WHOLE = re.compile(r"(?:\s?여)?(?:의)?(?:\s[가-힣A-Za-z·]{1,10}){1,4}?\s(?:중|가운데)\s(?:약\s|절반인\s)?")
_COUNTED = re.compile(r"\s?[이가은는도]\s")
_IN = re.compile(r"도?에(?:는|만)?\s")
"""Around the time that a part of them is counted in: `120건이 2019년에 나왔다`."""
_ALONE = re.compile(r"[\s*:：]*")
"""Between a label and the number that is all it gives."""

_LED_TO = re.compile(r"(?:\s?(?:여|가량|정도|수준))?에서\s(?:약\s)?")
_TO = re.compile(r"(?:\s?(?:여|가량|정도|수준|이상))?(?:으로|로)(?=[\s,])")
_DURING = re.compile(r"(?:간)?\s?(?:동안|사이|새|만에|에\s걸쳐)?\s")
"""Behind a length of time in which something changed, and between where it set out from and what it came to."""

Settled = tuple[Period | None]
"""A period in a tuple, because it may be none."""


class SettledPeriods:
    """Asked in text order."""

    def __init__(
        self,
        reading: Reading,
        periods: PeriodReader,
        drafts: Drafts,
        certainty: Certainty,
        filings: Filings,
        lists: Lists,
        head: NoteHead,
        told: Told,
    ) -> None:
        self.reading, self.periods, self.drafts, self.certainty, self.filings = reading, periods, drafts, certainty, filings
        self.lists, self.head, self.told = lists, head, told
        self.frames, self.goals = Frames(reading, periods), Goals(reading, periods)
        self.foretold = Foretold(reading, periods, self.frames)

    def of(self, place: Place, choice: Choice, change: Change, subject: Subject | None, rule: Period | None) -> Settled | None:
        """The period where the wording leaves no other; *rule* is what the rules say."""
        if self._is_of_product(choice, subject) or self._is_undated(place) or self._is_of_announcement(place):
            return (None,)
        meant = self.told.meant(self.certainty.inherited.restated(place), choice.metric) if change.measure == "change" else None
        if meant is not None and meant.period is not None:
            return (meant.period,)
        return self._of_words(place, choice, change, rule)

    def held_to(self, place: Place, choice: Choice, change: Change, period: Period | None) -> Period | None:
        """The chosen *period*, or what the wording makes of it."""
        own = self.periods.told_by_standard(place, is_change=change.measure == "change")
        if own is not None and (period is None or period[0] < own[0] or (period[0] == own[0] and period[1] > own[1])):
            period = own  # never one that it is held against, or a longer one
        if self._is_of_telling(place, choice, period):
            period = self.frames.reported[0] if self.frames.reported is not None else None
        if (
            self.frames.is_over(place, period)
            or self.frames.is_of_earlier(place, period)
            or (choice.metric == ANSWERED and self._is_ahead(period))
        ):
            period = None
        is_so = self.certainty.described.counts_inhabitants(place) or self.certainty.prospects.in_result(place) is not None
        return None if self._is_to_come(period) and is_so else period

    def _is_of_telling(self, place: Place, choice: Choice, period: Period | None) -> bool:
        """Whether *period* is the day on which a company tells its results, which are for no day: `25일 매출 300억원을 기록했다고 밝혔다`."""
        published = self.reading.published_on
        if period is None or published is None or period[0] != period[1] or place.cell is not None:
            return False
        if choice.metric not in _RESULTS or not 0 <= (published - period[0]).days <= _TOLD:
            return False
        return _TELLS.search(self.reading.text, place.quantity.end, place.scene.end) is not None and (
            _OF_DAY.search(self.reading.text, place.scene.start, place.scene.end) is None
        )

    def _of_words(self, place: Place, choice: Choice, change: Change, rule: Period | None) -> Settled | None:
        """The period that the words of the number, its list and its sentence leave."""
        listed = self.lists.of(place.index)
        if listed is not None and listed.times is not None:
            return (self.periods.days(listed.times[listed.position]),)
        if listed is not None and listed.each and place.quantity.unit == "multiple":
            twin = self.lists.twin(listed)
            if twin is not None and twin.quantity.unit == "multiple" and twin.metric == choice.metric:
                return (twin.period,)
        if change.measure == "level" and (until := self._cumulated(place, choice)) is not None:
            return (until,)
        if choice.metric in ACCIDENTS and (told := self.periods.happened(place)) is not None:
            return (told,)
        if self._is_timeless(place, choice):
            return (None,)
        if months_back(self.reading, place) is not None:  # a return reaches back, and is for no day
            return (rule if rule is not None and rule[0] < rule[1] and place.cell is not None else None,)
        if place.cell is None and self.head.tells(place, choice.metric):
            day = self.head.day(place, choice.metric)
            return (self.periods.days(day) if day is not None else None,)
        if (kind := self._of_kind(place, choice.metric)) is not None:
            return kind
        if (years := self._years_told(place, change)) is not None:
            return (years,)
        if place.host is not None and (beside := self.periods.beside(place)) is not None:
            return (beside,)
        if (aimed := self.goals.period(place, choice.metric)) is not None:
            return (aimed,)
        if (told := self._beside_level(place)) is not None:
            return (told,)
        return self._of_surroundings(place, choice, change, rule)

    def _is_origin(self, place: Place) -> bool:
        """Whether the number is where a change set out from that took a length of time, which is not its own: `5년 동안 30곳에서 50곳으로`."""
        scene, quantity = place.scene, place.quantity
        led = _LED_TO.match(self.reading.text, quantity.end, scene.end) if place.cell is None and place.bracket is None else None
        reached = self.reading.quantities.starting_from(quantity.end) if led is not None else None
        if led is None or reached is None or reached.start != led.end() or reached.unit != quantity.unit:
            return False
        if _TO.match(self.reading.text, reached.end) is None:
            return False
        times = self.reading.times.within(scene.clause_start(quantity.start), quantity.start)
        return len(times) == 1 and times[0].duration is not None and _DURING.match(self.reading.text, times[0].end) is not None

    def _of_kind(self, place: Place, metric: str) -> Settled | None:
        """What the draft budget is for, or when the tenders are held, that the report is about."""
        if self.drafts.goes_on(place):
            return (None,)
        days = self.drafts.year if self.drafts.covers(place, metric) else self.certainty.tenders.period(place, metric)
        return (days,) if days is not None else None

    def _cumulated(self, place: Place, choice: Choice) -> Period | None:
        """Of what is cumulated up to a time, the last day where it goes on since it began, else the year so far where a flow is counted."""
        own = metric(choice.metric)
        so_far = self.periods.since_new_year(place) if own is not None and own.kind == "flow" else None
        return self.periods.since_began(place) or so_far

    def _of_whole(self, place: Place, change: Change) -> Period | None:
        """The period of the things that the number counts a part of: `지난해 신청된 500건의 특허 중 120건이`, or the part's own."""
        before, text, quantity = self.told.of(place.index - 1), self.reading.text, place.quantity
        if before is None or place.cell is not None or place.bracket is not None or change.measure == "change":
            return None
        whole = before.quantity
        if whole.start < place.scene.start or (whole.unit, whole.counter) != ("count", quantity.counter):
            return None
        end = place.scene.clause_end(quantity.end)
        if _OF_WHOLE.fullmatch(text, whole.end, quantity.start) is None:
            return None
        timed = self.reading.times.within(whole.end, end)
        if len(timed) != 1:
            return None if timed else before.period
        own = _COUNTED.fullmatch(text, quantity.end, timed[0].start) and _IN.match(text, timed[0].end)
        return self.periods.days(timed[0]) if own and self.periods.is_own(timed[0]) else None

    def _of_list_heading(self, place: Place, choice: Choice) -> Period | None:
        """The time of a heading that names what all items of its list give, `그림 1. 24년 상반기 점유율` above `- 하람: 12%`."""
        block, label = place.block, place.label
        if (
            block is None
            or block.kind != "list_item"
            or label is None
            or self.reading.times.over(block.start_char, block.end_char)
        ):
            return None
        if not _ALONE.fullmatch(self.reading.text, label[1], place.quantity.start):
            return None
        above = next(iter(self.reading.governors(block)), None)
        if above is None or above.kind == "list_item":
            return None
        times = self.reading.times.within(above.start_char, above.end_char)
        measured = any(
            cue.metrics[0].name == choice.metric for cue in find_cues(self.reading.text, above.start_char, above.end_char)
        )
        return self.periods.days(times[0]) if len(times) == 1 and measured else None

    def _of_surroundings(self, place: Place, choice: Choice, change: Change, rule: Period | None) -> Settled | None:
        """The period of a number whose bracket shares another's, whose words are certain, or that the whole report or table is about."""
        if (listed := self._of_whole(place, change) or self._of_list_heading(place, choice)) is not None:
            return (listed,)
        alone = place.host is None or place.quantity.rule == PRIOR
        if self._shares_time(place) or (self.periods.certain and alone):
            return (rule or self.frames.reached(place),)
        framed = self.frames.period(place, choice.metric, change.measure, change.basis)
        framed = framed or self.foretold.period(place, change.measure, change.basis)
        if framed is not None:
            return (framed,)
        if self.frames.is_of_present(place):
            return (None,)
        if (other := self._other_side(place, choice)) is not None:
            return (other,)
        return (None,) if rule is None and self.periods.tables.is_unread(place) else None

    def _years_told(self, place: Place, change: Change) -> Period | None:
        """The years of a mean yearly growth, or those ahead that money is set aside for."""
        if change.basis == "cagr":
            return self.periods.compounded(place)
        return self.periods.spent_ahead(place) if change.measure == "level" else None

    def _is_timeless(self, place: Place, choice: Choice) -> bool:
        """Whether the number is for no day: what a broker or a plan aims at, what defines a unit, how a survey was made, where a change began."""
        if choice.metric in TARGETS or defines_unit(self.reading, place) or self.certainty.foreseen.is_aimed(place):
            return True
        if self.frames.is_of_method(place) or (choice.metric in ACCIDENTS and self.periods.is_open_ended(place)):
            return True
        if place.cell is not None:
            return False
        return self.periods.is_mean(place) or is_keyed_otherwise(self.reading, place) or self._is_origin(place)

    def _other_side(self, place: Place, choice: Choice) -> Period | None:
        """The period of exports, for the imports that a sentence without a time tells next: `3월 수출은 6억달러였다. 수입은 5억달러였다`."""
        before, block = self.told.of(place.index - 1), place.block
        if (
            before is None
            or block is None
            or place.cell is not None
            or choice.cue is None
            or choice.cue.start < place.scene.start
        ):
            return None
        sides = before.metric in _TRADE and choice.metric in _TRADE and before.metric != choice.metric
        apart = block.start_char <= before.quantity.start < place.scene.start
        return before.period if sides and apart and self.frames.is_silent(place) else None

    def _beside_level(self, place: Place) -> Period | None:
        """The period that the level before tells: of what it is held against, and of by how much: `612호로 전월(680호) 대비 10% 감소`."""
        if place.cell is not None:
            return None
        level, before = self.told.of(place.index - 2), self.told.of(place.index - 1)
        if before is None or before.period is None:
            return None
        if level is not None and level.period is not None and is_led_to(self.reading, place.quantity, before.quantity):
            held = held_against(self.reading, before.quantity, level.quantity, level.period)
            return level.period if held == before.period else None
        return held_against(self.reading, place.quantity, before.quantity, before.period)

    def _shares_time(self, place: Place) -> bool:
        """Whether a bracket with this number and no time of its own opens right behind another, of the same period: `('23) 130(18.7)`."""
        if place.host is None or place.bracket is None or place.quantity.rule == PRIOR:
            return False
        close = self.reading.text.find(")", place.quantity.end, place.scene.end)
        own = self.reading.times.over(place.bracket, close if close >= 0 else place.scene.end)
        host = self.told.of(place.host)
        return not own and host is not None and host.period is not None

    def _is_ahead(self, period: Period | None) -> bool:
        """Whether *period* ends after publication: what is asked about, and not when."""
        published = self.reading.published_on
        return period is not None and published is not None and period[1] > published

    def _is_to_come(self, period: Period | None) -> bool:
        """Whether *period* begins after publication."""
        published = self.reading.published_on
        return period is not None and published is not None and period[0] > published

    def _is_of_product(self, choice: Choice, subject: Subject | None) -> bool:
        """Whether the number tells what a product can do, which is for no time."""
        own = metric(choice.metric)
        if own is None or not own.of_product or subject is None:
            return False
        return any(name.label == "PRODUCT" for name in self.reading.names.over(subject.start, subject.end))

    def _is_of_announcement(self, place: Place) -> bool:
        """Whether the only times before a size that is planned are those of the telling: `지난주 3조원 규모 펀드 조성 계획을 발표했다`."""
        published = self.reading.published_on
        if published is None or not self.certainty.prospects.is_of_announced_plan(place):
            return False
        times = self.reading.times.within(place.scene.start, place.quantity.start)
        return bool(times) and all(time.end_on is not None and time.end_on <= published for time in times)

    def _is_undated(self, place: Place) -> bool:
        """Whether the number fills a field of a decision that no time is told in: the day of the filing is not its own."""
        labels = self.filings.field(place) if self.certainty.is_decision(place) else None
        return labels is not None and not any(self.reading.times.within(*span) for span in labels)
