"""What the shell offers behind a command: the names of stored reports, of entities that they name, and of event types."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress

import click
from click.shell_completion import CompletionItem

MOST = 60
"""Offers at a time."""
SHORT_ID = 12
DOCUMENTS = """
    select case when contains(source_name, ' ') then left(doc_id, $digits) else source_name end, coalesce(title, source_name)
    from newest_documents
    where starts_with(lower(source_name), lower($typed)) or starts_with(doc_id, $typed)
    order by source_name, doc_id
    limit $most
"""
"""A name with blanks would be several words to the shell; its doc_id is one."""
ENTITIES = """
    select name, any_value(coalesce(e.name_ko, e.name_en)), count(*) as named
    from entity_names as n
    join entities as e using (entity_id)
    join mentions as m using (entity_id)
    where starts_with(lower(name), lower($typed)) and not contains(name, ' ')
    group by name
    order by named desc, name
    limit $most
"""


def documents(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Reports whose name or doc_id begins so."""
    return [CompletionItem(name, help=title) for name, title in _rows(DOCUMENTS, typed=typed, digits=SHORT_ID, most=MOST)]


def entities(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Names, in any script, of what reports speak of, those that are named most first."""
    return [CompletionItem(name, help=known_as) for name, known_as, _ in _rows(ENTITIES, typed=typed, most=MOST)]


def event_types(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Event types that begin so, in English or Korean."""
    from pipeline.timeline import TYPES_KO

    words = [*TYPES_KO.items(), *((korean, name) for name, korean in TYPES_KO.items())]
    return [CompletionItem(word, help=meaning) for word, meaning in words if word.startswith(typed) and " " not in word]


def _rows(query: str, **values: object) -> Sequence[tuple[str, ...]]:
    """The answer of the snapshot; nothing where there is none: the shell has no place for a message."""
    import duckdb

    from pipeline.settings import load_settings
    from pipeline.warehouse import WarehouseError, read_snapshot

    with suppress(WarehouseError, duckdb.Error), closing(read_snapshot(load_settings().snapshot)) as con:
        return con.execute(query, values).fetchall()
    return []
