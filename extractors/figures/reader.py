"""
Puts the attributes of each quantity together into a figure.

For each attribute the rules of the sibling modules give their answer, which becomes one option among those that `ranking` gathers
around the quantity; the judge chooses. Figures are read in text order, because later ones carry on what earlier ones said.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.figures.answers import ANSWERED, SHARE, Answers
from extractors.figures.budgeted import Budgeted
from extractors.figures.certainty import Certainty
from extractors.figures.changes import CHARGED_BY_RATE, Change, is_in_course, of_metric, of_months, read_change
from extractors.figures.comparing import directions, stated_basis
from extractors.figures.confidence import clarity, facts
from extractors.figures.fields import is_field
from extractors.figures.filings import Filings
from extractors.figures.growths import SHARES
from extractors.figures.held import Holding
from extractors.figures.listed import Lists
from extractors.figures.measures import Choice, MetricReader
from extractors.figures.metrics import OTHER, metric
from extractors.figures.modality import is_future, is_plain_cell, read_modality
from extractors.figures.model import FigureReading
from extractors.figures.ownership.filed import Filed
from extractors.figures.ownership.phrases import whole
from extractors.figures.places import Place, defines_unit, find_places
from extractors.figures.ranking.judge import Judge, package_judge
from extractors.figures.ranking.metrics import MetricOptions
from extractors.figures.ranking.modality import ModalityOptions
from extractors.figures.ranking.options import Surroundings
from extractors.figures.ranking.periods import PeriodOptions
from extractors.figures.ranking.subjects import SubjectOptions
from extractors.figures.scenes import Scenes
from extractors.figures.segments import metric_span, read_segment
from extractors.figures.signs import signed
from extractors.figures.subjects import Subject, SubjectReader
from extractors.figures.timing.days import Period
from extractors.figures.timing.drafts import Drafts
from extractors.figures.timing.periods import PeriodReader
from extractors.figures.timing.settled import SettledPeriods
from extractors.figures.told import Told
from extractors.labelled import PRIOR
from extractors.lexicon import LEXICON
from extractors.quantities import OTHER_CLASS, Quantity
from extractors.reading import Reading

_GROWTH, _BUDGET = "growth", "budget"
_SHARE_OF = re.compile(r"\s?대비")
_MOVED = re.compile(LEXICON.alternation("rise_told", "fall_told"))
_RATES = frozenset({"exchange_rate", "oil_price", "interest_rate", "bond_yield"})
"""Metrics of a market wrap that no company has."""
_STOCK_MARKET = re.compile(LEXICON.alternation("stock market"))
_GROWN_GAP = 3
"""Characters between the verb of a growth and the size that it led to: 47% 성장한 약 70GWh."""


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
        self.filed, self.budgeted = Filed(self.subjects), Budgeted(reading)
        self.drafts = Drafts(reading, self.periods)
        self.metric_options = MetricOptions(reading, scenes, judge)
        self.subject_options = SubjectOptions(reading, scenes, judge, self.subjects)
        self.period_options = PeriodOptions(reading, scenes, judge, self.periods)
        self.modality_options = ModalityOptions(reading, scenes, judge)
        self.certainty = Certainty(reading, self.drafts, self.filings, self.modality_options.told, self.places)
        self.told, self.answers = Told(), Answers(reading)
        self.lists = Lists(reading, self.places, self.told, self.subject_options.key_of)
        self.holding = Holding(reading, self.told, self.metrics, self.periods)
        self.settled_periods = SettledPeriods(
            reading,
            self.periods,
            self.drafts,
            self.certainty,
            self.filings,
            self.lists,
            self.subject_options.ownership.antecedents.head,
            self.told,
        )

    def read(self) -> list[FigureReading]:
        for place in self.places:
            original = self.told.position(place.quantity.restates)
            if original is not None:
                self.told.add(place, _restate(self.told.figures[original], place.quantity, original))
            elif place.quantity.rule == OTHER_CLASS and self.told.last is not None:
                self.told.add(place, _restate(self.told.last, place.quantity, None))
            else:
                self.told.add(place, self._read(place))
                self._give_growth_its_metric(place)
        figures, growths = self.told.figures, self.holding.growths
        for position in growths.unsaid:  # the first ones were read before it was known
            if (figure := figures[position]).basis is None:
                figures[position] = replace(figure, basis=growths.last_resort(figure.metric))
        report = clarity(figure.raw for figure in figures)
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
            for figure, place in zip(figures, self.places, strict=True)
        ]

    def _give_growth_its_metric(self, place: Place) -> None:
        """A share that stands before what it grew to has that one's metric: `47% 성장한 70GWh`, where no word of its own says another."""
        grown, reached = self.told.of(place.index - 1), self.told.figures[-1]
        if grown is None or grown is reached or grown.measure != "change" or grown.quantity.unit != "percent":
            return
        start, end = grown.quantity.end, place.quantity.start
        verb = place.scene.predicates.starting_from(start)
        if verb is None or verb.ending != "ETM" or verb.start > start + 1 or not verb.end <= end <= verb.end + _GROWN_GAP:
            return
        if grown.metric_span is None or grown.metric_span[0] < place.scene.start:
            self.told.change(place.index - 1, metric=reached.metric, metric_span=reached.metric_span)

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
        change = returned or self.holding.exact(place, choice, change, period)
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
        if self.lists.gives(around.place, rule):
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
        if choice.metric == OTHER and self.budgeted.covers(around.place):
            choice = replace(choice, metric=_BUDGET)
        self.metric_options.chosen(around.place, choice.metric)
        return choice

    def _is_whole(self, choice: Choice) -> bool:
        """Whether the metric's word is what a share is taken of: 매출액 in `매출액 대비 12%`."""
        return choice.cue is not None and _SHARE_OF.match(self.reading.text, choice.cue.end) is not None

    def _may_grow(self, place: Place, told: Change) -> bool:
        """Whether anything tells that the number may be a growth: its sign, a change in its sentence, or the figure before it."""
        before = self.told.last
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
        if (first := self.told.first_of_cell(around.place)) is not None:
            chances["subject"] = first.raw["subject"]
            self.subject_options.chosen(around.place, first.subject)
            return first.subject
        shared = self.lists.of(around.place.index)
        row = is_field(around.place) or (rule is not None and self._is_row_label(around.place, rule))
        answer = self.answers.answer(around.place)
        meant = self.told.meant(self.certainty.inherited.restated(around.place), choice.metric)
        settled = (
            answer
            or (meant.subject if meant is not None else None)
            or self.subject_options.ownership.settled(around.place, choice.cue, choice.metric)
        )
        filed = self.filed.of_field(around.place)
        if filed is not None or defines_unit(self.reading, around.place):
            subject: Subject | None = filed[0] if filed is not None else None
            chances["subject"] = 1.0
        elif settled is not None and (meant is not None or shared is None or self.lists.is_of_one(shared)):
            subject = settled
            chances["subject"] = 1.0
        elif row or (shared is not None and shared.each and (shared.owners is not None or self.lists.have_owners(shared))):
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

    def _held_to_unit(self, place: Place, choice: Choice, change: Change) -> Choice:
        """What the number measures in its own unit: a size in per cent behind the same size is a share of something."""
        own, host = metric(choice.metric), self.told.of(place.host)
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
        place, owner = around.place, self.subject_options.key_of(subject)
        rule = self._period_by_rules(place, choice, change)
        settled = self.settled_periods.of(place, choice, change, subject, rule)
        if (first := self.told.first_of_cell(place)) is not None:
            period: Period | None = first.period
            chances["period"] = first.raw["period"]
        elif settled is not None:
            period = settled[0]
            chances["period"] = 1.0
        else:
            options = self.period_options.of(around, choice.metric, change.measure, change.basis, owner, rule)
            option, chances["period"] = self.judge.choose(self.period_options, around, options)
            period = self.settled_periods.held_to(place, choice, change, option.value)
        period = self.periods.counted(place, choice.metric, choice.cue, period)
        self.period_options.chosen(place, choice.metric, owner, period)
        return period

    def _judged_modality(
        self, around: Surroundings, choice: Choice, change: Change, period: Period | None, chances: dict[str, float]
    ) -> str:
        certain = self.certainty.modality(around.place, choice.metric)
        head = self.subject_options.ownership.antecedents.head
        told = around.place.cell is None and any(tells(around.place, choice.metric) for tells in (head.tells, head.tells_holder))
        if certain is None and told:
            certain = "actual"
        rule = certain or self._modality_by_rules(around.place, choice, change, period)
        if (first := self.told.first_of_cell(around.place)) is not None:
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
        host = self.told.of(place.host)
        choice = self.metrics.read(place)
        if place.quantity.unit == "rank":
            return choice
        if host is not None and (choice.cue is None or place.bracket is None or choice.cue.start < place.bracket):
            choice = Choice(host.metric, choice.cue, host.raw["metric"])  # (+6.1% YoY) speaks of the number before the bracket
        choice = self.lists.metric(place) or choice
        change = of_metric(self.reading, place, told, choice.metric)
        if _is_part(place, choice, change):
            choice = Choice(OTHER, choice.cue, 0.4)
        if choice.metric == OTHER and change.basis == "dod":
            choice = Choice("share_price", choice.cue, 0.6)  # only prices are compared with the day before
        return choice

    def _change(self, place: Place, told: Change, choice: Choice) -> Change:
        host = self.told.of(place.host)
        course = is_in_course(self.reading, place)
        change = told if course and choice.cue is None else of_metric(self.reading, place, told, choice.metric)
        origin = self.lists.led_from(place)
        if origin is not None and origin.measure == "change":  # 증가율은 3.1% → 5.2%로
            change = Change("change", change.basis or origin.basis, change.direction)
        if host is not None and host.measure == "change" and not course:  # 6.4%(1만4,200원) 내린
            fallen = change.direction if change.measure == "change" else "down" if host.value < 0 else "up"
            change = Change("change", told.basis or host.basis, fallen)
            if host.basis is None and self.told.position(place.host) in self.holding.growths.unsaid:
                self.holding.growths.unsaid.append(len(self.told.figures))
        if change.basis == "yoy" and self.metrics.shares.covers(place) and stated_basis(self.reading, place) is None:
            change = Change(change.measure, None, change.direction)  # a share price is held to a year only in words
        return self.holding.usual(place, choice, change)

    def _subject_by_rules(self, place: Place, choice: Choice) -> Subject | None:
        host = self.told.of(place.host)
        return self.lists.subject(place) or (host.subject if host else self.subjects.read(place, choice.cue, choice.metric))

    def _period_by_rules(self, place: Place, choice: Choice, change: Change) -> Period | None:
        host = self.told.of(place.host) if place.quantity.rule != PRIOR else None
        return host.period if host is not None else self.periods.read(place, choice.metric, change.basis)

    def _modality_by_rules(self, place: Place, choice: Choice, change: Change, period: Period | None) -> str:
        host = self.told.of(place.host)
        if host is not None and (change.measure == "change" or choice.metric == host.metric):
            return host.modality
        return read_modality(self.reading, place, choice.cue, period)


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
