"""What period a figure could be for: the times around it, those of labels and headings, the one before, and none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from extractors.dates import Time
from extractors.figures.metrics import judged_as
from extractors.figures.periods import FLOWS, PRICES, REACHED, Period, PeriodReader
from extractors.figures.places import Place
from extractors.figures.ranking.options import Option, Surroundings, kept, siblings
from extractors.reading import Reading

NONE = "-"
_LENGTHS = ((1, "day"), (10, "week"), (31, "month"), (92, "quarter"), (184, "half"), (367, "year"), (10**6, "long"))
"""Days up to which a period counts as one of these."""
_MONTH = 27
"""Days between the first and the last of the shortest month."""

Options = list[Option[Period | None]]


class PeriodOptions:
    """Gathers the options of each quantity in text order."""

    def __init__(self, reading: Reading, rules: PeriodReader) -> None:
        self.reading, self.rules = reading, rules
        self.last: dict[int | None, str] = {}
        self.by_metric: dict[str, str] = {}
        self.by_subject: dict[str, str] = {}
        self.in_sentence: tuple[int, str] = (-1, "")
        self.used: Counter[str] = Counter()
        self._known: dict[str, Period | None] = {NONE: None}
        self._stated = self._counted_times()

    def _counted_times(self) -> Counter[str]:
        return Counter(_key(period) for time in self.reading.times if (period := _days(time)))

    def chosen(self, place: Place, metric: str, subject: str, period: Period | None) -> None:
        """Remember the answer for the quantities that follow."""
        key = _key(period)
        self._known[key] = period
        self.last[None] = self.by_metric[metric] = self.by_subject[subject] = key
        if place.block is not None:
            self.last[place.block.ordinal] = key
        self.in_sentence = place.sentence.start, key
        if period is not None:
            self.used[key] += 1

    def of(
        self, around: Surroundings, metric: str, measure: str, basis: str | None, subject: str, rule: Period | None
    ) -> Options:
        """All options for the quantity; the choice of the rules is among them."""
        place = around.place
        options: Options = [
            Option(period, _key(period), features)
            for time, features in self._times(around, measure)
            if (period := _days(time)) is not None
            for features in [[*features, *self._of_time(around, time)]]
        ]
        for key in dict.fromkeys(self._recalled(place, metric, subject)):
            options.append(Option(self._known[key], key, ["from:recalled"]))
        options.append(Option(rule, _key(rule), ["from:rule"]))
        options.append(Option(None, NONE, ["from:none"]))
        published = self.reading.published_on
        if published is not None:
            options.append(Option((published, published), _key((published, published)), ["from:published"]))
        like = judged_as(metric)
        kind = "flow" if like in FLOWS else "price" if like in PRICES else "stock"
        usual = next(iter(self.used.most_common(1)), ("", 0))[0]
        for option in options:
            source = option.features[0]
            option.features += [
                f"{source}:{kind}", f"{source}:{measure}", f"{source}:{basis}", f"{source}:{like}",
                "rule" if option.key == _key(rule) else "",
                *self._history(around, option.key, metric, subject),
                "usual" if option.key == usual else "",
                *_shape(option.value, published, kind, measure),
            ]  # fmt: skip
            option.features = kept(option.features)
        return options

    def _recalled(self, place: Place, metric: str, subject: str) -> Iterator[str]:
        block = place.block.ordinal if place.block is not None else None
        for key in (
            self.last.get(block), self.last.get(None), self.by_metric.get(metric), self.by_subject.get(subject), self.in_sentence[1],
            next(iter(self.used.most_common(1)), ("", 0))[0],
        ):  # fmt: skip
            if key and key in self._known:
                yield key

    def _times(self, around: Surroundings, measure: str) -> Iterator[tuple[Time, list[str]]]:
        yield from self._of_cell(around) if around.place.cell is not None else self._of_sentences(around, measure)
        times = self.reading.times
        for distance, block in enumerate(self.reading.governors(around.place.block)):
            for time in times.within(block.start_char, block.end_char):
                yield time, ["from:governor", f"governor:{block.kind}:{min(distance, 3)}"]
        for back, block in enumerate(siblings(self.reading, around.place.block), start=1):
            for number, time in enumerate(times.within(block.start_char, block.end_char)[:3]):
                yield time, ["from:sibling", f"sibling:{back}", "sibling:first" if number == 0 else ""]
        for number, time in enumerate(self._leading):
            yield time, ["from:leading", f"leading:{number}"]

    def _of_cell(self, around: Surroundings) -> Iterator[tuple[Time, list[str]]]:
        table, cell = around.place.table, around.place.cell
        if table is None or cell is None:
            return
        for header in table.column_headers(cell):
            for time in self.reading.times.over(header.start, header.end):
                yield time, ["from:column"]
        if (row := table.row_label(cell)) is not None:
            for time in self.reading.times.over(row.start, row.end):
                yield time, ["from:row"]

    def _of_sentences(self, around: Surroundings, measure: str) -> Iterator[tuple[Time, list[str]]]:
        times = self.reading.times
        for time in times.within(around.sentence.start, around.sentence.end):
            if measure == "change" and time.end <= around.quantity.start and not self.rules.is_own(time):
                continue  # what a change is measured against is not when it happened
            yield time, ["from:sentence", *around.way(time.start, time.end), *around.role(time.start, time.end)]
        for back, sentence in enumerate(around.earlier, start=1):
            for number, time in enumerate(times.within(sentence.start, sentence.end)):
                yield time, ["from:earlier", f"back:{back}", "back:first" if number == 0 else ""]

    @cached_property
    def _leading(self) -> list[Time]:
        """The periods of a month or more that the report states most often."""
        long = [time for time in self.reading.times if (days := _days(time)) and (days[1] - days[0]).days >= _MONTH]
        counts = Counter(_key(_days(time)) for time in long)
        first = {_key(_days(time)): time for time in reversed(long)}
        return [first[key] for key, _ in counts.most_common(2)]

    def _of_time(self, around: Surroundings, time: Time) -> list[str]:
        text = around.text
        behind = text[time.end : time.end + 6].lstrip(" )")
        found = [
            f"grain:{time.grain}",
            f"kind:{time.kind}",
            f"relation:{time.relation}",
            f"tail:{behind[:2]}",
            f"head:{text[time.start : time.start + 2]}",
            f"end:{text[time.end - 2 : time.end]}",
            "bracketed_time" if text[max(0, time.start - 1) : time.start] == "(" else "",
        ]
        if (
            around.place.bracket is not None
            and text[time.end : around.place.bracket].strip() == ""
            and time.end <= around.place.bracket
        ):
            found.append("before_bracket")
        if text.startswith("까지", time.end):
            found.append("deadline:reached" if REACHED.match(text, around.quantity.end) else "deadline")
        if time.end <= around.quantity.start:
            relative = next((p for p in around.sentence.predicates if p.start >= time.end), None)
            if relative is not None and relative.end <= around.quantity.start:
                found.append(f"dates:{relative.ending}")
        return found

    def _history(self, around: Surroundings, key: str, metric: str, subject: str) -> list[str]:
        block = around.place.block.ordinal if around.place.block is not None else None
        same = self.in_sentence[0] == around.sentence.start
        return [
            "last" if self.last.get(None) == key else "",
            "last:block" if block is not None and self.last.get(block) == key else "",
            ("last:sentence" if self.in_sentence[1] == key else "last:other") if same else "",
            "last:metric" if self.by_metric.get(metric) == key else "",
            "last:subject" if self.by_subject.get(subject) == key else "",
        ]


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


def _days(time: Time) -> Period | None:
    return (time.start_on, time.end_on) if time.start_on and time.end_on else None


def _key(period: Period | None) -> str:
    return NONE if period is None else f"{period[0]}..{period[1]}"
