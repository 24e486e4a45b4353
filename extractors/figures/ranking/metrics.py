"""What a figure could measure: the metric words around it, what its unit alone tells, and what the figures before measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from extractors.figures.measures import Choice
from extractors.figures.metrics import OTHER, Cue, default_metric, find_cues, fitting, judged_as, metric, unit_class
from extractors.figures.places import Place
from extractors.figures.ranking.judge import Judge
from extractors.figures.ranking.options import Candidate, Option, Ranker, Surroundings
from extractors.figures.scenes import NEVER, Scene, Scenes, in_name, nearby
from extractors.lexicon import LEXICON
from extractors.names import Name
from extractors.quantities import Quantity
from extractors.reading import Reading

UNTOLD = (
    OTHER, "share_of_total", "growth", "rank", "share_price", "revenue", "investment", "unit_price", "company_count", "headcount",
    "facility_count", "users", "budget", "support_cap", "performance", "market_size",
)  # fmt: skip
"""Metrics that figures have without any word for them; what stands around tells (`31%를 차지했다`, `서울에 세 곳`)."""
_ADNOMINAL = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:이상|이하|초과|미만|안팎|가량|정도|여)?\s*(?:의|규모의?|상당의?|어치의?|짜리|급|수준의?)?\s*$"
)
_HEAD = re.compile(r"\s*(?:[은는이가을를도의에로만]|으로|과|와|[\d(,.:~△+\-]|$)")
_WIDE = 60
"""Characters between a number and the word that it modifies, at most."""
_MANY = 16
"""Metric words of one heading or earlier sentence that are looked at."""

_REASON = re.compile(
    rf"\s?(?:{LEXICON.alternation('reason noun')}(?:\s?등)?(?:으로|로)(?![가-힣])"
    rf"|{LEXICON.alternation('reason noun')}?(?:\s?등)?의?\s?{LEXICON.alternation('reason')})"
)
"""Behind a metric's word that only tells why: 수출 감소 등의 영향으로 창업이 6% 줄었다."""
_OF = re.compile(r"\s*의\s")
_BEFORE, _BEHIND = re.compile(r"([가-힣A-Za-z]{1,8})[\s(]*$"), re.compile(r"\s*([가-힣A-Za-z]{1,6})")
"""The words on both sides of a number."""
Options = list[Option[Choice]]


class MetricOptions(Ranker[Choice]):
    """Gathers the options of each quantity in text order."""

    attribute = "metric"

    def __init__(self, reading: Reading, scenes: Scenes, judge: Judge) -> None:
        super().__init__(reading, scenes, judge)
        self.last: dict[tuple[int | None, str], str] = {}
        """Ordinal of a block (None for any) and kind of unit → metric chosen last."""
        self.in_sentence: tuple[int, str] = (-1, "")
        self._candidates: dict[tuple[int, str, str, tuple[str, ...]], Candidate[Choice]] = {}
        self._untold: dict[tuple[str, str | None], dict[str, Candidate[Choice]]] = {}
        self._gaps = self.vocabulary.steps("gap")
        number = self.vocabulary.number
        self._modified, self._of, self._rule, self._told = map(number, ("modified", "of:", "rule", "told"))
        self._nothing_told = [number(f"untold:{count}") for count in range(3)]
        self._last = [number(f"last{what}") for what in ("", ":kind", ":block", ":block:kind", ":sentence")]

    def chosen(self, place: Place, name: str) -> None:
        """Remember the answer for the quantities that follow."""
        kind = unit_class(place.quantity)
        for block in (None, place.block.ordinal if place.block is not None else None):
            self.last[block, kind] = self.last[block, ""] = name
        self.in_sentence = place.scene.start, name

    def of(self, around: Surroundings, rule: Choice) -> Options:
        """All options for the quantity; the choice of the rules is among them."""
        quantity, kind = around.quantity, unit_class(around.quantity)
        history = self._history(around.place, kind)
        options: Options = []
        for cue, features, added in self._cues(around):
            for found, fit in fitting([cue], quantity):
                candidate = self._candidate(around.scene, found, fit.name, kind, features)
                joined = [*added, *self.embedded(around, candidate), *self._to_cue(quantity, found)]
                options.append(Option(candidate, joined, fit.name == rule.metric))
        told = {option.key for option in options}
        for candidate in self._without_cue(around.scene, quantity, kind, history[:4]):
            options.append(Option(candidate, [], candidate.key == rule.metric))
        options.append(self._of_rule(around, rule, kind))
        by_name = self._words(around)
        for number, name in zip(self._last, history, strict=True):
            if name:
                by_name[name].append(number)
        by_name[rule.metric].append(self._rule)
        nothing = self._nothing_told[min(len(told), 2)]
        for option in options:
            option.features += by_name[option.key]
            option.features.append(self._told if option.key in told else nothing)
        return options

    # -- candidates

    def _candidate(self, scene: Scene, cue: Cue | None, name: str, kind: str, features: tuple[str, ...]) -> Candidate[Choice]:
        """*features* begin with the source; `from:sentence` adds the part that the cue plays in the sentence."""
        start = cue.start if cue is not None else -1
        key = (start, name, kind, features)
        if key not in self._candidates:
            source, embedded_from = features[0], NEVER
            role: list[str] = []
            if cue is not None and source == "from:sentence":
                role, embedded_from = self.role(scene, cue.start, cue.end)
            like = judged_as(name)
            said = [*features, *role, *self._of_cue(cue), f"is:{like}", f"is:{like}:{kind}", f"{source}:{kind}"]
            number = self.bank.add(self.vocabulary.numbers(said))
            self._candidates[key] = Candidate(Choice(name, cue, 0.0), name, source, start, start, number, embedded_from)
        return self._candidates[key]

    def _of_cue(self, cue: Cue | None) -> list[str]:
        if cue is None:
            return []
        ends = _HEAD.match(self.text[cue.end : cue.end + 6])
        return ["in_name" if in_name(self.reading, cue) else "", f"cue:{cue.text}", "head" if ends else "part"]

    def _cues(self, around: Surroundings) -> Iterator[tuple[Cue, tuple[str, ...], list[int]]]:
        """The metric words around, each with features of its own and the numbers of those that join it to the figure."""
        place, text = around.place, self.text
        if place.cell is not None and place.table is not None:
            row = place.table.row_label(place.cell)
            headers = [("row", row)] if row is not None else []
            for kind, header in [*headers, *(("column", header) for header in place.table.column_headers(place.cell))]:
                for cue in find_cues(text, header.start, header.end):
                    yield cue, (f"from:{kind}", "tail" if cue.end == header.end else ""), []
        else:
            for cue in nearby(around.scene.cues, around.quantity.start):
                if self._is_elsewhere(around, cue) or not around.scene.measures(around.quantity, cue):
                    continue
                yield cue, ("from:sentence",), self.way(around, cue.start, cue.end)
            if place.label is not None:
                for cue in find_cues(text, *place.label):
                    yield cue, ("from:label",), []
            for back, sentence in enumerate(around.earlier[:2], start=1):
                for cue in find_cues(text, sentence.start, sentence.end)[-_MANY:]:
                    yield cue, ("from:earlier", f"earlier:{back}"), []
        for distance, block in enumerate(self.reading.governors(place.block)):
            for cue in find_cues(text, block.start_char, block.end_char)[:_MANY]:
                yield cue, ("from:governor", f"governor:{block.kind}:{min(distance, 3)}"), []

    def _is_elsewhere(self, around: Surroundings, cue: Cue) -> bool:
        """Whether the word is a part of an organisation's name, or tells the reason of what the figure measures."""
        if any(name.label == "ORG" and name.end - name.start > cue.end - cue.start for name in self._names_over(cue)):
            return True
        return cue.end <= around.quantity.start and _REASON.match(self.text, cue.end, around.quantity.start) is not None

    def _names_over(self, cue: Cue) -> Iterable[Name]:
        return (n for n in self.reading.names.over(cue.start, cue.end) if n.start <= cue.start and cue.end <= n.end)

    def _without_cue(self, scene: Scene, quantity: Quantity, kind: str, recent: Iterable[str]) -> Iterator[Candidate[Choice]]:
        """What the unit alone could tell, and what the figures before measured."""
        key = kind, quantity.counter
        if key not in self._untold:
            unit = default_metric(quantity)
            names = {name: ("from:none",) for name in UNTOLD if (row := metric(name)) is None or row.fits(quantity)}
            by_unit = {unit.name: ("from:none", "unit_default")} if unit is not None else {}
            found = {name: self._candidate(scene, None, name, kind, features) for name, features in {**names, **by_unit}.items()}
            self._untold[key] = found
        untold = self._untold[key]
        yield from untold.values()
        for name in dict.fromkeys(recent):
            if name and name not in untold and ((row := metric(name)) is None or row.fits(quantity)):
                yield self._candidate(scene, None, name, kind, ("from:none",))

    def _of_rule(self, around: Surroundings, rule: Choice, kind: str) -> Option[Choice]:
        features = ("from:rule", f"rule_conf:{rule.confidence:.1f}")
        candidate = self._candidate(around.scene, rule.cue, rule.metric, kind, features)
        added = self._to_cue(around.quantity, rule.cue) if rule.cue is not None else []
        return Option(candidate, added, by_rule=True)

    # -- what joins them to the figure

    def _to_cue(self, quantity: Quantity, cue: Cue) -> list[int]:
        text = self.text
        if cue.start >= quantity.end:
            wide = cue.start - quantity.end > _WIDE
            return [self._modified] if not wide and _ADNOMINAL.match(text[quantity.end : cue.start]) else []
        if cue.end > quantity.start:
            return []
        gap = text[cue.end : min(quantity.start, cue.end + 6)]
        found = [self.vocabulary.number(f"gap:{gap.strip()}") if len(gap) <= 5 else self._gaps[(quantity.start - cue.end) // 6]]
        if _OF.match(gap):
            found.append(self._of)
        return found

    def _words(self, around: Surroundings) -> _Hints:
        """Metric → the numbers of what hints at it: the next verb, the nouns on both sides, the counter, the kind of block."""
        text, quantity, scene = self.text, around.quantity, around.scene
        verb = scene.predicates.starting_from(quantity.end)
        before = _BEFORE.search(text[max(scene.start, quantity.start - 14) : quantity.start])
        behind = _BEHIND.match(text, quantity.end, quantity.end + 8)
        words = (
            f"verb:{verb.lemma if verb is not None else '-'}",
            f"before:{before[1][-3:] if before else '-'}",
            f"behind:{behind[1][:3] if behind else '-'}",
            f"counter:{quantity.counter}" if quantity.counter else "",
            f"per:{quantity.per}" if quantity.per else "",
            f"heads:{around.place.block.kind}" if around.place.block is not None else "",
        )
        return _Hints(self.vocabulary.hints(filter(None, words)))

    def _history(self, place: Place, kind: str) -> list[str]:
        """What was chosen last: at all, for this kind of unit, in this block, for the kind in the block, in this sentence."""
        block = place.block.ordinal if place.block is not None else None
        keys = ((None, ""), (None, kind), (block, ""), (block, kind))
        start, name = self.in_sentence
        return [*(self.last.get(key, "") for key in keys), name if start == place.scene.start else ""]


class _Hints(dict[str, list[int]]):
    """Metric → the numbers of the words that hint at it."""

    def __init__(self, hints: Sequence[Callable[[str], int | None]]) -> None:
        super().__init__()
        self._hints = hints

    def __missing__(self, name: str) -> list[int]:
        like = judged_as(name)
        self[name] = found = [number for hint in self._hints if (number := hint(like))]
        return found
