"""Whom or what a figure could belong to: names, noun phrases, labels and headings around it, and nobody."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.figures.metrics import Cue, find_cues, judged_as, metric
from extractors.figures.owner_words import NO_OWNER, says_nothing
from extractors.figures.ownership.bystanders import Bystanders
from extractors.figures.ownership.phrases import ITSELF, whole
from extractors.figures.ownership.sections import Sections
from extractors.figures.ownership.settled import Ownership
from extractors.figures.places import Place
from extractors.figures.ranking.judge import Judge
from extractors.figures.ranking.options import Candidate, Option, Ranker, Surroundings, plain, siblings, unit_of
from extractors.figures.ranking.spans import before_time, class_of_size, parts, tag_before, themes
from extractors.figures.ranking.vocabulary import step
from extractors.figures.scenes import NEVER, Scene, Scenes, nearby
from extractors.figures.subjects import Subject, SubjectReader
from extractors.names import Name
from extractors.quantities import Quantity
from extractors.reading import Reading
from extractors.syntax import Chunk, Sentence
from extractors.tables import Cell
from schemas import Block

NOBODY = "-"
_LONGEST = 30
"""Characters of a noun phrase or label that is taken for a subject as a whole."""
_BULLET = re.compile(r"^[\s\-*•·○□■▶※#|①-⑳\d.)가-하]{0,6}\s*")
_IN_BRACKETS = re.compile(r"^[\s\-*•·○□■▶※#]*\(([^()\n]{2,20})\)")
_TAIL = re.compile(r"\s*\([^()]*\)\s*$")

_ITSELF = re.compile(rf"(?<![가-힣])({ITSELF.pattern}(?=[은는이가의를와과도에 ])|(?:그룹|본사)(?=[은는이가의를와과도에]))")
_LEADING = re.compile(
    r"(?:(?:당기|일평균|월평균|연평균|연결|별도|기말|당분기|올해|지난해|작년|내년|전년|이번|최근|현재|하루|일|월|연|연간|분기|누적|누계|평균|총|약|전체|같은|해당|이|그|중|말|신규"
    r"|주요|각각|사상|처음|역대|최대|잠정|기준|제?\d{1,3}기|(?:국민\s)?\d{1,3}[인명]당)(?:\s+|$))+"
)
"""Words before a noun that say when or how much of it, but not whose it is."""
_TRAILING = re.compile(r"(?:\s+(?:월|연|일|주|총|약|월평균|연평균|일평균|평균|하루|누적|누계|최대|최소|각각|단위))+$")
"""Words behind a noun that say the same: 단독가구 월 213만 원."""
_JOINT = re.compile(r"\s*(?:\([^()]*\))?\s*(?:,|와|과|·|및|그리고)\s*(?:각각\s*)?")
_AND = re.compile(r"\s*(?:,|·|와\s|과\s|및\s)")
_COLON = re.compile(r"\s*[:：]")
_OF = re.compile(r"\s*(?:\([^)]*\))?의\s*")
_BOTH = re.compile(r"\s및\s$")
_CLASSING = frozenset({"count", "age", "duration", "area", "money"})
"""Dimensions of sizes by which things are classed: 5인 미만 사업장, 85㎡ 이하 주택."""
_HEADER_WORD = re.compile(r"[가-힣A-Za-z]")
_WIDE = 60
"""Characters between an owner and a metric that are looked at."""
_LAST_WORD = 6
"""Letters of a candidate's last word that are looked at."""
_BESIDE = 20
"""Characters in which a word stands beside a phrase."""
_MANY = 24
"""Names of one sentence or heading that are looked at."""

_OF_TABLES = frozenset(
    {"from:row", "from:row_name", "from:row_modifier", "from:column", "from:column_name", "from:column_modifier"}
)
"""Labels of tables stay as they are written: a column of names may hold any words."""
_EARLIER = {"from:earlier_name": "name", "from:earlier_phrase": "phrase", "from:earlier_modifier": "modifier"}
"""What stands in a sentence before the figure's own."""

Found = Candidate[Subject | None]
Joined = tuple[Found, Sequence[int]]
"""A candidate with the numbers of what holds between it and the figure."""
Options = list[Option[Subject | None]]


@dataclass(slots=True)
class _Phrase:
    """A noun phrase and what in it could own a figure."""

    start: int
    end: int
    whole: Found
    cue: Cue | None
    """The first metric word in it."""
    modifier: Found | None
    """The words before that."""
    of_cue: Found | None
    """The metric's word itself."""
    rest: Found | None
    """The words behind its last name."""
    wider: Found | None
    """The phrase with what it is joined to or sized by: 가사 및 육아, 300인 이상 사업장."""
    parts: list[Found]
    """Its first words and its last one: 퇴직연금 and 적립금 of `퇴직연금 적립금`."""


@dataclass(slots=True)
class _Spot:
    """What is known of a span of the text, whatever it is found as."""

    subject: Subject
    left: bool
    """Whether its words name anybody."""
    key: str
    label: str
    """That of the name that the words are in."""
    embedded_from: float
    role: tuple[int, ...]
    """The numbers of the part that it plays in its sentence."""
    known: tuple[int, ...]
    """The numbers of what else is known of it."""


class SubjectOptions(Ranker[Subject | None]):
    """Gathers the options of each quantity in text order."""

    attribute = "subject"

    def __init__(self, reading: Reading, scenes: Scenes, judge: Judge, rules: SubjectReader) -> None:
        super().__init__(reading, scenes, judge)
        self.rules, self.discourse = rules, rules.discourse
        self.bystanders, self.sections = Bystanders(rules), Sections(rules)
        self.ownership = Ownership(rules, self.bystanders)
        self.last: dict[int | None, str] = {}
        """Ordinal of a block (None for any) → key of the subject chosen last in it."""
        self.in_sentence: tuple[int, str] = (-1, "")
        self.answers: dict[int, str] = {}
        """Where a quantity begins → key of its subject."""
        self._answered: Counter[str] = Counter()
        """Key → quantities whose answer it was."""
        self._latest: Subject | None = None
        """The answer before."""
        self._candidates: dict[tuple[object, ...], Found] = {}
        self._spots: dict[tuple[object, ...], _Spot] = {}
        self._of_source: dict[tuple[tuple[str, ...], str], tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._labels: dict[int, str] = {}
        """Number of a candidate in the bank → the label of the name that its words are in."""
        self._nothing: dict[int, bool] = {}
        """Number of a candidate in the bank → whether its words name nobody."""
        self._earlier: dict[int, list[Found]] = {}
        self._told_often: dict[str, int] = {}
        self._headers: dict[tuple[str, int, int], list[Found]] = {}
        self._governing: dict[int, list[Joined]] = {}
        self._beside: dict[int, list[Joined]] = {}
        self._phrases: dict[int, _Phrase | None] = {}
        self._twins: dict[int, dict[int, int]] = {}
        self._sections: dict[int, Name | None] = {}
        self._of_metric: dict[tuple[str, str], tuple[int, ...]] = {}
        number = self.vocabulary.number
        nobody = self.bank.add(self.vocabulary.numbers(["from:nobody"]))
        self._nobody: Found = Candidate(None, NOBODY, "from:nobody", -1, -1, nobody)
        self._inside, self._is, self._behind_cue = map(number, ("cue:inside", "cue:is", "cue:behind"))
        self._before_cue, self._next, self._of, self._in_phrase = map(number, ("cue:before", "cue:next", "cue:of", "cue:phrase"))
        self._gaps, self._times = self.vocabulary.steps("cue:gap"), self.vocabulary.steps("answered")
        self._same_cue, self._parallel, self._listed = map(number, ("of_cue", "parallel", "rule:listed"))
        self._rule, self._last, self._last_block = map(number, ("rule", "last", "last:block"))
        self._last_sentence, self._last_other = map(number, ("last:sentence", "last:other"))

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self.key(name.start, name.end, name.entity_id) for name in self.reading.names)

    @cached_property
    def _main(self) -> str:
        name = self.discourse.main_organisation
        return self.key(name.start, name.end, name.entity_id) if name is not None else ""

    def key(self, start: int, end: int, entity_id: str | None) -> str:
        """What makes two options one answer: the entity, else the words."""
        return entity_id or plain(self.text[start:end])

    def key_of(self, subject: Subject | None) -> str:
        """The key of an answer."""
        return NOBODY if subject is None else self.key(subject.start, subject.end, subject.entity_id)

    def chosen(self, place: Place, subject: Subject | None) -> None:
        """Remember the answer for the quantities that follow."""
        key = self.key_of(subject)
        self._latest = subject
        self._answered[key] += 1
        self.last[None] = self.answers[place.quantity.start] = key
        if place.block is not None:
            self.last[place.block.ordinal] = key
        self.in_sentence = place.scene.start, key

    def of(self, around: Surroundings, cue: Cue | None, metric_name: str, rule: Subject | None, *, listed: bool) -> Options:
        """All options for the quantity, whose metric was read from *cue*; the choice of the rules is among them."""
        place, scene = around.place, around.scene
        found: list[Joined] = [*(self._in_table(place) if place.cell is not None else self._in_text(around, cue))]
        found += self._above(place.block)
        found += self._leading(scene, place.block)
        found += self._in_siblings(place.block)
        found = self._possible(place, found, metric_name)
        nameless = rule is not None and rule.entity_id is None and says_nothing(self.text[rule.start : rule.end])
        if nameless or not self._may_own(place, rule, metric_name):
            rule = None
        elif rule is not None and rule.entity_id is None and place.cell is None:
            rule = whole(self.reading, scene, rule)
        rule_key = self.key_of(rule)
        if rule is not None:
            found.append((self._candidate(scene, rule.start, rule.end, rule.entity_id, ("from:rule",), named=False), ()))
        marks = self._marks(around, rule, rule_key, listed=listed)
        same = self.in_sentence[0] == scene.start
        of_kind = self._of_kind(around.quantity)
        of_source = {source: self._metric(metric_name, source) for source in {candidate.source for candidate, _ in found}}
        options: Options = []
        for candidate, added in found:
            key = candidate.key
            features = [
                *added,
                *marks.get(key, ()),
                *of_source[candidate.source],
                self._times[self._answered.get(key, 0)],
                *of_kind(candidate),
            ]
            if same and key != self.in_sentence[1]:
                features.append(self._last_other)
            if scene.start <= candidate.start < scene.end:
                features += self.embedded(around, candidate)
                if cue is not None:
                    features += self._to_cue(scene, candidate.start, candidate.end, cue)
            options.append(Option(candidate, features, key == rule_key))
        features = [*marks.get(NOBODY, ()), *self._metric(metric_name, "from:nobody"), self._times[self._answered[NOBODY]]]
        if same and self.in_sentence[1] != NOBODY:
            features.append(self._last_other)
        options.append(Option(self._nobody, features, rule is None))
        return options

    def _possible(self, place: Place, found: Sequence[Joined], metric_name: str) -> list[Joined]:
        """Those of the candidates that name somebody who may own the quantity; many stand in several places as the same words."""
        may_own: dict[tuple[int, int, str | None], bool] = {}
        possible: list[Joined] = []
        for option in found:
            candidate, subject = option[0], option[0].value
            if subject is None or (subject.entity_id is None and self._says_nothing(candidate, subject)):
                continue
            key = subject.start, subject.end, subject.entity_id
            if (may := may_own.get(key)) is None:
                may_own[key] = may = self._may_own(place, subject, metric_name)
            if may:
                possible.append(option)
        return possible

    def _may_own(self, place: Place, subject: Subject | None, metric_name: str) -> bool:
        """Whether nothing tells that *subject* is somebody else than the owner."""
        return subject is None or not (
            self.bystanders.cannot_own(place, subject, metric_name) or self.sections.out_of_reach(place, subject)
        )

    def _says_nothing(self, candidate: Found, subject: Subject) -> bool:
        if (nothing := self._nothing.get(candidate.number)) is None:
            self._nothing[candidate.number] = nothing = says_nothing(self.text[subject.start : subject.end])
        return nothing

    # -- where options stand

    def _in_text(self, around: Surroundings, cue: Cue | None) -> Iterator[Joined]:
        place, scene, at = around.place, around.scene, around.quantity.start
        for name in nearby(self.reading.names, at, scene.start, scene.end):
            if name.end <= scene.end and name.label != "TICKER":
                found = self._candidate(scene, name.start, name.end, name.entity_id, ("from:name",))
                yield found, self.way(around, name.start, name.end)
        for reference in nearby(self.reading.references, at, scene.start, scene.end):
            if reference.end <= scene.end and reference.entity_id is not None:
                found = self._candidate(scene, reference.start, reference.end, reference.entity_id, ("from:reference",))
                yield found, self.way(around, reference.start, reference.end)
        for chunk in nearby(scene.chunks, at):
            yield from self._of_chunk(around, chunk, cue)
        if place.label is not None:
            yield self._candidate(scene, *_label_words(self.text, *place.label), None, ("from:label",)), ()
        if (block := place.block) is not None and (head := _IN_BRACKETS.match(self.text[block.start_char : block.end_char])):
            start, end = (block.start_char + offset for offset in head.span(1))
            yield self._candidate(scene, start, end, None, ("from:head",)), ()
        for before in (at, *(chunk.start for chunk in scene.chunks.last(scene.start, at, 2))):
            if (tag := tag_before(self.text, scene.start, before)) is not None:
                yield self._candidate(scene, *tag, None, ("from:tag",)), ()
        for back, earlier in enumerate(around.earlier, start=1):
            yield from self._told_in(earlier, f"back:{back}")

    def _of_chunk(self, around: Surroundings, chunk: Chunk, cue: Cue | None) -> Iterator[Joined]:
        """The noun phrase, the part before a metric's word, and before the number itself."""
        at = around.quantity.start
        if chunk.start >= around.quantity.end + 60 or chunk.start == at < chunk.end:
            return
        if chunk.start < at < chunk.end:  # what is counted
            phrase = self._phrase(around.scene, chunk.start, at, ("counted",))
        else:
            if chunk.start not in self._phrases:
                self._phrases[chunk.start] = self._phrase(around.scene, chunk.start, chunk.end, ())
            phrase = self._phrases[chunk.start]
        if phrase is None:
            return
        way = self.way(around, phrase.start, phrase.end)
        yield phrase.whole, way
        same = phrase.cue is not None and cue is not None and phrase.cue.start == cue.start
        if phrase.modifier is not None:
            yield phrase.modifier, [*way, self._same_cue] if same else way
        if phrase.of_cue is not None and same:
            yield phrase.of_cue, way
        if phrase.rest is not None:
            yield phrase.rest, way
        if phrase.wider is not None:
            yield phrase.wider, way
        for part in phrase.parts:
            yield part, way

    def _phrase(self, scene: Scene, start: int, end: int, counted: tuple[str, ...]) -> _Phrase | None:
        span = self._core(start, end)
        if span is None and (ahead := before_time(self.reading, start, end)) is not None:
            span = self._core(*ahead)
        if span is None:
            span = class_of_size(self.reading, start, end)
        if span is None or span[1] - span[0] > _LONGEST:
            return None
        cue = next(iter(find_cues(self.text, *span)), None)
        names = self._names(*span)
        before = self.rules.trim(span[0], cue.start) if cue is not None else None
        rest = self.rules.trim(names[-1].end, span[1]) if names and names[-1].end < span[1] else None
        alone = cue is not None and (cue.start, cue.end) != span
        return _Phrase(
            *span,
            self._candidate(scene, *span, None, ("from:phrase", *counted)),
            cue,
            self._candidate(scene, *before, None, ("from:modifier", *counted)) if before is not None else None,
            self._candidate(scene, *self.rules.word_of(cue), None, ("from:cue",)) if cue is not None and alone else None,
            self._candidate(scene, *rest, None, ("from:rest",)) if rest is not None else None,
            self._wider(scene, start, span),
            list(self._parts(scene, span, counted)),
        )

    def _parts(self, scene: Scene | None, span: tuple[int, int], counted: tuple[str, ...] = ()) -> Iterator[Found]:
        for part in parts(self.text, *span):
            if (core := self._core(part.start, part.end)) is not None:
                yield self._candidate(scene, *core, None, (f"from:{part.kind}", f"{part.kind}:{part.parted}", *counted))

    def _wider(self, scene: Scene, start: int, own: tuple[int, int]) -> Found | None:
        """The noun phrase *own*, whose chunk begins at *start*, with the noun that 및 joins to it or the size that tells its class."""
        if (joint := _BOTH.search(self.text, max(scene.start, start - _LONGEST), start)) is not None and own[0] == start:
            first = scene.chunks.at(joint.start() - 1)
            span = self.rules.trim(first.start, joint.start()) if first is not None and first.end == joint.start() else None
            kind, wide = "joined", (span[0], own[1]) if span is not None else own
        else:
            sizes = self.reading.quantities.within(start, own[0])
            sized = sizes and sizes[0].dimension in _CLASSING and not self.reading.times.over(sizes[0].start, own[0])
            kind, wide = "sized", (sizes[0].start, own[1]) if sized else own
        if wide == own or wide[1] - wide[0] > _LONGEST:
            return None
        return self._candidate(scene, *wide, None, (f"from:{kind}",))

    def _told_in(self, sentence: Sentence, back: str) -> Iterator[Joined]:
        """The names of a sentence that is not the figure's own, its topics, and what stands in them before a metric's word."""
        if sentence.start not in self._earlier:
            self._earlier[sentence.start] = list(self._told(sentence))
        for candidate in self._earlier[sentence.start]:
            yield candidate, (self.vocabulary.number(f"{back}:{_EARLIER[candidate.source]}"),)

    def _told(self, sentence: Sentence) -> Iterator[Found]:
        for name in self._names(sentence.start, sentence.end)[-_MANY:]:
            yield self._candidate(None, name.start, name.end, name.entity_id, ("from:earlier_name",))
        for reference in self.reading.references.within(sentence.start, sentence.end)[-_MANY:]:
            if reference.entity_id is not None:
                yield self._candidate(None, reference.start, reference.end, reference.entity_id, ("from:earlier_name",))
        for chunk in self.scenes.of(sentence).topics[-_MANY:]:
            span = self._core(chunk.start, chunk.end)
            if span is None or span[1] - span[0] > _LONGEST:
                continue
            yield self._candidate(None, *span, None, ("from:earlier_phrase",))
            yield from self._before_cue_in(None, span, "from:earlier_modifier")

    def _before_cue_in(self, scene: Scene | None, span: tuple[int, int], source: str) -> Iterator[Found]:
        cue = next(iter(find_cues(self.text, *span)), None)
        if cue is not None and (before := self.rules.trim(span[0], cue.start)):
            yield self._candidate(scene, *before, None, (source,))

    def _in_table(self, place: Place) -> Iterator[Joined]:
        table, cell, scene = place.table, place.cell, place.scene
        if table is None or cell is None:
            return
        row = table.first_label(cell)
        headers = [("row", row)] if row is not None else []
        for kind, header in [*headers, *(("column", header) for header in table.column_headers(cell))]:
            key = kind, header.start, scene.start if scene.start <= header.start < scene.end else -1
            if key not in self._headers:
                self._headers[key] = list(self._of_header(scene, kind, header))
            for candidate in self._headers[key]:
                yield candidate, ()

    def _of_header(self, scene: Scene, kind: str, header: Cell) -> Iterator[Found]:
        has_cue = "cue" if any(find_cues(self.text, header.start, header.end)) else "plain"
        dated = "dated" if self.reading.times.over(header.start, header.end) else "undated"
        for name in self._names(header.start, header.end):
            yield self._candidate(scene, name.start, name.end, name.entity_id, (f"from:{kind}_name", has_cue))
        span = _label_words(self.text, header.start, header.end)
        if span[1] - span[0] > 1 and _HEADER_WORD.search(self.text, *span):
            yield self._candidate(scene, *span, None, (f"from:{kind}", f"{kind}:{has_cue}:{dated}"))
            yield from self._before_cue_in(scene, span, f"from:{kind}_modifier")

    def _above(self, block: Block | None) -> list[Joined]:
        """Who is named by the labels and headings above a block."""
        ordinal = block.ordinal if block is not None else -1
        if ordinal not in self._governing:
            self._governing[ordinal] = [(candidate, ()) for candidate in self._of_governors(block)]
        return self._governing[ordinal]

    def _of_governors(self, block: Block | None) -> Iterator[Found]:
        for distance, above in enumerate(self.reading.governors(block)):
            where = f"governor:{above.kind}:{min(distance, 3)}"
            for number, name in enumerate(self._names(above.start_char, above.end_char)[:4]):
                features = ("from:governor_name", where, f"{where}:name", f"nth:{number}")
                yield self._candidate(None, name.start, name.end, name.entity_id, features)
            span = _label_words(self.text, above.start_char, above.end_char)
            if 1 < span[1] - span[0] <= _LONGEST:
                item = "item" if above.kind == "heading" and self.rules.item_of(above) is not None else ""
                yield self._candidate(None, *span, None, ("from:governor", where, item))
            sentence = self.reading.sentence_at(span[0])
            for chunk in sentence.chunks[:3] if sentence is not None else ():
                phrase = self._core(chunk.start, min(chunk.end, above.end_char))
                if phrase is not None and phrase != span and phrase[1] - phrase[0] <= _LONGEST:
                    yield self._candidate(None, *phrase, None, ("from:governor_phrase", where))

    def _leading(self, scene: Scene, block: Block | None) -> Iterator[Joined]:
        """Whom the report is about, as far as that can be told without the figure."""
        if (main := self.discourse.main_organisation) is not None:
            yield self._candidate(scene, main.start, main.end, main.entity_id, ("from:main",)), ()
        if (section := self._first_of_section(block)) is not None:
            yield self._candidate(scene, section.start, section.end, section.entity_id, ("from:section",)), ()
        for kind, name in self._protagonists:
            yield self._candidate(scene, name.start, name.end, name.entity_id, (f"from:{kind}",)), ()
        for number, theme in enumerate(self._themes):
            yield self._candidate(scene, *theme, None, ("from:theme", f"theme:{number}")), ()
        if (before := self._latest) is not None:
            yield self._candidate(scene, before.start, before.end, before.entity_id, ("from:before",)), ()
        if self._itself is not None and self._itself[0] < scene.end:
            yield self._candidate(scene, *self._itself, None, ("from:itself",)), ()

    def _in_siblings(self, block: Block | None) -> list[Joined]:
        """Who is named where the blocks before this one begin."""
        ordinal = block.ordinal if block is not None else -1
        if ordinal not in self._beside:
            opening = [self.reading.sentence_at(before.start_char) for before in siblings(self.reading, block)[:2]]
            told = (
                self._told_in(sentence, f"sibling:{back}")
                for back, sentence in enumerate(opening, start=1)
                if sentence is not None
            )
            self._beside[ordinal] = list(itertools.chain.from_iterable(told))
        return self._beside[ordinal]

    def _first_of_section(self, block: Block | None) -> Name | None:
        """The first organisation named since the heading above, the heading included."""
        if block is None:
            return None
        opening = next((b for b in self.reading.governors(block) if b.kind in ("heading", "title")), None)
        start = opening.start_char if opening is not None else 0
        if start not in self._sections:
            names = self.reading.names
            following = (names[index] for index in range(names.index_from(start), len(names)))
            self._sections[start] = next((name for name in following if name.label == "ORG" and self.discourse.acts(name)), None)
        first = self._sections[start]
        return first if first is not None and first.end <= block.end_char else None

    @cached_property
    def _protagonists(self) -> list[tuple[str, Name]]:
        """The organisation named most and the one named first, also where it is not sure that the report is about it."""
        organisations = [name for name in self.reading.names if name.label == "ORG" and self.discourse.acts(name)]
        if not organisations:
            return []
        most = max(organisations, key=lambda name: (self._counts[self.key(name.start, name.end, name.entity_id)], -name.start))
        return [("most", most), ("first_organisation", organisations[0])]

    @cached_property
    def _themes(self) -> list[tuple[int, int]]:
        return themes(self.reading)

    @cached_property
    def _itself(self) -> tuple[int, int] | None:
        """The first word by which the report's author speaks of itself: 당사, 본사, 시."""
        match = _ITSELF.search(self.text)
        return match.span(1) if match else None

    def _core(self, start: int, end: int) -> tuple[int, int] | None:
        """The words of a noun phrase without those before it that only say when or how much; None where nothing else is left."""
        span = self.rules.trim(start, end)
        if span is not None and (leading := _LEADING.match(self.reading.text, *span)):
            span = (leading.end(), span[1]) if leading.end() < span[1] else None
        if span is not None and (trailing := _TRAILING.search(self.text, *span)):
            span = self.rules.trim(span[0], trailing.start())
        if span is None or NO_OWNER.fullmatch(self.reading.text, *span) or self._is_code(*span):
            return None
        return span

    def _is_code(self, start: int, end: int) -> bool:
        """Whether the words are the code of a company that stands in brackets behind its name."""
        name = self.reading.names.at(start) if self.text[start - 1 : start] == "(" else None
        return name is not None and name.label == "TICKER" and name.end == end

    def _twins_in(self, scene: Scene) -> dict[int, int]:
        """Where numbers begin → where the number at the same place of the run before does: `A 10, B 20으로 점유율은 각각 5%, 7%`."""
        if scene.start not in self._twins:
            runs: list[list[int]] = []
            before: Quantity | None = None
            for number in self.reading.quantities.within(scene.start, scene.end):
                if before is None or before.unit != number.unit or not self._listed_together(before.end, number.start):
                    runs.append([])
                runs[-1].append(number.start)
                before = number
            pairs = [(run, earlier) for earlier, run in itertools.pairwise(runs) if len(run) == len(earlier) > 1]
            self._twins[scene.start] = {start: twin for run, earlier in pairs for start, twin in zip(run, earlier, strict=True)}
        return self._twins[scene.start]

    def _listed_together(self, start: int, end: int) -> bool:
        words = self.reading.text[start:end]
        names = self.reading.names.within(start, end)
        for name in names:
            words = words.replace(self.reading.text[name.start : name.end], "", 1)
        return _JOINT.fullmatch(words) is not None or (
            len(names) == 1 and re.fullmatch(r"\s*,?\s*(?:이|가|은|는)?\s*", words) is not None
        )

    # -- what is known of a candidate

    def _candidate(
        self, scene: Scene | None, start: int, end: int, entity_id: str | None, features: tuple[str, ...], *, named: bool = True
    ) -> Found:
        """
        A span of the text with its own *features*, of which the first is its source; where it lies in *scene*, with its part there.

        A span that is a name takes the name's entity, unless it is not to be *named*.
        """
        inside = scene if scene is not None and scene.start <= start < scene.end else None
        key = (start, end, entity_id, features, -1 if inside is None else inside.start)
        if (candidate := self._candidates.get(key)) is None:
            spot = self._spot(inside, start, end, entity_id, named=named, widened=features[0] not in _OF_TABLES)
            own, labelled = self._numbers_of_source(features, spot.label)
            number = self.bank.add(tuple(dict.fromkeys((*own, *spot.role, *labelled, *spot.known))))
            self._labels[number] = spot.label
            candidate = Candidate(spot.subject, spot.key, features[0], start, end, number, spot.embedded_from)
            self._candidates[key] = candidate
            if not spot.left:
                self._nothing[number] = True
        return candidate

    def _spot(self, inside: Scene | None, start: int, end: int, entity_id: str | None, *, named: bool, widened: bool) -> _Spot:
        """*widened*: whether words without an entity stand for all of their noun phrase."""
        key = (start, end, entity_id, named, widened, -1 if inside is None else inside.start)
        if (spot := self._spots.get(key)) is None:
            if entity_id is None and named:
                exact = next((n for n in self.reading.names.over(start, end) if (n.start, n.end) == (start, end)), None)
                entity_id = exact.entity_id if exact is not None else None
            subject, left = Subject(start, end, entity_id, 0.0), True
            home = inside or self._scene_at(start)
            if entity_id is None and widened:
                wide = whole(self.reading, home, subject) if home is not None else subject
                subject, left = wide or subject, wide is not None
            answer = self.key(subject.start, subject.end, entity_id)
            if inside is not None:
                role, embedded_from = self.role(inside, start, end)
            else:
                role, embedded_from = _role_elsewhere(home, start), NEVER
            name = self._name_over(subject)
            numbers = self.vocabulary.numbers
            known = numbers([*self._known_of(subject, name, answer, end), *self._classes_of(subject, home)])
            spot = _Spot(subject, left, answer, _label(name), embedded_from, numbers(role), known)
            self._spots[key] = spot
        return spot

    def _numbers_of_source(self, features: tuple[str, ...], label: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The numbers of a candidate's own *features*, and those of the *label* of its name, alone and beside the source."""
        key = features, label
        if (found := self._of_source.get(key)) is None:
            numbers = self.vocabulary.numbers
            self._of_source[key] = found = numbers(features), numbers((f"label:{label}", f"{features[0]}:{label}"))
        return found

    def _told_times(self, words: str) -> int:
        """How often *words* stand in the text."""
        if words not in self._told_often:
            self._told_often[words] = self.text.count(words)
        return self._told_often[words]

    def _name_over(self, subject: Subject) -> Name | None:
        """The name that the words of *subject* are, or are a part of."""
        names = self.reading.names.over(subject.start, subject.end)
        return next((name for name in names if name.start <= subject.start and subject.end <= name.end), None)

    def _known_of(self, subject: Subject, name: Name | None, key: str, stripped_from: int) -> list[str]:
        text, start, end = self.text, subject.start, subject.end
        words = text[start:end]
        held = self.reading.names.within(start, end) if name is None else []
        record = self.reading.knowledge.gazetteer.entity(subject.entity_id)
        cues = find_cues(text, start, end)
        return [
            f"sector:{record.sector}" if record is not None and record.sector else "",
            "observer" if name is not None and not self.discourse.acts(name) else "",
            f"tail:{words[-2:]}",
            f"tail1:{words[-1:]}",
            f"count<{step(self._counts[key])}",
            f"told<{step(self._told_times(words))}",
            f"word:{words.rpartition(' ')[2][-_LAST_WORD:]}",
            f"inside:{held[-1].label}" if held else "",
            "stripped" if end < stripped_from else "",
            "main" if key == self._main else "",
            "digits" if any(map(str.isdigit, words)) else "",
            "" if not cues else "metric:within" if cues[-1].end < end else "metric:tail",
            f"length<{step(len(words) // 3)}",
            "and" if _AND.match(text, end, end + 3) else "",
            "paren" if text[end : end + 1] == "(" else "",
            "colon" if _COLON.match(text, end, end + 3) else "",
        ]

    def _classes_of(self, subject: Subject, home: Scene | None) -> list[str]:
        """The classes of its last word and its first, of what stands behind its phrase, and of what the phrase does."""
        words = self.scenes.words
        found = words.ending(subject.end, "head") + words.behind(subject.start, subject.end, "front")
        chunk = home.chunks.at(subject.start) if home is not None else None
        if home is not None and chunk is not None:
            found += words.behind(chunk.end, min(home.end, chunk.end + _BESIDE), "beside")
            verb = home.predicates.starting_from(chunk.end)
            found += words.behind(verb.start, verb.end, "does") if verb is not None else ["does:-"]
        return found

    def _scene_at(self, start: int) -> Scene | None:
        sentence = self.reading.sentence_at(start)
        return self.scenes.of(sentence) if sentence is not None else None

    # -- what joins it to the figure

    def _to_cue(self, scene: Scene, start: int, end: int, cue: Cue) -> list[int]:
        if start <= cue.start and cue.end <= end:
            return [self._inside, self._is] if (start, end) == (cue.start, cue.end) else [self._inside]
        if end > cue.start:
            return [self._behind_cue]
        found = [self._before_cue, self._gaps[(cue.start - end) // 4]]
        if cue.start - end <= _WIDE:
            between = self.text[end : cue.start]
            if not between.strip():
                found.append(self._next)
            elif _OF.fullmatch(between):
                found.append(self._of)
        chunk = scene.chunks.at(cue.start)
        if chunk is not None and chunk.start <= start:
            found.append(self._in_phrase)
        return found

    def _marks(self, around: Surroundings, rule: Subject | None, rule_key: str, *, listed: bool) -> dict[str, list[int]]:
        """Answer → the numbers of what marks it: the rules', that of the number in the list before, the last ones."""
        block, scene = around.place.block, around.scene
        grade = self.vocabulary.number("rule:-" if rule is None else f"rule:{rule.confidence:.2f}")
        found = {rule_key: [self._rule, grade, *([self._listed] if listed else [])]}
        twin = self._twins_in(scene).get(around.quantity.start)
        marks = [(self.answers.get(twin) if twin is not None else None, self._parallel), (self.last.get(None), self._last)]
        if block is not None:
            marks.append((self.last.get(block.ordinal), self._last_block))
        if self.in_sentence[0] == scene.start:
            marks.append((self.in_sentence[1], self._last_sentence))
        for key, number in marks:
            if key is not None:
                found.setdefault(key, []).append(number)
        return found

    def _metric(self, name: str, source: str) -> tuple[int, ...]:
        if (name, source) not in self._of_metric:
            own = metric(name)
            said = [f"metric:{judged_as(name)}:{source}", f"own:{source}" if own is not None and own.own_subject else ""]
            self._of_metric[name, source] = self.vocabulary.numbers(said)
        return self._of_metric[name, source]

    def _of_kind(self, quantity: Quantity) -> Callable[[Found], list[int]]:
        """Candidate → the numbers of its name's label beside the unit, and of its last letter beside what is counted: 7,400명 of 가입자."""
        of_unit = self.vocabulary.crossed(f"unit:{unit_of(quantity)}")
        of_counter = self.vocabulary.crossed(f"counter:{quantity.counter}") if quantity.counter else None

        def found(candidate: Found) -> list[int]:
            numbers: list[int] = []
            if of_unit is not None and (beside := of_unit(self._labels[candidate.number])):
                numbers.append(beside)
            subject = candidate.value
            if of_counter is not None and subject is not None and (counted := of_counter(self.text[subject.end - 1])):
                numbers.append(counted)
            return numbers

        return found

    def _names(self, start: int, end: int) -> list[Name]:
        return [name for name in self.reading.names.within(start, end) if name.label != "TICKER"]


def _role_elsewhere(scene: Scene | None, start: int) -> list[str]:
    """The part that what begins at *start* plays in *scene*, which is not the figure's own."""
    chunk = scene.chunks.at(start) if scene is not None else None
    if scene is None or chunk is None:
        return []
    return [f"there:{chunk.role or 'none'}", "there:first" if chunk is scene.chunks[0] else ""]


def _label(name: Name | None) -> str:
    return name.label if name is not None else "none"


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
