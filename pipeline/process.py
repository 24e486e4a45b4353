"""From a file's text to a validated report: segment, analyse, assemble, validate. No disk, no warehouse."""

from __future__ import annotations

import functools
import hashlib
from datetime import date
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from extractors.gazetteer import entities
from extractors.language import Origin, analyse
from extractors.money import ReferenceRates
from pipeline.assemble import assemble
from pipeline.readers import RawReport
from pipeline.segment import segment
from pipeline.validate import validate
from schemas import Entity, Report


def process(raw: RawReport, *, published_on: date | None = None, fx_csv: Path | None = None) -> Report:
    """Everything that *raw* says, as validated records; what fails validation stands among the rejects."""
    segmented = segment(raw)
    origin = Origin(raw.source_name, raw.metadata, raw.received_on, published_on)
    doc = analyse(segmented.text, segmented.blocks, origin)
    return validate(assemble(raw, segmented, doc, _rates(fx_csv), extractor_version()))


def gazetteer_entities() -> tuple[Entity, ...]:
    """What names can point to: the rows of the entities table."""
    return entities()


@functools.cache
def extractor_version() -> str:
    """The version, and a hash of the code and tables that records depend on: it changes when they do."""
    digest = hashlib.sha256()
    for package in ("schemas", "extractors", "seeds", "pipeline.segment", "pipeline.readers"):
        for name, content in sorted(_sources(resources.files(package))):
            digest.update(name.encode() + b"\0" + content)
    return f"{metadata.version('sasil')}+{digest.hexdigest()[:12]}"


def _sources(folder: Traversable, prefix: str = "") -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        name = f"{prefix}{item.name}"
        if item.is_dir() and item.name not in ("__pycache__", "reports"):
            found += _sources(item, f"{name}/")
        elif item.is_file() and item.name.endswith((".py", ".csv")):
            found.append((name, item.read_bytes()))
    return found


@functools.cache
def _rates(user_rates: Path | None) -> ReferenceRates:
    return ReferenceRates(user_rates)
