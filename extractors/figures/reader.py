"""
Puts the attributes of each quantity together into a figure.

For each attribute the rules of the sibling modules give their answer, which becomes one option among those that `ranking` gathers
around the quantity; the judge chooses. Figures are read in text order, because later ones carry on what earlier ones said.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.dates import Time
from extractors.figures.answers import ANSWERED, SHARE, Answers
from extractors.figures.bases import (
    DAILY,
    held_time,
    is_held_against,
    is_of_day,
    is_of_width,
    is_standard,
    of_another_month,
    of_flow,
    referred,
)
from extractors.figures.certainty import TARGETS, Certainty
from extractors.figures.changes import CHARGED_BY_RATE, Change, is_in_course, of_metric, of_months, read_change
from extractors.figures.comparing import RATIOS, directions, stated_basis
from extractors.figures.confidence import clarity, facts
from extractors.figures.days import Period
from extractors.figures.distribution import Shared, distribute
from extractors.figures.drafts import Drafts
from extractors.figures.fields import is_field
from extractors.figures.filings import Filings
from extractors.figures.frames import Frames
from extractors.figures.goals import Goals
from extractors.figures.growths import SHARES, USUAL, Growths
from extractors.figures.labels import label_words
from extractors.figures.measures import Choice, MetricReader
from extractors.figures.metrics import OTHER, find_cues, fitting, metric
from extractors.figures.modality import is_future, is_plain_cell, read_modality
from extractors.figures.model import FigureReading
from extractors.figures.ownership.bystanders import ACCIDENTS
from extractors.figures.ownership.filed import Filed
from extractors.figures.ownership.phrases import whole
from extractors.figures.parts import is_keyed_otherwise
from extractors.figures.periods import PeriodReader
from extractors.figures.places import Place, find_places
from extractors.figures.ranking.judge import Judge, package_judge
from extractors.figures.ranking.metrics import MetricOptions
from extractors.figures.ranking.modality import ModalityOptions
from extractors.figures.ranking.options import Surroundings
from extractors.figures.ranking.periods import PeriodOptions
from extractors.figures.ranking.subjects import SubjectOptions
from extractors.figures.rowed import months_back
from extractors.figures.scenes import REACH, Scenes
from extractors.figures.segments import metric_span, read_segment
from extractors.figures.signs import signed
from extractors.figures.standards import held_against, is_led_to
from extractors.figures.subjects import Subject, SubjectReader
from extractors.labelled import PRIOR
from extractors.lexicon import LEXICON
from extractors.quantities import OTHER_CLASS, Quantity
from extractors.reading import Reading

_EXPECTED = re.compile(r"컨센서스|전망치|기대치|추정치|예상|목표")
_DECIDED = frozenset({"interest_rate", "policy_rate", "tariff_rate"})
"""Metrics that move by decisions, each from what held before and not from what the figures beside them are held to."""
_GROWTH = "growth"
_SHARE_OF = re.compile(r"\s?대비")
_MOVED = re.compile(LEXICON.alternation("rise_told", "fall_told"))
_OPEN = (None, "since", "ytd")
"""Bases that the period of what a change is held to may make more exact."""
_RATES = frozenset({"exchange_rate", "oil_price", "interest_rate", "bond_yield"})
"""Metrics of a market wrap that no company has."""
_TRADE = frozenset({"exports", "imports", "trade_balance"})
"""The sides of a trade, which are told for one time."""
_STOCK_MARKET = re.compile(LEXICON.alternation("stock market"))
_GROWN_GAP = 3
"""Characters between the verb of a growth and the size that it led to: 47% 성장한 약 70GWh."""
_LATEST = 2
"""Figures before one that it may be held against or start out from."""


def find_figures(reading: Reading, judge: Judge | None = None) -> list[FigureReading]:
    """The figure of each quantity, in text order; `restates` counts in this list."""
    return _FigureReader(reading, judge or package_judge()).read()


class _FigureReader:
    """Reads figures in text order, because later ones carry on what earlier ones said."""

    def __init__(self, reading: Reading, judge: Judge) -> None:
        self.reading, self.judge = reading, judge
        scenes = Scenes(reading)
        self.places, self.filings = list(find_places(reading, scenes)), Filings(reading)
        self.metrics, self.subjects, self.periods = (
            MetricReader(reading, self.places, self.filings),
            SubjectReader(reading, self.filings),
            PeriodReader(reading),
        )
        self.filed = Filed(self.subjects)
        self.lists = distribute(reading, self.places)
        self.drafts = Drafts(reading, self.periods)
        self.metric_options = MetricOptions(reading, scenes, judge)
        self.subject_options = SubjectOptions(reading, scenes, judge, self.subjects)
        self.period_options = PeriodOptions(reading, scenes, judge, self.periods)
        self.modality_options = ModalityOptions(reading, scenes, judge)
        self.certainty, self.frames = (
            Certainty(reading, self.drafts, self.filings, self.modality_options.told, self.places),
            Frames(reading, self.periods),
        )
        self.goals = Goals(reading, self.periods)
        self.found: list[FigureReading] = []
        self.growths, self.answers = Growths(reading), Answers(reading)
        self.at: dict[int, int] = {}
        """Index of a quantity → index of its figure."""

    def read(self) -> list[FigureReading]:
        for place in self.places:
            self.at[place.index] = len(self.found)
            original = place.quantity.restates
            if original is not None and original in self.at:
                self.found.append(_restate(self.found[self.at[original]], place.quantity, self.at[original]))
            elif place.quantity.rule == OTHER_CLASS and self.found:
                self.found.append(_restate(self.found[-1], place.quantity, None))
            else:
                self.found.append(self._read(place))
                self._give_growth_its_metric(place)
        for index in self.growths.unsaid:  # the first ones were read before it was known
            if (figure := self.found[index]).basis is None:
                self.found[index] = replace(figure, basis=self.growths.last_resort(figure.metric))
        report = clarity(figure.raw for figure in self.found)
        return [
            replace(
                figure,
                facts=facts(
                    figure.raw,
                    in_table=place.cell is not None,
                    owned=figure.subject is not None,
                    unheld=figure.measure == "change" and figure.basis is None,
                    report=report,
                ),
            )
            for figure, place in zip(self.found, self.places, strict=True)
        ]

    def _give_growth_its_metric(self, place: Place) -> None:
        """A share that stands before what it grew to has that one's metric: `47% 성장한 70GWh`, where no word of its own says another."""
        grown, reached = self._figure(place.index - 1), self.found[-1]
        if grown is None or grown is reached or grown.measure != "change" or grown.quantity.unit != "percent":
            return
        start, end = grown.quantity.end, place.quantity.start
        verb = place.scene.predicates.starting_from(start)
        if verb is None or verb.ending != "ETM" or verb.start > start + 1 or not verb.end <= end <= verb.end + _GROWN_GAP:
            return
        if grown.metric_span is None or grown.metric_span[0] < place.scene.start:
            self.found[self.at[place.index - 1]] = replace(grown, metric=reached.metric, metric_span=reached.metric_span)

    def _figure(self, index: int | None) -> FigureReading | None:
        return self.found[self.at[index]] if index is not None and index in self.at else None

    def _first_of_cell(self, place: Place) -> FigureReading | None:
        """The number before the bracket of one table cell, whose row and column the second one shares: 651.8 in `651.8(+6.5)`."""
        first = self._figure(place.host) if place.cell is not None else None
        return first if first is not None and place.cell is not None and place.cell.start <= first.quantity.start else None

    def _read(self, place: Place) -> FigureReading:
        around = Surroundings(self.reading, place)
        chances: dict[str, float] = {}
        returned = SHARE if self.answers.covers(place) else of_months(self.reading, place)
        told = returned or read_change(self.reading, place)
        choice = self._judged_metric(around, told, chances)
        change = returned or self._change(place, told, choice)
        choice = self._held_to_unit(place, choice, change)
        subject = self._judged_subject(around, choice, chances)
        choice = self._of_shares(place, choice, subject)
        period = self._judged_period(around, choice, change, subject, chances)
        modality = self._judged_modality(around, choice, change, period, chances)
        change = returned or self._held_to(place, choice, change, period)
        value, high = signed(self.reading, place, choice, change)
        return FigureReading(
            quantity=place.quantity,
            value=value,
            value_high=high,
            metric=choice.metric,
            metric_span=metric_span(self.reading, place, choice.cue),
            segment=None if self.filings.field(place) is not None else read_segment(self.reading, place, choice.cue, subject),
            measure=change.measure,
            basis=change.basis if change.measure == "change" else None,
            subject=subject,
            period=period,
            modality=modality,
            restates=None,
            raw=chances,
        )

    # -- what the judge makes of the options

    def _judged_metric(self, around: Surroundings, told: Change, chances: dict[str, float]) -> Choice:
        answered = Choice(ANSWERED, None, 1.0) if told is SHARE else None
        if (certain := answered or self.metrics.certain(around.place)) is not None:
            chances["metric"] = 1.0
            self.metric_options.chosen(around.place, certain.metric)
            return certain
        rule = self._metric_by_rules(around.place, told)
        if self._is_given(around.place, rule):
            chances["metric"] = 1.0
            self.metric_options.chosen(around.place, rule.metric)
            return rule
        ranker = self.metric_options
        options = ranker.of(around, rule)
        if not self._may_grow(around.place, told) and rule.metric != _GROWTH:
            options = [option for option in options if option.key != _GROWTH or option.value.cue is not None]
        if told.measure == "level" and around.quantity.unit == "percent":
            options = [option for option in options if not self._is_whole(option.value)] or options
        option, chances["metric"] = self.judge.choose(ranker, around, options)
        choice = rule if option.value.cue is None and rule.metric == option.value.metric else option.value
        self.metric_options.chosen(around.place, choice.metric)
        return choice

    def _is_whole(self, choice: Choice) -> bool:
        """Whether the metric's word is what a share is taken of: 매출액 in `매출액 대비 12%`."""
        return choice.cue is not None and _SHARE_OF.match(self.reading.text, choice.cue.end) is not None

    def _may_grow(self, place: Place, told: Change) -> bool:
        """Whether anything tells that the number may be a growth: its sign, a change in its sentence, or the figure before it."""
        before = self.found[-1] if self.found else None
        carried = (
            before is not None and before.measure == "change" and place.block is self.reading.block_at(before.quantity.start)
        )
        if told.measure == "change" or place.quantity.signed or place.cell is not None or carried:
            return True
        scene = place.scene
        moved = _MOVED.search(self.reading.text, scene.start, scene.end) is not None
        return moved or any(verb.lemma in directions() for verb in scene.predicates)

    def _judged_subject(self, around: Surroundings, choice: Choice, chances: dict[str, float]) -> Subject | None:
        rule = self._subject_by_rules(around.place, choice)
        if (first := self._first_of_cell(around.place)) is not None:
            chances["subject"] = first.raw["subject"]
            self.subject_options.chosen(around.place, first.subject)
            return first.subject
        shared = self.lists.get(around.place.index)
        row = is_field(around.place) or (rule is not None and self._is_row_label(around.place, rule))
        answer = self.answers.answer(around.place)
        meant = self._meant(around.place, choice)
        settled = (
            answer
            or (meant.subject if meant is not None else None)
            or self.subject_options.ownership.settled(around.place, choice.cue, choice.metric)
        )
        filed = self.filed.of_field(around.place)
        if filed is not None or self._defines_unit(around.place):
            subject: Subject | None = filed[0] if filed is not None else None
            chances["subject"] = 1.0
        elif settled is not None and (meant is not None or shared is None or self._is_of_one(shared)):
            subject = settled
            chances["subject"] = 1.0
        elif row or (shared is not None and shared.each and (shared.owners is not None or self._have_owners(shared))):
            subject = rule  # the row's own label: two rows of one company are two figures; the one that 각각 gives
            chances["subject"] = 1.0
        else:
            options = self.subject_options.of(around, choice.cue, choice.metric, rule, listed=shared is not None)
            option, chances["subject"] = self.judge.choose(self.subject_options, around, options)
            subject = option.value
        subject = self.filed.in_filing(around.place, subject) if filed is None else subject
        table, cell = around.place.table, around.place.cell
        called = table is not None and cell is not None and row and table.names_things(cell)
        if subject is not None and subject.entity_id is None and not called and answer is None:
            subject = whole(self.reading, around.scene, subject)
        self.subject_options.chosen(around.place, subject)
        self.subject_options.ownership.chosen(around.place, choice.metric, subject)
        return subject

    def _is_row_label(self, place: Place, rule: Subject) -> bool:
        """Whether *rule* is the label of a cell's row that no entity is known for, or stands in a column of names."""
        table, cell = place.table, place.cell
        if table is None or cell is None:
            return False
        label = table.first_label(cell)
        called = label is not None and label.start <= rule.start < label.end and table.names_things(cell)
        return rule.entity_id is None or called

    def _meant(self, place: Place, choice: Choice) -> FigureReading | None:
        """The figure of the same metric that 이는 stands for, whose size or standard the number at *place* goes on to tell."""
        span = self.certainty.inherited.restated(place)
        told = (figure for figure in reversed(self.found) if span is not None and span[0] <= figure.quantity.start < span[1])
        return next((figure for figure in told if figure.metric == choice.metric), None)

    def _defines_unit(self, place: Place) -> bool:
        """Whether the number is a side of an equation that tells what a unit is: 1bp=0.01%포인트; 1달러=1,400원 is a rate of exchange."""
        quantity, numbers = place.quantity, self.reading.quantities
        beside = (numbers.starting_from(quantity.end), next(iter(numbers.last(place.scene.start, quantity.start, 1)), None))
        for first, second in ((quantity, beside[0]), (beside[1], quantity)):
            if first is None or second is None or first.dimension != second.dimension or first.dimension == "money":
                continue
            if first.value == 1 and first.unit != second.unit and self.reading.text[first.end : second.start].strip() == "=":
                return True
        return False

    def _held_to_unit(self, place: Place, choice: Choice, change: Change) -> Choice:
        """What the number measures in its own unit: a size in per cent behind the same size is a share of something."""
        own, host = metric(choice.metric), self._figure(place.host)
        share = (
            host is not None
            and place.quantity.unit == "percent"
            and host.quantity.unit != "percent"
            and host.measure == change.measure == "level"
            and host.metric == choice.metric
        )
        surface = own is not None and "area" in own.units and place.quantity.unit == "percent" and change.measure == "level"
        if own is None or (own.fits(place.quantity) and not (share or surface)):
            return choice
        self.metric_options.chosen(place, OTHER)
        return Choice(OTHER, None, choice.confidence)

    def _of_shares(self, place: Place, choice: Choice, subject: Subject | None) -> Choice:
        """A share of a company or sector that only a rate named elsewhere would measure is a move of its shares."""
        near = choice.cue is not None and choice.cue.start >= place.scene.start
        if near or choice.metric not in _RATES or place.quantity.unit not in SHARES or subject is None:
            return choice
        company = subject.entity_id is not None and subject.entity_id.startswith("org:")
        if not company and not _STOCK_MARKET.search(self.reading.text, place.scene.start, place.scene.end):
            return choice
        self.metric_options.chosen(place, "share_price")
        return Choice("share_price", None, choice.confidence)

    def _judged_period(
        self, around: Surroundings, choice: Choice, change: Change, subject: Subject | None, chances: dict[str, float]
    ) -> Period | None:
        owner = self.subject_options.key_of(subject)
        rule = self._period_by_rules(around.place, choice, change)
        undated = self._is_of_product(choice, subject) or self._is_undated(around.place)
        meant = self._meant(around.place, choice) if change.measure == "change" else None
        settled: tuple[Period | None] | None = (None,) if undated else None
        if settled is None and meant is not None and meant.period is not None:
            settled = (meant.period,)
        settled = settled or self._settled_period(around.place, choice, change, rule)
        if (first := self._first_of_cell(around.place)) is not None:
            period: Period | None = first.period
            chances["period"] = first.raw["period"]
        elif settled is not None:
            period = settled[0]
            chances["period"] = 1.0
        else:
            options = self.period_options.of(around, choice.metric, change.measure, change.basis, owner, rule)
            option, chances["period"] = self.judge.choose(self.period_options, around, options)
            period = option.value
            own = self.periods.told_by_standard(around.place, is_change=change.measure == "change")
            if own is not None and (period is None or period[0] < own[0] or (period[0] == own[0] and period[1] > own[1])):
                period = own  # never one that it is held against, or a longer one
            if self.frames.is_over(around.place, period) or (choice.metric == ANSWERED and self._is_ahead(period)):
                period = None
            if self._is_to_come(period) and self.certainty.described.counts_inhabitants(around.place):
                period = None
        period = self.periods.counted(around.place, choice.metric, choice.cue, period)
        self.period_options.chosen(around.place, choice.metric, owner, period)
        return period

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

    def _is_undated(self, place: Place) -> bool:
        """Whether the number fills a field of a decision that no time is told in: the day of the filing is not its own."""
        labels = self.filings.field(place) if self.certainty.is_decision(place) else None
        return labels is not None and not any(self.reading.times.within(*span) for span in labels)

    def _settled_period(self, place: Place, choice: Choice, change: Change, rule: Period | None) -> tuple[Period | None] | None:
        """The period, in a tuple because it may be none, where the wording leaves no other; *rule* is what the rules say."""
        listed = self.lists.get(place.index)
        if listed is not None and listed.times is not None:
            return (self.periods.days(listed.times[listed.position]),)
        if listed is not None and listed.each and place.quantity.unit == "multiple":
            twin = self._twin(listed)
            if twin is not None and twin.quantity.unit == "multiple" and twin.metric == choice.metric:
                return (twin.period,)
        if change.measure == "level" and (until := self.periods.since_began(place)) is not None:
            return (until,)
        if choice.metric in ACCIDENTS and (told := self.periods.happened(place)) is not None:
            return (told,)
        if self._is_timeless(place, choice):
            return (None,)
        if months_back(self.reading, place) is not None:  # a return reaches back, and is for no day
            return (rule if rule is not None and rule[0] < rule[1] and place.cell is not None else None,)
        head = self.subject_options.ownership.antecedents.head
        if place.cell is None and head.tells(place, choice.metric):
            day = head.day(place, choice.metric)
            return (self.periods.days(day) if day is not None else None,)
        if self.drafts.covers(place):
            return (self.drafts.year,)
        if (years := self._years_told(place, change)) is not None:
            return (years,)
        if place.host is not None and (beside := self.periods.beside(place)) is not None:
            return (beside,)
        if (aimed := self.goals.period(place, choice.metric)) is not None:
            return (aimed,)
        if (told := self._beside_level(place)) is not None:
            return (told,)
        return self._of_surroundings(place, choice, change, rule)

    def _of_surroundings(self, place: Place, choice: Choice, change: Change, rule: Period | None) -> tuple[Period | None] | None:
        """The period of a number whose bracket shares another's, whose words are certain, or that the whole report or table is about."""
        alone = place.host is None or place.quantity.rule == PRIOR
        if self._shares_time(place) or (self.periods.certain and alone):
            return (rule or self.frames.reached(place),)
        framed = self.frames.period(place, choice.metric, change.measure, change.basis)
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
        """Whether the number is for no day: what a broker or a plan aims at, what defines a unit, how a survey was made."""
        if choice.metric in TARGETS or self._defines_unit(place) or self.certainty.foreseen.is_aimed(place):
            return True
        if self.frames.is_of_method(place) or (choice.metric in ACCIDENTS and self.periods.is_open_ended(place)):
            return True
        return place.cell is None and (self.periods.is_mean(place) or is_keyed_otherwise(self.reading, place))

    def _other_side(self, place: Place, choice: Choice) -> Period | None:
        """The period of exports, for the imports that a sentence without a time tells next: `3월 수출은 6억달러였다. 수입은 5억달러였다`."""
        before, block = self._figure(place.index - 1), place.block
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
        """The period that the level before tells: of what it is held against, and of by how much: `584호로 전월(637호) 대비 8.3% 감소`."""
        if place.cell is not None:
            return None
        level, before = self._figure(place.index - 2), self._figure(place.index - 1)
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
        host = self._figure(place.host)
        return not own and host is not None and host.period is not None

    def _judged_modality(
        self, around: Surroundings, choice: Choice, change: Change, period: Period | None, chances: dict[str, float]
    ) -> str:
        certain = self.certainty.modality(around.place, choice.metric)
        told = around.place.cell is None and self.subject_options.ownership.antecedents.head.tells(around.place, choice.metric)
        if certain is None and told:
            certain = "actual"
        rule = certain or self._modality_by_rules(around.place, choice, change, period)
        if (first := self._first_of_cell(around.place)) is not None:
            chances["modality"] = first.raw["modality"]
            self.modality_options.chosen(around.place, first.modality)
            return first.modality
        marked = around.place.cell is not None and rule != "actual"  # the head of the column says so
        if certain is not None or marked or is_plain_cell(self.reading, around.place, period):
            chances["modality"] = 1.0
            self.modality_options.chosen(around.place, rule)
            return rule
        options = self.modality_options.of(around, choice.metric, change.measure, period, rule)
        if is_future(self.reading, period) and not (around.scene.past or self.certainty.budget_has_passed):
            options = [option for option in options if option.value != "actual"]  # what is for a day to come has not been
        option, chances["modality"] = self.judge.choose(self.modality_options, around, options)
        self.modality_options.chosen(around.place, option.value)
        return option.value

    # -- what the rules say

    def _metric_by_rules(self, place: Place, told: Change) -> Choice:
        host = self._figure(place.host)
        choice = self.metrics.read(place)
        if place.quantity.unit == "rank":
            return choice
        if host is not None and (choice.cue is None or place.bracket is None or choice.cue.start < place.bracket):
            choice = Choice(host.metric, choice.cue, host.raw["metric"])  # (+6.1% YoY) speaks of the number before the bracket
        choice = self._listed_metric(place) or choice
        change = of_metric(self.reading, place, told, choice.metric)
        if _is_part(place, choice, change):
            choice = Choice(OTHER, choice.cue, 0.4)
        if choice.metric == OTHER and change.basis == "dod":
            choice = Choice("share_price", choice.cue, 0.6)  # only prices are compared with the day before
        return choice

    def _change(self, place: Place, told: Change, choice: Choice) -> Change:
        host = self._figure(place.host)
        course = is_in_course(self.reading, place)
        change = told if course and choice.cue is None else of_metric(self.reading, place, told, choice.metric)
        if host is not None and host.measure == "change" and not course:  # 6.4%(1만4,200원) 내린
            fallen = change.direction if change.measure == "change" else "down" if host.value < 0 else "up"
            change = Change("change", told.basis or host.basis, fallen)
            if host.basis is None and place.host is not None and self.at[place.host] in self.growths.unsaid:
                self.growths.unsaid.append(len(self.found))
        if change.basis == "yoy" and self.metrics.shares.covers(place) and stated_basis(self.reading, place) is None:
            change = Change(change.measure, None, change.direction)  # a share price is held to a year only in words
        return self._with_usual_basis(place, choice, change)

    def _subject_by_rules(self, place: Place, choice: Choice) -> Subject | None:
        host = self._figure(place.host)
        return self._listed_subject(place) or (host.subject if host else self.subjects.read(place, choice.cue, choice.metric))

    def _period_by_rules(self, place: Place, choice: Choice, change: Change) -> Period | None:
        host = self._figure(place.host) if place.quantity.rule != PRIOR else None
        return host.period if host is not None else self.periods.read(place, choice.metric, change.basis)

    def _modality_by_rules(self, place: Place, choice: Choice, change: Change, period: Period | None) -> str:
        host = self._figure(place.host)
        if host is not None and (change.measure == "change" or choice.metric == host.metric):
            return host.modality
        return read_modality(self.reading, place, choice.cue, period)

    def _with_usual_basis(self, place: Place, choice: Choice, change: Change) -> Change:
        """What a paragraph, its neighbours or the report state growth against, where a figure names no basis itself."""
        if place.cell is not None or place.block is None or label_words(self.reading, place) is not None:
            return change
        share, grown = place.quantity.unit in SHARES, self.growths.of_block(place, choice.metric)
        unsaid = choice.cue is None or choice.cue.start < place.scene.start
        bare = share and change.measure == "level" and place.bracket is not None and unsaid
        if bare and (grown := grown or self._growth_before(place, choice)) is not None:
            return grown  # 송파구(0.36%)와 동작구(0.34%)가 앞에서 끌었다
        if change.measure != "change":
            return change
        if change.basis is not None:
            own = self.growths.like(place, choice.metric) if is_standard(self.reading, place) else None
            if own is not None or (change.basis == "since" and is_standard(self.reading, place)):
                return Change(
                    "change", own.basis if own else None, change.direction
                )  # 감소폭은 전월(-4만9000명)보다: a change like the others
            if change.basis in USUAL and not is_of_width(self.reading, place):
                self.growths.state(place, choice.metric, change.basis)
            return change
        if _EXPECTED.search(self.reading.text, max(place.scene.start, place.quantity.start - REACH), place.quantity.start):
            return change  # a miss or a beat is against the expectation
        if choice.metric in _DECIDED or is_held_against(self.reading, place) or self.growths.otherwise is place.scene:
            return change
        if choice.metric in DAILY and is_of_day(self.reading, place):
            return Change("change", "dod", change.direction)
        if place.scene.conditional:
            return change  # 환율이 10원 오르면 손익은 50억원 나빠진다: against what it would be
        stated = self.growths.near(place, choice.metric)
        if stated is not None and not (stated.basis == "yoy" and self.metrics.shares.covers(place)):
            return Change("change", stated.basis, change.direction)
        if not share:
            return change
        self.growths.unsaid.append(len(self.found))
        return Change("change", self.growths.usual(choice.metric), change.direction)

    def _growth_before(self, place: Place, choice: Choice) -> Change | None:
        """The growth that the figure before in this paragraph is, of the same metric, where that one has no size in percent."""
        before, own = self.found[-1] if self.found else None, metric(choice.metric)
        if (
            before is None
            or own is None
            or before.measure != "change"
            or before.metric != choice.metric
            or "money" not in own.units
        ):
            return None
        same = before.quantity.unit == place.quantity.unit and self.reading.block_at(before.quantity.start) is place.block
        return Change("change", before.basis, None) if same else None

    def _held_to(self, place: Place, choice: Choice, change: Change, period: Period | None) -> Change:
        """A change without words for its basis, or with a start alone, is held to the period of what it is compared with."""
        if change.measure != "change":
            return change
        own = metric(choice.metric)
        stock = own is not None and own.kind == "stock" and place.quantity.dimension == "money"
        if stock and period is not None and (flow := self._flow_of(place, change, period)) is not None:
            return Change("change", flow, change.direction)
        if change.basis == "yoy" and period is not None:
            other = self.periods.compared(place)
            named = of_another_month(self.reading, place, period, other) if other is not None else None
            if named is not None:
                return Change("change", named, change.direction)
        if change.basis not in _OPEN:
            return change
        held = held_time(self.reading, place)
        basis = self._basis_of(place, held, period)
        if basis is None and change.basis is None and held is not None:
            basis = self._basis_beside(place)
        daily = choice.metric in DAILY and not is_held_against(self.reading, place)
        if basis is None and change.basis is None and daily and period is not None and period[0] == period[1]:
            basis = "dod"
        if basis is None and change.basis is None and is_held_against(self.reading, place):
            self.growths.otherwise = place.scene  # 연간과 비교하면 백화점은 2.6%p 확대, 온라인은 0.3%p 축소
        return Change("change", basis, change.direction) if basis is not None else change

    def _flow_of(self, place: Place, change: Change, period: Period) -> str | None:
        """What the growth of a stock in its *period* is against; in a table, or told by its sign alone, that of a month at most."""
        flow = of_flow(self.reading, place, period)
        if place.cell is not None and not (place.quantity.signed and change.basis is None):
            return None
        unspoken = place.cell is not None or (place.quantity.signed and not place.scene.predicates)
        return None if unspoken and flow != "mom" else flow

    def _basis_of(self, place: Place, held: Time | None, period: Period | None) -> str | None:
        """What *period* and the one that the change is held to make of it; *held* is that one for a list."""
        latest = [(figure.quantity.end, figure.period) for figure in self.found[-_LATEST:]]
        other = (
            self.periods.days(held) if held is not None else referred(self.reading, place, latest) or self.periods.compared(place)
        )
        return self.growths.held(place, period, other) if other is not None else None

    def _basis_beside(self, place: Place) -> str | None:
        """The basis of the number before this one in the same brackets: `증가(↑1.9%p, ↑2.4%p)`."""
        before = self.found[-1] if self.found else None
        same = before is not None and place.bracket is not None and before.quantity.start > place.bracket
        return before.basis if same and before is not None else None

    def _listed_subject(self, place: Place) -> Subject | None:
        shared = self.lists.get(place.index)
        if shared is None:
            return None
        if shared.owners is not None:
            return shared.owners[shared.position]
        twin = self._twin(shared)
        return twin.subject if twin is not None else None

    def _listed_metric(self, place: Place) -> Choice | None:
        shared = self.lists.get(place.index)
        if shared is None or place.quantity.unit == "rank":
            return None
        if shared.cues is not None and (fits := fitting([shared.cues[shared.position]], place.quantity)):
            return Choice(fits[0][1].name, fits[0][0], 0.85)
        twin = self._twin(shared)
        same = twin is not None and (twin.quantity.unit == place.quantity.unit or place.quantity.unit in RATIOS)
        return Choice(twin.metric, None, 0.75) if twin is not None and same else None

    def _is_given(self, place: Place, rule: Choice) -> bool:
        """Whether 각각 gives a number the metric *rule*: that of its noun, or a change that of the level at its place in the list before."""
        shared = self.lists.get(place.index)
        if shared is None or not shared.each or place.host is not None:
            return False
        if place.quantity.unit not in RATIOS:
            return shared.cues is not None and rule.cue is shared.cues[shared.position]
        if place.quantity.unit == "multiple" and (twin := self._twin(shared)) is not None and twin.quantity.unit == "multiple":
            return rule.metric == twin.metric  # 각각 22배와 10배, held against PER 18배 and EV/EBITDA 7배
        if shared.cues is not None and rule.cue is shared.cues[shared.position]:
            return True
        twins = [self._figure(index) for index in shared.twins or ()]
        sizes = all(twin is not None and twin.measure == "level" and twin.quantity.unit not in RATIOS for twin in twins)
        twin = self._twin(shared)
        return sizes and twin is not None and rule.metric == twin.metric

    def _is_of_one(self, shared: Shared) -> bool:
        """Whether a list leaves open whose its numbers are, or tells several measures that somebody has: `영업이익과 순이익은 각각`."""
        if shared.owners is not None or self._have_owners(shared):
            return False
        return not shared.each or (shared.cues is not None and all(cue.metrics[0].owned for cue in shared.cues))

    def _have_owners(self, shared: Shared) -> bool:
        """Whether the numbers of the list before belong to somebody else each: `A는 14%, B는 43% 늘며 각각 4위와 5위`."""
        twins = [self._figure(index) for index in shared.twins or ()] if shared.each else []
        owners = [twin.subject for twin in twins if twin is not None and twin.subject is not None]
        measures = any(self._is_measure(owner) for owner in owners)
        return not measures and len({self.subject_options.key_of(owner) for owner in owners}) == len(twins) > 1

    def _is_measure(self, owner: Subject) -> bool:
        """Whether a word in *owner* is one for a measure, and no part of a word: 시장 in 전통시장."""
        cues, text = find_cues(self.reading.text, owner.start, owner.end), self.reading.text
        return any(cue.start == owner.start or not text[cue.start - 1].isalnum() for cue in cues)

    def _twin(self, shared: Shared) -> FigureReading | None:
        """The number at the same position of the list before."""
        return self._figure(shared.twins[shared.position]) if shared.twins is not None else None


def _is_part(place: Place, choice: Choice, change: Change) -> bool:
    """Whether a percentage beside a money metric is a part of it and not its size: `매출의 5%`, `자기자본 대비(%)`."""
    own = metric(choice.metric)
    if own is None or place.quantity.unit != "percent" or change.measure == "change" or "money" not in own.units:
        return False
    if choice.metric in CHARGED_BY_RATE:
        return False  # 수수료 3%
    return choice.cue is None or not choice.cue.text.endswith(("율", "률", "비중"))


def _restate(original: FigureReading, quantity: Quantity, index: int | None) -> FigureReading:
    """
    *original* with another number: in another unit, where *index* tells which one it restates, or of another class of shares.

    What restates a fall or a loss is one, too: `300만유로(약 45억원) 줄어`.
    """
    value, high = quantity.value, quantity.value_high
    turned = index is not None and not quantity.signed and original.value < 0 < value and original.quantity.value > 0
    if turned:
        value, high = (-value, None) if high is None else (-high, -value)
    return replace(original, quantity=quantity, value=value, value_high=high, restates=index)
