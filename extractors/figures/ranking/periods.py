"""What period a figure could be for: the times around it, those of labels and headings, the one before, and none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from extractors.dates import Time
from extractors.dates.cumulated import CUMULATED, SINCE_BEGAN, THIS_MONTH
from extractors.figures.metrics import judged_as
from extractors.figures.places import Place
from extractors.figures.ranking.judge import Judge
from extractors.figures.ranking.options import Candidate, Option, Ranker, Surroundings, siblings
from extractors.figures.ranking.vocabulary import step
from extractors.figures.scenes import NEVER, REACH, Scene, Scenes, nearby
from extractors.figures.timing.days import Period, year_until
from extractors.figures.timing.periods import FLOWS, PRICES, REACHED, PeriodReader
from extractors.reading import Reading
from schemas import Block

NONE = "-"
_LENGTHS = ((1, "day"), (10, "week"), (31, "month"), (92, "quarter"), (184, "half"), (367, "year"), (10**6, "long"))
"""Days up to which a period counts as one of these."""
_MONTH = 27
"""Days between the first and the last of the shortest month."""
_CLOSE = 12
"""Characters behind a time in which it is said to be cumulated."""
_PAIR = 2
_WRITTEN = 5
"""Letters of a time's words that are looked at: 지난해, 올해 들어."""
_NEAR = 30
"""Characters in which a word stands beside a number."""
_MANY = 16
"""Times of one heading or earlier sentence that are looked at."""

Options = list[Option[Period | None]]


class PeriodOptions(Ranker[Period | None]):
    """Gathers the options of each quantity in text order."""

    attribute = "period"

    def __init__(self, reading: Reading, scenes: Scenes, judge: Judge, rules: PeriodReader) -> None:
        super().__init__(reading, scenes, judge)
        self.rules = rules
        self.last: dict[int | None, str] = {}
        self.by_metric: dict[str, str] = {}
        self.by_subject: dict[str, str] = {}
        self.in_sentence: tuple[int, str] = (-1, "")
        self.used: Counter[str] = Counter()
        self.usual = ""
        """The period chosen most often; of several the first."""
        self._known: dict[str, Period | None] = {NONE: None}
        self._candidates: dict[tuple[str, Period | None, int, str], Candidate[Period | None]] = {}
        self._above: dict[int, list[Candidate[Period | None]]] = {}
        self._shapes: dict[tuple[str, ...], tuple[int, ...]] = {}
        number = self.vocabulary.number
        self._rule, self._usual, self._last, self._last_block = map(number, ("rule", "usual", "last", "last:block"))
        self._same, self._other = number("last:sentence"), number("last:other")
        self._last_metric, self._last_subject = number("last:metric"), number("last:subject")
        self._bracketed, self._deadline, self._reached = map(number, ("before_bracket", "deadline", "deadline:reached"))
        self._origin = number("of_origin")
        self._times_used = self.vocabulary.steps("answered")

    def setting(self, around: Surroundings) -> tuple[int, ...]:
        """With the classes of the words beside the quantity: what is sold, built or counted has its kind of time."""
        at, end, scene, words = around.quantity.start, around.quantity.end, around.scene, self.scenes.words
        near = words.before(max(scene.start, at - _NEAR), at, "near")
        then = words.behind(end, min(scene.end, end + _NEAR), "then")
        return (*super().setting(around), *self.vocabulary.numbers([*near, *then]))

    def chosen(self, place: Place, metric: str, subject: str, period: Period | None) -> None:
        """Remember the answer for the quantities that follow."""
        key = _key(period)
        self._known[key] = period
        self.last[None] = self.by_metric[metric] = self.by_subject[subject] = key
        if place.block is not None:
            self.last[place.block.ordinal] = key
        self.in_sentence = place.scene.start, key
        self.used[key] += 1
        if period is not None:
            self.usual = max((found for found in self.used if found != NONE), key=self.used.__getitem__)

    def of(
        self, around: Surroundings, metric: str, measure: str, basis: str | None, subject: str, rule: Period | None
    ) -> Options:
        """All options for the quantity; the choice of the rules is among them."""
        place, published = around.place, self.reading.published_on
        options: list[tuple[Candidate[Period | None], list[int]]] = list(self._times(around, measure))
        recalled = dict.fromkeys(self._recalled(place, metric, subject))
        options += [(self._candidate("from:recalled", self._known[key]), []) for key in recalled]
        options += [(self._candidate("from:rule", rule), []), (self._candidate("from:none", None), [])]
        if published is not None:
            options.append((self._candidate("from:published", (published, published)), []))
        by_key: dict[str, list[int]] = {}
        rule_key = _key(rule)
        for key, number in self._marks(around, metric, subject, rule_key):
            by_key.setdefault(key, []).append(number)
        other = [self._other] if self.in_sentence[0] == around.scene.start else []
        by_key.setdefault(self.in_sentence[1], [])
        like = judged_as(metric)
        kind = "flow" if like in FLOWS else "price" if like in PRICES else "stock"
        found = []
        for candidate, added in options:
            features = [*added, *by_key.get(candidate.key, ()), *(other if candidate.key != self.in_sentence[1] else ())]
            features += self._shape(candidate, kind, measure)
            features += self._of_source(candidate.source, kind, measure, basis, like)
            features.append(self._times_used[self.used[candidate.key]])
            found.append(Option(candidate, features, candidate.key == rule_key))
        return found

    # -- candidates

    def _candidate(
        self, source: str, period: Period | None, time: Time | None = None, further: str = "", scene: Scene | None = None
    ) -> Candidate[Period | None]:
        """A period where it stands; with *scene*, the part that its words play there."""
        key = (source, period, time.start if time is not None else -1, further)
        if key not in self._candidates:
            role, embedded_from = self.role(scene, time.start, time.end) if scene and time else ([], NEVER)
            said = [source, *further.split(), *role, *(self._of_time(time) if time is not None else ())]
            said.append(f"stated<{step(self._stated[_key(period)])}")
            number = self.bank.add(self.vocabulary.numbers(said))
            start, end = (time.start, time.end) if time is not None else (-1, -1)
            self._candidates[key] = Candidate(period, _key(period), source, start, end, number, embedded_from)
        return self._candidates[key]

    def _of_times(self, times: Iterable[Time], source: str, further: str = "") -> Iterator[Candidate[Period | None]]:
        for time in times:
            if self.rules.is_standard(time):
                continue
            for period, said in self._readings(time):
                yield self._candidate(source, period, time, f"{further} {said}")

    def _readings(self, time: Time) -> Iterator[tuple[Period, str]]:
        """
        All its days; of `9월 말` and `9월까지 누적 가입자` the last one; up to its end from the first of the month (`20일까지`) and of
        the year (`3분기 누적`).

        Each with what makes it another reading than the whole.
        """
        start, end, text = time.start_on, time.end_on, self.text
        if start is None or end is None:
            return
        if (told := self.rules.until(time)) is not None:
            yield told, "reading:month_until"
            return
        if SINCE_BEGAN.match(text, time.end) is not None:
            yield (end, end), "reading:closing"
            return
        found: dict[Period, str] = {(start, end): ""}
        if (closing := self.rules.days(time)) is not None:
            found.setdefault(closing, "reading:closing")
        until = text.startswith("까지", time.end)
        if until and time.grain == "day":
            found.setdefault((end.replace(day=1), end), "reading:month_until")
        counted = CUMULATED.search(text, time.start, min(len(text), time.end + _CLOSE))
        within_month = THIS_MONTH.fullmatch(text, time.start, time.end) is not None
        if (until and time.grain in ("day", "month")) or (counted and not within_month):
            found.setdefault(year_until((start, end)), "reading:year_until")
        yield from found.items()

    def _of_time(self, time: Time) -> list[str]:
        text = self.text
        return [
            f"grain:{time.grain}",
            f"kind:{time.kind}",
            f"relation:{time.relation}",
            f"tail:{text[time.end : time.end + 6].lstrip(' )')[:2]}",
            f"head:{text[time.start : time.start + 2]}",
            f"end:{text[time.end - 2 : time.end]}",
            "bracketed_time" if text[max(0, time.start - 1) : time.start] == "(" else "",
            f"time:{text[time.start : time.end][-_WRITTEN:]}" if not any(map(str.isdigit, text[time.start : time.end])) else "",
        ]

    def _times(self, around: Surroundings, measure: str) -> Iterator[tuple[Candidate[Period | None], list[int]]]:
        found = self._of_cell(around) if around.place.cell is not None else self._of_sentences(around, measure)
        for candidate, way in found:
            yield candidate, [*way, *self._to_time(around, candidate)]
        for candidate in self._around(around.place.block):
            yield candidate, self._to_time(around, candidate)

    def _of_cell(self, around: Surroundings) -> Iterator[tuple[Candidate[Period | None], list[int]]]:
        table, cell, times = around.place.table, around.place.cell, self.reading.times
        if table is None or cell is None:
            return
        headers = [("from:column", header) for header in table.column_headers(cell)]
        if (row := table.row_label(cell)) is not None:
            headers.append(("from:row", row))
        for source, header in headers:
            for candidate in self._of_times(times.over(header.start, header.end), source):
                yield candidate, []

    def _of_sentences(self, around: Surroundings, measure: str) -> Iterator[tuple[Candidate[Period | None], list[int]]]:
        times, quantity, scene = self.reading.times, around.quantity, around.scene
        for time in nearby(times, quantity.start, scene.start, scene.end):
            if self.rules.is_standard(time) or (time.grain == "day" and self.rules.is_embedded(time, around.place)):
                continue
            if self.rules.is_recalled(time):
                continue
            if measure == "change" and time.end <= quantity.start and not self.rules.is_own(time):
                continue  # what a change is measured against is not when it happened
            for period, said in self._readings(time):
                candidate = self._candidate("from:sentence", period, time, said, scene)
                yield candidate, self.way(around, time.start, time.end) + self.embedded(around, candidate)
        if (span := self._span_before(around)) is not None:
            yield self._candidate("from:span", span), []
        for back, sentence in enumerate(around.earlier, start=1):
            for number, time in enumerate(times.within(sentence.start, sentence.end)[:_MANY]):
                further = f"back:{back} back:first" if number == 0 else f"back:{back}"
                for candidate in self._of_times([time], "from:earlier", further):
                    yield candidate, []

    def _span_before(self, around: Surroundings) -> Period | None:
        """From the first of the last two times before a quantity to the end of the second: `2012년 … 2021년에는 연평균 3%`."""
        two = [self.rules.days(time) for time in self.reading.times.last(around.scene.start, around.quantity.start, 2)]
        if len(two) < _PAIR or two[0] is None or two[1] is None or two[0][1] >= two[1][0]:
            return None
        return two[0][0], two[1][1]

    def _around(self, block: Block | None) -> list[Candidate[Period | None]]:
        """The times of headings and labels, of the blocks before, and those that lead the report."""
        ordinal = block.ordinal if block is not None else -1
        if ordinal not in self._above:
            times = self.reading.times
            found: list[Candidate[Period | None]] = []
            for distance, above in enumerate(self.reading.governors(block)):
                governing = times.within(above.start_char, above.end_char)[-_MANY:]
                found += self._of_times(governing, "from:governor", f"governor:{above.kind}:{min(distance, 3)}")
            for back, before in enumerate(siblings(self.reading, block), start=1):
                for number, time in enumerate(times.within(before.start_char, before.end_char)[:3]):
                    found += self._of_times([time], "from:sibling", f"sibling:{back}{'' if number else ' sibling:first'}")
            for number, time in enumerate(self._in_title):
                found += self._of_times([time], "from:title", f"title:{number}")
            for number, time in enumerate(self._leading):
                found += self._of_times([time], "from:leading", f"leading:{number}")
            self._above[ordinal] = found
        return self._above[ordinal]

    @cached_property
    def _in_title(self) -> list[Time]:
        """The first times of the title, or of the heading that opens a text without one."""
        opening = next((block for block in self.reading.blocks if block.kind in ("title", "heading")), None)
        return self.reading.times.within(opening.start_char, opening.end_char)[:_PAIR] if opening is not None else []

    @cached_property
    def _stated(self) -> Counter[str]:
        """Period → how often the text states it."""
        return Counter(_key(self.rules.days(time)) for time in self.reading.times)

    @cached_property
    def _leading(self) -> list[Time]:
        """The periods of a month or more that the report states most often."""
        long = [time for time in self.reading.times if (days := self.rules.days(time)) and (days[1] - days[0]).days >= _MONTH]
        counts = Counter(_key(self.rules.days(time)) for time in long)
        first = {_key(self.rules.days(time)): time for time in reversed(long)}
        return [first[key] for key, _ in counts.most_common(2)]

    def _recalled(self, place: Place, metric: str, subject: str) -> Iterator[str]:
        block = place.block.ordinal if place.block is not None else None
        for key in (
            self.last.get(block), self.last.get(None), self.by_metric.get(metric), self.by_subject.get(subject), self.in_sentence[1],
            self.usual,
        ):  # fmt: skip
            if key and key in self._known:
                yield key

    # -- what joins them to the figure

    def _to_time(self, around: Surroundings, candidate: Candidate[Period | None]) -> list[int]:
        quantity, bracket, text = around.quantity, around.place.bracket, self.text
        found = []
        if (
            bracket is not None
            and candidate.end <= bracket
            and not text[candidate.end : min(bracket, candidate.end + REACH)].strip()
        ):
            found.append(self._bracketed)
        if candidate.end <= around.origin:
            found.append(self._origin)
        if text.startswith("까지", candidate.end):
            found.append(self._reached if REACHED.match(text, quantity.end) else self._deadline)
        if candidate.end <= quantity.start:
            relative = around.scene.predicates.starting_from(candidate.end)
            if relative is not None and relative.end <= quantity.start:
                found.append(self.vocabulary.number(f"dates:{relative.ending}"))
        return found

    def _marks(self, around: Surroundings, metric: str, subject: str, rule: str) -> Iterator[tuple[str, int]]:
        """Answers with the numbers of what marks them: the rules', the last ones, the usual one."""
        block = around.place.block
        yield rule, self._rule
        yield self.last.get(None, ""), self._last
        if block is not None:
            yield self.last.get(block.ordinal, ""), self._last_block
        if self.in_sentence[0] == around.scene.start:
            yield self.in_sentence[1], self._same
        yield self.by_metric.get(metric, ""), self._last_metric
        yield self.by_subject.get(subject, ""), self._last_subject
        yield self.usual, self._usual

    def _of_source(self, source: str, kind: str, measure: str, basis: str | None, metric: str) -> tuple[int, ...]:
        key = (source, kind, measure, str(basis), metric)
        if key not in self._shapes:
            self._shapes[key] = self.vocabulary.numbers([f"{source}:{said}" for said in key[1:]])
        return self._shapes[key]

    def _shape(self, candidate: Candidate[Period | None], kind: str, measure: str) -> tuple[int, ...]:
        key = (candidate.key, kind, measure)
        if key not in self._shapes:
            self._shapes[key] = self.vocabulary.numbers(_shape(candidate.value, self.reading.published_on, kind, measure))
        return self._shapes[key]


def _shape(period: Period | None, published: date | None, kind: str, measure: str) -> list[str]:
    if period is None:
        return ["length:none"]
    days = (period[1] - period[0]).days + 1
    length = next(name for limit, name in _LENGTHS if days <= limit)
    found = [f"length:{length}", f"length:{length}:{kind}", f"length:{length}:{kind}:{measure}"]
    if published is not None:
        when = "ahead" if period[0] > published else "past" if period[1] < published else "now"
        found.append(f"when:{when}")
        if when == "past":
            found.append(f"ago:{min((published - period[1]).days // 91, 9)}")
    return found


def _key(period: Period | None) -> str:
    return NONE if period is None else f"{period[0]}..{period[1]}"
