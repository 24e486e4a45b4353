"""From a file's text to a validated report: segment, analyse, assemble, validate. No disk, no warehouse."""

from __future__ import annotations

import functools
import hashlib
from datetime import date
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from spacy.language import Language

from extractors.figures.metrics import METRICS
from extractors.gazetteer import read_user_table
from extractors.knowledge import Knowledge, load_knowledge
from extractors.language import Origin, analyse, build_language, knowledge_of
from extractors.money import BadRatesError
from extractors.seeds import TableError
from pipeline.assemble import assemble
from pipeline.readers import RawReport
from pipeline.segment import segment
from pipeline.settings import UserError
from pipeline.validate import validate
from schemas import Entity, Metric, Report


def process(
    raw: RawReport, *, published_on: date | None = None, fx_csv: Path | None = None, gazetteer: Path | None = None
) -> Report:
    """Everything that *raw* says, as validated records; what fails validation stands among the rejects.

    *fx_csv* and *gazetteer* are tables of the user's own, read beside those of the package.
    """
    version = extractor_version(fx_csv, gazetteer)
    nlp = language(fx_csv, gazetteer)
    segmented = segment(raw)
    origin = Origin(raw.source_name, raw.metadata, raw.received_on, published_on, raw.text)
    doc = analyse(nlp, segmented.text, segmented.blocks, origin)
    return validate(assemble(raw, segmented, doc, knowledge_of(nlp).rates, version))


def language(fx_csv: Path | None = None, gazetteer: Path | None = None) -> Language:
    """The spaCy pipeline that knows the user's tables as they stand now; the last one is kept."""
    return _language(fx_csv, gazetteer, _digests(fx_csv, gazetteer))


@functools.lru_cache(maxsize=1)
def _language(fx_csv: Path | None, gazetteer: Path | None, digests: tuple[str, str]) -> Language:
    return build_language(_knowledge(fx_csv, gazetteer, digests))


@functools.lru_cache(maxsize=1)
def _knowledge(fx_csv: Path | None, gazetteer: Path | None, _digests: tuple[str, str]) -> Knowledge:
    return load_knowledge(gazetteer=gazetteer, rates=fx_csv)


def _digests(fx_csv: Path | None, gazetteer: Path | None) -> tuple[str, str]:
    """What tells two states of the user's tables apart: SHA-256 of each, "" where there is none."""
    own = read_user_table(gazetteer)
    rates = "" if fx_csv is None else hashlib.sha256(fx_csv.read_bytes()).hexdigest()
    return (own.digest if own else "", rates)


def check_own_tables(fx_csv: Path | None, gazetteer: Path | None) -> None:
    """Raise UserError where a table of the user's own cannot be used: before a run begins, and not once for each report."""
    try:
        _knowledge(fx_csv, gazetteer, _digests(fx_csv, gazetteer))
    except TableError as error:
        raise UserError(f"{error}. Correct it there; `sasil gazetteer --help` tells what the table is.") from None
    except BadRatesError as error:
        raise UserError(f"{error}. Correct it there, or unset SASIL_FX_CSV.") from None


def gazetteer_entities(gazetteer: Path | None = None) -> tuple[Entity, ...]:
    """What names can point to: the rows of the entities table, those of the user's *gazetteer* among them."""
    return _knowledge(None, gazetteer, _digests(None, gazetteer)).gazetteer.entities


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


def extractor_version(fx_csv: Path | None = None, gazetteer: Path | None = None) -> str:
    """The version, and a hash of the code and tables that records depend on, the user's own too: it changes when they do."""
    digest = _package_digest().copy()
    for name, content in zip(("gazetteer", "fx"), _digests(fx_csv, gazetteer), strict=True):
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


def _sources(folder: Traversable, prefix: str = "") -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        name = f"{prefix}{item.name}"
        if item.is_dir() and item.name not in ("__pycache__", "reports"):
            found += _sources(item, f"{name}/")
        elif item.is_file() and not item.name.endswith((".md", ".txt")):  # code, tables and the weights of models
            found.append((name, item.read_bytes()))
    return found
