"""
What people say about records: rows of the ledger `corrections`, to which rows are added and from which none is taken.

The views `corrected_figures`, `corrected_events` and `corrected_mentions` lay it over what was read, and everything else follows from
those: so a correction wins everywhere, and what was read stays as it is. A record is known by its id, which is made of the hash of its
document and its span: it is the same after `sasil reprocess`. Into a new version of a report, `warehouse/carry.py` takes it along.
"""

from __future__ import annotations

import difflib
import secrets
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from duckdb import DuckDBPyConnection
from pydantic import ValidationError

from extractors.money import ReferenceRates
from extractors.units import to_base, unit_table
from extractors.valuation import value_day
from pipeline import warehouse
from pipeline.settings import Settings, UserError
from schemas import Correction, Event, Figure, Mention, Record, magnitude
from schemas.corrections import CorrectedKind, CorrectionAction

NAMED_NEAR = 3


@dataclass(frozen=True)
class Kind:
    """A kind of record that can be corrected."""

    name: CorrectedKind
    table: str
    key: str
    record: type[Record]
    editable: tuple[str, ...]


KINDS = {
    "f": Kind("figure", "figures", "figure_id", Figure, (
        "subject_entity_id", "subject_text", "metric", "value", "value_high", "unit", "counter", "bound", "approximate", "measure",
        "basis", "period_start", "period_end", "modality",
    )),
    "e": Kind("event", "events", "event_id", Event, ("event_type", "status", "start_on", "end_on", "grain")),
    "m": Kind("mention", "mentions", "mention_id", Mention, ("label", "entity_id")),
}  # fmt: skip
"""By the letter in their ids."""


def correct(
    settings: Settings,
    record_id: str,
    action: CorrectionAction,
    changes: Mapping[str, str | None] | None = None,
    *,
    author: str,
    reason: str | None = None,
    wait: bool = False,
) -> str:
    """
    Say something about a record, in one transaction, and show it to readers; the `change_id`.

    *changes* are the attributes that `set` sets, as text; an empty one has no value from now on. Those that already stand so are
    passed over, and those that follow from another (won and dollars of a value) are set along.

    Raises:
        UserError: There is no such record, or what is said does not fit it; the message says what would.
        WarehouseError: The warehouse is locked by a run, or cannot be written.
    """
    if not settings.warehouse.is_file():
        raise UserError(f"{settings.warehouse}: there is no warehouse yet; `sasil ingest` makes one.")
    with closing(warehouse.open_warehouse(settings.warehouse, wait=wait)) as con:
        target = find(con, record_id)
        match action:
            case "set":
                pairs = _settings_of(con, target, changes or {}, settings)
            case "undo":
                pairs = []
                undoes = last_change(con, record_id)
                if undoes is None:
                    raise UserError(f"{record_id}: nothing was said about it that could be undone.")
            case _:
                pairs = []
        said = Said(action, author, reason, undoes if action == "undo" else None)
        rows = ledger_rows(target, said, pairs)
        warehouse.add_corrections(con, rows)
        warehouse.publish(settings.warehouse, settings.snapshot, con)
    return rows[0].change_id


@dataclass(frozen=True)
class Target:
    """A record that something is said about, as it stands now."""

    kind: Kind
    record_id: str
    row: Mapping[str, Any]
    place: Mapping[str, Any]
    """Columns of the ledger that tell where it stands."""


@dataclass(frozen=True)
class Said:
    """What is said, and by whom."""

    action: CorrectionAction
    author: str
    reason: str | None = None
    undoes: str | None = None


def kind_of(record_id: str) -> Kind:
    """The kind of record that has this id. Raises UserError for an id of something else."""
    letter = record_id.partition(":")[2][:1]
    if letter not in KINDS:
        raise UserError(
            f"{record_id}: not the id of a figure, event or name. `sasil show DOC --json` prints them: figure_id, event_id, mention_id."
        )
    return KINDS[letter]


def find(con: DuckDBPyConnection, record_id: str) -> Target:
    """The record *record_id* as it stands now, a rejected one as it was read. Raises UserError where there is none."""
    kind = kind_of(record_id)
    corrected = f"select * exclude (reviewed) from corrected_{kind.table} where {kind.key} = $id"  # noqa: S608 - the kind's own view
    as_read = f"select * from {kind.table} where {kind.key} = $id"  # noqa: S608
    found = _row(con, corrected, record_id) or _row(con, as_read, record_id)
    if found is None:
        raise UserError(f"{record_id}: no such {kind.name}. `sasil show DOC --json` prints the ids of a report.")
    place = _row(
        con,
        """
        select d.doc_id, d.source_name, d.title, d.published_on, s.text as sentence, s.start_char as sentence_start
        from documents as d left join sentences as s on s.doc_id = d.doc_id and s.sentence_id = $id
        where d.doc_id = $doc_id
        """,
        found["sentence_id"],
        doc_id=found["doc_id"],
    )
    return Target(kind, record_id, found, place or {})


def last_change(con: DuckDBPyConnection, record_id: str) -> str | None:
    """The last thing that was said about a record and is in force."""
    found = con.execute(
        """
        select change_id from corrections
        where record_id = ? and action <> 'undo' and change_id not in (select undoes from corrections where undoes is not null)
        order by made_at desc, correction_id desc limit 1
        """,
        [record_id],
    ).fetchone()
    return None if found is None else str(found[0])


def ledger_rows(target: Target, said: Said, pairs: Sequence[tuple[str, str | None, str | None]]) -> list[Correction]:
    """The rows that the ledger keeps; *pairs* are attributes with what stood there and what stands there now."""
    now = datetime.now(UTC)
    change_id = f"{now:%Y%m%dT%H%M%S.%fZ}-{secrets.token_hex(3)}"
    row = target.row
    return [
        Correction(
            correction_id=f"{change_id}.{number}",
            change_id=change_id,
            made_at=now,
            author=said.author,
            reason=said.reason or None,
            action=said.action,
            record_kind=target.kind.name,
            record_id=target.record_id,
            attribute=attribute,
            old=old,
            new=new,
            undoes=said.undoes,
            carried_from=None,
            start_char=row["start_char"],
            end_char=row["end_char"],
            text=row["text"],
            **target.place,
        )
        for number, (attribute, old, new) in enumerate(pairs or [(None, None, None)])
    ]


def _settings_of(
    con: DuckDBPyConnection, target: Target, changes: Mapping[str, str | None], settings: Settings
) -> list[tuple[str, str | None, str | None]]:
    """Each attribute that changes, what follows from it included: (attribute, old, new) as text."""
    if unknown := set(changes) - set(target.kind.editable):
        raise UserError(
            f"{', '.join(sorted(unknown))}: cannot be set in a {target.kind.name}. It has {', '.join(target.kind.editable)}."
        )
    given = {name: (text or "").strip() or None for name, text in changes.items()}
    now = _validated(target, {name: text for name, text in given.items() if text != as_text(target.row[name])})
    _refuse_unknown(con, now, target)
    if target.kind.name == "figure":
        now = _following(con, target, now, settings)
    changed = {name: value for name, value in now.items() if value != target.row[name]}
    if not changed:
        raise UserError("nothing changes: the record says so already.")
    return [(name, as_text(target.row[name]), as_text(value)) for name, value in changed.items()]


def _validated(target: Target, given: Mapping[str, str | None]) -> dict[str, Any]:
    """The values of *given*, read as the record reads them."""
    try:
        record = target.kind.record.model_validate({**target.row, **given})
    except ValidationError as error:
        wrong = error.errors()[0]
        place = f"{wrong['loc'][0]} {wrong['input']!r}: " if wrong["loc"] else ""
        raise UserError(f"{place}{wrong['msg'].removeprefix('Value error, ')}.") from None
    return {name: getattr(record, name) for name in given}


def _refuse_unknown(con: DuckDBPyConnection, now: Mapping[str, Any], target: Target) -> None:
    for name, table in (("metric", "metrics"), ("subject_entity_id", "entities"), ("entity_id", "entities")):
        key = "metric" if table == "metrics" else "entity_id"
        if now.get(name) is not None:
            known = [value for (value,) in con.execute(f"select {key} from {table} order by 1").fetchall()]  # noqa: S608
            if now[name] not in known and not (name == "metric" and now[name] == "other"):
                near = ", ".join(difflib.get_close_matches(now[name], known, NAMED_NEAR, 0.4)) or "none"
                raise UserError(f"{name} {now[name]!r} is not in the table of {table}; near it: {near}.")
    if now.get("unit") is not None and now["unit"] not in _dimensions():
        near = ", ".join(difflib.get_close_matches(now["unit"], _dimensions(), NAMED_NEAR, 0.4)) or "KRW, percent, count"
        raise UserError(f"unit {now['unit']!r} is not known; near it: {near}.")


def _dimensions() -> dict[str, str]:
    """The dimension of each unit."""
    return {unit.unit: unit.dimension for unit in unit_table().units if unit.unit and unit.quantity and unit.counter is None} | {
        "count": "count"
    }


def _following(con: DuckDBPyConnection, target: Target, now: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """*now* with what follows from it: the dimension of a unit, the worth of an amount, the entity's place of a subject."""
    if not {"value", "unit", "period_end"} & set(now):
        return now
    row = {**target.row, **now}
    dimension = _dimensions().get(row["unit"] or "", target.row["dimension"])
    base, base_unit = to_base(row["value"], row["unit"]) if row["unit"] else (None, None)
    follows: dict[str, Any] = {
        "dimension": dimension,
        "value_base": None if base is None else magnitude(base),
        "unit_base": base_unit,
    }
    return {**now, **follows, **_worth(con, row, dimension, settings)}


def _worth(con: DuckDBPyConnection, row: Mapping[str, Any], dimension: str, settings: Settings) -> dict[str, Any]:
    """Won and dollars of the figure *row* at the reference rate of its day; a stated conversion is not compared with it any more."""
    event_day = con.execute(
        "select arg_min_null(end_on, start_char) from event_figures join events using (event_id) where figure_id = ?",
        [row["figure_id"]],
    ).fetchone()
    published = con.execute("select published_on from documents where doc_id = ?", [row["doc_id"]]).fetchone()
    day = value_day(row["period_end"], event_day[0] if event_day else None, published[0] if published else None)
    rates = ReferenceRates(settings.fx_csv)
    rate = rates.on(row["unit"], day) if dimension == "money" and row["unit"] and day else None
    return {
        "amount_krw": magnitude(row["value"] * rate.krw) if rate else None,
        "amount_usd": magnitude(row["value"] * rate.usd) if rate else None,
        "fx_rate": rate.krw if rate else None,
        "fx_on": rate.rate_on if rate else None,
        "fx_source": rate.source if rate else None,
        "stated_rate_deviation": None,
    }


def as_text(value: Any) -> str | None:
    """*value* as the ledger writes it; DuckDB reads it back into the type of its column."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _row(con: DuckDBPyConnection, query: str, record_id: str | None, **values: Any) -> dict[str, Any] | None:
    result = con.execute(query, {"id": record_id, **values})
    names = [column[0] for column in result.description or ()]
    found = result.fetchone()
    return None if found is None else dict(zip(names, found, strict=True))
