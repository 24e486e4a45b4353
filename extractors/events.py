"""Dated events: a trigger, its date, and who takes part, each by its place and particle.

A trigger is a verbal noun or a verb of seeds/event_triggers.csv; an open one (발표, 공개, 체결) takes its type from what it is
about (seeds/event_objects.csv). Its date stands in its clause, earlier in its sentence, or in the label or heading that governs
its block (a bullet under `9월:`). No date at all, no event.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.dates import Time
from extractors.figures import FigureReading
from extractors.names import Name
from extractors.reading import Reading
from extractors.seeds import read_seed
from extractors.syntax import OBJECT, SUBJECT, TOPIC, Chunk, Sentence
from schemas import Block

_NOUN_END = re.compile(r"\s*(?:하|했|한|할|해|함|합|된|됐|될|되|돼|됨|받|을|를|에\s|이\s|가\s|은|는|도|예정|계획|목표|추진|중|완료|[,.;:)·』」]|$|\n)")
_WITH = frozenset({"와", "과", "이랑", "하고", "와의", "과의", "와는", "과는"})
_TO = frozenset({"에게", "에게서", "으로부터", "로부터", "한테", "에"})
_AT = frozenset({"에서", "에서의", "에서는"})
_RUMOUR = re.compile(r"보도|알려졌|알려진|소식통|소식이?\s*전해|검토\s*(?:중|하고)|루머|추측|관측된다|거론|논의\s*중|것으로\s*전해")
_PLAN = re.compile(r"계획|예정|목표|방침|구상|추진|기로\s*했|기로\s*결|겠다|할\s*것|앞두|눈앞|초읽기|준비\s*중|돌입할|방안|예상|전망")
_NEGATED = re.compile(r"무산|철회|취소|부인|않기로|연기|보류|백지화|중단하기로")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of seeds/event_triggers.csv."""

    stem: str
    is_verb: bool
    type: str
    open: bool


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part, in which role."""

    role: str
    start: int
    end: int
    entity_id: str | None


@dataclass(frozen=True, slots=True)
class EventReading:
    """An event with its evidence: the words from its first part to its trigger."""

    start: int
    end: int
    type: str
    trigger_start: int
    trigger_end: int
    time: Time
    status: str
    participants: tuple[Participant, ...]
    figures: tuple[int, ...]
    """Indices of the figures stated in the event's clause."""
    confidence: float
    rule: str


@functools.cache
def triggers() -> tuple[dict[str, Trigger], dict[str, Trigger], re.Pattern[str]]:
    """Verb stems, verbal nouns, and a pattern that finds the nouns, longest first."""
    verbs: dict[str, Trigger] = {}
    nouns: dict[str, Trigger] = {}
    for row in read_seed("event_triggers.csv", ("trigger", "pos", "type", "open", "example")):
        trigger = Trigger(row["trigger"], row["pos"] == "verb", row["type"], row["open"] == "yes")
        (verbs if trigger.is_verb else nouns)[trigger.stem] = trigger
    alternatives = "|".join(re.escape(noun) for noun in sorted(nouns, key=len, reverse=True))
    return verbs, nouns, re.compile(alternatives)


@functools.cache
def objects() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words that tell what an open trigger is about → event type."""
    return tuple((re.compile(row["word"]), row["type"]) for row in read_seed("event_objects.csv", ("word", "type", "example")))


@dataclass(frozen=True, slots=True)
class _Hit:
    trigger: Trigger
    start: int
    end: int
    nominal: bool


def find_events(reading: Reading, figures: Sequence[FigureReading]) -> list[EventReading]:
    """The events of the report, in text order."""
    found: list[EventReading] = []
    for sentence in reading.syntax.sentences:
        block = reading.block_at(sentence.start)
        if block is None or block.kind in ("table", "caption", "boilerplate"):
            continue
        taken: set[tuple[int, int]] = set()
        for hit, floor in _hits(reading, sentence):
            event = _read_event(reading, figures, sentence, block, hit, floor, taken)
            if event is not None:
                found.append(event)
    return _without_headings(reading, found)


def _hits(reading: Reading, sentence: Sentence) -> Iterator[tuple[_Hit, int]]:
    """The main trigger of each clause, and where the words that belong to it begin."""
    floor = sentence.start
    for start, end in _clauses(reading.text, sentence):
        hits = list(_triggers_in(reading, sentence, start, end))
        if hits:
            main = _main(hits)
            yield main, floor
            floor = main.end


def _clauses(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence; in nominal style a comma behind a verbal noun ends one, too."""
    ends = [p.end for p in sentence.predicates if p.ending in ("EC", "EF") and p.depth == 0]
    _, nouns, pattern = triggers()
    for match in pattern.finditer(text, sentence.start, sentence.end):
        if re.match(r"\s*,\s", text[match.end() : match.end() + 3]) and match[0] in nouns:
            ends.append(match.end())
    at = sentence.start
    for end in sorted({*ends, sentence.end}):
        if end > at:
            yield at, end
            at = end


def _triggers_in(reading: Reading, sentence: Sentence, start: int, end: int) -> Iterator[_Hit]:
    verbs, nouns, pattern = triggers()
    text = reading.text
    for match in pattern.finditer(text, start, end):
        inside_name = any(n.start < match.start() or match.end() < n.end for n in reading.names.over(match.start(), match.end()))
        if not inside_name and _NOUN_END.match(text[match.end() : match.end() + 4]) and not _continues(text, match.start()):
            yield _Hit(nouns[match[0]], match.start(), match.end(), nominal=True)
    for predicate in sentence.predicates:
        verb = verbs.get(predicate.compound) or verbs.get(predicate.lemma)
        if verb is not None and start <= predicate.start < end:
            yield _Hit(verb, predicate.start, predicate.end, nominal=False)


def _continues(text: str, start: int) -> bool:
    """Whether the noun is the tail of a longer word that is no compound with it (재공개 is, 미공개 is not)."""
    return start > 0 and text[start - 1] in "미비불무"


def _main(hits: list[_Hit]) -> _Hit:
    """Of several triggers in a clause the one that says what happened: a specific one before an open one, a saying verb last."""
    ranked = sorted(hits, key=lambda hit: (hit.trigger.type == "statement" and not hit.trigger.open, hit.trigger.open, -hit.start))
    return ranked[0]


def _read_event(
    reading: Reading,
    figures: Sequence[FigureReading],
    sentence: Sentence,
    block: Block,
    hit: _Hit,
    floor: int,
    taken: set[tuple[int, int]],
) -> EventReading | None:
    time = _date_of(reading, sentence, block, hit, floor)
    if time is None or time.start_on is None:
        return None
    kind = _type_of(reading, sentence, hit, floor)
    if kind is None or (time.start, hit.start) in taken:
        return None
    taken.add((time.start, hit.start))
    inside = [i for i, figure in enumerate(figures) if floor <= figure.quantity.start < hit.end + 40 and figure.quantity.end <= sentence.end]
    participants = tuple(_participants(reading, sentence, block, hit, floor))
    start = min([p.start for p in participants if floor <= p.start < hit.start] + [time.start if time.start >= floor else hit.start, hit.start])
    whole = next((p.end for p in sentence.predicates if p.start <= hit.start < p.end), hit.end)
    return EventReading(
        start=start,
        end=max(whole, time.end if sentence.start <= time.start < sentence.end else hit.end),
        type=kind,
        trigger_start=hit.start,
        trigger_end=hit.end,
        time=time,
        status=_status(reading, sentence, hit, time.start_on),
        participants=participants,
        figures=tuple(inside),
        confidence=0.7 if time.start >= floor else 0.5,
        rule=f"event.{'noun' if hit.nominal else 'verb'}",
    )


def _date_of(reading: Reading, sentence: Sentence, block: Block, hit: _Hit, floor: int) -> Time | None:
    """The date in the clause, nearest before the trigger; right behind it; earlier in the sentence; in the governing label."""
    for low, high in ((floor, hit.start), (hit.end, min(sentence.end, hit.end + 24)), (sentence.start, floor)):
        times = [time for time in reading.times.within(low, high) if _dates(reading, time)]
        if times:
            return times[0] if low == hit.end else _best(times)
    for governor in reading.governors(block):
        if governor.kind != "list_item":
            break
        times = [time for time in reading.times.within(governor.start_char, governor.end_char) if _dates(reading, time)]
        if times:
            return times[0]
    return None


def _dates(reading: Reading, time: Time) -> bool:
    if time.start_on is None or time.kind == "duration" or time.relation == "comparison":
        return False
    return re.match(r"\s*\S{0,6}\s?(?:보다|대비|에 비해)", reading.text[time.end : time.end + 12]) is None


def _best(times: list[Time]) -> Time:
    """The finest of the dates; of equals the one nearest to the trigger."""
    order = {"day": 0, "week": 1, "month": 2, "quarter": 3, "half": 4, "year": 5}
    return min(reversed(times), key=lambda time: order.get(time.grain or "", 9))


def _type_of(reading: Reading, sentence: Sentence, hit: _Hit, floor: int) -> str | None:
    trigger = hit.trigger
    if not trigger.open:
        return trigger.type
    words = reading.text[max(floor, hit.start - 90) : min(sentence.end, hit.end + 20)]
    nearest: tuple[int, str] | None = None
    for pattern, kind in objects():
        for match in pattern.finditer(words):
            if nearest is None or match.end() > nearest[0]:
                nearest = (match.end(), kind)
    if nearest is not None:
        return nearest[1]
    return None if trigger.type in ("price_move", "earnings") else trigger.type


def _participants(reading: Reading, sentence: Sentence, block: Block, hit: _Hit, floor: int) -> Iterator[Participant]:
    chunks = [chunk for chunk in sentence.chunks if chunk.end <= hit.start + 1 and chunk.depth == 0]
    own = [chunk for chunk in chunks if chunk.start >= floor]
    actors = list(_actors(reading, chunks)) or list(_governing_actor(reading, block))
    yield from actors
    used = {(actor.start, actor.end) for actor in actors}
    for chunk in own:
        names = [name for name in reading.names.within(chunk.start, chunk.end) if (name.start, name.end) not in used]
        if chunk.particle in _AT:
            yield from (Participant("place", n.start, n.end, n.entity_id) for n in names if n.label == "LOC")
        elif chunk.particle in _WITH or chunk.particle in _TO:
            yield from (Participant("counterparty", n.start, n.end, n.entity_id) for n in names if n.label in ("ORG", "PERSON"))
        elif chunk.role == OBJECT:
            products = [name for name in names if name.label in ("PRODUCT", "POLICY", "EVENT")]
            span = (products[0].start, products[0].end, products[0].entity_id) if products else (chunk.start, chunk.end, None)
            yield Participant("object", *span)


def _actors(reading: Reading, chunks: list[Chunk]) -> Iterator[Participant]:
    """Names in the nearest chunk that is topic or subject; a list of names before it counts whole."""
    for chunk in reversed(chunks):
        if chunk.role not in (TOPIC, SUBJECT):
            continue
        names = _agents(reading.names.within(chunk.start, chunk.end))
        if names:
            yield from (Participant("actor", n.start, n.end, n.entity_id) for n in names)
            return
        for reference in reading.references.over(chunk.start, chunk.end):
            yield Participant("actor", reference.start, reference.end, reference.entity_id)
            return


def _agents(names: list[Name]) -> list[Name]:
    people = [name for name in names if name.label == "PERSON"]
    return people or [name for name in names if name.label == "ORG"]


def _governing_actor(reading: Reading, block: Block) -> Iterator[Participant]:
    for governor in reading.governors(block):
        names = [n for n in reading.names.within(governor.start_char, governor.end_char) if n.label == "ORG"]
        if names:
            yield Participant("actor", names[0].start, names[0].end, names[0].entity_id)
            return


def _status(reading: Reading, sentence: Sentence, hit: _Hit, start_on: date) -> str:
    words = reading.text[hit.start : sentence.end]
    clause = reading.text[hit.start : max(sentence.clause_end(hit.end), hit.end)]
    if _RUMOUR.search(words):
        return "rumoured"
    if _PLAN.search(clause) or (reading.published_on is not None and start_on > reading.published_on):
        return "planned"
    return "occurred"


def _without_headings(reading: Reading, events: list[EventReading]) -> list[EventReading]:
    """A heading repeats no event that its text tells."""
    kept = []
    for event in events:
        block = reading.block_at(event.start)
        if block is not None and block.kind in ("title", "heading"):
            told = any(
                other.type == event.type and other.time.start_on == event.time.start_on
                for other in events
                if other is not event and (b := reading.block_at(other.start)) is not None and b.kind not in ("title", "heading")
            )
            if told:
                continue
        if _NEGATED.search(reading.text[event.trigger_start : event.trigger_end + 12]):
            continue
        kept.append(event)
    return kept
