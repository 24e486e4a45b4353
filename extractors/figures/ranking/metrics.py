"""What a figure could measure: the metric words around it, what its unit alone tells, and what the figures before measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.figures.measures import Choice
from extractors.figures.metrics import OTHER, Cue, default_metric, find_cues, fitting, judged_as, metric, unit_class
from extractors.figures.places import Place
from extractors.figures.ranking.options import Option, Surroundings, kept, step
from extractors.reading import Reading

UNTOLD = (
    OTHER, "market_share", "growth", "rank", "share_price", "revenue", "investment", "unit_price", "company_count", "headcount",
    "facility_count", "users", "budget", "support_cap", "performance", "market_size",
)  # fmt: skip
"""Metrics that figures have without any word for them; what stands around tells (`31%를 차지했다`, `서울에 세 곳`)."""
_ADNOMINAL = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:이상|이하|초과|미만|안팎|가량|정도|여)?\s*(?:의|규모의?|상당의?|어치의?|짜리|급|수준의?)?\s*$"
)

Options = list[Option[Choice]]


class MetricOptions:
    """Gathers the options of each quantity in text order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.last: dict[tuple[int | None, str], str] = {}
        """Ordinal of a block (None for any) and kind of unit → metric chosen last."""
        self.in_sentence: tuple[int, str] = (-1, "")

    def chosen(self, place: Place, name: str) -> None:
        """Remember the answer for the quantities that follow."""
        kind = unit_class(place.quantity)
        for block in (None, place.block.ordinal if place.block is not None else None):
            self.last[block, kind] = self.last[block, ""] = name
        self.in_sentence = place.sentence.start, name

    def of(self, around: Surroundings, rule: Choice) -> Options:
        """All options for the quantity; the choice of the rules is among them."""
        place = around.place
        kind = unit_class(place.quantity)
        options: Options = []
        for cue, features in self._cues(around):
            for found, fit in fitting([cue], place.quantity):
                options.append(Option(Choice(fit.name, found, 0.0), fit.name, [*features, *self._of_cue(around, found)]))
        unit = default_metric(place.quantity)
        for name in dict.fromkeys((*UNTOLD, *self._recent(place, kind), *((unit.name,) if unit else ()))):
            row = metric(name)
            if row is None or row.fits(place.quantity):
                options.append(
                    Option(Choice(name, None, 0.0), name, ["from:none", "unit_default" if unit and unit.name == name else ""])
                )
        options.append(
            Option(rule, rule.metric, ["from:rule", f"rule_conf:{rule.confidence:.1f}", *self._of_cue(around, rule.cue)])
        )
        words = self._words(around)
        told = {option.key for option in options if option.features[0] not in ("from:none", "from:rule")}
        for option in options:
            name, like = option.key, judged_as(option.key)
            option.features += [f"is:{like}", f"is:{like}:{kind}", f"{option.features[0]}:{kind}"]
            option.features += [f"{word}|{like}" for word in words]
            option.features += self._history(around, name, kind)
            option.features.append("rule" if name == rule.metric else "")
            option.features.append("told" if name in told else f"untold:{min(len(told), 2)}")
            option.features = kept(option.features)
        return options

    def _cues(self, around: Surroundings) -> Iterator[tuple[Cue, list[str]]]:
        place, text = around.place, around.text
        if place.cell is not None and place.table is not None:
            row = place.table.row_label(place.cell)
            for kind, header in [
                *([("row", row)] if row is not None else []),
                *(("column", header) for header in place.table.column_headers(place.cell)),
            ]:
                for cue in find_cues(text, header.start, header.end):
                    yield cue, [f"from:{kind}", "tail" if cue.end == header.end else ""]
        else:
            for cue in around.cues:
                if not self.reading.quantities.over(cue.start, cue.end):
                    yield cue, ["from:sentence", *around.way(cue.start, cue.end), *around.role(cue.start, cue.end)]
            if place.label is not None:
                for cue in find_cues(text, *place.label):
                    yield cue, ["from:label"]
            for back, sentence in enumerate(around.earlier[:2], start=1):
                for cue in find_cues(text, sentence.start, sentence.end):
                    yield cue, ["from:earlier", f"earlier:{back}"]
        for distance, block in enumerate(self.reading.governors(place.block)):
            for cue in find_cues(text, block.start_char, block.end_char):
                yield cue, ["from:governor", f"governor:{block.kind}:{min(distance, 3)}"]

    def _of_cue(self, around: Surroundings, cue: Cue | None) -> list[str]:
        if cue is None:
            return []
        text, quantity = around.text, around.quantity
        named = any(
            n.start <= cue.start and cue.end <= n.end and (n.start, n.end) != (cue.start, cue.end)
            for n in self.reading.names.over(cue.start, cue.end)
        )
        found = ["in_name" if named else "", f"cue:{cue.text}"]
        if cue.start >= quantity.end and _ADNOMINAL.match(text[quantity.end : cue.start]):
            found.append("modified")
        if cue.end <= quantity.start:
            gap = text[cue.end : quantity.start]
            found.append(f"gap:{gap.strip()}" if len(gap) <= 5 else f"gap<{step(len(gap) // 6)}")
            found.append("of:" if re.match(r"\s*의\s", gap) else "")
        rest = text[cue.end : cue.end + 6]
        ends = re.match(r"\s*(?:[은는이가을를도의에로만]|으로|과|와|[\d(,.:~△+\-]|$)", rest)
        found.append("head" if ends else "part")
        return found

    def _words(self, around: Surroundings) -> list[str]:
        """Words that hint at a metric: the next verb, the nouns on both sides, the counter."""
        text, quantity, sentence = around.text, around.quantity, around.sentence
        verb = next((p for p in sentence.predicates if p.start >= quantity.end), None)
        before = re.search(r"([가-힣A-Za-z]{1,8})[\s(]*$", text[max(sentence.start, quantity.start - 14) : quantity.start])
        behind = re.match(r"\s*([가-힣A-Za-z]{1,6})", text[quantity.end : quantity.end + 8])
        counter = quantity.counter
        return kept([
            f"verb:{verb.lemma}" if verb is not None else "verb:-",
            f"before:{before[1][-3:]}" if before else "before:-",
            f"behind:{behind[1][:3]}" if behind else "behind:-",
            f"counter:{counter}" if counter else "",
            f"per:{quantity.per}" if quantity.per else "",
            f"heads:{around.place.block.kind}" if around.place.block is not None else "",
        ])  # fmt: skip

    def _history(self, around: Surroundings, name: str, kind: str) -> list[str]:
        block = around.place.block.ordinal if around.place.block is not None else None
        return [
            "last" if self.last.get((None, "")) == name else "",
            "last:kind" if self.last.get((None, kind)) == name else "",
            "last:block" if self.last.get((block, "")) == name else "",
            "last:block:kind" if self.last.get((block, kind)) == name else "",
            "last:sentence" if self.in_sentence == (around.sentence.start, name) else "",
        ]

    def _recent(self, place: Place, kind: str) -> list[str]:
        block = place.block.ordinal if place.block is not None else None
        return [name for key in ((block, kind), (block, ""), (None, kind), (None, "")) if (name := self.last.get(key))]
