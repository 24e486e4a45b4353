"""Whether a figure could be actual, a forecast or a plan: the words around it, its period and the headings above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import get_args

from extractors.figures.metrics import judged_as
from extractors.figures.places import Place
from extractors.figures.ranking.judge import Judge
from extractors.figures.ranking.options import Candidate, Option, Ranker, Surroundings
from extractors.figures.scenes import REACH, Scenes
from extractors.figures.timing.days import Period
from extractors.reading import Reading
from schemas.records import Modality

_COMPARED = re.compile(r"보다|대비|비해|비교|견줘|견주|만에|같은 기간|동기|연초|이후|연평균")
_WORD, _HANGUL = re.compile(r"[가-힣A-Za-z]{2,}"), re.compile(r"[가-힣]{2,}")
_ANSWERS: tuple[str, ...] = get_args(Modality)


class ModalityOptions(Ranker[str]):
    """Gathers the options of each quantity in text order."""

    attribute = "modality"

    def __init__(self, reading: Reading, scenes: Scenes, judge: Judge) -> None:
        super().__init__(reading, scenes, judge)
        self.last: dict[int | None, str] = {}
        self.told: dict[int, str] = {}
        """Index of a quantity → its answer."""
        self._candidates = [
            Candidate(answer, answer, "from:all", -1, -1, self.bank.add(self.vocabulary.numbers([f"is:{answer}"])))
            for answer in _ANSWERS
        ]
        self._rule, self._last, self._last_block = map(self.vocabulary.number, ("rule", "last", "last:block"))
        self._headings: dict[int, list[str]] = {}

    def chosen(self, place: Place, answer: str) -> None:
        """Remember the answer for the quantities that follow."""
        self.last[None] = self.told[place.index] = answer
        if place.block is not None:
            self.last[place.block.ordinal] = answer

    def of(self, around: Surroundings, metric: str, measure: str, period: Period | None, rule: str) -> list[Option[str]]:
        """The three answers for the quantity; the choice of the rules is among them."""
        words = dict.fromkeys((*self._words(around, period), f"metric:{judged_as(metric)}", f"measure:{measure}"))
        hints = self.vocabulary.hints(words)
        block = around.place.block.ordinal if around.place.block is not None else None
        options = []
        for candidate in self._candidates:
            answer = candidate.value
            features = [number for hint in hints if (number := hint(answer))]
            if answer == rule:
                features.append(self._rule)
            if self.last.get(None) == answer:
                features.append(self._last)
            if self.last.get(block) == answer:
                features.append(self._last_block)
            options.append(Option(candidate, features, answer == rule))
        return options

    def _words(self, around: Surroundings, period: Period | None) -> Iterator[str]:
        text, quantity, scene, place = self.text, around.quantity, around.scene, around.place
        at = scene.predicates.index_from(quantity.end)
        for number, predicate in enumerate(scene.predicates[at : at + 2]):
            yield f"verb{number}:{predicate.lemma}"
            yield f"ending{number}:{'+'.join(predicate.forms[-2:])}"
        if scene.predicates:
            yield f"closing:{scene.predicates[-1].lemma}"
            yield f"closing_ending:{'+'.join(scene.predicates[-1].forms[-2:])}"
        for side, words in (
            ("before", text[max(place.floor, quantity.start - 30) : quantity.start]),
            ("behind", text[quantity.end : min(scene.end, quantity.end + 30)]),
        ):
            for word in _WORD.findall(words):
                yield f"{side}:{word[:3]}"
        for match in _COMPARED.finditer(text, max(scene.start, quantity.start - REACH), quantity.start):
            yield f"compared:{match[0]}"
        for time in self.reading.times.last(scene.start, quantity.start, 2):
            yield f"time:{time.grain}:{time.relation}"
            yield f"timed:{text[time.start : time.end][-5:]}"
        yield from self._heading(place)
        if place.cell is not None and place.table is not None:
            for header in place.table.column_headers(place.cell):
                yield f"column:{header.text[-3:]}"
            if (row := place.table.row_label(place.cell)) is not None:
                yield from (f"row:{word[:3]}" for word in _HANGUL.findall(row.text)[:4])
        elif place.label is not None:
            yield from (f"label:{word[:3]}" for word in _HANGUL.findall(self.text[slice(*place.label)])[:4])
        yield from self._title
        yield from around.setting
        yield from self._when(period)

    @cached_property
    def _title(self) -> list[str]:
        """The words of the title: a decision, a budget, a preview."""
        first = next((block for block in self.reading.blocks if block.kind == "title"), None)
        if first is None:
            return []
        return [f"title:{word[-2:]}" for word in _HANGUL.findall(self.text[first.start_char : first.end_char])[:10]]

    def _heading(self, place: Place) -> list[str]:
        """The first words of the label and heading above."""
        if place.block is None:
            return []
        if place.block.ordinal not in self._headings:
            above = [b for b, _ in zip(self.reading.governors(place.block), range(2), strict=False)]
            words = (_HANGUL.findall(self.text[block.start_char : block.end_char])[:8] for block in above)
            self._headings[place.block.ordinal] = [f"heading:{word[:3]}" for found in words for word in found]
        return self._headings[place.block.ordinal]

    def _when(self, period: Period | None) -> Iterator[str]:
        published = self.reading.published_on
        if period is None or published is None:
            yield "when:unknown"
            return
        yield "when:ahead" if period[0] > published else "when:past" if period[1] < published else "when:now"
        yield f"days:{min((period[1] - period[0]).days // 80, 5)}"
