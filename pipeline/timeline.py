"""The command `sasil timeline`: events across reports in the order of their days, for people and for programs."""

from __future__ import annotations

import calendar
import difflib
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from duckdb import DuckDBPyConnection
from rich.cells import cell_len, chop_cells

from pipeline.settings import UserError
from pipeline.usage import styled

Row = Mapping[str, Any]
TYPES_KO = {
    "product_release": "출시",
    "partnership": "제휴",
    "investment": "투자",
    "funding": "투자 유치",
    "ipo": "상장",
    "capital_raising": "자금 조달",
    "acquisition": "인수·합병",
    "earnings": "실적",
    "contract": "계약",
    "policy": "정책",
    "sanction": "제재",
    "operation": "가동·운영",
    "founding": "설립",
    "report": "조사·통계",
    "price_move": "주가",
    "personnel": "인사",
    "statement": "발언",
    "other": "기타",
}
COLOURS = {"occurred": "green", "planned": "yellow", "rumoured": "magenta"}
"""Of the type of an event, by its status."""
STATUSES_KO = {"occurred": "", "planned": "예정", "rumoured": "보도"}
_MONTHS_IN = {"Q": 3, "H": 6}
_YEARS = re.compile(r"\d{4}(?:/\d{4})?")
_DAY = re.compile(r"(\d{4})(?:-(?:(\d{1,2})(?:-(\d{1,2}))?|([QH])([1-4])))?", re.IGNORECASE)
_NEAR_NAMES = 3
_CLAUSE_CELLS = 60
"""Cells that the words before a trigger may take; in Korean the last of them say what an event is about."""
_WIDTH = 120
_INDENT, _GAP, _LEAST_CELLS = 2, 2, 30
"""Cells before and between the columns, and what the text gets even where the terminal is narrower."""
_MEANT = """
    select entity_id, coalesce(name_ko, name_en, name_zh) from entities
    where list_contains(
        list_transform(
            [entity_id, name_ko, name_en, name_zh] || aliases || tickers || list_transform(tickers, lambda t: split_part(t, '.', 1)),
            lambda name: helpers.squeezed(name)
        ),
        helpers.squeezed($wanted)
    )
"""
_NAMES = """
    select distinct unnest([p.text, e.name_ko, e.name_en])
    from event_participants as p left join entities as e using (entity_id)
"""
_EVENTS = """
    from v_timeline
    where ($wanted is null or list_has_any(participant_ids, $ids) or list_contains(
            list_transform(actors || counterparties || objects || places, lambda name: helpers.squeezed(name)), helpers.squeezed($wanted)
        ))
        and ($since is null or end_on >= $since) and ($until is null or start_on <= $until)
        and (len($types) = 0 or list_has_any(types_told, $types))
    order by start_on, end_on desc, event_type, event_ids
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events to show; None and an empty tuple leave a limit out."""

    entity: str | None = None
    """Name in any script, alias, entity_id or ticker; it may take part in any role."""
    since: str | None = None
    """First day that counts, or the month, quarter, half or year whose first day it is."""
    until: str | None = None
    """Last day that counts, in the same forms."""
    types: tuple[str, ...] = ()
    """Event types, in English or Korean."""


def read_timeline(con: DuckDBPyConnection, wanted: Wanted) -> tuple[list[str], list[tuple[Any, ...]]]:
    """
    Columns and rows of `v_timeline` that fit, in the order of their days; an event fits when its days overlap the limits.

    Raises:
        UserError: The entity, a date or a type is not known; the message names what comes near.
    """
    since = read_days("--from", wanted.since)[0] if wanted.since else None
    until = read_days("--to", wanted.until)[1] if wanted.until else None
    if since and until and since > until:
        raise UserError(f"--from {wanted.since} is later than --to {wanted.until}. Exchange them.")
    result = con.execute(
        _EVENTS,
        {
            "wanted": wanted.entity,
            "ids": _entity_ids(con, wanted.entity) if wanted.entity else [],
            "since": since,
            "until": until,
            "types": [_type(given) for given in wanted.types],
        },
    )
    return [column[0] for column in result.description], result.fetchall()


def read_days(option: str, given: str) -> tuple[date, date]:
    """
    First and last day of 2025, 2025-Q3, 2025-H1, 2025-01 or 2025-01-15.

    Raises:
        UserError: *given* is none of these; the message names *option*.
    """
    match = _DAY.fullmatch(given.strip())
    if match is not None:
        year, month, day, unit, number = match.groups()
        months = _MONTHS_IN[unit.upper()] if unit else 1 if month else 12
        last = int(number) * months if unit else int(month or 12)
        first = last - months + 1
        try:
            end = int(day) if day else calendar.monthrange(int(year), last)[1]
            return date(int(year), first, int(day or 1)), date(int(year), last, end)
        except ValueError:  # a month 13, a 31 November, a third half
            pass
    raise UserError(f"{option} {given}: no such date. Write it as 2025, 2025-Q3, 2025-01 or 2025-01-15.")


def _type(given: str) -> str:
    known = {name: name for name in TYPES_KO} | {korean: name for name, korean in TYPES_KO.items()}
    if given in known:
        return known[given]
    near = difflib.get_close_matches(given.casefold(), known, n=_NEAR_NAMES)
    raise UserError(f"--type {given}: no such type. {_advice(near, 'There are ' + ', '.join(TYPES_KO))}")


def _entity_ids(con: DuckDBPyConnection, wanted: str) -> list[str]:
    """The entities that *wanted* can mean; none for a name that only stands in events."""
    ids = [entity_id for entity_id, _ in con.execute(_MEANT, {"wanted": wanted}).fetchall()]
    names = sorted({name for (name,) in con.execute(_NAMES).fetchall() if name})
    squeezed = _squeezed(wanted)
    if ids or any(_squeezed(name) == squeezed for name in names):
        return ids
    near = difflib.get_close_matches(wanted, names, n=_NEAR_NAMES, cutoff=0.5)
    raise UserError(f"nobody named {wanted!r} takes part in an event. {_advice(near, '`sasil timeline` shows all events.')}")


def _squeezed(name: str) -> str:
    return "".join(name.split()).lower()


def _advice(near: Sequence[str], otherwise: str) -> str:
    return f"Did you mean {', '.join(near)}?" if near else otherwise


def render_timeline(columns: Sequence[str], found: Sequence[Sequence[Any]]) -> Iterator[str]:
    """
    Events of `v_timeline` as lines that fit the terminal, under the month, quarter or year that they are dated to.

    A Hangul syllable takes two cells. Where there is no terminal, lines have up to 120.
    """
    width = shutil.get_terminal_size((_WIDTH, 0)).columns
    rows = [dict(zip(columns, row, strict=True)) for row in found]
    days, kinds = [format_days(row["days"]) for row in rows], [_kind(row) for row in rows]
    cells_of = [max((cell_len(text) for text in texts), default=0) + _GAP for texts in (days, kinds)]
    cells = max(width - _INDENT - sum(cells_of), _LEAST_CELLS)
    margin = " " * (_INDENT + sum(cells_of))
    for place, (heading, events) in enumerate(groupby(zip(rows, days, kinds, strict=True), key=lambda event: _heading(event[0]))):
        if place:
            yield ""
        yield styled(heading, bold=True)
        for row, day, kind in events:
            first, *between, told = (_shortened(line, cells) for line in _text(row))
            what = styled(_padded(kind, cells_of[1]), fg=COLOURS[row["status"]])
            yield " " * _INDENT + styled(_padded(day, cells_of[0]), fg="cyan") + what + styled(first, bold=True)
            yield from (margin + line for line in between)
            yield margin + styled(told, dim=True)


def _heading(event: Row) -> str:
    """Year and month that an event begins in; of one dated to a longer unit, that unit."""
    days = event["days"]
    if _YEARS.fullmatch(days):
        return f"{format_days(days)}년"
    return re.sub(r"^(\d+)", r"\1년", format_days(days)) if days[5:6] in _MONTHS_IN else f"{event['start_on']:%Y년 %-m월}"


def format_days(days: str) -> str:
    """Days of `v_timeline` in Korean: 2025 3분기, 2025 상반기, 2025-09-03~09-09; a day, a month or a year as it is."""
    first, slash, last = days.partition("/")
    if slash:
        return f"{first}~{last.removeprefix(first[:5]) if len(last) > 4 else last}"
    year, _, part = days.partition("-")
    if part[:1] == "Q":
        return f"{year} {part[1:]}분기"
    return f"{year} {'상반기' if part == 'H1' else '하반기'}" if part[:1] == "H" else days


def _kind(event: Row) -> str:
    status = STATUSES_KO[event["status"]]
    return TYPES_KO[event["event_type"]] + (f" ({status})" if status else "")


def _text(event: Row) -> Iterator[str]:
    """Who and what, the sentence with the most precise date, and the reports that tell it."""
    who = ", ".join(event["actors"]) or "주체 미상"
    whom = f" → {', '.join(event['counterparties'])}" if event["counterparties"] else ""
    yield f"{who}{whom} · {', '.join(event['objects']) or _clause(event)}"
    if event["sentence"]:
        yield " ".join(event["sentence"].split())
    yield " · ".join(_told(event))


def _clause(event: Row) -> str:
    """The trigger with the words before it, as many as fit; of a list under a label (`7월: …`) those behind the colon."""
    words = [*(event["clause"] or "").rpartition(": ")[2].split(), event["trigger"]]
    kept = next(
        place for place in range(len(words)) if cell_len(" ".join(words[place:])) <= _CLAUSE_CELLS or place == len(words) - 1
    )
    return ("… " if kept else "") + " ".join(words[kept:])


def _told(event: Row) -> Iterator[str]:
    """Which step of its story an event is, in what the reports differ that tell it, and which they are."""
    if event["steps"] > 1:
        yield f"{event['steps']}단계 가운데 {event['step']}"
    others = [format_days(days) for days in event["dates_told"] if days != event["days"]]
    if others:
        yield f"다른 날짜: {', '.join(others)}"
    others = [TYPES_KO[kind] for kind in event["types_told"] if kind != event["event_type"]]
    if others:
        yield f"다른 종류: {', '.join(others)}"
    yield f"출처: {', '.join(event['sources'])}"


def _padded(text: str, cells: int) -> str:
    return text + " " * max(1, cells - cell_len(text))


def _shortened(text: str, cells: int) -> str:
    """*text* in at most so many cells; what is cut off shows as an ellipsis."""
    return text if cell_len(text) <= cells else chop_cells(text, cells - 1)[0].rstrip() + "…"
