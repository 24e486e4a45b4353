"""From a file's text to a validated report: segment, analyse, assemble, validate. No disk, no warehouse."""

from __future__ import annotations

import functools
import hashlib
from datetime import date
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from extractors.gazetteer import entities, use_own_table
from extractors.language import Origin, analyse
from extractors.money import BadRatesError, ReferenceRates
from extractors.seeds import TableError
from pipeline.assemble import assemble
from pipeline.readers import RawReport
from pipeline.segment import segment
from pipeline.settings import UserError
from pipeline.validate import validate
from schemas import Entity, Report


def process(
    raw: RawReport, *, published_on: date | None = None, fx_csv: Path | None = None, gazetteer: Path | None = None
) -> Report:
    """Everything that *raw* says, as validated records; what fails validation stands among the rejects.

    *fx_csv* and *gazetteer* are tables of the user's own, read beside those of the package.
    """
    version = extractor_version(fx_csv, gazetteer)
    segmented = segment(raw)
    origin = Origin(raw.source_name, raw.metadata, raw.received_on, published_on)
    doc = analyse(segmented.text, segmented.blocks, origin)
    return validate(assemble(raw, segmented, doc, _rates(fx_csv, _digest(fx_csv)), version))


def check_own_tables(fx_csv: Path | None, gazetteer: Path | None) -> None:
    """Raise UserError where a table of the user's own cannot be used: before a run begins, and not once for each report."""
    try:
        gazetteer_entities(gazetteer)
        _rates(fx_csv, _digest(fx_csv))
    except TableError as error:
        raise UserError(f"{error}. Correct it there; `sasil gazetteer --help` tells what the table is.") from None
    except BadRatesError as error:
        raise UserError(f"{error}. Correct it there, or unset SASIL_FX_CSV.") from None


def gazetteer_entities(gazetteer: Path | None = None) -> tuple[Entity, ...]:
    """What names can point to: the rows of the entities table, those of the user's *gazetteer* among them."""
    use_own_table(gazetteer)
    return entities()


def extractor_version(fx_csv: Path | None = None, gazetteer: Path | None = None) -> str:
    """The version, and a hash of the code and tables that records depend on, the user's own too: it changes when they do."""
    digest = _package_digest().copy()
    for name, content in (("gazetteer", use_own_table(gazetteer)), ("fx", _digest(fx_csv))):
        if content:
            digest.update(f"{name}\0{content}".encode())
    return f"{metadata.version('sasil')}+{digest.hexdigest()[:12]}"


@functools.cache
def _package_digest() -> Any:
    digest = hashlib.sha256()
    for package in ("schemas", "extractors", "seeds", "pipeline.segment", "pipeline.readers"):
        for name, content in sorted(_sources(resources.files(package))):
            digest.update(name.encode() + b"\0" + content)
    return digest


def _digest(table: Path | None) -> str:
    return "" if table is None else hashlib.sha256(table.read_bytes()).hexdigest()


def _sources(folder: Traversable, prefix: str = "") -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        name = f"{prefix}{item.name}"
        if item.is_dir() and item.name not in ("__pycache__", "reports"):
            found += _sources(item, f"{name}/")
        elif item.is_file() and not item.name.endswith((".md", ".txt")):  # code, tables and the weights of models
            found.append((name, item.read_bytes()))
    return found


@functools.lru_cache(maxsize=4)
def _rates(user_rates: Path | None, _content: str) -> ReferenceRates:
    return ReferenceRates(user_rates)
