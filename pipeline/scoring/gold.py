"""
Gold files: one JSON file a report, what a careful reader finds in it, by quotes of its raw text. `sasil score --help` shows one.

`q` is an exact part of the report's raw text and `n` which of its occurrences (1 where it is left out, "all" for each of them). `metric`,
`type` and `subject` list every accepted answer. `optional` items count neither as missed nor as spurious. A kind that a file leaves out
was not annotated there, and is not counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from pipeline.readers import RawReport, read_report
from pipeline.readers.base import normalise
from pipeline.scoring.alignment import align
from pipeline.settings import UserError
from schemas.records import Basis, Bound, EventStatus, EventType, Label, Measure, Modality, TimeKind

Days = tuple[date | None, date | None]


class GoldError(UserError):
    """A gold file that cannot be used; the message names the file and what is wrong in it."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Item(_Part):
    """What the kinds of gold have in common."""

    q: Annotated[str, AfterValidator(normalise)]
    """An exact part of the report's raw text."""
    n: int | Literal["all"] = 1
    """Which of its occurrences, from 1."""
    optional: bool = False
    """A careful reader may leave it out."""


class GoldMention(Item):
    """A named entity."""

    label: Label
    id: str | None = None
    """Any id that tells the entities of this report apart."""


class _Dated(Item):
    start: date | None = None
    end: date | None = None
    date_alternatives: tuple[Days, ...] = ()

    def accepts_days(self, start: date | None, end: date | None) -> bool:
        """Whether these days are an accepted reading."""
        return (start, end) in ((self.start, self.end), *self.date_alternatives)


class GoldTime(_Dated):
    """A time expression."""

    kind: TimeKind
    value: str | None = None


class GoldFigure(Item):
    """A quantity and what it says."""

    value: Decimal
    high: Decimal | None = None
    unit: str | None
    bound: Bound = "exact"
    approx: bool = False
    metric: tuple[str, ...]
    measure: Measure
    basis: Basis | None = None
    subject: tuple[str, ...] | None = None
    period: Days | None = None
    period_optional: bool = False
    modality: Modality
    eq: str | None = None
    """The quote of the figure that it restates."""


class GoldEvent(_Dated):
    """A dated event."""

    type: tuple[EventType, ...]
    status: EventStatus
    actors: tuple[str, ...] = ()


class Published(_Part):
    """The day of publication, and the first and last day that are accepted for it."""

    value: date
    lo: date
    hi: date


class Gold(_Part):
    """What one gold file says; a kind that was not annotated is None."""

    doc: str
    published_on: Published | None = None
    aliases: Mapping[str, tuple[str, ...]] = {}
    mentions: tuple[GoldMention, ...] | None = None
    times: tuple[GoldTime, ...] | None = None
    figures: tuple[GoldFigure, ...] | None = None
    events: tuple[GoldEvent, ...] | None = None


G = TypeVar("G", bound=Item)


@dataclass(frozen=True, slots=True)
class Placed(Generic[G]):
    """An item where it stands in the text of the pipeline; both ends are 0 where that text has dropped its quote."""

    start: int
    end: int
    item: G


def gold_files(folder: Path) -> list[Path]:
    """The gold files of *folder*, in the order of their names. Raises GoldError where there are none."""
    if not folder.is_dir():
        raise GoldError(f"{folder}: no such folder. Name the folder of your gold files, one NAME.json for each report.")
    found = sorted(folder.glob("*.json"))
    if not found:
        raise GoldError(
            f"{folder}: no gold in it. It needs one NAME.json for each report; `sasil score --help` tells their form."
        )
    return found


def read_gold(path: Path, reports: Path) -> tuple[Gold, RawReport]:
    """
    A gold file and the report in the folder *reports* that it annotates.

    Raises GoldError for a file that is not of the form, or names a report that is not there; Unreadable for one that cannot be read.
    """
    try:
        gold = Gold.model_validate(json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    except ValueError as error:
        raise GoldError(f"{path}: {_first(error)}") from None
    if not (reports / gold.doc).is_file():
        raise GoldError(
            f"{path}: its report {gold.doc} is not in {reports}. Name the folder of the reports: sasil score GOLD_DIR REPORTS_DIR"
        )
    return gold, read_report(reports / gold.doc)


def _first(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return f"not readable as JSON ({error})."
    wrong: Any = error.errors()[0]
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in wrong["loc"]).lstrip(".")
    return f"{place or 'the file'} is {str(wrong['input'])[:60]!r}: {wrong['msg']}. `sasil score --help` tells the form."


def lay(gold: Gold, raw: str, text: str) -> dict[str, list[Placed[Any]]]:
    """
    The items of each kind that *gold* annotates, where they stand in *text*; *raw* is the text that they quote.

    Raises GoldError for a quote that *raw* does not hold so often.
    """
    places = align(raw, text)
    kinds = {kind: getattr(gold, kind) for kind in ("mentions", "times", "figures", "events")}
    return {
        kind: [Placed(*_span(places, start, len(item.q)), item) for item in items for start in _occurrences(gold.doc, raw, item)]
        for kind, items in kinds.items()
        if items is not None
    }


def _span(places: Mapping[int, int], start: int, length: int) -> tuple[int, int]:
    kept = [places[at] for at in range(start, start + length) if at in places]
    return (kept[0], kept[-1] + 1) if kept else (0, 0)


def _occurrences(doc: str, raw: str, item: Item) -> list[int]:
    hits = list(_finds(raw, item.q))
    if item.n == "all" and hits:
        return hits
    if item.n == "all" or not 0 < item.n <= len(hits):
        raise GoldError(
            f"the gold of {doc}: {item.q!r} (n: {item.n}) stands {len(hits)} times in the report. Quote it as it is written there."
        )
    return [hits[item.n - 1]]


def _finds(raw: str, quote: str) -> Iterator[int]:
    at = raw.find(quote)
    while at >= 0:
        yield at
        at = raw.find(quote, at + 1)
