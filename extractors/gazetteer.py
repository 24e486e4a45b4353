"""The gazetteer: the names of seeds/companies.csv, places.csv and products.csv, and the entities they stand for.

The tables are the knowledge; this module reads them strictly. A bad row ends the program with its file, line and column,
because a name that is silently left out would be a gap nobody sees. A user's own table, with the columns of companies.csv,
is read after them; its rows replace those of the same `entity_id`.
"""

from __future__ import annotations

import functools
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, get_args

import schemas
from extractors.seeds import Row, TableError, read_rows, read_seed
from schemas.records import Label

TABLES: Mapping[str, tuple[str, ...]] = {
    "companies.csv": (
        "entity_id", "label", "name_ko", "name_en", "name_zh", "aliases", "tickers", "country", "fiscal_year_end", "sector",
    ),
    "places.csv": ("entity_id", "label", "name_ko", "name_en", "name_zh", "aliases", "country", "kind"),
    "products.csv": ("entity_id", "label", "name_ko", "name_en", "name_zh", "aliases", "maker"),
}  # fmt: skip
"""The columns each table must have."""
COLUMNS = TABLES["companies.csv"]
"""The columns of a user's own table."""
PARTS_COLUMNS = ("entity_id", "part_of", "example")
"""The columns of parts.csv: which company is a part of which, and a phrase that says so."""
AMBIGUOUS = ("ambiguous_aliases.csv", "ambiguous_places.csv")
AMBIGUOUS_COLUMNS = ("surface", "entity_id", "needs", "refuses", "example", "negative")

_ENTITY_ID = re.compile(r"[a-z]+:[a-z0-9]+(?:[.-][a-z0-9]+)*")
_HANGUL_WORD = re.compile(r"[가-힣]{3,}")


class UserTable(NamedTuple):
    """A table of the user's own: where it stands, what it says."""

    path: str
    content: str

    @property
    def digest(self) -> str:
        """SHA-256 of what it says, hex."""
        return hashlib.sha256(self.content.encode()).hexdigest()


def read_user_table(path: Path | None) -> UserTable | None:
    """The user's table at *path*; None where there is none. Raises TableError where its bytes are no UTF-8."""
    if path is None or not path.exists():
        return None
    data = path.read_bytes()
    try:
        return UserTable(str(path), data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TableError(str(path), line, "entity_id", "the table is not UTF-8; save it as CSV UTF-8") from None


class Sense(NamedTuple):
    """What an ambiguous surface may stand for, and by which words of its sentence that is decided."""

    surface: str
    entity_id: str
    needs: tuple[str, ...]
    """One of these words must stand in the sentence; empty: nothing is needed."""
    refuses: tuple[str, ...]
    """None of these may."""
    example: str
    negative: str


class Gazetteer:
    """The names that are known; never changes once it is made. The rows of *own* replace those of the seeds with their `entity_id`."""

    def __init__(self, own: UserTable | None = None) -> None:
        self.table = own
        seeded = _unique(row for file, columns in TABLES.items() for row in read_seed(file, columns))
        rows = read_rows(io.StringIO(own.content, newline=""), own.path, COLUMNS) if own else iter(())
        self.own: Mapping[str, schemas.Entity] = _unique(rows)
        """The rows of the user's own table, by `entity_id`."""
        self._by_id = {**seeded, **self.own}
        self._by_id |= {
            entity_id: self._by_id[entity_id].model_copy(update={"part_of": whole}) for entity_id, whole in self._parts()
        }
        self.entities = tuple(self._by_id[key] for key in sorted(self._by_id))
        """All rows of all tables as records, sorted by `entity_id`, which is unique."""
        self.own_forms = _pairs(self.own) - _pairs(seeded)
        """Each written form and `entity_id` that only the user's own table gives."""
        replaced = {entity_id: record for entity_id, record in seeded.items() if entity_id in self.own}
        self.senses = tuple(self._senses(_pairs(replaced) - _pairs(self.own)))
        """The rows of the tables of ambiguous surfaces, in their order, without the forms that the user's own table takes away."""
        self.surfaces: Mapping[str, tuple[str, ...]] = self._surfaces()
        """
        Every written form and the ids of what it may stand for, the likeliest first.

        What the user's own table says of a form comes first. A union of countries is a place (EU, 아세안) before it is a body; a
        brand that is also the company is the company.
        """
        in_order = sorted(self.entities, key=lambda record: record.entity_id in self.own)
        self.tickers: Mapping[str, str] = {code: record.entity_id for record in in_order for code in record.tickers}
        """Exchange code as written and the entity it belongs to."""

    def entity(self, entity_id: str | None) -> schemas.Entity | None:
        """The entity of that id; None where there is none."""
        return self._by_id.get(entity_id) if entity_id else None

    def label(self, entity_id: str) -> str:
        """The label of the entity of that id. Raises KeyError where there is none."""
        return self._by_id[entity_id].label

    def user_words(self) -> tuple[str, ...]:
        """
        Names that Kiwi is to know as proper nouns: whole Hangul words of three syllables and more that mean nothing else.

        Shorter and ambiguous ones are left out: with 이천 or 우리 as proper nouns, 이천 명 and 우리 회사 would be cut wrongly.
        """
        ambiguous = {sense.surface for sense in self.senses}
        return tuple(sorted(form for form in self.surfaces if _HANGUL_WORD.fullmatch(form) and form not in ambiguous))

    def _parts(self) -> Iterator[tuple[str, str]]:
        """Each part and its whole; what the user's own table says of a part goes before."""
        wholes: dict[str, str] = {}
        for row in read_seed("parts.csv", PARTS_COLUMNS):
            for column in ("entity_id", "part_of"):
                if row[column] not in self._by_id:
                    raise row.error(column, f"{row[column]} is in none of {', '.join(TABLES)}")
            if row["entity_id"] in wholes:
                raise row.error("entity_id", f"{row['entity_id']} stands in more than one row")
            wholes[row["entity_id"]] = row["part_of"]
            above = row["part_of"]
            while above in wholes and above != row["entity_id"]:
                above = wholes[above]
            if above == row["entity_id"]:
                raise row.error("part_of", f"{row['part_of']} would be a part of itself")
        yield from ((part, whole) for part, whole in wholes.items() if self._by_id[part].part_of is None)

    def _senses(self, taken_away: frozenset[tuple[str, str]]) -> Iterator[Sense]:
        for file in AMBIGUOUS:
            for row in read_seed(file, AMBIGUOUS_COLUMNS):
                surface, entity_id = row["surface"], row["entity_id"]
                if not surface:
                    raise row.error("surface", "it is empty")
                if entity_id and entity_id not in self._by_id:
                    raise row.error("entity_id", f"{entity_id} is in none of {', '.join(TABLES)}")
                if (surface, entity_id) not in taken_away:
                    needs, refuses = _words(row, "needs"), _words(row, "refuses")
                    yield Sense(surface, entity_id, needs, refuses, row["example"], row["negative"])

    def _surfaces(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        in_order = sorted(self.entities, key=lambda record: (record.label != "LOC", record.label != "ORG", record.entity_id))
        pairs = [(form, record.entity_id) for record in in_order for form in forms_of(record)]
        for form, entity_id in sorted(pairs, key=lambda pair: pair not in self.own_forms):
            found.setdefault(form, []).append(entity_id)
        for sense in self.senses:
            if sense.entity_id and sense.entity_id not in found.setdefault(sense.surface, []):
                found[sense.surface].append(sense.entity_id)
        return {form: tuple(ids) for form, ids in found.items()}


@functools.cache
def package_gazetteer() -> Gazetteer:
    """The gazetteer of the package alone."""
    return Gazetteer()


def forms_of(record: schemas.Entity) -> tuple[str, ...]:
    """The written forms of *record*: its names, then its aliases."""
    return tuple(dict.fromkeys(form for form in (record.name_ko, record.name_en, record.name_zh, *record.aliases) if form))


def _unique(rows: Iterator[Row]) -> dict[str, schemas.Entity]:
    found: dict[str, schemas.Entity] = {}
    for row in rows:
        record = checked(row)
        if record.entity_id in found:
            raise row.error("entity_id", f"{record.entity_id} stands in more than one row")
        found[record.entity_id] = record
    return found


def _pairs(records: Mapping[str, schemas.Entity]) -> frozenset[tuple[str, str]]:
    return frozenset((form, record.entity_id) for record in records.values() for form in forms_of(record))


def _words(row: Row, column: str) -> tuple[str, ...]:
    """The parts of a cell with their blanks, which tell a word from the beginning of a longer one: `기장과 `."""
    return tuple(part for part in row.cells[column].split("|") if part.strip())


def checked(row: Row) -> schemas.Entity:
    entity_id, label = row["entity_id"], row["label"]
    if not _ENTITY_ID.fullmatch(entity_id):
        raise row.error("entity_id", f"{entity_id!r} is no slug such as org:samsung-electronics")
    if label not in get_args(Label) or label == "TICKER":
        raise row.error("label", f"{label!r} is none of {', '.join(name for name in get_args(Label) if name != 'TICKER')}")
    names = [row[column] for column in ("name_ko", "name_en", "name_zh")]
    if not any(names):
        raise row.error("name_ko", "the row has no name in any language")
    country = row.cells.get("country", "").strip()
    if country and not re.fullmatch(r"[A-Z]{2}", country):
        raise row.error("country", f"{country!r} is no ISO 3166 code of two capitals")
    return schemas.Entity(
        entity_id=entity_id,
        label=label,
        name_ko=names[0] or None,
        name_en=names[1] or None,
        name_zh=names[2] or None,
        aliases=row.parts("aliases"),
        tickers=row.parts("tickers") if "tickers" in row.cells else (),
        country=country or None,
        sector=row.cells.get("sector", "").strip() or None,
        fiscal_year_end=_month(row),
        part_of=(row.cells.get("part_of") or row.cells.get("maker") or "").strip() or None,
    )


def _month(row: Row) -> int | None:
    written = row.cells.get("fiscal_year_end", "").strip()
    if not written:
        return None
    if not written.isdecimal() or not 1 <= int(written) <= 12:
        raise row.error("fiscal_year_end", f"{written!r} is no month from 1 to 12")
    return int(written)
