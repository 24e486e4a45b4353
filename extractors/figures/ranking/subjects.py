"""Whom or what a figure could belong to: names, noun phrases, labels and headings around it, and nobody."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from extractors.discourse import Discourse
from extractors.figures.metrics import Cue, find_cues, judged_as, metric
from extractors.figures.places import Place
from extractors.figures.ranking.options import Option, Surroundings, kept, plain, siblings, step
from extractors.figures.subjects import NO_OWNER, Subject, SubjectReader
from extractors.names import Name
from extractors.reading import Reading
from extractors.syntax import SUBJECT, TOPIC, Chunk, Sentence
from schemas import Block

NOBODY = "-"
_LONGEST = 30
"""Characters of a noun phrase or label that is taken for a subject as a whole."""
_BULLET = re.compile(r"^[\s\-*•·○□■▶※#|①-⑳\d.)가-하]{0,6}\s*")
_IN_BRACKETS = re.compile(r"^[\s\-*•·○□■▶※#]*\(([^()\n]{2,20})\)")
_TAIL = re.compile(r"\s*\([^()]*\)\s*$")

_ITSELF = re.compile(r"(?<![가-힣])(당사|동사|회사|그룹|본사|폐사)(?=[은는이가의를와과도에 ])")
_LEADING = re.compile(
    r"(?:(?:당기|전기|연결|별도|기말|당분기|올해|지난해|작년|내년|전년|이번|최근|현재|하루|일|월|연|연간|분기|누적|누계|평균|총|약|전체|같은|해당|이|그|중|말|신규"
    r"|주요|각각|사상|처음|역대|최대|잠정|기준)(?:\s+|$))+"
)
"""Words before a noun that say when or how much of it, but not whose it is."""
_JOINT = re.compile(r"\s*(?:\([^()]*\))?\s*(?:,|와|과|·|및|그리고)\s*(?:각각\s*)?")

Options = list[Option[Subject | None]]


class SubjectOptions:
    """Gathers the options of each quantity in text order."""

    def __init__(self, reading: Reading, rules: SubjectReader) -> None:
        self.reading, self.rules = reading, rules
        self.discourse: Discourse = rules.discourse
        self.last: dict[int | None, str] = {}
        """Ordinal of a block (None for any) → key of the subject chosen last in it."""
        self.in_sentence: tuple[int, str] = (-1, "")
        self.answers: dict[int, str] = {}
        """Where a quantity begins → key of its subject."""

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self.key(name.start, name.end, name.entity_id) for name in self.reading.names)

    @cached_property
    def _main(self) -> str:
        name = self.discourse.main_organisation
        return self.key(name.start, name.end, name.entity_id) if name is not None else ""

    def key(self, start: int, end: int, entity_id: str | None) -> str:
        """What makes two options one answer: the entity, else the words."""
        return entity_id or plain(self.reading.text[start:end])

    def chosen(self, place: Place, subject: Subject | None) -> None:
        """Remember the answer for the quantities that follow."""
        key = NOBODY if subject is None else self.key(subject.start, subject.end, subject.entity_id)
        self.last[None] = self.answers[place.quantity.start] = key
        if place.block is not None:
            self.last[place.block.ordinal] = key
        self.in_sentence = place.sentence.start, key

    def of(self, around: Surroundings, cue: Cue | None, metric_name: str, rule: Subject | None, *, listed: bool) -> Options:
        """All options for the quantity, whose metric was read from *cue*; the choice of the rules is among them."""
        place = around.place
        options: Options = []
        spans = self._in_table(around) if place.cell is not None else self._in_text(around, cue)
        for start, end, entity_id, features in (*spans, *self._governing(around)):
            options.append(self._option(around, start, end, entity_id, features, cue))
        rule_key = NOBODY if rule is None else self.key(rule.start, rule.end, rule.entity_id)
        if rule is not None:
            options.append(Option(rule, rule_key, self._common(around, rule.start, rule.end, rule.entity_id, ["from:rule"], cue)))
        options.append(Option(None, NOBODY, ["from:nobody", *self._history(around, NOBODY)]))
        own = metric(metric_name)
        grade = "-" if rule is None else f"{rule.confidence:.2f}"
        parallel = self._parallel(around)
        for option in options:
            if option.key == rule_key:
                option.features.append("rule")
                option.features.append(f"rule:{grade}")
                if listed:
                    option.features.append("rule:listed")
            if parallel is not None and option.key == parallel:
                option.features.append("parallel")
            option.features.append(f"metric:{judged_as(metric_name)}:{option.features[0]}")
            if own is not None and own.own_subject:
                option.features.append(f"own:{option.features[0]}")
        return options

    # -- where options stand

    def _in_text(self, around: Surroundings, cue: Cue | None) -> Iterator[tuple[int, int, str | None, list[str]]]:
        place, sentence, text = around.place, around.sentence, around.text
        for name in self._names(sentence.start, sentence.end):
            yield name.start, name.end, name.entity_id, ["from:name", *around.way(name.start, name.end)]
        for reference in self.reading.references.within(sentence.start, sentence.end):
            if reference.entity_id is not None:
                way = around.way(reference.start, reference.end)
                yield reference.start, reference.end, reference.entity_id, ["from:reference", *way]
        for chunk in sentence.chunks:
            yield from self._of_chunk(around, chunk, cue)
        if place.label is not None:
            span = _label_words(text, *place.label)
            yield *span, None, ["from:label"]
        if (
            head := _IN_BRACKETS.match(text[place.block.start_char : place.block.end_char] if place.block else "")
        ) and place.block:
            yield place.block.start_char + head.start(1), place.block.start_char + head.end(1), None, ["from:head"]
        for back, earlier in enumerate(around.earlier, start=1):
            yield from self._of_earlier(earlier, f"back:{back}")

    def _of_chunk(self, around: Surroundings, chunk: Chunk, cue: Cue | None) -> Iterator[tuple[int, int, str | None, list[str]]]:
        """The noun phrase, the part before a metric's word, and before the number itself."""
        quantity = around.quantity
        if chunk.start >= quantity.end + 60:
            return
        end = min(chunk.end, quantity.start) if chunk.start < quantity.start else chunk.end
        if chunk.start <= quantity.start < chunk.end and chunk.start == quantity.start:
            return
        whole = self._core(chunk.start, end)
        if whole is None or whole[1] - whole[0] > _LONGEST:
            return
        way = around.way(*whole)
        counted = ["counted"] if chunk.start < quantity.start < chunk.end else []
        yield *whole, None, ["from:phrase", *way, *counted]
        for found in find_cues(around.text, *whole):
            same = ["of_cue"] if cue is not None and found.start == cue.start else []
            before = self.rules.trim(whole[0], found.start)
            if before is not None:
                yield *before, None, ["from:modifier", *way, *same, *counted]
            if (found.start, found.end) != whole and same:
                yield found.start, found.end, None, ["from:cue", *way]
            break
        names = self._names(*whole)
        if names and names[-1].end < whole[1]:
            rest = self.rules.trim(names[-1].end, whole[1])
            if rest is not None:
                yield *rest, None, ["from:rest", *way]

    def _of_earlier(self, sentence: Sentence, back: str) -> Iterator[tuple[int, int, str | None, list[str]]]:
        for name in self._names(sentence.start, sentence.end):
            yield name.start, name.end, name.entity_id, ["from:earlier_name", f"{back}:name"]
        for reference in self.reading.references.within(sentence.start, sentence.end):
            if reference.entity_id is not None:
                yield reference.start, reference.end, reference.entity_id, ["from:earlier_name", f"{back}:name"]
        for chunk in sentence.chunks:
            if chunk.role in (TOPIC, SUBJECT) and (whole := self._core(chunk.start, chunk.end)):
                if whole[1] - whole[0] > _LONGEST:
                    continue
                yield *whole, None, ["from:earlier_phrase", f"{back}:phrase"]
                for found in find_cues(self.reading.text, *whole):
                    if before := self.rules.trim(whole[0], found.start):
                        yield *before, None, ["from:earlier_modifier", f"{back}:modifier"]
                    break

    def _in_table(self, around: Surroundings) -> Iterator[tuple[int, int, str | None, list[str]]]:
        table, cell = around.place.table, around.place.cell
        if table is None or cell is None:
            return
        row = table.row_label(cell)
        headers = table.column_headers(cell)
        for kind, header in [*([("row", row)] if row is not None else []), *(("column", header) for header in headers)]:
            has_cue = "cue" if any(find_cues(around.text, header.start, header.end)) else "plain"
            dated = "dated" if self.reading.times.over(header.start, header.end) else "undated"
            for name in self._names(header.start, header.end):
                yield name.start, name.end, name.entity_id, [f"from:{kind}_name", has_cue]
            span = _label_words(around.text, header.start, header.end)
            if span[1] - span[0] > 1 and re.search(r"[가-힣A-Za-z]", around.text[span[0] : span[1]]):
                yield *span, None, [f"from:{kind}", f"{kind}:{has_cue}:{dated}"]
                for found in find_cues(around.text, *span):
                    if before := self.rules.trim(span[0], found.start):
                        yield *before, None, [f"from:{kind}_modifier"]
                    break

    def _governing(self, around: Surroundings) -> Iterator[tuple[int, int, str | None, list[str]]]:
        for distance, block in enumerate(self.reading.governors(around.place.block)):
            where = f"governor:{block.kind}:{min(distance, 3)}"
            for number, name in enumerate(self._names(block.start_char, block.end_char)[:4]):
                yield name.start, name.end, name.entity_id, ["from:governor_name", where, f"{where}:name", f"nth:{number}"]
            span = _label_words(around.text, block.start_char, block.end_char)
            if 1 < span[1] - span[0] <= _LONGEST:
                yield *span, None, ["from:governor", where]
            sentence = self.reading.sentence_at(span[0])
            for chunk in sentence.chunks[:3] if sentence is not None else ():
                whole = self._core(chunk.start, min(chunk.end, block.end_char))
                if whole is not None and whole != span and whole[1] - whole[0] <= _LONGEST:
                    yield *whole, None, ["from:governor_phrase", where, *self._cue_in(*whole)]
        if (main := self.discourse.main_organisation) is not None:
            yield main.start, main.end, main.entity_id, ["from:main"]
        if (section := self._first_of_section(around.place.block)) is not None:
            yield section.start, section.end, section.entity_id, ["from:section"]
        for kind, name in self._protagonists:
            yield name.start, name.end, name.entity_id, [f"from:{kind}"]
        for own in self._itself:
            yield own.start, own.end, own.entity_id, ["from:itself"]
        for back, block in enumerate(siblings(self.reading, around.place.block)[:2], start=1):
            sentence = self.reading.sentence_at(block.start_char)
            if sentence is not None:
                yield from self._of_earlier(sentence, f"sibling:{back}")

    def _first_of_section(self, block: Block | None) -> Name | None:
        """The first organisation named since the heading above, the heading included."""
        if block is None:
            return None
        opening = next((b for b in self.reading.governors(block) if b.kind in ("heading", "title")), None)
        start = opening.start_char if opening is not None else 0
        found = self.reading.names.within(start, block.end_char)
        return next((name for name in found if name.label == "ORG" and self.discourse.acts(name)), None)

    @cached_property
    def _protagonists(self) -> list[tuple[str, Name]]:
        """The organisation named most and the one named first, also where it is not sure that the report is about it."""
        organisations = [name for name in self.reading.names if name.label == "ORG" and self.discourse.acts(name)]
        if not organisations:
            return []
        most = max(organisations, key=lambda name: (self._counts[self.key(name.start, name.end, name.entity_id)], -name.start))
        return [("most", most), ("first_organisation", organisations[0])]

    @cached_property
    def _itself(self) -> list[Subject]:
        """The first word by which the report's author speaks of itself: 당사, 본사, 시."""
        match = _ITSELF.search(self.reading.text)
        return [Subject(match.start(1), match.end(1), None, 0.0)] if match else []

    def _core(self, start: int, end: int) -> tuple[int, int] | None:
        """The words of a noun phrase without those before it that only say when or how much; None where nothing else is left."""
        span = self.rules.trim(start, end)
        if span is not None and (leading := _LEADING.match(self.reading.text, *span)):
            span = (leading.end(), span[1]) if leading.end() < span[1] else None
        return None if span is None or NO_OWNER.fullmatch(self.reading.text, *span) else span

    def _parallel(self, around: Surroundings) -> str | None:
        """The answer for the number at the same place of the run of numbers before: `A 10, B 20으로 점유율은 각각 5%, 7%`."""
        reading, quantity = self.reading, around.quantity
        numbers = reading.quantities.within(around.sentence.start, around.sentence.end)
        runs: list[list[int]] = []
        for position, number in enumerate(numbers):
            before = numbers[position - 1] if position else None
            if before is None or before.unit != number.unit or not self._listed_together(before.end, number.start):
                runs.append([])
            runs[-1].append(number.start)
        for earlier, run in itertools.pairwise(runs):
            if quantity.start in run and len(run) == len(earlier) > 1:
                return self.answers.get(earlier[run.index(quantity.start)])
        return None

    def _listed_together(self, start: int, end: int) -> bool:
        words = self.reading.text[start:end]
        names = self.reading.names.within(start, end)
        for name in names:
            words = words.replace(self.reading.text[name.start : name.end], "", 1)
        return _JOINT.fullmatch(words) is not None or (
            len(names) == 1 and re.fullmatch(r"\s*,?\s*(?:이|가|은|는)?\s*", words) is not None
        )

    # -- what is known of an option

    def _option(
        self, around: Surroundings, start: int, end: int, entity_id: str | None, features: list[str], cue: Cue | None
    ) -> Option[Subject | None]:
        if entity_id is None:
            exact = next((n for n in self.reading.names.over(start, end) if (n.start, n.end) == (start, end)), None)
            entity_id = exact.entity_id if exact is not None else None
        subject = Subject(start, end, entity_id, 0.0)
        return Option(subject, self.key(start, end, entity_id), self._common(around, start, end, entity_id, features, cue))

    def _common(
        self, around: Surroundings, start: int, end: int, entity_id: str | None, features: list[str], cue: Cue | None
    ) -> list[str]:
        text, key = around.text, self.key(start, end, entity_id)
        words = text[start:end]
        name = next((n for n in self.reading.names.over(start, end) if n.start <= start and end <= n.end), None)
        label = name.label if name is not None else "none"
        record = self.reading.knowledge.gazetteer.entity(entity_id)
        inside = around.sentence.start <= start < around.sentence.end
        found = [*features, f"label:{label}", f"{features[0]}:{label}"]
        found += around.role(start, end) if inside else self._role_elsewhere(start, end)
        if record is not None and record.sector:
            found.append(f"sector:{record.sector}")
        if name is not None and not self.discourse.acts(name):
            found.append("observer")
        if cue is not None and inside:
            found += self._to_cue(around, start, end, cue)
        found += self._history(around, key)
        found += [
            f"tail:{words[-2:]}",
            f"tail1:{words[-1:]}",
            f"count<{step(self._counts[key])}",
            "main" if key == self._main else "",
            "digits" if any(c.isdigit() for c in words) else "",
            *self._cue_in(start, end),
            f"length<{step(len(words) // 3)}",
            "and" if re.match(r"\s*(?:,|·|와\s|과\s|및\s)", text[end : end + 3]) else "",
            "paren" if text[end : end + 1] == "(" else "",
            "colon" if re.match(r"\s*[:：]", text[end : end + 3]) else "",
        ]
        return kept(found)

    def _role_elsewhere(self, start: int, end: int) -> list[str]:
        sentence = self.reading.sentence_at(start)
        if sentence is None:
            return []
        chunk = next((c for c in sentence.chunks if c.start <= start < c.end), None)
        return (
            [f"there:{chunk.role or 'none'}", "there:first" if chunk is sentence.chunks[0] else ""] if chunk is not None else []
        )

    def _to_cue(self, around: Surroundings, start: int, end: int, cue: Cue) -> list[str]:
        if start <= cue.start and cue.end <= end:
            return ["cue:inside", "cue:is" if (start, end) == (cue.start, cue.end) else ""]
        if end > cue.start:
            return ["cue:behind"]
        between = around.text[end : cue.start]
        chunk = around.chunk_at(cue.start)
        return [
            "cue:before",
            "cue:next" if not between.strip() else "",
            "cue:of" if re.fullmatch(r"\s*(?:\([^)]*\))?의\s*", between) else "",
            "cue:phrase" if chunk is not None and chunk.start <= start else "",
            f"cue:gap<{step(len(between) // 4)}",
        ]

    def _history(self, around: Surroundings, key: str) -> list[str]:
        block = around.place.block
        same = self.in_sentence[0] == around.sentence.start
        return kept([
            "last" if self.last.get(None) == key else "",
            "last:block" if block is not None and self.last.get(block.ordinal) == key else "",
            ("last:sentence" if self.in_sentence[1] == key else "last:other") if same else "",
        ])  # fmt: skip

    def _cue_in(self, start: int, end: int) -> list[str]:
        found = list(find_cues(self.reading.text, start, end))
        return ["metric:within" if found[-1].end < end else "metric:tail"] if found else []

    def _names(self, start: int, end: int) -> list[Name]:
        return [name for name in self.reading.names.within(start, end) if name.label != "TICKER"]


def _label_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A label or heading without its mark, bold and the bracket behind it."""
    mark = _BULLET.match(text[start:end])
    start += mark.end() if mark else 0
    tail = _TAIL.search(text[start:end])
    end = start + tail.start() if tail and tail.start() > 0 else end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
