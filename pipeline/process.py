"""From a file's text to a validated report: segment, analyse, assemble, validate. No disk, no warehouse."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from datetime import date
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from spacy.language import Language

from extractors.figures.metrics import METRICS
from extractors.gazetteer import read_user_table
from extractors.knowledge import Knowledge, load_knowledge
from extractors.language import Origin, analyse, build_language
from extractors.money import BadRatesError
from extractors.seeds import TableError
from pipeline.assemble import assemble
from pipeline.readers import RawReport
from pipeline.segment import segment
from pipeline.settings import UserError
from pipeline.validate import validate
from schemas import Metric, Report


@dataclass(frozen=True)
class OwnTables:
    """The user's tables as they stood when they were looked at: once a run, so that all of its reports are read alike."""

    fx_csv: Path | None = None
    """Exchange rates that go before those of the package."""
    gazetteer: Path | None = None
    """Names that go before those of the seeds."""
    rates: Path | None = None
    """Exchange rates brought in for days that the package lacks."""
    digests: tuple[str, str, str] = ("", "", "")
    """SHA-256 of each, "" where there is none."""

    @classmethod
    def looked_at(cls, fx_csv: Path | None = None, gazetteer: Path | None = None, rates: Path | None = None) -> OwnTables:
        """The tables as they stand now. Raises UserError for one that cannot be used: before a run, and not once for each report."""
        try:
            own = read_user_table(gazetteer)
            later = rates if rates is not None and rates.is_file() else None
            tables = cls(fx_csv, gazetteer, later, (_digest(fx_csv), own.digest if own else "", _digest(later)))
            _ = tables.knowledge
        except TableError as error:
            raise UserError(f"{error}. Correct it there; `sasil gazetteer --help` tells what the table is.") from None
        except BadRatesError as error:
            raise UserError(f"{error}. Correct it there, or leave it out.") from None
        return tables

    @property
    def knowledge(self) -> Knowledge:
        """What the package and these tables know; the last one is kept."""
        return _knowledge(self)

    @property
    def version(self) -> str:
        """
        The version, and a hash of the code and tables that records depend on, the user's names too: it changes when they do.

        Rates are left out: a rate for one more day changes few amounts, and `reprocess` finds out which.
        """
        digest = _package_digest().copy()
        if self.digests[1]:
            digest.update(f"gazetteer\0{self.digests[1]}".encode())
        return f"{_release()}+{digest.hexdigest()[:12]}"


def process(raw: RawReport, own: OwnTables | None = None, *, published_on: date | None = None) -> Report:
    """Everything that *raw* says, as validated records; what fails validation stands among the rejects. *own*: the user's tables."""
    own = own or OwnTables()
    segmented = segment(raw)
    origin = Origin(raw.source_name, raw.metadata, raw.received_on, published_on, raw.text)
    doc = analyse(language(own), segmented.text, segmented.blocks, origin)
    return validate(assemble(raw, segmented, doc, own.version))


@functools.lru_cache(maxsize=1)
def language(own: OwnTables) -> Language:
    """The spaCy pipeline that knows the user's *own* tables; the last one is kept."""
    return build_language(own.knowledge)


@functools.lru_cache(maxsize=1)
def _knowledge(own: OwnTables) -> Knowledge:
    return load_knowledge(gazetteer=own.gazetteer, rates=own.fx_csv, later_rates=own.rates)


def _digest(table: Path | None) -> str:
    return "" if table is None else hashlib.sha256(table.read_bytes()).hexdigest()


def metric_rows() -> tuple[Metric, ...]:
    """What figures can measure: the rows of the metrics table."""
    return tuple(
        Metric(
            metric=metric.name,
            broader=metric.broader,
            kind=metric.kind,
            name_ko=metric.name_ko,
            name_en=metric.name_en,
            units=tuple(sorted(metric.units)),
            counters=tuple(sorted(metric.counters)),
            own_subject=metric.own_subject,
            signed=metric.signed,
            definition_en=metric.definition_en,
            definition_ko=metric.definition_ko,
            cues=METRICS.words(metric.name),
            example=metric.example,
        )
        for metric in METRICS
    )


@functools.cache
def _release() -> str:
    return metadata.version("sasil")


@functools.cache
def _package_digest() -> Any:
    digest = hashlib.sha256()
    for package in ("schemas", "extractors", "seeds", "pipeline.segment", "pipeline.readers"):
        for name, content in sorted(_sources(resources.files(package))):
            digest.update(name.encode() + b"\0" + content)
    return digest


def _sources(folder: Traversable, prefix: str = "") -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        name = f"{prefix}{item.name}"
        if item.is_dir() and item.name not in ("__pycache__", "reports"):
            found += _sources(item, f"{name}/")
        elif item.is_file() and not item.name.endswith((".md", ".txt")):  # code, tables and the weights of models
            found.append((name, item.read_bytes()))
    return found
