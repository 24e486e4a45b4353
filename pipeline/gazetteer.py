"""The user's own table of names: rows that are added to it or completed, from the command line or from listings of KRX and DART.

The installed seeds are never written. A row of the own table stands in for the seed row of the same `entity_id`, so completing
a seed row copies it here first.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from extractors.gazetteer import COLUMNS, Gazetteer, checked, forms_of, read_user_table
from extractors.seeds import TableError, read_rows
from pipeline.listings import Listed
from pipeline.settings import UserError
from schemas import Entity

WRITTEN = (*COLUMNS, "part_of")
"""The columns of the table as it is written; the last may be missing from one that people made."""
_SLUG = re.compile(r"[^a-z0-9]+")
_CORPORATE = re.compile(
    r"(?:[\s,.]+(?:co|company|corp|corporation|inc|incorporated|ltd|limited|plc|llc))+[\s,.]*$", re.IGNORECASE
)
"""The ends of English company names: Co., Ltd. and DART's CO,.LTD."""
_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i",
)  # fmt: skip
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t",
    "p", "t",
)  # fmt: skip
"""Letters of the Revised Romanization, syllable by syllable: an id needs no sound changes between them."""
LABELS = {"org": "ORG", "person": "PERSON", "loc": "LOC", "product": "PRODUCT", "event": "EVENT", "policy": "POLICY"}
"""The label that the beginning of an `entity_id` stands for."""
DECEMBER = 12
EXAMPLES = 3


def candidate_id(label: str, names: Iterable[str]) -> str:
    """
    The id that an entity with these *names* gets: of the first in Latin letters, else of the first in Hangul, romanised.

    It is the id that rules give a name with a Latin partner, so confirming one changes none. "" where no name can be spelt.
    """
    names = [name for name in names if name]
    for spelling in (*(name for name in names if name.isascii()), *(_romanised(name) for name in names)):
        if slug := _SLUG.sub("-", spelling.lower()).strip("-"):
            return f"{label.lower()}:{slug}"
    return ""


def _romanised(text: str) -> str:
    return "".join(
        _syllable(ord(letter) - ord("가")) if "가" <= letter <= "힣" else letter for letter in text if ord(letter) < 0xD7A4
    )


def _syllable(code: int) -> str:
    return _INITIALS[code // 588] + _VOWELS[code % 588 // 28] + _FINALS[code % 28]


@dataclass(frozen=True)
class Given:
    """What a person says of an entity; what is None or empty was not said."""

    name_ko: str | None = None
    name_en: str | None = None
    name_zh: str | None = None
    aliases: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    label: str | None = None
    country: str | None = None
    sector: str | None = None
    fiscal_year_end: int | None = None
    entity_id: str | None = None
    dropped: tuple[str, ...] = ()
    """Aliases that are wrong."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names, without the aliases."""
        return tuple(name for name in (self.name_ko, self.name_en, self.name_zh) if name)


def name_column(surface: str) -> str:
    """The column of a name, by its letters: Korean with any Hangul in it, else Chinese with any Hanja or kana, else English."""
    if re.search("[가-힣]", surface):
        return "name_ko"
    return "name_zh" if re.search("[一-鿿㐀-䶿\uf900-\ufaff぀-ヿ]", surface) else "name_en"


class OwnTable:
    """The user's own table at *path*, open for changes; every change is checked like a row that is read."""

    def __init__(self, path: Path) -> None:
        """Read the table, or begin one where there is none; raises UserError for a row that cannot be used."""
        self.path = path
        try:
            self.stored = Gazetteer(read_user_table(path))
            """The names as the table stands on disk."""
        except TableError as error:
            raise UserError(f"{error}. Correct it there first.") from None
        self.rows = dict(self.stored.own)
        self.known = {record.entity_id: record for record in self.stored.entities}
        self.holders: dict[str, dict[str, None]] = defaultdict(dict)
        self.codes: dict[str, str] = {}
        for form, ids in self.stored.surfaces.items():
            self.holders[form] = dict.fromkeys(ids)
        for code, entity_id in self.stored.tickers.items():
            self.codes[_bare(code)] = entity_id

    def holder(self, form: str, *, besides: str | None = None) -> Entity | None:
        """An entity other than *besides* that *form* stands for already."""
        return next((self.known[entity_id] for entity_id in self.holders.get(form, ()) if entity_id != besides), None)

    def free_id(self, label: str, names: Iterable[str], codes: Sequence[str] = ()) -> str:
        """The candidate id of *names*, with a ticker or a number behind it where another entity has that id; "" without one."""
        wanted = candidate_id(label, names)
        marks = ["", *(f"-{_SLUG.sub('-', code.lower())}" for code in codes), *(f"-{number}" for number in range(2, 1_000))]
        return next((f"{wanted}{mark}" for mark in marks if wanted and f"{wanted}{mark}" not in self.known), "")

    def put(self, record: Entity) -> None:
        """Have *record* in the table in place of what stands there under its id. Raises UserError where it is no proper row."""
        before = self.known.get(record.entity_id)
        try:
            checked(next(read_rows(_lines([record]), "row", COLUMNS)))
        except TableError as error:
            raise UserError(f"{error.column}: {error.reason}.") from None
        for form in forms_of(before) if before else ():
            self.holders[form].pop(record.entity_id, None)
        for form in forms_of(record):
            self.holders[form][record.entity_id] = None
        self.codes |= {_bare(code): record.entity_id for code in record.tickers}
        self.rows[record.entity_id] = self.known[record.entity_id] = record

    def write(self) -> None:
        """Replace the file as a whole, rows sorted by id."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        unfinished.write_text(_lines(self.rows[key] for key in sorted(self.rows)).getvalue(), encoding="utf-8", newline="")
        unfinished.replace(self.path)


def _lines(records: Iterable[Entity]) -> io.StringIO:
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(WRITTEN)
    for record in records:
        cells = record.model_dump() | {"aliases": "|".join(record.aliases), "tickers": "|".join(record.tickers)}
        writer.writerow(["" if cells[column] is None else cells[column] for column in WRITTEN])
    table.seek(0)
    return table


def _bare(code: str) -> str:
    """A ticker as it is compared: A005930, 005930.KS and 005930 are one."""
    match = re.fullmatch(r"A?(\d{6})(?:[.:](?:KS|KQ))?", code)
    return match[1] if match else code


class Added(NamedTuple):
    """A row, and what became of it."""

    record: Entity
    is_new: bool
    is_changed: bool


def add(path: Path, given: Given, *, force: bool = False) -> Added:
    """
    Add the row that *given* describes to the table at *path*, or complete the one it means.

    It means the row of its id, else the one that its names stand for already. What is given replaces what stands there; a
    name that is replaced stays as an alias.

    Raises:
        UserError: A name or ticker belongs to another entity (*force* lets both have the name), or the row would not be proper.
    """
    table = OwnTable(path)
    for written in (*given.names, *given.aliases, *given.tickers, given.sector or ""):
        if written != " ".join(written.split()) or "|" in written:
            raise UserError(
                f"{written!r}: a name has no line breaks, blanks around it or | in it. Give several with one option each."
            )
    before = table.known.get(_meant(table, given, force=force))
    record = _completed(before, given) if before else _new(table, given)
    for form in () if force else forms_of(record):
        other = table.holder(form, besides=record.entity_id)
        if other is not None and (before is None or form not in forms_of(before)):
            raise UserError(
                f"{form} stands for {other.entity_id} ({called(other)}) already. "
                f"Complete that one with --id {other.entity_id}, or let both have the name with --force."
            )
    for code in () if force else record.tickers:
        owner = table.codes.get(_bare(code), record.entity_id)
        if owner != record.entity_id:
            raise UserError(f"--ticker {code} belongs to {owner} already. Complete that one with --id {owner}, or use --force.")
    if record != before:
        table.put(record)
        table.write()
    return Added(record, before is None, record != before)


def called(record: Entity) -> str:
    """The name that people know *record* by."""
    return record.name_ko or record.name_en or record.name_zh or record.entity_id


def _meant(table: OwnTable, given: Given, *, force: bool) -> str:
    """The id of the row that *given* is about; "" for a new one."""
    if given.entity_id:
        return given.entity_id
    if force:
        return ""
    fitting = [
        entity_id
        for name in given.names
        for entity_id in table.holders.get(name, ())
        if given.label in (None, table.known[entity_id].label) and name in forms_of(table.known[entity_id])
    ]
    return fitting[0] if len(set(fitting)) == 1 else ""


def _new(table: OwnTable, given: Given) -> Entity:
    if not given.names:
        unknown = f"{given.entity_id} is in no table yet and" if given.entity_id else "a new row"
        raise UserError(f"{unknown} needs a name: --name-ko, --name-en or --name-zh.")
    if given.dropped:
        raise UserError(f"--drop-alias {given.dropped[0]}: this is a new row, which has no aliases yet. Name the row with --id.")
    prefix = (given.entity_id or "").partition(":")[0]
    label = given.label or LABELS.get(prefix, "ORG")
    entity_id = given.entity_id or table.free_id(label, given.names, given.tickers)
    if not entity_id:
        raise UserError(f"no id can be made of {given.names[0]}. Give it one, such as --id {label.lower()}:its-english-name.")
    if LABELS.get(entity_id.partition(":")[0]) != label:
        raise UserError(f"--id {entity_id!r}: the id of a {label} begins with {label.lower()}: and has small Latin letters.")
    return Entity(
        entity_id=entity_id, label=label, name_ko=given.name_ko, name_en=given.name_en, name_zh=given.name_zh,
        aliases=tuple(dict.fromkeys(alias for alias in given.aliases if alias not in given.names)),
        tickers=tuple(dict.fromkeys(given.tickers)), country=given.country, sector=given.sector,
        fiscal_year_end=given.fiscal_year_end,
    )  # fmt: skip


def _completed(before: Entity, given: Given) -> Entity:
    """*before* with what is *given*; names that it replaces become aliases."""
    if given.label not in (None, before.label):
        raise UserError(
            f"--label {given.label}: {before.entity_id} is a {before.label}. Another kind of thing needs another --id."
        )
    absent = [form for form in given.dropped if form not in before.aliases]
    if absent:
        raise UserError(
            f"--drop-alias {absent[0]}: {before.entity_id} has no such alias. `sasil entities show {before.entity_id}` has them."
        )
    said = {
        name: value
        for name in ("name_ko", "name_en", "name_zh", "country", "sector", "fiscal_year_end")
        if (value := getattr(given, name)) is not None
    }
    names = {column: said.get(column, getattr(before, column)) for column in ("name_ko", "name_en", "name_zh")}
    replaced = [getattr(before, name) for name in names if getattr(before, name)]
    aliases = dict.fromkeys((*before.aliases, *replaced, *given.aliases))
    kept = tuple(alias for alias in aliases if alias not in names.values() and alias not in given.dropped)
    return before.model_copy(update=said | {"aliases": kept, "tickers": _joined(before.tickers, given.tickers)})


def _joined(codes: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    have = {_bare(code) for code in codes}
    return (*codes, *(code for code in dict.fromkeys(more) if _bare(code) not in have))


@dataclass
class Imported:
    """What became of the rows of a listing."""

    read: int = 0
    new: list[str] = field(default_factory=list)
    completed: list[str] = field(default_factory=list)
    unchanged: int = 0
    skipped: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Reason → the names of the rows."""


def import_listing(path: Path, rows: Iterable[Listed]) -> Imported:
    """
    Bring the companies of a listing into the table at *path*.

    One that is known by ticker or name only gets what it lacks; a new one gets a row unless its name stands for something
    else. The order of the rows makes no difference to what is new.
    """
    table = OwnTable(path)
    done = Imported()
    listed = list(rows)
    done.read = len(listed)
    namesakes = Counter(row.name_ko for row in listed if row.ticker is None)
    for row in sorted(listed, key=lambda row: (row.ticker or "~", row.name_ko, row.dart_code or "")):
        if row.ticker is None and namesakes[row.name_ko] > 1 and row.reason is None:
            done.skipped["several companies of this name, none of them listed"].append(row.name_ko)
        else:
            _bring_in(table, row, done)
    if done.new or done.completed:
        table.write()
    return done


def _bring_in(table: OwnTable, row: Listed, done: Imported) -> None:
    if row.reason is not None:
        done.skipped[row.reason].append(row.name_ko or row.ticker or "")
        return
    before = _known(table, row)
    other = table.holder(row.name_ko)
    if before is not None:
        after = _filled(table, before, row)
        if after == before:
            done.unchanged += 1
            return
        table.put(after)
        done.completed.append(before.entity_id)
    elif other is not None:
        done.skipped["the name stands for another entity; `sasil gazetteer add --force` lets both have it"].append(
            f"{row.name_ko} ({other.entity_id})"
        )
    else:
        record = _fresh(table, row)
        table.put(record)
        done.new.append(record.entity_id)


def _known(table: OwnTable, row: Listed) -> Entity | None:
    """The entity that *row* lists: that of its ticker, else the company of its name, unless that one is listed otherwise."""
    if row.ticker and (entity_id := table.codes.get(row.ticker)):
        return table.known[entity_id]
    same = [table.known[entity_id] for entity_id in table.holders.get(row.name_ko, ())]
    companies = [record for record in same if record.label == "ORG" and record.country in (None, row.country)]
    if len(same) != 1 or not companies:
        return None
    listed = any(re.fullmatch(r"\d{6}", _bare(code)) for code in companies[0].tickers)
    return None if listed else companies[0]


def _filled(table: OwnTable, before: Entity, row: Listed) -> Entity:
    """*before* with what it lacks. A year that ends in December is what a missing month means, so that adds nothing."""
    more: dict[str, object] = {}
    english = english_name(row.name_en)
    if row.ticker and row.ticker not in {_bare(code) for code in before.tickers}:
        more["tickers"] = (*before.tickers, row.ticker)
    if english and not before.name_en and table.holder(english, besides=before.entity_id) is None:
        more["name_en"] = english
    if row.fiscal_year_end not in (None, DECEMBER) and before.fiscal_year_end is None:
        more["fiscal_year_end"] = row.fiscal_year_end
    if not before.name_ko:
        more["name_ko"] = row.name_ko
    elif row.name_ko not in forms_of(before) and table.holder(row.name_ko) is None:
        more["aliases"] = (*before.aliases, row.name_ko)
    return before.model_copy(update=more)


def _fresh(table: OwnTable, row: Listed) -> Entity:
    english = english_name(row.name_en)
    if english and table.holder(english) is not None:
        english = None
    aliases = [alias for alias in row.aliases if alias != row.name_ko and table.holder(alias) is None]
    codes = (row.ticker,) if row.ticker else (row.dart_code,) if row.dart_code else ()
    return Entity(
        entity_id=table.free_id("ORG", [english or "", row.name_ko], codes),
        label="ORG", name_ko=row.name_ko, name_en=english, name_zh=None, aliases=tuple(dict.fromkeys(aliases)),
        tickers=(row.ticker,) if row.ticker else (), country=row.country, sector=row.sector, fiscal_year_end=row.fiscal_year_end,
    )  # fmt: skip


def english_name(written: str | None) -> str | None:
    """An English company name without Co., Ltd.; a single word keeps it, because UNION alone is no name."""
    if not written:
        return None
    bare = _CORPORATE.sub("", written).strip(" ,.")
    return bare if " " in bare else written


def summary_lines(done: Imported) -> list[str]:
    """What an import did, as a person reads it; each reason with a few of its rows."""
    lines = [
        f"{done.read:,} rows read: {len(done.new):,} new, {len(done.completed):,} completed, {done.unchanged:,} known already, "
        f"{sum(map(len, done.skipped.values())):,} skipped"
    ]
    for reason, names in sorted(done.skipped.items(), key=lambda pair: -len(pair[1])):
        shown = ", ".join(names[:EXAMPLES]) + (" …" if len(names) > EXAMPLES else "")
        lines.append(f"  skipped {len(names):,}: {reason} ({shown})")
    return lines


def as_table(record: Entity) -> Mapping[str, str]:
    """The fields of *record* that are not empty, as text."""
    fields = record.model_dump()
    joined = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in fields.items()}
    return {name: str(value) for name, value in joined.items() if value not in (None, "")}
