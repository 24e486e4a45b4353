"""Whether a figure could be actual, a forecast or a plan: the words around it, its period and the headings above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

from extractors.figures.metrics import judged_as
from extractors.figures.periods import Period
from extractors.figures.places import Place
from extractors.figures.ranking.options import Option, Surroundings, kept
from extractors.reading import Reading
from schemas.records import Modality

_COMPARED = re.compile(r"보다|대비|비해|비교|견줘|견주|만에|같은 기간|동기|연초|이후|연평균")


class ModalityOptions:
    """Gathers the options of each quantity in text order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.last: dict[int | None, str] = {}

    def chosen(self, place: Place, answer: str) -> None:
        """Remember the answer for the quantities that follow."""
        self.last[None] = answer
        if place.block is not None:
            self.last[place.block.ordinal] = answer

    def of(self, around: Surroundings, metric: str, measure: str, period: Period | None, rule: str) -> list[Option[str]]:
        """The three answers for the quantity; the choice of the rules is among them."""
        words = [*self._words(around, period), f"metric:{judged_as(metric)}", f"measure:{measure}"]
        block = around.place.block.ordinal if around.place.block is not None else None
        options = []
        for answer in get_args(Modality):
            said = [
                f"is:{answer}",
                "rule" if answer == rule else "",
                "last" if self.last.get(None) == answer else "",
                "last:block" if self.last.get(block) == answer else "",
            ]
            options.append(Option(answer, answer, kept([*said, *(f"{word}|{answer}" for word in words)])))
        return options

    def _words(self, around: Surroundings, period: Period | None) -> Iterator[str]:
        text, quantity, sentence, place = around.text, around.quantity, around.sentence, around.place
        ahead = [p for p in sentence.predicates if p.start >= quantity.end]
        for number, predicate in enumerate(ahead[:2]):
            yield f"verb{number}:{predicate.lemma}"
            yield f"ending{number}:{'+'.join(predicate.forms[-2:])}"
        if sentence.predicates:
            yield f"closing:{sentence.predicates[-1].lemma}"
            yield f"closing_ending:{'+'.join(sentence.predicates[-1].forms[-2:])}"
        for side, words in (
            ("before", text[max(place.floor, quantity.start - 30) : quantity.start]),
            ("behind", text[quantity.end : min(sentence.end, quantity.end + 30)]),
        ):
            for morpheme in sorted(set(re.findall(r"[가-힣A-Za-z]{2,}", words))):
                yield f"{side}:{morpheme[:3]}"
        before = text[sentence.start : quantity.start]
        for match in _COMPARED.finditer(before):
            yield f"compared:{match[0]}"
        times = self.reading.times.within(sentence.start, quantity.start)
        for time in times[-2:]:
            yield f"time:{time.grain}:{time.relation}"
            yield f"timed:{text[time.start : time.end][-5:]}"
        for block in list(self.reading.governors(place.block))[:2]:
            for word in re.findall(r"[가-힣]{2,}", text[block.start_char : block.end_char])[:8]:
                yield f"heading:{word[:3]}"
        if place.cell is not None and place.table is not None:
            for header in place.table.column_headers(place.cell):
                yield f"column:{header.text[-3:]}"
        yield from around.setting
        yield from self._when(period)

    def _when(self, period: Period | None) -> Iterator[str]:
        published: date | None = self.reading.published_on
        if period is None or published is None:
            yield "when:unknown"
            return
        yield "when:ahead" if period[0] > published else "when:past" if period[1] < published else "when:now"
        yield f"days:{min((period[1] - period[0]).days // 80, 5)}"
