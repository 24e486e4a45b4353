"""Names that no table has: which ones the reports speak of most, and what the warehouse knows of an entity."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from extractors.gazetteer import forms_of
from pipeline.gazetteer import Given, OwnTable, as_table, name_column
from pipeline.settings import Settings, UserError
from pipeline.usage import quoted
from pipeline.warehouse import WarehouseError, read_snapshot

UNKNOWN = """
    with open as (
        select mentions.* from mentions anti join entities using (entity_id)
        where label <> 'TICKER' and ($label is null or label = $label)
    ),
    tied as (select text, label, min(entity_id) as tied_id from open where entity_id is not null group by all),
    unknown as (
        select open.*, coalesce(entity_id, tied_id) as given_id, coalesce(given_id, label || ' ' || text) as thing
        from open left join tied using (text, label)
    )
    select any_value(given_id), mode(label), list(distinct unknown.text order by unknown.text),
           count(distinct unknown.doc_id), count(*),
           arg_min(coalesce(sentences.text, unknown.text), (unknown.doc_id, unknown.start_char))
    from unknown left join sentences using (sentence_id)
    group by thing
    order by count(distinct unknown.doc_id) desc, count(*) desc, min(unknown.text)
"""
"""A row for each thing: what has one id, also where a report gives the name alone that another gives with its Latin partner."""
TOLD = "select count(distinct doc_id), count(*), list(distinct text order by text) from mentions where entity_id = ?"
EXAMPLE_WIDTH = 100
"""Characters of a sentence that are shown."""
NEAR_IDS = 3


@dataclass(frozen=True)
class Unknown:
    """Something that reports name and no table has."""

    candidate_id: str
    label: str
    names: tuple[str, ...]
    """Its written forms, as far as the reports tie them to each other: 골든브룩푸드, Goldenbrook Foods."""
    reports: int
    mentions: int
    example: str


@dataclass(frozen=True)
class Review:
    """The names to look at, the most frequent first."""

    unknown: tuple[Unknown, ...]
    total: int
    added: int
    """Names that are in a table by now; `sasil reprocess` applies it."""


def review(con: DuckDBPyConnection, own: Path, *, limit: int, label: str | None = None) -> Review:
    """The names in the warehouse behind *con* that have no entity, by the number of reports that name them."""
    table = OwnTable(own)
    rows = con.execute(UNKNOWN, {"label": label}).fetchall()
    left = [row for row in rows if row[0] not in table.known and not _known(table, row[1], row[2])]
    found = tuple(
        Unknown(entity_id or table.free_id(kind, names), kind, _korean_first(names), reports, mentions, " ".join(example.split()))
        for entity_id, kind, names, reports, mentions, example in left[:limit]
    )
    return Review(found, len(left), len(rows) - len(left))


def _korean_first(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: name_column(name) != "name_ko"))


def _known(table: OwnTable, label: str, names: Sequence[str]) -> bool:
    """Whether the user's own table has added one of *names* since."""
    ids = (
        entity_id for name in names for entity_id in table.holders.get(name, ()) if (name, entity_id) in table.stored.own_forms
    )
    return any(table.known[entity_id].label == label for entity_id in ids)


def review_lines(found: Review) -> Iterator[str]:
    """*found* as a person reads it: a line of names and a sentence for each."""
    width = max((len(entry.candidate_id) for entry in found.unknown), default=0)
    yield f"reports  mentions  {'label':<8}  {'candidate id':<{width}}  names"
    for entry in found.unknown:
        names = ", ".join(entry.names)
        yield f"{entry.reports:>7}  {entry.mentions:>8}  {entry.label:<8}  {entry.candidate_id:<{width}}  {names}"
        yield f"         {_cut(entry.example, entry.names)}"


def _cut(sentence: str, names: Sequence[str]) -> str:
    """The part of *sentence* around the first of *names* in it."""
    at = min((place for name in names if (place := sentence.find(name)) >= 0), default=0)
    start = max(0, min(at - EXAMPLE_WIDTH // 2, len(sentence) - EXAMPLE_WIDTH))
    end = start + EXAMPLE_WIDTH
    return f"{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}"


def confirmed(settings: Settings, surface: str, entity_id: str | None) -> Given:
    """
    What confirming *surface* says: its name, and the other names and the tickers that reports have tied to the same thing.

    Without an *entity_id*, it is the one that the review shows; a name that a table knows already becomes one more of its names.
    """
    known = OwnTable(settings.gazetteer).stored.entity(entity_id)
    if known is not None:
        return Given(entity_id=entity_id, aliases=(surface,) if surface not in forms_of(known) else ())
    label, tied = _tied(settings, surface)
    entity_id = entity_id or next((given for _, _, given in tied if given), None)
    names = dict.fromkeys((surface, *(text for text, kind, _ in tied if kind != "TICKER")))
    columns: dict[str, Any] = {}
    for name in names:
        columns.setdefault(name_column(name), name)
    return Given(
        **columns,
        aliases=tuple(name for name in names if name not in columns.values()),
        tickers=tuple(dict.fromkeys(text for text, kind, _ in tied if kind == "TICKER")),
        label=None if entity_id else label,
        entity_id=entity_id,
    )


def _tied(settings: Settings, surface: str) -> tuple[str | None, list[tuple[str, str, str | None]]]:
    """The commonest label of *surface* in the snapshot, and text, label and id of the mentions that share its id."""
    if not settings.snapshot.is_file():
        return None, []
    with closing(read_snapshot(settings.snapshot)) as con:
        labelled = con.execute("select mode(label) from mentions where text = ? and label <> 'TICKER'", [surface]).fetchone()
        rows = con.execute(
            """
            select distinct text, label, entity_id from mentions
            where entity_id in (select entity_id from mentions anti join entities using (entity_id) where text = ?)
            order by all
            """,
            [surface],
        ).fetchall()
    ids = {row[2] for row in rows}
    return (labelled[0] if labelled else None), rows if len(ids) == 1 else []


def describe(settings: Settings, entity_id: str) -> Iterator[str]:
    """
    What is known of an entity: its row, the table it is from, and how often reports name it.

    Raises UserError where neither a table nor the warehouse has it.
    """
    known = OwnTable(settings.gazetteer).stored
    record = known.entity(entity_id)
    reports, mentions, texts = _told(settings, entity_id)
    if record is None and not mentions:
        near = difflib.get_close_matches(entity_id, [listed.entity_id for listed in known.entities], n=NEAR_IDS)
        near = near or list(known.surfaces.get(entity_id, ()))
        hint = f"Did you mean {', '.join(near)}?" if near else "`sasil entities review` lists what reports name."
        raise UserError(f"{entity_id}: no such entity. {hint}")
    if record is None:
        yield f"{'entity_id':<16} {entity_id}"
        yield f"{'table':<16} none yet: `sasil entities confirm {quoted(_korean_first(texts)[0])}` adds it"
    else:
        for name, value in as_table(record).items():
            yield f"{name:<16} {value}"
        yield f"{'table':<16} {settings.gazetteer if entity_id in known.own else 'seeds'}"
    yield f"{'named':<16} {mentions:,} times in {reports:,} reports{': ' if texts else ''}{', '.join(texts[:10])}"


def _told(settings: Settings, entity_id: str) -> tuple[int, int, list[str]]:
    try:
        con = read_snapshot(settings.snapshot)
    except WarehouseError:
        return 0, 0, []
    with closing(con):
        ((reports, mentions, texts),) = con.execute(TOLD, [entity_id]).fetchall()
    return reports, mentions, texts or []
