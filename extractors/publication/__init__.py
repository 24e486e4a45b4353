"""
The day a report was published: what the file, its header, its name or its address state, weighed with the times the text speaks of.

- `stated`: the days that are stated, each with the weight of its kind
- `known`: things that no report which names them is older than
- `evidence`: how well each day fits the times of the text
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from extractors.dates import TimeMatch
from extractors.dates.context import Context
from extractors.publication.evidence import Array, Said, Window, annual, elapsed, era, likelihood, newest, said_in
from extractors.publication.known import known_in
from extractors.publication.stated import Candidate, closed_terms, picture_days, stated_days
from schemas import Block

__all__ = ["Candidate", "Publication", "find_publication", "given"]


@dataclass(frozen=True, slots=True)
class Publication:
    """What the days that may be meant come to."""

    candidates: tuple[Candidate, ...] = ()
    """All of them with their confidence, the likeliest first."""
    threshold: float = 0.0
    """The confidence below which no day is given."""
    months: tuple[tuple[date, float], ...] = ()
    """Where no day is sure enough and the text tells how long ago something was, the likeliest day of each month with the share of its
    month, the likeliest first; together `TOLD` or more."""

    @property
    def chosen(self) -> Candidate | None:
        """The day of publication, where one is sure enough."""
        return next((first for first in self.candidates[:1] if first.confidence >= self.threshold), None)

    @property
    def day(self) -> date | None:
        return self.chosen.day if self.chosen else None

    @property
    def source(self) -> str | None:
        """metadata, header, filename, url or inferred."""
        return self.chosen.source if self.chosen else None

    @property
    def confidence(self) -> float | None:
        """How often a day with such evidence is right: a stated one to the day, an inferred one within `NEAR` days."""
        return self.chosen.confidence if self.chosen else None

    @property
    def evidence(self) -> str | None:
        """The characters or the reasoning the day was taken from."""
        return self.chosen.evidence if self.chosen else None

    @property
    def is_stated(self) -> bool:
        """Whether the day was read, and not inferred."""
        return self.source not in (None, "inferred")

    def decision(self, candidate: Candidate) -> str:
        """What became of *candidate*: chosen, agrees (with the one chosen), unsure (the likeliest, yet below the threshold), outweighed."""
        if candidate is self.candidates[0]:
            return "chosen" if self.chosen else "unsure"
        return "agrees" if candidate.day == self.day else "outweighed"


def find_publication(
    text: str,
    blocks: Sequence[Block],
    matches: Sequence[TimeMatch],
    *,
    source_name: str = "",
    metadata: Mapping[str, str] | None = None,
    received_on: date | None = None,
    markup: str = "",
) -> Publication:
    """
    The day of publication of a report, with all the days that may be meant; it has none where nothing tells it.

    *received_on* only bounds what is inferred; *markup* is the text with its links, where *text* has none.
    """
    markup = markup or text
    stated = list(stated_days(text, blocks, matches, source_name, metadata or {}, markup))
    best = max(stated, key=lambda candidate: candidate.weight, default=None)
    if best and best.weight >= TRUSTED and all(found.day == best.day for found in stated if found.weight >= DOUBTFUL):
        return Publication(_ordered(replace(found, confidence=_trusted(found, best)) for found in stated))
    months: list[tuple[date, float]] = []
    found = Publication(_ordered(_weighed(text, blocks, matches, stated, received_on, markup, months)), THRESHOLD)
    return found if found.chosen or stated else replace(found, months=tuple(months))


def given(day: date) -> Publication:
    """The day as the caller gives it."""
    return Publication((Candidate(day, "metadata", 1.0, "given by the caller", confidence=1.0),))


def _ordered(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.confidence, -candidate.weight)))


def _trusted(candidate: Candidate, best: Candidate) -> float:
    return best.weight if candidate.day == best.day else 1 - best.weight


TRUSTED = 0.9
"""A statement of that weight needs no second, unless another contradicts it."""
DOUBTFUL = 0.6
"""Statements below that weight contradict nobody."""
THRESHOLD = 0.56
"""Below that confidence the day stays open."""
NEAR = 7
"""How near an inferred day has to be, in days."""
YEARS_BACK = 15
"""How long before its receipt a report may have been published."""
DELAY = 60
"""Days within which half of the reports that are received within a few months come in."""
SWAY = 6.0
"""By how much the text may raise or lower a stated day against days at large."""
IMPOSSIBLE = -20.0
"""What a day weighs before something that the text names was known, as a logarithm."""
NEWS = 45
"""For how many days a thing is named most."""
PEAKS = 3
"""How many inferred days are told."""
SHOWN = 0.05
"""A second inferred day less likely than that is not told."""
TOLD = 0.995
"""The share of the months that are looked at, and how many they are at most."""
MOST_MONTHS = 24
MANY = "many"
"""Told of so many days, a text is a chronicle: it is not older than the newest of them."""


def _weighed(
    text: str,
    blocks: Sequence[Block],
    matches: Sequence[TimeMatch],
    stated: Sequence[Candidate],
    received_on: date | None,
    markup: str,
    months: list[tuple[date, float]],
) -> Iterator[Candidate]:
    """
    The stated days and those the times of the text lie nearest to, with their confidence; none without a stated day and a year.

    Fills *months* with the likeliest day of each month and the share of its month, where the text tells how long ago something was.
    """
    headers = {candidate.start for candidate in stated if candidate.weight >= TRUSTED}
    said = list(said_in(text, Context(text, blocks), [match for match in matches if match.start not in headers]))
    known = known_in(text)
    news = ((thing.first_on, name) for name, thing in known.items() if thing.first_on and thing.kind == "news")
    floor = max([*picture_days(markup), *news, *closed_terms(text, matches)], default=None)
    window = _window(
        said,
        stated,
        [*([floor[0]] if floor else []), *(thing.first_on for thing in known.values() if thing.first_on)],
        received_on,
    )
    if window is None:
        return
    passed = elapsed(window, Context(text, blocks), matches)
    fit = likelihood(window, said) + annual(window, text, matches) + era(window, known.values()) + _since(window, floor)
    fit += 0 if passed is None else passed
    fit = np.exp(fit - fit.max())
    prior = _prior(window, received_on)
    average = float(prior @ fit)
    odds: dict[date, float] = {}
    for candidate in stated:
        sway = float(np.clip(fit[window.place_of(candidate.day)] / average, 1 / SWAY, SWAY))
        odds[candidate.day] = odds.get(candidate.day, 0.0) + sway * candidate.weight / (1 - candidate.weight)
    share = prior * fit / average
    whole = sum(odds.values()) + 1  # the one is that none of them is meant
    for candidate in stated:
        confidence = (odds[candidate.day] + float(share[window.place_of(candidate.day)])) / whole
        yield replace(candidate, confidence=round(min(confidence, 0.99), 3))
    if passed is not None:
        months.extend(_months(window, share))
    why = f"not before {floor[0]} ({floor[1]}); " if floor else ""
    for place, near in _peaks(window, share, said):
        evidence = f"{why}nearest to {len(said)} times spoken of"
        yield Candidate(window.day_at(place), "inferred", round(near, 3), evidence, confidence=round(near / whole, 3))


def _peaks(window: Window, share: Array, said: Sequence[Said]) -> Iterator[tuple[int, float]]:
    """The likeliest days, each with the probability that the true one lies within `NEAR` days."""
    last = newest(window, said)
    near = np.convolve(share, np.ones(2 * NEAR + 1), "same")
    for rank in range(PEAKS):
        around = int(np.argmax(near))
        probability = min(float(near[around]), 1.0)
        if rank and probability < SHOWN:
            return
        first = max(0, around - NEAR)
        place = first + int(np.argmax(share[first : first + 2 * NEAR + 1]))
        if last and last[0] == MANY:
            place = min(place + int(np.clip(-last[1][place], 0, NEAR)), len(window) - 1)
        yield place, probability
        near[max(0, around - 2 * NEAR) : around + 2 * NEAR + 1] = 0


def _months(window: Window, share: Array) -> Iterator[tuple[date, float]]:
    """The likeliest day of each month with the share of its month, down to where they are `TOLD` together."""
    first = np.flatnonzero(np.diff(window.month, prepend=-1))
    shares = np.add.reduceat(share, first)
    total = 0.0
    for place in np.argsort(-shares)[:MOST_MONTHS]:
        begin, end = first[place], first[place + 1] if place + 1 < len(first) else len(window)
        yield window.day_at(int(begin + np.argmax(share[begin:end]))), float(shares[place])
        total += float(shares[place])
        if total >= TOLD:
            return


def _since(window: Window, floor: tuple[date, str] | None) -> Array:
    """What each day weighs after something that the text names was first known."""
    if floor is None:
        return np.zeros(len(window))
    since = window.ordinal - floor[0].toordinal()
    return np.where(since < 0, IMPOSSIBLE, -2 * np.log(np.abs(since) + NEWS))


def _prior(window: Window, received_on: date | None) -> Array:
    """How likely each day is before the text is read: reports come in soon, and never before they are published."""
    delay = received_on.toordinal() - window.ordinal if received_on else np.zeros(len(window))
    prior = np.where(delay < 0, 1e-9, (np.abs(delay) + DELAY) ** -0.5)
    return np.asarray(prior / prior.sum())


def _window(said: Sequence[Said], stated: Sequence[Candidate], known: Sequence[date], received_on: date | None) -> Window | None:
    """The days the report may have been published on."""
    named = [one.point.year for one in said if one.point.year]
    days = [*(candidate.day for candidate in stated), *known]
    if not (named or days or received_on):
        return None
    last = received_on or date(min(max([*named, *(day.year for day in days)]) + 1, 2100), 12, 31)
    first = date(max(1990, last.year - YEARS_BACK), 1, 1)
    days_stated = [candidate.day for candidate in stated]
    return _days(min([first, *days_stated]), max([first, last, *days_stated]))


@functools.lru_cache(maxsize=16)
def _days(first: date, last: date) -> Window:
    """Reports that come in on one day share their window."""
    return Window(first, last)
