"""
The day a report was published: what the file, its header, its name or its address state, weighed with the times the text speaks of.

- `stated`: the days that are stated, each with the weight of its kind
- `known`: things that no report which names them is older than
- `evidence`: how well each day fits the times of the text
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from extractors.dates import TimeMatch
from extractors.dates.context import Context
from extractors.publication.evidence import Array, Said, Window, annual, likelihood, newest, said_in
from extractors.publication.known import latest_known
from extractors.publication.stated import Candidate, picture_days, stated_days
from schemas import Block

__all__ = ["Candidate", "Publication", "find_publication", "infer"]


@dataclass(frozen=True, slots=True)
class Publication:
    """The day of publication, and why."""

    day: date
    source: str
    """metadata, header, filename, url or inferred."""
    confidence: float
    """How often a day with such evidence is right: a stated one to the day, an inferred one within `NEAR` days."""
    evidence: str
    """The characters or the reasoning the day was taken from."""


def find_publication(
    text: str,
    blocks: Sequence[Block],
    matches: Sequence[TimeMatch],
    *,
    source_name: str = "",
    metadata: Mapping[str, str] | None = None,
    received_on: date | None = None,
    markup: str = "",
) -> Publication | None:
    """
    The day of publication of a report, or `None` where nothing tells it.

    *received_on* only bounds what is inferred; *markup* is the text with its links, where *text* has none.
    """
    markup = markup or text
    stated = list(stated_days(text, blocks, matches, source_name, metadata or {}, markup))
    best = max(stated, key=lambda candidate: candidate.weight, default=None)
    if best and best.weight >= TRUSTED and all(found.day == best.day for found in stated if found.weight >= DOUBTFUL):
        return Publication(best.day, best.source, best.weight, best.evidence)
    inferred = infer(text, blocks, matches, stated, received_on, markup)
    return inferred if inferred and inferred.confidence >= THRESHOLD else None


TRUSTED = 0.9
"""A statement of that weight needs no second, unless another contradicts it."""
DOUBTFUL = 0.6
"""Statements below that weight contradict nobody."""
THRESHOLD = 0.52
"""Below that confidence the day stays open."""
NEAR = 7
"""How near an inferred day has to be, in days."""
YEARS_BACK = 15
"""How long before its receipt a report may have been published."""
DELAY = 60
"""Days within which half of the reports that are received within a few months come in."""
SWAY = 4.0
"""By how much the text may raise or lower a stated day against days at large."""
IMPOSSIBLE = -20.0
"""What a day weighs before something that the text names was known, as a logarithm."""
LASTING = "법"
"""A law is named for years, and tells only that a report is no older."""
NEWS = 45
"""For how many days a thing is named most."""
MANY = "many"
"""Told of so many days, a text is a chronicle: it is not older than the newest of them."""


def infer(
    text: str,
    blocks: Sequence[Block],
    matches: Sequence[TimeMatch],
    stated: Sequence[Candidate],
    received_on: date | None,
    markup: str = "",
) -> Publication | None:
    """The day that the stated ones and the times of the text make likeliest; `None` without a stated day and without a year."""
    headers = {candidate.start for candidate in stated if candidate.weight >= TRUSTED}
    said = list(said_in(text, Context(text, blocks), [match for match in matches if match.start not in headers]))
    floor = max([*picture_days(markup), *filter(None, [latest_known(text)])], default=None)
    window = _window(said, stated, floor, received_on)
    if window is None:
        return None
    fit = likelihood(window, said) + annual(window, text, matches) + _since(window, floor)
    fit = np.exp(fit - fit.max())
    prior = _prior(window, received_on)
    average = float(prior @ fit)
    share = prior * fit / average
    if stated:
        return _weighed(window, stated, share, fit / average)
    near = np.convolve(share, np.ones(2 * NEAR + 1), "same")
    first = max(0, int(np.argmax(near)) - NEAR)
    place = first + int(np.argmax(share[first : first + 2 * NEAR + 1]))
    last = newest(window, said)
    if last and last[0] == MANY:
        place = min(place + int(np.clip(-last[1][place], 0, NEAR)), len(window) - 1)
    why = f"not before {floor[0]} ({floor[1]}); " if floor else ""
    return Publication(
        window.day_at(place), "inferred", round(float(near[place]), 3), f"{why}nearest to {len(said)} times spoken of"
    )


def _weighed(window: Window, stated: Sequence[Candidate], share: Array, gain: Array) -> Publication | None:
    """The likeliest of the stated days, where it is likelier than that none of them is meant."""
    odds: dict[date, float] = {}
    for candidate in stated:
        sway = float(np.clip(gain[window.place_of(candidate.day)], 1 / SWAY, SWAY))
        odds[candidate.day] = odds.get(candidate.day, 0.0) + sway * candidate.weight / (1 - candidate.weight)
    day = max(odds, key=lambda day: odds[day])
    best = max((candidate for candidate in stated if candidate.day == day), key=lambda candidate: candidate.weight)
    confidence = (odds[day] + float(share[window.place_of(day)])) / (sum(odds.values()) + 1)
    return Publication(day, best.source, round(min(confidence, 0.99), 3), best.evidence)


def _since(window: Window, floor: tuple[date, str] | None) -> Array:
    """What each day weighs after something that the text names was first known."""
    if floor is None:
        return np.zeros(len(window))
    since = window.ordinal - floor[0].toordinal()
    return np.where(since < 0, IMPOSSIBLE, 0.0 if floor[1].endswith(LASTING) else -2 * np.log(np.abs(since) + NEWS))


def _prior(window: Window, received_on: date | None) -> Array:
    """How likely each day is before the text is read: reports come in soon, and never before they are published."""
    delay = received_on.toordinal() - window.ordinal if received_on else np.zeros(len(window))
    prior = np.where(delay < 0, 1e-9, (np.abs(delay) + DELAY) ** -0.5)
    return np.asarray(prior / prior.sum())


def _window(
    said: Sequence[Said], stated: Sequence[Candidate], floor: tuple[date, str] | None, received_on: date | None
) -> Window | None:
    """The days the report may have been published on."""
    named = [one.point.year for one in said if one.point.year]
    days = [candidate.day for candidate in stated] + ([floor[0]] if floor else [])
    if not (named or days or received_on):
        return None
    last = received_on or date(min(max([*named, *(day.year for day in days)]) + 1, 2100), 12, 31)
    first = date(max(1990, last.year - YEARS_BACK), 1, 1)
    return Window(min([first, *days]), max([first, last, *days]))
