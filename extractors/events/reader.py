"""Puts trigger, date, participants, figures and status together into events."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates import Time
from extractors.discourse import Discourse
from extractors.events.chronicle import Item, find_items, find_listed
from extractors.events.clause import (
    COARSE,
    Clause,
    Quotations,
    is_background,
    is_dated,
    is_quotative,
    owns,
    read_clause,
    shares_past,
)
from extractors.events.event import EventReading
from extractors.events.forms import find_entries
from extractors.events.histories import is_history
from extractors.events.hits import UNDONE, Hit, find_hits
from extractors.events.itemised import Itemised, find_dated_doers, find_itemised
from extractors.events.kinds import is_certain, type_in_history, type_of
from extractors.events.leads import HEADINGS, SILENT_BLOCKS, find_lead
from extractors.events.participants import Participant, find_participants
from extractors.events.repeats import without_carriers, without_headings
from extractors.events.schedule import Occasion, find_occasions
from extractors.events.sources import find_sources
from extractors.events.stated import RESULTS, Stated, find_stated, has_price, latest_results
from extractors.events.status import is_forecast, is_planned, read_status
from extractors.events.telling import day_of_telling, day_told, is_by_public_body, is_counted, is_of_results, size_told
from extractors.events.timing import Timing, all_dates, starting_within, timing_of
from extractors.events.unlisted import TELLING, unlisted_hits
from extractors.figures import FigureReading
from extractors.names import Name
from extractors.reading import Reading
from extractors.syntax import SUBJECT, TOPIC, Sentence
from schemas import Block

SOURCE = "event.source"
"""The rule of a statistic that is told by its source."""
_DECIDED = re.compile(r"\s?하?기로\s?(?:최종\s)?(?:결정|의결|합의|확정)?\s?(?:하였|했)")
"""Behind what the issuer of a release has decided: 부과하기로 결정하였다."""
_YEAR = 366
_TOLD_AS_SIZE = frozenset({"earnings", "report", "other", "operation", "policy", "statement", "price_move"})
"""What a size that is told is read as by its verb alone."""
_OF_TELLING = frozenset({"statement", "report", "earnings", "other"})
"""Types of triggers that tell or publish something."""
_OF_FIGURES = frozenset({"price_move", "earnings"})
_BESIDE = 4
"""Characters that a particle and a blank take."""
_FROM = re.compile(r"(?:\([월화수목금토일]\))?\s?부터")
_SAID = re.compile(r"[”\"](?:이?라)?[고며]\s?(?:\S{1,4}\s)?$")


def find_events(reading: Reading, figures: Sequence[FigureReading]) -> list[EventReading]:
    """The events of the report, in text order."""
    report = _Report(reading, figures, Discourse(reading), Quotations(reading), find_lead(reading), is_history(reading))
    found: list[EventReading] = []
    latest = latest_results(figures)
    told: dict[str | None, date] = {}
    for sentence in reading.syntax.sentences:
        block = reading.block_at(sentence.start)
        if block is None or (block.kind in SILENT_BLOCKS and not (block.kind == "table" and reading.table(block).is_form)):
            continue
        if items := find_items(reading, sentence):
            found += [_of_item(item) for item in items]
            continue
        events = without_carriers(list(report.in_sentence(sentence, block)), listed=block.kind == "list_item")
        events = _of_line(events, find_listed(reading, sentence))
        events = list(_of_dated_doers(reading, sentence, events))
        if (listed := find_itemised(reading, figures, sentence)) is not None:
            found += _of_list(reading, listed)
            continue
        if block.kind not in HEADINGS:
            events += _of_schedule(reading, sentence, block, events)
            events = _with_source(reading, figures, sentence, events)
            _note_results(told, events)
            if not any(event.rule == SOURCE for event in events):
                events += _of_figures(reading, figures, sentence, latest, told, events)
        _note_results(told, events)
        found += events
    found += _of_form(report, found)
    return without_headings(reading, sorted(found, key=lambda event: event.start))


def _of_item(item: Item) -> EventReading:
    """The event of an item of a chronology, which has taken place."""
    actor = item.actor
    return EventReading(
        start=item.start,
        end=item.end,
        type=item.type,
        trigger_start=item.trigger_start,
        trigger_end=item.trigger_end,
        timing=item.timing,
        status="occurred",
        participants=(Participant("actor", actor.start, actor.end, actor.entity_id),) if actor is not None else (),
        figures=(),
        confidence=0.6,
        rule="event.chronicle",
    )


def _of_line(events: list[EventReading], items: Sequence[Item]) -> list[EventReading]:
    """The events of a line of a chronology: its clause tells them, and it begins with who acts: `5일 = 가온, 나래에 매각 공고`."""
    if not events:
        return [_of_item(item) for item in items]
    actors = [p for item in items for p in _of_item(item).participants]
    if not actors:
        return events
    return [replace(e, participants=(*actors, *(p for p in e.participants if p.role != "actor"))) for e in events]


def _of_dated_doers(reading: Reading, sentence: Sentence, events: Sequence[EventReading]) -> Iterator[EventReading]:
    """*events*, where that which several do, each on a day of its own, is one event for each: `가온(4일), 나래(9일) 등이 맺었다`."""
    doers = find_dated_doers(reading, sentence)
    last = doers[-1][1].end if doers else 0
    for event in events:
        shared = event.rule == "event.main" and last <= event.trigger_start
        if not doers or not shared:
            yield event
            continue
        for actor, time in doers:
            timing = timing_of(time)
            others = (p for p in event.participants if p.role != "actor")
            if timing is not None:
                yield replace(event, start=actor.start, timing=timing, participants=(actor, *others), figures=())


def _of_list(reading: Reading, listed: Itemised) -> Iterator[EventReading]:
    """An event for each item of a list of doers and their amounts."""
    for item in listed.items:
        name = next(iter(reading.names.within(item.start, item.end)), None)
        yield EventReading(
            start=item.start,
            end=item.end,
            type=listed.type,
            trigger_start=listed.trigger_start,
            trigger_end=listed.trigger_end,
            timing=listed.timing,
            status="occurred",
            participants=(Participant("actor", item.start, item.end, name.entity_id if name is not None else None),),
            figures=(item.figure,),
            confidence=0.6,
            rule="event.itemised",
        )


@dataclass(frozen=True, slots=True)
class _Report:
    """What the events of a report are read from."""

    reading: Reading
    figures: Sequence[FigureReading]
    discourse: Discourse
    quotations: Quotations
    lead: Sentence | None
    """The sentence in which the issuer of a release tells what it is about."""
    is_history: bool
    """Whether it tells year after year what was done."""

    @property
    def issuer(self) -> Name | None:
        """The organisation that the lead begins with, or the province or city."""
        names = self.reading.names.within(self.lead.start, self.lead.end) if self.lead is not None else []
        return next((name for name in names if name.label in ("ORG", "LOC")), None)

    def in_sentence(self, sentence: Sentence, block: Block) -> Iterator[EventReading]:
        """The events that the triggers of *sentence* carry."""
        hits = [hit for hit in find_hits(self.reading, sentence) if hit.construction != "label" or block.kind not in HEADINGS]
        if block.kind not in HEADINGS:
            hits += list(self._unlisted(sentence, hits))
        if not hits:
            return
        clauses = {hit: self._clause(sentence, hit) for hit in hits}
        timings: dict[Hit, list[Timing]] = {}
        taken: set[int] = set()
        for hit in sorted(hits, key=lambda hit: hit.construction != "embedded"):
            timings[hit] = all_dates(
                self.reading, self.figures, self.quotations, sentence, block, hit, clauses[hit], taken
            ) or self._of_lead(sentence, block, hit, clauses[hit])
            day = day_told(self.reading, sentence, hit, clauses[hit])
            if self._is_size_of_lead(sentence, hit, clauses[hit], day):
                timings[hit] = self._published()
            if day is not None and all(timing.grain != "day" or timing.time is day for timing in timings[hit]):
                timings[hit] = list(filter(None, [timing_of(day)]))
            is_done = clauses[hit].is_past or hit.construction == "embedded"
            if day is not None or (is_done and hit.trigger.type in _OF_TELLING):
                timings[hit] = [self._retold(sentence, hit, timing) for timing in timings[hit]]
            times = [timing.time for timing in timings[hit] if timing.time is not None]
            taken |= {time.start for time in times if owns(self.reading, sentence, hit, time)}
        mains = {
            timing.time.start
            for hit, found in timings.items()
            if hit.construction != "embedded"
            for timing in found
            if timing.time is not None
        }
        tellings = {
            told.start: told.end for hit in hits if any(t.grain == "day" for t in timings[hit]) and (told := clauses[hit].told)
        }
        for hit in hits:
            if any(start <= hit.start < end for start, end in tellings.items()):
                continue
            for timing in timings[hit]:
                if timing.grain in COARSE and (block.kind in HEADINGS or self._is_head(sentence)):
                    continue
                of_day = timing.time is None and timing.start_on == self.reading.published_on
                if (
                    hit.trigger.is_unlisted
                    and not of_day
                    and (timing.inherited or not self._can_be_coarse(sentence, block, hit, timing))
                ):
                    continue
                if hit.construction != "embedded" or not _is_elsewhere(timing, mains):
                    yield from self._events(sentence, block, hit, clauses[hit], timing)

    def _begins(self, timing: Timing) -> bool:
        """Whether the text says that something goes on from its date: `10일(월)부터`."""
        return timing.time is not None and _FROM.match(self.reading.text, timing.time.end) is not None

    def _is_head(self, sentence: Sentence) -> bool:
        """Whether a line only heads what follows: `상반기 창업 및 전체창업 중 비중(%) :`."""
        return self.reading.text[sentence.start : sentence.end].rstrip().endswith((":", "："))

    def _unlisted(self, sentence: Sentence, listed: Sequence[Hit]) -> Iterator[Hit]:
        """The words of no table that carry an event, by the model or as a size that is told on a day."""
        for hit in unlisted_hits(self.reading, sentence, listed):
            if self.reading.text.startswith("로", hit.end) and any(0 < main.start - hit.end <= _BESIDE for main in listed):
                continue  # 개발하기로 발표했다
            clause = self._clause(sentence, hit)
            day = day_told(self.reading, sentence, hit, clause)
            told = day is not None or self._is_size_of_lead(sentence, hit, clause, day) or clause.of_history
            if told or type_of(self.reading, sentence, hit):
                yield hit

    def _clause(self, sentence: Sentence, hit: Hit) -> Clause:
        """The clause of *hit*; in a history one that tells in the past what was done is dated by its year."""
        clause = read_clause(self.reading, self.quotations, sentence, hit)
        if not self.is_history or hit.construction != "main" or clause.speech is not None or clause.is_habit:
            return clause
        return replace(clause, of_history=clause.is_past or shares_past(sentence, hit.start))

    def _retold(self, sentence: Sentence, hit: Hit, timing: Timing) -> Timing:
        """*timing* with the day before publication, where it is the bare day on which something of a month is told."""
        if timing.time is None:
            return timing
        floor = timing.time.end if hit.construction == "embedded" else sentence.start
        day = day_of_telling(self.reading, sentence, timing.time, floor)
        return replace(timing, start_on=day, end_on=day) if day is not None else timing

    def _can_be_coarse(self, sentence: Sentence, block: Block, hit: Hit, timing: Timing) -> bool:
        """Whether a word that no table has may carry an event of a whole year: in lines, and where the model is certain."""
        lines = block.kind == "list_item" or self.is_history
        return timing.grain not in COARSE or lines or is_certain(self.reading, sentence, hit)

    def _is_size_of_lead(self, sentence: Sentence, hit: Hit, clause: Clause, day: Time | None) -> bool:
        """Whether the first sentence of a release tells how large something is, and not on which day it is told."""
        last = size_told(sentence, hit, clause) if sentence is self.lead and self.reading.is_dated and day is None else None
        if last is None or not is_by_public_body(self.reading, sentence, hit.start):
            return False
        times = self.reading.times.within(sentence.start, last.start)
        return not any(time.grain == "day" and is_dated(self.reading, time) for time in times)

    def _published(self) -> list[Timing]:
        day = self.reading.published_on
        return [Timing(day, day, "day", None, inherited=True)] if day is not None else []

    def _of_lead(self, sentence: Sentence, block: Block, hit: Hit, clause: Clause) -> list[Timing]:
        """The day of publication, where the first sentence of a release tells what its issuer has done without a date."""
        told = clause.told is not None and clause.told.lemma in TELLING
        decided = _DECIDED.match(self.reading.text, hit.end, sentence.end) is not None
        tells = (clause.is_past and (hit.trigger.open or told)) or decided
        if not self.reading.is_dated or not tells or clause.speech or hit.construction != "main" or sentence is not self.lead:
            return []
        return self._published()

    def _events(self, sentence: Sentence, block: Block, hit: Hit, clause: Clause, timing: Timing) -> Iterator[EventReading]:
        kind = self._type_of(sentence, hit, clause)
        if kind is None or is_background(clause, kind, timing.grain, begins=self._begins(timing)) or _is_of_years(kind, timing):
            return
        if kind == "statement" and hit.construction == "topic" and timing.grain in COARSE:
            return  # `공시는 작년에도 줄을 이었다`
        if self._is_of_counted(sentence, hit, timing):
            return
        if kind == "price_move" and not has_price(self.reading, self.figures, sentence, hit):
            return
        if self._is_what_is_told(sentence, hit, clause, timing, kind, in_heading=block.kind in HEADINGS):
            return
        if not is_forecast(self.reading.published_on, hit, kind, timing):
            event = self._event(sentence, block, hit, clause, timing, kind)
            if _is_of_a_class(hit, timing, event):
                return
            if kind != "statement" or hit.trigger.open or self._is_said(sentence, hit, event):
                yield event

    def _is_what_is_told(
        self, sentence: Sentence, hit: Hit, clause: Clause, timing: Timing, kind: str, *, in_heading: bool
    ) -> bool:
        """Whether a past period is only what a statistic or result is of that is still to come: `3분기 실적 발표가 진행될 예정`.

        The year of a statistic says nothing of the day on which it is published.
        """
        day = self.reading.published_on
        if kind == "earnings" and timing.grain == "quarter" and in_heading:
            return True
        predicate = sentence.predicate_at(hit.start)
        if kind == "report" and timing.grain != "day" and predicate is not None and is_counted(predicate):
            return True
        if kind not in ("report", "earnings") or not hit.trigger.open or hit.construction == "embedded" or timing.grain == "day":
            return False
        is_over = day is not None and timing.end_on < day
        is_of_period = kind == "earnings" and timing.grain in ("quarter", *COARSE)
        is_ahead = (is_over or is_of_period) and (clause.is_present or is_planned(sentence, hit, clause))
        return is_ahead or (kind == "report" and timing.grain in COARSE and not timing.inherited)

    def _is_of_counted(self, sentence: Sentence, hit: Hit, timing: Timing) -> bool:
        """Whether a relative clause only says over years which things are counted: `5년간 투자를 받은 기업 90곳`."""
        predicate = sentence.predicate_at(hit.start) or next(sentence.predicates_after(hit.end), None)
        if predicate is None or predicate.ending != "ETM" or predicate.start - hit.end > _BESIDE:
            return False
        head = next(iter(sentence.chunks_within(predicate.end, sentence.end)), None)
        is_span = timing.time is not None and timing.time.kind == "period" and timing.grain in COARSE
        if head is None or not is_span or self.reading.names.within(head.start, head.end):
            return False
        counted = starting_within(self.figures, head.start + 1, head.end + _BESIDE)
        return any(self.figures[i].quantity.unit == "count" for i in counted[:1])

    def _is_said(self, sentence: Sentence, hit: Hit, event: EventReading) -> bool:
        """Whether a verb of saying has words that are said, or somebody who says them."""
        before = next(iter(sentence.predicates[: sentence.first_predicate(hit.start)][-1:]), None)
        if (before and is_quotative(self.reading, before)) or _SAID.search(self.reading.text, max(0, hit.start - 8), hit.start):
            return True
        actors = (p for p in event.participants if p.role == "actor" and p.start >= hit.floor)
        return any(name.label == "PERSON" for actor in actors for name in self.reading.names.over(actor.start, actor.end))

    def _owners(self, sentence: Sentence, hit: Hit) -> Iterator[Participant]:
        """Whose figure tells it: a price or a result has an owner where its clause names no actor."""
        within = starting_within(self.figures, hit.floor, hit.end)
        subject = next((self.figures[i].subject for i in within if self.figures[i].subject), None)
        if subject is not None and subject.entity_id:
            yield Participant("actor", subject.start, subject.end, subject.entity_id)

    def _type_of(self, sentence: Sentence, hit: Hit, clause: Clause) -> str | None:
        """The type of what came about; what did not is `other`; a size that a public body tells is a statistic."""
        kind = type_of(self.reading, sentence, hit)
        day = day_told(self.reading, sentence, hit, clause)
        is_size = kind is None or hit.trigger.is_unlisted or kind in _TOLD_AS_SIZE
        if is_size and (day is not None or self._is_size_of_lead(sentence, hit, clause, day)):
            if is_by_public_body(self.reading, sentence, hit.start):
                return "report"
            within = starting_within(self.figures, hit.floor, hit.end)
            is_result = any(self.figures[i].metric in RESULTS for i in within) or is_of_results(self.reading, hit)
            return "earnings" if is_result else "report" if hit.trigger.is_unlisted else kind
        if kind is None and clause.of_history:
            return type_in_history(self.reading, sentence, hit)
        return "other" if kind is not None and clause.undone is not None else kind

    def _event(self, sentence: Sentence, block: Block, hit: Hit, clause: Clause, timing: Timing, kind: str) -> EventReading:
        own = hit if timing.since is None else replace(hit, floor=timing.since)
        participants = tuple(
            find_participants(self.discourse, self.quotations, sentence, block, own, kind, timing.until, self.issuer)
        )
        if kind in _OF_FIGURES and not any(p.role == "actor" and p.start >= sentence.start for p in participants):
            owners = tuple(self._owners(sentence, hit))
            participants = (*owners, *(p for p in participants if p.role != "actor")) if owners else participants
        trigger = clause.undone or (hit.start, hit.end)
        predicate = sentence.predicate_at(trigger[0])
        end = max(predicate.end if predicate else trigger[1], trigger[1])
        time = timing.time
        own_time = time is not None and sentence.start <= time.start < sentence.end and not timing.inherited
        parts = [(p.start, p.start) for p in participants if hit.floor <= p.start < hit.start]
        if time is not None and own_time:
            parts.append((time.start, time.end))
        agents = (
            c for c in reversed(sentence.chunks_within(hit.floor, hit.start)) if c.role in (SUBJECT, TOPIC) and c.depth == 0
        )
        if hit.construction == "main" and (agent := next(agents, None)) is not None:
            parts.append((agent.start, agent.start))
        return EventReading(
            start=min([hit.start, *(start for start, _ in parts)]),
            end=max([end, *(stop for _, stop in parts)]),
            type=kind,
            trigger_start=trigger[0],
            trigger_end=trigger[1],
            timing=timing,
            status="occurred" if clause.undone else read_status(self.reading, sentence, hit, clause, kind, timing),
            participants=participants,
            figures=tuple(
                i for i in starting_within(self.figures, own.floor, timing.until or end) if self.figures[i].quantity.end <= end
            ),
            confidence=0.5 if timing.inherited else 0.7,
            rule=f"event.{hit.construction}",
            is_undone=clause.undone is not None or hit.trigger.stem in UNDONE,
        )


def _is_of_years(kind: str, timing: Timing) -> bool:
    """Whether results are told over a length of time, which is no period that a company reports: `최근 1년간 매출은 6% 줄었다`."""
    is_longer = (timing.end_on - timing.start_on).days > _YEAR
    return kind == "earnings" and (is_longer or (timing.time is not None and timing.time.duration is not None))


def _is_of_a_class(hit: Hit, timing: Timing, event: EventReading) -> bool:
    """Whether a year in a relative clause without a doer only tells which things are meant: `2023년 신규 공급된 융자`."""
    nobody = not any(participant.role == "actor" for participant in event.participants)
    return hit.construction == "embedded" and hit.trigger.open and timing.grain in COARSE and nobody


def _is_elsewhere(timing: Timing, mains: Collection[int]) -> bool:
    """Whether the date of a relative clause is that of a main one, or only says for how long: `5년간 투자하겠다는 의향서를 9월 냈다`."""
    time = timing.time
    return time is not None and (time.start in mains or (bool(mains) and time.kind == "period" and time.grain == "year"))


def _note_results(told: dict[str | None, date], events: Sequence[EventReading]) -> None:
    for event in events:
        if event.type == "earnings":
            for participant in event.participants:
                told[participant.entity_id] = max(event.timing.start_on, told.get(participant.entity_id, event.timing.start_on))


def _of_schedule(reading: Reading, sentence: Sentence, block: Block, before: Sequence[EventReading]) -> Iterator[EventReading]:
    """Occasions of a schedule on days for which *before* has no event."""
    told = {event.timing.start_on for event in before}
    for occasion in find_occasions(reading, sentence, block):
        timing = timing_of(occasion.time)
        if timing is not None and timing.start_on not in told:
            ahead = reading.published_on is not None and timing.start_on > reading.published_on
            yield EventReading(
                start=occasion.time.start,
                end=occasion.end,
                type="other",
                trigger_start=occasion.start,
                trigger_end=occasion.end,
                timing=timing,
                status="planned" if ahead else "occurred",
                participants=tuple(_host(reading, occasion)),
                figures=(),
                confidence=0.5,
                rule="event.schedule",
            )


def _with_source(
    reading: Reading, figures: Sequence[FigureReading], sentence: Sentence, before: list[EventReading]
) -> list[EventReading]:
    """*before* with the report of a statistic that the sentence tells by its source; it is nobody's own result then."""
    for source in find_sources(reading, figures, sentence):
        timing = timing_of(source.time)
        days = [e for e in before if e.timing.grain == "day"]
        if timing is None or any(e.timing.start_on == timing.start_on or e.type == "report" for e in days):
            continue
        report = EventReading(
            start=source.time.start,
            end=source.end,
            type="report",
            trigger_start=source.start,
            trigger_end=source.end,
            timing=timing,
            status="occurred",
            participants=(Participant("actor", source.name.start, source.name.end, source.name.entity_id),),
            figures=tuple(starting_within(figures, source.end, sentence.end)),
            confidence=0.6,
            rule=SOURCE,
        )
        # what a period has is counted: `지난달 97개사가 투자받은 것으로 집계됐다`
        return [*(e for e in before if e.timing.grain == "day" and e.type not in ("earnings", "report")), report]
    return before


def _of_form(report: _Report, before: Sequence[EventReading]) -> Iterator[EventReading]:
    """Entries of a form, but for days of which *before* tells the same, or anything where the entry names nothing of its own."""
    told = {(event.type, event.timing.start_on) for event in before} | {("other", event.timing.start_on) for event in before}
    issuer = report.discourse.issuer or report.issuer
    day = report.reading.published_on
    for entry in find_entries(report.reading):
        timing = timing_of(entry.time)
        if timing is None or (entry.type, timing.start_on) in told:
            continue
        told.add((entry.type, timing.start_on))
        yield EventReading(
            start=min(entry.start, entry.time.start),
            end=max(entry.end, entry.time.end),
            type=entry.type,
            trigger_start=entry.start,
            trigger_end=entry.end,
            timing=timing,
            status="planned" if day is not None and timing.start_on > day else "occurred",
            participants=(Participant("actor", issuer.start, issuer.end, issuer.entity_id),) if issuer is not None else (),
            figures=(),
            confidence=0.5,
            rule="event.form",
        )


def _host(reading: Reading, occasion: Occasion) -> Iterator[Participant]:
    """The organisation that an occasion begins with: `23일 한국은행 금융통화위원회`."""
    for name in reading.names.within(occasion.start, occasion.end)[:1]:
        if name.start == occasion.start and name.label == "ORG":
            yield Participant("actor", name.start, name.end, name.entity_id)


def _of_figures(
    reading: Reading,
    figures: Sequence[FigureReading],
    sentence: Sentence,
    latest: Mapping[str, date],
    told: Mapping[str | None, date],
    before: Sequence[EventReading],
) -> Iterator[EventReading]:
    """What the figures of *sentence* tell, unless it was told: results once a report, a price move once a sentence.

    *told*: the last day on which results of each company begin so far, the announcement's where only that is dated.
    """
    for stated in find_stated(reading, figures, latest, sentence):
        owner = stated.figure.subject.entity_id if stated.figure.subject else None
        if stated.type == "earnings":
            known = owner in told and stated.timing.start_on <= told[owner]
        else:
            known = any(event.type == stated.type for event in before)
        if not known:
            yield _stated(figures, sentence, stated)


def _stated(figures: Sequence[FigureReading], sentence: Sentence, stated: Stated) -> EventReading:
    """The event of a figure: its subject acts, its metric's name is the trigger."""
    figure = stated.figure
    quantity, metric, subject = figure.quantity, figure.metric_span, figure.subject
    trigger = metric if metric and sentence.start <= metric[0] < sentence.end else (quantity.start, quantity.end)
    is_place = subject is None or subject.entity_id is None or subject.entity_id.startswith("loc:")
    actors = () if subject is None or is_place else (Participant("actor", subject.start, subject.end, subject.entity_id),)
    own = [at for at in (trigger[0], subject.start if subject else quantity.start) if sentence.start <= at]
    return EventReading(
        start=min(quantity.start, *own),
        end=max(quantity.end, trigger[1]),
        type=stated.type,
        trigger_start=trigger[0],
        trigger_end=trigger[1],
        timing=stated.timing,
        status="occurred",
        participants=actors,
        figures=tuple(i for i in starting_within(figures, quantity.start, quantity.end) if figures[i] is figure),
        confidence=0.6,
        rule="event.stated",
    )
